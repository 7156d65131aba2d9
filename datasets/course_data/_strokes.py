"""Digits drawn as strokes, by a program: pictures such as a photograph of a written digit gives, and no one's hand.

`draw_digit` varies how wide, slanted, large and dark a digit is, where it stands, and how the light falls on the
paper. Three of its pictures come with the course as files, for whoever has no photograph at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from course_data._bunch import Bunch
from course_data._files import find_verified, missing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.floating]

DRAWN = (2, 5, 7)  # the digits of the three files, stroke_2.png and so on

DESCR = """\
Three digits drawn as strokes
-----------------------------

:Images: 3 of different sizes, gray, float32 from 0 to 1
:Target: the digits 2, 5 and 7

Drawn by a program (`datasets/draw_strokes.py`), not by a hand: a test of what MNIST's digits have not taught.
"""

# For each digit its strokes, as points (x, y) through which a smooth curve runs: x from the left, y from the top.
Stroke: TypeAlias = tuple[tuple[float, float], ...]
STROKES: dict[int, tuple[Stroke, ...]] = {
    0: (((0.55, 0.0), (0.2, 0.15), (0.06, 0.5), (0.22, 0.9), (0.55, 0.98), (0.86, 0.75), (0.9, 0.35), (0.55, 0.0)),),
    1: (((0.3, 0.2), (0.52, 0.0)), ((0.52, 0.0), (0.5, 0.5), (0.5, 1.0))),
    2: (
        ((0.12, 0.25), (0.3, 0.03), (0.7, 0.05), (0.82, 0.3), (0.52, 0.64), (0.08, 0.98)),
        ((0.08, 0.98), (0.5, 0.95), (0.92, 0.97)),
    ),
    3: (
        ((0.15, 0.12), (0.45, 0.0), (0.78, 0.18), (0.65, 0.4), (0.38, 0.48)),
        ((0.38, 0.48), (0.75, 0.54), (0.84, 0.78), (0.5, 1.0), (0.1, 0.88)),
    ),
    4: (((0.6, 0.0), (0.36, 0.34), (0.1, 0.66)), ((0.1, 0.66), (0.5, 0.65), (0.95, 0.64)), ((0.68, 0.32), (0.66, 1.0))),
    5: (
        ((0.85, 0.03), (0.55, 0.03), (0.24, 0.04)),
        ((0.24, 0.04), (0.2, 0.24), (0.17, 0.45)),
        ((0.17, 0.45), (0.5, 0.38), (0.83, 0.58), (0.72, 0.9), (0.4, 1.0), (0.1, 0.9)),
    ),
    6: (
        ((0.72, 0.02), (0.36, 0.28), (0.14, 0.64), (0.28, 0.94), (0.6, 0.98), (0.8, 0.76), (0.62, 0.54), (0.32, 0.6),
         (0.17, 0.76)),
    ),
    7: (((0.1, 0.05), (0.5, 0.04), (0.88, 0.03)), ((0.88, 0.03), (0.6, 0.45), (0.42, 1.0))),
    8: (
        ((0.8, 0.14), (0.5, 0.0), (0.22, 0.18), (0.42, 0.42), (0.74, 0.62), (0.76, 0.88), (0.48, 1.0), (0.2, 0.86),
         (0.28, 0.62), (0.6, 0.42), (0.8, 0.14)),
    ),
    9: (
        ((0.8, 0.2), (0.56, 0.02), (0.24, 0.14), (0.2, 0.38), (0.46, 0.5), (0.74, 0.36), (0.8, 0.2)),
        ((0.8, 0.2), (0.76, 0.56), (0.66, 1.0)),
    ),
}  # fmt: skip


def draw_digit(digit: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Draw a digit as strokes on paper, as no one else would: everything that varies is drawn from rng.

    Parameters
    ----------
    digit : int
        0 to 9
    rng : Generator
        Decides on the size of the picture, on the digit's size, place, slant, turn, proportions, and unsteadiness, on
        the width and the darkness of its strokes, on the light, the grain and whether it is dark on light or light
        on dark. The same seed gives the same picture.

    Returns
    -------
    ndarray (h, w) uint8
        100 to 220 pixels on each side, the digit at least a third as high as the picture

    Raises
    ------
    ValueError
        There is no such digit.
    """
    import numpy as np

    if digit not in STROKES:
        raise ValueError(f"digit must be a whole number from 0 to 9; got {digit!r}")
    h, w = (int(n) for n in rng.integers(100, 221, size=2))
    height = rng.uniform(0.35, 0.65) * min(h, w)
    width = height * rng.uniform(0.55, 0.8)
    slant, turn = rng.uniform(-0.15, 0.35), np.radians(rng.uniform(-8, 8))
    sway = rng.normal(0.0, 0.02, (2, 2))
    curves = []
    for stroke in STROKES[digit]:
        points = np.array(stroke) - 0.5
        # The same bend for all strokes, so that those that meet go on doing so.
        points = points + np.sin(3 * points[:, ::-1]) @ sway
        x, y = points[:, 0] * width - slant * points[:, 1] * height, points[:, 1] * height
        curves.append(_curve(np.stack([x, y], axis=1) @ [[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]))
    line = np.concatenate(curves)
    radius = height * rng.uniform(0.035, 0.08)
    low, high = line.min(axis=0) - radius - 3, line.max(axis=0) + radius + 3
    line = line + rng.uniform(-low, np.maximum([w, h] - high, -low))
    y, x = np.mgrid[0:h, 0:w]
    low, high = (
        np.rint(edge + side * (radius + 2)).astype(int) for edge, side in ((line.min(0), -1), (line.max(0), 1))
    )
    box = slice(max(low[1], 0), high[1] + 1), slice(max(low[0], 0), high[0] + 1)  # no ink lies outside
    pixels = np.stack([x[box], y[box]], axis=-1)[:, :, np.newaxis]
    distance = np.sqrt(((pixels - line) ** 2).sum(axis=-1).min(axis=-1))
    ink = np.zeros((h, w))
    ink[box] = np.clip(radius - distance + 0.5, 0, 1) * rng.uniform(0.55, 0.85)
    light = 0.1 + rng.uniform(-0.06, 0.06) * (x / w - 0.5) + rng.uniform(-0.06, 0.06) * (y / h - 0.5)
    picture = light + ink + rng.normal(0.0, rng.uniform(0.0, 0.02), (h, w))
    if rng.random() < 0.5:
        picture = 1 - picture
    gray: NDArray[np.uint8] = np.clip(255 * picture, 0, 255).astype(np.uint8)
    return gray


def _curve(points: Floats) -> Floats:
    """Many points on a smooth curve through a few (Catmull and Rom's)."""
    import numpy as np

    before, after = 2 * points[:1] - points[1:2], 2 * points[-1:] - points[-2:-1]
    p = np.concatenate([before, points, after])
    t = np.linspace(0, 1, 16)[:, np.newaxis]
    pieces: list[Floats] = [
        b + t * (c - a) / 2 + t**2 * (a - 2.5 * b + 2 * c - d / 2) + t**3 * (1.5 * (b - c) + (d - a) / 2)
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False)
    ]
    return np.concatenate(pieces)


def load_strokes() -> Bunch:
    """Load the three digits that are drawn as strokes, as a photograph would be: gray pictures of different sizes.

    Returns
    -------
    Bunch
        images : list of three ndarray (h, w) float32, from 0 to 1
        target : ndarray (3,) int64, the digits 2, 5 and 7
        DESCR : str

    Raises
    ------
    DamagedDataError
        A file is there, but its SHA-256 is not the expected one.
    MissingDataError
        A file is missing.
    """
    import numpy as np
    from matplotlib.image import imread

    images = []
    for name in (f"stroke_{digit}.png" for digit in DRAWN):
        path = find_verified(name)
        if path is None:
            raise missing(name)
        images.append(imread(path))
    return Bunch(images=images, target=np.array(DRAWN), DESCR=DESCR)
