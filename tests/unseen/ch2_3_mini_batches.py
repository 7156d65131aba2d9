"""Unseen tries for chapter ch2_3_mini_batches: mini-batches as students write them. Disputable: the right logistic_loss by logaddexp gives the exact loss, beyond 34.5 for sure wrong answers."""

#: right | minibatches | same algorithm | permutation of indices, generator
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    idx = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        batch = idx[start:start + batch_size]
        yield X[batch], y[batch]


#: right | minibatches | other algorithm | a list of tuples from np.split at the multiples of batch_size
def minibatches(X, y, batch_size, rng=None):
    if batch_size <= 0:
        raise ValueError(batch_size)
    order = np.arange(X.shape[0])
    if rng is not None:
        rng.shuffle(order)
    cuts = range(batch_size, X.shape[0], batch_size)
    return list(zip(np.split(X[order], cuts), np.split(y[order], cuts)))


#: right | minibatches | other algorithm | samples collected one at a time, yielded when the bag is full
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("too small")
    keys = list(range(len(X)))
    if rng is not None:
        keys = np.argsort(rng.random(len(X))).tolist()
    xs, ys = [], []
    for k in keys:
        xs.append(X[k])
        ys.append(y[k])
        if len(xs) == batch_size:
            yield np.array(xs), np.array(ys)
            xs, ys = [], []
    if xs:
        yield np.array(xs), np.array(ys)


#: right | minibatches | other algorithm | draws without replacement from what remains, batch by batch, rng.choice
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    remaining = np.arange(len(X))
    while remaining.size:
        k = min(batch_size, remaining.size)
        if rng is None:
            pick = remaining[:k]
        else:
            pick = rng.choice(remaining, size=k, replace=False)
        remaining = np.setdiff1d(remaining, pick)
        yield X[pick], y[pick]


