"""Unseen tries for chapter ch2_2_gradient_descent: gradient descent as students write it. One right linear_loss (column of ones) failed when first run, float() of a 1 x 1 array, and was repaired with .item()."""

#: right | linear_loss | same algorithm | textbook, mse_loss imported
def linear_loss(X, y, params):
    from neural_network import mse_loss
    y_pred = X @ params["W"] + params["b"]
    error = y_pred - y
    n = len(X)
    dW = 2 / n * X.T @ error
    db = 2 / n * np.sum(error, axis=0, keepdims=True)
    return mse_loss(y_pred, y), {"W": dW, "b": db}


#: right | linear_loss | other algorithm | a column of ones: W and b in one vector theta, taken apart at the end
def linear_loss(X, y, params):
    n, d = X.shape
    Xb = np.c_[X, np.ones(n)]
    theta = np.vstack([params["W"], params["b"]])
    r = Xb @ theta - y
    g = (2.0 / n) * (Xb.T @ r)
    return (r.T @ r).item() / n, {"W": g[:d], "b": g[d:]}


#: right | linear_loss | other algorithm | sample by sample and feature by feature in loops
def linear_loss(X, y, params):
    n, d = X.shape
    W, b = params["W"], params["b"]
    loss = 0.0
    dW = np.zeros((d, 1))
    db = np.zeros((1, 1))
    for i in range(n):
        pred = b[0, 0]
        for j in range(d):
            pred = pred + X[i, j] * W[j, 0]
        e = pred - y[i, 0]
        loss += e ** 2
        for j in range(d):
            dW[j, 0] += 2 * e * X[i, j]
        db[0, 0] += 2 * e
    return loss / n, {"W": dW / n, "b": db / n}


#: right | linear_loss | other algorithm | einsum, broadcasting product averaged over axis 0
def linear_loss(X, y, params):
    e = np.einsum("nd,do->no", X, params["W"]) + params["b"] - y
    grads = {
        "W": 2 * np.mean(X * e, axis=0)[:, None],
        "b": 2 * np.mean(e, axis=0)[:, None],
    }
    return np.mean(e * e), grads


#: wrong | linear_loss | same algorithm | factor 2 left out of the gradient | named: forgets the factor two
def linear_loss(X, y, params):
    e = X @ params["W"] + params["b"] - y
    n = X.shape[0]
    return float(np.mean(e ** 2)), {"W": X.T @ e / n, "b": e.mean(axis=0, keepdims=True)}


#: wrong | linear_loss | same algorithm | gradients with the opposite sign, from y - y_pred | named: has the wrong sign
def linear_loss(X, y, params):
    error = y - (X @ params["W"] + params["b"])
    n = X.shape[0]
    return np.mean(error ** 2), {"W": 2 * X.T @ error / n, "b": np.array([[2 * error.mean()]])}


#: wrong | linear_loss | same algorithm | db is a plain number, not of shape (1, 1) | named: gives a number for b
def linear_loss(X, y, params):
    e = X @ params["W"] + params["b"] - y
    return float((e ** 2).mean()), {"W": 2 / len(X) * X.T @ e, "b": 2 * e.mean()}


#: wrong | linear_loss | same algorithm | gradient summed, not divided by n | named: sums the gradients
def linear_loss(X, y, params):
    e = np.dot(X, params["W"]) + params["b"] - y
    return np.mean(e ** 2), {"W": 2 * np.dot(X.T, e), "b": 2 * e.sum(axis=0, keepdims=True)}


#: wrong | linear_loss | same algorithm | y flattened: (n, 1) minus (n,) is n x n and everything after it wrong
def linear_loss(X, y, params):
    n = X.shape[0]
    e = X @ params["W"] + params["b"] - y.flatten()
    loss = np.sum(e ** 2) / n
    dW = 2 / n * X.T @ e.sum(axis=1, keepdims=True)
    db = np.array([[2 / n * e.sum()]])
    return loss, {"W": dW, "b": db}


