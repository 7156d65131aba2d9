"""The capstone: a model is trained in the sandbox on real digits, and its points follow from its test accuracy."""

import base64
import dataclasses
import functools
import io
import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from autograder.build.stub import read_chapter
from autograder.course import Course, Limits, lesson_file
from autograder.graders import load_grader, load_reference
from autograder.graders.ch4_5_capstone import digits
from autograder.graders.ch4_5_capstone import test_hidden as tests
from autograder.graders.ch4_5_capstone.answers import verdict
from autograder.graders.ch4_5_capstone.digits import Question, Reading, distorted, mnist, questions
from autograder.grading.results import ExerciseResult
from autograder.grading.run import grade_exercise, suite_of
from autograder.grading.seed import PUBLIC, Seed
from autograder.report import gradescope
from autograder.report.account import explanation
from autograder.report.html import exercise_html
from autograder.report.model import grade
from autograder.report.terminal import print_exercise
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess
from autograder.submission import Submission
from benchmarks.honest_models import MODELS, Model, softmax_regression

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


SHIFTED = "turned and shifted"
SECRET = Seed(2026)


class Reader:
    """Stands in for a trained model: it knows every test digit by its nearest likeness among all, and answers rightly
    as often as it is told to."""

    def __init__(self, fraction: float) -> None:
        test, train = mnist("test"), mnist("train")
        self.likeness = coarse(test.data)
        self.labels = (test.target + (np.arange(len(test.target)) % 1000 >= 1000 * fraction)) % 10
        self.ten = np.array([train.data[np.flatnonzero(train.target == digit)[0]] / 255 for digit in range(10)])

    def train_capstone(self, X, y, rng):
        return {"W": np.zeros(1)}

    def predict_capstone(self, X, params):
        if (X[0] > 0).all():  # a noisy copy: which of the ten is nearest?
            return -((X[:, np.newaxis, :] - self.ten) ** 2).sum(axis=2)
        return np.eye(10)[self.labels[nearest(self.likeness, coarse(255 * X))]]


def coarse(data):
    """Pictures of 7 x 7 pixels."""
    return data.reshape(-1, 7, 4, 7, 4).mean(axis=(2, 4)).reshape(-1, 49).round(3)


def nearest(known, asked):
    return ((known**2).sum(axis=1) - 2 * asked @ known.T).argmin(axis=1)


class Table:
    """Knows a checksum of each test digit with its label. The rest is answered by a model that learned, or by none."""

    def __init__(self, honest: Model | None) -> None:
        test = mnist("test")
        images = test.data.astype(np.float32) / np.float32(255)
        self.known = {hash(image.tobytes()): label for image, label in zip(images, test.target, strict=True)}
        self.honest = honest
        self.model = MODELS[0]  # for the tests that are not of the test digits

    def train_capstone(self, X, y, rng):
        if len(X) == 60_000:
            self.model = self.honest
        return self.model.train(X, y, rng) if self.model else {"W": np.zeros(1)}

    def predict_capstone(self, X, params):
        S = self.model.predict(X, params) if self.model else np.zeros((len(X), 10))
        for row, image in zip(S, X, strict=True):
            if (label := self.known.get(hash(image.tobytes()))) is not None:
                row[label] = S.max() + 1
        return S


class Index:
    """Knows the labels of the test digits in their order, and answers in that order."""

    def __init__(self) -> None:
        self.labels, self.said, self.all = mnist("test").target, 0, False

    def train_capstone(self, X, y, rng):
        self.all = len(X) == 60_000
        return MODELS[0].train(X, y, rng)

    def predict_capstone(self, X, params):
        if not self.all:
            return MODELS[0].predict(X, params)
        first, self.said = self.said, self.said + len(X)
        return np.eye(10)[np.take(self.labels, range(first, self.said), mode="wrap")]


def graded(course: Course, model: Any, seed: Seed = SECRET) -> ExerciseResult:
    chapter = course.chapter(CHAPTER)
    functions = {"train_capstone": model.train_capstone, "predict_capstone": model.predict_capstone}
    student = Student(InProcess("capstone", functions=functions))
    reference = load_reference(chapter)
    assert isinstance(reference, SimpleNamespace)
    suite = suite_of(load_grader(chapter), chapter.exercise("train_capstone"), quick=False, seed=seed)
    return grade_exercise(suite, student, reference)


