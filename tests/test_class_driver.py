"""What drives the grading of a class, with grading that costs nothing: what is lost, late, full, damaged or older."""

import errno
import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas
import pytest
from distributed import Client

import autograder.build.release
from autograder.classroom.batch import executors, job, run, versions
from autograder.classroom.batch.handed_in import HandedIn, find
from autograder.classroom.batch.job import Done, Job
from autograder.classroom.batch.run import ClassRun, MachinesLost, StoreFailed, in_shard
from autograder.classroom.batch.store import Store, digest
from autograder.classroom.batch.table import older_results, open_table, refresh
from autograder.cli import author
from autograder.course import Course
from autograder.grading.seed import PUBLIC


def fake_done(given: Job) -> Done:
    real = job._refused(given, "made up")
    return Done(real.report, refused="made up", seconds=0.1)


class Threads(ThreadPoolExecutor):
    """Runs `grade` in place of grading."""

    def __init__(self, grade: Callable[[Job], Done]) -> None:
        super().__init__(1)
        self.grade = grade

    def submit(self, _function: Any, given: Job, /, **_named: Any) -> "Future[Any]":  # type: ignore[override]
        return super().submit(self.grade, given)


@pytest.fixture
def three(tmp_path: Path, course: Course) -> list[HandedIn]:
    for name in ("anna", "bo", "cy"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "arrays.py").write_text(f"name = {name!r}\n")
    return find(tmp_path / "in", course).submissions


def graded_by(
    course: Course, store: Store, grade: Callable[[Job], Done], todo: list[HandedIn], **options: Any
) -> run.Outcome:
    def make() -> Executor:
        return Threads(grade)

    return ClassRun(course, store, make, width=2, **options).grade(todo)


def test_a_process_that_is_lost_costs_nobody_a_mark(course: Course, tmp_path: Path, three: list[HandedIn]) -> None:
    lost: list[str] = []

    def grade(given: Job) -> Done:
        if given.student == "bo" and not lost:
            lost.append("bo")
            raise BrokenExecutor("a process ended")
        return fake_done(given)

    outcome = graded_by(course, Store(tmp_path / "r"), grade, three)
    assert (outcome.graded, outcome.problems) == (3, [])


def test_who_ends_the_grading_process_each_time_is_told_and_stops_nobody(
    course: Course, tmp_path: Path, three: list[HandedIn]
) -> None:
    def grade(given: Job) -> Done:
        if given.student == "bo":
            raise BrokenExecutor("a process ended")
        return fake_done(given)

    outcome = graded_by(course, Store(tmp_path / "r"), grade, three)
    assert outcome.graded == 2
    assert [problem.student for problem in outcome.problems] == ["bo"]
    assert not outcome.complete
    assert Store(tmp_path / "r").read("ch1_1_arrays", "bo") is None  # no zero for what is no fault of theirs


def test_a_fault_of_the_grader_is_tried_again_and_is_nobodys_zero(
    course: Course, tmp_path: Path, three: list[HandedIn]
) -> None:
    outcome = graded_by(course, Store(tmp_path / "r"), lambda _job: Done(failed="the sandbox failed"), three)
    assert outcome.graded == 0
    assert {problem.reason for problem in outcome.problems} == {"the sandbox failed"}
    assert list((tmp_path / "r").glob("*/*.json")) == []


def test_near_a_limit_of_time_it_is_tried_again_alone(course: Course, tmp_path: Path, three: list[HandedIn]) -> None:
    tries: list[str] = []

    def grade(given: Job) -> Done:
        tries.append(given.student)
        near = ("normalize",) if given.student == "anna" else ()
        done = fake_done(given)
        return Done(done.report, refused=done.refused, seconds=9.0, near=near)

    outcome = graded_by(course, Store(tmp_path / "r"), grade, three)
    assert tries == ["anna", "bo", "cy", "anna"]
    assert outcome.tried_again == 1
    kept = Store(tmp_path / "r").read("ch1_1_arrays", "anna")
    assert kept is not None
    assert kept.times.tried_again


