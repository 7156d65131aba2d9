"""The tests of chapter 2.2 that only the grader has."""

import numpy as np

from autograder.checks import LONG, Mismatch, array, central_differences, close, hidden, parameters_close, pure, unpack
from autograder.graders.ch2_2_gradient_descent.test_visible import (
    MINIMUM,
    POINTS,
    START,
    TARGETS,
    bowl,
    bowl_after,
    column,
    descend,
    problem,
    square,
)

# linear_loss


@hidden("linear_loss", weight=2)
def test_linear_loss_is_the_mean_squared_error(student):
    rng = np.random.default_rng(31)
    for n, d in ((5, 2), (1, 1), (3, 4), (8, 1)):
        X, y, params = problem(rng, n, d)
        loss, _ = unpack(student.linear_loss(X, y, params), "loss", "grads")
        close(loss, mean_squared(X, y, params), what="the loss", rtol=LONG)


@hidden("linear_loss", weight=4)
def test_linear_loss_gradient_is_the_slope_of_its_loss(student):
    rng = np.random.default_rng(32)
    for n, d in ((5, 2), (1, 3), (3, 4), (8, 1), (4, 4)):
        X, y, params = problem(rng, n, d)
        _, grads = unpack(student.linear_loss(X, y, params), "loss", "grads")
        slopes = central_differences(lambda p, X=X, y=y: mean_squared(X, y, p), params, h=1e-4)
        parameters_close(grads, slopes, what="grads")


def mean_squared(X, y, params):
    return float(np.mean((X @ params["W"] + params["b"] - y) ** 2))


# gradient_descent: the loss functions that drive it


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
    close(history, losses_expected, what="history", rtol=LONG)


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
    new, _ = descend(student, linear, start, 0.45, 30, X=X, y=2 * X + 1)
    parameters_close(new, {"W": [[2.0]], "b": [[1.0]]}, what="params")


@hidden("gradient_descent")
def test_gradient_descent_takes_every_step_even_where_the_loss_rises(student):
    new, history = descend(student, square, {"w": np.array([1.0, 2.0])}, 1.5, 5)
    parameters_close(new, {"w": [-32.0, -64.0]}, what="params")
    close(history, 5.0 * 4.0 ** np.arange(5), what="history", rtol=LONG)
    follow(student, bowl, START, 2.5, 7)


@hidden("gradient_descent")
def test_gradient_descent_takes_every_step_even_where_nothing_changes(student):
    new, history = descend(student, bowl, MINIMUM, 0.5, 8)
    parameters_close(new, MINIMUM, what="params")
    close(history, np.zeros(8), what="history")
    follow(student, bowl, START, 1e-9, 6)  # next to nothing


@hidden("gradient_descent")
def test_gradient_descent_keeps_its_learning_rate_for_many_epochs(student):
    new, history = descend(student, bowl, START, 0.012, 60)
    parameters_close(new, bowl_after(60, 0.012), what="params")
    close(history[-1], bowl(None, None, bowl_after(59, 0.012))[0], what="the last loss", rtol=LONG)


# Practice


@hidden("slope")
def test_slope_of_other_functions(student):
    # (f(x + h) - f(x - h)) / 2h of a cube is 3x^2 + h^2, so that h can be seen.
    close(student.slope(lambda x: x**3, 2.0, 0.5), 12.25, rtol=LONG)
    close(student.slope(lambda x: x**3, -1.0, 0.1), 3.01, rtol=LONG)
    close(student.slope(lambda x: x**3, -1.0, 2.0), 7.0, rtol=LONG)
    close(student.slope(lambda x: x**3, 2.0), 12.0, rtol=LONG)  # a step of 0.1, say, would show
    close(student.slope(lambda x: 5.0 - 4.0 * x, 0.0), -4.0, rtol=LONG)
    close(student.slope(lambda x: abs(x), 0.0, 0.25), 0.0)


@hidden("parabola_path")
def test_parabola_path_of_other_rates_and_starts(student):
    for start, lr, steps in ((1.0, 0.01, 30), (-4.0, 0.9, 8), (2.5, 1.1, 6), (5.0, 0.1, 4), (7.0, 0.25, 1)):
        path = 3 + (1 - 2 * lr) ** np.arange(steps + 1) * (start - 3)
        close(student.parabola_path(start, lr, steps), path, rtol=LONG)


@hidden("parabola_path")
def test_parabola_path_without_a_step(student):
    close(student.parabola_path(-2.0, 0.5, 0), [-2.0])
    close(student.parabola_path(3.0, 0.5, 2), [3.0, 3.0, 3.0])


@hidden("predict_line")
def test_predict_line_of_more_inputs(student):
    rng = np.random.default_rng(35)
    for n, d in ((4, 3), (1, 2), (2, 5), (3, 3), (6, 1)):
        X, _, params = problem(rng, n, d)
        close(student.predict_line(X, params), X @ params["W"] + params["b"])
    pure(student.predict_line, *problem(rng, 3, 2)[::2])


@hidden("gradient_step")
def test_gradient_step_moves_parameters_of_any_name_and_shape(student):
    _, grads = bowl(None, None, START)
    for lr in (0.5, 2.0):
        parameters_close(student.gradient_step(START, grads, lr), bowl_after(1, lr))
    turned = dict(reversed(grads.items()))  # a gradient belongs to the parameter of its name, not of its place
    parameters_close(student.gradient_step(START, turned, 0.25), bowl_after(1, 0.25))


@hidden("noisy_line", weight=2)
def test_noisy_line_has_normal_noise_of_the_size_asked_for(student):
    # Of 10,000 draws the mean has a deviation of 0.01, the deviation one of 0.0071, the share within one sigma one of
    # 0.0047, the mean of noise times X one of 0.0174: the bounds are 7.5 of these and more (below 1e-12 together).
    X = np.linspace(-3.0, 3.0, 10_000).reshape(-1, 1)
    for seed, sigma in ((1, 0.5), (2, 3.0)):
        y = array(student.noisy_line(X, -1.5, 4.0, sigma, np.random.default_rng(seed)), shape=X.shape)
        noise = (y - (-1.5 * X + 4.0)) / sigma
        close(noise.mean(), 0.0, what="the mean of the noise, in units of sigma", atol=0.08)
        close(noise.std(), 1.0, what="the standard deviation of the noise, in units of sigma", atol=0.06)
        close(np.mean(np.abs(noise) < 1), 0.6827, what="the share of the noise within one sigma", atol=0.04)
        close(np.mean(noise * X), 0.0, what="the mean of noise times X, in units of sigma", atol=0.14)


@hidden("noisy_line")
def test_noisy_line_draws_from_the_rng_it_is_given(student):
    X = column(0.0, 1.0, 2.0, 3.0)
    one, again, other = (
        array(student.noisy_line(X, 1.0, 2.0, 1.0, np.random.default_rng(seed)), shape=X.shape) for seed in (5, 5, 6)
    )
    advice = "Draw from the rng that is handed in, and from nothing else."
    if not np.allclose(one, again):
        raise Mismatch("values", "gives other noise for an equal rng", advice=advice)
    if np.allclose(one, other):
        raise Mismatch("values", "gives the same noise for another rng", advice=advice)


# Stretch


@hidden("line_search", weight=2)
def test_line_search_in_a_bowl(student, reference):
    for lr in (40.0, 3.7, 0.9):
        new, rate = unpack(student.line_search(POINTS, TARGETS, START, lr, bowl), "new", "rate")
        expected, good = reference.line_search(POINTS, TARGETS, START, lr, bowl)
        parameters_close(new, expected, what="new")
        close(rate, good, what="rate")
