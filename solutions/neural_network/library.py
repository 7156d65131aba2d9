"""Workshop W.4: one library. Losses, layers, optimizers and a schedule that fit together, one loop that trains with
them, and what it takes to keep a network and to show it a digit of one's own.

The arithmetic is that of the chapters before; here it gets a memory. Every layer has the same four parts,
`forward`, `backward`, `params` and `grads`, so that whatever is built from one fits into `Network`, `train` and `save`.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import neural_network.network as w3
from neural_network.activations import relu, relu_derivative, softmax
from neural_network.capstone import accuracy, momentum_update
from neural_network.convolution import conv_layer
from neural_network.functions import sigmoid
from neural_network.losses import mse_loss
from neural_network.mini_batches import minibatches
from neural_network.network import History
from neural_network.pooling import conv_layer_backward, max_pool, max_pool_backward
from neural_network.regularization import dropout
from neural_network.types import LearningRate, Params

Loss = Callable[[NDArray[np.floating], NDArray[np.floating]], tuple[float, NDArray[np.floating]]]


def softmax_cross_entropy(Z: NDArray[np.floating], y: NDArray[np.floating]) -> tuple[float, NDArray[np.floating]]:
    """Compute softmax and cross-entropy in one, and the gradient by the scores.

        loss = mean over the samples of  -sum over the classes c of y[c] log softmax(Z)[c]
        dZ   = (softmax(Z) - y) / n

    Z (n, k) holds scores, y (n, k) the classes, one-hot. Returns the pair (loss, dZ): a number, and an array (n, k).
    Neither Z nor y is changed. The logarithm is taken of no probability: with m the largest score of a sample,

        log softmax(Z)[c] = Z[c] - m - log(sum of exp(Z - m)),

    which is exact however far one score leads:

        softmax_cross_entropy(np.array([[1000.0, 0.0]]), np.array([[0.0, 1.0]]))   # (1000.0, [[1. -1.]])
    """
    shifted = Z - Z.max(axis=1, keepdims=True)
    log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-(y * log_probabilities).sum() / len(Z)), (softmax(Z) - y) / len(Z)


def mse(output: NDArray[np.floating], y: NDArray[np.floating]) -> tuple[float, NDArray[np.floating]]:
    """Compute the mean squared error and its gradient by the output.

        loss = mean of (output - y) ** 2 over all elements
        gradient = 2 (output - y) / the number of elements

    output and y have the same shape, (n, k). Returns the pair (loss, gradient): a number, and an array of that
    shape. Neither output nor y is changed.

        mse(np.array([[3.0, 1.0]]), np.array([[1.0, 2.0]]))   # (2.5, [[2. -1.]])
    """
    return mse_loss(output, y), 2 * (output - y) / output.size


def sigmoid_cross_entropy(Z: NDArray[np.floating], y: NDArray[np.floating]) -> tuple[float, NDArray[np.floating]]:
    """Compute sigmoid and binary cross-entropy in one, and the gradient by the scores.

        loss = mean over all elements of  -(y log A + (1 - y) log(1 - A)),   with A = sigmoid(Z)
        dZ   = (A - y) / the number of elements

    Z and y have the same shape, (n, k); y holds 0 and 1. Returns the pair (loss, dZ): a number, and an array of
    that shape. Neither Z nor y is changed. Written without a logarithm of A, the loss of an element is

        max(z, 0) - z y + log(1 + exp(-|z|)),

    which is exact for large scores too:

        sigmoid_cross_entropy(np.array([[1000.0], [0.0]]), np.array([[0.0], [1.0]]))   # (500.35, [[0.5] [-0.25]])
    """
    losses = np.maximum(Z, 0) - Z * y + np.log1p(np.exp(-np.abs(Z)))
    return float(losses.mean()), (sigmoid(Z) - y) / Z.size


class Dense(w3.Dense):
    """The dense layer of workshop W.3 with the two parts that it lacks: it has everything that w3.Dense has, made as
    there, Dense(n_in, n_out, activation, rng), and in addition

    - forward takes a second argument, training, as all layers of this workshop do;
    - params is the dictionary {"W": W, "b": b} of its own arrays, not of copies;
    - grads is the dictionary {"W": dW, "b": db} of what backward computed last.
    """

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Do what w3.Dense does, super().forward(X): a dense layer is the same in training and in use."""
        return super().forward(X)

    @property
    def params(self) -> Params:
        """The layer's own W and b: whoever writes into these arrays changes the layer."""
        return {"W": self.W, "b": self.b}

    @property
    def grads(self) -> Params:
        """The gradients dW and db of the last backward pass, under the names that params has."""
        return {"W": self.dW, "b": self.db}


