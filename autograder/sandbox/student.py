"""`Student`, the proxy that tests talk to: `student.softmax(Z)` calls the student's function, wherever it lives.

Two kinds of worker stand behind it: `InProcess` for `pytest` on a student's own machine, and `Sandboxed` for
grading. Both pass every argument and answer through the wire format, so a test cannot tell them apart.
"""

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from autograder.sandbox import wire
from autograder.sandbox.launch import Sandbox, SandboxError
from autograder.sandbox.worker import RemoteFunction, Submission

MAX_CALLBACKS = 200_000
MAX_UNITS_GIVEN_UP = 3

# What reading a forged message may raise, since any part of it may be of any type.
_UNREADABLE = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)


@dataclass(frozen=True)
class Unit:
    """A piece of a submission that runs as a whole: a .py file, or one cell of a notebook."""

    name: str
    source: str


@dataclass(frozen=True)
class Problem:
    """An exception of the student's code: its types from the most to the least special, message and own lines."""

    types: tuple[str, ...]
    message: str
    lines: tuple[tuple[str, int, str], ...] = ()
    unit: int | None = None

    @property
    def type(self) -> str:
        return self.types[0] if self.types else "Exception"


@dataclass(frozen=True)
class Effects:
    """What a call did besides returning."""

    changed: tuple[str, ...] = ()
    printed: str = ""
    global_random: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(eq=False)
class Call:
    """One call of a student's function, kept so that a wrong answer can be explained."""

    name: str
    frame: bytes
    functions: list[Callable[..., Any]]
    absent: tuple[str, ...] = ()
    value: Any = None
    raised: Problem | None = None
    effects: Effects = field(default_factory=Effects)

    def arguments(self) -> tuple[list[Any], dict[str, Any]]:
        """A fresh copy of the arguments, as they were before the call."""
        args, kwargs, _absent = wire.unpack(self.frame, lambda number: self.functions[number], _kept)
        return args, kwargs

    @property
    def has_objects(self) -> bool:
        """Whether an object of the student's is among the arguments or is the answer."""
        args, kwargs = self.arguments()
        return _has_objects((self.value, *args, *kwargs.values()))


def _has_objects(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_has_objects, value))
    return isinstance(value, wire.Opaque) and value.number is not None


