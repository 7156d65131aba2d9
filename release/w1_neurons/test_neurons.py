"""The tests of chapter W.1 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    Drained,
    Mismatch,
    StudentRaised,
    advice,
    close,
    pure,
    raises,
    same_for_whole_numbers,
    visible,
)
from autograder.graders.w1_neurons.helpers import NUMPY, PIXELS, THREE_NEURONS, plain_list, shape_is, truth_is, values

# neuron


@visible(
    "neuron",
    try_it="neuron([1.0, 2.0, 3.0, 2.5, -2.0], [0.2, 0.8, -0.5, 1.0, 0.5], 4.0)   # should be 5.8, to rounding",
)
def test_neuron_worked_out_by_hand(student):
    close(student.neuron([1.0, 2.0, 3.0, 2.5, -2.0], [0.2, 0.8, -0.5, 1.0, 0.5], 4.0), 5.8)


@visible("neuron", try_it="neuron([1, 2, 3], [0.2, 0.8, -0.5], 2)   # should be 2.3, to rounding")
def test_neuron_with_three_and_with_four_inputs(student):
    close(student.neuron([1, 2, 3], [0.2, 0.8, -0.5], 2), 2.3)
    close(student.neuron([1, 2, 3, 2.5], [0.2, 0.8, -0.5, 1.0], 2), 4.8)


@visible("neuron")
def test_neuron_works_where_numpy_is_not_installed(student):
    close(student.neuron.without(*NUMPY)([1.0, 2.0, 0.5], [0.5, 0.25, 4.0], 3.0), 6.0)


@visible("neuron", weight=0.5)
def test_neuron_leaves_its_lists_alone(student):
    pure(student.neuron, [1.0, -2.0], [0.5, 3.0], 0.25)


# layer


@visible(
    "layer",
    try_it="layer([1.0, 2.0], [[3.0, 4.0], [5.0, 6.0], [0.5, -1.0]], [1.0, 10.0, 2.0])   # should be [12.0, 27.0, 0.5]",
)
def test_layer_of_three_neurons_with_two_inputs(student):
    got = student.layer([1.0, 2.0], [[3.0, 4.0], [5.0, 6.0], [0.5, -1.0]], [1.0, 10.0, 2.0])
    close(values(got), [12.0, 27.0, 0.5])


@visible("layer", weight=0.5)
def test_layer_of_three_neurons_with_four_inputs(student):
    close(values(student.layer([1, 2, 3, 2.5], THREE_NEURONS, [2, 3, 0.5])), [4.8, 1.21, 2.385])


@visible("layer")
def test_layer_works_where_numpy_is_not_installed(student):
    close(values(student.layer.without(*NUMPY)([1.0, 2.0], [[0.5, 0.25], [1.0, 0.0]], [3.0, 0.5])), [4.0, 1.5])


@visible("layer", weight=0.5, try_it="type(layer([1.0], [[2.0]], [0.5]))   # should be <class 'list'>")
def test_layer_gives_a_list(student):
    plain_list(student.layer([1.5, 2.0], [[0.5, 0.25], [1.0, -1.0], [2.0, 0.0]], [1.0, 0.5, 0.25]))


@visible("layer", weight=0.5)
def test_layer_leaves_its_lists_alone(student):
    pure(student.layer, [1.0, -2.0], [[0.5, 3.0], [1.0, 1.0]], [0.25, 0.5])


# shape_of


@visible("shape_of", try_it="shape_of([[1, 5, 6], [3, 2, 1]])   # should be (2, 3)")
def test_shape_of_two_lists_of_three(student):
    shape_is(student.shape_of([[1, 5, 6], [3, 2, 1]]), (2, 3))


@visible("shape_of", try_it="shape_of([4, 5, 6, 7])   # should be (4,)")
def test_shape_of_a_flat_list(student):
    shape_is(student.shape_of([4, 5, 6, 7]), (4,))


@visible("shape_of", try_it="shape_of([[[1], [2]], [[3], [4]], [[5], [6]]])   # should be (3, 2, 1)")
def test_shape_of_lists_of_lists_of_lists(student):
    nested = [[[1, 5, 6, 2], [3, 2, 1, 3]], [[5, 2, 1, 2], [6, 4, 8, 4]], [[2, 8, 5, 3], [1, 1, 9, 4]]]
    shape_is(student.shape_of(nested), (3, 2, 4))


@visible("shape_of", weight=0.25, try_it="shape_of([[1, 2], [3]])   # should raise ValueError")
def test_shape_of_refuses_ragged_lists(student):
    raises(ValueError, student.shape_of, [[1, 2], [3]])
    raises(ValueError, student.shape_of, [[1, 2, 3], [4, 5, 6], [7, 8]])
    raises(ValueError, student.shape_of, [[1, 2], [3], [4, 5]])


@visible("shape_of", weight=0.25, try_it="shape_of([1, [2, 3]])   # should raise ValueError")
def test_shape_of_refuses_a_number_next_to_a_list(student):
    raises(ValueError, student.shape_of, [[1, 2], 3])
    raises(ValueError, student.shape_of, [1, [2, 3]])


@visible("shape_of", weight=0.5, try_it="shape_of([[1, 2], [3, [4]]])   # should raise ValueError")
def test_shape_of_refuses_lists_that_are_ragged_further_in(student):
    raises(ValueError, student.shape_of, [[1, 2], [3, [4]]])
    raises(ValueError, student.shape_of, [[[1], [2]], [[3], [4, 5]]])


@visible("shape_of", weight=0.5, try_it="type(shape_of([[1, 2], [3, 4]]))   # should be <class 'tuple'>")
def test_shape_of_gives_a_tuple(student):
    got = student.shape_of([[1, 5, 6], [3, 2, 1]])
    if not isinstance(got, tuple):
        seen = f"the result is {'an iterator' if isinstance(got, Drained) else 'no tuple'}"
        raise Mismatch("type", seen, advice="Shapes are tuples: write tuple(...) around what you return.")


@visible("shape_of", weight=0.5)
def test_shape_of_leaves_its_list_alone(student):
    pure(student.shape_of, [[1.0, 2.0], [3.0, 4.0]])


@advice("shape_of")
def test_shape_of_works_where_numpy_is_not_installed(student):
    try:
        shape_is(student.shape_of.without(*NUMPY)([[7, 8, 9], [1, 2, 3]]), (2, 3))
    except StudentRaised as raised:
        sentence = "Right, with NumPy's help. You learn more by writing it with len, isinstance and a call of itself."
        raise Mismatch("values", sentence, advice=sentence) from raised


@advice("shape_of")
def test_shape_of_empty_lists(student):
    for nested, shape in (([], (0,)), ([[], []], (2, 0))):
        sentence = (
            f"Right for lists with something in them. An empty list has size 0: shape_of({nested}) should be {shape}."
        )
        try:
            got = student.shape_of(nested)
        except StudentRaised as raised:
            raise Mismatch("values", sentence, advice=sentence) from raised
        if got != shape:
            raise Mismatch("values", sentence, advice=sentence)


# dot_product


@visible(
    "dot_product",
    weight=1.5,
    try_it="dot_product(np.array([1.0, 2.0, 3.0, -0.5]), np.array([2.0, 3.0, 4.0, 5.0]))   # should be 17.5",
)
def test_dot_product_worked_out_by_hand(student):
    close(student.dot_product(np.array([1.0, 2.0, 3.0, -0.5]), np.array([2.0, 3.0, 4.0, 5.0])), 17.5)


@visible("dot_product", weight=0.5, try_it="dot_product([1.0, 2.0, 3.0], [2.0, 3.0, 4.0])   # should be 20.0")
def test_dot_product_of_two_lists(student):
    close(student.dot_product([1.0, 2.0, 3.0], [2.0, 3.0, 4.0]), 20.0)


@visible("dot_product", weight=0.5, try_it="dot_product([1.0, 2.0, 3.0], [4.0, 5.0])   # should raise ValueError")
def test_dot_product_refuses_unequal_lengths(student):
    raises(ValueError, student.dot_product, np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0]))
    raises(ValueError, student.dot_product, np.array([4.0, 5.0]), np.array([1.0, 2.0, 3.0]))


@visible("dot_product", weight=0.5)
def test_dot_product_leaves_its_arguments_alone(student):
    pure(student.dot_product, np.array([1.0, -2.0]), np.array([0.5, 3.0]))


@advice("dot_product")
def test_dot_product_of_whole_numbers(student):
    same_for_whole_numbers(student.dot_product, PIXELS[0], PIXELS[1])


# row_vector and column_vector


@visible("row_vector", try_it="row_vector(np.array([0.5, -2.0, 3.0, 1.5]))   # should be [[0.5 -2. 3. 1.5]]")
def test_row_vector_of_a_flat_array(student):
    close(student.row_vector(np.array([0.5, -2.0, 3.0, 1.5])), [[0.5, -2.0, 3.0, 1.5]])


@visible("row_vector", weight=0.5, try_it="row_vector([1.0, 2.0, 3.5])   # should be [[1. 2. 3.5]], of shape (1, 3)")
def test_row_vector_of_a_list(student):
    close(student.row_vector([1.0, 2.0, 3.5]), [[1.0, 2.0, 3.5]])


@visible("row_vector", weight=0.5)
def test_row_vector_leaves_its_argument_alone(student):
    pure(student.row_vector, np.array([3.0, 1.0, 2.0]))


@visible("column_vector", try_it="column_vector(np.array([0.5, -2.0]))   # should be [[ 0.5] [-2. ]]")
def test_column_vector_of_a_flat_array(student):
    close(student.column_vector(np.array([0.5, -2.0, 3.0, 1.5])), [[0.5], [-2.0], [3.0], [1.5]])


@visible("column_vector", weight=0.5, try_it="column_vector([1.0, 2.0, 3.5]).shape   # should be (3, 1)")
def test_column_vector_of_a_list(student):
    close(student.column_vector([1.0, 2.0, 3.5]), [[1.0], [2.0], [3.5]])


@visible("column_vector", weight=0.5)
def test_column_vector_leaves_its_argument_alone(student):
    pure(student.column_vector, np.array([3.0, 1.0, 2.0]))


# layer_forward


@visible(
    "layer_forward",
    weight=2,
    try_it="layer_forward(np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([[3.0, 4.5], [5.0, 6.0]]), "
    "np.array([1.0, -10.0]))   # should be [[13. 7.] [5.5 -4.]]",
)
def test_layer_forward_of_two_samples_through_three_neurons(student):
    inputs = np.array([[1.0, 2.0, 3.0, 2.5], [2.0, 0.0, -1.0, 4.0]])
    got = student.layer_forward(inputs, np.array(THREE_NEURONS), np.array([2.0, 3.0, -3.5]))
    close(got, [[4.8, 1.21, -1.615], [6.9, 1.74, -0.71]])


@visible("layer_forward")
def test_layer_forward_leaves_its_arguments_alone(student):
    weights = np.array([[1.0, -2.0], [0.5, 3.0]])
    pure(student.layer_forward, np.array([[1.0, -1.0]]), weights, np.array([0.5, -0.5]))
    pure(student.layer_forward, np.array([[1.0, -1.0], [0.0, 2.0]]), weights, np.array([0.5, -0.5]))


@advice("layer_forward")
def test_layer_forward_of_whole_numbers(student):
    same_for_whole_numbers(student.layer_forward, np.array([[1, 0, 2]]), np.array([[1, -1, 3]]), np.array([0.5]))
    same_for_whole_numbers(student.layer_forward, PIXELS, PIXELS, np.array([1, 2]))


# Practice


@visible(
    "vector_sum", try_it="vector_sum([1.5, 2.0, -3.0, 4.0], [2.0, 3.0, 4.0, 0.5])   # should be [3.5, 5.0, 1.0, 4.5]"
)
def test_vector_sum_of_four_numbers_each(student):
    close(values(student.vector_sum([1.5, 2.0, -3.0, 4.0], [2.0, 3.0, 4.0, 0.5])), [3.5, 5.0, 1.0, 4.5])


@visible("vector_sum", weight=0.5, try_it="type(vector_sum([1, 2], [3, 4]))   # should be <class 'list'>")
def test_vector_sum_is_a_list(student):
    plain_list(student.vector_sum([1.5, 2.5], [0.5, 1.0]))


@visible("vector_sum", weight=0.5)
def test_vector_sum_leaves_its_lists_alone(student):
    pure(student.vector_sum, [1.0, 2.0], [3.0, -4.0])


@visible(
    "is_homologous", try_it="is_homologous([[1, 2], [3, 4]]), is_homologous([[1, 2], [3]])   # should be (True, False)"
)
def test_is_homologous_of_a_table_and_of_a_ragged_list(student):
    truth_is(student.is_homologous([[1, 2], [3, 4]]), True)
    truth_is(student.is_homologous([[1, 2], [3]]), False)


@visible("is_homologous", try_it="is_homologous([1, 2, 3])   # should be True")
def test_is_homologous_of_a_flat_list(student):
    truth_is(student.is_homologous([1, 2, 3]), True)


@visible("is_homologous", try_it="is_homologous([[1, 2], 3]), is_homologous([1, [2, 3]])   # should be (False, False)")
def test_is_homologous_of_a_number_next_to_a_list(student):
    truth_is(student.is_homologous([[1, 2], 3]), False)
    truth_is(student.is_homologous([1, [2, 3]]), False)


@visible(
    "transposed",
    try_it="transposed([[1.0, 2.0, 3.5], [4.0, 5.0, 6.0]])   # should be [[1.0, 4.0], [2.0, 5.0], [3.5, 6.0]]",
)
def test_transposed_of_two_rows(student):
    close(values(student.transposed([[1.0, 2.0, 3.5], [4.0, 5.0, 6.0]])), [[1.0, 4.0], [2.0, 5.0], [3.5, 6.0]])


@visible("transposed", weight=0.5, try_it="type(transposed([[1, 2], [3, 4]])[0])   # should be <class 'list'>")
def test_transposed_is_a_list_of_lists(student):
    plain_list(student.transposed([[1.5, 2.5], [3.5, 4.5], [5.5, 6.5]]))


@visible("transposed", weight=0.5)
def test_transposed_leaves_its_lists_alone(student):
    pure(student.transposed, [[1.0, 2.0], [3.0, 4.0]])


@visible(
    "layer_batch",
    try_it="layer_batch([[1.0, 2.0], [0.0, 1.0]], [[3.0, 4.0], [5.0, 6.0]], [0.0, 10.0])"
    "   # should be [[11.0, 27.0], [4.0, 16.0]]",
)
def test_layer_batch_of_four_samples_through_three_neurons(student):
    batch = [[1.0, 2.0], [0.5, 1.0], [3.0, -1.0], [2.0, 5.0]]
    got = student.layer_batch(batch, [[3.0, 4.0], [5.0, 6.0], [0.5, -1.0]], [1.0, 10.0, 2.0])
    close(values(got), [[12.0, 27.0, 0.5], [6.5, 18.5, 1.25], [6.0, 19.0, 4.5], [27.0, 50.0, -2.0]])


@visible("layer_batch", weight=0.5, try_it="type(layer_batch([[1.0]], [[2.0]], [0.5])[0])   # should be <class 'list'>")
def test_layer_batch_is_a_list_of_lists(student):
    plain_list(student.layer_batch([[1.5, 2.0], [0.5, 1.0]], [[0.5, 0.25], [1.0, -1.0]], [1.0, 0.5]))


@visible("layer_batch", weight=0.5)
def test_layer_batch_leaves_its_lists_alone(student):
    pure(student.layer_batch, [[1.0, -1.0]], [[1.0, -2.0], [0.5, 3.0]], [0.5, -0.5])


# Stretch


@visible(
    "back_substitution",
    try_it="back_substitution([[2.0, 1.0, 3.0], [0.0, 5.0, 4.0], [0.0, 0.0, 8.0]], [5.0, 12.5, 4.0])"
    "   # should be [0.7, 2.1, 0.5], to rounding",
)
def test_back_substitution_of_three_equations_worked_out_by_hand(student):
    U = [[2.0, 1.0, -1.0], [0.0, 4.0, 3.0], [0.0, 0.0, 5.0]]
    close(values(student.back_substitution(U, [-1.5, 1.0, 15.0])), [1.75, -2.0, 3.0])


@visible("back_substitution")
def test_back_substitution_works_where_numpy_is_not_installed(student):
    U, b = [[1.0, 2.0], [0.0, 4.0]], [4.0, 6.0]
    close(values(student.back_substitution.without(*NUMPY)(U, b)), [1.0, 1.5])


@visible("back_substitution")
def test_back_substitution_leaves_its_lists_alone(student):
    pure(student.back_substitution, [[1.0, 2.0], [0.0, 4.0]], [4.0, 6.0])
