"""Practice for workshop W.4: one step of batch normalization, the correction in Adam, two steps towards a digit."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def standardize_batch(X: NDArray[np.floating], eps: float = 1e-5) -> NDArray[np.floating]:
    """Give every feature of a batch the mean 0 and a variance of 1, or a little less.

        X_hat = (X - mean) / sqrt(var + eps)

    X is (n, d); mean and var are those of each column, over the n samples (var as np.var has it, divided by n).
    eps keeps the division finite: a column in which all numbers are equal gives zeros. Returns a new array (n, d);
    X is not changed.

        standardize_batch(np.array([[1.0, 5.0], [3.0, 5.0]]), eps=0.0625)   # column 1: -1 and 1 over sqrt(1.0625)
        # [[-0.970  0.   ]
        #  [ 0.970  0.   ]]
    """
    X_hat: NDArray[np.floating] = (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + eps)
    return X_hat


def corrected_means(gradients: NDArray[np.floating], beta: float) -> NDArray[np.floating]:
    """Follow Adam's running mean of a gradient, with its correction.

        m = beta * m + (1 - beta) * g,    from m = 0
        corrected = m / (1 - beta ** t),    t = 1 for the first gradient

    gradients (steps,) holds one number g a step, beta is from 0 up to 1. Returns a new array (steps,): the corrected
    mean after each step. gradients is not changed.

        corrected_means(np.array([4.0, 4.0, 1.0]), 0.5)   # m is 2, 3, 2; divided by 0.5, 0.75, 0.875:
        # [4. 4. 2.2857]
    """
    m, means = 0.0, []
    for t, g in enumerate(gradients, start=1):
        m = beta * m + (1 - beta) * g
        means.append(m / (1 - beta**t))
    return np.array(means)


def light_on_dark(image: NDArray[Any]) -> NDArray[np.floating]:
    """Scale an image by its own range, and turn it round if the digit on it is dark on light.

        scaled = (image - smallest) / (largest - smallest)
        result = 1 - scaled, where the mean of the border is above the mean of the whole image; else scaled

    image (h, w) holds whole numbers (uint8) or floats, not all of them equal. Its border is its first and its last
    row, and its first and its last column; each corner may count once or twice. Returns a new array (h, w) of floats
    from 0 to 1. image is not changed.

        light_on_dark(np.array([[9.0, 9.0, 8.0], [8.0, 4.0, 9.0], [9.0, 8.0, 9.0]]))
        # [[0.  0.  0.2]
        #  [0.2 1.  0. ]
        #  [0.  0.2 0. ]]
    """
    grey = image.astype(float)  # differences of uint8 would start again from 255
    scaled: NDArray[np.floating] = (grey - grey.min()) / (grey.max() - grey.min())
    border = np.concatenate([scaled[0], scaled[-1], scaled[:, 0], scaled[:, -1]])
    return 1 - scaled if border.mean() > scaled.mean() else scaled


def center_of_mass(image: NDArray[np.floating]) -> tuple[float, float]:
    """Find the point on which an image would balance, if its bright pixels were heavy.

        row    = sum of image[i, j] * i / sum of image[i, j]
        column = sum of image[i, j] * j / sum of image[i, j]

    image (h, w) holds numbers of 0 or more, not all of them 0; i and j count from 0. Returns the pair (row, column)
    of numbers. image is not changed.

        center_of_mass(np.array([[0.0, 1.0, 0.0], [0.0, 2.0, 1.0]]))   # (0.75, 1.25)
    """
    rows, columns = image.sum(axis=1), image.sum(axis=0)
    total = image.sum()
    return float(rows @ np.arange(len(rows)) / total), float(columns @ np.arange(len(columns)) / total)
