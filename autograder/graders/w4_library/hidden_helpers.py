"""What the hidden tests of chapter W.4 share."""

import numpy as np

from autograder.checks import central_differences


def slopes_by(X, number_of):
    """The gradient of a number made of X, by central differences."""
    return central_differences(lambda p: float(number_of(p["X"])), {"X": X})["X"]


def sgd_path(params, many_grads, lr, momentum=0.0, weight_decay=0.0):
    p, v = dict(params), {name: 0 * value for name, value in params.items()}
    path = []
    for t, grads in enumerate(many_grads):
        rate = lr(t) if callable(lr) else lr
        v = {name: momentum * v[name] - rate * grads[name] for name in p}
        p = {name: p[name] + v[name] - rate * weight_decay * p[name] for name in p}
        path.append(p)
    return path


def adam_path(params, many_grads, lr, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
    p, m, v = dict(params), {name: 0 * value for name, value in params.items()}, {}
    v = dict(m)
    path = []
    for t, grads in enumerate(many_grads):
        rate = lr(t) if callable(lr) else lr
        m = {name: beta1 * m[name] + (1 - beta1) * grads[name] for name in p}
        v = {name: beta2 * v[name] + (1 - beta2) * grads[name] ** 2 for name in p}
        c, d = 1 - beta1 ** (t + 1), 1 - beta2 ** (t + 1)
        p = {n: p[n] - rate * (m[n] / c / (np.sqrt(v[n] / d) + eps) + weight_decay * p[n]) for n in p}
        path.append(p)
    return path
