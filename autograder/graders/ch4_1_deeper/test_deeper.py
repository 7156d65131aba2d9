"""Tests of chapter 4.1, visible and hidden."""

from itertools import pairwise

import numpy as np

from autograder.checks import (
    Mismatch,
    array,
    central_differences,
    close,
    hidden,
    number,
    parameters,
    parameters_close,
    pure,
    raises,
    unpack,
    visible,
)

WRONG_WORDS = ("tanh", "leaky_relu", "softmax", "")


def hidden_bend(Z, word):
    return np.maximum(Z, 0) if word == "relu" else 1 / (1 + np.exp(-Z))


def scores(X, params, word):
    """The scores of every layer."""
    result, A = [], X
    for i in range(1, len(params) // 2 + 1):
        result.append(A @ params[f"W{i}"] + params[f"b{i}"])
        A = hidden_bend(result[-1], word)
    return result


def activations(X, params, word):
    """What every layer says, from the first to the last."""
    *before, Z = scores(X, params, word)
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return [*(hidden_bend(Z_hidden, word) for Z_hidden in before), e / e.sum(axis=1, keepdims=True)]


def mean_cross_entropy(X, y, params, word):
    """The loss, from the scores: no probability is ever 0."""
    Z = scores(X, params, word)[-1]
    shifted = Z - Z.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(shifted).sum(axis=1)) - (y * shifted).sum(axis=1)))


def case(seed, n, sizes, word):
    """Samples, targets and a network with non-zero biases: away from the corners of ReLU, with neurons that speak
    and neurons that are silent in every hidden layer, and weights large enough for a sigmoid's gradient to last."""
    rng = np.random.default_rng(seed)
    while True:
        X = rng.normal(size=(n, sizes[0]))
        params = {}
        for i, (before, after) in enumerate(pairwise(sizes), start=1):
            scale = 2.5 if word == "sigmoid" else 1.5
            params[f"W{i}"] = scale * rng.normal(size=(before, after)) / np.sqrt(before)
            params[f"b{i}"] = 0.5 * rng.normal(size=(1, after))
        *before_last, _ = scores(X, params, word)
        A = activations(X, params, word)[-1]
        lively = all(np.abs(Z).min() > 1e-3 and (Z > 0).any() and (Z < 0).any() for Z in before_last)
        if lively and A.min() > 0.01 and A.max() < 0.99:
            return X, np.eye(sizes[-1])[rng.integers(0, sizes[-1], n)], params


def shapes_of(params):
    return {name: value.shape for name, value in params.items()}


def shuffled(params, seed):
    """The same dictionary in another order."""
    names = list(params)
    return {names[i]: params[names[i]] for i in np.random.default_rng(seed).permutation(len(names))}


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


def agrees_with_slopes(got, X, y, params, word, what="the result"):
    """Check a gradient against central differences, each array on its own scale."""
    got = parameters(got, shapes_of(params), what=what)
    slopes = central_differences(lambda p: mean_cross_entropy(X, y, p, word), params)
    for name in params:
        scale = float(np.abs(slopes[name]).max())
        close(got[name], slopes[name], what=f"{what}[{name!r}]", rtol=1e-4, atol=1e-5 * scale + 1e-8)


DEPTHS = ((4, 3), (3, 5, 4), (4, 6, 5, 3), (3, 6, 5, 7, 4, 2))
SQUARE = ((3, 3), (3, 3, 3, 3), (4, 4, 4, 4, 4))
ELEVEN = (3, 4, 5, 4, 3, 5, 4, 4, 5, 3, 4, 3)


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


@hidden("forward_deep_mlp", weight=2)
def test_forward_deep_mlp_with_relu_for_several_depths(student):
    for seed, sizes in enumerate(DEPTHS):
        X, _, params = case(100 + seed, 5, sizes, "relu")
        layers_close(student.forward_deep_mlp(X, params), activations(X, params, "relu"))
        layers_close(student.forward_deep_mlp(X, params, "relu"), activations(X, params, "relu"))


@hidden("forward_deep_mlp", weight=2)
def test_forward_deep_mlp_with_sigmoids_for_several_depths(student):
    for seed, sizes in enumerate(DEPTHS):
        X, _, params = case(200 + seed, 5, sizes, "sigmoid")
        layers_close(student.forward_deep_mlp(X, params, "sigmoid"), activations(X, params, "sigmoid"))


@hidden("forward_deep_mlp")
def test_forward_deep_mlp_of_one_sample_and_of_layers_of_equal_size(student):
    for word in ("relu", "sigmoid"):
        for seed, sizes in enumerate(SQUARE):
            for n in (1, 3):
                X, _, params = case(300 + seed, n, sizes, word)
                layers_close(student.forward_deep_mlp(X, params, word), activations(X, params, word))


