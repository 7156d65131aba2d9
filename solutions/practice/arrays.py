"""Practice for chapter 1.1: shapes, slices and broadcasting, one line of NumPy each."""

import numpy as np
from numpy.typing import NDArray


def reshaped_ones(rows: int, cols: int) -> NDArray[np.floating]:
    """Return a (rows, cols) array of ones, made by reshaping a vector of rows * cols ones.

    rows and cols are whole numbers of at least 1.

        reshaped_ones(2, 3)
        # [[1. 1. 1.]
        #  [1. 1. 1.]]
    """
    return np.ones(rows * cols).reshape(rows, cols)


def last_rows(X: NDArray[np.floating], k: int) -> NDArray[np.floating]:
    """Return the last k rows of X, in their order.

    X is (n, d) and k a whole number from 0 to n; the result is (k, d), a view or a copy. X stays as it was.
    The last 0 rows are no rows at all: k = 0 gives an array of shape (0, d).

        X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
        last_rows(X, 2)         # [[3. 4.]
                                #  [5. 6.]]
        last_rows(X, 0).shape   # (0, 2)
    """
    # Not X[-k:]: -0 is 0, and X[0:] is every row.
    return X[len(X) - k :]


def sub_matrix(X: NDArray[np.floating], top: int, left: int, height: int, width: int) -> NDArray[np.floating]:
    """Return the block of X with its first element at row top, column left.

    X is (n, d); the block is (height, width) and lies inside X. The result may be a view or a copy,
    and X stays as it was.

        X = np.array([[0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0], [8.0, 9.0, 10.0, 11.0]])
        sub_matrix(X, 1, 2, 2, 2)
        # [[ 6.  7.]
        #  [10. 11.]]
    """
    return X[top : top + height, left : left + width]


def add_row_and_double(X: NDArray[np.floating], row: NDArray[np.floating]) -> NDArray[np.floating]:
    """Add row to every row of X, then double the result.

        result = 2 * (X + row)

    X is (n, d) and row is (d,); the result is a new (n, d) array, and X and row stay as they were.

        X = np.array([[1.0, 2.0], [3.0, 4.0]])
        add_row_and_double(X, np.array([10.0, 20.0]))
        # [[22. 44.]
        #  [26. 48.]]
    """
    return 2 * (1.0 * X + row)  # 1.0 makes room: whole numbers become floats


def sliding_windows(x: NDArray[np.floating], size: int) -> NDArray[np.floating]:
    """Return every run of size neighbors in x, one per row, from left to right.

        result[i] = x[i], x[i + 1], ..., x[i + size - 1]

    x is (n,) and size a whole number from 1 to n; the result is (n - size + 1, size), a view or a copy. x stays as
    it was.

        sliding_windows(np.array([1.0, 3.0, 2.0, 5.0]), 3)
        # [[1. 3. 2.]
        #  [3. 2. 5.]]
    """
    starts = np.arange(len(x) - size + 1).reshape(-1, 1)
    windows: NDArray[np.floating] = x[starts + np.arange(size)]
    return windows
