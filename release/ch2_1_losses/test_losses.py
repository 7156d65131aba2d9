"""The tests of chapter 2.1 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import LONG, advice, between, close, pure, raises, same_for_whole_numbers, visible

SHAPES = "Compare the shapes: if y_pred.shape != y.shape, raise ValueError(...). Equal lengths are not enough."
SHAPES_A = "Compare the shapes: if A.shape != y.shape, raise ValueError(...). Equal lengths are not enough."
EPSILON = "Keep A away from 0 and 1 by an epsilon from 1e-15 to 1e-7, and by no more."

# What a certain mistake costs, to 1 %: from -log(1e-7) in float32, whose 1 - 1e-7 is 1 - 1.2e-7, to -log(1e-15).
LEAST, MOST = 15.9, 34.9


def column(*values):
    return np.array(values).reshape(-1, 1)


def numbered(shape):
    return np.arange(np.prod(shape), dtype=float).reshape(shape)


# mse_loss


@visible(
    "mse_loss",
    weight=2,
    try_it="mse_loss(np.array([[3.0], [5.0], [8.0], [1.5], [2.0]]), np.array([[2.0], [7.0], [5.0], [1.0], [3.5]]))"
    "   # should be 3.3",
)
def test_mse_loss_of_five_predictions_worked_out_by_hand(student):
    # The errors are 1, -2, 3, 0.5 and -1.5, their squares 1, 4, 9, 0.25 and 2.25, which are 16.5 together.
    close(student.mse_loss(column(3.0, 5.0, 8.0, 1.5, 2.0), column(2.0, 7.0, 5.0, 1.0, 3.5)), 3.3)


@visible(
    "mse_loss",
    try_it="mse_loss(np.array([[2.0, 0.5, -1.0], [1.0, 4.0, 3.0]]), np.array([[1.0, 2.5, -1.0], [4.0, 3.5, 3.0]]))"
    "   # 14.25 / 6 = 2.375",
)
def test_mse_loss_is_the_mean_over_all_elements_of_several_columns(student):
    y_pred, y = np.array([[2.0, 0.5, -1.0], [1.0, 4.0, 3.0]]), np.array([[1.0, 2.5, -1.0], [4.0, 3.5, 3.0]])
    close(student.mse_loss(y_pred, y), 2.375)


@visible(
    "mse_loss", weight=0.5, try_it="mse_loss(np.arange(3.0), np.arange(3.0).reshape(3, 1))   # should raise ValueError"
)
def test_mse_loss_refuses_a_vector_and_a_column_of_equal_length(student):
    raises(ValueError, student.mse_loss, numbered((3,)), 3 * numbered((3, 1)), advice=SHAPES)
    raises(ValueError, student.mse_loss, numbered((3, 1)), 3 * numbered((3,)), advice=SHAPES)


@visible(
    "mse_loss", weight=0.5, try_it="mse_loss(np.ones((2, 1)), np.arange(6.0).reshape(2, 3))   # should raise ValueError"
)
def test_mse_loss_refuses_equally_many_rows_of_unequal_length(student):
    raises(ValueError, student.mse_loss, numbered((2, 1)), 3 * numbered((2, 3)), advice=SHAPES)


@visible(
    "mse_loss", weight=0.5, try_it="mse_loss(np.arange(3.0).reshape(3, 1), np.ones((1, 1)))   # should raise ValueError"
)
def test_mse_loss_refuses_a_single_number_for_a_column(student):
    raises(ValueError, student.mse_loss, numbered((3, 1)), 3 + numbered((1, 1)), advice=SHAPES)


@visible("mse_loss")
def test_mse_loss_leaves_its_arguments_alone(student):
    pure(student.mse_loss, column(1.0, 2.0, 4.0, -0.5), column(3.0, 0.0, 5.0, 2.5))


@advice("mse_loss")
def test_mse_loss_of_unsigned_whole_numbers(student):
    pixels = np.array([[3, 250], [0, 100]], dtype=np.uint8), np.array([[5, 10], [255, 100]], dtype=np.uint8)
    same_for_whole_numbers(student.mse_loss, *pixels)


# binary_cross_entropy

A, ANSWERS, LOSS = column(0.8, 0.25, 0.4, 0.1, 0.7), column(1.0, 0.0, 0.0, 1.0, 0.0), 0.905641829


@visible(
    "binary_cross_entropy",
    weight=2,
    try_it="binary_cross_entropy(np.array([[0.8], [0.25], [0.4], [0.1], [0.7]]), "
    "np.array([[1.0], [0.0], [0.0], [1.0], [0.0]]))   # 0.9056",
)
def test_binary_cross_entropy_of_five_samples_worked_out_by_hand(student):
    # What happened was given 0.8, 0.75, 0.6, 0.1 and 0.3; minus the logs of these are 4.528209 together.
    close(student.binary_cross_entropy(A, ANSWERS), LOSS, rtol=LONG)


@visible("binary_cross_entropy", try_it="binary_cross_entropy(np.array([[0.9]]), np.array([[0.0]]))   # about 2.3026")
def test_binary_cross_entropy_punishes_the_wrong_side(student):
    for p, answer, loss in ((0.9, 1.0, 0.105360516), (0.9, 0.0, 2.302585093), (0.2, 1.0, 1.609437912)):
        close(student.binary_cross_entropy(column(p), column(answer)), loss, rtol=LONG)


@visible("binary_cross_entropy")
def test_binary_cross_entropy_leaves_its_arguments_alone(student):
    pure(student.binary_cross_entropy, column(0.0, 0.3, 1.0, 0.6), column(0.0, 1.0, 1.0, 0.0))


@visible(
    "binary_cross_entropy",
    weight=0.5,
    try_it="binary_cross_entropy(np.array([[0.0], [0.6], [0.3]]), np.array([[1.0], [1.0], [0.0]]))   # from 5 to 12",
)
def test_binary_cross_entropy_is_finite_for_a_probability_of_exactly_zero(student):
    close(student.binary_cross_entropy(A, ANSWERS), LOSS, rtol=LONG)  # ordinary ones come first
    between(student.binary_cross_entropy(column(0.0), column(1.0)), LEAST, MOST, advice=EPSILON)
    between(student.binary_cross_entropy(column(0.0), column(0.0)), -1e-6, 1e-6, advice=EPSILON)


@visible(
    "binary_cross_entropy",
    weight=0.5,
    try_it="binary_cross_entropy(np.array([[1.0], [0.6], [0.3]]), np.array([[0.0], [1.0], [0.0]]))   # from 5 to 12",
)
def test_binary_cross_entropy_is_finite_for_a_probability_of_exactly_one(student):
    close(student.binary_cross_entropy(A, ANSWERS), LOSS, rtol=LONG)
    between(student.binary_cross_entropy(column(1.0), column(0.0)), LEAST, MOST, advice=EPSILON)
    between(student.binary_cross_entropy(column(1.0), column(1.0)), -1e-6, 1e-6, advice=EPSILON)


@visible(
    "binary_cross_entropy",
    weight=0.5,
    try_it="binary_cross_entropy(np.full(3, 0.3), np.ones((3, 1)))   # should raise ValueError",
)
def test_binary_cross_entropy_refuses_a_vector_and_a_column_of_equal_length(student):
    raises(ValueError, student.binary_cross_entropy, A[:3, 0], ANSWERS[:3], advice=SHAPES_A)
    raises(ValueError, student.binary_cross_entropy, A[:3], ANSWERS[:3, 0], advice=SHAPES_A)


@visible(
    "binary_cross_entropy",
    weight=0.5,
    try_it="binary_cross_entropy(np.full((2, 1), 0.3), np.ones((2, 3)))   # should raise ValueError",
)
def test_binary_cross_entropy_refuses_equally_many_rows_of_unequal_length(student):
    raises(ValueError, student.binary_cross_entropy, A[:2], numbered((2, 3)) % 2, advice=SHAPES_A)


@visible(
    "binary_cross_entropy",
    weight=0.5,
    try_it="binary_cross_entropy(np.full((3, 1), 0.3), np.ones((1, 1)))   # should raise ValueError",
)
def test_binary_cross_entropy_refuses_a_single_answer_for_a_column(student):
    raises(ValueError, student.binary_cross_entropy, A[:3], column(1.0), advice=SHAPES_A)


@advice("binary_cross_entropy")
def test_binary_cross_entropy_of_unsigned_answers(student):
    same_for_whole_numbers(student.binary_cross_entropy, column(0.5, 0.25, 0.9), column(1, 0, 1).astype(np.uint8))


# Practice


@visible(
    "squared_errors",
    try_it="squared_errors(np.array([[3.0], [5.0], [1.5]]), np.array([[2.0], [8.0], [1.0]]))   # [[1.] [9.] [0.25]]",
)
def test_squared_errors_of_three_predictions(student):
    close(student.squared_errors(column(3.0, 5.0, 1.5), column(2.0, 8.0, 1.0)), column(1.0, 9.0, 0.25))


@visible("as_column", try_it="as_column(np.array([1.0, 2.5, -3.0]))   # should be [[1.] [2.5] [-3.]]")
def test_as_column_stands_a_vector_up(student):
    close(student.as_column(np.array([1.0, 2.5, -3.0])), [[1.0], [2.5], [-3.0]])


@visible(
    "mean_absolute_error",
    try_it="mean_absolute_error(np.array([[3.0], [5.0], [8.0], [2.0], [0.5]]), "
    "np.array([[2.0], [7.0], [14.0], [1.0], [3.0]]))   # 12.5 / 5 = 2.5",
)
def test_mean_absolute_error_of_five_predictions(student):
    close(student.mean_absolute_error(column(3.0, 5.0, 8.0, 2.0, 0.5), column(2.0, 7.0, 14.0, 1.0, 3.0)), 2.5)


@visible(
    "clipped_log",
    try_it="clipped_log(np.array([1.0, 0.5, 0.0]), 0.001)   # about [ 0.     -0.6931 -6.9078]",
)
def test_clipped_log_of_three_numbers(student):
    close(student.clipped_log(np.array([1.0, 0.5, 0.0]), 0.001), [0.0, -0.693147181, -6.907755279], rtol=LONG)


@visible("clipped_log", try_it="clipped_log(np.array([0.0]))   # about [-27.631]")
def test_clipped_log_has_an_epsilon_by_default(student):
    close(student.clipped_log(np.array([0.0, 1.0])), [-27.631021116, 0.0], rtol=LONG)


@visible(
    "error_rate",
    try_it="error_rate(np.array([[0.9], [0.4], [0.7], [0.2], [0.6]]), np.array([[1], [1], [0], [1], [0]]))   # 0.8",
)
def test_error_rate_of_nine_samples(student):
    # One yes is missed (0.4), two noes are taken for a yes (0.7 and 0.6): 3 of 9.
    A = column(0.9, 0.4, 0.7, 0.2, 0.6, 0.3, 0.8, 0.1, 0.55)
    close(student.error_rate(A, column(1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0)), 1 / 3)


@advice("error_rate")
def test_error_rate_of_unsigned_answers(student):
    same_for_whole_numbers(student.error_rate, column(0.9, 0.4, 0.2), column(0, 1, 0).astype(np.uint8))


# Stretch


@visible(
    "loss_from_scores",
    try_it="loss_from_scores(np.log([[4.0], [0.5], [9.0]]), np.array([[0.0], [1.0], [1.0]]))   # should be 0.9378",
)
def test_loss_from_scores_that_are_logarithms_worked_out_by_hand(student):
    Z, y = np.log(column(1.0, 3.0, 1 / 3, 7.0, 0.25)), column(1.0, 0.0, 1.0, 1.0, 0.0)
    expected = (np.log(2) + np.log(4) + np.log(4) + np.log(8 / 7) + np.log(1.25)) / 5
    close(student.loss_from_scores(Z, y), expected, rtol=LONG)


@visible(
    "loss_from_scores",
    try_it="loss_from_scores(np.array([[1000.0], [-1000.0]]), np.array([[0.0], [0.0]]))   # should be 500.0",
)
def test_loss_from_scores_far_from_zero_is_finite_and_right(student):
    Z, y = column(1000.0, -1000.0, 800.0, -750.0, 900.0), column(0.0, 1.0, 1.0, 0.0, 0.0)
    close(student.loss_from_scores(Z, y), 580.0, rtol=LONG)


@visible("loss_from_scores")
def test_loss_from_scores_leaves_its_arguments_alone(student):
    pure(student.loss_from_scores, column(0.5, -2.0, 3.0), column(0.0, 1.0, 1.0))