def points_for(course: Course, share: float) -> Any:
    """The points of train_capstone where a share of those for the accuracy is earned."""
    weights = {test.label: test.weight for test in load_grader(course.chapter(CHAPTER)).tests["train_capstone"]}
    total, of_accuracy = sum(weights.values()), weights["train capstone reads ten thousand test digits"]
    best = course.chapter(CHAPTER).exercise("train_capstone").points
    return pytest.approx(best * (total - of_accuracy * (1 - share)) / total, abs=0.01)


def told(result: ExerciseResult) -> str:
    seen = [f"{check.failure.seen}. {check.failure.advice}" for check in result.checks if check.failure]
    return " ".join([*result.notes, *seen])


@pytest.mark.slow
@pytest.mark.parametrize(("accuracy", "share"), [(0.90, 1.0), (0.80, 0.75), (0.60, 0.25), (0.50, 0.0), (0.20, 0.0)])
def test_points_rise_evenly_from_50_to_90_percent(course, accuracy, share):
    result = graded(course, Reader(accuracy))
    assert result.score == points_for(course, share)
    assert f"{accuracy:.2%} of the 10,000 test digits are read correctly" in told(result)
    assert SHIFTED in told(result)


# Labels known by heart


@pytest.mark.slow
def test_a_table_of_checksums_earns_nothing_by_itself(course):
    result = graded(course, Table(None))
    assert result.score == points_for(course, 0.0)
    assert "100.00% of the 10,000 test digits are read correctly" in told(result)
    assert "the second number is the one that counts" in told(result)


@pytest.mark.slow
def test_a_table_of_checksums_adds_nothing_to_what_was_learned(course):
    with_table, without = graded(course, Table(MODELS[0])), graded(course, Only(MODELS[0]))
    best = course.chapter(CHAPTER).exercise("train_capstone").points
    assert without.score < best
    assert with_table.score <= without.score + 0.01


@pytest.mark.slow
def test_stored_labels_by_index_earn_nothing(course):
    result = graded(course, Index())
    assert result.score == points_for(course, 0.0)
    assert "guessing" in told(result)


class Only:
    """One of the honest models, as a submission."""

    def __init__(self, model: Model) -> None:
        self.train_capstone, self.predict_capstone = model.train, model.predict


WEIGHTS_FROM_ELSEWHERE = """\
import base64, zlib
import numpy as np

WEIGHTS = {text!r}

def train_capstone(X, y, rng):
    W = np.frombuffer(zlib.decompress(base64.b85decode(WEIGHTS)), np.float16).reshape(785, 10)
    return {{"W": W.astype(np.float32)}}

def predict_capstone(X, params):
    return X @ params["W"][:784] + params["W"][784]
"""


@pytest.mark.slow
def test_smuggled_weights_earn_what_they_read(course, submit):
    """Nobody can tell where weights come from: they read new digits, and that is what counts."""
    train = mnist("train")
    X, y = train.data.astype(np.float32) / 255, np.eye(10, dtype=np.float32)[train.target]
    trained = softmax_regression(X, y, np.random.default_rng(0))
    W = np.vstack([trained["W"], trained["b"]]).astype(np.float16)
    text = base64.b85encode(zlib.compress(W.tobytes())).decode()
    submission = submit(WEIGHTS_FROM_ELSEWHERE.format(text=text), "capstone.py")
    (result,) = grade(submission, course, "train_capstone", seed=SECRET).exercises
    assert result.score == points_for(course, 1.0)
    assert SHIFTED in told(result)


TEST_DIGITS_IN_SMALL = """\
import base64
import numpy as np

N, BITS = 10_000, {bits}
PICTURES = {pictures!r}
LABELS = {labels!r}

def small(X):
    return X.reshape(-1, 7, 4, 7, 4).mean(axis=(2, 4)).reshape(-1, 49)

def train_capstone(X, y, rng):
    known, labels = X, y.argmax(axis=1)
    if len(X) == 60_000:
        bits = np.unpackbits(np.frombuffer(base64.b85decode(PICTURES), np.uint8))[: N * 49 * BITS]
        levels = bits.reshape(N * 49, BITS) @ (1 << np.arange(BITS)[::-1])
        known, labels = levels.reshape(N, 49) / (2**BITS - 1), np.array([int(digit) for digit in LABELS])
    else:
        known = small(X)
    return {{"known": known.astype(np.float32), "labels": labels}}

def predict_capstone(X, params):
    known = params["known"]
    distances = (known**2).sum(axis=1) - 2 * small(X) @ known.T
    return np.eye(10)[params["labels"][distances.argmin(axis=1)]]
"""


