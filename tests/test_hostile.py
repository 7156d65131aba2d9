"""The hostile set: submissions that lie, look around, deny service or do harm, each graded by the real grader.

What is in that set, and what each earns, hostile_set.py knows; test_hostile_class.py has nbgrader grade it.
"""

import ctypes
import json
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

import numpy as np
import pytest
from hostile_set import NAMES, REPOSITORY, earned, submission_text

from autograder.course import Course, Limits
from autograder.grading.trace import same_summary, summary
from autograder.report.account import explanation
from autograder.report.model import Report, grade
from autograder.sandbox import launch
from autograder.sandbox.workers import MAX_UNITS_GIVEN_UP, Sandboxed, _Child
from autograder.submission import MAX_CELLS, MAX_CODE, SubmissionError, read_submission
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


@pytest.fixture(scope="module")
def limited(course: Course) -> Course:
    """The course with little memory, and all the time that a busy machine may take."""
    return course.model_copy(update={"limits": Limits(seconds=PLENTY, memory_mb=1024)})


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


# What cannot be read is refused, and says why


def a_notebook(**parts: object) -> str:
    cell = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": [], "execution_count": None}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell], **parts})


NO_NOTEBOOK = {
    "not JSON": "5 / 5 points",
    "a number": "1e999",
    "cells are no list": a_notebook(cells={"0": "code"}),
    "cells are numbers": a_notebook(cells=[1, 2, 3]),
    "a cell without a source": a_notebook(cells=[{"cell_type": "code"}]),
    "a source of numbers": a_notebook(cells=[{"cell_type": "code", "source": [1, 2]}]),
    "no cells": json.dumps({"worksheets": []}),
    "nested a million deep": '{"cells":' + "[" * 10**6 + "]" * 10**6 + "}",
}


@pytest.mark.parametrize("text", NO_NOTEBOOK.values(), ids=NO_NOTEBOOK.keys())
def test_what_is_no_notebook_is_refused(text: str, tmp_path: Path, course: Course) -> None:
    path = tmp_path / "ch1_1_arrays.ipynb"
    path.write_text(text)
    with pytest.raises(SubmissionError, match=r"is not a Jupyter notebook|is a notebook of before 2014"):
        read_submission(path, course)


def test_a_notebook_of_50_mb_of_outputs_is_refused(tmp_path: Path, course: Course) -> None:
    path = tmp_path / "ch1_1_arrays.ipynb"
    output = {"output_type": "stream", "name": "stdout", "text": "5 / 5 points\n" * (50 << 20 >> 4)}
    path.write_text(a_notebook(cells=[{"cell_type": "code", "source": "1", "metadata": {}, "outputs": [output]}]))
    with pytest.raises(SubmissionError, match=r"larger than 20 MB\. Clear its outputs"):
        read_submission(path, course)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["code", "markdown"])
def test_a_notebook_of_a_hundred_thousand_cells_is_refused(kind: str, tmp_path: Path, course: Course) -> None:
    path = tmp_path / "ch1_1_arrays.ipynb"
    cell = {"cell_type": kind, "source": "1", "metadata": {}, "outputs": [], "execution_count": None}
    path.write_text(a_notebook(cells=[cell] * 100_000))
    with pytest.raises(SubmissionError, match=r"has 100,000 cells, and at most 2,000 can be graded\. Take some out"):
        read_submission(path, course)


def test_a_notebook_of_as_many_cells_as_may_be_is_graded(tmp_path: Path, limited: Course) -> None:
    right = "import numpy as np\ndef add_row_and_double(X, row): return 2 * (X + row)"
    cells = [{"cell_type": "code", "source": text, "metadata": {}} for text in ["1"] * (MAX_CELLS - 1) + [right]]
    path = tmp_path / "ch1_1_arrays.ipynb"
    path.write_text(a_notebook(cells=cells))
    assert grade(read_submission(path, limited), limited, "add_row_and_double").complete


def test_a_text_of_nothing_but_blank_lines_is_read_at_once(tmp_path: Path, course: Course) -> None:
    path = tmp_path / "ch1_1_arrays.ipynb"
    blank = "\n" * MAX_CODE  # an expression that may match across lines would take hours
    cells = [{"cell_type": "markdown", "source": blank, "metadata": {}}] * 9
    path.write_text(a_notebook(cells=[*cells, {"cell_type": "code", "source": "1", "metadata": {}}]))
    assert len(read_submission(path, course).units) == 1


@pytest.mark.parametrize("name", ["arrays.py", "ch1_1_arrays.ipynb"])
@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "/proc/self/environ", REPOSITORY / "course.toml"])
def test_a_link_is_not_followed(name: str, target: str, tmp_path: Path, course: Course) -> None:
    (tmp_path / name).symlink_to(target)
    for path in (tmp_path / name, tmp_path):
        with pytest.raises(SubmissionError, match=r"Hand in the file itself|holds neither"):
            read_submission(path, course, "ch1_1_arrays")


def test_a_pipe_is_not_waited_for(tmp_path: Path, course: Course) -> None:
    os.mkfifo(tmp_path / "arrays.py")
    for path in (tmp_path / "arrays.py", tmp_path):
        with pytest.raises(SubmissionError):
            read_submission(path, course, "ch1_1_arrays")


@pytest.mark.parametrize("source", ["1;" * MAX_CODE, "a, " * 10**6 + "= 1"], ids=["statements", "names"])
def test_code_that_takes_minutes_to_parse_is_refused(source: str, tmp_path: Path, course: Course) -> None:
    (tmp_path / "arrays.py").write_text(source)
    notebook = a_notebook(cells=[{"cell_type": "code", "source": source, "metadata": {}}])
    (tmp_path / "ch1_1_arrays.ipynb").write_text(notebook)
    for path in tmp_path.iterdir():
        with pytest.raises(SubmissionError, match="more than 256 kB of code"):
            read_submission(path, course)


@pytest.mark.parametrize(
    "source",
    [
        "def normalize(X):\n    raise NotImplementedError" + ".a" * 900,
        "def normalize(X):\n    return " + "(" * 90 + "X" + ")" * 90,
        "(" * 100_000,
        "-" * 100_000 + "1",
        "a" + ".a" * 100_000,
        "half = '\ud800'",
        "\x1b[2J\x07",
    ],
    ids=["deep stub", "brackets", "open brackets", "signs", "attributes", "half a character", "control characters"],
)
def test_code_that_is_hard_to_parse_can_be_read(source: str, tmp_path: Path, course: Course) -> None:
    (tmp_path / "arrays.py").write_text(source, errors="replace")
    cell = {"cell_type": "code", "source": source, "metadata": {"course": {"lesson": "0"}}}
    (tmp_path / "ch1_1_arrays.ipynb").write_text(a_notebook(cells=[cell]))
    submission = read_submission(tmp_path, course, "ch1_1_arrays")
    assert isinstance(submission.location("normalize") + submission.definition("normalize"), str)


def test_a_long_but_honest_file_is_graded_in_full(tmp_path: Path, limited: Course) -> None:
    right = (REPOSITORY / "solutions/neural_network/arrays.py").read_text()
    path = tmp_path / "arrays.py"
    path.write_text("# as many words as one likes\n" * 7000 + right)
    assert grade(read_submission(path, limited), limited, "normalize").complete


def test_a_whole_number_too_large_for_any_array_can_be_compared() -> None:
    assert not same_summary(summary(1.5), summary(2**250))
    assert not same_summary(summary(np.ones(2)), summary(10**4000))


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
