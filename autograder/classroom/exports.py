"""What other programs read: results as CSV, for the gradebooks of Canvas and Moodle, as JUnit XML."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize
from xml.etree import ElementTree

from autograder.classroom.batch.store import Graded, Store, log, write_for_others
from autograder.course import Chapter, Course, CourseError
from autograder.report.account import points
from autograder.report.gradescope import output

# A spreadsheet takes a cell that begins so for a formula, which can do harm.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The columns by which these gradebooks find a student, and those that Canvas wants besides.
CANVAS_KEYS = ("ID", "SIS User ID", "SIS Login ID", "Integration ID", "Student")
CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE_KEYS = ("Email address", "Username", "ID number")


@dataclass(frozen=True)
class Export:
    """A kind of export: the file it makes, and how."""

    file: str
    write: Callable[[Sequence[Graded], Course, Path | None], str]


def export(kind: str, results: Path, course: Course, to: Path | None = None, roster: Path | None = None) -> Path:
    """Write the results of a folder in the form of another program; returns the file.

    Parameters
    ----------
    kind
        one of KINDS.
    roster
        for Canvas and Moodle: a gradebook exported from there, whose rows and identifying columns are kept.

    Raises
    ------
    CourseError
        where there are no results, or the roster is none.
    """
    graded = [item for _path, item in Store(results).results()]
    if not graded:
        raise CourseError(f"{results} holds no results. Grade first: course grade SUBMISSIONS --results {results}")
    path = to or results / KINDS[kind].file
    write_for_others(path, KINDS[kind].write(graded, course, roster).encode())
    return path


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([harmless(column) for column in columns])
    writer.writerows([harmless(value) for value in row] for row in rows)
    return text.getvalue()


def _exercises(graded: Sequence[Graded], _course: Course, _roster: Path | None) -> str:
    return _csv(
        ("student", "chapter", "exercise", "points", "of", "status", "mistake", "kind", "explanation", "graded"),
        (
            (
                item.student, item.chapter, exercise.name, exercise.score, exercise.max_score, exercise.status,
                (failure.mistake or "") if (failure := exercise.failure) else "",
                (failure.mistake_kind or failure.kind) if failure else "",
                (failure.advice or failure.seen) if failure else "", item.times.graded,
            )
            for item in graded for exercise in item.report.exercises
        ),
    )  # fmt: skip


def _tests(graded: Sequence[Graded], _course: Course, _roster: Path | None) -> str:
    words = {True: "passed", False: "failed", None: "not tried"}
    return _csv(
        ("student", "chapter", "exercise", "test", "hidden", "result"),
        (
            (item.student, item.chapter, exercise.name, check.label, "yes" if check.hidden else "no",
             words[check.passed])
            for item in graded for exercise in item.report.exercises for check in exercise.checks
        ),
    )  # fmt: skip


def _by_student(graded: Sequence[Graded]) -> dict[str, dict[str, Graded]]:
    found: dict[str, dict[str, Graded]] = {}
    for item in graded:
        found.setdefault(item.student, {})[item.chapter] = item
    return found


def _chapters(graded: Sequence[Graded], course: Course) -> list[Chapter]:
    ids = {item.chapter for item in graded}
    return [chapter for chapter in course.chapters if chapter.id in ids]


def _assignment(chapter: Chapter) -> str:
    return f"{chapter.number} {chapter.title}"


def _canvas(graded: Sequence[Graded], course: Course, roster: Path | None) -> str:
    """Canvas's gradebook: its columns, a row of the points possible, a row per student."""
    chapters = _chapters(graded, course)
    scores = _by_student(graded)
    possible = ["    Points Possible", "", "", "", "", *(points(chapter.points) for chapter in chapters)]
    if roster is None:
        known = [{"Student": student, "SIS Login ID": student} for student in sorted(scores)]
    else:
        known = [row for row in _rows(roster, "Student") if not row["Student"].strip().startswith("Points Possible")]
    columns = [*CANVAS_COLUMNS, *(_assignment(chapter) for chapter in chapters)]
    rows = [
        [*(row.get(column, "") for column in CANVAS_COLUMNS), *_points(own, chapters)]
        for row, own in zip(known, _of(known, CANVAS_KEYS, scores), strict=True)
    ]
    return _csv(columns, [possible, *rows])


