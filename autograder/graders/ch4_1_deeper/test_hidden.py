"""The tests of chapter 4.1 that only the grader has."""

from itertools import pairwise

import numpy as np

from autograder.checks import (
    LONG,
    between,
    central_differences,
    close,
    count,
    hidden,
    number,
    parameters,
    parameters_close,
    pure,
    unpack,
)
from autograder.graders.ch4_1_deeper.helpers import (
    layers_close,
    norms_close,
    residual_close,
    said_by_layers,
    shapes_of,
)


def hidden_bend(Z, word):
    return np.maximum(Z, 0) if word == "relu" else (1 + np.tanh(Z / 2)) / 2


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


def shuffled(params, seed):
    """The same dictionary in another order."""
    names = list(params)
    return {names[i]: params[names[i]] for i in np.random.default_rng(seed).permutation(len(names))}


def agrees_with_slopes(got, X, y, params, word, what="the result"):
    """Check a gradient against central differences."""
    slopes = central_differences(lambda p: mean_cross_entropy(X, y, p, word), params)
    parameters_close(got, slopes, what=what)


def extreme(word):
    """Samples whose true classes get a probability of exactly 0: they lie more than 1000 behind."""
    params = {
        "W1": np.array([[1.0, 0.5, 2.0, 1.5], [0.5, 2.0, 1.0, 0.25]]),
        "b1": np.array([[0.5, 1.0, 0.25, 2.0]]),
        "W2": np.full((4, 3), 1000.0) * [[-1.0, 1.0, -2.0]],
        "b2": np.array([[1.0, -2.0, 0.5]]),
    }
    X = np.array([[1.0, 2.0], [3.0, 0.5], [0.25, 4.0], [2.0, 1.0], [1.5, 2.5]])
    return X if word == "relu" else X / 3, np.eye(3)[[0, 2, 2, 0, 2]], params


DEPTHS = ((4, 3), (3, 5, 4), (4, 6, 5, 3), (3, 6, 5, 7, 4, 2))
SQUARE = ((3, 3), (3, 3, 3, 3), (4, 4, 4, 4, 4))
ELEVEN = (3, 4, 5, 4, 3, 5, 4, 4, 5, 3, 4, 3)


# forward_deep_mlp


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


@hidden("forward_deep_mlp")
def test_forward_deep_mlp_finds_the_parameters_by_their_names(student):
    for word in ("relu", "sigmoid"):
        for seed, sizes in enumerate(((3, 4, 4, 4, 4), (4, 4, 4, 4), ELEVEN)):
            X, _, params = case(400 + seed, 4, sizes, word)
            expected = activations(X, params, word)
            for other in (dict(reversed(params.items())), shuffled(params, seed), dict(sorted(params.items()))):
                layers_close(student.forward_deep_mlp(X, other, word), expected)


@hidden("forward_deep_mlp")
def test_forward_deep_mlp_is_finite_for_extreme_scores(student):
    for word in ("relu", "sigmoid"):
        X, _, params = extreme(word)
        last = said_by_layers(student.forward_deep_mlp(X, params, word), 2)[-1]
        close(last, np.eye(3)[[1, 1, 1, 1, 1]], what="A2")


# backward_deep_mlp


@hidden("backward_deep_mlp", weight=2)
def test_backward_deep_mlp_with_relu_agrees_with_slopes(student):
    for seed, sizes in enumerate(DEPTHS):
        X, y, params = case(500 + seed, 5, sizes, "relu")
        got = student.backward_deep_mlp(X, activations(X, params, "relu"), y, params)
        agrees_with_slopes(got, X, y, params, "relu")


@hidden("backward_deep_mlp", weight=2)
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


@hidden("backward_deep_mlp")
def test_backward_deep_mlp_finds_the_weights_by_their_names(student, reference):
    for word in ("relu", "sigmoid"):
        for seed, sizes in enumerate(((4, 4, 4, 4), ELEVEN)):
            X, y, params = case(800 + seed, 4, sizes, word)
            said = activations(X, params, word)
            expected = reference.backward_deep_mlp(X, said, y, params, word)
            for other in (dict(reversed(params.items())), shuffled(params, seed), dict(sorted(params.items()))):
                parameters_close(student.backward_deep_mlp(X, said, y, other, word), expected)


# deep_mlp_loss


@hidden("deep_mlp_loss")
def test_deep_mlp_loss_returns_the_mean_cross_entropy(student):
    for word in ("relu", "sigmoid"):
        for seed, sizes in enumerate((*DEPTHS, *SQUARE)):
            X, y, params = case(900 + seed, 1 + seed, sizes, word)
            loss, _ = unpack(student.deep_mlp_loss(X, y, params, word), "loss", "grads")
            close(loss, mean_cross_entropy(X, y, params, word), what="the loss", rtol=LONG)


