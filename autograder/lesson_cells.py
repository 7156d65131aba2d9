"""What a lesson says of its exercises: in which order it asks for them, and their hints.

An exercise's cell is a code cell that holds `exercise: NAME` and the hints.
"""

import functools
import re
from pathlib import Path

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
        cells = exercise_cells(path)
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}. The hints stand there.") from None
    if exercise.name not in cells:
        raise CourseError(f"{path} has no cell for the exercise {exercise.name}.")
    if len(found := cells[exercise.name]) != HINTS:
        raise CourseError(f"{path}: {exercise.name} has {len(found)} hints, not {HINTS}.")
    return found


def as_taught(chapter: Chapter) -> tuple[Exercise, ...]:
    """A chapter's exercises in the order in which its lesson asks for them; as course.toml lists them where the lesson
    cannot be read."""
    try:
        places = {name: place for place, name in enumerate(exercise_cells(lesson_file(chapter)))}
    except (OSError, UnicodeError):
        return chapter.exercises
    return tuple(sorted(chapter.exercises, key=lambda exercise: places.get(exercise.name, len(places))))


def exercise_cells(path: Path) -> dict[str, tuple[str, ...]]:
    """The exercises of a lesson in its order, each with its hints; raises OSError where it cannot be read."""
    return _cells(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=64)
def _cells(path: Path, _changed: int) -> dict[str, tuple[str, ...]]:
    text = path.read_text(encoding="utf-8")
    cells = map(read_exercise_cell, re.findall(r"^```\{code-cell\}\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    return dict(found for found in cells if found)
