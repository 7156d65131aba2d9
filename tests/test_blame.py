"""Whole submissions, in which what is wrong in one place shows in another: the blame goes to that place, with where it
is, and to nothing else."""

import json
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.helpers import faulty_helper
from autograder.grading.results import CheckResult, ExerciseResult, Failure
from autograder.learner.standing import ChapterStanding, Standing
from autograder.learner.standing import next_step as standing_next_step
from autograder.report.account import explanation, next_step
from autograder.report.model import Report, grade
from autograder.submission import read_submission

pytestmark = pytest.mark.usefixtures("born")

NUMPY = "import numpy as np\n"
PART = "def sub_matrix(X, top, left, height, width):\n    return X[top:top + height, left:left + width]\n"
ROWS = "def last_rows(X, k):\n    return sub_matrix(X, len(X) - k, 0, k, X.shape[1])\n"


@pytest.fixture
def graded(course: Course, tmp_path: Path):
    """graded("arrays.py", source) is the report on a module of that name, graded("ch1_1_arrays.ipynb", *cells) that on
    a notebook, of code or of (kind, source)."""

    def run(name: str, *cells: str | tuple[str, str]) -> Report:
        path = tmp_path / name
        pairs = [cell if isinstance(cell, tuple) else ("code", cell) for cell in cells]
        if name.endswith(".py"):
            path.write_text("\n".join(text for _kind, text in pairs))
        else:
            made = [{"cell_type": kind, "metadata": {}, "source": text} for kind, text in pairs]
            path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}))
        return grade(read_submission(path, course), course)

    return run


def of(report: Report, name: str):
    return next(result for result in report.exercises if result.name == name)


# What cannot be loaded


def test_each_cell_that_cannot_be_read_is_told_of_what_it_defines_alone(graded):
    report = graded(
        "ch1_1_arrays.ipynb",
        NUMPY,
        "def reshaped_ones(rows, cols)\n    return np.ones((rows, cols))",
        ("markdown", PART),
        "def add_row_and_double(X, row):\n    return (X + row * 2",
    )
    assert of(report, "reshaped_ones").failure.seen == "Python cannot read the code: expected ':'"
    assert of(report, "sub_matrix").failure.seen == "sub_matrix stands in cell 3, which is text and no code"
    assert of(report, "add_row_and_double").failure.seen == "Python cannot read the code: '(' was never closed"
    assert of(report, "last_rows").failure.seen == "there is no function last_rows"
    assert of(report, "sliding_windows").status == "not_started"
    assert next_step(report).startswith("next: edit ch1_1_arrays.ipynb cell 2:1, then")


def test_a_cell_that_fails_is_no_reason_for_what_another_should_define(graded):
    report = graded("ch1_1_arrays.ipynb", NUMPY, "data = open('mine.csv').read()", PART)
    failure = of(report, "normalize").failure
    assert failure.seen == "there is no function normalize"
    assert failure.advice.startswith("Write it")


def test_where_a_module_stopped_is_the_next_step_for_all_that_stands_below(graded):
    report = graded("arrays.py", NUMPY + PART, "data = open('mine.csv').read()", ROWS)
    assert of(report, "sub_matrix").status == "passed"
    assert "loading stopped with FileNotFoundError" in of(report, "last_rows").failure.seen
    assert of(report, "normalize").failure.seen == "there is no function normalize"
    assert of(report, "last_rows").mend_first == "arrays.py:5"


def test_what_stands_below_the_call_of_a_stub_is_not_said_to_be_unwritten(graded):
    stub = "def normalize(X):\n    raise NotImplementedError\n"
    report = graded("arrays.py", NUMPY + PART + stub + "print(normalize(np.ones(3)))\n" + ROWS)
    assert of(report, "normalize").status == "not_started"
    result = of(report, "last_rows")
    assert result.failure.seen == "there is no function last_rows: loading stopped at what is still to be written"
    assert result.failure.lines[0] == "arrays.py:6  print(normalize(np.ones(3)))"
    assert not of(report, "sliding_windows").checks[0].failure


def test_a_variable_with_a_name_like_it_is_not_the_function_under_another_name(graded):
    report = graded("arrays.py", NUMPY + "last_row = np.ones(3)\n")
    assert of(report, "last_rows").failure.advice.startswith("Write it")
    report = graded("arrays.py", NUMPY + ROWS.replace("last_rows", "last_row"))
    assert of(report, "last_rows").failure.advice == "There is a last_row: rename it to last_rows."