@dataclass(frozen=True)
class Loaded:
    """What a submission defines (name to kind: function, class, or another type), and what went wrong on the way."""

    defined: dict[str, str]
    parameters: dict[str, list[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class StudentRaised(Exception):
    """The student's function raised an exception."""

    def __init__(self, call: Call, problem: Problem) -> None:
        super().__init__(f"{problem.type}: {problem.message}")
        self.call, self.problem = call, problem


class StudentStopped(Exception):
    """The student's code ended without an answer: kind is timeout, crashed or forged."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind, self.detail = kind, detail


class Worker(Protocol):
    """Where a student's functions run."""

    def load(self) -> Loaded: ...

    def call(self, name: str, frame: bytes, functions: list[Callable[..., Any]]) -> dict[str, Any]: ...


class Student:
    """The student's functions as attributes; remembers the calls made."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.calls: list[Call] = []
        self.loaded = worker.load()

    def __getattr__(self, name: str) -> "StudentFunction":
        if name.startswith("_"):
            raise AttributeError(name)
        return StudentFunction(self, name)

    def call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], absent: tuple[str, ...] = ()) -> Any:
        """Call a function by its name; StudentRaised where it raises, StudentStopped where it never answers."""
        functions: list[Callable[..., Any]] = []

        def register(function: Callable[..., Any]) -> int:
            functions.append(function)
            return len(functions) - 1

        frame = wire.pack((_as_opaque(list(args)), _as_opaque(kwargs), list(absent)), register)
        call = Call(name, frame, functions, absent)
        self.calls.append(call)
        reply = self._worker.call(name, frame, functions)
        call.effects = _effects(reply.get("effects"))
        if "raised" in reply:
            call.raised = _problem(reply["raised"])
            raise StudentRaised(call, call.raised)
        call.value = reply.get("value")
        return self._with_objects(call.value)

    def _with_objects(self, value: Any) -> Any:
        """An answer in which the objects that the worker keeps can be used."""
        if isinstance(value, wire.Opaque) and value.number is not None:
            return StudentObject(self, value)
        if isinstance(value, list | tuple):
            return type(value)(map(self._with_objects, value))
        return value


@dataclass(frozen=True)
class StudentFunction:
    """One of the student's functions, callable with plain data."""

    student: Student
    name: str
    absent: tuple[str, ...] = ()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.student.call(self.name, args, kwargs, self.absent)

    def without(self, *packages: str) -> "StudentFunction":
        """The function as it runs where these packages are not installed: student.neuron.without("numpy")."""
        return StudentFunction(self.student, self.name, packages)


class StudentObject:
    """An instance of one of the student's classes. It lives in the worker; reading and setting its attributes and
    calling its methods go there."""

    def __init__(self, student: Student, opaque: wire.Opaque) -> None:
        self.__dict__.update(_student=student, _opaque=opaque)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        value = self._student.call(f"{self._opaque.type_name}.{name}?", (self,), {})
        if isinstance(value, wire.Opaque) and "method" in value.type_name:
            return functools.partial(self._call, name)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        self._student.call(f"{self._opaque.type_name}.{name}=", (self, value), {})

    def _call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        return self._student.call(f"{self._opaque.type_name}.{name}", (self, *args), kwargs)

    def __repr__(self) -> str:
        return f"<the student's {self._opaque.type_name}>"


def _as_opaque(value: Any) -> Any:
    """Arguments as they cross: objects of the student's as what stands for them."""
    if isinstance(value, StudentObject):
        return value._opaque
    if isinstance(value, list | tuple):
        return type(value)(map(_as_opaque, value))
    if isinstance(value, dict):
        return {key: _as_opaque(item) for key, item in value.items()}
    return value


def _kept(number: int) -> wire.Opaque:
    return wire.Opaque("object", "", number)


class InProcess:
    """Runs the code in this very process: for a student's own machine, and for our own implementations."""

    def __init__(self, name: str, units: tuple[Unit, ...] = (), functions: dict[str, Any] | None = None) -> None:
        self.submission = Submission(name)
        self.submission.module.__dict__.update(functions or {})
        self.units = units

    def load(self) -> Loaded:
        units = [{"name": unit.name, "source": unit.source} for unit in self.units]
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


@dataclass(frozen=True)
class Limits:
    """What one exercise may use: wall-clock seconds (loading included, but not what the grader itself takes between
    the calls) and megabytes of memory."""

    seconds: float = 10.0
    memory_mb: int = 2048


class Sandboxed:
    """A submission in a sandbox: hands out a `Student` in a fresh fork for each exercise.

    A unit that hangs or crashes while loading is given up after its time and left out from then on, so that one
    bad cell of a notebook costs what depends on it and no more.
    """

    def __init__(
        self,
        module: str,
        units: tuple[Unit, ...],
        limits: Limits,
        *,
        library: dict[str, str] | None = None,
        datasets: tuple[str, ...] = (),
        sandbox: Sandbox | None = None,
    ) -> None:
        self.module, self.units, self.limits = module, units, limits
        self.library, self.datasets = library or {}, datasets
        self.given_up: dict[int, StudentStopped] = {}
        self._sandbox = sandbox or Sandbox(datasets)

    @contextmanager
    def student(self) -> Iterator[Student]:
        """A student whose code has just been loaded, for one exercise.

        Raises
        ------
        StudentStopped
            where the code cannot be loaded at all.
        SandboxError
            where the sandbox itself fails.
        """
        try:
            yield Student(_Child(self))
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

    def __init__(self, owner: Sandboxed) -> None:
        self.owner = owner
        self.limits = owner.limits
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
            except _UNREADABLE as error:
                raise StudentStopped("forged", "your code sent back something unreadable") from error
            except StudentStopped as stopped:
                if running < 0:
                    raise SandboxError(f"the worker could not load anything: {stopped.detail}") from stopped
                where = owner.units[running].name
                owner.given_up[running] = StudentStopped(stopped.kind, f"while {where} was loading, {stopped.detail}")

    def _load_request(self, numbers: list[int]) -> dict[str, Any]:
        units = [self.owner.units[number] for number in numbers]
        return {
            "op": "load",
            "module": self.owner.module,
            "library": self.owner.library,
            "units": [{"name": unit.name, "source": unit.source} for unit in units],
            "memory_mb": self.limits.memory_mb,
            # A second line of defense behind the wall clock, for a process that outlives its grader.
            "cpu_seconds": int(self.limits.seconds * 4) + 1,
        }

    def call(self, name: str, frame: bytes, functions: list[Callable[..., Any]]) -> dict[str, Any]:
        args, kwargs, absent = wire.unpack(frame, wire.CallbackId, _kept)
        self.deadline += time.monotonic() - self.answered  # explaining a mistake takes the grader's time
        self._send({"op": "call", "name": name, "args": args, "kwargs": kwargs, "absent": absent})
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
        return StudentStopped(
            "timeout",
            f"your code did not finish within {self.limits.seconds:g} seconds. Is there an endless loop?",
        )

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
    return Loaded(defined, parameters, tuple(_problem(problem) for problem in message.get("problems", [])))


def _problem(said: Any) -> Problem:
    """Read a worker's word on an exception; a worker may say anything, so every part is made plain."""
    try:
        lines = tuple(
            (wire.printable(file, 200), int(line), wire.printable(text, 200)) for file, line, text in said["lines"][:8]
        )
        types = tuple(wire.printable(name, 80) for name in said["types"][:8])
        unit = said.get("unit")
        message = wire.printable(said["message"], 1000)
        return Problem(types, message, lines, unit if isinstance(unit, int) else None)
    except _UNREADABLE:
        return Problem(("Exception",), "")


def _effects(said: Any) -> Effects:
    try:
        return Effects(
            tuple(wire.printable(name, 80) for name in said["changed"][:8]),
            wire.printable(said["printed"], 2000),
            bool(said["global_random"]),
            tuple(wire.printable(text, 200) for text in said["warnings"][:5]),
        )
    except _UNREADABLE:
        return Effects()
