"""Practice for the introduction: how much ink is in a picture."""

import numpy as np
from numpy.typing import NDArray


def count_ink(image: NDArray[np.number]) -> int:
    """Count the pixels of a picture that are not 0.

    A pixel of 0 is empty paper. Every other pixel has ink on it, no matter whether there is much of it or little.

    image has the shape (h, w): h rows of w pixels each. The pixels are whole numbers from 0 to 255, or floats from
    0 to 1. The result is a count, a whole number: 4, and not 4.0. The image stays as it was.

        image = np.array([[0, 255, 0],
                          [9, 1, 128]])
        count_ink(image)   # 4
    """
    return int(np.count_nonzero(image))
