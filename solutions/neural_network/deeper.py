"""Chapter 4.1: networks of any depth, forward and backward by one loop.

`deep_mlp_loss` is a loss function like `mlp_loss`, so `gradient_descent` trains it as it is; `gradient_norms`
measures how much of the gradient reaches each layer.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.activations import relu, softmax
from neural_network.forward import cross_entropy
from neural_network.functions import sigmoid

Params = dict[str, NDArray[np.floating]]


def forward_deep_mlp(X: NDArray[np.floating], params: Params, hidden: str = "relu") -> list[NDArray[np.floating]]:
    """Send samples through a network of any depth, and keep what every layer says.

        A_i = f(A_{i-1} W_i + b_i)   for the layers i = 1, ..., L, where A_0 is X

    f is the hidden activation, relu or sigmoid, for all layers but the last, and softmax for the last.

    X (n, d) holds n samples. params has the keys "W1", "b1", ..., "WL", "bL", in any order, with L of
    at least 1; W{i} leads from the numbers of layer i - 1 to those of layer i, and b{i} is one row.
    hidden is "relu" or "sigmoid". Returns the list [A1, ..., AL] of L arrays, one for each layer: A{i}
    is (n, size of layer i), and the last, AL (n, k), holds the probabilities. X itself is not in the
    list. Nothing that is given is changed.

    Raises ValueError if hidden is any other word.
    """
    if hidden not in ("relu", "sigmoid"):
        raise ValueError(f'hidden must be "relu" or "sigmoid", but is {hidden!r}')
    depth = len(params) // 2
    activations: list[NDArray[np.floating]] = []
    A = X
    for i in range(1, depth + 1):
        Z = A @ params[f"W{i}"] + params[f"b{i}"]
        A = softmax(Z) if i == depth else relu(Z) if hidden == "relu" else sigmoid(Z)
        activations.append(A)
    return activations


def backward_deep_mlp(
    X: NDArray[np.floating],
    activations: list[NDArray[np.floating]],
    y: NDArray[np.floating],
    params: Params,
    hidden: str = "relu",
) -> Params:
    """Compute the gradient of the mean cross-entropy by every weight and bias, from the last layer to the first.

        delta_L = (A_L - y) / n
        delta_i = (delta_{i+1} W_{i+1}^T) * f'(Z_i)   for i = L - 1, ..., 1

    delta_i is the gradient of the loss by the scores Z_i of layer i. The slope f'(Z_i) of the hidden
    activation is known from what the layer said: 1 where A_i > 0 and 0 elsewhere for relu, A_i
    (1 - A_i) for sigmoid. Each layer's weights get (what came into the layer)^T delta_i, and its biases
    the sum of delta_i over the samples.

    X (n, d) holds n samples, activations is the list [A1, ..., AL] that forward_deep_mlp made of them
    with the same params and hidden, y (n, k) the true classes, one-hot (ints will do). Returns a
    dictionary with the keys and shapes of params. Nothing that is given is changed.

    Raises ValueError if hidden is neither "relu" nor "sigmoid".

    Formula: Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating
    errors".
    """
    if hidden not in ("relu", "sigmoid"):
        raise ValueError(f'hidden must be "relu" or "sigmoid", but is {hidden!r}')
    grads: Params = {}
    delta = (activations[-1] - y) / len(X)
    for i in range(len(activations), 0, -1):
        A_in = X if i == 1 else activations[i - 2]
        grads[f"W{i}"] = A_in.T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        if i > 1:
            slope = A_in > 0 if hidden == "relu" else A_in * (1 - A_in)
            delta = (delta @ params[f"W{i}"].T) * slope
    return grads


def deep_mlp_loss(
    X: NDArray[np.floating], y: NDArray[np.floating], params: Params, hidden: str = "relu"
) -> tuple[float, Params]:
    """Compute the loss of a network of any depth and its gradient: forward, loss, backward.

        loss = cross_entropy(AL, y), where AL is what the last layer says of X

    X (n, d) holds n samples, y (n, k) their classes, one-hot. params has the keys "W1", "b1", ...,
    "WL", "bL", in any order; hidden, "relu" or "sigmoid", is the activation of all layers but the last.
    Returns the pair (loss, grads): a single number, and a dictionary with the keys and shapes of
    params. Nothing that is given is changed.

    Raises ValueError if hidden is neither "relu" nor "sigmoid".
    """
    activations = forward_deep_mlp(X, params, hidden)
    loss = cross_entropy(activations[-1], y)
    return loss, backward_deep_mlp(X, activations, y, params, hidden)


def gradient_norms(grads: Params) -> dict[str, float]:
    """Measure the size of the gradient in every layer of weights.

        norm = square root of the sum of all squared elements   (the Frobenius norm)

    grads is a dictionary as deep_mlp_loss returns it. The result has the keys "W1", "W2", ... only,
    those of the weights and not of the biases, in the order of the layers; each value is a single
    number. grads is not changed.

        gradient_norms({"W1": np.array([[3.0, 4.0]]), "b1": np.array([[7.0, 7.0]])})   # {"W1": 5.0}
    """
    weights = sorted((name for name in grads if name.startswith("W")), key=lambda name: int(name[1:]))
    return {name: float(np.linalg.norm(grads[name])) for name in weights}
