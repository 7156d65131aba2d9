"""The tests of chapter W.4 that you are given: Dense, Network, ReLU and Flatten. Run them with: pytest"""

import numpy as np

from autograder.checks import Mismatch, array, calm, close, visible
from autograder.graders.w3_network.helpers import dense
from autograder.graders.w4_library.helpers import a_probe, dictionary, empty, layer_of, network_with, put, write_through

# Dense

FOUR_X = np.array([[1.0, 2.0, 0.0], [-1.0, 1.0, 3.0], [0.5, 0.0, -2.0], [2.0, -3.0, 1.0]])
W, B = np.array([[1.0, -2.0], [0.5, 3.0], [2.0, -1.0]]), np.array([[10.0, 20.0]])
FOUR_A = np.array([[12.0, 24.0], [15.5, 22.0], [6.5, 21.0], [12.5, 6.0]])


@visible("Dense")
def test_dense_forward_takes_training_and_answers_the_same(student):
    layer = dense(student, W, B)
    close(layer.forward(FOUR_X), FOUR_A, what="A")
    close(layer.forward(FOUR_X, True), FOUR_A, what="A in training")
    close(layer.forward(FOUR_X, training=False), FOUR_A, what="A without training")


@visible("Dense")
def test_dense_params_are_its_weights_and_biases(student):
    layer = dense(student, W, B)
    params = dictionary(layer.params, "params")
    if set(params) != {"W", "b"}:
        raise Mismatch("shape", "params has other keys than 'W' and 'b'", advice='{"W": self.W, "b": self.b}')
    close(params["W"], W, what="params['W']")
    close(params["b"], B, what="params['b']")


@visible("Dense")
def test_dense_grads_are_those_of_the_last_backward_pass(student):
    layer = dense(student, W, B)
    for dA, dW, db in (
        ([[1.0, 0.5], [-2.0, 1.0], [0.0, 3.0], [4.0, -1.0]], [[11.0, -1.0], [-12.0, 5.0], [-2.0, -4.0]], [[3.0, 3.5]]),
        ([[0.0, 1.0], [0.0, 0.0], [2.0, 0.0], [0.0, 0.0]], [[1.0, 1.0], [0.0, 2.0], [-4.0, 0.0]], [[2.0, 1.0]]),
    ):
        layer.forward(FOUR_X, True)
        layer.backward(np.array(dA))
        grads = dictionary(layer.grads, "grads")
        if set(grads) != {"W", "b"}:
            raise Mismatch("shape", "grads has other keys than 'W' and 'b'", advice="The keys are those of params.")
        close(grads["W"], dW, what="grads['W']")
        close(grads["b"], db, what="grads['b']")


@visible("Dense")
def test_dense_params_are_its_own_arrays(student):
    layer = dense(student, W, B)
    student.inside(put, layer, "W", -W)
    student.inside(put, layer, "b", 1.0)
    close(layer.forward(FOUR_X), -(FOUR_A - B) + 1, what="A after new numbers were written into params")


# Network

CHAIN = ((2.0, 1.0), (-1.0, 3.0), (0.5, -2.0))
CHAIN_X = np.array([[1.0, 2.0, 0.0], [4.0, -3.0, 6.0]])


def probes(student, *affine):
    return [student.inside(a_probe, *numbers) for numbers in affine]


@visible("Network")
def test_network_forward_goes_through_all_layers_in_their_order(student):
    network = network_with(student, probes(student, *CHAIN))
    close(network.forward(CHAIN_X), [[-2.0, -3.0, -1.0], [-5.0, 2.0, -7.0]], what="the output")


@visible("Network")
def test_network_forward_tells_every_layer_whether_this_is_training(student):
    layers = probes(student, *CHAIN)
    network = network_with(student, layers)
    network.forward(CHAIN_X, True)
    network.forward(CHAIN_X)
    network.forward(CHAIN_X, training=True)
    network.forward(CHAIN_X, training=False)
    for number_, layer in enumerate(layers):
        if layer.modes != [True, False, True, False]:
            seen = f"in four calls with training True, False, True, False, layers[{number_}] was told {layer.modes}"
            raise Mismatch("values", seen, advice="Hand it on: layer.forward(X, training). Without it, it is False.")


@visible("Network")
def test_network_predict_is_forward_without_training(student):
    layers = probes(student, *CHAIN)
    network = network_with(student, layers)
    close(network.predict(CHAIN_X), [[-2.0, -3.0, -1.0], [-5.0, 2.0, -7.0]], what="what predict answers")
    if layers[0].modes != [False]:
        raise Mismatch("values", f"predict tells the layers that training is {layers[0].modes}", should_be="[False]")


