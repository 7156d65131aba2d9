"""Reports: right from what was graded, and nothing told of what hidden tests expect."""

import functools
import json

import numpy as np
import pytest
from halves import GRADED, RIGHT, SECRET, exercise, grade_half, kinds, report, shown

from autograder.checks import visible
from autograder.grading.describe import describe_call
from autograder.grading.failures import missing
from autograder.grading.run import Suite
from autograder.report.account import points
from autograder.report.gradescope import results
from autograder.report.html import exercise_html
from autograder.report.model import grade
from autograder.report.terminal import print_exercise


@pytest.fixture
def graded(in_process):
    """graded(source) is the result of the exercise `half`."""
    return functools.partial(grade_half, in_process)


# From tests to results


def test_a_right_function_earns_all_points(graded):
    result = graded(RIGHT)
    assert (result.status, result.score, result.max_score) == ("passed", 6, 6)
    assert kinds(result) == [True, True, True]
    assert result.failure is None


def test_each_test_is_worth_its_weight(graded):
    flat = graded("def half(X): return (X / 2).ravel()")
    assert (flat.status, flat.score, kinds(flat)) == ("failed", 4.0, [True, "shape", True])
    shy = graded("def half(X): return np.minimum(X / 2, 100)")
    assert (shy.score, kinds(shy)) == (3.0, [True, True, "values"])


def test_where_the_first_test_fails_the_others_are_not_tried(graded):
    result = graded("calls = []\ndef half(X):\n    calls.append(X)\n    return X - X")
    assert (result.status, result.score, kinds(result)) == ("failed", 0.0, ["values", None, None])


def test_a_stub_is_not_started_and_says_nothing_more(graded):
    result = graded("def half(X):\n    raise NotImplementedError")
    assert (result.status, result.score, result.failure) == ("not_started", 0.0, None)
    assert [check.passed for check in result.checks] == [None, None, None]


@pytest.mark.parametrize(
    ("source", "kind", "seen", "advice"),
    [
        ("", "undefined", "there is no function half", "def half(...)"),
        ("def hallf(X): return X / 2", "undefined", "there is no function half", "There is a hallf: rename it to half"),
        ("import nothing_there\ndef half(X): pass", "undefined", "stopped with ModuleNotFoundError: No module", ""),
        (
            "x = 1 / 0\ndef half(x):\n    return x / 2",
            "undefined",
            "loading stopped with ZeroDivisionError: division by zero",
            "",
        ),
        ("def half(X) return X", "syntax", "Python cannot read the code", "The colon at the end"),
        ("def half(X):\nreturn X", "syntax", "expected an indented block", "has to be indented"),
        (RIGHT + "\nhalf = half(np.ones(2))", "not_callable", "half is of type ndarray, not a function", "Rename"),
        ("def half(): pass", "raised", "TypeError", "has to take the parameters of the stub"),
        ("def half(X): return Y", "raised", "NameError: name 'Y' is not defined", "spelled right"),
        ("def half(X): X / 2", "type", "the result is None, not an array", "without a return"),
        ("def half(X): return list(X / 2)", "type", "the result is a list", "np.array"),
        ("def half(X): return X.mean", "type", "the result is a function", "parentheses"),
        ("def half(X): return X / 0", "finite", "2 of 2 values are inf", "division by 0"),
        ("def half(X): return -X / 2", "values", "every value is off", "The sign is wrong"),
        ("def half(X): return np.random.default_rng()", "type", "Generator, not an array", ""),
    ],
)
def test_each_kind_of_failure_is_told_by_its_cause(graded, source, kind, seen, advice):
    result = graded(source)
    assert result.status == "failed"
    assert result.failure.kind == kind
    assert seen in result.failure.seen
    assert advice in result.failure.advice
    assert kinds(result)[1:] == [None, None]


def test_a_mistake_is_named_with_its_sentence(graded):
    failure = graded("def half(X): return X + X").failure
    assert (failure.mistake, failure.mistake_kind) == ("doubles", "wrong-step")
    assert failure.advice == "You double. Divide by 2."
    assert failure.call == "half(np.array([4., 8.]))"
    assert failure.try_it.startswith("half(")
    assert "should be" not in failure.seen
    assert failure.should_be == "4"


def test_the_students_own_lines_are_shown_where_they_raise(graded):
    failure = graded("def half(X):\n    return inner(X)\ndef inner(X):\n    return X.halved").failure
    assert failure.lines == ("answers.py:3  return inner(X)", "answers.py:5  return X.halved")


def test_warnings_are_advice_and_cost_nothing(graded):
    result = graded("def half(X):\n    np.array([1.0]) / 0\n    return X / 2")
    assert result.status == "passed"
    assert len(result.notes) == 1
    assert "divide by zero" in result.notes[0]


