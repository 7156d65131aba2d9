"""Metrics: what is counted, and not trained on. Made by `course build`."""

from neural_network.capstone import accuracy, confusion_matrix
from neural_network.deeper import gradient_norms

__all__ = [
    "accuracy",
    "confusion_matrix",
    "gradient_norms",
]
