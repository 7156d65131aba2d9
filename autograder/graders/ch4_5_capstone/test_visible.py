"""The tests of chapter 4.5 that you are given. Run them with: pytest"""

import functools

import numpy as np

from autograder.checks import (
    Mismatch,
    StudentRaised,
    array,
    close,
    one_number_per_epoch,
    parameters_close,
    pure,
    raises,
    unpack,
    visible,
)
from course_data import load_mnist

# momentum_update


@visible(
    "momentum_update",
    try_it="momentum_update(np.array([4.0, -2.0]), np.array([2.0, 3.0]), 0.75, 0.1)   # should be [2.8 -1.8]",
)
def test_momentum_update_of_two_numbers_worked_out_by_hand(student):
    close(student.momentum_update(np.array([4.0, -2.0]), np.array([2.0, 3.0]), 0.75, 0.1), [2.8, -1.8])


@visible(
    "momentum_update",
    try_it="momentum_update(np.array([1.0, 0.0]), np.array([2.0, -1.0]), 0.9, 0.1)   # should be [0.7 0.1]",
)
def test_momentum_update_of_the_worked_example(student):
    close(student.momentum_update(np.array([1.0, 0.0]), np.array([2.0, -1.0]), 0.9, 0.1), [0.7, 0.1])


@visible(
    "momentum_update", try_it="momentum_update(np.zeros(2), np.array([4.0, -2.0]), 0.9, 0.25)   # should be [-1. 0.5]"
)
def test_momentum_update_from_rest_is_a_plain_step_downhill(student):
    close(student.momentum_update(np.zeros(2), np.array([4.0, -2.0]), 0.9, 0.25), [-1.0, 0.5])


@visible(
    "momentum_update", try_it="momentum_update(np.array([2.0, -4.0]), np.zeros(2), 0.75, 0.1)   # should be [1.5 -3.]"
)
def test_momentum_update_rolls_on_where_the_ground_is_flat(student):
    close(student.momentum_update(np.array([2.0, -4.0]), np.zeros(2), 0.75, 0.1), [1.5, -3.0])


@visible("momentum_update")
def test_momentum_update_gains_speed_on_an_even_slope(student):
    v, grad = np.zeros((1, 2)), np.array([[1.0, -2.0]])
    for speed in (0.1, 0.19, 0.271):
        v = array(student.momentum_update(v, grad, 0.9, 0.1), (1, 2))
        close(v, [[-speed, 2 * speed]], what="the velocity")


@visible("momentum_update", try_it="momentum_update(np.array([9.0]), np.array([2.0]), 0.0, 0.5)   # should be [-1.]")
def test_momentum_update_forgets_the_old_velocity_where_mu_is_zero(student):
    close(student.momentum_update(np.array([9.0, -7.0]), np.array([2.0, 1.0]), 0.0, 0.5), [-1.0, -0.5])


@visible("momentum_update")
def test_momentum_update_leaves_its_arguments_alone(student):
    pure(student.momentum_update, np.array([1.0, -2.0]), np.array([0.5, 3.0]), 0.9, 0.1)


# momentum_descent


def half_squared_distance(X, y, params):
    """Mean of (w - y) ** 2 / 2, whose gradient is the mean of w - y: it pulls w towards the targets."""
    error = params["w"] - y
    return float((error**2).mean() / 2), {"w": error.mean(axis=0, keepdims=True)}


def even_slope(X, y, params):
    """A plane that rises by 1 with w and falls by 2 with each number of c, wherever one stands on it."""
    w, c = params["w"], params["c"]
    return float(w.sum() - 2 * c.sum()), {"w": np.ones(w.shape), "c": np.full(c.shape, -2.0)}


def trained(got, params, history):
    """Check a result (params, history) of momentum_descent. Wide enough for a student who works in float32."""
    found, losses = unpack(got, "params", "history")
    parameters_close(found, params, what="params", rtol=1e-4)
    close(one_number_per_epoch(losses, len(history)), history, what="history", rtol=1e-4)