def test_killed_before_the_second_try_it_is_tried_alone_by_the_next_run_and_not_begun_anew(
    course: Course, tmp_path: Path, three: list[HandedIn]
) -> None:
    tries: list[str] = []

    def grade(given: Job) -> Done:
        tries.append(given.student)
        if tries == ["anna", "bo"]:
            raise KeyboardInterrupt
        done = fake_done(given)
        return Done(done.report, refused=done.refused, near=("normalize",) if tries == ["anna"] else ())

    store = Store(tmp_path / "r")
    with pytest.raises(KeyboardInterrupt):
        graded_by(course, store, grade, three)
    kept = store.read("ch1_1_arrays", "anna")
    assert kept is not None
    assert kept.times.due
    tries.clear()
    assert graded_by(course, store, fake_done, three).tried_again == 1
    kept = store.read("ch1_1_arrays", "anna")
    assert kept is not None
    assert (kept.times.tried_again, kept.times.due) == (True, False)
    assert graded_by(course, store, grade, three).kept == 3


def test_a_full_disk_stops_the_run_and_loses_nothing(
    course: Course, tmp_path: Path, three: list[HandedIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, write = Store(tmp_path / "r"), Store.write

    def full(self: Store, graded: Any) -> None:
        if graded.student == "bo":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, graded)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "write", full)
        with pytest.raises(StoreFailed, match=r"No space left.*start the same command"):
            graded_by(course, store, fake_done, three)
    again = graded_by(course, store, fake_done, three)
    assert (again.kept, again.graded) == (1, 2)


@pytest.mark.slow
def test_when_the_time_is_up_the_rest_is_left_and_said(course: Course, tmp_path: Path, three: list[HandedIn]) -> None:
    def slow(given: Job) -> Done:
        time.sleep(0.3)
        return fake_done(given)

    outcome = graded_by(course, Store(tmp_path / "r"), slow, three, seconds=0.1)
    assert outcome.left >= 1
    assert outcome.graded + outcome.left == 3
    assert not outcome.complete


