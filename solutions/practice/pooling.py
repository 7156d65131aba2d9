"""Practice for chapter 4.3: windows that tie, and the way back through one filter and one layer."""

import numpy as np
from numpy.typing import NDArray

from neural_network.convolution import conv2d


def count_ties(X: NDArray[np.floating], size: int) -> int:
    """Count the windows whose largest number stands in them more than once.

    X is (..., h, w), with any number of axes before the last two, or none. The windows are size x size and lie side by
    side; rows and columns at the end that fill no window are dropped. Returns how many windows have a tie, of all
    windows together: a whole number, such as range() takes. X is not changed.

        count_ties(np.array([[1.0, 5.0, 0.0, 0.0], [5.0, 2.0, 0.0, 3.0]]), 2)   # the left window has one: 1
    """
    h, w = X.shape[-2] // size, X.shape[-1] // size
    windows = X[..., : h * size, : w * size].reshape(*X.shape[:-2], h, size, w, size)
    largest = windows.max(axis=(-3, -1), keepdims=True)
    winners = (windows == largest).sum(axis=(-3, -1))
    return int((winners > 1).sum())


def filter_gradient(dout: NDArray[np.floating], image: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute the gradient of the loss by the filter of a convolution with stride 1.

        dfilter[m, n] = sum over i, j of dout[i, j] * image[i + m, j + n]

    image is (h, w), and dout (h', w') is the gradient of the loss by out = conv2d(image, filter). The filter itself is
    not needed, only its shape (kh, kw), which follows from the other two: h' = h - kh + 1, and w' likewise. Returns an
    array of that shape. Neither dout nor image is changed.

        filter_gradient(np.array([[1.0, 10.0]]), np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
        # [[21. 32.]
        #  [54. 65.]]
    """
    return conv2d(image, dout)


def image_gradient(dout: NDArray[np.floating], filter: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute the gradient of the loss by the image of a convolution with stride 1.

        dimage[i + m, j + n] gains dout[i, j] * filter[m, n], for all places i, j and all numbers m, n of the filter

    filter is (kh, kw), and dout (h', w') is the gradient of the loss by out = conv2d(image, filter). The image itself
    is not needed, only its shape: h = h' + kh - 1, and w likewise. Returns an array of shape (h, w). Neither dout nor
    filter is changed.

        image_gradient(np.array([[1.0, 10.0]]), np.array([[2.0, 3.0]]))   # [[2. 23. 30.]]
    """
    (height, width), (kh, kw) = dout.shape, filter.shape
    dimage = np.zeros((height + kh - 1, width + kw - 1), np.result_type(dout, filter))
    for i, j in np.ndindex(height, width):
        dimage[i : i + kh, j : j + kw] += dout[i, j] * filter
    return dimage


def features_gradient(
    delta: NDArray[np.floating], W: NDArray[np.floating], shape: tuple[int, int, int]
) -> NDArray[np.floating]:
    """Send the gradient back through a dense layer and the flattening before it.

        scores = features W + b,    features = the pool's (n, f, h', w') with each sample's numbers in one row

    delta (n, k) is the gradient of the loss by the scores, W is (f * h' * w', k), and shape is (f, h', w'). Returns the
    gradient by the pool's numbers, (n, f, h', w'). A row was made of f * h' * w' numbers in the order in which reshape
    reads them. Nothing that is given is changed.

        features_gradient(np.array([[1.0, -1.0]]), np.array([[5.0, 2.0], [1.0, 4.0]]), (1, 2, 1))
        # [[[[ 3.] [-3.]]]]
    """
    return (delta @ W.T).reshape(len(delta), *shape)


def average_pool_backward(
    dout: NDArray[np.floating], shape: tuple[int, ...], size: int, stride: int
) -> NDArray[np.floating]:
    """Send a gradient back through a pool that takes the mean of every window.

    The pool took an X of the given shape (..., h, w) and made the means of all size x size windows that lie stride
    apart: h2 = (h - size) // stride + 1 down and w2, likewise, across. The slope of a mean is 1 / size**2 by each
    number of its window.

    dout (..., h2, w2) is the gradient of the loss by the means. Returns the gradient by X, a new array of the given
    shape: a number that lies in several windows gets something from each, one that lies in none gets 0. dout is not
    changed.

        average_pool_backward(np.array([[4.0, 8.0]]), (2, 3), 2, 1)   # [[1. 3. 2.] [1. 3. 2.]]
    """
    dX = np.zeros(shape)
    h2, w2 = dout.shape[-2:]
    for m in range(size):
        for n in range(size):
            rows = slice(m, m + (h2 - 1) * stride + 1, stride)
            columns = slice(n, n + (w2 - 1) * stride + 1, stride)
            dX[..., rows, columns] += dout / size**2
    return dX
