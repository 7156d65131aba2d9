"""Chapter W.3: A network as objects.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check network.py` explains what is wrong. The lesson is w3_network.ipynb.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from neural_network.activations import leaky_relu, leaky_relu_derivative, relu, relu_derivative, sigmoid_derivative, softmax, tanh, tanh_derivative
from neural_network.forward import cross_entropy
from neural_network.functions import sigmoid
from neural_network.losses import binary_cross_entropy, mse_loss
from neural_network.mini_batches import minibatches


@dataclass
class History:
    """What fit writes down: the four lists have one entry per epoch, and best_epoch is an index into them."""

    train_loss: list[float] = field(default_factory=list)
    val_loss: list[float] = field(default_factory=list)
    val_accuracy: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    best_epoch: int = 0
    stopped_improving: bool = False


class Dense:
    """A dense layer: every input is wired to every output, A = activation(X W + b).

    Attributes, which others may read and replace: W (n_in, n_out), b (1, n_out), and after backward dW and db,
    shaped like W and b; activation, the name that was given.
    """

    def __init__(self, n_in: int, n_out: int, activation: str, rng: np.random.Generator) -> None:
        """Make the weights: W (n_in, n_out) random, b (1, n_out) zeros.

        Every weight is a draw of its own from rng, around 0: normal, with a variance of about 2 / n_in before
        "relu" and "leaky_relu" (He), and 1 / n_in before the others. The same seed gives the same weights.

        activation is "sigmoid", "tanh", "relu", "leaky_relu" (slope 0.01), "softmax" or "linear", which leaves
        the scores as they are. Raises ValueError, here and not later, for any other:

            Dense(3, 2, "swish", np.random.default_rng(0))   # ValueError
        """
        raise NotImplementedError  # write your code here, in place of this line

    def forward(self, X: NDArray[np.floating]) -> NDArray[np.floating]:
        """Send samples through the layer, and keep what backward will need.

            Z = X W + b,    A = activation(Z)

        X is (n, n_in), W and b are the layer's own as they are now. Returns A (n, n_out). For "softmax" each row of
        A sums to 1, and is finite for large scores too: 1000 and 0 give 1 and 0. X is not changed.
        """
        raise NotImplementedError  # write your code here, in place of this line

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Send the gradient of the loss back through the layer.

        dA (n, n_out) is the gradient of the loss by the A of the last forward pass; the 1 / n of a mean is in it.

            dZ = dA * activation'(Z), element by element
            dZ[i, c] = A[i, c] * (dA[i, c] - sum over j of dA[i, j] A[i, j])    for "softmax"
            dW = X^T dZ,    db = sum of dZ over the samples,    dX = dZ W^T

        Sets the attributes dW (n_in, n_out) and db (1, n_out) anew, in place of what was there. Returns dX
        (n, n_in), which is the dA of the layer before. dA, W and b are not changed: backward takes no step.
        """
        raise NotImplementedError  # write your code here, in place of this line


