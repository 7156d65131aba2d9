"""The tests of chapter 2.4 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    advice,
    between,
    close,
    number,
    parameters_close,
    pure,
    same_for_whole_numbers,
    visible,
)

X = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 4.0], [-2.0, 1.0]])
Y = np.array([[4.25, 0.5, -2.75], [1.25, -3.0, 1.0], [6.25, -4.0, 3.75], [-4.75, 1.5, 3.5]])
PARAMS = {"W": np.array([[1.0, 0.5, -1.0], [2.0, -0.5, -0.25]]), "b": np.array([[0.25, -1.0, 1.75]])}


# Loss functions: loss_fn(X, y, params) -> (loss, grads)


def squared_error(X, y, params):
    """Mean squared error of X @ W + b, over all its numbers."""
    error = X @ params["W"] + params["b"] - y
    grads = {"W": 2 * X.T @ error / error.size, "b": 2 * error.sum(axis=0, keepdims=True) / error.size}
    return float((error**2).mean()), grads


def blind(X, y, params):
    """The same loss, which does not know its gradient, and says ones: the numerical gradient needs only the loss."""
    loss, _ = squared_error(X, y, params)
    return loss, {name: np.ones_like(value) for name, value in params.items()}


def sum_of_cubes(X, y, params):
    loss = float(sum((value**3).sum() for value in params.values()))
    return loss, {name: 3 * value**2 for name, value in params.items()}


def creased(X, y, params):
    """1, 2, 3 and 5 times the distances of four numbers from 0."""
    return float((np.array([1.0, 2.0, 3.0, 5.0]) * np.abs(params["w"])).sum()), {"w": np.ones((1, 4))}


def product(X, y, params):
    loss = float(np.prod([value.prod() for value in params.values()]))
    return loss, {name: np.ones_like(value) for name, value in params.items()}


def planted(**grads):
    """Half the sum of squares, whose gradient is params itself, with other gradients in the places named."""

    def loss_fn(X, y, params):
        loss = float(sum((value**2).sum() for value in params.values()) / 2)
        return loss, {name: np.array(grads.get(name, value), dtype=float) for name, value in params.items()}

    return loss_fn


# numerical_gradient


@visible(
    "numerical_gradient",
    weight=2,
    try_it='numerical_gradient(np.ones((3, 1)), np.ones((3, 1)), {"w": np.array([[3.0, -1.0]]), "b": np.array([[2.0]])}'
    ", lambda X, y, p: (float(sum((v ** 2).sum() for v in p.values())), p))"
    "   # {'w': array([[ 6., -2.]]), 'b': array([[4.]])}",
)
def test_numerical_gradient_of_a_squared_error_worked_out_by_hand(student):
    # The errors are [[1, -2, 3], [0, 4, -2], [2, 1, -3], [5, -4, 0]]; the slopes X.T @ errors / 6, and their sums / 6.
    got = student.numerical_gradient(X, Y, PARAMS, blind)
    slopes = {"W": [[-1.5, 3.0, -0.5], [2.5, -4 / 3, -2 / 3]], "b": [[4 / 3, -1 / 6, -1 / 3]]}
    parameters_close(got, slopes)


@visible(
    "numerical_gradient",
    weight=2,
    try_it='numerical_gradient(np.ones(1), np.ones(1), {"w": np.array([0.0, 2.0])}, '
    "lambda X, y, p: (float(abs(p[\"w\"]).sum()), p))   # {'w': array([0., 1.])}",
)
def test_numerical_gradient_looks_on_both_sides(student):
    # At 0 the loss rises to both sides alike: the slope from one side to the other is 0, from 0 to the right it is 1.
    params = {"w": np.array([[0.0, 4.0, -6.0, 2.5]])}
    parameters_close(student.numerical_gradient(X, Y, params, creased), {"w": [[0.0, 2.0, -3.0, 5.0]]})


@visible(
    "numerical_gradient",
    try_it='numerical_gradient(np.ones(1), np.ones(1), {"w": np.array([2.0])}, '
    "lambda X, y, p: (float(p[\"w\"][0] ** 3), p), 0.1)   # {'w': array([12.01])}",
)
def test_numerical_gradient_takes_the_step_that_is_asked_for(student):
    # (2.1 ** 3 - 1.9 ** 3) / 0.2 is 12.01, (2.5 ** 3 - 1.5 ** 3) / 1 is 12.25.
    params = {"w": np.array([[2.0, -1.0]])}
    parameters_close(student.numerical_gradient(X, Y, params, sum_of_cubes, 0.1), {"w": [[12.01, 3.01]]})
    parameters_close(student.numerical_gradient(X, Y, params, sum_of_cubes, 0.5), {"w": [[12.25, 3.25]]})


@visible("numerical_gradient")
def test_numerical_gradient_puts_every_number_back_before_the_next(student):
    # The product is 4.5: the slope of each number is 4.5 / number, for any h, while all the others are what they were.
    params = {"W": np.array([[1.0, -2.0, 0.8], [0.5, 3.0, 1.25]]), "b": np.array([[-1.5]])}
    slopes = {"W": [[4.5, -2.25, 5.625], [9.0, 1.5, 3.6]], "b": [[-3.0]]}
    parameters_close(student.numerical_gradient(X, Y, params, product, 0.25), slopes)


@visible("numerical_gradient", weight=2)
def test_numerical_gradient_leaves_params_as_it_was_to_the_last_bit(student):
    params = {"W": np.array([[0.1, 0.7, -4.4], [-1.3, 1 / 3, 0.9]]), "b": np.array([[2.2, -0.05, 0.6]])}
    pure(student.numerical_gradient, X, Y, params, blind)
    pure(student.numerical_gradient, X, Y, params, sum_of_cubes, 0.1)


@advice("numerical_gradient")
def test_numerical_gradient_of_whole_numbers(student):
    same_for_whole_numbers(
        lambda W, b: student.numerical_gradient(X, Y, {"W": W, "b": b}, blind),
        np.array([[1, 0, -1], [2, -3, 4]]),
        np.array([[5, -2, 3]]),
    )


# gradient_check


@visible(
    "gradient_check",
    weight=2,
    try_it='gradient_check(np.ones(1), np.ones(1), {"W": np.array([[3.0, -4.0], [1.0, 2.0]])}, lambda X, y, p: '
    '(float((p["W"] ** 2).sum() / 2), {"W": np.array([[3.0, 0.0], [1.0, 6.0]])}))   # 0.4614',
)
def test_gradient_check_of_one_array_first_right_then_wrong_worked_out_by_hand(student):
    # The numerical gradient is W itself: the norms are sqrt(91), sqrt(56), and of the difference sqrt(29).
    params = {"W": np.array([[3.0, -4.0, 1.0], [2.0, 5.0, -6.0]])}
    _small(student.gradient_check(X, Y, params, planted()))
    wrong = planted(W=[[3.0, -1.0, 1.0], [4.0, 5.0, -2.0]])
    close(student.gradient_check(X, Y, params, wrong), 0.31635167, rtol=LONG)


@visible("gradient_check")
def test_gradient_check_of_right_gradients_is_next_to_zero(student):
    _small(student.gradient_check(X, Y, PARAMS, squared_error))


@visible(
    "gradient_check",
    try_it='gradient_check(np.ones(1), np.ones(1), {"w": np.array([3.0, -4.0])}, '
    'lambda X, y, p: (float((p["w"] ** 2).sum() / 2), {"w": -p["w"]}))   # 1.0',
)
def test_gradient_check_of_the_wrong_sign_is_one(student):
    params = {"w": np.array([[3.0, -4.0, 0.5], [1.0, 2.0, 7.0]])}
    close(student.gradient_check(X, Y, params, planted(w=-params["w"])), 1.0, rtol=LONG)


@visible(
    "gradient_check",
    try_it='gradient_check(np.ones(1), np.ones(1), {"a": np.ones(2), "b": np.ones(3), "c": np.ones(4)}, '
    "lambda X, y, p: (float(sum((v ** 2).sum() for v in p.values()) / 2), "
    '{"a": 2 * p["a"], "b": 3 * p["b"], "c": p["c"]}))   # 0.5',
)
def test_gradient_check_is_that_of_the_worst_parameter(student):
    params = {"a": np.array([3.0, 4.0]), "m": np.array([[5.0, 0.5, 6.0]]), "z": np.array([[2.0], [1.0], [-7.0], [4.0]])}
    # Three times too large is wrong by 2 / 4, twice by 1 / 3, one and a half times by 0.5 / 2.5.
    for factors in ((3, 1.5, 2), (1.5, 3, 2), (2, 1.5, 3)):
        wrong = {name: factor * params[name] for name, factor in zip(params, factors, strict=True)}
        close(student.gradient_check(X, Y, params, planted(**wrong)), 0.5, rtol=LONG)


@visible("gradient_check")
def test_gradient_check_leaves_its_arguments_alone(student):
    params = {"W": np.array([[0.1, 0.7, -4.4], [-1.3, 1 / 3, 0.9]]), "b": np.array([[2.2, -0.05, 0.6]])}
    pure(student.gradient_check, X, Y, params, blind)


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


def falling_cube(x):
    return -(x**3)


@visible("forward_difference", try_it="forward_difference(lambda x: x ** 2, 3.0, 0.1)   # should be 6.1")
def test_forward_difference_of_a_square_worked_out_by_hand(student):
    close(student.forward_difference(square, 3.0, 0.1), 6.1, rtol=LONG)


@visible(
    "central_errors",
    try_it="central_errors(lambda x: -x ** 3, 1.0, -3.0, np.array([0.1, 0.5, 0.2]))   # [0.01 0.25 0.04]",
)
def test_central_errors_of_a_falling_cube_worked_out_by_hand(student):
    # The estimates are -3.01, -3.25 and -3.04.
    steps = np.array([0.1, 0.5, 0.2])
    close(student.central_errors(falling_cube, 1.0, -3.0, steps), [0.01, 0.25, 0.04], rtol=LONG)


@visible(
    "relative_error",
    try_it="relative_error(np.array([3.0, 4.0, 12.0]), np.array([6.0, 8.0, 0.0]))   # should be 0.5652",
)
def test_relative_error_of_two_arrays_worked_out_by_hand(student):
    # The norms are 13 and 10, and that of the difference is 13: 13 / 23.
    close(student.relative_error(np.array([3.0, 4.0, 12.0]), np.array([6.0, 8.0, 0.0])), 0.56521739)


@visible("relative_error", try_it="relative_error(np.zeros(2), np.zeros(2))   # should be 0.0")
def test_relative_error_of_zeros(student):
    close(student.relative_error(np.zeros((2, 3)), np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])), 1.0)
    close(student.relative_error(np.zeros((2, 3)), np.zeros((2, 3))), 0.0)


@visible(
    "nudge",
    try_it='nudge({"W": np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), "b": np.array([[7.0]])}, "W", (0, 1), 0.5)'
    "   # {'W': array([[1. , 2.5, 3. ], [4. , 5. , 6. ]]), 'b': array([[7.]])}",
)
def test_nudge_moves_a_single_number(student):
    params = {"W": np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), "b": np.array([[7.0]])}
    expected = {"W": [[1.0, 2.5, 3.0], [4.0, 5.0, 6.0]], "b": [[7.0]]}
    parameters_close(student.nudge(params, "W", (0, 1), 0.5), expected)


@visible("nudge")
def test_nudge_leaves_its_arguments_alone(student):
    params = {"W": np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), "b": np.array([[0.0, 5.0]])}
    pure(student.nudge, params, "b", (0, 1), -0.25)


@advice("nudge")
def test_nudge_of_whole_numbers(student):
    same_for_whole_numbers(lambda W: student.nudge({"W": W}, "W", (1, 0), 0.5), np.array([[1, 7, 4], [2, 3, 9]]))


@visible(
    "worst_gradient",
    try_it='worst_gradient({"W": np.array([100.0]), "b": np.array([0.2]), "c": np.array([7.0])}, '
    '{"W": np.array([101.0]), "b": np.array([0.1]), "c": np.array([7.0])})   # \'b\'',
)
def test_worst_gradient_can_be_a_small_one(student):
    analytic = {"W": [[100.0, 30.0]], "b": [[0.2], [0.4], [0.1]], "v": [7.0, 8.0], "c": [[5.0]]}
    numerical = {"W": [[101.0, 30.0]], "b": [[0.1], [0.4], [0.3]], "v": [7.0, 7.9], "c": [[5.0]]}
    analytic, numerical = ({name: np.array(rows) for name, rows in grads.items()} for grads in (analytic, numerical))
    _named(student.worst_gradient(analytic, numerical), "b")


def _named(got, expected):
    if not isinstance(got, str):
        kind = "None" if got is None else type(got).__name__
        raise Mismatch("type", f"the result is of type {kind}, not a name", advice="Return the key, a string.")
    if got != expected:
        raise Mismatch("values", f"names {got!r:.20}, which is not the worst", should_be=repr(expected))


# Stretch


@visible(
    "directional_check",
    try_it='directional_check(None, None, {"w": np.array([1.0, 3.0]), "b": np.array([4.0])}, '
    '{"w": np.array([2.0, 1.0]), "b": np.array([0.5])}, lambda X, y, p: (sum(np.sum(v**2) for v in p.values()) / 2, '
    '{"w": p["w"] - [0.5, 1.0], "b": p["b"]}))   # (7 - 5) / (7 + 5), about 0.1667',
)
def test_directional_check_of_a_gradient_that_is_wrong_in_one_place(student):
    params = {"W": np.array([[1.0, 2.0, -1.0], [0.5, -2.0, 3.0]]), "b": np.array([[0.5, 1.0, -0.5]])}
    direction = {"W": np.array([[1.0, 0.5, -2.0], [-1.0, 1.0, 1.0]]), "b": np.array([[2.0, -1.0, -1.0]])}
    wrong = params["W"].copy()
    wrong[0, 2] = -0.25  # the rate is 3.5 by this gradient, and 5 in truth
    close(student.directional_check(X, Y, params, direction, planted(W=wrong)), 1.5 / 8.5, rtol=LONG)


@visible("directional_check")
def test_directional_check_takes_the_step_it_is_given(student):
    params, direction = {"w": np.array([1.0, 2.0, -1.0])}, {"w": np.array([1.0, -1.0, 2.0])}
    # The cubes change at the rate -3, and by a step of 0.5 to both sides it is measured as -1.
    close(student.directional_check(X, Y, params, direction, sum_of_cubes, 0.5), 0.5, rtol=LONG)


@visible("directional_check")
def test_directional_check_of_a_right_gradient_is_next_to_zero(student):
    direction = {name: np.cos(np.arange(value.size)).reshape(value.shape) for name, value in PARAMS.items()}
    between(student.directional_check(X, Y, PARAMS, direction, squared_error), 0.0, 1e-6)


@visible("directional_check")
def test_directional_check_along_no_direction_is_zero(student):
    nowhere = {name: np.zeros_like(value) for name, value in PARAMS.items()}
    between(student.directional_check(X, Y, PARAMS, nowhere, squared_error), 0.0, 1e-6)


@visible("directional_check")
def test_directional_check_leaves_its_arguments_alone(student):
    pure(student.directional_check, X, Y, PARAMS, {k: v + 1 for k, v in PARAMS.items()}, squared_error)
