"""A picture of what is wrong with an array, from what the comparison found: where it is off and by how much."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checks.mismatch import Mismatch
from autograder.grading.results import Cells, Picture

MOST = 16  # rows and columns that are shown
MOST_NAMED = 3  # rows or columns that are named one by one

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def picture(found: Mismatch) -> Picture | None:
    """The picture of a mismatch of values of a visible test; None where there is nothing to see, as of one number."""
    if found.kind != "values" or found.wrong is None or np.size(found.wrong) < 2:
        return None
    got, expected, wrong = (np.atleast_1d(np.asarray(each)) for each in (found.got, found.expected, found.wrong))
    with np.errstate(all="ignore"):
        off = np.where(wrong, np.abs(got - expected), 0.0)
    off[wrong & ~np.isfinite(off)] = np.inf
    index = np.unravel_index(int(np.argmax(off)), off.shape)[: max(off.ndim - 2, 0)]
    place = f"[{', '.join(str(int(i)) for i in index)}]" if index else ""
    parts = [np.atleast_2d(each[index]) for each in (got, expected, off)]
    shown, steps = _reduced(parts)
    if max(steps) > 1:
        place = f"{place}, the furthest of each {steps[0]} by {steps[1]}".removeprefix(", ")
    whose = found.seen.partition(": ")[0] if ": " in found.seen else ""
    words = f"{where_off(wrong)}, by up to {off.max():.3g}" if np.isfinite(off.max()) else where_off(wrong)
    return Picture(
        words=f"{whose}: {words}" if whose else words,
        got=_cells(shown[0]), expected=_cells(shown[1]), off=_cells(shown[2]),
        place=place, numeric=found.numeric,
    )  # fmt: skip


def where_off(wrong: Mask) -> str:
    """In words where an array is off: "the last row is off", "3 of 12 values are off".

    Parameters
    ----------
    wrong
        which of its values are, of any shape.
    """
    count = int(wrong.sum())
    if count == wrong.size:
        return "every value is off"
    if wrong.ndim == 1:
        return _named(wrong, "value") or _count(wrong)
    if wrong.ndim == 2:
        return _in_matrix(wrong) or _count(wrong)
    leading = np.argwhere(wrong.any(axis=(-2, -1)))
    if len(leading) == 1:
        index = tuple(int(i) for i in leading[0])
        return f"in [{', '.join(map(str, index))}] {where_off(wrong[index])}, all else is right"
    return _count(wrong)


def _count(wrong: Mask) -> str:
    count = int(wrong.sum())
    return f"{count} of {wrong.size} values {'is' if count == 1 else 'are'} off"


def _in_matrix(wrong: Mask) -> str:
    """Rows, columns, a diagonal or a rim that is off where all else is right; "" where it is none of these."""
    rows, columns = (np.asarray(wrong.any(axis=axis)) for axis in (1, 0))
    if min(wrong.shape) > 1:
        if (wrong == rows[:, np.newaxis]).all():
            return _named(rows, "row")
        if (wrong == columns).all():
            return _named(columns, "column")
    if wrong.shape[0] == wrong.shape[1] > 1:
        diagonal = np.eye(len(wrong), dtype=bool)
        if (wrong == diagonal).all():
            return "the diagonal is off"
        if (wrong == ~diagonal).all():
            return "all but the diagonal is off"
    if min(wrong.shape) > 2:
        rim = np.ones(wrong.shape, dtype=bool)
        rim[1:-1, 1:-1] = False
        if (wrong == rim).all():
            return "the rim is off"
        if (wrong == ~rim).all():
            return "all but the rim is off"
    if 1 in wrong.shape:
        return _named(wrong.ravel(), "value")
    return ""


def _named(which: Mask, what: str) -> str:
    """Few of many by their places: "the last row is off", "columns 0 and 2 are off", "all but the first row is off"."""
    places = [int(i) for i in np.flatnonzero(which)]
    right = [int(i) for i in np.flatnonzero(~which)]
    if len(places) == 1:
        return f"{_place(places[0], which.size, what)} is off"
    if len(right) == 1:
        return f"all but {_place(right[0], which.size, what)} is off"
    if len(places) <= MOST_NAMED:
        return f"{what}s {', '.join(map(str, places[:-1]))} and {places[-1]} are off"
    return f"{len(places)} of {which.size} {what}s are off"


def _place(index: int, size: int, what: str) -> str:
    return f"the first {what}" if index == 0 else f"the last {what}" if index == size - 1 else f"{what} {index}"


def _reduced(parts: list[Floats]) -> tuple[list[Floats], tuple[int, int]]:
    """Arrays `(h, w)`, the last of them how far each value is off, at most MOST by MOST: of each block of values the
    one that is furthest off. Besides, the blocks' height and width."""
    rows, columns = parts[-1].shape
    height, width = -(-rows // MOST), -(-columns // MOST)
    if height == width == 1:
        return parts, (1, 1)
    chosen: list[list[Any]] = [[] for _ in parts]
    for top in range(0, rows, height):
        line: list[list[Any]] = [[] for _ in parts]
        for left in range(0, columns, width):
            block = [part[top : top + height, left : left + width].ravel() for part in parts]
            furthest = int(np.argmax(block[-1]))
            for cells, values in zip(line, block, strict=True):
                cells.append(values[furthest])
        for kept, cells in zip(chosen, line, strict=True):
            kept.append(cells)
    return [np.array(kept) for kept in chosen], (height, width)


def _cells(values: Floats) -> Cells:
    return tuple(tuple(float(f"{v:.4g}") if np.isfinite(v) else None for v in row) for row in values.tolist())
