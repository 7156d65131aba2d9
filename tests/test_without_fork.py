"""A learner's path on systems without fork, such as Windows: on this one by COURSE_WORKER=process, and with all taken
from Python that Windows does not have."""

import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from everything import LIMITS, UNITS

import autograder
from autograder.sandbox import isolation, launch, spawning
from autograder.sandbox.launch import IsolationRefused, SandboxError, start_sandbox
from autograder.sandbox.workers import Sandboxed

RELEASE = Path(autograder.__file__).parent.parent / "release"
RIGHT = "import numpy as np\r\n\r\n\r\ndef last_rows(X, k):\r\n    return X[len(X) - k :]\r\n"
HANGS = "def sub_matrix(X, i, j, k, l):\r\n    while True:\r\n        pass\r\n"
SLOW = "import time\ndef write_and_wait(path):\n    open(path, 'w').close()\n    while True: time.sleep(0.01)\n"

# Takes from Python what Windows has not, but for what its own library and other packages need here.
LIKE_WINDOWS = """\
import os, signal, socket, sys
for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "geteuid", "setuid", "setsid", "killpg", "nice", "statvfs", "chown"):
    vars(os).pop(name, None)
for name in ("send_fds", "recv_fds"):
    vars(socket).pop(name, None)
vars(signal).pop("SIGALRM", None)
"""
# What only a class, an author or a system with fork needs.
OTHERS = (
    "autograder.build", "autograder.classroom", "autograder.cli.author", "autograder.cli.instructor",
    "autograder.sandbox.forking", "autograder.sandbox.zygote", "autograder.sandbox.callback_process",
    "autograder.sandbox.probe", "autograder.sandbox.nursery", "autograder.sandbox.warm", "autograder.__main__",
)  # fmt: skip


@pytest.fixture
def without_fork(monkeypatch):
    monkeypatch.setenv("COURSE_WORKER", "process")


@pytest.fixture
def workspace(tmp_path):
    """A learner's copy of the release, in a folder with spaces and with a letter that few consoles know."""
    folder = tmp_path / "my course ☂"
    (folder / "ch1_1_arrays").mkdir(parents=True)
    for name in ("test_arrays.py", "ch1_1_arrays.ipynb"):
        (folder / "ch1_1_arrays" / name).write_bytes((RELEASE / "ch1_1_arrays" / name).read_bytes())
    (folder / "ch1_1_arrays" / "arrays.py").write_bytes(RIGHT.encode())
    return folder


def run(folder, *command, before="", **environment):
    """A Python of the learner's: its exit code, what it printed, and what it complained of."""
    if before:
        (folder / "before.py").write_text(before)
        command = ("-c", f"exec(open('before.py').read())\n{command[1]}")
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env={**os.environ, "COURSE_WORKER": "process", **environment},
        capture_output=True, timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def command(*arguments):
    return "-c", f"import sys; sys.argv[1:] = {list(arguments)!r}; from autograder.cli import main; main()"


# The same verdict


@pytest.mark.slow
def test_a_check_says_the_same_with_and_without_fork(workspace):
    reports = []
    for kind in ("fork", "process"):
        _code, out, err = run(workspace, *command("check", "--json", "ch1_1_arrays"), COURSE_WORKER=kind)
        assert not err
        reports.append(json.loads(out))
    for report in reports:
        report["extra_data"].pop("isolation")
    assert reports[0] == reports[1]
    assert any(test["status"] == "passed" for test in reports[0]["tests"])


@pytest.mark.slow
def test_a_check_runs_where_python_has_only_what_windows_has(workspace):
    asked = command("check", "ch1_1_arrays", "--exercise", "last_rows")
    code, out, err = run(workspace, *asked, before=LIKE_WINDOWS, PYTHONIOENCODING="utf-8")
    assert not err
    assert code == 0
    assert "Isolation is NONE: " in out.decode()
    _code, out, err = run(workspace, *command("doctor", "--brief"), before=LIKE_WINDOWS, PYTHONIOENCODING="utf-8")
    assert "with a limit of time alone" in " ".join(out.decode().split()), err


@pytest.mark.slow
def test_an_endless_loop_is_ended_where_python_has_only_what_windows_has(workspace):
    (workspace / "ch1_1_arrays" / "arrays.py").write_bytes(HANGS.encode())
    script = (
        "import autograder.course as c; from autograder.course import Limits, load_course\n"
        "from pathlib import Path; from autograder.report.model import grade\n"
        "from autograder.submission import read_submission\n"
        "c.Course.limits_of = lambda *_: Limits(seconds=1.0)\n"
        "report = grade(read_submission(Path('ch1_1_arrays'), load_course()), load_course(), 'sub_matrix')\n"
        "print(report.exercises[0].failure.kind)"
    )
    _code, out, err = run(workspace, "-c", script, before=LIKE_WINDOWS)
    assert not err
    assert out.split() == [b"timeout"]


@pytest.mark.slow
def test_pytest_runs_in_a_chapters_folder(workspace):
    script = "import pytest, sys; sys.exit(pytest.main(['ch1_1_arrays', '-q', '-p', 'no:cacheprovider']))"
    _code, out, err = run(workspace, "-c", script, before=LIKE_WINDOWS)
    assert not err
    assert b"1 passed, 4 not started" in out
    assert b"last_rows" not in out, "which is right; the others are not started"


