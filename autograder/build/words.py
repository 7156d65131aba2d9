"""The length of lessons in words: what lies open before a reader, and what is folded until asked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograder.build.notebook import read_lesson
from autograder.course import Chapter
from autograder.lesson_cells import read_exercise_cell
from autograder.places import lesson_file

MOST_OPEN = 3500

_WORD = re.compile(r"\S*\w\S*")  # what white space divides, but for signs that stand alone: = + @ |
# A folded block, and in it the line that is seen while it is closed.
_DETAILS = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)


@dataclass(frozen=True)
class Length:
    """The words of a lesson, prose and code together. Folded are answers, hints and the code of figures."""

    chapter: Chapter
    open: int
    folded: int

    @property
    def is_too_long(self) -> bool:
        return self.open > MOST_OPEN


def length(chapter: Chapter) -> Length:
    """Count the words of a chapter's lesson. Outputs, and what only the stub says, are not in it.

    Raises
    ------
    BuildError
        where the lesson cannot be found.
    """
    parts = [part for cell in read_lesson(lesson_file(chapter)).cells for part in _parts(cell)]
    counted = [(len(_WORD.findall(text)), folded) for text, folded in parts]
    return Length(chapter, sum(n for n, folded in counted if not folded), sum(n for n, folded in counted if folded))


def _parts(cell: Any) -> Iterator[tuple[str, bool]]:
    """A cell's text in parts, and whether each is folded."""
    if cell.cell_type == "code":
        exercise = read_exercise_cell(cell.source)
        if exercise:
            yield " ".join(exercise[1]), True
        else:
            yield cell.source, "hide-input" in cell.metadata.get("tags", [])
        return
    yield _DETAILS.sub(r"\1", cell.source), False
    for _summary, answer in _DETAILS.findall(cell.source):
        yield answer, True