class Network(w3.Network):
    """The chain of layers of workshop W.3, for all kinds of layers. backward and predict are those of w3.Network;
    predict(X) is forward(X), without training. Attribute: layers, the list of layers.
    """

    def __init__(self, layers: Sequence[Any]) -> None:
        """Keep the layers in their order in the attribute layers. Each has forward, backward, params and grads."""
        self.layers: list[Any] = list(layers)

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Send samples through all layers, each of which is told whether this is training: forward(X, training)."""
        for layer in self.layers:
            X = layer.forward(X, training)
        return X

    @property
    def params(self) -> Params:
        """The parameters of all layers in one dictionary: the layers' own arrays, not copies.

        Every array has a name of its own. Which one is free; "0.W" for the W of the first layer tells layers apart.
        """
        return {f"{i}.{name}": value for i, layer in enumerate(self.layers) for name, value in layer.params.items()}

    @property
    def grads(self) -> Params:
        """The gradients of all layers, as the last backward pass left them, under the names that params has."""
        return {f"{i}.{name}": value for i, layer in enumerate(self.layers) for name, value in layer.grads.items()}


class ReLU:
    """The bend as a layer: max(x, 0), element by element. It has nothing to learn."""

    def __init__(self) -> None:
        """Set params and grads to empty dictionaries."""
        self.params: Params = {}
        self.grads: Params = {}

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Return max(X, 0) for X of any shape, and remember what backward needs. X is not changed."""
        self.X = X
        return relu(X)

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return the gradient by the X of the last forward pass: dA where X > 0, and 0 elsewhere, at 0 too.

        dA has the shape of that X. It is not changed.
        """
        return dA * relu_derivative(self.X)


class Flatten:
    """The layer between images and a dense layer: each sample becomes one row. It has nothing to learn."""

    def __init__(self) -> None:
        """Set params and grads to empty dictionaries."""
        self.params: Params = {}
        self.grads: Params = {}

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Return X (n, ...) as (n, d), every sample's d numbers in the order in which reshape reads them."""
        self.shape = X.shape
        return X.reshape(len(X), -1)

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return dA (n, d) in the shape that the X of the last forward pass had."""
        return dA.reshape(self.shape)


class Conv2D:
    """A convolutional layer on images (n, c, h, w): conv_layer of chapter 4.2 with filters that learn.

    params and grads have the filters (f, c, size, size) and the biases (f,), under names of your choice.
    """

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
        """Draw the filters: params holds W (n_filters, in_channels, size, size) and b (n_filters,).

        Every weight is a draw of its own from rng with mean 0 and variance 2 / (in_channels * size ** 2) (He), from
        any distribution; the biases are zeros. stride is the step of the filters, padding the number of rows and
        columns of zeros that are put around each image, on all four sides.

            Conv2D(3, 8, 5, np.random.default_rng(0), padding=2)   # 8 filters (3, 5, 5); images keep their size
        """
        shape = (n_filters, in_channels, size, size)
        variance = 2 / (in_channels * size**2)
        self.params: Params = {"W": rng.normal(0.0, np.sqrt(variance), shape), "b": np.zeros(n_filters)}
        self.grads: Params = {name: np.zeros_like(value) for name, value in self.params.items()}
        self.stride, self.padding = stride, padding

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Slide the filters over padded images, as conv_layer does, and remember what backward needs.

        X is (n, c, h, w). Returns (n, f, h', w') with h' = (h + 2 padding - size) // stride + 1, and w' likewise.
        X is not changed.
        """
        sides = (self.padding, self.padding)
        self.padded = np.pad(X, ((0, 0), (0, 0), sides, sides))
        return conv_layer(self.padded, self.params["W"], self.params["b"], self.stride)

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Send the gradient back, as conv_layer_backward does: set grads anew, and return the gradient by X.

        dA (n, f, h', w') is the gradient of the loss by what the last forward pass returned. What comes back is
        (n, c, h, w), as X was: the gradient by the padding is cut off. dA and params are not changed.
        """
        dX, dW, db = conv_layer_backward(dA, self.padded, self.params["W"], self.stride)
        self.grads = {"W": dW, "b": db}
        p = self.padding
        return dX[:, :, p : dX.shape[2] - p, p : dX.shape[3] - p]


class MaxPool2D:
    """The largest number of every window, as a layer on images (n, c, h, w). It has nothing to learn."""

    def __init__(self, size: int, stride: int | None = None) -> None:
        """Keep the size of the windows and the step between them (None: size, so that they lie side by side).

        params and grads are empty dictionaries.
        """
        self.size, self.stride = size, stride
        self.params: Params = {}
        self.grads: Params = {}

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Return max_pool(X, size, stride) of chapter 4.3, and remember what backward needs. X is not changed."""
        self.X = X
        return max_pool(X, self.size, self.stride)

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return the gradient by the X of the last forward pass, as max_pool_backward gives it: each window's goes to
        the first of its largest numbers. dA (n, c, h', w') is not changed.
        """
        return max_pool_backward(dA, self.X, self.size, self.stride)


class Dropout:
    """Dropout of chapter 4.4 as a layer: at work in training, and only there. It has nothing to learn."""

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        """Keep p, the probability to KEEP an element, and rng, where the tosses come from.

        params and grads are empty dictionaries.
        """
        self.p, self.rng = p, rng
        self.params: Params = {}
        self.grads: Params = {}

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """In training, return X * mask: mask is 1 / p with probability p, else 0, drawn anew for every element in
        every call. Without training, return X as it is. X may have any shape; it is not changed.
        """
        dropped, self.mask = dropout(X, self.p, self.rng, training)
        return dropped

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return dA times the mask of the last forward pass: dA as it is, if that was without training."""
        return dA * self.mask


