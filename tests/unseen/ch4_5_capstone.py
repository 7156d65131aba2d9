"""Unseen tries for chapter 4.5: momentum, accuracy and confusion, as students write them."""

#: right | momentum_update | other algorithm | tensordot of the pair (mu, -lr) with the stacked arrays
def momentum_update(v, grad, mu, lr):
    return np.tensordot(np.array([mu, -lr]), np.stack([v, grad]), axes=1)


#: right | momentum_update | other algorithm | copy, then in place on the copy
def momentum_update(v, grad, mu, lr):
    new = np.array(v, dtype=float, copy=True)
    new *= mu
    new -= lr * grad
    return new


#: wrong | momentum_update | same algorithm | v changed in place | named: writes into the velocity
def momentum_update(v, grad, mu, lr):
    v *= mu
    v -= lr * grad
    return v


#: wrong | momentum_update | same algorithm | moving average form: (1 - mu) in front of the gradient | named: averages the gradients
def momentum_update(v, grad, mu, lr):
    return mu * v - lr * (1 - mu) * grad


#: wrong | momentum_update | same algorithm | PyTorch form: v is mu v + grad, without the rate | named: leaves rate and sign for later
def momentum_update(v, grad, mu, lr):
    return mu * v + grad


#: right | momentum_descent | other algorithm | flat parameter vector with one velocity vector
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    names = list(params)
    shapes = [params[k].shape for k in names]
    cuts = np.cumsum([params[k].size for k in names])[:-1]
    flat = lambda d: np.concatenate([np.ravel(d[k]) for k in names]).astype(float)
    unflat = lambda v: {k: p.reshape(s).copy() for k, p, s in zip(names, np.split(v, cuts), shapes)}
    theta = flat(params)
    v = np.zeros(theta.shape)
    n = len(X)
    size = n if batch_size is None else batch_size
    history, t = [], 0
    for _ in range(epochs):
        order = np.arange(n) if rng is None else rng.permutation(n)
        total = 0.0
        for a in range(0, n, size):
            pick = order[a:a + size]
            loss, g = loss_fn(X[pick], y[pick], unflat(theta))
            rate = lr(t) if callable(lr) else lr
            v = mu * v - rate * flat(g)
            theta = theta + v
            t += 1
            total += float(loss) * len(pick)
        history.append(total / n)
    return unflat(theta), history


#: right | momentum_descent | other algorithm | heavy-ball form with the last two positions
from neural_network import minibatches

def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    now = {k: np.array(p, dtype=float) for k, p in params.items()}
    before = {k: p.copy() for k, p in now.items()}
    rate = lr if callable(lr) else (lambda step: lr)
    step, history = 0, []
    if batch_size is None:
        batch_size = X.shape[0]
    for epoch in range(epochs):
        losses, sizes = [], []
        for Xb, yb in minibatches(X, y, batch_size, rng):
            loss, grads = loss_fn(Xb, yb, now)
            losses.append(loss)
            sizes.append(len(Xb))
            later = {k: now[k] + mu * (now[k] - before[k]) - rate(step) * grads[k] for k in now}
            before, now = now, later
            step += 1
        history.append(float(np.average(losses, weights=sizes)))
    return now, history


#: wrong | momentum_descent | same algorithm | velocities start at zero in every epoch | named: rests before every epoch
from neural_network import minibatches

def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    p = {k: v.copy() for k, v in params.items()}
    history, t = [], 0
    for _ in range(epochs):
        vel = {k: np.zeros_like(v) for k, v in p.items()}
        total = 0
        for Xb, yb in minibatches(X, y, batch_size or len(X), rng):
            loss, g = loss_fn(Xb, yb, p)
            rate = lr(t) if callable(lr) else lr
            for k in p:
                vel[k] = mu * vel[k] - rate * g[k]
                p[k] = p[k] + vel[k]
            total += loss * len(Xb)
            t += 1
        history.append(total / len(X))
    return p, history


