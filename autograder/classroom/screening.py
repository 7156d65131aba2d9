"""Before nbgrader opens a class's submissions: each is looked at, and what could stop the run is set aside.

A submission that is set aside moves, whole, to quarantine/<assignment>/<student>/, and an untouched copy of the
released notebook takes its place with the reason beside it, so that the student gets zero points and feedback
that says why, and everybody else is graded. What this account may not read is nobody's fault who hands in: it is
told and skipped. Half-graded results of a run that was killed are removed, so that nbgrader grades them again.
"""

import filecmp
import glob
import json
import logging
import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dateutil.parser
import dateutil.tz
import nbformat
from nbgrader.utils import parse_utc

from autograder.classroom.cells import OldNotebook, submitted_notebook
from autograder.code_files import SubmissionError, printable
from autograder.course import CourseError, load_course
from autograder.report.formulas import without_scripts_from_the_net
from autograder.submission import read_submission

MARK = "SET_ASIDE.txt"
TIMESTAMP, SECRET = "timestamp.txt", "submission_secret.txt"  # which nbgrader's submit writes
MAX_FILE, MAX_TOTAL, MAX_ENTRIES, MAX_DEPTH = 20 << 20, 100 << 20, 500, 20
MAX_TIMESTAMP, MAX_SECRET = 100, 1000  # bytes
MAX_CELLS, MAX_CELL, MAX_TEXT = 1000, 50_000, 500_000  # cells, characters: to make a page of it must not take minutes


@dataclass(frozen=True)
class Skipped:
    """A submission that was not graded for no fault of its author's: whose, where it is or should be, and why."""

    student: str
    assignment: str
    folder: Path
    reason: str


class Unreadable(Exception):
    """Something of a submission cannot be read by this account; the message says what, and what to do."""

    def __init__(self, path: Path, error: OSError) -> None:
        what = error.strerror or type(error).__name__
        super().__init__(f"{printable(str(path), 300)} cannot be read ({what}). Have its owner or an administrator "
                         "give this account the right to read it (chmod -R u+rwX), and grade again.")  # fmt: skip


def admit(coursedir: Any, log: logging.Logger) -> list[Skipped]:
    """Look at the submissions that are about to be graded, and set the bad ones aside.

    Returns
    -------
    list
        those that cannot be looked at, and so must not be graded.
    """
    skipped = []
    for student, assignment, folder in _folders(coursedir, coursedir.submitted_directory):
        if not is_plain_name(student):
            skipped.append(Skipped(printable(student, 80), assignment, folder, no_plain_name(folder.parent)))
            continue
        try:
            _look_at(coursedir, assignment, student, folder, log)
        except OSError as error:
            skipped.append(Skipped(student, assignment, folder, str(Unreadable(folder, error))))
        except Unreadable as error:
            skipped.append(Skipped(student, assignment, folder, str(error)))
        except Exception as error:  # a fault of ours, which is to stop nobody else
            reason = f"Looking at {folder} failed ({type(error).__name__}: {printable(str(error), 300)})."
            skipped.append(Skipped(student, assignment, folder, reason))
    for item in skipped:
        log.error("Skipping %s: %s", item.student, item.reason)
    for student, assignment, folder in _folders(coursedir, coursedir.autograded_directory):
        submitted = Path(coursedir.format_path(coursedir.submitted_directory, student, assignment))
        if any(item.folder == submitted for item in skipped) or not os.access(folder, os.X_OK):
            continue
        if _is_half_graded(folder):
            log.warning("The last run did not finish grading %s: grading it again", student)
            _remove(folder)
        elif quarantine_reason(folder) != quarantine_reason(submitted):
            log.info("%s has handed in again after being set aside", student)
            _remove(folder)
    return skipped


def is_plain_name(student: str) -> bool:
    """Whether a student's name can be a folder's, and be told and looked for, without meaning anything else."""
    plain = student.isprintable() and student == student.strip() and not set(student) & set("/\\*?[]{}+")
    return plain and bool(student) and student[0] not in ".-"


def no_plain_name(folder: Path) -> str:
    """What to do with a folder that is called by a name that is not plain."""
    return f"{printable(str(folder), 300)} has a name that no student can have. Rename it after its student."


def _look_at(coursedir: Any, assignment: str, student: str, folder: Path, log: logging.Logger) -> None:
    if _is_handed_in_again(folder, _released(coursedir, assignment)):
        (folder / MARK).unlink()
    reason = why_not(folder, assignment)
    if reason is not None:
        kept = _quarantine(coursedir, assignment, student, folder, reason)
        log.error("Set aside the submission of %s: %s (kept in %s)", student, reason, kept)


