"""The class report and the exports: what they say is what the results say, and they are safe to open."""

import csv
import re
from pathlib import Path

import junitparser
import pandas
import pytest

from autograder.classroom.batch.anonymous import anonymous, changed_lines
from autograder.classroom.batch.store import Graded, Store, Times, Versions
from autograder.classroom.class_report import write_report
from autograder.classroom.exports import CANVAS_COLUMNS, export, harmless
from autograder.course import Course, CourseError
from autograder.grading.results import CheckResult, ExerciseResult, Failure
from autograder.report.model import Report

SENTENCE = "You normalize each column by itself."
CODE = ("def normalize(a):", "    return (a - a.mean(axis=0)) / a.std(axis=0)")
NAMES = ("Anna <b>", "Bo", "=cmd|' /C calc'!A0", "Dé\x07", "Evelyn")


def result(student: str, score: float, mistake: str = "", refused: str = "") -> Graded:
    failure = (
        Failure(kind="values", advice=SENTENCE, mistake=mistake or None, mistake_kind="axis") if score < 5 else None
    )
    checks = (
        CheckResult(label="by hand", passed=score == 5, failure=failure),
        CheckResult(label="any shape", passed=None if score < 5 else True, hidden=True),
    )
    exercise = ExerciseResult(
        name="normalize", score=score, max_score=5, status="passed" if score == 5 else "failed", checks=checks
    )
    return Graded(
        student=student, chapter="ch1_1_arrays", refused=refused,
        versions=Versions(course="c", grader="g", submission="s"),
        report=Report(chapter="ch1_1_arrays", title="1.1 Arrays", submission="", exercises=(exercise,)),
        code={"normalize": CODE} if mistake else {}, times=Times(graded="2026-01-31T10:00:00+00:00", seconds=0.2),
    )  # fmt: skip


@pytest.fixture
def results(tmp_path: Path) -> Path:
    store = Store(tmp_path / "results")
    for student, graded in zip(
        NAMES,
        (
            result(NAMES[0], 0, "normalizes each column"), result(NAMES[1], 0, "normalizes each column"),
            result(NAMES[2], 0, "normalizes each column"), result(NAMES[3], 5), result(NAMES[4], 0, refused="cut off"),
        ), strict=True,
    ):  # fmt: skip
        assert graded.student == student
        store.write(graded)
    return store.folder


def page(results: Path, course: Course, **options: object) -> str:
    path = results / "page.html"
    assert write_report(results, course, path, **options) == len(NAMES)  # type: ignore[arg-type]
    return path.read_text(encoding="utf-8")


def test_the_report_tells_the_commonest_mistake_with_a_count_and_code(results: Path, course: Course) -> None:
    text = page(results, course)
    assert '<span class="count">3</span>' in text
    assert SENTENCE in text
    assert "return (a - a.mean(axis=0)) / a.std(axis=0)" in text
    assert "cut off" in text


def test_code_of_fewer_than_three_is_not_shown(results: Path, course: Course) -> None:
    Store(results).path("ch1_1_arrays", "Bo").unlink()
    path = results / "page.html"
    write_report(results, course, path)
    assert "a.mean(axis=0)" not in path.read_text(encoding="utf-8")


