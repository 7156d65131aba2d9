"""Chapter 2.1: Losses: how wrong is wrong?.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check losses.py` explains what is wrong. The lesson is ch2_1_losses.ipynb.
"""

import numpy as np
from numpy.typing import NDArray


def mse_loss(y_pred: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Mean squared error: how far predictions of a quantity lie from the truth.

        loss = mean over all elements of (y_pred - y) ** 2

    y_pred holds the predictions and y the true values. Both have one and the same shape: (n, 1) as a rule in
    this course, but any other shape will do. The loss is a single number, 0 where every prediction is exact.
    Whole numbers, unsigned ones (uint8) included, give the value that the same numbers as floats would.
    Neither array is changed.

    Raises ValueError if the shapes differ, even where NumPy would broadcast one to the other: (n,) against
    (n, 1) would give all n * n differences.

        mse_loss(np.array([[3.0], [5.0]]), np.array([[2.0], [8.0]]))   # (1 + 9) / 2 = 5.0
    """
    raise NotImplementedError  # write your code here, in place of this line


def binary_cross_entropy(A: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Binary cross-entropy: how badly predicted probabilities of "yes" fit the answers.

        loss = mean over the n samples of -(y * log(A) + (1 - y) * log(1 - A))

    A (n, 1) holds probabilities from 0 to 1, y (n, 1) the answers, 1 for yes and 0 for no; log is the natural
    logarithm. The loss is a single number: near 0 where A is sure and right, large where A is sure and wrong.

    log(0) is -inf, so A is kept away from 0 and 1 by a small epsilon, from 1e-15 to 1e-7: with
    np.clip(A, epsilon, 1 - epsilon), say. The loss is then finite for A of exactly 0 or 1 too.
    y may hold whole numbers of any kind, uint8 included. Neither array is changed.

    Raises ValueError if the shapes differ, even where NumPy would broadcast one to the other.

        binary_cross_entropy(np.array([[0.5], [0.25]]), np.array([[1.0], [0.0]]))   # about 0.4904
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def squared_errors(y_pred: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.floating]:
    """Square the error of every prediction.

        result[i] = (y_pred[i] - y[i]) ** 2

    y_pred and y have the same shape, whichever it is; the result is a new array of that shape.
    y_pred holds floats; y may hold whole numbers.

        squared_errors(np.array([[3.0], [5.0]]), np.array([[2.0], [8.0]]))
        # [[1.]
        #  [9.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def as_column(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Stand a vector up: turn the shape (n,) into (n, 1).

    values has shape (n,), or (n, 1) already. The result has shape (n, 1) and the same numbers in the same
    order; it may be a view or a copy, and values keeps its own shape.

        as_column(np.array([1.0, 2.0, 3.0])).shape   # (3, 1)
    """
    raise NotImplementedError  # write your code here, in place of this line


def mean_absolute_error(y_pred: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Average the sizes of the errors, without their signs.

        result = mean over all elements of |y_pred - y|

    y_pred and y have the same shape; the result is a single number.

        mean_absolute_error(np.array([[3.0], [5.0]]), np.array([[2.0], [8.0]]))   # (1 + 3) / 2 = 2.0
    """
    raise NotImplementedError  # write your code here, in place of this line


def clipped_log(A: NDArray[np.floating], epsilon: float = 1e-12) -> NDArray[np.floating]:
    """Take the natural logarithm, with everything below epsilon lifted up to epsilon first.

        result = log(max(a, epsilon)), for each element a of A

    A may have any shape and holds numbers from 0 up; epsilon is a positive number. The result is a new array
    of the same shape, finite everywhere; A is not changed.

        clipped_log(np.array([1.0, 0.5, 0.0]), 0.001)   # about [ 0.     -0.6931 -6.9078]
    """
    raise NotImplementedError  # write your code here, in place of this line


def error_rate(A: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Find the share of samples for which the more probable answer is the wrong one.

    A (n, 1) holds probabilities of yes, y (n, 1) the answers, 1 for yes and 0 for no. The prediction is yes
    where A is 0.5 or more, and no elsewhere. The result is a single number, from 0 (all right) to 1.

        error_rate(np.array([[0.9], [0.4], [0.5], [0.2]]), np.array([[1], [1], [0], [0]]))   # 2 of 4: 0.5
    """
    raise NotImplementedError  # write your code here, in place of this line
