"""Unseen tries for chapter ch2_1_losses: losses as students write them."""

#: right | mse_loss | same algorithm | check and mean of squares
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError(f"{y_pred.shape} != {y.shape}")
    return float(np.mean((y_pred - y) ** 2))


#: right | mse_loss | other algorithm | np.vdot of the flat error with itself
def mse_loss(y_pred, y):
    if np.shape(y_pred) != np.shape(y):
        raise ValueError("shapes differ")
    e = np.subtract(y_pred, y, dtype=float).ravel()
    return np.vdot(e, e) / e.size


#: right | mse_loss | other algorithm | loop over np.ndindex with a running total
def mse_loss(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError
    total, count = 0.0, 0
    for ix in np.ndindex(predictions.shape):
        diff = predictions[ix] - targets[ix]
        total += diff * diff
        count += 1
    return total / count


#: right | mse_loss | other algorithm | variance of the error plus its squared mean
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("different shapes")
    err = y_pred - y
    return err.var() + err.mean() ** 2


#: wrong | mse_loss | same algorithm | no check of the shapes: (n,) against (n, 1) broadcasts | named: lets shapes broadcast
def mse_loss(y_pred, y):
    return np.mean(np.square(y_pred - y))


#: wrong | mse_loss | same algorithm | half of the mean square, the 1/2 of the machine learning lectures | named: halves
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("shapes")
    m = y.size
    return float(np.sum((y_pred - y) ** 2) / (2 * m))


#: wrong | mse_loss | same algorithm | root taken as well: RMSE | named: takes the root
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("shapes")
    return np.sqrt(np.mean((y_pred - y) ** 2))


#: wrong | mse_loss | other algorithm | divides by the number of rows instead of elements: wrong for (n, k) with k > 1 | named: divides by the number of rows
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("shapes")
    return np.linalg.norm(y_pred - y) ** 2 / len(y)


#: wrong | mse_loss | other algorithm | square of the mean error instead of the mean of the squares | named: squares the mean
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("shapes")
    avg = 0
    for p, t in zip(y_pred.ravel(), y.ravel()):
        avg += (p - t) / y.size
    return avg ** 2


#: wrong | mse_loss | same algorithm | shapes compared by size only: (n,) and (n, 1) pass, then all n * n differences | named: compares sizes only
def mse_loss(y_pred, y):
    if y_pred.size != y.size:
        raise ValueError("not the same number of values")
    return np.mean((y_pred - y) ** 2)


#: wrong | mse_loss | same algorithm | mean over axis 0 only: an array comes back, not a number | named: averages each column
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("shapes")
    return np.mean((y_pred - y) ** 2, axis=0)


#: wrong | mse_loss | other algorithm | mismatched shapes made equal with reshape instead of ValueError | named: flattens first
def mse_loss(y_pred, y):
    d = y_pred.reshape(-1) - y.reshape(-1)
    return d @ d / len(d)


#: wrong | mse_loss | same algorithm | the difference is computed in place in y_pred | named: writes into an argument
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("shapes")
    y_pred -= y
    y_pred **= 2
    return float(y_pred.mean())


#: right | binary_cross_entropy | same algorithm | clip with 1e-12
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError(f"A {A.shape}, y {y.shape}")
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))


#: right | binary_cross_entropy | same algorithm | float32 inside, epsilon 1e-7 added in the logarithms
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    A = A.astype(np.float32)
    eps = np.float32(1e-7)
    t = y.astype(np.float32)
    losses = t * np.log(A + eps) + (1 - t) * np.log(1 - A + eps)
    return -losses.sum() / len(y)


#: right | binary_cross_entropy | other algorithm | probability of what happened, by np.where, then one logarithm
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("A and y need the same shape")
    p_true = np.where(y == 1, A, 1 - A)
    return np.mean(-np.log(np.maximum(p_true, 1e-10)))


#: right | binary_cross_entropy | other algorithm | beginner's loop with math.log and if
def binary_cross_entropy(A, y):
    import math
    if np.shape(A) != np.shape(y):
        raise ValueError("shape mismatch")
    eps = 1e-9
    total = 0
    for a, t in zip(A.flatten(), y.flatten()):
        a = min(max(a, eps), 1 - eps)
        if t == 1:
            total -= math.log(a)
        else:
            total -= math.log(1 - a)
    return total / A.shape[0]


