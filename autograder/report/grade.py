"""Grading: the tests of a chapter are put to a student's functions, and what they say becomes a `Report`."""

import dataclasses
import difflib
import inspect
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any

import numpy as np

from autograder.checks.diagnose import hypothesis, name_misconception
from autograder.checks.misconception import AnyMisconception, RecordedMisconception
from autograder.checks.mismatch import Mismatch
from autograder.checks.testing import GraderTest
from autograder.course import Course, Exercise, Limits
from autograder.graders import Grader, library_sources, load_grader, load_reference
from autograder.report.model import CheckResult, ExerciseResult, Failure, Report
from autograder.sandbox.launch import Sandbox, SandboxError, isolation
from autograder.sandbox.student import Call, Problem, Student, StudentRaised, StudentStopped
from autograder.sandbox.workers import InProcess, Sandboxed
from autograder.submission import Submission, workspace_of

__all__ = ["SandboxError", "grade", "grade_exercise", "grade_exercises", "missing"]

# What a test's own line may raise on a value no check foresaw; anything else is the grader's failure.
_UNFORESEEN = (
    TypeError, ValueError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError, MemoryError,
)  # fmt: skip


Watch = Callable[[Exercise, Limits], None]


def _unwatched(_exercise: Exercise, _limits: Limits) -> None:
    pass


def grade(
    submission: Submission,
    course: Course,
    only: str | None = None,
    sandbox: Sandbox | None = None,
    watch: Watch = _unwatched,
) -> Report:
    """Grade a submission in a sandbox.

    Parameters
    ----------
    only
        the one exercise to grade, instead of all.
    sandbox
        a sandbox started in advance for this submission.
    watch
        is told of each exercise, and what it may use, when its grading begins.

    Raises
    ------
    SandboxError
        where the grader itself fails.
    """
    results = tuple(grade_exercises(submission, course, only, sandbox, watch))
    chapter = submission.chapter
    return Report(
        chapter=chapter.id,
        title=f"{chapter.number} {chapter.title}",
        submission=str(submission.path),
        exercises=results,
        isolation=isolation().summary,
    )


def grade_exercises(
    submission: Submission,
    course: Course,
    only: str | None = None,
    sandbox: Sandbox | None = None,
    watch: Watch = _unwatched,
) -> Iterator[ExerciseResult]:
    """Grade exercise by exercise, each in a fresh fork."""
    chapter = submission.chapter
    exercises = [chapter.exercise(only)] if only else chapter.exercises
    grader, reference = load_grader(chapter), load_reference(chapter)
    limits = {exercise.name: course.limits_of(chapter, exercise) for exercise in exercises}
    library = library_sources(course, chapter, workspace_of(submission.path))

    def worker(units: Any, sandbox: Sandbox | None = None) -> Sandboxed:
        return Sandboxed(chapter.module, units, library=library, datasets=chapter.datasets, sandbox=sandbox)

    with ExitStack() as workers:
        fast = workers.enter_context(worker(submission.units, sandbox))
        whole: Sandboxed | None = None
        for exercise in exercises:
            own = limits[exercise.name]
            watch(exercise, own)
            result = _grade_in(fast, own, exercise, grader, reference, submission)
            if result.status == "failed" and _misses_a_name(result) and submission.lesson_units != submission.units:
                # The student's code leans on something that a cell of the lesson defines: run those as well.
                whole = whole or workers.enter_context(worker(submission.lesson_units))
                result = _grade_in(whole, own, exercise, grader, reference, submission)
            if only is None and exercise.practice and submission.path.suffix == ".py" and _is_undefined(result):
                # A file may hold the library's functions alone, as the reference's own modules do.
                result = _result(exercise, "absent", ())
            yield result


def _is_undefined(result: ExerciseResult) -> bool:
    return result.failure is not None and result.failure.kind == "undefined"


def _misses_a_name(result: ExerciseResult) -> bool:
    failures = [check.failure for check in result.checks if check.failure]
    return any(failure.kind == "undefined" or "NameError" in failure.seen for failure in failures)


