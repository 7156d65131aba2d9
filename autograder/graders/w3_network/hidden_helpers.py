"""What only the hidden tests of workshop W.3 use: layers and networks of the grader's own, and their slopes."""

import numpy as np

from autograder.checks import LONG, array, central_differences, close, number
from autograder.graders.w3_network.helpers import close_losses, entries, fitted, network_of, rng


def layer_case(seed, n, n_in, n_out):
    """Samples, weights, biases and a gradient from above, with every score away from the corner of ReLU."""
    draw = rng(seed)
    while True:
        X, W, b = draw.normal(size=(n, n_in)), draw.normal(size=(n_in, n_out)), draw.normal(size=(1, n_out))
        Z = X @ W + b
        if np.abs(Z).min() > 1e-2 and (Z > 0).any() and (Z < 0).any() and np.abs(Z).max() < 6:
            return X, W, b, draw.normal(size=(n, n_out))


def answers(Z, activation):
    """What the activation makes of scores."""
    if activation == "softmax":
        e = np.exp(Z - Z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
    return {
        "sigmoid": lambda: 1 / (1 + np.exp(-Z)),
        "tanh": lambda: np.tanh(Z),
        "relu": lambda: np.maximum(Z, 0),
        "leaky_relu": lambda: np.where(Z > 0, Z, 0.01 * Z),
        "linear": lambda: Z,
    }[activation]()


def close_to_slopes(got, expected, what):
    """Check a gradient against central differences."""
    close(got, expected, what=what, rtol=LONG)


def slopes_of(X, W, b, dA, activation):
    """The gradients by X, W and b of the number sum(dA * A), by central differences."""
    return central_differences(
        lambda p: float((dA * answers(p["X"] @ p["W"] + p["b"], activation)).sum()), {"X": X, "W": W, "b": b}
    )


def chain_case(seed, n, sizes, activations, bias=0.0):
    """Samples, the (W, b, activation) of layers, and a gradient from above, away from the corners of ReLU."""
    draw = rng(seed)
    while True:
        X, Z_least, layers = draw.normal(size=(n, sizes[0])), np.inf, []
        A = X
        for n_in, n_out, activation in zip(sizes, sizes[1:], activations, strict=False):
            W, b = 0.7 * draw.normal(size=(n_in, n_out)), bias * draw.normal(size=(1, n_out))
            layers.append((W, b, activation))
            Z = A @ W + b
            Z_least = min(Z_least, np.abs(Z).min())
            A = answers(Z, activation)
        if Z_least > 1e-3:
            return X, layers, draw.normal(size=A.shape)


def through(X, layers, params=None):
    """The output of a chain of layers, with other weights where they are given."""
    A = X if params is None else params["X"]
    for i, (W, b, activation) in enumerate(layers):
        W, b = (W, b) if params is None else (params[f"W{i}"], params[f"b{i}"])
        A = answers(A @ W + b, activation)
    return A


def chain_slopes(X, layers, number_of):
    """The gradients of a number made of the chain's output, by X and by every W and b, by central differences."""
    params = {"X": X}
    for i, (W, b, _) in enumerate(layers):
        params |= {f"W{i}": W, f"b{i}": b}
    return central_differences(lambda p: float(number_of(through(X, layers, p))), params)


CHAINS = (
    (4, (3, 5, 2), ("tanh", "linear")),
    (3, (2, 4, 3, 2), ("relu", "tanh", "linear")),
    (5, (2, 2, 2, 2, 2), ("tanh", "linear", "relu", "tanh")),
    (2, (3, 1), ("tanh",)),
)


def path(target, epochs, lr):
    """The weight of the line, from 0, after each epoch of training on PAIR with the targets target * x."""
    return [target - target * (1 - 2 * lr) ** epoch for epoch in range(1, epochs + 1)]


LOSSES = {
    "softmax": lambda A, y: -(y * np.log(A)).sum() / len(A),
    "sigmoid": lambda A, y: -(y * np.log(A) + (1 - y) * np.log(1 - A)).mean(),
    "linear": lambda A, y: ((A - y) ** 2).mean(),
    "tanh": lambda A, y: ((A - y) ** 2).mean(),
}
TRAININGS = (
    (5, (3, 4, 3), ("tanh", "softmax"), np.eye(3)[[0, 2, 1, 2, 0]]),
    (4, (2, 3, 1), ("relu", "sigmoid"), np.array([[1.0], [0.0], [0.0], [1.0]])),
    (3, (2, 3, 2), ("sigmoid", "linear"), np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 0.0]])),
    (3, (2, 2), ("tanh",), np.array([[0.5, -0.2], [0.9, 0.1], [-0.4, 0.3]])),
)


def one_step(student, seed, n, sizes, activations, y):
    """Train for an epoch of one batch, and compare answers and validation loss with those after a step downhill."""
    lr, loss = 0.3, LOSSES[activations[-1]]
    X, layers, _ = chain_case(1000 + seed, n, sizes, activations, bias=0.3)
    network = network_of(student, *layers)
    X_val, y_val = rng(seed).normal(size=(2, sizes[0])), y[:2]
    history = fitted(student, network, X, y, X_val, y_val, lr=lr)
    slopes = chain_slopes(X, layers, lambda A: loss(A, y))
    after = [(W - lr * slopes[f"W{i}"], b - lr * slopes[f"b{i}"], a) for i, (W, b, a) in enumerate(layers)]
    of = f"of a network with the output {activations[-1]!r}"
    close(network.predict(X), through(X, after), what=f"after one step, the answers {of}", rtol=LONG)
    val_loss = loss(through(X_val, after), y_val)
    close_losses(entries(history, "val_loss", 1)[0], val_loss, what=f"val_loss[0] {of}")


def sure_of_everything(student, W, activation, y):
    """Train with answers of exactly 0 and 1, which are right in training and wrong in validation."""
    X = np.array([[1.0], [-1.0]])
    network = network_of(student, (W, np.zeros((1, y.shape[1])), activation))
    history = fitted(student, network, X, y, X, 1 - y, lr=0.1, epochs=2)
    number(entries(history, "val_loss", 2)[0], what="val_loss[0]")
    array(network.predict(X), y.shape, what="what the network answers after fit")
