"""The code in a file that a student hands in, a module or a notebook, read within limits and never run."""

import codecs
import hashlib
import io
import json
import stat
import tokenize
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import Chapter
from autograder.language import _
from autograder.sandbox.units import Unit
from autograder.trees import defined_in, without_magics, without_magics_of_exports

MAX_BYTES = 20 << 20  # of a file, outputs included
MAX_CELLS = 2_000  # of a notebook
MAX_CODE = 256 << 10  # of its code, which the grader parses
LESSON_MARK = "lesson"  # in a cell's metadata: the digest of a lesson's own code
_NO_FILES = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}  # encodings of Python's own uses


class SubmissionError(Exception):
    """The submission cannot be read; the message says why and what to do. It may name a file as a student called it."""

    def __init__(self, message: str) -> None:
        super().__init__(printable(message, 2000))


@dataclass(frozen=True)
class Misplaced:
    """Where an answer stands that is no code, or none that counts, in a sentence without its end, and what to do."""

    where: str
    remedy: str
    locked: bool = False


def printable(name: str, longest: int = 200) -> str:
    """A file's name as it may stand in a log: a student chose it."""
    return "".join(character if character.isprintable() else "?" for character in name)[:longest]


def read_module(path: Path) -> Unit:
    """The code of a .py file; SubmissionError where it is unreadable or too large."""
    source = _with_newlines(_read(path))
    refuse_much_code(path, [source])
    return Unit(printable(path.name), without_magics_of_exports(source))


def _read(path: Path) -> str:
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode):  # a link may point anywhere, and a pipe or a device may never end
            raise SubmissionError(_("{path} is a link or no plain file. Hand in the file itself.", path=path))
        if about.st_size > MAX_BYTES:
            raise SubmissionError(
                _("{path} is larger than {most} MB. Clear its outputs, or take data out of it.",
                  path=path, most=MAX_BYTES >> 20)
            )  # fmt: skip
        content = path.read_bytes()
        text = content.decode(_encoding(content) if path.suffix == ".py" else "utf-8-sig")
    except (UnicodeError, SyntaxError, LookupError):
        raise SubmissionError(
            _(
                "{path} is not text in UTF-8. Save it again with the encoding UTF-8, which every editor offers.",
                path=path,
            )
        ) from None
    except OSError as error:
        raise SubmissionError(_("{path} cannot be read: {reason}.", path=path, reason=error.strerror)) from None
    if "\0" in text:
        raise SubmissionError(
            _("{path} holds null bytes; it is not Python text. Save it again as plain text.", path=path)
        )
    return text


def _encoding(content: bytes) -> str:
    """The encoding of a .py file: UTF-8, or what a coding line at its top declares, as for Python itself; LookupError
    where that is none of files, of which some take hours to read."""
    declared = tokenize.detect_encoding(io.BytesIO(content).readline)[0]
    if codecs.lookup(declared).name in _NO_FILES:
        raise LookupError(declared)
    return declared


