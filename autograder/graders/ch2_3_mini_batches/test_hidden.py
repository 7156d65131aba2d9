"""The tests of chapter 2.3 that only the grader has."""

from itertools import pairwise

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
    unpack,
)
from autograder.graders.ch2_3_mini_batches.test_visible import (
    both,
    each_once,
    half_squared_distance,
    numbered,
    numbers,
    pairs,
    sized,
    trained,
)

# minibatches


@hidden("minibatches")
def test_minibatches_shuffles_across_the_borders_of_batches(student):
    X, y = numbered(60)
    lasts = set()
    for seed in range(6):
        batches = numbers(pairs(student.minibatches(X, y, 8, np.random.default_rng(seed))))
        order = [i for batch in batches for i in batch]
        lasts.add(tuple(sorted(batches[-1])))
        for batch in batches[:-1]:
            if max(batch) - min(batch) < 8:
                raise Mismatch("values", "leaves neighbors together: a batch holds samples that lay side by side")
        if sum(b - a in (1, -1) for a, b in pairwise(order)) > 30:
            raise Mismatch("values", "leaves most samples next to the neighbors they had")
    if len(lasts) == 1:
        raise Mismatch("values", "has the same samples in its last batch for every seed")


@hidden("minibatches")
def test_minibatches_of_other_sizes(student):
    for n, batch_size, sizes in (
        (1, 1, [1]), (1, 4, [1]), (5, 1, [1] * 5), (7, 7, [7]), (7, 6, [6, 1]), (9, 2, [2, 2, 2, 2, 1]),
    ):  # fmt: skip
        X, y = numbered(n)
        order = each_once(sized(student.minibatches(X, y, batch_size), sizes), n)
        if order != list(range(n)):
            raise Mismatch("values", "changes the order of the samples, though no rng was given")
        each_once(sized(student.minibatches(X, y, batch_size, np.random.default_rng(n)), sizes), n)


@hidden("minibatches")
def test_minibatches_of_images_and_labels(student):
    X = np.arange(7 * 1 * 3 * 2, dtype=np.uint8).reshape(7, 1, 3, 2)
    y = np.arange(7)
    for rng in (None, np.random.default_rng(4)):
        batches = pairs(student.minibatches(X, y, 3, rng))
        labels = np.concatenate([array(y_b.reshape(-1)) for _, y_b in batches])
        close(np.sort(labels), np.arange(7.0), what="all labels together")
        for X_b, y_b in batches:
            close(array(y_b), y_b.reshape(-1), what="y_b")
            close(X_b, X[y_b.round().astype(int)], what="X_b")


@hidden("minibatches")
def test_minibatches_of_whole_numbers_and_one_hot_targets(student):
    X = np.array([[0, 255, 3], [7, 8, 9], [200, 1, 2], [5, 5, 5], [1, 0, 128]], dtype=np.uint8)
    y = np.eye(5)[:, :4]
    first, second = sized(student.minibatches(X, y, 3), [3, 2])
    close(first[0], X[:3], what="X of the first batch")
    close(first[1], y[:3], what="y of the first batch")
    close(second[0], X[3:], what="X of the second batch")
    close(second[1], y[3:], what="y of the second batch")


# gradient_descent


def curved(X, y, params):
    """A loss of three parameters that act on one another, none of them called W or b."""
    hidden_units = np.tanh(X @ params["in"] + params["shift"])
    error = hidden_units @ params["out"] - y
    back = error @ params["out"].T * (1 - hidden_units**2) * (2 / error.size)
    grads = {"in": X.T @ back, "shift": back.sum(axis=0), "out": hidden_units.T @ error * (2 / error.size)}
    return float((error**2).mean()), grads


def linear(X, y, params):
    """Mean squared error of X @ W + b."""
    error = X @ params["W"] + params["b"] - y
    grads = {"W": 2 * X.T @ error / len(X), "b": 2 * error.mean(axis=0, keepdims=True)}
    return float((error**2).mean()), grads


