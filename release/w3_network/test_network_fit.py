"""The tests of chapter W.3 that you are given: training. Run them with: pytest"""

import time
from contextlib import suppress

import numpy as np

from autograder.checks import LONG, Mismatch, advice, array, calm, close, unless_unwritten, visible
from autograder.graders.w3_network.helpers import (
    NO_STEP,
    PAIR,
    WALK,
    XOR_X,
    XOR_Y,
    close_losses,
    entries,
    fitted,
    line,
    network_of,
    rng,
    same_text,
    says,
    shuffled_run,
    take_time,
    truth,
    whole,
)
from autograder.sandbox.student import StudentRaised

# fit


@visible("fit", weight=2)
def test_fit_takes_two_epochs_worked_out_by_hand(student):
    # One batch an epoch. At first the gradients are -18.5 by w and -6 by b, so that 0 and 0 become 0.37 and 0.12; then
    # they are -12.47 and -4.28.
    X, y = np.array([[0.0], [1.0], [2.0], [5.0]]), np.array([[1.0], [3.0], [2.0], [6.0]])
    X_val, y_val = np.array([[1.0], [3.0], [-1.0]]), np.array([[2.0], [4.0], [1.0]])
    with unless_unwritten(student.fit, None, X, y, X_val, y_val, lr=0.02, batch_size=4, epochs=2, rng=rng()):
        network = line(student)
    history = fitted(student, network, X, y, X_val, y_val, lr=0.02, epochs=2)
    close_losses(entries(history, "val_loss", 2), [3.8385, 2.3761087], what="val_loss")
    close(network.predict(X_val), [[0.825], [2.0638], [-0.4138]], what="what the network answers after fit", rtol=LONG)


@visible("fit")
def test_fit_returns_a_history_with_one_entry_an_epoch(student):
    history = fitted(student, line(student), PAIR, 3 * PAIR, PAIR, 3 * PAIR, lr=1 / 6, epochs=4)
    for name in ("train_loss", "val_loss", "val_accuracy"):
        entries(history, name, 4)
    whole(history.best_epoch, "best_epoch")
    truth(history.stopped_improving, "stopped_improving")
    entries(history, "seconds", 4)


@visible("fit")
def test_fit_finds_the_epoch_of_the_lowest_validation_loss(student):
    # The validation samples lie on another line. With a rate that is too large, w leaps to and fro about 3, farther
    # each time: to 6.3, -0.63, 6.99 and so on. With a small one it walks from 0 to 1, 1.67, 2.11 and so on.
    X_val = 0.31 * PAIR
    for lr, slope, walk in ((1.05, 7.0, 3 - 3 * (-1.1) ** np.arange(1, 7)), (1 / 6, 2.1, WALK)):
        history = fitted(student, line(student), PAIR, 3 * PAIR, X_val, slope * X_val, lr=lr, epochs=6)
        close_losses(entries(history, "val_loss", 6), 0.0961 * (walk - slope) ** 2, what="val_loss")
        close(whole(history.best_epoch, "best_epoch"), 2, what="best_epoch")


@visible("fit")
def test_fit_leaves_the_network_with_the_weights_of_its_best_epoch(student):
    network = line(student)
    fitted(student, network, PAIR, 3 * PAIR + 3, PAIR, 2.1 * PAIR + 2.1, lr=1 / 6, epochs=6)
    # Weight and bias walk alike. The third epoch is the best, and there both are 19/9.
    close(network.predict(PAIR), WALK[2] * (PAIR + 1), what="what the network answers after fit", rtol=LONG)


@visible("fit")
def test_fit_says_whether_it_stopped_improving(student):
    cases = ((2.1, 6, True), (3.0, 6, False), (-1.0, 4, True), (3.0, 1, False), (2.1, 5, True))
    said = []  # told together, since only all five answers tell the mistakes apart
    for target, epochs, _ in cases:
        history = fitted(student, line(student), PAIR, 3 * PAIR, PAIR, target * PAIR, lr=1 / 6, epochs=epochs)
        said.append(truth(history.stopped_improving, "stopped_improving"))
    if said != [expected for _, _, expected in cases]:
        raise Mismatch(
            "values",
            "of five trainings, whose best epochs are the third of 6, the last of 6, the first of 4, the only one "
            f"and the third of 5, stopped_improving says {', '.join(map(str, said))}",
            should_be="True, False, True, False, True",
        )


@visible("fit")
def test_fit_of_softmax_measures_the_cross_entropy(student):
    # The probabilities are 0.5, 0.25 and 0.25 for every sample. Classes 0 2 2 1 to train on, 0 0 1 to validate.
    network = network_of(student, (np.zeros((2, 3)), np.log([[2.0, 1.0, 1.0]]), "softmax"))
    X, y, y_val = (
        np.array([[1.0, 2.0], [0.5, -1.0], [3.0, 0.0], [0.0, 1.5]]),
        np.eye(3)[[0, 2, 2, 1]],
        np.eye(3)[[0, 0, 1]],
    )
    history = fitted(student, network, X, y, X[:3], y_val, lr=NO_STEP, batch_size=2)
    close_losses(entries(history, "val_loss", 1)[0], 0.9241962, what="val_loss[0]")
    close_losses(entries(history, "train_loss", 1)[0], 1.2130076, what="train_loss[0]")


