"""Chapter 1.1: arrays of any shape, taken as one pile of numbers.

`normalize` brings the numbers to mean 0 and standard deviation 1, the scale on which networks learn best.
It stands on NumPy alone.
"""

import numpy as np
from numpy.typing import NDArray


def normalize(X: NDArray[np.floating]) -> NDArray[np.floating]:
    """Shift and scale X to mean 0 and standard deviation 1.

        normalized = (X - mean) / std

    mean and std are single numbers, taken over all elements of X; std is the root of the mean squared
    distance from the mean, as X.std() gives it.

    X has any shape; the result is a new array of that same shape, and X stays as it was. Where all
    elements are equal, std is 0: there is nothing to scale, and the result is X - mean.

        normalize(np.array([2.0, 4.0, 6.0]))   # about [-1.2247  0.  1.2247]
        normalize(np.array([5.0, 5.0, 5.0]))   # [0. 0. 0.]
    """
    centered: NDArray[np.floating] = X - X.mean()
    std: np.floating = X.std()
    # The mean of equal elements may be off in its last bit: std is then about 1e-17 instead of 0.
    return centered if std == 0 or X.min() == X.max() else centered / std
