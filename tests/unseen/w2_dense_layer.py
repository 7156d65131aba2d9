"""Unseen tries for chapter w2_dense_layer: patients through a layer, as students write it."""

#: right | standardize | same algorithm | min compared with max, as the docstring says
def standardize(X):
    mean = X.mean(axis=0)
    std = X.std(axis=0)
    constant = X.min(axis=0) == X.max(axis=0)
    std = np.where(constant, 1.0, std)
    Z = (X - mean) / std
    Z[:, constant] = 0.0
    return Z


#: right | standardize | other algorithm | column by column, statistics module
def standardize(X):
    import statistics
    columns = []
    for col in X.T:
        values = [float(v) for v in col]
        m = statistics.fmean(values)
        s = statistics.pstdev(values)
        if min(values) == max(values):
            columns.append([0.0] * len(values))
        else:
            columns.append([(v - m) / s for v in values])
    return np.array(columns).T


#: right | standardize | other algorithm | norms of the centered columns by einsum, np.divide with where and out
def standardize(X):
    C = X - X.mean(0, keepdims=True)
    size = np.sqrt(np.einsum("ij,ij->j", C, C) / X.shape[0])
    varied = np.ptp(X, axis=0) > 0
    return np.divide(C, size, out=np.zeros(X.shape), where=varied)


#: right | standardize | other algorithm | scipy zscore, nan of constant columns replaced
def standardize(X):
    from scipy.stats import zscore
    Z = zscore(X, axis=0)
    Z = np.where(X.max(axis=0) == X.min(axis=0), 0.0, Z)
    return Z


#: wrong | standardize | same algorithm | over all elements, like normalize | named: takes the whole table
def standardize(X):
    s = X.std()
    return (X - X.mean()) / (s if s > 0 else 1)


#: wrong | standardize | same algorithm | constant columns divide by 0: nan | named: forgets constant columns
def standardize(X):
    return (X - np.mean(X, axis=0)) / np.std(X, axis=0)


#: wrong | standardize | same algorithm | ddof=1 | named: takes the sample deviation
def standardize(X):
    s = np.std(X, axis=0, ddof=1)
    s[X.max(axis=0) == X.min(axis=0)] = 1
    return (X - X.mean(axis=0)) / s


#: wrong | standardize | same algorithm | axis=1: per patient instead of per column | named: takes the rows
def standardize(X):
    m = X.mean(axis=1, keepdims=True)
    s = X.std(axis=1, keepdims=True)
    s[s == 0] = 1
    return (X - m) / s


#: wrong | standardize | other algorithm | loop over the columns writes into X | named: writes into X
def standardize(X):
    for j in range(X.shape[1]):
        m, s = X[:, j].mean(), X[:, j].std()
        X[:, j] = X[:, j] - m
        if s > 1e-12:
            X[:, j] = X[:, j] / s
    return X


#: wrong | standardize | other algorithm | constant columns are thrown out, fewer columns come back | named: drops constant columns
def standardize(X):
    keep = np.ptp(X, axis=0) != 0
    K = X[:, keep]
    return (K - K.mean(axis=0)) / K.std(axis=0)


#: wrong | standardize | same algorithm | one constant column makes everything zeros: `if (std == 0).any()` | named: makes all columns zeros
def standardize(X):
    std = X.std(axis=0)
    if (std == 0).any():
        return np.zeros_like(X)
    return (X - X.mean(axis=0)) / std


#: wrong | standardize | other algorithm | loop over X.T: the standardized columns are stacked as rows, transposed result | named: transposes
def standardize(X):
    out = []
    for c in X.T:
        d = c - np.mean(c)
        out.append(d if np.ptp(c) == 0 else d / np.std(c))
    return np.array(out)


#: wrong | standardize | other algorithm | mean and deviation of the last column used for all: the division stands after the loop | named: takes the last deviation for all
def standardize(X):
    Z = np.zeros(X.shape)
    for j in range(X.shape[1]):
        m = np.mean(X[:, j])
        s = np.std(X[:, j])
        Z[:, j] = X[:, j] - m
    if s > 0:
        Z = Z / s
    return Z


#: wrong | standardize | other algorithm | scaled by the largest distance from the mean, not the standard deviation | named: divides by the largest
def standardize(X):
    C = X - X.mean(axis=0)
    top = np.abs(C).max(axis=0)
    return C / np.where(top == 0, 1, top)


