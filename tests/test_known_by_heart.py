"""Labels of MNIST's test digits that a submission knows by heart earn what is stated here, and models that learn lose
nothing by what stands against it."""

import base64
import functools
import zlib

import numpy as np
import pytest
from capstone_models import SECRET, SHIFTED, Index, Only, Table, graded, share_earned, told

from autograder.graders.ch4_5_capstone.digits import Question, Reading, distorted, mnist, questions
from autograder.grading.seed import Seed
from autograder.report.model import grade
from benchmarks.honest_models import MODELS, Model, softmax_regression

# Labels known by heart


@pytest.mark.slow
def test_a_table_of_checksums_earns_nothing_by_itself(course):
    result = graded(course, Table(None))
    assert share_earned(course, result) == pytest.approx(0.0, abs=0.002)
    assert "100.00% of the 10,000 test digits are read correctly" in told(result)
    assert "the second number counts" in told(result)


@pytest.mark.slow
def test_a_table_of_checksums_adds_nothing_to_what_was_learned(course):
    with_table, without = graded(course, Table(MODELS[0])), graded(course, Only(MODELS[0]))
    assert 0 < share_earned(course, with_table) <= share_earned(course, without) + 0.002 < 1


@pytest.mark.slow
def test_stored_labels_by_index_earn_nothing(course):
    result = graded(course, Index())
    assert share_earned(course, result) == pytest.approx(0.0, abs=0.002)
    assert "guessing" in told(result)


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
    assert share_earned(course, result) == pytest.approx(1.0, abs=0.002)
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
    assert least - 0.002 <= share_earned(course, result) <= most + 0.002


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
def test_every_test_digit_is_asked_for_and_distorted_before():
    asked_at: dict[bool, dict[int, int]] = {False: {}, True: {}}
    for number, question in enumerate(asked(1)):
        assert len(question.data) <= 1000
        for digit, is_distorted in zip(question.digits.tolist(), question.distorted.tolist(), strict=True):
            assert digit not in asked_at[is_distorted]
            asked_at[is_distorted][digit] = number
    assert sorted(asked_at[False]) == list(range(10_000))
    assert asked_at[True].keys() == asked_at[False].keys()
    assert all(asked_at[True][digit] < asked_at[False][digit] for digit in asked_at[True])


def test_a_distorted_digit_is_never_the_one_it_was_and_hardly_another():
    data = mnist("test").data[:500]
    changed = distorted(data, np.random.default_rng(1))
    assert changed.dtype == data.dtype
    assert (changed != data).any(axis=1).all()
    assert np.corrcoef(changed.ravel(), data.ravel())[0, 1] > 0.9
    assert 0.9 < (changed > 0).sum() / (data > 0).sum() < 1.1
    assert not np.array_equal(changed, distorted(data, np.random.default_rng(2)))
