"""The mistakes of chapter 4.3: a convolutional network. Each is a change of a plain right version."""

from autograder.checks.mistakes import Mistakes
from autograder.graders.ch4_3_pooling import mistakes_convolution, mistakes_pooling

init_cnn = Mistakes("""
def init_cnn(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    fan_in = c * filter_size**2
    rows = (h - filter_size + 1) // 2
    columns = (w - filter_size + 1) // 2
    features = n_filters * rows * columns
    shape = (n_filters, c, filter_size, filter_size)
    F = rng.normal(0.0, np.sqrt(2 / fan_in), shape)
    W = rng.normal(0.0, np.sqrt(2 / features), (features, n_classes))
    bF = np.zeros(n_filters)
    b = np.zeros((1, n_classes))
    return {"F": F, "bF": bF, "W": W, "b": b}
""")
for slug, fan_in, sentence in (
    ("forgets the channels", "filter_size**2",
     "The fan_in of the filters leaves out the channels. One score adds up c * filter_size ** 2 numbers."),
    ("takes the image for the fan_in", "c * h * w",
     "The filters' fan_in is the whole image. A score adds up only what lies under the filter: c * filter_size ** 2."),
    ("counts the filters", "n_filters * filter_size**2",
     "The filters are scaled by their number. fan_in is what one score adds up: c * filter_size ** 2."),
    ("adds the fan_out", "(c + n_filters) * filter_size**2",
     "The filters are scaled by fan_in and fan_out together. He's rule takes fan_in alone: c * filter_size ** 2."),
    ("forgets the square", "c * filter_size",
     "The filters' fan_in is c * filter_size, but a filter has filter_size rows and as many columns: "
     "c * filter_size ** 2."),
):  # fmt: skip
    init_cnn.change(slug, "fan_in = c * filter_size**2", f"fan_in = {fan_in}", sentence, kind="factor")
for slug, weights, kind, sentence in (
    ("starts with weights of zero", "np.zeros((features, n_classes))", "initialization",
     "W is all zeros. Draw its numbers from rng, each by itself: rng.normal(0.0, spread, (features, n_classes))."),
    ("starts with weights of one", "np.ones((features, n_classes))", "initialization",
     "All numbers of W are 1, so no class can be told from another. Draw each by itself from rng, around 0."),
    ("draws positive weights", "rng.random((features, n_classes))", "randomness",
     "W lies between 0 and 1, and no number of it is negative. Draw around 0, as rng.normal does."),
    ("draws small positive weights", "0.01 * rng.random((features, n_classes))", "randomness",
     "No number of W is negative. Draw around 0, as rng.normal does."),
):  # fmt: skip
    init_cnn.change(slug, "rng.normal(0.0, np.sqrt(2 / features), (features, n_classes))", weights, sentence, kind=kind)
for slug, filters, weights, kind, sentence in (
    ("forgets the root", "2 / fan_in", "2 / features", "power",
     "The filters' standard deviation is 2 / fan_in, which is the variance. rng.normal wants its root: "
     "np.sqrt(2 / fan_in)."),
    ("forgets the root of the filters", "2 / fan_in", "np.sqrt(2 / features)", "power",
     "The filters' standard deviation is 2 / fan_in, which is the variance. rng.normal wants its root: "
     "np.sqrt(2 / fan_in)."),
    ("forgets the two", "np.sqrt(1 / fan_in)", "np.sqrt(1 / features)", "factor",
     "The filters' variance is 1 / fan_in. ReLU silences about half of the signal, and the 2 makes up for it: "
     "2 / fan_in."),
    ("forgets the two of the filters", "np.sqrt(1 / fan_in)", "np.sqrt(2 / features)", "factor",
     "The filters' variance is 1 / fan_in. ReLU silences about half of the signal, and the 2 makes up for it: "
     "2 / fan_in."),
    ("does not scale", "1.0", "1.0", "missing-step",
     "The filters have standard deviation 1. Scale them by np.sqrt(2 / fan_in)."),
    ("scales by a hundredth", "0.01", "0.01", "factor",
     "The filters have standard deviation 0.01. The right size depends on their fan_in: np.sqrt(2 / fan_in)."),
):  # fmt: skip
    init_cnn.change(
        slug, "np.sqrt(2 / fan_in), shape", f"{filters}, shape", "np.sqrt(2 / features), (", f"{weights}, (", sentence,
        kind=kind,
    )  # fmt: skip
