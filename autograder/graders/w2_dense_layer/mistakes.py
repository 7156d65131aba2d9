"""The mistakes of workshop W.2, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

standardize = Mistakes("""
def standardize(X):
    mean = X.mean(axis=0)
    std = X.std(axis=0)
    std[X.min(axis=0) == X.max(axis=0)] = 1.0
    return (X - mean) / std
""")
CONSTANT = "    std[X.min(axis=0) == X.max(axis=0)] = 1.0\n"
standardize.change("takes the whole table", "X.mean(axis=0)", "X.mean()", "X.std(axis=0)", "X.std()", CONSTANT, "",
    "One mean and one std are taken over the whole table. Each column has its own: mean(axis=0) and std(axis=0).",
    kind="axis")
standardize.variant("takes the whole table", """
def standardize(X):
    return normalize(X)
""")
standardize.change("takes the rows", "X.mean(axis=0)", "X.mean(axis=1, keepdims=True)", "X.std(axis=0)",
    "X.std(axis=1, keepdims=True)", CONSTANT, "    std[std == 0] = 1.0\n",
    "Each row is standardized. axis=1 makes the columns disappear; axis=0 makes the rows disappear and leaves one "
    "number for each column.", kind="axis")
standardize.variant("takes the rows", """
def standardize(X):
    rows = [(row - row.mean()) / (row.std() or 1.0) for row in X]
    return np.array(rows)
""")
standardize.change("takes one std for all", "X.std(axis=0)", "X.std()", CONSTANT, "",
    "All columns are divided by one std, that of the whole table. Each has its own: X.std(axis=0).", kind="axis")
standardize.change("takes one mean for all", "X.mean(axis=0)", "X.mean()",
    "One mean, that of the whole table, is taken from all columns. Each has its own: X.mean(axis=0).", kind="axis")
standardize.change("takes the sample deviation", "X.std(axis=0)",
    "X.std(axis=0, ddof=1) if len(X) > 1 else X.std(axis=0)",
    "The sum of squares is divided by n - 1: the sample standard deviation, ddof=1. These very patients are "
    "described: X.std(axis=0).", kind="off-by-one")
standardize.variant("takes the sample deviation", """
def standardize(X):
    centered = X - X.sum(axis=0) / len(X)
    spread = np.sqrt(np.sum(centered**2, axis=0) / max(len(X) - 1, 1))
    return np.divide(centered, spread, out=np.zeros_like(centered), where=spread > 1e-12)
""")
standardize.change("divides by the variance", "X.std(axis=0)", "X.var(axis=0)",
    "The columns are divided by the variance. The standard deviation is its square root: X.std(axis=0).",
    kind="wrong-function")
standardize.variant("divides by the variance", """
def standardize(X):
    centered = X - X.mean(axis=0)
    spread = np.sum(centered**2, axis=0) / len(X)
    return np.divide(centered, spread, out=np.zeros_like(centered), where=spread > 1e-12)
