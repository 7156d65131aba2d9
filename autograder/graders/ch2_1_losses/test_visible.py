"""The tests of chapter 2.1 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import between, close, pure, raises, visible

SHAPES = "Compare the shapes: if y_pred.shape != y.shape, raise ValueError(...). Equal lengths are not enough."
SHAPES_A = "Compare the shapes: if A.shape != y.shape, raise ValueError(...). Equal lengths are not enough."

EPSILON = "Keep A away from 0 and 1 by an epsilon from 1e-15 to 1e-7, and by no more."


def column(*values):
    return np.array(values).reshape(-1, 1)


def numbered(shape):
    return np.arange(np.prod(shape), dtype=float).reshape(shape)


# mse_loss


@visible(
    "mse_loss",
    try_it="mse_loss(np.array([[3.0], [5.0], [8.0]]), np.array([[2.0], [6.0], [4.0]]))   # should be 6.0",
)
def test_mse_loss_of_three_predictions_worked_out_by_hand(student):
    close(student.mse_loss(column(3.0, 5.0, 8.0), column(2.0, 6.0, 4.0)), 6.0)


@visible("mse_loss", try_it="mse_loss(np.array([[1.0], [-2.0], [4.0]]), np.array([[1.0], [-2.0], [4.0]]))   # 0.0")
def test_mse_loss_of_exact_predictions_is_zero(student):
    close(student.mse_loss(column(1.0, -2.0, 4.0), column(1.0, -2.0, 4.0)), 0.0)


@visible("mse_loss", try_it="mse_loss(np.array([[2.0], [-2.0], [3.0]]), np.zeros((3, 1)))   # 17 / 3 = 5.6667")
def test_mse_loss_lets_no_error_cancel_another(student):
    close(student.mse_loss(column(2.0, -2.0, 3.0), np.zeros((3, 1))), 17 / 3)


@visible("mse_loss", weight=2, try_it="mse_loss(np.ones(3), np.ones((3, 1)))   # should raise ValueError")
def test_mse_loss_refuses_different_shapes(student):
    for one, other in (((3, 1), (1, 1)), ((2, 1), (2, 3)), ((3,), (3, 1)), ((3, 1), (3,))):
        raises(ValueError, student.mse_loss, numbered(one), 3 * numbered(other), advice=SHAPES)


@visible("mse_loss")
def test_mse_loss_leaves_its_arguments_alone(student):
    pure(student.mse_loss, column(1.0, 2.0, 4.0), column(3.0, 0.0, 5.0))


# binary_cross_entropy


@visible(
    "binary_cross_entropy",
    try_it="binary_cross_entropy(np.array([[0.8], [0.25], [0.4]]), np.array([[1], [0], [0]]))   # 0.3406",
)
def test_binary_cross_entropy_of_three_samples_worked_out_by_hand(student):
    close(student.binary_cross_entropy(column(0.8, 0.25, 0.4), column(1.0, 0.0, 0.0)), 0.340550416)


@visible(
    "binary_cross_entropy",
    try_it="binary_cross_entropy(np.full((3, 1), 0.5), np.array([[1.0], [0.0], [1.0]]))   # about 0.6931",
)
def test_binary_cross_entropy_of_pure_guessing_is_the_log_of_two(student):
    close(student.binary_cross_entropy(np.full((3, 1), 0.5), column(1.0, 0.0, 1.0)), 0.693147181)


@visible(
    "binary_cross_entropy",
    try_it="binary_cross_entropy(np.array([[0.9]]), np.array([[0.0]]))   # about 2.3026",
)
def test_binary_cross_entropy_punishes_the_wrong_side(student):
    close(student.binary_cross_entropy(column(0.9), column(1.0)), 0.105360516)
    close(student.binary_cross_entropy(column(0.9), column(0.0)), 2.302585093)
    close(student.binary_cross_entropy(column(0.2), column(1.0)), 1.609437912)
    close(student.binary_cross_entropy(column(0.2), column(0.0)), 0.223143551)


@visible(
    "binary_cross_entropy",
    weight=2,
    try_it="binary_cross_entropy(np.array([[0.0], [1.0]]), np.array([[1.0], [0.0]]))   # from 16 to 35",
)
def test_binary_cross_entropy_is_finite_where_it_is_sure_and_wrong(student):
    cases = (column(0.0), column(1.0)), (column(1.0), column(0.0)), (column(0.0, 1.0), column(1.0, 0.0))
    for loss in [student.binary_cross_entropy(A, y) for A, y in cases]:
        between(loss, 15.0, 45.0, advice=EPSILON)


@visible(
    "binary_cross_entropy",
    try_it="binary_cross_entropy(np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]]))   # 0.0, or very nearly",
)
def test_binary_cross_entropy_is_nearly_zero_where_it_is_sure_and_right(student):
    cases = (column(0.0), column(0.0)), (column(1.0), column(1.0)), (column(0.0, 1.0), column(0.0, 1.0))
    for loss in [student.binary_cross_entropy(A, y) for A, y in cases]:
        between(loss, -1e-6, 1e-6, advice=EPSILON)


@visible(
    "binary_cross_entropy",
    try_it="binary_cross_entropy(np.full(3, 0.5), np.ones((3, 1)))   # should raise ValueError",
)
def test_binary_cross_entropy_refuses_different_shapes(student):
    for one, other in (((3, 1), (1, 1)), ((2, 1), (2, 3)), ((3,), (3, 1)), ((3, 1), (3,))):
        A, y = 0.1 + 0.1 * numbered(one), numbered(other) % 2
        raises(ValueError, student.binary_cross_entropy, A, y, advice=SHAPES_A)


@visible("binary_cross_entropy")
def test_binary_cross_entropy_leaves_its_arguments_alone(student):
    pure(student.binary_cross_entropy, column(0.0, 0.3, 1.0), column(0.0, 1.0, 1.0))


# Practice


@visible(
    "squared_errors",
    try_it="squared_errors(np.array([[3.0], [5.0]]), np.array([[2.0], [8.0]]))   # should be [[1.] [9.]]",
)
def test_squared_errors_of_the_worked_example(student):
    close(student.squared_errors(column(3.0, 5.0), column(2.0, 8.0)), column(1.0, 9.0))


@visible("as_column", try_it="as_column(np.array([1.0, 2.0, 3.0])).shape   # should be (3, 1)")
def test_as_column_stands_a_vector_up(student):
    close(student.as_column(np.array([1.0, 2.0, 3.0])), [[1.0], [2.0], [3.0]])


@visible(
    "mean_absolute_error",
    try_it="mean_absolute_error(np.array([[3.0], [5.0], [8.0]]), np.array([[2.0], [7.0], [14.0]]))   # 3.0",
)
def test_mean_absolute_error_of_three_predictions(student):
    close(student.mean_absolute_error(column(3.0, 5.0, 8.0), column(2.0, 7.0, 14.0)), 3.0)


@visible(
    "clipped_log",
    try_it="clipped_log(np.array([1.0, 0.5, 0.0]), 0.001)   # about [ 0.     -0.6931 -6.9078]",
)
def test_clipped_log_of_the_worked_example(student):
    close(student.clipped_log(np.array([1.0, 0.5, 0.0]), 0.001), [0.0, -0.693147181, -6.907755279])


@visible("clipped_log", try_it="clipped_log(np.array([0.0]))   # about [-27.631]")
def test_clipped_log_has_an_epsilon_by_default(student):
    close(student.clipped_log(np.array([0.0, 1.0])), [-27.631021116, 0.0])


@visible(
    "error_rate",
    try_it="error_rate(np.array([[0.9], [0.4], [0.7], [0.2]]), np.array([[1], [1], [0], [0]]))   # 0.5",
)
def test_error_rate_of_two_small_examples(student):
    one = student.error_rate(column(0.9, 0.4, 0.7, 0.2), column(1, 1, 0, 0))
    other = student.error_rate(column(0.2, 0.9, 0.6, 0.7, 0.1), column(1, 1, 0, 0, 0))
    close(one, 0.5)
    close(other, 0.6)
