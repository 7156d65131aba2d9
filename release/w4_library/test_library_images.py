"""The tests of chapter W.4 that you are given: layers for images. Run them with: pytest"""

import numpy as np

from autograder.checks import Mismatch, array, calm, close, visible
from autograder.graders.w3_network.helpers import rng
from autograder.graders.w4_library.helpers import conv, empty, gradient_of, layer_of, named

# Conv2D

TWO_CHANNELS = np.array(
    [[[[1, 2, 0, -1], [3, -2, 1, 4], [0, 5, -3, 2]], [[2, 0, 1, 3], [-1, 4, 2, 0], [1, -2, 0, 6]]]], dtype=float
)
FILTERS = np.array(
    [
        [[[1, 2], [-1, 0]], [[0, 1], [3, -2]]],
        [[[0, -1], [2, 1]], [[1, 0], [0, -3]]],
        [[[2, 0], [0, -1]], [[-1, 1], [1, 0]]],
    ],
    dtype=float,
)
BIASES = np.array([1.0, -2.0, 0.5])
CONVOLVED = [
    [[-8.0, 14.0, 7.0], [11.0, -8.0, 1.0]],
    [[-10.0, -11.0, 6.0], [10.0, 8.0, -26.0]],
    [[1.5, 8.5, 0.5], [7.5, -4.5, -1.5]],
]


@visible("Conv2D")
def test_conv2d_forward_worked_out_by_hand(student):
    layer, _, _ = conv(student, FILTERS, BIASES)
    close(layer.forward(TWO_CHANNELS, True), [CONVOLVED])
    close(layer.forward(TWO_CHANNELS), [CONVOLVED], what="the result without training")


@visible("Conv2D")
def test_conv2d_has_a_filter_for_each_channel_and_biases_of_zero(student):
    layer = layer_of(student, "Conv2D", 2, 3, 4, rng())
    _, b = named(layer, (3, 2, 4, 4), (3,))
    close(layer.params[b], np.zeros(3), what="the biases")


@visible("Conv2D")
def test_conv2d_puts_zeros_around_each_image(student):
    filters = np.array([[[[1.0, 2.0, 0.0], [0.0, -1.0, 3.0], [4.0, 0.0, 5.0]]]])
    layer, _, _ = conv(student, filters, np.array([0.5]), padding=1)
    X = np.array([[[[1.0, 2.0], [3.0, -4.0]]]])
    close(layer.forward(X), [[[[-14.5, 10.5], [-12.5, 9.5]]]], what="with padding=1, the result")
    dX = layer.backward(np.array([[[[1.0, -1.0], [0.0, 2.0]]]]))
    close(dX, [[[[1.0, 8.0], [-4.0, 3.0]]]], what="with padding=1, dX")


@visible("Conv2D")
def test_conv2d_takes_steps_of_its_stride(student):
    filters, b = np.array([[[[1.0, 0.0], [0.0, 2.0]]]]), np.zeros(1)
    layer, W_name, _ = conv(student, filters, b, stride=2)
    X = np.arange(1.0, 21.0).reshape(1, 1, 4, 5)
    close(layer.forward(X), [[[[15.0, 21.0], [45.0, 51.0]]]], what="with stride=2, the result")
    dX = layer.backward(np.array([[[[1.0, 0.0], [0.0, -3.0]]]]))
    expected = np.zeros((1, 1, 4, 5))
    expected[0, 0, [0, 1, 2, 3], [0, 1, 2, 3]] = [1.0, 2.0, -3.0, -6.0]
    close(dX, expected, what="with stride=2, dX")
    close(gradient_of(layer, W_name, (1, 1, 2, 2)), [[[[-38.0, -40.0], [-48.0, -50.0]]]], what="the filters' gradient")


@visible("Conv2D")
def test_conv2d_backward_worked_out_by_hand(student):
    layer, W_name, b_name = conv(student, FILTERS, BIASES)
    for _ in range(2):  # anew each time
        layer.forward(TWO_CHANNELS, True)
        dX = layer.backward(np.arange(-8.0, 10.0).reshape(1, 3, 2, 3))
    close(
        dX[0, 0] if isinstance(dX, np.ndarray) and dX.shape == TWO_CHANNELS.shape else dX,
        [[0.0, -11.0, -7.0, -12.0], [13.0, 0.0, 5.0, -15.0], [7.0, 2.0, 3.0, -6.0]],
        what="dX of the first channel",
    )
    filters = gradient_of(layer, W_name, FILTERS.shape)
    close(filters[0], [[[-32.0, -16.0], [-27.0, -34.0]], [[-39.0, -53.0], [-29.0, -54.0]]],
          what="the gradient of the first filter")  # fmt: skip
    close(gradient_of(layer, b_name, (3,)), [-33.0, 3.0, 39.0], what="the gradient of the biases")


