"""Where a student's functions run: in this very process, or in a child of a sandboxed worker with a clock on it.

Both take and give frames of the wire format, so that a `Student` cannot tell which of them it talks to.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import numpy as np

from autograder.course import Limits
from autograder.sandbox import wire
from autograder.sandbox.launch import Sandbox, SandboxError
from autograder.sandbox.student import (
    UNREADABLE,
    Loaded,
    Student,
    StudentStopped,
    Unit,
    read_problem,
)
from autograder.sandbox.worker import RemoteFunction, Submission

MAX_CALLBACKS = 200_000
MAX_UNITS_GIVEN_UP = 3


class InProcess:
    """Runs the code in this very process: for a student's own machine, and for our own implementations."""

    def __init__(
        self,
        name: str,
        units: tuple[Unit, ...] = (),
        functions: dict[str, Any] | None = None,
        shared: tuple[str, ...] = (),
    ) -> None:
        self.submission = Submission(name, shared=list(shared))
        self.submission.module.__dict__.update(functions or {})
        self.units = units

    def load(self) -> Loaded:
        units = [vars(unit) for unit in self.units]
        load, contents = self.submission.load, self.submission.contents
        return _loaded(load(units, lambda _number: None) if units else contents())

    def call(self, name: str, frame: bytes, functions: list[Callable[..., Any]]) -> dict[str, Any]:
        submission = self.submission

        def ask(request: dict[str, Any]) -> dict[str, Any]:
            answer = _answer_callback(functions, wire.unpack(wire.pack(request)))
            reply = wire.unpack(wire.pack(answer), callback)
            assert isinstance(reply, dict)
            return reply

        def callback(number: int) -> RemoteFunction:
            return RemoteFunction(number, ask)

        args, kwargs, absent = wire.unpack(frame, callback, submission.objects.__getitem__)
        reply = wire.unpack(wire.pack(submission.call(name, args, kwargs, absent), keep=submission.keep))
        assert isinstance(reply, dict)
        return reply


class Sandboxed:
    """A submission in a sandbox: hands out a `Student` in a fresh fork for each exercise.

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
        self._sandbox = sandbox or Sandbox(datasets)

    @contextmanager
    def student(self, limits: Limits | None = None) -> Iterator[Student]:
        """A student whose code has just been loaded, for one exercise.

        Parameters
        ----------
        limits
            of this exercise, where it has limits of its own.

        Raises
        ------
        StudentStopped
            where the code cannot be loaded at all.
        SandboxError
            where the sandbox itself fails.
        """
        try:
            yield Student(_Child(self, limits or self.limits))
        finally:
            self.end_child()

    def fork(self) -> Any:
        if not self._sandbox.alive:  # the exercise before took it down; this one gets a new one
            self._sandbox.close()
            self._sandbox = Sandbox(self.datasets)
        return self._sandbox.fork()

    def end_child(self) -> int | None:
        return self._sandbox.end_child() if self._sandbox.alive else None

    def close(self) -> None:
        self._sandbox.close()

    def __enter__(self) -> "Sandboxed":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Child:
    """The worker of one exercise: a forked child and the clock that runs against it."""

    def __init__(self, owner: Sandboxed, limits: Limits) -> None:
        self.owner = owner
        self.limits = limits
        self.deadline = 0.0
        self.answered = 0.0
        self.channel: Any = None

    def load(self) -> Loaded:
        owner = self.owner
        while True:
            if owner.given_up and (len(owner.units) == 1 or len(owner.given_up) > MAX_UNITS_GIVEN_UP):
                raise next(iter(owner.given_up.values()))
            running = -1
            numbers = [n for n in range(len(owner.units)) if n not in owner.given_up]
            self.channel = owner.fork()
            self.deadline = time.monotonic() + self.limits.seconds
            try:
                self._send(self._load_request(numbers))
                while "unit" in (message := self._receive()):
                    running = numbers[int(message["unit"])]
                message["problems"] = [{**p, "unit": numbers[int(p["unit"])]} for p in message.get("problems", [])]
                return _loaded(message)
            except UNREADABLE as error:
                raise StudentStopped("forged", "your code sent back something unreadable") from error
            except StudentStopped as stopped:
                if running < 0:
                    raise SandboxError(f"the worker could not load anything: {stopped.detail}") from stopped
                where = owner.units[running].name
                detail = f"while {where} was loading, {stopped.detail}"
                owner.given_up[running] = StudentStopped(stopped.kind, detail, advice=stopped.advice)

    def _load_request(self, numbers: list[int]) -> dict[str, Any]:
        units = [self.owner.units[number] for number in numbers]
        return {
            "op": "load",
            "module": self.owner.module,
            "library": self.owner.library,
            "units": [vars(unit) for unit in units],
            "shared": list(self.owner.shared),
            "memory_mb": self.limits.memory_mb,
            # A second line of defense behind the wall clock, for a process that outlives its grader.
            "cpu_seconds": int(self.limits.seconds * 4) + 1,
        }

    def call(self, name: str, frame: bytes, functions: list[Callable[..., Any]]) -> dict[str, Any]:
        self.deadline += time.monotonic() - self.answered  # explaining a mistake takes the grader's time
        self._send({"op": "call", "name": name, "arguments": np.frombuffer(frame, np.uint8)})
        for _ in range(MAX_CALLBACKS):
            reply = self._receive()
            if "callback" not in reply:
                return reply
            self._send(_answer_callback(functions, reply))
        raise StudentStopped("timeout", f"your code called the functions it was given {MAX_CALLBACKS} times")

    def _send(self, message: dict[str, Any]) -> None:
        try:
            wire.send(self.channel, wire.pack(message), self.deadline)
        except TimeoutError:
            raise self._timeout() from None
        except OSError:
            raise self._crashed() from None

    def _receive(self) -> dict[str, Any]:
        try:
            message = wire.unpack(wire.receive(self.channel, self.deadline))
        except TimeoutError:
            raise self._timeout() from None
        except (EOFError, OSError):
            raise self._crashed() from None
        except wire.WireError as error:
            self._end()
            raise StudentStopped("forged", f"your code sent back something unreadable ({error})") from None
        if not isinstance(message, dict):
            self._end()
            raise StudentStopped("forged", "your code sent back something unreadable")
        self.answered = time.monotonic()
        return message

    def _end(self) -> int | None:
        with suppress(OSError):
            self.channel.close()
        return self.owner.end_child()

    def _timeout(self) -> StudentStopped:
        self._end()
        detail = f"your code did not finish within {self.limits.seconds:g} seconds"
        return StudentStopped("timeout", detail, advice="Is there an endless loop?")

    def _crashed(self) -> StudentStopped:
        status = self._end()
        how = "it ended itself" if not status or status > 255 else f"the system ended it with signal {status & 127}"
        return StudentStopped("crashed", f"the process that ran your code is gone: {how}")


def _answer_callback(functions: list[Callable[..., Any]], request: dict[str, Any]) -> dict[str, Any]:
    """Call a function of the grader's with arguments that the student's code chose; their faults are the student's."""
    try:
        function = functions[request["callback"]]
        return {"value": function(*request["args"], **request["kwargs"])}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:500]}


def _loaded(message: dict[str, Any]) -> Loaded:
    defined = {
        wire.printable(name, 80): wire.printable(kind, 80) for name, kind in dict(message.get("defined", {})).items()
    }
    parameters = {
        wire.printable(name, 80): [wire.printable(parameter, 40) for parameter in names[:20]]
        for name, names in dict(message.get("parameters", {})).items()
    }
    return Loaded(defined, parameters, tuple(read_problem(problem) for problem in message.get("problems", [])))
