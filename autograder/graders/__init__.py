"""A chapter's grader: its tests and its mistakes, and the reference they are measured against."""

import ast
import functools
import importlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from autograder.checks import testing
from autograder.checks.mistakes import Mistake, Mistakes, catalogues
from autograder.course import Chapter, Course, CourseError, Exercise
from autograder.grader_files import hidden_files, mistake_files, more_files, visible_files
from autograder.language import _, of_number
from autograder.library import PACKAGE, TYPES, homes, init_text, part_texts, reference_module
from autograder.places import (
    PRACTICE,
    grader_folders,
    is_own,
    own_graders,
    solution_file,
    solutions_folder,
)
from autograder.submission import Submission
from autograder.trees import UNREADABLE, parsed, written_in


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
    tests = all_tests(chapter)
    names = [exercise.name for exercise in chapter.exercises]

    def of(*purposes: str) -> dict[str, list[testing.GraderTest]]:
        return {name: [t for t in tests if t.exercise == name and t.purpose in purposes] for name in names}

    return Grader(of("visible", "hidden"), of("advice"), of("preview"), complete=bool(hidden_files(chapter)))


def all_tests(chapter: Chapter) -> list[testing.GraderTest]:
    """All marked tests of a chapter, the visible ones first, whatever exercise they say they are of."""
    files = [*visible_files(chapter), *hidden_files(chapter), *more_files(chapter)]
    return [test for path in files for test in testing.collect(_module(chapter, path))]


def _module(chapter: Chapter, path: Path) -> ModuleType:
    return importlib.import_module(f"{grader_package(chapter)}.{path.stem}")


def grader_package(chapter: Chapter) -> str:
    """The name of the package in which a chapter's grader can be imported: of a course of one's own the files that
    it has, and ours for the rest.

    Raises
    ------
    CourseError
        where the chapter has no visible tests.
    """
    if not visible_files(chapter):
        missing = own_graders() / chapter.id / "test_visible.py"
        raise CourseError(f"{missing} is missing: {chapter.id} has no tests.")
    name = f"{__name__}.{chapter.id}"
    if is_own():
        if str(own_graders()) not in __path__:
            __path__.append(str(own_graders()))
        importlib.import_module(name).__path__ = [str(folder) for folder in grader_folders(chapter)]
    return name


def load_mistakes(chapter: Chapter) -> dict[str, list[Mistake]]:
    """The recorded mistakes of a chapter's exercises, by exercise name."""
    found = {catalogue.exercise: catalogue for catalogue in load_catalogues(chapter)}
    return {e.name: found[e.name].items if e.name in found else [] for e in chapter.exercises}


def load_catalogues(chapter: Chapter) -> list[Mistakes]:
    """The catalogues of a chapter's mistakes."""
    return [catalogue for path in mistake_files(chapter) for catalogue in catalogues(_module(chapter, path))]


def load_reference(chapter: Chapter) -> SimpleNamespace | None:
    """The reference's functions of a chapter, also those that are in no library; None where the solutions are not
    installed."""
    functions: dict[str, Any] = {}
    for package, exercises in (
        (PACKAGE, chapter.library),
        (PRACTICE, [exercise for exercise in chapter.exercises if not exercise.in_library]),
    ):
        if exercises and not solution_file(package, chapter.module):
            return None
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
    course: Course,
    chapter: Chapter,
    exercise: Exercise | None = None,
    workspace: Path | None = None,
    *,
    own: bool = False,
) -> dict[str, str]:
    """The sources of `neural_network` as they stand before a chapter: what its submissions may import.

    It is the reference's, so that one unfinished chapter fails no later one; where the reference is not
    installed, it is what the student has written so far in their `workspace`.

    Of the later chapters that some of the chapter's exercises use, an exercise that does so has the whole library,
    and what these build on of the chapter itself, without those exercises. For any other exercise the same imports
    work, since they may stand at the head of the module; what they give cannot be used.

    Parameters
    ----------
    own
        on the learner's own machine: what they have written goes before the reference, which stands in for the rest.
    """
    modules = {}
    for earlier in course.before(chapter):
        modules |= _source(earlier, workspace, own)
    known, more = homes(course, chapter), {}
    under_test = [item.name for item in chapter.exercises if item.uses]
    for later in (course.chapter(name) for name in dict.fromkeys(n for item in chapter.exercises for n in item.uses)):
        opened = exercise is not None and later.id in exercise.uses
        more |= {item.name: later.module for item in later.library if opened or item.name not in known}
        if not opened:
            modules[f"{PACKAGE}.{later.module}"] = _CLOSED.format(uses=" and ".join(under_test))
            continue
        for needed in (*course.before(later), later):
            found = _source(needed, workspace, own)
            modules |= {n: _without(text, under_test) for n, text in found.items()} if needed == chapter else found
    parts = {f"{PACKAGE}.{name}": text for name, text in part_texts(course, chapter, more).items()}
    types = _text(solution_file(PACKAGE, TYPES) or (workspace or Path()) / PACKAGE / f"{TYPES}.py")
    parts |= {f"{PACKAGE}.{TYPES}": types} if types is not None else {}
    return {PACKAGE: init_text(course, chapter, more), **parts, **modules}


