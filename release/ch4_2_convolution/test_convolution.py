"""The tests of chapter 4.2 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    Mismatch,
    StudentRaised,
    advice,
    array,
    close,
    count,
    pure,
    refused,
    same_for_whole_numbers,
    visible,
)


def would_be_better_refused(function, sentence, *cases):
    """Advise a ValueError where a function answers to arguments that make no sense."""
    for arguments in cases:
        try:
            function(*arguments)
        except StudentRaised:
            continue
        raise Mismatch("not_raised", "takes arguments that make no sense", advice=sentence)


STRIDE_ANSWERED = "A stride of 0 or less gets an answer here; a ValueError would tell the caller at once."


def case(seed, n, c, h, w, f, kh, kw):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, c, h, w)), rng.normal(size=(f, c, kh, kw)), rng.normal(size=f)


IMAGE = np.array([[1.0, 2.0, -1.0, 5.0, 3.0], [0.5, 4.0, 6.0, -2.0, 7.0], [8.0, -3.0, 2.5, 9.0, 1.5]])
FILTER = np.array([[1.0, 2.0, -3.0], [4.0, -1.0, 0.5]])
PIXELS = np.array([[200, 90, 255, 120], [130, 240, 60, 180], [10, 250, 210, 70]])


# conv2d


@visible(
    "conv2d",
    try_it="conv2d(np.arange(15.0).reshape(3, 5), np.array([[1.0, 2.0, 1.0], [0.0, -5.0, 3.0]]))   "
    "# should be [[-5. -3. -1.] [ 5.  7.  9.]]",
)
def test_conv2d_of_a_small_image_worked_out_by_hand(student):
    # The rows of the first window give 1 + 4 + 3 and 2 - 4 + 3, together 9.
    close(student.conv2d(IMAGE, FILTER), [[9.0, -6.0, 29.5], [26.75, 12.0, -17.25]])


@visible("conv2d")
def test_conv2d_stays_inside_the_image(student):
    rng = np.random.default_rng(1)
    for (h, w), (kh, kw), shape in (
        ((4, 6), (2, 3), (3, 4)),
        ((6, 4), (3, 2), (4, 3)),
        ((5, 5), (3, 3), (3, 3)),
        ((7, 5), (1, 4), (7, 2)),
        ((3, 5), (3, 5), (1, 1)),
    ):
        array(student.conv2d(rng.normal(size=(h, w)), rng.normal(size=(kh, kw))), shape)


@visible(
    "conv2d",
    try_it="conv2d(np.arange(18.0).reshape(3, 6), np.array([[2.0]]), 2)   # should be [[ 0.  4.  8.] [24. 28. 32.]]",
)
def test_conv2d_takes_steps_of_the_stride_in_both_directions(student):
    image = np.array([[10.0 * i + j for j in range(6)] for i in range(5)])
    close(student.conv2d(image, np.array([[1.0]]), 2), [[0.0, 2.0, 4.0], [20.0, 22.0, 24.0], [40.0, 42.0, 44.0]])
    close(student.conv2d(image, np.array([[1.0]]), stride=3), [[0.0, 3.0], [30.0, 33.0]])


@visible("conv2d")
def test_conv2d_drops_what_fills_no_window(student):
    image = np.array([[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [0.0, 1.0, 0.0, 1.0, 0.0, 1.0]])
    close(student.conv2d(image, np.array([[1.0, 1.0, 1.0]]), 2), [[6.0, 12.0]])


@visible("conv2d")
def test_conv2d_refuses_a_filter_that_is_larger_than_the_image(student):
    image = np.ones((4, 6))
    refused(student.conv2d, (image, np.ones((5, 3))), (image, np.ones((3, 7))), (image, np.ones((5, 7))))


@visible("conv2d")
def test_conv2d_leaves_its_arguments_alone(student):
    pure(student.conv2d, IMAGE, FILTER)
    pure(student.conv2d, IMAGE, FILTER, 2)


@advice("conv2d")
def test_conv2d_of_whole_numbers(student):
    edges = np.array([[1, 0, -1], [2, 0, -2]])
    for kind in (np.uint8, np.int64):
        for kernel in (edges, edges / 9, np.array([[3, 1, 4], [2, 5, 1]], dtype=np.uint8)):
            same_for_whole_numbers(student.conv2d, PIXELS.astype(kind), kernel)


@advice("conv2d")
def test_conv2d_refuses_a_stride_below_one(student):
    would_be_better_refused(student.conv2d, STRIDE_ANSWERED, (IMAGE, FILTER, 0), (IMAGE, FILTER, -1))


# conv_layer


def small_layer():
    """Two pictures of two channels, and three filters."""
    X = np.array(
        [
            [
                [[6.0, -5.0, -4.0, -3.0], [-3.5, 6.0, 7.0, 3.5], [-6.0, -5.0, -0.5, 0.0]],
                [[3.0, 1.0, -2.0, -3.5], [5.0, 5.0, -6.0, -5.0], [1.0, 0.0, 8.0, 2.5]],
            ],
            [
                [[0.0, 0.0, 4.0, 3.5], [-4.0, 5.0, 6.0, 9.0], [6.0, -2.0, -1.0, 4.5]],
                [[4.5, 5.0, 7.0, -2.0], [9.0, -5.5, -5.0, 9.5], [9.0, -2.0, -4.0, -1.0]],
            ],
        ]
    )
    filters = np.array(
        [
            [[[1.0, 3.0, -1.0], [3.0, 4.0, -3.0]], [[1.0, -1.0, -3.0], [-3.0, -1.0, -2.0]]],
            [[[2.0, -2.0, 2.0], [3.0, 0.0, -2.0]], [[-3.0, -1.0, 0.0], [0.0, -1.0, 3.0]]],
            [[[1.0, 4.0, 4.0], [2.0, -3.0, -2.0]], [[2.0, 1.0, 4.0], [2.0, 3.0, -3.0]]],
        ]
    )
    return X, filters, np.array([10.0, -5.0, 0.5])


SMALL_MAPS = [
    [[[-2.5, 46.0], [-20.0, 29.5]], [[-48.5, -12.0], [-23.0, -24.5]], [[-26.5, -55.5], [22.0, 40.5]]],
    [[[-37.0, 37.0], [40.5, -16.5]], [[-49.0, 2.5], [-22.5, 18.5]], [[40.0, -41.0], [77.0, 64.5]]],
]


@visible(
    "conv_layer",
    try_it="conv_layer(np.arange(24.0).reshape(2, 2, 2, 3), np.arange(12.0).reshape(3, 2, 1, 2), "
    "np.array([1.0, -900.0, 5.0]))[:, :, 0, 1]   # should be [[  41. -788.  189.] [ 113. -524.  645.]]",
)
def test_conv_layer_of_two_channels_and_three_filters_worked_out_by_hand(student):
    # In the first window of the first picture filter 0 finds -12.5 in channel 0 and 0 in channel 1; its bias is 10.
    close(student.conv_layer(*small_layer()), SMALL_MAPS)


@visible("conv_layer")
def test_conv_layer_has_a_map_for_each_sample_and_filter(student):
    for sizes, shape in (
        ((2, 3, 6, 8, 5, 2, 4), (2, 5, 5, 5)),
        ((4, 1, 7, 5, 3, 3, 2), (4, 3, 5, 4)),
        ((1, 2, 4, 4, 1, 4, 4), (1, 1, 1, 1)),
    ):
        array(student.conv_layer(*case(10, *sizes)), shape)


@visible("conv_layer")
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
    close(maps[:, 0], X[:, 1], what="the map of the filter that copies channel 1")
    close(maps[:, 1], X[:, 0], what="the map of the filter that copies channel 0")
    close(maps[:, 2], X[:, 0] - X[:, 1], what="the map of the filter that takes channel 1 from channel 0")


@visible("conv_layer")
def test_conv_layer_takes_steps_of_the_stride_in_both_directions(student):
    grid = np.array([[10.0 * i + j for j in range(6)] for i in range(5)])
    X, filters, b = (
        np.array([[grid], [-2 * grid]]),
        np.array([[[[1.0]]], [[[0.5]]], [[[3.0]]]]),
        np.array([1.0, 2.0, -4.0]),
    )
    places = np.array([[0.0, 2.0, 4.0], [20.0, 22.0, 24.0], [40.0, 42.0, 44.0]])
    maps = [[places + 1, places / 2 + 2, 3 * places - 4], [1 - 2 * places, 2 - places, -6 * places - 4]]
    close(student.conv_layer(X, filters, b, 2), maps)
    close(student.conv_layer(X[:1], filters[:1], b[:1], stride=3), [[[[1.0, 4.0], [31.0, 34.0]]]])


@visible("conv_layer")
def test_conv_layer_leaves_its_arguments_alone(student):
    pure(student.conv_layer, *small_layer())
    pure(student.conv_layer, *case(100, 2, 2, 5, 4, 3, 2, 2), 2)


@advice("conv_layer")
def test_conv_layer_of_whole_numbers(student):
    _, filters, b = case(13, 2, 1, 3, 4, 3, 2, 3)
    for kind in (np.uint8, np.int64):
        same_for_whole_numbers(student.conv_layer, PIXELS[np.newaxis, np.newaxis].astype(kind), filters, b)


@advice("conv_layer")
def test_conv_layer_refuses_what_does_not_fit(student):
    X, b = np.ones((2, 3, 4, 6)), np.zeros(2)
    would_be_better_refused(
        student.conv_layer,
        "Filters that do not fit the images get an answer here; a ValueError would tell the caller at once.",
        *((X, np.ones(shape), b) for shape in ((2, 3, 5, 2), (2, 3, 2, 7), (2, 4, 2, 2), (2, 1, 2, 2))),
    )
    arguments = X, np.ones((2, 3, 2, 2)), b
    would_be_better_refused(student.conv_layer, STRIDE_ANSWERED, (*arguments, 0), (*arguments, -1))


# Practice


@visible("output_size", try_it="output_size(11, 4, 3)   # should be 3")
def test_output_size_of_a_digit_and_of_strides_by_hand(student):
    count(student.output_size(8, 3, 2), 3)
    count(student.output_size(7, 3, 2), 3)
    count(student.output_size(28, 3), 26)


@visible("output_size", try_it="output_size(5, 5)   # should be 1")
def test_output_size_of_a_window_that_fits_once(student):
    count(student.output_size(5, 5), 1)
    count(student.output_size(5, 5, 3), 1)
    count(student.output_size(5, 4, 2), 1)


@visible("output_size", try_it="output_size(4, 6)   # should raise ValueError")
def test_output_size_refuses_a_window_that_does_not_fit(student):
    refused(student.output_size, (4, 5), (4, 6, 2))


@visible(
    "zero_pad", try_it="zero_pad(np.array([[1.0, 2.0]]), 1)   # should be [[0. 0. 0. 0.] [0. 1. 2. 0.] [0. 0. 0. 0.]]"
)
def test_zero_pad_of_one_row(student):
    close(student.zero_pad(np.array([[1.0, 2.0]]), 1), [[0, 0, 0, 0], [0, 1, 2, 0], [0, 0, 0, 0]])


@visible("zero_pad")
def test_zero_pad_with_no_frame_at_all(student):
    close(student.zero_pad(np.array([[1.5, -2.0], [3.0, 4.0], [0.0, 6.0]]), 0), [[1.5, -2.0], [3.0, 4.0], [0.0, 6.0]])


@visible(
    "flip_filter",
    try_it="flip_filter(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]))   # should be [[6. 5.] [4. 3.] [2. 1.]]",
)
def test_flip_filter_of_the_worked_example(student):
    close(student.flip_filter(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])), [[6.0, 5.0, 4.0], [3.0, 2.0, 1.0]])


@visible(
    "true_convolution",
    try_it="true_convolution(np.array([[1.0, 2.0, 4.0], [3.0, 7.0, 5.0]]), np.array([[1.0, 3.0], [0.0, 2.0]]))"
    "   # should be [[18. 30.]]",
)
def test_true_convolution_of_small_images_worked_out_by_hand(student):
    close(student.true_convolution(IMAGE, FILTER), [[7.0, 20.0, -8.5], [-7.25, 11.0, 45.0]])
    close(student.true_convolution(np.array([[1.0, 2.0, 4.0]]), np.array([[1.0, 3.0]])), [[5.0, 10.0]])


@visible("true_convolution")
def test_true_convolution_of_a_single_bright_pixel_shows_the_filter(student):
    image = np.zeros((3, 5))
    image[1, 2] = 1.0
    kernel = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    close(student.true_convolution(image, kernel), kernel)


@visible(
    "windows_as_columns",
    try_it="windows_as_columns(np.arange(12.0).reshape(3, 4), 2, 3)[:, 1]   # should be [1. 2. 3. 5. 6. 7.]",
)
def test_windows_as_columns_of_the_image_worked_out_by_hand(student):
    expected = [
        [1.0, 2.0, -1.0, 0.5, 4.0, 6.0],
        [2.0, -1.0, 5.0, 4.0, 6.0, -2.0],
        [-1.0, 5.0, 3.0, 6.0, -2.0, 7.0],
        [0.5, 4.0, 6.0, 8.0, -3.0, 2.5],
        [4.0, 6.0, -2.0, -3.0, 2.5, 9.0],
        [6.0, -2.0, 7.0, 2.5, 9.0, 1.5],
    ]
    close(student.windows_as_columns(IMAGE, 2, 3), expected)


@visible("windows_as_columns")
def test_windows_as_columns_at_every_second_place(student):
    image = np.array([[10.0 * i + j for j in range(6)] for i in range(4)])
    close(student.windows_as_columns(image, 1, 2, 2), [[0, 2, 4, 20, 22, 24], [1, 3, 5, 21, 23, 25]])


@visible("conv_parameters", try_it="conv_parameters(5, 3, 2, 4)   # should be 125")
def test_conv_parameters_of_five_filters_on_three_channels(student):
    count(student.conv_parameters(5, 3, 2, 4), 125)


# Stretch


DOTS = np.array(
    [
        [1.0, 2.0, 0.0, -1.0, 3.0, 5.0, 2.0],
        [0.0, 4.0, 1.0, 2.0, -2.0, 1.0, 0.0],
        [3.0, 1.0, -1.0, 0.0, 2.0, 4.0, -1.0],
        [2.0, 0.0, 5.0, 1.0, 1.0, -3.0, 4.0],
        [-2.0, 3.0, 1.0, 4.0, 0.0, 2.0, 1.0],
    ]
)


@visible(
    "dilated_conv2d",
    try_it="dilated_conv2d(np.arange(35.0).reshape(5, 7), np.array([[1.0, -2.0, 3.0], [0.0, 4.0, -1.0]]), 2)"
    "   # should be [[54. 59. 64.] [89. 94. 99.] [124. 129. 134.]]",
)
def test_dilated_conv2d_by_two_worked_out_by_hand(student):
    expected = [[19.5, 19.0, -2.0], [1.5, 6.5, 21.5], [3.5, 25.0, -5.0]]
    close(student.dilated_conv2d(DOTS, np.array([[1.0, -2.0, 3.0], [4.0, 0.5, -1.0]]), 2), expected)


@visible("dilated_conv2d")
def test_dilated_conv2d_by_three_reaches_further(student):
    expected = [[90.0, 134.0, -255.0, 417.0], [422.0, -15.0, 211.0, 100.0]]
    close(student.dilated_conv2d(DOTS, np.array([[2.0, 10.0], [-1.0, 100.0]]), 3), expected)


@visible("dilated_conv2d")
def test_dilated_conv2d_by_one_is_the_usual_convolution(student):
    expected = [[1.0, 10.5, 4.0], [2.5, 4.5, -3.0]]
    close(student.dilated_conv2d(DOTS[:3, :4], np.array([[1.0, -1.0], [2.0, 0.5]]), 1), expected)


@visible("dilated_conv2d")
def test_dilated_conv2d_leaves_its_arguments_alone(student):
    pure(student.dilated_conv2d, DOTS, np.array([[1.0, 2.0], [0.5, -1.0]]), 2)
