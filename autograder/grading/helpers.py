"""Blame where it is due: an exercise that calls another of the student's functions can fail because that one does."""

import ast
import re
from collections.abc import Callable, Sequence, Set

from autograder.code_files import SubmissionError
from autograder.course import Chapter, Course
from autograder.grading.failures import calls_a_stub
from autograder.grading.results import CheckResult, ExerciseResult, Failure
from autograder.language import _, translated
from autograder.places import solutions_folder
from autograder.submission import Submission, read_submission, workspace_of
from autograder.trees import bound_in

_LOST = ("NameError", "UnboundLocalError")  # what no answer of a helper brings about
_NAME = re.compile(r"NameError: name '(\w+)' is not defined")
_TELLING = ("purity", "not_raised", "dtype", "finite")
_NO_FUNCTION = ("undefined", "syntax", "not_callable")

ResultOf = Callable[[str], ExerciseResult]
GradeCopy = Callable[[Chapter, str], ExerciseResult]
GradeElsewhere = Callable[[Submission, Course, str], ExerciseResult]


def faulty_helper(
    result: ExerciseResult,
    submission: Submission,
    course: Course,
    result_of: ResultOf,
    grade_copy: GradeCopy,
    grade_elsewhere: GradeElsewhere,
    *,
    own: bool = False,
) -> ExerciseResult:
    """A failed result, with the blame on the first of the student's own functions it calls that fails its own tests.

    Parameters
    ----------
    result_of
        grades another exercise of the same submission.
    grade_copy
        grades a function of an earlier chapter that the same submission defines anew.
    grade_elsewhere
        grades an exercise of another submission: of an earlier chapter, where the library is the student's own.
    own
        whether it is, although the reference is installed, which stands in for what is not written.
    """
    exercises = {exercise.name for exercise in submission.chapter.exercises}
    names = called(submission, result.name)
    first = _stopped_in(result, submission, names)
    lost = _lost_name(result.failure)
    if lost is not None:
        names = [name for name in first if name in exercises or _home(name, submission, course)]
        if not names and (lost not in exercises or lost == result.name):
            return result
        names = names or [lost]
    for name in dict.fromkeys([*first, *names]):
        helper, home, stranger = None, _home(name, submission, course), ""
        if name in exercises:
            helper = result_of(name)
        elif home and submission.tree(name):
            helper = grade_copy(home, name)
            stranger = home.number if _may_be_another(helper) else ""
        elif home and (own or solutions_folder() is None):
            helper = _in_earlier_chapter(name, home, submission, course, grade_elsewhere)
        if helper is None or helper.status == "passed" or (helper.failure and helper.failure.kind == "imported"):
            continue
        if helper.status == "not_started" and ((own and name not in exercises) or not _reached(name, result)):
            continue  # the reference stands in, or it was not called
        if _is_slow(helper) and not (result.failure and result.failure.kind == "timeout"):
            continue  # that it takes long for a large case makes no other answer wrong
        if name in exercises:
            helper = _beneath(helper, submission, exercises - {result.name, name}, result_of)
        root = result_of(helper.blamed_on) if helper.blamed_on in exercises else helper
        return _blamed(result, helper, root, is_exercise=name in exercises, stranger=stranger)
    return result


def _beneath(
    helper: ExerciseResult, submission: Submission, exercises: Set[str], result_of: ResultOf
) -> ExerciseResult:
    """What a helper that fails in part may have that from: the last of those it calls that fails; or itself."""
    if helper.blamed_on or helper.checks[0].passed is not True:
        return helper
    for name in called(submission, helper.name):
        if name in exercises and (other := result_of(name)).status == "failed":
            return _beneath(other, submission, exercises - {name}, result_of)
    return helper


def _may_be_another(copy: ExerciseResult) -> bool:
    """Whether what goes by the name of an earlier chapter's function may be meant for something else: it makes none of
    the mistakes that are known of that one."""
    failures = [check.failure for check in copy.checks if check.failure]
    return bool(failures) and not any(each.mistake or each.kind in _NO_FUNCTION for each in failures)


def _is_slow(helper: ExerciseResult) -> bool:
    """Whether a helper fails for its time alone, and not from the first test on."""
    kinds = {check.failure.kind for check in helper.checks if check.failure}
    return kinds == {"timeout"} and helper.checks[0].passed is True


def _stopped_in(result: ExerciseResult, submission: Submission, names: list[str]) -> list[str]:
    """Of the functions that an exercise calls the one in which the first error was raised, where its line tells."""
    lines = next((check.failure.lines for check in result.checks if check.failure and check.failure.lines), ("",))
    code = lines[-1].partition("  ")[2].strip()
    found = [name for name in names if code and code in submission.definition(name)]
    return found if len(found) == 1 else []


def _lost_name(failure: Failure | None) -> str | None:
    """The name that an exercise uses and nothing defines; "" where Python does not say which; None where that is not
    what went wrong."""
    if failure is None or failure.kind != "raised" or not any(kind in failure.seen for kind in _LOST):
        return None
    found = _NAME.search(failure.seen)
    return found[1] if found else ""


def _reached(stub: str, result: ExerciseResult) -> bool:
    """Whether a function that is still to be written was called."""
    told = {translated(calls_a_stub(stub)), translated(calls_a_stub(""))}
    return any(check.failure and check.failure.seen in told for check in result.checks)


