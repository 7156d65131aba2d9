"""Gradient descent: the few lines that train every model of the course.

A model comes in as a loss function, `loss_fn(X, y, params) -> (loss, grads)`, its grads keyed and shaped like
params; `linear_loss` is the first of them.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from neural_network.losses import mse_loss

Params = dict[str, NDArray[np.floating]]
LossFunction = Callable[[NDArray[np.floating], NDArray[np.floating], Params], tuple[float, Params]]


def linear_loss(X: NDArray[np.floating], y: NDArray[np.floating], params: Params) -> tuple[float, Params]:
    """Compute the mean squared error of a linear model, and its gradient.

        y_pred = X @ W + b
        loss   = mean over the n samples of (y_pred - y) ** 2
        dW[j]  = (2 / n) * sum over the samples i of (y_pred[i] - y[i]) * X[i, j]
        db     = (2 / n) * sum over the samples i of (y_pred[i] - y[i])

    X (n, d) holds one sample a row, y (n, 1) the true values. params has the keys "W", of shape (d, 1), and
    "b", of shape (1, 1). Any of the arrays may hold whole numbers. Nothing that is given is changed.

    Returns the pair (loss, grads): a single number, and a dictionary with the keys "W" and "b" that holds
    dW, of shape (d, 1), and db, of shape (1, 1). The gradient is that of the loss returned, its factor 2
    included.

    With X = [[1], [2]], y = [[3], [5]] and zeros for W and b, the loss is (9 + 25) / 2 = 17, and the grads
    are [[-13]] for "W" and [[-8]] for "b".
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

    X and y are handed to loss_fn whole, at every step. params is a dictionary of arrays with any names and
    any shapes; loss_fn(X, y, params) returns the pair (loss, grads), with grads keyed and shaped like params.
    All parameters are updated together, from the gradients at the same point. lr is the learning rate. epochs
    is given by keyword only, and may be 0.

    Returns the pair (params, history). params is a new dictionary with the values after the last update; the
    dictionary given and its arrays stay as they were. history is a list with one number for each epoch:
    history[i] is the loss before update i, so history[0] is that of the params given, and len(history) is
    epochs, however well or badly the descent goes.

    For a loss of w ** 2 in a single parameter, starting at 1.0 with lr = 0.25, the values after each step are
    0.5, 0.25, 0.125, ... and the history is [1.0, 0.25, 0.0625, ...].
    """
    params = {name: value.copy() for name, value in params.items()}
    history: list[float] = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(float(loss))
        params = {name: value - lr * grads[name] for name, value in params.items()}
    return params, history
