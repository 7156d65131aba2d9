"""The tests of chapter 4.5 that only the grader has: momentum."""

import numpy as np

from autograder.checks import LONG, Mismatch, Recorded, close, hidden, one_number_per_epoch, parameters, unpack
from autograder.graders.ch4_5_capstone.test_visible_momentum import half_squared_distance, trained

# momentum_update


@hidden("momentum_update", weight=4)
def test_momentum_update_of_any_shape_and_rate(student):
    for seed, (shape, mu, lr) in enumerate(
        (((4, 3), 0.9, 0.1), ((2, 3, 4, 2), 0.5, 0.01), ((7,), 0.99, 2.0), ((1, 3), 0.3, 0.7), ((3, 3), 0.0, 0.2))
    ):
        rng = np.random.default_rng(seed)
        v, grad = rng.normal(size=shape), rng.normal(size=shape)
        expected = np.array([mu * a - lr * b for a, b in zip(v.flat, grad.flat, strict=True)]).reshape(shape)
        close(student.momentum_update(v, grad, mu, lr), expected)


# momentum_descent


def linear(X, y, params):
    """Mean squared error of X @ W + b."""
    error = X @ params["W"] + params["b"] - y
    grads = {"W": 2 * X.T @ error / len(X), "b": 2 * error.mean(axis=0, keepdims=True)}
    return float((error**2).mean()), grads


def curved(X, y, params):
    """A loss of three parameters that act on one another, none of them called W or b."""
    hidden_units = np.tanh(X @ params["in"] + params["shift"])
    error = hidden_units @ params["out"] - y
    back = error @ params["out"].T * (1 - hidden_units**2) * (2 / error.size)
    grads = {"out": hidden_units.T @ error * (2 / error.size), "in": X.T @ back, "shift": back.sum(axis=0)}
    return float((error**2).mean()), grads


def numbered(n):
    """n samples that tell their own number, and targets that tell it too: X[i] = [i, -i], y[i] = [10 i]."""
    i = np.arange(float(n)).reshape(-1, 1)
    return np.hstack([i, -i]), 10 * i


def of_pairs(X, y, params):
    """A loss function for `numbered` samples and their targets."""
    if not np.allclose(np.asarray(y)[:, 0], 10 * np.asarray(X)[:, 0]):
        raise ValueError("samples and targets do not belong together")
    return half_squared_distance(X, y / 100, params)


def by_epoch(loss_fn, sizes, epochs):
    """The order in which a recorded loss function saw the samples, for each epoch; checks that each came once an
    epoch. A batch that it is asked about twice in a row, once for the loss and once for the gradient, came once."""
    batches = [np.asarray(X)[:, 0].round().astype(int).tolist() for X, _y, _params in loss_fn.calls]
    seen = [batch for number, batch in enumerate(batches) if number == 0 or batches[number - 1] != batch]
    if [len(batch) for batch in seen] != sizes * epochs:
        got = [len(batch) for batch in seen][:12]
        raise Mismatch("values", f"goes through batches of {got} samples in {epochs} epochs")
    orders = []
    for epoch in range(epochs):
        order = [i for batch in seen[epoch * len(sizes) : (epoch + 1) * len(sizes)] for i in batch]
        if sorted(order) != list(range(sum(sizes))):
            raise Mismatch("values", f"does not see each of the {sum(sizes)} samples once in epoch {epoch}")
        orders.append(order)
    return orders


@hidden("momentum_descent", weight=2)
def test_momentum_descent_without_momentum_is_gradient_descent(student):
    rng = np.random.default_rng(31)
    X, y = rng.normal(size=(7, 3)), rng.normal(size=(7, 1))
    start = {"W": rng.normal(size=(3, 1)), "b": rng.normal(size=(1, 1))}
    for batch_size in (3, None):
        params, history = dict(start), []
        for _ in range(4):
            total = 0.0
            for first in range(0, 7, batch_size or 7):
                rows = slice(first, first + (batch_size or 7))
                loss, grads = linear(X[rows], y[rows], params)
                params = {name: params[name] - 0.1 * grads[name] for name in params}
                total += loss * len(X[rows])
            history.append(total / 7)
        got = student.momentum_descent(X, y, start, 0.1, linear, batch_size, mu=0.0, epochs=4)
        trained(got, params, history)


