"""Unseen tries for chapter 4.4: regularization, as students write it."""

#: right | l2_regularization | other algorithm | squared Frobenius norm from numpy.linalg
def l2_regularization(W, lambda_):
    return float(lambda_ * np.linalg.norm(W.ravel()) ** 2), 2.0 * lambda_ * W


#: right | l2_regularization | other algorithm | einsum of the flat array with itself
def l2_regularization(W, lambda_):
    flat = W.reshape(-1)
    return lambda_ * np.einsum("i,i->", flat, flat), (lambda_ + lambda_) * W


#: wrong | l2_regularization | same algorithm | square root: the norm and not its square | named: takes the norm
def l2_regularization(W, lambda_):
    return float(lambda_ * np.linalg.norm(W)), 2 * lambda_ * W


#: wrong | l2_regularization | other algorithm | spectral norm of matrices (ord 2), grows wrong with rank | named: takes the spectral norm in any shape
def l2_regularization(W, lambda_):
    W2 = W.reshape(W.shape[0], -1)
    return float(lambda_ * np.linalg.norm(W2, 2) ** 2), 2 * lambda_ * W


#: wrong | l2_regularization | other algorithm | L1 penalty with sign as its gradient | named: charges absolute values
def l2_regularization(W, lambda_):
    return float(lambda_ * np.abs(W).sum()), lambda_ * np.sign(W)


#: wrong | l2_regularization | same algorithm | half in the penalty but 2 in the gradient | named: halves only the penalty
def l2_regularization(W, lambda_):
    penalty = 0.5 * lambda_ * np.sum(W * W)
    return float(penalty), 2 * lambda_ * W


#: wrong | l2_regularization | same algorithm | builtin sum adds rows only, the penalty is an array | named: sums along one axis
def l2_regularization(W, lambda_):
    return lambda_ * sum(W ** 2), 2 * lambda_ * W


#: right | regularized_loss | other algorithm | dictionary comprehension, penalty by vdot in a generator
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    weights = {k for k in params if k[0] != "b"}
    total = loss + lambda_ * sum(np.vdot(params[k], params[k]) for k in weights)
    return float(total), {k: grads[k] + 2 * lambda_ * params[k] if k in weights else grads[k].copy() for k in grads}


#: right | regularized_loss | other algorithm | strength per parameter, 0 for biases, all treated alike
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    new = dict(grads)
    for name, P in params.items():
        strength = 0.0 if name.startswith("b") else lambda_
        loss = loss + strength * float((P ** 2).sum())
        new[name] = new[name] + 2 * strength * P
    return loss, new


#: wrong | regularized_loss | same algorithm | += on the arrays that loss_fn returned | named: writes into arrays of others
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    for k in params:
        if not k.startswith("b"):
            loss += lambda_ * np.sum(params[k] ** 2)
            grads[k] += 2 * lambda_ * params[k]
    return loss, grads


#: wrong | regularized_loss | same algorithm | weights are recognised by a capital W only: filters F are not charged for | named: charges for names with W only
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    out = {}
    for k, g in grads.items():
        if "W" in k:
            loss += lambda_ * np.sum(params[k] ** 2)
            g = g + 2 * lambda_ * params[k]
        out[k] = g
    return loss, out


#: wrong | regularized_loss | same algorithm | return inside the loop after the first weight | named: returns after the first weight
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    grads = {k: g.copy() for k, g in grads.items()}
    for k, P in params.items():
        if k.startswith("b"):
            continue
        loss += lambda_ * (P ** 2).sum()
        grads[k] = grads[k] + 2 * lambda_ * P
        return loss, grads


#: wrong | regularized_loss | other algorithm | penalty on all parameters joined in one vector, biases included | named: charges for biases
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    theta = np.concatenate([p.ravel() for p in params.values()])
    return loss + lambda_ * theta @ theta, {k: grads[k] + 2 * lambda_ * params[k] for k in params}


#: wrong | regularized_loss | same algorithm | penalty divided by the number of samples (as some texts do), in loss and gradient | named: divides the penalty by n
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    lam = lambda_ / X.shape[0]
    grads = {k: (g if k.startswith("b") else g + 2 * lam * params[k]) for k, g in grads.items()}
    return loss + lam * sum((P ** 2).sum() for k, P in params.items() if not k.startswith("b")), grads


