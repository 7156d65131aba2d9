"""The tests of chapter W.3 that only the grader has: training."""

import itertools

import numpy as np

from autograder.checks import LONG, Mismatch, array, close, hidden, pure
from autograder.graders.w3_network.helpers import (
    NO_STEP,
    PAIR,
    close_losses,
    entries,
    fitted,
    layers_of,
    line,
    network_of,
    rng,
    same_text,
    says,
    truth,
    whole,
)
from autograder.graders.w3_network.hidden_helpers import (
    LOSSES,
    TRAININGS,
    chain_case,
    chain_slopes,
    close_to_slopes,
    one_step,
    path,
    sure_of_everything,
    through,
)

# fit


@hidden("fit")
def test_fit_counts_classes_by_the_largest_output(student):
    X_val = np.array([[2.0, 1.0, 1.9], [0.0, 3.0, 1.0], [1.0, 0.0, 0.5], [0.1, 0.0, 0.2]])
    y_val = np.eye(3)[[0, 1, 2, 2]]
    X, y = np.array([[5.0, 0.0, 0.0], [0.0, 0.0, 5.0]]), np.eye(3)[[1, 0]]
    for activation in ("softmax", "sigmoid", "linear"):
        network = network_of(student, (np.eye(3), np.zeros((1, 3)), activation))
        history = fitted(student, network, X, y, X_val, y_val, lr=NO_STEP, epochs=2)
        what = f"val_accuracy of a {activation!r} network, with three of four right,"
        close_losses(entries(history, "val_accuracy", 2), [0.75, 0.75], what=what)
    two = np.array([[2.0, 1.0], [0.2, 0.4], [1.0, 3.0], [-1.0, -2.0]]), np.eye(2)[[0, 1, 0, 0]]
    history = fitted(student, network_of(student, (np.eye(2), np.zeros((1, 2)), "linear")), *two, *two, lr=NO_STEP)
    what = "val_accuracy of two outputs, with three of four right,"
    close_losses(entries(history, "val_accuracy", 1), [0.75], what=what)
    one = np.array([[0.5], [0.25], [0.5], [0.75], [0.5]]), np.array([[1.0], [0.0], [1.0], [1.0], [0.0]])
    history = fitted(student, network_of(student, ([[1.0]], [[0.0]], "linear")), *one, *one, lr=NO_STEP)
    what = "val_accuracy, where an output of 0.5 says 1, with four of five right,"
    close_losses(entries(history, "val_accuracy", 1), [0.8], what=what)


@hidden("fit", weight=3)
def test_fit_takes_a_step_against_the_gradient_of_the_loss_of_its_output(student):
    for seed, training in enumerate(TRAININGS):
        one_step(student, seed, *training)


@hidden("fit")
def test_fit_of_several_sigmoids_takes_the_mean_over_all_elements(student):
    y = np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0], [1.0, 1.0, 0.0], [0.0, 1.0, 1.0], [0.0, 0.0, 0.0]])
    one_step(student, 7, 5, (2, 4, 3), ("tanh", "sigmoid"), y)


@hidden("fit")
def test_fit_trains_every_layer(student):
    X, layers, _ = chain_case(1100, 6, (3, 4, 3, 2), ("tanh", "relu", "softmax"), bias=0.3)
    network = network_of(student, *layers)
    y = np.eye(2)[[0, 1, 1, 0, 1, 0]]
    fitted(student, network, X, y, X, y, lr=0.1)
    slopes = chain_slopes(X, layers, lambda A: LOSSES["softmax"](A, y))
    for i, layer in enumerate(layers_of(network, 3)):
        close_to_slopes(layer.W, layers[i][0] - 0.1 * slopes[f"W{i}"], f"W of layer {i + 1}")
        close_to_slopes(layer.b, layers[i][1] - 0.1 * slopes[f"b{i}"], f"b of layer {i + 1}")


@hidden("fit")
def test_fit_keeps_the_mean_loss_of_each_epoch(student):
    X, layers, _ = chain_case(1200, 12, (2, 3, 1), ("tanh", "sigmoid"), bias=0.3)
    y = (X.sum(axis=1, keepdims=True) > 0).astype(float)
    for batch_size in (12, 4, 3, 5):  # of the last, two samples are left over
        history = fitted(student, network_of(student, *layers), X, y, X[:2], y[:2], NO_STEP, batch_size, epochs=2)
        expected = LOSSES["sigmoid"](through(X, layers), y)
        close_losses(entries(history, "train_loss", 2), [expected] * 2, what=f"train_loss, in batches of {batch_size},")