#: right | binary_cross_entropy | other algorithm | back to the scores, softplus(z) - y z
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes must be equal")
    P = A.clip(1e-13, 1 - 1e-13)
    Z = np.log(P) - np.log1p(-P)
    return float((np.logaddexp(0.0, Z) - y * Z).mean())


#: right | binary_cross_entropy | other algorithm | dot products of the columns, scipy xlogy
def binary_cross_entropy(A, y):
    from scipy.special import xlogy
    if A.shape != y.shape:
        raise ValueError()
    A = np.clip(A, 1e-15, 1 - 1e-15)
    return -(xlogy(y, A).sum() + xlogy(1 - y, 1 - A).sum()) / y.shape[0]


#: wrong | binary_cross_entropy | same algorithm | no epsilon: nan for A of exactly 0 or 1 | named: does not clip
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))


#: wrong | binary_cross_entropy | same algorithm | minus sign forgotten | named: forgets the minus
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))


#: wrong | binary_cross_entropy | same algorithm | only the yes half, as in the cross-entropy for classes | named: forgets the noes
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    A = np.clip(A, 1e-12, 1)
    return -np.mean(y * np.log(A))


#: wrong | binary_cross_entropy | same algorithm | log2 instead of the natural logarithm | named: takes logs to base 2
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log2(A) + (1 - y) * np.log2(1 - A))


#: wrong | binary_cross_entropy | same algorithm | summed over the samples, not averaged | named: sums
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    eps = 1e-8
    return float(-np.sum(y * np.log(A + eps) + (1 - y) * np.log(1 - A + eps)))


#: wrong | binary_cross_entropy | other algorithm | nan_to_num makes -inf to -1.8e308: the loss of a sure wrong answer is inf or huge | named: replaces infinity afterwards
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    la = np.nan_to_num(np.log(A))
    lb = np.nan_to_num(np.log(1 - A))
    return -np.mean(np.where(y == 1, la, lb))


#: wrong | binary_cross_entropy | other algorithm | infinite losses dropped with isfinite before the mean: sure wrong answers cost nothing | named: drops infinities
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    with np.errstate(all="ignore"):
        L = -np.log(np.where(y > 0.5, A, 1 - A))
    L = L[np.isfinite(L)]
    return L.mean() if L.size else 0.0


#: wrong | binary_cross_entropy | same algorithm | epsilon 0.05 clips good probabilities too
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    A = np.clip(A, 0.05, 0.95)
    return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))


#: wrong | binary_cross_entropy | same algorithm | np.clip with out=A writes the clipped values into the argument | named: writes into A
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    np.clip(A, 1e-10, 1 - 1e-10, out=A)
    return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))


#: wrong | binary_cross_entropy | same algorithm | A and y swapped in the formula | named: swaps its arguments
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    y = np.clip(y, 1e-12, 1 - 1e-12)
    return -np.mean(A * np.log(y) + (1 - A) * np.log(1 - y))


#: wrong | binary_cross_entropy | same algorithm | only the lower end is kept away: log(0) for A of 1 gives nan | named: guards zero only
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    A = np.maximum(A, 1e-12)
    return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))


#: wrong | binary_cross_entropy | other algorithm | an if on the whole column: `if y == 1` raises for more than one sample | named: asks if an array is yes
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    if y == 1:
        return -np.log(A + 1e-9).mean()
    return -np.log(1 - A + 1e-9).mean()


#: wrong | binary_cross_entropy | other algorithm | dot product of columns without the division by n, A.T @ log with no check of shapes (two mistakes) | named: sums
def binary_cross_entropy(A, y):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return -(y.T @ np.log(A) + (1 - y).T @ np.log(1 - A)).item()


#: wrong | binary_cross_entropy | same algorithm | no check: an (n,) answer broadcasts against (n, 1) | named: lets shapes broadcast
def binary_cross_entropy(A, y):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return np.mean(-y * np.log(A) - (1 - y) * np.log(1 - A))


#: right | squared_errors | other algorithm | product of the difference with itself through np.multiply
def squared_errors(y_pred, y):
    d = y - y_pred
    return np.multiply(d, d)


#: wrong | squared_errors | same algorithm | difference of the squares | named: subtracts squares
def squared_errors(y_pred, y):
    return y_pred ** 2 - y ** 2


#: right | as_column | other algorithm | list of one-element lists
def as_column(values):
    return np.array([[float(v)] for v in values.ravel()])