def _grade_in(
    worker: Sandboxed, limits: Limits, exercise: Exercise, grader: Grader, reference: Any, submission: Submission
) -> ExerciseResult:
    location = submission.location(exercise.name)
    try:
        with worker.student(limits) as student:
            return grade_exercise(exercise, grader, student, reference, location)
    except StudentStopped as stopped:
        failure = Failure(kind=stopped.kind, seen=stopped.detail, advice=stopped.advice)
        return _result(exercise, "failed", (CheckResult(label="the code loads", passed=False, failure=failure),))


def grade_exercise(
    exercise: Exercise, grader: Grader, student: Student, reference: Any, location: str = ""
) -> ExerciseResult:
    """Put an exercise's tests to a student's function.

    The first test is the foundation: where it fails the others are not tried, since they would fail for the same
    reason. The rest stand on their own, so that one mistake costs the points of the tests it breaks.
    """
    tests = grader.tests[exercise.name]
    problem = missing(exercise.name, student, grader.tests)
    if problem is not None:
        return _result(exercise, "failed", _untried(tests, problem), location=location)
    checks: list[CheckResult] = []
    earned = 0.0
    passed: list[GraderTest] = []
    end = time.process_time() + grader.patience
    for number, test in enumerate(tests):
        # What was spent on explaining one failure is gone for the next: a class waits for its slowest explanation.
        left = dataclasses.replace(grader, patience=max(end - time.process_time(), 0.0))
        failure = run_test(test, student, reference, left, passed)
        if number == 0 and failure is not None and failure.kind == "not_started":
            return _result(exercise, "not_started", _untried(tests, None), location=location)
        checks.append(CheckResult(label=test.label, passed=not failure, hidden=test.hidden, failure=failure))
        earned += test.weight * (failure.earned if failure else 1.0)
        if not failure:
            passed.append(test)
        if failure and (number == 0 or failure.kind in ("timeout", "crashed", "forged")):
            checks += _untried(tests[number + 1 :], None)
            break
    share = earned / sum(test.weight for test in tests)
    complete = all(check.passed for check in checks)
    return _result(
        exercise,
        "passed" if complete else "failed",
        tuple(checks),
        score=exercise.points if complete else round(exercise.points * share, 2),
        location=location,
        remarks=tuple(dict.fromkeys(student.remarks)),
        notes=_advice(exercise, student, reference, grader) if complete else (),
    )


def _result(exercise: Exercise, status: Any, checks: tuple[CheckResult, ...], **others: Any) -> ExerciseResult:
    return ExerciseResult(
        name=exercise.name,
        score=others.pop("score", 0.0),
        max_score=exercise.points,
        status=status,
        practice=exercise.practice,
        checks=checks,
        **others,
    )


def _untried(tests: list[GraderTest], first: Failure | None) -> tuple[CheckResult, ...]:
    """Tests that could not be tried; the first of them may carry the reason."""
    return tuple(
        CheckResult(
            label=test.label,
            passed=False if first and number == 0 else None,
            hidden=test.hidden,
            failure=first if number == 0 else None,
        )
        for number, test in enumerate(tests)
    )


def missing(name: str, student: Student, exercises: Collection[str] = ()) -> Failure | None:
    """Why a function cannot be called at all: it is not defined (perhaps under a name like it that is no other of the
    `exercises`), or is no function."""
    kind = student.loaded.defined.get(name)
    if kind in ("function", "class"):
        return None
    if kind is not None:
        return Failure(
            kind="not_callable",
            seen=f"{name} is of type {kind}, not a function",
            advice=f"Is there a line {name} = ... after the function? It replaces the function. Rename that variable.",
        )
    for problem in student.loaded.problems:
        if problem.type in ("SyntaxError", "IndentationError", "TabError"):
            return _syntax_failure(problem)
    others = [other for other in student.loaded.defined if other not in exercises]
    close = difflib.get_close_matches(name, others, n=1, cutoff=0.8)
    problems = [p for p in student.loaded.problems if p.type != "NotImplementedError"]
    failure = Failure(kind="undefined", seen=f"there is no function {name}")
    if close:
        return failure.model_copy(update={"advice": f"There is a {close[0]}: rename it to {name}."})
    if problems:
        seen = f"there is no function {name}: loading stopped with {problems[0].type}: {problems[0].message}"
        return failure.model_copy(update={"seen": seen, "lines": _lines(problems[0])})
    return failure.model_copy(update={"advice": f"Write it at the left margin, as: def {name}(...)."})


