"""Comparing what a student's function returned with what it should have returned.

The order of the checks is fixed: type, shape, dtype, finite, values. A tolerance belongs to the task and not to the
kind of float that comes back: float32 passes by itself, float16 does not.
"""

import operator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autograder.checks.mismatch import Mismatch
from autograder.language import N_, said
from autograder.sandbox.student import Drained, StudentFunction, StudentObject, StudentRaised
from autograder.sandbox.wire import Opaque

RESULT, NUMBER, ARRAY = N_("the result"), N_("a single number"), N_("an array")
STEP = 1e-5  # relative tolerance of one forward step
LONG = 1e-4  # of sums, training, derivatives, and losses with a logarithm

Floats = NDArray[np.floating[Any]]


def array(got: Any, shape: tuple[int, ...] | None = None, *, what: str = RESULT) -> Floats:
    """Check that `got` is an array of finite real numbers, of the shape if one is given; return it as floats."""
    values = _real_array(got, shape, what)
    _check_finite(values, what, got)
    return values


def number(got: Any, *, what: str = RESULT) -> float:
    """Check that `got` is a single finite real number, and return it."""
    return float(_check_finite(_real_number(got, what), what, got))


def count(got: Any, expected: int, *, what: str = RESULT) -> None:
    """Check that `got` is this count, as a whole number that range() accepts."""
    value = number(got, what=what)
    try:
        operator.index(got)
    except TypeError:
        advice = N_("A count is a whole number, such as range() takes: divide with //, or return int(...).")
        seen = said("{what} is {value}, not a whole number", what=what, value=value)
        raise Mismatch("type", seen, should_be=str(expected), advice=advice, got=got) from None
    close(got, expected, what=what)


def between(got: Any, lowest: float, highest: float, *, what: str = RESULT, advice: str = "") -> None:
    """Check that `got` is a single real number from `lowest` to `highest`."""
    value = number(got, what=what)
    if not lowest <= value <= highest:
        seen = said(
            "{what} is {value:.6g}, not between {lowest:g} and {highest:g}",
            what=what, value=value, lowest=lowest, highest=highest,
        )  # fmt: skip
        raise Mismatch("values", seen, advice=advice, got=value)


def one_number_per_epoch(got: Any, epochs: int, *, what: str = "history") -> Floats:
    """Check that `got` holds one finite number for each epoch, in a list, a tuple or a flat array; return them."""
    if isinstance(got, np.ndarray) and got.ndim == 1:
        got = list(got)
    if not isinstance(got, list | tuple):
        advice = said("Start with {what} = [], and append one number in each epoch.", what=what)
        seen = said("{what} is {something}, not a list of numbers", what=what, something=kind_of(got))
        raise Mismatch("type", seen, advice=advice)
    if len(got) != epochs:
        seen = said("{what} has {count} numbers for {epochs} epochs", what=what, count=len(got), epochs=epochs)
        advice = N_("Each epoch adds one number, and nothing stops the training early.")
        raise Mismatch("shape", seen, advice=advice)
    return np.array([number(loss, what=f"{what}[{i}]") for i, loss in enumerate(got)])


def unpack(got: Any, *names: str) -> tuple[Any, ...]:
    """Check that `got` is a tuple (or list) with a part for each name, and return the parts."""
    wanted = f"({', '.join(names)})"
    if not isinstance(got, tuple | list) or isinstance(got, Drained):
        if len(names) == 2:
            seen = said("the result is {something}, not the pair {wanted}", something=kind_of(got), wanted=wanted)
        else:
            seen = said("the result is {something}, not a tuple {wanted}", something=kind_of(got), wanted=wanted)
        advice = said("Return all of it, in this order: return {names}.", names=", ".join(names))
        raise Mismatch("type", seen, advice=advice, got=got)
    if len(got) != len(names):
        seen = said(
            "the result has {count} parts, not {right}: {wanted}", count=len(got), right=len(names), wanted=wanted
        )
        raise Mismatch("type", seen, advice=said("Return: {names}.", names=", ".join(names)), got=got)
    return tuple(got)


