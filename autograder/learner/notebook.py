"""`check(function)` in a notebook: the visible tests of its exercise, run in the notebook's own process."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import Chapter, CourseError, Exercise, load_course
from autograder.graders import Grader, load_grader
from autograder.grading.results import ExerciseResult
from autograder.grading.run import grade_exercise, suite_of
from autograder.grading.table import explanations
from autograder.report.html import exercise_html
from autograder.report.streams import write_anywhere
from autograder.report.terminal import print_exercise
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess


@dataclass(frozen=True)
class NotebookResult:
    """A result that shows itself: as HTML in a notebook. Its plain text is the score, which nbgrader reads."""

    result: ExerciseResult

    def _repr_html_(self) -> str:
        return exercise_html(self.result)

    def __repr__(self) -> str:
        return repr(float(self.result.score))


def check_function(function: Any) -> NotebookResult:
    """Run the visible tests of the exercise that bears the function's name; print the result outside a notebook.

    Raises
    ------
    TypeError
        where something else than a function or class is given.
    LookupError
        where no exercise has that name.
    """
    if not callable(function):
        raise TypeError(f"check() takes the function itself, check(normalize), not {type(function).__name__}")
    name = getattr(function, "__name__", "")
    chapter, exercise = _find(name)
    grader = load_grader(chapter)
    visible = [test for test in grader.tests[name] if not test.hidden]
    shown = Grader({name: visible}, grader.advice, grader.previews, complete=False)
    suite = suite_of(shown, exercise, explanations(chapter).table.get(name, ()))
    student = Student(InProcess(chapter.module, functions={**_beside(function, chapter), name: function}))
    result = NotebookResult(grade_exercise(suite, student, None))
    if not _in_notebook():
        from rich.console import Console

        write_anywhere()
        print_exercise(result.result, Console())
    return result


def _beside(function: Any, chapter: Chapter) -> dict[str, Any]:
    """The chapter's other exercises, where the function was defined: tests of a Network need Dense layers."""
    defined = getattr(sys.modules.get(getattr(function, "__module__", "")), "__dict__", {})
    return {exercise.name: defined[exercise.name] for exercise in chapter.exercises if exercise.name in defined}


def _find(name: str) -> tuple[Chapter, Exercise]:
    try:
        found = load_course().find(name, Path.cwd())
    except CourseError:
        found = None
    if found is None or found.exercise is None:
        raise LookupError(f"no exercise is called {name!r}; the function's name must be the exercise's")
    return found.chapter, found.exercise


def _in_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell is not None and type(shell).__name__ == "ZMQInteractiveShell"
