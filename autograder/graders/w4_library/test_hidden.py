"""The tests of chapter W.4 that only the grader has."""

import numpy as np
from scipy.signal import correlate2d

from autograder.checks import (
    LONG,
    Mismatch,
    Recorded,
    an_object,
    array,
    central_differences,
    close,
    hidden,
    number,
    pure,
    raises,
    unpack,
)
from autograder.graders.ch4_2_convolution.test_visible import refused
from autograder.graders.w3_network.helpers import close_losses, dense, entries, rng, whole
from autograder.graders.w4_library.test_visible import (
    PAIR,
    SAMPLES,
    a_folder,
    a_probe,
    a_progress,
    after_steps,
    all_arrays,
    an_augment,
    asked,
    batch_norm,
    close_params,
    conv,
    empty,
    figure,
    gradient_of,
    kept,
    layer_of,
    line,
    looks_like_the_figure,
    named,
    network_of,
    network_with,
    noted,
    pair,
    prepared,
    probes,
    put,
    refuses,
    scheduled,
    sorted_numbers,
    squared_error,
    stepped,
    trained,
    with_batch_norm,
    write_through,
)
from course_data import draw_digit, load_mnist


def slopes_by(X, number_of):
    """The gradient of a number made of X, by central differences."""
    return central_differences(lambda p: float(number_of(p["X"])), {"X": X})["X"]


# The losses


def log_softmax(Z):
    shifted = Z - Z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def softmax_loss(Z, y):
    return -(y * log_softmax(Z)).sum() / len(Z)


@hidden("softmax_cross_entropy")
def test_softmax_cross_entropy_of_any_sizes(student):
    for n, k in ((1, 2), (5, 4), (7, 10), (3, 3)):
        Z, y = 3 * rng(n).normal(size=(n, k)), np.eye(k)[rng(k).integers(0, k, n)]
        loss, _ = unpack(student.softmax_cross_entropy(Z, y), "loss", "dZ")
        close(loss, softmax_loss(Z, y), what="the loss", rtol=LONG)


@hidden("softmax_cross_entropy")
def test_softmax_cross_entropy_agrees_with_its_slopes(student):
    for n, k in ((1, 3), (4, 2), (6, 5)):
        Z, y = 2 * rng(n).normal(size=(n, k)), np.eye(k)[rng(k).integers(0, k, n)]
        pair(
            student.softmax_cross_entropy(Z, y),
            softmax_loss(Z, y),
            slopes_by(Z, lambda Z, y=y: softmax_loss(Z, y)),
            "dZ",
        )


@hidden("softmax_cross_entropy")
def test_softmax_cross_entropy_of_scores_far_from_zero(student):
    Z, y = rng(2).normal(size=(4, 3)), np.eye(3)[[2, 0, 1, 1]]
    for shift in (-900.0, 900.0):
        slope = (np.exp(log_softmax(Z)) - y) / 4
        pair(student.softmax_cross_entropy(Z + shift, y), softmax_loss(Z, y), slope, "dZ")


@hidden("mse")
def test_mse_agrees_with_its_slopes(student):
    for shape in ((1, 1), (5, 1), (4, 3), (2, 7)):
        output, y = rng(1).normal(size=shape), rng(2).normal(size=shape)
        slope = slopes_by(output, lambda output, y=y: ((output - y) ** 2).mean())
        pair(student.mse(output, y), ((output - y) ** 2).mean(), slope)


@hidden("mse")
def test_mse_of_what_is_right_is_zero(student):
    y = rng(3).normal(size=(4, 2))
    pair(student.mse(y.copy(), y), 0.0, np.zeros((4, 2)))


def sigmoid_loss(Z, y):
    return (np.logaddexp(0, Z) - Z * y).mean()


@hidden("sigmoid_cross_entropy")
def test_sigmoid_cross_entropy_agrees_with_its_slopes(student):
    for shape in ((1, 1), (6, 1), (4, 3)):
        Z, y = 2 * rng(1).normal(size=shape), (rng(2).random(shape) < 0.5).astype(float)
        pair(
            student.sigmoid_cross_entropy(Z, y),
            sigmoid_loss(Z, y),
            slopes_by(Z, lambda Z, y=y: sigmoid_loss(Z, y)),
            "dZ",
        )


@hidden("sigmoid_cross_entropy")
def test_sigmoid_cross_entropy_of_several_outputs(student):
    Z, y = rng(5).normal(size=(5, 4)), (rng(6).random((5, 4)) < 0.3).astype(float)
    pair(student.sigmoid_cross_entropy(Z, y), sigmoid_loss(Z, y), (1 / (1 + np.exp(-Z)) - y) / 20, "dZ")


@hidden("sigmoid_cross_entropy")
def test_sigmoid_cross_entropy_of_one_output(student):
    Z, y = rng(7).normal(size=(8, 1)), (rng(8).random((8, 1)) < 0.3).astype(float)
    pair(student.sigmoid_cross_entropy(Z, y), sigmoid_loss(Z, y), (1 / (1 + np.exp(-Z)) - y) / 8, "dZ")


# Dense and Network


@hidden("Dense", weight=2)
def test_dense_params_are_those_that_were_drawn_and_those_that_replace_them(student):
    layer = layer_of(student, "Dense", 4, 3, "relu", rng(1))
    close(layer.params["W"], array(layer.W, (4, 3), what="W"), what="params['W']")
    close(layer.params["b"], np.zeros((1, 3)), what="params['b']")
    layer.W, layer.b = -np.ones((4, 3)), np.full((1, 3), 2.0)
    close(layer.params["W"], -np.ones((4, 3)), what="params['W'] after W was replaced")
    close(layer.params["b"], np.full((1, 3), 2.0), what="params['b'] after b was replaced")


