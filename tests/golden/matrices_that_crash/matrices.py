"""Each function ends in another way; none of them takes the others along."""

import os
import sys

import numpy as np


def matrix_multiply(X, W):
    os._exit(3)


def inner_product(a, b):
    sys.exit("bye")


def small_product():
    return small_product()


def swap_axes(X):
    return X.T


def gram_matrix(X):
    return np.ones((10**6, 10**6)) @ X


def affine(X, W, b):
    raise SystemError(f"<script>alert({X.shape})</script>")
