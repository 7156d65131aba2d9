"""The tests of chapter 3.2 that only the grader has."""

import numpy as np

from autograder.checks import LONG, close, count, hidden, pure, unpack

SHAPES = ((5,), (4, 3), (1, 6), (6, 1), (2, 3, 4))
ALPHAS = (0.2, 0.01, 0.5, 0.05, 0.3)
EXTREME = np.array([[1000.0, -1000.0, 0.5], [-710.0, 710.0, -0.5]])
SMALL_AND_LARGE = np.array([1000.0, 1e-9, -1e-9, -1000.0])


def scores(seed):
    """Scores on both sides of 0 in every shape worth trying."""
    rng = np.random.default_rng(seed)
    return [rng.normal(0.0, 2.0, shape) for shape in SHAPES]


# relu


@hidden("relu", weight=3)
def test_relu_keeps_any_shape(student, reference):
    for Z in scores(41):
        close(student.relu(Z), reference.relu(Z))


@hidden("relu")
def test_relu_of_extreme_scores(student):
    close(student.relu(EXTREME), [[1000.0, 0.0, 0.5], [0.0, 710.0, 0.0]])


# tanh


@hidden("tanh", weight=4)
def test_tanh_keeps_any_shape(student, reference):
    for Z in scores(42):
        close(student.tanh(Z), reference.tanh(Z))


# leaky_relu


@hidden("leaky_relu", weight=3)
def test_leaky_relu_of_any_shape_and_other_alphas(student, reference):
    for Z, alpha in zip(scores(43), ALPHAS, strict=True):
        close(student.leaky_relu(Z, alpha), reference.leaky_relu(Z, alpha))
        close(student.leaky_relu(Z, alpha=alpha / 2), reference.leaky_relu(Z, alpha / 2))


@hidden("leaky_relu")
def test_leaky_relu_of_extreme_scores(student):
    close(student.leaky_relu(EXTREME, 0.1), [[1000.0, -100.0, 0.5], [-71.0, 710.0, -0.05]])


# sigmoid_derivative


@hidden("sigmoid_derivative", weight=4)
def test_sigmoid_derivative_keeps_any_shape(student, reference):
    for Z in scores(44):
        close(student.sigmoid_derivative(Z), reference.sigmoid_derivative(Z), rtol=LONG)


# relu_derivative


@hidden("relu_derivative", weight=3)
def test_relu_derivative_keeps_any_shape(student, reference):
    for Z in scores(45):
        close(student.relu_derivative(Z), reference.relu_derivative(Z), rtol=LONG)


@hidden("relu_derivative")
def test_relu_derivative_of_very_small_and_very_large_scores(student):
    close(student.relu_derivative(SMALL_AND_LARGE), [1.0, 1.0, 0.0, 0.0], rtol=LONG)


# tanh_derivative


@hidden("tanh_derivative", weight=4)
def test_tanh_derivative_keeps_any_shape(student, reference):
    for Z in scores(46):
        close(student.tanh_derivative(Z), reference.tanh_derivative(Z), rtol=LONG)


# leaky_relu_derivative


@hidden("leaky_relu_derivative", weight=4)
def test_leaky_relu_derivative_of_any_shape_and_other_alphas(student, reference):
    for Z, alpha in zip(scores(47), ALPHAS, strict=True):
        close(student.leaky_relu_derivative(Z, alpha), reference.leaky_relu_derivative(Z, alpha), rtol=LONG)
        other = reference.leaky_relu_derivative(Z, alpha / 2)
        close(student.leaky_relu_derivative(Z, alpha=alpha / 2), other, rtol=LONG)


@hidden("leaky_relu_derivative")
def test_leaky_relu_derivative_of_very_small_and_very_large_scores(student):
    close(student.leaky_relu_derivative(SMALL_AND_LARGE, 0.3), [1.0, 1.0, 0.3, 0.3])


# softmax


