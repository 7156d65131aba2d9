"""A process that runs a student's code: it loads the submission that it is told to, and answers calls.

Such a process is a fork of the zygote (zygote.py), or one that was started for a single exercise on a system without
fork (`main`). Nothing of the course is imported here but what lies beside it.
"""

import builtins
import functools
import linecache
import os
import socket
import sys
import threading
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import numpy as np

from . import hardening, wire
from .execution import RemoteFunction, Submission
from .messages import (
    REQUESTS,
    Answered,
    CallBack,
    CallFunction,
    Failed,
    Load,
    Ready,
    Request,
    Running,
    Unit,
    fields_of,
    read,
)

BROKEN = 70  # the exit status of a worker that failed by itself
READS_ALL = "plain, reads all"  # how a worker of root's runs where Python is closed to all others


def serve(channel: socket.socket, isolated: bool) -> None:
    """Load what is told, then answer calls until the channel closes."""

    def ask(request: CallBack) -> Answered | Failed:
        wire.send(channel, wire.pack(fields_of(request)))
        answer: Answered | Failed = read(wire.unpack(wire.receive(channel), callback), Answered, Failed)
        return answer

    def callback(number: int) -> RemoteFunction:
        return RemoteFunction(number, ask)

    load: Load = read(wire.unpack(wire.receive(channel), callback), Load)
    if not hardening.harden(load.memory_mb, load.cpu_seconds) and isolated:
        raise RuntimeError("the kernel took no filter of system calls")
    submission = Submission(load.module, load.library, load.shared)
    _offer_no_checks()
    _offer_jupyters_names()
    loaded = submission.load(load.units, lambda number: wire.send(channel, wire.pack(fields_of(Running(number)))))
    wire.send(channel, wire.pack(fields_of(loaded)))
    while True:
        said = wire.unpack(wire.receive(channel), callback, submission.kept)
        request: Request = read(said, *REQUESTS)
        wire.send(channel, submission.frame(submission.call(request)))


@functools.cache
def rehearse() -> None:
    """Do once, with code of our own, what every child does: it inherits whatever is worked out at the first time."""
    name, text = "rehearsal", "def same(value):\n    return value\n"
    submission = Submission(name)
    loaded = submission.load((Unit(name, text, notebook=True),), lambda _number: None)
    for said in (Running(0), loaded):
        wire.pack(fields_of(said))
    for told in (Load(name, {}, (Unit(name, text),), (), 0, 0), CallFunction("same", [], {})):
        read(wire.unpack(wire.pack(fields_of(told))), Load, *REQUESTS)
    for asked in (CallFunction("same", [np.ones(2)], {}), CallFunction("another", [], {})):
        submission.frame(submission.call(asked))
    del sys.modules[name]
    linecache.cache.pop(name)
    hardening.prepare()


def _offer_no_checks() -> None:
    """A notebook's `from autograder import check` must work here, and do nothing; a hint no more."""
    module = types.ModuleType("autograder")
    for name in ("check", "hint", "solution"):
        setattr(module, name, lambda *_args, **_kwargs: None)
    sys.modules["autograder"] = module


def _offer_jupyters_names() -> None:
    """What Jupyter adds to Python's own names must be there, too: code may show what it computes."""
    builtins.display = lambda *values, **_options: print(*values, sep="\n")  # type: ignore[attr-defined]
    builtins.get_ipython = _Shell  # type: ignore[attr-defined]


class _Shell:
    """What get_ipython() gives here: it takes every command, and does nothing."""

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_args, **_kwargs: None


@contextmanager
def rest_of_life() -> Iterator[None]:
    """What is done in it is the last that this process does: it ends with 0 where the grader has gone."""
    status = BROKEN
    try:
        yield
        status = 0
    except (EOFError, OSError):
        status = 0
    finally:
        os._exit(status)


def close_standard_streams() -> None:
    """Have what student code writes to them go nowhere, instead of filling a pipe that nobody reads."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)


def main() -> None:
    """The life of a process that was started for one exercise: connect to the grader, say "ready", and serve."""
    port, how = int(sys.argv[1]), sys.argv[2]
    word = sys.stdin.buffer.readline()  # by which the grader knows this process
    channel = socket.create_connection(("127.0.0.1", port))
    channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    channel.sendall(word)
    _end_with_grader(os.dup(0))
    hardening.give_up_root(reads_all=how == READS_ALL)
    hardening.forbid_tracing()
    close_standard_streams()
    with rest_of_life():
        wire.send(channel, wire.pack(fields_of(Ready())))
        serve(channel, isolated=False)


def _end_with_grader(lifeline: int) -> None:
    """End when the grader does, however that comes about: nobody else holds the other end of what is waited for."""

    def wait() -> None:
        with suppress(OSError):
            os.read(lifeline, 1)
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()