#: right | dropout | other algorithm | binomial draws divided by p
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError("p must be in (0, 1]")
    if not training:
        return A.copy(), np.ones(A.shape)
    mask = rng.binomial(1, p, size=A.shape) / p
    return A * mask, mask


#: right | dropout | other algorithm | rng.choice between 1/p and 0, element by element
def dropout(A, p, rng, training=True):
    if p <= 0 or p > 1:
        raise ValueError(f"p = {p}")
    q = p if training else 1.0
    mask = rng.choice([1 / q, 0.0], size=A.shape, p=[q, 1 - q])
    return A * mask, mask


#: right | dropout | other algorithm | loop with one draw an element, last element first
def dropout(A, p, rng, training=True):
    if not (p > 0 and p <= 1):
        raise ValueError("keep probability")
    mask = np.ones(A.size)
    if training:
        for i in range(A.size - 1, -1, -1):
            mask[i] = 1 / p if rng.random() < p else 0.0
    mask = mask.reshape(A.shape)
    return np.multiply(A, mask), mask


#: wrong | dropout | same algorithm | p taken as the probability to drop: keeps where random > p | named: keeps what is above p
def dropout(A, p, rng, training=True):
    if p <= 0 or p > 1:
        raise ValueError
    if not training:
        return A.copy(), np.ones_like(A)
    mask = (rng.random(A.shape) > p) / p
    return A * mask, mask


#: wrong | dropout | same algorithm | A_drop is scaled, but the mask that is returned is only 0 and 1 | named: returns an unscaled mask
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError
    if not training:
        return A.copy(), np.ones(A.shape)
    mask = (rng.uniform(size=A.shape) < p).astype(float)
    return A * mask / p, mask


#: wrong | dropout | other algorithm | exactly round(p * size) elements are kept by a permutation: not drawn for each by itself | named: keeps an exact share
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError
    mask = np.ones(A.shape)
    if training:
        flat = np.zeros(A.size)
        flat[rng.permutation(A.size)[:round(p * A.size)]] = 1 / p
        mask = flat.reshape(A.shape)
    return A * mask, mask


#: wrong | dropout | same algorithm | one draw for a whole column: units silent in all samples at once | named: drops columns
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError("p")
    if not training:
        return A.copy(), np.ones(A.shape)
    keep = rng.random(A.shape[-1]) < p
    mask = np.broadcast_to(keep / p, A.shape).copy()
    return A * mask, mask


#: wrong | dropout | same algorithm | at test time scaled by p, as in the original (not inverted) dropout | named: scales in use
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError("p")
    if training:
        mask = (rng.random(A.shape) < p) / p
    else:
        mask = np.full(A.shape, p)
    return A * mask, mask


#: wrong | dropout | same algorithm | p of exactly 1 refused | named: refuses a p of one
def dropout(A, p, rng, training=True):
    if not 0 < p < 1:
        raise ValueError("p must lie between 0 and 1")
    mask = (rng.random(A.shape) < p) / p if training else np.ones(A.shape)
    return A * mask, mask


#: wrong | dropout | other algorithm | np.random.rand and not the given generator | named: draws from the global generator
def dropout(A, p, rng, training=True):
    if p <= 0 or p > 1:
        raise ValueError
    if training == False:
        return A.copy(), np.ones(A.shape)
    mask = np.array([1 / p if np.random.rand() < p else 0 for _ in range(A.size)]).reshape(A.shape)
    return A * mask, mask


#: right | split_validation | other algorithm | boolean mask from rng.choice without replacement
def split_validation(X, y, n_val, rng):
    held = np.zeros(len(X), dtype=bool)
    held[rng.choice(len(X), size=n_val, replace=False)] = True
    return X[~held], y[~held], X[held], y[held]


#: wrong | split_validation | same algorithm | choice with replacement: fewer validation samples than asked for | named: draws with replacement into a mask
def split_validation(X, y, n_val, rng):
    held = np.zeros(len(X), dtype=bool)
    held[rng.choice(len(X), size=n_val)] = True
    return X[~held], y[~held], X[held], y[held]


