"""What only the hidden tests of chapter 4.3 use: pooling and a network of the grader's own, place by place."""

import itertools

import numpy as np

from autograder.graders.ch4_3_pooling.helpers import some_parameters


def places(length, size, stride):
    """The starts of all windows on a row of numbers."""
    return range(0, length - size + 1, stride)


def maxima(X, size, stride):
    """Max pooling, window by window."""
    rows, columns = places(X.shape[-2], size, stride), places(X.shape[-1], size, stride)
    out = np.empty((*X.shape[:-2], len(rows), len(columns)))
    for (i, top), (j, left) in itertools.product(enumerate(rows), enumerate(columns)):
        out[..., i, j] = X[..., top : top + size, left : left + size].max(axis=(-2, -1))
    return out


def to_first_maxima(dout, X, size, stride):
    """The gradient of max pooling, window by window: all of it to the first maximum."""
    maps, gradients = X.reshape(-1, *X.shape[-2:]), dout.reshape(-1, *dout.shape[-2:])
    dX = np.zeros(maps.shape)
    rows, columns = places(X.shape[-2], size, stride), places(X.shape[-1], size, stride)
    for k, (i, top), (j, left) in itertools.product(range(len(maps)), enumerate(rows), enumerate(columns)):
        m, n = divmod(int(maps[k, top : top + size, left : left + size].argmax()), size)
        dX[k, top + m, left + n] += gradients[k, i, j]
    return dX.reshape(X.shape)


def scores_of(X, F, bF, stride=1):
    """The scores of a convolutional layer, place by place."""
    rows, columns = places(X.shape[2], F.shape[2], stride), places(X.shape[3], F.shape[3], stride)
    Z = np.empty((len(X), len(F), len(rows), len(columns)))
    for (i, top), (j, left) in itertools.product(enumerate(rows), enumerate(columns)):
        patch = X[:, :, top : top + F.shape[2], left : left + F.shape[3]]
        Z[:, :, i, j] = np.tensordot(patch, F, ((1, 2, 3), (1, 2, 3))) + bF
    return Z


def convolution_gradients(dout, X, filters, stride):
    """The gradients of a convolutional layer, place by place: dX, dfilters, db."""
    kh, kw = filters.shape[2:]
    dX, dfilters = np.zeros(X.shape), np.zeros(filters.shape)
    for i, j in np.ndindex(dout.shape[2:]):
        under = np.s_[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
        dX[under] += np.tensordot(dout[:, :, i, j], filters, (1, 0))
        dfilters += np.tensordot(dout[:, :, i, j], X[under], (0, 0))
    return dX, dfilters, dout.sum(axis=(0, 2, 3))


def network_scores(X, params):
    """The scores of the small network before softmax, and those of its convolution."""
    Z = scores_of(X, params["F"], params["bF"])
    pooled = np.maximum(maxima(Z, 2, 2), 0)
    return pooled.reshape(len(X), -1) @ params["W"] + params["b"], Z


def probabilities(X, params):
    scores, _ = network_scores(X, params)
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def mean_cross_entropy(X, y, params):
    """The loss, from the scores: no probability is ever 0."""
    scores, _ = network_scores(X, params)
    shifted = scores - scores.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(shifted).sum(axis=1)) - (y * shifted).sum(axis=1)))


def network_gradients(X, y, params):
    """The gradient of the loss; in each window of the pool it goes to the first maximum."""
    _, Z = network_scores(X, params)
    largest = maxima(Z, 2, 2)
    features = np.maximum(largest, 0).reshape(len(X), -1)
    delta = (probabilities(X, params) - y) / len(X)
    dpooled = (delta @ params["W"].T).reshape(largest.shape) * (largest > 0)
    _, dF, dbF = convolution_gradients(to_first_maxima(dpooled, Z, 2, 2), X, params["F"], 1)
    return {"F": dF, "bF": dbF, "W": features.T @ delta, "b": delta.sum(axis=0, keepdims=True)}


def network(rng, n_filters, filter_size, image_shape, n_classes):
    """Parameters of a network for these images; its scores are small, so that no probability is near 0."""
    params = some_parameters(rng, cnn_shapes(n_filters, filter_size, image_shape, n_classes))
    return params | {"W": 0.4 * params["W"]}


def cnn_shapes(n_filters, filter_size, image_shape, n_classes):
    c, h, w = image_shape
    features = n_filters * ((h - filter_size + 1) // 2) * ((w - filter_size + 1) // 2)
    return {
        "F": (n_filters, c, filter_size, filter_size), "bF": (n_filters,),
        "W": (features, n_classes), "b": (1, n_classes),
    }  # fmt: skip


def case(seed, n, n_filters, filter_size, image_shape, n_classes):
    """Images, classes and a network, away from ties and from the corner of ReLU."""
    rng = np.random.default_rng(seed)
    while True:
        X = rng.normal(size=(n, *image_shape))
        params = network(rng, n_filters, filter_size, image_shape, n_classes)
        _, Z = network_scores(X, params)
        rows, columns = Z.shape[2] // 2, Z.shape[3] // 2
        windows = Z[:, :, : 2 * rows, : 2 * columns].reshape(n, n_filters, rows, 2, columns, 2)
        ordered = np.sort(windows.swapaxes(3, 4).reshape(-1, 4), axis=1)
        largest, second = ordered[:, 3], ordered[:, 2]
        margin = min(np.abs(largest).min(), (largest - second).min())
        likely = probabilities(X, params).min() > 0.02
        if likely and margin > 1e-4 and (largest < 0).any() and (largest > 0).mean() > 0.5:
            return X, np.eye(n_classes)[rng.integers(0, n_classes, n)], params


# n, n_filters, filter_size, image_shape, n_classes
NETWORKS = (
    (3, 2, 3, (1, 6, 6), 3),
    (4, 3, 3, (2, 7, 8), 2),  # several channels, a feature map of 5 x 6
    (2, 2, 2, (2, 8, 6), 4),  # a feature map of 7 x 5
    (5, 1, 5, (1, 9, 8), 3),
)