def read_notebook(path: Path, chapter: Chapter) -> tuple[list[tuple[Unit, bool]], list[tuple[str, Misplaced]]]:
    """The code cells of a notebook, each with whether it is the lesson's own and unchanged; and the functions that
    stand in other cells, each with where. Nothing is taken from locked cells: nbgrader puts back what stood there.

    Raises
    ------
    SubmissionError
        where it is unreadable or too large.
    """
    text = _read(path)
    try:
        notebook = json.loads(text)
        if "worksheets" in notebook:
            raise SubmissionError(
                _("{path} is a notebook of before 2014. Open it in JupyterLab and save it again.", path=path)
            )
        cells = notebook["cells"]
        result = [(cell["cell_type"], _joined(cell["source"]), cell.get("metadata", {})) for cell in cells]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SubmissionError(
            _(
                "{path} is not a Jupyter notebook, or is damaged. Go back to an older copy of it; a fresh one, with "
                "this kept beside it, is made by: course reset {word}",
                path=path,
                word=f'"{path}"' if " " in str(path) else path,
            )
        ) from None
    if len(result) > MAX_CELLS:
        raise SubmissionError(
            _(
                "{path} has {count:,} cells, and at most {most:,} can be graded. Take some out.",
                path=path,
                count=len(result),
                most=MAX_CELLS,
            )
        )
    refuse_much_code(path, (source for kind, source, _metadata in result if kind == "code"))
    locked, name = _locked(result, chapter), printable(path.name)
    code = [
        (Unit(f"{name} cell {number}", without_magics(source), notebook=True), is_lesson(source, metadata))
        for number, (kind, source, metadata) in enumerate(result, start=1)
        if kind == "code" and number not in locked
    ]
    return code, [
        (function, misplaced)
        for number, (kind, source, _metadata) in enumerate(result, start=1)
        for function in defined_in(source[:MAX_CODE])
        if (
            misplaced := locked_away(function, number) if number in locked else _no_code(function, number, kind, source)
        )
    ]


def _locked(cells: Sequence[tuple[str, str, Any]], chapter: Chapter) -> set[int]:
    """The numbers of the cells that check exercises: of several of one name the first, as nbgrader takes it."""
    checks = {exercise.check_cell for exercise in chapter.exercises}
    found: dict[str, int] = {}
    for number, (kind, _source, metadata) in enumerate(cells, start=1):
        claim = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        name = claim.get("grade_id") if isinstance(claim, dict) else None
        if kind == "code" and isinstance(name, str) and name in checks:
            found.setdefault(name, number)
    return set(found.values())


def locked_away(name: str, number: int | str) -> Misplaced:
    """An answer in a cell that is locked."""
    where = _("{name} stands in cell {number}, which is locked and not run", name=name, number=number)
    return Misplaced(where, _("Write it in the cell above, or in a cell of your own."), locked=True)


def _no_code(name: str, number: int, kind: str, source: str) -> Misplaced | None:
    """An answer in a cell that Python does not run; None in one that it runs."""
    if kind == "markdown":
        where = _("{name} stands in cell {number}, which is text and no code", name=name, number=number)
        return Misplaced(where, _("Make it a code cell: click into it, press Esc, then Y."))
    if kind != "code":
        where = _("{name} stands in cell {number}, which is raw text and no code", name=name, number=number)
        return Misplaced(where, _("Make it a code cell: click into it, press Esc, then Y."))
    if source.lstrip().startswith(("%%writefile", "%%file")):
        where = _(
            "{name} stands in cell {number}, which is written to a file by {magic}, and not run",
            name=name, number=number, magic="%%writefile",
        )  # fmt: skip
        return Misplaced(where, _("Take that line away."))
    return None


def refuse_much_code(path: Path, sources: Iterable[str]) -> None:
    """SubmissionError where a file's code is more than the grader parses."""
    if sum(len(source.encode(errors="replace")) for source in sources) > MAX_CODE:
        raise SubmissionError(
            _("{path} holds more than {most} kB of code. Take data out of it.", path=path, most=MAX_CODE >> 10)
        )


def _joined(source: Any) -> str:
    return _with_newlines(source if isinstance(source, str) else "".join(source))


def _with_newlines(text: str) -> str:
    """A text with the ends of lines that Python makes of any others, so that lines are counted as it counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def lesson_digest(source: str) -> str:
    """What marks a lesson's own code cell, as long as nobody changes it."""
    return hashlib.sha256(source.encode(errors="replace")).hexdigest()[:16]


def is_lesson(source: str, metadata: Any) -> bool:
    """Whether a cell is the lesson's own, unchanged: a demonstration, which grading need not run."""
    course = metadata.get("course") if isinstance(metadata, dict) else None
    return isinstance(course, dict) and course.get(LESSON_MARK) == lesson_digest(source)
