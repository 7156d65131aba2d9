"""Chapter 4.4: two ways to keep a network from learning its training set by heart.

`regularized_loss` makes any loss function of the course charge for large weights; `dropout` silences a random part
of a layer while it learns.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.types import LossFunction, Params


def l2_regularization(W: NDArray[np.floating], lambda_: float) -> tuple[float, NDArray[np.floating]]:
    """Charge for large weights: the penalty, and its gradient.

        penalty = lambda_ * sum of all W ** 2
        grad    = 2 * lambda_ * W

    W may have any shape; lambda_ is a number, 0 or more. Returns the pair (penalty, grad): a single
    number, and an array shaped like W. There is neither a mean in it nor a factor 1/2, which some texts
    have. W is not changed.

        l2_regularization(np.array([[3.0, -4.0]]), 0.1)   # (2.5, [[0.6 -0.8]])
    """
    W = W * 1.0  # squares of small whole numbers would start again from 0
    return float(lambda_ * (W**2).sum()), 2 * lambda_ * W


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
    loss, grads = loss_fn(X, y, params)
    grads = dict(grads)
    for name, value in params.items():
        if not name.startswith("b"):
            penalty, slope = l2_regularization(value, lambda_)
            loss += penalty
            grads[name] = grads[name] + slope
    return loss, grads


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
    if not 0 < p <= 1:
        raise ValueError(f"p, the probability to keep an element, must be above 0 and at most 1, but is {p}")
    mask = (rng.random(A.shape) < p).astype(A.dtype) / p if training else np.ones_like(A)
    return A * mask, mask
