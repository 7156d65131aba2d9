"""Unseen tries for workshop 3: a network as objects, as students write it."""

#: right | Dense | other algorithm | table of pairs (activation, backward of it) with closures
class Dense:
    def __init__(self, n_in, n_out, activation, rng):
        def softmax(Z):
            e = np.exp(Z - Z.max(axis=1, keepdims=True))
            return e / e.sum(axis=1, keepdims=True)
        table = {
            "linear": (lambda Z: Z + 0.0, lambda d, A: d),
            "relu": (lambda Z: Z * (Z > 0), lambda d, A: d * (A > 0)),
            "leaky_relu": (lambda Z: np.maximum(Z, 0.01 * Z), lambda d, A: np.where(A > 0, d, 0.01 * d)),
            "sigmoid": (lambda Z: 0.5 + 0.5 * np.tanh(0.5 * Z), lambda d, A: d * A * (1 - A)),
            "tanh": (np.tanh, lambda d, A: d * (1 - A * A)),
            "softmax": (softmax, lambda d, A: np.einsum("nij,nj->ni", A[:, :, None] * (np.eye(A.shape[1]) - A[:, None, :]), d)),
        }
        if activation not in table:
            raise ValueError(f"unknown activation: {activation}")
        self.activation = activation
        self._f, self._back = table[activation]
        gain = 2 if "relu" in activation else 1
        self.W = rng.standard_normal((n_in, n_out)) * np.sqrt(gain / n_in)
        self.b = np.zeros((1, n_out))

    def forward(self, X):
        self._X = X
        self._A = self._f(X @ self.W + self.b)
        return self._A

    def backward(self, dA):
        dZ = self._back(dA, self._A)
        self.dW = self._X.T @ dZ
        self.db = dZ.sum(axis=0, keepdims=True)
        return dZ @ self.W.T


#: right | Dense | other algorithm | full Jacobian built per sample in a loop, slopes from Z
from neural_network import relu, leaky_relu, sigmoid, tanh, softmax
from neural_network import relu_derivative, leaky_relu_derivative, sigmoid_derivative, tanh_derivative

class Dense:
    names = ["sigmoid", "tanh", "relu", "leaky_relu", "softmax", "linear"]

    def __init__(self, n_in: int, n_out: int, activation: str, rng):
        if activation not in self.names:
            raise ValueError(activation)
        var = 2.0 / n_in if activation in ("relu", "leaky_relu") else 1.0 / n_in
        self.W = rng.normal(0.0, var ** 0.5, size=(n_in, n_out))
        self.b = np.zeros((1, n_out))
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)
        self.activation = activation

    def forward(self, X):
        self.inputs = X.copy()
        self.Z = np.dot(X, self.W) + self.b
        if self.activation == "linear":
            self.output = self.Z.copy()
        else:
            self.output = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "leaky_relu": leaky_relu,
                           "softmax": softmax}[self.activation](self.Z)
        return self.output.copy()

    def backward(self, dA):
        if self.activation == "softmax":
            dZ = np.empty(dA.shape)
            for i, (a, g) in enumerate(zip(self.output, dA)):
                a = a.reshape(-1, 1)
                dZ[i] = (np.diagflat(a) - a @ a.T) @ g
        elif self.activation == "linear":
            dZ = dA
        else:
            slope = {"sigmoid": sigmoid_derivative, "tanh": tanh_derivative, "relu": relu_derivative,
                     "leaky_relu": leaky_relu_derivative}[self.activation]
            dZ = dA * slope(self.Z)
        self.dW = np.dot(self.inputs.T, dZ)
        self.db = np.sum(dZ, axis=0, keepdims=True)
        return np.dot(dZ, self.W.T)


#: wrong | Dense | same algorithm | softmax backward uses only the diagonal A (1 - A) | named: takes the diagonal of the Jacobian
class Dense:
    def __init__(self, n_in, n_out, activation, rng):
        if activation not in ("sigmoid", "tanh", "relu", "leaky_relu", "softmax", "linear"):
            raise ValueError
        self.activation = activation
        self.W = rng.normal(size=(n_in, n_out)) * np.sqrt((2 if "relu" in activation else 1) / n_in)
        self.b = np.zeros((1, n_out))

    def forward(self, X):
        self.X = X
        Z = X @ self.W + self.b
        if self.activation == "sigmoid":
            self.A = 1 / (1 + np.exp(-Z))
        elif self.activation == "tanh":
            self.A = np.tanh(Z)
        elif self.activation == "relu":
            self.A = np.maximum(Z, 0)
        elif self.activation == "leaky_relu":
            self.A = np.where(Z > 0, Z, 0.01 * Z)
        elif self.activation == "softmax":
            E = np.exp(Z - Z.max(axis=1, keepdims=True))
            self.A = E / E.sum(axis=1, keepdims=True)
        else:
            self.A = Z
        return self.A

    def backward(self, dA):
        A = self.A
        if self.activation in ("sigmoid", "softmax"):
            dZ = dA * A * (1 - A)
        elif self.activation == "tanh":
            dZ = dA * (1 - A ** 2)
        elif self.activation == "relu":
            dZ = dA * (A > 0)
        elif self.activation == "leaky_relu":
            dZ = dA * np.where(A > 0, 1, 0.01)
        else:
            dZ = dA
        self.dW = self.X.T @ dZ
        self.db = dZ.sum(axis=0, keepdims=True)
        return dZ @ self.W.T


#: wrong | Dense | same algorithm | dW and db are divided by n once more | named: divides the weight gradient by n
from neural_network import relu, leaky_relu, sigmoid, tanh, softmax, relu_derivative, leaky_relu_derivative, sigmoid_derivative, tanh_derivative

class Dense:
    F = {"relu": (relu, relu_derivative), "leaky_relu": (leaky_relu, leaky_relu_derivative),
         "sigmoid": (sigmoid, sigmoid_derivative), "tanh": (tanh, tanh_derivative),
         "linear": (lambda Z: Z.copy(), np.ones_like), "softmax": (softmax, None)}

    def __init__(self, n_in, n_out, activation, rng):
        if activation not in self.F:
            raise ValueError(activation)
        self.activation = activation
        self.W = rng.normal(0, np.sqrt((2 if activation.endswith("relu") else 1) / n_in), (n_in, n_out))
        self.b = np.zeros((1, n_out))

    def forward(self, X):
        self.X, self.Z = X, X @ self.W + self.b
        return self.F[self.activation][0](self.Z)

    def backward(self, dA):
        if self.activation == "softmax":
            A = softmax(self.Z)
            dZ = A * (dA - (dA * A).sum(axis=1, keepdims=True))
        else:
            dZ = dA * self.F[self.activation][1](self.Z)
        m = self.X.shape[0]
        self.dW = self.X.T @ dZ / m
        self.db = dZ.sum(axis=0, keepdims=True) / m
        return dZ @ self.W.T


#: wrong | Dense | other algorithm | softmax layer skips its Jacobian, as if dA were by the scores already (fused) | named: takes dA of softmax for dZ
from neural_network import relu, leaky_relu, sigmoid, tanh, softmax

class Dense:
    def __init__(self, n_in, n_out, activation, rng):
        acts = dict(relu=relu, leaky_relu=leaky_relu, sigmoid=sigmoid, tanh=tanh, softmax=softmax, linear=np.array)
        try:
            self.f = acts[activation]
        except KeyError:
            raise ValueError(activation) from None
        self.activation = activation
        self.W = rng.normal(0, np.sqrt((2 if activation.endswith("relu") else 1) / n_in), (n_in, n_out))
        self.b = np.zeros((1, n_out))

    def forward(self, X):
        self.X = X
        self.A = self.f(X @ self.W + self.b)
        return self.A

    def backward(self, dA):
        A = self.A
        slope = {"relu": lambda: (A > 0) * 1.0, "leaky_relu": lambda: np.where(A > 0, 1.0, 0.01),
                 "sigmoid": lambda: A * (1 - A), "tanh": lambda: 1 - A ** 2}.get(self.activation, lambda: 1.0)()
        dZ = dA * slope
        self.dW, self.db = self.X.T @ dZ, dZ.sum(axis=0, keepdims=True)
        return dZ @ self.W.T


#: wrong | Dense | same algorithm | dW and db pile up over calls of backward (+=) | named: adds gradients up
from neural_network import relu, leaky_relu, sigmoid, tanh, softmax, relu_derivative, leaky_relu_derivative, sigmoid_derivative, tanh_derivative