@pytest.mark.parametrize(
    "line",
    ["sub_matrix = part = np.zeros((2, 2))", "from math import ceil as sub_matrix", "sub_matrix = lambda *given: None"],
)
def test_what_replaces_a_function_is_told_its_place(graded, line):
    report = graded("arrays.py", NUMPY + PART + ROWS + line + "\n")
    result = of(report, "sub_matrix")
    assert result.notes == ("sub_matrix is defined twice: arrays.py:6 replaces arrays.py:2.",)
    assert result.location == "arrays.py:6"
    assert of(report, "last_rows").mend_first == "arrays.py:6"


def test_a_function_that_its_own_answer_replaces_is_told_where(graded):
    result = of(
        graded("arrays.py", NUMPY + PART + "sub_matrix = sub_matrix(np.ones((3, 3)), 0, 0, 1, 1)\n"), "sub_matrix"
    )
    assert result.failure.seen == "sub_matrix is of type ndarray, not a function"
    assert result.failure.lines == ("arrays.py:4  sub_matrix = sub_matrix(np.ones((3, 3)), 0, 0, 1, 1)",)
    assert result.mend_first == "arrays.py:4"


def test_a_function_that_is_wrapped_below_is_replaced_by_nothing(graded):
    result = of(graded("arrays.py", NUMPY + PART + "sub_matrix = staticmethod(sub_matrix)\n"), "sub_matrix")
    assert (result.status, result.notes, result.location) == ("passed", (), "arrays.py:2")


# Names that stand for nothing, or for something else


USES_SCALE = "def normalize(X):\n    return (X - X.mean()) / SCALE\n"


@pytest.mark.parametrize(
    ("cells", "advice"),
    [
        (
            [NUMPY, "SCALE = np.ones(3) / np.ones(2)", USES_SCALE],
            "SCALE is to be defined where loading stopped, at ch1_1_arrays.ipynb cell 2:1, with ValueError: ",
        ),
        (
            [NUMPY, "SCALE = = 2", USES_SCALE],
            "SCALE is to be defined where loading stopped, at ch1_1_arrays.ipynb cell 2:1, with SyntaxError: ",
        ),
        (
            [NUMPY, 'if __name__ == "__main__":\n    SCALE = 2.0', USES_SCALE],
            "SCALE is defined at ch1_1_arrays.ipynb cell 2:2, below a condition such as if __name__ ==",
        ),
        (
            [NUMPY, "def scaled(X):\n    SCALE = X.std()\n    return X / SCALE", USES_SCALE],
            "SCALE is a name inside of scaled, which nothing outside of it sees",
        ),
        ([NUMPY, USES_SCALE], "Is it spelled right"),
        ([NUMPY, "def normalize(X):\n    [SCALE for SCALE in X]\n    return X / SCALE"], "Is it spelled right"),
    ],
    ids=["a cell that failed", "a cell that cannot be read", "main", "inside", "nowhere", "in a comprehension"],
)
def test_where_a_name_got_lost_is_told(graded, cells, advice):
    failure = of(graded("ch1_1_arrays.ipynb", *cells), "normalize").failure
    assert failure.seen == "raises NameError: name 'SCALE' is not defined"
    assert failure.advice.startswith(advice)


@pytest.mark.parametrize(
    ("cell", "body"),
    [
        ("SCALE = np.ones(3) / np.ones(2)", "X / SCALE"),
        ("if __name__ == '__main__':\n    SCALE = 2.0", "X / SCALE"),
        ("def scaled(X):\n    SCALE = X.std()\n    return X / SCALE", "X / SCALE"),
        ("sum = 0", "sum(X.ravel()) / None(X)"),
    ],
)
def test_a_module_sees_no_name_of_a_cell_and_is_told_of_none(course, tmp_path, cell, body):
    folder = tmp_path / "ch1_1_arrays"
    folder.mkdir()
    (folder / "arrays.py").write_text(f"{NUMPY}def normalize(X):\n    return {body}\n")
    cells = [{"cell_type": "code", "metadata": {}, "source": text} for text in (NUMPY, cell)]
    text = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
    (folder / "ch1_1_arrays.ipynb").write_text(text)
    failure = of(grade(read_submission(folder, course), course), "normalize").failure
    assert failure.kind == "raised"
    assert "ch1_1_arrays.ipynb" not in failure.advice
    assert "scaled" not in failure.advice


