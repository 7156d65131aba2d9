"""Reading what a student hands in: a .py file, a notebook, or a chapter's folder with either or both.

Nothing here runs or imports student code. Where a folder holds both the stub module and the notebook, each
exercise is taken from the place where it was written; written in both, the notebook counts.
"""

import ast
import codecs
import contextlib
import dataclasses
import functools
import hashlib
import io
import json
import stat
import tokenize
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course import Chapter, Course, CourseError
from autograder.language import _, said
from autograder.sandbox.units import Unit
from autograder.trees import (
    Definition,
    defined_in,
    definitions,
    digest,
    is_stub,
    replaced_in,
    without_magics,
    without_magics_of_exports,
    written_in,
)

MAX_BYTES = 20 << 20  # of a file, outputs included
MAX_CELLS = 2_000  # of a notebook
MAX_CODE = 256 << 10  # of its code, which the grader parses
OWN = ".course"  # the folder of a learner's workspace in which the course keeps what it remembers
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


@dataclass(frozen=True)
class Submission:
    """A chapter's student code, ready to be loaded by a worker.

    `units` is what a worker runs; `lesson_units` the same with the lesson's own unchanged cells, which are run
    only for a submission that turns out to need them.
    """

    chapter: Chapter
    path: Path
    units: tuple[Unit, ...]
    lesson_units: tuple[Unit, ...]
    misplaced: Mapping[str, Misplaced] = field(default_factory=dict)  # where an answer stands that is no code

    def remarks(self, name: str) -> tuple[str, ...]:
        """What should be told of where a function stands: that it is written twice, and which one counts."""
        found = [(unit, node) for unit, node in self._defined if node.name == name]
        written = [(unit, node) for unit, node in found if not is_stub(node)]
        places = [_place(unit, node.lineno) for unit, node in written]
        if name in self._replaced:
            places.append(_place(*self._replaced[name]))
        elif len(written) > 1 and digest(written[0][1]) == digest(written[-1][1]):
            return ()
        if len(places) < 2:
            return ()
        first, last = places[0], places[-1]
        return (said("{name} is defined twice: {last} replaces {first}.", name=name, last=last, first=first),)

    def location(self, name: str) -> str:
        """Where a function is defined last: "arrays.py:41" or "the cell of normalize in ch1_1_arrays.ipynb"; ""
        where it is not. A stub is in the module and in the notebook: the module is where most write it."""
        found = self._written.get(name)
        if found is None:
            return ""
        if name in self._replaced:
            unit, line = self._replaced[name]
            return unit.place(line)
        if is_stub(found[1]):
            stubs = ((unit, node) for unit, node in self._defined if node.name == name and unit.name.endswith(".py"))
            found = next(stubs, found)
        unit, node = found
        if unit.name.endswith(".py"):
            return unit.place(node.lineno)
        return _("the cell of {name} in {file}", name=name, file=unit.name.rsplit(" cell ")[0])

    def definition(self, name: str) -> str:
        """The text of a function where it is defined last, or ""."""
        found = self._written.get(name)
        return ast.get_source_segment(found[0].source, found[1]) or "" if found else ""

    def tree(self, name: str) -> Definition | None:
        """A function or class as a tree, where it is defined last; None where it is not."""
        return self._written[name][1] if name in self._written else None

    @property
    def unwritten(self) -> frozenset[str]:
        """The functions and classes that are left as stubs where they are defined last."""
        return frozenset(name for name, (_unit, node) in self._written.items() if is_stub(node))

    @functools.cached_property
    def _written(self) -> dict[str, tuple[Unit, Definition]]:
        """Each function and class, where it is defined last."""
        return {node.name: (unit, node) for unit, node in self._defined}

    @functools.cached_property
    def _replaced(self) -> dict[str, tuple[Unit, int]]:
        """The functions whose names a line below gives to something else, with where."""
        found: dict[str, tuple[Unit, int]] = {}
        last: dict[str, Unit] = {}
        for unit in self.units:
            lines = [*((node.name, node.lineno, False) for node in definitions(unit.source)),
                     *((name, line, True) for name, line in replaced_in(unit.source))]  # fmt: skip
            for name, line, is_other in sorted(lines, key=lambda item: item[1]):
                if not is_other:
                    last[name] = unit
                    found.pop(name, None)
                elif name in last and last[name].notebook == unit.notebook:  # a module has names of its own
                    found[name] = unit, line
        return found

    @functools.cached_property
    def _defined(self) -> list[tuple[Unit, Definition]]:
        """All definitions, in their order; found once, since much code takes long to parse."""
        return [(unit, node) for unit in self.units for node in definitions(unit.source)]


def _place(unit: Unit, line: int) -> str:
    """Where a definition stands, in short: "cell 4", "arrays.py:12"."""
    name, _sign, cell = unit.name.rpartition(" cell ")
    return _("cell {number}", number=cell) if name else unit.place(line)


