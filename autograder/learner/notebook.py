"""`check(function)` in a notebook: the cells that were run go to a worker, as those of a handed-in notebook do,
with the same tests and the same limits of time and memory. So it comes to what `course check` comes to.

Where a function's text cannot be had (it was made by exec, or there is no IPython) it runs in this process, against
the visible tests, and is interrupted when its time is over.
"""

import _thread
import ast
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.code_files import SubmissionError
from autograder.course import Chapter, CourseError, Exercise, Limits, load_course
from autograder.graders import load_grader
from autograder.grading.results import CheckResult, ExerciseResult, Failure
from autograder.grading.run import grade_exercise, grade_exercises, suite_of
from autograder.grading.seed import seed_here
from autograder.grading.table import explanations
from autograder.language import _
from autograder.learner.afterwards import told_afterwards
from autograder.learner.cells import cells_run, definition_of, is_notebook, locked_cells_run, saved_notebook, shell
from autograder.report.html import exercise_html
from autograder.report.streams import write_anywhere
from autograder.report.terminal import print_exercise, print_lines
from autograder.sandbox.callbacks import Function
from autograder.sandbox.interface import SandboxError
from autograder.sandbox.messages import Reply
from autograder.sandbox.student import Student, StudentStopped, timeout
from autograder.sandbox.waiting import own_sandboxes
from autograder.sandbox.workers import InProcess
from autograder.submission import Submission, read_cells
from autograder.trees import digest

AGAIN = 0.5  # seconds after which code that goes on is interrupted once more


@dataclass(frozen=True)
class NotebookResult:
    """A result that shows itself: as HTML in a notebook. Its plain text is the score, which nbgrader reads.
    `ending` is what is said of an exercise, a chapter or a module that it finishes."""

    result: ExerciseResult
    ending: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        return exercise_html(self.result, self.ending)

    def __repr__(self) -> str:
        return repr(float(self.result.score))


def check_function(function: Any) -> NotebookResult:
    """Check the exercise that bears the function's name; print the result outside a notebook.

    Raises
    ------
    TypeError
        where something else than a function or class is given.
    LookupError
        where no exercise has that name.
    """
    if not callable(function):
        raise TypeError(
            _("check() takes the function itself, check(normalize), not {name}", name=type(function).__name__)
        )
    chapter, exercise = find_exercise(getattr(function, "__name__", ""))
    found, ending = told_afterwards(verdict(function, chapter, exercise), chapter, load_course(), Path.cwd())
    if not is_notebook():
        from rich.console import Console

        write_anywhere()
        console = Console()
        print_exercise(found, console)
        print_lines(console, ending)
    return NotebookResult(found, ending)


_passed: set[tuple[Chapter, str]] = set()  # texts of functions that have passed here


def has_passed(function: Any, chapter: Chapter, exercise: Exercise) -> bool:
    """Whether a function passes; it is not checked again where its very text has passed in this process."""
    return (chapter, definition_of(function)) in _passed or verdict(function, chapter, exercise).status == "passed"


def verdict(function: Any, chapter: Chapter, exercise: Exercise) -> ExerciseResult:
    """What a function comes to that was defined in this process."""
    result = _graded(function, chapter, exercise)
    if result.status == "passed" and (text := definition_of(function)):
        _passed.add((chapter, text))
    return result


def _graded(function: Any, chapter: Chapter, exercise: Exercise) -> ExerciseResult:
    submission, why_not = _submission_of(function, chapter)
    if submission is not None:
        try:
            return _in_worker(submission, exercise)
        except SandboxError as error:
            why_not = _("no worker could be had ({error})", error=error)
    result = _in_this_process(function, chapter, exercise)
    aside = _("{name} ran in this process, against the visible tests: {why_not}.", name=exercise.name, why_not=why_not)
    return result.model_copy(update={"notes": (aside, *result.notes)})


def _submission_of(function: Any, chapter: Chapter) -> tuple[Submission | None, str]:
    """The submission that a function stands in, or why it stands in none."""
    name = function.__name__
    if shell() is None:
        return None, _("there is no notebook whose cells could be handed to a worker")
    text = definition_of(function)
    if not text:
        return None, _("the text of {name} cannot be had", name=name)
    try:
        locked = locked_cells_run(chapter)
        submission = read_cells(cells_run(), chapter, Path.cwd(), saved_notebook(chapter), locked)
    except SubmissionError as error:
        return None, str(error).rstrip(".")
    if name in submission.misplaced:  # so another counts, or none
        return submission, ""
    if digest(ast.parse(submission.definition(name))) != digest(ast.parse(text)):
        return None, _("it is not the {name} that the cells have defined last", name=name)
    return submission, ""


