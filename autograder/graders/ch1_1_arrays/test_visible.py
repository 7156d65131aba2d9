"""The tests of chapter 1.1 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import array, close, pure, raises, visible

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


@visible("normalize")
def test_normalize_leaves_its_argument_alone(student):
    pure(student.normalize, np.array([1.0, 2.0, 4.0]))


# Practice


@visible("reshaped_ones", try_it="reshaped_ones(2, 3).shape   # should be (2, 3)")
def test_reshaped_ones_has_rows_and_columns(student):
    close(student.reshaped_ones(2, 3), np.ones((2, 3)))


@visible("last_rows", try_it="last_rows(np.arange(6).reshape(3, 2), 2)   # should be [[2 3] [4 5]]")
def test_last_rows_are_the_last_in_their_order(student):
    X = np.arange(12.0).reshape(4, 3)
    close(student.last_rows(X, 2), X[2:])


@visible("last_rows", try_it="last_rows(np.arange(6).reshape(3, 2), 0).shape   # should be (0, 2)")
def test_last_rows_of_none_at_all(student):
    array(student.last_rows(np.arange(6.0).reshape(3, 2), 0), shape=(0, 2))


@visible("sub_matrix", try_it="sub_matrix(np.arange(12).reshape(3, 4), 1, 2, 2, 2)   # should be [[6 7] [10 11]]")
def test_sub_matrix_begins_at_top_left(student):
    X = np.array([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]])
    close(student.sub_matrix(X, 1, 2, 2, 2), [[6, 7], [10, 11]])


@visible(
    "add_row_and_double",
    try_it="add_row_and_double(np.ones((2, 2)), np.array([1.0, 2.0]))   # should be [[4. 6.] [4. 6.]]",
)
def test_add_row_and_double_of_the_worked_example(student):
    X = np.array([[1.0, 2.0], [3.0, 4.0]])
    close(student.add_row_and_double(X, np.array([10.0, 20.0])), [[22.0, 44.0], [26.0, 48.0]])
