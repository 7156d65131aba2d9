"""Calls in words: what a report shows of the call that went wrong."""

from typing import Any

import numpy as np

from autograder.sandbox.student import Call, Student


def describe_call(call: Call, student: Student, *, hidden: bool) -> str:
    """A call in a line: with its arguments where they are few and no secret, else with their shapes."""
    args, kwargs = call.arguments()
    if not hidden:
        shown = [*map(_literal, args), *(f"{key}={_literal(value)}" for key, value in kwargs.items())]
        text = f"{call.name}({', '.join(shown)})"
        if "..." not in text and len(text) <= 72:
            return text
    names = [*student.loaded.parameters.get(call.name, []), *"abcdefgh"][: len(args)]
    shapes = [
        f"{name} of shape {value.shape}"
        for name, value in [*zip(names, args, strict=False), *kwargs.items()]
        if isinstance(value, np.ndarray)
    ]
    text = f"{call.name}({', '.join([*names, *kwargs])})"
    return f"{text} with {', '.join(shapes)}" if shapes else text


def _literal(value: Any) -> str:
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
    text = repr(value)
    return text if len(text) <= 40 else "..."