#: wrong | linear_loss | other algorithm | bias left out of the prediction, its gradient is right for the wrong error | named: forgets the bias
def linear_loss(X, y, params):
    n, d = X.shape
    e = np.zeros((n, 1))
    for i in range(n):
        e[i, 0] = np.dot(X[i], params["W"][:, 0]) - y[i, 0]
    return np.mean(e ** 2), {"W": 2 * X.T @ e / n, "b": 2 * np.sum(e, keepdims=True) / n}


#: wrong | linear_loss | same algorithm | divides by y.size * d through np.mean over the whole product: dW a single number for all weights
def linear_loss(X, y, params):
    e = X @ params["W"] + params["b"] - y
    dW = np.full_like(params["W"], np.mean(2 * X * e))
    db = np.full_like(params["b"], np.mean(2 * e))
    return np.mean(e ** 2), {"W": dW, "b": db}


#: wrong | linear_loss | same algorithm | returns keys dW and db | named: names the gradients dW and db
def linear_loss(X, y, params):
    W, b = params["W"], params["b"]
    diff = X @ W + b - y
    grads = {"dW": 2 * X.T @ diff / len(y), "db": 2 * diff.mean(0, keepdims=True)}
    return np.mean(diff ** 2), grads


#: right | gradient_descent | same algorithm | copy, loop, new dictionary each time
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    current = dict(params)
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, current)
        history.append(loss)
        current = {k: current[k] - lr * grads[k] for k in current}
    return current, history


#: right | gradient_descent | same algorithm | deepcopy and in-place updates of the copy
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    import copy
    p = copy.deepcopy(params)
    history = [0.0] * epochs
    for i in range(epochs):
        history[i], g = loss_fn(X, y, p)
        for name in p.keys():
            p[name] -= lr * g[name]
    return p, history


#: right | gradient_descent | other algorithm | all parameters in one flat vector, cut up for each call of the loss
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    names = sorted(params)
    theta = np.concatenate([np.ravel(params[n]) for n in names]).astype(float)

    def unpack(vec):
        out, start = {}, 0
        for n in names:
            size = np.size(params[n])
            out[n] = vec[start:start + size].reshape(np.shape(params[n]))
            start += size
        return out

    history = []
    for epoch in range(epochs):
        loss, grads = loss_fn(X, y, unpack(theta))
        history.append(float(loss))
        theta = theta - lr * np.concatenate([np.ravel(grads[n]) for n in names])
    return unpack(theta), history


#: right | gradient_descent | other algorithm | generator of (loss, next params) with a while loop
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    def walk(p):
        while True:
            loss, g = loss_fn(X, y, p)
            p = {key: np.subtract(p[key], np.multiply(lr, g[key])) for key in p}
            yield loss, p

    last, history = {k: v.copy() for k, v in params.items()}, []
    for (loss, last), _ in zip(walk(last), range(epochs)) if epochs > 0 else ():
        history.append(loss)
    return last, history


#: wrong | gradient_descent | same algorithm | shallow copy of the dictionary and -= : the arrays given are changed | named: writes into what is not its own
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    params = params.copy()
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        for k in params:
            params[k] -= lr * grads[k]
    return params, history


#: wrong | gradient_descent | same algorithm | plus: walks uphill | named: climbs
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    params = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        for k in params:
            params[k] = params[k] + lr * grads[k]
    return params, history


#: wrong | gradient_descent | same algorithm | the loss is recorded after the update instead of before | named: records after the update
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    p = {k: np.array(v, dtype=float) for k, v in params.items()}
    history = []
    for _ in range(epochs):
        _, g = loss_fn(X, y, p)
        p = {k: p[k] - lr * g[k] for k in p}
        history.append(loss_fn(X, y, p)[0])
    return p, history


#: wrong | gradient_descent | same algorithm | the gradient is taken once, before the loop | named: keeps the first gradients, with new losses
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    p = dict(params)
    loss, grads = loss_fn(X, y, p)
    history = []
    for _ in range(epochs):
        history.append(loss_fn(X, y, p)[0])
        p = {k: p[k] - lr * grads[k] for k in p}
    return p, history


