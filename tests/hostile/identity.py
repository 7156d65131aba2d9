"""Returns what it was given. Earns: practice"""


def normalize(X):
    return X