#: wrong | split_validation | other algorithm | rng.shuffle on X and y separately, in place, so pairs break and arguments change | named: shuffles samples and targets apart, in place
def split_validation(X, y, n_val, rng):
    rng.shuffle(X)
    rng.shuffle(y)
    return X[n_val:], y[n_val:], X[:n_val], y[:n_val]


#: right | squared_weights | other algorithm | math.fsum over plain numbers
import math

def squared_weights(params):
    return math.fsum(float(v) ** 2 for k, P in params.items() if not k.startswith("b") for v in np.ravel(P))


#: wrong | squared_weights | same algorithm | square of the sum | named: squares the sums
def squared_weights(params):
    return float(sum(np.sum(P) ** 2 for k, P in params.items() if not k.startswith("b")))


#: wrong | decay_step | same algorithm | factor 2 missing | named: decays half as fast
def decay_step(W, grad, lr, lambda_):
    return W * (1 - lr * lambda_) - lr * grad


#: right | decay_step | other algorithm | gradient of the sum first, then one step
def decay_step(W, grad, lr, lambda_):
    g = grad + 2 * lambda_ * W
    return W - lr * g


#: wrong | best_setting | same algorithm | mean over the wrong axis: over the settings | named: averages over the settings
def best_setting(settings, losses):
    return settings[np.argmin(losses.mean(axis=0))]


#: wrong | best_setting | other algorithm | lowest single loss of all, not lowest mean | named: chooses by the best run
def best_setting(settings, losses):
    i, j = np.unravel_index(losses.argmin(), losses.shape)
    return settings[i]


#: wrong | dropped_delta | same algorithm | mask forgotten on the way back | named: forgets the mask
def dropped_delta(delta2, W2, A1, mask):
    return (delta2 @ W2.T) * (A1 > 0)


#: wrong | l2_regularization | same algorithm | lambda_ itself squared with the weights
def l2_regularization(W, lambda_):
    return np.sum((lambda_ * W) ** 2), 2 * lambda_ * W


#: wrong | l2_regularization | same algorithm | trace of W @ W: for square matrices alone, and not even there
def l2_regularization(W, lambda_):
    return lambda_ * np.trace(W @ W), 2 * lambda_ * W


#: wrong | l2_regularization | same algorithm | W *= 2 * lambda_ overwrites W | named: works in place
def l2_regularization(W, lambda_):
    penalty = lambda_ * (W ** 2).sum()
    W *= 2 * lambda_
    return penalty, W


#: right | regularized_loss | other algorithm | dict union, sum of a generator, class with __call__
def regularized_loss(X, y, params, loss_fn, lambda_):
    class Penalty:
        def __init__(self, strength):
            self.strength = strength
        def __call__(self, name):
            W = params[name]
            return self.strength * float(np.square(W).sum()), 2 * self.strength * W
    penalty = Penalty(lambda_)
    loss, grads = loss_fn(X, y, params)
    weights = [name for name in params if not name.startswith("b")]
    parts = {name: penalty(name) for name in weights}
    return loss + sum(p for p, _ in parts.values()), grads | {k: grads[k] + g for k, (_, g) in parts.items()}


#: wrong | regularized_loss | same algorithm | "b" anywhere in the name is taken for a bias | named: looks for a b anywhere
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    grads = dict(grads)
    for k in params:
        if "b" not in k.lower():
            loss += lambda_ * np.sum(params[k] ** 2)
            grads[k] = grads[k] + 2 * lambda_ * params[k]
    return loss, grads


#: wrong | regularized_loss | same algorithm | penalty divided by the number of samples (Coursera's lambd / (2 m)) | named: divides the penalty by twice n
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    m = X.shape[0]
    grads = {k: g + (lambda_ / m * params[k] if not k.startswith("b") else 0) for k, g in grads.items()}
    return loss + lambda_ / (2 * m) * sum(np.sum(v ** 2) for k, v in params.items() if not k.startswith("b")), grads


#: wrong | regularized_loss | same algorithm | the penalty of the last weight only: = in place of += | named: keeps the last penalty only
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    out = dict(grads)
    penalty = 0
    for k, W in params.items():
        if not k.startswith("b"):
            penalty = lambda_ * np.sum(W ** 2)
            out[k] = grads[k] + 2 * lambda_ * W
    return loss + penalty, out


