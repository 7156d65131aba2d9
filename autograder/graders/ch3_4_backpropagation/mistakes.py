"""The mistakes of chapter 3.4, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

backward_mlp = Mistakes("""
def backward_mlp(X, A1, A2, y, W1, W2):
    n = len(X)
    delta2 = (A2 - y) / n
    back = delta2 @ W2.T
    delta1 = back * (A1 > 0)
    dW1 = X.T @ delta1
    db1 = delta1.sum(axis=0, keepdims=True)
    dW2 = A1.T @ delta2
    db2 = delta2.sum(axis=0, keepdims=True)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
""")
backward_mlp.change("forgets the mean", "(A2 - y) / n", "A2 - y",
    "The 1 / n is missing: the loss is a mean over the samples. delta2 = (A2 - y) / n.", kind="mean-or-sum")
backward_mlp.variant("forgets the mean", """
def backward_mlp(X, A1, A2, y, W1, W2):
    dZ2 = A2 - y
    dZ1 = np.dot(dZ2, W2.T)
    dZ1[A1 <= 0] = 0
    sums = {"b1": np.sum(dZ1, axis=0)[None], "b2": np.sum(dZ2, axis=0)[None]}
    return {"W1": np.dot(X.T, dZ1), "W2": np.dot(A1.T, dZ2), **sums}
""")
backward_mlp.change("divides by n twice", "(A2 - y) / n", "(A2 - y) / n / n",
    "Every gradient is divided by n twice. The loss is one mean over the samples: delta2 has its 1 / n, and passes it "
    "on.", kind="mean-or-sum")
backward_mlp.change("divides the hidden delta again", "back * (A1 > 0)", "back * (A1 > 0) / n",
    "W1's and b1's gradients are divided by n twice. delta2 has its 1 / n already, and delta1 inherits it.",
    kind="mean-or-sum")
backward_mlp.change("divides by all elements", "(A2 - y) / n", "(A2 - y) / y.size",
    "Your gradients are divided by n * k, as in a mean over all elements. The loss sums over the classes and averages "
    "over the samples: divide by n only.", kind="mean-or-sum")
backward_mlp.change("divides by the classes", "(A2 - y) / n", "(A2 - y) / y.shape[1]",
    "Your gradients are divided by the number of classes. n is the number of samples: len(X).", kind="wrong-variable")
backward_mlp.change("turns the sign around", "A2 - y", "y - A2",
    "The sign is turned around: y - A2 leads uphill. The gradient begins with A2 - y.", kind="sign")
backward_mlp.change("doubles the error", "(A2 - y) / n", "2 * (A2 - y) / n",
    "There is a factor 2, which belongs to squared errors. For the cross-entropy delta2 is (A2 - y) / n.",
    kind="factor")
backward_mlp.change("follows the squared error", "(A2 - y) / n",
    "A2 * (2 * (A2 - y) - (2 * (A2 - y) * A2).sum(axis=1, keepdims=True)) / n",
    "These are the gradients of the squared error. The loss is the cross-entropy, for which delta2 is (A2 - y) / n.",
    kind="wrong-function")
backward_mlp.change("keeps the last sample", "(A2 - y) / n", "(A2 - y) / n\n    delta2[:-1] = 0",
    "Only the last sample counts in your gradients. If you loop over the samples, add up what each of them gives: += "
    "in place of =.", kind="loop")
backward_mlp.change("divides only the targets", "(A2 - y) / n", "A2 - y / n",
    "Only y is divided by n: brackets are missing. delta2 = (A2 - y) / n.", kind="order")
backward_mlp.change("multiplies by the slope of the output", "(A2 - y) / n", "(A2 - y) * A2 * (1 - A2) / n",
    "A2 - y is multiplied by A2 (1 - A2) as well. The slope of softmax is in A2 - y already.", kind="extra-step")
backward_mlp.change("stops before softmax", "(A2 - y) / n", "-y / A2 / n",
    "-y / A2 is the gradient by the probabilities. Softmax is still to come: by the scores it is (A2 - y) / n.",
    kind="missing-step")
backward_mlp.change("forgets the mask", "back * (A1 > 0)", "back",
    "Gradients pass through silent neurons as well. Where A1 is 0, delta1 is 0: multiply by (A1 > 0). (A1 >= 0 would "
    "be true everywhere.)", kind="missing-step")
backward_mlp.variant("forgets the mask", """
def backward_mlp(X, A1, A2, y, W1, W2):
    m = X.shape[0]
    d2 = A2 - y
    d1 = np.where(A1 >= 0, d2 @ W2.T, 0)
    sums = {"b1": d1.sum(0).reshape(1, -1) / m, "b2": d2.sum(0).reshape(1, -1) / m}
    return {"W1": X.T @ d1 / m, "W2": A1.T @ d2 / m, **sums}
