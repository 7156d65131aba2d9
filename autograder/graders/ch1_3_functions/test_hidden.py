"""The tests of chapter 1.3 that only the grader has."""

import numpy as np

from autograder.checks import array, close, hidden
from autograder.graders.ch1_3_functions.test_visible import LOG_3

# sigmoid


@hidden("sigmoid", weight=3)
def test_sigmoid_of_any_shape(student, reference):
    rng = np.random.default_rng(61)
    for shape in ((7,), (1,), (5, 1), (1, 4), (3, 6), (2, 3, 4), (2, 1, 3, 2)):
        Z = rng.normal(0.0, 3.0, shape)
        close(student.sigmoid(Z), reference.sigmoid(Z))


@hidden("sigmoid")
def test_sigmoid_of_scores_far_from_zero(student, reference):
    for size in (9.0, 10.0, 12.0, 16.0, 21.0, 36.0):
        Z = np.array([[-size, 0.25, 3.0], [-0.5, size, -1.5]])
        close(student.sigmoid(Z), reference.sigmoid(Z))


@hidden("sigmoid", weight=0.5)
def test_sigmoid_of_large_scores_among_small_ones(student):
    Z = np.array([[-1e6, 0.0, 709.0], [-746.0, 1e6, -LOG_3], [LOG_3, -710.0, 746.0]])
    expected = np.array([[0.0, 0.5, 1.0], [0.0, 1.0, 0.25], [0.75, 0.0, 1.0]])
    A = array(student.sigmoid(Z), Z.shape)
    close(A, expected)
    large = np.abs(Z) > 100
    close(A[large], expected[large], what="the result for large scores", rtol=0.0, atol=1e-12)  # as promised


@hidden("sigmoid", weight=0.5)
def test_sigmoid_of_a_single_number(student):
    close(student.sigmoid(np.array(LOG_3)), 0.75)


# Practice


@hidden("exponentials", weight=2)
def test_exponentials_of_vectors_of_any_length(student, reference):
    rng = np.random.default_rng(62)
    for n in (5, 1, 8):
        x = rng.normal(0.0, 1.5, n)
        close(student.exponentials(x), reference.exponentials(x))
    for far in (np.array([10.0, 12.5, 20.0]), np.array([-12.0, -10.5, -9.0])):
        close(student.exponentials(far), reference.exponentials(far))


@hidden("positive_part", weight=2)
def test_positive_part_of_any_shape(student):
    rng = np.random.default_rng(63)
    for shape in ((7,), (1, 4), (5, 1), (3, 3), (2, 3, 4)):
        Z = rng.normal(0.0, 3.0, shape)
        close(student.positive_part(Z), np.where(Z > 0, Z, 0.0))
    for Z in (np.array([-0.25, -3.0]), np.array([1e6, -125.0, 4e5]), np.array([1e-6, -2e-6, 3e-6])):
        close(student.positive_part(Z), np.where(Z > 0, Z, 0.0))


@hidden("relu_then_sigmoid", weight=2)
def test_relu_then_sigmoid_of_any_shape(student, reference):
    rng = np.random.default_rng(64)
    for shape in ((7,), (1, 4), (5, 1), (3, 3), (2, 3, 4)):
        Z = rng.normal(0.0, 3.0, shape)
        close(student.relu_then_sigmoid(Z), reference.relu_then_sigmoid(Z))


@hidden("relu_then_sigmoid", weight=0.5)
def test_relu_then_sigmoid_of_large_scores(student):
    close(student.relu_then_sigmoid(np.array([[-1000.0, 1000.0], [LOG_3, -40.0]])), [[0.5, 1.0], [0.75, 0.5]])


@hidden("sigmoid_layer", weight=3)
def test_sigmoid_layer_of_other_shapes(student, reference):
    rng = np.random.default_rng(65)
    for n, d, k in ((5, 3, 2), (2, 4, 5), (3, 2, 3), (1, 3, 4), (4, 2, 1), (3, 1, 2), (3, 3, 3)):
        X, W, b = (rng.normal(size=shape) for shape in ((n, d), (d, k), (1, k)))
        close(student.sigmoid_layer(X, W, b), reference.sigmoid_layer(X, W, b))


@hidden("sigmoid_layer", weight=0.5)
def test_sigmoid_layer_of_large_scores(student):
    X, W = np.array([[255.0, 0.0], [0.0, 255.0], [0.0, 0.0]]), np.array([[4.0, -5.0], [-8.0, 6.0]])
    expected = [[1.0, 0.0], [0.0, 1.0], [0.75, 0.25]]
    close(student.sigmoid_layer(X, W, np.array([[LOG_3, -LOG_3]])), expected)


# Stretch


@hidden("softplus", weight=2)
def test_softplus_of_other_shapes(student, reference):
    rng = np.random.default_rng(41)
    for shape in ((5,), (4, 3), (1, 6), (2, 3, 4)):
        Z = rng.normal(0.0, 4.0, shape)
        close(student.softplus(Z), reference.softplus(Z))
