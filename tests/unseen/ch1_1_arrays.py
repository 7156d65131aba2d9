"""Unseen tries for chapter ch1_1_arrays: arrays as students write them. Disputable: right normalize blocks do not raise for an empty X (docstring, not the row)."""

#: right | normalize | same algorithm | textbook with an early return for std 0
def normalize(X):
    mean = np.mean(X)
    std = np.std(X)
    if std == 0:
        return X - mean
    return (X - mean) / std


#: right | normalize | other algorithm | beginner: loops over a flat list, math.sqrt, reshape at the end
def normalize(X):
    import math
    numbers = [float(v) for v in X.flatten()]
    total = 0.0
    for v in numbers:
        total += v
    average = total / len(numbers)
    squares = 0.0
    for v in numbers:
        squares += (v - average) ** 2
    deviation = math.sqrt(squares / len(numbers))
    out = []
    for v in numbers:
        if deviation == 0:
            out.append(v - average)
        else:
            out.append((v - average) / deviation)
    return np.array(out).reshape(X.shape)


#: right | normalize | other algorithm | Welford's running mean and variance over X.flat
def normalize(X: np.ndarray) -> np.ndarray:
    count, mean, m2 = 0, 0.0, 0.0
    for value in X.flat:
        count += 1
        delta = value - mean
        mean += delta / count
        m2 += delta * (value - mean)
    sd = (m2 / count) ** 0.5
    return (X - mean) / (sd if sd > 0 else 1.0)


#: right | normalize | other algorithm | scipy zscore over everything, nan for the flat image put to 0
def normalize(X):
    from scipy import stats
    Z = stats.zscore(X, axis=None, ddof=0)
    return np.nan_to_num(Z)


#: right | normalize | other algorithm | norm of the centered array, divided by root n
def normalize(arr):
    centred = arr - arr.mean()
    length = np.linalg.norm(centred.ravel()) / np.sqrt(arr.size)
    if length == 0.0:
        return centred
    return centred / length


#: right | normalize | same algorithm | float32 result, divisor through np.where
def normalize(X):
    mu, sigma = X.mean(dtype=np.float64), X.std(dtype=np.float64)
    sigma = np.where(sigma == 0, 1.0, sigma)
    return ((X - mu) / sigma).astype(np.float32)


#: wrong | normalize | same algorithm | mean and std per column (axis=0) instead of over everything | named: normalizes each column
def normalize(X):
    mean = X.mean(axis=0)
    std = X.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (X - mean) / std


#: wrong | normalize | other algorithm | sample deviation: divides the squares by n - 1, by hand in a loop | named: divides by N - 1
def normalize(X):
    m = X.sum() / X.size
    s = 0
    for v in X.ravel():
        s += (v - m) ** 2
    s = np.sqrt(s / max(X.size - 1, 1))
    if s == 0:
        return X - m
    return (X - m) / s


#: wrong | normalize | same algorithm | works in place: the argument X is changed | named: writes into the argument
def normalize(X):
    m = X.mean()
    s = X.std()
    X -= m
    if s != 0:
        X /= s
    return X


#: wrong | normalize | other algorithm | min-max scaling to 0..1 instead of mean 0 and deviation 1 | named: scales to zero and one
def normalize(X):
    lo, hi = X.min(), X.max()
    if hi == lo:
        return X - lo
    return (X - lo) / (hi - lo)


#: wrong | normalize | same algorithm | divides by the variance, the root was forgotten | named: divides by variance
def normalize(X):
    mean = np.mean(X)
    variance = np.mean((X - mean) ** 2)
    if variance == 0:
        return X - mean
    return (X - mean) / variance


#: wrong | normalize | same algorithm | no case for std 0: an array of equal elements gives nan | named: forgets equal elements
def normalize(X):
    return (X - X.mean()) / X.std()


#: wrong | normalize | same algorithm | missing brackets: only the mean is divided by the std | named: forgets the brackets
def normalize(X):
    mean, std = X.mean(), X.std()
    if std == 0:
        return X - mean
    return X - mean / std


