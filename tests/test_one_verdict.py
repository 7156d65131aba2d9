"""The same code gets the same verdict as a module, as a notebook, and as a folder that holds both."""

import json
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.graders import load_grader, load_reference
from autograder.grading.run import grade_exercise, suite_of
from autograder.report.account import next_step
from autograder.report.model import Report, grade
from autograder.submission import read_submission

pytestmark = pytest.mark.usefixtures("born")

RIGHT = "def normalize(X):\n    std = X.std()\n    return (X - X.mean()) / std if std > 0 else X - X.mean()\n"
STUB = "def normalize(X):\n    raise NotImplementedError\n"
NUMPY = "import numpy as np\n"


def notebook(*cells: str | tuple[str, str]) -> str:
    """A notebook of code cells, or of (kind, source)."""
    pairs = [cell if isinstance(cell, tuple) else ("code", cell) for cell in cells]
    return json.dumps({
        "nbformat": 4, "nbformat_minor": 5, "metadata": {},
        "cells": [
            {"cell_type": kind, "metadata": {}, "id": f"c{n}", "source": source,
             **({"outputs": [], "execution_count": None} if kind == "code" else {})}
            for n, (kind, source) in enumerate(pairs)
        ],
    })  # fmt: skip


@pytest.fixture
def graded(course: Course, tmp_path: Path):
    """graded(module=..., cells=...) is the report on normalize in a folder that holds these."""

    def run(module: str | None = None, cells: tuple[str | tuple[str, str], ...] = (), name="normalize") -> Report:
        folder = tmp_path / "ch1_1_arrays"
        folder.mkdir(exist_ok=True)
        for file in folder.iterdir():
            file.unlink()
        if module is not None:
            (folder / "arrays.py").write_text(module)
        if cells:
            (folder / "ch1_1_arrays.ipynb").write_text(notebook(*cells))
        return grade(read_submission(folder, course), course, name)

    return run


@pytest.mark.parametrize(
    ("source", "status"),
    [(RIGHT, "passed"), (STUB, "not_started"), ("def normalize(X):\n    return X - X.mean()\n", "failed")],
    ids=["right", "stub", "wrong"],
)
def test_module_notebook_and_both_get_the_same(graded, source, status):
    places = [
        {"module": NUMPY + source},
        {"cells": (NUMPY, source)},
        {"module": NUMPY + source, "cells": (NUMPY, STUB)},
        {"module": NUMPY + STUB, "cells": (NUMPY, source)},
    ]
    results = [graded(**place).exercises[0] for place in places]
    assert [result.status for result in results] == [status] * 4
    assert len({result.score for result in results}) == 1
    assert len({result.failure and (result.failure.seen, result.failure.mistake) for result in results}) == 1


def test_a_module_sees_no_name_of_the_notebook(graded):
    leans = NUMPY + "def normalize(X):\n    return (X - X.mean()) / SCALE\n"
    alone = graded(module=leans).exercises[0]
    beside = graded(module=leans, cells=(NUMPY, "SCALE = 1.0\nX = np.ones(3)", STUB)).exercises[0]
    assert (alone.status, alone.score) == (beside.status, beside.score)
    assert "NameError" in alone.failure.seen
    assert "NameError" in beside.failure.seen


def test_an_import_of_the_notebook_does_not_help_a_module_that_forgot_it(graded):
    forgot = "def normalize(X):\n    return np.asarray(X)\n"
    beside = graded(module=forgot, cells=(NUMPY, STUB)).exercises[0]
    assert "NameError" in beside.failure.seen


def test_each_place_may_use_the_exercises_of_the_other(graded):
    calls = "def last_rows(X, k):\n    normalize(X)\n    return X[len(X) - k:]\n"
    in_notebook = graded(module=NUMPY + RIGHT, cells=(NUMPY, STUB, calls), name="last_rows").exercises[0]
    in_module = graded(module=NUMPY + STUB + calls, cells=(NUMPY, RIGHT), name="last_rows").exercises[0]
    assert (in_notebook.status, in_module.status) == ("passed", "passed")


