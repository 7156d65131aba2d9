"""A report is shown in the terminal, as JSON and as HTML without a word too many."""

import functools
import json
import re

import pytest
from everything import REDUCED
from halves import GRADED, RIGHT, TESTS, exercise, grade_half, known, report, shown

from autograder.grading.results import CheckResult, Failure
from autograder.grading.run import Suite, grade_exercise
from autograder.report.account import next_step
from autograder.report.gradescope import results
from autograder.report.html import exercise_html
from autograder.report.terminal import print_exercise, print_report
from autograder.sandbox.isolation import Isolation


@pytest.fixture
def graded(in_process):
    """graded(source) is the result of the exercise `half`."""
    return functools.partial(grade_half, in_process)


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
    lines = shown(print_report, report(broken, notes=(LONG,), warning="REDUCED: " + LONG), width=width).splitlines()
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


def test_reduced_isolation_is_said_in_short_and_full_isolation_is_not():
    warned = report(isolation=REDUCED.summary, warning=REDUCED.warning)
    seen = " ".join(shown(print_report, warned).split())
    assert "Isolation is REDUCED: what is checked here could read, change and delete your files." in seen
    assert "course doctor" in seen
    assert REDUCED.reason not in seen, "all that there is to say is said by course doctor, not after each check"
    full = Isolation(True)
    assert "solation" not in shown(print_report, report(isolation=full.summary, warning=full.warning))


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
        f"raise TypeError({ATTACK!r})\ndef half(X): return X / 2",
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
