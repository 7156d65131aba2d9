"""Unseen tries for chapter 3.2: activations, as students write them."""

#: right | relu | other algorithm | mean of z and its absolute value
def relu(Z):
    return (Z + np.abs(Z)) / 2


#: right | relu | other algorithm | list of lists through ravel and a conditional expression
def relu(Z):
    flat = [float(z) if z > 0 else 0.0 for z in np.ravel(Z)]
    return np.array(flat).reshape(np.shape(Z))


#: wrong | relu | same algorithm | np.max with 0 as the array: the second argument is an axis | named: gives the scores as an axis
def relu(Z):
    return np.max(0, Z)


#: wrong | relu | other algorithm | cuts from above as well, as in ReLU6 | named: clips at six
def relu(Z):
    return np.clip(Z, 0, 6)


#: wrong | relu | other algorithm | boolean indexing returns only the positive elements, the zeros are lost | named: drops elements
def relu(Z):
    return Z[Z > 0]


#: wrong | relu | other algorithm | ravel gives a view, so the argument is changed and also returned | named: changes its argument
def relu(Z):
    flat = Z.ravel()
    for i in range(flat.size):
        if flat[i] < 0:
            flat[i] = 0.0
    return flat.reshape(Z.shape)


#: right | tanh | other algorithm | shifted sigmoid, 2 s(2z) - 1
from neural_network import sigmoid

def tanh(Z):
    return 2 * sigmoid(2 * Z) - 1


#: right | tanh | other algorithm | expm1 of minus twice the absolute value, sign put back at the end
def tanh(Z):
    t = np.expm1(-2.0 * np.abs(Z))
    return np.sign(Z) * (-t / (2.0 + t))


#: wrong | tanh | other algorithm | doubles the sigmoid but forgets to double its argument | named: forgets to double the score
from neural_network import sigmoid

def tanh(Z):
    return 2 * sigmoid(Z) - 1


#: wrong | tanh | same algorithm | (e^2z - 1) / (e^2z + 1) is inf/inf = nan for entries of 1000 | named: overflows to the right
def tanh(Z):
    e2 = np.exp(2 * Z)
    return (e2 - 1) / (e2 + 1)


#: wrong | tanh | same algorithm | the inverse function, np.arctanh, with nan turned to 0
def tanh(Z):
    return np.nan_to_num(np.arctanh(Z))


#: right | leaky_relu | other algorithm | positive part plus alpha times the negative part
def leaky_relu(Z, alpha=0.01):
    pos = np.maximum(Z, 0)
    neg = np.minimum(Z, 0)
    return pos + alpha * neg