@hidden("forward_deep_mlp", weight=2)
def test_forward_deep_mlp_finds_the_parameters_by_their_names(student):
    for word in ("relu", "sigmoid"):
        for seed, sizes in enumerate(((3, 4, 4, 4, 4), (4, 4, 4, 4), ELEVEN)):
            X, _, params = case(400 + seed, 4, sizes, word)
            expected = activations(X, params, word)
            for other in (dict(reversed(params.items())), shuffled(params, seed), dict(sorted(params.items()))):
                layers_close(student.forward_deep_mlp(X, other, word), expected)


@hidden("forward_deep_mlp")
def test_forward_deep_mlp_of_whole_numbers(student):
    rng = np.random.default_rng(2)
    X = rng.integers(0, 4, (5, 3))
    params = {
        "W1": rng.integers(-2, 3, (3, 4)),
        "b1": rng.integers(-2, 3, (1, 4)),
        "W2": rng.integers(-1, 2, (4, 2)),
        "b2": rng.integers(-1, 2, (1, 2)),
    }
    for word in ("relu", "sigmoid"):
        for kind in (np.int64, np.uint8):
            layers_close(student.forward_deep_mlp(X.astype(kind), params, word), activations(X, params, word))


@hidden("forward_deep_mlp")
def test_forward_deep_mlp_is_finite_for_extreme_scores(student):
    for word in ("relu", "sigmoid"):
        X, _, params = case(3, 5, (3, 4, 4, 3), word)
        X[1] *= 1e3
        X[4] *= -1e3
        params["W3"] = params["W3"] * (1e4 if word == "sigmoid" else 1.0)
        last = said_by_layers(student.forward_deep_mlp(X, params, word), 3)[-1]
        close(array(last, (5, 3), what="A3").sum(axis=1), np.ones(5), what="the sum of every row of A3")


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


@hidden("backward_deep_mlp", weight=3)
def test_backward_deep_mlp_with_relu_agrees_with_slopes(student):
    for seed, sizes in enumerate(DEPTHS):
        X, y, params = case(500 + seed, 5, sizes, "relu")
        got = student.backward_deep_mlp(X, activations(X, params, "relu"), y, params)
        agrees_with_slopes(got, X, y, params, "relu")


@hidden("backward_deep_mlp", weight=3)
def test_backward_deep_mlp_with_sigmoids_agrees_with_slopes(student):
    for seed, sizes in enumerate(DEPTHS):
        X, y, params = case(600 + seed, 5, sizes, "sigmoid")
        got = student.backward_deep_mlp(X, activations(X, params, "sigmoid"), y, params, "sigmoid")
        agrees_with_slopes(got, X, y, params, "sigmoid")


@hidden("backward_deep_mlp")
def test_backward_deep_mlp_of_one_sample_and_of_layers_of_equal_size(student):
    for word in ("relu", "sigmoid"):
        for seed, sizes in enumerate(SQUARE):
            for n in (1, sizes[0]):
                X, y, params = case(700 + seed, n, sizes, word)
                got = student.backward_deep_mlp(X, activations(X, params, word), y, params, word)
                agrees_with_slopes(got, X, y, params, word)


@hidden("backward_deep_mlp", weight=2)
def test_backward_deep_mlp_finds_the_weights_by_their_names(student, reference):
    for word in ("relu", "sigmoid"):
        for seed, sizes in enumerate(((4, 4, 4, 4), ELEVEN)):
            X, y, params = case(800 + seed, 4, sizes, word)
            said = activations(X, params, word)
            expected = reference.backward_deep_mlp(X, said, y, params, word)
            for other in (dict(reversed(params.items())), shuffled(params, seed), dict(sorted(params.items()))):
                parameters_close(student.backward_deep_mlp(X, said, y, other, word), expected)


@hidden("backward_deep_mlp")
def test_backward_deep_mlp_of_whole_numbers_in_x_and_y(student, reference):
    rng = np.random.default_rng(4)
    X, y = rng.integers(0, 4, (5, 3)), np.eye(2, dtype=int)[[1, 0, 0, 1, 1]]
    for word in ("relu", "sigmoid"):
        _, _, params = case(5, 5, (3, 4, 4, 2), word)
        said = activations(X, params, word)
        expected = reference.backward_deep_mlp(X * 1.0, said, y * 1.0, params, word)
        for kind in (np.int64, np.uint8):
            got = student.backward_deep_mlp(X.astype(kind), said, y.astype(kind), params, word)
            parameters_close(got, expected)


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


@hidden("deep_mlp_loss", weight=2)
def test_deep_mlp_loss_returns_the_mean_cross_entropy(student):
    for word in ("relu", "sigmoid"):
        for seed, sizes in enumerate((*DEPTHS, *SQUARE)):
            X, y, params = case(900 + seed, 1 + seed, sizes, word)
            loss, _ = unpack(student.deep_mlp_loss(X, y, params, word), "loss", "grads")
            close(loss, mean_cross_entropy(X, y, params, word), what="the loss")


