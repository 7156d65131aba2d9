"""Optimizers: the ways downhill. Made by `course build`."""

from neural_network.capstone import momentum_descent, momentum_update
from neural_network.library import SGD, Adam, cosine_decay
from neural_network.mini_batches import gradient_descent

__all__ = [
    "SGD",
    "Adam",
    "cosine_decay",
    "gradient_descent",
    "momentum_descent",
    "momentum_update",
]