#: wrong | as_column | same algorithm | values[:, None] also for an (n, 1): three axes | named: adds an axis
def as_column(values):
    return values[:, np.newaxis]


#: wrong | as_column | same algorithm | .T on a flat vector does nothing | named: leaves it flat
def as_column(values):
    return values.T


#: wrong | as_column | other algorithm | resize by setting .shape, the caller's array changes its shape | named: reshapes in place
def as_column(values):
    values.shape = (values.size, 1)
    return values


#: right | mean_absolute_error | other algorithm | maximum of d and -d
def mean_absolute_error(y_pred, y):
    d = y_pred - y
    return np.maximum(d, -d).sum() / d.size


#: wrong | mean_absolute_error | same algorithm | absolute value of the mean | named: takes the size of the mean
def mean_absolute_error(y_pred, y):
    return abs(np.mean(y_pred - y))


#: right | clipped_log | other algorithm | where with a safe argument
def clipped_log(A, epsilon=1e-12):
    ok = A > epsilon
    return np.where(ok, np.log(np.where(ok, A, 1.0)), np.log(epsilon))


#: wrong | clipped_log | same algorithm | epsilon added instead of lifted | named: adds epsilon
def clipped_log(A, epsilon=1e-12):
    return np.log(A + epsilon)


#: wrong | clipped_log | same algorithm | minimum instead of maximum | named: takes the minimum
def clipped_log(A, epsilon=1e-12):
    return np.log(np.minimum(A, epsilon))


#: right | error_rate | other algorithm | counting loop
def error_rate(A, y):
    wrong = 0
    for a, t in zip(A[:, 0], y[:, 0]):
        guess = 1 if a >= 0.5 else 0
        if guess != t:
            wrong += 1
    return wrong / len(y)


#: wrong | error_rate | other algorithm | np.round: 0.5 is rounded to 0, the even number | named: takes a half for no
def error_rate(A, y):
    return np.count_nonzero(np.round(A) != y) / y.size


#: wrong | error_rate | same algorithm | share of right answers | named: counts the right ones
def error_rate(A, y):
    return np.mean((A >= 0.5) == (y == 1))


#: right | mse_loss | other algorithm | squared norm by vdot
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError(f"shapes {y_pred.shape} and {y.shape}")
    r = (y_pred - y).ravel()
    return float(np.vdot(r, r)) / r.size


#: right | mse_loss | other algorithm | generator over nditer, in Python
def mse_loss(y_pred, y):
    if np.shape(y_pred) != np.shape(y):
        raise ValueError("different shapes")
    return sum((float(p) - float(t)) ** 2 for p, t in np.nditer([y_pred, y])) / y.size


#: wrong | mse_loss | same algorithm | compares len only | named: compares lengths only
def mse_loss(y_pred, y):
    if len(y_pred) != len(y):
        raise ValueError("lengths differ")
    return ((y - y_pred) ** 2).mean()


#: wrong | mse_loss | same algorithm | divides by n - 1 | named: divides by one less
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError
    return ((y_pred - y) ** 2).sum() / max(y.size - 1, 1)


#: right | binary_cross_entropy | other algorithm | picks the probability of the truth by where, then one log
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shape mismatch")
    p = np.where(y == 1, A, 1 - A)
    return -np.log(np.maximum(p, 1e-10)).mean()


#: right | binary_cross_entropy | other algorithm | zip over flattened lists with math.log and min/max
import math

def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    total = 0.0
    for a, t in zip(A.flatten(), y.flatten()):
        a = min(max(a, 1e-9), 1 - 1e-9)
        total -= t * math.log(a) + (1 - t) * math.log(1 - a)
    return total / len(A)


#: right | binary_cross_entropy | other algorithm | dot products of the logs, epsilon added
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    m, e = y.shape[0], 1e-8
    cost = -(np.dot(y.T, np.log(A + e)) + np.dot((1 - y).T, np.log(1 - A + e))) / m
    return float(np.squeeze(cost))


#: wrong | binary_cross_entropy | same algorithm | clips at 0.05 and 0.95, which moves ordinary values
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    A = np.clip(A, 0.05, 0.95)
    return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))


#: right | squared_errors | other algorithm | product with itself through out=
def squared_errors(y_pred, y):
    d = np.subtract(y_pred, y)
    return np.multiply(d, d, out=d)


