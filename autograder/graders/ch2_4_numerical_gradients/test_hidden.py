"""The tests of chapter 2.4 that only the grader has."""

import numpy as np

from autograder.checks import LONG, close, hidden, parameters_close, pure
from autograder.graders.ch2_4_numerical_gradients.test_visible import (
    X,
    Y,
    _named,
    _small,
    cube,
    planted,
    square,
    sum_of_cubes,
)

# Loss functions: loss_fn(X, y, params) -> (loss, grads)


def numbered(params):
    """1, 2, 3, ... in the shapes of params, counted on from one array to the next."""
    firsts = np.cumsum([1, *(value.size for value in params.values())])
    return {
        name: np.arange(first, first + value.size, dtype=float).reshape(value.shape)
        for first, (name, value) in zip(firsts, params.items(), strict=False)
    }


def entangled(X, y, params):
    """A loss in which every number acts on the slope of all others, and which is no mean over samples; its gradient
    is not told, but zeros are."""
    total = sum((weights * params[name]).sum() for name, weights in numbered(params).items())
    loss = float(X.sum() * np.sin(total) + (y * total**2).sum())
    return loss, {name: np.zeros_like(value) for name, value in params.items()}


def entangled_gradient(X, y, params):
    total = sum((weights * params[name]).sum() for name, weights in numbered(params).items())
    slope = X.sum() * np.cos(total) + 2 * total * y.sum()
    return {name: slope * weights for name, weights in numbered(params).items()}


# numerical_gradient


@hidden("numerical_gradient", weight=5)
def test_numerical_gradient_of_matrices(student):
    rng = np.random.default_rng(1)
    for shapes in ({"W": (3, 2), "b": (1, 2)}, {"one": (2, 4), "other": (2, 4), "b": (1, 1)}):
        params = {name: rng.normal(size=shape) for name, shape in shapes.items()}
        parameters_close(student.numerical_gradient(X, Y, params, entangled), entangled_gradient(X, Y, params))


@hidden("numerical_gradient", weight=2)
def test_numerical_gradient_of_parameters_of_any_shape(student):
    rng = np.random.default_rng(2)
    for shapes in ({"v": (4,), "w": (3,)}, {"F": (2, 1, 2, 3), "bF": (2,)}):
        params = {name: rng.normal(size=shape) for name, shape in shapes.items()}
        parameters_close(student.numerical_gradient(X, Y, params, entangled), entangled_gradient(X, Y, params))


@hidden("numerical_gradient")
def test_numerical_gradient_takes_a_step_of_one_in_a_hundred_thousand_where_none_is_given(student):
    # From w - 1e-5 to w + 1e-5, sin(1e5 w) runs through 2 of its 2 pi.
    def wavy(X, y, params):
        return float(np.sin(1e5 * params["w"]).sum()), {"w": np.ones((1, 3))}

    params = {"w": np.array([[0.0, 4e-6, -2e-5]])}
    expected = {"w": np.sin(1.0) / 1e-5 * np.cos(1e5 * params["w"])}
    parameters_close(student.numerical_gradient(X, Y, params, wavy), expected)


# gradient_check


@hidden("gradient_check", weight=3)
def test_gradient_check_measures_whole_arrays(student):
    # One number of four is wrong: norm(a - n) = 3, norm(a) = 13, norm(n) = sqrt(160).
    params = {"w": np.array([[0.0, 4.0, 12.0]])}
    expected = 3 / (np.sqrt(160) + 13)
    close(student.gradient_check(X, Y, params, planted(w=[[3.0, 4.0, 12.0]])), expected, rtol=LONG)
    # A transpose: norm(a - n) = sqrt(2 * 16), and both norms are sqrt(1 + 9 + 49 + 4).
    W = np.array([[1.0, 3.0], [7.0, -2.0]])
    expected = np.sqrt(32) / (2 * np.sqrt(63))
    close(student.gradient_check(X, Y, {"W": W}, planted(W=W.T)), expected, rtol=LONG)
    rng = np.random.default_rng(6)
    for shape in ((5,), (2, 1, 3, 2), (4, 3)):
        F, wrong = rng.normal(size=shape), rng.normal(size=shape)
        expected = np.sqrt(((wrong - F) ** 2).sum()) / (np.sqrt((wrong**2).sum()) + np.sqrt((F**2).sum()))
        close(student.gradient_check(X, Y, {"F": F}, planted(F=wrong)), expected, rtol=LONG)


