"""The tests of chapter 4.2 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import Mismatch, array, close, pure, raises, visible


def refused(function, *cases):
    """Check that ValueError is raised in every case; all are tried before the first that is not is reported."""
    accepted = []
    for arguments in cases:
        try:
            raises(ValueError, function, *arguments)
        except Mismatch:
            accepted.append(arguments)
    if accepted:
        raises(ValueError, function, *accepted[0])


def near(got, expected, what="the result"):
    """Close enough for arithmetic in float32, whatever dtype the answer has: no mistake is as small as that."""
    close(got, expected, what=what, rtol=1e-4, atol=1e-5 * float(np.abs(expected).max()))


def case(seed, n, c, h, w, f, kh, kw):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, c, h, w)), rng.normal(size=(f, c, kh, kw)), rng.normal(size=f)


IMAGE = np.array([[1.0, 2.0, 0.0, 3.0], [0.0, 1.0, 4.0, 1.0], [2.0, 0.0, 1.0, 5.0]])
FILTER = np.array([[1.0, 0.0], [-1.0, 2.0]])


# conv2d


@visible(
    "conv2d",
    try_it="conv2d(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([[1.0, -1.0]]))   # [[-1. -1.] [-1. -1.]]",
)
def test_conv2d_of_a_small_image_worked_out_by_hand(student):
    close(student.conv2d(IMAGE, FILTER), [[3.0, 9.0, -2.0], [-2.0, 3.0, 13.0]])


@visible("conv2d", try_it="conv2d(np.arange(24.0).reshape(4, 6), np.ones((2, 3))).shape   # should be (3, 4)")
def test_conv2d_stays_inside_the_image(student):
    rng = np.random.default_rng(1)
    for (h, w), (kh, kw), shape in (
        ((4, 6), (2, 3), (3, 4)),
        ((6, 4), (3, 2), (4, 3)),
        ((5, 5), (3, 3), (3, 3)),
        ((7, 5), (1, 4), (7, 2)),
    ):
        array(student.conv2d(rng.normal(size=(h, w)), rng.normal(size=(kh, kw))), shape)


@visible("conv2d", try_it="conv2d(np.array([[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]]), np.array([[1.0]]), 3)   # [[1. 4.]]")
def test_conv2d_takes_steps_of_the_stride_in_both_directions(student):
    image = np.array([[10.0 * i + j for j in range(6)] for i in range(5)])
    close(student.conv2d(image, np.array([[1.0]]), 2), [[0.0, 2.0, 4.0], [20.0, 22.0, 24.0], [40.0, 42.0, 44.0]])
    close(student.conv2d(image, np.array([[1.0]]), 3), [[0.0, 3.0], [30.0, 33.0]])


@visible("conv2d")
def test_conv2d_drops_what_fills_no_window(student):
    image = np.array([[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [0.0, 1.0, 0.0, 1.0, 0.0, 1.0]])
    close(student.conv2d(image, np.array([[1.0, 1.0, 1.0]]), 2), [[6.0, 12.0]])


@visible("conv2d", try_it="conv2d(np.array([[5.0, 7.0]]), np.array([[0.0, 1.0]]))   # should be [[7.]]")
def test_conv2d_does_not_turn_the_filter_around(student):
    image = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])
    close(student.conv2d(image, np.array([[0.0, 0.0, 1.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])), [[3.0]])
    close(student.conv2d(image, np.array([[0.0, 0.0], [1.0, 0.0]])), [[4.0, 5.0], [7.0, 8.0]])


@visible("conv2d", weight=2)
def test_conv2d_refuses_what_does_not_fit(student):
    image = np.ones((4, 6))
    refused(
        student.conv2d,
        (image, np.ones((5, 3))),
        (image, np.ones((3, 7))),
        (image, np.ones((5, 7))),
        (image, np.ones((2, 2)), 0),
        (image, np.ones((2, 2)), -1),
    )


@visible("conv2d")
def test_conv2d_leaves_its_arguments_alone(student):
    pure(student.conv2d, IMAGE, FILTER)
    pure(student.conv2d, IMAGE, FILTER, 2)


# conv_layer


def small_layer():
    """One picture of two channels, and two filters: the first window is the lesson's."""
    X = np.array([[[[1.0, 2.0, 0.0, 1.0], [3.0, 4.0, 1.0, 0.0]], [[0.0, 1.0, 2.0, 0.0], [1.0, 0.0, 0.0, 2.0]]]])
    filters = np.array(
        [[[[1.0, 0.0], [0.0, 1.0]], [[2.0, 2.0], [2.0, 2.0]]], [[[1.0, 2.0], [0.0, 0.0]], [[-1.0, 0.0], [3.0, 0.0]]]]
    )
    return X, filters, np.array([10.0, -5.0])


