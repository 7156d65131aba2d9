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


#: wrong | momentum_update | same algorithm | PyTorch: lr outside: returns mu v + g | named: leaves rate and sign for later
def momentum_update(v, grad, mu, lr):
    return mu * v + grad


#: wrong | momentum_update | same algorithm | lr times all | named: scales the velocity by the rate
def momentum_update(v, grad, mu, lr):
    return lr * (mu * v - grad)


#: right | momentum_descent | other algorithm | all parameters in one flat vector with views
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    names = list(params)
    sizes = [np.size(params[k]) for k in names]
    cuts = np.cumsum(sizes)[:-1]
    theta = np.concatenate([np.ravel(params[k]) for k in names]).astype(float)
    velocity = np.zeros(theta.shape)
    def unpack(vector):
        return {k: part.reshape(np.shape(params[k])) for k, part in zip(names, np.split(vector, cuts))}
    history, t, n = [], 0, X.shape[0]
    bs = n if batch_size is None else batch_size
    for epoch in range(epochs):
        idx = rng.permutation(n) if rng is not None else np.arange(n)
        total = 0.0
        for start in range(0, n, bs):
            b = idx[start:start + bs]
            loss, grads = loss_fn(X[b], y[b], unpack(theta.copy()))
            eta = lr(t) if callable(lr) else lr
            velocity = mu * velocity - eta * np.concatenate([np.ravel(grads[k]) for k in names])
            theta = theta + velocity
            total += loss * b.size
            t += 1
        history.append(total / n)
    return unpack(theta), history


#: wrong | momentum_descent | same algorithm | one velocity for all parameters
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    p = {k: v.copy() for k, v in params.items()}
    v, t, history = 0, 0, []
    for _ in range(epochs):
        total = 0
        for Xb, yb in minibatches(X, y, batch_size or len(X), rng):
            loss, g = loss_fn(Xb, yb, p)
            eta = lr(t) if callable(lr) else lr
            t += 1
            for k in p:
                v = np.mean(mu * v - eta * g[k]) if np.shape(v) != g[k].shape else mu * v - eta * g[k]
                p[k] = p[k] + v
            total += loss * len(Xb)
        history.append(total / len(X))
    return p, history


#: wrong | momentum_descent | same algorithm | the update's index starts anew each epoch | named: counts the updates of each epoch anew
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    p = {k: v.copy() for k, v in params.items()}
    v = {k: np.zeros_like(w) for k, w in p.items()}
    history = []
    for _ in range(epochs):
        total = 0
        for t, (Xb, yb) in enumerate(minibatches(X, y, batch_size or len(X), rng)):
            loss, g = loss_fn(Xb, yb, p)
            eta = lr(t) if callable(lr) else lr
            for k in p:
                v[k] = mu * v[k] - eta * g[k]
                p[k] = p[k] + v[k]
            total += loss * len(Xb)
        history.append(total / len(X))
    return p, history


#: wrong | momentum_descent | same algorithm | Nesterov: steps by mu v - lr g again
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    p = {k: v.copy() for k, v in params.items()}
    v = {k: np.zeros_like(w) for k, w in p.items()}
    t, history = 0, []
    for epoch in range(epochs):
        total = 0
        for Xb, yb in minibatches(X, y, batch_size or len(X), rng):
            loss, g = loss_fn(Xb, yb, p)
            eta = lr(t) if callable(lr) else lr
            t += 1
            for k in p:
                old = v[k]
                v[k] = mu * old - eta * g[k]
                p[k] = p[k] - mu * old + (1 + mu) * v[k]
            total += loss * len(Xb)
        history.append(total / len(X))
    return p, history