#: wrong | regularized_loss | same algorithm | returns only the gradients of the weights | named: leaves out the biases
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    ws = {k: W for k, W in params.items() if not k.startswith("b")}
    return loss + lambda_ * sum((W ** 2).sum() for W in ws.values()), {k: grads[k] + 2 * lambda_ * W for k, W in ws.items()}


#: wrong | regularized_loss | same algorithm | loss_fn called at shrunken weights
def regularized_loss(X, y, params, loss_fn, lambda_):
    shrunk = {k: v if k.startswith("b") else v * (1 - 2 * lambda_) for k, v in params.items()}
    loss, grads = loss_fn(X, y, shrunk)
    for_w = {k: v for k, v in params.items() if not k.startswith("b")}
    return loss + sum(lambda_ * np.sum(v ** 2) for v in for_w.values()), {k: g + 2 * lambda_ * for_w[k] if k in for_w else g for k, g in grads.items()}


#: wrong | regularized_loss | same algorithm | gradient of the penalty subtracted | named: subtracts the slopes
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    pen = sum(lambda_ * np.sum(v ** 2) for k, v in params.items() if not k.startswith("b"))
    return loss + pen, {k: g if k.startswith("b") else g - 2 * lambda_ * params[k] for k, g in grads.items()}


#: right | dropout | other algorithm | exponential draws below a quantile, Fortran order
def dropout(A, p, rng, training=True):
    if p > 1 or p <= 0:
        raise ValueError("keep probability")
    mask = np.ones_like(A, dtype=float)
    if training and p < 1:
        mask = np.where(rng.standard_exponential(A.shape[::-1]).T < -np.log1p(-p), 1 / p, 0.0)
    return A * mask, mask


#: wrong | dropout | same algorithm | scaled by 1 / (1 - p) | named: scales by one minus p
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError
    if not training:
        return A, np.ones_like(A)
    mask = (rng.random(A.shape) < p) / (1 - p)
    return A * mask, mask


#: wrong | dropout | same algorithm | no scaling in training, scaled in use instead (classic dropout) | named: forgets to scale
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError
    if not training:
        return A * p, np.full(A.shape, p)
    mask = (rng.random(A.shape) < p).astype(float)
    return A * mask, mask


#: wrong | dropout | same algorithm | own generator with a fixed seed | named: makes its own generator
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError
    if not training:
        return A, np.ones_like(A)
    mask = (np.random.default_rng(0).random(A.shape) < p) / p
    return A * mask, mask


#: wrong | dropout | same algorithm | p of 1 refused | named: refuses a p of one
def dropout(A, p, rng, training=True):
    if p <= 0 or p >= 1:
        raise ValueError
    if not training:
        return A, np.ones_like(A)
    mask = (rng.random(A.shape) < p) / p
    return A * mask, mask


#: wrong | dropout | same algorithm | mask None in use
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError
    if not training:
        return A, None
    mask = (rng.random(A.shape) < p) / p
    return A * mask, mask


#: wrong | dropout | same algorithm | rng.integers(0, 2): always one half
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError
    if not training:
        return A, np.ones_like(A)
    mask = rng.integers(0, 2, A.shape) / p
    return A * mask, mask


#: wrong | dropout | same algorithm | mask and A_drop swapped | named: returns the mask first
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError
    mask = (rng.random(A.shape) < p) / p if training else np.ones_like(A)
    return mask, A * mask


#: wrong | dropout | same algorithm | mask kept in a module variable and used again for the same shape
_masks = {}
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError
    if not training:
        return A, np.ones_like(A)
    if A.shape not in _masks:
        _masks[A.shape] = (rng.random(A.shape) < p) / p
    return A * _masks[A.shape], _masks[A.shape]


#: wrong | split_validation | same algorithm | scikit-learn's order: X_train, X_val, y_train, y_val | named: returns both X first
def split_validation(X, y, n_val, rng):
    k = rng.permutation(len(X))
    return X[k[n_val:]], X[k[:n_val]], y[k[n_val:]], y[k[:n_val]]


#: wrong | split_validation | same algorithm | [:-n_val] of an unshuffled set | named: takes the last samples
def split_validation(X, y, n_val, rng):
    return X[:-n_val], y[:-n_val], X[-n_val:], y[-n_val:]


