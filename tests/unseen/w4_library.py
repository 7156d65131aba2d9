"""Tries for workshop W.4 in the styles of well-known books and courses. They were written by the author of its tests,
who knew them; see README.md."""

#: right | softmax_cross_entropy | other algorithm | CS231n: probabilities, then 1 taken off where the class is
def softmax_cross_entropy(Z, y):
    n = Z.shape[0]
    labels = np.argmax(y, axis=1)
    scores = Z - np.max(Z, axis=1, keepdims=True)
    log_sums = np.log(np.sum(np.exp(scores), axis=1))
    loss = np.sum(log_sums - scores[np.arange(n), labels]) / n
    dscores = np.exp(scores - log_sums[:, None])
    dscores[np.arange(n), labels] -= 1
    dscores /= n
    return loss, dscores


#: right | softmax_cross_entropy | other algorithm | SciPy's log_softmax
from scipy.special import log_softmax

def softmax_cross_entropy(Z, y):
    lp = log_softmax(Z, axis=1)
    return -(y * lp).sum(axis=1).mean(), (np.exp(lp) - y) / y.shape[0]


#: wrong | softmax_cross_entropy | other algorithm | the gradient of a sample's own loss, not of the mean | named: forgets 1/n in the gradient
def softmax_cross_entropy(Z, y):
    labels = y.argmax(1)
    m = Z.max(1, keepdims=True)
    lse = m[:, 0] + np.log(np.exp(Z - m).sum(1))
    loss = (lse - Z[np.arange(len(Z)), labels]).mean()
    d = np.exp(Z - lse[:, None])
    d[np.arange(len(Z)), labels] -= 1
    return loss, d


#: right | mse | same algorithm | NNFS: samples and outputs counted apart
def mse(output, y):
    samples, outputs = len(output), len(output[0])
    sample_losses = np.mean((y - output) ** 2, axis=-1)
    dinputs = -2 * (y - output) / outputs
    return np.mean(sample_losses), dinputs / samples


#: wrong | mse | same algorithm | half of the squares, as many texts have it
def mse(output, y):
    e = output - y
    return 0.5 * np.mean(e ** 2), e / e.size


#: right | sigmoid_cross_entropy | other algorithm | logaddexp
def sigmoid_cross_entropy(Z, y):
    loss = np.mean(y * np.logaddexp(0, -Z) + (1 - y) * np.logaddexp(0, Z))
    p = np.where(Z >= 0, 1 / (1 + np.exp(-np.abs(Z))), 1 - 1 / (1 + np.exp(-np.abs(Z))))
    return loss, (p - y) / Z.size


#: wrong | sigmoid_cross_entropy | same algorithm | summed over the outputs, averaged over the samples
def sigmoid_cross_entropy(Z, y):
    each = np.logaddexp(0, Z) - Z * y
    return each.sum(axis=1).mean(), (1 / (1 + np.exp(-Z)) - y) / Z.shape[0]


#: right | Dense | other algorithm | TinyTorch: a class of its own, that can be called
class Dense:
    def __init__(self, n_in, n_out, activation, rng):
        if activation not in ("sigmoid", "tanh", "relu", "leaky_relu", "softmax", "linear"):
            raise ValueError(activation)
        self.activation = activation
        self.W = rng.standard_normal((n_in, n_out)) * np.sqrt(2.0 / n_in)
        self.b = np.zeros((1, n_out))
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    def __call__(self, X, training=False):
        return self.forward(X, training)

    def forward(self, X, training=False):
        self.x = X
        self.z = X @ self.W + self.b
        f = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu, "leaky_relu": leaky_relu, "softmax": softmax}
        self.a = f[self.activation](self.z) if self.activation in f else self.z
        return self.a

    def backward(self, dA):
        a = self.a
        if self.activation == "softmax":
            dz = a * (dA - np.sum(dA * a, axis=1, keepdims=True))
        else:
            slope = {"sigmoid": lambda: a * (1 - a), "tanh": lambda: 1 - a**2, "relu": lambda: 1.0 * (self.z > 0),
                     "leaky_relu": lambda: np.where(self.z > 0, 1, 0.01), "linear": lambda: 1.0}
            dz = dA * slope[self.activation]()
        self.dW, self.db = self.x.T @ dz, dz.sum(0, keepdims=True)
        return dz @ self.W.T

    params = property(lambda self: dict(W=self.W, b=self.b))
    grads = property(lambda self: dict(W=self.dW, b=self.db))


