"""Unseen tries for chapter ch2_4_numerical_gradients: numerical gradients as students write them."""

#: right | numerical_gradient | same algorithm | CS231n: nditer with multi_index, old value put back
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for name, p in params.items():
        g = np.zeros_like(p)
        it = np.nditer(p, flags=["multi_index"], op_flags=["readwrite"])
        while not it.finished:
            ix = it.multi_index
            old = p[ix]
            p[ix] = old + h
            up, _ = loss_fn(X, y, params)
            p[ix] = old - h
            down, _ = loss_fn(X, y, params)
            p[ix] = old
            g[ix] = (up - down) / (2 * h)
            it.iternext()
        grads[name] = g
    return grads


#: right | numerical_gradient | other algorithm | never touches params: a unit array added to a new array for each number
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    out = {}
    for key in params:
        shape = params[key].shape
        slopes = []
        for i in range(params[key].size):
            unit = np.zeros(params[key].size)
            unit[i] = h
            unit = unit.reshape(shape)
            plus = loss_fn(X, y, {**params, key: params[key] + unit})[0]
            minus = loss_fn(X, y, {**params, key: params[key] - unit})[0]
            slopes.append((plus - minus) / (2 * h))
        out[key] = np.array(slopes).reshape(shape)
    return out


#: right | numerical_gradient | other algorithm | one flat vector of everything, Jacobian as differences of two lists of losses
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    names = list(params)
    sizes = [params[n].size for n in names]
    theta = np.concatenate([params[n].ravel() for n in names]).astype(float)

    def f(v):
        parts = np.split(v, np.cumsum(sizes)[:-1])
        return loss_fn(X, y, {n: q.reshape(params[n].shape) for n, q in zip(names, parts)})[0]

    eye = h * np.eye(theta.size)
    up = np.array([f(theta + e) for e in eye])
    down = np.array([f(theta - e) for e in eye])
    slopes = np.split((up - down) / (2 * h), np.cumsum(sizes)[:-1])
    return {n: s.reshape(params[n].shape) for n, s in zip(names, slopes)}


#: right | numerical_gradient | other algorithm | deep copies for both sides, ndindex
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    from copy import deepcopy
    grad = {k: np.empty(v.shape) for k, v in params.items()}
    for k in params:
        for ix in np.ndindex(*params[k].shape):
            left, right = deepcopy(params), deepcopy(params)
            left[k][ix] -= h
            right[k][ix] += h
            grad[k][ix] = (loss_fn(X, y, right)[0] - loss_fn(X, y, left)[0]) / (2.0 * h)
    return grad


#: wrong | numerical_gradient | same algorithm | forward difference instead of the central one | named: looks forward only
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    base, _ = loss_fn(X, y, params)
    grads = {}
    for k, p in params.items():
        grads[k] = np.zeros(p.shape)
        for ix in np.ndindex(p.shape):
            old = p[ix]
            p[ix] = old + h
            grads[k][ix] = (loss_fn(X, y, params)[0] - base) / h
            p[ix] = old
    return grads


#: wrong | numerical_gradient | same algorithm | divides by h: twice the slope | named: divides by one step
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        grads[k] = np.zeros_like(p)
        for ix in np.ndindex(p.shape):
            old = p[ix]
            p[ix] = old + h
            a = loss_fn(X, y, params)[0]
            p[ix] = old - h
            b = loss_fn(X, y, params)[0]
            p[ix] = old
            grads[k][ix] = (a - b) / h
    return grads


#: wrong | numerical_gradient | same algorithm | restored by + h at the end instead of the kept value: not bit for bit | named: goes to and fro
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        grads[k] = np.zeros_like(p)
        for ix in np.ndindex(p.shape):
            p[ix] += h
            a = loss_fn(X, y, params)[0]
            p[ix] -= 2 * h
            b = loss_fn(X, y, params)[0]
            p[ix] += h
            grads[k][ix] = (a - b) / (2 * h)
    return grads


#: wrong | numerical_gradient | same algorithm | never restored: each number stays at p - h | named: leaves the params nudged
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {k: np.zeros_like(v) for k, v in params.items()}
    for k in params:
        for ix, value in np.ndenumerate(params[k].copy()):
            params[k][ix] = value + h
            a = loss_fn(X, y, params)[0]
            params[k][ix] = value - h
            b = loss_fn(X, y, params)[0]
            grads[k][ix] = (a - b) / (2 * h)
    return grads


#: wrong | numerical_gradient | other algorithm | the whole array moved at once: one number for all its entries | named: nudges whole arrays
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    out = {}
    for k, p in params.items():
        up = loss_fn(X, y, {**params, k: p + h})[0]
        down = loss_fn(X, y, {**params, k: p - h})[0]
        out[k] = np.full(p.shape, (up - down) / (2 * h))
    return out


#: wrong | numerical_gradient | same algorithm | flatten() makes a copy: the nudges never reach params, all zeros
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for name in params:
        flat = params[name].flatten()
        g = np.zeros(flat.size)
        for i in range(flat.size):
            old = flat[i]
            flat[i] = old + h
            hi, _ = loss_fn(X, y, params)
            flat[i] = old - h
            lo, _ = loss_fn(X, y, params)
            flat[i] = old
            g[i] = (hi - lo) / (2 * h)
        grads[name] = g.reshape(params[name].shape)
    return grads


#: wrong | numerical_gradient | other algorithm | hands back the gradient of loss_fn, nothing numerical about it | named: returns the gradient it was given
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    loss, grads = loss_fn(X, y, params)
    return {k: np.array(v) for k, v in grads.items()}


