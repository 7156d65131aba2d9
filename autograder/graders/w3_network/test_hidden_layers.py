"""The tests of chapter W.3 that only the grader has: layers, and a network of them."""

import numpy as np

from autograder.checks import LONG, Mismatch, an_object, array, central_differences, close, hidden
from autograder.graders.w3_network.helpers import ELEMENT_WISE, XOR_X, XOR_Y, dense, layers_of, network_of, rng, scale
from autograder.graders.w3_network.hidden_helpers import (
    CHAINS,
    answers,
    chain_case,
    chain_slopes,
    close_to_slopes,
    layer_case,
    slopes_of,
    through,
)

# Dense


@hidden("Dense", weight=3)
def test_dense_backward_agrees_with_the_slopes_by_weights_and_biases(student):
    for seed, activation in enumerate(ELEMENT_WISE):
        X, W, b, dA = layer_case(100 + seed, 5, 3, 2)
        layer = dense(student, W, b, activation)
        close(layer.forward(X), answers(X @ W + b, activation), what=f"A of {activation!r}")
        layer.backward(dA)
        slopes = slopes_of(X, W, b, dA, activation)
        close_to_slopes(layer.dW, slopes["W"], f"dW of {activation!r}")
        close_to_slopes(layer.db, slopes["b"], f"db of {activation!r}")


@hidden("Dense", weight=3)
def test_dense_backward_agrees_with_the_slopes_by_its_input(student):
    for seed, activation in enumerate(ELEMENT_WISE):
        for sizes in ((4, 2, 3), (3, 3, 3)):
            X, W, b, dA = layer_case(200 + seed, *sizes)
            layer = dense(student, W, b, activation)
            layer.forward(X)
            dX = layer.backward(dA)
            slopes = slopes_of(X, W, b, dA, activation)
            close_to_slopes(dX, slopes["X"], f"dX of {activation!r}")


@hidden("Dense", weight=3)
def test_dense_backward_of_softmax_takes_every_pair_of_score_and_probability_into_account(student):
    for seed, sizes in enumerate(((4, 2, 3), (3, 4, 5), (1, 2, 4))):
        X, W, b, dA = layer_case(300 + seed, *sizes)
        layer = dense(student, W, b, "softmax")
        close(layer.forward(X), answers(X @ W + b, "softmax"), what="A of 'softmax'")
        dX = layer.backward(dA)
        slopes = slopes_of(X, W, b, dA, "softmax")
        close_to_slopes(layer.dW, slopes["W"], "dW of 'softmax'")
        close_to_slopes(layer.db, slopes["b"], "db of 'softmax'")
        close_to_slopes(dX, slopes["X"], "dX of 'softmax'")


@hidden("Dense")
def test_dense_backward_belongs_to_the_last_forward_pass(student):
    X, W, b, dA = layer_case(400, 4, 3, 2)
    layer = dense(student, W, b, "tanh")
    layer.forward(rng(5).normal(size=(6, 3)))
    layer.forward(X)
    dX = layer.backward(dA)
    slopes = slopes_of(X, W, b, dA, "tanh")
    close_to_slopes(layer.dW, slopes["W"], "dW")
    close_to_slopes(dX, slopes["X"], "dX")


@hidden("Dense")
def test_dense_forward_uses_the_weights_as_they_are_now(student):
    X, W, b, _ = layer_case(500, 4, 3, 2)
    layer = dense(student, W, b, "sigmoid")
    layer.forward(X)
    layer.W, layer.b = -2 * W, b + 1
    close(layer.forward(X), answers(-2 * X @ W + b + 1, "sigmoid"), what="A after new weights")


@hidden("Dense")
def test_dense_with_softmax_is_finite_for_extreme_scores(student):
    layer = dense(student, [[1.0, -1.0, 0.5]], [[0.0, 0.0, 0.0]], "softmax")
    A = layer.forward(np.array([[1000.0], [-1000.0], [0.0]]))
    close(A, [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1 / 3, 1 / 3, 1 / 3]], what="A of 'softmax'")
    dX = layer.backward(np.array([[1.0, -2.0, 0.5], [0.3, 1.0, 2.0], [-1.0, 0.0, 3.0]]))
    array(layer.dW, (1, 3), what="dW of 'softmax'")
    array(dX, (3, 1), what="dX of 'softmax'")


@hidden("Dense")
def test_dense_draws_weights_that_are_neither_large_nor_all_tiny(student):
    for activation, n_out in (("relu", 300), ("tanh", 300), ("relu", 20)):
        layer = an_object(student.Dense(400, n_out, activation, rng(7)), "Dense(...)")
        W = array(layer.W, (400, n_out), what="W")
        # He's standard deviation is 0.07; smaller and larger ones train as well, within reason. With 8,000 weights the
        # mean is within 0.011 standard deviations of 0, give or take: the bound is some eighteen times as wide.
        if not 0.0075 < W.std() < 0.16 or abs(W.mean()) > 0.2 * W.std():
            raise Mismatch(
                "values",
                f"the weights from 400 inputs have the mean {W.mean():.1g} and the standard deviation {W.std():.1g}"
                if abs(W.mean()) > 0.2 * W.std()
                else f"the weights from 400 inputs have the standard deviation {W.std():.1g}",
                advice="Draw around 0, with a standard deviation of np.sqrt(2 / n_in) or np.sqrt(1 / n_in).",
            )


