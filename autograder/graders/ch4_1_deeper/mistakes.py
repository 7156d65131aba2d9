"""The mistakes of chapter 4.1, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

forward_deep_mlp = Mistakes("""
def forward_deep_mlp(X, params, hidden="relu"):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError("hidden")
    depth = len(params) // 2
    said = []
    A = X
    for i in range(1, depth + 1):
        W = params[f"W{i}"]
        b = params[f"b{i}"]
        Z = A @ W + b
        if i == depth:
            A = softmax(Z)
        elif hidden == "relu":
            A = relu(Z)
        else:
            A = sigmoid(Z)
        said.append(A)
    return said
""")
forward_deep_mlp.change("includes the input", "said = []", "said = [X]",
    "The list begins with X. It holds what the layers say, [A1, ..., AL], and X is none of them: begin with an "
    "empty list.", kind="extra-step")
forward_deep_mlp.change("returns only the last layer", "return said", "return said[-1]",
    "You return only what the last layer says. The backward pass needs all layers: append each A to a list, and "
    "return the list.", kind="return")
forward_deep_mlp.change("returns a dictionary", "return said",
    'return {f"A{i}": A for i, A in enumerate(said, start=1)}',
    "You return a dictionary. Return a list with one array for each layer, in their order: [A1, ..., AL].", kind="type")
forward_deep_mlp.change("returns after the first layer", "    return said", "        return said",
    "Only the first layer is in the list. Does the return stand inside the loop?", kind="return")
forward_deep_mlp.change("returns the last layer first", "return said", "return said[::-1]",
    "The list is the wrong way round. The first layer comes first: [A1, ..., AL].", kind="order")
forward_deep_mlp.change("bends the last layer like the others", "softmax(Z)",
    'relu(Z) if hidden == "relu" else sigmoid(Z)',
    "The last layer has the activation of the hidden ones. Its scores become probabilities: softmax where i == L.",
    kind="wrong-function")
forward_deep_mlp.change("bends the scores before softmax", "softmax(Z)",
    'softmax(relu(Z) if hidden == "relu" else sigmoid(Z))',
    "The activation is applied to the scores of the last layer before softmax. Softmax takes the scores as they are.",
    kind="extra-step")
forward_deep_mlp.change("forgets softmax", "softmax(Z)", "Z",
    "The last layer returns its scores. They still have to become probabilities: softmax where i == L.",
    kind="missing-step")
forward_deep_mlp.change("takes softmax everywhere", "relu(Z)", "softmax(Z)", "sigmoid(Z)", "softmax(Z)",
    "Softmax is in every layer. It belongs to the last one only; the hidden layers have relu or sigmoid.",
    kind="wrong-function")
forward_deep_mlp.change("takes the sigmoid at the output", "softmax(Z)", "sigmoid(Z)",
    "The last layer has a sigmoid for each class. Its rows are to sum to 1: softmax where i == L.",
    kind="wrong-function")
forward_deep_mlp.change("takes softmax over the samples", "softmax(Z)", "softmax(Z.T).T",
    "Each column of the last layer sums to 1. The classes of one sample compete: softmax over the last axis.",
    kind="axis")
forward_deep_mlp.change("takes softmax over everything", "            A = softmax(Z)",
    "            e = np.exp(Z - Z.max())\n            A = e / e.sum()",
    "All numbers of the last layer together sum to 1. Each row is to: sum over axis=1, keepdims=True.", kind="axis")
forward_deep_mlp.change("overflows in softmax", "softmax(Z)", "np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)",
    "exp of a large score is inf, and inf / inf is nan. Use your softmax of chapter 3.2, which subtracts each row's "
    "maximum first.", kind="overflow", score=4.62)
forward_deep_mlp.change("subtracts one maximum for all rows", "            A = softmax(Z)",
    "            e = np.exp(Z - Z.max())\n            A = e / e.sum(axis=1, keepdims=True)",
    "A row whose scores all lie far below another row's gets only exp(...) = 0, and 0 / 0 is nan. Subtract each row's "
    "own maximum, as your softmax of chapter 3.2 does.", kind="axis", score=4.62)
forward_deep_mlp.change("forgets the hidden activation", "relu(Z)", "Z", "sigmoid(Z)", "Z",
    "The hidden layers have no activation: A must be relu(Z) or sigmoid(Z) before it goes on to the next layer.",
    kind="missing-step")
forward_deep_mlp.change("always takes relu", "sigmoid(Z)", "relu(Z)",
    'hidden makes no difference: your hidden layers always have ReLU. With hidden="sigmoid" they have the sigmoid.',
    kind="wrong-variable")
forward_deep_mlp.change("always takes the sigmoid", "relu(Z)", "sigmoid(Z)",
    'Your hidden layers have the sigmoid where ReLU is asked for. With hidden="relu", and where no word is given, they '
    "have ReLU.", kind="wrong-variable")
forward_deep_mlp.change("bends only the first layer as asked", 'hidden == "relu"', 'hidden == "relu" or i > 1',
    "Only the first hidden layer has the activation asked for; the ones after it always have ReLU.", kind="loop")
forward_deep_mlp.change("has two layers only", "len(params) // 2", "2",
    "This is a network of exactly two layers. The number of layers is half the number of entries of params: loop "
    "over them.", kind="loop")
forward_deep_mlp.change("has three layers only", "len(params) // 2", "3",
    "This is a network of exactly three layers. The number of layers is half the number of entries of params: loop "
    "over them.", kind="loop")
forward_deep_mlp.change("stops before the last layer", "return said", "return said[:-1]",
    "The last layer is left out. range(1, L) ends at L - 1: loop over range(1, L + 1).", kind="off-by-one")
forward_deep_mlp.change("takes the last layer for a hidden one", "range(1, depth + 1)", "range(1, depth)",
    "i == depth", "i == depth - 1",
    "There is one layer too few, and softmax comes before the last weights. Loop over range(1, L + 1).",
    kind="off-by-one")
forward_deep_mlp.change("skips the last hidden layer", "range(1, depth + 1)", "[*range(1, depth - 1), depth]",
    "The hidden layer before the output is left out. If softmax comes after the loop, the loop runs over all hidden "
    "layers, 1 to L - 1: range(1, L).", kind="off-by-one")
forward_deep_mlp.change("halves the length with a slash", "len(params) // 2", "len(params) / 2",
    "/ gives a float, and range takes whole numbers: divide by //.", kind="division")
forward_deep_mlp.change("forgets the biases", " + b", "",
    'The biases are missing: Z_i = A_{i-1} W_i + b_i, with params[f"b{i}"].', kind="missing-step")
forward_deep_mlp.change("subtracts the biases", " + b", " - b",
    "You subtract the biases. They are added: Z_i = A_{i-1} W_i + b_i.", kind="sign")
forward_deep_mlp.change("multiplies element by element", "A @ W", "A * W",
    "* multiplies element by element. Each layer is a matrix product: A @ W + b.", kind="wrong-function")
forward_deep_mlp.change("transposes the weights", "A @ W", "A @ W.T",
    "The weights are transposed. W_i is (size before, size of layer i): A @ W, without .T.", kind="transpose")
forward_deep_mlp.change("feeds the input to every layer", "A @ W", "X @ W",
    "Every layer is fed with X. Each layer takes what the layer before it said: let A be X at first, and replace it "
    "in every round of the loop.", kind="wrong-variable")
forward_deep_mlp.change("collects the scores", "append(A)", "append(A if i == depth else Z)",
    "You collect the scores Z. The list holds what comes out of the bend: A = f(Z) is appended after the activation.",
    kind="wrong-variable")
forward_deep_mlp.change("passes the scores on", "Z = A @ W", "Z = (X if i == 1 else Z) @ W",
    "The next layer is fed with the scores Z. It takes what comes out of the bend: A.", kind="wrong-variable")
forward_deep_mlp.change("takes the parameters in order", 'params[f"W{i}"]',
    '[p for name, p in params.items() if name[0] == "W"][i - 1]', 'params[f"b{i}"]',
    '[p for name, p in params.items() if name[0] == "b"][i - 1]',
    'The parameters are taken in the order of the dictionary, which may be any. Take them by name: params[f"W{i}"].',
    kind="order")
forward_deep_mlp.change("sorts the names as words", 'params[f"W{i}"]',
    'params[sorted(name for name in params if name[0] == "W")[i - 1]]', 'params[f"b{i}"]',
    'params[sorted(name for name in params if name[0] == "b")[i - 1]]',
    'The names are taken as words, and "W10" comes before "W2". Count from 1 to L, and build each name: f"W{i}".',
    kind="order")
forward_deep_mlp.change("takes the sigmoid for any other word", '    if hidden not in ("relu", "sigmoid"):\n', "",
    '        raise ValueError("hidden")\n', "",
    "A word that is neither relu nor sigmoid is taken for sigmoid. It is to raise ValueError.", kind="errors",
    score=4.62)
forward_deep_mlp.change("takes relu for any other word", '    if hidden not in ("relu", "sigmoid"):\n', "",
    '        raise ValueError("hidden")\n', "", 'hidden == "relu"', 'hidden != "sigmoid"',
    "A word that is neither relu nor sigmoid is taken for relu. It is to raise ValueError.", kind="errors", score=4.62)
forward_deep_mlp.change("returns the error", "raise ValueError", "return ValueError",
    "The ValueError is returned, and the caller takes it for an answer. Write raise in place of return.", kind="errors")
forward_deep_mlp.change("raises KeyError", 'if hidden not in ("relu", "sigmoid"):',
    'bends = {"relu": relu, "sigmoid": sigmoid}', '    raise ValueError("hidden")', "bend = bends[hidden]",
    "A wrong word raises KeyError here. Raise ValueError(...).", kind="errors")
forward_deep_mlp.change("returns None for wrong words", 'raise ValueError("hidden")', "return None",
    "A wrong word makes your function return None. Leave with an error that the caller cannot miss: raise ValueError.",
    kind="errors")
forward_deep_mlp.change("asserts the word", 'if hidden not in ("relu", "sigmoid"):',
    'assert hidden in ("relu", "sigmoid")', '        raise ValueError("hidden")\n', "",
    "A wrong word stops at an assert, with an AssertionError. Raise ValueError(...).", kind="errors")
forward_deep_mlp.change("pops the parameters", 'params[f"W{i}"]', 'params.pop(f"W{i}")',
    "You change what belongs to the caller: pop takes out of a dictionary, += and -= write into an array. Make new "
    'arrays, and read params[f"W{i}"].', kind="in-place")
forward_deep_mlp.change("bends the input", "A = X", 'A = relu(X) if hidden == "relu" else sigmoid(X)',
    "X is bent before the first layer. A_0 is X as it is; the bend comes after W1 and b1.", kind="extra-step")
forward_deep_mlp.variant("takes softmax over the samples", """
def forward_deep_mlp(X, params, hidden="relu"):
    act = {"relu": lambda z: z * (z > 0), "sigmoid": lambda z: 1 / (1 + np.exp(-z))}.get(hidden)
    if act is None:
        raise ValueError(hidden)
    out, L = [X], len(params) // 2
    for l in range(1, L):
        out.append(act(np.dot(out[-1], params["W" + str(l)]) + params["b" + str(l)]))
    z = np.dot(out[-1], params["W" + str(L)]) + params["b" + str(L)]
    z = np.exp(z - np.max(z, axis=0))
    return out[1:] + [z / np.sum(z, axis=0)]
