"""A network as objects: layers that remember what their backward pass needs, and the training of any chain of them.

`Dense` is a layer, `Network` a list of layers, and `fit` trains a network and keeps the weights that did best on
samples it was not trained on.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from neural_network.activations import (
    leaky_relu,
    leaky_relu_derivative,
    relu,
    relu_derivative,
    sigmoid_derivative,
    softmax,
    tanh,
    tanh_derivative,
)
from neural_network.forward import cross_entropy
from neural_network.functions import sigmoid
from neural_network.losses import binary_cross_entropy, mse_loss
from neural_network.mini_batches import minibatches


@dataclass
class History:
    """What fit writes down: the four lists have one entry per epoch, and best_epoch is an index into them."""

    train_loss: list[float] = field(default_factory=list)
    val_loss: list[float] = field(default_factory=list)
    val_accuracy: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    best_epoch: int = 0
    stopped_improving: bool = False


class Dense:
    """A dense layer: every input is wired to every output, A = activation(X W + b).

    Attributes, which others may read and replace: W (n_in, n_out), b (1, n_out), and after backward dW and db,
    shaped like W and b; activation, the name that was given.
    """

    def __init__(self, n_in: int, n_out: int, activation: str, rng: np.random.Generator) -> None:
        """Make the weights: W (n_in, n_out) random, b (1, n_out) zeros.

        Every weight is a draw of its own from rng, around 0: normal, with a variance of about 2 / n_in before
        "relu" and "leaky_relu" (He), and 1 / n_in before the others. The same seed gives the same weights.

        activation is "sigmoid", "tanh", "relu", "leaky_relu" (slope 0.01), "softmax" or "linear", which leaves
        the scores as they are. Raises ValueError, here and not later, for any other:

            Dense(3, 2, "swish", np.random.default_rng(0))   # ValueError
        """
        if activation != "softmax":
            _bend(activation)  # refuses what it does not know
        variance = (2 if activation in ("relu", "leaky_relu") else 1) / n_in
        self.activation = activation
        self.W: NDArray[np.floating] = rng.normal(0.0, np.sqrt(variance), (n_in, n_out))
        self.b: NDArray[np.floating] = np.zeros((1, n_out))
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)

    def forward(self, X: NDArray[np.floating]) -> NDArray[np.floating]:
        """Send samples through the layer, and keep what backward will need.

            Z = X W + b,    A = activation(Z)

        X is (n, n_in), W and b are the layer's own as they are now. Returns A (n, n_out). For "softmax" each row of
        A sums to 1, and is finite for large scores too: 1000 and 0 give 1 and 0. X is not changed.
        """
        self.X, self.Z = X, X @ self.W + self.b
        self.A = softmax(self.Z) if self.activation == "softmax" else _bend(self.activation)[0](self.Z)
        return self.A

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Send the gradient of the loss back through the layer.

        dA (n, n_out) is the gradient of the loss by the A of the last forward pass; the 1 / n of a mean is in it.

            dZ = dA * activation'(Z), element by element
            dZ[i, c] = A[i, c] * (dA[i, c] - sum over j of dA[i, j] A[i, j])    for "softmax"
            dW = X^T dZ,    db = sum of dZ over the samples,    dX = dZ W^T

        Sets the attributes dW (n_in, n_out) and db (1, n_out) anew, in place of what was there. Returns dX
        (n, n_in), which is the dA of the layer before. dA, W and b are not changed: backward takes no step.
        """
        if self.activation == "softmax":
            dZ = self.A * (dA - (dA * self.A).sum(axis=1, keepdims=True))
        else:
            dZ = dA * _bend(self.activation)[1](self.Z)
        self.dW = self.X.T @ dZ
        self.db = dZ.sum(axis=0, keepdims=True)
        dX: NDArray[np.floating] = dZ @ self.W.T
        return dX


