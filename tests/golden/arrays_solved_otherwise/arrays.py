"""Everything right, though not as the reference writes it."""
from numpy import *


def normalize(X):
    values = array(X, dtype=float)
    if not values.size:
        raise ValueError("nothing to normalize")
    values -= values.mean()
    if X.max() == X.min():
        return zeros(X.shape)
    spread = sqrt((values**2).sum() / values.size)
    return values if spread == 0 else values / spread


def reshaped_ones(rows, cols):
    return full((rows, cols), 1)


def last_rows(X, k):
    return flip(flip(X, 0)[:k], 0)


def sub_matrix(X, top, left, height, width):
    return array([[X[i, j] for j in range(left, left + width)] for i in range(top, top + height)])


def add_row_and_double(X, row):
    result = empty(X.shape)
    for i in range(len(X)):
        result[i] = X[i] + row + X[i] + row
    return result
