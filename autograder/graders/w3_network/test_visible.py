"""The tests of chapter W.3 that you are given. Run them with: pytest"""

import time
from contextlib import suppress

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    Recorded,
    advice,
    an_object,
    array,
    between,
    calm,
    close,
    pure,
    raises,
    same_for_whole_numbers,
    unless_unwritten,
    visible,
)
from autograder.graders.w3_network.helpers import (
    ELEMENT_WISE,
    NO_STEP,
    PAIR,
    WALK,
    XOR_X,
    XOR_Y,
    close_losses,
    dense,
    entries,
    fitted,
    layers_of,
    line,
    network_of,
    rng,
    same_text,
    says,
    scale,
    shuffled_run,
    truth,
    whole,
)
from autograder.sandbox.student import StudentRaised

# Dense


# A layer of three inputs and two neurons, and four samples for it.
FOUR_X = np.array([[1.0, 2.0, 0.0], [-1.0, 1.0, 3.0], [0.5, 0.0, -2.0], [2.0, -3.0, 1.0]])
LINEAR = [[1.0, -2.0], [0.5, 3.0], [2.0, -1.0]], [[10.0, 20.0]]


@visible("Dense")
def test_dense_forward_of_a_linear_layer_worked_out_by_hand(student):
    layer = dense(student, *LINEAR)
    close(layer.forward(FOUR_X), [[12.0, 24.0], [15.5, 22.0], [6.5, 21.0], [12.5, 6.0]], what="A")


@visible("Dense", try_it='Dense(3, 2, "tanh", np.random.default_rng(0)).W.shape   # should be (3, 2)')
def test_dense_has_weights_of_the_right_shape(student):
    array(an_object(student.Dense(3, 2, "tanh", rng()), "Dense(...)").W, (3, 2), what="W")


@visible("Dense", try_it='Dense(3, 2, "tanh", np.random.default_rng(0)).b   # should be [[0. 0.]]')
def test_dense_has_biases_of_zero(student):
    close(an_object(student.Dense(3, 2, "tanh", rng()), "Dense(...)").b, np.zeros((1, 2)), what="b")


@visible("Dense")
def test_dense_layers_do_not_share_anything(student):
    one, two = dense(student, [[2.0]], [[1.0]]), dense(student, [[-3.0]], [[4.0]])
    close(one.forward(np.array([[0.7]])), [[2.4]], what="A of the first layer")
    close(two.forward(np.array([[2.5]])), [[-3.5]], what="A of the second layer")
    one.backward(np.array([[1.0]]))
    two.backward(np.array([[-1.0]]))
    close(one.dW, [[0.7]], what="dW of the first layer")
    close(two.dW, [[-2.5]], what="dW of the second layer")


@visible("Dense")
def test_dense_draws_its_weights_from_rng(student):
    # 12 draws from a continuous distribution differ, even as float32: that six of them repeat others has a
    # probability far below 1e-9.
    one = student.Dense(4, 3, "relu", rng(1))
    W = array(one.W, (4, 3), what="W")
    count = len(np.unique(W))
    if count <= 6:
        raise Mismatch("values", f"W has {count} different values only", advice="Draw every weight: rng.normal(...).")
    if not np.array_equal(array(student.Dense(4, 3, "relu", rng(1)).W, (4, 3), what="W"), W):
        raise Mismatch("values", "two layers with the same seed have different weights", advice="Draw from rng.")
    if np.allclose(array(student.Dense(4, 3, "relu", rng(2)).W, (4, 3), what="W"), W):
        raise Mismatch("values", "two layers with different seeds have the same weights", advice="Draw from rng.")
    if not np.array_equal(array(one.W, (4, 3), what="W"), W):
        raise Mismatch("values", "a layer's weights change when another layer is made", advice="Write self.W = ...")


@visible("Dense")
def test_dense_forward_bends_the_scores(student):
    X = np.array([[-2.0], [0.5], [1.0]])
    expected = {
        "sigmoid": [[0.1192029, 0.7310586], [0.6224593, 0.4378235], [0.7310586, 0.3775407]],
        "tanh": [[-0.9640276, 0.7615942], [0.4621172, -0.2449187], [0.7615942, -0.4621172]],
        "relu": [[0.0, 1.0], [0.5, 0.0], [1.0, 0.0]],
        "leaky_relu": [[-0.02, 1.0], [0.5, -0.0025], [1.0, -0.005]],
        "linear": [[-2.0, 1.0], [0.5, -0.25], [1.0, -0.5]],
    }
    for name, A in expected.items():
        close(dense(student, [[1.0, -0.5]], [[0.0, 0.0]], name).forward(X), A, what=f"A of {name!r}")


