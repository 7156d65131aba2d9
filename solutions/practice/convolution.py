"""Practice for chapter 4.2: what a filter needs on its way over an image, and how many numbers a layer of them has."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from neural_network.convolution import conv2d


def output_size(size: int, kernel: int, stride: int = 1) -> int:
    """Count the places where a window fits, along one direction of an image.

    size is the height (or width) of the image, kernel that of the window, stride the step from one place to the
    next. The window starts at pixel 0 and stays inside the image; pixels that are left over at the end are not used.
    Returns a whole number, at least 1, that range() accepts.

    Raises ValueError if kernel is larger than size.

        output_size(28, 3)      # 26
        output_size(7, 3, 2)    # 3: the window starts at 0, 2 and 4
        output_size(8, 3, 2)    # 3: at 6 it would stick out by one pixel
    """
    if kernel > size:
        raise ValueError(f"a window of {kernel} does not fit {size} pixels")
    return (size - kernel) // stride + 1


def zero_pad(image: NDArray[np.floating], width: int) -> NDArray[np.floating]:
    """Put a frame of zeros around an image.

    image is (h, w), and width, 0 or more, says how many zeros stand on each of its four sides. The result is
    (h + 2 * width, w + 2 * width), with the image unchanged in its middle. image itself is not changed.

        zero_pad(np.array([[1.0, 2.0]]), 1)
        # [[0. 0. 0. 0.]
        #  [0. 1. 2. 0.]
        #  [0. 0. 0. 0.]]
    """
    return np.pad(image, width)


def flip_filter(filter: NDArray[np.floating]) -> NDArray[np.floating]:
    """Turn a filter by half a turn: upside down, and left to right.

        out[m, n] = filter[kh - 1 - m, kw - 1 - n]

    filter is (kh, kw), and so is the result. filter itself is not changed.

        flip_filter(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
        # [[6. 5. 4.]
        #  [3. 2. 1.]]
    """
    return filter[::-1, ::-1]


def true_convolution(image: NDArray[np.floating], filter: NDArray[np.floating]) -> NDArray[np.floating]:
    """Convolve an image with a filter, as mathematics defines it, where the filter lies fully on the image ("valid").

        out[i, j] = sum over m, n of image[i + m, j + n] * filter[kh - 1 - m, kw - 1 - n]

    image is (h, w), filter (kh, kw) and no larger; the result is (h - kh + 1, w - kw + 1). Neither image nor filter
    is changed. You may use conv2d and flip_filter.

        true_convolution(np.array([[1.0, 2.0, 4.0]]), np.array([[1.0, 3.0]]))   # [[ 5. 10.]]: 1 * 3 + 2 * 1 = 5
    """
    return conv2d(image, filter[::-1, ::-1])


def windows_as_columns(image: NDArray[np.floating], kh: int, kw: int, stride: int = 1) -> NDArray[np.floating]:
    """Lay out every window of an image as a column of one matrix.

    image is (h, w), and the windows are kh high and kw wide. They start at every stride-th pixel in both directions
    and stay inside the image, so there are h' * w' of them, with h' = (h - kh) // stride + 1 and w' likewise. The
    result is (kh * kw, h' * w'). Column i * w' + j holds the window at place (i, j), and its numbers stand in reading
    order, row by row from the left. image is not changed, and at least one window fits.

        windows_as_columns(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), 2, 2)
        # [[1. 2.]
        #  [2. 3.]
        #  [4. 5.]
        #  [5. 6.]]
    """
    windows = sliding_window_view(image, (kh, kw))[::stride, ::stride]
    return windows.reshape(-1, kh * kw).T


def conv_parameters(n_filters: int, channels: int, kh: int, kw: int) -> int:
    """Count what a convolutional layer has to learn: all numbers of its filters, and its biases.

    The layer has n_filters filters, each with channels grids of kh x kw numbers, and a bias for each filter. Returns
    a whole number that range() accepts.

        conv_parameters(8, 1, 3, 3)   # 8 * 9 + 8 = 80
    """
    return n_filters * channels * kh * kw + n_filters


def dilated_conv2d(image: NDArray[np.floating], filter: NDArray[np.floating], dilation: int) -> NDArray[np.floating]:
    """Slide a filter whose numbers lie apart over an image, with stride 1.

        out[i, j] = the sum over m and n of image[i + dilation * m, j + dilation * n] * filter[m, n]

    image is (h, w), filter (kh, kw), dilation a whole number, at least 1; 1 is the usual conv2d. The filter reaches
    over H = dilation * (kh - 1) + 1 rows and, by the same formula, over W columns; that much fits into the image.
    Returns an array (h - H + 1, w - W + 1). image and filter are not changed.

        dilated_conv2d(np.array([[1.0, 2.0, 3.0, 4.0, 5.0]]), np.array([[1.0, 10.0]]), 3)   # [[41. 52.]]
    """
    kh, kw = filter.shape
    spread = np.zeros((dilation * (kh - 1) + 1, dilation * (kw - 1) + 1))
    spread[::dilation, ::dilation] = filter
    return conv2d(image, spread)
