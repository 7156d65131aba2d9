"""Comparing answers: in a fixed order, kindly to every kind of float, and with the worst entry named."""

import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.checks import LONG, Drained, Mismatch, array, close, number, pure, raises, refused, unpack
from autograder.sandbox.student import StudentRaised, StudentStopped
from autograder.sandbox.wire import Opaque

NUMBERS = st.floats(-1e6, 1e6, width=32)
GRIDS = arrays.arrays(np.float64, arrays.array_shapes(max_dims=3, max_side=4), elements=NUMBERS)
COLUMN = np.array([[1.0], [2.0], [3.0]])


def mismatch(check, *args, **kwargs):
    """The mismatch that a check raises."""
    with pytest.raises(Mismatch) as caught:
        check(*args, **kwargs)
    return caught.value


# The order of the checks


@pytest.mark.parametrize(
    ("got", "kind"),
    [
        (None, "type"),
        ([[1.0], [2.0], [np.nan]], "type"),
        (np.array([1j, np.nan]), "shape"),
        (np.array([[1j], [2.0], [np.nan]]), "dtype"),
        (np.array([["1"], ["2"], ["3"]]), "dtype"),
        (np.array([[7.0], [2.0], [np.nan]]), "finite"),
        (np.array([[7.0], [2.0], [3.0]]), "values"),
    ],
    ids=["nothing", "a list", "shape before dtype", "complex", "text", "finite before values", "values"],
)
def test_the_first_of_type_shape_dtype_finite_and_values_is_told(got, kind):
    assert mismatch(close, got, COLUMN).kind == kind


# What is accepted


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16, np.longdouble, ">f8", np.int64, np.uint8])
def test_an_array_of_any_real_kind_is_accepted(dtype):
    close(COLUMN.astype(dtype), COLUMN)


@pytest.mark.parametrize("got", [3, 3.0, np.float32(3), np.int8(3), np.array(3), np.array(3.0, np.float32)])
def test_a_single_number_may_be_a_float_an_int_or_an_array_without_axes(got):
    close(got, 3.0)
    assert number(got) == 3.0


def test_true_and_false_stand_for_one_and_zero_in_an_array_but_are_no_number():
    close(np.array([True, False]), [1.0, 0.0])
    assert mismatch(close, True, 1.0).seen == "the result is a bool, not a single number"
    assert mismatch(close, np.True_, 1.0).kind == "type"


def test_expected_infinities_and_nans_are_compared_too():
    expected = [np.inf, -np.inf, np.nan, 1.0]
    close(np.array(expected), expected)
    found = mismatch(close, np.array([np.inf, np.inf, np.nan, 1.0]), expected)
    assert "1 of 4 values are off; the furthest, at [1], is inf" in found.seen
    assert found.should_be == "-inf"


def test_empty_arrays_are_equal_where_their_shapes_are():
    close(np.empty((0, 3)), np.empty((0, 3)))
    assert mismatch(close, np.empty((0, 2)), np.empty((0, 3))).kind == "shape"


def test_array_returns_what_was_given_as_floats():
    values = array(np.array([[1, 2]], dtype=np.uint8), shape=(1, 2))
    assert values.dtype == float
    assert values.tolist() == [[1.0, 2.0]]


# Properties


@given(GRIDS)
def test_everything_is_close_to_itself(x):
    close(x, x)
    close(x.astype(np.float32), x)


@given(NUMBERS)
def test_every_number_is_close_to_itself_and_to_itself_in_float32(x):
    close(x, x)
    close(float(np.float32(x)), x)
    close(np.float64(x), x)


@given(GRIDS, st.data())
def test_a_value_off_by_more_than_the_tolerance_is_found_and_its_place_is_named(x, data):
    index = tuple(data.draw(st.integers(0, size - 1)) for size in x.shape)
    scale = np.abs(x).max() or 1.0
    wrong = x.copy()
    wrong[index] += data.draw(st.sampled_from([-1.0, 1.0])) * scale * data.draw(st.floats(3e-5, 10.0))
    found = mismatch(close, wrong, x)
    assert found.kind == "values"
    assert f"at [{', '.join(map(str, index))}]" in found.seen
    assert found.should_be


@given(GRIDS, st.floats(0.0, 0.5))
def test_rounding_far_below_the_tolerance_is_no_mistake(x, part):
    close(x * (1 + part * 1e-6), x)


