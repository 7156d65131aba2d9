"""The digits that a capstone is asked to read: MNIST's, noisy copies of ten of them, and test digits that were turned
and shifted a little, of which a table of the test digits' labels reads none."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_data import load_mnist

SIDE = 28

# How far a test digit is distorted, at most. Little enough that a reader hardly sees it, and that models which learned
# lose next to nothing by it; no pixel's value stays the same for sure.
TURN = 4.0  # degrees
SHIFT = 0.5  # pixels, in either direction
UNEVEN = 0.1  # of the ink in a pixel: standard deviation
FAINT = 32  # of 255: fainter ink is left out, so that as many pixels hold ink as before

# By how much less of the digits may be read when they are distorted. Models that learned, from the mean of each digit
# to a convolutional network, lose 0.015 or less, 0.017 with the worst of five seeds (`benchmarks/capstone.py`). Six
# standard deviations of that chance are 0.015 at most, and the rest is for other models: a decision tree loses 0.027.
MAY_LOSE = 0.04

BATCH = 500  # test digits of a question, besides as many distorted ones


@functools.cache
def mnist(subset: Any) -> Any:
    """MNIST's digits, loaded once."""
    return load_mnist(subset=subset)


def copies(n: int, seed: int) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Noisy copies of ten digits, one of each kind, with their labels: any model that learns at all learns these."""
    digits, rng = mnist("train"), np.random.default_rng(seed)
    ten = [np.flatnonzero(digits.target == digit)[0] for digit in range(10)]
    labels = rng.integers(0, 10, n)
    X = 0.8 / 255 * digits.data[ten][labels] + 0.2 * rng.random((n, 784))
    return X.astype(np.float32), labels


def distorted(data: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Pictures (n, 784), each turned and shifted a little, with uneven ink; paper stays paper."""
    from scipy.ndimage import map_coordinates

    n, center = len(data), (SIDE - 1) / 2
    turn = np.deg2rad(rng.uniform(-TURN, TURN, (n, 1)))
    down, right = rng.uniform(-SHIFT, SHIFT, (2, n, 1))
    i, j = np.indices((SIDE, SIDE)).reshape(2, 1, SIDE * SIDE) - center
    rows = np.cos(turn) * i - np.sin(turn) * j + center - down
    columns = np.sin(turn) * i + np.cos(turn) * j + center - right
    picture = np.broadcast_to(np.arange(n)[:, np.newaxis], rows.shape)
    moved = map_coordinates(data.reshape(n, SIDE, SIDE).astype(np.float32), (picture, rows, columns), order=1)
    moved *= 1 + UNEVEN * rng.standard_normal(moved.shape, dtype=np.float32)
    return np.where(moved < FAINT, 0, np.rint(np.minimum(moved, 255))).astype(np.uint8)


@dataclass(frozen=True)
class Question:
    """Pictures (n, 784) to be read at once; which test digit each shows, and whether it is distorted."""

    data: NDArray[np.uint8]
    digits: NDArray[np.intp]
    distorted: NDArray[np.bool_]


def questions(data: NDArray[np.uint8], rng: np.random.Generator) -> Iterator[Question]:
    """Every test digit as it is, and distorted, shuffled.

    A digit is asked for distorted before it is shown as it is: whoever knows the labels of all test digits as they are,
    and keeps what was seen, finds none among it that is the same digit. All are distorted: if only some were, who can
    tell which would know where to be right.
    """
    waiting: NDArray[np.intp] = np.array([], dtype=np.intp)  # asked for distorted in the question before
    blocks = np.split(rng.permutation(len(data)), range(BATCH, len(data), BATCH))
    for block in (*blocks, waiting):  # the last question asks for no distorted ones
        digits = np.concatenate([block, waiting])
        pictures = np.concatenate([distorted(data[block], rng), data[waiting]])
        is_distorted = np.arange(len(digits)) < len(block)
        order = rng.permutation(len(digits))
        yield Question(pictures[order], digits[order], is_distorted[order])
        waiting = block


@dataclass(frozen=True)
class Reading:
    """What was read of the test digits: which digit each answer is for, whether that was distorted, whether the answer
    is right."""

    digits: NDArray[np.intp]
    distorted: NDArray[np.bool_]
    right: NDArray[np.bool_]

    @classmethod
    def of(cls, asked: Sequence[Question], said: NDArray[np.integer], labels: NDArray[np.integer]) -> "Reading":
        """The answers `said` to all questions in their order, compared with the labels of all test digits."""
        digits = np.concatenate([question.digits for question in asked])
        return cls(digits, np.concatenate([question.distorted for question in asked]), said == labels[digits])

    @property
    def accuracy(self) -> float:
        """The fraction of the test digits that is read correctly as they are."""
        return float(self.right[~self.distorted].mean())

    @property
    def accuracy_distorted(self) -> float:
        """The fraction that is read correctly of the same digits, distorted."""
        return float(self.right[self.distorted].mean())

    @property
    def lost(self) -> float:
        """By how much less is read of the digits distorted than as they are."""
        return self.accuracy - self.accuracy_distorted

    @property
    def counted(self) -> float:
        """The accuracy that points follow from."""
        return self.accuracy_distorted if self.lost > MAY_LOSE else self.accuracy