def read_submission(path: Path, course: Course, chapter_id: str | None = None) -> Submission:
    """Read a submission from a .py file, a .ipynb file or a folder.

    Parameters
    ----------
    chapter_id
        the chapter it answers; else found from the names of the file and of its folder.

    Raises
    ------
    SubmissionError
        for a file that is missing, unreadable, too large, or of an unknown chapter.
    """
    path = Path(path)
    if not path.exists():
        raise SubmissionError(
            _("{path} does not exist. Give a .py file, a .ipynb notebook or a chapter's folder.", path=path)
        )
    try:
        chapter = course.find(chapter_id or path).chapter
    except CourseError as error:
        raise SubmissionError(str(error)) from None
    if path.is_dir():
        module, notebook = _files_in(path, chapter)
    elif path.suffix == ".py":
        module, notebook = path, None
    elif path.suffix == ".ipynb":
        module, notebook = None, path
    else:
        raise SubmissionError(_("{path} is neither a .py file nor a .ipynb notebook nor a folder of those.", path=path))
    cells, texts = _cells(notebook, chapter) if notebook else ([], [])
    return _submission(chapter, path, _modules(module), cells, texts)


def read_cells(
    ran: Sequence[tuple[int, str]],
    chapter: Chapter,
    folder: Path,
    saved: Path | None = None,
    locked: Collection[int] = (),
) -> Submission:
    """Read the cells that were run in a notebook's kernel as those of a handed-in notebook are read.

    Parameters
    ----------
    ran
        the number at each cell's prompt, and its text.
    folder
        where the notebook runs; the chapter's module may stand there.
    saved
        the notebook's file, which tells what of it is the lesson's own.
    locked
        the numbers of those cells that are locked: nothing is taken from them.

    Raises
    ------
    SubmissionError
        as `read_submission`.
    """
    name, lesson = f"{chapter.id}.ipynb", set[str]()
    with contextlib.suppress(SubmissionError):
        lesson = {unit.source for unit, is_own in _cells(saved, chapter)[0] if is_own} if saved else set()
    units = [
        Unit(f"{name} cell [{number}]", without_magics(source), notebook=True)
        for number, source in ran
        if number not in locked
    ]
    _refuse_much_code(Path(name), (unit.source for unit in units))
    module = folder / f"{chapter.module}.py"
    cells = [(unit, unit.source in lesson) for unit in units]
    texts = [
        (defined, _locked_away(defined, f"[{number}]"))
        for number, source in ran
        if number in locked
        for defined in defined_in(source[:MAX_CODE])
    ]
    return _submission(chapter, folder, _modules(module if module.is_file() else None), cells, texts)


def _modules(path: Path | None) -> list[Unit]:
    return [Unit(printable(path.name), without_magics_of_exports(_module(path)))] if path else []


def _submission(
    chapter: Chapter,
    path: Path,
    modules: list[Unit],
    cells: list[tuple[Unit, bool]],
    texts: list[tuple[str, Misplaced]],
) -> Submission:
    """A submission of a module, cells (each with whether it is the lesson's own), and functions that stand in texts."""
    written = set().union(*(written_in(unit.source) for unit in (*modules, *(unit for unit, _lesson in cells))))
    written &= {exercise.name for exercise in chapter.exercises}
    modules = [_without_stubs(unit, written) for unit in modules]
    cells = [(_without_stubs(unit, written), lesson) for unit, lesson in cells]
    return Submission(
        chapter,
        path,
        tuple(modules + [unit for unit, lesson in cells if not lesson]),
        tuple(modules + [unit for unit, _lesson in cells]),
        {name: where for name, where in texts if name in {exercise.name for exercise in chapter.exercises}},
    )


def printable(name: str, longest: int = 200) -> str:
    """A file's name as it may stand in a log: a student chose it."""
    return "".join(character if character.isprintable() else "?" for character in name)[:longest]


def workspace_of(path: Path) -> Path:
    """The folder that holds the chapters' folders, if the submission stands in a copy of the release."""
    folder = path.resolve() if path.is_dir() else path.resolve().parent
    return folder.parent


def is_learners(workspace: Path) -> bool:
    """Whether a folder is a learner's own workspace, which the command `course init` has made."""
    return (workspace / OWN).is_dir()


def _files_in(folder: Path, chapter: Chapter) -> tuple[Path | None, Path | None]:
    module, notebook = folder / f"{chapter.module}.py", folder / f"{chapter.id}.ipynb"
    found = (module if module.is_file() else None, notebook if notebook.is_file() else None)
    if found == (None, None):
        raise SubmissionError(
            _("{folder} holds neither {module} nor {notebook}. Is it the right folder?",
              folder=folder, module=module.name, notebook=notebook.name)
        )  # fmt: skip
    return found


def _module(path: Path) -> str:
    source = _with_newlines(_read(path))
    _refuse_much_code(path, [source])
    return source


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


def _cells(path: Path, chapter: Chapter) -> tuple[list[tuple[Unit, bool]], list[tuple[str, Misplaced]]]:
    """The code cells of a notebook, each with whether it is the lesson's own and unchanged; and the functions that
    stand in other cells, each with where. Nothing is taken from locked cells: nbgrader puts back what stood there."""
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
    _refuse_much_code(path, (source for kind, source, _metadata in result if kind == "code"))
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
            misplaced := _locked_away(function, number)
            if number in locked
            else _no_code(function, number, kind, source)
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


def _locked_away(name: str, number: int | str) -> Misplaced:
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


def _refuse_much_code(path: Path, sources: Iterable[str]) -> None:
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


def _without_stubs(unit: Unit, written: set[str]) -> Unit:
    """The unit without its stubs of what is written elsewhere."""
    lines = unit.source.split("\n")
    for node in definitions(unit.source):
        if node.name in written and is_stub(node):
            start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            for number in range(start - 1, node.end_lineno or start):
                lines[number] = ""
    return dataclasses.replace(unit, source="\n".join(lines))
