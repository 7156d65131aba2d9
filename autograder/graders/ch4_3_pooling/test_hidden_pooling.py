"""The tests of chapter 4.3 that only the grader has: pooling."""

import itertools

import numpy as np

from autograder.checks import LONG, central_differences, close, hidden
from autograder.graders.ch4_3_pooling.hidden_helpers import maxima, places, to_first_maxima

# max_pool

# Shapes of images, size and stride; where stride is None or size, the windows cover them wholly.
POOLS = (
    ((2, 3, 6, 4), 2, None), ((3, 1, 9, 6), 3, None), ((1, 2, 4, 8), 4, None), ((2, 2, 3, 5), 1, None),
    ((2, 3, 7, 5), 2, 1), ((1, 2, 4, 9), 3, 1), ((3, 2, 7, 9), 3, 2), ((2, 1, 8, 6), 4, 2), ((2, 3, 7, 6), 2, 3),
    ((1, 4, 9, 10), 2, 4), ((3, 2, 8, 5), 1, 3), ((2, 3, 5, 4), 3, 1),
)  # fmt: skip
REMAINING = (((2, 3, 7, 5), 2), ((1, 2, 8, 10), 3), ((3, 1, 5, 6), 4))
OTHER_AXES = ((6, 4), (3, 6, 8), (2, 3, 2, 4, 6), (4, 6))


def pooled_shape(shape, size, stride):
    return (*shape[:-2], *(len(places(length, size, stride)) for length in shape[-2:]))


@hidden("max_pool", weight=3)
def test_max_pool_of_other_sizes_and_strides(student):
    rng = np.random.default_rng(1)
    for shape, size, stride in POOLS:
        X = rng.normal(size=shape)
        close(student.max_pool(X, size, stride), maxima(X, size, stride or size))


@hidden("max_pool")
def test_max_pool_drops_rows_and_columns_that_remain(student):
    rng = np.random.default_rng(2)
    for shape, size in REMAINING:
        X = rng.normal(size=shape)
        close(student.max_pool(X, size), maxima(X, size, size))


@hidden("max_pool")
def test_max_pool_of_any_number_of_axes(student):
    rng = np.random.default_rng(3)
    for shape in OTHER_AXES:
        X = rng.normal(size=shape) - 3.0
        close(student.max_pool(X, 2), maxima(X, 2, 2))
        close(student.max_pool(X, 2, 1), maxima(X, 2, 1))


@hidden("max_pool", weight=2)
def test_max_pool_with_one_window_for_the_whole_image(student):
    X = -1.0 - np.random.default_rng(4).random((2, 3, 4, 4))
    close(student.max_pool(X, 4), maxima(X, 4, 4))
    close(student.max_pool(X, 4, 3), maxima(X, 4, 3))


# max_pool_backward


@hidden("max_pool_backward", weight=3)
def test_max_pool_backward_of_other_sizes_and_strides(student):
    rng = np.random.default_rng(5)
    for shape, size, stride in POOLS:
        X, dout = rng.normal(size=shape), rng.normal(size=pooled_shape(shape, size, stride or size))
        got = student.max_pool_backward(dout, X, size, stride)
        close(got, to_first_maxima(dout, X, size, stride or size), rtol=LONG)


@hidden("max_pool_backward")
def test_max_pool_backward_gives_nothing_to_rows_and_columns_that_remain(student):
    rng = np.random.default_rng(6)
    for shape, size in REMAINING:
        X, dout = rng.normal(size=shape), rng.normal(size=pooled_shape(shape, size, size))
        close(student.max_pool_backward(dout, X, size), to_first_maxima(dout, X, size, size), rtol=LONG)


@hidden("max_pool_backward")
def test_max_pool_backward_of_any_number_of_axes(student):
    rng = np.random.default_rng(7)
    for shape, stride in itertools.product(OTHER_AXES, (1, 2)):
        X, dout = rng.normal(size=shape) - 3.0, rng.normal(size=pooled_shape(shape, 2, stride))
        close(student.max_pool_backward(dout, X, 2, stride), to_first_maxima(dout, X, 2, stride), rtol=LONG)


@hidden("max_pool_backward")
def test_max_pool_backward_where_ties_are_everywhere(student):
    rng = np.random.default_rng(8)
    for low, high in ((0, 2), (0, 1), (-2, 0)):
        for size, stride in ((2, 2), (3, 3), (2, 1), (3, 1), (3, 2), (2, 3)):
            X = rng.integers(low, high, (2, 3, 9, 6)).astype(float)
            dout = rng.normal(size=pooled_shape(X.shape, size, stride))
            close(student.max_pool_backward(dout, X, size, stride), to_first_maxima(dout, X, size, stride), rtol=LONG)


@hidden("max_pool_backward")
def test_max_pool_backward_agrees_with_slopes(student):
    rng = np.random.default_rng(9)
    for shape, size, stride in (((2, 3, 4, 6), 2, 2), ((1, 2, 5, 6), 3, 1), ((3, 1, 5, 7), 2, 3)):
        X = rng.permutation(np.arange(np.prod(shape)) * 0.25 - 3.0).reshape(shape)  # all different, by 0.25 and more
        dout = rng.normal(size=pooled_shape(shape, size, stride))

        def weighted_sum(params, dout=dout, size=size, stride=stride):
            return float((maxima(params["X"], size, stride) * dout).sum())

        slopes = central_differences(weighted_sum, {"X": X}, h=0.01)
        close(student.max_pool_backward(dout, X, size, stride), slopes["X"], rtol=LONG)


# Practice


@hidden("count_ties", weight=2)
def test_count_ties_of_other_images(student):
    rng = np.random.default_rng(22)
    for shape, size in (((6, 6), 2), ((2, 3, 7, 5), 2), ((3, 9, 6), 3), ((4, 5), 1), ((1, 2, 2, 8, 8), 4)):
        for low, high in ((0, 3), (0, 10), (-3, 0)):
            X = rng.integers(low, high, shape).astype(float)
            largest = maxima(X, size, size)
            h, w = largest.shape[-2] * size, largest.shape[-1] * size
            spread = largest.repeat(size, axis=-2).repeat(size, axis=-1)
            winners = (X[..., :h, :w] == spread) * 1.0
            expected = sum(
                winners[index][i : i + size, j : j + size].sum() > 1
                for index in np.ndindex(shape[:-2])
                for i in range(0, h, size)
                for j in range(0, w, size)
            )
            close(student.count_ties(X, size), int(expected))


# Stretch


@hidden("average_pool_backward", weight=2)
def test_average_pool_backward_gives_the_slopes_of_its_means(student):
    rng = np.random.default_rng(48)
    for shape, size, stride in (
        ((5, 8), 2, 2), ((7, 4), 3, 1), ((2, 6, 5), 3, 2), ((2, 3, 4, 6), 2, 1), ((9, 7), 2, 3), ((4, 4), 4, 4),
        ((3, 5), 1, 1),
    ):  # fmt: skip
        X = rng.normal(size=shape)
        windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(-2, -1))
        dout = rng.normal(size=windows[..., ::stride, ::stride, :, :].shape[:-2])

        def loss(p, dout=dout, size=size, stride=stride):
            of_all = np.lib.stride_tricks.sliding_window_view(p["X"], (size, size), axis=(-2, -1))
            return float(np.sum(dout * of_all[..., ::stride, ::stride, :, :].mean(axis=(-2, -1))))

        got = student.average_pool_backward(dout, shape, size, stride)
        close(got, central_differences(loss, {"X": X})["X"], rtol=LONG)
