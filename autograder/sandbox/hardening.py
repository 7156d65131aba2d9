"""What a worker gives up before it runs a student's code: root, resources, system calls, its debuggability.

Runs inside the sandbox, so it imports nothing of the course. `bwrap` closes the file system and the network
around the whole worker; this file closes what is left to a single process. What a system does not know is left out:
Windows has none of it.
"""

import ctypes
import functools
import os
import signal
import struct
import sys
from contextlib import suppress
from typing import Any

try:
    import resource
except ImportError:  # Windows
    POSIX = False
else:
    POSIX = True

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_KEEPCAPS, PR_SET_NAME, PR_GET_NAME, PR_SET_SECCOMP = 1, 4, 8, 15, 16, 22
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
SECCOMP_MODE_FILTER = 2
NOBODY = 65534
CAP_DAC_READ_SEARCH = 1 << 2
CAPABILITY_VERSION = 0x20080522

FILE_BYTES = 64 << 20
SCRATCH_BYTES = 256 << 20
OPEN_FILES = 128
_THREADS = 4096  # of the user: few enough to leave the machine its process numbers, enough for a desktop's own
_TIMERS = 256  # and signals that wait: kernel memory, as queues of messages are

_LINUX = POSIX and sys.platform == "linux"
_libc: Any = ctypes.CDLL(None, use_errno=True) if POSIX else None


def _prctl(option: int, value: object = 0, third: object = 0) -> bool:
    return _LINUX and bool(_libc.prctl(option, value, third, 0, 0) == 0)


def forbid_tracing() -> None:
    """Keep processes of the same user from tracing this one and from reading its memory, environment and files."""
    _prctl(PR_SET_DUMPABLE, 0)


