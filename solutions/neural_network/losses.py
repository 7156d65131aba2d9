"""Losses: one number that says how wrong a set of predictions is.

`mse_loss` measures predictions of quantities, `binary_cross_entropy` predicted probabilities of yes or no.
Everything that learns in this course learns by making such a number smaller.
"""

import numpy as np
from numpy.typing import NDArray


def mse_loss(y_pred: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Mean squared error: how far predictions of a quantity lie from the truth.

        loss = mean over all elements of (y_pred - y) ** 2

    y_pred holds the predictions and y the true values. Both have one and the same shape: (n, 1) as a rule in
    this course, but any other shape will do. The loss is a single number, 0 where every prediction is exact.
    Whole numbers, unsigned ones (uint8) included, give the value that the same numbers as floats would.
    Neither array is changed.

    Raises ValueError if the shapes differ, even where NumPy would broadcast one to the other: (n,) against
    (n, 1) would give all n * n differences.

        mse_loss(np.array([[3.0], [5.0]]), np.array([[2.0], [8.0]]))   # (1 + 9) / 2 = 5.0
    """
    if y_pred.shape != y.shape:
        raise ValueError(f"shapes differ: y_pred has shape {y_pred.shape} and y has {y.shape}")
    error = y_pred * 1.0 - y  # the 1.0 makes floats: in uint8, 3 - 5 is 254
    return float(np.mean(error**2))


def binary_cross_entropy(A: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Binary cross-entropy: how badly predicted probabilities of "yes" fit the answers.

        loss = mean over the n samples of -(y * log(A) + (1 - y) * log(1 - A))

    A (n, 1) holds probabilities from 0 to 1, y (n, 1) the answers, 1 for yes and 0 for no; log is the natural
    logarithm. The loss is a single number: near 0 where A is sure and right, large where A is sure and wrong.

    log(0) is -inf, so A is kept away from 0 and 1 by a small epsilon, from 1e-15 to 1e-7: with
    np.clip(A, epsilon, 1 - epsilon), say. The loss is then finite for A of exactly 0 or 1 too.
    y may hold whole numbers of any kind, uint8 included. Neither array is changed.

    Raises ValueError if the shapes differ, even where NumPy would broadcast one to the other.

        binary_cross_entropy(np.array([[0.5], [0.25]]), np.array([[1.0], [0.0]]))   # about 0.4904
    """
    if A.shape != y.shape:
        raise ValueError(f"shapes differ: A has shape {A.shape} and y has {y.shape}")
    epsilon = 1e-12
    probabilities = np.clip(A.astype(np.float64), epsilon, 1 - epsilon)  # in float32, 1 - epsilon would be 1
    return float(-np.mean(y * np.log(probabilities) + (1 - y) * np.log(1 - probabilities)))
