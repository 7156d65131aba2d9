"""Answers to the practice exercises of chapter 1.2: dot products, products, transposes, a first layer, distances.

Each stands alone on NumPy; none of them is part of the library.
"""

import numpy as np
from numpy.typing import NDArray


def inner_product(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Return the dot product of two vectors: multiply them element by element and add everything up.

    result = a[0] * b[0] + a[1] * b[1] + ... + a[m - 1] * b[m - 1]

    ``a`` and ``b`` have shape (m,); neither is changed. The result is a single number.

    Example: [1, 2, 3] and [4, 5, 6] give 4 + 10 + 18 = 32.
    """
    return float((1.0 * a) @ b)


def small_product() -> NDArray[np.floating]:
    """Return the matrix product of [[1, 2, 3], [4, 5, 6]] and [[1, 2], [3, 4], [5, 6]].

    There are no arguments; the result is an array of shape (2, 2).

    Example of one entry: row 0 meets column 0, and 1 * 1 + 2 * 3 + 3 * 5 = 22.
    """
    A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    B = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    product: NDArray[np.floating] = A @ B
    return product


def swap_axes(X: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the transpose of X: rows become columns, and the entry at [i, j] moves to [j, i].

    ``X`` has shape (n, m), the result has shape (m, n). ``X`` itself is not changed.

    Example: [[1, 2, 3], [4, 5, 6]] gives [[1, 4], [2, 5], [3, 6]].
    """
    return X.T


def gram_matrix(X: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the dot products of all pairs of rows of X, known as the Gram matrix.

    result[i, j] = sum over k of X[i, k] * X[j, k]

    ``X`` has shape (n, m): n samples. The result has shape (n, n). ``X`` is not changed.

    Example: [[1, 0], [1, 2]] gives [[1, 1], [1, 5]].
    """
    samples = 1.0 * X
    gram: NDArray[np.floating] = samples @ samples.T
    return gram


def affine(X: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the weighted sum of every neuron for every sample, plus the neuron's bias.

    result[i, j] = (sum over k of X[i, k] * W[k, j]) + b[0, j]

    ``X`` has shape (n, m): n samples. ``W`` has shape (m, p) and ``b`` has shape (1, p): one column of
    weights and one bias for each of p neurons. The result has shape (n, p); no argument is changed.

    Example: X = [[1, 2]], W = [[1, 0], [0, 3]] and b = [[10, 20]] give [[11, 26]].
    """
    Z: NDArray[np.floating] = (1.0 * X) @ W + b
    return Z


def pairwise_distances(A: NDArray[np.floating], B: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the squared distance between every row of A and every row of B.

    result[i, j] = sum over k of (A[i, k] - B[j, k]) ** 2

    ``A`` has shape (n, m) and ``B`` has shape (p, m); neither is changed. The result has shape (n, p).

    Example: A = [[0, 0], [1, 1]] and B = [[3, 4]] give [[25], [13]].
    """
    A, B = 1.0 * A, 1.0 * B
    a = np.sum(A * A, axis=1, keepdims=True)
    b = np.sum(B * B, axis=1)
    squared: NDArray[np.floating] = a - 2 * A @ B.T + b
    return squared