def recorder():
    """A loss function for `numbered` samples with a list of the batches it was given; one that is asked about
    twice in a row, once for the loss and once for the gradient, is listed once."""
    seen = []

    def loss_fn(X, y, params):
        if not (seen and np.array_equal(seen[-1][0], X) and np.array_equal(seen[-1][1], y)):
            seen.append((np.array(X), np.array(y)))
        return half_squared_distance(X, y, params)

    return loss_fn, seen


def by_epoch(seen, sizes, epochs):
    """The order in which a recorder saw the samples, for each epoch; checks that each came once an epoch."""
    if len(seen) != len(sizes) * epochs:
        raise Mismatch(
            "values",
            f"goes through {len(seen)} batches in {epochs} epochs",
            should_be=str(len(sizes) * epochs),
        )
    orders = []
    for epoch in range(epochs):
        batches = seen[epoch * len(sizes) : (epoch + 1) * len(sizes)]
        orders.append(each_once(sized(batches, sizes), sum(sizes)))
    return orders


@hidden("gradient_descent")
def test_gradient_descent_with_full_batches_is_that_of_chapter_two_two(student, reference):
    rng = np.random.default_rng(21)
    X, y = rng.normal(size=(7, 3)), rng.normal(size=(7, 1))
    params = {"W": rng.normal(size=(3, 1)), "b": rng.normal(size=(1, 1))}
    for lr in (0.05, 1.5):  # the second is too large: the loss grows, and the descent goes on
        expected = reference.gradient_descent(X, y, params, lr, linear, epochs=6)
        trained(student.gradient_descent(X, y, params, lr, linear, epochs=6), *expected)
    expected = reference.gradient_descent(X, y, params, 0.1, linear)
    trained(student.gradient_descent(X, y, params, 0.1, linear), *expected)


@hidden("gradient_descent", weight=2)
def test_gradient_descent_with_batches_of_other_sizes(student, reference):
    rng = np.random.default_rng(22)
    X, y = rng.normal(size=(7, 3)), rng.normal(size=(7, 1))
    params = {"W": rng.normal(size=(3, 1)), "b": rng.normal(size=(1, 1))}
    for batch_size in (1, 3, 5, 7, 50):
        expected = reference.gradient_descent(X, y, params, 0.1, linear, batch_size, epochs=3)
        trained(student.gradient_descent(X, y, params, 0.1, linear, batch_size, epochs=3), *expected)


@hidden("gradient_descent")
def test_gradient_descent_of_parameters_of_any_name_and_shape(student, reference):
    rng = np.random.default_rng(23)
    X, y = rng.normal(size=(5, 2)), rng.normal(size=(5, 3))
    params = {"in": rng.normal(size=(2, 4)), "shift": rng.normal(size=4), "out": rng.normal(size=(4, 3))}
    expected = reference.gradient_descent(X, y, params, 0.3, curved, 2, epochs=4)
    trained(student.gradient_descent(X, y, params, 0.3, curved, batch_size=2, epochs=4), *expected)


@hidden("gradient_descent")
def test_gradient_descent_from_whole_numbers(student, reference):
    X, y = np.array([[1, 2], [0, 1], [3, 1]]), np.array([[4], [1], [6]])
    params = {"W": np.array([[1], [0]]), "b": np.array([[2]])}
    expected = reference.gradient_descent(X, y, params, 0.05, linear, 2, epochs=3)
    trained(student.gradient_descent(X, y, params, 0.05, linear, 2, epochs=3), *expected)


@hidden("gradient_descent", weight=2)
def test_gradient_descent_shuffles_anew_for_each_epoch(student):
    X, y = numbered(20)
    params = {"w": np.array([[1.0]])}
    loss_fn, seen = recorder()
    student.gradient_descent(X, y, params, 0.1, loss_fn, 6, epochs=3, rng=np.random.default_rng(5))
    orders = by_epoch(seen, [6, 6, 6, 2], 3)
    if list(range(20)) in orders:
        raise Mismatch("values", "keeps the samples in their order, though it was given an rng")
    if orders[0] == orders[1] or orders[1] == orders[2]:
        raise Mismatch(
            "values", "goes through the same batches in every epoch", advice="Call minibatches once an epoch."
        )


