"""Optimizers: the ways downhill. Made by `course build`."""

from neural_network.capstone import momentum_descent, momentum_update
from neural_network.library import Adam, SGD, cosine_decay
from neural_network.mini_batches import gradient_descent

__all__ = [
    "Adam",
    "SGD",
    "cosine_decay",
    "gradient_descent",
    "momentum_descent",
    "momentum_update",
]
