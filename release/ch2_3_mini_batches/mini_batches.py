"""Chapter 2.3: Mini-batches: learning before you have seen everything.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check mini_batches.py` explains what is wrong. The lesson is ch2_3_mini_batches.ipynb.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from neural_network.functions import sigmoid
from neural_network.losses import binary_cross_entropy
from neural_network.types import LossFunction, Params


def minibatches(
    X: NDArray[np.floating],
    y: NDArray[np.floating],
    batch_size: int,
    rng: np.random.Generator | None = None,
) -> Iterator[tuple[NDArray[np.floating], NDArray[np.floating]]]:
    """Cut the samples into batches, and yield each as a pair (X_b, y_b).

    X holds n samples along its first axis: (n, d), or (n, c, h, w) for images. y holds their targets, (n, 1) or
    (n, k). Every sample is in exactly one batch, together with its own target. Every batch has batch_size
    samples, except that the last one holds what is left over, where something is; where batch_size is larger
    than n, it is the only one.

    With rng, the samples are shuffled first, by rng alone; without, they keep their order. X and y are not
    changed.

    Example: for X = [[0.0], [1.0], [2.0]], y = [[0.0], [10.0], [20.0]] and batch_size = 2, without rng, the
    batches are ([[0.0], [1.0]], [[0.0], [10.0]]) and ([[2.0]], [[20.0]]).
    """
    raise NotImplementedError  # write your code here, in place of this line


def gradient_descent(
    X: NDArray[np.floating],
    y: NDArray[np.floating],
    params: Params,
    lr: float,
    loss_fn: LossFunction,
    batch_size: int | None = None,
    *,
    epochs: int = 100,
    rng: np.random.Generator | None = None,
) -> tuple[Params, list[float]]:
    """Train: in every epoch go through all batches, and after each batch take one step downhill.

    Step: p = p - lr * grads[p] for each parameter p, whatever its name and shape, where
    (loss, grads) = loss_fn(X_b, y_b, params) for the batch, at the parameters as the step before left them.

    Batches are those of minibatches; batch_size None means one batch of all n samples. With rng, the samples
    are shuffled anew, by rng alone, for every epoch; without, they keep their order.

    Returns (params, history): the trained parameters, and a list of one number for each of the epochs, the
    mean loss of its batches, each as it was before the batch's step and weighted by its number of samples.
    The arrays that were passed in, and those that loss_fn returned, are not changed.

    Example: on three samples in batches of 2, with batch losses 4.0 (two samples) and 1.0 (one sample),
    history[0] is (2 * 4.0 + 1 * 1.0) / 3 = 3.0.
    """
    raise NotImplementedError  # write your code here, in place of this line


def logistic_loss(X: NDArray[np.floating], y: NDArray[np.floating], params: Params) -> tuple[float, Params]:
    """Compute loss and gradient of logistic regression: the model "probability of yes".

    Model: A = sigmoid(X @ W + b), with W = params["W"] and b = params["b"].
    Loss: the binary cross-entropy of A and y, the mean over samples of -y log(A) - (1 - y) log(1 - A).
    Gradient: dW = X.T @ (A - y) / n, and db = the mean of A - y over the samples.

    X is (n, d), y (n, 1) of 0 and 1, W (d, 1), b (1, 1). Returns (loss, grads): a number, and a dictionary
    with the keys and shapes of params. Nothing that was passed in is changed. Both are finite even where A is
    rounded to 0 or 1, as for a score of 1000: for log(0), binary_cross_entropy has its epsilon (1e-15 to 1e-7).

    Example: with X = [[1.0, 2.0]], y = [[1.0]] and W and b all zeros, A is 0.5, the loss log(2), about
    0.6931, and the gradient is W: [[-0.5], [-1.0]], b: [[-0.5]].
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def count_batches(n: int, batch_size: int) -> int:
    """Count the batches of one epoch, the smaller last one included.

    n is the number of samples and batch_size how many a full batch holds, both at least 1. The result is a
    whole number that range() takes: 3, and not 3.0.

    Example: count_batches(10, 4) is 3 (batches of 4, 4 and 2), and count_batches(8, 4) is 2.
    """
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


def mean_batch_loss(losses: NDArray[np.floating], sizes: NDArray[np.integer]) -> float:
    """Average the mean losses of batches into the mean over all their samples.

    Formula: sum(sizes * losses) / sum(sizes).

    losses (m,) holds the mean loss of each of m batches and sizes (m,) the number of samples in each, which
    are whole numbers. Returns a single number. Neither array is changed.

    Example: losses [4.0, 1.0] of batches with [2, 1] samples give (2 * 4.0 + 1 * 1.0) / 3 = 3.0.
    """
    raise NotImplementedError  # write your code here, in place of this line


def moving_average(values: NDArray[np.floating], window: int) -> NDArray[np.floating]:
    """Smooth a noisy curve: replace its values by the means of `window` neighbors.

    Formula: result[i] = mean of values[i], values[i + 1], ..., values[i + window - 1].

    values (m,) holds the curve, and window is a whole number from 1 to m. The result has shape
    (m - window + 1,): only places where the whole window fits. values is not changed.

    Example: moving_average(np.array([1.0, 3.0, 5.0, 1.0]), 2) is [2.0, 4.0, 3.0].
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


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
    raise NotImplementedError  # write your code here, in place of this line
