"""The tests of chapter 3.4 that only the grader has."""

import numpy as np

from autograder.checks import (
    LONG,
    central_differences,
    close,
    hidden,
    number,
    parameters,
    parameters_close,
    pure,
    unpack,
)
from autograder.graders.ch3_4_backpropagation.test_visible import (
    NAMES,
    backward_arguments,
    case,
    is_pair,
    scores,
    shapes_of,
)


def mean_cross_entropy(X, y, params):
    """The loss, from the scores: no probability is ever 0."""
    _, Z2 = scores(X, params)
    shifted = Z2 - Z2.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(shifted).sum(axis=1)) - (y * shifted).sum(axis=1)))


SIZES = ((5, 3, 4, 2), (2, 4, 6, 3), (7, 2, 3, 5))


# backward_mlp


@hidden("backward_mlp", weight=2)
def test_backward_mlp_agrees_with_the_slopes_of_the_output_layer(student):
    for seed, sizes in enumerate(SIZES):
        X, y, params = case(100 + seed, *sizes)
        got = parameters(student.backward_mlp(*backward_arguments(X, y, params)), shapes_of(params))
        slopes = central_differences(lambda p, X=X, y=y: mean_cross_entropy(X, y, p), params)
        for name in ("W2", "b2"):
            close(got[name], slopes[name], what=f"the result[{name!r}]", rtol=LONG)


@hidden("backward_mlp", weight=2)
def test_backward_mlp_agrees_with_the_slopes_of_the_hidden_layer(student):
    for seed, sizes in enumerate(SIZES):
        X, y, params = case(200 + seed, *sizes)
        got = parameters(student.backward_mlp(*backward_arguments(X, y, params)), shapes_of(params))
        slopes = central_differences(lambda p, X=X, y=y: mean_cross_entropy(X, y, p), params)
        for name in ("W1", "b1"):
            close(got[name], slopes[name], what=f"the result[{name!r}]", rtol=LONG)


@hidden("backward_mlp")
def test_backward_mlp_of_one_sample_and_of_a_single_hidden_neuron(student, reference):
    for seed, sizes in enumerate(((1, 4, 3, 2), (5, 3, 1, 3), (4, 1, 2, 2))):
        arguments = backward_arguments(*case(300 + seed, *sizes))
        parameters_close(student.backward_mlp(*arguments), reference.backward_mlp(*arguments))


@hidden("backward_mlp")
def test_backward_mlp_of_square_shapes(student, reference):
    for seed, size in enumerate((3, 4)):
        arguments = backward_arguments(*case(400 + seed, size, size, size, size))
        parameters_close(student.backward_mlp(*arguments), reference.backward_mlp(*arguments))


# mlp_loss


@hidden("mlp_loss", weight=2)
def test_mlp_loss_returns_the_mean_cross_entropy(student):
    for seed, sizes in enumerate((*SIZES, (1, 3, 2, 4), (3, 3, 3, 3))):
        X, y, params = case(500 + seed, *sizes)
        loss, _ = unpack(student.mlp_loss(X, y, params), "loss", "grads")
        close(loss, mean_cross_entropy(X, y, params), what="the loss", rtol=LONG)


@hidden("mlp_loss", weight=2)
def test_mlp_loss_returns_the_gradient_of_its_loss(student):
    for seed, sizes in enumerate(SIZES):
        X, y, params = case(600 + seed, *sizes)
        _, grads = unpack(student.mlp_loss(X, y, params), "loss", "grads")
        slopes = central_differences(lambda p, X=X, y=y: mean_cross_entropy(X, y, p), params)
        grads = parameters(grads, shapes_of(params), what="grads")
        for name in NAMES:
            close(grads[name], slopes[name], what=f"grads[{name!r}]", rtol=LONG)


@hidden("mlp_loss")
def test_mlp_loss_finds_the_parameters_by_their_names(student, reference):
    X, y, params = case(19, 4, 3, 3, 3)
    expected_loss, expected = reference.mlp_loss(X, y, params)
    for order in (("b2", "W2", "b1", "W1"), ("W1", "W2", "b1", "b2")):
        loss, grads = unpack(student.mlp_loss(X, y, {name: params[name] for name in order}), "loss", "grads")
        close(loss, expected_loss, what="the loss", rtol=LONG)
        parameters_close(grads, expected, what="grads")


