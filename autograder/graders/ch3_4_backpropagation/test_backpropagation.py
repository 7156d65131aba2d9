"""Tests of chapter 3.4, visible and hidden."""

import numpy as np

from autograder.checks import (
    central_differences,
    close,
    hidden,
    number,
    parameters,
    parameters_close,
    pure,
    unpack,
    visible,
)

NAMES = ("W1", "b1", "W2", "b2")


def scores(X, params):
    """The hidden scores and the output scores of a network."""
    Z1 = X @ params["W1"] + params["b1"]
    return Z1, np.maximum(Z1, 0) @ params["W2"] + params["b2"]


def mean_cross_entropy(X, y, params):
    """The loss, from the scores: no probability is ever 0."""
    _, Z2 = scores(X, params)
    shifted = Z2 - Z2.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(shifted).sum(axis=1)) - (y * shifted).sum(axis=1)))


def activations(X, params):
    Z1, Z2 = scores(X, params)
    e = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    return np.maximum(Z1, 0), e / e.sum(axis=1, keepdims=True)


def case(seed, n, d, h, k):
    """Samples, targets and a network with non-zero biases, away from the corners of ReLU and the log."""
    rng = np.random.default_rng(seed)
    while True:
        X = rng.normal(size=(n, d))
        params = {
            "W1": rng.normal(size=(d, h)),
            "b1": rng.normal(size=(1, h)),
            "W2": 0.5 * rng.normal(size=(h, k)),
            "b2": 0.5 * rng.normal(size=(1, k)),
        }
        Z1, _ = scores(X, params)
        _, A2 = activations(X, params)
        if np.abs(Z1).min() > 1e-3 and (Z1 > 0).any() and (Z1 < 0).any() and A2.min() > 0.02:
            return X, np.eye(k)[rng.integers(0, k, n)], params


def backward_arguments(X, y, params):
    """The arguments of backward_mlp for this case."""
    return X, *activations(X, params), y, params["W1"], params["W2"]


def shapes_of(params):
    return {name: value.shape for name, value in params.items()}


SIZES = ((5, 3, 4, 2), (2, 4, 6, 3), (7, 2, 3, 5))


# backward_mlp

HAND_X = np.array([[1.0, 2.0]])
HAND_A1 = np.array([[3.0, 2.0, 1.0]])
HAND_A2 = np.array([[0.75, 0.25]])
HAND_Y = np.array([[0.0, 1.0]])
HAND_W1 = np.array([[1.0, -1.0, 2.0], [1.0, 0.0, -1.0]])
HAND_W2 = np.array([[1.0, 3.0], [5.0, 7.0], [4.0, 2.0]])


@visible("backward_mlp")
def test_backward_mlp_of_a_small_network_worked_out_by_hand(student):
    # delta2 is [0.75, -0.75]; sent back through W2 it is [-1.5, -1.5, 1.5], and no neuron was silent.
    expected = {
        "W1": [[-1.5, -1.5, 1.5], [-3.0, -3.0, 3.0]],
        "b1": [[-1.5, -1.5, 1.5]],
        "W2": [[2.25, -2.25], [1.5, -1.5], [0.75, -0.75]],
        "b2": [[0.75, -0.75]],
    }
    got = student.backward_mlp(HAND_X, HAND_A1, HAND_A2, HAND_Y, HAND_W1, HAND_W2)
    parameters_close(got, expected)


@visible("backward_mlp")
def test_backward_mlp_has_the_names_and_shapes_of_the_parameters(student):
    X, y, params = case(11, 6, 3, 5, 4)
    parameters(student.backward_mlp(*backward_arguments(X, y, params)), shapes_of(params))


@visible("backward_mlp")
def test_backward_mlp_of_every_sample_twice_is_the_same_mean(student):
    X, y, params = case(12, 3, 2, 4, 3)
    once = parameters(student.backward_mlp(*backward_arguments(X, y, params)), shapes_of(params))
    X2, y2 = np.vstack([X, X]), np.vstack([y, y])
    twice = parameters(student.backward_mlp(*backward_arguments(X2, y2, params)), shapes_of(params))
    for name in NAMES:
        close(twice[name], once[name], what=f"{name}, with every sample twice,")