@visible("Dense")
def test_dense_forward_of_softmax_gives_probabilities_for_each_sample(student):
    layer = dense(student, [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]], [[0.0, 0.0, 0.0]], "softmax")
    X = np.log(np.array([[2.0, 1.0], [1.0, 8.0], [3.0, 1.0]]))
    close(layer.forward(X), [[0.5, 0.25, 0.25], [0.1, 0.8, 0.1], [0.6, 0.2, 0.2]], what="A")


@visible("Dense", try_it='Dense(3, 2, "swish", np.random.default_rng(0))   # should raise ValueError')
def test_dense_refuses_an_unknown_activation(student):
    raises(ValueError, student.Dense, 3, 2, "swish", rng())
    raises(ValueError, student.Dense, 3, 2, "step", rng())


@visible("Dense")
def test_dense_backward_of_a_linear_layer_worked_out_by_hand(student):
    layer = dense(student, *LINEAR)
    layer.forward(FOUR_X)
    dX = layer.backward(np.array([[1.0, 0.5], [-2.0, 1.0], [0.0, 3.0], [4.0, -1.0]]))
    close(layer.dW, [[11.0, -1.0], [-12.0, 5.0], [-2.0, -4.0]], what="dW")
    close(layer.db, [[3.0, 3.5]], what="db")
    close(dX, [[0.0, 2.0, 1.5], [-4.0, 2.0, -5.0], [-6.0, 9.0, -3.0], [6.0, -1.0, 9.0]], what="dX")


@visible("Dense")
def test_dense_backward_sends_nothing_through_a_silent_relu(student):
    layer = dense(student, [[1.0, -1.0]], [[0.0, 0.0]], "relu")
    layer.forward(np.array([[2.0]]))
    dX = layer.backward(np.array([[3.0, 5.0]]))
    close(layer.dW, [[6.0, 0.0]], what="dW")
    close(layer.db, [[3.0, 0.0]], what="db")
    close(dX, [[3.0]], what="dX")


@visible("Dense")
def test_dense_backward_computes_its_gradients_anew_each_time(student):
    layer = dense(student, [[1.0], [2.0]], [[0.5]], "tanh")
    X, dA = np.array([[0.5, -0.2], [0.1, 0.3], [1.0, -1.0]]), np.array([[1.0], [2.0], [-0.5]])
    layer.forward(X)
    layer.backward(dA)
    once = array(layer.dW, (2, 1), what="dW"), array(layer.db, (1, 1), what="db")
    layer.forward(X)
    layer.backward(dA)
    close(layer.dW, once[0], what="dW, the second time,")
    close(layer.db, once[1], what="db, the second time,")


@visible("Dense")
def test_dense_backward_takes_no_step(student):
    W, b = np.array([[1.0, -2.0]]), np.array([[0.5, 0.25]])
    layer = dense(student, W, b, "sigmoid")
    layer.forward(np.array([[2.0]]))
    layer.backward(np.array([[1.0, -1.0]]))
    close(layer.W, W, what="W after backward")
    close(layer.b, b, what="b after backward")


@visible("Dense")
def test_dense_leaves_the_arrays_it_is_given_alone(student):
    for activation in (*ELEMENT_WISE, "softmax"):
        layer = dense(student, [[1.0, -1.0]], [[0.5, 0.5]], activation)
        layer.forward(np.array([[2.0], [-3.0]]))
        layer.backward(np.array([[1.0, -2.0], [0.5, 3.0]]))
    calm(student.calls)


@advice("Dense")
def test_dense_of_whole_numbers(student):
    X, dA = np.array([[3, -1], [0, 2], [1, 1]]), np.array([[1, 0, 2], [0, 1, 0], [1, 3, 0]])
    for activation in ("tanh", "relu", "softmax"):
        layer = dense(student, [[0.5, -0.25, 1.0], [0.75, 1.0, -0.5]], [[1.0, 0.0, 0.5]], activation)
        same_for_whole_numbers(layer.forward, X)
        same_for_whole_numbers(layer.backward, dA)


# Network

CHAIN = (
    ([[1.0, 2.0], [0.0, 1.0], [2.0, -1.0]], [[1.0, -2.0]], "linear"),
    ([[2.0, 1.0], [-3.0, 0.5]], [[0.5, -1.0]], "linear"),
    ([[1.0, -2.0], [3.0, 0.5]], [[4.0, 1.0]], "linear"),
)


