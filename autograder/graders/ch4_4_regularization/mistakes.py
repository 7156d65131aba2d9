"""The mistakes of chapter 4.4, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

l2_regularization = Mistakes("""
def l2_regularization(W, lambda_):
    penalty = float(lambda_ * (W**2).sum())
    grad = 2 * lambda_ * W
    return penalty, grad
""")
for slug, kind, *edits in (
    ("halves penalty and gradient", "factor", "(W**2).sum()", "(W**2).sum() / 2", "2 * lambda_", "lambda_",
     "Penalty and gradient are halved, as in texts that write lambda / 2. Here it is lambda_ * sum(W ** 2), and its "
     "gradient 2 * lambda_ * W."),
    ("forgets the two", "factor", "2 * lambda_ * W", "lambda_ * W",
     "The factor 2 is missing in the gradient: the slope of lambda_ * w ** 2 is 2 * lambda_ * w."),
    ("halves only the penalty", "factor", "(W**2).sum()", "(W**2).sum() / 2",
     "The penalty is halved but its gradient is not, so they do not belong together. There is no 1/2 in either."),
    ("takes the mean", "mean-or-sum", ".sum()", ".mean()",
     "The penalty is the mean of the squares. It is their sum: (W ** 2).sum(), not .mean()."),
    ("takes the mean in both", "mean-or-sum", ".sum()", ".mean()", "2 * lambda_ * W", "2 * lambda_ * W / W.size",
     "Penalty and gradient belong to the mean of the squares. The penalty is their sum: divide neither by W.size."),
    ("divides by the rows", "mean-or-sum", ".sum())", ".sum() / len(W))", "2 * lambda_ * W", "2 * lambda_ * W / len(W)",
     "Penalty and gradient are divided by the number of rows. The penalty is not a mean over anything."),
    ("divides by twice the rows", "mean-or-sum", ".sum())", ".sum() / (2 * len(W)))", "2 * lambda_ * W",
     "lambda_ * W / len(W)",
     "You write lambda / 2m, with m the number of rows. Here the penalty is lambda_ * sum(W ** 2), and its gradient "
     "2 * lambda_ * W."),
    ("takes the norm", "power", "(W**2).sum()", "np.sqrt((W**2).sum())",
     "The penalty is made of the root of the sum, the norm of W. It is the sum of the squares itself."),
    ("takes the spectral norm", "wrong-function", "(W**2).sum()", "np.linalg.norm(W, 2) ** 2",
     "The penalty is made of another norm, the largest stretch of the matrix, as by np.linalg.norm(W, 2). Add up all "
     "squares: (W ** 2).sum()."),
    ("takes the spectral norm in any shape", "wrong-function", "(W**2).sum()",
     "np.linalg.norm(W.reshape(len(W), -1), 2) ** 2",
     "The penalty is made of another norm, the largest stretch of the matrix, as by np.linalg.norm(W, 2). Add up all "
     "squares: (W ** 2).sum()."),
    ("charges absolute values", "power", "(W**2).sum()", "np.abs(W).sum()", "2 * lambda_ * W", "lambda_ * np.sign(W)",
     "You add up absolute values, which is called L1. L2 squares the weights: (W ** 2).sum(), with the gradient "
     "2 * lambda_ * W."),
    ("squares the sum", "order", "(W**2).sum()", "W.sum() ** 2",
     "You square the sum of the weights. Square each first, then add: (W ** 2).sum()."),
    ("multiplies W by itself", "wrong-function", "(W**2).sum()",
     "(W.reshape(len(W), -1) @ W.reshape(len(W), -1).T).sum()",
     "The penalty is the sum of a matrix product of W with itself. Square each weight by itself: (W ** 2).sum()."),
    ("forgets lambda in the gradient", "missing-step", "2 * lambda_ * W", "2 * W",
     "lambda_ is missing in the gradient: it is 2 * lambda_ * W."),
    ("forgets lambda in the penalty", "missing-step", "lambda_ * (W**2)", "(W**2)",
     "lambda_ is missing in the penalty: it is lambda_ times the sum of the squares."),
    ("squares lambda", "power", "lambda_ * (W**2)", "(lambda_ * W**2) * lambda_",
     "lambda_ counts twice in the penalty. It is lambda_ times the sum of the squares of W."),
    ("sums along one axis", "axis", "float(lambda_ * (W**2).sum())", "lambda_ * (W**2).sum(axis=0)",
     "The penalty is an array, a sum along one axis only. Name no axis: (W ** 2).sum() adds up everything."),
    ("sums the gradient", "wrong-step", "2 * lambda_ * W", "float((2 * lambda_ * W).sum())",
     "The gradient is a single number. Each weight has a slope of its own: do not sum."),
    ("returns only the penalty", "return", "return penalty, grad", "return penalty",
     "You return only the penalty. The gradient belongs to it: return penalty, grad."),
    ("returns only the gradient", "return", "return penalty, grad", "return grad",
     "You return only the gradient. The penalty comes first: return penalty, grad."),
    ("swaps the pair", "return", "return penalty, grad", "return grad, penalty",
     "The pair is in the wrong order. The penalty comes first: return penalty, grad."),
    ("turns the sign around", "sign", "2 * lambda_ * W", "-2 * lambda_ * W",
     "The sign of the gradient is turned around: the penalty grows with the weights."),
    ("returns decayed weights", "extra-step", "2 * lambda_ * W", "W - 2 * lambda_ * W",
     "You return weights that have taken a step. Return the gradient, 2 * lambda_ * W: steps are taken elsewhere."),
    ("works in place", "in-place", "    return", "    W[...] = grad\n    return",
     "The caller's W is changed. Make a new array: grad = 2 * lambda_ * W."),
):  # fmt: skip
    l2_regularization.change(slug, *edits, kind=kind)
l2_regularization.change(
    "needs two axes", "    penalty", "    rows, columns = W.shape\n    penalty",
    "W must have two axes, rows and columns, in your function. Any shape is allowed: (W ** 2).sum().",
    kind="shape", score=2.4,
)  # fmt: skip
l2_regularization.variant(
    "takes the mean",
    """
