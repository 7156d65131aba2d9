"""The tests of chapter W.4 that you are given: optimizers and their rates. Run them with: pytest"""

import numpy as np

from autograder.checks import LONG, Mismatch, Recorded, an_object, close, number, pure, refused, visible
from autograder.graders.w4_library.helpers import asked


def after_steps(optimizer, params, many_grads, anew):
    """The arrays that were handed in, after each step; with `anew`, each step is given copies in a new dictionary."""
    seen, after = [], []
    for grads in many_grads:
        if anew:
            params = {name: value.copy() for name, value in reversed(params.items())}
        own, given = dict(params), {name: value.copy() for name, value in grads.items()}
        optimizer.step(params, given)
        seen.append({name: value.copy() for name, value in own.items()})
        after.append({name: value.copy() for name, value in given.items()})
        for value in given.values() if anew else ():
            value[...] = -7.0  # a layer may write its next gradients into the same arrays
    return seen, after


# SGD and Adam

START = {"W": np.array([[1.0, -2.0, 0.5], [4.0, 0.0, 3.0]]), "b": np.array([[10.0, -10.0]])}
GRADS = (
    {"W": np.array([[2.0, -1.0, 0.0], [0.5, -4.0, 3.0]]), "b": np.array([[1.0, -3.0]])},
    {"W": np.array([[-1.0, -1.0, 2.0], [0.5, 8.0, 0.0]]), "b": np.array([[4.0, 0.0]])},
)


def stepped(student, optimizer, params=START, many_grads=GRADS, anew=False):
    """The parameters after each step; what is handed in is checked to be what has changed, and grads not to be."""
    optimizer = an_object(optimizer, "the optimizer")
    seen, after = student.inside(after_steps, optimizer, params, list(many_grads), anew)
    for before, now in zip(many_grads, after, strict=True):
        for name, value in before.items():
            if not np.array_equal(now[name], value):
                seen = f"step changes grads[{name!r}], which belongs to the caller"
                raise Mismatch("purity", seen, advice="Make new arrays: momentum * v - lr * g, and no g *= ...")
    if seen and all(np.array_equal(seen[0][name], value) for name, value in params.items()):
        seen = "after a step, the arrays that were handed in are what they were"
        advice_ = "Each step changes them in place: p -= ... or p[...] = ...; p = p - ... makes new ones."
        raise Mismatch("values", seen, advice=advice_)
    return seen


def close_params(seen, expected, what, rtol=LONG):
    for name, value in expected.items():
        close(seen[name], value, what=f"params[{name!r}] {what}", rtol=rtol)


@visible("SGD")
def test_sgd_steps_against_the_gradient(student):
    first, second = stepped(student, student.SGD(0.1))
    close_params(first, {"W": [[0.8, -1.9, 0.5], [3.95, 0.4, 2.7]], "b": [[9.9, -9.7]]}, "after a step")
    close_params(second, {"W": [[0.9, -1.8, 0.3], [3.9, -0.4, 2.7]], "b": [[9.5, -9.7]]}, "after two steps")


@visible("SGD")
def test_sgd_with_momentum_keeps_a_velocity_for_each_parameter(student):
    first, second = stepped(student, student.SGD(0.1, momentum=0.5))
    close_params(first, {"W": [[0.8, -1.9, 0.5], [3.95, 0.4, 2.7]], "b": [[9.9, -9.7]]}, "after a step")
    close_params(second, {"W": [[0.8, -1.75, 0.3], [3.875, -0.2, 2.55]], "b": [[9.45, -9.55]]}, "after two steps")


@visible("SGD")
def test_sgd_decays_the_weights_apart_from_the_velocity(student):
    first, second = stepped(student, student.SGD(0.1, momentum=0.5, weight_decay=0.5))
    close_params(first, {"W": [[0.75, -1.8, 0.475], [3.75, 0.4, 2.55]], "b": [[9.4, -9.2]]}, "after a step")
    expected = {"W": [[0.7125, -1.56, 0.25125], [3.4875, -0.22, 2.2725]], "b": [[8.48, -8.59]]}
    close_params(second, expected, "after two steps")


def halving(t):
    return 0.1 / (1 + t)


@visible("SGD")
def test_sgd_asks_a_function_for_the_rate_of_each_step(student):
    schedule = Recorded(halving)
    first, second = stepped(student, student.SGD(schedule, momentum=0.5, weight_decay=0.5))
    close_params(first, {"W": [[0.75, -1.8, 0.475], [3.75, 0.4, 2.55]], "b": [[9.4, -9.2]]}, "after a step")
    expected = {"W": [[0.68125, -1.655, 0.363125], [3.60625, 0.19, 2.33625]], "b": [[8.915, -8.82]]}
    close_params(second, expected, "after two steps")
    asked(schedule, 2)


@visible("Adam")
def test_adam_takes_a_first_step_of_the_learning_rate(student):
    # Corrected, m is the gradient and v its square: m / sqrt(v) is 1, -1 or, where the gradient is 0, 0.
    first, second = stepped(student, student.Adam(0.1))
    close_params(first, {"W": [[0.9, -1.9, 0.5], [3.9, 0.1, 2.9]], "b": [[9.9, -9.9]]}, "after a step")
    expected = {"W": [[0.8733663, -1.8, 0.4255863], [3.8, 0.0633896, 2.8329942]], "b": [[9.8115624, -9.8329942]]}
    close_params(second, expected, "after two steps")