class Dense:
    def __init__(self, n_in, n_out, activation, rng):
        self.acts = {"relu": (relu, relu_derivative), "leaky_relu": (leaky_relu, leaky_relu_derivative),
                     "sigmoid": (sigmoid, sigmoid_derivative), "tanh": (tanh, tanh_derivative),
                     "linear": (lambda Z: Z, lambda Z: 1.0), "softmax": (softmax, None)}
        if activation not in self.acts:
            raise ValueError(activation)
        self.activation = activation
        std = np.sqrt(2 / n_in) if activation in ("relu", "leaky_relu") else np.sqrt(1 / n_in)
        self.W = std * rng.standard_normal((n_in, n_out))
        self.b = np.zeros((1, n_out))
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    def forward(self, X):
        self.X = X
        self.Z = X @ self.W + self.b
        return self.acts[self.activation][0](self.Z)

    def backward(self, dA):
        if self.activation == "softmax":
            A = softmax(self.Z)
            dZ = A * (dA - np.sum(dA * A, axis=1, keepdims=True))
        else:
            dZ = dA * self.acts[self.activation][1](self.Z)
        self.dW += self.X.T @ dZ
        self.db += dZ.sum(axis=0, keepdims=True)
        return dZ @ self.W.T


#: wrong | Dense | same algorithm | an unknown activation is noticed only in forward | named: accepts any activation
from neural_network import relu, leaky_relu, sigmoid, tanh, softmax

class Dense:
    def __init__(self, n_in, n_out, activation, rng):
        self.activation = activation
        self.W = rng.normal(size=(n_in, n_out)) * np.sqrt((2 if "relu" in activation else 1) / n_in)
        self.b = np.zeros((1, n_out))

    def forward(self, X):
        self.X = X
        Z = X @ self.W + self.b
        match self.activation:
            case "relu": self.A = relu(Z)
            case "leaky_relu": self.A = leaky_relu(Z)
            case "sigmoid": self.A = sigmoid(Z)
            case "tanh": self.A = tanh(Z)
            case "softmax": self.A = softmax(Z)
            case "linear": self.A = Z
            case _: raise ValueError("activation")
        return self.A

    def backward(self, dA):
        A = self.A
        match self.activation:
            case "relu": dZ = dA * (A > 0)
            case "leaky_relu": dZ = dA * np.where(A > 0, 1, 0.01)
            case "sigmoid": dZ = dA * A * (1 - A)
            case "tanh": dZ = dA * (1 - A ** 2)
            case "softmax": dZ = A * (dA - (A * dA).sum(axis=1, keepdims=True))
            case _: dZ = dA
        self.dW = self.X.T @ dZ
        self.db = dZ.sum(axis=0, keepdims=True)
        return dZ @ self.W.T


#: right | Network | other algorithm | functools.reduce in both directions
from functools import reduce

class Network:
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, X):
        return reduce(lambda A, layer: layer.forward(A), self.layers, X)

    def backward(self, dA):
        return reduce(lambda d, layer: layer.backward(d), self.layers[::-1], dA)

    predict = forward


#: right | Network | other algorithm | recursion on the number of the layer
class Network:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, X, i=0):
        if i == len(self.layers):
            return X
        return self.forward(self.layers[i].forward(X), i + 1)

    def backward(self, dA, i=None):
        i = len(self.layers) - 1 if i is None else i
        d = self.layers[i].backward(dA)
        return d if i == 0 else self.backward(d, i - 1)

    def predict(self, X):
        return self.forward(X)


#: wrong | Network | same algorithm | backward goes from the first layer to the last | named: goes backward in forward order
class Network:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dA):
        for layer in self.layers:
            dA = layer.backward(dA)
        return dA

    def predict(self, X):
        return self.forward(X)


#: wrong | Network | other algorithm | layers kept as an iterator, reversed once: used up after the first backward | named: turns the layers around once
class Network:
    def __init__(self, layers):
        self.layers = list(layers)
        self.back = reversed(self.layers)

    def forward(self, X):
        out = X
        for l in self.layers:
            out = l.forward(out)
        return out

    def backward(self, dA):
        for l in self.back:
            dA = l.backward(dA)
        return dA

    def predict(self, X):
        return self.forward(X)


#: wrong | Network | same algorithm | predict returns labels by argmax | named: predict gives labels
class Network:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dA):
        for layer in reversed(self.layers):
            dA = layer.backward(dA)
        return dA

    def predict(self, X):
        return np.argmax(self.forward(X), axis=1)


#: wrong | Network | same algorithm | backward stops before the first layer (range to 0 without it) | named: skips the first layer
class Network:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dA):
        for i in range(len(self.layers) - 1, 0, -1):
            dA = self.layers[i].backward(dA)
        return dA

    def predict(self, X):
        return self.forward(X)


#: right | fit | other algorithm | own loop without minibatches, gradients of the last layer by its scores for softmax, SimpleNamespace
import time
from types import SimpleNamespace

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    kind = network.layers[-1].activation

    def loss_of(A, t):
        if kind == "softmax":
            return float(-(t * np.log(np.clip(A, 1e-12, 1))).sum() / len(A))
        if kind == "sigmoid":
            P = np.clip(A, 1e-12, 1 - 1e-12)
            return float(-np.mean(t * np.log(P) + (1 - t) * np.log(1 - P)))
        return float(np.mean((A - t) ** 2))

    h = SimpleNamespace(train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False)
    best = None
    for epoch in range(epochs):
        t0 = time.perf_counter()
        order = rng.permutation(len(X))
        total = 0.0
        for s in range(0, len(X), batch_size):
            i = order[s:s + batch_size]
            xb, yb = X[i], y[i]
            H = xb
            for layer in network.layers[:-1]:
                H = layer.forward(H)
            last = network.layers[-1]
            A = last.forward(H)
            total += loss_of(A, yb) * len(i)
            if kind == "softmax":
                dZ = (A - yb) / len(i)
                last.dW, last.db = H.T @ dZ, dZ.sum(axis=0, keepdims=True)
                d = dZ @ last.W.T
            elif kind == "sigmoid":
                P = np.clip(A, 1e-12, 1 - 1e-12)
                d = last.backward((P - yb) / (P * (1 - P)) / A.size)
            else:
                d = last.backward(2 * (A - yb) / A.size)
            for layer in reversed(network.layers[:-1]):
                d = layer.backward(d)
            for layer in network.layers:
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
        h.train_loss.append(total / len(X))
        A = network.predict(X_val)
        h.val_loss.append(loss_of(A, y_val))
        if A.shape[1] == 1:
            ok = (A >= 0.5) == (y_val >= 0.5)
        else:
            ok = A.argmax(axis=1) == y_val.argmax(axis=1)
        h.val_accuracy.append(float(ok.mean()))
        h.seconds.append(time.perf_counter() - t0)
        h.best_epoch = int(np.argmin(h.val_loss))
        h.stopped_improving = h.best_epoch != len(h.val_loss) - 1
        if h.best_epoch == epoch:
            best = [(l.W.copy(), l.b.copy()) for l in network.layers]
        if on_epoch is not None:
            on_epoch(h)
    for l, (W, b) in zip(network.layers, best):
        l.W, l.b = W, b
    return h


#: right | fit | other algorithm | all epochs' weights kept in a list, a class of its own for the history; scores' gradient for softmax by a linear stand-in
import time
from neural_network import minibatches, cross_entropy, binary_cross_entropy, mse_loss

class Log:
    def __init__(self):
        self.train_loss, self.val_loss, self.val_accuracy, self.seconds = [], [], [], []
        self.best_epoch, self.stopped_improving = 0, False

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    layers = network.layers
    out = layers[-1].activation
    loss_fn = {"softmax": cross_entropy, "sigmoid": binary_cross_entropy}.get(out, mse_loss)
    log, snapshots = Log(), []
    for _ in range(epochs):
        start = time.time()
        losses, sizes = [], []
        for Xb, yb in minibatches(X, y, batch_size, rng):
            steps = [Xb]
            for layer in layers:
                steps.append(layer.forward(steps[-1]))
            A = steps[-1]
            m = len(Xb)
            losses.append(loss_fn(A, yb))
            sizes.append(m)
            if out in ("softmax", "sigmoid"):
                delta = (A - yb) / (m if out == "softmax" else A.size)
                top = layers[-1]
                top.dW = steps[-2].T @ delta
                top.db = delta.sum(axis=0, keepdims=True)
                d = delta @ top.W.T
                rest = layers[:-1]
            else:
                d, rest = 2 * (A - yb) / A.size, layers
            for layer in rest[::-1]:
                d = layer.backward(d)
            for layer in layers:
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
        snapshots.append([(l.W.copy(), l.b.copy()) for l in layers])
        A = network.predict(X_val)
        log.train_loss.append(float(np.average(losses, weights=sizes)))
        log.val_loss.append(float(loss_fn(A, y_val)))
        hits = (A >= 0.5) == (y_val >= 0.5) if A.shape[1] == 1 else A.argmax(1) == y_val.argmax(1)
        log.val_accuracy.append(float(np.mean(hits)))
        log.seconds.append(time.time() - start)
        log.best_epoch = log.val_loss.index(min(log.val_loss))
        log.stopped_improving = bool(log.best_epoch < len(log.val_loss) - 1)
        if on_epoch:
            on_epoch(log)
    for l, (W, b) in zip(layers, snapshots[log.best_epoch]):
        l.W, l.b = W, b
    return log


