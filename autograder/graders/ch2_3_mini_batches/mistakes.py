"""The mistakes of chapter 2.3, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

minibatches = Mistakes("""
def minibatches(X, y, batch_size, rng=None):
    n = len(X)
    order = np.arange(n)
    if rng is not None:
        order = rng.permutation(n)
    for start in range(0, n, batch_size):
        rows = order[start : start + batch_size]
        X_b, y_b = X[rows], y[rows]
        yield X_b, y_b
""")
minibatches.change("takes the batch size for an end", "start + batch_size]", "batch_size]",
    "All batches but the first are empty. A slice ends at start + batch_size: order[start : start + batch_size].",
    kind="indexing")
minibatches.change("drops the smaller last batch", "range(0, n,", "range(0, n - batch_size + 1,",
    "The samples that are left over at the end are lost. Let the loop go up to n, range(0, n, batch_size): a slice "
    "past the end simply stops there.", kind="off-by-one")
minibatches.variant("drops the smaller last batch", """
def minibatches(X, y, batch_size, rng=None):
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    for k in range(len(X) // batch_size):
        i = order[k * batch_size : (k + 1) * batch_size]
        yield X[i], y[i]
""")
minibatches.change("ends with an empty batch", "range(0, n,", "range(0, n + 1,",
    "Where n is a multiple of batch_size there is an empty batch at the end. Loop over range(0, n, batch_size), which "
    "stops before n.", kind="off-by-one")
minibatches.variant("ends with an empty batch", """
def minibatches(X, y, batch_size, rng=None):
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    batches = []
    for k in range(len(X) // batch_size + 1):
        i = order[k * batch_size : (k + 1) * batch_size]
        batches.append((X[i], y[i]))
    return batches
""")
minibatches.change("shuffles samples and targets apart", "order = np.arange(n)", "order = other = np.arange(n)",
    "order = rng.permutation(n)", "order, other = rng.permutation(n), rng.permutation(n)", "y[rows]",
    "y[other[start : start + batch_size]]",
    "X and y are shuffled in two different orders, so samples lose their targets. Draw one order, rng.permutation(n), "
    "and index both with it.", kind="randomness")
minibatches.variant("shuffles samples and targets apart", """
def minibatches(X, y, batch_size, rng=None):
    if rng is not None:
        X = rng.permutation(X)
        y = rng.permutation(y)
    for i in range(0, len(X), batch_size):
        yield X[i : i + batch_size], y[i : i + batch_size]
""")
minibatches.change("shuffles only the samples", "y[rows]", "y[start : start + batch_size]",
    "X is shuffled but y keeps its order, so samples lose their targets. Index y with the same order.", kind="indexing")
minibatches.change("never shuffles", "rng.permutation(n)", "np.arange(n)",
    "With an rng, too, the samples keep their order. Shuffle them there: rng.permutation(n).", kind="missing-step")
minibatches.change("shuffles without rng", "np.arange(n)", "np.random.default_rng().permutation(n)",
    "The samples change their order where no rng is given. Without rng they keep it: np.arange(n).",
    kind="randomness", random=True)
minibatches.change("draws from a generator with a seed of its own", "rng.permutation(n)",
    "np.random.default_rng(0).permutation(n)",
    "The order is the same for every rng. Draw it from the rng that is handed in: rng.permutation(n).",
    kind="randomness", random=True)
minibatches.change("draws from a generator of its own", "rng.permutation(n)", "np.random.default_rng().permutation(n)",
    "Generators of the same seed give different orders, so something else than rng is drawn from. Draw all of it from "
    "the rng that is handed in.", kind="randomness", random=True)
minibatches.change("draws from the global numbers", "rng.permutation(n)", "np.random.permutation(n)",
    "The order comes from global random numbers, NumPy's or Python's. Draw it from the rng that is handed in: "
    "rng.permutation(n).", kind="randomness", random=True)
minibatches.change("draws with replacement", "rng.permutation(n)", "rng.integers(0, n, n)",
    "Some samples come twice and others never, as rng.integers and rng.choice draw them. rng.permutation(n) has each "
    "exactly once.", kind="wrong-function")
minibatches.variant("draws with replacement", """
def minibatches(X, y, batch_size, rng=None):
    i = rng.choice(len(X), len(X)) if rng else np.arange(len(X))
    X, y = X[i], y[i]
    return [(X[j : j + batch_size], y[j : j + batch_size]) for j in range(0, len(X), batch_size)]
""")
minibatches.change("draws anew for each batch", "        X_b, y_b = X",
    "        if rng is not None:\n            rows = rng.permutation(n)[: len(rows)]\n        X_b, y_b = X",
    "There is a new order for every batch, so some samples come twice and others never. Draw one order before the "
    "loop, and cut it into batches.", kind="loop")
minibatches.change("shuffles within batches", "rng.permutation(n)", "np.arange(n)", "        X_b, y_b = X",
    "        if rng is not None:\n            rows = rng.permutation(rows)\n        X_b, y_b = X",
    "Samples are shuffled inside each batch alone: the same meet every time. Shuffle all n of them first, then cut.",
    kind="order")
minibatches.change("shuffles only the order of batches", "rng.permutation(n)", "np.arange(n)",
    "    for start in range(0, n, batch_size):", """    starts = np.arange(0, n, batch_size)
    if rng is not None:
        rng.shuffle(starts[: n // batch_size])
    for start in starts:""",
    "The batches change places, but each still holds neighbors. Shuffle the samples first, then cut.", kind="order")
minibatches.change("shuffles the order of batches, the smaller one too", "rng.permutation(n)", "np.arange(n)",
    "    for start in range(0, n, batch_size):", """    starts = np.arange(0, n, batch_size)
    if rng is not None:
        starts = rng.permutation(starts)
    for start in starts:""",
    "The batches change places, but each still holds neighbors. Shuffle the samples first, then cut.", kind="order")
minibatches.change("starts at a random sample", "rng.permutation(n)",
    "np.roll(np.arange(n), rng.integers(1, max(2, n)))",
    "Only the start is random: samples keep the neighbors they had. Shuffle them: rng.permutation(n).", kind="order")
minibatches.change("refuses a batch size of one", "n = len(X)",
    "if batch_size <= 1:\n        raise ValueError('batch_size must be at least 1')\n    n = len(X)",
    "batch_size 1 is allowed, and gives batches of single samples.", kind="boundary")
minibatches.change("refuses more than there is", "n = len(X)",
    "n = len(X)\n    if batch_size > n:\n        raise ValueError('batch_size is larger than n')",
    "A batch_size larger than n is no error: there is then one batch, with all samples.", kind="boundary")
minibatches.change("shuffles in place", "order = rng.permutation(n)",
    "shuffled = rng.permutation(n)\n        X[...], y[...] = X[shuffled], y[shuffled]",
    "The caller's X and y are shuffled themselves. Shuffle a list of row numbers instead, and index with it.",
    kind="in-place")
minibatches.code("makes even batches", """
def minibatches(X, y, batch_size, rng=None):
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    for rows in np.array_split(order, -(-len(X) // batch_size)):
        yield X[rows], y[rows]
""",
    "The batches are about equally large, as np.array_split makes them. Each holds batch_size samples, and only the "
    "last is smaller.", kind="wrong-function")
minibatches.change("yields targets first", "yield X_b, y_b", "yield y_b, X_b",
    "The pair is the wrong way round: yield X_b first and y_b second.", kind="order")
minibatches.change("forgets the targets", "yield X_b, y_b", "yield X_b",
    "Only X_b is there. Each batch is a pair: yield X[rows], y[rows].", kind="return")
minibatches.change("returns the first batch", "yield X_b, y_b", "return X_b, y_b",
    "return ends the function at the first batch. Use yield, and the loop goes on to the next one.", kind="return")
minibatches.code("returns inside the loop", """
def minibatches(X, y, batch_size, rng=None):
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
        return batches
""",
    "Only the first batch is there. Perhaps return stands inside the loop, and ends it: move it to the left.",
    kind="return")
minibatches.change("prints the batches", "yield X_b, y_b", "print(X_b, y_b)",
    "The batches are printed and not handed out. Use yield, which gives each batch to the caller's loop.",
    kind="return")
minibatches.change("leaves one out of each batch", "start + batch_size]", "start + batch_size - 1]",
    "Each full batch is one sample short. A slice leaves out its end already: start : start + batch_size.",
    kind="off-by-one")
minibatches.change("leaves one out of the last batch too", "start + batch_size]", "min(start + batch_size, n) - 1]",
    "Each batch is one sample short, the last one too. A slice leaves out its end already: start : start + "
    "batch_size.", kind="off-by-one")
minibatches.change("takes one more into each batch", "start + batch_size]", "start + batch_size + 1]",
    "Each full batch has one sample too many, which the next one has too. A slice leaves out its end: start : start + "
    "batch_size.", kind="off-by-one")
minibatches.change("slides a window", "range(0, n, batch_size)", "range(max(1, n - batch_size + 1))",
    "The batches overlap, as a window that slides. Move on by batch_size: range(0, n, batch_size).", kind="loop")
minibatches.change("fills up the last batch", "order[start : start + batch_size]",
    "order[np.arange(start, start + batch_size) % n]",
    "The last batch is filled up with samples that were in another one. Leave it smaller: each sample comes once.",
    kind="extra-step")
minibatches.change("begins with the smaller batch", "range(0, n, batch_size)",
    "range(-(-n % batch_size), n, batch_size)", "order[start :", "order[max(start, 0) :",
    "The smaller batch comes first. Start cutting at 0, so that what is left over is the last batch.", kind="order")
minibatches.change("takes the size for the count", "n = len(X)", "n = len(X)\n    batch_size = -(-n // batch_size)",
    "batch_size is taken for the number of batches. It is the number of samples in each of them.",
    kind="wrong-variable")
minibatches.change("flattens the samples", "n = len(X)", "n = len(X)\n    X = X.reshape(n, -1)",
    "The samples come out flat. Index the first axis alone, X[rows], and images stay images.", kind="shape")
minibatches.change("indexes lists", "n = len(X)", "n = len(X)\n    X, y = list(X), list(y)",
    "An array stands where a single whole number is needed. A list takes no array of row numbers as an index: leave "
    "X and y arrays, and X[rows] works.", kind="type")


gradient_descent = Mistakes("""
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    params = {name: value.copy() for name, value in params.items()}
    n = len(X)
    size = n if batch_size is None else batch_size
    history = []
    for epoch in range(epochs):
        total = 0.0
        for X_b, y_b in minibatches(X, y, size, rng):
            loss, grads = loss_fn(X_b, y_b, params)
            for name in params:
                params[name] = params[name] - lr * grads[name]
            total += loss * len(X_b)
        history.append(total / n)
    return params, history
""")
gradient_descent.change("records every batch", "total += loss * len(X_b)", "history.append(loss)",
    "        history.append(total / n)\n", "",
    "history has an entry for each batch. Add up the batches of an epoch and append one number when it is over.",
    kind="loop")
gradient_descent.change("forgets the weights", "loss * len(X_b)", "loss", "total / n", "total / -(-n // size)",
    "history is the plain mean of the batch losses. The last batch may be smaller and must count less: add up loss * "
    "len(X_b), then divide by n.", kind="mean-or-sum", score=5.22)
gradient_descent.variant("forgets the weights", """
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    p, history = dict(params), []
    for _ in range(epochs):
        losses = []
        for X_b, y_b in minibatches(X, y, batch_size or len(X), rng):
            loss, grads = loss_fn(X_b, y_b, p)
            losses.append(loss)
            p = {k: p[k] - lr * grads[k] for k in p}
        history.append(np.mean(losses))
    return p, history
""")
gradient_descent.change("weights all batches alike", "loss * len(X_b)", "loss * min(size, n)",
    "Every batch is weighted by batch_size. The last one may hold fewer samples: weight by len(X_b).",
    kind="wrong-variable")
gradient_descent.change("records the last batch", "total += loss * len(X_b)", "total = loss * n",
    "history holds only the loss of each epoch's last batch. It is the mean over all the epoch's batches.", kind="loop")
gradient_descent.change("adds up the batch losses", "loss * len(X_b)", "loss", "total / n", "total",
    "history holds the sum of the batch losses. Weight each by len(X_b), and divide the sum by n.", kind="mean-or-sum")
gradient_descent.change("forgets to divide the total", "total / n", "total",
    "The sum of loss * len(X_b) is not divided by n, so history grows with the number of samples.", kind="division")
gradient_descent.change("records the loss after the epoch", "total / n", "loss_fn(X, y, params)[0]",
    "history holds the loss after the epoch's updates. Use the losses that loss_fn returned with the gradients, each "
    "before its step.", kind="order")
gradient_descent.change("records the loss after each step", "loss * len(X_b)",
    "loss_fn(X_b, y_b, params)[0] * len(X_b)",
    "history holds the losses of the batches after their steps. Use the loss that loss_fn returned with the gradient, "
    "before the step.", kind="order")
gradient_descent.change("records the full loss before the epoch", "total = 0.0", "total = loss_fn(X, y, params)[0] * n",
    "            total += loss * len(X_b)\n", "",
    "history holds the loss of all samples at the start of each epoch. It is made of the batch losses, each taken "
    "just before its own step.", kind="order")
gradient_descent.change("ignores the batch size", "minibatches(X, y, size,", "minibatches(X, y, n,",
    "batch_size makes no difference: there is one step per epoch, on all samples. Loop over minibatches, and step "
    "after each.", kind="wrong-variable")
gradient_descent.change("hands over all samples", "loss_fn(X_b, y_b, params)", "loss_fn(X, y, params)",
    "Each step is taken from all samples, as many steps as there are batches. Hand the batch to loss_fn: X_b, y_b.",
    kind="wrong-variable")
gradient_descent.change("steps from the last batch alone", "            for name in params:\n"
    "                params[name] = params[name] - lr * grads[name]\n", "", "        history.append(total / n)",
    "        for name in params:\n            params[name] = params[name] - lr * grads[name]\n"
    "        history.append(total / n)",
    "There is one step in an epoch, from its last batch: the update stands after the loop over the batches. Move it "
    "into the loop, to the right.", kind="loop")
gradient_descent.change("adds up the losses of all epochs", "    history = []\n", "    history, total = [], 0.0\n",
    "        total = 0.0\n", "",
    "From the second epoch on, history has the losses of the epochs before in it. Set the sum back to 0 at the top of "
    "each epoch.", kind="loop")
gradient_descent.change("takes only the first batch", "loss * len(X_b)", "loss * n\n            break",
    "Only the first batch of an epoch is trained on. Go through all batches before the epoch is over.", kind="loop")
gradient_descent.change("shuffles only once", "history = []",
    "history = []\n    batches = list(minibatches(X, y, size, rng))", "y_b in minibatches(X, y, size, rng)",
    "y_b in batches",
    "Every epoch has the same batches. Call minibatches inside the loop over epochs: a new order each time.",
    kind="randomness")
gradient_descent.change("uses a generator up", "history = []",
    "history = []\n    batches = minibatches(X, y, size, rng)", "y_b in minibatches(X, y, size, rng)", "y_b in batches",
    "After the first epoch there are no batches left: a generator can be gone through once. Call minibatches inside "
    "the loop over epochs.", kind="state")
gradient_descent.change("does not hand on the rng", "size, rng)", "size)",
    "The rng is not used: the samples keep their order. Hand it on to minibatches.", kind="missing-step")
gradient_descent.change("gives all seeds the same batches", "size, rng)",
    "size, None if rng is None else np.random.default_rng(0))",
    "All seeds give the same batches. Hand on the rng that you were given.", kind="randomness", random=True)
gradient_descent.change("descends with a generator of its own", "size, rng)",
    "size, None if rng is None else np.random.default_rng())",
    "Generators of the same seed give different results, so something else than rng is drawn from. Hand on the rng "
    "that you were given.", kind="randomness", random=True)
gradient_descent.change("always shuffles", "size, rng)", "size, rng or np.random.default_rng(0))",
    "The samples are shuffled where no rng is given, too. Hand rng on to minibatches as it is, None included.",
    kind="randomness")
gradient_descent.change("climbs instead", "- lr *", "+ lr *",
    "The steps go uphill: the gradient is added. Subtract it: value - lr * grads[name].", kind="sign")
gradient_descent.change("ignores the rate", "- lr *", "-",
    "Each step is as long as the gradient itself, whatever lr is. Multiply it: value - lr * grads[name].",
    kind="missing-step")
gradient_descent.change("updates in place", "{name: value.copy() for name, value in params.items()}", "dict(params)",
    "params[name] = params[name] - lr", "params[name] -= lr",
    "Something changes that is not yours: the caller's params, or what loss_fn returned. -=, *= and params[name] = "
    "write into what is there. Make a dictionary of your own with new arrays: value - lr * grads[name].",
    kind="in-place")
gradient_descent.variant("updates in place", """
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    history = []
    for _ in range(epochs):
        total = 0
        for X_b, y_b in minibatches(X, y, batch_size or len(X), rng):
            loss, grads = loss_fn(X_b, y_b, params)
            total = total + len(y_b) * loss
            for key, value in grads.items():
                params[key] = params[key] - value * lr
        history += [total / len(y)]
    return params, history
""")
gradient_descent.variant("updates in place", """
def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    p, history = {k: v + 0 for k, v in params.items()}, []
    for _ in range(epochs):
        total = 0
        for X_b, y_b in minibatches(X, y, batch_size or len(X), rng):
            loss, grads = loss_fn(X_b, y_b, p)
            total = total + len(y_b) * loss
            for key in p:
                grads[key] *= lr
                p[key] = p[key] - grads[key]
        history += [total / len(y)]
    return p, history
""")
gradient_descent.change("steps once per epoch", "total = 0.0", "total, start = 0.0, dict(params)",
    "loss_fn(X_b, y_b, params)", "loss_fn(X_b, y_b, start)",
    "All gradients of an epoch are taken at the parameters it began with. Take a step after each batch, and let the "
    "next one start from there.", kind="state")
gradient_descent.change("divides the gradient again", "lr * grads[name]", "lr * grads[name] / len(X_b)",
    "The gradient is divided by the batch size once more. loss_fn returns the gradient of the mean: use it as it is.",
    kind="division")
gradient_descent.change("scales steps by batch size", "lr * grads[name]", "lr * grads[name] * len(X_b) / min(size, n)",
    "The steps of smaller batches are scaled down. Each batch takes a full step: value - lr * grads[name].",
    kind="factor")
gradient_descent.change("scales steps by the share of a batch", "lr * grads[name]",
    "lr * grads[name] * len(X_b) / n",
    "Each step is scaled by the batch's share of all samples. Each batch takes a full step: value - lr * grads[name].",
    kind="factor")
gradient_descent.change("skips the smaller last batch", "            loss, grads",
    "            if len(X_b) < min(size, n):\n                continue\n            loss, grads",
    "The samples of the smaller last batch are left out of the training. Take a step on them too.", kind="loop")
gradient_descent.change("returns history first", "return params, history", "return history, params",
    "The order of the results is params first, history second.", kind="order")
gradient_descent.change("returns only the params", "return params, history", "return params",
    "params comes back alone. Return both: return params, history.", kind="return")
gradient_descent.change("returns inside the loop", "    return params", "        return params",
    "Only one epoch is run, whatever epochs is. Perhaps return stands inside the loop: move it to the left.",
    kind="return")
gradient_descent.change("returns the first params", "params = {name", "start = params\n    params = {name",
    "return params", "return start",
    "The parameters that come back are those that were given, not the trained ones. Return the new dictionary.",
    kind="wrong-variable")
gradient_descent.change("stops when the loss rises", "total / n)",
    "total / n)\n        if len(history) > 1 and history[-1] > history[-2]:\n            break",
    "The training stops when the loss rises. Batches are noisy and a loss may rise for a while: run all the epochs.",
    kind="extra-step")
gradient_descent.change("takes none for one", "n if batch_size is None else batch_size", "batch_size or 1",
    "batch_size None means all samples at once. There are batches of 1 there: use n = len(X) for None.",
    kind="wrong-step")
gradient_descent.change("takes none for thirty-two", "n if batch_size is None", "32 if batch_size is None",
    "batch_size None means all samples at once, however many. Yours are cut into batches there: use n = len(X) for "
    "None.", kind="wrong-step")
gradient_descent.change("pairs by order", "for name in params:", "for name, slope in zip(params, grads.values()):",
    "lr * grads[name]", "lr * slope",
    "Params and gradients are paired by their order in the two dictionaries. Pair them by name: grads[name].",
    kind="names")
gradient_descent.change("updates one after the other", "lr * grads[name]", "lr * loss_fn(X_b, y_b, params)[1][name]",
    "Some parameters are updated before the gradient of the others is computed. All parameters move together, by the "
    "gradients of one call of loss_fn.", kind="state")
gradient_descent.change("knows only W and b", "name in params:", 'name in ("W", "b"):',
    'params["W"] and params["b"] are updated by name. Loop over whatever names there are: for name in params.',
    kind="names")
gradient_descent.change("runs one epoch too few", "range(epochs)", "range(1, epochs)",
    "One epoch is missing, in the training and in history. range(epochs) runs epochs times.", kind="off-by-one")
gradient_descent.change("runs one epoch too many", "range(epochs)", "range(epochs + 1)",
    "There is one epoch too many, in the training and in history. range(epochs) runs epochs times.", kind="off-by-one")


logistic_loss = Mistakes("""
def logistic_loss(X, y, params):
    n = len(X)
    scores = X @ params["W"] + params["b"]
    A = sigmoid(scores)
    loss = binary_cross_entropy(A, y)
    error = A - y
    dW = X.T @ error / n
    db = error.mean(axis=0, keepdims=True)
    return loss, {"W": dW, "b": db}
""")
logistic_loss.change("sums the loss", "binary_cross_entropy(A, y)", "n * binary_cross_entropy(A, y)",
    "The loss is a sum over the samples. Take the mean: binary_cross_entropy(A, y) does that.", kind="mean-or-sum")
logistic_loss.change("divides the gradient of the bias twice", "error.mean(axis=0, keepdims=True)",
    "error.mean(axis=0, keepdims=True) / n",
    "The gradient of b is divided by the number of samples twice. Once is enough: it is the mean of A - y.",
    kind="mean-or-sum")
logistic_loss.change("swaps the arguments of the loss", "binary_cross_entropy(A, y)", "binary_cross_entropy(y, A)",
    "Probabilities and answers have changed places in the loss: binary_cross_entropy(A, y), with A first.",
    kind="order")
logistic_loss.change("forgets to divide the gradient", "error / n", "error", "error.mean(", "error.sum(",
    "The gradient is a sum over the samples, but the loss is their mean: divide both parts by n.", kind="mean-or-sum")
logistic_loss.variant("forgets to divide the gradient", """
def logistic_loss(X, y, params):
    A = 1 / (1 + np.exp(-np.dot(X, params["W"]) - params["b"]))
    loss = -np.mean(np.log(np.where(y == 1, A, 1 - A) + 1e-12))
    return loss, {"W": np.dot(X.T, A - y), "b": np.sum(A - y).reshape(1, 1)}
""")
logistic_loss.change("sums the gradient of the bias", "error.mean(", "error.sum(",
    "The gradient of b is a sum over the samples. It needs the same 1/n as that of W: the mean of A - y.",
    kind="mean-or-sum")
logistic_loss.change("sums the gradient of the weights", "error / n", "error",
    "The gradient of W is a sum over the samples. It needs the same 1/n as that of b: X.T @ (A - y) / n.",
    kind="mean-or-sum")
logistic_loss.change("divides by the number of features", "error / n", "error / X.shape[1]",
    "The gradient of W is divided by the number of features. Divide by the number of samples, len(X).",
    kind="wrong-variable")
logistic_loss.change("turns the sign around", "A - y", "y - A",
    "The sign of the gradient is wrong: the error is A - y, not y - A.", kind="sign")
logistic_loss.variant("turns the sign around", """
def logistic_loss(X, y, params):
    A = sigmoid(np.dot(X, params["W"]) + params["b"])
    missing = (y - A) / len(y)
    grads = {"b": missing.sum(axis=0).reshape(1, 1), "W": (missing.T @ X).T}
    return binary_cross_entropy(A, y), grads
""")
logistic_loss.change("keeps the slope of the sigmoid", "A - y", "(A - y) * A * (1 - A)",
    "The error is multiplied by the sigmoid's slope A * (1 - A). With the cross-entropy that factor cancels: what is "
    "left is A - y.", kind="extra-step")
logistic_loss.change("stops at the probabilities", "A - y", "(A - y) / (A * (1 - A))", "A = sigmoid(scores)",
    "A = np.clip(sigmoid(scores), 1e-12, 1 - 1e-12)",
    "Your error is the derivative by A. The sigmoid's slope A * (1 - A) is still to be multiplied in, which leaves "
    "A - y.", kind="missing-step")
logistic_loss.change("returns the squared error", "binary_cross_entropy(A, y)", "np.mean((A - y) ** 2)",
    "The loss is the mean squared error. For probabilities of yes and no it is binary_cross_entropy(A, y).",
    kind="wrong-function")
logistic_loss.change("keeps the factor two", "A - y", "2 * (A - y)",
    "The gradient is twice too large. The factor 2 belongs to the squared error, not to this loss.", kind="factor")
logistic_loss.change("drops an axis of the bias", ", keepdims=True", "",
    "The gradient of b has lost an axis. It has b's shape, (1, 1): use keepdims=True in the mean.", kind="shape")
logistic_loss.change("returns a number for the bias", "error.mean(axis=0, keepdims=True)", "error.mean()",
    "The gradient of b is a single number. It has b's shape, (1, 1): np.mean(..., axis=0, keepdims=True).",
    kind="shape")
logistic_loss.change("returns the error for the bias", "error.mean(axis=0, keepdims=True)", "error",
    "The gradient of b is not averaged over the samples: it is one number for each. Take the mean.",
    kind="missing-step")
logistic_loss.change("forgets the gradient of the bias", ', "b": db', "",
    'There is no gradient for b. Return both: {"W": ..., "b": ...}.', kind="return")
logistic_loss.change("forgets the bias in the scores", ' + params["b"]', "",
    "The bias is missing from the scores: X @ W + b.", kind="missing-step")
logistic_loss.change("forgets the sigmoid in the gradient", "A - y", "scores - y",
    "The error is that of the scores themselves, Z - y. Put them through the sigmoid first: A - y.",
    kind="wrong-variable")
logistic_loss.change("forgets the sigmoid", "sigmoid(scores)", "scores",
    "The scores are taken for probabilities. Put them through the sigmoid first.", kind="missing-step")
logistic_loss.change("transposes the gradient", "X.T @ error", "error.T @ X",
    "The gradient of W is transposed: its shape is that of W, (d, 1). Write X.T @ (A - y), X.T first.",
    kind="transpose")
logistic_loss.change("forgets to transpose", "X.T @ error", "X @ error",
    "X @ error does not fit: X is (n, d), the error (n, 1). Multiply X.T, which is (d, n), by the error.",
    kind="transpose")
logistic_loss.change("multiplies element by element", 'X @ params["W"]', 'X * params["W"]',
    "X * W multiplies element by element. The scores are the matrix product: X @ W.", kind="wrong-function")
logistic_loss.change("makes a table of errors", "A - y", "A - y[:, 0]",
    "Every probability is compared with every answer: (n, 1) minus (n,) is (n, n). A - y needs both as (n, 1).",
    kind="broadcasting")
logistic_loss.variant("makes a table of errors", """
def logistic_loss(X, y, params):
    A = sigmoid(X @ params["W"] + params["b"])
    errors = A - y.reshape(-1)
    return binary_cross_entropy(A, y), {"W": np.dot(X.T, errors) / X.shape[0], "b": np.mean(errors, 0, keepdims=True)}
""")
logistic_loss.change("takes the logarithm to base two", "binary_cross_entropy(A, y)",
    "binary_cross_entropy(A, y) / np.log(2)",
    "The loss is in logarithms to base 2. It is made with the natural one, np.log.", kind="wrong-function")
logistic_loss.change("forgets the samples that are zero", "binary_cross_entropy(A, y)",
    "-np.mean(y * np.log(np.maximum(A, 1e-12)))",
    "The loss counts only the samples with y = 1. Those with y = 0 add -(1 - y) * log(1 - A).", kind="missing-step")
logistic_loss.change("takes the logarithm of zero", "binary_cross_entropy(A, y)",
    "-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))",
    "For sure answers the loss becomes inf or nan, from log(0). binary_cross_entropy keeps A away from 0 and 1.",
    kind="overflow", score=4.0)
logistic_loss.change("divides zero by zero", "A - y", "(A - y) / (A * (1 - A)) * (A * (1 - A))",
    "For sure answers the gradient is nan, from 0/0. Where you divide by A * (1 - A) and multiply by it again, cancel "
    "it on paper: what is left is A - y.", kind="division", score=4.0)
logistic_loss.change("has too large an epsilon", "binary_cross_entropy(A, y)",
    "binary_cross_entropy(np.clip(A, 1e-3, 1 - 1e-3), y)",
    "An answer as sure and as wrong as can be counts too little. Perhaps an epsilon is too large: 1e-15 to 1e-7 is "
    "enough to keep A away from 0 and 1.", kind="epsilon", random=True)
logistic_loss.variant("has too large an epsilon", """
def logistic_loss(X, y, params):
    A = sigmoid(X @ params["W"] + params["b"])
    loss = -np.mean(y * np.log(A + 1e-5) + (1 - y) * np.log(1 - A + 1e-5))
    return loss, {"W": X.T @ (A - y) / len(X), "b": np.mean(A - y, axis=0, keepdims=True)}
""")
logistic_loss.change("rounds the probabilities", "A - y", "(A >= 0.5) - y",
    "The error is taken from probabilities rounded to 0 and 1. The gradient needs them as they are: A - y.",
    kind="extra-step")
logistic_loss.change("returns grads first", 'return loss, {"W": dW, "b": db}', 'return {"W": dW, "b": db}, loss',
    "The order of the results is loss first, grads second.", kind="order")
logistic_loss.change("returns only the loss", 'return loss, {"W": dW, "b": db}', "return loss",
    "The loss comes back alone. Return the pair: return loss, grads.", kind="return")
logistic_loss.change("returns a loss for each sample", "binary_cross_entropy(A, y)",
    "-(y * np.log(A + 1e-12) + (1 - y) * np.log(1 - A + 1e-12))",
    "There is a loss for each sample. The loss is a single number: take the mean.", kind="mean-or-sum")


# Practice

count_batches = Mistakes("""
def count_batches(n, batch_size):
    full = n // batch_size
    rest = n % batch_size
    return full + 1 if rest > 0 else full
""")
count_batches.change("does not count the smaller batch", "full + 1 if rest > 0 else full", "full",
    "n / batch_size is rounded down: the smaller last batch is a batch too. Round up.", kind="division")
count_batches.variant("does not count the smaller batch", """
def count_batches(n, batch_size):
    return int(n / batch_size)
""")
count_batches.change("always adds one", "full + 1 if rest > 0 else full", "full + 1",
    "Where nothing is left over, there is one batch too many: no further batch is begun.", kind="off-by-one")
count_batches.change("counts one too few", "full + 1 if rest > 0 else full", "(n - 1) // batch_size",
    "There is one batch too few, whether or not something is left over: n = 8 in batches of 4 makes 2.",
    kind="off-by-one")
count_batches.change("rounds to the nearest", "full + 1 if rest > 0 else full", "round(n / batch_size)",
    "n / batch_size is rounded to the nearest whole number. A batch that is begun counts: round up.",
    kind="wrong-function")
count_batches.change("counts fractions", "full + 1 if rest > 0 else full", "n / batch_size",
    "There is no such thing as half a batch: round n / batch_size up.", kind="division")
count_batches.change("counts in floats", "full + 1 if rest > 0 else full", "np.ceil(n / batch_size)",
    "The count is right, but a float, which range() does not take. Make an int of it: int(...), or use // alone.",
    kind="type")

shuffle_together = Mistakes("""
def shuffle_together(X, y, rng):
    n = len(X)
    order = rng.permutation(n)
    return X[order], y[order]
""")
shuffle_together.change("swaps the pair", "X[order], y[order]", "y[order], X[order]",
    "The pair is in the wrong order. X comes first: return X[order], y[order].", kind="order")
shuffle_together.change("shuffles both apart", "y[order]", "y[rng.permutation(n)]",
    "X and y have two different orders, so samples lose their targets. Draw one order and index both with it.",
    kind="randomness")
shuffle_together.variant("shuffles both apart", """
def shuffle_together(X, y, rng):
    return rng.permutation(X), rng.permutation(y)
""")
shuffle_together.change("shuffles only one", "y[order]", "y",
    "y keeps its order, so samples lose their targets. Index y with the order too.", kind="indexing")
shuffle_together.change("keeps the order", "rng.permutation(n)", "np.arange(n)",
    "Nothing is shuffled: draw an order from rng, and index X and y with it.", kind="missing-step")
shuffle_together.change("shuffles the columns", "n = len(X)", "n = X.shape[1]",
    "return X[order], y[order]", "return X[:, order], y",
    "The columns of X change places. Samples are rows, and their targets go with them: X[order], y[order].",
    kind="axis")
shuffle_together.change("starts at a random row", "rng.permutation(n)", "np.roll(np.arange(n), rng.integers(n))",
    "Only the start is random: rows keep the neighbors they had. Shuffle them: rng.permutation(n).", kind="order",
    random=True, alike="of a few visible calls any order may come; a hidden test counts the neighbors")
shuffle_together.change("repeats rows", "rng.permutation(n)", "rng.integers(0, n, n)",
    "Some rows come twice and others never. rng.permutation(n) has each number once.", kind="wrong-function")
shuffle_together.change("has one order for every rng", "rng.permutation(n)",
    "np.random.default_rng(0).permutation(n)",
    "The order is the same for every rng. Draw it from the rng that is handed in.", kind="randomness", random=True)
shuffle_together.change("draws from the global numbers", "rng.permutation(n)", "np.random.permutation(n)",
    "The order comes from global random numbers, NumPy's or Python's. Draw it from the rng that is handed in.",
    kind="randomness", random=True)
shuffle_together.change("shuffles both in place", "return X[order], y[order]",
    "X[...], y[...] = X[order], y[order]\n    return X, y",
    "The caller's arrays are shuffled themselves. Index with an order, which makes new ones: X[order].",
    kind="in-place")

mean_batch_loss = Mistakes("""
def mean_batch_loss(losses, sizes):
    total = np.sum(losses * sizes)
    n = np.sum(sizes)
    return total / n
""")
mean_batch_loss.change("averages batches alike", "total / n", "np.mean(losses)",
    "That is the plain mean. A larger batch counts more: weight each loss by its size.", kind="mean-or-sum", find=True)
mean_batch_loss.change("forgets to divide", "total / n", "total",
    "The weighted sum is not divided. Divide by the number of samples, sum(sizes).", kind="division")
mean_batch_loss.change("divides by the number of batches", "total / n", "total / len(losses)",
    "The weighted sum is divided by the number of batches. Divide by the number of samples, sum(sizes).",
    kind="wrong-variable")
mean_batch_loss.change("divides the plain sum", "losses * sizes", "losses",
    "The plain sum of the losses is divided by all samples: weight each loss by its size first.", kind="missing-step")
mean_batch_loss.change("weights in place", "total = np.sum(losses * sizes)",
    "losses *= sizes\n    total = np.sum(losses)",
    "The caller's losses change. losses * sizes makes a new array; losses *= sizes writes into the one there is.",
    kind="in-place")

moving_average = Mistakes("""
def moving_average(values, window):
    starts = range(len(values) - window + 1)
    return np.array([np.mean(values[i : i + window]) for i in starts])
""")
moving_average.change("makes windows one too long", "i + window]", "i + window + 1]",
    "The windows are one too long. A slice leaves out its end already: values[i : i + window].", kind="off-by-one")
moving_average.change("misses the last window", "window + 1)", "window)",
    "One window is missing: there are len(values) - window + 1 places for it.", kind="off-by-one")
moving_average.code("keeps the length", """
def moving_average(values, window):
    return np.convolve(values, np.ones(window) / window, mode='same')
""",
    "The result is as long as values. Keep only the places where the window fits.", kind="shape")
moving_average.change("sums the windows", "np.mean(", "np.sum(",
    "Those are sums. Take the mean of each window.", kind="mean-or-sum")
moving_average.change("takes blocks", "range(len(values) - window + 1)", "range(0, len(values) - window + 1, window)",
    "The windows stand side by side. Move the window by one place at a time.", kind="loop", find=True)
moving_average.change("makes windows too short", "i + window]", "i + max(window - 1, 1)]",
    "The windows are one value short: a slice leaves out its end, i : i + window.", kind="off-by-one")


stratified_batches = Mistakes("""
def stratified_batches(labels, n_batches, rng):
    order = rng.permutation(len(labels))
    order = order[np.argsort(labels[order], kind="stable")]
    return [order[i::n_batches] for i in range(n_batches)]
""")
stratified_batches.change("shuffles only", "    order = order[np.argsort(labels[order], kind=\"stable\")]\n", "",
    "You shuffle and deal, but the classes come to the batches as chance has it. Sort the shuffled positions by label "
    "before you deal.", kind="missing-step")
stratified_batches.change("cuts the sorted order into pieces", "[order[i::n_batches] for i in range(n_batches)]",
    "np.array_split(order, n_batches)",
    "You cut the sorted positions into pieces, so that a batch has one or two classes only. Deal them in turn: "
    "order[i::n_batches].", kind="wrong-step")
stratified_batches.change("does not shuffle", "rng.permutation(len(labels))", "np.arange(len(labels))",
    "The same samples come together whatever the seed is. Shuffle the positions with rng first.", kind="randomness")
stratified_batches.change("shuffles after sorting", "    return",
    "    order = rng.permutation(order)\n    return",
    "You shuffle after sorting, which undoes it. Shuffle first, then sort, then deal.", kind="order")
stratified_batches.change("returns labels", "[order[i::n_batches]", "[labels[order[i::n_batches]]",
    "Your batches hold labels. Asked for are the positions of the samples.", kind="wrong-variable")
stratified_batches.change("returns places in the shuffled order", "order[np.argsort(labels[order], kind=\"stable\")]",
    "np.argsort(labels[order], kind=\"stable\")",
    "np.argsort(labels[order]) gives places in the shuffled order. Look up which samples stand there: "
    "order[np.argsort(...)].", kind="indexing")
stratified_batches.change("sorts by other samples' labels", "labels[order], kind", "labels, kind",
    "The positions are shuffled, but sorted by labels that are not. Sort by labels[order].", kind="wrong-variable")
stratified_batches.change("leaves out what does not divide", "[order[i::n_batches]",
    "[order[: len(order) // n_batches * n_batches][i::n_batches]",
    "Samples are left out where their number is no multiple of n_batches. Deal all of them.", kind="boundary")
stratified_batches.change("makes a batch too few", "range(n_batches)", "range(n_batches - 1)",
    "There is a batch too few: range(n_batches) already stops in time.", kind="off-by-one")
stratified_batches.change("draws from a generator of its own", "rng.permutation", "np.random.default_rng().permutation",
    "For one and the same seed the batches differ. Draw from the rng that is handed in.", kind="randomness",
    random=True)
stratified_batches.variant("does not shuffle", """
def stratified_batches(labels, n_batches, rng):
    batches = [[] for _ in range(n_batches)]
    for label in np.unique(labels):
        for i, row in enumerate(np.flatnonzero(labels == label)):
            batches[i % n_batches].append(row)
    return [np.array(batch, dtype=int) for batch in batches]
""")