for slug, kind, *edits in (
    ("draws the biases", "initialization", "np.zeros(n_filters)", "0.1 * rng.normal(size=n_filters)",
     "np.zeros((1, n_classes))", "0.1 * rng.normal(size=(1, n_classes))",
     "The biases are not zero. They start at zero: np.zeros."),
    ("starts with positive biases", "initialization", "np.zeros(n_filters)", "np.full(n_filters, 0.1)",
     "The biases of the filters are not zero. Both kinds of biases start at zero: np.zeros."),
    ("forgets the pool", "missing-step", "(h - filter_size + 1) // 2", "h - filter_size + 1",
     "(w - filter_size + 1) // 2", "w - filter_size + 1",
     "W has a row for every number of the feature maps. The pool keeps one of four: // 2 for height and width."),
    ("forgets that the map shrinks", "off-by-one", "(h - filter_size + 1) // 2", "h // 2",
     "(w - filter_size + 1) // 2", "w // 2",
     "The pool is counted, but not that the filter shrinks the map: its height is h - filter_size + 1 before the "
     "pool."),
    ("subtracts the whole filter", "off-by-one", "(h - filter_size + 1) // 2", "(h - filter_size) // 2",
     "(w - filter_size + 1) // 2", "(w - filter_size) // 2",
     "The feature map is a row and a column too small. Its height is h - filter_size + 1."),
    ("always takes MNIST", "wrong-variable", "n_filters * rows * columns", "n_filters * 169",
     "The number of features is that for MNIST, whatever image_shape and filter_size say. Count them: n_filters "
     "times the pool's height and width."),
    ("rounds once", "division", "n_filters * rows * columns",
     "n_filters * ((h - filter_size + 1) * (w - filter_size + 1) // 4)",
     "An odd feature map is divided by 4 as a whole. The pool drops what fills no window, in height and in width: "
     "// 2 for each of them."),
    ("rounds up", "division", "(h - filter_size + 1) // 2", "(h - filter_size + 2) // 2", "(w - filter_size + 1) // 2",
     "(w - filter_size + 2) // 2",
     "An odd feature map is rounded up. The pool drops what fills no window: // 2 for height and for width."),
    ("divides with a fraction", "division", "(h - filter_size + 1) // 2", "(h - filter_size + 1) / 2",
     "The number of features is no whole number, and no shape. The pool drops what fills no window: // 2."),
    ("takes images for square", "wrong-variable", "(w - filter_size + 1) // 2", "rows",
     "The features are counted as if images were square. They need not be: count height and width."),
    ("makes a row of filter biases", "shape", "np.zeros(n_filters)", "np.zeros((1, n_filters))",
     "bF has the shape of a row, (1, n_filters). Biases of filters are (n_filters,)."),
    ("makes flat biases", "shape", "np.zeros((1, n_classes))", "np.zeros(n_classes)",
     "b has lost an axis. It is a row, (1, n_classes), as in chapter 3.3."),
    ("makes filters without channels", "shape", "shape = (n_filters, c,", "shape = (n_filters,",
     "The filters have no axis for the channels. F is (n_filters, c, filter_size, filter_size)."),
    ("transposes the weights", "transpose", "(features, n_classes)", "(n_classes, features)",
     "W is transposed. It has a row for each feature and a column for each class."),
    ("uses other keys", "names", '{"F": F, "bF": bF, "W": W, "b": b}', '{"W1": F, "b1": bF, "W2": W, "b2": b}',
     'The keys are those of another network. Here they are "F", "bF", "W" and "b".'),
    ("returns a tuple", "return", '{"F": F, "bF": bF, "W": W, "b": b}', "F, bF, W, b",
     "You return a tuple. Return a dictionary with the keys F, bF, W and b."),
    ("makes its own generator", "randomness", "    c, h, w =", "    rng = np.random.default_rng(0)\n    c, h, w =",
     "Every call gives the same numbers, whatever rng is. Draw from the rng that is handed in."),
):  # fmt: skip
    init_cnn.change(slug, *edits, kind=kind)