#: wrong | normalize | other algorithm | normalizes every row on its own in a loop and stacks them | named: normalizes row after row
def normalize(X):
    rows = []
    for row in X:
        sd = np.std(row)
        if sd == 0:
            rows.append(row - np.mean(row))
        else:
            rows.append((row - np.mean(row)) / sd)
    return np.array(rows)


#: wrong | normalize | other algorithm | root of the mean square of X itself, without taking the mean off first | named: divides by the root mean square
def normalize(X):
    mean = np.average(X)
    rms = np.sqrt(np.sum(X * X) / X.size)
    if rms == 0:
        return X - mean
    return (X - mean) / rms


#: wrong | normalize | other algorithm | the built-in sum() and len(): on a matrix these give column means, and n rows instead of n elements | named: normalizes each column
def normalize(X):
    mean = sum(X) / len(X)
    std = (sum((X - mean) ** 2) / len(X)) ** 0.5
    if np.all(std == 0):
        return X - mean
    return (X - mean) / (std + 1e-12)


#: wrong | normalize | other algorithm | list of results never brought back to the shape of X, comes back flat | named: flattens the array
def normalize(X):
    m, s = X.mean(), X.std()
    if s == 0:
        s = 1
    result = []
    for x in np.nditer(X):
        result.append((float(x) - m) / s)
    return np.array(result)


#: wrong | normalize | other algorithm | median and mean absolute distance instead of mean and standard deviation (two mistakes)
def normalize(X):
    centre = np.median(X)
    spread = np.abs(X - centre).mean()
    if spread == 0:
        return X - centre
    return (X - centre) / spread


#: wrong | normalize | same algorithm | scales first and then subtracts the mean of the unscaled X | named: subtracts the mean after scaling
def normalize(X):
    mean = X.mean()
    std = X.std()
    if std > 0:
        X = X / std
    return X - mean


#: wrong | normalize | same algorithm | an epsilon of 0.01 on the std, far too large for small deviations
def normalize(X):
    return (X - np.mean(X)) / (np.std(X) + 1e-2)


#: wrong | normalize | same algorithm | std 0 gives back X as it was, the mean not taken off | named: returns equal elements unchanged
def normalize(X):
    if np.std(X) == 0:
        return X.copy()
    return (X - np.mean(X)) / np.std(X)


#: right | reshaped_ones | same algorithm | textbook
def reshaped_ones(rows, cols):
    return np.ones(rows * cols).reshape(rows, cols)


#: right | reshaped_ones | other algorithm | list of ones made to an array, shape attribute set
def reshaped_ones(rows, cols):
    v = np.array([1.0] * (rows * cols))
    v.shape = (rows, cols)
    return v


#: right | reshaped_ones | same algorithm | reshape with -1, which has no answer for 0 columns: sizes are at least 1 by the docstring
def reshaped_ones(rows, cols):
    return np.ones(rows * cols).reshape(-1, cols)


#: wrong | reshaped_ones | same algorithm | result of reshape thrown away, flat vector returned | named: forgets to reshape
def reshaped_ones(rows, cols):
    ones = np.ones(rows * cols)
    ones.reshape(rows, cols)
    return ones


#: wrong | reshaped_ones | same algorithm | np.ones(rows, cols): the second argument is a dtype, TypeError | named: hands over the sizes apart
def reshaped_ones(rows, cols):
    return np.ones(rows, cols)


#: right | last_rows | same algorithm | counts from the front
def last_rows(X, k):
    return X[len(X) - k:]


#: right | last_rows | other algorithm | list of row indices taken with np.take
def last_rows(X, k):
    n = X.shape[0]
    idx = np.arange(n - k, n)
    return np.take(X, idx, axis=0)


#: wrong | last_rows | same algorithm | X[-k:] gives all rows for k = 0 | named: forgets that minus zero is zero
def last_rows(X, k):
    return X[-k:]


#: wrong | last_rows | other algorithm | walks from the end backwards, so that the rows come in reverse order | named: reverses the rows
def last_rows(X, k):
    out = np.zeros((k, X.shape[1]))
    for i in range(k):
        out[i] = X[-1 - i]
    return out


#: right | sub_matrix | other algorithm | two nested loops into zeros
def sub_matrix(X, top, left, height, width):
    block = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            block[i, j] = X[top + i, left + j]
    return block


