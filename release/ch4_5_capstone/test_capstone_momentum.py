"""The tests of chapter 4.5 that you are given: momentum. Run them with: pytest"""

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

# momentum_update


@visible(
    "momentum_update",
    try_it="momentum_update(np.array([4.0, -2.0, 1.0]), np.array([2.0, 3.0, -1.0]), 0.75, 0.1)"
    "   # should be [2.8 -1.8 0.85]",
)
def test_momentum_update_of_six_numbers_worked_out_by_hand(student):
    v, grad = np.array([[4.0, -2.0, 1.0], [-3.0, 5.0, 0.5]]), np.array([[2.0, 3.0, -1.0], [6.0, -4.0, 8.0]])
    close(student.momentum_update(v, grad, 0.75, 0.1), [[2.8, -1.8, 0.85], [-2.85, 4.15, -0.425]])


@visible(
    "momentum_update",
    try_it="momentum_update(np.zeros(3), np.array([4.0, -2.0, 1.0]), 0.9, 0.25)   # should be [-1. 0.5 -0.25]",
)
def test_momentum_update_from_rest_is_a_plain_step_downhill(student):
    close(student.momentum_update(np.zeros(3), np.array([4.0, -2.0, 1.0]), 0.9, 0.25), [-1.0, 0.5, -0.25])


@visible(
    "momentum_update",
    try_it="momentum_update(np.array([2.0, -4.0, 1.0]), np.zeros(3), 0.75, 0.1)   # should be [1.5 -3. 0.75]",
)
def test_momentum_update_rolls_on_where_the_ground_is_flat(student):
    close(student.momentum_update(np.array([2.0, -4.0, 1.0]), np.zeros(3), 0.75, 0.1), [1.5, -3.0, 0.75])


@visible("momentum_update")
def test_momentum_update_leaves_its_arguments_alone(student):
    pure(student.momentum_update, np.array([1.0, -2.0, 4.0]), np.array([0.5, 3.0, -1.0]), 0.9, 0.1)


@advice("momentum_update")
def test_momentum_update_of_whole_numbers(student):
    v, grad = np.array([[1, -3], [0, 7], [2, 5]]), np.array([[5, 2], [-1, 4], [3, 6]])
    same_for_whole_numbers(student.momentum_update, v, grad, 0.5, 0.1)


# momentum_descent


def half_squared_distance(X, y, params):
    """Mean of (w - y) ** 2 / 2, whose gradient is the mean of w - y: it pulls w towards the targets."""
    error = params["w"] - y
    return float((error**2).mean() / 2), {"w": error.mean(axis=0, keepdims=True)}


def two_pulls(X, y, params):
    """Mean of ((w - y) ** 2 + (c - X) ** 2) / 2: it pulls w towards the targets, and c towards the samples."""
    w, c = params["w"] - y, params["c"] - X
    grads = {"w": w.mean(axis=0, keepdims=True), "c": c.mean(axis=0).reshape(params["c"].shape)}
    return float((w**2 + c**2).mean() / 2), grads


def even_slope(X, y, params):
    """A plane that rises by 1 with w and falls by 2 with each number of c, wherever one stands on it."""
    w, c = params["w"], params["c"]
    return float(w.sum() - 2 * c.sum()), {"w": np.ones(w.shape), "c": np.full(c.shape, -2.0)}


def trained(got, params, history):
    """Check a result (params, history) of momentum_descent."""
    found, losses = unpack(got, "params", "history")
    parameters_close(found, params, what="params")
    close(one_number_per_epoch(losses, len(history)), history, what="history", rtol=LONG)


@visible("momentum_descent")
def test_momentum_descent_takes_three_steps_worked_out_by_hand(student):
    X, y = np.array([[3.0], [-2.5], [1.75]]), np.array([[8.0], [4.0], [5.5]])
    params = {"w": np.array([[0.0]]), "c": np.array([1.0])}
    # w: the gradients are -8, -2 and -2, the velocities 2, 1.5 and 1.25; w goes from 0 to 2, 3.5 and 4.75.
    # c: the gradients are -2, 4 and -1, the velocities 0.5, -0.75 and -0.125; c goes from 1 to 1.5, 0.75 and 0.625.
    # The losses before the steps are 32 + 2, 2 + 8 and 2 + 0.5.
    got = student.momentum_descent(X, y, params, 0.25, two_pulls, 1, mu=0.5, epochs=1)
    trained(got, {"w": [[4.75]], "c": [0.625]}, [15.5])


