"""Tests of chapter 2.4, visible and hidden."""

import numpy as np

from autograder.checks import (
    Mismatch,
    close,
    hidden,
    number,
    parameters,
    parameters_close,
    pure,
    visible,
)

X, Y = np.array([[1.0], [2.0]]), np.array([[3.0], [5.0]])


# Loss functions: loss_fn(X, y, params) -> (loss, grads)


def sum_of_squares(X, y, params):
    """A loss that does not know its gradient, and says ones. The numerical gradient needs only the loss."""
    loss = float(sum((value**2).sum() for value in params.values()))
    return loss, {name: np.ones_like(value) for name, value in params.items()}


def sum_of_cubes(X, y, params):
    loss = float(sum((value**3).sum() for value in params.values()))
    return loss, {name: 3 * value**2 for name, value in params.items()}


def line(X, y, params):
    """Mean squared error of a line."""
    error = X @ params["W"] + params["b"] - y
    grads = {"W": 2 * X.T @ error / len(X), "b": 2 * error.mean(axis=0, keepdims=True)}
    return float((error**2).mean()), grads


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


def planted(**grads):
    """Half the sum of squares, whose gradient is params itself, with other gradients in the places named."""

    def loss_fn(X, y, params):
        loss = float(sum((value**2).sum() for value in params.values()) / 2)
        return loss, {name: np.array(grads.get(name, value), dtype=float) for name, value in params.items()}

    return loss_fn


# numerical_gradient


@visible("numerical_gradient")
def test_numerical_gradient_of_a_sum_of_squares(student):
    got = student.numerical_gradient(X, Y, {"w": np.array([3.0, -1.0])}, sum_of_squares)
    parameters_close(got, {"w": [6.0, -2.0]}, rtol=1e-5)


@visible("numerical_gradient", weight=2)
def test_numerical_gradient_looks_on_both_sides(student):
    # (2.1 ** 3 - 1.9 ** 3) / 0.2 is 12.01; to one side only, it would be 12.61 or 11.41.
    got = student.numerical_gradient(X, Y, {"w": np.array([2.0])}, sum_of_cubes, 0.1)
    parameters_close(got, {"w": [12.01]}, rtol=1e-5)


@visible("numerical_gradient")
def test_numerical_gradient_of_two_parameters_worked_out_by_hand(student):
    params = {"W": np.array([[0.0]]), "b": np.array([[0.0]])}
    got = student.numerical_gradient(X, Y, params, line)
    parameters_close(got, {"W": [[-13.0]], "b": [[-8.0]]}, rtol=1e-5)


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


@visible("numerical_gradient")
def test_numerical_gradient_leaves_params_as_it_was_to_the_last_bit(student):
    params = {"W": np.array([[0.1, 0.7], [-1.3, 1 / 3]]), "b": np.array([[2.2, -0.05]])}
    pure(student.numerical_gradient, X, Y, params, sum_of_squares)
    pure(student.numerical_gradient, X, Y, params, sum_of_cubes, 0.1)


# gradient_check


@visible("gradient_check")
def test_gradient_check_of_a_right_gradient_is_next_to_zero(student):
    params = {"W": np.array([[0.7]]), "b": np.array([[-0.2]])}
    _small(student.gradient_check(X, Y, params, line))


@visible("gradient_check")
def test_gradient_check_of_a_gradient_twice_too_large(student):
    params = {"W": np.array([[3.0, -4.0]]), "b": np.array([8.0])}
    # W is twice too large: 5 / (10 + 5). b is 5 and should be 8, which is less wrong: 3 / (5 + 8).
    close(student.gradient_check(X, Y, params, planted(W=[[6.0, -8.0]], b=[5.0])), 1 / 3, rtol=1e-5)


@visible("gradient_check")
def test_gradient_check_of_the_wrong_sign_is_one(student):
    params = {"w": np.array([[3.0, -4.0], [1.0, 2.0]])}
    close(student.gradient_check(X, Y, params, planted(w=-params["w"])), 1.0, rtol=1e-5)


@visible("gradient_check", weight=2)
def test_gradient_check_is_that_of_the_worst_parameter(student):
    params = {"a": np.array([3.0, 4.0]), "m": np.array([[5.0, 0.5]]), "z": np.array([[2.0], [1.0], [-7.0]])}
    for name in params:
        close(student.gradient_check(X, Y, params, planted(**{name: 3 * params[name]})), 0.5, rtol=1e-5)
    both = planted(a=2 * params["a"], z=1.1 * params["z"])
    close(student.gradient_check(X, Y, params, both), 1 / 3, rtol=1e-5)


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


@visible("gradient_check")
def test_gradient_check_leaves_params_as_it_was_to_the_last_bit(student):
    params = {"W": np.array([[0.1, 0.7], [-1.3, 1 / 3]]), "b": np.array([[2.2, -0.05]])}
    pure(student.gradient_check, X, Y, params, sum_of_squares)


def _small(got):
    """Check that an answer of gradient_check is what a right gradient gets: nearly 0, and not negative."""
    error = number(got)
    if not 0 <= error < 1e-6:
        raise Mismatch("values", f"the result is {error:.3g} for a right gradient", should_be="below 1e-6")


