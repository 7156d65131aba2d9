"""Hints, in three steps: the idea, the shapes or the formula, nearly the code. Which were seen is remembered."""

from autograder.course import Chapter, Exercise
from autograder.language import N_
from autograder.learner.state import State
from autograder.lesson_cells import HINTS, hints

STEPS = (N_("the idea"), N_("shapes and formula"), N_("nearly the code"))


def next_hint(state: State | None, key: str) -> int:
    """The first step that has not been seen; the last one where all have."""
    seen = state.choices.hints.get(key, 0) if state else 0
    return min(max(seen, 0) + 1, HINTS)


def give_hint(chapter: Chapter, exercise: Exercise, step: int, state: State | None = None) -> str:
    """The text of one step; that it was seen is remembered.

    Raises
    ------
    CourseError
        where the lesson does not hold it.
    """
    text = hints(chapter, exercise)[step - 1]
    if state is not None:
        choices, key = state.choices, f"{chapter.id}/{exercise.name}"
        if choices.hints.get(key, 0) < step:
            state.choose(choices.model_copy(update={"hints": {**choices.hints, key: step}}))
    return text
