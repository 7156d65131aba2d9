"""The tests of chapter 2.3 that only the grader has."""

from itertools import pairwise

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    Recorded,
    central_differences,
    close,
    count,
    hidden,
    number,
    one_number_per_epoch,
    parameters,
    pure,
    unpack,
)
from autograder.graders.ch2_3_mini_batches.helpers import (
    SAMPLES,
    START,
    TARGETS,
    both,
    dealt,
    distance,
    drawn_from_rng_alone,
    each_once,
    in_order,
    numbered,
    numbers,
    pairs,
    recorded,
    shuffled,
    sized,
    trained,
)

# minibatches


@hidden("minibatches", weight=3)
def test_minibatches_of_other_sizes(student):
    for n, batch_size, sizes in (
        (1, 4, [1]), (5, 1, [1] * 5), (7, 7, [7]), (7, 6, [6, 1]), (9, 2, [2, 2, 2, 2, 1]), (8, 3, [3, 3, 2]),
    ):  # fmt: skip
        X, y = numbered(n)
        in_order(sized(student.minibatches(X, y, batch_size), sizes), X)
        each_once(sized(student.minibatches(X, y, batch_size, np.random.default_rng(n)), sizes), n)


@hidden("minibatches", weight=2)
def test_minibatches_of_samples_with_any_values(student):
    values = np.random.default_rng(11)
    for shape, classes in (((7, 5), 1), ((8, 3), 4)):
        X, y = values.normal(size=shape), values.normal(size=(shape[0], classes))
        for rng in (None, np.random.default_rng(4)):
            same_samples(student.minibatches(X, y, 3, rng), X, y)


@hidden("minibatches", weight=2)
def test_minibatches_of_images(student):
    values = np.random.default_rng(12)
    X, y = values.normal(size=(7, 2, 3, 4)), values.normal(size=(7, 5))
    for rng in (None, np.random.default_rng(4)):
        same_samples(student.minibatches(X, y, 3, rng), X, y)


def same_samples(got, X, y):
    """Check that batches hold the samples X and targets y, whatever their order."""
    rows = []
    for X_b, y_b in pairs(got):
        if y_b.shape[1:] != y.shape[1:]:
            raise Mismatch("shape", f"y_b has shape {y_b.shape}", should_be=f"(..., {y.shape[1]})")
        rows += [int(np.abs(y - target).sum(axis=1).argmin()) for target in y_b]
        close(X_b, X[rows[-len(y_b) :]], what="X_b")
        close(y_b, y[rows[-len(y_b) :]], what="y_b")
    if sorted(rows) != list(range(len(X))):
        raise Mismatch("values", "does not have each sample exactly once")


@hidden("minibatches", weight=2)
def test_minibatches_shuffles_across_the_borders_of_batches(student):
    X, y = numbered(100)
    lasts = set()
    for seed in range(4):
        batches = numbers(pairs(student.minibatches(X, y, 12, np.random.default_rng(seed))))
        order = [i for batch in batches for i in batch]
        lasts.add(tuple(sorted(batches[-1])))
        for batch in batches[:-1]:  # 12 neighbors by chance: 32 * 89 / (100 over 12), below 1e-11
            if max(batch) - min(batch) < 12:
                raise Mismatch("values", "leaves neighbors together: a batch holds samples that lay side by side")
        if sum(b - a in (1, -1) for a, b in pairwise(order)) > 50:  # 2 on average; 50 by chance below 1e-40
            raise Mismatch("values", "leaves most samples next to the neighbors they had")
    if len(lasts) == 1:  # by chance once in (100 over 4) ** 3, about 6e19
        raise Mismatch("values", "has the same samples in its last batch for every seed")


# gradient_descent


def curved(X, y, params):
    """A loss of four parameters that act on one another, none of them called W or b, and two of the same shape."""
    scaled = X * params["scale"] + params["shift"]
    units = np.tanh(scaled @ params["in"])
    error = units @ params["out"] - y
    back = error @ params["out"].T * (1 - units**2) * (2 / error.size)
    to_scaled = back @ params["in"].T
    grads = {  # in another order than params: a gradient belongs to the parameter of its name
        "out": units.T @ error * (2 / error.size), "in": scaled.T @ back,
        "shift": to_scaled.sum(axis=0), "scale": (to_scaled * X).sum(axis=0),
    }  # fmt: skip
    return float((error**2).mean()), grads


def linear(X, y, params):
    """Mean squared error of X @ W + b."""
    error = X @ params["W"] + params["b"] - y
    grads = {"W": 2 * X.T @ error / len(X), "b": 2 * error.mean(axis=0, keepdims=True)}
    return float((error**2).mean()), grads


def points(seed, n=7):
    """n samples of three features, their targets, and parameters to start from."""
    rng = np.random.default_rng(seed)
    params = {"W": rng.normal(size=(3, 1)), "b": rng.normal(size=(1, 1))}
    return rng.normal(size=(n, 3)), rng.normal(size=(n, 1)), params


