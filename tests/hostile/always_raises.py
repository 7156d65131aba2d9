"""Refuses everything, for the sake of the test that wants an empty array refused. Earns: practice"""


def normalize(X):
    raise ValueError("no")