@visible("Network")
def test_network_forward_through_three_layers_worked_out_by_hand(student):
    # After the first layer [[2, 2], [6, -6], [-2.5, 1], [5, -2]], and after the second
    # [[-1.5, 2], [30.5, 2], [-7.5, -3], [16.5, 3]].
    with unless_unwritten(student.Network, []):
        network = network_of(student, *CHAIN)
    output = network.forward(FOUR_X)
    close(output, [[8.5, 5.0], [40.5, -59.0], [-12.5, 14.5], [29.5, -30.5]], what="the output")


@visible("Network")
def test_network_keeps_its_layers_in_their_order(student):
    weights = [np.full((2, 3), 1.0), np.full((3, 3), 2.0), np.full((3, 1), 3.0)]
    network = network_of(student, *((W, np.zeros((1, W.shape[1])), "tanh") for W in weights))
    for number_, (layer, W) in enumerate(zip(layers_of(network, 3), weights, strict=True)):
        close(layer.W, W, what=f"W of layers[{number_}]")


@visible("Network")
def test_network_predict_is_what_forward_answers(student):
    network = network_of(
        student, ([[1.0, -1.0]], [[0.0, 0.0]], "tanh"), ([[2.0, 0.0], [1.0, 1.0]], [[0.0, 0.0]], "tanh")
    )
    X = np.array([[0.3], [-1.0], [2.0]])
    expected = array(network.forward(X), (3, 2), what="what forward answers")
    close(network.predict(X), expected, what="what predict answers")


@visible("Network")
def test_network_backward_through_three_layers_worked_out_by_hand(student):
    network = network_of(student, *CHAIN)
    network.forward(FOUR_X)
    # The third layer sends back [[-3, 4], [2, -0.5], [1, 9.5], [-3, -5.75]],
    # the second [[-2, 11], [3.5, -6.25], [11.5, 1.75], [-11.75, 6.125]].
    dX = network.backward(np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0], [-2.0, 0.5]]))
    first, second, third = layers_of(network, 3)
    close(third.dW, [[-57.0, -32.75], [-13.0, 0.5]], what="dW of the third layer")
    close(second.dW, [[-11.5, -47.5], [-11.0, 32.0]], what="dW of the second layer")
    close(first.dW, [[-23.25, 30.375], [34.75, -2.625], [-24.25, -16.125]], what="dW of the first layer")
    close(
        dX,
        [[20.0, 11.0, -15.0], [-9.0, -6.25, 13.25], [15.0, 1.75, 21.25], [0.5, 6.125, -29.625]],
        what="what backward returns",
    )


@visible("Network")
def test_network_backward_takes_no_step(student):
    W = np.array([[1.0, -1.0]])
    network = network_of(student, (W, [[0.5, 0.5]], "tanh"))
    network.forward(np.array([[1.0]]))
    network.backward(np.array([[1.0, 2.0]]))
    close(layers_of(network, 1)[0].W, W, what="W after backward")


@visible("Network")
def test_network_leaves_the_arrays_it_is_given_alone(student):
    network = network_of(student, ([[1.0, -1.0]], [[0.5, 0.5]], "relu"), ([[1.0], [2.0]], [[0.0]], "linear"))
    network.forward(np.array([[2.0], [-3.0]]))
    network.backward(np.array([[1.0], [-2.0]]))
    network.predict(np.array([[2.0]]))
    calm(student.calls)


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
    if min(seconds) < 0:
        raise Mismatch("values", "some of the seconds are negative", advice="Subtract the beginning from the end.")
    if max(seconds) > 1.5 * elapsed + 0.05:
        raise Mismatch(
            "values",
            "an epoch is said to have taken longer than the whole training",
            advice="Append the time at the end of the epoch minus that at its beginning, in seconds.",
        )
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


@advice("fit")
def test_fit_calls_on_epoch_after_every_epoch(student):
    on_epoch = Recorded(lambda history: None)
    with suppress(StudentRaised):
        student.fit(
            line(student), PAIR, 3 * PAIR, PAIR, 3 * PAIR,
            lr=0.1, batch_size=2, epochs=3, rng=rng(), on_epoch=on_epoch,
        )  # fmt: skip
    if len(on_epoch.calls) != 3:
        sentence = (
            "Right. The lesson's progress bar needs on_epoch: where it is given, call on_epoch(history) each epoch."
        )
        raise Mismatch("values", "does not call on_epoch", advice=sentence)


# Practice


@visible("softmax_jacobian", try_it="softmax_jacobian(np.array([0.5, 0.3, 0.2]))[0]   # should be [0.25 -0.15 -0.1]")
def test_softmax_jacobian_of_the_worked_example(student):
    expected = [[0.25, -0.15, -0.1], [-0.15, 0.21, -0.06], [-0.1, -0.06, 0.16]]
    close(student.softmax_jacobian(np.array([0.5, 0.3, 0.2])), expected)


