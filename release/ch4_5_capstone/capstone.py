"""Chapter 4.5: Momentum, and your own best model.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check capstone.py` explains what is wrong. The lesson is ch4_5_capstone.ipynb.
"""

from collections.abc import Callable

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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


def accuracy(y_pred: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Compute the fraction of samples that are classified correctly.

    y_pred (n, k) holds a score or probability of each class, one sample per row; the predicted class is
    the one with the highest, whatever the scores are. y holds the true classes, one-hot (n, k) or as
    labels (n,). The result is a single number from 0 to 1. Neither argument is changed.

        accuracy(np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0, 0]))   # 0.5
    """
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


def predict_capstone(X: NDArray[np.floating], params: Params) -> NDArray[np.floating]:
    """Give the scores of the ten digits for every image, with what train_capstone has learned.

    X (n, 784) holds n images with values from 0 to 1 in float32, params is what train_capstone
    returned; n may be anything from 1 to 10,000. Returns an array (n, 10): a score or probability of each
    digit, for each image, all of them finite; the digit with the highest is the answer. An image gets the
    same scores each time, whatever other images come with it. Neither X nor params is changed.
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def valley_path(
    start: NDArray[np.floating], a: float, b: float, lr: float, mu: float, steps: int
) -> NDArray[np.floating]:
    """Follow gradient descent with momentum through a valley of two directions.

        loss = (a x^2 + b y^2) / 2,   with the gradient (a x, b y)

    start (2,) is the first point (x, y). The velocity is (0, 0) at first. In every step the new velocity
    is mu times the old one, minus lr times the gradient at the present point, and the point moves by the
    new velocity. Returns a new array (steps + 1, 2): the start first, then the point after each step.
    steps is 0 or more. start is not changed.

        valley_path(np.array([4.0, 1.0]), 1.0, 2.0, 0.25, 0.5, 2)
        # [[4.   1.  ]
        #  [3.   0.5 ]
        #  [1.75 0.  ]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def precision_recall(counts: NDArray[np.integer], c: int) -> tuple[float, float]:
    """Say how far a model can be trusted about one class, in two numbers.

        precision = counts[c, c] / everything that was predicted as class c
        recall    = counts[c, c] / everything that truly is of class c

    counts (k, k) is a confusion matrix as confusion_matrix makes it: rows are the truth, columns the
    predictions. Returns the pair (precision, recall) of numbers from 0 to 1. Where there is nothing to
    divide by, since class c was never predicted or never occurs, that number is 0. counts is not changed.

        precision_recall(np.array([[8, 2], [4, 6]]), 1)   # 6 of 8 and 6 of 10: (0.75, 0.6)
        precision_recall(np.array([[8, 0], [4, 0]]), 1)   # class 1 was never predicted: (0.0, 0.0)
    """
    raise NotImplementedError  # write your code here, in place of this line


def cosine_rate(step: int, steps: int, lr: float) -> float:
    """Let the learning rate glide from lr down to 0, on half a wave of the cosine.

        rate = lr * (1 + cos(pi * step / steps)) / 2

    step counts from 0 to steps, the number of steps in all, which is at least 1. The result is a single
    number.

        cosine_rate(0, 4, 0.1), cosine_rate(2, 4, 0.1), cosine_rate(4, 4, 0.1)   # (0.1, 0.05, 0.0)

    Source: I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017).
    """
    raise NotImplementedError  # write your code here, in place of this line


def shift_image(image: NDArray[np.floating], down: int, right: int) -> NDArray[np.floating]:
    """Move a picture within its frame.

        result[i, j] = image[i - down, j - right] where that pixel exists, and 0 elsewhere

    image is (h, w). down and right are whole numbers, smaller than h and w; negative ones move the
    picture up and to the left. What leaves the frame is lost (it does not come in
    again on the other side), and what comes in is 0. Returns a new array (h, w). image is not changed.

        shift_image(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), 0, 1)
        # [[0. 1. 2.]
        #  [0. 4. 5.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def averaged_over_shifts(
    images: NDArray[np.floating], predict: Callable[[NDArray[np.floating]], NDArray[np.floating]], reach: int
) -> NDArray[np.floating]:
    """Ask a model about pictures in all positions near their own, and take the mean of its answers.

    images is (n, h, w). predict takes pictures (n, h, w) and returns their probabilities (n, k). It is
    asked about the pictures moved down by -reach, ..., 0, ..., reach and to the right by as many, in all
    (2 * reach + 1) ** 2 pairs of these, as shift_image moves them. reach is a whole number, 0 or
    more, smaller than h and w. Returns the mean of all its answers, (n, k). images is not changed.

    Example: for the picture [[0, 4, 0], [0, 0, 0], [0, 0, 0]], reach = 1 and a predict that gives the top
    left pixel, the answers are 4 for "down 0, right -1" and 0 for the eight others: 4 / 9.
    """
    raise NotImplementedError  # write your code here, in place of this line
