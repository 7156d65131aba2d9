"""The hostile set: submissions that lie, look around, deny service or do harm, each graded by the real grader.

What is in that set, and what each earns, hostile_set.py knows; test_hostile_class.py has nbgrader grade it.
"""

import ctypes
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hostile_set import NAMES, REPOSITORY, earned, submission_text

from autograder.course import Course, Limits
from autograder.report.account import explanation
from autograder.report.model import Report, grade
from autograder.sandbox import launch
from autograder.sandbox.workers import MAX_UNITS_GIVEN_UP, Sandboxed, _Child
from autograder.submission import read_submission
from benchmarks.hostile import bound

SECONDS, PLENTY = 1.0, 120.0
# Those that only the clock ends (of threads, where memory ends between making one and its first step). For others it
# is set so that no busy machine is taken for an endless loop.
ENDED_BY_THE_CLOCK = [
    "hangs_at_import.py", "hangs_in_a_cell.ipynb", "hangs_in_every_cell.ipynb", "never_ends.py", "sleeps.py",
    "stuck_iterator.py", "thread_bomb.py", "trickles.py",
]  # fmt: skip
SLOW = (*ENDED_BY_THE_CLOCK, "forges_names.py", "giant_arrays.py", "memory_bomb.py")
FILES = [pytest.param(name, marks=[pytest.mark.slow] if name in SLOW else []) for name in NAMES]
EXERCISES = 6
MOST_STARTS = 2 * (EXERCISES + MAX_UNITS_GIVEN_UP + 1)  # without the lesson's cells, and with them

# Without bubblewrap the disk can be read and processes can be seen, which is what the warning says. These files
# use neither, and earn nothing more there than under it.
REDUCED = [
    "aborts.py", "always_equal.py", "becomes_root.py", "crashes.py", "exits.py", "exits_at_import.py",
    "floods_output.py", "forges_a_report.py", "forges_a_unit.py", "forges_answers.py", "forges_callbacks.py",
    "forges_deep_nesting.py", "forges_headers.py", "forges_keys.py", "forges_numbers.py", "fork_bomb.py",
    "giant_arrays.py", "hangs_at_import.py", "hangs_in_a_cell.ipynb", "identity.py", "kills_by_file.py",
    "kills_itself.py", "lingers.py", "lying_array.py", "lying_class.py", "memory_bomb.py", "nests_folders.py",
    "never_ends.py", "opens_kernel_settings.py", "patches_comparisons.py", "patches_the_wire.py",
    "patches_the_worker.py", "plants_links.py", "raises_limits.py", "recursion.py", "rewrites_cells.ipynb",
    "shadows_modules.py", "sleeps.py", "traces.py", "trickles.py", "walks_frames.py", "wrong_kinds.py",
]  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """What lies around the sandbox and must be the same after a grading as before."""

    folder: Path
    file: Path
    canary: Path
    database: Path
    server: socket.socket

    def place(self, name: str) -> Path:
        """Write a hostile file, the right functions before its own, where it will be graded."""
        port = self.server.getsockname()[1]
        text = submission_text(name, file=self.file, canary=self.canary, database=self.database, port=port)
        path = self.folder / f"arrays{Path(name).suffix}"
        path.write_text(text, encoding="utf-8")
        return path

    def state(self) -> dict[str, object]:
        paths = [*self.folder.rglob("*"), *self.canary.parent.rglob("*")]
        return {
            "files": {str(path): (path.stat().st_mode, path.is_file() and path.read_bytes()) for path in paths},
            "limits": Path("/proc/self/limits").read_text(),
            "nice": os.nice(0),
        }

    def gradebook(self) -> list[tuple[str, float]]:
        with sqlite3.connect(self.database, timeout=0, isolation_level=None) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            rows = connection.execute("SELECT student, score FROM grade").fetchall()
            connection.execute("ROLLBACK")
        connection.close()
        return rows


@pytest.fixture(scope="module", autouse=True)
def _collects_orphans(undisturbed: None) -> Iterator[None]:
    """Processes whose parents have ended become children of this one, so that none is overlooked."""
    PR_SET_CHILD_SUBREAPER = 36
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    yield
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    """Canaries here and in the repository, a gradebook and a server; unharmed after the test."""
    folder = tmp_path / "class"
    folder.mkdir()
    canary = REPOSITORY / "build" / f"canary-{os.getpid()}" / "file"  # some hostile files delete whole folders
    canary.parent.mkdir(parents=True)
    (folder / "file").write_text("precious")
    canary.write_text("precious")
    with sqlite3.connect(folder / "gradebook.db") as connection:
        connection.execute("CREATE TABLE grade (student TEXT, score REAL)")
        connection.execute("INSERT INTO grade VALUES ('alice', 1.5)")
    connection.close()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield Ground(folder, folder / "file", canary, folder / "gradebook.db", server)
    shutil.rmtree(canary.parent)


def children() -> set[int]:
    """The processes that have this one for a parent, ended ones included that nobody has waited for."""
    tasks = Path("/proc/self/task")
    return {int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()}