def _syntax_failure(problem: Problem) -> Failure:
    return Failure(
        kind="syntax",
        seen=f"Python cannot read the code: {problem.message}",
        advice="Look at the line shown and the one above it: a bracket, a colon or an indentation is missing.",
        lines=_lines(problem),
    )


def run_test(
    test: GraderTest, student: Student, reference: Any, grader: Grader, passed: Sequence[GraderTest] = ()
) -> Failure | None:
    """Run one test; None where it passes. `passed` are the tests that the student's function has passed so far."""
    before = len(student.calls)
    found = mismatch(test, student, reference)
    return _explain(found, test, student, before, reference, grader, passed) if found else None


def mismatch(test: GraderTest, student: Student, reference: Any) -> Mismatch | None:
    """What a test finds wrong; None where it passes."""
    fixtures = {"student": student, "reference": reference}
    wanted = inspect.signature(test.function).parameters
    try:
        test.function(**{name: fixtures[name] for name in wanted})
    except Mismatch as found:
        return found
    except StudentRaised as raised:
        return _raised(raised.problem)
    except StudentStopped as stopped:
        return Mismatch(stopped.kind, stopped.detail, advice=stopped.advice)
    except _UNFORESEEN as error:
        name = type(error).__name__
        return Mismatch("unexpected", f"what it returned could not be used by the test ({name}: {error})"[:300])
    return None


def _raised(problem: Problem) -> Mismatch:
    if "NotImplementedError" in problem.types:
        if len(problem.lines) <= 1:
            return Mismatch("not_started", "it still raises NotImplementedError")
        return Mismatch(
            "raised",
            "calls a function that is still to be written",
            advice="Write that function first: the lines above lead to it.",
        )
    advice = ""
    if problem.type == "TypeError" and "argument" in problem.message:
        advice = "Keep the parameters of the stub: their number, order and names."
    elif problem.type == "NameError":
        advice = "Is it spelled right, and imported in this file?"
    elif "MemoryError" in problem.types:
        advice = "The code asked for more memory than the exercise may use."
    return Mismatch("raised", f"raises {problem.type}: {problem.message[:200]}".rstrip(": "), advice=advice)


# What no wrong implementation explains, or (of a model trained for minutes) none could be tried in time.
_BEYOND_MISCONCEPTIONS = ("not_started", "timeout", "crashed", "forged", "accuracy")


def _explain(
    found: Mismatch,
    test: GraderTest,
    student: Student,
    before: int,
    reference: Any,
    grader: Grader,
    passed: Sequence[GraderTest],
) -> Failure:
    """Add to a mismatch the call that shows it, and the misconception or hypothesis that explains it."""
    failing = [call for call in student.calls[before:] if call.name == test.exercise]
    every = [call for call in student.calls if call.name == test.exercise]
    if found.kind == "purity":  # the guilty call may be one of an earlier test's
        failing = [c for c in every if c.effects.changed or c.effects.printed or c.effects.global_random][:1]
    library = _as_dict(reference)
    named = None
    if found.kind not in _BEYOND_MISCONCEPTIONS:
        wrong = grader.misconceptions[test.exercise]
        named = name_misconception(wrong, every, failing, library, grader.patience)
        if named is None and (found.kind == "values" or _about_objects(test.exercise, student, every)):
            named = _same_failure(found, test, reference, grader, passed)
    problem = failing[-1].raised if failing and found.kind == "raised" else None
    return Failure(
        kind=found.kind,
        call=describe_call(failing[-1], student, test.hidden) if failing else "",
        seen=found.seen,
        should_be="" if test.hidden else found.should_be,
        advice=named.sentence if named else hypothesis(found, failing) or found.advice,
        misconception=named.slug if named else None,
        try_it=test.try_it,
        lines=_lines(problem) if problem else (),
        earned=found.earned,
    )


def _about_objects(exercise: str, student: Student, calls: Sequence[Call]) -> bool:
    """Whether an exercise is a class, or a function that was given objects: no call of it can be made elsewhere."""
    return student.loaded.defined.get(exercise) == "class" or any(call.has_objects for call in calls)