@visible("softmax_jacobian")
def test_softmax_jacobian_leaves_its_argument_alone(student):
    pure(student.softmax_jacobian, np.array([0.25, 0.6, 0.15]))


@visible(
    "cross_entropy_slope",
    try_it="cross_entropy_slope(np.array([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1]]), np.eye(3)[[0, 1]])"
    "   # should be [[-1. 0. 0.] [0. -0.625 0.]]",
)
def test_cross_entropy_slope_of_four_samples_worked_out_by_hand(student):
    A = np.array([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0.25, 0.25, 0.5], [0.4, 0.5, 0.1]])
    expected = [[-0.5, 0.0, 0.0], [0.0, -0.3125, 0.0], [0.0, -1.0, 0.0], [-0.625, 0.0, 0.0]]
    close(student.cross_entropy_slope(A, np.eye(3)[[0, 1, 1, 0]]), expected, rtol=LONG)


@visible(
    "cross_entropy_slope",
    try_it="cross_entropy_slope(np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]]))"
    "   # the second number should be finite, and -1e7 or less",
)
def test_cross_entropy_slope_is_finite_for_a_probability_of_zero(student):
    A, y = np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0]]), np.eye(3)[[1, 0]]
    slope = array(student.cross_entropy_slope(A, y), (2, 3))
    # Divided by an epsilon of 1e-7 or less, and by the two samples.
    between(slope[0, 1], -1e300, -0.5 * 0.99e7, what="the slope at a probability of 0")


@visible("cross_entropy_slope")
def test_cross_entropy_slope_leaves_its_arguments_alone(student):
    A, y = np.array([[0.5, 0.3, 0.2], [0.2, 0.1, 0.7]]), np.eye(3)[[0, 2]]
    pure(student.cross_entropy_slope, A, y)


@advice("cross_entropy_slope")
def test_cross_entropy_slope_of_whole_numbers(student):
    A = np.array([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]])
    same_for_whole_numbers(student.cross_entropy_slope, A, np.eye(3, dtype=np.uint8)[[2, 0]])


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


# Stretch


SCALE_X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, 2.0], [-2.0, 4.0, 1.0], [0.0, -1.0, 5.0]])
SCALE_DA = np.array([[1.0, 0.5, -2.0], [2.0, -1.0, 0.0], [0.5, 3.0, 1.0], [-1.0, 2.0, 4.0]])


@visible("Scale")
def test_scale_forward_and_backward_worked_out_by_hand(student):
    layer = scale(student, [2.0, -1.0, 0.5], [10.0, 20.0, 30.0])
    A = layer.forward(SCALE_X)
    close(A, [[12.0, 18.0, 29.5], [16.0, 19.5, 31.0], [6.0, 16.0, 30.5], [10.0, 21.0, 32.5]], what="A")
    dX = layer.backward(SCALE_DA)
    close(layer.dW, [[6.0, 10.5, 23.0]], what="dW")
    close(layer.db, [[2.5, 4.5, 3.0]], what="db")
    close(dX, [[2.0, -0.5, -1.0], [4.0, 1.0, 0.0], [1.0, -3.0, 0.5], [-2.0, -2.0, 2.0]], what="dX")


@visible("Scale", try_it="Scale(3).forward(np.array([[1.0, 2.0, -4.0]]))   # should be [[1. 2. -4.]]")
def test_scale_changes_nothing_at_first(student):
    layer = an_object(student.Scale(3), "Scale(...)")
    close(layer.W, np.ones((1, 3)), what="W")
    close(layer.b, np.zeros((1, 3)), what="b")
    close(layer.forward(SCALE_X), SCALE_X, what="A")


@visible("Scale")
def test_scale_backward_forgets_the_batch_before(student):
    layer = scale(student, [3.0, -2.0, 1.0], [0.0, 1.0, 2.0])
    for X, dA in ((SCALE_X, SCALE_DA), (SCALE_X[:2], SCALE_DA[:2])):
        layer.forward(X)
        layer.backward(dA)
    close(layer.dW, [[7.0, 0.5, 2.0]], what="dW")
    close(layer.db, [[3.0, -0.5, -2.0]], what="db")
    close(layer.W, [[3.0, -2.0, 1.0]], what="W after backward")


@visible("Scale")
def test_scale_leaves_the_arrays_it_is_given_alone(student):
    layer = scale(student, [2.0, -1.0, 0.5], [1.0, 2.0, 3.0])
    layer.forward(SCALE_X)
    layer.backward(SCALE_DA)
    calm(student.calls)