def _released(coursedir: Any, assignment: str) -> Path:
    return Path(coursedir.root, coursedir.release_directory, assignment, f"{assignment}.ipynb")


def _is_handed_in_again(folder: Path, released: Path) -> bool:
    """Whether something else stands by now where we put the untouched notebook and the reason."""
    if folder.is_symlink() or folder.parent.is_symlink() or quarantine_reason(folder) is None:
        return False
    others = {path.name for path in folder.iterdir()} - {MARK, TIMESTAMP, SECRET}
    notebook = folder / released.name
    return others != {released.name} or (released.is_file() and not filecmp.cmp(notebook, released, shallow=False))


def _folders(coursedir: Any, step: str) -> Iterator[tuple[str, str, Path]]:
    """The folders of a step that a run would look at, with student and assignment; links are listed, not followed.

    What lies in a student's folder that this account may not enter cannot be known: it is listed.
    """
    pattern = Path(coursedir.format_path(step, coursedir.student_id, coursedir.assignment_id))
    found = {Path(path) for path in glob.glob(str(pattern))}
    for path in map(Path, glob.glob(str(pattern.parent))):
        if path.is_dir() and not os.access(path, os.X_OK):
            found.add(path / coursedir.assignment_id)
    for path in sorted(found):
        if path.parent.name not in coursedir.student_id_exclude.split(","):
            yield path.parent.name, path.name, path


def why_not(folder: Path, assignment: str) -> str | None:
    """Why a submission cannot be graded, in a sentence for its author; None where it can.

    Raises
    ------
    Unreadable
        where that cannot be known.
    """
    if folder.is_symlink() or folder.parent.is_symlink():
        return "The submission is a symbolic link. Hand in the files themselves."
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            return "The submission is no folder. Hand in the folder of the chapter."
    except OSError as error:
        raise Unreadable(folder, error) from None
    return (
        _why_not_files(folder)
        or _why_not_notebook(folder / f"{assignment}.ipynb")
        or _why_not_side_files(folder)
        or _why_not_code(folder, assignment)
    )


def _why_not_files(folder: Path) -> str | None:
    """Look at all that a submission holds, without opening it."""
    total = count = 0
    for path, status in _entries(folder):
        shown = printable(path.name, 80)
        kind = stat.S_IFMT(status.st_mode)
        total, count = total + (status.st_size if kind == stat.S_IFREG else 0), count + 1
        if kind == stat.S_IFLNK:
            return f"{shown} is a symbolic link. Hand in the files themselves."
        if kind not in (stat.S_IFREG, stat.S_IFDIR):
            return f"{shown} is neither a file nor a folder. Hand in the notebook and the module alone."
        if kind == stat.S_IFREG and status.st_size > MAX_FILE:
            return f"{shown} is larger than {MAX_FILE >> 20} MB. Clear the notebook's outputs; leave data out."
        if total > MAX_TOTAL or count > MAX_ENTRIES:
            return (
                f"It holds more than {MAX_ENTRIES} files or {MAX_TOTAL >> 20} MB: too much. "
                "Hand in the chapter's files alone."
            )
        if len(path.parts) - len(folder.parts) > MAX_DEPTH:
            return f"It holds folders in folders, more than {MAX_DEPTH} deep. Hand in the chapter's files alone."
        if kind == stat.S_IFREG and not os.access(path, os.R_OK):
            raise Unreadable(path, PermissionError(13, "Permission denied"))
    return None


