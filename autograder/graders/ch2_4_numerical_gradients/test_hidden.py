"""The tests of chapter 2.4 that only the grader has."""

import numpy as np

from autograder.checks import Mismatch, close, hidden, parameters, parameters_close, pure
from autograder.graders.ch2_4_numerical_gradients.test_visible import (
    X,
    Y,
    _named,
    _small,
    cube,
    planted,
    square,
    sum_of_cubes,
    sum_of_squares,
)

# Loss functions: loss_fn(X, y, params) -> (loss, grads)


def entangled(X, y, params):
    """A loss in which every number acts on the slope of all others; its gradient is not told, but zeros are."""
    total = sum((np.arange(1, value.size + 1) * value.ravel()).sum() for value in params.values())
    loss = float(X.sum() * np.sin(total) + (y * total**2).sum())
    return loss, {name: np.zeros_like(value) for name, value in params.items()}


def entangled_gradient(X, y, params):
    weights = {name: np.arange(1.0, value.size + 1).reshape(value.shape) for name, value in params.items()}
    total = sum((weights[name] * value).sum() for name, value in params.items())
    slope = X.sum() * np.cos(total) + 2 * total * y.sum()
    return {name: slope * weight for name, weight in weights.items()}


# numerical_gradient


@hidden("numerical_gradient", weight=2)
def test_numerical_gradient_of_parameters_of_any_shape(student):
    rng = np.random.default_rng(1)
    params = {"W": rng.normal(size=(3, 2)), "b": rng.normal(size=(1, 2)), "v": rng.normal(size=4)}
    got = student.numerical_gradient(X, Y, params, entangled)
    parameters_close(got, entangled_gradient(X, Y, params), rtol=1e-5)
    params = {"F": rng.normal(size=(2, 1, 2, 3)), "bF": rng.normal(size=2)}
    got = student.numerical_gradient(X, Y, params, entangled)
    parameters_close(got, entangled_gradient(X, Y, params), rtol=1e-5)


@hidden("numerical_gradient")
def test_numerical_gradient_takes_the_step_that_is_asked_for(student):
    params = {"W": np.array([[1.0, -2.0, 0.5]]), "b": np.array([3.0])}
    for h in (0.5, 0.02):
        expected = {name: 3 * value**2 + h**2 for name, value in params.items()}
        parameters_close(student.numerical_gradient(X, Y, params, sum_of_cubes, h), expected, rtol=1e-5)


@hidden("numerical_gradient")
def test_numerical_gradient_puts_every_number_back_before_the_next(student):
    # A product: central differences are exact for any h, as long as all other numbers are what they were.
    def product(X, y, params):
        return float(np.prod([value.prod() for value in params.values()])), params

    params = {"W": np.array([[1.0, -2.0], [0.5, 3.0]]), "b": np.array([[-1.5]])}
    expected = {name: 4.5 / value for name, value in params.items()}
    parameters_close(student.numerical_gradient(X, Y, params, product, 0.25), expected, rtol=1e-5)


@hidden("numerical_gradient", weight=2)
def test_numerical_gradient_nudges_one_number_at_a_time(student):
    params = {"W": np.array([[0.3, -1.2], [2.0, 0.0], [0.7, 1.1]]), "b": np.array([[0.1, -0.4]])}
    inputs, targets = np.array([[1.0, 2.0, 3.0]]), np.array([[0.5, 0.25]])
    seen, moved = [], set()

    def watching(X, y, given):
        seen.append((np.array(X), np.array(y), {name: np.array(value) for name, value in given.items()}))
        return sum_of_squares(X, y, given)

    student.numerical_gradient(inputs, targets, params, watching)
    for X_seen, y_seen, given in seen:
        close(X_seen, inputs, what="the X that loss_fn is given")
        close(y_seen, targets, what="the y that loss_fn is given")
        given = parameters(given, {"W": (3, 2), "b": (1, 2)}, what="the params that loss_fn is given")
        change = {
            (name, *index): given[name][index] - params[name][index]
            for name in params
            for index in np.ndindex(params[name].shape)
            if abs(given[name][index] - params[name][index]) > 1e-9
        }
        if len(change) > 1:
            raise Mismatch(
                "values",
                f"changes {len(change)} numbers at once",
                advice="Put each number back before the next.",
            )
        for place, step in change.items():
            if abs(abs(step) - 1e-5) > 1e-7:
                raise Mismatch("values", f"takes a step of {abs(step):.2g} where no h is given", should_be="1e-05")
            moved.add((*place, step > 0))
    if len(moved) != 2 * 8:
        raise Mismatch("values", f"tries {len(moved)} of the 16 steps up and down", advice="Two steps for each number.")


# gradient_check


@hidden("gradient_check")
def test_gradient_check_where_both_gradients_are_zero(student):
    params = {"w": np.array([[1.0, 2.0]]), "b": np.array([[0.5]])}

    def constant(X, y, params):
        return 1.5, {name: np.zeros_like(value) for name, value in params.items()}

    close(student.gradient_check(X, Y, params, constant), 0.0, atol=1e-9)

    def partly(X, y, params):
        return float((params["w"] ** 2).sum()), {"w": 2 * params["w"], "b": np.zeros((1, 1))}

    _small(student.gradient_check(X, Y, params, partly))


@hidden("gradient_check")
def test_gradient_check_where_one_gradient_is_zero(student):
    params = {"w": np.array([[1.0, 2.0]]), "b": np.array([[0.5]])}
    close(student.gradient_check(X, Y, params, planted(b=[[0.0]])), 1.0, rtol=1e-5)