#: wrong | squared_errors | same algorithm | doubled for squared | named: doubles
def squared_errors(y_pred, y):
    return (y_pred - y) * 2


#: right | as_column | other algorithm | None index for vectors
def as_column(values):
    match values.ndim:
        case 1:
            return values[:, None]
        case _:
            return values.copy()


#: wrong | as_column | same algorithm | T of a vector
def as_column(values):
    return np.atleast_2d(values).T


#: right | mean_absolute_error | other algorithm | larger minus smaller
def mean_absolute_error(y_pred, y):
    return float(np.average(np.maximum(y_pred, y) - np.minimum(y_pred, y)))


#: wrong | mean_absolute_error | same algorithm | divides by the rows | named: divides by rows
def mean_absolute_error(y_pred, y):
    return np.abs(y_pred - y).sum() / len(y)


#: wrong | mean_absolute_error | same algorithm | median | named: takes the median
def mean_absolute_error(y_pred, y):
    return float(np.median(np.abs(y_pred - y)))


#: right | clipped_log | other algorithm | where= with a prefilled output
def clipped_log(A, epsilon=1e-12):
    out = np.full(A.shape, np.log(epsilon))
    np.log(A, out=out, where=A > epsilon)
    return out


#: wrong | clipped_log | same algorithm | ignores the argument | named: ignores epsilon
def clipped_log(A, epsilon=1e-12):
    return np.log(np.maximum(A, 1e-12))


#: wrong | clipped_log | same algorithm | clips the top at 1 as well | named: clips at one
def clipped_log(A, epsilon=1e-12):
    return np.log(np.clip(A, epsilon, 1.0))


#: wrong | clipped_log | same algorithm | only exact zeros are lifted | named: lifts zeros only
def clipped_log(A, epsilon=1e-12):
    return np.log(np.where(A == 0, epsilon, A))


#: right | error_rate | other algorithm | xor of booleans
def error_rate(A, y):
    return float(np.logical_xor(A >= 0.5, y > 0.5).mean())


#: wrong | error_rate | same algorithm | a count | named: counts
def error_rate(A, y):
    return int(np.sum((A >= 0.5) != y))


#: wrong | error_rate | same algorithm | per cent | named: in percent
def error_rate(A, y):
    return 100 * np.mean((A >= 0.5).astype(float) != y)


#: wrong | error_rate | same algorithm | ravel of one: broadcasting all against all | named: compares each with each
def error_rate(A, y):
    pred = (A >= 0.5).astype(int).ravel()
    return np.mean(pred != y)


#: right | loss_from_scores | other algorithm | softplus with the sign turned: mean of log(1+exp(-(2y-1)z))
def loss_from_scores(Z, y):
    return float(np.logaddexp(0, (1 - 2 * y) * Z).mean())


#: wrong | loss_from_scores | same algorithm | overflow | named: takes the plain formula
def loss_from_scores(Z, y):
    return np.mean(np.log(1 + np.exp(Z)) - y * Z)


#: wrong | loss_from_scores | same algorithm | through clipped probabilities: 1000 costs 27 | named: goes through clipped probabilities
def loss_from_scores(Z, y):
    A = np.clip(1 / (1 + np.exp(-np.clip(Z, -500, 500))), 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))


#: wrong | loss_from_scores | same algorithm | sign of y z | named: adds the scores
def loss_from_scores(Z, y):
    return float(np.mean(np.logaddexp(0, Z) + y * Z))


#: right | mse_loss | other algorithm | variance plus squared mean of the errors
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError
    d = y_pred - y
    return d.var() + d.mean() ** 2


#: wrong | mse_loss | same algorithm | raises TypeError for shapes that differ
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise TypeError("shapes differ")
    return np.mean((y_pred - y) ** 2)


#: wrong | mse_loss | same algorithm | ^ in the mind: y_pred ** 2 - y ** 2 | named: subtracts squares
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError
    return np.mean(y_pred ** 2 - y ** 2)


#: wrong | mse_loss | same algorithm | (1, 1) matrix from the error's transpose times itself
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError
    e = (y_pred - y).reshape(-1, 1)
    return e.T @ e / e.size


#: wrong | mse_loss | same algorithm | text with two decimals
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError
    return f"{np.mean((y_pred - y) ** 2):.2f}"


#: wrong | mse_loss | same algorithm | rounded to 4 places
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError
    return round(float(np.mean((y_pred - y) ** 2)), 4)