@hidden("momentum_descent", weight=2)
def test_momentum_descent_with_batches_of_other_sizes(student, reference):
    rng = np.random.default_rng(32)
    X, y = rng.normal(size=(7, 3)), rng.normal(size=(7, 1))
    params = {"W": rng.normal(size=(3, 1)), "b": rng.normal(size=(1, 1))}
    for batch_size, mu in ((1, 0.5), (3, 0.9), (5, 0.7), (7, 0.9), (50, 0.3), (None, 0.95)):
        expected = reference.momentum_descent(X, y, params, 0.02, linear, batch_size, mu=mu, epochs=3)
        trained(student.momentum_descent(X, y, params, 0.02, linear, batch_size, mu=mu, epochs=3), *expected)


@hidden("momentum_descent")
def test_momentum_descent_goes_on_where_the_loss_rises(student, reference):
    rng = np.random.default_rng(33)
    X, y = rng.normal(size=(6, 2)), rng.normal(size=(6, 1))
    params = {"W": rng.normal(size=(2, 1)), "b": rng.normal(size=(1, 1))}
    expected = reference.momentum_descent(X, y, params, 1.5, linear, 4, epochs=5)
    trained(student.momentum_descent(X, y, params, 1.5, linear, batch_size=4, epochs=5), *expected)


@hidden("momentum_descent")
def test_momentum_descent_of_parameters_of_any_name_and_shape(student, reference):
    rng = np.random.default_rng(34)
    X, y = rng.normal(size=(5, 2)), rng.normal(size=(5, 3))
    params = {"in": rng.normal(size=(2, 4)), "shift": rng.normal(size=4), "out": rng.normal(size=(4, 3))}
    expected = reference.momentum_descent(X, y, params, 0.3, curved, 2, mu=0.8, epochs=4)
    trained(student.momentum_descent(X, y, params, 0.3, curved, 2, mu=0.8, epochs=4), *expected)


@hidden("momentum_descent")
def test_momentum_descent_of_parameters_of_equal_shapes(student, reference):
    rng = np.random.default_rng(37)
    X, y = rng.normal(size=(7, 3)), rng.normal(size=(7, 3))
    params = {name: rng.normal(size=(3, 3)) for name in ("in", "out")} | {"shift": rng.normal(size=3)}
    expected = reference.momentum_descent(X, y, params, 0.2, curved, 3, mu=0.7, epochs=3)
    trained(student.momentum_descent(X, y, params, 0.2, curved, 3, mu=0.7, epochs=3), *expected)


@hidden("momentum_descent")
def test_momentum_descent_with_a_rate_that_falls(student, reference):
    rng = np.random.default_rng(38)
    X, y = rng.normal(size=(7, 3)), rng.normal(size=(7, 1))
    params = {"W": rng.normal(size=(3, 1)), "b": rng.normal(size=(1, 1))}

    def rate(update):
        return 0.05 / (1 + update)

    for batch_size, mu in ((3, 0.9), (None, 0.6)):
        expected = reference.momentum_descent(X, y, params, rate, linear, batch_size, mu=mu, epochs=3)
        trained(student.momentum_descent(X, y, params, rate, linear, batch_size, mu=mu, epochs=3), *expected)


@hidden("momentum_descent")
def test_momentum_descent_of_images_and_labels(student, reference):
    rng = np.random.default_rng(35)
    X, y = rng.random((5, 1, 3, 2)), rng.integers(0, 4, 5).astype(float)

    def loss_of(X, y, params):
        error = X.reshape(len(X), -1) @ params["w"] - y
        return float((error**2).mean()), {"w": X.reshape(len(X), -1).T @ error * (2 / len(X))}

    params, loss_fn = {"w": rng.normal(size=6)}, Recorded(loss_of)
    expected = reference.momentum_descent(X, y, params, 0.1, loss_of, 2, epochs=2)
    trained(student.momentum_descent(X, y, params, 0.1, loss_fn, 2, epochs=2), *expected)
    if {(np.shape(X)[1:], np.shape(y)[1:]) for X, y, _params in loss_fn.calls} != {((1, 3, 2), ())}:
        raise Mismatch("shape", "hands batches to loss_fn whose samples have another shape than those in X and y")