def numbered(n):
    """n samples that tell their own number, and targets that tell it too: X[i] = [i, -i], y[i] = [10 i]."""
    i = np.arange(float(n)).reshape(-1, 1)
    return np.hstack([i, -i]), 10 * i


@visible("momentum_descent")
def test_momentum_descent_takes_three_steps_worked_out_by_hand(student):
    X, y = np.zeros((3, 1)), np.array([[8.0], [4.0], [5.5]])
    params = {"w": np.array([[0.0]])}
    # The gradients are -8, -2 and -2, the velocities 2, 1.5 and 1.25: w goes from 0 to 2, 3.5 and 4.75. The losses
    # before the steps are 32, 2 and 2.
    got = student.momentum_descent(X, y, params, 0.25, half_squared_distance, 1, mu=0.5, epochs=1)
    trained(got, {"w": [[4.75]]}, [12.0])


FIVE = np.array([[6.0], [10.0], [5.0], [7.0], [6.0]])


@visible("momentum_descent", weight=2)
def test_momentum_descent_keeps_its_velocity_from_batch_to_batch(student):
    params = {"w": np.array([[0.0]])}
    # The gradients are -8, -4 and -2, the velocities 2, 2 and 1.5: w goes from 0 to 2, 4 and 5.5.
    got = student.momentum_descent(np.zeros((5, 1)), FIVE, params, 0.25, half_squared_distance, 2, mu=0.5, epochs=1)
    got, _ = unpack(got, "params", "history")
    parameters_close(got, {"w": [[5.5]]}, what="params", rtol=1e-4)


@visible("momentum_descent", weight=2)
def test_momentum_descent_keeps_its_velocity_from_epoch_to_epoch(student):
    X, y = np.zeros((4, 1)), np.zeros((4, 1))
    params = {"w": np.array([[0.0]]), "c": np.array([1.0, 3.0])}
    # Two epochs of two batches each: four steps. The velocities of w are -1, -1.5, -1.75 and -1.875.
    got, _ = unpack(student.momentum_descent(X, y, params, 1.0, even_slope, 2, mu=0.5, epochs=2), "params", "history")
    parameters_close(got, {"w": [[-6.125]], "c": [13.25, 15.25]}, what="params", rtol=1e-4)


@visible("momentum_descent")
def test_momentum_descent_weights_the_losses_in_history_by_batch_size(student):
    params = {"w": np.array([[0.0]])}
    # w is 0, 2 and 4 when the batches come, and their losses are 34 and 8.5 (two samples each) and 2 (one sample).
    got = student.momentum_descent(np.zeros((5, 1)), FIVE, params, 0.25, half_squared_distance, 2, mu=0.5, epochs=1)
    _, history = unpack(got, "params", "history")
    close(one_number_per_epoch(history, 1)[0], 17.4, what="history[0]")


@visible("momentum_descent")
def test_momentum_descent_keeps_nine_tenths_of_its_velocity_if_not_told_otherwise(student):
    X, y = np.zeros((1, 1)), np.zeros((1, 1))
    params = {"w": np.array([[0.0]]), "c": np.array([0.0])}
    # The velocities of w are -0.1, -0.19 and -0.271.
    got, _ = unpack(student.momentum_descent(X, y, params, 0.1, even_slope, epochs=3), "params", "history")
    parameters_close(got, {"w": [[-0.561]], "c": [1.122]}, what="params", rtol=1e-4)


@visible("momentum_descent")
def test_momentum_descent_has_one_number_an_epoch_in_history(student):
    X, y = numbered(5)
    params = {"w": np.array([[1.0]])}
    for batch_size, epochs in ((None, 4), (2, 3), (1, 1), (100, 2)):
        got = student.momentum_descent(X, y, params, 0.01, half_squared_distance, batch_size, epochs=epochs)
        _, history = unpack(got, "params", "history")
        one_number_per_epoch(history, epochs)