@hidden("deep_mlp_loss", weight=2)
def test_deep_mlp_loss_returns_the_gradient_of_its_loss(student):
    for seed, sizes in enumerate(DEPTHS):
        X, y, params = case(1000 + seed, 4, sizes, "relu")
        _, grads = unpack(student.deep_mlp_loss(X, y, params), "loss", "grads")
        agrees_with_slopes(grads, X, y, params, "relu", what="grads")


@hidden("deep_mlp_loss", weight=2)
def test_deep_mlp_loss_returns_the_gradient_of_its_loss_with_sigmoids(student):
    for seed, sizes in enumerate(DEPTHS):
        X, y, params = case(1100 + seed, 4, sizes, "sigmoid")
        _, grads = unpack(student.deep_mlp_loss(X, y, params, "sigmoid"), "loss", "grads")
        agrees_with_slopes(grads, X, y, params, "sigmoid", what="grads")


@hidden("deep_mlp_loss")
def test_deep_mlp_loss_finds_the_parameters_by_their_names(student, reference):
    for word in ("relu", "sigmoid"):
        for seed, sizes in enumerate(((4, 4, 4, 4), ELEVEN)):
            X, y, params = case(1200 + seed, 4, sizes, word)
            expected_loss, expected = reference.deep_mlp_loss(X, y, params, word)
            for other in (dict(reversed(params.items())), shuffled(params, seed), dict(sorted(params.items()))):
                loss, grads = unpack(student.deep_mlp_loss(X, y, other, word), "loss", "grads")
                close(loss, expected_loss, what="the loss")
                parameters_close(grads, expected, what="grads")


@hidden("deep_mlp_loss")
def test_deep_mlp_loss_is_finite_for_extreme_scores(student):
    for word in ("relu", "sigmoid"):
        X, y, params = case(7, 5, (3, 4, 4, 3), word)
        X[1] *= 1e3
        X[4] *= -1e3
        params["W3"] = params["W3"] * (1e4 if word == "sigmoid" else 1.0)
        loss, grads = unpack(student.deep_mlp_loss(X, y, params, word), "loss", "grads")
        number(loss, what="the loss")
        parameters(grads, shapes_of(params), what="grads")


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


@hidden("gradient_norms", weight=2)
def test_gradient_norms_of_other_sizes(student):
    for seed, sizes in enumerate((*DEPTHS, *SQUARE, (5, 1, 1))):
        rng = np.random.default_rng(1300 + seed)
        grads, expected = {}, {}
        for i, shape in enumerate(pairwise(sizes), start=1):
            G = 10.0 ** -(2 * i) * rng.normal(size=shape)
            grads[f"W{i}"], grads[f"b{i}"] = G, rng.normal(size=(1, shape[1]))
            expected[f"W{i}"] = float(sum(g * g for g in G.flat)) ** 0.5
        norms_close(student.gradient_norms(grads), expected)


@hidden("gradient_norms", weight=2)
def test_gradient_norms_of_twelve_layers_in_any_order(student):
    names = [f"W{i}" for i in range(1, 13)]
    grads = {}
    for i, name in enumerate(names, start=1):
        grads[name], grads[f"b{i}"] = np.array([[3.0 * i], [-4.0 * i]]), np.array([[2.0]])
    expected = {name: 5.0 * i for i, name in enumerate(names, start=1)}
    for other in (grads, dict(reversed(grads.items())), dict(sorted(grads.items())), shuffled(grads, 8)):
        got = student.gradient_norms(other)
        norms_close(got, expected)
        in_order(got, names)


@hidden("gradient_norms")
def test_gradient_norms_of_gradients_that_have_vanished(student):
    grads = {
        "W1": np.zeros((3, 2)),
        "b1": np.ones((1, 2)),
        "W2": np.array([[3e-12, -4e-12]]),
        "b2": np.ones((1, 2)),
        "W3": np.array([[3, 0], [0, 4]]),
        "b3": np.array([[1, 1]]),
    }
    norms_close(student.gradient_norms(grads), {"W1": 0.0, "W2": 5e-12, "W3": 5.0})


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


@hidden("network_depth")
def test_network_depth_of_other_networks_in_any_order(student):
    for seed, depth in enumerate((1, 3, 5, 9, 10, 12)):
        params = {}
        for i in range(1, depth + 1):
            params[f"W{i}"], params[f"b{i}"] = np.ones((2, 2)), np.ones((1, 2))
        for other in (params, dict(reversed(params.items())), dict(sorted(params.items())), shuffled(params, seed)):
            close(student.network_depth(other), depth)
    pure(student.network_depth, {"W1": np.ones((3, 2)), "b1": np.ones((1, 2))})


