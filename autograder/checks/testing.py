"""Marking the tests of a chapter: which exercise each one tests, and whether students get to see it."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., None])


@dataclass(frozen=True)
class GraderTest:
    """One test of an exercise. An exercise's points are shared among its tests by weight."""

    function: Callable[..., None]
    exercise: str
    hidden: bool
    weight: float
    try_it: str

    @property
    def label(self) -> str:
        """The test's name as a sentence: "softmax rows sum to one"."""
        return self.function.__name__.removeprefix("test_").replace("_", " ")


def visible(exercise: str, *, weight: float = 1.0, try_it: str = "") -> Callable[[Function], Function]:
    """Mark a test of an exercise that students are given.

    Parameters
    ----------
    weight
        its share of the exercise's points, relative to the other tests.
    try_it
        a line of Python, with the answer in a comment, for a student to try when the test fails.
    """
    return _mark(exercise, False, weight, try_it)


def hidden(exercise: str, *, weight: float = 1.0) -> Callable[[Function], Function]:
    """Mark a test of an exercise that only the grader has; `course build` leaves it out of what it releases."""
    return _mark(exercise, True, weight, "")


def _mark(exercise: str, is_hidden: bool, weight: float, try_it: str) -> Callable[[Function], Function]:
    def mark(function: Function) -> Function:
        function.course_test = GraderTest(  # type: ignore[attr-defined]
            function, exercise, is_hidden, weight, try_it
        )
        return function

    return mark


def collect(module: ModuleType) -> list[GraderTest]:
    """The marked tests of a module, in the order in which they are written."""
    tests: list[Any] = [getattr(value, "course_test", None) for value in vars(module).values()]
    return [test for test in tests if isinstance(test, GraderTest)]