""")
forward_deep_mlp.variant("takes softmax over everything", """
def forward_deep_mlp(X, params, hidden="relu"):
    if hidden != "relu" and hidden != "sigmoid":
        raise ValueError(hidden)
    L, acts = len(params) // 2, []
    for l in range(L):
        X = X.dot(params[f"W{l + 1}"]) + params[f"b{l + 1}"]
        if l < L - 1:
            X = np.maximum(0, X) if hidden == "relu" else sigmoid(X)
        else:
            X = np.exp(X)
            X = X / np.sum(X)
        acts.append(X)
    return acts
""")
forward_deep_mlp.variant("overflows in softmax", """
def forward_deep_mlp(X, params, hidden="relu"):
    if hidden != "relu" and hidden != "sigmoid":
        raise ValueError(hidden)
    L, acts = len(params) // 2, [X]
    for l in range(1, L + 1):
        Z = np.einsum("ij,jk->ik", acts[-1], params[f"W{l}"]) + params[f"b{l}"]
        if l == L:
            rows = np.array([[np.exp(z) for z in row] for row in Z])
            acts.append(rows / np.sum(rows, axis=1).reshape(-1, 1))
        else:
            acts.append(np.where(Z > 0, Z, 0) if hidden == "relu" else sigmoid(Z))
    return acts[1:]
""")
forward_deep_mlp.variant("returns after the first layer", """
def forward_deep_mlp(X, params, hidden="relu"):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError
    L, i = len(params) // 2, 1
    while i <= L:
        Z = X @ params[f"W{i}"] + params[f"b{i}"]
        return [softmax(Z) if i == L else relu(Z) if hidden == "relu" else sigmoid(Z)]
""")
forward_deep_mlp.variant("always takes relu", """
def forward_deep_mlp(X, params, hidden="relu"):
    if hidden == "relu" or hidden == "sigmoid":
        L, said = len(params) // 2, []
        for l in range(1, L + 1):
            Z = (said[-1] if said else X) @ params[f"W{l}"] + params[f"b{l}"]
            said += [softmax(Z) if l == L else np.clip(Z, 0, None)]
        return said
    raise ValueError