#: wrong | numerical_gradient | other algorithm | h overwritten by 1e-5, the argument is lost | named: has a step of its own
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    h = 1e-5
    grads = {}
    for k in params:
        g = np.zeros(params[k].shape)
        for ix in np.ndindex(g.shape):
            losses = []
            for sign in (1, -1):
                moved = params[k].copy()
                moved[ix] += sign * h
                losses.append(loss_fn(X, y, {**params, k: moved})[0])
            g[ix] = (losses[0] - losses[1]) / (2 * h)
        grads[k] = g
    return grads


#: wrong | numerical_gradient | same algorithm | minus h subtracted from the already raised number: the same point as before, a one-sided difference over 2 h | named: comes back to the middle
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        g = np.zeros_like(p)
        for ix in np.ndindex(p.shape):
            old = p[ix]
            p[ix] += h
            plus = loss_fn(X, y, params)[0]
            p[ix] -= h
            minus = loss_fn(X, y, params)[0]
            p[ix] = old
            g[ix] = (plus - minus) / (2 * h)
        grads[k] = g
    return grads


#: wrong | numerical_gradient | same algorithm | loops over two axes only: parameters of one or four axes raise ValueError at `rows, cols = p.shape` | named: unpacks two sizes
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        rows, cols = p.shape
        g = np.zeros((rows, cols))
        for i in range(rows):
            for j in range(cols):
                q = p.copy()
                q[i, j] = p[i, j] + h
                up = loss_fn(X, y, {**params, k: q})[0]
                q[i, j] = p[i, j] - h
                down = loss_fn(X, y, {**params, k: q})[0]
                g[i, j] = (up - down) / (2 * h)
        grads[k] = g
    return grads


#: wrong | numerical_gradient | same algorithm | the arrays of the other parameters are zeros, not left as they are
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        rest = {n: np.zeros_like(v) for n, v in params.items()}
        g = np.zeros(p.shape)
        for ix in np.ndindex(p.shape):
            e = np.zeros(p.shape)
            e[ix] = h
            rest[k] = p + e
            a = loss_fn(X, y, rest)[0]
            rest[k] = p - e
            b = loss_fn(X, y, rest)[0]
            g[ix] = (a - b) / (2 * h)
        grads[k] = g
    return grads


#: wrong | numerical_gradient | other algorithm | the last written loss is a tuple: loss_fn(...) minus loss_fn(...) raises TypeError | named: subtracts the pairs
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        g = np.zeros_like(p)
        for ix in np.ndindex(p.shape):
            e = np.zeros_like(p)
            e[ix] = h
            g[ix] = (loss_fn(X, y, {**params, k: p + e}) - loss_fn(X, y, {**params, k: p - e})) / (2 * h)
        grads[k] = g
    return grads


#: right | gradient_check | same algorithm | loop with a running worst value
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        g = np.zeros(p.shape)
        for ix in np.ndindex(p.shape):
            q = p.copy()
            q[ix] = p[ix] + h
            up = loss_fn(X, y, {**params, k: q})[0]
            q[ix] = p[ix] - h
            g[ix] = (up - loss_fn(X, y, {**params, k: q})[0]) / (2 * h)
        grads[k] = g
    return grads


def gradient_check(X, y, params, loss_fn, h=1e-5):
    _, analytic = loss_fn(X, y, params)
    numeric = numerical_gradient(X, y, params, loss_fn, h)
    worst = 0.0
    for k in params:
        a, n = analytic[k], numeric[k]
        err = np.linalg.norm(a - n) / max(np.linalg.norm(a) + np.linalg.norm(n), 1e-12)
        worst = max(worst, err)
    return worst


#: right | gradient_check | other algorithm | everything in one function, squares summed up number by number, no arrays for the numerical gradient
def gradient_check(X, y, params, loss_fn, h=1e-5):
    grads = loss_fn(X, y, params)[1]
    errors = []
    for k in params:
        d2 = a2 = n2 = 0.0
        for ix in np.ndindex(params[k].shape):
            work = {m: v.copy() for m, v in params.items()}
            work[k][ix] = params[k][ix] + h
            hi = loss_fn(X, y, work)[0]
            work[k][ix] = params[k][ix] - h
            lo = loss_fn(X, y, work)[0]
            num = (hi - lo) / (2 * h)
            ana = float(grads[k][ix])
            d2 += (ana - num) ** 2
            a2 += ana ** 2
            n2 += num ** 2
        errors.append(d2 ** 0.5 / max(a2 ** 0.5 + n2 ** 0.5, 1e-12))
    return max(errors)


#: wrong | gradient_check | other algorithm | one norm over all parameters joined instead of the largest over parameters: small arrays drown | named: measures all parameters together
def gradient_check(X, y, params, loss_fn, h=1e-5):
    a = np.concatenate([loss_fn(X, y, params)[1][k].ravel() for k in params])
    n = []
    for k in params:
        for ix in np.ndindex(params[k].shape):
            e = np.zeros(params[k].shape)
            e[ix] = h
            up = loss_fn(X, y, {**params, k: params[k] + e})[0]
            down = loss_fn(X, y, {**params, k: params[k] - e})[0]
            n.append((up - down) / (2 * h))
    n = np.array(n)
    return float(np.linalg.norm(a - n) / max(np.linalg.norm(a) + np.linalg.norm(n), 1e-12))


