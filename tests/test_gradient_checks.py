"""Central differences as an independent witness, and dictionaries of parameters compared key by key."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.checks import Mismatch, central_differences, parameters, parameters_close

NUMBERS = st.floats(-3, 3, width=16)
PARAMS = {"W": np.array([[1.0, -2.0], [0.5, 3.0]]), "b": np.array([[0.1, -0.2]])}


def mismatch(check, *args, **kwargs):
    with pytest.raises(Mismatch) as caught:
        check(*args, **kwargs)
    return caught.value


@given(arrays.arrays(float, (2, 3), elements=NUMBERS), arrays.arrays(float, (4, 2), elements=NUMBERS))
def test_the_gradient_of_a_quadratic_is_exact_to_rounding(W, X):
    gradient = central_differences(lambda p: float(((X @ p["W"]) ** 2).sum()), {"W": W})
    parameters_close(gradient, {"W": 2 * X.T @ X @ W}, rtol=1e-4)


@pytest.mark.parametrize(
    ("loss", "gradient"),
    [
        (np.sin, np.cos),
        (np.exp, np.exp),
        (lambda x: 1 / (1 + np.exp(-x)), lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2),
    ],
    ids=["sine", "exponential", "sigmoid"],
)
def test_the_gradient_of_a_smooth_loss_has_seven_good_digits(loss, gradient):
    x = np.linspace(-2.0, 2.0, 7)
    found = central_differences(lambda p: float(loss(p["x"]).sum()), {"x": x})
    np.testing.assert_allclose(found["x"], gradient(x), rtol=1e-7, atol=1e-9)


def test_each_parameter_has_a_gradient_of_its_own_shape():
    found = central_differences(lambda p: float(p["W"].sum() * p["b"].sum()), PARAMS)
    assert list(found) == ["W", "b"]
    np.testing.assert_allclose(found["W"], np.full((2, 2), PARAMS["b"].sum()), rtol=1e-6)
    np.testing.assert_allclose(found["b"], np.full((1, 2), PARAMS["W"].sum()), rtol=1e-6)


def test_a_single_number_and_an_empty_array_are_parameters_too():
    found = central_differences(lambda p: float(p["a"] ** 2), {"a": np.array(3.0), "none": np.empty((0, 2))})
    assert found["a"] == pytest.approx(6.0)
    assert found["none"].shape == (0, 2)


def test_the_parameters_given_stay_as_they_were_and_whole_numbers_are_moved_too():
    W = np.array([1, 2, 3])
    locked = np.ones(2)
    locked.flags.writeable = False
    np.testing.assert_allclose(central_differences(lambda p: float(p["W"].sum()), {"W": locked})["W"], 1.0)
    found = central_differences(lambda p: float((p["W"] ** 2).sum()), {"W": W})
    assert W.tolist() == [1, 2, 3]
    np.testing.assert_allclose(found["W"], [2.0, 4.0, 6.0], rtol=1e-6)


def test_the_loss_is_asked_with_one_number_moved_at_a_time():
    asked = []

    def loss(p):
        asked.append(np.concatenate([p["W"].ravel(), p["b"].ravel()]))
        return 0.0

    central_differences(loss, PARAMS, h=0.5)
    start = np.concatenate([PARAMS["W"].ravel(), PARAMS["b"].ravel()])
    moves = np.array(asked) - start
    assert len(moves) == 2 * start.size
    np.testing.assert_allclose(np.abs(moves).sum(axis=1), 0.5)
    np.testing.assert_allclose(moves.sum(axis=0), 0.0, atol=1e-12)


# Dictionaries of parameters


def test_parameters_are_given_back_as_floats():
    got = parameters({"b": np.array([1, 2]), "W": np.ones((1, 2), np.float32)}, {"W": (1, 2), "b": (2,)})
    assert list(got) == ["W", "b"]
    assert got["b"].dtype == float


@pytest.mark.parametrize(
    ("got", "kind", "seen"),
    [
        (None, "type", "the gradient is None, not a dictionary"),
        ([1, 2], "type", "the gradient is a list, not a dictionary"),
        ({"W": np.ones((2, 2))}, "shape", "the gradient lacks 'b'"),
        ({**PARAMS, "c": 1, "a": 2}, "shape", "the gradient has 'a', 'c' too many"),
        ({"W": PARAMS["W"], 1: 0, "B": 0}, "shape", "the gradient lacks 'b' and has 'B', 1 too many"),
        ({"W": PARAMS["W"], "b": np.ones(2)}, "shape", "the gradient['b'] has shape (2,), not (1, 2)"),
        ({"W": PARAMS["W"].tolist(), "b": PARAMS["b"]}, "type", "the gradient['W'] is a list, not an array"),
        (
            {"W": PARAMS["W"] * np.nan, "b": PARAMS["b"]},
            "finite",
            "the gradient['W'] is not finite: 4 of 4 values are nan",
        ),
        (
            {"W": PARAMS["W"], "b": PARAMS["b"] + [[0.0, 1.0]]},
            "values",
            "the gradient['b']: 1 of 2 values are off; the furthest, at [0, 1], is 0.8",
        ),
    ],
)
def test_what_is_wrong_with_a_dictionary_is_told_by_its_key(got, kind, seen):
    found = mismatch(parameters_close, got, PARAMS, what="the gradient")
    assert (found.kind, found.seen) == (kind, seen)


def test_the_keys_are_named_in_the_advice():
    assert "'W', 'b'" in mismatch(parameters_close, None, PARAMS).advice
    assert "'W', 'b'" in mismatch(parameters_close, {}, PARAMS).advice


def test_keys_are_compared_in_the_order_of_what_is_expected():
    both = {"W": PARAMS["W"] + 1, "b": PARAMS["b"] + 1}
    assert "['b']" in mismatch(parameters_close, both, {"b": PARAMS["b"], "W": PARAMS["W"]}).seen
    assert "['W']" in mismatch(parameters_close, both, PARAMS).seen


def test_a_gradient_by_differences_needs_the_wider_tolerance_it_is_given():
    rough = {name: value * (1 + 5e-4) for name, value in PARAMS.items()}
    parameters_close(rough, PARAMS, rtol=1e-3)
    assert mismatch(parameters_close, rough, PARAMS).kind == "values"
