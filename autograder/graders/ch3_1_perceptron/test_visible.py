"""The tests of chapter 3.1 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    array,
    close,
    one_number_per_epoch,
    parameters,
    parameters_close,
    pure,
    raises,
    unpack,
    visible,
)

TABLE = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, OR = np.array([[0.0], [0.0], [0.0], [1.0]]), np.array([[0.0], [1.0], [1.0], [1.0]])
XOR = np.array([[0.0], [1.0], [1.0], [0.0]])


# step


@visible("step", try_it="step(np.array([-2.0, 0.3, 5.0]))   # should be [0. 1. 1.]")
def test_step_is_silent_below_zero_and_fires_above(student):
    close(student.step(np.array([-2.0, 0.3, 5.0, 0.7, -0.3])), [0.0, 1.0, 1.0, 1.0, 0.0])


@visible("step", weight=2, try_it="step(np.array([0.0]))   # should be [1.]")
def test_step_of_exactly_zero_is_one(student):
    close(student.step(np.array([-1.0, 0.0, 1.0, 0.0])), [0.0, 1.0, 1.0, 1.0])


@visible("step", try_it="step(np.array([[-1.0, 2.0], [3.0, -4.0]]))   # should be [[0. 1.] [1. 0.]]")
def test_step_of_a_grid_of_scores(student):
    close(student.step(np.array([[-1.0, 2.0, 0.5], [3.0, -4.0, -0.5]])), [[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]])


@visible("step")
def test_step_leaves_its_argument_alone(student):
    pure(student.step, np.array([[-1.0, 0.5], [2.0, -3.0]]))


# forward_perceptron


@visible(
    "forward_perceptron",
    try_it="forward_perceptron(np.array([[1.0, 1.0]]), np.array([[1.0], [1.0]]), np.array([[-1.5]]))"
    "   # should be about [[0.6225]]",
)
def test_forward_perceptron_of_the_worked_example(student):
    X, W, b = np.array([[1.0, 1.0], [1.0, 0.0]]), np.array([[1.0], [1.0]]), np.array([[-1.5]])
    close(student.forward_perceptron(X, W, b), [[0.6224593312], [0.3775406688]])


@visible("forward_perceptron")
def test_forward_perceptron_gives_one_probability_for_each_sample(student):
    X = np.array([[2.0, -1.0, 0.5], [-4.0, 3.0, 1.0], [0.0, 0.0, 7.0], [1.0, 1.0, 1.0], [-2.0, -2.0, 3.0]])
    W, b = np.array([[0.3], [-0.8], [0.1]]), np.array([[0.25]])
    A = array(student.forward_perceptron(X, W, b), shape=(5, 1))
    inside = float(((A > 0) & (A < 1)).mean())
    close(inside, 1.0, what="the share of answers between 0 and 1")


@visible(
    "forward_perceptron",
    try_it="forward_perceptron(np.zeros((1, 2)), np.ones((2, 1)), np.array([[np.log(3)]]))   # should be [[0.75]]",
)
def test_forward_perceptron_of_no_input_is_left_with_its_bias(student):
    W = np.array([[2.0], [-3.0]])
    close(student.forward_perceptron(np.zeros((3, 2)), W, np.array([[np.log(3)]])), np.full((3, 1), 0.75))
    close(student.forward_perceptron(np.zeros((3, 2)), W, np.array([[-np.log(3)]])), np.full((3, 1), 0.25))


@visible("forward_perceptron")
def test_forward_perceptron_leaves_its_arguments_alone(student):
    pure(student.forward_perceptron, TABLE, np.array([[1.0], [2.0]]), np.array([[-0.5]]))


# predict_perceptron


@visible(
    "predict_perceptron",
    try_it="predict_perceptron(np.array([[1.0, 1.0]]), np.array([[1.0], [1.0]]), np.array([[-1.5]]))"
    "   # should be [[1.]]",
)
def test_predict_perceptron_answers_and(student):
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [-1.0, -1.0], [-1.0, 0.0], [50.0, 10.0]])
    expected = [[0.0], [0.0], [0.0], [1.0], [0.0], [0.0], [1.0]]
    close(student.predict_perceptron(X, np.array([[1.0], [1.0]]), np.array([[-1.5]])), expected)


@visible(
    "predict_perceptron",
    weight=2,
    try_it="predict_perceptron(np.array([[2.0, 1.0]]), np.array([[1.0], [-2.0]]), np.array([[0.0]]))"
    "   # a score of 0: should be [[1.]]",
)
def test_predict_perceptron_of_a_probability_of_one_half_is_one(student):
    x1 = np.array([2.0, 0.0, 0.0, 5.0, 0.3, 8.0, 9.0, 0.55])
    x2 = np.array([1.0, 0.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    X, W, b = np.column_stack([x1, x2]), np.array([[1.0], [-2.0]]), np.array([[0.0]])
    expected = [[1.0], [1.0], [0.0], [1.0], [1.0], [1.0], [1.0], [1.0]]
    close(student.predict_perceptron(X, W, b), expected)


@visible("predict_perceptron")
def test_predict_perceptron_may_say_yes_to_all_or_no_to_all(student):
    W = np.array([[1.0], [0.5]])
    close(student.predict_perceptron(TABLE, W, np.array([[2.0]])), np.ones((4, 1)))
    close(student.predict_perceptron(TABLE, W, np.array([[-2.0]])), np.zeros((4, 1)))


@visible("predict_perceptron")
def test_predict_perceptron_leaves_its_arguments_alone(student):
    pure(student.predict_perceptron, TABLE, np.array([[1.0], [2.0]]), np.array([[-0.5]]))


# train_perceptron

THREE = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 4.0]]), np.array([[1.0], [0.0], [1.0]])


def trained(answer, d):
    """The two parts of an answer, with the parameters' keys and shapes checked."""
    params, history = unpack(answer, "params", "history")
    return parameters(params, {"W": (d, 1), "b": (1, 1)}, what="params"), history


