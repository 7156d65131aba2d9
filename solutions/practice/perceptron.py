"""Practice for chapter 3.1: step units built by hand, the line they draw, and Rosenblatt's rule for it."""

import numpy as np
from numpy.typing import NDArray


def step_unit(X: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute the answers of k step units for every sample.

    Formula: result = step(X @ W + b).

    X (n, d) holds one sample per row, W (d, k) one column of weights for each unit, b (1, k) one bias for
    each unit. The result (n, k) holds only 0 and 1; a score of exactly 0 gives 1. The arrays given are not
    changed.

    Example: X = [[1.0, 1.0], [1.0, 0.0]], W = [[1.0], [1.0]] and b = [[-1.5]] give [[1.0], [0.0]].
    """
    return np.where(X @ W + b >= 0, 1.0, 0.0)


def decision_line(x1: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the height x2 at which a unit with two inputs changes its mind, for each x1.

    The line is where the score is 0: w1 * x1 + w2 * x2 + b = 0, solved for x2.

    x1 (m,) holds positions on the horizontal axis, W (2, 1) the weights w1 and w2, b (1, 1) the bias. The
    result (m,) holds one height for each position. w2 is never 0, for a vertical line has no height. The arrays
    given are not changed.

    Example: W = [[1.0], [1.0]], b = [[-1.5]] and x1 = [0.0, 1.0] give [1.5, 0.5].
    """
    heights: NDArray[np.floating] = -(W[0, 0] * x1 + b[0, 0]) / W[1, 0]
    return heights


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
    error = y - step_unit(x, W, b)
    return W + lr * error * x.T, b + lr * error


def xor_from_units(X: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute XOR of two inputs with three step units: OR, NAND, and AND of these two.

    Formula: XOR(x1, x2) = AND(OR(x1, x2), NAND(x1, x2)), where NAND is 0 for [1, 1] and 1 otherwise.

    X (n, 2) holds zeros and ones, one pair per row. The result (n, 1) is 1 where exactly one input of the
    pair is 1, and 0 where none or both are. X itself is not changed.

    Example: [[0, 0], [0, 1], [1, 0], [1, 1]] gives [[0.0], [1.0], [1.0], [0.0]].
    """
    # Of the hidden units, the first is OR and the second NAND.
    hidden = step_unit(X, np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([[-0.5, 1.5]]))
    return step_unit(hidden, np.array([[1.0], [1.0]]), np.array([[-1.5]]))


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
    W: NDArray[np.floating] = np.zeros((X.shape[1], 1))
    b: NDArray[np.floating] = np.zeros((1, 1))
    pocket, fewest = (W, b), np.sum(step_unit(X, W, b) != y)
    for _ in range(rounds):
        for i in range(len(X)):
            W, b = rosenblatt_update(X[i : i + 1], float(y[i, 0]), W, b, lr)
            wrong = np.sum(step_unit(X, W, b) != y)
            if wrong < fewest:
                pocket, fewest = (W, b), wrong
    return pocket
