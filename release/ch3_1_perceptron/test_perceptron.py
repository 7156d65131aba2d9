"""The tests of chapter 3.1 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    LONG,
    advice,
    array,
    close,
    one_number_per_epoch,
    parameters,
    parameters_close,
    pure,
    same_for_whole_numbers,
    unpack,
    visible,
)

TABLE = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, OR = np.array([[0.0], [0.0], [0.0], [1.0]]), np.array([[0.0], [1.0], [1.0], [1.0]])
XOR = np.array([[0.0], [1.0], [1.0], [0.0]])


# step


@visible("step", weight=2, try_it="step(np.array([[-2.0], [0.3], [5.0], [-0.3]]))   # should be [[0.] [1.] [1.] [0.]]")
def test_step_is_silent_below_zero_and_fires_above(student):
    close(student.step(np.array([[-2.0, 0.3, 5.0], [0.7, -0.4, 1.5]])), [[0.0, 1.0, 1.0], [1.0, 0.0, 1.0]])


@visible("step", try_it="step(np.array([[-0.3, 0.0, 2.0]]))   # should be [[0. 1. 1.]]")
def test_step_of_exactly_zero_is_one(student):
    close(student.step(np.array([-1.0, 0.0, 2.0, -0.5, 0.0])), [0.0, 1.0, 1.0, 0.0, 1.0])


@visible("step")
def test_step_leaves_its_argument_alone(student):
    pure(student.step, np.array([[-1.0, 0.5], [2.0, -3.0]]))


# forward_perceptron

# Their scores under W and b are -1, 2.75, 1.25 and -0.25.
SAMPLES = np.array([[1.0, 2.0, -1.0], [0.5, -1.0, 3.0], [2.0, 0.0, -2.0], [-3.0, 0.5, 4.0]])
W, b = np.array([[0.5], [-1.0], [0.25]]), np.array([[0.75]])


@visible(
    "forward_perceptron",
    weight=2,
    try_it="forward_perceptron(np.array([[1.0, 1.0], [1.0, 0.0], [-1.0, 3.0]]), np.array([[1.0], [0.5]]), "
    "np.array([[-1.5]]))   # should be [[0.5] [0.3775] [0.2689]]",
)
def test_forward_perceptron_of_a_few_samples(student):
    close(student.forward_perceptron(SAMPLES, W, b), [[0.2689414214], [0.9399133498], [0.7772998612], [0.4378234991]])


@visible(
    "forward_perceptron",
    try_it="forward_perceptron(np.array([[1.0], [-1.0], [0.0]]), np.array([[1000.0]]), np.array([[0.0]]))"
    "   # should be [[1.] [0.] [0.5]]",
)
def test_forward_perceptron_is_finite_for_extreme_scores(student):
    samples = np.array([[1.0], [-1.0], [0.0]])
    close(student.forward_perceptron(samples, np.array([[1000.0]]), np.array([[0.0]])), [[1.0], [0.0], [0.5]])


@visible("forward_perceptron")
def test_forward_perceptron_leaves_its_arguments_alone(student):
    pure(student.forward_perceptron, TABLE, np.array([[1.0], [2.0]]), np.array([[-0.5]]))


@advice("forward_perceptron")
def test_forward_perceptron_of_whole_numbers(student):
    samples = np.array([[1, -2], [3, 0], [0, 1]])
    same_for_whole_numbers(student.forward_perceptron, samples, np.array([[1], [-1]]), np.array([[-2]]))


# predict_perceptron


@visible(
    "predict_perceptron",
    weight=2,
    try_it="predict_perceptron(np.array([[-0.5], [-0.2], [-1.75], [0.1], [0.6], [2.25], [45.0]]), "
    "np.array([[1.0]]), np.array([[0.75]]))   # should be [[1.] [1.] [0.] [1.] [1.] [1.] [1.]]",
)
def test_predict_perceptron_says_yes_or_no_to_each_sample(student):
    # Each mistake draws the line between two other scores: they are 0.25, 0.55, -1, 0.85, 1.35, 3 and 45.75.
    samples = np.array([[1, 3], [2, 4.4], [0.25, 4], [-0.9, -2], [1.5, 1.8], [2.5, 0.5], [50, 10]])
    got = student.predict_perceptron(samples, np.array([[1.0], [-0.5]]), np.array([[0.75]]))
    close(got, [[1.0], [1.0], [0.0], [1.0], [1.0], [1.0], [1.0]])


@visible(
    "predict_perceptron",
    try_it="predict_perceptron(np.array([[2.0, 1.0], [0.0, 3.0]]), np.array([[1.0], [-2.0]]), np.array([[0.0]]))"
    "   # should be [[1.] [0.]]",
)
def test_predict_perceptron_of_a_probability_of_one_half_is_one(student):
    samples = np.array([[2.0, 1.0], [0.0, 3.0], [5.0, 0.0], [0.0, 0.0]])
    close(student.predict_perceptron(samples, np.array([[1.0], [-2.0]]), np.array([[0.0]])), [[1], [0], [1], [1]])


@visible("predict_perceptron")
def test_predict_perceptron_leaves_its_arguments_alone(student):
    pure(student.predict_perceptron, TABLE, np.array([[1.0], [2.0]]), np.array([[-0.5]]))


@advice("predict_perceptron")
def test_predict_perceptron_of_whole_numbers(student):
    samples = np.array([[1, -2], [3, 0], [0, 1]])
    same_for_whole_numbers(student.predict_perceptron, samples, np.array([[1], [-1]]), np.array([[-2]]))


# train_perceptron

DATA = (
    np.array([[1.0, 2.0, -1.0], [3.0, -1.0, 0.5], [-2.0, 4.0, 2.0], [0.5, -3.0, 2.5], [2.0, 1.0, -3.0]]),
    np.array([[1.0], [0.0], [1.0], [1.0], [0.0]]),
)


def trained(answer, d):
    """The two parts of an answer, with the parameters' keys and shapes checked."""
    params, history = unpack(answer, "params", "history")
    return parameters(params, {"W": (d, 1), "b": (1, 1)}, what="params"), history