#: wrong | fit | same algorithm | steps with -= on the arrays and the snapshot holds references: the last epoch's weights stay | named: keeps the last weights
import time
from types import SimpleNamespace
from neural_network import minibatches, cross_entropy, binary_cross_entropy, mse_loss

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    layers = network.layers
    out = layers[-1].activation
    loss_fn = cross_entropy if out == "softmax" else binary_cross_entropy if out == "sigmoid" else mse_loss
    hist = SimpleNamespace(train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False)
    best_val, best_weights = np.inf, None
    for epoch in range(epochs):
        tic = time.perf_counter()
        total = 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            H = Xb
            for layer in layers[:-1]:
                H = layer.forward(H)
            A = layers[-1].forward(H)
            total += loss_fn(A, yb) * len(Xb)
            if out == "softmax":
                delta = (A - yb) / len(Xb)
                layers[-1].dW = H.T @ delta
                layers[-1].db = delta.sum(axis=0, keepdims=True)
                d = delta @ layers[-1].W.T
            elif out == "sigmoid":
                P = np.clip(A, 1e-10, 1 - 1e-10)
                d = layers[-1].backward((P - yb) / (P * (1 - P)) / A.size)
            else:
                d = layers[-1].backward(2 * (A - yb) / A.size)
            for layer in layers[-2::-1]:
                d = layer.backward(d)
            for layer in layers:
                layer.W -= lr * layer.dW
                layer.b -= lr * layer.db
        A = network.predict(X_val)
        hist.train_loss.append(total / len(X))
        hist.val_loss.append(loss_fn(A, y_val))
        if A.shape[1] == 1:
            hist.val_accuracy.append(float(np.mean((A >= 0.5) == (y_val >= 0.5))))
        else:
            hist.val_accuracy.append(float(np.mean(A.argmax(axis=1) == y_val.argmax(axis=1))))
        hist.seconds.append(time.perf_counter() - tic)
        if hist.val_loss[-1] < best_val:
            best_val = hist.val_loss[-1]
            hist.best_epoch = epoch
            best_weights = [(l.W, l.b) for l in layers]
        hist.stopped_improving = hist.best_epoch != epoch
        if on_epoch is not None:
            on_epoch(hist)
    for l, (W, b) in zip(layers, best_weights):
        l.W, l.b = W, b
    return hist


#: wrong | fit | same algorithm | the best epoch is chosen by training loss | named: goes by the training loss
import time
from types import SimpleNamespace
from neural_network import minibatches, cross_entropy, binary_cross_entropy, mse_loss

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    layers = network.layers
    out = layers[-1].activation
    loss_fn = cross_entropy if out == "softmax" else binary_cross_entropy if out == "sigmoid" else mse_loss
    hist = SimpleNamespace(train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False)
    best_val, best_weights = np.inf, None
    for epoch in range(epochs):
        tic = time.perf_counter()
        total = 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            H = Xb
            for layer in layers[:-1]:
                H = layer.forward(H)
            A = layers[-1].forward(H)
            total += loss_fn(A, yb) * len(Xb)
            if out == "softmax":
                delta = (A - yb) / len(Xb)
                layers[-1].dW = H.T @ delta
                layers[-1].db = delta.sum(axis=0, keepdims=True)
                d = delta @ layers[-1].W.T
            elif out == "sigmoid":
                P = np.clip(A, 1e-10, 1 - 1e-10)
                d = layers[-1].backward((P - yb) / (P * (1 - P)) / A.size)
            else:
                d = layers[-1].backward(2 * (A - yb) / A.size)
            for layer in layers[-2::-1]:
                d = layer.backward(d)
            for layer in layers:
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
        A = network.predict(X_val)
        hist.train_loss.append(total / len(X))
        hist.val_loss.append(loss_fn(A, y_val))
        if A.shape[1] == 1:
            hist.val_accuracy.append(float(np.mean((A >= 0.5) == (y_val >= 0.5))))
        else:
            hist.val_accuracy.append(float(np.mean(A.argmax(axis=1) == y_val.argmax(axis=1))))
        hist.seconds.append(time.perf_counter() - tic)
        if hist.train_loss[-1] < best_val:
            best_val = hist.train_loss[-1]
            hist.best_epoch = epoch
            best_weights = [(l.W.copy(), l.b.copy()) for l in layers]
        hist.stopped_improving = hist.best_epoch != epoch
        if on_epoch is not None:
            on_epoch(hist)
    for l, (W, b) in zip(layers, best_weights):
        l.W, l.b = W, b
    return hist


#: wrong | fit | same algorithm | the softmax layer steps before its delta is sent through it, so d goes through the new W
import time
from types import SimpleNamespace
from neural_network import minibatches, cross_entropy, binary_cross_entropy, mse_loss

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    layers = network.layers
    out = layers[-1].activation
    loss_fn = cross_entropy if out == "softmax" else binary_cross_entropy if out == "sigmoid" else mse_loss
    hist = SimpleNamespace(train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False)
    best_val, best_weights = np.inf, None
    for epoch in range(epochs):
        tic = time.perf_counter()
        total = 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            H = Xb
            for layer in layers[:-1]:
                H = layer.forward(H)
            A = layers[-1].forward(H)
            total += loss_fn(A, yb) * len(Xb)
            if out == "softmax":
                delta = (A - yb) / len(Xb)
                layers[-1].dW = H.T @ delta
                layers[-1].db = delta.sum(axis=0, keepdims=True)
                d = delta @ layers[-1].W.T
            elif out == "sigmoid":
                P = np.clip(A, 1e-10, 1 - 1e-10)
                d = layers[-1].backward((P - yb) / (P * (1 - P)) / A.size)
            else:
                d = layers[-1].backward(2 * (A - yb) / A.size)
            layers[-1].W = layers[-1].W - lr * layers[-1].dW
            layers[-1].b = layers[-1].b - lr * layers[-1].db
            if out == "softmax":
                d = delta @ layers[-1].W.T
            for layer in layers[-2::-1]:
                d = layer.backward(d)
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
        A = network.predict(X_val)
        hist.train_loss.append(total / len(X))
        hist.val_loss.append(loss_fn(A, y_val))
        if A.shape[1] == 1:
            hist.val_accuracy.append(float(np.mean((A >= 0.5) == (y_val >= 0.5))))
        else:
            hist.val_accuracy.append(float(np.mean(A.argmax(axis=1) == y_val.argmax(axis=1))))
        hist.seconds.append(time.perf_counter() - tic)
        if hist.val_loss[-1] < best_val:
            best_val = hist.val_loss[-1]
            hist.best_epoch = epoch
            best_weights = [(l.W.copy(), l.b.copy()) for l in layers]
        hist.stopped_improving = hist.best_epoch != epoch
        if on_epoch is not None:
            on_epoch(hist)
    for l, (W, b) in zip(layers, best_weights):
        l.W, l.b = W, b
    return hist


#: wrong | fit | same algorithm | seconds holds the time since the start of training | named: adds the seconds up
import time
from types import SimpleNamespace
from neural_network import minibatches, cross_entropy, binary_cross_entropy, mse_loss

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    layers = network.layers
    out = layers[-1].activation
    loss_fn = cross_entropy if out == "softmax" else binary_cross_entropy if out == "sigmoid" else mse_loss
    hist = SimpleNamespace(train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False)
    best_val, best_weights = np.inf, None
    tic = time.perf_counter()
    for epoch in range(epochs):
        total = 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            H = Xb
            for layer in layers[:-1]:
                H = layer.forward(H)
            A = layers[-1].forward(H)
            total += loss_fn(A, yb) * len(Xb)
            if out == "softmax":
                delta = (A - yb) / len(Xb)
                layers[-1].dW = H.T @ delta
                layers[-1].db = delta.sum(axis=0, keepdims=True)
                d = delta @ layers[-1].W.T
            elif out == "sigmoid":
                P = np.clip(A, 1e-10, 1 - 1e-10)
                d = layers[-1].backward((P - yb) / (P * (1 - P)) / A.size)
            else:
                d = layers[-1].backward(2 * (A - yb) / A.size)
            for layer in layers[-2::-1]:
                d = layer.backward(d)
            for layer in layers:
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
        A = network.predict(X_val)
        hist.train_loss.append(total / len(X))
        hist.val_loss.append(loss_fn(A, y_val))
        if A.shape[1] == 1:
            hist.val_accuracy.append(float(np.mean((A >= 0.5) == (y_val >= 0.5))))
        else:
            hist.val_accuracy.append(float(np.mean(A.argmax(axis=1) == y_val.argmax(axis=1))))
        hist.seconds.append(time.perf_counter() - tic)
        if hist.val_loss[-1] < best_val:
            best_val = hist.val_loss[-1]
            hist.best_epoch = epoch
            best_weights = [(l.W.copy(), l.b.copy()) for l in layers]
        hist.stopped_improving = hist.best_epoch != epoch
        if on_epoch is not None:
            on_epoch(hist)
    for l, (W, b) in zip(layers, best_weights):
        l.W, l.b = W, b
    return hist