@hidden("mlp_loss")
def test_mlp_loss_is_finite_for_extreme_scores_in_some_rows(student):
    X, y, params = case(20, 5, 3, 4, 3)
    X[1] *= 1e3
    X[4] *= -1e3
    loss, grads = unpack(student.mlp_loss(X, y, params), "loss", "grads")
    number(loss, what="the loss")
    parameters(grads, shapes_of(params), what="grads")


# Practice


@hidden("tiny_gradients", weight=2)
def test_tiny_gradients_agree_with_slopes(student):
    for x, y, w1, w2 in (
        (1.5, -2.0, 0.7, 1.3),
        (-2.0, 0.5, -0.4, -3.0),
        (0.3, 4.0, 2.0, 0.9),
        (-1.0, 2.0, 0.5, 2.0),
    ):
        dw1, dw2 = unpack(student.tiny_gradients(x, y, w1, w2), "dw1", "dw2")
        params = {"w1": np.array(w1), "w2": np.array(w2)}
        slopes = central_differences(lambda p, x=x, y=y: float((p["w2"] * np.maximum(p["w1"] * x, 0) - y) ** 2), params)
        close(dw1, float(slopes["w1"]), what="dw1", rtol=LONG)
        close(dw2, float(slopes["w2"]), what="dw2", rtol=LONG)


@hidden("output_delta")
def test_output_delta_of_other_sizes(student):
    for seed, (n, k) in enumerate(((5, 3), (1, 4), (4, 7))):
        rng = np.random.default_rng(700 + seed)
        A2, y = rng.dirichlet(np.ones(k), n), np.eye(k)[rng.integers(0, k, n)]
        close(student.output_delta(A2, y), (A2 - y) / n)
    pure(student.output_delta, A2, y)


@hidden("layer_gradients", weight=2)
def test_layer_gradients_of_other_sizes(student):
    for seed, (n, d, h) in enumerate(((5, 3, 4), (1, 4, 2), (3, 2, 6), (3, 3, 3))):
        rng = np.random.default_rng(800 + seed)
        A_in, delta = rng.normal(size=(n, d)), rng.normal(size=(n, h))
        dW, db = unpack(student.layer_gradients(A_in, delta), "dW", "db")
        close(dW, np.einsum("nd,nh->dh", A_in, delta), what="dW")
        close(db, [[sum(column) for column in delta.T]], what="db")


@hidden("hidden_delta", weight=2)
def test_hidden_delta_of_other_sizes(student):
    for seed, (n, h, k) in enumerate(((5, 3, 4), (1, 4, 2), (3, 2, 6), (3, 3, 3))):
        rng = np.random.default_rng(900 + seed)
        delta2, W2, A1 = (
            rng.normal(size=(n, k)),
            rng.normal(size=(h, k)),
            np.maximum(rng.normal(size=(n, h)), 0),
        )
        expected = [[float(W2[j] @ delta2[i]) if A1[i, j] > 0 else 0.0 for j in range(h)] for i in range(n)]
        close(student.hidden_delta(delta2, W2, A1), expected)


@hidden("most_confused")
def test_most_confused_of_other_tables(student):
    for seed, k in enumerate((2, 4, 10)):
        rng = np.random.default_rng(1000 + seed)
        counts = rng.permutation(k * k).reshape(k, k)
        if k == 4:
            counts[np.arange(k), np.arange(k)] = 0  # nothing right at all
        worst = max(((t, p) for t in range(k) for p in range(k) if t != p), key=lambda place, c=counts: c[place])
        is_pair(student.most_confused(counts), *worst)
    pure(student.most_confused, np.array([[9, 1, 3], [8, 6, 2], [4, 5, 7]]))


# Stretch


@hidden("input_gradient", weight=2)
def test_input_gradient_of_other_sizes(student, reference):
    for seed, sizes in enumerate((*SIZES, (1, 3, 5, 4), (6, 2, 2, 2))):
        arguments = backward_arguments(*case(930 + seed, *sizes))[1:]
        close(student.input_gradient(*arguments), reference.input_gradient(*arguments), rtol=LONG)
