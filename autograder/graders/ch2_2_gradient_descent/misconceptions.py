"""The mistakes of chapter 2.2: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception

# linear_loss


def _line(X, y, params):
    error = X @ params["W"] + params["b"] - y
    grads = {"W": 2 / len(X) * X.T @ error, "b": 2 / len(X) * error.sum(axis=0, keepdims=True)}
    return error, float(np.mean(error**2)), grads


@misconception(
    "linear_loss",
    "Both gradients are half of what they should be: the square in the loss brings down a factor 2. Use 2 / n.",
)
def line_forgets_the_factor_two(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"] / 2, "b": grads["b"] / 2}


@misconception(
    "linear_loss",
    "The gradients are sums over the samples, but the loss is a mean: divide both by n, the number of rows of X.",
)
def line_sums_the_gradients(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"] * len(X), "b": grads["b"] * len(X)}


@misconception(
    "linear_loss",
    "The sum for W is not divided by n, while that for b is. Both gradients carry the factor 2 / n.",
)
def line_sums_the_gradient_of_the_weights(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"] * len(X), "b": grads["b"]}


@misconception(
    "linear_loss",
    "The sum for b is not divided by n, while that for W is. Both gradients carry the factor 2 / n.",
)
def line_sums_the_gradient_of_the_bias(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"], "b": grads["b"] * len(X)}


@misconception(
    "linear_loss",
    "You divide by n twice. error.mean() has the 1/n in it already; error.sum() wants the factor 2 / n.",
)
def line_divides_the_bias_by_n_twice(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"], "b": grads["b"] / len(X)}


@misconception(
    "linear_loss",
    "You divide by the number of elements of X. The mean runs over the n samples: divide by len(X), not by X.size.",
)
def line_divides_by_the_size_of_X(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"] / X.shape[1], "b": grads["b"] / X.shape[1]}


@misconception("linear_loss", "The gradients have the wrong sign: the error in them is y_pred - y, and not y - y_pred.")
def line_has_the_wrong_sign(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": -grads["W"], "b": -grads["b"]}


@misconception("linear_loss", "The gradient of b has the wrong sign: the error is y_pred - y in both gradients.")
def line_has_the_wrong_sign_of_the_bias(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"], "b": -grads["b"]}


@misconception("linear_loss", "The prediction lacks the bias: y_pred = X @ W + b.")
def line_forgets_the_bias(X, y, params):
    _, loss, grads = _line(X, y, {"W": params["W"], "b": np.zeros((1, 1))})
    return loss, grads


@misconception("linear_loss", "The prediction has y_pred = X @ W - b. The bias is added: X @ W + b.")
def line_subtracts_the_bias(X, y, params):
    _, loss, grads = _line(X, y, {"W": params["W"], "b": -params["b"]})
    return loss, grads


@misconception(
    "linear_loss",
    "The loss is half the mean squared error, while the gradients belong to the whole. Return mse_loss(y_pred, y).",
)
def line_halves_the_loss(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss / 2, grads


@misconception(
    "linear_loss",
    "You halve the loss, and with it the gradients. It hangs together, but here the loss is the full "
    "mean squared "
    "error, and its gradient carries the factor 2.",
)
def line_halves_everything(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss / 2, {"W": grads["W"] / 2, "b": grads["b"] / 2}


@misconception("linear_loss", "The loss is a sum. Return the mean of the squared errors: mse_loss(y_pred, y).")
def line_sums_the_loss(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss * len(X), grads


@misconception(
    "linear_loss",
    "The loss and the gradients are sums over the samples. Both are means: divide by n, the number of rows of X.",
)
def line_sums_everything(X, y, params):
    _, loss, grads = _line(X, y, params)
    n = len(X)
    return loss * n, {"W": grads["W"] * n, "b": grads["b"] * n}


@misconception("linear_loss", "The loss is the mean of the errors. Square them first: mse_loss(y_pred, y).")
def line_forgets_to_square(X, y, params):
    error, _, grads = _line(X, y, params)
    return float(error.mean()), grads


@misconception(
    "linear_loss",
    "The gradient of b is multiplied by X. The bias enters every prediction as it is: sum the errors alone.",
)
def line_multiplies_the_bias_by_the_inputs(X, y, params):
    error, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"], "b": np.array([[2 / len(X) * float((X * error).sum())]])}


@misconception(
    "linear_loss",
    "The gradient of W lacks the inputs: each error must be multiplied by the inputs of its sample. Use X.T @ error.",
)
def line_leaves_the_inputs_out(X, y, params):
    error, loss, grads = _line(X, y, params)
    return loss, {"W": np.full(params["W"].shape, 2 * error.mean()), "b": grads["b"]}


@misconception(
    "linear_loss",
    "The errors are multiplied by the predictions and not by the inputs. The derivative of y_pred by W "
    "is X: X.T @ error.",
)
def line_multiplies_by_the_targets(X, y, params):
    error, loss, grads = _line(X, y, params)
    W = 2 / len(X) * float((y * error).sum()) * np.ones(params["W"].shape)
    return loss, {"W": W, "b": grads["b"]}


@misconception(
    "linear_loss",
    "The gradient of b is a plain number or vector. Keep its shape (1, 1): error.sum(axis=0, keepdims=True).",
)
def line_loses_the_shape_of_the_bias(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"], "b": grads["b"].sum()}


@misconception(
    "linear_loss",
    "The gradient of b has shape (1,). Keep both axes, (1, 1): error.sum(axis=0, keepdims=True).",
)
def line_loses_an_axis_of_the_bias(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"], "b": grads["b"][0]}


@misconception("linear_loss", "The gradient of W lies on its side: its shape is that of W, (d, 1). X.T @ error has it.")
def line_transposes_the_gradient(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"].T, "b": grads["b"]}


@misconception(
    "linear_loss",
    "The gradient of W is a vector of shape (d,). Its shape is that of W, (d, 1): X.T @ error has it.",
)
def line_flattens_the_gradient(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"].ravel(), "b": grads["b"]}


@misconception(
    "linear_loss",
    "You sum the errors times the inputs over everything. Each weight has a sum of its own, over the "
    "samples: X.T @ error.",
)
def line_sums_over_the_inputs_too(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"W": np.full(params["W"].shape, grads["W"].sum()), "b": grads["b"]}


@misconception(
    "linear_loss",
    "The bias has a gradient for every sample. There is one bias: add the errors up, error.sum(axis=0, keepdims=True).",
)
def line_forgets_to_sum_the_bias(X, y, params):
    error, loss, grads = _line(X, y, params)
    return loss, {"W": grads["W"], "b": 2 / len(X) * error}


@misconception(
    "linear_loss",
    'The keys of grads are those of params, "W" and "b", so that each gradient finds its parameter.',
)
def line_names_the_gradients_dW_and_db(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, {"dW": grads["W"], "db": grads["b"]}


@misconception("linear_loss", 'The gradients come as a tuple. Return a dictionary: {"W": ..., "b": ...}.')
def line_returns_a_tuple_of_gradients(X, y, params):
    _, loss, grads = _line(X, y, params)
    return loss, (grads["W"], grads["b"])


@misconception("linear_loss", "You return the gradients first. The order is: return loss, grads.")
def line_returns_the_gradients_first(X, y, params):
    _, loss, grads = _line(X, y, params)
    return grads, loss


@misconception("linear_loss", "You return the loss alone. Return both: return loss, grads.")
def line_returns_the_loss_alone(X, y, params):
    return _line(X, y, params)[1]


@misconception("linear_loss", "You return the gradients alone. Return both: return loss, grads.")
def line_returns_the_gradients_alone(X, y, params):
    return _line(X, y, params)[2]


@misconception("linear_loss", "You return the loss of every sample. Their mean, one number, is asked for.")
def line_returns_a_loss_for_each_sample(X, y, params):
    error, _, grads = _line(X, y, params)
    return error**2, grads


@misconception(
    "linear_loss",
    "You already take a step, and write into params. A loss function only looks: the update is gradient_descent's.",
)
def line_updates_the_parameters(X, y, params):
    _, loss, grads = _line(X, y, params)
    for name in grads:
        params[name] = params[name] - 0.01 * grads[name]
    return loss, grads


@misconception("linear_loss", "y -= ... writes into the caller's array. Form a new one: error = y_pred - y.")
def line_writes_into_the_targets(X, y, params):
    _, loss, grads = _line(X, y, params)
    if y.dtype.kind == "f":
        y -= X @ params["W"] + params["b"]
    return loss, grads


# gradient_descent


def _new(params, grads, lr):
    return {name: params[name] - lr * grads[name] for name in params}


@misconception(
    "gradient_descent",
    "You add the gradient, and so walk uphill. The gradient points up: subtract lr * grads[name].",
)
def climbs(X, y, params, lr, loss_fn, *, epochs=100):
    return right(X, y, params, -lr, loss_fn, epochs=epochs)


@misconception("gradient_descent", "The step lacks the learning rate: subtract lr * grads[name], not grads[name].")
def forgets_the_learning_rate(X, y, params, lr, loss_fn, *, epochs=100):
    return right(X, y, params, 1.0, loss_fn, epochs=epochs)


@misconception("gradient_descent", "You divide the gradient by the learning rate. The step is lr times the gradient.")
def divides_by_the_learning_rate(X, y, params, lr, loss_fn, *, epochs=100):
    with np.errstate(all="ignore"):
        return right(X, y, params, np.float64(1.0) / lr, loss_fn, epochs=epochs)


@misconception(
    "gradient_descent",
    "You divide the gradient by the number of samples. loss_fn has averaged already: use its gradient as it is.",
)
def divides_by_the_number_of_samples(X, y, params, lr, loss_fn, *, epochs=100):
    return right(X, y, params, lr / len(X), loss_fn, epochs=epochs)


@misconception(
    "gradient_descent", "You double the gradient. loss_fn's gradient has every factor in it: use it as it is."
)
def doubles_the_gradient(X, y, params, lr, loss_fn, *, epochs=100):
    return right(X, y, params, 2 * lr, loss_fn, epochs=epochs)


@misconception(
    "gradient_descent",
    "You put the step in the place of the parameter. Subtract it from the old value: params[name] - ...",
)
def forgets_the_old_value(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        params = {name: -lr * grads[name] for name in params}
    return params, history


@misconception(
    "gradient_descent",
    "You record the loss after the update. history[i] is the loss before update i, so that history[0] "
    "is where it "
    "all began: append first, then update.",
)
def records_after_the_update(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        params = _new(params, loss_fn(X, y, params)[1], lr)
        history.append(loss_fn(X, y, params)[0])
    return params, history


@misconception(
    "gradient_descent",
    "History has one loss too many: the one after the last update. It holds one for each epoch, before its update.",
)
def records_the_last_loss_too(X, y, params, lr, loss_fn, *, epochs=100):
    params, history = right(X, y, params, lr, loss_fn, epochs=epochs)
    return params, [*history, loss_fn(X, y, params)[0]]


@misconception("gradient_descent", "Only the last loss is returned. Append the loss of every epoch to a list, history.")
def returns_the_last_loss(X, y, params, lr, loss_fn, *, epochs=100):
    params, history = right(X, y, params, lr, loss_fn, epochs=epochs)
    return params, history[-1] if history else 0.0


@misconception("gradient_descent", "Only every tenth loss is recorded. history has one loss for each epoch.")
def records_every_tenth_loss(X, y, params, lr, loss_fn, *, epochs=100):
    params, history = right(X, y, params, lr, loss_fn, epochs=epochs)
    return params, history[::10]


@misconception(
    "gradient_descent",
    "You append the pair that loss_fn returns. Unpack it, loss, grads = loss_fn(X, y, params), and append loss alone.",
)
def records_the_pair(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        pair = loss_fn(X, y, params)
        history.append(pair)
        params = _new(params, pair[1], lr)
    return params, history


@misconception("gradient_descent", "You record the gradients. history holds the losses, the first part of the pair.")
def records_the_gradients(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        _, grads = loss_fn(X, y, params)
        history.append(grads)
        params = _new(params, grads, lr)
    return params, history


@misconception("gradient_descent", "The history is turned round: the first loss comes first. Append, do not insert.")
def reverses_the_history(X, y, params, lr, loss_fn, *, epochs=100):
    params, history = right(X, y, params, lr, loss_fn, epochs=epochs)
    return params, history[::-1]


@misconception(
    "gradient_descent",
    "One update is missing at the end: the params returned are those before the last step. Update in every epoch.",
)
def leaves_the_last_update_out(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for epoch in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        if epoch < epochs - 1:
            params = _new(params, grads, lr)
    return params, history


@misconception("gradient_descent", "The loop has one turn too few: range(epochs), which has epochs turns already.")
def runs_one_epoch_too_few(X, y, params, lr, loss_fn, *, epochs=100):
    return right(X, y, params, lr, loss_fn, epochs=epochs - 1)


@misconception("gradient_descent", "The loop has one turn too many: range(epochs), which starts at 0.")
def runs_one_epoch_too_many(X, y, params, lr, loss_fn, *, epochs=100):
    return right(X, y, params, lr, loss_fn, epochs=epochs + 1)


@misconception("gradient_descent", "You return inside the loop, after a single step. Move the return out of the loop.")
def returns_after_one_step(X, y, params, lr, loss_fn, *, epochs=100):
    return right(X, y, params, lr, loss_fn, epochs=min(epochs, 1))


@misconception(
    "gradient_descent",
    'You name "W" and "b" in the update, so no other model can be trained. Loop over the names in params.',
)
def knows_W_and_b_only(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        params = {"W": params["W"] - lr * grads["W"], "b": params["b"] - lr * grads["b"]}
    return params, history


@misconception(
    "gradient_descent",
    "Only the first parameter is updated. Loop over all the names in params, in every epoch.",
)
def updates_the_first_parameter_only(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        first = next(iter(params))
        params = {**params, first: params[first] - lr * grads[first]}
    return params, history


@misconception(
    "gradient_descent",
    "You compute fresh gradients after each parameter's update. All gradients of an epoch belong to one "
    "point: call "
    "loss_fn once, then update all parameters.",
)
def updates_one_after_the_other(X, y, params, lr, loss_fn, *, epochs=100):
    params, history = dict(params), []
    for _ in range(epochs):
        history.append(loss_fn(X, y, params)[0])
        for name in params:
            params[name] = params[name] - lr * loss_fn(X, y, params)[1][name]
    return params, history


@misconception(
    "gradient_descent",
    "The gradients are always those of the params you started from. Call loss_fn in every epoch, with the new params.",
)
def keeps_the_first_gradients(X, y, params, lr, loss_fn, *, epochs=100):
    loss, grads = loss_fn(X, y, params)
    history = []
    for _ in range(epochs):
        history.append(loss)
        params = _new(params, grads, lr)
    return params, history


@misconception(
    "gradient_descent",
    "Every step starts anew from the params given. Carry the new ones over: the name params must stand "
    "for them in the "
    "next epoch.",
)
def starts_anew_each_epoch(X, y, params, lr, loss_fn, *, epochs=100):
    history, new = [], params
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, new)
        history.append(loss)
        new = _new(params, grads, lr)
    return new, history


@misconception(
    "gradient_descent",
    "params belongs to the caller: params[name] = ... writes into that dictionary, and -= into its arrays too. "
    "Build a new one: {name: params[name] - lr * grads[name] ...}.",
)
def writes_into_the_arrays(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        for name in params:
            params[name] -= lr * grads[name]
    return params, history


@misconception("gradient_descent", "The order of the pair is: return params, history.")
def returns_the_history_first(X, y, params, lr, loss_fn, *, epochs=100):
    params, history = right(X, y, params, lr, loss_fn, epochs=epochs)
    return history, params


@misconception("gradient_descent", "You return the params alone. Return both: return params, history.")
def returns_the_params_alone(X, y, params, lr, loss_fn, *, epochs=100):
    return right(X, y, params, lr, loss_fn, epochs=epochs)[0]


@misconception("gradient_descent", "You return the history alone. Return both: return params, history.")
def returns_the_history_alone(X, y, params, lr, loss_fn, *, epochs=100):
    return right(X, y, params, lr, loss_fn, epochs=epochs)[1]


@misconception(
    "gradient_descent",
    "The params returned are those you were given. Return the new ones, after the last update.",
)
def returns_the_params_given(X, y, params, lr, loss_fn, *, epochs=100):
    return params, right(X, y, params, lr, loss_fn, epochs=epochs)[1]


@misconception(
    "gradient_descent",
    "You stop where the loss hardly changes. Here every one of the epochs is run: leave the break out.",
)
def stops_where_little_changes(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        if history and abs(history[-1] - loss) < 1e-9:
            break
        history.append(loss)
        params = _new(params, grads, lr)
    return params, history


@misconception(
    "gradient_descent",
    "You stop where the loss rises. Here every one of the epochs is run: leave the break out.",
)
def stops_where_the_loss_rises(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        if history and loss > history[-1]:
            break
        history.append(loss)
        params = _new(params, grads, lr)
    return params, history


@misconception(
    "gradient_descent",
    "You return the best params on the way. Return those after the last update, good or bad.",
)
def returns_the_best_params(X, y, params, lr, loss_fn, *, epochs=100):
    history, best, lowest = [], params, np.inf
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        params = _new(params, grads, lr)
        after = loss_fn(X, y, params)[0]
        if after <= lowest:
            best, lowest = params, after
    return best, history


@misconception(
    "gradient_descent",
    "You take a step for every single sample. Full batch means: X and y whole, one step an epoch.",
)
def steps_for_each_sample(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        seen = []
        for i in range(len(X)):
            loss, grads = loss_fn(X[i : i + 1], y[i : i + 1], params)
            seen.append(loss)
            params = _new(params, grads, lr)
        history.append(float(np.mean(seen)))
    return params, history


@misconception(
    "gradient_descent",
    "Each epoch takes one sample alone. Full batch means: loss_fn gets X and y whole, in every epoch.",
)
def takes_a_sample_each_epoch(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for epoch in range(epochs):
        i = epoch % len(X)
        loss, grads = loss_fn(X[i : i + 1], y[i : i + 1], params)
        history.append(loss)
        params = _new(params, grads, lr)
    return params, history


@misconception("gradient_descent", "X and y have changed places in the call: loss_fn(X, y, params).")
def swaps_inputs_and_targets(X, y, params, lr, loss_fn, *, epochs=100):
    return right(y, X, params, lr, loss_fn, epochs=epochs)


@misconception("gradient_descent", "params come last in the call: loss_fn(X, y, params).")
def hands_the_params_over_first(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(params, X, y)
        history.append(loss)
        params = _new(params, grads, lr)
    return params, history


@misconception(
    "gradient_descent",
    "You make the learning rate smaller from epoch to epoch. Here it stays what it is: lr.",
)
def lowers_the_learning_rate(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for epoch in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        params = _new(params, grads, lr / (1 + 0.01 * epoch))
    return params, history


@misconception(
    "gradient_descent",
    "You only use the sign of the gradient. Its size matters too: subtract lr * grads[name].",
)
def uses_the_sign_alone(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        params = _new(params, {name: np.sign(grads[name]) for name in grads}, lr)
    return params, history


@misconception(
    "gradient_descent",
    "You compute the gradient of a line yourself and do not use loss_fn. Let loss, grads = loss_fn(X, "
    "y, params) say it.",
)
def ignores_the_loss_function(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        error = X @ params["W"] + params["b"] - y
        history.append(float(np.mean(error**2)))
        grads = {"W": 2 / len(X) * X.T @ error, "b": np.full((1, 1), 2 * error.mean())}
        params = _new(params, grads, lr)
    return params, history


@misconception("gradient_descent", "The default of epochs is 100. Keep the first line of the stub as it was.")
def has_another_default(X, y, params, lr, loss_fn, *, epochs=1000):
    return right(X, y, params, lr, loss_fn, epochs=epochs)


@misconception("gradient_descent", "epochs has no default. Keep the first line of the stub: epochs: int = 100.")
def has_no_default(X, y, params, lr, loss_fn, *, epochs):
    return right(X, y, params, lr, loss_fn, epochs=epochs)


@misconception(
    "gradient_descent",
    "It takes at least one step. With epochs=0 nothing happens: for _ in range(epochs) sees to that.",
)
def takes_at_least_one_step(X, y, params, lr, loss_fn, *, epochs=100):
    return right(X, y, params, lr, loss_fn, epochs=max(epochs, 1))


@misconception("gradient_descent", "The function ends without a return. Add: return params, history.")
def returns_nothing(X, y, params, lr, loss_fn, *, epochs=100):
    right(X, y, params, lr, loss_fn, epochs=epochs)


def right(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        params = _new(params, grads, lr)
    return params, history


# Practice


@misconception("slope", "You look ahead only: (f(x + h) - f(x)) / h. Take a point on each side: x + h and x - h.")
def slope_looks_ahead_only(f, x, h=1e-5):
    return (f(x + h) - f(x)) / h


@misconception("slope", "You look back only: (f(x) - f(x - h)) / h. Take a point on each side: x + h and x - h.")
def slope_looks_back_only(f, x, h=1e-5):
    return (f(x) - f(x - h)) / h


@misconception("slope", "From x - h to x + h the run is 2 * h. You divide by h.")
def slope_divides_by_h(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / h


@misconception("slope", "a / 2 * h divides by 2 and then multiplies by h. Put brackets: / (2 * h).")
def slope_forgets_the_brackets(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / 2 * h


@misconception("slope", "f(x + h) - f(x - h) / (2 * h) divides the second value alone. Put the difference in brackets.")
def slope_divides_one_value(f, x, h=1e-5):
    return f(x + h) - f(x - h) / (2 * h)


@misconception("slope", "The sign is wrong: the point on the right comes first, f(x + h) - f(x - h).")
def slope_has_the_wrong_sign(f, x, h=1e-5):
    return (f(x - h) - f(x + h)) / (2 * h)


@misconception("slope", "That is the rise. A slope is the rise divided by the run, 2 * h.")
def slope_is_the_rise(f, x, h=1e-5):
    return f(x + h) - f(x - h)


@misconception("slope", "Your h is fixed. Use the one that is handed in as the third argument.")
def slope_ignores_h(f, x, h=1e-5):
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5


@misconception("parabola_path", "The path lacks its beginning: start comes first, then the w after each update.")
def path_lacks_the_start(start, lr, steps):
    return _path(start, lr, steps)[1:]


@misconception("parabola_path", "The path lacks its end: after steps updates it has steps + 1 numbers.")
def path_lacks_the_end(start, lr, steps):
    return _path(start, lr, steps)[:-1] if steps else _path(start, lr, 0)


@misconception("parabola_path", "You walk uphill. The slope points up: subtract lr times the slope.")
def path_climbs(start, lr, steps):
    return _path(start, -lr, steps)


@misconception("parabola_path", "The slope of (w - 3) ** 2 is 2 * (w - 3). You left out the 2.")
def path_forgets_the_two(start, lr, steps):
    return _path(start, lr / 2, steps)


@misconception("parabola_path", "The slope is taken at the start, every time. Take it where you are: at the last w.")
def path_keeps_the_first_slope(start, lr, steps):
    return start - lr * 2 * (start - 3) * np.arange(steps + 1)


@misconception("parabola_path", "That is the end alone. Every w on the way is asked for, the start first.")
def path_is_its_end(start, lr, steps):
    return float(_path(start, lr, steps)[-1])


@misconception("parabola_path", "You subtract the loss (w - 3) ** 2. Subtract lr times its slope, 2 * (w - 3).")
def path_subtracts_the_loss(start, lr, steps):
    path = [float(start)]
    for _ in range(steps):
        path.append(path[-1] - lr * (path[-1] - 3) ** 2)
    return np.array(path)


@misconception("parabola_path", "The lowest point is at w = 3. Your slope, 2 * w, is that of w ** 2.")
def path_goes_to_zero(start, lr, steps):
    return (1 - 2 * lr) ** np.arange(steps + 1) * start


def _path(start, lr, steps):
    path = [float(start)]
    for _ in range(steps):
        path.append(path[-1] - lr * 2 * (path[-1] - 3))
    return np.array(path)


@misconception("predict_line", "The bias is missing: X @ W + b.")
def predict_line_forgets_the_bias(X, params):
    return X @ params["W"]


@misconception("predict_line", "The bias is subtracted. It is added: X @ W + b.")
def predict_line_subtracts_the_bias(X, params):
    return X @ params["W"] - params["b"]


@misconception("predict_line", "You multiply element by element with *. The matrix product is @: X @ W + b.")
def predict_line_multiplies_by_elements(X, params):
    return X * params["W"].T + params["b"]


@misconception("predict_line", "The result is flat, of shape (n,). Keep the column (n, 1) that X @ W + b has.")
def predict_line_flattens(X, params):
    return (X @ params["W"] + params["b"]).ravel()


@misconception("predict_line", "(X + b) @ W adds the bias before the product. Add it after: X @ W + b.")
def predict_line_adds_the_bias_first(X, params):
    return (X + params["b"]) @ params["W"]


@misconception("gradient_step", "You add the gradient, and so walk uphill. Subtract lr * grads[name].")
def gradient_step_climbs(params, grads, lr):
    return {name: params[name] + lr * grads[name] for name in params}


@misconception("gradient_step", "The step lacks the learning rate: subtract lr * grads[name].")
def gradient_step_forgets_the_learning_rate(params, grads, lr):
    return {name: params[name] - grads[name] for name in params}


@misconception("gradient_step", "You return the step alone. Subtract it from the old value: params[name] - ...")
def gradient_step_forgets_the_old_value(params, grads, lr):
    return {name: -lr * grads[name] for name in params}


@misconception("gradient_step", 'Only "W" and "b" are known to you. Loop over the names in params, whichever they are.')
def gradient_step_knows_W_and_b_only(params, grads, lr):
    return {"W": params["W"] - lr * grads["W"], "b": params["b"] - lr * grads["b"]}


@misconception(
    "gradient_step",
    "params belongs to the caller: params[name] = ... writes into that dictionary, and -= into its arrays too. "
    "Build a new one: {name: params[name] - lr * grads[name] ...}.",
)
def gradient_step_writes_into_the_arrays(params, grads, lr):
    for name in params:
        params[name] -= lr * grads[name]
    return params


@misconception("gradient_step", "The function ends without a return. Return the new dictionary.")
def gradient_step_returns_nothing(params, grads, lr):
    {name: params[name] - lr * grads[name] for name in params}


@misconception("noisy_line", "All points get the same error. Draw one for each: rng.normal(size=X.shape).")
def noisy_line_draws_once(X, w, b, sigma, rng):
    return w * X + b + sigma * rng.normal()


@misconception(
    "noisy_line",
    "Noise of shape (n,) against a column (n, 1) broadcasts to (n, n). Draw it in the shape of X: size=X.shape.",
)
def noisy_line_draws_a_vector(X, w, b, sigma, rng):
    return w * X + b + sigma * rng.normal(size=len(X))


@misconception("noisy_line", "sigma is a standard deviation. You use it as a variance: leave np.sqrt out.")
def noisy_line_takes_sigma_for_a_variance(X, w, b, sigma, rng):
    return w * X + b + np.sqrt(sigma) * rng.normal(size=X.shape)


@misconception("noisy_line", "The noise ignores sigma. Multiply it: sigma * rng.normal(size=X.shape).")
def noisy_line_ignores_sigma(X, w, b, sigma, rng):
    return w * X + b + rng.normal(size=X.shape)


@misconception(
    "noisy_line",
    "rng.random draws between 0 and 1, all of one sign. Normal noise is rng.normal(size=X.shape).",
)
def noisy_line_draws_uniform_noise(X, w, b, sigma, rng):
    return w * X + b + sigma * rng.random(size=X.shape)


@misconception("noisy_line", "The noise is added to X, before the line. Add it to w * X + b.")
def noisy_line_moves_the_inputs(X, w, b, sigma, rng):
    return w * (X + sigma * rng.normal(size=X.shape)) + b


@misconception("noisy_line", "You draw from NumPy's global random numbers. Draw from the rng that is handed in.")
def noisy_line_uses_global_randomness(X, w, b, sigma, rng):
    return w * X + b + sigma * np.random.normal(size=X.shape)  # noqa: NPY002


@misconception(
    "noisy_line",
    "You make a generator of your own, so every call gives the same noise. Draw from the rng handed in.",
)
def noisy_line_makes_its_own_rng(X, w, b, sigma, rng):
    return w * X + b + sigma * np.random.default_rng(0).normal(size=X.shape)


@misconception("noisy_line", "The bias is missing: w * X + b + sigma * noise.")
def noisy_line_forgets_the_bias(X, w, b, sigma, rng):
    return w * X + sigma * rng.normal(size=X.shape)