init_cnn.change(
    "draws from the global generator", "F = rng.normal", "F = np.random.normal",
    "W = rng.normal", "W = np.random.normal",
    "You draw from global random numbers, NumPy's or Python's. Draw from the rng that is handed in: rng.normal.",
    kind="randomness", random=True,
)  # fmt: skip
for slug, kind, *edits in (
    ("repeats one filter", "randomness", "shape = (n_filters,", "shape = (1,",
     "    bF = ", "    F = np.repeat(F, n_filters, axis=0)\n    bF = ",
     "All filters are the same. Ask rng.normal for the whole shape of F."),
    ("repeats one channel", "randomness", "shape = (n_filters, c,", "shape = (n_filters, 1,",
     "    bF = ", "    F = np.repeat(F, c, axis=1)\n    bF = ",
     "The channels of a filter are the same. Ask rng.normal for the whole shape of F."),
):  # fmt: skip
    init_cnn.change(slug, *edits, kind=kind)
init_cnn.change(
    "draws uniformly", "rng.normal(0.0, np.sqrt(2 / fan_in), shape)", "np.sqrt(6 / fan_in) * rng.uniform(-1, 1, shape)",
    "rng.normal(0.0, np.sqrt(2 / features), (", "np.sqrt(6 / features) * rng.uniform(-1, 1, (",
    "The filters are uniform between two bounds. They should be normal: draw them with rng.normal.",
    kind="wrong-function", score=2.79,
)  # fmt: skip
for slug, kind, *edits in (
    ("draws only positive numbers", "extra-step", "    bF = ", "    F, W = np.abs(F), np.abs(W)\n    bF = ",
     "All filters and weights are positive. rng.normal gives both signs: take no absolute value."),
):  # fmt: skip
    init_cnn.change(slug, *edits, kind=kind)

POOL = """
def max_pool(Z, size):
    rows, columns = Z.shape[2] // size, Z.shape[3] // size
    windows = Z[:, :, : rows * size, : columns * size].reshape(*Z.shape[:2], rows, size, columns, size)
    return windows.max(axis=(3, 5))


"""

forward_cnn = Mistakes(POOL + """
def forward_cnn(X, params):
    Z = conv_layer(X, params["F"], params["bF"])
    pooled = max_pool(relu(Z), 2)
    features = pooled.reshape(len(X), -1)
    scores = features @ params["W"] + params["b"]
    return softmax(scores)
""")  # fmt: skip
for slug, kind, *edits in (
    ("forgets relu", "missing-step", "relu(Z)", "Z",
     "The ReLU is missing. It stands between the convolution and the pool: relu(conv_layer(...))."),
    ("uses the sigmoid", "wrong-function", "relu(Z)", "sigmoid(Z)",
     "You use the sigmoid. The convolution is followed by ReLU."),
    ("uses leaky relu", "wrong-function", "relu(Z)", "leaky_relu(Z)",
     "You use leaky ReLU, with a slope of 0.01. Here it is plain ReLU."),
    ("pools by the mean", "wrong-function", "windows.max(", "windows.mean(",
     "You pool by the mean of each window. Here it is max_pool, which keeps the largest."),
    ("forgets to pool", "missing-step", "max_pool(relu(Z), 2)", "relu(Z)",
     "The pool is missing, so there are more features than W has rows. max_pool(relu(...), 2) comes before the "
     "flattening."),
    ("returns scores", "missing-step", "softmax(scores)", "scores",
     "The softmax is missing: these are scores. softmax turns each row into probabilities."),
    ("ends with the sigmoid", "wrong-function", "softmax(scores)", "sigmoid(scores)",
     "The sigmoid is applied to the scores. Softmax is: the probabilities of each row sum to 1."),
    ("normalizes over the samples", "axis", "softmax(scores)", "softmax(scores.T).T",
     "Each column sums to 1. The classes of a sample compete with each other: softmax runs over the last axis."),
):  # fmt: skip
    forward_cnn.change(slug, *edits, kind=kind)