""")
standardize.change("divides by the root of the sum", "X.std(axis=0)", "np.sqrt(((X - mean) ** 2).sum(axis=0))",
    "The squared deviations are added up but not averaged before the root. The std is the root of their mean: "
    "X.std(axis=0).", kind="mean-or-sum")
standardize.change("divides by the mean absolute deviation", "X.std(axis=0)", "np.abs(X - mean).mean(axis=0)",
    "The columns are divided by their mean absolute deviation. The std is the root of the mean square: X.std(axis=0).",
    kind="wrong-function")
standardize.change("only centers", "(X - mean) / std", "X - mean",
    "The means are subtracted, but nothing is divided by the standard deviations, X.std(axis=0).", kind="missing-step")
standardize.change("only scales", "(X - mean)", "np.where(std == 1.0, X * 0.0, X)",
    "The columns are divided by their standard deviations, but their means are not subtracted, X.mean(axis=0).",
    kind="missing-step")
standardize.change("multiplies by the deviations", "/ std", "* std",
    "The columns are multiplied by their standard deviations. Divide by them.", kind="wrong-function")
standardize.change("adds the mean", "X - mean", "X + mean",
    "The means are added. Subtract them: X - X.mean(axis=0).", kind="sign")
standardize.change("forgets the brackets", "(X - mean) / std", "X - mean / std",
    "X - mean / std divides only the mean, since / comes before -. Put brackets: (X - mean) / std.", kind="order")
standardize.change("scales to zero and one", "X.mean(axis=0)", "X.min(axis=0)", "X.std(axis=0)", "X.max(axis=0) - mean",
    "Each column is scaled to the range from 0 to 1. Asked for are mean 0 and standard deviation 1.",
    kind="wrong-function")
standardize.change("subtracts the median", "X.mean(axis=0)", "np.median(X, axis=0)",
    "The median is subtracted. It is the mean that goes: X.mean(axis=0).", kind="wrong-function")
standardize.change("divides by the largest", "X.std(axis=0)", "np.abs(X - mean).max(axis=0)",
    "Each column is divided by its largest deviation. Divide by the standard deviation: X.std(axis=0).",
    kind="wrong-function")
standardize.change("forgets constant columns", CONSTANT, "",
    "A constant column has std 0, and 0/0 gives nan. Put 1 in the place of such a std: np.where(std == 0, 1, std).",
    kind="division", score=4.23)
standardize.change("leaves constant columns", "return (X - mean) / std",
    "return np.where(X.min(axis=0) == X.max(axis=0), X, (X - mean) / std)",
    "A constant column stays as it is. Its mean has to go too: it becomes zeros.", kind="missing-step")
standardize.change("makes constant columns ones", "return (X - mean) / std",
    "return np.where(X.min(axis=0) == X.max(axis=0), 1.0, (X - mean) / std)",
    "A constant column becomes ones. There is nothing to tell its patients apart: zeros.", kind="wrong-step")
standardize.change("drops constant columns", "return (X - mean) / std",
    "return ((X - mean) / std)[:, X.min(axis=0) != X.max(axis=0)]",
    "Constant columns are left out. The table keeps its shape; they become zeros.", kind="shape")
standardize.change("gives up on all columns", CONSTANT, "    if (std == 0).any():\n        return X - mean\n",
    "One constant column, and none is scaled. Treat each column on its own: np.where(std == 0, 1, std).", kind="loop")
standardize.change("makes all columns zeros", CONSTANT, "    if (std == 0).any():\n        return X * 0.0\n",
    "One constant column, and all become zeros. Treat each column on its own: np.where(std == 0, 1, std).", kind="loop")
standardize.change("takes the last deviation for all", "X.std(axis=0)", "X[:, -1].std() or 1.0", CONSTANT, "",
    "All columns are divided by the std of the last one. Does the division stand after the loop over the columns? Move "
    "it to the right, or take X.std(axis=0).", kind="loop")
standardize.change("asks whether any std is zero", CONSTANT, "    if std == 0:\n        std = 1.0\n",
    "An `if` wants one answer, and here each column has its own. np.where(std == 0, 1, std) asks column by column.",
    kind="scalar-only")
standardize.change("writes into X", "return (X - mean) / std", "X -= mean\n    X /= std\n    return X",
    "The caller's table is overwritten, as -=, /= and X[:, j] = ... do. Make a new one: (X - mean) / std.",
    kind="in-place")
standardize.change("transposes", "(X - mean) / std", "((X - mean) / std).T",
    "Rows and columns have changed places. Patients stay in the rows.", kind="transpose")

neuron_forward = Mistakes("""
def neuron_forward(x, w, b):
    z = x @ w + b
    return float(sigmoid(z))
""")
neuron_forward.change("forgets the sigmoid", "sigmoid(z)", "z",
    "The sigmoid is missing: hand the score to it before you return.", kind="missing-step")
neuron_forward.variant("forgets the sigmoid", """
def neuron_forward(x, w, b):
    total = b
    for i, j in zip(x, w):
        total += i * j
    return total