""")
backward_mlp.change("applies relu to the gradient", "back * (A1 > 0)", "np.maximum(back, 0)",
    "The gradient itself has gone through ReLU, which loses its negative values. Whether it passes depends on A1: "
    "multiply by (A1 > 0).", kind="wrong-variable")
backward_mlp.change("multiplies by the activation", "(A1 > 0)", "A1",
    "You multiply by A1 where its slope belongs. ReLU's slope is 1 where A1 > 0, and 0 elsewhere.", kind="wrong-step")
backward_mlp.change("uses the slope of the sigmoid", "(A1 > 0)", "A1 * (1 - A1)",
    "A1 (1 - A1) is the slope of the sigmoid. The hidden layer has ReLU, with slope 1 where A1 > 0, and 0 elsewhere.",
    kind="wrong-function")
backward_mlp.change("uses the slope of tanh", "(A1 > 0)", "(1 - A1**2)",
    "1 - A1 ** 2 is the slope of tanh. The hidden layer has ReLU, with slope 1 where A1 > 0, and 0 elsewhere.",
    kind="wrong-function")
backward_mlp.change("uses the slope of the leaky ReLU", "(A1 > 0)", "np.where(A1 > 0, 1, 0.01)",
    "A hundredth of the gradient passes through silent neurons, as with the leaky ReLU. Here nothing passes where A1 "
    "is 0.", kind="wrong-function")
backward_mlp.change("turns the mask around", "A1 > 0", "A1 <= 0",
    "No gradient reaches W1 and b1 where the hidden neuron was active. delta2 goes back through W2 where A1 > 0, and "
    "stops where A1 is 0.", kind="sign")
backward_mlp.change("asks the scores without their bias", "A1 > 0", "X @ W1 > 0",
    "The mask comes from X W1, where the bias is missing. A1 > 0 tells which neurons were active.",
    kind="wrong-variable")
backward_mlp.change("forgets to transpose the weights", "W2.T", "W2",
    "The shapes do not fit on the way back: delta2 is (n, k) and W2 (h, k), so it is delta2 @ W2.T.",
    kind="transpose")
backward_mlp.change("multiplies the weights element by element", "delta2 @ W2.T", "delta2 * W2.T",
    "delta2 and W2's transpose are multiplied element by element. Back through the wires is a matrix product: delta2 "
    "@ W2.T.", kind="wrong-function")
backward_mlp.change("multiplies the transpose element by element", "delta2 @ W2.T", "W2.T * delta2",
    "W2's transpose and delta2 are multiplied element by element. Back through the wires is a matrix product: "
    "delta2 @ W2.T.", kind="wrong-function")
backward_mlp.variant("multiplies the weights element by element", """
def backward_mlp(X, A1, A2, y, W1, W2):
    d2 = (A2 - y) / len(X)
    d1 = np.multiply(d2, W2.T)
    d1[A1 == 0] = 0
    return {"W1": X.T @ d1, "b1": d1.sum(0)[None], "W2": A1.T @ d2, "b2": d2.sum(0)[None]}
