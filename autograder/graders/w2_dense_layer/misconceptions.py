"""The mistakes of workshop W.2: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception


def right_standard(X):
    constant = X.min(axis=0) == X.max(axis=0)
    return np.where(constant, 0.0, X - X.mean(axis=0)) / np.where(constant, 1.0, X.std(axis=0))


def bend(Z):
    e = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1.0, e) / (1 + e)


# standardize


@misconception(
    "standardize",
    "You take one mean and one std over the whole table. Each column has its own: mean(axis=0) and std(axis=0).",
)
def standardizes_the_whole_table(X):
    return np.zeros(X.shape) if X.min() == X.max() else (X - X.mean()) / X.std()


@misconception(
    "standardize",
    "You standardize each patient. axis=1 makes the columns disappear; axis=0 makes the rows disappear and leaves one "
    "number for each column.",
)
def standardizes_the_rows(X):
    return right_standard(X.T).T


@misconception(
    "standardize",
    "You divide by the sample standard deviation (ddof=1). These very patients are described: X.std(axis=0).",
)
def standardizes_with_the_sample_deviation(X):
    return right_standard(X) * np.sqrt(max(len(X) - 1, 1) / len(X))


@misconception("standardize", "You divide by the variance. The standard deviation is its square root: X.std(axis=0).")
def standardizes_with_the_variance(X):
    std = X.std(axis=0)
    return right_standard(X) / np.where((std == 0) | (X.min(axis=0) == X.max(axis=0)), 1.0, std)


@misconception("standardize", "You subtract the means but never divide by the standard deviations, X.std(axis=0).")
def only_centers_columns(X):
    return np.where(X.min(axis=0) == X.max(axis=0), 0.0, X - X.mean(axis=0))


@misconception("standardize", "You divide by the standard deviations but never subtract the means, X.mean(axis=0).")
def only_scales_columns(X):
    constant = X.min(axis=0) == X.max(axis=0)
    return np.where(constant, 0.0, X) / np.where(constant, 1.0, X.std(axis=0))


@misconception(
    "standardize",
    "X - mean / std divides only the mean, since / comes before -. Put brackets: (X - mean) / std.",
)
def standardizes_without_brackets(X):
    constant = X.min(axis=0) == X.max(axis=0)
    return np.where(constant, 0.0, X - X.mean(axis=0) / np.where(constant, 1.0, X.std(axis=0)))


@misconception(
    "standardize",
    "You scale each column to the range from 0 to 1. Asked for are mean 0 and standard deviation 1.",
)
def scales_columns_to_zero_and_one(X):
    spread = 1.0 * X.max(axis=0) - X.min(axis=0)
    return (X - X.min(axis=0)) / np.where(spread == 0, 1.0, spread)


@misconception(
    "standardize",
    "You subtract the median. It is the mean that goes: X.mean(axis=0).",
)
def subtracts_the_median(X):
    constant = X.min(axis=0) == X.max(axis=0)
    return np.where(constant, 0.0, X - np.median(X, axis=0)) / np.where(constant, 1.0, X.std(axis=0))


@misconception(
    "standardize",
    "A constant column has std 0, and 0/0 gives nan. Put 1 in the place of such a std: np.where(constant, 1, std).",
)
def forgets_constant_columns(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


@misconception("standardize", "A constant column stays as it is. Its mean has to go too: it becomes zeros.")
def leaves_constant_columns(X):
    return np.where(X.min(axis=0) == X.max(axis=0), X, right_standard(X))


@misconception("standardize", "A constant column becomes ones. There is nothing to tell its patients apart: zeros.")
def makes_constant_columns_ones(X):
    return np.where(X.min(axis=0) == X.max(axis=0), 1.0, right_standard(X))


@misconception("standardize", "You leave the constant columns out. The table keeps its shape; they become zeros.")
def drops_constant_columns(X):
    return right_standard(X)[:, X.min(axis=0) != X.max(axis=0)]


@misconception(
    "standardize",
    "One constant column, and you give up on all. Treat each column on its own: np.where(constant, 1, std).",
)
def gives_up_on_all_columns(X):
    return X - X.mean(axis=0) if (X.min(axis=0) == X.max(axis=0)).any() else right_standard(X)


@misconception("standardize", "-= and /= write into the caller's table. Make a new one: X - X.mean(axis=0).")
def standardizes_in_place(X):
    answer = right_standard(X)
    if X.dtype.kind == "f":
        X[...] = answer
        return X
    return answer


@misconception("standardize", "You print the table and return nothing. Write: return ... instead of print(...).")
def prints_the_table(X):
    print(right_standard(X))


# neuron_forward


@misconception("neuron_forward", "The sigmoid is missing: hand the score to it before you return.")
def neuron_stays_straight(x, w, b):
    return float(x @ w + b)


@misconception("neuron_forward", "The bias is missing. The score is x @ w + b.")
def neuron_lacks_the_bias(x, w, b):
    return float(bend(x @ w))


@misconception("neuron_forward", "You add the bias after the sigmoid. It belongs to the score: sigmoid(x @ w + b).")
def neuron_adds_the_bias_late(x, w, b):
    return float(bend(x @ w) + b)


@misconception("neuron_forward", "You subtract the bias. It is added: x @ w + b.")
def neuron_takes_the_bias_away(x, w, b):
    return float(bend(x @ w - b))


@misconception("neuron_forward", "You add the bias once for every input. x * w + b does that, if you sum after it.")
def neuron_sums_the_bias(x, w, b):
    _refuse_lengths(x, w)
    return float(bend(np.sum(x * w + b)))


@misconception("neuron_forward", "The sign is turned around: the sigmoid is 1 / (1 + exp(-z)), with a minus.")
def neuron_with_the_sign_turned(x, w, b):
    return float(bend(-(x @ w + b)))


@misconception("neuron_forward", "You squeeze every product by itself. Add them up first: one score, one sigmoid.")
def neuron_bends_each_product(x, w, b):
    _refuse_lengths(x, w)
    return bend(x * w + b)


@misconception("neuron_forward", "You average the products. A neuron adds them up: x @ w.")
def neuron_takes_the_mean(x, w, b):
    _refuse_lengths(x, w)
    return float(bend(np.mean(x * w) + b))


@misconception("neuron_forward", "The answer is rounded to 0 or 1. Return the number between them.")
def neuron_decides(x, w, b):
    return float(x @ w + b >= 0)


@misconception("neuron_forward", "That is tanh, which runs from -1 to 1. The sigmoid of chapter 1.3 runs from 0 to 1.")
def neuron_with_tanh(x, w, b):
    return float(np.tanh(x @ w + b))


@misconception("neuron_forward", "The result is an array. One patient and one neuron give one number: float(...).")
def neuron_gives_an_array(x, w, b):
    return np.array([bend(x @ w + b)])


@misconception("neuron_forward", "Only positive inputs count in your sum: no abs and no maximum on the inputs.")
def neuron_ignores_negative_inputs(x, w, b):
    return float(bend(np.maximum(x, 0) @ w + b))


@misconception("neuron_forward", "math.exp overflows for large scores. Use your own sigmoid from chapter 1.3.")
def neuron_overflows(x, w, b):
    z = float(x @ w + b)
    if z < -709:
        raise OverflowError("math range error")
    return float(bend(z))


@misconception("neuron_forward", "x *= w writes into the caller's array. Make a new one: x @ w.")
def neuron_writes_into_x(x, w, b):
    answer = float(bend(x @ w + b))
    if x.dtype.kind == "f":
        x *= w
    return answer


@misconception("neuron_forward", "You print the output and return nothing. Write: return ... instead of print(...).")
def neuron_output_printed(x, w, b):
    print(float(bend(x @ w + b)))


def _refuse_lengths(x, w):
    if len(x) != len(w):
        raise ValueError("lengths")


# dense_forward


@misconception("dense_forward", "The sigmoid is missing: hand the scores to it before you return.")
def dense_stays_straight(X, W, b):
    return X @ W + b


@misconception("dense_forward", "The biases are missing. The scores are X @ W + b.")
def dense_lacks_the_biases(X, W, b):
    return bend(X @ W)


@misconception("dense_forward", "You add the biases after the sigmoid. They belong to the scores: sigmoid(X @ W + b).")
def dense_adds_the_biases_late(X, W, b):
    return bend(X @ W) + b


@misconception("dense_forward", "You subtract the biases. They are added: X @ W + b.")
def dense_takes_the_biases_away(X, W, b):
    return bend(X @ W - b)


@misconception("dense_forward", "The sign is turned around: the sigmoid is 1 / (1 + exp(-z)), with a minus.")
def dense_with_the_sign_turned(X, W, b):
    return bend(-(X @ W + b))


@misconception(
    "dense_forward",
    "Here each COLUMN of W is a neuron, unlike in workshop W.1, so no transpose is needed: X @ W.",
)
def dense_transposes_the_weights(X, W, b):
    return bend(X @ W.T + b)


@misconception(
    "dense_forward", "The result is (k, n). Samples belong in the rows: X on the left of W, no .T at the end."
)
def dense_puts_neurons_in_rows(X, W, b):
    return bend(X @ W + b).T


@misconception(
    "dense_forward",
    "You put W in shape with reshape, which shuffles the weights among the neurons. X @ W fits as it is.",
)
def dense_reshapes_the_weights(X, W, b):
    _refuse_shapes(X, W)
    return bend(X @ W.reshape(W.shape[1], W.shape[0]).T + b)


@misconception("dense_forward", "Every neuron gets the first bias. Add the whole row b, without an index.")
def dense_with_the_first_bias(X, W, b):
    _refuse_biases(W, b)
    return bend(X @ W + np.ravel(b)[0])


@misconception("dense_forward", "Every neuron gets the sum of all biases. Add the row b as it is.")
def dense_with_the_sum_of_biases(X, W, b):
    _refuse_biases(W, b)
    return bend(X @ W + np.sum(b))


@misconception(
    "dense_forward",
    "Each sample gets a bias of its own. The biases belong to the neurons, which are the columns: no .T on b.",
)
def dense_gives_biases_to_samples(X, W, b):
    n, k = len(X), W.shape[1]
    return bend(X @ W + (np.reshape(b, (-1, 1)) if n == k else b))


@misconception("dense_forward", "You average the products. A neuron adds them up: no division by the number of inputs.")
def dense_averages(X, W, b):
    return bend(X @ W / X.shape[1] + b)


@misconception("dense_forward", "Only the first sample comes back. Every row of X gets a row of outputs.")
def dense_answers_the_first_sample(X, W, b):
    return bend(X @ W + b)[:1]


@misconception("dense_forward", "A batch of one loses its axis. The result is (1, k): no squeeze, no [0].")
def dense_drops_an_axis(X, W, b):
    return np.squeeze(bend(X @ W + b))


@misconception("dense_forward", "The outputs are rounded to 0 and 1. Return the numbers between them.")
def dense_decides(X, W, b):
    return np.where(X @ W + b >= 0, 1.0, 0.0)


@misconception("dense_forward", "Each row adds up to 1: that is softmax. The sigmoid squeezes every score by itself.")
def dense_with_softmax(X, W, b):
    Z = X @ W + b
    e = np.exp(Z - Z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@misconception("dense_forward", "That is tanh, which runs from -1 to 1. The sigmoid of chapter 1.3 runs from 0 to 1.")
def dense_with_tanh(X, W, b):
    return np.tanh(X @ W + b)


@misconception(
    "dense_forward",
    "b[j] is neuron j's bias only if b is flat. It may come as a row (1, k): add it as a whole.",
)
def dense_wants_flat_biases(X, W, b):
    _refuse_shapes(X, W)
    _refuse_biases(W, b)
    return bend(np.stack([X @ W[:, j] + b[j] for j in range(W.shape[1])], axis=1))


@misconception(
    "dense_forward",
    "b[0, j] is neuron j's bias only if b is a row (1, k). It may come flat: add it as a whole.",
)
def dense_wants_a_row_of_biases(X, W, b):
    _refuse_shapes(X, W)
    _refuse_biases(W, b)
    return bend(np.stack([X @ W[:, j] + b[0, j] for j in range(W.shape[1])], axis=1))


@misconception("dense_forward", "Your loops fill a list of lists. Make an array of it at the end: np.array(...).")
def dense_gives_lists(X, W, b):
    return bend(X @ W + b).tolist()


@misconception("dense_forward", "b += ... writes into the caller's biases. Add with a plain +.")
def dense_writes_into_b(X, W, b):
    Z = X @ W + b
    if b.shape == Z.shape and b.dtype == Z.dtype:
        b[...] = Z
    return bend(Z)


@misconception("dense_forward", "You print the outputs and return nothing. Write: return ... instead of print(...).")
def dense_prints(X, W, b):
    print(bend(X @ W + b))


def _refuse_shapes(X, W):
    if X.shape[1] != len(W):
        raise ValueError("shapes")


def _refuse_biases(W, b):
    if b.shape[-1] != W.shape[1]:
        raise ValueError("biases")


# Practice


@misconception("patient_score", "The bias is missing: x @ w + b.")
def score_without_bias(x, w, b):
    return float(x @ w)


@misconception("patient_score", "There is a sigmoid too many. Return the score itself.")
def score_bent(x, w, b):
    return float(bend(x @ w + b))


@misconception("patient_score", "x * w keeps the products apart. Add them up, with @ or np.sum.")
def score_of_products(x, w, b):
    return x * w + b


@misconception("patient_score", "You add the bias once for every input. Add it once, after the sum.")
def score_with_many_biases(x, w, b):
    return float(np.sum(x * w + b))


@misconception("patient_scores", "Only the first patient comes back. X @ w gives one score for each row.")
def scores_of_the_first(X, w, b):
    return (X @ w + b)[:1]


@misconception("patient_scores", "The bias is missing: X @ w + b.")
def scores_without_bias(X, w, b):
    return X @ w


@misconception("patient_scores", "The scores stand in a column. Leave w flat, and the result is flat: shape (n,).")
def scores_in_a_column(X, w, b):
    return X @ w.reshape(-1, 1) + b


@misconception("patient_scores", "X * w keeps the products apart. Each row is to be added up: X @ w.")
def scores_of_products(X, w, b):
    return X * w + b


@misconception("patient_scores", "There is a sigmoid too many. Return the scores themselves.")
def scores_bent(X, w, b):
    return bend(X @ w + b)


@misconception(
    "add_bias",
    "Broadcasting lets a single bias, or one for each sample, pass without a word. Compare b.shape with (Z.shape[1],).",
)
def trusts_broadcasting(Z, b):
    return Z + b


@misconception("add_bias", "You compare b with the number of samples. There is one bias for each neuron: Z.shape[1].")
def counts_the_samples(Z, b):
    if b.shape != (Z.shape[0],):
        raise ValueError("shapes")
    return Z + b.reshape(-1, 1)


@misconception("add_bias", "len(b) lets a bias of two axes pass. Compare the whole shape: b.shape != (Z.shape[1],).")
def compares_the_last_size(Z, b):
    if b.shape[-1] != Z.shape[1]:
        raise ValueError("shapes")
    return Z + b


@misconception("add_bias", "Z += b writes into the caller's scores. Make a new array: Z + b.")
def adds_in_place(Z, b):
    if b.shape != (Z.shape[1],):
        raise ValueError("shapes")
    Z += b
    return Z


@misconception("parameter_count", "The biases are missing: one for each neuron.")
def counts_weights_alone(n_inputs, n_neurons):
    return n_inputs * n_neurons


@misconception("parameter_count", "There is one bias for each neuron, not for each input.")
def counts_a_bias_for_each_input(n_inputs, n_neurons):
    return n_inputs * n_neurons + n_inputs


@misconception("parameter_count", "You count a single bias. Each neuron has its own.")
def counts_one_bias(n_inputs, n_neurons):
    return n_inputs * n_neurons + 1


@misconception("parameter_count", "Every input is joined to every neuron, so the numbers of them multiply.")
def adds_inputs_and_neurons(n_inputs, n_neurons):
    return n_inputs + n_neurons
