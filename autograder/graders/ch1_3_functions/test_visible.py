"""The tests of chapter 1.3 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import array, close, pure, raises, visible

LOG_3 = np.log(3.0)  # a score of log 3 means odds of 3 to 1


# sigmoid


@visible("sigmoid", try_it="sigmoid(np.array([0.0, np.log(3), -np.log(3)]))   # should be [0.5  0.75 0.25]")
def test_sigmoid_of_three_scores_worked_out_by_hand(student):
    close(student.sigmoid(np.array([0.0, LOG_3, -LOG_3])), [0.5, 0.75, 0.25])


@visible("sigmoid", try_it="sigmoid(np.zeros((2, 3)))   # should be [[0.5 0.5 0.5] [0.5 0.5 0.5]]")
def test_sigmoid_keeps_the_shape_of_a_matrix(student):
    Z = np.array([[0.0, LOG_3], [-2 * LOG_3, 2 * LOG_3], [-LOG_3, 0.0]])
    close(student.sigmoid(Z), [[0.5, 0.75], [0.1, 0.9], [0.25, 0.5]])


@visible("sigmoid", try_it="sigmoid(np.array([2.0])) + sigmoid(np.array([-2.0]))   # should be [1.]")
def test_sigmoid_of_a_score_and_of_its_opposite_add_up_to_one(student):
    Z = np.array([0.5, 1.25, 3.0, 7.5, 12.0, 18.0])
    positive, negative = array(student.sigmoid(Z), Z.shape), array(student.sigmoid(-Z), Z.shape)
    close(positive + negative, np.ones(6), what="sigmoid(Z) + sigmoid(-Z)")


@visible("sigmoid", try_it="sigmoid(np.array([-1, 0, 1]))   # should be [0.26894142 0.5 0.73105858]")
def test_sigmoid_of_whole_numbers(student):
    close(student.sigmoid(np.array([-1, 0, 1])), [0.2689414214, 0.5, 0.7310585786])


@visible("sigmoid", weight=2, try_it="sigmoid(np.array([-1000.0, 1000.0]))   # should be [0. 1.]")
def test_sigmoid_of_very_large_scores_reaches_zero_and_one(student):
    close(student.sigmoid(np.array([-1000.0, -800.0])), [0.0, 0.0], rtol=0.0, atol=1e-12)
    close(student.sigmoid(np.array([1000.0, 800.0])), [1.0, 1.0], rtol=0.0, atol=1e-12)


@visible("sigmoid")
def test_sigmoid_leaves_its_argument_alone(student):
    pure(student.sigmoid, np.array([[1.0, -2.0], [0.5, 30.0]]))


# Practice


@visible(
    "exponentials",
    try_it="exponentials(np.array([0.0, 1.0, -1.0]))   # should be [1. 2.71828183 0.36787944]",
)
def test_exponentials_of_three_numbers(student):
    close(student.exponentials(np.array([0.0, 1.0, -1.0])), [1.0, 2.718281828, 0.3678794412])


@visible("exponentials", try_it="exponentials(np.array([0, 1]))   # should be [1. 2.71828183]")
def test_exponentials_of_whole_numbers(student):
    close(student.exponentials(np.array([0, 1, -1, 2])), [1.0, 2.718281828, 0.3678794412, 7.389056099])


@visible("exponentials")
def test_exponentials_leaves_its_argument_alone(student):
    pure(student.exponentials, np.array([0.5, -2.0]))


@visible(
    "positive_part",
    try_it="positive_part(np.array([[-2.0, 3.0], [0.5, -1.0]]))   # should be [[0. 3.] [0.5 0.]]",
)
def test_positive_part_of_the_worked_example(student):
    close(student.positive_part(np.array([[-2.0, 3.0], [0.5, -1.0]])), [[0.0, 3.0], [0.5, 0.0]])


@visible("positive_part", try_it="positive_part(np.array([-4, 0, 7]))   # should be [0 0 7]")
def test_positive_part_of_whole_numbers(student):
    close(student.positive_part(np.array([-4, 0, 7, 1])), [0.0, 0.0, 7.0, 1.0])


@visible("positive_part")
def test_positive_part_leaves_its_argument_alone(student):
    pure(student.positive_part, np.array([[-1.0, 2.0], [3.0, -4.0]]))


@visible(
    "relu_then_sigmoid",
    try_it="relu_then_sigmoid(np.array([-5.0, 0.0, np.log(3)]))   # should be [0.5  0.5  0.75]",
)
def test_relu_then_sigmoid_of_the_worked_example(student):
    close(student.relu_then_sigmoid(np.array([-5.0, 0.0, LOG_3])), [0.5, 0.5, 0.75])


@visible("relu_then_sigmoid")
def test_relu_then_sigmoid_of_whole_numbers(student):
    close(student.relu_then_sigmoid(np.array([[-3, 1], [2, 0]])), [[0.5, 0.7310585786], [0.880797078, 0.5]])


@visible("relu_then_sigmoid")
def test_relu_then_sigmoid_leaves_its_argument_alone(student):
    pure(student.relu_then_sigmoid, np.array([[-1.0, 2.0], [0.5, -4.0]]))


@visible(
    "sigmoid_layer",
    try_it="sigmoid_layer(np.array([[1.0, 2.0]]), np.eye(2), np.array([[-1.0, 0.0]]))   # should be [[0.5 0.88079708]]",
)
def test_sigmoid_layer_of_two_samples_worked_out_by_hand(student):
    X = np.array([[1.0, 2.0], [0.0, 1.0]])
    W, b = LOG_3 * np.array([[1.0, 0.0], [-1.0, 1.0]]), LOG_3 * np.array([[2.0, -3.0]])
    close(student.sigmoid_layer(X, W, b), [[0.75, 0.25], [0.75, 0.1]])


@visible(
    "sigmoid_layer",
    try_it="sigmoid_layer(np.array([[1.0, 2.0]]), np.array([[1.0], [1.0]]), np.array([[-3.0]]))   # should be [[0.5]]",
)
def test_sigmoid_layer_of_the_worked_example(student):
    close(student.sigmoid_layer(np.array([[1.0, 2.0]]), np.array([[1.0], [1.0]]), np.array([[-3.0]])), [[0.5]])


@visible("sigmoid_layer", weight=2)
def test_sigmoid_layer_of_three_samples_and_two_outputs(student):
    X = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    W = LOG_3 * np.array([[1.0, -1.0], [0.0, 2.0]])
    b = LOG_3 * np.array([[1.0, 0.0]])
    close(student.sigmoid_layer(X, W, b), [[0.9, 0.25], [0.75, 0.9], [0.9, 0.75]])


@visible(
    "sigmoid_layer",
    try_it="sigmoid_layer(np.ones((2, 3)), np.ones((2, 1)), np.zeros((1, 1)))   # should raise ValueError",
)
def test_sigmoid_layer_refuses_weights_that_do_not_fit(student):
    raises(ValueError, student.sigmoid_layer, np.ones((2, 3)), np.ones((2, 1)), np.zeros((1, 1)))
    raises(ValueError, student.sigmoid_layer, np.ones((2, 3)), np.ones((4, 2)), np.zeros((1, 2)))


@visible("sigmoid_layer")
def test_sigmoid_layer_leaves_its_arguments_alone(student):
    W = np.array([[1.0, -2.0], [0.5, 3.0]])
    pure(student.sigmoid_layer, np.array([[1.0, -1.0]]), W, np.array([[0.5, -0.5]]))
    pure(student.sigmoid_layer, np.array([[1.0, -1.0], [0.0, 2.0]]), W, np.array([[0.5, -0.5]]))
