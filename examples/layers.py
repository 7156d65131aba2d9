"""What makes workshop W.4's networks fast: layers that call the functions of "Going faster", the appendix to chapter
4.3, where W.4's call the taught ones, and a network whose batches are shared out among threads.
"""

import copy
from collections.abc import Sequence
from concurrent.futures import Executor
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.build.notebook import run_tagged_cell
from autograder.course import load_course
from neural_network.library import BatchNorm, Conv2D, Dense, Dropout, MaxPool2D, Network
from neural_network.types import Params

Array = NDArray[np.floating]

_fast = run_tagged_cell(load_course().chapter("ch4_3_pooling"), "twins")  # each is tested against its taught twin


class FastConv2D(Conv2D):
    """Conv2D with fast_conv_layer and fast_conv_layer_backward."""

    def __init__(
        self,
        in_channels: int,
        n_filters: int,
        size: int,
        rng: np.random.Generator,
        *,
        stride: int = 1,
        padding: int = 0,
    ) -> None:
        """Draw the filters, as Conv2D does."""
        super().__init__(in_channels, n_filters, size, rng, stride=stride, padding=padding)
        self.stride, self.padding = stride, padding
        names = sorted(self.params, key=lambda name: self.params[name].ndim)
        self.bias, self.filters = names  # what they are called is free

    def forward(self, X: Array, training: bool = False) -> Array:
        """Do what Conv2D does."""
        sides = (self.padding, self.padding)
        self.padded = np.pad(X, ((0, 0), (0, 0), sides, sides)) if self.padding else X
        filters, b = self.params[self.filters], self.params[self.bias]
        self.columns = _fast["all_columns"](self.padded, *filters.shape[2:], self.stride)
        maps: Array = _fast["fast_conv_layer"](self.padded, filters, b, self.stride, self.columns)
        return maps

    def backward(self, dA: Array) -> Array:
        """Do what Conv2D does."""
        before = self.padded, self.params[self.filters], self.stride, self.columns
        dX, *gradients = _fast["fast_conv_layer_backward"](dA, *before)
        self.grads = dict(zip((self.filters, self.bias), gradients, strict=True))
        p = self.padding
        inside: Array = dX[:, :, p : dX.shape[2] - p, p : dX.shape[3] - p]
        return inside


class FirstConv2D(FastConv2D):
    """A FastConv2D for the first layer. What comes before it are images, and nobody needs their gradient."""

    def backward(self, dA: Array) -> Array:
        """Set grads anew, and return an empty array."""
        before = self.padded, self.params[self.filters], self.stride, self.columns
        gradients = _fast["fast_filter_gradients"](dA, *before)
        self.grads = dict(zip((self.filters, self.bias), gradients, strict=True))
        return np.empty(0, dA.dtype)


class FastMaxPool2D(MaxPool2D):
    """MaxPool2D with fast_max_pool_backward, which is told what the largest numbers were."""

    def __init__(self, size: int, stride: int | None = None) -> None:
        """Keep size and stride, as MaxPool2D does."""
        super().__init__(size, stride)
        self.size, self.stride = size, stride

    def forward(self, X: Array, training: bool = False) -> Array:
        """Do what MaxPool2D does."""
        self.X, self.pooled = X, super().forward(X)
        return self.pooled

    def backward(self, dA: Array) -> Array:
        """Do what MaxPool2D does."""
        dX: Array = _fast["fast_max_pool_backward"](dA, self.X, self.size, self.stride, self.pooled)
        return dX


def in_float32(network: Network) -> Network:
    """Turn all that a network has learned, or will learn, into float32: half the memory, and twice the speed."""
    for layer in network.layers:
        if isinstance(layer, Dense):
            layer.W, layer.b = layer.W.astype(np.float32), layer.b.astype(np.float32)
        else:
            layer.params = {name: value.astype(np.float32) for name, value in layer.params.items()}
        if isinstance(layer, BatchNorm):
            layer.running_mean = layer.running_mean.astype(np.float32)
            layer.running_var = layer.running_var.astype(np.float32)
    return network


class SideBySide(Network):
    """A network that sends equal shares of each batch through copies of its layers, each on a thread of its own.

    The copies have the same parameters, the very arrays, and remember what their own share needs on the way back. A
    sum over the samples is the sum over the shares: the gradients are those of the whole batch, to rounding. Dropout
    tosses other coins in each copy. Batch normalization has to see the whole batch, and has no place here: ValueError.
    """

    def __init__(self, network: Network, shares: int, threads: Executor) -> None:
        """Share the layers of a network. It is faster because NumPy lets another thread run while it computes."""
        super().__init__(network.layers)
        if any(isinstance(layer, BatchNorm) for layer in network.layers):
            raise ValueError("batch normalization needs the mean of a whole batch: such a network cannot be shared out")
        self.networks = [network, *(_second(network) for _ in range(shares - 1))]
        self.threads = threads

    def forward(self, X: Array, training: bool = False) -> Array:
        """Do what Network does."""
        self.busy = self.networks[: len(X)]  # a batch may have fewer samples than there are threads
        parts = np.array_split(X, len(self.busy))
        return np.concatenate(list(self.threads.map(_forward, self.busy, parts, [training] * len(parts))))

    def backward(self, dA: Array) -> Array:
        """Set the gradients of all parameters anew, and return that by what the last forward pass was given."""
        parts = np.array_split(dA, len(self.busy))
        return np.concatenate(list(self.threads.map(_backward, self.busy, parts)))

    @property
    def grads(self) -> Params:
        """The gradients of the last backward pass: the sums of those of all shares."""
        return reduce(_add, [network.grads for network in self.busy])


def _second(network: Network) -> Network:
    layers: Sequence[Any] = [copy.copy(layer) for layer in network.layers]  # a copy has the same arrays
    for layer in layers:
        if isinstance(layer, Dropout):
            (layer.rng,) = layer.rng.spawn(1)
    return Network(layers)


def _forward(network: Network, X: Array, training: bool) -> Array:
    return network.forward(X, training)


def _backward(network: Network, dA: Array) -> Array:
    return network.backward(dA)


def _add(a: Params, b: Params) -> Params:
    return {name: a[name] + b[name] for name in a}
