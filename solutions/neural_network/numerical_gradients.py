"""Chapter 2.4: gradients found by trying, and the test of every gradient of the course against them.

`numerical_gradient` nudges one parameter at a time and watches the loss; `gradient_check` says in one number
how far a loss function's own gradient is from that. Any loss function will do: loss_fn(X, y, params) ->
(loss, grads).
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.types import LossFunction, Params


def numerical_gradient(
    X: NDArray[np.floating],
    y: NDArray[np.floating],
    params: Params,
    loss_fn: LossFunction,
    h: float = 1e-5,
) -> Params:
    """Estimate the gradient of the loss by central differences, one number at a time.

    Formula: for each single number p in params, with all the others as they are,
    slope = (loss at p + h - loss at p - h) / (2 h).

    params maps names to arrays of any shape. loss_fn(X, y, params) returns (loss, grads), of which only the
    loss is used; X and y are handed to it as they are. Returns a dictionary with the keys and shapes of params:
    the slope for every number in them.

    After the call params is what it was before, bit for bit (0.1 + h - h may be a hair off: assign the old
    number). Nothing else that was passed in, or that loss_fn returned, is changed.

    Example: for a loss of w ** 2 at params = {"w": np.array([3.0])} the result is {"w": [6.0]}, nearly.
    """
    # Nudged in a copy of float64: float32 has too few digits for so small a step.
    nudged: Params = {name: np.array(value, dtype=np.float64) for name, value in params.items()}
    slopes: Params = {}
    for name, value in nudged.items():
        slopes[name] = np.zeros_like(value)
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + h
            above, _ = loss_fn(X, y, nudged)
            value[index] = kept - h
            below, _ = loss_fn(X, y, nudged)
            value[index] = kept  # not += h: rounding would leave it a hair off
            slopes[name][index] = (above - below) / (2 * h)
    return slopes


def gradient_check(
    X: NDArray[np.floating],
    y: NDArray[np.floating],
    params: Params,
    loss_fn: LossFunction,
    h: float = 1e-5,
) -> float:
    """Compare a loss function's own gradient with the numerical one, and return the largest relative error.

    Formula: for each array in params, with a its gradient as loss_fn returns it and n its numerical gradient
    with step h, error = norm(a - n) / max(norm(a) + norm(n), 1e-12). norm is the root of the sum of all
    squared elements. The result is the largest error over the arrays of params.

    X, y, params and h are as for numerical_gradient, and loss_fn(X, y, params) returns (loss, grads).
    The result is a number: next to 0 for a right gradient, exactly 0 where both are zero. Nothing that was
    passed in, or that loss_fn returned, is changed.

    Example: where loss_fn returns exactly twice the true gradient, the result is (2 - 1) / (2 + 1), about
    0.3333.
    """
    _, grads = loss_fn(X, y, params)
    slopes = numerical_gradient(X, y, params, loss_fn, h)
    errors = []
    for name, slope in slopes.items():
        difference = float(np.linalg.norm(grads[name] - slope))
        size = float(np.linalg.norm(grads[name]) + np.linalg.norm(slope))
        errors.append(difference / max(size, 1e-12))
    return max(errors)
