"""The tests of chapter 2.4 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import Mismatch, close, number, parameters_close, pure, visible

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


@visible("forward_difference", try_it="forward_difference(lambda x: x ** 2, 3.0, 0.1)   # should be 6.1")
def test_forward_difference_of_a_square_worked_out_by_hand(student):
    close(student.forward_difference(square, 3.0, 0.1), 6.1)


@visible(
    "central_errors",
    try_it="central_errors(lambda x: x ** 3, 1.0, 3.0, np.array([0.1, 0.2]))   # [0.01 0.04]",
)
def test_central_errors_of_a_cube_worked_out_by_hand(student):
    close(student.central_errors(cube, 1.0, 3.0, np.array([0.1, 0.2])), [0.01, 0.04], rtol=1e-5)


@visible("relative_error", try_it="relative_error(np.array([3.0, 4.0]), np.array([6.0, 8.0]))   # should be 0.3333")
def test_relative_error_of_the_worked_example(student):
    close(student.relative_error(np.array([3.0, 4.0]), np.array([6.0, 8.0])), 1 / 3)


@visible("relative_error", try_it="relative_error(np.zeros(2), np.zeros(2))   # should be 0.0")
def test_relative_error_of_two_zeros_is_zero(student):
    close(student.relative_error(np.zeros((2, 3)), np.zeros((2, 3))), 0.0)


@visible("nudge")
def test_nudge_moves_a_single_number(student):
    params = {"W": np.array([[1.0, 2.0], [3.0, 4.0]]), "b": np.array([[0.0]])}
    parameters_close(student.nudge(params, "W", (0, 1), 0.5), {"W": [[1.0, 2.5], [3.0, 4.0]], "b": [[0.0]]})


@visible("nudge")
def test_nudge_leaves_its_arguments_alone(student):
    params = {"W": np.array([[1.0, 2.0], [3.0, 4.0]]), "b": np.array([[0.0, 5.0]])}
    pure(student.nudge, params, "b", (0, 1), -0.25)


@visible("worst_gradient")
def test_worst_gradient_can_be_a_small_one(student):
    analytic = {"A": np.array([7.0, 8.0]), "W": np.array([[100.0]]), "b": np.array([[0.2]])}
    numerical = {"A": np.array([7.0, 8.0]), "W": np.array([[101.0]]), "b": np.array([[0.1]])}
    _named(student.worst_gradient(analytic, numerical), "b")


def _named(got, expected):
    if not isinstance(got, str):
        kind = "None" if got is None else type(got).__name__
        raise Mismatch("type", f"the result is of type {kind}, not a name", advice="Return the key, a string.")
    if got != expected:
        raise Mismatch("values", f"names {got!r:.20}, which is not the worst", should_be=repr(expected))
