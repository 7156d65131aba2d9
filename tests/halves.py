"""An exercise `half` with its tests and mistakes, its results, and what is shown of them."""

import io

import numpy as np
from rich.console import Console

from autograder.checks import advice, array, close, hidden, same_for_whole_numbers, visible
from autograder.checks.mistakes import Mistakes
from autograder.course import Exercise
from autograder.grading.observing import observe
from autograder.grading.results import ExerciseResult
from autograder.grading.run import Suite, grade_exercise
from autograder.grading.table import Known
from autograder.report.model import Report
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess

GRADED = Exercise(name="half", points=6)
SECRET = np.array([1234.5, 2345.5, 3456.5])


@visible("half", try_it="half(np.array([2.0]))   # should be [1.]")
def test_half_of_four(student):
    close(student.half(np.array([4.0, 8.0])), [2.0, 4.0])


@visible("half", weight=2)
def test_half_of_a_column(student):
    close(student.half(np.array([[3.0], [5.0]])), [[1.5], [2.5]])


@hidden("half", weight=3)
def test_half_of_secrets(student, reference):
    close(array(student.half(2 * SECRET), shape=(3,)), SECRET)


test_half_of_four.__test__ = test_half_of_a_column.__test__ = test_half_of_secrets.__test__ = False


@advice("half")
def test_half_of_whole_numbers(student):
    same_for_whole_numbers(student.half, np.array([3, 5], dtype=np.uint8))


TESTS = [test.course_test for test in (test_half_of_four, test_half_of_a_column, test_half_of_secrets)]
test_half_of_whole_numbers.__test__ = False

MISTAKES = Mistakes("""
def half(X):
    return X / 2
""")
MISTAKES.change("doubles", "X / 2", "X * 2", "You double. Divide by 2.", kind="wrong-step")


def known(mistakes=MISTAKES, tests=TESTS):
    """The table of these mistakes, as `course build` would make it."""
    rows = []
    for item in mistakes.items:
        student = Student(InProcess("answers", (Unit("answers.py", item.source),)))
        traces = {test.label: observe(test, student, None).trace for test in tests}
        rows.append(Known(item.slug, item.sentence, item.kind, item.random, traces))
    return rows


SUITE = Suite(GRADED, TESTS, [test_half_of_whole_numbers.course_test], known())
RIGHT = "def half(X): return X / 2"


def grade_half(in_process, source, suite=SUITE):
    """The result of the exercise `half`."""
    return grade_exercise(suite, in_process("import numpy as np\n" + source), None, "answers.py:2")


def report(*exercises, **others):
    return Report(
        **{"chapter": "ch1", "title": "1.1 Halves", "submission": "answers.py", "exercises": exercises, **others}
    )


def shown(printed, *args, width=80):
    out = io.StringIO()
    printed(*args, Console(file=out, width=width, color_system=None, highlight=False))
    return out.getvalue()


def kinds(result):
    return [check.failure.kind if check.failure else check.passed for check in result.checks]


def exercise(name, status, score=0.0, **others):
    return ExerciseResult(name=name, score=score, max_score=2.0, status=status, **others)
