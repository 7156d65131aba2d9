"""The tests of chapter 1.1 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import Mismatch, advice, array, close, pure, same_for_whole_numbers, visible

# normalize


@visible(
    "normalize",
    weight=1.5,
    try_it="normalize(np.array([[5.0, 2.0, 8.0, 6.0], [10.0, 1.0, 9.0, 7.0]]))[:, 0]   # should be [-0.3333 1.3333]",
)
def test_normalize_of_eight_numbers_worked_out_by_hand(student):
    X = np.array([[5.0, 2.0, 8.0, 6.0], [10.0, 1.0, 9.0, 7.0]])  # mean 6, std 3
    close(student.normalize(X), np.array([[-1.0, -4.0, 2.0, 0.0], [4.0, -5.0, 3.0, 1.0]]) / 3)


@visible("normalize", try_it="normalize(np.array([5.0, 5.0, 5.0]))   # should be [0. 0. 0.]")
def test_normalize_of_equal_elements_is_zero(student):
    close(student.normalize(np.full((2, 3), 5.0)), np.zeros((2, 3)))


@visible("normalize")
def test_normalize_leaves_its_argument_alone(student):
    pure(student.normalize, np.array([1.0, 2.0, 6.0]))


@advice("normalize")
def test_normalize_of_whole_numbers(student):
    same_for_whole_numbers(student.normalize, np.array([[3, 1, 4], [1, 5, 9]]))
    same_for_whole_numbers(student.normalize, np.array([[0, 255, 30], [200, 7, 90]], dtype=np.uint8))


@advice("normalize")
def test_normalize_of_equal_elements_with_rounding(student):
    got = array(student.normalize(np.full((2, 3), 0.7)), (2, 3))
    if np.abs(got).max() > 1e-6:
        sentence = (
            "Right where std is exactly 0. For six times 0.7 it is computed as about 1e-16, and dividing by that makes "
            "ones of nothing: X.min() == X.max() is the safer question."
        )
        raise Mismatch("values", sentence, advice=sentence)


# Practice


@visible("reshaped_ones", try_it="reshaped_ones(2, 3)   # should be [[1. 1. 1.] [1. 1. 1.]]")
def test_reshaped_ones_has_rows_and_columns(student):
    close(student.reshaped_ones(2, 3), np.ones((2, 3)))


@visible("last_rows", try_it="last_rows(np.arange(6.0).reshape(3, 2), 2)   # should be [[2. 3.] [4. 5.]]")
def test_last_rows_are_the_last_in_their_order(student):
    X = np.arange(15.0).reshape(5, 3)
    close(student.last_rows(X, 2), [[9.0, 10.0, 11.0], [12.0, 13.0, 14.0]])


@visible("last_rows", try_it="last_rows(np.arange(6.0).reshape(3, 2), 0).shape   # should be (0, 2)")
def test_last_rows_of_none_at_all(student):
    array(student.last_rows(np.arange(6.0).reshape(3, 2), 0), shape=(0, 2))


@visible(
    "sub_matrix",
    try_it="sub_matrix(np.arange(20.0).reshape(5, 4), 2, 1, 3, 2)   # should be [[ 9. 10.] [13. 14.] [17. 18.]]",
)
def test_sub_matrix_begins_at_top_left(student):
    got = student.sub_matrix(np.arange(20.0).reshape(5, 4), 2, 1, 3, 2)
    close(got, [[9.0, 10.0], [13.0, 14.0], [17.0, 18.0]])


@visible(
    "add_row_and_double",
    try_it="add_row_and_double(np.array([[1.0, 2.0], [4.0, 5.0]]), np.array([10.0, 20.0]))"
    "   # should be [[22. 44.] [28. 50.]]",
)
def test_add_row_and_double_of_two_rows(student):
    X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]])
    close(student.add_row_and_double(X, np.array([10.0, 20.0, 30.0])), [[22.0, 44.0, 66.0], [28.0, 50.0, 74.0]])


@visible("add_row_and_double")
def test_add_row_and_double_leaves_its_arguments_alone(student):
    pure(student.add_row_and_double, np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]]), np.array([0.5, -1.0, 2.0]))


@advice("add_row_and_double")
def test_add_row_and_double_of_whole_numbers(student):
    X, row = np.array([[200, 7, 90]], dtype=np.uint8), np.array([100, 1, 30], dtype=np.uint8)
    same_for_whole_numbers(student.add_row_and_double, X, row)


# Stretch


@visible(
    "sliding_windows",
    try_it="sliding_windows(np.array([4.0, 0.5, 3.0, 7.0, 2.0]), 2)   # should be [[4. 0.5] [0.5 3.] [3. 7.] [7. 2.]]",
)
def test_sliding_windows_of_three_begin_at_each_of_five_places(student):
    x = np.array([2.0, 7.0, 1.0, 8.5, -3.0, 4.0, 6.0])
    expected = [[2.0, 7.0, 1.0], [7.0, 1.0, 8.5], [1.0, 8.5, -3.0], [8.5, -3.0, 4.0], [-3.0, 4.0, 6.0]]
    close(student.sliding_windows(x, 3), expected)


@visible("sliding_windows")
def test_sliding_windows_as_long_as_the_vector_are_one(student):
    close(student.sliding_windows(np.array([3.0, 1.0, 4.0]), 3), [[3.0, 1.0, 4.0]])


@visible("sliding_windows", try_it="sliding_windows(np.array([3.0, 1.0, 4.0]), 1)   # should be [[3.] [1.] [4.]]")
def test_sliding_windows_of_one_number_are_a_column(student):
    close(student.sliding_windows(np.array([2.5, -1.0, 4.0, 0.5]), 1), [[2.5], [-1.0], [4.0], [0.5]])


@visible("sliding_windows")
def test_sliding_windows_leaves_its_argument_alone(student):
    pure(student.sliding_windows, np.array([3.0, 1.0, 4.0, 1.5]), 2)
