"""From a wrong answer to its cause: misconceptions by behavior, then hypotheses on the numbers, never a false one."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.checks import Mismatch, close
from autograder.checks.diagnose import hypothesis, name_misconception, same
from autograder.checks.misconception import RecordedMisconception, collect, misconception, record
from autograder.sandbox.student import Student, StudentRaised
from autograder.sandbox.workers import InProcess

GRIDS = arrays.arrays(np.float64, st.sampled_from([(4,), (3, 3), (5, 2)]), elements=st.floats(-1e3, 1e3, width=32))


def wrong(got, expected, kind="values"):
    return Mismatch(kind, "seen", got=np.asarray(got, dtype=float), expected=np.asarray(expected, dtype=float))


def calls_of(function, *arguments, library=None):
    """The calls that a student makes of `function`, once for each argument."""
    student = Student(InProcess("answers", functions={**(library or {}), "mean": function}))
    for argument in arguments:
        with suppress(StudentRaised):
            student.call("mean", (argument,), {})
    return student.calls


# Misconceptions, recognized by what they do


@misconception("mean", "That is the sum.")
def takes_the_sum(X):
    return X.sum()


@misconception("mean", "That is the median.")
def takes_the_median(X):
    return np.median(X)


@misconception("mean", "You write into the argument.")
def divides_in_place(X):
    X /= X.size
    return X.sum()


@misconception("mean", "You print it.")
def prints_it(X):
    print(X.mean())


@misconception("mean", "Empty arrays fail.")
def fails_for_empty_arrays(X):
    if X.size == 0:
        raise IndexError("empty")
    return X.mean()


@misconception("mean", "You draw from the global random numbers.")
def shuffles_globally(X):
    return np.random.permutation(X).mean()


EVERY = [
    takes_the_sum,
    takes_the_median,
    divides_in_place,
    prints_it,
    fails_for_empty_arrays,
    shuffles_globally,
]
X = np.array([1.0, 2.0, 6.0, 11.0])


@pytest.mark.parametrize("mistake", EVERY, ids=lambda mistake: mistake.slug)
def test_a_mistake_is_recognized_by_what_it_does(mistake):
    calls = calls_of(mistake.function, X, X * 2, np.array([]))
    assert name_misconception(EVERY, calls, calls, {}) is mistake


def test_a_mistake_that_nobody_foresaw_gets_no_name():
    calls = calls_of(lambda X: X.max(), X, X[:3])
    assert name_misconception(EVERY, calls, calls, {}) is None


def test_without_a_failing_call_nothing_is_named():
    assert name_misconception(EVERY, calls_of(takes_the_sum.function, X), [], {}) is None


def test_a_mistake_must_agree_with_every_failing_call():
    calls = calls_of(lambda X: X.sum() if X.size == 4 else 0.0, X, X * 2, X * 3, X[:2])
    assert name_misconception(EVERY, calls, calls[:1], {}) is takes_the_sum
    assert name_misconception(EVERY, calls, calls, {}) is None


def test_of_two_mistakes_with_the_same_symptom_the_one_that_fits_the_other_calls_is_named():
    symmetric = np.array([1.0, 2.0, 3.0])

    @misconception("mean", "It is always 2.")
    def always_two(X):
        return 2.0

    calls = calls_of(takes_the_median.function, X, X[:3], symmetric, symmetric)
    for order in ([always_two, takes_the_median], [takes_the_median, always_two]):
        assert name_misconception(order, calls, calls[3:], {}) is takes_the_median


def test_a_mistake_that_fits_one_call_by_chance_is_not_named():
    calls = calls_of(lambda X: X.sum() if X.size == 1 else X.mean(), X, X[:3], X[:2], np.array([0.0]))
    assert name_misconception([takes_the_sum], calls, calls[3:], {}) is None


def test_the_same_call_made_twice_is_no_stumbling_block():
    calls = calls_of(takes_the_sum.function, X, X)
    assert name_misconception(EVERY, calls, calls[1:], {}) is takes_the_sum


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_a_mistake_in_a_coarser_precision_is_still_recognized(dtype):
    calls = calls_of(lambda X: X.astype(dtype).sum(), X / 7, X / 3)
    assert name_misconception(EVERY, calls, calls, {}) is takes_the_sum


def test_the_same_answer_without_the_side_effect_is_not_the_same_mistake():
    for mistake, answer in [(divides_in_place, np.mean), (prints_it, lambda X: None), (shuffles_globally, np.mean)]:
        calls = calls_of(lambda X, answer=answer: answer(X), X, X * 2)
        assert name_misconception([mistake], calls, calls, {}) is None


def test_a_recorded_misconception_is_recognized_on_the_calls_it_was_recorded_on():
    arguments = (X, X * 2, np.array([]))
    items = [RecordedMisconception(**record(item, calls_of(item.function, *arguments), {})) for item in EVERY]
    for item in EVERY:
        calls = calls_of(item.function, *arguments)
        named = name_misconception(items, calls, calls, {})
        assert (named.slug, named.sentence) == (item.slug, item.sentence)
    unseen = calls_of(takes_the_sum.function, X * 3)
    assert name_misconception(items, unseen, unseen, {}) is None


def test_the_misconceptions_of_a_module_are_collected_in_their_order():
    import autograder.graders.ch1_1_arrays.misconceptions as module

    found = collect(module)
    assert [item.slug for item in found[:2]] == ["divides-by-variance", "normalizes-each-column"]
    assert {item.exercise for item in found} >= {"normalize", "last_rows"}


# Sameness


@pytest.mark.parametrize(
    "value",
    [
        1,
        2.5,
        np.nan,
        np.inf,
        "text",
        None,
        True,
        [1, (2.0, np.nan)],
        {"W": np.array([1.0, np.nan, np.inf])},
        np.empty((0, 2)),
    ],
    ids=repr,
)
def test_a_value_is_the_same_as_itself(value):
    assert same(value, value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1.0, 1.001),
        (np.nan, 0.0),
        (np.inf, -np.inf),
        ([1], (1,)),
        ([1, 2], [1]),
        ({"W": 1}, {"b": 1}),
        (np.ones(2), np.ones((1, 2))),
        (np.ones(1), [1.0]),
        (1.0, "1.0"),
        (None, 0),
        (np.array([1e-12, 2e-12]), np.array([2e-12, 1e-12])),
    ],
    ids=repr,
)
def test_values_that_differ_are_not_the_same(one, other):
    assert not same(one, other)
    assert not same(other, one)


# Hypotheses


@pytest.mark.parametrize(
    ("got", "expected", "says"),
    [
        ([-1.0, 2.0, -3.0], [1.0, -2.0, 3.0], "The sign is wrong"),
        ([2.0, 4.0, 8.0], [1.0, 2.0, 4.0], "2 times what it should be"),
        ([0.25, 0.5, 1.0], [1.0, 2.0, 4.0], "1/4 of what it should be"),
        ([7.1, 14.2], [1.0, 2.0], "the same multiple"),
        ([[1.0, 3.0], [2.0, 4.0]], [[1.0, 2.0], [3.0, 4.0]], "transposed"),
        ([3.0, 1.0, 2.0, 7.0], [1.0, 2.0, 3.0, 7.0], "in the wrong order"),
        ([1.5, 2.5, 4.5], [1.0, 2.0, 4.0], "off by the same amount"),
        ([1.0, 2.0, 0.0], [1.0, 2.0, 4.0], "Only the last row is wrong"),
        ([0.0, 2.0, 4.0], [1.0, 2.0, 4.0], "Only the first row is wrong"),
        ([0.0, 2.0, 5.0], [1.0, 2.0, 4.0], ""),
        (3.0, 1.5, "The value is 2 times what it should be."),
        (3.1, 1.0, ""),
        ([0.0, 0.0], [0.0, 1.0], ""),
        ([np.nan, 1.0], [1.0, 2.0], ""),
        ([1.0, 2.0, 5.0], [np.inf, 2.0, 7.0], ""),
        ([], [], ""),
    ],
)
def test_a_simple_relation_is_put_into_words_and_no_other(got, expected, says):
    sentence = hypothesis(wrong(got, expected), [])
    assert says in sentence
    assert bool(says) == bool(sentence)


@pytest.mark.parametrize("scale", [1e-12, 1.0, 1e9])
def test_relations_are_seen_on_any_scale_and_none_is_invented_for_tiny_numbers(scale):
    expected = scale * np.array([1.0, 2.0, 4.0])
    assert "2 times" in hypothesis(wrong(2 * expected, expected), [])
    assert "wrong order" in hypothesis(wrong(expected[::-1], expected), [])
    assert hypothesis(wrong(scale * np.array([3.0, 1.0, 2.0]), expected), []) == ""


def test_a_factor_that_is_a_size_of_the_argument_is_said_to_be_that():
    (call,) = calls_of(takes_the_sum.function, np.ones((5, 3)))
    expected = np.array([1.0, 3.0])
    assert "5 is the number of samples (rows): was something summed" in hypothesis(
        wrong(5 * expected, expected), [call]
    )
    assert "3 is the number of columns" in hypothesis(wrong(3 * expected, expected), [call])
    assert "5 times too small" in hypothesis(wrong(expected / 5, expected), [call])
    assert "averaged twice" in hypothesis(wrong(expected / 5, expected), [call])
    (call,) = calls_of(takes_the_sum.function, np.ones((2, 3)))
    assert hypothesis(wrong(2 * expected, expected), [call]) == "Every value is 2 times what it should be."


def test_a_hypothesis_is_made_for_wrong_values_only():
    assert hypothesis(wrong([1.0], [1.0, 2.0], "shape"), []) == ""
    assert hypothesis(wrong([2.0, 4.0], [1.0, 2.0], "finite"), []) == ""
    assert hypothesis(Mismatch("values", "seen", got="text", expected=1.0), []) == ""


@given(GRIDS, st.floats(0.01, 100.0))
def test_a_constant_factor_is_always_found(expected, factor):
    assume(np.abs(expected).max() > 1e-3)
    assume(abs(factor - 1) > 1e-3)
    sentence = hypothesis(wrong(factor * expected, expected), [])
    assert "times" in sentence or "multiple" in sentence or "1/" in sentence


@given(GRIDS, GRIDS)
def test_a_hypothesis_tells_no_number_of_the_answer(got, expected):
    assume(got.shape == expected.shape)
    sentence = hypothesis(wrong(got, expected), [])
    digits = [word for word in sentence.replace("/", " ").split() if word[0].isdigit()]
    assert set(digits) <= {"1", "2", "3", "4", "10"}


def test_what_close_raises_is_material_for_a_hypothesis():
    with pytest.raises(Mismatch) as caught:
        close(np.array([2.0, 4.0]), [1.0, 2.0])
    assert "2 times" in hypothesis(caught.value, [])
