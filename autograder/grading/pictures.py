"""A picture of what is wrong with an array, from what the comparison found: where it is off and by how much."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checks.mismatch import Mismatch
from autograder.grading.results import Cells, Picture
from autograder.language import N_, _, of_number, translated

MOST = 16  # rows and columns that are shown
MOST_NAMED = 3  # rows or columns that are named one by one

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Line:
    """A row, a column or a value, as they are named."""

    first: str
    last: str
    one: str
    few: str
    many: str

    def place(self, index: int, size: int) -> str:
        if index in (0, size - 1):
            return _(self.last if index else self.first)
        return _(self.one, index=index)


ROWS = Line(
    N_("the first row"), N_("the last row"), N_("row {index}"), N_("rows {places} and {last} are off"),
    N_("{count} of {size} rows are off"),
)  # fmt: skip
COLUMNS = Line(
    N_("the first column"), N_("the last column"), N_("column {index}"), N_("columns {places} and {last} are off"),
    N_("{count} of {size} columns are off"),
)  # fmt: skip
VALUES = Line(
    N_("the first value"), N_("the last value"), N_("value {index}"), N_("values {places} and {last} are off"),
    N_("{count} of {size} values are off"),
)  # fmt: skip


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
        block = _("the furthest of each {rows} by {columns}", rows=steps[0], columns=steps[1])
        place = f"{place}, {block}" if place else block
    whose = found.seen.partition(": ")[0] if ": " in found.seen else ""
    words = where_off(wrong)
    if np.isfinite(off.max()):
        words = _("{where}, by up to {most:.3g}", where=words, most=float(off.max()))
    return Picture(
        words=f"{translated(whose)}: {words}" if whose else words,
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
        return _("every value is off")
    if wrong.ndim == 1:
        return _named(wrong, VALUES) or _count(wrong)
    if wrong.ndim == 2:
        return _in_matrix(wrong) or _count(wrong)
    leading = np.argwhere(wrong.any(axis=(-2, -1)))
    if len(leading) == 1:
        index = tuple(int(i) for i in leading[0])
        place = f"[{', '.join(map(str, index))}]"
        return _("in {place} {where}, all else is right", place=place, where=where_off(wrong[index]))
    return _count(wrong)


def _count(wrong: Mask) -> str:
    count = int(wrong.sum())
    return of_number(count, "{number} of {size} values is off", "{number} of {size} values are off", size=wrong.size)


def _in_matrix(wrong: Mask) -> str:
    """Rows, columns, a diagonal or a rim that is off where all else is right; "" where it is none of these."""
    rows, columns = (np.asarray(wrong.any(axis=axis)) for axis in (1, 0))
    if min(wrong.shape) > 1:
        if (wrong == rows[:, np.newaxis]).all():
            return _named(rows, ROWS)
        if (wrong == columns).all():
            return _named(columns, COLUMNS)
    if wrong.shape[0] == wrong.shape[1] > 1:
        diagonal = np.eye(len(wrong), dtype=bool)
        if (wrong == diagonal).all():
            return _("the diagonal is off")
        if (wrong == ~diagonal).all():
            return _("all but the diagonal is off")
    if min(wrong.shape) > 2:
        rim = np.ones(wrong.shape, dtype=bool)
        rim[1:-1, 1:-1] = False
        if (wrong == rim).all():
            return _("the rim is off")
        if (wrong == ~rim).all():
            return _("all but the rim is off")
    if 1 in wrong.shape:
        return _named(wrong.ravel(), VALUES)
    return ""


def _named(which: Mask, what: "Line") -> str:
    """Few of many by their places: "the last row is off", "columns 0 and 2 are off", "all but the first row is off"."""
    places = [int(i) for i in np.flatnonzero(which)]
    right = [int(i) for i in np.flatnonzero(~which)]
    if len(places) == 1:
        return _("{place} is off", place=what.place(places[0], which.size))
    if len(right) == 1:
        return _("all but {place} is off", place=what.place(right[0], which.size))
    if len(places) <= MOST_NAMED:
        return _(what.few, places=", ".join(map(str, places[:-1])), last=places[-1])
    return _(what.many, count=len(places), size=which.size)


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