#: wrong | minibatches | other algorithm | n // batch_size batches: the smaller last one is dropped | named: drops the smaller last batch
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    n = len(X)
    if rng is not None:
        p = rng.permutation(n)
        X, y = X[p], y[p]
    for i in range(n // batch_size):
        yield X[i * batch_size:(i + 1) * batch_size], y[i * batch_size:(i + 1) * batch_size]


#: wrong | minibatches | same algorithm | X and y permuted by two different draws, pairs torn apart | named: shuffles samples and targets apart
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    if rng is not None:
        X = rng.permutation(X)
        y = rng.permutation(y)
    for i in range(0, len(X), batch_size):
        yield X[i:i + batch_size], y[i:i + batch_size]


#: wrong | minibatches | same algorithm | rng.shuffle on y in the order of indices forgotten: only X is shuffled | named: shuffles only the samples
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    order = np.arange(len(X))
    if rng:
        rng.shuffle(order)
    for i in range(0, len(X), batch_size):
        yield X[order[i:i + batch_size]], y[i:i + batch_size]


#: wrong | minibatches | same algorithm | always shuffled, an own default_rng where none is given | named: shuffles without rng
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    rng = rng or np.random.default_rng()
    p = rng.permutation(len(X))
    for i in range(0, len(X), batch_size):
        yield X[p[i:i + batch_size]], y[p[i:i + batch_size]]


#: wrong | minibatches | same algorithm | np.random.permutation, the rng given is only asked whether it is there | named: draws from the global numbers
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    indices = np.arange(X.shape[0])
    if rng is not None:
        indices = np.random.permutation(indices)
    return ((X[indices[i:i + batch_size]], y[indices[i:i + batch_size]]) for i in range(0, len(X), batch_size))


#: wrong | minibatches | other algorithm | np.array_split into ceil(n / size) parts: batches of even sizes, not full ones with a rest | named: makes even batches
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    parts = int(np.ceil(len(X) / batch_size))
    for part in np.array_split(order, parts):
        yield X[part], y[part]


#: wrong | minibatches | other algorithm | draws with replacement by rng.integers, some samples twice and some never | named: draws with replacement
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    n = len(X)
    ids = np.arange(n)
    if rng is not None:
        ids = rng.integers(0, n, size=n)
    for i in range(0, n, batch_size):
        yield X[ids[i:i + batch_size]], y[ids[i:i + batch_size]]


#: wrong | minibatches | same algorithm | the caller's X and y are shuffled in place (with the same state, so that pairs stay together) | named: shuffles in place
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    if rng is not None:
        state = rng.bit_generator.state
        rng.shuffle(X)
        rng.bit_generator.state = state
        rng.shuffle(y)
    for i in range(0, len(X), batch_size):
        yield X[i:i + batch_size].copy(), y[i:i + batch_size].copy()


#: wrong | minibatches | other algorithm | only the order of the batches is shuffled, the neighbours stay together | named: shuffles the order of batches, the smaller one too
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    starts = np.arange(0, len(X), batch_size)
    if rng is not None:
        starts = rng.permutation(starts)
    for s in starts:
        yield X[s:s + batch_size], y[s:s + batch_size]


#: wrong | minibatches | same algorithm | slice end minus 1: one sample of each batch is lost | named: leaves one out of the last batch too
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    for a in range(0, len(X), batch_size):
        b = min(a + batch_size, len(X)) - 1
        yield X[order[a:b]], y[order[a:b]]


#: wrong | minibatches | other algorithm | the bag is not emptied but yielded at the end even when empty; a batch of no samples where n divides | named: ends with an empty batch
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    n = len(X)
    order = np.arange(n) if rng is None else rng.permutation(n)
    full = n // batch_size
    for i in range(full + 1):
        sel = order[i * batch_size:(i + 1) * batch_size]
        yield X[sel], y[sel]


#: wrong | minibatches | other algorithm | samples flattened to (batch, features) by reshape: images lose their shape | named: flattens the samples
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    flat = X.reshape(len(X), -1)
    data = np.hstack([flat, y.reshape(len(y), -1)])
    if rng is not None:
        data = rng.permutation(data)
    d = flat.shape[1]
    for i in range(0, len(data), batch_size):
        yield data[i:i + batch_size, :d], data[i:i + batch_size, d:]


#: right | gradient_descent | same algorithm | with minibatches in the block, np.average of the batch losses
def minibatches(X, y, batch_size, rng=None):
    if batch_size < 1:
        raise ValueError("batch_size")
    idx = np.arange(len(X))
    if rng is not None:
        rng.shuffle(idx)
    for s in range(0, len(X), batch_size):
        yield X[idx[s:s + batch_size]], y[idx[s:s + batch_size]]


def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    if batch_size is None:
        batch_size = len(X)
    params = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        losses, sizes = [], []
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            loss, grads = loss_fn(X_b, y_b, params)
            losses.append(loss)
            sizes.append(len(X_b))
            for k in params:
                params[k] = params[k] - lr * grads[k]
        history.append(float(np.average(losses, weights=sizes)))
    return params, history


#: right | gradient_descent | other algorithm | without a helper: shuffles X and y on from epoch to epoch, running weighted mean
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    n = X.shape[0]
    size = n if batch_size is None else batch_size
    Xs, ys = X, y
    current = dict(params)
    history = []
    for epoch in range(epochs):
        if rng is not None:
            order = rng.permutation(n)
            Xs, ys = Xs[order], ys[order]
        mean, seen = 0.0, 0
        i = 0
        while i < n:
            xb, yb = Xs[i:i + size], ys[i:i + size]
            loss, g = loss_fn(xb, yb, current)
            seen += len(xb)
            mean += (loss - mean) * len(xb) / seen
            current = {name: value - lr * g[name] for name, value in current.items()}
            i += size
        history.append(mean)
    return current, history


#: right | gradient_descent | other algorithm | one flat loop over all the updates, the epoch computed from the step number
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    import math
    n = len(X)
    bs = min(batch_size or n, n)
    per_epoch = math.ceil(n / bs)
    totals = np.zeros(epochs)
    p = {k: np.array(v, dtype=float) for k, v in params.items()}
    order = np.arange(n)
    for step in range(epochs * per_epoch):
        e, j = divmod(step, per_epoch)
        if j == 0 and rng is not None:
            order = rng.permutation(n)
        take = order[j * bs:(j + 1) * bs]
        loss, grads = loss_fn(X[take], y[take], p)
        totals[e] += loss * take.size / n
        for k, g in grads.items():
            p[k] = p[k] - lr * g
    return p, totals.tolist()


#: wrong | gradient_descent | same algorithm | plain mean of the batch losses, the smaller last batch weighs as much as the others | named: forgets the weights
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    n = len(X)
    bs = batch_size if batch_size is not None else n
    p = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        order = np.arange(n) if rng is None else rng.permutation(n)
        losses = []
        for s in range(0, n, bs):
            b = order[s:s + bs]
            loss, g = loss_fn(X[b], y[b], p)
            losses.append(loss)
            for k in p:
                p[k] = p[k] - lr * g[k]
        history.append(np.mean(losses))
    return p, history


#: wrong | gradient_descent | same algorithm | the generator of batches is made once, before the epochs: used up after the first | named: uses a generator up
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    def batches(size):
        order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
        for s in range(0, len(X), size):
            yield X[order[s:s + size]], y[order[s:s + size]]

    gen = batches(batch_size or len(X))
    p = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        total = 0
        for xb, yb in gen:
            loss, g = loss_fn(xb, yb, p)
            total += loss * len(xb)
            for k in p:
                p[k] = p[k] - lr * g[k]
        history.append(total / len(X))
    return p, history


#: wrong | gradient_descent | same algorithm | shuffled once before the epochs, the same batches in every epoch | named: shuffles only once
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    n = len(X)
    if batch_size is None:
        batch_size = n
    order = np.arange(n) if rng is None else rng.permutation(n)
    Xs, ys = X[order], y[order]
    p = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        total = 0.0
        for s in range(0, n, batch_size):
            loss, g = loss_fn(Xs[s:s + batch_size], ys[s:s + batch_size], p)
            total += loss * len(Xs[s:s + batch_size])
            p = {k: p[k] - lr * g[k] for k in p}
        history.append(total / n)
    return p, history


#: wrong | gradient_descent | same algorithm | history holds the loss of the last batch only | named: records the last batch
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    n = len(X)
    size = batch_size or n
    p = dict(params)
    history = []
    for _ in range(epochs):
        idx = rng.permutation(n) if rng is not None else np.arange(n)
        for s in range(0, n, size):
            loss, g = loss_fn(X[idx[s:s + size]], y[idx[s:s + size]], p)
            p = {k: p[k] - lr * g[k] for k in p}
        history.append(loss)
    return p, history


#: wrong | gradient_descent | other algorithm | gradients of the batches are summed up and applied once at the end of the epoch | named: steps once per epoch
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    n = len(X)
    size = batch_size or n
    p = dict(params)
    history = []
    for _ in range(epochs):
        idx = rng.permutation(n) if rng is not None else np.arange(n)
        acc = {k: 0 for k in p}
        epoch_loss = 0
        for s in range(0, n, size):
            sel = idx[s:s + size]
            loss, g = loss_fn(X[sel], y[sel], p)
            epoch_loss += loss * len(sel)
            for k in p:
                acc[k] = acc[k] + g[k]
        p = {k: p[k] - lr * acc[k] for k in p}
        history.append(epoch_loss / n)
    return p, history


#: wrong | gradient_descent | other algorithm | the loss of the whole data after the epoch instead of the batches' losses before their steps | named: records the loss after the epoch
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    n = len(X)
    size = n if batch_size is None else batch_size
    p = dict(params)
    history = []
    for _ in range(epochs):
        idx = np.arange(n)
        if rng is not None:
            rng.shuffle(idx)
        for s in range(0, n, size):
            _, g = loss_fn(X[idx[s:s + size]], y[idx[s:s + size]], p)
            p = {k: p[k] - lr * g[k] for k in p}
        history.append(loss_fn(X, y, p)[0])
    return p, history


#: wrong | gradient_descent | same algorithm | rng renewed with seed 0 at the start of each epoch, instead of the one given | named: gives all seeds the same batches
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    n = len(X)
    size = n if batch_size is None else batch_size
    p = dict(params)
    history = []
    for _ in range(epochs):
        idx = np.arange(n)
        if rng is not None:
            rng = np.random.default_rng(0)
            idx = rng.permutation(n)
        total = 0
        for s in range(0, n, size):
            sel = idx[s:s + size]
            loss, g = loss_fn(X[sel], y[sel], p)
            total += loss * sel.size
            p = {k: p[k] - lr * g[k] for k in p}
        history.append(total / n)
    return p, history


#: wrong | gradient_descent | same algorithm | batch_size None means batches of 32 (a default from elsewhere), not the full batch | named: takes none for thirty-two
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    if batch_size is None:
        batch_size = 32
    n = len(X)
    p = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        idx = np.arange(n) if rng is None else rng.permutation(n)
        loss_sum = 0.0
        for start in range(0, n, batch_size):
            part = idx[start:start + batch_size]
            loss, grads = loss_fn(X[part], y[part], p)
            loss_sum += len(part) * loss
            for key in grads:
                p[key] = p[key] - lr * grads[key]
        history.append(loss_sum / n)
    return p, history


#: wrong | gradient_descent | same algorithm | learning rate multiplied by the share of the batch, smaller steps with small batches | named: scales steps by the share of a batch
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    n = len(X)
    batch_size = batch_size or n
    p = dict(params)
    history = []
    for _ in range(epochs):
        idx = np.arange(n) if rng is None else rng.permutation(n)
        total = 0.0
        for start in range(0, n, batch_size):
            part = idx[start:start + batch_size]
            loss, grads = loss_fn(X[part], y[part], p)
            total += len(part) / n * loss
            p = {k: p[k] - lr * len(part) / n * grads[k] for k in p}
        history.append(total)
    return p, history


#: wrong | gradient_descent | same algorithm | the inner loop leaves after the first batch because `history.append` and `break` stand in it | named: takes only the first batch
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    n = len(X)
    batch_size = batch_size or n
    p = dict(params)
    history = []
    for _ in range(epochs):
        idx = np.arange(n) if rng is None else rng.permutation(n)
        for start in range(0, n, batch_size):
            part = idx[start:start + batch_size]
            loss, grads = loss_fn(X[part], y[part], p)
            p = {k: p[k] - lr * grads[k] for k in p}
            history.append(loss)
            break
    return p, history


#: wrong | gradient_descent | same algorithm | np.asarray does not copy: the arrays of the params given are changed by -= | named: updates in place
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    n = X.shape[0]
    step = batch_size if batch_size else n
    p = {name: np.asarray(a) for name, a in params.items()}
    history = []
    for e in range(epochs):
        order = rng.permutation(n) if rng is not None else np.arange(n)
        s = 0
        for j in range(0, n, step):
            loss, g = loss_fn(X[order[j:j + step]], y[order[j:j + step]], p)
            s += loss * len(order[j:j + step])
            for name in p:
                p[name] -= lr * g[name]
        history.append(s / n)
    return p, history


#: right | logistic_loss | same algorithm | textbook with functions of earlier chapters
def logistic_loss(X, y, params):
    from neural_network import binary_cross_entropy, sigmoid
    A = sigmoid(X @ params["W"] + params["b"])
    n = X.shape[0]
    dZ = (A - y) / n
    return binary_cross_entropy(A, y), {"W": X.T @ dZ, "b": dZ.sum(axis=0, keepdims=True)}


#: right | logistic_loss | other algorithm | logaddexp on the scores, exact loss without any epsilon, expit
def logistic_loss(X, y, params):
    from scipy.special import expit
    Z = X @ params["W"] + params["b"]
    loss = np.mean(np.logaddexp(0, Z) - y * Z)
    delta = expit(Z) - y
    return loss, {"W": np.mean(X * delta, axis=0).reshape(-1, 1), "b": np.mean(delta).reshape(1, 1)}


#: right | logistic_loss | other algorithm | sample by sample with math
def logistic_loss(X, y, params):
    import math
    n, d = X.shape
    loss = 0.0
    dW, db = np.zeros((d, 1)), np.zeros((1, 1))
    for i in range(n):
        z = float(X[i] @ params["W"][:, 0] + params["b"][0, 0])
        a = 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))
        t = float(y[i, 0])
        safe = min(max(a, 1e-15), 1 - 1e-15)
        loss += -t * math.log(safe) - (1 - t) * math.log(1 - safe)
        dW[:, 0] += (a - t) * X[i]
        db += a - t
    return loss / n, {"W": dW / n, "b": db / n}


