"""Call-backs where a clock and a memory limit hold, since their arguments are the student's choice.

Tests are plain Python and their functions closures, so the place for them is a fork of the grader itself, made when
a function is first called. A function of a module is the same in every fork, so that one fork serves an exercise; one
that a test has just made needs a fork that has seen it.
"""

import gc
import os
import resource
import signal
import socket
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from typing import NoReturn

from autograder.course import Limits
from autograder.sandbox import hardening, wire
from autograder.sandbox.callbacks import Allowance, CallBackStopped, Function, failure, record, serve

FILES = 4_096  # no more are open in a grader


class CallBackProcess:
    """The fork of this process in which call-backs run; made at the first call, and ended by `close`. While it serves
    it talks to the worker itself, so that a call-back takes no longer than it would in the grader."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._pid = 0
        self._channel: socket.socket | None = None
        self._seen: Sequence[Function] = ()  # that had been made when it was forked

    def serve(
        self,
        worker: socket.socket,
        functions: Sequence[Function],
        frame: bytearray,
        allowance: Allowance,
        deadline: float,
    ) -> bytearray:
        known = [_name_of(function) or _place_of(function, self._seen) for function in functions]
        if self._channel is None or None in known:
            self.close()
            self._fork(functions, worker)
            known = [_place_of(function, functions) for function in functions]
        assert self._channel is not None
        try:
            wire.send(self._channel, wire.pack((known, allowance.largest, allowance.total, deadline)), deadline)
            wire.send(self._channel, frame, deadline)
            while (event := wire.unpack(wire.receive(self._channel, deadline))) == "record":
                record(functions, wire.receive(self._channel, deadline))
            if event == "reply":
                return wire.receive(self._channel, deadline)
        except TimeoutError:
            self.close()
            raise
        except (EOFError, OSError) as error:
            self.close()
            raise CallBackStopped from error
        raise failure(event)

    def close(self) -> None:
        """End the process, if there is one."""
        if self._channel is not None:
            self._channel.close()
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self._pid, 0)
        self._channel, self._seen = None, ()

    def _fork(self, functions: Sequence[Function], worker: socket.socket) -> None:
        mine, theirs = socket.socketpair()
        self._seen = tuple(functions)
        parent = os.getpid()
        with warnings.catch_warnings():  # of threads: NumPy's own end before a fork, and no other holds what we need
            warnings.simplefilter("ignore", DeprecationWarning)
            self._pid = os.fork()
        if self._pid == 0:
            _live(theirs, worker, self._seen, self.limits, parent)
        theirs.close()
        self._channel = mine


def _name_of(function: Function) -> tuple[str, str] | None:
    """The module and the name under which a function is found in every fork; None for one that a test has made."""
    module, name = str(getattr(function, "__module__", "")), str(getattr(function, "__name__", ""))
    return (module, name) if getattr(sys.modules.get(module), name, None) is function else None


def _place_of(function: Function, functions: Sequence[Function]) -> int | None:
    return next((place for place, seen in enumerate(functions) if seen is function), None)


def _live(
    channel: socket.socket, worker: socket.socket, seen: Sequence[Function], limits: Limits, parent: int
) -> NoReturn:
    """The process's life: to be told of a call's functions and to serve that call, until the channel closes."""

    def remember(frame: bytearray) -> None:
        wire.send(channel, wire.pack("record"))
        wire.send(channel, frame)

    try:
        hardening.end_with_parent()
        if os.getppid() != parent:
            os._exit(0)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        kept = sorted((channel.fileno(), worker.fileno()))
        for start, end in pairwise((2, *kept, FILES)):
            os.closerange(start + 1, end)
        gc.freeze()
        hardening.limit_resources(_megabytes() + limits.memory_mb, int(limits.seconds * 4) + 1)
        while True:
            known, largest, total, deadline = wire.unpack(wire.receive(channel))
            functions = [seen[it] if isinstance(it, int) else getattr(sys.modules[it[0]], it[1]) for it in known]
            first = wire.receive(channel)
            event, frame = serve(worker, functions, first, Allowance(largest, total), deadline, remember)
            wire.send(channel, wire.pack(event))
            if event == "reply":
                wire.send(channel, frame)
    except BaseException:
        os._exit(0)


def _megabytes() -> int:
    """The size of this process's address space, which is no measure of what is used of it."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * resource.getpagesize() >> 20
    except OSError:  # no Linux, where such a limit holds for nothing
        return 1 << 20
