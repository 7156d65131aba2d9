"""Chapter 3.4: Backpropagation: who is to blame?

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check backpropagation.py` explains what is wrong. The lesson is ch3_4_backpropagation.ipynb.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.forward import cross_entropy, forward_mlp


def backward_mlp(
    X: NDArray[np.floating],
    A1: NDArray[np.floating],
    A2: NDArray[np.floating],
    y: NDArray[np.floating],
    W1: NDArray[np.floating],
    W2: NDArray[np.floating],
) -> dict[str, NDArray[np.floating]]:
    """Compute the gradient of the mean cross-entropy by every weight and bias of the network.

    Let delta2 and delta1 be the gradients by the scores of the output and of the hidden layer:

        delta2 = (A2 - y) / n                            (n, k)
        delta1 = (delta2 W2^T), 0 where A1 is 0          (n, h)

    Each layer's weights get (what came into the layer)^T delta, its biases the sum of delta over the
    samples.

    X is (n, d), A1 (n, h) and A2 (n, k) are what forward_mlp made of it, y (n, k) holds the true
    classes, one-hot, W1 is (d, h) (only its shape matters) and W2 (h, k). Returns a dictionary with the
    keys "W1", "b1", "W2", "b2", of shapes (d, h), (1, h), (h, k) and (1, k). None of the arguments is
    changed.

        # one sample with A2 [[0.75, 0.25]] and y [[0.0, 1.0]]: "b2" is [[0.75, -0.75]]

    Formula: Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating errors".
    """
    raise NotImplementedError  # write your code here, in place of this line


def mlp_loss(
    X: NDArray[np.floating], y: NDArray[np.floating], params: dict[str, NDArray[np.floating]]
) -> tuple[float, dict[str, NDArray[np.floating]]]:
    """Compute the loss of the network and its gradient: forward, loss, backward.

        loss = cross_entropy(A2, y), where (A1, A2) is the forward pass of X

    X is (n, d), y (n, k) one-hot. params is a dictionary with the keys "W1", "b1", "W2" and "b2", in any
    order, of shapes (d, h), (1, h), (h, k) and (1, k). Returns the pair (loss, grads): a single number,
    and a dictionary with the keys and shapes of params. X, y and params are not changed:
    gradient_descent takes the step.

    Loss and gradients are finite even where a probability is exactly 0; cross_entropy of chapter 3.3
    sees to that.

        # with all of params 0 every class gets the same probability: for k = 10 the loss is 2.3026
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def tiny_gradients(x: float, y: float, w1: float, w2: float) -> tuple[float, float]:
    """Compute the gradient of a network of one input, one hidden neuron and one output, without biases.

        a = max(w1 x, 0),    loss = (w2 a - y)^2

    All arguments are single numbers, and w1 * x is not 0. Returns the pair (dw1, dw2): how the loss
    changes with w1 and how it changes with w2.

        tiny_gradients(2.0, 10.0, 1.0, 3.0)   # a is 2, the loss 16: (-48.0, -16.0)
    """
    raise NotImplementedError  # write your code here, in place of this line


def output_delta(A2: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute the gradient of the mean cross-entropy by the scores that went into softmax.

        delta2 = (A2 - y) / n

    A2 (n, k) holds predicted probabilities, y (n, k) the true classes, one-hot. The result is a new
    (n, k) array, and A2 and y stay as they were.

        output_delta(np.array([[0.5, 0.5], [0.25, 0.75]]), np.array([[1.0, 0.0], [0.0, 1.0]]))
        # [[-0.25   0.25 ]
        #  [ 0.125 -0.125]]
    """
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


def most_confused(counts: NDArray[np.integer]) -> tuple[int, int]:
    """Find the pair of different classes that a network mistakes most often.

    counts (k, k) is a confusion matrix: counts[t, p] samples of the true class t were predicted as p.
    The diagonal, t equal to p, holds the right predictions and does not take part. Returns the pair
    (t, p) of the largest other entry; of several equal ones, any. counts stays as it was.

        most_confused(np.array([[50, 1, 0], [2, 40, 7], [0, 3, 60]]))   # (1, 2)
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


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
    raise NotImplementedError  # write your code here, in place of this line
