"""A chapter's grader: its tests and its misconceptions, and the reference they are measured against."""

import functools
import importlib
import importlib.resources
import importlib.util
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograder.checks import misconception, testing
from autograder.checks.diagnose import SECONDS
from autograder.course import Chapter, Course, solutions_folder

RECORDED = "recorded.json"


@dataclass(frozen=True)
class Grader:
    """The tests and misconceptions of a chapter; by exercise name."""

    tests: Mapping[str, list[testing.GraderTest]]  # visible ones first
    misconceptions: Mapping[str, Sequence[misconception.AnyMisconception]]
    patience: float = SECONDS  # of processor time, to find the misconceptions behind an exercise's failed tests
    advice: Mapping[str, list[testing.GraderTest]] = field(default_factory=dict)  # tests that cost nothing


@functools.cache
def load_grader(chapter: Chapter) -> Grader:
    """Import a chapter's grader."""
    _solutions_on_path()  # misconceptions may build on the library of earlier chapters
    package = f"autograder.graders.{chapter.id}"
    tests = testing.collect(importlib.import_module(f"{package}.test_visible"))
    if importlib.util.find_spec(f"{package}.test_hidden"):  # a student's installation has none
        tests += testing.collect(importlib.import_module(f"{package}.test_hidden"))
    wrong = _misconceptions(package)
    names = [exercise.name for exercise in chapter.exercises]
    return Grader(
        {name: [t for t in tests if t.exercise == name and t.purpose != "advice"] for name in names},
        {name: [item for item in wrong if item.exercise == name] for name in names},
        advice={name: [t for t in tests if t.exercise == name and t.purpose == "advice"] for name in names},
    )


def _misconceptions(package: str) -> list[misconception.AnyMisconception]:
    """A chapter's misconceptions: their code in a checkout, what was recorded of them in a student's installation."""
    if importlib.util.find_spec(f"{package}.misconceptions"):
        return [*misconception.collect(importlib.import_module(f"{package}.misconceptions"))]
    recorded = importlib.resources.files(package).joinpath(RECORDED).read_text(encoding="utf-8")
    return [
        misconception.RecordedMisconception(
            **{**item, "failures": {label: (kind, seen) for label, (kind, seen) in item["failures"].items()}}
        )
        for item in json.loads(recorded)["misconceptions"]
    ]


def load_reference(chapter: Chapter) -> SimpleNamespace | None:
    """The reference's functions of a chapter, practice ones included; None where the solutions are not installed."""
    if not _solutions_on_path():
        return None
    functions: dict[str, Any] = {}
    for package, exercises in (
        ("neural_network", chapter.library),
        ("practice", [exercise for exercise in chapter.exercises if exercise.practice]),
    ):
        if exercises:
            module = importlib.import_module(f"{package}.{chapter.module}")
            functions |= {exercise.name: getattr(module, exercise.name) for exercise in exercises}
    return SimpleNamespace(**functions)


def _solutions_on_path() -> bool:
    folder = solutions_folder()
    if folder is not None and str(folder) not in sys.path:
        sys.path.append(str(folder))
    return folder is not None


def library_before(course: Course, chapter: Chapter) -> dict[str, Any]:
    """The reference's functions up to and including a chapter, by name; of several versions the last."""
    functions: dict[str, Any] = {}
    for earlier in (*course.before(chapter), chapter):
        functions |= vars(load_reference(earlier) or SimpleNamespace())
    return functions


def library_sources(course: Course, chapter: Chapter, workspace: Path | None = None) -> dict[str, str]:
    """The sources of `neural_network` as they stand before a chapter: what its submissions may import.

    It is the reference's, so that one unfinished chapter fails no later one; where the reference is not
    installed, it is what the student has written so far in their `workspace`.
    """
    folder = solutions_folder()
    sources = {"neural_network": library_init(course, chapter)}
    for earlier in course.before(chapter):
        path = folder / "neural_network" if folder else (workspace or Path()) / earlier.id
        file = path / f"{earlier.module}.py"
        if earlier.library and file.is_file():
            sources[f"neural_network.{earlier.module}"] = file.read_text(encoding="utf-8", errors="replace")
    return sources


def library_init(course: Course, until: Chapter | None = None) -> str:
    """The text of neural_network/__init__.py: each function from the last chapter that defines it."""
    home: dict[str, str] = {}
    for chapter in course.before(until) if until else course.chapters:
        home |= {exercise.name: chapter.module for exercise in chapter.library}
    return "".join(f"from neural_network.{module} import {name}\n" for name, module in home.items())
