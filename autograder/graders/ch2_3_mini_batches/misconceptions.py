"""The mistakes of chapter 2.3: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception

# minibatches


def _order(X, rng):
    return np.arange(len(X)) if rng is None else rng.permutation(len(X))


def _refuse(batch_size):
    if batch_size < 1:
        raise ValueError("batch_size")


def right_batches(X, y, batch_size, rng=None):
    _refuse(batch_size)
    order = _order(X, rng)
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


@misconception(
    "minibatches",
    "The samples that are left over at the end are lost. Let the loop go up to n, range(0, n, batch_size): "
    "a slice past the end simply stops there.",
)
def drops_the_smaller_last_batch(X, y, batch_size, rng=None):
    _refuse(batch_size)
    order = _order(X, rng)
    for start in range(0, len(X) - batch_size + 1, batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


@misconception(
    "minibatches",
    "Where n is a multiple of batch_size you give an empty batch at the end. Loop over range(0, n, "
    "batch_size), which stops before n.",
)
def ends_with_an_empty_batch(X, y, batch_size, rng=None):
    _refuse(batch_size)
    order = _order(X, rng)
    for start in range(0, len(X) + 1, batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


@misconception(
    "minibatches",
    "You shuffle X and y with two different orders, so samples lose their targets. Draw one order, "
    "rng.permutation(n), and index both with it.",
)
def shuffles_samples_and_targets_apart(X, y, batch_size, rng=None):
    if rng is not None:
        X, y = rng.permutation(X), rng.permutation(y)
    return right_batches(X, y, batch_size)


@misconception(
    "minibatches",
    "You shuffle X but leave y in its order, so samples lose their targets. Index y with the same order.",
)
def shuffles_only_the_samples(X, y, batch_size, rng=None):
    return right_batches(X if rng is None else X[rng.permutation(len(X))], y, batch_size)


@misconception(
    "minibatches",
    "The rng is not used: the samples keep their order. With an rng, shuffle: rng.permutation(n).",
)
def never_shuffles(X, y, batch_size, rng=None):
    return right_batches(X, y, batch_size)


@misconception(
    "minibatches",
    "You shuffle even where no rng is given. Without rng the samples keep their order: np.arange(n).",
)
def shuffles_without_rng(X, y, batch_size, rng=None):
    return right_batches(X, y, batch_size, np.random.default_rng(0) if rng is None else rng)


@misconception(
    "minibatches",
    "You make a generator of your own, so the order is always the same. Draw from the rng that is handed in.",
)
def makes_its_own_generator(X, y, batch_size, rng=None):
    return right_batches(X, y, batch_size, None if rng is None else np.random.default_rng(0))


@misconception(
    "minibatches",
    "rng.integers and rng.choice draw some samples twice and others never. rng.permutation(n) has each once.",
)
def draws_with_replacement(X, y, batch_size, rng=None):
    _refuse(batch_size)
    order = np.arange(len(X)) if rng is None else rng.integers(0, len(X), len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


@misconception(
    "minibatches",
    "You draw a new order for every batch, so some samples come twice and others never. Draw one order "
    "before the loop, and cut it into batches.",
)
def draws_anew_for_each_batch(X, y, batch_size, rng=None):
    _refuse(batch_size)
    for start in range(0, len(X), batch_size):
        rows = np.arange(len(X))[start : start + batch_size]
        if rng is not None:
            rows = rng.permutation(len(X))[: len(rows)]
        yield X[rows], y[rows]


@misconception(
    "minibatches",
    "You shuffle inside each batch only: the same samples meet every time. Shuffle all n of them first, then cut.",
)
def shuffles_within_batches(X, y, batch_size, rng=None):
    _refuse(batch_size)
    for start in range(0, len(X), batch_size):
        rows = np.arange(start, min(start + batch_size, len(X)))
        rows = rows if rng is None else rng.permutation(rows)
        yield X[rows], y[rows]


@misconception(
    "minibatches",
    "You shuffle the order of the batches, but each still holds neighbors. Shuffle the samples first, then cut.",
)
def shuffles_only_the_order_of_batches(X, y, batch_size, rng=None):
    _refuse(batch_size)
    starts = np.arange(0, len(X), batch_size)
    if rng is not None:  # the full batches change places, the smaller one stays last
        full = len(X) // batch_size
        starts[:full] = rng.permutation(starts[:full])
    for start in starts:
        yield X[start : start + batch_size], y[start : start + batch_size]


@misconception(
    "minibatches",
    "You only start at a random place; samples keep the neighbors they had. Shuffle them: rng.permutation(n).",
)
def starts_at_a_random_sample(X, y, batch_size, rng=None):
    shift = 0 if rng is None else int(rng.integers(1, max(2, len(X))))
    return right_batches(np.roll(X, shift, axis=0), np.roll(y, shift, axis=0), batch_size)


@misconception("minibatches", "batch_size 1 is allowed. Only what is below it is an error: batch_size < 1.")
def refuses_a_batch_size_of_one(X, y, batch_size, rng=None):
    if batch_size <= 1:
        raise ValueError("batch_size")
    return right_batches(X, y, batch_size, rng)


@misconception(
    "minibatches",
    "You shuffle the caller's X and y in place. Shuffle a list of row numbers instead, and index with it.",
)
def shuffles_in_place(X, y, batch_size, rng=None):
    _refuse(batch_size)
    if rng is not None:
        order = rng.permutation(len(X))
        X[...], y[...] = X[order], y[order]
    return right_batches(X, y, batch_size)


@misconception(
    "minibatches",
    "Your batches are about equally large (np.array_split does that). Each holds batch_size samples, and "
    "only the last is smaller.",
)
def makes_even_batches(X, y, batch_size, rng=None):
    _refuse(batch_size)
    for rows in np.array_split(_order(X, rng), -(-len(X) // batch_size)):
        yield X[rows], y[rows]


@misconception("minibatches", "The pair is the wrong way round: yield X_b first and y_b second.")
def yields_targets_first(X, y, batch_size, rng=None):
    return [(y_b, X_b) for X_b, y_b in right_batches(X, y, batch_size, rng)]


@misconception("minibatches", "You yield only X_b. Each batch is a pair: yield X[rows], y[rows].")
def forgets_the_targets(X, y, batch_size, rng=None):
    return [X_b for X_b, _ in right_batches(X, y, batch_size, rng)]


@misconception(
    "minibatches",
    "return ends the function at the first batch. Use yield, and the loop goes on to the next one.",
)
def returns_the_first_batch(X, y, batch_size, rng=None):
    return next(right_batches(X, y, batch_size, rng))


@misconception(
    "minibatches",
    "You print the batches instead of handing them out. Use yield, which gives each batch to the caller's loop.",
)
def prints_the_batches(X, y, batch_size, rng=None):
    for X_b, y_b in right_batches(X, y, batch_size, rng):
        print(X_b, y_b)


@misconception(
    "minibatches",
    "Each batch is one sample short. A slice leaves out its end already: start : start + batch_size.",
)
def leaves_one_out_of_each_batch(X, y, batch_size, rng=None):
    _refuse(batch_size)
    order = _order(X, rng)
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size - 1]
        yield X[rows], y[rows]


@misconception(
    "minibatches",
    "Your batches overlap, as a window that slides. Move on by batch_size: range(0, n, batch_size).",
)
def slides_a_window(X, y, batch_size, rng=None):
    _refuse(batch_size)
    order = _order(X, rng)
    for start in range(max(1, len(X) - batch_size + 1)):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


@misconception(
    "minibatches",
    "You fill up the last batch with samples that were in another one. Leave it smaller: each sample comes once.",
)
def fills_up_the_last_batch(X, y, batch_size, rng=None):
    _refuse(batch_size)
    order = _order(X, rng)
    for start in range(0, len(X), batch_size):
        rows = order[np.arange(start, start + batch_size) % len(X)]
        yield X[rows], y[rows]


@misconception(
    "minibatches",
    "The smaller batch comes first. Start cutting at 0, so that what is left over is the last batch.",
)
def begins_with_the_smaller_batch(X, y, batch_size, rng=None):
    _refuse(batch_size)
    order = _order(X, rng)
    rest = len(X) % batch_size
    for start in range(rest - batch_size if rest else 0, len(X), batch_size):
        rows = order[max(start, 0) : start + batch_size]
        yield X[rows], y[rows]


@misconception(
    "minibatches",
    "You take batch_size for the number of batches. It is the number of samples in each of them.",
)
def takes_the_size_for_the_count(X, y, batch_size, rng=None):
    _refuse(batch_size)
    return right_batches(X, y, -(-len(X) // batch_size), rng)


@misconception(
    "minibatches",
    "You give nothing, or an error, where batch_size is larger than n. There is then one batch, with all samples.",
)
def refuses_more_than_there_is(X, y, batch_size, rng=None):
    if batch_size > len(X):
        raise ValueError("batch_size")
    return right_batches(X, y, batch_size, rng)


@misconception(
    "minibatches",
    "You flatten or reshape the samples. Index the first axis alone, X[rows], and images stay images.",
)
def flattens_the_samples(X, y, batch_size, rng=None):
    return right_batches(X.reshape(len(X), -1), y.reshape(len(y), -1), batch_size, rng)


# gradient_descent


def _descend(X, y, params, lr, loss_fn, batch_size, epochs, rng):
    """Right, and told step by step: yields (epoch, size of batch, loss before the step, params after it)."""
    params = dict(params)
    for epoch in range(epochs):
        for X_b, y_b in right_batches(X, y, len(X) if batch_size is None else batch_size, rng):
            loss, grads = loss_fn(X_b, y_b, params)
            params = {name: value - lr * grads[name] for name, value in params.items()}
            yield epoch, len(X_b), loss, params


def right_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    totals = [0.0] * epochs
    for epoch, size, loss, after in _descend(X, y, params, lr, loss_fn, batch_size, epochs, rng):
        totals[epoch] += size * loss
        params = after
    return params, [total / len(X) for total in totals]


@misconception(
    "gradient_descent",
    "history has an entry for each batch. Add up the batches of an epoch and append one number when it is over.",
)
def records_every_batch(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    steps = list(_descend(X, y, params, lr, loss_fn, batch_size, epochs, rng))
    return (steps[-1][3] if steps else params), [loss for _, _, loss, _ in steps]


@misconception(
    "gradient_descent",
    "history is the plain mean of the batch losses. The last batch may be smaller and must count less: add "
    "up loss * len(X_b), then divide by n.",
)
def forgets_the_weights(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    losses = [[] for _ in range(epochs)]
    for epoch, _, loss, after in _descend(X, y, params, lr, loss_fn, batch_size, epochs, rng):
        losses[epoch].append(loss)
        params = after
    return params, [float(np.mean(batch_losses)) for batch_losses in losses]


@misconception(
    "gradient_descent",
    "You weight every batch by batch_size. The last one may hold fewer samples: weight by len(X_b).",
)
def weights_all_batches_alike(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    weight = len(X) if batch_size is None else min(batch_size, len(X))
    totals = [0.0] * epochs
    for epoch, _, loss, after in _descend(X, y, params, lr, loss_fn, batch_size, epochs, rng):
        totals[epoch] += weight * loss
        params = after
    return params, [total / len(X) for total in totals]


@misconception(
    "gradient_descent",
    "history holds only the loss of each epoch's last batch. It is the mean over all the epoch's batches.",
)
def records_the_last_batch(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    history = [0.0] * epochs
    for epoch, _, loss, after in _descend(X, y, params, lr, loss_fn, batch_size, epochs, rng):
        history[epoch] = loss
        params = after
    return params, history


@misconception(
    "gradient_descent",
    "history holds the sum of the batch losses. Weight each by len(X_b), and divide the sum by n.",
)
def adds_up_the_batch_losses(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    history = [0.0] * epochs
    for epoch, _, loss, after in _descend(X, y, params, lr, loss_fn, batch_size, epochs, rng):
        history[epoch] += loss
        params = after
    return params, history


@misconception(
    "gradient_descent",
    "The sum of loss * len(X_b) is not divided by n, so history grows with the number of samples.",
)
def forgets_to_divide_the_total(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    params, history = right_descent(X, y, params, lr, loss_fn, batch_size, epochs=epochs, rng=rng)
    return params, [len(X) * loss for loss in history]


@misconception(
    "gradient_descent",
    "history holds the loss after the updates. Use the loss that loss_fn returned with the gradient, before the step.",
)
def records_the_loss_after_the_epoch(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    history = [0.0] * epochs
    for epoch, _, _, after in _descend(X, y, params, lr, loss_fn, batch_size, epochs, rng):
        history[epoch] = loss_fn(X, y, after)[0]
        params = after
    return params, history


@misconception(
    "gradient_descent",
    "history holds the loss of all samples at the start of each epoch. It is made of the batch losses, each "
    "taken just before its own step.",
)
def records_the_full_loss_before_the_epoch(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    history = []
    for epoch, _, _, after in _descend(X, y, params, lr, loss_fn, batch_size, epochs, rng):
        if epoch == len(history):
            history.append(loss_fn(X, y, params)[0])
        params = after
    return params, history


@misconception(
    "gradient_descent",
    "batch_size is not used: you take one step an epoch on all samples. Loop over minibatches, and step after each.",
)
def ignores_the_batch_size(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    return right_descent(X, y, params, lr, loss_fn, None, epochs=epochs, rng=rng)


@misconception(
    "gradient_descent",
    "The first samples are all you train on: one batch an epoch. Go through all batches before the epoch is over.",
)
def takes_only_the_first_batch(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    history = []
    for _ in range(epochs):
        X_b, y_b = next(right_batches(X, y, len(X) if batch_size is None else batch_size, rng))
        loss, grads = loss_fn(X_b, y_b, params)
        params = {name: value - lr * grads[name] for name, value in params.items()}
        history.append(loss)
    return params, history


@misconception(
    "gradient_descent",
    "You shuffle once, before the first epoch. Call minibatches inside the loop over epochs: a new order each time.",
)
def shuffles_only_once(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    order = _order(X, rng)
    return right_descent(X[order], y[order], params, lr, loss_fn, batch_size, epochs=epochs)


@misconception(
    "gradient_descent",
    "The rng is not used: every epoch has the same batches. Hand it on to minibatches.",
)
def does_not_hand_on_the_rng(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    return right_descent(X, y, params, lr, loss_fn, batch_size, epochs=epochs)


@misconception(
    "gradient_descent",
    "You make a generator of your own, so all seeds give the same. Hand on the rng that you were given.",
)
def descends_with_its_own_generator(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    rng = None if rng is None else np.random.default_rng(0)
    return right_descent(X, y, params, lr, loss_fn, batch_size, epochs=epochs, rng=rng)


@misconception(
    "gradient_descent",
    "You shuffle even where no rng is given. Hand rng on to minibatches as it is, None included.",
)
def always_shuffles(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    rng = np.random.default_rng(0) if rng is None else rng
    return right_descent(X, y, params, lr, loss_fn, batch_size, epochs=epochs, rng=rng)


@misconception(
    "gradient_descent",
    "You walk uphill: the gradient is added. Subtract it: value - lr * grads[name].",
)
def climbs_instead(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    return right_descent(X, y, params, -lr, loss_fn, batch_size, epochs=epochs, rng=rng)


@misconception(
    "gradient_descent",
    "The caller's params do not stay as they were: -= writes into their arrays, params[name] = ... into their "
    "dictionary. Make a new dictionary of new arrays: {name: value - lr * grads[name] ...}.",
)
def updates_in_place(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    trained, history = right_descent(X, y, params, lr, loss_fn, batch_size, epochs=epochs, rng=rng)
    for name in params:
        params[name] -= params[name] - trained[name]
    return params, history


@misconception(
    "gradient_descent",
    "You collect the gradients of all batches and take one step at the end of the epoch. Take a step after "
    "each batch, and let the next one start from there.",
)
def steps_once_an_epoch(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    history = []
    for _ in range(epochs):
        total, start = 0.0, params
        for X_b, y_b in right_batches(X, y, len(X) if batch_size is None else batch_size, rng):
            loss, grads = loss_fn(X_b, y_b, start)
            params = {name: value - lr * grads[name] for name, value in params.items()}
            total += loss * len(X_b)
        history.append(total / len(X))
    return params, history


@misconception(
    "gradient_descent",
    "You divide the gradient by the batch size once more. loss_fn returns the gradient of the mean: use it as it is.",
)
def divides_the_gradient_again(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    def shrunk(X_b, y_b, params):
        loss, grads = loss_fn(X_b, y_b, params)
        return loss, {name: grad / len(X_b) for name, grad in grads.items()}

    return right_descent(X, y, params, lr, shrunk, batch_size, epochs=epochs, rng=rng)


@misconception(
    "gradient_descent",
    "You scale the steps of smaller batches down. Each batch takes a full step: value - lr * grads[name].",
)
def scales_steps_by_batch_size(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    full = len(X) if batch_size is None else min(batch_size, len(X))

    def scaled(X_b, y_b, params):
        loss, grads = loss_fn(X_b, y_b, params)
        return loss, {name: grad * len(X_b) / full for name, grad in grads.items()}

    return right_descent(X, y, params, lr, scaled, batch_size, epochs=epochs, rng=rng)


@misconception(
    "gradient_descent",
    "The samples of the smaller last batch are left out of the training. Take a step on them too.",
)
def skips_the_smaller_last_batch(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    full = len(X) if batch_size is None else batch_size
    history = []
    for _ in range(epochs):
        total = seen = 0
        for X_b, y_b in right_batches(X, y, full, rng):
            if len(X_b) == full:
                loss, grads = loss_fn(X_b, y_b, params)
                params = {name: value - lr * grads[name] for name, value in params.items()}
                total, seen = total + loss * full, seen + full
        history.append(total / max(seen, 1))
    return params, history


@misconception("gradient_descent", "The order of the results is params first, history second.")
def returns_history_first(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    return right_descent(X, y, params, lr, loss_fn, batch_size, epochs=epochs, rng=rng)[::-1]


@misconception("gradient_descent", "You return params alone. Return both: return params, history.")
def returns_only_the_params(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    return right_descent(X, y, params, lr, loss_fn, batch_size, epochs=epochs, rng=rng)[0]


@misconception(
    "gradient_descent",
    "You return the parameters you were given, not the trained ones. Let the name params stand for the new "
    "dictionary after each step.",
)
def returns_the_first_params(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    return params, right_descent(X, y, params, lr, loss_fn, batch_size, epochs=epochs, rng=rng)[1]


@misconception(
    "gradient_descent",
    "You stop when the loss rises. Batches are noisy and a loss may rise for a while: run all the epochs.",
)
def stops_when_the_loss_rises(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    history = []
    for _ in range(epochs):
        params, losses = right_descent(X, y, params, lr, loss_fn, batch_size, epochs=1, rng=rng)
        history += losses
        if len(history) > 1 and history[-1] > history[-2]:
            break
    return params, history


@misconception(
    "gradient_descent",
    "batch_size None means all samples at once. You take batches of 1 there: use n = len(X) for None.",
)
def takes_none_for_one(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    return right_descent(X, y, params, lr, loss_fn, batch_size or 1, epochs=epochs, rng=rng)


@misconception(
    "gradient_descent",
    "You update one parameter, then compute the gradient for the next one anew. All parameters move "
    "together, by the gradients of one call of loss_fn.",
)
def updates_one_after_the_other(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    history = []
    params = dict(params)
    for _ in range(epochs):
        total = 0.0
        for X_b, y_b in right_batches(X, y, len(X) if batch_size is None else batch_size, rng):
            total += loss_fn(X_b, y_b, params)[0] * len(X_b)
            for name in params:
                params[name] = params[name] - lr * loss_fn(X_b, y_b, params)[1][name]
        history.append(total / len(X))
    return params, history


@misconception(
    "gradient_descent",
    'You update params["W"] and params["b"] by name. Loop over whatever names there are: for name in params.',
)
def knows_only_w_and_b(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    if not set(params) <= {"W", "b", "w"}:
        raise KeyError("W")
    return right_descent(X, y, params, lr, loss_fn, batch_size, epochs=epochs, rng=rng)


@misconception(
    "gradient_descent",
    "One epoch is missing. range(epochs) runs epochs times; range(1, epochs) one time less.",
)
def runs_one_epoch_too_few(X, y, params, lr, loss_fn, batch_size=None, *, epochs=100, rng=None):
    return right_descent(X, y, params, lr, loss_fn, batch_size, epochs=max(epochs - 1, 0), rng=rng)


# logistic_loss


def sigmoid(Z):
    e = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1.0, e) / (1.0 + e)


def binary_cross_entropy(A, y):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(A) + (1.0 - y) * np.log(1 - A)))


def _forward(X, params):
    return sigmoid(X @ params["W"] + params["b"])


def _grads(X, error):
    return {"W": X.T @ error / len(X), "b": error.mean(axis=0, keepdims=True)}


@misconception(
    "logistic_loss",
    "The loss is a sum over the samples. Take the mean: binary_cross_entropy(A, y) does that.",
)
def sums_the_loss(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y) * len(X), _grads(X, A - y)


@misconception(
    "logistic_loss",
    "The gradient is a sum over the samples, but the loss is their mean: divide both parts by n.",
)
def forgets_to_divide_the_gradient(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), {"W": X.T @ (A - y), "b": (A - y).sum(axis=0, keepdims=True)}


@misconception(
    "logistic_loss",
    "The gradient of b is a sum over the samples. It needs the same 1/n as that of W: the mean of A - y.",
)
def sums_the_gradient_of_the_bias(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), {**_grads(X, A - y), "b": (A - y).sum(axis=0, keepdims=True)}


@misconception(
    "logistic_loss",
    "The gradient of W is a sum over the samples. It needs the same 1/n as that of b: X.T @ (A - y) / n.",
)
def sums_the_gradient_of_the_weights(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), {**_grads(X, A - y), "W": X.T @ (A - y)}


@misconception(
    "logistic_loss",
    "You divide the gradient of W by the number of features. Divide by the number of samples, len(X).",
)
def divides_by_the_number_of_features(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), {**_grads(X, A - y), "W": X.T @ (A - y) / X.shape[1]}


@misconception("logistic_loss", "The sign of the gradient is wrong: the error is A - y, not y - A.")
def turns_the_sign_around(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), _grads(X, y - A)


@misconception(
    "logistic_loss",
    "You multiply the error by the sigmoid's slope A * (1 - A). With the cross-entropy that factor cancels: "
    "what is left is A - y.",
)
def keeps_the_slope_of_the_sigmoid(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), _grads(X, (A - y) * A * (1 - A))


@misconception(
    "logistic_loss",
    "The loss is the mean squared error. For probabilities of yes and no it is binary_cross_entropy(A, y).",
)
def returns_the_squared_error(X, y, params):
    A = _forward(X, params)
    return float(np.mean((A - 1.0 * y) ** 2)), _grads(X, A - y)


@misconception(
    "logistic_loss",
    "The gradient is twice too large. The factor 2 belongs to the squared error, not to this loss.",
)
def keeps_the_factor_two(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), _grads(X, 2 * (A - y))


@misconception(
    "logistic_loss",
    "The gradient of b has lost an axis. It has b's shape, (1, 1): use keepdims=True in the mean.",
)
def drops_an_axis_of_the_bias(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), {**_grads(X, A - y), "b": (A - y).mean(axis=0)}


@misconception(
    "logistic_loss",
    "The gradient of b is a single number. It has b's shape, (1, 1): np.mean(..., axis=0, keepdims=True).",
)
def returns_a_number_for_the_bias(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), {**_grads(X, A - y), "b": float((A - y).mean())}


@misconception(
    "logistic_loss",
    "The gradient of b is not averaged over the samples: it is one number for each. Take the mean.",
)
def returns_the_error_for_the_bias(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), {**_grads(X, A - y), "b": A - y}


@misconception("logistic_loss", 'There is no gradient for b. Return both: {"W": ..., "b": ...}.')
def forgets_the_gradient_of_the_bias(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), {"W": _grads(X, A - y)["W"]}


@misconception("logistic_loss", "The bias is missing from the scores: X @ W + b.")
def forgets_the_bias_in_the_scores(X, y, params):
    A = sigmoid(X @ params["W"])
    return binary_cross_entropy(A, y), _grads(X, A - y)


@misconception(
    "logistic_loss",
    "You take the scores themselves for the error. Put them through the sigmoid first: A - y, not Z - y.",
)
def forgets_the_sigmoid_in_the_gradient(X, y, params):
    return binary_cross_entropy(_forward(X, params), y), _grads(X, X @ params["W"] + params["b"] - y)


@misconception(
    "logistic_loss",
    "The gradient of W is transposed: its shape is that of W, (d, 1). Write X.T @ (A - y), X.T first.",
)
def transposes_the_gradient(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), {**_grads(X, A - y), "W": (A - y).T @ X / len(X)}


@misconception(
    "logistic_loss",
    "You use a logarithm to base 2. The loss is made with the natural one, np.log.",
)
def takes_the_logarithm_to_base_two(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y) / float(np.log(2)), _grads(X, A - y)


@misconception(
    "logistic_loss",
    "The loss counts only the samples with y = 1. Those with y = 0 add -(1 - y) * log(1 - A).",
)
def forgets_the_samples_that_are_zero(X, y, params):
    A = _forward(X, params)
    return float(-np.mean(y * np.log(np.maximum(A, 1e-12)))), _grads(X, A - y)


@misconception(
    "logistic_loss",
    "For sure answers the loss becomes inf or nan, from log(0). binary_cross_entropy keeps A away from 0 and 1.",
)
def takes_the_logarithm_of_zero(X, y, params):
    A = _forward(X, params)
    with np.errstate(all="ignore"):
        loss = -np.mean(y * np.log(A) + (1.0 - y) * np.log(1 - A))
    return float(loss), _grads(X, A - y)


@misconception(
    "logistic_loss",
    "You divide by A * (1 - A) and multiply by it again. For sure answers that is 0/0, nan. Cancel it on "
    "paper: what is left is A - y.",
)
def divides_zero_by_zero(X, y, params):
    A = _forward(X, params)
    with np.errstate(all="ignore"):
        error = (A - y) / (A * (1 - A)) * (A * (1 - A))
    return binary_cross_entropy(A, y), _grads(X, error)


@misconception(
    "logistic_loss",
    "You round the probabilities to 0 and 1 before you take the error. The gradient needs them as they are: A - y.",
)
def rounds_the_probabilities(X, y, params):
    A = _forward(X, params)
    return binary_cross_entropy(A, y), _grads(X, (A >= 0.5) * 1.0 - y)


@misconception("logistic_loss", "The order of the results is loss first, grads second.")
def returns_grads_first(X, y, params):
    A = _forward(X, params)
    return _grads(X, A - y), binary_cross_entropy(A, y)


@misconception("logistic_loss", "You return the loss alone. Return the pair: return loss, grads.")
def returns_only_the_loss(X, y, params):
    return binary_cross_entropy(_forward(X, params), y)


@misconception(
    "logistic_loss",
    "You return a loss for each sample. The loss is a single number: take the mean.",
)
def returns_a_loss_for_each_sample(X, y, params):
    A = _forward(X, params)
    clipped = np.clip(A, 1e-12, 1 - 1e-12)
    return -(y * np.log(clipped) + (1.0 - y) * np.log(1 - clipped)), _grads(X, A - y)


# Practice


@misconception(
    "count_batches",
    "n // batch_size rounds down: the smaller last batch is a batch too. Round up.",
)
def does_not_count_the_smaller_batch(n, batch_size):
    return n // batch_size


@misconception("count_batches", "You always add 1. Where nothing is left over, there is no further batch.")
def always_adds_one(n, batch_size):
    return n // batch_size + 1


@misconception(
    "count_batches",
    "round goes to the nearest whole number. A batch that is begun counts: round up.",
)
def rounds_to_the_nearest(n, batch_size):
    return round(n / batch_size)


@misconception("count_batches", "There is no such thing as half a batch: round n / batch_size up.")
def counts_fractions(n, batch_size):
    return n / batch_size


@misconception(
    "count_batches",
    "The count is right, but a float, which range() does not take. Make an int of it: int(...), or use // alone.",
)
def counts_in_floats(n, batch_size):
    return np.ceil(n / batch_size)


@misconception(
    "shuffle_together",
    "X and y have two different orders, so samples lose their targets. Draw one order and index both with it.",
)
def shuffles_both_apart(X, y, rng):
    return rng.permutation(X), rng.permutation(y)


@misconception(
    "shuffle_together",
    "y keeps its order, so samples lose their targets. Index y with the order too.",
)
def shuffles_only_one(X, y, rng):
    return rng.permutation(X), y


@misconception("shuffle_together", "Nothing is shuffled: draw an order from rng, and index X and y with it.")
def keeps_the_order(X, y, rng):
    return X, y


@misconception(
    "shuffle_together",
    "Some rows come twice and others never. rng.permutation(n) has each number once.",
)
def repeats_rows(X, y, rng):
    order = rng.integers(0, len(X), len(X))
    return X[order], y[order]


@misconception(
    "shuffle_together",
    "You make a generator of your own: the order is always the same. Draw from rng.",
)
def shuffles_with_its_own_generator(X, y, rng):
    order = np.random.default_rng(0).permutation(len(X))
    return X[order], y[order]


@misconception("shuffle_together", "You shuffle the caller's arrays in place. Index with an order: X[order].")
def shuffles_both_in_place(X, y, rng):
    order = rng.permutation(len(X))
    X[...], y[...] = X[order], y[order]
    return X, y


@misconception(
    "mean_batch_loss",
    "That is the plain mean. A larger batch counts more: weight each loss by its size.",
)
def averages_batches_alike(losses, sizes):
    return float(np.mean(losses))


@misconception(
    "mean_batch_loss",
    "The weighted sum is not divided. Divide by the number of samples, sum(sizes).",
)
def forgets_to_divide(losses, sizes):
    return float(np.sum(losses * sizes))


@misconception(
    "mean_batch_loss",
    "You divide by the number of batches. Divide by the number of samples, sum(sizes).",
)
def divides_by_the_number_of_batches(losses, sizes):
    return float(np.mean(losses * sizes))


@misconception(
    "mean_batch_loss",
    "You add the losses up and divide by all samples: weight each loss by its size first.",
)
def divides_the_plain_sum(losses, sizes):
    return float(np.sum(losses) / np.sum(sizes))


@misconception("moving_average", "One window is missing: there are len(values) - window + 1 places for it.")
def misses_the_last_window(values, window):
    return np.array([np.mean(values[i : i + window]) for i in range(len(values) - window)])


@misconception(
    "moving_average",
    "The result is as long as values. Keep only the places where the window fits.",
)
def keeps_the_length(values, window):
    return np.convolve(values, np.ones(window) / window, mode="same")


@misconception("moving_average", "Those are sums. Take the mean of each window.")
def sums_the_windows(values, window):
    return np.convolve(values, np.ones(window), mode="valid")


@misconception("moving_average", "Your windows stand side by side. Move the window by one place at a time.")
def takes_blocks(values, window):
    return np.array([np.mean(values[i : i + window]) for i in range(0, len(values) - window + 1, window)])


@misconception(
    "moving_average",
    "Your windows are one value short: a slice leaves out its end, i : i + window.",
)
def makes_windows_too_short(values, window):
    return np.array([np.mean(values[i : i + max(window - 1, 1)]) for i in range(len(values) - window + 1)])
