"""Unseen tries for chapter ch1_3_functions: functions as students write them."""

#: right | sigmoid | same algorithm | plain formula
def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


#: right | sigmoid | other algorithm | two masks, the stable pair of formulas
def sigmoid(Z):
    Z = np.asarray(Z, dtype=float)
    out = np.zeros(Z.shape)
    pos = Z >= 0
    out[pos] = 1.0 / (1.0 + np.exp(-Z[pos]))
    e = np.exp(Z[~pos])
    out[~pos] = e / (1.0 + e)
    return out


#: right | sigmoid | other algorithm | through tanh
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


#: right | sigmoid | other algorithm | scipy expit
def sigmoid(Z):
    from scipy.special import expit
    return expit(Z)


#: right | sigmoid | other algorithm | exp of minus logaddexp
def sigmoid(Z):
    return np.exp(-np.logaddexp(0, -Z))


#: right | sigmoid | other algorithm | math.exp element by element with np.vectorize and a branch
def sigmoid(Z):
    import math

    def one(z):
        if z >= 0:
            return 1 / (1 + math.exp(-z))
        return math.exp(z) / (1 + math.exp(z))

    return np.vectorize(one, otypes=[float])(Z)


#: right | sigmoid | same algorithm | clipped to +-500 first
def sigmoid(Z):
    Z = np.clip(Z, -500, 500)
    return np.reciprocal(1.0 + np.exp(-Z))


#: right | sigmoid | other algorithm | exp(-|z|) with where
def sigmoid(Z):
    t = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1, t) / (1 + t)


#: wrong | sigmoid | same algorithm | sign of the exponent missing: 1 - sigmoid | named: forgets the minus sign
def sigmoid(Z):
    return 1 / (1 + np.exp(Z))


#: wrong | sigmoid | other algorithm | exp(z) / (1 + exp(z)) everywhere: nan for large positive z | named: divides infinity by infinity
def sigmoid(Z):
    e = np.exp(Z)
    return e / (1 + e)


#: wrong | sigmoid | other algorithm | tanh without halving the argument | named: forgets to halve inside tanh
def sigmoid(Z):
    return (np.tanh(Z) + 1) / 2


#: wrong | sigmoid | same algorithm | math.exp, only works for single numbers | named: takes math.exp
def sigmoid(Z):
    import math
    return 1 / (1 + math.exp(-Z))


#: wrong | sigmoid | other algorithm | `if Z >= 0` on a whole array: ValueError for more than one element | named: asks if an array is positive
def sigmoid(Z):
    if Z >= 0:
        return 1 / (1 + np.exp(-Z))
    else:
        return np.exp(Z) / (1 + np.exp(Z))


#: wrong | sigmoid | same algorithm | brackets: 1 / 1 + exp(-z) is 1 + exp(-z) | named: forgets the brackets
def sigmoid(Z):
    return 1 / 1 + np.exp(-Z)


#: wrong | sigmoid | other algorithm | writes into Z itself by the masks | named: negates in place
def sigmoid(Z):
    neg = Z < 0
    e = np.exp(Z[neg])
    Z[~neg] = 1 / (1 + np.exp(-Z[~neg]))
    Z[neg] = e / (1 + e)
    return Z


#: wrong | sigmoid | same algorithm | clips scores to +-10, the limits are 4.5e-5 away from 0 and 1 | named: clips scores
def sigmoid(Z):
    Z = np.clip(Z, -10, 10)
    return 1 / (1 + np.exp(-Z))


#: wrong | sigmoid | other algorithm | softmax: divides by the sum of the exponentials of all elements | named: takes softmax over all scores
def sigmoid(Z):
    e = np.exp(Z - np.max(Z))
    return e / e.sum()


#: wrong | sigmoid | other algorithm | loops over the first axis only and len(): single numbers of shape () raise TypeError | named: loops over the first axis
def sigmoid(Z):
    result = []
    for i in range(len(Z)):
        result.append(1 / (1 + np.exp(-Z[i])))
    return np.array(result)


#: wrong | sigmoid | same algorithm | base 10 instead of e: np.power(10, -Z) | named: takes powers of ten
def sigmoid(Z):
    return 1.0 / (1.0 + np.power(10.0, -Z))


#: wrong | sigmoid | other algorithm | 'hard' sigmoid, straight line between -2.5 and 2.5 | named: takes a flatter straight line
def sigmoid(Z):
    return np.clip(0.2 * Z + 0.5, 0, 1)


#: wrong | sigmoid | other algorithm | the derivative s (1 - s) returned instead of s | named: returns the derivative
def sigmoid(Z):
    s = 1 / (1 + np.exp(-Z))
    return s * (1 - s)


