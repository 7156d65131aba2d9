"""Practice for chapter 4.1: the parts of a deep network, what is left of a slope after many layers, and what depth
buys."""

import numpy as np
from numpy.typing import NDArray

from neural_network.activations import relu
from neural_network.functions import sigmoid


def network_depth(params: dict[str, NDArray[np.floating]]) -> int:
    """Count the layers of a network.

    params has the keys "W1", "b1", ..., "WL", "bL", in any order: the weights and the biases of L layers. Returns
    L, a whole number that range() accepts. params is not changed.

        network_depth({"W1": np.ones((5, 4)), "b1": np.ones((1, 4)), "W2": np.ones((4, 3)), "b2": np.ones((1, 3))})
        # 2
    """
    return len(params) // 2


def hidden_activation(Z: NDArray[np.floating], hidden: str) -> NDArray[np.floating]:
    """Apply the activation that is asked for by name.

    Z may have any shape; hidden is "relu" or "sigmoid". The result is relu(Z) or sigmoid(Z), of the same shape, and Z
    stays as it was.

    Raises ValueError if hidden is any other word.

        hidden_activation(np.array([-1.0, 2.0]), "relu")            # [0. 2.]
        hidden_activation(np.array([0.0, np.log(3)]), "sigmoid")    # [0.5  0.75]
    """
    if hidden == "relu":
        return relu(Z)
    if hidden == "sigmoid":
        return sigmoid(Z)
    raise ValueError(f'hidden must be "relu" or "sigmoid", but is {hidden!r}')


def hidden_slope(A: NDArray[np.floating], hidden: str) -> NDArray[np.floating]:
    """Compute the slope of an activation from its answers A, without the scores.

        slope = 1 where A > 0, and 0 elsewhere   for "relu"
        slope = A (1 - A)                        for "sigmoid"

    A, of any shape, is what relu(Z) or sigmoid(Z) has answered; hidden says which of the two. The result is an array
    of the same shape, and A stays as it was.

        hidden_slope(np.array([0.0, 2.0]), "relu")        # [0. 1.]
        hidden_slope(np.array([0.5, 0.75]), "sigmoid")    # [0.25  0.1875]
    """
    if hidden == "relu":
        slope: NDArray[np.floating] = (A > 0).astype(A.dtype)
        return slope
    return A * (1 - A)


def chain_slope(x: float, weights: list[float]) -> float:
    """Compute how the last of a chain of sigmoid neurons changes with the input of the first.

        a_0 = x,    a_i = sigmoid(w_i a_{i-1})   for i = 1, ..., L
        d a_L / d x = the product over all i of  w_i a_i (1 - a_i)

    x is a single number and weights the list [w_1, ..., w_L] of L numbers, at least one; there are no biases.
    Returns the slope d a_L / d x, a single number; weights stays as it was.

        chain_slope(0.0, [4.0])         # 4 * 0.5 * 0.5 = 1.0
        chain_slope(0.0, [4.0, 0.0])    # 0.0: the second neuron does not listen to the first
    """
    a, slope = x, 1.0
    for w in weights:
        a = float(sigmoid(np.array(w * a)))
        slope *= w * a * (1 - a)
    return slope


def sawtooth(x: NDArray[np.floating], depth: int) -> NDArray[np.floating]:
    """Fold the line from 0 to 1 in two, again and again, with two ReLU neurons in every layer.

        t = 2 relu(t) - 4 relu(t - 0.5)   done depth times, beginning with t = x

    x holds numbers from 0 to 1, in any shape; depth is a whole number, 0 or more, and depth 0 gives the values of x.
    The result has the same shape, and x stays as it was.

        sawtooth(np.array([0.0, 0.25, 0.5, 0.75, 1.0]), 1)    # [0.  0.5 1.  0.5 0. ]
        sawtooth(np.array([0.0, 0.25, 0.5, 0.75, 1.0]), 2)    # [0. 1. 0. 1. 0.]
    """
    t = x
    for _ in range(depth):
        t = 2 * relu(t) - 4 * relu(t - 0.5)
    return t


def residual_backward(
    A: NDArray[np.floating], W: NDArray[np.floating], b: NDArray[np.floating], dout: NDArray[np.floating]
) -> tuple[NDArray[np.floating], NDArray[np.floating], NDArray[np.floating]]:
    """Send a gradient back through a layer whose input is added to its output.

        out = A + relu(A W + b)

    A (n, d) is what comes into the layer, W (d, d) and b (1, d) are its weights and biases, no score A W + b is 0,
    and dout (n, d) is the gradient of the loss by out. Returns a tuple of three new arrays: the gradients of the
    loss by A (n, d), by W (d, d) and by b (1, d), in this order. No argument is changed.

        residual_backward(np.array([[1.0, 2.0]]), np.array([[3.0, -1.0], [2.0, -1.0]]), np.zeros((1, 2)),
                          np.array([[10.0, 20.0]]))
        # scores [7 -3]: ([[40. 40.]], [[10. 0.] [20. 0.]], [[10. 0.]])
    """
    delta = dout * (A @ W + b > 0)
    return dout + delta @ W.T, A.T @ delta, delta.sum(axis=0, keepdims=True)
