"""What a chapter may end with, in its grader's `ending.py`: `strip(student)`, a row of pictures and how the learner's
own code reads them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Strip:
    """Pictures (n, h, w) of whole numbers from 0 to 255, with what was said of each and what is true."""

    pictures: NDArray[np.uint8]
    said: tuple[str, ...]
    truth: tuple[str, ...]
    caption: str