def l2_regularization(W, lambda_):
    total = 0.0
    for w in W.ravel():
        total += w * w
    return lambda_ * total / W.size, 2 * lambda_ * W
""",
)
l2_regularization.variant(
    "forgets the two",
    """
def l2_regularization(W, lambda_):
    return lambda_ * np.linalg.norm(W) ** 2, np.multiply(lambda_, W)
""",
)

regularized_loss = Mistakes("""
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    new = dict(grads)
    for name, W in params.items():
        if not name.startswith("b"):
            penalty = lambda_ * float((W**2).sum())
            slope = 2 * lambda_ * W
            loss += penalty
            new[name] = grads[name] + slope
    return loss, new
""")
CHOSEN = 'not name.startswith("b")'
for slug, kind, *edits in (
    ("charges for biases", "boundary", CHOSEN, "True",
     'You charge for the biases too. Leave out every name that begins with "b": if not name.startswith("b").'),
    ("charges for biases only", "boundary", CHOSEN, 'name.startswith("b")',
     "Only the biases are charged for. It is the other way round: names that do NOT begin with a b are weights."),
    ("charges for W1 only", "names", CHOSEN, 'name == "W1"',
     'Of all weights only "W1" is charged for. Go through all names, and charge for each that does not begin with '
     '"b".'),
    ("charges for W1 and W2 only", "names", CHOSEN, 'name in ("W1", "W2")',
     'Weights called "F" and "W" are not charged for. A model may name them as it likes: charge for every key that '
     'does not begin with "b".'),
    ("charges for names with W only", "names", CHOSEN, 'name.startswith("W")',
     'Only names with a "W" are charged for. The filters "F" of a CNN are weights too: all that do not begin with '
     '"b".'),
    ("charges for capital letters only", "names", CHOSEN, "name[0].isupper()",
     'Only names with a capital letter are charged for. "scale" is a weight too: all that do not begin with "b".'),
    ("looks for a b anywhere", "names", CHOSEN, '"b" not in name',
     'You leave out every name with a "b" anywhere in it. Only the first letter counts: name.startswith("b").'),
    ("tells biases by their shape", "shape", CHOSEN, "W.ndim >= 2 and len(W) > 1",
     "You tell biases by their shape, one row. Weights may have one row as well: ask for the first letter of the "
     "name."),
    ("forgets the gradients", "missing-step", "grads[name] + slope", "grads[name]",
     "The loss has its penalty, but the gradients do not, so training does not notice it. Add 2 * lambda_ * W to each "
     "weight's gradient."),
    ("forgets the loss", "missing-step", "            loss += penalty\n", "",
     "The gradients have their penalty, but the loss does not. Add lambda_ * sum(W ** 2) of each weight to it."),
    ("ignores lambda", "missing-step", "lambda_ * float((W**2).sum())", "float((W**2).sum())", "2 * lambda_ * W",
     "2 * W",
     "lambda_ is not used. The penalty is lambda_ * sum(W ** 2), and its slope 2 * lambda_ * W."),
    ("forgets the two in the gradients", "factor", "2 * lambda_ * W", "lambda_ * W",
     "The factor 2 is missing: add 2 * lambda_ * W to the gradient of each weight."),
    ("halves the penalty", "factor", "lambda_ * float(", "lambda_ / 2 * float(", "2 * lambda_ * W", "lambda_ * W",
     "Penalty and slope are halved, as where lambda / 2 is written. Here it is lambda_ * sum(W ** 2), and 2 * lambda_ "
     "* W."),
    ("divides the penalty by n", "mean-or-sum", "lambda_ * float((W**2).sum())",
     "lambda_ * float((W**2).sum()) / len(X)",
     "2 * lambda_ * W", "2 * lambda_ * W / len(X)",
     "The penalty is divided by the number of samples. It does not depend on them."),
    ("divides the penalty by twice n", "mean-or-sum", "lambda_ * float((W**2).sum())",
     "lambda_ * float((W**2).sum()) / (2 * len(X))", "2 * lambda_ * W", "lambda_ * W / len(X)",
     "You write lambda / 2m, with m the number of samples. Here the penalty is lambda_ * sum(W ** 2), however many "
     "there are, and its slope 2 * lambda_ * W."),
    ("subtracts the slopes", "sign", "+ slope", "- slope",
     "The slope of the penalty is subtracted from the gradient. Both belong to one loss, a sum: add it, and "
     "gradient_descent does the subtracting."),
    ("subtracts the penalty", "sign", "loss += penalty", "loss -= penalty", "+ slope", "- slope",
     "The penalty is subtracted. Large weights cost something: add it."),
    ("multiplies by lambda twice", "power", "loss += penalty", "loss += lambda_ * penalty", "+ slope",
     "+ lambda_ * slope",
     "lambda_ counts twice. It is in l2_regularization already: do not multiply again."),
    ("keeps the last penalty only", "loop", "            loss += penalty\n", "", "    return loss,",
     "    loss += penalty\n    return loss,",
     "The loss holds the penalty of the last weight only. Add up all of them, inside the loop."),
    ("replaces the gradients", "missing-step", "grads[name] + slope", "slope",
     "You return the slope of the penalty in place of the sum. Add it: grads[name] + slope."),
    ("replaces the loss", "missing-step", "    new = dict(grads)", "    loss, new = 0.0, dict(grads)",
     "You return the penalty in place of the loss. Add it to what loss_fn returned: loss + penalty."),
    ("leaves out the biases", "missing-step", "new = dict(grads)", "new = {}",
     "The gradients of the biases are missing. They stay as loss_fn gave them, and are returned with the others."),
    ("freezes the biases", "extra-step", "new = dict(grads)", "new = {key: 0 * value for key, value in grads.items()}",
     "The gradients of the biases are set to 0, so biases would never learn. Leave them as loss_fn gave them."),
    ("charges for the gradients", "wrong-variable", "for name, W in params.items()", "for name, W in grads.items()",
     "You charge for the gradients instead of the weights: the penalty is made of params[name], not of grads[name]."),
    ("adds norms", "power", "float((W**2).sum())", "float(np.linalg.norm(W))",
     "You take roots of the sums of squares, norms. The penalty is lambda_ times the sum of the squares itself."),
    ("charges absolute values", "power", "float((W**2).sum())", "float(np.abs(W).sum())", "2 * lambda_ * W",
     "lambda_ * np.sign(W)",
     "You add up absolute values, which is called L1. The penalty squares the weights, and its slope is 2 * lambda_ "
     "* W."),
    ("returns after the first weight", "return", "+ slope\n", "+ slope\n            return loss, new\n",
     "Only the first weight is charged for. Perhaps a return stands inside the loop: it comes after it.",),
    ("swaps loss and grads", "return", "return loss, new", "return new, loss",
     "The pair is in the wrong order. Return the loss first: return loss, grads."),
    ("returns only the loss", "return", "return loss, new", "return loss",
     "You return only the loss. gradient_descent needs both: return loss, grads."),
    ("swaps the arguments of loss_fn", "order", "loss_fn(X, y, params)", "loss_fn(y, X, params)",
     "You hand loss_fn its arguments in the wrong order. It is called as loss_fn(X, y, params)."),
    ("decays before the loss", "order", "    loss, grads = loss_fn(X, y, params)",
     '    decayed = {key: W if key.startswith("b") else (1 - 2 * lambda_) * W for key, W in params.items()}\n'
     "    return loss_fn(X, y, decayed)",
     "You make the weights decay before loss_fn sees them. Hand it params as they are: the gradient does the rest."),
):  # fmt: skip
    regularized_loss.change(slug, *edits, kind=kind)
regularized_loss.change(
    "writes into arrays of others", "new[name] = grads[name] + slope", "new[name] += slope",
    "Arrays are changed that are not yours: those of params, or those that loss_fn returned. Make new ones: "
    "grads[name] + slope.",
    kind="in-place", score=3.69,
)  # fmt: skip
regularized_loss.code("pairs the gradients by their order", """
def regularized_loss(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    new = {}
    for (name, W), grad in zip(params.items(), grads.values()):
        new[name] = grad
        if not name.startswith("b"):
            loss += lambda_ * float((W**2).sum())
            new[name] = grad + 2 * lambda_ * W
    return loss, new
""",
    "Parameters and gradients are paired by their order, which need not be the same. Take both by name: grads[name] + "
    "2 * lambda_ * params[name].",
    kind="order", score=3.69,
)  # fmt: skip
regularized_loss.variant(
    "writes into arrays of others",
    """
def regularized_loss(X, y, params, loss_fn, lambda_):
    total, grads = loss_fn(X, y, params)
    for key in params:
        if key[0] != "b":
            np.add(grads[key], 2 * lambda_ * params[key], out=grads[key])
    return total + lambda_ * sum(np.vdot(W, W) for key, W in params.items() if key[0] != "b"), grads
""",
)
regularized_loss.variant(
    "writes into arrays of others",
    """
def regularized_loss(X, y, params, loss_fn, lambda_):
    total, grads = loss_fn(X, y, params)
    new = {}
    for key, W in params.items():
        new[key] = grads[key]
        if key[0] != "b":
            total = total + lambda_ * (W**2).sum()
            W *= 2 * lambda_
            new[key] = grads[key] + W
    return total, new
""",
)

dropout = Mistakes("""
def dropout(A, p, rng, training=True):
    if p <= 0 or p > 1:
        raise ValueError("p is a probability, and not 0")
    if not training:
        return A, np.ones(A.shape)
    kept = rng.random(A.shape) < p
    mask = kept / p
    A_drop = A * mask
    return A_drop, mask
""")
for slug, kind, *edits in (
    ("takes p for the share to drop", "boundary", "< p\n", ">= p\n", "kept / p", "kept / (1 - p)",
     "p is taken for the probability to drop. Here it is the probability to KEEP: kept where rng.random(A.shape) < p, "
     "and then multiplied by 1 / p."),
    ("keeps what is above p", "boundary", "< p\n", "> p\n",
     "Elements are kept with probability 1 - p, and multiplied by 1 / p. Keep where rng.random(A.shape) is below p."),
    ("scales by one minus p", "factor", "kept / p", "kept / (1 - p)",
     "What stays is multiplied by 1 / (1 - p). p is the share that stays: multiply by 1 / p."),
    ("forgets to scale", "missing-step", "kept / p", "kept * 1.0",
     "What stays is not made larger, so the layer says less than it will without dropout. Divide the mask by p."),
    ("multiplies by p", "division", "kept / p", "kept * p",
     "You multiply by p what has to be divided by it: the mask is 1 / p where an element stays."),
    ("takes the root of p", "power", "kept / p", "kept / np.sqrt(p)",
     "What stays is divided by the root of p. The mask is 1 / p where an element stays."),
    ("scales by the share that is kept", "wrong-variable", "kept / p", "kept / max(kept.mean(), 1e-12)",
     "What stays is divided by the share that happened to be kept. The mask is 1 / p where an element stays."),
    ("scales in use", "extra-step", "return A, np.ones(A.shape)", "return A * p, p * np.ones(A.shape)",
     "Without training everything is multiplied by p. The mask has its 1 / p in training already: A stays as it is."),
    ("ignores training", "missing-step", "    if not training:\n        return A, np.ones(A.shape)\n", "",
     "You drop without training too. With training=False return A as it is, and a mask of ones."),
    ("turns training around", "boundary", "if not training", "if training",
     "training is the wrong way round: you drop when the network is used, and not in training."),
    ("does not train by default", "wrong-variable", "training=True", "training=False",
     "training is False by default. Write it into the head of the function: training=True."),
    ("drops rows", "shape", "rng.random(A.shape) < p",
     "np.ones(A.shape) * rng.random((len(A),) + (1,) * (A.ndim - 1)) < p",
     "One toss decides about a whole row. Each element gets a toss of its own: draw numbers of shape A.shape."),
    ("drops columns", "shape", "rng.random(A.shape) < p", "np.ones(A.shape) * rng.random(A.shape[-1:]) < p",
     "One toss decides about a whole column, for all samples. Each element gets a toss of its own: draw numbers of "
     "shape A.shape."),
    ("drops all or nothing", "shape", "rng.random(A.shape) < p", "np.full(A.shape, rng.random()) < p",
     "A single toss decides about all of A. Each element gets a toss of its own: draw numbers of shape A.shape."),
    ("draws from a bell curve", "wrong-function", "rng.random(A.shape) < p", "rng.standard_normal(A.shape) < p",
     "Your random numbers come from a normal distribution. Those of rng.random lie evenly between 0 and 1: a share p "
     "of them is below p."),
    ("makes its own generator", "randomness", "    kept = rng", "    rng = np.random.default_rng(0)\n    kept = rng",
     "Every call has the same mask, whatever rng is. Draw from the rng handed in."),
    ("compares A with p", "wrong-variable", "rng.random(A.shape) < p", "A > p",
     "The mask comes from the values of A. It comes from chance alone: compare rng.random(A.shape) with p."),
    ("drops positive elements only", "boundary", "kept = rng.random(A.shape) < p",
     "kept = (rng.random(A.shape) < p) | (A <= 0)",
     "Elements of 0 or less are always kept. Each is tossed for by itself, whatever its value."),
    ("returns only the result", "return", "return A_drop, mask", "return A_drop",
     "You return only A_drop. The backward pass needs the mask: return A_drop, mask."),
    ("returns the mask first", "return", "return A_drop, mask", "return mask, A_drop",
     "The pair is in the wrong order. A_drop comes first: return A_drop, mask."),
    ("returns no mask in use", "return", "return A, np.ones(A.shape)", "return A",
     "You return only A_drop where training is False. Return the pair there too, with np.ones."),
    ("returns an unscaled mask", "return", "return A_drop, mask", "return A_drop, kept",
     "A_drop is scaled, but the mask you return is not: what stays has 1 (or True) in it. Divide the mask by p, and "
     "A * mask is A_drop."),
    ("scales twice", "extra-step", "A_drop = A * mask", "A_drop = A * mask / p",
     "A_drop is divided by p twice. The 1 / p is in the mask already: A_drop = A * mask, and no more."),
    ("draws a second mask", "randomness", "return A_drop, mask", "return A_drop, (rng.random(A.shape) < p) / p",
     "The returned mask is not the one that A was multiplied by. Draw once, and use the same mask for both."),
    ("gives zeros in use", "wrong-step", "return A, np.ones(A.shape)", "return A, np.zeros(A.shape)",
     "The mask is 0 with training=False. Without training everything is kept: the mask is np.ones(A.shape)."),
    ("drops in place", "in-place", "    A_drop = A * mask", "    A *= mask\n    A_drop = A",
     "The caller's A is changed. Make a new array: A_drop = A * mask."),
    ("allows a p of zero", "errors", "p <= 0 or p > 1", "p < 0 or p > 1", "kept / p", "kept / max(p, 1e-12)",
     "p = 0 is not refused: nobody would be kept, and 1 / p is no number. Refuse p <= 0."),
    ("allows a p above one", "errors", "p <= 0 or p > 1", "p <= 0",
     "A p above 1 is not refused. It is no probability: raise ValueError where p > 1."),
    ("allows a negative p", "errors", "p <= 0 or p > 1", "p == 0 or p > 1",
     "A negative p is not refused, only 0 and what is above 1. Raise ValueError where p <= 0."),
    ("refuses a p of one", "boundary", "p > 1", "p >= 1",
     "p = 1 is refused, but it is allowed: everything is kept. Only above 1 is an error."),
    ("asserts p", "errors", '    if p <= 0 or p > 1:\n        raise ValueError("p is a probability, and not 0")',
     "    assert 0 < p <= 1",
     "assert raises an AssertionError. Write: if not 0 < p <= 1: raise ValueError(...)."),
):  # fmt: skip
    dropout.change(slug, *edits, kind=kind)
dropout.change(
    "never refuses", '    if p <= 0 or p > 1:\n        raise ValueError("p is a probability, and not 0")\n', "",
    "kept / p", "kept / (p or np.nan)",
    "Nothing is refused. Begin with: if p is 0 or less, or more than 1, raise ValueError(...).",
    kind="errors", score=4.57,
)  # fmt: skip
dropout.change(
    "keeps an exact share", "rng.random(A.shape) < p", "rng.permutation(A.size).reshape(A.shape) < round(p * A.size)",
    "You silence an exact share of the elements, a fixed number each time. Toss for each by itself: "
    "rng.random(A.shape) < p.",
    kind="randomness", random=True,
)  # fmt: skip
dropout.change(
    "draws from the global generator", "rng.random(A.shape)", "np.random.random(A.shape)",
    "The mask differs from call to call, though rng starts from the same seed. Draw from the rng that is handed in: "
    "rng.random.",
    kind="randomness", random=True,
)  # fmt: skip
dropout.variant(
    "takes p for the share to drop",
    """
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError
    if not training:
        return A, np.ones_like(A)
    drop = rng.uniform(0, 1, A.shape) < p
    mask = np.where(drop, 0, 1 / max(1 - p, 1e-9))
    return A * mask, mask
""",
)
dropout.variant(
    "forgets to scale",
    """
def dropout(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise ValueError
    mask = rng.binomial(1, p, A.shape) if training else np.ones_like(A)
    return A * mask, mask
""",
)

split_validation = Mistakes("""
def split_validation(X, y, n_val, rng):
    n = len(X)
    order = rng.permutation(n)
    val, train = order[:n_val], order[n_val:]
    return X[train], y[train], X[val], y[val]
""")
for slug, kind, *edits in (
    ("takes the last samples", "randomness", "order[:n_val], order[n_val:]",
     "np.arange(n)[-n_val:], np.arange(n)[:-n_val]",
     "The last samples are put aside, without chance. Data may be sorted: shuffle first, rng.permutation(len(X))."),
    ("takes the first samples", "randomness", "order[:n_val], order[n_val:]", "np.arange(n_val), np.arange(n_val, n)",
     "The first samples are put aside, without chance. Data may be sorted: shuffle first, rng.permutation(len(X))."),
    ("takes samples side by side", "randomness", "rng.permutation(n)", "np.roll(np.arange(n), int(rng.integers(n)))",
     "Samples are put aside that stand side by side. Data may be sorted: shuffle all, rng.permutation(len(X))."),
    ("returns both X first", "return", "X[train], y[train], X[val], y[val]", "X[train], X[val], y[train], y[val]",
     "The parts come in another order. Return X_train, y_train, X_val, y_val: first all of the training set."),
    ("takes n_val for training", "wrong-variable", "order[:n_val], order[n_val:]", "order[n_val:], order[:n_val]",
     "n_val samples are in your training set. It is the size of the validation set."),
    ("splits samples and targets apart", "randomness", "    return X[train], y[train], X[val], y[val]",
     "    other = rng.permutation(n)\n    return X[train], y[other[n_val:]], X[val], y[other[:n_val]]",
     "X and y are shuffled with two different orders, so samples lose their targets. Draw one order, and index both."),
    ("shuffles samples and targets apart, in place", "randomness", "order = rng.permutation(n)",
     "order = np.arange(n)\n    rng.shuffle(X)\n    rng.shuffle(y)",
     "X and y are shuffled with two different orders, so samples lose their targets. Draw one order, and index both."),
    ("leaves the validation samples in training", "boundary", "order[n_val:]", "order[: n - n_val]",
     "Samples of the validation set are in the training set too. Nothing is put aside then: give each to one side "
     "only."),
    ("draws with replacement", "wrong-function", "    val, train =",
     "    order = np.concatenate([rng.integers(0, n, n_val), order[n_val:]])\n    val, train =",
     "Samples may be drawn several times, as rng.integers does it. Cut one shuffled order in two."),
    ("draws with replacement into a mask", "wrong-function", "order = rng.permutation(n)",
     "held = np.zeros(n, dtype=bool)\n    held[rng.integers(0, n, n_val)] = True", "order[:n_val], order[n_val:]",
     "held, ~held",
     "Fewer than n_val samples may be put aside, since one is drawn several times, as by rng.choice without "
     "replace=False. Cut one shuffled order in two."),
    ("draws with replacement beside the rest", "wrong-function", "order = rng.permutation(n)",
     "order = rng.integers(0, n, n_val)", "order[:n_val], order[n_val:]", "order, np.setdiff1d(np.arange(n), order)",
     "A sample may be put aside several times, as by rng.choice without replace=False, and too many are left for "
     "training. Cut one shuffled order in two."),
    ("splits with its own generator", "randomness", "    order = rng",
     "    rng = np.random.default_rng(0)\n    order = rng",
     "Every call puts the same samples aside, whatever rng is. Draw from the rng that is handed in."),
    ("shuffles in place", "in-place", "    return",
     "    X[...] = X[order]\n    train, val = np.arange(n_val, n), np.arange(n_val)\n"
     "    y[...] = y[order]\n    return",
     "The caller's X and y are shuffled. Take rows of them, and leave them as they are."),
):  # fmt: skip
    split_validation.change(slug, *edits, kind=kind)

squared_weights = Mistakes("""
def squared_weights(params):
    total = 0.0
    for name, W in params.items():
        if not name.startswith("b"):
            total += float((W**2).sum())
    return total
""")
for slug, kind, *edits in (
    ("adds the biases", "boundary", CHOSEN, "True",
     'The biases are in your sum. Leave out the names that begin with "b".'),
    ("adds names with W only", "names", CHOSEN, 'name.startswith("W")',
     'You add up names with a "W" only. Other weights have other names: all that do not begin with "b".'),
    ("looks for a b anywhere", "names", CHOSEN, '"b" not in name',
     'You leave out every name with a "b" anywhere in it. Only the first letter counts.'),
    ("squares the sums", "order", "(W**2).sum()", "W.sum() ** 2",
     "You add up the weights and square the sum. Square each first: (W ** 2).sum()."),
    ("takes the root", "power", "return total", "return total**0.5",
     "You take the root at the end. What is asked for is the sum of the squares itself."),
    ("takes means", "mean-or-sum", ".sum()", ".mean()",
     "The mean of each weight's squares is added. Add up all squares: (W ** 2).sum()."),
    ("keeps the last weight", "loop", "total +=", "total =",
     "The squares of one weight alone are returned, as where total = replaces what was there. Add up those of all."),
    ("returns after the first weight", "return", ".sum())\n", ".sum())\n            return total\n",
     "Only the first weight is counted. Perhaps a return stands inside the loop: it comes after it."),
    ("squares in place", "in-place", "float((W**2).sum())", "float(np.square(W, out=W).sum())",
     "The caller's weights are squared. Make new arrays: W ** 2."),
):  # fmt: skip
    squared_weights.change(slug, *edits, kind=kind)

decay_step = Mistakes("""
def decay_step(W, grad, lr, lambda_):
    decay = 1 - 2 * lr * lambda_
    return decay * W - lr * grad
""")
for slug, kind, *edits in (
    ("decays half as fast", "factor", "2 * lr * lambda_", "lr * lambda_",
     "The factor 2 is missing: the slope of lambda_ * w ** 2 is 2 * lambda_ * w."),
    ("decays without the learning rate", "missing-step", "2 * lr * lambda_", "2 * lambda_",
     "The decay lacks the learning rate: the factor is 1 - 2 * lr * lambda_."),
    ("forgets the decay", "missing-step", "decay * W", "W",
     "The weights do not decay. W is multiplied by 1 - 2 * lr * lambda_."),
    ("forgets the learning rate of the gradient", "missing-step", "- lr * grad", "- grad",
     "The learning rate is missing in the step: it is lr * grad."),
    ("grows instead of decaying", "sign", "1 - 2 *", "1 + 2 *",
     "Your weights grow instead of decaying: the factor is 1 minus 2 * lr * lambda_, not plus."),
    ("goes uphill", "sign", "- lr * grad", "+ lr * grad",
     "The step goes uphill: it is taken against the gradient, - lr * grad."),
    ("decays the step too", "order", "decay * W - lr * grad", "decay * (W - lr * grad)",
     "The step against the gradient is multiplied by the decay too. Only W shrinks."),
    ("steps in place", "in-place", "    return decay * W - lr * grad",
     "    W *= decay\n    W -= lr * grad\n    return W",
     "The caller's W is changed. Return a new array."),
):  # fmt: skip
    decay_step.change(slug, *edits, kind=kind)

best_setting = Mistakes("""
def best_setting(settings, losses):
    means = losses.mean(axis=1)
    place = means.argmin()
    return settings[place]
""")
for slug, kind, *edits in (
    ("returns the place", "return", "settings[place]", "int(place)",
     "You return the place of the best setting. Return the setting itself: settings[place]."),
    ("takes the highest", "wrong-function", "argmin", "argmax",
     "You take the highest mean. These are losses, and the lowest is the best: argmin."),
    ("chooses by the best run", "wrong-function", "losses.mean(", "losses.min(",
     "You choose by the best single run, which may be luck. Choose by the mean of each row."),
    ("chooses by the worst run", "wrong-function", "losses.mean(", "losses.max(",
     "You choose by the worst single run. Choose by the mean of each row."),
    ("chooses by the median", "wrong-function", "losses.mean(axis=1)", "np.median(losses, axis=1)",
     "You choose by the median of each row. Choose by the mean."),
    ("chooses by the first start", "indexing", "losses.mean(axis=1)", "losses[:, 0]",
     "You choose by the first start only. Choose by the mean over all starts of a row."),
    ("averages over the settings", "axis", "axis=1", "axis=0",
     "You average over the settings and choose a start. The mean runs over the starts of each row: axis=1."),
    ("returns the lowest loss", "return", "settings[place]", "float(means[place])",
     "You return the lowest mean loss. What is asked for is the setting that it belongs to."),
    ("changes the losses", "in-place", "    return", "    losses -= losses.min()\n    return",
     "The caller's losses are changed. Leave them as they are."),
):  # fmt: skip
    best_setting.change(slug, *edits, kind=kind, find=slug == "chooses by the best run")

dropped_delta = Mistakes("""
def dropped_delta(delta2, W2, A1, mask):
    back = delta2 @ W2.T
    return back * mask * (A1 > 0)
""")
for slug, kind, *edits in (
    ("forgets the mask", "missing-step", "back * mask", "back",
     "The mask is missing: a neuron that was silenced gets no blame. Multiply by mask as well."),
    ("makes the mask boolean", "missing-step", "back * mask", "back * (mask > 0)",
     "Blame passes where the mask is not 0, but without its 1 / p. Neurons that spoke louder get more: multiply by "
     "mask."),
    ("forgets the slope of relu", "missing-step", " * (A1 > 0)", "",
     "The slope of ReLU is missing: where A1 is 0 no blame passes. Multiply by (A1 > 0)."),
    ("multiplies by A1", "wrong-step", "(A1 > 0)", "A1",
     "You multiply by A1 where its slope belongs, which is 1 or 0: multiply by (A1 > 0)."),
    ("uses the slope of sigmoid", "wrong-step", "(A1 > 0)", "A1 * (1 - A1)",
     "You multiply by A1 (1 - A1), the slope of a sigmoid. The layer has ReLU: multiply by (A1 > 0)."),
    ("divides by the mask", "division", "back * mask", "back / np.where(mask > 0, mask, np.inf)",
     "You divide by the mask. On the way back, too, it is multiplied by mask."),
    ("does not transpose W2", "transpose", "W2.T", "W2",
     "The shapes do not fit: delta2 is (n, k) and W2 (h, k), so it is delta2 @ W2.T."),
    ("changes delta2", "in-place", "    return", "    delta2 *= 2\n    return",
     "The caller's delta2 is changed. Leave it as it is, and make new arrays."),
):  # fmt: skip
    dropped_delta.change(slug, *edits, kind=kind)


k_folds = Mistakes("""
def k_folds(n, k, rng):
    order = rng.permutation(n)
    pairs = []
    for i in range(k):
        val = order[i::k]
        train = np.setdiff1d(order, val)
        pairs.append((train, val))
    return pairs
""")
for slug, old, new, kind, sentence in (
    ("swaps the pair", "(train, val)", "(val, train)", "order",
     "train and val are swapped: the small part is the judge. Each pair is (train, val)."),
    ("trains on everything", "np.setdiff1d(order, val)", "order", "missing-step",
     "train holds all samples, so the judge's samples are trained on. Leave those of val out."),
    ("does not shuffle", "rng.permutation(n)", "np.arange(n)", "randomness",
     "The same parts come whatever rng is. Shuffle the positions first: rng.permutation(n)."),
    ("leaves out what does not divide", "order[i::k]", "order[i * (n // k) : (i + 1) * (n // k)]", "boundary",
     "Where k does not divide n, samples at the end are never judged. Every position is in one val part."),
    ("gives the rest to the last", "order[i::k]", "order[i * (n // k) : (i + 1) * (n // k) if i < k - 1 else n]",
     "boundary", "The last part takes all that is left over. The sizes may differ by 1 only: np.array_split does it."),
    ("makes a pair too few", "range(k)", "range(k - 1)", "off-by-one",
     "There is a pair too few: range(k) already stops in time."),
    ("starts counting at one", "rng.permutation(n)", "rng.permutation(n) + 1", "off-by-one",
     "Positions go from 0 to n - 1. Yours go from 1 to n."),
    ("shuffles for every pair", "        val = order", "        order = rng.permutation(n)\n        val = order",
     "randomness", "You shuffle anew for every pair, so that the val parts overlap. Shuffle once, before the loop."),
):  # fmt: skip
    k_folds.change(slug, old, new, sentence, kind=kind)
k_folds.code(
    "draws from a generator of its own",
    """
def k_folds(n, k, rng):
    parts = np.array_split(np.random.default_rng().permutation(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]
""",
    "For one and the same seed the parts differ. Draw from the rng that is handed in.",
    kind="randomness",
    random=True,
)
k_folds.variant(
    "does not shuffle",
    """
def k_folds(n, k, rng):
    parts = np.array_split(np.arange(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]
""",
)
k_folds.variant(
    "trains on everything",
    """
def k_folds(n, k, rng):
    parts = np.array_split(rng.permutation(n), k)
    return [(np.concatenate(parts), part) for part in parts]
""",
)
