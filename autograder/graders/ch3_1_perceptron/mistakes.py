"""The mistakes of chapter 3.1, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

step = Mistakes("""
def step(Z):
    A = np.where(Z >= 0, 1.0, 0.0)
    return A
""")
step.change("is silent at zero", "Z >= 0", "Z > 0",
    "A score of exactly 0 must fire, and yours is silent: Z >= 0.", kind="boundary", score=3.5)  # fmt: skip
step.change("is half at zero", "np.where(Z >= 0, 1.0, 0.0)", "np.heaviside(Z, 0.5)",
    "At exactly 0 you answer 0.5. A score of exactly 0 must fire: 1.", kind="boundary", score=3.5)  # fmt: skip
for slug, old, new, kind, sentence in (
    ("takes the sign", "np.where(Z >= 0, 1.0, 0.0)", "np.sign(Z)", "wrong-function",
     "You answer -1 for negative scores. The step knows only 0 and 1: np.where(Z >= 0, 1.0, 0.0)."),
    ("answers minus one", "1.0, 0.0)", "1.0, -1.0)", "wrong-function",
     "You answer -1 for negative scores. The step knows only 0 and 1: np.where(Z >= 0, 1.0, 0.0)."),
    ("lets everything fire", "return A", "Z[Z < 0] = 0\n    Z[Z >= 0] = 1\n    return Z", "order",
     "Every score fires: once Z[Z < 0] = 0 is done, all of Z is >= 0. And Z is the caller's. Make a new array: "
     "np.where(Z >= 0, 1.0, 0.0)."),
    ("is upside down", "1.0, 0.0)", "0.0, 1.0)", "order",
     "The answers have changed places: 1 belongs where Z >= 0, and 0 where Z is negative."),
    ("is the sigmoid", "np.where(Z >= 0, 1.0, 0.0)", "sigmoid(Z)", "wrong-function",
     "That is the sigmoid, which bends gently. The step jumps: 1 where Z >= 0, else 0."),
    ("is the relu", "np.where(Z >= 0, 1.0, 0.0)", "np.maximum(Z, 0)", "wrong-function",
     "That is the ReLU: it lets positive scores through as they are. The step answers 1 for each of them."),
    ("compares with one half", "Z >= 0", "Z >= 0.5", "boundary",
     "Scores from 0 to 0.5 are silent. 0.5 is the border for probabilities; for scores it is 0: Z >= 0."),
    ("compares with one", "Z >= 0", "Z >= 1", "boundary",
     "Scores from 0 to 1 are silent. The border is at 0: Z >= 0."),
    ("cuts off fractions", "Z >= 0", "Z.astype(int) >= 0", "type",
     "Scores such as -0.4 fire, as if they were 0. Compare the scores as they are: Z >= 0."),
    ("clips", "np.where(Z >= 0, 1.0, 0.0)", "np.clip(Z, 0, 1)", "wrong-function",
     "Scores between 0 and 1 come out as they are. The step jumps: 1 where Z >= 0, else 0."),
    ("gives one answer", "np.where(Z >= 0, 1.0, 0.0)", "1.0 if np.sum(Z) >= 0 else 0.0", "shape",
     "That is one answer for the whole array. Every score has an answer of its own: np.where(Z >= 0, ...)."),
    ("loops over the rows", "np.where(Z >= 0, 1.0, 0.0)", "np.array([1 if z >= 0 else 0 for z in Z])", "scalar-only",
     "A loop over Z goes over its rows, and a row is no single number. np.where(Z >= 0, 1.0, 0.0) asks each element."),
    ("uses if on an array", "A = np.where(Z >= 0, 1.0, 0.0)", "A = 0.0\n    if Z >= 0:\n        A = 1.0", "scalar-only",
     "`if` decides once, and it is given many scores at once. np.where(Z >= 0, 1.0, 0.0) decides for each element."),
    ("flattens", "return A", "return A.ravel()", "shape",
     "The answers are right, but the shape of Z is lost: the result must have it, too."),
    ("changes its argument", "return A", "Z[...] = A\n    return Z", "in-place",
     "The answers are right, but the caller's Z is changed. Make a new array: np.where(Z >= 0, 1.0, 0.0)."),
    ("drops the silent ones", "return A", "return A[Z >= 0]", "shape",
     "Only the scores that fire are left. Keep a place for each score: np.where(Z >= 0, 1.0, 0.0)."),
):  # fmt: skip
    step.change(slug, old, new, sentence, kind=kind)
step.variant("is silent at zero", "def step(Z):\n    return np.round(sigmoid(Z))")
step.variant("is half at zero", "def step(Z):\n    return (np.sign(Z) + 1) / 2")
step.variant("changes its argument", "def step(Z):\n    Z[Z >= 0] = 1\n    Z[Z < 0] = 0\n    return Z")


forward_perceptron = Mistakes("""
def forward_perceptron(X, W, b):
    Z = X @ W + b
    return sigmoid(Z)
