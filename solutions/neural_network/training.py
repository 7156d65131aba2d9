"""Training: whole runs, and the check of a gradient before them. Made by `course build`."""

from neural_network.capstone import predict_capstone, train_capstone
from neural_network.library import load, save, train
from neural_network.network import fit
from neural_network.numerical_gradients import gradient_check, numerical_gradient
from neural_network.perceptron import train_perceptron

__all__ = [
    "fit",
    "gradient_check",
    "load",
    "numerical_gradient",
    "predict_capstone",
    "save",
    "train",
    "train_capstone",
    "train_perceptron",
]
