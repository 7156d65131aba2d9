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
    Integers give the values that the same numbers as floats would give: products of uint8 pixels, which hold
    at most 255, do not wrap around. float32 matrices give a float32 result.

    Loops over i, j and k are right, and so is NumPy's own operator.

    Raises ValueError, naming both shapes, if ``X`` or ``W`` is not two-dimensional, or if ``X`` does not have
    as many columns as ``W`` has rows.
    """
    if X.ndim != 2 or W.ndim != 2:
        raise ValueError(f"both matrices must be two-dimensional, but the shapes are {X.shape} and {W.shape}")
    if X.shape[1] != W.shape[0]:
        raise ValueError(f"the inner sizes differ: shapes {X.shape} and {W.shape}")
    # The 1.0 turns integers into float64 and leaves float32 as it is.
    dtype = np.result_type(X, W, 1.0)
    product: NDArray[np.floating] = X.astype(dtype, copy=False) @ W.astype(dtype, copy=False)
    return product