#: wrong | fit | same algorithm | rng is only used once to shuffle before the epochs; each epoch sees the same batches | named: shuffles once
import time
from types import SimpleNamespace
from neural_network import minibatches, cross_entropy, binary_cross_entropy, mse_loss

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    layers = network.layers
    out = layers[-1].activation
    loss_fn = cross_entropy if out == "softmax" else binary_cross_entropy if out == "sigmoid" else mse_loss
    hist = SimpleNamespace(train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False)
    best_val, best_weights = np.inf, None
    order = rng.permutation(len(X))
    X, y = X[order], y[order]
    for epoch in range(epochs):
        tic = time.perf_counter()
        total = 0.0
        for Xb, yb in minibatches(X, y, batch_size):
            H = Xb
            for layer in layers[:-1]:
                H = layer.forward(H)
            A = layers[-1].forward(H)
            total += loss_fn(A, yb) * len(Xb)
            if out == "softmax":
                delta = (A - yb) / len(Xb)
                layers[-1].dW = H.T @ delta
                layers[-1].db = delta.sum(axis=0, keepdims=True)
                d = delta @ layers[-1].W.T
            elif out == "sigmoid":
                P = np.clip(A, 1e-10, 1 - 1e-10)
                d = layers[-1].backward((P - yb) / (P * (1 - P)) / A.size)
            else:
                d = layers[-1].backward(2 * (A - yb) / A.size)
            for layer in layers[-2::-1]:
                d = layer.backward(d)
            for layer in layers:
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
        A = network.predict(X_val)
        hist.train_loss.append(total / len(X))
        hist.val_loss.append(loss_fn(A, y_val))
        if A.shape[1] == 1:
            hist.val_accuracy.append(float(np.mean((A >= 0.5) == (y_val >= 0.5))))
        else:
            hist.val_accuracy.append(float(np.mean(A.argmax(axis=1) == y_val.argmax(axis=1))))
        hist.seconds.append(time.perf_counter() - tic)
        if hist.val_loss[-1] < best_val:
            best_val = hist.val_loss[-1]
            hist.best_epoch = epoch
            best_weights = [(l.W.copy(), l.b.copy()) for l in layers]
        hist.stopped_improving = hist.best_epoch != epoch
        if on_epoch is not None:
            on_epoch(hist)
    for l, (W, b) in zip(layers, best_weights):
        l.W, l.b = W, b
    return hist


#: wrong | fit | same algorithm | MSE gradient divided by the samples only, not by the number of elements (outputs k times too steep) | named: divides the squared error by the rows
import time
from types import SimpleNamespace
from neural_network import minibatches, cross_entropy, binary_cross_entropy, mse_loss

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    layers = network.layers
    out = layers[-1].activation
    loss_fn = cross_entropy if out == "softmax" else binary_cross_entropy if out == "sigmoid" else mse_loss
    hist = SimpleNamespace(train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False)
    best_val, best_weights = np.inf, None
    for epoch in range(epochs):
        tic = time.perf_counter()
        total = 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            H = Xb
            for layer in layers[:-1]:
                H = layer.forward(H)
            A = layers[-1].forward(H)
            total += loss_fn(A, yb) * len(Xb)
            if out == "softmax":
                delta = (A - yb) / len(Xb)
                layers[-1].dW = H.T @ delta
                layers[-1].db = delta.sum(axis=0, keepdims=True)
                d = delta @ layers[-1].W.T
            elif out == "sigmoid":
                P = np.clip(A, 1e-10, 1 - 1e-10)
                d = layers[-1].backward((P - yb) / (P * (1 - P)) / A.size)
            else:
                d = layers[-1].backward(2 * (A - yb) / len(Xb))
            for layer in layers[-2::-1]:
                d = layer.backward(d)
            for layer in layers:
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
        A = network.predict(X_val)
        hist.train_loss.append(total / len(X))
        hist.val_loss.append(loss_fn(A, y_val))
        if A.shape[1] == 1:
            hist.val_accuracy.append(float(np.mean((A >= 0.5) == (y_val >= 0.5))))
        else:
            hist.val_accuracy.append(float(np.mean(A.argmax(axis=1) == y_val.argmax(axis=1))))
        hist.seconds.append(time.perf_counter() - tic)
        if hist.val_loss[-1] < best_val:
            best_val = hist.val_loss[-1]
            hist.best_epoch = epoch
            best_weights = [(l.W.copy(), l.b.copy()) for l in layers]
        hist.stopped_improving = hist.best_epoch != epoch
        if on_epoch is not None:
            on_epoch(hist)
    for l, (W, b) in zip(layers, best_weights):
        l.W, l.b = W, b
    return hist


#: wrong | fit | same algorithm | stops early when the validation loss rises: fewer entries than epochs | named: stops early
import time
from types import SimpleNamespace
from neural_network import minibatches, cross_entropy, binary_cross_entropy, mse_loss

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    layers = network.layers
    out = layers[-1].activation
    loss_fn = cross_entropy if out == "softmax" else binary_cross_entropy if out == "sigmoid" else mse_loss
    hist = SimpleNamespace(train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False)
    best_val, best_weights = np.inf, None
    for epoch in range(epochs):
        tic = time.perf_counter()
        total = 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            H = Xb
            for layer in layers[:-1]:
                H = layer.forward(H)
            A = layers[-1].forward(H)
            total += loss_fn(A, yb) * len(Xb)
            if out == "softmax":
                delta = (A - yb) / len(Xb)
                layers[-1].dW = H.T @ delta
                layers[-1].db = delta.sum(axis=0, keepdims=True)
                d = delta @ layers[-1].W.T
            elif out == "sigmoid":
                P = np.clip(A, 1e-10, 1 - 1e-10)
                d = layers[-1].backward((P - yb) / (P * (1 - P)) / A.size)
            else:
                d = layers[-1].backward(2 * (A - yb) / A.size)
            for layer in layers[-2::-1]:
                d = layer.backward(d)
            for layer in layers:
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
        A = network.predict(X_val)
        hist.train_loss.append(total / len(X))
        hist.val_loss.append(loss_fn(A, y_val))
        if A.shape[1] == 1:
            hist.val_accuracy.append(float(np.mean((A >= 0.5) == (y_val >= 0.5))))
        else:
            hist.val_accuracy.append(float(np.mean(A.argmax(axis=1) == y_val.argmax(axis=1))))
        hist.seconds.append(time.perf_counter() - tic)
        if hist.val_loss[-1] < best_val:
            best_val = hist.val_loss[-1]
            hist.best_epoch = epoch
            best_weights = [(l.W.copy(), l.b.copy()) for l in layers]
        hist.stopped_improving = hist.best_epoch != epoch
        if hist.stopped_improving:
            break
        if on_epoch is not None:
            on_epoch(hist)
    for l, (W, b) in zip(layers, best_weights):
        l.W, l.b = W, b
    return hist


