"""The tests of chapter 2.1 that only the grader has."""

import numpy as np

from autograder.checks import between, close, hidden, number, pure, raises
from autograder.graders.ch2_1_losses.test_visible import EPSILON, SHAPES, SHAPES_A, column, numbered

# mse_loss


@hidden("mse_loss")
def test_mse_loss_refuses_other_shapes_that_broadcast(student):
    for one, other in (((4, 1), (1, 1)), ((4, 3), (3,)), ((1, 5), (5,)), ((2, 3), (2, 1))):
        raises(ValueError, student.mse_loss, numbered(one), 3 * numbered(other), advice=SHAPES)
        raises(ValueError, student.mse_loss, numbered(other), 3 * numbered(one), advice=SHAPES)


@hidden("mse_loss", weight=2)
def test_mse_loss_is_the_mean_over_all_elements_of_any_shape(student, reference):
    rng = np.random.default_rng(21)
    for shape in ((5, 1), (1, 1), (7,), (3, 4), (1, 6), (2, 3, 4)):
        y_pred, y = rng.normal(1.0, 3.0, shape), rng.normal(-2.0, 2.0, shape)
        close(student.mse_loss(y_pred, y), reference.mse_loss(y_pred, y))


@hidden("mse_loss")
def test_mse_loss_of_whole_numbers(student):
    close(student.mse_loss(column(3, 5, -4), column(2, 8, -4)), 10 / 3)
    close(student.mse_loss(column(1.5, 2.5), column(1, 4)), 1.25)
    pixels = np.array([[3, 250], [0, 100]], dtype=np.uint8), np.array([[5, 10], [255, 100]], dtype=np.uint8)
    close(student.mse_loss(*pixels), (4 + 57600 + 65025) / 4)
    close(student.mse_loss(column(0.25, 3.0), np.array([[1], [5]], dtype=np.uint8)), (0.5625 + 4) / 2)


@hidden("mse_loss")
def test_mse_loss_of_very_small_and_very_large_errors(student):
    for scale in (1e-6, 1e5):
        close(student.mse_loss(scale * column(3.0, 1.0, -1.0), scale * column(1.0, 1.0, 0.0)), 5 / 3 * scale**2)


# binary_cross_entropy


@hidden("binary_cross_entropy")
def test_binary_cross_entropy_refuses_other_shapes_that_broadcast(student):
    for one, other in (((4, 1), (1, 1)), ((1, 5), (5,)), ((3, 1), (1, 3))):
        A, y = 0.1 + 0.1 * numbered(one), numbered(other) % 2
        raises(ValueError, student.binary_cross_entropy, A, y, advice=SHAPES_A)
        A, y = 0.1 + 0.1 * numbered(other), numbered(one) % 2
        raises(ValueError, student.binary_cross_entropy, A, y, advice=SHAPES_A)


@hidden("binary_cross_entropy", weight=2)
def test_binary_cross_entropy_is_the_mean_over_the_samples(student, reference):
    rng = np.random.default_rng(22)
    for n in (1, 2, 5, 40):
        A, y = rng.uniform(0.05, 0.95, (n, 1)), (rng.uniform(size=(n, 1)) < 0.4) * 1.0
        close(student.binary_cross_entropy(A, y), reference.binary_cross_entropy(A, y))


@hidden("binary_cross_entropy")
def test_binary_cross_entropy_with_one_certain_sample_among_others(student):
    # Without its one mistake the mean is 0.5108; the mistake adds a fifth of 16 to 35.
    A, y = column(0.6, 1.0, 0.6, 0.4, 0.0), column(1.0, 0.0, 1.0, 0.0, 0.0)
    mistake = 5 * number(student.binary_cross_entropy(A, y)) - 3 * 0.510825624
    between(mistake, 15.0, 45.0, what="the share of the one mistake", advice=EPSILON)