""")
forward_perceptron.change("overflows", "sigmoid(Z)", "np.exp(Z) / (1 + np.exp(Z))",
    "Right for moderate scores; exp(Z) / (1 + exp(Z)) is inf / inf for a large "
    "one. Use the sigmoid of your library, which is safe.",
    kind="overflow", score=3.5)  # fmt: skip
forward_perceptron.change("adds the bias too late", "X @ W + b", "X @ W", "sigmoid(Z)", "sigmoid(Z) + b",
    "The bias belongs inside the sigmoid, with the score: sigmoid(X @ W + b), not sigmoid(X @ W) + b.",
    kind="order")  # fmt: skip
forward_perceptron.change("bends the inputs", "X @ W + b", "sigmoid(X) @ W + b", "sigmoid(Z)", "Z",
    "That is the sigmoid of the inputs, weighed. First weigh them, then bend the score: sigmoid(X @ W + b).",
    kind="order")  # fmt: skip
for slug, old, new, kind, sentence in (
    ("forgets the sigmoid", "sigmoid(Z)", "Z", "missing-step",
     "These are the scores X @ W + b. The unit's answer is the sigmoid of them."),
    ("uses the step", "sigmoid(Z)", "np.where(Z >= 0, 1.0, 0.0)", "wrong-function",
     "Your answers are 0 or 1. The unit that learns says how sure it is: sigmoid(X @ W + b)."),
    ("forgets the bias", "X @ W + b", "X @ W", "missing-step",
     "The bias is missing: sigmoid(X @ W + b)."),
    ("subtracts the bias", "X @ W + b", "X @ W - b", "sign",
     "Yours is sigmoid(X @ W - b): the bias has the wrong sign. In exp(-...) the minus is for all of X @ W + b."),
    ("turns the sign", "sigmoid(Z)", "sigmoid(-Z)", "sign",
     "The sign of the score is turned around: it is 1 / (1 + exp(-Z)), with one minus."),
    ("uses tanh", "sigmoid(Z)", "np.tanh(Z)", "wrong-function",
     "That is tanh, which runs from -1 to 1. A probability needs the sigmoid."),
    ("bends twice", "sigmoid(Z)", "sigmoid(sigmoid(Z))", "extra-step",
     "You take the sigmoid twice. Once is enough: sigmoid(X @ W + b)."),
    ("flattens", "sigmoid(Z)", "sigmoid(Z).ravel()", "shape",
     "The result has lost an axis. It must be a column (n, 1), as X @ W + b is."),
    ("gives a row", "sigmoid(Z)", "sigmoid(Z).T", "transpose",
     "The result lies on its side: a row (1, n). It must be a column (n, 1), one row for each sample."),
    ("multiplies elementwise", "X @ W", "X * W.T", "wrong-step",
     "Each input is weighed, but they are not added up, so there is an answer "
     "for each input. The matrix product does both: X @ W."),
    ("transposes the weights", "X @ W", "X @ W.T", "transpose",
     "The shapes do not fit. X (n, d) times W (d, 1) is X @ W: the samples come first, and nothing is transposed."),
    ("multiplies with a star", "X @ W", "X * W", "wrong-step",
     "The shapes do not fit: * multiplies element by element. The matrix product is X @ W."),
    ("averages the inputs", "X @ W", "X @ W / X.shape[1]", "mean-or-sum",
     "The weighted sum is divided by the number of inputs. A score is X @ W + b, with no division."),
    ("adds the bias for each input", "X @ W + b", "(X + b) @ W", "order",
     "The bias is added to each input. It belongs to the score, once: X @ W + b."),
    ("normalizes over the samples", "sigmoid(Z)", "np.exp(Z) / np.exp(Z).sum()", "wrong-function",
     "Your answers sum to 1 over the samples. Each sample's probability stands on its own: sigmoid(X @ W + b)."),
    ("returns the scores too", "sigmoid(Z)", "Z, sigmoid(Z)", "return",
     "Only the answers are asked for, not the scores as well: return A alone."),
    ("changes its argument", "Z = X @ W + b", "Z = X @ W + b\n    W *= 0.5", "in-place",
     "The values are right, but an array of the caller's is changed. Compute with new names: Z = X @ W + b."),
):  # fmt: skip
    forward_perceptron.change(slug, old, new, sentence, kind=kind)
forward_perceptron.variant("uses the step", "def forward_perceptron(X, W, b):\n    return np.round(sigmoid(X @ W + b))")
forward_perceptron.variant("overflows", """
def forward_perceptron(X, W, b):
    e = np.exp(np.dot(X, W) + b)
    return e / (e + 1)
