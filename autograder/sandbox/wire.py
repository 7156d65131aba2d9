"""The frames that cross between a grader and a worker: plain data only, never pickle.

A frame is a JSON text, which says what the value is, followed by the raw bytes of its arrays. Whoever
unpacks one believes nothing: kinds, sizes and depths are checked before memory is asked for. This file
is also placed inside the sandbox, so it imports nothing of the course.
"""

import json
import math
import socket
import struct
import time
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

HEADER = struct.Struct("<II")  # bytes of the JSON text, bytes of the arrays
MAX_TEXT = 4 << 20
MAX_ARRAYS = 64 << 20
MAX_DEPTH = 24
MAX_STRING = 1 << 20  # the text of a submission must fit
MAX_DIMENSIONS = 16
MAX_EMPTY = 1 << 20  # the product of the sides of an array without elements, the empty ones apart
MAX_KEYS = 4_000  # keys can be chosen to collide, and a dictionary of many such takes minutes to build

# What no one asks for to keep it: a class, and the methods and functions that anything has.
_NOT_KEPT = (type, types.MethodType, types.BuiltinFunctionType, types.MethodWrapperType, np.ufunc)
_JSON = json.JSONEncoder(separators=(",", ":"))
# The kinds of arrays that may cross, by the text that stands for each: booleans and numbers, in either byte order.
_DTYPES = {
    dtype.str: np.dtype(dtype.str)
    for kind in "?bhilqBHILQefdgFDG"
    for dtype in (np.dtype(kind), np.dtype(kind).newbyteorder())
}
_PLAIN = frozenset({bool, int, float, type(None)})


class WireError(ValueError):
    """A frame that is damaged, forged or too large, or a value that cannot be sent."""


@dataclass(frozen=True)
class Opaque:
    """Something that is no plain data (a function, an object, ...): its type's name is all that crosses, and for an
    object that the worker keeps, the number it keeps it by. Only students' values become one: what a grader sends
    arrives, or is refused before it is sent."""

    type_name: str
    text: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Scaled:
    """Whole numbers that cross as they are and arrive divided, as float32: pixels take a quarter of the room."""

    whole: NDArray[np.integer]
    divisor: float = 1.0


class _Packer:
    def __init__(self, register: Callable[[Callable[..., Any]], int] | None, keep: Callable[[Any], int] | None) -> None:
        self.register = register
        self.keep = keep
        self.buffers: list[bytes] = []
        self.size = 0

    def tree(self, value: Any, depth: int = 0) -> Any:
        if depth > MAX_DEPTH:
            return self.opaque(type(value).__name__, "nested too deeply")
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return value if value.bit_length() <= 256 else self.opaque("int", "too many digits")
        if kind is str:
            if self.register is not None and len(value) > MAX_STRING:
                return self.opaque("str", f"{len(value)} characters, too long to send")
            return _whole(value[:MAX_STRING])
        if kind is list or kind is tuple:
            return ["l" if kind is list else "t", *(self.tree(item, depth + 1) for item in value)]
        if kind is dict:
            if len(value) > MAX_KEYS:
                return self.opaque("dict", "too many keys")
            return ["d", *([self.tree(k, depth + 1), self.tree(v, depth + 1)] for k, v in value.items())]
        if isinstance(value, np.ndarray | np.generic):
            return self.array(value)
        if isinstance(value, np.random.Generator):
            return ["g", _plain_state(value.bit_generator.state)]
        if isinstance(value, Scaled):
            return ["%", self.array(value.whole), value.divisor]
        if isinstance(value, Mapping):
            return self.tree(dict(value), depth)
        for plain in (
            tuple,
            list,
            int,
            float,
            str,
        ):  # a named tuple is a tuple, an enumeration's member an int
            if isinstance(value, plain):
                return self.tree(plain(value), depth)  # type: ignore[arg-type]
        if isinstance(value, Opaque):
            return ["h", value.number] if value.number is not None else ["o", value.type_name, value.text, None]
        if self.register is not None:
            if callable(value):
                return ["f", self.register(value)]
            if kind is slice:
                return [":", *(self.tree(part, depth + 1) for part in (value.start, value.stop, value.step))]
            if value is Ellipsis:
                return ["..."]
        if self.keep is not None and not isinstance(value, _NOT_KEPT):
            return ["o", kind.__name__[:200], "", self.keep(value)]
        return self.opaque(kind.__name__)

    def opaque(self, name: str, text: str = "") -> list[Any]:
        """What stands for a value that cannot cross; of a grader's own it would be its failure, so that is refused."""
        if self.register is not None:
            raise WireError(f"{name[:200]} cannot be sent{text and f': {text}'}")
        return ["o", name[:200], text, None]

    def array(self, value: Any) -> Any:
        array = np.asarray(value)
        if array.dtype.str not in _DTYPES:
            return self.opaque(f"array of dtype {array.dtype}")
        if (
            self.size + array.nbytes > MAX_ARRAYS
            or array.ndim > MAX_DIMENSIONS
            or (not array.size and extent(array.shape) > MAX_EMPTY)
        ):
            return self.opaque(f"array of shape {array.shape}, too large to send")
        self.size += array.nbytes
        self.buffers.append(array.tobytes())
        tag = "s" if isinstance(value, np.generic) else "a"
        return [tag, array.dtype.str, list(array.shape)]