#: wrong | gradient_check | same algorithm | mean over the parameters instead of the largest | named: averages over the parameters
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        g = np.zeros(p.shape)
        for ix in np.ndindex(p.shape):
            e = np.zeros(p.shape)
            e[ix] = h
            g[ix] = (loss_fn(X, y, {**params, k: p + e})[0] - loss_fn(X, y, {**params, k: p - e})[0]) / (2 * h)
        grads[k] = g
    return grads


def gradient_check(X, y, params, loss_fn, h=1e-5):
    a = loss_fn(X, y, params)[1]
    n = numerical_gradient(X, y, params, loss_fn, h)
    return float(np.mean([np.linalg.norm(a[k] - n[k]) / max(np.linalg.norm(a[k]) + np.linalg.norm(n[k]), 1e-12) for k in a]))


#: wrong | gradient_check | same algorithm | norm of the sum in the denominator: norm(a + n), near 0 for opposite gradients | named: divides by the norm of the sum
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        g = np.zeros(p.shape)
        for ix in np.ndindex(p.shape):
            e = np.zeros(p.shape)
            e[ix] = h
            g[ix] = (loss_fn(X, y, {**params, k: p + e})[0] - loss_fn(X, y, {**params, k: p - e})[0]) / (2 * h)
        grads[k] = g
    return grads


def gradient_check(X, y, params, loss_fn, h=1e-5):
    _, grads = loss_fn(X, y, params)
    num = numerical_gradient(X, y, params, loss_fn, h)
    errs = []
    for k in grads:
        errs.append(np.linalg.norm(grads[k] - num[k]) / max(np.linalg.norm(grads[k] + num[k]), 1e-12))
    return max(errs)


#: wrong | gradient_check | same algorithm | no guard in the denominator: nan where both gradients are zero | named: divides zero by zero
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        g = np.zeros(p.shape)
        for ix in np.ndindex(p.shape):
            e = np.zeros(p.shape)
            e[ix] = h
            g[ix] = (loss_fn(X, y, {**params, k: p + e})[0] - loss_fn(X, y, {**params, k: p - e})[0]) / (2 * h)
        grads[k] = g
    return grads


def gradient_check(X, y, params, loss_fn, h=1e-5):
    _, a = loss_fn(X, y, params)
    n = numerical_gradient(X, y, params, loss_fn, h)
    norm = np.linalg.norm
    return np.max([norm(a[k] - n[k]) / (norm(a[k]) + norm(n[k])) for k in params])


#: wrong | gradient_check | other algorithm | largest relative error of single numbers, not of norms of whole arrays | named: compares number by number
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        g = np.zeros(p.shape)
        for ix in np.ndindex(p.shape):
            e = np.zeros(p.shape)
            e[ix] = h
            g[ix] = (loss_fn(X, y, {**params, k: p + e})[0] - loss_fn(X, y, {**params, k: p - e})[0]) / (2 * h)
        grads[k] = g
    return grads


def gradient_check(X, y, params, loss_fn, h=1e-5):
    _, a = loss_fn(X, y, params)
    n = numerical_gradient(X, y, params, loss_fn, h)
    worst = 0.0
    for k in params:
        rel = np.abs(a[k] - n[k]) / np.maximum(np.abs(a[k]) + np.abs(n[k]), 1e-12)
        worst = max(worst, float(rel.max()))
    return worst


#: wrong | gradient_check | same algorithm | return inside the loop: only the first parameter is looked at | named: returns the first error
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        g = np.zeros(p.shape)
        for ix in np.ndindex(p.shape):
            e = np.zeros(p.shape)
            e[ix] = h
            g[ix] = (loss_fn(X, y, {**params, k: p + e})[0] - loss_fn(X, y, {**params, k: p - e})[0]) / (2 * h)
        grads[k] = g
    return grads


def gradient_check(X, y, params, loss_fn, h=1e-5):
    a = loss_fn(X, y, params)[1]
    n = numerical_gradient(X, y, params, loss_fn, h=h)
    worst = 0
    for k in params:
        diff = np.linalg.norm(a[k] - n[k])
        total = np.linalg.norm(a[k]) + np.linalg.norm(n[k])
        worst = max(worst, diff / max(total, 1e-12))
        return worst


#: wrong | gradient_check | same algorithm | h is not handed on to the numerical gradient | named: does not hand on the step
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        g = np.zeros(p.shape)
        for ix in np.ndindex(p.shape):
            e = np.zeros(p.shape)
            e[ix] = h
            g[ix] = (loss_fn(X, y, {**params, k: p + e})[0] - loss_fn(X, y, {**params, k: p - e})[0]) / (2 * h)
        grads[k] = g
    return grads


def gradient_check(X, y, params, loss_fn, h=1e-5):
    a = loss_fn(X, y, params)[1]
    n = numerical_gradient(X, y, params, loss_fn)
    return max(np.linalg.norm(a[k] - n[k]) / max(np.linalg.norm(a[k]) + np.linalg.norm(n[k]), 1e-12) for k in params)


#: wrong | gradient_check | same algorithm | np.linalg.norm with ord=2: the spectral norm of matrices, not the root of all squares; and fails for four axes | named: takes the spectral norm
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        g = np.zeros(p.shape)
        for ix in np.ndindex(p.shape):
            e = np.zeros(p.shape)
            e[ix] = h
            g[ix] = (loss_fn(X, y, {**params, k: p + e})[0] - loss_fn(X, y, {**params, k: p - e})[0]) / (2 * h)
        grads[k] = g
    return grads


