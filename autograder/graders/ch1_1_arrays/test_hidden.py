"""The tests of chapter 1.1 that only the grader has."""

import numpy as np

from autograder.checks import close, hidden, pure

# normalize


@hidden("normalize", weight=2.5)
def test_normalize_keeps_any_shape(student, reference):
    rng = np.random.default_rng(11)
    for shape in ((7,), (5, 2), (1, 6), (4, 4), (2, 3, 4)):
        X = rng.normal(3.0, 7.0, shape)
        close(student.normalize(X), reference.normalize(X))


@hidden("normalize", weight=2)
def test_normalize_of_narrow_and_of_wide_numbers(student, reference):
    rng = np.random.default_rng(12)
    for lowest, highest in ((0.0, 1.0), (-0.5, 0.25), (-3e6, 1e6)):
        X = rng.uniform(lowest, highest, (6, 5))
        close(student.normalize(X), reference.normalize(X))
    centered = np.array([[-3.0, 1.0], [4.0, -2.0]])  # a mean of exactly 0, or a sum, is no reason to leave it as it is
    close(student.normalize(centered), reference.normalize(centered))


@hidden("normalize", weight=0.5)
def test_normalize_of_a_single_element(student):
    close(student.normalize(np.array([[7.0]])), [[0.0]])


# Practice


@hidden("reshaped_ones")
def test_reshaped_ones_of_other_sizes(student):
    for rows, cols in ((4, 1), (1, 5), (3, 3), (5, 2)):
        close(student.reshaped_ones(rows, cols), np.ones((rows, cols)))


@hidden("last_rows")
def test_last_rows_of_one_and_of_all(student):
    X = np.random.default_rng(3).normal(size=(5, 4))
    for k in (1, 3, 5):
        close(student.last_rows(X, k), X[5 - k :])
    pure(student.last_rows, X, 3)


@hidden("sub_matrix")
def test_sub_matrix_of_other_heights_and_widths(student):
    X = np.random.default_rng(5).normal(size=(7, 9))
    for top, left, height, width in ((0, 0, 2, 3), (3, 1, 4, 2), (6, 4, 1, 5), (2, 5, 3, 4)):
        close(student.sub_matrix(X, top, left, height, width), X[top : top + height, left : left + width])
    pure(student.sub_matrix, X, 1, 1, 2, 2)


@hidden("add_row_and_double")
def test_add_row_and_double_of_other_shapes(student):
    rng = np.random.default_rng(7)
    for n, d in ((5, 3), (1, 4), (3, 5), (4, 4)):
        X, row = rng.normal(size=(n, d)), rng.normal(size=d)
        close(student.add_row_and_double(X, row), 2 * (X + row))


# Stretch


@hidden("sliding_windows", weight=2)
def test_sliding_windows_of_other_sizes(student):
    rng = np.random.default_rng(9)
    for n, size in ((6, 1), (9, 4), (5, 5), (8, 2)):
        x = rng.normal(size=n)
        close(student.sliding_windows(x, size), [x[i : i + size] for i in range(n - size + 1)])
