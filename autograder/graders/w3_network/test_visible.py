"""The tests of chapter W.3 that you are given. Run them with: pytest"""

import time

import numpy as np

from autograder.checks import Mismatch, array, close, number, one_number_per_epoch, pure, raises, unpack, visible
from autograder.sandbox.student import StudentObject

XOR_X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_Y = np.array([[0.0], [1.0], [1.0], [0.0]])
ELEMENT_WISE = ("sigmoid", "tanh", "relu", "leaky_relu", "linear")


def rng(seed=0):
    return np.random.default_rng(seed)


def an_object(got, what):
    """Check that `got` is an object of a class, and return it."""
    if not isinstance(got, StudentObject):
        kind = "None" if got is None else f"of type {type(got).__name__}"
        raise Mismatch("type", f"{what} is {kind}, not an object with attributes", advice="Make it a class.")
    return got


def dense(student, W, b, activation="linear"):
    """A layer of the student's with these weights and biases."""
    W, b = np.array(W, dtype=float), np.array(b, dtype=float)
    layer = an_object(student.Dense(*W.shape, activation, rng()), "Dense(...)")
    layer.W, layer.b = W, b
    return layer


def network_of(student, *layers):
    """A network of the student's with layers of these (W, b, activation)."""
    return an_object(student.Network([dense(student, *layer) for layer in layers]), "Network(...)")


def layers_of(network, count):
    """The layers of a network, checked to be this many."""
    layers = network.layers
    if not isinstance(layers, list | tuple):
        raise Mismatch("type", "network.layers is not a list", advice="Keep the layers: self.layers = layers.")
    if len(layers) != count:
        raise Mismatch("shape", f"network.layers holds {len(layers)} layers, not {count}")
    return [an_object(layer, "a layer") for layer in layers]


def calm(calls):
    """Check that none of these calls changed an array it was given, printed, or drew from NumPy's own numbers."""
    for call in calls:
        if call.effects.changed:
            raise Mismatch(
                "purity",
                f"changes the array {call.effects.changed[0]} that it was given",
                advice="dA *= ... and Z[Z < 0] = 0 write into an array of the caller's. Make a new one: dZ = dA * ...",
            )
        if call.effects.printed:
            raise Mismatch("purity", "prints something", advice="Take the print(...) out.")
        if call.effects.global_random:
            raise Mismatch("purity", "draws from NumPy's global random numbers", advice="Draw from the rng handed in.")


# Dense


@visible("Dense")
def test_dense_forward_of_a_linear_layer_worked_out_by_hand(student):
    layer = dense(student, [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]], [[10.0, 20.0, 30.0]])
    close(layer.forward(np.array([[1.0, 2.0], [-1.0, 1.0]])), [[17.0, 18.0, 32.0], [12.0, 19.0, 28.0]], what="A")


@visible("Dense", try_it='Dense(3, 2, "tanh", np.random.default_rng(0)).W.shape   # should be (3, 2)')
def test_dense_has_weights_and_biases_of_the_right_shapes(student):
    layer = an_object(student.Dense(3, 2, "tanh", rng()), "Dense(...)")
    array(layer.W, (3, 2), what="W")
    close(layer.b, np.zeros((1, 2)), what="b")


@visible("Dense")
def test_dense_layers_do_not_share_anything(student):
    one = dense(student, [[2.0]], [[1.0]])
    two = dense(student, [[-3.0]], [[4.0]])
    close(one.forward(np.array([[1.0]])), [[3.0]], what="A of the first layer")
    close(two.forward(np.array([[2.0]])), [[-2.0]], what="A of the second layer")
    one.backward(np.array([[1.0]]))
    two.backward(np.array([[1.0]]))
    close(one.dW, [[1.0]], what="dW of the first layer")
    close(two.dW, [[2.0]], what="dW of the second layer")


@visible("Dense")
def test_dense_draws_its_weights_from_rng(student):
    one, same, other = (student.Dense(4, 3, "relu", rng(seed)) for seed in (1, 1, 2))
    W = array(one.W, (4, 3), what="W")
    if len(np.unique(W)) < W.size:
        count = len(np.unique(W))
        raise Mismatch("values", f"W has {count} different values only", advice="Draw every weight: rng.normal(...).")
    if not np.array_equal(array(same.W, (4, 3), what="W"), W):
        raise Mismatch("values", "two layers with the same seed have different weights", advice="Draw from rng.")
    if np.allclose(array(other.W, (4, 3), what="W"), W):
        raise Mismatch("values", "two layers with different seeds have the same weights", advice="Draw from rng.")


