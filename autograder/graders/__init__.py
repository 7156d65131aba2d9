"""A chapter's grader: its tests and its mistakes, and the reference they are measured against."""

import functools
import importlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograder.checks import testing
from autograder.checks.mistakes import Mistake, Mistakes, catalogues
from autograder.course import Chapter, Course, solutions_folder
from autograder.library import PACKAGE, TYPES, init_text, part_texts, reference_module


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
    """The reference's functions of a chapter, also those that are in no library; None where the solutions are not
    installed."""
    if solutions_folder() is None:
        return None
    functions: dict[str, Any] = {}
    for package, exercises in (
        (PACKAGE, chapter.library),
        ("practice", [exercise for exercise in chapter.exercises if not exercise.in_library]),
    ):
        if exercises:
            module = reference_module(f"{package}.{chapter.module}")
            functions |= {exercise.name: getattr(module, exercise.name) for exercise in exercises}
    return SimpleNamespace(**functions)


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
    parts = {f"{PACKAGE}.{name}": text for name, text in part_texts(course, chapter).items()}
    sources = {PACKAGE: init_text(course, chapter), **parts}
    files = {
        earlier.module: (folder / PACKAGE if folder else (workspace or Path()) / earlier.id) / f"{earlier.module}.py"
        for earlier in course.before(chapter)
        if earlier.library
    }
    files[TYPES] = (folder or workspace or Path()) / PACKAGE / f"{TYPES}.py"
    for module, file in files.items():
        if file.is_file():
            sources[f"{PACKAGE}.{module}"] = file.read_text(encoding="utf-8", errors="replace")
    return sources
