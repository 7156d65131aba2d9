"""The mistakes of chapter 1.1: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception

# normalize


@misconception(
    "normalize",
    "You divide by the variance. The standard deviation is its square root: X.std(), or np.sqrt(X.var()).",
)
def divides_by_variance(X):
    centered = X - X.mean()
    return centered if X.std() == 0 else centered / X.var()


@misconception(
    "normalize",
    "You normalize each column by itself. Here mean and std are single numbers, over all elements: leave axis out.",
)
def normalizes_each_column(X):
    return _along(X, 0)


@misconception(
    "normalize",
    "You normalize each row by itself. Here mean and std are single numbers, over all elements: leave axis out.",
)
def normalizes_each_row(X):
    return _along(X, -1)


@misconception(
    "normalize",
    "You divide by the sample standard deviation (ddof=1). We describe these very numbers, so divide by N: X.std().",
)
def uses_the_sample_standard_deviation(X):
    centered = X - X.mean()
    return centered if X.size == 1 or X.std() == 0 else centered / X.std(ddof=1)


@misconception(
    "normalize",
    "When all elements are equal, std is 0 and 0/0 gives nan. Check for it first, and return X - mean.",
)
def forgets_equal_elements(X):
    return (X - X.mean()) / X.std()


@misconception(
    "normalize",
    "When std is 0 you return X as it is. There is nothing to scale, but the mean must still go: return X - mean.",
)
def returns_equal_elements_unchanged(X):
    return X.copy() if X.std() == 0 else (X - X.mean()) / X.std()


@misconception(
    "normalize",
    "You scale to the range from 0 to 1. To normalize means: subtract the mean, then divide by the standard deviation.",
)
def scales_to_zero_and_one(X):
    spread = X.max() - X.min()
    return (X - X.min()) / (spread if spread else 1.0)


@misconception("normalize", "You subtract the mean but never divide by the standard deviation, X.std().")
def only_centers(X):
    return X - X.mean()


@misconception("normalize", "You divide by the standard deviation but never subtract the mean, X.mean().")
def only_scales(X):
    return X - X.mean() if X.std() == 0 else X / X.std()


@misconception(
    "normalize",
    "X - mean / std divides only the mean, since / comes before -. Put brackets: (X - mean) / std.",
)
def forgets_the_brackets(X):
    return X - X.mean() if X.std() == 0 else X - X.mean() / X.std()


@misconception(
    "normalize",
    "You write into the caller's array with -= or /=. Make a new one: centered = X - X.mean().",
)
def writes_into_the_argument(X):
    X -= X.mean()
    std = X.std()
    if std > 0:
        X /= std
    return X


@misconception(
    "normalize",
    "The result is flat: the shape is lost. X.mean() and X.std() need no flattening; work on X itself.",
)
def flattens_the_array(X):
    return only_right(X).ravel()


@misconception("normalize", "You print the result and return nothing. Write: return ... instead of print(...).")
def prints_instead_of_returning(X):
    print(only_right(X))


def only_right(X):
    centered = X - X.mean()
    return centered if X.std() == 0 else centered / X.std()


def _along(X, axis):
    std = X.std(axis=axis, keepdims=True)
    return (X - X.mean(axis=axis, keepdims=True)) / np.where(std == 0, 1.0, std)


# Practice


@misconception("reshaped_ones", "Rows come first in a shape: reshape(rows, cols), not reshape(cols, rows).")
def swaps_rows_and_columns(rows, cols):
    return np.ones((cols, rows))


@misconception("reshaped_ones", "The ones are still one long vector: fold them with .reshape(rows, cols).")
def forgets_to_reshape(rows, cols):
    return np.ones(rows * cols)


@misconception("reshaped_ones", "These are zeros. np.ones makes ones.")
def makes_zeros(rows, cols):
    return np.zeros((rows, cols))


@misconception("last_rows", "Those are the first k rows. The last k rows are X[len(X) - k:].")
def takes_the_first_rows(X, k):
    return X[:k]


@misconception("last_rows", "With k = 0, X[-k:] is X[0:], which is every row. Count from the front: X[len(X) - k:].")
def forgets_that_minus_zero_is_zero(X, k):
    return X[-k:]


@misconception("last_rows", "Those are the last k columns. Rows are the first axis: X[start:], not X[:, start:].")
def takes_the_last_columns(X, k):
    return X[:, X.shape[1] - k :]


@misconception("last_rows", "That is row -k alone. A colon takes it and all that follow: X[len(X) - k:].")
def takes_a_single_row(X, k):
    return X[-k]


@misconception("last_rows", "The rows are the right ones in reverse order. Slice forward: X[len(X) - k:].")
def reverses_the_rows(X, k):
    return X[::-1][:k]


@misconception(
    "sub_matrix",
    "You take height and width for places where to stop. A slice stops at top + height, and at left + width.",
)
def takes_sizes_for_ends(X, top, left, height, width):
    return X[top:height, left:width]


@misconception("sub_matrix", "You include the end of the slice. top:top + height already has height rows.")
def goes_one_too_far(X, top, left, height, width):
    return X[top : top + height + 1, left : left + width + 1]


@misconception(
    "sub_matrix", "Rows and columns are swapped: the first index of X is the row, so top and height go there."
)
def swaps_the_axes(X, top, left, height, width):
    return X[left : left + width, top : top + height]


@misconception("sub_matrix", "You counted from 1. The first row and the first column are number 0.")
def counts_from_one(X, top, left, height, width):
    return X[top - 1 : top - 1 + height, left - 1 : left - 1 + width]


@misconception(
    "sub_matrix",
    "X[rows][columns] slices the rows twice. Give both slices in one pair of brackets: X[rows, columns].",
)
def slices_rows_twice(X, top, left, height, width):
    return X[top : top + height][left : left + width]


@misconception("add_row_and_double", "The row is added but nothing is doubled: 2 * (X + row).")
def forgets_to_double(X, row):
    return X + row


@misconception("add_row_and_double", "Only the row is doubled. Put brackets around the sum: 2 * (X + row).")
def doubles_only_the_row(X, row):
    return X + 2 * row


@misconception("add_row_and_double", "Only X is doubled. Put brackets around the sum: 2 * (X + row).")
def doubles_only_the_matrix(X, row):
    return 2 * X + row


@misconception("add_row_and_double", "You add the row as a column. Its shape (d,) already fits every row: X + row.")
def adds_a_column(X, row):
    return 2 * (X + row.reshape(-1, 1))


@misconception("add_row_and_double", "You squared the sum: ** 2 is a power. To double is 2 * (X + row).")
def squares_instead_of_doubling(X, row):
    return (X + row) ** 2


@misconception("add_row_and_double", "X += row writes into the caller's array. Make a new one: 2 * (X + row).")
def adds_in_place(X, row):
    X += row
    return 2 * X
