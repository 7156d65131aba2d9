"""Practice for workshop W.5: gradients by hand and of items, the loss of scores, and `mlp_loss` without a formula."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from neural_network.autograd import Tensor


def graph_gradients(x: float, y: float) -> tuple[float, float]:
    """Compute the two slopes of a small graph by hand, by the chain rule.

        s = x + y,    p = s * x,    L = p**2

    Two arrows lead away from x: to s, and to p directly. Returns the pair (dx, dy): the slopes of L by x and by y.

        graph_gradients(2.0, 1.0)   # (60.0, 24.0)
    """
    s = x + y
    dp = 2 * s * x
    ds = dp * x
    return ds + dp * s, ds


def item_gradient(grad: NDArray[np.floating], index: Any, shape: tuple[int, ...]) -> NDArray[np.floating]:
    """Compute the gradient of an array by the gradient of one of its items, x[index].

    Numbers that were taken get the gradient of the place they went to; taken several times, the sum of several.
    All others get 0.

    index is what may stand in brackets: a number, a slice, a mask, an array of indices that may repeat, or a tuple
    of these. grad has the shape of x[index], and shape is that of x. Returns a new array of that shape. grad and
    index are not changed.

        item_gradient(np.array([10.0, 20.0, 30.0]), np.array([1, 1, 3]), (4,))   # [ 0. 30.  0. 30.]
    """
    whole = np.zeros(shape, dtype=grad.dtype)
    np.add.at(whole, index, grad)
    return whole


def scores_loss(Z: Tensor, y: NDArray[np.floating]) -> Tensor:
    """Compute the mean cross-entropy of softmax(Z), from operations of tensors alone.

        loss = the mean over the samples of ( log(sum over c of exp(Z_c)) - Z of the true class )

    Z is a Tensor (n, k) of scores, y an array (n, k), the true classes one-hot. Returns a Tensor with a single
    number, of shape (), whose backward() gives Z the gradient (softmax(Z) - y) / n. It stays finite for scores of
    1000: first subtract each row's largest score, Z.data.max(axis=1, keepdims=True), which changes no probability.
    An array is a constant to a tensor. y and Z.data are not changed.

        scores_loss(Tensor(np.zeros((1, 4))), np.array([[0.0, 1.0, 0.0, 0.0]])).data   # log 4, 1.386294
    """
    shifted = Z - Z.data.max(axis=1, keepdims=True)
    log_of_sum = shifted.exp().sum(axis=1, keepdims=True).log()
    loss: Tensor = ((log_of_sum - shifted) * y).sum(axis=1).mean()
    return loss


def mlp_loss_autograd(
    X: NDArray[np.floating], y: NDArray[np.floating], params: dict[str, NDArray[np.floating]]
) -> tuple[float, dict[str, NDArray[np.floating]]]:
    """Compute what mlp_loss of chapter 3.4 computes, without a formula for any gradient.

        A1 = relu(X W1 + b1),    Z = A1 W2 + b2,    loss = scores_loss(Z, y)

    X is (n, d), y (n, k) one-hot, params has the keys "W1", "b1", "W2" and "b2", of shapes (d, h), (1, h), (h, k)
    and (1, k). Make a Tensor of each parameter, compute the loss forward, and call backward. Returns the pair
    (loss, grads): a single number, and a dictionary of arrays with the keys and shapes of params. X, y and params
    are not changed.

        # with all of params 0 every class gets the same probability: for k = 10 the loss is 2.3026
    """
    p = {name: Tensor(value) for name, value in params.items()}
    A1 = (X @ p["W1"] + p["b1"]).relu()
    loss = scores_loss(A1 @ p["W2"] + p["b2"], y)
    loss.backward()
    return float(loss.data), {name: tensor.grad for name, tensor in p.items()}


def tensor_tanh(x: Tensor) -> Tensor:
    """Compute tanh of a tensor from the operations that a Tensor has, finite for large numbers too.

        tanh(x) = (1 - e) / (1 + e)  with  e = exp(-2 x),     and     tanh(-x) = -tanh(x)

    x has any shape. Returns a Tensor of that shape, whose backward gives x the slope 1 - tanh(x)**2 in every place,
    at 0 too (where it is 1). Data and gradients are finite for numbers of 1000 and -1000. x.data is not changed.

        tensor_tanh(Tensor(np.array([-1000.0, 0.0, np.log(3)]))).data   # [-1. 0. 0.8]
    """
    sign = np.where(x.data < 0, -1.0, 1.0)  # not np.sign, whose 0 would leave no gradient at 0
    e = (-2.0 * (x * sign)).exp()
    result: Tensor = sign * (1.0 - e) / (1.0 + e)
    return result
