"""Chapter 1.1: Arrays: a picture is a grid of numbers.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check arrays.py` explains what is wrong. The lesson is ch1_1_arrays.ipynb.
"""

import numpy as np
from numpy.typing import NDArray


def normalize(X: NDArray[np.floating]) -> NDArray[np.floating]:
    """Shift and scale X to mean 0 and standard deviation 1.

        normalized = (X - mean) / std

    mean and std are single numbers, taken over all elements of X; std is the root of the mean squared
    distance from the mean, as X.std() gives it.

    X has any shape; the result is a new array of that same shape, and X stays as it was. Where all
    elements are equal, std is 0: there is nothing to scale, and the result is X - mean.

        normalize(np.array([2.0, 4.0, 6.0]))   # about [-1.2247  0.  1.2247]
        normalize(np.array([5.0, 5.0, 5.0]))   # [0. 0. 0.]
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def reshaped_ones(rows: int, cols: int) -> NDArray[np.floating]:
    """Return a (rows, cols) array of ones, made by reshaping a vector of rows * cols ones.

    rows and cols are whole numbers of at least 1.

        reshaped_ones(2, 3)
        # [[1. 1. 1.]
        #  [1. 1. 1.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def last_rows(X: NDArray[np.floating], k: int) -> NDArray[np.floating]:
    """Return the last k rows of X, in their order.

    X is (n, d) and k a whole number from 0 to n; the result is (k, d), a view or a copy. X stays as it was.
    The last 0 rows are no rows at all: k = 0 gives an array of shape (0, d).

        X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
        last_rows(X, 2)         # [[3. 4.]
                                #  [5. 6.]]
        last_rows(X, 0).shape   # (0, 2)
    """
    raise NotImplementedError  # write your code here, in place of this line


def sub_matrix(X: NDArray[np.floating], top: int, left: int, height: int, width: int) -> NDArray[np.floating]:
    """Return the block of X with its first element at row top, column left.

    X is (n, d); the block is (height, width) and lies inside X. The result may be a view or a copy,
    and X stays as it was.

        X = np.array([[0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0], [8.0, 9.0, 10.0, 11.0]])
        sub_matrix(X, 1, 2, 2, 2)
        # [[ 6.  7.]
        #  [10. 11.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def add_row_and_double(X: NDArray[np.floating], row: NDArray[np.floating]) -> NDArray[np.floating]:
    """Add row to every row of X, then double the result.

        result = 2 * (X + row)

    X is (n, d) and row is (d,); the result is a new (n, d) array, and X and row stay as they were.

        X = np.array([[1.0, 2.0], [3.0, 4.0]])
        add_row_and_double(X, np.array([10.0, 20.0]))
        # [[22. 44.]
        #  [26. 48.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def sliding_windows(x: NDArray[np.floating], size: int) -> NDArray[np.floating]:
    """Return every run of size neighbors in x, one per row, from left to right.

        result[i] = x[i], x[i + 1], ..., x[i + size - 1]

    x is (n,) and size a whole number from 1 to n; the result is (n - size + 1, size), a view or a copy. x stays as
    it was.

        sliding_windows(np.array([1.0, 3.0, 2.0, 5.0]), 3)
        # [[1. 3. 2.]
        #  [3. 2. 5.]]
    """
    raise NotImplementedError  # write your code here, in place of this line
