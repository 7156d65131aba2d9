"""What a hidden test handed in stays hidden, whatever way a student's code takes to say it; and nothing is earned by
handing in the library's own function."""

import re

import numpy as np
import pytest

from autograder.checks import Mismatch, close
from autograder.checks.testing import GraderTest
from autograder.course import Exercise
from autograder.grading.run import Suite, grade_exercise
from autograder.grading.secrecy import without_inputs
from autograder.report.model import grade
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Student, timeout
from autograder.sandbox.workers import InProcess

pytestmark = pytest.mark.usefixtures("born")

SECRET = 8675309.25
SPELLED = re.compile(r"8675309|8\.67531|8\.675|ZZ")

CODE = """\
import sys, types, warnings
import numpy as np

def spelled(X):
    return "ZZ" + str(int(X[0]))

def total(X):
    return leak(X) if X[0] > 5 else float(X.sum())
"""
LEAKS = {
    "message": "def leak(X): raise ValueError(spelled(X))",
    "type": "def leak(X): raise type(spelled(X), (ValueError,), {})",
    "wrong value": "def leak(X): return float(X[0])",
    "wrong values": "def leak(X): return X * 1.0",
    "text": "def leak(X): return spelled(X)",
    "key": "def leak(X): return {spelled(X): 1}",
    "class": "def leak(X): return type(spelled(X), (), {})()",
    "dtype": "def leak(X): return np.zeros(2, dtype=[(spelled(X), float)])",
    "printed": "def leak(X): print(spelled(X)); return float(X.sum())",
    "warning": "def leak(X): warnings.warn(spelled(X)); return float(X.sum())",
    "line": "def leak(X): exec(compile('raise ValueError  # ' + spelled(X), 'answers.py', 'exec'))",
    "name of the function": (
        "def leak(X):\n    def f(): raise NotImplementedError\n"
        "    f.__code__ = f.__code__.replace(co_qualname=spelled(X), co_name=spelled(X))\n    f()"
    ),
    "changed": (
        "import inspect\ndef leak(X):\n    P = inspect.Parameter\n"
        "    total.__signature__ = inspect.Signature([P(spelled(X), P.POSITIONAL_OR_KEYWORD)])\n"
        "    result = float(X.sum())\n    X[...] = 0\n    return result"
    ),
    "effects": (
        "def leak(X):\n    for name in ('sandbox.worker', 'autograder.sandbox.worker'):\n"
        "        if name in sys.modules: sys.modules[name]._parameter_name = lambda f, k: spelled(X)\n"
        "    result = float(X.sum())\n    X[...] = 0\n    return result"
    ),
    "syntax": "def leak(X): eval(spelled(X) + ' +')",
    "shape": "def leak(X): return np.zeros((int(X[0]), 0))",
    "unforeseen": "def leak(X): return [[spelled(X)]]",
}


def visible_test(student):
    close(student.total(np.array([1.0, 2.0, 0.5])), 3.5)


def hidden_test(student):
    got = student.total(np.array([SECRET, 2.0, 0.5]))
    if isinstance(got, list):
        float(got[0][0])
    close(got, SECRET + 2.5, rtol=1e-12)
    if student.calls[-1].effects.changed:
        raise Mismatch("purity", f"changes its argument {student.calls[-1].effects.changed[0]}")


SUITE = Suite(
    Exercise(name="total", points=4.0),
    [GraderTest(visible_test, "total", "visible"), GraderTest(hidden_test, "total", "hidden")],
)


@pytest.mark.parametrize("way", LEAKS)
def test_a_hidden_input_is_not_told(way):
    unit = Unit("answers.py", f"{CODE}\n{LEAKS[way]}\n")
    result = grade_exercise(SUITE, Student(InProcess("answers", (unit,))), None)
    assert result.checks[0].passed
    assert not SPELLED.search(result.model_dump_json()), result.model_dump_json()
    assert result.checks[1].passed == (way in ("printed", "warning"))


