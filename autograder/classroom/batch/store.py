"""Results of a class: a file per submission, written whole or not at all, and one table made from them.

    results/<chapter>/<student>.json     what grading came to
    results/results.db                   the same as a table (SQLite), from which reports and exports are made

A file is the truth; the table can be made again from the files at any time. One process writes.
"""

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Self
from urllib.parse import quote

from pydantic import Field, ValidationError, model_validator

from autograder.course import CourseError
from autograder.grading.results import Record
from autograder.report.model import Report

LONGEST = 150  # bytes of a file's name, which file systems bound
ROUNDING = 1e-6  # of points
AGAIN = "Remove it and grade again: results are made anew."
log = logging.getLogger("course.grade")


class Versions(Record):
    """What a result was made with: digests of the chapter's tests and points, of the grader, of what was handed in."""

    course: str
    grader: str
    submission: str


class Times(Record):
    """What differs from run to run: when, how long, and whether it was tried again, alone, being near a limit, or is
    still to be."""

    graded: str
    seconds: float
    tried_again: bool = False
    due: bool = False


class Graded(Record):
    """One submission's result. `id` is by what a platform tells those of one name apart. `refused` says why it could
    not be graded and earns nothing. `code` holds functions with a known mistake, without comments, texts and names."""

    student: str
    id: str = ""
    chapter: str
    versions: Versions
    report: Report
    code: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    refused: str = ""
    times: Times

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        """Whoever writes in a result's file gives nobody points that are none, or another time than there is."""
        if not all(0 <= exercise.score <= exercise.max_score + ROUNDING for exercise in self.report.exercises):
            raise ValueError("points below 0 or above all that there are")
        if self.graded_at.tzinfo is None:
            raise ValueError("a time without a zone")
        return self

    @property
    def graded_at(self) -> datetime:
        return datetime.fromisoformat(self.times.graded)


class Store:
    """The folder of results."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def table(self) -> Path:
        return self.folder / "results.db"

    def path(self, chapter: str, student: str) -> Path:
        """Where a submission's result lies. A student's name may hold anything: what no file's name may hold is
        written as %XX, and what is too long is cut and told apart by a digest."""
        name = quote(student, safe=" @+,=()'", errors="surrogateescape").replace("~", "%7E")
        if name.startswith(".") or len(name) > LONGEST:
            digest = hashlib.sha256(student.encode(errors="surrogateescape")).hexdigest()[:16]
            name = f"{name.lstrip('.')[: LONGEST - 20]}~{digest}"
        return self.folder / chapter / f"{name}.json"

    def read(self, chapter: str, student: str) -> Graded | None:
        """A submission's result; None where there is none, or none that can be read: then it is graded again."""
        return self.at(self.path(chapter, student))

    def at(self, path: Path) -> Graded | None:
        """The result in a file; None where it is none, or that of another student, whose copy it is."""
        try:
            graded = Graded.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            return None
        return graded if path == self.path(graded.chapter, graded.student) else None

    def write(self, graded: Graded) -> None:
        """Keep a result: after a crash of program or machine there is the old file or the new one, and never half."""
        path = self.path(graded.chapter, graded.student)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(graded.model_dump(mode="json"), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        write_whole(path, text.encode(errors="surrogatepass"))

    def clear(self) -> None:
        """Take away what a killed run had begun to write; no other run may be writing."""
        for part in self.folder.glob("*/.*.part"):
            part.unlink(missing_ok=True)

    def results(self) -> Iterator[tuple[Path, Graded]]:
        """All results, by chapter and student; of what is none, that it is left out is said."""
        for path in sorted(self.folder.glob("*/*.json")):
            graded = self.at(path)
            if graded is not None:
                yield path, graded
            else:
                log.warning("%s is left out: it is no result that can be read, or a copy of another's. %s", path, AGAIN)


def write_for_others(path: Path, content: bytes) -> None:
    """Write a report or an export.

    Raises
    ------
    CourseError
        where that cannot be done.
    """
    try:
        write_whole(path, content)
    except OSError as error:
        raise CourseError(f"{path} cannot be written: {error.strerror}. Say another file with --to.") from None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def digest(parts: dict[str, bytes]) -> str:
    """A digest of named contents."""
    whole = hashlib.sha256()
    for name, content in sorted(parts.items()):
        whole.update(f"{name}\0{len(content)}\0".encode(errors="surrogateescape"))
        whole.update(content)
    return whole.hexdigest()[:32]
