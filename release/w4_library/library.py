"""Chapter W.4: One library.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check library.py` explains what is wrong. The lesson is w4_library.ipynb.
"""

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
    raise NotImplementedError  # write your code here, in place of this line


def mse(output: NDArray[np.floating], y: NDArray[np.floating]) -> tuple[float, NDArray[np.floating]]:
    """Compute the mean squared error and its gradient by the output.

        loss = mean of (output - y) ** 2 over all elements
        gradient = 2 (output - y) / the number of elements

    output and y have the same shape, (n, k). Returns the pair (loss, gradient): a number, and an array of that
    shape. Neither output nor y is changed.

        mse(np.array([[3.0, 1.0]]), np.array([[1.0, 2.0]]))   # (2.5, [[2. -1.]])
    """
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


class Dense(w3.Dense):
    """The dense layer of workshop W.3 with the two parts that it lacks: it has everything that w3.Dense has, made as
    there, Dense(n_in, n_out, activation, rng), and in addition

    - forward takes a second argument, training, as all layers of this workshop do;
    - params is the dictionary {"W": W, "b": b} of its own arrays, not of copies;
    - grads is the dictionary {"W": dW, "b": db} of what backward computed last.
    """

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Do what w3.Dense does, super().forward(X): a dense layer is the same in training and in use."""
        raise NotImplementedError  # write your code here, in place of this line

    @property
    def params(self) -> Params:
        """The layer's own W and b: whoever writes into these arrays changes the layer."""
        raise NotImplementedError  # write your code here, in place of this line

    @property
    def grads(self) -> Params:
        """The gradients dW and db of the last backward pass, under the names that params has."""
        raise NotImplementedError  # write your code here, in place of this line