def test_an_exception_in_a_hidden_test_is_told_by_its_type_and_line():
    unit = Unit("answers.py", f"{CODE}\n{LEAKS['message']}\n")
    failure = grade_exercise(SUITE, Student(InProcess("answers", (unit,))), None).checks[1].failure
    assert failure.seen == "raises ValueError"
    assert failure.lines[-1].endswith("def leak(X): raise ValueError(spelled(X))")


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("1 / 0", "raises ZeroDivisionError: division by zero"),
        ("[][3]", "raises IndexError: list index out of range"),
        ("if X[:2] > 1: pass", None),
        ("undefined", "raises NameError"),
        ("X @ np.ones((7, 7))", "raises ValueError"),
    ],
)
def test_a_message_of_pythons_own_that_says_nothing_of_the_input_is_told(code, seen):
    unit = Unit("answers.py", f"{CODE}\ndef leak(X):\n    {code}\n")
    failure = grade_exercise(SUITE, Student(InProcess("answers", (unit,))), None).checks[1].failure
    assert failure.seen == (
        seen
        or "raises ValueError: The truth value of an array with more than one element is ambiguous. "
        "Use a.any() or a.all()"
    )


def no_answer(student):
    stopped = timeout(10.0)
    raise Mismatch(stopped.kind, stopped.detail, advice=stopped.advice)


def test_of_no_answer_all_is_told_since_the_words_are_the_graders_own():
    suite = Suite(SUITE.exercise, [SUITE.tests[0], GraderTest(no_answer, "total", "hidden")])
    unit = Unit("answers.py", "def total(X):\n    return float(X.sum())\n")
    failure = grade_exercise(suite, Student(InProcess("answers", (unit,))), None).checks[1].failure
    assert failure.seen == "your code did not finish within 10 seconds"
    assert failure.advice == "Is there an endless loop?"


def test_a_visible_test_still_tells_all():
    unit = Unit("answers.py", "def total(X):\n    print('debug')\n    raise ValueError(f'of {X[0]}')\n")
    result = grade_exercise(SUITE, Student(InProcess("answers", (unit,))), None)
    assert result.checks[0].failure.seen == "raises ValueError: of 1.0"
    assert result.printed == "debug"


def test_a_text_keeps_its_known_words_and_a_few_short_numbers():
    known = {"has", "shape", "not", "the", "of", "values", "are", "off"}
    assert without_inputs("has shape (3, 4), not (4, 3)", known) == "has shape (3, 4), not (4, 3)"
    assert without_inputs("3 of 12 values are off", known) == "3 of 12 values are off"
    assert without_inputs("the abc of 1234567 is 3.14159265", known) == "the … of … … 3.14"
    assert without_inputs("1 2 3 4 5 6 7 8.5", set()) == "1 2 3 4 5 6 … …"


# Exercises that are the library's own function


BEFORE = "from neural_network import gradient_descent as before\n"
WRAPPER = """
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    return before(X, y, params, lr, loss_fn, epochs=epochs)
"""
SOLVED = """
import numpy as np
from neural_network import gradient_descent as before

def minibatches(X, y, batch_size, rng=None):
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    for first in range(0, len(X), batch_size):
        rows = order[first : first + batch_size]
        yield X[rows], y[rows]

def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    history = []
    for _ in range(epochs):
        total = 0.0
        for X_b, y_b in minibatches(X, y, batch_size or len(X), rng):
            params, (loss,) = before(X_b, y_b, params, lr, loss_fn, epochs=1)
            total += loss * len(X_b)
        history.append(total / len(X))
    return params, history
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("from neural_network import gradient_descent\n", "is imported from the library"),
        ("import neural_network\ngradient_descent = neural_network.gradient_descent\n", "is imported from the library"),
        (BEFORE + WRAPPER, ""),
        (BEFORE + "import functools\ngradient_descent = functools.partial(before)\n", ""),
    ],
    ids=["an import", "an assignment", "a wrapper", "a partial"],
)
def test_the_earlier_function_of_that_name_earns_nothing(source, seen, submit, course):
    submission = submit(source, "mini_batches.py")
    (result,) = [it for it in grade(submission, course).exercises if it.name == "gradient_descent"]
    assert (result.score, result.status) == (0.0, "failed")
    assert seen in result.failure.seen
    if seen:
        assert result.failure.advice.startswith("Write this chapter's gradient_descent yourself")


def test_calling_the_earlier_function_is_allowed(submit, course):
    report = grade(submit(SOLVED, "mini_batches.py"), course)
    (result,) = [it for it in report.exercises if it.name == "gradient_descent"]
    assert result.score == result.max_score
