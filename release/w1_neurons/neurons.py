"""Chapter W.1: From loops to matrices.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check neurons.py` explains what is wrong. The lesson is w1_neurons.ipynb.
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
    raise NotImplementedError  # write your code here, in place of this line


def layer(inputs: Sequence[float], weights: Sequence[Sequence[float]], biases: Sequence[float]) -> list[float]:
    """The outputs of several neurons that look at the same inputs, in plain Python.

    Formula: outputs[j] = inputs[0] * weights[j][0] + inputs[1] * weights[j][1] + ... + biases[j].

    inputs is a list of d numbers; weights is a list of k lists, one of d weights for each neuron; biases is a
    list of k numbers. The result is a list (not a tuple) of k numbers, in the order of the neurons. Write this
    one without NumPy; the lists stay as they were.

    Example: layer([1, 2], [[3, 4], [5, 6], [0, -1]], [1, 10, 0.5]) is [12, 27, -1.5].
    """
    raise NotImplementedError  # write your code here, in place of this line


def shape_of(nested: object) -> tuple[int, ...]:
    """The shape of nested lists: the size along each axis, from the outside in.

    nested is a list of numbers, a list of lists of numbers, and so on to any depth, with no empty list in it.
    The result is a tuple (not a list) of whole numbers, one for each level of lists. nested stays as it was.

    Raises ValueError if the lists are ragged: if two members of one list, at any depth, do not have the same
    shape, such as lists of different lengths, or a number next to a list.

    Example: shape_of([[1, 5, 6], [3, 2, 1]]) is (2, 3), and shape_of([4, 5, 6, 7]) is (4,); each of
    shape_of([[1, 2], [3]]), shape_of([[1, 2], 3]) and shape_of([[1, 2], [[3], [4]]]) raises ValueError.
    """
    raise NotImplementedError  # write your code here, in place of this line


def dot_product(a: ArrayLike, b: ArrayLike) -> float:
    """Multiply two vectors pairwise and add up the products.

    Formula: a[0] * b[0] + a[1] * b[1] + ... + a[n - 1] * b[n - 1].

    a and b are vectors of n numbers each: flat arrays (n,) or lists. The result is one number; a and b stay
    as they were.

    Raises ValueError if the lengths differ, also where one of them is 1.

    Example: dot_product([1, 2, 3], [2, 3, 4]) is 20; dot_product([1, 2, 3], [4]) raises ValueError.
    """
    raise NotImplementedError  # write your code here, in place of this line


def row_vector(a: ArrayLike) -> NDArray[np.floating]:
    """Lay n numbers out as a matrix with a single row.

    a is a list of n numbers or a flat array (n,), and stays as it was. The result is an array of shape
    (1, n), a view or a copy.

    Example: row_vector([1, 2, 3]) is [[1, 2, 3]].
    """
    raise NotImplementedError  # write your code here, in place of this line


def column_vector(a: ArrayLike) -> NDArray[np.floating]:
    """Stand n numbers up as a matrix with a single column.

    a is a list of n numbers or a flat array (n,), and stays as it was. The result is an array of shape
    (n, 1), a view or a copy.

    Example: column_vector([1, 2, 3]) is [[1], [2], [3]].
    """
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def vector_sum(a: Sequence[float], b: Sequence[float]) -> list[float]:
    """Add two vectors element by element.

    Formula: result[i] = a[i] + b[i].

    a and b are lists of n numbers each. The result is a new list (no array) of n numbers; a and b stay as they
    were.

    Example: vector_sum([1, 2, 3], [2, 3, 4]) is [3, 5, 7].
    """
    raise NotImplementedError  # write your code here, in place of this line


def is_homologous(nested: list[object]) -> bool:
    """Tell whether nested lists could be an array: True or False.

    nested is a list of numbers or of lists, to any depth, with no empty list in it. It is homologous if at
    every level all members have the same shape: all are numbers, or all are lists of the same shape.

    Example: is_homologous([1, 2, 3]) and is_homologous([[1, 2], [3, 4]]) are True; is_homologous([[1, 2], [3]])
    and is_homologous([[1, 2], 3]) are False.
    """
    raise NotImplementedError  # write your code here, in place of this line


def transposed(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """Turn the rows of a table into its columns.

    Formula: result[j][i] = rows[i][j].

    rows is a list of n lists of m numbers each, n and m at least 1. The result is a new list of m lists (not
    tuples, and no array) of n numbers each; rows stays as it was.

    Example: transposed([[1, 2, 3], [4, 5, 6]]) is [[1, 4], [2, 5], [3, 6]].
    """
    raise NotImplementedError  # write your code here, in place of this line


def layer_batch(
    batch: Sequence[Sequence[float]], weights: Sequence[Sequence[float]], biases: Sequence[float]
) -> list[list[float]]:
    """The outputs of a layer for each sample of a batch.

    batch is a list of n samples, each a list of d numbers; weights (a list of d numbers for each of k neurons)
    and biases (k numbers) are those of `layer`. The result is a list of n lists (no array), one for each
    sample, of k numbers each; the arguments stay as they were.

    Example: layer_batch([[1, 2], [0, 1]], [[3, 4], [5, 6]], [0, 10]) is [[11, 27], [4, 16]].
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def back_substitution(U: Sequence[Sequence[float]], b: Sequence[float]) -> list[float]:
    """Find the x that solves U x = b, where U is upper triangular.

    Row i of U and number i of b say: U[i][i] * x[i] + U[i][i + 1] * x[i + 1] + ... = b[i].

    U is a list of n lists of n numbers, with zeros below the diagonal and no zero on it; b is a list of n numbers.
    The result is a new list (no array) of n numbers; U and b stay as they were. Plain Python, without NumPy.

    Example: back_substitution([[2, 1], [0, 4]], [5, 4]) is [2, 1]: first 4 * 1 = 4, then 2 * 2 + 1 * 1 = 5.
    """
    raise NotImplementedError  # write your code here, in place of this line
