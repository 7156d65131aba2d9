"""A picture of a wrong array as HTML: the values that came, those that should, and how far apart they are.

Three tables, so that it stands without a script or a plotting library, in light and in dark, and numbers can be read
out; where there are too many for numbers, colors stand for them. The words say what is to be seen.
"""

from collections.abc import Callable

from markupsafe import Markup, escape

from autograder.grading.results import Cells, Picture
from autograder.language import _

MOST_NUMBERS = 8  # rows and columns up to which the numbers are written
_CELL = "padding:.1em .35em;text-align:right;border:1px solid #d0d7de;font-variant-numeric:tabular-nums"
_DOT = "padding:0;width:.8em;height:.8em;min-width:.8em;border:1px solid #d0d7de"
_HOT = ("#fff5f0", "#fcbba1", "#fb8a6a", "#b42318")  # from hardly off to the furthest
_RIGHT, _DARK, _LIGHT = "#ffffff", "#1f2328", "#ffffff"
_BELOW, _ABOVE = ("#deebf7", "#9ecae1", "#6baed6"), ("#fee6ce", "#fdae6b", "#fd8d3c")


def picture_html(picture: Picture) -> Markup:
    """The picture as a figure with its words as caption."""
    should_be = _("numeric, by central differences") if picture.numeric else _("should be")
    mine = _("yours, analytic") if picture.numeric else _("yours")
    is_small = max(len(picture.off), len(picture.off[0])) <= MOST_NUMBERS
    finite = [abs(v) for cells in (picture.got, picture.expected) for row in cells for v in row if v is not None]
    scale = max(finite, default=0.0) or 1.0
    furthest = max((v for row in picture.off for v in row if v is not None), default=0.0) or 1.0
    where = f" ({picture.place})" if picture.place else ""
    tables = [
        _table(f"{mine}{where}", picture.got, is_small, lambda value: _signed(value, scale)),
        _table(should_be, picture.expected, is_small, lambda value: _signed(value, scale)),
        _table(_("off by"), picture.off, is_small, lambda value: _heat(value, furthest), picture.words),
    ]
    return Markup(
        '<figure style="margin:.4em 0"><figcaption>{}</figcaption>'
        '<div style="display:flex;flex-wrap:wrap;gap:1em;align-items:flex-start">{}</div></figure>'
    ).format(_("In the picture: {words}.", words=picture.words), Markup("").join(tables))


def _table(
    title: str, cells: Cells, with_numbers: bool, color: Callable[[float | None], tuple[str, str]], words: str = ""
) -> Markup:
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(_cell(value, with_numbers, color(value)) for value in row))
        for row in cells
    )
    # Without numbers there is nothing to read out but what it is.
    label = Markup("") if with_numbers else Markup(' role="img" aria-label="{}"').format(words or title)
    return Markup(
        '<table{} style="border-collapse:collapse;font-size:.9em;margin:0">'
        '<caption style="text-align:left;white-space:nowrap">{}</caption>{}</table>'
    ).format(label, title, rows)


def _cell(value: float | None, with_number: bool, colors: tuple[str, str]) -> Markup:
    back, front = colors
    if not with_number:
        return Markup('<td style="{};background-color:{}"></td>').format(_DOT, back)
    text = _("not finite") if value is None else f"{value:.4g}"
    return Markup('<td style="{};background-color:{};color:{}">{}</td>').format(_CELL, back, front, escape(text))


def _heat(value: float | None, furthest: float) -> tuple[str, str]:
    """Background and text of how far a value is off; of what is right white."""
    if value == 0:
        return _RIGHT, "#57606a"
    step = len(_HOT) - 1 if value is None else min(int(value / furthest * len(_HOT)), len(_HOT) - 1)
    return _HOT[step], _LIGHT if step == len(_HOT) - 1 else _DARK


def _signed(value: float | None, scale: float) -> tuple[str, str]:
    """Background and text of a value: blue below 0, orange above."""
    if value is None or value == 0:
        return _RIGHT, _DARK
    colors = _BELOW if value < 0 else _ABOVE
    step = min(int(abs(value) / scale * len(colors)), len(colors) - 1)
    return colors[step], _DARK
