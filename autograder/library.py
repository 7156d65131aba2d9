"""The package `neural_network`: what it exports, by name and by purpose, and how the reference is loaded.

The name belongs to the reader: on their machine it is the library that they write. The reference's modules go by it
only while they are being imported, so neither can be taken for the other.
"""

import importlib
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType

from autograder.course import Chapter, Course, Part
from autograder.places import LIBRARY, PRACTICE, solution_folders

PACKAGE = LIBRARY
MADE = 'Made by `course build`."""'  # how the first line ends of a module that is
TYPES = "types"  # a module of it that no chapter writes: the types that its functions share

_lock = threading.RLock()
_reference: dict[str, ModuleType] = {}


def homes(course: Course, until: Chapter | None = None) -> dict[str, str]:
    """Where each function stands: its name, and the module of the last chapter (before `until`) that defines it."""
    chapters = course.before(until) if until else course.in_line
    return {exercise.name: chapter.module for chapter in chapters for exercise in chapter.library}


def init_text(course: Course, until: Chapter | None = None, more: Mapping[str, str] | None = None) -> str:
    """The text of the package's __init__.py, with the functions of the chapters before `until`, and `more` (their
    modules, by name)."""
    home = {**homes(course, until), **(more or {})}
    text = f"from {PACKAGE} import {', '.join(sorted(part.name for part in course.parts))}\n" if course.parts else ""
    text += _imports(home)
    for part in course.parts:
        added = [name for name in part.functions if home.get(name, part.name) != part.name]
        if part.name in home.values() and added:
            text += "\n# A chapter's module, too, which gets what other chapters add to this part.\n"
            text += f"vars({part.name}).update(\n" + "".join(f"    {name}={name},\n" for name in added) + ")\n"
    return text


def part_texts(course: Course, until: Chapter | None = None, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The modules that hold functions by purpose, by name, but for those that are a chapter's own module; `until` and
    `more` as in `init_text`."""
    home = {**homes(course, until), **(more or {})}
    return {part.name: _part_text(part, home) for part in course.parts if part.name not in home.values()}


def _part_text(part: Part, home: dict[str, str]) -> str:
    names = [name for name in part.functions if name in home]
    exports = "".join(f'    "{name}",\n' for name in in_order(names))
    imports = _imports({name: home[name] for name in names})
    return f'"""{part.title}. {MADE}\n\n{imports}\n__all__ = [\n{exports}]\n'


def in_order(names: Iterable[str]) -> list[str]:
    """Names as linters sort them: capitals alone, then classes, then functions."""
    return sorted(names, key=lambda name: (not (name.isupper() and len(name) > 1), not name[0].isupper(), name))


def _imports(home: dict[str, str]) -> str:
    by_module: dict[str, list[str]] = {}
    for name, module in home.items():
        by_module.setdefault(module, []).append(name)
    text = ""
    for module, names in sorted(by_module.items()):
        line = f"from {PACKAGE}.{module} import {', '.join(in_order(names))}\n"
        if len(line) > 120:
            line = f"from {PACKAGE}.{module} import (\n" + "".join(f"    {name},\n" for name in in_order(names)) + ")\n"
        text += line
    return text


def reference_module(name: str) -> ModuleType:
    """A module of the reference solutions, such as `neural_network.arrays`; the name stays free for the reader's.

    Raises
    ------
    ImportError
        where the solutions are not installed.
    """
    with _lock:
        if name not in _reference:
            _import_reference(name)
        return _reference[name]


@contextmanager
def importable_reference() -> Iterator[None]:
    """In it, what is run in this process imports the reference, as far as that has been imported here."""
    with _lock:
        theirs = _taken_out()
        sys.modules.update(_reference)
        try:
            yield
        finally:
            _reference.update(_taken_out())
            sys.modules.update(theirs)


def _import_reference(name: str) -> None:
    folders = [str(folder) for folder in solution_folders()]
    if not folders:
        raise ImportError("the reference solutions are not installed here", name=name)
    theirs = _taken_out()
    sys.modules.update(_reference)
    sys.path[:0] = folders
    try:
        importlib.import_module(name)
    finally:
        for folder in folders:
            sys.path.remove(folder)
        _reference.update(_taken_out())
        sys.modules.update(theirs)


def _taken_out() -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name.split(".")[0] in (PACKAGE, PRACTICE)]
    return {name: sys.modules.pop(name) for name in names}