""")
backward_mlp.change("transposes the gradients", "X.T @ delta1", "delta1.T @ X", "A1.T @ delta2", "delta2.T @ A1",
    "The gradients of the weights are transposed. W1's has the shape of W1: X.T @ delta1, and not delta1.T @ X.",
    kind="transpose")
backward_mlp.change("forgets to transpose the inputs", "X.T", "X", "A1.T", "A1",
    "X and A1 are not transposed. The samples have to be summed over: X.T @ delta1 is (d, n) times (n, h).",
    kind="transpose")
backward_mlp.change("averages the weights again", "X.T @ delta1", "X.T @ delta1 / n", "A1.T @ delta2",
    "A1.T @ delta2 / n",
    "The weights' gradients are divided by n twice: delta2 has its 1 / n already.", kind="mean-or-sum")
backward_mlp.change("averages the biases", "delta1.sum", "delta1.mean", "delta2.sum", "delta2.mean",
    "The biases' gradients are divided by n twice: delta2 has its 1 / n already. Take the sum over the samples.",
    kind="mean-or-sum")
backward_mlp.change("flattens the biases", "delta1.sum(axis=0, keepdims=True)", "delta1.sum(axis=0)",
    "delta2.sum(axis=0, keepdims=True)", "delta2.sum(axis=0)",
    "The gradients of the biases have lost an axis. They are rows, as the biases are: keepdims=True.", kind="shape")
backward_mlp.change("sums the biases over the neurons", "delta1.sum(axis=0", "delta1.sum(axis=1", "delta2.sum(axis=0",
    "delta2.sum(axis=1",
    "The biases' gradients sum over axis 1. One number for each neuron is left when the samples are added up: axis=0.",
    kind="axis")
backward_mlp.change("sums the biases over everything", "delta1.sum(axis=0, ", "delta1.sum(", "delta2.sum(axis=0, ",
    "delta2.sum(",
    "The biases' gradients are single numbers. There is one for each neuron: add up the samples alone, axis=0.",
    kind="axis")
backward_mlp.change("sums the biases to plain numbers", "delta1.sum(axis=0, keepdims=True)", "delta1.sum()",
    "delta2.sum(axis=0, keepdims=True)", "delta2.sum()",
    "The biases' gradients are single numbers. There is one for each neuron: add up the samples alone, axis=0, and "
    "keep the row, keepdims=True.", kind="axis")
backward_mlp.variant("sums the biases to plain numbers", """
def backward_mlp(X, A1, A2, y, W1, W2):
    m = y.shape[0]
    dZ2 = A2 - y
    dZ1 = dZ2.dot(W2.T) * (A1 > 0)
    weights = {"W1": 1 / m * X.T.dot(dZ1), "W2": 1 / m * A1.T.dot(dZ2)}
    return {**weights, "b1": 1 / m * np.sum(dZ1), "b2": 1 / m * np.sum(dZ2)}
""")
backward_mlp.change("leaves the samples in the biases", '"b1": db1', '"b1": delta1', '"b2": db2', '"b2": delta2',
    "The biases' gradients are delta itself, with a row for each sample. Add the samples up: sum(axis=0, "
    "keepdims=True).", kind="missing-step")
backward_mlp.change("takes the biases of one sample", '"b1": db1', '"b1": delta1[:1]', '"b2": db2', '"b2": delta2[:1]',
    "The biases' gradients are those of the first sample alone. Add up all samples: delta.sum(axis=0, keepdims=True).",
    kind="missing-step")
backward_mlp.change("sums the weights for the biases", "delta1.sum(", "dW1.sum(",
    "dW2 = A1.T @ delta2\n    db2 = delta2.sum(", "dW2 = A1.T @ delta2\n    db2 = dW2.sum(",
    "The biases' gradients add up those of the weights. They add up delta: delta.sum(axis=0, keepdims=True).",
    kind="wrong-variable")
backward_mlp.change("returns no biases", '"b1": db1, ', "", ', "b2": db2', "",
    "The gradients of the biases are missing. Return four: W1, b1, W2 and b2.", kind="return")
backward_mlp.change("names the gradients with a d", '"W1"', '"dW1"', '"b1"', '"db1"', '"W2"', '"dW2"', '"b2"', '"db2"',
    'The keys begin with a d. Name the gradients as the parameters are named: "W1", "b1", "W2", "b2".', kind="names")
backward_mlp.change("returns a tuple", 'return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}',
    "return dW1, db1, dW2, db2",
    'You return a tuple. Put the four gradients into a dictionary with the keys "W1", "b1", "W2", "b2".', kind="return")
backward_mlp.change("sends back through updated weights", "delta2 @ W2.T", "delta2 @ (W2 - 0.1 * A1.T @ delta2).T",
    "The error is sent back through W2 after a step was taken. Use W2 as it was in the forward pass.", kind="order")
backward_mlp.change("takes the step", '"W1": dW1', '"W1": W1 - dW1', '"W2": dW2', '"W2": W2 - dW2',
    "You return new weights. Return the gradients: the step is taken by gradient_descent.", kind="extra-step")
backward_mlp.change("writes into the predictions", "delta2 = (A2 - y) / n", "A2 -= y\n    delta2 = A2 / n",
    "You write into the caller's array, as A2 -= y does. Make a new one: delta2 = (A2 - y) / n.", kind="in-place")
backward_mlp.variant("writes into the predictions", """
def backward_mlp(X, A1, A2, y, W1, W2):
    d2 = A2
    d2[np.arange(len(X)), y.argmax(axis=1)] -= 1
    d2 /= len(X)
    d1 = (d2 @ W2.T) * (A1 > 0)
    return {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}
