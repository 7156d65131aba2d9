"""The tests of chapter 4.3 that you are given: a convolutional network. Run them with: pytest"""

import numpy as np

from autograder.checks import LONG, advice, close, number, parameters, pure, same_for_whole_numbers, unpack, visible
from autograder.graders.ch4_3_pooling.helpers import (
    HAND_PARAMS,
    HAND_X,
    PIXELS,
    SMALL_A,
    SMALL_PARAMS,
    SMALL_SHAPES,
    SMALL_X,
    SMALL_Y,
    around_zero,
    shapes_of,
    some_parameters,
    spread_close,
)

# init_cnn


@visible("init_cnn", try_it="{key: value.shape for key, value in init_cnn(np.random.default_rng(0)).items()}")
def test_init_cnn_for_mnist_has_the_right_keys_and_shapes(student):
    shapes = {"F": (8, 1, 3, 3), "bF": (8,), "W": (1352, 10), "b": (1, 10)}
    parameters(student.init_cnn(np.random.default_rng(0)), shapes)


@visible("init_cnn")
def test_init_cnn_starts_with_biases_of_zero(student):
    params = student.init_cnn(np.random.default_rng(1), n_filters=4, n_classes=3)
    params = parameters(params, {"F": (4, 1, 3, 3), "bF": (4,), "W": (676, 3), "b": (1, 3)})
    close(params["bF"], np.zeros(4), what="bF")
    close(params["b"], np.zeros((1, 3)), what="b")


@visible(
    "init_cnn", try_it="init_cnn(np.random.default_rng(0), image_shape=(1, 15, 12))['W'].shape   # should be (240, 10)"
)
def test_init_cnn_for_other_images(student):
    params = student.init_cnn(np.random.default_rng(2), image_shape=(1, 13, 12))
    parameters(params, {"F": (8, 1, 3, 3), "bF": (8,), "W": (200, 10), "b": (1, 10)})
    params = student.init_cnn(np.random.default_rng(2), 5, filter_size=4, image_shape=(3, 16, 9), n_classes=2)
    parameters(params, {"F": (5, 3, 4, 4), "bF": (5,), "W": (90, 2), "b": (1, 2)})


@visible("init_cnn")
def test_init_cnn_spreads_the_filters_by_their_fan_in(student):
    params = student.init_cnn(np.random.default_rng(3), n_filters=200, filter_size=5, image_shape=(2, 6, 6))
    params = parameters(params, {"F": (200, 2, 5, 5), "bF": (200,), "W": (200, 10), "b": (1, 10)})
    spread_close(params["F"], 50, "F")


@visible("init_cnn")
def test_init_cnn_draws_the_weights_around_zero(student):
    params = student.init_cnn(np.random.default_rng(5), 20, 5, (2, 6, 8), 90)
    params = parameters(params, {"F": (20, 2, 5, 5), "bF": (20,), "W": (40, 90), "b": (1, 90)})
    around_zero(params["W"], "W")


@visible("init_cnn")
def test_init_cnn_draws_other_numbers_for_another_seed(student):
    first, other = (student.init_cnn(np.random.default_rng(seed), 4, 3, (2, 8, 9), 5) for seed in (1, 2))
    shapes = {"F": (4, 2, 3, 3), "bF": (4,), "W": (36, 5), "b": (1, 5)}
    first, other = parameters(first, shapes), parameters(other, shapes)
    for name in ("F", "W"):
        close(
            np.mean(first[name] == other[name]),
            0.0,
            what=f"the share of {name} that two different seeds have in common",
            advice="Draw from the rng that is handed in, for filters and weights.",
            atol=0.05,  # of 72 or more numbers: three in common, which never happens even to numbers in float32
        )


