"""The mistakes of chapter 3.3, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

one_hot = Mistakes("""
def one_hot(labels, n_classes):
    n = len(labels)
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("a label without a column")
    y = np.zeros((n, n_classes))
    y[np.arange(n), labels] = 1.0
    return y
""")
CHECK = """    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("a label without a column")
"""
one_hot.change("puts samples into columns", "return y", "return y.T",
    "The result is transposed: samples are rows, so the shape is (n, n_classes) and the 1 stands at [i, labels[i]].",
    kind="transpose")
one_hot.change("counts classes from one", "labels] = 1.0", "labels.astype(int) - 1] = 1.0",
    "Each 1 stands one column too far to the left. Columns are counted from 0: label c puts its 1 into column c.",
    kind="off-by-one")
one_hot.change("takes the width from the labels", "np.zeros((n, n_classes))",
    "np.zeros((n, labels.max().astype(int) + 1))",
    "There are labels.max() + 1 columns. Use n_classes: the last classes need not occur.", kind="shape")
one_hot.change("leaves out absent classes", "return y", "return y[:, np.unique(labels)]",
    "Only classes that occur have a column. Make n_classes columns, whichever of them are used.", kind="shape")
one_hot.change("makes a square grid", "np.zeros((n, n_classes))", "np.zeros((n, n))",
    "You made a grid of (n, n). It has one row for each label, and n_classes columns.", kind="shape")
one_hot.change("checks no labels", CHECK, "",
    "A label that is too large ends in an IndexError of NumPy's, and a negative one in no error at all. Check first: "
    "if any label is < 0 or >= n_classes, raise ValueError.", kind="errors", score=3.27)
one_hot.code("picks rows of eye unchecked", """
def one_hot(labels, n_classes):
    return np.eye(n_classes)[labels]
""",
    "A label that is too large ends in an IndexError of NumPy's, and a negative one in no error at all. Check first: "
    "if any label is < 0 or >= n_classes, raise ValueError.", kind="errors", score=3.27)
one_hot.change("lets negative labels pass", "(labels < 0).any() or ", "",
    "A negative label slips through: -1 becomes the last class, as where NumPy counts from the end. Refuse any label "
    "below 0 as well.", kind="errors", score=3.64)
one_hot.change("lets the label n_classes pass", ">= n_classes", "> n_classes",
    "The label n_classes slips through. The classes are 0 to n_classes - 1, so it is too large already.",
    kind="boundary")
one_hot.change("refuses the last class", ">= n_classes", ">= n_classes - 1",
    "You refuse the last class: labels run from 0 to n_classes - 1, and n_classes - 1 is allowed.", kind="boundary")
one_hot.code("gives zeros for unknown labels", """
def one_hot(labels, n_classes):
    return (labels[:, None] == np.arange(n_classes)) * 1.0
""",
    "A label out of range quietly becomes a row of zeros. Raise ValueError if any label is < 0 or >= n_classes.",
    kind="errors")
one_hot.change("clips the labels", CHECK, "    labels = np.clip(labels, 0, n_classes - 1)\n",
    "A label out of range is moved to the nearest class. Such data are wrong, and the caller should hear of it: raise "
    "ValueError.", kind="errors")
one_hot.change("fills whole columns", "y[np.arange(n), labels]", "y[:, labels]",
    "Every row holds the ones of all labels. Each row has one label, its own: y[np.arange(n), labels] = 1. (y[:, "
    "labels] fills whole columns, and [[0] * k] * n makes one row that is shown n times.)", kind="indexing")
one_hot.variant("fills whole columns", """
def one_hot(labels, n_classes):
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("no")
    rows = [[0] * n_classes] * len(labels)
    for i, label in enumerate(labels):
        rows[i][label] = 1
    return np.array(rows)
""")
one_hot.change("writes the label instead of one", "= 1.0", "= labels",
    "You put the label itself into its column. Put a 1 there: the column already says which class it is.",
    kind="wrong-variable")
one_hot.change("swaps ones and zeros", "return y", "return 1 - y",
    "The label's column holds 0 and all others 1. It is the other way round: a single 1 in each row.", kind="sign")
one_hot.change("counts the classes", "return y", "return y.sum(axis=0)",
    "You count how often each class occurs. Make one row for each label, with a single 1 in it.", kind="shape")
one_hot.change("stops after the first label", "y[np.arange(n), labels]", "y[0, labels[0]]",
    "Only the first row has its 1. If there is a loop over the labels, the return belongs after it, not inside.",
    kind="loop")
one_hot.variant("stops after the first label", """
def one_hot(labels, n_classes):
    if np.any(labels < 0) or np.any(labels > n_classes - 1):
        raise ValueError("no")
    y = np.zeros((len(labels), n_classes))
    for i, label in enumerate(labels):
        y[i, label] = 1
        return y
""")
one_hot.code("counts in the type of the labels", """
def one_hot(labels, n_classes):
    n = len(labels)
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("a label without a column")
    y = np.zeros(n * n_classes)
    first = np.arange(0, n * n_classes, n_classes).astype(labels.dtype)
    y[first + labels] = 1.0
    return y.reshape(n, n_classes)
""", "Labels of type uint8 end at 255, and what is computed in their type begins at 0 again. Count positions in a "
    "larger one: np.arange(n) alone has it.", kind="overflow",
    alike="only many labels of type uint8 tell it from a right answer, and a hidden test has them")
one_hot.change("indexes with floats", "labels] = 1.0", "labels.astype(float)] = 1.0",
    "An index has to be a whole number: use the labels as they come, without making floats of them.", kind="type")

init_mlp = Mistakes("""
def init_mlp(layer_sizes, rng):
    params = {}
    for i in range(1, len(layer_sizes)):
        fan_in, fan_out = layer_sizes[i - 1], layer_sizes[i]
        spread = np.sqrt(2 / fan_in)
        W = rng.normal(0.0, spread, (fan_in, fan_out))
        b = np.zeros((1, fan_out))
        params[f"W{i}"] = W
        params[f"b{i}"] = b
    return params
