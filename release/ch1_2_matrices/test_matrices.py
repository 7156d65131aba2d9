"""The tests of chapter 1.2 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    Mismatch,
    StudentRaised,
    advice,
    array,
    close,
    pure,
    raises,
    same_for_whole_numbers,
    visible,
)

PIXELS = np.array([[200, 100, 15], [0, 255, 40]], dtype=np.uint8)


# matrix_multiply


@visible(
    "matrix_multiply",
    weight=1.5,
    try_it="matrix_multiply(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 0.5, 1.0], [6.0, 7.0, 2.0]]))"
    "   # should be [[17. 14.5 5.] [39. 29.5 11.]]",
)
def test_matrix_multiply_of_two_rows_and_three_columns_worked_out_by_hand(student):
    X = np.array([[1.0, 2.0, -3.0, 4.0], [5.0, -2.0, 0.5, 3.0]])
    W = np.array([[2.0, -1.0, 0.5], [4.0, 3.0, -2.0], [1.0, 8.0, -4.0], [-3.0, 5.0, 7.0]])
    close(student.matrix_multiply(X, W), [[-5.0, 1.0, 36.5], [-6.5, 8.0, 25.5]])


@visible("matrix_multiply", try_it="matrix_multiply(np.ones((2, 3)), np.ones((2, 3)))   # should raise ValueError")
def test_matrix_multiply_refuses_inner_sizes_that_differ(student):
    raises(ValueError, student.matrix_multiply, np.ones((2, 3)), np.ones((2, 3)))
    raises(ValueError, student.matrix_multiply, np.ones((2, 3)), np.ones((4, 2)))


@visible("matrix_multiply")
def test_matrix_multiply_leaves_its_arguments_alone(student):
    pure(student.matrix_multiply, np.array([[1.0, 2.0], [3.0, 5.0], [-4.0, 0.5]]), np.array([[2.0, 0.5], [1.0, -1.0]]))


@advice("matrix_multiply")
def test_matrix_multiply_of_whole_numbers(student):
    same_for_whole_numbers(student.matrix_multiply, np.array([[1, 2, 4], [3, -4, 0]]), np.array([[5], [7], [-2]]))
    same_for_whole_numbers(student.matrix_multiply, PIXELS, PIXELS.T)


# Practice


@visible(
    "inner_product",
    try_it="inner_product(np.array([2.0, -1.0, 0.5, 3.0]), np.array([4.0, 5.0, -2.0, 1.5]))   # should be 6.5",
)
def test_inner_product_worked_out_by_hand(student):
    close(student.inner_product(np.array([2.0, -1.0, 0.5, 3.0]), np.array([4.0, 5.0, -2.0, 1.5])), 6.5)


@visible("inner_product")
def test_inner_product_leaves_its_arguments_alone(student):
    pure(student.inner_product, np.array([1.0, 2.0, 0.5]), np.array([3.0, -4.0, 2.0]))


@advice("inner_product")
def test_inner_product_of_whole_numbers(student):
    same_for_whole_numbers(student.inner_product, PIXELS[0], PIXELS[1])


@advice("inner_product")
def test_inner_product_of_unequal_lengths(student):
    for a, b in ((np.ones(3), np.ones(4)), (np.ones(3), np.ones(1))):
        try:
            student.inner_product(a, b)
        except StudentRaised:
            continue
        sentence = (
            f"Right where the lengths agree. For {len(a)} numbers and {len(b)} it answers, too: raise ValueError there."
        )
        raise Mismatch("not_raised", sentence, advice=sentence)


@visible("small_product", try_it="small_product()[0].sum()   # should be 50.0")
def test_small_product_has_the_right_entries(student):
    product = array(student.small_product(), shape=(2, 2))
    close(product[0, 0], 22.0, what="the entry in row 0 and column 0")
    close(product.sum(axis=1), [50.0, 113.0], what="the sums of the two rows")
    close(product.sum(axis=0), [71.0, 92.0], what="the sums of the two columns")


@visible(
    "swap_axes",
    try_it="swap_axes(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.5]]))   # should be [[1. 4.] [2. 5.] [3. 6.5]]",
)
def test_swap_axes_of_two_rows(student):
    close(student.swap_axes(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.5]])), [[1.0, 4.0], [2.0, 5.0], [3.0, 6.5]])


@visible("swap_axes")
def test_swap_axes_leaves_its_argument_alone(student):
    pure(student.swap_axes, np.array([[1.0, 2.0], [3.0, 4.0]]))


@visible("gram_matrix", try_it="gram_matrix(np.array([[1.0, 0.5], [3.0, 2.0]]))   # should be [[1.25 4.] [4. 13.]]")
def test_gram_matrix_has_an_entry_for_each_pair_of_rows(student):
    X = np.array([[1.0, 2.0, -1.0, 3.0], [0.5, -2.0, 4.0, 1.0], [2.0, 0.0, 1.5, -3.0]])
    close(student.gram_matrix(X), [[15.0, -4.5, -8.5], [-4.5, 21.25, 4.0], [-8.5, 4.0, 15.25]])


@visible("gram_matrix")
def test_gram_matrix_leaves_its_argument_alone(student):
    pure(student.gram_matrix, np.array([[1.0, 2.0], [3.0, 4.0]]))


@advice("gram_matrix")
def test_gram_matrix_of_whole_numbers(student):
    same_for_whole_numbers(student.gram_matrix, PIXELS)


@visible(
    "affine",
    weight=2,
    try_it="affine(np.array([[1.0, 2.0], [0.5, 3.0]]), np.array([[1.0, 4.0], [5.0, 3.0]]), np.array([[10.0, 20.0]]))"
    "   # should be [[21. 30.] [25.5 31.]]",
)
def test_affine_adds_its_own_bias_to_each_neuron_of_every_sample(student):
    X = np.array([[1.0, 2.0], [0.5, -1.0], [-2.0, 3.0]])
    W = np.array([[1.0, -3.0, 2.0, 6.0], [4.0, 5.0, -1.0, -2.0]])
    b = np.array([[10.0, 20.0, 30.0, -40.5]])
    expected = [[19.0, 27.0, 30.0, -38.5], [6.5, 13.5, 32.0, -35.5], [20.0, 41.0, 23.0, -58.5]]
    close(student.affine(X, W, b), expected)


@visible("affine")
def test_affine_leaves_its_arguments_alone(student):
    W = np.array([[1.0, 2.0], [0.5, 3.0]])
    pure(student.affine, np.array([[1.0, 2.0]]), W, np.array([[10.0, 20.0]]))
    pure(student.affine, np.array([[1.0, 2.0], [3.0, 4.0]]), W, np.array([[10.0, 20.0]]))


@advice("affine")
def test_affine_of_whole_numbers(student):
    same_for_whole_numbers(student.affine, PIXELS, PIXELS.T, np.array([[250, 3]], dtype=np.uint8))
    same_for_whole_numbers(student.affine, np.array([[1, 2]]), np.array([[3, 4], [5, -6]]), np.array([[0.5, -1.25]]))


# Stretch


@visible(
    "pairwise_distances",
    try_it="pairwise_distances(np.array([[1.0, 2.0], [0.5, 3.0], [2.0, -1.0]]), np.array([[4.0, 6.0], [1.0, 1.0]]))"
    "   # should be [[25. 1.] [21.25 4.25] [53. 5.]]",
)
def test_pairwise_distances_of_two_rows_and_four_worked_out_by_hand(student):
    A = np.array([[1.0, 2.0, 0.0], [3.0, -1.0, 2.0]])
    B = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0], [2.0, -2.0, 4.0], [-1.0, 0.5, 2.0]])
    close(student.pairwise_distances(A, B), [[9.0, 5.0, 33.0, 10.25], [14.0, 14.0, 6.0, 18.25]])


@visible("pairwise_distances")
def test_pairwise_distances_of_rows_to_themselves_are_zero_on_the_diagonal(student):
    X = np.array([[1.0, 0.5, -1.0, 2.0], [0.0, 1.5, 2.0, -2.0], [3.0, 1.0, 0.5, 0.0]])
    close(student.pairwise_distances(X, X), [[0.0, 27.0, 10.5], [27.0, 0.0, 15.5], [10.5, 15.5, 0.0]])


@visible("pairwise_distances")
def test_pairwise_distances_leaves_its_arguments_alone(student):
    pure(student.pairwise_distances, np.array([[1.0, 2.0, 0.5]]), np.array([[3.0, -4.0, 2.0], [1.0, 0.0, 1.0]]))


@advice("pairwise_distances")
def test_pairwise_distances_of_whole_numbers(student):
    same_for_whole_numbers(student.pairwise_distances, PIXELS, PIXELS[:1])
