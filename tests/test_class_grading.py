"""`course grade`: a class graded to the end whatever happens, nobody twice, every result whole."""

import errno
import json
import os
import random
import signal
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
from made_class import make_class, told

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

ALLOW = {"COURSE_ALLOW_REDUCED_ISOLATION": "1"}  # the made-up class has no hostile member who could do harm


def course_grade(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command(*arguments), env={**os.environ, **ALLOW, **environment}, capture_output=True, text=True, check=False
    )


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "autograder", "grade", *map(str, arguments)]


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory, course: Course) -> Path:
    return make_class(tmp_path_factory.mktemp("class") / "course", course, 40, "1.1")


@pytest.fixture(scope="module")
def results(handed_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class of forty, graded undisturbed."""
    folder = tmp_path_factory.mktemp("results") / "whole"
    done = course_grade(handed_in, "--results", folder, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert "40 submissions: 40 graded" in done.stdout
    return folder


@pytest.mark.slow
def test_a_class_of_forty(results: Path) -> None:
    scores = {name: sum(e["score"] for e in data["report"]["exercises"]) for name, data in told(results).items()}
    assert len(scores) == 40
    assert scores["ch1_1_arrays/student0000.json"] == 9.0
    assert 0 < scores["ch1_1_arrays/student0003.json"] < 9.0
    damaged = told(results)["ch1_1_arrays/student0010.json"]
    assert "not a Jupyter notebook" in damaged["refused"]


@pytest.mark.slow
def test_the_table_says_what_the_files_say(results: Path, course: Course) -> None:
    engine = open_table(Store(results).table)
    table = pandas.read_sql("select student, chapter, score, max_score, refused from submissions", engine)
    exercises = pandas.read_sql("select * from exercises", engine)
    engine.dispose()
    files = told(results).values()
    assert sorted(table["student"]) == sorted(data["student"] for data in files)
    assert table["score"].sum() == pytest.approx(sum(e["score"] for d in files for e in d["report"]["exercises"]))
    assert len(exercises) == 40 * len(course.find("1.1").chapter.exercises)
    assert set(exercises.loc[exercises["mistake"] != "", "sentence"]) != {""}


@pytest.mark.slow
def test_what_has_been_graded_is_not_graded_again(handed_in: Path, results: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in results.glob("*/*.json")}
    done = course_grade(handed_in, "--results", results)
    assert "0 graded; 40 had been graded and have not changed" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in results.glob("*/*.json")} == before


@pytest.mark.slow
def test_killed_at_ten_moments_it_goes_on_and_ends_as_if_undisturbed(
    handed_in: Path, results: Path, tmp_path: Path
) -> None:
    moments, folder, kills = random.Random(20261129), tmp_path / "killed", 0
    while kills < 10:
        process = subprocess.Popen(
            command(handed_in, "--results", folder, "--jobs", 2), env={**os.environ, **ALLOW},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        there = len(list(folder.glob("*/*.json")))
        patience, enough = time.monotonic() + 60, moments.randint(0, 3)
        while process.poll() is None and time.monotonic() < patience:
            if len(list(folder.glob("*/*.json"))) >= there + enough:
                time.sleep(moments.random() * 0.3)
                break
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)  # the driver alone: what it started has to end by itself
        process.wait()
        kills += 1
        assert all(json.loads(path.read_text()) for path in folder.glob("*/*.json"))  # whole or not there
    done = course_grade(handed_in, "--results", folder, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert told(folder) == told(results)
    assert list(folder.glob("*/.*.part")) == []  # what a killed run began is cleared away


@pytest.mark.slow
def test_two_shards_merged_are_the_whole(handed_in: Path, results: Path, tmp_path: Path) -> None:
    for part in ("1/2", "2/2"):
        done = course_grade(handed_in, "--results", tmp_path / part[0], "--shard", part)
        assert done.returncode == 0, done.stderr
    merged = course_grade(tmp_path / "1", tmp_path / "2", "--merge", "--results", tmp_path / "all")
    assert "40 results merged" in merged.stdout
    assert told(tmp_path / "all") == told(results)
    assert Store(tmp_path / "all").table.is_file()


@pytest.mark.slow
def test_a_dask_cluster_gives_the_same_results(handed_in: Path, results: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster

    os.environ |= ALLOW
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        done = course_grade(handed_in, "--results", tmp_path / "dask", "--scheduler", cluster.scheduler_address)
        assert done.returncode == 0, done.stderr
    assert told(tmp_path / "dask") == told(results)


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


@pytest.mark.slow
def test_nobody_answers_at_the_scheduler(tmp_path: Path) -> None:
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna/arrays.py").write_text("x = 1\n")
    done = course_grade(tmp_path, "--results", tmp_path / "r", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "No Dask scheduler answers" in done.stderr


# The driver's own behavior, with grading that costs nothing.


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


def test_a_folder_that_cannot_be_written_is_told_before_anything_runs(tmp_path: Path, handed_in: Path) -> None:
    (tmp_path / "file").write_text("")
    done = course_grade(handed_in, "--results", tmp_path / "file" / "results")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


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


@pytest.fixture(autouse=True)
def _leave(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ALLOW.items():
        monkeypatch.setenv(name, value)