@visible(
    "train_perceptron",
    try_it='train_perceptron(np.zeros((5, 3)), np.zeros((5, 1)))[0]["W"].shape   # should be (3, 1)',
)
def test_train_perceptron_returns_params_and_history(student):
    X = np.array([[1.0, 2.0, 0.5], [3.0, -1.0, -2.0], [0.0, 4.0, 1.0], [2.0, 2.0, 0.0]])
    y = np.array([[1.0], [0.0], [1.0], [0.0]])
    trained(student.train_perceptron(X, y, 0.3, epochs=3), d=3)


@visible("train_perceptron", weight=2)
def test_train_perceptron_takes_one_step_from_zero(student):
    X, y = THREE
    params, _ = trained(student.train_perceptron(X, y, 0.6, epochs=1), d=2)
    parameters_close(params, {"W": [[-0.2], [0.7]], "b": [[0.1]]}, what="params", rtol=1e-4)


@visible("train_perceptron")
def test_train_perceptron_writes_down_every_epochs_loss_before_its_update(student):
    X, y = THREE
    _, history = trained(student.train_perceptron(X, y, 0.6, epochs=2), d=2)
    close(one_number_per_epoch(history, 2), [0.6931471806, 0.1859512325], what="history", rtol=1e-4)


@visible("train_perceptron", weight=2)
def test_train_perceptron_learns_and_and_or(student):
    for y in (AND, OR):
        params, history = trained(student.train_perceptron(TABLE, y, 1.0, epochs=60), d=2)
        close((TABLE @ params["W"] + params["b"] >= 0).astype(float), y, what="what the trained unit answers")
        fell = float((np.diff(one_number_per_epoch(history, 60)) < 0).mean())
        close(fell, 1.0, what="the share of epochs after which the loss is lower than before")


@visible("train_perceptron")
def test_train_perceptron_finds_nothing_in_xor(student):
    params, history = trained(student.train_perceptron(TABLE, XOR, 0.5, epochs=20), d=2)
    parameters_close(params, {"W": np.zeros((2, 1)), "b": np.zeros((1, 1))}, what="params")
    close(one_number_per_epoch(history, 20), np.full(20, 0.6931471806), what="history", rtol=1e-4)


@visible("train_perceptron")
def test_train_perceptron_leaves_its_arguments_alone(student):
    pure(student.train_perceptron, TABLE, OR, 0.5, epochs=3)


# Practice