@visible("Dense")
def test_dense_forward_bends_the_scores(student):
    X = np.array([[-2.0], [0.5]])
    expected = {
        "sigmoid": [[0.1192029], [0.6224593]],
        "tanh": [[-0.9640276], [0.4621172]],
        "relu": [[0.0], [0.5]],
        "leaky_relu": [[-0.02], [0.5]],
        "linear": [[-2.0], [0.5]],
    }
    for name, A in expected.items():
        close(dense(student, [[1.0]], [[0.0]], name).forward(X), A, what=f"A of {name!r}")


@visible("Dense")
def test_dense_forward_of_softmax_gives_probabilities_for_each_sample(student):
    layer = dense(student, [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]], [[0.0, 0.0, 0.0]], "softmax")
    X = np.log(np.array([[2.0, 1.0], [1.0, 8.0]]))
    close(layer.forward(X), [[0.5, 0.25, 0.25], [0.1, 0.8, 0.1]], what="A")


@visible("Dense", try_it='Dense(3, 2, "swish", np.random.default_rng(0))   # should raise ValueError')
def test_dense_refuses_an_unknown_activation(student):
    raises(ValueError, student.Dense, 3, 2, "swish", rng())
    raises(ValueError, student.Dense, 3, 2, "step", rng())


@visible("Dense")
def test_dense_backward_of_a_linear_layer_worked_out_by_hand(student):
    layer = dense(student, [[1.0, 2.0, 0.0], [0.0, -1.0, 3.0]], [[5.0, 5.0, 5.0]])
    layer.forward(np.array([[1.0, 2.0], [3.0, 4.0], [0.0, 1.0]]))
    dX = layer.backward(np.array([[1.0, 0.0, 2.0], [-1.0, 1.0, 0.0], [0.0, 2.0, 0.0]]))
    close(layer.dW, [[-2.0, 3.0, 2.0], [-2.0, 6.0, 4.0]], what="dW")
    close(layer.db, [[0.0, 3.0, 2.0]], what="db")
    close(dX, [[1.0, 6.0], [1.0, -1.0], [4.0, -2.0]], what="dX")


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


# Network


@visible("Network")
def test_network_forward_through_three_layers_worked_out_by_hand(student):
    network = network_of(
        student,
        ([[1.0, 2.0], [0.0, 1.0]], [[0.0, 0.0]], "linear"),
        ([[2.0], [-3.0]], [[0.0]], "linear"),
        ([[1.0, -2.0]], [[0.0, 0.0]], "linear"),
    )
    # After the first layer [[1, 4], [-3, -5]], after the second [[-10], [9]].
    close(network.forward(np.array([[1.0, 2.0], [-3.0, 1.0]])), [[-10.0, 20.0], [9.0, -18.0]], what="the output")


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
def test_network_backward_through_two_layers_worked_out_by_hand(student):
    network = network_of(
        student, ([[1.0, 2.0], [0.0, 1.0]], [[0.0, 0.0]], "linear"), ([[2.0], [-3.0]], [[0.0]], "linear")
    )
    network.forward(np.array([[1.0, 2.0]]))
    dX = network.backward(np.array([[10.0]]))
    first, second = layers_of(network, 2)
    close(second.dW, [[10.0], [40.0]], what="dW of the second layer")
    close(first.dW, [[20.0, -30.0], [40.0, -60.0]], what="dW of the first layer")
    close(dX, [[-40.0, -30.0]], what="what backward returns")


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

LISTS = ("train_loss", "val_loss", "val_accuracy", "seconds")


def whole(got, what):
    """Check that `got` is a whole number."""
    value = number(got, what=what)
    if value != int(value):
        raise Mismatch("type", f"{what} is {value:g}, not a whole number")
    return int(value)


def truth(got, what):
    """Check that `got` is True or False."""
    if isinstance(got, np.ndarray) and got.ndim == 0:
        got = got.item()
    if isinstance(got, bool | np.bool_) or (isinstance(got, int | float | np.generic) and got in (0, 1)):
        return bool(got)
    raise Mismatch("type", f"{what} is {'None' if got is None else type(got).__name__}, not True or False")


