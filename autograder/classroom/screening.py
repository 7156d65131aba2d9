"""Before nbgrader opens a class's submissions: each is looked at, and what could stop the run is set aside.

A submission that is set aside moves, whole, to quarantine/<assignment>/<student>/, and an untouched copy of the
released notebook takes its place with the reason beside it, so that the student gets zero points and feedback
that says why, and everybody else is graded. Half-graded results of a run that was killed are removed, so that
nbgrader grades them again.
"""

import filecmp
import functools
import glob
import json
import logging
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.utils import parse_utc

from autograder.course import CourseError, load_course
from autograder.submission import SubmissionError, read_submission

MARK = "SET_ASIDE.txt"
_NBGRADERS_OWN = ("timestamp.txt", "submission_secret.txt")
MAX_FILE, MAX_TOTAL, MAX_FILES = 20 << 20, 100 << 20, 500
MAX_CELL, MAX_TEXT = 50_000, 500_000  # characters: what is read into HTML must not take minutes


@dataclass(frozen=True)
class Quarantined:
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


def read_changed_timestamps() -> None:
    """Have formgrader list a class in which a timestamp.txt was changed: it reads each before anything is graded,
    and one that is no time would stop its page."""
    original = NbGraderAPI.get_submitted_timestamp
    if getattr(original, "reads_changed", False):
        return

    @functools.wraps(original)
    def get_submitted_timestamp(self: Any, assignment_id: str, student_id: str) -> datetime | None:
        try:
            return original(self, assignment_id, student_id)  # type: ignore[no-any-return]
        except Exception:  # as in _why_not_timestamp; grading will set the submission aside
            return None

    get_submitted_timestamp.reads_changed = True  # type: ignore[attr-defined]
    NbGraderAPI.get_submitted_timestamp = get_submitted_timestamp


def admit(coursedir: Any, log: logging.Logger) -> list[Quarantined]:
    """Look at the submissions that are about to be graded, and set the bad ones aside."""
    found = []
    for student, assignment, folder in _folders(coursedir, coursedir.submitted_directory):
        if _is_handed_in_again(folder, _released(coursedir, assignment)):
            (folder / MARK).unlink()
        reason = why_not(folder, assignment)
        if reason is not None:
            item = _quarantine(coursedir, student, assignment, folder, reason)
            log.error("Set aside the submission of %s: %s (kept in %s)", student, reason, item.kept)
            found.append(item)
    for student, assignment, folder in _folders(coursedir, coursedir.autograded_directory):
        submitted = Path(coursedir.format_path(coursedir.submitted_directory, student, assignment))
        if _is_half_graded(folder):
            log.warning("The last run did not finish grading %s: grading it again", student)
            _remove(folder)
        elif quarantine_reason(folder) != quarantine_reason(submitted):
            log.info("%s has handed in again after being set aside", student)
            _remove(folder)
    return found


def _released(coursedir: Any, assignment: str) -> Path:
    return Path(coursedir.root, coursedir.release_directory, assignment, f"{assignment}.ipynb")


def _is_handed_in_again(folder: Path, released: Path) -> bool:
    """Whether something else stands by now where we put the untouched notebook and the reason."""
    if folder.is_symlink() or folder.parent.is_symlink() or quarantine_reason(folder) is None:
        return False
    others = {path.name for path in folder.iterdir()} - {MARK, *_NBGRADERS_OWN}
    notebook = folder / released.name
    return others != {released.name} or (released.is_file() and not filecmp.cmp(notebook, released, shallow=False))


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
            shown = _printable(name)
            if stat.S_ISLNK(mode.st_mode):
                return f"{shown} is a symbolic link. Hand in the files themselves."
            if not stat.S_ISREG(mode.st_mode) and not stat.S_ISDIR(mode.st_mode):
                return f"{shown} is neither a file nor a folder. Hand in the notebook and the module alone."
            if stat.S_ISREG(mode.st_mode):
                total, count = total + mode.st_size, count + 1
                if mode.st_size > MAX_FILE:
                    return f"{shown} is larger than {MAX_FILE >> 20} MB. Clear the notebook's outputs; leave data out."
        if total > MAX_TOTAL or count > MAX_FILES:
            return f"It holds {count} files, {total >> 20} MB in all: too much. Hand in the chapter's files alone."
    return (
        _why_not_notebook(folder / f"{assignment}.ipynb")
        or _why_not_timestamp(folder / "timestamp.txt")
        or _why_not_code(folder, assignment)
    )


