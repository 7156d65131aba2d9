"""Tests of chapter 2.2, visible and hidden."""

import numpy as np

from autograder.checks import (
    Mismatch,
    array,
    central_differences,
    close,
    hidden,
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


@hidden("linear_loss", weight=2)
def test_linear_loss_is_the_mean_squared_error(student):
    rng = np.random.default_rng(31)
    for n, d in ((5, 2), (1, 1), (3, 4), (8, 1)):
        X, y, params = problem(rng, n, d)
        loss, _ = unpack(student.linear_loss(X, y, params), "loss", "grads")
        close(loss, mean_squared(X, y, params), what="the loss")


@hidden("linear_loss", weight=3)
def test_linear_loss_gradient_is_the_slope_of_its_loss(student):
    rng = np.random.default_rng(32)
    for n, d in ((5, 2), (1, 3), (3, 4), (8, 1), (4, 4)):
        X, y, params = problem(rng, n, d)
        _, grads = unpack(student.linear_loss(X, y, params), "loss", "grads")
        slopes = central_differences(lambda p, X=X, y=y: mean_squared(X, y, p), params, h=1e-4)
        parameters_close(grads, slopes, what="grads", rtol=1e-5)


@hidden("linear_loss")
def test_linear_loss_of_whole_numbers(student):
    X, y = np.array([[1, 2], [3, -4], [5, 6]]), column(7, 8, 0)
    params = {"W": column(1, -2), "b": np.array([[3]])}
    check_loss(student, X, y, params)
    check_loss(
        student,
        X.clip(0).astype(np.uint8),
        y.astype(np.uint8),
        {"W": column(0.5, -2), "b": np.array([[0.25]])},
    )


@visible("linear_loss")
def test_linear_loss_leaves_its_arguments_alone(student):
    pure(student.linear_loss, *problem(np.random.default_rng(33), 3, 2))


def problem(rng, n, d):
    params = {"W": rng.normal(size=(d, 1)), "b": rng.normal(1.0, 1.0, (1, 1))}
    return rng.normal(0.5, 2.0, (n, d)), rng.normal(-1.0, 3.0, (n, 1)), params


def mean_squared(X, y, params):
    return float(np.mean((X @ params["W"] + params["b"] - y) ** 2))


def check_loss(student, X, y, params):
    loss, grads = unpack(student.linear_loss(X, y, params), "loss", "grads")
    X, y = X.astype(float), y.astype(float)
    error = X @ params["W"] + params["b"] - y
    close(loss, np.mean(error**2), what="the loss")
    parameters_close(grads, {"W": 2 * X.T @ error / len(X), "b": [[2 * error.mean()]]}, what="grads")


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


def slanted(X, y, params):
    """A valley that lies askew: the slope in p depends on q, and the other way round."""
    p, q = params["p"], params["q"]
    one, two = p + 2 * q - 3, p - q + 1
    return float(np.sum(one**2 + two**2)), {"p": 2 * one + 2 * two, "q": 4 * one - 2 * two}


def line(X, y, params):
    """The chapter's linear loss, under other names."""
    error = X @ params["weights"] + params["bias"] - y
    grads = {"weights": 2 / len(X) * X.T @ error, "bias": np.full((1, 1), 2 * error.mean())}
    return float(np.mean(error**2)), grads


def linear(X, y, params):
    loss, grads = line(X, y, {"weights": params["W"], "bias": params["b"]})
    return loss, {"W": grads["weights"], "b": grads["bias"]}


def descend(student, loss_fn, params, lr, epochs, X=POINTS, y=TARGETS):
    got = student.gradient_descent(X, y, params, lr, loss_fn, epochs=epochs)
    new, history = unpack(got, "params", "history")
    return new, one_number_per_epoch(history, epochs)


def simulate(loss_fn, params, lr, epochs, X=POINTS, y=TARGETS):
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, np.array(history)


def follow(student, loss_fn, params, lr, epochs, **data):
    new, history = descend(student, loss_fn, params, lr, epochs, **data)
    expected, losses_expected = simulate(loss_fn, params, lr, epochs, **data)
    parameters_close(new, expected, what="params")
    close(history, losses_expected, what="history", rtol=1e-5)


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


@hidden("gradient_descent", weight=2)
def test_gradient_descent_updates_all_parameters_together(student):
    for p, q in (([0.0], [0.0]), ([4.0, -1.0], [-2.0, 5.0])):
        follow(student, slanted, {"p": np.array(p), "q": np.array(q)}, 0.05, 6)
        follow(student, slanted, {"q": np.array(q), "p": np.array(p)}, 0.05, 6)


@hidden("gradient_descent", weight=2)
def test_gradient_descent_fits_a_line_to_all_of_the_data(student):
    rng = np.random.default_rng(34)
    X = rng.normal(size=(7, 3))
    y = X @ column(1.0, -2.0, 0.5) + 4.0 + 0.1 * rng.normal(size=(7, 1))
    for names, loss_fn in ((("weights", "bias"), line), (("W", "b"), linear)):
        start = dict(zip(names, (np.full((3, 1), 0.5), np.full((1, 1), -1.0)), strict=True))
        follow(student, loss_fn, start, 0.05, 12, X=X, y=y)


@hidden("gradient_descent")
def test_gradient_descent_finds_the_line_two_x_plus_one(student):
    X = np.linspace(-1.0, 2.0, 9).reshape(-1, 1)
    start = {"W": np.zeros((1, 1)), "b": np.zeros((1, 1))}
    new, _ = descend(student, linear, start, 0.2, 300, X=X, y=2 * X + 1)
    parameters_close(new, {"W": [[2.0]], "b": [[1.0]]}, what="params", rtol=1e-5)


@hidden("gradient_descent")
def test_gradient_descent_takes_every_step_even_where_the_loss_rises(student):
    new, history = descend(student, square, {"w": np.array([1.0, 2.0])}, 1.5, 5)
    parameters_close(new, {"w": [-32.0, -64.0]}, what="params")
    close(history, 5.0 * 4.0 ** np.arange(5), what="history")
    follow(student, bowl, START, 2.5, 7)


@hidden("gradient_descent")
def test_gradient_descent_takes_every_step_even_where_nothing_changes(student):
    new, history = descend(student, bowl, MINIMUM, 0.5, 8)
    parameters_close(new, MINIMUM, what="params")
    close(history, np.zeros(8), what="history")
    follow(student, bowl, START, 0.0, 6)


@hidden("gradient_descent")
def test_gradient_descent_keeps_its_learning_rate_for_many_epochs(student):
    new, history = descend(student, bowl, START, 0.003, 250)
    parameters_close(new, bowl_after(250, 0.003), what="params")
    close(history[-1], bowl(None, None, bowl_after(249, 0.003))[0], what="the last loss", rtol=1e-5)


@hidden("gradient_descent")
def test_gradient_descent_from_whole_numbers(student):
    new, _ = descend(student, square, {"w": np.array([[1, -3]])}, 0.25, 2)
    parameters_close(new, {"w": [[0.25, -0.75]]}, what="params")


@visible("gradient_descent")
def test_gradient_descent_leaves_the_parameters_given_alone(student):
    pure(student.gradient_descent, POINTS, TARGETS, START, 0.5, bowl, epochs=3)


# Practice


@visible("slope", try_it="slope(lambda x: x ** 2, 3.0)   # about 6.0")
def test_slope_of_a_parabola(student):
    close(student.slope(lambda x: x**2, 3.0, 0.5), 6.0)
    close(student.slope(lambda x: x**2, -1.0), -2.0, rtol=1e-5)


@hidden("slope")
def test_slope_of_other_functions(student):
    # (f(x + h) - f(x - h)) / 2h of a cube is 3x^2 + h^2, so that h can be seen.
    close(student.slope(lambda x: x**3, 2.0, 0.5), 12.25)
    close(student.slope(lambda x: x**3, -1.0, 0.1), 3.01)
    close(student.slope(lambda x: x**3, -1.0, h=2.0), 7.0)
    close(student.slope(lambda x: 5.0 - 4.0 * x, 0.0), -4.0, rtol=1e-5)
    close(student.slope(lambda x: abs(x), 0.0, 0.25), 0.0)


@visible("parabola_path", try_it="parabola_path(1.0, 0.25, 3)   # should be [1.   2.   2.5  2.75]")
def test_parabola_path_of_three_steps_worked_out_by_hand(student):
    close(student.parabola_path(1.0, 0.25, 3), [1.0, 2.0, 2.5, 2.75])


@hidden("parabola_path")
def test_parabola_path_of_other_rates_and_starts(student):
    for start, lr, steps in ((1.0, 0.01, 30), (-4.0, 0.9, 8), (2.0, 1.1, 6), (5, 0.1, 4), (7.0, 0.25, 1)):
        path = 3 + (1 - 2 * lr) ** np.arange(steps + 1) * (start - 3)
        close(student.parabola_path(start, lr, steps), path)


@hidden("parabola_path")
def test_parabola_path_without_a_step(student):
    close(student.parabola_path(-2.0, 0.5, 0), [-2.0])
    close(student.parabola_path(3.0, 0.5, 2), [3.0, 3.0, 3.0])


@visible("predict_line")
def test_predict_line_of_the_worked_example(student):
    params = {"W": np.array([[2.0]]), "b": np.array([[1.0]])}
    close(student.predict_line(column(1.0, 2.0, -3.0), params), column(3.0, 5.0, -5.0))


@hidden("predict_line")
def test_predict_line_of_more_inputs(student):
    rng = np.random.default_rng(35)
    for n, d in ((4, 3), (1, 2), (2, 5), (3, 3)):
        X, _, params = problem(rng, n, d)
        close(student.predict_line(X, params), X @ params["W"] + params["b"])
    pure(student.predict_line, *problem(rng, 3, 2)[::2])


@visible(
    "gradient_step",
    try_it='gradient_step({"w": np.array([1.0, 2.0])}, {"w": np.array([10.0, -10.0])}, 0.1)   # w is [0. 3.]',
)
def test_gradient_step_goes_against_the_gradient(student):
    new = student.gradient_step({"w": np.array([1.0, 2.0])}, {"w": np.array([10.0, -10.0])}, 0.1)
    parameters_close(new, {"w": [0.0, 3.0]})


@hidden("gradient_step")
def test_gradient_step_moves_parameters_of_any_name_and_shape(student):
    _, grads = bowl(None, None, START)
    for lr in (0.5, 2.0):
        parameters_close(student.gradient_step(START, grads, lr), bowl_after(1, lr))
    whole = student.gradient_step({"n": np.array([[1, 2]])}, {"n": np.array([[1, -1]])}, 0.25)
    parameters_close(whole, {"n": [[0.75, 2.25]]})


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


@hidden("noisy_line", weight=2)
def test_noisy_line_has_normal_noise_of_the_size_asked_for(student):
    X = np.linspace(-3.0, 3.0, 4000).reshape(-1, 1)
    for seed, sigma in ((1, 0.5), (2, 3.0)):
        y = array(student.noisy_line(X, -1.5, 4.0, sigma, np.random.default_rng(seed)), shape=X.shape)
        noise = (y - (-1.5 * X + 4.0)) / sigma
        close(noise.mean(), 0.0, what="the mean of the noise, in units of sigma", atol=0.1)
        close(noise.std(), 1.0, what="the standard deviation of the noise, in units of sigma", rtol=0.08)
        close(np.mean(np.abs(noise) < 1), 0.6827, what="the share of the noise within one sigma", rtol=0.06)
        close(np.mean(noise * X), 0.0, what="the mean of noise times X, in units of sigma", atol=0.2)


@hidden("noisy_line")
def test_noisy_line_draws_from_the_rng_it_is_given(student):
    X = column(0.0, 1.0, 2.0, 3.0)
    one, higher, other = (
        array(student.noisy_line(X, 1.0, b, 1.0, np.random.default_rng(seed)), shape=X.shape)
        for b, seed in ((0.0, 5), (2.0, 5), (0.0, 6))
    )
    close(higher, one + 2.0, what="the result for the same seed, two units higher")
    if np.allclose(one, other):
        raise Mismatch("values", "gives the same noise for another rng", advice="Draw from the rng that is handed in.")