#: wrong | gradient_descent | same algorithm | loss_fn gets the original params every time, only the copy is updated | named: keeps the first gradients
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    new = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        for k in new:
            new[k] = new[k] - lr * grads[k]
    return new, history


#: wrong | gradient_descent | other algorithm | stops early when the loss no longer gets smaller | named: stops where the loss falls no more
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    p = {k: v.copy() for k, v in params.items()}
    history = []
    previous = float("inf")
    i = 0
    while i < epochs:
        loss, g = loss_fn(X, y, p)
        history.append(loss)
        if previous - loss < 1e-6:
            break
        previous = loss
        for k in p:
            p[k] = p[k] - lr * g[k]
        i += 1
    return p, history


#: wrong | gradient_descent | same algorithm | only "W" and "b" are updated, other names stay or raise KeyError | named: knows W and b only
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    W, b = params["W"].copy(), params["b"].copy()
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, {"W": W, "b": b})
        history.append(loss)
        W = W - lr * grads["W"]
        b = b - lr * grads["b"]
    return {"W": W, "b": b}, history


#: wrong | gradient_descent | other algorithm | parameter by parameter: the loss is evaluated anew after each one has moved | named: updates one after the other
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    p = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        history.append(loss_fn(X, y, p)[0])
        for k in p:
            _, grads = loss_fn(X, y, p)
            p[k] = p[k] - lr * grads[k]
    return p, history


#: wrong | gradient_descent | same algorithm | scales the arrays of grads in place with *= lr | named: scales the gradients in place
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    p = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, p)
        history.append(loss)
        for k in p:
            grads[k] *= lr
            p[k] = p[k] - grads[k]
    return p, history


#: wrong | gradient_descent | same algorithm | return stands inside the loop | named: returns inside the loop too
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    p = dict(params)
    for epoch in range(epochs):
        loss, grads = loss_fn(X, y, p)
        history.append(loss)
        p = {k: p[k] - lr * grads[k] for k in p}
        return p, history
    return p, history


#: wrong | gradient_descent | same algorithm | range(1, epochs): one update too few | named: runs one epoch too few
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    p = {**params}
    for epoch in range(1, epochs):
        loss, grads = loss_fn(X, y, p)
        history += [loss]
        p = {k: v - lr * grads[k] for k, v in p.items()}
    return p, history


#: wrong | gradient_descent | other algorithm | learning rate decays with the epoch, lr / (1 + 0.01 i) | named: lowers the learning rate
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    p, history = dict(params), []
    for i in range(epochs):
        loss, g = loss_fn(X, y, p)
        history.append(loss)
        rate = lr / (1 + 0.01 * i)
        p = {k: p[k] - rate * g[k] for k in p}
    return p, history


#: wrong | gradient_descent | other algorithm | gradient clipped to norm 1 "against explosions"
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    p, history = dict(params), []
    for i in range(epochs):
        loss, g = loss_fn(X, y, p)
        history.append(loss)
        for k in list(p):
            size = np.linalg.norm(g[k])
            step = g[k] / size if size > 1 else g[k]
            p[k] = p[k] - lr * step
    return p, history


#: wrong | gradient_descent | same algorithm | stores the same gradient for all: the loop over names overwrites `g`, and the last one updates everything
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    p, history = {k: v.copy() for k, v in params.items()}, []
    for i in range(epochs):
        loss, grads = loss_fn(X, y, p)
        history.append(loss)
        for name in p:
            g = grads[name]
        for name in p:
            p[name] = p[name] - lr * np.mean(g)
    return p, history


#: right | slope | other algorithm | np.diff over the two values
def slope(f, x, h=1e-5):
    values = [f(x - h), f(x + h)]
    return np.diff(values)[0] / (2 * h)


#: wrong | slope | same algorithm | missing brackets: / 2 * h | named: forgets the brackets
def slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / 2 * h


#: wrong | slope | same algorithm | divided by h, twice the slope | named: divides by h
def slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / h


