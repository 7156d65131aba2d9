"""Chapter 3.1: Perceptron: a neuron draws a line.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check perceptron.py` explains what is wrong. The lesson is ch3_1_perceptron.ipynb.
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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def step_unit(X: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute the answers of k step units for every sample.

    Formula: result = step(X @ W + b).

    X (n, d) holds one sample per row, W (d, k) one column of weights for each unit, b (1, k) one bias for
    each unit. The result (n, k) holds only 0 and 1; a score of exactly 0 gives 1. The arrays given are not
    changed.

    Example: X = [[1.0, 1.0], [1.0, 0.0]], W = [[1.0], [1.0]] and b = [[-1.5]] give [[1.0], [0.0]].
    """
    raise NotImplementedError  # write your code here, in place of this line


def decision_line(x1: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the height x2 at which a unit with two inputs changes its mind, for each x1.

    The line is where the score is 0: w1 * x1 + w2 * x2 + b = 0, solved for x2.

    x1 (m,) holds positions on the horizontal axis, W (2, 1) the weights w1 and w2, b (1, 1) the bias. The
    result (m,) holds one height for each position. w2 is never 0, for a vertical line has no height. The arrays
    given are not changed.

    Example: W = [[1.0], [1.0]], b = [[-1.5]] and x1 = [0.0, 1.0] give [1.5, 0.5].
    """
    raise NotImplementedError  # write your code here, in place of this line


def rosenblatt_update(
    x: NDArray[np.floating], y: float, W: NDArray[np.floating], b: NDArray[np.floating], lr: float
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Correct a step unit after one sample, by Rosenblatt's rule.

    Formula: error = y - step(x @ W + b), then W + lr * error * x.T and b + lr * error.

    x (1, d) is one sample and y, 0 or 1, its target; W (d, 1) and b (1, 1) are the weights and the bias,
    lr is the learning rate. The result is the pair (W, b) of new arrays in the same shapes. A right
    answer changes nothing, and a score of exactly 0 fires. The arrays given are not changed.

    Example: x = [[1.0, 0.0]] with y = 0, W = [[1.0], [1.0]], b = [[0.0]] and lr = 0.5: the score 1 fires,
    wrongly, so the error is -1, and the result is W = [[0.5], [1.0]] and b = [[-0.5]].
    """
    raise NotImplementedError  # write your code here, in place of this line


def xor_from_units(X: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute XOR of two inputs with three step units: OR, NAND, and AND of these two.

    Formula: XOR(x1, x2) = AND(OR(x1, x2), NAND(x1, x2)), where NAND is 0 for [1, 1] and 1 otherwise.

    X (n, 2) holds zeros and ones, one pair per row. The result (n, 1) is 1 where exactly one input of the
    pair is 1, and 0 where none or both are. X itself is not changed.

    Example: [[0, 0], [0, 1], [1, 0], [1, 1]] gives [[0.0], [1.0], [1.0], [0.0]].
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def pocket_perceptron(
    X: NDArray[np.floating], y: NDArray[np.floating], lr: float, rounds: int
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Learn by Rosenblatt's rule, and keep the line with the fewest mistakes in the pocket.

    W (d, 1) and b (1, 1) start at 0, and so does the pocket. In each round the samples come one by one, in
    their order, and each corrects W and b as in rosenblatt_update, with the learning rate lr. After each of
    them all n samples are asked with the present W and b: where fewer of the answers are wrong than with
    the pair in the pocket, the present pair takes its place. (Equally many are not fewer.)

    X (n, d) holds the samples, y (n, 1) their answers, 0 or 1; neither is changed. Returns the pair (W, b)
    that is in the pocket after the last round.

    Example: X = [[1.0], [-2.0]], y = [[0.0], [1.0]], lr = 0.5 and one round give W = [[-0.5]], b = [[-0.5]].
    """
    raise NotImplementedError  # write your code here, in place of this line
