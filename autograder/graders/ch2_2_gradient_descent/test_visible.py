"""The tests of chapter 2.2 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    close,
    number,
    one_number_per_epoch,
    parameters,
    parameters_close,
    pure,
    raises,
    unpack,
    visible,
)

KEYWORD_ONLY = "Keep the bare * before epochs in the first line: epochs is given by keyword only."


def column(*values):
    return np.array(values).reshape(-1, 1)


# linear_loss


@visible("linear_loss")
def test_linear_loss_of_three_points_worked_out_by_hand(student):
    X, y = column(1.0, 2.0, 3.0), column(2.0, 4.0, 3.0)
    params = {"W": np.array([[2.0]]), "b": np.array([[1.0]])}
    loss, grads = unpack(student.linear_loss(X, y, params), "loss", "grads")
    close(loss, 6.0, what="the loss")
    parameters_close(grads, {"W": [[10.0]], "b": [[4.0]]}, what="grads")


@visible("linear_loss")
def test_linear_loss_is_zero_and_flat_on_the_true_line(student):
    X = column(-1.0, 0.0, 2.0, 5.0)
    params = {"W": np.array([[2.0]]), "b": np.array([[1.0]])}
    loss, grads = unpack(student.linear_loss(X, column(-1.0, 1.0, 5.0, 11.0), params), "loss", "grads")
    close(loss, 0.0, what="the loss")
    parameters_close(grads, {"W": [[0.0]], "b": [[0.0]]}, what="grads")


@visible("linear_loss")
def test_linear_loss_has_a_gradient_for_each_weight_and_the_bias(student):
    X = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0], [1.0, 1.0, 0.0], [2.0, -1.0, 1.0]])
    y, params = column(1.0, 0.0, 2.0, 3.0), {"W": np.zeros((3, 1)), "b": np.zeros((1, 1))}
    loss, grads = unpack(student.linear_loss(X, y, params), "loss", "grads")
    number(loss, what="the loss")
    parameters(grads, {"W": (3, 1), "b": (1, 1)}, what="grads")


@visible("linear_loss")
def test_linear_loss_leaves_its_arguments_alone(student):
    pure(student.linear_loss, *problem(np.random.default_rng(33), 3, 2))


def problem(rng, n, d):
    params = {"W": rng.normal(size=(d, 1)), "b": rng.normal(1.0, 1.0, (1, 1))}
    return rng.normal(0.5, 2.0, (n, d)), rng.normal(-1.0, 3.0, (n, 1)), params


# gradient_descent: the loss functions that drive it


def square(X, y, params):
    """The sum of all squares, a valley in which everything can be worked out by hand."""
    return float(sum(np.sum(p**2) for p in params.values())), {name: 2.0 * p for name, p in params.items()}


CURVATURES = {"W1": 1.0, "b1": 0.5, "kernel": 2.0}
MINIMUM = {
    "W1": np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.0]]),
    "b1": np.array([[0.25, -0.75, 2.0]]),
    "kernel": np.arange(8.0).reshape(2, 2, 2) / 4 - 1,
}
START = {
    "W1": np.array([[-1.0, 1.0, 2.5], [0.0, 4.0, -1.0]]),
    "b1": np.array([[1.25, 0.0, -1.0]]),
    "kernel": np.ones((2, 2, 2)),
}
POINTS, TARGETS = np.arange(15.0).reshape(5, 3), np.arange(5.0).reshape(5, 1)


def bowl(X, y, params):
    """A bowl around MINIMUM: sum of c / 2 * (p - minimum) ** 2, with a curvature c for each name."""
    away = {name: params[name] - MINIMUM[name] for name in CURVATURES}
    loss = sum(c / 2 * float(np.sum(away[name] ** 2)) for name, c in CURVATURES.items())
    return loss, {name: c * away[name] for name, c in CURVATURES.items()}


def bowl_after(steps, lr):
    """Where the descent in the bowl is after so many steps: each shrinks a distance by 1 - lr * c."""
    return {
        name: MINIMUM[name] + (1 - lr * c) ** steps * (START[name] - MINIMUM[name]) for name, c in CURVATURES.items()
    }


def descend(student, loss_fn, params, lr, epochs, X=POINTS, y=TARGETS):
    got = student.gradient_descent(X, y, params, lr, loss_fn, epochs=epochs)
    new, history = unpack(got, "params", "history")
    return new, one_number_per_epoch(history, epochs)


@visible(
    "gradient_descent",
    try_it='gradient_descent(None, None, {"w": np.ones(1)}, 0.25, lambda X, y, p: (p["w"][0] ** 2, '
    '{"w": 2 * p["w"]}), epochs=3)   # w is [0.125], the history is [1.0, 0.25, 0.0625]',
)
def test_gradient_descent_takes_three_steps_worked_out_by_hand(student):
    params = {"W": np.array([[1.0]]), "b": np.array([[2.0]])}
    new, history = descend(student, square, params, 0.25, 3)
    parameters_close(new, {"W": [[0.125]], "b": [[0.25]]}, what="params")
    close(history, [5.0, 1.25, 0.3125], what="history")


@visible("gradient_descent", weight=2)
def test_gradient_descent_serves_parameters_of_any_name_and_shape(student):
    new, _ = descend(student, bowl, START, 0.5, 4)
    parameters_close(new, bowl_after(4, 0.5), what="params")


@visible("gradient_descent")
def test_gradient_descent_history_holds_the_loss_before_each_update(student):
    _, history = descend(student, bowl, START, 0.25, 5)
    close(history, [bowl(None, None, bowl_after(i, 0.25))[0] for i in range(5)], what="history", rtol=1e-5)


@visible("gradient_descent")
def test_gradient_descent_of_no_epochs_stays_where_it_is(student):
    new, _ = descend(student, bowl, START, 0.5, 0)
    parameters_close(new, START, what="params")


@visible("gradient_descent")
def test_gradient_descent_runs_for_one_hundred_epochs_by_default(student):
    got = student.gradient_descent(POINTS, TARGETS, {"w": np.array([1.0, -3.0])}, 0.01, square)
    new, history = unpack(got, "params", "history")
    one_number_per_epoch(history, 100)
    parameters_close(new, {"w": 0.98**100 * np.array([1.0, -3.0])}, what="params")


@visible("gradient_descent")
def test_gradient_descent_takes_epochs_by_keyword_only(student):
    params = {"w": np.array([1.0])}
    raises(TypeError, student.gradient_descent, POINTS, TARGETS, params, 0.25, square, 3, advice=KEYWORD_ONLY)


@visible("gradient_descent")
def test_gradient_descent_leaves_the_parameters_given_alone(student):
    pure(student.gradient_descent, POINTS, TARGETS, START, 0.5, bowl, epochs=3)


# Practice


@visible("slope", try_it="slope(lambda x: x ** 2, 3.0)   # about 6.0")
def test_slope_of_a_parabola(student):
    close(student.slope(lambda x: x**2, 3.0, 0.5), 6.0)
    close(student.slope(lambda x: x**2, -1.0), -2.0, rtol=1e-5)


@visible("parabola_path", try_it="parabola_path(1.0, 0.25, 3)   # should be [1.   2.   2.5  2.75]")
def test_parabola_path_of_three_steps_worked_out_by_hand(student):
    close(student.parabola_path(1.0, 0.25, 3), [1.0, 2.0, 2.5, 2.75])


@visible("predict_line")
def test_predict_line_of_the_worked_example(student):
    params = {"W": np.array([[2.0]]), "b": np.array([[1.0]])}
    close(student.predict_line(column(1.0, 2.0, -3.0), params), column(3.0, 5.0, -5.0))


@visible(
    "gradient_step",
    try_it='gradient_step({"w": np.array([1.0, 2.0])}, {"w": np.array([10.0, -10.0])}, 0.1)   # w is [0. 3.]',
)
def test_gradient_step_goes_against_the_gradient(student):
    new = student.gradient_step({"w": np.array([1.0, 2.0])}, {"w": np.array([10.0, -10.0])}, 0.1)
    parameters_close(new, {"w": [0.0, 3.0]})


@visible("gradient_step")
def test_gradient_step_leaves_its_arguments_alone(student):
    pure(student.gradient_step, {"w": np.array([1.0, 2.0])}, {"w": np.array([3.0, -4.0])}, 0.5)


@visible("noisy_line")
def test_noisy_line_without_noise_is_the_line(student):
    rng = np.random.default_rng(0)
    close(student.noisy_line(column(0.0, 1.0, -3.0), 2.0, 1.0, 0.0, rng), column(1.0, 3.0, -5.0))


@visible("noisy_line")
def test_noisy_line_leaves_its_argument_alone(student):
    pure(student.noisy_line, column(1.0, 2.0), 2.0, 1.0, 0.0, np.random.default_rng(3))
