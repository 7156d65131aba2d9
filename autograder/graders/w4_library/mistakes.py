"""The mistakes of workshop W.4, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

softmax_cross_entropy = Mistakes("""
def softmax_cross_entropy(Z, y):
    shifted = Z - Z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = float(-(y * log_p).sum() / len(Z))
    dZ = (np.exp(log_p) - y) / len(Z)
    return loss, dZ
""")
softmax_cross_entropy.change("takes the logarithm of a probability",
    "log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))",
    "log_p = np.log(softmax(Z) + 1e-15)",
    "The loss takes the logarithm of probabilities, which have been rounded to 0 where a score is far behind. Compute "
    "the logarithm from the scores: shifted - log(sum of exp(shifted)).", kind="epsilon", score=2.5)  # fmt: skip
softmax_cross_entropy.change("forgets to subtract the maximum", "Z - Z.max(axis=1, keepdims=True)", "Z",
    "Large scores overflow in exp. Subtract each row's maximum first.", kind="overflow", score=2.0)  # fmt: skip
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
sigmoid_cross_entropy.change("takes the logarithm of a probability",
    "losses = np.maximum(Z, 0) - Z * y + np.log1p(np.exp(-np.abs(Z)))",
    "A = np.clip(sigmoid(Z), 1e-15, 1 - 1e-15)\n    losses = -(y * np.log(A) + (1 - y) * np.log(1 - A))",
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

dense = Mistakes("""
import neural_network.network as w3

class Dense(w3.Dense):
    def forward(self, X, training=False):
        return super().forward(X)

    @property
    def params(self):
        return {"W": self.W, "b": self.b}

    @property
    def grads(self):
        return {"W": self.dW, "b": self.db}
""")
dense.change("does not take training", "X, training=False", "X",
    "forward does not take a second argument. All layers do: forward(self, X, training=False).",
    kind="names")  # fmt: skip
dense.change("wants training always", "training=False", "training",
    "forward cannot be called without training. Give it a default: training=False.", kind="names",
    alike="a missing and a surplus argument are told apart by NumPy's or Python's message alone")  # fmt: skip
dense.change("forward returns nothing", "return super().forward(X)", "super().forward(X)",
    "forward returns nothing: return super().forward(X).", kind="return")  # fmt: skip
dense.change("hands out other arrays", '{"W": self.W, "b": self.b}', '{"W": self.W.copy(), "b": self.b.copy()}',
    "params holds other arrays than the layer uses, so that an optimizer that writes into them changes nothing. Give "
    "the layer's own, as they are now.",
    kind="sharing")  # fmt: skip
dense.change("leaves out the biases", '{"W": self.W, "b": self.b}', '{"W": self.W}',
    "params lacks the biases: the key 'b'.", kind="missing-step")  # fmt: skip
dense.change("calls the gradients by names of their own", '{"W": self.dW, "b": self.db}',
    '{"dW": self.dW, "db": self.db}',
    "The gradients have names of their own. grads has the keys of params, 'W' and 'b'.", kind="names")  # fmt: skip
dense.change("takes parameters for gradients", '{"W": self.dW, "b": self.db}', '{"W": self.W, "b": self.b}',
    "grads holds the parameters themselves. The gradients are dW and db.", kind="wrong-variable")  # fmt: skip
dense.change("forgets to make params a property", "    @property\n    def params", "    def params",
    "params is a function that has to be called. With @property above it, layer.params is the dictionary.",
    kind="type")  # fmt: skip
dense.change("gives a list", '{"W": self.W, "b": self.b}', "[self.W, self.b]",
    "params is a list. It is a dictionary with the keys 'W' and 'b'.", kind="type")  # fmt: skip

network = Mistakes("""
class Network:
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, X, training=False):
        for layer in self.layers:
            X = layer.forward(X, training)
        return X

    def backward(self, dA):
        for layer in reversed(self.layers):
            dA = layer.backward(dA)
        return dA

    def predict(self, X):
        return self.forward(X)

    @property
    def params(self):
        return {f"{i}.{name}": value for i, layer in enumerate(self.layers) for name, value in layer.params.items()}

    @property
    def grads(self):
        return {f"{i}.{name}": value for i, layer in enumerate(self.layers) for name, value in layer.grads.items()}
""")
network.change("keeps training to itself", "layer.forward(X, training)", "layer.forward(X)",
    "The layers are never told that this is training, so that dropout and batch normalization do not do their work. "
    "Hand it on: layer.forward(X, training).", kind="missing-step")  # fmt: skip
network.change("always trains", "layer.forward(X, training)", "layer.forward(X, True)",
    "The layers are told that it is training every time. Hand on what forward was told.", kind="wrong-variable",
    alike="predict is measured by what a layer is told, as in the other")  # fmt: skip
network.change("predict trains", "return self.forward(X)", "return self.forward(X, True)",
    "predict goes through the layers as in training. It is forward without training.",
    kind="wrong-variable")  # fmt: skip
network.change("gives X to every layer", "X = layer.forward(X, training)\n        return X",
    "A = layer.forward(X, training)\n        return A",
    "Every layer is given X. Each is given what the layer before it answered.", kind="wrong-variable")  # fmt: skip
network.change("goes backward in forward order", "reversed(self.layers)", "self.layers",
    "backward begins with the first layer. It runs from the last to the first: reversed(self.layers).",
    kind="order")  # fmt: skip
network.change("lets names collide", '{f"{i}.{name}": value for i, layer in enumerate(self.layers) for name, value in '
    "layer.params.items()}", "{name: value for layer in self.layers for name, value in layer.params.items()}",
    "Two layers use the same names, so that the later replaces the earlier in params. Number the layers.",
    kind="names")  # fmt: skip
network.change("copies the arrays", '{f"{i}.{name}": value for i, layer in enumerate(self.layers) for name, value in '
    "layer.params.items()}", '{f"{i}.{name}": value.copy() for i, layer in enumerate(self.layers) for name, value in '
    "layer.params.items()}",
    "params holds copies, so that an optimizer that writes into them changes nothing. Give the layers' own arrays.",
    kind="sharing")  # fmt: skip
network.change("counts gradients from one", '{f"{i}.{name}": value for i, layer in enumerate(self.layers) for name, '
    "value in layer.grads.items()}", '{f"{i}.{name}": value for i, layer in enumerate(self.layers, 1) for name, value '
    "in layer.grads.items()}",
    "The gradient of a parameter stands in grads under another name than the parameter in params. Use one rule for "
    "both.",
    kind="names")  # fmt: skip
network.change("collects once", "self.layers = list(layers)",
    "self.layers = list(layers)\n        self.first = self.now()", "return {f\"{i}.{name}\": value for i, layer in "
    "enumerate(self.layers) for name, value in layer.grads.items()}",
    'return self.first\n\n    def now(self):\n        return {f"{i}.{name}": value for i, layer in '
    "enumerate(self.layers) for name, value in layer.grads.items()}",
    "grads is what the layers had when the network was made. Collect it each time it is asked for.",
    kind="state")  # fmt: skip
network.change("backward returns nothing", "return dA", "pass",
    "backward returns nothing. After the loop: return dA.", kind="return")  # fmt: skip

relu_layer = Mistakes("""
class ReLU:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.X = X
        return np.maximum(X, 0)

    def backward(self, dA):
        return dA * (self.X > 0)
