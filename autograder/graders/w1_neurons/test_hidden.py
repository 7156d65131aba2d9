"""The tests of chapter W.1 that only the grader has."""

import numpy as np

from autograder.checks import close, hidden, raises
from autograder.graders.w1_neurons.helpers import shape_is, truth_is, values

# neuron


@hidden("neuron", weight=4)
def test_neuron_with_other_numbers_of_inputs(student):
    rng = np.random.default_rng(71)
    for n, bias in ((1, -0.1875), (2, 1.5), (3, 0.0), (5, -2.25), (8, 0.625)):
        inputs, weights = rng.normal(size=n), rng.normal(size=n)
        close(student.neuron(inputs.tolist(), weights.tolist(), bias), float(np.sum(inputs * weights)) + bias)


# layer


@hidden("layer", weight=4)
def test_layer_of_other_sizes(student):
    rng = np.random.default_rng(72)
    for d, k in ((3, 2), (1, 4), (5, 1), (3, 3), (2, 2), (2, 6)):
        inputs, weights, biases = (rng.normal(size=shape) for shape in (d, (k, d), k))
        expected = [float(np.sum(weights[j] * inputs) + biases[j]) for j in range(k)]
        close(values(student.layer(inputs.tolist(), weights.tolist(), biases.tolist())), expected)


# shape_of


@hidden("shape_of", weight=5)
def test_shape_of_nested_lists_of_any_depth(student):
    for shape in ((1,), (1, 4), (4, 1), (3, 3), (2, 5, 1), (1, 1, 1), (2, 3, 4, 5), (3, 1, 2, 1, 2)):
        shape_is(student.shape_of((np.arange(np.prod(shape)) * 0.5).reshape(shape).tolist()), shape)


@hidden("shape_of", weight=0.5)
def test_shape_of_refuses_lists_that_are_ragged_deep_inside(student):
    raises(ValueError, student.shape_of, [[[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10], [11]]])
    raises(ValueError, student.shape_of, [[[[1, 2], [3]]]])


@hidden("shape_of", weight=0.5)
def test_shape_of_refuses_lists_of_different_depth(student):
    raises(ValueError, student.shape_of, [[1, 2], [[3], [4]]])
    raises(ValueError, student.shape_of, [[[1, 2], [3, 4]], [[5, 6], [7, [8]]]])


# dot_product


@hidden("dot_product", weight=3)
def test_dot_product_of_vectors_of_any_length(student):
    rng = np.random.default_rng(73)
    for n in (1, 2, 4, 7):
        a, b = rng.normal(1.0, 1.0, n), rng.normal(1.0, 1.0, n)
        close(student.dot_product(a, b), float(np.sum(a * b)))
    close(student.dot_product(np.array([-1.5, -2.0]), np.array([0.5, 1.25])), -3.25)


@hidden("dot_product", weight=0.5)
def test_dot_product_refuses_a_length_of_one_against_more(student):
    raises(ValueError, student.dot_product, np.array([1.0, 2.0, 3.0]), np.array([4.0]))
    raises(ValueError, student.dot_product, np.array([4.0]), np.array([1.0, 2.0, 3.0]))


# row_vector and column_vector


@hidden("row_vector", weight=2.5)
def test_row_vector_of_any_length(student):
    rng = np.random.default_rng(74)
    for n in (1, 2, 3, 6):
        a = rng.normal(size=n)
        close(student.row_vector(a), [a.tolist()])


@hidden("column_vector", weight=2.5)
def test_column_vector_of_any_length(student):
    rng = np.random.default_rng(75)
    for n in (1, 2, 3, 6):
        a = rng.normal(size=n)
        close(student.column_vector(a), [[value] for value in a.tolist()])


# layer_forward


@hidden("layer_forward", weight=4)
def test_layer_forward_of_other_shapes(student):
    rng = np.random.default_rng(76)
    for n, d, k in ((5, 3, 2), (2, 4, 5), (1, 3, 4), (4, 2, 1), (3, 1, 2), (2, 2, 2), (3, 3, 3)):
        inputs, weights, biases = (rng.normal(size=shape) for shape in ((n, d), (k, d), k))
        expected = [[np.sum(inputs[i] * weights[j]) + biases[j] for j in range(k)] for i in range(n)]
        close(student.layer_forward(inputs, weights, biases), expected)


# Practice


@hidden("vector_sum", weight=2)
def test_vector_sum_of_any_length(student):
    for n in (1, 2, 5):
        a, b = [0.5 * i - 1.25 for i in range(n)], [0.25 * i * i - 0.75 for i in range(n)]
        close(values(student.vector_sum(a, b)), np.array(a) + np.array(b))


@hidden("is_homologous", weight=2)
def test_is_homologous_deep_inside(student):
    truth_is(student.is_homologous([[[1], [2]], [[3], [4, 5]]]), False)
    truth_is(student.is_homologous([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]), True)
    truth_is(student.is_homologous([[1, 2], [[3], [4]]]), False)
    truth_is(student.is_homologous([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), True)
    truth_is(student.is_homologous([[[1], [2, 3]], [[4], [5, 6]]]), False)


@hidden("transposed", weight=2)
def test_transposed_of_tables_of_any_size(student):
    for n, m in ((4, 2), (3, 3), (2, 5), (1, 3), (4, 1)):
        table = (np.arange(n * m).reshape(n, m) * 0.75 - 2).tolist()
        close(values(student.transposed(table)), np.array(table).T)


@hidden("layer_batch", weight=2)
def test_layer_batch_of_other_sizes(student):
    rng = np.random.default_rng(77)
    for n, d, k in ((4, 3, 2), (2, 2, 3), (1, 4, 2), (3, 1, 1), (3, 3, 3)):
        batch, weights, biases = (rng.normal(size=shape) for shape in ((n, d), (k, d), k))
        expected = [[np.sum(batch[i] * weights[j]) + biases[j] for j in range(k)] for i in range(n)]
        close(values(student.layer_batch(batch.tolist(), weights.tolist(), biases.tolist())), expected)


# Stretch


@hidden("back_substitution", weight=2)
def test_back_substitution_of_other_sizes(student):
    rng = np.random.default_rng(71)
    for n in (1, 2, 4, 6):
        U = np.triu(rng.uniform(0.5, 2.0, (n, n)))
        x = rng.normal(size=n)
        close(values(student.back_substitution(U.tolist(), (U @ x).tolist())), x)
