"""Models of the capstone that learn, as students write them: from the simplest to those that earn all points.

Each is a pair of functions, as `train_capstone` and `predict_capstone` are. What they lose on distorted digits says how
much the capstone's grader lets any model lose (see capstone.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neural_network import (
    cnn_loss,
    cross_entropy,
    deep_mlp_loss,
    forward_cnn,
    forward_deep_mlp,
    forward_mlp,
    init_cnn,
    init_mlp,
    mlp_loss,
    momentum_descent,
    regularized_loss,
    softmax,
)

Array = NDArray[np.floating]
Params = dict[str, Array]


@dataclass(frozen=True)
class Model:
    """A student's model, by its name."""

    name: str
    train: Callable[[Array, Array, np.random.Generator], Params]
    predict: Callable[[Array, Params], Array]


# Without gradients


def mean_of_each_digit(X: Array, y: Array, _rng: np.random.Generator) -> Params:
    return {"means": (y.T @ X) / y.sum(axis=0)[:, np.newaxis]}


def nearest_mean(X: Array, params: Params) -> Array:
    means = params["means"]
    return X @ means.T - (means**2).sum(axis=1) / 2


def ink_frequencies(X: Array, y: Array, _rng: np.random.Generator) -> Params:
    chance = (y.T @ (X > 0.5) + 1) / (y.sum(axis=0)[:, np.newaxis] + 2)
    return {"ink": np.log(chance), "paper": np.log(1 - chance)}


def naive_bayes(X: Array, params: Params) -> Array:
    ink = (X > 0.5).astype(np.float32)
    return ink @ params["ink"].T + (1 - ink) @ params["paper"].T


def least_squares(X: Array, y: Array, _rng: np.random.Generator) -> Params:
    A = np.hstack([X, np.ones((len(X), 1), X.dtype)]).astype(float)
    return {"W": np.linalg.solve(A.T @ A + 1.0 * np.eye(785), A.T @ y)}


def linear_scores(X: Array, params: Params) -> Array:
    return X @ params["W"][:784] + params["W"][784]


def ten_thousand_digits(X: Array, y: Array, _rng: np.random.Generator) -> Params:
    return {"X": X[:10_000], "labels": y[:10_000].argmax(axis=1)}


def all_in_forty_numbers(X: Array, y: Array, _rng: np.random.Generator) -> Params:
    mean = X.mean(axis=0)
    directions = np.linalg.eigh((X - mean).T @ (X - mean))[1][:, -40:]
    return {"mean": mean, "V": directions, "X": (X - mean) @ directions, "labels": y.argmax(axis=1)}


def votes_of_neighbors(X: Array, params: Params, k: int = 5) -> Array:
    known, labels = params["X"], params["labels"]
    votes = np.zeros((len(X), 10))
    for start in range(0, len(X), 500):
        distances = (known**2).sum(axis=1) - 2 * X[start : start + 500] @ known.T
        nearest = np.argpartition(distances, k, axis=1)[:, :k]
        for digit in range(10):
            votes[start : start + 500, digit] = (labels[nearest] == digit).sum(axis=1)
    return votes


def votes_in_forty_numbers(X: Array, params: Params) -> Array:
    return votes_of_neighbors((X - params["mean"]) @ params["V"], params)


# With gradient descent


def float32(params: Params) -> Params:
    return {name: value.astype(np.float32) for name, value in params.items()}


def softmax_loss(X: Array, y: Array, params: Params) -> tuple[float, Params]:
    A = softmax(X @ params["W"] + params["b"])
    error = (A - y) / len(X)
    return cross_entropy(A, y), {"W": X.T @ error, "b": error.sum(axis=0)}


def softmax_regression(X: Array, y: Array, rng: np.random.Generator) -> Params:
    params = {"W": np.zeros((784, 10), np.float32), "b": np.zeros(10, np.float32)}
    return momentum_descent(X, y, params, 0.02, softmax_loss, 64, epochs=3, rng=rng)[0]


def softmax_scores(X: Array, params: Params) -> Array:
    return softmax(X @ params["W"] + params["b"])


