"""Misconceptions: the mistakes students really make, as wrong implementations that run."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any


@dataclass(frozen=True)
class Misconception:
    """A plausible wrong implementation of an exercise, with the sentence that explains it."""

    exercise: str
    function: Any
    sentence: str

    @property
    def slug(self) -> str:
        """Its name in reports: "divides-by-variance"."""
        return str(self.function.__name__).replace("_", "-")


def misconception(exercise: str, sentence: str) -> Callable[[Any], Misconception]:
    """Make a wrong implementation of `exercise` a `Misconception`; the function's name becomes its slug."""

    def make(function: Any) -> Misconception:
        return Misconception(exercise, function, sentence)

    return make


def collect(module: ModuleType) -> list[Misconception]:
    """The misconceptions of a module, in the order in which they are written."""
    return [value for value in vars(module).values() if isinstance(value, Misconception)]
