"""Returns a generator of long texts that never ends. Earns: practice"""

import itertools


def normalize(X):
    return ("x" * 10_000 for _ in itertools.count())
