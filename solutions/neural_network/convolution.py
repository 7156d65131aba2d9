"""Chapter 4.2: sliding a filter over an image, and a layer of many filters as one matrix product.

`conv2d` is the definition, written as it is read; `conv_layer` does the same for a batch of images with several
channels and filters, in the form that is trained in chapter 4.3.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
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
    (h, w), (kh, kw) = image.shape, filter.shape
    if kh > h or kw > w:
        raise ValueError(f"the filter {filter.shape} is larger than the image {image.shape}")
    if stride < 1:
        raise ValueError(f"stride must be at least 1, but is {stride}")
    image = image * 1.0  # products of uint8 would start again from 0 after 255
    out = np.zeros(((h - kh) // stride + 1, (w - kw) // stride + 1), np.result_type(image, filter))
    for i, j in np.ndindex(out.shape):
        top, left = i * stride, j * stride
        out[i, j] = (image[top : top + kh, left : left + kw] * filter).sum()
    return out


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
    n_filters, channels, kh, kw = filters.shape
    if X.shape[1] != channels or kh > X.shape[2] or kw > X.shape[3]:
        raise ValueError(f"filters {filters.shape} do not fit images {X.shape}: (f, c, kh, kw) and (n, c, h, w)")
    if stride < 1:
        raise ValueError(f"stride must be at least 1, but is {stride}")
    h, w = (X.shape[2] - kh) // stride + 1, (X.shape[3] - kw) // stride + 1
    scores = filters.reshape(n_filters, -1) @ _columns(X, kh, kw, stride)
    scores += b[:, np.newaxis]
    maps: NDArray[np.floating] = scores.reshape(n_filters, h, w, len(X))
    return maps.transpose(3, 0, 1, 2)


def _columns(X: NDArray[np.floating], kh: int, kw: int, stride: int) -> NDArray[np.floating]:
    """Lay out every window of the images as a column: (c * kh * kw, h' * w' * n).

    The samples come last, so that neighbors in memory are treated alike: that is what makes it fast.
    """
    images = np.ascontiguousarray(X.transpose(1, 2, 3, 0))
    windows = sliding_window_view(images, (kh, kw), axis=(1, 2))[:, ::stride, ::stride]  # (c, h', w', n, kh, kw)
    return windows.transpose(0, 4, 5, 1, 2, 3).reshape(X.shape[1] * kh * kw, -1)