def _whole(text: str) -> str:
    """A text without halves of characters, which JSON can spell."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def extent(shape: Iterable[int]) -> int:
    """The number of elements of an array, were none of its sides empty."""
    return math.prod(max(side, 1) for side in shape)


def pack(
    value: Any,
    register: Callable[[Callable[..., Any]], int] | None = None,
    keep: Callable[[Any], int] | None = None,
) -> bytes:
    """Make the frame of a value. Objects in it that are no plain data are handed to `keep`, and functions to
    `register`, which only graders give; both give a number, which is what crosses.

    Raises
    ------
    WireError
        where the frame would be too large, and for a value of a grader's that would not arrive as it is.
    """
    packer = _Packer(register, keep)
    text = _JSON.encode(packer.tree(value)).encode()
    if len(text) > MAX_TEXT:
        raise WireError(f"a frame of {len(text)} bytes of text is too large")
    body = b"".join(packer.buffers)
    return HEADER.pack(len(text), len(body)) + text + body


class _Unpacker:
    def __init__(
        self, body: memoryview, callback: Callable[[int], Any] | None, kept: Callable[[int], Any] | None
    ) -> None:
        self.body = body
        self.used = 0
        self.callback = callback
        self.kept = kept

    def value(self, tree: Any, depth: int = 0) -> Any:
        kind = type(tree)
        if kind in _PLAIN:
            return tree
        if kind is str:
            return _whole(tree)
        if kind is not list or not tree:
            raise WireError("neither a plain value nor a tagged list")
        if depth > 2 * MAX_DEPTH:
            raise WireError("nested too deeply")
        tag, rest = tree[0], tree[1:]
        match tag:
            case "l":
                return [self.value(item, depth + 1) for item in rest]
            case "t":
                return tuple(self.value(item, depth + 1) for item in rest)
            case "d":
                return self.mapping(rest, depth)
            case "a" | "s":
                return self.array(rest, scalar=tag == "s")
            case "o":
                name, text, *number = rest
                kept = number[0] if number and type(number[0]) is int else None
                return Opaque(printable(name, 200), printable(text, 200), kept)
            case "h" if self.kept is not None:
                return self.kept(int(rest[0]))
            case "f":
                return self.callback(int(rest[0])) if self.callback else Opaque("function")
            case "g":
                return _generator(rest[0]) if self.callback else Opaque("Generator")
            case "%":
                return self.scaled(*rest) if self.callback else Opaque("Scaled")
            case ":" if self.callback:
                start, stop, step = (self.value(part, depth + 1) for part in rest)
                return slice(start, stop, step)
            case "..." if self.callback:
                return Ellipsis
        raise WireError("an unknown tag")

    def mapping(self, pairs: list[Any], depth: int) -> dict[Any, Any]:
        if len(pairs) > MAX_KEYS:
            raise WireError("a dictionary of too many keys")
        result = {}
        for key, item in pairs:
            name = self.value(key, depth + 1)  # first, since its bytes come first
            result[name] = self.value(item, depth + 1)
        return result

    def scaled(self, whole: Any, divisor: float) -> Any:
        values = self.value(whole).astype(np.float32)
        values /= np.float32(divisor)  # in place: the array may be large
        return values

    def array(self, rest: list[Any], *, scalar: bool) -> Any:
        code, shape = rest
        dtype = _DTYPES.get(code)
        if dtype is None:
            raise WireError("an array of a kind that may not cross")
        if len(shape) > MAX_DIMENSIONS:
            raise WireError("an impossible shape")
        for side in shape:
            if type(side) is not int or not 0 <= side < 1 << 40:
                raise WireError("an impossible shape")
        if 0 in shape and extent(shape) > MAX_EMPTY:
            raise WireError("an impossible shape")
        count = math.prod(shape)
        size = count * dtype.itemsize
        if size > len(self.body) - self.used:
            raise WireError("an array larger than its frame")
        # A copy, so that the array is aligned, writable and independent of the frame.
        array = np.frombuffer(self.body, dtype, count, self.used).reshape(shape).copy()
        self.used += size
        return array[()] if scalar and array.ndim == 0 else array


def unpack(
    frame: bytes | bytearray | memoryview,
    callback: Callable[[int], Any] | None = None,
    kept: Callable[[int], Any] | None = None,
) -> Any:
    """Read a frame back. `callback` turns a function's number into something to call; without it, what only
    graders send (functions, generators, scaled arrays) is `Opaque`. `kept` turns an object's number into the
    object.

    Raises
    ------
    WireError
        for anything that is not a well-formed frame.
    """
    view = memoryview(frame)
    if len(view) < HEADER.size:
        raise WireError("shorter than its header")
    text_size, body_size = HEADER.unpack(view[: HEADER.size])
    if text_size > MAX_TEXT or len(view) != HEADER.size + text_size + body_size:
        raise WireError("sizes do not add up")
    try:
        tree = json.loads(str(view[HEADER.size : HEADER.size + text_size], "utf-8"))
        return _Unpacker(view[HEADER.size + text_size :], callback, kept).value(tree)
    except WireError:
        raise
    except (
        ValueError,
        TypeError,
        IndexError,
        KeyError,
        RecursionError,
        AttributeError,
        OverflowError,
    ) as error:
        raise WireError(f"not a frame: {type(error).__name__}") from None


def printable(said: Any, length: int) -> str:
    """The beginning of a text that a student's code chose, without what would steer a terminal."""
    text = str(said)[:length]
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def send(channel: socket.socket, frame: bytes | bytearray, deadline: float | None = None) -> None:
    """Send a whole frame; TimeoutError if the other side has not taken it by `deadline` (monotonic clock)."""
    _set_deadline(channel, deadline)
    channel.sendall(frame)