@visible("fit")
def test_fit_of_sigmoid_measures_the_binary_cross_entropy(student):
    # All answers are 0.75. Three of four targets are 1 to train on, and two of four to validate.
    network = network_of(student, (np.zeros((2, 1)), np.log([[3.0]]), "sigmoid"))
    y = np.array([[1.0], [1.0], [0.0], [1.0]])
    history = fitted(student, network, XOR_X, y, XOR_X, XOR_Y, lr=NO_STEP)
    close_losses(entries(history, "val_loss", 1)[0], 0.8369882, what="val_loss[0]")
    close_losses(entries(history, "train_loss", 1)[0], 0.5623351, what="train_loss[0]")


@visible("fit")
def test_fit_of_any_other_output_measures_the_mean_squared_error(student):
    # All answers are 0: the mean of 1, 4, 4, 1, 0 and 9 to train on, of 1, 4, 4 and 1 to validate.
    X, y = np.array([[1.0], [2.0], [-1.0]]), np.array([[1.0, 2.0], [-2.0, 1.0], [0.0, 3.0]])
    for activation in ("linear", "relu", "tanh"):
        network = network_of(student, (np.zeros((1, 2)), np.zeros((1, 2)), activation))
        history = fitted(student, network, X, y, X[:2], y[:2], lr=NO_STEP)
        close_losses(entries(history, "val_loss", 1)[0], 2.5, what=f"val_loss[0] of {activation!r}")
        close_losses(entries(history, "train_loss", 1)[0], 19 / 6, what=f"train_loss[0] of {activation!r}")


@visible("fit")
def test_fit_takes_a_step_on_every_batch_of_an_epoch(student):
    # Five samples that are all alike, in batches of two: three steps, after which the answers to 2 are 0.8, 1.44 and
    # 1.952.
    X, y = np.full((5, 1), 2.0), np.full((5, 1), 4.0)
    network = line(student)
    fitted(student, network, X, y, X, y, lr=0.02, batch_size=2)
    close(network.predict(X[:1]), [[1.952]], what="what the network answers to 2 after an epoch", rtol=LONG)


@visible("fit")
def test_fit_of_every_sample_twice_is_the_same_training(student):
    W, b = np.array([[0.3, -0.2], [0.1, 0.4]]), np.array([[0.1, -0.1]])
    X, y = np.array([[1.0, -0.5], [0.5, 2.0], [-1.0, 0.3]]), np.eye(2)[[0, 1, 1]]
    for activation, k in (("softmax", 2), ("sigmoid", 1), ("linear", 2)):
        answers_ = []
        for times in (1, 2):
            network = network_of(student, (W[:, :k], b[:, :k], activation))
            many = np.vstack([X] * times), np.vstack([y[:, :k]] * times)
            fitted(student, network, *many, X, y[:, :k], lr=0.5, epochs=2)
            answers_.append(array(network.predict(X), (3, k), what="what the network answers"))
        close(
            answers_[1],
            answers_[0],
            what=f"with every sample twice, the answers of a {activation!r} network",
            rtol=LONG,
        )


@visible("fit")
def test_fit_counts_the_share_of_validation_samples_it_has_right(student):
    network = network_of(student, ([[1.0]], [[0.0]], "sigmoid"))
    X_val = np.array([[-2.0], [-1.0], [1.0], [2.0], [3.0]])
    y_val = np.array([[0.0], [1.0], [1.0], [0.0], [1.0]])
    history = fitted(student, network, PAIR, np.ones((2, 1)), X_val, y_val, lr=NO_STEP)
    close_losses(entries(history, "val_accuracy", 1)[0], 0.6, what="val_accuracy[0], with three of five right,")


@visible("fit")
def test_fit_gives_the_same_result_for_the_same_seed(student):
    if not np.array_equal(shuffled_run(student, 3), shuffled_run(student, 3)):
        raise Mismatch(
            "values",
            "two trainings with the same seed end with different weights",
            advice="Shuffle with the rng that is handed in, and with no other.",
        )


@visible("fit")
def test_fit_shuffles_by_rng(student):
    # Two seeds give the same order of 12 samples with a probability of 1 / 12!, or 2e-9, and all four with its cube.
    runs = [shuffled_run(student, seed) for seed in range(4)]
    if all(np.allclose(run, runs[0], rtol=1e-9) for run in runs):
        raise Mismatch(
            "values",
            "four trainings with different seeds end with the same weights",
            advice="Shuffle the samples in every epoch: hand rng on to minibatches.",
        )