@visible("Adam")
def test_adam_uses_its_settings(student):
    first, second = stepped(student, student.Adam(0.1, beta1=0.5, beta2=0.8))
    close_params(first, {"W": [[0.9, -1.9, 0.5], [3.9, 0.1, 2.9]], "b": [[9.9, -9.9]]}, "after a step")
    expected = {"W": [[0.9, -1.8, 0.4105573], [3.8, 0.0387628, 2.85]], "b": [[9.801802, -9.85]]}
    close_params(second, expected, "after two steps")


@visible("Adam")
def test_adam_adds_eps_outside_the_root(student):
    first, second = stepped(student, student.Adam(0.1, eps=0.5))
    expected = {"W": [[0.92, -1.9333333, 0.5], [3.95, 0.0888889, 2.9142857]], "b": [[9.9333333, -9.9142857]]}
    close_params(first, expected, "after a step")
    expected = {"W": [[0.8997659, -1.8666667, 0.4450199], [3.9, 0.0549604, 2.8600634]], "b": [[9.8578399, -9.8600634]]}
    close_params(second, expected, "after two steps")


@visible("Adam")
def test_adam_decays_the_weights_apart_from_the_gradient(student):
    first, second = stepped(student, student.Adam(0.1, weight_decay=0.2))
    close_params(first, {"W": [[0.88, -1.86, 0.49], [3.82, 0.1, 2.84]], "b": [[9.7, -9.7]]}, "after a step")
    expected = {"W": [[0.8357663, -1.7228, 0.4057863], [3.6436, 0.0613896, 2.7161942]], "b": [[9.4175624, -9.4389942]]}
    close_params(second, expected, "after two steps")


@visible("Adam")
def test_adam_asks_a_function_for_the_rate_of_each_step(student):
    schedule = Recorded(halving)
    first, second = stepped(student, student.Adam(schedule))
    close_params(first, {"W": [[0.9, -1.9, 0.5], [3.9, 0.1, 2.9]], "b": [[9.9, -9.9]]}, "after a step")
    expected = {"W": [[0.8866832, -1.85, 0.4627932], [3.85, 0.0816948, 2.8664971]], "b": [[9.8557812, -9.8664971]]}
    close_params(second, expected, "after two steps")
    asked(schedule, 2)


# Practice


@visible("corrected_means", try_it="corrected_means(np.array([4.0, 4.0, 1.0]), 0.5)   # should be [4. 4. 2.2857]")
def test_corrected_means_of_four_gradients_worked_out_by_hand(student):
    # m is 2, 3, 2 and 5, divided by 1/2, 3/4, 7/8 and 15/16.
    close(student.corrected_means(np.array([4.0, 4.0, 1.0, 8.0]), 0.5), [4.0, 4.0, 16 / 7, 16 / 3])


@visible("corrected_means")
def test_corrected_means_of_equal_gradients_are_the_gradient(student):
    close(student.corrected_means(np.full(6, -3.0), 0.9), np.full(6, -3.0))


@visible("corrected_means")
def test_corrected_means_leaves_its_argument_alone(student):
    pure(student.corrected_means, np.array([4.0, 1.0]), 0.5)


# cosine_decay


def scheduled(student, *args, steps, **kwargs):
    """The rates of these steps."""
    schedule = student.cosine_decay(*args, **kwargs)
    if not hasattr(schedule, "_opaque") or not callable(schedule):
        kind = "None" if schedule is None else f"of type {type(schedule).__name__}"
        advice_ = "Define a function inside, def schedule(t): ..., and return it: return schedule, without ()."
        raise Mismatch("type", f"the result is {kind}, not a function", advice=advice_)
    return np.array([number(schedule(t), what=f"the rate of step {t}") for t in steps])


@visible("cosine_decay", try_it="[cosine_decay(0.2, 12, warmup=4)(t) for t in (0, 2, 6, 12)]   # should be 0, 0.1, 0.1707 and 0")  # fmt: skip  # noqa: E501
def test_cosine_decay_rises_and_glides_down(student):
    rates = scheduled(student, 0.2, 12, warmup=4, steps=(0, 1, 2, 4, 6, 8, 10, 12))
    close(rates, [0.0, 0.05, 0.1, 0.2, 0.1707107, 0.1, 0.0292893, 0.0], what="the rates of steps 0 1 2 4 6 8 10 12")


@visible("cosine_decay", try_it="cosine_decay(0.5, 6)(0)   # should be 0.5")
def test_cosine_decay_without_warmup_starts_at_the_full_rate(student):
    close(scheduled(student, 0.5, 6, steps=(0, 2, 3, 4, 6)), [0.5, 0.375, 0.25, 0.125, 0.0], what="the rates")


@visible("cosine_decay", try_it="cosine_decay(0.5, 6)(9)   # should be 0")
def test_cosine_decay_stays_at_zero(student):
    close(scheduled(student, 0.5, 6, warmup=2, steps=(6, 7, 9, 100)), np.zeros(4), what="the rates", atol=1e-9)


@visible("cosine_decay", try_it="cosine_decay(0.2, 4, warmup=4)   # should raise ValueError")
def test_cosine_decay_refuses_a_warmup_that_leaves_nothing(student):
    def made(*args):
        return student.cosine_decay(*args[:2], warmup=args[2])

    refused(made, (0.2, 4, 4), (0.2, 4, 5), (0.2, 4, -1))