def _in_worker(submission: Submission, exercise: Exercise) -> ExerciseResult:
    datasets, told = submission.chapter.datasets, list[str]()
    sandbox = own_sandboxes().take(datasets)
    try:
        (result,) = grade_exercises(
            submission, load_course(), exercise.name, sandbox, _tell_long, told.append, seed_here(Path.cwd())
        )
    finally:
        sandbox.close()
    own_sandboxes().start(datasets)
    misplaced = submission.misplaced.get(exercise.name)
    if misplaced and submission.definition(exercise.name) and exercise.name not in submission.unwritten:
        told.append(_("{where}. What stands elsewhere was checked.", where=misplaced.where))
    return result.model_copy(update={"notes": (*result.notes, *told)})


def _tell_long(exercise: Exercise, limits: Limits) -> None:
    if limits.are_long:
        print(
            _("{name}: this may take up to {seconds:g} s", name=exercise.name, seconds=limits.seconds), file=sys.stderr
        )


def _in_this_process(function: Any, chapter: Chapter, exercise: Exercise) -> ExerciseResult:
    grader, limits = load_grader(chapter), load_course().limits_of(chapter, exercise)
    visible = [test for test in grader.tests[exercise.name] if not test.hidden]
    shown = replace(grader, tests={exercise.name: visible}, complete=False)
    suite = suite_of(shown, exercise, explanations(chapter).table.get(exercise.name, ()))
    functions = {**_beside(function, chapter), exercise.name: function}
    try:
        with _interrupted(limits) as clock:
            worker = _Clocked(chapter.module, functions=functions)
            worker.clock = clock
            return grade_exercise(suite, Student(worker), None)
    except KeyboardInterrupt:
        if not clock.is_over:
            raise  # by whoever sits in front of it
        stopped = clock.stopped()
    failure = Failure(kind=stopped.kind, seen=stopped.detail, advice=stopped.advice)
    return ExerciseResult(
        name=exercise.name, score=0, max_score=exercise.points, status="failed", practice=exercise.practice,
        stretch=exercise.stretch, hidden_tests=False,
        checks=(CheckResult(label=visible[0].label, passed=False, failure=failure),),
    )  # fmt: skip


def _beside(function: Any, chapter: Chapter) -> dict[str, Any]:
    """The chapter's other exercises, where the function was defined: tests of a Network need Dense layers."""
    defined = getattr(sys.modules.get(getattr(function, "__module__", "")), "__dict__", {})
    return {exercise.name: defined[exercise.name] for exercise in chapter.exercises if exercise.name in defined}


@dataclass
class _Clock:
    """The time of code that runs in this process. `is_running` says whether it is the code that would be stopped."""

    seconds: float
    is_over: bool = False
    is_running: bool = False

    def stopped(self) -> StudentStopped:
        return timeout(self.seconds)


@contextmanager
def _interrupted(limits: Limits) -> Iterator[_Clock]:
    """Have what runs in it interrupted when its time is over, and again where it goes on all the same."""
    clock, done = _Clock(limits.seconds), threading.Event()

    def watch() -> None:
        wait = limits.seconds
        while not done.wait(wait):
            clock.is_over, wait = True, AGAIN
            if clock.is_running:
                _thread.interrupt_main()

    threading.Thread(target=watch, daemon=True).start()
    try:
        with _interruptible():
            yield clock
    finally:
        done.set()


@contextmanager
def _interruptible() -> Iterator[None]:
    """Have interrupts heard here even where they are ignored, as in what a shell started in the background."""
    if threading.current_thread() is not threading.main_thread() or callable(signal.getsignal(signal.SIGINT)):
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


class _Clocked(InProcess):
    """Functions of this process, with a clock on them."""

    clock: _Clock

    def call(self, frame: bytes, functions: list[Function], handed: Any) -> Reply:
        self.clock.is_running = True
        try:
            return super().call(frame, functions, handed)
        finally:
            self.clock.is_running = False
            if self.clock.is_over:
                raise self.clock.stopped()


def find_exercise(name: str) -> tuple[Chapter, Exercise]:
    """The exercise of that name; LookupError where there is none."""
    try:
        found = load_course().find(name, Path.cwd())
    except CourseError:
        found = None
    if found is None or found.exercise is None:
        raise LookupError(_("no exercise is called {name!r}; the function's name must be the exercise's", name=name))
    return found.chapter, found.exercise