def _blamed(
    result: ExerciseResult, helper: ExerciseResult, root: ExerciseResult, *, is_exercise: bool, stranger: str
) -> ExerciseResult:
    """The blame goes to a helper that fails altogether, or to what has its blame; one that fails in part is pointed at,
    and has the blame where a mistake is known by its name, or of the same kind. A function of an earlier chapter may be
    written more plainly than that chapter asks for, and be right here: then the name stays."""
    where = helper.mend_first if helper.blamed_on else helper.mend_first or helper.location
    fields = {"name": result.name, "helper": helper.name, "where": f" ({where})" if where else ""}
    whole = helper.checks[0].passed is not True
    failed = [check.failure for check in root.checks if check.failure]
    is_inherited = result.failure is not None and bool(
        # What a mistake in this chapter's helper makes of its caller may look like a known mistake of the caller's.
        (result.failure.mistake and is_exercise) or _kinds([result.failure]) & _kinds(failed)
    )
    if stranger:
        whole = False
        told = _(
            "{name} calls your {helper}, which does not do what that of chapter {number} does: look there, too{where}.",
            number=stranger, **fields,
        )  # fmt: skip
    elif helper.blamed_on:
        told = _(
            "{name} calls your {helper}, which needs your {root}: begin with that one{where}.",
            root=helper.blamed_on, **fields,
        )  # fmt: skip
        whole = whole or is_inherited or root.checks[0].passed is not True
    elif helper.status == "not_started":
        told = _("{name} calls your {helper}, which is still to be written: write that first{where}.", **fields)
    elif helper.failure and helper.failure.kind in _NO_FUNCTION:
        told = _("{name} calls {helper}, and there is no such function: mend that first{where}.", **fields)
    elif whole:
        told = _("{name} calls your {helper}, which does not pass its own tests: mend that first{where}.", **fields)
    elif is_inherited:
        told, whole = _(
            "{name} calls your {helper}, which does not pass all of its own tests: look there first{where}.", **fields
        ), True  # fmt: skip
    else:
        told = _(
            "{name} calls your {helper}, which does not pass all of its own tests: look there, too{where}.", **fields
        )
    checks = tuple(_told(check, told, whole) for check in result.checks)
    blame = {"blamed_on": helper.blamed_on or helper.name, "mend_first": where} if whole else {}
    return result.model_copy(update={"checks": checks, **blame})


def _kinds(failures: Sequence[Failure]) -> set[str]:
    """Of what kinds failures are, as far as that tells one from another."""
    kinds = {failure.mistake_kind for failure in failures} | {
        failure.kind for failure in failures if failure.kind in _TELLING
    }
    return kinds - {""}


def _told(check: CheckResult, told: str, whole: bool) -> CheckResult:
    failure = check.failure
    if failure is None:
        return check
    changes = (
        {"advice": told, "mistake": None, "mistake_kind": ""}
        if whole
        else {"advice": f"{failure.advice} {told}".strip()}
    )
    return check.model_copy(update={"failure": failure.model_copy(update=changes)})


def shared_helper(results: Sequence[ExerciseResult], submission: Submission) -> str:
    """A sentence on the one function or constant of the student's own that several exercises use that fail, and none
    that passes; "" where there is none."""
    exercises = {exercise.name for exercise in submission.chapter.exercises}
    places = {
        name: unit.place(line)
        for unit in submission.units
        for name, line, node in bound_in(unit.source)
        if name not in exercises and not isinstance(node, ast.Import | ast.ImportFrom)
    }
    users: dict[str, list[str]] = {}
    for result in results:
        failure = result.failure
        if failure and failure.kind not in _NO_FUNCTION and not result.blamed_on:
            for name in places.keys() & set(called(submission, result.name)):
                users.setdefault(name, []).append(result.name)
    right = {name for result in results if result.status == "passed" for name in called(submission, result.name)}
    users = {name: failed for name, failed in users.items() if name not in right}
    most = max(map(len, users.values()), default=0)
    shared = [name for name, failed in users.items() if len(failed) == most]
    if most < 2 or len(shared) != 1:
        return ""
    return _(
        "{names} all use your {name} ({place}), and nothing that passes does: look there, too.",
        names=", ".join(users[shared[0]]), name=shared[0], place=places[shared[0]],
    )  # fmt: skip


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


def _home(name: str, submission: Submission, course: Course) -> Chapter | None:
    """The last of the chapters before that has a function of this name in the library."""
    homes = [c for c in course.before(submission.chapter) if name in {exercise.name for exercise in c.library}]
    return homes[-1] if homes and homes[-1] not in course.left_out else None


def _in_earlier_chapter(
    name: str, home: Chapter, submission: Submission, course: Course, grade_elsewhere: GradeElsewhere
) -> ExerciseResult | None:
    try:
        earlier = read_submission(workspace_of(submission.path) / home.id, course, home.id)
    except SubmissionError:
        return None
    helper = grade_elsewhere(earlier, course, name)
    places = {"location": helper.location, "mend_first": helper.mend_first}
    return helper.model_copy(
        update={field: f"{home.id}/{place}" for field, place in places.items() if place.partition(":")[2]}
    )
