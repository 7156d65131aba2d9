"""The tests of chapter 2.1 that only the grader has."""

import numpy as np

from autograder.checks import LONG, between, close, hidden, number, pure, raises
from autograder.graders.ch2_1_losses.test_visible import (
    ANSWERS,
    EPSILON,
    LEAST,
    LOSS,
    MOST,
    SHAPES,
    SHAPES_A,
    A,
    column,
    numbered,
)

# mse_loss


@hidden("mse_loss", weight=3)
def test_mse_loss_of_other_columns(student):
    rng = np.random.default_rng(21)
    for n in (1, 2, 7, 40):
        y_pred, y = rng.normal(1.0, 3.0, (n, 1)), rng.normal(-2.0, 2.0, (n, 1))
        close(student.mse_loss(y_pred, y), sum((p - t) ** 2 for p, t in zip(y_pred[:, 0], y[:, 0], strict=True)) / n)


@hidden("mse_loss", weight=2)
def test_mse_loss_is_the_mean_over_all_elements_of_any_shape(student, reference):
    rng = np.random.default_rng(20)
    for shape in ((7,), (3, 4), (1, 6), (2, 3, 4)):
        y_pred, y = rng.normal(1.0, 3.0, shape), rng.normal(-2.0, 2.0, shape)
        close(student.mse_loss(y_pred, y), reference.mse_loss(y_pred, y))


@hidden("mse_loss")
def test_mse_loss_of_small_and_of_large_errors(student):
    for scale in (1e-3, 1e5):
        close(student.mse_loss(scale * column(3.0, 1.0, -1.0), scale * column(1.0, 1.0, 0.0)), 5 / 3 * scale**2)


@hidden("mse_loss")
def test_mse_loss_refuses_other_shapes_that_broadcast(student):
    for one, other in (((1, 5), (5,)), ((4, 1), (1, 1)), ((4, 3), (3,)), ((3, 1), (1, 3))):
        raises(ValueError, student.mse_loss, numbered(one), 3 * numbered(other), advice=SHAPES)
        raises(ValueError, student.mse_loss, numbered(other), 3 * numbered(one), advice=SHAPES)


# binary_cross_entropy


@hidden("binary_cross_entropy", weight=4)
def test_binary_cross_entropy_is_the_mean_over_the_samples(student, reference):
    rng = np.random.default_rng(22)
    for n in (1, 2, 7, 40):
        A, y = rng.uniform(0.05, 0.95, (n, 1)), (rng.uniform(size=(n, 1)) < 0.4) * 1.0
        close(student.binary_cross_entropy(A, y), reference.binary_cross_entropy(A, y), rtol=LONG)


@hidden("binary_cross_entropy", weight=3)
def test_binary_cross_entropy_of_small_and_of_large_probabilities(student):
    # An epsilon of 1e-7, clipped or added, changes these by less than one part in 100,000.
    for p in (0.01, 0.03):
        close(student.binary_cross_entropy(column(p), column(1.0)), -np.log(p), rtol=LONG)
        close(student.binary_cross_entropy(column(1 - p), column(0.0)), -np.log(p), rtol=LONG)
        close(student.binary_cross_entropy(column(p), column(0.0)), -np.log(1 - p), rtol=LONG)
        close(student.binary_cross_entropy(column(1 - p), column(1.0)), -np.log(1 - p), rtol=LONG)


@hidden("binary_cross_entropy")
def test_binary_cross_entropy_with_one_certain_mistake_among_others(student):
    # Without its one mistake the five lose 3 * 0.5108; the mistake adds 16 to 35.
    close(student.binary_cross_entropy(A, ANSWERS), LOSS, rtol=LONG)
    sure, y = column(0.6, 1.0, 0.6, 0.4, 0.0), column(1.0, 0.0, 1.0, 0.0, 0.0)
    mistake = 5 * number(student.binary_cross_entropy(sure, y)) - 3 * 0.510825624
    between(mistake, LEAST, MOST, what="the share of the one mistake", advice=EPSILON)