""")


backward_deep_mlp = Mistakes("""
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    n = len(X)
    grads = {}
    delta = (activations[-1] - y) / n
    for i in range(len(activations), 0, -1):
        W = params[f"W{i}"]
        A_in = X if i == 1 else activations[i - 2]
        grads[f"W{i}"] = A_in.T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        if i > 1:
            slope = A_in > 0 if hidden == "relu" else A_in * (1 - A_in)
            delta = delta @ W.T
            delta = delta * slope
    return grads
""")
backward_deep_mlp.change("forgets the mean", " / n", "",
    "The 1 / n is missing: the loss is a mean over the samples. delta_L = (A_L - y) / n.", kind="mean-or-sum")
backward_deep_mlp.change("divides by n twice", " / n", " / n**2",
    "You divide by n twice: delta_L has its 1 / n already, and it is passed on from there to every gradient.",
    kind="mean-or-sum")
backward_deep_mlp.change("divides by n in every layer", "delta * slope", "delta * slope / n",
    "You divide by n again in every layer. The first delta, (A_L - y) / n, has its 1 / n already, and the others "
    "inherit it.", kind="mean-or-sum")
backward_deep_mlp.change("divides by all elements", " / n", " / y.size",
    "The number of classes divides your gradients, as in a mean over all elements. The loss sums over the classes "
    "and averages over the samples: divide by n only.", kind="mean-or-sum")
backward_deep_mlp.change("divides by the number of inputs", "len(X)", "X.shape[1]",
    "You divide by the number of columns of X. The loss is a mean over the samples, its rows: len(X), or X.shape[0].",
    kind="axis")
backward_deep_mlp.change("turns the sign around", "activations[-1] - y", "y - activations[-1]",
    "The sign is turned around: y - A_L leads uphill. The gradient begins with (A_L - y) / n.", kind="sign")
backward_deep_mlp.change("doubles the error", "(activations[-1]", "2 * (activations[-1]",
    "There is a factor 2, which belongs to squared errors. For the cross-entropy delta_L is (A_L - y) / n.",
    kind="factor")
backward_deep_mlp.change("multiplies by the slope of the output", "- y) / n",
    "- y) / n\n    delta = delta * activations[-1] * (1 - activations[-1])",
    "You multiply A_L - y by A_L (1 - A_L) as well. The slope of softmax is in A_L - y already.", kind="extra-step")
backward_deep_mlp.change("forgets the slope", "delta * slope", "delta",
    "Blame passes through neurons that were silent. Behind the wires comes the bend: multiply by the slope, made of "
    "A_{i-1}, which for ReLU is 1 where A > 0 (not A >= 0, which is true everywhere).", kind="missing-step")
backward_deep_mlp.change("forgets the slope of the first layer", "delta * slope", "delta * slope if i > 2 else delta",
    "The slope of the first hidden layer is missing. delta_1 too is (delta_2 @ W_2.T) times the slope, made of A_1.",
    kind="missing-step")
backward_deep_mlp.change("counts silent neurons too", "A_in > 0", "A_in >= 0",
    "For ReLU blame passes through neurons that were silent. The slope is 1 where A > 0: A >= 0 is true everywhere.",
    kind="boundary")
backward_deep_mlp.change("always takes the slope of relu", ' if hidden == "relu" else A_in * (1 - A_in)', "",
    'With hidden="sigmoid" your slope is 1 wherever A > 0, as that of ReLU is. It is A (1 - A) there.',
    kind="wrong-variable")
backward_deep_mlp.change("always takes the slope of the sigmoid", 'A_in > 0 if hidden == "relu" else ', "",
    'A (1 - A) is the slope of the sigmoid. With hidden="relu", and where no word is given, it is 1 where A > 0, and 0 '
    "elsewhere.", kind="wrong-variable")
backward_deep_mlp.change("takes the sigmoid again", "A_in * (1 - A_in)", "sigmoid(A_in) * (1 - sigmoid(A_in))",
    "You take the sigmoid of A once more, as sigmoid_derivative(A) does. A is the sigmoid's answer already: its slope "
    "is A (1 - A).", kind="extra-step")
backward_deep_mlp.change("takes the slope of tanh", "A_in * (1 - A_in)", "1 - A_in**2",
    "1 - A ** 2 is the slope of tanh. The sigmoid's is A (1 - A).", kind="wrong-function")
backward_deep_mlp.change("multiplies by the activation", "A_in > 0", "A_in",
    "You multiply by ReLU's answer where its slope belongs: 1 where A > 0, and 0 elsewhere.", kind="wrong-function")
backward_deep_mlp.change("applies relu to delta", "delta * slope",
    'relu(delta) if hidden == "relu" else delta * slope',
    "For ReLU delta loses its negative values. Whether delta passes depends on A: multiply by A > 0.",
    kind="wrong-variable")
backward_deep_mlp.change("takes what comes out of the layer", "= A_in.T", "= activations[i - 1].T",
    "You are off by one: W_i gets what came into layer i, which is A_{i-1}, and not A_i. In the list that is "
    "activations[i - 2], or X where i is 1.", kind="off-by-one")
backward_deep_mlp.change("takes the slope of the layer after", "        if i > 1:",
    "        if i > 1:\n            A_in = activations[i - 1]",
    "The slope is that of the wrong layer. Behind W_i lies layer i - 1: its slope is made of A_{i-1}, "
    "activations[i - 2] in the list.", kind="off-by-one")
backward_deep_mlp.code("passes on before taking", """
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    grads = {}
    delta = (activations[-1] - y) / len(X)
    for i in range(len(activations), 0, -1):
        A_in = X if i == 1 else activations[i - 2]
        if i > 1:
            delta = delta @ params[f"W{i}"].T * (A_in > 0 if hidden == "relu" else A_in * (1 - A_in))
        grads[f"W{i}"] = A_in.T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
    return grads
""", "delta is passed on before layer i has taken its gradients. First dW_i and db_i from delta, then the next delta.",
    kind="order")
backward_deep_mlp.change("goes back through the weights before", 'params[f"W{i}"]', 'params[f"W{max(i - 1, 1)}"]',
    "delta goes back through the wrong weights: from layer i to layer i - 1 the wires are W_i, and not W_{i-1}.",
    kind="off-by-one")
backward_deep_mlp.change("forgets to transpose the weights", "delta @ W.T", "delta @ W",
    "The shapes do not fit on the way back. delta_i is (n, size of layer i): delta @ W_i.T leads to the "
    "layer before.", kind="transpose")
backward_deep_mlp.change("goes back through updated weights", "delta @ W.T", 'delta @ (W - 0.1 * grads[f"W{i}"]).T',
    "delta is sent back through weights after a step was taken. Use the weights of the forward pass for all layers.",
    kind="order")
backward_deep_mlp.code("goes back two layers only", """
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    A1, A2 = activations[:2]
    delta2 = (A2 - y) / len(X)
    delta1 = delta2 @ params["W2"].T * (A1 > 0 if hidden == "relu" else A1 * (1 - A1))
    grads = {"W1": X.T @ delta1, "W2": A1.T @ delta2}
    return grads | {"b1": delta1.sum(axis=0, keepdims=True), "b2": delta2.sum(axis=0, keepdims=True)}
