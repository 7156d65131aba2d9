"""The mistakes of chapter W.4: losses. Each is a change of a plain right version."""

from autograder.checks.mistakes import Mistakes

EPSILONS = ("1e-15", "1e-12", "1e-10", "1e-9", "1e-8", "1e-7")  # that people add to a probability, or clip it to

softmax_cross_entropy = Mistakes("""
def softmax_cross_entropy(Z, y):
    shifted = Z - Z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = float(-(y * log_p).sum() / len(Z))
    dZ = (np.exp(log_p) - y) / len(Z)
    return loss, dZ
""")
for epsilon in EPSILONS:
    softmax_cross_entropy.change(f"takes the logarithm of a probability, at least {epsilon}",
        "log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))",
        f"log_p = np.log(softmax(Z) + {epsilon})",
        "The loss takes the logarithm of probabilities, which have been rounded to 0 where a score is far behind. "
        "Compute the logarithm from the scores: shifted - log(sum of exp(shifted)).", kind="epsilon",
        score=2.5)  # fmt: skip
softmax_cross_entropy.change("forgets to subtract the maximum", "Z - Z.max(axis=1, keepdims=True)", "Z",
    "Large scores overflow in exp. Subtract each row's maximum first.", kind="overflow", score=2.0)  # fmt: skip
softmax_cross_entropy.change("subtracts the maximum of all samples", "Z - Z.max(axis=1, keepdims=True)", "Z - Z.max()",
    "One maximum is subtracted from all samples. Where a sample's scores lie far below it, all its exponentials are 0. "
    "Subtract each row's own: Z.max(axis=1, keepdims=True).", kind="axis")  # fmt: skip
softmax_cross_entropy.change("sums over the samples", "np.log(np.exp(shifted).sum(axis=1, keepdims=True))",
    "np.log(np.exp(shifted).sum(axis=0, keepdims=True))",
    "The exponentials are summed over the samples. The classes of each sample compete: axis=1.",
    kind="axis")  # fmt: skip
softmax_cross_entropy.change("averages over all elements", "(y * log_p).sum() / len(Z)", "(y * log_p).mean()",
    "The loss is divided by the number of elements. It is a mean over the samples: the sum divided by len(Z).",
    kind="mean-or-sum")  # fmt: skip
softmax_cross_entropy.change("adds up the loss", "(y * log_p).sum() / len(Z)", "(y * log_p).sum()",
    "The losses of the samples are added up. Divide by their number, len(Z).", kind="mean-or-sum")  # fmt: skip
softmax_cross_entropy.change("forgets 1/n in the gradient", "(np.exp(log_p) - y) / len(Z)", "np.exp(log_p) - y",
    "dZ lacks the 1/n of the mean: (softmax(Z) - y) / len(Z).", kind="mean-or-sum")  # fmt: skip
softmax_cross_entropy.change("turns the gradient round", "np.exp(log_p) - y", "y - np.exp(log_p)",
    "dZ has the wrong sign: softmax(Z) minus y.", kind="sign")  # fmt: skip
softmax_cross_entropy.change("forgets the minus of the loss", "float(-(y", "float((y",
    "The loss is negative: minus the logarithm of the probability of the true class.", kind="sign")  # fmt: skip
softmax_cross_entropy.change("returns the loss alone", "return loss, dZ", "return loss",
    "Only the loss comes back. Return the pair: return loss, dZ.", kind="return")  # fmt: skip
softmax_cross_entropy.change("returns the gradient first", "return loss, dZ", "return dZ, loss",
    "The gradient comes first. The loss comes first: return loss, dZ.", kind="order")  # fmt: skip
softmax_cross_entropy.change("gives the gradient by the probabilities", "(np.exp(log_p) - y) / len(Z)",
    "-y / np.exp(log_p) / len(Z)",
    "The gradient is that by the probabilities, -y / A. By the scores it is (softmax(Z) - y) / n.",
    kind="wrong-variable")  # fmt: skip
softmax_cross_entropy.change("changes the scores", "shifted = Z - Z.max(axis=1, keepdims=True)",
    "Z -= Z.max(axis=1, keepdims=True)\n    shifted = Z",
    "Z, which belongs to the caller, is changed. Make a new array: shifted = Z - ...", kind="in-place")  # fmt: skip

mse = Mistakes("""
def mse(output, y):
    error = output - y
    loss = float((error ** 2).mean())
    gradient = 2 * error / output.size
    return loss, gradient
""")
mse.change("forgets the two", "2 * error", "error", "The gradient lacks the factor 2 of the square's slope.",
    kind="factor")  # fmt: skip
mse.change("divides the gradient by the samples", "output.size", "len(output)",
    "The gradient is divided by the number of samples. The loss is a mean over all elements: output.size.",
    kind="division")  # fmt: skip
