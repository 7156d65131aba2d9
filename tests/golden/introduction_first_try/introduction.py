import numpy as np
from numpy.typing import NDArray


def count_ink(image: NDArray[np.number]) -> int:
    count = 0
    for row in range(image.shape[0]):
        for column in range(image.shape[1]):
            if image[row, column] > 0:
                count += 1
        return count