@given(GRIDS)
def test_another_shape_of_the_same_numbers_is_refused(x):
    assume(x.ndim)
    assert mismatch(close, x[np.newaxis], x).kind == "shape"
    if x.shape != x.ravel().shape:
        found = mismatch(close, x.ravel(), x)
        assert f"has shape {x.ravel().shape}, not {x.shape}" in found.seen


@given(GRIDS, st.data())
def test_a_single_nan_is_found_wherever_it_is(x, data):
    x.flat[data.draw(st.integers(0, x.size - 1))] = np.nan
    found = mismatch(array, x)
    assert found.kind == "finite"
    assert f"1 of {x.size} values are nan" in found.seen


# Tolerances belong to the task


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_the_tolerance_is_the_tasks_whatever_kind_of_float_comes_back(dtype):
    close((COLUMN * (1 + 1.5e-5)).astype(dtype), COLUMN)
    assert mismatch(close, (COLUMN * (1 + 5e-5)).astype(dtype), COLUMN).kind == "values"
    close((COLUMN * (1 + 1.5e-4)).astype(dtype), COLUMN, rtol=LONG)
    assert mismatch(close, (COLUMN * (1 + 5e-4)).astype(dtype), COLUMN, rtol=LONG).kind == "values"


def test_float32_passes_by_itself_and_float16_does_not():
    X = np.random.default_rng(0).normal(size=(5, 4))
    close(X.astype(np.float32), X)
    assert mismatch(close, X.astype(np.float16), X).kind == "values"
    assert mismatch(close, X.astype(np.float16), X, rtol=LONG).kind == "values"
    close(float(np.float32(0.1)), 0.1)
    assert mismatch(close, 0.1 * (1 + 5e-5), 0.1).kind == "values"


def test_tolerances_that_a_test_gives_take_the_place_of_the_usual_ones():
    close(np.array([1.2]), [1.0], rtol=0.25)
    close(np.array([1e-9]), [0.0], rtol=0.0, atol=1e-8)
    assert mismatch(close, np.array([1e-7]), [0.0], rtol=0.0, atol=1e-8).kind == "values"


def test_zero_is_judged_on_the_scale_of_its_neighbors():
    close(np.array([1e-3, 1e3]), [0.0, 1e3])
    assert mismatch(close, np.array([1e-3, 1.0]), [0.0, 1.0]).kind == "values"
    assert mismatch(close, np.array([1e-4]), [0.0]).kind == "values"


# Messages


def test_the_furthest_value_is_told_with_what_it_should_be():
    got = np.array([[1.0, 2.5], [30.0, 4.0]])
    found = mismatch(close, got, [[1.0, 2.0], [3.0, 4.0]])
    assert found.seen == "2 of 4 values are off; the furthest, at [1, 0], is 30"
    assert found.should_be == "3"


def test_a_result_that_is_off_everywhere_says_so():
    assert mismatch(close, np.ones(3), np.zeros(3)).seen == "every value is off; the furthest, at [0], is 1"
    assert mismatch(close, np.ones((1, 1)), np.zeros((1, 1))).seen == "the value at [0, 0] is 1"
    assert mismatch(close, 2.0, 1.0).seen == "the result is 2"


@given(st.floats(1e-5, 1e-3), st.sampled_from([1.0, 250.0, 1e-8, 123456.789]))
def test_what_is_and_what_should_be_are_never_shown_as_the_same_number(difference, scale):
    for got, expected in ((scale * (1 + difference), scale), (np.array([scale * (1 + difference)]), [scale])):
        found = mismatch(close, got, expected, rtol=1e-6)
        assert re.search(r"is (\S+)$", found.seen)[1] != found.should_be


def test_a_check_names_what_it_compares():
    assert mismatch(close, np.ones(2), np.zeros(2), what="the mean").seen.startswith("the mean: every value is off")
    assert mismatch(close, None, 1.0, what="the mean").seen == "the mean is None, not a single number"
    assert mismatch(array, np.ones(2), (3,), what="dW").seen == "dW has shape (2,), not (3,)"
    assert mismatch(close, 2.0, 1.0, advice="Halve it.").advice == "Halve it."


