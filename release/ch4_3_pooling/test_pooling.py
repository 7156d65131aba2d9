"""The tests of chapter 4.3 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    StudentRaised,
    advice,
    array,
    close,
    number,
    parameters,
    pure,
    same_for_whole_numbers,
    unpack,
    visible,
)
from autograder.graders.ch4_3_pooling.helpers import (
    HAND_F,
    HAND_PARAMS,
    HAND_X,
    LAYER_DOUT,
    LAYER_F,
    LAYER_X,
    MAPS,
    PAIR,
    PIXELS,
    REMAINDERS,
    SMALL_A,
    SMALL_PARAMS,
    SMALL_SHAPES,
    SMALL_X,
    SMALL_Y,
    WORKED,
    around_zero,
    backward_parts,
    count_close,
    shapes_of,
    some_parameters,
    spread_close,
)

# max_pool


@visible(
    "max_pool",
    try_it="max_pool(np.array([[[[1.0, 3.0, 8.0, 5.0], [7.0, 4.0, 6.0, 2.0]]]]), 2)   # should be [[[[7. 8.]]]]",
)
def test_max_pool_of_two_windows_worked_out_by_hand(student):
    close(student.max_pool(PAIR, 2), [[[[7.0, 8.0]]]])


@visible("max_pool")
def test_max_pool_pools_each_map_by_itself(student):
    close(student.max_pool(MAPS, 2), [[[[4.0]], [[5.0]], [[9.0]]], [[[6.0]], [[8.0]], [[3.0]]]])


@visible(
    "max_pool",
    try_it="max_pool(np.array([[[[1.0, 2.0, 5.0, 7.0, 0.0, 8.0, 8.0], [4.0, 3.0, 6.0, 1.0, 9.0, 2.0, 5.0]]]]), 2, 3)"
    "   # should be [[[[4. 9.]]]]",
)
def test_max_pool_with_a_stride_of_its_own(student):
    X = WORKED[np.newaxis, np.newaxis]
    close(student.max_pool(X, 2, 1), [[[[4.0, 3.0, 5.0, 6.0], [4.0, 7.0, 7.0, 6.0], [2.0, 7.0, 8.0, 8.0]]]])
    close(student.max_pool(X[:, :, :2], 2, stride=3), [[[[4.0, 6.0]]]])


@visible(
    "max_pool",
    try_it="max_pool(np.array([[[[-3.0, -2.0, -7.0, -9.0], [-5.0, -4.0, -6.0, -8.0]]]]), 2)   # [[[[-2. -6.]]]]",
)
def test_max_pool_of_negative_numbers(student):
    X = np.array([[[[-3.0, -2.0, -7.0, -9.0], [-5.0, -4.0, -6.0, -8.0]]]])
    close(student.max_pool(X, 2), [[[[-2.0, -6.0]]]])


@visible("max_pool", try_it="max_pool(np.array([[[[1.0, 5.0, 9.0], [3.0, 4.0, 8.0]]]]), 2)   # should be [[[[5.]]]]")
def test_max_pool_drops_what_fills_no_window(student):
    close(student.max_pool(REMAINDERS, 2), [[[[5.0, 7.0]]]])


@visible(
    "max_pool",
    try_it="max_pool(np.array([[[1.0, 3.0], [7.0, 4.0]], [[2.0, 5.0], [0.0, 6.0]]]), 2)   # should be [[[7.]] [[6.]]]",
)
def test_max_pool_of_a_single_image_and_of_one_axis_more(student):
    close(student.max_pool(PAIR[0, 0], 2), [[7.0, 8.0]])
    close(student.max_pool(MAPS[0], 2), [[[4.0]], [[5.0]], [[9.0]]])


@visible("max_pool")
def test_max_pool_leaves_its_argument_alone(student):
    pure(student.max_pool, PAIR, 2)
    pure(student.max_pool, MAPS, 2, 1)


@advice("max_pool")
def test_max_pool_of_whole_numbers(student):
    same_for_whole_numbers(student.max_pool, PIXELS, 2)
    same_for_whole_numbers(student.max_pool, PIXELS.astype(int) - 300, 2, 1)


@advice("max_pool")
def test_max_pool_of_an_image_smaller_than_its_window(student):
    try:
        student.max_pool(PAIR, 3)
    except StudentRaised:
        return
    raise Mismatch(
        "not_raised",
        "answers for a window that fits nowhere",
        advice="A window of 3 x 3 fits nowhere on images of 2 x 4, and your function answers all the same: "
        "raise ValueError there, and such a slip is found where it happens.",
    )


# max_pool_backward


@visible(
    "max_pool_backward",
    try_it="max_pool_backward(np.array([[[[6.0, -2.0]]]]), "
    "np.array([[[[1.0, 3.0, 8.0, 5.0], [7.0, 4.0, 6.0, 2.0]]]]), 2)   # [[[[0. 0. -2. 0.] [6. 0. 0. 0.]]]]",
)
def test_max_pool_backward_of_two_windows_worked_out_by_hand(student):
    got = student.max_pool_backward(np.array([[[[-3.0, 5.0]]]]), PAIR, 2)
    close(got, [[[[0.0, 0.0, 5.0, 0.0], [-3.0, 0.0, 0.0, 0.0]]]])


@visible("max_pool_backward")
def test_max_pool_backward_goes_back_in_each_map_by_itself(student):
    dout = np.array([[[[2.0]], [[-1.0]], [[3.0]]], [[[0.5]], [[-4.0]], [[6.0]]]])
    expected = [
        [[[0.0, 0.0], [2.0, 0.0]], [[-1.0, 0.0], [0.0, 0.0]], [[0.0, 3.0], [0.0, 0.0]]],
        [[[0.5, 0.0], [0.0, 0.0]], [[0.0, 0.0], [-4.0, 0.0]], [[6.0, 0.0], [0.0, 0.0]]],
    ]
    close(student.max_pool_backward(dout, MAPS, 2), expected)


@visible("max_pool_backward")
def test_max_pool_backward_adds_up_where_windows_overlap(student):
    dout = np.array([[[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 10.0, 13.0, 12.0]]]])
    expected = [[0, 2, 0, 0, 4], [6, 0, 0, 3, 0], [0, 0, 23, 8, 0], [9, 0, 0, 25, 0]]
    close(student.max_pool_backward(dout, WORKED[np.newaxis, np.newaxis], 2, 1), [[expected]])


@visible("max_pool_backward")
def test_max_pool_backward_gives_nothing_to_what_fills_no_window(student):
    got = student.max_pool_backward(np.array([[[[2.0, -3.0]]]]), REMAINDERS, 2)
    close(got, [[[[0.0, 2.0, 0.0, 0.0, 0.0], [0.0, 0.0, -3.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 0.0]]]])
    got = student.max_pool_backward(np.array([[[[2.0, -3.0]]]]), WORKED[np.newaxis, np.newaxis, :2], 2, 3)
    close(got, [[[[0.0, 0.0, 0.0, 0.0, -3.0], [2.0, 0.0, 0.0, 0.0, 0.0]]]])


@visible(
    "max_pool_backward",
    try_it="max_pool_backward(np.array([[[[6.0, 2.0]]]]), "
    "np.array([[[[-5.0, -1.0, -6.0, 0.0], [-1.0, -2.0, -7.0, 0.0]]]]), 2)   # [[[[0. 6. 0. 2.] [0. 0. 0. 0.]]]]",
)
def test_max_pool_backward_gives_all_to_the_first_of_several_maxima(student):
    X = np.array([[[[1.0, 5.0, -1.0, -4.0], [5.0, 5.0, -1.0, -1.0]]]])
    got = student.max_pool_backward(np.array([[[[7.0, -2.0]]]]), X, 2)
    close(got, [[[[0.0, 7.0, -2.0, 0.0], [0.0, 0.0, 0.0, 0.0]]]])
    X = np.array([[[[2.0, 4.0, 0.0, 0.0, 1.0, 2.0], [4.0, 3.0, 0.0, 0.0, 6.0, 6.0]]]])
    got = student.max_pool_backward(np.array([[[[3.0, 5.0, -4.0]]]]), X, 2)
    close(got, [[[[0.0, 3.0, 5.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, -4.0, 0.0]]]])


@visible(
    "max_pool_backward",
    try_it="max_pool_backward(np.array([[[6.0]], [[2.0]]]), "
    "np.array([[[1.0, 3.0], [7.0, 4.0]], [[2.0, 5.0], [0.0, 4.0]]]), 2)   # [[[0. 0.] [6. 0.]] [[0. 2.] [0. 0.]]]",
)
def test_max_pool_backward_of_a_single_image_and_of_one_axis_more(student):
    got = student.max_pool_backward(np.array([[-3.0, 5.0]]), PAIR[0, 0], 2)
    close(got, [[0.0, 0.0, 5.0, 0.0], [-3.0, 0.0, 0.0, 0.0]])
    got = student.max_pool_backward(np.array([[[2.0]], [[-1.0]], [[3.0]]]), MAPS[0], 2)
    close(got, [[[0.0, 0.0], [2.0, 0.0]], [[-1.0, 0.0], [0.0, 0.0]], [[0.0, 3.0], [0.0, 0.0]]])


@visible("max_pool_backward")
def test_max_pool_backward_leaves_its_arguments_alone(student):
    pure(student.max_pool_backward, np.array([[[[-3.0, 5.0]]]]), PAIR, 2)
    pure(student.max_pool_backward, np.arange(1.0, 13.0).reshape(1, 1, 3, 4), WORKED[np.newaxis, np.newaxis], 2, 1)


@advice("max_pool_backward")
def test_max_pool_backward_of_whole_numbers_in_x(student):
    dout = np.array([[[[0.5, -1.25]], [[2.75, 0.5]]]])
    same_for_whole_numbers(student.max_pool_backward, dout, PIXELS, 2)
    same_for_whole_numbers(student.max_pool_backward, dout, PIXELS.astype(int) - 300, 2)


# conv_layer_backward


@visible("conv_layer_backward")
def test_conv_layer_backward_of_two_images_and_three_filters_worked_out_by_hand(student):
    # Each filter lies on two windows of each image. The first number of the first filter met 1, 4, 2 and 1,
    # where dout is 1, 2, 2 and -3: its gradient is 1 + 8 + 4 - 3.
    dX, dfilters, db = backward_parts(student, LAYER_DOUT, LAYER_X, LAYER_F)
    close(dX, [[[[3.0, -1.5, 7.0], [2.5, -1.5, 4.0]]], [[[-6.0, 11.0, 7.5], [2.0, -11.5, 2.5]]]], what="dX")
    close(
        dfilters,
        [[[[10.0, 13.0], [-19.0, 13.0]]], [[[20.0, 5.0], [-5.0, 42.0]]], [[[-2.0, -1.5], [14.5, -7.5]]]],
        what="dfilters",
    )
    close(db, [2.0, 7.0, 0.0], what="db")


@visible("conv_layer_backward")
def test_conv_layer_backward_has_the_shapes_of_images_filters_and_biases(student):
    rng = np.random.default_rng(30)
    dout, X, filters = rng.normal(size=(2, 4, 5, 6)), rng.normal(size=(2, 3, 7, 7)), rng.normal(size=(4, 3, 3, 2))
    dX, dfilters, db = backward_parts(student, dout, X, filters)
    array(dX, (2, 3, 7, 7), what="dX")
    array(dfilters, (4, 3, 3, 2), what="dfilters")
    array(db, (4,), what="db")


@visible("conv_layer_backward")
def test_conv_layer_backward_adds_up_samples_and_keeps_channels_apart(student):
    # Filters of 1 x 1: each number of a filter is multiplied by all pixels of its channel.
    X = np.array([[[[1.0, 2.0]], [[3.0, 4.0]], [[-1.0, 5.0]]], [[[6.0, -2.0]], [[7.0, 8.0]], [[0.0, 9.0]]]])
    filters = np.array([[[[2.0]], [[3.0]], [[-1.0]]], [[[5.0]], [[1.0]], [[4.0]]]])
    dout = np.array([[[[1.0, 0.0]], [[2.0, -1.0]]], [[[10.0, 3.0]], [[-4.0, 5.0]]]])
    dX, dfilters, db = backward_parts(student, dout, X, filters)
    close(
        dX,
        [[[[12.0, -5.0]], [[5.0, -1.0]], [[7.0, -4.0]]], [[[0.0, 31.0]], [[26.0, 14.0]], [[-26.0, 17.0]]]],
        what="dX",
    )
    close(dfilters, [[[[55.0]], [[97.0]], [[26.0]]], [[[-34.0]], [[14.0]], [[38.0]]]], what="dfilters")
    close(db, [14.0, 2.0], what="db")


@visible("conv_layer_backward")
def test_conv_layer_backward_with_a_stride_leaves_out_pixels_that_no_window_reached(student):
    X, filters = np.arange(1.0, 7.0).reshape(1, 1, 1, 6), np.array([[[[10.0]]]])
    dX, dfilters, db = backward_parts(student, np.array([[[[1.0, 2.0]]]]), X, filters, 3)
    close(dX, [[[[10.0, 0.0, 0.0, 20.0, 0.0, 0.0]]]], what="dX")
    close(dfilters, [[[[9.0]]]], what="dfilters")
    close(db, [3.0], what="db")


@visible("conv_layer_backward")
def test_conv_layer_backward_leaves_its_arguments_alone(student):
    pure(student.conv_layer_backward, LAYER_DOUT, LAYER_X, LAYER_F)


@advice("conv_layer_backward")
def test_conv_layer_backward_of_whole_numbers_in_the_images(student):
    dout, filters = LAYER_DOUT[:1, :, :, :1] * 0.25, np.concatenate([LAYER_F, LAYER_F + 0.5], axis=1)
    dout = np.concatenate([dout, 2 * dout, -dout], axis=3)
    same_for_whole_numbers(student.conv_layer_backward, dout, PIXELS, filters)
    same_for_whole_numbers(student.conv_layer_backward, dout, PIXELS.astype(int) - 100, filters)


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


@visible(
    "count_ties",
    try_it="count_ties(np.array([[1.0, 5.0, 0.0, 0.0, 5.0, 1.0], [5.0, 5.0, 0.0, 0.0, 1.0, 4.0]]), 2)   # should be 2",
)
def test_count_ties_of_the_worked_example(student):
    # Only the first of these four windows has a tie: in the second the largest number stands once.
    X = np.array([[5.0, 5.0, 0.0, 0.0, 5.0, 1.0, 7.0, 8.0], [5.0, 1.0, 0.0, 3.0, 2.0, 4.0, 9.0, 6.0]])
    close(student.count_ties(X, 2), 1)
    close(student.count_ties(np.array([[1.0, 5.0, 0.0, 0.0], [5.0, 2.0, 0.0, 3.0]]), 2), 1)
    close(student.count_ties(np.zeros((4, 6)), 2), 6)


@visible("count_ties")
def test_count_ties_is_a_whole_number(student):
    count_close(student.count_ties(np.array([[1.0, 5.0, 0.0], [5.0, 2.0, 0.0]]), 2), 1)


@visible("count_ties")
def test_count_ties_leaves_its_argument_alone(student):
    pure(student.count_ties, np.array([[1.0, 5.0, 0.0], [5.0, 2.0, 0.0]]), 2)


@visible("filter_gradient")
def test_filter_gradient_of_the_worked_examples(student):
    image = np.array([[1.0, 2.0, 3.0, 5.0], [4.0, -1.0, 6.0, 0.0], [7.0, 8.0, -2.0, 9.0]])
    close(student.filter_gradient(np.array([[1.0, 10.0, -3.0]]), image), [[12.0, 17.0], [-24.0, 59.0], [93.0, -39.0]])
    close(student.filter_gradient(np.array([[1.0, 2.0], [0.0, -1.0]]), HAND_X[0, 0]), [[4.0, -1.0], [1.0, 6.0]])


@visible("filter_gradient")
def test_filter_gradient_leaves_its_arguments_alone(student):
    pure(student.filter_gradient, np.array([[1.0, 10.0]]), HAND_X[0, 0])


@visible("image_gradient", try_it="image_gradient(np.array([[1.0, 10.0]]), np.array([[2.0, 3.0]]))   # [[2. 23. 30.]]")
def test_image_gradient_of_the_worked_examples(student):
    dout, kernel = np.array([[1.0, 10.0, -2.0]]), np.array([[2.0, 3.0], [5.0, -1.0]])
    close(student.image_gradient(dout, kernel), [[2.0, 23.0, 26.0, -6.0], [5.0, 49.0, -20.0, 2.0]])
    expected = [[1.0, 1.0, -2.0], [2.0, 3.0, 1.0], [0.0, -2.0, 0.0]]
    close(student.image_gradient(np.array([[1.0, 2.0], [0.0, -1.0]]), HAND_F[0, 0]), expected)


@visible("image_gradient")
def test_image_gradient_leaves_its_arguments_alone(student):
    pure(student.image_gradient, np.array([[1.0, 10.0]]), HAND_F[0, 0])


@visible("features_gradient")
def test_features_gradient_of_the_worked_example(student):
    delta = np.array([[1.0, -1.0, 0.5], [2.0, 0.0, -3.0]])
    W = np.array([[5.0, 2.0, 4.0], [1.0, 4.0, -2.0], [3.0, 0.0, 1.0], [-1.0, 6.0, 2.0]])
    expected = [[[[5.0], [-4.0]], [[3.5], [-6.0]]], [[[-2.0], [8.0]], [[3.0], [-8.0]]]]
    close(student.features_gradient(delta, W, (2, 2, 1)), expected)


@visible("features_gradient")
def test_features_gradient_leaves_its_arguments_alone(student):
    pure(student.features_gradient, np.array([[1.0, -1.0]]), np.array([[5.0, 2.0], [1.0, 4.0]]), (1, 2, 1))


# Stretch


@visible(
    "average_pool_backward",
    try_it="average_pool_backward(np.array([[9.0, -18.0], [36.0, 27.0]]), (5, 6), 3, 2)"
    "   # should be [[1. 1. -1. -2. -2. 0.] [1. 1. -1. -2. -2. 0.] [5. 5. 6. 1. 1. 0.] "
    "[4. 4. 7. 3. 3. 0.] [4. 4. 7. 3. 3. 0.]]",
)
def test_average_pool_backward_of_overlapping_windows_worked_out_by_hand(student):
    dout = np.array([[9.0, 18.0, -9.0], [27.0, 0.0, 36.0]])
    # The windows begin in the rows 0 and 2 and in the columns 0, 2 and 4; row 5 is in none.
    expected = [
        [1.0, 1.0, 3.0, 2.0, 1.0, -1.0, -1.0],
        [1.0, 1.0, 3.0, 2.0, 1.0, -1.0, -1.0],
        [4.0, 4.0, 6.0, 2.0, 5.0, 3.0, 3.0],
        [3.0, 3.0, 3.0, 0.0, 4.0, 4.0, 4.0],
        [3.0, 3.0, 3.0, 0.0, 4.0, 4.0, 4.0],
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    ]
    close(student.average_pool_backward(dout, (6, 7), 3, 2), expected)


@visible("average_pool_backward")
def test_average_pool_backward_of_windows_side_by_side_and_apart(student):
    dout = np.array([[[4.0, 8.0, -4.0]], [[2.0, 0.0, 12.0]]])
    expected = [
        [[1, 1, 2, 2, -1, -1, 0], [1, 1, 2, 2, -1, -1, 0]],
        [[0.5, 0.5, 0, 0, 3, 3, 0], [0.5, 0.5, 0, 0, 3, 3, 0]],
    ]
    close(student.average_pool_backward(dout, (2, 2, 7), 2, 2), expected)
    apart = [[1, 1, 0, 2, 2, 0, -1, -1], [1, 1, 0, 2, 2, 0, -1, -1], [0] * 8]
    close(student.average_pool_backward(dout[0], (3, 8), 2, 3), apart)


@visible("average_pool_backward")
def test_average_pool_backward_leaves_its_arguments_alone(student):
    pure(student.average_pool_backward, np.array([[4.0, 8.0], [1.0, -2.0]]), (4, 5), 2, 2)
