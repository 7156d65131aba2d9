"""Functions of the tests that student code calls, such as a loss function: what they may be given, and their answers.

Their arguments are the student's choice, so they run where a clock and a memory limit hold: in a fork of the grader
(callback_process.py), or where there is no fork in a thread, which keeps the clock alone.
"""

import inspect
import socket
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.sandbox import wire
from autograder.sandbox.messages import Answered, CallBack, Failed, Raised, Returned, fields_of, read

MAX_CALLBACKS = 200_000  # of one call
ALWAYS_ALLOWED = 4_096  # numbers that a call-back may be given, however little was handed out
MAX_RECORDED = 32 << 20  # bytes of arguments that a test may look at afterwards
BYTES_OF_A_CALL = 1_000  # that it takes to remember one, however small
GRACE_SECONDS = 0.1  # for what ends by itself when its time is up

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


Event = str  # how serving ended: "reply", or what went wrong


def serve(
    worker: socket.socket,
    functions: Sequence[Function],
    frame: bytearray,
    allowance: Allowance,
    deadline: float,
    remember: Callable[[bytearray], None],
) -> tuple[Event, bytearray]:
    """Answer the call-back of this frame, and those that follow, until another message comes: what ended it, and the
    last frame. Calls of functions that record them are handed to `remember`."""
    try:
        for _ in range(MAX_CALLBACKS):
            request = read(wire.unpack(frame), CallBack, Returned, Raised)
            if not isinstance(request, CallBack):
                return "reply", frame
            told = answer(functions, request, allowance)
            if isinstance(functions[request.function], Recorded):
                remember(frame)
            wire.send(worker, told, deadline)
            frame = wire.receive(worker, deadline)
    except wire.WireError:
        return "forged", frame
    except TimeoutError:
        return "late", frame
    except (EOFError, OSError):
        return "gone", frame
    return "often", frame


def failure(event: Event) -> Exception:
    """What an end other than a reply is raised as."""
    kinds = {"gone": EOFError, "forged": wire.WireError, "late": TimeoutError, "often": TooManyCallBacks}
    return kinds.get(event, CallBackStopped)()


class CallBackThread:
    """Call-backs in this process, where there is no fork: one that is late is left behind. Nothing bounds the memory
    that they take, but for the size of what they are given."""

    def serve(
        self,
        worker: socket.socket,
        functions: Sequence[Function],
        frame: bytearray,
        allowance: Allowance,
        deadline: float,
    ) -> bytearray:
        ended: list[tuple[Event, bytearray]] = []

        def run() -> None:
            with suppress(BaseException):  # of a function that ends the program, say
                ended.append(
                    serve(worker, functions, frame, allowance, deadline, lambda frame: record(functions, frame))
                )

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join(max(deadline - time.monotonic(), 0.0) + GRACE_SECONDS)
        if thread.is_alive():
            raise TimeoutError
        event, reply = ended[0] if ended else ("stopped", frame)
        if event != "reply":
            raise failure(event)
        return reply

    def close(self) -> None:
        pass
