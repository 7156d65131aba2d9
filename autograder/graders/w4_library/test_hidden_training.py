"""The tests of chapter W.4 that only the grader has: training."""

import time

import numpy as np

from autograder.checks import LONG, Mismatch, Recorded, an_object, array, central_differences, close, hidden
from autograder.graders.w3_network.helpers import NO_STEP, close_losses, dense, entries, rng, take_time, whole
from autograder.graders.w4_library.helpers import layer_of, network_of, network_with, with_batch_norm
from autograder.graders.w4_library.hidden_helpers import adam_path, sgd_path
from autograder.graders.w4_library.test_visible_training import (
    PAIR,
    a_progress,
    an_augment,
    line,
    noted,
    squared_error,
    trained,
)


def chain_case(seed, n=6):
    """Samples, targets, and two layers, the first of them bent."""
    draw = rng(seed)
    X, y = draw.normal(size=(n, 3)), draw.normal(size=(n, 2))
    layers = [(draw.normal(size=(3, 4)), draw.normal(size=(1, 4)), "tanh"),
              (draw.normal(size=(4, 2)), draw.normal(size=(1, 2)), "linear")]  # fmt: skip
    return X, y, layers


def through(X, params):
    return np.tanh(X @ params["W0"] + params["b0"]) @ params["W1"] + params["b1"]


def descended(X, y, layers, path, steps, **settings):
    """The output of two layers after steps on all samples, by central differences and an optimizer's formula."""
    params = {f"{key}{i}": value for i, (W, b, _) in enumerate(layers) for key, value in (("W", W), ("b", b))}
    many_grads = []
    for _ in range(steps):
        now = path(params, many_grads, **settings)[-1] if many_grads else params
        many_grads.append(central_differences(lambda p: float(((through(X, p) - y) ** 2).mean()), now))
    return path(params, many_grads, **settings)[-1]


@hidden("train", weight=3)
def test_train_takes_a_step_of_all_layers(student):
    for seed in (1, 2):
        X, y, layers = chain_case(seed)
        network = network_of(student, *layers)
        history = trained(student, network, X, y, X[:2], y[:2], lr=0.2)
        after = descended(X, y, layers, sgd_path, 1, lr=0.2)
        close(network.predict(X), through(X, after), what="after one step, the answers", rtol=LONG)
        expected = ((through(X[:2], after) - y[:2]) ** 2).mean()
        close_losses(entries(history, "val_loss", 1), [expected], what="val_loss")


@hidden("train", weight=3)
def test_train_keeps_the_memory_of_the_optimizer_from_epoch_to_epoch(student):
    X, y, layers = chain_case(3)
    for path, optimizer, settings in (
        (sgd_path, student.SGD, {"lr": 0.05, "momentum": 0.9}),
        (adam_path, student.Adam, {"lr": 0.05}),
    ):
        network = network_of(student, *layers)
        after = descended(X, y, layers, path, 3, **settings)
        # Validated on what these steps come to, the last epoch is the best.
        target = through(X, after)
        trained(student, network, X, y, X, target, optimizer=optimizer(**settings), epochs=3)
        close(network.predict(X), target, what="after three steps, the answers", rtol=LONG)


@hidden("train", weight=2)
def test_train_weighs_the_loss_of_each_batch_by_its_samples(student):
    X, y = rng(4).normal(size=(7, 1)), rng(5).normal(size=(7, 1))
    for batch_size in (7, 3, 2, 10):
        history = trained(
            student, line(student, 0.5, 0.1), X, y, X[:2], y[:2], lr=1e-12, batch_size=batch_size, epochs=2
        )
        expected = ((0.5 * X + 0.1 - y) ** 2).mean()
        what = f"train_loss, in batches of {batch_size},"
        close_losses(entries(history, "train_loss", 2), [expected] * 2, what=what)


@hidden("train", weight=2)
def test_train_gives_back_the_running_statistics_of_the_best_epoch(student):
    network, _ = with_batch_norm(student, [[0.0, 0.0], [0.0, 0.0]])
    X, y = rng(6).normal(size=(8, 2)) + np.array([3.0, -2.0]), np.zeros((8, 2))
    # Nothing is learned, so that only the running statistics change. The validation samples are answered best where
    # the running mean is theirs.
    mean = [0.0]
    for _ in range(5):
        mean.append(0.9 * mean[-1] + 0.1 * X[:, 0].mean())
    X_val = np.full((2, 2), mean[2])
    X_val[:, 1] = mean[2] / X[:, 0].mean() * X[:, 1].mean()
    layers = network.layers
    layers[1].W, layers[1].b = np.eye(2), np.zeros((1, 2))
    history = trained(student, network, X, y, X_val, np.zeros((2, 2)), lr=NO_STEP, epochs=5)
    close(whole(history.best_epoch, "best_epoch"), 1, what="best_epoch, as the running statistics change,")
    best = an_object(network.layers[0], "the layer of batch normalization")
    close(best.running_mean[0], mean[2], what="running_mean after train", rtol=LONG)
    close(network.predict(X_val), np.zeros((2, 2)), what="what the network answers after train", atol=1e-6)