#: wrong | fit | same algorithm | train_loss is the plain mean of the batches' losses, the small last batch counts as much as the others | named: counts all batches alike
import time
from types import SimpleNamespace
from neural_network import minibatches, cross_entropy, binary_cross_entropy, mse_loss

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    layers = network.layers
    out = layers[-1].activation
    loss_fn = cross_entropy if out == "softmax" else binary_cross_entropy if out == "sigmoid" else mse_loss
    hist = SimpleNamespace(train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False)
    best_val, best_weights = np.inf, None
    for epoch in range(epochs):
        tic = time.perf_counter()
        losses = []
        for Xb, yb in minibatches(X, y, batch_size, rng):
            H = Xb
            for layer in layers[:-1]:
                H = layer.forward(H)
            A = layers[-1].forward(H)
            losses.append(loss_fn(A, yb))
            if out == "softmax":
                delta = (A - yb) / len(Xb)
                layers[-1].dW = H.T @ delta
                layers[-1].db = delta.sum(axis=0, keepdims=True)
                d = delta @ layers[-1].W.T
            elif out == "sigmoid":
                P = np.clip(A, 1e-10, 1 - 1e-10)
                d = layers[-1].backward((P - yb) / (P * (1 - P)) / A.size)
            else:
                d = layers[-1].backward(2 * (A - yb) / A.size)
            for layer in layers[-2::-1]:
                d = layer.backward(d)
            for layer in layers:
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
        A = network.predict(X_val)
        hist.train_loss.append(float(np.mean(losses)))
        hist.val_loss.append(loss_fn(A, y_val))
        if A.shape[1] == 1:
            hist.val_accuracy.append(float(np.mean((A >= 0.5) == (y_val >= 0.5))))
        else:
            hist.val_accuracy.append(float(np.mean(A.argmax(axis=1) == y_val.argmax(axis=1))))
        hist.seconds.append(time.perf_counter() - tic)
        if hist.val_loss[-1] < best_val:
            best_val = hist.val_loss[-1]
            hist.best_epoch = epoch
            best_weights = [(l.W.copy(), l.b.copy()) for l in layers]
        hist.stopped_improving = hist.best_epoch != epoch
        if on_epoch is not None:
            on_epoch(hist)
    for l, (W, b) in zip(layers, best_weights):
        l.W, l.b = W, b
    return hist


#: right | softmax_jacobian | other algorithm | double loop with the two cases
def softmax_jacobian(a):
    k = len(a)
    J = np.empty((k, k))
    for i in range(k):
        for j in range(k):
            J[i, j] = a[i] * (1 - a[i]) if i == j else -a[i] * a[j]
    return J


#: wrong | softmax_jacobian | same algorithm | a @ a is a number, not the outer product | named: subtracts one number
def softmax_jacobian(a):
    return np.diag(a) - a.T @ a


#: right | cross_entropy_slope | other algorithm | np.divide only where y is not 0
def cross_entropy_slope(A, y):
    safe = np.maximum(A, 1e-12)
    out = np.zeros(A.shape)
    np.divide(-np.asarray(y, dtype=float), safe, out=out, where=(y != 0))
    return out / len(A)


#: wrong | cross_entropy_slope | same algorithm | divides by the number of elements | named: divides by the size
def cross_entropy_slope(A, y):
    return -y / np.maximum(A, 1e-12) / A.size


#: wrong | progress_bar | same algorithm | rounds to the nearest in place of down | named: rounds to the nearest
def progress_bar(done, total, width=20):
    k = round(done / total * width)
    return "[" + "#" * k + "." * (width - k) + "]"


#: right | progress_bar | other algorithm | ljust with full stops
def progress_bar(done, total, width=20):
    return f"[{('#' * (done * width // total)).ljust(width, '.')}]"


#: wrong | is_overfitting | same algorithm | compares the last with the last but one epoch | named: compares with the epoch before
def is_overfitting(train_loss, val_loss):
    if len(val_loss) < 2:
        return False
    return train_loss[-1] < train_loss[-2] and val_loss[-1] > val_loss[-2]


#: right | Dense | other algorithm | closures: forward leaves the way back behind as a function; einsum; Jacobian matrices
class Dense:
    def __init__(self, n_in, n_out, activation, rng):
        kinds = {
            "linear": (lambda z: z, lambda z, a, d: d),
            "sigmoid": (lambda z: np.exp(-np.logaddexp(0, -z)), lambda z, a, d: d * a * (1 - a)),
            "tanh": (np.tanh, lambda z, a, d: d / np.cosh(np.clip(z, -300, 300)) ** 2),
            "relu": (lambda z: z.clip(0), lambda z, a, d: np.where(z > 0, d, 0)),
            "leaky_relu": (lambda z: np.maximum(z, z * 0.01), lambda z, a, d: np.where(z > 0, d, d * 0.01)),
            "softmax": (softmax, lambda z, a, d: np.einsum("nij,nj->ni", np.einsum("ni,ij->nij", a, np.eye(a.shape[1])) - np.einsum("ni,nj->nij", a, a), d)),
        }
        if activation not in kinds:
            raise ValueError(f"unknown activation {activation!r}")
        self.activation, (self._f, self._back) = activation, kinds[activation]
        deviation = (2.0 if activation.endswith("relu") else 1.0) ** 0.5 / n_in ** 0.5
        self.W, self.b = deviation * rng.standard_normal((n_in, n_out)), np.zeros((1, n_out))

    def forward(self, X):
        Z = np.einsum("nd,dk->nk", X, self.W) + self.b
        A = self._f(Z)

        def back(dA):
            dZ = self._back(Z, A, dA)
            self.dW, self.db = np.einsum("nd,nk->dk", X, dZ), dZ.sum(0).reshape(1, -1)
            return np.einsum("nk,dk->nd", dZ, self.W)

        self._way_back = back
        return A

    def backward(self, dA):
        return self._way_back(dA)


#: right | Dense | other algorithm | properties, __slots__, uniform weights of the right variance, ABC of activations
from abc import ABC, abstractmethod

class Bend(ABC):
    @abstractmethod
    def __call__(self, Z): ...
    @abstractmethod
    def back(self, Z, A, dA): ...

class Linear(Bend):
    def __call__(self, Z): return Z
    def back(self, Z, A, dA): return dA

class Sigmoid(Bend):
    def __call__(self, Z): return sigmoid(Z)
    def back(self, Z, A, dA): return dA * A * (1 - A)

class Tanh(Bend):
    def __call__(self, Z): return np.tanh(Z)
    def back(self, Z, A, dA): return dA * (1 - A * A)

class Relu(Bend):
    slope = 0.0
    def __call__(self, Z): return np.where(Z > 0, Z, self.slope * Z)
    def back(self, Z, A, dA): return dA * np.where(Z > 0, 1.0, self.slope)

class Leaky(Relu):
    slope = 0.01

class Softmax(Bend):
    def __call__(self, Z): return softmax(Z)
    def back(self, Z, A, dA): return A * (dA - np.einsum("ij,ij->i", A, dA)[:, None])

REGISTRY = dict(sigmoid=Sigmoid, tanh=Tanh, relu=Relu, leaky_relu=Leaky, softmax=Softmax, linear=Linear)

class Dense:
    __slots__ = ("W", "b", "dW", "db", "activation", "_bend", "_memory")

    def __init__(self, n_in, n_out, activation, rng):
        try:
            self._bend = REGISTRY[activation]()
        except KeyError:
            raise ValueError(f"{activation} is none of {sorted(REGISTRY)}") from None
        self.activation = activation
        limit = np.sqrt(3 * (2 if isinstance(self._bend, Relu) else 1) / n_in)
        self.W = rng.uniform(-limit, limit, size=(n_in, n_out))
        self.b = np.zeros(shape=(1, n_out))
        self.dW = self.db = None

    def forward(self, X):
        Z = X @ self.W + self.b
        A = self._bend(Z)
        self._memory = X, Z, A
        return A

    def backward(self, dA):
        X, Z, A = self._memory
        dZ = self._bend.back(Z, A, dA)
        self.dW = X.T @ dZ
        self.db = dZ.sum(axis=0, keepdims=True)
        return dZ @ self.W.T


#: wrong | Dense | same algorithm | softmax: dZ = A - dA, taking dA for the targets
class Dense:
    KNOWN = ("sigmoid", "tanh", "relu", "leaky_relu", "softmax", "linear")

    def __init__(self, n_in, n_out, activation, rng):
        if activation not in self.KNOWN:
            raise ValueError(activation)
        self.activation = activation
        gain = 2 if "relu" in activation else 1
        self.W = rng.normal(0, np.sqrt(gain / n_in), (n_in, n_out))
        self.b = np.zeros((1, n_out))

    def forward(self, X):
        self.X = X
        self.Z = X @ self.W + self.b
        a = self.activation
        if a == "sigmoid":
            self.A = sigmoid(self.Z)
        elif a == "tanh":
            self.A = np.tanh(self.Z)
        elif a == "relu":
            self.A = np.maximum(0, self.Z)
        elif a == "leaky_relu":
            self.A = np.where(self.Z > 0, self.Z, 0.01 * self.Z)
        elif a == "softmax":
            self.A = softmax(self.Z)
        else:
            self.A = self.Z
        return self.A

    def backward(self, dA):
        a, A = self.activation, self.A
        if a == "sigmoid":
            dZ = dA * A * (1 - A)
        elif a == "tanh":
            dZ = dA * (1 - A ** 2)
        elif a == "relu":
            dZ = dA * (self.Z > 0)
        elif a == "leaky_relu":
            dZ = dA * np.where(self.Z > 0, 1, 0.01)
        elif a == "softmax":
            dZ = A - dA
        else:
            dZ = dA
        self.dW = self.X.T @ dZ
        self.db = dZ.sum(axis=0, keepdims=True)
        return dZ @ self.W.T