#: wrong | sigmoid | other algorithm | negative branch misses the 1 +: exp(z) / exp(z) + 1
def sigmoid(Z):
    Zc = np.clip(Z, -700, 700)
    return np.where(Zc >= 0, 1 / (1 + np.exp(-Zc)), np.exp(Zc) / np.exp(Zc) + 1)


#: wrong | sigmoid | other algorithm | np.select with conditions > 0 and < 0: a score of exactly 0 falls through and gives 0 | named: leaves out zero
def sigmoid(Z):
    small = np.exp(-np.abs(Z))
    return np.select([Z > 0, Z < 0], [1 / (1 + small), small / (1 + small)])


#: right | exponentials | other algorithm | np.e to the power of floats
def exponentials(x):
    return np.e ** x.astype(float)


#: right | exponentials | other algorithm | loop with math.exp
def exponentials(x):
    import math
    res = np.zeros(len(x))
    for i, v in enumerate(x):
        res[i] = math.exp(v)
    return res


#: wrong | exponentials | other algorithm | Taylor series cut after the 4th power
def exponentials(x):
    return 1 + x + x**2 / 2 + x**3 / 6 + x**4 / 24


#: wrong | exponentials | same algorithm | e typed as 2.718, error grows with x | named: rounds e
def exponentials(x):
    return 2.718 ** x


#: wrong | exponentials | same algorithm | x to the power of e, base and exponent swapped | named: swaps base and power
def exponentials(x):
    return x ** np.e


#: right | positive_part | other algorithm | half of z plus its absolute value
def positive_part(Z):
    return (Z + np.abs(Z)) / 2


#: right | positive_part | other algorithm | copy and boolean mask
def positive_part(Z):
    out = Z.copy()
    out[out < 0] = 0
    return out


#: wrong | positive_part | same algorithm | np.max(0, Z): the second argument is an axis, TypeError | named: takes an array for an axis
def positive_part(Z):
    return np.max(0, Z)


#: wrong | positive_part | same algorithm | mask assigned on the argument itself | named: overwrites negative elements
def positive_part(Z):
    Z[Z < 0] = 0
    return Z


#: wrong | positive_part | other algorithm | keeps the positive elements only, shape lost | named: keeps positive elements only
def positive_part(Z):
    return Z[Z > 0]


#: right | relu_then_sigmoid | other algorithm | where for the negative ones: 0.5 at once
def relu_then_sigmoid(Z):
    return np.where(Z > 0, 1 / (1 + np.exp(-np.abs(Z))), 0.5)


#: wrong | relu_then_sigmoid | same algorithm | other order: ReLU of the sigmoid, which is the sigmoid | named: takes the sigmoid alone
def relu_then_sigmoid(Z):
    s = 1 / (1 + np.exp(-Z))
    return np.maximum(s, 0)


#: wrong | relu_then_sigmoid | other algorithm | negative scores multiplied off after the sigmoid: 0 instead of 0.5 | named: gives zero for zero
def relu_then_sigmoid(Z):
    return (Z > 0) / (1 + np.exp(-Z))


#: right | sigmoid_layer | other algorithm | loops over samples and outputs, zip-free
def sigmoid_layer(X, W, b):
    n, d = X.shape
    if W.shape[0] != d:
        raise ValueError("X and W do not fit")
    A = np.zeros((n, W.shape[1]))
    for i in range(n):
        for j in range(W.shape[1]):
            z = b[0][j]
            for l in range(d):
                z = z + X[i][l] * W[l][j]
            A[i][j] = 0.5 * (1 + np.tanh(0.5 * z))
    return A


#: wrong | sigmoid_layer | same algorithm | bias added after the sigmoid | named: adds the bias after the sigmoid
def sigmoid_layer(X, W, b):
    return 1 / (1 + np.exp(-(X @ W))) + b


#: wrong | sigmoid_layer | same algorithm | minus before X @ W only, the bias has the wrong sign in the exponent | named: subtracts the bias
def sigmoid_layer(X, W, b):
    return 1 / (1 + np.exp(-X @ W + b))


#: right | sigmoid | other algorithm | 0.5 * (1 + tanh(z / 2))
def sigmoid(Z):
    return 0.5 * (np.tanh(0.5 * Z) + 1.0)


#: right | sigmoid | other algorithm | exp(-logaddexp(0, -z))
def sigmoid(Z):
    return np.exp(-np.logaddexp(0.0, -Z))


#: right | sigmoid | other algorithm | recursion over the first axis down to numbers, math.exp with both branches
import math

