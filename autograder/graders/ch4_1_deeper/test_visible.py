"""The tests of chapter 4.1 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    Mismatch,
    array,
    close,
    number,
    parameters,
    parameters_close,
    pure,
    raises,
    unpack,
    visible,
)

WRONG_WORDS = ("tanh", "leaky_relu", "softmax", "")


def shapes_of(params):
    return {name: value.shape for name, value in params.items()}


def said_by_layers(got, count):
    """Check that a result is a list with an array for each layer, and return it."""
    if not isinstance(got, list | tuple):
        kind = "None" if got is None else "a single array" if isinstance(got, np.ndarray) else f"a {type(got).__name__}"
        raise Mismatch(
            "type",
            f"the result is {kind}, not a list with an array for each layer",
            advice="Begin with an empty list, append what each layer says, and return the list.",
        )
    if len(got) != count:
        raise Mismatch(
            "shape",
            f"the list has {len(got)} arrays for {count} {'layer' if count == 1 else 'layers'}",
            advice="One array for each layer of weights: A1 to AL, without X.",
        )
    return list(got)


def layers_close(got, expected):
    for i, (A, wanted) in enumerate(zip(said_by_layers(got, len(expected)), expected, strict=True), start=1):
        close(A, wanted, what=f"A{i}")


# Two networks of three layers, worked out by hand

RELU_X = np.array([[1.0, 2.0]])
RELU_PARAMS = {
    "W1": np.array([[1.0, -1.0], [1.0, 0.0]]),
    "b1": np.array([[0.0, 0.0]]),
    "W2": np.array([[2.0, 2.0], [5.0, 7.0]]),
    "b2": np.array([[-4.0, -7.0]]),
    "W3": np.array([[3.0, 1.0], [4.0, 5.0]]),
    "b3": np.array([[np.log(3.0) - 7.0, -3.0]]),
}
RELU_SAID = [np.array([[3.0, 0.0]]), np.array([[2.0, 0.0]]), np.array([[0.75, 0.25]])]
RELU_GRADS = {
    "W1": np.array([[3.0, 0.0], [6.0, 0.0]]),
    "b1": np.array([[3.0, 0.0]]),
    "W2": np.array([[4.5, 0.0], [0.0, 0.0]]),
    "b2": np.array([[1.5, 0.0]]),
    "W3": np.array([[1.5, -1.5], [0.0, 0.0]]),
    "b3": np.array([[0.75, -0.75]]),
}

SIGMOID_X = np.array([[2.0]])
SIGMOID_PARAMS = {
    "W1": np.array([[1.0]]),
    "b1": np.array([[np.log(3.0) - 2.0]]),
    "W2": np.array([[4.0]]),
    "b2": np.array([[-3.0]]),
    "W3": np.array([[2.0, -2.0]]),
    "b3": np.array([[np.log(3.0) - 1.0, 1.0]]),
}
SIGMOID_SAID = [np.array([[0.75]]), np.array([[0.5]]), np.array([[0.75, 0.25]])]
SIGMOID_GRADS = {
    "W1": np.array([[1.125]]),
    "b1": np.array([[0.5625]]),
    "W2": np.array([[0.5625]]),
    "b2": np.array([[0.75]]),
    "W3": np.array([[0.375, -0.375]]),
    "b3": np.array([[0.75, -0.75]]),
}

SECOND = np.array([[0.0, 1.0]])  # the second class is the truth

ONE_X = np.array([[1.0, 2.0], [0.0, 1.0]])
ONE_LAYER = {"W1": np.array([[0.0, np.log(3.0)], [0.0, 0.0]]), "b1": np.array([[0.0, 0.0]])}
ONE_SAID = [np.array([[0.25, 0.75], [0.5, 0.5]])]
ONE_Y = np.array([[1.0, 0.0], [0.0, 1.0]])


# forward_deep_mlp


@visible("forward_deep_mlp")
def test_forward_deep_mlp_of_three_layers_worked_out_by_hand(student):
    # The scores are [3, -1], then [2, -1], then [log 3 - 1, -1].
    layers_close(student.forward_deep_mlp(RELU_X, RELU_PARAMS), RELU_SAID)


@visible("forward_deep_mlp")
def test_forward_deep_mlp_with_sigmoids_worked_out_by_hand(student):
    # The scores are log 3, then 0, then [log 3, 0].
    layers_close(student.forward_deep_mlp(SIGMOID_X, SIGMOID_PARAMS, "sigmoid"), SIGMOID_SAID)
    layers_close(student.forward_deep_mlp(SIGMOID_X, SIGMOID_PARAMS, hidden="sigmoid"), SIGMOID_SAID)


@visible("forward_deep_mlp")
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
    for word in WRONG_WORDS:
        raises(ValueError, student.forward_deep_mlp, RELU_X, RELU_PARAMS, word)


@visible("forward_deep_mlp")
def test_forward_deep_mlp_refuses_a_wrong_word_for_a_single_layer_too(student):
    raises(ValueError, student.forward_deep_mlp, ONE_X, ONE_LAYER, "tanh")


@visible("forward_deep_mlp")
def test_forward_deep_mlp_leaves_its_arguments_alone(student):
    pure(student.forward_deep_mlp, -RELU_X, RELU_PARAMS)
    pure(student.forward_deep_mlp, SIGMOID_X, SIGMOID_PARAMS, "sigmoid")


# backward_deep_mlp


@visible("backward_deep_mlp")
def test_backward_deep_mlp_of_three_layers_worked_out_by_hand(student):
    # The deltas, from the last to the first: [0.75, -0.75], then [1.5, 0], then [3, 0].
    parameters_close(student.backward_deep_mlp(RELU_X, RELU_SAID, SECOND, RELU_PARAMS), RELU_GRADS)


@visible("backward_deep_mlp")
def test_backward_deep_mlp_with_sigmoids_worked_out_by_hand(student):
    # The deltas, from the last to the first: [0.75, -0.75], then 3 * 0.25 = 0.75, then 3 * 0.1875 = 0.5625.
    parameters_close(
        student.backward_deep_mlp(SIGMOID_X, SIGMOID_SAID, SECOND, SIGMOID_PARAMS, "sigmoid"), SIGMOID_GRADS
    )
    parameters_close(
        student.backward_deep_mlp(SIGMOID_X, SIGMOID_SAID, SECOND, SIGMOID_PARAMS, hidden="sigmoid"), SIGMOID_GRADS
    )


@visible("backward_deep_mlp")
def test_backward_deep_mlp_of_a_single_layer(student):
    expected = {"W1": np.array([[-0.375, 0.375], [-0.5, 0.5]]), "b1": np.array([[-0.125, 0.125]])}
    parameters_close(student.backward_deep_mlp(ONE_X, ONE_SAID, ONE_Y, ONE_LAYER), expected)


@visible("backward_deep_mlp")
def test_backward_deep_mlp_has_the_names_and_shapes_of_the_parameters(student):
    # With all parameters 0, every ReLU says 0 and both classes get one half.
    shapes = {"W1": (5, 3), "b1": (1, 3), "W2": (3, 4), "b2": (1, 4), "W3": (4, 2), "b3": (1, 2)}
    params = {name: np.zeros(shape) for name, shape in shapes.items()}
    said = [np.zeros((6, 3)), np.zeros((6, 4)), np.full((6, 2), 0.5)]
    X, y = np.arange(30.0).reshape(6, 5), np.eye(2)[[0, 1, 1, 0, 1, 1]]
    parameters(student.backward_deep_mlp(X, said, y, params), shapes)


@visible("backward_deep_mlp")
def test_backward_deep_mlp_of_every_sample_twice_is_the_same_mean(student):
    said = [np.vstack([A, A]) for A in RELU_SAID]
    X, y = np.vstack([RELU_X, RELU_X]), np.vstack([SECOND, SECOND])
    parameters_close(student.backward_deep_mlp(X, said, y, RELU_PARAMS), RELU_GRADS)


@visible("backward_deep_mlp")
def test_backward_deep_mlp_refuses_any_other_word(student):
    for word in WRONG_WORDS:
        raises(ValueError, student.backward_deep_mlp, RELU_X, RELU_SAID, SECOND, RELU_PARAMS, word)


@visible("backward_deep_mlp")
def test_backward_deep_mlp_refuses_a_wrong_word_for_a_single_layer_too(student):
    raises(ValueError, student.backward_deep_mlp, ONE_X, ONE_SAID, ONE_Y, ONE_LAYER, "tanh")


@visible("backward_deep_mlp")
def test_backward_deep_mlp_leaves_its_arguments_alone(student):
    pure(student.backward_deep_mlp, RELU_X, RELU_SAID, SECOND, RELU_PARAMS)
    pure(student.backward_deep_mlp, SIGMOID_X, SIGMOID_SAID, SECOND, SIGMOID_PARAMS, "sigmoid")


# deep_mlp_loss


@visible("deep_mlp_loss")
def test_deep_mlp_loss_of_three_layers_worked_out_by_hand(student):
    # The network of the forward pass gives its second class a probability of 0.25, and the loss is log 4.
    loss, grads = unpack(student.deep_mlp_loss(RELU_X, SECOND, RELU_PARAMS), "loss", "grads")
    close(loss, 1.3862944, what="the loss")
    grads = parameters(grads, shapes_of(RELU_PARAMS), what="grads")
    close(grads["b3"], [[0.75, -0.75]], what="grads['b3']")


@visible("deep_mlp_loss")
def test_deep_mlp_loss_with_sigmoids_worked_out_by_hand(student):
    loss, grads = unpack(student.deep_mlp_loss(SIGMOID_X, SECOND, SIGMOID_PARAMS, "sigmoid"), "loss", "grads")
    close(loss, 1.3862944, what="the loss")
    parameters_close(grads, SIGMOID_GRADS, what="grads")
    loss, grads = unpack(student.deep_mlp_loss(SIGMOID_X, SECOND, SIGMOID_PARAMS, hidden="sigmoid"), "loss", "grads")
    close(loss, 1.3862944, what="the loss")
    parameters_close(grads, SIGMOID_GRADS, what="grads")


@visible("deep_mlp_loss")
def test_deep_mlp_loss_of_ten_classes_before_any_learning(student):
    shapes = {"W1": (4, 3), "b1": (1, 3), "W2": (3, 5), "b2": (1, 5), "W3": (5, 10), "b3": (1, 10)}
    X, y = np.random.default_rng(6).normal(size=(6, 4)), np.eye(10)[[3, 1, 4, 1, 5, 9]]
    for word in ("relu", "sigmoid"):
        got = student.deep_mlp_loss(X, y, {name: np.zeros(shape) for name, shape in shapes.items()}, word)
        loss, grads = unpack(got, "loss", "grads")
        close(loss, 2.3025851, what="the loss")
        parameters(grads, shapes, what="grads")


@visible("deep_mlp_loss")
def test_deep_mlp_loss_falls_after_a_small_step_against_its_gradient(student):
    loss, grads = unpack(student.deep_mlp_loss(RELU_X, SECOND, RELU_PARAMS), "loss", "grads")
    loss, grads = number(loss, what="the loss"), parameters(grads, shapes_of(RELU_PARAMS), what="grads")
    nearby = {name: RELU_PARAMS[name] - 1e-3 * grads[name] for name in RELU_PARAMS}
    after, _ = unpack(student.deep_mlp_loss(RELU_X, SECOND, nearby), "loss", "grads")
    after = number(after, what="the loss after the step")
    close(max(after - loss, 0.0), 0.0, what="what the loss has gained in the step", atol=1e-12)


@visible("deep_mlp_loss")
def test_deep_mlp_loss_refuses_any_other_word(student):
    for word in WRONG_WORDS:
        raises(ValueError, student.deep_mlp_loss, RELU_X, SECOND, RELU_PARAMS, word)
    raises(ValueError, student.deep_mlp_loss, ONE_X, ONE_Y, ONE_LAYER, "tanh")


@visible("deep_mlp_loss")
def test_deep_mlp_loss_leaves_its_arguments_alone(student):
    pure(student.deep_mlp_loss, RELU_X, SECOND, RELU_PARAMS)
    pure(student.deep_mlp_loss, SIGMOID_X, SECOND, SIGMOID_PARAMS, "sigmoid")


# gradient_norms


def norms_close(got, expected):
    """Check a dictionary of single numbers: its keys, in any order, and the numbers."""
    if not isinstance(got, dict):
        kind = "None" if got is None else "an array" if isinstance(got, np.ndarray) else f"a {type(got).__name__}"
        raise Mismatch(
            "type", f"the result is {kind}, not a dictionary", advice='Return a dictionary such as {"W1": 5.0}.'
        )
    if set(got) != set(expected):
        seen = ", ".join(sorted(map(str, got))) or "no keys"
        raise Mismatch(
            "shape", f"the result has {seen}", advice=f"The keys are those of the weights: {', '.join(expected)}."
        )
    for name, wanted in expected.items():
        close(got[name], wanted, what=f"the norm of {name}")


def in_order(got, names):
    if list(got) != list(names):
        raise Mismatch(
            "values",
            f"the keys come in the order {', '.join(map(str, got))}",
            advice="Go from the first layer to the last, by the number in the name.",
        )


@visible(
    "gradient_norms",
    try_it='gradient_norms({"W1": np.array([[3.0, 4.0]]), "b1": np.array([[7.0, 7.0]])})   # should be {"W1": 5.0}',
)
def test_gradient_norms_of_a_small_matrix_worked_out_by_hand(student):
    # The root of 16 + 4 + 4 + 1 is 5; the bias does not count.
    grads = {"W1": np.array([[4.0, 2.0], [2.0, -1.0]]), "b1": np.array([[7.0, 7.0]])}
    norms_close(student.gradient_norms(grads), {"W1": 5.0})


@visible("gradient_norms")
def test_gradient_norms_has_a_single_number_for_each_layer(student):
    grads = {
        "W1": np.array([[1.0, -2.0, 0.0], [4.0, -6.0, 8.0]]),
        "b1": np.array([[1.0, 2.0, 3.0]]),
        "W2": np.array([[2.0], [0.0], [-1.5]]),
        "b2": np.array([[-4.0]]),
    }
    norms_close(student.gradient_norms(grads), {"W1": 11.0, "W2": 2.5})


@visible("gradient_norms")
def test_gradient_norms_come_in_the_order_of_the_layers(student):
    grads = {name: np.array([[1.0, size]]) for size, name in enumerate(("W3", "b3", "W2", "b2", "W1", "b1"))}
    got = student.gradient_norms(grads)
    norms_close(got, {"W3": 1.0, "W2": np.sqrt(5.0), "W1": np.sqrt(17.0)})
    in_order(got, ("W1", "W2", "W3"))


@visible("gradient_norms")
def test_gradient_norms_leaves_its_argument_alone(student):
    pure(
        student.gradient_norms,
        {
            "W1": np.array([[3.0, -4.0]]),
            "b1": np.array([[7.0, 7.0]]),
            "W2": np.array([[1.0], [2.0]]),
            "b2": np.array([[1.0]]),
        },
    )


# Practice


@visible("network_depth")
def test_network_depth_of_two_layers(student):
    params = {"W1": np.ones((5, 4)), "b1": np.ones((1, 4)), "W2": np.ones((4, 3)), "b2": np.ones((1, 3))}
    close(student.network_depth(params), 2)


@visible("hidden_activation")
def test_hidden_activation_of_the_worked_example(student):
    close(student.hidden_activation(np.array([-1.0, 2.0]), "relu"), [0.0, 2.0])
    close(student.hidden_activation(np.array([0.0, np.log(3.0)]), "sigmoid"), [0.5, 0.75])


@visible("hidden_activation")
def test_hidden_activation_refuses_any_other_word(student):
    for word in WRONG_WORDS:
        raises(ValueError, student.hidden_activation, np.array([[-1.0, 1.0]]), word)


@visible("hidden_slope")
def test_hidden_slope_of_the_worked_example(student):
    close(student.hidden_slope(np.array([0.0, 2.0]), "relu"), [0.0, 1.0])
    close(student.hidden_slope(np.array([0.5, 0.75]), "sigmoid"), [0.25, 0.1875])


@visible("hidden_slope")
def test_hidden_slope_refuses_any_other_word(student):
    for word in WRONG_WORDS:
        raises(ValueError, student.hidden_slope, np.array([[0.5]]), word)


@visible("chain_slope", try_it="chain_slope(0.0, [4.0])   # should be 1.0")
def test_chain_slope_of_one_and_of_two_neurons(student):
    close(student.chain_slope(0.0, [4.0]), 1.0)
    # The second neuron says 0.75, and adds a factor of 2 log 3 * 0.75 * 0.25.
    close(student.chain_slope(0.0, [1.0, 2 * np.log(3.0)]), 0.25 * 0.4119796)


@visible("chain_slope")
def test_chain_slope_is_zero_where_a_neuron_does_not_listen(student):
    close(student.chain_slope(0.0, [4.0, 0.0]), 0.0)
    close(student.chain_slope(1.0, [2.0, 0.0, 3.0]), 0.0)


@visible("sawtooth", try_it="sawtooth(np.array([0.25, 0.5, 1.0]), 1)   # should be [0.5 1.  0. ]")
def test_sawtooth_of_the_worked_examples(student):
    x = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
    close(student.sawtooth(x, 1), [0.0, 0.5, 1.0, 0.5, 0.0])
    close(student.sawtooth(x, 2), [0.0, 1.0, 0.0, 1.0, 0.0])


@visible("sawtooth")
def test_sawtooth_leaves_its_arguments_alone(student):
    pure(student.sawtooth, np.array([0.1, 0.7]), 3)