def test_a_value_that_no_check_foresaw_is_the_students_fault_and_not_the_graders(graded):
    @visible("half")
    def test_half_is_split(student):
        first, second = student.half(np.ones(2))
        assert first["key"] == second

    suite = Suite(GRADED, [test_half_is_split.course_test])
    for source in ("return 3", "return None", "return [1, 2]", "return [{}, 1]", "return [{'key': 2}, 1]"):
        failure = graded(f"def half(X): {source}", suite).failure
        assert failure.kind == "unexpected"
        assert "could not be used by the test" in failure.seen


# A hidden test tells nothing of what it expects


@pytest.mark.parametrize(
    "source",
    [
        "def half(X): return np.minimum(X / 2, 100)",
        "def half(X): return X / 2 if X.max() < 100 else X / 2 + 1",
        "def half(X): return X / 2 if X.max() < 100 else None",
        "def half(X): return X / 2 if X.max() < 100 else X[:2]",
        "def half(X):\n    if X.max() > 100:\n        raise ValueError('too large')\n    return X / 2",
    ],
    ids=["clipped", "off by one", "nothing", "too short", "raises"],
)
def test_a_hidden_test_shows_no_expected_value_and_no_argument(graded, source):
    result = graded(source)
    assert (result.score, result.failure is None) == (3.0, False)
    everything = "\n".join(
        [
            shown(print_exercise, result),
            exercise_html(result),
            json.dumps(results(report(result))),
            result.model_dump_json(),
        ]
    )
    for secret in (*SECRET, *(2 * SECRET)):
        assert f"{secret:g}" not in everything
    assert "should be" not in everything
    assert result.failure.call in ("half(X) with X of shape (3,)", "")


def test_calls_are_described_by_their_arguments_or_by_their_shapes(in_process):
    s = in_process("def f(X, k=1, f=None): return 0")
    for args, kwargs, text in [
        ((np.array([1.0, 2.5]),), {}, "f(np.array([1. , 2.5]))"),
        ((np.array([1, 2], dtype=np.uint8), 3), {}, "f(np.array([1, 2], dtype=np.uint8), 3)"),
        ((np.empty((0, 3)),), {"k": 2}, "f(np.empty((0, 3)), k=2)"),
        ((np.zeros((4, 5)), 3), {}, "f(X, k) with X of shape (4, 5)"),
        ((1.0, 2, max), {}, "f(1.0, 2, max)"),
        ((np.float64(0.5), [np.int64(2), np.float32(1.5)]), {}, "f(0.5, [2, np.float32(1.5)])"),
        (([np.array([1.5])],), {}, "f([np.array([1.5])])"),
        ((np.random.default_rng(1),), {}, "f(rng)"),
        (("x" * 50,), {"k": np.ones(20)}, "f(X, k) with k of shape (20,)"),
    ]:
        s.call("f", args, kwargs)
        assert describe_call(s.calls[-1], s, hidden=False) == text
    assert describe_call(s.calls[0], s, hidden=True) == "f(X) with X of shape (2,)"


# The whole report


def test_the_points_of_a_report_are_those_of_its_exercises():
    whole = report(exercise("a", "passed", 2.0), exercise("b", "not_started"), exercise("c", "failed", 0.1 + 0.2))
    assert (whole.score, whole.max_score, whole.complete) == (2.3, 6.0, False)
    assert report(exercise("a", "passed", 2.0)).complete
    assert not report(exercise("a", "not_started")).complete


def test_a_practice_exercise_that_was_deleted_or_misspelt_is_not_passed_over(submit, course):
    submission = submit("import numpy as np\ndef normalize(X): return X\ndef last_row(X, k): return X[len(X) - k:]\n")
    found = {e.name: e for e in grade(submission, course).exercises}
    assert {e.status for e in found.values() if not e.stretch} == {"failed"}
    assert "rename it to last_rows" in found["last_rows"].failure.advice
    assert found["sub_matrix"].failure.seen == "there is no function sub_matrix"


@pytest.mark.parametrize(("value", "text"), [(5.0, "5"), (4.5, "4.5"), (2 / 3, "0.67"), (0.0, "0"), (10.0, "10")])
def test_points_are_shown_without_needless_digits(value, text):
    assert points(value) == text


def test_a_missing_function_is_not_confused_with_another_exercise(course, in_process):
    student = in_process("def relu_derivative(Z): return Z\ndef leaky_relu_derivativ(Z): return Z\n")
    exercises = {exercise.name for exercise in course.chapter("ch3_2_activations").exercises}
    assert "rename it to relu" not in missing("relu", student, exercises).advice
    assert missing("leaky_relu_derivative", student, exercises).advice.startswith("There is a leaky_relu_derivativ:")
