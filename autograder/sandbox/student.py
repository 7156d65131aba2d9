"""`Student`, the proxy that tests talk to: `student.softmax(Z)` calls the student's function, wherever it lives.

Two kinds of worker (see workers.py) stand behind it: `InProcess` for `pytest` on a student's own machine, and
`Sandboxed` for grading. Both pass every argument and answer through the wire format, so a test cannot tell them apart.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from autograder.sandbox import wire

# What reading a forged message may raise, since any part of it may be of any type.
UNREADABLE = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)


@dataclass(frozen=True)
class Unit:
    """A piece of a submission that runs as a whole: a .py file, or one cell of a notebook. The cells share their
    names with each other, and with no file."""

    name: str
    source: str
    notebook: bool = False


@dataclass(frozen=True)
class Problem:
    """An exception of the student's code: its types from the most to the least special, message, own lines, and the
    name of the function (of the student's or of the library) that raised it."""

    types: tuple[str, ...]
    message: str
    lines: tuple[tuple[str, int, str], ...] = ()
    unit: int | None = None
    function: str = ""

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
        args, kwargs, _absent = wire.unpack(self.frame, lambda number: self.functions[number], kept_object)
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

    def __init__(self, kind: str, detail: str, *, advice: str = "") -> None:
        super().__init__(detail)
        self.kind, self.detail, self.advice = kind, detail, advice


class Worker(Protocol):
    """Where a student's functions run."""

    def load(self) -> Loaded: ...

    def call(self, name: str, frame: bytes, functions: list[Callable[..., Any]]) -> dict[str, Any]: ...


class Student:
    """The student's functions as attributes; remembers the calls made."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.calls: list[Call] = []
        self.notes: list[str] = []  # what tests have to tell besides right and wrong
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
        call.effects = read_effects(reply.get("effects"))
        if "raised" in reply:
            call.raised = read_problem(reply["raised"])
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


def kept_object(number: int) -> wire.Opaque:
    return wire.Opaque("object", "", number)


def read_problem(said: Any) -> Problem:
    """Read a worker's word on an exception; a worker may say anything, so every part is made plain."""
    try:
        lines = tuple(
            (wire.printable(file, 200), int(line), wire.printable(text, 200)) for file, line, text in said["lines"][:8]
        )
        types = tuple(wire.printable(name, 80) for name in said["types"][:8])
        unit = said.get("unit")
        message = wire.printable(said["message"], 1000)
        function = wire.printable(said["function"], 80)
        return Problem(types, message, lines, unit if isinstance(unit, int) else None, function)
    except UNREADABLE:
        return Problem(("Exception",), "")


def read_effects(said: Any) -> Effects:
    try:
        return Effects(
            tuple(wire.printable(name, 80) for name in said["changed"][:8]),
            wire.printable(said["printed"], 2000),
            bool(said["global_random"]),
            tuple(wire.printable(text, 200) for text in said["warnings"][:5]),
        )
    except UNREADABLE:
        return Effects()
