"""What a check in a notebook leaves behind in the workspace, and what is said when something is finished by it."""

from pathlib import Path

from autograder.course import Chapter, Course
from autograder.grading.results import ExerciseResult
from autograder.learner.checking import state_of
from autograder.learner.endings import chapter_ending, chapter_is_finished, exercise_ending
from autograder.learner.slips import earlier


def told_afterwards(
    result: ExerciseResult, chapter: Chapter, course: Course, here: Path
) -> tuple[ExerciseResult, tuple[str, ...]]:
    """The result with where its kind of slip was made before, and lines on what is the learner's now; both are of the
    workspace that `here` lies in, where the result is remembered as one of a notebook that may not be saved."""
    state = state_of(here, course)
    if state is None:
        return result, ()
    before = {name: item.result for name, item in state.results(chapter).items()}
    said = earlier(result, chapter, state.choices.slips, course)
    state.remember(chapter, {result.name: result})
    if said:
        result = result.model_copy(update={"notes": (*result.notes, said)})
    had_passed = result.name in before and before[result.name].status == "passed"
    if result.status != "passed" or had_passed:
        return result, ()
    lines = [exercise_ending(chapter.exercise(result.name), course)]
    if chapter_is_finished(chapter, {**before, result.name: result}) and not chapter_is_finished(chapter, before):
        lines += chapter_ending(chapter, course, state)
    return result, tuple(line for line in lines if line)