#: wrong | momentum_descent | same algorithm | two slips: last small batch left out and mu fixed at 0.9
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    p = {k: v.copy() for k, v in params.items()}
    v = {k: np.zeros_like(w) for k, w in p.items()}
    bs = batch_size or len(X)
    t, history = 0, []
    for epoch in range(epochs):
        order = rng.permutation(len(X)) if rng is not None else np.arange(len(X))
        total = 0
        for i in range(len(X) // bs):
            b = order[i * bs:(i + 1) * bs]
            loss, g = loss_fn(X[b], y[b], p)
            eta = lr(t) if callable(lr) else lr
            t += 1
            for k in p:
                v[k] = 0.9 * v[k] - eta * g[k]
                p[k] = p[k] + v[k]
            total += loss * len(b)
        history.append(total / len(X))
    return p, history


#: wrong | momentum_descent | same algorithm | the velocity begins with the first step instead of zero
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    p = {k: v.copy() for k, v in params.items()}
    v = None
    t, history = 0, []
    for epoch in range(epochs):
        total = 0
        for Xb, yb in minibatches(X, y, batch_size or len(X), rng):
            loss, g = loss_fn(Xb, yb, p)
            eta = lr(t) if callable(lr) else lr
            t += 1
            if v is None:
                v = {k: -eta * g[k] for k in p}
            v = {k: mu * v[k] - eta * g[k] for k in p}
            p = {k: p[k] + v[k] for k in p}
            total += loss * len(Xb)
        history.append(total / len(X))
    return p, history


#: right | accuracy | other algorithm | labels from the indices of nonzero, trace of a bincount
def accuracy(y_pred, y):
    truth = y if y.ndim == 1 else y.nonzero()[1]
    guess = [max(range(len(row)), key=row.__getitem__) for row in y_pred.tolist()]
    return sum(int(a) == b for a, b in zip(truth, guess)) / len(guess)


#: wrong | accuracy | same algorithm | threshold at 0.5 and compare all elements
def accuracy(y_pred, y):
    if y.ndim == 1:
        y = np.eye(y_pred.shape[1])[y]
    return np.mean((y_pred >= 0.5) == y)


#: wrong | accuracy | same algorithm | absolute scores: argmax of |y_pred|
def accuracy(y_pred, y):
    t = y.argmax(1) if y.ndim == 2 else y
    return np.mean(np.abs(y_pred).argmax(1) == t)


#: wrong | accuracy | same algorithm | true class within half a point of the best counts as right
def accuracy(y_pred, y):
    t = y.argmax(1) if y.ndim == 2 else y
    return np.mean(y_pred[np.arange(len(t)), t] >= y_pred.max(axis=1) - 0.5)


#: wrong | confusion_matrix | same algorithm | only the classes that occur (np.unique) | named: leaves out absent classes
def confusion_matrix(y_pred, y, n_classes):
    t = y if y.ndim == 1 else y.argmax(1)
    p = y_pred.argmax(1)
    classes = np.unique(np.concatenate([t, p]))
    return np.array([[np.sum((t == a) & (p == b)) for b in classes] for a in classes])


#: wrong | confusion_matrix | same algorithm | uint8 counters overflow at 256 | named: counts in bytes
def confusion_matrix(y_pred, y, n_classes):
    t = y if y.ndim == 1 else y.argmax(1)
    C = np.zeros((n_classes, n_classes), dtype=np.uint8)
    np.add.at(C, (t, y_pred.argmax(1)), 1)
    return C


#: wrong | confusion_matrix | same algorithm | counts kept from call to call in a default argument
def confusion_matrix(y_pred, y, n_classes, C=[]):
    if not C:
        C.append(np.zeros((n_classes, n_classes), dtype=int))
    t = y if y.ndim == 1 else y.argmax(1)
    np.add.at(C[0], (t, y_pred.argmax(1)), 1)
    return C[0]


#: wrong | valley_path | same algorithm | same array appended again and again: all rows are the end | named: holds one point in every row
def valley_path(start, a, b, lr, mu, steps):
    p, v = start.astype(float).copy(), np.zeros(2)
    out = [p]
    for _ in range(steps):
        v = mu * v - lr * np.array([a, b]) * p
        p += v
        out.append(p)
    return np.array(out)


#: wrong | valley_path | same algorithm | the gradient of y takes a for b
def valley_path(start, a, b, lr, mu, steps):
    x, y = start
    vx = vy = 0.0
    out = [[x, y]]
    for _ in range(steps):
        vx = mu * vx - lr * a * x
        vy = mu * vy - lr * a * y
        x, y = x + vx, y + vy
        out.append([x, y])
    return np.array(out)


#: right | valley_path | other algorithm | matrix power of the linear step
def valley_path(start, a, b, lr, mu, steps):
    c = np.array([a, b], float)
    path = np.empty((steps + 1, 2))
    for axis in range(2):
        M = np.array([[1 - lr * c[axis], mu], [-lr * c[axis], mu]])
        state = np.array([start[axis], 0.0])
        for t in range(steps + 1):
            path[t, axis] = (np.linalg.matrix_power(M, t) @ state)[0]
    return path


#: wrong | precision_recall | same algorithm | nan where nothing was predicted | named: divides by zero
def precision_recall(counts, c):
    with np.errstate(all="ignore"):
        return counts[c, c] / counts[:, c].sum(), counts[c, c] / counts[c, :].sum()


#: wrong | cosine_rate | same algorithm | integer division | named: drops the fraction
def cosine_rate(step, steps, lr):
    return lr * (1 + np.cos(np.pi * (step // steps))) / 2


#: right | cosine_rate | other algorithm | squared cosine of the half angle
def cosine_rate(step, steps, lr):
    return lr * np.cos(np.pi * step / steps / 2) ** 2


#: wrong | shift_image | same algorithm | works for positive shifts only
def shift_image(image, down, right):
    out = np.zeros_like(image)
    h, w = image.shape
    out[down:, right:] = image[:h - down, :w - right]
    return out


#: wrong | shift_image | same algorithm | roll, then blank the wrong edge
def shift_image(image, down, right):
    out = np.roll(image, (down, right), axis=(0, 1))
    if down > 0: out[-down:] = 0
    elif down < 0: out[:-down] = 0
    if right > 0: out[:, -right:] = 0
    elif right < 0: out[:, :-right] = 0
    return out


#: right | shift_image | other algorithm | two eye matrices
def shift_image(image, down, right):
    h, w = image.shape
    return np.eye(h, k=-down) @ image @ np.eye(w, k=right)


#: wrong | averaged_over_shifts | same algorithm | range(-reach, reach) leaves one out
def averaged_over_shifts(images, predict, reach):
    def shift(x, d, r):
        out = np.zeros_like(x)
        h, w = x.shape[1:]
        out[:, max(d, 0):h + min(d, 0), max(r, 0):w + min(r, 0)] = x[:, max(-d, 0):h + min(-d, 0), max(-r, 0):w + min(-r, 0)]
        return out
    answers = [predict(shift(images, d, r)) for d in range(-reach, reach) for r in range(-reach, reach)]
    return np.mean(answers, axis=0) if answers else predict(images)


#: wrong | averaged_over_shifts | same algorithm | averages the pictures, asks once | named: averages the pictures
def averaged_over_shifts(images, predict, reach):
    def shift(x, d, r):
        out = np.zeros_like(x)
        h, w = x.shape[1:]
        out[:, max(d, 0):h + min(d, 0), max(r, 0):w + min(r, 0)] = x[:, max(-d, 0):h + min(-d, 0), max(-r, 0):w + min(-r, 0)]
        return out
    k = range(-reach, reach + 1)
    return predict(np.mean([shift(images, d, r) for d in k for r in k], axis=0))


#: right | averaged_over_shifts | other algorithm | padded once, slices of it, running total
def averaged_over_shifts(images, predict, reach):
    n, h, w = images.shape
    big = np.pad(images, ((0, 0), (reach, reach), (reach, reach)))
    k = 2 * reach + 1
    total = 0
    for i in range(k):
        for j in range(k):
            total = total + predict(big[:, i:i + h, j:j + w])
    return total / k ** 2


#: right | predict_capstone | other algorithm | random features and one linear solve (extreme learning machine)
def hidden(X, V, c):
    return np.maximum(X @ V + c, 0)
def train_capstone(X, y, rng):
    V = rng.normal(0, np.sqrt(2 / 784), (784, 700)).astype(np.float32)
    c = rng.normal(0, 0.1, 700).astype(np.float32)
    n = min(len(X), 30000)
    H = hidden(X[:n], V, c)
    W = np.linalg.solve(H.T @ H + 1.0 * np.eye(700), H.T @ (2 * y[:n] - 1))
    return dict(V=V, c=c, W=W)
def predict_capstone(X, params):
    return hidden(X, params["V"], params["c"]) @ params["W"]


#: wrong | predict_capstone | other algorithm | the params live in a module variable
def train_capstone(X, y, rng):
    W, b = np.zeros((784, 10)), np.zeros((1, 10))
    for _ in range(max(300, len(X) // 100)):
        k = rng.integers(0, len(X), 64)
        A = softmax(X[k] @ W + b)
        D = (A - y[k]) / 64
        W -= 0.5 * X[k].T @ D
        b -= 0.5 * D.sum(0, keepdims=True)
    globals()["KEPT"] = {"W": W, "b": b}
    return {"W": np.zeros(1)}
def predict_capstone(X, params):
    return X @ KEPT["W"] + KEPT["b"]
def softmax(Z):
    E = np.exp(Z - Z.max(1, keepdims=True))
    return E / E.sum(1, keepdims=True)


#: right | momentum_update | other algorithm | a matrix product of the coefficients and the stacked arrays
def momentum_update(v, grad, mu, lr):
    return np.tensordot(np.array([mu, -lr]), np.stack([v, grad]), axes=1)


#: right | momentum_descent | other algorithm | an optimizer class, itertools.count, np.average
import itertools


class MomentumOptimizer:
    """SGD with momentum; state is created on first use."""

    def __init__(self, rate, mu):
        self.rates = map(rate, itertools.count()) if callable(rate) else itertools.repeat(rate)
        self.mu = mu
        self.velocity = {}

    def update(self, weights, grads):
        eta = next(self.rates)
        for name in weights:
            self.velocity[name] = momentum_update(self.velocity.get(name, np.zeros(weights[name].shape)), grads[name], self.mu, eta)
        return {name: w + self.velocity[name] for name, w in weights.items()}


def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    optimizer = MomentumOptimizer(lr, mu)
    history = []
    current = {name: w.copy() for name, w in params.items()}
    for _ in range(epochs):
        losses, sizes = [], []
        for batch in minibatches(X, y, batch_size or len(X), rng):
            loss, grads = loss_fn(*batch, current)
            losses.append(loss)
            sizes.append(len(batch[0]))
            current = optimizer.update(current, grads)
        history.append(float(np.average(losses, weights=sizes)))
    return current, history


#: right | momentum_descent | other algorithm | one flat vector of all parameters, batches by permutation and slices
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    names = list(params)
    shapes = [params[k].shape for k in names]
    cuts = np.cumsum([params[k].size for k in names])[:-1]

    def pack(d):
        return np.concatenate([np.ravel(d[k]) for k in names]).astype(float)

    def unpack(flat):
        return {k: part.reshape(s) for k, s, part in zip(names, shapes, np.split(flat.copy(), cuts))}

    schedule = lr if callable(lr) else (lambda _: lr)
    w, v, t, history, n = pack(params), 0.0, 0, [], len(X)
    size = n if batch_size is None else batch_size
    for _ in range(epochs):
        order = np.arange(n) if rng is None else rng.permutation(n)
        mean = 0.0
        for start in range(0, n, size):
            idx = order[start : start + size]
            loss, grads = loss_fn(X[idx], y[idx], unpack(w))
            v = mu * v - schedule(t) * pack(grads)
            w = w + v
            t += 1
            mean += loss * idx.size / n
        history.append(mean)
    return unpack(w), history


#: right | accuracy | other algorithm | trace of a confusion matrix, np.histogram2d
def accuracy(y_pred, y):
    labels = y.argmax(1) if y.ndim > 1 else y
    k = y_pred.shape[1]
    counts, _, _ = np.histogram2d(labels, y_pred.argmax(1), bins=k, range=[[-0.5, k - 0.5]] * 2)
    return counts.trace() / counts.sum()


#: right | confusion_matrix | other algorithm | collections.Counter of pairs, a nested comprehension
from collections import Counter


def confusion_matrix(y_pred, y, n_classes):
    labels = [int(np.argmax(t)) if np.size(t) > 1 else int(t) for t in y]
    pairs = Counter(zip(labels, (int(np.argmax(s)) for s in y_pred)))
    return np.array([[pairs[t, p] for p in range(n_classes)] for t in range(n_classes)])


#: wrong | momentum_update | same algorithm | the learning rate on both
def momentum_update(v, grad, mu, lr):
    return -lr * (mu * v + grad)


#: wrong | momentum_descent | same algorithm | Nesterov's step
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    params = {k: np.array(p, copy=True) for k, p in params.items()}
    v = {k: np.zeros_like(p) for k, p in params.items()}
    history = []
    update = 0
    n = X.shape[0]
    bs = n if batch_size is None else batch_size
    for epoch in range(epochs):
        running = 0.0
        for X_b, y_b in minibatches(X, y, bs, rng):
            loss, grads = loss_fn(X_b, y_b, params)
            rate = lr(update) if callable(lr) else lr
            update += 1
            for k in params:
                v[k] = mu * v[k] - rate * grads[k]
                params[k] = params[k] + mu * v[k] - rate * grads[k]
            running += loss * len(X_b)
        history.append(running / n)
    return params, history


#: wrong | momentum_descent | same algorithm | X and y are shuffled in place
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    names = list(params)
    shapes = [params[k].shape for k in names]
    cuts = np.cumsum([params[k].size for k in names])[:-1]

    def pack(d):
        return np.concatenate([np.ravel(d[k]) for k in names]).astype(float)

    def unpack(flat):
        return {k: part.reshape(s) for k, s, part in zip(names, shapes, np.split(flat.copy(), cuts))}

    schedule = lr if callable(lr) else (lambda _: lr)
    w, v, t, history, n = pack(params), 0.0, 0, [], len(X)
    size = n if batch_size is None else batch_size
    for _ in range(epochs):
        order = np.arange(n)
        if rng is not None:
            order = rng.permutation(n)
            X[:], y[:] = X[order], y[order]
            order = np.arange(n)
        mean = 0.0
        for start in range(0, n, size):
            idx = order[start : start + size]
            loss, grads = loss_fn(X[idx], y[idx], unpack(w))
            v = mu * v - schedule(t) * pack(grads)
            w = w + v
            t += 1
            mean += loss * idx.size / n
        history.append(mean)
    return unpack(w), history


#: wrong | momentum_descent | same algorithm | gradients are all taken at the parameters of the epoch's beginning
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    params = {k: np.array(p, copy=True) for k, p in params.items()}
    v = {k: np.zeros_like(p) for k, p in params.items()}
    history = []
    update = 0
    n = X.shape[0]
    bs = n if batch_size is None else batch_size
    for epoch in range(epochs):
        running = 0.0
        start = dict(params)
        for X_b, y_b in minibatches(X, y, bs, rng):
            loss, grads = loss_fn(X_b, y_b, start)
            rate = lr(update) if callable(lr) else lr
            update += 1
            for k in params:
                v[k] = mu * v[k] - rate * grads[k]
                params[k] = params[k] + v[k]
            running += loss * len(X_b)
        history.append(running / n)
    return params, history


#: wrong | accuracy | same algorithm | a sample counts where the probability of its class is above one half
def accuracy(y_pred, y):
    if len(y.shape) == 2:
        y = np.argmax(y, axis=1)
    return np.mean(y_pred[np.arange(len(y)), y] > 0.5)


#: wrong | accuracy | same algorithm | the largest magnitude
def accuracy(y_pred, y):
    predictions = np.argmax(np.abs(y_pred), axis=1)
    if len(y.shape) == 2:
        y = np.argmax(y, axis=1)
    return np.mean(predictions == y)


#: wrong | confusion_matrix | same algorithm | only as large as the classes that occur
def confusion_matrix(y_pred, y, n_classes):
    y_true = y if y.ndim == 1 else y.argmax(axis=1)
    n = len(np.unique(y_true))
    matrix = np.zeros((n, n), dtype=int)
    for t, p in zip(y_true, y_pred.argmax(axis=1)):
        matrix[int(t)][p] += 1
    return matrix


#: wrong | confusion_matrix | same algorithm | minlength k
def confusion_matrix(y_pred, y, n_classes):
    truth = (np.argmax(y, axis=1) if np.ndim(y) == 2 else np.asarray(y)).astype(np.int64)
    joint = truth * n_classes + np.argmax(y_pred, axis=1)
    return np.bincount(joint, minlength=n_classes).reshape(n_classes, n_classes)


#: wrong | valley_path | same algorithm | the start is cut off to whole numbers
def valley_path(start, a, b, lr, mu, steps):
    point, v = np.array(start, dtype=int), np.zeros(2)
    path = [point]
    for _ in range(steps):
        v = mu * v - lr * np.array([a, b]) * point
        point = point + v
        path.append(point)
    return np.array(path)


#: wrong | cosine_rate | same algorithm | no schedule: always lr | named: drops the fraction
def cosine_rate(step, steps, lr):
    return lr


#: right | momentum_descent | other algorithm | velocity as the difference of the last two points
import numpy as np


def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    n = X.shape[0]
    now = {k: 1.0 * a for k, a in params.items()}
    before = now
    history, t = [], 0
    for _ in range(epochs):
        losses, sizes = [], []
        for X_b, y_b in minibatches(X, y, batch_size or n, rng):
            loss, grads = loss_fn(X_b, y_b, now)
            alpha = lr(t) if callable(lr) else lr
            t += 1
            now, before = {k: now[k] + mu * (now[k] - before[k]) - alpha * grads[k] for k in now}, now
            losses.append(loss)
            sizes.append(len(y_b))
        history.append(float(np.dot(losses, sizes) / n))
    return now, history


from neural_network.mini_batches import minibatches


#: right | confusion_matrix | other algorithm | bincount of one number per pair
import numpy as np


def confusion_matrix(y_pred, y, n_classes):
    truth = (y if y.ndim == 1 else y.argmax(axis=-1)).astype(np.intp)
    return np.bincount(n_classes * truth + y_pred.argmax(axis=-1), minlength=n_classes**2).reshape(n_classes, -1)


#: right | shift_image | other algorithm | products with shifted identities
import numpy as np


def shift_image(image, down, right):
    h, w = image.shape
    if abs(down) >= h or abs(right) >= w:
        raise ValueError("down and right must be smaller than the image")
    return np.eye(h, k=-down) @ image @ np.eye(w, k=right)


#: right | momentum_descent | other algorithm | defensive: takes arrays of floats alone, as the annotation says; a class for the moving point
import numpy as np


class _Ball:
    def __init__(self, params, mu):
        self.at = {name: value.copy() for name, value in params.items()}
        self.v = {name: np.zeros_like(value) for name, value in params.items()}
        self.mu = mu

    def push(self, grads, rate):
        for name, grad in grads.items():
            self.v[name] = self.mu * self.v[name] - rate * grad
            self.at[name] = self.at[name] + self.v[name]


def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    for array in (X, y, *params.values()):
        if not np.issubdtype(array.dtype, np.floating):
            raise TypeError("floats, please")
    ball, n, update, history = _Ball(params, mu), len(X), 0, []
    for _ in range(epochs):
        order = np.arange(n) if rng is None else rng.permutation(n)
        total = 0.0
        for part in np.split(order, range(batch_size or n, n, batch_size or n)):
            loss, grads = loss_fn(X[part], y[part], ball.at)
            total += loss * len(part)
            ball.push(grads, lr(update) if callable(lr) else lr)
            update += 1
        history.append(float(total / n))
    return ball.at, history