#: right | leaky_relu | other algorithm | np.piecewise on a float copy
def leaky_relu(Z: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    Zf = np.asarray(Z, dtype=float)
    return np.piecewise(Zf, [Zf > 0], [lambda z: z, lambda z: alpha * z])


#: wrong | leaky_relu | same algorithm | sign: minus alpha on the negative side | named: turns the sign
def leaky_relu(Z, alpha=0.01):
    return np.where(Z > 0, Z, -alpha * Z)


#: wrong | leaky_relu | other algorithm | the positive side is shrunk too: relu plus alpha z adds alpha where z > 0 | named: leaks on both sides
def leaky_relu(Z, alpha=0.01):
    return np.maximum(0, Z) + alpha * Z


#: wrong | leaky_relu | other algorithm | np.minimum in place of maximum of the two lines | named: shrinks the positive side
def leaky_relu(Z, alpha=0.01):
    lines = np.stack([Z, alpha * Z])
    return lines.min(axis=0)


#: right | sigmoid_derivative | other algorithm | a quarter of the squared hyperbolic secant
def sigmoid_derivative(Z):
    return 0.25 / np.cosh(np.clip(Z, -700, 700) / 2) ** 2


#: right | sigmoid_derivative | other algorithm | central difference in float64
from neural_network import sigmoid

def sigmoid_derivative(Z):
    Z = np.asarray(Z, dtype=np.float64)
    h = 1e-5
    return (sigmoid(Z + h) - sigmoid(Z - h)) / (2 * h)


#: wrong | sigmoid_derivative | same algorithm | uses Z as if it were the answer in the second factor | named: takes scores in the second factor
from neural_network import sigmoid

def sigmoid_derivative(Z):
    return sigmoid(Z) * (1 - Z)


#: right | sigmoid_derivative | other algorithm | quotient rule form; nan at -1000 is only advised against
def sigmoid_derivative(Z):
    e = np.exp(-Z)
    return e / (1 + e) ** 2


#: wrong | sigmoid_derivative | same algorithm | applies the sigmoid twice before s (1 - s) | named: bends twice
from neural_network import sigmoid

def sigmoid_derivative(Z):
    s = sigmoid(sigmoid(Z))
    return s * (1 - s)


#: right | relu_derivative | other algorithm | heaviside with 0 at 0
def relu_derivative(Z):
    return np.heaviside(Z, 0.0)


#: wrong | relu_derivative | other algorithm | z / abs(z) trick: nan at 0 | named: divides
def relu_derivative(Z):
    return (1 + Z / np.abs(Z)) / 2


#: wrong | relu_derivative | same algorithm | returns z itself in place of 1 | named: is relu
def relu_derivative(Z):
    d = np.zeros_like(Z)
    d[Z > 0] = Z[Z > 0]
    return d


#: wrong | relu_derivative | other algorithm | sign: -1 for negative scores | named: is the sign
def relu_derivative(Z):
    return np.sign(Z)


#: right | tanh_derivative | other algorithm | product (1 - t)(1 + t)
def tanh_derivative(Z):
    t = np.tanh(Z)
    return (1 - t) * (1 + t)


#: wrong | tanh_derivative | same algorithm | Z is taken for tanh's answer, 1 - Z**2 | named: takes scores for answers
def tanh_derivative(Z):
    return 1 - np.square(Z)


#: wrong | tanh_derivative | same algorithm | square missing | named: forgets the square
def tanh_derivative(Z):
    return 1 - np.tanh(Z)


#: right | leaky_relu_derivative | other algorithm | alpha plus (1 - alpha) times the mask
def leaky_relu_derivative(Z, alpha=0.01):
    return alpha + (1 - alpha) * (Z > 0)


#: wrong | leaky_relu_derivative | same algorithm | 1 at 0, since >= is used | named: is one at zero
def leaky_relu_derivative(Z, alpha=0.01):
    D = np.full(Z.shape, alpha)
    D[Z >= 0] = 1.0
    return D


#: wrong | leaky_relu_derivative | same algorithm | alpha of the call is ignored, 0.01 is written out | named: ignores alpha
def leaky_relu_derivative(Z, alpha=0.01):
    return np.where(Z > 0, 1.0, 0.01)


#: wrong | leaky_relu_derivative | other algorithm | one-sided difference over the corner, wrong for scores close above -0.1, step 0.1 | named: is one at zero
def leaky_relu_derivative(Z, alpha=0.01):
    h = 0.1
    f = lambda z: np.where(z > 0, z, alpha * z)
    return (f(Z + h) - f(Z)) / h


#: right | softmax | other algorithm | through logaddexp.reduce
def softmax(Z):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=-1, keepdims=True))


#: right | softmax | other algorithm | recursion over leading axes down to vectors
def softmax(Z):
    Z = np.asarray(Z)
    if Z.ndim == 1:
        top = max(Z)
        e = np.array([np.exp(z - top) for z in Z])
        return e / sum(e)
    return np.array([softmax(row) for row in Z])


#: right | softmax | other algorithm | one over the sum of exponentials of all differences
def softmax(Z):
    diff = Z[..., None, :] - Z[..., :, None]     # z_j - z_i
    with np.errstate(over="ignore"):
        return 1.0 / np.exp(diff).sum(axis=-1)


#: wrong | softmax | same algorithm | subtracts the mean of a row, which does not stop the overflow | named: subtracts the mean
def softmax(Z):
    Z = Z - Z.mean(axis=-1, keepdims=True)
    e = np.exp(Z)
    return e / e.sum(axis=-1, keepdims=True)


#: wrong | softmax | same algorithm | scores are clipped to +-500, so 1000 and 999 become equal | named: clips the scores
def softmax(scores):
    e = np.exp(np.clip(scores, -500, 500))
    return e / np.sum(e, axis=-1, keepdims=True)


#: wrong | softmax | same algorithm | shift with -= on the argument | named: changes its argument
def softmax(Z):
    Z -= np.max(Z, axis=-1, keepdims=True)
    Z = np.exp(Z)
    return Z / np.sum(Z, axis=-1, keepdims=True)


#: wrong | softmax | other algorithm | loop over the columns of Z: each column sums to 1
def softmax(Z):
    if Z.ndim == 1:
        e = np.exp(Z - Z.max())
        return e / e.sum()
    out = np.empty(Z.shape)
    for j in range(Z.shape[-1]):
        e = np.exp(Z[..., j] - Z[..., j].max())
        out[..., j] = e / e.sum()
    return out