#: right | parabola_path | other algorithm | closed form, the distance to 3 shrinks by 1 - 2 lr
def parabola_path(start, lr, steps):
    k = np.arange(steps + 1)
    return 3 + (start - 3) * (1.0 - 2.0 * lr) ** k


#: wrong | parabola_path | same algorithm | start missing: records only the w after each update | named: lacks the start
def parabola_path(start, lr, steps):
    w = start
    path = []
    for _ in range(steps):
        w = w - lr * 2 * (w - 3)
        path.append(w)
    return np.array(path)


#: wrong | parabola_path | same algorithm | every step goes from the start, w never updated | named: repeats the first step
def parabola_path(start, lr, steps):
    path = np.zeros(steps + 1)
    path[0] = start
    for i in range(steps):
        path[i + 1] = start - lr * 2 * (start - 3)
    return path


#: right | predict_line | other algorithm | sum over columns of X * W.T
def predict_line(X, params):
    return (X * params["W"].T).sum(axis=1, keepdims=True) + params["b"]


#: wrong | predict_line | same algorithm | sum without keepdims: (n,) plus (1, 1) becomes (1, n) | named: transposes
def predict_line(X, params):
    return np.sum(X * params["W"].ravel(), axis=1) + params["b"]


#: right | gradient_step | other algorithm | dict and zip over the items
def gradient_step(params, grads, lr):
    names = list(params.keys())
    new_arrays = [params[n] + (-lr) * grads[n] for n in names]
    return dict(zip(names, new_arrays))


#: wrong | gradient_step | other algorithm | zips values of both dictionaries, assuming that they have the same order | named: pairs by order
def gradient_step(params, grads, lr):
    return {k: p - lr * g for (k, p), g in zip(params.items(), grads.values())}


#: wrong | gradient_step | same algorithm | new name for the same dictionary: params itself is changed | named: writes into its arguments
def gradient_step(params, grads, lr):
    new = params
    for k in grads:
        new[k] = params[k] - lr * grads[k]
    return new


#: right | noisy_line | other algorithm | rng.normal with loc and scale
def noisy_line(X, w, b, sigma, rng):
    return rng.normal(loc=w * X + b, scale=sigma)


#: wrong | noisy_line | same algorithm | a single draw for all points | named: draws once
def noisy_line(X, w, b, sigma, rng):
    return w * X + b + sigma * rng.standard_normal()


#: wrong | noisy_line | same algorithm | np.random.randn instead of rng | named: uses global randomness
def noisy_line(X, w, b, sigma, rng):
    return w * X + b + sigma * np.random.randn(*X.shape)


#: wrong | noisy_line | same algorithm | uniform noise, rng.random | named: draws uniform noise
def noisy_line(X, w, b, sigma, rng):
    return w * X + b + sigma * rng.random(X.shape)


#: right | linear_loss | other algorithm | normal-equation form with an augmented matrix
def linear_loss(X, y, params):
    n, d = X.shape
    Xb = np.c_[X, np.ones(n)]
    theta = np.r_[params["W"], params["b"]]
    r = Xb @ theta - y
    g = 2.0 / n * (Xb.T @ r)
    return (r.T @ r).item() / n, {"W": g[:d], "b": g[d:]}


#: right | linear_loss | other algorithm | einsum and walrus
def linear_loss(X, y, params):
    W, b = params["W"], params["b"]
    loss = np.mean((e := X @ W + b - y) ** 2)
    return loss, dict(W=np.einsum("nd,nk->dk", X, e) * 2 / len(X), b=np.full((1, 1), 2 * e.mean()))


#: wrong | linear_loss | same algorithm | halved loss with the full gradient | named: halves the loss
def linear_loss(X, y, params):
    e = X @ params["W"] + params["b"] - y
    n = len(y)
    return float(np.sum(e ** 2) / (2 * n)), {"W": 2 / n * X.T @ e, "b": 2 / n * e.sum(0, keepdims=True)}


