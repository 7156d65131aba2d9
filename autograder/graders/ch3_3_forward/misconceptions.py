"""The mistakes of chapter 3.3: each a wrong implementation that runs, with the sentence that explains it."""

from itertools import pairwise

import numpy as np

from autograder.checks.misconception import misconception


def relu(Z):
    return np.maximum(Z, 0)


def sigmoid(Z):
    return 0.5 * (1 + np.tanh(0.5 * Z))


def softmax(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# one_hot


def _refuse_labels(labels, n_classes):
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("label out of range")


@misconception(
    "one_hot",
    "The result is transposed: samples are rows, so the shape is (n, n_classes) and the 1 stands at [i, labels[i]].",
)
def puts_samples_into_columns(labels, n_classes):
    _refuse_labels(labels, n_classes)
    return np.eye(n_classes)[labels].T


@misconception(
    "one_hot",
    "You count classes from 1. Columns are counted from 0: label c puts its 1 into column c, not c - 1.",
)
def counts_classes_from_one(labels, n_classes):
    _refuse_labels(labels, n_classes)
    return np.eye(n_classes)[labels.astype(int) - 1]


@misconception(
    "one_hot",
    "The number of columns comes from the largest label, labels.max() + 1. Use n_classes: not every class need occur.",
)
def takes_the_width_from_the_labels(labels, n_classes):
    _refuse_labels(labels, n_classes)
    return np.eye(int(labels.max()) + 1)[labels]


@misconception("one_hot", "You made a grid of (n, n). It has one row for each label, and n_classes columns.")
def makes_a_square_grid(labels, n_classes):
    _refuse_labels(labels, n_classes)
    n = len(labels)
    y = np.zeros((n, n))
    y[np.arange(n), labels] = 1.0
    return y


@misconception(
    "one_hot",
    "A label that is too large ends in an IndexError of NumPy's, and a negative one in no error at all. "
    "Check first: if any label is < 0 or >= n_classes, raise ValueError.",
)
def checks_no_labels(labels, n_classes):
    return np.eye(n_classes)[labels]


@misconception(
    "one_hot",
    "A negative label slips through, because NumPy counts it from the end: -1 becomes the last class. "
    "Check labels < 0 as well.",
)
def lets_negative_labels_pass(labels, n_classes):
    if (labels >= n_classes).any():
        raise ValueError("label out of range")
    return np.eye(n_classes)[labels]


@misconception(
    "one_hot",
    "You check labels > n_classes. The classes are 0 to n_classes - 1, so n_classes itself is too large: use >=.",
)
def lets_the_label_n_classes_pass(labels, n_classes):
    if (labels < 0).any() or (labels > n_classes).any():
        raise ValueError("label out of range")
    return np.eye(n_classes)[labels]


@misconception(
    "one_hot",
    "You refuse the last class: labels run from 0 to n_classes - 1, and n_classes - 1 is allowed. Use >= n_classes.",
)
def refuses_the_last_class(labels, n_classes):
    if (labels < 0).any() or (labels >= n_classes - 1).any():
        raise ValueError("label out of range")
    return np.eye(n_classes)[labels]


@misconception(
    "one_hot",
    "A label out of range quietly becomes a row of zeros. Raise ValueError if any label is < 0 or >= n_classes.",
)
def gives_zeros_for_unknown_labels(labels, n_classes):
    return (labels[:, None] == np.arange(n_classes)) * 1.0


@misconception(
    "one_hot",
    "A label out of range is forced into range (np.clip). Such data are wrong, and the caller should hear "
    "of it: raise ValueError.",
)
def clips_the_labels(labels, n_classes):
    return np.eye(n_classes)[np.clip(labels.astype(int), 0, n_classes - 1)]


@misconception(
    "one_hot",
    "y[:, labels] = 1 fills whole columns. Pair each row with its own label: y[np.arange(n), labels] = 1.",
)
def fills_whole_columns(labels, n_classes):
    _refuse_labels(labels, n_classes)
    y = np.zeros((len(labels), n_classes))
    y[:, labels] = 1.0
    return y


@misconception(
    "one_hot",
    "You put the label itself into its column. Put a 1 there: the column already says which class it is.",
)
def writes_the_label_instead_of_one(labels, n_classes):
    _refuse_labels(labels, n_classes)
    return np.eye(n_classes)[labels] * labels[:, None]


@misconception("one_hot", "You count how often each class occurs. Make one row for each label, with a single 1 in it.")
def counts_the_classes(labels, n_classes):
    _refuse_labels(labels, n_classes)
    return np.bincount(labels, minlength=n_classes) * 1.0


@misconception("one_hot", "You print the rows and return nothing. Write: return ... instead of print(...).")
def prints_the_rows(labels, n_classes):
    _refuse_labels(labels, n_classes)
    print(np.eye(n_classes)[labels])


# init_mlp


def _layers(layer_sizes, rng, spread):
    params = {}
    for i in range(1, len(layer_sizes)):
        fan_in, fan_out = layer_sizes[i - 1], layer_sizes[i]
        params[f"W{i}"] = rng.normal(0.0, spread(fan_in, fan_out), (fan_in, fan_out))
        params[f"b{i}"] = np.zeros((1, fan_out))
    return params


def _he(fan_in, fan_out):
    return np.sqrt(2 / fan_in)


@misconception(
    "init_mlp",
    "2 / fan_in is the variance, and rng.normal wants the standard deviation, its root: np.sqrt(2 / fan_in).",
)
def forgets_the_root(layer_sizes, rng):
    return _layers(layer_sizes, rng, lambda fan_in, fan_out: 2 / fan_in)


@misconception(
    "init_mlp",
    "The variance is 1 / fan_in. ReLU silences about half of the signal, and the 2 makes up for it: sqrt(2 / fan_in).",
)
def forgets_the_two(layer_sizes, rng):
    return _layers(layer_sizes, rng, lambda fan_in, fan_out: np.sqrt(1 / fan_in))


@misconception(
    "init_mlp",
    "You divide by the number of neurons of the layer. What adds up in a score are the inputs: divide by "
    "fan_in, the number of rows of W.",
)
def divides_by_fan_out(layer_sizes, rng):
    return _layers(layer_sizes, rng, lambda fan_in, fan_out: np.sqrt(2 / fan_out))


@misconception(
    "init_mlp",
    "The variance is 2 / (fan_in + fan_out): that is Glorot's, made for tanh. He's, for ReLU, is 2 / fan_in.",
)
def uses_glorot(layer_sizes, rng):
    return _layers(layer_sizes, rng, lambda fan_in, fan_out: np.sqrt(2 / (fan_in + fan_out)))


@misconception(
    "init_mlp",
    "Every layer is scaled by the size of the input layer. fan_in is what comes into this layer: layer_sizes[i - 1].",
)
def scales_all_layers_by_the_first(layer_sizes, rng):
    return _layers(layer_sizes, rng, lambda fan_in, fan_out: np.sqrt(2 / layer_sizes[0]))


@misconception(
    "init_mlp",
    "You count the bias as an input, fan_in + 1. fan_in is the number of rows of W, the bias not included.",
)
def counts_the_bias_as_an_input(layer_sizes, rng):
    return _layers(layer_sizes, rng, lambda fan_in, fan_out: np.sqrt(2 / (fan_in + 1)))


@misconception(
    "init_mlp",
    "The weights have standard deviation 1, whatever the size of the layer. Scale them by sqrt(2 / fan_in).",
)
def does_not_scale(layer_sizes, rng):
    return _layers(layer_sizes, rng, lambda fan_in, fan_out: 1.0)


@misconception(
    "init_mlp",
    "The weights are scaled by a fixed 0.01. The right size depends on the layer: a standard deviation of "
    "sqrt(2 / fan_in).",
)
def scales_by_a_hundredth(layer_sizes, rng):
    return _layers(layer_sizes, rng, lambda fan_in, fan_out: 0.01)


@misconception(
    "init_mlp",
    "All weights are 0. Then all neurons of a layer compute the same thing and learn the same thing, "
    "forever: draw the weights with rng.normal.",
)
def starts_with_zero_weights(layer_sizes, rng):
    return _layers(layer_sizes, rng, lambda fan_in, fan_out: 0.0)


@misconception("init_mlp", "The biases are drawn at random. They start at zero: np.zeros((1, fan_out)).")
def draws_the_biases_too(layer_sizes, rng):
    params = {}
    for i in range(1, len(layer_sizes)):
        fan_in, fan_out = layer_sizes[i - 1], layer_sizes[i]
        params[f"W{i}"] = rng.normal(0.0, _he(fan_in, fan_out), (fan_in, fan_out))
        params[f"b{i}"] = rng.normal(0.0, _he(fan_in, fan_out), (1, fan_out))
    return params


@misconception("init_mlp", "The biases are ones. They start at zero: np.zeros((1, fan_out)).")
def starts_with_biases_of_one(layer_sizes, rng):
    params = _layers(layer_sizes, rng, _he)
    return {name: value if name.startswith("W") else value + 1.0 for name, value in params.items()}


@misconception(
    "init_mlp",
    "The biases have shape (fan_out,). In this course they are rows, so give np.zeros the shape (1, fan_out).",
)
def makes_biases_flat(layer_sizes, rng):
    params = _layers(layer_sizes, rng, _he)
    return {name: value if name.startswith("W") else value[0] for name, value in params.items()}


@misconception(
    "init_mlp",
    "There is a bias for each input of a layer. It is one for each of its neurons: shape (1, fan_out).",
)
def makes_a_bias_for_each_input(layer_sizes, rng):
    params = _layers(layer_sizes, rng, _he)
    for i in range(1, len(layer_sizes)):
        params[f"b{i}"] = np.zeros((1, layer_sizes[i - 1]))
    return params


@misconception(
    "init_mlp",
    "The weight matrices are transposed: one row for each input and one column for each neuron, (fan_in, fan_out).",
)
def transposes_the_weights(layer_sizes, rng):
    params = _layers(layer_sizes, rng, _he)
    return {name: value.T if name.startswith("W") else value for name, value in params.items()}


@misconception("init_mlp", "Your keys start from 0. The layers are numbered from 1: W1, b1, W2, b2.")
def numbers_the_layers_from_zero(layer_sizes, rng):
    params = _layers(layer_sizes, rng, _he)
    return {f"{name[0]}{int(name[1:]) - 1}": value for name, value in params.items()}


@misconception(
    "init_mlp",
    "The last layer is missing. There is one layer less than there are sizes, and range leaves its end "
    "out: range(1, len(layer_sizes)).",
)
def leaves_out_the_last_layer(layer_sizes, rng):
    return _layers(layer_sizes[:-1], rng, _he)


@misconception(
    "init_mlp",
    "There are always two layers. layer_sizes may have any number of sizes: loop over its neighboring pairs.",
)
def always_makes_two_layers(layer_sizes, rng):
    return _layers(layer_sizes[:3], rng, _he)


@misconception(
    "init_mlp",
    "You draw from rng.random, which lies between 0 and 1, so that no weight is negative. Draw from rng.normal.",
)
def draws_only_positive_weights(layer_sizes, rng):
    params = _layers(layer_sizes, rng, _he)
    for i in range(1, len(layer_sizes)):
        shape = layer_sizes[i - 1], layer_sizes[i]
        params[f"W{i}"] = rng.random(shape) * np.sqrt(2 / shape[0])
    return params


@misconception(
    "init_mlp",
    "The weights are uniform between two bounds. They should be normal: rng.normal(0, np.sqrt(2 / fan_in), shape).",
)
def draws_from_a_uniform_distribution(layer_sizes, rng):
    params = {}
    for i in range(1, len(layer_sizes)):
        fan_in, fan_out = layer_sizes[i - 1], layer_sizes[i]
        limit = np.sqrt(6 / fan_in)
        params[f"W{i}"] = rng.uniform(-limit, limit, (fan_in, fan_out))
        params[f"b{i}"] = np.zeros((1, fan_out))
    return params


@misconception(
    "init_mlp",
    "You take the absolute value of the weights, or draw only positive ones. Half of them should be "
    "negative: rng.normal gives both.",
)
def makes_the_weights_positive(layer_sizes, rng):
    return {name: np.abs(value) for name, value in _layers(layer_sizes, rng, _he).items()}


@misconception(
    "init_mlp",
    "You make a generator of your own, so that every call gives the same weights. Draw from the rng that is handed in.",
)
def makes_its_own_generator(layer_sizes, rng):
    return _layers(layer_sizes, np.random.default_rng(0), _he)


@misconception(
    "init_mlp",
    "You make a generator of your own, so that every call gives the same weights. Draw from the rng handed in.",
)
def makes_its_own_generator_with_seed_42(layer_sizes, rng):
    return _layers(layer_sizes, np.random.default_rng(42), _he)


@misconception(
    "init_mlp",
    "One block of random numbers serves for every layer, so W1 and W2 are alike. Draw anew for each layer.",
)
def reuses_the_same_draws(layer_sizes, rng):
    widest = max(layer_sizes)
    block = rng.normal(size=(widest, widest))
    params = {}
    for i in range(1, len(layer_sizes)):
        fan_in, fan_out = layer_sizes[i - 1], layer_sizes[i]
        params[f"W{i}"] = block[:fan_in, :fan_out] * np.sqrt(2 / fan_in)
        params[f"b{i}"] = np.zeros((1, fan_out))
    return params


@misconception(
    "init_mlp",
    "Every row of a matrix is the same: you draw one row and repeat it. Ask rng.normal for the whole "
    "shape, (fan_in, fan_out).",
)
def repeats_one_row(layer_sizes, rng):
    params = _layers(layer_sizes, rng, _he)
    for i in range(1, len(layer_sizes)):
        fan_in, fan_out = layer_sizes[i - 1], layer_sizes[i]
        params[f"W{i}"] = np.zeros((fan_in, 1)) + rng.normal(0.0, np.sqrt(2 / fan_in), (1, fan_out))
    return params


@misconception(
    "init_mlp",
    "You take sizes out of the caller's list with pop. Read them instead: layer_sizes[i - 1], layer_sizes[i].",
)
def empties_the_list_of_sizes(layer_sizes, rng):
    params = _layers(layer_sizes, rng, _he)
    while len(layer_sizes) > 1:
        layer_sizes.pop(0)
    return params


@misconception(
    "init_mlp",
    'You return a list of layers. Put the arrays into one dictionary, with the keys "W1", "b1", "W2", "b2".',
)
def returns_a_list_of_layers(layer_sizes, rng):
    params = _layers(layer_sizes, rng, _he)
    return [(params[f"W{i}"], params[f"b{i}"]) for i in range(1, len(layer_sizes))]


# forward_mlp


@misconception(
    "forward_mlp",
    "The hidden layer has no ReLU: without a bend between them two layers are one. A1 = relu(X W1 + b1).",
)
def has_no_relu(X, W1, b1, W2, b2):
    A1 = X @ W1 + b1
    return A1, softmax(A1 @ W2 + b2)


@misconception(
    "forward_mlp",
    "A1 is right after ReLU, but the second layer is fed the scores Z1. Feed it A1: softmax(A1 W2 + b2).",
)
def feeds_the_scores_forward(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    return relu(Z1), softmax(Z1 @ W2 + b2)


@misconception(
    "forward_mlp", "You return the hidden scores in place of A1. A1 is what comes out of ReLU: return A1, A2."
)
def returns_the_hidden_scores(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    return Z1, softmax(relu(Z1) @ W2 + b2)


@misconception("forward_mlp", "You use the sigmoid in the hidden layer. Here it is ReLU: A1 = relu(X W1 + b1).")
def uses_sigmoid_in_the_hidden_layer(X, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1 + b1)
    return A1, softmax(A1 @ W2 + b2)


@misconception("forward_mlp", "You use tanh in the hidden layer. Here it is ReLU: A1 = relu(X W1 + b1).")
def uses_tanh_in_the_hidden_layer(X, W1, b1, W2, b2):
    A1 = np.tanh(X @ W1 + b1)
    return A1, softmax(A1 @ W2 + b2)


@misconception("forward_mlp", "You use the leaky ReLU in the hidden layer. Here it is the plain one: relu(X W1 + b1).")
def uses_leaky_relu(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.where(Z1 > 0, Z1, 0.01 * Z1)
    return A1, softmax(A1 @ W2 + b2)


@misconception("forward_mlp", "You take absolute values in the hidden layer. ReLU makes negative scores 0: relu(Z1).")
def takes_absolute_values(X, W1, b1, W2, b2):
    A1 = np.abs(X @ W1 + b1)
    return A1, softmax(A1 @ W2 + b2)


@misconception("forward_mlp", "A2 holds scores and not yet probabilities. Send them through softmax.")
def has_no_softmax(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    return A1, A1 @ W2 + b2


@misconception(
    "forward_mlp",
    "You use the sigmoid at the output, so the rows do not sum to 1. The classes compete with each other: softmax.",
)
def uses_sigmoid_at_the_output(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    return A1, sigmoid(A1 @ W2 + b2)


@misconception(
    "forward_mlp",
    "ReLU is applied to the output scores too, before softmax. Softmax takes the scores as they are.",
)
def applies_relu_at_the_output(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    return A1, softmax(relu(A1 @ W2 + b2))


@misconception(
    "forward_mlp",
    "Softmax runs down the columns, so that the samples compete. The classes of each sample should: sum "
    "over the last axis.",
)
def lets_the_samples_compete(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    return A1, softmax((A1 @ W2 + b2).T).T


@misconception(
    "forward_mlp",
    "exp overflows for large scores and inf / inf is nan. Use the softmax of your library, which "
    "subtracts each row's largest score first.",
)
def lets_softmax_overflow(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    e = np.exp(A1 @ W2 + b2)
    return A1, e / e.sum(axis=1, keepdims=True)


@misconception(
    "forward_mlp",
    "You subtract the largest score of all rows, and beside an extreme row the others vanish: 0 / 0. "
    "Subtract each row's own maximum, or use the softmax of your library.",
)
def subtracts_one_maximum_for_all_rows(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    Z2 = A1 @ W2 + b2
    e = np.exp(Z2 - Z2.max())
    return A1, e / e.sum(axis=1, keepdims=True)


@misconception("forward_mlp", "The bias b1 is missing: A1 = relu(X W1 + b1).")
def forgets_the_first_bias(X, W1, b1, W2, b2):
    A1 = relu(X @ W1)
    return A1, softmax(A1 @ W2 + b2)


@misconception("forward_mlp", "The bias b2 is missing: A2 = softmax(A1 W2 + b2).")
def forgets_the_second_bias(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    return A1, softmax(A1 @ W2)


@misconception("forward_mlp", "Both biases are missing: every layer is a product plus a bias.")
def forgets_both_biases(X, W1, b1, W2, b2):
    A1 = relu(X @ W1)
    return A1, softmax(A1 @ W2)


@misconception(
    "forward_mlp",
    "The bias b1 is added after ReLU. It belongs to the score, inside the brackets: relu(X W1 + b1).",
)
def adds_the_bias_after_relu(X, W1, b1, W2, b2):
    A1 = relu(X @ W1) + b1
    return A1, softmax(A1 @ W2 + b2)


@misconception("forward_mlp", "The biases are subtracted. They are added: X W1 + b1.")
def subtracts_the_biases(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 - b1)
    return A1, softmax(A1 @ W2 - b2)


@misconception("forward_mlp", "The pair is in the wrong order. Return the hidden layer first: return A1, A2.")
def swaps_the_pair(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    return softmax(A1 @ W2 + b2), A1


@misconception(
    "forward_mlp",
    "You return only A2. Chapter 3.4 will need what the hidden layer said as well: return A1, A2.",
)
def returns_only_the_output(X, W1, b1, W2, b2):
    return softmax(relu(X @ W1 + b1) @ W2 + b2)


@misconception("forward_mlp", "You return the scores as well. The result is the pair A1, A2 and nothing more.")
def returns_the_scores_as_well(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = relu(Z1)
    Z2 = A1 @ W2 + b2
    return Z1, A1, Z2, softmax(Z2)


@misconception(
    "forward_mlp",
    "Softmax is in the hidden layer and ReLU at the output: it is the other way round, ReLU first.",
)
def swaps_relu_and_softmax(X, W1, b1, W2, b2):
    A1 = softmax(X @ W1 + b1)
    return A1, relu(A1 @ W2 + b2)


@misconception("forward_mlp", "You divide X by 255 inside the function. X comes in as it is meant: use it unchanged.")
def scales_the_pixels_again(X, W1, b1, W2, b2):
    A1 = relu(X / 255 @ W1 + b1)
    return A1, softmax(A1 @ W2 + b2)


@misconception("forward_mlp", "You multiply with *, element by element. A layer is a matrix product: X @ W1.")
def multiplies_element_by_element(X, W1, b1, W2, b2):
    A1 = relu(X * W1 + b1)
    return A1, softmax(A1 * W2 + b2)


@misconception(
    "forward_mlp",
    "A2 is rounded to 0 and 1, or to a single label. Return the probabilities as softmax gives them.",
)
def returns_decisions(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    A2 = softmax(A1 @ W2 + b2)
    return A1, np.eye(len(W2[0]))[A2.argmax(axis=1)]


@misconception("forward_mlp", "You write into the caller's biases with +=. Make something new: Z1 = X @ W1 + b1.")
def adds_into_the_biases(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    A2 = softmax(A1 @ W2 + b2)
    b1 += A1[:1]
    b2 += A2[:1]
    return A1, A2


# cross_entropy


def _refuse_shapes(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes differ")


def _log(A):
    return np.log(np.maximum(A, 1e-15))


@misconception("cross_entropy", "You add up the samples. The loss is their mean: divide by n, the number of rows.")
def sums_over_the_samples(A, y):
    _refuse_shapes(A, y)
    return float(-np.sum(y * _log(A)))


@misconception(
    "cross_entropy",
    "The number of classes divides your loss, as in np.mean over everything. Add up over the classes "
    "first (axis 1), then take the mean of the n sums.",
)
def averages_over_the_classes(A, y):
    _refuse_shapes(A, y)
    return float(-np.mean(y * _log(A)))


@misconception(
    "cross_entropy",
    "You return one loss for each sample. Take their mean, and return that one number: float(....mean()).",
)
def returns_a_loss_for_each_sample(A, y):
    _refuse_shapes(A, y)
    return -(y * _log(A)).sum(axis=1)


@misconception("cross_entropy", "The minus sign is missing: logarithms of probabilities are negative, losses are not.")
def forgets_the_minus(A, y):
    _refuse_shapes(A, y)
    return float((y * _log(A)).sum(axis=1).mean())


@misconception(
    "cross_entropy",
    "log(0) is -inf, and 0 * -inf is nan. Limit A from below before the logarithm: np.maximum(A, 1e-12).",
)
def takes_the_logarithm_of_zero(A, y):
    _refuse_shapes(A, y)
    with np.errstate(all="ignore"):
        return float(-(y * np.log(A)).sum(axis=1).mean())


@misconception(
    "cross_entropy",
    "You take the logarithm of the true class's probability as it is, and log(0) is -inf. Limit it from "
    "below first: np.maximum(A, 1e-12).",
)
def picks_the_class_but_guards_nothing(A, y):
    _refuse_shapes(A, y)
    with np.errstate(all="ignore"):
        return float(-np.log((A * y).sum(axis=1)).mean())


@misconception("cross_entropy", "You use log2. The natural logarithm is np.log.")
def uses_the_logarithm_to_base_two(A, y):
    _refuse_shapes(A, y)
    return float(-(y * _log(A)).sum(axis=1).mean() / np.log(2))


@misconception("cross_entropy", "You use log10. The natural logarithm is np.log.")
def uses_the_logarithm_to_base_ten(A, y):
    _refuse_shapes(A, y)
    return float(-(y * _log(A)).sum(axis=1).mean() / np.log(10))


@misconception(
    "cross_entropy",
    "You add the term (1 - y) log(1 - A) of the binary cross-entropy. With softmax only the true class "
    "counts: -y log(A).",
)
def adds_the_binary_term(A, y):
    _refuse_shapes(A, y)
    clipped = np.clip(A, 1e-15, 1 - 1e-15)
    return float(-(y * np.log(clipped) + (1 - y) * np.log(1 - clipped)).sum(axis=1).mean())


@misconception(
    "cross_entropy",
    "A and y have changed places. The logarithm is taken of the predictions A: -y log(A), not -A log(y).",
)
def swaps_predictions_and_targets(A, y):
    _refuse_shapes(A, y)
    return float(-(A * np.log(np.maximum(y, 1e-15))).sum(axis=1).mean())


@misconception(
    "cross_entropy",
    "You take the largest probability of each row. What counts is the probability of the true class, however small.",
)
def takes_the_largest_probability(A, y):
    _refuse_shapes(A, y)
    return float(-_log(A.max(axis=1)).mean())


@misconception(
    "cross_entropy",
    "This is the entropy of the predictions themselves, -A log(A). The true classes come in by y: -y log(A).",
)
def takes_the_entropy_of_the_predictions(A, y):
    _refuse_shapes(A, y)
    return float(-(A * _log(A)).sum(axis=1).mean())


@misconception(
    "cross_entropy",
    "You average the probabilities and then take the logarithm. First the logarithm of each, then the mean.",
)
def averages_before_the_logarithm(A, y):
    _refuse_shapes(A, y)
    return float(-_log((A * y).sum(axis=1).mean()))


@misconception("cross_entropy", "This is 1 minus the probability of the true class. The loss is minus its logarithm.")
def takes_one_minus_the_probability(A, y):
    _refuse_shapes(A, y)
    share = (A * y).sum(axis=1)
    return float(np.mean(1 - share))


@misconception(
    "cross_entropy",
    "This is the squared error. Cross-entropy is minus the logarithm of the true class's share.",
)
def squares_the_differences(A, y):
    _refuse_shapes(A, y)
    return float(((A - y) ** 2).sum(axis=1).mean())


@misconception(
    "cross_entropy", "You divide by 2, as some do with squared errors. The cross-entropy has no such factor."
)
def halves_the_loss(A, y):
    _refuse_shapes(A, y)
    return float(-(y * _log(A)).sum(axis=1).mean() / 2)


@misconception(
    "cross_entropy",
    "Different shapes are not refused, so NumPy repeats y or stops with an error elsewhere. Compare "
    "A.shape with y.shape first, and raise ValueError.",
)
def accepts_other_shapes(A, y):
    return float(-(y * _log(A)).sum(axis=1).mean())


@misconception(
    "cross_entropy",
    "You compare only the number of rows. The whole shapes must be equal: if A.shape != y.shape, raise ValueError.",
)
def compares_only_the_number_of_rows(A, y):
    if len(A) != len(y):
        raise ValueError("rows differ")
    return float(-(y * _log(A)).sum(axis=1).mean())


@misconception(
    "cross_entropy",
    "You compare only the number of elements, A.size. (3, 4) and (4, 3) have equally many: compare "
    "A.shape with y.shape.",
)
def compares_only_the_number_of_elements(A, y):
    if A.size != y.size:
        raise ValueError("sizes differ")
    return float(-(y * _log(A).reshape(y.shape)).sum() / len(A))


@misconception(
    "cross_entropy",
    "Different shapes end in an AssertionError. Write: if A.shape != y.shape: raise ValueError(...).",
)
def asserts_the_shapes(A, y):
    assert A.shape == y.shape
    return float(-(y * _log(A)).sum(axis=1).mean())


@misconception(
    "cross_entropy",
    "Your epsilon is so large that it changes ordinary probabilities. Use one from 1e-15 to 1e-7.",
)
def uses_a_large_epsilon(A, y):
    _refuse_shapes(A, y)
    return float(-(y * np.log(np.maximum(A, 1e-3))).sum(axis=1).mean())


@misconception(
    "cross_entropy",
    "You add so large an epsilon that it changes ordinary probabilities. Use one from 1e-15 to 1e-7.",
)
def adds_a_large_epsilon(A, y):
    _refuse_shapes(A, y)
    return float(-(y * np.log(A + 1e-3)).sum(axis=1).mean())


@misconception(
    "cross_entropy",
    "Samples with a probability of 0 are left out, just those that are most wrong. Keep them: limit A "
    "from below by a small epsilon.",
)
def leaves_out_zeros(A, y):
    _refuse_shapes(A, y)
    logs = np.where(A > 0, _log(A), 0.0)
    return float(-(y * logs).sum(axis=1).mean())


@misconception(
    "cross_entropy",
    "You write into the caller's A when you limit it (out=A, or A[A == 0] = ...). Make a new array.",
)
def clips_in_place(A, y):
    _refuse_shapes(A, y)
    np.clip(A, 1e-15, 1.0, out=A)
    return float(-(y * np.log(A)).sum(axis=1).mean())


@misconception("cross_entropy", "You print the loss and return nothing. Write: return ... instead of print(...).")
def prints_the_loss(A, y):
    _refuse_shapes(A, y)
    print(float(-(y * _log(A)).sum(axis=1).mean()))


# Practice


@misconception("flatten_images", "The pixels still run from 0 to 255. Divide them by 255.")
def forgets_to_scale(images):
    return images.reshape(len(images), -1) * 1.0


@misconception("flatten_images", "The pixels are scaled, but the pictures still have rows: reshape to (n, h * w).")
def forgets_to_flatten(images):
    return images / 255


@misconception("flatten_images", "All pictures have become one long vector. Keep axis 0: reshape(len(images), -1).")
def flattens_the_samples_too(images):
    return images.reshape(-1) / 255


@misconception("flatten_images", "You divide by 256. White is 255 and should become 1: divide by 255.")
def divides_by_256(images):
    return images.reshape(len(images), -1) / 256


@misconception("flatten_images", "// cuts the fractions off, so nearly every pixel becomes 0. Divide with /.")
def divides_whole_numbers(images):
    return (images.reshape(len(images), -1) // 255) * 1.0


@misconception(
    "flatten_images", "The columns of each picture lie one behind the other. Reshape in reading order: rows."
)
def flattens_column_by_column(images):
    return images.transpose(0, 2, 1).reshape(len(images), -1) / 255


@misconception("flatten_images", "The result is transposed: each picture should be a row, so the shape is (n, h * w).")
def puts_pictures_into_columns(images):
    return (images.reshape(len(images), -1) / 255).T


@misconception(
    "flatten_images",
    "You divide by the largest pixel of these pictures. White is 255, whether it occurs or not.",
)
def divides_by_the_largest_pixel(images):
    return images.reshape(len(images), -1) / images.max()


@misconception("count_parameters", "The biases are missing: every layer has fan_out of them besides its weights.")
def forgets_the_biases(layer_sizes):
    return sum(layer_sizes[i] * layer_sizes[i + 1] for i in range(len(layer_sizes) - 1))


@misconception("count_parameters", "You count a bias for each input. There is one for each neuron: fan_out of them.")
def counts_biases_of_inputs(layer_sizes):
    return sum(layer_sizes[i] * (layer_sizes[i + 1] + 1) for i in range(len(layer_sizes) - 1))


@misconception("count_parameters", "You add one bias for each layer. There is one for each neuron: fan_out of them.")
def counts_one_bias_a_layer(layer_sizes):
    return sum(layer_sizes[i] * layer_sizes[i + 1] + 1 for i in range(len(layer_sizes) - 1))


@misconception(
    "count_parameters",
    "You count the input layer as neurons with biases. Only sizes after the first have biases.",
)
def gives_the_inputs_biases(layer_sizes):
    return forgets_the_biases.function(layer_sizes) + sum(layer_sizes)


@misconception(
    "count_parameters", "You count neurons. Count the weights between them, fan_in * fan_out, and the biases."
)
def counts_neurons(layer_sizes):
    return sum(layer_sizes)


@misconception("count_parameters", "Only the first two layers of weights are counted. Loop over all neighboring pairs.")
def counts_two_layers(layer_sizes):
    pairs = list(pairwise(layer_sizes))[:2]
    return sum(fan_in * fan_out + fan_out for fan_in, fan_out in pairs)


@misconception("hidden_layer", "ReLU is missing: negative scores become 0.")
def leaves_out_relu(X, W, b):
    return X @ W + b


@misconception("hidden_layer", "The bias is missing. Add b to the product before ReLU.")
def leaves_out_the_bias(X, W, b):
    return np.maximum(X @ W, 0)


@misconception("hidden_layer", "The bias comes after ReLU. Add it to the product first: max(X W + b, 0).")
def adds_the_bias_last(X, W, b):
    return np.maximum(X @ W, 0) + b


@misconception("hidden_layer", "np.max(Z, 0) finds the largest of each column. np.maximum(Z, 0) compares each with 0.")
def takes_the_maximum_of_columns(X, W, b):
    return np.max(X @ W + b, 0)


@misconception("hidden_layer", "You use the sigmoid. This layer bends with ReLU: max(X W + b, 0).")
def bends_with_sigmoid(X, W, b):
    return sigmoid(X @ W + b)


@misconception("predicted_labels", "That is the largest probability itself. argmax tells in which column it stands.")
def returns_the_probability(A):
    return A.max(axis=1)


@misconception("predicted_labels", "You look down the columns. There is one answer for each row: axis=1.")
def looks_down_the_columns(A):
    return A.argmax(axis=0)


@misconception("predicted_labels", "Without an axis argmax counts through the whole table. Give it axis=1.")
def counts_through_the_whole_table(A):
    return A.argmax()


@misconception("predicted_labels", "Classes are counted from 0: do not add 1 to argmax.")
def numbers_the_classes_from_one(A):
    return A.argmax(axis=1) + 1


@misconception("predicted_labels", "argmin finds the least likely class. The most likely one is argmax.")
def takes_the_least_likely(A):
    return A.argmin(axis=1)


@misconception(
    "predicted_labels", "The labels stand in a column of shape (n, 1). Leave keepdims out: the shape is (n,)."
)
def keeps_the_axis(A):
    return A.argmax(axis=1, keepdims=True)


@misconception(
    "true_class_probabilities",
    "A[:, labels] takes whole columns. Pair each row with its label: A[np.arange(n), labels].",
)
def takes_whole_columns(A, labels):
    return A[:, labels]


@misconception(
    "true_class_probabilities",
    "These are the largest probabilities, whatever the true class is. Take those in the columns that labels names.",
)
def takes_the_largest(A, labels):
    return A.max(axis=1)


@misconception("true_class_probabilities", "A[labels] takes rows. The labels are columns: A[np.arange(n), labels].")
def takes_rows(A, labels):
    return A[labels]


@misconception("true_class_probabilities", "Labels are counted from 0: use them as columns without subtracting 1.")
def subtracts_one_from_the_labels(A, labels):
    return A[np.arange(len(labels)), labels.astype(int) - 1]


@misconception("true_class_probabilities", "You average them. Return the n probabilities themselves, shape (n,).")
def averages_them(A, labels):
    return A[np.arange(len(labels)), labels].mean()


@misconception(
    "true_class_probabilities", "The shape is (n, 1). One number for each sample is asked for in shape (n,)."
)
def returns_a_column(A, labels):
    return A[np.arange(len(labels)), labels][:, None]
