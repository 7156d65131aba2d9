"""Chapter 2.2: Gradient descent: downhill in small steps.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check gradient_descent.py` explains what is wrong. The lesson is ch2_2_gradient_descent.ipynb.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from neural_network.losses import mse_loss
from neural_network.types import LossFunction, Params

Params = dict[str, NDArray[np.floating]]
LossFunction = Callable[[NDArray[np.floating], NDArray[np.floating], Params], tuple[float, Params]]


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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def slope(f: Callable[[float], float], x: float, h: float = 1e-5) -> float:
    """Estimate how steep the graph of f is at x, from two points close to it, one on each side.

        slope = (f(x + h) - f(x - h)) / (2 * h)

    f is a function of one number, x a number and h a small positive one. The result is a single number:
    positive where f rises from left to right, negative where it falls.

        slope(lambda x: x ** 2, 3.0)   # about 6.0
    """
    raise NotImplementedError  # write your code here, in place of this line


def parabola_path(start: float, lr: float, steps: int) -> NDArray[np.floating]:
    """Follow gradient descent on the loss f(w) = (w - 3) ** 2, whose slope is 2 * (w - 3).

        w_new = w - lr * 2 * (w - 3)

    start is the first w, lr the learning rate and steps the number of updates, 0 or more. The result has
    shape (steps + 1,) and holds every w on the way: the start first, then the w after each update.

        parabola_path(1.0, 0.25, 3)   # [1.   2.   2.5  2.75]
    """
    raise NotImplementedError  # write your code here, in place of this line


def predict_line(X: NDArray[np.floating], params: dict[str, NDArray[np.floating]]) -> NDArray[np.floating]:
    """Predict with a linear model.

        y_pred = X @ W + b

    X (n, d) holds one sample per row; params has the keys "W", of shape (d, 1), and "b", of shape (1, 1).
    The result has shape (n, 1). Nothing that is given is changed.

        predict_line(np.array([[1.0], [2.0]]), {"W": np.array([[2.0]]), "b": np.array([[1.0]])})
        # [[3.]
        #  [5.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def gradient_step(
    params: dict[str, NDArray[np.floating]], grads: dict[str, NDArray[np.floating]], lr: float
) -> dict[str, NDArray[np.floating]]:
    """Take a single step of gradient descent.

        new[name] = params[name] - lr * grads[name], for every name in params

    params and grads have the same names, whichever these are, and for each name arrays of the same shape; lr
    is the learning rate. The result is a new dictionary with the same names; params, its arrays and grads
    stay as they were.

        gradient_step({"w": np.array([1.0, 2.0])}, {"w": np.array([10.0, -10.0])}, 0.1)   # {"w": [0. 3.]}
    """
    raise NotImplementedError  # write your code here, in place of this line


def noisy_line(
    X: NDArray[np.floating], w: float, b: float, sigma: float, rng: np.random.Generator
) -> NDArray[np.floating]:
    """Make true values around a line, each with a random error of its own.

        y = w * X + b + sigma * noise

    X has shape (n, 1); w, b and sigma are numbers. noise has the shape of X and holds draws from the standard
    normal distribution (mean 0, standard deviation 1), taken from rng, a new one for every point. The result
    has shape (n, 1). X is not changed.

        noisy_line(np.array([[0.0], [1.0]]), 2.0, 1.0, 0.0, np.random.default_rng(0))
        # [[1.]
        #  [3.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def line_search(
    X: NDArray[np.floating], y: NDArray[np.floating], params: Params, lr: float, loss_fn: LossFunction
) -> tuple[Params, float]:
    """Take one step of gradient descent, with a rate that is halved until the loss does not rise.

        loss, grads = loss_fn(X, y, params)
        new[name] = params[name] - rate * grads[name]   for rate = lr, lr / 2, lr / 4, ...

    Of these steps, all from params, take the first whose loss is not higher than that at params; inf and nan count as
    higher. loss_fn and params are as for gradient_descent.

    Returns the pair (new, rate): a new dictionary, and the rate of that step. Nothing that is given is changed.

    For a loss of w ** 2 at w = 1.0 and with lr = 3.0, the rates 3 and 1.5 lead to -5 and -2, and 0.75 to -0.5: the
    result is w = -0.5 and 0.75.
    """
    raise NotImplementedError  # write your code here, in place of this line
