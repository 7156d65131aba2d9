"""Chapter 1.2: Matrices: many dot products at once.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check matrices.py` explains what is wrong. The lesson is ch1_2_matrices.ipynb.
"""

import numpy as np
from numpy.typing import NDArray


def matrix_multiply(X: NDArray[np.floating], W: NDArray[np.floating]) -> NDArray[np.floating]:
    """Multiply two matrices: one dot product for each row of X with each column of W.

    result[i, j] = sum over k of X[i, k] * W[k, j]

    ``X`` has shape (n, m), ``W`` has shape (m, p), and the result has shape (n, p). Neither is changed.
    Loops over i, j and k are right, and so is NumPy's own operator.

    Raises ValueError if ``X`` has not as many columns as ``W`` has rows, as with shapes (2, 3) and (2, 3),
    or (2, 1) and (3, 4). NumPy's @ does so by itself.

    Example: [[1, 2, 0], [3, 1, 4]] times [[2, 1], [0, 5], [1, 3]] is [[2, 11], [10, 20]].
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def inner_product(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Return the dot product of two vectors: multiply them element by element and add everything up.

    result = a[0] * b[0] + a[1] * b[1] + ... + a[m - 1] * b[m - 1]

    ``a`` and ``b`` have shape (m,); neither is changed. The result is a single number.

    Example: [1, 2, 3] and [4, 5, 6] give 4 + 10 + 18 = 32.
    """
    raise NotImplementedError  # write your code here, in place of this line


def small_product() -> NDArray[np.floating]:
    """Return the matrix product of [[1, 2, 3], [4, 5, 6]] and [[1, 2], [3, 4], [5, 6]].

    There are no arguments; the result is an array of shape (2, 2).

    Example of one entry: row 0 meets column 0, and 1 * 1 + 2 * 3 + 3 * 5 = 22.
    """
    raise NotImplementedError  # write your code here, in place of this line


def swap_axes(X: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the transpose of X: rows become columns, and the entry at [i, j] moves to [j, i].

    ``X`` has shape (n, m), the result has shape (m, n). ``X`` itself is not changed.

    Example: [[1, 2, 3], [4, 5, 6]] gives [[1, 4], [2, 5], [3, 6]].
    """
    raise NotImplementedError  # write your code here, in place of this line


def gram_matrix(X: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the dot products of all pairs of rows of X, known as the Gram matrix.

    result[i, j] = sum over k of X[i, k] * X[j, k]

    ``X`` has shape (n, m): n samples. The result has shape (n, n). ``X`` is not changed.

    Example: [[1, 0], [1, 2]] gives [[1, 1], [1, 5]].
    """
    raise NotImplementedError  # write your code here, in place of this line


def affine(X: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the weighted sum of every neuron for every sample, plus the neuron's bias.

    result[i, j] = (sum over k of X[i, k] * W[k, j]) + b[0, j]

    ``X`` has shape (n, m): n samples. ``W`` has shape (m, p) and ``b`` has shape (1, p): one column of
    weights and one bias for each of p neurons. The result has shape (n, p); no argument is changed.

    Example: X = [[1, 2]], W = [[1, 0], [0, 3]] and b = [[10, 20]] give [[11, 26]].
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def pairwise_distances(A: NDArray[np.floating], B: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the squared distance between every row of A and every row of B.

    result[i, j] = sum over k of (A[i, k] - B[j, k]) ** 2

    ``A`` has shape (n, m) and ``B`` has shape (p, m); neither is changed. The result has shape (n, p).

    Example: A = [[0, 0], [1, 1]] and B = [[3, 4]] give [[25], [13]].
    """
    raise NotImplementedError  # write your code here, in place of this line
