"""Makes the three pictures of digits drawn as strokes, course_data/stroke_2.png and so on, anew: byte for byte the
same with the same version of Pillow.

    python datasets/draw_strokes.py
"""

from pathlib import Path

import numpy as np
from PIL import Image

from course_data._strokes import DRAWN, draw_digit

if __name__ == "__main__":
    folder = Path(__file__).parent / "course_data"
    for digit in DRAWN:
        Image.fromarray(draw_digit(digit, np.random.default_rng(digit))).save(folder / f"stroke_{digit}.png")
