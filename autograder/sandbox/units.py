"""A piece of a submission. In a file of its own, since much that reads submissions needs no NumPy.

This file is also placed inside the sandbox, so it imports nothing of the course.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A piece of a submission that runs as a whole: a .py file, or one cell of a notebook. The cells share their
    names with each other, and with no file."""

    name: str
    source: str
    notebook: bool = False

    def place(self, line: int) -> str:
        """Where a line stands: "arrays.py:41", "ch1_1_arrays.ipynb cell 4:2"."""
        return f"{self.name}:{line}"
