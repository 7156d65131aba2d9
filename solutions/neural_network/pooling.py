"""Chapter 4.3: max pooling, the way back through a convolution, and a small network that is trained with both.

`cnn_loss` is a loss function like every other of the course: `gradient_descent` trains it as it is. Images are
(n, c, h, w) everywhere.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.activations import relu, softmax
from neural_network.convolution import conv_layer
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
    first, *others = _places(X.shape, size, size if stride is None else stride)
    out = X[..., *first].copy("K")
    for rows, columns in others:
        np.maximum(out, X[..., rows, columns], out=out)
    return out


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
    stride = size if stride is None else stride
    largest = max_pool(X, size, stride)
    dX = np.zeros_like(X, dtype=dout.dtype)
    left = np.empty_like(largest, dtype=dout.dtype)  # in memory as X is, since arrays that differ there are slow
    left[...] = dout
    for rows, columns in _places(X.shape, size, stride):
        taken = left * (X[..., rows, columns] == largest)  # the first maximum takes all of its window's gradient
        dX[..., rows, columns] += taken
        left -= taken
    return dX


def _places(shape: tuple[int, ...], size: int, stride: int) -> list[tuple[slice, slice]]:
    """For each place in a window, row by row, the rows and columns of what stands there in every window."""
    h, w = shape[-2:]
    if not 1 <= size <= min(h, w) or stride < 1:
        raise ValueError(f"windows of size {size} at stride {stride} do not fit images of {h} x {w}")
    rows = [slice(m, h - size + m + 1, stride) for m in range(size)]
    columns = [slice(n, w - size + n + 1, stride) for n in range(size)]
    return [(down, right) for down in rows for right in columns]


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
    delta, (n, _, h, w) = _delta(dout), dout.shape
    dimages = np.zeros((*X.shape[1:], n), np.result_type(dout, filters))
    for i, j in np.ndindex(filters.shape[2:]):  # a pixel lies under many numbers: what it gets from each adds up
        under = dimages[:, i : i + h * stride : stride, j : j + w * stride : stride]
        under += (filters[:, :, i, j].T @ delta).reshape(under.shape)
    return dimages.transpose(3, 0, 1, 2), *_filter_gradients(dout, X, filters, stride)


def _filter_gradients(
    dout: NDArray[np.floating], X: NDArray[np.floating], filters: NDArray[np.floating], stride: int = 1
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """The pair (dfilters, db) of conv_layer_backward, as of a dense layer whose samples are the windows."""
    delta, images = _delta(dout), np.ascontiguousarray(X.transpose(1, 2, 3, 0))
    windows = np.lib.stride_tricks.sliding_window_view(images, filters.shape[2:], axis=(1, 2))  # (c, h', w', n, i, j)
    columns = windows[:, ::stride, ::stride].transpose(0, 4, 5, 1, 2, 3).reshape(-1, delta.shape[1])
    return (delta @ columns.T).reshape(filters.shape), dout.sum(axis=(0, 2, 3))


def _delta(dout: NDArray[np.floating]) -> NDArray[np.floating]:
    """The gradient by the scores, samples last, as conv_layer lays them out: (f, h' * w' * n)."""
    return dout.transpose(1, 2, 3, 0).reshape(dout.shape[1], -1)


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
    channels, h, w = image_shape
    fan_in = channels * filter_size**2
    features = n_filters * ((h - filter_size + 1) // 2) * ((w - filter_size + 1) // 2)
    return {
        "F": rng.normal(0.0, np.sqrt(2 / fan_in), (n_filters, channels, filter_size, filter_size)),
        "bF": np.zeros(n_filters),
        "W": rng.normal(0.0, np.sqrt(2 / features), (features, n_classes)),
        "b": np.zeros((1, n_classes)),
    }


def forward_cnn(X: NDArray[np.floating], params: Params) -> NDArray[np.floating]:
    """Send images through the small convolutional network.

        A = softmax(flatten(max_pool(relu(conv_layer(X, F, bF)), 2)) W + b)

    X is (n, c, h, w). params holds "F", "bF", "W" and "b", in any order, shaped as init_cnn makes them.
    flatten turns (n, f, h', w') into (n, f * h' * w'), each sample's numbers in the order in which
    reshape reads them. Returns A (n, k), whose rows are the probabilities of the classes: finite for
    any scores, as softmax is. Nothing that is given is changed.

        forward_cnn(X, init_cnn(np.random.default_rng(0))).shape   # (5, 10) for five images X (5, 1, 28, 28)
    """
    pooled = max_pool(relu(conv_layer(X, params["F"], params["bF"])), 2)
    return softmax(pooled.reshape(len(X), -1) @ params["W"] + params["b"])


def cnn_loss(X: NDArray[np.floating], y: NDArray[np.floating], params: Params) -> tuple[float, Params]:
    """Compute the loss of the small convolutional network and its gradient: forward, loss, backward.

        loss = cross_entropy(forward_cnn(X, params), y)

    X (n, c, h, w) holds n images, y (n, k) their classes, one-hot. params holds "F", "bF", "W" and "b",
    in any order, shaped as init_cnn makes them. Returns the pair (loss, grads): a single number, finite
    also where A is 0, and a dictionary with the keys and shapes of params. Where a window of the pool
    holds its maximum more than once, the gradient goes to the first. Nothing that is given is changed.

        loss, grads = cnn_loss(X, y, params)   # before any learning: about log 10 = 2.3 for ten classes
    """
    n = len(X)
    Z = conv_layer(X, params["F"], params["bF"])
    pooled = relu(max_pool(Z, 2))  # ReLU keeps the order of numbers: after the pool it has a quarter of them to do
    features = pooled.reshape(n, -1)
    A = softmax(features @ params["W"] + params["b"])

    delta = (A - y) / n
    dpooled = (params["W"] @ delta.T).T.reshape(pooled.shape) * (pooled > 0)  # samples last in memory, as in pooled
    dZ = max_pool_backward(dpooled, Z, 2)
    dF, dbF = _filter_gradients(dZ, X, params["F"])  # images do not learn: nobody needs their gradient
    grads = {"F": dF, "bF": dbF, "W": features.T @ delta, "b": delta.sum(axis=0, keepdims=True)}
    return cross_entropy(A, y), grads
