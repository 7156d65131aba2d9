"""Tries, in the place of a student's code and before any runs, everything that such code must not be able to do.

Runs inside the sandbox, so it imports nothing of the course but `hardening`. It is told which files of the machine
to try and answers with what it managed, a line for each: nothing, where the sandbox holds (see isolation.py).
"""

import ctypes
import errno
import mmap
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from . import hardening

MEMORY_MB, CPU_SECONDS = 1024, 20
FAMILIES = {"unix": 1, "internet": 2, "internet (version 6)": 10, "netlink": 16, "packet": 17, "vsock": 40}
SETTINGS = (
    "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe", "/proc/sys/vm/drop_caches", "/proc/sysrq-trigger",
    "/proc/sys/net/ipv4/ip_forward", "/proc/irq/default_smp_affinity", "/sys/kernel/mm/ksm/run", "/sys/power/state",
    "/sys/fs/cgroup/cgroup.procs", "/dev/mem", "/dev/kmsg", "/dev/sda", "/dev/vda", "/dev/fuse", "/dev/ptmx",
)  # fmt: skip
TELLING = (
    "/proc/self/mountinfo", "/proc/self/mounts", "/proc/self/maps", "/proc/mounts", "/proc/1/mountinfo",
    "/proc/1/cmdline", "/proc/1/environ", "/proc/kcore", "/proc/kallsyms", "/proc/keys", "/proc/cmdline",
)  # fmt: skip
FOLDERS = (
    "/", "/course", "/course/sandbox", "/site", "/site/course_data", "/usr", "/usr/lib", "/usr/bin", "/lib", "/etc",
    "/dev", "/dev/shm", "/proc", "/sys", "/run", "/var/tmp", "/home", "/root", "/opt", "/mnt",
)  # fmt: skip
# Calls by number: Python has none of them. Some take memory that no limit counts. With these arguments each fails, and
# by how it fails it says whether the kernel has looked at them.
STATMOUNT, MEMFD_SECRET, LANDLOCK_CREATE_RULESET = 457, 447, 444
PR_FUTEX_HASH = 78
CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
PTRACE_ATTACH = 16

_libc = ctypes.CDLL(None, use_errno=True)


def _answered(call: Callable[[], int]) -> bool:
    """Whether a call got as far as the kernel, and not only to the filter."""
    return call() != -1 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS)


def _opened(paths: Iterable[str], flags: int) -> Iterator[str]:
    """Those of the files that can be opened."""
    for path in paths:
        with suppress(OSError, ValueError):
            os.close(os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY))
            yield path


def reads(outside: list[str]) -> Iterator[str]:
    yield from _opened(outside, os.O_RDONLY)


def writes(outside: list[str]) -> Iterator[str]:
    yield from _opened([*outside, *SETTINGS], os.O_WRONLY)
    own = [folder for folder in sys.path if folder.startswith("/")]
    for folder in dict.fromkeys((*FOLDERS, *own, os.path.dirname(os.__file__))):
        name = f"{folder.rstrip('/')}/probe"
        with suppress(OSError):
            os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            os.unlink(name)
            yield name


def sees(_outside: list[str]) -> Iterator[str]:
    """What tells of the machine: where things lie on it, and other processes."""
    yield from _opened(TELLING, os.O_RDONLY)
    if _answered(lambda: _libc.syscall(STATMOUNT, None, None, 0, 0)):
        yield "where files lie, by statmount"
    with suppress(OSError):
        yield from (f"process {name}" for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid())


def connects(_outside: list[str]) -> Iterator[str]:
    for name, family in FAMILIES.items():
        if (number := _libc.socket(family, 1, 0)) >= 0:
            os.close(number)
            yield f"a socket ({name})"


def starts(_outside: list[str]) -> Iterator[str]:
    with suppress(OSError):
        if (pid := os.fork()) == 0:
            os._exit(0)
        os.waitpid(pid, 0)
        yield "a process"
    with suppress(OSError):
        os.waitpid(os.posix_spawn(sys.executable, [sys.executable, "-V"], {}), 0)
        yield "a program"
    try:
        os.execv("/nowhere", ["nowhere"])
    except PermissionError:
        return
    except OSError:
        yield "another program in its own place"


def signals(_outside: list[str]) -> Iterator[str]:
    """Reaches for process 1, which is the worker that ends this one."""
    calls: dict[str, Callable[[], int]] = {
        "signal": lambda: _libc.kill(1, 0),
        "trace": lambda: _libc.ptrace(PTRACE_ATTACH, 1, 0, 0),
        "read the memory of": lambda: _libc.process_vm_readv(1, 0, 0, 0, 0, 0),
    }
    yield from (f"{name} process 1" for name, call in calls.items() if call() != -1)


