"""What a call does besides returning: what it prints, warns of and draws, and which of its arguments it changes. And
what it may not use: packages that are to be absent.

Runs inside the sandbox, so it imports nothing of the course but what lies beside it.
"""

import contextlib
import ctypes
import inspect
import io
import random
import sys
import types
import warnings
from collections.abc import Iterator
from typing import Any, NoReturn

import numpy as np

from . import wire

PRINTED_KEPT = 2_000
MERSENNE_BYTES = 625 * 4  # of NumPy's own generator: 624 words and the place of the next

_none_kept = b""  # its memory when it was last seen to keep no number


class Printed(io.TextIOBase):
    """Standard output of which only the beginning is kept. As the real one it tells its encoding, can be given another,
    and takes bytes: scripts for Windows begin by asking for that."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.text = ""
        self.length = 0
        self.buffer = _Bytes(self)

    def writable(self) -> bool:
        return True

    def reconfigure(self, **_settings: Any) -> None:
        pass

    def fileno(self) -> int:
        return 1  # which leads nowhere

    def write(self, text: str) -> int:
        if len(self.text) < PRINTED_KEPT:
            self.text += text[: PRINTED_KEPT - len(self.text)]
        self.length += len(text)
        return len(text)


class _Bytes(io.RawIOBase):
    """What is below standard output: bytes."""

    def __init__(self, above: Printed) -> None:
        self.above = above

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        said = bytes(data)
        self.above.write(said.decode(errors="replace"))
        return len(said)


@contextlib.contextmanager
def captured() -> Iterator[tuple[Printed, list[warnings.WarningMessage]]]:
    printed = Printed()
    with warnings.catch_warnings(record=True) as seen, contextlib.redirect_stdout(printed):
        warnings.simplefilter("default")
        yield printed, seen


def fingerprint(value: Any) -> Any:
    """Equal before and after a call exactly where nothing in the value has changed."""
    if type(value) is np.ndarray and not value.dtype.hasobject:
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, dict):
        return {key: fingerprint(item) for key, item in value.items()}
    if isinstance(value, np.random.Generator):
        return None  # drawing from a generator is what it is for
    try:
        return wire.pack(value)
    except wire.WireError:
        return None  # too large to be told


def parameter_name(function: Any, key: int | str) -> str:
    if isinstance(key, str):
        return key
    try:
        return list(inspect.signature(function).parameters)[key]
    except (ValueError, TypeError, IndexError):
        return f"argument {key + 1}"


def global_randomness() -> tuple[Any, ...]:
    """What draws come from where no generator is given: equal before and after a call that drew nothing."""
    return (*_numpys_randomness(), hash(random.getstate()))


def _numpys_randomness() -> tuple[Any, ...]:
    """The state of NumPy's own generator. Asked for, it is copied number by number, so its memory is read. The second
    of a pair of normal numbers, kept for the next draw, is not in there; but drawing the first one changes it."""
    global _none_kept
    generator = np.random.get_bit_generator()  # type: ignore[attr-defined]  # NumPy's own stubs lack it
    if type(generator) is not np.random.MT19937:  # a student's choice
        return (repr(np.random.get_state(legacy=False)),)
    memory = ctypes.string_at(generator.ctypes.state_address, MERSENNE_BYTES)
    if memory == _none_kept:
        return (memory,)
    state: Any = np.random.get_state(legacy=False)
    if state["has_gauss"]:
        return memory, state["gauss"]
    _none_kept = memory
    return (memory,)


class _Absent:
    """Stands in a function's globals for what came from a package that is not there."""

    def __init__(self, package: str) -> None:
        self.__dict__["_package"] = package

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise ModuleNotFoundError(f"No module named {self.__dict__['_package']!r}: it is to work without")

    __getattr__ = __call__ = _refuse


@contextlib.contextmanager
def without(packages: tuple[str, ...], names: dict[str, Any]) -> Iterator[None]:
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
