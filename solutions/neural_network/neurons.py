"""Workshop W.1: a neuron and a layer written out in plain Python, and the same layer as one matrix product.

`neuron`, `layer` and `shape_of` use lists and loops only; the others are where NumPy takes over.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray


def neuron(inputs: Sequence[float], weights: Sequence[float], bias: float) -> float:
    """The output of one neuron, in plain Python: a sum of products, plus the bias.

    Formula: inputs[0] * weights[0] + inputs[1] * weights[1] + ... + bias.

    inputs and weights are lists of numbers of equal length, any length; bias is a number. The result is a
    number. Write this one without NumPy; the lists stay as they were.

    Example: neuron([1, 2, 3], [0.2, 0.8, -0.5], 2) is 2.3, up to rounding.
    """
    total = bias
    for value, weight in zip(inputs, weights, strict=True):
        total += value * weight
    return total


def layer(inputs: Sequence[float], weights: Sequence[Sequence[float]], biases: Sequence[float]) -> list[float]:
    """The outputs of several neurons that look at the same inputs, in plain Python.

    Formula: outputs[j] = inputs[0] * weights[j][0] + inputs[1] * weights[j][1] + ... + biases[j].

    inputs is a list of d numbers; weights is a list of k lists, one of d weights for each neuron; biases is a
    list of k numbers. The result is a list (not a tuple) of k numbers, in the order of the neurons. Write this
    one without NumPy; the lists stay as they were.

    Example: layer([1, 2], [[3, 4], [5, 6], [0, -1]], [1, 10, 0.5]) is [12, 27, -1.5].
    """
    return [neuron(inputs, its_weights, its_bias) for its_weights, its_bias in zip(weights, biases, strict=True)]


def shape_of(nested: object) -> tuple[int, ...]:
    """The shape of nested lists: the size along each axis, from the outside in.

    nested is a list of numbers, a list of lists of numbers, and so on to any depth, with no empty list in it.
    The result is a tuple (not a list) of whole numbers, one for each level of lists. nested stays as it was.

    Raises ValueError if the lists are ragged: if two members of one list, at any depth, do not have the same
    shape, such as lists of different lengths, or a number next to a list.

    Example: shape_of([[1, 5, 6], [3, 2, 1]]) is (2, 3), and shape_of([4, 5, 6, 7]) is (4,); each of
    shape_of([[1, 2], [3]]), shape_of([[1, 2], 3]) and shape_of([[1, 2], [[3], [4]]]) raises ValueError.
    """
    if not isinstance(nested, list):
        return ()
    shapes = [shape_of(member) for member in nested]
    for shape in shapes[1:]:
        if shape != shapes[0]:
            raise ValueError(f"ragged lists: one member has shape {shapes[0]}, another {shape}")
    return (len(nested), *(shapes[0] if shapes else ()))


def dot_product(a: ArrayLike, b: ArrayLike) -> float:
    """Multiply two vectors pairwise and add up the products.

    Formula: a[0] * b[0] + a[1] * b[1] + ... + a[n - 1] * b[n - 1].

    a and b are vectors of n numbers each: flat arrays (n,) or lists. The result is one number; a and b stay
    as they were.

    Raises ValueError if the lengths differ, also where one of them is 1.

    Example: dot_product([1, 2, 3], [2, 3, 4]) is 20; dot_product([1, 2, 3], [4]) raises ValueError.
    """
    return float(np.dot(1.0 * np.asarray(a), b))


def row_vector(a: ArrayLike) -> NDArray[np.floating]:
    """Lay n numbers out as a matrix with a single row.

    a is a list of n numbers or a flat array (n,), and stays as it was. The result is an array of shape
    (1, n), a view or a copy.

    Example: row_vector([1, 2, 3]) is [[1, 2, 3]].
    """
    return np.asarray(a).reshape(1, -1)


def column_vector(a: ArrayLike) -> NDArray[np.floating]:
    """Stand n numbers up as a matrix with a single column.

    a is a list of n numbers or a flat array (n,), and stays as it was. The result is an array of shape
    (n, 1), a view or a copy.

    Example: column_vector([1, 2, 3]) is [[1], [2], [3]].
    """
    return np.asarray(a).reshape(-1, 1)


def layer_forward(
    inputs: NDArray[np.floating], weights: NDArray[np.floating], biases: NDArray[np.floating]
) -> NDArray[np.floating]:
    """The outputs of a layer for a whole batch of samples.

    Formula: outputs[i, j] = (row i of inputs) . (row j of weights) + (bias of neuron j).

    inputs (n, d) holds one sample per row; weights (k, d) holds one NEURON per row, as the lists of `layer` do;
    biases (k,) holds one number for each neuron. The result (n, k) is a new array with one row for each sample
    and one column for each neuron; the arguments stay as they were.

    Example: with inputs [[1, 2]], weights [[3, 4], [5, 6], [0, -1]] and biases [1, 10, 0.5] the result is
    [[12, 27, -1.5]].
    """
    outputs: NDArray[np.floating] = (1.0 * inputs) @ weights.T + biases
    return outputs
