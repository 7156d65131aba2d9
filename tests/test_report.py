"""Reports: right from what was graded, and shown in the terminal, as JSON and as HTML without a word too many."""

import io
import json
import re

import numpy as np
import pytest
from rich.console import Console

from autograder.checks import advice, array, close, hidden, same_for_whole_numbers, visible
from autograder.checks.mistakes import Mistakes
from autograder.course import Exercise
from autograder.grading.describe import describe_call
from autograder.grading.failures import missing
from autograder.grading.results import CheckResult, ExerciseResult, Failure
from autograder.grading.run import Suite, grade_exercise, observe
from autograder.grading.table import Known
from autograder.report.account import next_step, points
from autograder.report.gradescope import results
from autograder.report.html import exercise_html
from autograder.report.model import Report, grade
from autograder.report.terminal import print_exercise, print_report
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


@pytest.fixture
def graded(in_process):
    """graded(source) is the result of the exercise `half`."""
    return lambda source, suite=SUITE: grade_exercise(
        suite, in_process("import numpy as np\n" + source), None, "answers.py:2"
    )


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
        ("x = 1 / 0", "undefined", "loading stopped with ZeroDivisionError: division by zero", ""),
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
        ((np.random.default_rng(1),), {}, "f(rng)"),
        (("x" * 50,), {"k": np.ones(20)}, "f(X, k) with k of shape (20,)"),
    ]:
        s.call("f", args, kwargs)
        assert describe_call(s.calls[-1], s, hidden=False) == text
    assert describe_call(s.calls[0], s, hidden=True) == "f(X) with X of shape (2,)"


# The whole report


def exercise(name, status, score=0.0, **others):
    return ExerciseResult(name=name, score=score, max_score=2.0, status=status, **others)


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


# The terminal


def test_the_terminal_shows_one_cause_and_one_next_step(graded):
    text = shown(print_report, report(graded("def half(X): return X + X")))
    assert text.splitlines() == [
        "1.1 Halves",
        "half   0 / 6 points",
        "  ✗ half of four",
        "    half(np.array([4., 8.])): every value is off; the furthest, at [1], is 16,",
        "    and should be 4.",
        "    You double. Divide by 2.",
        "    try it:  half(np.array([2.0]))   # should be [1.]",
        "    (2 more can't be checked until this works)",
        "",
        "0 / 6 points",
        "next: edit answers.py:2, then  course check answers.py --exercise half",
    ]


LONG = "word " * 60


@pytest.mark.parametrize("width", [40, 80, 200])
def test_lines_are_broken_to_the_width_of_the_terminal(width):
    failure = Failure(kind="values", call="f(X)", seen=LONG, should_be="1", advice=LONG, lines=("a.py:1  " + LONG,))
    broken = exercise("f", "failed", checks=(CheckResult(label="f", passed=False, failure=failure),), notes=(LONG,))
    lines = shown(print_report, report(broken, notes=(LONG,), isolation="REDUCED: " + LONG), width=width).splitlines()
    assert max(map(len, lines[:-1])) <= min(width, 100)
    assert sum("word" in line for line in lines) > 5 * 300 // 100


def test_a_line_to_copy_is_never_broken():
    failure = Failure(kind="values", seen="is off", try_it="f(" + "1, " * 60 + ")")
    broken = exercise("f", "failed", checks=(CheckResult(label="f", passed=False, failure=failure),))
    assert any(line.endswith(failure.try_it) for line in shown(print_exercise, broken).splitlines())


def test_no_traceback_and_no_file_of_ours_is_ever_shown(graded):
    for source in (
        "def half(X):\n    return X.halved",
        "def half(X): return 1 / 0",
        "def half(X): raise SystemExit",
        "(",
    ):
        text = shown(print_report, report(graded(source)))
        assert "Traceback" not in text
        assert "autograder" not in text
        assert "site-packages" not in text


