"""Hints, in three steps: the idea, the shapes or the formula, nearly the code."""

import textwrap
from pathlib import Path

from autograder.course import HINTS, CourseError, hints, load_course

STEPS = ("the idea", "shapes and formula", "nearly the code")


def show_hint(name: str, step: int, chapter_name: str | None = None) -> None:
    """Print one step of an exercise's hints.

    Raises
    ------
    CourseError
        with names like it, where there is no such exercise.
    """
    course = load_course()
    if chapter_name:
        chapter = course.find(chapter_name).chapter
        exercise = chapter.exercise(name)
    else:
        found = course.find(name, Path.cwd())
        if found.exercise is None:
            names = ", ".join(found.chapter.names)
            raise CourseError(f"{name} is a chapter. Hints are for its exercises: {names}.")
        chapter, exercise = found.chapter, found.exercise
    print(f"{exercise.name}, hint {step} of {HINTS}: {STEPS[step - 1]}")
    print(textwrap.fill(hints(chapter, exercise)[step - 1], 78, initial_indent="  ", subsequent_indent="  "))
    if step < HINTS:
        print(f"more:  course hint {exercise.name} --step {step + 1}")
