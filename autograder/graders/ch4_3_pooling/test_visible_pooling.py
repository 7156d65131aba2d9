"""The tests of chapter 4.3 that you are given: pooling. Run them with: pytest"""

import numpy as np

from autograder.checks import Mismatch, StudentRaised, advice, close, count, pure, same_for_whole_numbers, visible
from autograder.graders.ch4_3_pooling.helpers import MAPS, PAIR, PIXELS, REMAINDERS, WORKED

# max_pool


@visible(
    "max_pool",
    try_it="max_pool(np.array([[[[1.0, 3.0, 8.0, 5.0], [7.0, 4.0, 6.0, 2.0]]]]), 2)   # should be [[[[7. 8.]]]]",
)
def test_max_pool_of_two_windows_worked_out_by_hand(student):
    close(student.max_pool(PAIR, 2), [[[[7.0, 8.0]]]])


@visible("max_pool")
def test_max_pool_pools_each_map_by_itself(student):
    close(student.max_pool(MAPS, 2), [[[[4.0]], [[5.0]], [[9.0]]], [[[6.0]], [[8.0]], [[3.0]]]])


@visible(
    "max_pool",
    try_it="max_pool(np.array([[[[1.0, 2.0, 5.0, 7.0, 0.0, 8.0, 8.0], [4.0, 3.0, 6.0, 1.0, 9.0, 2.0, 5.0]]]]), 2, 3)"
    "   # should be [[[[4. 9.]]]]",
)
def test_max_pool_with_a_stride_of_its_own(student):
    X = WORKED[np.newaxis, np.newaxis]
    close(student.max_pool(X, 2, 1), [[[[4.0, 3.0, 5.0, 6.0], [4.0, 7.0, 7.0, 6.0], [2.0, 7.0, 8.0, 8.0]]]])
    close(student.max_pool(X[:, :, :2], 2, stride=3), [[[[4.0, 6.0]]]])


@visible(
    "max_pool",
    try_it="max_pool(np.array([[[[-3.0, -2.0, -7.0, -9.0], [-5.0, -4.0, -6.0, -8.0]]]]), 2)   # [[[[-2. -6.]]]]",
)
def test_max_pool_of_negative_numbers(student):
    X = np.array([[[[-3.0, -2.0, -7.0, -9.0], [-5.0, -4.0, -6.0, -8.0]]]])
    close(student.max_pool(X, 2), [[[[-2.0, -6.0]]]])


@visible("max_pool", try_it="max_pool(np.array([[[[1.0, 5.0, 9.0], [3.0, 4.0, 8.0]]]]), 2)   # should be [[[[5.]]]]")
def test_max_pool_drops_what_fills_no_window(student):
    close(student.max_pool(REMAINDERS, 2), [[[[5.0, 7.0]]]])


@visible(
    "max_pool",
    try_it="max_pool(np.array([[[1.0, 3.0], [7.0, 4.0]], [[2.0, 5.0], [0.0, 6.0]]]), 2)   # should be [[[7.]] [[6.]]]",
)
def test_max_pool_of_a_single_image_and_of_one_axis_more(student):
    close(student.max_pool(PAIR[0, 0], 2), [[7.0, 8.0]])
    close(student.max_pool(MAPS[0], 2), [[[4.0]], [[5.0]], [[9.0]]])


@visible("max_pool")
def test_max_pool_leaves_its_argument_alone(student):
    pure(student.max_pool, PAIR, 2)
    pure(student.max_pool, MAPS, 2, 1)


@advice("max_pool")
def test_max_pool_of_whole_numbers(student):
    same_for_whole_numbers(student.max_pool, PIXELS, 2)
    same_for_whole_numbers(student.max_pool, PIXELS.astype(int) - 300, 2, 1)


@advice("max_pool")
def test_max_pool_of_an_image_smaller_than_its_window(student):
    try:
        student.max_pool(PAIR, 3)
    except StudentRaised:
        return
    raise Mismatch(
        "not_raised",
        "answers for a window that fits nowhere",
        advice="A window of 3 x 3 fits nowhere on images of 2 x 4, and your function answers all the same: "
        "raise ValueError there, and such a slip is found where it happens.",
    )


# max_pool_backward


