"""The words that may be told of a student's code: names that it chose before it saw any test.

A worker may say anything, and honest code can make a class whose name is what a hidden test handed in. So a type is
named only if it is Python's, NumPy's or one that the submission defines, a changed argument only if it is a parameter,
and the text of a line comes from the submission itself.
"""

import builtins
import dataclasses
import re
import types
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.sandbox import wire
from autograder.sandbox.messages import Effects, Problem, Unit

_FIXED = frozenset(
    {name for name, value in vars(builtins).items() if isinstance(value, type)}
    | {value.__name__ for value in vars(types).values() if isinstance(value, type)}
    | {name for name in np.__all__ if isinstance(vars(np).get(name), type)}  # getattr would import f2py
    | set(np.exceptions.__all__)
    | {
        "LinAlgError", "UFuncTypeError", "_ArrayMemoryError", "_UFuncNoLoopError", "_UFuncBinaryResolutionError",
        "_UFuncCastingError", "_UFuncInputCastingError", "_UFuncOutputCastingError", "Generator", "RandomState",
        "ABCMeta", "EnumType", "partial", "_lru_cache_wrapper", "deque", "defaultdict", "OrderedDict", "Counter",
        "Decimal", "Fraction", "DataFrame", "Series", "Scaled", "JSONDecodeError", "dict_keys", "dict_values",
        "dict_items", "list_iterator", "StringIO", "BytesIO",
    }
)  # fmt: skip
_OF_ARRAYS = re.compile(
    r"array of dtype (object|[<>|=]?[USV]\d+|(datetime64|timedelta64)(\[\w{1,3}\])?)"
    r"|array of shape \([\d, ]*\), too large to send"
)
OTHER = "object"  # what anything else is called
SOME_FUNCTION = "another function"
_TEXTS = ("", "nested too deeply", "too many digits", "too many keys", "too large to send")
_NAMED = re.compile(r"\b(?:def|class)[ \t]+(\w+)")


class Vocabulary:
    """The words of one submission."""

    def __init__(self, defined: Mapping[str, str], units: Iterable[Unit]) -> None:
        units = tuple(units)
        self._names = _FIXED.union(defined, *(_NAMED.findall(unit.source) for unit in units))
        self._lines = {unit.name: unit.source.split("\n") for unit in units}  # as Python counts them

    def problem(self, said: Problem) -> Problem:
        """An exception by the first of its types that may be named, and by those of its lines that there are."""
        named = tuple(name for name in said.types if name in self._names)
        lines = tuple(
            (file, number, self._line(file, number))
            for file, number, _text in said.lines
            if number <= len(self._lines.get(file, ())) + 1 and file in self._lines
        )
        function = said.function if said.function.split(".")[0] in self._names else said.function and SOME_FUNCTION
        return dataclasses.replace(said, types=named or ("Exception",), lines=lines, function=function)

    def _line(self, file: str, number: int) -> str:
        lines = self._lines[file]
        return wire.printable(lines[number - 1].strip(), 200) if 0 < number <= len(lines) else ""

    def effects(self, said: Effects, parameters: Sequence[str]) -> Effects:
        """Effects in which changed arguments go by their parameters' names."""
        return dataclasses.replace(said, changed=tuple(_argument(name, parameters) for name in said.changed))

    def value(self, said: Any) -> Any:
        """An answer in which what is no plain data goes by a name that may be told."""
        if isinstance(said, wire.Opaque):
            known = said.type_name in self._names or _OF_ARRAYS.fullmatch(said.type_name)
            name, text = said.type_name if known else OTHER, said.text if said.text in _TEXTS else ""
            return wire.Opaque(name, text, said.number)
        if not has_opaque(said):
            return said
        if isinstance(said, list | tuple):
            return type(said)(map(self.value, said))
        if isinstance(said, dict):
            return {key: self.value(item) for key, item in said.items()}
        return said


def has_opaque(value: Any) -> bool:
    """Whether there is anything in a value that is no plain data."""
    if isinstance(value, dict):
        return any(map(has_opaque, value.values()))
    if isinstance(value, list | tuple):
        return any(map(has_opaque, value))
    return isinstance(value, wire.Opaque)


def _argument(name: str, parameters: Sequence[str]) -> str:
    bare, call = name.removesuffix("(...)"), "(...)" if name.endswith("(...)") else ""
    if bare in parameters or re.fullmatch(r"argument \d", bare):
        return name
    return f"an argument{call}"
