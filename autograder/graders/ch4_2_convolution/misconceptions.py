"""The mistakes of chapter 4.2: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.checks.misconception import misconception

# conv2d


def _fits(image, filter, stride):
    if filter.shape[0] > image.shape[0] or filter.shape[1] > image.shape[1]:
        raise ValueError("the filter is larger than the image")
    if stride < 1:
        raise ValueError("stride must be at least 1")


def _slide(image, filter, rows, columns):
    """Windows that start at the given rows and columns; what sticks out of the image counts as 0."""
    kh, kw = filter.shape
    sheet = np.zeros((image.shape[0] + kh + 50, image.shape[1] + kw + 50))
    sheet[: image.shape[0], : image.shape[1]] = image
    out = np.zeros((len(rows), len(columns)))
    for i, top in enumerate(rows):
        for j, left in enumerate(columns):
            out[i, j] = (sheet[top : top + kh, left : left + kw] * filter).sum()
    return out


def _conv2d(image, filter, stride=1):
    _fits(image, filter, stride)
    (h, w), (kh, kw) = image.shape, filter.shape
    return _slide(image, filter, range(0, h - kh + 1, stride), range(0, w - kw + 1, stride))


@misconception(
    "conv2d",
    "The filter is turned around: that is true convolution, as convolve2d computes it. Here image[i * stride + m, "
    "j * stride + n] meets filter[m, n], so leave the filter as it is.",
)
def flips_the_filter(image, filter, stride=1):
    return _conv2d(image, filter[::-1, ::-1], stride)


@misconception("conv2d", "The filter is upside down: its first row belongs on the window's first row.")
def turns_the_filter_upside_down(image, filter, stride=1):
    return _conv2d(image, filter[::-1], stride)


@misconception("conv2d", "The filter is mirrored: its first column belongs on the window's first column.")
def mirrors_the_filter(image, filter, stride=1):
    return _conv2d(image, filter[:, ::-1], stride)


@misconception("conv2d", "The filter is transposed: its rows lie on the window's columns. Use it without .T.")
def transposes_the_filter(image, filter, stride=1):
    return _conv2d(image, filter.T, stride)


@misconception(
    "conv2d",
    "The result is transposed. out[i, j] belongs to the window that starts in row i * stride and column j * stride.",
)
def transposes_the_map(image, filter, stride=1):
    return _conv2d(image, filter, stride).T


@misconception(
    "conv2d",
    'The result is as large as the image, as with zeros around it ("same"). The filter stays inside the image: '
    "the result is (h - kh) // stride + 1 high.",
)
def pads_to_the_same_size(image, filter, stride=1):
    _fits(image, filter, stride)
    kh, kw = filter.shape
    padded = np.pad(image * 1.0, ((kh // 2, (kh - 1) // 2), (kw // 2, (kw - 1) // 2)))
    return _conv2d(padded, filter, stride)


@misconception(
    "conv2d",
    'The result is larger than the image, as with mode="full", where the filter sticks out on all sides. Here it stays '
    "inside.",
)
def pads_to_the_full_size(image, filter, stride=1):
    _fits(image, filter, stride)
    kh, kw = filter.shape
    return _conv2d(np.pad(image * 1.0, ((kh - 1, kh - 1), (kw - 1, kw - 1))), filter, stride)


@misconception("conv2d", "The stride is not used: window (i, j) starts at pixel (i * stride, j * stride).")
def ignores_the_stride(image, filter, stride=1):
    _fits(image, filter, stride)
    return _conv2d(image, filter)


@misconception("conv2d", "The stride is used going down, but not to the right. It counts for columns as well.")
def strides_over_rows_only(image, filter, stride=1):
    _fits(image, filter, stride)
    return _conv2d(image, filter)[::stride]


@misconception("conv2d", "The stride is used going to the right, but not down. It counts for rows as well.")
def strides_over_columns_only(image, filter, stride=1):
    _fits(image, filter, stride)
    return _conv2d(image, filter)[:, ::stride]


@misconception(
    "conv2d",
    "The size of the result takes the stride into account, and the windows do not: window (i, j) starts at "
    "pixel (i * stride, j * stride), not (i, j).",
)
def forgets_the_stride_in_the_windows(image, filter, stride=1):
    _fits(image, filter, stride)
    (h, w), (kh, kw) = image.shape, filter.shape
    return _slide(image, filter, range((h - kh) // stride + 1), range((w - kw) // stride + 1))


@misconception(
    "conv2d",
    "The windows lie side by side: their step is the size of the filter times the stride. One step is stride pixels.",
)
def steps_by_the_size_of_the_filter(image, filter, stride=1):
    _fits(image, filter, stride)
    (h, w), (kh, kw) = image.shape, filter.shape
    rows, columns = (h - kh) // stride + 1, (w - kw) // stride + 1
    return _slide(image, filter, range(0, h - kh + 1, stride * kh)[:rows], range(0, w - kw + 1, stride * kw)[:columns])


@misconception(
    "conv2d",
    "The last row and the last column of the result are missing. There is one more place than there are steps: "
    "(h - kh) // stride + 1.",
)
def forgets_the_last_place(image, filter, stride=1):
    return _conv2d(image, filter, stride)[:-1, :-1]


@misconception(
    "conv2d",
    "The 1 is added before the division. First divide, then add 1: (h - kh) // stride + 1.",
)
def adds_one_before_dividing(image, filter, stride=1):
    _fits(image, filter, stride)
    (h, w), (kh, kw) = image.shape, filter.shape
    rows, columns = max((h - kh + 1) // stride, 0), max((w - kw + 1) // stride, 0)
    return _slide(image, filter, [i * stride for i in range(rows)], [j * stride for j in range(columns)])


@misconception(
    "conv2d",
    "The size is rounded up, so the last windows stick out of the image. Drop what fills no window: // rounds down.",
)
def rounds_the_size_up(image, filter, stride=1):
    _fits(image, filter, stride)
    (h, w), (kh, kw) = image.shape, filter.shape
    rows, columns = -(-(h - kh) // stride) + 1, -(-(w - kw) // stride) + 1
    return _slide(image, filter, [i * stride for i in range(rows)], [j * stride for j in range(columns)])


@misconception(
    "conv2d",
    "The number of places is that of an image without a filter: h // stride. The window has to fit, so "
    "(h - kh) // stride + 1.",
)
def forgets_the_size_of_the_filter(image, filter, stride=1):
    _fits(image, filter, stride)
    h, w = image.shape
    return _slide(image, filter, range(0, h, stride), range(0, w, stride))


@misconception(
    "conv2d",
    "The filter's height is used for its width too. It need not be square: the result is (w - kw) // stride + 1 wide.",
)
def assumes_a_square_filter(image, filter, stride=1):
    _fits(image, filter, stride)
    (h, w), (kh, _) = image.shape, filter.shape
    return _slide(image, filter, range(0, h - kh + 1, stride), range(0, w - kh + 1, stride))


@misconception(
    "conv2d",
    "The image's height is used for its width too. It need not be square: h, w = image.shape.",
)
def assumes_a_square_image(image, filter, stride=1):
    _fits(image, filter, stride)
    h, (kh, kw) = image.shape[0], filter.shape
    return _slide(image, filter, range(0, h - kh + 1, stride), range(0, h - kw + 1, stride))


@misconception("conv2d", "You take the mean of the products. A convolution adds them up: .sum(), not .mean().")
def averages_the_products(image, filter, stride=1):
    return _conv2d(image, filter, stride) / filter.size


@misconception(
    "conv2d",
    "The window is multiplied by the filter as a matrix, with @. Multiply what lies on top of each other: *.",
)
def multiplies_as_matrices(image, filter, stride=1):
    _fits(image, filter, stride)
    (h, w), (kh, kw) = image.shape, filter.shape
    return np.array(
        [
            [(image[top : top + kh, left : left + kw] * 1.0 @ filter).sum() for left in range(0, w - kw + 1, stride)]
            for top in range(0, h - kh + 1, stride)
        ]
    )


@misconception("conv2d", "Negative values are cut off. A filter may answer with any number; ReLU comes later.")
def cuts_off_negative_values(image, filter, stride=1):
    return np.maximum(_conv2d(image, filter, stride), 0)


@misconception(
    "conv2d",
    "A filter that is wider than the image is not refused. Compare kw with w too, and raise ValueError.",
)
def checks_the_height_only(image, filter, stride=1):
    if filter.shape[0] > image.shape[0] or stride < 1:
        raise ValueError("does not fit")
    (h, w), (kh, kw) = image.shape, filter.shape
    return _slide(image, filter, range(0, h - kh + 1, stride), range(0, w - kw + 1, stride))


@misconception(
    "conv2d",
    "A filter that is higher than the image is not refused. Compare kh with h too, and raise ValueError.",
)
def checks_the_width_only(image, filter, stride=1):
    if filter.shape[1] > image.shape[1] or stride < 1:
        raise ValueError("does not fit")
    (h, w), (kh, kw) = image.shape, filter.shape
    return _slide(image, filter, range(0, h - kh + 1, stride), range(0, w - kw + 1, stride))


@misconception(
    "conv2d",
    "A filter is refused only if it is both higher and wider than the image. One of them is enough: or, not and.",
)
def refuses_only_what_is_too_large_in_both(image, filter, stride=1):
    (h, w), (kh, kw) = image.shape, filter.shape
    if (kh > h and kw > w) or stride < 1:
        raise ValueError("does not fit")
    return _slide(image, filter, range(0, h - kh + 1, stride), range(0, w - kw + 1, stride))


@misconception(
    "conv2d",
    "Filters that are too large are not refused. Before anything else, raise ValueError if kh > h or kw > w.",
)
def accepts_filters_that_do_not_fit(image, filter, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    (h, w), (kh, kw) = image.shape, filter.shape
    return _slide(image, filter, range(0, h - kh + 1, stride), range(0, w - kw + 1, stride))


@misconception("conv2d", "A filter as large as the image fits once. Refuse it only if it is larger: > and not >=.")
def refuses_a_filter_as_large_as_the_image(image, filter, stride=1):
    if filter.shape[0] >= image.shape[0] or filter.shape[1] >= image.shape[1]:
        raise ValueError("the filter is larger than the image")
    return _conv2d(image, filter, stride)


@misconception(
    "conv2d",
    "window *= filter writes into the image, for a slice is a view of it. Write window * filter, which is a new array.",
)
def multiplies_inside_the_image(image, filter, stride=1):
    _fits(image, filter, stride)
    (h, w), (kh, kw) = image.shape, filter.shape
    out = np.zeros(((h - kh) // stride + 1, (w - kw) // stride + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            window = image[i * stride : i * stride + kh, j * stride : j * stride + kw]
            window *= filter
            out[i, j] = window.sum()
    return out


# conv_layer


def _fit(X, filters, stride):
    if X.shape[1] != filters.shape[1]:
        raise ValueError("another number of channels")
    if filters.shape[2] > X.shape[2] or filters.shape[3] > X.shape[3]:
        raise ValueError("the filters are larger than the images")
    if stride < 1:
        raise ValueError("stride must be at least 1")


def _windows(X, filters, stride):
    """(n, c, h', w', kh, kw)."""
    return sliding_window_view(X, filters.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]


def _maps(X, filters, stride=1):
    """The layer without its biases."""
    _fit(X, filters, stride)
    return np.einsum("nchwkl,fckl->nfhw", _windows(X * 1.0, filters, stride), filters)


def _column(b):
    return np.reshape(b, (-1, 1, 1))


def _layer(X, filters, b, stride=1):
    return _maps(X, filters, stride) + _column(b)


@misconception("conv_layer", "The biases are missing: add b[f] to every number of map f, such as b[:, None, None].")
def forgets_the_biases(X, filters, b, stride=1):
    return _maps(X, filters, stride)


@misconception(
    "conv_layer",
    "The bias is added once for each channel. Add up the channels first, and then the bias, once.",
)
def adds_the_bias_for_each_channel(X, filters, b, stride=1):
    return _maps(X, filters, stride) + X.shape[1] * _column(b)


@misconception(
    "conv_layer",
    "The biases run along the width of the maps: NumPy matches b with the last axis. Give it axes of length 1 behind: "
    "b[:, None, None].",
)
def adds_the_biases_along_the_width(X, filters, b, stride=1):
    return _maps(X, filters, stride) + b


@misconception(
    "conv_layer",
    "The biases run along the height of the maps. Each belongs to one whole map: b[:, None, None] has the axes "
    "(f, 1, 1).",
)
def adds_the_biases_along_the_height(X, filters, b, stride=1):
    return _maps(X, filters, stride) + b[:, None]


@misconception(
    "conv_layer",
    "The biases run along the samples. They belong to the filters, the second axis: b[:, None, None].",
)
def adds_the_biases_along_the_samples(X, filters, b, stride=1):
    return _maps(X, filters, stride) + b[:, None, None, None]


@misconception("conv_layer", "Every map gets all the biases. Map f gets b[f] and no other.")
def adds_all_biases_to_every_map(X, filters, b, stride=1):
    return _maps(X, filters, stride) + b.sum()


@misconception("conv_layer", "Every map gets the bias of the first filter. Map f gets b[f].")
def adds_the_first_bias_only(X, filters, b, stride=1):
    return _maps(X, filters, stride) + b[0]


@misconception("conv_layer", "The biases are taken away. They are added: + b[f].")
def subtracts_the_biases(X, filters, b, stride=1):
    return _maps(X, filters, stride) - _column(b)


@misconception(
    "conv_layer",
    "The mean over the channels is taken. Their contributions are added up: the sum over the channels, plus b[f].",
)
def averages_over_the_channels(X, filters, b, stride=1):
    return _maps(X, filters, stride) / X.shape[1] + _column(b)


@misconception(
    "conv_layer",
    "Only the first channel counts. Each filter has a grid for every channel, and what they give is added up.",
)
def uses_the_first_channel_only(X, filters, b, stride=1):
    _fit(X, filters, stride)
    return _layer(X[:, :1], filters[:, :1], b, stride)


@misconception(
    "conv_layer",
    "Only the last channel is left: each one overwrites the one before. Add them up: += in the place of =.",
)
def keeps_the_last_channel_only(X, filters, b, stride=1):
    _fit(X, filters, stride)
    return _layer(X[:, -1:], filters[:, -1:], b, stride)


@misconception(
    "conv_layer",
    "All channels are seen through the filter's first grid. Channel c has a grid of its own, filters[f, c].",
)
def uses_the_first_grid_for_all_channels(X, filters, b, stride=1):
    _fit(X, filters, stride)
    return _layer(X, np.repeat(filters[:, :1], X.shape[1], axis=1), b, stride)


@misconception(
    "conv_layer",
    "The channels stay apart, in an axis of their own. A filter makes one map: add up over the channels.",
)
def keeps_the_channels_apart(X, filters, b, stride=1):
    _fit(X, filters, stride)
    apart = np.einsum("nchwkl,fckl->nfchw", _windows(X * 1.0, filters, stride), filters)
    return apart + b[:, None, None, None]


@misconception("conv_layer", "The filters are turned around, as in true convolution. Use them as they are.")
def flips_the_filters(X, filters, b, stride=1):
    return _layer(X, filters[:, :, ::-1, ::-1], b, stride)


@misconception(
    "conv_layer", "Each filter is transposed: its rows, kh, lie on the window's columns, kw. Use it as it is."
)
def transposes_the_filters(X, filters, b, stride=1):
    return _layer(X, filters.transpose(0, 1, 3, 2), b, stride)


@misconception(
    "conv_layer",
    "Filters and channels have changed places. filters is (f, c, kh, kw): filters[f, c] looks at channel c and adds "
    "to map f.",
)
def swaps_filters_and_channels(X, filters, b, stride=1):
    return _layer(X, filters.transpose(1, 0, 2, 3), b, stride)


@misconception(
    "conv_layer",
    "filters.reshape(c * kh * kw, f) runs straight through the filters' borders. Make each filter a row, "
    "filters.reshape(f, -1), and transpose that where you need columns.",
)
def reshapes_the_filters_to_columns(X, filters, b, stride=1):
    mixed = filters.reshape(-1, len(filters)).T.reshape(filters.shape)
    return _layer(X, mixed, b, stride)


@misconception(
    "conv_layer",
    "The product is (f, n * h' * w'), reshaped straight to (n, f, h', w'), which mixes up samples and filters. "
    "Reshape to (f, n, h', w') first, then transpose(1, 0, 2, 3).",
)
def reshapes_the_product_without_a_transpose(X, filters, b, stride=1):
    maps = _layer(X, filters, b, stride)
    return maps.transpose(1, 0, 2, 3).reshape(maps.shape)


@misconception(
    "conv_layer",
    "The product is (n * h' * w', f), reshaped straight to (n, f, h', w'), which mixes up filters and places. "
    "Reshape to (n, h', w', f) first, then transpose(0, 3, 1, 2).",
)
def reshapes_rows_of_windows_without_a_transpose(X, filters, b, stride=1):
    maps = _layer(X, filters, b, stride)
    return maps.transpose(0, 2, 3, 1).reshape(maps.shape)


@misconception(
    "conv_layer",
    "The product has the samples last, (f, h' * w' * n), and it is reshaped straight to (n, f, h', w'), which mixes "
    "everything up. Reshape to (f, h', w', n) first, then transpose(3, 0, 1, 2).",
)
def reshapes_samples_from_the_end(X, filters, b, stride=1):
    maps = _layer(X, filters, b, stride)
    return maps.transpose(1, 2, 3, 0).reshape(maps.shape)


@misconception(
    "conv_layer",
    "The windows are reshaped to (c * kh * kw, places) as they stand, (n, c, h', w', kh, kw), which mixes up "
    "windows and places. Transpose them to (c, kh, kw, n, h', w') first.",
)
def reshapes_the_windows_without_a_transpose(X, filters, b, stride=1):
    _fit(X, filters, stride)
    f, n = len(filters), len(X)
    windows = _windows(X * 1.0, filters, stride)
    columns = windows.reshape(filters[0].size, -1)
    out = filters.reshape(f, -1) @ columns
    return out.reshape(f, n, *windows.shape[2:4]).transpose(1, 0, 2, 3) + _column(b)


@misconception(
    "conv_layer",
    "The numbers of a window stand in the order row, column, channel, and those of a filter in the order channel, row, "
    "column. They must agree: (c, kh, kw) for both.",
)
def orders_windows_and_filters_differently(X, filters, b, stride=1):
    _fit(X, filters, stride)
    windows = _windows(X * 1.0, filters, stride)
    n, _, height, width, _, _ = windows.shape
    rows = windows.transpose(0, 2, 3, 4, 5, 1).reshape(n * height * width, -1)
    out = rows @ filters.reshape(len(filters), -1).T
    return out.reshape(n, height, width, -1).transpose(0, 3, 1, 2) + _column(b)


@misconception(
    "conv_layer",
    "The first two axes of the result have changed places: it is (f, n, h', w'). Transpose it to (n, f, h', w').",
)
def puts_the_filters_first(X, filters, b, stride=1):
    return _layer(X, filters, b, stride).transpose(1, 0, 2, 3)


@misconception(
    "conv_layer",
    "The filters are the last axis of the result, (n, h', w', f). They are the second: transpose(0, 3, 1, 2).",
)
def puts_the_filters_last(X, filters, b, stride=1):
    return _layer(X, filters, b, stride).transpose(0, 2, 3, 1)


@misconception("conv_layer", "Each map is transposed: h' comes before w', as h comes before w.")
def transposes_the_maps(X, filters, b, stride=1):
    return _layer(X, filters, b, stride).transpose(0, 1, 3, 2)


@misconception("conv_layer", "All samples get the maps of the first. Work on X[i] and not on X[0].")
def looks_at_the_first_sample_only(X, filters, b, stride=1):
    return np.repeat(_layer(X[:1], filters, b, stride), len(X), axis=0)


@misconception("conv_layer", "All maps are made by the first filter. Map f is made by filters[f].")
def uses_the_first_filter_only(X, filters, b, stride=1):
    return _layer(X, np.repeat(filters[:1], len(filters), axis=0), b, stride)


@misconception("conv_layer", "The stride is not used: keep every stride-th window only, in both directions.")
def ignores_the_stride_of_the_layer(X, filters, b, stride=1):
    _fit(X, filters, stride)
    return _layer(X, filters, b)


@misconception("conv_layer", "The stride is used going down only. To the right it counts as well.")
def strides_down_only(X, filters, b, stride=1):
    _fit(X, filters, stride)
    return _layer(X, filters, b)[:, :, ::stride]


@misconception("conv_layer", "The stride is used going to the right only. Going down it counts as well.")
def strides_to_the_right_only(X, filters, b, stride=1):
    _fit(X, filters, stride)
    return _layer(X, filters, b)[..., ::stride]


@misconception(
    "conv_layer",
    "The stride is applied to the samples or channels, and not to the places. It belongs on the axes h' and w' of the "
    "windows: [:, :, ::stride, ::stride].",
)
def strides_over_samples_and_channels(X, filters, b, stride=1):
    _fit(X, filters, stride)
    return _layer(X, filters, b)[::stride, ::stride]


@misconception(
    "conv_layer",
    "The size of the result takes the stride into account, and the windows do not: keep those that start at every "
    "stride-th pixel.",
)
def takes_the_first_windows(X, filters, b, stride=1):
    height, width = _layer(X, filters, b, stride).shape[2:]
    return _layer(X, filters, b)[:, :, :height, :width]


@misconception(
    "conv_layer",
    "The last row and the last column of every map are missing. There is one more place than there are steps: "
    "(h - kh) // stride + 1.",
)
def forgets_the_last_places(X, filters, b, stride=1):
    return _layer(X, filters, b, stride)[:, :, :-1, :-1]


@misconception(
    "conv_layer",
    "The maps' size is (h - kh + 1) // stride, which drops a place that fits. First divide, then add 1.",
)
def drops_a_place_that_fits(X, filters, b, stride=1):
    maps = _layer(X, filters, b, stride)
    height, width = (X.shape[2] - filters.shape[2] + 1) // stride, (X.shape[3] - filters.shape[3] + 1) // stride
    return maps[:, :, :height, :width]


@misconception(
    "conv_layer",
    "The maps are as large as the images, as with zeros around them. The filters stay inside the images.",
)
def pads_the_images(X, filters, b, stride=1):
    _fit(X, filters, stride)
    kh, kw = filters.shape[2:]
    around = ((0, 0), (0, 0), ((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2))
    return _layer(np.pad(X * 1.0, around), filters, b, stride)


@misconception("conv_layer", "Negative values are cut off. ReLU is a layer of its own, which comes later.")
def applies_relu(X, filters, b, stride=1):
    return np.maximum(_layer(X, filters, b, stride), 0)


@misconception(
    "conv_layer", "Filters as large as the images fit once. Refuse them only if they are larger: > and not >=."
)
def refuses_filters_as_large_as_the_images(X, filters, b, stride=1):
    if filters.shape[2] >= X.shape[2] or filters.shape[3] >= X.shape[3]:
        raise ValueError("the filters are larger than the images")
    return _layer(X, filters, b, stride)


@misconception("conv_layer", "An array of the caller's is changed. Work on a copy, such as X * 1.0, and without +=.")
def writes_into_its_arguments(X, filters, b, stride=1):
    maps = _layer(X, filters, b, stride)
    X[..., 0, 0] += 1
    return maps


# Practice


def _valid(size, kernel, stride):
    if kernel > size or stride < 1:
        raise ValueError("does not fit")


@misconception("output_size", "There is one more place than there are steps: add 1 after the division.")
def forgets_the_first_place(size, kernel, stride=1):
    _valid(size, kernel, stride)
    return (size - kernel) // stride


@misconception("output_size", "The 1 is added before the division. First (size - kernel) // stride, then + 1.")
def adds_one_too_early(size, kernel, stride=1):
    _valid(size, kernel, stride)
    return (size - kernel + 1) // stride


@misconception("output_size", "You round up, and count a window that sticks out. // rounds down.")
def counts_a_window_that_sticks_out(size, kernel, stride=1):
    _valid(size, kernel, stride)
    return -(-(size - kernel) // stride) + 1


@misconception("output_size", "The division leaves a fraction. Places are whole: // drops the remainder, / does not.")
def leaves_a_fraction(size, kernel, stride=1):
    _valid(size, kernel, stride)
    return (size - kernel) / stride + 1


@misconception("output_size", "The stride is not used. From one place to the next it is stride pixels.")
def counts_every_pixel(size, kernel, stride=1):
    _valid(size, kernel, stride)
    return size - kernel + 1


@misconception("output_size", "A window that does not fit is not refused: raise ValueError if kernel > size.")
def accepts_a_window_that_is_too_large(size, kernel, stride=1):
    _valid(0, 0, stride)
    return max((size - kernel) // stride + 1, 0)


@misconception("output_size", "A window as large as the image fits once. Refuse it only if kernel > size, not >=.")
def refuses_a_window_that_just_fits(size, kernel, stride=1):
    _valid(size - 1, kernel, stride)
    return (size - kernel) // stride + 1


@misconception("zero_pad", "The frame stands on two sides only. It goes all around: each side gets 2 * width longer.")
def pads_two_sides(image, width):
    return np.pad(image, (width, 0))


@misconception("zero_pad", "The frame stands below and on the right only. It goes all around the image.")
def pads_at_the_end(image, width):
    return np.pad(image, ((0, 2 * width), (0, 2 * width)))


@misconception("zero_pad", "The frame repeats the pixels at the border. It is to be zeros.")
def repeats_the_border(image, width):
    return np.pad(image, width, mode="edge")


@misconception("zero_pad", "There are zeros on the left and right, and none above and below.")
def pads_the_columns_only(image, width):
    return np.pad(image, ((0, 0), (width, width)))


@misconception("zero_pad", "The frame is always one pixel thick. It has width zeros on each side.")
def pads_by_one(image, width):
    return np.pad(image, 1)


@misconception(
    "zero_pad",
    "For a width of 0, padded[0:-0] is empty. Say where the image ends with width + h in the place of -width.",
)
def slices_up_to_minus_width(image, width):
    h, w = image.shape
    padded = np.zeros((h + 2 * width, w + 2 * width))
    padded[width:-width, width:-width] = image
    return padded


@misconception("flip_filter", "Only the rows are turned around. Turn the columns too: [::-1, ::-1].")
def flips_the_rows_only(filter):
    return filter[::-1]


@misconception("flip_filter", "Only the columns are turned around. Turn the rows too: [::-1, ::-1].")
def flips_the_columns_only(filter):
    return filter[:, ::-1]


@misconception("flip_filter", "A transpose swaps rows with columns. Here both are turned around: [::-1, ::-1].")
def transposes_instead(filter):
    return filter.T


@misconception("flip_filter", "This is a quarter of a turn. Half a turn turns both axes around: [::-1, ::-1].")
def turns_by_a_quarter(filter):
    return np.rot90(filter)


@misconception("flip_filter", "The caller's filter is turned around as well. Return a new array or a view.")
def flips_in_place(filter):
    filter[:] = filter[::-1, ::-1].copy()
    return filter


@misconception("true_convolution", "The filter is not flipped: this is cross-correlation. Flip it before conv2d.")
def forgets_to_flip(image, filter):
    return _conv2d(image, filter)


@misconception("true_convolution", "Only the filter's rows are turned around. Its columns are as well.")
def flips_only_the_rows_of_the_filter(image, filter):
    return _conv2d(image, filter[::-1])


@misconception("true_convolution", "Only the filter's columns are turned around. Its rows are as well.")
def flips_only_the_columns_of_the_filter(image, filter):
    return _conv2d(image, filter[:, ::-1])


@misconception("true_convolution", "The image is flipped, and not the filter, so the result is turned around.")
def flips_the_image(image, filter):
    return _conv2d(image[::-1, ::-1], filter)


@misconception("true_convolution", "Image and filter are both flipped, and that cancels out but for a turned result.")
def flips_both(image, filter):
    return _conv2d(image[::-1, ::-1], filter[::-1, ::-1])


@misconception(
    "true_convolution", 'The filter sticks out of the image (mode "full"). It stays inside: "valid", (h - kh + 1) rows.'
)
def convolves_in_full(image, filter):
    return pads_to_the_full_size.function(image, filter[::-1, ::-1])


def _rows_of_windows(image, kh, kw, stride):
    return sliding_window_view(image, (kh, kw))[::stride, ::stride].reshape(-1, kh * kw)


@misconception("windows_as_columns", "The windows are rows. They are to be columns: transpose with .T.")
def makes_them_rows(image, kh, kw, stride=1):
    return _rows_of_windows(image, kh, kw, stride)


@misconception(
    "windows_as_columns",
    "reshape(kh * kw, -1) runs straight through the windows' borders. Reshape to one window a row, and transpose.",
)
def reshapes_instead_of_transposing(image, kh, kw, stride=1):
    return _rows_of_windows(image, kh, kw, stride).reshape(kh * kw, -1)


@misconception("windows_as_columns", "Each window is read down its columns. Its numbers stand row by row.")
def reads_windows_column_by_column(image, kh, kw, stride=1):
    windows = sliding_window_view(image, (kh, kw))[::stride, ::stride]
    return windows.swapaxes(2, 3).reshape(-1, kh * kw).T


@misconception("windows_as_columns", "The places go down first. Column i * w' + j holds place (i, j): go along a row.")
def goes_down_first(image, kh, kw, stride=1):
    windows = sliding_window_view(image, (kh, kw))[::stride, ::stride]
    return windows.swapaxes(0, 1).reshape(-1, kh * kw).T


@misconception("windows_as_columns", "The stride is not used. Keep every stride-th place only, in both directions.")
def keeps_every_window(image, kh, kw, stride=1):
    return _rows_of_windows(image, kh, kw, 1).T


@misconception("windows_as_columns", "The stride counts going down as well as to the right: [::stride, ::stride].")
def keeps_every_row_of_windows(image, kh, kw, stride=1):
    return sliding_window_view(image, (kh, kw))[:, ::stride].reshape(-1, kh * kw).T


@misconception("conv_parameters", "The biases are missing: one for each filter.")
def counts_no_biases(n_filters, channels, kh, kw):
    return n_filters * channels * kh * kw


@misconception("conv_parameters", "There is a bias for every channel of a filter. A filter has only one.")
def counts_a_bias_for_each_channel(n_filters, channels, kh, kw):
    return n_filters * channels * (kh * kw + 1)


@misconception("conv_parameters", "There is one bias for the whole layer. Each filter has its own.")
def counts_a_single_bias(n_filters, channels, kh, kw):
    return n_filters * channels * kh * kw + 1


@misconception("conv_parameters", "The channels are missing. A filter has a grid of kh * kw weights for each of them.")
def counts_one_grid_a_filter(n_filters, channels, kh, kw):
    return n_filters * kh * kw + n_filters
