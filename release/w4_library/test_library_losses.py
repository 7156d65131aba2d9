"""The tests of chapter W.4 that you are given: losses. Run them with: pytest"""

import numpy as np

from autograder.checks import LONG, advice, close, pure, same_for_whole_numbers, unpack, visible


def pair(got, loss, gradient, what="the gradient", loss_tolerance=LONG):
    """Check what a loss answers: the number, and the gradient."""
    value, slope = unpack(got, "loss", "gradient")
    close(value, loss, what="the loss", rtol=loss_tolerance)
    close(slope, gradient, what=what)


# softmax_cross_entropy

SCORES = np.log(np.array([[2.0, 1.0, 1.0], [1.0, 8.0, 1.0], [3.0, 1.0, 1.0], [1.0, 1.0, 2.0]]))
CLASSES = np.eye(3)[[0, 1, 1, 2]]


@visible(
    "softmax_cross_entropy",
    try_it="softmax_cross_entropy(np.log(np.array([[2.0, 1.0, 1.0], [1.0, 8.0, 1.0]])), np.eye(3)[[0, 1]])"
    "   # should be (0.458, [[-0.25 0.125 0.125] [0.05 -0.1 0.05]])",
)
def test_softmax_cross_entropy_of_four_samples_worked_out_by_hand(student):
    # The probabilities are 1/2 1/4 1/4, 1/10 8/10 1/10, 3/5 1/5 1/5 and 1/4 1/4 1/2.
    slope = np.array([[-0.5, 0.25, 0.25], [0.1, -0.2, 0.1], [0.6, -0.8, 0.2], [0.25, 0.25, -0.5]]) / 4
    pair(student.softmax_cross_entropy(SCORES, CLASSES), 0.8047190, slope, "dZ")


@visible(
    "softmax_cross_entropy",
    try_it="softmax_cross_entropy(np.array([[1000.0, 0.0], [0.0, -1000.0]]), np.array([[0.0, 1.0]] * 2))[0]"
    "   # should be 1000.0",
)
def test_softmax_cross_entropy_is_exact_for_a_lead_of_1000(student):
    Z, y = np.array([[1000.0, 0.0, -5.0], [-1003.0, -3.0, -1003.0]]), np.eye(3)[[1, 1]]
    pair(student.softmax_cross_entropy(Z, y), 500.0, [[0.5, -0.5, 0.0], [0.0, 0.0, 0.0]], "dZ")


@visible("softmax_cross_entropy")
def test_softmax_cross_entropy_leaves_its_arguments_alone(student):
    pure(student.softmax_cross_entropy, SCORES.copy(), CLASSES.copy())


@advice("softmax_cross_entropy")
def test_softmax_cross_entropy_of_whole_numbers(student):
    same_for_whole_numbers(student.softmax_cross_entropy, np.array([[2, 0, 1], [1, 3, 0]]), np.eye(3)[[0, 2]])


# mse

OUTPUT, TARGET = np.array([[3.0, 1.0, -2.0], [0.5, 2.0, 4.0]]), np.array([[1.0, 2.0, -2.0], [0.0, 5.0, 1.0]])


@visible(
    "mse",
    try_it="mse(np.array([[3.0, 1.0, 0.5]]), np.array([[1.0, 2.0, 0.0]]))   # should be (1.75, [[1.333 -0.667 0.333]])",
)
def test_mse_of_six_numbers_worked_out_by_hand(student):
    # The squares are 4, 1, 0, 1/4, 9 and 9.
    slope = [[2 / 3, -1 / 3, 0.0], [1 / 6, -1.0, 1.0]]
    pair(student.mse(OUTPUT, TARGET), 3.875, slope)


@visible("mse")
def test_mse_leaves_its_arguments_alone(student):
    pure(student.mse, OUTPUT.copy(), TARGET.copy())


@advice("mse")
def test_mse_of_whole_numbers(student):
    same_for_whole_numbers(student.mse, np.array([[3, 0], [1, 2]]), np.array([[1, 2], [0, 5]]))


# sigmoid_cross_entropy

ODDS, YES = np.log(np.array([[3.0, 1 / 3], [1.0, 9.0], [4.0, 1 / 4]])), np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])


@visible(
    "sigmoid_cross_entropy",
    try_it="sigmoid_cross_entropy(np.log(np.array([[3.0, 0.25]])), np.array([[1.0, 0.0]]))"
    "   # should be (0.2554, [[-0.125 0.1]])",
)
def test_sigmoid_cross_entropy_of_six_numbers_worked_out_by_hand(student):
    # The probabilities are 3/4, 1/4, 1/2, 9/10, 4/5 and 1/5.
    slope = np.array([[-0.25, 0.25], [0.5, -0.1], [0.8, 0.2]]) / 6
    pair(student.sigmoid_cross_entropy(ODDS, YES), 0.5344088, slope, "dZ")


@visible(
    "sigmoid_cross_entropy",
    try_it="sigmoid_cross_entropy(np.array([[1000.0]]), np.array([[0.0]]))[0]   # should be 1000.0",
)
def test_sigmoid_cross_entropy_is_exact_for_large_scores(student):
    Z, y = np.array([[1000.0], [-1000.0], [-1000.0], [1000.0]]), np.array([[0.0], [1.0], [0.0], [1.0]])
    pair(student.sigmoid_cross_entropy(Z, y), 500.0, [[0.25], [-0.25], [0.0], [0.0]], "dZ")


@visible("sigmoid_cross_entropy")
def test_sigmoid_cross_entropy_leaves_its_arguments_alone(student):
    pure(student.sigmoid_cross_entropy, ODDS.copy(), YES.copy())


@advice("sigmoid_cross_entropy")
def test_sigmoid_cross_entropy_of_whole_numbers(student):
    same_for_whole_numbers(student.sigmoid_cross_entropy, np.array([[2], [-1], [0]]), np.array([[1.0], [0.0], [1.0]]))