#: right | neuron_forward | same algorithm | np.dot and the sigmoid of the library
def neuron_forward(x, w, b):
    from neural_network import sigmoid
    return sigmoid(np.dot(x, w) + b)


#: right | neuron_forward | other algorithm | loop, tanh instead of exp
def neuron_forward(x, w, b):
    import math
    if len(x) != len(w):
        raise ValueError("x and w differ in length")
    z = b
    for i in range(len(x)):
        z = z + x[i] * w[i]
    return (math.tanh(z / 2) + 1) / 2


#: wrong | neuron_forward | same algorithm | math.exp(-z): OverflowError for a score of -1000 | named: overflows
def neuron_forward(x, w, b):
    import math
    z = float(np.dot(x, w)) + b
    return 1 / (1 + math.exp(-z))


#: wrong | neuron_forward | same algorithm | sigmoid forgotten, the raw score | named: forgets the sigmoid
def neuron_forward(x, w, b):
    return np.dot(x, w) + b


#: wrong | neuron_forward | other algorithm | sigmoid of each product, then added up | named: adds up squeezed products, and the bias
def neuron_forward(x, w, b):
    from neural_network import sigmoid
    if len(x) != len(w):
        raise ValueError("lengths")
    total = 0
    for xi, wi in zip(x, w):
        total += sigmoid(xi * wi)
    return total + b


#: wrong | neuron_forward | same algorithm | bias outside the sigmoid | named: adds the bias late
def neuron_forward(x, w, b):
    from neural_network import sigmoid
    return sigmoid(x @ w) + b


#: wrong | neuron_forward | other algorithm | np.multiply without a sum: a vector of d activations | named: squeezes each product
def neuron_forward(x, w, b):
    z = np.multiply(x, w) + b
    return 1.0 / (1.0 + np.exp(-z))


#: wrong | neuron_forward | other algorithm | np.vdot replaced by mean of products: divided by d | named: averages the products
def neuron_forward(x, w, b):
    if x.shape != w.shape:
        raise ValueError("lengths differ")
    z = np.mean(x * w) + b
    return 0.5 * (1 + np.tanh(z / 2))


#: right | dense_forward | same algorithm | one line with the library's sigmoid
def dense_forward(X, W, b):
    from neural_network import sigmoid
    return sigmoid(X @ W + b)


#: right | dense_forward | other algorithm | patient by patient and neuron by neuron
def dense_forward(X, W, b):
    import math
    n, d = X.shape
    if W.shape[0] != d or np.size(b) != W.shape[1]:
        raise ValueError(f"{X.shape} {W.shape} {np.shape(b)}")
    bias = np.ravel(b)
    A = np.empty((n, W.shape[1]))
    for i in range(n):
        for j in range(W.shape[1]):
            z = math.fsum(X[i, k] * W[k, j] for k in range(d)) + bias[j]
            A[i, j] = 1 / (1 + math.exp(-z)) if z > -700 else 0.0
    return A


#: right | dense_forward | other algorithm | bias as the weight of an input of 1, scipy expit, float32 result
def dense_forward(X, W, b):
    from scipy.special import expit
    row = np.reshape(b, (1, W.shape[1]))
    Z = np.column_stack((X, np.ones(len(X)))) @ np.concatenate((W, row))
    return expit(Z).astype(np.float32)


#: wrong | dense_forward | same algorithm | W.T: weights taken as one neuron a row | named: transposes the weights, for np.dot
def dense_forward(X, W, b):
    from neural_network import sigmoid
    return sigmoid(np.dot(X, W.T) + b)


#: wrong | dense_forward | same algorithm | bias subtracted as a threshold | named: subtracts the biases
def dense_forward(X, W, b):
    from neural_network import sigmoid
    return sigmoid(X @ W - b)


#: wrong | dense_forward | other algorithm | softmax over the neurons instead of sigmoids | named: takes softmax
def dense_forward(X, W, b):
    Z = X @ W + b
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


#: wrong | dense_forward | other algorithm | b[j] in a loop: with a bias of shape (1, k) b[0] is the whole row and b[1] is out of range | named: wants flat biases for columns
def dense_forward(X, W, b):
    from neural_network import sigmoid
    A = np.zeros((X.shape[0], W.shape[1]))
    for j in range(W.shape[1]):
        A[:, j] = sigmoid(X @ W[:, j] + b[j])
    return A