""", "This is the backward pass of exactly two layers. Loop from the last layer, len(activations), down to 1.",
    kind="loop")
backward_deep_mlp.code("goes back three layers only", """
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    A1, A2, A3 = activations
    slopes = [A > 0 if hidden == "relu" else A * (1 - A) for A in activations]
    d3 = (A3 - y) / len(X)
    d2 = d3 @ params["W3"].T * slopes[1]
    d1 = d2 @ params["W2"].T * slopes[0]
    grads = {"W1": X.T @ d1, "W2": A1.T @ d2, "W3": A2.T @ d3}
    return grads | {f"b{i}": d.sum(axis=0, keepdims=True) for i, d in ((1, d1), (2, d2), (3, d3))}
""", "This is the backward pass of exactly three layers. Loop from the last layer, len(activations), down to 1.",
    kind="loop")
backward_deep_mlp.change("leaves out the first layer", "0, -1)", "1, -1)",
    "The first layer is left out: range(L, 1, -1) ends at 2. Loop over range(L, 0, -1).", kind="off-by-one")
backward_deep_mlp.change("returns after the last layer", "    return grads", "        return grads",
    "Only the last layer has its gradients. Does the return stand inside the loop?", kind="return")
backward_deep_mlp.change("numbers the layers from zero", "return grads",
    'return {f"{name[0]}{int(name[1:]) - 1}": G for name, G in grads.items()}',
    "The layers are numbered from 0. The first layer's gradients are called W1 and b1, as its parameters are.",
    kind="off-by-one")
backward_deep_mlp.change("numbers the layers from the end", "return grads",
    'return {f"{name[0]}{len(activations) + 1 - int(name[1:])}": G for name, G in grads.items()}',
    "The layers are numbered from the end: what is called W1 belongs to the last layer. Each gradient has the name of "
    "its parameter.", kind="order")
backward_deep_mlp.change("returns no biases", '        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)\n', "",
    "The gradients of the biases are missing. Each layer has two: W{i} and b{i}.", kind="missing-step")
backward_deep_mlp.change("averages the biases", "delta.sum", "delta.mean",
    "The biases take the mean of delta, but delta has its 1 / n already. Take the sum over the samples.",
    kind="mean-or-sum")
backward_deep_mlp.change("forgets the mean of the biases", "delta.sum(", "n * delta.sum(",
    "The biases' gradients lack the 1 / n, which those of the weights have. With 1 / n in delta_L, both have it.",
    kind="mean-or-sum")
backward_deep_mlp.change("sums the biases to one number", "delta.sum(axis=0,", "delta.sum(",
    "Each layer has one number for all of its biases. Add up the samples alone: axis=0.", kind="axis")
backward_deep_mlp.change("averages the weights again", "A_in.T @ delta", "A_in.T @ delta / n",
    "The weights' gradients are divided by n once more, but delta has its 1 / n already.", kind="mean-or-sum")
backward_deep_mlp.change("flattens the biases", ", keepdims=True", "",
    "The gradients of the biases have lost an axis. They are rows, as the biases are: keepdims=True.", kind="shape")
backward_deep_mlp.change("sums the biases over the neurons", "axis=0", "axis=1",
    "The biases' gradients add up the neurons of each sample. Add up the samples of each neuron: axis=0.", kind="axis")
backward_deep_mlp.change("transposes the gradients", "A_in.T @ delta", "delta.T @ A_in",
    "The gradients of the weights are transposed. Each has the shape of its weights: A_in.T @ delta.", kind="transpose")
backward_deep_mlp.change("returns a list", "return grads", "return list(grads.values())",
    'You return a list. Put the gradients into a dictionary with the names of the parameters: "W1", "b1" and so on.',
    kind="type")
backward_deep_mlp.change("names the gradients with a d", "return grads",
    'return {f"d{name}": G for name, G in grads.items()}',
    'The keys begin with a d. Name the gradients as the parameters are named: "W1", "b1" and so on.', kind="names")
backward_deep_mlp.change("takes the step", "return grads",
    "return {name: params[name] - 0.1 * grads[name] for name in grads}",
    "You return new parameters. Return the gradients: the step is taken by gradient_descent.", kind="extra-step")
backward_deep_mlp.change("writes into the activations", "delta = (activations[-1] - y) / n",
    "delta = activations[-1]\n    delta -= y\n    delta /= n",
    "The caller's list of activations, or an array in it, is changed, as -=, insert and pop do. Make a new array, or a "
    "list of your own: [X, *activations].", kind="in-place")
backward_deep_mlp.change("takes the weights in order", 'params[f"W{i}"]',
    '[p for name, p in params.items() if name[0] == "W"][i - 1]',
    'The weights are taken in the order of the dictionary, which may be any. Take them by name: params[f"W{i}"].',
    kind="order")
backward_deep_mlp.change("sorts the names of the weights as words", 'params[f"W{i}"]',
    'params[sorted(name for name in params if name[0] == "W")[i - 1]]',
    'The names are taken as words, and "W10" comes before "W2". Count from L down to 1, and build each name: f"W{i}".',
    kind="order")
backward_deep_mlp.variant("forgets the mean", """
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    grads, acts = {}, [X, *activations]
    d = acts[-1] - y
    for k in reversed(range(1, len(acts))):
        grads[f"W{k}"] = np.einsum("ni,nj->ij", acts[k - 1], d)
        grads[f"b{k}"] = np.sum(d, 0).reshape(1, -1)
        back = np.dot(d, np.transpose(params[f"W{k}"]))
        d = np.where(acts[k - 1] > 0, back, 0) if hidden == "relu" else back * acts[k - 1] * (1 - acts[k - 1])
    return grads
""")
backward_deep_mlp.variant("always takes the slope of relu", """
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    L, n = len(activations), X.shape[0]
    acts, grads = [X] + activations, {}
    dZ = acts[L] - y
    for l in range(L, 0, -1):
        grads["W" + str(l)] = np.dot(acts[l - 1].T, dZ) / n
        grads["b" + str(l)] = np.mean(dZ, axis=0, keepdims=True)
        dZ = np.dot(dZ, params["W" + str(l)].T)
        dZ[acts[l - 1] <= 0] = 0
    return grads
