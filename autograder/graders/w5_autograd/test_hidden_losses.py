"""The tests of chapter W.5 that only the grader has: losses by Tensor."""

import numpy as np

from autograder.checks import LONG, central_differences, close, hidden, parameters_close, unpack
from autograder.graders.w5_autograd.helpers import has_gradients, loss_of_scores, rng
from autograder.graders.w5_autograd.hidden_helpers import draws


@hidden("scores_loss", weight=3)
def test_scores_loss_of_other_sizes(student):
    for n, k in ((1, 3), (4, 2), (3, 5), (4, 4)):
        Z, y = draws(n, k, seed=n), np.eye(k)[rng(k).integers(0, k, n)]
        P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
        scores, loss = loss_of_scores(student, Z, y)
        close(loss.data, -(y * np.log(P)).sum() / n, what="the data of the loss", rtol=LONG)
        has_gradients(loss, (scores, (P - y) / n, "Z"))


@hidden("mlp_loss_autograd", weight=3)
def test_mlp_loss_autograd_agrees_with_central_differences(student):
    for seed, (n, d, h, k) in enumerate(((4, 3, 5, 2), (1, 2, 3, 4), (6, 5, 4, 3))):
        X, y = draws(n, d, seed=seed), np.eye(k)[rng(seed).integers(0, k, n)]
        shapes = {"b2": (1, k), "W1": (d, h), "b1": (1, h), "W2": (h, k)}
        params = {name: draws(*shape, seed=10 * seed + i) for i, (name, shape) in enumerate(shapes.items())}
        loss, grads = unpack(student.mlp_loss_autograd(X, y, params), "loss", "grads")
        close(loss, cross_entropy_of_network(X, y, params), what="loss", rtol=LONG)
        slopes = central_differences(lambda p, X=X, y=y: cross_entropy_of_network(X, y, p), params)
        parameters_close(grads, slopes, what="grads")


def cross_entropy_of_network(X, y, params):
    Z = np.maximum(X @ params["W1"] + params["b1"], 0) @ params["W2"] + params["b2"]
    Z = Z - Z.max(axis=1, keepdims=True)
    return float(-(y * (Z - np.log(np.exp(Z).sum(axis=1, keepdims=True)))).sum() / len(X))


@hidden("mlp_loss_autograd")
def test_mlp_loss_autograd_is_finite_for_scores_of_a_thousand(student):
    X, y = np.array([[1.0, 0.0], [0.0, 1.0]]), np.eye(2)
    params = {"W1": 1000 * np.eye(2), "b1": np.zeros((1, 2)), "W2": np.eye(2), "b2": np.zeros((1, 2))}
    loss, grads = unpack(student.mlp_loss_autograd(X, y, params), "loss", "grads")
    close(loss, 0.0, what="loss", atol=1e-4)
    zeros = {name: np.zeros(value.shape) for name, value in params.items()}
    parameters_close(grads, zeros, what="grads")
    # The scores are 1000 and 1000 of one sample, and -1000 and -2000 of the other.
    params["W2"] = np.array([[1.0, 1.0], [-1.0, -2.0]])
    loss, grads = unpack(student.mlp_loss_autograd(X, np.array([[1.0, 0.0], [1.0, 0.0]]), params), "loss", "grads")
    close(loss, np.log(2) / 2, what="loss", rtol=LONG)
    expected = {"W2": np.array([[-250.0, 250.0], [0.0, 0.0]]), "b2": np.array([[-0.25, 0.25]])}
    parameters_close(grads, zeros | expected, what="grads")