forward_cnn.variant(
    "normalizes over the samples",
    POOL + """
def forward_cnn(X, params):
    pooled = max_pool(relu(conv_layer(X, params["F"], params["bF"])), 2)
    e = np.exp(pooled.reshape(len(X), -1) @ params["W"] + params["b"])
    return e / e.sum(axis=0)
""")  # fmt: skip
for slug, kind, *edits in (
    ("normalizes over everything", "axis", "softmax(scores)", "softmax(scores.reshape(1, -1)).reshape(scores.shape)",
     "All probabilities together sum to 1. Each row should: softmax runs over the last axis."),
):  # fmt: skip
    forward_cnn.change(slug, *edits, kind=kind)
forward_cnn.variant(
    "normalizes over everything",
    POOL + """
def forward_cnn(X, params):
    pooled = max_pool(relu(conv_layer(X, params["F"], params["bF"])), 2)
    scores = pooled.reshape(len(X), -1) @ params["W"] + params["b"]
    e = np.exp(scores - scores.max())
    return e / np.sum(e)
""")  # fmt: skip
forward_cnn.change(
    "overflows", "return softmax(scores)", "e = np.exp(scores)\n    return e / e.sum(axis=1, keepdims=True)",
    "Large scores become nan, since np.exp grows beyond all floats. Use softmax of chapter 3.2, which subtracts the "
    "maximum first.",
    kind="overflow", score=2.73,
)  # fmt: skip
for slug, kind, *edits in (
    ("flattens with the filters last", "order", "pooled.reshape(", "pooled.transpose(0, 2, 3, 1).reshape(",
     "The numbers are flattened in another order: the filters come last. reshape(len(X), -1), without a transpose, "
     "writes map after map."),
    ("flattens column by column", "order", "pooled.reshape(", "pooled.swapaxes(2, 3).reshape(",
     "Each map is flattened column by column. reshape(len(X), -1) reads it row by row."),
    ("mixes samples in flattening", "order", "pooled.reshape(len(X), -1)", "pooled.reshape(-1, len(X)).T",
     "Samples get mixed up in the flattening: numbers of different samples stand in one row. Use reshape(len(X), "
     "-1)."),
    ("forgets the filter biases", "missing-step", 'params["bF"]', '0 * params["bF"]',
     'The biases of the filters are left out. Pass params["bF"] to conv_layer.'),
    ("forgets the dense biases", "missing-step", ' + params["b"]', "",
     'The biases of the dense layer are left out. Add params["b"] before softmax.'),
    ("takes parameters in order", "order", "    Z = conv",
     '    params = dict(zip(("F", "bF", "W", "b"), params.values()))\n    Z = conv',
     'The parameters are taken in the order of the dictionary, which may be any. Take them by name: params["F"], '
     'params["bF"], params["W"], params["b"].'),
    ("applies relu to the scores", "extra-step", "softmax(scores)", "softmax(relu(scores))",
     "ReLU is applied to the scores of the dense layer as well. They go to softmax as they are."),
    ("drops channels", "indexing", 'conv_layer(X, params["F"],', 'conv_layer(X[:, :1], params["F"][:, :1],',
     "Only the first channel of the images is used. conv_layer takes X with all its channels."),
    ("turns filters around", "order", 'conv_layer(X, params["F"],', 'conv_layer(X, params["F"][:, :, ::-1, ::-1],',
     "Filters are turned around before the convolution. conv_layer lays them down as they are."),
    ("returns a pair", "return", "return softmax(scores)", "return pooled, softmax(scores)",
     "You return the features as well, as a pair. Return the probabilities alone."),
    ("returns the classes", "return", "softmax(scores)", "softmax(scores).argmax(axis=1)",
     "You return the most probable class. Return the probabilities of all classes, (n, k)."),
    ("rescales the pixels", "extra-step", "conv_layer(X,", "conv_layer(X / 255,",
     "The pixels are divided by 255 here. X comes as it should be used: leave it as it is."),
    ("writes into the parameters", "in-place", "    return softmax",
     '    params["b"] += features.mean()\n    return softmax',
     "The caller's params are changed. Leave them as they are, and make new arrays."),
):  # fmt: skip
    forward_cnn.change(slug, *edits, kind=kind)

