"""The tests of chapter W.4 that only the grader has: Dense, Network, ReLU and Flatten."""

import numpy as np

from autograder.checks import LONG, array, central_differences, close, hidden, raises
from autograder.graders.w3_network.helpers import dense, rng
from autograder.graders.w4_library.helpers import a_probe, empty, layer_of, network_with, put, write_through
from autograder.graders.w4_library.test_visible_network import all_arrays, probes

# Dense and Network

BENDS = {
    "sigmoid": lambda Z: 1 / (1 + np.exp(-Z)),
    "tanh": np.tanh,
    "relu": lambda Z: np.maximum(Z, 0),
    "leaky_relu": lambda Z: np.where(Z > 0, Z, 0.01 * Z),
    "softmax": lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True),
}


@hidden("Dense", weight=2)
def test_dense_params_are_those_that_were_drawn_and_those_that_replace_them(student):
    layer = layer_of(student, "Dense", 4, 3, "relu", rng(1))
    close(layer.params["W"], array(layer.W, (4, 3), what="W"), what="params['W']")
    close(layer.params["b"], np.zeros((1, 3)), what="params['b']")
    layer.W, layer.b = -np.ones((4, 3)), np.full((1, 3), 2.0)
    close(layer.params["W"], -np.ones((4, 3)), what="params['W'] after W was replaced")
    close(layer.params["b"], np.full((1, 3), 2.0), what="params['b'] after b was replaced")


@hidden("Dense", weight=2)
def test_dense_grads_are_the_same_arrays_as_dw_and_db(student):
    X, dA = rng(1).normal(size=(5, 4)), rng(2).normal(size=(5, 3))
    for activation in ("linear", "softmax", "tanh"):
        layer = dense(student, rng(3).normal(size=(4, 3)), rng(4).normal(size=(1, 3)), activation)
        layer.forward(X, training=True)
        dX = layer.backward(dA)
        array(dX, (5, 4), what="dX")
        close(layer.grads["W"], array(layer.dW, (4, 3), what="dW"), what="grads['W']")
        close(layer.grads["b"], array(layer.db, (1, 3), what="db"), what="grads['b']")
        if activation == "linear":
            close(layer.grads["W"], X.T @ dA, what="grads['W']")
            close(layer.grads["b"], dA.sum(axis=0, keepdims=True), what="grads['b']")
            close(dX, dA @ np.array(layer.W).T, what="dX")


@hidden("Network", weight=2)
def test_network_goes_through_any_number_of_layers(student):
    X, dA = rng(1).normal(size=(4, 3)), rng(2).normal(size=(4, 3))
    for affine in ([(3.0, 1.0)], [(2.0, -1.0), (0.5, 4.0)], [(1.5, i - 2.0) for i in range(5)]):
        network, out, back = network_with(student, probes(student, *affine)), X, dA
        for factor, shift in affine:
            out = out * factor + shift
        for _, shift in reversed(affine):
            back = back * 2 - shift
        close(network.forward(X, training=True), out, what="the output")
        close(network.backward(dA), back, what="what backward returns")
        close(network.predict(X), out, what="what predict answers")


@hidden("Network", weight=2)
def test_network_params_have_a_name_for_each_array_of_each_layer(student):
    affine = [(float(i), 10.0 + i) for i in range(12)]  # as many as make "1" the beginning of "10" and "11"
    layers = probes(student, *affine)
    layers.insert(3, student.inside(a_probe, 0.0, None))
    network = network_with(student, layers)
    expected = np.sort(np.ravel(affine))
    close(all_arrays(network.params, "params", 24), expected, what="the arrays of params")
    student.inside(put, layers[5], "factor", -7.0)
    expected = np.sort([-7.0, *(value for value in np.ravel(affine) if value != 4.0)])
    close(all_arrays(network.params, "params", 24), expected, what="the arrays of params, after a layer has changed")