@hidden("binary_cross_entropy")
def test_binary_cross_entropy_refuses_other_shapes_that_broadcast(student):
    for one, other in (((1, 5), (5,)), ((4, 1), (1, 1)), ((3, 1), (1, 3))):
        A, y = 0.1 + 0.1 * numbered(one), numbered(other) % 2
        raises(ValueError, student.binary_cross_entropy, A, y, advice=SHAPES_A)
        A, y = 0.1 + 0.1 * numbered(other), numbered(one) % 2
        raises(ValueError, student.binary_cross_entropy, A, y, advice=SHAPES_A)


# Practice


@hidden("squared_errors")
def test_squared_errors_of_other_shapes(student):
    rng = np.random.default_rng(23)
    for shape in ((4,), (1, 1), (2, 5), (6, 1)):
        y_pred, y = rng.normal(size=shape), rng.normal(2.0, 3.0, shape)
        close(student.squared_errors(y_pred, y), (y_pred - y) ** 2)
    pure(student.squared_errors, column(1.0, -2.0, 0.5), column(3.0, 4.0, 2.0))


@hidden("as_column")
def test_as_column_of_other_lengths(student):
    for n in (1, 2, 5):
        close(student.as_column(numbered((n,)) - 0.5), numbered((n, 1)) - 0.5)
    pure(student.as_column, np.array([3.0, 4.0, -1.0]))


@hidden("as_column")
def test_as_column_leaves_a_column_as_it_is(student):
    close(student.as_column(column(4.0, -5.0, 0.5)), column(4.0, -5.0, 0.5))


@hidden("mean_absolute_error")
def test_mean_absolute_error_of_other_shapes(student):
    rng = np.random.default_rng(24)
    for shape in ((5, 1), (1, 1), (7,), (3, 4)):
        y_pred, y = rng.normal(size=shape), rng.normal(1.0, 2.0, shape)
        close(student.mean_absolute_error(y_pred, y), np.abs(y_pred - y).mean())
    pure(student.mean_absolute_error, column(1.0, -2.0, 0.5), column(3.0, 4.0, 2.0))


@hidden("clipped_log")
def test_clipped_log_of_other_shapes_and_epsilons(student):
    A = np.array([[0.0, 0.05, 0.1, 0.3], [0.9, 1.0, 2.0, 50.0]])
    for epsilon in (0.1, 1e-5):
        close(student.clipped_log(A, epsilon), np.log(A.clip(epsilon)), rtol=LONG)
    pure(student.clipped_log, np.array([0.0, 0.4, 0.7]))


@hidden("error_rate")
def test_error_rate_counts_misses_and_false_alarms(student):
    close(student.error_rate(column(0.9, 0.6, 0.2), column(1.0, 1.0, 0.0)), 0.0)
    close(student.error_rate(column(0.9, 0.6, 0.7, 0.2, 0.1), column(0.0, 1.0, 0.0, 0.0, 0.0)), 0.4)
    close(student.error_rate(column(0.3, 0.2, 0.6), column(1.0, 1.0, 1.0)), 2 / 3)
    pure(student.error_rate, column(0.3, 0.7, 0.1), column(0.0, 0.0, 1.0))


@hidden("error_rate")
def test_error_rate_takes_exactly_one_half_for_a_yes(student):
    close(student.error_rate(column(0.5, 0.5, 0.49), column(1.0, 1.0, 1.0)), 1 / 3)
    close(student.error_rate(column(0.5, 0.1, 0.1), column(0.0, 0.0, 0.0)), 1 / 3)


# Stretch


@hidden("loss_from_scores", weight=2)
def test_loss_from_scores_is_the_cross_entropy_of_the_probabilities(student, reference):
    rng = np.random.default_rng(81)
    for n in (1, 7, 40):
        Z, y = rng.normal(0.0, 3.0, (n, 1)), rng.integers(0, 2, (n, 1)).astype(float)
        close(student.loss_from_scores(Z, y), reference.binary_cross_entropy(1 / (1 + np.exp(-Z)), y), rtol=LONG)
