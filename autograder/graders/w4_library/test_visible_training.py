"""The tests of chapter W.4 that you are given: training. Run them with: pytest"""

import numpy as np

from autograder.checks import LONG, Mismatch, Recorded, an_object, array, calm, close, unless_unwritten, visible
from autograder.graders.w3_network.helpers import NO_STEP, close_losses, dense, entries, rng, truth, whole
from autograder.graders.w4_library.helpers import a_probe, asked, network_of, network_with


def a_progress():
    """Something for train to call after each epoch: it notes the epoch, and how many losses there are by then."""

    class Progress:
        def __init__(self):
            self.epochs, self.losses = [], []

        def __call__(self, epoch, history):
            self.epochs.append(epoch)
            self.losses.append(len(history.val_loss))

    return Progress()


def an_augment(shift):
    """Something for train to send batches through: it notes how many samples there are, and what rng is."""

    class Augment:
        def __init__(self):
            self.sizes, self.kinds = [], []

        def __call__(self, X_b, rng):
            self.sizes.append(len(X_b))
            self.kinds.append(type(rng).__name__)
            return X_b + shift

    return Augment()


PAIR = np.array([[1.0], [-1.0]])
# What a weight comes to from 0, on its way to 3, after each step of a third of what is left.
WALK = np.array([3 - 3 * (2 / 3) ** epoch for epoch in range(1, 7)])


def squared_error(output, y):
    """A loss as train takes it."""
    return float(((output - y) ** 2).mean()), 2 * (output - y) / output.size


def line(student, w=0.0, b=0.0):
    """The network y = w x + b."""
    return network_of(student, ([[w]], [[b]], "linear"))


def trained(student, network, X, y, X_val, y_val, *, lr=1 / 6, batch_size=None, epochs=1, seed=0, **others):
    """Train a network by plain steps; its history, as an object."""
    others = {"loss": squared_error, "optimizer": None, **others}
    optimizer = others.pop("optimizer") or student.SGD(lr)
    got = student.train(
        network, X, y, X_val, y_val, optimizer=optimizer, batch_size=batch_size or len(X), epochs=epochs,
        rng=rng(seed), **others,
    )  # fmt: skip
    if isinstance(got, dict | tuple | list) or got is None:
        kind = "None" if got is None else f"a {type(got).__name__}"
        advice_ = "Return a History, so that history.val_loss and the others can be read."
        raise Mismatch("type", f"the result is {kind}, not an object with attributes", advice=advice_)
    return an_object(got, "the result")


@visible("train")
def test_train_keeps_the_validation_loss_of_each_epoch(student):
    with unless_unwritten(student.train, *[None] * 5, loss=None, optimizer=None, batch_size=1, epochs=0, rng=None):
        network = line(student)
        optimizer = student.SGD(1 / 6)
    history = trained(student, network, PAIR, 3 * PAIR, PAIR, 2.1 * PAIR, optimizer=optimizer, epochs=6)
    close_losses(entries(history, "val_loss", 6), (WALK - 2.1) ** 2, what="val_loss")
    before = np.array([0.0, *WALK[:5]])
    close_losses(entries(history, "train_loss", 6), (before - 3) ** 2, what="train_loss")


@visible("train")
def test_train_finds_the_best_epoch_and_leaves_the_network_with_its_weights(student):
    network = line(student)
    history = trained(student, network, PAIR, 3 * PAIR + 3, PAIR, 2.1 * PAIR + 2.1, epochs=6)
    close(whole(history.best_epoch, "best_epoch"), 2, what="best_epoch")
    close(network.predict(PAIR), WALK[2] * (PAIR + 1), what="what the network answers after train", rtol=LONG)


@visible("train")
def test_train_compares_with_the_best_epoch_so_far(student):
    # With a rate that is too large, the weight leaps to and fro about 3: to 6.3, -0.63, 6.99, -1.39, 7.83.
    leaps = 3 - 3 * (-1.1) ** np.arange(1, 6)
    history = trained(student, line(student), PAIR, 3 * PAIR, PAIR, 7 * PAIR, lr=1.05, epochs=5)
    close_losses(entries(history, "val_loss", 5), (leaps - 7) ** 2, what="val_loss")
    close(whole(history.best_epoch, "best_epoch"), 2, what="best_epoch")
    if not truth(history.stopped_improving, "stopped_improving"):
        raise Mismatch("values", "best_epoch is 2 of five epochs, and stopped_improving is False", should_be="True")


