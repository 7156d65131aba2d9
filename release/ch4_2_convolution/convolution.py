"""Chapter 4.2: Convolution: one small filter, everywhere.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check convolution.py` explains what is wrong. The lesson is ch4_2_convolution.ipynb.
"""

import numpy as np
from numpy.typing import NDArray


def conv2d(image: NDArray[np.floating], filter: NDArray[np.floating], stride: int = 1) -> NDArray[np.floating]:
    """Slide a filter over an image, and at every place sum up the products of what lies on top of each other.

        out[i, j] = sum over m, n of image[i * stride + m, j * stride + n] * filter[m, n]

    The filter is not turned around: strictly, this is a cross-correlation. It stays inside the image
    ("valid"), so for image (h, w) and filter (kh, kw) the result is (h', w') with h' = (h - kh) //
    stride + 1 and w' = (w - kw) // stride + 1. Neither need be square. Neither of them is changed.
    Raises ValueError if the filter is larger than the image in height or in width.

        conv2d(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]]), np.array([[1.0, -1.0]]))
        # [[-1. -1.]
        #  [-1. -2.]]
        conv2d(np.ones((2, 3)), np.ones((3, 2)))   # ValueError: 3 is larger than 2
    """
    raise NotImplementedError  # write your code here, in place of this line


def conv_layer(
    X: NDArray[np.floating], filters: NDArray[np.floating], b: NDArray[np.floating], stride: int = 1
) -> NDArray[np.floating]:
    """Slide f filters over n images of c channels each: the forward pass of a convolutional layer.

        out[n, f] = sum over the channels c of conv2d(X[n, c], filters[f, c], stride), plus b[f]

    X is (n, c, h, w), filters (f, c, kh, kw) and b (f,); the result is (n, f, h', w') with h' =
    (h - kh) // stride + 1 and w' = (w - kw) // stride + 1. Nothing that is given is changed.

        X = np.array([[[[1.0, 2.0]], [[3.0, 5.0]]]])   # one image of two channels, each 1 x 2
        conv_layer(X, np.array([[[[1.0, 4.0]], [[0.0, 2.0]]]]), np.array([0.5]))
        # [[[[19.5]]]]: 1 * 1 + 2 * 4, plus 3 * 0 + 5 * 2, plus 0.5

    Source: the windows as columns of one product are due to K. Chellapilla, S. Puri and P. Simard,
    "High performance convolutional neural networks for document processing" (2006).
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


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
    raise NotImplementedError  # write your code here, in place of this line


def zero_pad(image: NDArray[np.floating], width: int) -> NDArray[np.floating]:
    """Put a frame of zeros around an image.

    image is (h, w), and width, 0 or more, says how many zeros stand on each of its four sides. The result is
    (h + 2 * width, w + 2 * width), with the image unchanged in its middle. image itself is not changed.

        zero_pad(np.array([[1.0, 2.0]]), 1)
        # [[0. 0. 0. 0.]
        #  [0. 1. 2. 0.]
        #  [0. 0. 0. 0.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def flip_filter(filter: NDArray[np.floating]) -> NDArray[np.floating]:
    """Turn a filter by half a turn: upside down, and left to right.

        out[m, n] = filter[kh - 1 - m, kw - 1 - n]

    filter is (kh, kw), and so is the result. filter itself is not changed.

        flip_filter(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
        # [[6. 5. 4.]
        #  [3. 2. 1.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def true_convolution(image: NDArray[np.floating], filter: NDArray[np.floating]) -> NDArray[np.floating]:
    """Convolve an image with a filter, as mathematics defines it, where the filter lies fully on the image ("valid").

        out[i, j] = sum over m, n of image[i + m, j + n] * filter[kh - 1 - m, kw - 1 - n]

    image is (h, w), filter (kh, kw) and no larger; the result is (h - kh + 1, w - kw + 1). Neither image nor filter
    is changed. You may use conv2d and flip_filter.

        true_convolution(np.array([[1.0, 2.0, 4.0]]), np.array([[1.0, 3.0]]))   # [[ 5. 10.]]: 1 * 3 + 2 * 1 = 5
    """
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


def conv_parameters(n_filters: int, channels: int, kh: int, kw: int) -> int:
    """Count what a convolutional layer has to learn: all numbers of its filters, and its biases.

    The layer has n_filters filters, each with channels grids of kh x kw numbers, and a bias for each filter. Returns
    a whole number that range() accepts.

        conv_parameters(8, 1, 3, 3)   # 8 * 9 + 8 = 80
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def dilated_conv2d(image: NDArray[np.floating], filter: NDArray[np.floating], dilation: int) -> NDArray[np.floating]:
    """Slide a filter whose numbers lie apart over an image, with stride 1.

        out[i, j] = the sum over m and n of image[i + dilation * m, j + dilation * n] * filter[m, n]

    image is (h, w), filter (kh, kw), dilation a whole number, at least 1; 1 is the usual conv2d. The filter reaches
    over H = dilation * (kh - 1) + 1 rows and, by the same formula, over W columns; that much fits into the image.
    Returns an array (h - H + 1, w - W + 1). image and filter are not changed.

        dilated_conv2d(np.array([[1.0, 2.0, 3.0, 4.0, 5.0]]), np.array([[1.0, 10.0]]), 3)   # [[41. 52.]]
    """
    raise NotImplementedError  # write your code here, in place of this line
