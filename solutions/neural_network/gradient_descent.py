"""Gradient descent: the few lines that train every model of the course.

A model comes in as a loss function, `loss_fn(X, y, params) -> (loss, grads)`, its grads keyed and shaped like
params; `linear_loss` is the first of them.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.losses import mse_loss
from neural_network.types import LossFunction, Params


def linear_loss(X: NDArray[np.floating], y: NDArray[np.floating], params: Params) -> tuple[float, Params]:
    """Compute the mean squared error of a linear model, and its gradient.

        y_pred = X @ W + b
        loss   = mean over the n samples of (y_pred - y) ** 2
        dW[j]  = (2 / n) * sum over the samples i of (y_pred[i] - y[i]) * X[i, j]
        db     = (2 / n) * sum over the samples i of (y_pred[i] - y[i])

    X is (n, d), y (n, 1). params has the keys "W", of shape (d, 1), and "b", of shape (1, 1). Returns the pair
    (loss, grads): a single number, and a dictionary with the keys "W" and "b" that holds dW (d, 1) and db (1, 1).
    Nothing that is given is changed.

    With X = [[1], [2]], y = [[3], [5]] and zeros for W and b, the loss is (9 + 25) / 2 = 17, and the grads are
    [[-13]] for "W" and [[-8]] for "b".
    """
    W, b = params["W"], params["b"]
    y_pred = X @ W + b
    error = y_pred - y
    grads = {
        "W": 2 / len(X) * X.T @ error,
        "b": 2 / len(X) * error.sum(axis=0, keepdims=True),
    }
    return mse_loss(y_pred, y), grads


def gradient_descent(
    X: NDArray[np.floating],
    y: NDArray[np.floating],
    params: Params,
    lr: float,
    loss_fn: LossFunction,
    *,
    epochs: int = 100,
) -> tuple[Params, list[float]]:
    """Walk downhill: `epochs` times, take a step of lr times the gradient, against it.

        loss, grads = loss_fn(X, y, params)
        params[name] - lr * grads[name]   is the new value, for every name in params

    params is a dictionary of arrays, with any names and shapes; loss_fn gets X and y whole and returns the pair
    (loss, grads), grads keyed and shaped like params. In each epoch all parameters are updated, from gradients at
    the same point. epochs may be 0.

    Returns the pair (params, history): a new dictionary with the values after the last update, and a list in
    which history[i] is the loss before update i; len(history) is epochs. The dictionary given, its arrays and
    those that loss_fn returns stay as they were.

    For a loss of w ** 2, from w = 1.0 and with lr = 0.25, three epochs end at w = 0.125, and the history is
    [1.0, 0.25, 0.0625].
    """
    params = {name: value.copy() for name, value in params.items()}
    history: list[float] = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(float(loss))
        params = {name: value - lr * grads[name] for name, value in params.items()}
    return params, history
