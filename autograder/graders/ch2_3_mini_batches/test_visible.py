"""The tests of chapter 2.3 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    Mismatch,
    array,
    close,
    one_number_per_epoch,
    parameters_close,
    pure,
    raises,
    unpack,
    visible,
)


def numbered(n):
    """n samples that tell their own number, and targets that tell it too: X[i] = [i, -i], y[i] = [10 i]."""
    i = np.arange(float(n)).reshape(-1, 1)
    return np.hstack([i, -i]), 10 * i


def pairs(got):
    """Check that a result is a sequence of pairs (X_b, y_b) of arrays, and return them."""
    if not isinstance(got, list | tuple):
        kind = "None" if got is None else "a single array" if isinstance(got, np.ndarray) else type(got).__name__
        raise Mismatch("type", f"gives {kind}, not one batch after the other", advice="Use yield inside the loop.")
    result = []
    for position, item in enumerate(got):
        if not isinstance(item, list | tuple) or len(item) != 2:
            raise Mismatch(
                "type", f"item {position} of what it gives is not a pair (X_b, y_b)", advice="yield X_b, y_b"
            )
        X_b, y_b = (array(part, what=f"{name} of batch {position}") for part, name in zip(item, "Xy", strict=True))
        if X_b.ndim == 0 or y_b.ndim == 0 or len(X_b) != len(y_b):
            raise Mismatch("shape", f"in batch {position}, X has shape {X_b.shape} and y has shape {y_b.shape}")
        result.append((X_b, y_b))
    return result


def sized(got, sizes):
    """Check how many batches there are and how many samples are in each."""
    batches = pairs(got)
    seen = [len(X_b) for X_b, _ in batches]
    if seen != sizes:
        raise Mismatch("shape", f"gives batches of {seen} samples", should_be=str(sizes))
    return batches


def numbers(batches):
    """The numbers of the samples (see `numbered`), batch by batch; checks that pairs are still together."""
    result = []
    for X_b, y_b in batches:
        X_b, y_b = array(X_b, (len(X_b), 2), what="X_b"), array(y_b, (len(X_b), 1), what="y_b")
        if not np.array_equal(X_b[:, 1], -X_b[:, 0]):
            raise Mismatch("values", "mixes the numbers of different samples", advice="Take whole rows: X[rows].")
        if not np.allclose(y_b[:, 0], 10 * X_b[:, 0]):
            raise Mismatch("values", "gives samples the targets of others", advice="Use one order for both X and y.")
        result.append(X_b[:, 0].round().astype(int).tolist())
    return result


def each_once(batches, n):
    """Check that the samples 0 to n - 1 are all there, each exactly once; return their order."""
    order = [i for batch in numbers(batches) for i in batch]
    if sorted(order) != list(range(n)):
        repeated, absent = len(order) - len(set(order)), len(set(range(n)) - set(order))
        raise Mismatch("values", f"{absent} of {n} samples are in no batch, and {repeated} come more than once")
    return order


# minibatches


@visible(
    "minibatches",
    try_it="[len(y_b) for _, y_b in minibatches(np.ones((5, 2)), np.ones((5, 1)), 2)]   # [2, 2, 1]",
)
def test_minibatches_of_five_samples_in_batches_of_two(student):
    X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0], [9.0, 10.0]])
    y = np.array([[10.0], [20.0], [30.0], [40.0], [50.0]])
    first, second, third = sized(student.minibatches(X, y, 2), [2, 2, 1])
    close(first[0], [[1.0, 2.0], [3.0, 4.0]], what="X of the first batch")
    close(first[1], [[10.0], [20.0]], what="y of the first batch")
    close(second[0], [[5.0, 6.0], [7.0, 8.0]], what="X of the second batch")
    close(second[1], [[30.0], [40.0]], what="y of the second batch")
    close(third[0], [[9.0, 10.0]], what="X of the last batch")
    close(third[1], [[50.0]], what="y of the last batch")


@visible("minibatches", try_it="len(list(minibatches(np.ones((6, 2)), np.ones((6, 1)), 2)))   # should be 3")
def test_minibatches_has_no_empty_batch_where_nothing_is_left_over(student):
    X, y = numbered(6)
    each_once(sized(student.minibatches(X, y, 2), [2, 2, 2]), 6)
    each_once(sized(student.minibatches(X, y, 3), [3, 3]), 6)


@visible("minibatches", try_it="len(list(minibatches(np.ones((3, 2)), np.ones((3, 1)), 100)))   # should be 1")
def test_minibatches_is_one_batch_where_batch_size_is_larger_than_n(student):
    X, y = numbered(3)
    each_once(sized(student.minibatches(X, y, 100), [3]), 3)
    each_once(sized(student.minibatches(X, y, 100, np.random.default_rng(0)), [3]), 3)


@visible("minibatches", weight=2)
def test_minibatches_with_rng_has_each_sample_once_and_keeps_pairs_together(student):
    X, y = numbered(11)
    for seed in range(3):
        each_once(sized(student.minibatches(X, y, 4, np.random.default_rng(seed)), [4, 4, 3]), 11)


@visible("minibatches", weight=2)
def test_minibatches_with_rng_is_shuffled(student):
    X, y = numbered(40)
    orders = [each_once(pairs(student.minibatches(X, y, 8, np.random.default_rng(seed))), 40) for seed in (1, 2, 3)]
    if list(range(40)) in orders:
        raise Mismatch("values", "keeps the samples in their order, though it was given an rng")
    if orders[0] == orders[1] or orders[1] == orders[2]:
        raise Mismatch("values", "has the same order for generators of different seeds", advice="Draw from rng.")
    X, y = (
        X.astype(np.float32),
        y.astype(np.float32),
    )  # the order comes from rng alone, not from what is ordered
    again = each_once(pairs(student.minibatches(X, y, 8, np.random.default_rng(1))), 40)
    if again != orders[0]:
        raise Mismatch("values", "has different orders for one and the same seed", advice="Draw from rng alone.")


@visible("minibatches", try_it="next(iter(minibatches(np.ones((3, 2)), np.ones((3, 1)), 0)))   # ValueError")
def test_minibatches_refuses_a_batch_size_below_one(student):
    X, y = numbered(4)
    raises(ValueError, student.minibatches, X, y, 0)
    raises(ValueError, student.minibatches, X, y, -2)
    raises(ValueError, student.minibatches, X, y, -1, np.random.default_rng(0))


@visible("minibatches")
def test_minibatches_leaves_its_arguments_alone(student):
    X, y = numbered(5)
    pure(student.minibatches, X, y, 2)
    pure(student.minibatches, X, y, 2, np.random.default_rng(1))


# gradient_descent


def half_squared_distance(X, y, params):
    """Mean of (w - y) ** 2 / 2, whose gradient is the mean of w - y: it pulls w towards the targets."""
    error = params["w"] - y
    return float((error**2).mean() / 2), {"w": error.mean(axis=0, keepdims=True)}


def trained(got, params, history):
    """Check a result (params, history) of gradient_descent."""
    found, losses = unpack(got, "params", "history")
    parameters_close(found, params, what="params")
    close(np.array(one_number_per_epoch(losses, len(history))), history, what="history", rtol=1e-5)


@visible("gradient_descent")
def test_gradient_descent_takes_two_full_steps_worked_out_by_hand(student):
    X, y = np.zeros((2, 1)), np.array([[2.0], [4.0]])
    params = {"w": np.array([[0.0]])}
    got = student.gradient_descent(X, y, params, 0.5, half_squared_distance, epochs=2)
    trained(got, {"w": [[2.25]]}, [5.0, 1.625])


@visible("gradient_descent", weight=2)
def test_gradient_descent_takes_a_step_after_each_batch(student):
    X, y = np.zeros((5, 1)), np.array([[2.0], [4.0], [9.0], [7.0], [5.0]])
    params = {"w": np.array([[0.0]])}
    # The gradients are -3, -6.5 and -0.25, so w goes from 0 to 1.5, 4.75 and 4.875.
    got, _ = unpack(
        student.gradient_descent(X, y, params, 0.5, half_squared_distance, 2, epochs=1), "params", "history"
    )
    parameters_close(got, {"w": [[4.875]]}, what="params")


@visible("gradient_descent", weight=2)
def test_gradient_descent_weights_the_losses_in_history_by_batch_size(student):
    X, y = np.zeros((5, 1)), np.array([[4.0], [2.0], [5.5], [5.5], [9.5]])
    params = {"w": np.array([[0.0]])}
    _, history = unpack(
        student.gradient_descent(X, y, params, 0.5, half_squared_distance, 2, epochs=1), "params", "history"
    )
    # w goes from 0 to 1.5 and 3.5, and the batch losses are 5 (two samples), 8 (two samples) and 18 (one).
    close(one_number_per_epoch(history, 1)[0], 8.8, what="history[0]")


@visible("gradient_descent")
def test_gradient_descent_has_one_number_an_epoch_in_history(student):
    X, y = numbered(5)
    params = {"w": np.array([[1.0]])}
    for batch_size, epochs in ((None, 4), (2, 3), (1, 1), (100, 2)):
        _, history = unpack(
            student.gradient_descent(X, y, params, 0.1, half_squared_distance, batch_size, epochs=epochs),
            "params",
            "history",
        )
        one_number_per_epoch(history, epochs)


@visible("gradient_descent")
def test_gradient_descent_leaves_its_arguments_alone(student):
    X, y = numbered(5)
    params = {"w": np.array([[1.0]])}
    pure(student.gradient_descent, X, y, params, 0.1, half_squared_distance, 2, epochs=2)
    pure(
        student.gradient_descent,
        *(X, y, params, 0.1, half_squared_distance, 2),
        epochs=2,
        rng=np.random.default_rng(1),
    )


# logistic_loss


def both(got, loss, grads, rtol=None):
    """Check a result (loss, grads)."""
    found_loss, found_grads = unpack(got, "loss", "grads")
    close(found_loss, loss, what="loss")
    parameters_close(found_grads, grads, what="grads", rtol=rtol)


@visible(
    "logistic_loss",
    try_it="logistic_loss(np.array([[1.0, 2.0]]), np.ones((1, 1)), "
    '{"W": np.zeros((2, 1)), "b": np.zeros((1, 1))})   # loss 0.6931, W [[-0.5] [-1.]], b [[-0.5]]',
)
def test_logistic_loss_of_all_zero_weights_worked_out_by_hand(student):
    X, y = np.array([[2.0, 4.0], [6.0, -2.0], [1.0, -3.0]]), np.array([[1.0], [0.0], [1.0]])
    params = {"W": np.zeros((2, 1)), "b": np.zeros((1, 1))}
    both(student.logistic_loss(X, y, params), 0.69314718, {"W": [[0.5], [-0.5]], "b": [[-0.1666666667]]})


@visible("logistic_loss")
def test_logistic_loss_of_odds_of_three_to_one(student):
    # Scores log(3), log(3) and -log(3), so probabilities 0.75, 0.75 and 0.25.
    X, y = np.array([[1.0], [1.0], [-1.0]]), np.array([[1.0], [0.0], [1.0]])
    params = {"W": np.array([[np.log(3.0)]]), "b": np.zeros((1, 1))}
    both(student.logistic_loss(X, y, params), 1.02009023, {"W": [[0.4166666667]], "b": [[-0.0833333333]]})


@visible("logistic_loss")
def test_logistic_loss_adds_the_bias_to_the_scores(student):
    X, y = np.array([[0.0, 0.0]]), np.array([[0.0]])
    params = {"W": np.array([[5.0], [-7.0]]), "b": np.array([[np.log(3.0)]])}
    both(student.logistic_loss(X, y, params), 1.38629436, {"W": [[0.0], [0.0]], "b": [[0.75]]})


@visible("logistic_loss")
def test_logistic_loss_leaves_its_arguments_alone(student):
    X, y = np.array([[1.0, 2.0], [0.5, -1.0], [2.0, 0.0]]), np.array([[1.0], [0.0], [1.0]])
    pure(student.logistic_loss, X, y, {"W": np.array([[0.3], [-0.2]]), "b": np.array([[0.1]])})


# Practice


@visible("count_batches", try_it="count_batches(11, 4)   # should be 3")
def test_count_batches_of_eleven_samples(student):
    close(student.count_batches(11, 4), 3)


@visible("count_batches", try_it="count_batches(8, 4)   # should be 2")
def test_count_batches_where_nothing_is_left_over(student):
    close(student.count_batches(8, 4), 2)
    close(student.count_batches(7, 1), 7)


@visible("shuffle_together")
def test_shuffle_together_keeps_every_pair_together(student):
    X, y = numbered(12)
    for seed in range(3):
        X_s, y_s = unpack(student.shuffle_together(X, y, np.random.default_rng(seed)), "X", "y")
        X_s, y_s = array(X_s, (12, 2), what="X_shuffled"), array(y_s, (12, 1), what="y_shuffled")
        each_once([(X_s, y_s)], 12)


@visible("shuffle_together")
def test_shuffle_together_leaves_its_arguments_alone(student):
    X, y = numbered(6)
    pure(student.shuffle_together, X, y, np.random.default_rng(7))


@visible("mean_batch_loss", try_it="mean_batch_loss(np.array([4.0, 1.0]), np.array([2, 1]))   # should be 3.0")
def test_mean_batch_loss_of_two_batches_worked_out_by_hand(student):
    close(student.mean_batch_loss(np.array([4.0, 1.0]), np.array([2, 1])), 3.0)


@visible("moving_average", try_it="moving_average(np.array([1.0, 3.0, 5.0, 1.0]), 2)   # should be [2. 4. 3.]")
def test_moving_average_of_pairs(student):
    close(student.moving_average(np.array([1.0, 3.0, 5.0, 1.0]), 2), [2.0, 4.0, 3.0])
