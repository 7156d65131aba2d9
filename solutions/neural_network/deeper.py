"""Chapter 4.1: networks of any depth, forward and backward by one loop.

`deep_mlp_loss` is a loss function like `mlp_loss`, so `gradient_descent` trains it as it is; `gradient_norms`
measures how much of the gradient reaches each layer.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.activations import relu, softmax
from neural_network.forward import cross_entropy
from neural_network.functions import sigmoid
from neural_network.types import Params


def forward_deep_mlp(X: NDArray[np.floating], params: Params, hidden: str = "relu") -> list[NDArray[np.floating]]:
    """Send samples through a network of any depth, and keep what every layer says.

        A_i = f(A_{i-1} W_i + b_i)   for the layers i = 1, ..., L, where A_0 is X

    f is relu or sigmoid, as hidden says, for all layers but the last, and softmax for the last.

    X is (n, d). params has the keys "W1", "b1", ..., "WL", "bL", in any order, with L of at least 1.
    Returns the list [A1, ..., AL]: A{i} is (n, size of layer i), and X is not in it. All numbers are
    finite, also for scores of ±1000, as those of softmax are. X and params are not changed.
    Raises ValueError if hidden is neither "relu" nor "sigmoid", such as "tanh".

        params = {"W1": np.array([[1.0, 0.0]]), "b1": np.array([[0.0, 0.0]])}
        forward_deep_mlp(np.array([[np.log(3.0)]]), params)   # [array([[0.75, 0.25]])]
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
    """Compute the gradient of the mean cross-entropy by every weight and bias, last layer first.

        delta_L = (A_L - y) / n
        delta_i = (delta_{i+1} W_{i+1}^T) * f'(Z_i)   for i = L - 1, ..., 1
        gradient of W_i: A_{i-1}^T delta_i, of b_i: the sum of delta_i over the samples; A_0 is X

    f'(Z_i) follows from what the layer said: 1 where A_i > 0 and 0 elsewhere for hidden="relu",
    A_i (1 - A_i) for hidden="sigmoid".

    X is (n, d), activations the list [A1, ..., AL] that forward_deep_mlp made of it, and y (n, k) the
    classes, one-hot. Returns a dictionary with the keys and shapes of params, whose keys may come in
    any order. Nothing that is given is changed. For a network of one layer:

        params = {"W1": np.array([[1.0, 0.0]]), "b1": np.array([[0.0, 0.0]])}
        backward_deep_mlp(np.array([[2.0]]), [np.array([[0.75, 0.25]])], np.array([[0.0, 1.0]]), params)
        # {"W1": [[1.5, -1.5]], "b1": [[0.75, -0.75]]}

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
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

    X is (n, d) and y (n, k), one-hot. params has the keys "W1", "b1", ..., "WL", "bL", in any order;
    hidden, "relu" or "sigmoid", is the activation of all layers but the last. Returns the pair
    (loss, grads): a single number, and a dictionary with the keys and shapes of params. The loss is
    finite even if a probability is exactly 0, as that of cross_entropy is. Nothing that is given is
    changed.

        params = {"W1": np.array([[1.0, 0.0]]), "b1": np.array([[0.0, 0.0]])}
        deep_mlp_loss(np.array([[2000.0]]), np.array([[0.0, 1.0]]), params)[0]   # finite, such as 34.5
    """
    activations = forward_deep_mlp(X, params, hidden)
    loss = cross_entropy(activations[-1], y)
    return loss, backward_deep_mlp(X, activations, y, params, hidden)


def gradient_norms(grads: Params) -> dict[str, float]:
    """Measure the size of the gradient in every layer of weights.

        norm = square root of the sum of all squared elements   (the Frobenius norm)

    grads is a dictionary as deep_mlp_loss returns it, and is not changed. The result has the keys "W1",
    "W2", ..., those of the weights and not of the biases; each value is a single number.

        gradient_norms({"W1": np.array([[3.0, 4.0]]), "b1": np.array([[7.0, 7.0]])})   # {"W1": 5.0}
    """
    weights = sorted((name for name in grads if name.startswith("W")), key=lambda name: int(name[1:]))
    return {name: float(np.linalg.norm(grads[name])) for name in weights}