def softmax_of_any_ink(X: Array, y: Array, rng: np.random.Generator) -> Params:
    return softmax_regression((X > 0).astype(np.float32), y, rng)


def softmax_scores_of_any_ink(X: Array, params: Params) -> Array:
    return softmax_scores((X > 0).astype(np.float32), params)


def small_mlp(X: Array, y: Array, rng: np.random.Generator) -> Params:
    return momentum_descent(X, y, float32(init_mlp([784, 24, 10], rng)), 0.02, mlp_loss, 64, epochs=2, rng=rng)[0]


def mlp(X: Array, y: Array, rng: np.random.Generator) -> Params:
    return momentum_descent(X, y, float32(init_mlp([784, 256, 10], rng)), 0.05, mlp_loss, 64, epochs=4, rng=rng)[0]


def mlp_of_few_digits(X: Array, y: Array, rng: np.random.Generator) -> Params:
    params = float32(init_mlp([784, 256, 10], rng))
    return momentum_descent(X[:2000], y[:2000], params, 0.05, mlp_loss, 64, epochs=40, rng=rng)[0]


def mlp_of_shifted_digits(X: Array, y: Array, rng: np.random.Generator) -> Params:
    params = float32(init_mlp([784, 256, 10], rng))
    for lr in (0.05, 0.05, 0.05, 0.02):
        moved = np.zeros((len(X), 28, 28), np.float32)
        padded = np.pad(X.reshape(-1, 28, 28), ((0, 0), (2, 2), (2, 2)))
        shift = rng.integers(0, 5, (len(X), 2))
        for down in range(5):
            for right in range(5):
                these = (shift == (down, right)).all(axis=1)
                moved[these] = padded[these, down : down + 28, right : right + 28]
        params, _ = momentum_descent(moved.reshape(-1, 784), y, params, lr, mlp_loss, 64, epochs=1, rng=rng)
    return params


def mlp_scores(X: Array, params: Params) -> Array:
    return forward_mlp(X, **params)[1]


def decaying_loss(X: Array, y: Array, params: Params) -> tuple[float, Params]:
    return regularized_loss(X, y, params, deep_mlp_loss, 1e-5)


def deep_mlp(X: Array, y: Array, rng: np.random.Generator) -> Params:
    params = float32(init_mlp([784, 128, 64, 32, 10], rng))
    return momentum_descent(X, y, params, 0.02, decaying_loss, 64, epochs=4, rng=rng)[0]


def deep_mlp_scores(X: Array, params: Params) -> Array:
    return forward_deep_mlp(X, params)[-1]


def cnn(X: Array, y: Array, rng: np.random.Generator) -> Params:
    params = float32(init_cnn(rng))
    for lr in (0.1, 0.05):
        params, _ = momentum_descent(X.reshape(-1, 1, 28, 28), y, params, lr, cnn_loss, 64, epochs=1, rng=rng)
    return params


def cnn_scores(X: Array, params: Params) -> Array:
    return forward_cnn(X.reshape(-1, 1, 28, 28), params)


MODELS = (
    Model("nearest mean", mean_of_each_digit, nearest_mean),
    Model("naive Bayes, ink or paper", ink_frequencies, naive_bayes),
    Model("least squares", least_squares, linear_scores),
    Model("softmax regression", softmax_regression, softmax_scores),
    Model("softmax regression of any ink", softmax_of_any_ink, softmax_scores_of_any_ink),
    Model("5 neighbors of 10,000", ten_thousand_digits, votes_of_neighbors),
    Model("5 neighbors, 40 components", all_in_forty_numbers, votes_in_forty_numbers),
    Model("MLP, 24 neurons", small_mlp, mlp_scores),
    Model("MLP, 256 neurons", mlp, mlp_scores),
    Model("MLP of 2,000 digits", mlp_of_few_digits, mlp_scores),
    Model("MLP, shifted digits", mlp_of_shifted_digits, mlp_scores),
    Model("deep MLP, L2", deep_mlp, deep_mlp_scores),
    Model("CNN", cnn, cnn_scores),
)