""")
relu_layer.change("sends everything back", "dA * (self.X > 0)", "dA",
    "backward sends back dA as it is. Where X was not positive, the slope is 0: dA * (self.X > 0).",
    kind="missing-step")  # fmt: skip
relu_layer.change("multiplies by the answer", "dA * (self.X > 0)", "dA * np.maximum(self.X, 0)",
    "backward multiplies by relu(X). The slope is 1 or 0: self.X > 0.", kind="wrong-function")  # fmt: skip
relu_layer.change("bends the gradient", "dA * (self.X > 0)", "np.maximum(dA, 0)",
    "backward bends dA itself. It is X that decides: dA * (self.X > 0).", kind="wrong-variable")  # fmt: skip
relu_layer.change("has a slope at zero", "self.X > 0", "self.X >= 0",
    "At 0 the slope is 1. The course's ReLU has the slope 0 there: self.X > 0.", kind="boundary")  # fmt: skip
relu_layer.change("writes into dA", "return dA * (self.X > 0)", "dA[self.X <= 0] = 0\n        return dA",
    "backward changes the array that it is given. Make a new one: dA * (self.X > 0).", kind="in-place")  # fmt: skip
relu_layer.change("writes into X", "        self.X = X\n        return np.maximum(X, 0)",
    "        self.X = X > 0\n        X[X < 0] = 0\n        return X",
    "forward changes the array that it is given. Make a new one: np.maximum(X, 0).", kind="in-place")  # fmt: skip
relu_layer.change("has no params", "self.params, self.grads = {}, {}", "pass",
    "The layer has no params and grads. Set both to {}, so that it can stand in any network.",
    kind="names")  # fmt: skip
relu_layer.change("turns the sign round", "np.maximum(X, 0)", "np.minimum(X, 0)",
    "forward keeps what is negative. It keeps what is positive: np.maximum(X, 0).", kind="wrong-function")  # fmt: skip
relu_layer.change("remembers the first batch", "self.X = X", "self.X = getattr(self, 'X', X)",
    "The layer remembers its first batch only. Store X anew in every forward pass.", kind="state",
    alike="the visible tests make one pass for each layer, or the same one twice")  # fmt: skip

flatten = Mistakes("""
class Flatten:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.shape = X.shape
        return X.reshape(len(X), -1)

    def backward(self, dA):
        return dA.reshape(self.shape)
""")
flatten.change("flattens everything", "X.reshape(len(X), -1)", "X.reshape(-1)",
    "All samples end up in one row. Keep the first axis: X.reshape(len(X), -1).", kind="shape")  # fmt: skip
flatten.change("makes columns", "X.reshape(len(X), -1)", "X.reshape(-1, len(X))",
    "The samples stand in columns, and mixed. Each is a row: X.reshape(len(X), -1).", kind="shape")  # fmt: skip
flatten.change("reads the channels last", "X.reshape(len(X), -1)",
    "np.moveaxis(X, 1, -1).reshape(len(X), -1)",
    "The numbers of a row come in another order than reshape reads them.", kind="order")  # fmt: skip
flatten.change("does not flatten back", "return dA.reshape(self.shape)", "return dA",
    "backward returns rows. Give them the shape of X again: dA.reshape(self.shape).", kind="missing-step")  # fmt: skip
flatten.change("reads in the order of Fortran", "X.reshape(len(X), -1)", "X.reshape(len(X), -1, order='F')",
    "The numbers of a row come in another order than reshape reads them: leave out order='F'.", kind="order",
    alike="the order of the numbers is what is wrong in both")  # fmt: skip
flatten.change("has no params", "self.params, self.grads = {}, {}", "pass",
    "The layer has no params and grads. Set both to {}, so that it can stand in any network.",
    kind="names")  # fmt: skip
flatten.change("returns nothing", "return X.reshape(len(X), -1)", "X.reshape(len(X), -1)",
    "forward returns nothing: return X.reshape(...).", kind="return")  # fmt: skip

conv2d_layer = Mistakes("""
class Conv2D:
    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        scale = np.sqrt(2 / (in_channels * size**2))
        self.params = {"W": rng.normal(0.0, scale, (n_filters, in_channels, size, size)), "b": np.zeros(n_filters)}
        self.grads = {}
        self.stride, self.padding = stride, padding

    def forward(self, X, training=False):
        p = self.padding
        self.padded = np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)))
        return conv_layer(self.padded, self.params["W"], self.params["b"], self.stride)

    def backward(self, dA):
        dX, dW, db = conv_layer_backward(dA, self.padded, self.params["W"], self.stride)
        self.grads = {"W": dW, "b": db}
        p = self.padding
        return dX[:, :, p : dX.shape[2] - p, p : dX.shape[3] - p]
""")
conv2d_layer.change("forgets the biases",
    'self.params["b"], self.stride)\n\n', '0 * self.params["b"], self.stride)\n\n',
    "The biases are not added.", kind="missing-step")  # fmt: skip
conv2d_layer.change("ignores the stride", 'self.params["b"], self.stride)', 'self.params["b"])',
    "forward ignores stride. Hand it on to conv_layer.", kind="missing-step")  # fmt: skip
conv2d_layer.change("ignores the padding", "np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)))", "X",
    "forward ignores padding. Put zeros around each image: np.pad(X, ((0, 0), (0, 0), (p, p), (p, p))).",
    kind="missing-step")  # fmt: skip
conv2d_layer.change("pads every axis", "np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)))", "np.pad(X, p)",
    "All four axes are padded. Pad the last two alone: ((0, 0), (0, 0), (p, p), (p, p)).", kind="axis")  # fmt: skip
conv2d_layer.change("leaves the padding on", "return dX[:, :, p : dX.shape[2] - p, p : dX.shape[3] - p]", "return dX",
    "dX has the padding around it. Cut it off: dX[:, :, p : dX.shape[2] - p, p : dX.shape[3] - p].",
    kind="missing-step")  # fmt: skip
conv2d_layer.change("cuts all off where there is no padding",
    "dX[:, :, p : dX.shape[2] - p, p : dX.shape[3] - p]", "dX[:, :, p:-p, p:-p]",
    "Without padding, dX[:, :, 0:-0, 0:-0] is empty. Count the end from the front: p : dX.shape[2] - p.",
    kind="boundary")  # fmt: skip
conv2d_layer.change("draws weights that are not scaled", "rng.normal(0.0, scale,", "rng.normal(0.0, 1.0,",
    "The filters are not scaled: their variance is 2 / (in_channels * size ** 2).", kind="initialization")  # fmt: skip
conv2d_layer.change("forgets the channels in the scale", "2 / (in_channels * size**2)", "2 / size**2",
    "The scale of the filters forgets the channels: 2 / (in_channels * size ** 2).", kind="initialization",
    alike="the scale of a few weights is measured by a hidden test, with many draws")  # fmt: skip
conv2d_layer.change("takes the variance for the scale", "np.sqrt(2 / (in_channels * size**2))",
    "2 / (in_channels * size**2)",
    "rng.normal is given the variance. It wants the deviation, the root of it.", kind="initialization",
    alike="the scale of a few weights is measured by a hidden test, with many draws")  # fmt: skip
conv2d_layer.change("draws the biases too", "np.zeros(n_filters)", "rng.normal(0.0, scale, n_filters)",
    "The biases do not start from zeros: np.zeros(n_filters).", kind="initialization")  # fmt: skip
conv2d_layer.change("swaps filters and channels", "(n_filters, in_channels, size, size)",
    "(in_channels, n_filters, size, size)",
    "The filters have the shape (in_channels, n_filters, ...). The first axis is that of the filters.",
    kind="transpose")  # fmt: skip
conv2d_layer.change("adds gradients up", 'self.grads = {"W": dW, "b": db}',
    'self.grads = {"W": dW + self.grads.get("W", 0), "b": db + self.grads.get("b", 0)}',
    "The gradients are added to those of the call before. Set them anew.", kind="state")  # fmt: skip
conv2d_layer.change("draws with a fixed seed", "rng.normal(0.0", "np.random.default_rng(0).normal(0.0",
    "The filters do not depend on rng, so that all layers start alike.", kind="randomness")  # fmt: skip
conv2d_layer.change("takes a step in backward", "        p = self.padding\n        return dX",
    '        self.params["W"] -= 0.1 * dW\n        p = self.padding\n        return dX',
    "backward changes the filters. It computes gradients; an optimizer takes the steps.",
    kind="extra-step")  # fmt: skip

max_pool_layer = Mistakes("""
class MaxPool2D:
    def __init__(self, size, stride=None):
        self.size, self.stride = size, stride
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.X = X
        return max_pool(X, self.size, self.stride)

    def backward(self, dA):
        return max_pool_backward(dA, self.X, self.size, self.stride)
