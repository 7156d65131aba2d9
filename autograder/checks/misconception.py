"""Misconceptions: the mistakes students really make, as wrong implementations that run.

Some of them hold most of a right solution, so students do not get the code: what an installed wheel carries is
`recorded.json`, what each misconception answers to the visible tests, made by `course build`.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from autograder.sandbox import wire
from autograder.sandbox.student import Call, Student, StudentRaised
from autograder.sandbox.workers import InProcess


@dataclass(frozen=True)
class Outcome:
    """What a call came to, as far as it can be told from outside."""

    value: Any = None
    raised: str | None = None
    message: str = ""
    changed: int = 0
    printed: bool = False
    global_random: bool = False


def outcome(call: Call) -> Outcome:
    """What a call that was made came to."""
    effects = call.effects
    return Outcome(
        call.value,
        call.raised.type if call.raised else None,
        call.raised.message[:200] if call.raised else "",
        len(effects.changed),
        bool(effects.printed),
        effects.global_random,
    )


def digest(call: Call) -> str:
    """Names a call by its arguments."""
    return hashlib.sha256(call.frame).hexdigest()[:20]


MOST_BEHAVIORS = 20_000
LARGEST_RECORDED = 4_000  # bytes; of larger answers the way they fail a test must do
_behaviors: dict[tuple[str, str, str], Outcome] = {}


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

    def behavior(self, call: Call, library: Mapping[str, Any]) -> Outcome | None:
        """What it does with a call's arguments; `library` holds other functions that it may look up by name."""
        key = (self.exercise, self.slug, digest(call))
        if not call.functions and key in _behaviors:  # the same arguments come again with every wrong submission
            return _behaviors[key]
        if call.has_objects:
            return None  # objects of the student's, which only the student's worker has
        student = Student(InProcess(self.exercise, functions={**library, call.name: self.function}))
        args, kwargs = call.arguments()
        with suppress(StudentRaised):
            student.call(call.name, tuple(args), kwargs, call.absent)
        if len(_behaviors) < MOST_BEHAVIORS:
            _behaviors[key] = outcome(student.calls[-1])
        return outcome(student.calls[-1])


@dataclass(frozen=True)
class RecordedMisconception:
    """A misconception of which only its answers to the visible tests are known, and how it fails them."""

    exercise: str
    slug: str
    sentence: str
    answers: Mapping[str, str]
    failures: Mapping[str, tuple[str, str]]

    def behavior(self, call: Call, _library: Mapping[str, Any]) -> Outcome | None:
        """What it did with the same arguments when it was recorded; None where it never met them."""
        answer = self.answers.get(digest(call))
        return None if answer is None else Outcome(**wire.unpack(base64.b64decode(answer)))


AnyMisconception = Misconception | RecordedMisconception


def misconception(exercise: str, sentence: str) -> Callable[[Any], Misconception]:
    """Make a wrong implementation of `exercise` a `Misconception`; the function's name becomes its slug."""

    def make(function: Any) -> Misconception:
        return Misconception(exercise, function, sentence)

    return make


def collect(module: ModuleType) -> list[Misconception]:
    """The misconceptions of a module, in the order in which they are written."""
    return [value for value in vars(module).values() if isinstance(value, Misconception)]


def record(item: Misconception, calls: list[Call], failures: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """What recorded.json holds of a misconception, given the calls it was put through and how it failed tests."""
    own = [call for call in calls if call.name == item.exercise and not call.has_objects]
    packed = {digest(call): wire.pack(vars(outcome(call))) for call in own}
    answers = {key: base64.b64encode(frame).decode() for key, frame in packed.items() if len(frame) <= LARGEST_RECORDED}
    return {
        "exercise": item.exercise, "slug": item.slug, "sentence": item.sentence,
        "answers": answers, "failures": failures,
    }  # fmt: skip