""")
init_mlp.change("forgets the root", "np.sqrt(2 / fan_in)", "2 / fan_in",
    "The standard deviation is 2 / fan_in, but that is the variance. Take its root: np.sqrt(2 / fan_in).", kind="power")
init_mlp.change("forgets the two", "2 / fan_in", "1 / fan_in",
    "The variance is 1 / fan_in. ReLU silences about half of the signal, and the 2 makes up for it: sqrt(2 / fan_in).",
    kind="factor")
init_mlp.change("divides by fan_out", "2 / fan_in", "2 / fan_out",
    "You divide by the number of neurons of the layer. What adds up in a score are the inputs: divide by fan_in, the "
    "number of rows of W.", kind="wrong-variable")
init_mlp.change("uses Glorot's variance", "2 / fan_in", "2 / (fan_in + fan_out)",
    "The variance is 2 / (fan_in + fan_out): that is Glorot's, made for tanh. He's, for ReLU, is 2 / fan_in.",
    kind="wrong-function")
init_mlp.change("scales all layers by the first", "2 / fan_in", "2 / layer_sizes[0]",
    "Every layer is scaled by the size of the input layer. fan_in is what comes into this layer: layer_sizes[i - 1].",
    kind="wrong-variable")
init_mlp.change("counts the bias as an input", "2 / fan_in", "2 / (fan_in + 1)",
    "The variance is 2 / (fan_in + 1). fan_in is the number of rows of W, the bias not included.", kind="off-by-one")
init_mlp.change("does not scale", "np.sqrt(2 / fan_in)", "1.0",
    "The weights have standard deviation 1, whatever the size of the layer. Scale them by sqrt(2 / fan_in).",
    kind="missing-step")
init_mlp.variant("does not scale", """
def init_mlp(layer_sizes, rng):
    params = {}
    for i, (a, b) in enumerate(zip(layer_sizes[:-1], layer_sizes[1:]), start=1):
        params["W" + str(i)] = rng.standard_normal((a, b))
        params["b" + str(i)] = np.zeros((1, b))
    return params
""")
init_mlp.change("scales by a hundredth", "np.sqrt(2 / fan_in)", "0.01",
    "The weights have a standard deviation of 0.01, whatever the size of the layer. It should be sqrt(2 / fan_in).",
    kind="wrong-step")
init_mlp.change("draws the biases too", "np.zeros((1, fan_out))", "rng.normal(0.0, spread, (1, fan_out))",
    "The biases are drawn at random. They start at zero: np.zeros((1, fan_out)).", kind="initialization")
init_mlp.change("starts with biases of one", "np.zeros((1, fan_out))", "np.ones((1, fan_out))",
    "The biases are ones. They start at zero: np.zeros((1, fan_out)).", kind="initialization")
init_mlp.change("makes biases flat", "np.zeros((1, fan_out))", "np.zeros(fan_out)",
    "The biases have shape (fan_out,). In this course they are rows, so give np.zeros the shape (1, fan_out).",
    kind="shape")
init_mlp.change("makes biases columns", "np.zeros((1, fan_out))", "np.zeros((fan_out, 1))",
    "The biases are columns, (fan_out, 1). They are rows, one number for each column of W: (1, fan_out).",
    kind="transpose")
init_mlp.change("makes a bias for each input", "np.zeros((1, fan_out))", "np.zeros((1, fan_in))",
    "There is a bias for each input of a layer. It is one for each of its neurons: shape (1, fan_out).", kind="shape")
init_mlp.change("gives zeros two arguments", "np.zeros((1, fan_out))", "np.zeros(1, fan_out)",
    "np.zeros takes the shape as ONE argument, a tuple, and its second argument is a dtype: np.zeros((1, fan_out)).",
    kind="type")
init_mlp.variant("gives zeros two arguments", """
def init_mlp(layer_sizes, rng):
    p = {}
    for i in range(len(layer_sizes) - 1):
        p[f"W{i + 1}"] = np.sqrt(2 / layer_sizes[i]) * rng.standard_normal((layer_sizes[i], layer_sizes[i + 1]))
        p[f"b{i + 1}"] = np.zeros(1, layer_sizes[i + 1])
    return p