""")  # fmt: skip
forward_perceptron.variant("gives a row", "def forward_perceptron(X, W, b):\n    return sigmoid(W.T @ X.T + b)")


predict_perceptron = Mistakes("""
def predict_perceptron(X, W, b):
    Z = X @ W + b
    A = sigmoid(Z)
    return np.where(A >= 0.5, 1.0, 0.0)
""")
predict_perceptron.change("says no to one half", ">= 0.5", "> 0.5",
    "A probability of exactly 0.5 counts as 1, and you answer 0: A >= 0.5. (np.round rounds 0.5 down to 0.)",
    kind="boundary", score=3.5)  # fmt: skip
predict_perceptron.change("overflows", "sigmoid(Z)", "np.exp(Z) / (1 + np.exp(Z))",
    "For a large score exp(Z) / (1 + exp(Z)) is inf / inf, which is nan, and nan is"
    " never at least 0.5. Let forward_perceptron compute A.",
    kind="overflow", score=3.5)  # fmt: skip
for slug, old, new, kind, sentence in (
    ("returns probabilities", "np.where(A >= 0.5, 1.0, 0.0)", "A", "missing-step",
     "These are the probabilities. A decision is 0 or 1: 1 where A >= 0.5."),
    ("compares scores with one half", "A = sigmoid(Z)", "A = Z", "wrong-variable",
     "Scores from 0 to 0.5 get a no. Compare the probabilities with 0.5, or the scores with 0."),
    ("says yes to all", ">= 0.5", ">= 0", "boundary",
     "Everything is a yes. Probabilities are never negative, so the border"
     " for them is 0.5; 0 is the border for scores."),
    ("cuts off decimals", "np.where(A >= 0.5, 1.0, 0.0)", "A.astype(int)", "type",
     "Every probability below 1 becomes 0, as where its decimals are cut off. Compare it with one half: A >= 0.5."),
    ("is upside down", "1.0, 0.0)", "0.0, 1.0)", "order",
     "Yes and no have changed places: 1 where A >= 0.5, else 0."),
    ("answers minus one", "1.0, 0.0)", "1.0, -1.0)", "wrong-function",
     "You answer no with -1. Here no is 0, like the targets."),
    ("forgets the bias", "X @ W + b", "X @ W", "missing-step",
     "The bias is missing: let forward_perceptron(X, W, b) compute A."),
    ("subtracts the bias", "X @ W + b", "X @ W - b", "sign",
     "The bias has the wrong sign, as in X @ W - b: let forward_perceptron(X, W, b) compute A."),
    ("flattens", "np.where(A >= 0.5, 1.0, 0.0)", "np.where(A >= 0.5, 1.0, 0.0).ravel()", "shape",
     "The result has lost an axis. It must be a column (n, 1), like A."),
    ("gives a row", "np.where(A >= 0.5, 1.0, 0.0)", "np.where(A >= 0.5, 1.0, 0.0).T", "transpose",
     "The result lies on its side: a row (1, n). It must be a column (n, 1), like A."),
    ("compares with the mean", ">= 0.5", ">= A.mean()", "wrong-variable",
     "You compare with the mean of all answers, so some are yes and some no whatever happens. The border is 0.5."),
    ("gives one answer", "np.where(A >= 0.5, 1.0, 0.0)", "1.0 if A.mean() >= 0.5 else 0.0", "shape",
     "That is one answer for all samples together. Each row of X has an answer of its own."),
    ("uses if on an array", "return np.where(A >= 0.5, 1.0, 0.0)",
     "if A >= 0.5:\n        return 1.0\n    return 0.0", "scalar-only",
     "`if` decides once, and it is given the answers to all samples at once. Use np.where(A >= 0.5, 1.0, 0.0)."),
    ("returns row numbers", "np.where(A >= 0.5, 1.0, 0.0)", "np.flatnonzero(A >= 0.5)", "return",
     "These are the numbers of the rows that get a yes. Return 1 or 0 for each sample."),
    ("changes its argument", "Z = X @ W + b", "Z = X @ W + b\n    W *= 0.5", "in-place",
     "The values are right, but an array of the caller's is changed. Compute with new names."),
):  # fmt: skip
    predict_perceptron.change(slug, old, new, sentence, kind=kind)
predict_perceptron.variant("says no to one half", """
def predict_perceptron(X, W, b):
    return np.round(forward_perceptron(X, W, b))
