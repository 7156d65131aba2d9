"""Reading what a student hands in: a .py file, a notebook, or a chapter's folder with either or both.

Nothing here runs or imports student code. Where a folder holds both the stub module and the notebook, each
exercise is taken from the place where it was written; written in both, the notebook counts.
"""

import ast
import contextlib
import dataclasses
import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.code_files import (
    MAX_CODE,
    Misplaced,
    SubmissionError,
    locked_away,
    read_module,
    read_notebook,
    refuse_much_code,
)
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
    written_in,
)

OWN = ".course"  # the folder of a learner's workspace in which the course keeps what it remembers


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
    cells, texts = read_notebook(notebook, chapter) if notebook else ([], [])
    return _submission(chapter, path, [read_module(module)] if module else [], cells, texts)


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
        lesson = {unit.source for unit, is_own in read_notebook(saved, chapter)[0] if is_own} if saved else set()
    units = [
        Unit(f"{name} cell [{number}]", without_magics(source), notebook=True)
        for number, source in ran
        if number not in locked
    ]
    refuse_much_code(Path(name), (unit.source for unit in units))
    module = folder / f"{chapter.module}.py"
    cells = [(unit, unit.source in lesson) for unit in units]
    texts = [
        (defined, locked_away(defined, f"[{number}]"))
        for number, source in ran
        if number in locked
        for defined in defined_in(source[:MAX_CODE])
    ]
    return _submission(chapter, folder, [read_module(module)] if module.is_file() else [], cells, texts)


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


def _without_stubs(unit: Unit, written: set[str]) -> Unit:
    """The unit without its stubs of what is written elsewhere."""
    lines = unit.source.split("\n")
    for node in definitions(unit.source):
        if node.name in written and is_stub(node):
            start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            for number in range(start - 1, node.end_lineno or start):
                lines[number] = ""
    return dataclasses.replace(unit, source="\n".join(lines))
