import numpy as np


def normalize(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def reshaped_ones(rows, cols):
    return np.ones(rows * cols)


def last_rows(X, k):
    return X[-k:]


def sub_matrix(X, top, left, height, width):
    return X[top:height, left:width]


def add_row_and_double(X, row):
    X += row
    return 2 * X
