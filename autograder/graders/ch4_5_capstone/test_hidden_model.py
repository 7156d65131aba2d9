"""The tests of chapter 4.5 that only the grader has: your own best model."""

import functools
from contextlib import contextmanager

import numpy as np

from autograder.checks import Mismatch, StudentRaised, StudentStopped, close, hidden
from autograder.graders.ch4_5_capstone.answers import (
    learned_by_heart,
    read,
    scores,
    share_right,
    trained_model,
    trained_on,
    verdict,
)
from autograder.graders.ch4_5_capstone.digits import MAY_LOSE, Reading, copies, mnist, questions
from autograder.graders.ch4_5_capstone.test_visible_model import ALL_POINTS, GRID, NO_POINTS

# train_capstone and predict_capstone

FEWER = (
    "Train on fewer digits (X = X[:20000] and y = y[:20000]), for fewer epochs, or with fewer neurons or filters: all "
    "points take 90 %, not the last tenth of a percent."
)


@contextmanager
def limits_explained():
    """A limit that was reached says how to stay within it."""
    try:
        yield
    except StudentStopped as stopped:
        advice = FEWER + " Time one epoch on your own machine first." * (stopped.kind == "timeout")
        raise Mismatch(stopped.kind, stopped.detail, advice=advice) from None
    except StudentRaised as raised:
        if "MemoryError" not in raised.problem.types:
            raise
        advice = f"Stay in float32, and send no more images through the model at once than a batch. {FEWER}"
        raise Mismatch("raised", "asks for more memory than it may use", advice=advice) from None


DISTORTED = 45  # the purpose that the course's seed serves here


@functools.cache
def asked_with(seed):
    return list(questions(mnist("test").data, seed.generator(DISTORTED)))


@hidden("train_capstone", weight=7)
def test_train_capstone_reads_ten_thousand_test_digits(student, seed):
    train, test = mnist("train"), mnist("test")
    with limits_explained():
        learned_by_heart(student, seed=48, least=0.15)  # who is guessing is spared minutes of it
        params = trained_on(student, train.data, train.target, seed=3)
        asked = asked_with(seed)
        S = np.concatenate([read(student, question.data, params) for question in asked])
        found = Reading.of(asked, S.argmax(axis=1), test.target)
        enough = found.counted >= ALL_POINTS
        again = None if enough else share_right(read(student, train.data[:1000], params), train.target[:1000])
    seen = (
        f"{found.accuracy:.2%} of the 10,000 test digits are read correctly, and {found.accuracy_distorted:.2%} when "
        "they are turned and shifted a little"
    )
    if found.counted < found.accuracy:
        seen += (
            f". It loses {100 * found.lost:.1f} percentage points by that, and a model that learns may lose "
            f"{100 * MAY_LOSE:g}: so the second number counts"
        )
    if enough:
        student.notes.append(f"{seen}.")
    if seed.public:
        student.notes.append("Turned and shifted with the public seed of self-study; a class has one of its own.")
    if not enough:
        real = ~found.distorted
        raise Mismatch(
            "accuracy",
            f"{seen}; {ALL_POINTS:.0%} earn all points",
            advice="What it knows of the test digits, it does not know of others: it has to learn from the digits that "
            "train_capstone is given."
            if found.counted < found.accuracy
            else verdict(S[real], test.target[found.digits[real]], again),
            earned=float(np.clip((found.counted - NO_POINTS) / (ALL_POINTS - NO_POINTS), 0, 1)),
        )


@hidden("predict_capstone", weight=2)
def test_predict_capstone_recognizes_new_copies_of_what_was_learned(student):
    X, labels = copies(2000, seed=49)
    params = trained_model(student, X, labels, seed=9)
    new, true = copies(300, seed=50)
    S = scores(student, new, params)
    share = float((S.argmax(axis=1) == true).mean())
    if share < 0.5:
        seen = f"after training on noisy copies of ten digits, {share:.0%} of other copies of them are recognized"
        raise Mismatch("values", seen, should_be="at least 50%", advice=verdict(S, true))


@hidden("predict_capstone", weight=2)
def test_predict_capstone_gives_the_same_scores_each_time(student):
    X, labels = copies(200, seed=51)
    params = trained_model(student, X, labels, seed=10)
    once = scores(student, X[:9], params)
    # Wider, since products of float32 are added up in another order for another number of rows.
    close(scores(student, X[:9], params), once, what="what the same nine images get the second time", rtol=1e-3)
    close(scores(student, X[:4], params), once[:4], what="what the first four of them get by themselves", rtol=1e-3)
    trained_model(student, X[::-1], (labels + 1) % 10, seed=11)
    close(
        scores(student, X[:9], params), once, rtol=1e-3,
        what="what the same nine images get with the same params after another training",
        advice="predict_capstone reads the params that it is given, and nothing that a training leaves elsewhere.",
    )  # fmt: skip


# Practice


@hidden("shift_image", weight=3)
def test_shift_image_of_every_shift_within_the_frame(student):
    for down in range(-2, 3):
        for right in range(-3, 4):
            expected = np.zeros((3, 4))
            for i, j in np.ndindex(3, 4):
                if 0 <= i + down < 3 and 0 <= j + right < 4:
                    expected[i + down, j + right] = GRID[i, j]
            close(student.shift_image(GRID, down, right), expected)


# Stretch


@hidden("averaged_over_shifts", weight=2)
def test_averaged_over_shifts_of_other_pictures(student, reference):
    rng = np.random.default_rng(49)
    for n, h, w, reach in ((3, 5, 4, 1), (1, 4, 6, 2), (4, 3, 3, 1), (2, 7, 5, 3)):
        images, mix = rng.random((n, h, w)), rng.normal(size=(h * w, 3))

        def predict(moved, mix=mix):
            odds = np.exp(moved.reshape(len(moved), -1) @ mix)
            return odds / odds.sum(axis=1, keepdims=True)

        got = student.averaged_over_shifts(images, predict, reach)
        close(got, reference.averaged_over_shifts(images, predict, reach))
