"""The tests of chapter W.4 that only the grader has: losses."""

import numpy as np

from autograder.checks import LONG, close, hidden, unpack
from autograder.graders.w3_network.helpers import rng
from autograder.graders.w4_library.hidden_helpers import slopes_by
from autograder.graders.w4_library.test_visible_losses import pair


def log_softmax(Z):
    shifted = Z - Z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def softmax_loss(Z, y):
    return -(y * log_softmax(Z)).sum() / len(Z)


@hidden("softmax_cross_entropy")
def test_softmax_cross_entropy_of_any_sizes(student):
    for n, k in ((1, 2), (5, 4), (7, 10), (3, 3)):
        Z, y = 3 * rng(n).normal(size=(n, k)), np.eye(k)[rng(k).integers(0, k, n)]
        loss, _ = unpack(student.softmax_cross_entropy(Z, y), "loss", "dZ")
        close(loss, softmax_loss(Z, y), what="the loss", rtol=LONG)


@hidden("softmax_cross_entropy")
def test_softmax_cross_entropy_agrees_with_its_slopes(student):
    for n, k in ((1, 3), (4, 2), (6, 5)):
        Z, y = 2 * rng(n).normal(size=(n, k)), np.eye(k)[rng(k).integers(0, k, n)]
        pair(
            student.softmax_cross_entropy(Z, y),
            softmax_loss(Z, y),
            slopes_by(Z, lambda Z, y=y: softmax_loss(Z, y)),
            "dZ",
        )


@hidden("softmax_cross_entropy")
def test_softmax_cross_entropy_of_scores_far_from_zero(student):
    Z, y = rng(2).normal(size=(4, 3)), np.eye(3)[[2, 0, 1, 1]]
    for shift in (-900.0, 900.0, np.array([[900.0], [-900.0], [0.0], [300.0]])):
        slope = (np.exp(log_softmax(Z)) - y) / 4
        pair(student.softmax_cross_entropy(Z + shift, y), softmax_loss(Z, y), slope, "dZ")


@hidden("mse")
def test_mse_agrees_with_its_slopes(student):
    for shape in ((1, 1), (5, 1), (4, 3), (2, 7)):
        output, y = rng(1).normal(size=shape), rng(2).normal(size=shape)
        slope = slopes_by(output, lambda output, y=y: ((output - y) ** 2).mean())
        pair(student.mse(output, y), ((output - y) ** 2).mean(), slope)


@hidden("mse")
def test_mse_of_what_is_right_is_zero(student):
    y = rng(3).normal(size=(4, 2))
    pair(student.mse(y.copy(), y), 0.0, np.zeros((4, 2)))


def sigmoid_loss(Z, y):
    return (np.logaddexp(0, Z) - Z * y).mean()


@hidden("sigmoid_cross_entropy")
def test_sigmoid_cross_entropy_agrees_with_its_slopes(student):
    for shape in ((1, 1), (6, 1), (4, 3)):
        Z, y = 2 * rng(1).normal(size=shape), (rng(2).random(shape) < 0.5).astype(float)
        pair(
            student.sigmoid_cross_entropy(Z, y),
            sigmoid_loss(Z, y),
            slopes_by(Z, lambda Z, y=y: sigmoid_loss(Z, y)),
            "dZ",
        )


@hidden("sigmoid_cross_entropy")
def test_sigmoid_cross_entropy_of_several_outputs(student):
    Z, y = rng(5).normal(size=(5, 4)), (rng(6).random((5, 4)) < 0.3).astype(float)
    pair(student.sigmoid_cross_entropy(Z, y), sigmoid_loss(Z, y), (1 / (1 + np.exp(-Z)) - y) / 20, "dZ")


@hidden("sigmoid_cross_entropy")
def test_sigmoid_cross_entropy_of_one_output(student):
    Z, y = rng(7).normal(size=(8, 1)), (rng(8).random((8, 1)) < 0.3).astype(float)
    pair(student.sigmoid_cross_entropy(Z, y), sigmoid_loss(Z, y), (1 / (1 + np.exp(-Z)) - y) / 8, "dZ")
