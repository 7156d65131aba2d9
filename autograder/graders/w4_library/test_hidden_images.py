"""The tests of chapter W.4 that only the grader has: layers for images."""

import numpy as np
from scipy.signal import correlate2d

from autograder.checks import LONG, Mismatch, array, central_differences, close, hidden
from autograder.graders.w3_network.helpers import rng
from autograder.graders.w4_library.helpers import conv, gradient_of, layer_of, named

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
