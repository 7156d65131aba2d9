"""Layers and networks: forward, backward, and their first parameters. Made by `course build`."""

from neural_network.backpropagation import backward_mlp
from neural_network.convolution import conv2d, conv_layer
from neural_network.deeper import backward_deep_mlp, forward_deep_mlp
from neural_network.dense_layer import dense_forward, neuron_forward
from neural_network.forward import forward_mlp, init_mlp
from neural_network.library import BatchNorm, Conv2D, Dense, Dropout, Flatten, MaxPool2D, Network, ReLU
from neural_network.neurons import layer, layer_forward, neuron
from neural_network.perceptron import forward_perceptron, predict_perceptron
from neural_network.pooling import conv_layer_backward, forward_cnn, init_cnn, max_pool, max_pool_backward
from neural_network.regularization import dropout

__all__ = [
    "BatchNorm",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "MaxPool2D",
    "Network",
    "ReLU",
    "backward_deep_mlp",
    "backward_mlp",
    "conv2d",
    "conv_layer",
    "conv_layer_backward",
    "dense_forward",
    "dropout",
    "forward_cnn",
    "forward_deep_mlp",
    "forward_mlp",
    "forward_perceptron",
    "init_cnn",
    "init_mlp",
    "layer",
    "layer_forward",
    "max_pool",
    "max_pool_backward",
    "neuron",
    "neuron_forward",
    "predict_perceptron",
]
