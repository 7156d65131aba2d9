"""The mistakes of workshop W.3, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

dense = Mistakes("""
class Dense:
    def __init__(self, n_in, n_out, activation, rng):
        if activation not in ("sigmoid", "tanh", "relu", "leaky_relu", "softmax", "linear"):
            raise ValueError("unknown activation")
        self.activation = activation
        scale = np.sqrt(1 / n_in)
        self.W = rng.normal(0.0, scale, (n_in, n_out))
        self.b = np.zeros((1, n_out))

    def forward(self, X):
        self.X = X
        self.Z = X @ self.W + self.b
        self.A = self.bent(self.Z)
        return self.A

    def bent(self, Z):
        if self.activation == "sigmoid":
            return sigmoid(Z)
        if self.activation == "tanh":
            return tanh(Z)
        if self.activation == "relu":
            return relu(Z)
        if self.activation == "leaky_relu":
            return leaky_relu(Z)
        if self.activation == "softmax":
            return softmax(Z)
        return Z

    def backward(self, dA):
        A, Z = self.A, self.Z
        if self.activation == "sigmoid":
            dZ = dA * A * (1 - A)
        elif self.activation == "tanh":
            dZ = dA * (1 - A**2)
        elif self.activation == "relu":
            dZ = dA * (Z > 0)
        elif self.activation == "leaky_relu":
            dZ = dA * np.where(Z > 0, 1.0, 0.01)
        elif self.activation == "softmax":
            dZ = A * (dA - (dA * A).sum(axis=1, keepdims=True))
        else:
            dZ = dA
        self.dW = self.X.T @ dZ
        self.db = dZ.sum(axis=0, keepdims=True)
        dX = dZ @ self.W.T
        return dX