@visible("momentum_descent")
def test_momentum_descent_leaves_its_arguments_alone(student):
    X, y = numbered(5)
    params = {"w": np.array([[1.0]])}
    pure(student.momentum_descent, X, y, params, 0.01, half_squared_distance, 2, epochs=2)
    rng = np.random.default_rng(1)
    pure(student.momentum_descent, X, y, params, 0.01, half_squared_distance, 2, epochs=2, rng=rng)


# accuracy


PROBABILITIES = np.array(
    [[0.1, 0.4, 0.5], [0.2, 0.5, 0.3], [0.3, 0.3, 0.4], [0.2, 0.6, 0.2], [0.2, 0.5, 0.3], [0.2, 0.5, 0.3]]
)  # predicted: 2, 1, 2, 1, 1 and 1


@visible("accuracy", try_it="accuracy(np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0, 0]))   # should be 0.5")
def test_accuracy_of_two_samples_and_of_six(student):
    half = student.accuracy(np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0, 0]))
    four_of_six = student.accuracy(PROBABILITIES, np.array([2, 1, 2, 2, 1, 0]))
    all_of_six = student.accuracy(PROBABILITIES, np.array([2, 1, 2, 1, 1, 1]))
    close(half, 0.5, what="the accuracy of two samples, one of them right,")
    close(four_of_six, 2 / 3, what="the accuracy of six samples, four of them right,")
    close(all_of_six, 1.0, what="the accuracy of six samples, all of them right,")


# Predicted: 0, 2, 1, 2 and 2. No score is above one half, or they do not sum to 1.
SCORES = np.array([[0.4, 0.3, 0.3], [0.3, 0.3, 0.4], [-5.0, -1.0, -2.0], [7.0, 0.0, 9.0], [0.0, 0.1, 0.2]])
TRUTH = np.array([0, 2, 1, 0, 2])


@visible("accuracy", weight=2)
def test_accuracy_of_labels_and_any_scores(student):
    close(student.accuracy(SCORES, TRUTH), 0.8)
    close(student.accuracy(SCORES, np.array([1, 0, 1, 1, 1])), 0.2)


@visible("accuracy", weight=2)
def test_accuracy_of_one_hot_targets(student):
    close(student.accuracy(SCORES, np.eye(3)[TRUTH]), 0.8)
    close(student.accuracy(SCORES, np.eye(3)[[1, 0, 1, 1, 1]]), 0.2)


@visible("accuracy")
def test_accuracy_is_one_where_all_is_right_and_zero_where_all_is_wrong(student):
    close(student.accuracy(SCORES, np.array([0, 2, 1, 2, 2])), 1.0)
    close(student.accuracy(SCORES, np.array([1, 0, 2, 0, 0])), 0.0)


@visible("accuracy", try_it="accuracy(np.eye(3), np.array([0, 1]))   # ValueError: three samples, two targets")
def test_accuracy_refuses_targets_that_do_not_fit(student):
    raises(ValueError, student.accuracy, SCORES, np.array([0, 2, 1, 0]))
    raises(ValueError, student.accuracy, SCORES, np.array([0]))
    raises(ValueError, student.accuracy, SCORES, np.eye(3)[[0, 2, 1, 0]])
    raises(ValueError, student.accuracy, SCORES, np.eye(3)[[1]])
    raises(ValueError, student.accuracy, SCORES, np.eye(4)[TRUTH])
    raises(ValueError, student.accuracy, SCORES, np.eye(2)[[0, 1, 1, 0, 1]])


@visible("accuracy")
def test_accuracy_leaves_its_arguments_alone(student):
    pure(student.accuracy, SCORES, TRUTH)
    pure(student.accuracy, SCORES, np.eye(3)[TRUTH])


# confusion_matrix


@visible("confusion_matrix")
def test_confusion_matrix_of_four_samples_of_two_classes(student):
    y_pred = np.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.7], [0.4, 0.6]])
    # Classes 0 0 1 1 were taken for 0 1 1 1.
    close(student.confusion_matrix(y_pred, np.array([0, 0, 1, 1]), 2), [[1, 1], [0, 2]])