""")
neuron_forward.change("forgets the bias", "x @ w + b", "x @ w",
    "The bias is missing. The score is x @ w + b.", kind="missing-step")
neuron_forward.change("adds the bias late", "x @ w + b", "x @ w", "sigmoid(z)", "sigmoid(z) + b",
    "The bias is added after the sigmoid. It belongs to the score: sigmoid(x @ w + b).", kind="order")
neuron_forward.change("subtracts the bias", "+ b", "- b",
    "Yours is sigmoid(x @ w - b): the bias has the wrong sign. In exp(-...) the minus is for all of x @ w + b.",
    kind="sign")
neuron_forward.change("multiplies by the bias", "+ b", "* b",
    "The score is multiplied by the bias. It is added: x @ w + b.", kind="wrong-step")
neuron_forward.change("adds the bias for every input", "x @ w + b", "np.sum(x * w + b)",
    "The bias is added once for every input, as a sum over x * w + b does. Add it once, after the sum.", kind="order")
neuron_forward.variant("adds the bias for every input", """
def neuron_forward(x, w, b):
    total = 0.0
    for i in range(len(x)):
        total += x[i] * w[i] + b
    return 1 / (1 + np.exp(-total))
""")
neuron_forward.change("turns the sign", "sigmoid(z)", "sigmoid(-z)",
    "The sign of the score is turned around. The sigmoid is 1 / (1 + exp(-z)), with a single minus.", kind="sign")
neuron_forward.change("squeezes each product", "x @ w + b", "x * w + b", "float(sigmoid(z))", "sigmoid(z)",
    "Every product is squeezed by itself. Add them up first: one score, one sigmoid.", kind="missing-step")
neuron_forward.change("adds up squeezed products", "x @ w + b", "x * w + b", "sigmoid(z)", "np.sum(sigmoid(z))",
    "Every product is squeezed, and then they are added up. First the sum, with the bias, then one sigmoid.",
    kind="order")
neuron_forward.change("adds up squeezed products, and the bias", "x @ w + b", "x * w", "sigmoid(z)",
    "np.sum(sigmoid(z)) + b",
    "Every product is squeezed, and then they are added up. First the sum, with the bias, then one sigmoid.",
    kind="order")
neuron_forward.change("averages the products", "x @ w", "np.mean(x * w)",
    "The products are averaged. A neuron adds them up: x @ w.", kind="mean-or-sum")
neuron_forward.change("decides", "sigmoid(z)", "z >= 0",
    "The answer is rounded to 0 or 1. Return the number between them.", kind="extra-step")
neuron_forward.change("takes tanh", "sigmoid(z)", "np.tanh(z)",
    "That is tanh, which runs from -1 to 1. The sigmoid of chapter 1.3 runs from 0 to 1.", kind="wrong-function")
neuron_forward.change("squeezes twice", "sigmoid(z)", "sigmoid(sigmoid(z))",
    "The sigmoid is applied twice. Once will do.", kind="extra-step")
neuron_forward.change("gives an array", "float(sigmoid(z))", "np.array([sigmoid(z)])",
    "The result is an array. One patient and one neuron give one number: float(...).", kind="shape")
neuron_forward.change("ignores negative inputs", "x @ w", "np.maximum(x, 0) @ w",
    "Only positive inputs count in your sum: no abs and no maximum on the inputs.", kind="extra-step")
neuron_forward.change("ignores the last input", "x @ w", "x[:-1] @ w[:-1]",
    "The last input is left out. Sum over all of them: x @ w.", kind="off-by-one")
neuron_forward.code("returns inside the loop", """
def neuron_forward(x, w, b):
    z = b
    for i in range(len(x)):
        z = z + x[i] * w[i]
        return float(sigmoid(z))
""",
    "Only the first input counts. Is the return inside the loop? It ends the function in the first turn.", kind="loop")
neuron_forward.code("overflows", """
import math

def neuron_forward(x, w, b):
    z = x @ w + b
    return 1 / (1 + math.exp(-z))
""",
    "math.exp overflows for large negative scores. Use your own sigmoid from chapter 1.3.", kind="overflow", score=3.6)
neuron_forward.change("writes into x", "z = x @ w + b", "x *= w\n    z = x.sum() + b",
    "The caller's array is overwritten, as x *= w does. Make a new one: x @ w.", kind="in-place")

dense_forward = Mistakes("""
def dense_forward(X, W, b):
    Z = X @ W
    Z = Z + b
    return sigmoid(Z)
""")
dense_forward.change("forgets the sigmoid", "sigmoid(Z)", "Z",
    "The sigmoid is missing: hand the scores to it before you return.", kind="missing-step")
dense_forward.change("forgets the biases", "    Z = Z + b\n", "",
    "The biases are missing. The scores are X @ W + b.", kind="missing-step")
dense_forward.change("adds the biases late", "    Z = Z + b\n", "", "sigmoid(Z)", "sigmoid(Z) + b",
    "The biases are added after the sigmoid. They belong to the scores: sigmoid(X @ W + b).", kind="order")
dense_forward.variant("adds the biases late", """
def dense_forward(X, W, b):
    return b + 1 / (1 + np.exp(-np.einsum("nd,dk->nk", X, W)))