@hidden("gradient_check")
def test_gradient_check_is_the_largest_error_and_not_that_of_the_largest_array(student):
    params = {"W": [[30.0, -40.0, 120.0]], "b": [[0.3, 0.4]], "e": [5.0, -3.0], "c": [[7.0], [1.0]]}
    params = {name: np.array(rows) for name, rows in params.items()}
    wrong = planted(W=1.5 * params["W"], b=[[-0.3, 0.4]], e=1.1 * params["e"], c=2 * params["c"])

    def turned(X, y, params):  # a gradient belongs to the parameter of its name, wherever it stands
        loss, grads = wrong(X, y, params)
        return loss, {name: grads[name] for name in ("W", "e", "b", "c")}

    # The errors are 0.2, 0.6 / 1, 0.1 / 2.1 and 1 / 3.
    close(student.gradient_check(X, Y, params, wrong), 0.6, rtol=LONG)
    close(student.gradient_check(X, Y, params, turned), 0.6, rtol=LONG)


@hidden("gradient_check")
def test_gradient_check_where_gradients_are_zero(student):
    params = {"w": np.array([[1.0, 2.0, -0.7]])}

    def constant(X, y, params):
        return 1.5, {name: np.zeros_like(value) for name, value in params.items()}

    close(student.gradient_check(X, Y, params, planted(w=np.zeros((1, 3)))), 1.0, rtol=LONG)
    _small(student.gradient_check(X, Y, params, constant))


@hidden("gradient_check")
def test_gradient_check_of_gradients_that_are_nearly_zero(student):
    def faint(X, y, params):
        return float(1e-8 * (params["w"] ** 2).sum() / 2), {"w": 3e-8 * params["w"]}

    # norm(a) + norm(n) is 4e-8, which is well above 1e-12.
    close(student.gradient_check(X, Y, {"w": np.array([[0.6, -0.8]])}, faint), 0.5, rtol=LONG)


@hidden("gradient_check")
def test_gradient_check_takes_the_step_that_is_asked_for(student):
    # With h = 0.1 the numerical gradient of w ** 3 is 3.01 at 1, and 12.01 at 2.
    expected = np.sqrt(2e-4) / (np.sqrt(153.0) + np.sqrt(3.01**2 + 12.01**2))
    close(student.gradient_check(X, Y, {"w": np.array([[1.0, 2.0]])}, sum_of_cubes, 0.1), expected, rtol=LONG)


# Practice


def wave(x):
    return np.exp(x) * np.sin(3 * x)


@hidden("forward_difference")
def test_forward_difference_of_other_functions(student):
    for f, x, h in ((cube, 2.0, 0.5), (wave, -0.7, 0.2), (wave, 0.0, 0.05), (square, -3.0, 4.0)):
        close(student.forward_difference(f, x, h), (f(x + h) - f(x)) / h, rtol=LONG)


@hidden("central_errors")
def test_central_errors_of_other_functions(student, reference):
    # The sine curves down, so that its differences are too small; the last slope is only nearly right.
    for f, x, slope, steps in (
        (np.sin, 0.4, float(np.cos(0.4)), [0.5, 0.1, 0.25, 1.0]),
        (cube, -2.0, 12.0, [0.3]),
        (square, 3.0, 6.5, [0.1, 0.2]),
    ):
        expected = reference.central_errors(f, x, slope, np.array(steps))
        close(student.central_errors(f, x, slope, np.array(steps)), expected, rtol=LONG)
    pure(student.central_errors, cube, 1.5, 6.75, np.array([0.1, 0.3]))