#: wrong | Dense | other algorithm | the dictionary is made once, and keeps the first arrays | named: hands out other arrays
import neural_network.network as w3

class Dense(w3.Dense):
    def __init__(self, *args):
        super().__init__(*args)
        self.params = {"W": self.W, "b": self.b}

    def forward(self, X, training=False):
        return super().forward(X)

    @property
    def grads(self):
        return {"W": self.dW, "b": self.db}


#: right | Network | other algorithm | d2l: an object that is called, names made of classes
class Network:
    def __init__(self, layers):
        self.layers = [*layers]

    def __call__(self, X):
        return self.forward(X)

    def forward(self, X, training=False):
        out = X
        for block in self.layers:
            out = block.forward(out, training=training)
        return out

    def backward(self, dA):
        for block in self.layers[::-1]:
            dA = block.backward(dA)
        return dA

    predict = __call__

    def _collect(self, what):
        found = {}
        for number, block in enumerate(self.layers):
            for key, array in getattr(block, what).items():
                found[(type(block).__name__, number, key)] = array
        return {"/".join(map(str, k)): v for k, v in found.items()}

    @property
    def params(self):
        return self._collect("params")

    @property
    def grads(self):
        return self._collect("grads")


#: wrong | Network | other algorithm | params is a snapshot of the layers at the start
class Network:
    def __init__(self, layers):
        self.layers = list(layers)
        self.params = {str(i) + k: v for i, l in enumerate(layers) for k, v in l.params.items()}

    def forward(self, X, training=False):
        for layer in self.layers[:-1]:
            X = layer.forward(X, training)
        return self.layers[-1].forward(X)

    def backward(self, dA):
        for layer in reversed(self.layers):
            dA = layer.backward(dA)
        return dA

    def predict(self, X):
        return self.forward(X)

    @property
    def grads(self):
        return {str(i) + k: v for i, l in enumerate(self.layers) for k, v in l.grads.items()}


#: right | ReLU | same algorithm | NNFS: a copy whose entries are set to 0
class ReLU:
    params = {}
    grads = {}

    def forward(self, inputs, training=False):
        self.inputs = inputs
        self.output = np.maximum(0, inputs)
        return self.output

    def backward(self, dvalues):
        self.dinputs = dvalues.copy()
        self.dinputs[self.inputs <= 0] = 0
        return self.dinputs


#: wrong | ReLU | same algorithm | the mask of the answer's gradient
class ReLU:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.out = np.where(X > 0, X, 0.0)
        return self.out

    def backward(self, dA):
        return np.where(dA > 0, self.out, 0.0)


#: right | Flatten | other algorithm | the sizes are multiplied
class Flatten:
    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, X, training=False):
        self.cache = X.shape
        return np.reshape(X, (X.shape[0], int(np.prod(X.shape[1:]))))

    def backward(self, dA):
        return np.reshape(dA, self.cache)


#: wrong | Flatten | same algorithm | the last axis is kept
class Flatten:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.shape = X.shape
        return X.reshape(-1, X.shape[-1])

    def backward(self, dA):
        return dA.reshape(self.shape)


