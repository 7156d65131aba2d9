"""What a call-back costs: a loss function of the tests, called by a student's training loop through the sandbox.

    .venv/bin/python benchmarks/callbacks.py [--repeat N]

Prints the least of some runs for samples and features of three sizes: one call-back among a thousand of one call, a
call with a single call-back, and such a call with a function that the test has just made, which takes a fork.
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.course import Limits
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Student
from autograder.sandbox.workers import Sandboxed

CODE = """\
def train(X, y, params, loss_fn, steps):
    for _ in range(steps):
        loss, grads = loss_fn(X, y, params)
    return loss
"""
SIZES = ((7, 3), (200, 10), (2000, 50))
CALLS = 1000


def linear(X: Any, y: Any, params: dict[str, Any]) -> tuple[float, dict[str, Any]]:
    """Mean squared error of X @ W + b."""
    error = X @ params["W"] + params["b"] - y
    return float((error**2).mean()), {"W": 2 * X.T @ error / len(X), "b": 2 * error.mean(axis=0, keepdims=True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeat", type=int, default=5, help="runs of each kind (default 5)")
    repeat = parser.parse_args().repeat
    units, limits = (Unit("train.py", CODE),), Limits(seconds=600.0, memory_mb=1024)
    print("milliseconds      a call-back    a call of one    the same, by a function just made")
    with Sandboxed("train", units, limits) as worker, worker.student() as student:
        for samples, features in SIZES:
            many, one, made = (least(repeat, run) for run in runs(student, samples, features))
            print(f"{samples:6} x {features:<6}{many / CALLS:14.3f}{one:17.2f}{made:15.2f}")


def runs(student: Student, samples: int, features: int) -> list[Callable[[], Any]]:
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(samples, features)), rng.normal(size=(samples, 1))
    params = {"W": np.zeros((features, 1)), "b": np.zeros((1, 1))}
    return [
        lambda: student.train(X, y, params, linear, CALLS),
        lambda: student.train(X, y, params, linear, 1),
        lambda: student.train(X, y, params, lambda X, y, params: linear(X, y, params), 1),
    ]


def least(repeat: int, run: Callable[[], Any]) -> float:
    """The least time of some runs, in milliseconds."""
    run()
    seconds = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return 1000 * min(seconds)


if __name__ == "__main__":
    main()