""")
dense.change("forgets the biases", "X @ self.W + self.b", "X @ self.W",
    "The scores lack the biases: X @ self.W + self.b.", kind="missing-step")  # fmt: skip
dense.change("subtracts the biases", "X @ self.W + self.b", "X @ self.W - self.b",
    "The biases are subtracted. They are added to the scores: X @ self.W + self.b.", kind="sign")  # fmt: skip
dense.change("forward returns nothing", "return self.A", "pass",
    "forward returns nothing. After storing self.A, it has to end with: return self.A.", kind="return")  # fmt: skip
dense.change("forward returns the scores", "return self.A", "return self.Z",
    "forward returns the scores Z. Its answer is what the activation makes of them: return self.A.",
    kind="return")  # fmt: skip
dense.change("stores the weights transposed", "(n_in, n_out))\n        self.b", "(n_out, n_in))\n        self.b",
    "W has another shape. It has one row for each input, so that X @ W works: (n_in, n_out).",
    kind="transpose", random=True)  # fmt: skip
dense.change("makes flat biases", "np.zeros((1, n_out))", "np.zeros(n_out)",
    "The biases are a flat array. Make them a row: np.zeros((1, n_out)).", kind="shape")  # fmt: skip
dense.change("starts from other biases", "np.zeros((1, n_out))", "rng.normal(size=(1, n_out))",
    "The biases do not start from zeros: np.zeros((1, n_out)).", kind="initialization", random=True)  # fmt: skip
dense.change("calls the weights by other names", "self.W = rng", "self.weights = rng", "@ self.W +", "@ self.weights +",
    "The weights are called something else. Others read them as layer.W and layer.b: self.W = ...",
    kind="names", random=True)  # fmt: skip
dense.change("gives neurons equal weights", "rng.normal(0.0, scale, (n_in, n_out))", "np.zeros((n_in, n_out))",
    "Many weights, or all, start equal, so that neurons stay alike forever. Draw each by itself: rng.normal(0.0, "
    "scale, (n_in, n_out)).", kind="initialization", random=True)  # fmt: skip
dense.change("draws from another generator", "rng.normal(0.0", "np.random.default_rng().normal(0.0",
    "The same rng gives other weights each time: they are drawn from elsewhere. Draw from the rng that is handed in.",
    kind="randomness", random=True)  # fmt: skip
dense.change("draws with a fixed seed", "rng.normal(0.0", "np.random.default_rng(0).normal(0.0",
    "The weights do not depend on rng, so that all layers start alike. Draw from the rng that is handed in.",
    kind="randomness", random=True)  # fmt: skip
dense.change("forgets to scale the weights", "np.sqrt(1 / n_in)", "1.0",
    "The weights are not scaled. With many inputs the scores are then huge: np.sqrt(2 / n_in) * ...",
    kind="initialization")  # fmt: skip
dense.change("takes the variance for the scale", "np.sqrt(1 / n_in)", "2 / n_in",
    "You give the variance, 2 / n_in, to rng.normal, which wants the standard deviation: np.sqrt(2 / n_in).",
    kind="initialization")  # fmt: skip
dense.change("scales by the outputs", "np.sqrt(1 / n_in)", "np.sqrt(2 / n_out)",
    "The weights are scaled by n_out. A score adds up n_in products: np.sqrt(2 / n_in), or np.sqrt(1 / n_in).",
    kind="wrong-variable")  # fmt: skip
dense.change("draws positive weights only", "rng.normal(0.0, scale, (n_in, n_out))",
    "np.sqrt(2) * scale * rng.random((n_in, n_out))",
    "All weights are positive. rng.normal(0.0, scale, ...) gives both signs.", kind="initialization")  # fmt: skip
dense.change("leaks a tenth", "leaky_relu(Z)", "leaky_relu(Z, 0.1)",
    "leaky_relu leaks too much. Its slope on the negative side is 0.01.", kind="factor")  # fmt: skip
dense.change("takes leaky_relu for relu", "leaky_relu(Z)", "relu(Z)",
    "leaky_relu is done as relu. On the negative side it keeps 0.01 of the score.", kind="wrong-function")  # fmt: skip
dense.change("takes tanh for sigmoid", "return tanh(Z)", "return sigmoid(Z)",
    "tanh is done as sigmoid. It runs from -1 to 1: np.tanh(Z).", kind="wrong-function")  # fmt: skip
dense.change("softmax over the samples", "softmax(Z)", "softmax(Z.T).T",
    "For softmax, each column of A sums to 1. The classes of one sample compete with each other: axis=1.",
    kind="axis")  # fmt: skip
for shift in ("0.0", "Z.max()", "Z.max(axis=0)"):
    dense.variant(
        "softmax over the samples",
        dense.source.replace("softmax(Z)", f"np.exp(Z - {shift}) / np.exp(Z - {shift}).sum(axis=0)"),
    )
dense.change("softmax over everything", "softmax(Z)", "np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum()",
    "For softmax, all of A together sums to 1. Sum over each row: axis=1, keepdims=True.", kind="axis")  # fmt: skip
dense.variant("softmax over everything", dense.source.replace("softmax(Z)", "np.exp(Z) / np.sum(np.exp(Z))"))
dense.change("softmax overflows", "softmax(Z)", "np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)",
    "softmax overflows for large scores. Subtract each row's maximum first, as chapter 3.2's softmax does.",
    kind="overflow", score=5.77)  # fmt: skip
dense.change("accepts any activation", 'raise ValueError("unknown activation")', "pass",
    "A layer is made with an activation that does not exist. Check the name in __init__: raise ValueError.",
    kind="errors")  # fmt: skip
dense.change("lets an unknown activation fail by itself", 'raise ValueError("unknown activation")',
    "raise KeyError(activation)",
    "An unknown activation raises an error, but no ValueError: check the name and say what is wrong.",
    kind="errors")  # fmt: skip
dense.change("averages the bias gradient", "dZ.sum(axis=0, keepdims=True)", "dZ.mean(axis=0, keepdims=True)",
    "db is the mean over the samples. The 1 / n is in dA already, so add up: dZ.sum(axis=0, ...).",
    kind="mean-or-sum")  # fmt: skip
dense.variant(
    "averages the bias gradient",
    dense.source.replace("dZ.sum(axis=0, keepdims=True)", "np.array([[column.sum() / len(dA) for column in dZ.T]])"),
)
dense.change("divides the weight gradient by n", "self.X.T @ dZ", "self.X.T @ dZ / len(dZ)",
    "dW is divided by n. The 1 / n of the mean is in dA already: X.T @ dZ, and no more.", kind="division")  # fmt: skip
dense.change("makes a flat bias gradient", "dZ.sum(axis=0, keepdims=True)", "dZ.sum(axis=0)",
    "db is a flat array. Keep the axis, so that it has the shape of b: keepdims=True.", kind="shape")  # fmt: skip
dense.change("sums the bias gradient over everything", "dZ.sum(axis=0, keepdims=True)",
    "np.full((1, dZ.shape[1]), dZ.sum())",
    "db adds up everything into one number. Sum over the samples alone: axis=0, keepdims=True.",
    kind="axis")  # fmt: skip
dense.change("transposes the weight gradient", "self.X.T @ dZ", "dZ.T @ self.X",
    "dW is transposed. It has the shape of W: X.T @ dZ, and not dZ.T @ X.", kind="transpose")  # fmt: skip
dense.variant(
    "transposes the weight gradient", dense.source.replace("self.X.T @ dZ", 'np.einsum("ni,nj->ji", self.X, dZ)')
)
dense.change("negates the weight gradient", "self.X.T @ dZ", "-self.X.T @ dZ",
    "dW has the wrong sign. The step subtracts it, so that the gradient itself is X.T @ dZ.", kind="sign")  # fmt: skip
dense.change("backward returns nothing", "return dX", "pass",
    "backward returns nothing. The layer before needs dX: return dZ @ self.W.T.", kind="return")  # fmt: skip
dense.change("returns dZ", "return dX", "return dZ",
    "backward returns dZ. The layer before needs the gradient by X: dZ @ self.W.T.", kind="return")  # fmt: skip
dense.change("returns dW", "return dX", "return self.dW",
    "backward returns dW. It is kept in self.dW; the layer before needs dX: dZ @ self.W.T.", kind="return")  # fmt: skip
dense.change("returns the gradients", "return dX", "return self.dW, self.db",
    "backward returns the pair of gradients. These are kept as self.dW and self.db; return dX.",
    kind="return")  # fmt: skip
dense.change("sends back through the untransposed weights", "dZ @ self.W.T", "dZ @ self.W",
    "dX goes back through W untransposed. It has to lead from n_out to n_in: dZ @ self.W.T.",
    kind="transpose")  # fmt: skip
dense.change("sends back dA", "dZ @ self.W.T", "dA @ self.W.T",
    "dX skips the slope of the activation. Send back dZ, not dA: dZ @ self.W.T.", kind="wrong-variable")  # fmt: skip
dense.variant("sends back dA", dense.source.replace("dZ @ self.W.T", 'np.einsum("nj,ij->ni", dA, self.W)'))
dense.change("forgets the slope", "        self.dW = ",
    '        dZ = dZ if self.activation == "softmax" else dA\n        self.dW = ',
    "backward leaves out the slope of the activation: dZ = dA * activation'(Z).", kind="missing-step")  # fmt: skip
dense.change("multiplies by the relu itself", "dA * (Z > 0)", "dA * A",
    "ReLU's slope is 1 or 0: multiply by Z > 0, not by relu(Z).", kind="wrong-function")  # fmt: skip
dense.change("takes the slope at the answer", "dA * A * (1 - A)", "dA * sigmoid_derivative(A)", "dA * (1 - A**2)",
    "dA * tanh_derivative(A)",
    "The slopes of sigmoid and tanh are taken at A. The functions of chapter 3.2 want the scores: self.Z.",
    kind="wrong-variable")  # fmt: skip
dense.variant(
    "takes the slope at the answer",
    dense.source.replace("dA * A * (1 - A)", "dA * np.exp(-A) / (1 + np.exp(-A)) ** 2").replace(
        "1 - A**2", "1 / np.cosh(A) ** 2"
    ),
)
dense.change("forgets half of the sigmoid's slope", "dA * A * (1 - A)", "dA * A",
    "The slope of the sigmoid is A * (1 - A); the second factor is missing.", kind="missing-step")  # fmt: skip
dense.change("takes the sigmoid's slope for tanh", "1 - A**2", "A * (1 - A)",
    "The slope of tanh is 1 - A**2. A * (1 - A) is that of the sigmoid.", kind="wrong-function")  # fmt: skip
dense.change("forgets the square in the slope of tanh", "1 - A**2", "1 - A",
    "The slope of tanh is 1 - A**2; the square is missing.", kind="power")  # fmt: skip
dense.change("takes the slope of relu for leaky_relu", "1.0, 0.01", "1.0, 0.0",
    "The slope of leaky_relu is 0.01 on the negative side, and not 0.", kind="wrong-function")  # fmt: skip
dense.change("takes the diagonal of the Jacobian", "A * (dA - (dA * A).sum(axis=1, keepdims=True))",
    "dA * (A * (1 - A))",
    "For softmax you take A * (1 - A) alone. Each score changes all probabilities of its row: dZ = A * (dA - (dA * "
    "A).sum(axis=1, keepdims=True)).", kind="missing-step")  # fmt: skip
dense.change("takes dA of softmax for dZ", "A * (dA - (dA * A).sum(axis=1, keepdims=True))", "dA",
    "For softmax you hand dA on as if it were dZ. That is right only for A - y, which dA is not: here dA is the "
    "gradient by the probabilities, and softmax's own slopes are still to come.", kind="missing-step")  # fmt: skip
dense.change("sums softmax's slopes over the samples", "sum(axis=1,", "sum(axis=0, ",
    "For softmax, the sum of dA * A runs over the samples. It runs over each row: axis=1.", kind="axis")  # fmt: skip
dense.change("forgets the factor of softmax's slopes", "A * (dA - (dA * A)", "(dA - (dA * A)",
    "For softmax, the factor A in front is missing: A * (dA - the sum of dA * A over each row).",
    kind="missing-step")  # fmt: skip
dense.change("forgets the weights in softmax's sum", "(dA * A).sum", "dA.sum",
    "For softmax, the sum is of dA alone: it is dA * A that is summed over each row.", kind="missing-step")  # fmt: skip
dense.change("adds gradients up", "self.dW = self", "self.dW = getattr(self, 'dW', 0) + self", "self.db = dZ",
    "self.db = getattr(self, 'db', 0) + dZ",
    "dW and db are added to those of the call before. Set them anew, with =.", kind="state")  # fmt: skip
dense.variant(
    "adds gradients up",
    dense.source.replace("self.dW =", "self.dW +=")
    .replace("self.db =", "self.db +=")
    .replace("np.zeros((1, n_out))", "np.zeros((1, n_out))\n        self.dW, self.db = 0 * self.W, 0 * self.b"),
)
dense.change("takes a step in backward", "        return dX",
    "        self.W, self.b = self.W - 0.1 * self.dW, self.b - 0.1 * self.db\n        return dX",
    "backward changes W and b. It only computes gradients; the step is taken by fit.", kind="extra-step")  # fmt: skip
dense.change("remembers the first batch", "self.X = X", "self.X = getattr(self, 'X', X)", "A, Z = self.A, self.Z",
    "self.first = getattr(self, 'first', (self.A, self.Z))\n        A, Z = self.first",
    "The layer remembers its first batch only. Store X, Z and A anew in every forward pass.", kind="state")  # fmt: skip
dense.change("keeps gradients in the class", "self.dW = ", "Dense.dW = ", "self.db = ", "Dense.db = ",
    "The gradients belong to the class, so that all layers share them. Write self.dW, not Dense.dW.",
    kind="sharing")  # fmt: skip
dense.change("keeps weights in the class", "self.W = rng", "Dense.W = rng",
    "The weights belong to the class, so that all layers share them. Write self.W, not Dense.W.",
    kind="sharing", random=True)  # fmt: skip
dense.change("writes into dA", "dZ = dA * (Z > 0)", "dA *= Z > 0\n            dZ = dA",
    "backward changes the array that it is given. Make a new one: dZ = dA * ...", kind="in-place")  # fmt: skip
dense.variant("writes into dA", dense.source.replace("dZ = dA * (Z > 0)", "dA[Z <= 0] = 0\n            dZ = dA"))
dense.change("works on a copy of the weights", "self.Z = X @ self.W",
    "self.first_W = getattr(self, 'first_W', self.W)\n        self.Z = X @ self.first_W",
    "W is copied by the layer, so that new weights have no effect. Use self.W in forward.", kind="state")  # fmt: skip

network = Mistakes("""
class Network:
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dA):
        for layer in reversed(self.layers):
            dA = layer.backward(dA)
        return dA

    def predict(self, X):
        return self.forward(X)
