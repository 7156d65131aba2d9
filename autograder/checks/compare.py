"""Comparing what a student's function returned with what it should have returned.

The order of the checks is fixed: type, shape, dtype, finite, values. A tolerance belongs to the task and not to the
kind of float that comes back: float32 passes by itself, float16 does not.
"""

import operator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autograder.checks.mismatch import Mismatch
from autograder.sandbox.student import StudentFunction, StudentObject, StudentRaised
from autograder.sandbox.wire import Opaque

STEP = 1e-5  # relative tolerance of one forward step
LONG = 1e-4  # of sums, training, derivatives, and losses with a logarithm

Floats = NDArray[np.floating[Any]]


def array(got: Any, shape: tuple[int, ...] | None = None, *, what: str = "the result") -> Floats:
    """Check that `got` is an array of finite real numbers, of the shape if one is given; return it as floats."""
    values = _real_array(got, shape, what)
    _check_finite(values, what, got)
    return values


def number(got: Any, *, what: str = "the result") -> float:
    """Check that `got` is a single finite real number, and return it."""
    return float(_check_finite(_real_number(got, what), what, got))


def count(got: Any, expected: int, *, what: str = "the result") -> None:
    """Check that `got` is this count, as a whole number that range() accepts."""
    value = number(got, what=what)
    try:
        operator.index(got)
    except TypeError:
        advice = "A count is a whole number, such as range() takes: divide with //, or return int(...)."
        seen = f"{what} is {value}, not a whole number"
        raise Mismatch("type", seen, should_be=str(expected), advice=advice, got=got) from None
    close(got, expected, what=what)


def between(got: Any, lowest: float, highest: float, *, what: str = "the result", advice: str = "") -> None:
    """Check that `got` is a single real number from `lowest` to `highest`."""
    value = number(got, what=what)
    if not lowest <= value <= highest:
        seen = f"{what} is {value:.6g}, not between {lowest:g} and {highest:g}"
        raise Mismatch("values", seen, advice=advice, got=value)


def one_number_per_epoch(got: Any, epochs: int, *, what: str = "history") -> Floats:
    """Check that `got` holds one finite number for each epoch, in a list, a tuple or a flat array; return them."""
    if isinstance(got, np.ndarray) and got.ndim == 1:
        got = list(got)
    if not isinstance(got, list | tuple):
        advice = f"Start with {what} = [], and append one number in each epoch."
        raise Mismatch("type", f"{what} is {_a(got)}, not a list of numbers", advice=advice)
    if len(got) != epochs:
        advice = "Each epoch adds one number, and nothing stops the training early."
        raise Mismatch("shape", f"{what} has {len(got)} numbers for {epochs} epochs", advice=advice)
    return np.array([number(loss, what=f"{what}[{i}]") for i, loss in enumerate(got)])


def unpack(got: Any, *names: str) -> tuple[Any, ...]:
    """Check that `got` is a tuple (or list) with a part for each name, and return the parts."""
    wanted = f"({', '.join(names)})"
    if not isinstance(got, tuple | list):
        raise Mismatch(
            "type", f"the result is {_a(got)}, not the pair {wanted}" if len(names) == 2 else
            f"the result is {_a(got)}, not a tuple {wanted}",
            advice=f"Return all of it, in this order: return {', '.join(names)}.", got=got,
        )  # fmt: skip
    if len(got) != len(names):
        raise Mismatch(
            "type", f"the result has {len(got)} parts, not {len(names)}: {wanted}",
            advice=f"Return: {', '.join(names)}.", got=got,
        )  # fmt: skip
    return tuple(got)


