"""A submission that does a little of everything, and where it can run."""

import pytest

from autograder.course import Limits
from autograder.sandbox.launch import Isolation
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import StudentStopped

REDUCED = Isolation(False, "a test asks for it")
# The line of hardening.py that tests put another function in place of.
FILTER = "def filter_system_calls() -> bool:"
# A process for each exercise; of the quick tests those of test_without_fork.py try it.
SPAWNED = pytest.param("spawned", marks=pytest.mark.slow)
LIBRARY = {
    "neural_network": "from neural_network.arrays import one\n",
    "neural_network.arrays": "def one():\n    return 1\n",
}

ANSWERS = """\
import os
import random
import sys
import warnings

import numpy as np

print("loading", "x" * 10_000)
calls = 0


# Plain answers
def double(X): return 2 * X
def add(a, b=10, *, c=100): return a + b + c
def pair(X): return X.sum(), {"shape": X.shape, "rows": [row for row in X]}
def nothing(X): pass
def kinds(X): return [None, True, 1, 2.5, "text", (1, 2), np.float32(0.1), np.uint8(7), float("nan")]
def odd(X): return [print, {1, 2}, b"bytes", X.mean, np.array([1, "a"], dtype=object)]
def generator(X): return np.random.default_rng(0)
def many(X): return np.zeros(1_000_000)
def dtype(X): return f"{X.dtype} {X.shape} {X.flags.writeable}"

# Iterators
def batches(n): return (np.full(2, i) for i in range(n))
def zipped(X): return zip(X, X * 2)
def endless():
    while True:
        yield 1

# Exceptions
class TooSmall(ValueError): pass
class Silent(Exception):
    def __str__(self): raise RuntimeError
def refuses(X):
    if X.size < 10:
        raise TooSmall(f"only {X.size} elements")
def divides(X): return 1 // 0
def stub(X): raise NotImplementedError
def leaves(X): sys.exit(3)
def interrupts(X): raise KeyboardInterrupt
def recurses(X): return recurses(X)
def silent(X): raise Silent
def fails_late(n):
    yield 1
    raise KeyError("late")

# Effects
def writes(X, W):
    W[0] = 9
    return W.sum()
def fills(params): params["W"] = np.ones(2)
def appends(items): items.append(1)
def prints(X): print("debug", X.sum()); sys.stdout.write("!" * 10_000)
def draws(X): return np.random.rand()
def shuffles(X): random.random()
def warns(X):
    warnings.warn("be careful")
    return np.array([1.0]) / np.array([0.0])

# Functions and generators that are handed in
def slope(f, x): return (f(x + 1e-3) - f(x - 1e-3)) / 2e-3
def calls_by_name(f): return f(2, b=3)
def hides(f):
    try:
        f(0)
    except ValueError as error:
        return str(error)
def counts(f):
    for n in range(10**9):
        f(n)
def sample(rng): return rng.normal(size=3), rng.permutation(5)
def passes_on(f, rng): return f(rng.random())

# The state of the process
def remember():
    global calls
    calls += 1
    return calls
def unseeded(): return np.random.rand(), random.random()
def library():
    from neural_network import one
    from neural_network.arrays import one as the_same
    return one() + the_same()
def data():
    import course_data
    return len(course_data.load_pima().target)
def checks():
    from autograder import check
    return check(double)

# The end
def hangs(): 
    while True:
        try:
            while True: pass
        except BaseException: pass
def hoards(): return [np.empty(1 << 22) for _ in range(1 << 12)]
def exits(): os._exit(0)
def breaks():
    import ctypes
    ctypes.string_at(0)
def closes():
    os.closerange(3, 100)
    return 1
def shouts():
    os.write(1, b"{}" * 1000)
    os.write(2, b"{}" * 1000)
    return 1
"""
UNITS = (Unit("answers.py", ANSWERS),)
LIMITS = Limits(seconds=30.0, memory_mb=640)


def stopped(call, *args):
    """How a call ended that never answered."""
    with pytest.raises(StudentStopped) as caught:
        call(*args)
    return caught.value