def test_markup_in_a_students_message_is_shown_as_it_is(graded):
    text = shown(print_report, report(graded("def half(X): raise ValueError('[red]no[/red] [/oops] :smile:')")))
    assert "[red]no[/red] [/oops] :smile:" in text


def test_a_student_cannot_steer_the_terminal(graded):
    source = "def half(X): raise ValueError('\\x1b[2Jgone\\x1b]0;title\\x07 \\x9b31m \\x08\\r')"
    text = shown(print_report, report(graded(source)))
    assert "gone" in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


def test_what_is_not_started_takes_one_gray_line():
    text = shown(print_report, report(exercise("a", "not_started", location="a.py:3")))
    assert text.splitlines() == [
        "1.1 Halves",
        "a   not started (2 points)",
        "",
        "0 / 2 points",
        "next: write a (a.py:3); a hint:  course hint a",
    ]


def test_where_hidden_tests_are_not_installed_no_points_are_promised(in_process):
    suite = Suite(GRADED, TESTS[:2], known=known(tests=TESTS[:2]), hidden_tests=False)
    right = report(grade_exercise(suite, in_process(RIGHT), None))
    text = shown(print_report, right)
    assert "points" not in text
    assert text.splitlines()[1] == "half   visible tests 2 of 2"
    assert text.splitlines()[-1] == "visible tests 2 of 2; more look at it when you hand it in"
    assert "points" not in exercise_html(right.exercises[0])
    assert "score" not in results(right)
    wrong = report(grade_exercise(suite, in_process("def half(X): return (X / 2).ravel()"), None))
    assert "visible tests 1 of 2; more" in shown(print_report, wrong)


def test_what_a_function_prints_is_shown_in_every_way_of_telling_and_costs_nothing(graded):
    loud = graded("def half(X):\n    print('shape', X.shape)\n    return X / 2")
    assert (loud.status, loud.score, loud.printed) == ("passed", 6, "shape (2,)")
    wrong = graded("def half(X):\n    print('<b>' * 500)\n    return X")
    assert len(wrong.printed) < 220
    for text in (shown(print_report, report(loud)), exercise_html(loud), json.dumps(results(report(loud)))):
        assert "Your function printed: shape (2,)" in text
    assert "&lt;b&gt;" in exercise_html(wrong)


def test_advice_costs_nothing_and_is_told_in_a_sentence(graded):
    cut = graded("def half(X): return X // 2 if X.dtype.kind in 'iu' else X / 2")
    assert (cut.status, cut.score) == ("passed", 6)
    (note,) = cut.notes
    assert note.startswith("Right for floats; whole numbers (uint8) wrap around or are cut off.")
    for text in (shown(print_report, report(cut)), exercise_html(cut)):
        assert "Right for floats" in text
    assert results(report(cut))["tests"][0]["extra_data"]["advice"] == [note]
    assert graded(RIGHT).notes == ()


def test_advice_waits_until_the_points_are_safe(graded):
    assert graded("def half(X): return X // 2").notes == ()


def test_the_next_step_is_the_first_failure_then_the_first_beginning_then_none():
    done, open_, broken = exercise("a", "passed", 2.0), exercise("b", "not_started"), exercise("c", "failed")
    assert next_step(report(done, open_, broken)) == "next: course check answers.py --exercise c"
    assert next_step(report(done, open_)) == "next: write b; a hint:  course hint b"
    assert next_step(report(done)) == ""


def test_reduced_isolation_is_said_and_full_isolation_is_not():
    assert "Isolation is REDUCED" in shown(print_report, report(isolation="REDUCED: no bubblewrap"))
    assert "solation" not in shown(print_report, report(isolation="full: bubblewrap"))


# JSON in Gradescope's schema