@visible(
    "step_unit",
    try_it="step_unit(np.array([[1.0, 1.0], [1.0, 0.0]]), np.array([[1.0], [1.0]]), np.array([[-1.5]]))"
    "   # should be [[1.] [0.]]",
)
def test_step_unit_answers_and(student):
    close(student.step_unit(TABLE, np.array([[1.0], [1.0]]), np.array([[-1.5]])), AND)


@visible("step_unit")
def test_step_unit_of_a_score_of_exactly_zero_is_one(student):
    close(
        student.step_unit(np.array([[1.0, 1.0], [0.0, 2.0]]), np.array([[2.0], [1.0]]), np.array([[-3.0]])),
        [[1], [0]],
    )


@visible(
    "or_by_hand",
    try_it="W, b = or_by_hand(); np.array([[0, 0], [0, 1], [1, 0], [1, 1]]) @ W + b"
    "   # should be negative in the first row only",
)
def test_or_by_hand_fires_if_any_input_is_one(student):
    W, b = unpack(student.or_by_hand(), "W", "b")
    scores = TABLE @ array(W, shape=(2, 1), what="W") + array(b, shape=(1, 1), what="b")
    fired = (scores >= 0).astype(float)
    close(fired[0], [0.0], what="your unit's answer to [0, 0]")
    close(fired[1:, 0], [1.0, 1.0, 1.0], what="your unit's answers to [0, 1], [1, 0] and [1, 1]")


@visible(
    "decision_line",
    try_it="decision_line(np.array([0.0, 1.0]), np.array([[1.0], [1.0]]), np.array([[-1.5]]))   # should be [1.5 0.5]",
)
def test_decision_line_of_a_hand_made_unit(student):
    got = student.decision_line(np.array([0.0, 1.0, 3.0]), np.array([[4.0], [2.0]]), np.array([[-6.0]]))
    close(got, [3.0, 1.0, -3.0])


@visible("decision_line")
def test_decision_line_refuses_a_vertical_line(student):
    raises(ValueError, student.decision_line, np.array([0.0, 1.0]), np.array([[1.0], [0.0]]), np.array([[-0.5]]))


def corrected(answer, W, b):
    """Check a pair of corrected weights and bias."""
    got_W, got_b = unpack(answer, "W", "b")
    close(got_W, W, what="W")
    close(got_b, b, what="b")


@visible(
    "rosenblatt_update",
    try_it="rosenblatt_update(np.array([[1.0, 0.0]]), 0, np.array([[1.0], [1.0]]), np.array([[0.0]]), 0.5)"
    "   # should be W = [[0.5] [1.]] and b = [[-0.5]]",
)
def test_rosenblatt_update_turns_away_from_a_wrong_yes(student):
    x, W, b = np.array([[3.0, 1.0]]), np.array([[-1.0], [-2.0]]), np.array([[6.0]])
    corrected(student.rosenblatt_update(x, 0, W, b, 0.5), [[-2.5], [-2.5]], [[5.5]])


@visible("rosenblatt_update")
def test_rosenblatt_update_turns_toward_a_wrong_no(student):
    x, W, b = np.array([[2.0, -1.0, 4.0]]), np.array([[-1.0], [0.5], [0.25]]), np.array([[-3.0]])
    corrected(student.rosenblatt_update(x, 1, W, b, 0.1), [[-0.8], [0.4], [0.65]], [[-2.9]])


@visible("rosenblatt_update")
def test_rosenblatt_update_leaves_a_right_answer_as_it_is(student):
    W, b = np.array([[1.0], [-2.0]]), np.array([[0.5]])
    corrected(student.rosenblatt_update(np.array([[3.0, 1.0]]), 1, W, b, 0.5), W, b)
    corrected(student.rosenblatt_update(np.array([[1.0, 3.0]]), 0, W, b, 0.5), W, b)


@visible("rosenblatt_update")
def test_rosenblatt_update_leaves_its_arguments_alone(student):
    pure(student.rosenblatt_update, np.array([[2.0, 1.0]]), 0, np.array([[1.0], [2.0]]), np.array([[1.0]]), 0.5)


@visible("xor_from_units", try_it="xor_from_units(np.array([[1, 0], [1, 1]]))   # should be [[1.] [0.]]")
def test_xor_from_units_of_the_four_pairs(student):
    close(student.xor_from_units(TABLE), XOR)
