"""The reference library of the course: every function of its chapters. Made by `course build`."""

from neural_network.arrays import normalize
from neural_network.functions import sigmoid
from neural_network.matrices import matrix_multiply

__all__ = [
    "matrix_multiply",
    "normalize",
    "sigmoid",
]
