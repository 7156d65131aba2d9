"""Running a chapter's tests on a student's functions: from a submission to the results of its exercises."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.checks.mismatch import Mismatch
from autograder.checks.testing import GraderTest
from autograder.course import Chapter, Course, Exercise, Limits
from autograder.graders import Grader, library_sources, load_grader, load_reference, stand_ins
from autograder.grading.explain import UNEXPLAINED, Observation
from autograder.grading.failures import failures, left_out, missing
from autograder.grading.helpers import faulty_helper
from autograder.grading.kept import without_what_lives_on
from autograder.grading.observing import mismatch_of, observe
from autograder.grading.results import CheckResult, ExerciseResult, Failure, Status
from autograder.grading.seed import PUBLIC, Seed
from autograder.grading.table import Known, explanations
from autograder.language import N_, _, translated
from autograder.sandbox.launch import Sandbox, SandboxError
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Call, Student, StudentStopped
from autograder.sandbox.workers import Sandboxed
from autograder.submission import Submission, is_learners, workspace_of

__all__ = ["SandboxError", "grade_exercise", "grade_exercises"]

PRINTED_SHOWN = 200  # characters
WARNED = N_("NumPy warned: {warning}. The answers are right all the same.")
LOADS = N_("the code loads")  # what is told instead of the first test, where not even that can be

Progress = Callable[[Exercise, Limits], None]


def no_progress(_exercise: Exercise, _limits: Limits) -> None:
    pass


@dataclass(frozen=True)
class Suite:
    """What an exercise is graded by: its tests, and what is known of the mistakes made with it."""

    exercise: Exercise
    tests: Sequence[GraderTest]
    advice: Sequence[GraderTest] = ()  # with previews, where they stand in for hidden tests
    known: Sequence[Known] = ()
    hidden_tests: bool = True
    others: Sequence[str] = ()  # the chapter's exercises, whose names are no misspelling of this one's
    quick: bool = True  # whether tests that earn nothing any more may still be run, to see more of the mistake
    seed: Seed = PUBLIC  # of what tests draw anew for each course


def suite_of(
    grader: Grader, exercise: Exercise, known: Sequence[Known] = (), *, quick: bool = True, seed: Seed = PUBLIC
) -> Suite:
    """The suite of a chapter's exercise."""
    name = exercise.name
    free = [*([] if grader.complete else grader.previews.get(name, ())), *grader.advice.get(name, ())]
    return Suite(exercise, grader.tests[name], free, known, grader.complete, tuple(grader.tests), quick, seed)


def grade_exercises(
    submission: Submission,
    course: Course,
    only: str | None = None,
    sandbox: Sandbox | None = None,
    progress: Progress = no_progress,
    note: Callable[[str], None] = lambda _text: None,
    seed: Seed = PUBLIC,
    grader: Grader | None = None,
    *,
    own: bool | None = None,
) -> Generator[ExerciseResult, None, None]:
    """Grade a submission in a sandbox, exercise by exercise, each in a fresh fork.

    Parameters
    ----------
    only
        the one exercise to grade, instead of all.
    sandbox
        a sandbox started in advance for this submission.
    progress
        is told of each exercise, and what it may use, when its grading begins.
    note
        is told, once, what concerns the whole report.
    seed
        the course's, of what tests draw anew for each course.
    grader
        the tests to put, where they are not all of the chapter's.
    own
        whether the library is the learner's own, as far as it is written; else told from where the submission lies.

    Raises
    ------
    SandboxError
        where the grader itself fails.
    """
    workspace = workspace_of(submission.path)
    own = is_learners(workspace) if own is None else own
    if own and (told := stand_ins(course, submission, workspace)):
        note(told)
    with ExitStack() as workers:
        grading = _Grading(
            submission, course, grader or load_grader(submission.chapter), workspace, own, seed, progress, note,
            workers, sandbox,
        )  # fmt: skip
        for name in [only] if only else submission.chapter.names:
            yield grading.result_of(name)


