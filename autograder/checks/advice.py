"""Checks for tests that are advice: what they find costs no points, and is told in one kind sentence."""

from typing import Any

import numpy as np

from autograder.checks.compare import LONG, Floats
from autograder.checks.mismatch import Mismatch
from autograder.language import N_, said
from autograder.sandbox.student import StudentFunction, StudentRaised


def same_for_whole_numbers(function: StudentFunction, *args: Any, keep: tuple[int, ...] = (), **kwargs: Any) -> None:
    """Check that arrays of whole numbers get the answers that the same numbers get as floats.

    Parameters
    ----------
    keep
        positions of arguments that are whole by nature (labels), and stay so in both calls.
    """
    floats = [_as_floats(value) if position not in keep else value for position, value in enumerate(args)]
    kinds = [
        str(value.dtype)
        for position, value in enumerate(args)
        if isinstance(value, np.ndarray) and value.dtype.kind in "iu" and position not in keep
    ]
    right = function(*floats, **kwargs)
    what = said("whole numbers ({dtype})", dtype=kinds[0]) if kinds else N_("whole numbers")
    try:
        got = function(*args, **kwargs)
    except StudentRaised as raised:
        sentence = said(
            "Right for floats; {what} raise {error}. To take them too, make floats of them first.",
            what=what, error=raised.problem.type,
        )  # fmt: skip
        raise Mismatch("values", sentence) from raised
    if not alike(got, right):
        raise Mismatch(
            "values",
            said(
                "Right for floats; {what} wrap around or are cut off. "
                "To take them too, make floats of them first: X * 1.0, or np.zeros(...) without dtype=X.dtype.",
                what=what,
            ),
        )


def _as_floats(value: Any) -> Any:
    return value.astype(float) if isinstance(value, np.ndarray) and value.dtype.kind in "iu" else value


def alike(got: Any, right: Any) -> bool:
    """Whether two answers are the same to rounding: arrays and numbers by shape and values, dictionaries, lists and
    tuples part by part, all else by its type."""
    if isinstance(right, dict) and isinstance(got, dict):
        return got.keys() == right.keys() and all(alike(got[key], right[key]) for key in right)
    if isinstance(right, list | tuple) and isinstance(got, list | tuple):
        return len(got) == len(right) and all(map(alike, got, right))
    if isinstance(right, str):
        return isinstance(got, str) and got == right
    one, other = _numbers(got), _numbers(right)
    if one is None or other is None:
        return type(got) is type(right)
    if one.shape != other.shape:
        return False
    scale = float(np.abs(other[np.isfinite(other)]).max(initial=0.0))
    return bool(np.allclose(one, other, rtol=LONG, atol=LONG * (scale or 1.0), equal_nan=True))


def _numbers(value: Any) -> Floats | None:
    try:
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return None
