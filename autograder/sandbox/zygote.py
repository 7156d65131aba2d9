"""The zygote of a sandbox: a process, warm with NumPy, that forks a worker for each exercise, where systems have fork.

It never runs a line of the student's. It is told over its control socket to fork a child, which gives up what it can
(see hardening.py) and serves on a socket of its own (see worker.py), and to end that child with all it started.
Nothing of the course is imported here but what lies beside it.
"""

import contextlib
import importlib
import os
import select
import signal
import socket
import sys
from typing import NoReturn

import numpy as np

from . import hardening, wire
from .messages import Ended, Forked, Import, Ready, fields_of, read
from .worker import READS_ALL, close_standard_streams, rehearse, rest_of_life, serve

# The folder for scratch is bounded in bytes when it is mounted. Its files, even empty ones, are memory of the
# kernel's (1 kB each) that no limit counts, so they are counted while a child runs.
MAX_FILES = 10_000
WATCH_SECONDS = 0.02
IMPORT = b"i"
READY, FORKED = wire.pack(fields_of(Ready())), wire.pack(fields_of(Forked()))


def main() -> NoReturn:
    """The zygote's life: say "ready", then fork and end children as the grader asks."""
    control = socket.socket(fileno=int(sys.argv[1]))
    isolated = sys.argv[2] == "isolated"
    hardening.hide_from_children()
    close_standard_streams()
    rehearse()
    wire.send(control, READY)
    own, pid = os.getpid(), 0
    while True:
        if isolated and pid and not select.select([control], [], [], WATCH_SECONDS)[0]:
            if _scratch()[0] > MAX_FILES:  # no limit of a process would stop it
                os.kill(pid, signal.SIGKILL)
            continue
        message, files, _flags, _address = socket.recv_fds(control, 1, 1)
        if message == b"f":
            pid = os.fork()
            channel = socket.socket(fileno=files[0])
            if pid == 0:
                _child(channel, control, own, isolated)
            channel.close()
            wire.send(control, FORKED)
        elif message == b"e":
            status = _end_children(isolated, pid).get(pid, 0)
            if isolated and _scratch_is_spent():
                os._exit(0)  # the next exercise gets a new sandbox
            wire.send(control, wire.pack(fields_of(Ended(status))))
            pid = 0
        elif message == IMPORT:
            import_told(control)
            wire.send(control, READY)
        else:  # the grader has gone
            _end_children(isolated, pid)
            os._exit(0)


def import_told(control: socket.socket) -> None:
    """Import the modules that the grader names, for all that are forked from here on."""
    asked: Import = read(wire.unpack(wire.receive(control)), Import)
    for module in asked.modules:
        with contextlib.suppress(Exception):  # the student's own line will tell
            importlib.import_module(module)


def _child(channel: socket.socket, control: socket.socket, parent: int, isolated: bool) -> None:
    with rest_of_life():
        hardening.give_up_root(reads_all=sys.argv[2] == READS_ALL)
        hardening.end_with_parent()
        if os.getppid() != parent:  # it ended before the kernel had been told
            return
        control.close()
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        # The copy that a fork makes of a generator would give each exercise the same "random" numbers. Python's own is
        # seeded at each fork; NumPy's, left to itself, takes twenty times as long to find a seed.
        np.random.seed(int.from_bytes(os.urandom(4), "little"))
        serve(channel, isolated)


def _end_children(isolated: bool, child: int) -> dict[int, int]:
    """Kill the child and all it left behind (orphans come to the zygote, their subreaper); statuses by pid."""
    statuses = {}
    with contextlib.suppress(ChildProcessError):  # those that ended by themselves first, to tell them from the killed
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            statuses[ended[0]] = ended[1]
    while True:
        if isolated:
            with contextlib.suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)  # everything in this pid namespace but this process
        else:
            for pid in {child, *_children()} - {0, *statuses}:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        try:
            pid, status = os.waitpid(-1, 0)
        except ChildProcessError:
            return statuses
        statuses[pid] = status


def _children() -> list[int]:
    try:
        with open(f"/proc/self/task/{os.getpid()}/children") as file:
            return [int(pid) for pid in file.read().split()]
    except FileNotFoundError:  # no Linux
        return []


def _scratch() -> tuple[int, float]:
    """How many files lie in the folder for scratch, and how full it is."""
    state = os.statvfs("/tmp")
    return state.f_files - state.f_ffree, 1 - state.f_bfree / max(state.f_blocks, 1)


def _scratch_is_spent() -> bool:
    files, full = _scratch()
    return files > MAX_FILES / 2 or full > 0.5