@hidden("gradient_check", weight=2)
def test_gradient_check_measures_whole_arrays(student):
    # One number of three is wrong: norm(a - n) = 3, norm(a) = sqrt(160), norm(n) = 13.
    params = {"w": np.array([[3.0, 4.0, 12.0]])}
    expected = 3 / (np.sqrt(160) + 13)
    close(student.gradient_check(X, Y, params, planted(w=[[0.0, 4.0, 12.0]])), expected, rtol=1e-5)
    # A transpose: norm(a - n) = sqrt(2 * 16), and both norms are sqrt(1 + 9 + 49 + 4).
    W = np.array([[1.0, 3.0], [7.0, -2.0]])
    expected = np.sqrt(32) / (2 * np.sqrt(63))
    close(student.gradient_check(X, Y, {"W": W}, planted(W=W.T)), expected, rtol=1e-5)
    rng = np.random.default_rng(6)
    F, wrong = rng.normal(size=(2, 1, 3, 2)), rng.normal(size=(2, 1, 3, 2))
    expected = np.sqrt(((wrong - F) ** 2).sum()) / (np.sqrt((wrong**2).sum()) + np.sqrt((F**2).sum()))
    close(student.gradient_check(X, Y, {"F": F}, planted(F=wrong)), expected, rtol=1e-5)


@hidden("gradient_check")
def test_gradient_check_of_gradients_that_are_nearly_zero(student):
    def faint(X, y, params):
        return float(1e-13 * params["w"].sum()), {"w": np.array([3e-13])}

    # norm(a - n) = 2e-13 and norm(a) + norm(n) = 4e-13, which is less than 1e-12.
    close(student.gradient_check(X, Y, {"w": np.array([1.0])}, faint), 0.2, rtol=1e-4)


@hidden("gradient_check")
def test_gradient_check_takes_the_step_that_is_asked_for(student):
    # With h = 0.1 the numerical gradient of w ** 3 at 1 is 3.01.
    close(student.gradient_check(X, Y, {"w": np.array([1.0])}, sum_of_cubes, 0.1), 0.01 / 6.01, rtol=1e-5)


# Practice


def wave(x):
    return float(np.exp(x) * np.sin(3 * x))


@hidden("forward_difference")
def test_forward_difference_of_other_functions(student):
    for f, x, h in ((cube, 2.0, 0.5), (wave, -0.7, 0.2), (wave, 0.0, 1e-3), (square, -3.0, 4.0)):
        close(student.forward_difference(f, x, h), (f(x + h) - f(x)) / h)


@hidden("central_errors")
def test_central_errors_of_other_functions(student, reference):
    # The sine curves down, so that its differences are too small; the last slope is only nearly right.
    for f, x, slope, steps in (
        (np.sin, 0.4, np.cos(0.4), [0.5, 0.1, 0.02, 1.0]),
        (cube, -2.0, 12.0, [0.3]),
        (square, 3.0, 6.5, [0.1, 0.2]),
    ):
        expected = reference.central_errors(f, x, slope, np.array(steps))
        close(student.central_errors(f, x, slope, np.array(steps)), expected, rtol=1e-5)
    pure(student.central_errors, cube, 1.5, 6.75, np.array([0.1, 0.3]))


@hidden("relative_error")
def test_relative_error_of_arrays_of_any_shape(student):
    rng = np.random.default_rng(8)
    for shape in ((3,), (2, 4), (2, 1, 3, 2)):
        a, n = rng.normal(size=shape), rng.normal(size=shape)
        norms = [np.sqrt((values**2).sum()) for values in (a - n, a, n)]
        close(student.relative_error(a, n), norms[0] / (norms[1] + norms[2]))
        close(student.relative_error(a, -a), 1.0)
    pure(student.relative_error, np.ones((2, 2)), np.eye(2))


@hidden("nudge")
def test_nudge_of_other_places_and_of_whole_numbers(student):
    params = {"F": np.arange(12.0).reshape(2, 2, 3), "v": np.array([1.0, -2.0, 3.0])}
    F = params["F"].copy()
    F[1, 0, 2] = 6.75
    parameters_close(student.nudge(params, "F", (1, 0, 2), -1.25), {"F": F, "v": params["v"]})
    parameters_close(student.nudge(params, "v", (0,), 1e-3), {"F": params["F"], "v": [1.001, -2.0, 3.0]})
    parameters_close(student.nudge({"w": np.array([[1, 7], [2, 3]])}, "w", (1, 0), 0.5), {"w": [[1, 7], [2.5, 3]]})


@hidden("worst_gradient")
def test_worst_gradient_among_three(student):
    a, m, zero = np.array([[1.0, -2.0], [0.5, 3.0]]), np.array([4.0, 5.0]), np.array([[0.0]])
    right = {"m": m, "c": zero, "a": a}
    _named(student.worst_gradient(right, {**right, "a": a.T}), "a")
    _named(student.worst_gradient(right, {"m": -m, "c": zero, "a": 3 * a}), "m")
    _named(student.worst_gradient({**right, "a": 1.01 * a}, {**right, "m": 0.9 * m}), "m")
    _named(student.worst_gradient({**right, "c": zero + 1e-3}, {**right, "m": 2 * m}), "c")
    pure(student.worst_gradient, {"a": a}, {"a": 2 * a})
