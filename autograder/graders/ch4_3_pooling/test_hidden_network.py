"""The tests of chapter 4.3 that only the grader has: a convolutional network."""

import numpy as np

from autograder.checks import (
    LONG,
    array,
    between,
    central_differences,
    close,
    hidden,
    number,
    parameters,
    parameters_close,
    unpack,
)
from autograder.graders.ch4_3_pooling.helpers import around_zero, shapes_of, spread_close
from autograder.graders.ch4_3_pooling.hidden_helpers import (
    NETWORKS,
    case,
    cnn_shapes,
    maxima,
    mean_cross_entropy,
    network,
    network_gradients,
    network_scores,
    probabilities,
)

# init_cnn


def drawn(student, n_filters, filter_size, image_shape, n_classes, seed=0):
    got = student.init_cnn(np.random.default_rng(seed), n_filters, filter_size, image_shape, n_classes)
    return parameters(got, cnn_shapes(n_filters, filter_size, image_shape, n_classes))


@hidden("init_cnn", weight=2)
def test_init_cnn_spreads_the_filters_of_other_networks(student):
    for sizes, fan_in in (((300, 3, (3, 5, 4), 20), 27), ((500, 2, (1, 3, 4), 12), 4), ((90, 4, (5, 9, 7), 10), 80)):
        spread_close(drawn(student, *sizes, seed=4)["F"], fan_in, "F")


@hidden("init_cnn", weight=2)
def test_init_cnn_draws_the_weights_of_other_networks_around_zero(student):
    for sizes in ((90, 4, (5, 9, 7), 10), (6, 3, (1, 15, 21), 40), (4, 3, (2, 7, 7), 200)):
        around_zero(drawn(student, *sizes, seed=4)["W"], "W")


@hidden("init_cnn")
def test_init_cnn_draws_the_filters_from_a_normal_distribution_around_zero(student):
    # 20,000 numbers: the bounds are 7 deviations of a mean, and 8 of a share, by chance.
    F = drawn(student, 400, 5, (2, 8, 8), 20, seed=5)["F"]
    z = F / (F.std() or 1.0)
    close(z.mean(), 0.0, what="the mean of F, in standard deviations", atol=0.05)
    close(
        np.mean(np.abs(z) > 2),
        0.0455,
        what="the share of F more than two standard deviations from 0",
        atol=0.012,
        advice="A normal distribution is what rng.normal draws from.",
    )


@hidden("init_cnn")
def test_init_cnn_draws_every_number_by_itself(student):
    params = drawn(student, 30, 3, (4, 10, 10), 8, seed=6)
    for name in ("F", "W"):
        distinct = np.unique(params[name]).size / params[name].size
        close(distinct, 1.0, what=f"the share of different numbers in {name}", atol=0.01)
    F, W = (params[name].ravel()[:1080] - params[name].mean() for name in ("F", "W"))
    likeness = F @ W / max(np.sqrt((F @ F) * (W @ W)), 1e-12)
    # Of 1,080 pairs: 0.21 is 6.9 times what the correlation of independent numbers deviates from 0 by chance.
    close(likeness, 0.0, what="the correlation of F with W", atol=0.21, advice="Draw anew for the weights.")


@hidden("init_cnn")
def test_init_cnn_of_several_channels_odd_maps_and_a_single_filter(student):
    for sizes in ((1, 3, (3, 8, 5), 2), (2, 1, (1, 5, 7), 3), (3, 5, (2, 11, 6), 1), (7, 2, (4, 3, 5), 4)):
        params = drawn(student, *sizes, seed=7)
        close(params["bF"], np.zeros(sizes[0]), what="bF")
        close(params["b"], np.zeros((1, sizes[3])), what="b")


# forward_cnn


@hidden("forward_cnn", weight=2)
def test_forward_cnn_of_other_networks(student):
    for seed, sizes in enumerate(NETWORKS):
        X, _, params = case(500 + seed, *sizes)
        close(student.forward_cnn(X, params), probabilities(X, params))