def _entries(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """All files and folders below a folder, the nearest first; lazily, since there may be any number."""
    waiting = [folder]
    while waiting:
        parent = waiting.pop(0)
        try:
            with os.scandir(parent) as entries:
                for entry in entries:
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISDIR(status.st_mode):
                        waiting.append(parent / entry.name)
                    yield parent / entry.name, status
        except OSError as error:
            raise Unreadable(parent, error) from None


def _why_not_notebook(path: Path) -> str | None:
    if not path.is_file():
        return f"There is no {path.name} in it. Hand in the notebook too, even where you wrote in the .py file."
    try:
        sizes = [len(cell.source) for cell in submitted_notebook(path.read_text(encoding="utf-8")).cells]
    except OSError as error:
        raise Unreadable(path, error) from None
    except UnicodeError:
        return f"{path.name} is not text. Hand in an older copy, or a fresh one with your answers."
    except OldNotebook:
        return (
            f"{path.name} is not a Jupyter notebook of format 4. Open it in JupyterLab, save it and hand it in again."
        )
    except (ValueError, RecursionError):
        return f"{path.name} is not a readable notebook. Hand in an older copy, or a fresh one with your answers."
    if len(sizes) > MAX_CELLS:
        return f"{path.name} holds {len(sizes)} cells. Take out what is no answer."
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


def _why_not_side_files(folder: Path) -> str | None:
    """Whether what nbgrader wrote beside a submission is still what it wrote: later steps read it for the class."""
    timestamp, secret = folder / TIMESTAMP, folder / SECRET
    if timestamp.exists() and read_timestamp(timestamp) is None:
        return f"{TIMESTAMP}, which nbgrader writes when you submit, has been changed. Submit again."
    if secret.exists() and _short_text(secret, MAX_SECRET) is None:
        return f"{SECRET}, which nbgrader writes when you submit, has been changed. Submit again."
    return None


def read_timestamp(path: Path, zone: str = "UTC") -> datetime | None:
    """The time in a timestamp.txt, as UTC without saying so; None where there is none, or not all of one, whatever
    stands there instead.

    nbgrader itself takes each zone that it does not know for UTC, +02:00 and CEST among them, and makes who was in time
    late. What has no zone, or one by a name that nobody knows, is of the exchange's.
    """
    text = (_short_text(path, MAX_TIMESTAMP) or "").strip()
    here = dateutil.tz.gettz(zone) or UTC
    day, _space, name = text.rpartition(" ")
    named = dateutil.tz.gettz(name) if name else None

    def zone_of(name: str | None, offset: int | None) -> Any:
        return dateutil.tz.gettz(name) or here if name and offset is None else offset

    try:
        parse_utc(text)  # as later steps of nbgrader do
        found: datetime
        # From two days: what is not said would be taken from today.
        found, again = (
            dateutil.parser.parse(day if named else text, default=missing, tzinfos=zone_of)
            for missing in (datetime(2000, 1, 1), datetime(2001, 2, 2))
        )
        if found != again:
            return None
        time: datetime = found if found.tzinfo else found.replace(tzinfo=named or here)
        time.utcoffset()
    except Exception:  # dateutil has many ways of failing
        return None
    try:
        return time.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:  # in the first or the last day of all
        return time.replace(tzinfo=None)


def _short_text(path: Path, most: int) -> str | None:
    """The text of a plain file of at most so many bytes; None of anything else."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode) or path.stat().st_size > most:
            return None
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return None


def _quarantine(coursedir: Any, assignment: str, student: str, folder: Path, reason: str) -> Path:
    """Move a submission to quarantine/, and put the untouched notebook with the reason in its place."""
    kept = Path(coursedir.root) / "quarantine" / assignment / student
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
    own = kept.is_dir() and not kept.is_symlink()
    _write_side_files(folder, kept if own else None)
    return kept


def _write_side_files(folder: Path, original: Path | None) -> None:
    """Give a folder a time and a secret, those of the submission where they are usable. Without either, nbgrader's
    release_feedback would stop, and without the right secret the student could not fetch the reason."""
    timestamp = _short_text(original / TIMESTAMP, MAX_TIMESTAMP) if original else None
    secret = _short_text(original / SECRET, MAX_SECRET) if original else None
    if original is None or timestamp is None or read_timestamp(original / TIMESTAMP) is None:
        timestamp = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    (folder / TIMESTAMP).write_text(timestamp, encoding="utf-8")
    (folder / SECRET).write_text(secret or secrets.token_hex(64), encoding="utf-8")


def complete_feedback(notebooks: Sequence[str], **_: Any) -> None:
    """After generate_feedback for a student: take from the page what would be fetched from the net, and add what
    release_feedback asks for and submissions that did not come through the exchange lack. It would stop there, for the
    whole class."""
    for notebook in map(Path, notebooks):
        student, assignment = notebook.parent.parent.name, notebook.parent.name
        folder = notebook.parents[3] / "feedback" / student / assignment
        page = folder / f"{notebook.stem}.html"
        if page.is_file():
            page.write_text(without_scripts_from_the_net(page.read_text(encoding="utf-8")), encoding="utf-8")
        for name, otherwise in ((TIMESTAMP, ""), (SECRET, secrets.token_hex(64))):
            if folder.is_dir() and not (folder / name).exists():
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