""")  # fmt: skip
predict_perceptron.variant("compares scores with one half", """
def predict_perceptron(X, W, b):
    return (np.dot(X, W) + b >= 0.5).astype(int)
""")  # fmt: skip
predict_perceptron.variant("says yes to all", """
def predict_perceptron(X, W, b):
    return step(forward_perceptron(X, W, b))
""")  # fmt: skip


train_perceptron = Mistakes("""
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    n, d = X.shape
    W, b = np.zeros((d, 1)), np.zeros((1, 1))
    history = []
    for _ in range(epochs):
        A = sigmoid(X @ W + b)
        loss = binary_cross_entropy(A, y)
        error = A - y
        W = W - lr * X.T @ error / n
        b = b - lr * np.sum(error, keepdims=True) / n
        history.append(loss)
    return {"W": W, "b": b}, history
""")
train_perceptron.change(
    "fits a line",
    "sigmoid(X @ W + b)", "X @ W + b",
    "binary_cross_entropy", "mse_loss",
    "error = A - y", "error = 2 * (A - y)",
    "You fit a straight line to the targets, as linear_loss does. A sigmoid unit needs logistic_loss.",
    kind="wrong-function")  # fmt: skip
train_perceptron.change("trains on the squared error", "binary_cross_entropy(A, y)", "mse_loss(A, y)",
    "error = A - y", "error = 2 * (A - y) * A * (1 - A)",
    "The loss is the mean squared error of the probabilities. A sigmoid unit is trained on the logistic loss: "
    "logistic_loss, with the gradient X.T @ (A - y) / n.", kind="wrong-function")  # fmt: skip
train_perceptron.code("takes single samples", """
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    params = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, params, lr, logistic_loss, 1, epochs=epochs)
""",
    "Each update uses a single sample, as with batch_size=1. Here every update sees all samples: leave batch_size out.",
    kind="wrong-step")  # fmt: skip
train_perceptron.code("gives epochs as the batch size", """
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    params = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, params, lr, logistic_loss, epochs)
""",
    "There are 100 epochs whatever is asked for, in batches of `epochs` samples: after loss_fn comes batch_size. Give "
    "epochs by its name: epochs=epochs.", kind="order")  # fmt: skip
train_perceptron.code("counts samples for inputs", """
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    params = {"W": np.zeros((X.shape[0], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, params, lr, logistic_loss, epochs=epochs)
""",
    "W does not fit X. It has a row for each input, not for each sample: np.zeros((X.shape[1], 1)).",
    kind="shape")  # fmt: skip
train_perceptron.code("calls the loss function", """
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    params = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, params, lr, logistic_loss(X, y, params), epochs=epochs)
""",
    "You call logistic_loss yourself. Hand the function over, without brackets behind its name.",
    kind="type")  # fmt: skip
train_perceptron.code("gives np.zeros two numbers", """
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    params = {"W": np.zeros(X.shape[1], 1), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, params, lr, logistic_loss, epochs=epochs)
""",
    "np.zeros takes its second argument for a dtype. Give the shape as one tuple: np.zeros((d, 1)).",
    kind="names")  # fmt: skip
for slug, old, new, kind, sentence in (
    ("writes the loss after the update", "append(loss)", "append(binary_cross_entropy(sigmoid(X @ W + b), y))", "order",
     "Your history holds the loss after each update. history[i] is the loss before update i, so history[0] is log(2)."),
    ("has another default for epochs", "epochs=1000", "epochs=100", "wrong-variable",
     "By default there are 1000 epochs: keep the stub's epochs=1000."),
    ("has another default for lr", "lr=0.1", "lr=0.01", "wrong-variable",
     "By default the learning rate is 0.1, and yours is 0.01: keep the stub's lr=0.1."),
    ("makes a hundred epochs", "range(epochs)", "range(100)", "wrong-variable",
     "There are 100 epochs whatever is asked for. gradient_descent makes 100"
     " by itself: pass your number on, epochs=epochs."),
    ("makes a thousand epochs", "range(epochs)", "range(1000)", "wrong-variable",
     "There are 1000 epochs whatever is asked for. Pass the number on: epochs=epochs."),
    ("ignores the learning rate", "error = A - y", "lr = 0.1\n        error = A - y", "wrong-variable",
     "The learning rate makes no difference, it is 0.1 always: give gradient_descent the lr that came in."),
    ("starts at random", "np.zeros((d, 1))", "np.random.default_rng(0).normal(size=(d, 1))", "initialization",
     "You start from random weights. Start from zeros: np.zeros((X.shape[1], 1))."),
    ("starts at ones", "np.zeros((d, 1)), np.zeros((1, 1))", "np.ones((d, 1)), np.ones((1, 1))", "initialization",
     "You start from ones. Start from zeros: np.zeros((X.shape[1], 1))."),
    ("makes flat weights", '"W": W,', '"W": W.ravel(),', "shape",
     "W has shape (d,). It must be a column (d, 1): np.zeros((X.shape[1], 1))."),
    ("makes a flat bias", '"b": b}', '"b": b.ravel()}', "shape",
     "b has shape (1,). It must be (1, 1): np.zeros((1, 1)), with two brackets on each side."),
    ("swaps the pair", '{"W": W, "b": b}, history', 'history, {"W": W, "b": b}', "return",
     "Two things are asked for, and in this order: return params, history."),
    ("forgets the history", '"b": b}, history', '"b": b}', "return",
     "You return the params alone. The history is asked for, too: return params, history."),
    ("returns weights and bias", '{"W": W, "b": b}, history', "W, b", "return",
     "You return W and b. They belong into a dictionary, beside the history: ({'W': W, 'b': b}, history)."),
    ("returns the last loss", ", history\n", ", history[-1]\n", "return",
     "The second part is the last loss alone. It must be the whole list, one loss for each epoch."),
    ("returns inside the loop", "    return {", "        return {", "return",
     "The training ends after its first epoch. Is the return inside the loop?"),
    ("sums the gradient", "error = A - y", "error = n * (A - y)", "mean-or-sum",
     "Your gradient is the sum over the samples, so it is n times too large. Take the mean, as logistic_loss does."),
    ("sums the gradient of the bias", "keepdims=True) / n", "keepdims=True)", "mean-or-sum",
     "The bias moves n times too far: its gradient is the mean of A - y, not the sum."),
    ("halves the gradient", "error = A - y", "error = (A - y) / 2", "factor",
     "Every step is half as long as it should be. The gradient is X.T @ (A - y) / n, without a 2."),
    ("doubles the gradient", "error = A - y", "error = 2 * (A - y)", "factor",
     "Every step is twice as long as it should be. The gradient is X.T @ (A - y) / n, without a 2."),
    ("never updates the bias", "        b = b - lr * np.sum(error, keepdims=True) / n\n", "", "missing-step",
     "The bias stays 0. It learns like the weights: b - lr * db."),
    ("moves the bias by the new weights", "np.sum(error,", "np.sum(sigmoid(X @ W + b) - y,", "order",
     "The bias is moved with the answers of weights that are new already. "
     "Compute both gradients first, then move both."),
    ("goes uphill", "error = A - y", "error = y - A", "sign",
     "You go uphill: the gradient points to a higher loss, so it is subtracted, with error A - y."),
    ("keeps the slope of the sigmoid", "error = A - y", "error = (A - y) * A * (1 - A)", "extra-step",
     "The sigmoid's slope a * (1 - a) is in your gradient once more. It "
     "cancels in the logistic loss: X.T @ (A - y) / n."),
    ("takes the gradient of the squared error", "error = A - y", "error = 2 * (A - y) * A * (1 - A)", "wrong-step",
     "The steps follow the squared error, 2 * (A - y) * A * (1 - A). The gradient of the logistic loss is "
     "X.T @ (A - y) / n."),
    ("uses Rosenblatt's rule", "error = A - y", "error = (X @ W + b >= 0) - y", "wrong-function",
     "You correct with the step's errors (Rosenblatt's rule). The sigmoid "
     "unit's error is A - y, with A = sigmoid(X @ W + b)."),
    ("writes down accuracies", "binary_cross_entropy(A, y)", "float(np.mean((A >= 0.5) == (y == 1)))", "wrong-variable",
     "The history holds the share of right answers. It must hold the loss "
     "before each update, as gradient_descent returns it."),
    ("sums the losses", "binary_cross_entropy(A, y)", "n * binary_cross_entropy(A, y)", "mean-or-sum",
     "The history holds the sum of the samples' losses. It must hold their mean, so history[0] is log(2)."),
    ("writes one loss too many", "    return {",
     "    history.append(binary_cross_entropy(sigmoid(X @ W + b), y))\n    return {", "off-by-one",
     "Your history has one entry too many: one for each epoch, before its update, and none after the last."),
    ("adds an epsilon that is too large", "binary_cross_entropy(A, y)",
     "float(-np.mean(y * np.log(A + 1e-3) + (1 - y) * np.log(1 - A + 1e-3)))", "epsilon",
     "The losses are a little too low, as with 0.001 added inside the logarithm."
     " 1e-15 to 1e-7 is enough, or binary_cross_entropy."),
    ("normalizes first", "    n, d = X.shape\n",
     "    X = (X - X.mean(axis=0)) / np.maximum(X.std(axis=0), 1e-12)\n    n, d = X.shape\n", "extra-step",
     "You normalize X first. The weights must fit the inputs as they come in: train on X itself."),
):  # fmt: skip
    train_perceptron.change(slug, old, new, sentence, kind=kind)
train_perceptron.variant("makes a hundred epochs", """
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    params = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, params, lr, logistic_loss)
""")  # fmt: skip
train_perceptron.variant("goes uphill", """
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    params = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, params, -lr, logistic_loss, epochs=epochs)
""")  # fmt: skip
train_perceptron.variant("writes the loss after the update", """
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    params, history = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}, []
    for _ in range(epochs):
        _, grads = logistic_loss(X, y, params)
        params = {name: params[name] - lr * grads[name] for name in params}
        history.append(logistic_loss(X, y, params)[0])
    return params, history
