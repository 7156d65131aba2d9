"""The tests of chapter 3.4 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    advice,
    between,
    central_differences,
    close,
    number,
    parameters,
    parameters_close,
    pure,
    same_for_whole_numbers,
    unpack,
    visible,
)

NAMES = ("W1", "b1", "W2", "b2")


def scores(X, params):
    """The hidden scores and the output scores of a network."""
    Z1 = X @ params["W1"] + params["b1"]
    return Z1, np.maximum(Z1, 0) @ params["W2"] + params["b2"]


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


# backward_mlp

HAND_X = np.array([[1.0, 2.0], [3.0, -1.0], [-2.0, 1.0], [2.0, 3.0], [-1.0, -3.0]])
HAND_Y = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
HAND_W1 = np.array([[3.0, 2.0, -2.0, -3.0], [1.0, -4.0, 4.0, -1.0]])
HAND_A2 = np.array([[0.5, 0.3, 0.2], [0.1, 0.2, 0.7], [0.6, 0.3, 0.1], [0.4, 0.2, 0.4], [0.2, 0.7, 0.1]])
HAND_W2 = np.array([[1.0, -2.0, 3.0], [2.0, 5.0, -1.0], [-3.0, 1.0, 4.0], [4.0, 2.0, -5.0]])


@visible("backward_mlp", weight=2)
def test_backward_mlp_of_a_small_network_worked_out_by_hand(student):
    # No neuron is silent. delta2 = (A2 - y) / 5 begins with [0.1, -0.14, 0.04]; sent back through W2 that is
    # [0.5, -0.54, -0.28, -0.08], the first row of delta1.
    A1 = np.array([[1.0, 3, 2, 5], [4, 1, 6, 2], [2, 5, 1, 3], [3, 2, 4, 7], [6, 4, 3, 1]])
    expected = {
        "W1": [[1.72, -2.28, 3.12, -4.64], [4.36, -4.5, -4.46, 1.46]],
        "b1": [[1.38, -1.68, 1.06, -2.18]],
        "W2": [[-1.1, 0.1, 1.0], [0.24, -0.84, 0.6], [-0.92, -0.4, 1.32], [0.9, -2.02, 1.12]],
        "b2": [[-0.04, -0.26, 0.3]],
    }
    parameters_close(student.backward_mlp(HAND_X, A1, HAND_A2, HAND_Y, HAND_W1, HAND_W2), expected)


@visible("backward_mlp")
def test_backward_mlp_sends_nothing_back_through_silent_neurons(student):
    # As before, but each of the zeros of A1 stops its part of delta1, and has no part in the gradient of W2.
    A1 = np.array([[1.0, 0, 2, 5], [4, 1, 6, 0], [2, 0, 1, 0], [0, 2, 4, 7], [6, 4, 0, 1]])
    expected = {
        "W1": [[0.44, -2.7, 3.82, -0.42], [2.44, -2.94, -2.36, 0.02]],
        "b1": [[0.74, -0.66, 0.36, -0.94]],
        "W2": [[-1.34, 0.58, 0.76], [-0.66, 0.28, 0.38], [-0.44, -0.82, 1.26], [0.9, -1.68, 0.78]],
        "b2": [[-0.04, -0.26, 0.3]],
    }
    parameters_close(student.backward_mlp(HAND_X, A1, HAND_A2, HAND_Y, HAND_W1, HAND_W2), expected)


@visible("backward_mlp")
def test_backward_mlp_has_the_names_and_shapes_of_the_parameters(student):
    X, y, params = case(11, 6, 3, 5, 4)
    parameters(student.backward_mlp(*backward_arguments(X, y, params)), shapes_of(params))


@visible("backward_mlp")
def test_backward_mlp_of_every_sample_twice_is_the_same_mean(student):
    X, y, params = case(12, 3, 2, 4, 5)
    once = parameters(student.backward_mlp(*backward_arguments(X, y, params)), shapes_of(params))
    X2, y2 = np.vstack([X, X]), np.vstack([y, y])
    twice = parameters(student.backward_mlp(*backward_arguments(X2, y2, params)), shapes_of(params))
    for name in NAMES:
        close(twice[name], once[name], what=f"{name}, with every sample twice,", rtol=LONG)


@visible("backward_mlp")
def test_backward_mlp_leaves_its_arguments_alone(student):
    pure(student.backward_mlp, *backward_arguments(*case(16, 3, 2, 4, 5)))


@advice("backward_mlp")
def test_backward_mlp_of_whole_numbers_in_x_and_y(student):
    X, y, params = case(15, 5, 3, 4, 2)
    X, y = np.random.default_rng(14).integers(0, 4, X.shape).astype(np.uint8), y.astype(np.uint8)
    _, A1, A2, _, W1, W2 = backward_arguments(X, y, params)
    same_for_whole_numbers(student.backward_mlp, X, A1, A2, y, W1, W2)


# mlp_loss

HAND_PARAMS = {
    "W1": HAND_W1,
    "b1": np.array([[-2.0, 1.0, 2.0, -1.0]]),
    "W2": np.log(2.0) * np.array([[0.0, 1.0, 2.0], [2.0, 1.0, 1.0], [0.0, -1.0, -1.0], [-2.0, 0.0, 1.0]]),
    "b2": np.log(2.0) * np.array([[-1.0, 2.0, -2.0]]),
}


@visible("mlp_loss", weight=2)
def test_mlp_loss_of_a_small_network_worked_out_by_hand(student):
    # The true classes get 2/11, 4/9, 2/5, 1/10 and 1/13: log(5.5 * 2.25 * 2.5 * 10 * 13) / 5 is the loss.
    loss, grads = unpack(student.mlp_loss(HAND_X, HAND_Y, HAND_PARAMS), "loss", "grads")
    close(loss, 1.6599007, what="the loss", rtol=LONG)
    grads = parameters(grads, shapes_of(HAND_PARAMS), what="grads")
    close(grads["b2"], [[-0.09027195, -0.37987568, 0.47014763]], what="grads['b2']", rtol=LONG, numeric=True)
    close(grads["b1"], [[0.14745131, -0.20498199, 0.14241024, 0.34124169]], what="grads['b1']", rtol=LONG, numeric=True)


@visible("mlp_loss")
def test_mlp_loss_of_ten_classes_before_any_learning(student):
    X = np.random.default_rng(17).normal(size=(6, 4))
    y = np.eye(10)[[3, 1, 4, 1, 5, 8]]
    shapes = {"W1": (4, 3), "b1": (1, 3), "W2": (3, 10), "b2": (1, 10)}
    params = {name: np.zeros(shape) for name, shape in shapes.items()}
    loss, grads = unpack(student.mlp_loss(X, y, params), "loss", "grads")
    close(loss, 2.3025851, what="the loss", rtol=LONG)
    parameters(grads, shapes, what="grads")


@visible("mlp_loss")
def test_mlp_loss_falls_after_a_small_step_against_its_gradient(student):
    X, y, params = case(18, 8, 3, 5, 4)
    loss, grads = unpack(student.mlp_loss(X, y, params), "loss", "grads")
    loss, grads = number(loss, what="the loss"), parameters(grads, shapes_of(params), what="grads")
    nearby = {name: params[name] - 1e-3 * grads[name] for name in params}
    after, _ = unpack(student.mlp_loss(X, y, nearby), "loss", "grads")
    between(after, 0.0, loss, what="the loss after a small step, which should make it smaller,")


@visible("mlp_loss")
def test_mlp_loss_leaves_its_arguments_alone(student):
    pure(student.mlp_loss, *case(21, 3, 2, 4, 5))


@advice("mlp_loss")
def test_mlp_loss_of_whole_numbers_in_x_and_y(student):
    X, y, params = case(22, 5, 3, 4, 2)
    X = np.random.default_rng(23).integers(0, 3, X.shape).astype(np.uint8)
    same_for_whole_numbers(student.mlp_loss, X, y.astype(np.uint8), params)


# Practice


@visible("tiny_gradients", try_it="tiny_gradients(3.0, 10.0, 0.5, 4.0)   # should be (-96.0, -12.0)")
def test_tiny_gradients_where_the_hidden_neuron_is_active(student):
    # a is 1.5, the output 6: it lacks 4, and the slope there is -8.
    dw1, dw2 = unpack(student.tiny_gradients(3.0, 10.0, 0.5, 4.0), "dw1", "dw2")
    close(dw1, -96.0, what="dw1")
    close(dw2, -12.0, what="dw2")


@visible("tiny_gradients", try_it="tiny_gradients(2.0, 10.0, -1.0, 3.0)   # no slope where ReLU is silent: (0, 0)")
def test_tiny_gradients_where_the_hidden_neuron_is_silent(student):
    dw1, dw2 = unpack(student.tiny_gradients(2.0, 10.0, -1.0, 3.0), "dw1", "dw2")
    close(dw1, 0.0, what="dw1")
    close(dw2, 0.0, what="dw2")


@visible("output_delta")
def test_output_delta_of_four_samples(student):
    A2 = np.array([[0.5, 0.38, 0.12], [0.34, 0.24, 0.42], [0.1, 0.2, 0.7], [0.8, 0.14, 0.06]])
    y = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    expected = [[-0.125, 0.095, 0.03], [0.085, -0.19, 0.105], [0.025, -0.2, 0.175], [-0.05, 0.035, 0.015]]
    close(student.output_delta(A2, y), expected)


@visible("layer_gradients")
def test_layer_gradients_of_four_samples(student):
    A_in = np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 4.0], [-2.0, 1.5]])
    delta = np.array([[1.0, -0.5, 2.0], [-2.0, 3.0, 0.5], [4.0, 1.0, -1.0], [0.5, -3.0, 1.5]])
    dW, db = unpack(student.layer_gradients(A_in, delta), "dW", "db")
    close(dW, [[-4.0, 15.0, 0.0], [20.75, -4.5, 1.75]], what="dW")
    close(db, [[3.5, 0.5, 3.0]], what="db")


@visible("layer_gradients")
def test_layer_gradients_leaves_its_arguments_alone(student):
    pure(student.layer_gradients, np.array([[1.0, 2.0, 5.0], [3.0, 4.0, -1.0]]), np.array([[3.0, -2.0], [1.5, 0.5]]))


@visible("hidden_delta")
def test_hidden_delta_of_four_samples(student):
    delta2 = np.array([[1.0, -2.0], [-0.5, 1.5], [2.0, 0.5], [-1.0, -3.0]])
    W2 = np.array([[2.0, 5.0], [4.0, 3.0], [-1.0, 0.5]])
    A1 = np.array([[0.0, 7.0, 3.0], [2.0, 0.0, 0.5], [1.5, 4.0, 0.0], [6.0, 2.5, 5.0]])
    expected = [[0.0, -2.0, -2.0], [6.5, 0.0, 1.25], [6.5, 9.5, 0.0], [-17.0, -13.0, -0.5]]
    close(student.hidden_delta(delta2, W2, A1), expected)


@visible("hidden_delta")
def test_hidden_delta_leaves_its_arguments_alone(student):
    pure(
        student.hidden_delta,
        np.array([[2.0, -1.0], [0.5, 3.0]]),
        np.array([[2.0, 5.0], [4.0, 3.0], [-1.0, 0.5]]),
        np.array([[1.0, 0.0, 2.0], [0.0, 4.0, 3.0]]),
    )


def is_pair(got, truth, predicted):
    """Check the two classes of most_confused, which may come as a tuple, a list or an array of two."""
    parts = unpack(tuple(got) if isinstance(got, np.ndarray) and got.shape == (2,) else got, "truth", "predicted")
    pair = tuple(
        number(part, what=what) for part, what in zip(parts, ("the true class", "the predicted class"), strict=True)
    )
    if pair != (truth, predicted):
        seen = f"the pair (truth, predicted) is ({pair[0]:g}, {pair[1]:g})"
        raise Mismatch("values", seen, should_be=f"({truth}, {predicted})")


@visible("most_confused", try_it="most_confused(np.array([[9, 4, 2], [5, 8, 3], [6, 1, 7]]))   # should be (2, 0)")
def test_most_confused_of_three_classes(student):
    counts = np.array([[50, 5, 1], [8, 40, 6], [9, 0, 60]])
    is_pair(student.most_confused(counts), 2, 0)


# Stretch


@visible(
    "input_gradient",
    try_it="input_gradient(np.array([[1.0, 0.0], [2.0, 3.0], [4.0, 1.0]]), "
    "np.array([[0.25, 0.75], [0.5, 0.5], [0.25, 0.75]]), np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]), "
    "np.array([[2.0, 3.0], [-1.0, 1.0]]), np.array([[1.0, 3.0], [2.0, 1.0]]))"
    "   # should be [[1. -0.5] [-0.1667 0.5] [0.25 -0.75]]",
)
def test_input_gradient_of_two_samples_worked_out_by_hand(student):
    A1 = np.array([[2.0, 0.0, 1.0, 3.0], [0.0, 4.0, 0.5, 0.0]])
    A2 = np.array([[0.25, 0.5, 0.25], [0.125, 0.125, 0.75]])
    y = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    W1 = np.array(
        [[1.0, -2.0, 0.0, 3.0], [0.5, 1.0, -1.0, 2.0], [2.0, 0.0, 4.0, -1.0], [0.0, 3.0, 1.0, 1.0], [1, 1, 1, -2]]
    )
    W2 = np.array([[1.0, 2.0, -1.0], [0.0, 4.0, 1.0], [3.0, 1.0, 0.0], [-2.0, 0.0, 1.0]])
    # delta2 is half of [[0.25, 0.5, -0.75], [-0.875, 0.125, 0.75]].
    # delta1 is [[1.0, 0.0, 0.625, -0.625], [-0.0, 0.625, -1.25, 0.0]].
    expected = [[-0.875, -1.375, 5.125, 0.0, 2.875], [-1.25, 1.875, -5.0, 0.625, -0.625]]
    close(student.input_gradient(A1, A2, y, W1, W2), expected)


@visible("input_gradient")
def test_input_gradient_is_the_slope_that_nudging_finds(student):
    X, y, params = case(91, 4, 5, 6, 3)

    def loss(inputs):
        return -float(np.mean(np.log((activations(inputs["X"], params)[1] * y).sum(axis=1))))

    slopes = central_differences(loss, {"X": X})["X"]
    close(student.input_gradient(*backward_arguments(X, y, params)[1:]), slopes, rtol=LONG)


@visible("input_gradient")
def test_input_gradient_leaves_its_arguments_alone(student):
    pure(student.input_gradient, *backward_arguments(*case(92, 3, 4, 2, 5))[1:])