#: right | sub_matrix | other algorithm | np.ix_ with two ranges
def sub_matrix(X, top, left, height, width):
    return X[np.ix_(range(top, top + height), range(left, left + width))]


#: wrong | sub_matrix | same algorithm | height and width used as the end, not added to the start | named: takes sizes for ends
def sub_matrix(X, top, left, height, width):
    return X[top:height, left:width]


#: wrong | sub_matrix | same algorithm | two index brackets after one another both cut rows | named: slices rows twice
def sub_matrix(X, top, left, height, width):
    return X[top:top + height][left:left + width]


#: right | add_row_and_double | other algorithm | row by row with a comprehension
def add_row_and_double(X, row):
    return np.array([[(a + r) * 2 for a, r in zip(line, row)] for line in X])


#: wrong | add_row_and_double | same algorithm | precedence: only X is doubled | named: doubles only the matrix
def add_row_and_double(X, row):
    return 2 * X + row


#: wrong | add_row_and_double | same algorithm | X += row changes the argument | named: adds in place
def add_row_and_double(X, row):
    X += row
    return X * 2


#: wrong | add_row_and_double | other algorithm | np.append makes one long flat vector instead of adding
def add_row_and_double(X, row):
    return 2 * np.append(X, row)


#: right | normalize | other algorithm | Welford's one-pass mean and variance
def normalize(X):
    count, mean, m2 = 0, 0.0, 0.0
    for value in np.nditer(X):
        count += 1
        delta = float(value) - mean
        mean += delta / count
        m2 += delta * (float(value) - mean)
    std = (m2 / count) ** 0.5
    centered = X - mean
    return centered / std if std > 0 else centered * 0.0


#: right | normalize | other algorithm | centers first, then divides by the RMS, with `or`
def normalize(X, *, eps=0.0):
    out = np.subtract(X, X.mean())
    scale = np.sqrt(np.vdot(out, out) / out.size) or 1.0
    np.divide(out, scale, out=out)
    return out


#: right | normalize | other algorithm | np.divide with where=, out prefilled
def normalize(X):
    d = X - np.average(X)
    s = np.full_like(d, np.std(X))
    return np.divide(d, s, out=d.copy(), where=s != 0)


#: wrong | normalize | same algorithm | per-row statistics with keepdims | named: normalizes each row
def normalize(X):
    mean = X.mean(axis=-1, keepdims=True)
    std = X.std(axis=-1, keepdims=True)
    std[std == 0] = 1
    return (X - mean) / std


#: wrong | normalize | other algorithm | mean absolute deviation | named: averages plain distances
def normalize(X):
    centered = X - X.mean()
    s = np.abs(centered).mean()
    return centered / s if s else centered


#: wrong | normalize | other algorithm | median for mean
def normalize(X):
    s = X.std()
    d = X - np.median(X)
    return d if s == 0 else d / s


#: wrong | normalize | same algorithm | the mean and std of the first call are kept
_cache = {}

def normalize(X):
    if "mean" not in _cache:
        _cache["mean"], _cache["std"] = X.mean(), X.std() or 1.0
    return (X - _cache["mean"]) / _cache["std"]


#: wrong | normalize | same algorithm | rounds to two decimals | named: rounds the result
def normalize(X):
    s = X.std()
    out = X - X.mean()
    if s > 0:
        out = out / s
    return np.round(out, 2)


#: wrong | normalize | same algorithm | works on two axes only: unpacks the shape
def normalize(X):
    n, d = X.shape
    mean = X.sum() / (n * d)
    std = np.sqrt(((X - mean) ** 2).sum() / (n * d))
    return (X - mean) / std if std else X - mean


#: right | reshaped_ones | other algorithm | np.tile of a 1
def reshaped_ones(rows, cols):
    return np.tile(1.0, rows * cols).reshape(rows, -1)


#: wrong | reshaped_ones | same algorithm | the shape turned around | named: swaps rows and columns
def reshaped_ones(rows, cols):
    return np.ones(rows * cols).reshape(-1, rows)


#: wrong | reshaped_ones | same algorithm | a nested list
def reshaped_ones(rows, cols):
    return [[1.0] * cols for _ in range(rows)]