def close(
    got: Any,
    expected: ArrayLike,
    *,
    what: str = RESULT,
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
        remedy = said("Check the arguments first and say: raise {error}(...).", error=error.__name__)
        if raised.problem.type == "AssertionError":
            remedy = said(
                "assert raises an AssertionError, whatever it asks. Write: if ...: raise {error}(...).",
                error=error.__name__,
            )
        raise Mismatch(
            "raised",
            said(
                "raises {kind} ({message}), where {error} is asked for",
                kind=raised.problem.type,
                message=raised.problem.message[:120],
                error=error.__name__,
            ),
            in_short=said("raises {kind}, where {error} is asked for", kind=raised.problem.type, error=error.__name__),
            advice=advice or remedy,
        ) from raised
    opaque = got._opaque if isinstance(got, StudentObject) else got
    if isinstance(opaque, Opaque) and opaque.type_name == error.__name__:
        advice = said(
            "The error is handed back as an answer. Write raise {error}(...), in place of return.", error=error.__name__
        )
    raise Mismatch(
        "not_raised",
        said("returns {something}, where {error} is asked for", something=kind_of(got), error=error.__name__),
        advice=advice or said("Check the arguments first and say: raise {error}(...).", error=error.__name__),
        got=got,
    )


def refused(function: StudentFunction, *cases: tuple[Any, ...]) -> None:
    """Check that the student's function raises ValueError in every case. All are tried before the first is told that
    is not refused, since that one alone fits several slips."""
    found = []
    for args in cases:
        try:
            raises(ValueError, function, *args)
        except Mismatch as mismatch:
            found.append((args, mismatch))
    if found:
        args, first = found[0]
        if args is not cases[-1]:
            raises(ValueError, function, *args)  # once more: a report may show the last call
        raise first


def kind_of(value: Any) -> str:
    """A value's type in a student's words, with an article."""
    if value is None:
        return "None"
    if isinstance(value, StudentObject):
        value = value._opaque
    if isinstance(value, Opaque):
        name = value.type_name
    elif isinstance(value, np.ndarray):
        return said("an array of shape {shape}", shape=value.shape)
    elif isinstance(value, int | float | np.generic) and not isinstance(value, bool | np.bool_):
        return NUMBER
    else:
        name = type(value).__name__
    names = {
        "str": N_("string"), "dict": N_("dictionary"), "builtin_function_or_method": N_("function"),
        "Drained": N_("iterator"),
    }  # fmt: skip
    name = names.get(name, name)
    return said("an {kind}", kind=name) if name[:1] in "aeiouAEIOU" else said("a {kind}", kind=name)


def _type_mismatch(got: Any, needed: str, what: str) -> Mismatch:
    if isinstance(got, StudentObject):
        got = got._opaque
    just = said("Return {needed}.", needed=needed)
    advice: str
    if got is None:
        advice = N_("Does the function end without a return? A function that returns nothing returns None.")
    elif isinstance(got, tuple) and any(isinstance(part, np.ndarray) for part in got):
        advice = said("Return {needed} alone, and not {count} things.", needed=needed, count=len(got))
    elif isinstance(got, Drained):
        advice = N_("It gives one item after the other, as map, zip and yield do. list(...) gathers them.")
    elif isinstance(got, list | tuple):
        advice = N_("Turn it into an array: np.array(...).") if needed == ARRAY else just
    elif isinstance(got, Opaque) and got.type_name in ("function", "method", "builtin_function_or_method"):
        advice = N_("Are the parentheses of a call missing? X.mean is a function, X.mean() is its answer.")
    elif isinstance(got, Opaque) and got.type_name in ("type", "ABCMeta"):
        advice = N_("That is a class itself. Make an object of it, with parentheses: Name(...).")
    elif isinstance(got, np.ndarray):
        returned = N_("Reduce it to one number, and return float(...) of that.")
        advice = returned if what == RESULT else N_("Reduce it to one number.")
    else:
        advice = just
    seen = said("{what} is {something}, not {needed}", what=what, something=kind_of(got), needed=needed)
    return Mismatch("type", seen, advice=advice, got=got)


def _real_number(got: Any, what: str) -> NDArray[Any]:
    plain = got.item() if isinstance(got, np.ndarray) and got.ndim == 0 else got
    if isinstance(plain, complex | np.complexfloating):
        raise Mismatch("dtype", said("{what} is a complex number, not a real one", what=what), got=got)
    if isinstance(plain, bool | np.bool_) or not isinstance(plain, int | float | np.integer | np.floating):
        raise _type_mismatch(got, NUMBER, what)
    values = np.asarray(got)
    return values if values.dtype.kind == "f" else np.asarray(float(plain))


def _real_array(got: Any, shape: tuple[int, ...] | None, what: str) -> Floats:
    if isinstance(got, np.generic) and shape == ():
        got = np.asarray(got)
    if isinstance(got, Opaque) and got.type_name.startswith("array of dtype"):
        raise Mismatch(
            "dtype",
            said("{what} is an {kind}, not of numbers", what=what, kind=got.type_name),
            advice=N_("Rows of unequal length, or a mix of arrays and other things, make such an array."),
        )
    if not isinstance(got, np.ndarray):
        raise _type_mismatch(got, ARRAY, what)
    if shape is not None and got.shape != shape:
        raise _shape_mismatch(got, shape, what)
    if got.dtype.kind not in "biuf":
        seen = said("{what} has dtype {dtype}, not real numbers", what=what, dtype=str(got.dtype))
        raise Mismatch("dtype", seen, got=got)
    return got if got.dtype.kind == "f" else got.astype(float)


def _shape_mismatch(got: NDArray[Any], shape: tuple[int, ...], what: str) -> Mismatch:
    advice = ""
    if got.shape == shape[::-1]:
        advice = N_("Rows and columns are swapped: is there a .T too many or too few?")
    elif got.size == np.prod(shape):
        advice = N_("The number of values is right: keep the shape with keepdims=True, or reshape at the end.")
    elif got.ndim < len(shape):
        advice = N_(
            "An axis is missing. A sum or a mean removes one, an index such as X[0] too; ravel leaves just one."
        )
    return Mismatch(
        "shape",
        said("{what} has shape {shape}, not {right}", what=what, shape=got.shape, right=shape),
        advice=advice,
        got=got,
        expected=np.empty(shape),
    )


def _check_finite(values: NDArray[Any], what: str, source: Any = None) -> NDArray[Any]:
    bad = ~np.isfinite(values)
    if bad.any():
        name = "nan" if np.isnan(values).any() else "inf"
        if values.ndim:
            seen = said(
                "{what} is not finite: {count} of {size} values are {name}",
                what=what, count=int(bad.sum()), size=bad.size, name=name,
            )  # fmt: skip
        else:
            seen = said("{what} is not finite: the value is {name}", what=what, name=name)
        raise Mismatch(
            "finite",
            seen,
            advice={
                "nan": N_("nan comes from 0/0, inf - inf or the log of a negative number: where could that happen?"),
                "inf": N_("inf comes from a division by 0, log(0), or exp of a large number: where could that happen?"),
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
        seen = said("{what} is {value}", what=what, value=value)
        in_short = said("{what} is another number than it should be", what=what)
    else:
        with np.errstate(invalid="ignore"):  # inf - inf
            error = np.where(wrong, np.nan_to_num(np.abs(got - expected), nan=np.inf), -1.0)
        index = tuple(int(i) for i in np.unravel_index(int(np.argmax(error)), got.shape))
        place = f"[{', '.join(map(str, index))}]"
        number_wrong = int(wrong.sum())
        count = (
            N_("every value is off")
            if number_wrong == wrong.size
            else said("{count} of {size} values are off", count=number_wrong, size=wrong.size)
        )
        value, should_be = _distinct(float(got[index]), float(expected[index]))
        in_short = count
        if number_wrong == 1 == wrong.size:
            seen = said("the value at {place} is {value}", place=place, value=value)
            in_short = N_("its one value is off")
        else:
            seen = said("{count}; the furthest, at {place}, is {value}", count=count, place=place, value=value)
        if what != RESULT:
            seen, in_short = (said("{what}: {seen}", what=what, seen=each) for each in (seen, in_short))
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
