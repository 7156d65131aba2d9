"""The mistakes of chapter 2.2, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

linear_loss = Mistakes("""
def linear_loss(X, y, params):
    n = len(X)
    y_pred = X @ params["W"] + params["b"]
    error = y_pred - y
    loss = float(np.mean(error**2))
    dW = 2 * X.T @ error / n
    db = 2 * error.sum(axis=0, keepdims=True) / n
    return loss, {"W": dW, "b": db}
""")
linear_loss.change("forgets the factor two", "2 * X.T", "X.T", "2 * error.sum", "error.sum",
    "Both gradients are half of what they should be: the square in the loss brings down a factor 2. Use 2 / n.",
    kind="factor")
linear_loss.variant("forgets the factor two", """
def linear_loss(X, y, params):
    residual = np.dot(X, params["W"]) + params["b"] - y
    return mse_loss(residual + y, y), {"W": np.mean(X * residual, axis=0)[:, None], "b": residual.mean().reshape(1, 1)}
""")
linear_loss.change("forgets the factor two for W", "2 * X.T", "X.T",
    "The gradient of W is half of what it should be, while that of b is right. Both carry the factor 2 / n.",
    kind="factor")
linear_loss.change("forgets the factor two for b", "2 * error.sum", "error.sum",
    "The gradient of b is half of what it should be, while that of W is right. Both carry the factor 2 / n.",
    kind="factor")
linear_loss.change("sums the gradients", "@ error / n", "@ error", "keepdims=True) / n", "keepdims=True)",
    "The gradients are sums over the samples, but the loss is a mean: divide both by n, the number of rows of X.",
    kind="mean-or-sum")
linear_loss.variant("sums the gradients", """
def linear_loss(X, y, params):
    dW, db, squares = np.zeros_like(params["W"]), np.zeros((1, 1)), 0.0
    for row, target in zip(X, y):
        miss = row @ params["W"] + params["b"] - target
        squares += miss.item() ** 2
        dW += 2 * miss.item() * row[:, None]
        db += 2 * miss
    return squares / len(X), {"W": dW, "b": db}
""")
linear_loss.change("sums the gradients, without the two", "2 * X.T @ error / n", "X.T @ error",
    "2 * error.sum(axis=0, keepdims=True) / n", "error.sum(axis=0, keepdims=True)",
    "The gradients are sums over the samples, without the factor 2 / n: the 2 comes from the square, the n from the "
    "mean.", kind="mean-or-sum")
linear_loss.change("sums the gradient of W", "@ error / n", "@ error",
    "The sum for W is not divided by n, while that for b is. Both gradients carry the factor 2 / n.",
    kind="mean-or-sum")
linear_loss.change("sums the gradient of b", "keepdims=True) / n", "keepdims=True)",
    "The sum for b is not divided by n, while that for W is. Both gradients carry the factor 2 / n.",
    kind="mean-or-sum")
linear_loss.change("divides the gradient of b by n twice", "error.sum", "error.mean",
    "The gradient of b is divided by n twice. error.mean() has the 1/n in it already; error.sum() wants the factor 2 "
    "/ n.", kind="mean-or-sum")
linear_loss.change("divides by the number of features", "n = len(X)", "n = X.shape[1]",
    "The gradients are divided by the number of columns of X. The mean runs over the samples: its rows, len(X) or "
    "X.shape[0].", kind="mean-or-sum")
linear_loss.change("divides everything by the number of features", "n = len(X)", "n = X.shape[1]",
    "np.mean(error**2)", "np.sum(error**2) / n",
    "Loss and gradients are divided by the number of columns of X. The mean runs over the samples: its rows, len(X) "
    "or X.shape[0].", kind="mean-or-sum")
linear_loss.change("divides by the size of X", "n = len(X)", "n = X.size",
    "The gradients are divided by the number of elements of X. The mean runs over the n samples: divide by len(X).",
    kind="mean-or-sum")
linear_loss.change("divides by one less", "n = len(X)", "n = max(len(X) - 1, 1)",
    "The gradients are divided by n - 1. The mean over n samples divides by n.", kind="off-by-one")
linear_loss.change("has the wrong sign", "error = y_pred - y", "error = y - y_pred",
    "The gradients have the wrong sign: the error in them is y_pred - y, and not y - y_pred.", kind="sign")
linear_loss.variant("has the wrong sign", """
def linear_loss(X, y, params):
    gap = y - (np.dot(X, params["W"]) + params["b"])
    return np.square(gap).mean(), {"b": np.array([[2 * gap.mean()]]), "W": np.mean(2 * X * gap, axis=0)[:, None]}