""")
backward_mlp.change("uses the mask for the output weights", "A1.T @", "(A1 > 0).T @",
    "W2's gradient is built from the mask, 1 where A1 > 0. It takes the activations themselves: A1.T @ delta2.",
    kind="wrong-variable")
backward_mlp.change("uses the inputs for the output weights", "A1.T @", "np.maximum(X @ W1, 0).T @",
    "W2's gradient takes relu(X W1), where the bias is missing. It takes the activations: A1.T @ delta2.",
    kind="wrong-variable")

mlp_loss = Mistakes("""
def mlp_loss(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1, A2 = forward_mlp(X, W1, b1, W2, b2)
    loss = cross_entropy(A2, y)
    grads = backward_mlp(X, A1, A2, y, W1, W2)
    return loss, grads
""")
mlp_loss.change("swaps the pair", "return loss, grads", "return grads, loss",
    "The pair is in the wrong order. Return the loss first: return loss, grads.", kind="order")
mlp_loss.change("returns only the loss", "return loss, grads", "return loss",
    "You return only the loss. gradient_descent needs the gradients too: return loss, grads.", kind="return")
mlp_loss.change("returns only the gradients", "return loss, grads", "return grads",
    "You return only the gradients. The loss comes first: return loss, grads.", kind="return")
mlp_loss.change("returns the predictions too", "return loss, grads", "return loss, grads, A2",
    "You return the predictions as well. The result is the pair (loss, grads) and nothing more.", kind="return")
mlp_loss.change("takes the parameters in order", 'params["W1"], params["b1"], params["W2"], params["b2"]',
    "params.values()",
    'The parameters are taken in the order of the dictionary, which may be any. Take them by name: params["W1"], or '
    "**params.", kind="order", score=3.64)
mlp_loss.change("sums the loss", "return loss", "return loss * len(X)",
    "The loss is summed over the samples. It is their mean, as cross_entropy gives it.", kind="mean-or-sum")
mlp_loss.change("sums loss and gradients", "return loss, grads",
    "return loss * len(X), {name: g * len(X) for name, g in grads.items()}",
    "Loss and gradients are summed over the samples. Both belong to the mean, as cross_entropy and backward_mlp give "
    "them.", kind="mean-or-sum")
mlp_loss.change("sums the gradients", "return loss, grads",
    "return loss, {name: g * len(X) for name, g in grads.items()}",
    "The gradients are summed over the samples, but the loss is a mean: so are its gradients.", kind="mean-or-sum")
mlp_loss.change("divides the gradients again", "return loss, grads",
    "return loss, {name: g / len(X) for name, g in grads.items()}",
    "The gradients are divided by n once more, although backward_mlp has done so. Return them as they are.",
    kind="mean-or-sum")
mlp_loss.change("divides the loss again", "return loss", "return loss / len(X)",
    "The loss is divided by n once more, although cross_entropy is a mean already. Return it as it is.",
    kind="mean-or-sum")
mlp_loss.change("returns the direction of the step", "return loss, grads",
    "return loss, {name: -g for name, g in grads.items()}",
    "grads is minus the gradient. gradient_descent subtracts it, so return the gradient itself. Perhaps backward_mlp "
    "was given y before A2.", kind="sign")
for rate in ("0.1", "0.01"):
    mlp_loss.change(f"multiplies by a learning rate of {rate}", "return loss, grads",
        f"return loss, {{name: {rate} * g for name, g in grads.items()}}",
        "The gradients are multiplied by a learning rate. That is the business of gradient_descent: return them as "
        "they are.", kind="extra-step")
    mlp_loss.change(f"returns parameters after a step of {rate}", "return loss, grads",
        f"return loss, {{name: params[name] - {rate} * grads[name] for name in params}}",
        "You return updated parameters in place of the gradients. Taking the step is the business of "
        "gradient_descent.", kind="extra-step")
mlp_loss.change("updates the parameters", "return loss",
    "for name in params:\n        params[name] -= 0.1 * grads[name]\n    return loss",
    "You write into the caller's params. Return the gradients in a dictionary of their own, and leave the step to "
    "gradient_descent.", kind="in-place")
mlp_loss.change("uses the binary loss", "cross_entropy(A2, y)", "binary_cross_entropy(A2, y)",
    "This is the binary cross-entropy. With softmax the loss is cross_entropy(A2, y) of chapter 3.3.",
    kind="wrong-function")
mlp_loss.change("adds the binary terms", "cross_entropy(A2, y)", "binary_cross_entropy(A2, y) * y.shape[1]",
    "The wrong classes count too, as in the binary cross-entropy. With softmax the loss is cross_entropy(A2, y).",
    kind="wrong-function")
mlp_loss.change("uses the squared error", "cross_entropy(A2, y)", "mse_loss(A2, y)",
    "The loss is a squared error. It is cross_entropy(A2, y).", kind="wrong-function")
mlp_loss.change("swaps the arguments of the loss", "cross_entropy(A2, y)", "cross_entropy(y, A2)",
    "cross_entropy was given y first. The predictions come first: cross_entropy(A2, y).", kind="order")
mlp_loss.change("returns the error rate", "cross_entropy(A2, y)",
    "float(np.mean(A2.argmax(axis=1) != y.argmax(axis=1)))",
    "You return the fraction of mistakes as the loss. It is cross_entropy(A2, y), which has a slope to follow.",
    kind="wrong-function")
for tiny in ("1e-12", "1e-15", "1e-10", "1e-9", "1e-8", "1e-7"):
    mlp_loss.change("returns a loss for each sample" + ("" if tiny == "1e-12" else f" ({tiny})"),
        "cross_entropy(A2, y)", f"-(y * np.log(np.maximum(A2, {tiny}))).sum(axis=1)",
        "The loss is an array with a number for each sample. Return their mean, a single number.", kind="return",
        alike="the epsilon alone is another, and the visible tests have no probability of 0")
mlp_loss.change("leaves the biases out", "forward_mlp(X, W1, b1, W2, b2)", "forward_mlp(X, W1, 0 * b1, W2, 0 * b2)",
    "The biases are left out of the forward pass. Hand b1 and b2 from params to forward_mlp.", kind="missing-step")
mlp_loss.change("swaps the weights for the backward pass", "A1, A2, y, W1, W2", "A1, A2, y, W2, W1",
    "backward_mlp was given its arguments in another order, and the shapes do not fit. The order is X, A1, A2, y, W1, "
    "W2.", kind="order")
mlp_loss.change("returns gradients of weights only", "return loss, grads",
    'return loss, {"W1": grads["W1"], "W2": grads["W2"]}',
    "The gradients of the biases are missing from grads. Return all four: W1, b1, W2 and b2.", kind="return")
mlp_loss.change("takes the logarithm of zero", "cross_entropy(A2, y)", "float(-(y * np.log(A2)).sum(axis=1).mean())",
    "log(0) is -inf: extreme scores make probabilities of exactly 0. Use your cross_entropy, which limits them from "
    "below.", kind="epsilon", score=3.64)
mlp_loss.variant("returns the direction of the step", """
def mlp_loss(X, y, params):
    A1, A2 = forward_mlp(X, **params)
    delta2 = (y - A2) / len(X)
    delta1 = delta2 @ params["W2"].T * (A1 > 0)
    grads = {"W2": A1.T @ delta2, "W1": X.T @ delta1}
    grads["b1"], grads["b2"] = delta1.sum(0, keepdims=True), delta2.sum(0, keepdims=True)
    return cross_entropy(A2, y), grads
""")
mlp_loss.variant("sums loss and gradients", """
def mlp_loss(X, y, params):
    A1, A2 = forward_mlp(X, **params)
    delta2 = A2 - y
    delta1 = delta2 @ params["W2"].T * (A1 > 0)
    grads = {"W2": A1.T @ delta2, "W1": X.T @ delta1}
    grads["b1"], grads["b2"] = delta1.sum(0, keepdims=True), delta2.sum(0, keepdims=True)
    return -np.sum(y * np.log(A2 + 1e-12)), grads
""")

tiny_gradients = Mistakes("""
def tiny_gradients(x, y, w1, w2):
    a = max(w1 * x, 0.0)
    delta = 2 * (w2 * a - y)
    slope = 1.0 if a > 0 else 0.0
    dw1 = delta * w2 * slope * x
    dw2 = delta * a
    return dw1, dw2
""")
tiny_gradients.change("forgets the two", "2 * (", "(",
    "The factor 2 is missing: the slope of (o - y)^2 is 2 (o - y).", kind="factor")
tiny_gradients.change("asks for the sign of the weight", "1.0 if a > 0", "1.0 if w1 > 0",
    "The slope of ReLU is that at its score w1 x: 1 where w1 x is positive, else 0, whatever the signs of w1 and of x.",
    kind="wrong-variable")
tiny_gradients.change("returns the output weight first", "return dw1, dw2", "return dw2, dw1",
    "The pair is in the wrong order: return dw1, dw2.", kind="order")
tiny_gradients.change("forgets the weight on the way back", "delta * w2 *", "delta *",
    "For w1 the path leads through w2, and its slope is missing: multiply by w2 on the way back.", kind="missing-step")
tiny_gradients.change("forgets the slope of relu", " * slope", "",
    "Where w1 x is negative, ReLU has slope 0, and w1 changes nothing: dw1 is 0 there.", kind="missing-step")
tiny_gradients.change("forgets the input", "slope * x", "slope",
    "The last slope of the path to w1 is missing: a = w1 x changes with w1 at the rate x.", kind="missing-step")
tiny_gradients.change("turns the sign around", "w2 * a - y", "y - w2 * a",
    "The sign is turned around: the slope of (o - y)^2 is 2 (o - y), not 2 (y - o).", kind="sign")
tiny_gradients.change("leaves relu out", "max(w1 * x, 0.0)", "w1 * x", "if a > 0 else 0.0", "",
    "ReLU is missing on the way forward: a = max(w1 x, 0).", kind="missing-step")
tiny_gradients.change("multiplies the output weight by the input", "dw2 = delta * a", "dw2 = delta * x",
    "For w2 you multiply by x. What reaches w2 is what ReLU let through: multiply by a.", kind="wrong-variable")

output_delta = Mistakes("""
def output_delta(A2, y):
    n = len(y)
    return (A2 - y) / n
""")
output_delta.change("forgets to divide", " / n", "",
    "The 1 / n is missing: the loss is a mean over the samples, so divide by len(y).", kind="mean-or-sum")
output_delta.change("subtracts the other way", "A2 - y", "y - A2",
    "The sign is turned around: it is what was said minus what is true, A2 - y.", kind="sign")
output_delta.change("divides by the classes", "len(y)", "y.shape[1]",
    "You divide by the number of classes. n is the number of samples: len(y).", kind="wrong-variable", find=True)
output_delta.change("divides by everything", "len(y)", "y.size",
    "You divide by n * k. The loss sums over the classes and averages over the n samples only.", kind="mean-or-sum")
output_delta.change("divides only the targets", "(A2 - y)", "A2 - y",
    "Brackets are missing: A2 - y / n divides only y.", kind="order")
output_delta.change("stops before softmax", "(A2 - y)", "-y / A2",
    "-y / A2 is the gradient by the probabilities. Softmax is still to come: by the scores it is (A2 - y) / n.",
    kind="missing-step")
output_delta.change("multiplies by the slope of the output", "(A2 - y)", "(A2 - y) * A2 * (1 - A2)",
    "A2 - y is multiplied by A2 (1 - A2) as well. The slope of softmax is in A2 - y already.", kind="extra-step")
output_delta.change("averages the delta", "(A2 - y) / n", "(A2 - y).mean(axis=0, keepdims=True)",
    "You average over the samples. The delta keeps one row for each of them: (n, k).", kind="extra-step")
output_delta.change("changes the predictions", "return (A2 - y) / n", "A2 -= y\n    return A2 / n",
    "You write into the caller's array, as -= and /= do. Make a new one: (A2 - y) / n.", kind="in-place")
output_delta.change("doubles the error", "(A2 - y)", "2 * (A2 - y)",
    "There is a factor 2, which belongs to squared errors. For the cross-entropy it is (A2 - y) / n.", kind="factor")

layer_gradients = Mistakes("""
def layer_gradients(A_in, delta):
    dW = A_in.T @ delta
    db = delta.sum(axis=0, keepdims=True)
    return dW, db
""")
layer_gradients.change("transposes the product", "A_in.T @ delta", "delta.T @ A_in",
    "dW is transposed: it has the shape of W, (d, h), which is A_in.T @ delta.", kind="transpose")
layer_gradients.change("forgets to transpose", "A_in.T", "A_in",
    "A_in is not transposed. The samples have to be summed over: (d, n) times (n, h) is A_in.T @ delta.",
    kind="transpose")
layer_gradients.change("leaves the samples in the bias", "delta.sum(axis=0, keepdims=True)", "delta * 1.0",
    "db still has a row for each sample. Add them up: delta.sum(axis=0, keepdims=True).", kind="missing-step")
layer_gradients.change("flattens the bias", ", keepdims=True", "",
    "db has lost an axis. It is a row of shape (1, h): keepdims=True.", kind="shape")
layer_gradients.change("averages the bias", "sum(", "mean(",
    "db is the mean of delta. Take the sum: delta has its 1 / n already.", kind="mean-or-sum")
layer_gradients.change("averages both", "A_in.T @ delta", "A_in.T @ delta / len(delta)", "sum(", "mean(",
    "Both are divided by n, but delta has its 1 / n already.", kind="mean-or-sum")
layer_gradients.change("sums the wrong axis", "axis=0", "axis=1",
    "db adds up the neurons of each sample. Add up the samples of each neuron: axis=0.", kind="axis")
layer_gradients.change("returns the bias first", "return dW, db", "return db, dW",
    "The pair is in the wrong order: return dW, db.", kind="order")
layer_gradients.change("sums the inputs", "delta.sum", "A_in.sum",
    "db adds up the inputs. It adds up delta, the message that reached the layer's own scores.", kind="wrong-variable")
layer_gradients.change("sums the gradient of the weights", "delta.sum", "dW.sum",
    "db adds up dW. It adds up delta, the message that reached the layer's own scores.", kind="wrong-variable")

hidden_delta = Mistakes("""
def hidden_delta(delta2, W2, A1):
    back = delta2 @ W2.T
    return back * (A1 > 0)
""")
hidden_delta.change("passes everything", " * (A1 > 0)", "",
    "The message passes through silent neurons too. Where A1 is 0 nothing passes: multiply by (A1 > 0).",
    kind="missing-step")
hidden_delta.change("applies relu to the message", "back * (A1 > 0)", "np.maximum(back, 0)",
    "The message itself has gone through ReLU, which loses its negative values. Whether it passes depends on A1: "
    "multiply by (A1 > 0).", kind="wrong-variable")
hidden_delta.change("multiplies by the signal", "(A1 > 0)", "A1",
    "You multiply by A1. The slope of ReLU is 1 where A1 > 0: multiply by (A1 > 0).", kind="wrong-step")
hidden_delta.change("goes through the weights forward", "W2.T", "W2",
    "The shapes do not fit: delta2 is (n, k) and W2 (h, k), so the product is delta2 @ W2.T.", kind="transpose")
hidden_delta.change("divides again", "(A1 > 0)", "(A1 > 0) / len(A1)",
    "The result is divided by n once more. delta2 has its 1 / n already.", kind="mean-or-sum")
hidden_delta.change("multiplies by the slope of the sigmoid", "(A1 > 0)", "A1 * (1 - A1)",
    "A1 (1 - A1) is the slope of the sigmoid. ReLU's is 1 where A1 > 0, and 0 elsewhere.", kind="wrong-function")
hidden_delta.change("turns the mask around", "A1 > 0", "A1 <= 0",
    "The message passes only through silent neurons. It passes where A1 > 0, and stops where A1 is 0.", kind="sign")
hidden_delta.change("writes into the signal", "return back * (A1 > 0)", "A1[A1 > 0] = 1\n    return back * A1",
    "The values are right, but an array of the caller's is changed. Make a new one for the mask: (A1 > 0).",
    kind="in-place")

most_confused = Mistakes("""
def most_confused(counts):
    mistakes = counts.astype(float)
    np.fill_diagonal(mistakes, -1)
    place = np.argmax(mistakes)
    truth, predicted = divmod(place, len(counts))
    return truth, predicted
""")
most_confused.change("counts right answers", "    np.fill_diagonal(mistakes, -1)\n", "",
    "The largest entry is on the diagonal, and those answers are right. Leave the diagonal out.", kind="missing-step")
most_confused.change("looks above the diagonal only", "np.fill_diagonal(mistakes, -1)",
    "mistakes = np.triu(mistakes, 1)",
    "Only the entries above the diagonal are looked at. Those below it are mistakes as well.", kind="indexing")
most_confused.change("puts the prediction first", "return truth, predicted", "return predicted, truth",
    "Truth and prediction have changed places: the row comes first, and rows are the truth.", kind="order")
most_confused.change("returns the flat place", "return truth, predicted", "return place",
    "argmax counts through the flattened table. np.unravel_index turns that number into a row and a column.",
    kind="missing-step")
most_confused.change("adds both directions", "counts.astype(float)", "np.triu(counts + counts.T)",
    "You add both directions, t as p and p as t. Look for the largest single entry.", kind="extra-step")
most_confused.change("overwrites the diagonal", "counts.astype(float)", "counts",
    "You write into the caller's table, as np.fill_diagonal does. Make a copy first: counts.copy().", kind="in-place")
most_confused.change("returns the count", "return truth, predicted", "return int(mistakes.max())",
    "You return the number of mistakes. Return where it stands: its row and its column.", kind="return")
most_confused.change("finds the hardest class", "np.fill_diagonal(mistakes, -1)", "np.fill_diagonal(mistakes, 0)",
    "divmod(place, len(counts))", "mistakes.sum(axis=1).argmax(), mistakes[mistakes.sum(axis=1).argmax()].argmax()",
    "You look for the class with the most mistakes in all. Look for the largest single entry.", kind="wrong-step")


input_gradient = Mistakes("""
def input_gradient(A1, A2, y, W1, W2):
    n = len(y)
    delta2 = (A2 - y) / n
    delta1 = (delta2 @ W2.T) * (A1 > 0)
    return delta1 @ W1.T
""")
for slug, old, new, kind, sentence in (
    ("forgets the mean", "(A2 - y) / n", "A2 - y", "mean-or-sum",
     "Your gradient is n times too large: that of the sum over the samples. The loss is a mean, so divide by n."),
    ("divides by the classes", "n = len(y)", "n = y.shape[1]", "division",
     "You divide by the number of classes. The mean is over the samples: len(y)."),
    ("turns the sign around", "A2 - y", "y - A2", "sign",
     "The sign is turned around. The output's delta is A2 - y."),
    ("forgets the slope of relu", " * (A1 > 0)", "", "missing-step",
     "Silent hidden neurons pass something back. The slope of ReLU is missing: times (A1 > 0)."),
    ("multiplies by the answers", "(A1 > 0)", "A1", "wrong-function",
     "You multiply by what the hidden neurons answer. The slope of ReLU is 1 or 0: A1 > 0."),
    ("forgets the target", "(A2 - y) / n", "A2 / n", "missing-step",
     "The target is missing. The output's delta is A2 - y."),
    ("returns the hidden delta", "delta1 @ W1.T", "delta1", "missing-step",
     "That is the delta of the hidden layer. It has to go back through W1 once more."),
    ("adds up the samples", "return delta1 @ W1.T", "return (delta1 @ W1.T).sum(axis=0, keepdims=True)", "extra-step",
     "You add up over the samples, as for a bias. Every sample has inputs of its own, so the result is (n, d)."),
    ("keeps the signs only", "return delta1 @ W1.T", "return np.sign(delta1 @ W1.T)", "extra-step",
     "You return the signs of the gradient. Asked for is the gradient itself."),
):  # fmt: skip
    input_gradient.change(slug, old, new, sentence, kind=kind)
input_gradient.variant("forgets the mean", """
def input_gradient(A1, A2, y, W1, W2):
    back = (A2 - y) @ W2.T
    back[A1 <= 0] = 0
    return back @ W1.T
""")