def rises(_outside: list[str]) -> Iterator[str]:
    calls: dict[str, Callable[[], int]] = {
        "mount": lambda: _libc.mount(b"none", b"/tmp", b"tmpfs", 0, 0),
        "unmount": lambda: _libc.umount2(b"/tmp", 2),
        "leave its user namespace": lambda: _libc.unshare(CLONE_NEWUSER),
        "leave its mounts": lambda: _libc.unshare(CLONE_NEWNS),
        "change root": lambda: _libc.chroot(b"/tmp"),
        "make a device": lambda: _libc.mknod(b"/tmp/device", 0o20666, 0x0103),
        "make a link": lambda: _libc.symlink(b"/", b"/tmp/link"),
        "take root's group": lambda: _libc.setgid(0),
        "become root": lambda: _libc.setuid(0),
    }
    yield from (name for name, call in calls.items() if call() != -1)
    if 0 in (*os.getresuid(), *os.getresgid(), *os.getgroups()):
        yield "stay root"
    words = (ctypes.c_uint32 * 6)()
    if _libc.capget((ctypes.c_uint32 * 2)(hardening.CAPABILITY_VERSION, 0), words) or any(words):
        yield "keep privileges of root"


def exceeds(_outside: list[str]) -> Iterator[str]:
    with suppress(OSError, ValueError):
        mmap.mmap(-1, (MEMORY_MB + 1) << 20).close()
        yield "memory"
    opened = [file := os.open("/tmp/probe", os.O_CREAT | os.O_RDWR)]
    with suppress(OSError):
        os.truncate(file, hardening.FILE_BYTES + 1)
        yield "the size of a file"
    with suppress(OSError):
        while len(opened) <= hardening.OPEN_FILES:
            opened.append(os.dup(file))
        yield "open files"
    scratch = os.statvfs("/tmp")
    if scratch.f_blocks * scratch.f_frsize > hardening.SCRATCH_BYTES:
        yield "its folder's size"
    uncounted: dict[str, Callable[[], int]] = {
        "memory, in files that only memory holds": lambda: _libc.syscall(MEMFD_SECRET, -1),
        "memory, in rules for files": lambda: _libc.syscall(LANDLOCK_CREATE_RULESET, None, 1, 0),
        "memory, in filters": lambda: _libc.prctl(hardening.PR_SET_SECCOMP, hardening.SECCOMP_MODE_FILTER, None, 0, 0),
        "memory, in tables of locks": lambda: _libc.prctl(PR_FUTEX_HASH, -1, 0, 0, 0),
    }
    yield from (name for name, call in uncounted.items() if _answered(call))
    os.unlink("/tmp/probe")
    for number in opened:
        os.close(number)
    if os.statvfs("/tmp").f_ffree <= scratch.f_ffree:
        yield "its folder's number of files, which nobody counts"


def lacks(_outside: list[str]) -> Iterator[str]:
    """What a student's code does need, and cannot read: root's files may be closed to all others."""
    packages = [f"/site/{name}" for name in sorted(os.listdir("/site"))]
    files = [f"{path}/__init__.py" if os.path.isdir(path) else path for path in packages]
    yield from (path for path in (os.__file__, *files) if _closed(path))


def _closed(path: str) -> bool:
    try:
        os.close(os.open(path, os.O_RDONLY))
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


TRIALS = (reads, writes, sees, connects, starts, signals, rises, exceeds, lacks)


def main() -> None:
    """Put a child in the place of a student's code, let it try everything, and send its answer."""
    channel = int(sys.argv[1])
    with os.fdopen(os.dup(channel), "rb") as questions:
        outside = questions.readline().rstrip(b"\n").decode(errors="surrogateescape").split("\0")
    hardening.hide_from_children()
    if os.fork() == 0:
        _try_all(channel, outside)
    os.close(channel)
    os.wait()
    os._exit(0)


def _try_all(channel: int, outside: list[str]) -> None:
    """Each line of the answer is a trial that is over, or "trial<tab>something that it managed"."""
    try:
        hardening.give_up_root()
        lines = ["filtered"]
        if not hardening.harden(MEMORY_MB, CPU_SECONDS):
            lines.append("filtered\tthe kernel took no filter of system calls")
        for trial in TRIALS:
            try:
                lines += [f"{trial.__name__}\t{found}" for found in map(repr, trial(outside))]
            except OSError as error:
                lines.append(f"{trial.__name__}\tnot tried: {error}")
            lines.append(trial.__name__)
        text = "".join(f"{line}\n" for line in lines).encode(errors="replace")
        while text:
            text = text[os.write(channel, text) :]
    except BaseException as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        sys.stderr.flush()
    os._exit(0)