#: wrong | Network | same algorithm | layers.reverse() in place: every second call the wrong way
class Network:
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dA):
        for layer in self._turned():
            dA = layer.backward(dA)
        return dA

    def _turned(self):
        self.layers.reverse()
        return self.layers

    def predict(self, X):
        return self.forward(X)


#: right | fit | other algorithm | in-place steps and deepcopy of the layers' attributes, SimpleNamespace, minibatches
from copy import deepcopy
from time import monotonic
from types import SimpleNamespace

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    last = network.layers[-1].activation
    tiny = 1e-30
    match last:
        case "softmax":
            loss = cross_entropy
            slope = lambda A, t: -(t / (A + tiny)) / len(t)
        case "sigmoid":
            loss = binary_cross_entropy
            def slope(A, t):
                A = A.clip(1e-10, 1 - 1e-10)
                return ((1 - t) / (1 - A) - t / A) / A.size
        case _:
            loss = mse_loss
            slope = lambda A, t: (A - t) * (2 / A.size)
    h = SimpleNamespace(train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False)
    snapshots = []
    for _ in range(epochs):
        t0 = monotonic()
        sums = np.zeros(2)
        for Xb, yb in minibatches(X, y, batch_size, rng):
            A = network.forward(Xb)
            sums += loss(A, yb) * len(Xb), len(Xb)
            network.backward(slope(A, yb))
            for part in network.layers:
                part.W -= lr * part.dW
                part.b -= lr * part.db
        out = network.forward(X_val)
        h.train_loss.append(sums[0] / sums[1])
        h.val_loss.append(loss(out, y_val))
        hit = (out >= 0.5) == (y_val >= 0.5) if out.shape[1] == 1 else out.argmax(1) == y_val.argmax(1)
        h.val_accuracy.append(hit.mean())
        snapshots.append(deepcopy([(p.W, p.b) for p in network.layers]))
        h.seconds.append(monotonic() - t0)
        h.best_epoch = int(np.argmin(h.val_loss))
        h.stopped_improving = h.best_epoch < len(h.val_loss) - 1
        on_epoch and on_epoch(h)
    for part, (W, b) in zip(network.layers, snapshots[h.best_epoch]):
        part.W[...], part.b[...] = W, b
    return h


#: wrong | fit | same algorithm | sigmoid of several outputs judged at 0.5 element by element | named: compares every column that is not softmax's
from dataclasses import dataclass, field

@dataclass
class History:
    train_loss: list = field(default_factory=list)
    val_loss: list = field(default_factory=list)
    val_accuracy: list = field(default_factory=list)
    seconds: list = field(default_factory=list)
    best_epoch: int = 0
    stopped_improving: bool = False


import time

def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    history = History()
    kind = network.layers[-1].activation
    def loss_of(A, t):
        if kind == "softmax":
            return cross_entropy(A, t)
        if kind == "sigmoid":
            P = np.clip(A, 1e-12, 1 - 1e-12)
            return float(-np.mean(t * np.log(P) + (1 - t) * np.log(1 - P)))
        return float(np.mean((A - t) ** 2))
    def slope(A, t):
        n = len(A)
        if kind == "softmax":
            return -t / np.maximum(A, 1e-30) / n
        if kind == "sigmoid":
            P = np.clip(A, 1e-12, 1 - 1e-12)
            return (P - t) / (P * (1 - P)) / t.size
        return 2 * (A - t) / t.size
    def right(A, t):
        if kind == "sigmoid":
            return np.mean((A >= 0.5) == (t >= 0.5))
        return np.mean(A.argmax(axis=1) == t.argmax(axis=1))
    best, kept = np.inf, None
    for epoch in range(epochs):
        start = time.perf_counter()
        order = rng.permutation(len(X))
        total = 0.0
        for i in range(0, len(X), batch_size):
            k = order[i:i + batch_size]
            A = network.forward(X[k])
            total += loss_of(A, y[k]) * len(k)
            network.backward(slope(A, y[k]))
            for layer in network.layers:
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
        A_val = network.predict(X_val)
        history.train_loss.append(total / len(X))
        history.val_loss.append(loss_of(A_val, y_val))
        history.val_accuracy.append(float(right(A_val, y_val)))
        history.seconds.append(time.perf_counter() - start)
        if history.val_loss[-1] < best:
            best = history.val_loss[-1]
            history.best_epoch = epoch
            kept = [(layer.W.copy(), layer.b.copy()) for layer in network.layers]
        history.stopped_improving = history.best_epoch != epoch
        if on_epoch is not None:
            on_epoch(history)
    for layer, (W, b) in zip(network.layers, kept):
        layer.W, layer.b = W, b
    return history


#: wrong | softmax_jacobian | same algorithm | a (1 - a) as vector on the diagonal, zeros elsewhere | named: gives only the diagonal
def softmax_jacobian(a):
    return np.diag(a * (1 - a))


#: wrong | softmax_jacobian | same algorithm | softmax applied to a again
def softmax_jacobian(a):
    s = softmax(a)
    return np.diag(s) - np.outer(s, s)


#: wrong | softmax_jacobian | same algorithm | sign of the rest wrong
def softmax_jacobian(a):
    J = np.outer(a, a)
    np.fill_diagonal(J, a * (1 - a))
    return J


#: right | softmax_jacobian | other algorithm | central differences of log a
def softmax_jacobian(a):
    e = np.eye(len(a))
    return np.array([a * (e[i] - a[i]) for i in range(len(a))]).T


#: wrong | cross_entropy_slope | same algorithm | binary cross-entropy's slope
def cross_entropy_slope(A, y):
    A = np.clip(A, 1e-9, 1 - 1e-9)
    return (A - y) / (A * (1 - A)) / len(A)


#: wrong | cross_entropy_slope | same algorithm | A[A == 0] = eps writes into A
def cross_entropy_slope(A, y):
    A[A == 0] = 1e-9
    return -y / A / len(A)


#: wrong | progress_bar | same algorithm | width counts the brackets
def progress_bar(done, total, width=20):
    k = (width - 2) * done // total
    return '[' + '#' * k + '.' * (width - 2 - k) + ']'


#: wrong | is_overfitting | same algorithm | the last of equals | named: takes the last of equals
def is_overfitting(train_loss, val_loss):
    best = len(val_loss) - 1 - val_loss[::-1].index(min(val_loss))
    return train_loss[-1] < train_loss[best] and val_loss[-1] > val_loss[best]


#: wrong | is_overfitting | same algorithm | best of the training loss
def is_overfitting(train_loss, val_loss):
    best = train_loss.index(min(train_loss))
    return train_loss[-1] < train_loss[best] and val_loss[-1] > val_loss[best]


#: wrong | Scale | same algorithm | means | named: averages the gradient by W
class Scale:
    def __init__(self, n):
        self.W, self.b = np.ones((1, n)), np.zeros((1, n))
    def forward(self, X):
        self.X = X
        return X * self.W + self.b
    def backward(self, dA):
        self.dW = (dA * self.X).mean(axis=0, keepdims=True)
        self.db = dA.mean(axis=0, keepdims=True)
        return dA * self.W


#: wrong | Scale | same algorithm | flat parameters
class Scale:
    def __init__(self, n):
        self.W, self.b = np.ones(n), np.zeros(n)
    def forward(self, X):
        self.X = X
        return X * self.W + self.b
    def backward(self, dA):
        self.dW = (dA * self.X).sum(axis=0)
        self.db = dA.sum(axis=0)
        return dA * self.W


#: wrong | Scale | same algorithm | dX without W | named: sends back dA
class Scale:
    def __init__(self, n):
        self.W, self.b = np.ones((1, n)), np.zeros((1, n))
    def forward(self, X):
        self.X = X
        return X * self.W + self.b
    def backward(self, dA):
        self.dW = (dA * self.X).sum(axis=0, keepdims=True)
        self.db = dA.sum(axis=0, keepdims=True)
        return dA


#: right | Dense | other algorithm | activation classes of its own, softmax by its Jacobian with einsum, a cache
class _Activation:
    def forward(self, z):
        self.out = self.f(z)
        return self.out

    def backward(self, grad):
        return grad * self.slope()


class _Sigmoid(_Activation):
    def f(self, z):
        return 0.5 * (1 + np.tanh(z / 2))

    def slope(self):
        return self.out * (1 - self.out)


