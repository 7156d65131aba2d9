"""Chapter 2.1: Losses: how wrong is wrong?

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check losses.py` explains what is wrong. The lesson is ch2_1_losses.ipynb.
"""

import numpy as np
from numpy.typing import NDArray


def mse_loss(y_pred: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Mean squared error: how far predictions of a quantity lie from the truth.

        loss = mean over all elements of (y_pred - y) ** 2

    y_pred holds the predictions, y the true values. Both have the same shape, as a rule (n, 1), but any shape
    will do. The loss is a single number. Neither array is changed.

    Raises ValueError if the shapes differ, even where NumPy would broadcast one to the other: (3,) against
    (3, 1), say, which would give all 9 differences.

        mse_loss(np.array([[3.0], [5.0]]), np.array([[2.0], [8.0]]))   # (1 + 9) / 2 = 5.0
        mse_loss(np.zeros(3), np.zeros((3, 1)))                        # ValueError
    """
    raise NotImplementedError  # write your code here, in place of this line


def binary_cross_entropy(A: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Binary cross-entropy: how badly predicted probabilities of "yes" fit the answers.

        loss = mean over the n samples of -(y * log(A) + (1 - y) * log(1 - A))

    A (n, 1) holds probabilities from 0 to 1, y (n, 1) the answers, 1 for yes and 0 for no; log is np.log.
    The loss is a single number. Neither array is changed.

    A may be exactly 0 or 1, where log(0) would be -inf. Keep A away from both by an epsilon from 1e-15 to 1e-7,
    so that a certain mistake costs 16 to 35: np.clip(A, epsilon, 1 - epsilon), for example.

    Raises ValueError if the shapes differ, even where NumPy would broadcast: (3,) against (3, 1), say.

        binary_cross_entropy(np.array([[0.5], [0.25]]), np.array([[1.0], [0.0]]))   # about 0.4904
        binary_cross_entropy(np.array([[0.0]]), np.array([[1.0]]))                  # about 27.6 for epsilon 1e-12
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def squared_errors(y_pred: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.floating]:
    """Square the error of every prediction.

        result[i] = (y_pred[i] - y[i]) ** 2

    y_pred and y have the same shape, whichever it is; the result is a new array of that shape. Neither y_pred
    nor y is changed.

        squared_errors(np.array([[3.0], [5.0]]), np.array([[2.0], [8.0]]))
        # [[1.]
        #  [9.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def as_column(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Stand a vector up: turn the shape (n,) into (n, 1).

    values has shape (n,), or (n, 1) already. The result has shape (n, 1) in both cases, and the same numbers in
    the same order. values itself is not changed.

        as_column(np.array([1.0, 2.0, 3.0])).shape   # (3, 1)
        as_column(np.zeros((3, 1))).shape            # (3, 1)
    """
    raise NotImplementedError  # write your code here, in place of this line


def mean_absolute_error(y_pred: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Average the sizes of the errors, without their signs.

        result = mean over all elements of |y_pred - y|

    y_pred and y have the same shape, whichever it is; the result is a single number. Neither array is changed.

        mean_absolute_error(np.array([[3.0], [5.0]]), np.array([[2.0], [8.0]]))   # (1 + 3) / 2 = 2.0
    """
    raise NotImplementedError  # write your code here, in place of this line


def clipped_log(A: NDArray[np.floating], epsilon: float = 1e-12) -> NDArray[np.floating]:
    """Take the natural logarithm, with everything below epsilon lifted up to epsilon first.

        result = log(max(a, epsilon)), for each element a of A

    A may have any shape and holds numbers from 0 up; epsilon is a positive number. The result is a new array
    of the same shape; A is not changed.

        clipped_log(np.array([1.0, 0.5, 0.0]), 0.001)   # about [ 0.     -0.6931 -6.9078]
    """
    raise NotImplementedError  # write your code here, in place of this line


def error_rate(A: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Find the share of samples for which the more probable answer is the wrong one.

    A (n, 1) holds probabilities of yes, y (n, 1) the answers, 1 for yes and 0 for no. The prediction is yes
    where A is 0.5 or more, and no elsewhere. The result is a single number, from 0 (all right) to 1. Neither
    array is changed.

        error_rate(np.array([[0.9], [0.4], [0.5], [0.2]]), np.array([[1], [1], [0], [0]]))   # 2 of 4: 0.5
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def loss_from_scores(Z: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Compute the binary cross-entropy from the scores, without ever holding a probability.

        loss = mean over the samples of log(1 + e ** z) - y * z

    That equals the cross-entropy of A = sigmoid(Z). Z and y are (n, 1), y holds 0 and 1; neither is changed. The
    result is a single number, finite and right for every score: one sample with the score 1000 and the answer 0
    costs 1000, and with the answer 1 it costs 0.

    Example: for Z = [[0], [log 3]] and y = [[1], [0]] it is (log 2 + log 4) / 2, about 1.0397.
    """
    raise NotImplementedError  # write your code here, in place of this line