""")
dense_forward.change("subtracts the biases", "Z + b", "Z - b",
    "Yours is sigmoid(X @ W - b): the biases have the wrong sign. In exp(-...) the minus is for all of X @ W + b.",
    kind="sign")
dense_forward.change("turns the sign", "sigmoid(Z)", "sigmoid(-Z)",
    "The sign of the scores is turned around. The sigmoid is 1 / (1 + exp(-z)), with a single minus.", kind="sign")
dense_forward.change("transposes the weights", "X @ W", "X @ W.T",
    "Here each COLUMN of W is a neuron, unlike in workshop W.1, so no transpose is needed: X @ W.", kind="transpose")
dense_forward.change("transposes the weights, for np.dot", "X @ W", "np.dot(X, W.T)",
    "Here each COLUMN of W is a neuron, unlike in workshop W.1, so no transpose is needed: X @ W.", kind="transpose")
dense_forward.change("puts neurons in rows", "sigmoid(Z)", "sigmoid(Z).T",
    "The result is (k, n). Samples belong in the rows: X on the left of W, no .T at the end.", kind="transpose")
dense_forward.variant("puts neurons in rows", """
def dense_forward(X, W, b):
    rows = [sigmoid(X @ W[:, j] + b.ravel()[j]) for j in range(W.shape[1])]
    return np.array(rows)
""")
dense_forward.change("reshapes the weights", "X @ W", "X @ W.reshape(W.shape[::-1]).T",
    "The weights are shuffled among the neurons, as reshape does. X @ W fits as it is.", kind="shape")
dense_forward.change("multiplies by elements", "X @ W", "X * W",
    "Inputs and weights are multiplied element by element. The matrix product is @: X @ W.", kind="wrong-function")
dense_forward.change("takes the first bias", "Z + b", "Z + b.ravel()[0]",
    "Every neuron gets the first bias. Add the whole row b, without an index.", kind="indexing")
dense_forward.change("takes the sum of the biases", "Z + b", "Z + b.sum()",
    "Every neuron gets the sum of all biases. Add the row b as it is.", kind="mean-or-sum")
dense_forward.change("gives biases to samples", "Z + b", "Z + (b.reshape(-1, 1) if len(Z) == b.size else b)",
    "Each sample gets a bias of its own. The biases belong to the neurons, which are the columns: no .T on b.",
    kind="transpose", alike="samples and neurons are equally many in hidden tests alone")
dense_forward.change("stands the biases up", "Z + b", "Z + b.reshape(-1, 1)",
    "The biases stand upright, one for each sample. They belong to the neurons, which are the columns: no .T on b.",
    kind="transpose")
dense_forward.change("averages", "X @ W", "X @ W / len(W)",
    "The products are averaged. A neuron adds them up: no division by the number of inputs.", kind="mean-or-sum")
dense_forward.change("answers the first sample", "sigmoid(Z)", "sigmoid(Z)[:1]",
    "Only the first sample comes back. Every row of X gets a row of outputs.", kind="indexing")
dense_forward.change("drops an axis", "sigmoid(Z)", "np.squeeze(sigmoid(Z))",
    "A batch of one loses its axis. The result is (1, k): no squeeze, no [0].", kind="shape")
dense_forward.change("rounds", "sigmoid(Z)", "np.round(sigmoid(Z), 4)",
    "The outputs are rounded. Return them as they are, and round only where you print.", kind="extra-step")
dense_forward.change("standardizes first", "    Z = X @ W\n",
    "    std = X.std(axis=0)\n    Z = (X - X.mean(axis=0)) / np.where(std == 0, 1.0, std) @ W\n",
    "X is standardized first. The layer takes its inputs as they come: X @ W + b.", kind="extra-step")
dense_forward.change("decides", "sigmoid(Z)", "np.where(Z >= 0, 1.0, 0.0)",
    "The outputs are rounded to 0 and 1. Return the numbers between them.", kind="extra-step")
dense_forward.change("takes softmax", "sigmoid(Z)", "softmax(Z)",
    "Each row adds up to 1: that is softmax. The sigmoid squeezes every score by itself.", kind="wrong-function")
dense_forward.change("takes softmax by hand", "sigmoid(Z)", "np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)",
    "Each row adds up to 1: that is softmax. The sigmoid squeezes every score by itself.", kind="wrong-function",
    alike="the scores of the visible tests are small")
dense_forward.change("overflows", "sigmoid(Z)", "np.exp(Z) / (1 + np.exp(Z))",
    "exp of a large score is inf, and inf / inf is nan. Use your own sigmoid from chapter 1.3.", kind="overflow",
    alike="the scores of the visible tests are small")
dense_forward.change("takes tanh", "sigmoid(Z)", "np.tanh(Z)",
    "That is tanh, which runs from -1 to 1. The sigmoid of chapter 1.3 runs from 0 to 1.", kind="wrong-function")
dense_forward.change("takes relu", "sigmoid(Z)", "np.maximum(Z, 0)",
    "Negative scores become 0 and others stay: that is ReLU. This layer has a sigmoid.", kind="wrong-function")
dense_forward.change("squeezes twice", "sigmoid(Z)", "sigmoid(sigmoid(Z))",
    "The sigmoid is applied twice. Once will do.", kind="extra-step")
dense_forward.change("wants a row of biases", "Z = Z + b",
    "for j in range(W.shape[1]):\n        bias = b[0, j]\n        Z[:, j] = Z[:, j] + bias",
    "b[0, j] is neuron j's bias only if b is a row (1, k). It may come flat: add it as a whole.", kind="indexing")
FLAT = "b[j] is neuron j's bias only if b is flat. It may come as a row (1, k): add it as a whole."
dense_forward.change("wants flat biases", "Z = Z + b",
    "for i, j in np.ndindex(Z.shape):\n        Z[i, j] = Z[i, j] + b[j]", FLAT, kind="indexing")
dense_forward.change("wants flat biases for columns", "Z = Z + b",
    "for j in range(W.shape[1]):\n        Z[:, j] = Z[:, j] + b[j]", FLAT, kind="indexing")
dense_forward.code("wants flat biases in lists", """
def dense_forward(X, W, b):
    rows = []
    for z in X @ W:
        row = []
        for j in range(len(z)):
            bias = b[j]
            row.append(z[j] + bias)
        rows.append(row)
    return sigmoid(np.array(rows))
