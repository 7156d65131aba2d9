"""What the tests of workshop W.3 share: layers and networks of the student's, and checks of objects and histories."""

import numpy as np

from autograder.checks import LONG, Mismatch, an_object, array, close, one_number_per_epoch

XOR_X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_Y = np.array([[0.0], [1.0], [1.0], [0.0]])
ELEMENT_WISE = ("sigmoid", "tanh", "relu", "leaky_relu", "linear")


def rng(seed=0):
    return np.random.default_rng(seed)


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


def whole(got, what):
    """Check that `got` is a whole number that can be an index."""
    plain = got.item() if isinstance(got, np.ndarray) and got.ndim == 0 else got
    if isinstance(plain, bool | np.bool_) or not isinstance(plain, int | np.integer):
        kind = "None" if got is None else f"of type {type(plain).__name__}"
        raise Mismatch("type", f"{what} is {kind}, not a whole number", advice="It is an index into the lists: an int.")
    return int(plain)


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
    """Check numbers of a history."""
    close(got, expected, what=what, rtol=LONG)


def take_time(seconds, elapsed):
    """Check that each of these is the time of an epoch, and not that of day, of a training that took `elapsed`."""
    if min(seconds) < 0:
        raise Mismatch("values", "some of the seconds are negative", advice="Subtract the beginning from the end.")
    if max(seconds) > 1.5 * elapsed + 0.05:
        raise Mismatch(
            "values",
            "an epoch is said to have taken longer than the whole training",
            advice="Append the time at the end of the epoch minus that at its beginning, in seconds.",
        )


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
# So small that nothing changes, and no 0, which may be refused: what is measured is the network that was given.
NO_STEP = 1e-30


def shuffled_run(student, seed):
    """The answers after an epoch in batches of one, which depend on the order of the samples."""
    X = rng(8).normal(size=(12, 1))
    network = line(student, 0.3, -0.2)
    fitted(student, network, X, X**2, X, X**2, lr=0.2, batch_size=1, epochs=1, seed=seed)
    return array(network.predict(PAIR), (2, 1), what="what the network answers")


def same_text(got, expected):
    """Check a text, letter by letter."""
    if not isinstance(got, str):
        kind = "None" if got is None else f"of type {type(got).__name__}"
        raise Mismatch("type", f"the result is {kind}, not a text", advice="Return the text; do not print it.")
    if got != expected:
        raise Mismatch("values", f"the result is {got!r}", should_be=repr(expected))


def says(got, expected):
    """Check that `got` is this truth value."""
    value = truth(got, "the result")
    if value != expected:
        raise Mismatch("values", f"the result is {value}", should_be=str(expected))


def scale(student, W, b):
    """A layer of the student's with these factors and shifts."""
    layer = an_object(student.Scale(len(W)), "Scale(...)")
    layer.W, layer.b = np.array([W], dtype=float), np.array([b], dtype=float)
    return layer
