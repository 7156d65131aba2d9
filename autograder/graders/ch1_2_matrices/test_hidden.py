"""The tests of chapter 1.2 that only the grader has."""

import numpy as np

from autograder.checks import close, hidden, raises


def eighths(rng, *shape):
    """Numbers of both signs whose products and sums are exact in float32 too."""
    return rng.integers(-40, 40, shape) / 8


# matrix_multiply


@hidden("matrix_multiply", weight=2)
def test_matrix_multiply_of_all_kinds_of_shapes(student, reference):
    rng = np.random.default_rng(12)
    for n, m, p in (
        (4, 6, 5),
        (7, 3, 2),
        (2, 3, 7),
        (1, 4, 3),
        (5, 1, 2),
        (3, 2, 1),
        (3, 4, 3),
        (1, 3, 1),
        (1, 1, 1),
    ):
        X, W = eighths(rng, n, m), eighths(rng, m, p)
        close(student.matrix_multiply(X, W), reference.matrix_multiply(X, W))


@hidden("matrix_multiply")
def test_matrix_multiply_of_whole_numbers_of_every_kind(student, reference):
    rng = np.random.default_rng(13)
    whole, fractions = rng.integers(-9, 9, (3, 4)), eighths(rng, 4, 2)
    close(student.matrix_multiply(whole, fractions), reference.matrix_multiply(whole, fractions))
    close(student.matrix_multiply(fractions.T, whole.T), reference.matrix_multiply(fractions.T, whole.T))
    close(student.matrix_multiply(whole, whole.T), reference.matrix_multiply(whole, whole.T))
    pixels = rng.integers(0, 256, (3, 50), dtype=np.uint8)
    close(student.matrix_multiply(pixels, pixels.T), reference.matrix_multiply(pixels, pixels.T))
    W = eighths(rng, 50, 2)
    close(student.matrix_multiply(pixels, W), reference.matrix_multiply(pixels, W))


@hidden("matrix_multiply")
def test_matrix_multiply_of_very_small_and_very_large_numbers(student, reference):
    rng = np.random.default_rng(14)
    X, W = eighths(rng, 3, 5), eighths(rng, 5, 2)
    for scale in (2.0**-24, 2.0**20):
        close(student.matrix_multiply(X * scale, W), reference.matrix_multiply(X * scale, W))


@hidden("matrix_multiply")
def test_matrix_multiply_does_not_stretch_an_inner_size_of_one(student):
    raises(ValueError, student.matrix_multiply, np.ones((2, 1)), np.ones((3, 4)))
    raises(ValueError, student.matrix_multiply, np.ones((2, 3)), np.ones((1, 4)))
    raises(ValueError, student.matrix_multiply, np.ones((2, 3)), np.ones((1, 3)))


@hidden("matrix_multiply")
def test_matrix_multiply_refuses_arrays_with_three_axes(student):
    raises(ValueError, student.matrix_multiply, np.ones((2, 2, 3)), np.ones((3, 2)))
    raises(ValueError, student.matrix_multiply, np.ones((2, 3)), np.ones((2, 3, 2)))
    raises(ValueError, student.matrix_multiply, np.ones((2, 2, 2)), np.ones((2, 2, 2)))


# Practice


@hidden("inner_product")
def test_inner_product_of_vectors_of_any_length(student, reference):
    rng = np.random.default_rng(21)
    for m in (1, 2, 5, 40):
        a, b = eighths(rng, m), eighths(rng, m)
        close(student.inner_product(a, b), reference.inner_product(a, b), atol=1e-5)
    pixels = rng.integers(0, 256, 60, dtype=np.uint8)
    close(student.inner_product(pixels, pixels[::-1].copy()), reference.inner_product(pixels, pixels[::-1]))
    weights = eighths(rng, 60)
    close(student.inner_product(pixels, weights), reference.inner_product(pixels, weights))


@hidden("inner_product")
def test_inner_product_does_not_stretch_a_single_number(student):
    raises(ValueError, student.inner_product, np.ones(1), np.ones(3))
    raises(ValueError, student.inner_product, np.ones(3), np.ones(1))


@hidden("swap_axes")
def test_swap_axes_of_other_shapes(student):
    rng = np.random.default_rng(31)
    for shape in ((4, 2), (2, 5), (1, 4), (4, 1), (3, 3), (1, 1)):
        X = eighths(rng, *shape)
        close(student.swap_axes(X), X.T)


@hidden("gram_matrix", weight=2)
def test_gram_matrix_of_other_shapes(student, reference):
    rng = np.random.default_rng(41)
    for shape in ((5, 2), (2, 6), (1, 4), (4, 1), (3, 3)):
        X = eighths(rng, *shape)
        close(student.gram_matrix(X), reference.gram_matrix(X))
    pixels = rng.integers(0, 256, (3, 50), dtype=np.uint8)
    close(student.gram_matrix(pixels), reference.gram_matrix(pixels))


@hidden("affine", weight=2)
def test_affine_of_other_shapes(student, reference):
    rng = np.random.default_rng(51)
    for n, m, p in ((5, 3, 2), (2, 4, 5), (3, 2, 3), (1, 3, 4), (4, 2, 1), (3, 1, 2), (2, 2, 2)):
        X, W, b = eighths(rng, n, m), eighths(rng, m, p), eighths(rng, 1, p)
        close(student.affine(X, W, b), reference.affine(X, W, b))


@hidden("affine")
def test_affine_of_whole_numbers_and_fractions_mixed(student, reference):
    rng = np.random.default_rng(52)
    X, W = rng.integers(-9, 9, (4, 3)), rng.integers(-9, 9, (3, 2))
    b = np.array([[0.5, -1.25]])
    close(student.affine(X, W, b), reference.affine(X, W, b))
    whole_b = np.array([[3, -2]])
    close(student.affine(X, W / 8, whole_b), reference.affine(X, W / 8, whole_b))
    pixels = rng.integers(0, 256, (2, 3), dtype=np.uint8)
    close(student.affine(pixels, W / 8, b), reference.affine(pixels, W / 8, b))