""")
network.change("gives X to every layer", "X = layer.forward(X)\n        return X",
    "A = layer.forward(X)\n        return A",
    "Every layer is given X. Each is given what the layer before it answered: X = layer.forward(X).",
    kind="wrong-variable")  # fmt: skip
network.change("forgets the last layer", "for layer in self.layers:", "for layer in self.layers[:-1]:",
    "forward leaves out the last layer.", kind="off-by-one")  # fmt: skip
network.change("returns inside the loop", "            X = layer.forward(X)\n        return X",
    "            X = layer.forward(X)\n            return X",
    "forward answers what the first layer does. Perhaps the return stands inside the loop: move it out.",
    kind="return")  # fmt: skip
network.variant(
    "returns inside the loop",
    network.source.replace("        for layer in self.layers:\n            X = layer.forward(X)\n        return X",
        "        return self.layers[0].forward(X)"),
)  # fmt: skip
network.change("forward returns nothing", "        return X\n", "        pass\n",
    "forward returns nothing. After the loop it has to end with: return X.", kind="return")  # fmt: skip
network.change("returns all answers", "            X = layer.forward(X)\n        return X",
    "            X = layer.forward(X)\n            answers.append(X)\n        return answers",
    "        for layer in self.layers:", "        answers = []\n        for layer in self.layers:",
    "forward returns the answers of all layers. Return that of the last one only.", kind="return")  # fmt: skip
network.change("calls the layers by another name", "self.layers = list", "self.all_layers = list", "in self.layers:",
    "in self.all_layers:", "reversed(self.layers)", "reversed(self.all_layers)",
    "The layers are called something else. Others read them as network.layers: self.layers = ...",
    kind="names")  # fmt: skip
network.change("keeps the layers reversed", "list(layers)", "list(layers)[::-1]", "in self.layers:",
    "in self.layers[::-1]:", "reversed(self.layers)", "self.layers",
    "The layers are kept from the last to the first. Keep them in the order that is given.", kind="order")  # fmt: skip
network.change("predict rounds", "return self.forward(X)", "return np.round(self.forward(X))",
    "predict rounds the output. It answers what forward answers, as it is.", kind="extra-step")  # fmt: skip
network.change("predict gives labels", "return self.forward(X)", "return self.forward(X).argmax(axis=1)",
    "predict gives labels. It answers what forward answers, one row of numbers per sample.",
    kind="extra-step")  # fmt: skip
network.change("predict returns nothing", "return self.forward(X)", "self.forward(X)",
    "predict returns nothing: return self.forward(X).", kind="return")  # fmt: skip
network.change("predict returns the scores", "return self.forward(X)",
    "self.forward(X)\n        return self.layers[-1].Z",
    "predict returns the scores of the last layer. It answers what forward answers.",
    kind="wrong-variable")  # fmt: skip
network.change("goes backward in forward order", "reversed(self.layers)", "self.layers",
    "backward begins with the first layer. It has to run from the last to the first: reversed(layers).",
    kind="order")  # fmt: skip
network.change("gives dA to every layer", "dA = layer.backward(dA)\n        return dA",
    "dX = layer.backward(dA)\n        return dX",
    "Every layer is given the same dA. Each is given what the layer after it sent back: dA = layer.backward(dA).",
    kind="wrong-variable")  # fmt: skip
network.change("skips the first layer", "reversed(self.layers)", "reversed(self.layers[1:])",
    "backward stops before the first layer, which then has no gradients.", kind="off-by-one")  # fmt: skip
network.change("skips the last layer", "reversed(self.layers)", "reversed(self.layers[:-1])",
    "backward leaves out the last layer: the dA that is given is for its answer, not its input.",
    kind="off-by-one")  # fmt: skip
network.change("backward returns nothing", "return dA", "pass",
    "backward returns nothing. After the loop it has to end with: return dA.", kind="return")  # fmt: skip
network.change("turns the layers around once", "self.layers = list(layers)",
    "self.layers = list(layers)\n        self.backward_order = reversed(self.layers)", "in reversed(self.layers):",
    "in self.backward_order:",
    "Only the first call of backward reaches the layers: an iterator such as reversed(...) is used up after one loop. "
    "Make it anew in each call: for layer in reversed(self.layers).", kind="state")  # fmt: skip
network.change("returns the dA it was given", "    def backward(self, dA):\n",
    "    def backward(self, dA):\n        given = dA\n", "return dA", "return given",
    "backward returns the dA it was given. Return what the first layer sent back.", kind="return")  # fmt: skip
network.change("divides by n", "layer.backward(dA)\n        return dA",
    "layer.backward(dA)\n        return dA / len(dA)",
    "backward divides by n. The 1 / n of the mean is in dA already.", kind="division")  # fmt: skip
network.change("takes a step", "        return dA",
    "        for layer in self.layers:\n            layer.W = layer.W - 0.1 * layer.dW\n        return dA",
    "backward changes weights. It only has the layers compute their gradients; fit takes the steps.",
    kind="extra-step")  # fmt: skip

fit = Mistakes("""
import time