@hidden("forward_cnn", weight=2)
def test_forward_cnn_of_many_filters_and_channels(student):
    rng = np.random.default_rng(12)
    for n, n_filters, size, shape, k in ((1, 4, 3, (3, 9, 6), 5), (3, 3, 2, (3, 7, 4), 3), (4, 2, 4, (1, 5, 9), 2)):
        X, params = rng.normal(size=(n, *shape)), network(rng, n_filters, size, shape, k)
        close(student.forward_cnn(X, params), probabilities(X, params))


@hidden("forward_cnn")
def test_forward_cnn_finds_the_parameters_by_their_names(student):
    X, _, params = case(13, 3, 2, 3, (1, 6, 7), 3)
    for order in (("b", "W", "bF", "F"), ("W", "F", "b", "bF")):
        close(student.forward_cnn(X, {name: params[name] for name in order}), probabilities(X, params))


@hidden("forward_cnn")
def test_forward_cnn_is_finite_for_scores_of_ten_thousand(student):
    X, _, params = case(14, 5, 2, 3, (1, 6, 6), 3)
    expected = probabilities(X, params)
    X[1] *= 1e4
    X[3] *= -1e4
    A = array(student.forward_cnn(X, params), (5, 3))
    close(A[[0, 2, 4]], expected[[0, 2, 4]], what="the rows with scores near 0")
    close(A.sum(axis=1), np.ones(5), what="the sum of each row")


# cnn_loss


@hidden("cnn_loss", weight=2)
def test_cnn_loss_returns_the_mean_cross_entropy(student):
    for seed, sizes in enumerate((*NETWORKS, (1, 3, 3, (3, 8, 7), 4))):
        X, y, params = case(600 + seed, *sizes)
        loss, _ = unpack(student.cnn_loss(X, y, params), "loss", "grads")
        close(loss, mean_cross_entropy(X, y, params), what="the loss", rtol=LONG)


@hidden("cnn_loss")
def test_cnn_loss_agrees_with_the_slopes_of_the_dense_layer(student):
    for seed, sizes in enumerate(NETWORKS[:3]):
        X, y, params = case(700 + seed, *sizes)
        _, grads = unpack(student.cnn_loss(X, y, params), "loss", "grads")
        grads = parameters(grads, shapes_of(params), what="grads")
        _, Z = network_scores(X, params)
        features = np.maximum(maxima(Z, 2, 2), 0).reshape(len(X), -1)

        def dense_loss(p, features=features, y=y):
            scores = features @ p["W"] + p["b"]
            return float(np.mean(np.log(np.exp(scores).sum(axis=1)) - (y * scores).sum(axis=1)))

        slopes = central_differences(dense_loss, {name: params[name] for name in ("W", "b")})
        for name in ("W", "b"):
            close(grads[name], slopes[name], what=f"grads[{name!r}]", rtol=LONG)


@hidden("cnn_loss", weight=2)
def test_cnn_loss_agrees_with_the_slopes_of_the_filters(student):
    for seed, sizes in enumerate(NETWORKS):
        X, y, params = case(800 + seed, *sizes)
        _, grads = unpack(student.cnn_loss(X, y, params), "loss", "grads")
        grads = parameters(grads, shapes_of(params), what="grads")
        slopes = central_differences(
            lambda p, X=X, y=y, params=params: mean_cross_entropy(X, y, params | p),
            {name: params[name] for name in ("F", "bF")},
        )
        for name in ("F", "bF"):
            close(grads[name], slopes[name], what=f"grads[{name!r}]", rtol=LONG)