def test_a_function_that_is_defined_twice_is_told(graded):
    report = graded(cells=(NUMPY, RIGHT, "def normalize(X):\n    return X\n"))
    assert report.exercises[0].notes[0] == "normalize is defined twice: cell 3 replaces cell 2."
    assert not any("twice" in note for note in graded(cells=(NUMPY, RIGHT, RIGHT)).exercises[0].notes)
    report = graded(module=NUMPY + RIGHT + "\n\ndef normalize(X):\n    return X\n")
    assert report.exercises[0].notes[0] == "normalize is defined twice: arrays.py:7 replaces arrays.py:2."


@pytest.mark.parametrize(
    ("cell", "seen", "advice"),
    [
        (("markdown", RIGHT), "normalize stands in cell 2, which is text and no code", "Esc, then Y"),
        (("raw", RIGHT), "normalize stands in cell 2, which is raw text and no code", "Esc, then Y"),
        (("code", "%%writefile mine.py\n" + RIGHT), "which is written to a file by %%writefile", "Take that line away"),
    ],
    ids=["text", "raw", "writefile"],
)
def test_an_answer_that_stands_where_no_code_runs_is_told_its_place(graded, cell, seen, advice):
    failure = graded(cells=(NUMPY, cell)).exercises[0].failure
    assert seen in failure.seen
    assert advice in failure.advice


@pytest.mark.parametrize("stub", ["", STUB], ids=["deleted", "left"])
def test_an_answer_in_a_locked_cell_is_told_its_place_and_earns_nothing(course, tmp_path, stub):
    cells = json.loads(notebook(NUMPY, stub, RIGHT))
    cells["cells"][2]["metadata"] = {"nbgrader": {"grade_id": "check_normalize", "locked": True}}
    path = tmp_path / "ch1_1_arrays.ipynb"
    path.write_text(json.dumps(cells))
    result = grade(read_submission(path, course), course, "normalize").exercises[0]
    assert (result.status, result.score) == ("failed", 0)
    assert result.failure.seen == "normalize stands in cell 3, which is locked and not run"
    assert "in the cell above" in result.failure.advice


def test_the_lines_of_an_exported_notebook_cost_nothing(graded):
    exported = "#!/usr/bin/env python\n# coding: utf-8\n# In[1]:\n" + NUMPY
    exported += 'get_ipython().run_line_magic("matplotlib", "inline")\n' + RIGHT
    assert graded(module=exported).exercises[0].status == "passed"


def test_a_declared_encoding_is_read_as_declared(course, tmp_path):
    path = tmp_path / "arrays.py"
    path.write_bytes(("# -*- coding: cp1252 -*-\n# Größe\n" + NUMPY + RIGHT).encode("cp1252"))
    assert grade(read_submission(path, course), course, "normalize").complete


# Blame where it is due


def test_a_function_whose_helper_is_unwritten_is_not_called_unstarted(graded):
    leans = NUMPY + STUB + "def last_rows(X, k):\n    normalize(X)\n    return X[len(X) - k:]\n"
    result = graded(module=leans, name="last_rows").exercises[0]
    assert result.status == "failed"
    assert result.failure.seen == "calls normalize, which is still to be written"
    assert result.failure.advice.startswith("last_rows calls your normalize, which is still to be written: write that")
    assert "(arrays.py:2)" in result.failure.advice
    assert result.mend_first == "arrays.py:2"
    assert "edit arrays.py:2, then" in next_step(graded(module=leans, name="last_rows"))


def test_a_function_whose_helper_is_wrong_is_blamed_for_nothing_of_its_own(graded):
    leans = "def sub_matrix(X, top, left, height, width):\n    return X[top:, left:]\n"
    leans += "def last_rows(X, k):\n    return sub_matrix(X, len(X) - k, 0, k, X.shape[1])[:k + 1][:1]\n"
    failure = graded(module=NUMPY + leans, name="last_rows").exercises[0].failure
    assert (
        failure.advice
        == "last_rows calls your sub_matrix, which does not pass its own tests: mend that first (arrays.py:2)."
    )
    assert failure.mistake is None


