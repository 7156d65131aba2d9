"""What crosses the border: a small dataclass for each message between a grader and a worker.

A message travels as a tuple of its name and its fields (see wire.py). Whoever reads one believes nothing: a name that
was not asked for, a field too many or too few, or one of another kind than its annotation makes it forged. This file
is also placed inside the sandbox, so it imports nothing of the course.
"""

import functools
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Annotated, Any

from . import wire
from .units import Unit as Unit

MAX_NUMBER = 1 << 31
MOST = 8  # types, lines and changed arguments that are told
MOST_PARAMETERS = 20
MOST_WARNINGS = 5

Name = Annotated[str, 80]
Word = Annotated[str, 200]
Message = Annotated[str, 1000]
Printed = Annotated[str, 2000]
Names = Annotated[tuple[Name, ...], MOST]


@dataclass(frozen=True)
class Problem:
    """An exception of the student's code: its types from the most to the least special, its message, its own lines
    (file, number, text), the unit whose loading it ended, and the name of the function (of the student's or of the
    library) that raised it. The texts of the lines do not cross: the grader has them."""

    types: Names
    message: Message
    lines: Annotated[tuple[tuple[Word, int, Word], ...], MOST] = ()
    unit: int | None = None
    function: Name = ""

    @property
    def type(self) -> str:
        return self.types[0] if self.types else "Exception"


@dataclass(frozen=True)
class Effects:
    """What a call did besides returning; `drained` where an iterator came back, of which the items are the value."""

    changed: Names = ()
    printed: Printed = ""
    global_random: bool = False
    warnings: Annotated[tuple[Word, ...], MOST_WARNINGS] = ()
    drained: bool = False


# From the grader to a worker


@dataclass(frozen=True)
class Load:
    """Run a submission's units; comes first, and once."""

    module: str
    library: dict[str, str]
    units: tuple[Unit, ...]
    shared: tuple[str, ...]
    memory_mb: int
    cpu_seconds: int


@dataclass(frozen=True)
class CallFunction:
    """Call a function of the submission's; the packages named in `absent` cannot be had meanwhile."""

    name: str
    args: list[Any]
    kwargs: dict[str, Any]
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class CallMethod:
    """Call a method of an object that the worker keeps."""

    object: Any
    name: str
    args: list[Any]
    kwargs: dict[str, Any]


@dataclass(frozen=True)
class GetAttribute:
    """Read an attribute or a property of an object that the worker keeps."""

    object: Any
    name: str


@dataclass(frozen=True)
class SetAttribute:
    """Set an attribute of an object that the worker keeps."""

    object: Any
    name: str
    value: Any


@dataclass(frozen=True)
class Operate:
    """Apply one of Python's operators, by its name in the module operator, to operands in their order."""

    operator: str
    operands: list[Any]


@dataclass(frozen=True)
class RunInside:
    """Run a function of the tests where the student's objects live: its name, and the source that defines it."""

    name: str
    source: str
    args: list[Any]


@dataclass(frozen=True)
class Answered:
    """What a call-back returned."""

    value: Any


@dataclass(frozen=True)
class Failed:
    """A call-back that raised: the error in words."""

    error: Message


# From a worker to the grader


@dataclass(frozen=True)
class Running:
    """A unit begins to load."""

    unit: int


