"""Chapter 4.3: Pooling, and a convolutional network that learns.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check pooling.py` explains what is wrong. The lesson is ch4_3_pooling.ipynb.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.activations import relu, softmax
from neural_network.convolution import conv2d, conv_layer
from neural_network.forward import cross_entropy
from neural_network.types import Params


def max_pool(X: NDArray[np.floating], size: int, stride: int | None = None) -> NDArray[np.floating]:
    """Shrink images: keep the largest number of every window of size x size.

        out[..., i, j] = the largest of X[..., i * stride + m, j * stride + n] over m, n from 0 to size - 1

    X is (..., h, w): images (n, c, h, w), or any other number of axes before the last two, or none.
    stride is the step from one window to the next; None means size, so that windows lie side by side.
    Returns (..., h', w'), with h' = (h - size) // stride + 1 and w' likewise: what fills no window at
    the end is dropped. X is not changed.

        max_pool(np.array([[[[1.0, 5.0, 2.0], [3.0, 4.0, 9.0]]]]), 2)   # [[[[5.]]]]: 2 and 9 fill no window
        max_pool(np.array([[1.0, 5.0], [3.0, 4.0]]), 2)                 # [[5.]]: a single image
    """
    raise NotImplementedError  # write your code here, in place of this line


def max_pool_backward(
    dout: NDArray[np.floating], X: NDArray[np.floating], size: int, stride: int | None = None
) -> NDArray[np.floating]:
    """Send the gradient back through max_pool: each window's goes to its largest number, for no other counted.

    dout (..., h', w') is the gradient of the loss by max_pool(X, size, stride), for X (..., h, w) of
    any number of axes. Returns the gradient by X, in the shape of X: zeros, but each window's largest
    number gets its dout. Where the largest number stands in a window more than once, the first takes
    all, row by row from the left. Where windows overlap, what a number gets from each of them adds up.
    dout and X are not changed.

        X = np.array([[1.0, 5.0, 2.0, 4.0], [5.0, 0.0, 3.0, 6.0]])       # 5 stands twice
        max_pool_backward(np.array([[7.0, -1.0]]), X, 2)                  # [[0. 7. 0. 0.] [0. 0. 0. -1.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def conv_layer_backward(
    dout: NDArray[np.floating], X: NDArray[np.floating], filters: NDArray[np.floating], stride: int = 1
) -> tuple[NDArray[np.floating], NDArray[np.floating], NDArray[np.floating]]:
    """Send the gradient back through conv_layer, to its images, its filters and its biases.

        dX[n, c, i * stride + m, j * stride + l] gains  dout[n, f, i, j] * filters[f, c, m, l]
        dfilters[f, c, m, l]                     gains  dout[n, f, i, j] * X[n, c, i * stride + m, j * stride + l]
        db[f]                                    gains  dout[n, f, i, j]

    for all samples n, filters f, channels c and places i, j, m, l. dout (n, f, h', w') is the gradient
    of the loss by conv_layer(X, filters, b, stride), X is (n, c, h, w), filters (f, c, kh, kw). Returns
    (dX, dfilters, db), shaped like X, like filters, and (f,). Pixels that no window reached get 0.
    Nothing that is given is changed.

        X, filters = np.array([[[[1.0, 2.0, 3.0]]]]), np.array([[[[2.0, 3.0]]]])
        conv_layer_backward(np.array([[[[1.0, 10.0]]]]), X, filters)
        # ([[[[2. 23. 30.]]]], [[[[21. 32.]]]], [11.])

    Source: Y. LeCun and others, "Backpropagation applied to handwritten zip code recognition" (1989).
    """
    raise NotImplementedError  # write your code here, in place of this line


