"""Functions of the tests that student code calls, such as a loss function: they run where a clock and a memory limit
hold, since their arguments are the student's choice.

Tests are plain Python and their functions closures, so the place for them is a fork of the grader itself, made when
a function is first called. A function of a module is the same in every fork, so that one fork serves an exercise; one
that a test has just made needs a fork that has seen it.
"""

import gc
import inspect
import os
import resource
import signal
import socket
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NoReturn

import numpy as np

from autograder.course import Limits
from autograder.sandbox import hardening, wire
from autograder.sandbox.messages import Answered, CallBack, Failed, Raised, Returned, fields_of, read

MAX_CALLBACKS = 200_000  # of one call
ALWAYS_ALLOWED = 4_096  # numbers that a call-back may be given, however little was handed out
MAX_RECORDED = 32 << 20  # bytes of arguments that a test may look at afterwards
BYTES_OF_A_CALL = 1_000  # that it takes to remember one, however small
FILES = 4_096  # no more are open in a grader

Function = Callable[..., Any]


class CallBackStopped(Exception):
    """The process of the call-backs ended without an answer."""


class TooManyCallBacks(Exception):
    """A student's code called the functions it was given again and again."""


@dataclass
class Recorded:
    """A function that remembers what it was called with. A call-back runs in another process, where whatever it
    writes down is lost: what a test wants to know of it, it asks here."""

    function: Function
    calls: list[tuple[Any, ...]] = field(default_factory=list)  # the arguments of each, in the function's order
    size: int = 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.function(*args, **kwargs)

    def record(self, args: list[Any], kwargs: dict[str, Any], size: int) -> None:
        self.size += size + BYTES_OF_A_CALL
        if self.size <= MAX_RECORDED:
            with suppress(TypeError):  # of arguments that are not the function's: the call has failed
                self.calls.append(tuple(inspect.signature(self.function).bind(*args, **kwargs).arguments.values()))


def sizes_in(value: Any) -> Iterator[int]:
    """How much a function can be made to work by the parts of a value: the numbers in each of its arrays, where no
    side counts as empty, and 1 for what else there is."""
    if isinstance(value, np.ndarray):
        yield wire.extent(value.shape)
    elif isinstance(value, wire.Scaled):
        yield wire.extent(value.whole.shape)
    elif isinstance(value, dict):
        for item in value.values():
            yield from sizes_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from sizes_in(item)
    else:
        yield len(value) if isinstance(value, str) else 1


@dataclass
class Allowance:
    """What call-backs may be given: no array larger than those that have been handed out so far, and of all together
    no more than twice as much."""

    largest: int = ALWAYS_ALLOWED
    total: int = ALWAYS_ALLOWED

    def hand_out(self, value: Any) -> None:
        sizes = list(sizes_in(value))
        self.largest, self.total = max(self.largest, *sizes), max(self.total, 2 * sum(sizes))

    def refusal(self, request: CallBack) -> Failed | None:
        sizes = list(sizes_in((request.args, request.kwargs)))
        if max(sizes, default=0) > self.largest:
            most = f"no more than {self.largest} were handed out"
            return Failed(f"the function was called with an array of {max(sizes)} numbers: {most}")
        if sum(sizes) > self.total:
            return Failed(f"the function was called with {sum(sizes)} numbers in all: no more than {self.total} may be")
        return None


def answer(functions: Sequence[Function], request: CallBack, allowance: Allowance) -> bytes:
    """The frame of what a call-back comes to; its faults are the student's, who chose the arguments.

    Raises
    ------
    WireError
        where no function of that number was handed in.
    """
    if request.function >= len(functions):
        raise wire.WireError("a call of a function that was never handed in")
    refused = allowance.refusal(request)
    if refused is not None:
        return wire.pack(fields_of(refused))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = functions[request.function](*request.args, **request.kwargs)
        return wire.pack(fields_of(Answered(value)), _no_function)
    except Exception as error:
        return wire.pack(fields_of(Failed(f"{type(error).__name__}: {error}"[:500])))


def record(functions: Sequence[Function], frame: bytes | bytearray) -> None:
    """Have a function remember a call, if it is one that does."""
    request: CallBack = read(wire.unpack(frame), CallBack)
    function = functions[request.function]
    if isinstance(function, Recorded):
        function.record(request.args, request.kwargs, len(frame))


def _no_function(_function: Function) -> int:
    raise wire.WireError("a call-back cannot return a function")


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
        """Answer the call-back of this frame, and those that follow; the frame that is none.

        Raises
        ------
        TimeoutError
            where there is none by `deadline`.
        TooManyCallBacks
            where there are more of them than any exercise needs.
        EOFError
            where the worker has gone.
        CallBackStopped
            where this process has.
        WireError
            where the worker asked for a function that is none.
        """
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
        raise {"gone": EOFError, "forged": wire.WireError, "late": TimeoutError, "often": TooManyCallBacks}[event]

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
            event, frame = _served(channel, worker, functions, Allowance(largest, total), deadline)
            wire.send(channel, wire.pack(event))
            if event == "reply":
                wire.send(channel, frame)
    except BaseException:
        os._exit(0)


def _served(
    channel: socket.socket,
    worker: socket.socket,
    functions: Sequence[Function],
    allowance: Allowance,
    deadline: float,
) -> tuple[str, bytearray]:
    """Answer call-backs until another message comes; what ended them: "reply", or what went wrong."""
    frame = wire.receive(channel)
    try:
        for _ in range(MAX_CALLBACKS):
            request = read(wire.unpack(frame), CallBack, Returned, Raised)
            if not isinstance(request, CallBack):
                return "reply", frame
            told = answer(functions, request, allowance)
            if isinstance(functions[request.function], Recorded):
                wire.send(channel, wire.pack("record"))
                wire.send(channel, frame)
            wire.send(worker, told, deadline)
            frame = wire.receive(worker, deadline)
    except wire.WireError:
        return "forged", frame
    except TimeoutError:
        return "late", frame
    except (EOFError, OSError):
        return "gone", frame
    return "often", frame


def _megabytes() -> int:
    """The size of this process's address space, which is no measure of what is used of it."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * resource.getpagesize() >> 20
    except OSError:  # no Linux, where such a limit holds for nothing
        return 1 << 20
