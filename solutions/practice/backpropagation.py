"""Practice for chapter 3.4: backpropagation one link at a time, and a look at what a network confuses."""

import numpy as np
from numpy.typing import NDArray


def tiny_gradients(x: float, y: float, w1: float, w2: float) -> tuple[float, float]:
    """Compute the gradient of a network of one input, one hidden neuron and one output, without biases.

        a = max(w1 x, 0),    loss = (w2 a - y)^2

    All arguments are single numbers, and w1 * x is not 0. Returns the pair (dw1, dw2): how the loss
    changes with w1 and how it changes with w2.

        tiny_gradients(2.0, 10.0, 1.0, 3.0)   # a is 2, the loss 16: (-48.0, -16.0)
    """
    a = max(w1 * x, 0.0)
    delta_out = 2 * (w2 * a - y)
    delta_hidden = delta_out * w2 if a > 0 else 0.0
    return delta_hidden * x, delta_out * a


def output_delta(A2: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute the gradient of the mean cross-entropy by the scores that went into softmax.

        delta2 = (A2 - y) / n

    A2 (n, k) holds predicted probabilities, y (n, k) the true classes, one-hot. The result is a new
    (n, k) array, and A2 and y stay as they were.

        output_delta(np.array([[0.5, 0.5], [0.25, 0.75]]), np.array([[1.0, 0.0], [0.0, 1.0]]))
        # [[-0.25   0.25 ]
        #  [ 0.125 -0.125]]
    """
    return (A2 - y) / len(y)


def layer_gradients(
    A_in: NDArray[np.floating], delta: NDArray[np.floating]
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Compute the gradient of the loss by a layer's weights and biases.

        dW = A_in^T delta,    db = sum of delta over the samples

    A_in (n, d) is what came into the layer, delta (n, h) the gradient of the loss by the layer's scores.
    Returns the pair (dW, db) of shapes (d, h) and (1, h). Neither argument is changed.

        layer_gradients(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0], [-2.0]]))
        # ([[-5.], [-6.]], [[-1.]])
    """
    return A_in.T @ delta, delta.sum(axis=0, keepdims=True)


def hidden_delta(
    delta2: NDArray[np.floating], W2: NDArray[np.floating], A1: NDArray[np.floating]
) -> NDArray[np.floating]:
    """Send the gradient from the output scores back to the scores of a hidden layer with ReLU.

        delta1 = (delta2 W2^T), 0 where A1 is 0

    delta2 is (n, k), W2 (h, k) and A1 (n, h), the hidden layer after ReLU. The result is a new (n, h)
    array, and none of the arguments is changed.

        hidden_delta(np.array([[1.0, -1.0]]), np.array([[2.0, 5.0], [4.0, 3.0]]), np.array([[0.0, 7.0]]))
        # [[0. 1.]]
    """
    return (delta2 @ W2.T) * (A1 > 0)


def most_confused(counts: NDArray[np.integer]) -> tuple[int, int]:
    """Find the pair of different classes that a network mistakes most often.

    counts (k, k) is a confusion matrix: counts[t, p] samples of the true class t were predicted as p.
    The diagonal, t equal to p, holds the right predictions and does not take part. Returns the pair
    (t, p) of the largest other entry; of several equal ones, any. counts stays as it was.

        most_confused(np.array([[50, 1, 0], [2, 40, 7], [0, 3, 60]]))   # (1, 2)
    """
    mistakes = counts - np.diag(np.diag(counts))
    truth, predicted = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return int(truth), int(predicted)


def input_gradient(
    A1: NDArray[np.floating],
    A2: NDArray[np.floating],
    y: NDArray[np.floating],
    W1: NDArray[np.floating],
    W2: NDArray[np.floating],
) -> NDArray[np.floating]:
    """Compute the gradient of the network's loss by its inputs, one number per pixel.

    The network is that of backward_mlp, A1 = relu(X W1 + b1) and A2 = softmax(A1 W2 + b2), and the loss
    the mean cross-entropy over n samples: result[i, j] is how the loss changes with X[i, j].

    A1 (n, h) and A2 (n, k) come from the forward pass, y (n, k) is one-hot, W1 is (d, h) and W2 (h, k).
    Returns a new array (n, d). No argument is changed.

    Example: A1 = [[1, 0]], A2 = [[0.25, 0.75]], y = [[1, 0]], W1 = [[2, 3]] and W2 = [[1, 3], [2, 2]]:
    the deltas are [-0.75, 0.75] and [1.5, 0], and the result is [[3.0]].
    """
    delta2 = (A2 - y) / len(y)
    delta1 = (delta2 @ W2.T) * (A1 > 0)
    result: NDArray[np.floating] = delta1 @ W1.T
    return result