def sigmoid(Z):
    if np.ndim(Z) == 0:
        z = float(Z)
        return np.array(1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z)))
    return np.array([sigmoid(part) for part in Z]).reshape(np.shape(Z))


#: wrong | sigmoid | same algorithm | 2 ** in place of e ** | named: takes powers of two
def sigmoid(Z):
    return 1 / (1 + 2.0 ** -Z)


#: wrong | sigmoid | same algorithm | normalizes by the sum over the array
def sigmoid(Z):
    e = np.exp(Z - Z.max())
    return e / (1 + e.sum())


#: wrong | sigmoid | same algorithm | output rounded to 4 places | named: rounds the result
def sigmoid(Z):
    return np.around(1 / (1 + np.exp(-Z)), 4)


#: right | exponentials | other algorithm | np.power(np.e, x)
def exponentials(x):
    return np.power(np.e, x)


#: right | exponentials | other algorithm | Taylor with argument halving and repeated squaring
def exponentials(x):
    t = x / 1024
    s, term = np.ones_like(t), np.ones_like(t)
    for k in range(1, 12):
        term = term * t / k
        s = s + term
    for _ in range(10):
        s = s * s
    return s


#: wrong | exponentials | same algorithm | 2.7 for e
def exponentials(x):
    return 2.7 ** x


#: wrong | exponentials | same algorithm | expm1 | named: takes away one
def exponentials(x):
    return np.expm1(x)


#: wrong | positive_part | same algorithm | maximum of the whole array | named: takes the maximum of all
def positive_part(Z):
    return np.max(Z, initial=0)


#: wrong | positive_part | same algorithm | absolute values | named: drops the sign
def positive_part(Z):
    return np.abs(Z)


#: wrong | positive_part | same algorithm | threshold 1
def positive_part(Z):
    return np.where(Z >= 1, Z, 0.0)


#: right | relu_then_sigmoid | other algorithm | composition helper with a lambda
def compose(*fs):
    def run(v):
        for f in fs:
            v = f(v)
        return v
    return run

def relu_then_sigmoid(Z):
    return compose(lambda z: np.fmax(z, 0.0), lambda z: 1 / (1 + np.exp(-z)))(Z)


#: wrong | relu_then_sigmoid | same algorithm | nan for 1000 | named: divides infinity by infinity
def relu_then_sigmoid(Z):
    r = np.clip(Z, 0, None)
    return np.exp(r) / (1 + np.exp(r))


#: right | sigmoid_layer | other algorithm | neuron by neuron with a nested helper
def sigmoid_layer(X, W, b):
    def unit(w, bias):
        return 0.5 + 0.5 * np.tanh((X.dot(w) + bias) / 2)
    return np.stack([unit(w, bias) for w, bias in zip(W.T, b[0])], axis=1)


#: wrong | sigmoid_layer | same algorithm | helper sigmoid of the file is wrong: softmax over rows | named: takes softmax
def sigmoid(Z):
    e = np.exp(Z)
    return e / e.sum(axis=1, keepdims=True)

def sigmoid_layer(X, W, b):
    return sigmoid(X @ W + b)


#: wrong | sigmoid_layer | same algorithm | bias left out | named: forgets the bias
def sigmoid_layer(X, W, b):
    Z = np.dot(X, W)
    return 1.0 / (1.0 + np.exp(-Z))


#: wrong | sigmoid_layer | same algorithm | unstable for large scores | named: divides infinity by infinity
def sigmoid_layer(X, W, b):
    E = np.exp(X @ W + b)
    return E / (1 + E)


#: right | softplus | other algorithm | log1p(exp(-|z|)) + max
def softplus(Z):
    return np.log1p(np.exp(-np.abs(Z))) + np.maximum(Z, 0)


#: right | softplus | other algorithm | z above 30, log1p(exp) below, by boolean masks
def softplus(Z):
    out = np.array(Z, dtype=float)
    small = out < 40
    out[small] = np.log1p(np.exp(out[small]))
    return out


#: wrong | softplus | same algorithm | textbook: inf at 1000 | named: takes the plain formula
def softplus(Z):
    return np.log(1 + np.exp(Z))


#: wrong | softplus | same algorithm | clip at 20 stays at 20
def softplus(Z):
    return np.log1p(np.exp(np.clip(Z, -20, 20)))


#: right | sigmoid | other algorithm | np.vectorize of a scalar function in two branches
import math


@np.vectorize
def _one(z: float) -> float:
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    e = math.exp(z)
    return e / (1.0 + e)


def sigmoid(Z):
    return _one(Z)