BACKWARD = mistakes_pooling.max_pool_backward.source + "\n\n" + mistakes_convolution.conv_layer_backward.source
cnn_loss = Mistakes(POOL + BACKWARD + """

def cnn_loss(X, y, params):
    Z = conv_layer(X, params["F"], params["bF"])
    pooled = relu(max_pool(Z, 2))
    features = pooled.reshape(len(X), -1)
    A = softmax(features @ params["W"] + params["b"])
    loss = cross_entropy(A, y)
    delta = (A - y) / len(X)
    dW = features.T @ delta
    db = delta.sum(axis=0, keepdims=True)
    dpooled = (delta @ params["W"].T).reshape(pooled.shape)
    dpooled = dpooled * (pooled > 0)
    dZ = max_pool_backward(dpooled, Z, 2)
    _, dF, dbF = conv_layer_backward(dZ, X, params["F"])
    return loss, {"F": dF, "bF": dbF, "W": dW, "b": db}
""")  # fmt: skip

cnn_loss.change(
    "gives ties the gradient several times", "first = only_first(winners)", "first = winners",
    "Where several numbers of a window are the maximum, each gets the whole gradient (X == maximum does that). On a "
    "black background this is so everywhere, and the gradient of bF becomes too large. Only the first gets it.",
    kind="boundary", score=4.29,
)  # fmt: skip
for slug, kind, *edits in (
    ("lets the last of a tie win", "boundary", "first = only_first(winners)",
     "first = only_first(winners[..., ::-1, ::-1])[..., ::-1, ::-1]",
     "In a tie the last maximum of a window gets the gradient. It should be the first: use max_pool_backward."),
    ("shares the gradient of a tie", "boundary", "first = only_first(winners)",
     "first = winners / winners.sum(axis=(-2, -1), keepdims=True)",
     "In a tie the maxima of a window share the gradient. The first takes all: use max_pool_backward."),
    ("sends the gradient to whole windows", "missing-step", "first = only_first(winners)",
     "first = np.ones(window.shape)",
     "All numbers of a window get the gradient. Only the maximum had any influence: use max_pool_backward."),
    ("forgets the slope of relu", "missing-step", "dpooled * (pooled > 0)", "dpooled",
     "ReLU is missing on the way back. Where the pooled number is 0 nothing passes: multiply by (pooled > 0)."),
    ("forgets the slope of relu before the pool", "missing-step", "relu(max_pool(Z, 2))", "max_pool(relu(Z), 2)",
     "dpooled * (pooled > 0)", "dpooled", "max_pool_backward(dpooled, Z, 2)", "max_pool_backward(dpooled, relu(Z), 2)",
     "ReLU lets everything pass on the way back: it is missing there, or asks A >= 0, which is true everywhere. Where "
     "a score is not positive nothing passes: multiply by (Z > 0)."),
    ("multiplies by the pooled numbers", "wrong-step", "dpooled * (pooled > 0)", "dpooled * pooled",
     "You multiply by the pooled numbers where the slope of ReLU belongs: 1 where they are positive, 0 elsewhere."),
    ("forgets relu", "missing-step", "relu(max_pool(Z, 2))", "max_pool(Z, 2)", "dpooled * (pooled > 0)", "dpooled",
     "ReLU is missing, forward and backward. The pool's numbers go through it: relu(max_pool(Z, 2))."),
    ("forgets the mean", "mean-or-sum", "(A - y) / len(X)", "A - y",
     "The gradients are not divided by n, but the loss is a mean over the samples: delta = (A - y) / n."),
    ("divides by n twice", "mean-or-sum", "(A - y) / len(X)", "(A - y) / len(X) ** 2",
     "All gradients are divided by n twice. delta = (A - y) / n has it already, and every gradient inherits it."),
    ("divides the filters by n again", "mean-or-sum", '"F": dF, "bF": dbF', '"F": dF / len(X), "bF": dbF / len(X)',
     "The gradients of F and bF are divided by n once more. delta has its 1 / n already, and they inherit it."),
    ("averages the dense biases", "mean-or-sum", "delta.sum(axis=0,", "delta.mean(axis=0,",
     "b takes the mean of delta, but delta has its 1 / n already. Add the samples up."),
    ("averages over the places", "mean-or-sum", '"F": dF, "bF": dbF',
     '"F": dF / Z[0, 0].size, "bF": dbF / Z[0, 0].size',
     "The gradients of F and bF are those of a mean over the places. Add up all places."),
    ("turns the sign around", "sign", "(A - y)", "(y - A)",
     "The sign is turned around: y - A leads uphill. The gradient begins with A - y."),
    ("multiplies by the slope of the output", "extra-step", "(A - y) / len(X)", "(A - y) * A * (1 - A) / len(X)",
     "You multiply A - y by A (1 - A) as well. The slope of softmax is in A - y already."),
    ("puts the gradient back in another order", "order", '(delta @ params["W"].T).reshape(pooled.shape)',
     '(delta @ params["W"].T).reshape(*pooled.transpose(0, 2, 3, 1).shape).transpose(0, 3, 1, 2)',
     "The gradient is put back into maps in another order than the one in which they were flattened. Use "
     "reshape(pooled.shape), without a transpose."),
    ("flattens with the filters last", "order", "pooled.reshape(len(X), -1)",
     "pooled.transpose(0, 2, 3, 1).reshape(len(X), -1)", '(delta @ params["W"].T).reshape(pooled.shape)',
     '(delta @ params["W"].T).reshape(*pooled.transpose(0, 2, 3, 1).shape).transpose(0, 3, 1, 2)',
     "Forward and backward, you flatten with the filters last. Flatten map after map: reshape(len(X), -1)."),
    ("turns the filters' gradient", "order", '"F": dF,', '"F": dF[:, :, ::-1, ::-1],',
     "dF is turned around. The convolution does not turn filters, so neither does its gradient."),
    ("trains the dense layer alone", "missing-step", '"F": dF, "bF": dbF', '"F": 0 * dF, "bF": 0 * dbF',
     "The filters never learn: the gradients of F and bF are zeros. Go back through pool and convolution."),
    ("returns the dense layer alone", "return", '"F": dF, "bF": dbF, ', "",
     "The gradients of F and bF are missing. grads has the keys of params: F, bF, W and b."),
    ("forgets the other channels", "indexing", "    return loss,", "    dF[:, 1:] = 0\n    return loss,",
     "Only the first channel of the filters gets a gradient. Each channel met its own channel of the images."),
    ("names the gradients with a d", "names", '{"F": dF, "bF": dbF, "W": dW, "b": db}',
     '{"dF": dF, "dbF": dbF, "dW": dW, "db": db}',
     'The keys begin with a d. Name the gradients as the parameters are named: "F", "bF", "W", "b".'),
    ("flattens the dense biases", "shape", "delta.sum(axis=0, keepdims=True)", "delta.sum(axis=0)",
     "b's gradient has lost an axis. It is a row, as b is: keepdims=True."),
    ("swaps the pair", "return", 'return loss, {"F": dF, "bF": dbF, "W": dW, "b": db}',
     'return {"F": dF, "bF": dbF, "W": dW, "b": db}, loss',
     "The pair is in the wrong order. Return the loss first: return loss, grads."),
    ("returns only the loss", "return", ', {"F": dF, "bF": dbF, "W": dW, "b": db}', "",
     "You return only the loss. gradient_descent needs the gradients too: return loss, grads."),
    ("sums the loss", "mean-or-sum", "loss = cross_entropy(A, y)", "loss = cross_entropy(A, y) * len(X)",
     "The loss is summed over the samples. It is their mean, as cross_entropy gives it."),
    ("returns a loss for each sample", "mean-or-sum", "cross_entropy(A, y)",
     "-(y * np.log(np.maximum(A, 1e-15))).sum(axis=1)",
     "The loss is an array with a number for each sample. Return their mean: cross_entropy(A, y)."),
    ("averages over the classes", "mean-or-sum", "cross_entropy(A, y)", "-np.mean(y * np.log(np.maximum(A, 1e-15)))",
     "The loss is a mean over the classes as well. Sum over the classes, and average over the samples."),
    ("swaps the arguments of the loss", "order", "cross_entropy(A, y)", "cross_entropy(y, A)",
     "The loss is that of y as the prediction. The predictions come first: cross_entropy(A, y)."),
    ("uses the squared error", "wrong-function", "cross_entropy(A, y)", "float(((A - y) ** 2).mean())",
     "The loss is a squared error. It is cross_entropy(A, y)."),
    ("takes the log of zero", "epsilon", "cross_entropy(A, y)", "float(-(y * np.log(A)).sum(axis=1).mean())",
     "np.log meets a probability of exactly 0. cross_entropy of chapter 3.3 limits it from below."),
    ("applies softmax twice", "extra-step", "loss = cross_entropy(A, y)", "loss = cross_entropy(softmax(A), y)",
     "The loss is that of softmax(A), but A has been through softmax already: cross_entropy(A, y)."),
    ("takes the parameters in order", "order", "    Z = conv",
     '    params = dict(zip(("F", "bF", "W", "b"), params.values()))\n    Z = conv',
     'The parameters are taken in the order of the dictionary, which may be any. Take them by name: params["F"], '
     'params["bF"], params["W"], params["b"].'),
    ("returns updated parameters", "extra-step", '{"F": dF, "bF": dbF, "W": dW, "b": db}',
     '{key: params[key] - 0.1 * slope for key, slope in {"F": dF, "bF": dbF, "W": dW, "b": db}.items()}',
     "You return updated parameters in place of the gradients. The step is taken by gradient_descent."),
    ("updates the parameters", "in-place", "    return loss,", '    params["W"] -= 0.1 * dW\n    return loss,',
     "The caller's params are changed. Return loss and gradients: the step is taken by gradient_descent."),
):  # fmt: skip
    cnn_loss.change(slug, *edits, kind=kind)
