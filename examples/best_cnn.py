"""The best convolutional network of the course: about 99.5 % of the MNIST test images, in minutes and without a GPU.

    convolution 32 x 5 x 5, ReLU, 2 x 2 max pool
    convolution 64 x 5 x 5, ReLU, 2 x 2 max pool
    dense 256, ReLU, dropout, dense 10, softmax

Every layer is a function of the course's library. Run it with `python examples/best_cnn.py`.
"""

import numpy as np

from examples.training import Array, Model, Params, Settings, run
from neural_network import (
    conv_layer,
    conv_layer_backward,
    cross_entropy,
    dropout,
    init_mlp,
    max_pool,
    max_pool_backward,
    relu,
    softmax,
)

KEEP = 0.5  # how much of the dense layer dropout keeps


def init(rng: np.random.Generator) -> Params:
    """Draw the first parameters: filters F1 and F2 and weights W1 and W2 (He initialization), biases of zeros."""
    params = init_mlp([64 * 4 * 4, 256, 10], rng)
    for i, shape in enumerate([(32, 1, 5, 5), (64, 32, 5, 5)], start=1):
        params[f"F{i}"] = rng.normal(0.0, np.sqrt(2 / np.prod(shape[1:])), shape)
        params[f"bF{i}"] = np.zeros(shape[0])
    return {name: value.astype(np.float32) for name, value in params.items()}


def predict(X: Array, params: Params) -> Array:
    """Compute the probabilities (n, 10) of the digits in images X (n, h, w)."""
    A = X[:, np.newaxis]
    for i in (1, 2):
        A = relu(max_pool(conv_layer(A, params[f"F{i}"], params[f"bF{i}"]), 2))
    A = relu(A.reshape(len(X), -1) @ params["W1"] + params["b1"])
    return softmax(A @ params["W2"] + params["b2"])


def loss(X: Array, y: Array, params: Params, rng: np.random.Generator, keep: float = KEEP) -> tuple[float, Params]:
    """Compute the mean cross-entropy of images X (n, h, w) with targets y (n, 10), and its gradient.

    Each line of the way back undoes a line of the way forward. ReLU comes after the pool, which gives the same
    numbers and leaves a quarter of them to do. In memory the samples come last, from the first convolution on.
    """
    n = len(X)
    images = X[:, np.newaxis]
    Z1 = conv_layer(images, params["F1"], params["bF1"])
    A1 = relu(max_pool(Z1, 2))
    Z2 = conv_layer(A1, params["F2"], params["bF2"])
    A2 = relu(max_pool(Z2, 2))
    features = A2.reshape(n, -1)
    A3 = relu(features @ params["W1"] + params["b1"])
    dropped, mask = dropout(A3, keep, rng)
    A4 = softmax(dropped @ params["W2"] + params["b2"])

    d4 = (A4 - y) / n
    d3 = (d4 @ params["W2"].T) * mask * (A3 > 0)
    dA2 = (params["W1"] @ d3.T).reshape(*A2.shape[1:], n).transpose(3, 0, 1, 2)
    dZ2 = max_pool_backward(dA2 * (A2 > 0), Z2, 2)
    dA1, dF2, dbF2 = conv_layer_backward(dZ2, A1, params["F2"])
    dZ1 = max_pool_backward(dA1 * (A1 > 0), Z1, 2)
    _, dF1, dbF1 = conv_layer_backward(dZ1, images, params["F1"])
    grads = {
        "F1": dF1, "bF1": dbF1, "F2": dF2, "bF2": dbF2,
        "W1": features.T @ d3, "b1": d3.sum(axis=0, keepdims=True),
        "W2": dropped.T @ d4, "b2": d4.sum(axis=0, keepdims=True),
    }  # fmt: skip
    return cross_entropy(A4, y), grads


def first_layer(params: Params) -> Array:
    """Return the 32 filters of the first convolution, (32, 5, 5)."""
    return params["F1"][:, 0]


MODEL = Model("best_cnn", init, loss, predict, first_layer)
SETTINGS = Settings(epochs=14, batch_size=64, lr=0.05, momentum=0.9, largest_shift=2)

if __name__ == "__main__":
    run(MODEL, SETTINGS, str(__doc__))
