"""Find the bug: to an exercise that has passed, one of its known mistakes as code. The learner looks for a call that it
answers otherwise than their own function; both are run in a worker."""

import ast
import gzip
import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.advice import alike
from autograder.course import Chapter, Course, CourseError, Exercise
from autograder.graders import library_sources
from autograder.grading.table import BUGS, grader_folder
from autograder.language import _
from autograder.places import is_packaged
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import StudentObject, StudentRaised, StudentStopped
from autograder.sandbox.wire import Opaque
from autograder.sandbox.workers import Sandboxed
from autograder.submission import Submission, is_learners, workspace_of
from autograder.trees import UNREADABLE

MOST_ASKED = 2_000  # characters of a call
MOST_SHOWN = 400  # characters of an answer
_UNWRITTEN = ("NotImplementedError", "ImportError", "ModuleNotFoundError", "NameError")
_ASKED = "call_to_compare"  # the function that the call is put into


@dataclass(frozen=True)
class Bug:
    """A mistake to be found. `sentence` explains it, and is for who has found it."""

    chapter: Chapter
    exercise: Exercise
    code: str
    sentence: str

    @property
    def key(self) -> str:
        """What it is remembered by."""
        return f"{self.chapter.id}/{self.exercise.name}"


@dataclass(frozen=True)
class Trial:
    """What a call came to: the answers of the learner's own function and of the one with the bug, in words."""

    call: str
    own: str
    other: str
    differs: bool


def bugs_of(chapter: Chapter) -> tuple[Bug, ...]:
    """The bugs of a chapter, in the order of its exercises.

    Raises
    ------
    CourseError
        where the file that holds them is missing or unreadable.
    """
    try:
        rows = json.loads(gzip.decompress((grader_folder(chapter) / BUGS).read_bytes()))["table"]
        return tuple(
            Bug(chapter, exercise, rows[exercise.name]["code"], rows[exercise.name]["sentence"])
            for exercise in chapter.exercises
            if exercise.name in rows
        )
    except (OSError, EOFError, ValueError, LookupError, TypeError):
        told = _("The bugs of {chapter} are not there to be found.", chapter=chapter.id)
        raise CourseError(told if is_packaged() else f"{told} {_('Run:')} course build --explanations") from None


def try_call(bug: Bug, call: str, submission: Submission, course: Course) -> Trial:
    """Put a call to the learner's own function and to the one with the bug.

    Parameters
    ----------
    call
        a Python expression that calls the exercise; np is at hand.

    Raises
    ------
    CourseError
        where the text is no such expression, or the bug's code needs what the learner has not written.
    SandboxError
        where the worker itself fails.
    """
    call = _checked(call, bug.exercise.name)
    ask = f"import numpy as np\n\n\ndef {_ASKED}():\n    return (\n{call}\n    )\n"
    units = submission.units
    own = _answer(bug, units, ask, submission, course)
    if own.stopped == "NameError" and submission.lesson_units != units:  # it leans on a cell of the lesson
        units = submission.lesson_units
        own = _answer(bug, units, ask, submission, course)
    other = _answer(bug, units, f"{bug.code}\n\n{ask}", submission, course)
    if other.stopped in _UNWRITTEN and not own.is_like(other):
        raise CourseError(
            _(
                "This {name} builds on what is still to be written ({words}). Write that first.",
                name=bug.exercise.name,
                words=other.words,
            )
        )
    return Trial(call, own.words, other.words, not own.is_like(other))


def _checked(call: str, name: str) -> str:
    call = call.strip()
    if len(call) > MOST_ASKED:
        raise CourseError(_("That is a long call. Write one of less than {most:,} characters.", most=MOST_ASKED))
    try:
        tree = ast.parse(call, mode="eval")
    except UNREADABLE as error:
        why = error.msg if isinstance(error, SyntaxError) else str(error)
        raise CourseError(
            _(
                "Python cannot read {call!r} as one expression ({why}). Write a call: {name}(...)",
                call=call,
                why=why,
                name=name,
            )
        ) from None
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    if not any(isinstance(function, ast.Name) and function.id == name for function in calls):
        raise CourseError(_("Your call does not call {name}. Write: {name}(...)", name=name))
    return call


@dataclass(frozen=True)
class _Answer:
    words: str
    value: Any = None
    stopped: str = ""  # the type of an exception, or how it ended without an answer

    def is_like(self, other: "_Answer") -> bool:
        if self.stopped or other.stopped:
            return self.stopped == other.stopped
        return alike(self.value, other.value)


def _answer(bug: Bug, units: tuple[Unit, ...], source: str, submission: Submission, course: Course) -> _Answer:
    """What the call answers that stands at the end of `source`, which comes after the learner's own code."""
    chapter, is_notebook = bug.chapter, bool(units) and units[-1].notebook
    workspace = workspace_of(submission.path)
    worker = Sandboxed(
        chapter.module,
        (*units, Unit(_("your call"), source, notebook=is_notebook)),
        library=library_sources(course, chapter, bug.exercise, workspace, own=is_learners(workspace)),
        datasets=chapter.datasets,
        shared=chapter.names,
    )
    with worker:
        try:
            with worker.student(course.limits_of(chapter, bug.exercise)) as student:
                value = student.call(_ASKED, (), {})
        except StudentRaised as raised:
            problem = raised.problem
            return _Answer(
                _("raises {kind}: {message}", kind=problem.type, message=problem.message)[:MOST_SHOWN].rstrip(": "),
                stopped=problem.type,
            )
        except StudentStopped as stopped:
            return _Answer(stopped.detail, stopped=stopped.kind)
    return _Answer(shown(value), value)


def shown(value: Any) -> str:
    """An answer in words, cut where it is long."""
    if isinstance(value, StudentObject):
        value = value._opaque
    if isinstance(value, Opaque):
        return _("an object of type {type_name}", type_name=value.type_name)
    if isinstance(value, np.ndarray):
        text = np.array2string(value, precision=6, separator=", ", threshold=60, suppress_small=True)
        text = _("{text}  (shape {shape})", text=text, shape=value.shape)
    elif isinstance(value, list | tuple):
        parts = ", ".join(map(shown, value[:8])) + (", ..." if len(value) > 8 else "")
        text = f"[{parts}]" if isinstance(value, list) else f"({parts})"
    elif isinstance(value, dict):
        text = "{" + ", ".join(f"{key!r}: {shown(item)}" for key, item in list(value.items())[:8]) + "}"
    elif isinstance(value, float | np.floating):
        text = f"{float(value):.9g}"
    else:
        text = repr(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]} ..."
