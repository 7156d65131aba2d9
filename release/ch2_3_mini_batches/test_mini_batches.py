"""The tests of chapter 2.3 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    Mismatch,
    advice,
    close,
    count,
    number,
    one_number_per_epoch,
    parameters,
    pure,
    same_for_whole_numbers,
    unpack,
    visible,
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
    pairs,
    recorded,
    shuffled,
    sized,
    together,
    trained,
)

# minibatches


@visible(
    "minibatches",
    try_it="[(X_b.T.tolist(), y_b.T.tolist()) for X_b, y_b in "
    "minibatches(np.arange(5.0).reshape(5, 1), np.arange(5.0, 10.0).reshape(5, 1), 4)]"
    "   # [([[0.0, 1.0, 2.0, 3.0]], [[5.0, 6.0, 7.0, 8.0]]), ([[4.0]], [[9.0]])]",
)
def test_minibatches_of_five_samples_in_batches_of_four(student):
    X = np.array([[0.7, 2.0], [1.3, -3.0], [4.0, 7.0], [-1.0, 6.0], [9.0, 2.5]])
    y = np.array([[10.0], [-20.0], [35.0], [4.1], [0.5]])
    first, second = sized(student.minibatches(X, y, 4), [4, 1])
    in_order([first, second], X)
    close(first[0], [[0.7, 2.0], [1.3, -3.0], [4.0, 7.0], [-1.0, 6.0]], what="X of the first batch")
    close(first[1], [[10.0], [-20.0], [35.0], [4.1]], what="y of the first batch")
    close(second[0], [[9.0, 2.5]], what="X of the last batch")
    close(second[1], [[0.5]], what="y of the last batch")


@visible("minibatches", try_it="len(list(minibatches(np.ones((6, 2)), np.ones((6, 1)), 2)))   # should be 3")
def test_minibatches_has_no_empty_batch_where_nothing_is_left_over(student):
    X, y = numbered(6)
    each_once(sized(student.minibatches(X, y, 2), [2, 2, 2]), 6)
    each_once(sized(student.minibatches(X, y, 3), [3, 3]), 6)


@visible("minibatches", try_it="len(list(minibatches(np.ones((3, 2)), np.ones((3, 1)), 100)))   # should be 1")
def test_minibatches_is_one_batch_where_batch_size_is_larger_than_n(student):
    X, y = numbered(3)
    each_once(sized(student.minibatches(X, y, 100), [3]), 3)


@visible(
    "minibatches",
    try_it="[(X_b - y_b).tolist() for X_b, y_b in minibatches(np.arange(6.0).reshape(6, 1), "
    "np.arange(6.0).reshape(6, 1), 4, np.random.default_rng(0))]   # zeros alone",
)
def test_minibatches_with_rng_keeps_pairs_together(student):
    X, y = numbered(11)
    for seed in range(3):
        together(pairs(student.minibatches(X, y, 4, np.random.default_rng(seed))))


@visible(
    "minibatches",
    try_it="[sorted(X_b[:, 0].tolist()) for X_b, _ in minibatches(np.arange(6.0).reshape(6, 1), np.ones((6, 1)), 4, "
    "np.random.default_rng(0))]   # a list of four, then one of two: 0.0 to 5.0, each once",
)
def test_minibatches_with_rng_has_each_sample_exactly_once(student):
    X, y = numbered(11)
    for seed in range(3):
        each_once(sized(student.minibatches(X, y, 4, np.random.default_rng(seed)), [4, 4, 3]), 11)


@visible("minibatches", weight=2)
def test_minibatches_is_shuffled_by_rng(student):
    X, y = numbered(40)  # two orders are the same once in 40!, about 1e48
    orders = []
    for seed in (1, 2, 3):
        orders.append(each_once(pairs(student.minibatches(X, y, 8, np.random.default_rng(seed))), 40))
        if orders[-1] == list(range(40)):
            raise Mismatch("values", "keeps the samples in their order, though it was given an rng")
        if orders[-1] in orders[:-1]:
            raise Mismatch("values", "has the same order for generators of different seeds", advice="Draw from rng.")


@visible("minibatches")
def test_minibatches_draws_from_the_rng_alone(student):
    X, y = numbered(40)
    orders = []
    for _ in range(2):
        orders.append(each_once(pairs(student.minibatches(X, y, 8, np.random.default_rng(1))), 40))
        drawn_from_rng_alone(orders[0], orders[-1])


@visible("minibatches")
def test_minibatches_leaves_its_arguments_alone(student):
    X, y = numbered(5)
    pure(student.minibatches, X, y, 3)
    pure(student.minibatches, X, y, 3, np.random.default_rng(1))


# gradient_descent


@visible(
    "gradient_descent",
    weight=2,
    try_it='gradient_descent(np.arange(5.0), np.arange(5.0), {"a": np.ones(1), "b": np.zeros(1)}, 0.5, '
    'lambda X, y, p: (0.0, {"a": p["b"] - y.mean(), "b": p["a"]}), 2, epochs=1)[0]'
    "   # {'a': array([5.3125]), 'b': array([-2.5])}",
)
def test_gradient_descent_takes_a_step_after_each_batch(student):
    # The gradients are (-1.5, 0.5) for W and -1 for b, then (-2.875, -3.375) and -6.25, then (4.90625, -3.96875) and
    # 0.9375 on the last sample.
    got = student.gradient_descent(SAMPLES, TARGETS, START, 0.25, distance, 2, epochs=1)
    trained(got, {"W": [[0.8671875, 0.7109375]], "b": [[2.078125]]})


@visible(
    "gradient_descent",
    try_it='gradient_descent(np.eye(3), np.eye(3), {"a": np.ones(1), "b": np.zeros(1)}, 0.25, '
    'lambda X, y, p: (0.0, {"a": p["a"] + p["b"], "b": p["a"] - p["b"]}), epochs=2)[0]'
    "   # {'a': array([0.625]), 'b': array([-0.5])}",
)
def test_gradient_descent_takes_two_full_steps_worked_out_by_hand(student):
    # The gradients are (-1.6, -2.5) for W and their sum -4.1 for b, then (-0.175, -0.85) and -1.025.
    got = student.gradient_descent(SAMPLES, TARGETS, START, 0.25, distance, epochs=2)
    trained(got, {"W": [[1.44375, -0.1625]], "b": [[1.78125]]})


@visible(
    "gradient_descent",
    try_it='gradient_descent(np.eye(3), np.eye(3), {"w": np.ones(1)}, 0.25, '
    'lambda X, y, p: (float(p["w"][0] ** 2), {"w": 2 * p["w"]}), epochs=2)[1]   # [1.0, 0.25]',
)
def test_gradient_descent_notes_the_loss_before_each_full_step(student):
    recorded(student.gradient_descent(SAMPLES, TARGETS, START, 0.25, distance, epochs=2), [19.225, 15.1965625])


@visible(
    "gradient_descent",
    try_it='gradient_descent(np.arange(5.0), np.arange(5.0), {"w": np.ones(1)}, 0.5, '
    'lambda X, y, p: (float(p["w"][0]), {"w": p["w"] - y.mean()}), 2, epochs=1)[1]   # [1.025]',
)
def test_gradient_descent_weights_the_losses_in_history_by_batch_size(student):
    # The losses of the batches are 3.75 and 30.328125 (two samples each) and 19.9111328125 (one).
    recorded(student.gradient_descent(SAMPLES, TARGETS, START, 0.25, distance, 2, epochs=1), [17.6134765625])


@visible("gradient_descent")
def test_gradient_descent_has_one_number_an_epoch_in_history(student):
    for batch_size, epochs in ((None, 4), (2, 3), (1, 1), (100, 2)):
        got = student.gradient_descent(SAMPLES, TARGETS, START, 0.1, distance, batch_size, epochs=epochs)
        one_number_per_epoch(unpack(got, "params", "history")[1], epochs)


@visible("gradient_descent")
def test_gradient_descent_draws_from_the_rng_alone(student):
    answers = []
    for _ in range(2):
        rng = np.random.default_rng(1)
        got = student.gradient_descent(SAMPLES, TARGETS, START, 0.25, distance, 3, epochs=4, rng=rng)
        answers.append(parameters(unpack(got, "params", "history")[0], {"W": (1, 2), "b": (1, 1)}, what="params"))
        drawn_from_rng_alone(answers[0]["W"], answers[-1]["W"])


@visible("gradient_descent")
def test_gradient_descent_with_another_seed_takes_another_way(student):
    X = np.arange(30.0).reshape(30, 1)
    params = {"W": np.zeros((1, 1)), "b": np.zeros((1, 1))}
    answers = []
    for seed in (1, 2):  # the same batches by chance: once in 30! / (4!)**7 / 2, about 3e22
        rng = np.random.default_rng(seed)
        got = student.gradient_descent(X, np.sqrt(X), params, 0.2, distance, 4, epochs=1, rng=rng)
        answers.append(parameters(unpack(got, "params", "history")[0], {"W": (1, 1), "b": (1, 1)}, what="params"))
    if np.array_equal(answers[0]["W"], answers[1]["W"]):
        raise Mismatch(
            "values", "has the same result for generators of different seeds",
            advice="Draw an order from rng, and take both X and y in it.",
        )  # fmt: skip


@visible("gradient_descent", weight=2)
def test_gradient_descent_leaves_its_arguments_alone(student):
    pure(student.gradient_descent, SAMPLES, TARGETS, START, 0.1, distance, 3, epochs=2)
    rng = np.random.default_rng(1)
    pure(student.gradient_descent, SAMPLES, TARGETS, START, 0.1, distance, 3, epochs=2, rng=rng)


@advice("gradient_descent")
def test_gradient_descent_from_whole_numbers(student):
    def descend(W, b):
        return student.gradient_descent(SAMPLES, TARGETS, {"W": W, "b": b}, 0.25, distance, 3, epochs=2)

    same_for_whole_numbers(descend, np.array([[1, -1]]), np.array([[2]]))


# logistic_loss


@visible(
    "logistic_loss",
    weight=2,
    try_it="logistic_loss(np.array([[1.0, 2.0], [4.0, 0.0], [0.0, 3.0]]), np.array([[1.0], [0.0], [0.0]]), "
    '{"W": np.array([[0.5], [-1.0]]), "b": np.array([[0.25]])})'
    "   # loss 1.3047, W [[0.9471] [-0.45811]], b [[0.06248]]",
)
def test_logistic_loss_of_five_samples_worked_out_by_hand(student):
    # The odds are 2 ** (x1 - 1) * 3 ** x2, so the probabilities are 0.75, 0.2, 0.8, 0.6 and 0.1.
    X = np.array([[1.0, 1.0], [-1.0, 0.0], [3.0, 0.0], [0.0, 1.0], [1.0, -2.0]])
    y = np.array([[1.0], [0.0], [0.0], [1.0], [0.0]])
    params = {"W": np.array([[np.log(2.0)], [np.log(3.0)]]), "b": np.array([[-np.log(2.0)]])}
    # The loss is -log(0.75 * 0.8 * 0.2 * 0.6 * 0.9) / 5, and A - y is -0.25, 0.2, 0.8, -0.4 and 0.1.
    both(student.logistic_loss(X, y, params), 0.54728994, {"W": [[0.41], [-0.17]], "b": [[0.09]]})


@visible(
    "logistic_loss",
    try_it="logistic_loss(np.array([[1.0], [-1.0], [1.0]]), np.array([[1.0], [1.0], [0.0]]), "
    '{"W": np.array([[1000.0]]), "b": np.zeros((1, 1))})   # finite numbers, no inf and no nan',
)
def test_logistic_loss_is_finite_where_the_model_is_sure(student):
    X, y = np.array([[1.0, 0.5], [-1.0, 2.0], [1.0, 3.0]]), np.array([[1.0], [1.0], [0.0]])
    params = {"W": np.array([[1000.0], [0.25]]), "b": np.array([[-0.5]])}
    loss, grads = unpack(student.logistic_loss(X, y, params), "loss", "grads")
    number(loss, what="loss")
    parameters(grads, {"W": (2, 1), "b": (1, 1)}, what="grads")


@visible("logistic_loss")
def test_logistic_loss_leaves_its_arguments_alone(student):
    X, y = np.array([[1.0, 2.0], [0.5, -1.0], [2.0, 0.0]]), np.array([[1.0], [0.0], [1.0]])
    pure(student.logistic_loss, X, y, {"W": np.array([[0.3], [-0.2]]), "b": np.array([[0.1]])})


@advice("logistic_loss")
def test_logistic_loss_of_whole_numbers(student):
    params = {"W": np.array([[0.2], [-0.01], [-0.5]]), "b": np.array([[0.1]])}
    X = np.array([[0, 3, 1], [2, 200, 0], [1, 0, 1], [4, 1, 2]], dtype=np.uint8)
    y = np.array([[1], [0], [0], [1]], dtype=np.uint8)
    same_for_whole_numbers(lambda X, y: student.logistic_loss(X, y, params), X, y)


# Practice


@visible("count_batches", try_it="count_batches(9, 4)   # should be 3")
def test_count_batches_counts_the_smaller_last_batch(student):
    for n, batch_size, expected in ((11, 4, 3), (9, 4, 3)):
        close(student.count_batches(n, batch_size), expected)


@visible("count_batches", try_it="count_batches(8, 4)   # should be 2")
def test_count_batches_where_nothing_is_left_over(student):
    for n, batch_size, expected in ((8, 4, 2), (7, 1, 7)):
        close(student.count_batches(n, batch_size), expected)


@visible("count_batches", try_it="range(count_batches(10, 4))   # range(0, 3)")
def test_count_batches_gives_a_whole_number_that_range_takes(student):
    count(student.count_batches(10, 4), 3)


@visible(
    "shuffle_together",
    try_it="sorted(zip(*(Z[:, 0].tolist() for Z in shuffle_together(np.arange(4.0).reshape(4, 1), np.arange(4.0, 8.0)"
    ".reshape(4, 1), np.random.default_rng(0)))))   # [(0.0, 4.0), (1.0, 5.0), (2.0, 6.0), (3.0, 7.0)]",
)
def test_shuffle_together_keeps_every_pair_together(student):
    for seed in range(3):
        shuffled(student, 13, seed)


@visible("shuffle_together")
def test_shuffle_together_takes_its_order_from_rng(student):
    orders = []
    for seed in (5, 6):  # two orders are the same once in 30!, about 1e32
        orders.append(shuffled(student, 30, seed))
        if orders[-1] == list(range(30)):
            raise Mismatch("values", "does not change the order")
        if orders[-1] in orders[:-1]:
            raise Mismatch("values", "has the same order for generators of different seeds", advice="Draw from rng.")


@visible("shuffle_together")
def test_shuffle_together_leaves_its_arguments_alone(student):
    X, y = numbered(6)
    pure(student.shuffle_together, X, y, np.random.default_rng(7))


@visible(
    "mean_batch_loss",
    try_it="mean_batch_loss(np.array([4.0, 1.5, 0.5]), np.array([4, 6, 3]))   # should be 2.0385",
)
def test_mean_batch_loss_of_three_batches_worked_out_by_hand(student):
    # (4 * 4 + 6 * 1.5 + 3 * 0.5) / 13
    close(student.mean_batch_loss(np.array([4.0, 1.5, 0.5]), np.array([4, 6, 3])), 2.03846154)


@visible(
    "moving_average",
    try_it="moving_average(np.array([1.0, 3.0, 8.0, 4.0, -6.0, 5.0, 10.0]), 3)   # should be [4. 5. 2. 1. 3.]",
)
def test_moving_average_of_windows_of_three(student):
    close(student.moving_average(np.array([1.0, 3.0, 8.0, 4.0, -6.0, 5.0, 10.0]), 3), [4.0, 5.0, 2.0, 1.0, 3.0])


@advice("moving_average")
def test_moving_average_of_whole_numbers(student):
    same_for_whole_numbers(student.moving_average, np.array([200, 100, 51, 255], dtype=np.uint8), 2)


# Stretch


MIXED = np.array([2, 0, 1, 2, 0, 2, 0, 2, 1, 0, 2, 0, 2, 2, 0, 1, 2, 2, 0])  # 7 zeros, 3 ones, 9 twos


@visible(
    "stratified_batches",
    try_it="labels = np.array([0, 0, 1, 0, 1, 1, 0, 0, 1, 0]); batches = stratified_batches(labels, 3, "
    "np.random.default_rng(0)); sorted(np.bincount([labels[row] for row in rows], minlength=2).tolist() "
    "for rows in batches)   # should be [[2, 1], [2, 1], [2, 2]]",
)
def test_stratified_batches_have_each_class_evenly(student):
    dealt(student.stratified_batches(MIXED, 3, np.random.default_rng(4)), MIXED, 3)


@visible("stratified_batches")
def test_stratified_batches_leave_nobody_out_where_nothing_divides(student):
    for n_batches in (2, 4, 5):
        dealt(student.stratified_batches(MIXED, n_batches, np.random.default_rng(5)), MIXED, n_batches)


@visible("stratified_batches")
def test_stratified_batches_draw_from_the_rng_alone(student):
    one, other = (student.stratified_batches(MIXED, 3, np.random.default_rng(6)) for _ in range(2))
    drawn_from_rng_alone(np.concatenate(dealt(one, MIXED, 3)), np.concatenate(dealt(other, MIXED, 3)))


@visible("stratified_batches")
def test_stratified_batches_leave_it_to_chance_who_comes_together(student):
    # Equal by chance for two seeds: 1 in C(40, 20) ** 2, about 5e-23.
    labels = np.arange(80) % 2
    first, second = (
        {*dealt(student.stratified_batches(labels, 2, np.random.default_rng(seed)), labels, 2)[0]} for seed in (1, 2)
    )
    if first in (second, set(range(80)) - second):
        raise Mismatch(
            "values",
            "puts the same samples together for generators of different seeds",
            advice="Shuffle the positions with rng before you deal them out.",
        )


@visible("stratified_batches")
def test_stratified_batches_leaves_labels_alone(student):
    pure(student.stratified_batches, np.array([1, 0, 1, 1, 0]), 2, np.random.default_rng(0))