""",
    FLAT, kind="indexing")
dense_forward.change("gives lists", "sigmoid(Z)", "sigmoid(Z).tolist()",
    "The result is a list of lists. Make an array of it at the end: np.array(...).", kind="type")
dense_forward.change("writes into W", "X @ W\n", "X @ W\n    W *= 1.5\n",
    "An array of the caller's is overwritten, as += and *= do. Make new ones: X @ W + b.", kind="in-place")

patient_scores = Mistakes("""
def patient_scores(X, w, b):
    z = X @ w
    return z + b
""")
patient_scores.change("answers the first", "z + b", "(z + b)[:1]",
    "Only the first patient comes back. X @ w gives one score for each row.", kind="indexing")
patient_scores.change("forgets the bias", "z + b", "z", "The bias is missing: X @ w + b.", kind="missing-step")
patient_scores.change("subtracts the bias", "z + b", "z - b",
    "The bias is subtracted. It is added: X @ w + b.", kind="sign")
patient_scores.change("stands in a column", "X @ w", "X @ w.reshape(-1, 1)",
    "The scores stand in a column. Leave w flat, and the result is flat: shape (n,).", kind="shape")
patient_scores.change("keeps the products apart", "X @ w", "X * w",
    "The products are kept apart. Each row is to be added up: X @ w.", kind="missing-step")
patient_scores.change("adds up the columns", "X @ w", "(X * w).sum(axis=0)",
    "There is a number for each column. Each row is to be added up, over axis 1: X @ w.", kind="axis")
patient_scores.change("adds everything up", "X @ w", "np.sum(X * w)",
    "All products of all patients are added up. Each row has a sum of its own: X @ w.", kind="axis")
patient_scores.change("squeezes", "z + b", "sigmoid(z + b)",
    "There is a sigmoid too many. Return the scores themselves.", kind="extra-step")
patient_scores.change("writes into X", "X @ w", "X @ w\n    X *= w",
    "The caller's array is overwritten, as X *= w does. Make a new one: X @ w.", kind="in-place")

raw_weights = Mistakes("""
def raw_weights(w, b, mean, std):
    w_raw = w / std
    b_raw = b - np.sum(mean * w_raw)
    return w_raw, b_raw