# Practice


def square(x):
    return x**2


def cube(x):
    return x**3


def wave(x):
    return float(np.exp(x) * np.sin(3 * x))


@visible("forward_difference", try_it="forward_difference(lambda x: x ** 2, 3.0, 0.1)   # should be 6.1")
def test_forward_difference_of_a_square_worked_out_by_hand(student):
    close(student.forward_difference(square, 3.0, 0.1), 6.1)


@hidden("forward_difference")
def test_forward_difference_of_other_functions(student):
    for f, x, h in ((cube, 2.0, 0.5), (wave, -0.7, 0.2), (wave, 0.0, 1e-3), (square, -3.0, 4.0)):
        close(student.forward_difference(f, x, h), (f(x + h) - f(x)) / h)


@visible(
    "central_errors",
    try_it="central_errors(lambda x: x ** 3, 1.0, 3.0, np.array([0.1, 0.2]))   # [0.01 0.04]",
)
def test_central_errors_of_a_cube_worked_out_by_hand(student):
    close(student.central_errors(cube, 1.0, 3.0, np.array([0.1, 0.2])), [0.01, 0.04], rtol=1e-5)


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


@visible("relative_error", try_it="relative_error(np.array([3.0, 4.0]), np.array([6.0, 8.0]))   # should be 0.3333")
def test_relative_error_of_the_worked_example(student):
    close(student.relative_error(np.array([3.0, 4.0]), np.array([6.0, 8.0])), 1 / 3)


@visible("relative_error", try_it="relative_error(np.zeros(2), np.zeros(2))   # should be 0.0")
def test_relative_error_of_two_zeros_is_zero(student):
    close(student.relative_error(np.zeros((2, 3)), np.zeros((2, 3))), 0.0)


@hidden("relative_error")
def test_relative_error_of_arrays_of_any_shape(student):
    rng = np.random.default_rng(8)
    for shape in ((3,), (2, 4), (2, 1, 3, 2)):
        a, n = rng.normal(size=shape), rng.normal(size=shape)
        norms = [np.sqrt((values**2).sum()) for values in (a - n, a, n)]
        close(student.relative_error(a, n), norms[0] / (norms[1] + norms[2]))
        close(student.relative_error(a, -a), 1.0)
    pure(student.relative_error, np.ones((2, 2)), np.eye(2))


@visible("nudge")
def test_nudge_moves_a_single_number(student):
    params = {"W": np.array([[1.0, 2.0], [3.0, 4.0]]), "b": np.array([[0.0]])}
    parameters_close(student.nudge(params, "W", (0, 1), 0.5), {"W": [[1.0, 2.5], [3.0, 4.0]], "b": [[0.0]]})


@visible("nudge")
def test_nudge_leaves_its_arguments_alone(student):
    params = {"W": np.array([[1.0, 2.0], [3.0, 4.0]]), "b": np.array([[0.0, 5.0]])}
    pure(student.nudge, params, "b", (0, 1), -0.25)


@hidden("nudge")
def test_nudge_of_other_places_and_of_whole_numbers(student):
    params = {"F": np.arange(12.0).reshape(2, 2, 3), "v": np.array([1.0, -2.0, 3.0])}
    F = params["F"].copy()
    F[1, 0, 2] = 6.75
    parameters_close(student.nudge(params, "F", (1, 0, 2), -1.25), {"F": F, "v": params["v"]})
    parameters_close(student.nudge(params, "v", (0,), 1e-3), {"F": params["F"], "v": [1.001, -2.0, 3.0]})
    parameters_close(student.nudge({"w": np.array([[1, 7], [2, 3]])}, "w", (1, 0), 0.5), {"w": [[1, 7], [2.5, 3]]})


@visible("worst_gradient")
def test_worst_gradient_can_be_a_small_one(student):
    analytic = {"A": np.array([7.0, 8.0]), "W": np.array([[100.0]]), "b": np.array([[0.2]])}
    numerical = {"A": np.array([7.0, 8.0]), "W": np.array([[101.0]]), "b": np.array([[0.1]])}
    _named(student.worst_gradient(analytic, numerical), "b")


@hidden("worst_gradient")
def test_worst_gradient_among_three(student):
    a, m, zero = np.array([[1.0, -2.0], [0.5, 3.0]]), np.array([4.0, 5.0]), np.array([[0.0]])
    right = {"m": m, "c": zero, "a": a}
    _named(student.worst_gradient(right, {**right, "a": a.T}), "a")
    _named(student.worst_gradient(right, {"m": -m, "c": zero, "a": 3 * a}), "m")
    _named(student.worst_gradient({**right, "a": 1.01 * a}, {**right, "m": 0.9 * m}), "m")
    _named(student.worst_gradient({**right, "c": zero + 1e-3}, {**right, "m": 2 * m}), "c")
    pure(student.worst_gradient, {"a": a}, {"a": 2 * a})


def _named(got, expected):
    if not isinstance(got, str):
        kind = "None" if got is None else type(got).__name__
        raise Mismatch("type", f"the result is of type {kind}, not a name", advice="Return the key, a string.")
    if got != expected:
        raise Mismatch("values", f"names {got!r:.20}, which is not the worst", should_be=repr(expected))