@hidden("Dense", weight=2)
def test_dense_grads_are_the_same_arrays_as_dw_and_db(student):
    X, dA = rng(1).normal(size=(5, 4)), rng(2).normal(size=(5, 3))
    for activation in ("linear", "softmax", "tanh"):
        layer = dense(student, rng(3).normal(size=(4, 3)), rng(4).normal(size=(1, 3)), activation)
        layer.forward(X, training=True)
        dX = layer.backward(dA)
        array(dX, (5, 4), what="dX")
        close(layer.grads["W"], array(layer.dW, (4, 3), what="dW"), what="grads['W']")
        close(layer.grads["b"], array(layer.db, (1, 3), what="db"), what="grads['b']")
        if activation == "linear":
            close(layer.grads["W"], X.T @ dA, what="grads['W']")
            close(layer.grads["b"], dA.sum(axis=0, keepdims=True), what="grads['b']")
            close(dX, dA @ np.array(layer.W).T, what="dX")


@hidden("Network", weight=2)
def test_network_goes_through_any_number_of_layers(student):
    X, dA = rng(1).normal(size=(4, 3)), rng(2).normal(size=(4, 3))
    for affine in ([(3.0, 1.0)], [(2.0, -1.0), (0.5, 4.0)], [(1.5, i - 2.0) for i in range(5)]):
        network, out, back = network_with(student, probes(student, *affine)), X, dA
        for factor, shift in affine:
            out = out * factor + shift
        for _, shift in reversed(affine):
            back = back * 2 - shift
        close(network.forward(X, training=True), out, what="the output")
        close(network.backward(dA), back, what="what backward returns")
        close(network.predict(X), out, what="what predict answers")


@hidden("Network", weight=2)
def test_network_params_have_a_name_for_each_array_of_each_layer(student):
    affine = [(float(i), 10.0 + i) for i in range(12)]  # as many as make "1" the beginning of "10" and "11"
    layers = probes(student, *affine)
    layers.insert(3, student.inside(a_probe, 0.0, None))
    network = network_with(student, layers)
    expected = np.sort(np.ravel(affine))
    close(all_arrays(network.params, "params", 24), expected, what="the arrays of params")
    student.inside(put, layers[5], "factor", -7.0)
    expected = np.sort([-7.0, *(value for value in np.ravel(affine) if value != 4.0)])
    close(all_arrays(network.params, "params", 24), expected, what="the arrays of params, after a layer has changed")


@hidden("Network", weight=2)
def test_network_grads_follow_each_backward_pass(student):
    network = network_with(student, probes(student, (1.0, 2.0), (3.0, 4.0)))
    for count in (1, 2, 3):
        network.forward(np.ones((2, 2)), True)
        network.backward(np.ones((2, 2)))
        close(all_arrays(network.grads, "grads", 4), 100 * np.arange(1.0, 5.0) + count, what="the arrays of grads")
    student.inside(write_through, network)
    close(network.forward(np.ones((1, 1))), [[25.0]], what="the output after adding 1 to all arrays of params")


# Layers without parameters


@hidden("ReLU")
def test_relu_of_images(student):
    layer = layer_of(student, "ReLU")
    X, dA = rng(1).normal(size=(2, 3, 4, 5)), rng(2).normal(size=(2, 3, 4, 5))
    for training in (True, False):
        close(layer.forward(X, training=training), np.where(X > 0, X, 0))
        close(layer.backward(dA), np.where(X > 0, dA, 0), what="dX")


@hidden("ReLU")
def test_relu_backward_belongs_to_the_last_forward_pass_of_its_own_layer(student):
    one, two = layer_of(student, "ReLU"), layer_of(student, "ReLU")
    one.forward(-np.ones((3, 2)))
    one.forward(np.array([[1.0, -1.0]]))
    two.forward(np.array([[-1.0, 1.0]]))
    close(one.backward(np.array([[5.0, 7.0]])), [[5.0, 0.0]], what="dX of one layer")
    close(two.backward(np.array([[5.0, 7.0]])), [[0.0, 7.0]], what="dX of another layer")


@hidden("ReLU", weight=2)
def test_relu_has_no_slope_at_zero_and_leaves_arrays_alone(student):
    layer = layer_of(student, "ReLU")
    layer.forward(np.array([[0.0, 1e-9, -1e-9]]))
    close(layer.backward(np.array([[2.0, 3.0, 4.0]])), [[0.0, 3.0, 0.0]], what="dX")
    empty(layer)


@hidden("Flatten")
def test_flatten_of_images_of_any_size(student):
    layer = layer_of(student, "Flatten")
    for shape in ((1, 2, 3, 4), (5, 1, 2, 2), (3, 7), (4, 2, 3)):
        X = rng(1).normal(size=shape)
        close(layer.forward(X, training=True), X.reshape(shape[0], -1), what=f"the rows of {shape}")
        close(layer.backward(X.reshape(shape[0], -1)), X, what=f"what backward returns for {shape}")


@hidden("Flatten")
def test_flatten_backward_belongs_to_the_last_forward_pass_of_its_own_layer(student):
    one, two = layer_of(student, "Flatten"), layer_of(student, "Flatten")
    one.forward(np.zeros((2, 2, 3)))
    one.forward(np.zeros((2, 3, 2)))
    two.forward(np.zeros((2, 6)))
    rows = np.arange(12.0).reshape(2, 6)
    close(one.backward(rows), rows.reshape(2, 3, 2), what="what backward returns")


# Conv2D


def convolved(X, filters, b, stride, padding):
    """The convolution of images, by SciPy."""

    def one(sample, filter_, bias):
        parts = [correlate2d(image, part, "valid") for image, part in zip(sample, filter_, strict=True)]
        return sum(parts)[::stride, ::stride] + bias

    sides = (padding, padding)
    padded = np.pad(X, ((0, 0), (0, 0), sides, sides))
    return np.array([[one(sample, *pair_) for pair_ in zip(filters, b, strict=True)] for sample in padded])


CONVOLUTIONS = (  # n, c, h, w, f, size, stride, padding
    (2, 3, 5, 6, 4, 3, 1, 0),
    (1, 1, 7, 4, 2, 2, 2, 0),
    (3, 2, 4, 5, 3, 3, 1, 1),
    (2, 1, 5, 5, 2, 3, 2, 2),
    (2, 2, 3, 3, 1, 1, 1, 0),
    (1, 2, 6, 7, 2, 4, 3, 1),
)