""")
linear_loss.change("has the wrong sign for W", "dW = 2", "dW = -2",
    "The gradient of W has the wrong sign: the error is y_pred - y in both gradients.", kind="sign")
linear_loss.change("has the wrong sign for b", "db = 2", "db = -2",
    "The gradient of b has the wrong sign: the error is y_pred - y in both gradients.", kind="sign")
linear_loss.change("forgets the bias", ' + params["b"]', "",
    "The prediction lacks the bias: y_pred = X @ W + b.", kind="missing-step")
linear_loss.change("subtracts the bias", ' + params["b"]', ' - params["b"]',
    "The bias is subtracted. It is added: y_pred = X @ W + b.", kind="sign")
linear_loss.change("halves the loss", "np.mean(error**2)", "np.mean(error**2) / 2",
    "The loss is half the mean squared error, while the gradients belong to the whole. Return mse_loss(y_pred, y).",
    kind="factor")
linear_loss.change("halves everything", "np.mean(error**2)", "np.mean(error**2) / 2", "2 * X.T", "X.T", "2 * error.sum",
    "error.sum",
    "Loss and gradients are half of what they should be. It hangs together, but here the loss is the full mean "
    "squared error, and its gradient carries the factor 2.", kind="factor")
linear_loss.change("sums the loss", "np.mean(error**2)", "np.sum(error**2)",
    "The loss is a sum. Return the mean of the squared errors: mse_loss(y_pred, y).", kind="mean-or-sum")
linear_loss.change("sums everything", "np.mean(error**2)", "np.sum(error**2)", "@ error / n", "@ error",
    "keepdims=True) / n", "keepdims=True)",
    "The loss and the gradients are sums over the samples. Both are means: divide by n, the number of rows of X.",
    kind="mean-or-sum")
linear_loss.change("forgets to square", "error**2", "error",
    "The loss is the mean of the errors. Square them first: mse_loss(y_pred, y).", kind="missing-step")
linear_loss.change("takes the root", "np.mean(error**2)", "np.sqrt(np.mean(error**2))",
    "The loss is the root of the mean squared error. Leave the root out: mse_loss(y_pred, y).", kind="extra-step")
linear_loss.change("subtracts each truth from each prediction", "error = y_pred - y", "error = y_pred - y.ravel()",
    "Every truth is subtracted from every prediction, as (n, 1) against (n,) broadcasts to (n, n). Keep both as "
    "columns.", kind="broadcasting")
linear_loss.change("multiplies the gradient of b by the inputs", "error.sum(axis=0, keepdims=True)",
    "np.sum(X * error).reshape(1, 1)",
    "The gradient of b is multiplied by X. The bias enters every prediction as it is: sum the errors alone.",
    kind="extra-step")
linear_loss.change("leaves the inputs out", "X.T @ error", "np.ones(X.shape).T @ error",
    "The gradient of W lacks the inputs: each error must be multiplied by the inputs of its sample. Use X.T @ error.",
    kind="missing-step")
linear_loss.change("multiplies by the targets", "X.T @ error", "np.tile(y, X.shape[1]).T @ error",
    "The errors are multiplied by the true values and not by the inputs. The derivative of y_pred by W is X: X.T @ "
    "error.", kind="wrong-variable")
linear_loss.change("multiplies by the predictions", "X.T @ error", "np.tile(y_pred, X.shape[1]).T @ error",
    "The errors are multiplied by the predictions and not by the inputs. The derivative of y_pred by W is X: X.T @ "
    "error.", kind="wrong-variable")
linear_loss.change("uses the targets for the errors", "X.T @ error", "X.T @ y",
    "The gradient of W is made from y alone. It is the error y_pred - y that the inputs are multiplied by.",
    kind="wrong-variable")
linear_loss.change("gives a number for b", "error.sum(axis=0, keepdims=True)", "error.sum()",
    "The gradient of b is a plain number. Keep its shape (1, 1): error.sum(axis=0, keepdims=True).", kind="shape")
linear_loss.change("loses an axis of b", "error.sum(axis=0, keepdims=True)", "error.sum(axis=0)",
    "The gradient of b has shape (1,). Keep both axes, (1, 1): error.sum(axis=0, keepdims=True).", kind="shape")
linear_loss.change("transposes the gradient", '"W": dW', '"W": dW.T',
    "The gradient of W lies on its side: its shape is that of W, (d, 1). X.T @ error has it.", kind="transpose")
linear_loss.variant("transposes the gradient", """
def linear_loss(X, y, params):
    gap = X @ params["W"] + params["b"] - y
    return mse_loss(gap, np.zeros_like(gap)), {"W": 2 * gap.T @ X / len(y), "b": 2 * gap.mean(keepdims=True)}
""")
linear_loss.change("flattens the gradient", '"W": dW', '"W": dW.ravel()',
    "The gradient of W is a vector of shape (d,). Its shape is that of W, (d, 1): X.T @ error has it.", kind="shape")
linear_loss.change("forgets to sum over the samples", "X.T @ error", "X * error",
    "The gradient of W has a row for every sample. Each weight has one: X.T @ error multiplies and adds up.",
    kind="missing-step")
linear_loss.change("sums over the inputs too", '"W": dW', '"W": np.full(dW.shape, dW.sum())',
    "All weights get the same gradient, the sum of all. Each has a sum of its own, over the samples: X.T @ error.",
    kind="axis")
linear_loss.change("forgets to sum for b", "error.sum(axis=0, keepdims=True)", "error",
    "The gradient of b has a row for every sample. There is one bias: add the errors up, error.sum(axis=0, "
    "keepdims=True).", kind="missing-step")
linear_loss.change("names the gradients dW and db", '{"W": dW, "b": db}', '{"dW": dW, "db": db}',
    'The keys of grads are those of params, "W" and "b", so that each gradient finds its parameter.', kind="names")
linear_loss.change("returns a tuple of gradients", '{"W": dW, "b": db}', "(dW, db)",
    'The gradients come as a tuple. Return a dictionary: {"W": ..., "b": ...}.', kind="return")
linear_loss.change("returns three things", '{"W": dW, "b": db}', "dW, db",
    'Three things are returned. Return two, with the gradients in a dictionary: return loss, {"W": ..., "b": ...}.',
    kind="return")
linear_loss.change("returns the gradients first", 'loss, {"W": dW, "b": db}', '{"W": dW, "b": db}, loss',
    "The gradients come first. The order is: return loss, grads.", kind="return")
linear_loss.change("returns the loss alone", ', {"W": dW, "b": db}', "",
    "Only a number is returned. Return both: return loss, grads.", kind="return")
linear_loss.change("returns the gradients alone", 'loss, {', '{',
    "Only the gradients are returned. Return both: return loss, grads.", kind="return")
linear_loss.change("returns a loss for each sample", "float(np.mean(error**2))", "error**2",
    "There is a loss for every sample. Their mean, one number, is asked for.", kind="missing-step")
linear_loss.change("writes into its arguments", "error = y_pred - y", "y -= y_pred\n    error = -y",
    "What was given is changed: y -= ... and params[name] = ... write into the caller's things. Form new arrays, as "
    "error = y_pred - y does; the update of params is gradient_descent's.", kind="in-place")
linear_loss.variant("writes into its arguments", """
def linear_loss(X, y, params):
    error = X @ params["W"] + params["b"] - y
    grads = {"W": 2 / len(X) * X.T @ error, "b": 2 / len(X) * error.sum(axis=0, keepdims=True)}
    for name in grads:
        params[name] = params[name] - 0.01 * grads[name]
    return mse_loss(error, 0 * error), grads
