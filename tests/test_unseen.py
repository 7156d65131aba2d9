"""Implementations written by people who had not seen the graders, tests/unseen/<chapter>.py: each right one earns all
points, each wrong one loses some, and no name is given that is not true of the code.

Verdict and cause stood in a block's header before it was first graded. `named:` was added afterwards, by reading the
code: the mistake's name where it is true, and of two mistakes two, with " | " between. tests/unseen/README.md has the
figures of the first run.
"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from autograder.course import Chapter, load_course
from autograder.graders import Grader, library_before, load_grader, load_reference
from autograder.grading.results import ExerciseResult
from autograder.grading.run import grade_exercise, suite_of
from autograder.grading.table import explanations
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).with_name("unseen")
HEADER = re.compile(r"^#: (right|wrong) \| (\w+) \| (other|same) algorithm \| (.*?)(?: \| named: (.*))?$", re.MULTILINE)


@dataclass(frozen=True)
class Try:
    """A block of a file: `cause` is what is wrong with it, or the style of a right one."""

    chapter: str
    number: int
    right: bool
    exercise: str
    other_algorithm: bool
    cause: str
    named: str | None
    source: str

    def __str__(self) -> str:
        return f"{self.chapter}-{self.number}-{'right' if self.right else 'wrong'}-{self.exercise}"


def read_tries(path: Path) -> list[Try]:
    text = path.read_text(encoding="utf-8")
    found = list(HEADER.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        Try(path.stem, number, m[1] == "right", m[2], m[3] == "other", m[4], m[5], text[m.end() : end].strip() + "\n")
        for number, (m, end) in enumerate(zip(found, ends, strict=True), start=1)
    ]


TRIES = [item for path in sorted(FOLDER.glob("*.py")) for item in read_tries(path)]


@functools.cache
def prepared(chapter_id: str) -> tuple[Chapter, Grader, dict[str, object], object]:
    """What the tries of a chapter have in common: its grader, the library that they may use, and the reference."""
    course = load_course()
    chapter = course.chapter(chapter_id)
    # What of the chapter itself a try uses is right: only the exercise is the try's own.
    functions = {"np": np, **library_before(course, chapter)}
    return chapter, load_grader(chapter), functions, load_reference(chapter)


def graded(item: Try) -> ExerciseResult:
    chapter, grader, functions, reference = prepared(item.chapter)
    exercise = chapter.exercise(item.exercise)
    suite = suite_of(grader, exercise, explanations(chapter).table.get(item.exercise, ()))
    unit = Unit(f"{chapter.module}.py", item.source)
    return grade_exercise(suite, Student(InProcess(chapter.module, (unit,), functions)), reference)


@pytest.mark.parametrize("item", [item for item in TRIES if item.right], ids=str)
def test_a_right_implementation_earns_all_points(item: Try) -> None:
    result = graded(item)
    assert result.status == "passed", f"{item.cause}: {result.failure}"


@pytest.mark.parametrize("item", [item for item in TRIES if not item.right], ids=str)
def test_a_wrong_implementation_loses_points_and_gets_no_untrue_name(item: Try) -> None:
    result = graded(item)
    assert result.status == "failed", item.cause
    names = {check.failure.mistake for check in result.checks if check.failure and check.failure.mistake}
    assert names <= set((item.named or "").split(" | ")), f"{item.cause}: {result.failure}"


def test_advice_speaks_of_what_got_an_answer_and_of_nothing_that_was_refused() -> None:
    channels = next(
        item for item in TRIES if item.right and item.exercise == "conv_layer" and "checks of" in item.cause
    )
    assert graded(channels).notes == (
        "A stride of 0 or less gets an answer here; a ValueError would tell the caller at once.",
    )


def test_the_tries_are_as_many_and_as_various_as_they_should_be() -> None:
    assert len(TRIES) >= 250
    assert sum(item.other_algorithm for item in TRIES) >= len(TRIES) / 3
    for chapter in load_course().chapters:
        for exercise in chapter.library:
            if exercise.limits is not None:
                continue  # a model that is trained for minutes
            verdicts = {item.right for item in TRIES if item.exercise == exercise.name and item.chapter == chapter.id}
            assert verdicts == {True, False}, f"{chapter.id} {exercise.name}"