def entries(history, name, epochs):
    """One of the lists of a history, checked to hold a number for each epoch."""
    return one_number_per_epoch(getattr(history, name), epochs, what=name)


def close_losses(got, expected, what):
    """Check numbers of a history, which may have been computed in float32."""
    scale = float(np.abs(expected).max())
    close(got, expected, what=what, rtol=1e-4, atol=1e-5 * scale)


def fitted(student, network, X, y, X_val, y_val, lr=0.1, batch_size=None, epochs=1, seed=0):
    """Train a network; its history, as an object."""
    got = student.fit(network, X, y, X_val, y_val, lr=lr, batch_size=batch_size or len(X), epochs=epochs, rng=rng(seed))
    if isinstance(got, dict | tuple | list) or got is None:
        kind = "None" if got is None else f"a {type(got).__name__}"
        raise Mismatch(
            "type",
            f"the result is {kind}, not an object with attributes",
            advice="Return a History, so that history.val_loss and the others can be read.",
        )
    return an_object(got, "the result")


def line(student, w=0.0, b=0.0):
    """The network y = w x + b."""
    return network_of(student, ([[w]], [[b]], "linear"))


# On x = -1 and x = 1 the bias has no gradient, and w goes a third of the way to its target with each step of 1/6.
PAIR = np.array([[-1.0], [1.0]])


# Toward 3, its weight after each epoch is
WALK = np.array([1.0, 5 / 3, 19 / 9, 65 / 27, 211 / 81, 665 / 243])


@visible("fit")
def test_fit_returns_a_history_with_one_entry_an_epoch(student):
    history = fitted(student, line(student), PAIR, 3 * PAIR, PAIR, 3 * PAIR, lr=1 / 6, epochs=4)
    for name in LISTS:
        entries(history, name, 4)
    whole(history.best_epoch, "best_epoch")
    truth(history.stopped_improving, "stopped_improving")


@visible("fit", weight=2)
def test_fit_goes_downhill_as_worked_out_by_hand(student):
    # The gradient by w is 5 (w - 3): a step of 1/15 leads from 0 to 1, the next to 5/3. The loss was 22.5 at first.
    X = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    history = fitted(student, line(student), X, 3 * X, X, 3 * X, lr=1 / 15, epochs=2)
    close_losses(entries(history, "val_loss", 2), [10.0, 40 / 9], what="val_loss")
    network = line(student)
    fitted(student, network, X, 3 * X, X, 3 * X, lr=1 / 15, epochs=1)
    close(network.predict(np.array([[1.0]])), [[1.0]], what="what the network answers to 1 after an epoch")


@visible("fit", weight=2)
def test_fit_finds_the_epoch_of_the_lowest_validation_loss(student):
    # w walks from 0 to 1, 1.67, 2.11, 2.41 and so on toward 3; the validation samples lie on the line 2.1 x.
    X_val = 0.31 * PAIR
    history = fitted(student, line(student), PAIR, 3 * PAIR, X_val, 2.1 * X_val, lr=1 / 6, epochs=6)
    close_losses(entries(history, "val_loss", 6), 0.0961 * (WALK - 2.1) ** 2, what="val_loss")
    close(history.best_epoch, 2, what="best_epoch")


@visible("fit", weight=2)
def test_fit_leaves_the_network_with_the_weights_of_its_best_epoch(student):
    network = line(student)
    fitted(student, network, PAIR, 3 * PAIR + 3, PAIR, 2.1 * PAIR + 2.1, lr=1 / 6, epochs=6)
    # Weight and bias walk alike. The third epoch is the best, and there both are 19/9.
    close(network.predict(PAIR), WALK[2] * (PAIR + 1), what="what the network answers after fit")


@visible("fit")
def test_fit_says_whether_it_stopped_improving(student):
    cases = ((2.1, 6, True), (3.0, 6, False), (-1.0, 4, True), (3.0, 1, False), (2.1, 5, True))
    said = []
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


# So small that nothing changes: what is measured is the network that was given.
NO_STEP = 1e-12


@visible("fit")
def test_fit_of_softmax_measures_the_cross_entropy(student):
    network = network_of(student, (np.zeros((2, 3)), np.zeros((1, 3)), "softmax"))
    X, y = np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    history = fitted(student, network, X, y, X, y, lr=NO_STEP)
    close_losses(entries(history, "val_loss", 1)[0], 1.0986123, what="val_loss[0] of three equal probabilities")
    close_losses(entries(history, "train_loss", 1)[0], 1.0986123, what="train_loss[0] of three equal probabilities")


