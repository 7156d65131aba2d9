"""Starting workers: under bubblewrap where it works, as a plain subprocess with a warning where it does not.

A `Sandbox` is one worker process (see worker.py) for one submission. Forking a child in it costs a millisecond;
a sandbox that breaks is the grader's failure and raises `SandboxError`, so that it never becomes a student's zero.
"""

import functools
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import course_data
from autograder.sandbox import wire
from autograder.sandbox.messages import Ended, Forked, Ready, read

START_SECONDS = 30.0
CONTROL_SECONDS = 10.0
CLOSING_SECONDS = 2.0
TMP_BYTES = 256 << 20
EMPTY_BYTES = 1 << 16  # of a folder that only covers another

# What student code may import besides the standard library; bound into the sandbox one by one, so that nothing
# else that is installed beside them can be read.
PACKAGES = (
    "numpy", "scipy", "matplotlib", "mpl_toolkits", "pandas", "sklearn", "joblib", "threadpoolctl", "PIL",
    "dateutil", "six", "pytz", "tzdata", "cycler", "kiwisolver", "contourpy", "fontTools", "pyparsing",
    "packaging", "narwhals",
)  # fmt: skip

_RUNNER = Path(__file__).parent
_RUNNER_FILES = ("wire.py", "messages.py", "hardening.py", "worker.py")
_START = "import sys; sys.path[:0] = {paths!r}; from sandbox.worker import main; main()"
_ENVIRONMENT = {
    "HOME": "/tmp",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PATH": "/usr/bin:/bin",
}


class SandboxError(RuntimeError):
    """The grader's own machinery failed; says nothing about the submission."""


@dataclass(frozen=True)
class Isolation:
    """How student code is kept apart on this machine: fully (bubblewrap works) or not, and then why."""

    full: bool
    reason: str = ""

    @property
    def summary(self) -> str:
        if self.full:
            return "full: bubblewrap closes the file system, the network and other processes to student code"
        return f"REDUCED: {self.reason}. Student code runs as a plain process with limits, and could read files"