@hidden("deep_mlp_loss")
def test_deep_mlp_loss_returns_the_gradient_of_its_loss(student):
    for seed, sizes in enumerate(DEPTHS):
        X, y, params = case(1000 + seed, 4, sizes, "relu")
        _, grads = unpack(student.deep_mlp_loss(X, y, params), "loss", "grads")
        agrees_with_slopes(grads, X, y, params, "relu", what="grads")


@hidden("deep_mlp_loss")
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
                close(loss, expected_loss, what="the loss", rtol=LONG)
                parameters_close(grads, expected, what="grads")


@hidden("deep_mlp_loss")
def test_deep_mlp_loss_is_finite_where_a_probability_is_zero(student):
    for word in ("relu", "sigmoid"):
        X, y, params = extreme(word)
        loss, grads = unpack(student.deep_mlp_loss(X, y, params, word), "loss", "grads")
        loss, exact = number(loss, what="the loss"), mean_cross_entropy(X, y, params, word)
        if abs(loss - exact) > LONG * exact:  # whoever computes with the scores loses nothing, and needs no epsilon
            between(loss, 0.99 * 16.118096, 1.01 * 34.538776, what="the loss")  # -log(1e-7) and -log(1e-15)
        parameters(grads, shapes_of(params), what="grads")


# gradient_norms


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


@hidden("gradient_norms")
def test_gradient_norms_of_twelve_layers_in_any_order(student):
    grads, expected = {}, {}
    for i in range(1, 13):
        grads[f"W{i}"], grads[f"b{i}"] = np.array([[3.0 * i], [-4.0 * i]]), np.array([[2.0]])
        expected[f"W{i}"] = 5.0 * i
    for other in (grads, dict(reversed(grads.items())), dict(sorted(grads.items())), shuffled(grads, 8)):
        norms_close(student.gradient_norms(other), expected)


@hidden("gradient_norms")
def test_gradient_norms_of_gradients_that_have_vanished(student):
    grads = {
        "W1": np.zeros((3, 2)),
        "b1": np.ones((1, 2)),
        "W2": np.array([[3e-12, -4e-12]]),
        "b2": np.ones((1, 2)),
        "W3": np.array([[3.0, 0.0], [0.0, 4.0]]),
        "b3": np.ones((1, 2)),
    }
    norms_close(student.gradient_norms(grads), {"W1": 0.0, "W2": 5e-12, "W3": 5.0})


# Practice


@hidden("network_depth")
def test_network_depth_of_other_networks_in_any_order(student):
    for seed, depth in enumerate((1, 3, 5, 9, 10, 12)):
        params = {}
        for i in range(1, depth + 1):
            params[f"W{i}"], params[f"b{i}"] = np.ones((2, 2)), np.ones((1, 2))
        for other in (params, dict(reversed(params.items())), dict(sorted(params.items())), shuffled(params, seed)):
            count(student.network_depth(other), depth)
    pure(student.network_depth, {"W1": np.ones((3, 2)), "b1": np.ones((1, 2))})


@hidden("hidden_activation")
def test_hidden_activation_of_any_shape(student):
    rng = np.random.default_rng(9)
    for shape in ((5,), (3, 4), (2, 3, 2)):
        Z = 3 * rng.normal(size=shape)
        close(student.hidden_activation(Z, "relu"), np.maximum(Z, 0))
        close(student.hidden_activation(Z, hidden="sigmoid"), 1 / (1 + np.exp(-Z)))
    pure(student.hidden_activation, np.array([[-2.0, 1.0]]), "relu")


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
        close(student.chain_slope(x, weights), slope, rtol=LONG)
    pure(student.chain_slope, 0.5, [1.0, -2.0])


@hidden("sawtooth", weight=2)
def test_sawtooth_of_other_depths_and_shapes(student):
    rng = np.random.default_rng(12)
    for depth in (0, 1, 2, 3, 7):
        for shape in ((6,), (3, 4)):
            x = rng.random(shape)
            place = x * 2**depth % 2  # where x lies in its tooth, from 0 to 2
            close(student.sawtooth(x, depth), x if depth == 0 else np.minimum(place, 2 - place), rtol=LONG)


# Stretch


@hidden("residual_backward", weight=2)
def test_residual_backward_gives_the_slopes_of_its_layer(student):
    rng = np.random.default_rng(44)
    for n, d in ((5, 3), (2, 6), (1, 4), (7, 2)):
        at = {"A": rng.normal(size=(n, d)), "W": rng.normal(size=(d, d)), "b": rng.normal(size=(1, d))}
        dout = rng.normal(size=(n, d))

        def loss(p, dout=dout):
            return float(np.sum(dout * (p["A"] + hidden_bend(p["A"] @ p["W"] + p["b"], "relu"))))

        residual_close(student.residual_backward(**at, dout=dout), list(central_differences(loss, at).values()))
