"""Call-backs where a clock and a memory limit hold, since their arguments are the student's choice.

Tests are plain Python and their functions closures, so the place for them is a fork of the grader itself, made when
a function is first called. It has every module of the grader's; a function that a test has made since is told to it,
as its code and what it holds, so that one fork serves an exercise. What cannot be told needs a fork that has seen it.
"""

import gc
import io
import marshal
import os
import pickle
import resource
import signal
import socket
import sys
import time
import warnings
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from types import CellType, FunctionType
from typing import Any, NoReturn

from autograder.course import Limits
from autograder.sandbox import hardening, wire
from autograder.sandbox.callbacks import Allowance, CallBackStopped, Function, failure, record, serve

FILES = 4_096  # no more are open in a grader
MAX_TOLD = 1 << 20  # bytes of functions: what holds more is forked more quickly than told


class CallBackProcess:
    """The fork of this process in which call-backs run; made at the first call, and ended by `close`. While it serves
    it talks to the worker itself, so that a call-back takes no longer than it would in the grader."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._pid = 0
        self._channel: socket.socket | None = None
        self._seen: list[Function] = []  # that it has had since it was forked, or has been told

    def serve(
        self,
        worker: socket.socket,
        functions: Sequence[Function],
        frame: bytearray,
        allowance: Allowance,
        deadline: float,
    ) -> bytearray:
        unseen = [function for function in functions if self._place_of(function) is None]
        told = _told(unseen) if self._channel is not None else None
        if told is None:
            self.close()
            self._fork(functions, worker)
            told = b""
        else:
            self._seen += unseen
        known = [self._place_of(function) for function in functions]
        assert self._channel is not None
        try:
            self._channel.settimeout(max(deadline - time.monotonic(), 1e-3))
            self._channel.sendall(len(told).to_bytes(4, "little") + told)
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
        self._channel, self._seen = None, []

    def _place_of(self, function: Function) -> int | None:
        return next((place for place, seen in enumerate(self._seen) if seen is function), None)

    def _fork(self, functions: Sequence[Function], worker: socket.socket) -> None:
        mine, theirs = socket.socketpair()
        self._seen = list(functions)
        parent = os.getpid()
        with warnings.catch_warnings():  # of threads: NumPy's own end before a fork, and no other holds what we need
            warnings.simplefilter("ignore", DeprecationWarning)
            self._pid = os.fork()
        if self._pid == 0:
            _live(theirs, worker, list(functions), self.limits, parent)
        theirs.close()
        self._channel = mine


class _Teller(pickle.Pickler):
    """Writes functions down for a fork of this process, which has every module that this one has. It goes to the fork
    alone, and nothing of its kind comes back."""

    def reducer_override(self, value: Any) -> Any:
        if type(value) is not FunctionType:
            return NotImplemented
        names = getattr(sys.modules.get(value.__module__), "__dict__", None)
        if names is not value.__globals__ or names.get(value.__name__) is value:
            return NotImplemented  # by its name, or not at all
        cells = [cell.cell_contents for cell in value.__closure__ or ()]
        return _made, (marshal.dumps(value.__code__), value.__module__, cells, value.__defaults__, value.__kwdefaults__)


def _told(functions: Sequence[Function]) -> bytes | None:
    """What tells a fork of functions that it has not seen; None where that cannot be done."""
    if not functions:
        return b""
    text = io.BytesIO()
    try:
        _Teller(text).dump(functions)
    except (pickle.PicklingError, TypeError, ValueError, AttributeError, RecursionError):
        return None
    return text.getvalue() if text.tell() <= MAX_TOLD else None


def _made(code: bytes, module: str, cells: list[Any], defaults: Any, keywords: Any) -> Function:
    function = FunctionType(
        marshal.loads(code), sys.modules[module].__dict__, None, defaults, tuple(CellType(value) for value in cells)
    )
    function.__kwdefaults__ = keywords
    return function


def _live(channel: socket.socket, worker: socket.socket, seen: list[Function], limits: Limits, parent: int) -> NoReturn:
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
            told = wire.receive_exactly(channel, int.from_bytes(wire.receive_exactly(channel, 4, None), "little"), None)
            seen += pickle.loads(told) if told else []
            known, largest, total, deadline = wire.unpack(wire.receive(channel))
            functions = [seen[place] for place in known]
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
