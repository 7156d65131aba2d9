"""The tests of chapter 1.1 that only the grader has."""

import numpy as np

from autograder.checks import close, hidden, pure, raises

GRID = np.array([[1.0, 2.0, 3.0, 10.0], [4.0, -5.0, 6.0, 7.0], [0.0, 8.0, -9.0, 12.0]])


# normalize


@hidden("normalize", weight=2)
def test_normalize_keeps_any_shape(student, reference):
    rng = np.random.default_rng(11)
    for shape in ((7,), (5, 2), (1, 6), (2, 3, 4)):
        X = rng.normal(3.0, 7.0, shape)
        close(student.normalize(X), reference.normalize(X))


@hidden("normalize")
def test_normalize_of_whole_numbers(student, reference):
    X = np.array([[3, 1, 4], [1, 5, 9]])
    close(student.normalize(X), reference.normalize(X))
    pixels = np.array([[0, 255, 30], [200, 7, 90]], dtype=np.uint8)
    close(student.normalize(pixels), reference.normalize(pixels))


@hidden("normalize")
def test_normalize_of_a_single_element_and_of_an_empty_grid(student):
    close(student.normalize(np.array([[7.0]])), [[0.0]])
    raises(ValueError, student.normalize, np.empty((0, 3)))


@hidden("normalize")
def test_normalize_of_very_small_and_very_large_numbers(student, reference):
    for scale in (1e-4, 1e6):
        X = GRID * scale
        close(student.normalize(X), reference.normalize(X))


# Practice


@hidden("reshaped_ones")
def test_reshaped_ones_of_other_sizes(student):
    for rows, cols in ((4, 1), (1, 5), (3, 3)):
        close(student.reshaped_ones(rows, cols), np.ones((rows, cols)))


@hidden("last_rows")
def test_last_rows_of_one_and_of_all(student):
    X = np.random.default_rng(3).normal(size=(5, 4))
    close(student.last_rows(X, 1), X[4:])
    close(student.last_rows(X, 5), X)
    pure(student.last_rows, X, 3)


@hidden("sub_matrix")
def test_sub_matrix_of_other_heights_and_widths(student):
    X = np.random.default_rng(5).normal(size=(7, 9))
    for top, left, height, width in ((0, 0, 2, 3), (3, 1, 4, 2), (6, 4, 1, 5), (2, 5, 3, 4)):
        close(student.sub_matrix(X, top, left, height, width), X[top : top + height, left : left + width])
    pure(student.sub_matrix, X, 1, 1, 2, 2)


@hidden("add_row_and_double")
def test_add_row_and_double_of_more_rows_than_columns(student):
    rng = np.random.default_rng(7)
    for n, d in ((5, 3), (1, 4), (3, 5)):
        X, row = rng.normal(size=(n, d)), rng.normal(size=d)
        close(student.add_row_and_double(X, row), 2 * (X + row))
    pure(student.add_row_and_double, rng.normal(size=(2, 3)), rng.normal(size=3))
