"""Reads from address zero. Earns: practice"""

import ctypes


def normalize(X):
    return ctypes.string_at(0)