class _Tanh(_Activation):
    f = staticmethod(np.tanh)

    def slope(self):
        return 1 - np.square(self.out)


class _Leaky(_Activation):
    def __init__(self, alpha):
        self.alpha = alpha

    def f(self, z):
        self.positive = z > 0
        return np.where(self.positive, z, self.alpha * z)

    def slope(self):
        return np.where(self.positive, 1.0, self.alpha)


class _Linear(_Activation):
    def f(self, z):
        return z

    def slope(self):
        return 1.0


class _Softmax(_Activation):
    def f(self, z):
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)

    def backward(self, grad):
        s = self.out
        jacobian = np.einsum("ij,jk->ijk", s, np.eye(s.shape[1])) - np.einsum("ij,ik->ijk", s, s)
        return np.einsum("ij,ijk->ik", grad, jacobian)


def get_activation(name):
    activations = {
        "sigmoid": _Sigmoid,
        "tanh": _Tanh,
        "relu": lambda: _Leaky(0.0),
        "leaky_relu": lambda: _Leaky(0.01),
        "linear": _Linear,
        "softmax": _Softmax,
    }
    if name not in activations:
        raise ValueError("Unknown activation: %s. Expected one of %s" % (name, ", ".join(activations)))
    return activations[name]()


class Dense:
    """Fully connected layer."""

    def __init__(self, n_in, n_out, activation, rng):
        self.activation = activation
        self._act = get_activation(activation)
        self.W = rng.standard_normal((n_in, n_out)) / np.sqrt(n_in / (2 if "relu" in activation else 1))
        self.b = np.zeros(shape=(1, n_out), dtype=self.W.dtype)
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)
        self._cache = None

    def forward(self, X):
        X = np.asarray(X)
        self._cache = X.copy()
        return self._act.forward(np.matmul(X, self.W) + self.b)

    def backward(self, dA):
        if self._cache is None:
            raise RuntimeError("backward called before forward")
        dZ = self._act.backward(dA)
        self.dW = np.einsum("ni,nj->ij", self._cache, dZ)
        self.db = np.sum(dZ, axis=0).reshape(1, -1)
        return np.einsum("nj,ij->ni", dZ, self.W)


#: right | Network | other algorithm | functools.reduce, predict = forward
from functools import reduce


class Network:
    def __init__(self, layers):
        if not layers:
            raise ValueError("at least one layer")
        self.layers = layers

    def forward(self, X):
        return reduce(lambda a, layer: layer.forward(a), self.layers, X)

    def backward(self, dA):
        return reduce(lambda d, layer: layer.backward(d), reversed(self.layers), dA)

    predict = forward


#: right | Network | other algorithm | recursion, __call__, and a parent class
class Module:
    def __call__(self, *args):
        return self.forward(*args)

    def predict(self, X):
        return self(X)


class Network(Module):
    def __init__(self, layers):
        super().__init__()
        self.layers = []
        for layer in layers:
            self.add(layer)

    def add(self, layer):
        self.layers.append(layer)
        return self

    def forward(self, X, i=0):
        if i == len(self.layers):
            return X
        return self.forward(self.layers[i].forward(X), i + 1)

    def backward(self, dA, i=None):
        i = len(self.layers) if i is None else i
        if i == 0:
            return dA
        return self.backward(self.layers[i - 1].backward(dA), i - 1)


#: right | fit | other algorithm | a trainer class, deep copies of the layers' arrays, losses of its own, slices of a permutation
import time
import copy

from neural_network.network import History


class _Loss:
    EPS = 1e-30

    def __init__(self, name):
        self.name = name

    def value(self, A, y):
        if self.name == "softmax":
            p = np.clip(np.sum(A * y, axis=1), 1e-12, None)
            return float(np.mean(-np.log(p)))
        if self.name == "sigmoid":
            A = np.clip(A, 1e-12, 1 - 1e-12)
            return float(-np.mean(np.where(y > 0.5, np.log(A), np.log1p(-A)))) if set(np.unique(y)) <= {0.0, 1.0} else float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))
        return float(np.mean(np.square(A - y)))

    def gradient(self, A, y):
        if self.name == "softmax":
            return np.where(y > 0, -y / np.maximum(A, self.EPS), 0.0) / y.shape[0]
        if self.name == "sigmoid":
            A = np.clip(A, 1e-8, 1 - 1e-8)
            return ((1 - y) / (1 - A) - y / A) / y.size
        return (A - y) * (2.0 / y.size)


def _accuracy(A, y):
    if A.shape[1] == 1:
        return float(np.mean((A >= 0.5) == (y >= 0.5)))
    return float(np.mean(np.argmax(A, axis=1) == np.argmax(y, axis=1)))


class _Trainer:
    def __init__(self, network, lr, batch_size, rng):
        self.network, self.lr, self.batch_size, self.rng = network, lr, batch_size, rng
        self.loss = _Loss(network.layers[-1].activation)

    def epoch(self, X, y):
        order = self.rng.permutation(len(X))
        losses = np.zeros(0)
        for start in range(0, len(X), self.batch_size):
            pick = order[start : start + self.batch_size]
            A = self.network.forward(X[pick])
            losses = np.append(losses, [self.loss.value(A, y[pick])] * len(pick))
            self.network.backward(self.loss.gradient(A, y[pick]))
            for layer in self.network.layers:
                layer.W -= self.lr * layer.dW
                layer.b -= self.lr * layer.db
        return float(losses.mean())

    def state(self):
        return copy.deepcopy([(layer.W, layer.b) for layer in self.network.layers])


def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    trainer, history, states = _Trainer(network, lr, batch_size, rng), History(), []
    for _ in range(epochs):
        began = time.time()
        history.train_loss.append(trainer.epoch(X, y))
        A = network.predict(X_val)
        history.val_loss.append(trainer.loss.value(A, y_val))
        history.val_accuracy.append(_accuracy(A, y_val))
        history.seconds.append(time.time() - began)
        states.append(trainer.state())
        history.best_epoch = int(np.argmin(history.val_loss))
        history.stopped_improving = history.best_epoch != len(states) - 1
        if callable(on_epoch):
            on_epoch(history)
    for layer, (W, b) in zip(network.layers, states[history.best_epoch]):
        layer.W[...] = W
        layer.b[...] = b
    return history


#: right | fit | other algorithm | a SimpleNamespace for the history, softmax's slope straight at the last layer's scores
import time
import copy

from neural_network.network import History

from types import SimpleNamespace


def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    *before, last = network.layers
    kind = last.activation
    h = SimpleNamespace(train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False)
    lowest, kept = np.inf, [(l.W, l.b) for l in network.layers]

    def loss_of(A, t):
        if kind == "softmax":
            return cross_entropy(A, t)
        if kind == "sigmoid":
            A = np.minimum(np.maximum(A, 1e-7), 1 - 1e-7)
            return -(t * np.log(A) + (1 - t) * np.log(1 - A)).mean()
        return mse_loss(A, t)

    for epoch in range(epochs):
        t0 = time.perf_counter()
        weighted = []
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            A = network.forward(X_b)
            weighted.append(loss_of(A, y_b) * X_b.shape[0])
            if kind in ("softmax", "sigmoid"):
                inputs = X_b
                for layer in before:
                    inputs = layer.forward(inputs)
                dZ = (A - y_b) / (len(A) if kind == "softmax" else A.size)
                last.dW, last.db = inputs.T @ dZ, dZ.sum(axis=0, keepdims=True)
                d = dZ @ last.W.T
                for layer in reversed(before):
                    d = layer.backward(d)
            else:
                network.backward(2 / A.size * (A - y_b))
            for layer in network.layers:
                layer.W, layer.b = layer.W - lr * layer.dW, layer.b - lr * layer.db
        A = network.predict(X_val)
        h.train_loss.append(sum(weighted) / X.shape[0])
        h.val_loss.append(loss_of(A, y_val))
        h.val_accuracy.append(np.mean((A >= 0.5) == (y_val >= 0.5)) if A.shape[1] < 2 else np.mean(A.argmax(1) == y_val.argmax(1)))
        h.seconds.append(time.perf_counter() - t0)
        if h.val_loss[-1] < lowest:
            lowest, h.best_epoch = h.val_loss[-1], epoch
            kept = [(l.W, l.b) for l in network.layers]
        h.stopped_improving = h.best_epoch < epoch
        if on_epoch:
            on_epoch(h)
    for l, (W, b) in zip(network.layers, kept):
        l.W, l.b = W, b
    return h


