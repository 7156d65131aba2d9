"""The reference library of the course: every function of its chapters. Made by `course build`."""

from neural_network import activations, autograd, data, layers, losses, metrics, optimizers, training
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
from neural_network.autograd import Tensor, topological_order, unbroadcast
from neural_network.backpropagation import backward_mlp, mlp_loss
from neural_network.capstone import (
    accuracy,
    confusion_matrix,
    momentum_descent,
    momentum_update,
    predict_capstone,
    train_capstone,
)
from neural_network.convolution import conv2d, conv_layer
from neural_network.deeper import backward_deep_mlp, deep_mlp_loss, forward_deep_mlp, gradient_norms
from neural_network.dense_layer import dense_forward, neuron_forward, standardize
from neural_network.forward import cross_entropy, forward_mlp, init_mlp, one_hot
from neural_network.functions import sigmoid
from neural_network.gradient_descent import linear_loss
from neural_network.library import (
    SGD,
    Adam,
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPool2D,
    Network,
    ReLU,
    cosine_decay,
    load,
    mse,
    prepare_digit,
    save,
    sigmoid_cross_entropy,
    softmax_cross_entropy,
    train,
)
from neural_network.losses import binary_cross_entropy, mse_loss
from neural_network.matrices import matrix_multiply
from neural_network.mini_batches import gradient_descent, logistic_loss, minibatches
from neural_network.network import fit
from neural_network.neurons import column_vector, dot_product, layer, layer_forward, neuron, row_vector, shape_of
from neural_network.numerical_gradients import gradient_check, numerical_gradient
from neural_network.perceptron import forward_perceptron, predict_perceptron, step, train_perceptron
from neural_network.pooling import cnn_loss, conv_layer_backward, forward_cnn, init_cnn, max_pool, max_pool_backward
from neural_network.regularization import dropout, l2_regularization, regularized_loss

# A chapter's module, too, which gets what other chapters add to this part.
vars(activations).update(
    sigmoid=sigmoid,
    step=step,
)

# A chapter's module, too, which gets what other chapters add to this part.
vars(losses).update(
    cross_entropy=cross_entropy,
    l2_regularization=l2_regularization,
    softmax_cross_entropy=softmax_cross_entropy,
    sigmoid_cross_entropy=sigmoid_cross_entropy,
    mse=mse,
    linear_loss=linear_loss,
    logistic_loss=logistic_loss,
    mlp_loss=mlp_loss,
    deep_mlp_loss=deep_mlp_loss,
    cnn_loss=cnn_loss,
    regularized_loss=regularized_loss,
)

__all__ = [
    "SGD",
    "Adam",
    "BatchNorm",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "MaxPool2D",
    "Network",
    "ReLU",
    "Tensor",
    "accuracy",
    "activations",
    "autograd",
    "backward_deep_mlp",
    "backward_mlp",
    "binary_cross_entropy",
    "cnn_loss",
    "column_vector",
    "confusion_matrix",
    "conv2d",
    "conv_layer",
    "conv_layer_backward",
    "cosine_decay",
    "cross_entropy",
    "data",
    "deep_mlp_loss",
    "dense_forward",
    "dot_product",
    "dropout",
    "fit",
    "forward_cnn",
    "forward_deep_mlp",
    "forward_mlp",
    "forward_perceptron",
    "gradient_check",
    "gradient_descent",
    "gradient_norms",
    "init_cnn",
    "init_mlp",
    "l2_regularization",
    "layer",
    "layer_forward",
    "layers",
    "leaky_relu",
    "leaky_relu_derivative",
    "linear_loss",
    "load",
    "logistic_loss",
    "losses",
    "matrix_multiply",
    "max_pool",
    "max_pool_backward",
    "metrics",
    "minibatches",
    "mlp_loss",
    "momentum_descent",
    "momentum_update",
    "mse",
    "mse_loss",
    "neuron",
    "neuron_forward",
    "normalize",
    "numerical_gradient",
    "one_hot",
    "optimizers",
    "predict_capstone",
    "predict_perceptron",
    "prepare_digit",
    "regularized_loss",
    "relu",
    "relu_derivative",
    "row_vector",
    "save",
    "shape_of",
    "sigmoid",
    "sigmoid_cross_entropy",
    "sigmoid_derivative",
    "softmax",
    "softmax_cross_entropy",
    "standardize",
    "step",
    "tanh",
    "tanh_derivative",
    "topological_order",
    "train",
    "train_capstone",
    "train_perceptron",
    "training",
    "unbroadcast",
]
