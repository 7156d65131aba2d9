"""The tests of chapter W.2 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import array, close, pure, raises, visible
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


@visible(
    "standardize",
    try_it="standardize(np.array([[1.0, 10.0], [3.0, 10.0], [2.0, 40.0]]))"
    "   # should be [[-1.2247 -0.7071] [1.2247 -0.7071] [0 1.4142]]",
)
def test_standardize_of_two_columns_worked_out_by_hand(student):
    X = np.array([[1.0, 10.0], [3.0, 10.0], [2.0, 40.0]])
    expected = [[-1.2247448714, -0.7071067812], [1.2247448714, -0.7071067812], [0.0, 1.4142135624]]
    close(student.standardize(X), expected)


@visible("standardize", weight=2)
def test_standardize_of_the_patients_gives_each_column_mean_zero_and_deviation_one(student):
    X = array(student.standardize(load_pima().data), (768, 8))
    close(np.sum(X, axis=0) / 768, np.zeros(8), what="the columns' means", atol=1e-4)
    close(np.sum(X * X, axis=0) / 768, np.ones(8), what="the columns' mean squares", rtol=1e-4)


@visible("standardize", try_it="standardize(load_pima().data)[0]   # should begin with 0.63994726 0.84832379")
def test_standardize_of_the_first_five_patients(student):
    X = array(student.standardize(load_pima().data), (768, 8))
    close(X[:5], FIVE, what="the first five rows", atol=1e-8)


@visible(
    "standardize",
    weight=2,
    try_it="standardize(np.array([[1.0, 7.0], [3.0, 7.0]]))   # should be [[-1. 0.] [1. 0.]]",
)
def test_standardize_makes_a_constant_column_zeros(student):
    close(student.standardize(np.array([[1.0, 7.0], [3.0, 7.0]])), [[-1.0, 0.0], [1.0, 0.0]])
    close(student.standardize(np.array([[0.0, 1.0], [0.0, 3.0]])), [[0.0, -1.0], [0.0, 1.0]])


@visible("standardize", try_it="standardize(np.full((3, 1), 0.1))   # should be three zeros")
def test_standardize_is_not_fooled_by_rounding(student):
    X = np.column_stack([np.full(3, 0.1), [1.0, 2.0, 3.0], np.full(3, 1000.1)])
    expected = [[0.0, -1.2247448714, 0.0], [0.0, 0.0, 0.0], [0.0, 1.2247448714, 0.0]]
    close(student.standardize(X), expected, atol=1e-3)


@visible("standardize", try_it="standardize(np.array([[1], [2], [3]]))   # should be [[-1.2247] [0.] [1.2247]]")
def test_standardize_of_whole_numbers(student):
    expected = [[-1.2247448714, 0.0], [0.0, 1.2247448714], [1.2247448714, -1.2247448714]]
    close(student.standardize(np.array([[1, 5], [2, 9], [3, 1]])), expected)


@visible("standardize")
def test_standardize_leaves_its_argument_alone(student):
    pure(student.standardize, np.array([[1.0, -2.0, 5.0], [0.5, 30.0, 5.0]]))


# neuron_forward


@visible(
    "neuron_forward",
    try_it="neuron_forward(np.array([1.0, 2.0]), np.array([3.0, -1.0]), -1.0)   # should be 0.5",
)
def test_neuron_forward_worked_out_by_hand(student):
    x, weights = np.array([1.0, 2.0, -1.0]), LOG_3 * np.array([2.0, -2.0, 3.0])
    low, high = student.neuron_forward(x, weights, 3 * LOG_3), student.neuron_forward(x, weights, 6 * LOG_3)
    close(low, 0.1)
    close(high, 0.75)


@visible("neuron_forward", weight=2)
def test_neuron_forward_of_the_first_patient(student):
    close(student.neuron_forward(FIVE[0], w, -0.5), 0.616809)


@visible("neuron_forward")
def test_neuron_forward_of_the_next_four_patients(student):
    for x, expected in zip(FIVE[1:], (0.2290545, 0.5478113, 0.1819814, 0.7498271), strict=True):
        close(student.neuron_forward(x, w, -0.5), expected)


@visible("neuron_forward", try_it="neuron_forward(np.ones(3), np.ones(2), 0.0)   # should raise ValueError")
def test_neuron_forward_refuses_weights_that_do_not_fit(student):
    raises(ValueError, student.neuron_forward, np.ones(3), np.ones(2), 0.0)
    raises(ValueError, student.neuron_forward, np.ones(2), np.ones(3), 0.0)


@visible("neuron_forward")
def test_neuron_forward_leaves_its_arguments_alone(student):
    pure(student.neuron_forward, np.array([1.0, -1.0]), np.array([0.5, 2.0]), 0.25)


# dense_forward


@visible(
    "dense_forward",
    try_it="dense_forward(np.array([[1.0, 2.0]]), np.array([[3.0, 0.0], [-1.0, 0.0]]), np.array([-1.0, 0.0]))"
    "   # should be [[0.5 0.5]]",
)
def test_dense_forward_of_one_sample_through_three_neurons_worked_out_by_hand(student):
    X, weights = np.array([[1.0, 2.0]]), LOG_3 * np.array([[1.0, 0.0, 2.0], [-1.0, 1.0, 0.0]])
    close(student.dense_forward(X, weights, LOG_3 * np.array([[2.0, -3.0, -1.0]])), [[0.75, 0.25, 0.75]])


@visible("dense_forward", weight=2)
def test_dense_forward_of_five_patients_through_three_neurons(student):
    expected = [
        [0.5204265, 0.4712274, 0.5468252],
        [0.6011569, 0.5045604, 0.5314883],
        [0.3514633, 0.2881792, 0.3327573],
        [0.5324469, 0.4306783, 0.4531017],
        [0.8251162, 0.8051058, 0.8563295],
    ]
    close(student.dense_forward(FIVE, W, BIASES.reshape(1, 3)), expected)


@visible("dense_forward")
def test_dense_forward_takes_the_biases_flat_too(student):
    close(student.dense_forward(FIVE[:1], W, BIASES), [[0.5204265, 0.4712274, 0.5468252]])


@visible("dense_forward")
def test_dense_forward_of_all_768_patients(student):
    A = array(student.dense_forward(load_pima().data / 100, W, BIASES.reshape(1, 3)), (768, 3))
    close(A[0], [0.4460568, 0.3949243, 0.465914], what="the first patient's outputs")
    close(A[767], [0.4639229, 0.4061901, 0.4713256], what="the last patient's outputs")


@visible(
    "dense_forward",
    try_it="dense_forward(np.ones((2, 3)), np.ones((4, 5)), np.zeros((1, 5)))   # should raise ValueError",
)
def test_dense_forward_refuses_shapes_that_do_not_fit(student):
    raises(ValueError, student.dense_forward, np.ones((2, 3)), np.ones((4, 5)), np.zeros((1, 5)))
    raises(ValueError, student.dense_forward, np.ones((2, 3)), np.ones((2, 3)), np.zeros((1, 3)))
    raises(ValueError, student.dense_forward, np.ones((2, 3)), np.ones((3, 4)), np.zeros((1, 3)))


@visible("dense_forward")
def test_dense_forward_leaves_its_arguments_alone(student):
    weights = np.array([[1.0, -2.0], [0.5, 3.0]])
    pure(student.dense_forward, np.array([[1.0, -1.0]]), weights, np.array([[0.5, -0.5]]))
    pure(student.dense_forward, np.array([[1.0, -1.0], [0.0, 2.0]]), weights, np.array([0.5, -0.5]))


# Practice


@visible("patient_score", try_it="patient_score(np.array([1.0, 2.0]), np.array([3.0, 4.0]), 0.5)   # should be 11.5")
def test_patient_score_of_the_worked_example(student):
    close(student.patient_score(np.array([1.0, 2.0]), np.array([3.0, 4.0]), 0.5), 11.5)


@visible("patient_score")
def test_patient_score_of_the_first_patient(student):
    close(student.patient_score(FIVE[0], w, -0.5), 0.476025)


@visible("patient_score")
def test_patient_score_leaves_its_arguments_alone(student):
    pure(student.patient_score, np.array([1.0, -1.0]), np.array([0.5, 2.0]), 0.25)


@visible(
    "patient_scores",
    try_it="patient_scores(np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([3.0, 4.0]), 0.5)   # should be [11.5 4.5]",
)
def test_patient_scores_of_the_worked_example(student):
    close(student.patient_scores(np.array([[1.0, 2.0], [0.0, 1.0], [2.0, 0.0]]), np.array([3.0, 4.0]), 0.5), [
        11.5, 4.5, 6.5,
    ])  # fmt: skip


@visible("patient_scores")
def test_patient_scores_of_the_first_five_patients(student):
    close(student.patient_scores(FIVE, w, -0.5), [0.476, -1.2137, 0.1918, -1.503, 1.0977], rtol=0.0, atol=6e-5)


@visible("patient_scores")
def test_patient_scores_leaves_its_arguments_alone(student):
    pure(student.patient_scores, np.array([[1.0, -1.0], [2.0, 0.5]]), np.array([0.5, 2.0]), 0.25)


@visible(
    "add_bias",
    try_it="add_bias(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 20.0]))   # should be [[11. 22.] [13. 24.]]",
)
def test_add_bias_of_three_samples_and_two_neurons(student):
    Z = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    close(student.add_bias(Z, np.array([10.0, 20.0])), [[11.0, 22.0], [13.0, 24.0], [15.0, 26.0]])


@visible("add_bias", try_it="add_bias(np.zeros((3, 2)), np.zeros(3))   # should raise ValueError")
def test_add_bias_refuses_one_bias_for_each_sample(student):
    raises(ValueError, student.add_bias, np.zeros((3, 2)), np.zeros(3))
    raises(ValueError, student.add_bias, np.zeros((3, 2)), np.zeros((3, 1)))


@visible("add_bias", weight=2, try_it="add_bias(np.zeros((3, 2)), np.zeros(1))   # should raise ValueError")
def test_add_bias_refuses_what_broadcasting_would_let_pass(student):
    raises(ValueError, student.add_bias, np.zeros((3, 2)), np.zeros(1))
    raises(ValueError, student.add_bias, np.zeros((3, 2)), np.zeros((1, 2)))


@visible("add_bias")
def test_add_bias_leaves_its_arguments_alone(student):
    pure(student.add_bias, np.array([[1.0, -1.0], [2.0, 0.5]]), np.array([0.5, 2.0]))


@visible("parameter_count", try_it="parameter_count(8, 3)   # should be 27")
def test_parameter_count_of_eight_inputs_and_three_neurons(student):
    close(student.parameter_count(8, 3), 27.0)


@visible("parameter_count", try_it="parameter_count(8, 16)   # should be 144")
def test_parameter_count_of_a_wider_layer(student):
    close(student.parameter_count(8, 16), 144.0)
