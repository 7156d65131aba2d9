"""Practice for workshop W.2: scores, weights for a raw table, biases, and the size of a layer."""

import numpy as np
from numpy.typing import NDArray

from neural_network.dense_layer import standardize


def patient_scores(X: NDArray[np.floating], w: NDArray[np.floating], b: float) -> NDArray[np.floating]:
    """The scores of one neuron for many patients, before any sigmoid.

    Formula: z[i] = (row i of X) . w + b.

    X (n, d) holds one patient per row, w (d,) is flat, b is a single number. The result is flat, of shape (n,).
    X and w stay as they were.

    Example: with X = [[1, 2], [0, 1]], w = [3, 4] and b = 0.5 the scores are [11.5, 4.5].
    """
    scores: NDArray[np.floating] = X @ w + b
    return scores


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
    w_raw = w / std
    return w_raw, float(b - mean @ w_raw)


def add_bias(Z: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """Add each neuron's bias to that neuron's column of scores, and refuse a bias of any other length.

    Z (n, k) holds the scores of n samples, b (k,) one bias for each of the k neurons. The result (n, k) is a
    new array; Z and b stay as they were.

    Raises ValueError if the shape of b is anything but (k,): not (n, 1), not (1,), not (1, k). Broadcasting
    would let some of these pass.

    Example: with Z = [[1, 2], [3, 4]] and b = [10, 20] the result is [[11, 22], [13, 24]].
    """
    if b.shape != (Z.shape[1],):
        raise ValueError(f"scores of shape {Z.shape} want {Z.shape[1]} biases in a flat array, not shape {b.shape}")
    result: NDArray[np.floating] = Z + b
    return result


def parameter_count(n_inputs: int, n_neurons: int) -> int:
    """Count the numbers that a dense layer has to choose: all its weights and all its biases.

    n_inputs and n_neurons are whole numbers of at least 1. So is the result: 27, and not 27.0.

    Example: parameter_count(8, 3) is 27.
    """
    return n_inputs * n_neurons + n_neurons


def correlations(X: NDArray[np.floating]) -> NDArray[np.floating]:
    """Tell for every pair of columns how closely they move together: the correlation matrix.

    Formula: result[j, k] = mean over the rows i of z[i, j] * z[i, k], where z is X standardized by columns.

    X (n, d) holds one sample per row, and stays as it was. The result has the shape (d, d): 1 for columns that rise
    together along a line, -1 where one falls as the other rises. A constant column has zeros in its row and column.

    Example: correlations([[1, 8], [2, 6], [3, 4]]) is [[1, -1], [-1, 1]].
    """
    Z = standardize(X)
    result: NDArray[np.floating] = Z.T @ Z / len(Z)
    return result
