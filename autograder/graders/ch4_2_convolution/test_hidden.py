"""The tests of chapter 4.2 that only the grader has."""

import numpy as np

from autograder.checks import close, count, hidden, pure, refused
from autograder.graders.ch4_2_convolution.test_visible import case


def slid(image, filter, stride=1):
    """The cross-correlation of an image with a filter, each output summed up in plain Python."""
    (h, w), (kh, kw) = np.shape(image), np.shape(filter)
    image, filter = np.asarray(image, float).tolist(), np.asarray(filter, float).tolist()
    return np.array(
        [
            [
                sum(image[top + m][left + n] * filter[m][n] for m in range(kh) for n in range(kw))
                for left in range(0, w - kw + 1, stride)
            ]
            for top in range(0, h - kh + 1, stride)
        ]
    )


def layer(X, filters, b, stride=1):
    """A convolutional layer by its definition, map by map."""
    return np.array(
        [
            [
                sum(slid(channel, grid, stride) for channel, grid in zip(picture, grids, strict=True)) + bias
                for grids, bias in zip(filters, b, strict=True)
            ]
            for picture in X
        ]
    )


# conv2d


@hidden("conv2d")
def test_conv2d_refuses_a_filter_that_is_larger_in_one_direction_only(student):
    sizes = (((4, 6), (5, 6)), ((6, 4), (6, 5)), ((3, 8), (4, 1)), ((8, 3), (1, 4)), ((2, 2), (5, 5)))
    refused(student.conv2d, *((np.ones(shape), np.ones(kernel)) for shape, kernel in sizes))
    sizes = (((4, 6), (5, 2)), ((6, 4), (2, 6)), ((6, 4), (1, 7)))
    refused(student.conv2d, *((np.ones(shape), np.ones(kernel), 3) for shape, kernel in sizes))


@hidden("conv2d", weight=2)
def test_conv2d_of_images_and_filters_of_many_shapes(student):
    rng = np.random.default_rng(2)
    for (h, w), (kh, kw) in (
        ((6, 9), (3, 2)),
        ((9, 6), (2, 4)),
        ((7, 7), (3, 3)),
        ((4, 8), (4, 3)),
        ((8, 4), (5, 4)),
        ((1, 7), (1, 3)),
        ((7, 1), (2, 1)),
    ):
        image, kernel = rng.normal(size=(h, w)), rng.normal(size=(kh, kw))
        close(student.conv2d(image, kernel), slid(image, kernel))


@hidden("conv2d", weight=2)
def test_conv2d_with_strides_that_leave_a_remainder_and_with_strides_that_do_not(student):
    rng = np.random.default_rng(3)
    for (h, w), (kh, kw), stride in (
        ((8, 11), (3, 2), 2),
        ((11, 8), (2, 3), 2),
        ((9, 7), (3, 3), 2),
        ((9, 12), (3, 2), 3),
        ((12, 10), (2, 4), 3),
        ((10, 13), (3, 5), 4),
        ((6, 5), (2, 3), 7),
    ):
        image, kernel = rng.normal(size=(h, w)), rng.normal(size=(kh, kw))
        close(student.conv2d(image, kernel, stride), slid(image, kernel, stride))


@hidden("conv2d")
def test_conv2d_with_a_filter_as_large_as_the_image_and_with_one_of_a_single_number(student):
    rng = np.random.default_rng(4)
    image, kernel = rng.normal(size=(3, 5)), rng.normal(size=(3, 5))
    for stride in (1, 2, 5):
        close(student.conv2d(image, kernel, stride), slid(image, kernel))
    close(student.conv2d(image, np.array([[-2.5]])), -2.5 * image)
    close(student.conv2d(image, np.array([[-2.5]]), 2), -2.5 * image[::2, ::2])
    close(student.conv2d(np.array([[3.0]]), np.array([[-2.0]])), [[-6.0]])


@hidden("conv2d")
def test_conv2d_keeps_fractions_and_signs(student):
    image = np.array([[0.25, -0.5, 0.125], [-0.75, 0.5, -0.25]])
    close(student.conv2d(image, np.array([[0.5, -0.5]])), [[0.375, -0.3125], [-0.625, 0.375]])
    close(student.conv2d(-np.ones((3, 4)), np.ones((2, 2))), -4 * np.ones((2, 3)))


# conv_layer


@hidden("conv_layer", weight=3)
def test_conv_layer_where_all_sizes_differ(student):
    for seed, sizes in enumerate(((2, 3, 7, 8, 4, 5, 6), (5, 2, 6, 9, 3, 1, 4), (3, 4, 8, 6, 2, 3, 1))):
        arguments = case(20 + seed, *sizes)
        close(student.conv_layer(*arguments), layer(*arguments))


@hidden("conv_layer", weight=2)
def test_conv_layer_with_strides(student):
    for seed, (sizes, stride) in enumerate(
        (
            ((2, 3, 8, 9, 4, 3, 2), 2),
            ((3, 2, 9, 8, 5, 2, 3), 2),
            ((2, 3, 9, 7, 4, 3, 5), 2),
            ((2, 2, 11, 9, 3, 2, 4), 3),
            ((3, 1, 8, 12, 2, 5, 3), 3),
            ((2, 3, 5, 6, 4, 2, 3), 6),
        )
    ):
        arguments = case(30 + seed, *sizes)
        close(student.conv_layer(*arguments, stride), layer(*arguments, stride))


