"""Chapter 2.3: gradient descent on a few samples at a time, and a first model that classifies.

`minibatches` cuts the data into shuffled batches, `gradient_descent` takes one step on each, and
`logistic_loss` is a loss function for it: the sigmoid of chapter 1.3 followed by the binary cross-entropy of
chapter 2.1.
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
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, but is {batch_size}")
    n = len(X)
    order = np.arange(n) if rng is None else rng.permutation(n)
    for start in range(0, n, batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


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
    params = {name: value.copy() for name, value in params.items()}
    history: list[float] = []
    n = len(X)
    for _ in range(epochs):
        total = 0.0
        for X_b, y_b in minibatches(X, y, n if batch_size is None else batch_size, rng):
            loss, grads = loss_fn(X_b, y_b, params)
            params = {name: value - lr * grads[name] for name, value in params.items()}
            total += loss * len(X_b)
        history.append(float(total / n))
    return params, history


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
    A = sigmoid(X @ params["W"] + params["b"])
    error = A - y
    grads = {"W": X.T @ error / len(X), "b": error.mean(axis=0, keepdims=True)}
    return binary_cross_entropy(A, y), grads
