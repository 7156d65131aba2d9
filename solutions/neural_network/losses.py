"""Losses: one number that says how wrong a set of predictions is.

`mse_loss` measures predictions of quantities, `binary_cross_entropy` predicted probabilities of yes or no.
Everything that learns in this course learns by making such a number smaller.
"""

import numpy as np
from numpy.typing import NDArray


def mse_loss(y_pred: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Mean squared error: how far predictions of a quantity lie from the truth.

        loss = mean over all elements of (y_pred - y) ** 2

    y_pred holds the predictions, y the true values. Both have the same shape, as a rule (n, 1), but any shape
    will do. The loss is a single number. Neither array is changed.

    Raises ValueError if the shapes differ, even where NumPy would broadcast one to the other: (3,) against
    (3, 1), say, which would give all 9 differences.

        mse_loss(np.array([[3.0], [5.0]]), np.array([[2.0], [8.0]]))   # (1 + 9) / 2 = 5.0
        mse_loss(np.zeros(3), np.zeros((3, 1)))                        # ValueError
    """
    if y_pred.shape != y.shape:
        raise ValueError(f"shapes differ: y_pred has shape {y_pred.shape} and y has {y.shape}")
    error = y_pred * 1.0 - y  # the 1.0 makes floats: in uint8, 3 - 5 is 254
    return float(np.mean(error**2))


def binary_cross_entropy(A: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Binary cross-entropy: how badly predicted probabilities of "yes" fit the answers.

        loss = mean over the n samples of -(y * log(A) + (1 - y) * log(1 - A))

    A (n, 1) holds probabilities from 0 to 1, y (n, 1) the answers, 1 for yes and 0 for no; log is np.log.
    The loss is a single number. Neither array is changed.

    A may be exactly 0 or 1, where log(0) would be -inf. Keep A away from both by an epsilon from 1e-15 to 1e-7,
    so that a certain mistake costs 16 to 35: np.clip(A, epsilon, 1 - epsilon), for example.

    Raises ValueError if the shapes differ, even where NumPy would broadcast: (3,) against (3, 1), say.

        binary_cross_entropy(np.array([[0.5], [0.25]]), np.array([[1.0], [0.0]]))   # about 0.4904
        binary_cross_entropy(np.array([[0.0]]), np.array([[1.0]]))                  # about 27.6 for epsilon 1e-12
    """
    if A.shape != y.shape:
        raise ValueError(f"shapes differ: A has shape {A.shape} and y has {y.shape}")
    epsilon = 1e-12
    probabilities = np.clip(A.astype(np.float64), epsilon, 1 - epsilon)  # in float32, 1 - epsilon would be 1
    return float(-np.mean(y * np.log(probabilities) + (1 - y) * np.log(1 - probabilities)))
