"""The tests of chapter W.4 that only the grader has: optimizers and their rates."""

import numpy as np

from autograder.checks import Recorded, an_object, close, hidden, number, refused
from autograder.graders.w3_network.helpers import rng
from autograder.graders.w4_library.helpers import asked
from autograder.graders.w4_library.hidden_helpers import adam_path, sgd_path
from autograder.graders.w4_library.test_visible_optimizers import after_steps, close_params, scheduled, stepped

# SGD and Adam


def many_steps(seed, steps, shapes):
    draw = rng(seed)
    params = {name: draw.normal(size=shape) for name, shape in shapes.items()}
    return params, [{name: draw.normal(size=shape) for name, shape in shapes.items()} for _ in range(steps)]


# In no order of their names, so that gradients are found by these.
SHAPES_OF_PARAMS = {"1.b": (2,), "0.W": (3, 2), "1.F": (2, 1, 3, 3), "0.b": (1, 2), "1.W": (3, 2)}


def falling(t):
    return 0.3 / (t + 2)


def follows(student, optimizer, path, seed, steps, settings):
    """Check an optimizer step by step, with the same arrays and with new ones under the same names."""
    for anew in (False, True):
        params, many_grads = many_steps(seed, steps, SHAPES_OF_PARAMS)
        made = optimizer(**settings)
        for step, (got, expected) in enumerate(
            zip(stepped(student, made, params, many_grads, anew), path(params, many_grads, **settings), strict=True)
        ):
            how = " (of a new dictionary of new arrays each time)" if anew else ""
            close_params(got, expected, f"after {step + 1} steps{how}")


@hidden("SGD", weight=3)
def test_sgd_follows_its_formula_over_many_steps(student):
    for seed, settings in enumerate((
        {"lr": 0.1},
        {"lr": 0.05, "momentum": 0.9},
        {"lr": 0.2, "momentum": 0.5, "weight_decay": 0.1},
        {"lr": 0.1, "weight_decay": 0.3},
    )):  # fmt: skip
        follows(student, student.SGD, sgd_path, seed, 5, settings)


@hidden("SGD", weight=2)
def test_sgd_keeps_velocities_when_the_rate_changes(student):
    schedule = Recorded(falling)
    params, many_grads = many_steps(7, 4, SHAPES_OF_PARAMS)
    got = stepped(student, student.SGD(schedule, momentum=0.8, weight_decay=0.1), params, many_grads)
    for step, expected in enumerate(sgd_path(params, many_grads, falling, 0.8, 0.1)):
        close_params(got[step], expected, f"after {step + 1} steps")
    asked(schedule, 4)


def two_optimizers(student, make):
    """Two optimizers of one class share nothing."""
    one, two = an_object(make(), "the optimizer"), an_object(make(), "the optimizer")
    params, many_grads = many_steps(9, 2, {"W": (2, 2)})
    student.inside(after_steps, one, params, many_grads, False)
    seen, _ = student.inside(after_steps, two, params, many_grads[1:], False)
    return seen[0], params, many_grads[1:]


@hidden("SGD")
def test_sgd_has_a_memory_of_its_own(student):
    seen, params, grads = two_optimizers(student, lambda: student.SGD(0.1, momentum=0.9))
    close_params(seen, sgd_path(params, grads, 0.1)[0], "after the first step of another optimizer")


@hidden("Adam", weight=3)
def test_adam_follows_its_formula_over_many_steps(student):
    for seed, settings in enumerate((
        {"lr": 0.1},
        {"lr": 0.05, "beta1": 0.5, "beta2": 0.9},
        {"lr": 0.2, "eps": 0.1, "weight_decay": 0.1},
        {"lr": 0.1, "beta1": 0.0, "beta2": 0.5},
    )):  # fmt: skip
        follows(student, student.Adam, adam_path, seed, 5, settings)

    # Against gradients of 1e-8 and 3e-8, the eps that is there without being told counts.
    (small,) = stepped(student, student.Adam(0.1), {"W": np.zeros((1, 2))}, [{"W": np.array([[1e-8, -3e-8]])}])
    close_params(small, {"W": [[-0.05, 0.075]]}, "after a step against gradients of 1e-8 and -3e-8")


@hidden("Adam", weight=2)
def test_adam_keeps_its_means_when_the_rate_changes(student):
    schedule = Recorded(falling)
    params, many_grads = many_steps(17, 4, SHAPES_OF_PARAMS)
    got = stepped(student, student.Adam(schedule, weight_decay=0.2), params, many_grads)
    for step, expected in enumerate(adam_path(params, many_grads, falling, weight_decay=0.2)):
        close_params(got[step], expected, f"after {step + 1} steps")
    asked(schedule, 4)


@hidden("Adam")
def test_adam_has_a_memory_of_its_own(student):
    seen, params, grads = two_optimizers(student, lambda: student.Adam(0.1))
    close_params(seen, adam_path(params, grads, 0.1)[0], "after the first step of another optimizer")


# cosine_decay


@hidden("cosine_decay", weight=2)
def test_cosine_decay_follows_its_formula(student):
    for lr, steps, warmup in ((0.3, 7, 0), (1.0, 20, 5), (0.01, 100, 1), (2.0, 3, 2), (0.1, 1, 0)):
        t = np.arange(steps + 3)
        glide = lr / 2 * (1 + np.cos(np.pi * np.clip((t - warmup) / (steps - warmup), 0, 1)))
        expected = np.where(t < warmup, lr * t / max(warmup, 1), glide)
        rates = scheduled(student, lr, steps, warmup=warmup, steps=range(steps + 3))
        close(rates, expected, what=f"the rates of {steps} steps, {warmup} of them to warm up,", atol=1e-5 * lr)


@hidden("cosine_decay")
def test_cosine_decay_makes_schedules_that_know_nothing_of_each_other(student):
    one, two = student.cosine_decay(0.1, 10), student.cosine_decay(0.5, 4, warmup=2)
    close(number(one(5)), 0.05, what="the rate")
    close(number(two(1)), 0.25, what="the rate of another schedule")
    close(number(one(5)), 0.05, what="the rate, asked again,")


@hidden("cosine_decay")
def test_cosine_decay_refuses_settings_at_the_call(student):
    refused(lambda steps, warmup: student.cosine_decay(0.1, steps, warmup=warmup), (10, 10), (3, 8), (10, -1))


# Practice


@hidden("corrected_means")
def test_corrected_means_of_any_gradients(student):
    for beta in (0.0, 0.3, 0.99):
        gradients, expected = rng(3).normal(size=9), []
        for t in range(1, 10):
            weights = beta ** np.arange(t)[::-1]
            expected.append((weights * gradients[:t]).sum() / weights.sum())
        close(student.corrected_means(gradients, beta), expected)
