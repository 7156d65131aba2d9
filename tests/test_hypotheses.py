"""General hypotheses on wrong numbers: a simple relation is put into words, and none is invented."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.checks import Mismatch, close
from autograder.checks.testing import GraderTest
from autograder.grading.explain import Observation
from autograder.grading.hypotheses import hypotheses, hypothesis
from autograder.grading.kept import remembers
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess

GRIDS = arrays.arrays(np.float64, st.sampled_from([(4,), (3, 3), (5, 2)]), elements=st.floats(-1e3, 1e3, width=32))


def wrong(got, expected, kind="values"):
    return Mismatch(kind, "seen", got=np.asarray(got, dtype=float), expected=np.asarray(expected, dtype=float))


def call_of(argument):
    student = Student(InProcess("answers", functions={"total": lambda X: X.sum()}))
    student.total(argument)
    return student.calls[-1]


@pytest.mark.parametrize(
    ("got", "expected", "says"),
    [
        ([-1.0, 2.0, -3.0], [1.0, -2.0, 3.0], "The sign is wrong"),
        ([2.0, 4.0, 8.0], [1.0, 2.0, 4.0], "2 times what it should be"),
        ([0.25, 0.5, 1.0], [1.0, 2.0, 4.0], "1/4 of what it should be"),
        ([7.1, 14.2], [1.0, 2.0], "the same multiple"),
        ([7.1, 0.0], [1.0, 0.0], ""),
        ([[1.0, 3.0], [2.0, 4.0]], [[1.0, 2.0], [3.0, 4.0]], "transposed"),
        ([3.0, 1.0, 2.0, 7.0], [1.0, 2.0, 3.0, 7.0], "in the wrong order"),
        ([1.5, 2.5, 4.5], [1.0, 2.0, 4.0], "off by the same amount"),
        ([1.0, 2.0, 4.0, 0.0], [1.0, 2.0, 4.0, 8.0], "Only the last row is wrong"),
        ([0.0, 2.0, 4.0, 8.0], [1.0, 2.0, 4.0, 8.0], "Only the first row is wrong"),
        ([0.0, 1.0, 1.0, 0.0], [1.0, 1.0, 1.0, 0.0], ""),
        ([1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 1.0, 0.0], ""),
        ([[1.0, 0.0], [3.0, 4.0], [5.0, 6.0]], [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], ""),
        (3.0, 1.0, ""),
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
    assert "wrong order" in hypothesis(wrong(np.append(expected, 0)[::-1], np.append(expected, 0)), [])
    assert hypothesis(wrong(scale * np.array([3.0, 1.0, 2.0]), expected), []) == ""


def test_a_factor_that_is_a_size_of_the_argument_is_said_to_be_that():
    call = call_of(np.ones((5, 3)))
    expected = np.array([1.0, 3.0])
    assert "5 is the number of samples (rows): are a sum and a mean confused" in hypothesis(
        wrong(5 * expected, expected), [call]
    )
    assert "3 is the number of columns" in hypothesis(wrong(3 * expected, expected), [call])
    assert "5 times too small" in hypothesis(wrong(expected / 5, expected), [call])
    assert "are a sum and a mean confused" in hypothesis(wrong(expected / 5, expected), [call])
    call = call_of(np.ones((2, 3)))
    assert hypothesis(wrong(2 * expected, expected), [call]) == "Every value is 2 times what it should be."


def test_a_hypothesis_is_made_for_wrong_values_only():
    assert hypothesis(wrong([1.0], [1.0, 2.0], "shape"), []) == ""
    assert hypothesis(wrong([2.0, 4.0], [1.0, 2.0], "finite"), []) == ""
    assert hypothesis(Mismatch("values", "seen", got="text", expected=1.0), []) == ""


@given(GRIDS, st.floats(0.01, 100.0))
def test_a_constant_factor_is_always_found(expected, factor):
    assume(np.abs(expected).max() > 1e-3)
    assume(np.count_nonzero(expected) > 1)
    assume(abs(factor - 1) > 1e-3)
    sentence = hypothesis(wrong(factor * expected, expected), [])
    assert "times" in sentence or "multiple" in sentence or "1/" in sentence


@pytest.mark.slow
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


def test_a_hypothesis_is_told_only_where_it_holds_for_every_failed_test():
    doubled, odd = wrong([2.0, 4.0], [1.0, 2.0]), wrong([2.0, 9.0], [1.0, 2.0])
    assert "2 times" in hypotheses([(doubled, [])])[id(doubled)]
    assert hypotheses([(doubled, []), (odd, [])]) == {}
    assert set(hypotheses([(doubled, []), (wrong([6.0, 8.0], [3.0, 4.0]), [])]).values()) == {
        "Every value is 2 times what it should be."
    }
    assert hypotheses([(doubled, []), (wrong([-1.0, -2.0], [1.0, 2.0]), [])]) == {}


def heard(function, *calls):
    """What is told of calls of a function, each of which is one number."""
    student = Student(InProcess("answers", functions={"total": function}))
    for number in calls:
        student.total(number)
    test = GraderTest(call_of, "total", "visible")
    return remembers([Observation(test, student.calls, None)])


def test_who_keeps_something_from_call_to_call_is_told():
    def total(x, seen=[]):  # noqa: B006
        seen.append(x)
        return sum(seen)

    assert "Something is kept from call to call" in heard(total, 1.0, 2.0, 1.0)


def test_nothing_is_said_to_be_kept_where_equal_calls_have_equal_answers_or_chance_is_handed_in():
    assert heard(lambda x: x * 2, 1.0, 2.0, 1.0) == ""
    assert heard(lambda x, seen=[]: seen.append(x) or len(seen), 1.0, 2.0, 3.0) == ""
    student = Student(InProcess("answers", functions={"total": lambda rng: np.random.default_rng().random()}))
    for _ in range(2):
        student.total(np.random.default_rng(1))
    assert remembers([Observation(GraderTest(call_of, "total", "visible"), student.calls, None)]) == ""
