"""An exercise's cell in a lesson: a code cell that holds `exercise: NAME` and its hints."""

import re

from autograder.course import Chapter, CourseError, Exercise
from autograder.places import lesson_file

HINTS = 3
# Further lines of a hint are indented.
_CELL = re.compile(r"exercise:[ ]*(\w+)[ ]*(?:\n((?:hint:.*(?:\n[ ]+\S.*)*\n?)*))?\s*")
_HINT = re.compile(r"hint:(.*(?:\n[ ]+\S.*)*)")


def read_exercise_cell(source: str) -> tuple[str, tuple[str, ...]] | None:
    """The exercise's name and its hints, where a lesson's code cell is an exercise's."""
    match = _CELL.fullmatch(source)
    return (match[1], tuple(" ".join(hint.split()) for hint in _HINT.findall(match[2] or ""))) if match else None


def hints(chapter: Chapter, exercise: Exercise) -> tuple[str, ...]:
    """An exercise's hints, in three steps: the idea, the shapes or the formula, nearly the code.

    Raises
    ------
    CourseError
        where its lesson does not hold them.
    """
    path = lesson_file(chapter)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}. The hints stand there.") from None
    for cell in re.findall(r"^```\{code-cell\}\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        found = read_exercise_cell(cell)
        if found and found[0] == exercise.name:
            if len(found[1]) != HINTS:
                raise CourseError(f"{path}: {exercise.name} has {len(found[1])} hints, not {HINTS}.")
            return found[1]
    raise CourseError(f"{path} has no cell for the exercise {exercise.name}.")
