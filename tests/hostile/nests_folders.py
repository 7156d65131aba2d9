"""Leaves folders nested deeper than Python's recursion goes, the last of them closed. Earns: practice"""

import os


def normalize(X):
    for _ in range(1200):
        os.mkdir("deeper")
        os.chdir("deeper")
    os.mkdir("closed", 0)