# Predicted: 2, 2, 2, 0, 1, 1 and 2.
MANY_SCORES = np.array([
    [0.1, 0.2, 0.7], [0.3, 0.3, 0.4], [-3.0, -2.0, -1.0], [5.0, 1.0, 4.0],
    [0.2, 0.6, 0.2], [0.0, 0.1, 0.05], [1.0, 2.0, 3.0],
])  # fmt: skip
MANY_TRUTH = np.array([0, 0, 0, 0, 1, 2, 2])
MANY_COUNTS = [[1, 0, 3], [0, 1, 0], [0, 1, 1]]


@visible("confusion_matrix", weight=2)
def test_confusion_matrix_counts_a_mistake_as_often_as_it_was_made(student):
    close(student.confusion_matrix(MANY_SCORES, MANY_TRUTH, 3), MANY_COUNTS)


@visible("confusion_matrix", weight=2)
def test_confusion_matrix_of_one_hot_targets(student):
    close(student.confusion_matrix(MANY_SCORES, np.eye(3)[MANY_TRUTH], 3), MANY_COUNTS)
    close(student.confusion_matrix(MANY_SCORES[:3], np.eye(3)[[1, 2, 1]], 3), [[0, 0, 0], [0, 0, 2], [0, 0, 1]])


@visible("confusion_matrix")
def test_confusion_matrix_has_zeros_for_classes_that_do_not_occur(student):
    y_pred = np.eye(5)[[1, 1, 3]]
    expected = np.zeros((5, 5))
    expected[1, 1] = expected[3, 1] = expected[3, 3] = 1
    close(student.confusion_matrix(y_pred, np.array([1, 3, 3]), 5), expected)


@visible("confusion_matrix")
def test_confusion_matrix_holds_every_sample_once(student):
    rng = np.random.default_rng(41)
    labels = rng.integers(0, 4, 50)
    counts = array(student.confusion_matrix(rng.random((50, 4)), labels, 4), (4, 4))
    close(counts.sum(), 50, what="the sum of all counts")
    close(counts.sum(axis=1), np.bincount(labels, minlength=4), what="the sums of the rows")


@visible("confusion_matrix")
def test_confusion_matrix_refuses_targets_that_do_not_fit(student):
    raises(ValueError, student.confusion_matrix, SCORES, np.array([0, 2, 1, 0]), 3)
    raises(ValueError, student.confusion_matrix, SCORES, np.array([0]), 3)
    raises(ValueError, student.confusion_matrix, SCORES, np.eye(3)[[0, 2, 1, 0]], 3)
    raises(ValueError, student.confusion_matrix, SCORES, np.eye(3)[[1]], 3)
    raises(ValueError, student.confusion_matrix, SCORES, np.eye(4)[[0, 2, 1, 0, 2]], 3)
    raises(ValueError, student.confusion_matrix, SCORES, np.eye(2)[[0, 1, 1, 0, 1]], 3)


@visible("confusion_matrix")
def test_confusion_matrix_leaves_its_arguments_alone(student):
    pure(student.confusion_matrix, MANY_SCORES, MANY_TRUTH, 3)
    pure(student.confusion_matrix, MANY_SCORES, np.eye(3)[MANY_TRUTH], 3)


# train_capstone and predict_capstone


@functools.cache
def mnist(subset):
    return load_mnist(subset=subset)


def copies(n, seed):
    """Noisy copies of ten digits, one of each kind, with their labels: any model that learns at all learns these."""
    digits, rng = mnist("train"), np.random.default_rng(seed)
    ten = [np.flatnonzero(digits.target == digit)[0] for digit in range(10)]
    labels = rng.integers(0, 10, n)
    X = 0.8 / 255 * digits.data[ten][labels] + 0.2 * rng.random((n, 784))
    return X.astype(np.float32), labels


def trained_model(student, X, labels, seed):
    """What train_capstone returns for these images, checked to be parameters."""
    y = np.eye(10, dtype=np.float32)[labels]
    return checked_params(student.train_capstone(X, y, np.random.default_rng(seed)))


