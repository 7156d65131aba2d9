"""A fresh start: an exercise, a file or a chapter as the course gave it; the old text is kept in a file beside."""

import ast
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.course import Chapter, CourseError, Exercise
from autograder.language import _
from autograder.learner.init import given_files, write_whole
from autograder.learner.work import Target, Workspace
from autograder.places import release_folder
from autograder.trees import unwritten_in, written_in


@dataclass(frozen=True)
class Reset:
    """A file that was made anew, and where its old text is kept; None where there was none."""

    path: Path
    kept: Path | None


def reset(space: Workspace, target: Target) -> list[Reset]:
    """Put back what the course gave, for an exercise, a file or a chapter; what is as given stays.

    Raises
    ------
    CourseError
        where it cannot be done, with what to do instead.
    """
    now = datetime.now().astimezone()
    try:
        if target.exercise:
            return list(_exercise(space, target.chapter, target.exercise, now))
        return list(_files(space, target, now))
    except OSError as error:
        raise CourseError(
            _(
                "{filename} cannot be written: {strerror}. Nothing of yours is lost.",
                filename=error.filename,
                strerror=error.strerror,
            )
        ) from None


def _files(space: Workspace, target: Target, now: datetime) -> Iterator[Reset]:
    only = target.path.name if target.path.suffix in (".py", ".ipynb") else ""
    found = False
    for name, content in given_files():
        folder, _, file = name.partition("/")
        if folder == target.chapter.id and only in ("", file):
            found = True
            path = space.root / name
            if not path.is_file() or path.read_bytes() != content:
                yield _replaced(path, content, now)
    if only and not found:
        raise CourseError(_("{only} is no file that the course gives: there is nothing to put back.", only=only))


def _replaced(path: Path, content: bytes, now: datetime) -> Reset:
    kept = None
    if path.is_file():
        kept = _free(path.with_name(f"{path.stem}.{now:%Y-%m-%d-%H%M%S}{path.suffix}"))
        shutil.copy2(path, kept)
    write_whole(path, content)
    return Reset(path, kept)


def _free(path: Path) -> Path:
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _exercise(space: Workspace, chapter: Chapter, exercise: Exercise, now: datetime) -> Iterator[Reset]:
    module, notebook = space.module(chapter), space.notebook(chapter)
    given = release_folder() / chapter.id
    stub = _definitions((given / module.name).read_text(encoding="utf-8"), exercise.name)
    if not stub:
        raise CourseError(
            _(
                "The course's own {name} has no {exercise}: it cannot be put back.",
                name=module.name,
                exercise=exercise.name,
            )
        )
    if module.is_file():
        text = module.read_text(encoding="utf-8", errors="surrogateescape")
        try:
            places = _definitions(text, exercise.name)
        except SyntaxError as error:
            raise CourseError(
                _(
                    "Python cannot read {name}:{lineno}, so {exercise} cannot be told from the rest. The whole file "
                    "anew, with yours kept beside: course reset {id}/{name}",
                    name=module.name,
                    lineno=error.lineno,
                    exercise=exercise.name,
                    id=chapter.id,
                )
            ) from None
        fresh = _with_stub(text, places, stub[-1].text)
        if fresh != text:
            yield _replaced(module, fresh.encode("utf-8", errors="surrogateescape"), now)
    else:
        yield _replaced(module, (given / module.name).read_bytes(), now)
    if notebook.is_file() and (content := _without_answer(notebook, given / notebook.name, exercise.name)):
        yield _replaced(notebook, content, now)


@dataclass(frozen=True)
class _Definition:
    first: int  # lines, from 0, the last one not included
    last: int
    text: str


def _definitions(text: str, name: str) -> list[_Definition]:
    """Where a function or class is defined at a module's top, decorators included."""
    lines, found = text.split("\n"), []
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name == name:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 1
            last = node.end_lineno or node.lineno
            found.append(_Definition(first, last, "\n".join(lines[first:last])))
    return found


def _with_stub(text: str, places: list[_Definition], stub: str) -> str:
    """A module with the stub in the place of the last definition; the others go."""
    lines = text.split("\n")
    if not places:
        return text.rstrip("\n") + f"\n\n\n{stub}\n"
    for place in reversed(places):
        lines[place.first : place.last] = stub.split("\n") if place == places[-1] else []
    return "\n".join(lines)


def _without_answer(path: Path, given: Path, name: str) -> bytes | None:
    """A notebook with the given cell in the place of the one in which an exercise was written; None where it is as
    given, or no notebook."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        fresh = json.loads(given.read_text(encoding="utf-8"))
        sources = [cell["source"] for cell in fresh["cells"] if name in unwritten_in(_text(cell))]
        changed = False
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code" and name in written_in(_text(cell)) and sources:
                cell["source"], cell["outputs"], changed = sources[0], [], True
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode() if changed else None


def _text(cell: Any) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