@visible("init_cnn")
def test_init_cnn_draws_the_same_numbers_for_the_same_seed(student):
    pure(student.init_cnn, np.random.default_rng(8), 2, 3, (1, 6, 6), 3)
    first, again = (student.init_cnn(np.random.default_rng(1), 4, 3, (2, 8, 9), 5) for _ in range(2))
    shapes = {"F": (4, 2, 3, 3), "bF": (4,), "W": (36, 5), "b": (1, 5)}
    first, again = parameters(first, shapes), parameters(again, shapes)
    for name in ("F", "W"):
        close(
            again[name],
            first[name],
            what=f"{name}, drawn twice from the same seed",
            advice="Draw every number from the rng that is handed in, and from no other generator.",
        )


# forward_cnn


@visible("forward_cnn")
def test_forward_cnn_of_a_small_network_worked_out_by_hand(student):
    close(student.forward_cnn(SMALL_X, SMALL_PARAMS), SMALL_A)


@visible("forward_cnn")
def test_forward_cnn_with_a_filter_of_two_by_two_worked_out_by_hand(student):
    close(student.forward_cnn(HAND_X, HAND_PARAMS), [[0.75, 0.25]])


@visible("forward_cnn")
def test_forward_cnn_has_a_relu(student):
    # Every score of the convolution is negative, so nothing but b is left.
    params = HAND_PARAMS | {"bF": np.array([-9.0]), "b": np.array([[np.log(4.0), 0.0]])}
    close(student.forward_cnn(HAND_X, params), [[0.8, 0.2]])


@visible("forward_cnn")
def test_forward_cnn_flattens_filter_by_filter(student):
    # The maps are pooled to [3, 5] and [7, 11]; only the second of these four numbers has a weight.
    X = np.array([[[[1.0, 3.0, 5.0, 2.0], [2.0, 0.0, 1.0, 4.0]]]])
    params = {
        "F": np.array([[[[1.0]]], [[[2.0]]]]),
        "bF": np.array([0.0, 1.0]),
        "W": np.array([[0.0, 0.0], [np.log(3.0) / 5.0, 0.0], [0.0, 0.0], [0.0, 0.0]]),
        "b": np.array([[0.0, 0.0]]),
    }
    close(student.forward_cnn(X, params), [[0.75, 0.25]])


@visible("forward_cnn")
def test_forward_cnn_leaves_its_arguments_alone(student):
    pure(student.forward_cnn, SMALL_X, SMALL_PARAMS)


@advice("forward_cnn")
def test_forward_cnn_of_whole_pixels(student):
    params = some_parameters(np.random.default_rng(31), {"F": (3, 2, 1, 1), "bF": (3,), "W": (6, 4), "b": (1, 4)})
    params["F"] /= 200
    same_for_whole_numbers(student.forward_cnn, PIXELS, params)


# cnn_loss


@visible("cnn_loss")
def test_cnn_loss_of_a_small_network_worked_out_by_hand(student):
    # The true classes have probabilities of 1/13, 1/23 and 1/7: the loss is (log 13 + log 23 + log 7) / 3.
    loss, grads = unpack(student.cnn_loss(SMALL_X, SMALL_Y, SMALL_PARAMS), "loss", "grads")
    close(loss, 2.54878457, what="the loss", rtol=LONG)
    grads = parameters(grads, shapes_of(SMALL_PARAMS), what="grads")
    close(grads["b"], [[0.07676382, -0.20544673, -0.20210225, 0.33078516]], what="grads['b']", rtol=LONG)
    expected = [[0.67749642, -0.38859691, -0.76986781, 0.48096831], [-0.35578914, -0.09619366, -0.39385252, 0.84583532]]
    close(grads["W"], expected, what="grads['W']", rtol=LONG)