@hidden("gradient_descent")
def test_gradient_descent_with_full_batches_is_that_of_chapter_two_two(student, reference):
    X, y, params = points(21)
    expected, losses = reference.gradient_descent(X, y, params, 0.05, linear, epochs=6)
    got = student.gradient_descent(X, y, params, 0.05, linear, epochs=6)
    trained(got, expected)
    recorded(got, losses)
    got = student.gradient_descent(X, y, params, 0.05, linear, epochs=6, rng=np.random.default_rng(3))
    trained(got, expected)  # shuffled, all samples are the same samples
    X, y, params = points(27, n=150)  # more than any batch by habit
    expected, _ = reference.gradient_descent(X, y, params, 0.05, linear, epochs=2)
    trained(student.gradient_descent(X, y, params, 0.05, linear, epochs=2), expected)


@hidden("gradient_descent")
def test_gradient_descent_goes_on_where_the_loss_grows(student, reference):
    X, y, params = points(25)
    expected, losses = reference.gradient_descent(X, y, params, 1.1, linear, epochs=4)
    got = student.gradient_descent(X, y, params, 1.1, linear, epochs=4)
    trained(got, expected)
    recorded(got, losses)


@hidden("gradient_descent", weight=2)
def test_gradient_descent_with_batches_of_other_sizes(student, reference):
    X, y, params = points(22)
    for batch_size in (1, 3, 5, 7, 50):
        expected, _ = reference.gradient_descent(X, y, params, 0.1, linear, batch_size, epochs=3)
        trained(student.gradient_descent(X, y, params, 0.1, linear, batch_size, epochs=3), expected)


@hidden("gradient_descent", weight=2)
def test_gradient_descent_of_parameters_of_any_name_and_shape(student, reference):
    rng = np.random.default_rng(23)
    X, y = rng.normal(size=(5, 2)), rng.normal(size=(5, 3))
    params = {
        "scale": rng.normal(size=2), "shift": rng.normal(size=2),
        "in": rng.normal(size=(2, 4)), "out": rng.normal(size=(4, 3)),
    }  # fmt: skip
    expected, _ = reference.gradient_descent(X, y, params, 0.3, curved, 3, epochs=4)
    trained(student.gradient_descent(X, y, params, 0.3, curved, batch_size=3, epochs=4), expected)


@hidden("gradient_descent", weight=2)
def test_gradient_descent_averages_the_losses_of_equal_batches(student, reference):
    X, y, params = points(24)
    X, y = X[:6], y[:6]
    for batch_size in (1, 2, 3):
        _, losses = reference.gradient_descent(X, y, params, 0.1, linear, batch_size, epochs=3)
        recorded(student.gradient_descent(X, y, params, 0.1, linear, batch_size, epochs=3), losses)


@hidden("gradient_descent", weight=2)
def test_gradient_descent_averages_the_losses_of_unequal_batches(student, reference):
    X, y, params = points(26)
    for batch_size in (2, 3, 4, 5, 6):
        _, losses = reference.gradient_descent(X, y, params, 0.1, linear, batch_size, epochs=2)
        recorded(student.gradient_descent(X, y, params, 0.1, linear, batch_size, epochs=2), losses)


@hidden("gradient_descent", weight=2)
def test_gradient_descent_shuffles_anew_for_each_epoch(student):
    X, y = numbered(20)
    watched = Recorded(distance)
    params = {"W": np.array([[1.0]]), "b": np.array([[0.5]])}
    student.gradient_descent(X, y, params, 0.1, watched, 6, epochs=3, rng=np.random.default_rng(5))
    seen = []
    for X_b, y_b, _ in watched.calls:
        if len(X_b) < 20 and not (seen and np.array_equal(seen[-1][0], X_b)):  # a batch asked about twice is one batch
            seen.append((X_b, y_b))
    if len(seen) != 12:
        raise Mismatch("values", f"goes through {len(seen)} batches in 3 epochs", should_be="12")
    orders = []
    for epoch in range(3):  # two orders are the same once in 20!, about 2e18
        orders.append(each_once(sized(seen[4 * epoch : 4 * epoch + 4], [6, 6, 6, 2]), 20))
        if orders[-1] == list(range(20)):
            raise Mismatch("values", "keeps the samples in their order, though it was given an rng")
        if orders[-1] in orders[:-1]:
            raise Mismatch(
                "values", "goes through the same batches in every epoch", advice="Call minibatches once per epoch."
            )


@hidden("gradient_descent")
def test_gradient_descent_runs_a_hundred_epochs_where_no_number_is_given(student):
    got = student.gradient_descent(SAMPLES, TARGETS, START, 0.1, distance)
    one_number_per_epoch(unpack(got, "params", "history")[1], 100)


# logistic_loss


def cross_entropy_of(X, y):
    """The loss of logistic regression as a function of params, written without an epsilon."""
    return lambda params: float(np.mean(np.logaddexp(0, (1 - 2 * y) * (X @ params["W"] + params["b"]))))