@hidden("relative_error")
def test_relative_error_of_arrays_of_any_shape(student):
    rng = np.random.default_rng(8)
    for shape in ((3,), (2, 4), (2, 1, 3, 2)):
        a, n = rng.normal(size=shape), rng.normal(size=shape)
        norms = [np.sqrt((values**2).sum()) for values in (a - n, a, n)]
        close(student.relative_error(a, n), norms[0] / (norms[1] + norms[2]))
        close(student.relative_error(a, -a), 1.0)
    # Where 1e-8 is the least divisor, this is 0.2; whether 1e-12 is the least or is added makes no difference.
    close(student.relative_error(np.array([2e-9, 0.0]), np.array([4e-9, 0.0])), 1 / 3, rtol=1e-3)
    pure(student.relative_error, np.array([[1.0, 2.0], [0.5, -3.0]]), np.array([[1.5, 2.0], [4.0, 1.0]]))


@hidden("nudge")
def test_nudge_of_other_places(student):
    params = {"F": np.arange(12.0).reshape(2, 2, 3), "v": np.array([1.0, -2.0, 3.0])}
    F = params["F"].copy()
    F[1, 0, 2] = 6.75
    parameters_close(student.nudge(params, "F", (1, 0, 2), -1.25), {"F": F, "v": params["v"]})
    parameters_close(student.nudge(params, "v", (0,), 0.125), {"F": params["F"], "v": [1.125, -2.0, 3.0]})


@hidden("worst_gradient")
def test_worst_gradient_among_three(student):
    a, m, zero = np.array([[1.0, -2.0], [0.5, 3.0]]), np.array([4.0, 5.0]), np.array([[0.0]])
    right = {"c": zero, "m": m, "a": a}
    _named(student.worst_gradient(right, {**right, "a": a.T}), "a")
    wrong = {"c": zero, "m": -m, "a": 5 * a}
    _named(student.worst_gradient(right, wrong), "m")
    _named(student.worst_gradient(wrong, right), "m")
    _named(student.worst_gradient({**right, "a": 1.01 * a}, {**right, "m": 0.9 * m}), "m")
    _named(student.worst_gradient({**right, "c": zero + 1e-3}, {**right, "m": 2 * m}), "c")
    for names in ("mca", "mac"):  # nan is passed over by max and by sorted, or not, by where it stands
        order = {name: right[name] for name in names}
        _named(student.worst_gradient(order, {**order, "a": a.T}), "a")
    pure(student.worst_gradient, {"a": a}, {"a": 2 * a})


@hidden("worst_gradient")
def test_worst_gradient_of_a_large_and_a_small_array(student):
    # b is off by 1 in 19. W, ten by ten, is off by 1 in 9, or by 1 in 24.
    large, b = np.full((10, 10), 10.0), np.array([0.1])
    for factor, worst in ((0.8, "W"), (0.92, "b")):
        for one, other in (({"W": large, "b": b}, {"W": factor * large, "b": 0.9 * b}),
                           ({"b": 0.9 * b, "W": factor * large}, {"b": b, "W": large})):  # fmt: skip
            _named(student.worst_gradient(one, other), worst)


# Stretch


@hidden("directional_check", weight=2)
def test_directional_check_of_other_gradients(student, reference):
    rng = np.random.default_rng(77)
    for shapes in ({"w": (4,)}, {"a": (2, 3), "c": (3, 1)}, {"k": (2, 2, 2), "l": (3,), "m": (1, 5)}):
        params, direction, grads = ({n: rng.normal(size=shape) for n, shape in shapes.items()} for _ in range(3))
        expected = reference.directional_check(X, Y, params, direction, planted(**grads))
        close(student.directional_check(X, Y, params, direction, planted(**grads)), expected, rtol=LONG)
