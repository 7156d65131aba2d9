"""Practice for chapter 3.2: what bends do to a network, and three uses of softmax and its relatives."""

import numpy as np
from numpy.typing import NDArray

from neural_network.activations import softmax


def merged_layers(
    W1: NDArray[np.floating], b1: NDArray[np.floating], W2: NDArray[np.floating], b2: NDArray[np.floating]
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return the one linear layer that does the work of two linear layers with no bend between them.

    Find W and b such that X @ W + b equals (X @ W1 + b1) @ W2 + b2 for every X.

    W1 (d, h), b1 (1, h), W2 (h, k) and b2 (1, k) are the weights and biases of the two layers. The result
    is the pair (W, b) with W (d, k) and b (1, k). The arrays given are not changed.

    Example: W1 = [[2.0]], b1 = [[1.0]], W2 = [[3.0]] and b2 = [[5.0]] say 3 * (2 * x + 1) + 5, which is
    6 * x + 8, so the result is W = [[6.0]] and b = [[8.0]].
    """
    return W1 @ W2, b1 @ W2 + b2


def dead_units(Z: NDArray[np.floating]) -> int:
    """Count the ReLU units that are silent on every sample.

    Z (n, k) holds the scores of k units for n samples, before the ReLU. A unit is dead if no sample gives
    it a score above 0: ReLU then answers 0 and has slope 0 for all of them. The result is a count, one that
    range() accepts: 2, and not 2.0. Z itself is not changed.

    Example: for [[-1.0, 2.0, 0.0], [-3.0, -4.0, 0.0]] it is 2: the first and the last unit are dead.
    """
    return int(np.sum(np.all(Z <= 0, axis=0)))


def tempered_softmax(Z: NDArray[np.floating], temperature: float) -> NDArray[np.floating]:
    """Turn every row of scores into probabilities, bolder or more cautious as the temperature says.

    Formula: softmax(Z / temperature), over the last axis.

    Z has shape (k,), (n, k) or more axes, and the result has the same shape. The temperature is a number above 0:
    below 1 it sharpens the probabilities, above 1 it evens them out. Z itself is not changed.

    Example: for [2.0, 1.0, 0.1] a temperature of 2 gives about [0.502, 0.304, 0.194].
    """
    return softmax(Z / temperature)


def two_way_softmax(z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the softmax of a score against a fixed score of 0: the probabilities of yes and of no.

    z (n, 1) holds one score for each sample. The result (n, 2) holds in its first column the share of z,
    and in its second column the share of 0, in the softmax of the pair [z, 0]. z itself is not changed.

    Example: z = [[log(3)]] gives [[0.75, 0.25]], and 0.75 is sigmoid(log(3)).
    """
    return softmax(np.hstack([z, np.zeros_like(z)]))


def log_softmax(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute the logarithms of the softmax, finite even where a probability is too small for a float.

    result[i] = log(exp(z_i) / sum of exp(z_j) over the scores of the same row)

    Z has any shape; its last axis holds the scores that compete, and is not changed. The result has the
    shape of Z. For scores of -1000 to 1000 it is right and finite: log_softmax of [1000, 0] is [0, -1000].

    Example: the scores [log 1, log 3] give [log 0.25, log 0.75], about [-1.386, -0.288].
    """
    lead = Z - np.max(Z, axis=-1, keepdims=True)
    result: NDArray[np.floating] = lead - np.log(np.sum(np.exp(lead), axis=-1, keepdims=True))
    return result