@visible("backward_mlp")
def test_backward_mlp_sends_nothing_back_through_a_silent_neuron(student):
    X, y, params = case(13, 4, 3, 3, 2)
    A1, A2 = activations(X, params)
    A1[:, 1] = 0.0
    got = parameters(student.backward_mlp(X, A1, A2, y, params["W1"], params["W2"]), shapes_of(params))
    close(got["W1"][:, 1], np.zeros(3), what="the column of W1 whose neuron was silent")
    close(got["b1"][0, 1], 0.0, what="the bias in b1 whose neuron was silent")


@hidden("backward_mlp", weight=2)
def test_backward_mlp_agrees_with_the_slopes_of_the_output_layer(student):
    for seed, sizes in enumerate(SIZES):
        X, y, params = case(100 + seed, *sizes)
        got = parameters(student.backward_mlp(*backward_arguments(X, y, params)), shapes_of(params))
        slopes = central_differences(lambda p, X=X, y=y: mean_cross_entropy(X, y, p), params)
        for name in ("W2", "b2"):
            close(got[name], slopes[name], what=name, rtol=1e-5, atol=1e-7)


@hidden("backward_mlp", weight=2)
def test_backward_mlp_agrees_with_the_slopes_of_the_hidden_layer(student):
    for seed, sizes in enumerate(SIZES):
        X, y, params = case(200 + seed, *sizes)
        got = parameters(student.backward_mlp(*backward_arguments(X, y, params)), shapes_of(params))
        slopes = central_differences(lambda p, X=X, y=y: mean_cross_entropy(X, y, p), params)
        for name in ("W1", "b1"):
            close(got[name], slopes[name], what=name, rtol=1e-5, atol=1e-7)


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


@hidden("backward_mlp")
def test_backward_mlp_of_whole_numbers_in_x_and_y(student, reference):
    rng = np.random.default_rng(14)
    X, y = rng.integers(0, 4, (5, 3)), np.eye(2, dtype=int)[[1, 0, 0, 1, 1]]
    _, _, params = case(15, 5, 3, 4, 2)
    _, A1, A2, _, W1, W2 = backward_arguments(X, y, params)
    expected = reference.backward_mlp(X * 1.0, A1, A2, y * 1.0, W1, W2)
    for kind in (np.int64, np.uint8):
        parameters_close(student.backward_mlp(X.astype(kind), A1, A2, y, W1, W2), expected)


@visible("backward_mlp")
def test_backward_mlp_leaves_its_arguments_alone(student):
    pure(student.backward_mlp, *backward_arguments(*case(16, 3, 2, 4, 3)))


# mlp_loss

HAND_PARAMS = {
    "W1": HAND_W1,
    "b1": np.array([[0.0, 0.0, 1.0]]),
    "W2": np.array([[1.0, 1.0], [5.0, 7.0], [np.log(3.0), 2.0]]),
    "b2": np.array([[-1.0, -3.0]]),
}


@visible("mlp_loss")
def test_mlp_loss_of_a_small_network_worked_out_by_hand(student):
    # The network of chapter 3.3 gives its second class a probability of 0.25, and the loss is log 4.
    loss, grads = unpack(student.mlp_loss(HAND_X, HAND_Y, HAND_PARAMS), "loss", "grads")
    close(loss, 1.3862944, what="the loss")
    grads = parameters(grads, shapes_of(HAND_PARAMS), what="grads")
    close(grads["b2"], [[0.75, -0.75]], what="grads['b2']")


@visible("mlp_loss")
def test_mlp_loss_of_ten_classes_before_any_learning(student):
    X = np.random.default_rng(17).normal(size=(6, 4))
    y = np.eye(10)[[3, 1, 4, 1, 5, 9]]
    shapes = {"W1": (4, 3), "b1": (1, 3), "W2": (3, 10), "b2": (1, 10)}
    params = {name: np.zeros(shape) for name, shape in shapes.items()}
    loss, grads = unpack(student.mlp_loss(X, y, params), "loss", "grads")
    close(loss, 2.3025851, what="the loss")
    parameters(grads, shapes, what="grads")