def gradient_check(X, y, params, loss_fn, h=1e-5):
    a = loss_fn(X, y, params)[1]
    n = numerical_gradient(X, y, params, loss_fn, h)
    worst = []
    for k in params:
        top = np.linalg.norm(a[k] - n[k], ord=2)
        bottom = np.linalg.norm(a[k], ord=2) + np.linalg.norm(n[k], ord=2)
        worst.append(top / max(bottom, 1e-12))
    return max(worst)


#: wrong | gradient_check | same algorithm | two mistakes: absolute difference of the sums, signs cancel, and nothing relative
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, p in params.items():
        g = np.zeros(p.shape)
        for ix in np.ndindex(p.shape):
            e = np.zeros(p.shape)
            e[ix] = h
            g[ix] = (loss_fn(X, y, {**params, k: p + e})[0] - loss_fn(X, y, {**params, k: p - e})[0]) / (2 * h)
        grads[k] = g
    return grads


def gradient_check(X, y, params, loss_fn, h=1e-5):
    a = loss_fn(X, y, params)[1]
    n = numerical_gradient(X, y, params, loss_fn, h)
    return max(abs(float(a[k].sum() - n[k].sum())) for k in params)


#: right | forward_difference | other algorithm | with a dictionary of two points, np.subtract
def forward_difference(f, x, h):
    right, here = map(f, (x + h, x))
    rise = right - here
    run = h
    return rise / run


#: wrong | forward_difference | same algorithm | backward: f(x) - f(x - h) | named: looks back
def forward_difference(f, x, h):
    return (f(x) - f(x - h)) / h


#: right | central_errors | other algorithm | loop filling zeros
def central_errors(f, x, slope, steps):
    errors = np.zeros(len(steps))
    for i in range(len(steps)):
        step = steps[i]
        estimate = (f(x + step) - f(x - step)) / (2 * step)
        errors[i] = abs(estimate - slope)
    return errors


#: wrong | central_errors | same algorithm | absolute value missing | named: keeps the sign
def central_errors(f, x, slope, steps):
    return np.array([(f(x + h) - f(x - h)) / (2 * h) - slope for h in steps])


#: wrong | central_errors | same algorithm | relative error, divided by the slope | named: divides by the slope
def central_errors(f, x, slope, steps):
    est = np.array([(f(x + h) - f(x - h)) / 2 / h for h in steps])
    return np.abs(est - slope) / abs(slope)


#: right | relative_error | other algorithm | vdot and roots
def relative_error(a, n):
    def size(v):
        return np.sqrt(np.vdot(v, v))
    return size(a - n) / max(size(a) + size(n), 1e-12)


#: wrong | relative_error | same algorithm | divided by the norm of n only | named: divides by n alone
def relative_error(a, n):
    return np.linalg.norm(a - n) / max(np.linalg.norm(n), 1e-12)


#: wrong | relative_error | same algorithm | root forgotten: squared norms | named: forgets the root
def relative_error(a, n):
    return np.sum((a - n) ** 2) / max(np.sum(a ** 2) + np.sum(n ** 2), 1e-12)


#: right | nudge | same algorithm | comprehension of float copies
def nudge(params, name, index, amount):
    new = {k: np.array(v, dtype=float) for k, v in params.items()}
    new[name][index] += amount
    return new


#: right | nudge | other algorithm | mask from zeros added to one array
def nudge(params, name, index, amount):
    bump = np.zeros(params[name].shape)
    bump[index] = amount
    return {**params, name: params[name] + bump}


#: wrong | nudge | same algorithm | dict.copy is shallow: the caller's array changes | named: nudges the array of the caller
def nudge(params, name, index, amount):
    new = params.copy()
    new[name][index] += amount
    return new


#: wrong | nudge | same algorithm | the number is set to amount instead of increased by it | named: sets instead of adding
def nudge(params, name, index, amount):
    new = {k: v.astype(float) for k, v in params.items()}
    new[name][index] = amount
    return new


#: wrong | nudge | same algorithm | list(index): fancy indexing, moves whole rows | named: picks rows by a list
def nudge(params, name, index, amount):
    new = {k: v.astype(float) for k, v in params.items()}
    new[name][list(index)] += amount
    return new


#: right | worst_gradient | other algorithm | sorted by error, last one
def worst_gradient(analytic, numerical):
    def error(k):
        a, n = analytic[k].ravel(), numerical[k].ravel()
        return np.sqrt(((a - n) ** 2).sum()) / max(np.sqrt((a * a).sum()) + np.sqrt((n * n).sum()), 1e-12)
    return sorted(analytic, key=error)[-1]


#: wrong | worst_gradient | same algorithm | absolute error instead of the relative one | named: goes by absolute errors
def worst_gradient(analytic, numerical):
    return max(analytic, key=lambda k: np.linalg.norm(analytic[k] - numerical[k]))


#: wrong | worst_gradient | same algorithm | returns the largest error, not its name | named: returns the error
def worst_gradient(analytic, numerical):
    errs = {}
    for k in analytic:
        errs[k] = np.linalg.norm(analytic[k] - numerical[k]) / max(np.linalg.norm(analytic[k]) + np.linalg.norm(numerical[k]), 1e-12)
    return max(errs.values())


#: right | numerical_gradient | other algorithm | np.ndenumerate on fresh copies each time
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    def loss_at(name, idx, value):
        trial = {k: v.copy() for k, v in params.items()}
        trial[name][idx] = value
        return loss_fn(X, y, trial)[0]

    return {
        name: np.array([(loss_at(name, i, v + h) - loss_at(name, i, v - h)) / (2 * h) for i, v in np.ndenumerate(P)]).reshape(P.shape)
        for name, P in params.items()
    }


