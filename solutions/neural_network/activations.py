"""Chapter 3.2: activation functions, the bends between a network's layers, and the slopes of these bends.

`softmax` is the one that looks at a whole row at a time; all others work element by element. The chapters on
forward passes and backpropagation stand on this one.
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
    A: NDArray[np.floating] = np.maximum(Z, 0)
    return A


def tanh(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Squeeze every element into the range from -1 to 1: the hyperbolic tangent.

    Formula: tanh(z) = (exp(z) - exp(-z)) / (exp(z) + exp(-z)), for each element z of Z.

    Z may have any shape, and the result has the same. Scores of 1000 give 1 and scores of -1000 give -1, never
    nan. NumPy's own np.tanh is allowed. Z itself is not changed.

    Example: tanh(np.array([0.0, 1.0, -1000.0])) is about [0.0, 0.7616, -1.0].
    """
    A: NDArray[np.floating] = np.tanh(Z)
    return A


def leaky_relu(Z: NDArray[np.floating], alpha: float = 0.01) -> NDArray[np.floating]:
    """Keep what is positive and shrink the rest: a ReLU that leaks a little.

    Formula: leaky_relu(z) = z where z > 0, and alpha * z elsewhere, for each element z of Z.

    Z may have any shape, and the result has the same. alpha, the slope on the negative side, is a number between
    0 and 1. Z itself is not changed.

    Example: leaky_relu(np.array([-2.0, 0.0, 3.0]), 0.1) is [-0.2, 0.0, 3.0].

    Source: A. L. Maas, A. Y. Hannun and A. Y. Ng, "Rectifier nonlinearities improve neural network
    acoustic models" (2013).
    """
    return np.where(Z > 0, Z, alpha * Z)


def sigmoid_derivative(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """The slope of the sigmoid at every element.

    Formula: sigmoid'(z) = s * (1 - s) with s = sigmoid(z), for each element z of Z.

    Z holds the scores themselves, not the sigmoid's answers. It may have any shape, and the result has the same. Z
    itself is not changed.

    Example: sigmoid_derivative(np.array([0.0, np.log(3)])) is [0.25, 0.1875].
    """
    A = sigmoid(Z)
    return A * (1 - A)


def relu_derivative(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """The slope of the ReLU at every element.

    Formula: relu'(z) = 1 where z > 0, and 0 elsewhere, for each element z of Z.

    Z may have any shape, and the result has the same. At z = 0 the ReLU has a corner and no slope of its own: by
    convention it is 0 there. Z itself is not changed.

    Example: relu_derivative(np.array([-2.0, 0.0, 3.0])) is [0.0, 0.0, 1.0].
    """
    return (Z > 0).astype(Z.dtype)


def tanh_derivative(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """The slope of tanh at every element.

    Formula: tanh'(z) = 1 - tanh(z) ** 2, for each element z of Z.

    Z holds the scores themselves, not the answers of tanh. It may have any shape, and the result has the same. Z
    itself is not changed.

    Example: tanh_derivative(np.array([0.0, 1.0])) is about [1.0, 0.42].
    """
    A = tanh(Z)
    slope: NDArray[np.floating] = 1 - A**2
    return slope


def leaky_relu_derivative(Z: NDArray[np.floating], alpha: float = 0.01) -> NDArray[np.floating]:
    """The slope of the leaky ReLU at every element.

    Formula: leaky_relu'(z) = 1 where z > 0, and alpha elsewhere, for each element z of Z.

    Z may have any shape, and the result has the same. alpha is a number between 0 and 1. At z = 0, where the leaky
    ReLU has a corner, the slope is alpha by convention. Z itself is not changed.

    Example: leaky_relu_derivative(np.array([-2.0, 0.0, 3.0]), 0.1) is [0.1, 0.1, 1.0].
    """
    slope = relu_derivative(Z)
    return slope + alpha * (1 - slope)


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
    e = np.exp(Z - Z.max(axis=-1, keepdims=True))  # no exponent is above 0: no overflow
    A: NDArray[np.floating] = e / e.sum(axis=-1, keepdims=True)
    return A