""")
max_pool_layer.change("ignores the stride", "max_pool(X, self.size, self.stride)", "max_pool(X, self.size)",
    "forward ignores stride. Hand it on to max_pool.", kind="missing-step")  # fmt: skip
max_pool_layer.change("ignores the stride on the way back", "max_pool_backward(dA, self.X, self.size, self.stride)",
    "max_pool_backward(dA[..., :1, :2], self.X, self.size)",
    "backward ignores stride. Hand it on to max_pool_backward.", kind="missing-step")  # fmt: skip
max_pool_layer.change("always takes a stride of one", "self.size, self.stride = size, stride",
    "self.size, self.stride = size, stride or 1",
    "Without a stride, the windows overlap. None means size: they lie side by side.", kind="boundary")  # fmt: skip
max_pool_layer.change("averages", "return max_pool(X, self.size, self.stride)",
    "s = self.stride or self.size\n        out = max_pool(X, self.size, self.stride)\n"
    "        return np.array([[[[X[n, c, i*s:i*s+self.size, j*s:j*s+self.size].mean() for j in range(out.shape[3])]\n"
    "            for i in range(out.shape[2])] for c in range(X.shape[1])] for n in range(len(X))])",
    "forward takes the mean of each window. It takes the largest.", kind="wrong-function")  # fmt: skip
max_pool_layer.change("remembers the answer", "        self.X = X\n        return max_pool(X, self.size, self.stride)",
    "        self.X = max_pool(X, self.size, self.stride)\n        return self.X",
    "backward needs the images that went in, and has what came out. Store X.", kind="wrong-variable")  # fmt: skip
max_pool_layer.change("has no params", "        self.params, self.grads = {}, {}\n", "",
    "The layer has no params and grads. Set both to {}, so that it can stand in any network.",
    kind="names")  # fmt: skip
max_pool_layer.change("returns nothing", "return max_pool(X", "max_pool(X",
    "forward returns nothing: return max_pool(...).", kind="return")  # fmt: skip
max_pool_layer.change("takes the size for the stride", "max_pool(X, self.size, self.stride)",
    "max_pool(X, self.size, self.size)", "max_pool_backward(dA, self.X, self.size, self.stride)",
    "max_pool_backward(dA[..., :1, :2], self.X, self.size, self.size)",
    "The windows always lie side by side, whatever stride is.", kind="wrong-variable",
    alike="forward comes to the same as where it ignores stride")  # fmt: skip

dropout_layer = Mistakes("""
class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng = p, rng
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        if training:
            self.mask = (self.rng.random(X.shape) < self.p) / self.p
        else:
            self.mask = np.ones(X.shape)
        return X * self.mask

    def backward(self, dA):
        return dA * self.mask
""")
dropout_layer.change("drops in use, too", "if training:", "if True:",
    "Elements are dropped without training as well. In use, X stays as it is.", kind="missing-step",
    random=True)  # fmt: skip
dropout_layer.change("takes p for the share to drop", "self.rng.random(X.shape) < self.p) / self.p",
    "self.rng.random(X.shape) >= self.p) / (1 - self.p)",
    "p is taken for the share that is dropped. It is the probability to KEEP.", kind="wrong-variable")  # fmt: skip
dropout_layer.change("forgets to make up for the rest", "< self.p) / self.p", "< self.p) * 1.0",
    "What is kept is not scaled. Divide by p, so that the mean stays what it was.", kind="missing-step")  # fmt: skip
dropout_layer.change("scales in use instead", "< self.p) / self.p", "< self.p) * 1.0", "np.ones(X.shape)",
    "np.full(X.shape, self.p)",
    "X is multiplied by p in use. Here it is divided by p in training, and left alone in use.",
    kind="wrong-step")  # fmt: skip
dropout_layer.change("tosses again on the way back", "return dA * self.mask",
    "self.forward(dA, bool((self.mask != 1).any()))\n        return dA * self.mask",
    "backward tosses anew. What was dropped on the way forward is dropped on the way back: keep the mask.",
    kind="state", random=True)  # fmt: skip
dropout_layer.change("sends everything back", "return dA * self.mask", "return dA",
    "backward sends back dA as it is. It goes through the mask of the forward pass.", kind="missing-step")  # fmt: skip
dropout_layer.change("tosses once", "        if training:\n",
    "        if training and getattr(self, 'mask', np.ones(1)).shape == X.shape and (self.mask != 1).any():\n"
    "            pass\n        elif training:\n",
    "The same elements are dropped each time. Toss in every forward pass.", kind="state")  # fmt: skip
dropout_layer.change("draws from another generator", "self.rng.random", "np.random.default_rng().random",
    "The tosses do not come from rng: the same seed drops other elements.", kind="randomness", random=True)  # fmt: skip
dropout_layer.change("keeps the old mask in use",
    "            self.mask = np.ones(X.shape)\n        return X * self.mask",
    "            return X\n        return X * self.mask",
    "After a pass without training, backward still uses the mask of an earlier one, or has none. Set it in both "
    "cases.", kind="state")  # fmt: skip

batch_norm_layer = Mistakes("""
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.params = {"gamma": np.ones(n_features), "beta": np.zeros(n_features)}
        self.grads = {}
        self.running_mean, self.running_var = np.zeros(n_features), np.ones(n_features)

    def forward(self, X, training=False):
        self.axes = (0,) if X.ndim == 2 else (0, 2, 3)
        self.by = (1, -1) if X.ndim == 2 else (1, -1, 1, 1)
        self.training = training
        if training:
            mean, var = X.mean(axis=self.axes), X.var(axis=self.axes)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.std = np.sqrt(var + self.eps).reshape(self.by)
        self.X_hat = (X - mean.reshape(self.by)) / self.std
        return self.params["gamma"].reshape(self.by) * self.X_hat + self.params["beta"].reshape(self.by)

    def backward(self, dA):
        self.grads = {"gamma": (dA * self.X_hat).sum(axis=self.axes), "beta": dA.sum(axis=self.axes)}
        G = self.params["gamma"].reshape(self.by) * dA
        if not self.training:
            return G / self.std
        mean = G.mean(axis=self.axes, keepdims=True)
        slope = (G * self.X_hat).mean(axis=self.axes, keepdims=True)
        return (G - mean - self.X_hat * slope) / self.std
