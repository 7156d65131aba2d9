"""Chapter 4.5: gradient descent that keeps its momentum, two ways to count mistakes, and the capstone.

`train_capstone` and `predict_capstone` are one good answer among many: the small network of chapter 4.3, trained
with `momentum_descent`. Everything they use is in the library.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.mini_batches import minibatches
from neural_network.pooling import cnn_loss, forward_cnn, init_cnn
from neural_network.types import LearningRate, LossFunction, Params


def momentum_update(v: NDArray[np.floating], grad: NDArray[np.floating], mu: float, lr: float) -> NDArray[np.floating]:
    """Compute the next velocity of a parameter: some of the old one, and a push downhill.

        v_new = mu * v - lr * grad

    v and grad have the same shape, any. mu, from 0 up to 1, is how much of the velocity is kept
    (friction takes the rest), lr the learning rate. Returns a new array of that shape; the parameter
    itself then moves by it, W + v_new. Neither v nor grad is changed.

        momentum_update(np.array([1.0, 0.0]), np.array([2.0, -1.0]), 0.9, 0.1)   # [0.7 0.1]

    Source: B. T. Polyak, "Some methods of speeding up the convergence of iteration methods" (1964).
    """
    return mu * v - lr * grad


def momentum_descent(
    X: NDArray[np.floating],
    y: NDArray[np.floating],
    params: Params,
    lr: LearningRate,
    loss_fn: LossFunction,
    batch_size: int | None = None,
    *,
    mu: float = 0.9,
    epochs: int = 100,
    rng: np.random.Generator | None = None,
) -> tuple[Params, list[float]]:
    """Train as gradient_descent does, with momentum: steps in the same direction add up.

    For each batch (X_b, y_b), at the parameters as the step before left them:

        loss, grads = loss_fn(X_b, y_b, params)
        v[p] = momentum_update(v[p], grads[p], mu, lr)   and   p = p + v[p],   for each parameter p

    Each parameter has a velocity of its own, which starts at zero and is kept from batch to batch and
    from epoch to epoch. batch_size None means full batch. With rng, the samples are shuffled anew for
    every epoch; without, they keep their order. lr is a number, or a function: lr(0) is then the rate of
    the first update, lr(1) that of the second, and so on, counted through all batches of all epochs.

    Returns (params, history): a new dictionary with the trained parameters, and a list of one number an
    epoch: the mean of its batch losses, each taken before its step and weighted by the number of samples
    in the batch. X, y, the given params and the arrays in grads are not changed.

    Example: w = 0, loss (w - y)^2 / 2, y = 8, 4, 5.5 in batches of 1, lr = 0.25 and mu = 0.5: the
    velocities are 2, 1.5 and 1.25, w ends at 4.75, and history is [12.0], the mean of 32, 2 and 2. With
    lr = lambda update: 0.5 / 2**update the rates are 0.5, 0.25 and 0.125, and w ends at 6.9375.
    """
    params = {name: value * 1.0 for name, value in params.items()}
    velocity = {name: np.zeros_like(value) for name, value in params.items()}
    history: list[float] = []
    n, updates = len(X), 0
    for _ in range(epochs):
        total = 0.0
        for X_b, y_b in minibatches(X, y, n if batch_size is None else batch_size, rng):
            loss, grads = loss_fn(X_b, y_b, params)
            rate = lr(updates) if callable(lr) else lr
            updates += 1
            for name in params:  # momentum_update, written into arrays that are this function's own: that is faster
                velocity[name] *= mu
                velocity[name] -= rate * grads[name]
                params[name] += velocity[name]
            total += loss * len(X_b)
        history.append(float(total / n))
    return params, history


def accuracy(y_pred: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Compute the fraction of samples that are classified correctly.

    y_pred (n, k) holds a score or probability of each class, one sample per row; the predicted class is
    the one with the highest, whatever the scores are. y holds the true classes, one-hot (n, k) or as
    labels (n,). The result is a single number from 0 to 1. Neither argument is changed.

        accuracy(np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0, 0]))   # 0.5
    """
    return float((y_pred.argmax(axis=1) == _labels(y, y_pred.shape)).mean())


def confusion_matrix(y_pred: NDArray[np.floating], y: NDArray[np.floating], n_classes: int) -> NDArray[np.integer]:
    """Count which class was taken for which.

        counts[t, p] = how many samples of the true class t were predicted as class p

    y_pred (n, k) and y, one-hot (n, k) or labels (n,), are as for accuracy; n_classes is k. Returns a new
    array of whole numbers of shape (n_classes, n_classes): rows are the truth, columns the predictions,
    and right answers stand on the diagonal. Classes that do not occur have zeros. Neither argument is
    changed.

        y_pred = np.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.7], [0.4, 0.6]])   # predicted: 0 1 1 1
        confusion_matrix(y_pred, np.array([0, 0, 1, 1]), 2)   # [[1 1] [0 2]]
    """
    counts = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(counts, (_labels(y, y_pred.shape), y_pred.argmax(axis=1)), 1)  # += would count a pair only once
    return counts


def _labels(y: NDArray[np.floating], shape: tuple[int, ...]) -> NDArray[np.integer]:
    """The true classes as whole numbers, whether y is one-hot or holds labels."""
    if y.shape not in (shape, shape[:1]):
        raise ValueError(f"targets of shape {y.shape} do not fit predictions of shape {shape}")
    return y.argmax(axis=1) if y.ndim == 2 else y.astype(int)


def train_capstone(X: NDArray[np.floating], y: NDArray[np.floating], rng: np.random.Generator) -> Params:
    """Train your own best model to read handwritten digits.

    X (n, 784) holds n images of 28 x 28 pixels, row by row, with values from 0 (paper) to 1 (ink); y
    (n, 10) their digits, one-hot. Both are float32. n is 60,000 in the end, and as few as 200 in the
    smaller tests. rng is yours for the first weights, for shuffling and for whatever else you draw.
    Returns the trained parameters, a dictionary of arrays with any names and shapes, of 64 MB at most in
    all: predict_capstone reads them. X and y are not changed.

    The model is up to you: any network, any loss, any of the library's functions or your own.

    How it is graded: on the 60,000 training images of MNIST, on one core, within 300 seconds and 4096
    MB of memory; then predict_capstone says what the 10,000 test images are. A test accuracy of 0.90 or
    more earns all points of that test, 0.50 or less none, and in between they rise evenly. They are
    read a second time, turned and shifted a little: where that is worse by more than 0.04, it counts.
    """
    images = X.reshape(-1, 1, 28, 28)
    params = {name: value.astype(np.float32) for name, value in init_cnn(rng).items()}
    for lr in (0.1, 0.05, 0.02):
        params, _ = momentum_descent(images, y, params, lr, cnn_loss, batch_size=64, epochs=1, rng=rng)
    return params


def predict_capstone(X: NDArray[np.floating], params: Params) -> NDArray[np.floating]:
    """Give the scores of the ten digits for every image, with what train_capstone has learned.

    X (n, 784) holds n images with values from 0 to 1 in float32, params is what train_capstone
    returned; n may be anything from 1 to 10,000. Returns an array (n, 10): a score or probability of each
    digit, for each image, all of them finite; the digit with the highest is the answer. An image gets the
    same scores each time, whatever other images come with it. Neither X nor params is changed.
    """
    return forward_cnn(X.reshape(-1, 1, 28, 28), params)