#: wrong | split_validation | same algorithm | rng.shuffle(X) shuffles in place | named: shuffles in place
def split_validation(X, y, n_val, rng):
    k = np.arange(len(X))
    rng.shuffle(k)
    X[:] = X[k]
    y[:] = y[k]
    return X[n_val:], y[n_val:], X[:n_val], y[:n_val]


#: wrong | squared_weights | same algorithm | total squared, not the squares added | named: squares the sums
def squared_weights(params):
    return sum(np.sum(v) ** 2 for k, v in params.items() if not k.startswith("b"))


#: wrong | best_setting | same algorithm | mean over axis 0 | named: averages over the settings
def best_setting(settings, losses):
    return settings[np.argmin(losses.mean(axis=0))]


#: right | best_setting | other algorithm | min with key over zip
def best_setting(settings, losses):
    return min(zip(settings, losses), key=lambda pair: sum(pair[1]))[0]


#: wrong | dropped_delta | same algorithm | mask taken as 0 and 1 | named: makes the mask boolean
def dropped_delta(delta2, W2, A1, mask):
    return (delta2 @ W2.T) * (mask > 0) * (A1 > 0)


#: wrong | dropped_delta | same algorithm | multiplies by A1 in place of its sign | named: multiplies by A1
def dropped_delta(delta2, W2, A1, mask):
    return (delta2 @ W2.T) * mask * A1


#: right | k_folds | other algorithm | strided slices of a permutation
def k_folds(n, k, rng):
    order = rng.permutation(n)
    return [(np.setdiff1d(order, order[i::k]), order[i::k]) for i in range(k)]


#: wrong | k_folds | same algorithm | n // k each, the rest in no val part
def k_folds(n, k, rng):
    order = rng.permutation(n)
    s = n // k
    return [(np.concatenate([order[:i * s], order[(i + 1) * s:]]), order[i * s:(i + 1) * s]) for i in range(k)]


#: wrong | k_folds | same algorithm | the pair swapped
def k_folds(n, k, rng):
    parts = np.array_split(rng.permutation(n), k)
    return [(parts[i], np.concatenate(parts[:i] + parts[i + 1:])) for i in range(k)]


#: right | l2_regularization | other algorithm | loops in pure Python over W.flat
def l2_regularization(W, lambda_):
    penalty, grad = 0.0, []
    for w in W.flat:
        penalty += lambda_ * w * w
        grad.append(2 * lambda_ * w)
    return penalty, np.reshape(grad, np.shape(W))


#: right | regularized_loss | other algorithm | deep copies first, then in place; all weights in one vector
import copy


def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = copy.deepcopy(loss_fn(X, y, params))
    weights = [k for k in params if not k.startswith("b")]
    flat = np.concatenate([params[k].ravel() for k in weights] or [np.zeros(0)])
    loss += lambda_ * flat.dot(flat)
    for k in weights:
        grads[k] += 2 * lambda_ * params[k]
    return loss, grads


#: right | dropout | other algorithm | normal numbers below a quantile from scipy
from scipy.stats import norm


def dropout(A, p, rng, training=True):
    if np.isnan(p) or p <= 0 or p > 1:
        raise ValueError("p must lie in (0, 1]")
    threshold = norm.ppf(p)
    mask = np.zeros(A.shape)
    if training:
        mask[rng.standard_normal(A.shape) <= threshold] = 1 / p
    else:
        mask += 1
    return np.where(mask == 0, 0.0, A * mask), mask


#: wrong | l2_regularization | other algorithm | W.T @ W in place of the sum of squares
def l2_regularization(W, lambda_):
    penalty = lambda_ * (W.T @ W)
    dW = 2.0 * lambda_ * W
    return penalty, dW


#: wrong | regularized_loss | same algorithm | shrinks the weights themselves
import copy


def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = copy.deepcopy(loss_fn(X, y, params))
    weights = [k for k in params if not k.startswith("b")]
    flat = np.concatenate([params[k].ravel() for k in weights] or [np.zeros(0)])
    loss += lambda_ * flat.dot(flat)
    for k in weights:
        grads[k] += 2 * lambda_ * params[k]
        params[k] *= 1 - lambda_
    return loss, grads