class _Grading:
    """A submission while it is graded: the results so far, and where its code runs."""

    def __init__(
        self, submission: Submission, course: Course, grader: Grader, workspace: Path, own: bool, seed: Seed,
        progress: Progress, note: Callable[[str], None], workers: ExitStack, sandbox: Sandbox | None,
    ) -> None:  # fmt: skip
        self.submission, self.chapter, self.course = submission, submission.chapter, course
        self.grader = grader
        self.workspace, self.own, self.seed = workspace, own, seed
        self.progress, self.note, self.workers = progress, note, workers
        self.done: dict[str, ExerciseResult] = {}
        self.copies: dict[str, ExerciseResult] = {}  # of functions of earlier chapters that stand in this one, too
        self.libraries: dict[tuple[str, ...], dict[str, str]] = {}  # by the later chapters that they hold
        self.fast = self._worker(submission.units, sandbox)
        self.whole: Sandboxed | None = None  # with the cells of the lesson, where the code leans on one

    def result_of(self, name: str) -> ExerciseResult:
        """An exercise's result, graded once. Where it fails by another exercise, that one is graded too."""
        if name in self.done:
            return self.done[name]
        exercise = self.chapter.exercise(name)
        self.progress(exercise, self.course.limits_of(self.chapter, exercise))
        self.done[name] = result = self._graded(exercise)
        if result.status == "failed":
            if missing := explanations(self.chapter).missing:
                self.note(missing)
            self.done[name] = result = faulty_helper(
                result, self.submission, self.course, self.result_of, self.copy_of, _grade_elsewhere, own=self.own
            )
        return result

    def copy_of(self, home: Chapter, name: str) -> ExerciseResult:
        """The result of a function of an earlier chapter that this submission defines anew, by that chapter's tests."""
        if name not in self.copies:
            worker = self.whole or self.fast
            self.copies[name] = self._tested(home, home.exercise(name), load_grader(home), self._library(None), worker)
        return self.copies[name]

    def _graded(self, exercise: Exercise) -> ExerciseResult:
        library, lesson_units = self._library(exercise), self.submission.lesson_units
        result = self._tested(self.chapter, exercise, self.grader, library, self.fast)
        if result.status == "failed" and _misses_a_name(result) and lesson_units != self.submission.units:
            # The student's code leans on something that a cell of the lesson defines: run those as well.
            self.whole = self.whole or self._worker(lesson_units)
            result = self._tested(self.chapter, exercise, self.grader, library, self.whole)
        return result

    def _tested(
        self, home: Chapter, exercise: Exercise, grader: Grader, library: dict[str, str], worker: Sandboxed
    ) -> ExerciseResult:
        """What the submission's code for an exercise comes to, by the tests of the chapter that it is at home in."""
        limits = self.course.limits_of(home, exercise)
        known = explanations(home).table.get(exercise.name, ())
        suite = suite_of(grader, exercise, known, quick=not limits.are_long, seed=self.seed)
        return _grade_in(worker, limits, library, suite, load_reference(home), self.submission)

    def _library(self, exercise: Exercise | None) -> dict[str, str]:
        uses = exercise.uses if exercise else ()
        if uses not in self.libraries:
            self.libraries[uses] = library_sources(self.course, self.chapter, exercise, self.workspace, own=self.own)
        return self.libraries[uses]

    def _worker(self, units: tuple[Unit, ...], sandbox: Sandbox | None = None) -> Sandboxed:
        return self.workers.enter_context(
            Sandboxed(
                self.chapter.module, units, datasets=self.chapter.datasets, shared=self.chapter.names, sandbox=sandbox
            )
        )


def _grade_elsewhere(submission: Submission, course: Course, name: str) -> ExerciseResult:
    return next(grade_exercises(submission, course, name, own=True))


def _misses_a_name(result: ExerciseResult) -> bool:
    failures = [check.failure for check in result.checks if check.failure]
    return any(failure.kind == "undefined" or "NameError" in failure.seen for failure in failures)


def _grade_in(
    worker: Sandboxed, limits: Limits, library: dict[str, str], suite: Suite, reference: Any, submission: Submission
) -> ExerciseResult:
    location = submission.location(suite.exercise.name)
    try:
        with worker.student(limits, library) as student:
            result = grade_exercise(suite, student, reference, location)
        if suite.quick:

            def put(number: int, student: Student) -> Mismatch | None:
                return mismatch_of(suite.tests[number], student, reference, suite.seed)

            result = without_what_lives_on(result, worker, limits, library, put)
    except StudentStopped as stopped:
        failure = Failure(kind=stopped.kind, seen=stopped.detail, advice=stopped.advice)
        result = _result(suite, "failed", (CheckResult(label=LOADS, passed=False, failure=failure),))
    return _with_place(result, submission)


def _with_place(result: ExerciseResult, submission: Submission) -> ExerciseResult:
    """A result with what there is to tell of the place where the function stands."""
    notes, elsewhere = submission.remarks(result.name), submission.misplaced.get(result.name)
    checks, failure = result.checks, result.failure
    # In a locked cell may be written what is left as a stub where it belongs.
    is_locked = elsewhere is not None and elsewhere.locked and result.status == "not_started"
    if elsewhere and (is_locked or (failure and failure.kind == "undefined")):
        lost = Failure(kind="undefined", seen=elsewhere.where, advice=elsewhere.remedy)
        checks = (checks[0].model_copy(update={"passed": False, "failure": lost}), *checks[1:])
        result = result.model_copy(update={"status": "failed"})
    return result.model_copy(update={"notes": (*map(translated, notes), *result.notes), "checks": checks})


