"""Data: arrays and vectors, scaling, labels and batches. Made by `course build`."""

from neural_network.arrays import normalize
from neural_network.dense_layer import standardize
from neural_network.forward import one_hot
from neural_network.library import prepare_digit
from neural_network.matrices import matrix_multiply
from neural_network.mini_batches import minibatches
from neural_network.neurons import column_vector, dot_product, row_vector, shape_of

__all__ = [
    "column_vector",
    "dot_product",
    "matrix_multiply",
    "minibatches",
    "normalize",
    "one_hot",
    "prepare_digit",
    "row_vector",
    "shape_of",
    "standardize",
]