@visible("train")
def test_train_takes_the_first_of_equal_epochs(student):
    history = trained(student, line(student, 1.0), PAIR, 3 * PAIR, PAIR, 2 * PAIR, lr=NO_STEP, epochs=3)
    close(whole(history.best_epoch, "best_epoch"), 0, what="best_epoch, where all three epochs have the same loss,")


@visible("train")
def test_train_says_whether_it_stopped_improving(student):
    cases = ((2.1, 6, True), (3.0, 6, False), (-1.0, 4, True), (3.0, 1, False))
    said = []
    for target, epochs, _ in cases:
        history = trained(student, line(student), PAIR, 3 * PAIR, PAIR, target * PAIR, epochs=epochs)
        said.append(truth(history.stopped_improving, "stopped_improving"))
    if said != [expected for _, _, expected in cases]:
        seen = "of four trainings, whose best epochs are the third of 6, the last of 6, the first of 4 and the only one"
        said = ", ".join(map(str, said))
        raise Mismatch("values", f"{seen}, stopped_improving says {said}", should_be="True, False, True, False")


@visible("train")
def test_train_takes_a_step_on_every_batch_of_an_epoch(student):
    # Five samples that are all alike, in batches of two: three steps, after which the answer to 2 is 1.952.
    X, y = np.full((5, 1), 2.0), np.full((5, 1), 4.0)
    network, schedule = line(student), Recorded(lambda t: 0.02)
    trained(student, network, X, y, X, y, optimizer=student.SGD(schedule), batch_size=2)
    close(network.predict(X[:1]), [[1.952]], what="what the network answers to 2 after an epoch", rtol=LONG)


@visible("train")
def test_train_hands_all_parameters_to_the_optimizer_in_one_step(student):
    network = network_of(
        student, ([[0.5]], [[0.0]], "tanh"), ([[1.0]], [[0.0]], "linear"), ([[2.0]], [[1.0]], "linear")
    )
    schedule = Recorded(lambda t: 0.01)
    trained(student, network, PAIR, PAIR, PAIR, PAIR, optimizer=student.SGD(schedule), batch_size=1, epochs=2)
    asked(schedule, 4, "Call step once for each batch, with all parameters, and always of the optimizer that is given.")


def noted(student, epochs=1, batch_size=2, **others):
    """The layer that notes what it is given, after a training of four samples on it and of three to validate."""
    probe = student.inside(a_probe, 0.0, None)
    with unless_unwritten(student.Network, []):
        network = network_with(student, [probe, dense(student, [[0.5]], [[0.0]])])
    X, X_val = np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([[-1.0], [-2.0], [-3.0]])
    trained(student, network, X, X, X_val, X_val, lr=0.01, epochs=epochs, batch_size=batch_size, **others)
    inputs, modes = probe.inputs, probe.modes
    return [(array(X, None, what="an input").ravel(), mode) for X, mode in zip(inputs, modes, strict=True)]


@visible("train")
def test_train_tells_the_network_what_is_training_and_what_is_not(student):
    for X, mode in noted(student, epochs=2):
        if (X > 0).all() != mode or (X < 0).all() == mode:
            which = "a training batch" if X.max() > 0 else "the validation samples"
            raise Mismatch(
                "values",
                f"{which} went through the network with training={mode}",
                should_be=f"training={not mode}",
                advice="network.forward(X_b, training=True) for batches, network.forward(X_val) after the epoch.",
            )


@visible("train")
def test_train_shuffles_the_samples_anew_in_each_epoch(student):
    # Two epochs have the same order of 12 samples with a probability of 1 / 12!, or 2e-9; four times all of three
    # with its fourth power and less.
    X = np.arange(1.0, 13.0)[:, np.newaxis]
    orders = []
    for seed in range(2):
        probe = student.inside(a_probe, 0.0, None)
        network = network_with(student, [probe, dense(student, [[0.5]], [[0.0]])])
        trained(student, network, X, X, -X[:1], -X[:1], lr=1e-6, batch_size=1, epochs=3, seed=seed)
        rows = [float(np.ravel(row)[0]) for row in probe.inputs if np.size(row) == 1 and np.ravel(row)[0] > 0]
        if len(rows) != 36:
            raise Mismatch("values", f"three epochs of 12 samples in batches of one are {len(rows)} batches")
        orders += [rows[:12], rows[12:24], rows[24:]]
    for order in orders:
        if sorted(order) != list(range(1, 13)):
            raise Mismatch("values", "an epoch does not have every sample once", advice="Use minibatches.")
    if orders[0] == list(range(1, 13)) and orders[3] == orders[0]:
        raise Mismatch("values", "the samples come in the order in which they are", advice="Hand rng to minibatches.")
    if orders[0] == orders[1] == orders[2] and orders[3] == orders[4] == orders[5]:
        raise Mismatch("values", "all epochs have the samples in one order", advice="Shuffle inside the loop.")
    if orders[:3] == orders[3:]:
        raise Mismatch("values", "different seeds give the same orders", advice="Shuffle with the rng handed in.")


