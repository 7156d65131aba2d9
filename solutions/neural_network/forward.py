"""The forward pass of a network with one hidden layer, from pixels to probabilities to a loss.

`one_hot` prepares the targets, `init_mlp` draws the first weights, `forward_mlp` predicts, `cross_entropy`
says how wrong the predictions are. ReLU and softmax come from chapter 3.2.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from neural_network.activations import relu, softmax


def one_hot(labels: NDArray[np.integer], n_classes: int) -> NDArray[np.floating]:
    """Turn class labels into rows with a single 1.

        y[i, c] = 1 if labels[i] == c, else 0

    labels (n,) holds whole numbers from 0 to n_classes - 1, of any integer type (those of MNIST are
    np.uint8); not every class need occur. The result y (n, n_classes) is a new array, and labels stays
    as it was.

    Raises ValueError if a label is negative, or n_classes or more:

        one_hot(np.array([2, 0]), 4)
        # [[0. 0. 1. 0.]
        #  [1. 0. 0. 0.]]
        one_hot(np.array([2, -1]), 4)   # ValueError
    """
    # Asked before indexing: a label of -1 would quietly mean the last class.
    if ((labels < 0) | (labels >= n_classes)).any():
        raise ValueError(f"labels {labels.min()} to {labels.max()} do not fit {n_classes} classes")
    y = np.zeros((len(labels), n_classes))
    y[np.arange(len(labels)), labels] = 1.0
    return y


def init_mlp(layer_sizes: Sequence[int], rng: np.random.Generator) -> dict[str, NDArray[np.floating]]:
    """Draw the first weights of a network (He initialization); its biases are zeros.

        W{i} is normal with mean 0 and variance 2 / fan_in, for the layers i = 1, 2, ...

    layer_sizes is a list of the sizes from the input to the output, at least two. Layer i leads from
    fan_in = layer_sizes[i - 1] numbers to fan_out = layer_sizes[i]. The result is a dictionary with the
    keys "W1", "b1", "W2", "b2" and so on: W{i} is (fan_in, fan_out), b{i} (1, fan_out).

    Every weight is a draw of its own from rng and from nowhere else, in any order. layer_sizes stays as
    it was.

        init_mlp([784, 256, 10], np.random.default_rng(0))["W2"].shape   # (256, 10)

    Formula: He, Zhang, Ren and Sun (2015), "Delving deep into rectifiers".
    """
    params: dict[str, NDArray[np.floating]] = {}
    for i in range(1, len(layer_sizes)):
        fan_in, fan_out = layer_sizes[i - 1], layer_sizes[i]
        params[f"W{i}"] = rng.normal(0.0, np.sqrt(2 / fan_in), (fan_in, fan_out))
        params[f"b{i}"] = np.zeros((1, fan_out))
    return params


def forward_mlp(
    X: NDArray[np.floating],
    W1: NDArray[np.floating],
    b1: NDArray[np.floating],
    W2: NDArray[np.floating],
    b2: NDArray[np.floating],
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Send samples through a hidden layer with ReLU and an output layer with softmax.

        A1 = relu(X W1 + b1)
        A2 = softmax(A1 W2 + b2)

    X is (n, d), W1 (d, h), b1 (1, h), W2 (h, k) and b2 (1, k). Returns the pair (A1, A2): A1 (n, h) is
    what the hidden layer says, and each row of A2 (n, k) holds the probabilities of the classes for one
    sample. None of the arguments is changed.

    Large scores give probabilities too, never nan; the softmax of chapter 3.2 sees to that:

        W, b = np.array([[1000.0, 0.0]]), np.zeros((1, 2))
        forward_mlp(np.array([[1.0]]), np.array([[1.0]]), np.zeros((1, 1)), W, b)[1]   # [[1. 0.]]
    """
    A1 = relu(X @ W1 + b1)
    A2 = softmax(A1 @ W2 + b2)
    return A1, A2


def cross_entropy(A: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    """Measure how little probability the predictions gave to the true classes, on average.

        loss = -(1 / n) sum over samples i, sum over classes c of y[i, c] log A[i, c]

    A (n, k) holds predicted probabilities, one sample per row, y (n, k) the true classes, one-hot. The
    logarithm is the natural one. The result is a single number, and A and y stay as they were.

    For probabilities of exactly 0 the loss is large, but finite: limit A from below, or add to it, an
    epsilon from 1e-15 to 1e-7 before taking the logarithm. Raises ValueError if the shapes of A and y
    differ.

        cross_entropy(np.array([[0.5, 0.5], [0.2, 0.8]]), np.array([[1.0, 0.0], [1.0, 0.0]]))   # 1.1513
        cross_entropy(np.array([[0.0, 1.0]]), np.array([[1.0, 0.0]]))   # 34.5 with 1e-15, 16.1 with 1e-7
        cross_entropy(np.array([[0.5, 0.5]]), np.array([1.0, 0.0]))   # ValueError
    """
    if A.shape != y.shape:
        raise ValueError(f"predictions and targets differ in shape: A has {A.shape}, y has {y.shape}")
    per_sample = -(y * np.log(np.maximum(A, 1e-15))).sum(axis=1)
    return float(per_sample.mean())