@pytest.mark.parametrize(
    ("got", "seen", "advice"),
    [
        (None, "None", "without a return"),
        ([1.0, 2.0], "a list", "np.array"),
        ((1.0, 2.0), "a tuple", "np.array"),
        ((np.ones(2), {"cache": 1}), "a tuple", "Return an array alone, and not 2 things."),
        (Opaque("type"), "a type", "a class itself"),
        ("1 2", "a string", "Return an array"),
        ({"W": 1}, "a dictionary", "Return an array"),
        (2.0, "a single number", "Return an array"),
        (Opaque("set"), "a set", "Return an array"),
        (Opaque("int64"), "an int64", "Return an array"),
        (Opaque("builtin_function_or_method"), "a function", "parentheses"),
        (Opaque("method"), "a method", "parentheses"),
        (Drained([1.0, 2.0]), "an iterator", "one item after the other"),
    ],
)
def test_another_type_is_refused_in_the_words_of_a_learner(got, seen, advice):
    found = mismatch(close, got, [1.0, 2.0])
    assert found.kind == "type"
    assert found.seen == f"the result is {seen}, not an array"
    assert advice in found.advice


def test_an_array_in_the_place_of_a_number_is_refused_with_advice():
    found = mismatch(number, np.array([1.0]))
    assert found.seen == "the result is an array of shape (1,), not a single number"
    assert "float" in found.advice
    # An attribute is not returned, and may have to stay an array.
    assert mismatch(number, np.ones(3), what="the data of X.mean()").advice == "Reduce it to one number."


def test_an_iterator_is_no_pair():
    assert unpack([1.0, 2.0], "row", "column") == (1.0, 2.0)
    assert mismatch(unpack, Drained([1.0, 2.0]), "row", "column").seen.startswith("the result is an iterator, not the")


def test_an_object_of_the_students_is_told_by_its_type(in_process):
    student = in_process("class Layer: pass\ndef layer(): return Layer()\ndef values(): return {1.0, 2.0}")
    assert mismatch(close, student.layer(), [1.0]).seen == "the result is a Layer, not an array"
    assert mismatch(close, student.values(), [1.0]).seen == "the result is a set, not an array"


def test_rows_of_unequal_length_are_told_by_their_cause():
    found = mismatch(array, Opaque("array of dtype object"))
    assert found.kind == "dtype"
    assert "unequal length" in found.advice


@pytest.mark.parametrize(
    ("got", "expected", "advice"),
    [
        (np.ones((2, 3)), (3, 2), ".T"),
        (np.ones(3), (3, 1), "keepdims"),
        (np.ones(6), (2, 3), "reshape"),
        (np.ones(2), (3, 4), "axis"),
    ],
)
def test_a_wrong_shape_comes_with_its_likely_cause(got, expected, advice):
    found = mismatch(array, got, expected)
    assert str(expected) in found.seen
    assert advice in found.advice


@pytest.mark.parametrize(("value", "cause"), [(np.nan, "0/0"), (np.inf, "log(0)"), (-np.inf, "log(0)")])
def test_what_is_not_finite_comes_with_its_likely_causes(value, cause):
    assert cause in mismatch(array, np.array([1.0, value])).advice
    assert cause in mismatch(number, value).advice


def test_complex_numbers_are_no_real_ones():
    assert mismatch(number, 1j).kind == "dtype"
    assert mismatch(number, np.complex64(1)).kind == "dtype"
    assert "complex128" in mismatch(array, np.array([1j])).seen


# Several results


def test_unpack_gives_the_parts_of_a_tuple_or_list():
    assert unpack((1, 2), "loss", "gradient") == (1, 2)
    assert unpack([1, 2, 3], "a", "b", "c") == (1, 2, 3)


@pytest.mark.parametrize(
    ("got", "seen"),
    [
        (3.0, "the result is a single number, not the pair (loss, gradient)"),
        (None, "the result is None, not the pair (loss, gradient)"),
        ((1, 2, 3), "the result has 3 parts, not 2: (loss, gradient)"),
    ],
)
def test_unpack_says_which_parts_are_wanted(got, seen):
    found = mismatch(unpack, got, "loss", "gradient")
    assert found.seen == seen
    assert "loss, gradient" in found.advice


# Exceptions and purity, asked of a student's functions

