"""What goes wrong around a class while it is graded: files that cannot be read, submissions that go, a gradebook that
is in use. Nobody gets a zero for it, everybody else is graded, and the log says what to do."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader_course import (
    ID,
    MODULE,
    NEWER,
    NOTEBOOK,
    Course,
    answer_in_notebook,
    environment,
    new_course,
    solutions,
)
from warm_commands import without_override

pytestmark = pytest.mark.slow

LONGER_THAN_SQLITE_WAITS = 6.0  # seconds; Python's own patience is 5


@dataclass(frozen=True)
class Troubled:
    course: Course
    first: str
    said: str


# Run by nbgrader in its own process: what others do to the course while a class is graded, at a known moment.
MEANWHILE = """
import shutil, subprocess, sys
from autograder.classroom.hooks import ScreenedAutograde

original = ScreenedAutograde.init_assignment
HOLD = '''
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep({seconds})
'''

def init_assignment(self, assignment, student):
    folder = lambda name: self.coursedir.format_path("submitted", name, assignment)
    if student == "a_first":
        shutil.rmtree(folder("d_goes_before_its_turn"))
        shutil.rmtree(folder("e_regraded_goes"))
    if student == "f_goes_in_its_turn":
        shutil.rmtree(folder(student))
    if student == "h_locked":
        path = self.coursedir.db_url.removeprefix("sqlite:///")
        subprocess.Popen([sys.executable, "-c", HOLD, path], stdout=subprocess.PIPE).stdout.readline()
    original(self, assignment, student)

if original.__module__ == ScreenedAutograde.__mro__[1].__module__:  # once: settings are read several times
    ScreenedAutograde.init_assignment = init_assignment