#: right | last_rows | other algorithm | reversed twice
def last_rows(X, k):
    return X[::-1][:k][::-1]


#: right | last_rows | other algorithm | take with arange
def last_rows(X, k):
    n = len(X)
    return np.take(X, np.arange(n - k, n), axis=0)


#: wrong | last_rows | same algorithm | columns | named: takes the last columns
def last_rows(X, k):
    return X[:, X.shape[1] - k:]


#: wrong | last_rows | other algorithm | stacks rows in a list: for k 0 the shape is (0,)
def last_rows(X, k):
    return np.array([X[i] for i in range(len(X) - k, len(X))])


#: wrong | last_rows | same algorithm | one row too many | named: takes one row too many
def last_rows(X, k):
    return X[len(X) - k - 1:]


#: wrong | last_rows | same algorithm | only row k from the end | named: takes a single row
def last_rows(X, k):
    return X[-k]


#: wrong | sub_matrix | same algorithm | height and width swapped | named: swaps height and width
def sub_matrix(X, top, left, height, width):
    return X[top:top + width, left:left + height]


#: wrong | sub_matrix | same algorithm | inclusive ends | named: goes one too far
def sub_matrix(X, top, left, height, width):
    return X[top:top + height + 1, left:left + width + 1]


#: wrong | sub_matrix | same algorithm | two lists of indices are paired up
def sub_matrix(X, top, left, height, width):
    m = max(height, width)
    return X[np.arange(top, top + height)[:, None], np.arange(top, top + width)]


#: right | add_row_and_double | other algorithm | vstack of rows
def add_row_and_double(X, row):
    return np.vstack([x + row + x + row for x in X])


#: right | add_row_and_double | other algorithm | left shift of a float by ldexp
def add_row_and_double(X, row):
    return np.ldexp(np.add(X, row[np.newaxis, :]), 1)


#: wrong | add_row_and_double | same algorithm | squares in place of doubling | named: squares instead of doubling
def add_row_and_double(X, row):
    return (X + row) ** 2


#: wrong | add_row_and_double | same algorithm | adds to the first row only
def add_row_and_double(X, row):
    Y = X.copy()
    Y[0] += row
    return 2 * Y


#: right | sliding_windows | other algorithm | broadcasted index grid
def sliding_windows(x, size):
    return x[np.arange(x.size - size + 1)[:, None] + np.arange(size)]


#: right | sliding_windows | other algorithm | np.column_stack of shifted slices
def sliding_windows(x, size):
    m = len(x) - size + 1
    return np.column_stack([x[k:k + m] for k in range(size)])


#: wrong | sliding_windows | same algorithm | last window missing | named: stacks all windows but the last
def sliding_windows(x, size):
    return np.array([x[i:i + size] for i in range(len(x) - size)])


#: wrong | sliding_windows | same algorithm | windows do not overlap | named: jumps by whole windows
def sliding_windows(x, size):
    m = len(x) // size
    return x[:m * size].reshape(m, size)


#: wrong | sliding_windows | same algorithm | stacked along columns: the transpose | named: transposes
def sliding_windows(x, size):
    m = len(x) - size + 1
    return np.array([x[k:k + m] for k in range(size)])


#: wrong | sliding_windows | other algorithm | np.roll wraps around: n windows
def sliding_windows(x, size):
    return np.stack([np.roll(x, -i)[:size] for i in range(len(x))])


#: right | normalize | other algorithm | class with fit and transform inside, as scikit-learn's scaler
class _Scaler:
    def __init__(self):
        self.mean_ = None
        self.scale_ = None

    def fit(self, X):
        self.mean_ = X.mean()
        self.scale_ = X.std()
        if self.scale_ == 0:
            self.scale_ = 1.0
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_


def normalize(X):
    return _Scaler().fit(X).transform(X)


#: right | normalize | other algorithm | defensive assistant's code: validation, float64, np.errstate and where
from typing import Union


def normalize(X: Union[np.ndarray, list]) -> np.ndarray:
    """Standardize the array."""
    X = np.asarray(X, dtype=np.float64)
    if X.size == 0:
        return X.copy()
    mean: float = float(np.mean(X))
    std: float = float(np.std(X))
    with np.errstate(divide="ignore", invalid="ignore"):
        result = np.where(std > 0, (X - mean) / std, X - mean)
    return result


