"""Practice for chapter 2.1: errors one by one, other averages of them, logarithms that stay finite."""

import numpy as np
from numpy.typing import NDArray


def squared_errors(y_pred: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.floating]:
    """Square the error of every prediction.

        result[i] = (y_pred[i] - y[i]) ** 2

    y_pred and y have the same shape, whichever it is; the result is a new array of that shape. Neither y_pred
    nor y is changed.

        squared_errors(np.array([[3.0], [5.0]]), np.array([[2.0], [8.0]]))
        # [[1.]
        #  [9.]]
    """
    return (y_pred - y) ** 2


def as_column(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Stand a vector up: turn the shape (n,) into (n, 1).

    values has shape (n,), or (n, 1) already. The result has shape (n, 1) in both cases, and the same numbers in
    the same order. values itself is not changed.

        as_column(np.array([1.0, 2.0, 3.0])).shape   # (3, 1)
        as_column(np.zeros((3, 1))).shape            # (3, 1)
    """
    return values.reshape(-1, 1)


def mean_absolute_error(y_pred: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Average the sizes of the errors, without their signs.

        result = mean over all elements of |y_pred - y|

    y_pred and y have the same shape, whichever it is; the result is a single number. Neither array is changed.

        mean_absolute_error(np.array([[3.0], [5.0]]), np.array([[2.0], [8.0]]))   # (1 + 3) / 2 = 2.0
    """
    return float(np.mean(np.abs(y_pred - y)))


def clipped_log(A: NDArray[np.floating], epsilon: float = 1e-12) -> NDArray[np.floating]:
    """Take the natural logarithm, with everything below epsilon lifted up to epsilon first.

        result = log(max(a, epsilon)), for each element a of A

    A may have any shape and holds numbers from 0 up; epsilon is a positive number. The result is a new array
    of the same shape; A is not changed.

        clipped_log(np.array([1.0, 0.5, 0.0]), 0.001)   # about [ 0.     -0.6931 -6.9078]
    """
    result: NDArray[np.floating] = np.log(np.maximum(A, epsilon))
    return result


def error_rate(A: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Find the share of samples for which the more probable answer is the wrong one.

    A (n, 1) holds probabilities of yes, y (n, 1) the answers, 1 for yes and 0 for no. The prediction is yes
    where A is 0.5 or more, and no elsewhere. The result is a single number, from 0 (all right) to 1. Neither
    array is changed.

        error_rate(np.array([[0.9], [0.4], [0.5], [0.2]]), np.array([[1], [1], [0], [0]]))   # 2 of 4: 0.5
    """
    return float(np.mean((A >= 0.5) != (y == 1)))


def loss_from_scores(Z: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Compute the binary cross-entropy from the scores, without ever holding a probability.

        loss = mean over the samples of log(1 + e ** z) - y * z

    That equals the cross-entropy of A = sigmoid(Z). Z and y are (n, 1), y holds 0 and 1; neither is changed. The
    result is a single number, finite and right for every score: one sample with the score 1000 and the answer 0
    costs 1000, and with the answer 1 it costs 0.

    Example: for Z = [[0], [log 3]] and y = [[1], [0]] it is (log 2 + log 4) / 2, about 1.0397.
    """
    losses = np.maximum(Z, 0) - y * Z + np.log(1 + np.exp(-np.abs(Z)))
    return float(np.mean(losses))