@hidden("conv_layer")
def test_conv_layer_of_one_sample_one_channel_or_one_filter(student):
    for seed, sizes in enumerate(
        ((1, 3, 5, 6, 4, 2, 3), (3, 1, 6, 5, 2, 3, 2), (2, 3, 5, 7, 1, 2, 4), (1, 1, 4, 6, 1, 3, 2))
    ):
        arguments = case(40 + seed, *sizes)
        close(student.conv_layer(*arguments), layer(*arguments))


@hidden("conv_layer")
def test_conv_layer_where_sizes_are_equal(student):
    # Whatever changes places with its like goes unnoticed by the shapes here: only the values tell.
    for seed, sizes in enumerate(((3, 3, 5, 5, 3, 3, 3), (2, 2, 3, 3, 2, 2, 2), (4, 4, 4, 4, 4, 1, 1))):
        arguments = case(50 + seed, *sizes)
        close(student.conv_layer(*arguments), layer(*arguments))


@hidden("conv_layer")
def test_conv_layer_with_filters_as_large_as_the_images_and_with_single_numbers(student):
    for seed, (sizes, stride) in enumerate(
        (((3, 2, 4, 5, 6, 4, 5), 1), ((3, 2, 4, 5, 6, 4, 5), 3), ((2, 3, 4, 5, 6, 1, 1), 1), ((2, 3, 4, 6, 5, 1, 1), 2))
    ):
        arguments = case(60 + seed, *sizes)
        close(student.conv_layer(*arguments, stride), layer(*arguments, stride))


# Practice


@hidden("output_size")
def test_output_size_counts_the_places(student):
    for size, kernel, stride in ((28, 5, 3), (10, 1, 1), (10, 1, 4), (9, 2, 7), (9, 2, 8), (1, 1, 1), (28, 2, 2)):
        count(student.output_size(size, kernel, stride=stride), len(range(0, size - kernel + 1, stride)))
        count(student.output_size(size, kernel), len(range(size - kernel + 1)))


@hidden("zero_pad")
def test_zero_pad_of_other_images(student):
    rng = np.random.default_rng(110)
    for shape, width in (((3, 5), 2), ((4, 2), 1), ((1, 1), 3), ((3, 3), 4)):
        image = rng.normal(size=shape)
        expected = np.zeros((shape[0] + 2 * width, shape[1] + 2 * width))
        expected[width : width + shape[0], width : width + shape[1]] = image
        close(student.zero_pad(image, width), expected)
    pure(student.zero_pad, image, 2)


@hidden("flip_filter")
def test_flip_filter_of_other_shapes(student):
    rng = np.random.default_rng(120)
    for kh, kw in ((3, 3), (4, 2), (1, 5), (5, 1), (1, 1)):
        kernel = rng.normal(size=(kh, kw))
        close(student.flip_filter(kernel), [row[::-1] for row in kernel.tolist()[::-1]])
    pure(student.flip_filter, rng.normal(size=(2, 3)))
    pure(student.flip_filter, rng.normal(size=(3, 3)))


@hidden("true_convolution")
def test_true_convolution_of_other_shapes(student):
    rng = np.random.default_rng(130)
    for shape, kernel_shape in (
        ((5, 7), (2, 3)),
        ((7, 5), (3, 2)),
        ((5, 5), (3, 3)),
        ((4, 3), (4, 3)),
        ((3, 4), (1, 1)),
    ):
        image, kernel = rng.normal(size=shape), rng.normal(size=kernel_shape)
        close(student.true_convolution(image, kernel), slid(image, kernel[::-1, ::-1]))
    pure(student.true_convolution, image, kernel)
    pure(student.true_convolution, rng.normal(size=(4, 4)), rng.normal(size=(2, 2)))


@hidden("windows_as_columns", weight=2)
def test_windows_as_columns_of_other_shapes(student):
    rng = np.random.default_rng(140)
    for (h, w), (kh, kw), stride in (
        ((5, 7), (2, 3), 1),
        ((7, 5), (3, 2), 1),
        ((4, 4), (2, 2), 1),
        ((3, 4), (3, 4), 1),
        ((4, 3), (1, 1), 1),
        ((8, 7), (3, 2), 2),
        ((9, 11), (2, 4), 3),
    ):
        image = rng.normal(size=(h, w))
        starts = [(i, j) for i in range(0, h - kh + 1, stride) for j in range(0, w - kw + 1, stride)]
        expected = np.array([image[i : i + kh, j : j + kw].ravel() for i, j in starts]).T
        close(student.windows_as_columns(image, kh, kw, stride), expected)
        if stride == 1:
            close(student.windows_as_columns(image, kh, kw), expected)
    pure(student.windows_as_columns, image, 2, 3)


@hidden("conv_parameters")
def test_conv_parameters_of_other_layers(student):
    for sizes, expected in (
        ((16, 8, 3, 3), 1168),
        ((2, 3, 4, 5), 122),
        ((5, 2, 1, 7), 75),
        ((1, 1, 1, 1), 2),
        ((64, 3, 7, 7), 9472),
    ):
        count(student.conv_parameters(*sizes), expected)


# Stretch


@hidden("dilated_conv2d", weight=2)
def test_dilated_conv2d_of_other_sizes(student, reference):
    rng = np.random.default_rng(47)
    for (h, w), (kh, kw), dilation in (
        ((7, 9), (3, 2), 2), ((9, 7), (2, 4), 2), ((8, 11), (3, 3), 3), ((5, 5), (3, 3), 2), ((4, 6), (1, 2), 4),
        ((6, 3), (4, 3), 1), ((5, 5), (1, 1), 3),
    ):  # fmt: skip
        image, filter = rng.normal(size=(h, w)), rng.normal(size=(kh, kw))
        close(student.dilated_conv2d(image, filter, dilation), reference.dilated_conv2d(image, filter, dilation))