for A in ("A + 1e-3", "A + 1e-4", "np.maximum(A, 1e-3)", "np.maximum(A, 1e-4)", "np.maximum(A, 1e-5)"):
    cnn_loss.change(f"has {A} in its logarithm", "cross_entropy(A, y)", f"float(-(y * np.log({A})).sum(axis=1).mean())",
        "The epsilon in the logarithm is too large: a probability of 0 costs less than -log(1e-7). Use cross_entropy.",
        kind="epsilon")  # fmt: skip
cnn_loss.variant(
    "has np.maximum(A, 1e-4) in its logarithm",
    cnn_loss.source.replace("cross_entropy(A, y)", "-np.log(np.maximum(A, 1e-4)[range(len(y)), y.argmax(1)]).mean()"),
)

features_gradient = Mistakes("""
def features_gradient(delta, W, shape):
    flat = delta @ W.T
    return flat.reshape(len(delta), *shape)
""")
for slug, old, new, kind, sentence in (
    ("fills the block with the filters last", "flat.reshape(len(delta), *shape)",
     "flat.reshape(len(delta), *shape[1:], shape[0]).transpose(0, 3, 1, 2)", "order",
     "The block is filled in another order. reshape(n, f, h', w') is all: no transpose, no other order."),
    ("leaves it flat", "flat.reshape(len(delta), *shape)", "flat", "shape",
     "The gradient is still flat. Give each sample the shape (f, h', w') again."),
    ("divides by n", "return flat", "flat = flat / len(delta)\n    return flat", "mean-or-sum",
     "You divide by n. delta has its 1 / n already, and passes it on."),
    ("adds up the samples", "flat.reshape(len(delta), *shape)", "flat.sum(axis=0).reshape(shape)", "axis",
     "The samples are added up. Each sample has a gradient of its own: (n, f, h', w')."),
    ("forgets the transpose", "W.T", "W", "transpose",
     "The shapes do not fit: delta is (n, k) and W (features, k), so it is delta @ W.T."),
    ("multiplies number by number", "delta @ W.T", "delta * W[: len(delta)]", "wrong-step",
     "The numbers are not as many as the features. Each feature adds up over the classes, by a matrix product: "
     "delta @ W.T."),
    ("changes delta", "    return", "    delta *= 2\n    return", "in-place",
     "The caller's delta is changed. Leave it as it is, and make new arrays."),
):  # fmt: skip
    features_gradient.change(slug, old, new, sentence, kind=kind)
features_gradient.change(
    "fills the block column by column", "*shape)", '*shape, order="F")',
    "The block is filled in another order. reshape(n, f, h', w') is all: no transpose, no other order.",
    kind="order", alike="the block worked out by hand is filled in the same wrong order by both",
)  # fmt: skip
