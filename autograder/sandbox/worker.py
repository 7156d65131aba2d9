"""The process that runs a student's code: a zygote, warm with NumPy, that forks one child per exercise.

The zygote never runs a line of the student's. It is told over its control socket to fork a child, which gives
up what it can (see hardening.py), loads the submission and answers calls on a socket of its own. Nothing of the
course is imported here but the wire format and the messages; the tests, the expected values and the clock stay in
the grader.
"""

import contextlib
import functools
import importlib.abc
import importlib.machinery
import inspect
import io
import itertools
import linecache
import operator
import os
import random
import select
import signal
import socket
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from . import hardening, wire
from .messages import (
    MAX_NUMBER,
    MOST,
    MOST_PARAMETERS,
    MOST_WARNINGS,
    REQUESTS,
    Answered,
    CallBack,
    CallFunction,
    CallMethod,
    Effects,
    Ended,
    Failed,
    Forked,
    GetAttribute,
    Load,
    Loaded,
    Operate,
    Problem,
    Raised,
    Ready,
    Reply,
    Request,
    Returned,
    RunInside,
    Running,
    SetAttribute,
    Unit,
    cut,
    fields_of,
    read,
)

ITEMS_KEPT = 10_000  # of an iterator that may never end
PRINTED_KEPT = 2_000
MESSAGE_KEPT = 1_000
NAME_KEPT = 80
ANSWERS_KEPT = 20  # of a function that was handed in
# The folder for scratch is bounded in bytes when it is mounted. Its files, even empty ones, are memory of the
# kernel's (1 kB each) that no limit counts, so they are counted while a child runs.
MAX_FILES = 10_000
WATCH_SECONDS = 0.02

LIBRARY = "neural_network"
OPERATORS = {
    name: getattr(operator, name)
    for name in (
        "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "neg", "pos", "abs", "getitem", "setitem",
    )
}  # fmt: skip


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


class _Printed(io.TextIOBase):
    """Standard output of which only the beginning is kept."""

    def __init__(self) -> None:
        self.text = ""
        self.length = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if len(self.text) < PRINTED_KEPT:
            self.text += text[: PRINTED_KEPT - len(self.text)]
        self.length += len(text)
        return len(text)


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
            with _captured():
                try:
                    exec(compile(unit.source, unit.name, "exec", dont_inherit=True), place.__dict__)
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
                    parameters[name[:NAME_KEPT]] = cut(inspect.signature(value).parameters, MOST_PARAMETERS)
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
        before = {key: _fingerprint(value) for key, value in given.items()}
        randomness = _global_randomness()
        value: Any = None
        problem: Problem | None = None
        with _captured() as (printed, seen_warnings):
            try:
                with _without(asked.absent, getattr(function, "__globals__", {})):
                    value = function(*asked.args, **asked.kwargs)
                    if isinstance(value, Iterator):
                        value = list(itertools.islice(value, ITEMS_KEPT))
            except BaseException as error:
                problem = self.describe(error)
        changed = [_parameter_name(function, k) for k, value in given.items() if _fingerprint(value) != before[k]]
        answers = [k for k, value in given.items() if isinstance(value, RemoteFunction) and value.answers_changed]
        changed += [f"{_parameter_name(function, k)}(...)" for k in answers]
        effects = Effects(
            cut(changed),
            printed.text,
            _global_randomness() != randomness,
            cut((str(w.message)[:200] for w in seen_warnings), MOST_WARNINGS),
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


def _raising_function(error: BaseException) -> str:
    """The name of the function that raised an exception: "softmax", or "Dense.forward"."""
    step = error.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    return step.tb_frame.f_code.co_qualname if step else ""


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


class _Absent:
    """Stands in a function's globals for what came from a package that is not there."""

    def __init__(self, package: str) -> None:
        self.__dict__["_package"] = package

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise ModuleNotFoundError(f"No module named {self.__dict__['_package']!r}: it is to work without")

    __getattr__ = __call__ = _refuse


@contextlib.contextmanager
def _without(packages: tuple[str, ...], names: dict[str, Any]) -> Iterator[None]:
    """Take packages away from a function: from its globals, and from what can be imported."""
    if not packages:
        yield
        return
    loaded = {name: module for name, module in sys.modules.items() if name.split(".")[0] in packages}
    theirs = {name: _package_of(value) for name, value in names.items() if _package_of(value) in packages}
    kept = {name: names[name] for name in theirs}
    names.update({name: _Absent(package) for name, package in theirs.items()})
    sys.modules.update(dict.fromkeys(loaded))  # type: ignore[arg-type]  # None there makes an import fail
    try:
        yield
    finally:
        names.update(kept)
        sys.modules.update(loaded)


def _package_of(value: Any) -> str:
    module = value.__name__ if isinstance(value, types.ModuleType) else getattr(value, "__module__", None)
    return str(module or type(value).__module__).split(".")[0]


def _fingerprint(value: Any) -> Any:
    """Equal before and after a call exactly where nothing in the value has changed."""
    if isinstance(value, dict):
        return {key: _fingerprint(item) for key, item in value.items()}
    if isinstance(value, np.random.Generator | RemoteFunction):
        return None  # drawing from a generator is what it is for
    try:
        return wire.pack(value)
    except wire.WireError:
        return None  # too large to be told


def _arrays_in(value: Any) -> list[Any]:
    """The arrays of a pair, a list or a dictionary: those may be put together anew, the arrays stay as they were."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [array for item in value for array in _arrays_in(item)]
    return [value] if isinstance(value, np.ndarray) else []


def _parameter_name(function: Any, key: int | str) -> str:
    if isinstance(key, str):
        return key
    try:
        return list(inspect.signature(function).parameters)[key]
    except (ValueError, TypeError, IndexError):
        return f"argument {key + 1}"


def _global_randomness() -> tuple[Any, ...]:
    state: Any = np.random.get_state(legacy=True)
    return (state[1].tobytes(), *state[2:], hash(random.getstate()))


@contextlib.contextmanager
def _captured() -> Iterator[tuple[_Printed, list[warnings.WarningMessage]]]:
    printed = _Printed()
    with warnings.catch_warnings(record=True) as seen, contextlib.redirect_stdout(printed):
        warnings.simplefilter("default")
        yield printed, seen


# ---------------------------------------------------------------------------------------------------------------
# The zygote and its children


def _answer(channel: socket.socket, isolated: bool) -> None:
    """A child's life: load what it is told to, then answer calls until the channel closes."""

    def ask(request: CallBack) -> Answered | Failed:
        wire.send(channel, wire.pack(fields_of(request)))
        answer: Answered | Failed = read(wire.unpack(wire.receive(channel), callback), Answered, Failed)
        return answer

    def callback(number: int) -> RemoteFunction:
        return RemoteFunction(number, ask)

    load: Load = read(wire.unpack(wire.receive(channel), callback), Load)
    if not hardening.harden(load.memory_mb, load.cpu_seconds) and isolated:
        raise RuntimeError("the kernel took no filter of system calls")
    submission = Submission(load.module, load.library, load.shared)
    _offer_no_checks()
    loaded = submission.load(load.units, lambda number: wire.send(channel, wire.pack(fields_of(Running(number)))))
    wire.send(channel, wire.pack(fields_of(loaded)))
    while True:
        said = wire.unpack(wire.receive(channel), callback, submission.kept)
        request: Request = read(said, *REQUESTS)
        wire.send(channel, submission.frame(submission.call(request)))


def _offer_no_checks() -> None:
    """A notebook's `from autograder import check` must work here, and do nothing."""
    module = types.ModuleType("autograder")
    module.check = lambda *_args, **_kwargs: None  # type: ignore[attr-defined]
    sys.modules["autograder"] = module


def _child(channel: socket.socket, control: socket.socket, parent: int, isolated: bool) -> NoReturn:
    try:
        hardening.give_up_root(reads_all=sys.argv[2] == "plain, reads all")
        hardening.end_with_parent()
        if os.getppid() != parent:  # it ended before the kernel had been told
            os._exit(0)
        control.close()
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        # The copy that a fork makes of a generator would give each exercise the same "random" numbers.
        np.random.seed()
        random.seed()
        _answer(channel, isolated)
    except (EOFError, OSError):
        os._exit(0)
    except BaseException:
        os._exit(70)
    os._exit(0)


def _end_children(isolated: bool, child: int) -> dict[int, int]:
    """Kill the child and all it left behind (orphans come to the zygote, their subreaper); statuses by pid."""
    statuses = {}
    with contextlib.suppress(ChildProcessError):  # those that ended by themselves first, to tell them from the killed
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            statuses[ended[0]] = ended[1]
    while True:
        if isolated:
            with contextlib.suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)  # everything in this pid namespace but this process
        else:
            for pid in {child, *_children()} - {0, *statuses}:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        try:
            pid, status = os.waitpid(-1, 0)
        except ChildProcessError:
            return statuses
        statuses[pid] = status


