"""The mistakes of chapter W.4: Dense, Network, ReLU and Flatten. Each is a change of a plain right version."""

from autograder.checks.mistakes import Mistakes

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
    "What is written into params does not reach the layers, so that an optimizer changes nothing. Give the layers' own "
    "arrays, not copies.",
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
    "The layer lacks params or grads. Set both to {}, so that it can stand in any network.",
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
    "The layer lacks params or grads. Set both to {}, so that it can stand in any network.",
    kind="names")  # fmt: skip
flatten.change("returns nothing", "return X.reshape(len(X), -1)", "X.reshape(len(X), -1)",
    "forward returns nothing: return X.reshape(...).", kind="return")  # fmt: skip
