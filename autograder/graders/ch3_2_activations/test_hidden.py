"""The tests of chapter 3.2 that only the grader has."""

import numpy as np

from autograder.checks import array, close, hidden, number, pure, unpack
from autograder.graders.ch3_2_activations.test_visible import EXTREME, GRID, WHOLE

SHAPES = ((5,), (4, 3), (1, 6), (6, 1), (2, 3, 4))


def scores(seed):
    """Scores on both sides of 0 in every shape worth trying."""
    rng = np.random.default_rng(seed)
    return [rng.normal(0.0, 2.0, shape) for shape in SHAPES]


# relu


@hidden("relu", weight=2)
def test_relu_keeps_any_shape(student, reference):
    for Z in scores(41):
        close(student.relu(Z), reference.relu(Z))


@hidden("relu")
def test_relu_of_extreme_scores(student, reference):
    close(student.relu(EXTREME), reference.relu(EXTREME))


@hidden("relu")
def test_relu_of_whole_numbers(student, reference):
    close(student.relu(WHOLE), reference.relu(WHOLE))


# tanh


@hidden("tanh", weight=2)
def test_tanh_keeps_any_shape(student, reference):
    for Z in scores(42):
        close(student.tanh(Z), reference.tanh(Z))


@hidden("tanh")
def test_tanh_of_whole_numbers(student, reference):
    close(student.tanh(WHOLE), reference.tanh(WHOLE))


# leaky_relu


@hidden("leaky_relu", weight=2)
def test_leaky_relu_of_any_shape_and_other_alphas(student, reference):
    for Z, alpha in zip(scores(43), (0.2, 0.01, 0.5, 0.05, 0.3), strict=True):
        close(student.leaky_relu(Z, alpha), reference.leaky_relu(Z, alpha))
        close(student.leaky_relu(Z, alpha=alpha / 2), reference.leaky_relu(Z, alpha / 2))


@hidden("leaky_relu")
def test_leaky_relu_without_any_leak_or_with_nothing_but(student):
    close(student.leaky_relu(GRID, 0.0), np.where(GRID > 0, GRID, 0.0))
    close(student.leaky_relu(GRID, 1.0), GRID)


@hidden("leaky_relu")
def test_leaky_relu_of_extreme_scores(student, reference):
    close(student.leaky_relu(EXTREME, 0.1), reference.leaky_relu(EXTREME, 0.1))


# sigmoid_derivative


@hidden("sigmoid_derivative", weight=2)
def test_sigmoid_derivative_keeps_any_shape(student, reference):
    for Z in scores(44):
        close(student.sigmoid_derivative(Z), reference.sigmoid_derivative(Z))


@hidden("sigmoid_derivative")
def test_sigmoid_derivative_at_whole_numbers(student, reference):
    close(student.sigmoid_derivative(WHOLE), reference.sigmoid_derivative(WHOLE))


# relu_derivative


@hidden("relu_derivative", weight=2)
def test_relu_derivative_keeps_any_shape(student, reference):
    for Z in scores(45):
        close(student.relu_derivative(Z), reference.relu_derivative(Z))


@hidden("relu_derivative")
def test_relu_derivative_of_very_small_and_very_large_scores(student):
    close(student.relu_derivative(np.array([1e-9, -1e-9, 1000.0, -1000.0])), [1.0, 0.0, 1.0, 0.0])


@hidden("relu_derivative")
def test_relu_derivative_at_whole_numbers(student, reference):
    close(student.relu_derivative(WHOLE), reference.relu_derivative(WHOLE))


# tanh_derivative


@hidden("tanh_derivative", weight=2)
def test_tanh_derivative_keeps_any_shape(student, reference):
    for Z in scores(46):
        close(student.tanh_derivative(Z), reference.tanh_derivative(Z))


@hidden("tanh_derivative")
def test_tanh_derivative_at_whole_numbers(student, reference):
    close(student.tanh_derivative(WHOLE), reference.tanh_derivative(WHOLE))


# leaky_relu_derivative


@hidden("leaky_relu_derivative", weight=2)
def test_leaky_relu_derivative_of_any_shape_and_other_alphas(student, reference):
    for Z, alpha in zip(scores(47), (0.2, 0.01, 0.5, 0.05, 0.3), strict=True):
        close(student.leaky_relu_derivative(Z, alpha), reference.leaky_relu_derivative(Z, alpha))
        close(student.leaky_relu_derivative(Z, alpha=alpha / 2), reference.leaky_relu_derivative(Z, alpha / 2))


@hidden("leaky_relu_derivative")
def test_leaky_relu_derivative_of_very_small_and_very_large_scores(student):
    Z = np.array([1e-9, -1e-9, 1000.0, -1000.0])
    close(student.leaky_relu_derivative(Z, 0.25), [1.0, 0.25, 1.0, 0.25])
    close(student.leaky_relu_derivative(Z, 0.0), [1.0, 0.0, 1.0, 0.0])


# softmax


