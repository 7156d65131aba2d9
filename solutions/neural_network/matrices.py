"""Matrix multiplication, the operation that every layer of a network is made of.

Rows of ``X`` are samples and columns of ``W`` are neurons, so one product computes the weighted sum of every
neuron for every sample. The one function here talks to nothing but NumPy.
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
    product: NDArray[np.floating] = (1.0 * X) @ W  # whole numbers become floats, float32 stays float32
    return product