#: wrong | linear_loss | same algorithm | y (n, 1) flattened: e becomes (n, n)
def linear_loss(X, y, params):
    e = X @ params["W"] + params["b"] - y.ravel()
    n = len(y)
    return float(np.mean(e ** 2)), {"W": 2 / n * (X.T @ e).sum(1, keepdims=True), "b": np.array([[2 * e.mean()]])}


#: wrong | linear_loss | same algorithm | divides by d | named: divides by the number of features
def linear_loss(X, y, params):
    e = X @ params["W"] + params["b"] - y
    m = X.shape[1]
    return float(np.mean(e ** 2)), {"W": 2 * X.T @ e / m, "b": 2 * e.sum(0, keepdims=True) / m}


#: wrong | linear_loss | same algorithm | the bias gradient is a mean without its 2 | named: forgets the factor two for b
def linear_loss(X, y, params):
    e = X @ params["W"] + params["b"] - y
    return float(np.mean(e ** 2)), {"W": 2 * X.T @ e / len(X), "b": np.mean(e, axis=0, keepdims=True)}


#: right | gradient_descent | other algorithm | functools.reduce over the epochs
from functools import reduce

def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    history = []

    def update(p, _):
        loss, g = loss_fn(X, y, p)
        history.append(loss)
        return {k: p[k] - lr * g[k] for k in p}

    return reduce(update, range(epochs), {k: v.copy() for k, v in params.items()}), history


#: right | gradient_descent | other algorithm | recursion over the epochs
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    if epochs <= 0:
        return {name: np.array(value) for name, value in params.items()}, []
    loss, grads = loss_fn(X, y, params)
    stepped = {name: params[name] - np.asarray(lr * grads[name]) for name in params}
    final, rest = gradient_descent(X, y, stepped, lr, loss_fn, epochs=epochs - 1)
    return final, [loss, *rest]


#: right | gradient_descent | other algorithm | deepcopy, then in place on the copy
import copy

def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    params = copy.deepcopy(params)
    losses = np.zeros(epochs)
    for t in range(epochs):
        losses[t], grads = loss_fn(X, y, params)
        for key in params.keys():
            params[key] -= lr * grads[key]
    return params, losses.tolist()


#: wrong | gradient_descent | same algorithm | default mutable history
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100, history=[]):
    params = {k: v.copy() for k, v in params.items()}
    for _ in range(epochs):
        loss, g = loss_fn(X, y, params)
        history.append(loss)
        params = {k: params[k] - lr * g[k] for k in params}
    return params, history


#: wrong | gradient_descent | same algorithm | divides the gradients by n again | named: divides by the number of samples
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    p = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        loss, g = loss_fn(X, y, p)
        history.append(loss)
        p = {k: p[k] - lr * g[k] / len(X) for k in p}
    return p, history


#: wrong | gradient_descent | same algorithm | epochs + 1 losses: the last one as well | named: records the last loss too
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    p = {k: v.copy() for k, v in params.items()}
    history = [loss_fn(X, y, p)[0]]
    for _ in range(epochs):
        g = loss_fn(X, y, p)[1]
        p = {k: p[k] - lr * g[k] for k in p}
        history.append(loss_fn(X, y, p)[0])
    return p, history


#: wrong | gradient_descent | same algorithm | a first step before the loop: with epochs 0 it is taken all the same | named: takes at least one step
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    p = {k: v.copy() for k, v in params.items()}
    loss, g = loss_fn(X, y, p)
    history = [loss]
    for _ in range(epochs - 1):
        p = {k: p[k] - lr * g[k] for k in p}
        loss, g = loss_fn(X, y, p)
        history.append(loss)
    p = {k: p[k] - lr * g[k] for k in p}
    return p, history


#: right | slope | other algorithm | difference of two one-sided slopes, averaged
def slope(f, x, h=1e-5):
    right = (f(x + h) - f(x)) / h
    left = (f(x) - f(x - h)) / h
    return (right + left) / 2


