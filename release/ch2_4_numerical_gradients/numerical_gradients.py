"""Chapter 2.4: Numerical gradients: trust, but measure.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check numerical_gradients.py` explains what is wrong. The lesson is ch2_4_numerical_gradients.ipynb.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from neural_network.types import LossFunction, Params

Params = dict[str, NDArray[np.floating]]
LossFunction = Callable[[NDArray[np.floating], NDArray[np.floating], Params], tuple[float, Params]]


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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def forward_difference(f: Callable[[float], float], x: float, h: float) -> float:
    """Estimate the slope of f at x from x and one point to its right.

    Formula: (f(x + h) - f(x)) / h.

    f takes a number and returns a number; x is where the slope is wanted, h > 0 the size of the step.

    Example: for f(x) = x ** 2 at x = 3.0 with h = 0.1 the result is (9.61 - 9) / 0.1 = 6.1.
    """
    raise NotImplementedError  # write your code here, in place of this line


def central_errors(
    f: Callable[[float], float], x: float, slope: float, steps: NDArray[np.floating]
) -> NDArray[np.floating]:
    """Measure how far central differences with several steps are from the true slope.

    Formula: errors[i] = |(f(x + h) - f(x - h)) / (2 h) - slope| with h = steps[i].

    f takes a number and returns a number, and slope is its true slope at x. steps (m,) holds the steps to
    try, all positive, and is not changed. The result (m,) holds one error for each of them.

    Example: for f(x) = x ** 3 at x = 1.0 the slope is 3.0, and steps [0.1, 0.2] give the errors [0.01, 0.04].
    """
    raise NotImplementedError  # write your code here, in place of this line


def relative_error(a: NDArray[np.floating], n: NDArray[np.floating]) -> float:
    """Compare two arrays by the size of their difference, in units of their own size.

    Formula: norm(a - n) / max(norm(a) + norm(n), 1e-12), where norm is the root of the sum of all squared
    elements.

    a and n have the same shape, whichever it is, and are not changed. Returns one number from 0 to 1; it is 0
    where both are zero.

    Example: a = [3.0, 4.0] and n = [6.0, 8.0] have norms 5 and 10, their difference has norm 5, and the
    result is 5 / 15, about 0.3333.
    """
    raise NotImplementedError  # write your code here, in place of this line


def nudge(params: Params, name: str, index: tuple[int, ...], amount: float) -> Params:
    """Return a copy of params in which one single number has changed by amount.

    params maps names to arrays. In the result params[name][index] is larger by amount (smaller, where amount
    is negative), and everything else is as it was. The result is a new dictionary; params and its arrays are
    not changed.

    Example: nudge({"W": np.array([[1.0, 2.0]]), "b": np.array([[0.0]])}, "W", (0, 1), 0.5) is
    {"W": [[1.0, 2.5]], "b": [[0.0]]}.
    """
    raise NotImplementedError  # write your code here, in place of this line


def worst_gradient(analytic: Params, numerical: Params) -> str:
    """Name the parameter whose two gradients disagree the most: where to look for the bug.

    analytic and numerical map the same names to gradients, arrays of the same shapes, which are not changed.
    Returns the name with the largest relative error norm(a - n) / max(norm(a) + norm(n), 1e-12), where norm is
    the root of the sum of all squared elements, a is the one gradient and n the other. It is relative: small
    gradients can be the most wrong. Where both are zero the error is 0.

    Example: analytic = {"W": [[100.0]], "b": [[0.2]]} and numerical = {"W": [[101.0]], "b": [[0.1]]} give
    "b": W is off by 1 in 201, b by 0.1 in 0.3.
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def directional_check(
    X: NDArray[np.floating],
    y: NDArray[np.floating],
    params: Params,
    direction: Params,
    loss_fn: LossFunction,
    h: float = 1e-5,
) -> float:
    """Check a gradient along one direction, in which all parameters move at once.

    Formula: f = sum over all numbers of the gradient, as loss_fn returns it, times the same number of direction;
    m = (loss at params + h * direction - loss at params - h * direction) / (2 h);
    result = |f - m| / max(|f| + |m|, 1e-12).

    direction has the keys and shapes of params; loss_fn(X, y, params) returns (loss, grads). The result is a single
    number. Nothing that was passed in, or that loss_fn returned, is changed.

    Example: where loss_fn returns exactly twice the true gradient, the result is (2 - 1) / (2 + 1), about 0.3333.
    """

    raise NotImplementedError  # write your code here, in place of this line