#: wrong | Dense | other algorithm | the cache is shared by all layers: a class attribute
class Dense:
    cache = {}
    ALLOWED = ("sigmoid", "tanh", "relu", "leaky_relu", "softmax", "linear")

    def __init__(self, n_in, n_out, activation, rng):
        if activation not in self.ALLOWED:
            raise ValueError(activation)
        self.activation = activation
        if activation in ["relu", "leaky_relu"]:
            std = (2 / n_in) ** 0.5
        else:
            std = (1 / n_in) ** 0.5
        self.W = rng.normal(size=(n_in, n_out)) * std
        self.b = np.zeros((1, n_out))

    def forward(self, X):
        self.cache["X"] = X
        Z = np.dot(X, self.W) + self.b
        if self.activation == "relu":
            A = np.maximum(0, Z)
        elif self.activation == "leaky_relu":
            A = np.maximum(0.01 * Z, Z)
        elif self.activation == "sigmoid":
            A = 1 / (1 + np.exp(-np.clip(Z, -700, 700)))
        elif self.activation == "tanh":
            A = np.tanh(Z)
        elif self.activation == "softmax":
            exp_values = np.exp(Z - np.max(Z, axis=1, keepdims=True))
            A = exp_values / np.sum(exp_values, axis=1, keepdims=True)
        else:
            A = Z
        self.output = A
        return A

    def backward(self, dA):
        A = self.output
        if self.activation == "relu":
            dZ = dA.copy()
            dZ[A <= 0] = 0
        elif self.activation == "leaky_relu":
            dZ = dA.copy()
            dZ[A <= 0] *= 0.01
        elif self.activation == "sigmoid":
            dZ = dA * A * (1 - A)
        elif self.activation == "tanh":
            dZ = dA * (1 - A ** 2)
        elif self.activation == "softmax":
            dZ = np.empty_like(dA)
            for i, (single_output, single_dA) in enumerate(zip(A, dA)):
                single_output = single_output.reshape(-1, 1)
                jacobian = np.diagflat(single_output) - np.dot(single_output, single_output.T)
                dZ[i] = np.dot(jacobian, single_dA)
        else:
            dZ = dA
        self.dW = np.dot(self.cache["X"].T, dZ)
        self.db = np.sum(dZ, axis=0, keepdims=True)
        return np.dot(dZ, self.W.T)


#: wrong | Network | same algorithm | layers.reverse() in backward: the list is turned round for good
class Network:
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, X):
        output = X
        for layer in self.layers:
            output = layer.forward(output)
        return output

    def backward(self, dA):
        self.layers.reverse()
        for layer in self.layers:
            dA = layer.backward(dA)
        return dA

    def predict(self, X):
        return self.forward(X)


#: wrong | Network | same algorithm | layers of all networks in one list of the class
class Module:
    def __call__(self, *args):
        return self.forward(*args)

    def predict(self, X):
        return self(X)


class Network(Module):
    layers = []

    def __init__(self, layers):
        super().__init__()
        for layer in layers:
            self.add(layer)

    def add(self, layer):
        self.layers.append(layer)
        return self

    def forward(self, X, i=0):
        if i == len(self.layers):
            return X
        return self.forward(self.layers[i].forward(X), i + 1)

    def backward(self, dA, i=None):
        i = len(self.layers) if i is None else i
        if i == 0:
            return dA
        return self.backward(self.layers[i - 1].backward(dA), i - 1)


#: wrong | is_overfitting | same algorithm | one of the two is enough | named: forgets the training loss
def is_overfitting(train_loss, val_loss):
    best = val_loss.index(min(val_loss))
    return bool(train_loss[-1] < train_loss[best] or val_loss[-1] > val_loss[best])


#: wrong | is_overfitting | same algorithm | a training loss that stayed counts as fallen
def is_overfitting(train_loss, val_loss):
    best = val_loss.index(min(val_loss))
    return bool(train_loss[-1] <= train_loss[best] and val_loss[-1] > val_loss[best])


#: wrong | fit | same algorithm | an output of 0.5 says 0
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
        return float(((A > 0.5) == (y >= 0.5)).mean())
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


#: wrong | fit | other algorithm | two outputs are compared by one half, each by itself
import time
import copy
from neural_network.network import History
from types import SimpleNamespace


def fit(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng, on_epoch=None):
    *before, last = network.layers
    kind = last.activation
    h = SimpleNamespace(train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False)
    lowest, kept = (np.inf, [(l.W, l.b) for l in network.layers])

    def loss_of(A, t):
        if kind == "softmax":
            return cross_entropy(A, t)
        if kind == "sigmoid":
            A = np.minimum(np.maximum(A, 1e-07), 1 - 1e-07)
            return -(t * np.log(A) + (1 - t) * np.log(1 - A)).mean()
        return mse_loss(A, t)

    for epoch in range(epochs):
        t0 = time.perf_counter()
        weighted = []
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            A = network.forward(X_b)
            weighted.append(loss_of(A, y_b) * X_b.shape[0])
            if kind in ("softmax", "sigmoid"):
                inputs = X_b
                for layer in before:
                    inputs = layer.forward(inputs)
                dZ = (A - y_b) / (len(A) if kind == "softmax" else A.size)
                last.dW, last.db = (inputs.T @ dZ, dZ.sum(axis=0, keepdims=True))
                d = dZ @ last.W.T
                for layer in reversed(before):
                    d = layer.backward(d)
            else:
                network.backward(2 / A.size * (A - y_b))
            for layer in network.layers:
                layer.W, layer.b = (layer.W - lr * layer.dW, layer.b - lr * layer.db)
        A = network.predict(X_val)
        h.train_loss.append(sum(weighted) / X.shape[0])
        h.val_loss.append(loss_of(A, y_val))
        h.val_accuracy.append(
            np.mean((A >= 0.5) == (y_val >= 0.5)) if A.shape[1] <= 2 else np.mean(A.argmax(1) == y_val.argmax(1))
        )
        h.seconds.append(time.perf_counter() - t0)
        if h.val_loss[-1] < lowest:
            lowest, h.best_epoch = (h.val_loss[-1], epoch)
            kept = [(l.W, l.b) for l in network.layers]
        h.stopped_improving = h.best_epoch < epoch
        if on_epoch:
            on_epoch(h)
    for l, (W, b) in zip(network.layers, kept):
        l.W, l.b = (W, b)
    return h


#: right | Dense | other algorithm | subclass by activation through __new__-free closures: forward keeps a pull-back
import numpy as np


class Dense:
    NAMES = ("sigmoid", "tanh", "relu", "leaky_relu", "softmax", "linear")

    def __init__(self, n_in, n_out, activation, rng):
        try:
            self.NAMES.index(activation)
        except ValueError:
            raise ValueError(f"{activation} is none of {', '.join(self.NAMES)}") from None
        self.activation = activation
        std = (2 / n_in) ** 0.5 if "relu" in activation else (1 / n_in) ** 0.5
        self.W, self.b = std * rng.standard_normal(size=(n_in, n_out)), np.zeros((1, n_out))

    def forward(self, X):
        X = np.array(X, dtype=float)
        Z = X @ self.W + self.b
        match self.activation:
            case "linear":
                A, bend = Z, lambda d: d
            case "relu" | "leaky_relu" as name:
                slope = np.where(Z > 0, 1.0, 0.01 if name == "leaky_relu" else 0.0)
                A, bend = Z * slope, lambda d: d * slope
            case "tanh":
                A = np.tanh(Z)
                bend = lambda d: d * (1 - A) * (1 + A)
            case "sigmoid":
                A = (1 + np.tanh(Z / 2)) / 2
                bend = lambda d: d * (A - A * A)
            case "softmax":
                E = np.exp(Z - Z.max(axis=1, keepdims=True))
                A = E / E.sum(axis=1, keepdims=True)
                bend = lambda d: A * d - A * (A * d).sum(axis=1, keepdims=True)

        def pull(dA):
            dZ = bend(dA)
            return X.T @ dZ, np.ones((1, len(X))) @ dZ, dZ @ self.W.T

        self._pull = pull
        return A.copy()

    def backward(self, dA):
        self.dW, self.db, dX = self._pull(dA)
        return dX


#: right | cross_entropy_slope | other algorithm | checks, divide with where
import numpy as np


def cross_entropy_slope(A, y):
    if A.shape != y.shape:
        raise ValueError("A and y")
    if not np.allclose(A.sum(axis=1), 1) or (A < 0).any() or (A > 1).any():
        raise ValueError("A must hold probabilities")
    if not np.allclose(y.sum(axis=1), 1):
        raise ValueError("y must be one-hot")
    return -np.divide(y, np.maximum(A, 1e-9) * len(A), out=np.zeros(A.shape), where=y != 0)
