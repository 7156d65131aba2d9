"""nbgrader's gradebook where others use it too, or have damaged it: waiting for it, saying what is amiss with it, and
taking back what nobody earned."""

import logging
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from nbgrader.api import Base, Gradebook, MissingEntry
from nbgrader.converters.base import NbGraderException
from sqlalchemy import Engine, event

from autograder.classroom.batch.table import NO_GRADEBOOK

PATIENCE = 60.0  # seconds
_LOOKS = 1.0
# By what a gradebook's own triggers know our connections: a setting of ANALYZE, which nobody runs here.
MARK = 7_919


class GradebookLocked(NbGraderException):  # type: ignore[misc]
    """Another process has held the gradebook for longer than anybody should wait."""


def patient_connections() -> None:
    """Have every connection to a gradebook in SQLite wait while another process writes, and say so if that does not
    end: nbgrader waits 5 seconds, then gives up the whole class and advises to upgrade the database. And have each bear
    our mark, without which nobody is entered (see guard.py)."""
    if not event.contains(Engine, "connect", _be_patient):
        event.listen(Engine, "connect", _be_patient)
        event.listen(Engine, "handle_error", _name_the_lock)


def _be_patient(connection: Any, _record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
        connection.execute("PRAGMA trusted_schema = ON")  # or a trigger may not ask for the mark
        connection.execute(f"PRAGMA analysis_limit = {MARK}")


def _name_the_lock(context: Any) -> None:
    is_ours = context.engine is not None and context.engine.get_execution_options().get(NO_GRADEBOOK)
    if _is_lock(context.original_exception) and not is_ours:
        # No OperationalError of SQLAlchemy's, at which nbgrader would give up the class.
        raise GradebookLocked(_still_locked())


LOCKED = (
    "The gradebook is in use by another process: formgrader, another nbgrader command, or a program that has it open"
)


def _still_locked() -> str:
    return f"{LOCKED}. It has been for {PATIENCE:.0f} seconds. End that and run this command again."


def _is_lock(error: Any) -> bool:
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def wait_for_gradebook(db_url: str, log: logging.Logger) -> None:
    """Wait until the gradebook can be written, and say that this is what is waited for.

    Raises
    ------
    GradebookLocked
        after a minute.
    """
    path = file_of(db_url)
    if path is None or not path.is_file():
        return
    start = time.monotonic()
    told = False
    while not is_free(path):
        if not told:
            log.warning("%s. Waiting for it, up to %.0f s", LOCKED, PATIENCE)
            told = True
        if time.monotonic() - start > PATIENCE:
            log.error(_still_locked())
            raise GradebookLocked(_still_locked())
    if told:
        log.info("The gradebook is free after %.0f s: going on", time.monotonic() - start)


def file_of(db_url: str) -> Path | None:
    """The file of a gradebook in SQLite."""
    return Path(db_url.removeprefix("sqlite:///")) if db_url.startswith("sqlite:///") else None


def is_free(path: Path) -> bool:
    """Whether no other process keeps a gradebook in SQLite from being written, or none does within a second."""
    try:
        with closing(sqlite3.connect(path, timeout=_LOOKS, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        return not _is_lock(error)
    return True


def amiss(db_url: str) -> str:
    """Why a gradebook in SQLite cannot be used, and what to do; "" where it can, or there is none yet.

    nbgrader would end with a traceback, and where a table is gone make it anew, without the points that were in it.
    """
    path = file_of(db_url)
    if path is None or not path.exists() or not path.stat().st_size:
        return ""
    try:
        with closing(sqlite3.connect(path, timeout=_LOOKS)) as connection:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
            reason = "" if found == "ok" else " ".join(found.split())
            there = {
                name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
                for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
                if name in Base.metadata.tables
            }
    except sqlite3.DatabaseError as error:
        if _is_lock(error):
            return ""
        reason, there = str(error), {}
    lacks = (
        f"it lacks {name}.{column.name}"
        for name, table in Base.metadata.tables.items()
        for column in table.columns
        if there and column.name not in there.get(name, set())
    )
    reason = reason or next(lacks, "")
    if not reason and not os.access(path, os.W_OK):
        reason = "this account may not write it"
    return reason and (
        f"{path} cannot be used as a gradebook ({reason}). Nothing was changed. Restore it from a backup; if an older "
        "nbgrader made it, run nbgrader db upgrade."
    )


def forget_ungraded(db_url: str, assignment: str, student: str) -> None:
    """Take a submission without a result out of the gradebook; where somebody graded it by hand, its points alone."""
    with Gradebook(db_url) as gradebook:
        try:
            submission = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return
        grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
        if any(grade.manual_score is not None for grade in grades):
            for grade in grades:
                grade.auto_score = None
            gradebook.db.commit()
        else:
            gradebook.remove_submission(assignment, student)