def conv_case(seed, n, c, h, w, f, size):
    draw = rng(seed)
    return draw.normal(size=(n, c, h, w)), draw.normal(size=(f, c, size, size)), draw.normal(size=f)


@hidden("Conv2D", weight=2.5)
def test_conv2d_forward_agrees_with_scipy(student):
    for seed, (*sizes, stride, padding) in enumerate(CONVOLUTIONS):
        X, filters, b = conv_case(seed, *sizes)
        layer, _, _ = conv(student, filters, b, stride=stride, padding=padding)
        what = f"with stride={stride} and padding={padding}, the result"
        close(layer.forward(X, training=bool(seed % 2)), convolved(X, filters, b, stride, padding), what=what)


@hidden("Conv2D", weight=2.5)
def test_conv2d_backward_agrees_with_the_slopes(student):
    for seed, (*sizes, stride, padding) in enumerate(CONVOLUTIONS):
        X, filters, b = conv_case(10 + seed, *sizes)
        layer, W_name, b_name = conv(student, filters, b, stride=stride, padding=padding)
        layer.forward(X + 1, True)
        layer.backward(np.ones(convolved(X, filters, b, stride, padding).shape))
        layer.forward(X, True)
        dA = rng(seed).normal(size=convolved(X, filters, b, stride, padding).shape)
        dX = layer.backward(dA)
        settings = stride, padding
        slopes = central_differences(
            lambda p, dA=dA, settings=settings: float((dA * convolved(p["X"], p["W"], p["b"], *settings)).sum()),
            {"X": X, "W": filters, "b": b},
        )
        where = f"with stride={stride} and padding={padding}"
        close(dX, slopes["X"], what=f"{where}, dX", rtol=LONG)
        close(gradient_of(layer, W_name, filters.shape), slopes["W"], what=f"{where}, the filters' gradient", rtol=LONG)
        close(gradient_of(layer, b_name, b.shape), slopes["b"], what=f"{where}, the biases' gradient", rtol=LONG)


@hidden("Conv2D")
def test_conv2d_draws_filters_of_the_variance_of_he(student):
    layer = layer_of(student, "Conv2D", 8, 64, 5, rng(7))
    filters = array(layer.params[named(layer, (64, 8, 5, 5), (64,))[0]], (64, 8, 5, 5), what="the filters")
    # Of 12,800 draws, mean and deviation are known to within about 1 % of the deviation (less well of heavy tails):
    # the bounds are more than six times as wide.
    wanted = np.sqrt(2 / 200)
    if abs(filters.mean()) > 0.07 * wanted or not 0.92 * wanted < filters.std() < 1.08 * wanted:
        seen = f"of 8 channels of 5 x 5, filters have the mean {filters.mean():.2g}, the deviation {filters.std():.2g}"
        raise Mismatch("values", seen, advice="Mean 0, variance 2 / (in_channels * size ** 2).")


@hidden("Conv2D")
def test_conv2d_layers_do_not_share_anything(student):
    X, filters, b = conv_case(20, 2, 1, 4, 4, 2, 3)
    one, W_one, _ = conv(student, filters, b)
    two, _, _ = conv(student, -2 * filters, b + 1)
    one.forward(X)
    two.forward(2 * X)
    one.backward(np.ones((2, 2, 2, 2)))
    expected = np.array([X[:, 0, m : m + 2, n : n + 2].sum() for m in range(3) for n in range(3)]).reshape(3, 3)
    close(gradient_of(one, W_one, filters.shape), np.stack([[expected]] * 2), what="the filters' gradient", rtol=LONG)


# MaxPool2D


