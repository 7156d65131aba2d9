"""The tests of chapter W.3 that you are given: layers, and a network of them. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    advice,
    an_object,
    array,
    between,
    calm,
    close,
    pure,
    raises,
    same_for_whole_numbers,
    unless_unwritten,
    visible,
)
from autograder.graders.w3_network.helpers import ELEMENT_WISE, dense, layers_of, network_of, rng, scale

# Dense

# A layer of three inputs and two neurons, and four samples for it.
FOUR_X = np.array([[1.0, 2.0, 0.0], [-1.0, 1.0, 3.0], [0.5, 0.0, -2.0], [2.0, -3.0, 1.0]])
LINEAR = [[1.0, -2.0], [0.5, 3.0], [2.0, -1.0]], [[10.0, 20.0]]


@visible("Dense")
def test_dense_forward_of_a_linear_layer_worked_out_by_hand(student):
    layer = dense(student, *LINEAR)
    close(layer.forward(FOUR_X), [[12.0, 24.0], [15.5, 22.0], [6.5, 21.0], [12.5, 6.0]], what="A")


@visible("Dense", try_it='Dense(3, 2, "tanh", np.random.default_rng(0)).W.shape   # should be (3, 2)')
def test_dense_has_weights_of_the_right_shape(student):
    array(an_object(student.Dense(3, 2, "tanh", rng()), "Dense(...)").W, (3, 2), what="W")


@visible("Dense", try_it='Dense(3, 2, "tanh", np.random.default_rng(0)).b   # should be [[0. 0.]]')
def test_dense_has_biases_of_zero(student):
    close(an_object(student.Dense(3, 2, "tanh", rng()), "Dense(...)").b, np.zeros((1, 2)), what="b")


@visible("Dense")
def test_dense_layers_do_not_share_anything(student):
    one, two = dense(student, [[2.0]], [[1.0]]), dense(student, [[-3.0]], [[4.0]])
    close(one.forward(np.array([[0.7]])), [[2.4]], what="A of the first layer")
    close(two.forward(np.array([[2.5]])), [[-3.5]], what="A of the second layer")
    one.backward(np.array([[1.0]]))
    two.backward(np.array([[-1.0]]))
    close(one.dW, [[0.7]], what="dW of the first layer")
    close(two.dW, [[-2.5]], what="dW of the second layer")


@visible("Dense")
def test_dense_draws_its_weights_from_rng(student):
    # 12 draws from a continuous distribution differ, even as float32: that six of them repeat others has a
    # probability far below 1e-9.
    one = student.Dense(4, 3, "relu", rng(1))
    W = array(one.W, (4, 3), what="W")
    count = len(np.unique(W))
    if count <= 6:
        raise Mismatch("values", f"W has {count} different values only", advice="Draw every weight: rng.normal(...).")
    if not np.array_equal(array(student.Dense(4, 3, "relu", rng(1)).W, (4, 3), what="W"), W):
        raise Mismatch("values", "two layers with the same seed have different weights", advice="Draw from rng.")
    if np.allclose(array(student.Dense(4, 3, "relu", rng(2)).W, (4, 3), what="W"), W):
        raise Mismatch("values", "two layers with different seeds have the same weights", advice="Draw from rng.")
    if not np.array_equal(array(one.W, (4, 3), what="W"), W):
        raise Mismatch("values", "a layer's weights change when another layer is made", advice="Write self.W = ...")


@visible("Dense")
def test_dense_forward_bends_the_scores(student):
    X = np.array([[-2.0], [0.5], [1.0]])
    expected = {
        "sigmoid": [[0.1192029, 0.7310586], [0.6224593, 0.4378235], [0.7310586, 0.3775407]],
        "tanh": [[-0.9640276, 0.7615942], [0.4621172, -0.2449187], [0.7615942, -0.4621172]],
        "relu": [[0.0, 1.0], [0.5, 0.0], [1.0, 0.0]],
        "leaky_relu": [[-0.02, 1.0], [0.5, -0.0025], [1.0, -0.005]],
        "linear": [[-2.0, 1.0], [0.5, -0.25], [1.0, -0.5]],
    }
    for name, A in expected.items():
        close(dense(student, [[1.0, -0.5]], [[0.0, 0.0]], name).forward(X), A, what=f"A of {name!r}")


@visible("Dense")
def test_dense_forward_of_softmax_gives_probabilities_for_each_sample(student):
    layer = dense(student, [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]], [[0.0, 0.0, 0.0]], "softmax")
    X = np.log(np.array([[2.0, 1.0], [1.0, 8.0], [3.0, 1.0]]))
    close(layer.forward(X), [[0.5, 0.25, 0.25], [0.1, 0.8, 0.1], [0.6, 0.2, 0.2]], what="A")


@visible("Dense", try_it='Dense(3, 2, "swish", np.random.default_rng(0))   # should raise ValueError')
def test_dense_refuses_an_unknown_activation(student):
    raises(ValueError, student.Dense, 3, 2, "swish", rng())
    raises(ValueError, student.Dense, 3, 2, "step", rng())


@visible("Dense")
def test_dense_backward_of_a_linear_layer_worked_out_by_hand(student):
    layer = dense(student, *LINEAR)
    layer.forward(FOUR_X)
    dX = layer.backward(np.array([[1.0, 0.5], [-2.0, 1.0], [0.0, 3.0], [4.0, -1.0]]))
    close(layer.dW, [[11.0, -1.0], [-12.0, 5.0], [-2.0, -4.0]], what="dW")
    close(layer.db, [[3.0, 3.5]], what="db")
    close(dX, [[0.0, 2.0, 1.5], [-4.0, 2.0, -5.0], [-6.0, 9.0, -3.0], [6.0, -1.0, 9.0]], what="dX")


@visible("Dense")
def test_dense_backward_sends_nothing_through_a_silent_relu(student):
    layer = dense(student, [[1.0, -1.0]], [[0.0, 0.0]], "relu")
    layer.forward(np.array([[2.0]]))
    dX = layer.backward(np.array([[3.0, 5.0]]))
    close(layer.dW, [[6.0, 0.0]], what="dW")
    close(layer.db, [[3.0, 0.0]], what="db")
    close(dX, [[3.0]], what="dX")


@visible("Dense")
def test_dense_backward_computes_its_gradients_anew_each_time(student):
    layer = dense(student, [[1.0], [2.0]], [[0.5]], "tanh")
    X, dA = np.array([[0.5, -0.2], [0.1, 0.3], [1.0, -1.0]]), np.array([[1.0], [2.0], [-0.5]])
    layer.forward(X)
    layer.backward(dA)
    once = array(layer.dW, (2, 1), what="dW"), array(layer.db, (1, 1), what="db")
    layer.forward(X)
    layer.backward(dA)
    close(layer.dW, once[0], what="dW, the second time,")
    close(layer.db, once[1], what="db, the second time,")


@visible("Dense")
def test_dense_backward_takes_no_step(student):
    W, b = np.array([[1.0, -2.0]]), np.array([[0.5, 0.25]])
    layer = dense(student, W, b, "sigmoid")
    layer.forward(np.array([[2.0]]))
    layer.backward(np.array([[1.0, -1.0]]))
    close(layer.W, W, what="W after backward")
    close(layer.b, b, what="b after backward")


@visible("Dense")
def test_dense_leaves_the_arrays_it_is_given_alone(student):
    for activation in (*ELEMENT_WISE, "softmax"):
        layer = dense(student, [[1.0, -1.0]], [[0.5, 0.5]], activation)
        layer.forward(np.array([[2.0], [-3.0]]))
        layer.backward(np.array([[1.0, -2.0], [0.5, 3.0]]))
    calm(student.calls)


@advice("Dense")
def test_dense_of_whole_numbers(student):
    X, dA = np.array([[3, -1], [0, 2], [1, 1]]), np.array([[1, 0, 2], [0, 1, 0], [1, 3, 0]])
    for activation in ("tanh", "relu", "softmax"):
        layer = dense(student, [[0.5, -0.25, 1.0], [0.75, 1.0, -0.5]], [[1.0, 0.0, 0.5]], activation)
        same_for_whole_numbers(layer.forward, X)
        same_for_whole_numbers(layer.backward, dA)


# Network

CHAIN = (
    ([[1.0, 2.0], [0.0, 1.0], [2.0, -1.0]], [[1.0, -2.0]], "linear"),
    ([[2.0, 1.0], [-3.0, 0.5]], [[0.5, -1.0]], "linear"),
    ([[1.0, -2.0], [3.0, 0.5]], [[4.0, 1.0]], "linear"),
)


@visible("Network")
def test_network_forward_through_three_layers_worked_out_by_hand(student):
    # After the first layer [[2, 2], [6, -6], [-2.5, 1], [5, -2]], and after the second
    # [[-1.5, 2], [30.5, 2], [-7.5, -3], [16.5, 3]].
    with unless_unwritten(student.Network, []):
        network = network_of(student, *CHAIN)
    output = network.forward(FOUR_X)
    close(output, [[8.5, 5.0], [40.5, -59.0], [-12.5, 14.5], [29.5, -30.5]], what="the output")


@visible("Network")
def test_network_keeps_its_layers_in_their_order(student):
    weights = [np.full((2, 3), 1.0), np.full((3, 3), 2.0), np.full((3, 1), 3.0)]
    network = network_of(student, *((W, np.zeros((1, W.shape[1])), "tanh") for W in weights))
    for number_, (layer, W) in enumerate(zip(layers_of(network, 3), weights, strict=True)):
        close(layer.W, W, what=f"W of layers[{number_}]")


@visible("Network")
def test_network_predict_is_what_forward_answers(student):
    network = network_of(
        student, ([[1.0, -1.0]], [[0.0, 0.0]], "tanh"), ([[2.0, 0.0], [1.0, 1.0]], [[0.0, 0.0]], "tanh")
    )
    X = np.array([[0.3], [-1.0], [2.0]])
    expected = array(network.forward(X), (3, 2), what="what forward answers")
    close(network.predict(X), expected, what="what predict answers")


@visible("Network")
def test_network_backward_through_three_layers_worked_out_by_hand(student):
    network = network_of(student, *CHAIN)
    network.forward(FOUR_X)
    # The third layer sends back [[-3, 4], [2, -0.5], [1, 9.5], [-3, -5.75]],
    # the second [[-2, 11], [3.5, -6.25], [11.5, 1.75], [-11.75, 6.125]].
    dX = network.backward(np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0], [-2.0, 0.5]]))
    first, second, third = layers_of(network, 3)
    close(third.dW, [[-57.0, -32.75], [-13.0, 0.5]], what="dW of the third layer")
    close(second.dW, [[-11.5, -47.5], [-11.0, 32.0]], what="dW of the second layer")
    close(first.dW, [[-23.25, 30.375], [34.75, -2.625], [-24.25, -16.125]], what="dW of the first layer")
    close(
        dX,
        [[20.0, 11.0, -15.0], [-9.0, -6.25, 13.25], [15.0, 1.75, 21.25], [0.5, 6.125, -29.625]],
        what="what backward returns",
    )


@visible("Network")
def test_network_backward_takes_no_step(student):
    W = np.array([[1.0, -1.0]])
    network = network_of(student, (W, [[0.5, 0.5]], "tanh"))
    network.forward(np.array([[1.0]]))
    network.backward(np.array([[1.0, 2.0]]))
    close(layers_of(network, 1)[0].W, W, what="W after backward")


@visible("Network")
def test_network_leaves_the_arrays_it_is_given_alone(student):
    network = network_of(student, ([[1.0, -1.0]], [[0.5, 0.5]], "relu"), ([[1.0], [2.0]], [[0.0]], "linear"))
    network.forward(np.array([[2.0], [-3.0]]))
    network.backward(np.array([[1.0], [-2.0]]))
    network.predict(np.array([[2.0]]))
    calm(student.calls)


# Practice


@visible("softmax_jacobian", try_it="softmax_jacobian(np.array([0.5, 0.3, 0.2]))[0]   # should be [0.25 -0.15 -0.1]")
def test_softmax_jacobian_of_the_worked_example(student):
    expected = [[0.25, -0.15, -0.1], [-0.15, 0.21, -0.06], [-0.1, -0.06, 0.16]]
    close(student.softmax_jacobian(np.array([0.5, 0.3, 0.2])), expected)


@visible("softmax_jacobian")
def test_softmax_jacobian_leaves_its_argument_alone(student):
    pure(student.softmax_jacobian, np.array([0.25, 0.6, 0.15]))


@visible(
    "cross_entropy_slope",
    try_it="cross_entropy_slope(np.array([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1]]), np.eye(3)[[0, 1]])"
    "   # should be [[-1. 0. 0.] [0. -0.625 0.]]",
)
def test_cross_entropy_slope_of_four_samples_worked_out_by_hand(student):
    A = np.array([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0.25, 0.25, 0.5], [0.4, 0.5, 0.1]])
    expected = [[-0.5, 0.0, 0.0], [0.0, -0.3125, 0.0], [0.0, -1.0, 0.0], [-0.625, 0.0, 0.0]]
    close(student.cross_entropy_slope(A, np.eye(3)[[0, 1, 1, 0]]), expected, rtol=LONG)


@visible(
    "cross_entropy_slope",
    try_it="cross_entropy_slope(np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]]))"
    "   # the second number should be finite, and -1e7 or less",
)
def test_cross_entropy_slope_is_finite_for_a_probability_of_zero(student):
    A, y = np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0]]), np.eye(3)[[1, 0]]
    slope = array(student.cross_entropy_slope(A, y), (2, 3))
    # Divided by an epsilon of 1e-7 or less, and by the two samples.
    between(slope[0, 1], -1e300, -0.5 * 0.99e7, what="the slope at a probability of 0")


@visible("cross_entropy_slope")
def test_cross_entropy_slope_leaves_its_arguments_alone(student):
    A, y = np.array([[0.5, 0.3, 0.2], [0.2, 0.1, 0.7]]), np.eye(3)[[0, 2]]
    pure(student.cross_entropy_slope, A, y)


@advice("cross_entropy_slope")
def test_cross_entropy_slope_of_whole_numbers(student):
    A = np.array([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]])
    same_for_whole_numbers(student.cross_entropy_slope, A, np.eye(3, dtype=np.uint8)[[2, 0]])


# Stretch

SCALE_X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, 2.0], [-2.0, 4.0, 1.0], [0.0, -1.0, 5.0]])
SCALE_DA = np.array([[1.0, 0.5, -2.0], [2.0, -1.0, 0.0], [0.5, 3.0, 1.0], [-1.0, 2.0, 4.0]])


@visible("Scale")
def test_scale_forward_and_backward_worked_out_by_hand(student):
    layer = scale(student, [2.0, -1.0, 0.5], [10.0, 20.0, 30.0])
    A = layer.forward(SCALE_X)
    close(A, [[12.0, 18.0, 29.5], [16.0, 19.5, 31.0], [6.0, 16.0, 30.5], [10.0, 21.0, 32.5]], what="A")
    dX = layer.backward(SCALE_DA)
    close(layer.dW, [[6.0, 10.5, 23.0]], what="dW")
    close(layer.db, [[2.5, 4.5, 3.0]], what="db")
    close(dX, [[2.0, -0.5, -1.0], [4.0, 1.0, 0.0], [1.0, -3.0, 0.5], [-2.0, -2.0, 2.0]], what="dX")


@visible("Scale", try_it="Scale(3).forward(np.array([[1.0, 2.0, -4.0]]))   # should be [[1. 2. -4.]]")
def test_scale_changes_nothing_at_first(student):
    layer = an_object(student.Scale(3), "Scale(...)")
    close(layer.W, np.ones((1, 3)), what="W")
    close(layer.b, np.zeros((1, 3)), what="b")
    close(layer.forward(SCALE_X), SCALE_X, what="A")


@visible("Scale")
def test_scale_backward_forgets_the_batch_before(student):
    layer = scale(student, [3.0, -2.0, 1.0], [0.0, 1.0, 2.0])
    for X, dA in ((SCALE_X, SCALE_DA), (SCALE_X[:2], SCALE_DA[:2])):
        layer.forward(X)
        layer.backward(dA)
    close(layer.dW, [[7.0, 0.5, 2.0]], what="dW")
    close(layer.db, [[3.0, -0.5, -2.0]], what="db")
    close(layer.W, [[3.0, -2.0, 1.0]], what="W after backward")


@visible("Scale")
def test_scale_leaves_the_arrays_it_is_given_alone(student):
    layer = scale(student, [2.0, -1.0, 0.5], [1.0, 2.0, 3.0])
    layer.forward(SCALE_X)
    layer.backward(SCALE_DA)
    calm(student.calls)