class Network(w3.Network):
    """The chain of layers of workshop W.3, for all kinds of layers. backward and predict are those of w3.Network;
    predict(X) is forward(X), without training. Attribute: layers, the list of layers.
    """

    def __init__(self, layers: Sequence[Any]) -> None:
        """Keep the layers in their order in the attribute layers. Each has forward, backward, params and grads."""
        raise NotImplementedError  # write your code here, in place of this line

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Send samples through all layers, each of which is told whether this is training: forward(X, training)."""
        raise NotImplementedError  # write your code here, in place of this line

    @property
    def params(self) -> Params:
        """The parameters of all layers in one dictionary: the layers' own arrays, not copies.

        Every array has a name of its own. Which one is free; "0.W" for the W of the first layer tells layers apart.
        """
        raise NotImplementedError  # write your code here, in place of this line

    @property
    def grads(self) -> Params:
        """The gradients of all layers, as the last backward pass left them, under the names that params has."""
        raise NotImplementedError  # write your code here, in place of this line


class ReLU:
    """The bend as a layer: max(x, 0), element by element. It has nothing to learn."""

    def __init__(self) -> None:
        """Set params and grads to empty dictionaries."""
        raise NotImplementedError  # write your code here, in place of this line

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Return max(X, 0) for X of any shape, and remember what backward needs. X is not changed."""
        raise NotImplementedError  # write your code here, in place of this line

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return the gradient by the X of the last forward pass: dA where X > 0, and 0 elsewhere, at 0 too.

        dA has the shape of that X. It is not changed.
        """
        raise NotImplementedError  # write your code here, in place of this line


class Flatten:
    """The layer between images and a dense layer: each sample becomes one row. It has nothing to learn."""

    def __init__(self) -> None:
        """Set params and grads to empty dictionaries."""
        raise NotImplementedError  # write your code here, in place of this line

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Return X (n, ...) as (n, d), every sample's d numbers in the order in which reshape reads them."""
        raise NotImplementedError  # write your code here, in place of this line

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return dA (n, d) in the shape that the X of the last forward pass had."""
        raise NotImplementedError  # write your code here, in place of this line


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
        raise NotImplementedError  # write your code here, in place of this line

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Slide the filters over padded images, as conv_layer does, and remember what backward needs.

        X is (n, c, h, w). Returns (n, f, h', w') with h' = (h + 2 padding - size) // stride + 1, and w' likewise.
        X is not changed.
        """
        raise NotImplementedError  # write your code here, in place of this line

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Send the gradient back, as conv_layer_backward does: set grads anew, and return the gradient by X.

        dA (n, f, h', w') is the gradient of the loss by what the last forward pass returned. What comes back is
        (n, c, h, w), as X was: the gradient by the padding is cut off. dA and params are not changed.
        """
        raise NotImplementedError  # write your code here, in place of this line


class MaxPool2D:
    """The largest number of every window, as a layer on images (n, c, h, w). It has nothing to learn."""

    def __init__(self, size: int, stride: int | None = None) -> None:
        """Keep the size of the windows and the step between them (None: size, so that they lie side by side).

        params and grads are empty dictionaries.
        """
        raise NotImplementedError  # write your code here, in place of this line

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Return max_pool(X, size, stride) of chapter 4.3, and remember what backward needs. X is not changed."""
        raise NotImplementedError  # write your code here, in place of this line

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return the gradient by the X of the last forward pass, as max_pool_backward gives it: each window's goes to
        the first of its largest numbers. dA (n, c, h', w') is not changed.
        """
        raise NotImplementedError  # write your code here, in place of this line


class Dropout:
    """Dropout of chapter 4.4 as a layer: at work in training, and only there. It has nothing to learn."""

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        """Keep p, the probability to KEEP an element, and rng, where the tosses come from.

        params and grads are empty dictionaries.
        """
        raise NotImplementedError  # write your code here, in place of this line

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """In training, return X * mask: mask is 1 / p with probability p, else 0, drawn anew for every element in
        every call. Without training, return X as it is. X may have any shape; it is not changed.
        """
        raise NotImplementedError  # write your code here, in place of this line

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return dA times the mask of the last forward pass: dA as it is, if that was without training."""
        raise NotImplementedError  # write your code here, in place of this line


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
        raise NotImplementedError  # write your code here, in place of this line

    def forward(self, X: NDArray[np.floating], training: bool = False) -> NDArray[np.floating]:
        """Normalize, scale and shift every feature, and remember what backward needs.

            X_hat = (X - mean) / sqrt(var + eps)
            result = scale * X_hat + shift

        In training, mean and var are those of the batch (var is divided by the number of values, as np.var does),
        and the running ones follow them, running = momentum * running + (1 - momentum) * batch's. Without
        training, mean and var are the running ones, which stay as they are. Returns an array in the shape of X,
        which is not changed. A training batch with one value of a feature gives the shift.
        """
        raise NotImplementedError  # write your code here, in place of this line

    def backward(self, dA: NDArray[np.floating]) -> NDArray[np.floating]:
        """Set grads anew, and return the gradient by the X of the last forward pass, in its mode.

            gradient by the shift = sum of dA,    by the scale = sum of dA * X_hat,    over all but the features
            dX_hat = scale * dA
            dX = dX_hat / sqrt(var + eps)                                                      without training
            dX = (dX_hat - mean of dX_hat - X_hat * mean of (dX_hat * X_hat)) / sqrt(var + eps)    in training

        In training, every sample has a share in the mean and the variance: hence the two further terms. dA has the
        shape of X, and is not changed; nor are params and the running statistics.
        """
        raise NotImplementedError  # write your code here, in place of this line


