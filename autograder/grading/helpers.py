"""Blame where it is due: an exercise that calls another of the student's exercises can fail because that one does."""

import ast
from collections.abc import Callable

from autograder.course import Course, solutions_folder
from autograder.grading.results import ExerciseResult
from autograder.submission import Submission, SubmissionError, read_submission, workspace_of

ResultOf = Callable[[str], ExerciseResult]
GradeElsewhere = Callable[[Submission, Course, str], ExerciseResult]


def faulty_helper(
    result: ExerciseResult,
    submission: Submission,
    course: Course,
    result_of: ResultOf,
    grade_elsewhere: GradeElsewhere,
) -> ExerciseResult:
    """A failed result, with the blame on the first of the student's own functions it calls that fails its own tests.

    Parameters
    ----------
    result_of
        grades another exercise of the same submission.
    grade_elsewhere
        grades an exercise of another submission: of an earlier chapter, where the library is the student's own.
    """
    for name in _called(submission, result.name):
        helper = None
        if name in {exercise.name for exercise in submission.chapter.exercises}:
            helper = result_of(name)
        elif solutions_folder() is None:
            helper = _in_earlier_chapter(name, submission, course, grade_elsewhere)
        if helper is not None and helper.status != "passed":
            return _blamed(result, helper)
    return result


def _blamed(result: ExerciseResult, helper: ExerciseResult) -> ExerciseResult:
    where = f" ({helper.location})" if helper.location else ""
    state = "is still to be written" if helper.status == "not_started" else "does not pass its own tests"
    advice = f"{result.name} calls your {helper.name}, which {state}: mend that first{where}."
    checks = tuple(
        check.model_copy(
            update={"failure": check.failure.model_copy(update={"advice": advice, "mistake": None, "mistake_kind": ""})}
        )
        if check.failure
        else check
        for check in result.checks
    )
    return result.model_copy(update={"checks": checks})


def _called(submission: Submission, name: str) -> list[str]:
    """The functions that an exercise uses, itself apart, those of its private helpers included."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        source = submission.definition(waiting.pop())
        try:
            nodes = list(ast.walk(ast.parse(source)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        own = {node.arg for node in nodes if isinstance(node, ast.arg)}
        own |= {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
        used = [node.id for node in nodes if isinstance(node, ast.Name) and node.id not in own]
        new = [other for other in dict.fromkeys(used) if other not in (*found, name)]
        found += new
        waiting += [other for other in new if submission.definition(other)]
    return found


def _in_earlier_chapter(
    name: str,
    submission: Submission,
    course: Course,
    grade_elsewhere: GradeElsewhere,
) -> ExerciseResult | None:
    homes = [c for c in course.before(submission.chapter) if name in {exercise.name for exercise in c.library}]
    if not homes:
        return None
    try:
        earlier = read_submission(workspace_of(submission.path) / homes[-1].id, course, homes[-1].id)
    except SubmissionError:
        return None
    return grade_elsewhere(earlier, course, name)
