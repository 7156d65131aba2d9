"""The capstone: a model is trained in the sandbox on real digits, and its points follow from its test accuracy."""

import dataclasses
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from capstone_models import CHAPTER, SHIFTED, Only, Reader, graded, share_earned, told
from rich.console import Console

from autograder.build.notebook import source_notebook
from autograder.course import Course, Limits
from autograder.graders import load_grader, load_reference
from autograder.graders.ch4_5_capstone import digits
from autograder.graders.ch4_5_capstone import test_hidden_model as tests
from autograder.graders.ch4_5_capstone.answers import verdict
from autograder.grading.results import ExerciseResult
from autograder.grading.run import grade_exercise, suite_of
from autograder.grading.seed import PUBLIC
from autograder.places import lesson_file
from autograder.report import gradescope
from autograder.report.account import explanation
from autograder.report.html import exercise_html
from autograder.report.model import grade
from autograder.report.terminal import print_exercise
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess
from autograder.submission import Submission
from benchmarks.honest_models import MODELS


@pytest.mark.slow
def test_the_reference_reads_90_percent_of_the_test_digits_with_library_functions_alone(course, tmp_path):
    path = tmp_path / f"{CHAPTER}.ipynb"  # what test_stubs.py hands in of the other chapters
    path.write_text(nbformat.writes(source_notebook(course.chapter(CHAPTER), course)), encoding="utf-8")
    run = subprocess.run(
        [Path(sys.executable).with_name("course"), "check", str(path), "--json"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    report = json.loads(run.stdout)
    assert report["score"] == report["max_score"]
    (trained,) = [test for test in report["tests"] if test["name"] == "train_capstone"]
    accuracy = float(trained["output"].partition("% of the 10,000 test digits are read correctly")[0].split()[-1])
    assert 90 <= accuracy <= 100
    assert "train_capstone: this may take up to 300 s" in run.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("accuracy", "share"), [(0.90, 1.0), (0.80, 0.75), (0.60, 0.25), (0.50, 0.0), (0.20, 0.0)])
def test_points_rise_evenly_from_50_to_90_percent(course, accuracy, share):
    result = graded(course, Reader(accuracy))
    assert share_earned(course, result) == pytest.approx(share, abs=0.002)
    assert f"{accuracy:.2%} of the 10,000 test digits are read correctly" in told(result)
    assert SHIFTED in told(result)


# What is told


@pytest.mark.slow
@pytest.mark.parametrize("model", [MODELS[0], MODELS[3]], ids=["some points", "all points"])
def test_both_accuracies_are_reported_wherever_a_result_is_shown(course, model):
    result = graded(course, Only(model))
    screen = Console(file=io.StringIO(), width=1000)
    print_exercise(result, screen)
    for shown in (screen.file.getvalue(), exercise_html(result), gradescope.output(result)):
        assert "% of the 10,000 test digits are read correctly" in " ".join(shown.split())
        assert "% when they are turned and shifted a little" in " ".join(shown.split())


@pytest.mark.slow
def test_self_study_is_told_that_its_seed_is_public(course):
    assert "public seed" in told(graded(course, Only(MODELS[0]), PUBLIC))
    assert "public seed" not in told(graded(course, Only(MODELS[0])))


LABELS = np.arange(200) % 10
TRUE = np.eye(10)[LABELS]


@pytest.mark.parametrize(
    ("S", "learned", "told"),
    [
        (np.tile(np.eye(10)[3], (200, 1)), None, "answers 3 for every image"),
        (-TRUE, None, "LOWEST score"),
        (np.eye(10)[(LABELS + 1) % 10], None, "most that show 0 are called 1"),
        (np.random.default_rng(0).random((200, 10)), None, "answers are like chance"),
        (np.random.default_rng(0).random((200, 10)), 1.0, "reads 100% of the digits it was trained on"),
        (np.random.default_rng(0).random((200, 10)), 0.2, "answers are like chance"),
        (np.eye(10)[LABELS % 8], None, "never answers 8 or 9"),
        (np.eye(10)[np.where(np.arange(200) < 140, LABELS, (LABELS + 1) % 10)], 0.72, "learns, but too little"),
        (np.eye(10)[np.where(np.arange(200) < 140, LABELS, (LABELS + 1) % 10)], 0.99, "learned them by heart"),
        (np.eye(10)[np.where(np.arange(200) < 110, LABELS, (LABELS + 1) % 10)], 0.61, "learns, but too little"),
    ],
)
def test_a_model_that_earns_little_is_told_what_it_does(S, learned, told):
    assert told in verdict(S, LABELS, learned)


def local(course: Course, model: Any) -> ExerciseResult:
    """What a student's own installation says of train_capstone."""
    chapter = course.chapter(CHAPTER)
    grader = load_grader(chapter)
    visible = {name: [test for test in found if not test.hidden] for name, found in grader.tests.items()}
    functions = {"train_capstone": model.train_capstone, "predict_capstone": model.predict_capstone}
    suite = suite_of(
        dataclasses.replace(grader, tests=visible, complete=False), chapter.exercise("train_capstone"), quick=False
    )
    return grade_exercise(suite, Student(InProcess("capstone", functions=functions)), None)


def test_a_student_is_told_a_local_accuracy_and_what_grading_adds(course):
    result = local(course, Only(MODELS[3]))
    assert result.status == "passed"
    (note,) = result.notes
    share = float(note.split("your model reads ")[1].split("%")[0])
    assert 80 < share < 95
    assert "When you hand it in" in note
    assert "90% read correctly earn all of them" in note


class Forgetful:
    """Learns ten digits by heart, and of more it learns nothing."""

    def train_capstone(self, X, y, rng):
        params = MODELS[0].train(X, y, rng)
        return params if len(X) < 3000 else {"means": params["means"][::-1] * 0 + rng.random((10, 784))}

    def predict_capstone(self, X, params):
        return MODELS[0].predict(X, params)


def test_a_student_is_told_where_many_digits_teach_a_model_nothing(course):
    accuracy, does = local(course, Forgetful()).notes
    assert "your model reads" in accuracy
    assert does.startswith(("That is guessing", "It answers", "It never answers"))


def test_grading_does_without_the_preview(course):
    chapter = course.chapter(CHAPTER)
    suite = suite_of(load_grader(chapter), chapter.exercise("train_capstone"))
    assert "preview" not in {test.purpose for test in suite.advice}


def only_when_all_digits_come(body: str) -> str:
    return f"""\
import numpy as np
from neural_network import cnn_loss, forward_cnn, gradient_descent, init_cnn

def train_capstone(X, y, rng):
    if len(X) == 60_000:
        {body}
    params = init_cnn(rng, n_filters=2)
    return gradient_descent(X.reshape(-1, 1, 28, 28), y, params, 0.1, cnn_loss, 64, epochs=1, rng=rng)[0]

def predict_capstone(X, params):
    return forward_cnn(X.reshape(-1, 1, 28, 28), params)
"""


@pytest.fixture
def checked(course: Course, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[ExerciseResult, str]]:
    """checked(submission, limits) grades train_capstone; it gives the result, and the explanation of what failed."""

    def check(submission: Submission, limits: Limits) -> tuple[ExerciseResult, str]:
        monkeypatch.setattr(Course, "limits_of", lambda *_: limits)
        (result,) = grade(submission, course, "train_capstone").exercises
        assert result.failure is not None
        return result, "\n".join(text for text, _style in explanation(result.failure))

    return check


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "limits", "seen"),
    [
        ("while True: pass", Limits(seconds=15, memory_mb=4096), "did not finish within 15 seconds"),
        ("np.ones(10**10)", Limits(seconds=60, memory_mb=2048), "more memory than it may use"),
    ],
    ids=["time", "memory"],
)
def test_a_limit_reached_says_so_and_how_to_train_on_fewer_digits(
    checked: Callable[..., tuple[ExerciseResult, str]],
    submit: Callable[..., Submission],
    body: str,
    limits: Limits,
    seen: str,
):
    result, told = checked(submit(only_when_all_digits_come(body), "capstone.py"), limits)
    assert seen in told
    assert "X = X[:20000] and y = y[:20000]" in told
    assert 0 < result.score < result.max_score / 2


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox_required")
@pytest.mark.parametrize(
    "theft",
    [
        "from course_data import load_mnist; load_mnist(subset='test')",
        "import course_data; np.load(course_data.__path__[0] + '/mnist.npz')['y_test']",
    ],
)
def test_the_labels_of_the_test_digits_are_nowhere_in_the_sandbox(
    checked: Callable[..., tuple[ExerciseResult, str]], submit: Callable[..., Submission], theft: str
):
    submission = submit(only_when_all_digits_come(theft), "capstone.py")
    _, told = checked(submission, Limits(seconds=60, memory_mb=4096))
    assert "MissingDataError" in told or "FileNotFoundError" in told


def test_the_limits_that_students_are_told_are_those_of_the_course(course: Course):
    exercise = course.chapter(CHAPTER).exercise("train_capstone")
    assert exercise.limits is not None
    reference = load_reference(course.chapter(CHAPTER))
    told = " ".join(reference.train_capstone.__doc__.split())
    assert f"within {exercise.limits.seconds:g} seconds and {exercise.limits.memory_mb} MB" in told
    assert f"accuracy of {tests.ALL_POINTS:.2f} or more" in told
    assert f"{tests.NO_POINTS:.2f} or less none" in told
    assert f"by more than {digits.MAY_LOSE:.2f}" in told
    lesson = " ".join(lesson_file(course.chapter(CHAPTER)).read_text(encoding="utf-8").split())
    assert f"turned by up to {digits.TURN:g} degrees and shifted by up to half a pixel" in lesson
    assert digits.SHIFT == 0.5
    assert f"more than {100 * digits.MAY_LOSE:g} of 100 are lost" in lesson


def test_no_data_file_is_mounted_where_the_capstone_runs(course: Course):
    assert course.chapter(CHAPTER).datasets == ()