#: wrong | logistic_loss | same algorithm | derivative of the sigmoid multiplied in once more: gradient of another loss | named: keeps the slope of the sigmoid
def logistic_loss(X, y, params):
    from neural_network import binary_cross_entropy, sigmoid
    A = sigmoid(X @ params["W"] + params["b"])
    dZ = (A - y) * A * (1 - A) / len(X)
    return binary_cross_entropy(A, y), {"W": X.T @ dZ, "b": np.sum(dZ, axis=0, keepdims=True)}


#: wrong | logistic_loss | same algorithm | factor 2 kept from the mean squared error | named: keeps the factor two
def logistic_loss(X, y, params):
    from neural_network import binary_cross_entropy, sigmoid
    A = sigmoid(X @ params["W"] + params["b"])
    e = A - y
    return binary_cross_entropy(A, y), {"W": 2 * X.T @ e / len(y), "b": 2 * e.mean(axis=0, keepdims=True)}


#: wrong | logistic_loss | same algorithm | mean squared error reported as the loss, the gradient is that of cross-entropy | named: returns the squared error
def logistic_loss(X, y, params):
    from neural_network import mse_loss, sigmoid
    A = sigmoid(X @ params["W"] + params["b"])
    n = len(X)
    return mse_loss(A, y), {"W": X.T @ (A - y) / n, "b": np.mean(A - y, axis=0, keepdims=True)}


