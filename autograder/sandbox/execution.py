"""Running a student's code: a submission is loaded, and then does what it is asked, request by request.

Runs inside the sandbox, so it imports nothing of the course but what lies beside it: the wire format and the messages.
The tests, the expected values and the clock stay in the grader.
"""

import __future__

import contextlib
import functools
import importlib.abc
import importlib.machinery
import inspect
import itertools
import linecache
import operator
import sys
import traceback
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from . import wire
from .effects import captured, fingerprint, global_randomness, parameter_name, without
from .messages import (
    MAX_NUMBER,
    MOST,
    MOST_PARAMETERS,
    MOST_WARNINGS,
    Answered,
    CallBack,
    CallFunction,
    CallMethod,
    Effects,
    Failed,
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
    cut,
    fields_of,
)

ITEMS_KEPT = 10_000  # of an iterator that may never end
MESSAGE_KEPT = 1_000
NAME_KEPT = 80
ANSWERS_KEPT = 20  # of a function that was handed in

LIBRARY = "neural_network"
FUTURE = functools.reduce(
    operator.or_, (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
)
OPERATORS = {
    name: getattr(operator, name)
    for name in (
        "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "neg", "pos", "abs", "getitem", "setitem",
    )
}  # fmt: skip


def _repeated(operator_name: str, value: Any, operand: Any, times: int) -> Any:
    """value + operand + operand + ..., for instance: a long chain of objects in one message."""
    for _ in range(times):
        value = OPERATORS[operator_name](value, operand)
    return value


OPERATORS["repeated"] = _repeated


class RemoteFunction:
    """A function of the grader's (a loss function, say), called over the channel. What it returned belongs to it: the
    first answers are kept, to see whether they were changed."""

    def __init__(self, number: int, ask: Callable[[CallBack], Answered | Failed]) -> None:
        self.number = number
        self._ask = ask
        self._returned: list[tuple[np.ndarray[Any, Any], bytes]] = []

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        answer = self._ask(CallBack(self.number, list(args), kwargs))
        if isinstance(answer, Failed):
            raise ValueError(answer.error)
        value = answer.value
        if len(self._returned) < ANSWERS_KEPT:
            self._returned += [(array, wire.pack(array)) for array in _arrays_in(value)]
        return value

    @property
    def answers_changed(self) -> bool:
        return any(wire.pack(array) != before for array, before in self._returned)


class _LibraryFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the modules whose sources came with the submission: the library of the chapters before."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.sources = sources

    def find_spec(self, name: str, path: Any, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if name not in self.sources:
            return None
        is_package = any(other.startswith(name + ".") for other in self.sources)
        return importlib.machinery.ModuleSpec(name, self, is_package=is_package)

    def exec_module(self, module: types.ModuleType) -> None:
        exec(compile(self.sources[module.__name__], f"<{module.__name__}>", "exec"), module.__dict__)


@dataclass(frozen=True)
class _Asked:
    """What a request comes to: something to call, its arguments, and for each argument the name it goes by."""

    function: Callable[..., Any]
    args: list[Any]
    kwargs: dict[str, Any]
    absent: tuple[str, ...] = ()


class Submission:
    """A loaded submission, whose functions can be called: a file, a notebook's cells, or both. Each of the two has
    names of its own, and knows of the other no more than the exercises (`shared`) that it leaves to it."""

    def __init__(self, name: str, library: dict[str, str] | None = None, shared: tuple[str, ...] = ()) -> None:
        self.module = types.ModuleType(name)
        self.notebook = types.ModuleType(name)
        self.shared = shared
        self.files: set[str] = set()
        self.objects: list[Any] = []  # instances of the student's classes, which the grader knows by number
        if library:
            sys.meta_path.insert(0, _LibraryFinder(library))

    def load(self, units: tuple[Unit, ...], announce: Callable[[int], None]) -> Loaded:
        """Run the units one after the other; what one raises is noted and does not stop the next."""
        problems = []
        future = 0  # what cells import from __future__ holds for those below, as in Jupyter
        has_file = not all(unit.notebook for unit in units)
        sys.modules[self.module.__name__] = self.module if has_file else self.notebook
        for number, unit in enumerate(units):
            announce(number)
            place = self.notebook if unit.notebook else self.module
            if unit.notebook:
                self._lend(self.module, self.notebook)
            self.files.add(unit.name)
            linecache.cache[unit.name] = (len(unit.source), None, unit.source.splitlines(True), unit.name)
            place.__file__ = unit.name
            with captured():
                try:
                    flags = future if unit.notebook else 0
                    code = compile(unit.source, unit.name, "exec", flags, dont_inherit=True)
                    future |= code.co_flags & FUTURE if unit.notebook else 0
                    exec(code, place.__dict__)
                except BaseException as error:
                    problems.append(self.describe(error, number))
        self._lend(self.notebook, self.module)
        return self.contents(tuple(problems))

    def _lend(self, lender: types.ModuleType, borrower: types.ModuleType) -> None:
        """Give one part the exercises that only the other has."""
        for name in self.shared:
            if name in lender.__dict__ and name not in borrower.__dict__:
                borrower.__dict__[name] = lender.__dict__[name]

    def names(self) -> dict[str, Any]:
        """What the submission defines; of what stands in both parts, the notebook's counts."""
        return {**self.module.__dict__, **self.notebook.__dict__}

    def contents(self, problems: tuple[Problem, ...] = ()) -> Loaded:
        """The submission's public names: what each is (a function, a class, another type) and its parameters."""
        defined, parameters = {}, {}
        for name, value in list(self.names().items())[-wire.MAX_KEYS :]:
            if name.startswith("_") or isinstance(value, types.ModuleType):
                continue
            defined[name[:NAME_KEPT]] = self._kind(value)
            if defined[name[:NAME_KEPT]] == "function":
                with contextlib.suppress(Exception):
                    parameters[name[:NAME_KEPT]] = cut(_parameters(value), MOST_PARAMETERS)
        return Loaded(defined, parameters, problems)

    def _kind(self, value: Any) -> str:
        """What a name stands for: "imported" where it is the library's, as it is, and nothing of the submission's."""
        is_class, is_plain = isinstance(value, type), type(value) is types.FunctionType
        if self.files and (is_class or (is_plain and value.__code__.co_filename not in self.files)):
            with contextlib.suppress(Exception):
                if str(value.__module__).split(".")[0] == LIBRARY:
                    return "imported"
        if is_class:
            return "class"
        return "function" if callable(value) else type(value).__name__[:NAME_KEPT]

    def keep(self, value: Any) -> int:
        """Keep an object, and give it a number."""
        self.objects.append(value)
        return len(self.objects) - 1

    def kept(self, number: int) -> Any:
        """The object that was kept by a number."""
        return self.objects[number]

    def _asked(self, request: Request) -> _Asked:
        match request:
            case CallFunction(name, args, kwargs, absent):
                return _Asked(self.names().get(name, _undefined(name)), args, kwargs, absent)
            case CallMethod(kept, name, args, kwargs):
                return _Asked(getattr(kept, name), args, kwargs)
            case GetAttribute(kept, name):
                return _Asked(functools.partial(getattr, kept, name), [], {})
            case SetAttribute(kept, name, value):
                return _Asked(functools.partial(setattr, kept, name), [value], {})
            case Operate(name, operands):
                return _Asked(OPERATORS[name], operands, {})
            case RunInside(name, source, args):
                return _Asked(_function_of_tests(name, source), args, {})

    def call(self, request: Request) -> Reply:
        """Do what is asked and tell what it returned or raised, and what else it did; an iterator is drained.
        For as long as it lasts, the packages that are to be absent cannot be had."""
        try:
            asked = self._asked(request)
        except BaseException as error:  # of a method that is missing, or of the student's own __getattr__
            return Raised(self.describe(error), Effects())
        function = asked.function
        given: dict[int | str, Any] = dict(enumerate(asked.args))
        given.update(asked.kwargs)
        before = {key: fingerprint(value) for key, value in given.items()}
        randomness = global_randomness()
        value: Any = None
        drained = False
        problem: Problem | None = None
        with captured() as (printed, seen_warnings):
            try:
                with without(asked.absent, getattr(function, "__globals__", {})):
                    value = function(*asked.args, **asked.kwargs)
                    if isinstance(value, Iterator):
                        value, drained = list(itertools.islice(value, ITEMS_KEPT)), True
            except BaseException as error:
                problem = self.describe(error)
        changed = [parameter_name(function, k) for k, value in given.items() if fingerprint(value) != before[k]]
        answers = [k for k, value in given.items() if isinstance(value, RemoteFunction) and value.answers_changed]
        changed += [f"{parameter_name(function, k)}(...)" for k in answers]
        effects = Effects(
            cut(changed),
            printed.text,
            global_randomness() != randomness,
            cut((str(w.message)[:200] for w in seen_warnings), MOST_WARNINGS),
            drained,
        )
        return Raised(problem, effects) if problem else Returned(value, effects)

    def frame(self, reply: Reply) -> bytes:
        """The frame of a reply; of a value too large for one, the name of its type crosses."""
        try:
            return wire.pack(fields_of(reply), keep=self.keep)
        except wire.WireError:
            if isinstance(reply, Raised):
                raise
            large = wire.Opaque(type(reply.value).__name__, "too large to send")
            return wire.pack(fields_of(Returned(large, reply.effects)))

    def describe(self, error: BaseException, unit: int | None = None) -> Problem:
        """An exception: its types, its message, and where in the student's own lines it arose."""
        lines = []
        if isinstance(error, SyntaxError) and error.filename in self.files and type(error.lineno) is int:
            lines.append((error.filename, min(max(error.lineno, 0), MAX_NUMBER - 1), ""))
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename in self.files:
                lines.append((frame.filename, frame.lineno or 0, ""))
        try:
            message = error.msg if isinstance(error, SyntaxError) else str(error)
        except BaseException:
            message = ""
        types_ = [kind.__name__ for kind in type(error).__mro__ if kind not in (object, BaseException)]
        return Problem(cut(types_), str(message)[:MESSAGE_KEPT], tuple(lines[-MOST:]), unit, _raising_function(error))


def _arrays_in(value: Any) -> list[Any]:
    """The arrays of a pair, a list or a dictionary: those may be put together anew, the arrays stay as they were."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [array for item in value for array in _arrays_in(item)]
    return [value] if isinstance(value, np.ndarray) else []


def _raising_function(error: BaseException) -> str:
    """The name of the function that raised an exception: "softmax", or "Dense.forward"."""
    step = error.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    return step.tb_frame.f_code.co_qualname if step else ""


def _parameters(function: Callable[..., Any]) -> Iterable[str]:
    """The names of a function's parameters. Of a plain one without an asterisk its code tells them, in no time."""
    if type(function) is types.FunctionType and not function.__dict__:
        code = function.__code__
        if not code.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS):
            return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return inspect.signature(function).parameters


@functools.cache
def _function_of_tests(name: str, source: str) -> Callable[..., Any]:
    namespace: dict[str, Any] = {"np": np}
    exec(compile(source, "<tests>", "exec"), namespace)
    function: Callable[..., Any] = namespace[name]
    return function


def _undefined(name: str) -> Callable[..., Any]:
    def fail(*_args: Any, **_kwargs: Any) -> NoReturn:
        raise NameError(f"name {name!r} is not defined")

    return fail