def checked_params(params):
    if not isinstance(params, dict) or not params:
        seen = "an empty dictionary" if isinstance(params, dict) else f"{type(params).__name__}, not a dictionary"
        advice = "Return the trained parameters alone: a dictionary of arrays, which predict_capstone reads."
        raise Mismatch("type", f"the result is {seen}", advice=advice)
    for name, value in params.items():
        if isinstance(value, int | float | np.ndarray | np.generic) and not np.isfinite(value).all():
            advice = "The training has gone off: a smaller learning rate, or first weights that are not so large."
            raise Mismatch("finite", f"params[{name!r}] holds values that are not finite", advice=advice)
        array(np.asarray(value) if isinstance(value, int | float) else value, what=f"params[{name!r}]")
    return params


def scores(student, X, params):
    """What predict_capstone says of these images: (n, 10)."""
    try:
        got = student.predict_capstone(X, params)
    except StudentRaised as raised:
        if "NotImplementedError" in raised.problem.types:
            seen = "returns parameters, but predict_capstone, which is to read them, is not written yet"
            raise Mismatch("raised", seen, advice="Write predict_capstone: the two are one model.") from None
        raise
    return array(got, (len(X), 10), what="what predict_capstone returns")


def verdict(S, labels):
    """What the answers say about the mistake behind them."""
    said = S.argmax(axis=1)
    if (said == said[0]).all():
        return (
            f"It answers {said[0]} for every image. Do all weights start at zero, or with the same number? "
            "Is what is returned what was trained?"
        )
    if (S.argmin(axis=1) == labels).mean() > 0.5:
        return "The true digit has the LOWEST score: return scores that are high where the model is sure."
    if (said == labels).mean() < 0.2:
        return (
            "That is guessing. Is what is returned what was trained? Do images and labels stay together when they are "
            "shuffled? Does the loss fall from epoch to epoch?"
        )
    return "It learns, but too little yet: more epochs, a larger learning rate, momentum. Draw the loss by epoch."


def learned_by_heart(student, seed, least):
    """Train on copies of ten digits, and check what fraction of these very copies is recognized."""
    X, labels = copies(2000, seed)
    S = scores(student, X, trained_model(student, X, labels, seed))
    share = float((S.argmax(axis=1) == labels).mean())
    if share < least:
        seen = f"after training on 2,000 noisy copies of ten digits, {share:.0%} of these very copies are recognized"
        raise Mismatch("values", seen, should_be=f"at least {least:.0%}", advice=verdict(S, labels))


@visible("train_capstone")
def test_train_capstone_returns_parameters_that_predict_capstone_reads(student):
    X, labels = copies(200, seed=41)
    params = trained_model(student, X, labels, seed=1)
    scores(student, X[:7], params)


@visible("train_capstone", weight=2)
def test_train_capstone_learns_ten_digits_by_heart(student):
    learned_by_heart(student, seed=42, least=0.5)


@visible("train_capstone")
def test_train_capstone_leaves_its_arguments_alone(student):
    X, labels = copies(200, seed=43)
    pure(student.train_capstone, X, np.eye(10, dtype=np.float32)[labels], np.random.default_rng(4))


@visible("predict_capstone")
def test_predict_capstone_gives_ten_scores_for_every_image(student):
    X, labels = copies(200, seed=44)
    params = trained_model(student, X, labels, seed=5)
    for n in (7, 1):
        scores(student, X[:n], params)


@visible("predict_capstone", weight=2)
def test_predict_capstone_recognizes_what_train_capstone_has_learned(student):
    learned_by_heart(student, seed=45, least=0.5)


@visible("predict_capstone")
def test_predict_capstone_of_an_image_does_not_depend_on_the_others(student):
    X, labels = copies(200, seed=46)
    params = trained_model(student, X, labels, seed=7)
    together = scores(student, X[:5], params)
    alone = np.concatenate([scores(student, X[i : i + 1], params) for i in (4, 3, 2, 1, 0)])[::-1]
    close(alone, together, what="what five images get, one at a time,", rtol=1e-3)