#: right | numerical_gradient | other algorithm | rows of h * identity added to the flat vector
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    out = {}
    for name, P in params.items():
        flat, E = P.ravel().astype(float), h * np.eye(P.size)
        f = lambda v: loss_fn(X, y, {**params, name: v.reshape(P.shape)})[0]
        out[name] = np.array([(f(flat + e) - f(flat - e)) / (2 * h) for e in E]).reshape(P.shape)
    return out


#: right | numerical_gradient | other algorithm | nditer with multi_index (CS231n), restores the old value
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k in params:
        x = params[k]
        grad = np.zeros_like(x)
        it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
        while not it.finished:
            ix = it.multi_index
            old = x[ix]
            x[ix] = old + h
            fxph = loss_fn(X, y, params)[0]
            x[ix] = old - h
            fxmh = loss_fn(X, y, params)[0]
            x[ix] = old
            grad[ix] = (fxph - fxmh) / (2 * h)
            it.iternext()
        grads[k] = grad
    return grads


#: wrong | numerical_gradient | same algorithm | the copy is made once: nudges pile up
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    q = {n: v.copy() for n, v in params.items()}
    r = {n: v.copy() for n, v in params.items()}
    grads = {}
    for k in params:
        g = np.zeros(params[k].shape)
        for i in np.ndindex(g.shape):
            q[k][i] += h
            r[k][i] -= h
            g[i] = (loss_fn(X, y, q)[0] - loss_fn(X, y, r)[0]) / (2 * h)
        grads[k] = g
    return grads


#: wrong | numerical_gradient | same algorithm | only first key returned: return in the loop | named: returns after the first array
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k in params:
        g = np.zeros(params[k].shape)
        for i in np.ndindex(g.shape):
            p = params[k].copy(); p[i] += h
            m = params[k].copy(); m[i] -= h
            g[i] = (loss_fn(X, y, {**params, k: p})[0] - loss_fn(X, y, {**params, k: m})[0]) / (2 * h)
        grads[k] = g
        return grads


#: wrong | numerical_gradient | same algorithm | step proportional to the value: nan at 0 | named: scales the step
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k in params:
        g = np.zeros(params[k].shape)
        for i in np.ndindex(g.shape):
            d = h * params[k][i]
            p = params[k].copy(); p[i] += d
            m = params[k].copy(); m[i] -= d
            g[i] = (loss_fn(X, y, {**params, k: p})[0] - loss_fn(X, y, {**params, k: m})[0]) / (2 * d)
        grads[k] = g
    return grads


#: right | gradient_check | other algorithm | max over a generator, norm by math.hypot
import math

def gradient_check(X, y, params, loss_fn, h=1e-5):
    norm = lambda v: math.hypot(*np.ravel(v).tolist())
    analytic = loss_fn(X, y, params)[1]
    numeric = numerical_gradient(X, y, params, loss_fn, h)
    return max(norm(analytic[k] - numeric[k]) / max(norm(analytic[k]) + norm(numeric[k]), 1e-12) for k in params)


#: wrong | gradient_check | same algorithm | a verdict, not a number | named: answers yes or no
def gradient_check(X, y, params, loss_fn, h=1e-5):
    g = loss_fn(X, y, params)[1]
    n = numerical_gradient(X, y, params, loss_fn, h)
    return all(np.allclose(g[k], n[k], rtol=1e-4) for k in params)


#: wrong | gradient_check | same algorithm | sums of squares for norms | named: forgets the square root
def gradient_check(X, y, params, loss_fn, h=1e-5):
    g = loss_fn(X, y, params)[1]
    n = numerical_gradient(X, y, params, loss_fn, h)
    N = lambda v: np.sum(v ** 2)
    return max(N(g[k] - n[k]) / max(N(g[k]) + N(n[k]), 1e-12) for k in params)


#: wrong | gradient_check | same algorithm | a -= n changes what loss_fn returned
def gradient_check(X, y, params, loss_fn, h=1e-5):
    g = loss_fn(X, y, params)[1]
    n = numerical_gradient(X, y, params, loss_fn, h)
    worst = 0.0
    for k in params:
        size = np.linalg.norm(g[k]) + np.linalg.norm(n[k])
        g[k] -= n[k]
        worst = max(worst, np.linalg.norm(g[k]) / max(size, 1e-12))
    return worst


