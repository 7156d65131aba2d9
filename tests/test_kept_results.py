"""Results of a class that are damaged, edited, copied, merged or of students of one name; a table that cannot be used;
reports and exports that cannot be written, and gradebooks that do not know a student: nothing is lost unsaid."""

import dataclasses
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas
import pytest
from sqlalchemy import Engine, event
from test_class_driver import Threads, fake_done
from test_handed_in import MODULE, archive, write

from autograder.classroom import gradebook as nbgraders
from autograder.classroom.batch import executors, run
from autograder.classroom.batch.executors import Machines
from autograder.classroom.batch.handed_in import find
from autograder.classroom.batch.job import Done, Job
from autograder.classroom.batch.run import ClassRun, Outcome
from autograder.classroom.batch.store import Store
from autograder.classroom.batch.table import refresh
from autograder.classroom.class_report import write_report
from autograder.classroom.exports import KINDS, export
from autograder.cli.grade import FAILED, SOME_NOT, Options, run_grade, run_merge
from autograder.course import Course, CourseError
from autograder.grading.seed import course_seed

ID = "ch1_1_arrays"


@pytest.fixture(autouse=True)
def _graded_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def done(given: Job) -> Done:
        return dataclasses.replace(fake_done(given), refused="")

    monkeypatch.setattr(executors, "processes", lambda _count: Machines(lambda: Threads(done), 2))


def graded(where: Path, results: Path, **options: Any) -> int:
    return run_grade(where, Options(results, reduced=True, **options))


@pytest.fixture
def results(tmp_path: Path) -> Path:
    write(tmp_path / "in", *(f"{name}/{ID}/arrays.py" for name in ("anna", "bo", "cy")))
    assert graded(tmp_path / "in", tmp_path / "r") == 0
    return tmp_path / "r"


def students(results: Path) -> list[str]:
    return [item.student for _path, item in Store(results).results()]


@pytest.fixture
def warned(capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """What was said since it was last asked for, on stderr or to pytest, which may stand between."""

    def said() -> str:
        text = capsys.readouterr().err + caplog.text
        caplog.clear()
        return text

    return said


def edit(path: Path, change: Callable[[Any], object]) -> None:
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))


def exercise(**new: object) -> Callable[[Path], None]:
    return lambda path: edit(path, lambda data: data["report"]["exercises"][0].update(new))


DAMAGED: dict[str, Callable[[Path], object]] = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:300]),
    "zeros": lambda path: path.write_bytes(bytes(900)),
    "a number that is none": exercise(score=float("nan")),
    "points below zero": exercise(score=-5),
    "more points than there are": exercise(score=1e9),
    "no time": lambda path: edit(path, lambda data: data["times"].update(graded="yesterday")),
    "a time without a zone": lambda path: edit(path, lambda data: data["times"].update(graded="2026-01-01T10:00:00")),
    "another chapter": lambda path: edit(path, lambda data: data.update(chapter="ch1_2_matrices")),
    "another's name": lambda path: edit(path, lambda data: data.update(student="bo")),
    "a copy of another's": lambda path: shutil.copy(path.with_name("bo.json"), path),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DAMAGED)
def test_a_result_that_is_none_is_named_counts_for_nobody_and_is_made_again(
    name: str, results: Path, tmp_path: Path, course: Course, warned: Callable[[], str],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    path = results / ID / "anna.json"
    DAMAGED[name](path)
    assert write_report(results, course, tmp_path / "report.html") == 2
    assert f"{path} is left out: it is no result that can be read, or a copy of another's." in warned()
    for kind in KINDS:
        export(kind, results, course)
        assert f"{path} is left out" in warned()
    refresh(Store(results))
    with closing(sqlite3.connect(results / "results.db")) as table:
        assert table.execute("SELECT student FROM submissions ORDER BY student").fetchall() == [("bo",), ("cy",)]
    capsys.readouterr()
    assert graded(tmp_path / "in", results) == 0
    assert "1 graded; 2 had been graded" in capsys.readouterr().out
    assert students(results) == ["anna", "bo", "cy"]


def test_a_copy_beside_a_result_does_not_count_twice(results: Path) -> None:
    shutil.copy(results / ID / "anna.json", results / ID / "anna copy.json")
    assert students(results) == ["anna", "bo", "cy"]


def in_use(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    return connection


def of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as table:
        table.execute("CREATE TABLE submissions (x)")


TABLES: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:5000]), "Remove it"),
    "zeros": (lambda path: path.write_bytes(bytes(8192)), "Remove it"),
    "another program's": (of_another_program, "Remove it"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "Remove it"),
    "in use": (in_use, "End the program that has it open"),
}


@pytest.mark.parametrize("name", [*(name for name in TABLES if name != "in use"),
                                  pytest.param("in use", marks=pytest.mark.slow)])  # fmt: skip
