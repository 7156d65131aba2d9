"""Where a student's functions run: in this very process, or in a process of a sandbox with a clock on it.

Both take and give frames of the wire format, so that a `Student` cannot tell which of them it talks to.
"""

import dataclasses
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from autograder.course import Limits
from autograder.language import N_, said
from autograder.sandbox import callbacks, wire
from autograder.sandbox.callbacks import Allowance, CallBackStopped, Function, TooManyCallBacks, answer, record
from autograder.sandbox.execution import RemoteFunction, Submission
from autograder.sandbox.launch import Sandbox, SandboxError, start_sandbox
from autograder.sandbox.messages import (
    REQUESTS,
    Answered,
    CallBack,
    Failed,
    Load,
    Loaded,
    Raised,
    Reply,
    Request,
    Returned,
    Running,
    Unit,
    fields_of,
    read,
)
from autograder.sandbox.student import Student, StudentStopped, timeout
from autograder.trees import imported_in

MAX_UNITS_GIVEN_UP = 3
# What takes long to import, by what code may name of it: a sandbox imports it once and not for each exercise. Whoever
# names Matplotlib at all has all of it, so that nothing depends on what other code has imported before.
SLOW_IMPORTS = {
    "matplotlib": "matplotlib.pyplot",
    "pandas": "pandas",
    **{f"scipy.{name}": f"scipy.{name}" for name in (
        "linalg", "ndimage", "optimize", "signal", "sparse", "spatial", "special", "stats",
    )},
}  # fmt: skip
MAX_ANSWERS = 256 << 20  # bytes of all answers of an exercise, which the grader keeps to explain them


class InProcess:
    """Runs the code in this very process: for a student's own machine, and for our own implementations."""

    def __init__(
        self,
        name: str,
        units: tuple[Unit, ...] = (),
        functions: dict[str, Any] | None = None,
        shared: tuple[str, ...] = (),
    ) -> None:
        self.submission = Submission(name, shared=shared)
        self.submission.module.__dict__.update(functions or {})
        self.units = units
        self.allowance = Allowance()

    def load(self) -> Loaded:
        submission = self.submission
        loaded = submission.load(self.units, lambda _number: None) if self.units else submission.contents()
        told: Loaded = read(wire.unpack(wire.pack(fields_of(loaded))), Loaded)
        return told

    def call(self, frame: bytes, functions: list[Function], handed: Any) -> Reply:
        submission = self.submission

        def ask(request: CallBack) -> Answered | Failed:
            sent = wire.pack(fields_of(request))
            request = read(wire.unpack(sent), CallBack)  # as it arrives in a sandbox
            frame = answer(functions, request, self.allowance)
            record(functions, sent)
            told: Answered | Failed = read(wire.unpack(frame, callback), Answered, Failed)
            return told

        def callback(number: int) -> RemoteFunction:
            return RemoteFunction(number, ask)

        said = wire.unpack(frame, callback, submission.kept)
        request: Request = read(said, *REQUESTS)
        self.allowance.hand_out(handed)
        reply: Reply = read(wire.unpack(submission.frame(submission.call(request))), Returned, Raised)
        return reply


