"""`course grade`: a class graded to the end whatever happens, nobody twice, every result whole."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas
import pytest
from made_class import make_class, told

from autograder.classroom.batch.store import Store
from autograder.classroom.batch.table import open_table
from autograder.course import Course

pytestmark = pytest.mark.slow

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


def test_a_class_of_forty(results: Path) -> None:
    scores = {name: sum(e["score"] for e in data["report"]["exercises"]) for name, data in told(results).items()}
    assert len(scores) == 40
    assert scores["ch1_1_arrays/student0000.json"] == 9.0
    assert 0 < scores["ch1_1_arrays/student0003.json"] < 9.0
    damaged = told(results)["ch1_1_arrays/student0010.json"]
    assert "not a Jupyter notebook" in damaged["refused"]


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


def test_what_has_been_graded_is_not_graded_again(handed_in: Path, results: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in results.glob("*/*.json")}
    done = course_grade(handed_in, "--results", results)
    assert "0 graded; 40 had been graded and have not changed" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in results.glob("*/*.json")} == before


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


def test_two_shards_merged_are_the_whole(handed_in: Path, results: Path, tmp_path: Path) -> None:
    for part in ("1/2", "2/2"):
        done = course_grade(handed_in, "--results", tmp_path / part[0], "--shard", part)
        assert done.returncode == 0, done.stderr
    merged = course_grade(tmp_path / "1", tmp_path / "2", "--merge", "--results", tmp_path / "all")
    assert "40 results merged" in merged.stdout
    assert told(tmp_path / "all") == told(results)
    assert Store(tmp_path / "all").table.is_file()


def test_a_dask_cluster_gives_the_same_results(handed_in: Path, results: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster

    os.environ |= ALLOW
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        done = course_grade(handed_in, "--results", tmp_path / "dask", "--scheduler", cluster.scheduler_address)
        assert done.returncode == 0, done.stderr
    assert told(tmp_path / "dask") == told(results)


def test_nobody_answers_at_the_scheduler(tmp_path: Path) -> None:
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna/arrays.py").write_text("x = 1\n")
    done = course_grade(tmp_path, "--results", tmp_path / "r", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "No Dask scheduler answers" in done.stderr


def test_a_folder_that_cannot_be_written_is_told_before_anything_runs(tmp_path: Path, handed_in: Path) -> None:
    (tmp_path / "file").write_text("")
    done = course_grade(handed_in, "--results", tmp_path / "file" / "results")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


@pytest.fixture(autouse=True)
def _leave(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ALLOW.items():
        monkeypatch.setenv(name, value)
