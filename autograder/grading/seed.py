"""The seed from which tests draw what no submission may have seen before, such as the capstone's distorted digits.

An instructor's course has one of its own, in a file beside nbgrader_config.py: nbgrader's commands make it once, so
that one submission keeps one verdict. It is part of no release, package or repository, and no sandbox shows it. Where
there is no such course, as in self-study, the public one serves.
"""

import os
import re
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograder.course import CourseError

FILE = "course_seed"
_BYTES = 32
_TEXT = re.compile(rb"[0-9a-f]{%d}\n?" % (2 * _BYTES))


class SeedError(CourseError):
    """A course's seed cannot be read or made: with another one, marks would change, so nothing is graded."""


@dataclass(frozen=True)
class Seed:
    """A seed; `public` if everybody may know it."""

    value: int
    public: bool = False

    def __repr__(self) -> str:  # a log or a traceback must not tell it
        return "Seed(public)" if self.public else "Seed(secret)"

    def generator(self, purpose: int) -> np.random.Generator:
        """A generator for one purpose, which is the same whenever it is asked for."""
        return np.random.default_rng([purpose, self.value])


PUBLIC = Seed(0, public=True)


def seed_here(folder: Path) -> Seed:
    """The seed of the course that a folder belongs to: the nearest one, there or above, with an nbgrader_config.py.
    The public one where there is no course, or where it has no seed yet.

    Raises
    ------
    SeedError
        where the file is there and cannot be read, or holds no seed.
    """
    root = course_of(folder)
    return read_seed(root) or PUBLIC if root else PUBLIC


def course_of(folder: Path) -> Path | None:
    """The folder of the course that a folder belongs to: the nearest, there or above, with an nbgrader_config.py."""
    whole = folder.resolve()
    return next((place for place in (whole, *whole.parents) if (place / "nbgrader_config.py").is_file()), None)


def read_seed(root: Path) -> Seed | None:
    """A course's own seed, if it has one yet; errors as of `seed_here`."""
    path = root / FILE
    try:
        with path.open("rb") as file:
            text = file.read(4 * _BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SeedError(f"{path} cannot be read: {error.strerror}. Nobody is graded without it: mend that.") from None
    if not _TEXT.fullmatch(text):
        raise SeedError(
            f"{path} holds no seed. Nobody is graded with another one: restore it from a backup, or, if marks may "
            "change, remove it, and nbgrader's commands make a new one."
        )
    return Seed(int(text, 16))


def course_seed(root: Path) -> Seed:
    """A course's own seed, which is made if there is none: whole or not at all, for its owner's eyes alone.

    Raises
    ------
    SeedError
        where it cannot be read or made.
    """
    found = read_seed(root)
    if found:
        return found
    try:
        with tempfile.NamedTemporaryFile(dir=root, prefix=f".{FILE}-") as file:  # its mode is 600
            file.write(secrets.token_hex(_BYTES).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
            os.link(file.name, root / FILE)
    except FileExistsError:
        pass  # another command was faster, and its seed is the course's
    except OSError as error:
        raise SeedError(f"{root / FILE} cannot be made: {error.strerror}. Nobody is graded without it.") from None
    made = read_seed(root)
    assert made
    return made