ANSWERS = """
import numpy as np

class TooSmall(ValueError): pass

def refuses(X): raise TooSmall("no rows")
def fails_otherwise(X): raise KeyError("W")
def accepts(X): return 0.0
def stub(X): raise NotImplementedError
def writes(X): X[0] = 9.0
def prints(X): print("debug", X.sum())
def shuffles(X): np.random.rand()
def draws(X): import random; return random.random() * X
def rounds(X): return np.round(X)
def asserts(X): assert X.size > 1
def hands_back(X): return ValueError("too small")
"""


def test_raises_accepts_the_error_and_kinds_of_it(in_process):
    raises(ValueError, in_process(ANSWERS).refuses, np.ones(1))


def test_raises_tells_another_error_from_none(in_process):
    student = in_process(ANSWERS)
    other = mismatch(raises, ValueError, student.fails_otherwise, np.ones(1))
    assert (other.kind, other.seen) == ("raised", "raises KeyError ('W'), where ValueError is asked for")
    none = mismatch(raises, ValueError, student.accepts, np.ones(1))
    assert (none.kind, none.seen) == ("not_raised", "returns a single number, where ValueError is asked for")
    assert "raise ValueError" in none.advice


def test_refused_asks_in_every_case_and_tells_the_first_that_is_not_refused(in_process):
    student = in_process("import numpy as np\ndef root(x):\n    if x < 0: raise ValueError\n    return x**0.5")
    refused(student.root, (-1.0,), (-4.0,))
    assert mismatch(refused, student.root, (-1.0,), (4.0,), (9.0,), (-4.0,)).got == 2.0
    # Its call is made once more, as a report may show the last.
    assert [call.arguments()[0] for call in student.calls[2:]] == [[-1.0], [4.0], [9.0], [-4.0], [4.0]]


def test_raises_says_what_an_assert_and_a_returned_error_lack(in_process):
    student = in_process(ANSWERS)
    asserted = mismatch(raises, ValueError, student.asserts, np.ones(1))
    assert asserted.kind == "raised"
    assert asserted.advice.startswith("assert raises an AssertionError")
    returned = mismatch(raises, ValueError, student.hands_back, np.ones(1))
    assert returned.kind == "not_raised"
    assert returned.advice.endswith("in place of return.")


def test_raises_leaves_a_stub_not_started(in_process):
    with pytest.raises(StudentRaised) as caught:
        raises(ValueError, in_process(ANSWERS).stub, np.ones(1))
    assert caught.value.problem.type == "NotImplementedError"


def test_raises_is_not_content_with_a_timeout(in_process):
    student = in_process(ANSWERS)

    def never(name, frame, functions):
        raise StudentStopped("timeout", "too slow")

    student._worker.call = never
    with pytest.raises(StudentStopped):
        raises(ValueError, student.refuses, np.ones(1))


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("writes", "changes its argument X, which belongs to the caller"),
        ("shuffles", "draws from global random numbers, NumPy's or Python's"),
        ("draws", "draws from global random numbers, NumPy's or Python's"),
    ],
)
def test_pure_names_what_a_function_does_besides_returning(in_process, name, seen):
    found = mismatch(pure, getattr(in_process(ANSWERS), name), np.array([1.0, 2.0]))
    assert (found.kind, found.seen) == ("purity", seen)


def test_pure_remembers_earlier_calls_of_the_same_function_only(in_process):
    student = in_process(ANSWERS)
    student.writes(np.ones(2))
    pure(student.rounds, np.ones(2))
    assert mismatch(pure, student.writes, np.array([9.0])).kind == "purity"


def test_a_mismatch_of_an_unknown_kind_is_a_fault_of_the_test():
    with pytest.raises(AssertionError, match="odd"):
        Mismatch("odd", "something")


def test_pure_lets_a_function_print(in_process):
    pure(in_process(ANSWERS).prints, np.array([1.0, 2.0]))


def test_pure_finds_a_change_in_what_a_function_that_was_handed_in_returned(in_process):
    source = "def train(X, loss_fn):\n    loss, grads = loss_fn(X)\n    grads['W'] *= 0.1\n    return loss\n"
    found = mismatch(pure, in_process(source).train, np.ones(2), lambda X: (1.0, {"W": np.ones(2)}))
    assert found.seen == "changes an array that loss_fn(...) returned, which is not its own"
    pure(in_process(source.replace("*= 0.1", ".sum()")).train, np.ones(2), lambda X: (1.0, {"W": np.ones(2)}))