#: right | sigmoid | other algorithm | exp of minus logaddexp
def sigmoid(Z):
    return np.exp(-np.logaddexp(0.0, -Z))


#: wrong | sigmoid | other algorithm | map object over the rows
def sigmoid(Z):
    return map(lambda z: 1 / (1 + np.exp(-z)), Z)


#: wrong | sigmoid | same algorithm | clips the scores to +-6, so that small answers stop at 0.0025
def sigmoid(Z):
    Z = np.clip(Z, -6, 6)
    return 1 / (1 + np.exp(-Z))


#: wrong | sigmoid | other algorithm | the returned pair of the Coursera notebooks: (A, cache) | named: returns a pair
def sigmoid(Z):
    A = 1 / (1 + np.exp(-Z))
    cache = Z
    return A, cache


#: wrong | sigmoid | other algorithm | stable branches, but the negative one repeats the positive with exp(z) | named: forgets negative scores
def sigmoid(Z):
    return np.where(Z >= 0, 1 / (1 + np.exp(-np.abs(Z))), 1 / (1 + np.exp(-np.abs(Z))))


#: wrong | sigmoid | same algorithm | e rounded to 2.718 | named: rounds e
def sigmoid(Z):
    return 1 / (1 + 2.718 ** -Z)


#: wrong | sigmoid | same algorithm | loop over rows that returns a flat list for matrices | named: flattens the scores
def sigmoid(Z):
    return np.array([1 / (1 + np.exp(-z)) for z in Z.flatten()])


#: wrong | sigmoid | other algorithm | list comprehension: a list comes back
def sigmoid(Z):
    return [1 / (1 + np.exp(-z)) for z in Z]


#: wrong | sigmoid | same algorithm | decision: rounds to 0 and 1
def sigmoid(Z):
    return np.where(1 / (1 + np.exp(-Z)) > 0.5, 1.0, 0.0)


#: wrong | sigmoid | same algorithm | two slips: sign lost, and no brackets
def sigmoid(Z):
    return 1 / 1 + np.exp(Z)


#: wrong | sigmoid | same algorithm | shifts Z by its maximum, as for softmax | named: subtracts the maximum
def sigmoid(Z):
    Z = Z - np.max(Z)
    return 1 / (1 + np.exp(-Z))


#: wrong | sigmoid | same algorithm | clips the result to [1e-7, 1 - 1e-7] | named: clips the result
def sigmoid(Z):
    return np.clip(1 / (1 + np.exp(-Z)), 1e-7, 1 - 1e-7)


#: wrong | sigmoid | same algorithm | replaces results below 1e-4 by 0
def sigmoid(Z):
    s = 1 / (1 + np.exp(-Z))
    return np.where(s < 1e-4, 0, s)


#: right | sigmoid | other algorithm | vectorize of a math function with otypes and lru_cache
import math
from functools import lru_cache
import numpy as np


@lru_cache(maxsize=None)
def _one(z):
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0


def sigmoid(Z):
    return np.vectorize(_one, otypes=[float])(Z)


#: right | sigmoid_layer | other algorithm | defensive; einsum, clip of the scores at 500
import numpy as np


def sigmoid_layer(X, W, b):
    for name, M in (("X", X), ("W", W), ("b", b)):
        if not isinstance(M, np.ndarray) or M.ndim != 2:
            raise TypeError(f"{name} must be a matrix")
    if X.shape[1] != W.shape[0]:
        raise ValueError("X and W do not fit")
    if b.shape != (1, W.shape[1]):
        raise ValueError("b must be (1, k)")
    Z = np.einsum("nd,dk->nk", X, W) + b
    A = 1.0 / (1.0 + np.exp(-np.clip(Z, -500, 500)))
    assert np.all((A >= 0) & (A <= 1))
    return A


#: right | softplus | other algorithm | positive part plus log1p, where=
import numpy as np


def softplus(Z):
    tail = np.log1p(np.exp(-np.abs(Z)))
    return np.add(tail, Z, out=tail.copy(), where=Z > 0)


#: wrong | sigmoid | other algorithm | a decorator that loses the return value
from functools import wraps
import numpy as np


def quiet(f):
    @wraps(f)
    def inner(*args):
        with np.errstate(all="ignore"):
            f(*args)

    return inner


@quiet
def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


#: wrong | sigmoid | other algorithm | vectorize without otypes: the first element decides, whole numbers cut
import math
import numpy as np


def sigmoid(Z):
    one = np.vectorize(lambda z: 0 if z < -30 else 1 / (1 + math.exp(-z)))
    return one(Z)
