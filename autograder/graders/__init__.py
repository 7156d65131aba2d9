"""A chapter's grader: its tests and its mistakes, and the reference they are measured against."""

import functools
import importlib
import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograder.checks import testing
from autograder.checks.mistakes import Mistake, Mistakes, catalogues
from autograder.course import Chapter, Course, solutions_folder


@dataclass(frozen=True)
class Grader:
    """The tests of a chapter, by exercise name: those that give points (visible ones first), those that are advice,
    and those that stand in for hidden ones. `complete` says whether the hidden ones are installed."""

    tests: Mapping[str, list[testing.GraderTest]]
    advice: Mapping[str, list[testing.GraderTest]] = field(default_factory=dict)
    previews: Mapping[str, list[testing.GraderTest]] = field(default_factory=dict)
    complete: bool = True


@functools.cache
def load_grader(chapter: Chapter) -> Grader:
    """Import a chapter's tests."""
    package = f"autograder.graders.{chapter.id}"
    tests = testing.collect(importlib.import_module(f"{package}.test_visible"))
    complete = importlib.util.find_spec(f"{package}.test_hidden") is not None  # a student's installation has none
    if complete:
        tests += testing.collect(importlib.import_module(f"{package}.test_hidden"))
    names = [exercise.name for exercise in chapter.exercises]

    def of(*purposes: str) -> dict[str, list[testing.GraderTest]]:
        return {name: [t for t in tests if t.exercise == name and t.purpose in purposes] for name in names}

    return Grader(of("visible", "hidden"), of("advice"), of("preview"), complete)


def load_mistakes(chapter: Chapter) -> dict[str, list[Mistake]]:
    """The recorded mistakes of a chapter's exercises, by exercise name."""
    found = {catalogue.exercise: catalogue for catalogue in load_catalogues(chapter)}
    return {e.name: found[e.name].items if e.name in found else [] for e in chapter.exercises}


def load_catalogues(chapter: Chapter) -> list[Mistakes]:
    """The catalogues of a chapter's mistakes."""
    return list(catalogues(importlib.import_module(f"autograder.graders.{chapter.id}.mistakes")))


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
