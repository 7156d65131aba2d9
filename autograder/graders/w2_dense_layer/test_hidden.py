"""The tests of chapter W.2 that only the grader has."""

import numpy as np

from autograder.checks import LONG, array, close, count, hidden, raises, unpack
from autograder.graders.w2_dense_layer.test_visible import BIASES, FIVE, LOG_3, W
from course_data import load_pima

# standardize


@hidden("standardize", weight=5)
def test_standardize_of_other_shapes(student):
    rng = np.random.default_rng(81)
    for n, d in ((2, 5), (6, 2), (4, 4), (9, 1), (3, 3)):
        X = rng.integers(-40, 40, (n, d)) / 8 + np.arange(n * d).reshape(n, d) ** 2
        expected = np.column_stack([(column - column.mean()) / column.std() for column in X.T])
        close(student.standardize(X), expected)


@hidden("standardize")
def test_standardize_of_small_and_of_large_numbers(student):
    close(student.standardize(np.array([[0.01, 3e9], [0.03, 1e9]])), [[-1.0, 1.0], [1.0, -1.0]])


@hidden("standardize")
def test_standardize_of_a_single_sample(student):
    close(student.standardize(np.array([[3.0, -1.0, 0.0]])), [[0.0, 0.0, 0.0]])


# neuron_forward


@hidden("neuron_forward", weight=4)
def test_neuron_forward_with_other_numbers_of_inputs(student):
    rng = np.random.default_rng(82)
    for d in (1, 2, 5, 8):
        x, weights = rng.normal(size=d), rng.normal(size=d)
        for b in (-1.25, 0.5):
            z = float(np.sum(x * weights)) + b
            close(student.neuron_forward(x, weights, b), 1 / (1 + np.exp(-z)))


@hidden("neuron_forward")
def test_neuron_forward_of_a_patient_who_was_not_standardized(student):
    x = np.array([100.0, 200.0, 70.0])
    close(student.neuron_forward(x, np.array([4.0, 5.0, 1.0]), -0.5), 1.0)
    close(student.neuron_forward(x, np.array([-4.0, -5.0, 1.0]), -0.5), 0.0)


# dense_forward


@hidden("dense_forward", weight=4)
def test_dense_forward_of_other_shapes(student, reference):
    rng = np.random.default_rng(83)
    for n, d, k in ((5, 3, 2), (2, 4, 5), (3, 3, 3), (1, 3, 4), (4, 2, 1), (3, 1, 2), (2, 2, 2)):
        X, weights, b = (rng.normal(size=shape) for shape in ((n, d), (d, k), (1, k)))
        close(student.dense_forward(X, weights, b), reference.dense_forward(X, weights, b))


@hidden("dense_forward")
def test_dense_forward_with_as_many_samples_as_neurons(student):
    X, weights = np.array([[1.0, 0.0], [0.0, 1.0]]), LOG_3 * np.array([[1.0, 0.0], [-1.0, 1.0]])
    close(student.dense_forward(X, weights, LOG_3 * np.array([[1.0, -2.0]])), [[0.9, 0.1], [0.5, 0.25]])


@hidden("dense_forward")
def test_dense_forward_of_patients_who_were_not_standardized(student):
    X = np.array([[100.0, 200.0, 70.0], [90.0, 150.0, 60.0]])
    W_large = np.array([[4.0, -4.0], [5.0, -5.0], [1.0, 1.0]])
    close(student.dense_forward(X, W_large, np.array([[-0.5, 0.5]])), [[1.0, 0.0], [1.0, 0.0]])


@hidden("dense_forward")
def test_dense_forward_of_the_standardized_patients(student, reference):
    X = reference.standardize(load_pima().data)
    A = array(student.dense_forward(X, W, BIASES.reshape(1, 3)), (768, 3))
    close(A[:5], reference.dense_forward(FIVE, W, BIASES), what="the first five patients' outputs")
    close(A.mean(axis=0), [0.5237818, 0.4512584, 0.4992481], what="the mean outputs")


# Practice


@hidden("patient_scores", weight=2)
def test_patient_scores_of_other_shapes(student):
    rng = np.random.default_rng(85)
    for n, d in ((1, 3), (3, 3), (4, 1), (2, 5)):
        X, weights = rng.normal(0.0, 3.0, (n, d)), rng.normal(size=d)
        close(student.patient_scores(X, weights, -1.25), [float(np.sum(row * weights)) - 1.25 for row in X])


@hidden("raw_weights", weight=3)
def test_raw_weights_of_other_neurons(student, reference):
    rng = np.random.default_rng(86)
    for d in (1, 3, 6):
        arguments = rng.normal(size=d), 0.75, rng.normal(0.0, 3.0, d), rng.uniform(0.2, 4.0, d)
        w_raw, b_raw = unpack(student.raw_weights(*arguments), "w_raw", "b_raw")
        expected_w, expected_b = reference.raw_weights(*arguments)
        close(w_raw, expected_w, what="w_raw")
        close(b_raw, expected_b, rtol=LONG, what="b_raw")


@hidden("add_bias", weight=2)
def test_add_bias_of_other_shapes(student):
    for n, k in ((1, 3), (2, 2), (4, 1)):
        Z, b = np.arange(n * k).reshape(n, k) * 0.75 - 1, np.arange(k) * 0.5 - 0.25
        close(student.add_bias(Z, b), [[Z[i, j] + b[j] for j in range(k)] for i in range(n)])


@hidden("add_bias", weight=0.5)
def test_add_bias_refuses_a_row_of_biases_for_a_square_batch(student):
    raises(ValueError, student.add_bias, np.zeros((3, 3)), np.ones((1, 3)))


@hidden("add_bias", weight=0.5)
def test_add_bias_refuses_a_column_of_biases_for_a_square_batch(student):
    raises(ValueError, student.add_bias, np.zeros((3, 3)), np.ones((3, 1)))


@hidden("parameter_count", weight=2)
def test_parameter_count_of_other_layers(student):
    for n_inputs, n_neurons, expected in ((1, 1, 2), (784, 10, 7850), (2, 5, 15), (5, 2, 12)):
        count(student.parameter_count(n_inputs, n_neurons), expected)


# Stretch


@hidden("correlations", weight=2)
def test_correlations_of_other_tables(student):
    rng = np.random.default_rng(95)
    for shape in ((6, 4), (3, 5), (20, 2)):
        X = rng.normal(50.0, 20.0, shape)
        close(student.correlations(X), np.corrcoef(X, rowvar=False))