""")
batch_norm_layer.change("normalizes all features together", "X.mean(axis=self.axes), X.var(axis=self.axes)",
    "X.mean(), X.var()",
    "Mean and variance are taken over all features together. Each feature has its own: over the samples (and places).",
    kind="axis")  # fmt: skip
batch_norm_layer.change("normalizes each place of the images by itself", "(0,) if X.ndim == 2 else (0, 2, 3)",
    "(0,) if X.ndim == 2 else (0, 3)", "(1, -1) if X.ndim == 2 else (1, -1, 1, 1)",
    "(1, -1) if X.ndim == 2 else (1, X.shape[1], -1, 1)",
    "Images are not normalized over all places. A channel is one feature: take mean and variance over the axes (0, "
    "2, 3).",
    kind="axis")  # fmt: skip
batch_norm_layer.change("adds eps outside the root", "np.sqrt(var + self.eps).reshape(self.by)",
    "(np.sqrt(var) + self.eps).reshape(self.by)",
    "eps is added outside the root. It is added to the variance: sqrt(var + eps).", kind="epsilon",
    alike="with the small eps of the visible tests, it is no different")  # fmt: skip
batch_norm_layer.change("divides by the variance", "np.sqrt(var + self.eps).reshape(self.by)",
    "(var + self.eps).reshape(self.by)",
    "The deviations are divided by the variance. Divide by its root.", kind="missing-step")  # fmt: skip
batch_norm_layer.change("takes the unbiased variance", "X.var(axis=self.axes)", "X.var(axis=self.axes, ddof=1)",
    "The variance is divided by n - 1. Here it is divided by n, as np.var does.", kind="division")  # fmt: skip
batch_norm_layer.change("keeps the unbiased variance", "(1 - self.momentum) * var",
    "(1 - self.momentum) * X.var(axis=self.axes, ddof=1)",
    "running_var takes up the variance that is divided by n - 1. Here it is divided by n.",
    kind="division")  # fmt: skip
batch_norm_layer.change("swaps the shares of the running statistics",
    "self.momentum * self.running_mean + (1 - self.momentum) * mean",
    "(1 - self.momentum) * self.running_mean + self.momentum * mean",
    "self.momentum * self.running_var + (1 - self.momentum) * var",
    "(1 - self.momentum) * self.running_var + self.momentum * var",
    "The running statistics take up too much of each batch: momentum is the share of the old ones.",
    kind="wrong-variable")  # fmt: skip
batch_norm_layer.change("uses the batch in use, too", "            mean, var = self.running_mean, self.running_var",
    "            mean, var = X.mean(axis=self.axes), X.var(axis=self.axes)",
    "Without training, the batch's own mean and variance are used. Use the running ones.",
    kind="wrong-variable")  # fmt: skip
batch_norm_layer.change("uses the running statistics in training, too", "        self.std =",
    "        mean, var = self.running_mean, self.running_var\n        self.std =",
    "In training, the running statistics are used. There they only follow: normalize by the batch's own.",
    kind="wrong-variable")  # fmt: skip
batch_norm_layer.change("never updates the running statistics",
    "            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean\n"
    "            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var\n", "",
    "The running statistics never change. In training they follow those of the batches.",
    kind="missing-step")  # fmt: skip
batch_norm_layer.change("updates them in use as well", "            mean, var = self.running_mean, self.running_var",
    "            mean, var = self.running_mean, self.running_var\n"
    "            self.running_mean = self.momentum * mean + (1 - self.momentum) * X.mean(axis=self.axes)",
    "running_mean changes in use. Only batches in training count.", kind="extra-step")  # fmt: skip
batch_norm_layer.change("forgets the shift", ' + self.params["beta"].reshape(self.by)', "",
    "The shift is not added.", kind="missing-step")  # fmt: skip
batch_norm_layer.change("forgets the scale", 'self.params["gamma"].reshape(self.by) * self.X_hat', "self.X_hat",
    "The result is not multiplied by the scale.", kind="missing-step")  # fmt: skip
batch_norm_layer.change("takes mean and variance for constants",
    "return (G - mean - self.X_hat * slope) / self.std", "return G / self.std",
    "In training, dX leaves out that every sample has a share in the mean and the variance. Two terms are missing: the "
    "mean of dX_hat, and X_hat times the mean of dX_hat * X_hat.", kind="missing-step")  # fmt: skip
batch_norm_layer.change("takes the variance for a constant", " - self.X_hat * slope", "",
    "In training, dX leaves out that every sample has a share in the variance: the term with X_hat.",
    kind="missing-step")  # fmt: skip
batch_norm_layer.change("takes the mean for a constant", "(G - mean - self.X_hat", "(G - self.X_hat",
    "In training, dX leaves out that every sample has a share in the mean: minus the mean of dX_hat.",
    kind="missing-step")  # fmt: skip
batch_norm_layer.change("forgets the scale on the way back", 'self.params["gamma"].reshape(self.by) * dA', "dA",
    "dX leaves out the scale: dX_hat = scale * dA.", kind="missing-step")  # fmt: skip
batch_norm_layer.change("goes back as in training always",
    "        if not self.training:\n            return G / self.std\n",
    "",
    "After a pass without training, backward uses the formula of training. In use, mean and variance are constants.",
    kind="missing-step")  # fmt: skip
batch_norm_layer.change("averages the gradients", "(dA * self.X_hat).sum(axis=self.axes)",
    "(dA * self.X_hat).mean(axis=self.axes)", "dA.sum(axis=self.axes)", "dA.mean(axis=self.axes)",
    "The gradients of scale and shift are means. The 1/n is in dA already: sums.", kind="mean-or-sum")  # fmt: skip
batch_norm_layer.change("takes X for X_hat", "(dA * self.X_hat).sum", "(dA * self.X_hat * self.std).sum",
    "The gradient of the scale is made with what was not divided by the deviation yet. It is the sum of dA * X_hat.",
    kind="wrong-variable")  # fmt: skip
batch_norm_layer.change("starts from a variance of zero", "np.zeros(n_features), np.ones(n_features)\n",
    "np.zeros(n_features), np.zeros(n_features)\n",
    "running_var starts from 0. It starts from 1: np.ones(n_features).", kind="initialization")  # fmt: skip

sgd = Mistakes("""
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.t = 0
        self.v = {}

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        for key in params:
            old = params[key].copy()
            v = self.momentum * self.v.get(key, 0.0) - lr * grads[key]
            self.v[key] = v
            params[key] += v
            params[key] -= lr * self.weight_decay * old
        self.t += 1
""")
sgd.change("goes uphill", "- lr * grads[key]", "+ lr * grads[key]",
    "The step goes uphill: minus lr times the gradient.", kind="sign")  # fmt: skip
sgd.change("makes new arrays", "params[key] += v\n", "params[key] = params[key] + v\n",
    "The arrays that were handed in stay what they were. The network holds them: change them in place, p += v.",
    kind="sharing")  # fmt: skip
sgd.change("forgets the momentum", "self.momentum * self.v.get(key, 0.0) - lr", "-lr",
    "momentum has no effect: v = momentum * v - lr * g, with the v of the step before, kept under the parameter's key.",
    kind="state")  # fmt: skip
sgd.variant("forgets the momentum", sgd.source.replace("            self.v[key] = v\n", ""))
sgd.change("shares one velocity", "self.v.get(key, 0.0)", "self.v.get(len(grads[key]), 0.0)", "self.v[key] = v",
    "self.v[len(grads[key])] = v",
    "The parameters do not have a velocity each. Keep it under the parameter's key.", kind="sharing",
    alike="the parameters of the visible tests have as many rows as they are")  # fmt: skip
sgd.change("multiplies the velocity by the rate later", "- lr * grads[key]", "- grads[key]", "params[key] += v",
    "params[key] += lr * v",
    "The rate multiplies the whole velocity. It multiplies the gradient as it comes in, so that a new rate changes no "
    "old velocity: v = momentum * v - lr * g.", kind="order")  # fmt: skip
sgd.change("damps the gradient", "- lr * grads[key]", "- (1 - self.momentum) * lr * grads[key]",
    "The gradient is multiplied by 1 - momentum. Here it is not: v = momentum * v - lr * g.",
    kind="factor")  # fmt: skip
sgd.change("lets the decay gather momentum", "- lr * grads[key]", "- lr * (grads[key] + self.weight_decay * old)",
    "            params[key] -= lr * self.weight_decay * old\n", "",
    "The decay is part of the gradient, and gathers momentum. It is apart from the velocity: p + v - lr * decay * "
    "p.", kind="order")  # fmt: skip
sgd.change("forgets the decay", "            params[key] -= lr * self.weight_decay * old\n", "",
    "weight_decay has no effect: p = p + v - lr * weight_decay * p.", kind="missing-step")  # fmt: skip
sgd.change("decays without the rate", "lr * self.weight_decay * old", "self.weight_decay * old",
    "The decay lacks the learning rate: lr * weight_decay * p.", kind="missing-step")  # fmt: skip
sgd.change("decays what has moved already", "self.weight_decay * old", "self.weight_decay * params[key]",
    "The decay is taken of the parameter after its step. Take the value before it.", kind="order")  # fmt: skip
sgd.change("decays with a factor of two", "lr * self.weight_decay * old", "2 * lr * self.weight_decay * old",
    "The decay is twice what it should be: lr * weight_decay * p.", kind="factor")  # fmt: skip
sgd.change("counts the keys", "        self.t += 1\n", "        self.t += len(params)\n",
    "Each parameter counts as a step. A step is a call of step: count once, after the loop.", kind="loop")  # fmt: skip
sgd.change("counts from one", "self.lr(self.t)", "self.lr(self.t + 1)",
    "The function lr is asked for step 1 first. Steps count from 0.", kind="off-by-one")  # fmt: skip
sgd.change("never counts", "        self.t += 1\n", "",
    "The function lr is always asked for step 0. Count the calls of step.", kind="state")  # fmt: skip
sgd.change("writes into the gradients",
    "            self.v[key] = v\n", "            self.v[key] = v\n            grads[key] *= 0\n",
    "step changes grads, which belongs to the caller.", kind="in-place")  # fmt: skip

adam = Mistakes("""
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.beta1, self.beta2, self.eps, self.weight_decay = lr, beta1, beta2, eps, weight_decay
        self.t = 0
        self.m, self.v = {}, {}

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for key in params:
            g = grads[key]
            self.m[key] = self.beta1 * self.m.get(key, 0.0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0.0) + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            update = m_hat / (np.sqrt(v_hat) + self.eps) + self.weight_decay * params[key]
            params[key] -= lr * update