@visible("cnn_loss")
def test_cnn_loss_of_a_small_network_has_the_filter_gradient_worked_out_by_hand(student):
    # Image by image, the first map's maxima are 4, 2 and 3 in X, the second map's are 0, -1 and 1.
    _, grads = unpack(student.cnn_loss(SMALL_X, SMALL_Y, SMALL_PARAMS), "loss", "grads")
    grads = parameters(grads, shapes_of(SMALL_PARAMS), what="grads")
    close(grads["bF"], [-0.03598757, 0.17607418], what="grads['bF']", rtol=LONG)
    close(grads["F"], [[[[0.63386703]]], [[[-0.48075426]]]], what="grads['F']", rtol=LONG)
    # 0.75 * 1 - 0.75 * 0.5 = 0.375 comes back to the 4, which the filter found in the upper right corner.
    _, grads = unpack(student.cnn_loss(HAND_X, np.array([[0.0, 1.0]]), HAND_PARAMS), "loss", "grads")
    grads = parameters(grads, shapes_of(HAND_PARAMS), what="grads")
    close(grads["bF"], [0.375], what="grads['bF']", rtol=LONG)
    close(grads["F"], [[[[0.75, 0.0], [0.375, 1.125]]]], what="grads['F']", rtol=LONG)


@visible("cnn_loss")
def test_cnn_loss_of_ten_classes_before_any_learning(student):
    X = np.random.default_rng(16).normal(size=(6, 1, 6, 6))
    y = np.eye(10)[[3, 1, 4, 1, 5, 8]]
    shapes = {"F": (2, 1, 3, 3), "bF": (2,), "W": (8, 10), "b": (1, 10)}
    params = {name: np.zeros(shape) for name, shape in shapes.items()}
    loss, grads = unpack(student.cnn_loss(X, y, params), "loss", "grads")
    close(loss, 2.3025851, what="the loss", rtol=LONG)
    parameters(grads, shapes, what="grads")


@visible("cnn_loss")
def test_cnn_loss_falls_after_a_small_step_against_its_gradient(student):
    rng = np.random.default_rng(17)
    X, y, params = rng.normal(size=(6, 1, 7, 6)), np.eye(4)[[0, 2, 2, 1, 1, 0]], some_parameters(rng, SMALL_SHAPES)
    loss, grads = unpack(student.cnn_loss(X, y, params), "loss", "grads")
    loss, grads = number(loss, what="the loss"), parameters(grads, shapes_of(params), what="grads")
    nearby = {name: params[name] - 1e-3 * grads[name] for name in params}
    after, _ = unpack(student.cnn_loss(X, y, nearby), "loss", "grads")
    after = number(after, what="the loss after the step")
    close(max(after - loss, 0.0), 0.0, what="what the loss has gained in the step", atol=1e-12)


@visible("cnn_loss")
def test_cnn_loss_leaves_its_arguments_alone(student):
    pure(student.cnn_loss, SMALL_X, SMALL_Y, SMALL_PARAMS)


@advice("cnn_loss")
def test_cnn_loss_of_whole_pixels_and_whole_targets(student):
    params = some_parameters(np.random.default_rng(31), {"F": (3, 2, 1, 1), "bF": (3,), "W": (6, 4), "b": (1, 4)})
    params["F"] /= 200
    same_for_whole_numbers(student.cnn_loss, PIXELS, np.array([[0, 0, 1, 0]]), params)


# Practice


@visible("features_gradient")
def test_features_gradient_of_the_worked_example(student):
    delta = np.array([[1.0, -1.0, 0.5], [2.0, 0.0, -3.0]])
    W = np.array([[5.0, 2.0, 4.0], [1.0, 4.0, -2.0], [3.0, 0.0, 1.0], [-1.0, 6.0, 2.0]])
    expected = [[[[5.0], [-4.0]], [[3.5], [-6.0]]], [[[-2.0], [8.0]], [[3.0], [-8.0]]]]
    close(student.features_gradient(delta, W, (2, 2, 1)), expected)


@visible("features_gradient")
def test_features_gradient_leaves_its_arguments_alone(student):
    pure(student.features_gradient, np.array([[1.0, -1.0]]), np.array([[5.0, 2.0], [1.0, 4.0]]), (1, 2, 1))