#: wrong | momentum_descent | same algorithm | one velocity for all parameters: each goes on from the mean of the last one's
from neural_network import minibatches

def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    p = {k: v.copy() for k, v in params.items()}
    v = 0.0
    history, t = [], 0
    for _ in range(epochs):
        total = 0
        for Xb, yb in minibatches(X, y, batch_size or len(X), rng):
            loss, g = loss_fn(Xb, yb, p)
            rate = lr(t) if callable(lr) else lr
            for k in p:
                v = mu * np.mean(v) - rate * g[k]
                p[k] = p[k] + v
            total += loss * len(Xb)
            t += 1
        history.append(total / len(X))
    return p, history


#: wrong | momentum_descent | same algorithm | Nesterov: the gradient is taken at the look-ahead point | named: asks ahead for the loss too
from neural_network import minibatches

def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    p = {k: v.copy() for k, v in params.items()}
    vel = {k: np.zeros(v.shape) for k, v in params.items()}
    history, t = [], 0
    for _ in range(epochs):
        total = 0
        for Xb, yb in minibatches(X, y, batch_size or len(X), rng):
            loss, g = loss_fn(Xb, yb, {k: p[k] + mu * vel[k] for k in p})
            rate = lr(t) if callable(lr) else lr
            t += 1
            for k in p:
                vel[k] = mu * vel[k] - rate * g[k]
                p[k] = p[k] + vel[k]
            total += loss * len(Xb)
        history.append(total / len(X))
    return p, history


#: wrong | momentum_descent | same algorithm | shallow copy dict(params) and += : the arrays that were given are trained | named: moves the arrays of the caller
from neural_network import minibatches

def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    p = dict(params)
    vel = {k: np.zeros(v.shape) for k, v in params.items()}
    history, t = [], 0
    for _ in range(epochs):
        total = 0
        for Xb, yb in minibatches(X, y, batch_size or len(X), rng):
            loss, g = loss_fn(Xb, yb, p)
            rate = lr(t) if callable(lr) else lr
            t += 1
            for k in p:
                vel[k] = mu * vel[k] - rate * g[k]
                p[k] += vel[k]
            total += loss * len(Xb)
        history.append(total / len(X))
    return p, history


