"""The catalogues' older form, until each chapter has its mistakes.py: a wrong implementation and its sentence."""

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
    kind: str = ""
    score: float | None = None
    random: bool = False
    alike: str = ""

    @property
    def slug(self) -> str:
        return str(self.function.__name__).replace("_", "-")


def misconception(exercise: str, sentence: str) -> Callable[[Any], Misconception]:
    def make(function: Any) -> Misconception:
        return Misconception(exercise, function, sentence)

    return make


def collect(module: ModuleType) -> list[Misconception]:
    return [value for value in vars(module).values() if isinstance(value, Misconception)]