_CLOSED = """
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def __init__(self, *args, **kwargs):
        raise ImportError(name + " may be used in {uses} alone")

    return type(name, (), {{"__init__": __init__}})
"""


def _source(chapter: Chapter, workspace: Path | None, own: bool) -> dict[str, str]:
    """A chapter's module of the library, if it has one: the reference's, or the student's own, with the reference's
    functions for those that are still to be written."""
    if not chapter.library:
        return {}
    path, name = solution_file(PACKAGE, chapter.module), f"{PACKAGE}.{chapter.module}"
    theirs = _text((workspace or Path()) / chapter.id / f"{chapter.module}.py") if own or not path else None
    reference = _text(path) if path else None
    absent = _absent(chapter, theirs)
    if theirs is None or (reference is not None and len(absent) == len(chapter.library)):
        return {name: reference} if reference is not None else {}
    if reference is not None and absent:
        behind = f"{PACKAGE}._{chapter.module}"
        return {behind: reference, name: f"{theirs}\n\nfrom {behind} import {', '.join(absent)}\n"}
    return {name: theirs}


def _without(source: str, names: Collection[str]) -> str:
    """A module's source without these functions."""
    lines = source.split("\n")
    try:
        nodes = [node for node in ast.parse(source).body if getattr(node, "name", None) in names]
    except UNREADABLE:  # of a student's own
        return source
    for node in reversed(nodes):
        assert isinstance(node, ast.stmt)
        del lines[node.lineno - 1 : node.end_lineno]
    return "\n".join(lines)


def stand_ins(course: Course, submission: Submission, workspace: Path) -> str:
    """A sentence that says for which functions that a submission imports the reference stands in; "" where for none."""
    if solutions_folder() is None:
        return ""
    imported = {name for unit in submission.units for name in library_imports(unit.source)}
    found: dict[str, list[str]] = {}
    for earlier in reversed(course.before(submission.chapter)):  # of several of one name the last counts
        if earlier in course.left_out:
            continue
        home = {exercise.name for exercise in earlier.library} & imported
        imported -= home
        absent = _absent(earlier, _text(workspace / earlier.id / f"{earlier.module}.py"))
        if names := [name for name in absent if name in home]:
            found = {earlier.number: names, **found}
    return told_stand_ins(found)


def told_stand_ins(found: Mapping[str, Sequence[str]]) -> str:
    """The sentence about functions for which the reference stands in, by their chapters' numbers; "" where for none."""
    told = [f"{', '.join(names)} ({number})" for number, names in found.items()]
    if not told:
        return ""
    listed = _("{names} and {last}", names=", ".join(told[:-1]), last=told[-1]) if len(told) > 1 else told[0]
    return of_number(
        sum(map(len, found.values())),
        "The course's own {names} stands in for what you have still to write.",
        "The course's own {names} stand in for what you have still to write.",
        names=listed,
    )


def library_imports(source: str) -> set[str]:
    """What a piece of code imports from the reader's library, by name."""
    try:
        nodes = list(ast.walk(parsed(source)))
    except UNREADABLE:
        return set()
    froms = [n for n in nodes if isinstance(n, ast.ImportFrom) and (n.module or "").split(".")[0] == PACKAGE]
    return {alias.name for node in froms for alias in node.names}


def _absent(chapter: Chapter, source: str | None) -> list[str]:
    """The functions of the library that a chapter's module does not hold; all of them, where Python cannot read it."""
    names = [exercise.name for exercise in chapter.library]
    try:
        parsed(source or "")
    except UNREADABLE:
        return names
    return [name for name in names if name not in written_in(source or "")]


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None
