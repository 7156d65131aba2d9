"""Chapter 3.2: Activations: the bends between the layers.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check activations.py` explains what is wrong. The lesson is ch3_2_activations.ipynb.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.functions import sigmoid


def relu(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Keep what is positive and replace the rest by 0: the rectified linear unit.

    Formula: relu(z) = max(z, 0), for each element z of Z.

    Z may have any shape, and the result has the same. Z itself is not changed.

    Example: relu(np.array([-2.0, 0.0, 3.0])) is [0.0, 0.0, 3.0].
    """
    raise NotImplementedError  # write your code here, in place of this line


def tanh(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Squeeze every element into the range from -1 to 1: the hyperbolic tangent.

    Formula: tanh(z) = (exp(z) - exp(-z)) / (exp(z) + exp(-z)), for each element z of Z.

    Z may have any shape, and the result has the same. Scores of 1000 give 1 and scores of -1000 give -1, never
    nan. NumPy's own np.tanh is allowed. Z itself is not changed.

    Example: tanh(np.array([0.0, 1.0, -1000.0])) is about [0.0, 0.7616, -1.0].
    """
    raise NotImplementedError  # write your code here, in place of this line


def leaky_relu(Z: NDArray[np.floating], alpha: float = 0.01) -> NDArray[np.floating]:
    """Keep what is positive and shrink the rest: a ReLU that leaks a little.

    Formula: leaky_relu(z) = z where z > 0, and alpha * z elsewhere, for each element z of Z.

    Z may have any shape, and the result has the same. alpha, the slope on the negative side, is a number between
    0 and 1. Z itself is not changed.

    Example: leaky_relu(np.array([-2.0, 0.0, 3.0]), 0.1) is [-0.2, 0.0, 3.0].

    Source: A. L. Maas, A. Y. Hannun and A. Y. Ng, "Rectifier nonlinearities improve neural network
    acoustic models" (2013).
    """
    raise NotImplementedError  # write your code here, in place of this line


def sigmoid_derivative(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """The slope of the sigmoid at every element.

    Formula: sigmoid'(z) = s * (1 - s) with s = sigmoid(z), for each element z of Z.

    Z holds the scores themselves, not the sigmoid's answers. It may have any shape, and the result has the same. Z
    itself is not changed.

    Example: sigmoid_derivative(np.array([0.0, np.log(3)])) is [0.25, 0.1875].
    """
    raise NotImplementedError  # write your code here, in place of this line


def relu_derivative(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """The slope of the ReLU at every element.

    Formula: relu'(z) = 1 where z > 0, and 0 elsewhere, for each element z of Z.

    Z may have any shape, and the result has the same. At z = 0 the ReLU has a corner and no slope of its own: by
    convention it is 0 there. Z itself is not changed.

    Example: relu_derivative(np.array([-2.0, 0.0, 3.0])) is [0.0, 0.0, 1.0].
    """
    raise NotImplementedError  # write your code here, in place of this line


def tanh_derivative(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """The slope of tanh at every element.

    Formula: tanh'(z) = 1 - tanh(z) ** 2, for each element z of Z.

    Z holds the scores themselves, not the answers of tanh. It may have any shape, and the result has the same. Z
    itself is not changed.

    Example: tanh_derivative(np.array([0.0, 1.0])) is about [1.0, 0.42].
    """
    raise NotImplementedError  # write your code here, in place of this line


def leaky_relu_derivative(Z: NDArray[np.floating], alpha: float = 0.01) -> NDArray[np.floating]:
    """The slope of the leaky ReLU at every element.

    Formula: leaky_relu'(z) = 1 where z > 0, and alpha elsewhere, for each element z of Z.

    Z may have any shape, and the result has the same. alpha is a number between 0 and 1. At z = 0, where the leaky
    ReLU has a corner, the slope is alpha by convention. Z itself is not changed.

    Example: leaky_relu_derivative(np.array([-2.0, 0.0, 3.0]), 0.1) is [0.1, 0.1, 1.0].
    """
    raise NotImplementedError  # write your code here, in place of this line


def softmax(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Turn every row of scores into probabilities that sum to 1.

    Formula: softmax(z)_i = exp(z_i) / (sum over j of exp(z_j)), where z is one row of Z.

    A row is what lies along the last axis: Z may be a vector (k,), a matrix (n, k) or have three axes (m, n, k).
    The result has the shape of Z, and Z itself is not changed.

    Scores of 1000 and -1000 give numbers, never nan, whatever the other rows hold. The formula stays the same if
    one number is subtracted from all scores of a row.

    Examples: softmax(np.array([2.0, 1.0, 0.1])) is about [0.659, 0.242, 0.099], and
    softmax(np.array([[1000.0, 999.0], [2.0, 1.0]])) is about [[0.731, 0.269], [0.731, 0.269]].
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


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
    raise NotImplementedError  # write your code here, in place of this line


def dead_units(Z: NDArray[np.floating]) -> int:
    """Count the ReLU units that are silent on every sample.

    Z (n, k) holds the scores of k units for n samples, before the ReLU. A unit is dead if no sample gives
    it a score above 0: ReLU then answers 0 and has slope 0 for all of them. The result is a count, one that
    range() accepts: 2, and not 2.0. Z itself is not changed.

    Example: for [[-1.0, 2.0, 0.0], [-3.0, -4.0, 0.0]] it is 2: the first and the last unit are dead.
    """
    raise NotImplementedError  # write your code here, in place of this line


def tempered_softmax(Z: NDArray[np.floating], temperature: float) -> NDArray[np.floating]:
    """Turn every row of scores into probabilities, bolder or more cautious as the temperature says.

    Formula: softmax(Z / temperature), over the last axis.

    Z has shape (k,), (n, k) or more axes, and the result has the same shape. The temperature is a number above 0:
    below 1 it sharpens the probabilities, above 1 it evens them out. Z itself is not changed.

    Example: for [2.0, 1.0, 0.1] a temperature of 2 gives about [0.502, 0.304, 0.194].
    """
    raise NotImplementedError  # write your code here, in place of this line


def two_way_softmax(z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the softmax of a score against a fixed score of 0: the probabilities of yes and of no.

    z (n, 1) holds one score for each sample. The result (n, 2) holds in its first column the share of z,
    and in its second column the share of 0, in the softmax of the pair [z, 0]. z itself is not changed.

    Example: z = [[log(3)]] gives [[0.75, 0.25]], and 0.75 is sigmoid(log(3)).
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def log_softmax(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute the logarithms of the softmax, finite even where a probability is too small for a float.

    result[i] = log(exp(z_i) / sum of exp(z_j) over the scores of the same row)

    Z has any shape; its last axis holds the scores that compete, and is not changed. The result has the
    shape of Z. For scores of -1000 to 1000 it is right and finite: log_softmax of [1000, 0] is [0, -1000].

    Example: the scores [log 1, log 3] give [log 0.25, log 0.75], about [-1.386, -0.288].
    """
    raise NotImplementedError  # write your code here, in place of this line