#: wrong | dense_forward | other algorithm | result squeezed: a single patient or a single neuron gives a flat array | named: drops an axis
def dense_forward(X, W, b):
    z = np.tensordot(X, W, axes=(1, 0)) + b
    return np.squeeze(1 / (1 + np.exp(-z)))


#: wrong | dense_forward | same algorithm | rounded to 4 decimals, to look like the numbers of the lesson | named: rounds
def dense_forward(X, W, b):
    from neural_network import sigmoid
    return np.round(sigmoid(X @ W + b), 4)


#: wrong | dense_forward | other algorithm | patients standardized inside the layer before the product | named: standardizes first
def dense_forward(X, W, b):
    sd = X.std(axis=0)
    Xs = (X - X.mean(axis=0)) / np.where(sd == 0, 1, sd)
    return 1 / (1 + np.exp(-(Xs @ W + b)))


#: wrong | dense_forward | same algorithm | sign of the exponent lost | named: turns the sign
def dense_forward(X, W, b):
    Z = np.matmul(X, W) + b
    return 1 / (1 + np.exp(Z))


#: right | patient_scores | other algorithm | list of scores, one np.dot for each row
def patient_scores(X, w, b):
    return np.array([np.dot(row, w) for row in X]) + b


#: wrong | patient_scores | same algorithm | weights as a column: the result is (n, 1) | named: stands in a column
def patient_scores(X, w, b):
    return X @ w.reshape(-1, 1) + b


#: wrong | patient_scores | same algorithm | sum over axis 0 | named: adds up the columns
def patient_scores(X, w, b):
    return (X * w).sum(axis=0) + b


#: right | add_bias | other algorithm | checked, then column by column into a copy
def add_bias(Z, b):
    if b.shape != (Z.shape[1],):
        raise ValueError(f"bias {b.shape} for {Z.shape[1]} neurons")
    out = Z.astype(float)
    for j in range(len(b)):
        out[:, j] += b[j]
    return out


#: wrong | add_bias | same algorithm | compares sizes only: (1, k) passes | named: compares the size
def add_bias(Z, b):
    if b.size != Z.shape[1]:
        raise ValueError("bias does not fit")
    return Z + b


#: wrong | add_bias | same algorithm | left to broadcasting: (n, 1), (1,) and (1, k) pass | named: trusts broadcasting
def add_bias(Z, b):
    return Z + b


#: wrong | add_bias | same algorithm | Z += b changes the scores given | named: writes into Z
def add_bias(Z, b):
    if b.ndim != 1 or len(b) != Z.shape[1]:
        raise ValueError("no")
    Z += b
    return Z


#: right | parameter_count | other algorithm | sizes of arrays that are made and counted
def parameter_count(n_inputs, n_neurons):
    return np.zeros((n_inputs, n_neurons)).size + np.zeros(n_neurons).size


#: wrong | parameter_count | same algorithm | one bias for each input | named: counts a bias for each input
def parameter_count(n_inputs, n_neurons):
    return n_inputs * n_neurons + n_inputs


#: wrong | parameter_count | same algorithm | biases forgotten | named: counts weights alone
def parameter_count(n_inputs, n_neurons):
    return n_inputs * n_neurons


#: right | standardize | other algorithm | moments: mean of squares minus square of mean, after a shift by the first row
def standardize(X):
    Y = X - X[0]
    m, q = Y.mean(0), (Y ** 2).mean(0)
    var = np.maximum(q - m ** 2, 0)
    return (Y - m) / np.where(var == 0, 1, np.sqrt(var))


#: wrong | standardize | same algorithm | adds 0.01 to every deviation
def standardize(X):
    return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-2)


#: wrong | standardize | same algorithm | mean cached from the first call (fit once)
_stats = {}
def standardize(X):
    if "mean" not in _stats:
        _stats["mean"], _stats["std"] = X.mean(axis=0), X.std(axis=0)
    return (X - _stats["mean"]) / np.where(_stats["std"] == 0, 1, _stats["std"])


#: right | neuron_forward | other algorithm | tanh form
def neuron_forward(x, w, b):
    return float(0.5 + 0.5 * np.tanh((np.inner(x, w) + b) / 2))


#: wrong | neuron_forward | same algorithm | clip of the score at ±5
def neuron_forward(x, w, b):
    return float(sigmoid(np.clip(x @ w + b, -5, 5)))


#: wrong | neuron_forward | same algorithm | array of one number: (1,) | named: gives an array
def neuron_forward(x, w, b):
    return sigmoid(np.array([x @ w + b]))