def _moodle(graded: Sequence[Graded], course: Course, roster: Path | None) -> str:
    """Moodle's import: a column that tells the student, one per assignment, and one of feedback to each."""
    chapters = _chapters(graded, course)
    scores = _by_student(graded)
    if roster is None:
        key = MOODLE_KEYS[0] if all("@" in student for student in scores) else MOODLE_KEYS[1]
        known = [{key: student} for student in sorted(scores)]
        keys: Sequence[str] = (key,)
    else:
        known = _rows(roster)
        keys = [key for key in MOODLE_KEYS if key in known[0]]
        if not keys:
            raise CourseError(f"{roster} has none of the columns {', '.join(MOODLE_KEYS)}: export it from Moodle.")
    columns = [*keys, *(word for c in chapters for word in (_assignment(c), f"{_assignment(c)} (feedback)"))]
    rows = []
    for row, own in zip(known, _of(known, (*keys, "Full name"), scores), strict=True):
        cells = zip(_points(own, chapters), (_feedback(own.get(c.id)) for c in chapters), strict=True)
        rows.append([*(row.get(key, "") for key in keys), *(cell for pair in cells for cell in pair)])
    return _csv(columns, rows)


def _points(own: dict[str, Graded], chapters: Sequence[Chapter]) -> list[str]:
    return [points(own[chapter.id].report.score) if chapter.id in own else "" for chapter in chapters]


def _feedback(graded: Graded | None) -> str:
    if graded is None:
        return ""
    if graded.refused:
        return graded.refused
    return "\n".join(
        f"{e.name}: {output(e)}" if e.stretch else f"{e.name}: {points(e.score)} of {points(e.max_score)}. {output(e)}"
        for e in graded.report.exercises
    )


def _of(
    rows: Sequence[dict[str, str]], keys: Sequence[str], scores: dict[str, dict[str, Graded]]
) -> list[dict[str, Graded]]:
    """The results of the student in each row of a gradebook: whichever of its columns we know them by. What fits no
    row, or several, stands in none, and that is said."""
    ids = {item.id: student for student, own in scores.items() for item in own.values() if item.id}
    found = [_student(row, keys, scores, ids) for row in rows]
    fits = Counter(found)
    for student in scores:
        if fits[student] != 1:
            how = f"fits {fits[student]} rows of the gradebook" if fits[student] else "fits no row of the gradebook"
            log.warning("%s %s: these points are in no row. Enter them there by hand.", student, how)
    return [scores[student] if student is not None and fits[student] == 1 else {} for student in found]


def _student(
    row: dict[str, str], keys: Sequence[str], scores: dict[str, dict[str, Graded]], ids: dict[str, str]
) -> str | None:
    """Who of those with results a row is of."""
    if student := ids.get(f"Canvas {row.get('ID')}"):  # Canvas names files by it, too; Moodle's are of one assignment
        return student
    first, last = row.get("First name", ""), row.get("Last name", row.get("Surname", ""))
    names = [*(row.get(key, "") for key in keys), f"{first} {last}"]
    return next((name for each in names if (name := normalize("NFC", each.strip())) in scores), None)


def _rows(roster: Path, needed: str = "") -> list[dict[str, str]]:
    try:
        with roster.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, restval=""))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CourseError(f"{roster} cannot be read as a CSV in UTF-8: {error}.") from None
    if not rows or needed not in {"", *rows[0]}:
        raise CourseError(
            f"{roster} is no exported gradebook: it has no rows{f' or no {needed} column' * bool(needed)}."
        )
    return [{key: value for key, value in row.items() if isinstance(value, str)} for row in rows]


def _junit(graded: Sequence[Graded], _course: Course, _roster: Path | None) -> str:
    """A test suite per submission and a test case per test of the exercises."""
    suites = ElementTree.Element("testsuites", name="course grade")
    for item in graded:
        checks = [(e, check) for e in item.report.exercises for check in e.checks]
        suite = ElementTree.SubElement(
            suites, "testsuite", name=_xml(f"{item.student} {item.chapter}"), timestamp=item.times.graded,
            time=f"{item.times.seconds:g}", tests=str(len(checks)), errors="0",
            failures=str(sum(check.passed is False for _e, check in checks)),
            skipped=str(sum(check.passed is None for _e, check in checks)),
        )  # fmt: skip
        for exercise, check in checks:
            case = ElementTree.SubElement(
                suite, "testcase", classname=_xml(f"{item.chapter}.{exercise.name}"), name=_xml(check.label)
            )
            if check.passed is None:
                ElementTree.SubElement(case, "skipped", message="not tried")
            elif not check.passed:
                said = check.failure.advice or check.failure.seen if check.failure else ""
                ElementTree.SubElement(case, "failure", message=_xml(said)).text = _xml(output(exercise))
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _xml(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NO_XML.sub("�", text)


KINDS = {
    "exercises": Export("exercises.csv", _exercises),
    "tests": Export("tests.csv", _tests),
    "canvas": Export("canvas.csv", _canvas),
    "moodle": Export("moodle.csv", _moodle),
    "junit": Export("junit.xml", _junit),
}