def _same_failure(
    found: Mismatch,
    test: GraderTest,
    reference: Any,
    grader: Grader,
    passed: Sequence[GraderTest],
) -> AnyMisconception | None:
    """The misconception that fails this very test with the same numbers, and of several the one that fails the fewest
    of the tests that were passed: for answers that depend on more than the arguments of one call, as an object's do."""
    end = time.process_time() + grader.patience
    best: tuple[int, AnyMisconception] | None = None
    for candidate in grader.misconceptions[test.exercise]:
        if time.process_time() > end or (best and best[0] == 0):
            break
        if _failure(candidate, test, reference) == (found.kind, found.seen):
            unlike = sum(_failure(candidate, other, reference) is not None for other in passed)
            if best is None or unlike < best[0]:
                best = (unlike, candidate)
    return best[1] if best else None


def _failure(item: AnyMisconception, test: GraderTest, reference: Any) -> tuple[str, str] | None:
    """How a misconception fails a test: kind and what is seen; None where it does not, or nobody recorded it."""
    if isinstance(item, RecordedMisconception):
        return item.failures.get(test.label)
    if (item, test) not in _failures:  # the same for every submission
        functions = {**_as_dict(reference), item.exercise: item.function}
        failed = mismatch(test, Student(InProcess(item.exercise, functions=functions)), reference)
        _failures[item, test] = (failed.kind, failed.seen) if failed else None
    return _failures[item, test]


_failures: dict[tuple[AnyMisconception, GraderTest], tuple[str, str] | None] = {}


def _as_dict(reference: Any) -> Mapping[str, Any]:
    return vars(reference) if isinstance(reference, SimpleNamespace) else {}


def _lines(problem: Problem) -> tuple[str, ...]:
    return tuple(f"{file}:{number}  {text}".rstrip() for file, number, text in problem.lines[-2:])


def _advice(exercise: Exercise, student: Student, reference: Any, grader: Grader) -> tuple[str, ...]:
    """What costs nothing, now that the points are safe: prints, warnings (each kind once), and what the tests find
    that are marked as advice."""
    effects = [call.effects for call in student.calls if call.name == exercise.name]
    printed = next((effect.printed.strip() for effect in effects if effect.printed.strip()), "")
    told = [f"Your function printed: {printed[:60]!r}. Return the result; let the caller print."] if printed else []
    warned = dict.fromkeys(text for effect in effects for text in effect.warnings)
    told += [f"NumPy warned: {text}. The answers are right all the same." for text in [*warned][:3]]
    for test in grader.advice.get(exercise.name, ()):
        found = mismatch(test, student, reference)
        if found:
            told.append(found.advice or found.seen)
    return tuple(told)


def describe_call(call: Call, student: Student, is_hidden: bool) -> str:
    """A call in a line: with its arguments where they are few and no secret, else with their shapes."""
    args, kwargs = call.arguments()
    if not is_hidden:
        shown = [*map(_literal, args), *(f"{key}={_literal(value)}" for key, value in kwargs.items())]
        text = f"{call.name}({', '.join(shown)})"
        if "..." not in text and len(text) <= 72:
            return text
    names = [*student.loaded.parameters.get(call.name, []), *"abcdefgh"][: len(args)]
    shapes = [
        f"{name} of shape {value.shape}"
        for name, value in [*zip(names, args, strict=False), *kwargs.items()]
        if isinstance(value, np.ndarray)
    ]
    text = f"{call.name}({', '.join([*names, *kwargs])})"
    return f"{text} with {', '.join(shapes)}" if shapes else text


def _literal(value: Any) -> str:
    if isinstance(value, np.ndarray):
        if value.size > 12:
            return "..."
        kind = "" if value.dtype in (np.float64, np.int64) else f", dtype=np.{value.dtype}"
        if value.size == 0:
            return f"np.empty({value.shape})"
        return f"np.array({np.array2string(value, separator=', ', precision=6).replace(chr(10), '')}{kind})".replace(
            "  ", " "
        )
    if callable(value):
        return getattr(value, "__name__", "function")
    if isinstance(value, np.random.Generator):
        return "rng"
    text = repr(value)
    return text if len(text) <= 40 else "..."