class BatchNorm:
    """Batch normalization: every feature of a batch gets the mean 0 and the variance 1, and then the scale and the
    shift that suit the network best.

    Features (n, d) are normalized over the samples. Images (n, c, h, w) have c features, the channels: each is
    normalized over the samples and all places.

    Attributes: params and grads with the scale and the shift, (n_features,) each, under names of your choice;
    running_mean and running_var (n_features,), which stand in for the batch where there is none.

    Source: S. Ioffe and C. Szegedy, "Batch normalization: accelerating deep network training by reducing internal
    covariate shift" (2015).
    """

    def __init__(self, n_features: int, *, momentum: float = 0.9, eps: float = 1e-5) -> None:
        """Begin with a scale of 1, a shift of 0, a running mean of 0 and a running variance of 1 for each feature."""
        self.momentum, self.eps = momentum, eps
        self.params: Params = {"scale": np.ones(n_features), "shift": np.zeros(n_features)}
        self.grads: Params = {name: np.zeros_like(value) for name, value in self.params.items()}
        self.running_mean: NDArray[np.floating] = np.zeros(n_features)
        self.running_var: NDArray[np.floating] = np.ones(n_features)

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Normalize, scale and shift every feature, and remember what backward needs.

            X_hat = (X - mean) / sqrt(var + eps)
            result = scale * X_hat + shift

        In training, mean and var are those of the batch (var is divided by the number of values, as np.var does),
        and the running ones follow them, running = momentum * running + (1 - momentum) * batch's. Without
        training, mean and var are the running ones, which stay as they are. Returns an array in the shape of X,
        which is not changed. A training batch with one value of a feature gives the shift.
        """
        self.axes = (0, *range(2, X.ndim))  # all but the features
        self.training = training
        if training:
            mean, var = X.mean(axis=self.axes), X.var(axis=self.axes)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.deviation = np.sqrt(_by_feature(var, X) + self.eps)
        self.X_hat = (X - _by_feature(mean, X)) / self.deviation
        scale, shift = _by_feature(self.params["scale"], X), _by_feature(self.params["shift"], X)
        result: NDArray[np.floating] = scale * self.X_hat + shift
        return result

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Set grads anew, and return the gradient by the X of the last forward pass, in its mode.

            gradient by the shift = sum of dA,    by the scale = sum of dA * X_hat,    over all but the features
            dX_hat = scale * dA
            dX = dX_hat / sqrt(var + eps)                                                      without training
            dX = (dX_hat - mean of dX_hat - X_hat * mean of (dX_hat * X_hat)) / sqrt(var + eps)    in training

        In training, every sample has a share in the mean and the variance: hence the two further terms. dA has the
        shape of X, and is not changed; nor are params and the running statistics.
        """
        self.grads = {"scale": (dA * self.X_hat).sum(axis=self.axes), "shift": dA.sum(axis=self.axes)}
        dX_hat = _by_feature(self.params["scale"], dA) * dA
        if self.training:
            mean = dX_hat.mean(axis=self.axes, keepdims=True)
            slope = (dX_hat * self.X_hat).mean(axis=self.axes, keepdims=True)
            dX_hat = dX_hat - mean - self.X_hat * slope
        dX: NDArray[np.floating] = dX_hat / self.deviation
        return dX