class SGD:
    """Gradient descent with momentum, and with weights that decay.

    Source: I. Loshchilov and F. Hutter, "Decoupled weight decay regularization" (2019), for the decay.
    """

    def __init__(self, lr: LearningRate, *, momentum: float = 0.0, weight_decay: float = 0.0) -> None:
        """Keep the settings. lr is a number, or a function of the step: of how many calls of step came before."""
        raise NotImplementedError  # write your code here, in place of this line

    def step(self, params: Params, grads: Params) -> None:
        """Change every array of params in place, by one step against its gradient in grads (same keys, same shapes).

            v = momentum * v - lr * g
            p = p + v - lr * weight_decay * p

        The p on the right is the value before the step. v is kept from call to call for each key of params, and
        begins at 0; the dictionary, and the arrays in it, may be other ones each time. lr is the rate of this call.
        grads is not changed.
        """
        raise NotImplementedError  # write your code here, in place of this line


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
        raise NotImplementedError  # write your code here, in place of this line

    def step(self, params: Params, grads: Params) -> None:
        """Change every array of params in place, by one step of Adam with its gradient in grads (same keys and shapes).

            m = beta1 * m + (1 - beta1) * g            a mean of the gradients,
            v = beta2 * v + (1 - beta2) * g ** 2       a mean of their squares, element by element
            p = p - lr * (m / (1 - beta1 ** t) / (sqrt(v / (1 - beta2 ** t)) + eps) + weight_decay * p)

        m and v are kept from call to call for each key of params, and begin at 0; t counts the calls, this one
        included, so it is 1 in the first. The p on the right is the value before the step. The dictionary, and the
        arrays in it, may be other ones each time. lr is the rate of this call. grads is not changed.
        """
        raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


def save(network: Network, path: str | Path) -> None:
    """Write what a network has learned into a file that load can read.

    path ends in ".npz". The file holds arrays and nothing else, under names of your choice: the params of all
    layers, and running_mean and running_var of those that have them. np.load(path, allow_pickle=False) can read it.
    The network is not changed.

        save(network, "digits.npz")
    """
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def standardize_batch(X: NDArray[np.floating], eps: float = 1e-5) -> NDArray[np.floating]:
    """Give every feature of a batch the mean 0 and a variance of 1, or a little less.

        X_hat = (X - mean) / sqrt(var + eps)

    X is (n, d); mean and var are those of each column, over the n samples (var as np.var has it, divided by n).
    eps keeps the division finite: a column in which all numbers are equal gives zeros. Returns a new array (n, d);
    X is not changed.

        standardize_batch(np.array([[1.0, 5.0], [3.0, 5.0]]), eps=0.0625)   # column 1: -1 and 1 over sqrt(1.0625)
        # [[-0.970  0.   ]
        #  [ 0.970  0.   ]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def corrected_means(gradients: NDArray[np.floating], beta: float) -> NDArray[np.floating]:
    """Follow Adam's running mean of a gradient, with its correction.

        m = beta * m + (1 - beta) * g,    from m = 0
        corrected = m / (1 - beta ** t),    t = 1 for the first gradient

    gradients (steps,) holds one number g a step, beta is from 0 up to 1. Returns a new array (steps,): the corrected
    mean after each step. gradients is not changed.

        corrected_means(np.array([4.0, 4.0, 1.0]), 0.5)   # m is 2, 3, 2; divided by 0.5, 0.75, 0.875:
        # [4. 4. 2.2857]
    """
    raise NotImplementedError  # write your code here, in place of this line


def light_on_dark(image: NDArray[Any]) -> NDArray[np.floating]:
    """Scale an image by its own range, and turn it round if the digit on it is dark on light.

        scaled = (image - smallest) / (largest - smallest)
        result = 1 - scaled, where the mean of the border is above the mean of the whole image; else scaled

    image (h, w) holds whole numbers (uint8) or floats, not all of them equal. Its border is its first and its last
    row, and its first and its last column; each corner may count once or twice. Returns a new array (h, w) of floats
    from 0 to 1. image is not changed.

        light_on_dark(np.array([[9.0, 9.0, 8.0], [8.0, 4.0, 9.0], [9.0, 8.0, 9.0]]))
        # [[0.  0.  0.2]
        #  [0.2 1.  0. ]
        #  [0.  0.2 0. ]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def center_of_mass(image: NDArray[np.floating]) -> tuple[float, float]:
    """Find the point on which an image would balance, if its bright pixels were heavy.

        row    = sum of image[i, j] * i / sum of image[i, j]
        column = sum of image[i, j] * j / sum of image[i, j]

    image (h, w) holds numbers of 0 or more, not all of them 0; i and j count from 0. Returns the pair (row, column)
    of numbers. image is not changed.

        center_of_mass(np.array([[0.0, 1.0, 0.0], [0.0, 2.0, 1.0]]))   # (0.75, 1.25)
    """
    raise NotImplementedError  # write your code here, in place of this line