def test_names_are_escaped_and_nothing_is_fetched(results: Path, course: Course) -> None:
    text = page(results, course)
    assert "Anna &lt;b&gt;" in text
    assert "Anna <b>" not in text
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)|@import|url\(|https?:""", text)


def test_an_anonymous_report_names_nobody(results: Path, course: Course) -> None:
    text = page(results, course, roster=(*NAMES, "Zoe"), is_anonymous=True)
    assert [name for name in ("Anna", "Bo ·", "cmd|", "Evelyn", "Zoe", "cut off") if name in text] == []
    assert "Not handed in: 1<" in text


def test_who_has_not_handed_in_is_known_from_a_roster(results: Path, course: Course) -> None:
    assert "Not handed in: 1 (Zoe)<" in page(results, course, roster=(*NAMES, "Zoe"))


def test_more_names_than_one_reads_are_folded(results: Path, course: Course) -> None:
    many = [f"Student {number}" for number in range(40)]
    text = page(results, course, roster=(*NAMES, *many))
    assert f"Not handed in: <details><summary>40</summary>{' · '.join(sorted(many))}</details>" in text
    assert "<summary>who" not in text  # three made the mistake, and stand open


def test_the_second_report_compares_with_the_first(results: Path, course: Course) -> None:
    assert "compared with" not in page(results, course)
    Store(results).write(result("Bo", 5))
    text = page(results, course)
    assert "compared with the report of" in text
    assert "▲" in text


def test_no_results_are_told(tmp_path: Path, course: Course) -> None:
    with pytest.raises(CourseError, match="holds no results"):
        write_report(tmp_path, course, tmp_path / "x.html")
    with pytest.raises(CourseError, match="holds no results"):
        export("tests", tmp_path, course)


def test_exports_of_exercises_and_tests_read_back(results: Path, course: Course) -> None:
    table = pandas.read_csv(export("exercises", results, course))
    assert len(table) == 5
    assert table["points"].sum() == 5
    assert set(table["mistake"].dropna()) == {"normalizes each column"}
    tests = pandas.read_csv(export("tests", results, course))
    assert tests["result"].value_counts().to_dict() == {"failed": 4, "not tried": 4, "passed": 2}


@pytest.mark.parametrize("kind", ["exercises", "tests", "canvas", "moodle"])
def test_no_cell_is_a_formula(results: Path, course: Course, kind: str) -> None:
    with export(kind, results, course).open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=cmd|' /C calc'!A0" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize(("cell", "safe"), [("=1", "'=1"), ("@x", "'@x"), ("-1", "'-1"), ("a=1", "a=1"), (-1.5, -1.5)])
def test_harmless(cell: object, safe: object) -> None:
    assert harmless(cell) == safe


def test_canvas_gets_its_columns_and_a_row_of_points_possible(results: Path, course: Course, tmp_path: Path) -> None:
    roster = tmp_path / "canvas.csv"
    roster.write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Old (12)\n    Points Possible,,,,,3\n"
        '"Wei, Bo",101,S1,Bo,A,3\n"Zoe",102,S2,zoe,A,2\n'
    )
    table = pandas.read_csv(export("canvas", results, course, roster=roster))
    assert list(table.columns) == [*CANVAS_COLUMNS, "1.1 Arrays: a picture is a grid of numbers"]
    assert table.iloc[0, 0].strip() == "Points Possible"
    assert table.iloc[0, -1] == course.chapter("ch1_1_arrays").points
    assert table.iloc[1, -1] == 0
    assert table.iloc[1, 1] == 101
    assert pandas.isna(table.iloc[2, -1])  # not handed in is no zero


def test_moodle_finds_students_by_mail_or_user_name_or_its_own_export(
    results: Path, course: Course, tmp_path: Path
) -> None:
    table = pandas.read_csv(export("moodle", results, course))
    assert list(table.columns)[:2] == ["Username", "1.1 Arrays: a picture is a grid of numbers"]
    roster = tmp_path / "moodle.csv"
    roster.write_text(
        "First name,Last name,ID number,Email address\nBo,,7,bo@school.example\nZoe,Li,8,z@school.example\n"
    )
    table = pandas.read_csv(export("moodle", results, course, roster=roster))
    assert list(table["Email address"]) == ["bo@school.example", "z@school.example"]
    assert table.iloc[0, 2] == 0
    assert SENTENCE in table.iloc[0, 3]


def test_a_roster_that_is_none_is_told(results: Path, course: Course, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("name\nBo\n")
    with pytest.raises(CourseError, match="no Student column"):
        export("canvas", results, course, roster=roster)
    with pytest.raises(CourseError, match="has none of the columns"):
        export("moodle", results, course, roster=roster)


def test_junit_reads_back(results: Path, course: Course) -> None:
    suites = junitparser.JUnitXml.fromfile(str(export("junit", results, course)))
    found = list(suites)
    assert [suite.name for suite in found] == sorted(f"{name} ch1_1_arrays".replace("\x07", "�") for name in NAMES)
    assert sum(suite.failures for suite in found) == 4
    assert {case.classname for suite in found for case in suite} == {"ch1_1_arrays.normalize"}


def test_code_without_comments_texts_and_names() -> None:
    source = (
        'def normalize(data: "mine"):\n    """Anna wrote this."""\n    # secret\n    mu = data.mean()\n'
        '    print("hi", mu)\n    return data - mu\n'
    )
    lines = anonymous(source, keep=frozenset({"normalize"}))
    assert lines == ("def normalize(a):", "    b = a.mean()", "    print('…', b)", "    return a - b")
    assert changed_lines(lines, (*lines[:3], "    return b")) == ("    return a - b",)
    assert anonymous("def f(:") == ()