@visible(
    "conv_layer",
    try_it="conv_layer(np.ones((1, 2, 3, 3)), np.ones((1, 2, 3, 3)), np.array([0.5]))   # should be [[[[18.5]]]]",
)
def test_conv_layer_of_two_channels_and_two_filters_worked_out_by_hand(student):
    # Filter 0 finds 5 + 4, 3 + 6 and 0 + 8, filter 1 finds 5 + 3, 2 - 1 and 2 - 2; then come the biases 10 and -5.
    close(student.conv_layer(*small_layer()), [[[[19.0, 19.0, 18.0]], [[3.0, -4.0, -5.0]]]])


@visible("conv_layer")
def test_conv_layer_has_a_map_for_each_sample_and_filter(student):
    for sizes, shape in (
        ((2, 3, 6, 8, 5, 2, 4), (2, 5, 5, 5)),
        ((4, 1, 7, 5, 3, 3, 2), (4, 3, 5, 4)),
        ((1, 2, 4, 4, 1, 4, 4), (1, 1, 1, 1)),
    ):
        array(student.conv_layer(*case(10, *sizes)), shape)


@visible("conv_layer", weight=2)
def test_conv_layer_adds_each_bias_to_its_own_map(student):
    X, filters, _ = case(11, 2, 3, 5, 6, 4, 2, 3)
    maps = array(student.conv_layer(X, 0 * filters, np.array([1.0, -2.0, 0.5, 30.0])), (2, 4, 4, 4))
    for f, bias in enumerate((1.0, -2.0, 0.5, 30.0)):
        close(maps[:, f], np.full((2, 4, 4), bias), what=f"the map of filter {f}, all zeros,")


@visible("conv_layer")
def test_conv_layer_of_a_filter_that_copies_one_channel(student):
    X, _, _ = case(12, 3, 2, 4, 5, 1, 1, 1)
    filters = np.array([[[[0.0]], [[1.0]]], [[[1.0]], [[0.0]]], [[[1.0]], [[-1.0]]]])
    maps = array(student.conv_layer(X, filters, np.zeros(3)), (3, 3, 4, 5))
    near(maps[:, 0], X[:, 1], what="the map of the filter that copies channel 1")
    near(maps[:, 1], X[:, 0], what="the map of the filter that copies channel 0")
    near(maps[:, 2], X[:, 0] - X[:, 1], what="the map of the filter that takes channel 1 from channel 0")


@visible("conv_layer", weight=2)
def test_conv_layer_refuses_what_does_not_fit(student):
    X, b = np.ones((2, 3, 4, 6)), np.zeros(2)
    refused(
        student.conv_layer,
        (X, np.ones((2, 3, 5, 2)), b),
        (X, np.ones((2, 3, 2, 7)), b),
        (X, np.ones((2, 4, 2, 2)), b),
        (X, np.ones((2, 1, 2, 2)), b),
        (X, np.ones((2, 3, 2, 2)), b, 0),
        (X, np.ones((2, 3, 2, 2)), b, -1),
    )