def _by_feature(values: NDArray[np.floating], X: NDArray[np.floating]) -> NDArray[np.floating]:
    """One value a feature, shaped so that it meets the axis of the features in X: (d,), or (c, 1, 1) for images."""
    return values.reshape(-1, *(1 for _ in X.shape[2:]))


class SGD:
    """Gradient descent with momentum, and with weights that decay.

    Source: I. Loshchilov and F. Hutter, "Decoupled weight decay regularization" (2019), for the decay.
    """

    def __init__(self, lr: LearningRate, *, momentum: float = 0.0, weight_decay: float = 0.0) -> None:
        """Keep the settings. lr is a number, or a function of the step: of how many calls of step came before."""
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.steps = 0
        self.velocities: Params = {}

    def step(self, params: Params, grads: Params) -> None:
        """Change every array of params in place, by one step against its gradient in grads (same keys, same shapes).

            v = momentum * v - lr * g
            p = p + v - lr * weight_decay * p

        The p on the right is the value before the step. v is kept from call to call for each key of params, and
        begins at 0; the dictionary, and the arrays in it, may be other ones each time. lr is the rate of this call.
        grads is not changed.
        """
        lr = self.lr(self.steps) if callable(self.lr) else self.lr
        for key, p in params.items():
            v = self.velocities.get(key, np.zeros_like(p))
            self.velocities[key] = v = momentum_update(v, grads[key], self.momentum, lr)
            p *= 1 - lr * self.weight_decay
            p += v
        self.steps += 1