""")
adam.change("forgets the correction", "self.m[key] / (1 - self.beta1**self.t)", "self.m[key]",
    "self.v[key] / (1 - self.beta2**self.t)", "self.v[key]",
    "The two means are not corrected for having begun at 0: divide by 1 - beta ** t.", kind="missing-step")  # fmt: skip
adam.change("corrects the first mean alone", "self.v[key] / (1 - self.beta2**self.t)", "self.v[key]",
    "The mean of the squares is not corrected: v / (1 - beta2 ** t).", kind="missing-step")  # fmt: skip
adam.change("corrects the second mean alone", "self.m[key] / (1 - self.beta1**self.t)", "self.m[key]",
    "The mean of the gradients is not corrected: m / (1 - beta1 ** t).", kind="missing-step")  # fmt: skip
adam.change("keeps the corrected mean", "            v_hat =", "            self.m[key] = m_hat\n            v_hat =",
    "The corrected mean is kept and corrected again in the next step. Keep m as it is; correct a copy.",
    kind="state")  # fmt: skip
adam.change("corrects as in the first step", "self.beta1**self.t)", "self.beta1)", "self.beta2**self.t)", "self.beta2)",
    "The correction is that of the first step every time: 1 - beta ** t, where t counts the calls.",
    kind="power")  # fmt: skip
adam.change("counts the keys", "        self.t += 1\n        for key in params:\n",
    "        for key in params:\n            self.t += 1\n",
    "t grows with each parameter. It counts the calls: once, before the loop.", kind="loop")  # fmt: skip
adam.change("forgets the square", "* g**2", "* g", "np.sqrt(v_hat)", "np.sqrt(np.abs(v_hat))",
    "v is a mean of the gradients. It is one of their squares: g ** 2.", kind="power")  # fmt: skip
adam.change("forgets the root", "np.sqrt(v_hat)", "v_hat",
    "m is divided by the mean of the squares. Divide by its root, sqrt(v).", kind="missing-step")  # fmt: skip
adam.change("adds eps inside the root", "(np.sqrt(v_hat) + self.eps)", "np.sqrt(v_hat + self.eps)",
    "eps is added inside the root. It is added to the root: sqrt(v) + eps.", kind="epsilon")  # fmt: skip
adam.change("swaps the betas", "beta1, beta2, eps, weight_decay\n", "beta2, beta1, eps, weight_decay\n",
    "beta1 and beta2 are swapped: beta1 belongs to the mean, beta2 to the squares.", kind="wrong-variable")  # fmt: skip
adam.change("lets the decay go through the means", "g = grads[key]", "g = grads[key] + self.weight_decay * params[key]",
    " + self.weight_decay * params[key]\n            params", "\n            params",
    "The decay is part of the gradient, and is scaled with it. It is apart: lr * weight_decay * p is taken off p.",
    kind="order")  # fmt: skip
adam.change("forgets the decay", "(np.sqrt(v_hat) + self.eps) + self.weight_decay * params[key]",
    "(np.sqrt(v_hat) + self.eps)",
    "weight_decay has no effect: lr * (m / (sqrt(v) + eps) + weight_decay * p).", kind="missing-step")  # fmt: skip
adam.change("decays without the rate", " + self.weight_decay * params[key]\n            params[key] -= lr * update",
    "\n            params[key] -= lr * update + self.weight_decay * params[key]",
    "The decay lacks the learning rate: lr * weight_decay * p.", kind="missing-step")  # fmt: skip
adam.change("goes uphill", "params[key] -= lr * update", "params[key] += lr * update",
    "The step goes uphill: p - lr * ...", kind="sign")  # fmt: skip
adam.change("makes new arrays", "params[key] -= lr * update", "params[key] = params[key] - lr * update",
    "The arrays that were handed in stay what they were. The network holds them: change them in place, p -= ...",
    kind="sharing")  # fmt: skip
adam.change("forgets what was", "self.beta1 * self.m.get(key, 0.0)", "0.0", "self.beta2 * self.v.get(key, 0.0)", "0.0",
    "The means are not kept from step to step. Store them under the key, and go on from there.",
    kind="state")  # fmt: skip
adam.change("counts the rate from one", "self.lr(self.t)", "self.lr(self.t + 1)",
    "The function lr is asked for step 1 first. Steps count from 0.", kind="off-by-one")  # fmt: skip
adam.change("writes into the gradients", "            g = grads[key]\n",
    "            g = grads[key].copy()\n            grads[key] *= 0\n",
    "step changes grads, which belongs to the caller.", kind="in-place")  # fmt: skip

cosine_decay = Mistakes("""
def cosine_decay(lr, steps, *, warmup=0):
    if not 0 <= warmup < steps:
        raise ValueError("warmup has to be at least 0, and below steps")

    def schedule(t):
        if t < warmup:
            return lr * t / warmup
        if t >= steps:
            return 0.0
        return lr / 2 * (1 + np.cos(np.pi * (t - warmup) / (steps - warmup)))

    return schedule
""")
cosine_decay.change("returns a number", "return schedule", "return schedule(steps // 2)",
    "A number comes back. Return the function itself: return schedule.", kind="return")  # fmt: skip
cosine_decay.change("rises again", "        if t >= steps:\n            return 0.0\n", "",
    "After the last step the rate rises again. From t = steps on it is 0.", kind="boundary")  # fmt: skip
cosine_decay.change("forgets the half", "lr / 2 * (1", "lr * (1",
    "The rate is twice what it should be: lr / 2 times (1 + cos).", kind="factor")  # fmt: skip
cosine_decay.change("forgets the one", "(1 + np.cos(np.pi * (t - warmup) / (steps - warmup)))",
    "np.cos(np.pi * (t - warmup) / (steps - warmup))",
    "The rate becomes negative: 1 + cos, which runs from 2 to 0.", kind="missing-step")  # fmt: skip
cosine_decay.change("begins the glide at step 0", "(t - warmup) / (steps - warmup)", "t / steps",
    "The cosine begins at step 0. It begins where the warm-up ends: (t - warmup) / (steps - warmup).",
    kind="wrong-variable")  # fmt: skip
cosine_decay.change("ends too late", "/ (steps - warmup)", "/ steps",
    "The cosine does not reach its end: it has steps - warmup steps to do it.", kind="wrong-variable")  # fmt: skip
cosine_decay.change("warms up from one", "lr * t / warmup", "lr * (t + 1) / warmup",
    "The warm-up begins above 0: lr * t / warmup.", kind="off-by-one")  # fmt: skip
cosine_decay.change("does not warm up", "        if t < warmup:\n            return lr * t / warmup\n",
    "        t = max(t, warmup)\n",
    "There is no warm-up: for t < warmup the rate is lr * t / warmup.", kind="missing-step")  # fmt: skip
cosine_decay.change("accepts any warm-up", "if not 0 <= warmup < steps:", "if steps < 0:",
    "A warm-up that is negative, or leaves no step, is accepted. Say raise ValueError at the call.",
    kind="errors")  # fmt: skip
cosine_decay.change("accepts a warm-up of all steps", "0 <= warmup < steps", "0 <= warmup <= steps",
    "A warm-up of all steps is accepted, and leaves nothing to glide: warmup < steps.", kind="boundary")  # fmt: skip
cosine_decay.change("glides on a straight line", "lr / 2 * (1 + np.cos(np.pi * (t - warmup) / (steps - warmup)))",
    "lr * (1 - (t - warmup) / (steps - warmup))",
    "The rate falls on a straight line. It follows half a cosine.", kind="wrong-function")  # fmt: skip

train = Mistakes("""
import time
from neural_network.network import History

def share_right(output, y):
    if output.shape[1] == 1:
        return float(((output >= 0.5) == (y >= 0.5)).mean())
    return float((output.argmax(axis=1) == y.argmax(axis=1)).mean())

def learned(network):
    arrays = [value for layer in network.layers for value in layer.params.values()]
    return [value.copy() for value in arrays], [
        (layer.running_mean.copy(), layer.running_var.copy()) if hasattr(layer, "running_mean") else None
        for layer in network.layers
    ]

def give_back(network, best):
    arrays = [value for layer in network.layers for value in layer.params.values()]
    for array, value in zip(arrays, best[0]):
        array[...] = value
    for layer, statistics in zip(network.layers, best[1]):
        if statistics is not None:
            layer.running_mean, layer.running_var = statistics

