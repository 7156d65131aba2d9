"""The tests of chapter 1.2 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import array, close, pure, raises, visible

# matrix_multiply


@visible(
    "matrix_multiply",
    try_it="matrix_multiply(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 8.0]]))"
    "   # should be [[19. 22.] [43. 50.]]",
)
def test_matrix_multiply_of_square_matrices_worked_out_by_hand(student):
    X = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]])
    W = np.array([[1.0, 0.0, 2.0], [3.0, 1.0, 0.0], [0.0, 2.0, 1.0]])
    close(student.matrix_multiply(X, W), [[7.0, 2.0, 2.0], [3.0, 7.0, 3.0], [2.0, 2.0, 5.0]])


@visible(
    "matrix_multiply",
    try_it="matrix_multiply(np.ones((2, 3)), np.ones((3, 2)))   # should be [[3. 3.] [3. 3.]]",
)
def test_matrix_multiply_of_the_example_in_the_lesson(student):
    X, W = np.array([[1.0, 2.0, 0.0], [3.0, 1.0, 4.0]]), np.array([[2.0, 1.0], [0.0, 5.0], [1.0, 3.0]])
    close(student.matrix_multiply(X, W), [[2.0, 11.0], [10.0, 20.0]])


@visible(
    "matrix_multiply",
    try_it="matrix_multiply(np.ones((2, 4)), np.ones((4, 3))).shape   # should be (2, 3)",
)
def test_matrix_multiply_of_two_by_four_and_four_by_three(student):
    X = np.array([[1.0, 2.0, 0.0, -1.0], [3.0, 1.0, 4.0, 0.0]])
    W = np.array([[2.0, 1.0, 0.0], [0.0, -5.0, 0.5], [1.0, 3.0, 2.0], [2.5, 0.0, -1.0]])
    close(student.matrix_multiply(X, W), [[-0.5, -9.0, 2.0], [10.0, 10.0, 8.5]])


@visible(
    "matrix_multiply",
    try_it="matrix_multiply(np.array([[1, 2]]), np.array([[0.5], [0.25]]))   # should be [[1.]]",
)
def test_matrix_multiply_of_whole_numbers_and_fractions(student):
    X, W = np.array([[1, 2], [3, -4]]), np.array([[0.5, 1.0], [0.5, 0.25]])
    close(student.matrix_multiply(X, W), [[1.5, 1.5], [-0.5, 2.0]])


@visible(
    "matrix_multiply",
    try_it="matrix_multiply(np.array([[200, 100]], dtype=np.uint8), np.array([[200], [100]], dtype=np.uint8))"
    "   # should be [[50000.]]",
)
def test_matrix_multiply_of_pixels_does_not_wrap_around(student):
    row = np.array([[200, 100]], dtype=np.uint8)
    column = np.array([[200], [100]], dtype=np.uint8)
    close(student.matrix_multiply(row, column), [[50000.0]])


@visible(
    "matrix_multiply",
    try_it="matrix_multiply(np.ones((2, 3)), np.ones((2, 3)))   # should raise ValueError",
)
def test_matrix_multiply_refuses_inner_sizes_that_differ(student):
    raises(ValueError, student.matrix_multiply, np.ones((2, 3)), np.ones((2, 3)))
    raises(ValueError, student.matrix_multiply, np.ones((2, 3)), np.ones((4, 2)))


@visible("matrix_multiply", try_it="matrix_multiply(np.ones((2, 3)), np.ones(3))   # should raise ValueError")
def test_matrix_multiply_refuses_arrays_with_one_axis(student):
    raises(ValueError, student.matrix_multiply, np.ones(3), np.ones((3, 2)))
    raises(ValueError, student.matrix_multiply, np.ones((2, 3)), np.ones(3))
    raises(ValueError, student.matrix_multiply, np.ones(3), np.ones(3))


@visible("matrix_multiply")
def test_matrix_multiply_leaves_its_arguments_alone(student):
    pure(student.matrix_multiply, np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[2.0, 0.0], [1.0, -1.0]]))


# Practice


@visible("inner_product", try_it="inner_product(np.array([1, 2, 3]), np.array([4, 5, 6]))   # should be 32.0")
def test_inner_product_of_the_worked_example(student):
    close(student.inner_product(np.array([1, 2, 3]), np.array([4, 5, 6])), 32.0)


@visible("inner_product", try_it="inner_product(np.array([0.5, -1.5]), np.array([3.0, 1.0]))   # should be 0.0")
def test_inner_product_of_fractions_and_negative_numbers(student):
    close(student.inner_product(np.array([0.5, -2.0, 1.25]), np.array([3.0, 0.5, -1.0])), -0.75)
    close(student.inner_product(np.array([0.5, -1.5]), np.array([3.0, 1.0])), 0.0, atol=1e-6)


@visible(
    "inner_product",
    try_it="pixels = np.array([200, 100], dtype=np.uint8); inner_product(pixels, pixels)   # should be 50000.0",
)
def test_inner_product_of_pixels_does_not_wrap_around(student):
    pixels = np.array([200, 100, 15], dtype=np.uint8)
    close(student.inner_product(pixels, pixels), 50225.0)


@visible("inner_product", try_it="inner_product(np.ones(2), np.ones(3))   # should raise ValueError")
def test_inner_product_refuses_unequal_lengths(student):
    raises(ValueError, student.inner_product, np.ones(2), np.ones(3))
    raises(ValueError, student.inner_product, np.ones(4), np.ones(3))


@visible("inner_product", try_it="inner_product(np.ones((2, 3)), np.ones((2, 3)))   # should raise ValueError")
def test_inner_product_refuses_arrays_with_two_axes(student):
    raises(ValueError, student.inner_product, np.ones((2, 3)), np.ones((2, 3)))
    raises(ValueError, student.inner_product, np.ones((1, 3)), np.ones((3, 1)))
    raises(ValueError, student.inner_product, np.ones(3), np.ones((3, 1)))


@visible("inner_product")
def test_inner_product_leaves_its_arguments_alone(student):
    pure(student.inner_product, np.array([1.0, 2.0]), np.array([3.0, -4.0]))


@visible("small_product", weight=2, try_it="small_product()[0, 0]   # should be 22.0")
def test_small_product_has_the_right_entries(student):
    product = array(student.small_product(), shape=(2, 2))
    close(product[0, 0], 22.0, what="the entry in row 0 and column 0")
    close(product.sum(axis=1), [50.0, 113.0], what="the sums of the two rows")
    close(product.sum(axis=0), [71.0, 92.0], what="the sums of the two columns")


@visible("small_product")
def test_small_product_does_not_print(student):
    pure(student.small_product)


@visible(
    "swap_axes",
    try_it="swap_axes(np.array([[1, 2, 3], [4, 5, 6]]))   # should be [[1 4] [2 5] [3 6]]",
)
def test_swap_axes_of_the_worked_example(student):
    close(student.swap_axes(np.array([[1, 2, 3], [4, 5, 6]])), [[1, 4], [2, 5], [3, 6]])


@visible("swap_axes", try_it="swap_axes(np.array([[1.5, 2.0], [3.0, 4.0]]))   # should be [[1.5 3. ] [2.  4. ]]")
def test_swap_axes_of_a_square_matrix(student):
    close(student.swap_axes(np.array([[1.5, 2.0], [3.0, 4.0]])), [[1.5, 3.0], [2.0, 4.0]])


@visible("swap_axes")
def test_swap_axes_leaves_its_argument_alone(student):
    pure(student.swap_axes, np.array([[1.0, 2.0], [3.0, 4.0]]))


@visible("gram_matrix", try_it="gram_matrix(np.array([[1, 0], [1, 2]]))   # should be [[1. 1.] [1. 5.]]")
def test_gram_matrix_of_the_worked_example(student):
    close(student.gram_matrix(np.array([[1, 0], [1, 2]])), [[1.0, 1.0], [1.0, 5.0]])


@visible("gram_matrix", try_it="gram_matrix(np.ones((3, 2))).shape   # should be (3, 3)")
def test_gram_matrix_has_an_entry_for_each_pair_of_rows(student):
    X = np.array([[1.0, 2.0], [0.0, 3.0], [-1.0, 1.5]])
    close(student.gram_matrix(X), [[5.0, 6.0, 2.0], [6.0, 9.0, 4.5], [2.0, 4.5, 3.25]])


@visible(
    "gram_matrix",
    try_it="gram_matrix(np.array([[200, 100]], dtype=np.uint8))   # should be [[50000.]]",
)
def test_gram_matrix_of_pixels_does_not_wrap_around(student):
    pixels = np.array([[200, 100], [0, 255]], dtype=np.uint8)
    close(student.gram_matrix(pixels), [[50000.0, 25500.0], [25500.0, 65025.0]])


@visible("gram_matrix")
def test_gram_matrix_leaves_its_argument_alone(student):
    pure(student.gram_matrix, np.array([[1.0, 2.0], [3.0, 4.0]]))


@visible(
    "affine",
    try_it="affine(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0], [0.0, 3.0]]), np.array([[10.0, 20.0]]))"
    "   # should be [[11. 26.]]",
)
def test_affine_of_the_worked_example(student):
    W = np.array([[1.0, 0.0], [0.0, 3.0]])
    close(student.affine(np.array([[1.0, 2.0]]), W, np.array([[10.0, 20.0]])), [[11.0, 26.0]])


@visible(
    "affine",
    weight=2,
    try_it="affine(np.zeros((2, 3)), np.zeros((3, 2)), np.array([[1.0, 2.0]]))   # should be [[1. 2.] [1. 2.]]",
)
def test_affine_adds_its_own_bias_to_each_neuron_of_every_sample(student):
    X = np.array([[1.0, 2.0], [0.0, 1.0], [-1.0, 3.0]])
    W = np.array([[1.0, 0.0, 2.0, -1.0], [3.0, 1.0, 0.0, 2.0]])
    b = np.array([[10.0, 20.0, 30.0, 40.5]])
    expected = [[17.0, 22.0, 32.0, 43.5], [13.0, 21.0, 30.0, 42.5], [18.0, 23.0, 28.0, 47.5]]
    close(student.affine(X, W, b), expected)


@visible("affine")
def test_affine_of_pixels_does_not_wrap_around(student):
    X, W = np.array([[200, 100]], dtype=np.uint8), np.array([[200], [100]], dtype=np.uint8)
    close(student.affine(X, W, np.array([[250]], dtype=np.uint8)), [[50250.0]])


@visible("affine")
def test_affine_leaves_its_arguments_alone(student):
    W = np.array([[1.0, 2.0], [0.0, 3.0]])
    pure(student.affine, np.array([[1.0, 2.0]]), W, np.array([[10.0, 20.0]]))
    pure(student.affine, np.array([[1.0, 2.0], [3.0, 4.0]]), W, np.array([[10.0, 20.0]]))
