"""The tests of chapter 1.3 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import Mismatch, StudentRaised, advice, close, pure, same_for_whole_numbers, visible

LOG_3 = np.log(3.0)  # a score of log 3 means odds of 3 to 1
WHOLE = np.array([[-3, 0, 2], [1, -5, 7]])
PIXELS = np.array([[0, 1, 2], [5, 12, 3]], dtype=np.uint8)


# sigmoid


@visible(
    "sigmoid",
    weight=1.5,
    try_it="sigmoid(np.log(3) * np.array([[1.0, -2.0], [0.0, 0.5]]))   # should be [[0.75 0.1] [0.5 0.6339746]]",
)
def test_sigmoid_of_six_scores_worked_out_by_hand(student):
    Z = LOG_3 * np.array([[1.0, -2.0, 3.0], [0.0, -1.0, 0.5]])  # odds of 3, 1/9, 27, 1, 1/3 and root 3 to 1
    close(student.sigmoid(Z), [[0.75, 0.1, 0.9642857143], [0.5, 0.25, 0.6339745962]])


@visible("sigmoid", try_it="abs(sigmoid(np.array([-1000.0, 1000.0])) - [0.0, 1.0]) < 1e-12   # should be [ True  True]")
def test_sigmoid_of_very_large_scores_reaches_zero_and_one(student):
    close(student.sigmoid(np.array([-1000.0, -800.0])), [0.0, 0.0], rtol=0.0, atol=1e-12)  # as promised
    close(student.sigmoid(np.array([1000.0, 800.0])), [1.0, 1.0], rtol=0.0, atol=1e-12)


@visible("sigmoid")
def test_sigmoid_leaves_its_argument_alone(student):
    pure(student.sigmoid, np.array([[1.0, -2.0], [0.5, 30.0]]))


@advice("sigmoid")
def test_sigmoid_of_whole_numbers(student):
    same_for_whole_numbers(student.sigmoid, WHOLE)
    same_for_whole_numbers(student.sigmoid, PIXELS)


# Practice


@visible(
    "exponentials",
    try_it="exponentials(np.array([0.0, 1.0, -2.0, 0.5]))   # should be [1. 2.71828183 0.13533528 1.64872127]",
)
def test_exponentials_of_four_numbers(student):
    close(student.exponentials(np.array([0.0, 1.0, -2.0, 0.5])), [1.0, 2.718281828, 0.1353352832, 1.648721271])


@visible("exponentials")
def test_exponentials_leaves_its_argument_alone(student):
    pure(student.exponentials, np.array([0.5, -2.0, 1.5]))


@advice("exponentials")
def test_exponentials_of_whole_numbers(student):
    same_for_whole_numbers(student.exponentials, WHOLE[0])
    same_for_whole_numbers(student.exponentials, PIXELS[1])


@visible(
    "positive_part",
    try_it="positive_part(np.array([[-2.0, 3.0, 0.5], [1.5, -1.0, 0.0]]))   # should be [[0. 3. 0.5] [1.5 0. 0.]]",
)
def test_positive_part_of_two_rows(student):
    close(student.positive_part(np.array([[-2.0, 3.0, 0.5], [1.5, -1.0, 0.0]])), [[0.0, 3.0, 0.5], [1.5, 0.0, 0.0]])


@visible("positive_part")
def test_positive_part_leaves_its_argument_alone(student):
    pure(student.positive_part, np.array([[-1.0, 2.0], [3.0, -4.0]]))


@visible(
    "relu_then_sigmoid",
    try_it="relu_then_sigmoid(np.log(3) * np.array([-5.0, 1.0, 0.5, 2.0]))   # should be [0.5 0.75 0.6339746 0.9]",
)
def test_relu_then_sigmoid_of_two_rows(student):
    Z = LOG_3 * np.array([[-5.0, 1.0, 0.5], [2.0, 0.0, -1.0]])
    close(student.relu_then_sigmoid(Z), [[0.5, 0.75, 0.6339745962], [0.9, 0.5, 0.5]])


@visible("relu_then_sigmoid")
def test_relu_then_sigmoid_leaves_its_argument_alone(student):
    pure(student.relu_then_sigmoid, np.array([[-1.0, 2.0], [0.5, -4.0]]))


@visible(
    "sigmoid_layer",
    weight=2,
    try_it="sigmoid_layer(np.array([[1.0, 2.0], [2.0, -1.0]]), np.array([[0.5, 0.25, 2.0], [-1.0, 1.0, -0.5]]), "
    "np.array([[1.0, 0.25, -2.0]]))   # should be [[0.3775 0.9241 0.2689] [0.9526 0.4378 0.9241]]",
)
def test_sigmoid_layer_of_three_samples_and_four_outputs(student):
    X = np.array([[1.0, 2.0], [2.0, -1.0], [-1.0, 3.0]])
    W = np.array([[0.5, -1.0, 0.25, 2.0], [-1.0, 0.75, 1.0, -0.5]])
    b = np.array([[1.0, -0.5, 0.25, -2.0]])
    expected = [
        [0.3775406688, 0.5, 0.92414182, 0.2689414214],
        [0.9525741268, 0.03732688734, 0.4378234991, 0.92414182],
        [0.07585818002, 0.9399133498, 0.9525741268, 0.004070137716],
    ]
    close(student.sigmoid_layer(X, W, b), expected)


@visible("sigmoid_layer")
def test_sigmoid_layer_leaves_its_arguments_alone(student):
    W = np.array([[1.0, -2.0], [0.5, 3.0]])
    pure(student.sigmoid_layer, np.array([[1.0, -1.0]]), W, np.array([[0.5, -0.5]]))
    pure(student.sigmoid_layer, np.array([[1.0, -1.0], [0.0, 2.0]]), W, np.array([[0.5, -0.5]]))


@advice("sigmoid_layer")
def test_sigmoid_layer_of_whole_numbers(student):
    same_for_whole_numbers(student.sigmoid_layer, WHOLE, np.array([[1], [-2], [0]]), np.array([[0.5]]))


@advice("sigmoid_layer")
def test_sigmoid_layer_of_weights_that_do_not_fit(student):
    try:
        student.sigmoid_layer(np.ones((2, 3)), np.ones((2, 1)), np.zeros((1, 1)))
    except StudentRaised:
        return
    sentence = "Right where X and W fit. Three columns of X and two rows of W give an answer too: raise ValueError."
    raise Mismatch("not_raised", sentence, advice=sentence)


# Stretch


@visible(
    "softplus",
    try_it="softplus(np.log(np.array([[4.0, 0.25], [9.0, 1.0]])))   # should be [[1.6094 0.2231] [2.3026 0.6931]]",
)
def test_softplus_of_logarithms_worked_out_by_hand(student):
    Z = np.log(np.array([[1.0, 3.0, 1 / 3], [7.0, 1 / 7, 0.5]]))
    close(student.softplus(Z), np.log([[2.0, 4.0, 4 / 3], [8.0, 8 / 7, 1.5]]))


@visible("softplus", try_it="softplus(np.array([1000.0, -1000.0]))   # should be [1000. 0.]")
def test_softplus_far_from_zero_is_finite_and_right(student):
    close(student.softplus(np.array([[-1000.0, 3.0, 1000.0], [800.0, -750.0, 0.0]])), [
        [0.0, 3.0485873516, 1000.0], [800.0, 0.0, 0.6931471806],
    ])  # fmt: skip


@visible("softplus")
def test_softplus_leaves_its_argument_alone(student):
    pure(student.softplus, np.array([[-1.0, 2.0, 0.5]]))


@advice("softplus")
def test_softplus_of_whole_numbers(student):
    same_for_whole_numbers(student.softplus, WHOLE)
    same_for_whole_numbers(student.softplus, PIXELS)