@visible("fit")
def test_fit_of_sigmoid_measures_the_binary_cross_entropy(student):
    network = network_of(student, (np.zeros((2, 1)), np.log([[3.0]]), "sigmoid"))
    history = fitted(student, network, XOR_X, XOR_Y, XOR_X, XOR_Y, lr=NO_STEP)
    # All four answers are 0.75, and half of the targets are 1: the mean of -log 0.75 and -log 0.25.
    close_losses(entries(history, "val_loss", 1)[0], 0.8369882, what="val_loss[0]")
    close_losses(entries(history, "train_loss", 1)[0], 0.8369882, what="train_loss[0]")


@visible("fit")
def test_fit_of_any_other_output_measures_the_mean_squared_error(student):
    for activation, loss in (("linear", 2.5), ("relu", 2.5), ("tanh", 2.5)):
        network = network_of(student, (np.zeros((1, 2)), np.zeros((1, 2)), activation))
        y = np.array([[1.0, 2.0], [-2.0, 1.0]])
        history = fitted(student, network, PAIR, y, PAIR, y, lr=NO_STEP)
        close_losses(entries(history, "val_loss", 1)[0], loss, what=f"val_loss[0] of {activation!r}")


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
        close(answers_[1], answers_[0], what=f"with every sample twice, the answers of a {activation!r} network")


@visible("fit")
def test_fit_counts_the_share_of_validation_samples_it_has_right(student):
    network = network_of(student, ([[1.0]], [[0.0]], "sigmoid"))
    X_val = np.array([[-2.0], [-1.0], [1.0], [2.0], [3.0]])
    y_val = np.array([[0.0], [1.0], [1.0], [0.0], [1.0]])
    history = fitted(student, network, PAIR, np.ones((2, 1)), X_val, y_val, lr=NO_STEP)
    close_losses(entries(history, "val_accuracy", 1)[0], 0.6, what="val_accuracy[0], with three of five right,")


def shuffled_run(student, seed):
    """The weights after an epoch in batches of one, which depend on the order of the samples, and the history."""
    X = rng(8).normal(size=(7, 1))
    network = line(student, 0.3, -0.2)
    history = fitted(student, network, X, X**2, X, X**2, lr=0.2, batch_size=1, epochs=1, seed=seed)
    return array(network.predict(PAIR), (2, 1), what="what the network answers"), history


@visible("fit")
def test_fit_gives_the_same_result_for_the_same_seed(student):
    one, same = shuffled_run(student, 3), shuffled_run(student, 3)
    if not np.allclose(one[0], same[0], rtol=1e-9):
        raise Mismatch(
            "values",
            "two trainings with the same seed end with different weights",
            advice="Shuffle with the rng that is handed in, and with no other.",
        )


@visible("fit")
def test_fit_shuffles_by_rng(student):
    runs = [shuffled_run(student, seed)[0] for seed in range(4)]
    if all(np.allclose(run, runs[0], rtol=1e-9) for run in runs):
        raise Mismatch(
            "values",
            "four trainings with different seeds end with the same weights",
            advice="Shuffle the samples in every epoch: hand rng on to minibatches.",
        )


@visible("fit", weight=2)
def test_fit_learns_xor_with_two_tanh_units(student):
    best = 1.0
    for seed in (0, 4):
        draw = rng(seed)
        layers = [student.Dense(2, 2, "tanh", draw), student.Dense(2, 1, "sigmoid", draw)]
        for layer in layers:  # start from weights that are known
            layer.W = 1.2 * draw.normal(size=array(layer.W, what="W").shape)
        network = student.Network(layers)
        fitted(student, network, XOR_X, XOR_Y, XOR_X, XOR_Y, lr=1.0, batch_size=4, epochs=200, seed=seed)
        A = array(network.predict(XOR_X), (4, 1), what="what the network answers")
        best = min(best, float(np.abs(A - XOR_Y).max()))
        if best < 0.5:
            return
    raise Mismatch(
        "values", f"after 200 epochs, from two good starting points, some answer is {best:.2f} away from XOR"
    )


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
def test_fit_leaves_the_samples_alone_and_prints_nothing(student):
    X, y = np.array([[3.0, -1.0], [1.0, 2.0], [0.5, 0.0]]), np.array([[1.0], [0.0], [1.0]])
    network = network_of(student, ([[0.4], [-0.3]], [[0.1]], "sigmoid"))
    fitted(student, network, X, y, X, y, batch_size=2, epochs=2)
    calm(call for call in student.calls if call.name == "fit")