class History:
    def __init__(self):
        self.train_loss, self.val_loss, self.val_accuracy, self.seconds = [], [], [], []
        self.best_epoch, self.stopped_improving = 0, False

def loss_of(A, y, kind):
    if kind == "softmax":
        return cross_entropy(A, y)
    if kind == "sigmoid":
        return binary_cross_entropy(A, y)
    return mse_loss(A, y)

def slope_of(A, y, kind):
    if kind == "softmax":
        return -y / np.maximum(A, 1e-30) / len(A)
    if kind == "sigmoid":
        p = np.clip(A, 1e-8, 1 - 1e-8)
        return (p - y) / (p * (1 - p)) / A.size
    return 2 * (A - y) / A.size

def share_right(A, y):
    if A.shape[1] == 1:
        return float(((A >= 0.5) == (y >= 0.5)).mean())
    return float((A.argmax(axis=1) == y.argmax(axis=1)).mean())

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    kind = network.layers[-1].activation
    history = History()
    for epoch in range(epochs):
        start = time.perf_counter()
        total = 0.0
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            A = network.forward(X_b)
            total += loss_of(A, y_b, kind) * len(X_b)
            network.backward(slope_of(A, y_b, kind))
            for layer in network.layers:
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
        A = network.predict(X_val)
        history.train_loss.append(total / len(X))
        history.val_loss.append(loss_of(A, y_val, kind))
        history.val_accuracy.append(share_right(A, y_val))
        if history.val_loss[-1] <= min(history.val_loss):
            history.best_epoch = epoch
            best = [(layer.W, layer.b) for layer in network.layers]
        history.seconds.append(time.perf_counter() - start)
    for layer, (W, b) in zip(network.layers, best):
        layer.W, layer.b = W, b
    history.stopped_improving = history.best_epoch < epochs - 1
    return history