def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):
    history = History()
    for epoch in range(epochs):
        start = time.perf_counter()
        total = 0.0
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            if augment is not None:
                X_b = augment(X_b, rng)
            output = network.forward(X_b, training=True)
            value, gradient = loss(output, y_b)
            total += value * len(X_b)
            network.backward(gradient)
            optimizer.step(network.params, network.grads)
        output = network.forward(X_val)
        history.train_loss.append(total / len(X))
        history.val_loss.append(loss(output, y_val)[0])
        history.val_accuracy.append(share_right(output, y_val))
        if epoch == 0 or history.val_loss[-1] < min(history.val_loss[:-1]):
            history.best_epoch = epoch
            best = learned(network)
        history.stopped_improving = history.best_epoch < epoch
        history.seconds.append(time.perf_counter() - start)
        if progress is not None:
            progress(epoch, history)
    give_back(network, best)
    return history
""")
train.change("returns nothing", "    return history\n", "    pass\n",
    "train returns nothing. After the last epoch: return history.", kind="return")  # fmt: skip
train.change("returns the network", "    return history\n", "    return network\n",
    "train returns the network. It was trained itself, so return what is new: the history.", kind="return")  # fmt: skip
train.change("trains without training", "network.forward(X_b, training=True)", "network.forward(X_b)",
    "The batches go through the network without training: network.forward(X_b, training=True).",
    kind="missing-step")  # fmt: skip
train.change("validates in training", "network.forward(X_val)", "network.forward(X_val, training=True)",
    "The validation samples go through the network as in training. There it is in use: network.forward(X_val).",
    kind="extra-step")  # fmt: skip
train.change("forgets to go backward", "            network.backward(gradient)\n", "",
    "optimizer.step(network.params, network.grads)",
    "optimizer.step(network.params, network.grads) if network.grads else None",
    "backward is never called, so that the gradients are not those of the batch.", kind="missing-step")  # fmt: skip
train.change("takes no step", "            optimizer.step(network.params, network.grads)\n", "",
    "The network never changes: after backward, optimizer.step(params, grads).", kind="missing-step")  # fmt: skip
train.change("steps once an epoch", "            optimizer.step(network.params, network.grads)\n", "",
    "        output = network.forward(X_val)\n",
    "        optimizer.step(network.params, network.grads)\n        output = network.forward(X_val)\n",
    "There is one step an epoch. Each batch takes one: inside the loop over the batches.", kind="loop")  # fmt: skip
train.change("steps layer by layer", "optimizer.step(network.params, network.grads)",
    "[optimizer.step({f'{i}{k}': v for k, v in layer.params.items()}, {f'{i}{k}': v for k, v in layer.grads.items()}) "
    "for i, layer in enumerate(network.layers)]",
    "The optimizer is called once for each layer, and counts too many steps. Hand it all parameters at once.",
    kind="loop")  # fmt: skip
train.change("ignores augment", "X_b = augment(X_b, rng)", "pass",
    "augment is not used: X_b = augment(X_b, rng), before network.forward.", kind="missing-step")  # fmt: skip
train.change("augments to validate, too", "network.forward(X_val)",
    "network.forward(X_val if augment is None else augment(X_val, rng))",
    "The validation samples are augmented. Only training batches are.", kind="extra-step")  # fmt: skip
train.change("augments everything at once",
    "        for X_b, y_b in minibatches(X, y, batch_size, rng):\n"
    "            if augment is not None:\n"
    "                X_b = augment(X_b, rng)\n",
    "        X_now = X if augment is None else augment(X, rng)\n"
    "        for X_b, y_b in minibatches(X_now, y, batch_size, rng):\n",
    "augment is called once an epoch, on all samples. It is called for each batch.", kind="loop")  # fmt: skip
train.change("augments without rng", "augment(X_b, rng)", "augment(X_b, None)",
    "augment is not given the rng: augment(X_b, rng).", kind="wrong-variable")  # fmt: skip
train.change("never shuffles", "minibatches(X, y, batch_size, rng)", "minibatches(X, y, batch_size)",
    "The samples come in the same order every time. Shuffle them: minibatches(X, y, batch_size, rng).",
    kind="randomness")  # fmt: skip
train.change("shuffles once", "    history = History()\n",
    "    history = History()\n    batches = list(minibatches(X, y, batch_size, rng))\n",
    "in minibatches(X, y, batch_size, rng):", "in batches:",
    "Every epoch has the samples in the order of the first. Shuffle anew in each epoch.", kind="randomness",
    random=True)  # fmt: skip
train.change("shuffles by another generator", "minibatches(X, y, batch_size, rng)",
    "minibatches(X, y, batch_size, np.random.default_rng())",
    "The same seed gives another training each time. Shuffle by the rng that is handed in.", kind="randomness",
    random=True)  # fmt: skip
train.change("drops the last batch", "            if augment is not None:\n",
    "            if len(X_b) < min(batch_size, len(X)):\n                continue\n            if augment is not "
    "None:\n",
    "The samples left over at the end make no batch. The last batch may be smaller.", kind="loop")  # fmt: skip
train.change("keeps the last weights", "    give_back(network, best)\n", "",
    "The network ends with the weights of its last epoch. Keep copies of the best, and give them back.",
    kind="state")  # fmt: skip
train.change("keeps names instead of copies", "[value.copy() for value in arrays]", "arrays",
    "The network ends with the weights of its last epoch, perhaps because what was kept are the arrays themselves, "
    "which the optimizer goes on changing. Keep copies.", kind="sharing",
    alike="arrays that are changed in place and arrays that are not given back come to the same")  # fmt: skip
train.change("forgets the running statistics", "if statistics is not None:", "if False:",
    "The running statistics at the end are those of the last epoch. Keep copies of running_mean and running_var, too.",
    kind="missing-step", alike="what the visible tests train has no batch normalization")  # fmt: skip
train.change("takes the last of equal epochs", "history.val_loss[-1] < min(history.val_loss[:-1])",
    "history.val_loss[-1] <= min(history.val_loss[:-1])",
    "Of epochs with equal losses, the last is taken. The first counts: <, not <=.",
    kind="boundary", score=7.73)  # fmt: skip
train.change("takes the highest loss", "history.val_loss[-1] < min(history.val_loss[:-1])",
    "history.val_loss[-1] > max(history.val_loss[:-1])",
    "best_epoch is that of the highest validation loss. The best has the lowest.", kind="wrong-function")  # fmt: skip
train.change("goes by the training loss", "history.val_loss[-1] < min(history.val_loss[:-1])",
    "history.train_loss[-1] < min(history.train_loss[:-1])",
    "best_epoch goes by the training loss. Go by the validation loss.", kind="wrong-variable")  # fmt: skip
train.change("compares with the epoch before", "min(history.val_loss[:-1])", "history.val_loss[-2]",
    "best_epoch is the last that was better than the one before it. Compare with the lowest so far.",
    kind="wrong-variable")  # fmt: skip
train.change("turns stopped_improving round", "history.best_epoch < epoch\n", "history.best_epoch == epoch\n",
    "stopped_improving is the wrong way round. It is True where the best epoch is not the last.",
    kind="sign")  # fmt: skip
train.change("never says that it stopped improving", "history.best_epoch < epoch\n", "False\n",
    "stopped_improving is always False. It is True where the best epoch is not the last.",
    kind="missing-step")  # fmt: skip
train.change("validates on the training samples", "network.forward(X_val)", "network.forward(X)",
    "loss(output, y_val)[0]", "loss(output, y)[0]", "share_right(output, y_val)", "share_right(output, y)",
    "The validation loss is computed on the training samples. Use X_val and y_val.", kind="wrong-variable")  # fmt: skip
train.change("adds the batch losses up", "value * len(X_b)", "value", "total / len(X)", "total",
    "train_loss adds up the losses of the batches. Weight each by its samples, and divide by n.",
    kind="mean-or-sum", alike="the visible tests train on one batch an epoch")  # fmt: skip
train.change("divides the mean loss by n", "value * len(X_b)", "value",
    "train_loss is divided by n although each batch's loss is a mean already: multiply it by len(X_b) first.",
    kind="mean-or-sum")  # fmt: skip
train.change("counts right answers", "share_right(output, y_val)", "len(output) * share_right(output, y_val)",
    "val_accuracy is the number of right answers. Divide it by the number of validation samples.",
    kind="mean-or-sum")  # fmt: skip
train.change("takes the argmax of one output", "output.shape[1] == 1", "False",
    "With one output, argmax is always 0, so that everything seems right. Compare with one half.",
    kind="wrong-function")  # fmt: skip
train.change("tells its progress once", "        if progress is not None:\n            progress(epoch, history)\n", "",
    "    give_back(network, best)\n",
    "    if progress is not None:\n        progress(epochs - 1, history)\n    give_back(network, best)\n",
    "progress is called after the last epoch alone. Call it at the end of every epoch.", kind="loop")  # fmt: skip
train.change("counts progress from one", "progress(epoch, history)", "progress(epoch + 1, history)",
    "progress is told epochs from 1. They count from 0.", kind="off-by-one")  # fmt: skip
train.change("never tells its progress", "            progress(epoch, history)", "            pass",
    "progress is never called: progress(epoch, history), after each validation.", kind="missing-step")  # fmt: skip

save = Mistakes("""
def save(network, path):
    arrays = {}
    for i, layer in enumerate(network.layers):
        for name, value in layer.params.items():
            arrays[f"{i}.{name}"] = value
        for name in ("running_mean", "running_var"):
            if hasattr(layer, name):
                arrays[f"{i}.{name}"] = getattr(layer, name)
    np.savez(path, **arrays)
