"""Chapter W.2: Patients through a layer.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check dense_layer.py` explains what is wrong. The lesson is w2_dense_layer.ipynb.
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
    raise NotImplementedError  # write your code here, in place of this line


def neuron_forward(x: NDArray[np.floating], w: NDArray[np.floating], b: float) -> float:
    """The output of one neuron for one sample: its score, squeezed by the sigmoid.

    Formula: sigmoid(x[0] * w[0] + x[1] * w[1] + ... + b).

    x (d,) holds the inputs and w (d,) the weights, both flat; b is a single number. The result is a single
    number between 0 and 1. x and w stay as they were.

    Examples: with x = [1, 2], w = [3, -1] and b = -1 the score is 0 and the output 0.5. Scores of -1000 and 1000
    give 0 and 1, as your sigmoid of chapter 1.3 does, and no error.
    """
    raise NotImplementedError  # write your code here, in place of this line


def dense_forward(X: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """The outputs of a dense layer for a batch: every sample through every neuron, then the sigmoid.

    Formula: A = sigmoid(X @ W + b).

    X (n, d) holds one sample per row, W (d, k) one neuron per column. b has one bias for each neuron, as a row
    (1, k) or flat (k,). The result A (n, k) is a new array of numbers between 0 and 1, and the arguments stay
    as they were.

    Example: with X = [[1, 2]], W = [[3, 1], [-1, 1]] and b = [[-1, -3]] or [-1, -3] the scores are [[0, 0]] and
    A is [[0.5, 0.5]].
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def patient_scores(X: NDArray[np.floating], w: NDArray[np.floating], b: float) -> NDArray[np.floating]:
    """The scores of one neuron for many patients, before any sigmoid.

    Formula: z[i] = (row i of X) . w + b.

    X (n, d) holds one patient per row, w (d,) is flat, b is a single number. The result is flat, of shape (n,).
    X and w stay as they were.

    Example: with X = [[1, 2], [0, 1]], w = [3, 4] and b = 0.5 the scores are [11.5, 4.5].
    """
    raise NotImplementedError  # write your code here, in place of this line


def raw_weights(
    w: NDArray[np.floating], b: float, mean: NDArray[np.floating], std: NDArray[np.floating]
) -> tuple[NDArray[np.floating], float]:
    """Find the weights and the bias that give a neuron the same scores on raw measurements.

    The neuron was made for standardized measurements: its score is ((x - mean) / std) @ w + b. Find w_raw and b_raw
    such that x @ w_raw + b_raw is the same number for every x.

    w (d,) holds the weights, mean (d,) and std (d,) one number for each measurement, with no std of 0; b is a single
    number. The result is the pair (w_raw, b_raw) of a flat array (d,) and a single number. The arrays given stay as
    they were.

    Example: with w = [3], b = 1, mean = [10] and std = [2] the score is 3 * (x - 10) / 2 + 1 = 1.5 * x - 14, so the
    result is the pair of [1.5] and -14.0.
    """
    raise NotImplementedError  # write your code here, in place of this line


def add_bias(Z: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """Add each neuron's bias to that neuron's column of scores, and refuse a bias of any other length.

    Z (n, k) holds the scores of n samples, b (k,) one bias for each of the k neurons. The result (n, k) is a
    new array; Z and b stay as they were.

    Raises ValueError if the shape of b is anything but (k,): not (n, 1), not (1,), not (1, k). Broadcasting
    would let some of these pass.

    Example: with Z = [[1, 2], [3, 4]] and b = [10, 20] the result is [[11, 22], [13, 24]].
    """
    raise NotImplementedError  # write your code here, in place of this line


def parameter_count(n_inputs: int, n_neurons: int) -> int:
    """Count the numbers that a dense layer has to choose: all its weights and all its biases.

    n_inputs and n_neurons are whole numbers of at least 1. So is the result: 27, and not 27.0.

    Example: parameter_count(8, 3) is 27.
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def correlations(X: NDArray[np.floating]) -> NDArray[np.floating]:
    """Tell for every pair of columns how closely they move together: the correlation matrix.

    Formula: result[j, k] = mean over the rows i of z[i, j] * z[i, k], where z is X standardized by columns.

    X (n, d) holds one sample per row, and stays as it was. The result has the shape (d, d): 1 for columns that rise
    together along a line, -1 where one falls as the other rises. A constant column has zeros in its row and column.

    Example: correlations([[1, 8], [2, 6], [3, 4]]) is [[1, -1], [-1, 1]].
    """
    raise NotImplementedError  # write your code here, in place of this line