@hidden("cnn_loss")
def test_cnn_loss_on_a_black_background(student):
    for seed, (n, n_filters, size, shape, k) in enumerate(NETWORKS):
        rng = np.random.default_rng(900 + seed)
        X = np.zeros((n, *shape))
        X[:, :, 3:5, 2:5] = rng.random((n, shape[0], 2, 3))
        params = network(rng, n_filters, size, shape, k)
        params["bF"] = np.abs(params["bF"]) + 0.1
        y = np.eye(k)[rng.integers(0, k, n)]
        loss, grads = unpack(student.cnn_loss(X, y, params), "loss", "grads")
        close(loss, mean_cross_entropy(X, y, params), what="the loss", rtol=LONG)
        parameters_close(grads, network_gradients(X, y, params), what="grads")


@hidden("cnn_loss")
def test_cnn_loss_where_different_patches_tie(student):
    # Whole and half numbers add up without rounding, so that scores tie whatever the order of a sum.
    for seed, (n, n_filters, size, shape, k) in enumerate(NETWORKS):
        rng = np.random.default_rng(1000 + seed)
        X = rng.integers(0, 2, (n, *shape)).astype(float)
        params = network(rng, n_filters, size, shape, k)
        params["F"] = rng.integers(-1, 3, params["F"].shape).astype(float)
        params["bF"] = rng.integers(-1, 2, n_filters) + 0.5
        y = np.eye(k)[rng.integers(0, k, n)]
        _, grads = unpack(student.cnn_loss(X, y, params), "loss", "grads")
        parameters_close(grads, network_gradients(X, y, params), what="grads")


@hidden("cnn_loss")
def test_cnn_loss_finds_the_parameters_by_their_names(student):
    X, y, params = case(18, 4, 3, 3, (1, 7, 7), 3)
    for order in (("b", "W", "bF", "F"), ("W", "F", "b", "bF")):
        loss, grads = unpack(student.cnn_loss(X, y, {name: params[name] for name in order}), "loss", "grads")
        close(loss, mean_cross_entropy(X, y, params), what="the loss", rtol=LONG)
        parameters_close(grads, network_gradients(X, y, params), what="grads")


@hidden("cnn_loss")
def test_cnn_loss_is_finite_where_a_true_class_has_a_probability_of_zero(student):
    # One image in four has scores of 1000 and 0, and belongs to the second class: from 16.1 to 34.5 with an epsilon
    # from 1e-7 to 1e-15, and 1000 from the scores themselves. The others add 3 log 2.
    X = np.array([[[[1.0, 0.5], [0.25, 0.0]]], [[[0.0, 0.0], [0.0, -1.0]]]])[[1, 0, 1, 1]]
    y = np.array([[0.0, 1.0], [0.0, 1.0], [1.0, 0.0], [1.0, 0.0]])
    params = {
        "F": np.array([[[[1000.0]]]]),
        "bF": np.array([0.0]),
        "W": np.array([[1.0, 0.0]]),
        "b": np.array([[0.0, 0.0]]),
    }
    loss, grads = unpack(student.cnn_loss(X, y, params), "loss", "grads")
    rest = 4 * number(loss, what="the loss") - 3 * np.log(2.0)
    advice = "With an epsilon from 1e-15 to 1e-7, -log of a probability of 0 is between 16.1 and 34.5."
    if not 0.99 * 1000 <= rest <= 1.01 * 1000:
        between(rest, 0.99 * 16.118, 1.01 * 34.539, what="the loss of a probability of 0", advice=advice)
    parameters(grads, shapes_of(params), what="grads")


# Practice


@hidden("features_gradient", weight=2)
def test_features_gradient_of_other_sizes(student):
    rng = np.random.default_rng(23)
    for n, shape, k in ((3, (2, 3, 4), 5), (1, (3, 1, 2), 2), (4, (2, 2, 2), 8), (2, (5, 2, 3), 1)):
        delta, W = rng.normal(size=(n, k)), rng.normal(size=(int(np.prod(shape)), k))
        expected = np.einsum("nk,fijk->nfij", delta, W.reshape(*shape, k))
        close(student.features_gradient(delta, W, shape), expected, rtol=LONG)