@visible(
    "max_pool_backward",
    try_it="max_pool_backward(np.array([[[[6.0, -2.0]]]]), "
    "np.array([[[[1.0, 3.0, 8.0, 5.0], [7.0, 4.0, 6.0, 2.0]]]]), 2)   # [[[[0. 0. -2. 0.] [6. 0. 0. 0.]]]]",
)
def test_max_pool_backward_of_two_windows_worked_out_by_hand(student):
    got = student.max_pool_backward(np.array([[[[-3.0, 5.0]]]]), PAIR, 2)
    close(got, [[[[0.0, 0.0, 5.0, 0.0], [-3.0, 0.0, 0.0, 0.0]]]])


@visible("max_pool_backward")
def test_max_pool_backward_goes_back_in_each_map_by_itself(student):
    dout = np.array([[[[2.0]], [[-1.0]], [[3.0]]], [[[0.5]], [[-4.0]], [[6.0]]]])
    expected = [
        [[[0.0, 0.0], [2.0, 0.0]], [[-1.0, 0.0], [0.0, 0.0]], [[0.0, 3.0], [0.0, 0.0]]],
        [[[0.5, 0.0], [0.0, 0.0]], [[0.0, 0.0], [-4.0, 0.0]], [[6.0, 0.0], [0.0, 0.0]]],
    ]
    close(student.max_pool_backward(dout, MAPS, 2), expected)


@visible("max_pool_backward")
def test_max_pool_backward_adds_up_where_windows_overlap(student):
    dout = np.array([[[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 10.0, 13.0, 12.0]]]])
    expected = [[0, 2, 0, 0, 4], [6, 0, 0, 3, 0], [0, 0, 23, 8, 0], [9, 0, 0, 25, 0]]
    close(student.max_pool_backward(dout, WORKED[np.newaxis, np.newaxis], 2, 1), [[expected]])


@visible("max_pool_backward")
def test_max_pool_backward_gives_nothing_to_what_fills_no_window(student):
    got = student.max_pool_backward(np.array([[[[2.0, -3.0]]]]), REMAINDERS, 2)
    close(got, [[[[0.0, 2.0, 0.0, 0.0, 0.0], [0.0, 0.0, -3.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 0.0]]]])
    got = student.max_pool_backward(np.array([[[[2.0, -3.0]]]]), WORKED[np.newaxis, np.newaxis, :2], 2, 3)
    close(got, [[[[0.0, 0.0, 0.0, 0.0, -3.0], [2.0, 0.0, 0.0, 0.0, 0.0]]]])


@visible(
    "max_pool_backward",
    try_it="max_pool_backward(np.array([[[[6.0, 2.0]]]]), "
    "np.array([[[[-5.0, -1.0, -6.0, 0.0], [-1.0, -2.0, -7.0, 0.0]]]]), 2)   # [[[[0. 6. 0. 2.] [0. 0. 0. 0.]]]]",
)
def test_max_pool_backward_gives_all_to_the_first_of_several_maxima(student):
    X = np.array([[[[1.0, 5.0, -1.0, -4.0], [5.0, 5.0, -1.0, -1.0]]]])
    got = student.max_pool_backward(np.array([[[[7.0, -2.0]]]]), X, 2)
    close(got, [[[[0.0, 7.0, -2.0, 0.0], [0.0, 0.0, 0.0, 0.0]]]])
    X = np.array([[[[2.0, 4.0, 0.0, 0.0, 1.0, 2.0], [4.0, 3.0, 0.0, 0.0, 6.0, 6.0]]]])
    got = student.max_pool_backward(np.array([[[[3.0, 5.0, -4.0]]]]), X, 2)
    close(got, [[[[0.0, 3.0, 5.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, -4.0, 0.0]]]])


@visible(
    "max_pool_backward",
    try_it="max_pool_backward(np.array([[[6.0]], [[2.0]]]), "
    "np.array([[[1.0, 3.0], [7.0, 4.0]], [[2.0, 5.0], [0.0, 4.0]]]), 2)   # [[[0. 0.] [6. 0.]] [[0. 2.] [0. 0.]]]",
)
def test_max_pool_backward_of_a_single_image_and_of_one_axis_more(student):
    got = student.max_pool_backward(np.array([[-3.0, 5.0]]), PAIR[0, 0], 2)
    close(got, [[0.0, 0.0, 5.0, 0.0], [-3.0, 0.0, 0.0, 0.0]])
    got = student.max_pool_backward(np.array([[[2.0]], [[-1.0]], [[3.0]]]), MAPS[0], 2)
    close(got, [[[0.0, 0.0], [2.0, 0.0]], [[-1.0, 0.0], [0.0, 0.0]], [[0.0, 3.0], [0.0, 0.0]]])