def receive(channel: socket.socket, deadline: float | None = None) -> bytearray:
    """Receive a whole frame, whose sizes are checked first.

    Raises
    ------
    EOFError
        where the other side has gone.
    TimeoutError
        where the frame is not whole by `deadline`, a time of the monotonic clock.
    WireError
        where it would be too large.
    """
    header = receive_exactly(channel, HEADER.size, deadline)
    text_size, body_size = HEADER.unpack(header)
    if text_size > MAX_TEXT or body_size > MAX_ARRAYS:
        raise WireError(f"a frame of {text_size + body_size} bytes is too large")
    return header + receive_exactly(channel, text_size + body_size, deadline)


def _set_deadline(channel: socket.socket, deadline: float | None) -> None:
    channel.settimeout(None if deadline is None else max(deadline - time.monotonic(), 1e-3))


def receive_exactly(channel: socket.socket, size: int, deadline: float | None) -> bytearray:
    """Receive as many bytes; errors as of `receive`."""
    # Grows with what arrives: a forged size costs the sender's bytes, not our memory.
    data = bytearray()
    while len(data) < size:
        _set_deadline(channel, deadline)  # anew each time, so that a trickle of bytes buys no time
        if deadline is not None and time.monotonic() > deadline:
            raise TimeoutError("the deadline has passed")
        chunk = channel.recv(min(size - len(data), 1 << 20))
        if not chunk:
            raise EOFError("the other side closed the channel")
        data += chunk
    return data


def _plain_state(state: Any) -> Any:
    if isinstance(state, dict):
        return {key: _plain_state(item) for key, item in state.items()}
    if isinstance(state, np.ndarray | np.generic):
        return state.tolist()
    return state


def _generator(state: dict[str, Any]) -> np.random.Generator:
    kinds = {"PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"}
    if state["bit_generator"] not in kinds:
        raise WireError("an unknown kind of random generator")
    bits = getattr(np.random, state["bit_generator"])()
    bits.state = state
    return np.random.Generator(bits)
