"""Starting workers: under bubblewrap where it works, as a plain subprocess with a warning where it does not.

A `Sandbox` is one worker process (see worker.py) for one submission. Forking a child in it costs a millisecond;
a sandbox that breaks is the grader's failure and raises `SandboxError`, so that it never becomes a student's zero.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import course_data
from autograder.course import CourseError
from autograder.sandbox import bubblewrap, hardening, wire
from autograder.sandbox.bubblewrap import ENVIRONMENT, RUNNER, RUNNER_FILES, interpreter
from autograder.sandbox.isolation import Isolation as Isolation
from autograder.sandbox.isolation import isolation as isolation
from autograder.sandbox.messages import Ended, Forked, Ready, read

START_SECONDS = 30.0
CONTROL_SECONDS = 10.0
CLOSING_SECONDS = 2.0
ALLOW_REDUCED = "COURSE_ALLOW_REDUCED_ISOLATION"

_START = "import sys; sys.path[:0] = {paths!r}; from sandbox.worker import main; main()"


class SandboxError(RuntimeError):
    """The grader's own machinery failed; says nothing about the submission."""


class IsolationRefused(CourseError):
    """A class is not graded where student code cannot be kept apart, unless that is asked for by name."""


def require_full_isolation(allowed: bool = False) -> Isolation:
    """Refuse to go on without full isolation: for whatever grades a class, before it starts.

    Parameters
    ----------
    allowed
        whether the caller was told by a named option to go on all the same. The environment variable
        COURSE_ALLOW_REDUCED_ISOLATION=1 tells so too. It then has to log the summary, which says the worst.

    Raises
    ------
    IsolationRefused
        with the reason, and with what can be done.
    """
    state = isolation()
    if state.full:
        return state
    if not allowed and os.environ.get(ALLOW_REDUCED) != "1":
        raise IsolationRefused(
            f"Nobody was graded. Isolation: {state.summary}. Mend that (`course doctor` shows what was tried), or, "
            f"where every submission is your own, set {ALLOW_REDUCED}=1."
        )
    return state


class Sandbox:
    """One worker for one submission. Constructing it starts the process; its readiness is awaited at first use.

    Parameters
    ----------
    datasets
        names of the data files (of the package `course_data`) that student code may read.
    """

    def __init__(self, datasets: tuple[str, ...] = ()) -> None:
        self.datasets = datasets
        self._ready = False
        self._scratch = ""
        mine, theirs = socket.socketpair()
        self._control = mine
        with theirs:
            self._process = self._launch(theirs.fileno())

    def _launch(self, control: int) -> "subprocess.Popen[bytes]":
        hardening.forbid_tracing()  # this process holds the tests, the grades and the user's secrets
        state, environment = isolation(), dict(ENVIRONMENT)
        if state.full and state.program:
            how, paths, folder = "isolated", ["/course", "/site"], "/"
            arguments, program = bubblewrap.arguments(self.datasets), [state.program.path, "--args"]
        else:
            how, paths, folder = self._plain_ground()
            environment |= {"HOME": folder, "TMPDIR": folder}
            arguments, program = [], []
        start = _START.format(paths=paths)
        command = [interpreter(), "-I", "-S", "-B", "-X", "utf8", "-c", start, str(control), how]
        with bubblewrap.argument_file(arguments) as file:
            if program:
                command[:0] = [*program, str(file), "--"]
            try:
                return subprocess.Popen(
                    command, env=environment, cwd=folder, pass_fds=[control, file], start_new_session=True,
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                )  # fmt: skip
            except OSError as error:
                raise SandboxError(f"the worker could not be started: {error}") from error

    def _plain_ground(self) -> tuple[str, list[str], str]:
        """For a plain process: how it runs, where it finds modules, and the folder that it may write in."""
        self._scratch = tempfile.mkdtemp(prefix="worker-")
        copies, folder = Path(self._scratch, "sandbox"), Path(self._scratch, "tmp")
        for made in (copies, folder):
            made.mkdir()
        for name in RUNNER_FILES:
            shutil.copy(RUNNER / name, copies)
        data = Path(course_data.__file__).parent
        packages = bubblewrap.package_folders()
        how = "plain"
        if hardening.is_root():  # which the worker's children give up: the folder is theirs
            Path(self._scratch).chmod(0o755)
            os.chown(folder, hardening.NOBODY, hardening.NOBODY)
            needed = [*bubblewrap.standard_library(), *packages, str(data)]
            if not all(_open_to_all(path) for path in needed):
                how = "plain, reads all"
        return how, [self._scratch, *packages, str(data.parent)], str(folder)

    def fork(self) -> socket.socket:
        """Fork a child that has not seen any student code; returns the channel to it."""
        self._await_ready()
        mine, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"f"], [theirs.fileno()])
                self._receive(Forked)
            except (OSError, EOFError, wire.WireError) as error:
                mine.close()
                raise SandboxError(f"the worker did not fork: {self._diagnosis(error)}") from error
        return mine

    def end_child(self) -> int | None:
        """Kill the child and all it started. Returns its wait status, or None where the worker is no more."""
        try:
            socket.send_fds(self._control, [b"e"], [])
            ended: Ended = self._receive(Ended)
        except (OSError, EOFError, wire.WireError):
            self.close()
            return None
        return ended.status

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """End the worker and everything in it."""
        self._control.close()  # at which the worker ends its children and itself, and leaves no orphan
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(CLOSING_SECONDS)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, 9)
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
        if self._scratch:  # rm, since folders can be nested deeper than Python's own recursion goes
            subprocess.run(["rm", "-rf", "--", self._scratch], stderr=subprocess.DEVNULL, check=False)
            self._scratch = ""

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _await_ready(self) -> None:
        if self._ready:
            return
        try:
            self._receive(Ready, START_SECONDS)
        except (OSError, EOFError, wire.WireError) as error:
            message = self._diagnosis(error)
            self.close()
            raise SandboxError(f"the worker did not start: {message}") from error
        self._ready = True

    def _receive(self, kind: type, seconds: float = CONTROL_SECONDS) -> Any:
        return read(wire.unpack(wire.receive(self._control, time.monotonic() + seconds)), kind)

    def _diagnosis(self, error: BaseException) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
            assert self._process.stderr
            said = self._process.stderr.read(4000).decode(errors="replace").strip()
            return said.splitlines()[-1] if said else f"it ended with status {self._process.returncode}"
        return str(error) or type(error).__name__


def _open_to_all(path: str) -> bool:
    """Whether a user without rights can read in a folder."""
    folder = Path(path)
    if not folder.exists():
        return True
    return all(place.stat().st_mode & 0o001 for place in folder.parents) and folder.stat().st_mode & 0o005 == 0o005
