"""The mistakes of chapter 4.5: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception
from neural_network.mini_batches import gradient_descent
from neural_network.pooling import cnn_loss, forward_cnn, init_cnn

# momentum_update


@misconception(
    "momentum_update",
    "You add the gradient, which points uphill. The push goes the other way: mu * v - lr * grad.",
)
def pushes_uphill(v, grad, mu, lr):
    return mu * v + lr * grad


@misconception(
    "momentum_update",
    "The learning rate is applied to the old velocity too. It belongs to the gradient alone: v already contains it.",
)
def scales_the_velocity_by_the_rate(v, grad, mu, lr):
    return lr * (mu * v - grad)


@misconception(
    "momentum_update",
    "The gradient is multiplied by 1 - mu, as in a running mean. Here steps are to add up: mu * v - lr * grad.",
)
def averages_the_gradients(v, grad, mu, lr):
    return mu * v - (1 - mu) * lr * grad


@misconception(
    "momentum_update",
    "That is a running mean of gradients, without the learning rate. The velocity is mu * v - lr * grad.",
)
def keeps_a_mean_of_gradients(v, grad, mu, lr):
    return mu * v + (1 - mu) * grad


@misconception(
    "momentum_update",
    "That is a sum of gradients, which still waits for the learning rate and the minus. Here both are part of the "
    "velocity: mu * v - lr * grad.",
)
def leaves_rate_and_sign_for_later(v, grad, mu, lr):
    return mu * v + grad


@misconception("momentum_update", "There is no friction: the old velocity is multiplied by mu before it is kept.")
def forgets_the_friction(v, grad, mu, lr):
    return v - lr * grad


@misconception("momentum_update", "The learning rate is missing. The push is lr * grad, not the whole gradient.")
def forgets_the_rate(v, grad, mu, lr):
    return mu * v - grad


@misconception("momentum_update", "The old velocity is forgotten. Keep the part mu of it: mu * v - lr * grad.")
def forgets_the_velocity(v, grad, mu, lr):
    return 0 * v - lr * grad


@misconception("momentum_update", "mu and lr have changed places: mu belongs to the velocity, lr to the gradient.")
def swaps_mu_and_lr(v, grad, mu, lr):
    return lr * v - mu * grad


@misconception(
    "momentum_update", "The whole result has the wrong sign: the old velocity is kept, the gradient subtracted."
)
def turns_everything_around(v, grad, mu, lr):
    return lr * grad - mu * v


@misconception(
    "momentum_update", "You take mu for the friction. It is what is kept of the velocity: mu * v, not (1 - mu) * v."
)
def takes_mu_for_the_friction(v, grad, mu, lr):
    return (1 - mu) * v - lr * grad


@misconception(
    "momentum_update", "mu slows the new push down as well. Only the old velocity is multiplied: mu * v - lr * grad."
)
def brakes_the_push_too(v, grad, mu, lr):
    return mu * (v - lr * grad)


@misconception(
    "momentum_update",
    "That is Nesterov's variant, which applies mu a second time. Here it is one step: mu * v - lr * grad.",
)
def looks_ahead(v, grad, mu, lr):
    return mu * (mu * v - lr * grad) - lr * grad


@misconception(
    "momentum_update",
    "You change the caller's v in place, as v *= mu does. Make a new array: mu * v - lr * grad.",
)
def writes_into_the_velocity(v, grad, mu, lr):
    result = mu * v - lr * grad
    v[...] = result
    return result


@misconception("momentum_update", "You add up all elements. The velocity has an element for each one of the gradient.")
def sums_the_velocity(v, grad, mu, lr):
    return float(np.sum(mu * v - lr * grad))


@misconception("momentum_update", "You return the size of the velocity. Keep its direction: no absolute values here.")
def loses_the_direction(v, grad, mu, lr):
    return np.abs(mu * v - lr * grad)


@misconception(
    "momentum_update", "You scale the gradient to length 1. Its size matters: steep ground pushes more than flat."
)
def normalizes_the_gradient(v, grad, mu, lr):
    return mu * v - lr * grad / max(float(np.linalg.norm(grad)), 1e-12)


@misconception("momentum_update", "You print the velocity. Return it.")
def prints_the_velocity(v, grad, mu, lr):
    print(mu * v - lr * grad)


# momentum_descent


def _batches(X, y, batch_size, rng):
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    size = len(X) if batch_size is None else batch_size
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], y[rows]


def _plain(v, grad, mu, lr):
    return mu * v - lr * grad


def _at_rest(params):
    return {name: np.zeros(np.shape(value)) for name, value in params.items()}


def _descend(
    X, y, params, lr, loss_fn, batch_size, mu, epochs, rng, *, update=_plain, move=None, new_epoch=None, new_batch=None
):
    """Right, and told step by step: yields (epoch, size of batch, loss before the step, params after it). What may be
    wrong is handed in: another update of the velocity, another move, or what happens to the velocities when an
    epoch or a batch begins."""
    params = {name: value * 1.0 for name, value in params.items()}
    velocity = _at_rest(params)
    for epoch in range(epochs):
        if new_epoch:
            velocity = new_epoch(velocity)
        for X_b, y_b in _batches(X, y, batch_size, rng):
            if new_batch:
                velocity = new_batch(velocity)
            loss, grads = loss_fn(X_b, y_b, params)
            old = velocity
            velocity = {name: update(old[name], grads[name], mu, lr) for name in params}
            step = move or (lambda p, old, new, grad: p + new)
            params = {name: step(params[name], old[name], velocity[name], grads[name]) for name in params}
            yield epoch, len(X_b), loss, params


def _train(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng, **wrong):
    totals = [0.0] * epochs
    params = {name: value * 1.0 for name, value in params.items()}
    for epoch, size, loss, after in _descend(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng, **wrong):
        totals[epoch] += size * loss
        params = after
    return params, [float(total / len(X)) for total in totals]


@misconception(
    "momentum_descent",
    "The velocities are set to zero for every batch, so nothing adds up: this is plain gradient descent. Make them "
    "once, before the loop over epochs.",
)
def rests_before_every_batch(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(
        X, y, params, lr, loss_fn, batch_size, mu, epochs, rng,
        new_batch=lambda velocity: {name: 0 * v for name, v in velocity.items()},
    )  # fmt: skip


@misconception(
    "momentum_descent",
    "The velocities are set to zero for every epoch. A ball does not stop at the end of a day: make them once, before "
    "the loop over epochs.",
)
def rests_before_every_epoch(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(
        X, y, params, lr, loss_fn, batch_size, mu, epochs, rng,
        new_epoch=lambda velocity: {name: 0 * v for name, v in velocity.items()},
    )  # fmt: skip


@misconception(
    "momentum_descent",
    "All parameters share one velocity. Each needs one of its own, in its own shape: a dictionary of velocities.",
)
def shares_one_velocity(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    params, history, v = {name: value * 1.0 for name, value in params.items()}, [], 0.0
    for _ in range(epochs):
        total = 0.0
        for X_b, y_b in _batches(X, y, batch_size, rng):
            loss, grads = loss_fn(X_b, y_b, params)
            for name in params:
                v = mu * v - lr * grads[name]
                params[name] = params[name] + v
            total += loss * len(X_b)
        history.append(total / len(X))
    return params, history


@misconception(
    "momentum_descent",
    "The parameters move by the velocity of the step before. Update the velocity first, then move by the new one.",
)
def moves_by_the_old_velocity(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(
        X, y, params, lr, loss_fn, batch_size, mu, epochs, rng, move=lambda p, old, new, grad: p + old
    )  # fmt: skip


@misconception(
    "momentum_descent",
    "The velocity is multiplied by lr once more. lr is in it already: p + v.",
)
def applies_the_rate_twice(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(
        X, y, params, lr, loss_fn, batch_size, mu, epochs, rng, move=lambda p, old, new, grad: p + lr * new
    )  # fmt: skip


@misconception(
    "momentum_descent",
    "The parameters move by the velocity and by the gradient besides. The gradient is in the velocity already: p + v.",
)
def takes_the_plain_step_besides(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(
        X, y, params, lr, loss_fn, batch_size, mu, epochs, rng, move=lambda p, old, new, grad: p + new - lr * grad
    )  # fmt: skip


@misconception(
    "momentum_descent",
    "You climb. There is one minus, in momentum_update: v = mu * v - lr * grad. Then the velocity is added: p + v.",
)
def climbs(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(X, y, params, -lr, loss_fn, batch_size, mu, epochs, rng)


@misconception(
    "momentum_descent",
    "The push is multiplied by 1 - mu, as in a running mean. Steps are to add up: mu * v - lr * grad.",
)
def averages_the_steps(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(X, y, params, lr * (1 - mu), loss_fn, batch_size, mu, epochs, rng)


@misconception(
    "momentum_descent",
    "The velocity is never slowed down: mu is missing, or was not handed on to momentum_update.",
)
def has_no_friction(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(X, y, params, lr, loss_fn, batch_size, 1.0, epochs, rng)


@misconception(
    "momentum_descent",
    "mu is not used: you always keep 0.9 of the velocity. Hand mu on to momentum_update.",
)
def always_keeps_nine_tenths(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(X, y, params, lr, loss_fn, batch_size, 0.9, epochs, rng)


@misconception(
    "momentum_descent",
    "mu has another default than 0.9. Leave the signature as it was given: mu=0.9.",
)
def has_another_default(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.5, epochs=100, rng=None):
    return _train(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng)


@misconception(
    "momentum_descent",
    "You ask for the gradient where the velocity would lead (Nesterov). Here loss_fn gets the parameters as they are.",
)
def asks_ahead(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    params, history = {name: value * 1.0 for name, value in params.items()}, []
    velocity = _at_rest(params)
    for _ in range(epochs):
        total = 0.0
        for X_b, y_b in _batches(X, y, batch_size, rng):
            loss, _grads = loss_fn(X_b, y_b, params)
            ahead = {name: params[name] + mu * velocity[name] for name in params}
            _loss, grads = loss_fn(X_b, y_b, ahead)
            velocity = {name: mu * velocity[name] - lr * grads[name] for name in params}
            params = {name: params[name] + velocity[name] for name in params}
            total += loss * len(X_b)
        history.append(total / len(X))
    return params, history


@misconception(
    "momentum_descent",
    "The first step starts with the velocity -grad instead of rest. Velocities start at zero: the first one is "
    "-lr * grad.",
)
def starts_with_a_running_jump(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    first = []

    def update(v, grad, mu, lr):
        if len(first) < len(params):
            first.append(v)
            return -1.0 * grad
        return mu * v - lr * grad

    return _train(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng, update=update)


@misconception(
    "momentum_descent",
    "You divide the gradient by the batch size once more. loss_fn returns the gradient of a mean: use it as it is.",
)
def divides_the_gradient_again(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    def shrunk(X_b, y_b, params):
        loss, grads = loss_fn(X_b, y_b, params)
        return loss, {name: grad / len(X_b) for name, grad in grads.items()}

    return _train(X, y, params, lr, shrunk, batch_size, mu, epochs, rng)


@misconception(
    "momentum_descent",
    "You take one step at the end of an epoch. Update velocity and parameters after every batch.",
)
def steps_once_an_epoch(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    params, history = {name: value * 1.0 for name, value in params.items()}, []
    velocity = _at_rest(params)
    for _ in range(epochs):
        total = 0.0
        for X_b, y_b in _batches(X, y, batch_size, rng):
            loss, grads = loss_fn(X_b, y_b, params)
            total += loss * len(X_b)
        velocity = {name: mu * velocity[name] - lr * grads[name] for name in params}
        params = {name: params[name] + velocity[name] for name in params}
        history.append(total / len(X))
    return params, history


@misconception(
    "momentum_descent",
    "batch_size is not used: you take one step an epoch on all samples. Loop over minibatches, and step after each.",
)
def ignores_the_batch_size(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(X, y, params, lr, loss_fn, None, mu, epochs, rng)


@misconception(
    "momentum_descent",
    "batch_size None means all samples at once. You take batches of 1 there: use n = len(X) for None.",
)
def takes_none_for_one(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(X, y, params, lr, loss_fn, batch_size or 1, mu, epochs, rng)


@misconception(
    "momentum_descent",
    "The samples of the smaller last batch are left out. Take a step on them too, as minibatches offers them.",
)
def skips_the_smaller_last_batch(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    whole = len(X) // min(batch_size or len(X), len(X)) * min(batch_size or len(X), len(X))
    return _train(X[:whole], y[:whole], params, lr, loss_fn, batch_size, mu, epochs, rng)


@misconception(
    "momentum_descent",
    "history is the plain mean of the batch losses. The last batch may be smaller and must count less: add up "
    "loss * len(X_b), then divide by n.",
)
def forgets_the_weights(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    losses = [[] for _ in range(epochs)]
    for epoch, _, loss, after in _descend(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng):
        losses[epoch].append(loss)
        params = after
    return params, [float(np.mean(batch_losses)) for batch_losses in losses]


@misconception(
    "momentum_descent",
    "history holds only the loss of each epoch's last batch. It is the mean over all the epoch's batches.",
)
def records_the_last_batch(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    history = [0.0] * epochs
    for epoch, _, loss, after in _descend(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng):
        history[epoch] = loss
        params = after
    return params, history


@misconception(
    "momentum_descent",
    "history has an entry for each batch. Add up the batches of an epoch and append one number when it is over.",
)
def records_every_batch(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    history = []
    for _, _, loss, after in _descend(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng):
        history.append(loss)
        params = after
    return params, history


@misconception(
    "momentum_descent",
    "The sum of loss * len(X_b) is not divided by n, so history grows with the number of samples.",
)
def forgets_to_divide_the_total(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    params, history = _train(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng)
    return params, [len(X) * loss for loss in history]


@misconception(
    "momentum_descent",
    "history holds the loss after the epoch. Use the losses that loss_fn gave with the gradients, before each step.",
)
def records_the_loss_after_the_epoch(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    history = [0.0] * epochs
    for epoch, _, _, after in _descend(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng):
        history[epoch] = loss_fn(X, y, after)[0]
        params = after
    return params, history


@misconception(
    "momentum_descent",
    "You shuffle once, before the first epoch. Call minibatches inside the loop over epochs: a new order each time.",
)
def shuffles_only_once(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    return _train(X[order], y[order], params, lr, loss_fn, batch_size, mu, epochs, None)


@misconception(
    "momentum_descent",
    "The rng is not used: every epoch has the same batches. Hand it on to minibatches.",
)
def does_not_hand_on_the_rng(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(X, y, params, lr, loss_fn, batch_size, mu, epochs, None)


@misconception(
    "momentum_descent",
    "You shuffle even where no rng is given. Hand rng on to minibatches as it is, None included.",
)
def always_shuffles(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    rng = np.random.default_rng(0) if rng is None else rng
    return _train(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng)


@misconception(
    "momentum_descent",
    "The caller's params are changed: += writes into their arrays, params[name] = ... into their dictionary. Begin "
    "with a dictionary of your own that holds a copy of each array.",
)
def moves_the_arrays_of_the_caller(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    trained, history = _train(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng)
    for name in params:
        params[name] -= params[name] - trained[name]
    return trained, history


@misconception(
    "momentum_descent",
    "grads[name] *= lr changes an array that belongs to the loss function. Make a new one: lr * grads[name].",
)
def scales_the_gradients_in_place(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    params, history = {name: value * 1.0 for name, value in params.items()}, []
    velocity = _at_rest(params)
    for _ in range(epochs):
        total = 0.0
        for X_b, y_b in _batches(X, y, batch_size, rng):
            loss, grads = loss_fn(X_b, y_b, params)
            for name in params:
                grads[name] *= lr
                velocity[name] = mu * velocity[name] - grads[name]
                params[name] = params[name] + velocity[name]
            total += loss * len(X_b)
        history.append(total / len(X))
    return params, history


@misconception(
    "momentum_descent",
    "Parameters of the same shape share a velocity. Keep one for each parameter, under its own name.",
)
def shares_a_velocity_among_equal_shapes(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    params, history = {name: value * 1.0 for name, value in params.items()}, []
    velocity = {value.shape: np.zeros(value.shape) for value in params.values()}
    for _ in range(epochs):
        total = 0.0
        for X_b, y_b in _batches(X, y, batch_size, rng):
            loss, grads = loss_fn(X_b, y_b, params)
            for name, value in params.items():
                velocity[value.shape] = mu * velocity[value.shape] - lr * grads[name]
                params[name] = value + velocity[value.shape]
            total += loss * len(X_b)
        history.append(total / len(X))
    return params, history


@misconception(
    "momentum_descent",
    'You update params["W"] and params["b"] by name. Loop over whatever names there are: for name in params.',
)
def knows_only_w_and_b(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    if not set(params) <= {"W", "b", "w"}:
        raise KeyError("W")
    return _train(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng)


@misconception("momentum_descent", "The order of the results is params first, history second.")
def returns_history_first(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng)[::-1]


@misconception("momentum_descent", "You return params alone. Return both: return params, history.")
def returns_only_the_params(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return _train(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng)[0]


@misconception(
    "momentum_descent",
    "You return the velocities as well. The result is the pair (params, history).",
)
def returns_the_velocities_too(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    trained, history = _train(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng)
    return trained, _at_rest(params), history


@misconception(
    "momentum_descent",
    "You return the parameters you were given, not the trained ones.",
)
def returns_the_first_params(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    return params, _train(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng)[1]


@misconception(
    "momentum_descent",
    "You stop when the loss rises. A ball rolls past the lowest point now and then: run all the epochs.",
)
def stops_when_the_loss_rises(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    lowest, totals, last = np.inf, [0.0] * epochs, 0
    for epoch, size, loss, after in _descend(X, y, params, lr, loss_fn, batch_size, mu, epochs, rng):
        if epoch > last and totals[last] > lowest:
            break
        if epoch > last:
            lowest = min(lowest, totals[last])
        totals[epoch] += size * loss / len(X)
        last, params = epoch, after
    return {name: value * 1.0 for name, value in params.items()}, totals[: last + 1] if epochs else []


@misconception(
    "momentum_descent",
    "Each parameter is moved before the gradient of the next is asked for. One call of loss_fn gives all gradients.",
)
def moves_one_after_the_other(X, y, params, lr, loss_fn, batch_size=None, *, mu=0.9, epochs=100, rng=None):
    params, history = {name: value * 1.0 for name, value in params.items()}, []
    velocity = _at_rest(params)
    for _ in range(epochs):
        total = 0.0
        for X_b, y_b in _batches(X, y, batch_size, rng):
            total += loss_fn(X_b, y_b, params)[0] * len(X_b)
            for name in params:
                velocity[name] = mu * velocity[name] - lr * loss_fn(X_b, y_b, params)[1][name]
                params[name] = params[name] + velocity[name]
        history.append(total / len(X))
    return params, history


# accuracy


def _labels(y, y_pred):
    if y.shape not in (y_pred.shape, y_pred.shape[:1]):
        raise ValueError("targets do not fit")
    return y.argmax(axis=1) if y.ndim == 2 else y.astype(int)


def _right(y_pred, y):
    return y_pred.argmax(axis=1) == _labels(y, y_pred)


@misconception(
    "accuracy", "You return how many are right. Divide by the number of samples: the mean of right or wrong."
)
def counts_the_right_ones(y_pred, y):
    return int(_right(y_pred, y).sum())


@misconception("accuracy", "You return a percentage. Return the fraction, a number from 0 to 1.")
def returns_a_percentage(y_pred, y):
    return float(100 * _right(y_pred, y).mean())


@misconception("accuracy", "That is the fraction of mistakes. Count where prediction and truth are equal.")
def returns_the_error_rate(y_pred, y):
    return float(1 - _right(y_pred, y).mean())


@misconception(
    "accuracy",
    "You look for the highest score in each column. A sample is a row: y_pred.argmax(axis=1).",
)
def looks_down_the_columns(y_pred, y):
    return float((y_pred.argmax(axis=0) == _labels(y, y_pred)).mean())


@misconception(
    "accuracy",
    "You look for the one in each column of the one-hot targets. A sample is a row: y.argmax(axis=1).",
)
def looks_down_the_columns_of_the_targets(y_pred, y):
    labels = y.argmax(axis=0) if y.ndim == 2 else _labels(y, y_pred)
    return float((y_pred.argmax(axis=1) == labels).mean())


@misconception(
    "accuracy",
    "argmax without an axis looks for the highest score of all samples together. Take axis=1: one class for each row.",
)
def looks_for_one_maximum(y_pred, y):
    return float((y_pred.argmax() == _labels(y, y_pred)).mean())


@misconception(
    "accuracy",
    "Labels are taken for one-hot rows: argmax of labels is a single place. Take y.argmax only where y has two axes.",
)
def takes_labels_for_one_hot(y_pred, y):
    _labels(y, y_pred)
    return float((y_pred.argmax(axis=1) == y.argmax(axis=-1)).mean())


@misconception("accuracy", "Only one-hot targets work: labels have no axis 1. Use y as it is where it has one axis.")
def knows_only_one_hot_targets(y_pred, y):
    _labels(y, y_pred)
    return float((y_pred.argmax(axis=1) == y.argmax(axis=1)).mean())


@misconception("accuracy", "One-hot targets are taken for labels. Where y has two axes, take y.argmax(axis=1) first.")
def knows_only_labels(y_pred, y):
    _labels(y, y_pred)
    return float((y_pred.argmax(axis=1) == y).mean())


@misconception(
    "accuracy",
    "You cut the scores off at 0.5. The predicted class is the one with the highest score, however low that is.",
)
def cuts_off_at_one_half(y_pred, y):
    one_hot = np.eye(y_pred.shape[1])[_labels(y, y_pred)]
    return float(((y_pred >= 0.5) == one_hot).all(axis=1).mean())


@misconception(
    "accuracy",
    "You compare element by element, so the many zeros that agree count as right. Compare one class for each sample.",
)
def compares_element_by_element(y_pred, y):
    k = y_pred.shape[1]
    return float((np.eye(k)[y_pred.argmax(axis=1)] == np.eye(k)[_labels(y, y_pred)]).mean())


@misconception(
    "accuracy", "You round the scores and compare them with y. Take the place of the highest: argmax(axis=1)."
)
def rounds_the_scores(y_pred, y):
    one_hot = np.eye(y_pred.shape[1])[_labels(y, y_pred)]
    return float((np.round(y_pred) == one_hot).mean())


@misconception("accuracy", "That is the mean score of the true class. Count how often it is the highest one.")
def averages_the_true_scores(y_pred, y):
    return float(y_pred[np.arange(len(y_pred)), _labels(y, y_pred)].mean())


@misconception("accuracy", "You look for the lowest score. The predicted class is the one with the highest: argmax.")
def takes_the_lowest_score(y_pred, y):
    return float((y_pred.argmin(axis=1) == _labels(y, y_pred)).mean())


@misconception("accuracy", "Classes are numbered from 0, and so is argmax: do not add 1.")
def counts_classes_from_one(y_pred, y):
    return float((y_pred.argmax(axis=1) + 1 == _labels(y, y_pred)).mean())


@misconception("accuracy", "You divide by the number of classes. Divide by the number of samples, len(y).")
def divides_by_the_number_of_classes(y_pred, y):
    return float(_right(y_pred, y).sum() / y_pred.shape[1])


@misconception(
    "accuracy",
    "You tell labels from one-hot targets by whether there are as many as classes. Ask how many axes y has: y.ndim.",
)
def tells_kinds_apart_by_size(y_pred, y):
    labels = _labels(y, y_pred)
    if y.ndim == 1 and len(y) == y_pred.shape[1]:
        return float((y_pred.argmax(axis=1) == y.argmax()).mean())
    return float((y_pred.argmax(axis=1) == labels).mean())


@misconception("accuracy", "You return an array with right or wrong for each sample. Return the mean, one number.")
def returns_right_or_wrong(y_pred, y):
    return _right(y_pred, y)


@misconception("accuracy", "You print the accuracy. Return it.")
def prints_the_accuracy(y_pred, y):
    print(_right(y_pred, y).mean())


# confusion_matrix


def _counts(y_pred, y, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(counts, (_labels(y, y_pred), y_pred.argmax(axis=1)), 1)
    return counts


@misconception(
    "confusion_matrix",
    "counts[truth, predicted] += 1 adds only once where a pair comes several times. Loop over the samples, or use "
    "np.add.at.",
)
def counts_each_pair_once(y_pred, y, n_classes):
    return np.minimum(_counts(y_pred, y, n_classes), 1)


@misconception(
    "confusion_matrix",
    "Rows and columns have changed places: rows are the truth, columns the predictions: counts[t, p].",
)
def swaps_truth_and_prediction(y_pred, y, n_classes):
    return _counts(y_pred, y, n_classes).T


@misconception("confusion_matrix", "Each row is divided by its sum. The matrix holds counts, not fractions.")
def divides_the_rows(y_pred, y, n_classes):
    counts = _counts(y_pred, y, n_classes)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


@misconception("confusion_matrix", "The counts are divided by the number of samples. Return the counts themselves.")
def divides_by_the_number_of_samples(y_pred, y, n_classes):
    return _counts(y_pred, y, n_classes) / len(y_pred)


@misconception("confusion_matrix", "The right answers are missing. They belong on the diagonal.")
def leaves_out_the_diagonal(y_pred, y, n_classes):
    counts = _counts(y_pred, y, n_classes)
    return counts - np.diag(np.diag(counts))


@misconception(
    "confusion_matrix", "The mistakes are missing. Count every pair of truth and prediction, not only equal ones."
)
def counts_the_diagonal_only(y_pred, y, n_classes):
    return np.diag(np.diag(_counts(y_pred, y, n_classes)))


@misconception(
    "confusion_matrix",
    "Classes that do not occur have no row and column. The shape is always (n_classes, n_classes).",
)
def leaves_out_absent_classes(y_pred, y, n_classes):
    counts = _counts(y_pred, y, n_classes)
    present = (counts.sum(axis=0) + counts.sum(axis=1)) > 0
    return counts[present][:, present]


@misconception(
    "confusion_matrix",
    "The matrix ends at the largest class that occurs. Its shape is always (n_classes, n_classes).",
)
def ends_at_the_largest_class(y_pred, y, n_classes):
    counts = _counts(y_pred, y, n_classes)
    last = int(max(_labels(y, y_pred).max(), y_pred.argmax(axis=1).max())) + 1
    return counts[:last, :last]


@misconception(
    "confusion_matrix",
    "The matrix has a row and a column too many: classes are 0 to n_classes - 1.",
)
def has_a_class_too_many(y_pred, y, n_classes):
    return np.pad(_counts(y_pred, y, n_classes), ((0, 1), (0, 1)))


@misconception(
    "confusion_matrix",
    "You look for the highest score in each column. A sample is a row: y_pred.argmax(axis=1).",
)
def counts_columns_as_samples(y_pred, y, n_classes):
    labels, predicted = _labels(y, y_pred), y_pred.argmax(axis=0)
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for t, p in zip(labels, predicted, strict=False):
        counts[t, p] += 1  # an IndexError, where there are more samples than classes
    return counts


@misconception("confusion_matrix", "The sample's scores are added up. Count each sample once, under its highest score.")
def adds_up_the_scores(y_pred, y, n_classes):
    return np.eye(n_classes)[_labels(y, y_pred)].T @ (y_pred * 1.0)


@misconception(
    "confusion_matrix",
    "You cut the scores off at 0.5. The predicted class is the one with the highest score, however low that is.",
)
def counts_scores_above_one_half(y_pred, y, n_classes):
    return np.eye(n_classes)[_labels(y, y_pred)].T @ (y_pred >= 0.5)


@misconception(
    "confusion_matrix", "Only one-hot targets work: labels have no axis 1. Use y as it is where it has one axis."
)
def counts_one_hot_targets_only(y_pred, y, n_classes):
    _labels(y, y_pred)
    return _counts(y_pred, np.eye(n_classes)[y.argmax(axis=1)], n_classes)


@misconception(
    "confusion_matrix", "One-hot targets are taken for labels. Where y has two axes, take y.argmax(axis=1) first."
)
def counts_labels_only(y_pred, y, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    if len(y) != len(y_pred):
        raise ValueError("samples")
    for t, p in zip(y, y_pred.argmax(axis=1), strict=True):
        counts[int(t), p] += 1  # a TypeError for a row of a one-hot array
    return counts


@misconception("confusion_matrix", "The counts are bytes, which start again from 0 after 255. Use dtype=int.")
def counts_in_bytes(y_pred, y, n_classes):
    return _counts(y_pred, y, n_classes).astype(np.uint8)


@misconception("confusion_matrix", "The result is nested lists. Return an array.")
def returns_lists(y_pred, y, n_classes):
    return _counts(y_pred, y, n_classes).tolist()


@misconception("confusion_matrix", "You print the table. Return it.")
def prints_the_table(y_pred, y, n_classes):
    print(_counts(y_pred, y, n_classes))


# train_capstone


def _first_params(rng):
    return {name: value.astype(np.float32) for name, value in init_cnn(rng).items()}


def _few_params(rng):
    """Of a network that is trained in seconds, for mistakes that spoil no accuracy."""
    return {name: value.astype(np.float32) for name, value in init_cnn(rng, n_filters=2).items()}


def _training(X, y, params, rng, lr=0.1, epochs=3, loss_fn=cnn_loss):
    return gradient_descent(X.reshape(-1, 1, 28, 28), y, params, lr, loss_fn, 64, epochs=epochs, rng=rng)


@misconception(
    "train_capstone",
    "You return the pair (params, history), as gradient_descent does. Return the parameters alone: params, _ = ...",
)
def returns_the_history_too(X, y, rng):
    return _training(X, y, _first_params(rng), rng)


@misconception(
    "train_capstone",
    "You return the parameters that the training started from. gradient_descent and momentum_descent leave those as "
    "they are and return new ones: params, history = momentum_descent(...).",
)
def returns_the_untrained_parameters(X, y, rng):
    params = _first_params(rng)
    _training(X, y, params, rng, epochs=1)
    return params


@misconception(
    "train_capstone",
    "All weights start at zero, and so nothing comes out of the first layer: no image can be told from another. Draw "
    "the first weights from rng.",
)
def starts_with_zeros(X, y, rng):
    params = {name: np.zeros_like(value) for name, value in _first_params(rng).items()}
    return _training(X, y, params, rng)[0]


@misconception(
    "train_capstone",
    "You shuffle the images without their labels, and teach a random digit for each image. Use one order for both: "
    "order = rng.permutation(len(X)), then X[order] and y[order].",
)
def shuffles_the_images_alone(X, y, rng):
    return _training(X[rng.permutation(len(X))], y, _first_params(rng), rng)[0]


@misconception(
    "train_capstone",
    "The learning rate is so small that nothing is learned in the time there is. Try 0.1, and compare the loss curves "
    "of a few rates.",
)
def learns_far_too_slowly(X, y, rng):
    return _training(X, y, _first_params(rng), rng, lr=1e-6)[0]


@misconception(
    "train_capstone",
    "Each step is taken uphill: the loss grows. The update subtracts the gradient: W = W - lr * grad.",
)
def walks_uphill(X, y, rng):
    return _training(X, y, _first_params(rng), rng, lr=-0.01)[0]


@misconception(
    "train_capstone",
    "You divide the images by 255, but they come with values from 0 to 1. What is left of them is too faint to learn "
    "from: use X as it is.",
)
def scales_the_images_again(X, y, rng):
    return _training(X / 255, y, _first_params(rng), rng, lr=0.01)[0]


@misconception(
    "train_capstone",
    "The training sees the first batch only. Go through all batches, and through all of them several times.",
)
def trains_on_one_batch(X, y, rng):
    return _training(X[:16], y[:16], _first_params(rng), rng, lr=0.01, epochs=1)[0]


@misconception("train_capstone", "X is changed: X -= X.mean() writes into the caller's images. Write X = X - X.mean().")
def centers_the_images_in_place(X, y, rng):
    X -= X.mean()
    return _training(X, y, _few_params(rng), rng, epochs=1)[0]


# predict_capstone


def _predictions(X, params):
    return forward_cnn(X.reshape(-1, 1, 28, 28), params)


@misconception(
    "predict_capstone",
    "You return the digits themselves. Return the ten scores of every image, (n, 10): argmax is taken by the caller.",
)
def returns_the_digits(X, params):
    return _predictions(X, params).argmax(axis=1)


@misconception(
    "predict_capstone",
    "The images are rows of 784 pixels, and your network wants them as (n, 1, 28, 28): X.reshape(-1, 1, 28, 28).",
)
def forgets_to_reshape(X, params):
    return forward_cnn(X, params)


@misconception("predict_capstone", "Only the first image gets its scores. Send all of X through the network at once.")
def predicts_the_first_image_only(X, params):
    return _predictions(X[:1], params)


@misconception("predict_capstone", "The result is transposed: one row for each image, one column for each digit.")
def returns_the_transposed_scores(X, params):
    return _predictions(X, params).T


@misconception(
    "predict_capstone",
    "What you return comes of new parameters, and not of those that are handed in: what was learned is lost.",
)
def predicts_with_new_parameters(X, params):
    return _predictions(X, init_cnn(np.random.default_rng(0)))


@misconception(
    "predict_capstone",
    "Softmax is taken over the images instead of the ten digits, so that images compete with each other: use axis=1.",
)
def normalizes_over_the_images(X, params):
    A = _predictions(X, params)
    e = np.exp(A - A.max(axis=0))
    return e / e.sum(axis=0)


@misconception(
    "predict_capstone",
    "The images are standardized with the mean and spread of whatever images come along, so the same image gets "
    "another answer in other company. Use fixed numbers, or those of the training images.",
)
def standardizes_by_the_batch(X, params):
    spread = X.std(axis=0) + 0.1
    return _predictions((X - X.mean(axis=0)) / spread + X.mean(), params)


@misconception(
    "predict_capstone",
    "Dropout is still on: parts of the network are silenced at random. It belongs to training: here nothing is drawn.",
)
def leaves_dropout_on(X, params):
    mask = np.random.default_rng(0).random(X.shape) < 0.8
    return _predictions(X * mask / 0.8, params)


@misconception(
    "predict_capstone",
    "The scores are turned around: the true digit has the lowest. Softmax and log keep the order, a minus does not.",
)
def returns_the_losses(X, params):
    return -np.log(_predictions(X, params) + 1e-9)


@misconception("predict_capstone", "X is changed: X /= X.max() writes into the caller's images. Write X = X / X.max().")
def scales_in_place(X, params):
    X /= X.max()
    return _predictions(X, params)


# Practice


def _path(start, a, b, lr, mu, steps, update):
    point, velocity, slopes = start * 1.0, np.zeros(2), np.array([a, b])
    path = [point]
    for _ in range(steps):
        point, velocity = update(point, velocity, slopes, lr, mu)
        path.append(point)
    return np.array(path)


def _ball(point, velocity, slopes, lr, mu):
    velocity = mu * velocity - lr * slopes * point
    return point + velocity, velocity


@misconception("valley_path", "The velocity is not kept from step to step: make it once, before the loop.")
def loses_its_velocity(start, a, b, lr, mu, steps):
    return _path(start, a, b, lr, 0.0, steps, _ball)


@misconception(
    "valley_path", "The ball rolls uphill: the velocity loses lr times the gradient, mu * v - lr * gradient."
)
def rolls_uphill(start, a, b, lr, mu, steps):
    return _path(start, a, b, -lr, mu, steps, _ball)


@misconception("valley_path", "The start is missing: the path has steps + 1 points, and begins with the start.")
def leaves_out_the_start(start, a, b, lr, mu, steps):
    return _path(start, a, b, lr, mu, steps, _ball)[1:]


@misconception("valley_path", "The last point is missing: steps steps make steps + 1 points.")
def leaves_out_the_end(start, a, b, lr, mu, steps):
    return _path(start, a, b, lr, mu, max(steps - 1, 0), _ball)


@misconception(
    "valley_path", "The point moves by the velocity of the step before. Update the velocity first, then move."
)
def rolls_with_the_old_velocity(start, a, b, lr, mu, steps):
    return _path(start, a, b, lr, mu, steps, lambda p, v, s, lr, mu: (p + v, mu * v - lr * s * p))


@misconception("valley_path", "The slope of a x^2 / 2 is a x: the 2 of the square and the half cancel.")
def keeps_the_two_of_the_square(start, a, b, lr, mu, steps):
    return _path(start, 2 * a, 2 * b, lr, mu, steps, _ball)


@misconception("valley_path", "a belongs to x, the first number of the point, and b to y.")
def swaps_the_two_slopes(start, a, b, lr, mu, steps):
    return _path(start, b, a, lr, mu, steps, _ball)


@misconception("valley_path", "You change start in place, as point += velocity does. Begin with a copy of it.")
def moves_the_start(start, a, b, lr, mu, steps):
    path = _path(start, a, b, lr, mu, steps, _ball)
    start[...] = path[-1]
    return path


@misconception("precision_recall", "Precision and recall have changed places: precision divides by the column's sum.")
def swaps_precision_and_recall(counts, c):
    right = counts[c, c]
    return float(right / max(counts[c].sum(), 1)), float(right / max(counts[:, c].sum(), 1))


@misconception("precision_recall", "Nothing divided by nothing is nan. Return 0 where there is nothing to divide by.")
def divides_by_zero(counts, c):
    with np.errstate(all="ignore"):
        return float(counts[c, c] / counts[:, c].sum()), float(counts[c, c] / counts[c].sum())


@misconception(
    "precision_recall",
    "You divide by the mistakes alone. Right answers are part of what was predicted, and of the truth.",
)
def divides_by_the_mistakes(counts, c):
    right = counts[c, c]
    return float(right / max(counts[:, c].sum() - right, 1)), float(right / max(counts[c].sum() - right, 1))


@misconception(
    "precision_recall", "You divide by the number of all samples. Divide by the column's sum, and the row's."
)
def divides_by_all_samples(counts, c):
    return (float(counts[c, c] / counts.sum()),) * 2


@misconception("precision_recall", "You return one number. Return the pair: return precision, recall.")
def returns_the_precision_alone(counts, c):
    return float(counts[c, c] / max(counts[:, c].sum(), 1))


@misconception("precision_recall", "These are counts. Divide each by its sum.")
def returns_the_sums(counts, c):
    return float(counts[:, c].sum()), float(counts[c].sum())


@misconception("cosine_decay", "The cosine itself runs from 1 to -1. Add 1 and halve it: (1 + cos) / 2.")
def returns_the_bare_cosine(step, steps, lr):
    return float(lr * np.cos(np.pi * step / steps))


@misconception("cosine_decay", "The rate starts at twice lr: divide by 2.")
def forgets_the_half(step, steps, lr):
    return float(lr * (1 + np.cos(np.pi * step / steps)))


@misconception("cosine_decay", "The rate rises from 0 to lr. Add the cosine, do not subtract it.")
def lets_the_rate_rise(step, steps, lr):
    return float(lr * (1 - np.cos(np.pi * step / steps)) / 2)


@misconception("cosine_decay", "np.cos takes radians: half a wave is np.pi, not 180.")
def takes_degrees(step, steps, lr):
    return float(lr * (1 + np.cos(180 * step / steps)) / 2)


@misconception("cosine_decay", "That is a straight line. Let the rate follow the cosine.")
def falls_on_a_straight_line(step, steps, lr):
    return float(lr * (1 - step / steps))


@misconception("cosine_decay", "That is a whole wave, and the rate is back at lr in the end. Take half of it: np.pi.")
def runs_a_whole_wave(step, steps, lr):
    return float(lr * (1 + np.cos(2 * np.pi * step / steps)) / 2)


@misconception(
    "cosine_decay", "step // steps is 0 until the end: // drops the fraction. Divide with a single slash, step / steps."
)
def drops_the_fraction(step, steps, lr):
    return float(lr * (1 + np.cos(np.pi * (step // steps))) / 2)


@misconception("shift_image", "np.roll brings in on one side what left on the other. What comes in is to be 0.")
def rolls_around(image, down, right):
    return np.roll(image, (down, right), axis=(0, 1))


def _shifted(image, down, right):
    h, w = image.shape
    result = np.zeros_like(image)
    for i, j in np.ndindex(h, w):
        if 0 <= i - down < h and 0 <= j - right < w:
            result[i, j] = image[i - down, j - right]
    return result


@misconception("shift_image", "The picture moves the other way: result[i, j] is image[i - down, j - right].")
def moves_the_other_way(image, down, right):
    return _shifted(image, -down, -right)


@misconception("shift_image", "down and right have changed places: down moves along the rows, axis 0.")
def swaps_down_and_right(image, down, right):
    return _shifted(image, right, down)


@misconception(
    "shift_image",
    "Negative shifts move the picture the wrong way, or not at all: they go up and to the left, by as much.",
)
def knows_no_negative_shifts(image, down, right):
    return _shifted(image, max(down, 0), max(right, 0))


@misconception("shift_image", "The size has changed: what leaves the frame is cut off, and the frame stays (h, w).")
def enlarges_the_frame(image, down, right):
    h, w = image.shape
    result = np.zeros((h + abs(down), w + abs(right)), image.dtype)
    result[max(down, 0) : max(down, 0) + h, max(right, 0) : max(right, 0) + w] = image
    return result


@misconception("shift_image", "You write into the caller's picture. Make a new one: np.zeros_like(image).")
def writes_into_the_picture(image, down, right):
    result = _shifted(image, down, right)
    image[...] = result
    return result
