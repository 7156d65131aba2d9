"""Notebooks and their cells as they are handed in, and what a worker would have of them."""

import json

from autograder.code_files import lesson_digest

STUB = 'def {name}(X):\n    """Says what to do."""\n    raise NotImplementedError  # write your code here\n'
NORMALIZE = """\
import numpy as np

def normalize(X):
    if X.size == 0:
        raise ValueError("empty")
    centered = X - X.mean()
    return centered if X.min() == X.max() else centered / X.std()
"""


def code(source, **metadata):
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [], "execution_count": None}


def lesson(source):
    """A cell of the lesson, unchanged."""
    return code(source, course={"lesson": lesson_digest(source)})


def prose(source):
    return {"cell_type": "markdown", "source": source, "metadata": {}}


def notebook(*cells):
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def sources(units):
    return [unit.source for unit in units]


def running(units):
    """What a worker would have defined after it ran the units."""
    namespace = {}
    for unit in units:
        exec(unit.source, namespace)
    return namespace