def init_cnn(
    rng: np.random.Generator,
    n_filters: int = 8,
    filter_size: int = 3,
    image_shape: tuple[int, int, int] = (1, 28, 28),
    n_classes: int = 10,
) -> Params:
    """Draw the first parameters of a small convolutional network; its biases are zeros.

        "F"   (n_filters, c, filter_size, filter_size)   normal, mean 0, variance 2 / (c * filter_size ** 2) (He)
        "bF"  (n_filters,)                               zeros
        "W"   (features, n_classes)                      drawn with mean 0, and any spread
        "b"   (1, n_classes)                             zeros

    The network is convolution (stride 1), ReLU, 2 x 2 max pool, dense layer, softmax. image_shape is
    (c, h, w), and features is how many numbers the pool leaves of one image: n_filters * h' * w', where
    h' is (h - filter_size + 1) // 2, and w' likewise. Returns a dictionary with these four keys. Every
    number is a draw of its own from rng, in any order.

        init_cnn(np.random.default_rng(0))["W"].shape   # (1352, 10): 8 * 13 * 13 features

    Source: K. He, X. Zhang, S. Ren and J. Sun, "Delving deep into rectifiers" (2015).
    """
    raise NotImplementedError  # write your code here, in place of this line


def forward_cnn(X: NDArray[np.floating], params: Params) -> NDArray[np.floating]:
    """Send images through the small convolutional network.

        A = softmax(flatten(max_pool(relu(conv_layer(X, F, bF)), 2)) W + b)

    X is (n, c, h, w). params holds "F", "bF", "W" and "b", in any order, shaped as init_cnn makes them.
    flatten turns (n, f, h', w') into (n, f * h' * w'), each sample's numbers in the order in which
    reshape reads them. Returns A (n, k), whose rows are the probabilities of the classes: finite for
    any scores, as softmax is. Nothing that is given is changed.

        forward_cnn(X, init_cnn(np.random.default_rng(0))).shape   # (5, 10) for five images X (5, 1, 28, 28)
    """
    raise NotImplementedError  # write your code here, in place of this line


def cnn_loss(X: NDArray[np.floating], y: NDArray[np.floating], params: Params) -> tuple[float, Params]:
    """Compute the loss of the small convolutional network and its gradient: forward, loss, backward.

        loss = cross_entropy(forward_cnn(X, params), y)

    X (n, c, h, w) holds n images, y (n, k) their classes, one-hot. params holds "F", "bF", "W" and "b",
    in any order, shaped as init_cnn makes them. Returns the pair (loss, grads): a single number, finite
    also where A is 0, and a dictionary with the keys and shapes of params. Where a window of the pool
    holds its maximum more than once, the gradient goes to the first. Nothing that is given is changed.

        loss, grads = cnn_loss(X, y, params)   # before any learning: about log 10 = 2.3 for ten classes
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def count_ties(X: NDArray[np.floating], size: int) -> int:
    """Count the windows whose largest number stands in them more than once.

    X is (..., h, w), with any number of axes before the last two, or none. The windows are size x size and lie side by
    side; rows and columns at the end that fill no window are dropped. Returns how many windows have a tie, of all
    windows together: a whole number, such as range() takes. X is not changed.

        count_ties(np.array([[1.0, 5.0, 0.0, 0.0], [5.0, 2.0, 0.0, 3.0]]), 2)   # the left window has one: 1
    """
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


def image_gradient(dout: NDArray[np.floating], filter: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute the gradient of the loss by the image of a convolution with stride 1.

        dimage[i + m, j + n] gains dout[i, j] * filter[m, n], for all places i, j and all numbers m, n of the filter

    filter is (kh, kw), and dout (h', w') is the gradient of the loss by out = conv2d(image, filter). The image itself
    is not needed, only its shape: h = h' + kh - 1, and w likewise. Returns an array of shape (h, w). Neither dout nor
    filter is changed.

        image_gradient(np.array([[1.0, 10.0]]), np.array([[2.0, 3.0]]))   # [[2. 23. 30.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


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
    raise NotImplementedError  # write your code here, in place of this line
