"""The mistakes of chapter 4.3: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.checks.misconception import misconception
from neural_network.activations import softmax
from neural_network.convolution import conv_layer
from neural_network.forward import cross_entropy

# max_pool


def _refuse(X, size, stride):
    if size < 1 or size > X.shape[-2] or size > X.shape[-1] or stride < 1:
        raise ValueError("windows do not fit")


def _windows(X, size, stride):
    """All windows, (..., h', w', size, size)."""
    return sliding_window_view(X, (size, size), axis=(-2, -1))[..., ::stride, ::stride, :, :]


def _pool(X, size, stride=None):
    stride = size if stride is None else stride
    _refuse(X, size, stride)
    return _windows(X, size, stride).max(axis=(-2, -1))


@misconception(
    "max_pool",
    "Your search starts from 0, which beats every negative number without being in the window. Start from "
    "the window's first number.",
)
def starts_from_zero(X, size, stride=None):
    return np.maximum(_pool(X, size, stride), 0)


@misconception("max_pool", "You take the mean of each window. Max pooling keeps its largest number.")
def takes_the_mean(X, size, stride=None):
    stride = size if stride is None else stride
    _refuse(X, size, stride)
    return _windows(X * 1.0, size, stride).mean(axis=(-2, -1))


@misconception("max_pool", "You keep the smallest number of each window. Keep the largest: np.maximum, or max.")
def takes_the_minimum(X, size, stride=None):
    return -_pool(-(X * 1.0), size, stride)


@misconception("max_pool", "You add up each window. Max pooling keeps its largest number, and only that.")
def takes_the_sum(X, size, stride=None):
    stride = size if stride is None else stride
    _refuse(X, size, stride)
    return _windows(X * 1.0, size, stride).sum(axis=(-2, -1))


@misconception(
    "max_pool",
    "You keep the number that is furthest from 0. Keep the largest one with its sign: -5 is smaller than 1.",
)
def compares_absolute_values(X, size, stride=None):
    stride = size if stride is None else stride
    _refuse(X, size, stride)
    windows = _windows(X * 1.0, size, stride)
    largest, smallest = windows.max(axis=(-2, -1)), windows.min(axis=(-2, -1))
    return np.where(-smallest > largest, smallest, largest)


@misconception(
    "max_pool",
    "The stride is not used: your windows always lie side by side. Start them at 0, stride, 2 * stride, ...",
)
def ignores_the_stride(X, size, stride=None):
    _refuse(X, size, size if stride is None else stride)
    return _pool(X, size)


@misconception(
    "max_pool",
    "Without a stride your windows move by 1. stride=None means size: windows lie side by side.",
)
def moves_by_one_by_default(X, size, stride=None):
    return _pool(X, size, 1 if stride is None else stride)


@misconception(
    "max_pool",
    "Without a stride your windows move by 2. stride=None means size, which need not be 2.",
)
def moves_by_two_by_default(X, size, stride=None):
    return _pool(X, size, 2 if stride is None else stride)


def _padded(X, size, stride, value):
    """X with rows and columns added, so that what is left over at the end fills windows too."""
    more = [(-(length - size)) % stride for length in X.shape[-2:]]
    widths = [(0, 0)] * (X.ndim - 2) + [(0, more[0]), (0, more[1])]
    return np.pad(X * 1.0, widths, constant_values=value)


@misconception(
    "max_pool",
    "The rows and columns that are left over form windows of their own. Drop what fills no whole window.",
)
def keeps_the_remainder(X, size, stride=None):
    stride = size if stride is None else stride
    _refuse(X, size, stride)
    return _pool(_padded(X, size, stride, -np.inf), size, stride)


@misconception(
    "max_pool",
    "You fill up the image with zeros to complete the last windows. Drop what fills no whole window.",
)
def pads_with_zeros(X, size, stride=None):
    stride = size if stride is None else stride
    _refuse(X, size, stride)
    return _pool(_padded(X, size, stride, 0.0), size, stride)


@misconception(
    "max_pool",
    "The last row and the last column of windows are missing. There are (h - size) // stride + 1 from top to bottom.",
)
def misses_the_last_windows(X, size, stride=None):
    return _pool(X, size, stride)[..., :-1, :-1]


@misconception(
    "max_pool",
    "There are h // stride windows only where they lie side by side. In general: (h - size) // stride + 1.",
)
def counts_windows_without_their_size(X, size, stride=None):
    out = _pool(X, size, stride)
    step = size if stride is None else stride
    return out[..., : X.shape[-2] // step, : X.shape[-1] // step] if step >= size else out[..., :-1, :-1]


@misconception(
    "max_pool",
    "You pool over the first two axes. Rows and columns of the maps are the last two, whatever stands before them.",
)
def pools_over_the_first_axes(X, size, stride=None):
    _refuse(X, size, size if stride is None else stride)
    moved = np.moveaxis(X, (0, 1), (-2, -1))
    return np.moveaxis(_pool(moved, size, stride), (-2, -1), (0, 1))


@misconception(
    "max_pool",
    "The maximum runs over all maps together. Pool each one by itself: only the last two axes belong to a window.",
)
def merges_the_maps(X, size, stride=None):
    out = _pool(X, size, stride)
    return out.max(axis=tuple(range(X.ndim - 2)))


@misconception(
    "max_pool",
    "Your function works for four axes only. Any number may stand before the last two: use X[..., rows, columns].",
)
def wants_four_axes(X, size, stride=None):
    n, c, h, w = X.shape
    return _pool(X, size, stride)


@misconception(
    "max_pool",
    "Only one single map, or a batch (n, f, h, w), is pooled as it should be. Any number of axes may stand "
    "before the last two: X[..., rows, columns].",
)
def wants_two_or_four_axes(X, size, stride=None):
    if X.ndim != 2:
        n, c, h, w = X.shape
    return _pool(X, size, stride)


@misconception(
    "max_pool",
    "You pool along the rows only: a window has size rows and size columns.",
)
def pools_columns_only(X, size, stride=None):
    stride = size if stride is None else stride
    _refuse(X, size, stride)
    return sliding_window_view(X, size, axis=-1)[..., ::stride, :].max(axis=-1)


@misconception(
    "max_pool",
    "You take the height for the width, too. Maps need not be square: h and w are X.shape[-2] and X.shape[-1].",
)
def takes_maps_for_square(X, size, stride=None):
    out = _pool(X, size, stride)
    return out[..., : out.shape[-2]] if out.shape[-1] > out.shape[-2] else out[..., : out.shape[-1], :]


@misconception(
    "max_pool",
    "Windows of a map that lie side by side have got mixed up: reshape to (..., h // size, size, w // size, "
    "size), and take the maximum over the second and the last of these axes.",
)
def reshapes_to_blocks(X, size, stride=None):
    right = _pool(X, size, stride)
    if (stride is None or stride == size) and not (X.shape[-2] % size or X.shape[-1] % size):
        return X.reshape(*right.shape, size * size).max(axis=-1)
    return right


@misconception(
    "max_pool",
    "The result has the places of the maxima, not the maxima: max gives the number, argmax says where it stands.",
)
def returns_the_places(X, size, stride=None):
    stride = size if stride is None else stride
    _refuse(X, size, stride)
    windows = _windows(X, size, stride)
    return windows.reshape(*windows.shape[:-2], -1).argmax(axis=-1)


@misconception(
    "max_pool",
    "The maxima are written into the caller's X. Start from a copy: out = X[...].copy().",
)
def writes_into_the_image(X, size, stride=None):
    out = _pool(X, size, stride)
    X[..., : out.shape[-2], : out.shape[-1]] = out
    return out


# max_pool_backward


def _place(X, size, stride):
    """For each place in a window, row by row, the slices that hold it in every window."""
    h, w = ((length - size) // stride * stride + 1 for length in X.shape[-2:])
    for m in range(size):
        for n in range(size):
            yield np.s_[..., m : m + h : stride, n : n + w : stride]


def _unpool(dout, X, size, stride=None, places=list):
    stride = size if stride is None else stride
    largest = _pool(X, size, stride)
    dX, searching = np.zeros(X.shape), np.ones(largest.shape, bool)
    for place in places(_place(X, size, stride)):
        first = (X[place] == largest) & searching
        dX[place] += dout * first
        searching &= ~first
    return dX


def _unpool_to_all(dout, X, size, stride=None):
    """With `X == maximum`: every maximum gets the whole gradient."""
    stride = size if stride is None else stride
    largest = _pool(X, size, stride)
    dX = np.zeros(X.shape)
    for place in _place(X, size, stride):
        dX[place] += dout * (X[place] == largest)
    return dX


@misconception(
    "max_pool_backward",
    "Where the maximum stands in a window several times, each of them gets the whole gradient (X == maximum "
    "does that). Only the first one may have it.",
)
def gives_ties_the_gradient_several_times(dout, X, size, stride=None):
    return _unpool_to_all(dout, X, size, stride)


@misconception(
    "max_pool_backward",
    "In a tie the last maximum wins. The contract says the first one, row by row from the left.",
)
def lets_the_last_maximum_win(dout, X, size, stride=None):
    return _unpool(dout, X, size, stride, lambda places: list(places)[::-1])


@misconception(
    "max_pool_backward",
    "In a tie the first maximum column by column wins. Read each window row by row: the upper row comes first.",
)
def reads_windows_column_by_column(dout, X, size, stride=None):
    def by_columns(places):
        places = list(places)
        return [places[m * size + n] for n in range(size) for m in range(size)]

    return _unpool(dout, X, size, stride, by_columns)


@misconception(
    "max_pool_backward",
    "Equal maxima share the gradient. The contract says that the first takes all, row by row from the left.",
)
def shares_among_ties(dout, X, size, stride=None):
    stride = size if stride is None else stride
    largest = _pool(X, size, stride)
    dX, winners = np.zeros(X.shape), np.zeros(largest.shape)
    for place in _place(X, size, stride):
        winners += X[place] == largest
    for place in _place(X, size, stride):
        dX[place] += dout * (X[place] == largest) / winners
    return dX


@misconception(
    "max_pool_backward",
    "Every number of a window gets the gradient. Only the maximum had any influence: the others get 0.",
)
def gives_the_gradient_to_all(dout, X, size, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for place in _place(X, size, stride):
        dX[place] += dout
    return dX


@misconception(
    "max_pool_backward",
    "Each window's gradient is spread evenly, as for a mean. In max pooling all of it goes to the maximum.",
)
def spreads_as_for_a_mean(dout, X, size, stride=None):
    return gives_the_gradient_to_all.function(dout / size**2, X, size, stride)


@misconception(
    "max_pool_backward",
    "Where windows overlap, the later one wipes out what the earlier one has written. Add it: += in place of =.",
)
def overwrites_where_windows_overlap(dout, X, size, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    windows = _windows(X, size, stride)
    first = windows.reshape(*windows.shape[:-2], -1).argmax(axis=-1)
    for index in np.ndindex(dout.shape):
        m, n = divmod(int(first[index]), size)
        dX[(*index[:-2], index[-2] * stride + m, index[-1] * stride + n)] = dout[index]
    return dX


@misconception(
    "max_pool_backward",
    "The stride is not used, so gradients land beside the window they belong to: window i starts at i * stride.",
)
def steps_by_one_on_the_way_back(dout, X, size, stride=None):
    stride = size if stride is None else stride
    windows = _windows(X, size, stride)
    first = windows.reshape(*windows.shape[:-2], -1).argmax(axis=-1)
    dX = np.zeros(X.shape)
    for index in np.ndindex(dout.shape):
        m, n = divmod(int(first[index]), size)
        dX[(*index[:-2], min(index[-2] + m, X.shape[-2] - 1), min(index[-1] + n, X.shape[-1] - 1))] += dout[index]
    return dX


@misconception(
    "max_pool_backward",
    "The stride is not used: your windows always lie side by side. Pass it on, as max_pool(X, size, stride).",
)
def ignores_the_stride_on_the_way_back(dout, X, size, stride=None):
    height, width = X.shape[-2] // size, X.shape[-1] // size
    fitting = np.zeros((*X.shape[:-2], height, width))
    h, w = min(height, dout.shape[-2]), min(width, dout.shape[-1])
    fitting[..., :h, :w] = dout[..., :h, :w]
    return _unpool(fitting, X, size)


@misconception(
    "max_pool_backward",
    "Without a stride your windows move by 1. stride=None means size: windows lie side by side.",
)
def moves_back_by_one_by_default(dout, X, size, stride=None):
    if stride is None and size > 1:
        raise ValueError(f"operands could not be broadcast together with shapes {dout.shape}")
    return _unpool(dout, X, size, stride)


@misconception(
    "max_pool_backward",
    "The result has no room for the rows and columns that fill no window. It has the shape of X, and they get 0.",
)
def leaves_out_the_remainder(dout, X, size, stride=None):
    dX = _unpool(dout, X, size, stride)
    step = size if stride is None else stride
    h, w = ((length - size) // step * step + size for length in X.shape[-2:])
    return dX[..., :h, :w]


@misconception(
    "max_pool_backward",
    "You return 1 at the maxima and 0 elsewhere. Multiply by the gradient that comes back, dout.",
)
def returns_the_mask(dout, X, size, stride=None):
    return _unpool(np.ones_like(dout), X, size, stride)


@misconception(
    "max_pool_backward",
    "The gradient is multiplied by the maximum. The slope of a maximum is 1: what comes back is passed on as it is.",
)
def multiplies_by_the_maximum(dout, X, size, stride=None):
    return _unpool(dout * _pool(X, size, stride), X, size, stride)


@misconception(
    "max_pool_backward",
    "Gradient goes to positive maxima only, as behind a ReLU. The pool does not care about the sign: the "
    "largest of negative numbers gets it too.",
)
def stops_at_negative_maxima(dout, X, size, stride=None):
    return _unpool(dout * (_pool(X, size, stride) > 0), X, size, stride)


@misconception(
    "max_pool_backward",
    "Gradient is lost where the maximum is 0. A mask such as maximum != 0, or a start from 0, does that; "
    "in a window of zeros the first one gets all.",
)
def loses_windows_of_zeros(dout, X, size, stride=None):
    return _unpool(dout * (_pool(X, size, stride) != 0), X, size, stride)


@misconception(
    "max_pool_backward",
    "The gradient goes to the smallest number of each window. It belongs to the largest.",
)
def gives_it_to_the_minimum(dout, X, size, stride=None):
    return _unpool(dout, -(X * 1.0), size, stride)


@misconception(
    "max_pool_backward",
    "The gradient goes to the upper left number of each window, whichever is the largest. Compare X with "
    "the window's maximum.",
)
def gives_it_to_the_corner(dout, X, size, stride=None):
    return _unpool(dout, np.zeros(X.shape), size, stride)


@misconception(
    "max_pool_backward",
    "You look for a window's maximum in all of the map, so equal numbers outside the window get gradient too. "
    "Compare with it only the numbers of that window.",
)
def searches_the_whole_map(dout, X, size, stride=None):
    largest = _pool(X, size, stride)
    dX = np.zeros(X.shape)
    for index in np.ndindex(dout.shape):
        dX[index[:-2]] += dout[index] * (X[index[:-2]] == largest[index])
    return dX


@misconception(
    "max_pool_backward",
    "Only the first window that has seen a maximum may give it its gradient. Each window looks for its own "
    "first maximum, and where they overlap, gradients add up.",
)
def remembers_places_not_windows(dout, X, size, stride=None):
    stride = size if stride is None else stride
    windows = _windows(X, size, stride)
    first = windows.reshape(*windows.shape[:-2], -1).argmax(axis=-1)
    dX, taken = np.zeros(X.shape), np.zeros(X.shape, bool)
    for index in np.ndindex(dout.shape):
        m, n = divmod(int(first[index]), size)
        place = (*index[:-2], index[-2] * stride + m, index[-1] * stride + n)
        dX[place] += dout[index] * (not taken[place])
        taken[place] = True
    return dX


@misconception(
    "max_pool_backward",
    "Your function works for four axes only. Any number may stand before the last two: use X[..., rows, columns].",
)
def wants_four_axes_on_the_way_back(dout, X, size, stride=None):
    n, c, h, w = X.shape
    return _unpool(dout, X, size, stride)


@misconception(
    "max_pool_backward",
    "The gradient is written into the caller's X. Start from new zeros in the shape of X.",
)
def writes_into_the_pooled_image(dout, X, size, stride=None):
    dX = _unpool(dout, X, size, stride)
    X[...] = dX
    return dX


# conv_layer_backward


def _convolution_gradients(dout, X, filters, stride=1):
    kh, kw = filters.shape[2:]
    dX, dfilters = np.zeros(X.shape), np.zeros(filters.shape)
    for i, j in np.ndindex(dout.shape[2:]):
        under = np.s_[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
        dX[under] += np.einsum("nf,fcml->ncml", dout[:, :, i, j], filters)
        dfilters += np.einsum("nf,ncml->fcml", dout[:, :, i, j], X[under])
    return dX, dfilters, dout.sum(axis=(0, 2, 3))


@misconception(
    "conv_layer_backward",
    "dX comes from filters that are turned around. conv_layer does not turn them, so at each place lay down "
    "the filter as it is, times dout.",
)
def turns_the_filters_for_the_images(dout, X, filters, stride=1):
    _, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    return _convolution_gradients(dout, X, filters[:, :, ::-1, ::-1], stride)[0], dfilters, db


@misconception(
    "conv_layer_backward",
    "dfilters is turned around. Its number m, l belongs to the pixels i * stride + m, j * stride + l, with nothing "
    "turned.",
)
def turns_the_gradient_of_the_filters(dout, X, filters, stride=1):
    dX, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    return dX, dfilters[:, :, ::-1, ::-1], db


@misconception(
    "conv_layer_backward",
    "dX keeps only what the last window wrote to a pixel. Windows overlap: add with +=.",
)
def overwrites_the_images(dout, X, filters, stride=1):
    dX = np.zeros(X.shape)
    kh, kw = filters.shape[2:]
    for i, j in np.ndindex(dout.shape[2:]):
        top, left = i * stride, j * stride
        dX[:, :, top : top + kh, left : left + kw] = np.einsum("nf,fcml->ncml", dout[:, :, i, j], filters)
    return (dX, *_convolution_gradients(dout, X, filters, stride)[1:])


@misconception(
    "conv_layer_backward",
    "The filters and biases get the mean over the samples. dout has its 1 / n already: add the samples up.",
)
def averages_over_the_samples(dout, X, filters, stride=1):
    dX, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    return dX, dfilters / len(X), db / len(X)


@misconception(
    "conv_layer_backward",
    "Everything is divided by the number of samples. dout has its 1 / n already, and passes it on.",
)
def divides_everything_by_the_samples(dout, X, filters, stride=1):
    return tuple(part / len(X) for part in _convolution_gradients(dout, X, filters, stride))


@misconception(
    "conv_layer_backward",
    "db is a mean over samples or places. Add all of them up: dout.sum(axis=(0, 2, 3)).",
)
def averages_the_biases(dout, X, filters, stride=1):
    dX, dfilters, _ = _convolution_gradients(dout, X, filters, stride)
    return dX, dfilters, dout.mean(axis=(0, 2, 3))


@misconception(
    "conv_layer_backward",
    "db adds up the samples, but not the places. One number for each filter is left: dout.sum(axis=(0, 2, 3)).",
)
def leaves_the_places_in_the_biases(dout, X, filters, stride=1):
    dX, dfilters, _ = _convolution_gradients(dout, X, filters, stride)
    return dX, dfilters, dout.sum(axis=0)


@misconception(
    "conv_layer_backward",
    "db has two axes. Add up places and samples, one number for each filter: dout.sum(axis=(0, 2, 3)).",
)
def leaves_the_samples_in_the_biases(dout, X, filters, stride=1):
    dX, dfilters, _ = _convolution_gradients(dout, X, filters, stride)
    return dX, dfilters, dout.sum(axis=(2, 3))


@misconception(
    "conv_layer_backward",
    "db sums over the filters and keeps the samples. Axis 1 of dout is that of the filters, the one to keep: "
    "dout.sum(axis=(0, 2, 3)).",
)
def sums_the_biases_over_the_filters(dout, X, filters, stride=1):
    dX, dfilters, _ = _convolution_gradients(dout, X, filters, stride)
    return dX, dfilters, dout.sum(axis=(1, 2, 3))


@misconception(
    "conv_layer_backward",
    "The stride is not used: the window at place i, j starts at pixel i * stride, j * stride.",
)
def ignores_the_stride_of_the_filters(dout, X, filters, stride=1):
    dX, dfilters, db = _convolution_gradients(dout, X, filters, 1)
    return dX, dfilters, db


@misconception(
    "conv_layer_backward",
    "dfilters uses the stride, dX does not. At place i, j the pixels from i * stride, j * stride on gain dout "
    "times the filter.",
)
def ignores_the_stride_of_the_images(dout, X, filters, stride=1):
    _, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    return _convolution_gradients(dout, X, filters, 1)[0], dfilters, db


@misconception(
    "conv_layer_backward",
    "dX has only the rows and columns that a window reached. It has the shape of X, with 0 where none did.",
)
def leaves_out_pixels_that_were_not_reached(dout, X, filters, stride=1):
    dX, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    h, w = ((dout.shape[axis] - 1) * stride + filters.shape[axis] for axis in (2, 3))
    return dX[:, :, :h, :w], dfilters, db


@misconception(
    "conv_layer_backward",
    "Each channel of dfilters is the sum over all channels of the images. Channel c of a filter met channel c of "
    "the images and no other.",
)
def mixes_the_channels_of_the_filters(dout, X, filters, stride=1):
    dX, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    return dX, np.repeat(dfilters.sum(axis=1, keepdims=True), X.shape[1], axis=1), db


@misconception(
    "conv_layer_backward",
    "Only the first channel of dfilters is computed. Every channel met its own channel of the images.",
)
def forgets_channels_of_the_filters(dout, X, filters, stride=1):
    dX, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    dfilters[:, 1:] = 0.0
    return dX, dfilters, db


@misconception(
    "conv_layer_backward",
    "dX comes from the last filter alone. Every filter has used the image: add up all of them.",
)
def keeps_the_last_filter_of_the_images(dout, X, filters, stride=1):
    _, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    return _convolution_gradients(dout[:, -1:], X, filters[-1:], stride)[0], dfilters, db


@misconception(
    "conv_layer_backward",
    "dfilters comes from the last sample alone. Add up what all samples say.",
)
def keeps_the_last_sample_of_the_filters(dout, X, filters, stride=1):
    dX, _, db = _convolution_gradients(dout, X, filters, stride)
    return dX, _convolution_gradients(dout[-1:], X[-1:], filters, stride)[1], db


@misconception(
    "conv_layer_backward",
    "dX is the same for all samples: you have added their dout up. Each image gets the gradient of its own sample.",
)
def adds_up_the_samples_of_the_images(dout, X, filters, stride=1):
    dX, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    return np.repeat(dX.sum(axis=0, keepdims=True), len(X), axis=0), dfilters, db


@misconception(
    "conv_layer_backward",
    "The order is (dX, dfilters, db): the gradient of the images comes first.",
)
def returns_the_filters_first(dout, X, filters, stride=1):
    dX, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    return dfilters, dX, db


@misconception(
    "conv_layer_backward",
    "dX is missing. Return three gradients: dX, dfilters, db.",
)
def returns_no_images(dout, X, filters, stride=1):
    return _convolution_gradients(dout, X, filters, stride)[1:]


@misconception(
    "conv_layer_backward",
    "The result is a dictionary. Return three arrays in this order: return dX, dfilters, db.",
)
def returns_a_dictionary_of_gradients(dout, X, filters, stride=1):
    dX, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    return {"dX": dX, "dfilters": dfilters, "db": db}


@misconception(
    "conv_layer_backward",
    "Rows and columns of dfilters are exchanged. Its shape is that of filters, (f, c, kh, kw).",
)
def transposes_the_filters(dout, X, filters, stride=1):
    dX, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    return dX, dfilters.swapaxes(2, 3), db


@misconception(
    "conv_layer_backward",
    "db multiplies dout by the images or filters. The bias was added with the factor 1: db is the plain sum of dout.",
)
def multiplies_the_biases(dout, X, filters, stride=1):
    dX, dfilters, db = _convolution_gradients(dout, X, filters, stride)
    return dX, dfilters, db * filters.sum(axis=(1, 2, 3))


@misconception(
    "conv_layer_backward",
    "The gradient is written into the caller's X. Start from new zeros in the shape of X.",
)
def writes_into_the_images(dout, X, filters, stride=1):
    got = _convolution_gradients(dout, X, filters, stride)
    X[...] = got[0]
    return got


# init_cnn


def _features(n_filters, filter_size, image_shape):
    return n_filters * ((image_shape[1] - filter_size + 1) // 2) * ((image_shape[2] - filter_size + 1) // 2)


def _draw(rng, n_filters, filter_size, image_shape, n_classes, spread_F=None, spread_W=None):
    c = image_shape[0]
    features = _features(n_filters, filter_size, image_shape)
    spread_F = np.sqrt(2 / (c * filter_size**2)) if spread_F is None else spread_F
    spread_W = np.sqrt(2 / features) if spread_W is None else spread_W
    return {
        "F": rng.normal(0.0, spread_F, (n_filters, c, filter_size, filter_size)),
        "bF": np.zeros(n_filters),
        "W": rng.normal(0.0, spread_W, (features, n_classes)),
        "b": np.zeros((1, n_classes)),
    }


@misconception(
    "init_cnn",
    "The fan_in of the filters leaves out the channels. One score adds up c * filter_size ** 2 numbers.",
)
def forgets_the_channels(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, spread_F=np.sqrt(2 / filter_size**2))


@misconception(
    "init_cnn",
    "The filters' fan_in is the whole image. A score adds up only what lies under the filter: c * filter_size ** 2.",
)
def takes_the_image_for_the_fan_in(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, spread_F=np.sqrt(2 / np.prod(image_shape)))


@misconception(
    "init_cnn",
    "The filters are scaled by their number. fan_in is what one score adds up: c * filter_size ** 2.",
)
def counts_the_filters(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    spread = np.sqrt(2 / (n_filters * filter_size**2))
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, spread_F=spread)


@misconception(
    "init_cnn",
    "The filters' fan_in is filter_size, but a filter has filter_size rows and as many columns: c * filter_size ** 2.",
)
def forgets_the_square(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    spread = np.sqrt(2 / (image_shape[0] * filter_size))
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, spread_F=spread)


@misconception(
    "init_cnn",
    "W is scaled by the fan_in of the filters. Its own is the number of features: its rows.",
)
def scales_the_weights_as_the_filters(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    spread = np.sqrt(2 / (image_shape[0] * filter_size**2))
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, spread_W=spread)


@misconception(
    "init_cnn",
    "W is divided by the number of classes. What adds up in a score are the features: divide by the rows of W.",
)
def divides_by_the_classes(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, spread_W=np.sqrt(2 / n_classes))


@misconception(
    "init_cnn",
    "W is scaled by the numbers before the pool, which keeps a quarter of them. fan_in is what W's rows count.",
)
def counts_features_before_the_pool(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    before = n_filters * (image_shape[1] - filter_size + 1) * (image_shape[2] - filter_size + 1)
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, spread_W=np.sqrt(2 / before))


@misconception(
    "init_cnn",
    "2 / fan_in is the variance, and rng.normal wants the standard deviation, its root: np.sqrt(2 / fan_in).",
)
def forgets_the_root(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    fan_in, features = image_shape[0] * filter_size**2, _features(n_filters, filter_size, image_shape)
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, 2 / fan_in, 2 / features)


@misconception(
    "init_cnn",
    "The variance is 1 / fan_in. ReLU silences about half of the signal, and the 2 makes up for it: 2 / fan_in.",
)
def forgets_the_two(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    fan_in, features = image_shape[0] * filter_size**2, _features(n_filters, filter_size, image_shape)
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, fan_in**-0.5, features**-0.5)


@misconception(
    "init_cnn",
    "Only W has the 2 in its variance: for the filters it is 1 / fan_in. Both layers have 2 / fan_in.",
)
def forgets_the_two_of_the_filters(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    fan_in = image_shape[0] * filter_size**2
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, spread_F=fan_in**-0.5)


@misconception(
    "init_cnn",
    "Only the filters have the 2 in their variance: for W it is 1 / features. Both layers have 2 / fan_in.",
)
def forgets_the_two_of_the_weights(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    features = _features(n_filters, filter_size, image_shape)
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, spread_W=features**-0.5)


@misconception(
    "init_cnn",
    "Filters and weights have standard deviation 1. Scale them by np.sqrt(2 / fan_in).",
)
def does_not_scale(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, 1.0, 1.0)


@misconception(
    "init_cnn",
    "All filters and weights are scaled by 0.01. The right size depends on the layer: np.sqrt(2 / fan_in).",
)
def scales_by_a_hundredth(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, 0.01, 0.01)


@misconception("init_cnn", "Filters and weights are zeros. Then all filters learn the same: draw them with rng.normal.")
def starts_with_zeros(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    return _draw(rng, n_filters, filter_size, image_shape, n_classes, 0.0, 0.0)


@misconception("init_cnn", "The biases are drawn at random. They start at zero: np.zeros.")
def draws_the_biases(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    return params | {"bF": 0.1 * rng.normal(size=n_filters), "b": 0.1 * rng.normal(size=(1, n_classes))}


@misconception("init_cnn", "The biases of the filters are not zero. Both kinds of biases start at zero: np.zeros.")
def starts_with_positive_biases(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    return _draw(rng, n_filters, filter_size, image_shape, n_classes) | {"bF": np.full(n_filters, 0.1)}


@misconception(
    "init_cnn",
    "W has a row for every number of the feature maps. The pool keeps one of four: // 2 for height and width.",
)
def forgets_the_pool(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    features = n_filters * (h - filter_size + 1) * (w - filter_size + 1)
    return params | {"W": rng.normal(0.0, np.sqrt(2 / features), (features, n_classes))}


@misconception(
    "init_cnn",
    "The pool is counted, but not that the filter shrinks the map: its height is h - filter_size + 1 before the pool.",
)
def forgets_that_the_map_shrinks(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    features = n_filters * (h // 2) * (w // 2)
    return params | {"W": rng.normal(0.0, np.sqrt(2 / features), (features, n_classes))}


@misconception(
    "init_cnn",
    "The number of features is that for MNIST, whatever image_shape and filter_size say. Count them: "
    "n_filters times the pool's height and width.",
)
def always_takes_mnist(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    features = n_filters * 169
    return params | {"W": rng.normal(0.0, np.sqrt(2 / features), (features, n_classes))}


@misconception(
    "init_cnn",
    "An odd feature map is divided by 2 all at once, or rounded up. The pool drops what fills no window, in height "
    "and in width: // 2 for each of them.",
)
def rounds_features_otherwise(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    features = n_filters * ((h - filter_size + 1) * (w - filter_size + 1) // 4)
    return params | {"W": rng.normal(0.0, np.sqrt(2 / features), (features, n_classes))}


@misconception(
    "init_cnn",
    "An odd feature map is rounded up. The pool drops what fills no window: // 2 for height and for width.",
)
def rounds_features_up(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    features = n_filters * ((h - filter_size + 2) // 2) * ((w - filter_size + 2) // 2)
    return params | {"W": rng.normal(0.0, np.sqrt(2 / features), (features, n_classes))}


@misconception(
    "init_cnn",
    "You take the width for the height. Images need not be square: count both.",
)
def takes_images_for_square(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    return _draw(rng, n_filters, filter_size, (c, h, h), n_classes)


@misconception("init_cnn", "bF has the shape of a row, (1, n_filters). Biases of filters are (n_filters,).")
def makes_a_row_of_filter_biases(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    return params | {"bF": params["bF"][np.newaxis]}


@misconception("init_cnn", "b has lost an axis. It is a row, (1, n_classes), as in chapter 3.3.")
def makes_flat_biases(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    return params | {"b": params["b"][0]}


@misconception("init_cnn", "The filters have no axis for the channels. F is (n_filters, c, filter_size, filter_size).")
def makes_filters_without_channels(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    return params | {"F": params["F"][:, 0]}


@misconception("init_cnn", "W is transposed: one row for each feature and one column for each class.")
def transposes_the_weights(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    return params | {"W": params["W"].T}


@misconception("init_cnn", 'The keys are those of another network. Here they are "F", "bF", "W" and "b".')
def uses_other_keys(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    return dict(zip(("W1", "b1", "W2", "b2"), _draw(rng, n_filters, filter_size, image_shape, n_classes).values()))


@misconception("init_cnn", "You return a tuple. Return a dictionary with the keys F, bF, W and b.")
def returns_a_tuple(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    return tuple(_draw(rng, n_filters, filter_size, image_shape, n_classes).values())


@misconception(
    "init_cnn",
    "You make a generator of your own, so that every call gives the same numbers. Draw from the rng that is handed in.",
)
def makes_its_own_generator(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    return _draw(np.random.default_rng(0), n_filters, filter_size, image_shape, n_classes)


@misconception(
    "init_cnn",
    "All filters are the same: you draw one and repeat it. Ask rng.normal for the whole shape of F.",
)
def repeats_one_filter(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    return params | {"F": np.repeat(params["F"][:1], n_filters, axis=0)}


@misconception(
    "init_cnn",
    "The channels of a filter are the same: you draw one and repeat it. Ask rng.normal for the whole shape of F.",
)
def repeats_one_channel(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    return params | {"F": np.repeat(params["F"][:, :1], image_shape[0], axis=1)}


@misconception(
    "init_cnn",
    "Filters and weights are uniform between two bounds. They should be normal: draw them with rng.normal.",
)
def draws_uniformly(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes, 0.0, 0.0)
    for name, fan_in in (("F", image_shape[0] * filter_size**2), ("W", len(params["W"]))):
        params[name] = rng.uniform(-1, 1, params[name].shape) * np.sqrt(6 / fan_in)
    return params


@misconception("init_cnn", "All filters and weights are positive. rng.normal gives both signs: take no absolute value.")
def draws_only_positive_numbers(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    params = _draw(rng, n_filters, filter_size, image_shape, n_classes)
    return {name: np.abs(value) for name, value in params.items()}


# forward_cnn


def _forward(X, params, pool=_pool, relu=lambda Z: np.maximum(Z, 0)):
    """Z, the pooled numbers and the probabilities."""
    Z = conv_layer(X, params["F"], params["bF"])
    pooled = relu(pool(Z, 2))
    return Z, pooled, softmax(pooled.reshape(len(X), -1) @ params["W"] + params["b"])


@misconception(
    "forward_cnn", "The ReLU is missing. It stands between the convolution and the pool: relu(conv_layer(...))."
)
def forgets_relu(X, params):
    return _forward(X, params, relu=lambda Z: Z)[2]


@misconception("forward_cnn", "You use the sigmoid. The convolution is followed by ReLU.")
def uses_the_sigmoid(X, params):
    return _forward(X, params, relu=lambda Z: 1 / (1 + np.exp(-np.clip(Z, -500, 500))))[2]


@misconception("forward_cnn", "You pool by the mean of each window. Here it is max_pool, which keeps the largest.")
def pools_by_the_mean(X, params):
    def mean_pool(Z, size):
        return _windows(np.maximum(Z, 0), size, size).mean(axis=(-2, -1))

    return _forward(X, params, pool=mean_pool)[2]


@misconception(
    "forward_cnn",
    "The pool is missing, so there are four times as many features as W has rows. max_pool(relu(...), 2) comes "
    "before the flattening.",
)
def forgets_to_pool(X, params):
    features = np.maximum(conv_layer(X, params["F"], params["bF"]), 0).reshape(len(X), -1)
    return softmax(features @ params["W"] + params["b"])


@misconception("forward_cnn", "The softmax is missing: these are scores. softmax turns each row into probabilities.")
def returns_scores(X, params):
    _, pooled, _ = _forward(X, params)
    return pooled.reshape(len(X), -1) @ params["W"] + params["b"]


@misconception(
    "forward_cnn",
    "The sigmoid is applied to the scores. Softmax is: the probabilities of each row sum to 1.",
)
def ends_with_the_sigmoid(X, params):
    _, pooled, _ = _forward(X, params)
    return 1 / (1 + np.exp(-np.clip(pooled.reshape(len(X), -1) @ params["W"] + params["b"], -500, 500)))


@misconception(
    "forward_cnn",
    "Softmax runs over the samples. The classes of each sample compete with each other: the last axis.",
)
def normalizes_over_the_samples(X, params):
    _, pooled, _ = _forward(X, params)
    return softmax((pooled.reshape(len(X), -1) @ params["W"] + params["b"]).T).T


@misconception(
    "forward_cnn",
    "The maximum is not subtracted before np.exp, so large scores become nan. Use softmax of chapter 3.2.",
)
def overflows(X, params):
    _, pooled, _ = _forward(X, params)
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(pooled.reshape(len(X), -1) @ params["W"] + params["b"])
        return e / e.sum(axis=1, keepdims=True)


@misconception(
    "forward_cnn",
    "The numbers are flattened in another order: the filters come last. reshape(len(X), -1), without a transpose, "
    "writes map after map.",
)
def flattens_with_the_filters_last(X, params):
    _, pooled, _ = _forward(X, params)
    features = pooled.transpose(0, 2, 3, 1).reshape(len(X), -1)
    return softmax(features @ params["W"] + params["b"])


@misconception(
    "forward_cnn",
    "Each map is flattened column by column. reshape(len(X), -1) reads it row by row.",
)
def flattens_column_by_column(X, params):
    _, pooled, _ = _forward(X, params)
    features = pooled.swapaxes(2, 3).reshape(len(X), -1)
    return softmax(features @ params["W"] + params["b"])


@misconception(
    "forward_cnn",
    "The samples get mixed up in the flattening: reshape(-1, n).T puts numbers of different samples into one row. "
    "Use reshape(len(X), -1).",
)
def mixes_samples_in_flattening(X, params):
    _, pooled, _ = _forward(X, params)
    return softmax(pooled.reshape(-1, len(X)).T @ params["W"] + params["b"])


@misconception("forward_cnn", 'The biases of the filters are left out. Pass params["bF"] to conv_layer.')
def forgets_the_filter_biases(X, params):
    return _forward(X, params | {"bF": 0 * params["bF"]})[2]


@misconception("forward_cnn", 'The biases of the dense layer are left out. Add params["b"] before softmax.')
def forgets_the_dense_biases(X, params):
    return _forward(X, params | {"b": 0 * params["b"]})[2]


@misconception(
    "forward_cnn",
    "The parameters are taken in the order of the dictionary, which may be any. Take them by name: "
    'params["F"], params["bF"], params["W"], params["b"].',
)
def takes_parameters_in_order(X, params):
    return _forward(X, dict(zip(("F", "bF", "W", "b"), params.values(), strict=True)))[2]


@misconception(
    "forward_cnn", "ReLU is applied to the scores of the dense layer as well. They go to softmax as they are."
)
def applies_relu_twice(X, params):
    _, pooled, _ = _forward(X, params)
    return softmax(np.maximum(pooled.reshape(len(X), -1) @ params["W"] + params["b"], 0))


@misconception("forward_cnn", "Only the first channel of the images is used. conv_layer takes X with all its channels.")
def drops_channels(X, params):
    return _forward(X[:, :1], params | {"F": params["F"][:, :1]})[2]


@misconception(
    "forward_cnn",
    "Filters are turned around before the convolution. conv_layer lays them down as they are.",
)
def turns_filters_around(X, params):
    return _forward(X, params | {"F": params["F"][:, :, ::-1, ::-1]})[2]


@misconception("forward_cnn", "You return the features as well, as a pair. Return the probabilities alone.")
def returns_a_pair(X, params):
    _, pooled, A = _forward(X, params)
    return pooled, A


@misconception("forward_cnn", "You return the most probable class. Return the probabilities of all classes, (n, k).")
def returns_the_classes(X, params):
    return _forward(X, params)[2].argmax(axis=1)


@misconception("forward_cnn", "The pixels are divided by 255 here. X comes as it should be used: leave it as it is.")
def rescales_the_pixels(X, params):
    return _forward(X / 255, params)[2]


# cnn_loss


def _gradients(X, y, params, unpool=_unpool, mask=lambda pooled: pooled > 0, delta=None, forward=_forward):
    """The gradient of the loss, with some of its steps to be exchanged."""
    Z, pooled, A = forward(X, params)
    delta = (A - y) / len(X) if delta is None else delta
    dpooled = (delta @ params["W"].T).reshape(pooled.shape) * mask(pooled)
    _, dF, dbF = _convolution_gradients(unpool(dpooled, Z, 2), X, params["F"])
    return {"F": dF, "bF": dbF, "W": pooled.reshape(len(X), -1).T @ delta, "b": delta.sum(axis=0, keepdims=True)}


def _loss(X, y, params):
    return cross_entropy(_forward(X, params)[2], y)


def _right(X, y, params):
    return _loss(X, y, params), _gradients(X, y, params)


@misconception(
    "cnn_loss",
    "Where several numbers of a window are the maximum, each gets the whole gradient (X == maximum does that). On a "
    "black background this is so everywhere, and the gradients of F and bF become too large. Only the first gets it.",
)
def gives_ties_the_gradient_again_and_again(X, y, params):
    return _loss(X, y, params), _gradients(X, y, params, unpool=_unpool_to_all)


@misconception(
    "cnn_loss",
    "In a tie the last maximum of a window gets the gradient. The contract says the first: use max_pool_backward.",
)
def lets_the_last_of_a_tie_win(X, y, params):
    return _loss(X, y, params), _gradients(X, y, params, unpool=lets_the_last_maximum_win.function)


@misconception(
    "cnn_loss",
    "In a tie the maxima of a window share the gradient. The first takes all: use max_pool_backward.",
)
def shares_the_gradient_of_a_tie(X, y, params):
    return _loss(X, y, params), _gradients(X, y, params, unpool=shares_among_ties.function)


@misconception(
    "cnn_loss",
    "All numbers of a window get the gradient. Only the maximum had any influence: use max_pool_backward.",
)
def sends_the_gradient_to_whole_windows(X, y, params):
    return _loss(X, y, params), _gradients(X, y, params, unpool=gives_the_gradient_to_all.function)


@misconception(
    "cnn_loss",
    "ReLU is missing on the way back. Where the pooled number is 0 nothing passes: multiply by (pooled > 0).",
)
def forgets_the_mask(X, y, params):
    return _loss(X, y, params), _gradients(X, y, params, mask=lambda pooled: 1.0)


@misconception(
    "cnn_loss",
    "You multiply by the pooled numbers where the slope of ReLU belongs: 1 where they are positive, 0 elsewhere.",
)
def multiplies_by_the_pooled_numbers(X, y, params):
    return _loss(X, y, params), _gradients(X, y, params, mask=lambda pooled: pooled)


@misconception(
    "cnn_loss", "ReLU is missing, forward and backward. The pool's numbers go through it: relu(max_pool(Z, 2))."
)
def forgets_relu_altogether(X, y, params):
    def forward(X, params):
        return _forward(X, params, relu=lambda Z: Z)

    grads = _gradients(X, y, params, mask=lambda pooled: 1.0, forward=forward)
    return cross_entropy(forward(X, params)[2], y), grads


@misconception(
    "cnn_loss", "The gradients are not divided by n, but the loss is a mean over the samples: delta = (A - y) / n."
)
def forgets_the_mean(X, y, params):
    return _loss(X, y, params), {name: len(X) * value for name, value in _gradients(X, y, params).items()}


@misconception("cnn_loss", "You divide by n twice. delta = (A - y) / n has it already, and every gradient inherits it.")
def divides_by_n_twice(X, y, params):
    return _loss(X, y, params), {name: value / len(X) for name, value in _gradients(X, y, params).items()}


@misconception(
    "cnn_loss",
    "The gradients of F and bF are divided by n once more. delta has its 1 / n already, and they inherit it.",
)
def divides_the_filters_by_n_again(X, y, params):
    grads = _gradients(X, y, params)
    return _loss(X, y, params), grads | {name: grads[name] / len(X) for name in ("F", "bF")}


@misconception("cnn_loss", "b takes the mean of delta, but delta has its 1 / n already. Add the samples up.")
def averages_the_dense_biases(X, y, params):
    grads = _gradients(X, y, params)
    return _loss(X, y, params), grads | {"b": grads["b"] / len(X)}


@misconception("cnn_loss", "The gradients of F and bF are those of a mean over the places. Add up all places.")
def averages_over_the_places(X, y, params):
    grads = _gradients(X, y, params)
    places = (X.shape[2] - params["F"].shape[2] + 1) * (X.shape[3] - params["F"].shape[3] + 1)
    return _loss(X, y, params), grads | {name: grads[name] / places for name in ("F", "bF")}


@misconception("cnn_loss", "The sign is turned around: y - A leads uphill. The gradient begins with A - y.")
def turns_the_sign_around(X, y, params):
    return _loss(X, y, params), {name: -value for name, value in _gradients(X, y, params).items()}


@misconception("cnn_loss", "You multiply A - y by A (1 - A) as well. The slope of softmax is in A - y already.")
def multiplies_by_the_slope_of_the_output(X, y, params):
    A = _forward(X, params)[2]
    return _loss(X, y, params), _gradients(X, y, params, delta=(A - y) * A * (1 - A) / len(X))


@misconception(
    "cnn_loss",
    "The gradient is put back into maps in another order than the one in which they were flattened. Use "
    "reshape(pooled.shape), without a transpose.",
)
def puts_the_gradient_back_in_another_order(X, y, params):
    Z, pooled, A = _forward(X, params)
    grads, delta = _gradients(X, y, params), (A - y) / len(X)
    n, f, h, w = pooled.shape
    dpooled = (delta @ params["W"].T).reshape(n, h, w, f).transpose(0, 3, 1, 2) * (pooled > 0)
    _, dF, dbF = _convolution_gradients(_unpool(dpooled, Z, 2), X, params["F"])
    return _loss(X, y, params), grads | {"F": dF, "bF": dbF}


@misconception(
    "cnn_loss",
    "Forward and backward, you flatten with the filters last. Flatten map after map: reshape(len(X), -1).",
)
def flattens_filters_last_both_ways(X, y, params):
    Z, pooled, _ = _forward(X, params)
    n, f, h, w = pooled.shape
    features = pooled.transpose(0, 2, 3, 1).reshape(n, -1)
    A = softmax(features @ params["W"] + params["b"])
    delta = (A - y) / n
    dpooled = (delta @ params["W"].T).reshape(n, h, w, f).transpose(0, 3, 1, 2) * (pooled > 0)
    _, dF, dbF = _convolution_gradients(_unpool(dpooled, Z, 2), X, params["F"])
    return cross_entropy(A, y), {"F": dF, "bF": dbF, "W": features.T @ delta, "b": delta.sum(axis=0, keepdims=True)}


@misconception("cnn_loss", "dF is turned around. The convolution does not turn filters, so neither does its gradient.")
def turns_the_filters_gradient(X, y, params):
    grads = _gradients(X, y, params)
    return _loss(X, y, params), grads | {"F": grads["F"][:, :, ::-1, ::-1]}


@misconception(
    "cnn_loss", "The filters never learn: the gradients of F and bF are zeros. Go back through pool and convolution."
)
def trains_the_dense_layer_alone(X, y, params):
    grads = _gradients(X, y, params)
    return _loss(X, y, params), grads | {name: 0 * grads[name] for name in ("F", "bF")}


@misconception("cnn_loss", "The gradients of F and bF are missing. grads has the keys of params: F, bF, W and b.")
def returns_the_dense_layer_alone(X, y, params):
    grads = _gradients(X, y, params)
    return _loss(X, y, params), {name: grads[name] for name in ("W", "b")}


@misconception(
    "cnn_loss", 'The keys begin with a d. Name the gradients as the parameters are named: "F", "bF", "W", "b".'
)
def names_the_gradients_with_a_d(X, y, params):
    loss, grads = _right(X, y, params)
    return loss, {f"d{name}": value for name, value in grads.items()}


@misconception("cnn_loss", "b's gradient has lost an axis. It is a row, as b is: keepdims=True.")
def flattens_the_dense_biases(X, y, params):
    loss, grads = _right(X, y, params)
    return loss, grads | {"b": grads["b"][0]}


@misconception("cnn_loss", "The pair is in the wrong order. Return the loss first: return loss, grads.")
def swaps_the_pair(X, y, params):
    return _right(X, y, params)[::-1]


@misconception("cnn_loss", "You return only the loss. gradient_descent needs the gradients too: return loss, grads.")
def returns_only_the_loss(X, y, params):
    return _loss(X, y, params)


@misconception("cnn_loss", "The loss is summed over the samples. It is their mean, as cross_entropy gives it.")
def sums_the_loss(X, y, params):
    loss, grads = _right(X, y, params)
    return loss * len(X), grads


@misconception(
    "cnn_loss", "The loss is an array with a number for each sample. Return their mean: cross_entropy(A, y)."
)
def returns_a_loss_for_each_sample(X, y, params):
    A = _forward(X, params)[2]
    return -(y * np.log(np.maximum(A, 1e-15))).sum(axis=1), _gradients(X, y, params)


@misconception(
    "cnn_loss", "The loss is a mean over the classes as well. Sum over the classes, and average over the samples."
)
def averages_over_the_classes(X, y, params):
    loss, grads = _right(X, y, params)
    return loss / y.shape[1], grads


@misconception("cnn_loss", "cross_entropy was given y first. The predictions come first: cross_entropy(A, y).")
def swaps_the_arguments_of_the_loss(X, y, params):
    return cross_entropy(y * 1.0, _forward(X, params)[2]), _gradients(X, y, params)


@misconception("cnn_loss", "The loss is a squared error. It is cross_entropy(A, y).")
def uses_the_squared_error(X, y, params):
    return float(((_forward(X, params)[2] - y) ** 2).mean()), _gradients(X, y, params)


@misconception(
    "cnn_loss", "np.log meets a probability of exactly 0. cross_entropy of chapter 3.3 limits it from below."
)
def takes_the_log_of_zero(X, y, params):
    A = _forward(X, params)[2]
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(-(y * np.log(A)).sum(axis=1).mean()), _gradients(X, y, params)


@misconception(
    "cnn_loss",
    "The parameters are taken in the order of the dictionary, which may be any. Take them by name: "
    'params["F"], params["bF"], params["W"], params["b"].',
)
def takes_the_parameters_in_order(X, y, params):
    return _right(X, y, dict(zip(("F", "bF", "W", "b"), params.values(), strict=True)))


@misconception(
    "cnn_loss", "You return updated parameters in place of the gradients. The step is taken by gradient_descent."
)
def returns_updated_parameters(X, y, params):
    loss, grads = _right(X, y, params)
    return loss, {name: params[name] - 0.1 * grads[name] for name in params}


@misconception(
    "cnn_loss",
    "You write into the caller's params or y. Make new arrays: delta = (A - y) / n, and a new dictionary of gradients.",
)
def updates_the_parameters(X, y, params):
    loss, grads = _right(X, y, params)
    for name in params:
        params[name] -= 0.1 * grads[name]
    return loss, grads


@misconception(
    "cnn_loss", "Only the first channel of the filters gets a gradient. Each channel met its own channel of the images."
)
def forgets_the_other_channels(X, y, params):
    loss, grads = _right(X, y, params)
    grads["F"][:, 1:] = 0.0
    return loss, grads


# Practice


@misconception("pooled_size", "The first window, at 0, is not counted: add 1 to (length - size) // stride.")
def counts_one_window_less(length, size, stride):
    return (length - size) // stride


@misconception(
    "pooled_size", "The size is not taken into account: the last windows stick out. Start with length - size."
)
def lets_windows_stick_out(length, size, stride):
    return -(-length // stride)


@misconception("pooled_size", "A remainder is rounded up to a whole window. It is dropped: use //.")
def rounds_up(length, size, stride):
    return -(-(length - size) // stride) + 1


@misconception("pooled_size", "/ gives a fraction. There are only whole windows: use //.")
def divides_with_a_fraction(length, size, stride):
    return (length - size) / stride + 1


@misconception(
    "pooled_size", "The stride is not used. Divide length - size by it: not every window of stride 1 counts."
)
def moves_by_one(length, size, stride):
    return length - size + 1


@misconception("pooled_size", "Your windows lie side by side, whatever the stride is. Divide length - size by stride.")
def divides_by_the_size(length, size, stride):
    return length // size


def _winners(X, size):
    windows = _windows(X, size, size)
    return (windows == windows.max(axis=(-2, -1), keepdims=True)).sum(axis=(-2, -1))


@misconception("count_ties", "You count the winners, not the windows. A window with several winners counts once.")
def counts_winners(X, size):
    winners = _winners(X, size)
    return int(winners[winners > 1].sum())


@misconception("count_ties", "Every window has one winner at least: that is no tie. Count those with more than one.")
def counts_all_windows(X, size):
    return int(_winners(X, size).size)


@misconception(
    "count_ties", "Any two equal numbers count for you. A tie is a largest number that stands there more than once."
)
def counts_any_equal_numbers(X, size):
    windows = np.sort(_windows(X, size, size).reshape(-1, size * size), axis=1)
    return int((np.diff(windows, axis=1) == 0).any(axis=1).sum())


@misconception("count_ties", "Your windows overlap. They lie side by side: move on by size.")
def counts_in_overlapping_windows(X, size):
    windows = _windows(X, size, 1)
    winners = (windows == windows.max(axis=(-2, -1), keepdims=True)).sum(axis=(-2, -1))
    return int((winners > 1).sum())


@misconception(
    "count_ties", "You compare with the largest number of the whole image. Each window has a maximum of its own."
)
def compares_with_the_whole_image(X, size):
    windows = _windows(X, size, size)
    return int(((windows == X.max()).sum(axis=(-2, -1)) > 1).sum())


@misconception(
    "count_ties", "Windows of zeros do not count for you. They are full of ties: all of their numbers are the largest."
)
def leaves_out_windows_of_zeros(X, size):
    return int(((_winners(X, size) > 1) & (_pool(X, size) != 0)).sum())


@misconception("count_ties", "The result is an array, a number for each map. Add up all windows together.")
def counts_each_map(X, size):
    return (_winners(X, size) > 1).sum(axis=(-2, -1), keepdims=True)


def _one(dout, image, shape):
    """The gradients of one image and one filter."""
    return _convolution_gradients(dout[None, None], image[None, None], np.zeros((1, 1, *shape)))[1][0, 0]


def _shape(dout, image):
    return image.shape[0] - dout.shape[0] + 1, image.shape[1] - dout.shape[1] + 1


@misconception("filter_gradient", "The result is turned around. dout slides over the image as it is, as in conv2d.")
def turns_dout_around(dout, image):
    return _one(dout[::-1, ::-1], image, _shape(dout, image))


@misconception(
    "filter_gradient", "It is the number m, n of the filter that is turned around: the first belongs to the upper left."
)
def turns_the_result_around(dout, image):
    return _one(dout, image, _shape(dout, image))[::-1, ::-1]


@misconception(
    "filter_gradient", "You take the mean over the places. The filter was used at each of them: add them up."
)
def averages_over_places(dout, image):
    return _one(dout, image, _shape(dout, image)) / dout.size


@misconception(
    "filter_gradient", "The result has the shape of dout. It is that of the filter: (h - h' + 1, w - w' + 1)."
)
def has_the_shape_of_dout(dout, image):
    return dout * image[: dout.shape[0], : dout.shape[1]]


@misconception("filter_gradient", "dout is left out: you add up the pixels. Multiply each by the dout of its place.")
def leaves_out_dout(dout, image):
    return _one(np.ones(dout.shape), image, _shape(dout, image))


def _scatter(dout, kernel):
    image = np.zeros((1, 1, dout.shape[0] + kernel.shape[0] - 1, dout.shape[1] + kernel.shape[1] - 1))
    return _convolution_gradients(dout[None, None], image, kernel[None, None])[0][0, 0]


@misconception(
    "image_gradient", "Where windows overlap, the later one wipes out the earlier one. Add: += in place of =."
)
def wipes_out_earlier_windows(dout, filter):
    dimage = np.zeros((dout.shape[0] + filter.shape[0] - 1, dout.shape[1] + filter.shape[1] - 1))
    for i, j in np.ndindex(dout.shape):
        dimage[i : i + filter.shape[0], j : j + filter.shape[1]] = dout[i, j] * filter
    return dimage


@misconception("image_gradient", "The filter is turned around. At each place lay it down as it is, times dout.")
def turns_the_filter_around(dout, filter):
    return _scatter(dout, filter[::-1, ::-1])


@misconception("image_gradient", "The result is too small: the image is larger than dout, (h' + kh - 1, w' + kw - 1).")
def has_the_shape_of_the_output(dout, filter):
    return _scatter(dout, filter)[: dout.shape[0], : dout.shape[1]]


@misconception("image_gradient", "dout is left out: every place lays down the same filter. Multiply it by dout[i, j].")
def leaves_dout_out(dout, filter):
    return _scatter(np.ones(dout.shape), filter)


@misconception("image_gradient", "The result is transposed: rows and columns have changed places.")
def transposes_the_image(dout, filter):
    return _scatter(dout, filter).T


@misconception(
    "features_gradient", "The block is filled in another order. reshape(n, f, h', w') is all, without a transpose."
)
def fills_the_block_filters_last(delta, W, shape):
    f, h, w = shape
    return (delta @ W.T).reshape(len(delta), h, w, f).transpose(0, 3, 1, 2)


@misconception("features_gradient", "The gradient is still flat. Give each sample the shape (f, h', w') again.")
def leaves_it_flat(delta, W, shape):
    return delta @ W.T


@misconception("features_gradient", "You divide by n. delta has its 1 / n already, and passes it on.")
def divides_features_by_n(delta, W, shape):
    return (delta @ W.T).reshape(len(delta), *shape) / len(delta)


@misconception("features_gradient", "The samples are added up. Each sample has a gradient of its own: (n, f, h', w').")
def adds_up_the_samples(delta, W, shape):
    return (delta @ W.T).sum(axis=0).reshape(shape)


@misconception(
    "features_gradient", "W is used without its transpose. delta is (n, k) and W (features, k): delta @ W.T."
)
def forgets_the_transpose(delta, W, shape):
    return (delta @ W).reshape(len(delta), *shape)