#: right | Conv2D | other algorithm | CS231n: naive loops, uniform weights
class Conv2D:
    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        bound = np.sqrt(6.0 / (in_channels * size * size))
        self.w = rng.uniform(-bound, bound, size=(n_filters, in_channels, size, size))
        self.b = np.zeros(n_filters)
        self.params = {"w": self.w, "b": self.b}
        self.grads = {"w": np.zeros_like(self.w), "b": np.zeros_like(self.b)}
        self.stride, self.pad, self.size = stride, padding, size

    def forward(self, X, training=False):
        N, C, H, W = X.shape
        s, p, k = self.stride, self.pad, self.size
        xp = np.zeros((N, C, H + 2 * p, W + 2 * p))
        xp[:, :, p:p + H, p:p + W] = X
        Ho, Wo = 1 + (H + 2 * p - k) // s, 1 + (W + 2 * p - k) // s
        out = np.zeros((N, len(self.w), Ho, Wo))
        for i in range(Ho):
            for j in range(Wo):
                window = xp[:, :, i * s:i * s + k, j * s:j * s + k]
                out[:, :, i, j] = np.tensordot(window, self.w, axes=([1, 2, 3], [1, 2, 3])) + self.b
        self.cache = X, xp
        return out

    def backward(self, dout):
        X, xp = self.cache
        s, p, k = self.stride, self.pad, self.size
        dxp, dw = np.zeros_like(xp), np.zeros_like(self.w)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                window = xp[:, :, i * s:i * s + k, j * s:j * s + k]
                dw += np.tensordot(dout[:, :, i, j], window, axes=([0], [0]))
                dxp[:, :, i * s:i * s + k, j * s:j * s + k] += np.tensordot(dout[:, :, i, j], self.w, axes=([1], [0]))
        self.grads["w"], self.grads["b"] = dw, dout.sum(axis=(0, 2, 3))
        return dxp[:, :, p:p + X.shape[2], p:p + X.shape[3]]


#: wrong | Conv2D | other algorithm | true convolution: the filters are turned
class Conv2D:
    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        W = rng.normal(0, np.sqrt(2 / (in_channels * size**2)), (n_filters, in_channels, size, size))
        self.params = {"W": W, "b": np.zeros(n_filters)}
        self.grads = {}
        self.s, self.p = stride, padding

    def forward(self, X, training=False):
        self.X = np.pad(X, ((0, 0), (0, 0), (self.p, self.p), (self.p, self.p)))
        return conv_layer(self.X, self.params["W"][:, :, ::-1, ::-1], self.params["b"], self.s)

    def backward(self, dA):
        dX, dW, db = conv_layer_backward(dA, self.X, self.params["W"][:, :, ::-1, ::-1], self.s)
        self.grads = {"W": dW[:, :, ::-1, ::-1], "b": db}
        h, w = dX.shape[2:]
        return dX[:, :, self.p:h - self.p, self.p:w - self.p]


