"""Before nbgrader opens a class's submissions: each is looked at, and what could stop the run is set aside.

A submission that is set aside moves, whole, to set_aside/<assignment>/<student>/, and an untouched copy of the
released notebook takes its place with the reason beside it, so that the student gets zero points and feedback
that says why, and everybody else is graded. Half-graded results of a run that was killed are removed, so that
nbgrader grades them again.
"""

import functools
import glob
import json
import logging
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.converters import Autograde
from nbgrader.utils import parse_utc

MARK = "SET_ASIDE.txt"
MAX_FILE, MAX_TOTAL, MAX_FILES = 20 << 20, 100 << 20, 500


@dataclass(frozen=True)
class SetAside:
    """A submission that could not be graded, where it is now, and why."""

    student: str
    assignment: str
    reason: str
    kept: Path


def check_before_autograde() -> None:
    """Have every run of nbgrader's autograde, from the command line or from formgrader, look at the class first.

    nbgrader has no hook that runs before it opens the first submission, so the method that lists them is wrapped.
    """
    original = Autograde.init_notebooks
    if getattr(original, "admits_first", False):
        return

    @functools.wraps(original)
    def init_notebooks(self: Any) -> None:
        admit(self.coursedir, self.log)
        original(self)

    init_notebooks.admits_first = True  # type: ignore[attr-defined]
    Autograde.init_notebooks = init_notebooks


def admit(coursedir: Any, log: logging.Logger) -> list[SetAside]:
    """Look at the submissions that are about to be graded, and set the bad ones aside."""
    found = []
    for student, assignment, folder in _folders(coursedir, coursedir.submitted_directory):
        reason = why_not(folder, assignment)
        if reason is not None:
            item = _set_aside(coursedir, student, assignment, folder, reason)
            log.error("Set aside the submission of %s: %s (kept in %s)", student, reason, item.kept)
            found.append(item)
    for student, _assignment, folder in _folders(coursedir, coursedir.autograded_directory):
        if _is_half_graded(folder):
            log.warning("The last run did not finish grading %s: grading it again", student)
            _remove(folder)
    return found


def _folders(coursedir: Any, step: str) -> Iterator[tuple[str, str, Path]]:
    """The folders of a step that a run would look at, with student and assignment; links are listed, not followed."""
    pattern = coursedir.format_path(step, coursedir.student_id, coursedir.assignment_id)
    for path in sorted(glob.glob(pattern)):
        assignment, student = Path(path).name, Path(path).parent.name
        yield student, assignment, Path(path)


def why_not(folder: Path, assignment: str) -> str | None:
    """Why a submission cannot be graded, in a sentence for its author; None where it can."""
    if folder.is_symlink() or folder.parent.is_symlink():
        return "The submission is a symbolic link. Hand in the files themselves."
    if not folder.is_dir():
        return "The submission is no folder. Hand in the folder of the chapter."
    total = count = 0
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            mode = path.lstat()
            if stat.S_ISLNK(mode.st_mode):
                return f"{name} is a symbolic link. Hand in the files themselves."
            if not stat.S_ISREG(mode.st_mode) and not stat.S_ISDIR(mode.st_mode):
                return f"{name} is neither a file nor a folder. Hand in the notebook and the module alone."
            if stat.S_ISREG(mode.st_mode):
                total, count = total + mode.st_size, count + 1
                if mode.st_size > MAX_FILE:
                    return f"{name} is larger than {MAX_FILE >> 20} MB. Clear the notebook's outputs; leave data out."
        if total > MAX_TOTAL or count > MAX_FILES:
            return f"It holds {count} files, {total >> 20} MB in all: too much. Hand in the chapter's files alone."
    return _why_not_notebook(folder / f"{assignment}.ipynb") or _why_not_timestamp(folder / "timestamp.txt")


def _why_not_notebook(path: Path) -> str | None:
    if not path.is_file():
        return f"There is no {path.name} in it. Hand in the notebook too, even where you wrote in the .py file."
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        for cell in notebook.cells:
            if cell.cell_type not in ("code", "markdown", "raw") or not isinstance(cell.source, str):
                raise ValueError("a cell that is none")
            if not isinstance(cell.metadata, dict) or not isinstance(cell.get("outputs", []), list):
                raise ValueError("a cell without metadata")
        json.dumps(notebook)
    except UnicodeDecodeError:
        return f"{path.name} is not text. Open it in JupyterLab, save it and hand it in again."
    except Exception:  # whatever is wrong with it, nbformat has its own way of failing
        return f"{path.name} is not a readable notebook. Open it in JupyterLab, save it and hand it in again."
    return None


def _why_not_timestamp(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        parse_utc(path.read_text(encoding="utf-8")[:100].strip())
    except (ValueError, OverflowError, TypeError, OSError, AttributeError):
        return "timestamp.txt, which nbgrader writes when you submit, has been changed. Submit again."
    return None


def _set_aside(coursedir: Any, student: str, assignment: str, folder: Path, reason: str) -> SetAside:
    root = Path(coursedir.root)
    kept = root / "set_aside" / assignment / student
    number = 1
    while kept.exists() or kept.is_symlink():
        number += 1
        kept = kept.with_name(f"{student}.{number}")
    kept.parent.mkdir(parents=True, exist_ok=True)
    parent = folder.parent
    if parent.is_symlink():  # the whole of the student's folder is a link: it moves, and a real one takes its place
        parent.rename(kept)
        parent.mkdir()
    else:
        folder.rename(kept)
    folder.mkdir(parents=True)
    released = root / coursedir.release_directory / assignment / f"{assignment}.ipynb"
    shutil.copyfile(released, folder / released.name)
    (folder / MARK).write_text(reason + "\n", encoding="utf-8")
    timestamp = kept / "timestamp.txt"
    is_plain = not kept.is_symlink() and not timestamp.is_symlink() and timestamp.is_file()
    if is_plain and _why_not_timestamp(timestamp) is None:
        shutil.copyfile(timestamp, folder / "timestamp.txt")
    return SetAside(student, assignment, reason, kept)


def set_aside_reason(folder: Path) -> str | None:
    """Why the submission in whose place this folder stands was set aside; None where it was not."""
    mark = folder / MARK
    if not mark.is_file() or mark.is_symlink():
        return None
    return mark.read_text(encoding="utf-8", errors="replace")[:500].strip()


def _is_half_graded(folder: Path) -> bool:
    """Whether a result lacks the outputs that grading gives every check: the run was killed before its end."""
    path = folder / f"{folder.name}.ipynb"
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return any(
            cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("grade") and not cell["outputs"]
            for cell in cells
        )
    except (OSError, ValueError, KeyError, TypeError):
        return True


def _remove(folder: Path) -> None:
    for parent, _folders, _files in os.walk(folder):
        os.chmod(parent, 0o755)
    shutil.rmtree(folder)
