"""Answers in float32, printing and writing into arguments in between."""

import numpy as np


def matrix_multiply(X, W):
    if X.ndim != 2 or W.ndim != 2 or X.shape[1] != W.shape[0]:
        raise ValueError("the shapes do not fit")
    return X.astype(np.float32) @ W.astype(np.float32)


def inner_product(a, b):
    if a.ndim != 1 or a.shape != b.shape:
        raise ValueError("the shapes do not fit")
    return np.float32(sum(float(p) * float(q) for p, q in zip(a, b)))


def small_product():
    A = np.array([[1, 2, 3], [4, 5, 6]])
    B = np.array([[1, 2], [3, 4], [5, 6]])
    print(A @ B)
    return A @ B


def swap_axes(X):
    return np.transpose(X)


def gram_matrix(X):
    X = np.asarray(X, dtype="float32")
    return X @ X.T


def affine(X, W, b):
    b += X @ W
    return b