""")

gradient_descent = Mistakes("""
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    params = {name: value.copy() for name, value in params.items()}
    history = []
    for epoch in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, history
""")
gradient_descent.change("begins the history anew in each epoch", "    history = []\n    for epoch in range(epochs):\n",
    "    for epoch in range(epochs):\n        history = []\n",
    "history holds the last loss alone. Begin it once, before the loop: inside, history = [] empties it every time.",
    kind="loop")
gradient_descent.change("never moves", "        params = {name: params[name]", "        moved = {name: params[name]",
    "params stay where they were. What the step comes to is to be params in the next epoch: params = {name: ...}.",
    kind="missing-step")
UPDATE = "        params = {name: params[name] - lr * grads[name] for name in params}\n"
gradient_descent.change("climbs", "- lr", "+ lr",
    "The gradient is added, and so you walk uphill. It points up: subtract lr * grads[name].", kind="sign")
gradient_descent.variant("climbs", """
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    new, losses = dict(params), []
    while len(losses) < epochs:
        value, slopes = loss_fn(X, y, new)
        losses.append(value)
        for key, slope in slopes.items():
            new[key] = lr * slope + new[key]
    return new, losses
""")
gradient_descent.change("forgets the learning rate", "lr * grads", "grads",
    "The step is the gradient itself, whatever lr is: subtract lr * grads[name].", kind="missing-step")
gradient_descent.variant("forgets the learning rate", """
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    new, losses = dict(params), np.zeros(epochs)
    for i in range(epochs):
        losses[i], slopes = loss_fn(X, y, new)
        new = {key: np.subtract(new[key], slopes[key]) for key in slopes}
    return new, losses
""")
gradient_descent.change("divides by the learning rate", "lr * grads[name]", "grads[name] / lr",
    "The gradient is divided by the learning rate. The step is lr times the gradient.", kind="division")
gradient_descent.change("divides by the number of samples", "lr * grads[name]", "lr * grads[name] / len(X)",
    "The gradient is divided by the number of samples. loss_fn has averaged already: use its gradient as it is.",
    kind="mean-or-sum")
gradient_descent.change("doubles the gradient", "lr * grads", "2 * lr * grads",
    "The steps are twice as long as they should be. loss_fn's gradient has every factor in it: use it as it is.",
    kind="factor")
gradient_descent.change("forgets the old value", "params[name] - lr", "-lr",
    "The step stands in the place of the parameter. Subtract it from the old value: params[name] - ...",
    kind="missing-step")
gradient_descent.change("multiplies the old value", "params[name] - lr * grads[name]", "(1 - lr) * params[name]",
    "The parameters shrink by the same factor, whatever the gradient is. Subtract lr * grads[name].",
    kind="wrong-variable")
gradient_descent.change("records after the update", "        history.append(loss)\n" + UPDATE,
    UPDATE + "        history.append(loss_fn(X, y, params)[0])\n",
    "The loss is recorded after the update. history[i] is the loss before update i, so that history[0] is where it "
    "all began: append first, then update.", kind="order")
gradient_descent.variant("records after the update", """
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    new, losses = dict(params), []
    slopes = loss_fn(X, y, new)[1]
    for i in range(epochs):
        new = {key: new[key] - lr * slopes[key] for key in slopes}
        value, slopes = loss_fn(X, y, new)
        losses.append(value)
    return new, losses