#: wrong | momentum_descent | other algorithm | shuffled once before all epochs, and the last smaller batch is dropped
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    p = {k: v.copy() for k, v in params.items()}
    vel = {k: np.zeros(v.shape) for k, v in params.items()}
    n = len(X)
    b = batch_size or n
    if rng is not None:
        order = rng.permutation(n)
        X, y = X[order], y[order]
    history, t = [], 0
    for _ in range(epochs):
        losses = []
        for i in range(n // b):
            loss, g = loss_fn(X[i * b:(i + 1) * b], y[i * b:(i + 1) * b], p)
            rate = lr(t) if callable(lr) else lr
            t += 1
            for k in p:
                vel[k] = mu * vel[k] - rate * g[k]
                p[k] = p[k] + vel[k]
            losses.append(loss)
        history.append(float(np.mean(losses)))
    return p, history


#: wrong | momentum_descent | same algorithm | parameter moves first, by the old velocity, then the velocity is renewed | named: moves by the old velocity
from neural_network import minibatches

def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    p = {k: v.copy() for k, v in params.items()}
    vel = {k: np.zeros(v.shape) for k, v in params.items()}
    history, t = [], 0
    for _ in range(epochs):
        total = 0
        for Xb, yb in minibatches(X, y, batch_size or len(X), rng):
            loss, g = loss_fn(Xb, yb, p)
            rate = lr(t) if callable(lr) else lr
            t += 1
            p = {k: p[k] + vel[k] for k in p}
            vel = {k: mu * vel[k] - rate * g[k] for k in p}
            total += loss * len(Xb)
        history.append(total / len(X))
    return p, history


#: right | accuracy | other algorithm | the score of the true class is the row's maximum, first maximum on ties by comparing argmax lists
def accuracy(y_pred, y):
    if len(y) != len(y_pred) or (y.ndim == 2 and y.shape != y_pred.shape):
        raise ValueError("y does not fit y_pred")
    hits = 0
    for scores, target in zip(y_pred, y):
        truth = int(np.argmax(target)) if np.ndim(target) else int(target)
        best = max(range(len(scores)), key=lambda c: scores[c])
        hits += best == truth
    return hits / len(y_pred)


#: right | accuracy | other algorithm | trace of the count table
def accuracy(y_pred, y):
    n, k = y_pred.shape
    y = np.asarray(y)
    if y.shape not in ((n,), (n, k)):
        raise ValueError(f"{y.shape}")
    t = y.argmax(axis=1) if y.ndim == 2 else y.astype(int)
    table = np.zeros((k, k))
    np.add.at(table, (t, y_pred.argmax(axis=1)), 1)
    return float(np.trace(table) / n)


#: wrong | accuracy | same algorithm | compares the one-hot matrix element by element with the rounded scores | named: rounds the scores
def accuracy(y_pred, y):
    if len(y) != len(y_pred) or (y.ndim == 2 and y.shape != y_pred.shape):
        raise ValueError
    if y.ndim == 1:
        y = np.eye(y_pred.shape[1])[y.astype(int)]
    return float(np.mean(np.round(y_pred) == y))


#: wrong | accuracy | same algorithm | percent, from 0 to 100 | named: returns a percentage
def accuracy(y_pred, y):
    if y.shape[0] != y_pred.shape[0] or (y.ndim == 2 and y.shape[1] != y_pred.shape[1]):
        raise ValueError
    t = np.argmax(y, axis=1) if y.ndim == 2 else y
    return 100.0 * float(np.mean(np.argmax(y_pred, axis=1) == t))


#: wrong | accuracy | same algorithm | labels (n,) go through argmax too: one number is compared with all | named: takes labels for one-hot
def accuracy(y_pred, y):
    if y.shape[0] != y_pred.shape[0] or (y.ndim == 2 and y.shape[1] != y_pred.shape[1]):
        raise ValueError
    return float(np.mean(y_pred.argmax(axis=-1) == y.argmax(axis=-1)))


#: right | accuracy | other algorithm | pairs by zip; other numbers of samples go unnoticed, which is only advised against
def accuracy(y_pred, y):
    if y.ndim == 2 and y.shape[1] != y_pred.shape[1]:
        raise ValueError("classes")
    labels = y.argmax(axis=1) if y.ndim == 2 else y
    right = [int(np.argmax(p)) == int(t) for p, t in zip(y_pred, labels)]
    return sum(right) / len(right)


#: right | confusion_matrix | other algorithm | product of two one-hot matrices
def confusion_matrix(y_pred, y, n_classes):
    n = y_pred.shape[0]
    if y.shape != (n,) and y.shape != (n, n_classes):
        raise ValueError("y")
    eye = np.eye(n_classes, dtype=int)
    T = eye[y.astype(int)] if y.ndim == 1 else eye[y.argmax(axis=1)]
    P = eye[y_pred.argmax(axis=1)]
    return T.T @ P


#: right | confusion_matrix | other algorithm | bincount of t * k + p
def confusion_matrix(y_pred, y, n_classes):
    if len(y) != len(y_pred) or (y.ndim == 2 and y.shape[1] != y_pred.shape[1]):
        raise ValueError("y does not belong to y_pred")
    t = y.argmax(1) if y.ndim == 2 else y.astype(int)
    code = t * n_classes + y_pred.argmax(1)
    return np.bincount(code, minlength=n_classes ** 2).reshape(n_classes, n_classes)


#: wrong | confusion_matrix | same algorithm | fancy index with +=: a pair that occurs twice counts once | named: counts each pair once
def confusion_matrix(y_pred, y, n_classes):
    if len(y) != len(y_pred) or (y.ndim == 2 and y.shape[1] != n_classes):
        raise ValueError
    t = np.argmax(y, axis=1) if y.ndim == 2 else y.astype(int)
    counts = np.zeros((n_classes, n_classes), dtype=int)
    counts[t, np.argmax(y_pred, axis=1)] += 1
    return counts


#: wrong | confusion_matrix | other algorithm | histogram2d with predictions first: transposed | named: swaps truth and prediction
def confusion_matrix(y_pred, y, n_classes):
    if len(y) != len(y_pred) or (y.ndim == 2 and y.shape[1] != n_classes):
        raise ValueError
    t = np.argmax(y, axis=1) if y.ndim == 2 else y
    edges = np.arange(n_classes + 1) - 0.5
    H, _, _ = np.histogram2d(y_pred.argmax(axis=1), t, bins=[edges, edges])
    return H.astype(int)


#: wrong | confusion_matrix | same algorithm | rows are divided by their sums: fractions, nan for a class that does not occur | named: divides every row by its sum
def confusion_matrix(y_pred, y, n_classes):
    if len(y) != len(y_pred) or (y.ndim == 2 and y.shape[1] != n_classes):
        raise ValueError
    t = np.argmax(y, axis=1) if y.ndim == 2 else y.astype(int)
    m = np.zeros((n_classes, n_classes))
    for a, b in zip(t, y_pred.argmax(axis=1)):
        m[a, b] += 1
    return m / m.sum(axis=1, keepdims=True)


#: wrong | confusion_matrix | other algorithm | size taken from the classes that occur (set), rows shift | named: leaves out absent classes
def confusion_matrix(y_pred, y, n_classes):
    if len(y) != len(y_pred) or (y.ndim == 2 and y.shape[1] != n_classes):
        raise ValueError
    t = (np.argmax(y, axis=1) if y.ndim == 2 else y.astype(int)).tolist()
    p = y_pred.argmax(axis=1).tolist()
    seen = sorted(set(t) | set(p))
    return np.array([[sum(1 for a, b in zip(t, p) if (a, b) == (r, c)) for c in seen] for r in seen])


#: right | valley_path | other algorithm | matrix power of the linear recursion, step by step on (p, v)
def valley_path(start, a, b, lr, mu, steps):
    D = np.diag([a, b]).astype(float)
    I = np.eye(2)
    M = np.block([[I - lr * D, mu * I], [-lr * D, mu * I]])
    s = np.concatenate([np.asarray(start, float), np.zeros(2)])
    points = [s[:2]]
    for _ in range(steps):
        s = M @ s
        points.append(s[:2])
    return np.array(points)


#: wrong | valley_path | same algorithm | the same array is appended again and again: all rows are the last point | named: holds one point in every row
def valley_path(start, a, b, lr, mu, steps):
    p = np.array(start, dtype=float)
    v = np.zeros(2)
    path = [p]
    for _ in range(steps):
        v = mu * v - lr * np.array([a, b]) * p
        p += v
        path.append(p)
    return np.array(path)


#: wrong | precision_recall | same algorithm | the two are swapped | named: swaps precision and recall
def precision_recall(counts, c):
    hit = counts[c, c]
    row, col = counts[c].sum(), counts[:, c].sum()
    return (hit / row if row else 0.0), (hit / col if col else 0.0)


#: right | cosine_rate | other algorithm | squared cosine of half the angle
import math

def cosine_rate(step, steps, lr):
    return lr * math.cos(math.pi * step / (2 * steps)) ** 2


#: wrong | cosine_rate | same algorithm | degrees in place of radians | named: takes degrees
def cosine_rate(step, steps, lr):
    return lr * (1 + np.cos(180 * step / steps)) / 2


#: wrong | shift_image | other algorithm | np.roll: what leaves on one side comes in on the other | named: rolls around
def shift_image(image, down, right):
    return np.roll(image, (down, right), axis=(0, 1))