FIVE_X = np.array([[1.0], [3.0], [-2.0], [4.0], [5.0]])
FIVE_Y = np.array([[6.0], [10.0], [5.0], [7.0], [6.0]])


@visible("momentum_descent", weight=2)
def test_momentum_descent_keeps_its_velocity_from_batch_to_batch(student):
    params = {"w": np.array([[0.0]]), "c": np.array([[6.0]])}
    # w: the gradients are -8, -4 and -2, the velocities 2, 2 and 1.5; w goes from 0 to 2, 4 and 5.5.
    # c: the gradients are 4, 4 and -1.5, the velocities -1, -1.5 and -0.375; c goes from 6 to 5, 3.5 and 3.125.
    got = student.momentum_descent(FIVE_X, FIVE_Y, params, 0.25, two_pulls, 2, mu=0.5, epochs=1)
    got, _ = unpack(got, "params", "history")
    parameters_close(got, {"w": [[5.5]], "c": [[3.125]]}, what="params")


@visible("momentum_descent", weight=2)
def test_momentum_descent_keeps_its_velocity_from_epoch_to_epoch(student):
    X, y = np.zeros((4, 1)), np.zeros((4, 1))
    params = {"w": np.array([[0.0]]), "c": np.array([1.0, 3.0, -2.0])}
    # Two epochs of two batches each: four steps. The velocities of w are -1, -1.5, -1.75 and -1.875.
    got, _ = unpack(student.momentum_descent(X, y, params, 1.0, even_slope, 2, mu=0.5, epochs=2), "params", "history")
    parameters_close(got, {"w": [[-6.125]], "c": [13.25, 15.25, 10.25]}, what="params")


@visible("momentum_descent")
def test_momentum_descent_weights_the_losses_in_history_by_batch_size(student):
    params = {"w": np.array([[0.0]]), "c": np.array([[6.0]])}
    # The losses of the three batches are 34 + 8.5 and 8.5 + 12.5 (two samples each), and 2 + 1.125 (one sample).
    got = student.momentum_descent(FIVE_X, FIVE_Y, params, 0.25, two_pulls, 2, mu=0.5, epochs=1)
    _, history = unpack(got, "params", "history")
    close(one_number_per_epoch(history, 1)[0], 26.025, what="history[0]", rtol=LONG)


@visible("momentum_descent")
def test_momentum_descent_keeps_nine_tenths_of_its_velocity_if_not_told_otherwise(student):
    X, y = np.zeros((3, 1)), np.zeros((3, 1))
    params = {"w": np.array([[0.0]]), "c": np.array([0.0, 5.0])}
    # The velocities of w are -0.1, -0.19 and -0.271.
    got, _ = unpack(student.momentum_descent(X, y, params, 0.1, even_slope, epochs=3), "params", "history")
    parameters_close(got, {"w": [[-0.561]], "c": [1.122, 6.122]}, what="params")


@visible("momentum_descent")
def test_momentum_descent_asks_a_rate_that_is_a_function_once_an_update(student):
    X, y = np.zeros((4, 1)), np.zeros((4, 1))
    params = {"w": np.array([[0.0]]), "c": np.array([1.0, 3.0])}
    # Two epochs of two batches each: the rates are 2, 1.5, 1 and 0.5, the velocities of w -2, -2.5, -2.25 and -1.625.
    got = student.momentum_descent(X, y, params, lambda update: 2 - update / 2, even_slope, 2, mu=0.5, epochs=2)
    got, _ = unpack(got, "params", "history")
    parameters_close(got, {"w": [[-8.375]], "c": [17.75, 19.75]}, what="params")


def changed(student, what):
    """What calls of momentum_descent so far have changed: arguments, or gradients that loss_fn(...) returned."""
    calls = [call for call in student.calls if call.name == "momentum_descent"]
    return [name for call in calls for name in call.effects.changed if name.endswith("(...)") == (what == "gradients")]