@visible(
    "train_perceptron",
    weight=2,
    try_it="train_perceptron(np.array([[2.0], [4.0], [-1.0]]), np.array([[1.0], [0.0], [1.0]]), 0.6, epochs=1)[0]"
    "   # should be W: [[-0.3]], b: [[0.1]]",
)
def test_train_perceptron_takes_one_step_from_zero(student):
    samples, y = DATA
    params, _ = trained(student.train_perceptron(samples, y, 0.8, epochs=1), d=3)
    parameters_close(params, {"W": [[-0.44], [0.24], [0.48]], "b": [[0.08]]}, what="params")


@visible(
    "train_perceptron",
    try_it="train_perceptron(np.array([[2.0], [4.0], [-1.0]]), np.array([[1.0], [0.0], [1.0]]), 0.6, epochs=2)"
    "   # should be about W [[-0.331]], b [[0.255]] and [0.6931, 0.5915]",
)
def test_train_perceptron_writes_down_every_epochs_loss_before_its_update(student):
    samples, y = DATA
    _, history = trained(student.train_perceptron(samples, y, 0.8, epochs=3), d=3)
    close(one_number_per_epoch(history, 3), [0.6931471806, 0.3724994238, 0.3366080450], what="history", rtol=LONG)


@visible("train_perceptron")
def test_train_perceptron_learns_and_and_or(student):
    for y in (AND, OR):
        params, _ = trained(student.train_perceptron(TABLE, y, 1.0, epochs=60), d=2)
        close((TABLE @ params["W"] + params["b"] >= 0).astype(float), y, what="what the trained unit answers")


@visible("train_perceptron")
def test_train_perceptron_finds_nothing_in_xor(student):
    params, history = trained(student.train_perceptron(TABLE, XOR, 0.5, epochs=20), d=2)
    parameters_close(params, {"W": np.zeros((2, 1)), "b": np.zeros((1, 1))}, what="params")
    close(one_number_per_epoch(history, 20), np.full(20, 0.6931471806), what="history", rtol=LONG)


@visible("train_perceptron")
def test_train_perceptron_leaves_its_arguments_alone(student):
    pure(student.train_perceptron, TABLE, OR, 0.5, epochs=3)


@advice("train_perceptron")
def test_train_perceptron_of_whole_numbers(student):
    samples = np.array([[0, 3], [-2, 1], [4, 0], [1, 1], [0, -5]])
    same_for_whole_numbers(student.train_perceptron, samples, np.array([[1], [0], [1], [1], [0]]), 0.4, epochs=6)


# Practice


@visible(
    "step_unit",
    try_it="step_unit(np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([[1.0, -1.0], [0.5, 2.0]]), "
    "np.array([[-2.2, 6.0]]))   # should be [[0. 1.] [1. 1.]]",
)
def test_step_unit_of_two_units_with_a_bias_each(student):
    samples = np.array([[1.0, 2.0, -1.0], [0.5, -1.0, 3.0], [-2.0, 0.0, 1.0], [3.0, -1.0, -2.0]])
    weights = np.array([[1.0, -1.0], [0.5, 2.0], [-1.0, 0.5]])
    close(student.step_unit(samples, weights, np.array([[-3.5, 1.5]])), [[0, 1], [0, 1], [0, 1], [1, 0]])


@visible(
    "step_unit",
    try_it="step_unit(np.array([[1.0, 1.0], [0.0, 2.0]]), np.array([[2.0], [1.0]]), np.array([[-3.0]]))"
    "   # should be [[1.] [0.]]",
)
def test_step_unit_of_a_score_of_exactly_zero_is_one(student):
    samples = np.array([[1.0, 1.0], [0.0, 2.0], [2.0, 0.5]])
    close(student.step_unit(samples, np.array([[2.0], [1.0]]), np.array([[-3.0]])), [[1], [0], [1]])


