"""Calls itself without end, with the limit on that removed. Earns: practice"""

import sys

sys.setrecursionlimit(2**31 - 1)


def normalize(X):
    return normalize(sorted([X], key=normalize)[0])