def hide_from_children() -> None:
    """Keep processes of the same user from tracing this one, and collect orphans."""
    forbid_tracing()
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def end_with_parent() -> None:
    """Have the kernel kill this process when its parent ends, however that comes about."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def is_root() -> bool:
    """Whether the kernel takes this process for root, and not for another user whom a namespace calls root."""
    if not POSIX or os.geteuid() != 0:
        return False
    try:
        with open("/proc/self/uid_map") as file:
            users = [tuple(map(int, line.split())) for line in file]
    except OSError:  # no Linux, or a sandbox without /proc
        return True
    return any(first <= NOBODY < first + count or outside == 0 for first, outside, count in users)


def give_up_root(*, reads_all: bool = False) -> None:
    """Become nobody, for good; does nothing for a process that is not root.

    Parameters
    ----------
    reads_all
        keep root's right to read every file, where Python itself is closed to all others.
    """
    if not is_root():
        return
    if reads_all:
        _prctl(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    if _LINUX:
        keep_capabilities(CAP_DAC_READ_SEARCH if reads_all else 0)
    if 0 in (os.getuid(), os.geteuid(), os.getgid(), os.getegid()) or os.getgroups():
        raise PermissionError("root could not be given up")


def keep_capabilities(kept: int) -> None:
    """Give up every capability but these (a mask), for good: no program that is started gains any."""
    header = struct.pack("Ii", CAPABILITY_VERSION, 0)
    words = (kept, kept, 0, 0, 0, 0)  # effective, permitted, inheritable; then those above the 32nd
    if _libc.capset(header, struct.pack("6I", *words)):
        raise PermissionError(f"root's capabilities could not be given up ({os.strerror(ctypes.get_errno())})")


def limit_resources(memory_mb: int, cpu_seconds: int) -> None:
    """Set hard limits on memory, processor time, file sizes, open files and threads, and allow no core dump."""
    if not POSIX:
        return
    limits = {
        resource.RLIMIT_AS: memory_mb << 20,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_NPROC: _THREADS,
        resource.RLIMIT_CORE: 0,
    }
    if _LINUX:
        limits |= {resource.RLIMIT_SIGPENDING: _TIMERS, resource.RLIMIT_MSGQUEUE: 0}
    for kind, limit in limits.items():
        hard = resource.getrlimit(kind)[1]
        limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        with suppress(*(() if _LINUX else (ValueError, OSError))):  # other systems know fewer limits
            resource.setrlimit(kind, (limit, limit))


# System calls by number. Those listed answer "operation not permitted"; the others are allowed: a deny list breaks no
# numerical library, and the file system and network are closed by other means already. Links, pipes with names,
# watches, queues, filters and pages that only a pipe holds are kernel memory that no limit of a process counts; locks,
# keys and sync reach beyond the sandbox.
_NUMBERS = {
    "x86_64": {
        "audit": 0xC000003E,
        "denied": {
            "socket": 41, "socketpair": 53, "connect": 42, "bind": 49, "fork": 57, "vfork": 58, "execve": 59,
            "execveat": 322, "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "setns": 308,
            "unshare": 272, "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161, "bpf": 321,
            "perf_event_open": 298, "userfaultfd": 323, "keyctl": 250, "add_key": 248, "request_key": 249,
            "seccomp": 317, "vmsplice": 278, "flock": 73, "sync": 162, "syncfs": 306, "rt_sigqueueinfo": 129,
            "rt_tgsigqueueinfo": 297, "setsid": 112, "setpgid": 109, "prlimit64": 302,
            "sched_setaffinity": 203, "memfd_create": 319, "shmget": 29, "msgget": 68, "semget": 64,
            "setpriority": 141, "ioprio_set": 251, "sched_setscheduler": 144, "sched_setparam": 142,
            "sched_setattr": 314, "symlink": 88, "symlinkat": 266, "link": 86, "linkat": 265, "mknod": 133,
            "mknodat": 259, "inotify_init": 253, "inotify_init1": 294, "fanotify_init": 300, "io_setup": 206,
            "mq_open": 240,
        },
        "by_argument": {"fcntl": 72, "ioctl": 16, "prctl": 157}, "clone": 56,
        "own_pid_only": {"kill": 62, "tgkill": 234}, "tkill": 200,
    },
    "aarch64": {
        "audit": 0xC00000B7,
        "denied": {
            "socket": 198, "socketpair": 199, "connect": 203, "bind": 200, "execve": 221, "execveat": 281,
            "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "setns": 268, "unshare": 97,
            "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51, "bpf": 280, "perf_event_open": 241,
            "userfaultfd": 282, "keyctl": 219, "add_key": 217, "request_key": 218,
            "seccomp": 277, "vmsplice": 75, "flock": 32, "sync": 81, "syncfs": 267, "rt_sigqueueinfo": 138,
            "rt_tgsigqueueinfo": 240,
            "setsid": 157, "setpgid": 154, "prlimit64": 261, "sched_setaffinity": 122, "memfd_create": 279,
            "shmget": 194, "msgget": 186, "semget": 190, "setpriority": 140, "ioprio_set": 30,
            "sched_setscheduler": 119, "sched_setparam": 118, "sched_setattr": 274,
            "symlinkat": 36, "linkat": 37, "mknodat": 33, "inotify_init1": 26, "fanotify_init": 262, "io_setup": 0,
            "mq_open": 180,
        },
        "by_argument": {"fcntl": 25, "ioctl": 29, "prctl": 167}, "clone": 220,
        "own_pid_only": {"kill": 129, "tgkill": 131}, "tkill": 130,
    },
}  # fmt: skip

# What kernels have learned since 2019 has the same number on all of these machines, and every library does without it
# where it is told that there is no such call: so there is none, but for a few that do what an older one does. Among the
# others are calls that take memory which no limit counts, and one that tells where on the machine files come from.
_FIRST_NEW = 424
_NEW = {
    "close_range": 436,
    "openat2": 437,
    "faccessat2": 439,
    "epoll_pwait2": 441,
    "futex_waitv": 449,
    "fchmodat2": 452,
}

# Of some calls certain uses are denied, or all but certain uses: (which argument, its values). A file that is told to
# signal its "owner" when data arrive could signal any process of the same user, and a lease holds up whoever writes.
_F_SETOWN, _F_SETSIG, _F_SETOWN_EX, _F_SETLEASE, _F_NOTIFY, _F_SETPIPE_SZ = 8, 10, 15, 1024, 1026, 1031
_F_SETLK, _F_SETLKW, _F_OFD_SETLK, _F_OFD_SETLKW = 6, 7, 37, 38
_FIOSETOWN, _SIOCSPGRP = 0x8901, 0x8902
_DENIED_ARGUMENTS = {
    "fcntl": (
        1,
        (
            *(_F_SETOWN, _F_SETSIG, _F_SETOWN_EX, _F_SETLEASE, _F_NOTIFY, _F_SETPIPE_SZ),
            *(_F_SETLK, _F_SETLKW, _F_OFD_SETLK, _F_OFD_SETLKW),
        ),
    ),
    "ioctl": (1, (_FIOSETOWN, _SIOCSPGRP)),
}
_ALLOWED_ARGUMENTS = {"prctl": (0, (PR_SET_NAME, PR_GET_NAME))}  # of what a process sets for itself, its name

_ALLOW, _EPERM, _ENOSYS = 0x7FFF0000, 0x00050001, 0x00050026
_CLONE_THREAD = 0x00010000
_X32_NUMBERS = 0x40000000  # a second numbering of the same calls on x86-64
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _NEXT_ARGUMENT = 0, 4, 16, 8  # offsets in struct seccomp_data


def _code(kind: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", kind, if_true, if_false, value)


def _program(machine: str, pid: int) -> bytes:
    """The filter as classic BPF: load a word, compare, return a verdict."""
    own, code = _NUMBERS[machine]["own_pid_only"], _code
    assert isinstance(own, dict)
    lines = [_same_for_all(machine)]
    for number in own.values():  # a process may end itself, and nobody else
        lines += [
            code(_JUMP_EQUAL, int(number), 0, 4),
            code(_LOAD, _FIRST_ARGUMENT),
            code(_JUMP_EQUAL, pid, 1, 0),
            code(_RETURN, _EPERM),
            code(_RETURN, _ALLOW),
        ]
    lines.append(code(_RETURN, _ALLOW))
    return b"".join(lines)


@functools.cache
def _same_for_all(machine: str) -> bytes:
    """The beginning of the filter, which is the same for every process."""
    numbers, code = _NUMBERS[machine], _code
    denied, some = numbers["denied"], numbers["by_argument"]
    assert isinstance(denied, dict)
    assert isinstance(some, dict)
    lines = [
        code(_LOAD, _ARCHITECTURE),
        code(_JUMP_EQUAL, int(str(numbers["audit"])), 1, 0),
        code(_RETURN, _EPERM),
        code(_LOAD, _NUMBER),
        code(_JUMP_AT_LEAST, _X32_NUMBERS, 0, 1),
        code(_RETURN, _EPERM),
    ]
    for number in (*denied.values(), numbers["tkill"]):
        lines += [code(_JUMP_EQUAL, int(str(number)), 0, 1), code(_RETURN, _EPERM)]
    # glibc tries clone3 first, which is new, and falls back to clone, whose flags a filter can read.
    lines += [code(_JUMP_AT_LEAST, _FIRST_NEW, 0, len(_NEW) + 1)]
    lines += [code(_JUMP_EQUAL, value, len(_NEW) - place) for place, value in enumerate(_NEW.values())]
    lines += [code(_RETURN, _ENOSYS)]
    lines += [
        code(_JUMP_EQUAL, int(str(numbers["clone"])), 0, 4),
        code(_LOAD, _FIRST_ARGUMENT),
        code(_JUMP_ANY_BIT, _CLONE_THREAD, 1, 0),
        code(_RETURN, _EPERM),
        code(_RETURN, _ALLOW),
    ]
    for name, number in some.items():
        allowed = name in _ALLOWED_ARGUMENTS
        argument, listed = (_ALLOWED_ARGUMENTS if allowed else _DENIED_ARGUMENTS)[name]
        left = len(listed)
        lines += [
            code(_JUMP_EQUAL, int(number), 0, left + 3),
            code(_LOAD, _FIRST_ARGUMENT + _NEXT_ARGUMENT * argument),
            *(code(_JUMP_EQUAL, value, left - place, 0) for place, value in enumerate(listed)),
            code(_RETURN, _EPERM if allowed else _ALLOW),
            code(_RETURN, _ALLOW if allowed else _EPERM),
        ]
    return b"".join(lines)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("lines", ctypes.c_void_p))


def filter_system_calls() -> bool:
    """Forbid this process new processes, programs, sockets, mounts and signals to others (threads stay allowed).

    Returns
    -------
    bool
        whether the kernel took the filter; only Linux on x86-64 and arm64 is known here.
    """
    machine = os.uname().machine
    if not _LINUX or machine not in _NUMBERS:
        return False
    program = _program(machine, os.getpid())
    buffer = ctypes.create_string_buffer(program, len(program))
    filled = _Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    return _prctl(PR_SET_NO_NEW_PRIVS, 1) and _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filled))


def prepare() -> None:
    """Work out what is the same for every process that will be hardened."""
    if _LINUX and (machine := os.uname().machine) in _NUMBERS:
        _same_for_all(machine)


def harden(memory_mb: int, cpu_seconds: int) -> bool:
    """Give up everything a student's code does not need; tells whether system calls are filtered too."""
    if POSIX:
        with suppress(OSError):
            os.nice(1)
    limit_resources(memory_mb, cpu_seconds)
    return filter_system_calls()