""")
raw_weights.change("keeps the weights", "w / std", "w",
    "The weights stay as they were. A raw measurement is std times as large, so its weight is w / std.",
    kind="missing-step")
raw_weights.change("multiplies by the deviations", "w / std", "w * std",
    "The weights are multiplied by std. A raw measurement is std times as large, so its weight is w / std.",
    kind="wrong-function")
raw_weights.change("keeps the bias", "b - np.sum(mean * w_raw)", "b",
    "The bias stays as it was. What the means take away from every score, the sum of mean * w / std, belongs to it.",
    kind="missing-step")
raw_weights.change("adds the means", "b - np.sum", "b + np.sum",
    "The share of the means is added to the bias. Its sign is minus: x - mean.", kind="sign")
raw_weights.change("forgets std in the bias", "mean * w_raw", "mean * w",
    "The means in the bias are not divided by std. Each counts with its new weight, w / std.", kind="missing-step")
raw_weights.change("divides the means twice", "mean * w_raw", "mean / std * w_raw",
    "The means in the bias are divided by std twice. w / std has one division in it already.", kind="extra-step")
raw_weights.change("divides the bias", "b - np.sum", "(b / std).sum() - np.sum",
    "The bias is divided by std as well. Only the measurements were scaled, and b is none of them.", kind="extra-step")
raw_weights.change("keeps one bias for each measurement", "np.sum(mean * w_raw)", "mean * w_raw",
    "The bias is an array with a number for each measurement. Add up mean * w / std: one neuron, one bias.",
    kind="missing-step")
raw_weights.change("averages the shares", "np.sum", "np.mean",
    "The shares of the means are averaged. They are added up, as a score is: mean @ (w / std).", kind="mean-or-sum")
raw_weights.change("leaves the old bias out", "b - np.sum", "-np.sum",
    "The old bias is missing. It stays in the score, less the share of the means: b - mean @ (w / std).",
    kind="missing-step")
raw_weights.change("swaps the pair", "w_raw, b_raw\n", "b_raw, w_raw\n",
    "Two things are asked for, and in this order: return w_raw, b_raw.", kind="return")
raw_weights.change("writes into w", "w_raw = w / std", "w /= std\n    w_raw = w",
    "The caller's weights are overwritten, as w /= std does. Make a new array: w / std.", kind="in-place")

add_bias = Mistakes("""
def add_bias(Z, b):
    if b.shape != (Z.shape[1],):
        raise ValueError("shapes")
    return Z + b
""")
CHECK = '    if b.shape != (Z.shape[1],):\n        raise ValueError("shapes")\n'
add_bias.change("trusts broadcasting", CHECK, "",
    "Broadcasting lets a single bias, or one for each sample, pass without a word. Compare b.shape with (Z.shape[1],).",
    kind="broadcasting", score=1.43)
add_bias.change("counts the samples", "(Z.shape[1],)", "(Z.shape[0],)", "Z + b", "Z + b.reshape(-1, 1)",
    "b is compared with the number of samples. There is one bias for each neuron: Z.shape[1].", kind="axis")
add_bias.change("compares the last size", "b.shape != (Z.shape[1],)", "b.shape[-1] != Z.shape[1]",
    "A bias of two axes is let through: its last size fits. Compare the whole shape: b.shape != (Z.shape[1],).",
    kind="broadcasting")
add_bias.change("compares the length", "b.shape != (Z.shape[1],)", "len(b) != Z.shape[1]",
    "A bias of two axes is let through: len(b) is its number of rows. Compare the whole shape: b.shape != "
    "(Z.shape[1],).", kind="broadcasting", alike="a square batch is in the hidden tests alone")
add_bias.change("compares the size", "b.shape != (Z.shape[1],)", "b.size != Z.shape[1]",
    "A bias of two axes is let through: its size fits. Compare the whole shape: b.shape != (Z.shape[1],).",
    kind="broadcasting", alike="a column for a square batch is in the hidden tests alone")
add_bias.change("asserts the shape", 'if b.shape != (Z.shape[1],):\n        raise ValueError("shapes")',
    "assert b.shape == (Z.shape[1],)",
    "Another shape raises an AssertionError. Write: if b.shape != (Z.shape[1],): raise ValueError(...).", kind="errors")
add_bias.change("writes into Z", "    return Z + b", "    Z += b\n    return Z",
    "The caller's scores are overwritten, as Z += b does. Make a new array: Z + b.", kind="in-place")
add_bias.change("subtracts", "Z + b", "Z - b", "The biases are subtracted. Add them: Z + b.", kind="sign")

parameter_count = Mistakes("""
def parameter_count(n_inputs, n_neurons):
    weights = n_inputs * n_neurons
    biases = n_neurons
    return weights + biases