def _children() -> list[int]:
    try:
        with open(f"/proc/self/task/{os.getpid()}/children") as file:
            return [int(pid) for pid in file.read().split()]
    except FileNotFoundError:  # no Linux
        return []


def _scratch() -> tuple[int, float]:
    """How many files lie in the folder for scratch, and how full it is."""
    state = os.statvfs("/tmp")
    return state.f_files - state.f_ffree, 1 - state.f_bfree / max(state.f_blocks, 1)


def _scratch_is_spent() -> bool:
    files, full = _scratch()
    return files > MAX_FILES / 2 or full > 0.5


def main() -> NoReturn:
    """The zygote's life: say "ready", then fork and end children as the grader asks."""
    control = socket.socket(fileno=int(sys.argv[1]))
    isolated = sys.argv[2] == "isolated"
    hardening.hide_from_children()
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    wire.send(control, wire.pack(fields_of(Ready())))
    own, pid = os.getpid(), 0
    while True:
        if isolated and pid and not select.select([control], [], [], WATCH_SECONDS)[0]:
            if _scratch()[0] > MAX_FILES:  # no limit of a process would stop it
                os.kill(pid, signal.SIGKILL)
            continue
        message, files, _flags, _address = socket.recv_fds(control, 1, 1)
        if message == b"f":
            pid = os.fork()
            channel = socket.socket(fileno=files[0])
            if pid == 0:
                _child(channel, control, own, isolated)
            channel.close()
            wire.send(control, wire.pack(fields_of(Forked())))
        elif message == b"e":
            status = _end_children(isolated, pid).get(pid, 0)
            if isolated and _scratch_is_spent():
                os._exit(0)  # the next exercise gets a new sandbox
            wire.send(control, wire.pack(fields_of(Ended(status))))
            pid = 0
        else:  # the grader has gone
            _end_children(isolated, pid)
            os._exit(0)


if __name__ == "__main__":
    main()