@visible("Network")
def test_network_backward_goes_from_the_last_layer_to_the_first(student):
    network = network_with(student, probes(student, *CHAIN))
    network.forward(CHAIN_X, True)
    # The layers send back 2 dA + 2, then 2 dA - 3, then 2 dA - 1.
    close(network.backward(np.array([[1.0], [-2.0]])), [[9.0], [-15.0]], what="what backward returns")


def all_arrays(got, what, count):
    """The numbers of a dictionary of arrays of one number each, sorted."""
    values = [array(value, (1,), what=f"an array of {what}") for value in dictionary(got, what).values()]
    if len(values) != count:
        seen = f"{what} has {len(values)} arrays, of layers that have {count} in all"
        raise Mismatch(
            "shape", seen, advice="Every array of every layer is in it, under a name of its own, as f'{i}.{name}' is."
        )
    return np.sort(np.concatenate(values))


@visible("Network")
def test_network_params_and_grads_hold_those_of_all_layers(student):
    layers = [*probes(student, *CHAIN), student.inside(a_probe, 0.0, None)]
    network = network_with(student, layers)
    close(all_arrays(network.params, "params", 6), [-2.0, -1.0, 0.5, 1.0, 2.0, 3.0], what="the arrays of params")
    for count in (1, 2):
        network.forward(CHAIN_X, True)
        network.backward(np.ones((2, 3)))
        expected = np.array([-200.0, -100.0, 50.0, 100.0, 200.0, 300.0]) + count
        close(all_arrays(network.grads, "grads", 6), expected, what="the arrays of grads")
        # Each gradient of a probe is 100 times its parameter, and a little more.
        params, grads = network.params, network.grads
        if set(params) != set(grads) or any(np.abs(grads[name] - 100 * params[name]).max() > 3 for name in params):
            seen = "a gradient stands under another name than its parameter"
            raise Mismatch("values", seen, advice="Make the names of grads in the same way as those of params.")


@visible("Network")
def test_network_params_are_the_layers_own_arrays(student):
    network = network_with(student, probes(student, *CHAIN))
    student.inside(write_through, network)
    # Factors and shifts are now 3 2, 0 4 and 1.5 -1.
    close(network.forward(CHAIN_X), np.full((2, 3), 5.0), what="the output after adding 1 to all arrays of params")


# ReLU


@visible("ReLU", try_it="ReLU().forward(np.array([[-2.0, 0.0, 3.0]]))   # should be [[0. 0. 3.]]")
def test_relu_forward_worked_out_by_hand(student):
    layer = layer_of(student, "ReLU")
    X = np.array([[-2.0, 0.5, 3.0], [4.0, -1.0, 0.0]])
    for mode in (True, False):
        close(layer.forward(X, mode), [[0.0, 0.5, 3.0], [4.0, 0.0, 0.0]])


@visible("ReLU")
def test_relu_backward_worked_out_by_hand(student):
    layer = layer_of(student, "ReLU")
    layer.forward(np.array([[-2.0, 0.5, 3.0], [4.0, -1.0, 0.0]]), True)
    dX = layer.backward(np.array([[7.0, -2.0, 5.0], [1.0, 3.0, -4.0]]))
    close(dX, [[0.0, -2.0, 5.0], [1.0, 0.0, 0.0]], what="dX")


@visible("ReLU")
def test_relu_has_no_parameters(student):
    empty(layer_of(student, "ReLU"))


@visible("ReLU")
def test_relu_leaves_the_arrays_it_is_given_alone(student):
    layer = layer_of(student, "ReLU")
    layer.forward(np.array([[-2.0, 0.5]]))
    layer.backward(np.array([[3.0, 4.0]]))
    calm(student.calls)


# Flatten


@visible("Flatten")
def test_flatten_gives_each_sample_one_row_and_takes_it_back(student):
    layer = layer_of(student, "Flatten")
    X = np.arange(48.0).reshape(2, 3, 2, 4)
    close(layer.forward(X), np.arange(48.0).reshape(2, 24), what="the rows")
    close(layer.backward(X.reshape(2, 24) + 1), X + 1, what="what backward returns")


@visible("Flatten")
def test_flatten_has_no_parameters(student):
    empty(layer_of(student, "Flatten"))
