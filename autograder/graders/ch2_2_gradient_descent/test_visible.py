"""The tests of chapter 2.2 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    StudentRaised,
    advice,
    close,
    one_number_per_epoch,
    parameters_close,
    pure,
    same_for_whole_numbers,
    unpack,
    visible,
)


def column(*values):
    return np.array(values).reshape(-1, 1)


# linear_loss

TRY_LINEAR = (
    "linear_loss(np.array([[1.0, 2.0], [2.0, -1.0], [4.0, 0.5]]), np.array([[0.0], [8.0], [5.5]]), "
    '{"W": np.array([[2.0], [-1.0]]), "b": np.array([[1.0]])})'
    '   # 14/3 = 4.6667, {"W": [[6.] [3.6667]], "b": [[1.3333]]}'
)


@visible("linear_loss", weight=2, try_it=TRY_LINEAR)
def test_linear_loss_of_five_samples_worked_out_by_hand(student):
    # The errors are 1, -2, 3, 2 and -0.5: 3.5 together, and 18.25 their squares.
    X = np.array([[1.0, 2.0, 0.5], [3.0, 0.0, -1.0], [0.0, 1.0, 2.0], [2.0, -1.0, 1.5], [-1.0, 3.0, 4.0]])
    params = {"W": column(2.0, -1.0, 0.5), "b": np.array([[1.5]])}
    loss, grads = unpack(student.linear_loss(X, column(0.75, 9.0, -1.5, 5.25, -1.0), params), "loss", "grads")
    close(loss, 3.65, what="the loss", rtol=LONG)
    parameters_close(grads, {"W": [[-0.2], [0.6], [3.8]], "b": [[1.4]]}, what="grads", numeric=True)


@visible("linear_loss", try_it=TRY_LINEAR)
def test_linear_loss_of_a_single_input(student):
    X, y = column(1.0, 2.0, 3.0, 5.0), column(2.0, 4.0, 8.0, 7.0)
    params = {"W": np.array([[2.0]]), "b": np.array([[1.0]])}
    loss, grads = unpack(student.linear_loss(X, y, params), "loss", "grads")
    close(loss, 4.75, what="the loss", rtol=LONG)
    parameters_close(grads, {"W": [[10.0]], "b": [[2.5]]}, what="grads", numeric=True)


@visible("linear_loss")
def test_linear_loss_is_zero_and_flat_on_the_true_line(student):
    X = column(-1.0, 0.0, 2.0, 5.0)
    params = {"W": np.array([[2.0]]), "b": np.array([[1.0]])}
    loss, grads = unpack(student.linear_loss(X, column(-1.0, 1.0, 5.0, 11.0), params), "loss", "grads")
    close(loss, 0.0, what="the loss")
    parameters_close(grads, {"W": [[0.0]], "b": [[0.0]]}, what="grads", numeric=True)


@visible("linear_loss")
def test_linear_loss_leaves_its_arguments_alone(student):
    pure(student.linear_loss, *problem(np.random.default_rng(33), 4, 3))


@advice("linear_loss")
def test_linear_loss_of_whole_numbers(student):
    X, y = np.array([[1, 2], [3, 0], [5, 6]], dtype=np.uint8), column(7, 8, 0).astype(np.uint8)
    same_for_whole_numbers(student.linear_loss, X, y, {"W": column(0.5, -2.0), "b": np.array([[0.25]])})


def problem(rng, n, d):
    params = {"W": rng.normal(size=(d, 1)), "b": rng.normal(1.0, 1.0, (1, 1))}
    return rng.normal(0.5, 2.0, (n, d)), rng.normal(-1.0, 3.0, (n, 1)), params


# gradient_descent: the loss functions that drive it


def square(X, y, params):
    """The sum of all squares, a valley in which everything can be worked out by hand."""
    return float(sum(np.sum(p**2) for p in params.values())), {name: 2.0 * p for name, p in params.items()}


CURVATURES = {"W1": 1.0, "W2": 1.5, "b1": 0.5, "kernel": 2.0}
MINIMUM = {
    "W1": np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.0]]),
    "W2": np.array([[0.5, 2.0, -1.5], [-0.25, 1.0, 4.0]]),
    "b1": np.array([[0.25, -0.75, 2.0]]),
    "kernel": np.arange(8.0).reshape(2, 2, 2) / 4 - 1,
}
START = {
    "W1": np.array([[-1.0, 1.0, 2.5], [0.0, 4.0, -1.0]]),
    "W2": np.array([[2.5, 0.0, 1.0], [0.75, -3.0, 2.0]]),
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
    weight=2,
    try_it='gradient_descent(None, None, {"w": np.array([1.0, -2.0]), "b": np.array([2.0])}, 0.25, '
    "lambda X, y, p: (sum(np.sum(v**2) for v in p.values()), {name: 2 * v for name, v in p.items()}), epochs=3)"
    "   # w is [0.125 -0.25], b is [0.25], the history is [9.0, 2.25, 0.5625]",
)
def test_gradient_descent_takes_three_steps_worked_out_by_hand(student):
    params = {"W": column(1.0, -2.0, 0.5), "b": np.array([[2.0]])}
    new, history = descend(student, square, params, 0.25, 3)
    parameters_close(new, {"W": [[0.125], [-0.25], [0.0625]], "b": [[0.25]]}, what="params")
    close(history, [9.25, 2.3125, 0.578125], what="history", rtol=LONG)


@visible("gradient_descent")
def test_gradient_descent_serves_parameters_of_any_name_and_shape(student):
    new, _ = descend(student, bowl, START, 0.3, 4)
    parameters_close(new, bowl_after(4, 0.3), what="params")


@visible("gradient_descent")
def test_gradient_descent_history_holds_the_loss_before_each_update(student):
    _, history = descend(student, bowl, START, 0.25, 5)
    close(history, [bowl(None, None, bowl_after(i, 0.25))[0] for i in range(5)], what="history", rtol=LONG)


@visible("gradient_descent")
def test_gradient_descent_of_no_epochs_stays_where_it_is(student):
    new, _ = descend(student, bowl, START, 0.5, 0)
    parameters_close(new, START, what="params")


@visible("gradient_descent")
def test_gradient_descent_runs_for_one_hundred_epochs_by_default(student):
    got = student.gradient_descent(POINTS, TARGETS, {"w": np.array([1.0, -3.0, 0.5])}, 0.01, square)
    new, history = unpack(got, "params", "history")
    one_number_per_epoch(history, 100)
    parameters_close(new, {"w": 0.98**100 * np.array([1.0, -3.0, 0.5])}, what="params")


@visible("gradient_descent")
def test_gradient_descent_leaves_the_parameters_given_alone(student):
    pure(student.gradient_descent, POINTS, TARGETS, START, 0.5, bowl, epochs=3)


@advice("gradient_descent")
def test_gradient_descent_from_whole_numbers(student):
    sentence = (
        "Right for floats; params of whole numbers are cut off, or raise an error. 1.0 * value makes floats of them."
    )
    try:
        new, _ = descend(student, square, {"w": np.array([1, -3])}, 0.25, 2)
    except StudentRaised as raised:
        raise Mismatch("values", sentence) from raised
    if not np.allclose(new["w"], [0.25, -0.75]):
        raise Mismatch("values", sentence)


# Practice


@visible("slope", try_it="slope(lambda x: x ** 3, 1.5, 0.25)   # should be 6.8125")
def test_slope_of_a_cube_worked_out_by_hand(student):
    # 1.75 cubed is 5.359375, 1.25 cubed is 1.953125.
    close(student.slope(lambda x: x**3, 1.5, 0.25), 6.8125, rtol=LONG)


@visible("slope", try_it="slope(lambda x: x ** 2, -1.5)   # about -3.0")
def test_slope_has_a_small_step_by_default(student):
    close(student.slope(lambda x: x**2, -1.5), -3.0, rtol=LONG)
    close(student.slope(lambda x: 10.0 * x, 0.5), 10.0, rtol=LONG)


@visible("parabola_path", try_it="parabola_path(5.0, 0.25, 3)   # should be [5.   4.   3.5  3.25]")
def test_parabola_path_of_three_steps_worked_out_by_hand(student):
    close(student.parabola_path(5.0, 0.25, 3), [5.0, 4.0, 3.5, 3.25], rtol=LONG)


@advice("parabola_path")
def test_parabola_path_from_a_whole_number(student):
    sentence = "Right for floats; from a whole number on, the path is cut off. Begin it with float(start)."
    try:
        path = student.parabola_path(5, 0.1, 3)
    except StudentRaised as raised:
        raise Mismatch("values", sentence) from raised
    if not np.allclose(path, [5.0, 4.6, 4.28, 4.024]):
        raise Mismatch("values", sentence)


@visible(
    "predict_line",
    try_it='predict_line(np.array([[1.0, 2.0], [3.0, 0.0], [0.0, 1.0]]), {"W": np.array([[2.0], [-3.0]]), '
    '"b": np.array([[0.5]])})   # should be [[-3.5] [6.5] [-2.5]]',
)
def test_predict_line_of_four_samples_worked_out_by_hand(student):
    X = np.array([[1.0, 2.0, 0.5], [3.0, 0.0, -1.0], [0.0, 1.0, 2.0], [2.0, -1.0, 1.5]])
    params = {"W": column(2.0, -1.0, 0.5), "b": np.array([[1.5]])}
    close(student.predict_line(X, params), column(1.75, 7.0, 1.5, 7.25))


@visible(
    "gradient_step",
    try_it='gradient_step({"w": np.array([1.0, 2.0])}, {"w": np.array([10.0, -10.0])}, 0.1)   # w is [0. 3.]',
)
def test_gradient_step_goes_against_the_gradient(student):
    params, grads = {"w": np.array([1.0, 2.0, -0.5])}, {"w": np.array([10.0, -10.0, 4.0])}
    parameters_close(student.gradient_step(params, grads, 0.1), {"w": [0.0, 3.0, -0.9]})


@visible("gradient_step")
def test_gradient_step_leaves_its_arguments_alone(student):
    pure(student.gradient_step, {"w": np.array([1.0, 2.0, 5.0])}, {"w": np.array([3.0, -4.0, 0.5])}, 0.5)


@visible(
    "noisy_line",
    try_it="noisy_line(np.array([[0.5], [1.0], [-3.0]]), 2.0, 1.0, 0.0, np.random.default_rng(0))"
    "   # should be [[2.] [3.] [-5.]]",
)
def test_noisy_line_without_noise_is_the_line(student):
    rng = np.random.default_rng(0)
    close(student.noisy_line(column(0.5, 1.0, -3.0, 2.0), 2.0, 1.0, 0.0, rng), column(2.0, 3.0, -5.0, 5.0))


@visible("noisy_line")
def test_noisy_line_leaves_its_argument_alone(student):
    pure(student.noisy_line, column(1.0, 2.0, -0.5), 2.0, 1.0, 0.0, np.random.default_rng(3))


# Stretch


def valley(X, y, params):
    """w - log w, which is lowest at 1, and nan where w is negative."""
    with np.errstate(all="ignore"):
        return float(np.sum(params["w"] - np.log(params["w"]))), {"w": 1 - 1 / params["w"]}


@visible(
    "line_search",
    try_it='line_search(None, None, {"w": np.array([1.0, -2.0])}, 6.0, '
    'lambda X, y, p: (np.sum(p["w"] ** 2), {"w": 2 * p["w"]}))   # w is [-0.5 1.], the rate 0.75',
)
def test_line_search_halves_the_rate_twice_worked_out_by_hand(student):
    params = {"W": column(1.0, -2.0, 0.5), "b": np.array([[2.0]])}
    new, rate = unpack(student.line_search(POINTS, TARGETS, params, 3.0, square), "new", "rate")
    parameters_close(new, {"W": [[-0.5], [1.0], [-0.25]], "b": [[-1.0]]}, what="new")
    close(rate, 0.75, what="rate")


@visible("line_search")
def test_line_search_takes_the_first_rate_where_it_is_good(student):
    params = {"W": column(4.0, 0.5, -3.0), "b": np.array([[1.0]])}
    new, rate = unpack(student.line_search(POINTS, TARGETS, params, 0.25, square), "new", "rate")
    parameters_close(new, {"W": [[2.0], [0.25], [-1.5]], "b": [[0.5]]}, what="new")
    close(rate, 0.25, what="rate")


@visible("line_search")
def test_line_search_takes_nan_for_a_loss_that_is_higher(student):
    new, rate = unpack(student.line_search(POINTS, TARGETS, {"w": np.array([4.0])}, 8.0, valley), "new", "rate")
    parameters_close(new, {"w": [1.0]}, what="new")
    close(rate, 4.0, what="rate")


@visible("line_search")
def test_line_search_leaves_its_arguments_alone(student):
    pure(student.line_search, POINTS, TARGETS, {"W": column(1.0, -2.0), "b": np.array([[2.0]])}, 3.0, square)


@visible("line_search")
def test_line_search_ends_where_there_is_nothing_to_gain(student):
    new, rate = unpack(student.line_search(POINTS, TARGETS, {"w": np.zeros(3)}, 2.0, square), "new", "rate")
    parameters_close(new, {"w": [0.0, 0.0, 0.0]}, what="new")
    close(rate, 2.0, what="rate")