""")  # fmt: skip


# Practice

step_unit = Mistakes("""
def step_unit(X, W, b):
    Z = X @ W + b
    return np.where(Z >= 0, 1.0, 0.0)
""")
for slug, old, new, kind, sentence in (
    ("forgets the bias", "X @ W + b", "X @ W", "missing-step",
     "The bias is missing: step(X @ W + b)."),
    ("is silent at zero", ">=", ">", "boundary",
     "A score of exactly 0 must fire, and yours is silent: use your step, or the condition >= 0."),
    ("uses the sigmoid", "np.where(Z >= 0, 1.0, 0.0)", "sigmoid(Z)", "wrong-function",
     "These are probabilities. A step unit answers 0 or 1: step(X @ W + b)."),
    ("forgets the step", "np.where(Z >= 0, 1.0, 0.0)", "Z", "missing-step",
     "These are the scores. The step of them is missing: step(X @ W + b)."),
    ("uses if on an array", "return np.where(Z >= 0, 1.0, 0.0)",
     "if Z >= 0:\n        return 1.0\n    return 0.0", "scalar-only",
     "`if` decides once, and it is given many scores at once. step(Z) decides for each of them."),
    ("adds the bias after the step", "np.where(Z >= 0, 1.0, 0.0)", "np.where(Z - b >= 0, 1.0, 0.0) + b", "order",
     "You add the bias after the step. It is part of the score: step(X @ W + b)."),
    ("subtracts the bias", "X @ W + b", "X @ W - b", "sign",
     "The bias has the wrong sign: a unit fires where X @ W + b >= 0, that is, where X @ W >= -b."),
    ("uses the first bias for all", "+ b", "+ b[0, 0]", "indexing",
     "The first unit's bias is used for all. Each column has its own: add b (1, k) as it is."),
    ("multiplies with a star", "X @ W", "X * W", "wrong-step",
     "The shapes do not fit: * multiplies element by element. The matrix product is X @ W."),
):  # fmt: skip
    step_unit.change(slug, old, new, sentence, kind=kind)


decision_line = Mistakes("""
def decision_line(x1, W, b):
    w1, w2, bias = W[0, 0], W[1, 0], b[0, 0]
    return -(w1 * x1 + bias) / w2