@hidden("logistic_loss", weight=3)
def test_logistic_loss_gives_the_gradient_of_its_loss(student):
    rng = np.random.default_rng(31)
    for n, d in ((7, 3), (2, 5), (1, 4), (9, 1)):
        X, y = rng.uniform(-1, 1, size=(n, d)), (rng.random((n, 1)) < 0.5).astype(float)
        params = {"W": rng.uniform(-0.8, 0.8, size=(d, 1)), "b": rng.uniform(-0.5, 0.5, size=(1, 1))}
        loss = cross_entropy_of(X, y)  # all scores are below 4.5: probabilities from 0.011 to 0.989
        both(student.logistic_loss(X, y, params), loss(params), central_differences(loss, params))


@hidden("logistic_loss", weight=2)
def test_logistic_loss_of_probabilities_from_one_to_ninety_nine_per_cent(student):
    scores = np.array([-4.5, 3.9, 4.2, -0.3, 1.7, -2.9])
    y = np.array([[1.0], [1.0], [0.0], [0.0], [1.0], [1.0]])
    second = np.array([1.5, -0.5, 2.0, -1.25, 0.25, -3.0])
    params = {"W": np.array([[0.5], [-0.8]]), "b": np.array([[0.3]])}
    X = np.column_stack([(scores - 0.3 + 0.8 * second) / 0.5, second])
    loss = cross_entropy_of(X, y)
    both(student.logistic_loss(X, y, params), loss(params), central_differences(loss, params))


@hidden("logistic_loss")
def test_logistic_loss_of_answers_that_are_sure_and_wrong(student):
    X, y = np.array([[1.0, 2.0], [-1.0, 3.0], [0.8, 0.5]]), np.array([[1.0], [1.0], [0.0]])
    params = {"W": np.array([[1000.0], [0.5]]), "b": np.array([[-0.3]])}
    loss, grads = unpack(student.logistic_loss(X, y, params), "loss", "grads")
    each = 3 * number(loss, what="loss") / 2  # of the last two; the first is right
    exact = 3 * cross_entropy_of(X, y)(params) / 2
    # An epsilon from 1e-15 to 1e-7 gives 16.1 to 34.5, and 15.9 in float32, where 1 - 1e-7 is rounded; without any
    # epsilon, log(1 + exp(z)) gives the exact loss.
    if each < 15.9:
        raise Mismatch("values", "makes a sample that is as wrong as can be count too little")
    if each > 34.9 and abs(each - exact) > LONG * exact:
        raise Mismatch("values", "makes a sample that is as wrong as can be count too much")
    parameters(grads, {"W": (2, 1), "b": (1, 1)}, what="grads")


# Practice


@hidden("count_batches")
def test_count_batches_of_other_numbers(student):
    for n, batch_size, expected in ((3, 4, 1), (13, 5, 3), (10, 3, 4), (1, 1, 1), (12665, 64, 198), (60000, 128, 469)):
        count(student.count_batches(n, batch_size), expected)


@hidden("shuffle_together")
def test_shuffle_together_draws_from_the_rng_alone(student):
    drawn_from_rng_alone(shuffled(student, 30, 1), shuffled(student, 30, 1))


@hidden("shuffle_together")
def test_shuffle_together_parts_neighbors(student):
    order = shuffled(student, 30, 3)
    if sum(b - a == 1 for a, b in pairwise(order)) > 15:  # 1 on average; 16 by chance below 1e-13
        raise Mismatch(
            "values", "leaves most rows next to the neighbors they had", advice="Shuffle: rng.permutation(n)."
        )


@hidden("mean_batch_loss")
def test_mean_batch_loss_is_that_of_all_samples_in_one_batch(student):
    losses = np.random.default_rng(41).random(23)
    for batch_size in (1, 4, 7, 23, 50):
        parts = [losses[i : i + batch_size] for i in range(0, 23, batch_size)]
        means, sizes = np.array([part.mean() for part in parts]), np.array([len(part) for part in parts])
        close(student.mean_batch_loss(means, sizes), losses.mean(), rtol=LONG)
    pure(student.mean_batch_loss, np.array([4.0, 1.5, 0.5]), np.array([4, 6, 3]))


@hidden("moving_average")
def test_moving_average_of_other_windows(student):
    values = np.random.default_rng(43).normal(size=9)
    for window in (1, 2, 4, 9):
        expected = np.convolve(values, np.ones(window) / window, mode="valid")
        close(student.moving_average(values, window), expected, rtol=LONG)
    pure(student.moving_average, values, 2)


# Stretch


@hidden("stratified_batches", weight=2)
def test_stratified_batches_of_rare_and_of_many_classes(student):
    rng = np.random.default_rng(91)
    for n, classes, n_batches in ((50, 10, 5), (30, 2, 7), (12, 12, 3), (9, 1, 4), (6, 3, 6), (8, 2, 1)):
        labels = rng.permutation(np.arange(n) % classes) * 3 - 4
        dealt(student.stratified_batches(labels, n_batches, np.random.default_rng(n)), labels, n_batches)