def grade_exercise(suite: Suite, student: Student, reference: Any, location: str = "") -> ExerciseResult:
    """Put an exercise's tests to a student's function.

    The first test is the foundation: where it fails the others earn nothing, since they would fail for the same
    reason. The rest stand on their own, so that one mistake costs the points of the tests it breaks.
    """
    problem = missing(suite.exercise.name, student, suite.others)
    if problem is not None:
        if suite.exercise.stretch and left_out(suite.exercise.name, student, suite.others):
            return _result(suite, "not_started", _untried(suite.tests, None), location=location)
        stopped = problem.lines[-1].partition("  ")[0] if problem.lines else ""  # loading, which is to be mended first
        return _result(suite, "failed", _untried(suite.tests, problem), location=location, mend_first=stopped)
    seen = list(_observations(suite, student, reference))
    if seen[0].found is not None and seen[0].found.kind == "not_started":
        return _result(suite, "not_started", _untried(suite.tests, None), location=location)
    counted = _counted(seen)
    explained = failures(counted, seen, student, suite.known)
    checks = [
        CheckResult(
            label=item.test.label,
            passed=item.found is None,
            hidden=item.test.hidden,
            failure=explained.get(item.test.label),
        )
        for item in counted
    ]
    checks += _untried(suite.tests[len(counted) :], None)
    complete = all(check.passed for check in checks)
    earned = sum(item.test.weight * (item.found.earned if item.found else 1.0) for item in counted)
    share = earned / sum(test.weight for test in suite.tests)
    points = suite.exercise.points
    advice = [*_advice(suite, student, reference, seen)] if complete else []  # before the notes that it may add
    return _result(
        suite,
        "passed" if complete else "failed",
        tuple(checks),
        score=points if complete else round(points * share, 2),
        location=location,
        printed=_printed(suite.exercise, seen),
        notes=(*dict.fromkeys(student.notes), *advice),
    )


def _observations(suite: Suite, student: Student, reference: Any) -> Iterator[Observation]:
    """Each test and what it came to; those after a failed foundation are run to see more of the mistake."""
    for number, test in enumerate(suite.tests):
        observed = observe(test, student, reference, suite.seed)
        yield observed
        kind = observed.found.kind if observed.found else ""
        if kind in ("timeout", "crashed", "forged") or (
            number == 0 and kind and (kind in UNEXPLAINED or not suite.quick or not suite.known)
        ):
            return


def _counted(seen: Sequence[Observation]) -> Sequence[Observation]:
    return seen[:1] if seen[0].found is not None else seen


def refused(chapter: Chapter, reason: str) -> tuple[ExerciseResult, ...]:
    """The results of a submission that cannot be graded: nothing, and why."""
    failure = Failure(kind="syntax", seen=N_("this submission could not be graded"), advice=reason)
    checks = (CheckResult(label=N_("the submission can be read"), passed=False, failure=failure),)
    return tuple(
        ExerciseResult(
            name=e.name, score=0, max_score=e.points, status="failed", practice=e.practice, stretch=e.stretch,
            checks=checks,
        )
        for e in chapter.exercises
    )  # fmt: skip


def _result(suite: Suite, status: Status, checks: tuple[CheckResult, ...], **others: Any) -> ExerciseResult:
    return ExerciseResult(
        name=suite.exercise.name,
        score=others.pop("score", 0.0),
        max_score=suite.exercise.points,
        status=status,
        practice=suite.exercise.practice,
        stretch=suite.exercise.stretch,
        checks=checks,
        hidden_tests=suite.hidden_tests,
        **others,
    )


def _untried(tests: Sequence[GraderTest], first: Failure | None) -> tuple[CheckResult, ...]:
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


def _shown_calls(exercise: Exercise, seen: Sequence[Observation]) -> list[Call]:
    """The calls of an exercise whose arguments are no secret, and so what they printed is none either."""
    return [call for item in seen if not item.test.hidden for call in item.calls if call.name == exercise.name]


def _printed(exercise: Exercise, seen: Sequence[Observation]) -> str:
    """What the function printed first, capped."""
    texts = (call.effects.printed.strip() for call in _shown_calls(exercise, seen))
    text = next((text for text in texts if text), "")
    return text if len(text) <= PRINTED_SHOWN else text[:PRINTED_SHOWN] + " ..."


def is_warning(note: str) -> bool:
    """Whether a note tells of a warning of NumPy's."""
    before, _field, after = _(WARNED).partition("{warning}")
    return note.startswith(before) and note.endswith(after)


def _advice(suite: Suite, student: Student, reference: Any, seen: Sequence[Observation]) -> Iterator[str]:
    """What costs nothing, now that the points are safe: warnings (each kind once), and what the tests find that are
    marked as advice or as a preview."""
    warned = dict.fromkeys(text for call in _shown_calls(suite.exercise, seen) for text in call.effects.warnings)
    for text in [*warned][:3]:
        yield _(WARNED, warning=text)
    for test in suite.advice:
        found = mismatch_of(test, student, reference, suite.seed)
        if found and test.purpose == "preview":
            told = _("When you hand it in, it may fail: {seen}.", seen=found.seen)
            yield f"{told} {translated(found.advice)}".rstrip()
        elif found and found.kind not in UNEXPLAINED:
            yield found.advice or found.seen