""")
for slug, old, new, kind, sentence in (
    ("forgets the minus", "-(w1", "(w1", "sign",
     "The sign is wrong: from w1 * x1 + w2 * x2 + b = 0 follows x2 = -(w1 * x1 + b) / w2."),
    ("turns the sign of the bias", "-(w1 * x1 + bias)", "(-w1 * x1 + bias)", "sign",
     "The bias has the wrong sign: the minus reaches both, -(w1 * x1 + b) / w2."),
    ("divides the bias alone", "-(w1 * x1 + bias) / w2", "-w1 * x1 - bias / w2", "order",
     "Only the bias is divided by w2. Both are: -(w1 * x1 + b) / w2."),
    ("forgets the bias", "+ bias", "", "missing-step",
     "The bias is missing: x2 = -(w1 * x1 + b) / w2."),
    ("swaps the weights", "w1, w2, bias", "w2, w1, bias", "wrong-variable",
     "w1 and w2 have changed places. You divide by the weight of x2, which is W[1, 0]."),
    ("keeps the shape of b", "b[0, 0]", "b", "shape",
     "The result has two axes, since b is (1, 1). Take its single number: b[0, 0]."),
):  # fmt: skip
    decision_line.change(slug, old, new, sentence, kind=kind)


rosenblatt_update = Mistakes("""
def rosenblatt_update(x, y, W, b, lr):
    Z = x @ W + b
    error = y - np.where(Z >= 0, 1.0, 0.0)
    new_W = W + lr * error * x.T
    new_b = b + lr * error
    return new_W, new_b
