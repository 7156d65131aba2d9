"""`Student`, the proxy that tests talk to: `student.softmax(Z)` calls the student's function, wherever it lives.

Two kinds of worker (see workers.py) stand behind it: `InProcess` for `pytest` on a student's own machine, and
`Sandboxed` for grading. Both pass every argument and answer through the wire format, so a test cannot tell them apart.
"""

import dataclasses
import functools
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from autograder.language import N_, said
from autograder.sandbox import wire
from autograder.sandbox.callbacks import Function
from autograder.sandbox.interface import SandboxError
from autograder.sandbox.messages import (
    REQUESTS,
    CallFunction,
    CallMethod,
    Effects,
    GetAttribute,
    Loaded,
    Operate,
    Problem,
    Raised,
    Reply,
    Request,
    Returned,
    RunInside,
    SetAttribute,
    Unit,
    fields_of,
    read,
)
from autograder.sandbox.vocabulary import Vocabulary, has_opaque

BINARY = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "matmul": "@"}
UNARY = {"neg": "-", "pos": "+", "abs": "abs"}


@dataclass(eq=False)
class Call:
    """One call of a student's function, kept so that a wrong answer can be explained."""

    name: str
    frame: bytes
    functions: list[Function]
    value: Any = None
    raised: Problem | None = None
    effects: Effects = field(default_factory=Effects)

    @property
    def request(self) -> Request:
        """What was asked, with a fresh copy of the arguments as they were before the call."""
        said = wire.unpack(self.frame, lambda number: self.functions[number], kept_object)
        request: Request = read(said, *REQUESTS)
        return request

    def arguments(self) -> tuple[list[Any], dict[str, Any]]:
        """A fresh copy of the arguments; of a method, its object apart."""
        match self.request:
            case CallFunction(args=args, kwargs=kwargs) | CallMethod(args=args, kwargs=kwargs):
                return args, kwargs
            case RunInside(args=args):
                return args, {}
            case SetAttribute(value=value):
                return [value], {}
            case Operate(operands=operands):
                return operands, {}
        return [], {}

    @property
    def has_objects(self) -> bool:
        """Whether an object of the student's takes part: is asked, is among the arguments, or is the answer."""
        request = self.request
        args, kwargs = self.arguments()
        return _has_objects((self.value, getattr(request, "object", None), *args, *kwargs.values()))


def _has_objects(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_has_objects, value))
    return isinstance(value, wire.Opaque) and value.number is not None


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


def timeout(seconds: float) -> StudentStopped:
    """What ended since it had no more time."""
    detail = said("your code did not finish within {seconds:g} seconds", seconds=seconds)
    return StudentStopped("timeout", detail, advice=N_("Is there an endless loop?"))


class Worker(Protocol):
    """Where a student's functions run."""

    @property
    def units(self) -> tuple[Unit, ...]: ...

    def load(self) -> Loaded: ...

    def call(self, frame: bytes, functions: list[Function], handed: Any) -> Reply: ...


class Student:
    """The student's functions as attributes; remembers the calls made."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.calls: list[Call] = []
        self._functions: list[Function] = []  # all that were handed in: an object may keep one, and call it later
        self.notes: list[str] = []  # what tests have to tell besides right and wrong
        self.units = worker.units
        loaded = worker.load()
        self._vocabulary = Vocabulary(loaded.defined, worker.units)
        problems = tuple(map(self._vocabulary.problem, loaded.problems))
        self.loaded = dataclasses.replace(loaded, problems=problems)

    def __getattr__(self, name: str) -> "StudentFunction":
        if name.startswith("_"):
            raise AttributeError(name)
        return StudentFunction(self, name)

    def call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], absent: tuple[str, ...] = ()) -> Any:
        """Call a function by its name; StudentRaised where it raises, StudentStopped where it never answers."""
        return self._ask(name, CallFunction(name, list(args), kwargs, absent))

    def inside(self, function: Callable[..., Any], *args: Any) -> Any:
        """Run a function of a test where the student's objects live, to do with them what no message says: write into
        their arrays, read a file that they wrote. Its source crosses, so that it uses its arguments, `np` and its own
        imports, and nothing else; the student's code can read it, and what it answers is the student's word."""
        source = textwrap.dedent(inspect.getsource(function))
        return self._ask(function.__name__, RunInside(function.__name__, source, list(args)))

    def _ask(self, name: str, request: Request) -> Any:
        """Have a request answered that goes by this name in reports.

        Raises
        ------
        SandboxError
            where the test hands over what cannot be sent.
        """
        functions = self._functions

        def register(function: Function) -> int:
            if not any(function is known for known in functions):
                functions.append(function)
            return next(number for number, known in enumerate(functions) if known is function)

        said = _as_opaque(fields_of(request))
        try:
            frame = wire.pack(said, register)
        except wire.WireError as error:
            raise SandboxError(f"{name} cannot be called by the test: {error}") from error
        call = Call(name, frame, functions)
        self.calls.append(call)
        reply = self._worker.call(frame, functions, said)
        parameters = self.loaded.parameters.get(name, ())
        call.effects = self._vocabulary.effects(reply.effects, parameters)
        match reply:
            case Raised(problem):
                call.raised = self._vocabulary.problem(problem)
                raise StudentRaised(call, call.raised)
            case Returned(value):
                call.value = self._vocabulary.value(value)
                if reply.effects.drained and isinstance(call.value, list):
                    call.value = Drained(call.value)
        return self._with_objects(call.value)

    def _with_objects(self, value: Any) -> Any:
        """An answer in which the objects that the worker keeps can be used."""
        if isinstance(value, wire.Opaque):
            return value if value.number is None else StudentObject(self, value)
        if not has_opaque(value):
            return value
        if isinstance(value, list | tuple):
            return type(value)(map(self._with_objects, value))
        if isinstance(value, dict):
            return {key: self._with_objects(item) for key, item in value.items()}
        return value


class Drained(list[Any]):
    """What came out of an iterator that a student's code returned."""


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