@functools.cache
def isolation() -> Isolation:
    """Try bubblewrap once, before any student code can run."""
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        return Isolation(False, "bubblewrap is not installed (on Debian or Ubuntu: apt-get install bubblewrap)")
    with _argument_file(_bwrap_arguments(())) as arguments:
        trial = subprocess.run(
            [bwrap, "--args", str(arguments), "--", _interpreter(), "-I", "-S", "-c", ""],
            env=_ENVIRONMENT, pass_fds=[arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False, timeout=30,
        )  # fmt: skip
    if trial.returncode == 0:
        return Isolation(True)
    reason = (trial.stderr.strip().splitlines() or ["no message"])[-1]
    return Isolation(False, f"bubblewrap is installed but does not work here ({reason})")


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
        environment, isolated = dict(_ENVIRONMENT), isolation().full
        if isolated:
            paths = ["/course", "/site"]
            arguments = _bwrap_arguments(self.datasets)
            folder = "/"
        else:
            self._scratch = folder = tempfile.mkdtemp(prefix="worker-")
            copies = Path(folder, "sandbox")
            copies.mkdir()
            for name in _RUNNER_FILES:
                shutil.copy(_RUNNER / name, copies)
            paths = [folder, *_package_folders(), str(Path(course_data.__file__).parent.parent)]
            environment |= {"HOME": folder, "TMPDIR": folder}
            arguments = []
        how = "isolated" if isolated else "plain"
        start = _START.format(paths=paths)
        command = [_interpreter(), "-I", "-S", "-B", "-X", "utf8", "-c", start, str(control), how]
        with _argument_file(arguments) as file:
            if isolated:
                command[:0] = [str(shutil.which("bwrap")), "--args", str(file), "--"]
            try:
                return subprocess.Popen(
                    command, env=environment, cwd=folder, pass_fds=[control, file], start_new_session=True,
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                )  # fmt: skip
            except OSError as error:
                raise SandboxError(f"the worker could not be started: {error}") from error

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


def _interpreter() -> str:
    """The real Python behind a virtual environment, since the environment itself stays outside."""
    return os.path.realpath(sys.executable)


def _package_folders() -> list[str]:
    """Where packages are installed: in this environment, in one that it borrows from, or in the user's own folder."""
    own = [sysconfig.get_paths()[key] for key in ("purelib", "platlib")]
    others = [folder for folder in sys.path if Path(folder).name in ("site-packages", "dist-packages")]
    return list(dict.fromkeys([*own, *others]))


@functools.cache
def _package_binds() -> tuple[str, ...]:
    found: dict[str, Path] = {}
    for folder in reversed([Path(folder) for folder in _package_folders()]):  # the first that has a package counts
        names = [entry for name in PACKAGES for entry in (name, f"{name}.py") if (folder / entry).exists()]
        # Shared libraries are named after the wheels: pillow's for PIL.
        names += [libraries.name for libraries in sorted(folder.glob("*.libs"))]
        found |= {name: folder / name for name in names}
    return tuple(argument for name, path in found.items() for argument in ("--ro-bind", str(path), f"/site/{name}"))


@functools.cache
def _system_binds() -> tuple[str, ...]:
    """The interpreter, its standard library without site-packages, and the system's shared libraries."""
    binds: list[str] = []
    for path in map(Path, ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache")):
        if path.is_symlink():
            binds += ["--symlink", str(path.readlink()), str(path)]
        elif path.exists():
            binds += ["--ro-bind", str(path), str(path)]
    binds += _covered("/usr/lib/python3") if Path("/usr/lib/python3").is_dir() else []
    interpreter = _interpreter()
    binds += ["--ro-bind", interpreter, interpreter]
    libraries = sysconfig.get_paths()
    for folder in dict.fromkeys((libraries["stdlib"], libraries["platstdlib"])):
        folder = _base(folder)
        if not folder.startswith("/usr/lib/"):
            binds += ["--ro-bind", folder, folder]
        for packages in ("site-packages", "dist-packages"):
            if Path(folder, packages).is_dir():
                binds += _covered(f"{folder}/{packages}")
    shared = Path(str(sysconfig.get_config_var("LIBDIR") or "/nowhere"))
    if not str(shared).startswith(("/usr/lib", "/lib")):
        for library in sorted(shared.glob("libpython3*.so*")):
            binds += ["--ro-bind", str(library), str(library)]
    return tuple(binds)


def _covered(folder: str) -> list[str]:
    """An empty folder over another; read-only, or it would be memory that no limit counts."""
    return ["--size", str(EMPTY_BYTES), "--tmpfs", folder, "--remount-ro", folder]


def _base(folder: str) -> str:
    """A virtual environment's folder seen from the interpreter it was made from."""
    if folder.startswith(sys.prefix) and sys.prefix != sys.base_prefix:
        return sys.base_prefix + folder[len(sys.prefix) :]
    return folder


@contextmanager
def _argument_file(arguments: list[str]) -> Iterator[int]:
    """A file descriptor to read arguments from: on a command line, /proc would show the host's paths inside."""
    read, write = os.pipe()
    try:
        with os.fdopen(write, "wb") as pipe:
            pipe.write("".join(f"{argument}\0" for argument in arguments).encode())
        yield read
    finally:
        os.close(read)


def _bwrap_arguments(datasets: tuple[str, ...]) -> list[str]:
    data = Path(course_data.__file__).parent
    public = [*data.glob("*.py"), data / "SHA256SUMS"]
    command = [
        "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL",
        # The worker is process 1 itself: bwrap's own would be open to students' code, and without a filter.
        "--die-with-parent", "--as-pid-1", "--new-session", "--hostname", "sandbox",
        *_system_binds(), *_package_binds(),
        "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev", "--size", str(TMP_BYTES), "--tmpfs", "/tmp",
    ]  # fmt: skip
    for name in _RUNNER_FILES:
        command += ["--ro-bind", str(_RUNNER / name), f"/course/sandbox/{name}"]
    for file in (*public, *(data / name for name in datasets)):
        if file.is_file():
            command += ["--ro-bind", str(file), f"/site/course_data/{file.name}"]
    return [*command, "--remount-ro", "/", "--chdir", "/tmp"]