""")
save.change("forgets the running statistics", 'for name in ("running_mean", "running_var"):', "for name in ():",
    "The running statistics of batch normalization are not in the file.", kind="missing-step")  # fmt: skip
save.change("forgets the running variances", '("running_mean", "running_var")', '("running_mean",)',
    "running_var is not in the file.", kind="missing-step")  # fmt: skip
save.change("lets names collide", 'arrays[f"{i}.{name}"] = value', "arrays[name] = value",
    "Layers with the same names overwrite each other in the file. Number the layers.", kind="names")  # fmt: skip
save.change("saves the last layer alone", "in enumerate(network.layers):\n", "in enumerate(network.layers[-1:]):\n",
    "Only the last layer is in the file.", kind="loop")  # fmt: skip
save.change("writes a pickle", "np.savez(path, **arrays)", "np.savez(path, network=np.array([arrays], dtype=object))",
    "The file holds an object, as a pickle, which cannot be read without running it. Write arrays alone: "
    "np.savez(path, **arrays).", kind="type")  # fmt: skip
save.change("writes somewhere else", "np.savez(path,", 'np.savez(str(path).replace(".npz", "") + "_saved.npz",',
    "There is no file at path after save.", kind="names")  # fmt: skip
save.change("rounds", "= value", "= value.round(0)",
    "The numbers in the file are not those of the network.", kind="extra-step")  # fmt: skip
save.change("saves the gradients", "layer.params.items()", "layer.grads.items()",
    "The gradients are in the file, and not the parameters.", kind="wrong-variable")  # fmt: skip
save.change("saves the shapes", "= value", "= np.array(value.shape)",
    "The file holds the shapes of the arrays, and not their numbers.", kind="wrong-variable")  # fmt: skip

load = Mistakes("""
def own_arrays(network):
    arrays = {}
    for i, layer in enumerate(network.layers):
        for name, value in layer.params.items():
            arrays[f"{i}.{name}"] = value
        for name in ("running_mean", "running_var"):
            if hasattr(layer, name):
                arrays[f"{i}.{name}"] = getattr(layer, name)
    return arrays

def load(network, path):
    with np.load(path, allow_pickle=False) as file:
        saved = {name: file[name] for name in file.files}
    own = own_arrays(network)
    if saved.keys() != own.keys():
        raise ValueError("the file is of another network")
    for name in own:
        if own[name].shape != saved[name].shape:
            raise ValueError(f"{name} is {own[name].shape} here and {saved[name].shape} in the file")
    for name in own:
        own[name][...] = saved[name]
""")
load.change("changes nothing", "own[name][...] = saved[name]", "own[name] = saved[name]",
    "The network stays as it was: only the entries of a dictionary were replaced. Write into the arrays: "
    "own[name][...] = saved[name].", kind="sharing")  # fmt: skip
load.change("forgets the running statistics", "    for name in own:\n        own[name][...]",
    "    for name in own:\n        if 'running' in name:\n            continue\n        own[name][...]",
    "The running statistics are not those of the file.", kind="missing-step")  # fmt: skip
load.change("accepts any shape", "        if own[name].shape != saved[name].shape:\n"
    '            raise ValueError(f"{name} is {own[name].shape} here and {saved[name].shape} in the file")\n',
    "        pass\n", "own[name][...] = saved[name]", "own[name][...] = np.resize(saved[name], own[name].shape)",
    "A file with arrays of other shapes is accepted: raise ValueError.", kind="errors")  # fmt: skip
load.change("accepts what is missing", "saved.keys() != own.keys()", "saved.keys() - own.keys()",
    "    for name in own:\n        if own", "    for name in saved:\n        if own",
    "    for name in own:\n        own[name][...]", "    for name in saved:\n        own[name][...]",
    "A file in which arrays are missing is accepted: raise ValueError.", kind="errors",
    alike="a missing and a surplus array are refused in one visible test")  # fmt: skip
load.change("accepts what is too many", "saved.keys() != own.keys()", "own.keys() - saved.keys()",
    "A file with arrays that the network does not have is accepted: raise ValueError.", kind="errors")  # fmt: skip
load.change("fills what fits before it refuses", "            raise ValueError(f",
    "            for other in list(own)[: list(own).index(name)]:\n                own[other][...] = saved[other]\n"
    "            raise ValueError(f",
    "A file that is refused has changed the network in part. Compare everything before you write anything.",
    kind="order")  # fmt: skip
load.change("raises another error", 'raise ValueError("the file is of another network")',
    'raise KeyError("the file is of another network")',
    "A file of another network raises an error, but no ValueError.", kind="errors")  # fmt: skip
load.change("allows pickles", "np.load(path, allow_pickle=False)", "np.load(path, allow_pickle=True)",
    "The file is read with pickle, which can run a stranger's code: allow_pickle=False.", kind="errors",
    alike="no visible test hands over a pickle")  # fmt: skip
load.change("fills the first layer alone", "    for name in own:\n        own[name][...]",
    "    for name in own:\n        if name[0] != '0':\n            continue\n        own[name][...]",
    "Only the first layer is filled.", kind="loop")  # fmt: skip

prepare_digit = Mistakes("""
from scipy.ndimage import zoom

