"""The tests of the introduction that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import close, count, pure, visible

# count_ink


@visible("count_ink", try_it="count_ink(np.array([[0, 255, 0], [9, 1, 128]]))   # should be 4")
def test_count_ink_of_a_small_picture(student):
    picture = [
        [0, 0, 90, 255, 200, 0, 0],
        [0, 0, 0, 3, 255, 0, 0],
        [0, 0, 0, 100, 255, 0, 0],
        [0, 0, 70, 255, 255, 1, 0],
    ]
    close(student.count_ink(np.array(picture, dtype=np.uint8)), 11)


@visible("count_ink", try_it="count_ink(np.array([[0.0, 0.2, 1.0], [0.7, 0.0, 0.01]]))   # should be 4")
def test_count_ink_of_a_picture_with_pixels_from_0_to_1(student):
    close(student.count_ink(np.array([[0.0, 0.25, 1.0], [0.75, 0.0, 0.004], [0.5, 1.0, 0.125]])), 7)


@visible("count_ink", try_it="str(count_ink(np.array([[0, 255, 0], [9, 1, 128]])))   # should be '4'")
def test_count_ink_is_a_whole_number(student):
    count(student.count_ink(np.array([[0, 255, 0], [9, 1, 128]], dtype=np.uint8)), 4)


@visible("count_ink")
def test_count_ink_leaves_the_picture_alone(student):
    pure(student.count_ink, np.array([[0, 255, 0], [9, 1, 128]], dtype=np.uint8))