@hidden("momentum_descent")
def test_momentum_descent_shuffles_anew_for_each_epoch(student):
    X, y = numbered(20)
    loss_fn = Recorded(of_pairs)
    params = {"w": np.array([[1.0]])}
    student.momentum_descent(X, y, params, 0.1, loss_fn, 6, epochs=3, rng=np.random.default_rng(5))
    orders = by_epoch(loss_fn, [6, 6, 6, 2], 3)
    if list(range(20)) in orders:
        raise Mismatch("values", "keeps the samples in their order, though it was given an rng")
    if orders[0] == orders[1] or orders[1] == orders[2]:
        advice = "Call minibatches once per epoch."
        raise Mismatch("values", "goes through the same batches in every epoch", advice=advice)


@hidden("momentum_descent")
def test_momentum_descent_without_rng_keeps_the_order(student):
    X, y = numbered(7)
    loss_fn = Recorded(of_pairs)
    student.momentum_descent(X, y, {"w": np.array([[1.0]])}, 0.1, loss_fn, 3, epochs=2)
    if by_epoch(loss_fn, [3, 3, 1], 2) != [list(range(7))] * 2:
        raise Mismatch("values", "changes the order of the samples, though no rng was given")


@hidden("momentum_descent")
def test_momentum_descent_draws_from_the_rng_alone(student):
    X, y = numbered(30)
    X, y = X / 30, y / 30
    params = {"W": np.array([[0.5], [0.1]]), "b": np.array([[0.2]])}
    answers = []
    for seed in (1, 1, 2):
        rng = np.random.default_rng(seed)
        got, _ = unpack(student.momentum_descent(X, y, params, 0.02, linear, 4, epochs=2, rng=rng), "params", "history")
        answers.append(parameters(got, {"W": (2, 1), "b": (1, 1)}, what="params")["W"])
    if not np.array_equal(answers[0], answers[1]):
        raise Mismatch("values", "has different results for one and the same seed", advice="Draw from rng alone.")
    if np.array_equal(answers[0], answers[2]):
        raise Mismatch("values", "has the same result for generators of different seeds", advice="Draw from rng.")


@hidden("momentum_descent")
def test_momentum_descent_with_full_batches_and_rng(student, reference):
    rng = np.random.default_rng(36)
    X, y = rng.normal(size=(6, 2)), rng.normal(size=(6, 1))
    params = {"W": rng.normal(size=(2, 1)), "b": rng.normal(size=(1, 1))}
    expected = reference.momentum_descent(X, y, params, 0.05, linear, epochs=3)
    got = student.momentum_descent(X, y, params, 0.05, linear, epochs=3, rng=np.random.default_rng(3))
    trained(got, *expected)


@hidden("momentum_descent")
def test_momentum_descent_runs_a_hundred_epochs_if_not_told_otherwise(student):
    X, y = numbered(3)
    params = {"w": np.array([[4.0]])}
    _, history = unpack(student.momentum_descent(X, y, params, 0.1, half_squared_distance), "params", "history")
    one_number_per_epoch(history, 100)
    _, history = unpack(
        student.momentum_descent(X, y, params, 0.1, half_squared_distance, 2, epochs=4), "params", "history"
    )
    one_number_per_epoch(history, 4)


# Practice


@hidden("valley_path", weight=3)
def test_valley_path_of_other_valleys(student):
    for start, a, b, lr, mu, steps in (
        ((10.0, 1.0), 0.01, 1.0, 1.5, 0.9, 25), ((-3.0, 4.0), 2.0, 0.5, 0.2, 0.0, 6),
        ((1.5, 2.25), 3.0, 3.0, 0.1, 0.5, 1), ((0.0, -2.0), 1.0, 4.0, 0.6, 0.3, 8),
    ):  # fmt: skip
        columns = []
        for place, steepness in zip(start, (a, b), strict=True):
            v, column = 0.0, [place]
            for _ in range(steps):
                v = mu * v - lr * steepness * column[-1]
                column.append(column[-1] + v)
            columns.append(column)
        close(student.valley_path(np.array(start), a, b, lr, mu, steps), np.transpose(columns), rtol=LONG)


@hidden("cosine_rate", weight=2)
def test_cosine_rate_of_other_steps(student):
    for step, steps, lr in ((3, 10, 0.2), (1, 938, 0.05), (700, 938, 0.05), (0, 5, 2.0), (5, 8, 1.0)):
        close(student.cosine_rate(step, steps, lr), lr * np.cos(np.pi * step / (2 * steps)) ** 2)
