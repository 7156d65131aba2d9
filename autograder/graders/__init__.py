"""A chapter's grader: its tests and its mistakes, and the reference they are measured against."""

import ast
import functools
import importlib
import importlib.util
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograder.checks import testing
from autograder.checks.mistakes import Mistake, Mistakes, catalogues
from autograder.course import Chapter, Course, Exercise, solutions_folder


@dataclass(frozen=True)
class Grader:
    """The tests of a chapter, by exercise name: those that give points (visible ones first), and those that are
    advice. `complete` says whether the hidden ones are installed."""

    tests: Mapping[str, list[testing.GraderTest]]
    advice: Mapping[str, list[testing.GraderTest]] = field(default_factory=dict)
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
    return Grader(
        {name: [t for t in tests if t.exercise == name and t.purpose != "advice"] for name in names},
        {name: [t for t in tests if t.exercise == name and t.purpose == "advice"] for name in names},
        complete,
    )


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
    sources = {"neural_network": library_init(course, chapter)}
    for earlier in course.before(chapter):
        sources |= _source(earlier, workspace)
    ids = dict.fromkeys(name for item in chapter.exercises for name in item.uses)
    for later in (course.chapter(name) for name in ids):
        names = [item.name for item in later.library]
        if exercise and later.id in exercise.uses:
            under_test = {item.name for item in chapter.exercises if item.uses}
            for needed in (*course.before(later), later):
                found = _source(needed, workspace)
                sources |= {n: _without(text, under_test) for n, text in found.items()} if needed == chapter else found
        else:
            sources[f"neural_network.{later.module}"] = _CLOSED.format(uses=_users(chapter, later))
            names = [name for name in names if f" {name}\n" not in sources["neural_network"]]
        sources["neural_network"] += "".join(f"from neural_network.{later.module} import {name}\n" for name in names)
    return sources


_CLOSED = """
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def __init__(self, *args, **kwargs):
        raise ImportError(name + " may be used in {uses} alone")

    return type(name, (), {{"__init__": __init__}})
"""


def _users(chapter: Chapter, later: Chapter) -> str:
    return " and ".join(item.name for item in chapter.exercises if later.id in item.uses)


def _source(chapter: Chapter, workspace: Path | None) -> dict[str, str]:
    """A chapter's module of the library, if it has one: the reference's, or the student's own."""
    folder = solutions_folder()
    path = folder / "neural_network" if folder else (workspace or Path()) / chapter.id
    file = path / f"{chapter.module}.py"
    if not chapter.library or not file.is_file():
        return {}
    return {f"neural_network.{chapter.module}": file.read_text(encoding="utf-8", errors="replace")}


def _without(source: str, names: Collection[str]) -> str:
    """A module's source without these functions."""
    lines = source.splitlines(keepends=True)
    try:
        nodes = [node for node in ast.parse(source).body if getattr(node, "name", None) in names]
    except SyntaxError:  # of a student's own
        return source
    for node in reversed(nodes):
        del lines[node.lineno - 1 : node.end_lineno]
    return "".join(lines)


def library_init(course: Course, until: Chapter | None = None) -> str:
    """The text of neural_network/__init__.py: each function from the last chapter that defines it."""
    home: dict[str, str] = {}
    for chapter in course.before(until) if until else course.chapters:
        home |= {exercise.name: chapter.module for exercise in chapter.library}
    return "".join(f"from neural_network.{module} import {name}\n" for name, module in home.items())