#: wrong | normalize | same algorithm | the guard compares the mean with 0, so centered data are not scaled
def normalize(X):
    m, s = X.mean(), X.std()
    if m == 0 or s == 0:
        return X - m
    return (X - m) / s


#: right | normalize | other algorithm | np.ma array comes back, nothing masked
def normalize(X):
    M = np.ma.array(X)
    s = M.std()
    return (M - M.mean()) / (s if s != 0 else 1.0)


#: wrong | normalize | other algorithm | every row to length 1
def normalize(X):
    norms = np.linalg.norm(X, axis=-1, keepdims=True)
    norms[norms == 0] = 1
    return X / norms


#: wrong | normalize | same algorithm | returns the result with mean and std, as (X_norm, mu, sigma) of Ng's featureNormalize
def normalize(X):
    mu, sigma = X.mean(), X.std()
    return (X - mu) / (sigma if sigma > 0 else 1.0), mu, sigma


#: wrong | normalize | same algorithm | result as nested lists
def normalize(X):
    sigma = X.std() or 1.0
    return ((X - X.mean()) / sigma).tolist()


#: wrong | normalize | same algorithm | prints, returns None
def normalize(X):
    sigma = X.std() or 1.0
    print((X - X.mean()) / sigma)


#: wrong | normalize | same algorithm | mean and std of float16, too coarse
def normalize(X):
    Y = X.astype(np.float16)
    s = Y.std() or 1.0
    return (Y - Y.mean()) / s


#: wrong | normalize | same algorithm | two slips: ddof=1 and per column
def normalize(X):
    s = X.std(axis=0, ddof=1)
    return (X - X.mean(axis=0)) / np.where(s > 0, s, 1)


#: wrong | normalize | same algorithm | two slips: variance for std, and X for the centered X
def normalize(X):
    v = X.var()
    return X / v if v > 0 else X - X.mean()


#: wrong | normalize | same algorithm | zeros for equal elements by np.zeros(X.size), flat
def normalize(X):
    if X.std() == 0:
        return np.zeros(X.size)
    return (X - X.mean()) / X.std()


#: wrong | normalize | same algorithm | early return where the mean of the first row is all of it (X[0].mean())
def normalize(X):
    s = X.std()
    return (X - X[0].mean()) / s if s > 0 else X - X.mean()


#: wrong | last_rows | same algorithm | X[k:] leaves out the first k rows | named: leaves out the first rows
def last_rows(X, k):
    return X[k:]


#: wrong | sliding_windows | same algorithm | one window too many, n - size + 2 | named: makes windows one too long
def sliding_windows(x, size):
    starts = np.arange(len(x) - size + 2)
    return x[starts[:, None] + np.arange(size)]


#: right | normalize | other algorithm | ufunc out= and where= on a copy, errstate
import numpy as np


def normalize(X):
    out = np.subtract(X, np.mean(X))
    std = np.std(X)
    with np.errstate(divide="ignore", invalid="ignore"):
        np.divide(out, std, out=out, where=np.full(out.shape, X.max() > X.min()))
    return out


#: right | sliding_windows | other algorithm | SciPy hankel
from scipy.linalg import hankel


def sliding_windows(x, size):
    return hankel(x[: len(x) - size + 1], x[len(x) - size :])


#: right | sliding_windows | other algorithm | recursion and concatenation
import numpy as np


def sliding_windows(x, size):
    if len(x) == size:
        return x.reshape(1, size).copy()
    return np.concatenate([x[None, :size], sliding_windows(x[1:], size)])


#: wrong | normalize | other algorithm | a guard on the mean, not on std | named: forgets equal elements
import numpy as np


def normalize(X):
    mean, std = X.mean(), X.std()
    if mean == 0:
        return X - mean
    return (X - mean) / std


#: wrong | sliding_windows | other algorithm | hankel with the wrong last row
from scipy.linalg import hankel


def sliding_windows(x, size):
    return hankel(x[: len(x) - size + 1], x[:size])
