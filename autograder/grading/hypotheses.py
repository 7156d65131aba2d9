"""General hypotheses on wrong numbers: a constant factor, a transposition, values in another order, only some rows
different. Each is told only where it holds for every failed test that compared numbers."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.mismatch import Mismatch
from autograder.language import N_, said
from autograder.sandbox.student import Call

DISTINCT = 4  # different right values that it takes to see an order in them


def _is_numeric(value: Any) -> bool:
    return isinstance(value, int | float | np.ndarray | np.generic) and not isinstance(value, str)


def hypotheses(failed: Sequence[tuple[Mismatch, Sequence[Call]]]) -> dict[int, str]:
    """A sentence for each mismatch of numbers, by its id; none where one sentence does not hold for all of them."""
    told = {id(found): hypothesis(found, calls) for found, calls in failed if found.kind == "values"}
    if len({re.sub(r"[\d/]+", "#", sentence) for sentence in told.values()}) > 1:
        return {}
    return told


def hypothesis(mismatch: Mismatch, calls: Sequence[Call]) -> str:
    """A sentence on how wrong numbers relate to the right ones, or "" where nothing simple does.

    It may tell a ratio or an order, and never a value, so that it can be shown for hidden tests too.
    """
    got, expected = mismatch.got, mismatch.expected
    if mismatch.kind not in ("values", "shape") or expected is None or not _is_numeric(got):
        return ""
    if np.shape(got) != np.shape(expected) or np.size(got) == 0:
        return ""
    got, expected = np.asarray(got, dtype=float), np.asarray(expected, dtype=float)
    if not np.isfinite([got, expected]).all():
        return ""
    return (
        _constant_factor(got, expected, calls)
        or _another_order(got, expected)
        or _constant_offset(got, expected)
        or _only_some_rows(got, expected)
    )


def _constant_factor(got: Any, expected: Any, calls: Sequence[Call]) -> str:
    where = np.unravel_index(np.argmax(np.abs(expected)), expected.shape)
    if not np.abs(expected[where]) > 0:
        return ""
    factor = float(got[where] / expected[where])
    if factor == 0 or not _near(got, factor * expected).all():
        return ""
    if abs(factor + 1) < 1e-6:
        return N_("The sign is wrong: every value is the negative of what it should be.")
    subject = N_("Every value is") if got.size > 1 else N_("The value is")
    if got.size == 1 and float(got.flat[0]).is_integer() and float(expected.flat[0]).is_integer():
        return ""  # a label, a count or a place: its ratio says nothing
    for size, meaning in _sizes(calls):
        if size > 1 and abs(factor - size) < 1e-6 * size:
            return said(
                "{subject} {size} times too large, and {size} is {meaning}: are a sum and a mean confused?",
                subject=subject, size=size, meaning=meaning,
            )  # fmt: skip
        if size > 1 and abs(factor * size - 1) < 1e-6:
            return said(
                "{subject} {size} times too small, and {size} is {meaning}: are a sum and a mean confused?",
                subject=subject, size=size, meaning=meaning,
            )  # fmt: skip
    for simple in (2, 3, 4, 10):
        if abs(factor - simple) < 1e-6:
            return said("{subject} {factor} times what it should be.", subject=subject, factor=simple)
        if abs(factor * simple - 1) < 1e-6:
            return said("{subject} 1/{divisor} of what it should be.", subject=subject, divisor=simple)
    is_common = np.count_nonzero(expected) > 1  # one number is a multiple of any other
    return said("{subject} the same multiple of what it should be.", subject=subject) if is_common else ""


def _sizes(calls: Sequence[Call]) -> list[tuple[int, str]]:
    """The sizes in the last call's arguments, with what each counts; 2 is left to mean a plain factor 2."""
    if not calls:
        return []
    args, _kwargs = calls[-1].arguments()
    sizes = []
    for array in (a for a in args if isinstance(a, np.ndarray) and a.ndim):
        sizes.append((array.shape[0], N_("the number of samples (rows)")))
        sizes += [(size, N_("the number of columns")) for size in array.shape[1:]]
        sizes.append((array.size, N_("the number of elements")))
    return [(size, meaning) for size, meaning in sizes if size != 2]


def _another_order(got: Any, expected: Any) -> str:
    if got.ndim >= 2 and got.shape[-1] == got.shape[-2]:
        turned = np.swapaxes(got, -1, -2)
        if _near(turned, expected).all():
            return N_("The result is transposed: rows and columns have changed places.")
    if len(np.unique(expected)) >= DISTINCT and _near(np.sort(got, axis=None), np.sort(expected, axis=None)).all():
        return N_("The values are the right ones, in the wrong order.")
    return ""


def _constant_offset(got: Any, expected: Any) -> str:
    offset = got - expected
    if got.size > 1 and _near(offset, offset.flat[0]).all():
        return N_("Every value is off by the same amount: look at what is added and what is subtracted.")
    return ""


def _only_some_rows(got: Any, expected: Any) -> str:
    if got.ndim == 0 or len(got) < 3 or len(np.unique(expected)) < DISTINCT:
        return ""
    right = _near(got, expected).reshape(len(got), -1)
    wrong = ~right.all(axis=1)
    if right[wrong].any():
        return ""  # only a part of that row is wrong, which may have any reason
    if wrong.sum() == 1 and wrong[-1]:
        return N_("Only the last row is wrong: does a loop or a slice stop too early?")
    if wrong.sum() == 1 and wrong[0]:
        return N_("Only the first row is wrong: does a loop or a slice start too late?")
    return ""


def _near(one: Any, other: Any) -> Any:
    """Where numbers are equal to rounding, on the scale of the largest of them: gradients may all be tiny."""
    return np.isclose(one, other, rtol=1e-6, atol=1e-9 * float(np.abs(other).max(initial=0.0)))