@hidden("gradient_descent")
def test_gradient_descent_without_rng_keeps_the_order(student):
    X, y = numbered(7)
    loss_fn, seen = recorder()
    student.gradient_descent(X, y, {"w": np.array([[1.0]])}, 0.1, loss_fn, 3, epochs=2)
    if by_epoch(seen, [3, 3, 1], 2) != [list(range(7))] * 2:
        raise Mismatch("values", "changes the order of the samples, though no rng was given")


@hidden("gradient_descent")
def test_gradient_descent_draws_from_the_rng_alone(student):
    X, y = numbered(30)
    X, y = X / 30, y / 30
    params = {"W": np.array([[0.5], [0.1]]), "b": np.array([[0.2]])}
    answers = []
    for seed, batch_size in ((1, 4), (1, np.int64(4)), (2, 4)):
        rng = np.random.default_rng(seed)
        result = student.gradient_descent(X, y, params, 0.2, linear, batch_size, epochs=2, rng=rng)
        got, _ = unpack(result, "params", "history")
        answers.append(parameters(got, {"W": (2, 1), "b": (1, 1)}, what="params")["W"])
    if not np.array_equal(answers[0], answers[1]):
        raise Mismatch("values", "has different results for one and the same seed", advice="Draw from rng alone.")
    if np.array_equal(answers[0], answers[2]):
        raise Mismatch("values", "has the same result for generators of different seeds", advice="Draw from rng.")


@hidden("gradient_descent")
def test_gradient_descent_with_full_batches_and_rng(student, reference):
    rng = np.random.default_rng(24)
    X, y = rng.normal(size=(6, 2)), rng.normal(size=(6, 1))
    params = {"W": rng.normal(size=(2, 1)), "b": rng.normal(size=(1, 1))}
    expected = reference.gradient_descent(X, y, params, 0.1, linear, epochs=3)
    got = student.gradient_descent(X, y, params, 0.1, linear, epochs=3, rng=np.random.default_rng(3))
    trained(got, *expected)


@hidden("gradient_descent")
def test_gradient_descent_of_no_epochs_and_of_the_default_number(student):
    X, y = numbered(3)
    params = {"w": np.array([[4.0]])}
    trained(student.gradient_descent(X, y, params, 0.1, half_squared_distance, 2, epochs=0), params, [])
    _, history = unpack(student.gradient_descent(X, y, params, 0.1, half_squared_distance, 2), "params", "history")
    one_number_per_epoch(history, 100)


# logistic_loss


def cross_entropy_of(X, y):
    """The loss of logistic regression as a function of params, written without an epsilon."""
    return lambda params: float(np.mean(np.logaddexp(0, (1 - 2 * y) * (X @ params["W"] + params["b"]))))


@hidden("logistic_loss", weight=2)
def test_logistic_loss_gives_the_gradient_of_its_loss(student):
    rng = np.random.default_rng(31)
    for n, d in ((7, 3), (2, 5), (1, 4), (9, 1)):
        X, y = rng.normal(size=(n, d)), (rng.random((n, 1)) < 0.5).astype(float)
        params = {"W": rng.normal(size=(d, 1)), "b": rng.normal(size=(1, 1))}
        loss = cross_entropy_of(X, y)
        both(student.logistic_loss(X, y, params), loss(params), central_differences(loss, params), rtol=1e-5)


