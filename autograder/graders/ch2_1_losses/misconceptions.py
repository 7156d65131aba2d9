"""The mistakes of chapter 2.1: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception

# mse_loss


@misconception(
    "mse_loss",
    "Shapes that differ are let through, and NumPy broadcasts them: (n,) against (n, 1) gives all n * n "
    "differences. "
    "Compare y_pred.shape with y.shape first, and raise ValueError.",
)
def mse_lets_shapes_broadcast(y_pred, y):
    return float(np.mean((y_pred * 1.0 - y) ** 2))


@misconception(
    "mse_loss",
    "You compare lengths, but (3,) and (3, 1) both have length 3. Compare the whole shapes: y_pred.shape != y.shape.",
)
def mse_compares_lengths_only(y_pred, y):
    if np.shape(y_pred)[:1] != np.shape(y)[:1]:
        raise ValueError("lengths differ")
    return float(np.mean((y_pred * 1.0 - y) ** 2))


@misconception(
    "mse_loss",
    "You compare the numbers of elements, but (3,) and (3, 1) both hold three. Compare the shapes: "
    "y_pred.shape != y.shape.",
)
def mse_compares_sizes_only(y_pred, y):
    if y_pred.size != y.size:
        raise ValueError("sizes differ")
    return float(np.mean((y_pred * 1.0 - y) ** 2))


@misconception(
    "mse_loss",
    "You reshape arrays of different shapes until they fit. That hides a mistake of the caller, who "
    "should hear of "
    "it: raise ValueError instead.",
)
def mse_flattens_both(y_pred, y):
    y_pred, y = np.ravel(y_pred), np.ravel(y)
    if y_pred.shape != y.shape:
        raise ValueError("sizes differ")
    return float(np.mean((y_pred * 1.0 - y) ** 2))


@misconception(
    "mse_loss",
    "Different shapes raise an error, but an AssertionError. Write: if y_pred.shape != y.shape: raise ValueError(...).",
)
def mse_asserts_the_shapes(y_pred, y):
    if y_pred.shape != y.shape:
        raise AssertionError("shapes differ")
    return _mse(y_pred, y)


@misconception("mse_loss", "You return the error where you should raise it: raise ValueError(...), not return.")
def mse_returns_nan_for_different_shapes(y_pred, y):
    return _mse(y_pred, y) if y_pred.shape == y.shape else float("nan")


@misconception("mse_loss", "The squared errors are added up but not averaged: np.mean instead of np.sum.")
def mse_sums(y_pred, y):
    _same_shape(y_pred, y)
    return float(np.sum((y_pred * 1.0 - y) ** 2))


@misconception(
    "mse_loss",
    "You divide by the number of rows. The mean is over all elements, which are more than the rows "
    "where there are "
    "several columns: np.mean without an axis.",
)
def mse_divides_by_the_number_of_rows(y_pred, y):
    _same_shape(y_pred, y)
    return float(np.sum((y_pred * 1.0 - y) ** 2) / len(y))


@misconception(
    "mse_loss",
    "You halve the mean. Some texts do, to make the derivative look nicer; here the loss is the plain "
    "mean, without 1/2.",
)
def mse_halves(y_pred, y):
    return _mse(y_pred, y) / 2


@misconception("mse_loss", "You took the square root: that is the root of the mean squared error. Leave np.sqrt out.")
def mse_takes_the_root(y_pred, y):
    return float(np.sqrt(_mse(y_pred, y)))


@misconception(
    "mse_loss",
    "That is the mean absolute error: you take the size of each error with np.abs. Square it instead: ** 2.",
)
def mse_takes_absolute_errors(y_pred, y):
    _same_shape(y_pred, y)
    return float(np.mean(np.abs(y_pred * 1.0 - y)))


@misconception("mse_loss", "The errors are not squared, so positive and negative ones cancel: (y_pred - y) ** 2.")
def mse_forgets_to_square(y_pred, y):
    _same_shape(y_pred, y)
    return float(np.mean(y_pred * 1.0 - y))


@misconception(
    "mse_loss",
    "You square the mean of the errors. Square each error first, and take the mean of the squares after.",
)
def mse_squares_the_mean(y_pred, y):
    _same_shape(y_pred, y)
    return float(np.mean(y_pred * 1.0 - y) ** 2)


@misconception(
    "mse_loss",
    "You subtract the squares: y_pred**2 - y**2. Brackets make the difference come first: (y_pred - y) ** 2.",
)
def mse_subtracts_squares(y_pred, y):
    _same_shape(y_pred, y)
    return float(np.mean((y_pred * 1.0) ** 2 - (y * 1.0) ** 2))


@misconception("mse_loss", "The power binds before the minus: y_pred - y**2 squares y alone. Write (y_pred - y) ** 2.")
def mse_forgets_the_brackets(y_pred, y):
    _same_shape(y_pred, y)
    return float(np.mean(y_pred - (y * 1.0) ** 2))


@misconception(
    "mse_loss",
    "You give one value for each column (axis=0). The loss is a single number: np.mean without an axis.",
)
def mse_averages_each_column(y_pred, y):
    _same_shape(y_pred, y)
    return np.mean((y_pred * 1.0 - y) ** 2, axis=0)


@misconception("mse_loss", "You return all the squared errors. The loss is their mean, a single number: np.mean(...).")
def mse_forgets_the_mean(y_pred, y):
    _same_shape(y_pred, y)
    return (y_pred * 1.0 - y) ** 2


@misconception("mse_loss", "You divide by n - 1. The mean of n squared errors divides by n, as np.mean does.")
def mse_divides_by_one_less(y_pred, y):
    _same_shape(y_pred, y)
    return float(np.sum((y_pred * 1.0 - y) ** 2) / max(y.size - 1, 1))


@misconception(
    "mse_loss",
    "y_pred -= y writes into the caller's predictions. Give the difference a name of its own: error = y_pred - y.",
)
def mse_subtracts_in_place(y_pred, y):
    _same_shape(y_pred, y)
    if y_pred.dtype.kind != "f":
        return _mse(y_pred, y)
    y_pred -= y
    return float(np.mean(y_pred**2))


@misconception("mse_loss", "The loss is rounded to whole numbers. Keep its fraction: float(...), not int(...) or //.")
def mse_cuts_the_fraction_off(y_pred, y):
    return int(_mse(y_pred, y))


@misconception("mse_loss", "You print the loss and return nothing. Write: return ... instead of print(...).")
def mse_prints(y_pred, y):
    print(_mse(y_pred, y))


def _same_shape(one, other):
    if one.shape != other.shape:
        raise ValueError("shapes differ")


def _mse(y_pred, y):
    _same_shape(y_pred, y)
    return float(np.mean((y_pred * 1.0 - y) ** 2))


# binary_cross_entropy


@misconception(
    "binary_cross_entropy",
    "log(0) is -inf, and 0 * -inf is nan. Keep A away from both ends before the logarithm: np.clip(A, "
    "1e-12, 1 - 1e-12).",
)
def bce_does_not_clip(A, y):
    _same_shape(A, y)
    return float(-np.mean(y * np.log(A) + (1.0 - y) * np.log(1 - A)))


@misconception(
    "binary_cross_entropy",
    "You keep A away from 0 but not from 1, where log(1 - A) is -inf. Clip at both ends: np.clip(A, 1e-12, 1 - 1e-12).",
)
def bce_clips_below_only(A, y):
    _same_shape(A, y)
    A = np.maximum(A, 1e-12)
    return float(-np.mean(y * np.log(A) + (1.0 - y) * np.log(1 - A)))


@misconception(
    "binary_cross_entropy",
    "You keep A away from 1 but not from 0, where log(A) is -inf. Clip at both ends: np.clip(A, 1e-12, 1 - 1e-12).",
)
def bce_clips_above_only(A, y):
    _same_shape(A, y)
    A = np.minimum(A, 1 - 1e-12)
    return float(-np.mean(y * np.log(A) + (1.0 - y) * np.log(1 - A)))


@misconception(
    "binary_cross_entropy",
    "Your epsilon is too large: it makes certain mistakes look harmless. Take one from 1e-15 to 1e-7.",
)
def bce_clips_at_a_hundredth(A, y):
    return _bce(A, y, epsilon=1e-2)


@misconception(
    "binary_cross_entropy",
    "Your epsilon, about 1e-5, is too large: it cuts off what certain mistakes cost. Take one from 1e-15 to 1e-7.",
)
def bce_clips_at_a_hundred_thousandth(A, y):
    return _bce(A, y, epsilon=1e-5)


@misconception(
    "binary_cross_entropy",
    "Your epsilon is so small that 1 - epsilon is rounded to 1, and log(1 - A) is -inf after all. Take 1e-12.",
)
def bce_clips_with_an_epsilon_lost_in_rounding(A, y):
    return _bce(A, y, epsilon=1e-20)


@misconception(
    "binary_cross_entropy",
    "np.nan_to_num turns infinity into the largest float there is, about 1e308. Clip A before the logarithm instead.",
)
def bce_replaces_infinity_afterwards(A, y):
    _same_shape(A, y)
    with np.errstate(all="ignore"):
        terms = np.nan_to_num(y * np.log(A)) + np.nan_to_num((1.0 - y) * np.log(1 - A))
        return float(-np.mean(terms))


@misconception(
    "binary_cross_entropy",
    "Where A is 0 or 1 you count nothing at all, so that being sure and wrong costs nothing. Clip A instead: "
    "np.clip(A, 1e-12, 1 - 1e-12).",
)
def bce_leaves_infinities_out(A, y):
    _same_shape(A, y)
    with np.errstate(all="ignore"):
        terms = y * np.log(A) + (1.0 - y) * np.log(1 - A)
    return float(-np.mean(np.where(np.isfinite(terms), terms, 0.0)))


@misconception(
    "binary_cross_entropy",
    "The sign is wrong: logarithms of probabilities are negative, and a loss is positive. Put a minus before the mean.",
)
def bce_forgets_the_minus(A, y):
    return -_bce(A, y)


@misconception(
    "binary_cross_entropy",
    "The minus belongs to both terms: -(y * log(A) + (1 - y) * log(1 - A)). Yours stands before the first alone.",
)
def bce_negates_the_first_term_only(A, y):
    _same_shape(A, y)
    A = np.clip(A * 1.0, 1e-12, 1 - 1e-12)
    return float(np.mean(-1.0 * y * np.log(A) + (1.0 - y) * np.log(1 - A)))


@misconception("binary_cross_entropy", "You sum over the samples where the mean is asked for: np.mean, not np.sum.")
def bce_sums(A, y):
    return _bce(A, y) * y.size


@misconception(
    "binary_cross_entropy",
    "Samples with the answer 0 cost you nothing. The second term is theirs: (1 - y) * log(1 - A).",
)
def bce_forgets_the_noes(A, y):
    _same_shape(A, y)
    return float(-np.mean(y * np.log(np.clip(A * 1.0, 1e-12, 1 - 1e-12))))


@misconception(
    "binary_cross_entropy",
    "Samples with the answer 1 cost you nothing. The first term is theirs: y * log(A).",
)
def bce_forgets_the_yeses(A, y):
    _same_shape(A, y)
    return float(-np.mean((1.0 - y) * np.log(1 - np.clip(A * 1.0, 1e-12, 1 - 1e-12))))


@misconception("binary_cross_entropy", "y goes with log(A), and 1 - y with log(1 - A): yours are the other way round.")
def bce_swaps_the_terms(A, y):
    return _bce(A, 1.0 - y)


@misconception(
    "binary_cross_entropy",
    "The probabilities and the answers have changed places: the logarithms are those of A, not of y.",
)
def bce_swaps_its_arguments(A, y):
    return _bce(y, A)


@misconception("binary_cross_entropy", "You use logarithms to the base 2 (np.log2). The natural logarithm is np.log.")
def bce_takes_logs_to_base_two(A, y):
    return _bce(A, y) / float(np.log(2))


@misconception("binary_cross_entropy", "You use logarithms to the base 10 (np.log10). The natural logarithm is np.log.")
def bce_takes_logs_to_base_ten(A, y):
    return _bce(A, y) / float(np.log(10))


@misconception("binary_cross_entropy", "You halve the mean. The loss is the plain mean over the samples.")
def bce_halves(A, y):
    return _bce(A, y) / 2


@misconception(
    "binary_cross_entropy",
    "You take the logarithm of the mean. Each sample has a logarithm of its own; the mean comes last.",
)
def bce_takes_the_log_of_the_mean(A, y):
    _same_shape(A, y)
    right = np.clip(np.where(y == 1, A, 1.0 - A), 1e-12, 1 - 1e-12)
    return float(-np.log(np.mean(right)))


@misconception(
    "binary_cross_entropy",
    "That is the squared error of the probabilities. Cross-entropy takes the logarithm of the "
    "probability given to "
    "what happened.",
)
def bce_squares(A, y):
    _same_shape(A, y)
    return float(np.mean((A * 1.0 - y) ** 2))


@misconception(
    "binary_cross_entropy",
    "You round the probabilities to yes and no first. The loss looks at how sure A was: use A itself.",
)
def bce_rounds_the_probabilities(A, y):
    return _bce((A >= 0.5) * 1.0, y)


@misconception(
    "binary_cross_entropy",
    "You apply the sigmoid to A, but A holds probabilities already. Use A as it is.",
)
def bce_applies_a_sigmoid(A, y):
    return _bce(1 / (1 + np.exp(-1.0 * A)), y)


@misconception(
    "binary_cross_entropy",
    "Shapes that differ are let through, and NumPy broadcasts them. Compare A.shape with y.shape first, "
    "and raise "
    "ValueError.",
)
def bce_lets_shapes_broadcast(A, y):
    A = np.clip(A * 1.0, 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(A) + (1.0 - y) * np.log(1 - A)))


@misconception(
    "binary_cross_entropy",
    "You compare lengths, but (3,) and (3, 1) both have length 3. Compare the whole shapes: A.shape != y.shape.",
)
def bce_compares_lengths_only(A, y):
    if np.shape(A)[:1] != np.shape(y)[:1]:
        raise ValueError("lengths differ")
    A = np.clip(A * 1.0, 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(A) + (1.0 - y) * np.log(1 - A)))


@misconception(
    "binary_cross_entropy",
    "You compare the numbers of elements, but (3,) and (3, 1) both hold three. Compare the shapes: A.shape != y.shape.",
)
def bce_compares_sizes_only(A, y):
    if A.size != y.size:
        raise ValueError("sizes differ")
    A = np.clip(A * 1.0, 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(A) + (1.0 - y) * np.log(1 - A)))


@misconception(
    "binary_cross_entropy",
    "You reshape arrays of different shapes until they fit. That hides a mistake of the caller, who should "
    "hear of it: raise ValueError instead.",
)
def bce_flattens_both(A, y):
    return _bce(np.ravel(A), np.ravel(y))


@misconception(
    "binary_cross_entropy",
    "Different shapes raise an error, but an AssertionError. Write: if A.shape != y.shape: raise ValueError(...).",
)
def bce_asserts_the_shapes(A, y):
    if A.shape != y.shape:
        raise AssertionError("shapes differ")
    return _bce(A, y)


@misconception(
    "binary_cross_entropy",
    "You clip into the caller's array (out=A, or A[A == 0] = ...). Give the clipped array a name of its own.",
)
def bce_clips_in_place(A, y):
    _same_shape(A, y)
    if A.dtype.kind != "f":
        return _bce(A, y)
    np.clip(A, 1e-12, 1 - 1e-12, out=A)
    return float(-np.mean(y * np.log(A) + (1.0 - y) * np.log(1 - A)))


@misconception(
    "binary_cross_entropy", "You return the loss of every sample. Their mean, a single number, is asked for."
)
def bce_forgets_the_mean(A, y):
    _same_shape(A, y)
    A = np.clip(A * 1.0, 1e-12, 1 - 1e-12)
    return -(y * np.log(A) + (1.0 - y) * np.log(1 - A))


@misconception(
    "binary_cross_entropy",
    "You average each column (axis=0), which leaves an array. Leave axis out: np.mean(...).",
)
def bce_averages_each_column(A, y):
    _same_shape(A, y)
    A = np.clip(A * 1.0, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(A) + (1.0 - y) * np.log(1 - A), axis=0)


@misconception(
    "binary_cross_entropy", "You print the loss and return nothing. Write: return ... instead of print(...)."
)
def bce_prints(A, y):
    print(_bce(A, y))


def _bce(A, y, epsilon=1e-12):
    _same_shape(A, y)
    A = np.clip(A * 1.0, epsilon, 1 - epsilon)
    with np.errstate(all="ignore"):
        return float(-np.mean(y * np.log(A) + (1.0 - y) * np.log(1 - A)))


# Practice


@misconception("squared_errors", "The errors are not squared yet: (y_pred - y) ** 2.")
def squared_errors_forgets_to_square(y_pred, y):
    return y_pred - y


@misconception("squared_errors", "The power binds before the minus: y_pred - y**2 squares y alone. Put brackets.")
def squared_errors_forgets_the_brackets(y_pred, y):
    return y_pred - y**2


@misconception("squared_errors", "You subtract the squares. First the difference, then the square: (y_pred - y) ** 2.")
def squared_errors_subtracts_squares(y_pred, y):
    return y_pred**2 - y**2


@misconception("squared_errors", "You take the mean already. Here every squared error is wanted, in the same shape.")
def squared_errors_takes_the_mean(y_pred, y):
    return float(np.mean((y_pred - y) ** 2))


@misconception("squared_errors", "You take the sizes of the errors with np.abs. Square them instead: ** 2.")
def squared_errors_takes_absolute_values(y_pred, y):
    return np.abs(y_pred - y)


@misconception("squared_errors", "You double the errors: * 2 is twice, ** 2 is the square.")
def squared_errors_doubles(y_pred, y):
    return (y_pred - y) * 2


@misconception("squared_errors", "y_pred -= y writes into the caller's array. Make a new one: (y_pred - y) ** 2.")
def squared_errors_in_place(y_pred, y):
    y_pred -= y
    return y_pred**2


@misconception("as_column", "That is a row: the shape is (1, n). A column has n rows: values.reshape(-1, 1).")
def as_column_makes_a_row(values):
    return values.reshape(1, -1)


@misconception("as_column", "Transposing a vector of shape (n,) changes nothing. Reshape it: values.reshape(-1, 1).")
def as_column_transposes(values):
    return values.T


@misconception(
    "as_column",
    "values[:, None] adds an axis to a column too. values.reshape(-1, 1) is right for (n,) and for (n, 1).",
)
def as_column_adds_an_axis(values):
    return values[:, None]


@misconception("as_column", "The numbers are in reverse order. Only the shape should change: values.reshape(-1, 1).")
def as_column_reverses(values):
    return values[::-1].reshape(-1, 1)


@misconception("mean_absolute_error", "That is the mean squared error. Take the size of each error, np.abs, not ** 2.")
def mae_squares(y_pred, y):
    return float(np.mean((y_pred - y) ** 2))


@misconception(
    "mean_absolute_error",
    "Errors of different signs cancel before you take their size. First np.abs of each error, then the mean.",
)
def mae_takes_the_size_of_the_mean(y_pred, y):
    return float(np.abs(np.mean(y_pred - y)))


@misconception("mean_absolute_error", "The signs are still there, and errors cancel. Take np.abs of each error first.")
def mae_forgets_the_size(y_pred, y):
    return float(np.mean(y_pred - y))


@misconception("mean_absolute_error", "You add the sizes up. Their mean is asked for: np.mean, not np.sum.")
def mae_sums(y_pred, y):
    return float(np.sum(np.abs(y_pred - y)))


@misconception(
    "mean_absolute_error",
    "You return the size of every error. Their mean, a single number, is asked for: np.mean(...).",
)
def mae_forgets_the_mean(y_pred, y):
    return np.abs(y_pred - y)


@misconception("mean_absolute_error", "You take the median. The mean adds up all sizes and divides by their number.")
def mae_takes_the_median(y_pred, y):
    return float(np.median(np.abs(y_pred - y)))


@misconception("mean_absolute_error", "You divide by the number of rows. The mean is over all elements: np.mean.")
def mae_divides_by_rows(y_pred, y):
    return float(np.sum(np.abs(y_pred - y)) / len(y))


@misconception("clipped_log", "log(0) is -inf. Lift small numbers up to epsilon first: np.maximum(A, epsilon).")
def clipped_log_does_not_clip(A, epsilon=1e-12):
    with np.errstate(all="ignore"):
        return np.log(A)


@misconception(
    "clipped_log",
    "You add epsilon to every number. Numbers above epsilon should stay as they are: np.maximum.",
)
def clipped_log_adds_epsilon(A, epsilon=1e-12):
    return np.log(A + epsilon)


@misconception("clipped_log", "You cut off at 1 - epsilon too. Here there is no upper limit: np.maximum(A, epsilon).")
def clipped_log_clips_above(A, epsilon=1e-12):
    return np.log(np.clip(A, epsilon, 1 - epsilon))


@misconception("clipped_log", "You cut off at 1. Here there is no upper limit: np.maximum(A, epsilon).")
def clipped_log_clips_at_one(A, epsilon=1e-12):
    return np.log(np.clip(A, epsilon, 1.0))


@misconception("clipped_log", "np.minimum makes large numbers small. To lift small ones, take np.maximum(A, epsilon).")
def clipped_log_takes_the_minimum(A, epsilon=1e-12):
    with np.errstate(all="ignore"):
        return np.log(np.minimum(A, epsilon))


@misconception(
    "clipped_log",
    "The limit is applied to the logarithm. Apply it to A, before: np.log(np.maximum(A, epsilon)).",
)
def clipped_log_clips_afterwards(A, epsilon=1e-12):
    with np.errstate(all="ignore"):
        return np.maximum(np.log(A), epsilon)


@misconception("clipped_log", "Your epsilon is fixed. Use the one that is handed in as the second argument.")
def clipped_log_ignores_epsilon(A, epsilon=1e-12):
    return np.log(np.maximum(A, 1e-12))


@misconception("clipped_log", "The default of epsilon is 1e-12. Keep the first line of the stub as it was.")
def clipped_log_has_another_default(A, epsilon=1e-7):
    return np.log(np.maximum(A, epsilon))


@misconception("clipped_log", "You only lift exact zeros. Everything below epsilon is lifted: np.maximum(A, epsilon).")
def clipped_log_lifts_zeros_only(A, epsilon=1e-12):
    return np.log(np.where(A == 0, epsilon, A))


@misconception("clipped_log", "You write into the caller's array. np.maximum(A, epsilon) makes a new one.")
def clipped_log_in_place(A, epsilon=1e-12):
    if A.dtype.kind != "f":
        return np.log(np.maximum(A, epsilon))
    A[:] = np.maximum(A, epsilon)
    return np.log(A)


@misconception("error_rate", "That is the share of right answers. Count where prediction and answer differ: !=.")
def error_rate_counts_the_right_ones(A, y):
    return float(np.mean((A >= 0.5) == (y == 1)))


@misconception("error_rate", "Exactly 0.5 counts as yes: A >= 0.5, not A > 0.5.")
def error_rate_takes_a_half_for_no(A, y):
    return float(np.mean((A > 0.5) != (y == 1)))


@misconception("error_rate", "That is the number of wrong answers. Their share is the mean: np.mean, not np.sum.")
def error_rate_counts(A, y):
    return float(np.sum((A >= 0.5) != (y == 1)))


@misconception(
    "error_rate",
    "You compare the probabilities themselves with the answers. Make them yes or no first: A >= 0.5.",
)
def error_rate_compares_probabilities(A, y):
    return float(np.mean(y != A))


@misconception(
    "error_rate",
    "You average how far A is from the answer. Only yes or no counts here: (A >= 0.5) != (y == 1).",
)
def error_rate_averages_distances(A, y):
    return float(np.mean(np.abs(A - y)))


@misconception("error_rate", "You count false alarms only. A missed yes is an error too: compare with !=.")
def error_rate_counts_false_alarms(A, y):
    return float(np.mean((A >= 0.5) & (y != 1)))


@misconception("error_rate", "You count missed yeses only. A false alarm is an error too: compare with !=.")
def error_rate_counts_misses(A, y):
    return float(np.mean((A < 0.5) & (y == 1)))


@misconception(
    "error_rate",
    "That is the share of predicted yeses. Compare the predictions with y: (A >= 0.5) != (y == 1).",
)
def error_rate_ignores_the_answers(A, y):
    return float(np.mean(A >= 0.5))


@misconception("error_rate", "That is in percent. The share is a number from 0 to 1: leave out the factor 100.")
def error_rate_in_percent(A, y):
    return float(100 * np.mean((A >= 0.5) != (y == 1)))