class Sandboxed:
    """A submission in a sandbox: hands out a `Student` in a fresh process for each exercise.

    A unit that hangs or crashes while loading is given up after its time and left out from then on, so that one
    bad cell of a notebook costs what depends on it and no more.
    """

    def __init__(
        self,
        module: str,
        units: tuple[Unit, ...],
        limits: Limits | None = None,
        *,
        library: dict[str, str] | None = None,
        datasets: tuple[str, ...] = (),
        shared: tuple[str, ...] = (),
        sandbox: Sandbox | None = None,
    ) -> None:
        self.shared = shared
        self.module, self.units, self.limits = module, units, limits or Limits()
        self.library, self.datasets = library or {}, datasets
        self.given_up: dict[int, StudentStopped] = {}
        named = {name for unit in units for name in imported_in(unit.source)}
        self.imports = {module for name, module in SLOW_IMPORTS.items() if name in named}
        self.loading: tuple[Load, bytes] | None = None  # the last request to load, which most exercises share
        self.sandbox = sandbox or start_sandbox(datasets)

    @contextmanager
    def student(self, limits: Limits | None = None, library: dict[str, str] | None = None) -> Iterator[Student]:
        """A student whose code has just been loaded, for one exercise.

        Parameters
        ----------
        limits
            of this exercise, where it has limits of its own.
        library
            that this exercise may import, where it is another one.

        Raises
        ------
        StudentStopped
            where the code cannot be loaded at all.
        SandboxError
            where the sandbox itself fails.
        """
        child = _Child(self, limits or self.limits, library)
        try:
            yield Student(child)
        finally:
            child.end()

    def start_child(self) -> socket.socket:
        """The channel to a process that has not seen any of the code."""
        if not self.sandbox.alive:  # the exercise before took it down; this one gets a new one
            self.sandbox.close()
            self.sandbox = start_sandbox(self.datasets)
        return self.sandbox.start_child(self.imports)

    def close(self) -> None:
        self.sandbox.close()

    def __enter__(self) -> "Sandboxed":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Child:
    """The worker of one exercise: a process of the sandbox's and the clock that runs against it."""

    def __init__(self, owner: Sandboxed, limits: Limits, library: dict[str, str] | None = None) -> None:
        self.owner = owner
        self.limits = limits
        self.library = library
        self.deadline = 0.0
        self.answered = 0.0
        self.received = 0
        self.channel: Any = None
        self.allowance = Allowance()
        self.callbacks = owner.sandbox.callbacks(limits)

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.owner.units

    def load(self) -> Loaded:
        owner = self.owner
        while True:
            if owner.given_up and (len(owner.units) == 1 or len(owner.given_up) > MAX_UNITS_GIVEN_UP):
                raise next(iter(owner.given_up.values()))
            running = -1
            numbers = [n for n in range(len(owner.units)) if n not in owner.given_up]
            self.channel = owner.start_child()
            self.deadline = time.monotonic() + self.limits.seconds
            try:
                self._send(self._load_frame(numbers))
                while isinstance(message := self._read(self._receive(), Running, Loaded), Running):
                    running = numbers[self._index(message.unit, numbers)]
                loaded: Loaded = message
                problems = [
                    dataclasses.replace(problem, unit=numbers[self._index(problem.unit, numbers)])
                    for problem in loaded.problems
                ]
                return dataclasses.replace(loaded, problems=tuple(problems))
            except StudentStopped as stopped:
                if stopped.kind == "forged":
                    raise
                if running < 0:
                    raise SandboxError(f"the worker could not load anything: {stopped.detail}") from stopped
                where = owner.units[running].name
                detail = said("while {file} was loading, {seen}", file=where, seen=stopped.detail)
                owner.given_up[running] = StudentStopped(stopped.kind, detail, advice=stopped.advice)

    def _load_frame(self, numbers: list[int]) -> bytes:
        request = Load(
            self.owner.module,
            self.owner.library if self.library is None else self.library,
            tuple(self.owner.units[number] for number in numbers),
            self.owner.shared,
            self.limits.memory_mb,
            # A second line of defense behind the wall clock, for a process that outlives its grader.
            int(self.limits.seconds * 4) + 1,
        )
        if self.owner.loading is not None and self.owner.loading[0] == request:
            return self.owner.loading[1]
        try:
            self.owner.loading = request, wire.pack(fields_of(request), _no_function)
            return self.owner.loading[1]
        except wire.WireError as error:
            raise SandboxError(f"the submission cannot be handed to its worker: {error}") from error

    def call(self, frame: bytes, functions: list[Function], handed: Any) -> Reply:
        self.deadline += time.monotonic() - self.answered  # explaining a mistake takes the grader's time
        self.allowance.hand_out(handed)
        self._send(frame)
        received = self._receive()
        message = self._read(received, Returned, Raised, CallBack)
        if isinstance(message, CallBack):
            message = self._read(self._served(received, functions), Returned, Raised)
        reply: Reply = message
        return reply

    def _served(self, frame: bytearray, functions: list[Function]) -> bytearray:
        """The frame of the reply, when all call-backs have been answered, of which this is the first."""
        try:
            reply = self.callbacks.serve(self.channel, functions, frame, self.allowance, self.deadline)
        except TimeoutError:
            raise self._timeout() from None
        except EOFError:
            raise self._crashed() from None
        except wire.WireError:
            raise self._forged() from None
        except TooManyCallBacks:
            self.end()
            detail = said("your code called the functions it was given {count} times", count=callbacks.MAX_CALLBACKS)
            raise StudentStopped("timeout", detail) from None
        except CallBackStopped:
            self.end()
            detail = N_("a function that your code was given broke on what it was called with")
            raise StudentStopped("crashed", detail) from None
        return self._answer(reply)

    def _send(self, frame: bytes | bytearray) -> None:
        try:
            wire.send(self.channel, frame, self.deadline)
        except TimeoutError:
            raise self._timeout() from None
        except OSError:
            raise self._crashed() from None

    def _receive(self) -> bytearray:
        try:
            frame = wire.receive(self.channel, self.deadline)
        except TimeoutError:
            raise self._timeout() from None
        except (EOFError, OSError):
            raise self._crashed() from None
        except wire.WireError:
            raise self._forged() from None
        return self._answer(frame)

    def _answer(self, frame: bytearray) -> bytearray:
        """A frame that has come, if there have not been too many."""
        self.answered = time.monotonic()
        self.received += len(frame)
        if self.received > MAX_ANSWERS:
            self.end()
            detail = said("your code returned more than {most} MB in all", most=MAX_ANSWERS >> 20)
            raise StudentStopped("crashed", detail)
        return frame

    def _read(self, frame: bytearray, *kinds: type) -> Any:
        try:
            return read(wire.unpack(frame), *kinds)
        except wire.WireError:
            raise self._forged() from None

    def _index(self, number: int | None, numbers: list[int]) -> int:
        if number is None or number >= len(numbers):
            raise self._forged()
        return number

    def end(self) -> str:
        """End the child and its call-backs; in words, how it ended."""
        self.callbacks.close()
        if self.channel is not None:
            with suppress(OSError):
                self.channel.close()
        return self.owner.sandbox.end_child()

    def _timeout(self) -> StudentStopped:
        self.end()
        return timeout(self.limits.seconds)

    def _forged(self) -> StudentStopped:
        self.end()
        return StudentStopped("forged", N_("your code sent back something unreadable"))

    def _crashed(self) -> StudentStopped:
        return StudentStopped("crashed", said("the process that ran your code is gone: {ending}", ending=self.end()))


def _no_function(_function: Function) -> int:
    raise wire.WireError("a function is no part of a submission")