""")
backward_deep_mlp.variant("flattens the biases", """
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    n, grads, acts = len(y), {}, [X, *activations]
    d = (acts[-1] - y) / n
    for k in range(len(acts) - 1, 0, -1):
        grads[f"W{k}"] = sum(np.outer(a, e) for a, e in zip(acts[k - 1], d))
        grads[f"b{k}"] = np.sum(d, axis=0)
        a = acts[k - 1]
        d = (d @ params[f"W{k}"].T) * (np.sign(a) if hidden == "relu" else a - a**2)
    return grads
""")
backward_deep_mlp.variant("averages the biases", """
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    grads = {}
    def back(i, d):
        A = activations[i - 2] if i > 1 else X
        grads[f"W{i}"], grads[f"b{i}"] = A.T.dot(d), np.mean(d, axis=0)[None, :]
        if i > 1:
            back(i - 1, d.dot(params[f"W{i}"].T) * ((A > 0) * 1.0 if hidden == "relu" else A * (1 - A)))
    back(len(activations), (activations[-1] - y) / y.shape[0])
    return grads
""")


deep_mlp_loss = Mistakes("""
def deep_mlp_loss(X, y, params, hidden="relu"):
    activations = forward_deep_mlp(X, params, hidden)
    A = activations[-1]
    loss = cross_entropy(A, y)
    grads = backward_deep_mlp(X, activations, y, params, hidden)
    return loss, grads
""")
deep_mlp_loss.change("swaps the pair", "return loss, grads", "return grads, loss",
    "The pair is in the wrong order. Return the loss first: return loss, grads.", kind="order")
deep_mlp_loss.change("returns only the loss", "return loss, grads", "return loss",
    "You return only the loss. gradient_descent needs the gradients too: return loss, grads.", kind="return")
deep_mlp_loss.change("returns only the gradients", "return loss, grads", "return grads",
    "You return only the gradients. The loss comes first: return loss, grads.", kind="return")
deep_mlp_loss.change("returns the activations too", "return loss, grads", "return loss, grads, activations",
    "You return the activations as well. The result is the pair (loss, grads) and nothing more.", kind="return")
deep_mlp_loss.change("hands the word to the forward pass only", "y, params, hidden)\n", "y, params)\n",
    "The backward pass works as for ReLU whatever hidden says. Hand hidden to both passes.", kind="wrong-variable")
deep_mlp_loss.change("hands the word to the backward pass only", "X, params, hidden", "X, params",
    "The forward pass works as for ReLU whatever hidden says. Hand hidden to both passes.", kind="wrong-variable")
deep_mlp_loss.change("does not hand on the word", "X, params, hidden", "X, params",
    "y, params, hidden)\n", "y, params)\n",
    "hidden makes no difference. Both passes need it.", kind="wrong-variable")
deep_mlp_loss.change("trains sigmoids by default", '="relu"', '="sigmoid"',
    'The default is the sigmoid here. Where no word is given, the hidden layers have ReLU: hidden="relu".',
    kind="wrong-variable")
deep_mlp_loss.change("compares the first layer", "activations[-1]", "activations[0]",
    "The loss compares the first layer with y. What the network says is what its last layer says: activations[-1].",
    kind="indexing")
deep_mlp_loss.change("swaps the arguments of the loss", "cross_entropy(A, y)", "cross_entropy(y, A)",
    "The loss takes the logarithm of y. The predictions come first: cross_entropy(AL, y).", kind="order")
deep_mlp_loss.change("takes softmax twice", "cross_entropy(A, y)", "cross_entropy(softmax(A), y)",
    "Softmax is taken once more in the loss. What the last layer says are probabilities already.", kind="extra-step")
deep_mlp_loss.change("sums the loss", "cross_entropy(A, y)", "cross_entropy(A, y) * len(X)",
    "The loss is summed over the samples. It is their mean, as cross_entropy gives it.", kind="mean-or-sum")
deep_mlp_loss.change("sums the gradients", "return loss, grads",
    "return loss, {name: G * len(X) for name, G in grads.items()}",
    "The gradients are summed over the samples, but the loss is a mean: so are its gradients.", kind="mean-or-sum")
deep_mlp_loss.change("divides the gradients again", "return loss, grads",
    "return loss, {name: G / len(X) for name, G in grads.items()}",
    "The gradients are divided by n once too often: backward_deep_mlp has done so. Return them as they are.",
    kind="mean-or-sum")
deep_mlp_loss.change("returns the direction of the step", "return loss, grads",
    "return loss, {name: -G for name, G in grads.items()}",
    "You return the direction of the step, minus the gradient. Return the gradient: gradient_descent subtracts it.",
    kind="sign")
deep_mlp_loss.change("turns the sign of the loss around", "return loss", "return -loss",
    "The loss has the wrong sign. Logarithms of probabilities are negative: the loss is minus their mean.", kind="sign")
deep_mlp_loss.change("returns updated parameters", "return loss, grads",
    "return loss, {name: params[name] - 0.1 * grads[name] for name in params}",
    "You return updated parameters in place of the gradients. Taking the step is the business of gradient_descent.",
    kind="extra-step")
deep_mlp_loss.change("updates the parameters", "    return",
    "    for name in params:\n        params[name] -= 0.1 * grads[name]\n    return",
    "You change what belongs to the caller: params[name] -= ... writes into its arrays. Return the gradients in a "
    "dictionary of their own, and leave the step to gradient_descent.", kind="in-place")
deep_mlp_loss.change("takes the squared error", "cross_entropy(A, y)", "float(((A - y) ** 2).mean())",
    "The loss is the mean squared error. Here it is the cross-entropy, which fits softmax.", kind="wrong-function")
deep_mlp_loss.change("takes the binary cross-entropy", "cross_entropy(A, y)", "binary_cross_entropy(A, y)",
    "The loss is the binary cross-entropy, which counts the classes that are not true as well. Take cross_entropy.",
    kind="wrong-function")
deep_mlp_loss.change("returns a loss for each sample", "cross_entropy(A, y)",
    "-(y * np.log(np.maximum(A, 1e-12))).sum(axis=1)",
    "The loss is an array with a number for each sample. Return their mean, a single number.", kind="mean-or-sum")
deep_mlp_loss.change("averages over the classes too", "cross_entropy(A, y)", "cross_entropy(A, y) / y.shape[1]",
    "The mean is taken over all elements, so the loss is divided by the number of classes too. Sum over the classes, "
    "and average over the samples: cross_entropy does.", kind="mean-or-sum")
deep_mlp_loss.change("takes the logarithm of zero", "cross_entropy(A, y)", "float(-(y * np.log(A)).sum(axis=1).mean())",
    "log(0) is -inf, and 0 * -inf is nan: extreme scores make probabilities of exactly 0. Use your cross_entropy, "
    "which limits them from below.", kind="overflow", score=2.67)
deep_mlp_loss.change("adds a coarse epsilon", "cross_entropy(A, y)",
    "float(-(y * np.log(A + 1e-3)).sum(axis=1).mean())",
    "The epsilon in the logarithm, 0.001, shows in the loss. Use your cross_entropy, or 1e-12.", kind="epsilon")
deep_mlp_loss.change("limits at a coarse epsilon", "cross_entropy(A, y)",
    "float(-(y * np.log(np.maximum(A, 1e-5))).sum(axis=1).mean())",
    "At a probability of 0 the loss is that of 0.00001. The limit is too large: use your cross_entropy, or 1e-12.",
    kind="epsilon", score=2.67)
deep_mlp_loss.change("returns gradients of weights only", "return loss, grads",
    'return loss, {name: G for name, G in grads.items() if name.startswith("W")}',
    "The gradients of the biases are missing from grads. Each layer has two: W{i} and b{i}.", kind="missing-step")
deep_mlp_loss.change("adds a penalty", "return loss",
    'return loss + 0.01 * sum((p**2).sum() for name, p in params.items() if name[0] == "W")',
    "A penalty for large weights has been added to the loss, which is chapter 4.4. Here it is the cross-entropy alone.",
    kind="extra-step")
deep_mlp_loss.variant("sums the loss", """
def deep_mlp_loss(X, y, params, hidden="relu"):
    acts, total = forward_deep_mlp(X, params, hidden), 0.0
    for row, true in zip(acts[-1], y):
        total -= float(np.log(np.clip(row, 1e-15, 1)) @ true)
    return total, backward_deep_mlp(X, acts, y, params, hidden)