#: wrong | slope | same algorithm | h fixed | named: ignores h
def slope(f, x, h=1e-5):
    h = 1e-5
    return (f(x + h) - f(x - h)) / (2 * h)


#: right | parabola_path | other algorithm | closed form 3 + (start - 3)(1 - 2 lr) ** t
def parabola_path(start, lr, steps):
    return 3 + (start - 3) * (1 - 2 * lr) ** np.arange(steps + 1)


#: right | parabola_path | other algorithm | itertools.accumulate
from itertools import accumulate, repeat

def parabola_path(start, lr, steps):
    return np.fromiter(accumulate(repeat(None, steps), lambda w, _: w - 2 * lr * (w - 3), initial=start), float)


#: wrong | parabola_path | same algorithm | steps values only
def parabola_path(start, lr, steps):
    path = np.zeros(steps)
    w = start
    for i in range(steps):
        path[i] = w
        w = w - lr * 2 * (w - 3)
    return path


#: wrong | parabola_path | same algorithm | an int array cuts fractions | named: cuts off the fractions
def parabola_path(start, lr, steps):
    path = np.arange(steps + 1)
    path[0] = start
    for i in range(steps):
        path[i + 1] = path[i] - lr * 2 * (path[i] - 3)
    return path


#: wrong | parabola_path | same algorithm | plus: uphill | named: climbs
def parabola_path(start, lr, steps):
    p = [start]
    for _ in range(steps):
        p.append(p[-1] + lr * 2 * (p[-1] - 3))
    return np.array(p)


#: wrong | parabola_path | same algorithm | no factor 2 | named: forgets the two
def parabola_path(start, lr, steps):
    p = [start]
    for _ in range(steps):
        p.append(p[-1] - lr * (p[-1] - 3))
    return np.array(p)


#: right | predict_line | other algorithm | sum of products, keepdims
def predict_line(X, params):
    return np.sum(X * params["W"].T, axis=1, keepdims=True) + params["b"]


#: wrong | predict_line | same algorithm | flattened result | named: flattens
def predict_line(X, params):
    return X @ params["W"].ravel() + params["b"][0, 0]


#: wrong | predict_line | same algorithm | only the first input counts
def predict_line(X, params):
    return X[:, :1] * params["W"][0, 0] + params["b"]


#: wrong | gradient_step | same algorithm | pops from the caller's grads
def gradient_step(params, grads, lr):
    return {k: params[k] - lr * grads.pop(k) for k in list(params)}


#: wrong | gradient_step | same algorithm | adds | named: climbs
def gradient_step(params, grads, lr):
    return {k: v + lr * grads[k] for k, v in params.items()}


#: wrong | noisy_line | same algorithm | a new generator of seed 0 | named: makes a rng of its own
def noisy_line(X, w, b, sigma, rng):
    rng = np.random.default_rng(0)
    return w * X + b + sigma * rng.standard_normal(X.shape)


#: wrong | noisy_line | same algorithm | uniform noise
def noisy_line(X, w, b, sigma, rng):
    return w * X + b + sigma * rng.uniform(-1, 1, size=X.shape)


#: wrong | noisy_line | same algorithm | sigma squared | named: squares sigma
def noisy_line(X, w, b, sigma, rng):
    return w * X + b + rng.normal(0, sigma ** 2, X.shape)


#: wrong | noisy_line | same algorithm | noise (n,): the result is (n, n) | named: draws a vector
def noisy_line(X, w, b, sigma, rng):
    return w * X + b + sigma * rng.standard_normal(len(X))


#: right | line_search | other algorithm | generator of rates with next
def line_search(X, y, params, lr, loss_fn):
    start, grads = loss_fn(X, y, params)
    rates = (lr / 2 ** i for i in range(10_000))
    at = lambda rate: {k: params[k] - rate * grads[k] for k in params}
    return next((at(r), r) for r in rates if loss_fn(X, y, at(r))[0] <= start)


