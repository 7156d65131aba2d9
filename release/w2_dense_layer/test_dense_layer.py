"""The tests of chapter W.2 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    StudentRaised,
    advice,
    array,
    close,
    count,
    number,
    pure,
    raises,
    refused,
    same_for_whole_numbers,
    unpack,
    visible,
)
from course_data import load_pima

LOG_3 = np.log(3.0)  # a score of log 3 means odds of 3 to 1

# The first five patients, each column brought to mean 0 and standard deviation 1.
FIVE = np.array([
    [0.6399472602, 0.8483237946, 0.1496407526, 0.9072699253,
     -0.6928905723, 0.2040127713, 0.4684919774, 1.4259954044],
    [-0.8448850534, -1.123396361, -0.1605457467, 0.5309015587,
     -0.6928905723, -0.6844219462, -0.3650607776, -0.1906719051],
    [1.2338801856, 1.9437238811, -0.2639412465, -1.2882122129,
     -0.6928905723, -1.1032554558, 0.6043973179, -0.105584152],
    [-0.8448850534, -0.9982077797, -0.1605457467, 0.1545331922,
     0.1233016444, -0.4940430781, -0.9207626142, -1.0415494365],
    [-1.1418515162, 0.504055196, -1.504687244, 0.9072699253,
     0.7658359427, 1.4097456022, 5.4849091005, -0.0204963989],
])  # fmt: skip
w = np.array([0.10, 0.40, -0.20, 0.05, -0.10, 0.30, 0.15, 0.25])
W = np.round(np.linspace(-0.3, 0.3, 24).reshape(8, 3), 4)
BIASES = np.array([0.1, -0.2, 0.0])


# standardize

DEVIATIONS = np.array([[11.0, 1.0, -5.0], [-7.0, 11.0, 1.0], [-5.0, -7.0, 11.0], [1.0, -5.0, -7.0]])


@visible(
    "standardize",
    weight=2,
    try_it="standardize(np.array([[19.0, -0.5], [1.0, 4.5], [3.0, -4.5], [9.0, -3.5]]))[0]   # about [1.5714 0.1429]",
)
def test_standardize_of_three_columns_worked_out_by_hand(student):
    # The means are 8, -1 and 100; the squared deviations of the first column are 121, 49, 25 and 1, so its std is 7.
    X = np.array([[19.0, -0.5, 50.0], [1.0, 4.5, 110.0], [3.0, -4.5, 210.0], [9.0, -3.5, 30.0]])
    close(student.standardize(X), DEVIATIONS / 7)


@visible("standardize")
def test_standardize_of_the_patients_gives_each_column_mean_zero_and_deviation_one(student):
    X = array(student.standardize(load_pima().data), (768, 8))
    close(np.sum(X, axis=0) / 768, np.zeros(8), what="the columns' means", rtol=LONG)
    close(np.sum(X * X, axis=0) / 768, np.ones(8), what="the columns' mean squares", rtol=LONG)


@visible("standardize")
def test_standardize_of_the_first_five_patients(student):
    X = array(student.standardize(load_pima().data), (768, 8))
    close(X[:5], FIVE, what="the first five rows")


@visible(
    "standardize",
    try_it="standardize(np.array([[1.0, 7.0], [5.0, 7.0]]))   # should be [[-1. 0.] [1. 0.]]",
)
def test_standardize_makes_a_constant_column_zeros(student):
    X = np.array([[1.0, 7.0], [5.0, 7.0]])
    close(student.standardize(X), [[-1.0, 0.0], [1.0, 0.0]])
    X = np.array([[0.0, 1.0, -2.0], [0.0, 4.0, -2.0]])
    close(student.standardize(X), [[0.0, -1.0, 0.0], [0.0, 1.0, 0.0]])


@visible("standardize")
def test_standardize_leaves_its_argument_alone(student):
    pure(student.standardize, np.array([[1.0, -2.0, 5.0], [0.5, 30.0, 5.0]]))


@advice("standardize")
def test_standardize_is_not_fooled_by_rounding(student):
    X = np.column_stack([np.full(3, 0.1), [1.0, 2.0, 3.0], np.full(3, 1000.1)])
    answer = student.standardize(X)
    if not np.allclose(answer[:, [0, 2]], 0.0, atol=1e-3):
        raise Mismatch(
            "values",
            "makes more than zeros of a constant column",
            advice="Right where a constant column's std is exactly 0; rounding can leave a tiny number instead, as for "
            "three times 0.1. X.min(axis=0) == X.max(axis=0) finds such a column too.",
        )


@advice("standardize")
def test_standardize_of_whole_numbers(student):
    same_for_whole_numbers(student.standardize, np.array([[1, 50], [2, 90], [3, 10]], dtype=np.uint8))
    same_for_whole_numbers(student.standardize, np.array([[1, 5], [2, 9], [3, 1]]))


# neuron_forward


@visible(
    "neuron_forward",
    weight=2,
    try_it="neuron_forward(np.array([1.0, 2.0, -1.0]), np.array([3.0, -1.0, 2.0]), 0.25)   # about 0.3208",
)
def test_neuron_forward_worked_out_by_hand(student):
    # The products add up to log 3 / 2; with the bias the odds are 9 to 1, then 1 to 3.
    x, weights = np.array([1.0, 2.0, -1.0, 0.5]), LOG_3 * np.array([2.5, -1.0, 0.5, 1.0])
    close(student.neuron_forward(x, weights, 1.5 * LOG_3), 0.9)
    close(student.neuron_forward(x, weights, -1.5 * LOG_3), 0.25)


@visible("neuron_forward")
def test_neuron_forward_of_the_first_patient(student):
    close(student.neuron_forward(FIVE[0], w, -0.5), 0.616809)


@visible("neuron_forward")
def test_neuron_forward_of_the_next_four_patients(student):
    for x, expected in zip(FIVE[1:], (0.2290545, 0.5478113, 0.1819814, 0.7498271), strict=True):
        close(student.neuron_forward(x, w, -0.5), expected)


@visible("neuron_forward")
def test_neuron_forward_leaves_its_arguments_alone(student):
    pure(student.neuron_forward, np.array([1.0, -1.0, 0.5]), np.array([0.5, 2.0, 3.0]), 0.25)


@advice("neuron_forward")
def test_neuron_forward_of_whole_numbers(student):
    same_for_whole_numbers(student.neuron_forward, np.array([1, 2, 0]), np.array([3, -1, 5]), 1.0)


@advice("neuron_forward")
def test_neuron_forward_refuses_weights_that_do_not_fit(student):
    try:
        student.neuron_forward(np.ones(3), np.ones(2), 0.0)
    except StudentRaised:
        return
    sentence = "Three inputs get an answer from two weights. x @ w raises an error where they do not fit."
    raise Mismatch("not_raised", "gives an answer", advice=sentence)


# dense_forward


@visible(
    "dense_forward",
    weight=2,
    try_it="dense_forward(np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([[3.0, 1.0], [-1.0, 1.0]]), "
    "np.array([[0.5, -1.0]]))   # about [[0.8176 0.8808] [0.9526 0.1824]]",
)
def test_dense_forward_of_five_samples_through_three_neurons_worked_out_by_hand(student):
    X = np.array([[1.0, 2.0], [2.0, -2.0], [1.0, 0.0], [-1.0, 2.0], [3.0, 2.0]])
    weights, biases = np.array([[1.0, -1.0, 2.0], [0.5, 1.0, -0.5]]), np.array([[-2.0, 1.0, 0.0]])
    # The scores of the first are 0, 2 and 1 times log 3, its odds 1 to 1, 9 to 1 and 3 to 1.
    close(
        student.dense_forward(X, LOG_3 * weights, LOG_3 * biases),
        [[0.5, 0.9, 0.75], [0.25, 1 / 28, 243 / 244], [0.25, 0.5, 0.9], [0.1, 81 / 82, 1 / 28], [0.9, 0.5, 243 / 244]],
    )


@visible("dense_forward")
def test_dense_forward_of_five_patients_through_three_neurons(student):
    expected = [
        [0.5204265, 0.4712274, 0.5468252],
        [0.6011569, 0.5045604, 0.5314883],
        [0.3514633, 0.2881792, 0.3327573],
        [0.5324469, 0.4306783, 0.4531017],
        [0.8251162, 0.8051058, 0.8563295],
    ]
    close(student.dense_forward(FIVE, W, BIASES.reshape(1, 3)), expected)


@visible(
    "dense_forward",
    try_it="dense_forward(np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([[3.0, 1.0], [-1.0, 1.0]]), "
    "np.array([0.5, -1.0]))   # about [[0.8176 0.8808] [0.9526 0.1824]]",
)
def test_dense_forward_takes_the_biases_flat_too(student):
    expected = [[0.5204265, 0.4712274, 0.5468252], [0.6011569, 0.5045604, 0.5314883]]
    close(student.dense_forward(FIVE[:2], W, BIASES), expected)


@visible("dense_forward")
def test_dense_forward_of_all_768_patients(student):
    A = array(student.dense_forward(load_pima().data / 100, W, BIASES.reshape(1, 3)), (768, 3))
    close(A[0], [0.4460568, 0.3949243, 0.465914], what="the first patient's outputs")
    close(A[767], [0.4639229, 0.4061901, 0.4713256], what="the last patient's outputs")


@visible("dense_forward")
def test_dense_forward_leaves_its_arguments_alone(student):
    weights = np.array([[1.0, -2.0, 0.5], [0.5, 3.0, -1.0]])
    pure(student.dense_forward, np.array([[1.0, -1.0]]), weights, np.array([[0.5, -0.5, 2.0]]))


@advice("dense_forward")
def test_dense_forward_of_whole_numbers(student):
    X, weights = np.array([[1, 0, 2], [0, -1, 1]]), np.array([[1, -1], [2, 0], [-1, 1]])
    same_for_whole_numbers(student.dense_forward, X, weights, np.array([[1, -2]]))


@advice("dense_forward")
def test_dense_forward_refuses_weights_that_do_not_fit(student):
    try:
        student.dense_forward(np.ones((2, 3)), np.ones((2, 4)), np.zeros((1, 4)))
    except StudentRaised:
        return
    sentence = "Three inputs get an answer from weights for two. X @ W raises an error where they do not fit."
    raise Mismatch("not_raised", "gives an answer", advice=sentence)


# Practice


@visible(
    "patient_scores",
    try_it="patient_scores(np.array([[1.0, 2.0], [0.0, 1.0], [2.0, -1.0]]), np.array([3.0, 4.0]), 0.5)"
    "   # should be [11.5 4.5 2.5]",
)
def test_patient_scores_worked_out_by_hand(student):
    X = np.array([[1.0, 2.0, -1.5], [0.0, 1.0, 0.5], [2.0, -1.0, 1.0], [0.5, 3.0, 4.0]])
    close(student.patient_scores(X, np.array([3.0, 4.0, 2.0]), 0.5), [8.5, 5.5, 4.5, 22.0])


@visible("patient_scores")
def test_patient_scores_of_the_first_five_patients(student):
    close(student.patient_scores(FIVE, w, -0.5), [0.4760251, -1.2136574, 0.1918312, -1.5029806, 1.0976902])


@visible("patient_scores")
def test_patient_scores_leaves_its_arguments_alone(student):
    pure(student.patient_scores, np.array([[1.0, -1.0], [2.0, 0.5], [4.0, 3.0]]), np.array([0.5, 2.0]), 0.25)


@visible(
    "raw_weights",
    try_it="raw_weights(np.array([3.0, -1.0]), 1.0, np.array([10.0, 6.0]), np.array([2.0, 0.5]))"
    "   # should be the pair [1.5 -2.], -2.0",
)
def test_raw_weights_of_three_measurements_worked_out_by_hand(student):
    mean, std = np.array([10.0, 6.0, -5.0]), np.array([2.0, 0.5, 4.0])
    w_raw, b_raw = unpack(student.raw_weights(np.array([3.0, -1.0, 2.0]), 1.0, mean, std), "w_raw", "b_raw")
    close(w_raw, [1.5, -2.0, 0.5], what="w_raw")
    close(b_raw, 0.5, what="b_raw")


@visible("raw_weights")
def test_raw_weights_score_the_raw_table_as_w_scores_the_standardized_one(student):
    raw = load_pima().data
    w_raw, b_raw = unpack(student.raw_weights(w, -0.5, raw.mean(axis=0), raw.std(axis=0)), "w_raw", "b_raw")
    scores = raw[:5] @ array(w_raw, (8,)) + number(b_raw)
    close(scores, [0.4760251, -1.2136574, 0.1918312, -1.5029806, 1.0976902], rtol=LONG, what="the scores")


@visible("raw_weights")
def test_raw_weights_leaves_its_arguments_alone(student):
    pure(student.raw_weights, np.array([1.0, -1.0]), 0.5, np.array([2.0, 3.0]), np.array([4.0, 0.5]))


@visible(
    "add_bias",
    weight=2,
    try_it="add_bias(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([10.0, 20.0]))"
    "   # should be [[11. 22.] [13. 24.] [15. 26.]]",
)
def test_add_bias_of_three_samples_and_two_neurons(student):
    Z = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    close(student.add_bias(Z, np.array([10.0, 20.0])), [[11.0, 22.0], [13.0, 24.0], [15.0, 26.0]])


@visible("add_bias", weight=0.5, try_it="add_bias(np.zeros((3, 2)), np.zeros((1, 2)))   # should raise ValueError")
def test_add_bias_refuses_a_row_of_biases(student):
    raises(ValueError, student.add_bias, np.zeros((3, 2)), np.ones((1, 2)))


@visible("add_bias", weight=0.5, try_it="add_bias(np.zeros((3, 2)), np.zeros((3, 1)))   # should raise ValueError")
def test_add_bias_refuses_other_numbers_of_biases(student):
    refused(student.add_bias, *((np.zeros((3, 2)), np.ones(shape)) for shape in ((3, 1), (1,), (3,))))


@visible("add_bias")
def test_add_bias_leaves_its_arguments_alone(student):
    pure(student.add_bias, np.array([[1.0, -1.0], [2.0, 0.5], [3.0, 4.0]]), np.array([0.5, 2.0]))


@visible("parameter_count", try_it="str(parameter_count(8, 3))   # should be '27'")
def test_parameter_count_of_eight_inputs_and_three_neurons(student):
    count(student.parameter_count(8, 3), 27)


@visible("parameter_count", try_it="str(parameter_count(8, 16))   # should be '144'")
def test_parameter_count_of_a_wider_layer(student):
    count(student.parameter_count(8, 16), 144)


# Stretch


@visible(
    "correlations",
    try_it="correlations(np.array([[10.0, 5.0, 2.0], [14.0, 5.5, 1.0], [18.0, 4.5, 9.0], [6.0, 5.0, 0.0]])).round(2)"
    "   # should be [[1. -0.32 0.82] [-0.32 1. -0.8] [0.82 -0.8 1.]]",
)
def test_correlations_of_three_columns_worked_out_by_hand(student):
    # The deviations from the mean are 10 times (-3, -1, 1, 0, 3), (-1, 3, -3, 0, 1) and half of (3, 1, -3, 0, -1).
    X = np.array([[70.0, 9.0, 3.5], [90.0, 13.0, 2.5], [110.0, 7.0, 0.5], [100.0, 10.0, 2.0], [130.0, 11.0, 1.5]])
    close(student.correlations(X), [[1.0, 0.0, -0.8], [0.0, 1.0, 0.4], [-0.8, 0.4, 1.0]])


@visible(
    "correlations",
    try_it="correlations(np.array([[1.0, 7.0, 8.0], [2.0, 7.0, 6.0], [3.0, 7.0, 4.0]]))"
    "   # should be [[1. 0. -1.] [0. 0. 0.] [-1. 0. 1.]]",
)
def test_correlations_of_a_constant_column_are_zero(student):
    X = np.array([[70.0, 9.0, 5.0], [90.0, 13.0, 5.0], [110.0, 7.0, 5.0], [100.0, 10.0, 5.0], [130.0, 11.0, 5.0]])
    close(student.correlations(X), [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]])


@visible("correlations")
def test_correlations_leaves_its_argument_alone(student):
    pure(student.correlations, np.array([[1.0, 8.0, 2.0], [2.0, 6.0, 0.5], [3.0, 4.0, 1.0], [0.0, 1.0, 1.0]]))