#: wrong | softmax | same algorithm | epsilon of 0.01 in the denominator, rows do not sum to 1
def softmax(Z):
    e = np.exp(Z - Z.max(axis=-1, keepdims=True))
    return e / (e.sum(axis=-1, keepdims=True) + 1e-2)


#: wrong | softmax | other algorithm | normalises by the length (2-norm) of the exponentials
def softmax(Z):
    e = np.exp(Z - Z.max(axis=-1, keepdims=True))
    return e / np.linalg.norm(e, axis=-1, keepdims=True)


#: right | merged_layers | other algorithm | pushes the unit vectors and the zero vector through both layers
def merged_layers(W1, b1, W2, b2):
    probe = np.vstack([np.zeros((1, W1.shape[0])), np.eye(W1.shape[0])])
    out = (probe @ W1 + b1) @ W2 + b2
    return out[1:] - out[:1], out[:1]


#: wrong | merged_layers | same algorithm | the first bias is not carried through the second layer | named: forgets the first bias
def merged_layers(W1, b1, W2, b2):
    return np.dot(W1, W2), b2


#: right | dead_units | other algorithm | set of live columns found with nonzero
def dead_units(Z):
    alive = set(np.nonzero(np.maximum(Z, 0))[1].tolist())
    return Z.shape[1] - len(alive)


#: wrong | dead_units | other algorithm | mean of a column is not above 0, taken for all not above 0 | named: adds the scores
def dead_units(Z):
    return int(sum(1 for column in Z.T if column.mean() <= 0))