#: wrong | logistic_loss | same algorithm | log without epsilon: nan or inf once a score is large | named: takes the logarithm of zero
def logistic_loss(X, y, params):
    from neural_network import sigmoid
    A = sigmoid(X @ params["W"] + params["b"])
    loss = -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))
    n = len(X)
    return loss, {"W": X.T @ (A - y) / n, "b": np.mean(A - y, axis=0, keepdims=True)}


#: wrong | logistic_loss | other algorithm | db is the sum, dW the mean | named: sums the gradient of the bias
def logistic_loss(X, y, params):
    Z = np.einsum("ij,jk->ik", X, params["W"]) + params["b"]
    A = 0.5 * (1 + np.tanh(Z / 2))
    d = A - y
    loss = np.mean(np.logaddexp(0, Z) - Z * y)
    return loss, {"W": np.einsum("ij,ik->jk", X, d) / len(X), "b": np.einsum("ik->k", d)[None, :]}


#: wrong | logistic_loss | other algorithm | quotient of clipped A as in (A - y) / (A (1 - A)): the derivative by A, chain to Z forgotten | named: stops at the probabilities
def logistic_loss(X, y, params):
    Z = X @ params["W"] + params["b"]
    A = np.clip(1 / (1 + np.exp(-Z)), 1e-7, 1 - 1e-7)
    dA = -(y / A) + (1 - y) / (1 - A)
    n = len(X)
    loss = -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))
    return loss, {"W": X.T @ dA / n, "b": dA.mean(axis=0, keepdims=True)}


#: wrong | logistic_loss | same algorithm | sigmoid left out of the gradient: error of the raw scores | named: forgets the sigmoid in the gradient
def logistic_loss(X, y, params):
    from neural_network import binary_cross_entropy, sigmoid
    Z = X @ params["W"] + params["b"]
    A = sigmoid(Z)
    dZ = Z - y
    return binary_cross_entropy(A, y), {"W": X.T @ dZ / len(y), "b": dZ.mean(axis=0, keepdims=True)}


