"""Practice for chapter 1.3: element-wise functions on their own, and composed into a layer."""

import numpy as np
from numpy.typing import NDArray

from neural_network.functions import sigmoid


def exponentials(x: NDArray[np.floating]) -> NDArray[np.floating]:
    """Raise e = 2.718... to the power of every element.

    Formula: result[i] = e ** x[i].

    x (n,) is a vector; the result (n,) is a new array, and x stays as it was.

    Example: exponentials(np.array([0.0, 1.0, -1.0])) is about [1.0, 2.7183, 0.3679].
    """
    result: NDArray[np.floating] = np.exp(x * 1.0)  # np.exp of a small integer type would answer in float16
    return result


def positive_part(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Keep every positive element and put 0 in the place of every negative one.

    Formula: result = max(z, 0), for each element z of Z.

    Z may have any shape; the result is a new array of the same shape, and Z stays as it was.

    Example: positive_part(np.array([[-2.0, 3.0], [0.5, -1.0]])) is [[0.0, 3.0], [0.5, 0.0]].
    """
    result: NDArray[np.floating] = np.maximum(Z, 0)
    return result


def relu_then_sigmoid(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compose two element-wise functions: first the positive part (ReLU), then the sigmoid.

    Formula: result = sigmoid(max(z, 0)), for each element z of Z.

    Z may have any shape; the result is a new array of the same shape, and Z stays as it was. Large elements
    give 1, never nan.

    Example: relu_then_sigmoid(np.array([-5.0, 0.0, np.log(3)])) is [0.5, 0.5, 0.75].
    """
    return sigmoid(positive_part(Z))


def sigmoid_layer(X: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute the scores of a layer and squash each of them with the sigmoid.

    Formula: A = sigmoid(X @ W + b).

    X (n, d) holds one sample per row, W (d, k) one column of weights for each of k outputs, b (1, k) one bias
    for each output. The result A (n, k) holds k numbers from 0 to 1 for each of the n samples: large negative
    scores give 0 and large positive ones give 1, never nan. X, W and b stay as they were.

    Example: with X = [[1.0, 2.0]], W = [[1.0], [1.0]] and b = [[-3.0]] the score is 0, and A is [[0.5]].
    """
    return sigmoid(X @ W + b)


def softplus(Z: NDArray[np.floating]) -> NDArray[np.floating]:
    """Bend every element smoothly: nearly 0 far below zero, nearly z far above it.

    Formula: result = log(1 + e ** z), for each element z of Z.

    Z has any shape; the result is a new array of that shape, and Z stays as it was. Every element of the result is
    finite and right, however large or small z is: softplus of 1000 is 1000, and of -1000 it is 0.

    Example: softplus(np.array([0.0, np.log(3.0)])) is [log 2, log 4], about [0.6931, 1.3863].
    """
    result: NDArray[np.floating] = np.maximum(Z, 0) + np.log(1 + np.exp(-np.abs(1.0 * Z)))
    return result
