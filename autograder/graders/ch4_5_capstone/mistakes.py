"""The mistakes of chapter 4.5, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

momentum_update = Mistakes("""
def momentum_update(v, grad, mu, lr):
    kept = mu * v
    push = lr * grad
    return kept - push
""")
momentum_update.change("pushes uphill", "kept - push", "kept + push",
    "You add the gradient, which points uphill. The push goes the other way: mu * v - lr * grad.",
    kind="sign")  # fmt: skip
momentum_update.variant(
    "pushes uphill",
    """
    def momentum_update(v, grad, mu, lr):
        new = np.empty(v.shape)
        for i in np.ndindex(v.shape):
            new[i] = v[i] * mu + grad[i] * lr
        return new
    """,
)
momentum_update.change("scales the velocity by the rate", "kept - push", "lr * kept - push",
    "The learning rate is applied to the old velocity too. It belongs to the gradient alone: v already contains it.",
    kind="factor")  # fmt: skip
momentum_update.change("averages the gradients", "lr * grad", "(1 - mu) * lr * grad",
    "The gradient is multiplied by 1 - mu, as in a running mean. Here steps are to add up: mu * v - lr * grad.",
    kind="factor")  # fmt: skip
momentum_update.change("keeps a mean of gradients", "kept - push", "kept + (1 - mu) * grad",
    "That is a running mean of gradients, without the learning rate. The velocity is mu * v - lr * grad.",
    kind="wrong-function")  # fmt: skip
momentum_update.change("leaves rate and sign for later", "kept - push", "kept + grad",
    "That is a sum of gradients, which still waits for the learning rate and the minus. Here both are part of the "
    "velocity: mu * v - lr * grad.", kind="missing-step")  # fmt: skip
momentum_update.change("forgets the friction", "mu * v", "v",
    "There is no friction: the old velocity is multiplied by mu before it is kept.", kind="missing-step")  # fmt: skip
momentum_update.change("forgets the rate", "lr * grad", "grad",
    "The learning rate is missing. The push is lr * grad, not the whole gradient.", kind="missing-step")  # fmt: skip
momentum_update.variant(
    "forgets the rate", "def momentum_update(v, grad, mu, lr):\n    return np.subtract(np.multiply(v, mu), grad)"
)
momentum_update.change("forgets the velocity", "mu * v", "0 * v",
    "The old velocity is forgotten. Keep the part mu of it: mu * v - lr * grad.", kind="missing-step")  # fmt: skip
momentum_update.change("swaps mu and lr", "mu * v", "lr * v", "lr * grad", "mu * grad",
    "mu and lr have changed places: mu belongs to the velocity, lr to the gradient.",
    kind="wrong-variable")  # fmt: skip
momentum_update.change("turns everything around", "kept - push", "push - kept",
    "The whole result has the wrong sign: the old velocity is kept, the gradient subtracted.", kind="sign")  # fmt: skip
momentum_update.change("takes mu for the friction", "mu * v", "(1 - mu) * v",
    "You take mu for the friction. It is what is kept of the velocity: mu * v, not (1 - mu) * v.",
    kind="factor")  # fmt: skip
momentum_update.change("brakes the push too", "kept - push", "mu * (v - push)",
    "mu slows the new push down as well. Only the old velocity is multiplied: mu * v - lr * grad.",
    kind="factor")  # fmt: skip
momentum_update.change("looks ahead", "kept - push", "mu * (kept - push) - push",
    "That is Nesterov's variant, which applies mu a second time. Here it is one step: mu * v - lr * grad.",
    kind="extra-step")  # fmt: skip
momentum_update.change("writes into the velocity", "kept = mu * v", "kept = v\n    kept *= mu",
    "You change the caller's v in place. Make a new array: mu * v - lr * grad.", kind="in-place")  # fmt: skip
momentum_update.change("sums the velocity", "kept - push", "float(np.sum(kept - push))",
    "You add up all elements. The velocity has an element for each one of the gradient.", kind="shape")  # fmt: skip
momentum_update.change("loses the direction", "kept - push", "np.abs(kept - push)",
    "You return the size of the velocity. Keep its direction: no absolute values here.", kind="sign")  # fmt: skip
momentum_update.change("normalizes the gradient", "lr * grad", "lr * grad / max(float(np.linalg.norm(grad)), 1e-12)",
    "You scale the gradient to length 1. Its size matters: steep ground pushes more than flat.",
    kind="extra-step")  # fmt: skip
momentum_update.change("prints the velocity", "return kept - push", "print(kept - push)",
    "You print the velocity. Return it.", kind="return")  # fmt: skip

momentum_descent = Mistakes("""
def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    n = len(X)
    size = n if batch_size is None else batch_size
    params = {name: value.copy() for name, value in params.items()}
    v = {name: np.zeros_like(value) for name, value in params.items()}
    history = []
    rate, update = lr, 0
    for epoch in range(epochs):
        total = 0.0
        for X_b, y_b in minibatches(X, y, size, rng):
            loss, grads = loss_fn(X_b, y_b, params)
            total += loss * len(X_b)
            lr = rate(update) if callable(rate) else rate
            update += 1
            for name in params:
                v[name] = mu * v[name] - lr * grads[name]
                params[name] = params[name] + v[name]
        history.append(total / n)
    return params, history
