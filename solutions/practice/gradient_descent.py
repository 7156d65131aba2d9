"""Practice for chapter 2.2: slopes, single steps, the path they make, and data with noise."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Params = dict[str, NDArray[np.floating]]
LossFunction = Callable[[NDArray[np.floating], NDArray[np.floating], Params], tuple[float, Params]]


def slope(f: Callable[[float], float], x: float, h: float = 1e-5) -> float:
    """Estimate how steep the graph of f is at x, from two points close to it, one on each side.

        slope = (f(x + h) - f(x - h)) / (2 * h)

    f is a function of one number, x a number and h a small positive one. The result is a single number:
    positive where f rises from left to right, negative where it falls.

        slope(lambda x: x ** 2, 3.0)   # about 6.0
    """
    return (f(x + h) - f(x - h)) / (2 * h)


def parabola_path(start: float, lr: float, steps: int) -> NDArray[np.floating]:
    """Follow gradient descent on the loss f(w) = (w - 3) ** 2, whose slope is 2 * (w - 3).

        w_new = w - lr * 2 * (w - 3)

    start is the first w, lr the learning rate and steps the number of updates, 0 or more. The result has
    shape (steps + 1,) and holds every w on the way: the start first, then the w after each update.

        parabola_path(1.0, 0.25, 3)   # [1.   2.   2.5  2.75]
    """
    path = [float(start)]
    for _ in range(steps):
        path.append(path[-1] - lr * 2 * (path[-1] - 3))
    return np.array(path)


def predict_line(X: NDArray[np.floating], params: dict[str, NDArray[np.floating]]) -> NDArray[np.floating]:
    """Predict with a linear model.

        y_pred = X @ W + b

    X (n, d) holds one sample per row; params has the keys "W", of shape (d, 1), and "b", of shape (1, 1).
    The result has shape (n, 1). Nothing that is given is changed.

        predict_line(np.array([[1.0], [2.0]]), {"W": np.array([[2.0]]), "b": np.array([[1.0]])})
        # [[3.]
        #  [5.]]
    """
    y_pred: NDArray[np.floating] = X @ params["W"] + params["b"]
    return y_pred


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
    return {name: value - lr * grads[name] for name, value in params.items()}


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
    return w * X + b + sigma * rng.normal(size=X.shape)


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
    before, grads = loss_fn(X, y, params)
    while True:
        new = {name: value - lr * grads[name] for name, value in params.items()}
        if loss_fn(X, y, new)[0] <= before:  # False for nan
            return new, lr
        lr = lr / 2