@visible("fit")
def test_fit_learns_xor_with_two_tanh_units(student):
    network = network_of(
        student, ([[0.9, -0.6], [-0.7, 0.8]], [[-0.1, 0.2]], "tanh"), ([[0.8], [0.9]], [[0.1]], "sigmoid")
    )
    fitted(student, network, XOR_X, XOR_Y, XOR_X, XOR_Y, lr=2.0, batch_size=4, epochs=200)
    A = array(network.predict(XOR_X), (4, 1), what="what the network answers")
    furthest = float(np.abs(A - XOR_Y).max())
    if furthest >= 0.5:
        seen = f"after 200 epochs, from a good starting point, some answer is {furthest:.2f} away from XOR"
        raise Mismatch("values", seen)


@visible("fit")
def test_fit_takes_the_time_of_each_epoch_by_itself(student):
    network, epochs = network_of(student, ([[0.1, 0.2]], [[0.0, 0.0]], "tanh"), ([[0.1], [0.3]], [[0.0]], "linear")), 80
    start = time.perf_counter()
    history = fitted(student, network, PAIR, PAIR, PAIR, PAIR, batch_size=1, epochs=epochs)
    elapsed = time.perf_counter() - start
    seconds = entries(history, "seconds", epochs)
    take_time(seconds, elapsed)
    if sum(seconds) > 1.5 * elapsed + 0.05:
        raise Mismatch(
            "values",
            "the seconds of all epochs add up to more than the whole training took",
            advice="Take the time at the beginning of each epoch, and append the difference at its end.",
        )


@visible("fit")
def test_fit_leaves_the_samples_alone(student):
    X, y = np.array([[3.0, -1.0], [1.0, 2.0], [0.5, 0.0]]), np.array([[1.0], [0.0], [1.0]])
    network = network_of(student, ([[0.4], [-0.3]], [[0.1]], "sigmoid"))
    fitted(student, network, X, y, X, y, batch_size=2, epochs=2)
    calm(call for call in student.calls if call.name == "fit")


@advice("fit")
def test_fit_of_whole_numbers(student):
    X, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [1]])
    answers = {}
    for kind in (float, np.int64, np.uint8):
        network = network_of(student, ([[0.4], [-0.3]], [[0.1]], "sigmoid"))
        sentence = f"Right for floats; targets of {kind.__name__} go wrong. To take them too: y * 1.0 first."
        try:
            fitted(student, network, X * 1.0, y.astype(kind), X * 1.0, y.astype(kind), lr=0.5, epochs=3)
            answers[kind] = array(network.predict(X * 1.0), (4, 1), what="what the network answers")
        except (StudentRaised, Mismatch) as found:
            raise Mismatch("values", "fails for whole numbers", advice=sentence) from found
        if not np.allclose(answers[kind], answers[float], rtol=LONG):
            raise Mismatch("values", "differs for whole numbers", advice=sentence)


def an_on_epoch():
    """Something for fit to call after each epoch: it notes how many validation losses there are by then."""

    class OnEpoch:
        def __init__(self):
            self.losses = []

        def __call__(self, history):
            self.losses.append(len(history.val_loss))

    return OnEpoch()


@advice("fit")
def test_fit_calls_on_epoch_after_every_epoch(student):
    on_epoch = student.inside(an_on_epoch)
    with suppress(StudentRaised):
        student.fit(
            line(student), PAIR, 3 * PAIR, PAIR, 3 * PAIR,
            lr=0.1, batch_size=2, epochs=3, rng=rng(), on_epoch=on_epoch,
        )  # fmt: skip
    if on_epoch.losses != [1, 2, 3]:
        sentence = (
            "Right. The lesson's progress bar needs on_epoch: where it is given, call on_epoch(history) each epoch."
        )
        raise Mismatch("values", "does not call on_epoch", advice=sentence)


# Practice


@visible("progress_bar", try_it='progress_bar(3, 12)   # should be "[#####...............]"')
def test_progress_bar_of_a_quarter(student):
    same_text(student.progress_bar(3, 12), "[#####...............]")


@visible("progress_bar", try_it='progress_bar(2, 3, width=4)   # should be "[##..]"')
def test_progress_bar_is_as_wide_as_it_is_told(student):
    same_text(student.progress_bar(2, 3, width=4), "[##..]")


@visible("is_overfitting", try_it="is_overfitting([0.9, 0.5, 0.2], [0.8, 0.6, 0.9])   # should be True")
def test_is_overfitting_where_training_improves_and_validation_does_not(student):
    says(student.is_overfitting([0.9, 0.5, 0.2], [0.8, 0.6, 0.9]), True)


@visible("is_overfitting", try_it="is_overfitting([0.9, 0.5, 0.2], [1.0, 0.7, 0.6])   # should be False")
def test_is_overfitting_is_false_where_the_last_epoch_is_the_best(student):
    says(student.is_overfitting([0.9, 0.5, 0.2], [1.0, 0.7, 0.6]), False)


@visible("is_overfitting")
def test_is_overfitting_is_false_where_both_losses_rise(student):
    says(student.is_overfitting([0.5, 0.4, 0.9], [0.7, 0.6, 1.1]), False)