@visible("Conv2D")
def test_conv2d_draws_its_filters_from_rng(student):
    def filters(seed):
        layer = layer_of(student, "Conv2D", 2, 3, 3, rng(seed))
        return array(layer.params[named(layer, (3, 2, 3, 3), (3,))[0]], (3, 2, 3, 3), what="the filters")

    first = filters(1)
    count = len(np.unique(first))
    if count <= 27:  # 54 draws from a continuous distribution all differ, even as float32
        raise Mismatch("values", f"the 54 weights have {count} different values", advice="Draw each: rng.normal(...).")
    if not np.array_equal(first, filters(1)):
        raise Mismatch("values", "two layers with the same seed have different filters", advice="Draw from rng.")
    if np.allclose(first, filters(2)):
        raise Mismatch("values", "two layers with different seeds have the same filters", advice="Draw from rng.")


@visible("Conv2D")
def test_conv2d_leaves_the_arrays_it_is_given_alone(student):
    layer, W_name, _ = conv(student, FILTERS, BIASES, padding=1)
    layer.forward(TWO_CHANNELS)
    layer.backward(np.ones((1, 3, 4, 5)))
    close(layer.params[W_name], FILTERS, what="the filters after backward")
    calm(student.calls)


# MaxPool2D

POOL_X = np.array([[[[1.0, 5.0, 2.0, 0.0, 9.0], [3.0, -4.0, 8.0, 7.0, 1.0], [6.0, 2.0, -1.0, 8.0, 4.0]]]])


@visible("MaxPool2D")
def test_max_pool_2d_forward_worked_out_by_hand(student):
    layer = layer_of(student, "MaxPool2D", 2)
    close(layer.forward(POOL_X, True), [[[[5.0, 8.0]]]])
    close(layer.forward(POOL_X), [[[[5.0, 8.0]]]], what="the result without training")


@visible(
    "MaxPool2D",
    try_it="MaxPool2D(2, 1).forward(np.array([[[[1.0, 5.0, 2.0], [3.0, 4.0, 9.0]]]]))   # should be [[[[5. 9.]]]]",
)
def test_max_pool_2d_takes_steps_of_its_stride(student):
    layer = layer_of(student, "MaxPool2D", 2, 1)
    close(layer.forward(POOL_X), [[[[5.0, 8.0, 8.0, 9.0], [6.0, 8.0, 8.0, 8.0]]]])


@visible("MaxPool2D")
def test_max_pool_2d_backward_worked_out_by_hand(student):
    layer = layer_of(student, "MaxPool2D", 2, stride=1)
    layer.forward(POOL_X, True)
    dX = layer.backward(np.array([[[[1.0, 2.0, -4.0, 3.0], [5.0, 6.0, 7.0, 10.0]]]]))
    expected = [[[[0.0, 1.0, 0.0, 0.0, 3.0], [0.0, 0.0, 11.0, 0.0, 0.0], [5.0, 0.0, 0.0, 10.0, 0.0]]]]
    close(dX, expected, what="with stride 1, dX")
    plain = layer_of(student, "MaxPool2D", 2)
    plain.forward(POOL_X, True)
    expected = [[[[0.0, -2.0, 0.0, 0.0, 0.0], [0.0, 0.0, 3.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 0.0]]]]
    close(plain.backward(np.array([[[[-2.0, 3.0]]]])), expected, what="dX")


@visible("MaxPool2D")
def test_max_pool_2d_has_no_parameters(student):
    empty(layer_of(student, "MaxPool2D", 2))


@visible("MaxPool2D")
def test_max_pool_2d_leaves_the_arrays_it_is_given_alone(student):
    layer = layer_of(student, "MaxPool2D", 2)
    layer.forward(POOL_X)
    layer.backward(np.array([[[[-2.0, 3.0]]]]))
    calm(student.calls)
