"""The tests of chapter 4.3 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import array, close, number, parameters, pure, raises, unpack, visible


def some_parameters(rng, shapes):
    """Parameters of these shapes, the biases too drawn at random."""
    return {name: rng.normal(0.0, 0.45, shape) for name, shape in shapes.items()}


def shapes_of(params):
    return {name: value.shape for name, value in params.items()}


# max_pool

WORKED = np.array([[1.0, 3.0, 2.0, 0.0], [4.0, 2.0, 1.0, 5.0], [0.0, 1.0, 7.0, 6.0], [2.0, 1.0, 3.0, 8.0]])


@visible("max_pool", try_it="max_pool(np.array([[1.0, 2.0], [4.0, 3.0]]), 2)   # should be [[4.]]")
def test_max_pool_of_the_example_worked_out_by_hand(student):
    close(student.max_pool(WORKED, 2), [[4.0, 5.0], [2.0, 8.0]])


@visible("max_pool", try_it="max_pool(np.array([[1.0, 2.0, 3.0], [4.0, 3.0, 0.0]]), 2, 1)   # should be [[4. 3.]]")
def test_max_pool_with_a_stride_of_its_own(student):
    close(student.max_pool(WORKED, 2, 1), [[4.0, 3.0, 5.0], [4.0, 7.0, 7.0], [2.0, 7.0, 8.0]])
    close(student.max_pool(WORKED, 1, stride=3), [[1.0, 0.0], [2.0, 8.0]])


@visible("max_pool", try_it="max_pool(np.array([[1.0, 5.0, -2.0], [3.0, 4.0, -9.0]]), 2)   # should be [[5.]]")
def test_max_pool_drops_what_fills_no_window(student):
    close(student.max_pool(np.array([[1.0, 5.0, -2.0], [3.0, 4.0, -9.0]]), 2), [[5.0]])
    tall = np.array([[1.0, 2.0], [3.0, 0.0], [4.0, 6.0], [5.0, 1.0], [9.0, 9.0]])
    close(student.max_pool(tall, 2), [[3.0], [6.0]])


@visible("max_pool", try_it="max_pool(np.array([[-3.0, -2.0], [-5.0, -4.0]]), 2)   # should be [[-2.]]")
def test_max_pool_of_negative_numbers(student):
    close(student.max_pool(np.array([[-3.0, -2.0, -7.0, -9.0], [-5.0, -4.0, -6.0, -8.0]]), 2), [[-2.0, -6.0]])


@visible("max_pool")
def test_max_pool_of_a_batch_pools_each_map_by_itself(student):
    X = np.stack([[WORKED, -WORKED], [WORKED + 10.0, WORKED.T]])
    expected = [[[[4, 5], [2, 8]], [[-1, 0], [0, -3]]], [[[14, 15], [12, 18]], [[4, 2], [5, 8]]]]
    close(student.max_pool(X, 2), np.array(expected))


@visible("max_pool", try_it="max_pool(np.ones((2, 5)), 3)   # ValueError: a window of 3 x 3 does not fit")
def test_max_pool_refuses_windows_that_do_not_fit(student):
    raises(ValueError, student.max_pool, np.ones((2, 5)), 3)
    raises(ValueError, student.max_pool, np.ones((5, 2)), 3)
    raises(ValueError, student.max_pool, np.ones((4, 4)), 0)
    raises(ValueError, student.max_pool, np.ones((4, 4)), -1)
    raises(ValueError, student.max_pool, np.ones((4, 4)), 2, 0)
    raises(ValueError, student.max_pool, np.ones((4, 4)), 2, -1)


@visible("max_pool")
def test_max_pool_leaves_its_argument_alone(student):
    pure(student.max_pool, WORKED, 2, 1)


# max_pool_backward


@visible(
    "max_pool_backward",
    try_it="max_pool_backward(np.array([[7.0]]), np.array([[1.0, 2.0], [4.0, 3.0]]), 2)   # [[0. 0.] [7. 0.]]",
)
def test_max_pool_backward_of_the_example_worked_out_by_hand(student):
    dout = np.array([[10.0, 20.0], [30.0, 40.0]])
    expected = [[0.0, 0.0, 0.0, 0.0], [10.0, 0.0, 0.0, 20.0], [0.0, 0.0, 0.0, 0.0], [30.0, 0.0, 0.0, 40.0]]
    close(student.max_pool_backward(dout, WORKED, 2), expected)


@visible(
    "max_pool_backward",
    weight=2,
    try_it="max_pool_backward(np.array([[7.0]]), np.zeros((2, 2)), 2)   # should be [[7. 0.] [0. 0.]]",
)
def test_max_pool_backward_gives_all_to_the_first_of_several_maxima(student):
    close(
        student.max_pool_backward(np.array([[7.0]]), np.array([[1.0, 5.0], [5.0, 5.0]]), 2),
        [[0.0, 7.0], [0.0, 0.0]],
    )
    X = np.array([[0.0, 0.0, -1.0, -4.0], [0.0, 0.0, -1.0, -1.0]])
    close(student.max_pool_backward(np.array([[3.0, -2.0]]), X, 2), [[3.0, 0.0, -2.0, 0.0], [0.0, 0.0, 0.0, 0.0]])


@visible("max_pool_backward")
def test_max_pool_backward_adds_up_where_windows_overlap(student):
    dout = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])
    expected = [[0.0, 2.0, 0.0, 0.0], [5.0, 0.0, 0.0, 3.0], [0.0, 0.0, 19.0, 0.0], [7.0, 0.0, 0.0, 9.0]]
    close(student.max_pool_backward(dout, WORKED, 2, 1), expected)


@visible("max_pool_backward")
def test_max_pool_backward_gives_nothing_to_what_fills_no_window(student):
    X = np.array([[1.0, 5.0, 9.0], [3.0, 4.0, 9.0], [9.0, 9.0, 9.0]])
    close(student.max_pool_backward(np.array([[2.0]]), X, 2), [[0.0, 2.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])


@visible("max_pool_backward")
def test_max_pool_backward_hands_out_as_much_as_it_was_given(student):
    X = np.zeros((2, 3, 6, 6))
    X[:, :, 2:5, 2:5] = np.array([[0.0, 1.0, 1.0], [2.0, 0.0, 1.0], [2.0, 2.0, 0.0]])
    dout = np.arange(1.0, 55.0).reshape(2, 3, 3, 3)
    dX = array(student.max_pool_backward(dout, X, 2), (2, 3, 6, 6))
    advice = "In each window one place takes all of the gradient, and only one."
    close(dX.sum(), 1485.0, what="the sum of all gradients that were handed out", advice=advice)


@visible("max_pool_backward")
def test_max_pool_backward_leaves_its_arguments_alone(student):
    pure(student.max_pool_backward, np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]), WORKED, 2, 1)
    pure(student.max_pool_backward, np.array([[1.5]]), np.zeros((3, 3)), 2)


# conv_layer_backward

HAND_X = np.array([[[[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 1.0, 1.0]]]])
HAND_F = np.array([[[[1.0, -1.0], [2.0, 0.0]]]])
HAND_DOUT = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])


def backward_parts(student, *arguments):
    return unpack(student.conv_layer_backward(*arguments), "dX", "dfilters", "db")


@visible("conv_layer_backward")
def test_conv_layer_backward_of_one_image_and_one_filter_worked_out_by_hand(student):
    dX, dfilters, db = backward_parts(student, HAND_DOUT, HAND_X, HAND_F)
    close(dX, [[[[1.0, 1.0, -2.0], [2.0, 3.0, 1.0], [0.0, -2.0, 0.0]]]], what="dX")
    close(dfilters, [[[[4.0, -1.0], [1.0, 6.0]]]], what="dfilters")
    close(db, [2.0], what="db")


@visible("conv_layer_backward")
def test_conv_layer_backward_has_the_shapes_of_images_filters_and_biases(student):
    X, filters = np.ones((2, 3, 7, 6)), np.ones((4, 3, 3, 2))
    dX, dfilters, db = backward_parts(student, np.ones((2, 4, 5, 5)), X, filters)
    array(dX, (2, 3, 7, 6), what="dX")
    array(dfilters, (4, 3, 3, 2), what="dfilters")
    array(db, (4,), what="db")


@visible("conv_layer_backward")
def test_conv_layer_backward_adds_up_samples_and_keeps_channels_apart(student):
    # Filters of 1 x 1: each number of a filter is multiplied by all pixels of its channel.
    X = np.array([[[[1.0, 2.0]], [[3.0, 4.0]]], [[[5.0, 6.0]], [[7.0, 8.0]]]])
    filters = np.array([[[[2.0]], [[3.0]]]])
    dX, dfilters, db = backward_parts(student, np.array([[[[1.0, 0.0]]], [[[10.0, 100.0]]]]), X, filters)
    close(dX, [[[[2.0, 0.0]], [[3.0, 0.0]]], [[[20.0, 200.0]], [[30.0, 300.0]]]], what="dX")
    close(dfilters, [[[[651.0]], [[873.0]]]], what="dfilters")
    close(db, [111.0], what="db")


@visible("conv_layer_backward")
def test_conv_layer_backward_with_a_stride_leaves_out_pixels_that_no_window_reached(student):
    X, filters = np.arange(1.0, 7.0).reshape(1, 1, 1, 6), np.array([[[[10.0]]]])
    dX, dfilters, db = backward_parts(student, np.array([[[[1.0, 2.0]]]]), X, filters, 3)
    close(dX, [[[[10.0, 0.0, 0.0, 20.0, 0.0, 0.0]]]], what="dX")
    close(dfilters, [[[[9.0]]]], what="dfilters")
    close(db, [3.0], what="db")


@visible("conv_layer_backward")
def test_conv_layer_backward_leaves_its_arguments_alone(student):
    pure(student.conv_layer_backward, HAND_DOUT, HAND_X, HAND_F)


# init_cnn

HE_ADVICE = "The variance is 2 / fan_in, the standard deviation its root; fan_in is how many numbers one score adds up."


@visible("init_cnn", try_it='init_cnn(np.random.default_rng(0))["W"].shape   # should be (1352, 10)')
def test_init_cnn_for_mnist_has_the_right_keys_and_shapes(student):
    shapes = {"F": (8, 1, 3, 3), "bF": (8,), "W": (1352, 10), "b": (1, 10)}
    parameters(student.init_cnn(np.random.default_rng(0)), shapes)


@visible("init_cnn")
def test_init_cnn_starts_with_biases_of_zero(student):
    params = student.init_cnn(np.random.default_rng(1), n_filters=4, n_classes=3)
    params = parameters(params, {"F": (4, 1, 3, 3), "bF": (4,), "W": (676, 3), "b": (1, 3)})
    close(params["bF"], np.zeros(4), what="bF")
    close(params["b"], np.zeros((1, 3)), what="b")


@visible("init_cnn", try_it="init_cnn(np.random.default_rng(0), image_shape=(1, 13, 12))['W'].shape   # (200, 10)")
def test_init_cnn_for_other_images(student):
    params = student.init_cnn(np.random.default_rng(2), image_shape=(1, 13, 12))
    parameters(params, {"F": (8, 1, 3, 3), "bF": (8,), "W": (200, 10), "b": (1, 10)})
    params = student.init_cnn(np.random.default_rng(2), 5, filter_size=4, image_shape=(3, 16, 9), n_classes=2)
    parameters(params, {"F": (5, 3, 4, 4), "bF": (5,), "W": (90, 2), "b": (1, 2)})


@visible("init_cnn", weight=2)
def test_init_cnn_spreads_filters_and_weights_as_he_does(student):
    params = student.init_cnn(np.random.default_rng(3), n_filters=200, filter_size=5, image_shape=(2, 6, 6))
    params = parameters(params, {"F": (200, 2, 5, 5), "bF": (200,), "W": (200, 10), "b": (1, 10)})
    close(params["F"].std(), 0.2, what="the standard deviation of F", rtol=0.1, advice=HE_ADVICE)
    close(params["W"].std(), 0.1, what="the standard deviation of W", rtol=0.1, advice=HE_ADVICE)


@visible("init_cnn", weight=2)
def test_init_cnn_depends_on_the_seed_of_its_rng_and_on_nothing_else(student):
    shapes = {"F": (4, 2, 3, 3), "bF": (4,), "W": (36, 5), "b": (1, 5)}
    first, other, again = (
        parameters(student.init_cnn(np.random.default_rng(seed), 4, 3, (2, 8, 9), 5), shapes) for seed in (1, 2, 1)
    )
    for name in ("F", "W"):
        close(
            again[name],
            first[name],
            what=f"{name}, drawn twice from the same seed",
            advice="Draw every number from the rng that is handed in, and from no other generator.",
        )
        close(
            np.mean(first[name] == other[name]),
            0.0,
            what=f"the share of {name} that two different seeds have in common",
            advice="Draw from the rng that is handed in, for filters and weights.",
        )


@visible("init_cnn")
def test_init_cnn_leaves_the_global_random_numbers_alone(student):
    pure(student.init_cnn, np.random.default_rng(8), 2, 3, (1, 6, 6), 3)


# forward_cnn

SMALL_SHAPES = {"F": (2, 1, 3, 3), "bF": (2,), "W": (8, 4), "b": (1, 4)}  # for images of 6 x 6, 7 x 6 or 7 x 7
# The convolution gives [[-1, 4], [3, 0]], the pool 4, and the scores are 2 + log 3 and 2.
HAND_PARAMS = {
    "F": HAND_F,
    "bF": np.array([0.0]),
    "W": np.array([[1.0, 0.5]]),
    "b": np.array([[np.log(3.0) - 2.0, 0.0]]),
}


@visible("forward_cnn")
def test_forward_cnn_of_a_small_network_worked_out_by_hand(student):
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
def test_forward_cnn_has_rows_that_sum_to_one(student):
    rng = np.random.default_rng(11)
    A = array(student.forward_cnn(rng.normal(size=(5, 1, 7, 6)), some_parameters(rng, SMALL_SHAPES)), (5, 4))
    close(A.sum(axis=1), np.ones(5), what="the sum of each row")


@visible("forward_cnn")
def test_forward_cnn_leaves_its_arguments_alone(student):
    pure(student.forward_cnn, HAND_X, HAND_PARAMS)


# cnn_loss

HAND_Y = np.array([[0.0, 1.0]])


@visible("cnn_loss")
def test_cnn_loss_of_a_small_network_worked_out_by_hand(student):
    # The second class is the truth and has a probability of 0.25.
    loss, grads = unpack(student.cnn_loss(HAND_X, HAND_Y, HAND_PARAMS), "loss", "grads")
    close(loss, 1.3862944, what="the loss")
    grads = parameters(grads, shapes_of(HAND_PARAMS), what="grads")
    close(grads["b"], [[0.75, -0.75]], what="grads['b']")
    close(grads["W"], [[3.0, -3.0]], what="grads['W']")


@visible("cnn_loss")
def test_cnn_loss_of_a_small_network_has_the_filter_gradient_worked_out_by_hand(student):
    # 0.75 * 1 - 0.75 * 0.5 = 0.375 comes back to the 4, which the filter found in the upper right corner.
    _, grads = unpack(student.cnn_loss(HAND_X, HAND_Y, HAND_PARAMS), "loss", "grads")
    grads = parameters(grads, shapes_of(HAND_PARAMS), what="grads")
    close(grads["bF"], [0.375], what="grads['bF']")
    close(grads["F"], [[[[0.75, 0.0], [0.375, 1.125]]]], what="grads['F']")


@visible("cnn_loss")
def test_cnn_loss_of_ten_classes_before_any_learning(student):
    X = np.random.default_rng(16).normal(size=(6, 1, 6, 6))
    y = np.eye(10)[[3, 1, 4, 1, 5, 9]]
    shapes = {"F": (2, 1, 3, 3), "bF": (2,), "W": (8, 10), "b": (1, 10)}
    loss, grads = unpack(
        student.cnn_loss(X, y, {name: np.zeros(shape) for name, shape in shapes.items()}), "loss", "grads"
    )
    close(loss, 2.3025851, what="the loss")
    parameters(grads, shapes, what="grads")


@visible("cnn_loss")
def test_cnn_loss_falls_after_a_small_step_against_its_gradient(student):
    rng = np.random.default_rng(17)
    X, y, params = rng.normal(size=(6, 1, 7, 6)), np.eye(4)[[0, 3, 2, 1, 1, 0]], some_parameters(rng, SMALL_SHAPES)
    loss, grads = unpack(student.cnn_loss(X, y, params), "loss", "grads")
    loss, grads = number(loss, what="the loss"), parameters(grads, shapes_of(params), what="grads")
    nearby = {name: params[name] - 1e-4 * grads[name] for name in params}
    after, _ = unpack(student.cnn_loss(X, y, nearby), "loss", "grads")
    after = number(after, what="the loss after the step")
    close(max(after - loss, 0.0), 0.0, what="what the loss has gained in the step", atol=1e-12)


@visible("cnn_loss")
def test_cnn_loss_leaves_its_arguments_alone(student):
    rng = np.random.default_rng(21)
    pure(student.cnn_loss, rng.normal(size=(3, 1, 6, 6)), np.eye(4)[[1, 0, 3]], some_parameters(rng, SMALL_SHAPES))


# Practice


@visible("pooled_size", try_it="pooled_size(7, 3, 2)   # should be 3")
def test_pooled_size_of_the_worked_examples(student):
    for length, size, stride, windows in ((5, 2, 1, 4), (7, 3, 2, 3), (4, 2, 2, 2), (5, 2, 2, 2)):
        close(student.pooled_size(length, size, stride), windows)


@visible("count_ties", try_it="count_ties(np.array([[5.0, 1.0], [0.0, 5.0]]), 2)   # should be 1")
def test_count_ties_of_the_worked_example(student):
    # Only the first of these four windows has a tie.
    X = np.array([[5.0, 5.0, 0.0, 0.0, 5.0, 1.0, 7.0, 8.0], [5.0, 1.0, 0.0, 3.0, 2.0, 4.0, 9.0, 6.0]])
    close(student.count_ties(X, 2), 1)
    close(student.count_ties(np.array([[1.0, 5.0, 0.0, 0.0], [5.0, 2.0, 0.0, 3.0]]), 2), 1)
    close(student.count_ties(np.zeros((4, 4)), 2), 4)


@visible("count_ties")
def test_count_ties_leaves_its_argument_alone(student):
    pure(student.count_ties, np.array([[1.0, 5.0, 0.0], [5.0, 2.0, 0.0]]), 2)


@visible("filter_gradient")
def test_filter_gradient_of_the_worked_examples(student):
    close(student.filter_gradient(HAND_DOUT[0, 0], HAND_X[0, 0]), [[4.0, -1.0], [1.0, 6.0]])
    image = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    close(student.filter_gradient(np.array([[1.0, 10.0]]), image), [[21.0, 32.0], [54.0, 65.0]])


@visible("image_gradient", try_it="image_gradient(np.array([[1.0, 10.0]]), np.array([[2.0, 3.0]]))   # [[2. 23. 30.]]")
def test_image_gradient_of_the_worked_examples(student):
    expected = [[1.0, 1.0, -2.0], [2.0, 3.0, 1.0], [0.0, -2.0, 0.0]]
    close(student.image_gradient(HAND_DOUT[0, 0], HAND_F[0, 0]), expected)
    close(student.image_gradient(np.array([[1.0, 10.0]]), np.array([[2.0, 3.0]])), [[2.0, 23.0, 30.0]])


@visible("features_gradient")
def test_features_gradient_of_the_worked_example(student):
    delta, W = np.array([[1.0, -1.0]]), np.array([[5.0, 2.0], [1.0, 4.0]])
    close(student.features_gradient(delta, W, (1, 2, 1)), [[[[3.0], [-3.0]]]])