@visible("hidden_activation")
def test_hidden_activation_of_the_worked_example(student):
    close(student.hidden_activation(np.array([-1.0, 2.0]), "relu"), [0.0, 2.0])
    close(student.hidden_activation(np.array([0.0, np.log(3.0)]), "sigmoid"), [0.5, 0.75])


@visible("hidden_activation")
def test_hidden_activation_refuses_any_other_word(student):
    for word in WRONG_WORDS:
        raises(ValueError, student.hidden_activation, np.array([[-1.0, 1.0]]), word)


@hidden("hidden_activation")
def test_hidden_activation_of_any_shape(student):
    rng = np.random.default_rng(9)
    for shape in ((5,), (3, 4), (2, 3, 2)):
        Z = 3 * rng.normal(size=shape)
        close(student.hidden_activation(Z, "relu"), np.maximum(Z, 0))
        close(student.hidden_activation(Z, hidden="sigmoid"), 1 / (1 + np.exp(-Z)))
    pure(student.hidden_activation, np.array([[-2.0, 1.0]]), "relu")


@visible("hidden_slope")
def test_hidden_slope_of_the_worked_example(student):
    close(student.hidden_slope(np.array([0.0, 2.0]), "relu"), [0.0, 1.0])
    close(student.hidden_slope(np.array([0.5, 0.75]), "sigmoid"), [0.25, 0.1875])


@visible("hidden_slope")
def test_hidden_slope_refuses_any_other_word(student):
    for word in WRONG_WORDS:
        raises(ValueError, student.hidden_slope, np.array([[0.5]]), word)


@hidden("hidden_slope", weight=2)
def test_hidden_slope_of_any_shape(student):
    rng = np.random.default_rng(10)
    for shape in ((5,), (3, 4), (2, 3, 2)):
        Z = 3 * rng.normal(size=shape)
        close(student.hidden_slope(np.maximum(Z, 0), "relu"), Z > 0)
        e = np.exp(-Z)
        close(student.hidden_slope(1 / (1 + e), "sigmoid"), e / (1 + e) ** 2)
    pure(student.hidden_slope, np.array([[0.2, 0.0]]), "relu")
    pure(student.hidden_slope, np.array([[0.2, 0.1]]), "sigmoid")


@visible("chain_slope", try_it="chain_slope(0.0, [4.0])   # should be 1.0")
def test_chain_slope_of_one_and_of_two_neurons(student):
    close(student.chain_slope(0.0, [4.0]), 1.0)
    # The second neuron says 0.75, and adds a factor of 2 log 3 * 0.75 * 0.25.
    close(student.chain_slope(0.0, [1.0, 2 * np.log(3.0)]), 0.25 * 0.4119796)


@visible("chain_slope")
def test_chain_slope_is_zero_where_a_neuron_does_not_listen(student):
    close(student.chain_slope(0.0, [4.0, 0.0]), 0.0)
    close(student.chain_slope(1.0, [2.0, 0.0, 3.0]), 0.0)


@hidden("chain_slope", weight=2)
def test_chain_slope_agrees_with_slopes(student):
    def last(x, weights):
        for w in weights:
            x = 1 / (1 + np.exp(-w * x))
        return x

    rng = np.random.default_rng(11)
    for length in (1, 2, 3, 6):
        x, weights = float(rng.normal()), (3 * rng.normal(size=length)).tolist()
        h = 1e-5
        slope = (last(x + h, weights) - last(x - h, weights)) / (2 * h)
        close(student.chain_slope(x, weights), slope, rtol=1e-4, atol=1e-9)
    pure(student.chain_slope, 0.5, [1.0, -2.0])


@visible("sawtooth", try_it="sawtooth(np.array([0.25, 0.5, 1.0]), 1)   # should be [0.5 1.  0. ]")
def test_sawtooth_of_the_worked_examples(student):
    x = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
    close(student.sawtooth(x, 1), [0.0, 0.5, 1.0, 0.5, 0.0])
    close(student.sawtooth(x, 2), [0.0, 1.0, 0.0, 1.0, 0.0])


@hidden("sawtooth", weight=2)
def test_sawtooth_of_other_depths_and_shapes(student):
    rng = np.random.default_rng(12)
    for depth in (0, 1, 2, 3, 7):
        for shape in ((6,), (3, 4)):
            x = rng.random(shape)
            place = x * 2**depth % 2  # where x lies in its tooth, from 0 to 2
            close(student.sawtooth(x, depth), x if depth == 0 else np.minimum(place, 2 - place), atol=1e-6)


@visible("sawtooth")
def test_sawtooth_leaves_its_arguments_alone(student):
    pure(student.sawtooth, np.array([0.1, 0.7]), 3)
