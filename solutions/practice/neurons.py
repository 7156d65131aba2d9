"""Practice for workshop W.1: nested lists, with nothing but plain Python."""

from collections.abc import Sequence

from neural_network.neurons import layer, shape_of


def vector_sum(a: Sequence[float], b: Sequence[float]) -> list[float]:
    """Add two vectors element by element.

    Formula: result[i] = a[i] + b[i].

    a and b are lists of n numbers each. The result is a new list (no array) of n numbers; a and b stay as they
    were.

    Example: vector_sum([1, 2, 3], [2, 3, 4]) is [3, 5, 7].
    """
    return [first + second for first, second in zip(a, b, strict=True)]


def is_homologous(nested: list[object]) -> bool:
    """Tell whether nested lists could be an array: True or False.

    nested is a list of numbers or of lists, to any depth, with no empty list in it. It is homologous if at
    every level all members have the same shape: all are numbers, or all are lists of the same shape.

    Example: is_homologous([1, 2, 3]) and is_homologous([[1, 2], [3, 4]]) are True; is_homologous([[1, 2], [3]])
    and is_homologous([[1, 2], 3]) are False.
    """
    try:
        shape_of(nested)
    except ValueError:
        return False
    return True


def transposed(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """Turn the rows of a table into its columns.

    Formula: result[j][i] = rows[i][j].

    rows is a list of n lists of m numbers each, n and m at least 1. The result is a new list of m lists (not
    tuples, and no array) of n numbers each; rows stays as it was.

    Example: transposed([[1, 2, 3], [4, 5, 6]]) is [[1, 4], [2, 5], [3, 6]].
    """
    return [list(column) for column in zip(*rows, strict=True)]


def layer_batch(
    batch: Sequence[Sequence[float]], weights: Sequence[Sequence[float]], biases: Sequence[float]
) -> list[list[float]]:
    """The outputs of a layer for each sample of a batch.

    batch is a list of n samples, each a list of d numbers; weights (a list of d numbers for each of k neurons)
    and biases (k numbers) are those of `layer`. The result is a list of n lists (no array), one for each
    sample, of k numbers each; the arguments stay as they were.

    Example: layer_batch([[1, 2], [0, 1]], [[3, 4], [5, 6]], [0, 10]) is [[11, 27], [4, 16]].
    """
    return [layer(sample, weights, biases) for sample in batch]


def back_substitution(U: Sequence[Sequence[float]], b: Sequence[float]) -> list[float]:
    """Find the x that solves U x = b, where U is upper triangular.

    Row i of U and number i of b say: U[i][i] * x[i] + U[i][i + 1] * x[i + 1] + ... = b[i].

    U is a list of n lists of n numbers, with zeros below the diagonal and no zero on it; b is a list of n numbers.
    The result is a new list (no array) of n numbers; U and b stay as they were. Plain Python, without NumPy.

    Example: back_substitution([[2, 1], [0, 4]], [5, 4]) is [2, 1]: first 4 * 1 = 4, then 2 * 2 + 1 * 1 = 5.
    """
    x = [0.0] * len(b)
    for i in reversed(range(len(b))):
        known = sum(U[i][j] * x[j] for j in range(i + 1, len(b)))
        x[i] = (b[i] - known) / U[i][i]
    return x
