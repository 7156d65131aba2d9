"""What the tests of chapter 2.3 share: numbered samples, and checks of batches and trainings."""

import numpy as np

from autograder.checks import LONG, Mismatch, array, close, one_number_per_epoch, parameters_close, unpack


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
    """The numbers of the samples (see `numbered`), batch by batch."""
    result = []
    for X_b, _ in batches:
        X_b = array(X_b, (len(X_b), 2), what="X_b")
        if not np.array_equal(X_b[:, 1], -X_b[:, 0]) or (X_b[:, 0] < 0).any():
            raise Mismatch("values", "has other samples than those it was given", advice="Take whole rows: X[rows].")
        result.append(X_b[:, 0].round().astype(int).tolist())
    return result


def each_once(batches, n):
    """Check that the samples 0 to n - 1 are all there, each exactly once; return their order."""
    order = [i for batch in numbers(batches) for i in batch]
    if sorted(order) != list(range(n)):
        repeated, absent = len(order) - len(set(order)), len(set(range(n)) - set(order))
        raise Mismatch("values", f"{absent} of {n} samples are in no batch, and {repeated} come more than once")
    return order


def together(batches):
    """Check that every sample has its own target."""
    for rows, (X_b, y_b) in zip(numbers(batches), batches, strict=True):
        y_b = array(y_b, (len(X_b), 1), what="y_b")
        if not np.allclose(y_b[:, 0], 10 * np.array(rows)):
            raise Mismatch("values", "gives samples the targets of others", advice="Use one order for both X and y.")


def in_order(batches, X):
    """Check that samples without rng stand in the order they had."""
    rows = np.concatenate([X_b for X_b, _ in batches])
    if rows.shape == X.shape and not np.allclose(rows, X) and np.allclose(np.sort(rows, axis=0), np.sort(X, axis=0)):
        raise Mismatch("values", "changes the order of the samples, though no rng was given")


def drawn_from_rng_alone(one, other):
    """Check that two answers, or orders, from generators of the same seed are the same."""
    if not np.array_equal(one, other):
        raise Mismatch("values", "has different results for one and the same seed", advice="Draw from rng alone.")


def distance(X, y, params):
    """Half the squared distance of W + b from the targets (n, 2), averaged over the samples: X plays no part."""
    error = params["W"] + params["b"] - y
    mean = error.mean(axis=0, keepdims=True)
    return float((error**2).sum() / (2 * len(y))), {"W": mean, "b": mean.sum(keepdims=True)}


# The mean of all five targets is (3.1, 2). At the start W + b is (1.5, -0.5).
SAMPLES = np.array([[0.5], [3.0], [-2.0], [5.0], [1.5]])
TARGETS = np.array([[2.0, 1.0], [4.0, -3.0], [9.0, 8.0], [1.0, -2.0], [-0.5, 6.0]])
START = {"W": np.array([[1.0, -1.0]]), "b": np.array([[0.5]])}


def trained(got, params):
    """Check the parameters of a result (params, history) of gradient_descent; return the history."""
    found, history = unpack(got, "params", "history")
    parameters_close(found, params, what="params")
    return history


def recorded(got, expected):
    """Check the history of a result (params, history) of gradient_descent."""
    _, history = unpack(got, "params", "history")
    close(one_number_per_epoch(history, len(expected)), expected, what="history", rtol=LONG)


def both(got, loss, grads):
    """Check a result (loss, grads)."""
    found_loss, found_grads = unpack(got, "loss", "grads")
    close(found_loss, loss, what="loss", rtol=LONG)
    parameters_close(found_grads, grads, what="grads", numeric=True)


def shuffled(student, n, seed):
    """The order in which shuffle_together puts n samples; checks that each keeps its target."""
    X, y = numbered(n)
    X_s, y_s = unpack(student.shuffle_together(X, y, np.random.default_rng(seed)), "X", "y")
    batch = (array(X_s, (n, 2), what="X_shuffled"), array(y_s, (n, 1), what="y_shuffled"))
    together([batch])
    return each_once([batch], n)


def dealt(got, labels, n_batches):
    """Check that batches of positions hold every sample once, and all classes evenly; return them as lists."""
    if not isinstance(got, list | tuple):
        raise Mismatch("type", "is not a list of batches", advice="Return a list with an array for each batch.")
    if len(got) != n_batches:
        raise Mismatch("shape", f"makes {len(got)} batches, not {n_batches}")
    batches = [array(batch, what=f"batch {i}") for i, batch in enumerate(got)]
    if any(batch.ndim != 1 for batch in batches):
        raise Mismatch("shape", "has a batch that is not a flat array of positions")
    every = np.concatenate(batches)
    if len(every) != len(labels) or not np.array_equal(np.sort(every), np.arange(len(labels))):
        raise Mismatch(
            "values", f"does not hold each of the positions 0 to {len(labels) - 1} exactly once", got=np.sort(every)
        )
    positions = [batch.astype(int) for batch in batches]
    counts = np.array([[np.sum(labels[batch] == label) for batch in positions] for label in np.unique(labels)])
    for label, row in zip(np.unique(labels), counts, strict=True):
        if row.max() - row.min() > 1:
            raise Mismatch(
                "values", f"of class {label}, one batch has {row.max()} samples and another {row.min()}", got=counts
            )
    return [batch.tolist() for batch in positions]
