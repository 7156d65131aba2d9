"""Hints, in three steps: the idea, the shapes or the formula, nearly the code."""

import textwrap

from autograder.course import CourseError, Exercise, load_course

STEPS = ("the idea", "shapes and formula", "nearly the code")


def find_exercise(name: str, chapter_id: str | None = None) -> Exercise:
    """The exercise of that name; of several chapters that have it, the last, unless one is named.

    Raises
    ------
    CourseError
        with names like it, where there is none.
    """
    course = load_course()
    if chapter_id:
        return course.chapter(chapter_id).exercise(name)
    every = {exercise.name: exercise for chapter in course.chapters for exercise in chapter.exercises}
    if name in every:
        return every[name]
    import difflib

    close = difflib.get_close_matches(name, every, n=3) or list(every)
    raise CourseError(f"There is no exercise {name!r}. Perhaps: {', '.join(close)}.")


def show_hint(name: str, step: int, chapter_id: str | None = None) -> None:
    """Print one step of an exercise's hints."""
    exercise = find_exercise(name, chapter_id)
    print(f"{exercise.name}, hint {step} of 3: {STEPS[step - 1]}")
    print(textwrap.fill(exercise.hints[step - 1], 78, initial_indent="  ", subsequent_indent="  "))
    if step < 3:
        print(f"more:  course hint {exercise.name} --step {step + 1}")
