"""Practice for workshop W.3: two gradients of softmax, a progress bar, and signs of overfitting."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def softmax_jacobian(a: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute how each probability of a softmax changes with each score.

        J[i, j] = the slope of a_i by z_j = a_i (1 - a_i) where i is j, and -a_i a_j where it is not

    a (k,) is one row of softmax's answers, a = softmax(z). Returns the (k, k) array J; each of its rows and each
    of its columns adds up to 0. a is not changed.

        softmax_jacobian(np.array([0.5, 0.3, 0.2]))
        # [[ 0.25 -0.15 -0.1 ]
        #  [-0.15  0.21 -0.06]
        #  [-0.1  -0.06  0.16]]
    """
    return np.diag(a) - np.outer(a, a)


def cross_entropy_slope(A: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute the gradient of the mean cross-entropy by the predicted probabilities: what backward begins with.

        dA = -(1 / n) y / A, element by element

    A (n, k) holds predicted probabilities, y (n, k) the true classes, one-hot. Returns a new array (n, k). It is
    finite for probabilities of exactly 0 too: keep A above 0 by an epsilon of 1e-7 or less before dividing.
    A and y are not changed.

        cross_entropy_slope(np.array([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1]]), np.array([[1.0, 0, 0], [0, 1, 0]]))
        # [[-1.     0.     0.   ]
        #  [ 0.    -0.625  0.   ]]
    """
    slope: NDArray[np.floating] = -(y / np.maximum(A, 1e-30)) / len(A)
    return slope


def progress_bar(done: int, total: int, width: int = 20) -> str:
    """Draw how far a computation has come: # for what is done, a full stop for what is not, in square brackets.

    done is a whole number from 0 to total, total at least 1. There are `width` characters between the brackets,
    of which the share done / total, rounded down to a whole number, are #. Returns the text.

        progress_bar(3, 12)           # "[#####...............]"
        progress_bar(2, 3, width=4)   # "[##..]"
    """
    filled = width * done // total
    return f"[{'#' * filled}{'.' * (width - filled)}]"


def is_overfitting(train_loss: Sequence[float], val_loss: Sequence[float]) -> bool:
    """Decide from the losses of a training whether it went on for too long.

    train_loss and val_loss are lists of one number per epoch, at least one. Let "best" be the epoch of the lowest
    validation loss (the first, if there are several). The network overfits if, from the best epoch to the last,
    the training loss fell while the validation loss rose: train_loss[-1] < train_loss[best] and
    val_loss[-1] > val_loss[best]. Returns True or False; the lists are not changed.

        is_overfitting([0.9, 0.5, 0.2], [0.8, 0.6, 0.9])   # True: 0.5 fell to 0.2, but 0.6 rose to 0.9
        is_overfitting([0.9, 0.5, 0.2], [1.0, 0.7, 0.6])   # False: the last epoch is the best
    """
    best = int(np.argmin(val_loss))
    return bool(train_loss[-1] < train_loss[best] and val_loss[-1] > val_loss[best])


class Scale:
    """A layer that gives every input a factor and a shift of its own: A = X * W + b.

    It can stand in a Network beside Dense, and fit trains it. Attributes, which others may read and replace: W (1, n),
    the factors, b (1, n), the shifts, and after backward dW and db, shaped like W and b.
    """

    def __init__(self, n: int) -> None:
        """Make a layer for n inputs that changes nothing at first: W (1, n) ones, b (1, n) zeros."""
        self.W: NDArray[np.floating] = np.ones((1, n))
        self.b: NDArray[np.floating] = np.zeros((1, n))
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)

    def forward(self, X: NDArray[np.floating]) -> NDArray[np.floating]:
        """Multiply every column of X (m, n) by its factor and add its shift, with W and b as they are now.

        Returns A (m, n), and keeps what backward will need. X is not changed.

        Example: with W = [[2, 10]] and b = [[0, 1]], the row [3, 4] becomes [6, 41].
        """
        self.X = X
        A: NDArray[np.floating] = X * self.W + self.b
        return A

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Send the gradient of the loss back through the layer.

        dA (m, n) is the gradient of the loss by the A of the last forward pass; the 1 / m of a mean is in it. Sets dW
        and db, (1, n), anew, and returns dX (m, n). dA, W and b are not changed.

        Example: with W = [[2, 10]], after the row [3, 4], dA = [[1, -1]] gives dW = [[3, -4]], db = [[1, -1]] and
        dX = [[2, -10]].
        """
        self.dW = (self.X * dA).sum(axis=0, keepdims=True)
        self.db = dA.sum(axis=0, keepdims=True)
        return dA * self.W
