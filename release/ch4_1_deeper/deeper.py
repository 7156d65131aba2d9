"""Chapter 4.1: Deeper networks: any depth in one loop.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check deeper.py` explains what is wrong. The lesson is ch4_1_deeper.ipynb.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.activations import relu, softmax
from neural_network.forward import cross_entropy
from neural_network.functions import sigmoid
from neural_network.types import Params


def forward_deep_mlp(X: NDArray[np.floating], params: Params, hidden: str = "relu") -> list[NDArray[np.floating]]:
    """Send samples through a network of any depth, and keep what every layer says.

        A_i = f(A_{i-1} W_i + b_i)   for the layers i = 1, ..., L, where A_0 is X

    f is relu or sigmoid, as hidden says, for all layers but the last, and softmax for the last.

    X is (n, d). params has the keys "W1", "b1", ..., "WL", "bL", in any order, with L of at least 1.
    Returns the list [A1, ..., AL]: A{i} is (n, size of layer i), and X is not in it. All numbers are
    finite, also for scores of ±1000, as those of softmax are. X and params are not changed.
    Raises ValueError if hidden is neither "relu" nor "sigmoid", such as "tanh".

        params = {"W1": np.array([[1.0, 0.0]]), "b1": np.array([[0.0, 0.0]])}
        forward_deep_mlp(np.array([[np.log(3.0)]]), params)   # [array([[0.75, 0.25]])]
    """
    raise NotImplementedError  # write your code here, in place of this line


def backward_deep_mlp(
    X: NDArray[np.floating],
    activations: list[NDArray[np.floating]],
    y: NDArray[np.floating],
    params: Params,
    hidden: str = "relu",
) -> Params:
    """Compute the gradient of the mean cross-entropy by every weight and bias, last layer first.

        delta_L = (A_L - y) / n
        delta_i = (delta_{i+1} W_{i+1}^T) * f'(Z_i)   for i = L - 1, ..., 1
        gradient of W_i: A_{i-1}^T delta_i, of b_i: the sum of delta_i over the samples; A_0 is X

    f'(Z_i) follows from what the layer said: 1 where A_i > 0 and 0 elsewhere for hidden="relu",
    A_i (1 - A_i) for hidden="sigmoid".

    X is (n, d), activations the list [A1, ..., AL] that forward_deep_mlp made of it, and y (n, k) the
    classes, one-hot. Returns a dictionary with the keys and shapes of params, whose keys may come in
    any order. Nothing that is given is changed. For a network of one layer:

        params = {"W1": np.array([[1.0, 0.0]]), "b1": np.array([[0.0, 0.0]])}
        backward_deep_mlp(np.array([[2.0]]), [np.array([[0.75, 0.25]])], np.array([[0.0, 1.0]]), params)
        # {"W1": [[1.5, -1.5]], "b1": [[0.75, -0.75]]}

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """
    raise NotImplementedError  # write your code here, in place of this line


def deep_mlp_loss(
    X: NDArray[np.floating], y: NDArray[np.floating], params: Params, hidden: str = "relu"
) -> tuple[float, Params]:
    """Compute the loss of a network of any depth and its gradient: forward, loss, backward.

        loss = cross_entropy(AL, y), where AL is what the last layer says of X

    X is (n, d) and y (n, k), one-hot. params has the keys "W1", "b1", ..., "WL", "bL", in any order;
    hidden, "relu" or "sigmoid", is the activation of all layers but the last. Returns the pair
    (loss, grads): a single number, and a dictionary with the keys and shapes of params. The loss is
    finite even if a probability is exactly 0, as that of cross_entropy is. Nothing that is given is
    changed.

        params = {"W1": np.array([[1.0, 0.0]]), "b1": np.array([[0.0, 0.0]])}
        deep_mlp_loss(np.array([[2000.0]]), np.array([[0.0, 1.0]]), params)[0]   # finite, such as 34.5
    """
    raise NotImplementedError  # write your code here, in place of this line


def gradient_norms(grads: Params) -> dict[str, float]:
    """Measure the size of the gradient in every layer of weights.

        norm = square root of the sum of all squared elements   (the Frobenius norm)

    grads is a dictionary as deep_mlp_loss returns it, and is not changed. The result has the keys "W1",
    "W2", ..., those of the weights and not of the biases; each value is a single number.

        gradient_norms({"W1": np.array([[3.0, 4.0]]), "b1": np.array([[7.0, 7.0]])})   # {"W1": 5.0}
    """
    raise NotImplementedError  # write your code here, in place of this line


# Practice


def network_depth(params: dict[str, NDArray[np.floating]]) -> int:
    """Count the layers of a network.

    params has the keys "W1", "b1", ..., "WL", "bL", in any order: the weights and the biases of L layers. Returns
    L, a whole number that range() accepts. params is not changed.

        network_depth({"W1": np.ones((5, 4)), "b1": np.ones((1, 4)), "W2": np.ones((4, 3)), "b2": np.ones((1, 3))})
        # 2
    """
    raise NotImplementedError  # write your code here, in place of this line


def hidden_activation(Z: NDArray[np.floating], hidden: str) -> NDArray[np.floating]:
    """Apply the activation that is asked for by name.

    Z may have any shape; hidden is "relu" or "sigmoid". The result is relu(Z) or sigmoid(Z), of the same shape, and Z
    stays as it was.

    Raises ValueError if hidden is any other word.

        hidden_activation(np.array([-1.0, 2.0]), "relu")            # [0. 2.]
        hidden_activation(np.array([0.0, np.log(3)]), "sigmoid")    # [0.5  0.75]
    """
    raise NotImplementedError  # write your code here, in place of this line


def hidden_slope(A: NDArray[np.floating], hidden: str) -> NDArray[np.floating]:
    """Compute the slope of an activation from its answers A, without the scores.

        slope = 1 where A > 0, and 0 elsewhere   for "relu"
        slope = A (1 - A)                        for "sigmoid"

    A, of any shape, is what relu(Z) or sigmoid(Z) has answered; hidden says which of the two. The result is an array
    of the same shape, and A stays as it was.

        hidden_slope(np.array([0.0, 2.0]), "relu")        # [0. 1.]
        hidden_slope(np.array([0.5, 0.75]), "sigmoid")    # [0.25  0.1875]
    """
    raise NotImplementedError  # write your code here, in place of this line


def chain_slope(x: float, weights: list[float]) -> float:
    """Compute how the last of a chain of sigmoid neurons changes with the input of the first.

        a_0 = x,    a_i = sigmoid(w_i a_{i-1})   for i = 1, ..., L
        d a_L / d x = the product over all i of  w_i a_i (1 - a_i)

    x is a single number and weights the list [w_1, ..., w_L] of L numbers, at least one; there are no biases.
    Returns the slope d a_L / d x, a single number; weights stays as it was.

        chain_slope(0.0, [4.0])         # 4 * 0.5 * 0.5 = 1.0
        chain_slope(0.0, [4.0, 0.0])    # 0.0: the second neuron does not listen to the first
    """
    raise NotImplementedError  # write your code here, in place of this line


def sawtooth(x: NDArray[np.floating], depth: int) -> NDArray[np.floating]:
    """Fold the line from 0 to 1 in two, again and again, with two ReLU neurons in every layer.

        t = 2 relu(t) - 4 relu(t - 0.5)   done depth times, beginning with t = x

    x holds numbers from 0 to 1, in any shape; depth is a whole number, 0 or more, and depth 0 gives the values of x.
    The result has the same shape, and x stays as it was.

        sawtooth(np.array([0.0, 0.25, 0.5, 0.75, 1.0]), 1)    # [0.  0.5 1.  0.5 0. ]
        sawtooth(np.array([0.0, 0.25, 0.5, 0.75, 1.0]), 2)    # [0. 1. 0. 1. 0.]
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


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
    raise NotImplementedError  # write your code here, in place of this line
