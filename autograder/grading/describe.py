"""Calls in words: what a report shows of the call that went wrong."""

from typing import Any

import numpy as np

from autograder.language import _, said, translated
from autograder.sandbox.messages import GetAttribute, Operate, SetAttribute
from autograder.sandbox.student import BINARY, UNARY, Call, Student
from autograder.sandbox.wire import Opaque


def describe_call(call: Call, student: Student, *, hidden: bool) -> str:
    """A call in a line: with its arguments where they are few and no secret, else with their shapes."""
    request = call.request
    match request:
        case GetAttribute():
            return call.name
        case SetAttribute(value=value):
            return f"{call.name} = {_shown(value, hidden)}"
        case Operate(operator, operands):
            return _describe_operation(call, operator, [_shown(value, hidden) for value in operands])
    args, kwargs = call.arguments()
    if not hidden:
        shown = [*map(_literal, args), *(f"{key}={_literal(value)}" for key, value in kwargs.items())]
        text = f"{call.name}({', '.join(shown)})"
        if "..." not in text and len(text) <= 72:
            return text
    names = [*student.loaded.parameters.get(call.name, []), *"abcdefgh"][: len(args)]
    shapes = [
        said("{name} of shape {shape}", name=name, shape=value.shape)
        for name, value in [*zip(names, args, strict=False), *kwargs.items()]
        if isinstance(value, np.ndarray)
    ]
    text = f"{call.name}({', '.join([*names, *kwargs])})"
    listed = ", ".join(map(translated, shapes))
    return said("{call} with {shapes}", call=text, shapes=listed) if shapes else text


def _describe_operation(call: Call, operator: str, shown: list[str]) -> str:
    """The operator between its operands, the student's object by its class: "Tensor + Tensor", "Tensor[0]"."""
    own = call.name.partition(".")[0]
    parts = [own if part == "object" else part for part in shown]
    match operator:
        case "getitem":
            return f"{parts[0]}[{parts[1]}]"
        case "setitem":
            return f"{parts[0]}[{parts[1]}] = {parts[2]}"
        case "repeated":
            once = f"{parts[1]} {BINARY[call.name.partition('.')[2]]} {parts[2]}"
            return said("{once}, again and again", once=once)
        case "abs":
            return f"abs({parts[0]})"
    return f"{UNARY[operator]}{parts[0]}" if operator in UNARY else f"{parts[0]} {BINARY[operator]} {parts[1]}"


def _shown(value: Any, hidden: bool) -> str:
    """A value in an expression; an array that is large or secret by its shape."""
    if isinstance(value, tuple) and not hidden:
        return ", ".join(_shown(part, hidden) for part in value)
    if isinstance(value, slice) and not hidden:
        start, stop, step = ("" if part is None else str(part) for part in (value.start, value.stop, value.step))
        return f"{start}:{stop}" + (f":{step}" if step else "")
    text = "..." if hidden and not isinstance(value, Opaque) else _literal(value)
    return _("(array of shape {shape})", shape=value.shape) if text == "..." and isinstance(value, np.ndarray) else text


def _literal(value: Any) -> str:
    if isinstance(value, Opaque):
        return value.type_name
    if isinstance(value, np.ndarray):
        if value.size > 12:
            return "..."
        kind = "" if value.dtype in (np.float64, np.int64) else f", dtype=np.{value.dtype}"
        if value.size == 0:
            return f"np.empty({value.shape})"
        return f"np.array({np.array2string(value, separator=', ', precision=6).replace(chr(10), '')}{kind})".replace(
            "  ", " "
        )
    if callable(value):
        return getattr(value, "__name__", "function")
    if isinstance(value, np.random.Generator):
        return "rng"
    if isinstance(value, list):
        text = f"[{', '.join(map(_literal, value))}]"
    elif isinstance(value, np.float64 | np.int64):  # as Python would write it
        text = repr(value.item())
    else:
        text = repr(value)
    return text if len(text) <= 40 else "..."
