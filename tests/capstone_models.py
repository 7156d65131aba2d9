"""Submissions of the capstone, honest and not, and what grading them comes to."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from autograder.course import Course
from autograder.graders import load_grader, load_reference
from autograder.graders.ch4_5_capstone.digits import mnist
from autograder.grading.results import ExerciseResult
from autograder.grading.run import grade_exercise, suite_of
from autograder.grading.seed import Seed
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess
from benchmarks.honest_models import MODELS, Model

CHAPTER = "ch4_5_capstone"
SHIFTED = "turned and shifted"
SECRET = Seed(2026)


class Only:
    """One of the honest models, as a submission."""

    def __init__(self, model: Model) -> None:
        self.train_capstone, self.predict_capstone = model.train, model.predict


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


def share_earned(course: Course, result: ExerciseResult) -> float:
    """The share of the points for the accuracy that a result of train_capstone has, if all else of it is right."""
    weights = {test.label: test.weight for test in load_grader(course.chapter(CHAPTER)).tests["train_capstone"]}
    total, of_accuracy = sum(weights.values()), weights["train capstone reads ten thousand test digits"]
    return 1 - (1 - result.score / result.max_score) * total / of_accuracy


def told(result: ExerciseResult) -> str:
    seen = [f"{check.failure.seen}. {check.failure.advice}" for check in result.checks if check.failure]
    return " ".join([*result.notes, *seen])
