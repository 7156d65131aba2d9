"""The tests of chapter W.5 that you are given: losses by Tensor. Run them with: pytest"""

import numpy as np

from autograder.checks import LONG, calm, close, number, parameters_close, pure, unpack, visible
from autograder.graders.w5_autograd.helpers import has_gradients, loss_of_scores, small_network

Z = np.log(np.array([[2.0, 1.0, 1.0], [1.0, 3.0, 4.0]]))  # probabilities 1/2, 1/4, 1/4 and 1/8, 3/8, 1/2
ONE_HOT = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


@visible("scores_loss")
def test_scores_loss_of_two_samples_worked_out_by_hand(student):
    scores, loss = loss_of_scores(student, Z, ONE_HOT)
    close(loss.data, (np.log(2) + np.log(8 / 3)) / 2, what="the data of the loss", rtol=LONG)
    has_gradients(loss, (scores, [[-0.25, 0.125, 0.125], [0.0625, -0.3125, 0.25]], "Z"))


@visible("scores_loss")
def test_scores_loss_is_finite_for_scores_of_a_thousand(student):
    # In the second case one sample's scores lie far below the other's.
    for second in ([0.0, 1000.0, 0.0], [-1000.0, 0.0, -2000.0]):
        scores, loss = loss_of_scores(student, [[1000.0, 0.0, -1000.0], second], ONE_HOT)
        number(loss.data, what="the data of the loss")
        has_gradients(loss, (scores, np.zeros((2, 3)), "Z"))


@visible("scores_loss")
def test_scores_loss_leaves_its_arguments_alone(student):
    scores, _ = loss_of_scores(student, Z, ONE_HOT.copy())
    close(scores.data, Z, what="the data of Z")
    calm(call for call in student.calls if call.name == "scores_loss")


@visible("mlp_loss_autograd")
def test_mlp_loss_autograd_of_a_network_of_zeros(student):
    params = {"W1": np.zeros((3, 4)), "b1": np.zeros((1, 4)), "W2": np.zeros((4, 2)), "b2": np.zeros((1, 2))}
    X, y = small_network()[:2]
    loss, grads = unpack(student.mlp_loss_autograd(X, y, params), "loss", "grads")
    close(loss, np.log(2), what="loss", rtol=LONG)
    parameters_close(grads, params | {"b2": np.array([[0.1, -0.1]])}, what="grads")


@visible("mlp_loss_autograd")
def test_mlp_loss_autograd_has_the_gradients_of_backpropagation(student):
    X, y, params = small_network()
    loss, grads = unpack(student.mlp_loss_autograd(X, y, params), "loss", "grads")
    hidden = np.maximum(X @ params["W1"] + params["b1"], 0)
    e = np.exp(hidden @ params["W2"] + params["b2"])
    P = e / e.sum(axis=1, keepdims=True)
    close(loss, -(y * np.log(P)).sum() / 5, what="loss", rtol=LONG)
    delta2 = (P - y) / 5
    delta1 = (delta2 @ params["W2"].T) * (hidden > 0)
    expected = {"W1": X.T @ delta1, "b1": delta1.sum(0, keepdims=True), "W2": hidden.T @ delta2}
    parameters_close(grads, expected | {"b2": delta2.sum(0, keepdims=True)}, what="grads")


@visible("mlp_loss_autograd")
def test_mlp_loss_autograd_leaves_its_arguments_alone(student):
    pure(student.mlp_loss_autograd, *small_network())
