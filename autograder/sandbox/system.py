"""What differs between systems, and what a worker needs of this one.

Linux forks workers from a warm zygote (forking.py). Windows has no fork, and macOS has one that its own libraries do
not survive: there a process is started for each exercise (spawning.py). COURSE_WORKER=process asks for the same on
Linux, which is how it is tested.
"""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import course_data
from autograder.course import CourseError
from autograder.language import N_, said
from autograder.places import own_data
from autograder.sandbox.hardening import NOBODY, POSIX, is_root
from course_data._files import OWN_VARIABLE

CHOICE = "COURSE_WORKER"

# What a worker imports of ours: the files beside this one that are placed inside the sandbox.
RUNNER = Path(__file__).parent
RUNNER_FILES = (
    "wire.py", "units.py", "messages.py", "hardening.py", "effects.py", "execution.py", "worker.py", "zygote.py",
)  # fmt: skip
NURSERY_FILES = (*RUNNER_FILES, "probe.py", "nursery.py")
ENVIRONMENT = {
    "HOME": "/tmp",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PATH": "/usr/bin:/bin",
}
START = "import sys; sys.path[:0] = {paths!r}; from sandbox.{module} import main; main()"
_NEEDED_ON_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "PATH")  # by sockets, and to find libraries

# What a plain process is held to here, in words.
LIMITS = N_("limits") if POSIX else N_("a limit of time alone")


def forks() -> bool:
    """Whether workers are forked here, or started one by one.

    Raises
    ------
    CourseError
        where the environment variable COURSE_WORKER asks for something unknown.
    """
    asked = os.environ.get(CHOICE, "")
    if asked not in ("", "fork", "process"):
        raise CourseError(f"{CHOICE}={asked} is unknown: give fork or process, or leave it out.")
    return asked == "fork" if asked else sys.platform == "linux" and hasattr(os, "fork")


def interpreter() -> str:
    """The real Python behind a virtual environment, since the environment itself stays outside."""
    if POSIX:
        return os.path.realpath(sys.executable)
    return str(getattr(sys, "_base_executable", sys.executable))  # where an environment's is a program that starts it


def command(module: str, paths: list[str], *arguments: str) -> list[str]:
    """What starts one of the worker's own modules, which finds modules in these folders and in no others."""
    start = START.format(paths=paths, module=module)
    return [interpreter(), "-I", "-S", "-B", "-X", "utf8", "-c", start, *arguments]


def package_folders() -> list[str]:
    """Where packages are installed: in this environment, in one that it borrows from, or in the user's own folder."""
    own = [sysconfig.get_paths()[key] for key in ("purelib", "platlib")]
    others = [folder for folder in sys.path if Path(folder).name in ("site-packages", "dist-packages")]
    return list(dict.fromkeys([*own, *others]))


def standard_library() -> list[str]:
    """The interpreter's own folders of modules."""
    paths = sysconfig.get_paths()
    return [_base(folder) for folder in dict.fromkeys((paths["stdlib"], paths["platstdlib"]))]


def _base(folder: str) -> str:
    """A virtual environment's folder seen from the interpreter it was made from."""
    if folder.startswith(sys.prefix) and sys.prefix != sys.base_prefix:
        return sys.base_prefix + folder[len(sys.prefix) :]
    return folder


class PlainGround:
    """What a plain process stands on, where nothing closes it off: copies of the worker's own files, and a folder that
    it may write in.

    `how` is what the worker is told, `paths` where it finds modules, `environment` what it is given.
    """

    def __init__(self) -> None:
        self._scratch = tempfile.mkdtemp(prefix="worker-")
        copies, folder = Path(self._scratch, "sandbox"), Path(self._scratch, "tmp")
        for made in (copies, folder):
            made.mkdir()
        for name in RUNNER_FILES:
            shutil.copy(RUNNER / name, copies)
        data, own = Path(course_data.__file__).parent, own_data()
        packages = package_folders()
        self.folder, self.how = str(folder), "plain"
        self.paths = [self._scratch, *packages, str(data.parent)]
        self.environment = ENVIRONMENT | dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "USERPROFILE"), self.folder)
        if own:
            self.environment[OWN_VARIABLE] = str(own)
        if not POSIX:
            self.environment |= {name: os.environ[name] for name in _NEEDED_ON_WINDOWS if name in os.environ}
        if is_root():  # which the process gives up: the folder is its own
            Path(self._scratch).chmod(0o755)
            os.chown(folder, NOBODY, NOBODY)
            needed = [*standard_library(), *packages, str(data), *([str(own)] if own else [])]
            if not all(_open_to_all(path) for path in needed):
                self.how = "plain, reads all"

    def remove(self) -> None:
        """Remove the folder with all that was written in it."""
        if POSIX:  # rm, since folders can be nested deeper than Python's own recursion goes
            subprocess.run(["rm", "-rf", "--", self._scratch], stderr=subprocess.DEVNULL, check=False)
        else:
            shutil.rmtree(self._scratch, ignore_errors=True)


def _open_to_all(path: str) -> bool:
    """Whether a user without rights can read in a folder."""
    folder = Path(path)
    if not folder.exists():
        return True
    return all(place.stat().st_mode & 0o001 for place in folder.parents) and folder.stat().st_mode & 0o005 == 0o005


def apart() -> dict[str, Any]:
    """What `subprocess.Popen` is told, so that a worker can be ended with all that it started, and opens no window."""
    if POSIX:
        return {"start_new_session": True}
    names = ("CREATE_NO_WINDOW", "BELOW_NORMAL_PRIORITY_CLASS")
    return {"creationflags": sum(getattr(subprocess, name, 0) for name in names)}


def end(process: "subprocess.Popen[bytes]") -> int:
    """End a worker; on Windows, what it started lives on. The status that it ended with."""
    if POSIX:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    status = process.wait()
    if process.stderr:
        process.stderr.close()
    return status


def how_it_ended(status: int | None) -> str:
    """A worker's end in words, from its status as `subprocess` has it: a signal is negative, a Windows fault large."""
    if status and status < 0:
        return said("the system ended it with signal {number}", number=-status)
    if status and status >= 0xC0000000:
        return said("the system ended it with code {code}", code=f"{status:#X}")
    return N_("it ended itself")


def last_words(process: "subprocess.Popen[bytes]") -> str:
    """What a worker that has ended said last."""
    assert process.stderr
    if POSIX:  # what it started may live on, and hold the pipe: no waiting for its end
        os.set_blocking(process.stderr.fileno(), False)
    said = (process.stderr.read(4000) or b"").decode(errors="replace").strip()
    return said.splitlines()[-1] if said else f"it ended with status {process.returncode}"
