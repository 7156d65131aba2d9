"""Workshop W.2: patients through a layer. Columns brought to one scale, then one neuron, then many at once.

`dense_forward` is the layer of every network in this course; the sigmoid at its end comes from chapter 1.3.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.functions import sigmoid


def standardize(X: NDArray[np.floating]) -> NDArray[np.floating]:
    """Shift and scale each column of X to mean 0 and standard deviation 1.

    Formula: result[i, j] = (X[i, j] - mean of column j) / (standard deviation of column j).

    X (n, d) holds one sample per row, n at least 1. The standard deviation is that of the population (NumPy's
    default, ddof=0). The result (n, d) is a new array, and X stays as it was.

    A column whose elements are all equal has nothing to scale and becomes zeros, never nan.

    Example: standardize(np.array([[1.0, 7.0], [3.0, 7.0]])) is [[-1, 0], [1, 0]].
    """
    constant = X.min(axis=0) == X.max(axis=0)  # rounding can make the std of such a column a tiny number
    centered = np.where(constant, 0.0, X - X.mean(axis=0))
    result: NDArray[np.floating] = centered / np.where(constant, 1.0, X.std(axis=0))
    return result.astype(X.dtype) if X.dtype.kind == "f" else result


def neuron_forward(x: NDArray[np.floating], w: NDArray[np.floating], b: float) -> float:
    """The output of one neuron for one sample: its score, squeezed by the sigmoid.

    Formula: sigmoid(x[0] * w[0] + x[1] * w[1] + ... + b).

    x (d,) holds the inputs and w (d,) the weights, both flat; b is a single number. The result is a single
    number between 0 and 1. x and w stay as they were.

    Examples: with x = [1, 2], w = [3, -1] and b = -1 the score is 0 and the output 0.5. Scores of -1000 and 1000
    give 0 and 1, as your sigmoid of chapter 1.3 does, and no error.
    """
    return float(sigmoid(x @ w + b))


def dense_forward(X: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """The outputs of a dense layer for a batch: every sample through every neuron, then the sigmoid.

    Formula: A = sigmoid(X @ W + b).

    X (n, d) holds one sample per row, W (d, k) one neuron per column. b has one bias for each neuron, as a row
    (1, k) or flat (k,). The result A (n, k) is a new array of numbers between 0 and 1, and the arguments stay
    as they were.

    Example: with X = [[1, 2]], W = [[3, 1], [-1, 1]] and b = [[-1, -3]] or [-1, -3] the scores are [[0, 0]] and
    A is [[0.5, 0.5]].
    """
    return sigmoid(X @ W + b)