def test_the_json_follows_gradescopes_schema(graded):
    found = results(report(graded("def half(X): return X + X"), exercise("b", "not_started")))
    assert json.loads(json.dumps(found)) == found
    assert (found["score"], found["max_score"]) == (0.0, 8.0)
    assert found["visibility"] in ("visible", "hidden", "after_due_date", "after_published")
    assert [test["name"] for test in found["tests"]] == ["half", "b"]
    for test in found["tests"]:
        assert {"name", "score", "max_score", "status", "output", "visibility", "extra_data"} <= set(test)
        assert test["status"] in ("passed", "failed")
        assert test["visibility"] == "visible"
        assert 0 <= test["score"] <= test["max_score"]
        assert test["output"]
    half, b = found["tests"]
    assert (half["extra_data"]["kind"], half["extra_data"]["mistake"]) == ("values", "doubles")
    assert [check["passed"] for check in half["extra_data"]["checks"]] == [False, None, None]
    assert "You double." in half["output"]
    assert (b["extra_data"]["kind"], b["extra_data"]["mistake"]) == ("not_started", None)


def test_the_points_of_the_json_add_up_to_the_reports(graded):
    whole = report(graded("def half(X): return (X / 2).ravel()"), exercise("b", "passed", 2.0))
    found = results(whole)
    assert found["score"] == sum(test["score"] for test in found["tests"]) == whole.score == 6.0


def test_a_passed_exercise_has_no_kind_and_says_so(graded):
    (test,) = results(report(graded(RIGHT)))["tests"]
    assert (test["status"], test["extra_data"]["kind"]) == ("passed", None)
    assert test["output"] == "All checks passed."


# HTML


ATTACK = "<script>alert('1')</script><img src=x onerror=\"alert(2)\">"


def test_nothing_that_a_student_writes_becomes_html(graded):
    sources = [
        f"def half(X): raise ValueError({ATTACK!r})",
        f"def half(X):\n    raise ValueError  # {ATTACK}",
        f"def half(X): return {{{ATTACK!r}: 1}}",
        f"half = type({ATTACK!r}, (), {{}})()",
        f"def half(X): return type({ATTACK!r}, (), {{}})()",
        f"import warnings\ndef half(X):\n    warnings.warn({ATTACK!r})\n    return X / 2",
        f"raise TypeError({ATTACK!r})",
    ]
    found = 0
    for source in sources:
        html = exercise_html(graded(source))
        assert "<script" not in html
        assert "<img" not in html
        found += "&lt;script&gt;" in html
    assert found == 5, "a class made in a call has no name in a report, and a warning is told only with full points"


def test_every_field_of_a_result_is_escaped():
    failure = Failure(
        kind="values", call=ATTACK, seen=ATTACK, should_be=ATTACK, advice=ATTACK, try_it=ATTACK, lines=(ATTACK,)
    )
    check = CheckResult(label=ATTACK, passed=False, failure=failure)
    html = exercise_html(exercise(ATTACK, "failed", checks=(check,), notes=(ATTACK,), printed=ATTACK, location=ATTACK))
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") == 11, "the name stands in what is read out, too"


def test_the_html_shows_each_check_and_the_cause(graded):
    html = exercise_html(graded("def half(X): return (X / 2).ravel()"))
    assert "4 / 6 points" in html
    assert html.count("✓") == 2
    assert html.count("✗") == 1
    assert "has shape (2,), not (2, 1)" in html
    waiting = exercise_html(graded("def half(X): return X + X"))
    assert waiting.count("–") == 2
    assert "You double. Divide by 2." in waiting
    unwritten = exercise_html(graded("def half(X): raise NotImplementedError"))
    assert "not started" in unwritten
    assert "✗" not in unwritten


def test_a_missing_function_is_not_confused_with_another_exercise(course, in_process):
    student = in_process("def relu_derivative(Z): return Z\ndef leaky_relu_derivativ(Z): return Z\n")
    exercises = {exercise.name for exercise in course.chapter("ch3_2_activations").exercises}
    assert "rename it to relu" not in missing("relu", student, exercises).advice
    assert missing("leaky_relu_derivative", student, exercises).advice.startswith("There is a leaky_relu_derivativ:")