""")
for slug, old, new, kind, sentence in (
    ("turns the error around", "y - np.where(Z >= 0, 1.0, 0.0)", "np.where(Z >= 0, 1.0, 0.0) - y", "sign",
     "The correction goes the wrong way: the error is the target minus the answer, y - step(...)."),
    ("uses the sigmoid", "np.where(Z >= 0, 1.0, 0.0)", "sigmoid(Z)", "wrong-function",
     "The error uses the sigmoid. Rosenblatt's unit answers 0 or 1: y - step(x @ W + b)."),
    ("uses the score", "np.where(Z >= 0, 1.0, 0.0)", "Z", "missing-step",
     "The error uses the score itself. Take the step of it first: y - step(x @ W + b)."),
    ("uses the sign", "np.where(Z >= 0, 1.0, 0.0)", "np.sign(Z)", "wrong-function",
     "A silent unit counts as -1 in your error. Rosenblatt's unit answers 0 or 1: y - step(x @ W + b)."),
    ("forgets to transpose", "x.T", "x", "transpose",
     "W and its correction have different shapes, and their sum is a square. x is a row: turn it, x.T."),
    ("forgets the bias", "b + lr * error", "b * 1.0", "missing-step",
     "The bias is not corrected. It learns, too: b + lr * error."),
    ("forgets the learning rate", "error = y", "lr = 1.0\n    error = y", "missing-step",
     "The learning rate makes no difference: W + lr * error * x.T and b + lr * error."),
    ("forgets the learning rate of the bias", "b + lr * error", "b + error", "missing-step",
     "The bias takes the whole error. Its correction has the learning rate, too: b + lr * error."),
    ("forgets the input", " * x.T", "", "missing-step",
     "All weights change alike: the input is missing in the correction of W, lr * error * x.T."),
    ("is silent at zero", "Z >= 0", "Z > 0", "boundary",
     "The correction at a score of exactly 0 is wrong. The unit fires there: use your step, or the condition >= 0."),
    ("decides without the bias", "x @ W + b", "x @ W", "missing-step",
     "The score is computed without the bias: step(x @ W + b)."),
    ("takes the target for the error", "y - np.where(Z >= 0, 1.0, 0.0)", "y", "missing-step",
     "What the unit answers makes no difference: only the target counts. The error is y - step(x @ W + b)."),
    ("always corrects", "np.where(Z >= 0, 1.0, 0.0)", "(1.0 - y)", "missing-step",
     "You correct after right answers as well. The error is y - step(x @ W + b), which is 0 then."),
    ("swaps the pair", "new_W, new_b\n", "new_b, new_W\n", "return",
     "Two things are asked for, and in this order: return W, b."),
    ("changes its arguments", "new_W = W + lr * error * x.T", "W += lr * error * x.T\n    new_W = W", "in-place",
     "The values are right, but the caller's arrays are changed. Return new arrays: W + ..., b + ..."),
):  # fmt: skip
    rosenblatt_update.change(slug, old, new, sentence, kind=kind)
rosenblatt_update.change(
    "changes both its arguments", "new_W = W + lr * error * x.T", "W += lr * error * x.T",
    "new_b = b + lr * error", "b += lr * error", "new_W, new_b\n", "W, b\n",
    "The values are right, but the caller's arrays are changed. Return new arrays: W + ..., b + ...",
    kind="in-place")  # fmt: skip
rosenblatt_update.variant("changes its arguments", """
def rosenblatt_update(x, y, W, b, lr):
    error = y - (x @ W + b >= 0)
    b[:] = b + lr * error
    return W + lr * error * x.T, b
""")  # fmt: skip


xor_from_units = Mistakes("""
def xor_from_units(X):
    total = X.sum(axis=1, keepdims=True)
    return np.where(total == 1, 1.0, 0.0)