@pytest.mark.slow
def test_a_functions_check_outside_a_notebook_says_what_is_right(workspace):
    script = f"{RIGHT}\nfrom autograder import check\ncheck(last_rows)"
    code, out, err = run(workspace, "-c", script, before=LIKE_WINDOWS, PYTHONIOENCODING="cp1252")
    assert (code, err) == (0, "")
    assert out.startswith(b"last_rows   ")


# Consoles, files and ways to start


@pytest.mark.slow
def test_a_console_that_lacks_characters_gets_question_marks_and_no_traceback(workspace):
    (workspace / "ch1_1_arrays" / "arrays.py").write_bytes(RIGHT.replace("- k", "+ k").encode())
    code, out, err = run(
        workspace, *command("check", "ch1_1_arrays", "--exercise", "last_rows"), PYTHONIOENCODING="cp1252"
    )
    assert (code, err) == (1, "")
    assert b"  ? " in out, "in place of a cross"
    code, _out, err = run(workspace, *command("check", "no such folder ☂"), PYTHONIOENCODING="cp1252")
    assert code == 2
    assert "'no such folder ?'" in err


@pytest.mark.slow
def test_lines_that_end_as_windows_ends_them_are_counted_as_editors_do(workspace):
    (workspace / "ch1_1_arrays" / "arrays.py").write_bytes(RIGHT.replace("- k", "- missing").encode())
    _code, out, _err = run(workspace, *command("check", "ch1_1_arrays", "--exercise", "last_rows"))
    assert b"arrays.py:5" in out


@pytest.mark.slow
def test_the_command_starts_as_a_module(workspace):
    code, out, err = run(workspace, "-m", "autograder", "doctor", "--brief")
    assert (code, err) == (0, "")
    assert out.startswith(b"isolation: REDUCED: a plain process was asked for")


@pytest.mark.slow
def test_an_unknown_kind_of_worker_is_told_in_a_line(workspace):
    code, _out, err = run(workspace, *command("doctor"), COURSE_WORKER="thread")
    assert code == 2
    assert err == "COURSE_WORKER=thread is unknown: give fork or process, or leave it out.\n"


# What there is of isolation


def test_a_class_is_refused_without_fork(without_fork, monkeypatch):
    monkeypatch.setattr(launch, "isolation", isolation.isolation.__wrapped__)
    monkeypatch.delenv(launch.ALLOW_REDUCED, raising=False)
    with pytest.raises(IsolationRefused, match=r"Nobody was graded. Isolation: REDUCED: a plain process"):
        launch.require_full_isolation()


# The process and its grader


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks the worker up in /proc")
def test_the_worker_ends_when_its_grader_is_killed(tmp_path, without_fork):
    script = (
        "import sys; from autograder.sandbox.messages import Unit; from autograder.sandbox.workers import Sandboxed\n"
        f"with Sandboxed('slow', (Unit('slow.py', {SLOW!r}),)) as worker, worker.student() as s:\n"
        "    print(worker.sandbox._child._process.pid, worker.sandbox._ground.folder, flush=True)\n"
        "    s.write_and_wait(worker.sandbox._ground.folder + '/written')\n"
    )
    grader = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    pid, folder = grader.stdout.readline().split()
    while not Path(folder, "written").exists():
        assert grader.poll() is None
        time.sleep(0.01)
    grader.kill()
    grader.wait()
    grader.stdout.close()
    for _ in range(500):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.02)
    os.kill(int(pid), signal.SIGKILL)
    pytest.fail("the worker lives on")


def test_another_program_that_connects_is_not_taken_for_the_worker(without_fork):
    with start_sandbox() as sandbox:
        place = sandbox._next._listener.getsockname()
        with socket.create_connection(place) as stranger:
            stranger.sendall(b"0" * 64 + b"\n" + b"\0" * 64)
            with sandbox.start_child() as channel:
                assert channel.getpeername() != stranger.getsockname()
                with suppress(ConnectionError):
                    assert stranger.recv(1) == b""


def test_a_worker_that_never_connects_is_the_graders_failure(without_fork, monkeypatch):
    monkeypatch.setattr(spawning.interface, "START_SECONDS", 0.3)
    monkeypatch.setattr(spawning.system, "START", "import time; time.sleep(60)")
    with start_sandbox() as sandbox, pytest.raises(SandboxError, match="it did not connect"):
        sandbox.start_child()


@pytest.mark.slow
def test_the_next_process_starts_while_the_last_one_works(without_fork):
    with Sandboxed("answers", UNITS, LIMITS) as worker:
        pids = []
        for _ in range(3):
            waiting = worker.sandbox._next._process.pid
            with worker.student() as s:
                assert s.double(2) == 4
                pids.append(worker.sandbox._child._process.pid)
            assert pids[-1] == waiting
    assert len(set(pids)) == 3


# What is imported


def learners_modules():
    for found in pkgutil.walk_packages(autograder.__path__, "autograder."):
        if not found.name.startswith(OTHERS) and ".graders.ch" not in found.name and ".graders.w" not in found.name:
            yield found.name


@pytest.mark.slow
def test_all_that_a_learner_needs_can_be_imported_where_python_has_only_what_windows_has(tmp_path):
    names = sorted(learners_modules())
    assert {"autograder.cli.check", "autograder.pytest_plugin", "autograder.sandbox.worker"} <= set(names)
    script = f"import importlib\nfor name in {names!r}: importlib.import_module(name)\nprint('all')"
    code, out, err = run(tmp_path, "-c", script, before=LIKE_WINDOWS)
    assert (code, out, err) == (0, b"all\n", "")