@visible("conv_layer")
def test_conv_layer_leaves_its_arguments_alone(student):
    pure(student.conv_layer, *small_layer())
    pure(student.conv_layer, *case(100, 2, 2, 5, 4, 3, 2, 2), 2)


# Practice


@visible("output_size", try_it="output_size(28, 3)   # should be 26")
def test_output_size_of_a_digit_and_of_strides_by_hand(student):
    close(student.output_size(28, 3), 26)
    close(student.output_size(7, 3, 2), 3)
    close(student.output_size(8, 3, 2), 3)


@visible("output_size", try_it="output_size(5, 5)   # should be 1")
def test_output_size_of_a_window_that_fits_once(student):
    close(student.output_size(5, 5), 1)
    close(student.output_size(5, 5, 3), 1)
    close(student.output_size(5, 4, 2), 1)


@visible("output_size")
def test_output_size_refuses_what_does_not_fit(student):
    refused(student.output_size, (4, 5), (4, 6, 2), (4, 2, 0), (4, 2, -1))


@visible("zero_pad", try_it="zero_pad(np.array([[1.0, 2.0]]), 1).shape   # should be (3, 4)")
def test_zero_pad_of_one_row(student):
    close(student.zero_pad(np.array([[1.0, 2.0]]), 1), [[0, 0, 0, 0], [0, 1, 2, 0], [0, 0, 0, 0]])


@visible("zero_pad")
def test_zero_pad_with_no_frame_at_all(student):
    close(student.zero_pad(np.array([[1.5, -2.0], [3.0, 4.0], [0.0, 6.0]]), 0), [[1.5, -2.0], [3.0, 4.0], [0.0, 6.0]])


@visible("flip_filter", try_it="flip_filter(np.array([[1.0, 2.0]]))   # should be [[2. 1.]]")
def test_flip_filter_of_the_worked_example(student):
    close(student.flip_filter(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])), [[6.0, 5.0, 4.0], [3.0, 2.0, 1.0]])


@visible("true_convolution", try_it="true_convolution(np.array([[5.0, 7.0]]), np.array([[0.0, 1.0]]))   # [[5.]]")
def test_true_convolution_of_small_images_worked_out_by_hand(student):
    close(student.true_convolution(IMAGE, FILTER), [[1.0, 8.0, -2.0], [-1.0, -1.0, 12.0]])
    close(student.true_convolution(np.array([[1.0, 2.0, 4.0]]), np.array([[1.0, 3.0]])), [[5.0, 10.0]])


@visible("true_convolution")
def test_true_convolution_of_a_single_bright_pixel_shows_the_filter(student):
    image = np.zeros((3, 5))
    image[1, 2] = 1.0
    kernel = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    close(student.true_convolution(image, kernel), kernel)


@visible(
    "windows_as_columns",
    try_it="windows_as_columns(np.array([[1.0, 2.0, 3.0]]), 1, 2)   # should be [[1. 2.] [2. 3.]]",
)
def test_windows_as_columns_of_the_image_worked_out_by_hand(student):
    expected = [[1, 2, 0, 0, 1, 4], [2, 0, 3, 1, 4, 1], [0, 1, 4, 2, 0, 1], [1, 4, 1, 0, 1, 5]]
    near(student.windows_as_columns(IMAGE, 2, 2), expected)


@visible("windows_as_columns")
def test_windows_as_columns_at_every_second_place(student):
    image = np.array([[10.0 * i + j for j in range(6)] for i in range(4)])
    close(student.windows_as_columns(image, 1, 2, 2), [[0, 2, 4, 20, 22, 24], [1, 3, 5, 21, 23, 25]])


@visible("conv_parameters", try_it="conv_parameters(8, 1, 3, 3)   # should be 80")
def test_conv_parameters_of_eight_filters_on_one_channel(student):
    close(student.conv_parameters(8, 1, 3, 3), 80)
