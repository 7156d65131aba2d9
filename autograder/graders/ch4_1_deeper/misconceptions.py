"""The mistakes of chapter 4.1: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception
from neural_network.activations import relu, softmax
from neural_network.forward import cross_entropy
from neural_network.functions import sigmoid


def _refuse_other_words(hidden):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError(f'hidden must be "relu" or "sigmoid", but is {hidden!r}')


def _bend(Z, hidden):
    return relu(Z) if hidden == "relu" else sigmoid(Z)


def _slope(A, hidden):
    return A > 0 if hidden == "relu" else A * (1 - A)


# forward_deep_mlp


def _forward(X, params, hidden="relu", *, inside=None, outside=softmax):
    """The forward pass, with other bends for the hidden layers and for the last."""
    _refuse_other_words(hidden)
    depth, said, A = len(params) // 2, [], X
    for i in range(1, depth + 1):
        Z = A @ params[f"W{i}"] + params[f"b{i}"]
        A = outside(Z) if i == depth else inside(Z) if inside else _bend(Z, hidden)
        said.append(A)
    return said


@misconception(
    "forward_deep_mlp",
    "The list begins with X. It holds what the layers say, [A1, ..., AL], and X is none of them: begin with an "
    "empty list.",
)
def includes_the_input(X, params, hidden="relu"):
    return [X, *_forward(X, params, hidden)]


@misconception(
    "forward_deep_mlp",
    "You return only what the last layer says. The backward pass needs all layers: append each A to a list, and "
    "return the list.",
)
def returns_only_the_last_layer(X, params, hidden="relu"):
    return _forward(X, params, hidden)[-1]


@misconception(
    "forward_deep_mlp",
    "You return a dictionary. Return a list with one array for each layer, in their order: [A1, ..., AL].",
)
def returns_a_dictionary(X, params, hidden="relu"):
    return {f"A{i}": A for i, A in enumerate(_forward(X, params, hidden), start=1)}


@misconception("forward_deep_mlp", "The list is the wrong way round. The first layer comes first: [A1, ..., AL].")
def returns_the_last_layer_first(X, params, hidden="relu"):
    return _forward(X, params, hidden)[::-1]


@misconception(
    "forward_deep_mlp",
    "The last layer has the activation of the hidden ones. Its scores become probabilities: softmax where i == L.",
)
def bends_the_last_layer_like_the_others(X, params, hidden="relu"):
    return _forward(X, params, hidden, outside=lambda Z: _bend(Z, hidden))


@misconception(
    "forward_deep_mlp",
    "The activation is applied to the scores of the last layer before softmax. Softmax takes the scores as they are.",
)
def bends_the_scores_before_softmax(X, params, hidden="relu"):
    return _forward(X, params, hidden, outside=lambda Z: softmax(_bend(Z, hidden)))


@misconception(
    "forward_deep_mlp",
    "The last layer returns its scores. They still have to become probabilities: softmax where i == L.",
)
def forgets_softmax(X, params, hidden="relu"):
    return _forward(X, params, hidden, outside=lambda Z: Z)


@misconception(
    "forward_deep_mlp",
    "Softmax is in every layer. It belongs to the last one only; the hidden layers have relu or sigmoid.",
)
def takes_softmax_everywhere(X, params, hidden="relu"):
    return _forward(X, params, hidden, inside=softmax)


@misconception(
    "forward_deep_mlp",
    "The last layer has a sigmoid for each class. Its rows are to sum to 1: softmax where i == L.",
)
def takes_the_sigmoid_at_the_output(X, params, hidden="relu"):
    return _forward(X, params, hidden, outside=sigmoid)


@misconception(
    "forward_deep_mlp",
    "Softmax runs over the samples here, so that columns sum to 1. Each sample's classes compete: the last axis.",
)
def takes_softmax_over_the_samples(X, params, hidden="relu"):
    return _forward(X, params, hidden, outside=lambda Z: softmax(Z.T).T)


@misconception(
    "forward_deep_mlp",
    "exp of a large score is inf, and inf / inf is nan. Use your softmax of chapter 3.2, which subtracts each row's "
    "maximum first.",
)
def overflows_in_softmax(X, params, hidden="relu"):
    with np.errstate(all="ignore"):
        return _forward(X, params, hidden, outside=lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))


@misconception(
    "forward_deep_mlp",
    "The hidden layers have no activation: A must be relu(Z) or sigmoid(Z) before it goes on to the next layer.",
)
def forgets_the_hidden_activation(X, params, hidden="relu"):
    return _forward(X, params, hidden, inside=lambda Z: Z)


@misconception(
    "forward_deep_mlp",
    'hidden is ignored: your hidden layers always have ReLU. With hidden="sigmoid" they have the sigmoid.',
)
def always_takes_relu(X, params, hidden="relu"):
    return _forward(X, params, hidden, inside=relu)


@misconception(
    "forward_deep_mlp",
    'Your hidden layers have the sigmoid where ReLU is asked for. With hidden="relu", and where no word is given, they '
    "have ReLU.",
)
def always_takes_the_sigmoid(X, params, hidden="relu"):
    return _forward(X, params, hidden, inside=sigmoid)


@misconception(
    "forward_deep_mlp",
    "Only the first hidden layer has the activation asked for; the ones after it always have ReLU.",
)
def bends_only_the_first_layer_as_asked(X, params, hidden="relu"):
    _refuse_other_words(hidden)
    depth, said, A = len(params) // 2, [], X
    for i in range(1, depth + 1):
        Z = A @ params[f"W{i}"] + params[f"b{i}"]
        A = softmax(Z) if i == depth else _bend(Z, hidden) if i == 1 else relu(Z)
        said.append(A)
    return said


@misconception(
    "forward_deep_mlp",
    "This is a network of exactly two layers. The number of layers is half the number of entries of params: loop "
    "over them.",
)
def has_two_layers_only(X, params, hidden="relu"):
    return _forward(X, {name: params[name] for name in ("W1", "b1", "W2", "b2")}, hidden)


@misconception(
    "forward_deep_mlp",
    "This is a network of exactly three layers. The number of layers is half the number of entries of params: loop "
    "over them.",
)
def has_three_layers_only(X, params, hidden="relu"):
    return _forward(X, {name: params[name] for name in ("W1", "b1", "W2", "b2", "W3", "b3")}, hidden)


@misconception(
    "forward_deep_mlp",
    "The last layer is left out: range(1, L) ends at L - 1. Loop over range(1, L + 1).",
)
def stops_before_the_last_layer(X, params, hidden="relu"):
    return _forward(X, params, hidden)[:-1]


@misconception("forward_deep_mlp", 'The biases are missing: Z_i = A_{i-1} W_i + b_i, with params[f"b{i}"].')
def forgets_the_biases(X, params, hidden="relu"):
    return _forward(X, {name: 0 * p if name.startswith("b") else p for name, p in params.items()}, hidden)


@misconception("forward_deep_mlp", "You subtract the biases. They are added: Z_i = A_{i-1} W_i + b_i.")
def subtracts_the_biases(X, params, hidden="relu"):
    return _forward(X, {name: -p if name.startswith("b") else p for name, p in params.items()}, hidden)


@misconception(
    "forward_deep_mlp",
    "Every layer is fed with X. Each layer takes what the layer before it said: let A be X at first, and replace it "
    "in every round of the loop.",
)
def feeds_the_input_to_every_layer(X, params, hidden="relu"):
    _refuse_other_words(hidden)
    depth = len(params) // 2
    scores = [X @ params[f"W{i}"] + params[f"b{i}"] for i in range(1, depth + 1)]
    return [softmax(Z) if i == depth else _bend(Z, hidden) for i, Z in enumerate(scores, start=1)]


@misconception(
    "forward_deep_mlp",
    "You collect the scores Z. The list holds what comes out of the bend: A = f(Z) is appended after the activation.",
)
def collects_the_scores(X, params, hidden="relu"):
    _refuse_other_words(hidden)
    depth, said, A = len(params) // 2, [], X
    for i in range(1, depth + 1):
        Z = A @ params[f"W{i}"] + params[f"b{i}"]
        A = softmax(Z) if i == depth else _bend(Z, hidden)
        said.append(A if i == depth else Z)
    return said


@misconception(
    "forward_deep_mlp",
    'The parameters are taken in the order of the dictionary, which may be any. Take them by name: params[f"W{i}"].',
)
def takes_the_parameters_in_order(X, params, hidden="relu"):
    weights = [p for name, p in params.items() if name.startswith("W")]
    biases = [p for name, p in params.items() if name.startswith("b")]
    both = enumerate(zip(weights, biases, strict=True), start=1)
    return _forward(X, {f"{kind}{i}": p for i, pair in both for kind, p in zip("Wb", pair, strict=True)}, hidden)


@misconception(
    "forward_deep_mlp",
    'The names are sorted as words, and "W10" comes before "W2". Count from 1 to L, and build each name: f"W{i}".',
)
def sorts_the_names_as_words(X, params, hidden="relu"):
    weights = sorted(name for name in params if name.startswith("W"))
    renamed = {}
    for i, name in enumerate(weights, start=1):
        renamed[f"W{i}"], renamed[f"b{i}"] = params[name], params[f"b{name[1:]}"]
    return _forward(X, renamed, hidden)


@misconception(
    "forward_deep_mlp",
    'Any word but "relu" gives the sigmoid. A wrong word, such as one misspelled, is to raise ValueError.',
)
def takes_the_sigmoid_for_any_other_word(X, params, hidden="relu"):
    return _forward(X, params, "relu" if hidden == "relu" else "sigmoid")


@misconception(
    "forward_deep_mlp",
    'Any word but "sigmoid" gives ReLU. A wrong word, such as one misspelled, is to raise ValueError.',
)
def takes_relu_for_any_other_word(X, params, hidden="relu"):
    return _forward(X, params, "sigmoid" if hidden == "sigmoid" else "relu")


@misconception("forward_deep_mlp", "A wrong word raises KeyError here. Raise ValueError(...).")
def raises_key_error(X, params, hidden="relu"):
    bend = {"relu": relu, "sigmoid": sigmoid}[hidden]
    return _forward(X, params, hidden, inside=bend)


@misconception(
    "forward_deep_mlp",
    "A wrong word makes your function return None. Leave with an error that the caller cannot miss: raise ValueError.",
)
def returns_none_for_wrong_words(X, params, hidden="relu"):
    return _forward(X, params, hidden) if hidden in ("relu", "sigmoid") else None


@misconception(
    "forward_deep_mlp",
    'You take the parameters out of the caller\'s dictionary with pop. Read them: params[f"W{i}"].',
)
def pops_the_parameters(X, params, hidden="relu"):
    said = _forward(X, params, hidden)
    for name in list(params):
        params.pop(name)
    return said


@misconception(
    "forward_deep_mlp", "X is bent before the first layer. A_0 is X as it is; the bend comes after W1 and b1."
)
def bends_the_input(X, params, hidden="relu"):
    _refuse_other_words(hidden)
    return _forward(_bend(X, hidden), params, hidden)


# backward_deep_mlp


def _backward(X, activations, y, params, hidden="relu", *, start=None, slope=_slope, onward=lambda delta: delta):
    """The backward pass, with another first delta, another slope, and something done to each delta passed on."""
    _refuse_other_words(hidden)
    grads = {}
    delta = (activations[-1] - y) / len(X) if start is None else start
    for i in range(len(activations), 0, -1):
        A_in = X if i == 1 else activations[i - 2]
        grads[f"W{i}"] = A_in.T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        if i > 1:
            delta = onward((delta @ params[f"W{i}"].T) * slope(A_in, hidden))
    return grads


def _only(grads, kind, change):
    """The gradients, those of the weights ("W") or the biases ("b") changed."""
    return {name: change(G) if name.startswith(kind) else G for name, G in grads.items()}


@misconception(
    "backward_deep_mlp", "The 1 / n is missing: the loss is a mean over the samples. delta_L = (A_L - y) / n."
)
def forgets_the_mean(X, activations, y, params, hidden="relu"):
    return _backward(X, activations, y, params, hidden, start=activations[-1] - y)


@misconception(
    "backward_deep_mlp",
    "You divide by n twice: delta_L has its 1 / n already, and it is passed on from there to every gradient.",
)
def divides_by_n_twice(X, activations, y, params, hidden="relu"):
    return {name: G / len(X) for name, G in _backward(X, activations, y, params, hidden).items()}


@misconception(
    "backward_deep_mlp",
    "You divide by n again in every layer. The first delta, (A_L - y) / n, has its 1 / n already, and the others "
    "inherit it.",
)
def divides_by_n_in_every_layer(X, activations, y, params, hidden="relu"):
    return _backward(X, activations, y, params, hidden, onward=lambda delta: delta / len(X))


@misconception(
    "backward_deep_mlp",
    "The number of classes divides your gradients, as in a mean over all elements. The loss sums over the classes "
    "and averages over the samples: divide by n only.",
)
def divides_by_all_elements(X, activations, y, params, hidden="relu"):
    return _backward(X, activations, y, params, hidden, start=(activations[-1] - y) / y.size)


@misconception(
    "backward_deep_mlp", "The sign is turned around: y - A_L leads uphill. The gradient begins with (A_L - y) / n."
)
def turns_the_sign_around(X, activations, y, params, hidden="relu"):
    return _backward(X, activations, y, params, hidden, start=(y * 1.0 - activations[-1]) / len(X))


@misconception(
    "backward_deep_mlp",
    "There is a factor 2, which belongs to squared errors. For the cross-entropy delta_L is (A_L - y) / n.",
)
def doubles_the_error(X, activations, y, params, hidden="relu"):
    return _backward(X, activations, y, params, hidden, start=2 * (activations[-1] - y) / len(X))


@misconception(
    "backward_deep_mlp",
    "You multiply A_L - y by A_L (1 - A_L) as well. The slope of softmax is in A_L - y already.",
)
def multiplies_by_the_slope_of_the_output(X, activations, y, params, hidden="relu"):
    A = activations[-1]
    return _backward(X, activations, y, params, hidden, start=(A - y) * A * (1 - A) / len(X))


@misconception(
    "backward_deep_mlp",
    "Blame passes through neurons that were silent. Behind the wires comes the bend: multiply by the slope, made of "
    "A_{i-1}, which for ReLU is 1 where A > 0 (not A >= 0, which is true everywhere).",
)
def forgets_the_slope(X, activations, y, params, hidden="relu"):
    return _backward(X, activations, y, params, hidden, slope=lambda A, hidden: 1.0)


@misconception(
    "backward_deep_mlp",
    'hidden is ignored: your slope is always that of ReLU. With hidden="sigmoid" it is A (1 - A).',
)
def always_takes_the_slope_of_relu(X, activations, y, params, hidden="relu"):
    return _backward(X, activations, y, params, hidden, slope=lambda A, hidden: A > 0)


@misconception(
    "backward_deep_mlp",
    'A (1 - A) is the slope of the sigmoid. With hidden="relu", and where no word is given, it is 1 where A > 0, and 0 '
    "elsewhere.",
)
def always_takes_the_slope_of_the_sigmoid(X, activations, y, params, hidden="relu"):
    return _backward(X, activations, y, params, hidden, slope=lambda A, hidden: A * (1 - A))


@misconception(
    "backward_deep_mlp",
    "You take the sigmoid of A once more, as sigmoid_derivative(A) does. A is the sigmoid's answer already: its slope "
    "is A (1 - A).",
)
def takes_the_sigmoid_again(X, activations, y, params, hidden="relu"):
    def again(A, hidden):
        return A > 0 if hidden == "relu" else sigmoid(A) * (1 - sigmoid(A))

    return _backward(X, activations, y, params, hidden, slope=again)


@misconception("backward_deep_mlp", "1 - A ** 2 is the slope of tanh. The sigmoid's is A (1 - A).")
def takes_the_slope_of_tanh(X, activations, y, params, hidden="relu"):
    def of_tanh(A, hidden):
        return A > 0 if hidden == "relu" else 1 - A**2

    return _backward(X, activations, y, params, hidden, slope=of_tanh)


@misconception(
    "backward_deep_mlp",
    "You multiply by ReLU's answer where its slope belongs: 1 where A > 0, and 0 elsewhere.",
)
def multiplies_by_the_activation(X, activations, y, params, hidden="relu"):
    def answer(A, hidden):
        return A if hidden == "relu" else A * (1 - A)

    return _backward(X, activations, y, params, hidden, slope=answer)


@misconception(
    "backward_deep_mlp",
    "You apply ReLU to delta itself, which loses its negative values. Whether delta passes depends on A: multiply by "
    "A > 0.",
)
def applies_relu_to_delta(X, activations, y, params, hidden="relu"):
    if hidden != "relu":
        return _backward(X, activations, y, params, hidden)
    return _backward(X, activations, y, params, hidden, slope=lambda A, hidden: 1.0, onward=relu)


@misconception(
    "backward_deep_mlp",
    "You are off by one: W_i gets what came into layer i, which is A_{i-1}, and not A_i. In the list that is "
    "activations[i - 2], or X where i is 1.",
)
def takes_what_comes_out_of_the_layer(X, activations, y, params, hidden="relu"):
    _refuse_other_words(hidden)
    grads = {}
    delta = (activations[-1] - y) / len(X)
    for i in range(len(activations), 0, -1):
        grads[f"W{i}"] = activations[i - 1].T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        if i > 1:
            delta = (delta @ params[f"W{i}"].T) * _slope(activations[i - 2], hidden)
    return grads


@misconception(
    "backward_deep_mlp",
    "The slope is that of the wrong layer. Behind W_i lies layer i - 1: its slope is made of A_{i-1}, "
    "activations[i - 2] in the list.",
)
def takes_the_slope_of_the_layer_after(X, activations, y, params, hidden="relu"):
    _refuse_other_words(hidden)
    grads = {}
    delta = (activations[-1] - y) / len(X)
    for i in range(len(activations), 0, -1):
        A_in = X if i == 1 else activations[i - 2]
        grads[f"W{i}"] = A_in.T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        if i > 1:
            delta = (delta @ params[f"W{i}"].T) * _slope(activations[i - 1], hidden)
    return grads


@misconception(
    "backward_deep_mlp",
    "delta is passed on before layer i has taken its gradients. First dW_i and db_i from delta, then the next delta.",
)
def passes_on_before_taking(X, activations, y, params, hidden="relu"):
    _refuse_other_words(hidden)
    grads = {}
    delta = (activations[-1] - y) / len(X)
    for i in range(len(activations), 0, -1):
        A_in = X if i == 1 else activations[i - 2]
        if i > 1:
            delta = (delta @ params[f"W{i}"].T) * _slope(A_in, hidden)
        grads[f"W{i}"] = A_in.T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
    return grads


@misconception(
    "backward_deep_mlp",
    "delta goes back through the wrong weights: from layer i to layer i - 1 the wires are W_i, and not W_{i-1}.",
)
def goes_back_through_the_weights_before(X, activations, y, params, hidden="relu"):
    shifted = {f"W{i}": params[f"W{max(i - 1, 1)}"] for i in range(1, len(activations) + 1)}
    return _backward(X, activations, y, shifted, hidden)


@misconception(
    "backward_deep_mlp",
    "The weights are not transposed on the way back. delta_i is (n, size of layer i): delta @ W_i.T leads to the "
    "layer before.",
)
def forgets_to_transpose_the_weights(X, activations, y, params, hidden="relu"):
    return _backward(X, activations, y, {name: p.T for name, p in params.items()}, hidden)


@misconception(
    "backward_deep_mlp",
    "delta is sent back through weights after a step was taken. Use the weights of the forward pass for all layers.",
)
def goes_back_through_updated_weights(X, activations, y, params, hidden="relu"):
    _refuse_other_words(hidden)
    grads = {}
    delta = (activations[-1] - y) / len(X)
    for i in range(len(activations), 0, -1):
        A_in = X if i == 1 else activations[i - 2]
        grads[f"W{i}"] = A_in.T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        if i > 1:
            delta = (delta @ (params[f"W{i}"] - 0.1 * grads[f"W{i}"]).T) * _slope(A_in, hidden)
    return grads


@misconception(
    "backward_deep_mlp",
    "This is the backward pass of exactly two layers. Loop from the last layer, len(activations), down to 1.",
)
def goes_back_two_layers_only(X, activations, y, params, hidden="relu"):
    _refuse_other_words(hidden)
    A1, A2 = activations[:2]
    W2 = params["W2"]
    delta2 = (A2 - y) / len(X)
    delta1 = (delta2 @ W2.T) * _slope(A1, hidden)
    sums = {f"b{i}": delta.sum(axis=0, keepdims=True) for i, delta in ((1, delta1), (2, delta2))}
    return {"W1": X.T @ delta1, "W2": A1.T @ delta2} | sums


@misconception(
    "backward_deep_mlp",
    "This is the backward pass of exactly three layers. Loop from the last layer, len(activations), down to 1.",
)
def goes_back_three_layers_only(X, activations, y, params, hidden="relu"):
    _refuse_other_words(hidden)
    A1, A2, A3 = activations
    delta3 = (A3 - y) / len(X)
    delta2 = (delta3 @ params["W3"].T) * _slope(A2, hidden)
    delta1 = (delta2 @ params["W2"].T) * _slope(A1, hidden)
    deltas = ((1, delta1), (2, delta2), (3, delta3))
    sums = {f"b{i}": delta.sum(axis=0, keepdims=True) for i, delta in deltas}
    return {"W1": X.T @ delta1, "W2": A1.T @ delta2, "W3": A2.T @ delta3} | sums


@misconception(
    "backward_deep_mlp",
    "The first layer is left out: range(L, 1, -1) ends at 2. Loop over range(L, 0, -1).",
)
def leaves_out_the_first_layer(X, activations, y, params, hidden="relu"):
    got = _backward(X, activations, y, params, hidden)
    return {name: G for name, G in got.items() if name not in ("W1", "b1")}


@misconception(
    "backward_deep_mlp",
    "The layers are numbered from 0. The first layer's gradients are called W1 and b1, as its parameters are.",
)
def numbers_the_layers_from_zero(X, activations, y, params, hidden="relu"):
    got = _backward(X, activations, y, params, hidden)
    return {f"{name[0]}{int(name[1:]) - 1}": G for name, G in got.items()}


@misconception(
    "backward_deep_mlp",
    "The layers are numbered from the end: what is called W1 belongs to the last layer. Each gradient has the name of "
    "its parameter.",
)
def numbers_the_layers_from_the_end(X, activations, y, params, hidden="relu"):
    got = _backward(X, activations, y, params, hidden)
    return {f"{name[0]}{len(activations) + 1 - int(name[1:])}": G for name, G in got.items()}


@misconception("backward_deep_mlp", "The gradients of the biases are missing. Each layer has two: W{i} and b{i}.")
def returns_no_biases(X, activations, y, params, hidden="relu"):
    return {name: G for name, G in _backward(X, activations, y, params, hidden).items() if name.startswith("W")}


@misconception(
    "backward_deep_mlp",
    "The biases take the mean of delta, but delta has its 1 / n already. Take the sum over the samples.",
)
def averages_the_biases(X, activations, y, params, hidden="relu"):
    return _only(_backward(X, activations, y, params, hidden), "b", lambda G: G / len(X))


@misconception(
    "backward_deep_mlp",
    "The weights' gradients are divided by n once more, but delta has its 1 / n already.",
)
def averages_the_weights_again(X, activations, y, params, hidden="relu"):
    return _only(_backward(X, activations, y, params, hidden), "W", lambda G: G / len(X))


@misconception(
    "backward_deep_mlp",
    "The gradients of the biases have lost an axis. They are rows, as the biases are: keepdims=True.",
)
def flattens_the_biases(X, activations, y, params, hidden="relu"):
    return _only(_backward(X, activations, y, params, hidden), "b", lambda G: G[0])


@misconception(
    "backward_deep_mlp",
    "The biases' gradients add up the neurons of each sample. Add up the samples of each neuron: axis=0.",
)
def sums_the_biases_over_the_neurons(X, activations, y, params, hidden="relu"):
    _refuse_other_words(hidden)
    grads = {}
    delta = (activations[-1] - y) / len(X)
    for i in range(len(activations), 0, -1):
        A_in = X if i == 1 else activations[i - 2]
        grads[f"W{i}"] = A_in.T @ delta
        grads[f"b{i}"] = delta.sum(axis=1, keepdims=True)
        if i > 1:
            delta = (delta @ params[f"W{i}"].T) * _slope(A_in, hidden)
    return grads


@misconception(
    "backward_deep_mlp",
    "The gradients of the weights are transposed. Each has the shape of its weights: A_in.T @ delta.",
)
def transposes_the_gradients(X, activations, y, params, hidden="relu"):
    return _only(_backward(X, activations, y, params, hidden), "W", lambda G: G.T)


@misconception(
    "backward_deep_mlp",
    'You return a list. Put the gradients into a dictionary with the names of the parameters: "W1", "b1" and so on.',
)
def returns_a_list(X, activations, y, params, hidden="relu"):
    return list(_backward(X, activations, y, params, hidden).values())


@misconception(
    "backward_deep_mlp",
    'The keys begin with a d. Name the gradients as the parameters are named: "W1", "b1" and so on.',
)
def names_the_gradients_with_a_d(X, activations, y, params, hidden="relu"):
    return {f"d{name}": G for name, G in _backward(X, activations, y, params, hidden).items()}


@misconception(
    "backward_deep_mlp", "You return new parameters. Return the gradients: the step is taken by gradient_descent."
)
def takes_the_step(X, activations, y, params, hidden="relu"):
    got = _backward(X, activations, y, params, hidden)
    return {name: params[name] - 0.1 * G for name, G in got.items()}


@misconception(
    "backward_deep_mlp",
    "You change the caller's list: activations[-1] -= y writes into its last array, insert adds to it, pop takes from "
    "it. Make a new array or a new list.",
)
def pops_the_activations(X, activations, y, params, hidden="relu"):
    got = _backward(X, activations, y, params, hidden)
    while activations:
        activations.pop()
    return got


@misconception(
    "backward_deep_mlp",
    'The weights are taken in the order of the dictionary, which may be any. Take them by name: params[f"W{i}"].',
)
def takes_the_weights_in_order(X, activations, y, params, hidden="relu"):
    weights = [p for name, p in params.items() if name.startswith("W")]
    return _backward(X, activations, y, {f"W{i}": W for i, W in enumerate(weights, start=1)}, hidden)


@misconception(
    "backward_deep_mlp",
    'The names are sorted as words, and "W10" comes before "W2". Count from L down to 1, and build each name: f"W{i}".',
)
def sorts_the_names_of_the_weights_as_words(X, activations, y, params, hidden="relu"):
    names = sorted(name for name in params if name.startswith("W"))
    return _backward(X, activations, y, {f"W{i}": params[name] for i, name in enumerate(names, start=1)}, hidden)


# deep_mlp_loss


def _loss(X, y, params, hidden="relu"):
    said = _forward(X, params, hidden)
    return cross_entropy(said[-1], y), _backward(X, said, y, params, hidden)


@misconception("deep_mlp_loss", "The pair is in the wrong order. Return the loss first: return loss, grads.")
def swaps_the_pair(X, y, params, hidden="relu"):
    loss, grads = _loss(X, y, params, hidden)
    return grads, loss


@misconception(
    "deep_mlp_loss", "You return only the loss. gradient_descent needs the gradients too: return loss, grads."
)
def returns_only_the_loss(X, y, params, hidden="relu"):
    return _loss(X, y, params, hidden)[0]


@misconception("deep_mlp_loss", "You return only the gradients. The loss comes first: return loss, grads.")
def returns_only_the_gradients(X, y, params, hidden="relu"):
    return _loss(X, y, params, hidden)[1]


@misconception(
    "deep_mlp_loss", "You return the activations as well. The result is the pair (loss, grads) and nothing more."
)
def returns_the_activations_too(X, y, params, hidden="relu"):
    return (*_loss(X, y, params, hidden), _forward(X, params, hidden))


@misconception(
    "deep_mlp_loss",
    "hidden is handed to the forward pass only, and the backward pass takes its default, ReLU. Hand it to both.",
)
def hands_the_word_to_the_forward_pass_only(X, y, params, hidden="relu"):
    said = _forward(X, params, hidden)
    return cross_entropy(said[-1], y), _backward(X, said, y, params)


@misconception(
    "deep_mlp_loss",
    "hidden is handed to the backward pass only, and the forward pass takes its default, ReLU. Hand it to both.",
)
def hands_the_word_to_the_backward_pass_only(X, y, params, hidden="relu"):
    said = _forward(X, params)
    return cross_entropy(said[-1], y), _backward(X, said, y, params, hidden)


@misconception("deep_mlp_loss", "hidden is not handed on at all. Both passes need it.")
def does_not_hand_on_the_word(X, y, params, hidden="relu"):
    return _loss(X, y, params)


@misconception(
    "deep_mlp_loss",
    'The default is the sigmoid here. Where no word is given, the hidden layers have ReLU: hidden="relu".',
)
def trains_sigmoids_by_default(X, y, params, hidden="sigmoid"):
    return _loss(X, y, params, hidden)


@misconception(
    "deep_mlp_loss",
    "The loss compares an earlier layer with y. What the network says is what its last layer says: activations[-1].",
)
def compares_the_first_layer(X, y, params, hidden="relu"):
    said = _forward(X, params, hidden)
    return cross_entropy(said[0], y), _backward(X, said, y, params, hidden)


@misconception("deep_mlp_loss", "cross_entropy was given y first. The predictions come first: cross_entropy(AL, y).")
def swaps_the_arguments_of_the_loss(X, y, params, hidden="relu"):
    _, grads = _loss(X, y, params, hidden)
    return cross_entropy(y, _forward(X, params, hidden)[-1]), grads


@misconception("deep_mlp_loss", "The loss is summed over the samples. It is their mean, as cross_entropy gives it.")
def sums_the_loss(X, y, params, hidden="relu"):
    loss, grads = _loss(X, y, params, hidden)
    return loss * len(X), grads


@misconception(
    "deep_mlp_loss", "The gradients are summed over the samples, but the loss is a mean: so are its gradients."
)
def sums_the_gradients(X, y, params, hidden="relu"):
    loss, grads = _loss(X, y, params, hidden)
    return loss, {name: G * len(X) for name, G in grads.items()}


@misconception(
    "deep_mlp_loss",
    "You divide the gradients by n although backward_deep_mlp has done so. Return them as they are.",
)
def divides_the_gradients_again(X, y, params, hidden="relu"):
    loss, grads = _loss(X, y, params, hidden)
    return loss, {name: G / len(X) for name, G in grads.items()}


@misconception(
    "deep_mlp_loss",
    "You return the direction of the step, minus the gradient. Return the gradient: gradient_descent subtracts it.",
)
def returns_the_direction_of_the_step(X, y, params, hidden="relu"):
    loss, grads = _loss(X, y, params, hidden)
    return loss, {name: -G for name, G in grads.items()}


@misconception(
    "deep_mlp_loss",
    "You return updated parameters in place of the gradients. Taking the step is the business of gradient_descent.",
)
def returns_updated_parameters(X, y, params, hidden="relu"):
    loss, grads = _loss(X, y, params, hidden)
    return loss, {name: params[name] - 0.1 * grads[name] for name in params}


@misconception(
    "deep_mlp_loss",
    "You write into the caller's params. Return the gradients in a dictionary of their own, and leave the step to "
    "gradient_descent.",
)
def updates_the_parameters(X, y, params, hidden="relu"):
    loss, grads = _loss(X, y, params, hidden)
    for name in params:
        params[name] -= 0.1 * grads[name]
    return loss, grads


@misconception(
    "deep_mlp_loss",
    "This is the binary cross-entropy. With softmax the loss is cross_entropy(AL, y) of chapter 3.3.",
)
def uses_the_binary_loss(X, y, params, hidden="relu"):
    _, grads = _loss(X, y, params, hidden)
    A = np.clip(_forward(X, params, hidden)[-1], 1e-15, 1 - 1e-15)
    return float(-(y * np.log(A) + (1 - y) * np.log(1 - A)).sum(axis=1).mean()), grads


@misconception("deep_mlp_loss", "The loss is a squared error. It is cross_entropy(AL, y).")
def uses_the_squared_error(X, y, params, hidden="relu"):
    _, grads = _loss(X, y, params, hidden)
    return float(((_forward(X, params, hidden)[-1] - y) ** 2).mean()), grads


@misconception(
    "deep_mlp_loss", "The loss is an array with a number for each sample. Return their mean, a single number."
)
def returns_a_loss_for_each_sample(X, y, params, hidden="relu"):
    _, grads = _loss(X, y, params, hidden)
    return -(y * np.log(np.maximum(_forward(X, params, hidden)[-1], 1e-15))).sum(axis=1), grads


@misconception(
    "deep_mlp_loss",
    "The mean is taken over all elements, so the loss is divided by the number of classes too. Sum over the classes, "
    "and average over the samples: cross_entropy does.",
)
def averages_over_the_classes_too(X, y, params, hidden="relu"):
    loss, grads = _loss(X, y, params, hidden)
    return loss / y.shape[1], grads


@misconception(
    "deep_mlp_loss",
    "log(0) is -inf: extreme scores make probabilities of exactly 0. Use your cross_entropy, which limits them from "
    "below.",
)
def takes_the_logarithm_of_zero(X, y, params, hidden="relu"):
    said = _forward(X, params, hidden)
    with np.errstate(all="ignore"):
        loss = float(-(y * np.log(said[-1])).sum(axis=1).mean())
    return loss, _backward(X, said, y, params, hidden)


@misconception(
    "deep_mlp_loss", "The gradients of the biases are missing from grads. Each layer has two: W{i} and b{i}."
)
def returns_gradients_of_weights_only(X, y, params, hidden="relu"):
    loss, grads = _loss(X, y, params, hidden)
    return loss, {name: G for name, G in grads.items() if name.startswith("W")}


@misconception(
    "deep_mlp_loss",
    "A penalty for large weights has been added to the loss, which is chapter 4.4. Here it is the cross-entropy alone.",
)
def adds_a_penalty(X, y, params, hidden="relu"):
    loss, grads = _loss(X, y, params, hidden)
    return loss + 0.01 * sum(float((p**2).sum()) for name, p in params.items() if name.startswith("W")), grads


# gradient_norms


def _weights(grads):
    return sorted((name for name in grads if name.startswith("W")), key=lambda name: int(name[1:]))


def _norms(grads, norm=np.linalg.norm):
    return {name: float(norm(grads[name] * 1.0)) for name in _weights(grads)}


@misconception(
    "gradient_norms", "The biases are in the result. Only the weights are asked for: keys that start with W."
)
def includes_the_biases(grads):
    return {name: float(np.linalg.norm(G)) for name, G in grads.items()}


@misconception(
    "gradient_norms",
    "The biases of each layer are counted in with its weights. Take the elements of W{i}'s gradient alone.",
)
def adds_the_biases_in(grads):
    return {name: float(np.hypot(norm, np.linalg.norm(grads[f"b{name[1:]}"]))) for name, norm in _norms(grads).items()}


@misconception("gradient_norms", "The root is missing: this is the sum of the squares. The norm is its square root.")
def forgets_the_root(grads):
    return _norms(grads, lambda G: (G**2).sum())


@misconception(
    "gradient_norms", "You add up the sizes of the elements. Square them first, and take the root of the sum."
)
def sums_the_absolute_values(grads):
    return _norms(grads, lambda G: np.abs(G).sum())


@misconception("gradient_norms", "You add up the elements, and negative ones cancel positive ones. Square them first.")
def sums_the_elements(grads):
    return _norms(grads, np.sum)


@misconception(
    "gradient_norms", "This is the root of the mean of the squares. The norm takes their sum: np.sqrt((G ** 2).sum())."
)
def takes_the_root_mean_square(grads):
    return _norms(grads, lambda G: np.sqrt((G**2).mean()))


@misconception("gradient_norms", "This is the mean size of the elements. The norm is the root of the sum of squares.")
def averages_the_absolute_values(grads):
    return _norms(grads, lambda G: np.abs(G).mean())


@misconception(
    "gradient_norms",
    "This is the size of the largest element. The norm takes all elements in: the root of the sum of their squares.",
)
def takes_the_largest_element(grads):
    return _norms(grads, lambda G: np.abs(G).max())


@misconception(
    "gradient_norms",
    "np.linalg.norm(G, 2) is another norm, the largest stretch of the matrix. Without the 2 it is the Frobenius norm.",
)
def takes_the_spectral_norm(grads):
    return _norms(grads, lambda G: np.linalg.norm(G, 2))


@misconception(
    "gradient_norms",
    "np.linalg.norm(G, 1) is another norm, the largest sum of a column. Without the 1 it is the Frobenius norm.",
)
def takes_the_one_norm(grads):
    return _norms(grads, lambda G: np.linalg.norm(G, 1))


@misconception(
    "gradient_norms", "This is the standard deviation, around the mean. Take the root of the sum of squares."
)
def takes_the_standard_deviation(grads):
    return _norms(grads, np.std)


@misconception(
    "gradient_norms",
    "You return a norm for every column. Sum the squares over both axes: one number for each matrix, without axis=0.",
)
def takes_a_norm_of_every_column(grads):
    return {name: np.linalg.norm(grads[name], axis=0) for name in _weights(grads)}


@misconception(
    "gradient_norms",
    "You return a single number for the whole network. Return a dictionary with a norm for each W{i}.",
)
def takes_one_norm_of_all(grads):
    return float(np.sqrt(sum(norm**2 for norm in _norms(grads).values())))


@misconception("gradient_norms", 'You return a list. Return a dictionary with the names of the weights: {"W1": ...}.')
def returns_a_list_of_norms(grads):
    return list(_norms(grads).values())


@misconception("gradient_norms", 'The keys are numbers here. Use the names of the weights: "W1", "W2" and so on.')
def numbers_the_keys(grads):
    return {int(name[1:]): norm for name, norm in _norms(grads).items()}


@misconception("gradient_norms", "The last layer is left out: range(1, L) ends at L - 1. Loop over range(1, L + 1).")
def leaves_out_the_last_layer(grads):
    names = _weights(grads)
    return {name: norm for name, norm in _norms(grads).items() if name != names[-1] or len(names) == 1}


@misconception(
    "gradient_norms",
    "Each norm is divided by that of the last layer. Return the norms themselves: what share arrives is for the plot "
    "to show.",
)
def divides_by_the_last_layer(grads):
    norms = _norms(grads)
    last = list(norms.values())[-1]
    return {name: norm / last if len(norms) > 1 else norm for name, norm in norms.items()}


@misconception(
    "gradient_norms",
    "The norms are rounded, and a gradient that has almost vanished becomes 0. Return them as they are.",
)
def rounds_the_norms(grads):
    return _norms(grads, lambda G: round(float(np.linalg.norm(G)), 6))


@misconception(
    "gradient_norms",
    "You change the caller's gradients: G **= 2 writes into an array, del and pop into the dictionary. Make new ones.",
)
def squares_in_place(grads):
    norms = _norms(grads)
    for name in norms:
        grads[name] **= 2
    return norms


# Practice


@misconception(
    "network_depth", "Weights and biases are counted as two layers. Each layer has both: half of len(params)."
)
def counts_every_entry(params):
    return len(params)


@misconception("network_depth", "You count the hidden layers. L counts the layers of weights, the last one included.")
def counts_the_hidden_layers(params):
    return len(params) // 2 - 1


@misconception(
    "network_depth", "You count the input as a layer. L is the number of weight matrices: half of len(params)."
)
def counts_the_input(params):
    return len(params) // 2 + 1


@misconception(
    "network_depth", "The number is read off the last key, but the keys may come in any order. Count the entries."
)
def reads_the_last_key(params):
    return int(list(params)[-1][1:])


@misconception(
    "network_depth",
    'max compares the names as words, and "W9" comes after "W10". Count the entries.',
)
def takes_the_largest_word(params):
    return int(max(params)[1:])


@misconception("hidden_activation", 'The two have changed places: "relu" is to give relu(Z), "sigmoid" sigmoid(Z).')
def swaps_the_two(Z, hidden):
    _refuse_other_words(hidden)
    return sigmoid(Z) if hidden == "relu" else relu(Z)


@misconception("hidden_activation", 'Any word but "relu" gives the sigmoid. Any other word is to raise ValueError.')
def gives_the_sigmoid_for_any_other_word(Z, hidden):
    return _bend(Z, hidden)


@misconception("hidden_activation", 'Any word but "sigmoid" gives ReLU. Any other word is to raise ValueError.')
def gives_relu_for_any_other_word(Z, hidden):
    return sigmoid(Z) if hidden == "sigmoid" else relu(Z)


@misconception("hidden_activation", "A wrong word gives None here. Raise ValueError(...) after the two ifs.")
def gives_none_for_wrong_words(Z, hidden):
    return _bend(Z, hidden) if hidden in ("relu", "sigmoid") else None


@misconception("hidden_activation", "A wrong word gives the scores back as they are. Raise ValueError(...) instead.")
def gives_the_scores_back(Z, hidden):
    return _bend(Z, hidden) if hidden in ("relu", "sigmoid") else Z


@misconception("hidden_slope", "The sigmoid is taken again. A is its answer already, and its slope is A (1 - A).")
def takes_the_sigmoid_of_the_answer(A, hidden):
    _refuse_other_words(hidden)
    return (A > 0).astype(float) if hidden == "relu" else sigmoid(A) * (1 - sigmoid(A))


@misconception("hidden_slope", "A >= 0 is true for every answer of ReLU. The slope is 1 where A > 0, and 0 elsewhere.")
def includes_zero(A, hidden):
    _refuse_other_words(hidden)
    return (A >= 0).astype(float) if hidden == "relu" else A * (1 - A)


@misconception("hidden_slope", "You return ReLU's answer. Its slope is 1 where A > 0, and 0 elsewhere.")
def returns_the_answer(A, hidden):
    _refuse_other_words(hidden)
    return np.maximum(A, 0) if hidden == "relu" else A * (1 - A)


@misconception("hidden_slope", 'The two slopes have changed places: A > 0 is for "relu", A (1 - A) for "sigmoid".')
def swaps_the_two_slopes(A, hidden):
    _refuse_other_words(hidden)
    return A * (1 - A) if hidden == "relu" else (A > 0).astype(float)


@misconception("hidden_slope", "1 - A ** 2 is the slope of tanh. The sigmoid's is A (1 - A).")
def returns_the_slope_of_tanh(A, hidden):
    _refuse_other_words(hidden)
    return (A > 0).astype(float) if hidden == "relu" else 1 - A**2


def _chain(x, weights, link):
    a, slope = x, 1.0
    for w in weights:
        before, a = a, float(sigmoid(np.array(w * a)))
        slope *= link(w, before, a)
    return slope


@misconception("chain_slope", "The weights are missing from the product: each neuron has the slope w a (1 - a).")
def forgets_the_weights(x, weights):
    return _chain(x, weights, lambda w, before, a: a * (1 - a))


@misconception("chain_slope", "The bends are missing: each neuron has the slope w a (1 - a), and not only w.")
def forgets_the_bends(x, weights):
    return _chain(x, weights, lambda w, before, a: w)


@misconception(
    "chain_slope",
    "The slope is taken at what came into the neuron. It is a (1 - a) with the neuron's own answer, the new a.",
)
def takes_the_answer_before(x, weights):
    return _chain(x, weights, lambda w, before, a: w * before * (1 - before))


@misconception("chain_slope", "Slopes along a chain multiply. You add them up.")
def adds_the_slopes(x, weights):
    return sum(_chain(x, weights[:i], lambda w, before, a: w * a * (1 - a)) for i in range(1, len(weights) + 1))


@misconception("chain_slope", "You return what the last neuron answers. Return how that changes with x: the product.")
def returns_the_last_answer(x, weights):
    for w in weights:
        x = float(sigmoid(np.array(w * x)))
    return x


@misconception(
    "chain_slope", "Each bend counts as a quarter, its largest slope. It is a (1 - a), with the neuron's own a."
)
def takes_a_quarter_everywhere(x, weights):
    return _chain(x, weights, lambda w, before, a: w / 4)


@misconception(
    "chain_slope",
    "The sigmoid is taken twice. With a = sigmoid(w a) the slope is a (1 - a), without a further sigmoid.",
)
def takes_the_sigmoid_twice(x, weights):
    return _chain(x, weights, lambda w, before, a: w * float(sigmoid(np.array(a)) * (1 - sigmoid(np.array(a)))))


@misconception(
    "sawtooth", "You multiply by depth. Each fold is applied to the answer of the fold before it: use a loop."
)
def multiplies_by_the_depth(x, depth):
    return depth * (2 * relu(x * 1.0) - 4 * relu(x - 0.5))


@misconception("sawtooth", "The line is folded once, whatever depth says. Do it depth times, each on what came before.")
def folds_once(x, depth):
    return 2 * relu(x * 1.0) - 4 * relu(x - 0.5)


@misconception("sawtooth", "There is one fold too many. depth 0 gives the values of x, and depth 1 a single tooth.")
def folds_once_too_often(x, depth):
    return _folded(x, depth + 1)


@misconception("sawtooth", "There is one fold too few: range(depth - 1), or range(1, depth), has depth - 1 rounds.")
def folds_once_too_rarely(x, depth):
    return _folded(x, depth - 1)


@misconception(
    "sawtooth", "Both neurons must see the answer of the round before. Yours always look at x: write t in the formula."
)
def feeds_x_to_the_second_neuron(x, depth):
    t = x * 1.0
    for _ in range(depth):
        t = 2 * relu(t) - 4 * relu(x - 0.5)
    return t


@misconception(
    "sawtooth", "The second neuron takes away 2 and not 4, so the line gets flat and never comes down again."
)
def takes_away_two(x, depth):
    t = x * 1.0
    for _ in range(depth):
        t = 2 * relu(t) - 2 * relu(t - 0.5)
    return t


@misconception("sawtooth", "You write into the caller's x. Begin with a new array: t = x * 1.0.")
def folds_in_place(x, depth):
    x[...] = _folded(x, depth)
    return x


def _folded(x, depth):
    t = x * 1.0
    for _ in range(depth):
        t = 2 * relu(t) - 4 * relu(t - 0.5)
    return t
