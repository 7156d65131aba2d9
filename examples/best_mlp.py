"""The best network of dense layers alone: what can be had without convolutions.

    784 pixels, dense 1024, ReLU, dropout, dense 512, ReLU, dropout, dense 10, softmax

It knows nothing of what lies beside what in an image, and learns it from images that are shifted at random. Run it
with `python examples/best_mlp.py`.
"""

import numpy as np

from examples.training import Array, Model, Params, Settings, run
from neural_network import cross_entropy, dropout, forward_deep_mlp, init_mlp, relu, softmax

SIZES = [784, 1024, 512, 10]
KEEP = 0.85  # how much of each hidden layer dropout keeps


def init(rng: np.random.Generator) -> Params:
    """Draw the first parameters: weights W1, W2 and W3 (He initialization), biases of zeros."""
    return {name: value.astype(np.float32) for name, value in init_mlp(SIZES, rng).items()}


def predict(X: Array, params: Params) -> Array:
    """Compute the probabilities (n, 10) of the digits in images X (n, h, w)."""
    return forward_deep_mlp(X.reshape(len(X), -1), params)[-1]


def loss(X: Array, y: Array, params: Params, rng: np.random.Generator, keep: float = KEEP) -> tuple[float, Params]:
    """Compute the mean cross-entropy of images X (n, h, w) with targets y (n, 10), and its gradient.

    This is deep_mlp_loss of the library with dropout after each hidden layer: on the way back, the gradient passes
    through the same mask.
    """
    depth = len(params) // 2
    inputs, slopes = [X.reshape(len(X), -1)], []
    for i in range(1, depth):
        A = relu(inputs[-1] @ params[f"W{i}"] + params[f"b{i}"])
        dropped, mask = dropout(A, keep, rng)
        inputs.append(dropped)
        slopes.append(mask * (A > 0))
    A = softmax(inputs[-1] @ params[f"W{depth}"] + params[f"b{depth}"])

    grads: Params = {}
    delta = (A - y) / len(X)
    for i in range(depth, 0, -1):
        grads[f"W{i}"] = inputs[i - 1].T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        if i > 1:
            delta = (delta @ params[f"W{i}"].T) * slopes[i - 2]
    return cross_entropy(A, y), grads


def first_layer(params: Params) -> Array:
    """Return the weights of the first 32 hidden neurons as images, (32, 28, 28)."""
    return params["W1"][:, :32].T.reshape(32, 28, 28)


MODEL = Model("best_mlp", init, loss, predict, first_layer)
SETTINGS = Settings(epochs=20, batch_size=128, lr=0.1, momentum=0.9, largest_shift=1)

if __name__ == "__main__":
    run(MODEL, SETTINGS, str(__doc__))
