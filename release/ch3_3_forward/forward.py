"""Chapter 3.3: The forward pass: from pixels to probabilities.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check forward.py` explains what is wrong. The lesson is ch3_3_forward.ipynb.
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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def flatten_images(images: NDArray[np.integer]) -> NDArray[np.floating]:
    """Turn gray pictures into the rows of an input matrix, with pixels between 0 and 1.

        X[i] = the rows of picture i, one behind the other, divided by 255

    images (n, h, w) holds whole numbers from 0 to 255 (np.uint8, as in MNIST, or others) and stays as it
    was; the result X is a new array of floats (n, h * w).

        flatten_images(np.array([[[0, 51], [102, 255]]], dtype=np.uint8))
        # [[0.  0.2 0.4 1. ]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def count_parameters(layer_sizes: Sequence[int]) -> int:
    """Count all weights and biases of a network.

        sum over the layers of fan_in * fan_out + fan_out

    layer_sizes is a list of the sizes from the input to the output, at least two of them, and stays as
    it was. The result is a whole number.

        count_parameters([3, 4, 2])   # 3 * 4 + 4 and 4 * 2 + 2: 26
    """
    raise NotImplementedError  # write your code here, in place of this line


def hidden_layer(X: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute a layer's scores and let ReLU pass the positive ones.

        A = max(X W + b, 0), element by element

    X is (n, d), W (d, h) and b (1, h); the result A is (n, h). None of the arguments is changed.

        hidden_layer(np.array([[1.0, 2.0]]), np.array([[1.0, -1.0], [1.0, 0.0]]), np.array([[0.5, 0.5]]))
        # [[3.5 0. ]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def predicted_labels(A: NDArray[np.floating]) -> NDArray[np.integer]:
    """Name the class with the largest probability for each sample.

    A (n, k) holds probabilities, one sample per row, and stays as it was; the result (n,) holds whole
    numbers from 0 to k - 1.

        predicted_labels(np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]]))   # [1 0]
    """
    raise NotImplementedError  # write your code here, in place of this line


def true_class_probabilities(A: NDArray[np.floating], labels: NDArray[np.integer]) -> NDArray[np.floating]:
    """Pick from each row the probability that was given to the true class.

        result[i] = A[i, labels[i]]

    A (n, k) holds probabilities, one sample per row, and labels (n,) the true classes, whole numbers from
    0 to k - 1 (np.int64, np.uint8 or others). The result has the shape (n,), and neither argument is
    changed.

        true_class_probabilities(np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]]), np.array([1, 2]))   # [0.7 0.2]
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def top_k_accuracy(A: NDArray[np.floating], labels: NDArray[np.integer], k: int) -> float:
    """Compute the fraction of samples whose true class is among the k most probable ones.

    A (n, c) holds a probability of each of c classes, one sample per row, and no two of a row are equal.
    labels (n,) holds the true classes, from 0 to c - 1, and k is a whole number from 1 to c. Returns a
    single number from 0 to 1; with k = 1 it is the usual accuracy, with k = c it is 1. A and labels are
    not changed.

    Example: [[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]] with the labels [2, 2] gives 0.5 for k = 2: 0.2 is the
    second largest of its row in the first, and the smallest in the second.
    """
    raise NotImplementedError  # write your code here, in place of this line
