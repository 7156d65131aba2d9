"""The mistakes of chapter 1.2: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception

# matrix_multiply


@misconception(
    "matrix_multiply",
    "You multiply element by element. In a matrix product every row of X meets every column of W in a dot "
    "product: write @ instead of *.",
)
def multiplies_element_by_element(X, W):
    _check(X, W)
    return 1.0 * X * W


@misconception("matrix_multiply", "You multiply W by X. The order matters: it is X @ W, with X on the left.")
def multiplies_in_the_wrong_order(X, W):
    _check(X, W)
    return (1.0 * W) @ X


@misconception(
    "matrix_multiply",
    "You transpose X, so that its columns meet the columns of W. Rows of X meet columns of W: X @ W, without .T.",
)
def transposes_the_first_matrix(X, W):
    _check(X, W)
    return (1.0 * X.T) @ W


@misconception(
    "matrix_multiply",
    "Your rows of X meet the ROWS of W, as in X @ W.T or W[j, k]. They should meet its columns: X @ W, or W[k, j].",
)
def transposes_the_second_matrix(X, W):
    _check(X, W)
    return (1.0 * X) @ W.T


@misconception(
    "matrix_multiply",
    "You transpose both matrices. That turns the order around as well; X @ W needs no .T at all.",
)
def transposes_both_matrices(X, W):
    _check(X, W)
    return (1.0 * X.T) @ W.T


@misconception(
    "matrix_multiply",
    "The result is transposed. Row i of X and column j of W belong to result[i, j], not to result[j, i].",
)
def transposes_the_result(X, W):
    return _product(X, W).T


@misconception(
    "matrix_multiply",
    "Your result has rows and columns of the wrong number: it should have a row for each row of X and a "
    "column for each column of W, np.zeros((X.shape[0], W.shape[1])).",
)
def swaps_the_sizes_of_the_result(X, W):
    _check(X, W)
    result = np.zeros((W.shape[1], X.shape[0]))
    return _fill(result, X, W, range(X.shape[0]), range(W.shape[1]), range(X.shape[1]))


@misconception(
    "matrix_multiply",
    "Your result starts in the shape of X, as np.zeros_like(X) or np.zeros(X.shape) makes it. It needs a "
    "column for each column of W: np.zeros((X.shape[0], W.shape[1])).",
)
def makes_the_result_in_the_shape_of_x(X, W):
    _check(X, W)
    return _fill(np.zeros(X.shape), X, W, range(X.shape[0]), range(W.shape[1]), range(X.shape[1]))


@misconception(
    "matrix_multiply",
    "Your result is square, with X.shape[0] rows and as many columns. Columns come from W: there are W.shape[1].",
)
def makes_the_result_square(X, W):
    _check(X, W)
    n = X.shape[0]
    return _fill(np.zeros((n, n)), X, W, range(n), range(n), range(X.shape[1]))


@misconception(
    "matrix_multiply",
    "You pair each row of X with one column of W only. Every row meets every column: that is one loop "
    "inside the other, or X @ W.",
)
def pairs_each_row_with_one_column(X, W):
    _check(X, W)
    return np.array([(1.0 * row) @ column for row, column in zip(X, W.T, strict=False)])


@misconception(
    "matrix_multiply",
    "The sum over k has gone: each product is there on its own. Add them up along k: X @ W, or .sum(axis=1) of yours.",
)
def keeps_the_products_apart(X, W):
    _check(X, W)
    return 1.0 * X[:, :, None] * W[None, :, :]


@misconception(
    "matrix_multiply",
    "Your sum runs over the wrong axis. In the array of all products X[i, k] * W[k, j] it is k, in the "
    "middle, that must go: axis=1.",
)
def sums_over_the_wrong_axis(X, W):
    _check(X, W)
    return (1.0 * X[:, :, None] * W[None, :, :]).sum(axis=2)


@misconception("matrix_multiply", "The last column is missing: range(p) already stops before p, so no - 1.")
def skips_the_last_column(X, W):
    _check(X, W)
    (n, m), p = X.shape, W.shape[1]
    return _fill(np.zeros((n, p)), X, W, range(n), range(p - 1), range(m))


@misconception("matrix_multiply", "The last row is missing: range(n) already stops before n, so no - 1.")
def skips_the_last_row(X, W):
    _check(X, W)
    (n, m), p = X.shape, W.shape[1]
    return _fill(np.zeros((n, p)), X, W, range(n - 1), range(p), range(m))


@misconception(
    "matrix_multiply",
    "The last term of every sum is missing: range(m) already stops before m, so no - 1.",
)
def skips_the_last_term(X, W):
    _check(X, W)
    (n, m), p = X.shape, W.shape[1]
    return _fill(np.zeros((n, p)), X, W, range(n), range(p), range(m - 1))


@misconception("matrix_multiply", "The first term of every sum is missing: counting starts at 0, range(m).")
def skips_the_first_term(X, W):
    _check(X, W)
    (n, m), p = X.shape, W.shape[1]
    return _fill(np.zeros((n, p)), X, W, range(n), range(p), range(1, m))


@misconception(
    "matrix_multiply",
    "Each product overwrites the one before, so that only the last remains. Add them up: result[i, j] += ...",
)
def overwrites_instead_of_adding(X, W):
    _check(X, W)
    return 1.0 * X[:, -1:] * W[-1:, :]


@misconception(
    "matrix_multiply",
    "The sum of one entry runs on into the next. Set it back to 0 for every entry: total = 0.0 inside the loop over j.",
)
def never_resets_the_sum(X, W):
    product = _product(X, W)
    return np.cumsum(product).reshape(product.shape)


@misconception(
    "matrix_multiply",
    "Within a row, the sum of one entry runs on into the next. total = 0.0 belongs inside the loop over j, "
    "not above it.",
)
def resets_the_sum_once_a_row(X, W):
    return np.cumsum(_product(X, W), axis=1)


@misconception(
    "matrix_multiply",
    "You add each pair of numbers where you should multiply it: X[i, k] * W[k, j], and then the sum over k.",
)
def adds_instead_of_multiplying(X, W):
    _check(X, W)
    return (1.0 * X[:, :, None] + W[None, :, :]).sum(axis=1)


@misconception("matrix_multiply", "You take the mean of the products. A dot product is their sum: do not divide by m.")
def takes_the_mean(X, W):
    return _product(X, W) / max(X.shape[1], 1)


@misconception(
    "matrix_multiply",
    "The result is cut off to whole numbers, as dtype=int or astype(int) does it. np.zeros((n, p)) alone "
    "has room for fractions.",
)
def cuts_off_the_fractions(X, W):
    return _product(X, W).astype(int)


@misconception(
    "matrix_multiply",
    "You turn X and W into whole numbers before you multiply, and their fractions are lost. Floats hold "
    "both: astype(float), or 1.0 * X.",
)
def turns_the_arguments_into_whole_numbers(X, W):
    return _product(X.astype(int), W.astype(int))


@misconception(
    "matrix_multiply",
    "Your check demands that X and W have the same shape. Only the inner sizes must agree: X.shape[1] and W.shape[0].",
)
def demands_equal_shapes(X, W):
    if X.shape != W.shape:
        raise ValueError("shapes differ")
    return _product(X, W)


@misconception(
    "matrix_multiply",
    "Your check compares the outer sizes, X.shape[0] and W.shape[1], which may well differ. Compare the "
    "inner ones: X.shape[1] and W.shape[0].",
)
def compares_the_outer_sizes(X, W):
    if X.ndim != 2 or W.ndim != 2 or X.shape[0] != W.shape[1]:
        raise ValueError("outer sizes differ")
    return (1.0 * X) @ W


@misconception(
    "matrix_multiply",
    "Your loop runs over the columns of X and never asks whether W has as many rows. Check it first: "
    "if X.shape[1] != W.shape[0], raise ValueError.",
)
def loops_over_columns_of_x_without_a_check(X, W):
    _check_axes(X, W)
    result = np.zeros((X.shape[0], W.shape[1]))
    return _fill(result, X, W, range(X.shape[0]), range(W.shape[1]), range(X.shape[1]))


@misconception(
    "matrix_multiply",
    "Your loop runs over the rows of W and never asks whether X has as many columns. Check it first: "
    "if X.shape[1] != W.shape[0], raise ValueError.",
)
def loops_over_rows_of_w_without_a_check(X, W):
    _check_axes(X, W)
    result = np.zeros((X.shape[0], W.shape[1]))
    return _fill(result, X, W, range(X.shape[0]), range(W.shape[1]), range(W.shape[0]))


@misconception(
    "matrix_multiply",
    "A size of 1 is silently stretched to fit by broadcasting. Check it first: if X.shape[1] != W.shape[0], "
    "raise ValueError.",
)
def stretches_an_inner_size_of_one(X, W):
    _check_axes(X, W)
    return (1.0 * X[:, :, None] * W[None, :, :]).sum(axis=1)


@misconception(
    "matrix_multiply",
    "Where X @ W does not fit, you transpose W until it does. That hides mistakes: raise ValueError instead.",
)
def transposes_until_it_fits(X, W):
    if X.ndim == W.ndim == 2 and X.shape[1] != W.shape[0] and X.shape[1] == W.shape[1]:
        return _product(X, W.T)
    return _product(X, W)


@misconception(
    "matrix_multiply",
    "assert raises AssertionError. Where shapes do not fit, say: if ...: raise ValueError(...).",
)
def asserts_the_shapes(X, W):
    assert X.ndim == W.ndim == 2
    assert X.shape[1] == W.shape[0]
    return _product(X, W)


@misconception(
    "matrix_multiply",
    "Where shapes do not fit you return None, and the program fails later, far from the cause. Use raise "
    "ValueError(...), not return.",
)
def returns_none_for_unfit_shapes(X, W):
    if X.ndim != 2 or W.ndim != 2 or X.shape[1] != W.shape[0]:
        return None
    return _product(X, W)


@misconception(
    "matrix_multiply",
    "Where shapes do not fit you print a message and carry on. A caller cannot react to text on a screen: "
    "raise ValueError(...) with it.",
)
def prints_the_error(X, W):
    if X.ndim != 2 or W.ndim != 2 or X.shape[1] != W.shape[0]:
        print("shapes do not fit")
        return None
    return _product(X, W)


@misconception(
    "matrix_multiply",
    "You return ValueError(...) as if it were a result. An error must be raised: raise ValueError(...).",
)
def returns_the_error(X, W):
    if X.ndim != 2 or W.ndim != 2 or X.shape[1] != W.shape[0]:
        return ValueError("shapes do not fit")
    return _product(X, W)


@misconception(
    "matrix_multiply",
    "A result with one row or one column loses that axis. It stays a matrix of shape (n, p): no squeeze, no ravel.",
)
def squeezes_the_result(X, W):
    return _product(X, W).squeeze()


@misconception("matrix_multiply", "You round the result. Return it as it is, and round only where you print.")
def rounds_products(X, W):
    return np.round(_product(X, W), 4)


@misconception(
    "matrix_multiply",
    "You write the product into one of the arrays that you were given. They belong to the caller: "
    "make a new one, with X @ W or np.zeros((n, p)).",
)
def writes_the_product_into_x(X, W):
    product = _product(X, W)
    if product.shape == X.shape and X.dtype == product.dtype:
        X[...] = product
    return product


@misconception("matrix_multiply", "You print the result and return nothing. Write: return ... instead of print(...).")
def prints_the_product(X, W):
    print(_product(X, W))


def _check_axes(X, W):
    if X.ndim != 2 or W.ndim != 2:
        raise ValueError("no matrices")


def _check(X, W):
    _check_axes(X, W)
    if X.shape[1] != W.shape[0]:
        raise ValueError("inner sizes differ")


def _product(X, W):
    _check(X, W)
    return (1.0 * X) @ W


def _fill(result, X, W, rows, columns, terms):
    for i in rows:
        for j in columns:
            for k in terms:
                result[i, j] += float(X[i, k]) * float(W[k, j])
    return result


# Practice


@misconception("inner_product", "Those are the products one by one. Add them up: np.sum(a * b), or a @ b.")
def forgets_to_add_up(a, b):
    _check_vectors(a, b)
    return 1.0 * a * b


@misconception("inner_product", "You add where you should multiply: each a[k] times its b[k], and then the sum.")
def adds_the_pairs(a, b):
    _check_vectors(a, b)
    return float(np.sum(1.0 * a + b))


@misconception("inner_product", "You multiply the two sums. First multiply pair by pair, then add: np.sum(a * b).")
def multiplies_the_sums(a, b):
    _check_vectors(a, b)
    return float(np.sum(1.0 * a) * np.sum(1.0 * b))


@misconception("inner_product", "You take the mean of the products. A dot product is their sum: np.sum(a * b).")
def averages_the_products(a, b):
    _check_vectors(a, b)
    return float(np.mean(1.0 * a * b))


@misconception(
    "inner_product",
    "You divide by the lengths of the vectors, which gives the cosine of their angle. The dot product is "
    "np.sum(a * b).",
)
def returns_the_cosine(a, b):
    value = _dot(a, b)
    return value / max(float(np.linalg.norm(1.0 * a) * np.linalg.norm(1.0 * b)), 1e-12)


@misconception(
    "inner_product",
    "The first or the last pair is missing: range(len(a)) starts at 0 and stops in time by itself.",
)
def skips_the_last_pair(a, b):
    _check_vectors(a, b)
    return _dot(a[:-1], b[:-1])


@misconception("inner_product", "The result is cut off to a whole number. Return float(...), not int(...).")
def cuts_off_the_fraction(a, b):
    return int(_dot(a, b))


@misconception("inner_product", "You print the result and return nothing. Write: return ... instead of print(...).")
def prints_the_dot_product(a, b):
    print(_dot(a, b))


def _check_vectors(a, b):
    if a.ndim != 1 or a.shape != b.shape:
        raise ValueError("no vectors of equal length")


def _dot(a, b):
    _check_vectors(a, b)
    return float((1.0 * a) @ b)


A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
B = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])


@misconception(
    "small_product", "You multiply in the other order, which gives (3, 3). The first matrix goes left: A @ B."
)
def multiplies_the_second_by_the_first():
    return B @ A


@misconception("small_product", "* multiplies element by element, and these shapes do not fit it. Use @.")
def small_product_element_by_element():
    return A * B


@misconception(
    "small_product",
    "You multiply element by element, with the second matrix transposed to make it fit. Use @, and no .T.",
)
def small_product_transposed_to_fit():
    return A * B.T


@misconception("small_product", "The result is transposed. Row 0 of the first matrix makes row 0 of the result.")
def small_product_transposed():
    return (A @ B).T


@misconception(
    "small_product",
    "You use the first matrix twice. The second one has three rows of two numbers: [[1, 2], [3, 4], [5, 6]].",
)
def multiplies_the_first_by_its_transpose():
    return A @ A.T


@misconception(
    "small_product",
    "You return the entries as a nested list. Turn them into an array: np.array([[...], [...]]).",
)
def small_product_as_a_list():
    return (A @ B).tolist()


@misconception("small_product", "You print the result and return nothing. Write: return ... instead of print(...).")
def prints_the_small_product():
    print(A @ B)


@misconception(
    "swap_axes",
    "reshape gives the right shape but keeps the numbers in reading order. The transpose is X.T.",
)
def reshapes(X):
    return X.reshape(X.shape[1], X.shape[0])


@misconception("swap_axes", "X comes back as it was. X.T makes a transpose and must be returned: return X.T.")
def returns_x_itself(X):
    return X


@misconception(
    "swap_axes",
    "You turn the table by a quarter. A transpose is a mirror image across the diagonal, and X[0, 0] stays "
    "where it is.",
)
def rotates(X):
    return np.rot90(X)


@misconception("swap_axes", "You reverse the order of columns. Rows should become columns: X.T.")
def mirrors_left_and_right(X):
    return X[:, ::-1]


@misconception(
    "swap_axes",
    "Your result starts in the shape of X. Rows become columns, so it needs np.zeros((X.shape[1], X.shape[0])).",
)
def keeps_the_shape_of_x(X):
    result = np.zeros(X.shape)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            result[j, i] = X[i, j]
    return result


@misconception("swap_axes", "You swap the numbers inside the caller's array. Return a new one or a view: X.T.")
def swaps_in_place(X):
    if X.shape[0] == X.shape[1]:
        X[...] = X.T.copy()
        return X
    return X.T


@misconception(
    "gram_matrix",
    "You compare the columns of X with each other, which gives (m, m). Samples are rows: X @ X.T, not X.T @ X.",
)
def compares_columns(X):
    samples = 1.0 * X
    return samples.T @ samples


@misconception("gram_matrix", "You square each element. Rows should meet rows in dot products: X @ X.T.")
def squares_elements(X):
    return (1.0 * X) ** 2


@misconception("gram_matrix", "You multiply X by itself. The second one must be transposed: X @ X.T.")
def forgets_the_transpose(X):
    return (1.0 * X) @ X


@misconception(
    "gram_matrix",
    "You take each row with itself only. Every row meets every row, and the result has shape (n, n): X @ X.T.",
)
def takes_each_row_with_itself(X):
    return np.sum((1.0 * X) ** 2, axis=1)


@misconception("gram_matrix", "You divide by the number of columns. A dot product is a sum, not a mean: X @ X.T.")
def gram_matrix_of_means(X):
    samples = 1.0 * X
    return samples @ samples.T / X.shape[1]


@misconception(
    "gram_matrix",
    "You subtract a mean first, as for a covariance. The Gram matrix takes the rows as they are: X @ X.T.",
)
def centers_first(X):
    samples = X - X.mean(axis=0)
    return samples @ samples.T


@misconception(
    "gram_matrix",
    "You scale the rows to length 1 first, so that the diagonal is all ones. Take them as they are: X @ X.T.",
)
def scales_rows_to_length_one(X):
    samples = 1.0 * X
    samples = samples / np.maximum(np.linalg.norm(samples, axis=1, keepdims=True), 1e-12)
    return samples @ samples.T


@misconception(
    "gram_matrix",
    "You fill in one half only. Row i meets row j for every i and every j, so both halves have the same values.",
)
def fills_one_half(X):
    samples = 1.0 * X
    return np.triu(samples @ samples.T)


@misconception(
    "gram_matrix",
    "The diagonal is 0. Each row meets itself as well: those dot products stand on the diagonal.",
)
def leaves_out_the_diagonal(X):
    samples = 1.0 * X
    gram = samples @ samples.T
    return gram - np.diag(np.diag(gram))


@misconception("gram_matrix", "The values are cut off to whole numbers. Leave dtype=int and astype(int) out.")
def gram_matrix_of_whole_numbers(X):
    samples = 1.0 * X
    return (samples @ samples.T).astype(int)


@misconception("affine", "The bias is missing: add b to the product, X @ W + b.")
def forgets_the_bias(X, W, b):
    return (1.0 * X) @ W


@misconception("affine", "You subtract the bias. It is added: X @ W + b.")
def subtracts_the_bias(X, W, b):
    return (1.0 * X) @ W - b


@misconception("affine", "You multiply element by element. Samples meet neurons in a matrix product: X @ W + b.")
def affine_element_by_element(X, W, b):
    return 1.0 * X * W + b


@misconception("affine", "You multiply W by X. The samples, which are the rows of X, go left: X @ W + b.")
def affine_in_the_wrong_order(X, W, b):
    return (1.0 * W) @ X + b


@misconception("affine", "You transpose W. Its columns are the neurons already: X @ W + b, without .T.")
def affine_with_transposed_weights(X, W, b):
    return (1.0 * X) @ W.T + b


@misconception(
    "affine",
    "You add the bias to the inputs, before the weights. First the product, then the bias: X @ W + b.",
)
def adds_the_bias_to_the_inputs(X, W, b):
    return (1.0 * X + b) @ W


@misconception(
    "affine",
    "You add one bias to all neurons. Each column has its own: b is a row of shape (1, p), so X @ W + b does it.",
)
def adds_the_first_bias_everywhere(X, W, b):
    return (1.0 * X) @ W + b[0, 0]


@misconception(
    "affine",
    "You add the sum of all biases. Each column has its own: b is a row of shape (1, p), so X @ W + b does it.",
)
def adds_the_sum_of_biases(X, W, b):
    return (1.0 * X) @ W + np.sum(1.0 * b)


@misconception(
    "affine",
    "You turn the biases into a column, so that they follow the samples. They belong to the neurons: add b as it is.",
)
def adds_a_column_of_biases(X, W, b):
    return (1.0 * X) @ W + b.T


@misconception(
    "affine",
    "Only the first sample gets its biases. Every row does, and broadcasting sees to that: X @ W + b.",
)
def adds_the_bias_to_the_first_sample(X, W, b):
    Z = (1.0 * X) @ W
    Z[0] += b[0]
    return Z


@misconception(
    "affine",
    "The result is transposed. It has a row for each sample and a column for each neuron: X @ W + b, without .T.",
)
def affine_transposed(X, W, b):
    return ((1.0 * X) @ W + b).T


@misconception(
    "affine",
    "The result is cut off to whole numbers. Leave dtype=int and astype(int) out: floats hold both.",
)
def affine_of_whole_numbers(X, W, b):
    return ((1.0 * X) @ W + b).astype(int)


@misconception(
    "affine",
    "b += ... writes the result into the caller's biases. Make a new array: X @ W + b.",
)
def writes_into_the_biases(X, W, b):
    Z = (1.0 * X) @ W
    if Z.shape == b.shape and b.dtype == Z.dtype:
        b += Z
        return b
    return Z + b


@misconception("affine", "You print the result and return nothing. Write: return ... instead of print(...).")
def prints_the_layer(X, W, b):
    print((1.0 * X) @ W + b)