@visible("max_pool_backward")
def test_max_pool_backward_leaves_its_arguments_alone(student):
    pure(student.max_pool_backward, np.array([[[[-3.0, 5.0]]]]), PAIR, 2)
    pure(student.max_pool_backward, np.arange(1.0, 13.0).reshape(1, 1, 3, 4), WORKED[np.newaxis, np.newaxis], 2, 1)


@advice("max_pool_backward")
def test_max_pool_backward_of_whole_numbers_in_x(student):
    dout = np.array([[[[0.5, -1.25]], [[2.75, 0.5]]]])
    same_for_whole_numbers(student.max_pool_backward, dout, PIXELS, 2)
    same_for_whole_numbers(student.max_pool_backward, dout, PIXELS.astype(int) - 300, 2)


# Practice


@visible(
    "count_ties",
    try_it="count_ties(np.array([[1.0, 5.0, 0.0, 0.0, 5.0, 1.0], [5.0, 5.0, 0.0, 0.0, 1.0, 4.0]]), 2)   # should be 2",
)
def test_count_ties_of_the_worked_example(student):
    # Only the first of these four windows has a tie: in the second the largest number stands once.
    X = np.array([[5.0, 5.0, 0.0, 0.0, 5.0, 1.0, 7.0, 8.0], [5.0, 1.0, 0.0, 3.0, 2.0, 4.0, 9.0, 6.0]])
    close(student.count_ties(X, 2), 1)
    close(student.count_ties(np.array([[1.0, 5.0, 0.0, 0.0], [5.0, 2.0, 0.0, 3.0]]), 2), 1)
    close(student.count_ties(np.zeros((4, 6)), 2), 6)


@visible("count_ties")
def test_count_ties_is_a_whole_number(student):
    count(student.count_ties(np.array([[1.0, 5.0, 0.0], [5.0, 2.0, 0.0]]), 2), 1)


@visible("count_ties")
def test_count_ties_leaves_its_argument_alone(student):
    pure(student.count_ties, np.array([[1.0, 5.0, 0.0], [5.0, 2.0, 0.0]]), 2)


# Stretch


@visible(
    "average_pool_backward",
    try_it="average_pool_backward(np.array([[9.0, -18.0], [36.0, 27.0]]), (5, 6), 3, 2)"
    "   # should be [[1. 1. -1. -2. -2. 0.] [1. 1. -1. -2. -2. 0.] [5. 5. 6. 1. 1. 0.] "
    "[4. 4. 7. 3. 3. 0.] [4. 4. 7. 3. 3. 0.]]",
)
def test_average_pool_backward_of_overlapping_windows_worked_out_by_hand(student):
    dout = np.array([[9.0, 18.0, -9.0], [27.0, 0.0, 36.0]])
    # The windows begin in the rows 0 and 2 and in the columns 0, 2 and 4; row 5 is in none.
    expected = [
        [1.0, 1.0, 3.0, 2.0, 1.0, -1.0, -1.0],
        [1.0, 1.0, 3.0, 2.0, 1.0, -1.0, -1.0],
        [4.0, 4.0, 6.0, 2.0, 5.0, 3.0, 3.0],
        [3.0, 3.0, 3.0, 0.0, 4.0, 4.0, 4.0],
        [3.0, 3.0, 3.0, 0.0, 4.0, 4.0, 4.0],
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    ]
    close(student.average_pool_backward(dout, (6, 7), 3, 2), expected)


@visible("average_pool_backward")
def test_average_pool_backward_of_windows_side_by_side_and_apart(student):
    dout = np.array([[[4.0, 8.0, -4.0]], [[2.0, 0.0, 12.0]]])
    expected = [
        [[1, 1, 2, 2, -1, -1, 0], [1, 1, 2, 2, -1, -1, 0]],
        [[0.5, 0.5, 0, 0, 3, 3, 0], [0.5, 0.5, 0, 0, 3, 3, 0]],
    ]
    close(student.average_pool_backward(dout, (2, 2, 7), 2, 2), expected)
    apart = [[1, 1, 0, 2, 2, 0, -1, -1], [1, 1, 0, 2, 2, 0, -1, -1], [0] * 8]
    close(student.average_pool_backward(dout[0], (3, 8), 2, 3), apart)


@visible("average_pool_backward")
def test_average_pool_backward_leaves_its_arguments_alone(student):
    pure(student.average_pool_backward, np.array([[4.0, 8.0], [1.0, -2.0]]), (4, 5), 2, 2)