@visible("mlp_loss")
def test_mlp_loss_falls_after_a_small_step_against_its_gradient(student):
    X, y, params = case(18, 8, 3, 5, 4)
    loss, grads = unpack(student.mlp_loss(X, y, params), "loss", "grads")
    loss, grads = number(loss, what="the loss"), parameters(grads, shapes_of(params), what="grads")
    nearby = {name: params[name] - 1e-3 * grads[name] for name in params}
    after, _ = unpack(student.mlp_loss(X, y, nearby), "loss", "grads")
    after = number(after, what="the loss after the step")
    close(max(after - loss, 0.0), 0.0, what="what the loss has gained in the step", atol=1e-12)


@hidden("mlp_loss", weight=2)
def test_mlp_loss_returns_the_mean_cross_entropy(student):
    for seed, sizes in enumerate((*SIZES, (1, 3, 2, 4), (3, 3, 3, 3))):
        X, y, params = case(500 + seed, *sizes)
        loss, _ = unpack(student.mlp_loss(X, y, params), "loss", "grads")
        close(loss, mean_cross_entropy(X, y, params), what="the loss")


@hidden("mlp_loss", weight=2)
def test_mlp_loss_returns_the_gradient_of_its_loss(student):
    for seed, sizes in enumerate(SIZES):
        X, y, params = case(600 + seed, *sizes)
        _, grads = unpack(student.mlp_loss(X, y, params), "loss", "grads")
        slopes = central_differences(lambda p, X=X, y=y: mean_cross_entropy(X, y, p), params)
        grads = parameters(grads, shapes_of(params), what="grads")
        for name in NAMES:
            close(grads[name], slopes[name], what=f"grads[{name!r}]", rtol=1e-5, atol=1e-7)


@hidden("mlp_loss")
def test_mlp_loss_finds_the_parameters_by_their_names(student, reference):
    X, y, params = case(19, 4, 3, 3, 3)
    expected_loss, expected = reference.mlp_loss(X, y, params)
    for order in (("b2", "W2", "b1", "W1"), ("W1", "W2", "b1", "b2")):
        loss, grads = unpack(student.mlp_loss(X, y, {name: params[name] for name in order}), "loss", "grads")
        close(loss, expected_loss, what="the loss")
        parameters_close(grads, expected, what="grads")


@hidden("mlp_loss")
def test_mlp_loss_is_finite_for_extreme_scores_in_some_rows(student):
    X, y, params = case(20, 5, 3, 4, 3)
    X[1] *= 1e3
    X[4] *= -1e3
    loss, grads = unpack(student.mlp_loss(X, y, params), "loss", "grads")
    number(loss, what="the loss")
    parameters(grads, shapes_of(params), what="grads")


@visible("mlp_loss")
def test_mlp_loss_leaves_its_arguments_alone(student):
    pure(student.mlp_loss, *case(21, 3, 2, 4, 3))


# Practice


@visible("tiny_gradients", try_it="tiny_gradients(2.0, 10.0, 1.0, 3.0)   # should be (-48.0, -16.0)")
def test_tiny_gradients_of_the_worked_example(student):
    dw1, dw2 = unpack(student.tiny_gradients(2.0, 10.0, 1.0, 3.0), "dw1", "dw2")
    close(dw1, -48.0, what="dw1")
    close(dw2, -16.0, what="dw2")


@visible("tiny_gradients", try_it="tiny_gradients(2.0, 10.0, -1.0, 3.0)   # no slope where ReLU is silent: (0, 0)")
def test_tiny_gradients_where_the_hidden_neuron_is_silent(student):
    dw1, dw2 = unpack(student.tiny_gradients(2.0, 10.0, -1.0, 3.0), "dw1", "dw2")
    close(dw1, 0.0, what="dw1")
    close(dw2, 0.0, what="dw2")


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
        close(dw1, float(slopes["w1"]), what="dw1", atol=1e-6)
        close(dw2, float(slopes["w2"]), what="dw2", atol=1e-6)


