"""The tests of chapter 3.1 that only the grader has."""

import numpy as np

from autograder.checks import array, close, hidden, one_number_per_epoch, parameters_close, pure
from autograder.graders.ch3_1_perceptron.test_visible import AND, TABLE, THREE, corrected, trained

# step


@hidden("step")
def test_step_keeps_any_shape(student, reference):
    rng = np.random.default_rng(31)
    for shape in ((6,), (5, 1), (1, 4), (2, 3, 4)):
        Z = rng.normal(0.0, 2.0, shape)
        close(student.step(Z), reference.step(Z))


@hidden("step")
def test_step_of_very_small_and_very_large_scores(student):
    close(student.step(np.array([1e-9, -1e-9, 1000.0, -1000.0])), [1.0, 0.0, 1.0, 0.0])


@hidden("step")
def test_step_of_whole_numbers(student):
    close(student.step(np.array([[-3, 0], [1, 250]])), [[0.0, 1.0], [1.0, 1.0]])


# forward_perceptron


@hidden("forward_perceptron", weight=2)
def test_forward_perceptron_of_other_sizes(student, reference):
    rng = np.random.default_rng(32)
    for n, d in ((5, 3), (3, 5), (4, 4), (1, 6), (6, 1), (1, 1)):
        X, W, b = rng.normal(size=(n, d)), rng.normal(size=(d, 1)), rng.normal(size=(1, 1))
        close(student.forward_perceptron(X, W, b), reference.forward_perceptron(X, W, b))


@hidden("forward_perceptron")
def test_forward_perceptron_of_whole_numbers(student, reference):
    X, W, b = np.array([[1, -2], [3, 0], [0, 1]]), np.array([[1], [-1]]), np.array([[-2]])
    close(student.forward_perceptron(X, W, b), reference.forward_perceptron(X, W, b))


@hidden("forward_perceptron")
def test_forward_perceptron_is_finite_for_extreme_scores(student):
    X, W, b = np.array([[1.0], [-1.0], [0.0]]), np.array([[1000.0]]), np.array([[0.0]])
    close(student.forward_perceptron(X, W, b), [[1.0], [0.0], [0.5]])


# predict_perceptron


@hidden("predict_perceptron")
def test_predict_perceptron_decides_close_to_the_line(student):
    X = np.array([[0.1], [-0.1], [0.4], [-0.4], [0.02], [-0.02]])
    expected = [[1.0], [0.0], [1.0], [0.0], [1.0], [0.0]]
    close(student.predict_perceptron(X, np.array([[1.0]]), np.array([[0.0]])), expected)


@hidden("predict_perceptron", weight=2)
def test_predict_perceptron_of_other_sizes(student, reference):
    rng = np.random.default_rng(33)
    for n, d in ((7, 3), (3, 5), (4, 4), (1, 6), (6, 1)):
        X, W, b = rng.normal(size=(n, d)), rng.normal(size=(d, 1)), rng.normal(size=(1, 1))
        close(student.predict_perceptron(X, W, b), reference.predict_perceptron(X, W, b))


@hidden("predict_perceptron")
def test_predict_perceptron_of_extreme_scores_and_whole_numbers(student):
    X, W, b = np.array([[1], [-1], [0], [3]]), np.array([[1000]]), np.array([[-1]])
    close(student.predict_perceptron(X, W, b), [[1.0], [0.0], [0.0], [1.0]])


# train_perceptron


@hidden("train_perceptron", weight=2)
def test_train_perceptron_follows_the_gradient_for_several_epochs(student, reference):
    rng = np.random.default_rng(34)
    for n, d, lr, epochs in ((7, 3, 0.5, 8), (3, 5, 0.2, 5), (6, 1, 1.5, 6), (1, 2, 0.1, 4)):
        X = rng.normal(0.5, 1.5, (n, d))
        y = (rng.random((n, 1)) < 0.6).astype(float)
        expected, course = reference.train_perceptron(X, y, lr, epochs=epochs)
        params, history = trained(student.train_perceptron(X, y, lr, epochs=epochs), d=d)
        parameters_close(params, expected, what="params", rtol=1e-4)
        close(one_number_per_epoch(history, epochs), course, what="history", rtol=1e-4)


@hidden("train_perceptron")
def test_train_perceptron_of_whole_numbers(student, reference):
    X, y = np.array([[0, 3], [-2, 1], [4, 0], [1, 1], [0, -5]]), np.array([[1], [0], [1], [1], [0]])
    expected, course = reference.train_perceptron(X, y, 0.4, epochs=6)
    params, history = trained(student.train_perceptron(X, y, 0.4, epochs=6), d=2)
    parameters_close(params, expected, what="params", rtol=1e-4)
    close(one_number_per_epoch(history, 6), course, what="history", rtol=1e-4)


@hidden("train_perceptron")
def test_train_perceptron_has_a_learning_rate_of_one_tenth_by_default(student, reference):
    X, y = THREE
    expected, _ = reference.train_perceptron(X, y, 0.1, epochs=5)
    params, _ = trained(student.train_perceptron(X, y, epochs=5), d=2)
    parameters_close(params, expected, what="params", rtol=1e-4)


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
        close(W[0, 0] * x1 + W[1, 0] * x2 + b[0, 0], np.zeros(m), what="the score on the line", atol=1e-4)
    close(student.decision_line(np.array([0, 1]), np.array([[1], [2]]), np.array([[3]])), [-1.5, -2.0])
    pure(student.decision_line, np.array([0.0, 1.0]), np.array([[1.0], [2.0]]), np.array([[-0.5]]))


@hidden("rosenblatt_update")
def test_rosenblatt_update_of_a_score_of_exactly_zero(student):
    x, W, b = np.array([[2.0, 1.0]]), np.array([[1.0], [-1.0]]), np.array([[-1.0]])
    corrected(student.rosenblatt_update(x, 1, W, b, 0.2), W, b)
    corrected(student.rosenblatt_update(x, 0, W, b, 0.2), [[0.6], [-1.2]], [[-1.2]])


@hidden("xor_from_units")
def test_xor_from_units_of_pairs_in_any_order(student):
    X = np.array([[1, 1], [1, 0], [0, 0], [1, 1], [0, 1], [1, 0], [0, 0]])
    close(student.xor_from_units(X), [[0], [1], [0], [0], [1], [1], [0]])
    close(student.xor_from_units(np.array([[0.0, 1.0]])), [[1.0]])
    pure(student.xor_from_units, TABLE)
