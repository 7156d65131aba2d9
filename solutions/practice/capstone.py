"""Practice for chapter 4.5: a ball in a valley, counting by class, and two tools for training your own model."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray


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
    point, velocity, steepness = start * 1.0, np.zeros(2), np.array([a, b])
    path = [point]
    for _ in range(steps):
        velocity = mu * velocity - lr * steepness * point
        point = point + velocity
        path.append(point)
    return np.array(path)


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
    right, predicted, true = counts[c, c], counts[:, c].sum(), counts[c].sum()
    return float(right / max(predicted, 1)), float(right / max(true, 1))


def cosine_rate(step: int, steps: int, lr: float) -> float:
    """Let the learning rate glide from lr down to 0, on half a wave of the cosine.

        rate = lr * (1 + cos(pi * step / steps)) / 2

    step counts from 0 to steps, the number of steps in all, which is at least 1. The result is a single
    number.

        cosine_rate(0, 4, 0.1), cosine_rate(2, 4, 0.1), cosine_rate(4, 4, 0.1)   # (0.1, 0.05, 0.0)

    Source: I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017).
    """
    return float(lr * (1 + np.cos(np.pi * step / steps)) / 2)


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
    h, w = image.shape
    shifted = np.zeros_like(image)
    kept = image[max(-down, 0) : h - max(down, 0), max(-right, 0) : w - max(right, 0)]
    shifted[max(down, 0) : h - max(-down, 0), max(right, 0) : w - max(-right, 0)] = kept
    return shifted


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
    shifts = range(-reach, reach + 1)
    answers = [
        predict(np.array([shift_image(image, down, right) for image in images])) for down in shifts for right in shifts
    ]
    mean: NDArray[np.floating] = np.mean(answers, axis=0)
    return mean
