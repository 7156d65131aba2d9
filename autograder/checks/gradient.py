"""Checking gradients and parameter dictionaries, with central differences as the independent witness."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.checks.compare import LONG, RESULT, Floats, array, close, kind_of
from autograder.checks.mismatch import Mismatch
from autograder.language import said

Params = dict[str, Floats]


def parameters(got: Any, shapes: Mapping[str, tuple[int, ...]], *, what: str = RESULT) -> Params:
    """Check that `got` is a dictionary with exactly these keys, each an array of its shape; return it as floats."""
    if not isinstance(got, dict):
        raise Mismatch(
            "type",
            said("{what} is {something}, not a dictionary", what=what, something=kind_of(got)),
            advice=said("Return a dictionary with the keys {names}.", names=_names(shapes)),
        )
    if set(got) != set(shapes):
        absent, extra = set(shapes) - set(got), set(got) - set(shapes)
        names = {"what": what, "absent": _names(absent), "extra": _names(extra)}
        if absent and extra:
            seen = said("{what} lacks {absent} and has {extra} too many", **names)
        elif absent:
            seen = said("{what} lacks {absent}", **names)
        else:
            seen = said("{what} has {extra} too many", **names)
        raise Mismatch("shape", seen, advice=said("The keys are {names}.", names=_names(shapes)), got=got)
    return {name: array(got[name], shape, what=f"{what}[{name!r}]") for name, shape in shapes.items()}


def parameters_close(
    got: Any, expected: Mapping[str, Any], *, what: str = RESULT, rtol: float = LONG, numeric: bool = False
) -> None:
    """Check a dictionary of arrays, key by key in the order of `expected`: keys, shapes, then values.

    Parameters
    ----------
    rtol, numeric
        as in `close`.
    """
    shapes = {name: np.shape(value) for name, value in expected.items()}
    parameters(got, shapes, what=what)
    for name, value in expected.items():
        close(got[name], value, what=f"{what}[{name!r}]", rtol=rtol, numeric=numeric)


def central_differences(loss: Callable[[Params], float], params: Mapping[str, Floats], h: float = 1e-6) -> Params:
    """The numerical gradient of `loss` at `params`: (loss(p + h) - loss(p - h)) / 2h for each single parameter.

    Works on a copy; the error is of order h**2, so h of 1e-6 gives about seven good digits for a smooth loss.
    """
    work = {name: np.array(value, dtype=float) for name, value in params.items()}
    gradient = {name: np.zeros_like(value) for name, value in work.items()}
    for name, value in work.items():
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + h
            above = loss(work)
            value[index] = kept - h
            below = loss(work)
            value[index] = kept
            gradient[name][index] = (above - below) / (2 * h)
    return gradient


def _names(names: Any) -> str:
    return ", ".join(sorted(map(repr, names)))