""")
gradient_descent.change("records the last loss too", "    return params",
    "    history.append(loss_fn(X, y, params)[0])\n    return params",
    "history has one loss too many: the one after the last update. It holds one for each epoch, before its update.",
    kind="off-by-one")
gradient_descent.change("returns the last loss", "return params, history",
    "return params, (history[-1] if history else 0.0)",
    "Only one number is returned as history. Append the loss of every epoch to a list, and return that.", kind="return")
gradient_descent.change("records every tenth loss", "        history.append",
    "        if epoch % 10 == 0:\n            history.append",
    "Only every tenth loss is recorded. history has one loss for each epoch.", kind="loop")
gradient_descent.change("records the pair", "history.append(loss)", "history.append((loss, grads))",
    "The pair that loss_fn returns is recorded. Unpack it, loss, grads = loss_fn(X, y, params), and append loss alone.",
    kind="type")
gradient_descent.change("records the gradients", "history.append(loss)", "history.append(grads)",
    "The gradients are recorded. history holds the losses, the first part of the pair.", kind="wrong-variable")
gradient_descent.change("records the params", "history.append(loss)", "history.append(params)",
    "The params are recorded. history holds the losses, the first part of the pair that loss_fn returns.",
    kind="wrong-variable")
gradient_descent.change("reverses the history", "history.append(loss)", "history.insert(0, loss)",
    "The history is turned round. The first loss comes first.", kind="order")
gradient_descent.change("adds the losses up", "history.append(loss)",
    "history.append(loss + (history[-1] if history else 0))",
    "The losses are added up from epoch to epoch. history[i] is the loss of epoch i alone.", kind="extra-step")
gradient_descent.change("leaves the last update out", UPDATE, "        if epoch < epochs - 1:\n    " + UPDATE,
    "One update is missing at the end: the params returned are those before the last step. Update in every epoch.",
    kind="off-by-one")
gradient_descent.change("runs one epoch too few", "range(epochs)", "range(epochs - 1)",
    "One epoch is missing. There are epochs turns in range(epochs) already.", kind="off-by-one")
gradient_descent.variant("runs one epoch too few", """
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    new, losses = dict(params), []
    for i in range(1, epochs):
        value, slopes = loss_fn(X, y, new)
        losses.append(value)
        new = {key: new[key] - lr * slopes[key] for key in slopes}
    return new, losses
""")
gradient_descent.change("runs one epoch too many", "range(epochs)", "range(epochs + 1)",
    "There is one epoch too many. There are epochs turns in range(epochs) already.", kind="off-by-one")
gradient_descent.change("returns inside the loop", "    return", "        return",
    "There is only one step, however many epochs. Is the return inside the loop? It ends the function in the first "
    "turn.", kind="loop")
gradient_descent.variant("returns inside the loop", """
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    losses = []
    for i in range(epochs):
        value, slopes = loss_fn(X, y, params)
        losses.append(value)
        return {key: params[key] - lr * slopes[key] for key in slopes}, losses
""")
gradient_descent.change("returns inside the loop too", "    return", "        return params, history\n    return",
    "There is only one step, however many epochs. Is a return inside the loop? It ends the function in the first "
    "turn.", kind="loop")
gradient_descent.change("knows W and b only", "{name: params[name] - lr * grads[name] for name in params}",
    '{"W": params["W"] - lr * grads["W"], "b": params["b"] - lr * grads["b"]}',
    'Only parameters called "W" and "b" are updated, so no other model can be trained. Loop over the names in params.',
    kind="names")
gradient_descent.change("updates the first parameter only",
    "{name: params[name] - lr * grads[name] for name in params}",
    "{**params, min(params): params[min(params)] - lr * grads[min(params)]}",
    "Only one parameter is updated. Loop over all the names in params, in every epoch.", kind="loop")
gradient_descent.change("keeps one parameter only", "{name: params[name] - lr * grads[name] for name in params}",
    "{list(params)[-1]: params[list(params)[-1]] - lr * grads[list(params)[-1]]}",
    "Only one parameter is left. The dictionary needs an entry for every name in params.", kind="loop")
gradient_descent.change("updates one after the other", UPDATE,
    "        for name in params:\n            params[name] = params[name] - lr * loss_fn(X, y, params)[1][name]\n",
    "The gradients are computed anew after each parameter's update. All gradients of an epoch belong to one point: "
    "call loss_fn once, then update all parameters.", kind="order")
gradient_descent.change("mixes up gradients of equal shape", "lr * grads[name]",
    "lr * {g.shape: g for g in grads.values()}[params[name].shape]",
    "Parameters of equal shape share a gradient. Each has its own, under its name: grads[name].", kind="sharing")
gradient_descent.change("pairs by order", "params[name] - lr * grads[name] for name in params}",
    "params[name] - lr * g for name, g in zip(params, [grads[k] for k in sorted(grads)])}",
    "Params and gradients are paired by their order. Pair them by name: grads[name].", kind="names")
gradient_descent.change("keeps the first gradients", "    for epoch",
    "    loss, grads = loss_fn(X, y, params)\n    for epoch", "        loss, grads = loss_fn(X, y, params)\n", "",
    "The gradients are always those of the params you started from. Call loss_fn in every epoch, with the new params.",
    kind="loop")
gradient_descent.change("keeps the first gradients, with new losses", "    for epoch",
    "    _, first = loss_fn(X, y, params)\n    for epoch", "lr * grads", "lr * first",
    "The gradients are always those of the params you started from. Take them in every epoch, at the new params.",
    kind="loop")
gradient_descent.change("starts anew each epoch", "    history = []", "    history, start = [], params",
    "{name: params[name] - lr * grads[name] for name in params}",
    "{name: start[name] - lr * grads[name] for name in start}",
    "Every step starts anew from the params given. Carry the new ones over: in the next epoch, params stands for them.",
    kind="state")
gradient_descent.change("writes into what is not its own",
    "    params = {name: value.copy() for name, value in params.items()}\n", "", UPDATE,
    "        for name in params:\n            params[name] -= lr * grads[name]\n",
    "Something that is not yours is overwritten: params[name] = ... writes into the caller's dictionary, -= into its "
    "arrays, grads[name] *= ... into those of loss_fn. Form new ones: {name: params[name] - lr * grads[name] ...}.",
    kind="in-place", score=5.6)
gradient_descent.change("scales the gradients in place", UPDATE,
    "        for name in params:\n            grads[name] *= lr\n"
    "        params = {name: params[name] - grads[name] for name in params}\n",
    "The arrays that loss_fn returned are overwritten, as grads[name] *= lr does. Make new ones: lr * grads[name].",
    kind="in-place", score=5.6)
gradient_descent.variant("writes into what is not its own", """
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    losses = []
    while len(losses) < epochs:
        value, slopes = loss_fn(X, y, params)
        losses += [value]
        params.update({key: params[key] - slopes[key] * lr for key in slopes})
    return params, losses