""")
fit.change("returns nothing", "    return history", "    pass",
    "fit returns nothing. After the last epoch: return history.", kind="return")  # fmt: skip
fit.change("returns the network", "return history", "return network",
    "fit returns the network. It was trained itself, so return what is new: the history.", kind="return")  # fmt: skip
fit.change("returns a dictionary", "return history", "return vars(history)",
    "fit returns a dictionary. Return a History, whose lists are attributes: history.val_loss.",
    kind="return", random=True)  # fmt: skip
fit.change("appends every batch", "        history.train_loss.append(total / len(X))\n", "",
    "total += loss_of(A, y_b, kind) * len(X_b)", "history.train_loss.append(loss_of(A, y_b, kind))",
    "train_loss has one entry per batch. Append once per epoch: outside the loop over the batches.",
    kind="loop")  # fmt: skip
fit.change("appends before the first epoch", "    for epoch",
    "    history.val_loss.append(loss_of(network.predict(X_val), y_val, kind))\n    for epoch",
    "A loss from before the training is in the list too. Append at the end of each epoch only.",
    kind="off-by-one")  # fmt: skip
fit.change("keeps single numbers", "    return history",
    "    history.train_loss = history.train_loss[-1]\n    return history",
    "Only the last epoch's number is kept. Append to the lists in each epoch, and return the lists.",
    kind="type")  # fmt: skip
fit.change("forgets best_epoch", "            history.best_epoch = epoch\n", "",
    "self.best_epoch, self.stopped_improving = 0,", "self.best_epoch, self.stopped_improving = None,",
    "history.best_epoch < epochs - 1", "False",
    "best_epoch is still None. Set it to the index of the lowest validation loss.", kind="missing-step")  # fmt: skip
fit.change("takes the loss for its place", "    return history",
    "    history.best_epoch = min(history.val_loss)\n    return history",
    "best_epoch is the loss itself. It is the index of the lowest: np.argmin, and not min.",
    kind="wrong-function")  # fmt: skip
fit.change("counts from one", "    return history", "    history.best_epoch += 1\n    return history",
    "best_epoch counts from 1. It is an index into the lists, so the first epoch is 0.", kind="off-by-one")  # fmt: skip
fit.change("takes the highest loss", "<= min(history.val_loss)", ">= max(history.val_loss)",
    "best_epoch is that of the highest validation loss. The best has the lowest.", kind="wrong-function")  # fmt: skip
fit.change("goes by the training loss", "history.val_loss[-1] <= min(history.val_loss)",
    "history.train_loss[-1] <= min(history.train_loss)",
    "best_epoch goes by the training loss. Go by the validation loss.",
    kind="wrong-variable")  # fmt: skip
fit.change("takes every epoch for the best", "<= min(history.val_loss)", "< np.inf",
    "best_epoch is always the last. Compare each validation loss with the lowest so far, and keep that up to date.",
    kind="state")  # fmt: skip
fit.change("goes by the accuracy", "history.val_loss[-1] <= min(history.val_loss)",
    "epoch == int(np.argmax(history.val_accuracy))",
    "best_epoch goes by the validation accuracy. Go by the validation loss, which says how sure it is too.",
    kind="wrong-variable")  # fmt: skip
fit.change("compares with the epoch before", "<= min(history.val_loss)", "<= min(history.val_loss[-2:])",
    "best_epoch is the last one that was better than the one before it. Compare with the lowest so far.",
    kind="wrong-variable")  # fmt: skip
fit.change("stops early", "        history.seconds.append(time.perf_counter() - start)\n",
    "        history.seconds.append(time.perf_counter() - start)\n"
    "        if epoch and history.val_loss[-1] > history.val_loss[-2]:\n            break\n",
    "Training stops as soon as the validation loss rises. Go on to the last epoch, and keep the best weights.",
    kind="loop", random=True)  # fmt: skip
fit.change("keeps the last weights", "layer.W, layer.b = W, b", "pass",
    "The network ends with the weights of its last epoch. Put away W and b of the best, as copies (-= would change "
    "them later): layer.W.copy(), layer.b.copy(). At the end, give them back.", kind="state")  # fmt: skip
fit.variant(
    "keeps the last weights",
    fit.source.replace("layer.W = layer.W - lr", "layer.W -= lr").replace("layer.b = layer.b - lr", "layer.b -= lr"),
)
fit.change("gives back the weights alone", "layer.W, layer.b = W, b", "layer.W = W",
    "The best weights come back, but not the best biases. Put away both of every layer.",
    kind="missing-step")  # fmt: skip
fit.change("gives back the last layer alone", "zip(network.layers, best)", "zip(network.layers[-1:], best[-1:])",
    "Only the last layer gets its best weights back. Put away W and b of every layer.", kind="loop")  # fmt: skip
fit.change("gives back the first weights", "    for epoch",
    "    first = [(layer.W, layer.b) for layer in network.layers]\n    for epoch", "zip(network.layers, best)",
    "zip(network.layers, first)",
    "The network ends with the weights it began with. Train the network itself, and keep the best in the loop.",
    kind="state")  # fmt: skip
fit.change("turns stopped_improving round", "history.best_epoch < epochs - 1", "history.best_epoch == epochs - 1",
    "stopped_improving is the wrong way round. It is True where the best epoch is not the last.",
    kind="sign")  # fmt: skip
fit.change("never says that it stopped improving", "history.best_epoch < epochs - 1", "False",
    "stopped_improving is always False. It is True where the best epoch is not the last.",
    kind="missing-step")  # fmt: skip
fit.change("takes epochs for the last index", "history.best_epoch < epochs - 1", "history.best_epoch < epochs",
    "stopped_improving is True even where the last epoch is the best, whose index is epochs - 1.",
    kind="off-by-one")  # fmt: skip
fit.change("asks whether the last epoch was worse", "history.best_epoch < epochs - 1",
    "epochs > 1 and history.val_loss[-1] > history.val_loss[-2]",
    "stopped_improving compares the last epoch with the one before it. Ask whether the best epoch is the last one.",
    kind="wrong-variable", alike="the losses of the visible tests rise to the end once they rise")  # fmt: skip
fit.change("compares the last two epochs", "history.best_epoch < epochs - 1",
    "epochs > 1 and history.val_loss[-1] > history.val_loss[-2] and history.best_epoch > 0",
    "stopped_improving is False where the first epoch is the best. Ask whether the best epoch is the last one.",
    kind="boundary")  # fmt: skip
fit.change("validates on the training samples", "A = network.predict(X_val)",
    "X_val, y_val = X, y\n        A = network.predict(X_val)",
    "The validation loss is computed on the training samples. Use X_val and y_val.", kind="wrong-variable")  # fmt: skip
fit.change("counts the training samples", "share_right(A, y_val)", "share_right(network.predict(X), y)",
    "The accuracy is computed on the training samples. Use X_val and y_val.", kind="wrong-variable")  # fmt: skip
fit.change("trains on the validation samples", "in minibatches(X, y, batch_size, rng):",
    "in [*minibatches(X, y, batch_size, rng), (X_val, y_val)]:",
    "The network is trained on the validation samples too. They are only there to look at.",
    kind="extra-step")  # fmt: skip
fit.change("validates before the steps", "        A = network.predict(X_val)\n", "", "        total = 0.0\n",
    "        total, before = 0.0, network.predict(X_val)\n", "loss_of(A, y_val", "loss_of(before, y_val",
    "share_right(A, y_val)", "share_right(before, y_val)",
    "The validation loss is computed before the epoch's steps. Compute it after them.", kind="order")  # fmt: skip
fit.change("goes uphill", "layer.W - lr", "layer.W + lr", "layer.b - lr", "layer.b + lr",
    "The step goes uphill: subtract the gradient, W - lr * dW.", kind="sign")  # fmt: skip
fit.change("takes no step", "layer.W = layer.W - lr * layer.dW", "pass", "layer.b = layer.b - lr * layer.db", "pass",
    "The weights never change: after backward, every layer gets W - lr * dW and b - lr * db.",
    kind="missing-step")  # fmt: skip
fit.change("ignores the learning rate", "- lr * layer.dW", "- layer.dW", "- lr * layer.db", "- layer.db",
    "The learning rate is not used: W - lr * dW.", kind="missing-step")  # fmt: skip
fit.variant(
    "ignores the learning rate", fit.source.replace("    history = History()", "    history, lr = History(), 1")
)
fit.change("forgets the biases", "layer.b = layer.b - lr * layer.db", "pass",
    "The biases never change: every layer also gets b - lr * db.", kind="missing-step")  # fmt: skip
fit.change("trains the last layer alone", "for layer in network.layers:\n                layer.W =",
    "for layer in network.layers[-1:]:\n                layer.W =",
    "Only the last layer learns. Take the step for every layer of network.layers.", kind="loop")  # fmt: skip
fit.change("uses the squared error for softmax", "return cross_entropy(A, y)", "return mse_loss(A, y)",
    "-y / np.maximum(A, 1e-30) / len(A)", "2 * (A - y) / A.size",
    "The squared error is used for softmax. There it is the cross-entropy.", kind="wrong-function")  # fmt: skip
fit.change("uses the squared error for sigmoid", "return binary_cross_entropy(A, y)", "return mse_loss(A, y)",
    "(p - y) / (p * (1 - p)) / A.size", "2 * (A - y) / y.size",
    "The squared error is used for sigmoid. There it is the binary cross-entropy.", kind="wrong-function")  # fmt: skip
fit.change("uses the cross-entropy of softmax for sigmoid", "return binary_cross_entropy(A, y)",
    "return cross_entropy(A, y)", "(p - y) / (p * (1 - p)) / A.size", "-y / p / len(A)",
    "For sigmoid you use the cross-entropy of softmax, which sees the samples of class 1 only. Use the binary "
    "cross-entropy: it has a term for 1 - y too.", kind="wrong-function")  # fmt: skip
fit.change("uses the binary cross-entropy for softmax", "return cross_entropy(A, y)",
    "return binary_cross_entropy(A, y)",
    "For softmax you measure the binary cross-entropy. For classes it is cross_entropy, -y log A alone.",
    kind="wrong-function")  # fmt: skip
fit.change("uses the binary cross-entropy for tanh", 'kind == "sigmoid":\n        return',
    'kind in ("sigmoid", "tanh"):\n        return',
    "A tanh output is measured by the binary cross-entropy. All outputs but softmax and sigmoid have the squared "
    "error.", kind="wrong-function")  # fmt: skip
fit.change("hands over the gradient by the scores", "-y / np.maximum(A, 1e-30) / len(A)", "(A - y) / len(A)",
    "(p - y) / (p * (1 - p)) / A.size", "(p - y) / A.size",
    "You start backward with A - y, which is the gradient by the scores. Network.backward wants it by A: -(y / A) / n "
    "for softmax, (A - y) / (A (1 - A)) / A.size for sigmoid.", kind="wrong-function")  # fmt: skip
fit.change("forgets to divide by n", "np.maximum(A, 1e-30) / len(A)", "np.maximum(A, 1e-30)", "(p * (1 - p)) / A.size",
    "(p * (1 - p)) / A.shape[1]", "2 * (A - y) / A.size", "2 * (A - y) / A.shape[1]",
    "The gradient lacks its 1 / n: the loss is a mean over the samples of the batch.", kind="mean-or-sum")  # fmt: skip
fit.change("divides by n twice", "slope_of(A, y_b, kind))", "slope_of(A, y_b, kind) / len(A))",
    "The gradient is divided by n twice.", kind="division")  # fmt: skip
fit.change("forgets the two", "2 * (A - y)", "(A - y)",
    "The gradient of the squared error lacks its factor 2.", kind="factor")  # fmt: skip
fit.variant("forgets the two", fit.source.replace("2 * (A - y) / A.size", "(A - y) / np.prod(y.shape)"))
fit.change("divides the squared error by the rows", "2 * (A - y) / A.size", "2 * (A - y) / len(A)",
    "With several outputs, the squared error is a mean over all of them: its gradient is 2 (A - y) / A.size.",
    kind="division")  # fmt: skip
fit.change("divides the binary cross-entropy by the rows", "(p * (1 - p)) / A.size", "(p * (1 - p)) / len(A)",
    "With several sigmoids, the loss is a mean over all elements: divide its gradient by A.size, not n.",
    kind="division", score=5.83)  # fmt: skip
fit.change("divides by zero for sigmoid", "np.clip(A, 1e-8, 1 - 1e-8)", "A",
    "A - y is divided by A (1 - A) where that is 0, and 0 / 0 is nan. Keep A away from 0 and 1.",
    kind="epsilon", score=5.83)  # fmt: skip
fit.change("divides by zero for softmax", "np.maximum(A, 1e-30)", "A",
    "y is divided by A where that is 0, and 0 / 0 is nan. Keep A above 0.", kind="epsilon", score=5.83)  # fmt: skip
fit.change("keeps too far away from zero", "np.clip(A, 1e-8, 1 - 1e-8)", "np.clip(A, 1e-2, 1 - 1e-2)",
    "np.maximum(A, 1e-30)", "np.maximum(A, 1e-2)",
    "A network that is sure and wrong hardly learns: the epsilon is too large. Take 1e-7 for sigmoid, and 1e-30 for "
    "softmax.", kind="epsilon", score=5.83)  # fmt: skip
fit.change("takes a usual epsilon for softmax", "np.maximum(A, 1e-30)", "np.maximum(A, 1e-9)",
    "Where a wrong class of a softmax leads by far, nothing is learned: A is below the epsilon, so y / A comes out too "
    "small. Take one as small as 1e-30.", kind="epsilon", score=5.83)  # fmt: skip
fit.variant("takes a usual epsilon for softmax", fit.source.replace("np.maximum(A, 1e-30)", "(A + 1e-15)"))
fit.change("takes the log of zero", "return binary_cross_entropy(A, y)",
    "return float(-(y * np.log(A) + (1 - y) * np.log(1 - A)).mean())",
    "The binary cross-entropy is computed without an epsilon: log(0) is -inf. Use binary_cross_entropy.",
    kind="epsilon", score=5.83)  # fmt: skip
fit.change("takes the log of a zero probability", "return cross_entropy(A, y)",
    "return float(-(y * np.log(A)).sum(axis=1).mean())",
    "The cross-entropy of softmax is computed without an epsilon: log(0) is -inf. Use cross_entropy.",
    kind="epsilon", score=5.83)  # fmt: skip
fit.change("ignores the batch size", "minibatches(X, y, batch_size, rng)", "minibatches(X, y, len(X), rng)",
    "Each epoch takes a single step on all samples, whatever batch_size is. Use minibatches.",
    kind="wrong-variable")  # fmt: skip
fit.change("drops the last batch", "            A = network.forward(X_b)",
    "            if len(X_b) < min(batch_size, len(X)):\n                continue\n"
    "            A = network.forward(X_b)",
    "The samples left over at the end make no batch. The last batch may be smaller.", kind="loop")  # fmt: skip
fit.variant(
    "drops the last batch",
    """
