"""The library's function here, practice in the notebook, and one function in both: the notebook counts."""

import numpy as np


def normalize(X):
    if X.size == 0:
        raise ValueError("X is empty")
    centered = X - X.mean()
    return centered if X.min() == X.max() else centered / X.std()


def reshaped_ones(rows, cols):
    return np.zeros((rows, cols))


def last_rows(X, k):
    raise NotImplementedError  # write your code here, in place of this line