@hidden("logistic_loss")
def test_logistic_loss_of_whole_numbers(student, reference):
    X = np.array([[0, 3, 1], [2, 200, 0], [1, 0, 1], [4, 1, 2]], dtype=np.uint8)
    y = np.array([[1], [0], [0], [1]], dtype=np.uint8)
    params = {"W": np.array([[0.2], [-0.01], [-0.5]]), "b": np.array([[0.1]])}
    both(
        student.logistic_loss(X, y, params),
        *reference.logistic_loss(X.astype(float), y.astype(float), params),
    )
    whole = {"W": np.array([[1], [0], [-1]]), "b": np.array([[-1]])}
    as_floats = {name: value.astype(float) for name, value in whole.items()}
    both(
        student.logistic_loss(X, y, whole),
        *reference.logistic_loss(X.astype(float), y.astype(float), as_floats),
    )


@hidden("logistic_loss")
def test_logistic_loss_of_extreme_scores_in_some_rows(student):
    X = np.array([[1.0, 2.0], [1000.0, 1.0], [-0.5, 1.0], [-1000.0, 2.0], [900.0, 3.0]])
    y = np.array([[1.0], [1.0], [0.0], [0.0], [0.0]])  # right about two of the extreme rows, wrong about the last
    params = {"W": np.array([[1.0], [0.5]]), "b": np.array([[-0.3]])}
    loss, grads = unpack(student.logistic_loss(X, y, params), "loss", "grads")
    last = 5 * number(loss, what="loss") - 2 * cross_entropy_of(X[[0, 2]], y[[0, 2]])(params)
    if not 10 < last < 1000:
        raise Mismatch("values", f"makes the last sample, as wrong as can be, count {last:.3g}")
    error = np.array([[-0.15446527], [0.0], [0.42555748], [0.0], [1.0]])
    parameters_close(grads, {"W": X.T @ error / 5, "b": error.mean(axis=0, keepdims=True)}, what="grads", rtol=1e-5)


# Practice


@hidden("count_batches")
def test_count_batches_of_other_numbers(student):
    for n, batch_size, count in (
        (3, 4, 1), (9, 4, 3), (11, 4, 3), (0, 5, 0), (1, 1, 1), (12665, 64, 198), (60000, 128, 469),
    ):  # fmt: skip
        close(student.count_batches(n, batch_size), count)


@hidden("shuffle_together")
def test_shuffle_together_takes_its_order_from_rng(student):
    X, y = numbered(30)
    orders = []
    for seed, dtype in ((1, np.float64), (1, np.float32), (2, np.float64)):
        got = student.shuffle_together(X.astype(dtype), y.astype(dtype), np.random.default_rng(seed))
        X_s, y_s = unpack(got, "X", "y")
        orders.append(each_once([(array(X_s, (30, 2)), array(y_s, (30, 1)))], 30))
    if orders[0] == list(range(30)):
        raise Mismatch("values", "does not change the order")
    if orders[0] != orders[1]:
        raise Mismatch("values", "has different orders for one and the same seed", advice="Draw from rng alone.")
    if orders[0] == orders[2]:
        raise Mismatch("values", "has the same order for generators of different seeds", advice="Draw from rng.")


@hidden("mean_batch_loss")
def test_mean_batch_loss_is_that_of_all_samples_in_one_batch(student):
    losses = np.random.default_rng(41).random(23)
    for batch_size in (1, 4, 7, 23, 50):
        parts = [losses[i : i + batch_size] for i in range(0, 23, batch_size)]
        means, sizes = np.array([part.mean() for part in parts]), np.array([len(part) for part in parts])
        close(student.mean_batch_loss(means, sizes), losses.mean())
    pure(student.mean_batch_loss, means, sizes)


@hidden("moving_average")
def test_moving_average_of_other_windows(student):
    values = np.random.default_rng(43).normal(size=9)
    for window in (1, 3, 4, 9):
        expected = np.convolve(values, np.ones(window) / window, mode="valid")
        close(student.moving_average(values, window), expected)
    close(student.moving_average(np.array([1, 2, 4]), 2), [1.5, 3.0])
    pure(student.moving_average, values, 2)