#: right | count_batches | other algorithm | negative floor division
def count_batches(n, batch_size):
    return -(-n // batch_size)


#: wrong | count_batches | same algorithm | n // batch_size + 1, one too many where it divides | named: always adds one
def count_batches(n, batch_size):
    return n // batch_size + 1


#: wrong | count_batches | same algorithm | round instead of up | named: rounds to the nearest
def count_batches(n, batch_size):
    return round(n / batch_size)


#: right | shuffle_together | other algorithm | X and y side by side in one array, rows permuted
def shuffle_together(X, y, rng):
    both = rng.permutation(np.hstack([X, y]))
    return both[:, :X.shape[1]], both[:, X.shape[1]:]


#: wrong | shuffle_together | other algorithm | the same seed for both, but from a generator of its own | named: has one order for every rng
def shuffle_together(X, y, rng):
    seed = 42
    Xs = np.random.default_rng(seed).permutation(X)
    ys = np.random.default_rng(seed).permutation(y)
    return Xs, ys


#: wrong | shuffle_together | same algorithm | permutes the columns of X (shape[1] instead of shape[0]) and leaves y alone | named: shuffles the columns
def shuffle_together(X, y, rng):
    idx = rng.permutation(X.shape[1])
    return X[:, idx], y


#: right | mean_batch_loss | other algorithm | dot product
def mean_batch_loss(losses, sizes):
    return np.dot(losses, sizes) / np.sum(sizes)


#: wrong | mean_batch_loss | same algorithm | divides by the number of batches | named: divides by the number of batches
def mean_batch_loss(losses, sizes):
    return np.sum(losses * sizes) / len(losses)


#: right | moving_average | other algorithm | differences of the cumulative sum
def moving_average(values, window):
    c = np.concatenate([[0.0], np.cumsum(values)])
    return (c[window:] - c[:-window]) / window


#: right | moving_average | other algorithm | sliding_window_view
def moving_average(values, window):
    return np.lib.stride_tricks.sliding_window_view(values, window).mean(axis=-1)


#: wrong | moving_average | other algorithm | convolve in mode "same": as long as the curve, zeros padded at the ends | named: keeps the length
def moving_average(values, window):
    return np.convolve(values, np.ones(window) / window, mode="same")


#: wrong | moving_average | same algorithm | loop one short, the last window is missing | named: misses the last window
def moving_average(values, window):
    out = []
    for i in range(len(values) - window):
        out.append(np.mean(values[i:i + window]))
    return np.array(out)


#: right | minibatches | other algorithm | itertools: islice over a zipped iterator, stacked
from itertools import islice

def minibatches(X, y, batch_size, rng=None):
    order = list(range(len(X)))
    if rng is not None:
        rng.shuffle(order)
    it = iter(order)
    while chunk := list(islice(it, batch_size)):
        yield X[chunk], y[chunk]


#: right | minibatches | other algorithm | array_split at explicit borders, zip returned
def minibatches(X, y, batch_size, rng=None):
    if rng is not None:
        p = np.argsort(rng.random(X.shape[0]))
        X, y = X[p], y[p]
    borders = range(batch_size, len(X), batch_size)
    return zip(np.split(X, borders), np.split(y, borders))


#: right | minibatches | other algorithm | joins X and y into one table, shuffles its rows, cuts it again
def minibatches(X, y, batch_size, rng=None):
    n, k = len(X), int(np.prod(X.shape[1:]))
    table = np.concatenate([X.reshape(n, k), y.reshape(n, -1)], axis=1)
    if rng is not None:
        rng.shuffle(table, axis=0)
    for i in range(0, n, batch_size):
        part = table[i:i + batch_size]
        yield part[:, :k].reshape(-1, *X.shape[1:]), part[:, k:].reshape(-1, *y.shape[1:])


#: wrong | minibatches | same algorithm | the last batch overlaps backwards to be full
def minibatches(X, y, batch_size, rng=None):
    n = len(X)
    p = np.arange(n) if rng is None else rng.permutation(n)
    size = min(batch_size, n)
    for i in range(0, n, batch_size):
        j = min(i, n - size)
        yield X[p[j:j + size]], y[p[j:j + size]]


#: right | gradient_descent | other algorithm | np.average over the collected losses; own slicing
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    n = X.shape[0]
    size = n if batch_size is None else batch_size
    theta = {k: np.array(v, copy=True) for k, v in params.items()}
    history = []
    for _ in range(epochs):
        order = np.arange(n) if rng is None else rng.permutation(n)
        losses, weights = [], []
        for s in range(0, n, size):
            rows = order[s:s + size]
            loss, g = loss_fn(X[rows], y[rows], theta)
            losses.append(loss)
            weights.append(len(rows))
            theta = {k: theta[k] - lr * g[k] for k in theta}
        history.append(float(np.average(losses, weights=weights)))
    return theta, history


#: right | gradient_descent | other algorithm | running mean of losses, minibatches from this file
def minibatches(X, y, batch_size, rng=None):
    order = np.arange(len(X))
    if rng is not None:
        order = rng.permutation(order)
    return ((X[order[i:i + batch_size]], y[order[i:i + batch_size]]) for i in range(0, len(X), batch_size))

def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    params, history = {**params}, []
    for epoch in range(epochs):
        seen, mean = 0, 0.0
        for X_b, y_b in minibatches(X, y, batch_size or len(X), rng):
            loss, grads = loss_fn(X_b, y_b, params)
            seen += len(X_b)
            mean += (loss - mean) * len(X_b) / seen
            params.update((k, params[k] - lr * grads[k]) for k in params)
        history.append(mean)
    return params, history


#: wrong | gradient_descent | same algorithm | gradients accumulated over the epoch, one step per epoch
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    p = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        total, acc = 0.0, {k: np.zeros_like(v) for k, v in p.items()}
        for xb, yb in minibatches(X, y, batch_size or len(X), rng):
            loss, g = loss_fn(xb, yb, p)
            total += loss * len(xb)
            acc = {k: acc[k] + g[k] * len(xb) / len(X) for k in acc}
        p = {k: p[k] - lr * acc[k] for k in p}
        history.append(total / len(X))
    return p, history


#: wrong | gradient_descent | same algorithm | the rng is not passed on | named: does not hand on the rng
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    p = {k: v.copy() for k, v in params.items()}
    history = []
    for _ in range(epochs):
        total = 0.0
        for xb, yb in minibatches(X, y, batch_size or len(X)):
            loss, g = loss_fn(xb, yb, p)
            total += loss * len(xb)
            p = {k: p[k] - lr * g[k] for k in p}
        history.append(total / len(X))
    return p, history


#: right | logistic_loss | other algorithm | loss from scores by logaddexp, clipped at 30 per sample
def logistic_loss(X, y, params):
    Z = X @ params["W"] + params["b"]
    margins = np.where(y > 0, -Z, Z)
    loss = np.minimum(np.logaddexp(0, margins), 30.0).mean()
    A = np.exp(-np.logaddexp(0, -Z))
    r = (A - y) / len(X)
    return float(loss), {"W": X.T @ r, "b": r.sum(axis=0, keepdims=True)}


#: right | logistic_loss | other algorithm | sample by sample
def logistic_loss(X, y, params):
    W, b = params["W"], params["b"]
    dW, db, A = np.zeros(W.shape), np.zeros(b.shape), np.zeros(y.shape)
    for i, x in enumerate(X):
        A[i] = sigmoid(x @ W + b[0])
        err = A[i, 0] - y[i, 0]
        dW[:, 0] += err * x
        db[0, 0] += err
    return binary_cross_entropy(A, y), {"b": db / len(X), "W": dW / len(X)}


#: wrong | logistic_loss | same algorithm | db divided twice | named: divides the gradient of the bias twice
def logistic_loss(X, y, params):
    n = len(X)
    A = sigmoid(X @ params["W"] + params["b"])
    d = (A - y) / n
    return binary_cross_entropy(A, y), {"W": X.T @ d, "b": d.mean(0, keepdims=True)}


#: wrong | logistic_loss | same algorithm | db of shape (1,) | named: drops an axis of the bias
def logistic_loss(X, y, params):
    n = len(X)
    A = sigmoid(X @ params["W"] + params["b"])
    return binary_cross_entropy(A, y), {"W": X.T @ (A - y) / n, "b": np.mean(A - y, axis=0)}


#: wrong | logistic_loss | same algorithm | the two arguments of binary_cross_entropy swapped | named: swaps the arguments of the loss
def logistic_loss(X, y, params):
    A = sigmoid(X @ params["W"] + params["b"])
    return binary_cross_entropy(y, A), {"W": X.T @ (A - y) / len(X), "b": (A - y).mean(0, keepdims=True)}


#: right | count_batches | other algorithm | len of a range
def count_batches(n, batch_size):
    return len(range(0, n, batch_size))


#: wrong | count_batches | same algorithm | np.ceil: a float | named: counts in floats
def count_batches(n, batch_size):
    return np.ceil(n / batch_size)


#: right | shuffle_together | other algorithm | hstack, permuted rows, hsplit
def shuffle_together(X, y, rng):
    both = rng.permutation(np.hstack([X, y]), axis=0)
    return both[:, :X.shape[1]], both[:, X.shape[1]:]


#: wrong | shuffle_together | same algorithm | rng.permuted moves inside the columns
def shuffle_together(X, y, rng):
    both = rng.permuted(np.hstack([X, y]), axis=0)
    return both[:, :X.shape[1]], both[:, X.shape[1]:]


#: wrong | shuffle_together | same algorithm | a rotation by a random offset is no shuffle | named: starts at a random row
def shuffle_together(X, y, rng):
    k = int(rng.integers(len(X)))
    return np.roll(X, k, axis=0), np.roll(y, k, axis=0)


#: wrong | shuffle_together | same algorithm | shuffles views in place | named: shuffles both in place
def shuffle_together(X, y, rng):
    state = rng.bit_generator.state
    rng.shuffle(X)
    rng.bit_generator.state = state
    rng.shuffle(y)
    return X, y


#: right | mean_batch_loss | other algorithm | np.repeat each loss size times
def mean_batch_loss(losses, sizes):
    return float(np.repeat(losses, sizes).mean())


#: wrong | mean_batch_loss | same algorithm | plain mean | named: averages batches alike
def mean_batch_loss(losses, sizes):
    return float(losses.mean())


#: wrong | moving_average | same algorithm | trailing window, growing at the start
def moving_average(values, window):
    return np.array([values[max(0, i - window + 1):i + 1].mean() for i in range(len(values))])


#: right | stratified_batches | other algorithm | shuffle, stable sort by label, deal round robin
def stratified_batches(labels, n_batches, rng):
    p = rng.permutation(len(labels))
    p = p[np.argsort(labels[p], kind="stable")]
    return [p[i::n_batches] for i in range(n_batches)]


#: wrong | stratified_batches | same algorithm | round robin over an unshuffled sort | named: does not shuffle
def stratified_batches(labels, n_batches, rng):
    p = np.argsort(labels, kind="stable")
    return [p[i::n_batches] for i in range(n_batches)]


#: wrong | stratified_batches | same algorithm | a plain shuffle
def stratified_batches(labels, n_batches, rng):
    return np.array_split(rng.permutation(len(labels)), n_batches)


#: right | minibatches | other algorithm | class with __iter__ and __next__, as a data loader
class _Loader:
    def __init__(self, X, y, size, rng):
        self.X, self.y, self.size = X, y, size
        self.index = np.arange(X.shape[0])
        if rng is not None:
            rng.shuffle(self.index)
        self.at = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.at >= len(self.index):
            raise StopIteration
        take = self.index[self.at:self.at + self.size]
        self.at += self.size
        return self.X[take], self.y[take]


def minibatches(X, y, batch_size, rng=None):
    return _Loader(X, y, batch_size, rng)


#: right | minibatches | other algorithm | zip of two lists of batches
def minibatches(X, y, batch_size, rng=None):
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    starts = range(0, len(X), batch_size)
    return zip([X[order[s:s + batch_size]] for s in starts], [y[order[s:s + batch_size]] for s in starts])


#: wrong | minibatches | other algorithm | stacks X and y with hstack, splits the last column: y of one column only, X as a matrix only
def minibatches(X, y, batch_size, rng=None):
    data = np.hstack((X, y))
    if rng is not None:
        rng.shuffle(data)
    for i in range(0, len(data), batch_size):
        batch = data[i:i + batch_size]
        yield batch[:, :-1], batch[:, -1:]


#: wrong | minibatches | same algorithm | cuts columns: X[:, a:b], as where samples are columns
def minibatches(X, y, batch_size, rng=None):
    m = X.shape[1]
    order = np.arange(m) if rng is None else rng.permutation(m)
    for k in range(0, m, batch_size):
        yield X[:, order[k:k + batch_size]], y[:, order[k:k + batch_size]]


#: wrong | minibatches | same algorithm | yields X's batch alone | named: forgets the targets
def minibatches(X, y, batch_size, rng=None):
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    for s in range(0, len(X), batch_size):
        yield X[order[s:s + batch_size]]


#: wrong | minibatches | same algorithm | one batch in place of all: yield after the loop
def minibatches(X, y, batch_size, rng=None):
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    for s in range(0, len(X), batch_size):
        b = order[s:s + batch_size]
    yield X[b], y[b]


#: right | gradient_descent | other algorithm | trainer class with methods for epoch and batch
class _Trainer:
    def __init__(self, params, lr, loss_fn):
        self.params = {name: value.copy() for name, value in params.items()}
        self.lr, self.loss_fn = lr, loss_fn

    def batch(self, X, y):
        loss, grads = self.loss_fn(X, y, self.params)
        for name, grad in grads.items():
            self.params[name] = self.params[name] - self.lr * grad
        return loss * X.shape[0]

    def epoch(self, X, y, size, rng):
        return sum(self.batch(a, b) for a, b in minibatches(X, y, size, rng)) / X.shape[0]


def minibatches(X, y, size, rng):
    idx = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    for i in range(0, len(X), size):
        yield X[idx[i:i + size]], y[idx[i:i + size]]


def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    trainer = _Trainer(params, lr, loss_fn)
    size = batch_size or len(X)
    return trainer.params, [trainer.epoch(X, y, size, rng) for _ in range(epochs)]


#: wrong | gradient_descent | same algorithm | update after the inner loop: one step an epoch, from the last batch | named: steps from the last batch alone
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    params = {k: v.copy() for k, v in params.items()}
    size = batch_size or len(X)
    history = []
    for _ in range(epochs):
        idx = np.arange(len(X)) if rng is None else rng.permutation(len(X))
        total = 0.0
        for i in range(0, len(X), size):
            b = idx[i:i + size]
            loss, grads = loss_fn(X[b], y[b], params)
            total += loss * len(b)
        params = {k: v - lr * grads[k] for k, v in params.items()}
        history.append(total / len(X))
    return params, history


#: wrong | gradient_descent | same algorithm | whole X and y handed to the loss in place of the batch | named: hands over all samples
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    params = {k: v.copy() for k, v in params.items()}
    size = batch_size or len(X)
    history = []
    for _ in range(epochs):
        idx = np.arange(len(X)) if rng is None else rng.permutation(len(X))
        total = 0.0
        for i in range(0, len(X), size):
            b = idx[i:i + size]
            loss, grads = loss_fn(X, y, params)
            total += loss * len(b)
            params = {k: v - lr * grads[k] for k, v in params.items()}
        history.append(total / len(X))
    return params, history


#: wrong | gradient_descent | same algorithm | total not set back for a new epoch | named: adds up the losses of all epochs
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    params = {k: v.copy() for k, v in params.items()}
    size = batch_size or len(X)
    history = []
    total = 0.0
    for _ in range(epochs):
        idx = np.arange(len(X)) if rng is None else rng.permutation(len(X))
        for i in range(0, len(X), size):
            b = idx[i:i + size]
            loss, grads = loss_fn(X[b], y[b], params)
            total += loss * len(b)
            params = {k: v - lr * grads[k] for k, v in params.items()}
        history.append(total / len(X))
    return params, history


#: wrong | gradient_descent | same algorithm | one entry for each batch, history.append in the inner loop | named: records every batch
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    params = {k: v.copy() for k, v in params.items()}
    size = batch_size or len(X)
    history = []
    for _ in range(epochs):
        idx = np.arange(len(X)) if rng is None else rng.permutation(len(X))
        for i in range(0, len(X), size):
            b = idx[i:i + size]
            loss, grads = loss_fn(X[b], y[b], params)
            history.append(loss)
            params = {k: v - lr * grads[k] for k, v in params.items()}
    return params, history


#: wrong | gradient_descent | same algorithm | drops the last batch by floor division | named: skips the smaller last batch
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    params = {k: v.copy() for k, v in params.items()}
    size, history = batch_size or len(X), []
    for _ in range(epochs):
        order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
        total = 0.0
        for i in range(len(X) // size):
            b = order[i * size:(i + 1) * size]
            loss, grads = loss_fn(X[b], y[b], params)
            total += loss * len(b)
            params = {k: v - lr * grads[k] for k, v in params.items()}
        history.append(total / len(X))
    return params, history


#: right | logistic_loss | other algorithm | chain rule step by step: dA, dZ, dW, with clipped A used throughout
def logistic_loss(X, y, params):
    n = len(X)
    Z = np.dot(X, params["W"]) + params["b"]
    A = 1 / (1 + np.exp(-np.clip(Z, -500, 500)))
    Ac = np.clip(A, 1e-12, 1 - 1e-12)
    loss = -np.sum(y * np.log(Ac) + (1 - y) * np.log(1 - Ac)) / n
    dA = (Ac - y) / (Ac * (1 - Ac))
    dZ = dA * Ac * (1 - Ac)
    return loss, {"W": np.dot(X.T, dZ) / n, "b": np.sum(dZ, axis=0, keepdims=True) / n}


#: wrong | logistic_loss | same algorithm | 1/n missing in both gradients | named: forgets to divide the gradient
def logistic_loss(X, y, params):
    A = 1 / (1 + np.exp(-(X @ params["W"] + params["b"])))
    Ac = np.clip(A, 1e-12, 1 - 1e-12)
    loss = -np.mean(y * np.log(Ac) + (1 - y) * np.log(1 - Ac))
    return loss, {"W": X.T @ (A - y), "b": np.sum(A - y, axis=0, keepdims=True)}


#: wrong | logistic_loss | same algorithm | y - A | named: turns the sign around
def logistic_loss(X, y, params):
    n = len(X)
    A = 1 / (1 + np.exp(-(X @ params["W"] + params["b"])))
    Ac = np.clip(A, 1e-12, 1 - 1e-12)
    loss = -np.mean(y * np.log(Ac) + (1 - y) * np.log(1 - Ac))
    return loss, {"W": X.T @ (y - A) / n, "b": np.mean(y - A, axis=0, keepdims=True)}


#: wrong | logistic_loss | same algorithm | predictions rounded to 0 and 1 before the gradient | named: rounds the probabilities
def logistic_loss(X, y, params):
    n = len(X)
    A = 1 / (1 + np.exp(-(X @ params["W"] + params["b"])))
    Ac = np.clip(A, 1e-12, 1 - 1e-12)
    loss = -np.mean(y * np.log(Ac) + (1 - y) * np.log(1 - Ac))
    err = (A >= 0.5) - y
    return loss, {"W": X.T @ err / n, "b": np.mean(err, axis=0, keepdims=True)}


#: wrong | logistic_loss | same algorithm | L2 penalty in the gradient of W, as tutorials have it
def logistic_loss(X, y, params, lam=0.1):
    n = len(X)
    A = 1 / (1 + np.exp(-(X @ params["W"] + params["b"])))
    Ac = np.clip(A, 1e-12, 1 - 1e-12)
    loss = -np.mean(y * np.log(Ac) + (1 - y) * np.log(1 - Ac))
    return loss, {"W": X.T @ (A - y) / n + lam * params["W"], "b": np.mean(A - y, axis=0, keepdims=True)}


#: wrong | minibatches | same algorithm | Python's random.shuffle | named: draws from the global numbers
import random


def minibatches(X, y, batch_size, rng=None):
    order = list(range(len(X)))
    if rng is not None:
        random.shuffle(order)
    for s in range(0, len(X), batch_size):
        yield X[order[s:s + batch_size]], y[order[s:s + batch_size]]


#: wrong | minibatches | same algorithm | reverses where rng is given
def minibatches(X, y, batch_size, rng=None):
    order = np.arange(len(X))
    if rng is not None:
        order = order[::-1]
    for s in range(0, len(X), batch_size):
        yield X[order[s:s + batch_size]], y[order[s:s + batch_size]]


#: wrong | minibatches | same algorithm | a generator of its own seeded from the clock | named: draws from a generator of its own
import time


def minibatches(X, y, batch_size, rng=None):
    order = np.arange(len(X))
    if rng is not None:
        order = np.random.default_rng(time.time_ns()).permutation(len(X))
    for s in range(0, len(X), batch_size):
        yield X[order[s:s + batch_size]], y[order[s:s + batch_size]]


#: wrong | gradient_descent | same algorithm | Python's random.shuffle for the order | named: descends with a generator of its own
import random


def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    params = {k: v.copy() for k, v in params.items()}
    size, history = batch_size or len(X), []
    for _ in range(epochs):
        order = list(range(len(X)))
        if rng is not None:
            random.shuffle(order)
        total = 0.0
        for s in range(0, len(X), size):
            b = order[s:s + size]
            loss, grads = loss_fn(X[b], y[b], params)
            total += loss * len(b)
            params = {k: v - lr * grads[k] for k, v in params.items()}
        history.append(total / len(X))
    return params, history


#: wrong | gradient_descent | same algorithm | reversed order in every epoch where rng is given | named: gives all seeds the same batches
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    params = {k: v.copy() for k, v in params.items()}
    size, history = batch_size or len(X), []
    for _ in range(epochs):
        order = np.arange(len(X)) if rng is None else np.arange(len(X))[::-1]
        total = 0.0
        for s in range(0, len(X), size):
            b = order[s:s + size]
            loss, grads = loss_fn(X[b], y[b], params)
            total += loss * len(b)
            params = {k: v - lr * grads[k] for k, v in params.items()}
        history.append(total / len(X))
    return params, history


#: right | gradient_descent | other algorithm | a small private class, in place on its own copies
import math
import numpy as np


class _Descent:
    def __init__(self, params, lr):
        self.params = {k: np.array(v, dtype=np.float64) for k, v in params.items()}
        self.lr = lr

    def __call__(self, X, y, loss_fn):
        loss, grads = loss_fn(X, y, self.params)
        for k, p in self.params.items():
            np.subtract(p, self.lr * grads[k], out=p)
        return loss * len(y)


def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    descent, n = _Descent(params, lr), len(X)
    step = batch_size or n
    history = []
    for _ in range(epochs):
        order = list(range(n))
        if rng is not None:
            order = [order[i] for i in rng.permutation(n)]
        parts = [order[i : i + step] for i in range(0, n, step)]
        history.append(math.fsum(descent(X[p], y[p], loss_fn) for p in parts) / n)
    return descent.params, history


#: right | mean_batch_loss | other algorithm | every batch's loss repeated for its samples
import numpy as np


def mean_batch_loss(losses, sizes):
    return np.repeat(losses, sizes).mean()


#: right | stratified_batches | other algorithm | a permutation, stable argsort by class, every n_batches-th
import numpy as np


def stratified_batches(labels, n_batches, rng):
    order = rng.permutation(labels.size)
    order = order[np.argsort(labels[order], kind="stable")]
    return [order[k::n_batches] for k in range(n_batches)]