"""


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Troubled:
    course = new_course(tmp_path_factory.mktemp("troubled") / "course")
    answer_in_notebook(course.hand_in("e_regraded_goes"), solutions())
    answer_in_notebook(course.hand_in("c_closed_later"), solutions())
    first = course.nbgrader("autograde", ID)
    for name in (
        "a_first", "b_closed_above", "b_closed_folder", "b_closed_module", "b_closed_notebook",
        "d_goes_before_its_turn", "f_goes_in_its_turn", "h_locked", "z_last",
    ):  # fmt: skip
        answer_in_notebook(course.hand_in(name), solutions())
    for name in ("e_regraded_goes", "c_closed_later"):
        answer_in_notebook(course.hand_in(name, NEWER), {})
    course.submitted("b_closed_above").parent.chmod(0)
    course.submitted("b_closed_folder").chmod(0)
    (course.submitted("b_closed_module") / MODULE).chmod(0)
    for name in ("b_closed_notebook", "c_closed_later"):
        (course.submitted(name) / NOTEBOOK).chmod(0)
    meanwhile = MEANWHILE.replace("{seconds}", str(LONGER_THAN_SQLITE_WAITS))
    (course.folder / "nbgrader_settings.py").write_text(meanwhile, encoding="utf-8")
    return Troubled(course, first, course.nbgrader("autograde", ID, status=1))


CLOSED = {
    "b_closed_above": f"submitted/b_closed_above/{ID}",
    "b_closed_folder": f"submitted/b_closed_folder/{ID}",
    "b_closed_module": MODULE,
    "b_closed_notebook": NOTEBOOK,
    "c_closed_later": NOTEBOOK,
}
GONE = ("d_goes_before_its_turn", "e_regraded_goes", "f_goes_in_its_turn")


@pytest.mark.parametrize("name", CLOSED)
def test_what_cannot_be_read_is_told_and_skipped(name: str, troubled: Troubled) -> None:
    told = [line for line in troubled.said.splitlines() if f"Skipping {name}: " in line]
    assert len(told) == 1
    assert f"{CLOSED[name]} cannot be read (Permission denied)." in told[0]
    assert "chmod" in told[0]
    assert name not in troubled.course.points() or name == "c_closed_later"
    assert not (troubled.course.folder / "quarantine").exists()


def test_earlier_points_stand_where_a_later_submission_cannot_be_read_or_goes(troubled: Troubled) -> None:
    for name in ("c_closed_later", "e_regraded_goes"):
        assert troubled.course.points()[name] == 9
        assert (troubled.course.folder / "autograded" / name / ID / NOTEBOOK).is_file()


@pytest.mark.parametrize("name", GONE)
def test_a_submission_that_is_removed_while_the_class_is_graded_is_told(name: str, troubled: Troubled) -> None:
    assert f"NOT graded: {name}. " in troubled.said
    assert "has been removed since. Collect it again." in troubled.said
    assert troubled.course.points().get(name) == (9 if name == "e_regraded_goes" else None)


@pytest.mark.parametrize("name", ["a_first", "h_locked", "z_last"])
def test_everybody_else_is_graded(name: str, troubled: Troubled) -> None:
    assert troubled.course.points()[name] == 9


def test_the_last_line_says_what_to_do(troubled: Troubled) -> None:
    last = troubled.said.strip().splitlines()[-1]
    assert last.endswith("Not everybody was graded. Mend what is said above, and run this command again.")
    assert troubled.said.count("NOT graded: ") == 8


def test_once_all_can_be_read_all_are_graded(troubled: Troubled, tmp_path: Path) -> None:
    for name in ("b_closed_above", "b_closed_folder"):
        troubled.course.submitted(name).parent.chmod(0o755)
        troubled.course.submitted(name).chmod(0o755)
    for name, file in (("b_closed_module", MODULE), ("b_closed_notebook", NOTEBOOK), ("c_closed_later", NOTEBOOK)):
        (troubled.course.submitted(name) / file).chmod(0o644)
    folder = tmp_path / "course"
    shutil.copytree(troubled.course.folder, folder)
    (folder / "nbgrader_settings.py").unlink()
    course = Course(folder, troubled.course.home)
    course.nbgrader("autograde", ID)
    assert {name: course.points()[name] for name in CLOSED} == dict.fromkeys(CLOSED, 9) | {"c_closed_later": 0}


# Collecting


def test_what_cannot_be_collected_stops_nobody_else(tmp_path: Path) -> None:
    course = new_course(tmp_path / "course", tmp_path / "exchange")
    inbound = tmp_path / "exchange" / "numpy_dl" / "inbound"
    release = course.folder / "release" / ID
    for name in ("a_closed", "b_pipe", "c_too_large", "d_link", "z_fine"):
        shutil.copytree(release, inbound / f"{name}+{ID}+2026-01-30 18:00:00 UTC+x")
    shutil.copytree(release, inbound / f"a_unnamed+{ID}+not a time")
    closed, pipe, large, link, _fine = sorted(inbound.glob("*UTC*"))
    (closed / NOTEBOOK).chmod(0)
    os.mkfifo(pipe / "pipe")
    with (large / "data.bin").open("wb") as file:
        file.truncate(200 << 20)
    (link / "link").symlink_to("/nowhere")
    said = course.nbgrader("collect", ID, status=1)
    last = "Not collected: a_closed, b_pipe, c_too_large, d_link. Mend what is said above, and run this command again."
    assert last in said, said
    assert "Permission denied" in said
    assert {path.name for path in (course.folder / "submitted").glob("*") if (path / ID).exists()} == {
        "a_unnamed",
        "z_fine",
    }


# A gradebook in use


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = new_course(tmp_path / "course")
    answer_in_notebook(course.hand_in("ada"), solutions())
    return course


def test_a_gradebook_in_use_is_waited_for_and_that_is_said(course: Course) -> None:
    with closing(sqlite3.connect(course.folder / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        process = subprocess.Popen(
            [sys.executable, "-m", "nbgrader", "autograde", ID], cwd=course.folder, env=environment(course.home),
            text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=without_override,
        )  # fmt: skip
        assert process.stderr
        said = ""
        for line in process.stderr:
            said += line
            if "Waiting for it" in line:
                break
        time.sleep(LONGER_THAN_SQLITE_WAITS)
        other.execute("ROLLBACK")
    said += process.stderr.read()
    assert process.wait() == 0, said
    assert "The gradebook is in use by another process: formgrader, another nbgrader command" in said
    assert "The gradebook is free after" in said
    assert course.points() == {"ada": 9}


def test_a_gradebook_that_stays_in_use_ends_the_command_without_advice_to_upgrade(course: Course) -> None:
    (course.folder / "nbgrader_settings.py").write_text(
        "import autograder.classroom.gradebook\nautograder.classroom.gradebook.PATIENCE = 2\n"
    )
    with closing(sqlite3.connect(course.folder / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        said = course.nbgrader("autograde", ID, status=1)
        other.execute("ROLLBACK")
    assert said.strip().splitlines()[-1].endswith("End that and run this command again.")
    assert "upgrade" not in said
    assert course.points() == {}
    assert not (course.folder / "autograded").exists()


def test_nobody_is_late_by_the_zone_in_which_the_exchange_writes_the_time(tmp_path: Path) -> None:
    course = new_course(tmp_path / "course")
    for name, time_ in (("ada", "17:59:59.5 CEST"), ("bo", "18:00:01.5 CEST"), ("cy", "17:59:59 +02:00")):
        answer_in_notebook(course.hand_in(name, f"2026-10-01 {time_}"), solutions())
    (course.folder / "nbgrader_settings.py").write_text(
        "c.Exchange.timezone = 'Europe/Berlin'\nc.LateDays.penalty_method = 'zero'\n"
    )
    course.nbgrader("db", "assignment", "add", ID, "--duedate", "2026-10-01 16:00:00 UTC")
    course.nbgrader("autograde", ID)
    with course.gradebook() as gradebook:
        late = {found.student.id: found.total_seconds_late for found in gradebook.assignment_submissions(ID)}
    assert late == {"ada": 0, "bo": 1.5, "cy": 0}