def _printable(name: str) -> str:
    """A file's name as it may stand in a log: a student chose it."""
    return "".join(character if character.isprintable() else "?" for character in name)[:80]


def _why_not_notebook(path: Path) -> str | None:
    if not path.is_file():
        return f"There is no {path.name} in it. Hand in the notebook too, even where you wrote in the .py file."
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        if not isinstance(notebook.cells, list):
            raise ValueError("cells that are no list")
        for cell in notebook.cells:
            if cell.cell_type not in ("code", "markdown", "raw") or not isinstance(cell.metadata, dict):
                raise ValueError("a cell that is none")
            cell.source.encode()
        sizes = [len(cell.source) for cell in notebook.cells]
    except UnicodeError:
        return f"{path.name} is not text. Open it in JupyterLab, save it and hand it in again."
    except Exception:  # whatever is wrong with it, nbformat has its own way of failing
        return f"{path.name} is not a readable notebook. Open it in JupyterLab, save it and hand it in again."
    if max(sizes, default=0) > MAX_CELL or sum(sizes) > MAX_TEXT:
        return f"{path.name} holds {sum(sizes)} characters of text and code. Take out what is no answer."
    return None


def _why_not_code(folder: Path, assignment: str) -> str | None:
    try:
        read_submission(folder, load_course(), assignment)
    except SubmissionError as error:
        return str(error).replace(f"{folder}/", "")
    except CourseError:
        return None  # an assignment that is no chapter: not ours to judge
    return None


def _why_not_timestamp(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        parse_utc(path.read_text(encoding="utf-8").strip())
    except Exception:  # dateutil has many ways of failing
        return "timestamp.txt, which nbgrader writes when you submit, has been changed. Submit again."
    return None


def _quarantine(coursedir: Any, student: str, assignment: str, folder: Path, reason: str) -> Quarantined:
    root = Path(coursedir.root)
    kept = root / "quarantine" / assignment / student
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
    released = _released(coursedir, assignment)
    if released.is_file():
        shutil.copyfile(released, folder / released.name)
    else:  # nbgrader asks for a notebook; what is graded in it is put back
        nbformat.write(nbformat.v4.new_notebook(), folder / released.name)
    (folder / MARK).write_text(reason + "\n", encoding="utf-8")
    _keep_what_nbgrader_wrote(kept, folder)
    return Quarantined(student, assignment, reason, kept)


def _keep_what_nbgrader_wrote(kept: Path, folder: Path) -> None:
    """Give the stand-in the time and the secret of its submission. Without either, nbgrader's release_feedback
    would stop, and without the right secret the student could not fetch the reason."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    for name, otherwise in zip(_NBGRADERS_OWN, (now, secrets.token_hex(64)), strict=True):
        path = kept / name
        usable = kept.is_dir() and not kept.is_symlink() and path.is_file() and not path.is_symlink()
        if usable and path.stat().st_size < 1000 and not (name == "timestamp.txt" and _why_not_timestamp(path)):
            shutil.copyfile(path, folder / name)
        else:
            (folder / name).write_text(otherwise, encoding="utf-8")


def quarantine_reason(folder: Path) -> str | None:
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
        return any(_is_check(cell) and not cell["outputs"] for cell in cells)
    except (OSError, ValueError, KeyError, TypeError):
        return True


def _is_check(cell: Any) -> bool:
    about = cell["metadata"].get("nbgrader", {})
    return cell["cell_type"] == "code" and about.get("grade", False) and not about.get("solution", False)


def _remove(folder: Path) -> None:
    for parent, _folders, _files in os.walk(folder):
        os.chmod(parent, 0o755)
    shutil.rmtree(folder)