@dataclass
class Clock:
    """How often a submission was started, and how long the grader was ready to wait for each thing it said."""

    starts: int = 0
    waits: list[tuple[float, float]] = field(default_factory=list)  # seconds, and those of the exercise


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock, start, receive = Clock(), Sandboxed.start_child, _Child._receive

    def counted(worker: Sandboxed) -> Any:
        clock.starts += 1
        return start(worker)

    def timed(child: _Child) -> bytearray:
        clock.waits.append((child.deadline - time.monotonic(), child.limits.seconds))
        return receive(child)

    monkeypatch.setattr(Sandboxed, "start_child", counted)
    monkeypatch.setattr(_Child, "_receive", timed)
    return clock


def grade_unharmed(name: str, ground: Ground, course: Course, clock: Clock) -> Report:
    """Grade a hostile file, and check that it was given no more than its time and left everything as it was."""
    path = ground.place(name)
    before, already = ground.state(), children()
    seconds = SECONDS if name in ENDED_BY_THE_CLOCK else PLENTY
    course = course.model_copy(update={"limits": Limits(seconds=seconds, memory_mb=1024)})
    report = grade(read_submission(path, course, "ch1_1_arrays"), course)
    # Each exercise has its own time, and of a notebook a few cells are given up one by one.
    assert 0 < clock.starts <= MOST_STARTS
    assert all(wait <= limit == seconds for wait, limit in clock.waits)
    failures = [check.failure for exercise in report.exercises for check in exercise.checks if check.failure]
    assert name in ENDED_BY_THE_CLOCK or not [failure for failure in failures if failure.kind == "timeout"]
    assert children() == already
    assert ground.state() == before
    assert ground.gradebook() == [("alice", 1.5)]
    with pytest.raises(BlockingIOError):
        ground.server.accept()
    return report


def check_points(name: str, report: Report) -> None:
    assert {exercise.name: exercise.score for exercise in report.exercises} == earned(name)
    failures = [check.failure for exercise in report.exercises for check in exercise.checks if check.failure]
    texts = [text for failure in failures for text, _style in explanation(failure)]
    texts += [note for exercise in report.exercises for note in exercise.notes]
    for text in texts:
        assert text.replace("\n", "").isprintable()
        assert str(REPOSITORY) not in text


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox_required")
@pytest.mark.parametrize("name", FILES)
def test_hostile_submission_earns_nothing_undue_and_does_no_harm(
    name: str, ground: Ground, course: Course, clock: Clock
) -> None:
    report = grade_unharmed(name, ground, course, clock)
    check_points(name, report)
    assert report.isolation.startswith("full")


@pytest.mark.slow
@pytest.mark.parametrize("name", REDUCED)
def test_without_bubblewrap_a_lie_still_earns_nothing_and_no_process_stays(
    name: str, ground: Ground, course: Course, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (scratch := ground.folder.parent / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setattr(launch, "isolation", lambda: launch.Isolation(False, "a test"))
    check_points(name, grade_unharmed(name, ground, course, clock))
    assert list(scratch.iterdir()) == []


# When the grader itself is killed, or its worker


ENDLESS = """\
def normalize(X):
    while True:
        pass
"""
GRADER = """\
import sys
from pathlib import Path
from autograder.course import load_course
from autograder.report.model import grade
from autograder.sandbox import launch
from autograder.sandbox.workers import MAX_UNITS_GIVEN_UP, Sandboxed, _Child
from autograder.submission import read_submission

if sys.argv[2] == "reduced":
    launch.isolation = lambda: launch.Isolation(False, "a test")
grade(read_submission(Path(sys.argv[1]), load_course()), load_course())
"""


def descendants(pid: int) -> set[int]:
    found = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found |= {child} | descendants(child)
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until_ended(processes: set[int]) -> None:
    end = time.monotonic() + PLENTY
    while (left := set(filter(alive, processes))) and time.monotonic() < end:
        time.sleep(0.05)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left, "a process of the sandbox is still there"
    for pid in processes & children():  # orphans, and so now ours
        os.waitpid(pid, 0)


@pytest.mark.slow
@pytest.mark.parametrize("isolation", ["full", "reduced"])
def test_nothing_outlives_a_grader_that_is_killed(
    isolation: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if isolation == "full":
        request.getfixturevalue("sandbox_required")
    (tmp_path / "arrays.py").write_text(ENDLESS)
    grader = subprocess.Popen(
        [sys.executable, "-c", GRADER, tmp_path / "arrays.py", isolation], env={**os.environ, "TMPDIR": str(tmp_path)}
    )
    end = time.monotonic() + PLENTY
    # The grader's worker (under bwrap, where that is), and the child in which the student's code is running.
    while len(started := descendants(grader.pid)) < (3 if isolation == "full" else 2):
        assert time.monotonic() < end
        time.sleep(0.05)
    time.sleep(0.3)
    grader.kill()
    grader.wait()
    wait_until_ended(started)


def test_a_child_ends_with_its_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "isolation", lambda: launch.Isolation(False, "a test"))
    with launch.start_sandbox() as sandbox, sandbox.start_child():
        (worker,) = children() & {sandbox._process.pid}
        (child,) = descendants(worker)
        os.kill(worker, signal.SIGKILL)
        sandbox._process.wait()
        wait_until_ended({child})


def test_security_tells_the_seconds_that_the_limits_allow(course: Course) -> None:
    *others, capstone = sorted(bound(course, chapter) for chapter in course.chapters)
    told = " ".join((REPOSITORY / "SECURITY.md").read_text(encoding="utf-8").split())
    median = others[len(course.chapters) // 2]
    assert f"{median:g} s in the median chapter, {others[-1]:g} s in W.4, the longest, and {capstone:g} s" in told