#: wrong | dense_forward | same algorithm | b[0] of a flat bias: one for all
def dense_forward(X, W, b):
    return sigmoid(X @ W + b[0])


#: wrong | dense_forward | same algorithm | row bias only: b.T
def dense_forward(X, W, b):
    return sigmoid((W.T @ X.T + b.T).T)


#: wrong | dense_forward | same algorithm | b.reshape(-1, 1) per sample
def dense_forward(X, W, b):
    return sigmoid(X @ W + np.resize(b, (len(X), 1)))


#: wrong | dense_forward | same algorithm | float16 inside
def dense_forward(X, W, b):
    return sigmoid((X @ W + b).astype(np.float16).astype(float))


#: wrong | raw_weights | same algorithm | b - mean @ w without the division | named: forgets std in the bias
def raw_weights(w, b, mean, std):
    return w / std, b - mean @ w


#: wrong | raw_weights | same algorithm | times std | named: multiplies by the deviations
def raw_weights(w, b, mean, std):
    return w * std, b - mean @ (w * std)


#: right | raw_weights | other algorithm | by asking: the score at 0 and at each unit vector
def raw_weights(w, b, mean, std):
    score = lambda x: ((x - mean) / std) @ w + b
    zero = np.zeros(len(w))
    b_raw = score(zero)
    return np.array([score(e) - b_raw for e in np.eye(len(w))]), b_raw


#: wrong | raw_weights | same algorithm | b_raw an array (d,) | named: keeps one bias for each measurement
def raw_weights(w, b, mean, std):
    return w / std, b - mean * w / std


#: wrong | add_bias | same algorithm | checks only the length of b | named: compares the length
def add_bias(Z, b):
    if len(b) != Z.shape[1]:
        raise ValueError
    return Z + b


#: wrong | add_bias | same algorithm | compares with the rows for shape | named: counts the samples
def add_bias(Z, b):
    if b.shape != (Z.shape[0],):
        raise ValueError
    return Z + b[:, None]


#: wrong | correlations | same algorithm | np.corrcoef: nan for constant columns | named: divides by zero
def correlations(X):
    with np.errstate(all="ignore"):
        return np.corrcoef(X.T)


#: right | correlations | other algorithm | covariance over outer of deviations, np.where
def correlations(X):
    C = np.atleast_2d(np.cov(X, rowvar=False, bias=True))
    s = np.sqrt(np.diag(C))
    o = np.outer(s, s)
    return np.where(o > 0, C / np.where(o > 0, o, 1), 0)


#: wrong | correlations | same algorithm | divides by n - 1 after population z | named: divides by one less
def correlations(X):
    s = X.std(0)
    Z = (X - X.mean(0)) / np.where(s == 0, 1, s)
    return Z.T @ Z / (len(X) - 1)


#: wrong | correlations | same algorithm | rows against rows | named: compares patients
def correlations(X):
    s = X.std(0)
    Z = (X - X.mean(0)) / np.where(s == 0, 1, s)
    return Z @ Z.T / len(X)


#: right | standardize | other algorithm | scipy.stats.zscore, nan put right
from scipy import stats


def standardize(X):
    with np.errstate(all="ignore"):
        Z = stats.zscore(X, axis=0, ddof=0)
    Z = np.where(X.max(axis=0) == X.min(axis=0), 0.0, Z)
    return np.nan_to_num(Z)


#: right | standardize | other algorithm | masked arrays, E[x^2] of the centered values
def standardize(X):
    centered = X - X.mean(axis=0, keepdims=True)
    variance = np.einsum("ij,ij->j", centered, centered) / X.shape[0]
    same = (X == X[0]).all(axis=0)
    std = np.ma.masked_array(np.sqrt(variance), mask=same)
    return (centered / std).filled(0.0)


#: right | neuron_forward | other algorithm | the bias as one more weight, tanh of half the score
def neuron_forward(x, w, b):
    score = np.append(x, 1.0) @ np.append(w, b)
    return 0.5 * (1.0 + np.tanh(0.5 * score))


#: right | dense_forward | other algorithm | a class called at once; W.T and columns as samples, transposed back
class Dense:
    def __init__(self, weights, bias):
        self.weights, self.bias = weights.T, bias.reshape(-1, 1)

    def __call__(self, columns):
        return np.exp(-np.logaddexp(0, -(self.weights @ columns + self.bias)))