def close(
    got: Any,
    expected: ArrayLike,
    *,
    what: str = "the result",
    advice: str = "",
    rtol: float = STEP,
    atol: float | None = None,
    numeric: bool = False,
) -> None:
    """Check that `got` equals `expected`: an array by type, shape, dtype, finiteness and values; where `expected`
    is a single number, any real number.

    Parameters
    ----------
    rtol
        relative tolerance, chosen by the task: STEP for one forward step, LONG for sums, training and derivatives.
    atol
        absolute tolerance; by default rtol times the largest expected magnitude.
    numeric
        whether `expected` is what central differences measure: a gradient, at a point where there is one.
    """
    wanted = np.asarray(expected, dtype=float)
    scalar = wanted.ndim == 0
    values = _real_number(got, what) if scalar else _real_array(got, wanted.shape, what)
    if np.isfinite(wanted).all():
        _check_finite(values, what, got)
    if atol is None:
        atol = rtol * (float(np.abs(wanted[np.isfinite(wanted)]).max(initial=0.0)) or 1.0)
    wrong = ~np.isclose(values, wanted, rtol=rtol, atol=atol, equal_nan=True)
    if wrong.any():
        found = _values_mismatch(values.astype(float), wanted, wrong, what, advice, got)
        found.numeric = numeric
        raise found


def raises(error: type[Exception], function: StudentFunction, *args: Any, advice: str = "") -> None:
    """Check that the student's function raises `error` (or a kind of it) for these arguments."""
    try:
        got = function(*args)
    except StudentRaised as raised:
        if error.__name__ in raised.problem.types:
            return
        if "NotImplementedError" in raised.problem.types:
            raise
        remedy = f"Check the arguments first and say: raise {error.__name__}(...)."
        if raised.problem.type == "AssertionError":
            remedy = f"assert raises an AssertionError, whatever it asks. Write: if ...: raise {error.__name__}(...)."
        raise Mismatch(
            "raised",
            f"raises {raised.problem.type} ({raised.problem.message[:120]}), where {error.__name__} is asked for",
            in_short=f"raises {raised.problem.type}, where {error.__name__} is asked for",
            advice=advice or remedy,
        ) from raised
    opaque = got._opaque if isinstance(got, StudentObject) else got
    if isinstance(opaque, Opaque) and opaque.type_name == error.__name__:
        advice = f"The error is handed back as an answer. Write raise {error.__name__}(...), in place of return."
    raise Mismatch(
        "not_raised",
        f"returns {_a(got)}, where {error.__name__} is asked for",
        advice=advice or f"Check the arguments first and say: raise {error.__name__}(...).",
        got=got,
    )


def _a(value: Any) -> str:
    """A value's type in a student's words, with an article."""
    if value is None:
        return "None"
    if isinstance(value, StudentObject):
        value = value._opaque
    if isinstance(value, Opaque):
        name = value.type_name
    elif isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    elif isinstance(value, int | float | np.generic) and not isinstance(value, bool | np.bool_):
        return "a single number"
    else:
        name = type(value).__name__
    name = {"str": "string", "dict": "dictionary", "builtin_function_or_method": "function"}.get(name, name)
    return f"{'an' if name[:1] in 'aeiouAEIOU' else 'a'} {name}"


def _type_mismatch(got: Any, needed: str, what: str) -> Mismatch:
    if isinstance(got, StudentObject):
        got = got._opaque
    if got is None:
        advice = "Does the function end without a return? A function that returns nothing returns None."
    elif isinstance(got, tuple) and any(isinstance(part, np.ndarray) for part in got):
        advice = f"Return {needed} alone, and not {len(got)} things."
    elif isinstance(got, list | tuple):
        advice = "Turn it into an array: np.array(...)." if needed == "an array" else f"Return {needed}."
    elif isinstance(got, Opaque) and got.type_name in ("function", "method", "builtin_function_or_method"):
        advice = "Are the parentheses of a call missing? X.mean is a function, X.mean() is its answer."
    elif isinstance(got, Opaque) and got.type_name in ("type", "ABCMeta"):
        advice = "That is a class itself. Make an object of it, with parentheses: Name(...)."
    elif isinstance(got, np.ndarray):
        advice = "Reduce it to one number, and return float(...) of that."
    else:
        advice = f"Return {needed}."
    return Mismatch("type", f"{what} is {_a(got)}, not {needed}", advice=advice, got=got)


def _real_number(got: Any, what: str) -> NDArray[Any]:
    plain = got.item() if isinstance(got, np.ndarray) and got.ndim == 0 else got
    if isinstance(plain, complex | np.complexfloating):
        raise Mismatch("dtype", f"{what} is a complex number, not a real one", got=got)
    if isinstance(plain, bool | np.bool_) or not isinstance(plain, int | float | np.integer | np.floating):
        raise _type_mismatch(got, "a single number", what)
    values = np.asarray(got)
    return values if values.dtype.kind == "f" else np.asarray(float(plain))