@visible("momentum_descent")
def test_momentum_descent_leaves_its_arguments_alone(student):
    params = {"w": np.array([[1.0]]), "c": np.array([[2.0]])}
    student.momentum_descent(FIVE_X, FIVE_Y, params, 0.25, two_pulls, 2, epochs=2)
    student.momentum_descent(FIVE_X, FIVE_Y, params, 0.25, two_pulls, 2, epochs=2, rng=np.random.default_rng(1))
    if names := changed(student, "arguments"):
        advice = "Make new arrays, and write into none of these."
        if names[0] == "params":
            advice = "Begin with a dictionary of your own, which holds a copy of each array."
        raise Mismatch("purity", f"changes its argument {names[0]}, which belongs to the caller", advice=advice)


@visible("momentum_descent")
def test_momentum_descent_leaves_the_gradients_that_the_loss_returned_alone(student):
    params = {"w": np.array([[1.0]]), "c": np.array([[2.0]])}
    student.momentum_descent(FIVE_X, FIVE_Y, params, 0.25, two_pulls, 2, epochs=2)
    if changed(student, "gradients"):
        advice = "Make new arrays, such as lr * grads[name], and write into none of these."
        raise Mismatch("purity", "changes an array that loss_fn returned, which is not its own", advice=advice)


@advice("momentum_descent")
def test_momentum_descent_from_parameters_that_are_whole_numbers(student):
    params = {"w": np.array([[3]]), "c": np.array([[-2]])}
    floats = {name: value * 1.0 for name, value in params.items()}
    right, _ = student.momentum_descent(FIVE_X, FIVE_Y, floats, 0.05, two_pulls, 2, mu=0.5, epochs=3)
    try:
        trained_, _ = student.momentum_descent(FIVE_X, FIVE_Y, params, 0.05, two_pulls, 2, mu=0.5, epochs=3)
        parameters_close(trained_, right)
    except (Mismatch, StudentRaised) as found:
        advice_ = "Right for floats; parameters that start as whole numbers need floats first: value * 1.0."
        raise Mismatch("values", "differs for whole numbers", advice=advice_) from found


# Practice


@visible(
    "valley_path",
    try_it="valley_path(np.array([4.0, 1.0]), 1.0, 2.0, 0.25, 0.5, 2)   # should be [[4. 1.] [3. 0.5] [1.75 0.]]",
)
def test_valley_path_of_three_steps_worked_out_by_hand(student):
    path = student.valley_path(np.array([4.0, 1.0]), 1.0, 2.0, 0.25, 0.5, 3)
    close(path, [[4.0, 1.0], [3.0, 0.5], [1.75, 0.0], [0.6875, -0.25]], rtol=LONG)


@visible("valley_path")
def test_valley_path_of_no_steps_is_the_start(student):
    close(student.valley_path(np.array([2.0, -3.0]), 1.0, 5.0, 0.1, 0.9, 0), [[2.0, -3.0]])


@visible("valley_path")
def test_valley_path_leaves_its_arguments_alone(student):
    pure(student.valley_path, np.array([4.0, 1.0]), 1.0, 2.0, 0.25, 0.5, 3)


@advice("valley_path")
def test_valley_path_from_whole_numbers(student):
    same_for_whole_numbers(student.valley_path, np.array([4, 1]), 1.0, 2.0, 0.25, 0.5, 2)


@visible("cosine_rate", try_it="cosine_rate(1, 4, 0.1)   # should be about 0.0854")
def test_cosine_rate_at_the_beginning_halfway_and_at_the_end(student):
    for step, rate in ((0, 0.1), (2, 0.05), (4, 0.0)):
        close(student.cosine_rate(step, 4, 0.1), rate, what=f"the rate at step {step}")


@visible("cosine_rate", try_it="cosine_rate(1, 3, 0.4)   # should be 0.3")
def test_cosine_rate_of_a_third_and_two_thirds_of_the_way(student):
    close(student.cosine_rate(1, 3, 0.4), 0.3)
    close(student.cosine_rate(2, 3, 0.4), 0.1)