@visible("predict_capstone")
def test_predict_capstone_leaves_its_arguments_alone(student):
    X, labels = copies(200, seed=47)
    pure(student.predict_capstone, X[:5], trained_model(student, X, labels, seed=8))


# Practice


@visible(
    "valley_path",
    try_it="valley_path(np.array([4.0, 1.0]), 1.0, 2.0, 0.25, 0.5, 1)   # should be [[4. 1.] [3. 0.5]]",
)
def test_valley_path_of_the_worked_example(student):
    path = student.valley_path(np.array([4.0, 1.0]), 1.0, 2.0, 0.25, 0.5, 2)
    close(path, [[4.0, 1.0], [3.0, 0.5], [1.75, 0.0]])


@visible("valley_path")
def test_valley_path_of_no_steps_is_the_start(student):
    close(student.valley_path(np.array([2.0, -3.0]), 1.0, 5.0, 0.1, 0.9, 0), [[2.0, -3.0]])


@visible("valley_path")
def test_valley_path_leaves_its_arguments_alone(student):
    pure(student.valley_path, np.array([4.0, 1.0]), 1.0, 2.0, 0.25, 0.5, 3)


@visible(
    "precision_recall", try_it="precision_recall(np.array([[8, 2], [4, 6]]), 1)   # 6 of 8 and 6 of 10: (0.75, 0.6)"
)
def test_precision_recall_of_the_worked_example(student):
    precision, recall = unpack(student.precision_recall(np.array([[8, 2], [4, 6]]), 1), "precision", "recall")
    close(precision, 0.75, what="the precision")
    close(recall, 0.6, what="the recall")


@visible("precision_recall")
def test_precision_recall_is_zero_where_there_is_nothing_to_divide_by(student):
    # Class 1 was never predicted; class 2 never occurs.
    counts = np.array([[5, 0, 1], [3, 0, 1], [0, 0, 0]])
    for c in (1, 2):
        precision, recall = unpack(student.precision_recall(counts, c), "precision", "recall")
        close(precision, 0.0, what=f"the precision of class {c}")
        close(recall, 0.0, what=f"the recall of class {c}")


@visible("cosine_decay", try_it="cosine_decay(2, 4, 0.1)   # halfway: should be 0.05")
def test_cosine_decay_of_the_worked_example(student):
    for step, rate in ((0, 0.1), (2, 0.05), (4, 0.0)):
        close(student.cosine_decay(step, 4, 0.1), rate, what=f"the rate at step {step}", atol=1e-9)


@visible("cosine_decay", try_it="cosine_decay(1, 3, 0.4)   # should be 0.3")
def test_cosine_decay_of_a_third_of_the_way(student):
    close(student.cosine_decay(1, 3, 0.4), 0.3)
    close(student.cosine_decay(2, 3, 0.4), 0.1)


@visible("shift_image", try_it="shift_image(np.array([[1, 2], [3, 4]]), 0, 1)   # should be [[0 1] [0 3]]")
def test_shift_image_of_the_worked_example(student):
    close(student.shift_image(np.array([[1, 2], [3, 4]]), 0, 1), [[0, 1], [0, 3]])


GRID = np.array([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 10.0, 11.0, 12.0]])


@visible("shift_image")
def test_shift_image_down_up_left_and_not_at_all(student):
    close(student.shift_image(GRID, 1, 0), [[0, 0, 0, 0], [1, 2, 3, 4], [5, 6, 7, 8]])
    close(student.shift_image(GRID, -1, 0), [[5, 6, 7, 8], [9, 10, 11, 12], [0, 0, 0, 0]])
    close(student.shift_image(GRID, 0, -2), [[3, 4, 0, 0], [7, 8, 0, 0], [11, 12, 0, 0]])
    close(student.shift_image(GRID, 0, 0), GRID)


@visible("shift_image")
def test_shift_image_leaves_its_arguments_alone(student):
    pure(student.shift_image, GRID, 1, -1)
    pure(student.shift_image, GRID, 0, 0)