@visible("output_delta")
def test_output_delta_of_the_worked_example(student):
    A2, y = np.array([[0.5, 0.5], [0.25, 0.75]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    close(student.output_delta(A2, y), [[-0.25, 0.25], [0.125, -0.125]])


@hidden("output_delta")
def test_output_delta_of_other_sizes(student):
    for seed, (n, k) in enumerate(((5, 3), (1, 4), (4, 7))):
        rng = np.random.default_rng(700 + seed)
        A2, y = rng.dirichlet(np.ones(k), n), np.eye(k)[rng.integers(0, k, n)]
        close(student.output_delta(A2, y), (A2 - y) / n)
    pure(student.output_delta, rng.dirichlet(np.ones(3), 2), np.eye(3)[[2, 0]])


@visible("layer_gradients")
def test_layer_gradients_of_the_worked_example(student):
    A_in, delta = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0], [-2.0]])
    dW, db = unpack(student.layer_gradients(A_in, delta), "dW", "db")
    close(dW, [[-5.0], [-6.0]], what="dW")
    close(db, [[-1.0]], what="db")


@hidden("layer_gradients", weight=2)
def test_layer_gradients_of_other_sizes(student):
    for seed, (n, d, h) in enumerate(((5, 3, 4), (1, 4, 2), (3, 2, 6), (3, 3, 3))):
        rng = np.random.default_rng(800 + seed)
        A_in, delta = rng.normal(size=(n, d)), rng.normal(size=(n, h))
        dW, db = unpack(student.layer_gradients(A_in, delta), "dW", "db")
        close(dW, np.einsum("nd,nh->dh", A_in, delta), what="dW")
        close(db, [[sum(column) for column in delta.T]], what="db")


@visible("layer_gradients")
def test_layer_gradients_leaves_its_arguments_alone(student):
    pure(student.layer_gradients, np.array([[1.0, 2.0, 5.0]]), np.array([[3.0, -2.0]]))


@visible("hidden_delta")
def test_hidden_delta_of_the_worked_example(student):
    delta2, W2, A1 = np.array([[1.0, -1.0]]), np.array([[2.0, 5.0], [4.0, 3.0]]), np.array([[0.0, 7.0]])
    close(student.hidden_delta(delta2, W2, A1), [[0.0, 1.0]])


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


@visible("hidden_delta")
def test_hidden_delta_leaves_its_arguments_alone(student):
    pure(
        student.hidden_delta,
        np.array([[2.0, -1.0]]),
        np.array([[2.0, 5.0], [4.0, 3.0]]),
        np.array([[1.0, 0.0]]),
    )


@visible("most_confused", try_it="most_confused(np.array([[9, 1], [4, 8]]))   # should be (1, 0)")
def test_most_confused_of_the_worked_example(student):
    counts = np.array([[50, 1, 0], [2, 40, 7], [0, 3, 60]])
    truth, predicted = unpack(student.most_confused(counts), "truth", "predicted")
    close(truth, 1, what="the true class")
    close(predicted, 2, what="the predicted class")


@hidden("most_confused")
def test_most_confused_of_other_tables(student):
    for seed, k in enumerate((2, 4, 10)):
        rng = np.random.default_rng(1000 + seed)
        counts = rng.permutation(k * k).reshape(k, k)
        if k == 4:
            counts[np.arange(k), np.arange(k)] = 0  # nothing right at all
        worst = max(((t, p) for t in range(k) for p in range(k) if t != p), key=lambda place, c=counts: c[place])
        truth, predicted = unpack(student.most_confused(counts), "truth", "predicted")
        close(truth, worst[0], what="the true class")
        close(predicted, worst[1], what="the predicted class")
    pure(student.most_confused, np.array([[9, 1], [4, 8]]))