@hidden("fit", weight=2)
def test_fit_takes_one_step_a_batch_the_last_one_included(student):
    # All samples are the same, so that it does not matter which of them are in a batch.
    for n, batch_size, epochs in ((6, 2, 1), (5, 2, 1), (4, 3, 2), (3, 1, 1), (4, 10, 3)):
        X, y = np.full((n, 1), 2.0), np.full((n, 1), 4.0)
        network = line(student)
        fitted(student, network, X, y, X, y, lr=0.02, batch_size=batch_size, epochs=epochs)
        w = b = 0.0
        for _ in range(epochs * -(-n // batch_size)):
            error = 2 * w + b - 4
            w, b = w - 0.02 * 2 * error * 2, b - 0.02 * 2 * error
        what = f"after {epochs} epochs of {n} samples in batches of {batch_size}, the answer to 2"
        close(network.predict(np.array([[2.0]])), [[2 * w + b]], what=what, rtol=LONG)


@hidden("fit", weight=2)
def test_fit_keeps_the_best_of_many_epochs(student):
    # The line overshoots its target from side to side, so that the validation loss goes up and down; the fourth flees.
    for target, lr, epochs in ((2.9, 0.93, 12), (3.05, 0.97, 12), (3.4, 0.9, 12), (7.0, 1.05, 11), (-1.0, 0.1, 4)):
        network = line(student)
        history = fitted(student, network, PAIR, 3 * PAIR, PAIR, target * PAIR, lr=lr, epochs=epochs)
        losses = [(w - target) ** 2 for w in path(3.0, epochs, lr)]
        close_losses(entries(history, "val_loss", epochs), losses, what="val_loss")
        best = int(np.argmin(losses))
        close(whole(history.best_epoch, "best_epoch"), best, what="best_epoch")
        last = epochs - 1
        if truth(history.stopped_improving, "stopped_improving") != (best < last):
            seen = f"epoch {best} of 0 to {last} is the best, and stopped_improving is {best == last}"
            raise Mismatch("values", seen, should_be=str(best < last))
        best_w = path(3.0, epochs, lr)[best]
        close(network.predict(PAIR), best_w * PAIR, what="what the network answers after fit", rtol=LONG)


@hidden("fit")
def test_fit_goes_back_to_the_best_epoch_in_every_layer(student):
    for seed, (n, sizes, activations, y) in enumerate(TRAININGS):
        X, layers, _ = chain_case(1000 + seed, n, sizes, activations, bias=0.3)
        X_val, y_val = rng(50 + seed).normal(size=(3, sizes[0])), y[[1, 0, 2]]
        network = network_of(student, *layers)
        history = fitted(student, network, X, y, X_val, y_val, lr=0.4, epochs=10)
        losses = entries(history, "val_loss", 10)
        answer = array(network.predict(X_val), y_val.shape, what="what the network answers")
        after = LOSSES[activations[-1]](answer, y_val)
        close(after, min(losses), what="the validation loss of the network after fit, beside min(val_loss),", rtol=LONG)


@hidden("fit")
def test_fit_judges_by_the_validation_loss_and_not_by_the_accuracy(student):
    # The first epoch already has every sample right, and from then on the probabilities grow more sure.
    network = network_of(student, ([[0.1]], [[0.0]], "sigmoid"))
    y = np.array([[0.0], [1.0]])
    history = fitted(student, network, PAIR, y, PAIR, y, lr=0.5, epochs=5)
    close_losses(entries(history, "val_accuracy", 5), [1.0] * 5, what="val_accuracy")
    close(whole(history.best_epoch, "best_epoch"), 4, what="best_epoch")


@hidden("fit")
def test_fit_keeps_samples_and_targets_together(student):
    X = np.linspace(-1, 1, 9).reshape(-1, 1)
    network = line(student)
    history = fitted(student, network, X, 2 * X - 1, X, 2 * X - 1, lr=0.2, batch_size=2, epochs=60)
    entries(history, "train_loss", 60)
    close(network.predict(np.array([[3.0]])), [[5.0]], what="what the line 2 x - 1 answers to 3", rtol=1e-3)


@hidden("fit")
def test_fit_does_take_the_time(student):
    history = fitted(student, line(student), PAIR, PAIR, PAIR, PAIR, batch_size=1, epochs=30)
    if max(entries(history, "seconds", 30)) <= 0:
        raise Mismatch("values", "all of the seconds are 0", advice="time.perf_counter() tells the time in seconds.")


def after_an_epoch(w, b, order):
    """The line w x + b after a step on each of four samples, in this order."""
    for i in order:
        error = w * ORDER_X[i] + b - ORDER_Y[i]
        w, b = w - 0.2 * error * ORDER_X[i], b - 0.2 * error
    return w, b


ORDER_X, ORDER_Y = np.array([-1.0, 0.5, 1.5, 2.0]), np.array([2.0, -1.0, 0.5, 3.0])


@hidden("fit")
def test_fit_shuffles_anew_for_each_epoch(student):
    # Each of the 24 orders of four samples leads to a loss of its own. A second epoch in the order of the first has a
    # probability of 1/24, and eight times running of 1e-11.
    X, y = ORDER_X.reshape(4, 1), ORDER_Y.reshape(4, 1)
    repeats = 0
    for seed in range(8):
        history = fitted(student, line(student), X, y, X, y, lr=0.1, batch_size=1, epochs=2, seed=seed)
        first, second = entries(history, "val_loss", 2)
        ends = {order: after_an_epoch(0.0, 0.0, order) for order in itertools.permutations(range(4))}
        losses = {order: ((w * ORDER_X + b - ORDER_Y) ** 2).mean() for order, (w, b) in ends.items()}
        order = min(losses, key=lambda order: abs(losses[order] - first))
        if not np.isclose(first, losses[order], rtol=LONG):
            seen = "after an epoch in batches of one, the loss fits no order in which each of four samples comes once"
            raise Mismatch("values", seen)
        w, b = after_an_epoch(*ends[order], order)
        repeats += np.isclose(second, ((w * ORDER_X + b - ORDER_Y) ** 2).mean(), rtol=LONG)
    if repeats == 8:
        advice = "Call minibatches with rng inside the loop over epochs."
        raise Mismatch("values", "takes the samples in the same order in every epoch", advice=advice)


@hidden("fit")
def test_fit_stays_finite_for_sigmoids_that_are_quite_sure(student):
    sure_of_everything(student, [[1000.0]], "sigmoid", np.array([[1.0], [0.0]]))


@hidden("fit")
def test_fit_stays_finite_for_probabilities_that_are_quite_sure(student):
    sure_of_everything(student, [[1000.0, -1000.0]], "softmax", np.eye(2))


@hidden("fit")
def test_fit_learns_from_answers_that_are_quite_wrong(student):
    # Every true class has a probability of 0.0000167, so that the slope by its score is -1. An epsilon of 1e-7 that is
    # added to A makes 0.6 % of that: hence the wide tolerance. In the last case the probability is 1e-26.
    X = np.array([[1.0], [2.0], [3.0]])
    for activation, b, y, after in (
        ("sigmoid", [[-11.0]], np.ones((3, 1)), [[-10.0]]),
        ("softmax", [[-11.0, 0.0]], np.eye(2)[[0, 0, 0]], [[-10.0, -1.0]]),
        ("softmax", [[-60.0, 0.0]], np.eye(2)[[0, 0, 0]], [[-59.0, -1.0]]),
    ):
        network = network_of(student, (np.zeros((1, y.shape[1])), b, activation))
        fitted(student, network, X, y, X, y, lr=1.0)
        (layer,) = layers_of(network, 1)
        close(layer.b, after, what=f"b of a {activation!r} layer after one step", atol=0.02)


# Practice


@hidden("progress_bar", weight=2)
def test_progress_bar_at_its_ends_and_between(student):
    for done, total, width in ((0, 7, 5), (7, 7, 5), (1, 3, 10), (99, 100, 10), (5, 9, 30), (1, 1, 1), (3, 40, 10)):
        filled = int(done * width / total + 1e-9)
        same_text(student.progress_bar(done, total, width), "[" + "#" * filled + "." * (width - filled) + "]")


@hidden("is_overfitting", weight=2)
def test_is_overfitting_looks_from_the_best_epoch_to_the_last(student):
    # In the second and third case the last change is for the better; in the fourth the training loss rose at the end.
    says(student.is_overfitting([0.9, 0.5, 0.4, 0.3, 0.2], [1.0, 0.6, 0.7, 0.9, 1.2]), True)
    says(student.is_overfitting([0.9, 0.5, 0.4, 0.3], [0.7, 0.6, 0.9, 0.8]), True)
    says(student.is_overfitting([0.9, 0.5, 0.4, 0.3], [1.0, 0.6, 0.9, 0.8]), True)
    says(student.is_overfitting([0.9, 0.5, 0.1, 0.2], [1.0, 0.6, 0.9, 0.8]), True)
    says(student.is_overfitting([0.9, 0.3, 0.6, 0.5], [1.0, 0.6, 0.9, 0.8]), False)
    says(student.is_overfitting([0.9, 0.5, 0.4], [1.0, 0.6, 0.6]), False)
    says(student.is_overfitting([0.9, 0.5, 0.4, 0.5], [1.0, 0.6, 0.9, 0.8]), False)


@hidden("is_overfitting")
def test_is_overfitting_takes_the_first_of_equal_losses(student):
    says(student.is_overfitting([0.9, 0.4, 0.2, 0.3], [1.0, 0.5, 0.5, 0.6]), True)
    says(student.is_overfitting([0.9, 0.2, 0.4, 0.3], [1.0, 0.5, 0.5, 0.6]), False)


@hidden("is_overfitting")
def test_is_overfitting_of_a_single_epoch(student):
    says(student.is_overfitting([0.9], [0.5]), False)
    says(student.is_overfitting([0.1], [0.5]), False)
    pure(student.is_overfitting, [0.9, 0.5], [1.0, 1.2])
