"""A chapter's grader: its tests and its mistakes, and the reference they are measured against."""

import ast
import functools
import importlib
import importlib.util
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograder.checks import testing
from autograder.checks.mistakes import Mistake, Mistakes, catalogues
from autograder.course import Chapter, Course, Exercise, solutions_folder
from autograder.library import PACKAGE, TYPES, homes, init_text, part_texts, reference_module


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


def library_sources(
    course: Course, chapter: Chapter, exercise: Exercise | None = None, workspace: Path | None = None
) -> dict[str, str]:
    """The sources of `neural_network` as they stand before a chapter: what its submissions may import.

    It is the reference's, so that one unfinished chapter fails no later one; where the reference is not
    installed, it is what the student has written so far in their `workspace`.

    Of the later chapters that some of the chapter's exercises use, an exercise that does so has the whole library,
    and what these build on of the chapter itself, without those exercises. For any other exercise the same imports
    work, since they may stand at the head of the module; what they give cannot be used.
    """
    modules = {}
    for earlier in course.before(chapter):
        modules |= _source(earlier, workspace)
    known, more = homes(course, chapter), {}
    under_test = [item.name for item in chapter.exercises if item.uses]
    for later in (course.chapter(name) for name in dict.fromkeys(n for item in chapter.exercises for n in item.uses)):
        opened = exercise is not None and later.id in exercise.uses
        more |= {item.name: later.module for item in later.library if opened or item.name not in known}
        if not opened:
            modules[f"{PACKAGE}.{later.module}"] = _CLOSED.format(uses=" and ".join(under_test))
            continue
        for needed in (*course.before(later), later):
            found = _source(needed, workspace)
            modules |= {n: _without(text, under_test) for n, text in found.items()} if needed == chapter else found
    parts = {f"{PACKAGE}.{name}": text for name, text in part_texts(course, chapter, more).items()}
    types = _read(f"{PACKAGE}.{TYPES}", (solutions_folder() or workspace or Path()) / PACKAGE / f"{TYPES}.py")
    return {PACKAGE: init_text(course, chapter, more), **parts, **types, **modules}


_CLOSED = """
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def __init__(self, *args, **kwargs):
        raise ImportError(name + " may be used in {uses} alone")

    return type(name, (), {{"__init__": __init__}})
"""


def _source(chapter: Chapter, workspace: Path | None) -> dict[str, str]:
    """A chapter's module of the library, if it has one: the reference's, or the student's own."""
    folder = solutions_folder()
    path = folder / PACKAGE if folder else (workspace or Path()) / chapter.id
    return _read(f"{PACKAGE}.{chapter.module}", path / f"{chapter.module}.py") if chapter.library else {}


def _read(name: str, file: Path) -> dict[str, str]:
    return {name: file.read_text(encoding="utf-8", errors="replace")} if file.is_file() else {}


def _without(source: str, names: Collection[str]) -> str:
    """A module's source without these functions."""
    lines = source.splitlines(keepends=True)
    try:
        nodes = [node for node in ast.parse(source).body if getattr(node, "name", None) in names]
    except SyntaxError:  # of a student's own
        return source
    for node in reversed(nodes):
        assert isinstance(node, ast.stmt)
        del lines[node.lineno - 1 : node.end_lineno]
    return "".join(lines)
