"""Checks for exercises that are classes: objects of the student's, and what their methods do besides."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from autograder.checks.mismatch import Mismatch
from autograder.sandbox.student import Call, StudentObject, StudentRaised


def an_object(got: Any, what: str) -> StudentObject:
    """Check that `got` is an object of a class of the student's, and return it."""
    if not isinstance(got, StudentObject):
        if callable(got):
            raise Mismatch("type", f"{what} is a method, not an object", advice="Is a @property missing above it?")
        kind = "None" if got is None else f"of type {type(got).__name__}"
        raise Mismatch("type", f"{what} is {kind}, not an object with attributes", advice="Make it a class.")
    return got


@contextmanager
def unless_unwritten(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Iterator[None]:
    """Where an exercise that a test needs is still to be written, ask whether the exercise itself is, and tell that."""
    try:
        yield
    except StudentRaised as needed:
        if "NotImplementedError" in needed.problem.types:
            try:
                function(*args, **kwargs)
            except StudentRaised as own:
                if "NotImplementedError" in own.problem.types:
                    raise own from None
        raise


def calm(calls: Iterable[Call]) -> None:
    """Check that none of these calls changed an array it was given, or drew from NumPy's own numbers."""
    for call in calls:
        if call.effects.changed:
            name = call.effects.changed[0]  # of an operator, no more than "an argument"
            array = "an array" if " " in name else f"the array {name}"
            raise Mismatch(
                "purity",
                f"changes {array} that it was given",
                advice="It belongs to the caller. Make a new one, such as dZ = dA * ..., and write into that.",
            )
        if call.effects.global_random:
            raise Mismatch("purity", "draws from NumPy's global random numbers", advice="Draw from the rng handed in.")
