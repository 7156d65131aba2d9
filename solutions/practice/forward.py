"""Practice for chapter 3.3: what stands around a forward pass, from pictures to parameters to predictions."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def flatten_images(images: NDArray[np.integer]) -> NDArray[np.floating]:
    """Turn gray pictures into the rows of an input matrix, with pixels between 0 and 1.

        X[i] = the rows of picture i, one behind the other, divided by 255

    images (n, h, w) holds whole numbers from 0 to 255 (np.uint8, as in MNIST, or others) and stays as it
    was; the result X is a new array of floats (n, h * w).

        flatten_images(np.array([[[0, 51], [102, 255]]], dtype=np.uint8))
        # [[0.  0.2 0.4 1. ]]
    """
    X: NDArray[np.floating] = images.reshape(len(images), images.shape[1] * images.shape[2]) / 255
    return X


def count_parameters(layer_sizes: Sequence[int]) -> int:
    """Count all weights and biases of a network.

        sum over the layers of fan_in * fan_out + fan_out

    layer_sizes is a list of the sizes from the input to the output, at least two of them, and stays as
    it was. The result is a whole number.

        count_parameters([3, 4, 2])   # 3 * 4 + 4 and 4 * 2 + 2: 26
    """
    total = 0
    for i in range(1, len(layer_sizes)):
        fan_in, fan_out = layer_sizes[i - 1], layer_sizes[i]
        total += fan_in * fan_out + fan_out
    return total


def hidden_layer(X: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    """Compute a layer's scores and let ReLU pass the positive ones.

        A = max(X W + b, 0), element by element

    X is (n, d), W (d, h) and b (1, h); the result A is (n, h). None of the arguments is changed.

        hidden_layer(np.array([[1.0, 2.0]]), np.array([[1.0, -1.0], [1.0, 0.0]]), np.array([[0.5, 0.5]]))
        # [[3.5 0. ]]
    """
    A: NDArray[np.floating] = np.maximum(X @ W + b, 0)
    return A


def predicted_labels(A: NDArray[np.floating]) -> NDArray[np.integer]:
    """Name the class with the largest probability for each sample.

    A (n, k) holds probabilities, one sample per row, and stays as it was; the result (n,) holds whole
    numbers from 0 to k - 1.

        predicted_labels(np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]]))   # [1 0]
    """
    labels: NDArray[np.integer] = A.argmax(axis=1)
    return labels


def true_class_probabilities(A: NDArray[np.floating], labels: NDArray[np.integer]) -> NDArray[np.floating]:
    """Pick from each row the probability that was given to the true class.

        result[i] = A[i, labels[i]]

    A (n, k) holds probabilities, one sample per row, and labels (n,) the true classes, whole numbers from
    0 to k - 1 (np.int64, np.uint8 or others). The result has the shape (n,), and neither argument is
    changed.

        true_class_probabilities(np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]]), np.array([1, 2]))   # [0.7 0.2]
    """
    picked: NDArray[np.floating] = A[np.arange(len(labels)), labels]
    return picked


def top_k_accuracy(A: NDArray[np.floating], labels: NDArray[np.integer], k: int) -> float:
    """Compute the fraction of samples whose true class is among the k most probable ones.

    A (n, c) holds a probability of each of c classes, one sample per row, and no two of a row are equal.
    labels (n,) holds the true classes, from 0 to c - 1, and k is a whole number from 1 to c. Returns a
    single number from 0 to 1; with k = 1 it is the usual accuracy, with k = c it is 1. A and labels are
    not changed.

    Example: [[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]] with the labels [2, 2] gives 0.5 for k = 2: 0.2 is the
    second largest of its row in the first, and the smallest in the second.
    """
    truth = A[np.arange(len(labels)), labels]
    before = np.sum(truth[:, np.newaxis] < A, axis=1)
    return float(np.mean(before < k))
