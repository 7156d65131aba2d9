"""The capstone: a model is trained in the sandbox on real digits, and its points follow from its test accuracy."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from autograder.build.stub import read_chapter
from autograder.course import Course, Limits
from autograder.graders import load_grader, load_reference
from autograder.graders.ch4_5_capstone import test_hidden as tests
from autograder.grading.results import ExerciseResult
from autograder.grading.run import grade_exercise, suite_of
from autograder.report.account import explanation
from autograder.report.model import grade
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess
from autograder.submission import Submission
from course_data import load_mnist

CHAPTER = "ch4_5_capstone"


@pytest.mark.slow
def test_the_reference_reads_90_percent_of_the_test_digits_with_library_functions_alone(course, tmp_path):
    path = tmp_path / "capstone.py"
    path.write_text(read_chapter(course.chapter(CHAPTER)).text)
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


class Reader:
    """Stands in for a trained model: it knows every digit's label, and answers rightly as often as it is told to."""

    def __init__(self, fraction: float) -> None:
        self.fraction = fraction
        self.known: dict[bytes, int] = {}
        for subset in ("train", "test"):
            digits = load_mnist(subset=subset)
            images = digits.data.astype(np.float32) / np.float32(255)
            wrong = np.arange(len(images)) % 1000 >= 1000 * fraction if subset == "test" else np.zeros(len(images))
            for image, label, is_wrong in zip(images, digits.target, wrong, strict=True):
                self.known[image.tobytes()] = (label + bool(is_wrong)) % 10
        first = load_mnist(subset="train")
        self.ten = np.array([first.data[np.flatnonzero(first.target == digit)[0]] / 255 for digit in range(10)])

    def train_capstone(self, X, y, rng):
        return {"W": np.zeros(1)}

    def predict_capstone(self, X, params):
        if X[0].tobytes() in self.known:
            return np.eye(10)[[self.known[x.tobytes()] for x in X]]
        return -((X[:, np.newaxis, :] - self.ten) ** 2).sum(axis=2)  # a noisy copy: which of the ten is nearest?


def graded(course: Course, reader: Reader) -> ExerciseResult:
    chapter = course.chapter(CHAPTER)
    functions = {"train_capstone": reader.train_capstone, "predict_capstone": reader.predict_capstone}
    student = Student(InProcess("capstone", functions=functions))
    reference = load_reference(chapter)
    assert isinstance(reference, SimpleNamespace)
    suite = suite_of(load_grader(chapter), chapter.exercise("train_capstone"), quick=False)
    return grade_exercise(suite, student, reference)


@pytest.mark.slow
@pytest.mark.parametrize(("accuracy", "share"), [(0.90, 1.0), (0.80, 0.75), (0.60, 0.25), (0.50, 0.0), (0.20, 0.0)])
def test_points_rise_evenly_from_50_to_90_percent(course, accuracy, share):
    result = graded(course, Reader(accuracy))
    weights = {test.label: test.weight for test in load_grader(course.chapter(CHAPTER)).tests["train_capstone"]}
    total, of_accuracy = sum(weights.values()), weights["train capstone reads ten thousand test digits"]
    assert result.score == pytest.approx(result.max_score * (total - of_accuracy * (1 - share)) / total, abs=0.01)
    told = [*result.notes, *(text for check in result.checks if check.failure for text in [check.failure.seen])]
    assert any(f"{accuracy:.2%} of the 10,000 test digits are read correctly" in text for text in told)


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


def test_no_data_file_is_mounted_where_the_capstone_runs(course: Course):
    assert course.chapter(CHAPTER).datasets == ()