""")
momentum_descent.change("rests before every batch", "            loss, grads =",
    "            v = dict.fromkeys(v, 0.0)\n            loss, grads =",
    "The velocities are set to zero for every batch, so nothing adds up: this is plain gradient descent. Make them "
    "once, before the loop over epochs.", kind="state")  # fmt: skip
momentum_descent.variant(
    "rests before every batch",
    """
    def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
        return gradient_descent(X, y, params, lr, loss_fn, batch_size, epochs=epochs, rng=rng)
    """,
)
momentum_descent.change("rests before every epoch", "        total = 0.0",
    "        v, total = dict.fromkeys(v, 0.0), 0.0",
    "The velocities are set to zero for every epoch. A ball does not stop at the end of a day: make them once, before "
    "the loop over epochs.", kind="state")  # fmt: skip
momentum_descent.change("shares one velocity", "v = {name: np.zeros_like(value) for name, value in params.items()}",
    "v = 0.0", "v[name] = mu * v[name] -", "v = mu * v -", "params[name] + v[name]", "params[name] + v",
    "All parameters share one velocity. Each needs one of its own, in its own shape: a dictionary of velocities.",
    kind="state")  # fmt: skip
momentum_descent.variant(
    "shares one velocity",
    """
    def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
        p, velocity, history, steps = dict(params), 0, [], 0
        for _ in range(epochs):
            losses, sizes = [], []
            for batch in minibatches(X, y, batch_size or len(X), rng):
                loss, grads = loss_fn(*batch, p)
                eta = lr(steps) if callable(lr) else lr
                steps += 1
                for key, grad in grads.items():
                    velocity = velocity * mu - grad * eta
                    p[key] = p[key] + velocity
                losses.append(loss)
                sizes.append(len(batch[0]))
            history.append(np.average(losses, weights=sizes))
        return p, history
    """,
)
momentum_descent.change("shares a velocity among equal shapes",
    "v = {name: np.zeros_like(value) for name, value in params.items()}", "v = {}", "v[name] = mu * v[name] -",
    "shape = params[name].shape\n                v[shape] = mu * v.get(shape, 0.0) -", "params[name] + v[name]",
    "params[name] + v[shape]",
    "Parameters of the same shape share a velocity. Keep one for each parameter, under its own name.",
    kind="state")  # fmt: skip
momentum_descent.change("moves by the old velocity", "v[name] = mu * v[name] -",
    "old = v[name]\n                v[name] = mu * v[name] -", "params[name] + v[name]", "params[name] + old",
    "The parameters move by the velocity of the step before. Update the velocity first, then move by the new one.",
    kind="order")  # fmt: skip
momentum_descent.change("applies the rate twice", "params[name] + v[name]", "params[name] + lr * v[name]",
    "The velocity is multiplied by lr once more. lr is in it already: p + v.", kind="factor")  # fmt: skip
momentum_descent.change("takes the plain step besides", "params[name] + v[name]",
    "params[name] + v[name] - lr * grads[name]",
    "The parameters move by the velocity and by the gradient besides. The gradient is in the velocity already: p + v.",
    kind="extra-step")  # fmt: skip
momentum_descent.change("climbs", "- lr * grads", "+ lr * grads",
    "You climb. There is one minus, in momentum_update: v = mu * v - lr * grad. Then the velocity is added: p + v.",
    kind="sign")  # fmt: skip
momentum_descent.variant(
    "climbs",
    """
    def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
        params, history = {key: 1.0 * p for key, p in params.items()}, []
        v, done = {key: 0.0 * p for key, p in params.items()}, 0
        for _ in range(epochs):
            total = 0
            for X_b, y_b in minibatches(X, y, batch_size or len(X), rng):
                loss, grads = loss_fn(X_b, y_b, params)
                eta = lr(done) if callable(lr) else lr
                for key in grads:
                    v[key] = momentum_update(v[key], grads[key], mu, eta)
                    params[key] = params[key] - v[key]
                done += 1
                total += len(X_b) * loss
            history.append(total / len(X))
        return params, history
    """,
)
momentum_descent.change("takes a number alone", "rate(update) if callable(rate) else rate", "rate",
    "lr may be a function, which has to be called with the index of the update, from 0: lr(0), lr(1), and so on. "
    "callable(lr) tells whether it is one.", kind="missing-step", score=5.5)  # fmt: skip
momentum_descent.variant(
    "takes a number alone",
    """
    def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
        params, history = {key: 1.0 * p for key, p in params.items()}, []
        v = {key: 0.0 * p for key, p in params.items()}
        for _ in range(epochs):
            total = 0
            for X_b, y_b in minibatches(X, y, batch_size or len(X), rng):
                loss, grads = loss_fn(X_b, y_b, params)
                for key in grads:
                    v[key] = momentum_update(v[key], grads[key], mu, lr)
                    params[key] = params[key] + v[key]
                total += len(X_b) * loss
            history.append(total / len(X))
        return params, history
    """,
)
momentum_descent.change("asks for the rate of the epoch", "rate(update)", "rate(epoch)",
    "lr is called with the number of the epoch. It is a function of the update: count the batches through all epochs.",
    kind="loop")  # fmt: skip
momentum_descent.change("counts the updates of each epoch anew", "rate, update = lr, 0", "rate = lr",
    "        total = 0.0", "        total, update = 0.0, 0",
    "The updates are counted from 0 again in every epoch. Set the count to 0 once, before the loop over epochs.",
    kind="state")  # fmt: skip
momentum_descent.change("counts the updates from one", "rate(update)", "rate(update + 1)",
    "The first update gets the rate lr(1). Updates are counted from 0.", kind="off-by-one")  # fmt: skip
momentum_descent.change("keeps the first rate", "rate(update)", "rate(0)",
    "Every update gets the rate lr(0). Ask lr anew for each update.", kind="loop")  # fmt: skip
momentum_descent.change("counts every parameter", "            lr = rate(update) if callable(rate) else rate\n", "",
    "            update += 1\n", "", "                v[name] = mu",
    "                lr = rate(update) if callable(rate) else rate\n                update += 1\n"
    "                v[name] = mu",
    "The count of updates grows with every parameter. All parameters of an update share one rate: count batches.",
    kind="loop")  # fmt: skip
momentum_descent.change("averages the steps", "- lr * grads", "- (1 - mu) * lr * grads",
    "The push is multiplied by 1 - mu, as in a running mean. Steps are to add up: mu * v - lr * grad.",
    kind="factor")  # fmt: skip
momentum_descent.change("has no friction", "mu * v[name]", "v[name]",
    "The velocity is never slowed down: it is not multiplied by mu.", kind="missing-step")  # fmt: skip
momentum_descent.change("always keeps nine tenths", "mu * v[name]", "0.9 * v[name]",
    "mu is not used: you always keep 0.9 of the velocity. Hand mu on.", kind="wrong-variable")  # fmt: skip
momentum_descent.change("has another default", "mu=0.9", "mu=0.5",
    "mu has another default than 0.9. Leave the signature as it was given: mu=0.9.", kind="wrong-variable")  # fmt: skip
momentum_descent.change("has other default epochs", "epochs=100", "epochs=10",
    "epochs has another default than 100. Leave the signature as it was given: epochs=100.",
    kind="wrong-variable")  # fmt: skip
momentum_descent.change("asks ahead", "            total +=",
    "            grads = loss_fn(X_b, y_b, {k: params[k] + mu * v[k] for k in params})[1]\n            total +=",
    "You ask for the gradient where the velocity would lead (Nesterov). Here loss_fn gets the parameters as they are.",
    kind="extra-step")  # fmt: skip
momentum_descent.change("asks ahead for the loss too", "loss_fn(X_b, y_b, params)",
    "loss_fn(X_b, y_b, {k: params[k] + mu * v[k] for k in params})",
    "You ask for the gradient where the velocity would lead (Nesterov). Here loss_fn gets the parameters as they are.",
    kind="extra-step")  # fmt: skip
momentum_descent.change("starts with a running jump",
    "v = {name: np.zeros_like(value) for name, value in params.items()}", "v = {}", "mu * v[name] - lr * grads[name]",
    "mu * v[name] - lr * grads[name] if name in v else -1.0 * grads[name]",
    "The first step starts with the velocity -grad instead of rest. Velocities start at zero: the first one is -lr * "
    "grad.", kind="initialization")  # fmt: skip
momentum_descent.change("divides the gradient again", "lr * grads[name]", "lr * grads[name] / len(X_b)",
    "You divide the gradient by the batch size once more. loss_fn returns the gradient of a mean: use it as it is.",
    kind="division")  # fmt: skip
momentum_descent.change("steps once per epoch", "            for name in params:\n                v",
    "        for name in params:\n                v",
    "You take one step at the end of an epoch. Update velocity and parameters after every batch.",
    kind="loop")  # fmt: skip
momentum_descent.change("ignores the batch size", "n if batch_size is None else batch_size", "n",
    "You take one step per epoch on all samples, whatever batch_size is. Loop over minibatches, and step after each.",
    kind="wrong-variable")  # fmt: skip
momentum_descent.change("takes None for one", "n if batch_size is None", "1 if batch_size is None",
    "batch_size None means all samples at once. You take batches of 1 there: use n = len(X) for None.",
    kind="wrong-variable")  # fmt: skip
momentum_descent.change("skips the smaller last batch", "            loss, grads =",
    "            if len(X_b) < min(size, n):\n                continue\n            loss, grads =",
    "The samples of the smaller last batch are left out. Take a step on them too, as minibatches offers them.",
    kind="loop")  # fmt: skip
momentum_descent.variant(
    "skips the smaller last batch",
    """
    def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
        params = {key: p * 1.0 for key, p in params.items()}
        size, v, history = min(batch_size or len(X), len(X)), {key: 0 for key in params}, []
        rate, done = lr if callable(lr) else lambda _: lr, 0
        for _ in range(epochs):
            order, total = (np.arange(len(X)) if rng is None else rng.permutation(len(X))), 0
            for k in range(len(X) // size):
                rows = order[k * size : (k + 1) * size]
                loss, grads = loss_fn(X[rows], y[rows], params)
                for key in params:
                    v[key] = mu * v[key] - rate(done) * grads[key]
                    params[key] = params[key] + v[key]
                done += 1
                total += loss * size
            history.append(total / len(X))
        return params, history
    """,
)
momentum_descent.change("averages whole batches alone", "            loss, grads =",
    "            if len(X_b) < min(size, n):\n                continue\n            loss, grads =",
    "total = 0.0", "losses = []", "total += loss * len(X_b)", "losses.append(loss)", "total / n",
    "float(np.mean(losses))",
    "The samples of the smaller last batch are left out. Take a step on them too, as minibatches offers them.",
    kind="loop")  # fmt: skip
momentum_descent.change("misses an epoch", "range(epochs)", "range(1, epochs)",
    "One epoch is missing, and history has a number too few. epochs many: range(epochs).",
    kind="off-by-one")  # fmt: skip
momentum_descent.change("forgets the weights", "total = 0.0", "losses = []", "total += loss * len(X_b)",
    "losses.append(loss)", "total / n", "float(np.mean(losses))",
    "history is the plain mean of the batch losses. The last batch may be smaller and must count less: add up loss * "
    "len(X_b), then divide by n.", kind="mean-or-sum")  # fmt: skip
momentum_descent.change("records the last batch", "total / n", "loss",
    "history holds only the loss of each epoch's last batch. It is the mean over all the epoch's batches.",
    kind="wrong-variable")  # fmt: skip
momentum_descent.change("records every batch", "        history.append(total / n)\n", "", "total += loss * len(X_b)",
    "history.append(loss)",
    "history has an entry for each batch. Add up the batches of an epoch and append one number when it is over.",
    kind="loop")  # fmt: skip
momentum_descent.change("forgets to divide the total", "total / n", "total",
    "The sum of loss * len(X_b) is not divided by n, so history grows with the number of samples.",
    kind="mean-or-sum")  # fmt: skip
momentum_descent.change("divides the means by n", "loss * len(X_b)", "loss",
    "Each batch's loss is a mean already. Multiply it by len(X_b) before you add up and divide by n.",
    kind="mean-or-sum")  # fmt: skip
momentum_descent.change("records the loss after the epoch", "total / n", "loss_fn(X, y, params)[0]",
    "history holds the loss after the epoch. Use the losses that loss_fn gave with the gradients, before each step.",
    kind="order")  # fmt: skip
momentum_descent.change("shuffles only once", "    history = []",
    "    batches = list(minibatches(X, y, size, rng))\n    history = []", "in minibatches(X, y, size, rng):",
    "in batches:",
    "The samples come in the same order in every epoch. Shuffle anew: call minibatches inside the loop over epochs.",
    kind="randomness")  # fmt: skip
momentum_descent.change("does not hand on the rng", "minibatches(X, y, size, rng)", "minibatches(X, y, size)",
    "The samples keep their order though there is an rng. Hand it on to minibatches.", kind="randomness")  # fmt: skip
momentum_descent.change("always shuffles", "    history = []",
    "    rng = np.random.default_rng(1) if rng is None else rng\n    history = []",
    "You shuffle even where no rng is given. Hand rng on to minibatches as it is, None included.",
    kind="randomness", random=True)  # fmt: skip
momentum_descent.change("shuffles by another generator", "size, rng)",
    "size, np.random.default_rng() if rng else None)",
    "You shuffle with a generator of your own. Hand the rng that is given on to minibatches.",
    kind="randomness", random=True)  # fmt: skip
momentum_descent.change("moves the arrays of the caller", "value.copy()", "value",
    "params[name] = params[name] + v[name]", "params[name] += v[name]",
    "The arrays in the caller's params are changed. Begin with a dictionary of your own that holds a copy of each "
    "array.", kind="in-place")  # fmt: skip
momentum_descent.change("scales the gradients in place", "- lr * grads[name]", "- grads[name]",
    "                v[name]", "                grads[name] *= lr\n                v[name]",
    "The arrays that loss_fn returned are changed, and they are its own. Make new ones: lr * grads[name].",
    kind="in-place")  # fmt: skip
momentum_descent.variant(
    "scales the gradients in place",
    """
    def momentum_descent(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
        params, history = {key: p * 1.0 for key, p in params.items()}, []
        v, done = {key: 0 for key in params}, 0
        for _ in range(epochs):
            losses, sizes = [], []
            for X_b, y_b in minibatches(X, y, batch_size or len(X), rng):
                loss, step = loss_fn(X_b, y_b, params)
                eta = lr(done) if callable(lr) else lr
                done += 1
                for key in step:
                    step[key] *= -eta
                    v[key] = mu * v[key] + step[key]
                    params[key] = params[key] + v[key]
                losses.append(loss)
                sizes.append(len(X_b))
            history.append(np.average(losses, weights=sizes))
        return params, history
    """,
)
momentum_descent.change("knows only W and b", "for name in params:", 'for name in ("W", "b"):',
    "Not all dictionaries have this key. Loop over whatever names there are: for name in params.",
    kind="names")  # fmt: skip
momentum_descent.change("pairs the gradients by their order", "lr * grads[name]",
    "lr * list(grads.values())[list(params).index(name)]",
    "Parameters and gradients are paired by their order, which need not be the same. Take both by name: params[name] "
    "and grads[name].", kind="order")  # fmt: skip
momentum_descent.change("returns history first", "return params, history", "return history, params",
    "The order of the results is params first, history second.", kind="return")  # fmt: skip
momentum_descent.change("returns only the params", "return params, history", "return params",
    "You return params alone. Return both: return params, history.", kind="return")  # fmt: skip
momentum_descent.change("returns the velocities too", "return params, history", "return params, v, history",
    "You return the velocities as well. The result is the pair (params, history).", kind="return")  # fmt: skip
momentum_descent.change("returns the first params", "n = len(X)", "n, first = len(X), params", "return params,",
    "return first,",
    "You return the parameters you were given, not the trained ones.", kind="return")  # fmt: skip
momentum_descent.change("returns inside the loop", "    return params", "        return params",
    "The training ends after one epoch. Perhaps the return stands inside the loop over epochs: move it out.",
    kind="return")  # fmt: skip
momentum_descent.change("stops when the loss rises", "history.append(total / n)",
    "history.append(total / n)\n        if history[-1] > min(history):\n            break",
    "You stop when the loss rises. A ball rolls past the lowest point now and then: run all the epochs.",
    kind="loop")  # fmt: skip
momentum_descent.change("moves one after the other", "lr * grads[name]", "lr * loss_fn(X_b, y_b, params)[1][name]",
    "Each parameter is moved before the gradient of the next is asked for. One call of loss_fn gives all gradients.",
    kind="order")  # fmt: skip

accuracy = Mistakes("""
def accuracy(y_pred, y):
    predicted = y_pred.argmax(axis=1)
    if y.ndim == 2:
        y = y.argmax(axis=1)
    right = predicted == y
    return float(right.mean())
""")
accuracy.change("counts the right ones", "float(right.mean())", "int(right.sum())",
    "You return how many are right. Divide by the number of samples: the mean of right or wrong.",
    kind="mean-or-sum")  # fmt: skip
accuracy.change("returns a percentage", "float(right.mean())", "float(100 * right.mean())",
    "You return a percentage. Return the fraction, a number from 0 to 1.", kind="factor")  # fmt: skip
accuracy.change("returns the error rate", "predicted == y", "predicted != y",
    "That is the fraction of mistakes. Count where prediction and truth are equal.", kind="sign")  # fmt: skip
accuracy.change("looks down the columns", "y_pred.argmax(axis=1)", "y_pred.argmax(axis=0)",
    "You look for the highest score in each column. A sample is a row: y_pred.argmax(axis=1).",
    kind="axis")  # fmt: skip
accuracy.change("looks down the columns of the targets", "y = y.argmax(axis=1)", "y = y.argmax(axis=0)",
    "You look for the one in each column of the one-hot targets. A sample is a row: y.argmax(axis=1).",
    kind="axis")  # fmt: skip
accuracy.change("looks down the columns of both", "y = y.argmax(axis=1)",
    "y, predicted = y.argmax(axis=0), y_pred.argmax(axis=0)",
    "For one-hot targets you go down the columns of both arrays. A sample is a row: argmax(axis=1).",
    kind="axis")  # fmt: skip
accuracy.variant(
    "looks down the columns of both",
    """
    def accuracy(y_pred, y):
        if y.ndim == 2:
            return np.mean(np.argmax(y_pred, axis=0) == np.argmax(y, axis=0))
        return np.mean(np.argmax(y_pred, axis=1) == y)
    """,
)
accuracy.change("looks for one maximum", "y_pred.argmax(axis=1)", "y_pred.argmax()",
    "You compare with the place of the highest score of all samples together. Take one class for each row: axis=1.",
    kind="axis")  # fmt: skip
accuracy.change("takes labels for one-hot", "if y.ndim == 2:\n        y = y.argmax(axis=1)", "y = y.argmax(axis=-1)",
    "Labels are taken for one-hot rows: argmax of labels is a single place. Take y.argmax only where y has two axes.",
    kind="missing-step")  # fmt: skip
accuracy.change("knows only one-hot targets", "if y.ndim == 2:\n        y = y.argmax(axis=1)", "y = y.argmax(axis=1)",
    "Only one-hot targets work: labels have no axis 1. Use y as it is where it has one axis.",
    kind="missing-step")  # fmt: skip
accuracy.change("knows only labels", "if y.ndim == 2:\n        y = y.argmax(axis=1)", "pass",
    "One-hot targets are taken for labels. Where y has two axes, take y.argmax(axis=1) first.",
    kind="missing-step")  # fmt: skip
accuracy.change("compares every pair", "y_pred.argmax(axis=1)", "y_pred.argmax(axis=1).reshape(-1, 1)",
    "Each prediction is compared with every target, n x n pairs. Give both the shape (n,).",
    kind="broadcasting")  # fmt: skip
accuracy.variant(
    "compares every pair",
    """
    def accuracy(y_pred, y):
        truth = np.argmax(y, axis=1) if y.ndim == 2 else y
        return np.mean([p == t for p in np.argmax(y_pred, axis=1) for t in truth])
    """,
)
accuracy.change("cuts off at one half", "right = predicted == y",
    "right = ((y_pred >= 0.5) == np.eye(y_pred.shape[1])[y]).all(axis=1)",
    "You cut the scores off at 0.5. The predicted class is the one with the highest score, however low that is.",
    kind="wrong-function")  # fmt: skip
accuracy.change("compares element by element", "right = predicted == y",
    "one_hot = np.eye(y_pred.shape[1])\n    right = one_hot[predicted] == one_hot[y]",
    "You compare element by element, so the many zeros that agree count as right. Compare one class for each sample.",
    kind="shape")  # fmt: skip
accuracy.change("rounds the scores", "predicted == y", "np.round(y_pred) == np.eye(y_pred.shape[1])[y]",
    "You round the scores and compare them with y. Take the place of the highest: argmax(axis=1).",
    kind="wrong-function")  # fmt: skip
accuracy.change("averages the true scores", "predicted == y", "y_pred[np.arange(len(y)), y]",
    "That is the mean score of the true class. Count how often it is the highest one.",
    kind="wrong-function")  # fmt: skip
accuracy.change("takes the lowest score", "y_pred.argmax(axis=1)", "y_pred.argmin(axis=1)",
    "You look for the lowest score. The predicted class is the one with the highest: argmax.",
    kind="wrong-function")  # fmt: skip
accuracy.change("counts classes from one", "y_pred.argmax(axis=1)", "y_pred.argmax(axis=1) + 1",
    "Classes are numbered from 0, and so is argmax: do not add 1.", kind="off-by-one")  # fmt: skip
accuracy.change("divides by the number of classes", "right.mean()", "right.sum() / y_pred.shape[1]",
    "You divide by the number of classes. Divide by the number of samples, len(y).", kind="division")  # fmt: skip
accuracy.change("averages over the classes", "right.mean()", "np.mean([right[y == c].mean() for c in np.unique(y)])",
    "Each class counts alike, however many samples it has. Each sample counts alike here: the mean over all of them.",
    kind="mean-or-sum")  # fmt: skip
accuracy.change("tells kinds apart by size", "    right =",
    "    if len(y) == y_pred.shape[1]:\n        y = y.argmax()\n    right =",
    "You tell labels from one-hot targets by whether there are as many as classes. Ask how many axes y has: y.ndim.",
    kind="boundary", alike="only as many samples as classes show it, and no visible test has them")  # fmt: skip
accuracy.change("returns right or wrong", "float(right.mean())", "right",
    "You return an array with right or wrong for each sample. Return the mean, one number.", kind="return")  # fmt: skip
accuracy.change("drops the fraction", "float(right.mean())", "int(right.mean())",
    "The result is 1 where all are right, and 0 otherwise. Return the fraction itself.", kind="type")  # fmt: skip
accuracy.change("prints the accuracy", "return float(right.mean())", "print(right.mean())",
    "You print the accuracy. Return it.", kind="return")  # fmt: skip

confusion_matrix = Mistakes("""
def confusion_matrix(y_pred, y, n_classes):
    predicted = y_pred.argmax(axis=1)
    if y.ndim == 2:
        y = y.argmax(axis=1)
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for t, p in zip(y, predicted):
        counts[t, p] += 1
    return counts
""")
confusion_matrix.change("counts each pair once", "    for t, p in zip(y, predicted):\n        counts[t, p] += 1",
    "    counts[y, predicted] += 1",
    "Where a pair of truth and prediction comes several times, it is counted once. NumPy's counts[truth, predicted] "
    "+= 1 does that: loop over the samples, or use np.add.at.", kind="indexing")  # fmt: skip
confusion_matrix.variant(
    "counts each pair once",
    """
    def confusion_matrix(y_pred, y, n_classes):
        labels = np.argmax(y, 1) if len(y.shape) > 1 else y
        table = np.zeros([n_classes, n_classes])
        for i in range(len(labels)):
            table[labels[i]][np.argmax(y_pred[i])] = 1
        return table
    """,
)
confusion_matrix.change("swaps truth and prediction", "counts[t, p]", "counts[p, t]",
    "Rows and columns have changed places: rows are the truth, columns the predictions: counts[t, p].",
    kind="transpose", find=True)  # fmt: skip
confusion_matrix.variant(
    "swaps truth and prediction",
    """
    def confusion_matrix(y_pred, y, n_classes):
        if y.ndim == 1:
            y = np.eye(n_classes)[y]
        return np.eye(n_classes)[y_pred.argmax(axis=1)].T @ y
    """,
)
confusion_matrix.change("divides the rows", "return counts",
    "return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)",
    "Each row is divided by its sum. The matrix holds counts, not fractions.", kind="extra-step")  # fmt: skip
confusion_matrix.change("divides every row by its sum", "return counts",
    "return counts / counts.sum(axis=1, keepdims=True)",
    "Each row is divided by its sum, and for a class that does not occur that is 0 / 0. The matrix holds counts, not "
    "fractions.", kind="extra-step")  # fmt: skip
confusion_matrix.change("divides by the number of samples", "return counts", "return counts / len(y)",
    "The counts are divided by the number of samples. Return the counts themselves.", kind="extra-step")  # fmt: skip
confusion_matrix.change("leaves out the diagonal", "counts[t, p] += 1", "counts[t, p] += t != p",
    "The right answers are missing. They belong on the diagonal.", kind="missing-step")  # fmt: skip
confusion_matrix.change("counts the diagonal only", "counts[t, p] += 1", "counts[t, p] += t == p",
    "The mistakes are missing. Count every pair of truth and prediction, not only equal ones.",
    kind="missing-step")  # fmt: skip
confusion_matrix.change("leaves out absent classes", "return counts",
    "present = np.union1d(y, predicted)\n    return counts[present][:, present]",
    "Classes that do not occur have no row and column. The shape is always (n_classes, n_classes).",
    kind="shape")  # fmt: skip
confusion_matrix.change("ends at the largest class", "    counts = np",
    "    n_classes = max(y.max(), predicted.max()) + 1\n    counts = np",
    "The matrix ends at the largest class that occurs. Its shape is always (n_classes, n_classes).",
    kind="shape")  # fmt: skip
confusion_matrix.change("has a class too many", "(n_classes, n_classes)", "(n_classes + 1, n_classes + 1)",
    "The matrix has a row and a column too many: classes are 0 to n_classes - 1.", kind="off-by-one")  # fmt: skip
confusion_matrix.change("misses the last sample", "zip(y, predicted)", "zip(y[:-1], predicted[:-1])",
    "The last sample is not counted. Perhaps a loop or a slice ends too early.", kind="off-by-one")  # fmt: skip
confusion_matrix.change("counts columns as samples", "y_pred.argmax(axis=1)", "y_pred.argmax(axis=0)",
    "You look for the highest score in each column. A sample is a row: y_pred.argmax(axis=1).",
    kind="axis")  # fmt: skip
confusion_matrix.change("adds up the scores", "counts[t, p] += 1", "pass", "return counts",
    "return np.eye(n_classes)[y].T @ y_pred",
    "The samples' scores are added up. Count each sample once, under its highest score.",
    kind="wrong-function")  # fmt: skip
confusion_matrix.change("counts scores above one half", "counts[t, p] += 1", "pass", "return counts",
    "return np.eye(n_classes)[y].T @ (y_pred >= 0.5)",
    "You cut the scores off at 0.5. The predicted class is the one with the highest score, however low that is.",
    kind="wrong-function")  # fmt: skip
confusion_matrix.change("knows only one-hot targets", "if y.ndim == 2:\n        y = y.argmax(axis=1)",
    "y = y.argmax(axis=1)",
    "Only one-hot targets work: labels have no axis 1. Use y as it is where it has one axis.",
    kind="missing-step")  # fmt: skip
confusion_matrix.change("knows only labels", "if y.ndim == 2:\n        y = y.argmax(axis=1)", "pass",
    "One-hot targets are taken for labels. Where y has two axes, take y.argmax(axis=1) first.",
    kind="missing-step")  # fmt: skip
confusion_matrix.change("counts in bytes", "dtype=int", "dtype=np.uint8",
    "Counts start again from 0 after 255: they are bytes. Use dtype=int.", kind="overflow")  # fmt: skip
confusion_matrix.change("shares one row", "np.zeros((n_classes, n_classes), dtype=int)",
    "[[0] * n_classes] * n_classes", "counts[t, p] += 1", "counts[t][p] += 1", "return counts",
    "return np.array(counts)",
    "All rows are the same: they are one row, held several times, as [row] * n does. Use np.zeros((n_classes, "
    "n_classes)).", kind="sharing")  # fmt: skip
confusion_matrix.change("gives zeros two arguments", "((n_classes, n_classes), dtype=int)", "(n_classes, n_classes)",
    "np.zeros takes the shape as one argument, a tuple: np.zeros((n_classes, n_classes)).", kind="type")  # fmt: skip
confusion_matrix.change("returns lists", "return counts", "return counts.tolist()",
    "The result is nested lists. Return an array.", kind="type")  # fmt: skip
confusion_matrix.change("prints the table", "return counts", "print(counts)",
    "You print the table. Return it.", kind="return")  # fmt: skip

# One layer of scores, trained in seconds: enough for all points. The mistakes are known by the way in which they fail,
# since everybody's model is another.
SCORES = """
def predict_capstone(X, params):
    Z = X @ params["W"] + params["b"]
    return Z
"""
TRAIN = """
def train_capstone(X, y, rng):
    params = {"W": np.zeros((784, 10), np.float32), "b": np.zeros((1, 10), np.float32)}
    for epoch in range(4):
        for X_b, y_b in minibatches(X, y, 50, rng):
            error = (softmax(X_b @ params["W"] + params["b"]) - y_b) / len(X_b)
            params["W"] -= 0.3 * X_b.T @ error
            params["b"] -= 0.3 * error.sum(axis=0)
    return params
"""

train_capstone = Mistakes(SCORES + TRAIN)
train_capstone.change("returns a tuple", "    return params", "    return params, [0.0]",
    "You return a tuple. Return the parameters alone, a dictionary: gradient_descent and momentum_descent give two "
    "things, params, history = ...", kind="return", random=True)  # fmt: skip
train_capstone.change("returns a list", "    return params", "    return [params['W'], params['b']]",
    "You return a list. Give each array a name, in a dictionary: predict_capstone then finds it by that.",
    kind="return", random=True)  # fmt: skip
train_capstone.change("holds a list of layers", "    return params",
    "    return {'layers': [params['W'], params['b']]}",
    "The dictionary holds a list. Each array needs a name of its own: W1, b1, W2 and so on.",
    kind="type", random=True)  # fmt: skip
train_capstone.change("takes the rate far too large", "-= 0.3 * X_b", "-= 1e39 * X_b", "-= 0.3 * error",
    "-= 1e39 * error",
    "The training has gone off: a smaller learning rate, or first weights that are not so large.",
    kind="factor", random=True)  # fmt: skip
train_capstone.change("changes the images", "    for epoch", "    X -= X.mean()\n    for epoch",
    "X is changed, and it is the caller's. Make a new array: X = X - X.mean().",
    kind="in-place", random=True)  # fmt: skip
train_capstone.change("changes the targets", "    for epoch", "    y *= 0.9\n    for epoch",
    "y is changed, and it is the caller's. Make a new array: y = 0.9 * y.", kind="in-place", random=True)  # fmt: skip
train_capstone.change("draws from the global numbers", "    for epoch",
    "    params['W'] += 0.01 * np.random.randn(784, 10)\n    for epoch",
    "You draw from global random numbers, NumPy's or Python's. Draw from the rng that is handed in: rng.normal(...).",
    kind="randomness", random=True)  # fmt: skip

predict_capstone = Mistakes(TRAIN + SCORES)
predict_capstone.change("returns the digits", "return Z", "return Z.argmax(axis=1)",
    "You return one number for each image, (n,). Return its ten scores, (n, 10): argmax is taken by the caller.",
    kind="shape", random=True)  # fmt: skip
predict_capstone.change("predicts the first image only", "Z = X @", "Z = X[:1] @",
    "Only the first image gets its scores. Send all of X through the network at once.", kind="indexing")  # fmt: skip
predict_capstone.change("returns the transposed scores", "return Z", "return Z.T",
    "The result is transposed: one row for each image, one column for each digit.", kind="transpose")  # fmt: skip
predict_capstone.change("predicts with new parameters", "Z = X",
    'params = {"W": np.random.default_rng(0).normal(size=(784, 10)), "b": 0}\n    Z = X',
    "What you return comes of new parameters, and not of those that are handed in: what was learned is lost.",
    kind="wrong-variable")  # fmt: skip
predict_capstone.change("normalizes over the images", "return Z", "return softmax(Z.T).T",
    "Softmax is taken over the images instead of the ten digits, so that images compete with each other: use axis=1.",
    kind="axis")  # fmt: skip
predict_capstone.change("standardizes by the batch", "Z = X",
    "X = (X - X.mean(axis=0)) / (X.std(axis=0) + 0.1)\n    Z = X",
    "The images are standardized with the mean and spread of whatever images come along, so the same image gets "
    "another answer in other company. Use fixed numbers, or those of the training images.", kind="state")  # fmt: skip
predict_capstone.change("leaves dropout on", "Z = X",
    "X = X * (np.random.default_rng(0).random(X.shape) < 0.8) / 0.8\n    Z = X",
    "Parts of the images are silenced at random, so that an image's scores depend on its place among the others. "
    "Dropout belongs to training: here nothing is drawn.", kind="randomness")  # fmt: skip
predict_capstone.change("turns the scores around", "return Z", "return -Z",
    "The scores are turned around: the true digit has the lowest. Softmax and log keep the order, a minus does not.",
    kind="sign")  # fmt: skip
predict_capstone.change("changes the images", "Z = X", "X /= X.max()\n    Z = X",
    "X is changed, and it is the caller's. Make a new array: X = X / X.max().", kind="in-place")  # fmt: skip

valley_path = Mistakes("""
def valley_path(start, a, b, lr, mu, steps):
    steepness = np.array([a, b])
    point, v = start.copy(), np.zeros(2)
    path = [point]
    for step in range(steps):
        v = mu * v - lr * steepness * point
        point = point + v
        path.append(point)
    return np.array(path)
""")
valley_path.change("loses its velocity", "mu * v - lr", "-lr",
    "The old velocity is not kept: each step is mu times the last one, minus lr times the gradient.",
    kind="state")  # fmt: skip
valley_path.change("rolls uphill", "v - lr", "v + lr",
    "The ball rolls uphill: the velocity loses lr times the gradient, mu * v - lr * gradient.",
    kind="sign")  # fmt: skip
valley_path.change("leaves out the start", "path = [point]", "path = []",
    "The start is missing: the path has steps + 1 points, and begins with the start.", kind="off-by-one")  # fmt: skip
valley_path.change("leaves out the end", "range(steps)", "range(steps - 1)",
    "The last point is missing: steps steps make steps + 1 points.", kind="off-by-one")  # fmt: skip
valley_path.change("rolls with the old velocity",
    "        v = mu * v - lr * steepness * point\n        point = point + v",
    "        point, v = point + v, mu * v - lr * steepness * point",
    "The point moves by the velocity of the step before. Update the velocity first, then move.",
    kind="order")  # fmt: skip
valley_path.change("keeps the two of the square", "[a, b]", "[2 * a, 2 * b]",
    "The gradient is twice what it should be. The slope of a x^2 / 2 is a x: the 2 of the square and the half cancel.",
    kind="factor")  # fmt: skip
valley_path.change("swaps the two slopes", "[a, b]", "[b, a]",
    "a belongs to x, the first number of the point, and b to y.", kind="wrong-variable")  # fmt: skip
valley_path.change("keeps one point many times", "start.copy()", "start", "point = point + v", "point += v",
    "Every row is the last point, and start is changed: it is one array, held several times. Make a new point in each "
    "step: point = point + v.", kind="sharing")  # fmt: skip
valley_path.change("holds one point in every row", "point = point + v", "point += v",
    "Every row is the last point: they are one array, held several times. Make a new point in each step: point = point "
    "+ v.", kind="sharing")  # fmt: skip
valley_path.change("moves the start", "start.copy()", "start", "point = point + v", "point += v", "[point]",
    "[point.copy()]", "append(point)", "append(point.copy())",
    "You change start, which is the caller's. Begin with a copy of it.", kind="in-place")  # fmt: skip

precision_recall = Mistakes("""
def precision_recall(counts, c):
    right = counts[c, c]
    predicted = counts[:, c].sum()
    true = counts[c].sum()
    precision = right / predicted if predicted else 0.0
    recall = right / true if true else 0.0
    return precision, recall
""")
precision_recall.change("swaps precision and recall", "return precision, recall", "return recall, precision",
    "Precision and recall have changed places: precision divides by the column's sum.", kind="order")  # fmt: skip
precision_recall.change("divides by zero", "predicted if predicted else 0.0", "predicted", "true if true else 0.0",
    "true",
    "Nothing divided by nothing is nan. Return 0 where there is nothing to divide by.",
    kind="division", score=0.8)  # fmt: skip
precision_recall.change("divides by the mistakes", "[:, c].sum()", "[:, c].sum() - right", "counts[c].sum()",
    "counts[c].sum() - right",
    "You divide by the mistakes alone. Right answers are part of what was predicted, and of the truth.",
    kind="missing-step")  # fmt: skip
precision_recall.change("divides by all samples", "counts[:, c].sum()", "counts.sum()", "counts[c].sum()",
    "counts.sum()",
    "You divide by the number of all samples. Divide by the column's sum, and the row's.", kind="division")  # fmt: skip
precision_recall.change("returns the precision alone", "return precision, recall", "return precision",
    "You return one number. Return the pair: return precision, recall.", kind="return")  # fmt: skip
precision_recall.change("returns the sums", "return precision, recall", "return predicted, true",
    "These are the sums of column and row. Divide counts[c, c] by each.", kind="missing-step")  # fmt: skip

cosine_rate = Mistakes("""
def cosine_rate(step, steps, lr):
    angle = np.pi * step / steps
    return float(lr * (1 + np.cos(angle)) / 2)
""")
cosine_rate.change("returns the bare cosine", "(1 + np.cos(angle)) / 2", "np.cos(angle)",
    "The cosine itself runs from 1 to -1. Add 1 and halve it: (1 + cos) / 2.", kind="missing-step")  # fmt: skip
cosine_rate.change("forgets the half", ") / 2", ")",
    "The rate starts at twice lr: divide by 2.", kind="factor")  # fmt: skip
cosine_rate.change("lets the rate rise", "1 + np", "1 - np",
    "The rate rises from 0 to lr. Add the cosine, do not subtract it.", kind="sign")  # fmt: skip
cosine_rate.change("takes degrees", "np.pi *", "180 *",
    "np.cos takes radians: half a wave is np.pi, not 180.", kind="wrong-function")  # fmt: skip
cosine_rate.change("falls on a straight line", "(1 + np.cos(angle)) / 2", "(1 - step / steps)",
    "That is a straight line. Let the rate follow the cosine.", kind="wrong-function")  # fmt: skip
cosine_rate.change("runs a whole wave", "np.pi *", "2 * np.pi *",
    "That is a whole wave, and the rate is back at lr in the end. Take half of it: np.pi.", kind="factor")  # fmt: skip
cosine_rate.change("drops the fraction", "step / steps", "(step // steps)",
    "The rate stays at lr, as where step // steps drops the fraction. Divide with a single slash.",
    kind="division")  # fmt: skip

shift_image = Mistakes("""
def shift_image(image, down, right):
    h, w = image.shape
    result = np.zeros_like(image)
    for i in range(h):
        for j in range(w):
            if 0 <= i - down < h and 0 <= j - right < w:
                result[i, j] = image[i - down, j - right]
    return result
""")
shift_image.change("rolls around", "if 0 <= i - down < h and 0 <= j - right < w:", "if True:",
    "image[i - down, j - right]", "image[(i - down) % h, (j - right) % w]",
    "What leaves the frame comes in again on the other side. What comes in is to be 0.", kind="boundary")  # fmt: skip
shift_image.variant(
    "rolls around", "def shift_image(image, down, right):\n    return np.roll(image, (down, right), (0, 1))"
)
shift_image.change("counts negative indices from the end", "0 <= i - down < h and 0 <= j - right < w",
    "i - down < h and j - right < w",
    "What leaves at the bottom or on the right comes in again on the other side: a negative index counts from the "
    "end.", kind="indexing")  # fmt: skip
shift_image.change("moves the other way", "    h, w", "    down, right = -down, -right\n    h, w",
    "The picture moves the other way: result[i, j] is image[i - down, j - right].", kind="sign")  # fmt: skip
shift_image.change("swaps down and right", "    h, w", "    down, right = right, down\n    h, w",
    "down and right have changed places: down moves along the rows, axis 0.", kind="axis")  # fmt: skip
shift_image.change("knows no negative shifts", "    h, w", "    down, right = max(down, 0), max(right, 0)\n    h, w",
    "Negative shifts do not move the picture. They go up and to the left, by as much.", kind="boundary")  # fmt: skip
shift_image.change("enlarges the frame", "    h, w",
    "    image = np.pad(image, ((0, abs(down)), (0, abs(right))))\n    h, w",
    "The size has changed: what leaves the frame is cut off, and the frame stays (h, w).", kind="shape")  # fmt: skip
shift_image.change("writes into the picture", "return result", "image[...] = result\n    return result",
    "You write into the caller's picture. Make a new one: np.zeros_like(image).", kind="in-place")  # fmt: skip


averaged_over_shifts = Mistakes("""
def averaged_over_shifts(images, predict, reach):
    n, h, w = images.shape
    total, count = 0.0, 0
    for down in range(-reach, reach + 1):
        for right in range(-reach, reach + 1):
            framed = np.pad(images, ((0, 0), (reach, reach), (reach, reach)))
            top, left = reach - down, reach - right
            total = total + predict(framed[:, top : top + h, left : left + w])
            count += 1
    return total / count
""")
for slug, old, new, kind, sentence in (
    ("adds up the answers", "total / count", "total", "mean-or-sum",
     "You add up the answers. Asked for is their mean."),
    ("leaves out the last shift down", "down in range(-reach, reach + 1)", "down in range(-reach, reach or 1)",
     "off-by-one", "The largest shift down is missing: range(-reach, reach + 1) goes up to reach itself."),
    ("leaves out the last shift right", "right in range(-reach, reach + 1)", "right in range(-reach, reach or 1)",
     "off-by-one", "The largest shift right is missing: range(-reach, reach + 1) goes up to reach itself."),
    ("moves down and right only", "range(-reach, reach + 1):\n        for right in range(-reach,",
     "range(reach + 1):\n        for right in range(0,", "missing-step",
     "Your pictures never move up or to the left. The shifts begin at -reach."),
    ("moves along the diagonal", "for right in range(-reach, reach + 1)", "for right in [down]", "loop",
     "Down and right always move by the same number. Combine every shift down with every shift right."),
    ("lets the pixels come in again", "np.pad(images, ((0, 0), (reach, reach), (reach, reach)))",
     "np.pad(images, ((0, 0), (reach, reach), (reach, reach)), mode='wrap')", "wrong-function",
     "What leaves the frame comes in again on the other side. What comes in is 0, as in shift_image."),
    ("repeats the edge", "np.pad(images, ((0, 0), (reach, reach), (reach, reach)))",
     "np.pad(images, ((0, 0), (reach, reach), (reach, reach)), mode='edge')", "wrong-function",
     "What comes in repeats the edge. What comes in is 0, as in shift_image."),
    ("leaves the pictures where they are", "top, left = reach - down, reach - right", "top, left = reach, reach",
     "missing-step", "Your pictures do not move: the answers are those without any shift."),
):  # fmt: skip
    averaged_over_shifts.change(slug, old, new, sentence, kind=kind)
averaged_over_shifts.change("averages the pictures", "predict(framed[:, top : top + h, left : left + w])",
    "framed[:, top : top + h, left : left + w]", "total / count", "predict(total / count)",
    "You average the pictures, and ask about a blurred one. Ask about each shift, and average the answers.",
    kind="order")  # fmt: skip
averaged_over_shifts.change("leaves out the pictures as they are", "            framed = ",
    "            if reach and down == right == 0:\n                continue\n            framed = ",
    "The pictures as they are have no vote. The shift by 0 and 0 counts as well.", kind="missing-step")  # fmt: skip
averaged_over_shifts.variant("lets the pixels come in again", """
def averaged_over_shifts(images, predict, reach):
    steps = range(-reach, reach + 1)
    return np.mean([predict(np.roll(images, (down, right), (1, 2))) for down in steps for right in steps], axis=0)
""")  # fmt: skip