""")
parameter_count.change("counts weights alone", "weights + biases", "weights",
    "The biases are missing: one for each neuron.", kind="missing-step")
parameter_count.change("counts a bias for each input", "biases = n_neurons", "biases = n_inputs",
    "There is one bias for each neuron, not for each input.", kind="wrong-variable")
parameter_count.change("counts one bias", "biases = n_neurons", "biases = 1",
    "A single bias is counted. Each neuron has its own.", kind="missing-step")
parameter_count.change("adds inputs and neurons", "n_inputs * n_neurons", "n_inputs",
    "Inputs and neurons are added. Every input is joined to every neuron, so their numbers multiply.",
    kind="wrong-function")
parameter_count.change("gives a float", "weights + biases", "float(weights + biases)",
    "The count is a float. A count is a whole number, which range() accepts: 27, not 27.0.", kind="type")
parameter_count.variant("gives a float", """
def parameter_count(n_inputs, n_neurons):
    return np.prod([n_inputs + 1.0, n_neurons])
""")
parameter_count.change("counts both twice", "weights + biases", "weights + biases + n_inputs",
    "The inputs are counted too. They are no parameters: only weights and biases are.", kind="extra-step")


correlations = Mistakes("""
def correlations(X):
    Z = standardize(X)
    table = Z.T @ Z / len(X)
    return table
""")
correlations.change("compares patients", "Z.T @ Z", "Z @ Z.T",
    "You compare the rows, which are patients. Columns meet columns in Z.T @ Z, of shape (d, d).", kind="transpose")
correlations.change("forgets to divide", " / len(X)", "",
    "Those are the sums of the products. Take their mean: divide by the number of rows.", kind="mean-or-sum")
correlations.change("divides by one less", "/ len(X)", "/ (len(X) - 1)",
    "You divide by n - 1. The deviations of standardize divide by n, so the products do as well.", kind="off-by-one")
correlations.change("divides by the number of columns", "/ len(X)", "/ X.shape[1]",
    "You divide by the number of columns. The mean is over the rows: len(X).", kind="wrong-variable")
correlations.change("only centers", "standardize(X)", "X - X.mean(axis=0)",
    "You take away the means, but do not divide by the standard deviations: that is the covariance. Standardize first.",
    kind="missing-step")
correlations.change("normalizes as a whole", "standardize(X)", "normalize(X)",
    "You use one mean and one deviation for the whole table. Each column needs its own: standardize(X).", kind="axis")
correlations.change("divides by zero", "standardize(X)", "(X - X.mean(axis=0)) / X.std(axis=0)",
    "A constant column gives nan, 0 divided by 0. standardize takes care of that.", kind="division")
correlations.change("drops the signs", "return table", "return np.abs(table)",
    "The signs are lost. A negative correlation says that one falls as the other rises.", kind="sign")
correlations.change("multiplies element by element", "Z.T @ Z / len(X)", "(Z * Z).mean(axis=0)",
    "You multiply each column by itself only. Every column meets every column: Z.T @ Z.", kind="wrong-function")
correlations.change("empties the diagonal", "return table", "return table - np.diag(np.diag(table))",
    "The diagonal is 0. A column moves together with itself: those correlations are 1.", kind="extra-step")
correlations.variant("divides by zero", """
def correlations(X):
    return np.corrcoef(X.T)
""")
correlations.variant("only centers", """
def correlations(X):
    return np.cov(X, rowvar=False, bias=True)
""")
