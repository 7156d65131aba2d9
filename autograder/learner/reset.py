"""A fresh start: an exercise, a file or a chapter as the course gave it; the old text is kept in a file beside."""

import ast
import io
import json
import shutil
import tokenize
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
from autograder.trees import UNREADABLE, unwritten_in, written_in


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
    folder = target.path.parent if only else target.path
    if folder.resolve() != space.folder(target.chapter).resolve():
        told = _("{path} is not in the folder {folder} of this workspace: nothing was put back.",
                 path=target.path, folder=target.chapter.id)  # fmt: skip
        raise CourseError(told)
    found = False
    for name, content in given_files():
        home, _sign, file = name.partition("/")
        if home == target.chapter.id and only in ("", file):
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
    if not _definitions((given / module.name).read_text(encoding="utf-8"), exercise.name):
        raise CourseError(
            _(
                "The course's own {name} has no {exercise}: it cannot be put back.",
                name=module.name,
                exercise=exercise.name,
            )
        )
    # Both are read before either is written.
    fresh = {module: (given / module.name).read_bytes()}
    for path, anew in ((module, _without_definition), (notebook, _without_answer)):
        if path.is_file():
            try:
                fresh[path] = anew(path.read_bytes(), (given / path.name).read_bytes(), exercise.name)
            except (*UNREADABLE, LookupError, TypeError, AttributeError) as error:
                line = getattr(error, "lineno", None) if path == module else None
                raise CourseError(
                    _(
                        "Python cannot read {place}, so {exercise} cannot be told from the rest. The whole file "
                        "anew, with yours kept beside: course reset {id}/{name}",
                        place=f"{path.name}:{line}" if line else path.name,
                        exercise=exercise.name,
                        id=chapter.id,
                        name=path.name,
                    )
                ) from None
    for path, content in fresh.items():
        if not path.is_file() or path.read_bytes() != content:
            yield _replaced(path, content, now)


@dataclass(frozen=True)
class _Definition:
    first: int  # lines, from 0, the last one not included
    last: int
    text: str


def _without_definition(content: bytes, given: bytes, name: str) -> bytes:
    """A module with the given stub in the place of a function, in its own encoding and with its own ends of lines."""
    encoding = tokenize.detect_encoding(io.BytesIO(content).readline)[0]
    written = content.decode(encoding)
    text = written.replace("\r\n", "\n").replace("\r", "\n")  # as Python counts lines
    fresh = _with_stub(text, name, _definitions(given.decode(), name)[-1].text)
    end = "\r\n" if 0 < written.count("\r\n") == written.count("\n") else "\n"
    return fresh.replace("\n", end).encode(encoding) if fresh != text else content


def _definitions(text: str, name: str) -> list[_Definition]:
    """Where a function or class is defined at a module's top, decorators included."""
    lines, found = text.split("\n"), []
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name == name:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 1
            last = node.end_lineno or node.lineno
            found.append(_Definition(first, last, "\n".join(lines[first:last])))
    return found


def _with_stub(text: str, name: str, stub: str) -> str:
    """A module with the stub in the place of the last definition; the others go."""
    lines, places = text.split("\n"), _definitions(text, name)
    if not places:
        return text.rstrip("\n") + f"\n\n\n{stub}\n"
    for place in reversed(places):
        lines[place.first : place.last] = stub.split("\n") if place == places[-1] else []
    return "\n".join(lines)


def _without_answer(content: bytes, given: bytes, name: str) -> bytes:
    """A notebook with the given cell in the place of the one in which an exercise was written."""
    notebook = json.loads(content.decode("utf-8-sig"))
    sources = [cell["source"] for cell in json.loads(given)["cells"] if name in unwritten_in(_text(cell))]
    changed = False
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and name in written_in(_text(cell)) and sources:
            cell["source"], cell["outputs"], changed = sources[0], [], True
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode() if changed else content


def _text(cell: Any) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