@hidden("binary_cross_entropy")
def test_binary_cross_entropy_keeps_small_probabilities_apart(student):
    # An epsilon of 1e-7 changes these by less than one part in a thousand.
    for p in (1e-2, 1e-3, 1e-4):
        close(student.binary_cross_entropy(column(p), column(1.0)), -np.log(p), rtol=1e-3)
        close(student.binary_cross_entropy(column(1 - p), column(0.0)), -np.log(p), rtol=1e-3)


@hidden("binary_cross_entropy")
def test_binary_cross_entropy_of_whole_number_answers(student):
    A, expected = column(0.5, 0.25, 0.9), (0.693147181 + 0.287682072 + 0.105360516) / 3
    for kind in (np.int64, np.uint8, np.float32):
        close(student.binary_cross_entropy(A, column(1, 0, 1).astype(kind)), expected)
    sure = student.binary_cross_entropy(column(0, 1), column(1, 0))
    between(sure, 15.0, 45.0, advice=EPSILON)


# Practice


@hidden("squared_errors")
def test_squared_errors_of_other_shapes(student):
    rng = np.random.default_rng(23)
    for shape in ((4,), (1, 1), (2, 5), (6, 1)):
        y_pred, y = rng.normal(size=shape), rng.normal(2.0, 3.0, shape)
        close(student.squared_errors(y_pred, y), (y_pred - y) ** 2)
    close(student.squared_errors(column(1.5, 2.5), column(1, 4)), column(0.25, 2.25))
    pure(student.squared_errors, column(1.0, -2.0), column(3.0, 4.0))


@hidden("as_column")
def test_as_column_of_one_number_of_whole_numbers_and_of_a_column(student):
    close(student.as_column(np.array([7.0])), [[7.0]])
    close(student.as_column(np.arange(5)), np.arange(5.0).reshape(5, 1))
    close(student.as_column(column(4.0, -5.0)), column(4.0, -5.0))
    pure(student.as_column, np.array([3.0, 4.0]))


@hidden("mean_absolute_error")
def test_mean_absolute_error_of_other_shapes(student):
    rng = np.random.default_rng(24)
    for shape in ((5, 1), (1, 1), (7,), (3, 4)):
        y_pred, y = rng.normal(size=shape), rng.normal(1.0, 2.0, shape)
        close(student.mean_absolute_error(y_pred, y), np.abs(y_pred - y).mean())
    close(student.mean_absolute_error(column(3, 5, 0), column(2, 8, 0)), 4 / 3)
    pure(student.mean_absolute_error, column(1.0, -2.0), column(3.0, 4.0))


@hidden("clipped_log")
def test_clipped_log_of_other_shapes_and_epsilons(student):
    A = np.array([[0.0, 0.05, 0.1, 0.3], [0.9, 1.0, 2.0, 50.0]])
    for epsilon in (0.1, 1e-5):
        close(student.clipped_log(A, epsilon), np.log(A.clip(epsilon)))
    close(student.clipped_log(np.array([[[0], [1]]]), 1e-3), [[[np.log(1e-3)], [0.0]]])
    pure(student.clipped_log, np.array([0.0, 0.4]))


@hidden("error_rate")
def test_error_rate_counts_misses_and_false_alarms(student):
    close(student.error_rate(column(0.9, 0.6, 0.2), column(1.0, 1.0, 0.0)), 0.0)
    close(student.error_rate(column(0.9, 0.6, 0.7, 0.2, 0.1), column(0.0, 1.0, 0.0, 0.0, 0.0)), 0.4)
    close(student.error_rate(column(0.3, 0.2, 0.6), column(1.0, 1.0, 1.0)), 2 / 3)
    pure(student.error_rate, column(0.3, 0.7), column(0.0, 0.0))


@hidden("error_rate")
def test_error_rate_of_exactly_one_half(student):
    close(student.error_rate(column(0.5, 0.5, 0.49), column(1, 1, 1)), 1 / 3)
    close(student.error_rate(column(0.5, 0.1, 0.1), column(0, 0, 0)), 1 / 3)