def _real_array(got: Any, shape: tuple[int, ...] | None, what: str) -> Floats:
    if isinstance(got, np.generic) and shape == ():
        got = np.asarray(got)
    if isinstance(got, Opaque) and got.type_name.startswith("array of dtype"):
        raise Mismatch(
            "dtype",
            f"{what} is an {got.type_name}, not of numbers",
            advice="Rows of unequal length, or a mix of arrays and other things, make such an array.",
        )
    if not isinstance(got, np.ndarray):
        raise _type_mismatch(got, "an array", what)
    if shape is not None and got.shape != shape:
        raise _shape_mismatch(got, shape, what)
    if got.dtype.kind not in "biuf":
        raise Mismatch("dtype", f"{what} has dtype {got.dtype}, not real numbers", got=got)
    return got if got.dtype.kind == "f" else got.astype(float)


def _shape_mismatch(got: NDArray[Any], shape: tuple[int, ...], what: str) -> Mismatch:
    advice = ""
    if got.shape == shape[::-1]:
        advice = "Rows and columns are swapped: is there a .T too many or too few?"
    elif got.size == np.prod(shape):
        advice = "The number of values is right: keep the shape with keepdims=True, or reshape at the end."
    elif got.ndim < len(shape):
        advice = "An axis is missing. A sum or a mean removes one, an index such as X[0] too; ravel leaves just one."
    return Mismatch(
        "shape",
        f"{what} has shape {got.shape}, not {shape}",
        advice=advice,
        got=got,
        expected=np.empty(shape),
    )


def _check_finite(values: NDArray[Any], what: str, source: Any = None) -> NDArray[Any]:
    bad = ~np.isfinite(values)
    if bad.any():
        name = "nan" if np.isnan(values).any() else "inf"
        count = f"{int(bad.sum())} of {bad.size} values are" if values.ndim else "the value is"
        raise Mismatch(
            "finite",
            f"{what} is not finite: {count} {name}",
            advice={
                "nan": "nan comes from 0/0, inf - inf or the log of a negative number: where could that happen?",
                "inf": "inf comes from a division by 0, log(0), or exp of a large number: where could that happen?",
            }[name],
            got=values,
            source=source,
        )
    return values


def _values_mismatch(
    got: NDArray[Any], expected: NDArray[Any], wrong: NDArray[np.bool_], what: str, advice: str, source: Any
) -> Mismatch:
    if got.ndim == 0:
        value, should_be = _distinct(float(got), float(expected))
        seen, in_short = f"{what} is {value}", f"{what} is another number than it should be"
    else:
        with np.errstate(invalid="ignore"):  # inf - inf
            error = np.where(wrong, np.nan_to_num(np.abs(got - expected), nan=np.inf), -1.0)
        index = tuple(int(i) for i in np.unravel_index(int(np.argmax(error)), got.shape))
        place = f"[{', '.join(map(str, index))}]"
        number_wrong = int(wrong.sum())
        count = "every value is off" if number_wrong == wrong.size else f"{number_wrong} of {wrong.size} values are off"
        whose = "" if what == "the result" else f"{what}: "
        value, should_be = _distinct(float(got[index]), float(expected[index]))
        in_short = f"{whose}{count}"
        if number_wrong == 1 == wrong.size:
            seen, in_short = f"{whose}the value at {place} is {value}", f"{whose}its one value is off"
        else:
            seen = f"{whose}{count}; the furthest, at {place}, is {value}"
    return Mismatch(
        "values", seen, in_short=in_short, should_be=should_be, advice=advice,
        got=got, expected=expected, source=source, wrong=wrong,
    )  # fmt: skip


def _distinct(one: float, other: float) -> tuple[str, str]:
    """Two different numbers as texts, with as many digits as it takes to tell them apart."""
    for digits in (6, 9, 12):
        if f"{one:.{digits}g}" != f"{other:.{digits}g}":
            return f"{one:.{digits}g}", f"{other:.{digits}g}"
    return f"{one:.17g}", f"{other:.17g}"