#: right | MaxPool2D | other algorithm | CS231n: loops over the windows
class MaxPool2D:
    def __init__(self, size, stride=None):
        self.k = size
        self.s = size if stride is None else stride
        self.params = {}
        self.grads = {}

    def forward(self, X, training=False):
        self.x = X
        n, c, h, w = X.shape
        out = np.empty((n, c, (h - self.k) // self.s + 1, (w - self.k) // self.s + 1))
        for i in range(out.shape[2]):
            for j in range(out.shape[3]):
                out[:, :, i, j] = X[:, :, i * self.s:i * self.s + self.k, j * self.s:j * self.s + self.k].max((2, 3))
        return out

    def backward(self, dout):
        dx = np.zeros(self.x.shape)
        for n, c, i, j in np.ndindex(dout.shape):
            window = self.x[n, c, i * self.s:i * self.s + self.k, j * self.s:j * self.s + self.k]
            m, l = np.unravel_index(np.argmax(window), window.shape)
            dx[n, c, i * self.s + m, j * self.s + l] += dout[n, c, i, j]
        return dx


#: wrong | MaxPool2D | other algorithm | every one of equal maxima gets the gradient
class MaxPool2D:
    def __init__(self, size, stride=None):
        self.size, self.stride = size, stride or size
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.X = X
        self.out = max_pool(X, self.size, self.stride)
        return self.out

    def backward(self, dA):
        dX = np.zeros_like(self.X)
        for i in range(dA.shape[2]):
            for j in range(dA.shape[3]):
                rows = slice(i * self.stride, i * self.stride + self.size)
                columns = slice(j * self.stride, j * self.stride + self.size)
                window = self.X[:, :, rows, columns]
                dX[:, :, rows, columns] += (window == self.out[:, :, i:i+1, j:j+1]) * dA[:, :, i:i+1, j:j+1]
        return dX


#: right | Dropout | other algorithm | NNFS: a binomial mask
class Dropout:
    def __init__(self, p, rng):
        self.rate, self.rng = p, rng
        self.params, self.grads = {}, {}

    def forward(self, inputs, training=False):
        self.inputs = inputs
        if not training:
            self.binary_mask = 1.0
            return inputs.copy()
        self.binary_mask = self.rng.binomial(1, self.rate, size=inputs.shape) / self.rate
        self.output = inputs * self.binary_mask
        return self.output

    def backward(self, dvalues):
        return dvalues * self.binary_mask


#: wrong | Dropout | other algorithm | the whole feature is dropped for all samples
class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng = p, rng
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.mask = np.ones_like(X)
        if training:
            self.mask = np.broadcast_to((self.rng.random(X.shape[-1]) < self.p) / self.p, X.shape)
        return X * self.mask

    def backward(self, dA):
        return dA * self.mask


#: right | BatchNorm | other algorithm | CS231n: backward through the graph, step by step
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.gamma, self.beta = np.ones(n_features), np.zeros(n_features)
        self.params = {"gamma": self.gamma, "beta": self.beta}
        self.grads = {}
        self.running_mean, self.running_var = np.zeros(n_features), np.ones(n_features)
        self.momentum, self.eps = momentum, eps

    def _rows(self, X):
        return X if X.ndim == 2 else X.transpose(0, 2, 3, 1).reshape(-1, X.shape[1])

    def _back(self, rows, shape):
        return rows if len(shape) == 2 else rows.reshape(shape[0], shape[2], shape[3], shape[1]).transpose(0, 3, 1, 2)

    def forward(self, X, training=False):
        x = self._rows(X)
        if training:
            mu = x.mean(axis=0)
            xmu = x - mu
            var = np.mean(xmu**2, axis=0)
            sqrtvar = np.sqrt(var + self.eps)
            ivar = 1.0 / sqrtvar
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
            self.cache = xmu * ivar, xmu, ivar, sqrtvar, True
        else:
            ivar = 1.0 / np.sqrt(self.running_var + self.eps)
            self.cache = (x - self.running_mean) * ivar, None, ivar, None, False
        return self._back(self.cache[0] * self.gamma + self.beta, X.shape)

    def backward(self, dout):
        d = self._rows(dout)
        xhat, xmu, ivar, sqrtvar, training = self.cache
        self.grads = {"gamma": np.sum(d * xhat, axis=0), "beta": d.sum(axis=0)}
        dxhat = d * self.gamma
        if not training:
            return self._back(dxhat * ivar, dout.shape)
        n = len(d)
        divar = np.sum(dxhat * xmu, axis=0)
        dsqrtvar = -divar / sqrtvar**2
        dvar = 0.5 * dsqrtvar / sqrtvar
        dxmu = dxhat * ivar + 2 * xmu * dvar / n
        dx = dxmu - dxmu.sum(axis=0) / n
        return self._back(dx, dout.shape)


#: right | BatchNorm | other algorithm | d2l: statistics with kept axes, exponents for the root
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.params = dict(shift=np.zeros(n_features), scale=np.ones(n_features))
        self.grads = dict(shift=np.zeros(n_features), scale=np.zeros(n_features))
        self.running_mean = np.zeros((n_features,))
        self.running_var = np.ones((n_features,))
        self.m, self.eps = momentum, eps

    def forward(self, X, training=False):
        self.dims = tuple(a for a in range(X.ndim) if a != 1)
        wide = [1] * X.ndim
        wide[1] = X.shape[1]
        self.wide, self.training = wide, training
        if training:
            mean = X.mean(self.dims, keepdims=True)
            var = ((X - mean) ** 2).mean(self.dims, keepdims=True)
            self.running_mean += (1 - self.m) * (mean.ravel() - self.running_mean)
            self.running_var += (1 - self.m) * (var.ravel() - self.running_var)
        else:
            mean, var = self.running_mean.reshape(wide), self.running_var.reshape(wide)
        self.inv = (var + self.eps) ** -0.5
        self.hat = (X - mean) * self.inv
        return self.hat * self.params["scale"].reshape(wide) + self.params["shift"].reshape(wide)

    def backward(self, dY):
        self.grads["shift"] = dY.sum(self.dims)
        self.grads["scale"] = (dY * self.hat).sum(self.dims)
        scaled = self.params["scale"].reshape(self.wide) * self.inv
        if not self.training:
            return scaled * dY
        N = dY.size / dY.shape[1]
        b, g = self.grads["shift"].reshape(self.wide), self.grads["scale"].reshape(self.wide)
        return scaled / N * (N * dY - b - self.hat * g)


#: wrong | BatchNorm | other algorithm | layer normalization: each sample by itself
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.params = {"g": np.ones(n_features), "b": np.zeros(n_features)}
        self.grads = {}
        self.running_mean, self.running_var = np.zeros(n_features), np.ones(n_features)
        self.eps = eps

    def forward(self, X, training=False):
        axes = tuple(range(1, X.ndim))
        self.s = np.sqrt(X.var(axis=axes, keepdims=True) + self.eps)
        self.h = (X - X.mean(axis=axes, keepdims=True)) / self.s
        return self.h

    def backward(self, dA):
        self.grads = {"g": (dA * self.h).sum(0), "b": dA.sum(0)}
        return dA / self.s


#: right | SGD | same algorithm | NNFS: counters and a current rate
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.learning_rate, self.momentum, self.decay = lr, momentum, weight_decay
        self.iterations = 0
        self.momentums = {}

    def step(self, params, grads):
        rate = self.learning_rate(self.iterations) if callable(self.learning_rate) else self.learning_rate
        for key in params:
            if key not in self.momentums:
                self.momentums[key] = np.zeros_like(params[key])
            update = self.momentum * self.momentums[key] - rate * grads[key]
            self.momentums[key] = update
            params[key][...] = params[key] + update - rate * self.decay * params[key]
        self.iterations += 1


#: right | SGD | other algorithm | velocities updated in place, decay as a factor
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.rate = lr if callable(lr) else lambda t: lr
        self.mu, self.wd, self.t, self.v = momentum, weight_decay, 0, None

    def step(self, params, grads):
        eta = self.rate(self.t)
        self.t += 1
        if self.v is None:
            self.v = {k: np.zeros(p.shape) for k, p in params.items()}
        for k, p in params.items():
            self.v[k] *= self.mu
            self.v[k] -= eta * grads[k]
            p *= 1 - eta * self.wd
            p += self.v[k]


#: wrong | SGD | other algorithm | Nesterov's momentum
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr, self.mu, self.wd, self.t, self.v = lr, momentum, weight_decay, 0, {}

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k, p in params.items():
            before = self.v.get(k, 0 * p)
            self.v[k] = self.mu * before - lr * grads[k]
            p += -self.mu * before + (1 + self.mu) * self.v[k] - lr * self.wd * p


#: right | Adam | other algorithm | d2l: the corrections joined into the rate of the step
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.hyper = lr, beta1, beta2, eps, weight_decay
        self.states, self.t = {}, 0

    def step(self, params, grads):
        lr, b1, b2, eps, wd = self.hyper
        if callable(lr):
            lr = lr(self.t)
        self.t += 1
        c1, c2 = 1 - b1**self.t, 1 - b2**self.t
        for k, p in params.items():
            v, s = self.states.setdefault(k, (np.zeros_like(p), np.zeros_like(p)))
            v[:] = b1 * v + (1 - b1) * grads[k]
            s[:] = b2 * s + (1 - b2) * np.square(grads[k])
            root = np.sqrt(s) / np.sqrt(c2) + eps
            p[:] = p - lr * wd * p - (lr / c1) * v / root


#: wrong | Adam | other algorithm | AdaMax: the largest gradient instead of the mean of squares
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.b1, self.b2, self.eps, self.wd = lr, beta1, beta2, eps, weight_decay
        self.m, self.u, self.t = {}, {}, 0

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k, p in params.items():
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * grads[k]
            self.u[k] = np.maximum(self.b2 * self.u.get(k, 0), np.abs(grads[k]))
            p -= lr * (self.m[k] / (1 - self.b1**self.t) / (self.u[k] + self.eps) + self.wd * p)


#: right | cosine_decay | other algorithm | an object that is called
class _Schedule:
    def __init__(self, lr, steps, warmup):
        self.lr, self.steps, self.warmup = lr, steps, warmup

    def __call__(self, t):
        if t < self.warmup:
            return self.lr * (t / self.warmup)
        x = np.clip((t - self.warmup) / (self.steps - self.warmup), 0, 1)
        return self.lr * np.cos(np.pi * x / 2) ** 2

def cosine_decay(lr, steps, *, warmup=0):
    if warmup < 0 or warmup >= steps:
        raise ValueError("warmup")
    return _Schedule(lr, steps, warmup)


#: wrong | cosine_decay | other algorithm | a lambda that checks nothing until it is called | named: accepts any warm-up
def cosine_decay(lr, steps, *, warmup=0):
    return lambda t: lr * t / warmup if t < warmup else lr / 2 * (1 + np.cos(np.pi * min(1, (t - warmup) / (steps - warmup))))


#: right | train | other algorithm | the layers are copied whole, and put back whole
import copy
import time

class _Log:
    pass

def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):
    log = _Log()
    log.train_loss, log.val_loss, log.val_accuracy, log.seconds = [], [], [], []
    best, kept = np.inf, None
    for epoch in range(epochs):
        t0 = time.time()
        order = rng.permutation(len(X))
        losses = []
        for k in range(0, len(X), batch_size):
            rows = order[k:k + batch_size]
            xb, yb = X[rows], y[rows]
            xb = augment(xb, rng) if augment else xb
            value, d = loss(network.forward(xb, True), yb)
            network.backward(d)
            everything = [(layer.params, layer.grads) for layer in network.layers]
            optimizer.step({(i, k): v for i, (p, _) in enumerate(everything) for k, v in p.items()},
                           {(i, k): v for i, (_, g) in enumerate(everything) for k, v in g.items()})
            losses += [value] * len(rows)
        out = network.predict(X_val)
        log.train_loss.append(np.mean(losses))
        log.val_loss.append(loss(out, y_val)[0])
        if out.shape[1] > 1:
            log.val_accuracy.append(np.mean(np.argmax(out, 1) == np.argmax(y_val, 1)))
        else:
            log.val_accuracy.append(np.mean((out >= 0.5) == (y_val >= 0.5)))
        if log.val_loss[-1] < best:
            best, log.best_epoch, kept = log.val_loss[-1], epoch, copy.deepcopy(network.layers)
        log.stopped_improving = bool(log.best_epoch != epoch)
        log.seconds.append(time.time() - t0)
        if progress:
            progress(epoch, log)
    network.layers[:] = kept
    return log


#: wrong | train | same algorithm | the validation loss decides on the copies, but they are taken before the steps | named: forgets the running statistics | takes the last of equal epochs
import time
from neural_network.network import History

def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):
    h = History()
    for epoch in range(epochs):
        t0, total = time.time(), 0.0
        before = {k: v.copy() for k, v in network.params.items()}
        for xb, yb in minibatches(X, y, batch_size, rng):
            if augment:
                xb = augment(xb, rng)
            value, d = loss(network.forward(xb, True), yb)
            network.backward(d)
            optimizer.step(network.params, network.grads)
            total += value * len(xb)
        out = network.forward(X_val)
        h.train_loss.append(total / len(X))
        h.val_loss.append(loss(out, y_val)[0])
        h.val_accuracy.append(float(((out >= 0.5) == (y_val >= 0.5)).mean()))
        if h.val_loss[-1] <= min(h.val_loss):
            h.best_epoch, best = epoch, before
        h.stopped_improving = h.best_epoch < epoch
        h.seconds.append(time.time() - t0)
        if progress:
            progress(epoch, h)
    for k, v in network.params.items():
        v[...] = best[k]
    return h