def prepare_digit(image):
    if image.ndim != 2 or image.max() == image.min():
        raise ValueError("an image (h, w) with a digit on it is needed")
    grey = image.astype(float)
    grey = (grey - grey.min()) / (grey.max() - grey.min())
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    if border.mean() > grey.mean():
        grey = 1 - grey
    paper = np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]))
    ink = np.clip((grey - paper - 0.25) / (0.75 - paper), 0, 1)
    rows, columns = np.nonzero(ink > 0.1)
    ink = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    factor = 19.5 / max(ink.shape)
    block = max(int(0.7 / factor), 1)
    blurred = np.pad(ink, block)
    blurred = sum(
        np.roll(np.roll(blurred, i, 0), j, 1)
        for i in range(-(block // 2), block - block // 2) for j in range(-(block // 2), block - block // 2)
    ) / block**2
    for _ in range(12):
        small = np.clip(zoom(blurred, factor, order=1), 0, 1)
        small = np.clip(small / np.quantile(small[small > 0.1], 0.7), 0, 1)
        rows, columns = np.nonzero(small > 0.1)
        side = max(np.ptp(rows), np.ptp(columns)) + 1
        if side in (19, 20):
            break
        factor *= 19.5 / side
    small = small[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    h, w = small.shape
    center = small.sum(axis=1) @ np.arange(h) / small.sum(), small.sum(axis=0) @ np.arange(w) / small.sum()
    top, left = (min(max(round(13.5 - c), 0), 28 - n) for c, n in zip(center, (h, w)))
    out = np.zeros((28, 28))
    out[top : top + h, left : left + w] = small
    return out
""")
prepare_digit.change("does not turn it round", "grey = 1 - grey", "pass",
    "A digit that is dark on light stays so. If the border is brighter than the whole, turn it round: 1 - image.",
    kind="missing-step")  # fmt: skip
prepare_digit.change("always turns it round", "if border.mean() > grey.mean():", "if True:",
    "A digit that is light on dark is turned round, too. Let the border decide.", kind="missing-step")  # fmt: skip
prepare_digit.change("does not scale by the range", "grey = (grey - grey.min()) / (grey.max() - grey.min())",
    "grey = grey / 255 if grey.max() > 1 else grey",
    "np.clip((grey - paper - 0.25) / (0.75 - paper), 0, 1)", "np.clip((grey - 0.25) / 0.75, 0, 1)",
    "The image is not scaled by its own range: (image - smallest) / (largest - smallest).",
    kind="missing-step")  # fmt: skip
prepare_digit.change("puts the box in the middle",
    "top, left = (min(max(round(13.5 - c), 0), 28 - n) for c, n in zip(center, (h, w)))",
    "top, left = (28 - h) // 2, (28 - w) // 2",
    "The box of the digit is in the middle, and not its center of mass.", kind="wrong-variable")  # fmt: skip
prepare_digit.change("stretches the digit", "    h, w = small.shape\n",
    "    small = np.clip(zoom(small, (20 / small.shape[0], 20 / small.shape[1]), order=1), 0, 1)\n    h, w = "
    "small.shape\n",
    "Height and width are scaled by different factors. Keep the proportions of the digit.", kind="factor")  # fmt: skip
prepare_digit.change("fills the whole picture", "factor = 19.5 / max", "factor = 27.0 / max", "side in (19, 20)",
    "side in (26, 27, 28)", "factor *= 19.5 / side", "factor *= 27.0 / side",
    "The digit is too large. Its longer side is 20 pixels, with a margin around.", kind="factor")  # fmt: skip
prepare_digit.change("accepts blank images", "image.ndim != 2 or image.max() == image.min()", "image.ndim != 2",
    "grey = (grey - grey.min()) / (grey.max() - grey.min())",
    "grey = (grey - grey.min()) / max(grey.max() - grey.min(), 1e-9)\n    if grey.max() == 0:\n"
    "        return np.zeros((28, 28))",
    "A blank image is accepted. There is no digit on it: raise ValueError.", kind="errors")  # fmt: skip
prepare_digit.change("accepts colors", "image.ndim != 2 or image.max()", "image.max()", "grey = image.astype(float)",
    "grey = image.astype(float)\n    grey = grey.mean(axis=-1) if grey.ndim == 3 else grey",
    "An image with three axes is accepted. It has to be (h, w): raise ValueError.", kind="errors")  # fmt: skip
prepare_digit.change("swaps rows and columns", "    return out\n", "    return out.T\n",
    "The digit lies on its side: rows and columns are swapped.", kind="transpose")  # fmt: skip
prepare_digit.change("answers in whole grey levels", "    return out\n", "    return np.rint(255 * out)\n",
    "The result runs to 255. It runs from 0 to 1.", kind="factor")  # fmt: skip
prepare_digit.change("gives one row", "    return out\n", "    return out.reshape(1, 784)\n",
    "The result has another shape: (28, 28).", kind="shape")  # fmt: skip
prepare_digit.change("lets the paper shine through",
    "np.clip((grey - paper - 0.25) / (0.75 - paper), 0, 1)", "grey.copy()",
    "Noise and shadows of the paper are left. Set to 0 what is far below the ink.", kind="missing-step")  # fmt: skip

standardize_batch = Mistakes("""
def standardize_batch(X, eps=1e-5):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    return (X - mean) / np.sqrt(var + eps)
""")
standardize_batch.change("standardizes each sample", "X.mean(axis=0)", "X.mean(axis=1, keepdims=True)", "X.var(axis=0)",
    "X.var(axis=1, keepdims=True)", "Mean and variance run over each row. They run over the samples: axis=0.",
    kind="axis")  # fmt: skip
standardize_batch.change("adds eps to the root", "np.sqrt(var + eps)", "(np.sqrt(var) + eps)",
    "eps is added to the root. It is added to the variance: sqrt(var + eps).", kind="epsilon")  # fmt: skip
standardize_batch.change("forgets the root", "np.sqrt(var + eps)", "(var + eps)",
    "The deviations are divided by the variance. Divide by its root.", kind="missing-step")  # fmt: skip
standardize_batch.change("forgets eps", "var + eps", "var",
    "eps is not used: a column of equal numbers is divided by 0.", kind="missing-step")  # fmt: skip

corrected_means = Mistakes("""
def corrected_means(gradients, beta):
    m, means = 0.0, []
    for i in range(len(gradients)):
        m = beta * m + (1 - beta) * gradients[i]
        means.append(m / (1 - beta ** (i + 1)))
    return np.array(means)
""")
corrected_means.change("forgets the correction", "m / (1 - beta ** (i + 1))", "m",
    "The means are not corrected: divide by 1 - beta ** t.", kind="missing-step")  # fmt: skip
corrected_means.change("keeps the corrected mean", "means.append(m / (1 - beta ** (i + 1)))",
    "m = m / (1 - beta ** (i + 1))\n        means.append(m)",
    "The corrected mean is kept and corrected again. Keep m as it is.", kind="state")  # fmt: skip
corrected_means.change("corrects as in the first step", "beta ** (i + 1)", "beta",
    "The correction is that of the first step every time: 1 - beta ** t.", kind="power")  # fmt: skip
corrected_means.change("returns the last", "np.array(means)", "means[-1]",
    "Only the last mean comes back. Return all of them.", kind="return")  # fmt: skip

light_on_dark = Mistakes("""
def light_on_dark(image):
    grey = image.astype(float)
    scaled = (grey - grey.min()) / (grey.max() - grey.min())
    border = np.concatenate([scaled[0], scaled[-1], scaled[:, 0], scaled[:, -1]])
    if border.mean() > scaled.mean():
        return 1 - scaled
    return scaled
""")
light_on_dark.change("never turns it round", "return 1 - scaled", "return scaled",
    "A digit that is dark on light stays so: return 1 - scaled.", kind="missing-step")  # fmt: skip
light_on_dark.change("always turns it round", "border.mean() > scaled.mean()", "True",
    "A digit that is light on dark is turned round, too. Let the border decide.", kind="missing-step")  # fmt: skip
light_on_dark.change("turns round the wrong ones", "border.mean() > scaled.mean()", "border.mean() < scaled.mean()",
    "The comparison is the wrong way round: a bright border means dark on light.", kind="sign")  # fmt: skip
light_on_dark.change("counts from 255 again", "image.astype(float)", "image",
    "(grey - grey.min()) / (grey.max() - grey.min())", "(grey - grey.max()) / (grey.max() - grey.min()) + 1",
    "uint8 starts again from 255 below 0. Make floats of it first: image.astype(float).", kind="type")  # fmt: skip
light_on_dark.change("forgets the smallest", "(grey - grey.min()) / (grey.max() - grey.min())", "grey / grey.max()",
    "The image is divided by its largest value alone. Subtract the smallest first.", kind="missing-step")  # fmt: skip

center_of_mass = Mistakes("""
def center_of_mass(image):
    h, w = image.shape
    row = image.sum(axis=1) @ np.arange(h) / image.sum()
    column = image.sum(axis=0) @ np.arange(w) / image.sum()
    return row, column
""")
center_of_mass.change("swaps row and column", "return row, column", "return column, row",
    "Row and column are swapped: return row, column.", kind="order")  # fmt: skip
center_of_mass.change("counts from one", "np.arange(h)", "np.arange(1, h + 1)", "np.arange(w)", "np.arange(1, w + 1)",
    "Rows and columns are counted from 1. They count from 0.", kind="off-by-one")  # fmt: skip
center_of_mass.change("counts pixels", "image.shape\n", "image.shape\n    image = (image > 0) * 1.0\n",
    "All pixels with ink count alike. Weigh each by its brightness.", kind="missing-step")  # fmt: skip
center_of_mass.change("divides by the number of pixels", "np.arange(h) / image.sum()", "np.arange(h) / image.size",
    "np.arange(w) / image.sum()", "np.arange(w) / image.size",
    "The sums are divided by the number of pixels. Divide by the sum of the image.", kind="division")  # fmt: skip
