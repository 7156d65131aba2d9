"""The reference library of the course: every function of its chapters. Made by `course build`."""

from neural_network.activations import (
    leaky_relu,
    leaky_relu_derivative,
    relu,
    relu_derivative,
    sigmoid_derivative,
    softmax,
    tanh,
    tanh_derivative,
)
from neural_network.arrays import normalize
from neural_network.backpropagation import backward_mlp, mlp_loss
from neural_network.dense_layer import dense_forward, neuron_forward, standardize
from neural_network.forward import cross_entropy, forward_mlp, init_mlp, one_hot
from neural_network.functions import sigmoid
from neural_network.gradient_descent import linear_loss
from neural_network.losses import binary_cross_entropy, mse_loss
from neural_network.matrices import matrix_multiply
from neural_network.mini_batches import gradient_descent, logistic_loss, minibatches
from neural_network.network import Dense, Network, fit
from neural_network.neurons import (
    column_vector,
    dot_product,
    layer,
    layer_forward,
    neuron,
    row_vector,
    shape_of,
)
from neural_network.numerical_gradients import gradient_check, numerical_gradient
from neural_network.perceptron import forward_perceptron, predict_perceptron, step, train_perceptron

__all__ = [
    "Dense",
    "Network",
    "backward_mlp",
    "binary_cross_entropy",
    "column_vector",
    "cross_entropy",
    "dense_forward",
    "dot_product",
    "fit",
    "forward_mlp",
    "forward_perceptron",
    "gradient_check",
    "gradient_descent",
    "init_mlp",
    "layer",
    "layer_forward",
    "leaky_relu",
    "leaky_relu_derivative",
    "linear_loss",
    "logistic_loss",
    "matrix_multiply",
    "minibatches",
    "mlp_loss",
    "mse_loss",
    "neuron",
    "neuron_forward",
    "normalize",
    "numerical_gradient",
    "one_hot",
    "predict_perceptron",
    "relu",
    "relu_derivative",
    "row_vector",
    "shape_of",
    "sigmoid",
    "sigmoid_derivative",
    "softmax",
    "standardize",
    "step",
    "tanh",
    "tanh_derivative",
    "train_perceptron",
]