@hidden("softmax", weight=4)
def test_softmax_of_other_sizes(student, reference):
    rng = np.random.default_rng(48)
    for shape in ((5, 3), (3, 5), (4, 4), (1, 6), (6, 1), (1, 1)):
        Z = rng.normal(0.0, 3.0, shape)
        close(student.softmax(Z), reference.softmax(Z))
    close(student.softmax(np.full((3, 5), -4.0)), np.full((3, 5), 0.2))


@hidden("softmax")
def test_softmax_runs_along_the_last_of_three_axes(student, reference):
    rng = np.random.default_rng(49)
    for shape in ((2, 3, 4), (3, 3, 3), (4, 1, 2), (7,)):
        Z = rng.normal(0.0, 3.0, shape)
        close(student.softmax(Z), reference.softmax(Z))


@hidden("softmax")
def test_softmax_with_extreme_scores_in_some_rows_only(student, reference):
    Z = np.array([[1000.0, 999.0, -1000.0], [0.5, -0.5, 1.0], [-1000.0, -1001.0, -1002.0], [-1000.0, 1000.0, 0.0]])
    close(student.softmax(Z), reference.softmax(Z))
    Z = np.array([[-1000.0, -999.0, -998.0], [2.0, 3.0, 1.0]])
    close(student.softmax(Z), reference.softmax(Z))


# Practice


@hidden("merged_layers")
def test_merged_layers_of_other_sizes(student):
    rng = np.random.default_rng(51)
    for d, h, k in ((3, 4, 2), (2, 5, 3), (3, 3, 3)):
        W1, b1 = rng.normal(size=(d, h)), rng.normal(size=(1, h))
        W2, b2 = rng.normal(size=(h, k)), rng.normal(size=(1, k))
        W, b = unpack(student.merged_layers(W1, b1, W2, b2), "W", "b")
        close(W, W1 @ W2, what="W", rtol=LONG)
        close(b, b1 @ W2 + b2, what="b", rtol=LONG)
    pure(student.merged_layers, W1, b1, W2, b2)


@hidden("dead_units")
def test_dead_units_of_other_layers(student, reference):
    rng = np.random.default_rng(53)
    for n, k in ((3, 7), (5, 4), (1, 6), (4, 4)):
        Z = rng.normal(-1.0, 1.5, (n, k))
        count(student.dead_units(Z), reference.dead_units(Z))
    count(student.dead_units(np.full((3, 2), 0.5)), 0)
    pure(student.dead_units, np.array([[-1.0, 0.5], [-2.0, 0.25]]))


@hidden("tempered_softmax")
def test_tempered_softmax_of_other_shapes(student, reference):
    rng = np.random.default_rng(54)
    for shape, temperature in (((4, 3), 3.0), ((3, 3), 0.7), ((5,), 2.5), ((2, 3, 4), 1.5)):
        Z = rng.normal(0.0, 2.0, shape)
        close(student.tempered_softmax(Z, temperature), reference.tempered_softmax(Z, temperature))
    pure(student.tempered_softmax, np.array([[1.0, 2.0], [0.0, -1.0]]), 2.0)


@hidden("two_way_softmax")
def test_two_way_softmax_of_other_sizes(student, reference):
    rng = np.random.default_rng(55)
    for n in (5, 1, 2):
        z = rng.normal(0.0, 2.0, (n, 1))
        close(student.two_way_softmax(z), reference.two_way_softmax(z))
    pure(student.two_way_softmax, np.array([[0.5], [2.0]]))


# Stretch


@hidden("log_softmax", weight=2)
def test_log_softmax_of_any_shape(student, reference):
    rng = np.random.default_rng(71)
    for shape in SHAPES:
        Z = rng.normal(0.0, 3.0, shape)
        close(student.log_softmax(Z), reference.log_softmax(Z))


@hidden("log_softmax")
def test_log_softmax_of_rows_that_are_far_from_each_other(student, reference):
    Z = np.array([[1000.0, 999.0, 998.5], [-1000.0, -998.0, -999.5], [0.25, -0.5, 1.0]])
    close(student.log_softmax(Z), reference.log_softmax(Z))