#: wrong | forward_difference | same algorithm | central | named: looks on both sides
def forward_difference(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


#: right | central_errors | other algorithm | np.vectorize of a closure
def central_errors(f, x, slope, steps):
    return np.vectorize(lambda h: abs((f(x + h) - f(x - h)) / (2 * h) - slope), otypes=[float])(steps)


#: wrong | central_errors | same algorithm | a list
def central_errors(f, x, slope, steps):
    return [abs((f(x + h) - f(x - h)) / (2 * h) - slope) for h in steps]


#: right | relative_error | other algorithm | sqrt of einsum
def relative_error(a, n):
    size = lambda v: np.sqrt(np.einsum("i,i->", v.ravel(), v.ravel()))
    return float(size(a - n) / max(size(a) + size(n), 1e-12))


#: wrong | relative_error | same algorithm | divided by the larger norm | named: divides by the larger
def relative_error(a, n):
    N = np.linalg.norm
    return N(a - n) / max(N(a), N(n), 1e-12)


#: wrong | relative_error | same algorithm | difference of the norms | named: compares lengths
def relative_error(a, n):
    N = np.linalg.norm
    return abs(N(a) - N(n)) / max(N(a) + N(n), 1e-12)


#: wrong | relative_error | same algorithm | L1
def relative_error(a, n):
    return np.abs(a - n).sum() / max(np.abs(a).sum() + np.abs(n).sum(), 1e-12)


#: right | nudge | other algorithm | np.where on the flat position
def nudge(params, name, index, amount):
    return {k: np.where(np.arange(v.size).reshape(v.shape) == np.ravel_multi_index(index, v.shape), v + amount, v) if k == name else v.copy() for k, v in params.items()}


#: right | worst_gradient | other algorithm | sorted by error
def worst_gradient(analytic, numerical):
    N = np.linalg.norm
    err = lambda k: N(analytic[k] - numerical[k]) / max(N(analytic[k]) + N(numerical[k]), 1e-12)
    return sorted(analytic, key=err)[-1]


#: wrong | worst_gradient | same algorithm | max of names: key forgotten | named: goes by the alphabet
def worst_gradient(analytic, numerical):
    N = np.linalg.norm
    errors = {k: N(analytic[k] - numerical[k]) / max(N(analytic[k]) + N(numerical[k]), 1e-12) for k in analytic}
    return max(errors)


#: wrong | worst_gradient | same algorithm | nan wins where both are zero | named: lets nan win
def worst_gradient(analytic, numerical):
    N = np.linalg.norm
    with np.errstate(all="ignore"):
        errors = [N(analytic[k] - numerical[k]) / (N(analytic[k]) + N(numerical[k])) for k in analytic]
    return list(analytic)[int(np.argmax(errors))]


#: right | directional_check | other algorithm | sum of vdots and a helper
def directional_check(X, y, params, direction, loss_fn, h=1e-5):
    at = lambda t: loss_fn(X, y, {k: params[k] + t * direction[k] for k in params})[0]
    g = loss_fn(X, y, params)[1]
    f = sum(float(np.vdot(g[k], direction[k])) for k in params)
    m = (at(h) - at(-h)) / (2 * h)
    return abs(f - m) / max(abs(f) + abs(m), 1e-12)


#: wrong | directional_check | same algorithm | direction normalized for m alone
def directional_check(X, y, params, direction, loss_fn, h=1e-5):
    size = np.sqrt(sum((d ** 2).sum() for d in direction.values()))
    at = lambda t: loss_fn(X, y, {k: params[k] + t * direction[k] / size for k in params})[0]
    g = loss_fn(X, y, params)[1]
    f = sum(float(np.sum(g[k] * direction[k])) for k in params)
    m = (at(h) - at(-h)) / (2 * h)
    return abs(f - m) / max(abs(f) + abs(m), 1e-12)


#: right | numerical_gradient | other algorithm | one vector of all parameters and back (Coursera's dictionary_to_vector)
def _to_vector(params):
    return np.concatenate([np.ravel(v) for v in params.values()]).astype(float)


def _to_dict(theta, like):
    out, at = {}, 0
    for k, v in like.items():
        out[k] = theta[at:at + v.size].reshape(v.shape)
        at += v.size
    return out


def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    theta = _to_vector(params)
    approx = np.zeros_like(theta)
    for i in range(theta.size):
        plus, minus = theta.copy(), theta.copy()
        plus[i] += h
        minus[i] -= h
        approx[i] = (loss_fn(X, y, _to_dict(plus, params))[0] - loss_fn(X, y, _to_dict(minus, params))[0]) / (2 * h)
    return _to_dict(approx, params)


#: right | numerical_gradient | other algorithm | deepcopy for every probe, dictionary comprehension
import copy


def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    def at(name, index, amount):
        probe = copy.deepcopy(params)
        probe[name][index] += amount
        return loss_fn(X, y, probe)[0]

    return {
        name: np.array([(at(name, i, h) - at(name, i, -h)) / (2 * h) for i in np.ndindex(value.shape)]).reshape(value.shape)
        for name, value in params.items()
    }


#: wrong | numerical_gradient | same algorithm | hard-coded h = 1e-4 shadows the argument | named: has a step of its own | takes another step where none is given
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    h = 1e-4
    grads = {}
    for k, v in params.items():
        g = np.zeros_like(v)
        for i in np.ndindex(v.shape):
            old = v[i]
            v[i] = old + h
            plus = loss_fn(X, y, params)[0]
            v[i] = old - h
            minus = loss_fn(X, y, params)[0]
            v[i] = old
            g[i] = (plus - minus) / (2 * h)
        grads[k] = g
    return grads


#: right | numerical_gradient | other algorithm | flat views by ravel and np.fromiter over a generator of slopes
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    def slopes(name):
        base = params[name].astype(float)
        for i in range(base.size):
            both = []
            for sign in (1, -1):
                moved = base.copy()
                moved.flat[i] += sign * h
                both.append(loss_fn(X, y, {**params, name: moved})[0])
            yield (both[0] - both[1]) / (2 * h)

    return {k: np.fromiter(slopes(k), float, count=v.size).reshape(v.shape) for k, v in params.items()}


#: wrong | numerical_gradient | same algorithm | forgets to restore before the next number | named: never puts back
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    params = {k: v.copy() for k, v in params.items()}
    grads = {}
    for k, v in params.items():
        g = np.zeros_like(v)
        for i in np.ndindex(v.shape):
            old = v[i]
            v[i] = old + h
            plus = loss_fn(X, y, params)[0]
            v[i] = old - h
            minus = loss_fn(X, y, params)[0]
            g[i] = (plus - minus) / (2 * h)
        grads[k] = g
    return grads


#: wrong | numerical_gradient | same algorithm | precedence: / 2 * h | named: forgets the brackets below
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, v in params.items():
        g = np.zeros_like(v)
        for i in np.ndindex(v.shape):
            old = v[i]
            v[i] = old + h
            plus = loss_fn(X, y, params)[0]
            v[i] = old - h
            minus = loss_fn(X, y, params)[0]
            v[i] = old
            g[i] = (plus - minus) / 2 * h
        grads[k] = g
    return grads


#: wrong | numerical_gradient | same algorithm | flat gradients, not reshaped | named: flattens the slopes
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    grads = {}
    for k, v in params.items():
        g = np.zeros(v.size)
        for n, i in enumerate(np.ndindex(v.shape)):
            old = v[i]
            v[i] = old + h
            plus = loss_fn(X, y, params)[0]
            v[i] = old - h
            minus = loss_fn(X, y, params)[0]
            v[i] = old
            g[n] = (plus - minus) / (2 * h)
        grads[k] = g
    return grads


#: wrong | numerical_gradient | same algorithm | list of gradients in place of a dictionary
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    out = []
    for k, v in params.items():
        g = np.zeros_like(v)
        for i in np.ndindex(v.shape):
            old = v[i]
            v[i] = old + h
            up = loss_fn(X, y, params)[0]
            v[i] = old - h
            down = loss_fn(X, y, params)[0]
            v[i] = old
            g[i] = (up - down) / (2 * h)
        out.append(g)
    return out


#: wrong | numerical_gradient | same algorithm | backward difference: (f(p) - f(p - h)) / h | named: looks backward only
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    base = loss_fn(X, y, params)[0]
    out = {}
    for k, v in params.items():
        g = np.zeros_like(v)
        for i in np.ndindex(v.shape):
            old = v[i]
            v[i] = old - h
            g[i] = (base - loss_fn(X, y, params)[0]) / h
            v[i] = old
        out[k] = g
    return out


#: right | gradient_check | other algorithm | assistant's: helper with report, epsilon constant, result by np.max
_FLOOR: float = 1e-12


def _relative_error(a: np.ndarray, n: np.ndarray) -> float:
    difference = np.sqrt(((a - n) ** 2).sum())
    scale = np.sqrt((a ** 2).sum()) + np.sqrt((n ** 2).sum())
    return float(difference / max(scale, _FLOOR))


def gradient_check(X, y, params, loss_fn, h=1e-5):
    """Return the largest relative error over all parameter arrays."""
    report: dict = {}
    _, analytic = loss_fn(X, y, params)
    for name, array in params.items():
        numeric = np.zeros_like(array)
        for position in np.ndindex(*array.shape):
            bump = np.zeros_like(array)
            bump[position] = h
            higher, _ = loss_fn(X, y, {**params, name: array + bump})
            lower, _ = loss_fn(X, y, {**params, name: array - bump})
            numeric[position] = (higher - lower) / (2 * h)
        report[name] = _relative_error(analytic[name], numeric)
    return np.max(list(report.values()))


#: wrong | gradient_check | same algorithm | the error of the last parameter only (overwritten in the loop) | named: keeps the last error
def gradient_check(X, y, params, loss_fn, h=1e-5):
    _, grads = loss_fn(X, y, params)
    num = _num(X, y, params, loss_fn, h)
    for k in params:
        a, n = grads[k], num[k]
        error = np.linalg.norm(a - n) / max(np.linalg.norm(a) + np.linalg.norm(n), 1e-12)
    return error


def _num(X, y, params, loss_fn, h):
    out = {}
    for name, v in params.items():
        g = np.zeros(v.shape)
        for i in np.ndindex(v.shape):
            e = np.zeros(v.shape)
            e[i] = h
            g[i] = (loss_fn(X, y, {**params, name: v + e})[0] - loss_fn(X, y, {**params, name: v - e})[0]) / (2 * h)
        out[name] = g
    return out


#: wrong | gradient_check | same algorithm | maximum of both norms in the denominator, in place of their sum | named: divides by the larger norm
def gradient_check(X, y, params, loss_fn, h=1e-5):
    _, grads = loss_fn(X, y, params)
    num = _num(X, y, params, loss_fn, h)
    return max(np.linalg.norm(grads[k] - num[k]) / max(np.linalg.norm(grads[k]), np.linalg.norm(num[k]), 1e-12) for k in params)


def _num(X, y, params, loss_fn, h):
    out = {}
    for name, v in params.items():
        g = np.zeros(v.shape)
        for i in np.ndindex(v.shape):
            e = np.zeros(v.shape)
            e[i] = h
            g[i] = (loss_fn(X, y, {**params, name: v + e})[0] - loss_fn(X, y, {**params, name: v - e})[0]) / (2 * h)
        out[name] = g
    return out


#: wrong | gradient_check | same algorithm | the analytic gradient on both sides
def gradient_check(X, y, params, loss_fn, h=1e-5):
    _, grads = loss_fn(X, y, params)
    num = {k: loss_fn(X, y, params)[1][k] for k in params}
    return max(np.linalg.norm(grads[k] - num[k]) / max(np.linalg.norm(grads[k]) + np.linalg.norm(num[k]), 1e-12) for k in params)


#: wrong | gradient_check | same algorithm | dictionary of errors
def gradient_check(X, y, params, loss_fn, h=1e-5):
    grads = loss_fn(X, y, params)[1]
    out = {}
    for k, v in params.items():
        n = np.zeros_like(v)
        for i in np.ndindex(v.shape):
            e = np.zeros_like(v)
            e[i] = h
            n[i] = (loss_fn(X, y, {**params, k: v + e})[0] - loss_fn(X, y, {**params, k: v - e})[0]) / (2 * h)
        out[k] = np.linalg.norm(grads[k] - n) / max(np.linalg.norm(grads[k]) + np.linalg.norm(n), 1e-12)
    return out


#: wrong | gradient_check | same algorithm | absolute error: no division | named: forgets to divide by the norms
def gradient_check(X, y, params, loss_fn, h=1e-5):
    grads = loss_fn(X, y, params)[1]
    worst = 0.0
    for k, v in params.items():
        n = np.zeros_like(v)
        for i in np.ndindex(v.shape):
            e = np.zeros_like(v)
            e[i] = h
            n[i] = (loss_fn(X, y, {**params, k: v + e})[0] - loss_fn(X, y, {**params, k: v - e})[0]) / (2 * h)
        worst = max(worst, np.linalg.norm(grads[k] - n))
    return worst


#: wrong | gradient_check | same algorithm | the error of the first array (return inside the loop) | named: returns the first error
def gradient_check(X, y, params, loss_fn, h=1e-5):
    grads = loss_fn(X, y, params)[1]
    for k, v in params.items():
        n = np.zeros_like(v)
        for i in np.ndindex(v.shape):
            e = np.zeros_like(v)
            e[i] = h
            n[i] = (loss_fn(X, y, {**params, k: v + e})[0] - loss_fn(X, y, {**params, k: v - e})[0]) / (2 * h)
        return np.linalg.norm(grads[k] - n) / max(np.linalg.norm(grads[k]) + np.linalg.norm(n), 1e-12)


#: wrong | numerical_gradient | same algorithm | params replaced by a rounded copy in the dictionary at the end | named: puts back by adding
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    out = {}
    for k in list(params):
        v = params[k].copy()
        g = np.zeros_like(v)
        for i in np.ndindex(v.shape):
            old = v[i]
            v[i] = old + h
            params[k] = v
            up = loss_fn(X, y, params)[0]
            v[i] = old - h
            down = loss_fn(X, y, params)[0]
            v[i] = old
            g[i] = (up - down) / (2 * h)
        params[k] = v + h - h
        out[k] = g
    return out


#: wrong | relative_error | same algorithm | 1e-8 as the least divisor | named: has a large least divisor
def relative_error(a, n):
    return np.linalg.norm(a - n) / np.maximum(np.linalg.norm(a) + np.linalg.norm(n), 1e-8)


#: wrong | worst_gradient | same algorithm | the product of the norms in place of their sum
def worst_gradient(analytic, numerical):
    def error(name):
        a, n = analytic[name], numerical[name]
        return np.linalg.norm(a - n) / max(np.linalg.norm(a) * np.linalg.norm(n), 1e-12)

    return max(analytic, key=error)


#: wrong | worst_gradient | same algorithm | the root of the mean above, norms below
def worst_gradient(analytic, numerical):
    worst, name = -1.0, None
    for k, a in analytic.items():
        n = numerical[k]
        e = np.sqrt(((a - n) ** 2).mean()) / max(np.linalg.norm(a) + np.linalg.norm(n), 1e-12)
        if e > worst:
            worst, name = e, k
    return name


#: wrong | directional_check | same algorithm | the two rates are added | named: subtracts the other way around
def directional_check(X, y, params, direction, loss_fn, h=1e-5):
    def loss_at(step):
        return loss_fn(X, y, {k: params[k] + step * direction[k] for k in params})[0]

    grads = loss_fn(X, y, params)[1]
    f = sum(np.sum(grads[k] * direction[k]) for k in params)
    m = (loss_at(h) - loss_at(-h)) / (2 * h)
    return float(abs(f + m) / max(abs(f) + abs(m), 1e-12))


#: right | numerical_gradient | other algorithm | a context manager that puts the number back
from contextlib import contextmanager
import numpy as np


@contextmanager
def moved(array, index, amount):
    old = array[index].copy()
    try:
        array[index] = old + amount
        yield
    finally:
        array[index] = old


def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    def loss(array, index, amount):
        with moved(array, index, amount):
            value, _ = loss_fn(X, y, params)
            return float(value)

    return {
        name: np.array([(loss(a, i, h) - loss(a, i, -h)) / (2 * h) for i in np.ndindex(a.shape)]).reshape(a.shape)
        for name, a in params.items()
    }


#: right | numerical_gradient | other algorithm | one-hot steps out of an identity matrix, vectorized reshape
import numpy as np


def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    def at(name, step):
        return loss_fn(X, y, {**params, name: params[name] + step})[0]

    out = {}
    for name, p in params.items():
        steps = (h * np.eye(p.size)).reshape((p.size,) + p.shape)
        out[name] = np.array([at(name, s) - at(name, -s) for s in steps]).reshape(p.shape) / (2 * h)
    return out


#: wrong | relative_error | other algorithm | spectral norm of a matrix
import numpy as np


def relative_error(a, n):
    norm = lambda v: np.linalg.norm(v, 2) if v.ndim == 2 else np.linalg.norm(v.ravel())
    return norm(a - n) / max(norm(a) + norm(n), 1e-12)
