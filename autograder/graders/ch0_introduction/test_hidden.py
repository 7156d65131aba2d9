"""The tests of the introduction that only the grader has."""

import numpy as np

from autograder.checks import close, hidden

# count_ink


@hidden("count_ink")
def test_count_ink_of_other_pictures(student, reference):
    rng = np.random.default_rng(1)
    for h, w in ((5, 8), (9, 4), (1, 7), (6, 1), (28, 28)):
        picture = rng.integers(1, 256, (h, w)) * (rng.random((h, w)) < 0.4)
        close(student.count_ink(picture.astype(np.uint8)), reference.count_ink(picture))
        close(student.count_ink(picture / 255), reference.count_ink(picture))
    close(student.count_ink(np.zeros((4, 3), dtype=np.uint8)), 0)
    close(student.count_ink(np.full((3, 5), 255, dtype=np.uint8)), 15)