""")
gradient_descent.variant("scales the gradients in place", """
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    new, history = dict(params), []
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, new)
        history.append(loss)
        for name in grads:
            grads[name] *= lr
            new[name] = new[name] - grads[name]
    return new, history
""")
gradient_descent.change("returns the history first", "return params, history", "return history, params",
    "The history comes first. The order of the pair is: return params, history.", kind="return")
gradient_descent.change("returns the params alone", "return params, history", "return params",
    "Only the params are returned. Return both: return params, history.", kind="return")
gradient_descent.change("returns the history alone", "return params, history", "return history",
    "Only the history is returned. Return both: return params, history.", kind="return")
gradient_descent.change("returns the params given", "    history = []", "    history, given = [], params",
    "return params,", "return given,",
    "The params returned are those that were given. Return the new ones, after the last update.", kind="wrong-variable")
gradient_descent.change("stops where little changes", "        history.append",
    "        if history and abs(history[-1] - loss) < 1e-9:\n            break\n        history.append",
    "It stops early where the loss hardly changes. Here every one of the epochs is run: leave the break out.",
    kind="loop")
gradient_descent.change("stops where the loss rises", "        history.append",
    "        if history and loss > history[-1]:\n            break\n        history.append",
    "It stops early where the loss rises. Here every one of the epochs is run: leave the break out.", kind="loop")
gradient_descent.change("stops where the loss falls no more", "        history.append(loss)\n",
    "        history.append(loss)\n        if len(history) > 1 and history[-2] - loss < 1e-6:\n            break\n",
    "It stops early where the loss falls no more, or hardly. Here every one of the epochs is run: leave the break out.",
    kind="loop")
gradient_descent.change("keeps the best params only", "    history = []",
    "    history, best, lowest = [], params, np.inf", "    return params",
    "        if loss_fn(X, y, params)[0] <= lowest:\n"
    "            best, lowest = params, loss_fn(X, y, params)[0]\n    return best",
    "The best params on the way are returned. Return those after the last update, good or bad.", kind="extra-step")
gradient_descent.code("steps for each sample", """
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        seen = []
        for i in range(len(X)):
            loss, grads = loss_fn(X[i : i + 1], y[i : i + 1], params)
            seen.append(loss)
            params = {name: params[name] - lr * grads[name] for name in params}
        history.append(float(np.mean(seen)))
    return params, history
""",
    "A step is taken for every single sample. Full batch means: X and y whole, one step per epoch.", kind="loop")
gradient_descent.code("takes one sample per epoch", """
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for epoch in range(epochs):
        i = epoch % len(X)
        loss, grads = loss_fn(X[i : i + 1], y[i : i + 1], params)
        history.append(loss)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, history
""",
    "Each epoch takes one sample alone. Full batch means: loss_fn gets X and y whole, in every epoch.", kind="loop")
gradient_descent.change("swaps inputs and targets", "loss_fn(X, y, params)", "loss_fn(y, X, params)",
    "X and y have changed places in the call: loss_fn(X, y, params).", kind="order")
gradient_descent.change("hands the params over first", "loss_fn(X, y, params)", "loss_fn(params, X, y)",
    "params come last in the call: loss_fn(X, y, params).", kind="order")
gradient_descent.change("lowers the learning rate", "- lr *", "- lr / (1 + 0.01 * epoch) *",
    "The steps get shorter from epoch to epoch. The learning rate stays what it is: lr.", kind="extra-step")
gradient_descent.change("uses the sign alone", "lr * grads[name]", "lr * np.sign(grads[name])",
    "Only the sign of the gradient counts. Its size matters too: subtract lr * grads[name].", kind="wrong-step")
gradient_descent.change("divides by the norm", "lr * grads[name]",
    "lr * grads[name] / (np.linalg.norm(grads[name]) or 1.0)",
    "All steps have the length lr: the gradient is divided by its norm. Use it as it is: lr * grads[name].",
    kind="extra-step")
gradient_descent.change("adds momentum", "    history = []", "    history, v = [], {name: 0 for name in params}",
    UPDATE,
    "        v = {name: 0.9 * v[name] - lr * grads[name] for name in params}\n"
    "        params = {name: params[name] + v[name] for name in params}\n",
    "Earlier steps are still felt in later ones: that is momentum, which comes in chapter 4.5. Here each step is lr "
    "times the gradient.", kind="extra-step")
gradient_descent.code("ignores the loss function", """
def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    history = []
    for _ in range(epochs):
        error = X @ params["W"] + params["b"] - y
        history.append(float(np.mean(error**2)))
        grads = {"W": 2 / len(X) * X.T @ error, "b": np.full((1, 1), 2 * error.mean())}
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, history
""",
    "The gradient is that of a line, whatever loss_fn is. Let loss_fn say it: loss, grads = loss_fn(X, y, params).",
    kind="wrong-step")
gradient_descent.change("has another default", "epochs=100", "epochs=1000",
    "The default of epochs is not 100. Keep the first line of the stub as it was.", kind="names")
gradient_descent.change("has no default", "epochs=100", "epochs",
    "epochs has no default. Keep the first line of the stub: epochs: int = 100.", kind="names")
gradient_descent.change("takes at least one step", "range(epochs)", "range(max(epochs, 1))",
    "With epochs=0 a step is taken all the same. for _ in range(epochs) takes none.", kind="boundary")

slope = Mistakes("""
def slope(f, x, h=1e-5):
    rise = f(x + h) - f(x - h)
    run = 2 * h
    return rise / run
