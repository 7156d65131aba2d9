"""The tests of chapter 3.4 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import close, number, parameters, parameters_close, pure, unpack, visible

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


@visible("output_delta")
def test_output_delta_of_the_worked_example(student):
    A2, y = np.array([[0.5, 0.5], [0.25, 0.75]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    close(student.output_delta(A2, y), [[-0.25, 0.25], [0.125, -0.125]])


@visible("layer_gradients")
def test_layer_gradients_of_the_worked_example(student):
    A_in, delta = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0], [-2.0]])
    dW, db = unpack(student.layer_gradients(A_in, delta), "dW", "db")
    close(dW, [[-5.0], [-6.0]], what="dW")
    close(db, [[-1.0]], what="db")


@visible("layer_gradients")
def test_layer_gradients_leaves_its_arguments_alone(student):
    pure(student.layer_gradients, np.array([[1.0, 2.0, 5.0]]), np.array([[3.0, -2.0]]))


@visible("hidden_delta")
def test_hidden_delta_of_the_worked_example(student):
    delta2, W2, A1 = np.array([[1.0, -1.0]]), np.array([[2.0, 5.0], [4.0, 3.0]]), np.array([[0.0, 7.0]])
    close(student.hidden_delta(delta2, W2, A1), [[0.0, 1.0]])


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