def test_a_line_of_the_lesson_that_waits_for_a_stub_is_no_reason(graded):
    tried = "SCALE = sub_matrix(np.ones((3, 3)), 0, 0, 1, 1)"
    stub = "def sub_matrix(X, top, left, height, width):\n    raise NotImplementedError"
    failure = of(graded("ch1_1_arrays.ipynb", NUMPY, stub, tried, USES_SCALE), "normalize").failure
    assert failure.seen == "raises NameError: name 'SCALE' is not defined"
    assert "loading stopped" not in failure.advice


@pytest.mark.parametrize(
    ("line", "name", "body"),
    [
        ("sum = 0", "sum", "(X - sum(X.ravel()) / X.size) / X.std()"),
        ("for max in range(3):\n    pass", "max", "X / max(X.std(), 1)"),
        ("np = 'numpy'", "np", "(X - np.mean(X)) / X.std()"),
    ],
)
def test_what_took_the_place_of_pythons_and_numpys_own_is_told(graded, line, name, body):
    failure = of(graded("arrays.py", NUMPY + line + f"\ndef normalize(X):\n    return {body}\n"), "normalize").failure
    assert failure.advice.startswith(f"{name} is given another meaning at arrays.py:2")


@pytest.mark.slow
@pytest.mark.parametrize("code", ["max(X.std(), 1.0)", "min(X.std(), 1)", "max([X], key=len)", "sum(x for x in X)"])
def test_a_function_of_pythons_that_became_numpys_is_told(graded, code):
    source = NUMPY + f"from numpy import *\ndef normalize(X):\n    return X / {code}\n"
    failure = of(graded("arrays.py", source), "normalize").failure
    told = f"{code[:3]} is NumPy's here, and not Python's: so says from numpy import *, at arrays.py:2"
    assert failure.advice.startswith(told)


def test_a_name_that_was_there_when_loading_stopped_is_not_looked_for_where_it_stopped(graded):
    source = NUMPY + "if __name__ == '__main__':\n    SCALE = 2\n" + USES_SCALE + "print(normalize(np.ones(3)))\n"
    failure = of(graded("arrays.py", source), "normalize").failure
    assert failure.advice.startswith("SCALE is defined at arrays.py:3, below a condition")


def test_what_comes_of_a_function_without_a_return_is_told_as_none(graded):
    source = NUMPY + "def centered(X):\n    X - X.mean()\ndef normalize(X):\n    return centered(X) / X.std()\n"
    assert of(graded("arrays.py", source), "normalize").failure.advice.startswith("Something here is None.")


def test_an_argument_that_a_called_function_changes_is_no_fault_of_the_caller(graded):
    source = "def matrix_multiply(X, W):\n    X *= 2.0\n    return X @ W / 2.0\n"
    source += "def affine(X, W, b):\n    return matrix_multiply(X, W) + b\n"
    failure = of(graded("matrices.py", source), "affine").failure
    assert failure.kind == "purity"
    assert failure.advice.startswith(
        "affine calls your matrix_multiply, which does not pass all of its own tests: look"
    )


def test_a_parameter_that_is_called_like_a_function_of_pythons_replaces_nothing(graded):
    source = NUMPY + "max = 3\ndef normalize(X):\n    least = X.max()\n    return least(X)\n"
    assert "another meaning" not in of(graded("arrays.py", source), "normalize").failure.advice


# From caller to culprit


HALF = "def normalize(X):\n    return X / 2\n"
CHAIN = (
    "def sub_matrix(X, top, left, height, width):\n    return normalize(X)[top:top + height, left:left + width]\n"
    + ROWS
)


def test_the_blame_goes_through_what_is_called_to_what_that_calls(graded):
    report = graded("arrays.py", NUMPY + HALF + CHAIN)
    results = [of(report, name) for name in ("sub_matrix", "last_rows")]
    assert [(result.blamed_on, result.mend_first) for result in results] == [("normalize", "arrays.py:2")] * 2
    told = "last_rows calls your sub_matrix, which needs your normalize: begin with that one (arrays.py:2)."
    assert results[1].failure.advice == told
    assert next_step(report).startswith("next: edit arrays.py:2, then")
    assert next_step(report).endswith("--exercise normalize")


def test_a_function_that_is_called_and_is_not_there_has_the_blame(graded):
    report = graded("ch1_1_arrays.ipynb", NUMPY, ROWS, "def add_row_and_double(X, row):\n    return last_rows(X, 1)")
    told = "last_rows calls sub_matrix, and there is no such function: mend that first."
    assert of(report, "last_rows").failure.advice == told
    assert of(report, "add_row_and_double").failure.advice.endswith("which needs your sub_matrix: begin with that one.")
    assert next_step(report).endswith("--exercise sub_matrix")