class Network:
    """A chain of layers: what one layer answers is what the next one is given.

    Attribute: layers, the list of layers from the input to the output. Each has forward and backward, as Dense
    has them.
    """

    def __init__(self, layers: Sequence[Dense]) -> None:
        """Keep the layers, at least one, in their order, in the attribute layers."""
        raise NotImplementedError  # write your code here, in place of this line

    def forward(self, X: NDArray[np.floating]) -> NDArray[np.floating]:
        """Send samples through all layers, from the first to the last.

        X (n, d) fits the first layer. Returns what the last layer answers, (n, k).
        """
        raise NotImplementedError  # write your code here, in place of this line

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Send the gradient of the loss back through all layers, from the last to the first.

        dA (n, k) is the gradient of the loss by what the last forward pass returned. Afterwards every layer has
        its dW and db. Returns the gradient of the loss by X, (n, d).
        """
        raise NotImplementedError  # write your code here, in place of this line

    def predict(self, X: NDArray[np.floating]) -> NDArray[np.floating]:
        """Answer for samples X (n, d): the output of forward, neither rounded nor turned into labels."""
        raise NotImplementedError  # write your code here, in place of this line


def fit(
    network: Network,
    X: NDArray[np.floating],
    y: NDArray[np.floating],
    X_val: NDArray[np.floating],
    y_val: NDArray[np.floating],
    *,
    lr: float,
    batch_size: int,
    epochs: int,
    rng: np.random.Generator,
    on_epoch: Callable[[History], None] | None = None,
) -> History:
    """Train a network by gradient descent on batches, and leave it with the weights of its best epoch.

    The loss follows from the activation of the last layer: cross_entropy for "softmax", binary_cross_entropy (the
    mean over all elements of A) for "sigmoid", mse_loss for any other.

    In every epoch, the samples are shuffled anew by rng and cut into batches of batch_size, the smaller last one
    included. On each batch: forward, backward from the gradient of the batch's mean loss by A, then for every layer
    the step W - lr dW and b - lr db. After the epoch, loss and accuracy are computed on X_val and y_val, on which
    the network is never trained. X (n, d), y (n, k), X_val and y_val are not changed.

    Returns a History, or any other object with these attributes (no tuple and no dictionary):

    - train_loss, val_loss, val_accuracy, seconds: lists of one number per epoch. train_loss is the mean over the
      training samples, so that a smaller batch counts less; seconds is how long each epoch took, by itself.
    - val_accuracy is a fraction from 0 to 1: with one output, A >= 0.5 must agree with y >= 0.5; with several, the
      largest output must be that of the largest target.
    - best_epoch: the index, from 0, of the lowest val_loss, an int.
    - stopped_improving: True where the best epoch is not the last, which is how overfitting shows.

    At the end the network has the weights and biases that it had after its best epoch. Losses and gradients stay
    finite for outputs of exactly 0 and 1: keep A away from them by an epsilon before dividing by A or 1 - A. For
    softmax, take one as small as 1e-30, so that a network that is sure and wrong still learns: with a single sample,
    whose wrong score leads the right one by 60, the gradients by these two scores are 1 and -1.

    on_epoch, where given, is called after every epoch with the History so far: the lesson draws a progress bar.
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


def progress_bar(done: int, total: int, width: int = 20) -> str:
    """Draw how far a computation has come: # for what is done, a full stop for what is not, in square brackets.

    done is a whole number from 0 to total, total at least 1. There are `width` characters between the brackets,
    of which the share done / total, rounded down to a whole number, are #. Returns the text.

        progress_bar(3, 12)           # "[#####...............]"
        progress_bar(2, 3, width=4)   # "[##..]"
    """
    raise NotImplementedError  # write your code here, in place of this line


def is_overfitting(train_loss: Sequence[float], val_loss: Sequence[float]) -> bool:
    """Decide from the losses of a training whether it went on for too long.

    train_loss and val_loss are lists of one number per epoch, at least one. Let "best" be the epoch of the lowest
    validation loss (the first, if there are several). The network overfits if, from the best epoch to the last,
    the training loss fell while the validation loss rose: train_loss[-1] < train_loss[best] and
    val_loss[-1] > val_loss[best]. Returns True or False; the lists are not changed.

        is_overfitting([0.9, 0.5, 0.2], [0.8, 0.6, 0.9])   # True: 0.5 fell to 0.2, but 0.6 rose to 0.9
        is_overfitting([0.9, 0.5, 0.2], [1.0, 0.7, 0.6])   # False: the last epoch is the best
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


class Scale:
    """A layer that gives every input a factor and a shift of its own: A = X * W + b.

    It can stand in a Network beside Dense, and fit trains it. Attributes, which others may read and replace: W (1, n),
    the factors, b (1, n), the shifts, and after backward dW and db, shaped like W and b.
    """

    def __init__(self, n: int) -> None:
        """Make a layer for n inputs that changes nothing at first: W (1, n) ones, b (1, n) zeros."""
        raise NotImplementedError  # write your code here, in place of this line

    def forward(self, X: NDArray[np.floating]) -> NDArray[np.floating]:
        """Multiply every column of X (m, n) by its factor and add its shift, with W and b as they are now.

        Returns A (m, n), and keeps what backward will need. X is not changed.

        Example: with W = [[2, 10]] and b = [[0, 1]], the row [3, 4] becomes [6, 41].
        """
        raise NotImplementedError  # write your code here, in place of this line

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Send the gradient of the loss back through the layer.

        dA (m, n) is the gradient of the loss by the A of the last forward pass; the 1 / m of a mean is in it. Sets dW
        and db, (1, n), anew, and returns dX (m, n). dA, W and b are not changed.

        Example: with W = [[2, 10]], after the row [3, 4], dA = [[1, -1]] gives dW = [[3, -4]], db = [[1, -1]] and
        dX = [[2, -10]].
        """
        raise NotImplementedError  # write your code here, in place of this line
