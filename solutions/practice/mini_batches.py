"""Practice for chapter 2.3: counting batches, shuffling pairs, averaging over batches, smoothing."""

import numpy as np
from numpy.typing import NDArray


def count_batches(n: int, batch_size: int) -> int:
    """Count the batches of one epoch, the smaller last one included.

    n is the number of samples and batch_size how many a full batch holds, both at least 1. The result is a
    whole number that range() takes: 3, and not 3.0.

    Example: count_batches(10, 4) is 3 (batches of 4, 4 and 2), and count_batches(8, 4) is 2.
    """
    return -(-n // batch_size)


def shuffle_together(
    X: NDArray[np.floating], y: NDArray[np.floating], rng: np.random.Generator
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Shuffle samples and targets in the same way, so that every sample keeps its target.

    X is (n, d) and y (n, k), with one sample per row. Returns (X_shuffled, y_shuffled), of the same shapes: the
    same rows in an order drawn from rng alone, and row i of one still belongs to row i of the other. X and y
    are not changed.

    Example: with X = [[1.0], [2.0]] and y = [[10.0], [20.0]] the result is either X and y as they are or
    ([[2.0], [1.0]], [[20.0], [10.0]]), never a mixture.
    """
    order = rng.permutation(len(X))
    return X[order], y[order]


def mean_batch_loss(losses: NDArray[np.floating], sizes: NDArray[np.integer]) -> float:
    """Average the mean losses of batches into the mean over all their samples.

    Formula: sum(sizes * losses) / sum(sizes).

    losses (m,) holds the mean loss of each of m batches and sizes (m,) the number of samples in each, which
    are whole numbers. Returns a single number. Neither array is changed.

    Example: losses [4.0, 1.0] of batches with [2, 1] samples give (2 * 4.0 + 1 * 1.0) / 3 = 3.0.
    """
    return float(np.sum(losses * sizes) / np.sum(sizes))


def moving_average(values: NDArray[np.floating], window: int) -> NDArray[np.floating]:
    """Smooth a noisy curve: replace its values by the means of `window` neighbors.

    Formula: result[i] = mean of values[i], values[i + 1], ..., values[i + window - 1].

    values (m,) holds the curve, and window is a whole number from 1 to m. The result has shape
    (m - window + 1,): only places where the whole window fits. values is not changed.

    Example: moving_average(np.array([1.0, 3.0, 5.0, 1.0]), 2) is [2.0, 4.0, 3.0].
    """
    return np.array([np.mean(values[i : i + window]) for i in range(len(values) - window + 1)])


def stratified_batches(
    labels: NDArray[np.integer], n_batches: int, rng: np.random.Generator
) -> list[NDArray[np.integer]]:
    """Deal the samples into batches that all have the same mix of classes, or nearly.

    labels is (n,) and holds each sample's class, a whole number; n_batches is from 1 to n. Returns a list of
    n_batches arrays of whole numbers, the positions of a batch's samples. Every position from 0 to n - 1 is in exactly
    one batch, and of any class no batch has more than one sample more than another. Which samples of a class come to
    which batch is drawn from rng alone. labels is not changed.

    Example: with six samples of class 0, three of class 1 and n_batches = 3, each batch has two samples of class 0
    and one of class 1.
    """
    order = rng.permutation(len(labels))
    order = order[np.argsort(labels[order], kind="stable")]
    return [order[first::n_batches] for first in range(n_batches)]