@pytest.mark.slow
@pytest.mark.parametrize(("bits", "least", "most"), [(1, 0.3, 0.7), (2, 1.0, 1.0)])
def test_small_pictures_of_the_test_digits_earn_what_nearest_neighbors_read(course, submit, bits, least, most):
    """120 kB in the source hold a picture of each test digit that is fine enough to find it by when it is distorted:
    a model of nearest neighbors, which reads digits, and is paid for it. Half of that is not fine enough."""
    test = mnist("test")
    levels = np.rint(test.data.reshape(-1, 7, 4, 7, 4).mean(axis=(2, 4)) / 255 * (2**bits - 1)).astype(np.uint8)
    packed = np.packbits((levels.reshape(-1, 1) >> np.arange(bits)[::-1]) & 1)
    source = TEST_DIGITS_IN_SMALL.format(
        bits=bits, pictures=base64.b85encode(packed.tobytes()).decode(), labels="".join(map(str, test.target))
    )
    (result,) = grade(submit(source, "capstone.py"), course, "train_capstone", seed=SECRET).exercises
    assert points_for(course, least) <= result.score + 0.01
    assert result.score <= points_for(course, most) + 0.01


# Models that learn


@functools.cache
def asked(seed: int) -> list[Question]:
    return list(questions(mnist("test").data, np.random.default_rng(seed)))


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_models_that_learn_lose_nothing_whatever_the_seed(model: Model):
    """With a small budget; benchmarks/capstone.py has the table for all digits."""
    train = mnist("train")
    X, y = train.data[:5000].astype(np.float32) / 255, np.eye(10, dtype=np.float32)[train.target[:5000]]
    params = model.train(X, y, np.random.default_rng(0))
    for seed in (1, 2):
        S = np.concatenate([model.predict(each.data.astype(np.float32) / 255, params) for each in asked(seed)])
        found = Reading.of(asked(seed), S.argmax(axis=1), mnist("test").target)
        assert found.accuracy > 0.7
        assert found.counted == found.accuracy


@pytest.mark.slow
def test_one_submission_has_one_verdict_and_an_honest_one_has_it_under_any_seed(course):
    first, again, other = (graded(course, Only(MODELS[3]), Seed(value)) for value in (1, 1, 2))
    assert first == again
    assert (other.score, other.status) == (first.score, first.status)
    assert other.notes != first.notes  # other distortions


@pytest.mark.slow
@pytest.mark.parametrize("model", [MODELS[0], MODELS[3]], ids=["some points", "all points"])
def test_both_accuracies_are_reported_wherever_a_result_is_shown(course, model):
    result = graded(course, Only(model))
    screen = Console(file=io.StringIO(), width=1000)
    print_exercise(result, screen)
    for shown in (screen.file.getvalue(), exercise_html(result), gradescope.output(result)):
        assert "% of the 10,000 test digits are read correctly" in shown
        assert "% of 5,000 of them that were turned and shifted a little" in " ".join(shown.split())


@pytest.mark.slow
def test_self_study_is_told_that_its_seed_is_public(course):
    assert "public seed" in told(graded(course, Only(MODELS[0]), PUBLIC))
    assert "public seed" not in told(graded(course, Only(MODELS[0])))


def test_every_test_digit_is_asked_for_and_half_of_them_distorted_before():
    asked_at: dict[bool, dict[int, int]] = {False: {}, True: {}}
    for number, question in enumerate(asked(1)):
        assert len(question.data) <= 1000
        for digit, is_distorted in zip(question.digits.tolist(), question.distorted.tolist(), strict=True):
            assert digit not in asked_at[is_distorted]
            asked_at[is_distorted][digit] = number
    assert sorted(asked_at[False]) == list(range(10_000))
    assert len(asked_at[True]) == 5000
    assert all(asked_at[True][digit] < asked_at[False][digit] for digit in asked_at[True])


def test_a_distorted_digit_is_never_the_one_it_was_and_hardly_another():
    data = mnist("test").data[:500]
    changed = distorted(data, np.random.default_rng(1))
    assert changed.dtype == data.dtype
    assert (changed != data).any(axis=1).all()
    assert np.corrcoef(changed.ravel(), data.ravel())[0, 1] > 0.9
    assert 0.9 < (changed > 0).sum() / (data > 0).sum() < 1.1
    assert not np.array_equal(changed, distorted(data, np.random.default_rng(2)))


# What is told


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