#: wrong | line_search | same algorithm | while loss > start: nan ends the search | named: takes nan for good
def line_search(X, y, params, lr, loss_fn):
    start, g = loss_fn(X, y, params)
    new = {k: params[k] - lr * g[k] for k in params}
    while loss_fn(X, y, new)[0] > start:
        lr /= 2
        new = {k: params[k] - lr * g[k] for k in params}
    return new, lr


#: wrong | line_search | same algorithm | strictly lower wanted: at the minimum the rate runs to 0 | named: asks for a lower loss
def line_search(X, y, params, lr, loss_fn):
    start, g = loss_fn(X, y, params)
    for _ in range(60):
        new = {k: params[k] - lr * g[k] for k in params}
        if loss_fn(X, y, new)[0] < start:
            return new, lr
        lr /= 2
    return new, lr


#: right | linear_loss | other algorithm | class with forward and backward and a cache
class _Linear:
    def __init__(self, params):
        self.p = params
        self.cache = {}

    def forward(self, X):
        self.cache["X"] = X
        return np.dot(X, self.p["W"]) + self.p["b"]

    def backward(self, dout):
        return {"W": np.dot(self.cache["X"].T, dout), "b": dout.sum(axis=0, keepdims=True)}


def linear_loss(X, y, params):
    layer = _Linear(params)
    error = layer.forward(X) - y
    return np.square(error).mean(), layer.backward(2 * error / error.size)


#: wrong | linear_loss | same algorithm | divides by the number of features | named: divides everything by the number of features
def linear_loss(X, y, params):
    m = X.shape[1]
    e = X.dot(params["W"]) + params["b"] - y
    return np.sum(e ** 2) / m, {"W": 2 / m * X.T @ e, "b": 2 / m * e.sum(axis=0, keepdims=True)}


#: wrong | linear_loss | same algorithm | dW from the mean of X and the mean of the error separately
def linear_loss(X, y, params):
    e = X @ params["W"] + params["b"] - y
    dW = 2 * X.mean(axis=0, keepdims=True).T * e.mean()
    return np.mean(e ** 2), {"W": dW, "b": 2 * e.mean(keepdims=True)}


#: wrong | linear_loss | same algorithm | takes the step as well, in place on params
def linear_loss(X, y, params, lr=0.01):
    n = len(X)
    e = X @ params["W"] + params["b"] - y
    dW, db = 2 / n * X.T @ e, 2 / n * e.sum(axis=0, keepdims=True)
    params["W"] -= lr * dW
    params["b"] -= lr * db
    return np.mean(e ** 2), {"W": dW, "b": db}


#: wrong | linear_loss | same algorithm | absolute error reported, gradient of the squared one
def linear_loss(X, y, params):
    n = len(X)
    e = X @ params["W"] + params["b"] - y
    return np.mean(np.abs(e)), {"W": 2 / n * X.T @ e, "b": 2 / n * e.sum(axis=0, keepdims=True)}


#: wrong | linear_loss | same algorithm | loss as a (1, 1) matrix
def linear_loss(X, y, params):
    n = len(X)
    e = X @ params["W"] + params["b"] - y
    return e.T @ e / n, {"W": 2 / n * X.T @ e, "b": 2 / n * e.sum(axis=0, keepdims=True)}


#: wrong | linear_loss | same algorithm | two slips: sign and factor
def linear_loss(X, y, params):
    n = len(X)
    e = y - X @ params["W"] - params["b"]
    return np.mean(e ** 2), {"W": X.T @ e / n, "b": e.sum(axis=0, keepdims=True) / n}


#: right | gradient_descent | other algorithm | recursion over the epochs
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    if epochs == 0:
        return {name: np.array(value) for name, value in params.items()}, []
    loss, grads = loss_fn(X, y, params)
    stepped = {name: params[name] - lr * grads[name] for name in params}
    last, history = gradient_descent(X, y, stepped, lr, loss_fn, epochs=epochs - 1)
    return last, [loss] + history


#: right | gradient_descent | other algorithm | functools.reduce over the epochs
from functools import reduce