@hidden("train", weight=2)
def test_train_gives_back_all_that_the_best_epoch_had(student):
    # What is learned makes the first epoch the best: the weight walks away from -1.
    network = line(student)
    trained(student, network, PAIR, 3 * PAIR, PAIR, -PAIR, epochs=3)
    close(network.predict(PAIR), PAIR, what="what the network answers after train, of which epoch 0 was the best,")
    # Layers before, with and behind running statistics.
    draw = rng(33)  # with these numbers, the third epoch is the best
    normal = layer_of(student, "BatchNorm", 3)
    ends = [dense(student, draw.normal(size=(n, k)), np.zeros((1, k))) for n, k in ((2, 3), (3, 1))]
    network = network_with(student, [ends[0], normal, ends[1]])
    X, X_val = 2 + draw.normal(size=(12, 2)), 1 + draw.normal(size=(5, 2))
    y, y_val = draw.normal(size=(12, 1)), draw.normal(size=(5, 1))
    history = trained(student, network, X, y, X_val, y_val, lr=0.2, epochs=8)
    after = squared_error(array(network.predict(X_val), (5, 1)), y_val)[0]
    what = "the validation loss of the network after train, beside min(val_loss),"
    close(after, min(entries(history, "val_loss", 8)), what=what, rtol=LONG)


@hidden("train")
def test_train_normalizes_by_the_batch_in_training_alone(student):
    network, _ = with_batch_norm(student, [[0.0, 0.0], [0.0, 0.0]])
    X, y = rng(7).normal(size=(6, 2)) * 5, np.ones((6, 2))
    history = trained(student, network, X, y, X[:1], y[:1], lr=NO_STEP)
    X_hat = (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 1e-5)
    W, b = np.array([[1.0, -1.0], [2.0, 0.5]]), np.array([[0.0, 1.0]])
    close_losses(entries(history, "train_loss", 1), [((X_hat @ W + b - y) ** 2).mean()], what="train_loss")
    var = 0.9 * 0.9 + 0.1 * X.var(axis=0)
    used = (X[:1] - 0.1 * X.mean(axis=0)) / np.sqrt(var + 1e-5)
    close_losses(entries(history, "val_loss", 1), [((used @ W + b - y[:1]) ** 2).mean()], what="val_loss")


@hidden("train")
def test_train_measures_by_the_loss_that_it_is_given(student):
    loss = Recorded(lambda output, y: (float(np.abs(output - y).mean()), np.sign(output - y) / output.size))
    network = line(student, 1.0)
    history = trained(student, network, PAIR, 3 * PAIR, PAIR, 4 * PAIR, lr=0.5, epochs=2, loss=loss)
    # The slope is -1: w becomes 1.5, then 2.
    close_losses(entries(history, "val_loss", 2), [2.5, 2.0], what="val_loss")
    close(network.predict(PAIR), 2 * PAIR, what="what the network answers", rtol=LONG)


@hidden("train")
def test_train_counts_classes_by_the_larger_of_two_outputs(student):
    two = np.array([[2.0, 1.0], [0.2, 0.4], [1.0, 3.0], [-1.0, -2.0]]), np.eye(2)[[0, 1, 0, 0]]
    history = trained(student, network_of(student, (np.eye(2), np.zeros((1, 2)), "linear")), *two, *two, lr=NO_STEP)
    what = "val_accuracy of two outputs, with three of four right,"
    close_losses(entries(history, "val_accuracy", 1), [0.75], what=what)


@hidden("train")
def test_train_hands_each_target_with_its_sample(student):
    loss = Recorded(squared_error)
    X = np.arange(1.0, 9.0)[:, np.newaxis]
    trained(student, line(student, 1.0), X, 10 * X, -X, -10 * X, lr=1e-12, batch_size=3, epochs=2, loss=loss)
    for output, y in loss.calls:
        close(10 * array(output, np.shape(y), what="what loss is given"), y, what="the targets of a batch", rtol=LONG)


@hidden("train")
def test_train_augments_in_every_epoch_and_never_to_validate(student):
    augment = student.inside(an_augment, 50.0)
    seen = noted(student, epochs=3, batch_size=3, augment=augment)
    if sorted(augment.sizes) != [1, 1, 1, 3, 3, 3] or set(augment.kinds) != {"Generator"}:
        raise Mismatch("values", f"in three epochs of two batches, augment is called {len(augment.sizes)} times")
    for X, mode in seen:
        if mode != (X.min() > 50):
            which = "the training batches are not" if mode else "the validation samples are"
            raise Mismatch("values", f"{which} augmented", advice="Augment the training batches alone.")


@hidden("train")
def test_train_takes_the_time_of_each_epoch(student):
    network, start = line(student), time.perf_counter()
    history = trained(student, network, PAIR, PAIR, PAIR, PAIR, epochs=4)
    take_time(entries(history, "seconds", 4), time.perf_counter() - start)


@hidden("train")
def test_train_tells_its_progress_after_each_validation(student):
    progress = student.inside(a_progress)
    trained(student, line(student), PAIR, PAIR, PAIR, PAIR, epochs=4, progress=progress)
    if progress.epochs != [0, 1, 2, 3] or progress.losses != [1, 2, 3, 4]:
        raise Mismatch("values", "progress is not called once per epoch", should_be="for the epochs 0, 1, 2, 3")