#: right | save | other algorithm | numbered arrays in one list
def save(network, path):
    arrays = []
    for layer in network.layers:
        arrays += [layer.params[k] for k in sorted(layer.params)]
        if hasattr(layer, "running_mean"):
            arrays += [layer.running_mean, layer.running_var]
    np.savez_compressed(path, *arrays)


#: wrong | save | same algorithm | the running statistics are no parameters | named: forgets the running statistics
def save(network, path):
    np.savez(path, **{f"layer{i}_{k}": v for i, l in enumerate(network.layers) for k, v in l.params.items()})


#: right | load | other algorithm | names and shapes compared as one list
def load(network, path):
    wanted = []
    for i, layer in enumerate(network.layers):
        for k, v in layer.params.items():
            wanted.append((f"{i}.{k}", v))
        if hasattr(layer, "running_mean"):
            wanted.append((f"{i}.running_mean", layer.running_mean))
            wanted.append((f"{i}.running_var", layer.running_var))
    data = np.load(path)
    found = {k: data[k] for k in data.files}
    data.close()
    if sorted((k, v.shape) for k, v in wanted) != sorted((k, v.shape) for k, v in found.items()):
        raise ValueError("this file is of another network")
    for k, v in wanted:
        np.copyto(v, found[k])


#: wrong | load | same algorithm | arrays are replaced one by one as they are read | named: fills what fits before it refuses | forgets the running statistics
def load(network, path):
    with np.load(path) as data:
        for i, layer in enumerate(network.layers):
            for k, v in layer.params.items():
                if data[f"{i}.{k}"].shape != v.shape:
                    raise ValueError(f"layer {i}: {k} is {v.shape}, in the file {data[f'{i}.{k}'].shape}")
                v[...] = data[f"{i}.{k}"]