""")
for slug, old, new, kind, sentence in (
    ("is OR", "==", ">=", "missing-step",
     "This is OR: it fires for [1, 1], too. Combine OR with NAND by an AND unit. NAND is silent for [1, 1], and a "
     "score of exactly 0 fires."),
    ("is NAND", "==", "<=", "missing-step",
     "This is NAND: it fires for [0, 0], too. Combine it with OR by an AND unit. OR is silent for [0, 0], and a score "
     "of exactly 0 fires."),
    ("is AND", "== 1", "== 2", "wrong-function",
     "This is AND: it fires for [1, 1] alone. XOR is 1 where the two inputs differ."),
    ("is turned around", "1.0, 0.0", "0.0, 1.0", "order",
     "The answers are turned around: XOR is 1 where the two inputs differ."),
    ("is flat", ", keepdims=True", "", "shape",
     "The result has lost an axis. It must be a column (n, 1)."),
    ("fires always", "total == 1", "total >= 0", "wrong-function",
     "Your last unit fires for every pair. Both hidden units must agree: AND, with bias -1.5."),
    ("knows the table by heart", "np.where(total == 1, 1.0, 0.0)",
     "np.array([[0.0], [1.0], [1.0], [0.0]])", "missing-step",
     "The same four answers come whatever X is. Compute them from the rows of X."),
):  # fmt: skip
    xor_from_units.change(slug, old, new, sentence, kind=kind)


pocket_perceptron = Mistakes("""
def pocket_perceptron(X, y, lr, rounds):
    W, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    best_W, best_b = W.copy(), b.copy()
    fewest = np.sum((X @ W + b >= 0) != y)
    for _ in range(rounds):
        for i in range(len(X)):
            x = X[i : i + 1]
            error = y[i, 0] - (x @ W + b >= 0)
            W = W + lr * error * x.T
            b = b + lr * error
            wrong = np.sum((X @ W + b >= 0) != y)
            if wrong < fewest:
                best_W, best_b, fewest = W, b, wrong
    return best_W, best_b
""")
pocket_perceptron.change("returns the last line", "return best_W, best_b", "return W, b",
    "You return the last line. Return the one with the fewest mistakes. If you keep it in a pocket, perhaps += changes "
    "it there: W = W + ... makes a new array.", kind="return")  # fmt: skip
pocket_perceptron.change("changes the pocket for an equal", "wrong < fewest", "wrong <= fewest",
    "A line that is no better takes the place of the one in the pocket. Only fewer mistakes do: wrong < fewest.",
    kind="boundary")  # fmt: skip
pocket_perceptron.change("looks after each round only", "            wrong = np.sum", "        wrong = np.sum",
    "            if wrong", "        if wrong", "                best_W, best_b, fewest",
    "            best_W, best_b, fewest",
    "You look at the mistakes after each round only. Look after every sample: the best line may come in between.",
    kind="loop")  # fmt: skip
pocket_perceptron.change("leaves the bias at zero", "b = b + lr * error", "b = b * 1.0",
    "The bias is not corrected. It learns as well: b + lr * error.", kind="missing-step")  # fmt: skip
pocket_perceptron.change("is silent at zero", "(x @ W + b >= 0)", "(x @ W + b > 0)",
    "A score of exactly 0 fires: use your step_unit, or the condition >= 0.", kind="boundary")  # fmt: skip
pocket_perceptron.change("turns the error around", "y[i, 0] - (x @ W + b >= 0)", "(x @ W + b >= 0) - y[i, 0]",
    "The corrections go the wrong way: the error is the target minus the answer.", kind="sign")  # fmt: skip
pocket_perceptron.change("takes the first line without a look at the zeros",
    "fewest = np.sum((X @ W + b >= 0) != y)", "fewest = len(X) + 1",
    "A line that is no better takes the place of the zeros. They are in the pocket at first, with the number of their "
    "mistakes.",
    kind="initialization")  # fmt: skip
pocket_perceptron.change("forgets the learning rate", "lr * error * x.T", "error * x.T", "lr * error", "error",
    "The learning rate makes no difference: W + lr * error * x.T and b + lr * error.", kind="missing-step")  # fmt: skip
pocket_perceptron.variant("returns the last line", """
def pocket_perceptron(X, y, lr, rounds):
    W, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    pocket, fewest = (W, b), np.sum((X @ W + b >= 0) != y)
    for _ in range(rounds):
        for i in range(len(X)):
            x = X[i : i + 1]
            error = y[i, 0] - (x @ W + b >= 0)
            W += lr * error * x.T
            b += lr * error
            wrong = np.sum((X @ W + b >= 0) != y)
            if wrong < fewest:
                pocket, fewest = (W, b), wrong
    return pocket
""")  # fmt: skip
pocket_perceptron.variant("looks after each round only", """
def pocket_perceptron(X, y, lr, rounds):
    W, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    pocket, fewest = (W, b), np.sum((X @ W + b >= 0) != y)
    for _ in range(rounds):
        for x, target in zip(X, y):
            error = target[0] - (x @ W + b[0] >= 0)
            W, b = W + lr * error * x[:, None], b + lr * error
        wrong = np.sum((X @ W + b >= 0) != y)
        if wrong < fewest:
            pocket, fewest = (W.copy(), b.copy()), wrong
    return pocket
""")  # fmt: skip