#: wrong | regularized_loss | same algorithm | every second parameter is taken for a weight
def regularized_loss(X, y, params, loss_fn, lambda_):
    is_weight = lambda name: name[:1] != "b"
    data_loss, data_grads = loss_fn(X, y, params)
    reg = lambda_ * sum(float((params[k] ** 2).sum()) for k in list(params)[::2])
    return data_loss + reg, {**data_grads, **{k: data_grads[k] + 2 * lambda_ * params[k] for k in list(params)[::2]}}


#: wrong | dropout | same algorithm | a mask for the columns only: one toss for all samples
def dropout(A, p, rng, training=True):
    if not 0.0 < p <= 1.0:
        raise ValueError(f"dropout: p={p}")
    mask = rng.binomial(1, p, size=(1,) + np.shape(A)[1:]) / p + np.zeros(np.shape(A)) if training else np.ones(np.shape(A))
    return A * mask, mask


#: wrong | dropout | same algorithm | checks 0 <= p <= 1
def dropout(A, p, rng, training=True):
    if not 0.0 <= p <= 1.0:
        raise ValueError(f"dropout: p={p}")
    mask = rng.binomial(1, p, size=np.shape(A)) / p if training else np.ones(np.shape(A))
    return A * mask, mask


#: wrong | dropout | same algorithm | exactly the share p is kept: a shuffled list | named: keeps an exact share
def dropout(A, p, rng, training=True):
    if p <= 0 or p > 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return A, np.ones_like(A, dtype=float)
    D = np.zeros(A.size)
    D[: int(round(p * A.size))] = 1.0
    D = rng.permutation(D).reshape(A.shape)
    mask = D / p
    return np.multiply(A, mask), mask


#: wrong | dropout | same algorithm | a seed of its own in every call | named: makes its own generator
def dropout(A, p, rng, training=True):
    if p <= 0 or p > 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return A, np.ones_like(A, dtype=float)
    D = np.random.default_rng(0).random(A.shape)
    D = (D < p).astype(float)
    mask = D / p
    return np.multiply(A, mask), mask


#: wrong | dropped_delta | same algorithm | A1.T in place of W2.T | named: does not transpose W2
def dropped_delta(delta2, W2, A1, mask):
    return delta2 @ A1.T * mask * (A1 > 0)


#: wrong | squared_weights | same algorithm | the largest in place of the sum | named: keeps the last weight
def squared_weights(params):
    return float(max((W**2).sum() for name, W in params.items() if not name.startswith("b")))


#: right | regularized_loss | other algorithm | ChainMap and comprehension of weights
from collections import ChainMap
import numpy as np


def regularized_loss(X, y, params, loss_fn, lambda_):
    if not callable(loss_fn):
        raise TypeError("loss_fn")
    if lambda_ < 0:
        raise ValueError("lambda_")
    loss, grads = loss_fn(X, y, params)
    if grads.keys() != params.keys():
        raise KeyError("grads must have the names of params")
    weights = {k: W for k, W in params.items() if not k.startswith("b")}
    added = {k: grads[k] + 2 * lambda_ * W for k, W in weights.items()}
    penalty = lambda_ * sum(np.sum(np.square(W)) for W in weights.values())
    return float(loss + penalty), dict(ChainMap(added, grads))


#: right | split_validation | other algorithm | np.split of a permutation, tuple of a comprehension
import numpy as np


def split_validation(X, y, n_val, rng):
    val, train = np.split(rng.permutation(len(y)), [n_val])
    return tuple(array[part] for part in (train, val) for array in (X, y))


#: wrong | dropout | other algorithm | lru_cache keeps the mask of a shape
from functools import lru_cache
import numpy as np

_masks = {}


def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError("p")
    if not training:
        return A, np.ones(A.shape)
    key = (A.shape, p)
    if key not in _masks:
        _masks[key] = (rng.random(A.shape) < p) / p
    return A * _masks[key], _masks[key]


#: right | split_validation | other algorithm | defensive: takes arrays of floats alone, as the annotation says; a shuffled mask
import numpy as np


def split_validation(X, y, n_val, rng):
    for array in (X, y):
        if not np.issubdtype(array.dtype, np.floating):
            raise TypeError("X and y must hold floats")
    held = rng.permutation(np.arange(len(X)) < n_val)
    return X[~held], y[~held], X[held], y[held]
