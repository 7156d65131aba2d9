"""Tests of chapter 1.1, visible and hidden."""

import numpy as np

from autograder.checks import array, close, hidden, pure, raises, visible

GRID = np.array([[1.0, 2.0, 3.0, 10.0], [4.0, -5.0, 6.0, 7.0], [0.0, 8.0, -9.0, 12.0]])


# normalize


@visible("normalize", try_it="normalize(np.array([2.0, 4.0, 6.0]))   # should be [-1.2247  0.  1.2247]")
def test_normalize_of_three_numbers_worked_out_by_hand(student):
    close(student.normalize(np.array([2.0, 4.0, 6.0])), [-1.224744871, 0.0, 1.224744871])


@visible("normalize", try_it="normalize(np.array([[1.0, 2.0], [3.0, 6.0]]))[1, 0]   # should be 0.0")
def test_normalize_takes_mean_and_std_over_all_elements(student):
    X = np.array([[1.0, 2.0], [3.0, 6.0]])
    close(student.normalize(X), [[-1.0690449676, -0.5345224838], [0.0, 1.6035674515]])


@visible("normalize", try_it="normalize(np.array([5.0, 5.0, 5.0]))   # should be [0. 0. 0.]")
def test_normalize_of_equal_elements_is_zero(student):
    close(student.normalize(np.full((2, 3), 5.0)), np.zeros((2, 3)))


@visible("normalize")
def test_normalize_refuses_an_empty_array(student):
    raises(ValueError, student.normalize, np.array([]))


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


@visible("normalize")
def test_normalize_leaves_its_argument_alone(student):
    pure(student.normalize, np.array([1.0, 2.0, 4.0]))


# Practice


@visible("reshaped_ones", try_it="reshaped_ones(2, 3).shape   # should be (2, 3)")
def test_reshaped_ones_has_rows_and_columns(student):
    close(student.reshaped_ones(2, 3), np.ones((2, 3)))


@hidden("reshaped_ones")
def test_reshaped_ones_of_other_sizes(student):
    for rows, cols in ((4, 1), (1, 5), (3, 3)):
        close(student.reshaped_ones(rows, cols), np.ones((rows, cols)))


@visible("last_rows", try_it="last_rows(np.arange(6).reshape(3, 2), 2)   # should be [[2 3] [4 5]]")
def test_last_rows_are_the_last_in_their_order(student):
    X = np.arange(12.0).reshape(4, 3)
    close(student.last_rows(X, 2), X[2:])


@visible("last_rows", try_it="last_rows(np.arange(6).reshape(3, 2), 0).shape   # should be (0, 2)")
def test_last_rows_of_none_at_all(student):
    array(student.last_rows(np.arange(6.0).reshape(3, 2), 0), shape=(0, 2))


@hidden("last_rows")
def test_last_rows_of_one_and_of_all(student):
    X = np.random.default_rng(3).normal(size=(5, 4))
    close(student.last_rows(X, 1), X[4:])
    close(student.last_rows(X, 5), X)
    pure(student.last_rows, X, 3)


@visible("sub_matrix", try_it="sub_matrix(np.arange(12).reshape(3, 4), 1, 2, 2, 2)   # should be [[6 7] [10 11]]")
def test_sub_matrix_begins_at_top_left(student):
    X = np.array([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]])
    close(student.sub_matrix(X, 1, 2, 2, 2), [[6, 7], [10, 11]])


@hidden("sub_matrix")
def test_sub_matrix_of_other_heights_and_widths(student):
    X = np.random.default_rng(5).normal(size=(7, 9))
    for top, left, height, width in ((0, 0, 2, 3), (3, 1, 4, 2), (6, 4, 1, 5), (2, 5, 3, 4)):
        close(student.sub_matrix(X, top, left, height, width), X[top : top + height, left : left + width])
    pure(student.sub_matrix, X, 1, 1, 2, 2)


@visible(
    "add_row_and_double",
    try_it="add_row_and_double(np.ones((2, 2)), np.array([1.0, 2.0]))   # should be [[4. 6.] [4. 6.]]",
)
def test_add_row_and_double_of_the_worked_example(student):
    X = np.array([[1.0, 2.0], [3.0, 4.0]])
    close(student.add_row_and_double(X, np.array([10.0, 20.0])), [[22.0, 44.0], [26.0, 48.0]])


@hidden("add_row_and_double")
def test_add_row_and_double_of_more_rows_than_columns(student):
    rng = np.random.default_rng(7)
    for n, d in ((5, 3), (1, 4), (3, 5)):
        X, row = rng.normal(size=(n, d)), rng.normal(size=d)
        close(student.add_row_and_double(X, row), 2 * (X + row))
    pure(student.add_row_and_double, rng.normal(size=(2, 3)), rng.normal(size=3))
