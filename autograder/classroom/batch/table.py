"""The table of results: one SQLite file from which reports and exports are made."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.exc import SQLAlchemyError

from autograder.classroom.batch.store import Graded, Store
from autograder.classroom.batch.versions import course_version
from autograder.course import Course, CourseError
from autograder.grading.seed import Seed

NO_GRADEBOOK = "no_gradebook"  # by which gradebook.py, where it is in the same process, tells the table from nbgrader's
BATCH = 200  # submissions for a transaction

_schema = MetaData()
submissions = Table(
    "submissions", _schema,
    Column("id", Integer, primary_key=True),
    Column("chapter", String, nullable=False, index=True), Column("student", String, nullable=False, index=True),
    Column("score", Float, nullable=False), Column("max_score", Float, nullable=False),
    Column("refused", String, nullable=False), Column("graded", String, nullable=False),
    Column("seconds", Float, nullable=False), Column("tried_again", Boolean, nullable=False),
    Column("course_version", String, nullable=False), Column("grader_version", String, nullable=False),
    Column("submission_version", String, nullable=False),
    Column("file", String, nullable=False, unique=True), Column("file_state", String, nullable=False),
)  # fmt: skip


def _submission() -> Column[int]:
    return Column("submission", ForeignKey(submissions.c.id, ondelete="CASCADE"), nullable=False, index=True)


exercises = Table(
    "exercises", _schema,
    Column("id", Integer, primary_key=True), _submission(),
    Column("name", String, nullable=False, index=True), Column("status", String, nullable=False),
    Column("score", Float, nullable=False), Column("max_score", Float, nullable=False),
    Column("kind", String, nullable=False), Column("mistake", String, nullable=False),
    Column("mistake_kind", String, nullable=False), Column("sentence", String, nullable=False),
)  # fmt: skip
tests = Table(
    "tests", _schema,
    Column("id", Integer, primary_key=True), _submission(),
    Column("exercise", String, nullable=False), Column("label", String, nullable=False),
    Column("hidden", Boolean, nullable=False), Column("passed", Boolean),
)  # fmt: skip


def refresh(store: Store) -> int:
    """Bring the table up to date with the files of results; the number of those that had changed.

    Raises
    ------
    CourseError
        where the table cannot be written or is damaged.
    """
    engine = open_table(store.table)
    try:
        with engine.begin() as connection:
            _schema.create_all(connection)
            known = {row.file: row.file_state for row in connection.execute(
                select(submissions.c.file, submissions.c.file_state))}  # fmt: skip
        files = {path.relative_to(store.folder).as_posix(): path for path in store.folder.glob("*/*.json")}
        gone = [file for file in known if file not in files]
        changed = [
            (file, path, _state(path)) for file, path in sorted(files.items()) if known.get(file) != _state(path)
        ]
        for start in range(0, max(len(changed), len(gone)), BATCH):
            part = changed[start : start + BATCH]
            with engine.begin() as connection:
                old = [*gone[start : start + BATCH], *(file for file, _path, _s in part)]
                _delete(connection, old)
                _insert(connection, [(store.at(path), file, state) for file, path, state in part])
    except SQLAlchemyError as error:
        raise CourseError(
            f"{store.table} cannot be used: {error.args[0]}. The results are kept in the files beside it, from which "
            f"it is made. {_remedy(error)}, and start the same command again."
        ) from None
    finally:
        engine.dispose()
    return len(changed) + len(gone)


def older_results(store: Store, course: Course, seed: Seed) -> dict[str, int]:
    """How many results of each chapter are older than its tests, mistakes, points or limits.

    Raises
    ------
    CourseError
        as `refresh`.
    """
    refresh(store)
    engine = open_table(store.table)
    query = select(submissions.c.chapter, submissions.c.course_version, func.count()).group_by(
        "chapter", "course_version"
    )
    with engine.connect() as connection:
        rows = list(connection.execute(query))
    engine.dispose()
    known = {chapter.id: chapter for chapter in course.chapters}
    found: dict[str, int] = {}
    for chapter, version, count in rows:
        if chapter in known and version != course_version(course, known[chapter], seed):
            found[chapter] = found.get(chapter, 0) + count
    return found


def _remedy(error: SQLAlchemyError) -> str:
    """What to do about a table that cannot be used."""
    said = str(error.args[0])
    if "locked" in said:
        return "End the program that has it open"
    return "Make room" if "full" in said or "I/O" in said else "Remove it"


def open_table(path: Path) -> Engine:
    """A connection to the table."""
    return create_engine(f"sqlite:///{path}", execution_options={NO_GRADEBOOK: True})


def _state(path: Path) -> str:
    status = path.stat()
    return f"{status.st_mtime_ns} {status.st_size}"


def _delete(connection: Connection, files: Iterable[str]) -> None:
    chosen = select(submissions.c.id).where(submissions.c.file.in_(list(files)))
    for table in (exercises, tests):
        connection.execute(delete(table).where(table.c.submission.in_(chosen)))
    connection.execute(delete(submissions).where(submissions.c.id.in_(chosen)))


def _insert(connection: Connection, results: Iterable[tuple[Graded | None, str, str]]) -> None:
    """Write results, each with its file and the file's state, a table at a time; what could not be read is left out."""
    first = (connection.scalar(select(func.max(submissions.c.id))) or 0) + 1
    numbered = list(enumerate(((g, file, state) for g, file, state in results if g is not None), start=first))
    rows = {
        submissions: [_submission_row(graded, number, file, state) for number, (graded, file, state) in numbered],
        exercises: [row for number, (graded, _f, _s) in numbered for row in _exercise_rows(graded, number)],
        tests: [row for number, (graded, _f, _s) in numbered for row in _test_rows(graded, number)],
    }
    for table, these in rows.items():
        if these:
            connection.execute(insert(table), these)


def _submission_row(graded: Graded, number: int, file: str, state: str) -> dict[str, Any]:
    report = graded.report
    return {
        "id": number, "chapter": graded.chapter, "student": graded.student, "score": report.score,
        "max_score": report.max_score, "refused": graded.refused, "graded": graded.times.graded,
        "seconds": graded.times.seconds, "tried_again": graded.times.tried_again,
        "course_version": graded.versions.course, "grader_version": graded.versions.grader,
        "submission_version": graded.versions.submission, "file": file, "file_state": state,
    }  # fmt: skip


def _test_rows(graded: Graded, number: int) -> Iterator[dict[str, Any]]:
    for exercise in graded.report.exercises:
        for check in exercise.checks:
            yield {
                "submission": number, "exercise": exercise.name, "label": check.label, "hidden": check.hidden,
                "passed": check.passed,
            }  # fmt: skip


def _exercise_rows(graded: Graded, number: int) -> Iterator[dict[str, Any]]:
    for exercise in graded.report.exercises:
        failure = exercise.failure
        yield {
            "submission": number, "name": exercise.name, "status": exercise.status, "score": exercise.score,
            "max_score": exercise.max_score, "kind": failure.kind if failure else "",
            "mistake": (failure.mistake or "") if failure else "",
            "mistake_kind": failure.mistake_kind if failure else "",
            "sentence": failure.advice if failure and failure.mistake else "",
        }  # fmt: skip