class Network:
    """A chain of layers: what one layer answers is what the next one is given.

    Attribute: layers, the list of layers from the input to the output. Each has forward and backward, as Dense
    has them.
    """

    def __init__(self, layers: Sequence[Dense]) -> None:
        """Keep the layers, at least one, in their order, in the attribute layers."""
        self.layers = list(layers)

    def forward(self, X: NDArray[np.floating]) -> NDArray[np.floating]:
        """Send samples through all layers, from the first to the last.

        X (n, d) fits the first layer. Returns what the last layer answers, (n, k).
        """
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Send the gradient of the loss back through all layers, from the last to the first.

        dA (n, k) is the gradient of the loss by what the last forward pass returned. Afterwards every layer has
        its dW and db. Returns the gradient of the loss by X, (n, d).
        """
        for layer in reversed(self.layers):
            dA = layer.backward(dA)
        return dA

    def predict(self, X: NDArray[np.floating]) -> NDArray[np.floating]:
        """Answer for samples X (n, d): the output of forward, neither rounded nor turned into labels."""
        return self.forward(X)


def fit(
    network: Network,
    X: NDArray[np.floating],
    y: NDArray[np.floating],
    X_val: NDArray[np.floating],
    y_val: NDArray[np.floating],
    *,
    lr: float,
    batch_size: int,
    epochs: int,
    rng: np.random.Generator,
    on_epoch: Callable[[History], None] | None = None,
) -> History:
    """Train a network by gradient descent on batches, and leave it with the weights of its best epoch.

    The loss follows from the activation of the last layer: cross_entropy for "softmax", binary_cross_entropy (the
    mean over all elements of A) for "sigmoid", mse_loss for any other.

    In every epoch, the samples are shuffled anew by rng and cut into batches of batch_size, the smaller last one
    included. On each batch: forward, backward from the gradient of the batch's mean loss by A, then for every layer
    the step W - lr dW and b - lr db. After the epoch, loss and accuracy are computed on X_val and y_val, on which
    the network is never trained. X (n, d), y (n, k), X_val and y_val are not changed.

    Returns a History, or any other object with these attributes (no tuple and no dictionary):

    - train_loss, val_loss, val_accuracy, seconds: lists of one number per epoch. train_loss is the mean over the
      training samples, so that a smaller batch counts less; seconds is how long each epoch took, by itself.
    - val_accuracy is a fraction from 0 to 1: with one output, A >= 0.5 must agree with y >= 0.5; with several, the
      largest output must be that of the largest target.
    - best_epoch: the index, from 0, of the lowest val_loss, an int.
    - stopped_improving: True where the best epoch is not the last, which is how overfitting shows.

    At the end the network has the weights and biases that it had after its best epoch. Losses and gradients stay
    finite for outputs of exactly 0 and 1: keep A away from them by an epsilon before dividing by A or 1 - A. For
    softmax, take one as small as 1e-30, so that a network that is sure and wrong still learns: with a single sample,
    whose wrong score leads the right one by 60, the gradients by these two scores are 1 and -1.

    on_epoch, where given, is called after every epoch with the History so far: the lesson draws a progress bar.
    """
    activation = network.layers[-1].activation
    history = History()
    best = [(layer.W, layer.b) for layer in network.layers]
    for epoch in range(epochs):
        start = time.perf_counter()
        total = 0.0
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            loss, dA = _loss(network.forward(X_b), y_b, activation)
            network.backward(dA)
            for layer in network.layers:
                # New arrays, so that those kept in `best` stay what they were.
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
            total += loss * len(X_b)
        A = network.predict(X_val)
        right = (A >= 0.5) == (y_val >= 0.5) if A.shape[1] == 1 else A.argmax(axis=1) == y_val.argmax(axis=1)
        history.train_loss.append(total / len(X))
        history.val_loss.append(_loss(A, y_val, activation)[0])
        history.val_accuracy.append(float(right.mean()))
        if epoch == 0 or history.val_loss[epoch] < history.val_loss[history.best_epoch]:
            history.best_epoch = epoch
            best = [(layer.W, layer.b) for layer in network.layers]
        history.stopped_improving = history.best_epoch < epoch
        history.seconds.append(time.perf_counter() - start)
        if on_epoch is not None:
            on_epoch(history)
    for layer, (W, b) in zip(network.layers, best, strict=True):
        layer.W, layer.b = W, b
    return history


ElementWise = Callable[[NDArray[np.floating]], NDArray[np.floating]]


def _bend(name: str) -> tuple[ElementWise, ElementWise]:
    """An element-wise activation and its derivative, by name."""
    match name:
        case "sigmoid":
            return sigmoid, sigmoid_derivative
        case "tanh":
            return tanh, tanh_derivative
        case "relu":
            return relu, relu_derivative
        case "leaky_relu":
            return leaky_relu, leaky_relu_derivative
        case "linear":
            return (lambda Z: Z), np.ones_like
    known = "sigmoid, tanh, relu, leaky_relu, softmax, linear"
    raise ValueError(f"there is no activation {name!r}; it is one of: {known}")


def _loss(A: NDArray[np.floating], y: NDArray[np.floating], activation: str) -> tuple[float, NDArray[np.floating]]:
    """The mean loss that goes with an output activation, and its gradient by A."""
    match activation:
        case "softmax":
            # A larger epsilon would swallow the gradient where the network is most wrong.
            return cross_entropy(A, y), -(y / np.maximum(A, 1e-30)) / len(A)
        case "sigmoid":
            safe = np.clip(A, 1e-7, 1 - 1e-7)  # in float32, 1 minus anything smaller would be 1
            return binary_cross_entropy(A, y), (safe - y) / (safe * (1 - safe)) / A.size
        case _:
            return mse_loss(A, y), 2 * (A - y) / A.size
