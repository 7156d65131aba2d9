"""The tests of chapter 3.1 that only the grader has."""

import numpy as np

from autograder.checks import LONG, array, close, hidden, one_number_per_epoch, parameters_close, pure
from autograder.graders.ch3_1_perceptron.test_visible import AND, DATA, TABLE, corrected, trained

# step


@hidden("step", weight=3)
def test_step_keeps_any_shape(student, reference):
    rng = np.random.default_rng(31)
    for shape in ((6,), (4, 3), (5, 1), (1, 4), (2, 3, 4)):
        Z = rng.normal(0.0, 2.0, shape)
        close(student.step(Z), reference.step(Z))


@hidden("step")
def test_step_of_very_small_and_very_large_scores(student):
    close(student.step(np.array([1000.0, -1e-9, 1e-9, -1000.0])), [1.0, 0.0, 1.0, 0.0])


# forward_perceptron


@hidden("forward_perceptron", weight=4)
def test_forward_perceptron_of_other_sizes(student, reference):
    rng = np.random.default_rng(32)
    for n, d in ((5, 3), (3, 5), (4, 4), (1, 6), (6, 1), (1, 1)):
        X, W, b = rng.normal(size=(n, d)), rng.normal(size=(d, 1)), rng.normal(size=(1, 1))
        close(student.forward_perceptron(X, W, b), reference.forward_perceptron(X, W, b))


# predict_perceptron


@hidden("predict_perceptron", weight=3)
def test_predict_perceptron_of_other_sizes(student, reference):
    rng = np.random.default_rng(33)  # the score nearest to the line is 0.003 away
    for n, d in ((7, 3), (3, 5), (4, 4), (1, 6), (6, 1)):
        X, W, b = rng.normal(size=(n, d)), rng.normal(size=(d, 1)), rng.normal(size=(1, 1))
        close(student.predict_perceptron(X, W, b), reference.predict_perceptron(X, W, b))
    close(student.predict_perceptron(np.abs(X), np.abs(W), np.abs(b)), np.ones((6, 1)))
    close(student.predict_perceptron(np.abs(X), -np.abs(W), -np.abs(b)), np.zeros((6, 1)))


@hidden("predict_perceptron")
def test_predict_perceptron_decides_close_to_the_line_and_far_from_it(student):
    X = np.array([[0.1], [-0.1], [0.4], [-0.4], [1000.0], [-1000.0], [1e-4], [-1e-4], [0.2]])
    expected = [[1.0], [0.0], [1.0], [0.0], [1.0], [0.0], [1.0], [0.0], [1.0]]
    close(student.predict_perceptron(X, np.array([[1.0]]), np.array([[0.0]])), expected)


# train_perceptron


@hidden("train_perceptron", weight=4)
def test_train_perceptron_follows_the_gradient_for_several_epochs(student, reference):
    rng = np.random.default_rng(34)
    for n, d, lr, epochs in ((7, 3, 0.5, 8), (3, 5, 0.2, 5), (6, 1, 1.2, 6), (1, 2, 0.1, 4)):
        X = rng.normal(0.5, 1.0, (n, d))  # all probabilities stay within 0.01 and 0.99
        y = (rng.random((n, 1)) < 0.6).astype(float)
        expected, course = reference.train_perceptron(X, y, lr, epochs=epochs)
        params, history = trained(student.train_perceptron(X, y, lr, epochs=epochs), d=d)
        parameters_close(params, expected, what="params")
        close(one_number_per_epoch(history, epochs), course, what="history", rtol=LONG)


@hidden("train_perceptron")
def test_train_perceptron_has_a_learning_rate_of_one_tenth_by_default(student, reference):
    X, y = DATA
    expected, _ = reference.train_perceptron(X, y, 0.1, epochs=5)
    params, _ = trained(student.train_perceptron(X, y, epochs=5), d=3)
    parameters_close(params, expected, what="params")


@hidden("train_perceptron")
def test_train_perceptron_runs_a_thousand_epochs_by_default(student):
    _, history = trained(student.train_perceptron(TABLE, AND, 0.2), d=2)
    one_number_per_epoch(history, 1000)


# Practice


@hidden("step_unit")
def test_step_unit_of_several_units_at_once(student, reference):
    rng = np.random.default_rng(35)
    for n, d, k in ((6, 3, 2), (4, 2, 4), (1, 5, 3), (3, 3, 3)):
        X, W, b = rng.normal(size=(n, d)), rng.normal(size=(d, k)), rng.normal(size=(1, k))
        close(student.step_unit(X, W, b), reference.step_unit(X, W, b))
    pure(student.step_unit, TABLE, np.array([[1.0], [2.0]]), np.array([[-0.5]]))


@hidden("decision_line")
def test_decision_line_has_a_score_of_zero_everywhere(student):
    rng = np.random.default_rng(36)
    for m in (1, 2, 5):
        x1, W, b = rng.normal(0.0, 3.0, m), rng.normal(size=(2, 1)) - 2.0, rng.normal(size=(1, 1))
        x2 = array(student.decision_line(x1, W, b), shape=(m,))
        # W and x1 are of size 1 to 10, so the score of a right answer in float32 is below 1e-5.
        close(W[0, 0] * x1 + W[1, 0] * x2 + b[0, 0], np.zeros(m), what="the score on the line", rtol=LONG)
    pure(student.decision_line, np.array([0.0, 1.0]), np.array([[1.0], [2.0]]), np.array([[-0.5]]))


@hidden("rosenblatt_update")
def test_rosenblatt_update_of_a_score_of_exactly_zero(student):
    x, W, b = np.array([[2.0, 1.0]]), np.array([[1.0], [-1.0]]), np.array([[-1.0]])
    corrected(student.rosenblatt_update(x, 1.0, W, b, 0.2), W, b)
    corrected(student.rosenblatt_update(x, 0.0, W, b, 0.2), [[0.6], [-1.2]], [[-1.2]])


@hidden("rosenblatt_update")
def test_rosenblatt_update_of_other_sizes(student, reference):
    rng = np.random.default_rng(37)
    for d, y in ((1, 0.0), (5, 1.0), (4, 0.0), (3, 1.0), (6, 0.0), (2, 1.0)):
        x, W, b = rng.normal(size=(1, d)), rng.normal(size=(d, 1)), rng.normal(size=(1, 1))
        corrected(student.rosenblatt_update(x, y, W, b, 0.3), *reference.rosenblatt_update(x, y, W, b, 0.3))


@hidden("xor_from_units")
def test_xor_from_units_of_pairs_in_any_order(student):
    X = np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0], [1.0, 1.0], [0.0, 1.0], [1.0, 0.0], [0.0, 0.0]])
    close(student.xor_from_units(X), [[0], [1], [0], [0], [1], [1], [0]])
    close(student.xor_from_units(np.array([[0.0, 1.0]])), [[1.0]])
    pure(student.xor_from_units, TABLE)


# Stretch


@hidden("pocket_perceptron", weight=2)
def test_pocket_perceptron_of_noisy_samples(student, reference):
    rng = np.random.default_rng(38)
    for n, d, rounds in ((9, 2, 3), (12, 3, 2), (7, 1, 4), (10, 4, 1)):
        X = rng.normal(size=(n, d))
        y = (X[:, :1] + rng.normal(size=(n, 1)) > 0) * 1.0
        expected = reference.pocket_perceptron(X, y, 0.3, rounds)
        corrected(student.pocket_perceptron(X, y, 0.3, rounds), *expected)