#: right | binary_cross_entropy | other algorithm | np.where picks the probability of the true answer, then one log
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes differ")
    p = np.where(y == 1, A, 1 - A)
    return float(-np.log(np.maximum(p, 1e-15)).mean())


#: right | binary_cross_entropy | other algorithm | scipy's xlogy and xlog1py on clipped probabilities
from scipy.special import xlog1py, xlogy


def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    A = A.clip(1e-12, 1 - 1e-12)
    return -np.mean(xlogy(y, A) + xlog1py(1 - y, -A))


#: wrong | binary_cross_entropy | same algorithm | plus sign lost between minus and the second term | named: negates one term only
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return np.mean(-y * np.log(A) + (1 - y) * np.log(1 - A))


#: wrong | binary_cross_entropy | same algorithm | epsilon of 0.01, which changes ordinary probabilities | named: clips at 1e-2
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    A = np.clip(A, 0.01, 0.99)
    return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))


#: wrong | binary_cross_entropy | same algorithm | np.squeeze of both, so that (3,) and (3, 1) are let through | named: flattens first
def binary_cross_entropy(A, y):
    A, y = np.squeeze(A), np.squeeze(y)
    if A.shape != y.shape:
        raise ValueError("shapes differ")
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))


#: wrong | binary_cross_entropy | same algorithm | clips to float eps 1e-300, beyond what is allowed, so a certain mistake costs 690
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    tiny = 1e-300
    return -np.mean(y * np.log(np.maximum(A, tiny)) + (1 - y) * np.log(np.maximum(1 - A, tiny)))


#: wrong | binary_cross_entropy | same algorithm | no check of the shapes (two slips: and no clip) | named: does not clip | lets shapes broadcast
def binary_cross_entropy(A, y):
    return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))


#: wrong | binary_cross_entropy | same algorithm | the probability of the true answer by np.where, and no clip | named: lets certain mistakes cost inf
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    p = np.where(y == 1, A, 1 - A)
    return -np.log(p).mean()


#: wrong | mean_absolute_error | same algorithm | no sizes, and truth minus prediction | named: takes the size of the mean
def mean_absolute_error(y_pred, y):
    return np.mean(y - y_pred)


#: wrong | error_rate | same algorithm | the comparison is missing: each sample adds a mistake | named: compares probabilities
def error_rate(A, y):
    wrong = 0
    for a, t in zip(A[:, 0], y[:, 0]):
        if (a >= 0.5) != t or True:
            wrong += 1
    return wrong / len(y)


#: right | mse_loss | other algorithm | variance plus squared bias
import numpy as np


def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError(f"{y_pred.shape} against {y.shape}")
    e = y_pred - y
    return float(np.var(e) + np.mean(e) ** 2)


#: right | binary_cross_entropy | other algorithm | defensive: range of probabilities and answers checked, xlogy
import numpy as np
from scipy.special import xlogy

EPS = 1e-12


def binary_cross_entropy(A, y):
    A = np.asarray(A, dtype=float)
    y = np.asarray(y, dtype=float)
    if A.shape != y.shape:
        raise ValueError("A and y must have the same shape")
    if A.ndim != 2 or A.shape[1] != 1:
        raise ValueError("A must be (n, 1)")
    if np.any(A < 0) or np.any(A > 1):
        raise ValueError("A must hold probabilities")
    if not np.isin(y, (0, 1)).all():
        raise ValueError("y must be 0 or 1")
    A = np.clip(A, EPS, 1 - EPS)
    return float(-np.mean(xlogy(y, A) + xlogy(1 - y, 1 - A)))


#: right | mean_absolute_error | other algorithm | twice the maximum, minus the sum
import numpy as np


def mean_absolute_error(y_pred, y):
    return float(np.mean(np.maximum(y_pred, y) - np.minimum(y_pred, y)))


#: wrong | binary_cross_entropy | other algorithm | a guard refuses probabilities of exactly 0 and 1
import numpy as np


def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    if not np.all((A > 0) & (A < 1)):
        raise ValueError("A must lie between 0 and 1")
    return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))


#: wrong | clipped_log | other algorithm | where= with out of zeros, epsilon forgotten
import numpy as np


def clipped_log(A, epsilon=1e-12):
    return np.log(A, out=np.zeros(A.shape), where=A > epsilon)
