"""Marking the tests of a chapter: which exercise each one tests, and what it is for."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Literal, TypeVar

Function = TypeVar("Function", bound=Callable[..., None])
Purpose = Literal["visible", "hidden", "advice", "preview"]


@dataclass(frozen=True)
class GraderTest:
    """One test of an exercise. An exercise's points are shared by weight among its visible and hidden tests; a test
    that is advice or a preview earns nothing, and runs when the points are safe."""

    function: Callable[..., None]
    exercise: str
    purpose: Purpose
    weight: float = 1.0
    try_it: str = ""

    @property
    def hidden(self) -> bool:
        return self.purpose == "hidden"

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
    return _mark(exercise, "visible", weight, try_it)


def hidden(exercise: str, *, weight: float = 1.0) -> Callable[[Function], Function]:
    """Mark a test of an exercise that only the grader has; it stands in test_hidden*.py, which is never released."""
    return _mark(exercise, "hidden", weight)


def advice(exercise: str) -> Callable[[Function], Function]:
    """Mark a test that costs nothing: it runs once an exercise has all its points, and what it finds is told in the
    sentence of its `Mismatch`."""
    return _mark(exercise, "advice", 0.0)


def preview(exercise: str) -> Callable[[Function], Function]:
    """Mark a test that stands in for hidden ones where they are not installed: it costs nothing, runs once all visible
    ones pass, and tells by `student.notes` what the hidden ones will look at, and what to expect of it."""
    return _mark(exercise, "preview", 0.0)


def _mark(exercise: str, purpose: Purpose, weight: float, try_it: str = "") -> Callable[[Function], Function]:
    def mark(function: Function) -> Function:
        function.course_test = GraderTest(  # type: ignore[attr-defined]
            function, exercise, purpose, weight, try_it
        )
        return function

    return mark


def collect(module: ModuleType) -> list[GraderTest]:
    """The marked tests that a module defines, in the order in which they are written."""
    values = [value for value in vars(module).values() if getattr(value, "__module__", None) == module.__name__]
    tests: list[Any] = [getattr(value, "course_test", None) for value in values]
    return [test for test in tests if isinstance(test, GraderTest)]
