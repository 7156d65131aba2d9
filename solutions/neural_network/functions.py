"""Functions applied to every element: the sigmoid, which turns any score into a number between 0 and 1.

Chapters 2.3 and 3.1 build logistic regression and the perceptron on it.
"""

import numpy as np
from numpy.typing import NDArray


def sigmoid(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Turn every score into a number between 0 and 1.

    Formula: sigmoid(z) = 1 / (1 + exp(-z)), for each element z of Z.

    Z may have any shape; the result is a new array of the same shape, and Z stays as it was. Large negative
    scores give 0 and large positive ones give 1 (to 1e-12), never nan.

    Example: sigmoid(np.array([0.0, np.log(3), -1000.0])) is [0.5, 0.75, 0.0].
    """
    Z = Z * 1.0  # whole numbers become float64, float32 stays float32
    e = np.exp(-np.abs(Z))  # the exponent is never positive, so e lies in (0, 1]: no overflow
    result: NDArray[np.floating] = np.where(Z >= 0, 1.0, e) / (1.0 + e)
    return result