""")
init_mlp.change("transposes the weights", "= W\n", "= W.T\n",
    "The weight matrices are transposed: one row for each input and one column for each neuron, (fan_in, fan_out).",
    kind="transpose")
init_mlp.change("numbers the layers from zero", "W{i}", "W{i - 1}", "b{i}", "b{i - 1}",
    "Your keys start from 0. The layers are numbered from 1: W1, b1, W2, b2.", kind="off-by-one")
init_mlp.change("leaves out the last layer", "len(layer_sizes))", "len(layer_sizes) - 1)",
    "The last layer is missing. There is one layer less than there are sizes: i runs from 1 to len(layer_sizes) - 1.",
    kind="off-by-one")
init_mlp.change("returns in the loop", "    return params", "        return params",
    "Only the first layer is there. The return belongs after the loop, not inside it.", kind="loop")
init_mlp.change("always makes two layers", "len(layer_sizes))", "min(len(layer_sizes), 3))",
    "There are never more than two layers. layer_sizes may have any number of sizes: loop over its neighboring pairs.",
    kind="loop")
init_mlp.change("draws between 0 and 1", "rng.normal(0.0, spread, (fan_in, fan_out))",
    "rng.random((fan_in, fan_out)) * spread",
    "The weights lie between 0 and the scale, so that none is negative: that is rng.random. Draw from rng.normal.",
    kind="randomness")
init_mlp.change("draws from a uniform distribution", "rng.normal(0.0, spread, (",
    "rng.uniform(-spread * 3**0.5, spread * 3**0.5, (",
    "The weights are uniform between two bounds. They should be normal: rng.normal(0, np.sqrt(2 / fan_in), shape).",
    kind="randomness")
init_mlp.change("makes the weights positive", "= W\n", "= np.abs(W)\n",
    "No weight is negative. Half of them should be: rng.normal gives both, leave their signs as they are.", kind="sign")
init_mlp.change("makes its own generator", "params = {}", "params = {}\n    rng = np.random.default_rng(0)",
    "Every seed gives the same weights. Draw them from the rng that is handed in, with a spread above 0.",
    kind="randomness", random=True)
init_mlp.variant("makes its own generator", """
def init_mlp(layer_sizes, rng):
    mine, params = np.random.RandomState(7), {}
    for i in range(1, len(layer_sizes)):
        shape = layer_sizes[i - 1], layer_sizes[i]
        params[f"W{i}"] = mine.randn(*shape) * np.sqrt(2 / shape[0])
        params[f"b{i}"] = np.zeros((1, shape[1]))
    return params
""")
init_mlp.change("makes an unseeded generator", "params = {}", "params = {}\n    rng = np.random.default_rng()",
    "Equal seeds give different weights. Draw every number from the rng that is handed in.",
    kind="randomness", random=True)
init_mlp.change("draws from global numbers", "rng.normal", "np.random.normal",
    "The weights come from np.random or from random, whose numbers all the program shares. Draw from the rng that is "
    "handed in.",
    kind="randomness", random=True)
init_mlp.variant("draws from global numbers", """
def init_mlp(layer_sizes, rng):
    params = {}
    for i, (a, b) in enumerate(zip(layer_sizes, layer_sizes[1:]), start=1):
        params[f"W{i}"] = np.random.randn(a, b) * np.sqrt(2 / a)
        params[f"b{i}"] = np.zeros((1, b))
    return params
""")
init_mlp.code("reuses the same draws", """
def init_mlp(layer_sizes, rng):
    params, widest = {}, max(layer_sizes)
    block = rng.normal(size=(widest, widest))
    for i in range(1, len(layer_sizes)):
        fan_in, fan_out = layer_sizes[i - 1], layer_sizes[i]
        params[f"W{i}"] = block[:fan_in, :fan_out] * np.sqrt(2 / fan_in)
        params[f"b{i}"] = np.zeros((1, fan_out))
    return params
""",
    "The layers are made of the same random numbers: W1 and W2 are alike. Draw anew for each layer, and always from "
    "rng itself, which goes on from draw to draw.", kind="randomness", random=True)
init_mlp.variant("reuses the same draws", """
def init_mlp(layer_sizes, rng):
    seed, params = rng.integers(10**6), {}
    for i in range(1, len(layer_sizes)):
        again = np.random.default_rng(seed)
        params[f"W{i}"] = again.normal(0, np.sqrt(2 / layer_sizes[i - 1]), (layer_sizes[i - 1], layer_sizes[i]))
        params[f"b{i}"] = np.zeros((1, layer_sizes[i]))
    return params