def test_of_two_faulty_helpers_the_one_that_raised_is_blamed(graded):
    helpers = "def sub_matrix(X, top, left, height, width):\n    return X[top:, left:]\n"
    helpers += "def normalize(X):\n    if X > 0:\n        return X\n"
    leans = "def last_rows(X, k):\n    return sub_matrix(normalize(X), 0, 0, k, 1)\n"
    failure = graded(module=NUMPY + helpers + leans, name="last_rows").exercises[0].failure
    assert failure.advice.startswith("last_rows calls your normalize, which does not pass its own tests")


def test_a_misspelt_name_is_blamed_on_no_helper(graded):
    leans = NUMPY + "def normalize(X):\n    return X\n\ndef last_rows(X, k):\n    return normalize(Y)[k:]\n"
    failure = graded(module=leans, name="last_rows").exercises[0].failure
    assert failure.seen == "raises NameError: name 'Y' is not defined"
    assert "calls your" not in failure.advice


def test_a_helper_that_fails_in_part_is_pointed_at_and_no_more(graded):
    unsafe = "def normalize(X):\n    return (X - X.mean()) / X.std()\n"
    leans = NUMPY + unsafe + "def last_rows(X, k):\n    normalize(X)\n    return X[k:] + 3.25\n"
    failure = graded(module=leans, name="last_rows").exercises[0].failure
    assert "does not pass all of its own tests: look there, too (arrays.py:2)." in failure.advice
    assert "edit arrays.py:4, then" in next_step(graded(module=leans, name="last_rows"))


def test_a_mistake_with_a_name_stays_the_functions_own(graded):
    leans = NUMPY + STUB + "def last_rows(X, k):\n    helper = normalize if k < 0 else None\n    return X[-k:]\n"
    failure = graded(module=leans, name="last_rows").exercises[0].failure
    assert failure.mistake == "forgets that minus zero is zero"


def test_a_helper_that_passes_is_blamed_for_nothing(graded):
    leans = NUMPY + RIGHT + "def last_rows(X, k):\n    normalize(X)\n    return X[-k:]\n"
    failure = graded(module=leans, name="last_rows").exercises[0].failure
    assert "normalize" not in failure.advice


def test_a_name_that_happens_to_be_an_exercises_is_no_call(graded):
    leans = NUMPY + "def last_rows(X, k):\n    normalize = len(X) - k\n    return X[normalize + 1:]\n"
    failure = graded(module=leans, name="last_rows").exercises[0].failure
    assert "calls your" not in failure.advice


# What lives on from call to call

GLOBAL = """
kept = 0
def last_rows(X, k):
    global kept
    kept += k
    return X[len(X) - kept:]
"""
FIRST = """
kept = []
def last_rows(X, k):
    kept.append(k)
    return X[len(X) - kept[0]:]
"""
DEFAULT = """
def last_rows(X, k, kept=[]):
    kept += [*X[len(X) - k:]]
    return np.array(kept).reshape(-1, X.shape[1])
"""


@pytest.mark.parametrize("source", [GLOBAL, FIRST, DEFAULT], ids=["a global", "a cache", "a default argument"])
def test_a_test_that_passes_alone_and_fails_after_others_is_said_to(graded, source):
    failure = graded(module=NUMPY + source, name="last_rows").exercises[0].failure
    assert failure.advice.startswith("Alone this test passes, and after the ones before it, it fails")
    assert failure.try_it == ""  # which anybody's code that is started anew answers rightly


def test_a_wrong_function_that_keeps_nothing_is_not_said_to(graded):
    source = "def last_rows(X, k):\n    return X[len(X) - k:] if len(X) < 5 else X[k:] + 3.25\n"
    failure = graded(module=NUMPY + source, name="last_rows").exercises[0].failure
    assert failure.kind in ("shape", "values")
    assert "Alone" not in failure.advice


def test_a_dictionary_that_was_changed_is_told_of_as_one(course, in_process):
    step = "def gradient_step(params, grads, lr):\n    return {k: params[k] - lr * grads.pop(k) for k in params}"
    chapter = course.chapter("ch2_2_gradient_descent")
    suite = suite_of(load_grader(chapter), chapter.exercise("gradient_step"))
    failure = grade_exercise(suite, in_process(step), load_reference(chapter)).failure
    assert failure.seen == "changes its argument grads, which belongs to the caller"
    assert "pop" in failure.advice
    assert "X.sort" not in failure.advice