def test_a_function_that_fails_in_part_is_passed_over_for_what_it_calls(course, submit):
    source = "def last_rows(X, k):\n    return normalize(X)\ndef sub_matrix(X):\n    return last_rows(X, 2)\n"
    source += "def normalize(X):\n    return X\n"
    wrong = (
        CheckResult(label="first", passed=True),
        CheckResult(label="next", passed=False, failure=Failure(kind="values", seen="is off")),
    )
    results = {
        name: ExerciseResult(name=name, score=0.5, max_score=1, status="failed", location=name, checks=wrong)
        for name in ("sub_matrix", "last_rows", "normalize")
    }
    told = faulty_helper(results["sub_matrix"], submit(source), course, results.__getitem__, never, never)
    sentence = "sub_matrix calls your normalize, which does not pass all of its own tests: look there, too (normalize)."
    assert told.failure.advice == sentence
    assert told.blamed_on == ""


def test_in_a_workspace_the_next_step_is_at_the_function_that_has_the_blame(course):
    chapter = course.chapter("ch1_1_arrays")

    def standing(name, blamed_on=""):
        result = ExerciseResult(name=name, score=0, max_score=1, status="failed", blamed_on=blamed_on)
        return Standing(chapter, chapter.exercise(name), "failed", f"arrays.py:{len(name)}", result)

    found = ChapterStanding(
        chapter, (standing("last_rows", "sub_matrix"), standing("normalize"), standing("sub_matrix"))
    )
    step = standing_next_step([found], course)
    assert step.command == "course check sub_matrix"


def test_a_message_that_ends_in_a_period_gets_no_second_one():
    lines = [text for text, _role in explanation(Failure(kind="raised", seen="raises ValueError: too large."))]
    assert lines == ["raises ValueError: too large."]


@pytest.mark.parametrize(("kind", "is_told"), [("values", False), ("timeout", True)])
def test_a_function_that_is_slow_in_a_large_case_makes_no_other_answer_wrong(course, submit, kind, is_told):
    def result(name, kind, first):
        failure = Failure(kind=kind, seen="is seen")
        checks = (CheckResult(label="first", passed=first), CheckResult(label="next", passed=False, failure=failure))
        return ExerciseResult(name=name, score=0.5, max_score=1, status="failed", checks=checks)

    results = {"normalize": result("normalize", "timeout", True)}
    source = submit("def last_rows(X, k):\n    return normalize(X)\ndef normalize(X):\n    return X\n")
    last_rows = result("last_rows", kind, True)
    told = faulty_helper(last_rows, source, course, results.__getitem__, never, never)
    assert ("normalize" in told.failure.advice) == is_told


def never(*given):
    raise AssertionError(given)


def test_of_two_that_are_not_there_the_one_that_was_called_is_told(graded):
    source = "def part(X):\n    return reshaped_ones(2, 3)\n"
    source += "def last_rows(X, k):\n    return part(X) + sub_matrix(X, 0, 0, k, 1)\n"
    failure = of(graded("arrays.py", NUMPY + source), "last_rows").failure
    assert failure.advice == "last_rows calls reshaped_ones, and there is no such function: mend that first."


def test_a_name_that_an_own_helper_lacks_is_the_fault_of_no_other(graded):
    source = HALF + "def part(X):\n    return X / SCALE\ndef last_rows(X, k):\n    return normalize(part(X))[-k:]\n"
    failure = of(graded("arrays.py", NUMPY + source), "last_rows").failure
    assert failure.advice.startswith("Is it spelled right")


def test_a_mistake_that_a_function_has_from_one_it_calls_is_not_called_its_own(graded):
    source = NUMPY + "from neural_network import sigmoid\n"
    source += "def step(Z):\n    return np.where(Z > 0, 1.0, 0.0)\n"
    source += "def predict_perceptron(X, W, b):\n    return step(sigmoid(X @ W + b) - 0.5)\n"
    report = graded("perceptron.py", source)
    assert of(report, "step").failure.mistake is not None
    assert of(report, "predict_perceptron").failure.mistake is None
    told = "predict_perceptron calls your step, which does not pass all of its own tests: look there first"
    assert of(report, "predict_perceptron").failure.advice.startswith(told)


def test_no_mistake_is_named_that_a_function_could_have_from_one_it_calls(graded):
    source = (
        "def shape_of(nested):\n    return (len(nested), *shape_of(nested[0])) if isinstance(nested, list) else ()\n"
    )
    source += "def is_homologous(nested):\n    try:\n        shape_of(nested)\n    except ValueError:\n"
    source += "        return False\n    return True\n"
    report = graded("neurons.py", source)
    assert of(report, "shape_of").checks[0].passed
    failure = of(report, "is_homologous").failure
    assert failure.mistake is None
    assert failure.advice.startswith(
        "is_homologous calls your shape_of, which does not pass all of its own tests: look"
    )