@hidden("MaxPool2D", weight=3)
def test_max_pool_2d_of_images_of_any_size(student):
    for n, c, h, w, size, stride in (
        (2, 3, 6, 8, 2, None),
        (1, 2, 7, 5, 3, None),
        (3, 1, 5, 6, 2, 1),
        (2, 2, 7, 7, 3, 2),
    ):
        X, step = rng(h).normal(size=(n, c, h, w)), stride or size
        layer = layer_of(student, "MaxPool2D", size, stride)
        places = [(i, j) for i in range(0, h - size + 1, step) for j in range(0, w - size + 1, step)]
        out = np.array([X[:, :, i : i + size, j : j + size].max(axis=(2, 3)) for i, j in places])
        shape = ((h - size) // step + 1, (w - size) // step + 1)
        close(layer.forward(X, training=True), out.transpose(1, 2, 0).reshape(n, c, *shape))
        dA = rng(w).normal(size=(n, c, *shape))
        dX = np.zeros_like(X)
        for number_, (i, j) in enumerate(places):
            for s, t in np.ndindex(n, c):
                window = X[s, t, i : i + size, j : j + size]
                at = np.unravel_index(window.argmax(), window.shape)
                dX[s, t, i + at[0], j + at[1]] += dA[s, t].ravel()[number_]
        close(layer.backward(dA), dX, what="dX")


@hidden("MaxPool2D")
def test_max_pool_2d_sends_the_gradient_to_the_first_of_equals(student):
    layer = layer_of(student, "MaxPool2D", 2)
    X = np.array([[[[5.0, 5.0, 0.0, 2.0], [5.0, 5.0, 2.0, 2.0]]]])
    layer.forward(X)
    close(layer.backward(np.array([[[[3.0, 4.0]]]])), [[[[3.0, 0.0, 0.0, 4.0], [0.0, 0.0, 0.0, 0.0]]]], what="dX")


@hidden("MaxPool2D")
def test_max_pool_2d_backward_belongs_to_the_last_forward_pass(student):
    layer = layer_of(student, "MaxPool2D", 2)
    layer.forward(np.arange(32.0).reshape(2, 1, 4, 4))
    layer.forward(np.array([[[[4.0, 1.0], [2.0, 3.0]]]]))
    close(layer.backward(np.array([[[[7.0]]]])), [[[[7.0, 0.0], [0.0, 0.0]]]], what="dX")


# Dropout


@hidden("Dropout", weight=2)
def test_dropout_of_images_and_of_all_elements(student):
    layer = layer_of(student, "Dropout", 0.5, rng(4))
    X, dA = 1 + rng(1).random((3, 4, 10, 10)), rng(2).normal(size=(3, 4, 10, 10))
    A = array(layer.forward(X, training=True), X.shape)
    mask = (A != 0) * 2.0
    close(A, X * mask)
    close(layer.backward(dA), dA * mask, what="what backward returns")
    # Whole rows, columns or channels of ten places and more are dropped together with a probability below 2 ** -9.
    for axes in ((2, 3), (3,), (0, 1)):
        if np.ptp(mask, axis=axes).min() == np.ptp(mask, axis=axes).max() == 0:
            raise Mismatch(
                "values", "elements are dropped together", advice="Toss for every element: rng.random(X.shape)."
            )
    everything = layer_of(student, "Dropout", 1.0, rng())
    close(everything.forward(X, training=True), X, what="with p=1, the result")


@hidden("Dropout", weight=2)
def test_dropout_sends_back_in_the_mode_of_the_last_forward_pass(student):
    layer, _ = kept(student, 0.5)
    X = 1 + rng(1).random((6, 7))
    layer.forward(X)
    close(layer.backward(X), X, what="after a pass without training, what backward returns")
    A = array(layer.forward(X, True), X.shape)
    close(layer.backward(X), A, what="after a pass in training, what backward returns for X itself")


@hidden("Dropout")
def test_dropout_keeps_the_share_p_of_many(student):
    for p in (0.1, 0.6, 0.95):
        share = kept(student, p, seed=11)[1].mean()
        if abs(share - p) > 0.08:  # more than seven deviations of 2000 tosses
            raise Mismatch(
                "values", f"with p={p}, a share of {share:.2f} of 2000 numbers is kept", should_be=f"about {p}"
            )


# BatchNorm


def normalized(X, scale, shift, eps):
    """Batch normalization in training."""
    axes = (0, *range(2, X.ndim))
    by = (1, -1, *(1 for _ in X.shape[2:]))
    X_hat = (X - X.mean(axis=axes, keepdims=True)) / np.sqrt(X.var(axis=axes, keepdims=True) + eps)
    return X_hat * scale.reshape(by) + shift.reshape(by)


SHAPES = ((5, 4), (2, 3), (8, 2), (3, 2, 4, 5), (2, 3, 2, 2), (1, 2, 3, 4))


def batch_case(seed, shape):
    draw, d = rng(seed), shape[1]
    spread = np.linspace(0.5, 4, d).reshape(1, d, *(1 for _ in shape[2:]))
    X = draw.normal(size=shape) * spread + 3 * spread
    return X, draw.normal(size=d) + 2, draw.normal(size=d) - 3, draw.normal(size=shape)


@hidden("BatchNorm", weight=2)
def test_batch_norm_normalizes_batches_of_features_and_of_images(student):
    for seed, shape in enumerate(SHAPES):
        X, scale, shift, _ = batch_case(seed, shape)
        layer, _, _ = batch_norm(student, scale, shift, n=shape[1], eps=0.01)
        close(layer.forward(X, training=True), normalized(X, scale, shift, 0.01), what=f"the result for {shape}")


@hidden("BatchNorm", weight=3)
def test_batch_norm_backward_in_training_agrees_with_the_slopes(student):
    for seed, shape in enumerate(SHAPES):
        X, scale, shift, dA = batch_case(10 + seed, shape)
        layer, scale_name, shift_name = batch_norm(student, scale, shift, n=shape[1], eps=0.01)
        layer.forward(X, True)
        dX = layer.backward(dA)
        slopes = central_differences(
            lambda p, dA=dA: float((dA * normalized(p["X"], p["scale"], p["shift"], 0.01)).sum()),
            {"X": X, "scale": scale, "shift": shift},
        )
        close(dX, slopes["X"], what=f"dX for {shape}", rtol=LONG)
        got = gradient_of(layer, scale_name, scale.shape)
        close(got, slopes["scale"], what=f"the gradient of the scale for {shape}", rtol=LONG)
        got = gradient_of(layer, shift_name, shift.shape)
        close(got, slopes["shift"], what=f"the gradient of the shift for {shape}", rtol=LONG)


@hidden("BatchNorm", weight=2)
def test_batch_norm_statistics_follow_the_batches_and_serve_without_training(student):
    for seed, shape in enumerate(SHAPES[:5]):
        axes, by = (0, *range(2, len(shape))), (1, -1, *(1 for _ in shape[2:]))
        _, scale, shift, dA = batch_case(seed, shape)
        layer, _, _ = batch_norm(student, scale, shift, n=shape[1], momentum=0.7, eps=0.02)
        mean, var = np.zeros(shape[1]), np.ones(shape[1])
        for step in range(3):
            X = batch_case(20 + 3 * seed + step, shape)[0]
            layer.forward(X, True)
            mean, var = 0.7 * mean + 0.3 * X.mean(axis=axes), 0.7 * var + 0.3 * X.var(axis=axes)
        close(layer.running_mean, mean, what=f"running_mean after three batches {shape}")
        close(layer.running_var, var, what=f"running_var after three batches {shape}")
        factor = (scale / np.sqrt(var + 0.02)).reshape(by)
        expected = (X[:1] - mean.reshape(by)) * factor + shift.reshape(by)
        close(layer.forward(X[:1]), expected, what="without training, the result for one sample")
        close(layer.backward(dA[:1]), dA[:1] * factor, what="without training, dX", rtol=LONG)
        close(layer.running_mean, mean, what="running_mean after use")


@hidden("BatchNorm")
def test_batch_norm_backward_belongs_to_the_last_forward_pass(student):
    X, scale, shift, dA = batch_case(40, (5, 3))
    layer, scale_name, _ = batch_norm(student, scale, shift)
    layer.forward(X)
    layer.forward(2 * X[:2] + 1, True)
    layer.forward(X, True)
    slopes = slopes_by(X, lambda X: (dA * normalized(X, scale, shift, 1e-5)).sum())
    close(layer.backward(dA), slopes, what="dX", rtol=LONG)
    X_hat = normalized(X, np.ones(3), np.zeros(3), 1e-5)
    close(gradient_of(layer, scale_name, (3,)), (dA * X_hat).sum(axis=0), what="the gradient of the scale", rtol=LONG)


@hidden("BatchNorm")
def test_batch_norm_of_one_value_a_feature_in_training(student):
    layer, _, _ = batch_norm(student, np.array([2.0, -1.0]), np.array([0.5, 3.0]), n=2)
    for X in (np.array([[7.0, -4.0]]), np.array([[[[7.0]], [[-4.0]]]])):
        close(np.ravel(array(layer.forward(X, True), X.shape)), [0.5, 3.0], what="the result")
        close(layer.backward(np.ones(X.shape)), np.zeros(X.shape), what="dX", atol=1e-6)
    array(layer.running_var, (2,), what="running_var")


# SGD and Adam


def many_steps(seed, steps, shapes):
    draw = rng(seed)
    params = {name: draw.normal(size=shape) for name, shape in shapes.items()}
    return params, [{name: draw.normal(size=shape) for name, shape in shapes.items()} for _ in range(steps)]


def sgd_path(params, many_grads, lr, momentum=0.0, weight_decay=0.0):
    p, v = dict(params), {name: 0 * value for name, value in params.items()}
    path = []
    for t, grads in enumerate(many_grads):
        rate = lr(t) if callable(lr) else lr
        v = {name: momentum * v[name] - rate * grads[name] for name in p}
        p = {name: p[name] + v[name] - rate * weight_decay * p[name] for name in p}
        path.append(p)
    return path


def adam_path(params, many_grads, lr, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
    p, m, v = dict(params), {name: 0 * value for name, value in params.items()}, {}
    v = dict(m)
    path = []
    for t, grads in enumerate(many_grads):
        rate = lr(t) if callable(lr) else lr
        m = {name: beta1 * m[name] + (1 - beta1) * grads[name] for name in p}
        v = {name: beta2 * v[name] + (1 - beta2) * grads[name] ** 2 for name in p}
        c, d = 1 - beta1 ** (t + 1), 1 - beta2 ** (t + 1)
        p = {n: p[n] - rate * (m[n] / c / (np.sqrt(v[n] / d) + eps) + weight_decay * p[n]) for n in p}
        path.append(p)
    return path


SHAPES_OF_PARAMS = {"0.W": (3, 2), "0.b": (1, 2), "1.F": (2, 1, 3, 3), "1.W": (3, 2)}


def falling(t):
    return 0.3 / (t + 2)


def follows(student, optimizer, path, seed, steps, settings):
    """Check an optimizer step by step, with the same arrays and with new ones under the same names."""
    for anew in (False, True):
        params, many_grads = many_steps(seed, steps, SHAPES_OF_PARAMS)
        made = optimizer(**settings)
        for step, (got, expected) in enumerate(
            zip(stepped(student, made, params, many_grads, anew), path(params, many_grads, **settings), strict=True)
        ):
            how = " (of a new dictionary of new arrays each time)" if anew else ""
            close_params(got, expected, f"after {step + 1} steps{how}")


@hidden("SGD", weight=3)
def test_sgd_follows_its_formula_over_many_steps(student):
    for seed, settings in enumerate((
        {"lr": 0.1},
        {"lr": 0.05, "momentum": 0.9},
        {"lr": 0.2, "momentum": 0.5, "weight_decay": 0.1},
        {"lr": 0.1, "weight_decay": 0.3},
    )):  # fmt: skip
        follows(student, student.SGD, sgd_path, seed, 5, settings)


@hidden("SGD", weight=2)
def test_sgd_keeps_velocities_when_the_rate_changes(student):
    schedule = Recorded(falling)
    params, many_grads = many_steps(7, 4, SHAPES_OF_PARAMS)
    got = stepped(student, student.SGD(schedule, momentum=0.8, weight_decay=0.1), params, many_grads)
    for step, expected in enumerate(sgd_path(params, many_grads, falling, 0.8, 0.1)):
        close_params(got[step], expected, f"after {step + 1} steps")
    asked(schedule, 4)


def two_optimizers(student, make):
    """Two optimizers of one class share nothing."""
    one, two = an_object(make(), "the optimizer"), an_object(make(), "the optimizer")
    params, many_grads = many_steps(9, 2, {"W": (2, 2)})
    student.inside(after_steps, one, params, many_grads, False)
    seen, _ = student.inside(after_steps, two, params, many_grads[1:], False)
    return seen[0], params, many_grads[1:]


@hidden("SGD")
def test_sgd_has_a_memory_of_its_own(student):
    seen, params, grads = two_optimizers(student, lambda: student.SGD(0.1, momentum=0.9))
    close_params(seen, sgd_path(params, grads, 0.1)[0], "after the first step of another optimizer")


@hidden("Adam", weight=3)
def test_adam_follows_its_formula_over_many_steps(student):
    for seed, settings in enumerate((
        {"lr": 0.1},
        {"lr": 0.05, "beta1": 0.5, "beta2": 0.9},
        {"lr": 0.2, "eps": 0.1, "weight_decay": 0.1},
        {"lr": 0.1, "beta1": 0.0, "beta2": 0.5},
    )):  # fmt: skip
        follows(student, student.Adam, adam_path, seed, 5, settings)


@hidden("Adam", weight=2)
def test_adam_keeps_its_means_when_the_rate_changes(student):
    schedule = Recorded(falling)
    params, many_grads = many_steps(17, 4, SHAPES_OF_PARAMS)
    got = stepped(student, student.Adam(schedule, weight_decay=0.2), params, many_grads)
    for step, expected in enumerate(adam_path(params, many_grads, falling, weight_decay=0.2)):
        close_params(got[step], expected, f"after {step + 1} steps")
    asked(schedule, 4)


@hidden("Adam")
def test_adam_has_a_memory_of_its_own(student):
    seen, params, grads = two_optimizers(student, lambda: student.Adam(0.1))
    close_params(seen, adam_path(params, grads, 0.1)[0], "after the first step of another optimizer")


# cosine_decay


@hidden("cosine_decay", weight=2)
def test_cosine_decay_follows_its_formula(student):
    for lr, steps, warmup in ((0.3, 7, 0), (1.0, 20, 5), (0.01, 100, 1), (2.0, 3, 2), (0.1, 1, 0)):
        t = np.arange(steps + 3)
        glide = lr / 2 * (1 + np.cos(np.pi * np.clip((t - warmup) / (steps - warmup), 0, 1)))
        expected = np.where(t < warmup, lr * t / max(warmup, 1), glide)
        rates = scheduled(student, lr, steps, warmup=warmup, steps=range(steps + 3))
        close(rates, expected, what=f"the rates of {steps} steps, {warmup} of them to warm up,", atol=1e-5 * lr)


@hidden("cosine_decay")
def test_cosine_decay_makes_schedules_that_know_nothing_of_each_other(student):
    one, two = student.cosine_decay(0.1, 10), student.cosine_decay(0.5, 4, warmup=2)
    close(number(one(5)), 0.05, what="the rate")
    close(number(two(1)), 0.25, what="the rate of another schedule")
    close(number(one(5)), 0.05, what="the rate, asked again,")


@hidden("cosine_decay")
def test_cosine_decay_refuses_settings_at_the_call(student):
    refused(lambda steps, warmup: student.cosine_decay(0.1, steps, warmup=warmup), (10, 10), (3, 8), (10, -1))


# train


def chain_case(seed, n=6):
    """Samples, targets, and two layers, the first of them bent."""
    draw = rng(seed)
    X, y = draw.normal(size=(n, 3)), draw.normal(size=(n, 2))
    layers = [(draw.normal(size=(3, 4)), draw.normal(size=(1, 4)), "tanh"),
              (draw.normal(size=(4, 2)), draw.normal(size=(1, 2)), "linear")]  # fmt: skip
    return X, y, layers


def through(X, params):
    return np.tanh(X @ params["W0"] + params["b0"]) @ params["W1"] + params["b1"]


def descended(X, y, layers, path, steps, **settings):
    """The output of two layers after steps on all samples, by central differences and an optimizer's formula."""
    params = {f"{key}{i}": value for i, (W, b, _) in enumerate(layers) for key, value in (("W", W), ("b", b))}
    many_grads = []
    for _ in range(steps):
        now = path(params, many_grads, **settings)[-1] if many_grads else params
        many_grads.append(central_differences(lambda p: float(((through(X, p) - y) ** 2).mean()), now))
    return path(params, many_grads, **settings)[-1]


@hidden("train", weight=3)
def test_train_takes_a_step_of_all_layers(student):
    for seed in (1, 2):
        X, y, layers = chain_case(seed)
        network = network_of(student, *layers)
        history = trained(student, network, X, y, X[:2], y[:2], lr=0.2)
        after = descended(X, y, layers, sgd_path, 1, lr=0.2)
        close(network.predict(X), through(X, after), what="after one step, the answers", rtol=LONG)
        expected = ((through(X[:2], after) - y[:2]) ** 2).mean()
        close_losses(entries(history, "val_loss", 1), [expected], what="val_loss")


@hidden("train", weight=3)
def test_train_keeps_the_memory_of_the_optimizer_from_epoch_to_epoch(student):
    X, y, layers = chain_case(3)
    for path, optimizer, settings in (
        (sgd_path, student.SGD, {"lr": 0.05, "momentum": 0.9}),
        (adam_path, student.Adam, {"lr": 0.05}),
    ):
        network = network_of(student, *layers)
        after = descended(X, y, layers, path, 3, **settings)
        # Validated on what these steps come to, the last epoch is the best.
        target = through(X, after)
        trained(student, network, X, y, X, target, optimizer=optimizer(**settings), epochs=3)
        close(network.predict(X), target, what="after three steps, the answers", rtol=LONG)


@hidden("train", weight=2)
def test_train_weighs_the_loss_of_each_batch_by_its_samples(student):
    X, y = rng(4).normal(size=(7, 1)), rng(5).normal(size=(7, 1))
    for batch_size in (7, 3, 2, 10):
        history = trained(
            student, line(student, 0.5, 0.1), X, y, X[:2], y[:2], lr=1e-12, batch_size=batch_size, epochs=2
        )
        expected = ((0.5 * X + 0.1 - y) ** 2).mean()
        what = f"train_loss, in batches of {batch_size},"
        close_losses(entries(history, "train_loss", 2), [expected] * 2, what=what)


@hidden("train", weight=2)
def test_train_gives_back_the_running_statistics_of_the_best_epoch(student):
    network, _ = with_batch_norm(student, [[0.0, 0.0], [0.0, 0.0]])
    X, y = rng(6).normal(size=(8, 2)) + np.array([3.0, -2.0]), np.zeros((8, 2))
    # Nothing is learned, so that only the running statistics change. The validation samples are answered best where
    # the running mean is theirs.
    mean = [0.0]
    for _ in range(5):
        mean.append(0.9 * mean[-1] + 0.1 * X[:, 0].mean())
    X_val = np.full((2, 2), mean[2])
    X_val[:, 1] = mean[2] / X[:, 0].mean() * X[:, 1].mean()
    layers = network.layers
    layers[1].W, layers[1].b = np.eye(2), np.zeros((1, 2))
    history = trained(student, network, X, y, X_val, np.zeros((2, 2)), lr=0.0, epochs=5)
    close(whole(history.best_epoch, "best_epoch"), 1, what="best_epoch, as the running statistics change,")
    best = an_object(network.layers[0], "the layer of batch normalization")
    close(best.running_mean[0], mean[2], what="running_mean after train", rtol=LONG)
    close(network.predict(X_val), np.zeros((2, 2)), what="what the network answers after train", atol=1e-6)


@hidden("train")
def test_train_normalizes_by_the_batch_in_training_alone(student):
    network, _ = with_batch_norm(student, [[0.0, 0.0], [0.0, 0.0]])
    X, y = rng(7).normal(size=(6, 2)) * 5, np.ones((6, 2))
    history = trained(student, network, X, y, X[:1], y[:1], lr=0.0)
    X_hat = (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 1e-5)
    W, b = np.array([[1.0, -1.0], [2.0, 0.5]]), np.array([[0.0, 1.0]])
    close_losses(entries(history, "train_loss", 1), [((X_hat @ W + b - y) ** 2).mean()], what="train_loss")
    var = 0.9 * 0.9 + 0.1 * X.var(axis=0)
    used = (X[:1] - 0.1 * X.mean(axis=0)) / np.sqrt(var + 1e-5)
    close_losses(entries(history, "val_loss", 1), [((used @ W + b - y[:1]) ** 2).mean()], what="val_loss")


@hidden("train")
def test_train_measures_by_the_loss_that_it_is_given(student):
    loss = Recorded(lambda output, y: (float(np.abs(output - y).mean()), np.sign(output - y) / output.size))
    network = line(student, 1.0)
    history = trained(student, network, PAIR, 3 * PAIR, PAIR, 4 * PAIR, lr=0.5, epochs=2, loss=loss)
    # The slope is -1: w becomes 1.5, then 2.
    close_losses(entries(history, "val_loss", 2), [2.5, 2.0], what="val_loss")
    close(network.predict(PAIR), 2 * PAIR, what="what the network answers", rtol=LONG)


@hidden("train")
def test_train_hands_each_target_with_its_sample(student):
    loss = Recorded(squared_error)
    X = np.arange(1.0, 9.0)[:, np.newaxis]
    trained(student, line(student, 1.0), X, 10 * X, -X, -10 * X, lr=1e-12, batch_size=3, epochs=2, loss=loss)
    for output, y in loss.calls:
        close(10 * array(output, np.shape(y), what="what loss is given"), y, what="the targets of a batch", rtol=LONG)


@hidden("train")
def test_train_augments_in_every_epoch_and_never_to_validate(student):
    augment = student.inside(an_augment, 50.0)
    seen = noted(student, epochs=3, batch_size=3, augment=augment)
    if sorted(augment.sizes) != [1, 1, 1, 3, 3, 3] or set(augment.kinds) != {"Generator"}:
        raise Mismatch("values", f"in three epochs of two batches, augment is called {len(augment.sizes)} times")
    for X, mode in seen:
        if mode != (X.min() > 50):
            which = "the training batches are not" if mode else "the validation samples are"
            raise Mismatch("values", f"{which} augmented", advice="Augment the training batches alone.")


@hidden("train")
def test_train_takes_the_time_of_each_epoch(student):
    history = trained(student, line(student), PAIR, PAIR, PAIR, PAIR, epochs=4)
    if min(entries(history, "seconds", 4)) < 0:
        raise Mismatch("values", "some of the seconds are negative", advice="Subtract the beginning from the end.")


@hidden("train")
def test_train_tells_its_progress_after_each_validation(student):
    progress = student.inside(a_progress)
    trained(student, line(student), PAIR, PAIR, PAIR, PAIR, epochs=4, progress=progress)
    if progress.epochs != [0, 1, 2, 3] or progress.losses != [1, 2, 3, 4]:
        raise Mismatch("values", "progress is not called once an epoch", should_be="for the epochs 0, 1, 2, 3")


# save and load


@hidden("save", weight=2)
def test_save_of_networks_of_all_kinds_can_be_loaded(student):
    with a_folder(student):
        for number_, layers in enumerate(networks(student)):
            network = network_with(student, layers)
            path = f"{number_}.npz"
            student.save(network, path)
            saved = student.inside(arrays_of_a_file, path)
            expected = sorted_numbers(student.inside(learned, network))
            close(sorted_numbers(saved), expected, what="the numbers in the file, sorted,")


@hidden("save")
def test_save_writes_over_an_older_file(student):
    with a_folder(student):
        for value in (1.0, 2.0):
            student.save(network_of(student, ([[value]], [[0.0]], "linear")), "a.npz")
        close(sorted_numbers(student.inside(arrays_of_a_file, "a.npz")), [0.0, 2.0], what="the numbers saved")


def arrays_of_a_file(path):
    with np.load(path, allow_pickle=False) as file:
        return [file[name] for name in file.files]


def learned(network):
    arrays = [value for layer in network.layers for value in layer.params.values()]
    for layer in network.layers:
        arrays += [getattr(layer, name) for name in ("running_mean", "running_var") if hasattr(layer, name)]
    return arrays


def networks(student):
    """Layers of networks of many kinds."""
    yield [dense(student, rng(i).normal(size=(2, 2)), rng(i + 1).normal(size=(1, 2)), "tanh") for i in range(11)]
    one = conv(student, rng(3).normal(size=(2, 1, 3, 3)), rng(4).normal(size=2))[0]
    yield [one, layer_of(student, "BatchNorm", 2), layer_of(student, "ReLU"), layer_of(student, "Flatten"),
           dense(student, rng(5).normal(size=(8, 3)), np.zeros((1, 3)))]  # fmt: skip


@hidden("load", weight=2)
def test_load_of_networks_of_all_kinds(student):
    with a_folder(student):
        for number_, (first, second) in enumerate(zip(networks(student), networks(student), strict=True)):
            network, other = network_with(student, first), network_with(student, second)
            X = rng(9).normal(size=(4, 2) if number_ == 0 else (4, 1, 4, 4))
            network.forward(X, True)  # the running statistics are those of one of them
            student.inside(write_through, network)
            path = f"{number_}.npz"
            student.save(network, path)
            student.load(other, path)
            expected = array(network.predict(X), what="what the network answers")
            close(other.predict(X), expected, what="what another network answers after load")


@hidden("load")
def test_load_refuses_a_file_of_which_only_the_last_array_does_not_fit(student):
    W = [[0.5, 1.0], [2.0, 3.0]]
    first, last = (W, [[1.0, 1.0]], "tanh"), ([[1.0], [2.0]], [[0.5]], "linear")
    saved = network_of(student, first, first, ([[1.0, 1.0], [2.0, 0.0]], [[0.5, 0.0]], "linear"))
    refuses(
        student,
        saved,
        network_of(student, (np.zeros((2, 2)), [[0.0, 0.0]], "tanh"), first, last),
        "One of other outputs",
    )
    # As many numbers, in another shape.
    refuses(student, network_of(student, ([[1.0, 2.0, 3.0]], [[0.0] * 3], "linear")),
            network_of(student, ([[1.0], [2.0]], [[4.0]], "linear")), "One of other inputs")  # fmt: skip


@hidden("load")
def test_load_refuses_a_file_without_running_statistics_or_with_them(student):
    normal, _ = with_batch_norm(student, [[4.0, 10.0], [8.0, 30.0]])
    plain = network_of(student, ([[1.0, -1.0], [2.0, 0.5]], [[0.0, 1.0]], "linear"))
    refuses(student, plain, normal, "One without batch normalization")
    plain = network_of(student, ([[1.0, -1.0], [2.0, 0.5]], [[0.0, 1.0]], "linear"))
    refuses(student, normal, plain, "One with batch normalization")


def write_pickled(path, marker):
    """A file whose array is a pickle that makes another file when it is read."""

    class Trap:
        def __reduce__(self):
            return open, (marker, "w")

    names = [f"{i}.{name}" for i in range(2) for name in ("W", "b")]
    np.savez(path, **{name: np.array([Trap()], dtype=object) for name in names})


def is_there(path):
    import os

    return os.path.exists(path)  # noqa: PTH110


@hidden("load")
def test_load_runs_no_pickle(student):
    network = network_of(student, ([[1.0], [2.0]], [[0.5]], "linear"))
    with a_folder(student):
        student.inside(write_pickled, "trap.npz", "sprung")
        try:
            student.load(network, "trap.npz")
            refused = False
        except Exception as error:
            refused = type(error).__name__ == "StudentRaised"
            if not refused:
                raise
        if not refused or student.inside(is_there, "sprung"):
            seen = "load unpickles what is in a file, and a pickle can run a stranger's code"
            raise Mismatch("values", seen, advice="np.load(path, allow_pickle=False).")
    close(network.predict(SAMPLES), SAMPLES @ [[1.0], [2.0]] + 0.5, what="what the network answers")


# prepare_digit


def alike(one, other):
    """How much two images agree, when looked at from afar: the correlation of their blocks of 4 x 4."""
    blocks = [image.reshape(7, 4, 7, 4).mean(axis=(1, 3)).ravel() for image in (one, other)]
    return float(np.corrcoef(*blocks)[0, 1])


def reads(student, reference, image, what):
    out = prepared(student, image, what)
    if alike(out, reference.prepare_digit(image)) < 0.7:
        seen = f"{what}: what is on the result is not what was on the image"
        raise Mismatch("values", seen, advice="Look at it: plt.imshow(prepare_digit(image), cmap='gray').")


@hidden("prepare_digit", weight=2)
def test_prepare_digit_of_strokes_of_all_kinds(student, reference):
    for digit in range(10):
        for seed in range(2):
            reads(student, reference, draw_digit(digit, rng(100 + 10 * seed + digit)), "a digit drawn as strokes")


@hidden("prepare_digit", weight=2)
def test_prepare_digit_bears_noise_and_uneven_light(student, reference):
    clean = figure(140, 110)
    y, x = np.mgrid[0:140, 0:110]
    for sign in (1, -1):
        image = 100 + sign * 80 * clean + 4 * (x / 110 - y / 140) + 2.0 * rng(5).normal(size=clean.shape)
        what = "a figure with 2 per cent of noise, on uneven light"
        looks_like_the_figure(prepared(student, image, what), what)


@hidden("prepare_digit")
def test_prepare_digit_of_wide_and_of_small_images(student, reference):
    what = "a figure on its side"
    wide = figure(90, 120)[::-1].T
    out = prepared(student, np.pad(wide, 30), what)
    rows, columns = np.nonzero(out > 0.1)
    if np.ptp(columns) < np.ptp(rows):
        raise Mismatch("values", f"{what}: the result is taller than it is wide", advice="Keep the proportions.")
    looks_like_the_figure(prepared(student, figure(300, 200), "a figure in a corner"), "a figure in a corner")
    digits = load_mnist(subset="test")
    for number_ in range(12):
        reads(student, reference, digits.images[number_], "a digit of MNIST's")


@hidden("prepare_digit")
def test_prepare_digit_refuses_blank_images_and_colors(student):
    for image in (np.zeros((30, 30)), np.full((30, 30), 255, np.uint8), figure(30, 40)[np.newaxis], figure(30, 40)[15]):
        raises(ValueError, student.prepare_digit, image)
    pure(student.prepare_digit, (200 - 150 * figure()).astype(np.uint8))


# Practice


@hidden("standardize_batch")
def test_standardize_batch_of_any_sizes(student):
    for n, d in ((2, 3), (7, 1), (5, 6)):
        X = rng(n).normal(size=(n, d)) * 4 + 2
        close(student.standardize_batch(X, 0.1), (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 0.1))


@hidden("corrected_means")
def test_corrected_means_of_any_gradients(student):
    for beta in (0.0, 0.3, 0.99):
        gradients, expected = rng(3).normal(size=9), []
        for t in range(1, 10):
            weights = beta ** np.arange(t)[::-1]
            expected.append((weights * gradients[:t]).sum() / weights.sum())
        close(student.corrected_means(gradients, beta), expected)


@hidden("light_on_dark")
def test_light_on_dark_of_both_kinds(student):
    for image in (figure(), 3 - figure(), 7 * figure(40, 90) - 2, (255 - 100 * figure()).astype(np.uint8)):
        light = image.astype(float)
        light = (light - light.min()) / np.ptp(light)
        close(student.light_on_dark(image), light if light[0, 0] == 0 else 1 - light)


@hidden("center_of_mass")
def test_center_of_mass_of_any_image(student):
    for h, w in ((5, 9), (12, 3)):
        image = rng(h).random((h, w)) ** 3
        row, column = unpack(student.center_of_mass(image), "row", "column")
        close(row, (image * np.arange(h)[:, np.newaxis]).sum() / image.sum(), what="the row")
        close(column, (image * np.arange(w)).sum() / image.sum(), what="the column")
