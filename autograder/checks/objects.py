"""Checks for exercises that are classes: objects of the student's, and what their methods do besides."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from autograder.checks.mismatch import Mismatch
from autograder.language import N_, said
from autograder.sandbox.student import Call, StudentObject, StudentRaised


def an_object(got: Any, what: str, *, advice: str = N_("Make it a class.")) -> StudentObject:
    """Check that `got` is an object of a class of the student's, and return it. `advice` is for what is none."""
    if not isinstance(got, StudentObject):
        if callable(got):
            seen = said("{what} is a method, not an object", what=what)
            raise Mismatch("type", seen, advice=N_("Is a @property missing above it?"))
        kind = "None" if got is None else said("of type {kind}", kind=type(got).__name__)
        seen = said("{what} is {kind}, not an object with attributes", what=what, kind=kind)
        raise Mismatch("type", seen, advice=advice)
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
            array = N_("an array") if " " in name else said("the array {name}", name=name)
            raise Mismatch(
                "purity",
                said("changes {array} that it was given", array=array),
                advice=N_("It belongs to the caller. Make a new one, such as dZ = dA * ..., and write into that."),
            )
        if call.effects.global_random:
            seen = N_("draws from global random numbers, NumPy's or Python's")
            advice = N_("Draw from the rng handed in.")
            raise Mismatch("purity", seen, advice=advice)