#: right | prepare_digit | other algorithm | SciPy: smoothed, labelled, zoomed with a spline, shifted
from scipy import ndimage

def prepare_digit(image):
    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or np.ptp(image) == 0:
        raise ValueError("need a grey image with something on it")
    g = (image - image.min()) / np.ptp(image)
    edge = np.concatenate([g[:2].ravel(), g[-2:].ravel(), g[:, :2].ravel(), g[:, -2:].ravel()])
    if np.median(edge) > 0.5:
        g = 1 - g
    g = np.clip((g - 0.3) / 0.5, 0, 1)
    r, c = np.nonzero(g > 0.2)
    g = g[r.min():r.max() + 1, c.min():c.max() + 1]
    z = 19.5 / max(g.shape)
    g = ndimage.gaussian_filter(np.pad(g, 6), max(0.35 / z - 0.3, 0))
    for _ in range(15):
        s = np.clip(ndimage.zoom(g, z, order=1), 0, 1)
        s /= s.max()
        r, c = np.nonzero(s > 0.1)
        side = max(np.ptp(r), np.ptp(c)) + 1
        if 19 <= side <= 20:
            break
        z *= 19.5 / side
    s = s[r.min():r.max() + 1, c.min():c.max() + 1]
    s = np.where(s > 0.1, s, 0)
    out = np.zeros((28, 28))
    cy, cx = ndimage.center_of_mass(s)
    y, x = int(np.floor(14 - cy)), int(np.floor(14 - cx))
    y, x = min(max(y, 0), 28 - s.shape[0]), min(max(x, 0), 28 - s.shape[1])
    out[y:y + s.shape[0], x:x + s.shape[1]] = s
    return out


#: wrong | prepare_digit | other algorithm | the photograph is just shrunk to 28 x 28
from scipy.ndimage import zoom

def prepare_digit(image):
    if image.ndim != 2 or image.max() == image.min():
        raise ValueError("need an image")
    g = (image - float(image.min())) / (float(image.max()) - float(image.min()))
    if g[0].mean() > 0.5:
        g = 1 - g
    return np.clip(zoom(g, (28 / g.shape[0], 28 / g.shape[1]), order=1), 0, 1)