@visible("train")
def test_train_gives_the_same_result_for_the_same_seed(student):
    X, ends = np.arange(1.0, 13.0)[:, np.newaxis] / 12, []
    for _ in range(2):
        network = line(student, 0.3, -0.2)
        trained(student, network, X, X**2, X, X**2, lr=0.2, batch_size=1, seed=3)
        ends.append(array(network.predict(PAIR), (2, 1), what="what the network answers"))
    if not np.array_equal(*ends):
        raise Mismatch("values", "two trainings with the same seed end differently", advice="Use no other rng.")


@visible("train")
def test_train_augments_the_training_batches_alone(student):
    augment = student.inside(an_augment, 100.0)
    seen = noted(student, augment=augment)
    if augment.sizes != [2, 2]:
        calls = f"{len(augment.sizes)} times, with {', '.join(map(str, augment.sizes)) or 'no'} samples"
        seen_ = f"for two training batches of two samples, augment is called {calls}"
        raise Mismatch(
            "values", seen_, should_be="twice, with 2 samples", advice="X_b = augment(X_b, rng), in the loop."
        )
    if set(augment.kinds) != {"Generator"}:
        raise Mismatch("type", "augment is given no rng", advice="Call augment(X_b, rng).")
    for X, mode in seen:
        if mode and X.min() < 100:
            seen_ = "the network is trained on batches as they were before augment"
            raise Mismatch("values", seen_, advice="X_b = augment(X_b, rng), before network.forward.")


@visible("train")
def test_train_tells_its_progress_after_each_epoch(student):
    progress = student.inside(a_progress)
    trained(student, line(student), PAIR, PAIR, PAIR, PAIR, epochs=3, progress=progress)
    if progress.epochs != [0, 1, 2]:
        seen = f"in three epochs, progress is told the epochs {', '.join(map(str, progress.epochs)) or 'none'}"
        raise Mismatch("values", seen, should_be="0, 1, 2", advice="progress(epoch, history), at the end of each.")
    if progress.losses != [1, 2, 3]:
        seen = f"when progress is called, history has {', '.join(map(str, progress.losses))} validation losses"
        raise Mismatch("values", seen, should_be="1, 2, 3", advice="Call it after each validation.")


@visible("train")
def test_train_counts_the_share_of_validation_samples_it_has_right(student):
    network = network_of(student, (np.eye(3), np.zeros((1, 3)), "linear"))
    X_val = np.array([[2.0, 1.0, 1.9], [0.0, 3.0, 1.0], [1.0, 0.0, 0.5], [0.1, 0.0, 0.2]])
    X, y, y_val = np.array([[5.0, 0.0, 0.0], [0.0, 0.0, 5.0]]), np.eye(3)[[1, 0]], np.eye(3)[[0, 1, 2, 2]]
    history = trained(student, network, X, y, X_val, y_val, lr=1e-12, epochs=2)
    close_losses(entries(history, "val_accuracy", 2), [0.75, 0.75], what="val_accuracy, with three of four right,")
    network = network_of(student, ([[1.0]], [[0.0]], "linear"))
    # 0.25 and 0.4 say 0: the edge is one half, since this loss knows no scores. Only those for -1 and 2 are wrong.
    X_val = np.array([[-3.0], [-2.0], [-1.0], [0.25], [0.4], [0.75], [2.0], [3.0], [4.0], [5.0]])
    y_val = np.array([[0.0], [0.0], [1.0], [0.0], [0.0], [1.0], [0.0], [1.0], [1.0], [1.0]])
    history = trained(student, network, PAIR, np.ones((2, 1)), X_val, y_val, lr=1e-12)
    close_losses(entries(history, "val_accuracy", 1), [0.8], what="val_accuracy, with eight of ten right,")


@visible("train")
def test_train_leaves_the_samples_and_the_gradients_of_the_loss_alone(student):
    X, y = np.array([[3.0, -1.0], [1.0, 2.0], [0.5, 0.0]]), np.array([[1.0], [0.0], [1.0]])
    network = network_of(student, ([[0.4], [-0.3]], [[0.1]], "linear"))
    trained(student, network, X, y, X, y, batch_size=2, epochs=2)
    calm(call for call in student.calls if call.name == "train")
