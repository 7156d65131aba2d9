"""Loops that sum whole numbers, a list for an array, a missing return, and a misspelled name."""

import numpy as np


def matrix_multiply(X, W):
    if X.ndim != 2 or W.ndim != 2 or X.shape[1] != W.shape[0]:
        raise ValueError(f"{X.shape} and {W.shape}")
    out = np.zeros((X.shape[0], W.shape[1]), dtype=int)
    for i in range(X.shape[0]):
        for j in range(W.shape[1]):
            for k in range(X.shape[1]):
                out[i, j] += X[i, k] * W[k, j]
    return out


def inner_product(a, b):
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError("shapes")
    a @ b


def small_product():
    return [[22, 28], [49, 64]]


def swap_axis(X):
    return X.T


def gram_matrix(X):
    return X.T @ X


affine = np.zeros((2, 2))