""")
init_mlp.change("repeats one row", "rng.normal(0.0, spread, (fan_in, fan_out))",
    "np.zeros((fan_in, 1)) + rng.normal(0.0, spread, (1, fan_out))",
    "Every row of a matrix is the same. Ask rng.normal for the whole shape, (fan_in, fan_out).", kind="broadcasting")
init_mlp.change("changes the list of sizes", "return params", "del layer_sizes[1:]\n    return params",
    "You change the caller's list of sizes. Read them, and take none out: layer_sizes[i - 1], layer_sizes[i].",
    kind="in-place")
init_mlp.change("returns a list of layers", "return params",
    'return [(params[f"W{i}"], params[f"b{i}"]) for i in range(1, len(layer_sizes))]',
    'You return a list of layers. Put the arrays into one dictionary, with the keys "W1", "b1", "W2", "b2".',
    kind="return")

forward_mlp = Mistakes("""
def forward_mlp(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    top = Z2.max(axis=1, keepdims=True)
    e = np.exp(Z2 - top)
    A2 = e / e.sum(axis=1, keepdims=True)
    return A1, A2
""")
forward_mlp.change("has no relu", "np.maximum(Z1, 0)", "Z1",
    "The hidden layer has no ReLU: without a bend between them two layers are one. A1 = relu(X W1 + b1).",
    kind="missing-step")
forward_mlp.change("feeds the scores forward", "A1 @ W2", "Z1 @ W2",
    "A1 is right after ReLU, but the second layer is fed the scores Z1. Feed it A1: softmax(A1 W2 + b2).",
    kind="wrong-variable")
forward_mlp.change("returns the hidden scores", "return A1", "return Z1",
    "You return the hidden scores in place of A1. A1 is what comes out of ReLU: return A1, A2.", kind="return")
for name, code, what in (
    ("sigmoid", "1 / (1 + np.exp(-Z1))", "the sigmoid"),
    ("tanh", "np.tanh(Z1)", "tanh"),
    ("leaky ReLU", "np.where(Z1 > 0, Z1, 0.01 * Z1)", "the leaky ReLU"),
    ("absolute value", "np.abs(Z1)", "the absolute value"),
):
    forward_mlp.change(f"uses the {name} in the hidden layer", "np.maximum(Z1, 0)", code,
        f"You use {what} in the hidden layer. Here it is the plain ReLU: A1 = relu(X W1 + b1).", kind="wrong-function")
forward_mlp.change("takes the maximum of the columns", "np.maximum(Z1, 0)", "np.max(Z1, 0)",
    "np.max(Z1, 0) finds the largest score of each column. np.maximum(Z1, 0) compares each score with 0.",
    kind="wrong-function")
forward_mlp.change("gives np.max the zero first", "np.maximum(Z1, 0)", "np.max(0, Z1)",
    "np.max finds the largest element of ONE array, and takes its second argument for an axis. To compare each score "
    "with 0: np.maximum(0, Z1).", kind="wrong-function")
forward_mlp.change("has no softmax", "return A1, A2", "return A1, Z2",
    "A2 holds scores and not yet probabilities. Send them through softmax.", kind="missing-step")
forward_mlp.change("forgets to divide", "e / e.sum(axis=1, keepdims=True)", "np.exp(Z2)",
    "A2 holds exp of the scores. Divide each row by its sum, as softmax does.", kind="missing-step")
forward_mlp.change("uses sigmoid at the output", "return A1, A2", "return A1, 1 / (1 + np.exp(-Z2))",
    "You use the sigmoid at the output, so the rows do not sum to 1. The classes compete with each other: softmax.",
    kind="wrong-function")
forward_mlp.change("applies relu at the output", "A1 @ W2 + b2", "np.maximum(A1 @ W2 + b2, 0)",
    "ReLU is applied to the output scores too, before softmax. Softmax takes the scores as they are.",
    kind="extra-step")
forward_mlp.change("applies softmax twice", "return A1, A2", "return A1, softmax(A2)",
    "Softmax is applied twice. Its answers are probabilities already: return them as they are.", kind="extra-step")
forward_mlp.change("lets the samples compete", "e / e.sum(axis=1, keepdims=True)", "softmax(Z2.T).T",
    "Each column of A2 sums to 1, so the samples compete. The classes of each sample should: the sum in softmax runs "
    "over the last axis.", kind="axis")
forward_mlp.variant("lets the samples compete", """
def forward_mlp(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    e = np.exp(A1 @ W2 + b2)
    return A1, e / np.sum(e, axis=0)
""")
forward_mlp.variant("lets the samples compete", """
def forward_mlp(X, W1, b1, W2, b2):
    A1 = np.maximum(0, np.dot(X, W1) + b1)
    scores = np.dot(A1, W2) + b2
    shifted = np.exp(scores - np.max(scores))
    return A1, shifted / shifted.sum(0)
""")
forward_mlp.change("divides by sums over the samples", "e.sum(axis=1, keepdims=True)", "e.sum(axis=0)",
    "Each row is shifted by its own maximum, but each column is divided by its sum. Both go over the classes of a "
    "sample, axis 1 with keepdims=True.", kind="axis")
forward_mlp.change("normalizes over everything", "e / e.sum(axis=1, keepdims=True)", "np.exp(Z2) / np.exp(Z2).sum()",
    "All of A2 together sums to 1. Each row should: sum over the last axis, with keepdims=True.", kind="axis")
forward_mlp.variant("normalizes over everything", """
def forward_mlp(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    Z2 = A1 @ W2 + b2
    e = np.exp(Z2 - np.max(Z2))
    return A1, e / np.sum(e)
""")
forward_mlp.change("divides by a flat sum", "e.sum(axis=1, keepdims=True)", "e.sum(axis=1)",
    "The sums of the rows have lost an axis, and do not fit below e: keepdims=True keeps them a column.",
    kind="broadcasting")
forward_mlp.change("lets softmax overflow", "Z2 - top", "Z2",
    "exp overflows for large scores and inf / inf is nan. Use the softmax of your library, which subtracts each row's "
    "largest score first.", kind="overflow", score=4.58)
forward_mlp.change("subtracts one maximum for all rows", "Z2.max(axis=1, keepdims=True)", "Z2.max()",
    "One maximum is subtracted from all rows, and beside an extreme row the others vanish: 0 / 0. Subtract each "
    "row's own maximum, or use the softmax of your library.", kind="overflow", score=4.58)
forward_mlp.change("forgets the first bias", "X @ W1 + b1", "X @ W1",
    "The bias b1 is missing: A1 = relu(X W1 + b1).", kind="missing-step")
forward_mlp.change("forgets the second bias", "A1 @ W2 + b2", "A1 @ W2",
    "The bias b2 is missing: A2 = softmax(A1 W2 + b2).", kind="missing-step")
forward_mlp.change("forgets both biases", "X @ W1 + b1", "X @ W1", "A1 @ W2 + b2", "A1 @ W2",
    "Both biases are missing: every layer is a product plus a bias.", kind="missing-step")
forward_mlp.change("adds the bias after relu", "X @ W1 + b1", "X @ W1", "np.maximum(Z1, 0)", "np.maximum(Z1, 0) + b1",
    "The bias b1 is added after ReLU. It belongs to the score, inside the brackets: relu(X W1 + b1).", kind="order")
forward_mlp.change("subtracts the biases", "X @ W1 + b1", "X @ W1 - b1", "A1 @ W2 + b2", "A1 @ W2 - b2",
    "The biases are subtracted. They are added: X W1 + b1.", kind="sign")
forward_mlp.change("returns the first sample only", "return A1, A2", "return A1[:1], A2[:1]",
    "Only the first sample is there. If you loop over the samples, the return belongs after the loop, not inside it.",
    kind="loop")
forward_mlp.change("swaps the pair", "return A1, A2", "return A2, A1",
    "The pair is in the wrong order. Return the hidden layer first: return A1, A2.", kind="order")
forward_mlp.change("returns only the output", "return A1, A2", "return A2",
    "You return only A2. Chapter 3.4 will need what the hidden layer said as well: return A1, A2.", kind="return")
forward_mlp.change("returns the scores as well", "return A1, A2", "return Z1, A1, Z2, A2",
    "You return the scores as well. The result is the pair A1, A2 and nothing more.", kind="return")
forward_mlp.change("swaps relu and softmax", "np.maximum(Z1, 0)", "softmax(Z1)", "return A1, A2",
    "return A1, np.maximum(Z2, 0)",
    "Softmax is in the hidden layer and ReLU at the output: it is the other way round, ReLU first.", kind="order")
forward_mlp.change("scales the pixels again", "X @ W1", "X / 255 @ W1",
    "You divide X by 255 inside the function. X comes in as it is meant: use it unchanged.", kind="extra-step")
forward_mlp.change("multiplies element by element", "X @ W1", "X * W1",
    "X and W1 are multiplied element by element. A layer is a matrix product: X @ W1.", kind="wrong-function")
forward_mlp.change("returns decisions", "return A1, A2", "return A1, np.eye(A2.shape[1])[A2.argmax(axis=1)]",
    "A2 holds a single 1 in each row. Return the probabilities as softmax gives them, without deciding.",
    kind="extra-step")
forward_mlp.change("returns labels", "return A1, A2", "return A1, A2.argmax(axis=1)",
    "A2 holds the label of each sample. Return the probabilities as softmax gives them, without deciding.",
    kind="extra-step")
forward_mlp.change("writes into the biases", "return A1, A2", "b1 += A1[:1]\n    b2 += A2[:1]\n    return A1, A2",
    "You write into the caller's biases. Make something new: Z1 = X @ W1 + b1.", kind="in-place")

cross_entropy = Mistakes("""
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("the shapes differ")
    safe = np.maximum(A, 1e-12)
    picked = y * np.log(safe)
    per_sample = -picked.sum(axis=1)
    return float(per_sample.mean())
""")
SHAPES = """    if A.shape != y.shape:
        raise ValueError("the shapes differ")
"""
# A probability of 0 gives an answer that depends on the epsilon, so the most frequent mistakes are known with several.
for tiny in ("1e-12", "1e-15", "1e-10", "1e-9", "1e-8", "1e-7"):
    with_tiny = "" if tiny == "1e-12" else f" ({tiny})"
    cross_entropy.change(f"sums over the samples{with_tiny}", "1e-12", tiny, "per_sample.mean()", "per_sample.sum()",
        "You add up the samples. The loss is their mean: divide by n, the number of rows.", kind="mean-or-sum")
    cross_entropy.change(f"averages over the classes{with_tiny}", "1e-12", tiny, "picked.sum(axis=1)",
        "picked.mean(axis=1)",
        "The number of classes divides your loss, as in np.mean over everything. Add up over the classes first (axis "
        "1), then take the mean of the n sums.", kind="mean-or-sum")
    cross_entropy.change(f"forgets the minus{with_tiny}", "1e-12", tiny, "-picked", "picked",
        "The loss is negative: logarithms of probabilities are negative, losses are not. Put a minus before the sum.",
        kind="sign")
    cross_entropy.change(f"divides by the classes{with_tiny}", "1e-12", tiny, "sum(axis=1)", "sum(axis=0)",
        "The sum is divided by the number of classes. Add up over the classes (axis 1), then divide by n, the number "
        "of samples.", kind="axis")
    cross_entropy.change(f"adds the binary term{with_tiny}", "1e-12", tiny, "y * np.log(safe)",
        f"y * np.log(safe) + (1 - y) * np.log(np.maximum(1 - A, {tiny}))",
        "The wrong classes count too, as by the term (1 - y) log(1 - A) of the binary cross-entropy. With softmax only "
        "the true class counts: -y log(A).", kind="extra-step")
cross_entropy.variant("averages over the classes", """
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("no")
    return -np.mean(y * np.log(A + 1e-12))
""")
cross_entropy.variant("sums over the samples", """
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("no")
    total = 0
    for a, t in zip(A, y):
        total -= np.log(np.clip(a, 1e-12, 1))[t == 1][0]
    return total
""")
cross_entropy.change("returns a loss for each sample", "float(per_sample.mean())", "per_sample",
    "You return one loss for each sample. Take their mean, and return that one number.", kind="return")
cross_entropy.change("takes the logarithm of zero", "np.maximum(A, 1e-12)", "A",
    "log(0) is -inf, and 0 * -inf is nan. Limit A from below before the logarithm: np.maximum(A, 1e-12).",
    kind="epsilon", score=4.17)
cross_entropy.change("picks the class but guards nothing", "np.maximum(A, 1e-12)", "A",
    "picked = y * np.log(safe)\n    per_sample = -picked.sum(axis=1)", "per_sample = -np.log((safe * y).sum(axis=1))",
    "You take the logarithm of the true class's probability as it is, and log(0) is -inf. Limit it from below first: "
    "np.maximum(A, 1e-12).", kind="epsilon")
cross_entropy.change("replaces the infinite logarithm", "1e-12", "0.0", "np.log(safe)", "np.nan_to_num(np.log(safe))",
    "log(0) is -inf, and what you put in its place after the logarithm is far too large a number. Limit A from below "
    "before the logarithm: np.maximum(A, 1e-12).", kind="epsilon")
for slug, base, tiny in (
    ("10", "10", "1e-12"), ("2", "2", "1e-12"), ("2 (1e-15)", "2", "1e-15"), ("2 (1e-8)", "2", "1e-8"),
):
    cross_entropy.change(f"uses the logarithm to base {slug}", "np.log(", f"np.log{base}(", "1e-12", tiny,
        f"This is the logarithm to base {base}. The natural logarithm is np.log.", kind="wrong-function")
cross_entropy.change("swaps predictions and targets", "np.maximum(A,", "np.maximum(y,", "y * np", "A * np",
    "A and y have changed places. The logarithm is taken of the predictions A: -y log(A), not -A log(y).",
    kind="wrong-variable")
cross_entropy.change("takes the largest probability", "y * np.log(safe)", "np.log(safe).max(axis=1, keepdims=True)",
    "You take the largest probability of each row. What counts is the probability of the true class, however small.",
    kind="wrong-variable", find=True)
cross_entropy.change("takes the entropy of the predictions", "y * np.log(safe)", "A * np.log(safe)",
    "This is the entropy of the predictions themselves, -A log(A). The true classes come in by y: -y log(A).",
    kind="wrong-variable")
cross_entropy.change("adds up all logarithms", "y * np.log(safe)", "np.log(safe)",
    "All classes count alike: y is missing. Multiply by y, which keeps the true class and sets the others to 0.",
    kind="missing-step")
cross_entropy.change("averages before the logarithm", "y * np.log(safe)",
    "np.log((y * safe).sum(axis=1).mean()).reshape(1, 1)",
    "You average the probabilities and then take the logarithm. First the logarithm of each, then the mean.",
    kind="order")
cross_entropy.change("pairs every sample with every other", "y * np.log(safe)", "y @ np.log(safe).T",
    "Every row of y is paired with every row of A, in an (n, n) table. Multiply element by element, y * np.log(A): "
    "each sample with its own prediction.", kind="broadcasting")
cross_entropy.variant("pairs every sample with every other", """
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("no")
    return -np.dot(y, np.log(A + 1e-12).T).sum() / len(A)
""")
cross_entropy.change("takes one minus the probability", "-picked.sum(axis=1)", "1 - (y * A).sum(axis=1)",
    "This is 1 minus the probability of the true class. The loss is minus its logarithm.", kind="wrong-function")
cross_entropy.change("squares the differences", "-picked.sum(axis=1)", "((A - y) ** 2).sum(axis=1)",
    "This is the squared error. Cross-entropy is minus the logarithm of the true class's share.", kind="wrong-function")
cross_entropy.change("halves the loss", "per_sample.mean()", "per_sample.mean() / 2",
    "The loss is half as large as it should be. Some divide squared errors by 2, but the cross-entropy has no such "
    "factor.", kind="factor")
cross_entropy.change("applies softmax again", "np.maximum(A,", "np.maximum(softmax(A),",
    "Softmax is applied to A inside the loss. A holds probabilities already: take their logarithm as they are.",
    kind="extra-step")
cross_entropy.variant("applies softmax again", """
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("no")
    e = np.exp(A)
    probabilities = e / np.sum(e, axis=1, keepdims=True)
    return -np.sum(y * np.log(probabilities)) / len(y)
""")
cross_entropy.change("accepts other shapes", SHAPES, "",
    "Different shapes are not refused, so NumPy repeats y. Compare A.shape with y.shape first, and raise ValueError.",
    kind="errors", score=4.17)
cross_entropy.change("compares only the number of rows", "A.shape != y.shape", "len(A) != len(y)",
    "You compare only the number of rows. The whole shapes must be equal: if A.shape != y.shape, raise ValueError.",
    kind="errors")
cross_entropy.change("compares only the number of elements", "A.shape != y.shape", "A.size != y.size",
    "y * np.log(safe)", "y * np.log(safe).reshape(y.shape)",
    "(4, 3) passes for (3, 4), which has equally many elements. Compare A.shape with y.shape.", kind="errors")
cross_entropy.change("asserts the shapes", SHAPES, "    assert A.shape == y.shape\n",
    "Different shapes end in an AssertionError. Write: if A.shape != y.shape: raise ValueError(...).", kind="errors")
EPSILON = "A probability of 0 costs too little: the epsilon is too large. Use one from 1e-15 to 1e-7."
for large in ("1e-6", "1e-5", "1e-4", "1e-3"):
    cross_entropy.change(f"limits A at {large}", "1e-12", large, EPSILON, kind="epsilon")
for large in ("1e-4", "1e-3"):
    cross_entropy.change(f"adds {large}", "np.maximum(A, 1e-12)", f"A + {large}",
        "You add so large an epsilon that it changes ordinary probabilities. Use one from 1e-15 to 1e-7.",
        kind="epsilon")
cross_entropy.variant("limits A at 1e-3", """
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("no")
    return float(np.mean([-np.log(max(p, 0.001)) for p in A[y == 1]]))
""")
cross_entropy.variant("adds 1e-3", """
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("no")
    n, eps = len(A), 0.001
    return -np.sum(np.log(A[np.arange(n), y.argmax(axis=1)] + eps)) / n
""")
cross_entropy.change("leaves out zeros", "np.maximum(A, 1e-12)", "np.where(A > 0, A, 1.0)",
    "A probability of 0 costs nothing, although it is most wrong. Keep it: limit A from below by a small epsilon.",
    kind="epsilon")
cross_entropy.change("clips in place", "np.maximum(A, 1e-12)", "np.maximum(A, 1e-12, out=A)",
    "You write into the caller's A before the logarithm. Make a new array: safe = np.maximum(A, 1e-12).",
    kind="in-place")
cross_entropy.variant("clips in place", """
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("no")
    A[A < 1e-12] = 1e-12
    return -(y * np.log(A)).sum() / len(A)
""")

flatten_images = Mistakes("""
def flatten_images(images):
    n = len(images)
    X = images.reshape(n, -1)
    return X / 255
""")
flatten_images.change("forgets to scale", "X / 255", "X * 1.0",
    "The pixels still run from 0 to 255. Divide them by 255.", kind="missing-step")
flatten_images.change("knows one size of pictures", "reshape(n, -1)", "reshape(-1, 784)",
    "784 is 28 * 28, and pictures may have any size: reshape(len(images), -1) works out the rest.", kind="shape")
flatten_images.change("forgets to flatten", "images.reshape(n, -1)", "images",
    "The pixels are scaled, but the pictures still have rows: reshape to (n, h * w).", kind="missing-step")
flatten_images.change("flattens the samples too", "reshape(n, -1)", "reshape(-1)",
    "All pictures have become one long vector. Keep axis 0: reshape(len(images), -1).", kind="shape")
flatten_images.change("divides by 256", "255", "256",
    "You divide by 256. White is 255 and should become 1: divide by 255.", kind="off-by-one")
flatten_images.change("divides whole numbers", "X / 255", "X // 255",
    "The fractions are cut off, so nearly every pixel becomes 0, as by //. Divide with /, and keep floats.",
    kind="division")
flatten_images.change("flattens column by column", "images.reshape", "images.transpose(0, 2, 1).reshape",
    "The columns of each picture lie one behind the other. Reshape in reading order: rows.", kind="order")
flatten_images.change("puts pictures into columns", "X / 255", "X.T / 255",
    "The result is transposed: each picture should be a row, so the shape is (n, h * w).", kind="transpose")
flatten_images.change("divides by the largest pixel", "255", "images.max()",
    "You divide by the largest pixel of these pictures. White is 255, whether it occurs or not.", kind="wrong-variable")
flatten_images.change("starts at minus one", "X / 255", "X / 127.5 - 1",
    "The pixels run from -1 to 1. Here 0 stays 0: divide by 255.", kind="extra-step")

count_parameters = Mistakes("""
def count_parameters(layer_sizes):
    total = 0
    for i in range(1, len(layer_sizes)):
        fan_in, fan_out = layer_sizes[i - 1], layer_sizes[i]
        weights = fan_in * fan_out
        biases = fan_out
        total += weights + biases
    return total
""")
count_parameters.change("forgets the biases", "weights + biases", "weights",
    "The biases are missing: every layer has fan_out of them besides its weights.", kind="missing-step")
count_parameters.change("counts biases of inputs", "biases = fan_out", "biases = fan_in",
    "You count a bias for each input of a layer. There is one for each of its neurons: fan_out of them.",
    kind="wrong-variable", find=True)
count_parameters.change("counts one bias per layer", "biases = fan_out", "biases = 1",
    "You add one bias for each layer. There is one for each neuron: fan_out of them.", kind="wrong-step")
count_parameters.change("gives the inputs biases", "total = 0", "total = layer_sizes[0]",
    "You count the inputs as neurons with biases. Only the sizes after the first have biases.", kind="extra-step")
count_parameters.change("counts neurons", "return total", "return sum(layer_sizes)",
    "You count neurons. Count the weights between them, fan_in * fan_out, and the biases.", kind="wrong-step")
count_parameters.change("counts two layers", "len(layer_sizes))", "min(len(layer_sizes), 3))",
    "Only the first two layers of weights are counted. Loop over all neighboring pairs.", kind="loop")
count_parameters.change("returns in the loop", "    return total", "        return total",
    "Only the first layer of weights is counted. The return belongs after the loop, not inside it.", kind="loop")
count_parameters.change("keeps only the last layer", "total += weights", "total = weights",
    "Only the last layer of weights is counted. Add each layer to the total.", kind="loop")
count_parameters.change("leaves out the last layer", "len(layer_sizes))", "len(layer_sizes) - 1)",
    "The last layer of weights is missing: i runs from 1 to len(layer_sizes) - 1.", kind="off-by-one")
count_parameters.change("counts in floats", "total = 0", "total = 0.0",
    "The count is right, but it is a float. Count in whole numbers, from 0 and not from 0.0.", kind="type")

hidden_layer = Mistakes("""
def hidden_layer(X, W, b):
    Z = X @ W + b
    return np.maximum(Z, 0)
""")
hidden_layer.change("leaves out relu", "np.maximum(Z, 0)", "Z",
    "ReLU is missing: negative scores become 0.", kind="missing-step")
hidden_layer.change("leaves out the bias", "X @ W + b", "X @ W",
    "The bias is missing. Add b to the product before ReLU.", kind="missing-step")
hidden_layer.change("adds the bias last", "X @ W + b", "X @ W", "np.maximum(Z, 0)", "np.maximum(Z, 0) + b",
    "The bias comes after ReLU. Add it to the product first: max(X W + b, 0).", kind="order")
hidden_layer.change("takes the maximum of columns", "np.maximum(Z, 0)", "np.max(Z, 0)",
    "np.max(Z, 0) finds the largest of each column. np.maximum(Z, 0) compares each with 0.", kind="wrong-function")
hidden_layer.change("gives np.max the zero first", "np.maximum(Z, 0)", "np.max(0, Z)",
    "np.max finds the largest element of ONE array, and takes its second argument for an axis. To compare each score "
    "with 0: np.maximum(0, Z).", kind="wrong-function")
hidden_layer.change("bends with sigmoid", "np.maximum(Z, 0)", "1 / (1 + np.exp(-Z))",
    "You use the sigmoid. This layer bends with ReLU: max(X W + b, 0).", kind="wrong-function")
hidden_layer.change("takes absolute values", "np.maximum(Z, 0)", "np.abs(Z)",
    "Negative scores have become positive. ReLU makes them 0: max(X W + b, 0).", kind="wrong-function")
hidden_layer.change("multiplies element by element", "X @ W", "X * W",
    "X and W are multiplied element by element. A layer is a matrix product: X @ W.", kind="wrong-function")

predicted_labels = Mistakes("""
def predicted_labels(A):
    return A.argmax(axis=1)
""")
predicted_labels.change("returns the probability", "argmax", "max",
    "That is the largest probability itself. argmax tells in which column it stands.", kind="wrong-function")
predicted_labels.change("looks down the columns", "axis=1", "axis=0",
    "There is one answer for each column. There should be one for each row: axis=1.", kind="axis")
predicted_labels.change("counts through the whole table", "axis=1", "",
    "This is one number for the whole table. Without an axis argmax counts through all of it: give it axis=1.",
    kind="axis")
predicted_labels.change("numbers the classes from one", "axis=1)", "axis=1) + 1",
    "Your labels start from 1. Classes are counted from 0, as columns are: do not add 1 to argmax.", kind="off-by-one")
predicted_labels.change("takes the least likely", "argmax", "argmin",
    "You find the least likely class. The most likely one is argmax.", kind="wrong-function")
predicted_labels.change("keeps the axis", "axis=1", "axis=1, keepdims=True",
    "The labels stand in a column of shape (n, 1). Leave keepdims out: the shape is (n,).", kind="shape")
predicted_labels.change("returns one-hot rows", "A.argmax(axis=1)", "(A == A.max(axis=1, keepdims=True)) * 1.0",
    "You return one-hot rows. The label is the number of the column with the 1: argmax over axis 1.",
    kind="missing-step")

true_class_probabilities = Mistakes("""
def true_class_probabilities(A, labels):
    rows = np.arange(len(labels))
    return A[rows, labels]
""")
true_class_probabilities.change("takes whole columns", "A[rows, labels]", "A[:, labels]",
    "A[:, labels] takes whole columns. Pair each row with its label: A[np.arange(n), labels].", kind="indexing")
true_class_probabilities.change("takes the largest", "A[rows, labels]", "A.max(axis=1)",
    "These are the largest probabilities, whatever the true class is. Take those in the columns that labels names.",
    kind="wrong-variable")
true_class_probabilities.change("takes rows", "A[rows, labels]", "A[labels]",
    "You take rows, as A[labels] does. The labels are columns: A[np.arange(n), labels].", kind="indexing")
true_class_probabilities.change("subtracts one from the labels", "rows, labels", "rows, labels.astype(int) - 1",
    "You look one column too far to the left. Labels are counted from 0: use them as columns as they are.",
    kind="off-by-one")
true_class_probabilities.change("averages them", "labels]", "labels].mean()",
    "You average them. Return the n probabilities themselves, shape (n,).", kind="extra-step")
true_class_probabilities.change("returns a column", "labels]", "labels][:, None]",
    "The shape is (n, 1). One number for each sample is asked for in shape (n,).", kind="shape")
true_class_probabilities.change("takes the logarithm", "A[rows, labels]", "-np.log(A[rows, labels])",
    "You return minus the logarithms. Return the probabilities themselves.", kind="extra-step")


top_k_accuracy = Mistakes("""
def top_k_accuracy(A, labels, k):
    order = np.argsort(-A, axis=1)
    first = order[:, :k]
    right = (first == labels[:, None]).any(axis=1)
    return float(right.mean())
""")
top_k_accuracy.change("counts the right ones", "float(right.mean())", "float(right.sum())",
    "You count the samples. Asked for is their share: the mean.", kind="mean-or-sum")
top_k_accuracy.change("gives percent", "float(right.mean())", "float(100 * right.mean())",
    "The result is a hundred times too large. Asked for is a fraction from 0 to 1.", kind="factor")
top_k_accuracy.change("takes the smallest", "np.argsort(-A, axis=1)", "np.argsort(A, axis=1)",
    "You look among the k smallest probabilities. Sorted upward, the largest stand at the end.", kind="order")
top_k_accuracy.change("looks at the first only", "order[:, :k]", "order[:, :1]",
    "Only the most probable class counts, whatever k is.", kind="missing-step")
top_k_accuracy.change("looks at place k only", "order[:, :k]", "order[:, k - 1 : k]",
    "Only place k counts. The first k places all do.", kind="indexing")
top_k_accuracy.change("looks at a place too many", "order[:, :k]", "order[:, : k + 1]",
    "A place too many counts: the truth may be in place k + 1.", kind="off-by-one")
top_k_accuracy.change("looks at a place too few", "order[:, :k]", "order[:, : k - 1]",
    "A place too few counts: the truth may be in place k, with k - 1 classes before it.", kind="off-by-one")
top_k_accuracy.change("gives the share of wrong ones", "float(right.mean())", "float(1 - right.mean())",
    "That is the share of samples whose truth is not among the first k.", kind="order")
top_k_accuracy.change("ranks the samples", "np.argsort(-A, axis=1)", "np.argsort(-A, axis=0)",
    "You rank the samples within each class. Rank the classes within each sample: axis=1.", kind="axis")
top_k_accuracy.change("takes the mean over the places", ".any(axis=1)", "",
    "The result is too small by the factor k: you take the mean over all k places of every sample. A sample counts "
    "once, as right or wrong: any(axis=1).", kind="mean-or-sum")
top_k_accuracy.variant("looks at a place too many", """
def top_k_accuracy(A, labels, k):
    truth = A[np.arange(len(labels)), labels]
    return float(np.mean((A > truth[:, None]).sum(axis=1) <= k))
""")
top_k_accuracy.variant("looks at a place too few", """
def top_k_accuracy(A, labels, k):
    truth = A[np.arange(len(labels)), labels]
    return float(np.mean((A >= truth[:, None]).sum(axis=1) < k))
""")
