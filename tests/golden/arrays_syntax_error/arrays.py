import numpy as np


def normalize(X):
    centered = (X - X.mean()
    return centered / X.std()


def last_rows(X, k):
    return X[len(X) - k :]