def dense_forward(X, W, b):
    return Dense(np.asarray(W), np.asarray(b))(X.T).T


#: right | dense_forward | other algorithm | outer products of columns, added up
def dense_forward(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1])) + np.reshape(b, (1, -1))
    for column, row in zip(X.T, W):
        Z += np.outer(column, row)
    return np.where(Z < 0, np.exp(np.minimum(Z, 0)), 1.0) / (1 + np.exp(-np.abs(Z)))


#: wrong | standardize | same algorithm | over all elements
def standardize(X):
    mu = X.mean()
    sigma = X.std()
    constant = np.ptp(X, axis=0) == 0
    sigma = np.where(constant, 1.0, sigma)
    return np.where(constant, 0.0, (X - mu) / sigma)


#: wrong | standardize | same algorithm | divides by the deviation before it takes the mean off
def standardize(X):
    mu = X.mean(axis=0)
    sigma = X.std(axis=0)
    constant = np.ptp(X, axis=0) == 0
    sigma = np.where(constant, 1.0, sigma)
    return np.where(constant, 0.0, X / sigma - mu)


#: wrong | standardize | same algorithm | eps of 1e-2 at the deviation
def standardize(X):
    mu = X.mean(axis=0)
    sigma = X.std(axis=0)
    constant = np.ptp(X, axis=0) == 0
    sigma = np.where(constant, 1.0, sigma)
    return np.where(constant, 0.0, (X - mu) / (sigma + 1e-2))


#: wrong | standardize | same algorithm | the first column's deviation for all
def standardize(X):
    mu = X.mean(axis=0)
    sigma = X.std(axis=0)
    constant = np.ptp(X, axis=0) == 0
    sigma = np.where(constant, 1.0, sigma)
    return np.where(constant, 0.0, (X - mu) / sigma[0])


#: wrong | neuron_forward | same algorithm | the bias with every input | named: adds the bias for every input
import math


def neuron_forward(x, w, b):
    z = 0.0
    for xi, wi in zip(x, w):
        z += xi * wi + b
    if z < 0:
        e = math.exp(z)
        return e / (1 + e)
    return 1 / (1 + math.exp(-z))


#: wrong | neuron_forward | same algorithm | e^z / (1 + e^z): nan for large scores
def neuron_forward(x, w, b):
    score = np.append(x, 1.0) @ np.append(w, b)
    return np.exp(score) / (1.0 + np.exp(score))


#: wrong | dense_forward | same algorithm | softmax | named: takes softmax
def dense_forward(X, W, b):
    Z = X @ W + b
    return softmax(Z)


#: wrong | dense_forward | same algorithm | b as a column: one for each sample
def dense_forward(X, W, b):
    Z = X @ W + np.resize(b, (len(X), 1))
    return sigmoid(Z)


#: wrong | dense_forward | same algorithm | one row of biases alone: b[0] of (1, k)
def dense_forward(X, W, b):
    Z = X @ W + b[0]
    return sigmoid(Z)


#: wrong | dense_forward | same algorithm | overflow: e^z / (1 + e^z) | named: overflows
def dense_forward(X, W, b):
    Z = X @ W + b
    return np.exp(Z) / (1 + np.exp(Z))


#: right | standardize | other algorithm | apply_along_axis with statistics
from statistics import fmean, pstdev
import numpy as np


def _column(values):
    numbers = values.tolist()
    if min(numbers) == max(numbers):
        return np.zeros(len(numbers))
    return (values - fmean(numbers)) / pstdev(numbers)


def standardize(X):
    return np.apply_along_axis(_column, 0, X)


#: right | correlations | other algorithm | corrcoef of the columns that vary
import numpy as np


def correlations(X):
    X = np.asarray(X, dtype=float)
    d = X.shape[1]
    varies = np.ptp(X, axis=0) > 0
    result = np.zeros((d, d))
    if varies.any():
        result[np.ix_(varies, varies)] = np.atleast_2d(np.corrcoef(X[:, varies], rowvar=False))
    return result


#: wrong | standardize | other algorithm | SciPy's zscore with its nan | named: forgets constant columns
from scipy.stats import zscore


def standardize(X):
    return zscore(X, axis=0)


#: wrong | add_bias | other algorithm | compares sizes: (1, k) passes | named: compares the size
import numpy as np


def add_bias(Z, b):
    if b.size != Z.shape[1]:
        raise ValueError("b")
    return Z + b
