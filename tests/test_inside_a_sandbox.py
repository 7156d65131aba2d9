"""Inside a sandbox: what student code is there, what it sees, and what it leaves behind."""

import os
import shutil
from pathlib import Path

import pytest
from everything import FILTER, REDUCED

from autograder.course import Limits
from autograder.sandbox import bubblewrap, hardening, isolation, launch
from autograder.sandbox.launch import SandboxError
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import StudentStopped
from autograder.sandbox.workers import Sandboxed

needs_sandbox = pytest.mark.usefixtures("sandbox_required")


WHO = """\
import ctypes, itertools, os

def who():
    words = (ctypes.c_uint32 * 6)()
    ctypes.CDLL(None).capget((ctypes.c_uint32 * 2)(0x20080522, 0), words)
    return [*os.getresuid(), *os.getresgid(), *os.getgroups()], list(words)

def settings():
    found = []
    for name in ("kernel/core_pattern", "vm/overcommit_memory", "kernel/panic"):
        try:
            os.close(os.open("/proc/sys/" + name, os.O_WRONLY))
            found.append(name)
        except OSError:
            pass
    return found

def links():
    left = []
    for make in (
        lambda: os.symlink("x", "/tmp/link"), lambda: os.link("/tmp/file", "/tmp/hard"), lambda: os.mkfifo("/tmp/fifo")
    ):
        try:
            make()
            left.append(make)
        except PermissionError:
            pass
    return len(left)

def locks():
    import fcntl

    with open("/tmp/locked", "w") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX, 1, 7)
        except PermissionError:
            return 0
    return 1

def pipes():
    import fcntl

    room = 0
    kept = []
    try:
        while True:
            kept += os.pipe()
            try:
                fcntl.fcntl(kept[-1], 1031, 1 << 20)  # F_SETPIPE_SZ
            except PermissionError:
                pass
            room += fcntl.fcntl(kept[-1], 1032)
    except OSError:
        return room

def told():
    found = []
    for path in ("/proc/self/mountinfo", "/proc/self/mounts", "/proc/self/maps", "/proc/1/cmdline", "/proc/mounts"):
        try:
            found.append(open(path).read())
        except OSError:
            pass
    return found

def floods(kind):
    os.makedirs("/tmp/d", exist_ok=True)
    os.chdir("/tmp/d")
    for n in itertools.count():
        os.mkdir(f"{n:x}") if kind == "folders" else os.close(os.open(f"{n:x}", os.O_CREAT))

def files():
    return sorted(os.listdir("/tmp"))

def fills():
    for n in range(3):
        with open(f"/tmp/{n}", "wb") as file:
            file.write(bytes(60 << 20))
"""


@pytest.fixture
def student_of():
    """student_of() is a sandbox for WHO."""
    made = []

    def make():
        made.append(Sandboxed("answers", (Unit("who.py", WHO),), Limits(seconds=60.0, memory_mb=640)))
        return made[-1]

    yield make
    for sandboxed in made:
        sandboxed.close()


@pytest.mark.parametrize("kind", ["as it is here", "reduced"])
def test_student_code_never_runs_as_root(kind, student_of, monkeypatch):
    if kind == "reduced":
        monkeypatch.setattr(launch, "isolation", lambda: REDUCED)
    with student_of().student() as student:
        users, capabilities = student.who()
        settings = student.settings()
    assert 0 not in users
    assert settings == []
    assert capabilities in ([0] * 6, [hardening.CAP_DAC_READ_SEARCH] * 2 + [0] * 4)
    if os.geteuid() != 0 or kind != "reduced":
        assert capabilities == [0] * 6


def users_of(pid):
    """The users that the machine takes a process and those that it started for, the last one started last."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    found = [{int(user) for line in lines if line.startswith("Uid:") for user in line.split()[1:]}]
    for task in sorted(Path(f"/proc/{pid}/task").iterdir()):
        for child in (task / "children").read_text().split():
            found += users_of(child)
    return found


@needs_sandbox
def test_the_machine_takes_a_students_process_for_no_root_either(student_of):
    worker = student_of()
    with worker.student() as student:
        student.who()
        users = users_of(worker.sandbox._process.pid)
    assert len(users) == 3  # bwrap, the worker, its child
    assert 0 not in users[-1]


@needs_sandbox
def test_nothing_in_the_sandbox_tells_where_things_lie_on_the_machine(student_of):
    with student_of().student() as student:
        assert student.call("told", (), {}) == []


@needs_sandbox
def test_no_students_code_runs_where_the_kernel_takes_no_filter(student_of, monkeypatch, tmp_path):
    for name in bubblewrap.RUNNER_FILES:
        shutil.copy(bubblewrap.RUNNER / name, tmp_path)
    text = (tmp_path / "hardening.py").read_text()
    (tmp_path / "hardening.py").write_text(text.replace(FILTER, f"{FILTER}\n    return False\ndef _() -> bool:"))
    assert isolation.isolation().full  # as it was found before
    monkeypatch.setattr(bubblewrap, "RUNNER", tmp_path)
    with pytest.raises(SandboxError, match="could not load anything"), student_of().student():
        pass


# Files in the folder for scratch


@pytest.mark.slow
@needs_sandbox
@pytest.mark.parametrize("kind", ["files", "folders"])
def test_files_without_end_end_the_exercise_and_the_next_one_finds_none(kind, student_of):
    worker = student_of()
    with worker.student() as student:
        with pytest.raises(StudentStopped) as caught:
            student.floods(kind)
        assert caught.value.kind == "crashed"
    with worker.student() as student:
        assert student.files() == []


@pytest.mark.slow
@needs_sandbox
def test_an_exercise_that_fills_its_folder_leaves_the_next_one_an_empty_folder(student_of):
    worker = student_of()
    with worker.student() as student:
        student.fills()
    with worker.student() as student:
        assert student.files() == []


def test_links_and_pipes_with_names_cannot_be_made(student_of):
    with student_of().student() as student:
        assert student.links() == 0


def test_parts_of_a_file_cannot_be_locked(student_of):
    with student_of().student() as student:
        assert student.locks() == 0


def test_pipes_hold_a_few_megabytes_in_all(student_of):
    with student_of().student() as student:
        assert 0 < student.pipes() <= hardening.OPEN_FILES / 2 * (64 << 10)