mse.change("adds the gradient up", " / output.size", "",
    "The gradient lacks the division by the number of elements, which the mean has.", kind="mean-or-sum")  # fmt: skip
mse.change("adds the squares up", ".mean()", ".sum()", "The loss is a sum. It is the mean of the squares.",
    kind="mean-or-sum")  # fmt: skip
mse.change("averages over the samples", "(error ** 2).mean()", "(error ** 2).sum() / len(y)",
    "The loss is divided by the number of samples. It is the mean over all elements.", kind="division")  # fmt: skip
mse.change("turns the gradient round", "2 * error", "-2 * error",
    "The gradient has the wrong sign: 2 (output - y).", kind="sign")  # fmt: skip
mse.change("takes the absolute error", "(error ** 2).mean()", "np.abs(error).mean()",
    "The loss is the mean of the absolute errors. Square them.", kind="power")  # fmt: skip
mse.change("returns the loss alone", "return loss, gradient", "return loss",
    "Only the loss comes back. Return the pair: return loss, gradient.", kind="return")  # fmt: skip
mse.change("writes into the output", "error = output - y", "output -= y\n    error = output",
    "output, which belongs to the caller, is changed. Make a new array: output - y.", kind="in-place")  # fmt: skip

sigmoid_cross_entropy = Mistakes("""
def sigmoid_cross_entropy(Z, y):
    losses = np.maximum(Z, 0) - Z * y + np.log1p(np.exp(-np.abs(Z)))
    loss = float(losses.mean())
    dZ = (sigmoid(Z) - y) / Z.size
    return loss, dZ
""")
for epsilon in EPSILONS:
    sigmoid_cross_entropy.change(f"takes the logarithm of a probability, at least {epsilon}",
        "losses = np.maximum(Z, 0) - Z * y + np.log1p(np.exp(-np.abs(Z)))",
        f"A = np.clip(sigmoid(Z), {epsilon}, 1 - {epsilon})\n"
        "    losses = -(y * np.log(A) + (1 - y) * np.log(1 - A))",
        "The loss takes the logarithm of probabilities, which are rounded to 0 and 1 for large scores. Compute it from "
        "the scores: max(z, 0) - z y + log(1 + exp(-|z|)).", kind="epsilon", score=1.67)  # fmt: skip
sigmoid_cross_entropy.change("overflows", "np.maximum(Z, 0) - Z * y + np.log1p(np.exp(-np.abs(Z)))",
    "np.log(1 + np.exp(Z)) - Z * y",
    "exp overflows for large scores. Take it of negative numbers only: max(z, 0) + log(1 + exp(-|z|)).",
    kind="overflow", score=1.67)  # fmt: skip
sigmoid_cross_entropy.change("forgets the absolute value", "np.exp(-np.abs(Z))", "np.exp(-Z)",
    "The exponential is that of -z. It is that of -|z|, so that max(z, 0) makes up for the rest.",
    kind="missing-step")  # fmt: skip
sigmoid_cross_entropy.change("divides by the samples", "/ Z.size", "/ len(Z)",
    "dZ is divided by the number of samples. The loss is a mean over all elements: Z.size.",
    kind="division")  # fmt: skip
sigmoid_cross_entropy.change("averages over the samples", "losses.mean()", "losses.sum() / len(Z)",
    "The loss is divided by the number of samples. It is the mean over all elements.", kind="division")  # fmt: skip
sigmoid_cross_entropy.change("forgets to divide the gradient", " / Z.size", "",
    "dZ lacks the division by the number of elements, which the mean has.", kind="mean-or-sum")  # fmt: skip
sigmoid_cross_entropy.change("turns the gradient round", "sigmoid(Z) - y", "y - sigmoid(Z)",
    "dZ has the wrong sign: sigmoid(Z) minus y.", kind="sign")  # fmt: skip
sigmoid_cross_entropy.change("takes Z for a probability", "(sigmoid(Z) - y)", "(Z - y)",
    "dZ is made of the scores. It is made of the probabilities: sigmoid(Z) - y.", kind="missing-step")  # fmt: skip
sigmoid_cross_entropy.change("forgets the zeros", "np.maximum(Z, 0) - Z * y + np.log1p(np.exp(-np.abs(Z)))",
    "y * np.logaddexp(0, -Z)",
    "The loss sees the targets of 1 only. Those of 0 count as well, -log(1 - A).", kind="missing-step")  # fmt: skip
sigmoid_cross_entropy.change("returns the loss alone", "return loss, dZ", "return loss",
    "Only the loss comes back. Return the pair: return loss, dZ.", kind="return")  # fmt: skip