# Network


@hidden("Network", weight=2)
def test_network_forward_through_any_number_of_layers(student):
    for seed, (n, sizes, activations) in enumerate(CHAINS):
        X, layers, _ = chain_case(600 + seed, n, sizes, activations)
        close(network_of(student, *layers).forward(X), through(X, layers), what="the output")


@hidden("Network", weight=2)
def test_network_backward_gives_every_layer_its_gradients(student):
    for seed, (n, sizes, activations) in enumerate(CHAINS):
        X, layers, dA = chain_case(700 + seed, n, sizes, activations)
        network = network_of(student, *layers)
        network.forward(X)
        network.backward(dA)
        slopes = chain_slopes(X, layers, lambda A, dA=dA: (dA * A).sum())
        for i, layer in enumerate(layers_of(network, len(layers))):
            where = f"of layer {i + 1} of {len(layers)}"
            close_to_slopes(layer.dW, slopes[f"W{i}"], f"dW {where}")
            close_to_slopes(layer.db, slopes[f"b{i}"], f"db {where}")


@hidden("Network")
def test_network_backward_returns_the_gradient_by_its_input(student):
    for seed, (n, sizes, activations) in enumerate(CHAINS):
        X, layers, dA = chain_case(800 + seed, n, sizes, activations)
        network = network_of(student, *layers)
        network.forward(X)
        dX = network.backward(dA)
        slopes = chain_slopes(X, layers, lambda A, dA=dA: (dA * A).sum())
        close_to_slopes(dX, slopes["X"], "what backward returns")


@hidden("Network")
def test_network_predict_of_one_sample_and_of_many(student):
    for n in (1, 30):
        X, layers, _ = chain_case(900 + n, n, (3, 4, 1), ("tanh", "linear"))
        network = network_of(student, *layers)
        close(network.predict(X), through(X, layers), what="what predict answers")
        close(network.predict(X), through(X, layers), what="what predict answers the second time")


@hidden("Network")
def test_network_of_two_tanh_units_learns_xor(student):
    params = {
        "W1": np.array([[0.9, -0.6], [-0.7, 0.8]]),
        "b1": np.array([[-0.1, 0.2]]),
        "W2": np.array([[0.8], [0.9]]),
        "b2": np.array([[0.1]]),
    }
    network = network_of(student, (params["W1"], params["b1"], "tanh"), (params["W2"], params["b2"], "sigmoid"))
    hidden_layer, output = layers_of(network, 2)
    for _ in range(80):
        A = array(network.forward(XOR_X), (4, 1), what="the output")
        network.backward((A - XOR_Y) / np.clip(A * (1 - A), 1e-7, 1) / 4)
        for layer, W, b in ((hidden_layer, "W1", "b1"), (output, "W2", "b2")):
            params[W] = params[W] - 2.0 * array(layer.dW, params[W].shape, what="dW")
            params[b] = params[b] - 2.0 * array(layer.db, params[b].shape, what="db")
            layer.W, layer.b = params[W], params[b]
    A = array(network.predict(XOR_X), (4, 1), what="the output")
    close((A >= 0.5).astype(float), XOR_Y, what="what the trained network answers, rounded,")


# Practice


@hidden("softmax_jacobian", weight=2)
def test_softmax_jacobian_agrees_with_slopes(student):
    for seed, k in enumerate((2, 4, 7)):
        z = rng(1300 + seed).normal(size=(1, k))
        rows = [
            central_differences(lambda p, i=i: float(answers(p["z"], "softmax")[0, i]), {"z": z})["z"][0]
            for i in range(k)
        ]
        close_to_slopes(student.softmax_jacobian(answers(z, "softmax")[0]), rows, "the result")


@hidden("cross_entropy_slope", weight=3)
def test_cross_entropy_slope_of_other_sizes(student):
    for seed, (n, k) in enumerate(((5, 3), (1, 4), (4, 7))):
        A, y = rng(1400 + seed).uniform(0.01, 0.99, (n, k)), np.eye(k)[rng(seed).integers(0, k, n)]
        A /= A.sum(axis=1, keepdims=True)
        close(student.cross_entropy_slope(A, y), -(y / A) / n, rtol=LONG)


# Stretch


@hidden("Scale", weight=2)
def test_scale_gives_the_slopes_of_its_answers(student):
    for seed, (m, n) in enumerate(((5, 2), (1, 4), (6, 6), (3, 1))):
        draw = rng(1700 + seed)
        at = {"X": draw.normal(size=(m, n)), "W": draw.normal(size=(1, n)), "b": draw.normal(size=(1, n))}
        dA = draw.normal(size=(m, n))
        layer = scale(student, at["W"][0], at["b"][0])
        close(layer.forward(at["X"]), at["X"] * at["W"] + at["b"], what="A")
        slopes = central_differences(lambda p, dA=dA: float(np.sum(dA * (p["X"] * p["W"] + p["b"]))), at)
        close(layer.backward(dA), slopes["X"], what="dX", rtol=LONG)
        close(layer.dW, slopes["W"], what="dW", rtol=LONG)
        close(layer.db, slopes["b"], what="db", rtol=LONG)