@visible(
    "decision_line",
    try_it="decision_line(np.array([0.0, 1.0]), np.array([[4.0], [2.0]]), np.array([[-6.0]]))   # should be [3. 1.]",
)
def test_decision_line_of_a_hand_made_unit(student):
    got = student.decision_line(np.array([0.5, -1.0, 3.0, 2.0]), np.array([[4.0], [2.0]]), np.array([[-6.0]]))
    close(got, [2.0, 5.0, -3.0, -1.0])


def corrected(answer, W, b):
    """Check a pair of corrected weights and bias."""
    got_W, got_b = unpack(answer, "W", "b")
    close(got_W, W, what="W")
    close(got_b, b, what="b")


@visible(
    "rosenblatt_update",
    try_it="rosenblatt_update(np.array([[1.0, 0.0]]), 0.0, np.array([[-1.0], [2.0]]), np.array([[3.0]]), 0.5)"
    "   # should be W = [[-1.5] [2.]] and b = [[2.5]]",
)
def test_rosenblatt_update_turns_away_from_a_wrong_yes(student):
    x, weights, bias = np.array([[3.0, 1.0, -2.0]]), np.array([[-1.0], [-3.0], [0.5]]), np.array([[9.5]])
    corrected(student.rosenblatt_update(x, 0.0, weights, bias, 0.5), [[-2.5], [-3.5], [1.5]], [[9.0]])


@visible(
    "rosenblatt_update",
    try_it="rosenblatt_update(np.array([[2.0, -1.0]]), 1.0, np.array([[0.1], [0.5]]), np.array([[-0.5]]), 0.1)"
    "   # should be W = [[0.3] [0.4]] and b = [[-0.4]]",
)
def test_rosenblatt_update_turns_toward_a_wrong_no(student):
    x, weights, bias = np.array([[2.0, -1.0, 4.0]]), np.array([[-1.0], [0.5], [0.25]]), np.array([[-3.0]])
    corrected(student.rosenblatt_update(x, 1.0, weights, bias, 0.1), [[-0.8], [0.4], [0.65]], [[-2.9]])


@visible("rosenblatt_update")
def test_rosenblatt_update_leaves_a_right_answer_as_it_is(student):
    weights, bias = np.array([[1.0], [-2.0]]), np.array([[0.5]])
    corrected(student.rosenblatt_update(np.array([[3.0, 1.0]]), 1.0, weights, bias, 0.5), weights, bias)
    corrected(student.rosenblatt_update(np.array([[1.0, 3.0]]), 0.0, weights, bias, 0.5), weights, bias)


@visible("rosenblatt_update")
def test_rosenblatt_update_leaves_its_arguments_alone(student):
    pure(student.rosenblatt_update, np.array([[2.0, 1.0]]), 0.0, np.array([[1.0], [2.0]]), np.array([[1.0]]), 0.5)


@visible(
    "xor_from_units",
    try_it="xor_from_units(np.array([[1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]))   # should be [[0.] [1.] [0.]]",
)
def test_xor_from_units_of_the_four_pairs(student):
    pairs = np.array([[1.0, 1.0], [0.0, 1.0], [0.0, 0.0], [1.0, 1.0], [1.0, 0.0]])
    close(student.xor_from_units(pairs), [[0.0], [1.0], [0.0], [0.0], [1.0]])


# Stretch


# No line divides these: two of the samples are equal, and both lie between others.
MIXED_X = np.array([[2.0, 0.0], [2.0, 3.0], [-1.0, 3.0], [2.0, 3.0], [4.0, -2.0]])
MIXED_Y = np.array([[0.0], [0.0], [1.0], [0.0], [1.0]])


@visible(
    "pocket_perceptron",
    try_it="pocket_perceptron(np.array([[3.0, 1.0], [0.0, -3.0], [-2.0, 1.0], [-3.0, 3.0]]), "
    "np.array([[0.0], [1.0], [0.0], [1.0]]), 0.5, 1)   # should be W = [[-1.5] [-0.5]] and b = [[-0.5]]",
)
def test_pocket_perceptron_keeps_the_best_of_two_rounds(student):
    corrected(student.pocket_perceptron(MIXED_X, MIXED_Y, 0.5, 2), [[-1.0], [0.0]], [[-0.5]])


@visible("pocket_perceptron")
def test_pocket_perceptron_keeps_the_zeros_where_nothing_is_better(student):
    # The zeros fire for all, and one of four is wrong, as with the last line; in between, three are.
    X, y = np.array([[1.0], [2.0], [3.0], [1.0]]), np.array([[0.0], [1.0], [1.0], [1.0]])
    corrected(student.pocket_perceptron(X, y, 0.5, 1), [[0.0]], [[0.0]])


@visible("pocket_perceptron")
def test_pocket_perceptron_finds_the_line_of_and(student):
    W, b = unpack(student.pocket_perceptron(TABLE, AND, 0.5, 10), "W", "b")
    W, b = array(W, (2, 1), what="W"), array(b, (1, 1), what="b")
    close((TABLE @ W + b >= 0) * 1.0, AND, what="the answers of the unit")


@visible("pocket_perceptron")
def test_pocket_perceptron_leaves_its_arguments_alone(student):
    pure(student.pocket_perceptron, MIXED_X, MIXED_Y, 0.25, 2)