def _binary(operator: str) -> Callable[[Any, Any], Any]:
    def apply(self: "StudentObject", other: Any) -> Any:
        return self._student._ask(f"{self._opaque.type_name}.{operator}", Operate(operator, [self, other]))

    return apply


def _reflected(operator: str) -> Callable[[Any, Any], Any]:
    def apply(self: "StudentObject", other: Any) -> Any:
        return self._student._ask(f"{self._opaque.type_name}.{operator}", Operate(operator, [other, self]))

    return apply


def _unary(operator: str) -> Callable[[Any], Any]:
    def apply(self: "StudentObject") -> Any:
        return self._student._ask(f"{self._opaque.type_name}.{operator}", Operate(operator, [self]))

    return apply


class StudentObject:
    """An instance of one of the student's classes, or a function that the student's code made. It lives in the worker;
    reading and setting its attributes, calling it and its methods, arithmetic and indexing go there. Nothing else
    does: it is equal to itself alone and true, and cannot be iterated, measured or made an array of, since the
    student's word on these would steer the grader."""

    __array_ufunc__ = None  # so that array + object asks the object
    __iter__ = None
    __contains__ = None
    __add__, __radd__ = _binary("add"), _reflected("add")
    __sub__, __rsub__ = _binary("sub"), _reflected("sub")
    __mul__, __rmul__ = _binary("mul"), _reflected("mul")
    __truediv__, __rtruediv__ = _binary("truediv"), _reflected("truediv")
    __floordiv__, __rfloordiv__ = _binary("floordiv"), _reflected("floordiv")
    __mod__, __rmod__ = _binary("mod"), _reflected("mod")
    __pow__, __rpow__ = _binary("pow"), _reflected("pow")
    __matmul__, __rmatmul__ = _binary("matmul"), _reflected("matmul")
    __neg__, __pos__, __abs__ = _unary("neg"), _unary("pos"), _unary("abs")
    __getitem__ = _binary("getitem")

    def __init__(self, student: Student, opaque: wire.Opaque) -> None:
        self.__dict__.update(_student=student, _opaque=opaque)

    def __setitem__(self, index: Any, value: Any) -> None:
        self._student._ask(f"{self._opaque.type_name}.setitem", Operate("setitem", [self, index, value]))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        value = self._student._ask(f"{self._opaque.type_name}.{name}", GetAttribute(self, name))
        if isinstance(value, wire.Opaque) and ("method" in value.type_name or value.type_name == "function"):
            return functools.partial(self._call, name)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        self._student._ask(f"{self._opaque.type_name}.{name}", SetAttribute(self, name, value))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._student._ask(self._opaque.type_name, CallMethod(self, "__call__", list(args), kwargs))

    def _call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        return self._student._ask(f"{self._opaque.type_name}.{name}", CallMethod(self, name, list(args), kwargs))

    def __repr__(self) -> str:
        return f"<the student's {self._opaque.type_name}>"


def repeated(operator: str, value: StudentObject, operand: Any, times: int) -> Any:
    """value + operand + operand + ..., for the operator "add": a chain of thousands of objects, made where they live
    and in one message. Operators are called as in `BINARY`."""
    name = f"{value._opaque.type_name}.{operator}"
    return value._student._ask(name, Operate("repeated", [operator, value, operand, times]))


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
