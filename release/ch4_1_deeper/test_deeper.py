"""The tests of chapter 4.1 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    advice,
    array,
    close,
    count,
    parameters,
    parameters_close,
    pure,
    refused,
    same_for_whole_numbers,
    unpack,
    visible,
)
from autograder.graders.ch4_1_deeper.helpers import (
    GRADS,
    LOSS,
    ONE_LAYER,
    ONE_SAID,
    ONE_X,
    ONE_Y,
    PARAMS,
    SAID,
    SIGMOID_GRADS,
    SIGMOID_LOSS,
    SIGMOID_PARAMS,
    SIGMOID_SAID,
    TWO_LAYERS,
    WRONG_WORDS,
    X,
    Y,
    layers_close,
    norms_close,
    residual_close,
    said_by_layers,
    takes_a_wrong_word,
)

# forward_deep_mlp


@visible("forward_deep_mlp")
def test_forward_deep_mlp_of_three_layers_worked_out_by_hand(student):
    # The first sample's scores are [2, -6.5, 3.5], then [3.5, -8, 5.5], then [-9.5, -11.5, -8].
    layers_close(student.forward_deep_mlp(X, PARAMS), SAID)


@visible("forward_deep_mlp")
def test_forward_deep_mlp_with_sigmoids(student):
    layers_close(student.forward_deep_mlp(X, SIGMOID_PARAMS, "sigmoid"), SIGMOID_SAID)
    layers_close(student.forward_deep_mlp(X, SIGMOID_PARAMS, hidden="sigmoid"), SIGMOID_SAID)


@visible(
    "forward_deep_mlp",
    try_it='forward_deep_mlp(np.ones((1, 1)), {"W1": np.array([[0.5, 1.0]]), "b1": np.array([[-0.5, -1 - np.log(3)]])})'
    "   # should be [array([[0.75, 0.25]])]",
)
def test_forward_deep_mlp_of_a_single_layer(student):
    layers_close(student.forward_deep_mlp(ONE_X, ONE_LAYER), ONE_SAID)


@visible("forward_deep_mlp")
def test_forward_deep_mlp_has_an_array_for_each_layer(student):
    rng = np.random.default_rng(1)
    sizes = (4, 6, 3, 5, 2)
    params = {}
    for i in (1, 2, 3, 4):
        params[f"W{i}"], params[f"b{i}"] = rng.normal(size=sizes[i - 1 : i + 1]), rng.normal(size=(1, sizes[i]))
    for word in ("relu", "sigmoid"):
        got = said_by_layers(student.forward_deep_mlp(rng.normal(size=(7, 4)), params, word), 4)
        for i, A in enumerate(got, start=1):
            array(A, (7, sizes[i]), what=f"A{i}")
        close(got[-1].sum(axis=1), np.ones(7), what="the sum of every row of A4")


@visible("forward_deep_mlp")
def test_forward_deep_mlp_refuses_any_other_word(student):
    refused(student.forward_deep_mlp, *((X, PARAMS, word) for word in WRONG_WORDS))


@visible("forward_deep_mlp")
def test_forward_deep_mlp_leaves_its_arguments_alone(student):
    pure(student.forward_deep_mlp, X, PARAMS)
    pure(student.forward_deep_mlp, X, SIGMOID_PARAMS, "sigmoid")


@advice("forward_deep_mlp")
def test_forward_deep_mlp_refuses_a_wrong_word_for_a_single_layer_too(student):
    if takes_a_wrong_word(student.forward_deep_mlp, ONE_X, ONE_LAYER):
        raise Mismatch(
            "not_raised",
            "takes a wrong word for a single layer",
            advice="With a single layer a wrong word goes unnoticed. Checked before the loop, it is found there too.",
        )


@advice("forward_deep_mlp")
def test_forward_deep_mlp_of_whole_numbers(student):
    for kind in (np.int64, np.uint8):
        same_for_whole_numbers(student.forward_deep_mlp, (2 * ONE_X + 4).astype(kind), PARAMS)


# backward_deep_mlp


@visible("backward_deep_mlp")
def test_backward_deep_mlp_of_three_layers_worked_out_by_hand(student):
    # The deltas begin with (A3 - y) / 4: the first sample's is [0.17803, 0.024094, -0.202124] / 4.
    parameters_close(student.backward_deep_mlp(X, SAID, Y, PARAMS), GRADS)


@visible("backward_deep_mlp")
def test_backward_deep_mlp_with_sigmoids(student):
    parameters_close(student.backward_deep_mlp(X, SIGMOID_SAID, Y, SIGMOID_PARAMS, "sigmoid"), SIGMOID_GRADS)
    parameters_close(student.backward_deep_mlp(X, SIGMOID_SAID, Y, SIGMOID_PARAMS, hidden="sigmoid"), SIGMOID_GRADS)


@visible("backward_deep_mlp")
def test_backward_deep_mlp_of_a_single_layer(student):
    expected = {
        "W1": np.array([[0.142293, 0.052874, -0.195167], [0.021738, 0.051496, -0.073234]]),
        "b1": np.array([[0.105935, -0.185138, 0.079204]]),
    }
    parameters_close(student.backward_deep_mlp(ONE_X, ONE_SAID, ONE_Y, ONE_LAYER), expected)


@visible("backward_deep_mlp")
def test_backward_deep_mlp_has_the_names_and_shapes_of_the_parameters(student):
    # With all parameters 0, every ReLU says 0 and all five classes get a fifth.
    shapes = {"W1": (5, 3), "b1": (1, 3), "W2": (3, 4), "b2": (1, 4), "W3": (4, 2), "b3": (1, 2), "W4": (2, 5)}
    shapes["b4"] = (1, 5)
    params = {name: np.zeros(shape) for name, shape in shapes.items()}
    said = [np.zeros((7, 3)), np.zeros((7, 4)), np.zeros((7, 2)), np.full((7, 5), 0.2)]
    samples, y = np.arange(35.0).reshape(7, 5), np.eye(5)[[0, 3, 1, 0, 2, 3, 1]]
    parameters(student.backward_deep_mlp(samples, said, y, params), shapes)


@visible("backward_deep_mlp")
def test_backward_deep_mlp_leaves_its_arguments_alone(student):
    pure(student.backward_deep_mlp, X, SAID, Y, PARAMS)
    pure(student.backward_deep_mlp, X, SIGMOID_SAID, Y, SIGMOID_PARAMS, "sigmoid")


@advice("backward_deep_mlp")
def test_backward_deep_mlp_refuses_any_other_word(student):
    if takes_a_wrong_word(student.backward_deep_mlp, X, SAID, Y, PARAMS):
        raise Mismatch(
            "not_raised",
            "takes a wrong word",
            advice='hidden="tanh" gets the slope of another bend here; a ValueError would tell the caller at once.',
        )


@advice("backward_deep_mlp")
def test_backward_deep_mlp_of_whole_numbers(student):
    for kind in (np.int64, np.uint8):
        same_for_whole_numbers(student.backward_deep_mlp, X, SAID, Y.astype(kind), PARAMS)


# deep_mlp_loss


@visible("deep_mlp_loss")
def test_deep_mlp_loss_of_three_layers_worked_out_by_hand(student):
    # The probabilities of the true classes are 0.797876, 0.0461, 0.860597, 0.063379.
    loss, grads = unpack(student.deep_mlp_loss(X, Y, PARAMS), "loss", "grads")
    close(loss, LOSS, what="the loss", rtol=LONG)
    parameters_close(grads, GRADS, what="grads", numeric=True)


@visible("deep_mlp_loss")
def test_deep_mlp_loss_with_sigmoids(student):
    loss, grads = unpack(student.deep_mlp_loss(X, Y, SIGMOID_PARAMS, "sigmoid"), "loss", "grads")
    close(loss, SIGMOID_LOSS, what="the loss", rtol=LONG)
    parameters_close(grads, SIGMOID_GRADS, what="grads", numeric=True)
    loss, grads = unpack(student.deep_mlp_loss(X, Y, SIGMOID_PARAMS, hidden="sigmoid"), "loss", "grads")
    close(loss, SIGMOID_LOSS, what="the loss", rtol=LONG)
    parameters_close(grads, SIGMOID_GRADS, what="grads", numeric=True)


@visible("deep_mlp_loss")
def test_deep_mlp_loss_of_ten_classes_before_any_learning(student):
    shapes = {"W1": (4, 3), "b1": (1, 3), "W2": (3, 5), "b2": (1, 5), "W3": (5, 10), "b3": (1, 10)}
    samples, y = np.random.default_rng(6).normal(size=(6, 4)), np.eye(10)[[3, 1, 4, 1, 5, 2]]
    for word in ("relu", "sigmoid"):
        got = student.deep_mlp_loss(samples, y, {name: np.zeros(shape) for name, shape in shapes.items()}, word)
        loss, grads = unpack(got, "loss", "grads")
        close(loss, 2.3025851, what="the loss", rtol=LONG)
        parameters(grads, shapes, what="grads")


@visible("deep_mlp_loss")
def test_deep_mlp_loss_leaves_its_arguments_alone(student):
    pure(student.deep_mlp_loss, X, Y, PARAMS)
    pure(student.deep_mlp_loss, X, Y, SIGMOID_PARAMS, "sigmoid")


@advice("deep_mlp_loss")
def test_deep_mlp_loss_refuses_any_other_word(student):
    if takes_a_wrong_word(student.deep_mlp_loss, X, Y, PARAMS):
        raise Mismatch(
            "not_raised",
            "takes a wrong word",
            advice='hidden="tanh" trains another network here; a ValueError would tell the caller at once.',
        )


@advice("deep_mlp_loss")
def test_deep_mlp_loss_of_whole_numbers(student):
    for kind in (np.int64, np.uint8):
        same_for_whole_numbers(student.deep_mlp_loss, X, Y.astype(kind), PARAMS)


# gradient_norms


@visible(
    "gradient_norms",
    try_it='gradient_norms({"W1": np.array([[2.0, -3.0, 6.0], [4.0, 4.0, 0.0]]), "b1": np.array([[7.0, 8.0, 9.0]]), '
    '"W2": np.array([[3.0, -4.0]]), "b2": np.array([[1.0, 2.0]])})   # should be {"W1": 9.0, "W2": 5.0}',
)
def test_gradient_norms_of_two_matrices_worked_out_by_hand(student):
    # 1 + 4 + 9 + 49 + 81 + 25 is 13 squared, and 1 + 9 + 16 + 25 + 49 + 56.25 is 12.5 squared.
    norms_close(student.gradient_norms(TWO_LAYERS), {"W1": 13.0, "W2": 12.5})


@visible("gradient_norms")
def test_gradient_norms_of_three_layers_that_begin_with_the_last(student):
    names = ("W3", "b3", "W2", "b2", "W1", "b1")
    grads = {name: np.array([[2.0, 3.0 * size, 6.0]]) for size, name in enumerate(names, start=1)}
    norms_close(student.gradient_norms(grads), {"W3": 7.0, "W2": 11.0, "W1": 16.278821})


@visible("gradient_norms")
def test_gradient_norms_leaves_its_argument_alone(student):
    pure(student.gradient_norms, TWO_LAYERS)


@advice("gradient_norms")
def test_gradient_norms_come_in_the_order_of_the_layers(student):
    got = student.gradient_norms(dict(reversed(TWO_LAYERS.items())))
    if list(got) != ["W1", "W2"]:
        raise Mismatch(
            "values",
            "the keys do not go from the first layer to the last",
            advice="The keys come in the order of the dictionary you were given; from W1 on, a plot is easier to make.",
        )


# Practice


@visible("network_depth")
def test_network_depth_of_two_layers(student):
    params = {"W1": np.ones((5, 4)), "b1": np.ones((1, 4)), "W2": np.ones((4, 3)), "b2": np.ones((1, 3))}
    count(student.network_depth(params), 2)


@visible("hidden_activation")
def test_hidden_activation_of_the_worked_example(student):
    close(student.hidden_activation(np.array([-1.0, 2.0, 0.5]), "relu"), [0.0, 2.0, 0.5])
    close(student.hidden_activation(np.array([0.0, np.log(3.0), -np.log(4.0)]), "sigmoid"), [0.5, 0.75, 0.2])


@visible("hidden_activation", try_it='hidden_activation(np.array([-1.0, 1.0]), "rleu")   # should raise ValueError')
def test_hidden_activation_refuses_any_other_word(student):
    refused(student.hidden_activation, *((np.array([[-1.0, 1.0, 2.5]]), word) for word in WRONG_WORDS))


@visible("hidden_slope", try_it='hidden_slope(np.array([0.0, 0.2, 3.0]), "relu")   # should be [0. 1. 1.]')
def test_hidden_slope_of_the_answers_of_relu(student):
    close(student.hidden_slope(np.array([0.0, 2.0, 0.5]), "relu"), [0.0, 1.0, 1.0])


@visible("hidden_slope", try_it='hidden_slope(np.array([0.2, 0.9]), "sigmoid")   # should be [0.16 0.09]')
def test_hidden_slope_of_the_answers_of_a_sigmoid(student):
    close(student.hidden_slope(np.array([0.5, 0.75, 0.2]), "sigmoid"), [0.25, 0.1875, 0.16])


@visible("chain_slope", try_it="chain_slope(np.log(3), [1.0, -2.0])   # should be about -0.0559")
def test_chain_slope_of_two_neurons_and_of_one(student):
    # The first neuron says 0.75, with the slope 5 log 3 * 0.75 * 0.25; the second says 0.25.
    close(student.chain_slope(0.2, [5 * np.log(3.0), -4 / 3 * np.log(3.0)]), -0.2828787)
    close(student.chain_slope(0.2, [5 * np.log(3.0)]), 1.0299490)


@visible("chain_slope")
def test_chain_slope_is_zero_where_a_neuron_does_not_listen(student):
    close(student.chain_slope(0.5, [4.0, 0.0]), 0.0)
    close(student.chain_slope(1.0, [2.0, 0.0, 3.0]), 0.0)


@visible("sawtooth", try_it="sawtooth(np.array([0.1, 0.4, 0.7]), 2)   # should be [0.4 0.4 0.8]")
def test_sawtooth_of_the_worked_examples(student):
    x = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
    close(student.sawtooth(x, 1), [0.0, 0.5, 1.0, 0.5, 0.0])
    close(student.sawtooth(x, 2), [0.0, 1.0, 0.0, 1.0, 0.0])


@visible("sawtooth")
def test_sawtooth_leaves_its_arguments_alone(student):
    pure(student.sawtooth, np.array([0.1, 0.7, 0.4]), 3)


# Stretch


# Samples, weights and biases of a layer of three neurons: its scores are [[1.0, -5.0, 1.5], [0.5, 2.0, 9.0]].
BLOCK_A = np.array([[1.0, -2.0, 0.5], [2.0, 1.0, -1.0]])
BLOCK_W = np.array([[1.0, -2.0, 3.0], [0.5, 1.0, 1.0], [2.0, -4.0, -1.0]])
BLOCK_B = np.array([[0.0, 1.0, 1.0]])
BLOCK_DOUT = np.array([[2.0, 5.0, -1.0], [4.0, 3.0, 10.0]])


@visible(
    "residual_backward",
    try_it="residual_backward(np.array([[1.0, 2.0], [-1.0, 0.5]]), np.array([[3.0, -1.0], [2.0, -1.0]]), "
    "np.array([[0.5, 1.5]]), np.array([[10.0, 20.0], [4.0, -2.0]]))"
    "   # dA [[40. 40.] [6. 0.]], dW [[10. 2.] [20. -1.]], db [[10. -2.]]",
)
def test_residual_backward_of_two_samples_worked_out_by_hand(student):
    got = student.residual_backward(BLOCK_A, BLOCK_W, BLOCK_B, BLOCK_DOUT)
    residual_close(
        got,
        [
            [[1.0, 5.0, 4.0], [32.0, 18.0, -4.0]],
            [[10.0, 6.0, 19.0], [0.0, 3.0, 12.0], [-3.0, -3.0, -10.5]],
            [[6.0, 3.0, 9.0]],
        ],
    )


@visible("residual_backward")
def test_residual_backward_past_a_silent_layer(student):
    got = student.residual_backward(np.abs(BLOCK_A), -np.abs(BLOCK_W), -BLOCK_B, BLOCK_DOUT)
    residual_close(got, [BLOCK_DOUT, np.zeros((3, 3)), np.zeros((1, 3))])


@visible("residual_backward")
def test_residual_backward_leaves_its_arguments_alone(student):
    pure(student.residual_backward, BLOCK_A, BLOCK_W, BLOCK_B, BLOCK_DOUT)