@dataclass(frozen=True)
class Loaded:
    """What a submission defines (name to kind: function, class, imported, or another type), the parameters of its
    functions, and what went wrong on the way."""

    defined: dict[Name, Name]
    parameters: dict[Name, Annotated[tuple[Annotated[str, 40], ...], MOST_PARAMETERS]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Returned:
    """What a call returned."""

    value: Any
    effects: Effects


@dataclass(frozen=True)
class Raised:
    """The exception that ended a call."""

    problem: Problem
    effects: Effects


@dataclass(frozen=True)
class CallBack:
    """A call of a function that was handed in, by its number."""

    function: int
    args: list[Any]
    kwargs: dict[str, Any]


# From the grader to a worker's zygote


@dataclass(frozen=True)
class Import:
    """Import modules that take long to, so that all children have them; never one of the student's."""

    modules: tuple[str, ...]


# From a worker's zygote to the grader


@dataclass(frozen=True)
class Ready:
    """The zygote is warm."""


@dataclass(frozen=True)
class Forked:
    """A child has been forked."""


@dataclass(frozen=True)
class Ended:
    """The child is no more; its wait status, or 0."""

    status: int


Request = CallFunction | CallMethod | GetAttribute | SetAttribute | Operate | RunInside
REQUESTS = typing.get_args(Request)
Reply = Returned | Raised


def fields_of(message: Any) -> tuple[Any, ...]:
    """A message as plain data, for `wire.pack`."""
    kind: Any = type(message)
    name, writers = kind.__name__, _writers(kind)
    return (name, *(write(getattr(message, key)) if write else getattr(message, key) for key, write in writers))


def read(said: Any, *kinds: type) -> Any:
    """A message of one of these kinds, from what `wire.unpack` found.

    Raises
    ------
    WireError
        where it is none.
    """
    if type(said) is tuple and said and type(said[0]) is str:
        for kind in kinds:
            if said[0] == kind.__name__:
                readers = _readers(kind)
                if len(said) != len(readers) + 1:
                    raise wire.WireError(f"a {kind.__name__} with fields too many or too few")
                return kind(*(reader(value) for reader, value in zip(readers, said[1:], strict=True)))
    raise wire.WireError("not the message that was asked for")


def cut(values: Iterable[str], most: int = MOST) -> tuple[str, ...]:
    """As many values as a message may hold."""
    return tuple(values)[:most]


Reader = Callable[[Any], Any]


@functools.cache
def _readers(kind: Any) -> tuple[Reader, ...]:
    hints = typing.get_type_hints(kind, include_extras=True)
    return tuple(_reader(hints[part.name]) for part in fields(kind))


def _reader(kind: Any, most: int | None = None) -> Reader:
    """What reads a field of this annotation. A text longer than its annotation allows is cut off, since its length is
    the student's; a tuple or a dictionary is forged where it is longer."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return lambda value: value
    if origin is Annotated:
        return _reader(*arguments)
    if is_dataclass(kind):
        message: Any = kind
        return lambda value: read(value, message)
    if origin is types.UnionType:
        inner = _reader(arguments[0])
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_reader(arguments, most)
    if origin is list:
        return lambda value: _of(list, value)
    if origin is dict:
        key_of, item_of = map(_reader, arguments)
        return lambda value: {key_of(key): item_of(item) for key, item in _of(dict, value).items()}
    if kind is int:
        return _number
    if kind is str and most is not None:
        return lambda value: wire.printable(_of(str, value), most)
    return functools.partial(_of, kind)


def _tuple_reader(arguments: tuple[Any, ...], most: int | None) -> Reader:
    if arguments[-1] is Ellipsis:
        item_of, limit = _reader(arguments[0]), wire.MAX_KEYS if most is None else most

        def items(value: Any) -> tuple[Any, ...]:
            if len(_of(tuple, value)) > limit:
                raise wire.WireError("more items than a message holds")
            return tuple(map(item_of, value))

        return items
    readers = tuple(map(_reader, arguments))

    def parts(value: Any) -> tuple[Any, ...]:
        if len(_of(tuple, value)) != len(readers):
            raise wire.WireError("a tuple of another length")
        return tuple(reader(part) for reader, part in zip(readers, value, strict=True))

    return parts


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise wire.WireError(f"a field that is no {kind.__name__}")
    return value


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value < MAX_NUMBER:
        raise wire.WireError("a field that is no number of anything")
    return value


@functools.cache
def _writers(kind: Any) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((part.name, _writer(hints[part.name])) for part in fields(kind))


def _writer(kind: Any) -> Callable[[Any], Any] | None:
    """What makes a field plain data, where it holds messages itself; values of students' are nobody's messages."""
    if is_dataclass(kind):
        return fields_of
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple and is_dataclass(arguments[0]):
        return lambda items: tuple(map(fields_of, items))
    return None