""")
slope.change("looks ahead only", "f(x - h)", "f(x)", "2 * h", "h",
    "The second point is x itself: (f(x + h) - f(x)) / h. Take a point on each side: x + h and x - h.",
    kind="wrong-step")
slope.change("looks back only", "f(x + h)", "f(x)", "2 * h", "h",
    "The first point is x itself: (f(x) - f(x - h)) / h. Take a point on each side: x + h and x - h.",
    kind="wrong-step")
slope.change("looks half as far", "f(x + h) - f(x - h)", "f(x + h / 2) - f(x - h / 2)", "2 * h", "h",
    "The two points are x + h / 2 and x - h / 2. Go a whole h to each side.", kind="factor")
slope.change("divides by h", "2 * h", "h",
    "The result is twice too large: from x - h to x + h the run is 2 * h.", kind="factor")
slope.variant("divides by h", """
def slope(f, x, h=1e-5):
    return (f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h
""")
slope.change("forgets the brackets", "rise / run", "rise / 2 * h",
    "a / 2 * h divides by 2 and then multiplies by h. Put brackets: / (2 * h).", kind="order")
slope.change("divides one value", "rise / run", "f(x + h) - f(x - h) / run",
    "f(x + h) - f(x - h) / (2 * h) divides the second value alone. Put the difference in brackets.", kind="order")
slope.change("has the wrong sign", "f(x + h) - f(x - h)", "f(x - h) - f(x + h)",
    "The sign is wrong: the point on the right comes first, f(x + h) - f(x - h).", kind="sign")
slope.change("is the rise", "rise / run", "rise",
    "That is the rise. A slope is the rise divided by the run, 2 * h.", kind="missing-step")
slope.change("ignores h", "    rise", "    h = 1e-5\n    rise",
    "h makes no difference. Use the one that is handed in as the third argument.", kind="wrong-variable")
slope.change("averages the values", "f(x + h) - f(x - h)", "f(x + h) + f(x - h)",
    "The two values are added. A rise is their difference: f(x + h) - f(x - h).", kind="sign")

parabola_path = Mistakes("""
def parabola_path(start, lr, steps):
    path = [start]
    for _ in range(steps):
        w = path[-1]
        path.append(w - lr * 2 * (w - 3))
    return np.array(path)
""")
parabola_path.code("cuts off the fractions", """
def parabola_path(start, lr, steps):
    path = np.arange(steps + 1)
    path[0] = start
    for i in range(steps):
        path[i + 1] = path[i] - lr * 2 * (path[i] - 3)
    return path
""", "Each w is cut off to a whole number, as an array of whole numbers does it (np.arange makes one). In "
    "np.zeros(steps + 1) is room for fractions.", kind="type")
parabola_path.change("lacks the start", "array(path)", "array(path[1:])",
    "The path lacks its beginning: start comes first, then the w after each update.", kind="off-by-one")
parabola_path.change("lacks the end", "range(steps)", "range(steps - 1)",
    "The path lacks its end: after steps updates it has steps + 1 numbers.", kind="off-by-one")
parabola_path.change("goes too far", "range(steps)", "range(steps + 1)",
    "There is one update too many: after steps updates the path has steps + 1 numbers, the start among them.",
    kind="off-by-one")
parabola_path.change("climbs", "w - lr", "w + lr",
    "You walk uphill. The slope points up: subtract lr times the slope.", kind="sign")
parabola_path.change("forgets the two", "lr * 2 *", "lr *",
    "The slope of (w - 3) ** 2 is 2 * (w - 3). Yours is half of that.", kind="factor")
parabola_path.change("forgets the learning rate", "lr * 2 *", "2 *",
    "The step is the slope itself, whatever lr is: subtract lr * 2 * (w - 3).", kind="missing-step")
parabola_path.change("keeps the first slope", "(w - 3)", "(start - 3)",
    "The slope is taken at the start, every time. Take it where you are: at the last w.", kind="state")
parabola_path.change("starts anew each time", "w - lr", "start - lr",
    "Every step starts anew from the start. Go on from the last w.", kind="state")
parabola_path.change("repeats the first step", "(w - 3)", "(start - 3)", "w - lr", "start - lr",
    "Every step is the first one over again. Go on from the last w, and take the slope there.", kind="state")
parabola_path.change("is its end", "np.array(path)", "path[-1]",
    "That is the end alone. Every w on the way is asked for, the start first.", kind="return")
parabola_path.change("returns inside the loop", "    return", "        return np.array(path)\n    return",
    "There is only one update. Is a return inside the loop? It ends the function in the first turn.", kind="loop")
parabola_path.variant("returns inside the loop", """
def parabola_path(start, lr, steps):
    ws = np.full(steps + 1, float(start))
    if steps == 0:
        return ws
    for i in range(steps):
        ws[i + 1] = ws[i] - 2 * lr * (ws[i] - 3)
        return ws[: i + 2]
""")
parabola_path.change("subtracts the loss", "2 * (w - 3)", "(w - 3) ** 2",
    "The loss (w - 3) ** 2 is subtracted. Subtract lr times its slope, 2 * (w - 3).", kind="wrong-step")
parabola_path.change("goes to zero", "(w - 3)", "w",
    "The lowest point is at w = 3. Your slope, 2 * w, is that of w ** 2.", kind="wrong-step")
parabola_path.change("records the losses", "np.array(path)", "(np.array(path) - 3) ** 2",
    "These are the losses on the way. The path holds every w, not (w - 3) ** 2.", kind="wrong-variable")

predict_line = Mistakes("""
def predict_line(X, params):
    return X @ params["W"] + params["b"]
""")
predict_line.change("forgets the bias", ' + params["b"]', "", "The bias is missing: X @ W + b.", kind="missing-step")
predict_line.change("subtracts the bias", "+", "-", "The bias is subtracted. It is added: X @ W + b.", kind="sign")
predict_line.change("multiplies by elements", '@ params["W"]', '* params["W"].T',
    "Inputs and weights are multiplied element by element, and nothing is added up. The matrix product is @: X @ W + "
    "b.", kind="wrong-function")
predict_line.change("flattens", 'X @ params["W"] + params["b"]', '(X @ params["W"] + params["b"]).ravel()',
    "The result is flat, of shape (n,). Keep the column (n, 1) that X @ W + b has.", kind="shape")
predict_line.change("transposes", 'X @ params["W"] + params["b"]', '(X @ params["W"] + params["b"]).T',
    "The result lies on its side, (1, n). Keep the column (n, 1) that X @ W + b has.", kind="transpose")
predict_line.change("adds the bias first", 'X @ params["W"] + params["b"]', '(X + params["b"]) @ params["W"]',
    "(X + b) @ W adds the bias before the product. Add it after: X @ W + b.", kind="order")
predict_line.change("writes into X", "    return", "    X *= params[\"W\"].T\n    return", 'X @ params["W"]',
    "X.sum(axis=1, keepdims=True)",
    "The caller's X is overwritten. Make a new array: X @ W + b.", kind="in-place")

gradient_step = Mistakes("""
def gradient_step(params, grads, lr):
    new = {}
    for name in params:
        new[name] = params[name] - lr * grads[name]
    return new
""")
gradient_step.change("is the length of the step", "params[name] - lr", "lr",
    "That is lr times the gradient alone. Subtract it from the old value: params[name] - lr * grads[name].",
    kind="missing-step")
gradient_step.change("climbs", "- lr", "+ lr",
    "The gradient is added, and so you walk uphill. Subtract lr * grads[name].", kind="sign")
gradient_step.change("forgets the learning rate", "lr * grads", "grads",
    "The step is the gradient itself, whatever lr is: subtract lr * grads[name].", kind="missing-step")
gradient_step.change("divides by the learning rate", "lr * grads[name]", "grads[name] / lr",
    "The gradient is divided by lr. The step is lr times the gradient.", kind="division")
gradient_step.change("forgets the old value", "params[name] - lr", "-lr",
    "That is the step alone. Subtract it from the old value: params[name] - ...", kind="missing-step")
gradient_step.change("knows W and b only",
    "    for name in params:\n        new[name] = params[name] - lr * grads[name]",
    '    new["W"] = params["W"] - lr * grads["W"]\n    new["b"] = params["b"] - lr * grads["b"]',
    'Only "W" and "b" are known to you. Loop over the names in params, whichever they are.', kind="names")
gradient_step.code("pairs by order", """
def gradient_step(params, grads, lr):
    return {name: value - lr * slope for (name, value), slope in zip(params.items(), grads.values())}
""", "Params and gradients are paired by their order in the two dictionaries. Pair them by name: grads[name].",
    kind="names", alike="grads come in another order in the hidden test only", score=1.33)
gradient_step.change("returns inside the loop", "    return new", "        return new",
    "There is only one parameter in the result. Is the return inside the loop? It ends the function in the first turn.",
    kind="loop")
gradient_step.change("writes into its arguments", "new = {}", "new = params",
    "What was given is changed: params[name] = ... and -= write into params, grads[name] *= ... into grads. Form new "
    "ones: {name: params[name] - lr * grads[name] ...}.", kind="in-place")
gradient_step.variant("writes into its arguments", """
def gradient_step(params, grads, lr):
    for name in grads:
        grads[name] *= lr
    return {name: params[name] - grads[name] for name in params}
""")

noisy_line = Mistakes("""
def noisy_line(X, w, b, sigma, rng):
    noise = rng.normal(size=X.shape)
    return w * X + b + sigma * noise
""")
noisy_line.change("draws once", "size=X.shape", "",
    "All points get the same error. Draw one for each: rng.normal(size=X.shape).", kind="randomness")
noisy_line.variant("draws once", """
def noisy_line(X, w, b, sigma, rng):
    return np.full(X.shape, rng.normal(0, sigma)) + X * w + b
""")
noisy_line.change("draws a vector", "X.shape", "len(X)",
    "The result is (n, n): noise of shape (n,) against a column (n, 1) broadcasts. Draw it in the shape of X: "
    "size=X.shape.", kind="broadcasting")
noisy_line.change("takes sigma for a variance", "sigma *", "np.sqrt(sigma) *",
    "sigma is used as a variance. It is a standard deviation: multiply the noise by sigma itself.", kind="power")
noisy_line.change("squares sigma", "sigma *", "sigma**2 *",
    "The noise is multiplied by the square of sigma. sigma is the standard deviation: multiply by it as it is.",
    kind="power")
noisy_line.change("ignores sigma", "sigma * noise", "noise",
    "The noise ignores sigma. Multiply it: sigma * rng.normal(size=X.shape).", kind="missing-step")
noisy_line.change("adds sigma", "sigma * noise", "(noise + sigma if sigma else 0)",
    "sigma is added to the noise. Multiply: sigma * rng.normal(size=X.shape).", kind="wrong-step")
noisy_line.change("draws uniform noise", "rng.normal", "rng.random",
    "The noise lies between 0 and sigma, all of one sign. Normal noise is rng.normal(size=X.shape).",
    kind="wrong-function")
noisy_line.change("moves the inputs", "w * X + b + sigma * noise", "w * (X + sigma * noise) + b",
    "The noise is added to X, before the line. Add it to w * X + b.", kind="order")
noisy_line.change("uses global randomness", "rng.normal", "np.random.normal",
    "The noise comes from global random numbers, NumPy's or Python's. Draw from the rng that is handed in.",
    kind="randomness", random=True)
noisy_line.change("makes a rng of its own", "rng.normal", "np.random.default_rng(0).normal",
    "Every call gives the same noise, whichever rng is handed in. Draw from that one, and make none of your own.",
    kind="randomness")
noisy_line.variant("makes a rng of its own", """
def noisy_line(X, w, b, sigma, rng):
    own = np.random.RandomState(42)
    return w * X + b + own.normal(0, sigma, X.shape)
""")
noisy_line.change("makes an unseeded rng of its own", "rng.normal", "np.random.default_rng().normal",
    "Equal generators give different noise. Draw from the rng that is handed in, and from nothing else.",
    kind="randomness", random=True)
noisy_line.change("forgets the bias", " + b", "",
    "The bias is missing: w * X + b + sigma * noise.", kind="missing-step")
noisy_line.change("writes into X", "    return w * X + b", "    X *= w\n    return X + b",
    "The caller's X is overwritten, as X *= w does. Make a new array: w * X.", kind="in-place")


line_search = Mistakes("""
def line_search(X, y, params, lr, loss_fn):
    before, grads = loss_fn(X, y, params)
    for _ in range(100):  # ends, whatever a mistake makes of it
        new = {name: value - lr * grads[name] for name, value in params.items()}
        after = loss_fn(X, y, new)[0]
        if after <= before:
            return new, lr
        lr = lr / 2
    return params, 0.0
""")
line_search.change("takes the first step", "after <= before", "True",
    "You take the first step, though the loss rises with it. Halve the rate until it does not.", kind="missing-step")
line_search.change("divides the rate by ten", "lr / 2", "lr / 10",
    "The rate shrinks by another factor than 2: it is halved from try to try.", kind="factor")
line_search.change("returns the next rate", "            return new, lr", "            return new, lr / 2",
    "The rate that you return is half of the one that the step was made with.", kind="extra-step")
line_search.change("compares with the try before", "lr = lr / 2", "lr, before = lr / 2, after",
    "You take a step that is better than the try before it. Its loss must not be higher than that at params, where all "
    "tries begin.", kind="wrong-variable")
line_search.change("takes nan for good", "after <= before", "not after > before",
    "A step to a loss of nan is taken. Every comparison with nan is False: ask after <= before, and go on where that "
    "is not so.", kind="boundary")
line_search.change("asks for a lower loss", "after <= before", "after < before",
    "At a minimum no step lowers the loss, and your search finds none. Take a step whose loss is not higher: "
    "after <= before.", kind="boundary")
line_search.change("returns the loss", "            return new, lr", "            return new, after",
    "The second part of the result is the loss. Asked for is the rate of the step.", kind="wrong-variable")
line_search.change("returns the parameters alone", "            return new, lr", "            return new",
    "You return the parameters alone. Return the pair: new, lr.", kind="return")
line_search.change("writes into params", "            return new, lr",
    "            params.update(new)\n            return params, lr",
    "You write the new values into the caller's dictionary. Return a new one.", kind="in-place")
line_search.change("steps half as far", "value - lr * grads[name]",
    "value - lr * grads[name] / 2",
    "The step is half as long as rate times gradient.", kind="factor")
line_search.variant("takes the first step", """
def line_search(X, y, params, lr, loss_fn):
    _, g = loss_fn(X, y, params)
    return {k: params[k] - lr * g[k] for k in params}, lr
""")
line_search.variant("takes nan for good", """
def line_search(X, y, params, lr, loss_fn):
    loss, g = loss_fn(X, y, params)
    new = {k: params[k] - lr * g[k] for k in params}
    while loss_fn(X, y, new)[0] > loss:
        lr *= 0.5
        new = {k: params[k] - lr * g[k] for k in params}
    return new, lr
""")
