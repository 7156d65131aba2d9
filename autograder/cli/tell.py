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


PLATFORMS = ("gradescope", "classroom50")


def run_export(kind: str, results: Path, to: Path | None, roster: Path | None) -> int:
    """Write a class's results in another form, and say where."""
    from autograder.classroom.exports import KINDS, export

    if kind not in KINDS:
        raise CourseError(f"There is no export {kind!r}. There are: {', '.join((*KINDS, *PLATFORMS))}.")
    print(export(kind, results, load_course(), to, roster))
    return 0


def run_export_platform(kind: str, chapter: str | None, wheel: Path | None, to: Path | None) -> int:
    """Write what grades a chapter on a platform, and say where and what to do with it."""
    from autograder.classroom.platforms import classroom50, gradescope

    if chapter is None or wheel is None:
        raise CourseError(
            f"Say which chapter, and where the full package's wheel is: course export {kind} ch1_1_arrays --wheel "
            "dist/numpy_dl_course_full-….whl"
        )
    found = load_course().find(chapter).chapter
    if kind == "gradescope":
        print(gradescope(found, wheel, to or Path(f"gradescope_{found.id}.zip")))
        print("Upload it as the assignment's autograder. It holds hidden tests and solutions: show it to no student.")
    else:
        print(classroom50(found, wheel, to or Path("autograders", found.id)))
        print("Commit that folder to your classroom50 repository, as CLASSROOM/autograders/ASSIGNMENT. Points are")
        print("multiplied by 100 there. Who knows the address of its pages can read what is in it.")
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
