"""Chapter 3.1: a single neuron, which answers yes or no and learns where to draw the line between them.

`step` is Rosenblatt's unit of 1958. The other functions are its smooth successor, the sigmoid unit, which the
gradient descent of chapter 2.3 can train.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.functions import sigmoid
from neural_network.mini_batches import gradient_descent, logistic_loss


def step(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Fire or stay silent: Rosenblatt's unit, element by element.

    Formula: step(z) = 1 where z >= 0, and 0 where z < 0.

    Z may have any shape; the result has the same and holds only 0 and 1. A score of exactly 0 fires. Z itself
    is not changed.

    Example: step(np.array([-0.5, 0.0, 2.0])) is [0.0, 1.0, 1.0].

    Source: F. Rosenblatt, "The perceptron", Psychological Review 65 (1958).
    """
    fired: NDArray[np.floating] = np.heaviside(Z, 1.0)  # the second argument is the value at 0
    return fired


def forward_perceptron(
    X: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]
) -> NDArray[np.floating]:
    """Compute the answer of a sigmoid unit for every sample: a number between 0 and 1.

    Formula: A = sigmoid(X @ W + b).

    X (n, d) holds one sample per row, W (d, 1) one weight for each of the d inputs, b (1, 1) the bias. The
    result A (n, 1) is the probability that a sample's target is 1. Scores of 1000 give 1 and scores of -1000
    give 0, never nan, as in your sigmoid. The arrays given are not changed.

    Example: with X = [[1.0, 1.0], [1.0, 0.0]], W = [[1.0], [1.0]] and b = [[-1.5]] the scores are 0.5 and
    -0.5, and A is about [[0.6225], [0.3775]].
    """
    return sigmoid(X @ W + b)


def predict_perceptron(
    X: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]
) -> NDArray[np.floating]:
    """Decide for every sample: 1 for yes, 0 for no.

    Formula: prediction = 1 where A >= 0.5, and 0 where A < 0.5, with A = sigmoid(X @ W + b).

    X (n, d), W (d, 1) and b (1, 1) are those of forward_perceptron. The result (n, 1) holds only 0 and 1.
    A probability of exactly 0.5, that of a score of 0, counts as 1. The arrays given are not changed.

    Example: with X = [[1.0, 1.0], [1.0, 0.0], [1.5, 0.0]], W = [[1.0], [1.0]] and b = [[-1.5]] the scores are
    0.5, -0.5 and 0, and the result is [[1.0], [0.0], [1.0]].
    """
    return step(forward_perceptron(X, W, b) - 0.5)


def train_perceptron(
    X: NDArray[np.floating], y: NDArray[np.floating], lr: float = 0.1, *, epochs: int = 1000
) -> tuple[dict[str, NDArray[np.floating]], list[float]]:
    """Learn the weights and the bias of a sigmoid unit from examples.

    Starting from weights and a bias of 0, gradient descent on the logistic loss makes `epochs` updates
    with learning rate lr, each from all samples at once.

    X (n, d) holds one sample per row, y (n, 1) its target, 0 or 1. The result is the pair (params,
    history): params is a dictionary with the keys "W" (d, 1) and "b" (1, 1); history is a list of
    `epochs` numbers, history[i] the loss before update i. X and y are not changed.

    Example: whatever the data, history[0] is log(2), about 0.6931, since a unit whose weights are 0
    answers 0.5 to everything.
    """
    dtype = np.result_type(X, np.float32)  # float32 stays float32
    params = {"W": np.zeros((X.shape[1], 1), dtype), "b": np.zeros((1, 1), dtype)}
    return gradient_descent(X, y, params, lr, logistic_loss, epochs=epochs)