@hidden("Network", weight=2)
def test_network_grads_follow_each_backward_pass(student):
    network = network_with(student, probes(student, (1.0, 2.0), (3.0, 4.0)))
    for count in (1, 2, 3):
        network.forward(np.ones((2, 2)), True)
        network.backward(np.ones((2, 2)))
        close(all_arrays(network.grads, "grads", 4), 100 * np.arange(1.0, 5.0) + count, what="the arrays of grads")
    student.inside(write_through, network)
    close(network.forward(np.ones((1, 1))), [[25.0]], what="the output after adding 1 to all arrays of params")


@hidden("Dense", weight=2)
def test_dense_has_the_activations_of_w3_and_their_slopes(student):
    draw = rng(5)
    given = {"X": draw.normal(size=(4, 3)), "W": draw.normal(size=(3, 2)), "b": draw.normal(size=(1, 2))}
    dA = draw.normal(size=(4, 2))
    for activation, bend in BENDS.items():
        layer = dense(student, given["W"], given["b"], activation)
        A = layer.forward(given["X"], training=True)
        close(A, bend(given["X"] @ given["W"] + given["b"]), what=f"A with {activation}")
        slopes = central_differences(lambda p, bend=bend: float((bend(p["X"] @ p["W"] + p["b"]) * dA).sum()), given)
        close(layer.backward(dA), slopes["X"], what=f"dX with {activation}", rtol=LONG)
        for name in ("W", "b"):
            close(layer.grads[name], slopes[name], what=f"grads[{name!r}] with {activation}", rtol=LONG)
    raises(ValueError, student.Dense, 3, 2, "swish", rng())


# Layers without parameters


@hidden("ReLU")
def test_relu_of_images(student):
    layer = layer_of(student, "ReLU")
    X, dA = rng(1).normal(size=(2, 3, 4, 5)), rng(2).normal(size=(2, 3, 4, 5))
    for training in (True, False):
        close(layer.forward(X, training=training), np.where(X > 0, X, 0))
        close(layer.backward(dA), np.where(X > 0, dA, 0), what="dX")


@hidden("ReLU")
def test_relu_backward_belongs_to_the_last_forward_pass_of_its_own_layer(student):
    one, two = layer_of(student, "ReLU"), layer_of(student, "ReLU")
    one.forward(-np.ones((3, 2)))
    one.forward(np.array([[1.0, -1.0]]))
    two.forward(np.array([[-1.0, 1.0]]))
    close(one.backward(np.array([[5.0, 7.0]])), [[5.0, 0.0]], what="dX of one layer")
    close(two.backward(np.array([[5.0, 7.0]])), [[0.0, 7.0]], what="dX of another layer")


@hidden("ReLU", weight=2)
def test_relu_has_no_slope_at_zero_and_leaves_arrays_alone(student):
    layer = layer_of(student, "ReLU")
    layer.forward(np.array([[0.0, 1e-9, -1e-9]]))
    close(layer.backward(np.array([[2.0, 3.0, 4.0]])), [[0.0, 3.0, 0.0]], what="dX")
    empty(layer)


@hidden("Flatten")
def test_flatten_of_images_of_any_size(student):
    layer = layer_of(student, "Flatten")
    for shape in ((1, 2, 3, 4), (5, 1, 2, 2), (3, 7), (4, 2, 3)):
        X = rng(1).normal(size=shape)
        close(layer.forward(X, training=True), X.reshape(shape[0], -1), what=f"the rows of {shape}")
        close(layer.backward(X.reshape(shape[0], -1)), X, what=f"what backward returns for {shape}")


@hidden("Flatten")
def test_flatten_backward_belongs_to_the_last_forward_pass_of_its_own_layer(student):
    one, two = layer_of(student, "Flatten"), layer_of(student, "Flatten")
    one.forward(np.zeros((2, 2, 3)))
    one.forward(np.zeros((2, 3, 2)))
    two.forward(np.zeros((2, 6)))
    rows = np.arange(12.0).reshape(2, 6)
    close(one.backward(rows), rows.reshape(2, 3, 2), what="what backward returns")