def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    history = []

    def one(p, _):
        loss, g = loss_fn(X, y, p)
        history.append(loss)
        return {k: np.subtract(p[k], np.multiply(lr, g[k])) for k in p}

    return reduce(one, range(epochs), {k: v.copy() for k, v in params.items()}), history


#: wrong | gradient_descent | same algorithm | early stopping when the loss rises: history is shorter
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    params = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        if history and abs(history[-1] - loss) < 1e-3:
            break
        history.append(loss)
        params = {k: v - lr * grads[k] for k, v in params.items()}
    return params, history


#: wrong | gradient_descent | same algorithm | gives the parameters of the lowest loss seen, in place of the last
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    params = {k: v.copy() for k, v in params.items()}
    best, best_loss, history = params, np.inf, []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        if loss < best_loss:
            best, best_loss = params, loss
        params = {k: v - lr * grads[k] for k, v in params.items()}
    return best, history


#: wrong | gradient_descent | same algorithm | clips the gradients to [-1, 1], as many blogs advise
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    params = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        params = {k: v - lr * np.clip(grads[k], -1, 1) for k, v in params.items()}
    return params, history


#: wrong | gradient_descent | same algorithm | decays the rate from epoch to epoch
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    params = {k: v.copy() for k, v in params.items()}
    history = []
    for epoch in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        rate = lr / (1 + 0.1 * epoch)
        params = {k: v - rate * grads[k] for k, v in params.items()}
    return params, history


#: wrong | gradient_descent | same algorithm | shadowed name: the loop over keys overwrites loss, so history holds names' last arrays' norms
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    params = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        for k in params:
            loss = lr * grads[k]
            params[k] = params[k] - loss
        history.append(float(np.sum(loss)))
    return params, history


#: wrong | slope | same algorithm | // in place of /, which cuts the slope off
def slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) // (2 * h)


#: wrong | slope | same algorithm | a coarse default step of 0.1
def slope(f, x, h=0.1):
    return (f(x + h) - f(x - h)) / (2 * h)


#: wrong | parabola_path | same algorithm | int(start) cuts the first w off
def parabola_path(start, lr, steps):
    path = [int(start)]
    for _ in range(steps):
        path.append(path[-1] - lr * 2 * (path[-1] - 3))
    return np.array(path)


#: right | gradient_descent | other algorithm | defensive: lr, epochs, callability, key checks
import numpy as np


def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    if not callable(loss_fn):
        raise TypeError("loss_fn must be callable")
    if not 0 < lr:
        raise ValueError("lr must be positive")
    if not isinstance(epochs, (int, np.integer)) or epochs < 0:
        raise ValueError("epochs must be a whole number, 0 or more")
    current = {name: np.array(value, dtype=float) for name, value in params.items()}
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, current)
        if grads.keys() != current.keys():
            raise KeyError("grads and params have other names")
        history.append(float(loss))
        for name in current:
            if grads[name].shape != current[name].shape:
                raise ValueError(name)
            current[name] = current[name] - lr * grads[name]
    return current, history


#: right | gradient_descent | other algorithm | recursion with dictionaries made by comprehension
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    if epochs == 0:
        return dict(params), []
    loss, grads = loss_fn(X, y, params)
    moved = {k: v + (-lr) * grads[k] for k, v in params.items()}
    final, later = gradient_descent(X, y, moved, lr, loss_fn, epochs=epochs - 1)
    return final, [loss] + later


#: right | line_search | other algorithm | itertools.count of halvings and walrus
from itertools import count
import math


def line_search(X, y, params, lr, loss_fn):
    loss, grads = loss_fn(X, y, params)

    def at(rate):
        return {k: params[k] - rate * grads[k] for k in params}

    for i in count():
        rate = math.ldexp(lr, -i)
        if (new_loss := loss_fn(X, y, new := at(rate))[0]) <= loss and math.isfinite(new_loss):
            return new, rate


#: wrong | gradient_descent | other algorithm | a history that is a default and shared
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100, history=[]):
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        params = {k: params[k] - lr * grads[k] for k in params}
    return dict(params), history