#: wrong | tempered_softmax | same algorithm | multiplied by the temperature in place of divided | named: multiplies
def tempered_softmax(Z, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    E = Z * temperature
    E = np.exp(E - E.max(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)


#: right | two_way_softmax | other algorithm | sigmoid of z and of -z side by side
from neural_network import sigmoid

def two_way_softmax(z):
    return np.concatenate((sigmoid(z), sigmoid(-z)), axis=1)


#: wrong | two_way_softmax | same algorithm | the order of the columns is swapped | named: is turned around
from neural_network import sigmoid

def two_way_softmax(z):
    p = sigmoid(z)
    return np.hstack([1 - p, p])


#: right | relu | other algorithm | multiply by a mask
def relu(Z):
    return Z * np.greater(Z, 0)


#: wrong | relu | same algorithm | leaks on the negative side | named: leaks
def relu(Z):
    return np.where(Z > 0, Z, 0.01 * Z)


#: wrong | relu | same algorithm | Python max per row
def relu(Z):
    return np.array([max(row, 0) for row in Z]) if Z.ndim == 1 else np.array([[max(v, 0) for v in row] for row in Z])


#: right | tanh | other algorithm | expm1 form with a sign
def tanh(Z):
    t = np.expm1(-2 * np.abs(Z))
    return np.sign(Z) * (-t) / (2 + t)


#: right | tanh | other algorithm | 2 sigmoid(2z) - 1
def tanh(Z):
    return 2.0 * sigmoid(2.0 * Z) - 1.0


#: wrong | tanh | same algorithm | the formula as printed: nan at 1000 | named: overflows
def tanh(Z):
    a, b = np.exp(Z), np.exp(-Z)
    return (a - b) / (a + b)


#: wrong | tanh | same algorithm | sinh
def tanh(Z):
    Z = np.clip(Z, -50, 50)
    return (np.exp(Z) - np.exp(-Z)) / 2


#: wrong | tanh | same algorithm | tan | named: is tan
def tanh(Z):
    return np.tan(Z)


#: right | leaky_relu | other algorithm | max + alpha min
def leaky_relu(Z, alpha=0.01):
    return np.clip(Z, 0, None) + alpha * np.clip(Z, None, 0)


#: wrong | leaky_relu | same algorithm | alpha where negative, not alpha z | named: answers alpha
def leaky_relu(Z, alpha=0.01):
    return np.where(Z > 0, Z, alpha)


#: wrong | leaky_relu | same algorithm | default 0.1 | named: has another default
def leaky_relu(Z, alpha=0.1):
    return np.where(Z > 0, Z, alpha * Z)


#: wrong | leaky_relu | same algorithm | ELU | named: is the ELU
def leaky_relu(Z, alpha=0.01):
    return np.where(Z > 0, Z, alpha * (np.exp(np.minimum(Z, 0)) - 1))


#: right | sigmoid_derivative | other algorithm | 1 / (4 cosh^2(z/2)) on clipped z
def sigmoid_derivative(Z):
    return 0.25 / np.cosh(np.clip(Z, -1400, 1400) / 2) ** 2


#: right | sigmoid_derivative | other algorithm | sigmoid(z) sigmoid(-z)
def sigmoid_derivative(Z):
    return sigmoid(Z) * sigmoid(-Z)


#: wrong | sigmoid_derivative | same algorithm | Z (1 - Z) | named: takes scores for answers
def sigmoid_derivative(Z):
    return Z * (1 - Z)


#: wrong | sigmoid_derivative | same algorithm | s - s
def sigmoid_derivative(Z):
    s = sigmoid(Z)
    return s * 1 - s


#: wrong | sigmoid_derivative | same algorithm | s (1 + s) | named: adds for subtracts
def sigmoid_derivative(Z):
    s = sigmoid(Z)
    return s * (1 + s)


#: wrong | sigmoid_derivative | same algorithm | 1 - s^2 | named: uses the formula of tanh
def sigmoid_derivative(Z):
    return 1 - sigmoid(Z) ** 2


#: right | relu_derivative | other algorithm | heaviside with 0
def relu_derivative(Z):
    return np.heaviside(Z, 0)


#: wrong | relu_derivative | same algorithm | a slope of 0.5 at zero | named: is half at zero
def relu_derivative(Z):
    return (np.sign(Z) + 1) / 2


#: wrong | relu_derivative | same algorithm | sets ones and leaves the negatives | named: keeps negative scores
def relu_derivative(Z):
    D = Z.copy()
    D[D > 0] = 1
    return D


#: wrong | relu_derivative | same algorithm | zero for large: window (0, 1)
def relu_derivative(Z):
    return ((Z > 0) & (Z < 100)).astype(float)


#: right | tanh_derivative | other algorithm | 1 / cosh^2 clipped
def tanh_derivative(Z):
    return np.cosh(np.clip(Z, -350, 350)) ** -2.0


#: wrong | tanh_derivative | same algorithm | (1 - tanh)^2 | named: squares the difference
def tanh_derivative(Z):
    return (1 - np.tanh(Z)) ** 2


#: wrong | tanh_derivative | same algorithm | tanh (1 - tanh) | named: uses the formula of the sigmoid
def tanh_derivative(Z):
    t = np.tanh(Z)
    return t * (1 - t)


#: wrong | tanh_derivative | same algorithm | 1 - tanh(Z ** 2) | named: squares the score
def tanh_derivative(Z):
    return 1 - np.tanh(Z ** 2)


#: wrong | leaky_relu_derivative | same algorithm | 0 at 0: two masks, and neither has it | named: is zero at zero
def leaky_relu_derivative(Z, alpha=0.01):
    D = np.zeros(Z.shape)
    D[Z > 0] = 1
    D[Z < 0] = alpha
    return D


#: wrong | leaky_relu_derivative | same algorithm | alpha z | named: multiplies by the score
def leaky_relu_derivative(Z, alpha=0.01):
    return np.where(Z > 0, 1.0, alpha * Z)


#: wrong | leaky_relu_derivative | same algorithm | 1 added to alpha on the positive side | named: adds alpha everywhere
def leaky_relu_derivative(Z, alpha=0.01):
    return alpha + (Z > 0)


#: right | softmax | other algorithm | recursion over the leading axes
def softmax(Z):
    if Z.ndim > 1:
        return np.stack([softmax(part) for part in Z])
    e = np.exp(Z - Z.max())
    return e / e.sum()


#: right | softmax | other algorithm | 1 / sum exp(z_j - z_i): pairwise differences
def softmax(Z):
    with np.errstate(over="ignore"):
        return 1.0 / np.exp(Z[..., None, :] - Z[..., :, None]).sum(axis=-1)


#: wrong | softmax | same algorithm | max of the whole array | named: subtracts one maximum from all rows
def softmax(Z):
    e = np.exp(Z - np.max(Z))
    return e / e.sum(axis=-1, keepdims=True)


#: wrong | softmax | same algorithm | axis 1 | named: insists on axis one
def softmax(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


#: wrong | softmax | same algorithm | keepdims missing and transposed for two axes alone
def softmax(Z):
    e = np.exp(Z.T - Z.max(axis=-1))
    return (e / e.sum(axis=0)).T


#: wrong | softmax | same algorithm | plain normalization of Z | named: forgets the exponential
def softmax(Z):
    return Z / Z.sum(axis=-1, keepdims=True)


#: right | merged_layers | other algorithm | pushes the unit vectors and zero through
def merged_layers(W1, b1, W2, b2):
    run = lambda X: (X @ W1 + b1) @ W2 + b2
    b = run(np.zeros((1, len(W1))))
    return run(np.eye(len(W1))) - b, b


#: wrong | merged_layers | same algorithm | biases just added
def merged_layers(W1, b1, W2, b2):
    return W1 @ W2, b1.sum() + b2


#: wrong | merged_layers | same algorithm | order of the pair | named: swaps the pair
def merged_layers(W1, b1, W2, b2):
    return b1 @ W2 + b2, W1 @ W2


#: right | dead_units | other algorithm | loops over columns
def dead_units(Z):
    return sum(max(col) <= 0 for col in Z.T)


#: wrong | dead_units | same algorithm | samples for which all are silent | named: counts samples
def dead_units(Z):
    return int(np.all(Z <= 0, axis=1).sum())


#: wrong | dead_units | same algorithm | < 0: a column of zeros counts as alive | named: overlooks zero
def dead_units(Z):
    return int((Z < 0).all(axis=0).sum())


#: wrong | dead_units | same algorithm | all silent scores | named: counts scores
def dead_units(Z):
    return int((Z <= 0).sum())


#: right | tempered_softmax | other algorithm | power of the softmax, normalized, in logs
def tempered_softmax(Z, temperature):
    L = (Z - Z.max(-1, keepdims=True)) / temperature
    return np.exp(L - np.log(np.exp(L).sum(-1, keepdims=True)))


#: wrong | tempered_softmax | same algorithm | softmax / T | named: divides the shares
def tempered_softmax(Z, temperature):
    return softmax(Z) / temperature


#: wrong | tempered_softmax | same algorithm | whole-number division
def tempered_softmax(Z, temperature):
    return softmax(Z // temperature)


#: right | two_way_softmax | other algorithm | sigmoid and its complement
def two_way_softmax(z):
    return np.hstack([sigmoid(z), sigmoid(-z)])


#: wrong | two_way_softmax | same algorithm | [z, -z] | named: is against minus z
def two_way_softmax(z):
    return softmax(np.hstack([z, -z]))


#: wrong | two_way_softmax | same algorithm | [z, 1] | named: is against one
def two_way_softmax(z):
    return softmax(np.hstack([z, np.ones_like(z)]))


#: right | log_softmax | other algorithm | logaddexp.reduce
def log_softmax(Z):
    return Z - np.logaddexp.reduce(Z, axis=-1)[..., None]


#: wrong | log_softmax | same algorithm | log of softmax: -inf | named: takes the logarithm of the softmax
def log_softmax(Z):
    return np.log(softmax(Z))


#: wrong | log_softmax | same algorithm | log of softmax plus 1e-12: -27 at most
def log_softmax(Z):
    return np.log(softmax(Z) + 1e-12)


#: wrong | log_softmax | same algorithm | forgets to take the maximum off once more | named: takes the largest score off inside the sum only
def log_softmax(Z):
    m = Z.max(axis=-1, keepdims=True)
    return Z - np.log(np.exp(Z - m).sum(axis=-1, keepdims=True))


#: right | relu | other algorithm | masked array of the negative places, filled
def relu(Z):
    return np.ma.masked_less(Z, 0).filled(0)


#: wrong | relu | same algorithm | minimum in place of maximum | named: takes the minimum
def relu(Z):
    return np.minimum(0, Z)


#: wrong | relu | same algorithm | built-in max on an array | named: uses Python's max
def relu(Z):
    return max(0, Z)


#: right | tanh | other algorithm | np.frompyfunc of math.tanh, cast to float
import math


def tanh(Z):
    return np.frompyfunc(math.tanh, 1, 1)(Z).astype(float)


#: wrong | tanh | same algorithm | 1 - 2 / (exp(2z) + 1) with the sign wrong | named: is upside down
def tanh(Z):
    return 2 / (1 + np.exp(2 * Z)) - 1


#: wrong | tanh | same algorithm | np.arctanh
def tanh(Z):
    return np.arctanh(np.clip(Z, -0.999, 0.999))


#: right | leaky_relu | other algorithm | nested comprehension through a helper on lists
def _leak(value, alpha):
    if isinstance(value, list):
        return [_leak(v, alpha) for v in value]
    return value if value > 0 else alpha * value


def leaky_relu(Z, alpha=0.01):
    return np.array(_leak(np.asarray(Z).tolist(), alpha))


#: wrong | leaky_relu | same algorithm | 0.01 written down, alpha ignored | named: ignores alpha
def leaky_relu(Z, alpha=0.01):
    return np.where(Z > 0, Z, 0.01 * Z)


#: wrong | sigmoid_derivative | same algorithm | quotient rule without the square
def sigmoid_derivative(Z):
    e = np.exp(-np.abs(Z))
    return e / (1 + e)


#: right | relu_derivative | other algorithm | copy, then two masks on the copy, in the right order
def relu_derivative(Z):
    D = np.copy(Z).astype(float)
    D[D <= 0] = 0
    D[D > 0] = 1
    return D


#: wrong | relu_derivative | same algorithm | two masks on Z itself | named: changes its argument
def relu_derivative(Z):
    Z[Z <= 0] = 0
    Z[Z > 0] = 1
    return Z


#: right | tanh_derivative | other algorithm | loop over np.ndenumerate
import math


def tanh_derivative(Z):
    out = np.zeros(Z.shape)
    for index, z in np.ndenumerate(Z):
        out[index] = 1 - math.pow(math.tanh(z), 2)
    return out


#: wrong | tanh_derivative | same algorithm | tanh applied twice | named: bends twice
def tanh_derivative(Z):
    return 1 - np.tanh(np.tanh(Z)) ** 2


#: right | leaky_relu_derivative | other algorithm | np.choose from the two slopes
def leaky_relu_derivative(Z, alpha=0.01):
    return np.choose((Z > 0).astype(int), [alpha, 1.0])


#: wrong | leaky_relu_derivative | same algorithm | integer array of ones: alpha is cut to 0 | named: does not leak
def leaky_relu_derivative(Z, alpha=0.01):
    dx = np.ones(Z.shape, dtype=int)
    dx[Z <= 0] = alpha
    return dx


#: right | softmax | other algorithm | np.apply_along_axis of a vector function
def _vector(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def softmax(Z):
    return np.apply_along_axis(_vector, -1, Z)


#: right | softmax | other algorithm | reshape to two axes, work on a copy in place, reshape back
def softmax(Z):
    flat = np.array(Z, dtype=float).reshape(-1, Z.shape[-1])
    flat -= np.max(flat, axis=1)[:, np.newaxis]
    np.exp(flat, out=flat)
    flat /= flat.sum(axis=1)[:, np.newaxis]
    return flat.reshape(Z.shape)


#: wrong | softmax | same algorithm | divides by the sum of the scores in place of the exponentials | named: divides by the sum of scores, after the shift
def softmax(Z):
    e = np.exp(Z - Z.max(axis=-1, keepdims=True))
    return e / np.sum(Z, axis=-1, keepdims=True)


#: wrong | softmax | same algorithm | stale maximum: that of the first row for all | named: subtracts one maximum from all rows
def softmax(Z):
    e = np.exp(Z - np.max(Z[0]))
    return e / e.sum(axis=-1, keepdims=True)


#: wrong | softmax | same algorithm | transposed on the way, not back: e.T / sum
def softmax(Z):
    e = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return e.T / np.sum(e, axis=-1)


#: wrong | dead_units | same algorithm | counts the units that reach 0 or more
def dead_units(Z):
    return sum(1 for column in Z.T if max(column) >= 0)


#: wrong | merged_layers | same algorithm | element by element in place of @ | named: adds the weights
def merged_layers(W1, b1, W2, b2):
    return W1 * W2, b1 @ W2 + b2


#: right | softmax | other algorithm | inverse of the sum of exponentials of differences
import numpy as np


def softmax(Z):
    with np.errstate(over="ignore"):
        return 1 / np.exp(Z[..., None, :] - Z[..., :, None]).sum(axis=-1)


#: right | merged_layers | other algorithm | probing the composition with basis vectors
import numpy as np


def merged_layers(W1, b1, W2, b2):
    f = lambda X: (X @ W1 + b1) @ W2 + b2
    origin = f(np.zeros((1, len(W1))))
    return f(np.eye(len(W1))) - origin, origin


#: wrong | softmax | other algorithm | axis 1 always
from scipy.special import softmax as _softmax


def softmax(Z):
    return _softmax(Z, axis=min(1, Z.ndim - 1))
