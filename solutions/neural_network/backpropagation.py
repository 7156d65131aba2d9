"""The backward pass of a network with one hidden layer: the gradient of its loss, by the chain rule.

`backward_mlp` walks through `forward_mlp` in reverse; `mlp_loss` joins forward pass, loss and backward pass
into the one function that `gradient_descent` trains.
"""

import numpy as np
from numpy.typing import NDArray

from neural_network.forward import cross_entropy, forward_mlp


def backward_mlp(
    X: NDArray[np.floating],
    A1: NDArray[np.floating],
    A2: NDArray[np.floating],
    y: NDArray[np.floating],
    W1: NDArray[np.floating],
    W2: NDArray[np.floating],
) -> dict[str, NDArray[np.floating]]:
    """Compute the gradient of the mean cross-entropy by every weight and bias of the network.

    Let delta2 and delta1 be the gradients by the scores of the output and of the hidden layer:

        delta2 = (A2 - y) / n                            (n, k)
        delta1 = (delta2 W2^T), 0 where A1 is 0          (n, h)

    Each layer's weights get (what came into the layer)^T delta, its biases the sum of delta over the
    samples.

    X is (n, d), A1 (n, h) and A2 (n, k) are what forward_mlp made of it, y (n, k) holds the true
    classes, one-hot, W1 is (d, h) (only its shape matters) and W2 (h, k). Returns a dictionary with the
    keys "W1", "b1", "W2", "b2", of shapes (d, h), (1, h), (h, k) and (1, k). None of the arguments is
    changed.

        # one sample with A2 [[0.75, 0.25]] and y [[0.0, 1.0]]: "b2" is [[0.75, -0.75]]

    Formula: Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating errors".
    """
    n = len(X)
    delta2 = (A2 - y) / n
    delta1 = (delta2 @ W2.T) * (A1 > 0)
    return {
        "W1": X.T @ delta1,
        "b1": delta1.sum(axis=0, keepdims=True),
        "W2": A1.T @ delta2,
        "b2": delta2.sum(axis=0, keepdims=True),
    }


def mlp_loss(
    X: NDArray[np.floating], y: NDArray[np.floating], params: dict[str, NDArray[np.floating]]
) -> tuple[float, dict[str, NDArray[np.floating]]]:
    """Compute the loss of the network and its gradient: forward, loss, backward.

        loss = cross_entropy(A2, y), where (A1, A2) is the forward pass of X

    X is (n, d), y (n, k) one-hot. params is a dictionary with the keys "W1", "b1", "W2" and "b2", in any
    order, of shapes (d, h), (1, h), (h, k) and (1, k). Returns the pair (loss, grads): a single number,
    and a dictionary with the keys and shapes of params. X, y and params are not changed:
    gradient_descent takes the step.

    Loss and gradients are finite even where a probability is exactly 0; cross_entropy of chapter 3.3
    sees to that.

        # with all of params 0 every class gets the same probability: for k = 10 the loss is 2.3026
    """
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1, A2 = forward_mlp(X, W1, b1, W2, b2)
    loss = cross_entropy(A2, y)
    return loss, backward_mlp(X, A1, A2, y, W1, W2)