@hidden("softmax", weight=2)
def test_softmax_with_extreme_scores_in_some_rows_only(student, reference):
    Z = np.array([[1000.0, 999.0, -1000.0], [0.5, -0.5, 1.0], [-1000.0, -1001.0, -1002.0], [-1000.0, 1000.0, 0.0]])
    close(student.softmax(Z), reference.softmax(Z))
    Z = np.array([[-1000.0, -999.0, -998.0], [2.0, 3.0, 1.0]])
    close(student.softmax(Z), reference.softmax(Z))


@hidden("softmax", weight=2)
def test_softmax_of_other_sizes(student, reference):
    rng = np.random.default_rng(48)
    for shape in ((5, 3), (3, 5), (4, 4), (1, 6), (6, 1), (1, 1), (7,), (2,)):
        Z = rng.normal(0.0, 3.0, shape)
        close(student.softmax(Z), reference.softmax(Z))


@hidden("softmax")
def test_softmax_runs_along_the_last_of_three_axes(student, reference):
    rng = np.random.default_rng(49)
    for shape in ((2, 3, 4), (3, 3, 3), (4, 1, 2)):
        Z = rng.normal(0.0, 3.0, shape)
        close(student.softmax(Z), reference.softmax(Z))
    Z[0] += 1000.0
    close(student.softmax(Z), reference.softmax(Z))


@hidden("softmax")
def test_softmax_of_whole_numbers(student, reference):
    close(student.softmax(WHOLE), reference.softmax(WHOLE))
    close(student.softmax(np.array([[1000, 1001], [3, -1000]])), [[0.2689414214, 0.7310585786], [1.0, 0.0]])


@hidden("softmax")
def test_softmax_of_equal_scores_is_the_same_for_all(student):
    close(student.softmax(np.full((3, 5), -4.0)), np.full((3, 5), 0.2))


# Practice


def check_merged(answer, W1, b1, W2, b2):
    """Check that a merged layer does what the two layers do."""
    W, b = unpack(answer, "W", "b")
    X = np.random.default_rng(50).normal(size=(6, W1.shape[0]))
    W = array(W, shape=(W1.shape[0], W2.shape[1]), what="W")
    b = array(b, shape=(1, W2.shape[1]), what="b")
    close(b, b1 @ W2 + b2, what="b")
    close(X @ W + b, (X @ W1 + b1) @ W2 + b2, what="X @ W + b", rtol=1e-4)


@hidden("merged_layers")
def test_merged_layers_of_other_sizes(student):
    rng = np.random.default_rng(51)
    for d, h, k in ((3, 4, 2), (2, 5, 3), (3, 3, 3)):
        W1, b1 = rng.normal(size=(d, h)), rng.normal(size=(1, h))
        W2, b2 = rng.normal(size=(h, k)), rng.normal(size=(1, k))
        check_merged(student.merged_layers(W1, b1, W2, b2), W1, b1, W2, b2)
    pure(student.merged_layers, *(rng.normal(size=shape) for shape in ((2, 3), (1, 3), (3, 2), (1, 2))))


@hidden("stacked_slope")
def test_stacked_slope_of_deeper_stacks(student, reference):
    rng = np.random.default_rng(52)
    for shape, depth in (((4,), 3), ((2, 3), 5), ((3, 1), 10)):
        Z = rng.normal(0.0, 2.0, shape)
        close(student.stacked_slope(Z, depth), reference.stacked_slope(Z, depth))
    pure(student.stacked_slope, np.array([[-1.0, 0.5]]), 4)


@hidden("dead_units")
def test_dead_units_of_other_layers(student, reference):
    rng = np.random.default_rng(53)
    for n, k in ((3, 7), (5, 4), (1, 6), (4, 4)):
        Z = rng.normal(-1.0, 1.5, (n, k))
        close(student.dead_units(Z), reference.dead_units(Z))
    close(number(student.dead_units(np.ones((3, 2)))), 0)
    pure(student.dead_units, np.array([[-1.0, 0.5], [-2.0, 0.25]]))


@hidden("tempered_softmax")
def test_tempered_softmax_of_several_rows(student, reference):
    rng = np.random.default_rng(54)
    for shape, temperature in (((4, 3), 3.0), ((3, 3), 0.7), ((2, 3, 4), 1.5)):
        Z = rng.normal(0.0, 2.0, shape)
        close(student.tempered_softmax(Z, temperature), reference.tempered_softmax(Z, temperature))
    pure(student.tempered_softmax, np.array([[1.0, 2.0], [0.0, -1.0]]), 2.0)


@hidden("two_way_softmax")
def test_two_way_softmax_of_extreme_scores_and_other_sizes(student, reference):
    Z = np.random.default_rng(55).normal(0.0, 2.0, (5, 1))
    close(student.two_way_softmax(Z), reference.two_way_softmax(Z))
    close(student.two_way_softmax(np.array([[1000.0], [-1000.0]])), [[1.0, 0.0], [0.0, 1.0]])
    pure(student.two_way_softmax, np.array([[0.5], [2.0]]))
