"""The tests of chapter 1.2 that only the grader has."""

import numpy as np

from autograder.checks import LONG, close, hidden, raises

# matrix_multiply


@hidden("matrix_multiply", weight=3)
def test_matrix_multiply_of_all_kinds_of_shapes(student, reference):
    rng = np.random.default_rng(12)
    for n, m, p in ((4, 6, 5), (7, 3, 2), (2, 3, 7), (1, 4, 3), (5, 1, 2), (3, 2, 1), (3, 4, 3), (4, 4, 4), (1, 1, 1)):
        X, W = rng.normal(size=(n, m)), rng.normal(size=(m, p))
        close(student.matrix_multiply(X, W), reference.matrix_multiply(X, W))


@hidden("matrix_multiply")
def test_matrix_multiply_of_very_small_and_very_large_numbers(student, reference):
    rng = np.random.default_rng(14)
    X, W = rng.normal(size=(3, 5)), rng.normal(size=(5, 2))
    for scale in (1e-7, 1e6):
        close(student.matrix_multiply(X * scale, W), reference.matrix_multiply(X * scale, W))


@hidden("matrix_multiply", weight=0.5)
def test_matrix_multiply_does_not_stretch_an_inner_size_of_one(student):
    raises(ValueError, student.matrix_multiply, np.ones((2, 1)), np.ones((3, 4)))
    raises(ValueError, student.matrix_multiply, np.ones((2, 3)), np.ones((1, 4)))


# Practice


@hidden("inner_product", weight=2)
def test_inner_product_of_vectors_of_any_length(student, reference):
    rng = np.random.default_rng(21)
    for m in (1, 2, 5, 40):
        a, b = rng.normal(1.0, 1.0, m), rng.normal(1.0, 1.0, m)
        close(student.inner_product(a, b), reference.inner_product(a, b), rtol=LONG)


@hidden("small_product", weight=0.5)
def test_small_product_has_all_four_entries(student):
    close(student.small_product(), [[22.0, 28.0], [49.0, 64.0]])


@hidden("swap_axes")
def test_swap_axes_of_other_shapes(student):
    rng = np.random.default_rng(31)
    for shape in ((4, 2), (2, 5), (1, 4), (4, 1), (3, 3)):
        X = rng.normal(size=shape)
        close(student.swap_axes(X), X.T)


@hidden("gram_matrix", weight=2)
def test_gram_matrix_of_other_shapes(student, reference):
    rng = np.random.default_rng(41)
    for shape in ((5, 2), (2, 6), (1, 4), (4, 1), (3, 3)):
        X = rng.normal(size=shape)
        close(student.gram_matrix(X), reference.gram_matrix(X))


@hidden("affine", weight=3)
def test_affine_of_other_shapes(student, reference):
    rng = np.random.default_rng(51)
    for n, m, p in ((5, 3, 2), (2, 4, 5), (3, 2, 3), (1, 3, 4), (4, 2, 1), (3, 1, 2), (3, 3, 3)):
        X, W, b = rng.normal(size=(n, m)), rng.normal(size=(m, p)), rng.normal(size=(1, p))
        close(student.affine(X, W, b), reference.affine(X, W, b))


# Stretch


@hidden("pairwise_distances", weight=2)
def test_pairwise_distances_of_other_shapes(student, reference):
    rng = np.random.default_rng(61)
    for n, p, m in ((5, 3, 4), (2, 6, 3), (1, 4, 2), (4, 1, 5), (3, 2, 1), (3, 3, 3)):
        A, B = rng.normal(size=(n, m)), rng.normal(size=(p, m))
        close(student.pairwise_distances(A, B), reference.pairwise_distances(A, B))
