"""Chapter 4.4: Regularization: learning without memorizing.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check regularization.py` explains what is wrong. The lesson is ch4_4_regularization.ipynb.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from neural_network.types import LossFunction, Params

Params = dict[str, NDArray[np.floating]]


def l2_regularization(W: NDArray[np.floating], lambda_: float) -> tuple[float, NDArray[np.floating]]:
    """Charge for large weights: the penalty, and its gradient.

        penalty = lambda_ * sum of all W ** 2
        grad    = 2 * lambda_ * W

    W may have any shape; lambda_ is a number, 0 or more. Returns the pair (penalty, grad): a single
    number, and an array shaped like W. There is neither a mean in it nor a factor 1/2, which some texts
    have. W is not changed.

        l2_regularization(np.array([[3.0, -4.0]]), 0.1)   # (2.5, [[0.6 -0.8]])
    """
    raise NotImplementedError  # write your code here, in place of this line


def regularized_loss(
    X: NDArray[np.floating], y: NDArray[np.floating], params: Params, loss_fn: LossFunction, lambda_: float
) -> tuple[float, Params]:
    """Add to any loss the L2 penalty of every weight, and to its gradient that of the penalty.

        loss  = loss of loss_fn + sum of lambda_ * sum(W ** 2) over the weights W in params
        grads = those of loss_fn, plus 2 * lambda_ * W for the weights

    loss_fn(X, y, params) returns (loss, grads), with grads keyed and shaped like params. Every key of
    params that does not start with "b" is a weight ("W1", "F", ...); biases ("b1", "bF", ...) are not
    charged for, and their gradients stay as loss_fn gave them. Returns the pair (loss, grads), with all
    the keys of params. Nothing that is given is changed, nor are the arrays that loss_fn returns.

        def penalized(X, y, params):   # a loss function for gradient_descent
            return regularized_loss(X, y, params, mlp_loss, 1e-4)
    """
    raise NotImplementedError  # write your code here, in place of this line


def dropout(
    A: NDArray[np.floating], p: float, rng: np.random.Generator, training: bool = True
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Silence a random part of what a layer says, and let the rest speak up for it (inverted dropout).

        mask is 1 / p with probability p, and 0 otherwise, drawn anew for every single element
        A_drop = A * mask

    A may have any shape. p is the probability to KEEP an element; every toss comes from rng, in any
    order. Returns the pair (A_drop, mask), both shaped like A. With training False, A_drop is A and the
    mask all ones. A is not changed.

        dropout(np.array([[1.0, 2.0, 3.0]]), 0.5, rng)   # perhaps ([[2. 0. 6.]], [[2. 0. 2.]])

    Raises ValueError if p is 0 or less, or more than 1, as in dropout(A, 1.5, rng).

    Source: N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever and R. Salakhutdinov, "Dropout: a
    simple way to prevent neural networks from overfitting" (2014).
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def split_validation(
    X: NDArray[np.floating], y: NDArray[np.floating], n_val: int, rng: np.random.Generator
) -> tuple[NDArray[np.floating], NDArray[np.floating], NDArray[np.floating], NDArray[np.floating]]:
    """Hold back some samples at random, to judge a model by.

    X holds n samples along its first axis, (n, d) or (n, h, w) and so on, and y their targets, (n, k) or (n,). n_val
    is a whole number from 1 to n - 1. Returns the four arrays (X_train, y_train, X_val, y_val), in this order: n_val
    samples drawn by rng are in the validation set, the n - n_val others in the training set. Each sample is in exactly
    one of the two, together with its own target; the order inside each is up to you. X and y are not changed.

        X, y = np.array([[1.0], [2.0], [3.0]]), np.array([[10.0], [20.0], [30.0]])
        split_validation(X, y, 1, rng)   # for instance ([[3.], [1.]], [[30.], [10.]], [[2.]], [[20.]])
    """
    raise NotImplementedError  # write your code here, in place of this line


def squared_weights(params: Params) -> float:
    """Add up the squares of all the weights of a model, and of no bias.

    params is a dictionary of arrays of any shape. Every key that does not start with "b" is a weight ("W1", "F", ...),
    the others are biases ("b1", "bF", ...). Returns a single number, 0 where there is no weight at all. params is not
    changed.

        squared_weights({"W1": np.array([[1.0, -2.0]]), "b1": np.array([[5.0]]), "W2": np.array([[3.0]])})   # 14.0
    """
    raise NotImplementedError  # write your code here, in place of this line


def decay_step(W: NDArray[np.floating], grad: NDArray[np.floating], lr: float, lambda_: float) -> NDArray[np.floating]:
    """Take one step of gradient descent on a loss with an L2 penalty.

        (1 - 2 * lr * lambda_) * W - lr * grad

    W may have any shape; grad, shaped like W, is the gradient of the loss alone, without the penalty. lr is the
    learning rate and lambda_ the strength of the penalty, 0 or more. Returns the new weights; W and grad are not
    changed.

        decay_step(np.array([[10.0, -4.0]]), np.array([[1.0, 0.0]]), 0.5, 0.1)   # [[ 8.5 -3.6]]
    """
    raise NotImplementedError  # write your code here, in place of this line


def best_setting(settings: Sequence[float], losses: NDArray[np.floating]) -> float:
    """Choose the setting whose mean validation loss is lowest.

    settings is a list of m numbers, such as values of lambda. losses (m, s) holds the validation losses: losses[i, j]
    belongs to settings[i], trained from the j-th of s starts. Returns the setting itself, a single number. Nothing
    that is given is changed.

        losses = np.array([[0.4, 0.8], [0.5, 0.5], [1.0, 0.2], [0.9, 0.7]])   # means 0.6, 0.5, 0.6, 0.8
        best_setting([0.0, 0.01, 0.1, 0.3], losses)                           # 0.01
    """
    raise NotImplementedError  # write your code here, in place of this line


def dropped_delta(
    delta2: NDArray[np.floating], W2: NDArray[np.floating], A1: NDArray[np.floating], mask: NDArray[np.floating]
) -> NDArray[np.floating]:
    """Send the gradient from the output scores back to the scores of a hidden layer with ReLU and dropout.

        delta1 = (delta2 W2^T) * mask, 0 where A1 is 0

    delta2 is (n, k), W2 (h, k), A1 (n, h) the hidden layer after ReLU and before dropout, and mask (n, h) the mask
    that dropout multiplied it by on the way forward. Returns an array (n, h). Nothing that is given is changed.

        delta2, W2 = np.array([[1.0, -1.0]]), np.array([[2.0, 5.0], [4.0, 3.0], [7.0, 1.0]])
        dropped_delta(delta2, W2, np.array([[0.0, 7.0, 1.0]]), np.array([[2.0, 2.0, 0.0]]))   # [[0. 2. 0.]]
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def k_folds(
    n: int, k: int, rng: np.random.Generator
) -> list[tuple[NDArray[np.signedinteger], NDArray[np.signedinteger]]]:
    """Cut n samples into k parts at random, so that each part can be the judge once.

    Returns a list of k pairs (train, val) of arrays of positions, whole numbers from 0 to n - 1. Every position is in
    val of exactly one pair, and in train of all the others; nothing else is in them. The sizes of two val parts
    differ by at most 1. Who comes into which part is random, drawn from rng alone; the order within an array does
    not matter. k is from 2 to n.

        k_folds(5, 2, np.random.default_rng(0))   # such as [([0, 1], [2, 4, 3]), ([2, 4, 3], [0, 1])]
    """
    raise NotImplementedError  # write your code here, in place of this line