def test_results_of_older_tests_are_named_and_regraded_where_asked(
    course: Course, tmp_path: Path, three: list[HandedIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "r")
    with monkeypatch.context() as patch:
        patch.setattr(run, "course_version", lambda *_: "older")
        graded_by(course, store, fake_done, three)
    left = graded_by(course, store, fake_done, three)
    assert (len(left.stale), left.graded) == (3, 0)
    assert run.stale_said(left.stale, course) == (
        "3 graded under older points or tests: kept as they are; regrade them with --stale."
    )
    assert graded_by(course, store, fake_done, three, regrade_stale=True).graded == 3
    assert graded_by(course, store, fake_done, three).kept == 3


def test_the_table_tells_which_results_are_older_than_the_course(
    course: Course, tmp_path: Path, three: list[HandedIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "r")
    with monkeypatch.context() as patch:
        patch.setattr(run, "course_version", lambda *_: "older")
        graded_by(course, store, fake_done, three[:2])
    graded_by(course, store, fake_done, three[2:])
    assert older_results(store, course, PUBLIC) == {"ch1_1_arrays": 2}


def test_a_build_tells_of_results_that_are_older(
    course: Course,
    tmp_path: Path,
    three: list[HandedIn],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    graded_by(course, Store(tmp_path / "results"), fake_done, three)  # by the public seed, and the course draws another
    monkeypatch.setattr(autograder.build.release, "root", lambda: tmp_path)
    assert author._leaves_grades(None, False)
    assert "ch1_1_arrays: 3 results in results/ are older" in capsys.readouterr().err
    assert author._leaves_grades(course.chapter("ch1_2_matrices"), False)
    assert capsys.readouterr().err == ""


def test_a_changed_submission_is_graded_again(course: Course, tmp_path: Path, three: list[HandedIn]) -> None:
    store = Store(tmp_path / "r")
    graded_by(course, store, fake_done, three)
    (tmp_path / "in/bo/arrays.py").write_text("name = 'changed'\n")
    outcome = graded_by(course, store, fake_done, find(tmp_path / "in", course).submissions)
    assert (outcome.graded, outcome.kept) == (1, 2)


def test_a_damaged_result_is_made_again(course: Course, tmp_path: Path, three: list[HandedIn]) -> None:
    store = Store(tmp_path / "r")
    graded_by(course, store, fake_done, three)
    store.path("ch1_1_arrays", "cy").write_text('{"student": "cy"')
    assert graded_by(course, store, fake_done, three).graded == 1


def test_what_a_folder_closed_to_this_account_holds_is_nobodys_zero(course: Course, tmp_path: Path) -> None:
    item = HandedIn("anna", course.chapter("ch1_1_arrays"), unreadable="anna cannot be read (Permission denied).")
    outcome = graded_by(course, Store(tmp_path / "r"), fake_done, [item])
    assert [problem.student for problem in outcome.problems] == ["anna"]


@pytest.mark.parametrize(
    "name", ["Ann\n", "..", ".", "a/b", "ä" * 300, "-rf", "~", "%2F", "con:1", "\udcff", "a~0123456789abcdef"]
)
def test_any_name_has_a_file_of_its_own_in_the_chapters_folder(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path)
    path = store.path("ch1_1_arrays", name)
    assert path.parent == tmp_path / "ch1_1_arrays"
    assert path != store.path("ch1_1_arrays", name + "x")
    path.parent.mkdir()
    path.write_text("")


def test_shards_share_out_everybody_once(course: Course) -> None:
    class_ = [HandedIn(f"s{n}", course.chapter("ch1_1_arrays")) for n in range(300)]
    parts = [[item.student for item in class_ if in_shard(item, (part, 3))] for part in (1, 2, 3)]
    assert sorted(name for part in parts for name in part) == sorted(item.student for item in class_)
    assert all(len(part) > 60 for part in parts)


def test_versions_follow_what_marks_depend_on(course: Course) -> None:
    arrays, matrices = course.chapter("ch1_1_arrays"), course.chapter("ch1_2_matrices")
    assert versions.course_version(course, arrays) != versions.course_version(course, matrices)
    assert digest({"a": b"bc"}) != digest({"ab": b"c"})


def test_the_table_follows_results_that_change_and_go(course: Course, tmp_path: Path, three: list[HandedIn]) -> None:
    store = Store(tmp_path / "r")
    graded_by(course, store, fake_done, three)
    assert refresh(store) == 3
    assert refresh(store) == 0
    store.path("ch1_1_arrays", "cy").unlink()
    assert refresh(store) == 1
    engine = open_table(store.table)
    assert list(pandas.read_sql("select student from submissions order by student", engine)["student"]) == [
        "anna",
        "bo",
    ]
    engine.dispose()


@pytest.mark.slow
def test_a_scheduler_that_is_gone_ends_the_run_and_loses_nothing(
    course: Course, tmp_path: Path, three: list[HandedIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "PATIENCE", 1.0)
    about = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(
        [*dask, "--no-dashboard", "--scheduler-file", str(about)], stderr=subprocess.DEVNULL
    ) as process:
        while not about.is_file():
            assert process.poll() is None
            time.sleep(0.05)
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(about), "--no-nanny"]
        with subprocess.Popen([*worker, "--no-dashboard"], stderr=subprocess.DEVNULL) as second:
            address = json.loads(about.read_text())["address"]
            Client(address, timeout="30s").wait_for_workers(1)
            machines = executors.cluster(address)
            for each in (second, process):
                each.kill()
    with pytest.raises(MachinesLost, match="the same command again"):
        ClassRun(course, Store(tmp_path / "r"), machines.make, width=2, are_lost=machines.are_lost).grade(three)