def test_a_table_that_cannot_be_used_loses_no_result_and_is_told_after_what_came_of_the_run(
    name: str, results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage, remedy = TABLES[name]
    held = damage(results / "results.db")
    write(tmp_path / "in", f"di/{ID}/arrays.py")
    assert graded(tmp_path / "in", results) == FAILED
    told = capsys.readouterr()
    assert "4 submissions: 1 graded; 3 had been graded" in told.out
    assert f"The results are kept in the files beside it, from which it is made. {remedy}, and" in told.err
    assert students(results) == ["anna", "bo", "cy", "di"]
    if isinstance(held, sqlite3.Connection):
        held.close()


@pytest.mark.slow
def test_a_table_in_use_is_told_in_the_same_way_where_gradebooks_are_waited_for(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nbgraders, "PATIENCE", 0.5)
    held = in_use(results / "results.db")
    write(tmp_path / "in", f"di/{ID}/arrays.py")
    nbgraders.patient_connections()
    try:
        assert graded(tmp_path / "in", results) == FAILED
    finally:
        event.remove(Engine, "connect", nbgraders._be_patient)
        event.remove(Engine, "handle_error", nbgraders._name_the_lock)
    held.close()
    assert "End the program that has it open, and" in capsys.readouterr().err


def test_what_cannot_be_locked_is_told(results: Path, tmp_path: Path) -> None:
    (results / ".lock").unlink()
    (results / ".lock").mkdir()
    with pytest.raises(CourseError, match=r"\.lock cannot be written: Is a directory"):
        graded(tmp_path / "in", results)


@pytest.mark.parametrize("to", ["nowhere/x", "folder", "file/x", "n" * 300])
def test_where_a_report_or_an_export_cannot_be_written_that_is_told(
    to: str, results: Path, tmp_path: Path, course: Course
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(CourseError, match=r"cannot be written: .* Say another file with --to"):
        write_report(results, course, tmp_path / to)
    with pytest.raises(CourseError, match=r"cannot be written: .* Say another file with --to"):
        export("tests", results, course, tmp_path / to)


@pytest.mark.parametrize(
    "text", ['{"means": []}', '{"when": "x", "means": {"ch1_1_arrays/normalize": "x"}}', '{"when": 3}', "[]"]
)
def test_what_the_last_report_left_may_be_anything(text: str, results: Path, tmp_path: Path, course: Course) -> None:
    (results / "last_report.json").write_text(text)
    assert write_report(results, course, tmp_path / "report.html") == 3


# Two of one name, one after the other


def moodle(path: Path, *numbers: int) -> Path:
    return archive(path, {f"Li Wei_{n}_assignsubmission_file_/arrays.py": MODULE + b"#%d" % n for n in numbers})


def test_who_hands_in_later_under_the_same_name_takes_nobodys_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "r"
    assert graded(moodle(tmp_path / "one.zip", 7), results) == 0
    assert graded(moodle(tmp_path / "two.zip", 8), results) == SOME_NOT
    assert "there is a result of another of that name (Moodle 7; this is Moodle 8)" in capsys.readouterr().out
    assert [item.id for _path, item in Store(results).results()] == ["Moodle 7"]
    assert graded(moodle(tmp_path / "both.zip", 7, 8), results) == 0
    assert "1 graded; 1 had been graded" in capsys.readouterr().out
    assert students(results) == ["Li Wei (7)", "Li Wei (8)"]


def gradebook(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(("Student,ID,SIS User ID,SIS Login ID,Section", *rows)))
    return path


def test_points_of_which_the_row_is_not_certain_are_in_none_and_that_is_said(
    results: Path, tmp_path: Path, course: Course, warned: Callable[[], str]
) -> None:
    """One's number may be another's login."""
    roster = gradebook(tmp_path / "canvas.csv", '"A, Anna",anna,,x1,A', '"B, An",2,anna,x2,A', '"C, Bo",3,,bo,A')
    table = pandas.read_csv(export("canvas", results, course, roster=roster))
    assert list(table.iloc[1:, -1].isna()) == [True, True, False]
    told = warned()
    assert "anna fits 2 rows of the gradebook: these points are in no row." in told
    assert "cy fits no row of the gradebook: these points are in no row." in told
    assert "bo fits" not in told
    roster.write_text("First name,Last name,ID number,Email address\nbo,,7,a@x\nbo,,8,b@x\n")
    assert pandas.read_csv(export("moodle", results, course, roster=roster)).iloc[:, -2].isna().all()
    assert "bo fits 2 rows of the gradebook" in warned()


def test_canvas_finds_students_by_the_number_in_what_they_handed_in(tmp_path: Path, course: Course) -> None:
    whole = archive(tmp_path / "export.zip", {f"smithanna_{n}_99{n}_arrays.py": MODULE for n in (12, 34)})
    assert graded(whole, tmp_path / "r") == 0
    roster = gradebook(tmp_path / "canvas.csv", '"Smith, Anna",12,,as1,A', '"Smith, Anna",34,,as2,A', '"L, Zoe",5,,z,A')
    table = pandas.read_csv(export("canvas", tmp_path / "r", course, roster=roster))
    assert list(table.iloc[1:, -1].isna()) == [False, False, True]


# Shards


@pytest.fixture
def shards(tmp_path: Path) -> list[Path]:
    write(tmp_path / "in", *(f"{name}/{ID}/arrays.py" for name in ("anna", "bo", "cy", "di")))
    parts = [tmp_path / "p1", tmp_path / "p2"]
    for number, part in enumerate(parts, start=1):
        graded(tmp_path / "in", part, shard=f"{number}/2")
    assert all(students(part) for part in parts)
    return parts


def test_a_damaged_result_of_a_shard_is_named_and_the_others_are_merged(
    shards: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = next(shards[0].glob("*/*.json"))
    lost.write_text("{")
    assert run_merge(shards, tmp_path / "all") == SOME_NOT
    assert f"NOT merged: {lost} is no result that can be read" in capsys.readouterr().out
    assert len(students(tmp_path / "all")) == 3


def test_a_shard_that_is_left_out_is_named(
    shards: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_merge(shards[1:], tmp_path / "all") == SOME_NOT
    assert "Of the shards there is no 1/2" in capsys.readouterr().out
    with pytest.raises(CourseError, match=r"is no folder of results\. Nothing was merged"):
        run_merge([*shards, tmp_path / "p3"], tmp_path / "none")
    with pytest.raises(CourseError, match="Give the folders of results"):
        run_merge([], tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_clock_that_is_ahead_makes_no_older_result_the_newer(shards: list[Path], tmp_path: Path) -> None:
    path = next(shards[0].glob("*/*.json"))
    shutil.copytree(shards[0], tmp_path / "old")
    edit(tmp_path / "old" / path.relative_to(shards[0]), lambda data: (
        data["versions"].update(course="older"), data["times"].update(graded="2099-01-01T00:00:00+00:00")
    ))  # fmt: skip
    for order in ([tmp_path / "old", *shards], [*shards, tmp_path / "old"]):
        assert run_merge(order, tmp_path / "all") == 0
        assert {item.versions.course for _p, item in Store(tmp_path / "all").results()} != {"older"}
        assert "older" not in (tmp_path / "all" / path.relative_to(shards[0])).read_text()
        shutil.rmtree(tmp_path / "all")


def test_of_two_results_the_newer_is_kept_in_whatever_zones_they_were_made(shards: list[Path], tmp_path: Path) -> None:
    path = next(shards[0].glob("*/*.json"))
    shutil.copytree(shards[0], tmp_path / "old")
    older = tmp_path / "old" / path.relative_to(shards[0])
    edit(older, lambda data: data["times"].update(graded="2026-01-01T23:00:00+14:00"))
    edit(path, lambda data: data["times"].update(graded="2026-01-01T12:00:00+00:00"))
    assert run_merge([tmp_path / "old", *shards], tmp_path / "all") == 0
    assert "12:00:00" in (tmp_path / "all" / path.relative_to(shards[0])).read_text()


def test_a_place_that_a_result_cannot_be_merged_into_is_told(
    shards: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / ID).touch()
    assert run_merge(shards, tmp_path / "all") == FAILED
    assert "cannot be written: File exists. Mend that, and merge again." in capsys.readouterr().err


def test_a_clock_that_jumps_while_a_class_is_graded_changes_no_mark(
    results: Path, tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Jumping(run.datetime):
        jumps = iter((4e9, 0.0, 2e9, 1.0))

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return cls.fromtimestamp(next(cls.jumps), tz)

    def again() -> Outcome:
        found = find(tmp_path / "in", course).submissions
        return ClassRun(course, Store(results), lambda: Threads(fake_done), width=2, seed=seed).grade(found)

    seed = course_seed(tmp_path)
    monkeypatch.setattr(run, "datetime", Jumping)
    for name in ("anna", "bo", "cy"):
        (tmp_path / "in" / name / ID / "arrays.py").write_bytes(MODULE + b"changed = 1\n")
    assert (again().graded, again().kept) == (3, 3)
    refresh(Store(results))
    assert refresh(Store(results)) == 0


def test_who_handed_in_nothing_that_can_be_graded_is_named_in_the_end(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "in", f"di/{ID}/arrays.py.txt")
    assert graded(tmp_path / "in", results) == 0
    assert f"1 handed in nothing that can be graded:\n  di: di/{ID}/arrays.py.txt\n" in capsys.readouterr().out