def test_a_function_of_an_earlier_chapter_in_plainer_words_takes_no_mistake_from_its_caller(graded):
    source = NUMPY + "def mse_loss(y_pred, y):\n    return np.mean((y_pred - y) ** 2)\n"
    source += "def linear_loss(X, y, params):\n    error = X @ params['W'] + params['b'] - y\n"
    source += "    grads = {'W': X.T @ error / len(X), 'b': error.sum(axis=0, keepdims=True) / len(X)}\n"
    source += "    return mse_loss(error, 0 * error), grads\n"
    failure = of(graded("gradient_descent.py", source), "linear_loss").failure
    assert failure.mistake is not None
    assert failure.advice.endswith("which does not pass all of its own tests: look there, too (gradient_descent.py:2).")


def test_what_is_unwritten_and_was_not_called_has_no_blame(graded):
    stub = "def normalize(X):\n    raise NotImplementedError\n"
    source = NUMPY + stub + "def last_rows(X, k):\n    return normalize(X) if k > len(X) else X[-k:]\n"
    failure = of(graded("arrays.py", source), "last_rows").failure
    assert failure.mistake == "forgets that minus zero is zero"
    source = NUMPY + stub + "def last_rows(X, k):\n    return normalize(X) if k > len(X) else X[k:] + 3.25\n"
    assert "normalize" not in of(graded("arrays.py", source), "last_rows").failure.advice


SIGMOID = "def sigmoid(Z):\n    return 1 / (1 + np.exp({}Z))\n"
UNIT = "def forward_perceptron(X, W, b):\n    return sigmoid(X @ W + b){}\n"


def test_a_function_of_an_earlier_chapter_that_is_written_anew_is_tested_where_it_stands(graded, tmp_path):
    report = graded(
        "perceptron.py", NUMPY + "from neural_network import logistic_loss\n" + SIGMOID.format("") + UNIT.format("")
    )
    result = of(report, "forward_perceptron")
    assert result.failure.advice.startswith("forward_perceptron calls your sigmoid, which does not pass its own tests")
    assert (result.mend_first, result.failure.mistake) == ("perceptron.py:3", None)


def test_one_that_may_be_another_function_by_the_same_name_is_only_pointed_at(graded):
    source = NUMPY + "def sigmoid(x):\n    return x / np.abs(x).max()\n" + UNIT.format("")
    result = of(graded("perceptron.py", source), "forward_perceptron")
    told = "forward_perceptron calls your sigmoid, which does not do what that of chapter 1.3 does: look there, too"
    assert f"{told} (perceptron.py:2)." in result.failure.advice
    assert result.blamed_on == ""


def test_one_that_is_right_where_it_stands_is_not_blamed_for_that_of_the_earlier_chapter(course, tmp_path):
    for folder in (".course", "ch1_3_functions", "ch3_1_perceptron"):
        (tmp_path / folder).mkdir()
    (tmp_path / "ch1_3_functions" / "functions.py").write_text(NUMPY + SIGMOID.format(""))
    path = tmp_path / "ch3_1_perceptron" / "perceptron.py"
    own = "def sigmoid(Z):\n    return 0.5 * (1 + np.tanh(Z / 2))\n"
    path.write_text(NUMPY + own + UNIT.format(" * 0.7"))
    result = grade(read_submission(path, course), course, "forward_perceptron").exercises[0]
    assert "sigmoid" not in result.failure.advice


def test_what_all_that_fails_uses_and_nothing_that_passes_is_pointed_at(graded):
    helper = "def window(start, length):\n    return slice(start, length)\n"
    source = helper + PART.replace("top:top + height, left:left + width", "window(top, height), window(left, width)")
    source += "def last_rows(X, k):\n    return X[window(len(X) - k, k)]\n"
    source += "def reshaped_ones(rows, cols):\n    return np.ones((rows, cols))\n"
    report = graded("arrays.py", NUMPY + source)
    told = "last_rows, sub_matrix all use your window (arrays.py:2), and nothing that passes does: look there, too."
    assert told in report.notes
    used = "def reshaped_ones(rows, cols):\n    window(0, 1)\n    return np.ones((rows, cols))\n"
    report = graded("arrays.py", NUMPY + source + used)
    assert not any("window" in note for note in report.notes)
