"""The mistakes of chapter 3.1: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception


def sigmoid(Z):
    e = np.exp(-np.abs(Z * 1.0))
    return np.where(Z >= 0, 1.0, e) / (1 + e)


def logistic_loss(X, y, params):
    A = sigmoid(X @ params["W"] + params["b"])
    kept = np.clip(A, 1e-12, 1 - 1e-12)
    loss = float(-np.mean(y * np.log(kept) + (1 - y) * np.log(1 - kept)))
    return loss, gradient_of(X, A - y)


def linear_loss(X, y, params):
    error = X @ params["W"] + params["b"] - y
    return float(np.mean(error**2)), gradient_of(X, 2 * error)


def gradient_of(X, error):
    return {"W": X.T @ error / len(X), "b": error.mean(axis=0, keepdims=True)}


def gradient_descent(X, y, params, lr, loss_fn, batch_size=None, *, epochs):
    history = []
    for _ in range(epochs):
        losses = []
        for start in range(0, len(X), batch_size or len(X)):
            rows = slice(start, start + (batch_size or len(X)))
            loss, grads = loss_fn(X[rows], y[rows], params)
            params = {name: value - lr * grads[name] for name, value in params.items()}
            losses.append(loss)
        history.append(float(np.mean(losses)))
    return params, history


# step


@misconception("step", "A score of exactly 0 must fire: the condition is Z >= 0, not Z > 0.")
def step_is_silent_at_zero(Z):
    return np.where(Z > 0, 1.0, 0.0)


@misconception(
    "step",
    "You answer -1 for negative scores, as np.sign does. The step knows only 0 and 1: np.where(Z >= 0, 1.0, 0.0).",
)
def step_takes_the_sign(Z):
    return np.sign(Z) * 1.0


@misconception(
    "step",
    "The answers have changed places: 1 belongs where Z >= 0, and 0 where Z is negative. Turn the comparison around.",
)
def step_is_upside_down(Z):
    return np.where(Z >= 0, 0.0, 1.0)


@misconception(
    "step",
    "np.heaviside's second argument is the value at 0. You gave 0.5; a score of exactly 0 must fire: 1.",
)
def step_is_half_at_zero(Z):
    return np.heaviside(Z, 0.5)


@misconception("step", "That is the sigmoid, which bends gently. The step jumps: 1 where Z >= 0, else 0.")
def step_is_a_sigmoid(Z):
    return sigmoid(Z)


@misconception(
    "step",
    "That is the ReLU: it lets positive scores through as they are. The step answers 1 for each of them.",
)
def step_is_a_relu(Z):
    return np.maximum(Z, 0) * 1.0


@misconception(
    "step",
    "You compare the scores with 0.5. That is the border for probabilities; for scores it is 0: Z >= 0.",
)
def step_compares_with_one_half(Z):
    return np.where(Z >= 0.5, 1.0, 0.0)


@misconception("step", "You compare the scores with 1, and the border is at 0: Z >= 0.")
def step_compares_with_one(Z):
    return np.where(Z >= 1, 1.0, 0.0)


@misconception(
    "step",
    "Turning scores into whole numbers first makes -0.3 a 0, and so it fires. Compare the scores as they are: Z >= 0.",
)
def step_cuts_off_fractions(Z):
    return np.where(Z.astype(int) >= 0, 1.0, 0.0)


@misconception(
    "step",
    "You ask one question of the whole array and give one answer. Every score has an answer of "
    "its own: np.where(Z >= 0, ...).",
)
def step_gives_one_answer(Z):
    return 1.0 if np.all(Z >= 0) else 0.0


@misconception(
    "step",
    "`if Z >= 0` cannot decide for a whole array at once, which is the error you see. Decide element "
    "by element: np.where(Z >= 0, ...).",
)
def step_uses_if_on_an_array(Z):
    if Z >= 0:
        return 1.0
    return 0.0


@misconception(
    "step",
    "The answers are right, but the shape of Z is lost: the result must have it, too. Work on Z itself.",
)
def step_flattens(Z):
    return np.where(Z >= 0, 1.0, 0.0).ravel()


@misconception("step", "You write the answers into the caller's array. Make a new one: np.where(Z >= 0, 1.0, 0.0).")
def step_writes_into_its_argument(Z):
    fires = Z >= 0
    Z[fires] = 1
    Z[~fires] = 0
    return Z


@misconception("step", "You print the result and return nothing. Write: return ... instead of print(...).")
def step_prints(Z):
    print(np.where(Z >= 0, 1.0, 0.0))


@misconception("step", "Only the scores that fire are left. Keep a place for each score: np.where(Z >= 0, 1.0, 0.0).")
def step_drops_the_silent_ones(Z):
    return np.ones_like(Z[Z >= 0], dtype=float)


# forward_perceptron


@misconception("forward_perceptron", "These are the scores X @ W + b. The unit's answer is the sigmoid of them.")
def forward_forgets_the_sigmoid(X, W, b):
    return X @ W + b * 1.0


@misconception(
    "forward_perceptron",
    "Your answers are 0 or 1: that is the step, or rounding. The unit that learns says how "
    "sure it is: sigmoid(X @ W + b).",
)
def forward_uses_the_step(X, W, b):
    return np.where(X @ W + b >= 0, 1.0, 0.0)


@misconception("forward_perceptron", "The bias is missing: sigmoid(X @ W + b).")
def forward_forgets_the_bias(X, W, b):
    return sigmoid(X @ W)


@misconception("forward_perceptron", "The bias is added and not subtracted: sigmoid(X @ W + b).")
def forward_subtracts_the_bias(X, W, b):
    return sigmoid(X @ W - b)


@misconception(
    "forward_perceptron",
    "The bias belongs inside the sigmoid, with the score: sigmoid(X @ W + b), not sigmoid(X @ W) + b.",
)
def forward_adds_the_bias_too_late(X, W, b):
    return sigmoid(X @ W) + b


@misconception(
    "forward_perceptron",
    "You take the sigmoid of the inputs. First weigh them, then bend the score: sigmoid(X @ W + b).",
)
def forward_bends_the_inputs(X, W, b):
    return sigmoid(X) @ W + b


@misconception("forward_perceptron", "The sign of the score is turned around: it is 1 / (1 + exp(-Z)), with a minus.")
def forward_turns_the_sign(X, W, b):
    return sigmoid(-(X @ W + b))


@misconception("forward_perceptron", "You use tanh, which runs from -1 to 1. A probability needs the sigmoid.")
def forward_uses_tanh(X, W, b):
    return np.tanh(X @ W + b)


@misconception("forward_perceptron", "You take the sigmoid twice. Once is enough: sigmoid(X @ W + b).")
def forward_bends_twice(X, W, b):
    return sigmoid(sigmoid(X @ W + b))


@misconception("forward_perceptron", "The result has lost an axis. It must be a column (n, 1), as X @ W + b is.")
def forward_flattens(X, W, b):
    return sigmoid(X @ W + b).ravel()


@misconception(
    "forward_perceptron",
    "The result lies on its side: a row (1, n). It must be a column (n, 1), one row for each sample.",
)
def forward_gives_a_row(X, W, b):
    return sigmoid(X @ W + b).T


@misconception(
    "forward_perceptron",
    "X * W.T weighs each input but does not add them up, so there is an answer for each input. The "
    "matrix product does both: X @ W.",
)
def forward_multiplies_elementwise(X, W, b):
    return sigmoid(X * W.T + b)


@misconception(
    "forward_perceptron",
    "The shapes do not fit. X (n, d) times W (d, 1) is X @ W: the samples come first, and nothing is transposed.",
)
def forward_transposes_the_weights(X, W, b):
    return sigmoid(X @ W.T + b)


@misconception(
    "forward_perceptron",
    "You average over the inputs. A score is a weighted sum: X @ W + b, with no division.",
)
def forward_averages_the_inputs(X, W, b):
    return sigmoid(X @ W / X.shape[1] + b)


@misconception("forward_perceptron", "You add the bias once for each input. It belongs to the score, once: X @ W + b.")
def forward_adds_the_bias_for_each_input(X, W, b):
    return sigmoid((X + b) @ W)


@misconception(
    "forward_perceptron",
    "You normalize over the samples (softmax). Each sample's probability stands on its own: sigmoid(X @ W + b).",
)
def forward_normalizes_over_the_samples(X, W, b):
    e = np.exp(X @ W + b - (X @ W + b).max())
    return e / e.sum()


@misconception(
    "forward_perceptron",
    "exp(Z) / (1 + exp(Z)) is inf / inf for a large score. Use the sigmoid of your library, which is safe.",
)
def forward_overflows(X, W, b):
    with np.errstate(all="ignore"):
        e = np.exp(X @ W + b * 1.0)
        return e / (1 + e)


@misconception(
    "forward_perceptron", "You print the result and return nothing. Write: return ... instead of print(...)."
)
def forward_prints(X, W, b):
    print(sigmoid(X @ W + b))


@misconception("forward_perceptron", "Only the answers are asked for, not the scores as well: return A alone.")
def forward_returns_the_scores_too(X, W, b):
    Z = X @ W + b
    return Z, sigmoid(Z)


# predict_perceptron


@misconception(
    "predict_perceptron",
    "A probability of exactly 0.5 counts as 1: A >= 0.5, not A > 0.5. (np.round will not do: it rounds 0.5 down to 0.)",
)
def predict_says_no_to_one_half(X, W, b):
    return np.where(sigmoid(X @ W + b) > 0.5, 1.0, 0.0)


@misconception("predict_perceptron", "These are the probabilities. A decision is 0 or 1: 1 where A >= 0.5.")
def predict_returns_probabilities(X, W, b):
    return sigmoid(X @ W + b)


@misconception(
    "predict_perceptron",
    "You compare the scores with 0.5. Compare the probabilities with 0.5, or the scores with 0.",
)
def predict_compares_scores_with_one_half(X, W, b):
    return np.where(X @ W + b >= 0.5, 1.0, 0.0)


@misconception(
    "predict_perceptron",
    "You compare the probabilities with 0, and they are never negative, so everything is a yes. The border is 0.5.",
)
def predict_compares_probabilities_with_zero(X, W, b):
    return np.where(sigmoid(X @ W + b) >= 0, 1.0, 0.0)


@misconception(
    "predict_perceptron",
    "astype(int) cuts off all decimals, so 0.9 becomes 0. Compare first: A >= 0.5.",
)
def predict_cuts_off_decimals(X, W, b):
    return sigmoid(X @ W + b).astype(int)


@misconception("predict_perceptron", "Yes and no have changed places: 1 where A >= 0.5, else 0.")
def predict_is_upside_down(X, W, b):
    return np.where(sigmoid(X @ W + b) >= 0.5, 0.0, 1.0)


@misconception("predict_perceptron", "You answer no with -1. Here no is 0, like the targets.")
def predict_answers_minus_one(X, W, b):
    return np.where(sigmoid(X @ W + b) >= 0.5, 1.0, -1.0)


@misconception(
    "predict_perceptron",
    "exp(Z) / (1 + exp(Z)) is inf / inf for a large score, and nan is never at least 0.5. "
    "Let forward_perceptron compute A.",
)
def predict_overflows(X, W, b):
    with np.errstate(all="ignore"):
        e = np.exp(X @ W + b * 1.0)
        return np.where(e / (1 + e) >= 0.5, 1.0, 0.0)


@misconception("predict_perceptron", "The bias is missing: let forward_perceptron(X, W, b) compute A.")
def predict_forgets_the_bias(X, W, b):
    return np.where(sigmoid(X @ W) >= 0.5, 1.0, 0.0)


@misconception("predict_perceptron", "The bias is added and not subtracted: let forward_perceptron(X, W, b) compute A.")
def predict_subtracts_the_bias(X, W, b):
    return np.where(sigmoid(X @ W - b) >= 0.5, 1.0, 0.0)


@misconception("predict_perceptron", "The result has lost an axis. It must be a column (n, 1), like A.")
def predict_flattens(X, W, b):
    return np.where(sigmoid(X @ W + b) >= 0.5, 1.0, 0.0).ravel()


@misconception("predict_perceptron", "The result lies on its side: a row (1, n). It must be a column (n, 1), like A.")
def predict_gives_a_row(X, W, b):
    return np.where(sigmoid(X @ W + b) >= 0.5, 1.0, 0.0).T


@misconception(
    "predict_perceptron",
    "argmax finds the largest of several classes. There is one column, so it always answers 0: compare with 0.5.",
)
def predict_takes_the_argmax(X, W, b):
    return np.argmax(sigmoid(X @ W + b), axis=1, keepdims=True)


@misconception(
    "predict_perceptron",
    "You compare with the mean of all answers, so some are yes and some no whatever happens. The border is 0.5.",
)
def predict_compares_with_the_mean(X, W, b):
    A = sigmoid(X @ W + b)
    return np.where(A - A.mean() >= 0, 1.0, 0.0)


@misconception(
    "predict_perceptron",
    "You give one answer for all samples together. Each row of X has an answer of its own.",
)
def predict_gives_one_answer(X, W, b):
    return 1.0 if sigmoid(X @ W + b).mean() >= 0.5 else 0.0


@misconception(
    "predict_perceptron", "You print the result and return nothing. Write: return ... instead of print(...)."
)
def predict_prints(X, W, b):
    print(np.where(sigmoid(X @ W + b) >= 0.5, 1.0, 0.0))


@misconception(
    "predict_perceptron", "Only yes and no are asked for, not where they are: return 1 or 0 for each sample."
)
def predict_returns_row_numbers(X, W, b):
    return np.flatnonzero(sigmoid(X @ W + b) >= 0.5)


# train_perceptron


def zeros(X):
    return {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}


@misconception("train_perceptron", "By default there are 1000 epochs: keep the stub's epochs=1000.")
def train_has_another_default_for_epochs(X, y, lr=0.1, *, epochs=100):
    return train_right(X, y, lr, epochs)


@misconception("train_perceptron", "By default the learning rate is 0.1: keep the stub's lr=0.1.")
def train_has_another_default_for_lr(X, y, lr=0.01, *, epochs=1000):
    return train_right(X, y, lr, epochs)


@misconception(
    "train_perceptron",
    "epochs is not passed on, so gradient_descent makes the 100 it makes by itself: epochs=epochs.",
)
def train_forgets_to_pass_the_epochs_on(X, y, lr=0.1, *, epochs=1000):
    return train_right(X, y, lr, 100)


@misconception("train_perceptron", "You start from random weights. Start from zeros: np.zeros((X.shape[1], 1)).")
def train_starts_at_random(X, y, lr=0.1, *, epochs=1000):
    params = zeros(X) | {"W": np.random.default_rng(0).normal(size=(X.shape[1], 1))}
    return gradient_descent(X, y, params, lr, logistic_loss, epochs=epochs)


@misconception("train_perceptron", "You start from ones. Start from zeros: np.zeros((X.shape[1], 1)).")
def train_starts_at_ones(X, y, lr=0.1, *, epochs=1000):
    params = {name: value + 1 for name, value in zeros(X).items()}
    return gradient_descent(X, y, params, lr, logistic_loss, epochs=epochs)


@misconception("train_perceptron", "W has shape (d,). It must be a column (d, 1): np.zeros((X.shape[1], 1)).")
def train_makes_flat_weights(X, y, lr=0.1, *, epochs=1000):
    params, history = train_right(X, y, lr, epochs)
    return {"W": params["W"].ravel(), "b": params["b"]}, history


@misconception(
    "train_perceptron",
    "b has shape (1,). It must be (1, 1): np.zeros((1, 1)), with two brackets on each side.",
)
def train_makes_a_flat_bias(X, y, lr=0.1, *, epochs=1000):
    params, history = train_right(X, y, lr, epochs)
    return {"W": params["W"], "b": params["b"].ravel()}, history


@misconception(
    "train_perceptron",
    "W has a row for each sample: len(X) is n. It needs one for each input: X.shape[1].",
)
def train_counts_samples_for_inputs(X, y, lr=0.1, *, epochs=1000):
    params = {"W": np.zeros((X.shape[0], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, params, lr, logistic_loss, epochs=epochs)


@misconception("train_perceptron", "Two things are asked for, and in this order: return params, history.")
def train_swaps_the_pair(X, y, lr=0.1, *, epochs=1000):
    return train_right(X, y, lr, epochs)[::-1]


@misconception(
    "train_perceptron", "You return the params alone. The history is asked for, too: return params, history."
)
def train_forgets_the_history(X, y, lr=0.1, *, epochs=1000):
    return train_right(X, y, lr, epochs)[0]


@misconception(
    "train_perceptron",
    "You return W and b. They belong into a dictionary, beside the history: ({'W': W, 'b': b}, history).",
)
def train_returns_weights_and_bias(X, y, lr=0.1, *, epochs=1000):
    params = train_right(X, y, lr, epochs)[0]
    return params["W"], params["b"]


@misconception(
    "train_perceptron",
    "The second part is the last loss alone. It must be the whole list, one loss for each epoch.",
)
def train_returns_the_last_loss(X, y, lr=0.1, *, epochs=1000):
    params, history = train_right(X, y, lr, epochs)
    return params, history[-1]


@misconception("train_perceptron", "The learning rate is not used: give gradient_descent the lr that came in.")
def train_ignores_the_learning_rate(X, y, lr=0.1, *, epochs=1000):
    return train_right(X, y, 0.1, epochs)


@misconception("train_perceptron", "You make 1000 epochs whatever is asked for. Pass the number on: epochs=epochs.")
def train_always_makes_a_thousand_epochs(X, y, lr=0.1, *, epochs=1000):
    return train_right(X, y, lr, 1000)


@misconception(
    "train_perceptron",
    "You train with linear_loss, which fits a straight line to the targets. A sigmoid unit needs logistic_loss.",
)
def train_fits_a_line(X, y, lr=0.1, *, epochs=1000):
    return gradient_descent(X, y, zeros(X), lr, linear_loss, epochs=epochs)


@misconception(
    "train_perceptron",
    "Each update uses a single sample (batch_size=1). Here every update sees all samples: leave batch_size out.",
)
def train_takes_single_samples(X, y, lr=0.1, *, epochs=1000):
    return gradient_descent(X, y, zeros(X), lr, logistic_loss, 1, epochs=epochs)


@misconception(
    "train_perceptron",
    "Your gradient is the sum over the samples, so it is n times too large. Take the mean, as logistic_loss does.",
)
def train_sums_the_gradient(X, y, lr=0.1, *, epochs=1000):
    return train_right(X, y, lr * len(X), epochs)


@misconception("train_perceptron", "The bias is never updated and stays 0. It learns like the weights: b - lr * db.")
def train_never_updates_the_bias(X, y, lr=0.1, *, epochs=1000):
    def weights_only(X, y, params):
        loss, grads = logistic_loss(X, y, params)
        return loss, grads | {"b": 0 * grads["b"]}

    return gradient_descent(X, y, zeros(X), lr, weights_only, epochs=epochs)


@misconception("train_perceptron", "You go uphill: the gradient points to a higher loss, so it is subtracted.")
def train_goes_uphill(X, y, lr=0.1, *, epochs=1000):
    return train_right(X, y, -lr, epochs)


@misconception(
    "train_perceptron",
    "Your history holds the loss after each update. history[i] is the loss before update i, so history[0] is log(2).",
)
def train_writes_the_loss_after_the_update(X, y, lr=0.1, *, epochs=1000):
    params = train_right(X, y, lr, epochs)[0]
    return params, train_right(X, y, lr, epochs + 1)[1][1:]


@misconception(
    "train_perceptron",
    "Your history has one entry too many: one for each epoch, before its update, and none after the last.",
)
def train_writes_one_loss_too_many(X, y, lr=0.1, *, epochs=1000):
    params = train_right(X, y, lr, epochs)[0]
    return params, train_right(X, y, lr, epochs + 1)[1]


@misconception(
    "train_perceptron",
    "The sigmoid's slope a * (1 - a) is in your gradient once more. It cancels in the "
    "logistic loss: X.T @ (A - y) / n.",
)
def train_keeps_the_sigmoids_slope(X, y, lr=0.1, *, epochs=1000):
    def squared(X, y, params):
        A = sigmoid(X @ params["W"] + params["b"])
        error = (A - y) * A * (1 - A)
        return logistic_loss(X, y, params)[0], gradient_of(X, error)

    return gradient_descent(X, y, zeros(X), lr, squared, epochs=epochs)


@misconception(
    "train_perceptron",
    "You correct with the step's errors (Rosenblatt's rule). The sigmoid unit's error is A - "
    "y, with A = sigmoid(X @ W + b).",
)
def train_uses_rosenblatts_rule(X, y, lr=0.1, *, epochs=1000):
    def rosenblatt(X, y, params):
        error = np.where(X @ params["W"] + params["b"] >= 0, 1.0, 0.0) - y
        return logistic_loss(X, y, params)[0], gradient_of(X, error)

    return gradient_descent(X, y, zeros(X), lr, rosenblatt, epochs=epochs)


@misconception(
    "train_perceptron",
    "The history holds the share of right answers. It must hold the loss before each update, "
    "as gradient_descent returns it.",
)
def train_writes_down_accuracies(X, y, lr=0.1, *, epochs=1000):
    params, accuracies = zeros(X), []
    for _ in range(epochs):
        accuracies.append(float((((X @ params["W"] + params["b"]) >= 0) == (y == 1)).mean()))
        params, _ = gradient_descent(X, y, params, lr, logistic_loss, epochs=1)
    return params, accuracies


@misconception(
    "train_perceptron",
    "You call logistic_loss yourself. Hand the function over, without brackets behind its name.",
)
def train_calls_the_loss_function(X, y, lr=0.1, *, epochs=1000):
    return gradient_descent(X, y, zeros(X), lr, logistic_loss(X, y, zeros(X)), epochs=epochs)


@misconception(
    "train_perceptron",
    "You normalize X first. The weights must fit the inputs as they come in: train on X itself.",
)
def train_normalizes_first(X, y, lr=0.1, *, epochs=1000):
    return train_right((X - X.mean(axis=0)) / np.maximum(X.std(axis=0), 1e-12), y, lr, epochs)


def train_right(X, y, lr, epochs):
    return gradient_descent(X, y, zeros(X), lr, logistic_loss, epochs=epochs)


# Practice


@misconception("step_unit", "The bias is missing: step(X @ W + b).")
def unit_forgets_the_bias(X, W, b):
    return np.where(X @ W >= 0, 1.0, 0.0)


@misconception("step_unit", "A score of exactly 0 must fire: use your step, or the condition >= 0.")
def unit_is_silent_at_zero(X, W, b):
    return np.where(X @ W + b > 0, 1.0, 0.0)


@misconception("step_unit", "These are probabilities. A step unit answers 0 or 1: step(X @ W + b).")
def unit_uses_the_sigmoid(X, W, b):
    return sigmoid(X @ W + b)


@misconception("step_unit", "These are the scores. The step of them is missing: step(X @ W + b).")
def unit_forgets_the_step(X, W, b):
    return X @ W + b * 1.0


@misconception("step_unit", "Only the first unit's bias is used. Each column has its own: add b (1, k) as it is.")
def unit_uses_the_first_bias_for_all(X, W, b):
    return np.where(X @ W + b[0, 0] >= 0, 1.0, 0.0)


@misconception(
    "or_by_hand",
    "This is AND: one input alone does not fire. Raise the bias, so that a score of 1 + b is not negative.",
)
def or_is_and():
    return np.array([[1.0], [1.0]]), np.array([[-1.5]])


@misconception(
    "or_by_hand",
    "Your unit fires at [0, 0], where the score is just the bias, and a score of 0 fires, "
    "too. The bias must be below 0.",
)
def or_has_a_positive_bias():
    return np.array([[1.0], [1.0]]), np.array([[0.5]])


@misconception("or_by_hand", "Your W is a row. It must be a column (2, 1), one row for each input: [[w1], [w2]].")
def or_has_a_row_of_weights():
    return np.array([[1.0, 1.0]]), np.array([[-0.5]])


@misconception("or_by_hand", "Your b is a bare number. It must be an array of shape (1, 1): np.array([[...]]).")
def or_has_a_bare_bias():
    return np.array([[1.0], [1.0]]), -0.5


@misconception("or_by_hand", "This is NAND. For OR the weights are positive and the bias negative.")
def or_is_nand():
    return np.array([[-1.0], [-1.0]]), np.array([[1.5]])


@misconception("decision_line", "The sign is wrong: from w1 * x1 + w2 * x2 + b = 0 follows x2 = -(w1 * x1 + b) / w2.")
def line_forgets_the_minus(x1, W, b):
    return line_right(x1, W, b, sign=1)


@misconception("decision_line", "The minus must reach the bias, too. Put brackets: -(w1 * x1 + b) / w2.")
def line_forgets_the_brackets(x1, W, b):
    refuse_vertical(W)
    return (-W[0, 0] * x1 + b[0, 0]) / W[1, 0]


@misconception("decision_line", "The bias is missing: x2 = -(w1 * x1 + b) / w2.")
def line_forgets_the_bias(x1, W, b):
    return line_right(x1, W, 0 * b)


@misconception("decision_line", "w1 and w2 have changed places. You divide by the weight of x2, which is W[1, 0].")
def line_swaps_the_weights(x1, W, b):
    return line_right(x1, W[::-1], b)


@misconception("decision_line", "The result has two axes, since b is (1, 1). Take its single number: b[0, 0].")
def line_keeps_the_shape_of_b(x1, W, b):
    return line_right(x1, W, b)[np.newaxis]


def refuse_vertical(W):
    if W[1, 0] == 0:
        raise ValueError("vertical")


def line_right(x1, W, b, sign=-1):
    refuse_vertical(W)
    return sign * (W[0, 0] * x1 + b[0, 0]) / W[1, 0]


@misconception("rosenblatt_update", "The error is turned around: it is the target minus the answer, y - step(...).")
def rule_turns_the_error_around(x, y, W, b, lr):
    error = fires(x, W, b) - y
    return W + lr * error * x.T, b + lr * error


@misconception(
    "rosenblatt_update", "The error uses the sigmoid. Rosenblatt's unit answers 0 or 1: y - step(x @ W + b)."
)
def rule_uses_the_sigmoid(x, y, W, b, lr):
    error = y - sigmoid(x @ W + b)
    return W + lr * error * x.T, b + lr * error


@misconception("rosenblatt_update", "The error uses the score itself. Take the step of it first: y - step(x @ W + b).")
def rule_uses_the_score(x, y, W, b, lr):
    error = y - (x @ W + b)
    return W + lr * error * x.T, b + lr * error


@misconception("rosenblatt_update", "x is a row and W a column, so their sum is a square. Turn x first: x.T.")
def rule_forgets_to_transpose(x, y, W, b, lr):
    error = y - fires(x, W, b)
    return W + lr * error * x, b + lr * error


@misconception("rosenblatt_update", "The bias is not corrected. It learns, too: b + lr * error.")
def rule_forgets_the_bias(x, y, W, b, lr):
    return W + lr * (y - fires(x, W, b)) * x.T, b * 1.0


@misconception("rosenblatt_update", "The learning rate is missing: W + lr * error * x.T and b + lr * error.")
def rule_forgets_the_learning_rate(x, y, W, b, lr):
    error = y - fires(x, W, b)
    return W + error * x.T, b + error


@misconception(
    "rosenblatt_update",
    "The input is missing in the correction of W, so all weights change alike: lr * error * x.T.",
)
def rule_forgets_the_input(x, y, W, b, lr):
    error = y - fires(x, W, b)
    return W + lr * error, b + lr * error


@misconception("rosenblatt_update", "A score of exactly 0 fires: use your step, or the condition >= 0.")
def rule_is_silent_at_zero(x, y, W, b, lr):
    error = y - np.where(x @ W + b > 0, 1.0, 0.0)
    return W + lr * error * x.T, b + lr * error


@misconception("rosenblatt_update", "The score is computed without the bias: step(x @ W + b).")
def rule_decides_without_the_bias(x, y, W, b, lr):
    error = y - fires(x, W, 0 * b)
    return W + lr * error * x.T, b + lr * error


@misconception("rosenblatt_update", "W += ... writes into the caller's array. Return new arrays: W + ..., b + ...")
def rule_works_in_place(x, y, W, b, lr):
    error = y - fires(x, W, b)
    W += lr * error * x.T
    b += lr * error
    return W, b


def fires(x, W, b):
    return np.where(x @ W + b >= 0, 1.0, 0.0)


@misconception("xor_from_units", "This is OR: it fires for [1, 1], too. Combine OR with NAND by an AND unit.")
def xor_is_or(X):
    return np.where(X.sum(axis=1, keepdims=True) >= 1, 1.0, 0.0)


@misconception("xor_from_units", "This is NAND: it fires for [0, 0], too. Combine it with OR by an AND unit.")
def xor_is_nand(X):
    return np.where(X.sum(axis=1, keepdims=True) <= 1, 1.0, 0.0)


@misconception("xor_from_units", "The answers are turned around: XOR is 1 where the two inputs differ.")
def xor_is_turned_around(X):
    return np.where(X.sum(axis=1, keepdims=True) == 1, 0.0, 1.0)


@misconception("xor_from_units", "The result has lost an axis. It must be a column (n, 1).")
def xor_is_flat(X):
    return np.where(X.sum(axis=1) == 1, 1.0, 0.0)


@misconception(
    "xor_from_units",
    "The last unit is an OR, so nearly everything fires. Both hidden units must agree: AND, with bias -1.5.",
)
def xor_ends_with_or(X):
    return np.ones((len(X), 1))


@misconception("xor_from_units", "The same four answers come whatever X is. Compute them from the rows of X.")
def xor_knows_the_table_by_heart(X):
    return np.array([[0.0], [1.0], [1.0], [0.0]])
