"""`course report` and `course export`."""

import csv
from pathlib import Path

from autograder.course import CourseError, load_course


def run_report(results: Path, to: Path | None, roster: Path | None, is_anonymous: bool) -> int:
    """Write the class report, and say where."""
    from autograder.classroom.class_report import write_report

    path = to or results / ("report_anonymous.html" if is_anonymous else "report.html")
    names = _names(roster) if roster else ()
    count = write_report(results, load_course(), path, names, is_anonymous=is_anonymous)
    print(f"{path}: the report of {count} submissions. Open it in a browser.")
    return 0


def run_export(kind: str, results: Path, to: Path | None, roster: Path | None) -> int:
    """Write an export, and say where."""
    from autograder.classroom.exports import KINDS, export

    if kind not in KINDS:
        raise CourseError(f"There is no export {kind!r}. There are: {', '.join(KINDS)}.")
    print(export(kind, results, load_course(), to, roster))
    return 0


def _names(roster: Path) -> tuple[str, ...]:
    """The students of a class: the column student of a CSV, or a name per line."""
    try:
        with roster.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file) if row and row[0].strip()]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CourseError(f"{roster} cannot be read as a CSV in UTF-8: {error}.") from None
    if rows and "student" in rows[0]:
        column = rows[0].index("student")
        return tuple(row[column].strip() for row in rows[1:] if len(row) > column)
    return tuple(row[0].strip() for row in rows)
