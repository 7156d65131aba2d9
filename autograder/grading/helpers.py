"""Blame where it is due: an exercise that calls another of the student's exercises can fail because that one does."""

import ast
from collections.abc import Callable

from autograder.course import Course
from autograder.grading.results import CheckResult, ExerciseResult, Failure
from autograder.language import _
from autograder.places import solutions_folder
from autograder.submission import Submission, SubmissionError, read_submission, workspace_of

_OWN = ("NameError", "UnboundLocalError")  # what no answer of a helper brings about

ResultOf = Callable[[str], ExerciseResult]
GradeElsewhere = Callable[[Submission, Course, str], ExerciseResult]


def faulty_helper(
    result: ExerciseResult,
    submission: Submission,
    course: Course,
    result_of: ResultOf,
    grade_elsewhere: GradeElsewhere,
    *,
    own: bool = False,
) -> ExerciseResult:
    """A failed result, with the blame on the first of the student's own functions it calls that fails its own tests.

    Parameters
    ----------
    result_of
        grades another exercise of the same submission.
    grade_elsewhere
        grades an exercise of another submission: of an earlier chapter, where the library is the student's own.
    own
        whether it is, although the reference is installed, which stands in for what is not written.
    """
    names = called(submission, result.name)
    stopped = _stopped_in(result, submission, names)
    if not stopped and result.failure and _is_own(result.failure):
        return result
    for name in dict.fromkeys([*stopped, *names]):
        helper = None
        if name in {exercise.name for exercise in submission.chapter.exercises}:
            helper = result_of(name)
        elif own or solutions_folder() is None:
            helper = _in_earlier_chapter(name, submission, course, grade_elsewhere)
        if helper is not None and helper.status == "not_started" and own and name not in submission.chapter.names:
            continue  # the reference stands in
        if helper is not None and helper.status != "passed":
            return _blamed(result, helper, elsewhere=name not in submission.chapter.names)
    return result


def _stopped_in(result: ExerciseResult, submission: Submission, names: list[str]) -> list[str]:
    """Of the functions that an exercise calls the one in which the first error was raised, where its line tells."""
    lines = next((check.failure.lines for check in result.checks if check.failure and check.failure.lines), ("",))
    code = lines[-1].partition("  ")[2].strip()
    found = [name for name in names if code and code in submission.definition(name)]
    return found if len(found) == 1 else []


def _is_own(failure: Failure) -> bool:
    return failure.kind == "raised" and any(name in failure.seen for name in _OWN)


def _blamed(result: ExerciseResult, helper: ExerciseResult, *, elsewhere: bool) -> ExerciseResult:
    """The blame goes to a helper that fails altogether; one that fails in part is pointed at, and a mistake that is
    known by its name stays the exercise's own, unless the library of earlier chapters makes it look so."""
    where = f" ({helper.location})" if helper.location else ""
    fields, whole = {"name": result.name, "helper": helper.name, "where": where}, True
    if helper.status == "not_started":
        told = _("{name} calls your {helper}, which is still to be written: write that first{where}.", **fields)
    elif helper.score == 0:
        told = _("{name} calls your {helper}, which does not pass its own tests: mend that first{where}.", **fields)
    else:
        told = _(
            "{name} calls your {helper}, which does not pass all of its own tests: look there, too{where}.", **fields
        )
        whole = False
    blamed = result.model_copy(
        update={"checks": tuple(_told(check, told, whole, elsewhere) for check in result.checks)}
    )
    if whole and blamed.failure and blamed.failure.advice == told:
        return blamed.model_copy(update={"mend_first": helper.location})
    return blamed


def _told(check: CheckResult, told: str, whole: bool, elsewhere: bool) -> CheckResult:
    failure = check.failure
    if failure is None or (failure.mistake and not (whole and elsewhere)):
        return check
    advice = told if whole else f"{failure.advice} {told}".strip()
    return check.model_copy(
        update={"failure": failure.model_copy(update={"advice": advice, "mistake": None, "mistake_kind": ""})}
    )


def called(submission: Submission, name: str) -> list[str]:
    """The functions that an exercise uses, itself apart, those of its private helpers included."""
    found = {name: None}
    waiting = [name]
    while waiting:
        definition = submission.tree(waiting.pop())
        if definition is None:
            continue
        nodes = list(ast.walk(definition))
        own = {node.arg for node in nodes if isinstance(node, ast.arg)}
        own |= {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
        used = [node.id for node in nodes if isinstance(node, ast.Name) and node.id not in own]
        new = [other for other in dict.fromkeys(used) if other not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return list(found)[1:]


def _in_earlier_chapter(
    name: str,
    submission: Submission,
    course: Course,
    grade_elsewhere: GradeElsewhere,
) -> ExerciseResult | None:
    homes = [c for c in course.before(submission.chapter) if name in {exercise.name for exercise in c.library}]
    if not homes or homes[-1] in course.left_out:
        return None
    try:
        earlier = read_submission(workspace_of(submission.path) / homes[-1].id, course, homes[-1].id)
    except SubmissionError:
        return None
    helper = grade_elsewhere(earlier, course, name)
    is_file = bool(helper.location.partition(":")[2])
    return helper.model_copy(update={"location": f"{homes[-1].id}/{helper.location}"}) if is_file else helper