class Adam:
    """Adam: steps that are measured by how large the gradients of each single number have been.

    Source: D. Kingma and J. Ba, "Adam: a method for stochastic optimization" (2015); I. Loshchilov and F. Hutter,
    "Decoupled weight decay regularization" (2019), for the decay.
    """

    def __init__(
        self,
        lr: LearningRate,
        *,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        """Keep the settings. lr is a number, or a function of the step: of how many calls of step came before."""
        self.lr, self.beta1, self.beta2, self.eps, self.weight_decay = lr, beta1, beta2, eps, weight_decay
        self.steps = 0
        self.means: Params = {}
        self.squares: Params = {}

    def step(self, params: Params, grads: Params) -> None:
        """Change every array of params in place, by one step of Adam with its gradient in grads (same keys and shapes).

            m = beta1 * m + (1 - beta1) * g            a mean of the gradients,
            v = beta2 * v + (1 - beta2) * g ** 2       a mean of their squares, element by element
            p = p - lr * (m / (1 - beta1 ** t) / (sqrt(v / (1 - beta2 ** t)) + eps) + weight_decay * p)

        m and v are kept from call to call for each key of params, and begin at 0; t counts the calls, this one
        included, so it is 1 in the first. The p on the right is the value before the step. The dictionary, and the
        arrays in it, may be other ones each time. lr is the rate of this call. grads is not changed.
        """
        lr = self.lr(self.steps) if callable(self.lr) else self.lr
        self.steps += 1
        for key, p in params.items():
            m, v, g = self.means.get(key, np.zeros_like(p)), self.squares.get(key, np.zeros_like(p)), grads[key]
            self.means[key] = m = self.beta1 * m + (1 - self.beta1) * g
            self.squares[key] = v = self.beta2 * v + (1 - self.beta2) * g**2
            m = m / (1 - self.beta1**self.steps)
            v = v / (1 - self.beta2**self.steps)
            p -= lr * (m / (np.sqrt(v) + self.eps) + self.weight_decay * p)


def cosine_decay(lr: float, steps: int, *, warmup: int = 0) -> Callable[[int], float]:
    """Make a schedule: a learning rate that rises for `warmup` steps, and then glides down to 0 on half a cosine.

        lr * t / warmup                                                   for t < warmup
        lr / 2 * (1 + cos(pi * (t - warmup) / (steps - warmup)))          from there to t = steps
        0                                                                 from t = steps on

    Returns a function of t, the step, from 0: what SGD and Adam take for lr. Raises ValueError, here and not later,
    unless 0 <= warmup < steps.

        schedule = cosine_decay(0.2, 12, warmup=4)
        schedule(0), schedule(2), schedule(4), schedule(8), schedule(12), schedule(99)   # 0, 0.1, 0.2, 0.1, 0, 0
        cosine_decay(0.2, 4, warmup=4)                                                   # ValueError

    Source: I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017).
    """
    if not 0 <= warmup < steps:
        raise ValueError(f"warmup must be at least 0 and below steps, but is {warmup} of {steps}")

    def schedule(t: int) -> float:
        if t < warmup:
            return lr * t / warmup
        done = min((t - warmup) / (steps - warmup), 1.0)
        return float(lr / 2 * (1 + np.cos(np.pi * done)))

    return schedule


def train(
    network: Network,
    X: NDArray[np.floating],
    y: NDArray[np.floating],
    X_val: NDArray[np.floating],
    y_val: NDArray[np.floating],
    *,
    loss: Loss,
    optimizer: SGD | Adam,
    batch_size: int,
    epochs: int,
    rng: np.random.Generator,
    augment: Callable[[NDArray[np.floating], np.random.Generator], NDArray[np.floating]] | None = None,
    progress: Callable[[int, History], None] | None = None,
) -> History:
    """Train a network, and leave it as it was after its best epoch.

    In every epoch, the samples are shuffled anew by rng and cut into batches of batch_size, the smaller last one
    included. For each batch (X_b, y_b):

        X_b = augment(X_b, rng)                                     where augment is given
        output = network.forward(X_b, training=True)
        mean_loss, gradient = loss(output, y_b)                     a loss of this workshop, or one like it
        network.backward(gradient)
        optimizer.step(params, grads)                               all parameters of the network in one call

    After the epoch, loss and accuracy are computed on X_val and y_val, without training and without augment. X (n,
    ...), y (n, k), X_val and y_val are not changed; the layers' params are changed in place.

    Returns the History of workshop W.3, with one number per epoch in train_loss (the mean over the training samples,
    so that a smaller batch counts less), val_loss, val_accuracy and seconds; best_epoch is the index of the lowest
    val_loss, the first of equals, and stopped_improving is True where it is not the last. val_accuracy is the share
    of samples whose largest output is that of the largest target. (With one output: that lies on the same side of
    0.5 as its target. A score for sigmoid_cross_entropy says 1 from 0 on.)

    progress(epoch, history), where given, is called after each validation, epoch from 0. At the end the network has
    the parameters, and the running_mean and running_var of its layers, that it had after the best epoch.
    """
    history = History()
    best: Params = {}
    for epoch in range(epochs):
        start = time.perf_counter()
        total = 0.0
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            if augment is not None:
                X_b = augment(X_b, rng)
            mean_loss, gradient = loss(network.forward(X_b, training=True), y_b)
            network.backward(gradient)
            optimizer.step(network.params, network.grads)
            total += mean_loss * len(X_b)
        output = np.concatenate([network.forward(X_b) for X_b, _ in minibatches(X_val, y_val, batch_size)])
        history.train_loss.append(total / len(X))
        history.val_loss.append(loss(output, y_val)[0])
        history.val_accuracy.append(_share_right(output, y_val, loss))
        if epoch == 0 or history.val_loss[epoch] < history.val_loss[history.best_epoch]:
            history.best_epoch = epoch
            best = {name: value.copy() for name, value in _arrays(network).items()}
        history.stopped_improving = history.best_epoch < epoch
        history.seconds.append(time.perf_counter() - start)
        if progress is not None:
            progress(epoch, history)
    for name, value in _arrays(network).items():
        value[...] = best.get(name, value)
    return history


def _share_right(output: NDArray[np.floating], y: NDArray[np.floating], loss: Loss) -> float:
    if output.shape[1] > 1:
        return accuracy(output, y)
    boundary = 0.0 if loss is sigmoid_cross_entropy else 0.5
    return float(((output >= boundary) == (y >= 0.5)).mean())


def _arrays(network: Network) -> Params:
    """All arrays that a network has learned, its own and no copies: parameters and running statistics."""
    arrays = network.params
    for i, layer in enumerate(network.layers):
        for name in ("running_mean", "running_var"):
            if hasattr(layer, name):
                arrays[f"{i}.{name}"] = getattr(layer, name)
    return arrays


def save(network: Network, path: str | Path) -> None:
    """Write what a network has learned into a file that load can read.

    path ends in ".npz". The file holds arrays and nothing else, under names of your choice: the params of all
    layers, and running_mean and running_var of those that have them. np.load(path, allow_pickle=False) can read it.
    The network is not changed.

        save(network, "digits.npz")
    """
    arrays: dict[str, Any] = _arrays(network)
    np.savez(path, allow_pickle=False, **arrays)


def load(network: Network, path: str | Path) -> None:
    """Give a network what save wrote of another one that is built alike: afterwards both answer the same.

    Fills the params of all layers, and running_mean and running_var of those that have them, from the file.
    path is the one that save was given. The file is read without pickle, which could run a stranger's code:
    np.load(path, allow_pickle=False).

    If an array is missing from the file, is too many in it, or has another shape than the network's, nothing is
    changed, not even what would have fitted, and ValueError is raised; say which layer, and both shapes. Whatever
    NumPy raises for a file that is missing, damaged or pickled will do.

        load(network, "digits.npz")   # a network of the same layers
    """
    with np.load(path, allow_pickle=False) as file:
        saved = {name: file[name] for name in file.files}
    own = _arrays(network)
    for name in sorted(own.keys() | saved.keys()):
        here = own[name].shape if name in own else "not there"
        there = saved[name].shape if name in saved else "not there"
        if here != there:
            place, _, what = name.partition(".")
            raise ValueError(f"layer {place}: its {what} is {here} in the network, and {there} in {path}")
    for name, value in own.items():
        value[...] = saved[name]


def prepare_digit(image: NDArray[Any]) -> NDArray[np.floating]:
    """Make of a photographed or drawn digit what MNIST's digits are like, so that a network can read it.

    image is grey, (h, w), of whole numbers or floats, with one digit on it. Any range will do, since it is scaled by
    its own. Where the border is brighter than the middle, the digit is dark on light, and is turned round.

    Returns a new array (28, 28) of numbers from 0 to 1, light on dark:

    - the longer side of the digit, from the first to the last row (or column) with a pixel above 0.1, is 19 or 20;
    - its center of mass lies within half a pixel of (13.5, 13.5), the middle, counted from 0;
    - a few per cent of noise, and light that is not even, leave no trace on the paper.

    image is not changed. Raises ValueError for an image that is not (h, w), or on which every pixel is the same.

        prepare_digit(photo).shape   # (28, 28), for a photo (480, 360)
    """
    ink = _ink(image)
    scale = 19.5 / _longer_side(ink)
    for _ in range(20):  # at the edges, the smaller picture may have a row more or less than was meant
        small = _shrunk(ink, scale)
        if _longer_side(small) in (19, 20):
            break
        scale *= 19.5 / _longer_side(small)
    return _centered(small)


_PAPER = 0.25  # of the range from paper to ink: what is paler is paper, with its noise and shadows


def _ink(image: NDArray[Any]) -> NDArray[np.floating]:
    """How much ink there is in each pixel, from 0 to 1, whichever of ink and paper is the brighter."""
    if image.ndim != 2 or image.min() == image.max():
        raise ValueError(f"a digit is needed, on an image (h, w); this has the shape {image.shape}, or is blank")
    grey = image.astype(float)
    # The light on the paper is taken for a plane, a + b x + c y: the one that is closest to the image's border. Where
    # the digit reaches into the border, it is what lies farthest from the plane: left out, and fitted once more.
    h, w = grey.shape
    y, x = np.mgrid[0:h, 0:w]
    plane = np.stack([np.ones((h, w)), x / w, y / h], axis=-1)
    margin = max(min(h, w) // 16, 1)
    paper = np.ones((h, w), dtype=bool)
    paper[margin : h - margin, margin : w - margin] = False
    for share in (0.8, 1.0):
        height = grey - plane @ np.linalg.lstsq(plane[paper], grey[paper], rcond=None)[0]
        paper &= np.abs(height) <= np.quantile(np.abs(height[paper]), share)
    if height.mean() < 0:  # the middle is darker than the border: dark on light
        height = -height
    ink: NDArray[np.floating] = np.clip((height / height.max() - _PAPER) / (1 - _PAPER), 0, 1)
    return ink


def _longer_side(ink: NDArray[np.floating]) -> int:
    """The longer side of what is on an image, in pixels."""
    rows, columns = np.nonzero(ink > 0.1)
    return int(max(np.ptp(rows), np.ptp(columns))) + 1


def _shrunk(ink: NDArray[np.floating], scale: float) -> NDArray[np.floating]:
    """The image with its sides times `scale`: each new pixel is the mean of the area that it covers. Two matrix
    products do it, one for the rows and one for the columns."""

    def means(length: int) -> NDArray[np.floating]:
        edges = np.arange(int(np.ceil(length * scale)) + 1)[:, np.newaxis] / scale
        pixels = np.arange(length)
        covered: NDArray[np.floating] = np.minimum(edges[1:], pixels + 1) - np.maximum(edges[:-1], pixels)
        return covered.clip(0) * scale

    small: NDArray[np.floating] = means(ink.shape[0]) @ ink @ means(ink.shape[1]).T
    # Thin strokes have become pale: what is as dark as most of the stroke is full ink.
    small /= np.median(small[small > small.max() / 4])
    return small.clip(max=1)


def _centered(small: NDArray[np.floating]) -> NDArray[np.floating]:
    """An image (28, 28) with what is on the given one, moved by whole pixels to its center of mass."""
    rows, columns = np.nonzero(small > 0.01)
    digit = small[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    out = np.zeros((28, 28))
    corner = [
        min(max(round(13.5 - float((digit.sum(axis=1 - axis) @ np.arange(length)) / digit.sum())), 0), 28 - length)
        for axis, length in enumerate(digit.shape)
    ]
    out[corner[0] : corner[0] + digit.shape[0], corner[1] : corner[1] + digit.shape[1]] = digit
    return out