# Practice


def fires(Z):
    return (Z >= 0).astype(float)


@visible("xor_by_hand")
def test_xor_by_hand_answers_xor(student):
    W1, b1, W2, b2 = unpack(student.xor_by_hand(), "W1", "b1", "W2", "b2")
    W1, b1 = array(W1, (2, 2), what="W1"), array(b1, (1, 2), what="b1")
    W2, b2 = array(W2, (2, 1), what="W2"), array(b2, (1, 1), what="b2")
    close(fires(fires(XOR_X @ W1 + b1) @ W2 + b2), XOR_Y, what="the network's answer")


@visible(
    "softmax_jacobian",
    try_it="softmax_jacobian(np.array([0.5, 0.3, 0.2])).sum(axis=0)   # should be about [0. 0. 0.]",
)
def test_softmax_jacobian_of_the_worked_example(student):
    expected = [[0.25, -0.15, -0.1], [-0.15, 0.21, -0.06], [-0.1, -0.06, 0.16]]
    close(student.softmax_jacobian(np.array([0.5, 0.3, 0.2])), expected)


@visible("softmax_jacobian")
def test_softmax_jacobian_leaves_its_argument_alone(student):
    pure(student.softmax_jacobian, np.array([0.25, 0.75]))


@visible("cross_entropy_slope")
def test_cross_entropy_slope_of_the_worked_example(student):
    A, y = np.array([[0.5, 0.5], [0.75, 0.25]]), np.array([[1, 0], [0, 1]])
    close(student.cross_entropy_slope(A, y), [[-1.0, 0.0], [0.0, -2.0]])


@visible("cross_entropy_slope")
def test_cross_entropy_slope_is_finite_for_a_probability_of_zero(student):
    array(student.cross_entropy_slope(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])), (2, 2))


@visible("cross_entropy_slope")
def test_cross_entropy_slope_leaves_its_arguments_alone(student):
    pure(student.cross_entropy_slope, np.array([[0.5, 0.5], [0.2, 0.8]]), np.array([[1.0, 0.0], [0.0, 1.0]]))


def same_text(got, expected):
    """Check a text, letter by letter."""
    if not isinstance(got, str):
        kind = "None" if got is None else f"of type {type(got).__name__}"
        raise Mismatch("type", f"the result is {kind}, not a text", advice="Return the text; do not print it.")
    if got != expected:
        raise Mismatch("values", f"the result is {got!r}", should_be=repr(expected))


@visible("progress_bar", try_it='progress_bar(3, 12)   # should be "[#####...............]"')
def test_progress_bar_of_a_quarter(student):
    same_text(student.progress_bar(3, 12), "[#####...............]")


@visible("progress_bar", try_it='progress_bar(2, 3, width=4)   # should be "[##..]"')
def test_progress_bar_is_as_wide_as_it_is_told(student):
    same_text(student.progress_bar(2, 3, width=4), "[##..]")


@visible("progress_bar")
def test_progress_bar_prints_nothing(student):
    pure(student.progress_bar, 1, 2)


def says(got, expected):
    """Check that `got` is this truth value."""
    value = truth(got, "the result")
    if value != expected:
        raise Mismatch("values", f"the result is {value}", should_be=str(expected))


@visible("is_overfitting", try_it="is_overfitting([0.9, 0.5, 0.2], [0.8, 0.6, 0.9])   # should be True")
def test_is_overfitting_where_training_improves_and_validation_does_not(student):
    says(student.is_overfitting([0.9, 0.5, 0.2], [0.8, 0.6, 0.9]), True)


@visible("is_overfitting", try_it="is_overfitting([0.9, 0.5, 0.2], [1.0, 0.7, 0.6])   # should be False")
def test_is_overfitting_is_false_where_the_last_epoch_is_the_best(student):
    says(student.is_overfitting([0.9, 0.5, 0.2], [1.0, 0.7, 0.6]), False)


@visible("is_overfitting")
def test_is_overfitting_is_false_where_both_losses_rise(student):
    says(student.is_overfitting([0.5, 0.4, 0.9], [0.7, 0.6, 1.1]), False)