def whole_batches(X, y, size, rng):
    order = rng.permutation(len(X))
    for k in range(len(X) // size):
        rows = order[k * size : (k + 1) * size]
        yield X[rows], y[rows]
"""
    + fit.source.replace("minibatches(X, y, batch_size, rng)", "whole_batches(X, y, min(batch_size, len(X)), rng)"),
)
fit.change("uses one batch per epoch", "in minibatches(X, y, batch_size, rng):",
    "in list(minibatches(X, y, batch_size, rng))[:1]:",
    "Only the first batch of an epoch is used. The steps have to be inside the loop over the batches.",
    kind="loop")  # fmt: skip
fit.change("draws batches with repetition", "        for X_b",
    "        rows = rng.integers(0, len(X), len(X))\n        for X_b", "minibatches(X, y, batch_size, rng)",
    "minibatches(X[rows], y[rows], batch_size)",
    "Each sample is drawn at random, so that some come twice and others never. Cut a shuffled order.",
    kind="randomness")  # fmt: skip
fit.change("never shuffles", "minibatches(X, y, batch_size, rng)", "minibatches(X, y, batch_size)",
    "The samples come in the same order whatever the rng. Shuffle them: minibatches(X, y, batch_size, rng).",
    kind="randomness")  # fmt: skip
fit.change("shuffles once", "    for epoch", "    batches = list(minibatches(X, y, batch_size, rng))\n    for epoch",
    "in minibatches(X, y, batch_size, rng):", "in batches:",
    "Every epoch has the samples in the order of the first. Shuffle anew in each epoch.",
    kind="randomness", random=True)  # fmt: skip
fit.change("shuffles by another generator", "batch_size, rng)", "batch_size, np.random.default_rng())",
    "The same seed gives another training each time. Shuffle by the rng that is handed in, and by no other.",
    kind="randomness", random=True)  # fmt: skip
fit.change("shuffles X without y", "        for X_b",
    "        mixed = X[rng.permutation(len(X))] if batch_size < len(X) else X\n        for X_b",
    "minibatches(X, y, batch_size, rng)", "minibatches(mixed, y, batch_size)",
    "X is shuffled without y: each sample gets the target of another. Use one order for both.",
    kind="randomness")  # fmt: skip
fit.change("shuffles the caller's arrays", "        for X_b",
    "        order = rng.permutation(len(X))\n        X[:], y[:] = X[order], y[order]\n        for X_b",
    "batch_size, rng)", "batch_size)",
    "The caller's arrays are changed, perhaps by shuffling them in place. Shuffle the row numbers.",
    kind="in-place")  # fmt: skip
fit.change("adds the batch losses up", "kind) * len(X_b)", "kind)", "total / len(X)", "total",
    "train_loss adds up the losses of the batches. Weight each by its samples, and divide by n.",
    kind="mean-or-sum")  # fmt: skip
fit.change("counts all batches alike", "total = 0.0", "losses = []", "total += loss_of(A, y_b, kind) * len(X_b)",
    "losses.append(loss_of(A, y_b, kind))", "total / len(X)", "float(np.mean(losses))",
    "train_loss is the plain mean of the batches' losses, so a smaller last batch counts as much as the others. Weight "
    "each by len(X_b), and divide by n.", kind="mean-or-sum", score=5.83)  # fmt: skip
fit.change("divides the mean loss by n", "kind) * len(X_b)", "kind)",
    "train_loss is divided by n although each batch's loss is a mean already: multiply it by len(X_b) first.",
    kind="mean-or-sum")  # fmt: skip
fit.change("gives percent", "share_right(A, y_val)", "100 * share_right(A, y_val)",
    "val_accuracy is a percentage. Make it a fraction from 0 to 1: without the 100.", kind="factor")  # fmt: skip
fit.change("counts right answers", "share_right(A, y_val)", "len(A) * share_right(A, y_val)",
    "val_accuracy is the number of right answers. Divide it by the number of validation samples.",
    kind="mean-or-sum")  # fmt: skip
fit.change("gives the error rate", "share_right(A, y_val)", "1 - share_right(A, y_val)",
    "val_accuracy is the share of wrong answers. Take the share of right ones: use ==, not !=.",
    kind="sign")  # fmt: skip
fit.change("takes the argmax of one output", "A.shape[1] == 1", "False",
    "With one output, argmax is always 0, so that everything seems right. Compare with one half: A >= 0.5.",
    kind="wrong-function")  # fmt: skip
fit.change("asks for exact answers", "(A >= 0.5) == (y >= 0.5)", "A == y",
    "val_accuracy asks whether A equals y exactly, which probabilities never do. Compare A >= 0.5 with y.",
    kind="missing-step")  # fmt: skip
fit.change("compares every column", "A.shape[1] == 1", "True",
    "With several classes, each column is compared by itself. Compare the argmax of each row.",
    kind="axis")  # fmt: skip
fit.change("compares every column that is not softmax's", "A.shape[1] == 1",
    "A.shape[1] == 1 or not np.allclose(A.sum(axis=1), 1)",
    "With several outputs that are not softmax's, each column is compared by itself. Compare the argmax of each row, "
    "whatever the activation.", kind="axis")  # fmt: skip
fit.change("takes the argmax over the samples", "A.argmax(axis=1) == y.argmax(axis=1)",
    "A.argmax(axis=0) == y.argmax(axis=0)",
    "With several classes, argmax runs over the samples. It runs over each row: axis=1.", kind="axis")  # fmt: skip
fit.change("adds the seconds up", "        start = time.perf_counter()\n", "", "    history = History()",
    "    history, start = History(), time.perf_counter()",
    "seconds is the time since the training began. Take the time at the beginning of each epoch anew.",
    kind="state", random=True)  # fmt: skip
fit.change("writes down the time of day", "time.perf_counter() - start", "time.time()",
    "An epoch takes longer than it can. Subtract the time at the beginning of the epoch from that at its end, in "
    "seconds.", kind="missing-step", random=True)  # fmt: skip
fit.change("subtracts the end from the beginning", "time.perf_counter() - start", "start - time.perf_counter()",
    "seconds is the beginning minus the end: the other way round.", kind="sign", random=True)  # fmt: skip
fit.change("takes no time", "time.perf_counter() - start", "0.0",
    "The time is never taken: start = time.perf_counter() at the beginning of an epoch.",
    kind="missing-step")  # fmt: skip

softmax_jacobian = Mistakes("""
def softmax_jacobian(a):
    diagonal = np.diag(a)
    products = np.outer(a, a)
    return diagonal - products
""")
softmax_jacobian.change("gives only the diagonal", "diagonal - products", "np.diag(a * (1 - a))",
    "The diagonal alone is right. A score also changes all other probabilities: -a_i a_j.",
    kind="missing-step")  # fmt: skip
softmax_jacobian.change("gives the diagonal as a vector", "diagonal - products", "a * (1 - a)",
    "That is the diagonal as a vector. The result is the whole (k, k) array.", kind="shape")  # fmt: skip
softmax_jacobian.change("swaps the signs", "diagonal - products", "products - diagonal",
    "The sign is wrong: it is diag(a) minus the products, so that the diagonal is positive.", kind="sign")  # fmt: skip
softmax_jacobian.change("adds the products", "diagonal - products", "diagonal + products",
    "You add the products. Subtract them: np.diag(a) - np.outer(a, a).", kind="sign")  # fmt: skip
softmax_jacobian.change("takes the identity for the diagonal", "np.diag(a)", "np.eye(len(a))",
    "np.eye has ones on its diagonal. It has to be a: np.diag(a).", kind="wrong-function")  # fmt: skip
softmax_jacobian.change("forgets the diagonal", "diagonal - products", "-products",
    "The diagonal is -a_i a_i. There it is a_i (1 - a_i).", kind="missing-step")  # fmt: skip
softmax_jacobian.change("subtracts one number", "np.outer(a, a)", "a @ a",
    "The same number, the sum of all a_i a_i, is subtracted everywhere: for a vector, a @ a and np.dot(a, a.T) are "
    "one number. np.outer(a, a) holds all products.", kind="wrong-function")  # fmt: skip
softmax_jacobian.variant("subtracts one number", "def softmax_jacobian(a):\n    return np.diagflat(a) - np.dot(a, a.T)")
softmax_jacobian.change("sums over one axis", "np.outer(a, a)", "a * a",
    "a * a is subtracted from every row. The products are of all pairs: np.outer(a, a).",
    kind="broadcasting")  # fmt: skip

cross_entropy_slope = Mistakes("""
def cross_entropy_slope(A, y):
    n = len(A)
    p = np.maximum(A, 1e-30)
    return -(y / p) / n
""")
cross_entropy_slope.change("gives the slope by the scores", "-(y / p)", "(A - y)",
    "A - y is the gradient by the scores. By the probabilities it is -y / A / n.", kind="wrong-function")  # fmt: skip
cross_entropy_slope.change("forgets the minus", "-(y / p)", "(y / p)",
    "The minus sign is missing: the loss falls where the right probability grows.", kind="sign")  # fmt: skip
cross_entropy_slope.change("forgets the mean", "(y / p) / n", "(y / p)",
    "The 1 / n is missing: the loss is the mean over the samples.", kind="mean-or-sum")  # fmt: skip
cross_entropy_slope.change("divides by the size", "len(A)", "A.size",
    "You divide by the number of all elements. n is the number of rows: len(A).", kind="division")  # fmt: skip
cross_entropy_slope.change("divides by zero", "np.maximum(A, 1e-30)", "A",
    "A probability of 0 gives inf or nan. Limit A from below: np.maximum(A, 1e-30).",
    kind="epsilon", score=0.83)  # fmt: skip
cross_entropy_slope.change("limits A too high", "1e-30", "1e-3",
    "The slope at a probability of 0 is too small: the epsilon is too large. Take 1e-7 or less.",
    kind="epsilon", score=0.83)  # fmt: skip
cross_entropy_slope.variant(
    "limits A too high", "def cross_entropy_slope(A, y):\n    return -y / (A + 1e-4) / A.shape[0]"
)
cross_entropy_slope.change("gives the loss", "y / p", "y * np.log(p)",
    "That is the loss, not its slope: the slope of log A is 1 / A.", kind="wrong-function")  # fmt: skip

progress_bar = Mistakes("""
def progress_bar(done, total, width=20):
    filled = width * done // total
    bar = "#" * filled + "." * (width - filled)
    return "[" + bar + "]"
""")
progress_bar.change("prints the bar", 'return "[" + bar + "]"', 'print("[" + bar + "]")',
    "The bar is printed. Return the text, and let the caller print it.", kind="return")  # fmt: skip
progress_bar.change("draws a sign for each step", "width * done // total", "done",
    "Every step done makes one #. The share done / total of the width is filled.", kind="missing-step")  # fmt: skip
progress_bar.change("ignores the width", "    filled", "    width = 20\n    filled",
    "The bar is 20 characters wide whatever width is. Use width.", kind="wrong-variable")  # fmt: skip
progress_bar.change("leaves the rest out", ' + "." * (width - filled)', "",
    "The part not yet done is empty. Fill it up with full stops.", kind="missing-step")  # fmt: skip
progress_bar.change("forgets the brackets", '"[" + bar + "]"', "bar",
    "The brackets at the ends are missing.", kind="missing-step")  # fmt: skip
progress_bar.change("divides before it multiplies", "width * done // total", "done // total * width",
    "Nothing is filled until the end: done // total is 0 so long. Multiply first: width * done // total.",
    kind="division")  # fmt: skip
progress_bar.change("divides by a single slash", "done // total", "done / total",
    "A text cannot be repeated a fraction of a time. Round down to a whole number: width * done // total.",
    kind="division")  # fmt: skip
progress_bar.change("rounds to the nearest", "width * done // total", "round(width * done / total)",
    "The number of # is rounded to the nearest. Round it down, so that the bar is full only at the end.",
    kind="boundary")  # fmt: skip

is_overfitting = Mistakes("""
def is_overfitting(train_loss, val_loss):
    best = int(np.argmin(val_loss))
    fell = train_loss[-1] < train_loss[best]
    rose = val_loss[-1] > val_loss[best]
    return bool(fell and rose)
""")
is_overfitting.change("says the opposite", "bool(fell and rose)", "not (fell and rose)",
    "It is the other way round: the training loss falls while the validation loss rises.", kind="sign")  # fmt: skip
is_overfitting.change("compares validation with training", "bool(fell and rose)", "val_loss[-1] > train_loss[-1]",
    "Comparing the two losses with each other is not enough: how did each change since the best epoch?",
    kind="wrong-variable")  # fmt: skip
is_overfitting.change("forgets the training loss", "fell and rose", "rose",
    "A validation loss that has risen is not enough. The training loss must have fallen as well: both have to hold.",
    kind="missing-step")  # fmt: skip
is_overfitting.change("compares with the epoch before", "int(np.argmin(val_loss))", "max(len(val_loss) - 2, 0)",
    "You compare the last epoch with the one before it. Compare it with the best epoch.",
    kind="wrong-variable")  # fmt: skip
is_overfitting.change("takes the last of equals", "int(np.argmin(val_loss))",
    "len(val_loss) - 1 - int(np.argmin(val_loss[::-1]))",
    "Of several epochs with the lowest validation loss you take a later one. The best is the first of them.",
    kind="boundary")  # fmt: skip
is_overfitting.change("compares with the first epoch", "int(np.argmin(val_loss))", "0",
    "You compare the last epoch with the first. Compare it with the epoch of the lowest validation loss.",
    kind="wrong-variable")  # fmt: skip


scale = Mistakes("""
class Scale:
    def __init__(self, n):
        self.W = np.ones((1, n))
        self.b = np.zeros((1, n))

    def forward(self, X):
        self.X = X
        return X * self.W + self.b

    def backward(self, dA):
        self.dW = (self.X * dA).sum(axis=0, keepdims=True)
        self.db = dA.sum(axis=0, keepdims=True)
        dX = dA * self.W
        return dX
""")
for slug, old, new, kind, sentence in (
    ("forgets the shifts", "X * self.W + self.b", "X * self.W", "missing-step",
     "The shifts are missing: A = X * W + b."),
    ("adds the factors", "X * self.W + self.b", "X + self.W + self.b", "wrong-function",
     "You add the factors. They multiply: A = X * W + b."),
    ("shifts first", "X * self.W + self.b", "(X + self.b) * self.W", "order",
     "You add the shift before you multiply. The factor comes first: A = X * W + b."),
    ("starts with factors of zero", "np.ones((1, n))", "np.zeros((1, n))", "initialization",
     "The factors are zeros at first. They begin as ones, so that the layer changes nothing."),
    ("averages the gradient by W", "(self.X * dA).sum(", "(self.X * dA).mean(", "mean-or-sum",
     "dW is a mean over the samples. The 1 / m of the loss is in dA already: add up."),
    ("averages the gradient by b", "dA.sum(", "dA.mean(", "mean-or-sum",
     "db is a mean over the samples. The 1 / m of the loss is in dA already: add up."),
    ("forgets the input", "(self.X * dA)", "dA", "missing-step",
     "dW does not depend on X. Nudge a factor by h: each answer changes by its x times h."),
    ("sends back dA", "dA * self.W", "dA * 1.0", "missing-step",
     "dX is dA itself. On the way back, too, each column is multiplied by its factor: dA * W."),
    ("sends back the shift", "dA * self.W", "dA * self.W + self.b", "extra-step",
     "The shift has no part in dX: it is added, so that its slope by X is 0."),
    ("divides on the way back", "dA * self.W", "dA / self.W", "wrong-function",
     "You divide by the factors on the way back. The slope of X * W by X is W: dA * W."),
    ("adds to the gradient of the batch before", "self.dW = (", "self.dW = getattr(self, 'dW', 0) + (", "state",
     "The gradient of the batch before is still in dW. backward sets it anew, with =."),
    ("takes a step", "return dX", "self.W = self.W - 0.1 * self.dW\n        return dX", "extra-step",
     "backward changes W. It only computes dW and db: the step is taken by fit."),
    ("sums over the columns", "(self.X * dA).sum(axis=0", "(self.X * dA).sum(axis=1", "axis",
     "dW is summed over the columns. Each column has a factor of its own: sum over the samples, axis=0."),
):  # fmt: skip
    scale.change(slug, old, new, sentence, kind=kind)
scale.variant("sends back dA", scale.source.replace("return dX", "return dA"))
scale.variant("forgets the input", scale.source.replace("(self.X * dA).sum(axis=0, keepdims=True)", "dA.sum(0)[None]"))