""")
deep_mlp_loss.variant("takes softmax twice", """
def deep_mlp_loss(X, y, params, hidden="relu"):
    acts = forward_deep_mlp(X, params, hidden=hidden)
    e = np.exp(acts[-1])
    p = (e / e.sum(1)[:, None])[np.arange(len(y)), y.argmax(1)]
    return -np.log(p).mean(), backward_deep_mlp(X, acts, y, params, hidden=hidden)
""")
deep_mlp_loss.variant("adds a coarse epsilon", """
def deep_mlp_loss(X, y, params, hidden="relu"):
    acts = forward_deep_mlp(X, params, hidden)
    logs = np.log(acts[-1][y.astype(bool)] + 0.001)
    return -np.mean(logs), backward_deep_mlp(X, acts, y, params, hidden)
""")
deep_mlp_loss.variant("takes the logarithm of zero", """
def deep_mlp_loss(X, y, params, hidden="relu"):
    acts = forward_deep_mlp(X, params, hidden)
    return -np.sum(y * np.log(acts[-1])) / y.shape[0], backward_deep_mlp(X, acts, y, params, hidden)
""")


gradient_norms = Mistakes("""
def gradient_norms(grads):
    norms = {}
    for i in range(1, len(grads) // 2 + 1):
        G = grads[f"W{i}"]
        squares = G**2
        norms[f"W{i}"] = float(np.sqrt(squares.sum()))
    return norms
""")
gradient_norms.change("includes the biases", "        squares",
    '        norms[f"b{i}"] = float(np.linalg.norm(grads[f"b{i}"]))\n        squares',
    "The biases are in the result. Only the weights are asked for: keys that start with W.", kind="extra-step")
gradient_norms.change("adds the biases in", "squares.sum()", 'squares.sum() + (grads[f"b{i}"] ** 2).sum()',
    "The biases of each layer are counted in with its weights. Take the elements of W{i}'s gradient alone.",
    kind="extra-step")
gradient_norms.change("forgets the root", "np.sqrt(squares.sum())", "squares.sum()",
    "The root is missing: this is the sum of the squares. The norm is its square root.", kind="missing-step")
gradient_norms.change("takes the root of each square", "np.sqrt(squares.sum())", "np.sqrt(squares).sum()",
    "You add up the sizes of the elements. Square them first, and take the root of the sum.", kind="order")
gradient_norms.change("sums the elements", "np.sqrt(squares.sum())", "G.sum()",
    "You add up the elements, and negative ones cancel positive ones. Square them first.", kind="missing-step")
gradient_norms.change("takes the root mean square", "squares.sum()", "squares.mean()",
    "This is the root of the mean of the squares. The norm takes their sum: np.sqrt((G ** 2).sum()).",
    kind="mean-or-sum")
gradient_norms.change("averages the sizes", "np.sqrt(squares.sum())", "np.abs(G).mean()",
    "This is the mean size of the elements. The norm is the root of the sum of squares.", kind="mean-or-sum")
gradient_norms.change("takes the largest element", "np.sqrt(squares.sum())", "np.abs(G).max()",
    "This is the size of the largest element. The norm takes all elements in: the root of the sum of their squares.",
    kind="wrong-function")
gradient_norms.change("takes the spectral norm", "np.sqrt(squares.sum())", "np.linalg.norm(G, 2)",
    "This is another norm, the largest stretch of the matrix, as by np.linalg.norm(G, 2). np.linalg.norm(G), without "
    "the 2, is the Frobenius norm.", kind="wrong-function")
gradient_norms.change("takes the one norm", "np.sqrt(squares.sum())", "np.linalg.norm(G, 1)",
    "This is another norm, the largest sum of a column, as by np.linalg.norm(G, 1). np.linalg.norm(G), without the 1, "
    "is the Frobenius norm.", kind="wrong-function")
gradient_norms.change("takes the standard deviation", "np.sqrt(squares.sum())", "G.std()",
    "This is the standard deviation, around the mean. Take the root of the sum of squares.", kind="wrong-function")
gradient_norms.change("takes a norm of every column", "float(np.sqrt(squares.sum()))", "np.sqrt(squares.sum(axis=0))",
    "You return a norm for every column. Sum the squares over both axes: one number for each matrix, without axis=0.",
    kind="axis")
gradient_norms.change("takes a norm of every row", "float(np.sqrt(squares.sum()))", "np.sqrt(squares.sum(axis=1))",
    "You return a norm for every row. Sum the squares over both axes: one number for each matrix, without axis=1.",
    kind="axis")
gradient_norms.change("takes one norm of all", "return norms",
    "return np.sqrt(sum(norm**2 for norm in norms.values()))",
    "You return a single number for the whole network. Return a dictionary with a norm for each W{i}.",
    kind="mean-or-sum")
gradient_norms.change("returns a list of norms", "return norms", "return list(norms.values())",
    'You return a list. Return a dictionary with the names of the weights: {"W1": ...}.', kind="type")
gradient_norms.change("returns after the first layer", "    return", "        return",
    "Only W1 is in the result. Does the return stand inside the loop?", kind="return")
gradient_norms.change("numbers the keys", 'norms[f"W{i}"]', "norms[i]",
    'The keys are numbers here. Use the names of the weights: "W1", "W2" and so on.', kind="names")
gradient_norms.change("leaves out the last layer", " // 2 + 1", " // 2",
    "The last layer is left out: range(1, L) ends at L - 1. Loop over range(1, L + 1).", kind="off-by-one")
gradient_norms.change("divides by the last layer", "return norms",
    'return {name: norm / norms[f"W{i}"] for name, norm in norms.items()}',
    "Each norm is divided by that of the last layer. Return the norms themselves: what share arrives is for the plot "
    "to show.", kind="extra-step")
gradient_norms.change("rounds the norms", "np.sqrt(squares.sum())", "np.sqrt(squares.sum()).round(6)",
    "The norms are rounded, and a gradient that has almost vanished becomes 0. Return them as they are.",
    kind="extra-step")
gradient_norms.change("squares in place", "squares = G**2", "G **= 2\n        squares = G",
    "You change the caller's gradients: G **= 2 writes into an array, del and pop into the dictionary. Make new ones.",
    kind="in-place")
gradient_norms.variant("forgets the root", """
def gradient_norms(grads):
    return {k: np.trace(g.T @ g) for k, g in grads.items() if k[0] == "W"}
""")
gradient_norms.variant("takes the root mean square", """
def gradient_norms(grads):
    return {k: np.linalg.norm(g) / np.sqrt(g.size) for k, g in grads.items() if k[0] == "W"}
""")
gradient_norms.variant("takes a norm of every column", """
def gradient_norms(grads):
    return {k: np.linalg.norm(grads[k], axis=0) for k in grads if k.startswith("W")}
""")


# Practice

network_depth = Mistakes("""
def network_depth(params):
    return len(params) // 2
""")
network_depth.change("counts every entry", " // 2", "",
    "Weights and biases are counted as two layers. Each layer has both: half of len(params).", kind="factor")
network_depth.change("counts the hidden layers", "// 2", "// 2 - 1",
    "You count the hidden layers. L counts the layers of weights, the last one included.", kind="off-by-one")
network_depth.change("counts the input", "// 2", "// 2 + 1",
    "You count the input as a layer. L is the number of weight matrices: half of len(params).", kind="off-by-one")
network_depth.change("halves with a slash", "//", "/",
    "The number is a float, which range() does not take. // divides whole numbers into a whole number.",
    kind="division")
network_depth.change("reads the last key", "len(params) // 2", "int(list(params)[-1][1:])",
    "The number is read off the last key, but the keys may come in any order. Count the entries.", kind="order")
network_depth.change("takes the largest word", "len(params) // 2", "int(max(params)[1:])",
    'From ten layers on, the result stays at 9: where names are compared as words, or only their last character is '
    'read, "W9" beats "W10". Count the entries.', kind="order")

hidden_activation = Mistakes("""
def hidden_activation(Z, hidden):
    if hidden == "relu":
        return relu(Z)
    if hidden == "sigmoid":
        return sigmoid(Z)
    raise ValueError("hidden")
""")
hidden_activation.change("swaps the two", "relu(Z)", "s(Z)", "sigmoid(Z)", "relu(Z)", "return s(", "return sigmoid(",
    'The two have changed places: "relu" is to give relu(Z), "sigmoid" sigmoid(Z).', kind="order")
hidden_activation.change("gives the sigmoid for any other word", 'raise ValueError("hidden")', "return sigmoid(Z)",
    "A word that is neither relu nor sigmoid gives the sigmoid. It is to raise ValueError.", kind="errors")
hidden_activation.change("gives relu for any other word", 'raise ValueError("hidden")', "return relu(Z)",
    "A word that is neither relu nor sigmoid gives ReLU. It is to raise ValueError.", kind="errors")
hidden_activation.change("gives None for wrong words", '    raise ValueError("hidden")\n', "",
    "A wrong word gives None here. Raise ValueError(...) after the two ifs.", kind="errors")
hidden_activation.change("returns the error", "raise ValueError", "return ValueError",
    "The ValueError is returned, and the caller takes it for an answer. Write raise in place of return.", kind="errors")
hidden_activation.change("gives relu for every word", 'if hidden == "relu":', "if True:",
    'Every word gives ReLU, as after: if hidden == "relu" or "sigmoid", which is always true. Compare hidden with each '
    'word, and raise ValueError for a third.', kind="wrong-variable")
hidden_activation.change("gives the scores back", 'raise ValueError("hidden")', "return Z",
    "A wrong word gives the scores back as they are. Raise ValueError(...) instead.", kind="errors")

hidden_slope = Mistakes("""
def hidden_slope(A, hidden):
    if hidden == "relu":
        return (A > 0) * 1.0
    return A * (1 - A)
""")
hidden_slope.change("takes the sigmoid of the answer", "return A * (1 - A)", "return sigmoid(A) * (1 - sigmoid(A))",
    "The sigmoid is taken again. A is its answer already, and its slope is A (1 - A).", kind="extra-step")
hidden_slope.change("includes zero", "A > 0", "A >= 0",
    "A >= 0 is true for every answer of ReLU. The slope is 1 where A > 0, and 0 elsewhere.", kind="boundary")
hidden_slope.change("returns the answer", "(A > 0) * 1.0", "np.maximum(A, 0)",
    "You return ReLU's answer. Its slope is 1 where A > 0, and 0 elsewhere.", kind="wrong-function")
hidden_slope.change("swaps the two slopes", '== "relu"', '!= "relu"',
    'The two slopes have changed places: A > 0 is for "relu", A (1 - A) for "sigmoid".', kind="order")
hidden_slope.change("gives the slope of relu for every word", 'if hidden == "relu":', "if True:",
    'With "sigmoid" your slope is 1 wherever A > 0, as that of ReLU is, and as after: if hidden == "relu" or '
    '"sigmoid", which is always true. It is A (1 - A) there.', kind="wrong-variable")
hidden_slope.change("returns the slope of tanh", "A * (1 - A)", "1 - A**2",
    "1 - A ** 2 is the slope of tanh. The sigmoid's is A (1 - A).", kind="wrong-function")

chain_slope = Mistakes("""
def chain_slope(x, weights):
    a = x
    slope = 1.0
    for w in weights:
        before = a
        a = 1 / (1 + np.exp(-w * before))
        slope = slope * w * a * (1 - a)
    return slope
""")
chain_slope.change("forgets the weights", "slope * w * a", "slope * a",
    "The weights are missing from the product: each neuron has the slope w a (1 - a).", kind="missing-step")
chain_slope.change("forgets the bends", "slope * w * a * (1 - a)", "slope * w",
    "The bends are missing: each neuron has the slope w a (1 - a), and not only w.", kind="missing-step")
chain_slope.change("takes the answer before", "a * (1 - a)", "before * (1 - before)",
    "The slope is taken at what came into the neuron. It is a (1 - a) with the neuron's own answer, the new a.",
    kind="wrong-variable")
chain_slope.change("adds the slopes", "slope = 1.0", "slope, total = 1.0, 0.0", "    return slope",
    "        total += slope\n    return total",
    "The products are added up over the chain. Return the last of them: slopes multiply.",
    kind="extra-step")
chain_slope.change("keeps the last slope only", "slope * w", "w",
    "Only the slope of the last neuron is left. Slopes along a chain multiply: slope = slope * w * a * (1 - a).",
    kind="loop")
chain_slope.change("returns after the first neuron", "    return", "        return",
    "Only the first neuron counts. Does the return stand inside the loop?", kind="return")
chain_slope.change("returns the last answer", "return slope", "return a",
    "You return what the last neuron answers. Return how that changes with x: the product.", kind="return")
chain_slope.change("takes a quarter everywhere", "a * (1 - a)", "0.25",
    "Each bend counts as a quarter, its largest slope. It is a (1 - a), with the neuron's own a.",
    kind="wrong-variable")
chain_slope.change("takes the sigmoid twice", "a * (1 - a)", "sigmoid(np.array(a)) * (1 - sigmoid(np.array(a)))",
    "The sigmoid is taken twice. With a = sigmoid(w a) the slope is a (1 - a), without a further sigmoid.",
    kind="extra-step")

sawtooth = Mistakes("""
def sawtooth(x, depth):
    t = x
    for _ in range(depth):
        t = 2 * relu(t) - 4 * relu(t - 0.5)
    return t
""")
sawtooth.change("multiplies by the depth", "range(depth)", "range(1)", "return t", "return depth * t",
    "You multiply by depth. Each fold is applied to the answer of the fold before it: use a loop.", kind="loop")
sawtooth.change("folds once", "range(depth)", "range(1)",
    "The line is folded once, whatever depth says. Do it depth times, each on what came before.", kind="loop")
sawtooth.change("folds x anew", "relu(t) - 4 * relu(t - 0.5)", "relu(x) - 4 * relu(x - 0.5)",
    "The line is folded once, however large depth is. Each fold works on the answer of the fold before it: on t, not "
    "on x.", kind="loop", alike="it differs from a single fold at depth 0 alone")
sawtooth.change("folds once too often", "range(depth)", "range(depth + 1)",
    "There is one fold too many. depth 0 gives the values of x, and depth 1 a single tooth.", kind="off-by-one")
sawtooth.change("folds once too rarely", "range(depth)", "range(depth - 1)",
    "There are too few folds. It takes depth of them; range(depth - 1), or range(1, depth), has depth - 1 rounds.",
    kind="off-by-one")
sawtooth.change("feeds x to the second neuron", "relu(t - 0.5)", "relu(x - 0.5)",
    "Both neurons must see the answer of the round before. Your second looks at x: write t in the formula.",
    kind="wrong-variable")
sawtooth.change("takes away two", "4 *", "2 *",
    "The second neuron takes away 2 and not 4, so the line gets flat and never comes down again.", kind="factor")
sawtooth.change("folds in place", "t = 2", "t[...] = 2",
    "You write into the caller's x. t = x is the same array: make a new one, t = x.copy().", kind="in-place")


residual_backward = Mistakes("""
def residual_backward(A, W, b, dout):
    Z = A @ W + b
    delta = dout * (Z > 0)
    dA = dout + delta @ W.T
    dW = A.T @ delta
    db = delta.sum(axis=0, keepdims=True)
    return dA, dW, db
""")
for slug, old, new, kind, sentence in (
    ("forgets the way around", "dout + delta @ W.T", "delta @ W.T", "missing-step",
     "The gradient by A goes through the layer only. The way around it is a second path, with slope 1: add dout."),
    ("forgets the way through", "dout + delta @ W.T", "dout * 1.0", "missing-step",
     "The gradient by A goes around the layer only. The way through it is a second path: add delta @ W.T."),
    ("forgets the slope of relu", "dout * (Z > 0)", "dout * 1.0", "missing-step",
     "Silent neurons pass something back. The slope of ReLU is missing: times (A @ W + b > 0)."),
    ("looks at the input", "(Z > 0)", "(A > 0)", "wrong-variable",
     "Your slope of ReLU looks at A. What goes into the ReLU are the scores, A @ W + b."),
    ("looks at the sum", "(Z > 0)", "(A + np.maximum(Z, 0) > 0)", "wrong-variable",
     "Your slope of ReLU looks at out, to which A has been added. Look at the scores alone, A @ W + b."),
    ("multiplies by the scores", "(Z > 0)", "np.maximum(Z, 0)", "wrong-function",
     "You multiply by what the neurons answer. The slope of ReLU is 1 or 0: scores > 0."),
    ("computes the scores without the biases", "A @ W + b", "A @ W", "missing-step",
     "The scores lack the biases: A @ W + b."),
    ("does not transpose the weights", "delta @ W.T", "delta @ W", "transpose",
     "Back through the weights they are transposed: delta @ W.T."),
    ("gives dout to the weights", "A.T @ delta", "A.T @ dout", "wrong-variable",
     "The gradient by W uses dout. W lies behind the ReLU: A.T @ delta."),
    ("swaps delta and input", "A.T @ delta", "delta.T @ A", "transpose",
     "The gradient by W is transposed. Element [j, m] belongs to the wire from input j to neuron m: A.T @ delta."),
    ("averages over the samples", "delta.sum(axis=0, keepdims=True)", "delta.mean(axis=0, keepdims=True)",
     "mean-or-sum", "The gradient by b is a mean. The 1/n of the loss is in dout already: add up over the samples."),
    ("gives dout to the biases", "db = delta.sum", "db = dout.sum", "wrong-variable",
     "The gradient by b uses dout. b lies behind the ReLU: add up delta."),
    ("returns another order", "return dA, dW, db", "return dW, db, dA", "return",
     "Three things are asked for, and in this order: the gradients by A, by W and by b."),
):  # fmt: skip
    residual_backward.change(slug, old, new, sentence, kind=kind)
residual_backward.variant("forgets the way around", """
def residual_backward(A, W, b, dout):
    delta = np.where(A @ W + b > 0, dout, 0)
    return delta @ W.T, A.T @ delta, delta.sum(0)[None]
""")
residual_backward.variant("forgets the slope of relu", """
def residual_backward(A, W, b, dout):
    return dout + dout @ W.T, A.T @ dout, dout.sum(axis=0, keepdims=True)
""")
