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


#: wrong | Dropout | other algorithm | the whole feature is dropped for all samples | named: tosses once for all samples
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


#: right | softmax_cross_entropy | other algorithm | logarithm of sums by np.logaddexp.reduce, gradient from log probabilities
def softmax_cross_entropy(Z, y):
    Z = np.array(Z, dtype=float)
    log_p = Z - np.logaddexp.reduce(Z, axis=1)[:, np.newaxis]
    return float(-np.einsum("nk,nk->", y, log_p) / Z.shape[0]), (np.exp(log_p) - y) / Z.shape[0]


#: right | softmax_cross_entropy | other algorithm | softmax of the library for the gradient, loss sample by sample in a loop
from neural_network.activations import softmax

def softmax_cross_entropy(Z, y):
    n, k = Z.shape
    total = 0.0
    for i in range(n):
        m = max(Z[i])
        log_sum = m + np.log(sum(np.exp(z - m) for z in Z[i]))
        for c in range(k):
            if y[i, c] != 0:
                total -= y[i, c] * (Z[i, c] - log_sum)
    return total / n, (softmax(Z) - y) / n


#: wrong | softmax_cross_entropy | same algorithm | the logarithm of the probabilities, kept away from 0 by a small number | named: takes the logarithm of a probability, at least 1e-12
from neural_network.activations import softmax

def softmax_cross_entropy(Z, y):
    A = softmax(Z)
    return -np.mean(np.sum(y * np.log(A + 1e-12), axis=1)), (A - y) / len(Z)


#: wrong | softmax_cross_entropy | same algorithm | the largest score of the whole batch is taken off
def softmax_cross_entropy(Z, y):
    S = Z - Z.max()
    E = np.exp(S)
    total = E.sum(axis=1, keepdims=True)
    loss = -np.mean(np.sum(y * (S - np.log(total)), axis=1))
    return loss, (E / total - y) / len(Z)


#: wrong | softmax_cross_entropy | same algorithm | the mean over samples and classes | named: averages over all elements
def softmax_cross_entropy(Z, y):
    S = Z - Z.max(axis=1, keepdims=True)
    log_p = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
    return -np.mean(y * log_p), (np.exp(log_p) - y) / len(Z)


#: wrong | softmax_cross_entropy | same algorithm | returns the losses of all samples
def softmax_cross_entropy(Z, y):
    S = Z - Z.max(axis=1, keepdims=True)
    log_p = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
    return -np.sum(y * log_p, axis=1), (np.exp(log_p) - y) / len(Z)


#: wrong | softmax_cross_entropy | same algorithm | scores are shifted in place | named: changes the scores
def softmax_cross_entropy(Z, y):
    Z -= Z.max(axis=1, keepdims=True)
    log_p = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    return float(-(y * log_p).sum() / len(Z)), (np.exp(log_p) - y) / len(Z)


#: right | mse | other algorithm | the norm of the difference, squared
def mse(output, y):
    d = np.subtract(output, y)
    return np.linalg.norm(d) ** 2 / d.size, d * (2.0 / d.size)


#: right | mse | other algorithm | the loss of chapter 2.1, the gradient by hand
from neural_network.losses import mse_loss

def mse(output, y):
    n, k = output.shape
    return mse_loss(output, y), 2 / (n * k) * (output - y)


#: wrong | mse | same algorithm | divides the gradient by the samples alone | named: divides the gradient by the samples
def mse(output, y):
    return np.mean((output - y) ** 2), 2 * (output - y) / len(y)


#: wrong | mse | same algorithm | gradient by the target instead of the output | named: turns the gradient round
def mse(output, y):
    return np.mean((output - y) ** 2), 2 * (y - output) / y.size


#: wrong | mse | same algorithm | root of the mean squared error
def mse(output, y):
    d = output - y
    return np.sqrt(np.mean(d**2)), 2 * d / d.size


#: wrong | mse | same algorithm | absolute error
def mse(output, y):
    d = output - y
    return np.mean(np.abs(d)), np.sign(d) / d.size


#: right | sigmoid_cross_entropy | other algorithm | log of the sigmoid on the side that is safe
def sigmoid_cross_entropy(Z, y):
    log_a = np.where(Z > 0, -np.log1p(np.exp(-np.abs(Z))), Z - np.log1p(np.exp(-np.abs(Z))))
    log_b = log_a - Z
    loss = -(y * log_a + (1 - y) * log_b).mean()
    return loss, (np.exp(log_a) - y) / Z.size


#: right | sigmoid_cross_entropy | other algorithm | softplus of the signed score
from neural_network.functions import sigmoid

def sigmoid_cross_entropy(Z, y):
    signed = (1 - 2 * y) * Z
    softplus = np.maximum(signed, 0) + np.log1p(np.exp(-abs(signed)))
    return softplus.mean(), (sigmoid(Z) - y) / np.prod(Z.shape)


#: wrong | sigmoid_cross_entropy | same algorithm | the logarithm of a clipped sigmoid | named: takes the logarithm of a probability, at least 1e-15
from neural_network.functions import sigmoid

def sigmoid_cross_entropy(Z, y):
    A = np.clip(sigmoid(Z), 1e-15, 1 - 1e-15)
    return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)), (A - y) / Z.size


#: wrong | sigmoid_cross_entropy | same algorithm | the plain formula with exp(-z), which overflows for very negative scores | named: overflows
def sigmoid_cross_entropy(Z, y):
    loss = np.mean((1 - y) * Z + np.log(1 + np.exp(-Z)))
    return loss, (1 / (1 + np.exp(-Z)) - y) / Z.size


#: wrong | sigmoid_cross_entropy | same algorithm | forgets the absolute value | named: forgets the absolute value
def sigmoid_cross_entropy(Z, y):
    loss = np.mean(np.maximum(Z, 0) - Z * y + np.log1p(np.exp(-Z)))
    return loss, (1 / (1 + np.exp(-Z)) - y) / Z.size


#: wrong | sigmoid_cross_entropy | same algorithm | gradient divided by the samples alone | named: divides by the samples
def sigmoid_cross_entropy(Z, y):
    loss = np.mean(np.maximum(Z, 0) - Z * y + np.log1p(np.exp(-np.abs(Z))))
    return loss, (1 / (1 + np.exp(-Z)) - y) / len(Z)


#: right | Dense | other algorithm | params and grads by hand-written names, forward through super
import neural_network.network as w3

class Dense(w3.Dense):
    def forward(self, X, training=False):
        return w3.Dense.forward(self, X)

    params = property(lambda self: dict(W=self.W, b=self.b))
    grads = property(lambda self: dict(W=self.dW, b=self.db))


#: wrong | Dense | same algorithm | grads are copies of the parameters' names turned round
import neural_network.network as w3

class Dense(w3.Dense):
    def forward(self, X, training=False):
        return super().forward(X)

    @property
    def params(self):
        return {"W": self.W, "b": self.b}

    @property
    def grads(self):
        return {"b": self.dW, "W": self.db}


#: wrong | Dense | same algorithm | params are copies | named: hands out other arrays
import neural_network.network as w3

class Dense(w3.Dense):
    def forward(self, X, training=False):
        return super().forward(X)

    @property
    def params(self):
        return {"W": self.W.copy(), "b": self.b.copy()}

    @property
    def grads(self):
        return {"W": self.dW, "b": self.db}


#: wrong | Dense | same algorithm | forward takes no second argument | named: does not take training
import neural_network.network as w3

class Dense(w3.Dense):
    def forward(self, X):
        return super().forward(X)

    @property
    def params(self):
        return {"W": self.W, "b": self.b}

    @property
    def grads(self):
        return {"W": self.dW, "b": self.db}


#: wrong | Dense | same algorithm | methods instead of properties | named: forgets to make params a property
import neural_network.network as w3

class Dense(w3.Dense):
    def forward(self, X, training=False):
        return super().forward(X)

    def params(self):
        return {"W": self.W, "b": self.b}

    def grads(self):
        return {"W": self.dW, "b": self.db}


#: right | Network | other algorithm | names of pairs joined by a slash, built by comprehension; functools.reduce for forward
from functools import reduce

import neural_network.network as w3

class Network(w3.Network):
    def __init__(self, layers):
        self.layers = [*layers]

    def forward(self, X, training=False):
        return reduce(lambda A, layer: layer.forward(A, training), self.layers, X)

    def _gather(self, what):
        return {f"layer{i}/{name}": array for i, layer in enumerate(self.layers) for name, array in getattr(layer, what).items()}

    @property
    def params(self):
        return self._gather("params")

    @property
    def grads(self):
        return self._gather("grads")


#: right | Network | other algorithm | tuples as keys
import neural_network.network as w3

class Network(w3.Network):
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, X, training=False):
        for layer in self.layers:
            X = layer.forward(X, training=training)
        return X

    @property
    def params(self):
        return {(i, k): v for i, layer in enumerate(self.layers) for k, v in layer.params.items()}

    @property
    def grads(self):
        return {(i, k): v for i, layer in enumerate(self.layers) for k, v in layer.grads.items()}


#: wrong | Network | same algorithm | the layers' names overwrite one another
import neural_network.network as w3

class Network(w3.Network):
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, X, training=False):
        for layer in self.layers:
            X = layer.forward(X, training)
        return X

    @property
    def params(self):
        merged = {}
        for layer in self.layers:
            merged.update(layer.params)
        return merged

    @property
    def grads(self):
        merged = {}
        for layer in self.layers:
            merged.update(layer.grads)
        return merged


#: wrong | Network | same algorithm | forward never passes training on | named: keeps training to itself
import neural_network.network as w3

class Network(w3.Network):
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, X, training=False):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    @property
    def params(self):
        return {f"{i}.{k}": v for i, layer in enumerate(self.layers) for k, v in layer.params.items()}

    @property
    def grads(self):
        return {f"{i}.{k}": v for i, layer in enumerate(self.layers) for k, v in layer.grads.items()}


#: wrong | Network | same algorithm | training is passed on as True always | named: always trains
import neural_network.network as w3

class Network(w3.Network):
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, X, training=False):
        for layer in self.layers:
            X = layer.forward(X, True)
        return X

    @property
    def params(self):
        return {f"{i}.{k}": v for i, layer in enumerate(self.layers) for k, v in layer.params.items()}

    @property
    def grads(self):
        return {f"{i}.{k}": v for i, layer in enumerate(self.layers) for k, v in layer.grads.items()}


#: wrong | Network | same algorithm | gradients under other names than the parameters
import neural_network.network as w3

class Network(w3.Network):
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, X, training=False):
        for layer in self.layers:
            X = layer.forward(X, training)
        return X

    @property
    def params(self):
        return {f"{i}.{k}": v for i, layer in enumerate(self.layers) for k, v in layer.params.items()}

    @property
    def grads(self):
        return {f"{i}.d{k}": v for i, layer in enumerate(self.layers) for k, v in layer.grads.items()}


#: right | ReLU | other algorithm | keeps the output, whose sign tells the mask
class ReLU:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.out = np.where(X > 0, X, 0.0)
        return self.out.copy()

    def backward(self, dA):
        return np.where(self.out > 0, dA, 0.0)


#: right | ReLU | other algorithm | half of x plus |x|, slope by heaviside
class ReLU:
    def __init__(self):
        self.params = dict()
        self.grads = dict()

    def forward(self, X, training=False):
        self.X = np.array(X)
        return (X + np.abs(X)) / 2

    def backward(self, dA):
        return dA * np.heaviside(self.X, 0.0)


#: wrong | ReLU | same algorithm | slope 1 at 0 | named: has a slope at zero
class ReLU:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.mask = X >= 0
        return X * self.mask

    def backward(self, dA):
        return dA * self.mask


#: wrong | ReLU | same algorithm | works in place | named: writes into X
class ReLU:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.mask = X <= 0
        X[self.mask] = 0
        return X

    def backward(self, dA):
        dA = dA.copy()
        dA[self.mask] = 0
        return dA


#: wrong | ReLU | same algorithm | only in training does it bend
class ReLU:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.mask = X > 0
        return np.maximum(X, 0) if training else X

    def backward(self, dA):
        return dA * self.mask


#: wrong | ReLU | same algorithm | remembers in training alone, so that backward uses an old mask
class ReLU:
    def __init__(self):
        self.params, self.grads = {}, {}
        self.mask = 1

    def forward(self, X, training=False):
        if training:
            self.mask = X > 0
        return np.maximum(X, 0)

    def backward(self, dA):
        return dA * self.mask


#: right | Flatten | other algorithm | rows stacked one by one
class Flatten:
    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, X, training=False):
        self.like = X
        return np.stack([x.ravel() for x in X])

    def backward(self, dA):
        return dA.reshape(self.like.shape)


#: wrong | Flatten | same algorithm | Fortran order | named: reads in the order of Fortran
class Flatten:
    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, X, training=False):
        self.shape = X.shape
        return X.reshape(len(X), -1, order="F")

    def backward(self, dA):
        return dA.reshape(self.shape, order="F")


#: wrong | Flatten | same algorithm | everything in one row
class Flatten:
    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, X, training=False):
        self.shape = X.shape
        return X.reshape(1, -1)

    def backward(self, dA):
        return dA.reshape(self.shape)


#: wrong | Flatten | same algorithm | the transpose, features by samples
class Flatten:
    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, X, training=False):
        self.shape = X.shape
        return X.reshape(len(X), -1).T

    def backward(self, dA):
        return dA.T.reshape(self.shape)


#: wrong | Flatten | same algorithm | the shape is remembered from the first call on
class Flatten:
    def __init__(self):
        self.params = {}
        self.grads = {}
        self.shape = None

    def forward(self, X, training=False):
        if self.shape is None:
            self.shape = X.shape
        return X.reshape(len(X), -1)

    def backward(self, dA):
        return dA.reshape(self.shape)


#: right | Conv2D | other algorithm | sliding windows and einsum, backward through scattered adds
class Conv2D:
    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        scale = np.sqrt(2 / (in_channels * size * size))
        self.params = {"filters": rng.standard_normal((n_filters, in_channels, size, size)) * scale,
                       "biases": np.zeros(n_filters)}
        self.grads = {name: np.zeros_like(p) for name, p in self.params.items()}
        self.size, self.stride, self.padding = size, stride, padding

    def forward(self, X, training=False):
        p, s, k = self.padding, self.stride, self.size
        self.P = np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)))
        windows = np.lib.stride_tricks.sliding_window_view(self.P, (k, k), axis=(2, 3))[:, :, ::s, ::s]
        self.windows = windows
        return np.einsum("nchwij,fcij->nfhw", windows, self.params["filters"]) + self.params["biases"][:, None, None]

    def backward(self, dA):
        p, s, k = self.padding, self.stride, self.size
        self.grads = {"filters": np.einsum("nfhw,nchwij->fcij", dA, self.windows), "biases": dA.sum((0, 2, 3))}
        dP = np.zeros(self.P.shape)
        h, w = dA.shape[2:]
        for i in range(k):
            for j in range(k):
                dP[:, :, i:i + s * h:s, j:j + s * w:s] += np.einsum("nfhw,fc->nchw", dA, self.params["filters"][:, :, i, j])
        return dP[:, :, p:dP.shape[2] - p, p:dP.shape[3] - p]


#: right | Conv2D | other algorithm | im2col by hand and a product of matrices
class Conv2D:
    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        limit = np.sqrt(6 / (in_channels * size**2))
        self.W = rng.uniform(-limit, limit, (n_filters, in_channels, size, size))
        self.b = np.zeros(n_filters)
        self.stride, self.padding = stride, padding
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)

    @property
    def params(self):
        return {"W": self.W, "b": self.b}

    @property
    def grads(self):
        return {"W": self.dW, "b": self.db}

    def forward(self, X, training=False):
        n, c, h, w = X.shape
        f, _, k, _ = self.W.shape
        q, s = self.padding, self.stride
        H, V = h + 2 * q, w + 2 * q
        padded = np.zeros((n, c, H, V))
        padded[:, :, q:q + h, q:q + w] = X
        oh, ow = (H - k) // s + 1, (V - k) // s + 1
        cols = np.empty((n * oh * ow, c * k * k))
        row = 0
        for m in range(n):
            for i in range(oh):
                for j in range(ow):
                    cols[row] = padded[m, :, i * s:i * s + k, j * s:j * s + k].ravel()
                    row += 1
        self.cache = cols, (n, c, h, w), (H, V), (oh, ow)
        out = cols @ self.W.reshape(f, -1).T + self.b
        return out.reshape(n, oh, ow, f).transpose(0, 3, 1, 2)

    def backward(self, dA):
        cols, (n, c, h, w), (H, V), (oh, ow) = self.cache
        f, _, k, _ = self.W.shape
        q, s = self.padding, self.stride
        D = dA.transpose(0, 2, 3, 1).reshape(-1, f)
        self.dW = (D.T @ cols).reshape(self.W.shape)
        self.db = D.sum(axis=0)
        dcols = D @ self.W.reshape(f, -1)
        dpadded = np.zeros((n, c, H, V))
        row = 0
        for m in range(n):
            for i in range(oh):
                for j in range(ow):
                    dpadded[m, :, i * s:i * s + k, j * s:j * s + k] += dcols[row].reshape(c, k, k)
                    row += 1
        return dpadded[:, :, q:q + h, q:q + w]


#: wrong | Conv2D | same algorithm | the gradient keeps the padding | named: leaves the padding on
from neural_network.convolution import conv_layer
from neural_network.pooling import conv_layer_backward

class Conv2D:
    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        self.params = {"W": rng.normal(0, np.sqrt(2 / (in_channels * size**2)), (n_filters, in_channels, size, size)),
                       "b": np.zeros(n_filters)}
        self.grads = {}
        self.stride, self.padding = stride, padding

    def forward(self, X, training=False):
        p = self.padding
        self.X = np.pad(X, [(0, 0), (0, 0), (p, p), (p, p)])
        return conv_layer(self.X, self.params["W"], self.params["b"], self.stride)

    def backward(self, dA):
        dX, dW, db = conv_layer_backward(dA, self.X, self.params["W"], self.stride)
        self.grads = {"W": dW, "b": db}
        return dX


#: wrong | Conv2D | same algorithm | cuts the padding off by [p:-p], which is empty without padding | named: cuts all off where there is no padding
from neural_network.convolution import conv_layer
from neural_network.pooling import conv_layer_backward

class Conv2D:
    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        self.params = {"W": rng.normal(0, np.sqrt(2 / (in_channels * size**2)), (n_filters, in_channels, size, size)),
                       "b": np.zeros(n_filters)}
        self.grads = {"W": np.zeros((n_filters, in_channels, size, size)), "b": np.zeros(n_filters)}
        self.stride, self.padding = stride, padding

    def forward(self, X, training=False):
        p = self.padding
        self.X = np.pad(X, [(0, 0), (0, 0), (p, p), (p, p)])
        return conv_layer(self.X, self.params["W"], self.params["b"], self.stride)

    def backward(self, dA):
        p = self.padding
        dX, dW, db = conv_layer_backward(dA, self.X, self.params["W"], self.stride)
        self.grads = {"W": dW, "b": db}
        return dX[:, :, p:-p, p:-p]


#: wrong | Conv2D | same algorithm | gradients add up from call to call | named: adds gradients up
class Conv2D:
    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        self.params = {"W": rng.normal(0, np.sqrt(2 / (in_channels * size**2)), (n_filters, in_channels, size, size)),
                       "b": np.zeros(n_filters)}
        self.grads = {"W": np.zeros((n_filters, in_channels, size, size)), "b": np.zeros(n_filters)}
        self.size, self.stride, self.padding = size, stride, padding

    def forward(self, X, training=False):
        p, s, k = self.padding, self.stride, self.size
        self.P = np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)))
        self.windows = np.lib.stride_tricks.sliding_window_view(self.P, (k, k), axis=(2, 3))[:, :, ::s, ::s]
        return np.einsum("nchwij,fcij->nfhw", self.windows, self.params["W"]) + self.params["b"][:, None, None]

    def backward(self, dA):
        p, s, k = self.padding, self.stride, self.size
        self.grads["W"] += np.einsum("nfhw,nchwij->fcij", dA, self.windows)
        self.grads["b"] += dA.sum((0, 2, 3))
        dP = np.zeros(self.P.shape)
        h, w = dA.shape[2:]
        for i in range(k):
            for j in range(k):
                dP[:, :, i:i + s * h:s, j:j + s * w:s] += np.einsum("nfhw,fc->nchw", dA, self.params["W"][:, :, i, j])
        return dP[:, :, p:dP.shape[2] - p, p:dP.shape[3] - p]


#: wrong | Conv2D | same algorithm | weights drawn with the size squared alone, channels forgotten | named: forgets the channels in the scale
class Conv2D:
    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        self.params = {"W": rng.normal(0, np.sqrt(2 / size**2), (n_filters, in_channels, size, size)),
                       "b": np.zeros(n_filters)}
        self.grads = {"W": np.zeros((n_filters, in_channels, size, size)), "b": np.zeros(n_filters)}
        self.size, self.stride, self.padding = size, stride, padding

    def forward(self, X, training=False):
        p, s, k = self.padding, self.stride, self.size
        self.P = np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)))
        self.windows = np.lib.stride_tricks.sliding_window_view(self.P, (k, k), axis=(2, 3))[:, :, ::s, ::s]
        return np.einsum("nchwij,fcij->nfhw", self.windows, self.params["W"]) + self.params["b"][:, None, None]

    def backward(self, dA):
        p, s, k = self.padding, self.stride, self.size
        self.grads = {"W": np.einsum("nfhw,nchwij->fcij", dA, self.windows), "b": dA.sum((0, 2, 3))}
        dP = np.zeros(self.P.shape)
        h, w = dA.shape[2:]
        for i in range(k):
            for j in range(k):
                dP[:, :, i:i + s * h:s, j:j + s * w:s] += np.einsum("nfhw,fc->nchw", dA, self.params["W"][:, :, i, j])
        return dP[:, :, p:dP.shape[2] - p, p:dP.shape[3] - p]


#: right | MaxPool2D | other algorithm | sliding windows, argmax, np.add.at on flat positions
class MaxPool2D:
    def __init__(self, size, stride=None):
        self.size, self.stride = size, size if stride is None else stride
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        k, s = self.size, self.stride
        W = np.lib.stride_tricks.sliding_window_view(X, (k, k), axis=(2, 3))[:, :, ::s, ::s]
        flat = W.reshape(*W.shape[:4], k * k)
        self.which, self.shape = flat.argmax(-1), X.shape
        return flat.max(-1)

    def backward(self, dA):
        k, s = self.size, self.stride
        dX = np.zeros(self.shape)
        n, c, i, j = np.indices(dA.shape)
        np.add.at(dX, (n, c, i * s + self.which // k, j * s + self.which % k), dA)
        return dX


#: wrong | MaxPool2D | same algorithm | a stride of its own is ignored | named: ignores the stride
from neural_network.pooling import max_pool, max_pool_backward

class MaxPool2D:
    def __init__(self, size, stride=None):
        self.size = size
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.X = X
        return max_pool(X, self.size, self.size)

    def backward(self, dA):
        return max_pool_backward(dA, self.X, self.size, self.size)


#: wrong | MaxPool2D | same algorithm | the default stride is 1 | named: takes a stride of one by default
from neural_network.pooling import max_pool, max_pool_backward

class MaxPool2D:
    def __init__(self, size, stride=None):
        self.size, self.stride = size, stride or 1
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.X = X
        return max_pool(X, self.size, self.stride)

    def backward(self, dA):
        return max_pool_backward(dA, self.X, self.size, self.stride)


#: wrong | MaxPool2D | other algorithm | overlapping windows overwrite one another's gradient
class MaxPool2D:
    def __init__(self, size, stride=None):
        self.size, self.stride = size, size if stride is None else stride
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        k, s = self.size, self.stride
        W = np.lib.stride_tricks.sliding_window_view(X, (k, k), axis=(2, 3))[:, :, ::s, ::s]
        flat = W.reshape(*W.shape[:4], k * k)
        self.which, self.shape = flat.argmax(-1), X.shape
        return flat.max(-1)

    def backward(self, dA):
        k, s = self.size, self.stride
        dX = np.zeros(self.shape)
        n, c, i, j = np.indices(dA.shape)
        dX[n, c, i * s + self.which // k, j * s + self.which % k] = dA
        return dX


#: wrong | MaxPool2D | same algorithm | average pooling | named: averages
class MaxPool2D:
    def __init__(self, size, stride=None):
        self.size, self.stride = size, size if stride is None else stride
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        k, s = self.size, self.stride
        self.shape = X.shape
        return np.lib.stride_tricks.sliding_window_view(X, (k, k), axis=(2, 3))[:, :, ::s, ::s].mean((-1, -2))

    def backward(self, dA):
        k, s = self.size, self.stride
        dX = np.zeros(self.shape)
        for i in range(dA.shape[2]):
            for j in range(dA.shape[3]):
                dX[:, :, i * s:i * s + k, j * s:j * s + k] += dA[:, :, i:i + 1, j:j + 1] / k**2
        return dX


#: right | Dropout | other algorithm | rng.choice of the two values
class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng = p, rng
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        if not training:
            self.mask = np.ones(X.shape)
        else:
            self.mask = self.rng.choice([0.0, 1 / self.p], size=X.shape, p=[1 - self.p, self.p])
        return X * self.mask

    def backward(self, dA):
        return self.mask * dA


#: wrong | Dropout | same algorithm | p is taken for the probability to drop | named: takes p for the share to drop
class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng = p, rng
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.mask = (self.rng.random(X.shape) > self.p) / (1 - self.p) if training else 1.0
        return X * self.mask

    def backward(self, dA):
        return dA * self.mask


#: wrong | Dropout | same algorithm | not scaled up in training, but down in use | named: scales in use instead
class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng = p, rng
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.mask = self.rng.random(X.shape) < self.p if training else self.p
        return X * self.mask

    def backward(self, dA):
        return dA * self.mask


#: wrong | Dropout | same algorithm | backward keeps the mask of the last training pass after a pass in use
class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng = p, rng
        self.params, self.grads = {}, {}
        self.mask = 1.0

    def forward(self, X, training=False):
        if training:
            self.mask = (self.rng.random(X.shape) < self.p) / self.p
            return X * self.mask
        return X

    def backward(self, dA):
        return dA * self.mask


#: wrong | Dropout | same algorithm | the mask is drawn once and kept | named: tosses once
class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng = p, rng
        self.params, self.grads = {}, {}
        self.mask = None

    def forward(self, X, training=False):
        self.training = training
        if not training:
            return X
        if self.mask is None or self.mask.shape != X.shape:
            self.mask = (self.rng.random(X.shape) < self.p) / self.p
        return X * self.mask

    def backward(self, dA):
        return dA * self.mask if self.training else dA


#: wrong | Dropout | same algorithm | NumPy's global random numbers in place of rng | named: draws from another generator
class Dropout:
    def __init__(self, p, rng):
        self.p = p
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.mask = (np.random.rand(*X.shape) < self.p) / self.p if training else np.ones_like(X)
        return X * self.mask

    def backward(self, dA):
        return dA * self.mask


#: right | BatchNorm | other algorithm | images laid out as rows of pixels, one code for both; sums instead of means
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.params = {"gamma": np.ones(n_features), "beta": np.zeros(n_features)}
        self.grads = {"gamma": np.zeros(n_features), "beta": np.zeros(n_features)}
        self.running_mean, self.running_var = np.zeros(n_features), np.ones(n_features)
        self.momentum, self.eps = momentum, eps

    @staticmethod
    def _rows(X):
        return np.moveaxis(X, 1, -1).reshape(-1, X.shape[1])

    @staticmethod
    def _back(rows, shape):
        if len(shape) == 2:
            return rows
        n, c, h, w = shape
        return rows.reshape(n, h, w, c).transpose(0, 3, 1, 2)

    def forward(self, X, training=False):
        rows = self._rows(X)
        if training:
            mean, var = rows.mean(0), rows.var(0)
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * mean
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.std = np.sqrt(var + self.eps)
        self.hat, self.training = (rows - mean) / self.std, training
        return self._back(self.params["gamma"] * self.hat + self.params["beta"], X.shape)

    def backward(self, dA):
        D = self._rows(dA)
        self.grads = {"gamma": (D * self.hat).sum(0), "beta": D.sum(0)}
        G = D * self.params["gamma"]
        if self.training:
            N = len(G)
            G = (N * G - G.sum(0) - self.hat * (G * self.hat).sum(0)) / N
        return self._back(G / self.std, dA.shape)


#: wrong | BatchNorm | same algorithm | the unbiased variance for the running one, as PyTorch has it
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.params = {"gamma": np.ones(n_features), "beta": np.zeros(n_features)}
        self.grads = {"gamma": np.zeros(n_features), "beta": np.zeros(n_features)}
        self.running_mean, self.running_var = np.zeros(n_features), np.ones(n_features)
        self.momentum, self.eps = momentum, eps

    def forward(self, X, training=False):
        self.axes = (0,) if X.ndim == 2 else (0, 2, 3)
        self.view = (1, -1) if X.ndim == 2 else (1, -1, 1, 1)
        if training:
            mean, var = X.mean(self.axes), X.var(self.axes)
            count = X.size // len(mean)
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * mean
            self.running_var = m * self.running_var + (1 - m) * var * count / max(count - 1, 1)
        else:
            mean, var = self.running_mean, self.running_var
        self.std = np.sqrt(var + self.eps).reshape(self.view)
        self.hat, self.training = (X - mean.reshape(self.view)) / self.std, training
        return self.params["gamma"].reshape(self.view) * self.hat + self.params["beta"].reshape(self.view)

    def backward(self, dA):
        self.grads = {"gamma": (dA * self.hat).sum(self.axes), "beta": dA.sum(self.axes)}
        G = dA * self.params["gamma"].reshape(self.view)
        if self.training:
            G = G - G.mean(self.axes, keepdims=True) - self.hat * (G * self.hat).mean(self.axes, keepdims=True)
        return G / self.std


#: wrong | BatchNorm | same algorithm | images are normalized over the samples alone, each place by itself
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.params = {"gamma": np.ones(n_features), "beta": np.zeros(n_features)}
        self.grads = {"gamma": np.zeros(n_features), "beta": np.zeros(n_features)}
        self.running_mean, self.running_var = np.zeros(n_features), np.ones(n_features)
        self.momentum, self.eps = momentum, eps

    def forward(self, X, training=False):
        self.axes = (0,) if X.ndim == 2 else (0, 2, 3)
        self.view = (1, -1) if X.ndim == 2 else (1, -1, 1, 1)
        m = self.momentum
        if training:
            mean, var = X.mean(0, keepdims=True), X.var(0, keepdims=True)
            self.running_mean = m * self.running_mean + (1 - m) * X.mean(self.axes)
            self.running_var = m * self.running_var + (1 - m) * X.var(self.axes)
        else:
            mean, var = self.running_mean.reshape(self.view), self.running_var.reshape(self.view)
        self.std = np.sqrt(var + self.eps)
        self.hat, self.training = (X - mean) / self.std, training
        return self.params["gamma"].reshape(self.view) * self.hat + self.params["beta"].reshape(self.view)

    def backward(self, dA):
        self.grads = {"gamma": (dA * self.hat).sum(self.axes), "beta": dA.sum(self.axes)}
        G = dA * self.params["gamma"].reshape(self.view)
        if self.training:
            G = G - G.mean(0, keepdims=True) - self.hat * (G * self.hat).mean(0, keepdims=True)
        return G / self.std


#: wrong | BatchNorm | same algorithm | the batch's statistics in use too
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.params = {"gamma": np.ones(n_features), "beta": np.zeros(n_features)}
        self.grads = {"gamma": np.zeros(n_features), "beta": np.zeros(n_features)}
        self.running_mean, self.running_var = np.zeros(n_features), np.ones(n_features)
        self.momentum, self.eps = momentum, eps

    def forward(self, X, training=False):
        self.axes = (0,) if X.ndim == 2 else (0, 2, 3)
        self.view = (1, -1) if X.ndim == 2 else (1, -1, 1, 1)
        mean, var = X.mean(self.axes), X.var(self.axes)
        if training:
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * mean
            self.running_var = m * self.running_var + (1 - m) * var
        self.std = np.sqrt(var + self.eps).reshape(self.view)
        self.hat = (X - mean.reshape(self.view)) / self.std
        return self.params["gamma"].reshape(self.view) * self.hat + self.params["beta"].reshape(self.view)

    def backward(self, dA):
        self.grads = {"gamma": (dA * self.hat).sum(self.axes), "beta": dA.sum(self.axes)}
        G = dA * self.params["gamma"].reshape(self.view)
        G = G - G.mean(self.axes, keepdims=True) - self.hat * (G * self.hat).mean(self.axes, keepdims=True)
        return G / self.std


#: right | SGD | other algorithm | one flat velocity for all keys, in sorted order
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr = lr if callable(lr) else lambda t: lr
        self.momentum, self.weight_decay = momentum, weight_decay
        self.t, self.v = 0, None

    def step(self, params, grads):
        keys = sorted(params, key=str)
        lr = self.lr(self.t)
        self.t += 1
        g = np.concatenate([np.ravel(grads[k]) for k in keys]) if keys else np.zeros(0)
        if self.v is None:
            self.v = np.zeros(g.size)
        self.v = self.momentum * self.v - lr * g
        start = 0
        for k in keys:
            piece = self.v[start:start + params[k].size].reshape(params[k].shape)
            params[k][...] = params[k] * (1 - lr * self.weight_decay) + piece
            start += params[k].size


#: right | SGD | other algorithm | velocities in a defaultdict of zeros
from collections import defaultdict

class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.rate, self.mu, self.wd = lr, momentum, weight_decay
        self.velocity = defaultdict(float)
        self.count = 0

    def step(self, params, grads):
        lr = self.rate(self.count) if callable(self.rate) else self.rate
        for name in params:
            self.velocity[name] = self.mu * self.velocity[name] - lr * grads[name]
            params[name] += self.velocity[name] - lr * self.wd * params[name]
        self.count += 1


#: wrong | SGD | same algorithm | weight decay as an L2 term of the gradient, which goes into the velocity | named: lets the decay gather momentum
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.v, self.t = {}, 0

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k, p in params.items():
            g = grads[k] + self.weight_decay * p
            self.v[k] = self.momentum * self.v.get(k, 0) - lr * g
            p += self.v[k]


#: wrong | SGD | same algorithm | the dictionary gets new arrays, the old ones stay as they were | named: makes new arrays
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.v, self.t = {}, 0

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k in params:
            self.v[k] = self.momentum * self.v.get(k, 0) - lr * grads[k]
            params[k] = params[k] + self.v[k] - lr * self.weight_decay * params[k]


#: wrong | SGD | same algorithm | the rate is left out of the velocity, PyTorch's way | named: multiplies the velocity by the rate later
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.v, self.t = {}, 0

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k, p in params.items():
            self.v[k] = self.momentum * self.v.get(k, 0) + grads[k]
            p -= lr * (self.v[k] + self.weight_decay * p)


#: wrong | SGD | same algorithm | the schedule counts from 1 | named: counts from one
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.v, self.t = {}, 0

    def step(self, params, grads):
        self.t += 1
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        for k, p in params.items():
            self.v[k] = self.momentum * self.v.get(k, 0) - lr * grads[k]
            p += self.v[k] - lr * self.weight_decay * p


#: wrong | SGD | same algorithm | the schedule advances with every parameter
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.v, self.t = {}, 0

    def step(self, params, grads):
        for k, p in params.items():
            lr = self.lr(self.t) if callable(self.lr) else self.lr
            self.t += 1
            self.v[k] = self.momentum * self.v.get(k, 0) - lr * grads[k]
            p += self.v[k] - lr * self.weight_decay * p


#: right | Adam | other algorithm | corrections by running products of the betas
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.b1, self.b2, self.eps, self.wd = lr, beta1, beta2, eps, weight_decay
        self.m, self.v = {}, {}
        self.calls, self.p1, self.p2 = 0, 1.0, 1.0

    def step(self, params, grads):
        rate = self.lr(self.calls) if callable(self.lr) else self.lr
        self.calls += 1
        self.p1 *= self.b1
        self.p2 *= self.b2
        for key, g in grads.items():
            m = self.m.setdefault(key, np.zeros(g.shape))
            v = self.v.setdefault(key, np.zeros(g.shape))
            m += (1 - self.b1) * (g - m)
            v += (1 - self.b2) * (np.square(g) - v)
            move = (m / (1 - self.p1)) / (np.sqrt(v / (1 - self.p2)) + self.eps)
            params[key] -= rate * move + rate * self.wd * params[key]


#: wrong | Adam | same algorithm | no bias correction | named: forgets the correction
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.b1, self.b2, self.eps, self.wd = lr, beta1, beta2, eps, weight_decay
        self.m, self.v, self.t = {}, {}, 0

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k, p in params.items():
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * grads[k]
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * grads[k] ** 2
            p -= lr * (self.m[k] / (np.sqrt(self.v[k]) + self.eps) + self.wd * p)


#: wrong | Adam | same algorithm | corrected values are stored back, so that they are corrected again in the next step | named: keeps both corrected means
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.b1, self.b2, self.eps, self.wd = lr, beta1, beta2, eps, weight_decay
        self.m, self.v, self.t = {}, {}, 0

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k, p in params.items():
            self.m[k] = (self.b1 * self.m.get(k, 0) + (1 - self.b1) * grads[k]) / (1 - self.b1**self.t)
            self.v[k] = (self.b2 * self.v.get(k, 0) + (1 - self.b2) * grads[k] ** 2) / (1 - self.b2**self.t)
            p -= lr * (self.m[k] / (np.sqrt(self.v[k]) + self.eps) + self.wd * p)


#: wrong | Adam | same algorithm | eps inside the root | named: adds eps inside the root
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.b1, self.b2, self.eps, self.wd = lr, beta1, beta2, eps, weight_decay
        self.m, self.v, self.t = {}, {}, 0

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k, p in params.items():
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * grads[k]
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * grads[k] ** 2
            m, v = self.m[k] / (1 - self.b1**self.t), self.v[k] / (1 - self.b2**self.t)
            p -= lr * (m / np.sqrt(v + self.eps) + self.wd * p)


#: wrong | Adam | same algorithm | plain Adam with L2: the decay goes into the gradient | named: lets the decay go through the means
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.b1, self.b2, self.eps, self.wd = lr, beta1, beta2, eps, weight_decay
        self.m, self.v, self.t = {}, {}, 0

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k, p in params.items():
            g = grads[k] + self.wd * p
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * g**2
            m, v = self.m[k] / (1 - self.b1**self.t), self.v[k] / (1 - self.b2**self.t)
            p -= lr * m / (np.sqrt(v) + self.eps)


#: wrong | Adam | same algorithm | t counts parameters, not calls
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.b1, self.b2, self.eps, self.wd = lr, beta1, beta2, eps, weight_decay
        self.m, self.v, self.t, self.calls = {}, {}, 0, 0

    def step(self, params, grads):
        lr = self.lr(self.calls) if callable(self.lr) else self.lr
        self.calls += 1
        for k, p in params.items():
            self.t += 1
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * grads[k]
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * grads[k] ** 2
            m, v = self.m[k] / (1 - self.b1**self.t), self.v[k] / (1 - self.b2**self.t)
            p -= lr * (m / (np.sqrt(v) + self.eps) + self.wd * p)


#: right | cosine_decay | other algorithm | interpolation for the warm-up, half the squared cosine
import math

def cosine_decay(lr, steps, *, warmup=0):
    if warmup < 0 or warmup >= steps:
        raise ValueError(f"warmup has to be from 0 up to {steps - 1}")

    def at(t):
        if t < warmup:
            return float(np.interp(t, [0, warmup], [0, lr]))
        if t >= steps:
            return 0.0
        return lr * math.cos(math.pi / 2 * (t - warmup) / (steps - warmup)) ** 2

    return at


#: wrong | cosine_decay | same algorithm | rises again after the end | named: rises again
def cosine_decay(lr, steps, *, warmup=0):
    if not 0 <= warmup < steps:
        raise ValueError("warmup has to be from 0 to steps - 1")
    def rate(t):
        if t < warmup:
            return lr * t / warmup
        return lr / 2 * (1 + np.cos(np.pi * (t - warmup) / (steps - warmup)))
    return rate


#: wrong | cosine_decay | same algorithm | the warm-up begins at 1 / warmup | named: warms up from one
def cosine_decay(lr, steps, *, warmup=0):
    if not 0 <= warmup < steps:
        raise ValueError("warmup has to be from 0 to steps - 1")
    def rate(t):
        if t < warmup:
            return lr * (t + 1) / warmup
        return lr / 2 * (1 + np.cos(np.pi * (min(t, steps) - warmup) / (steps - warmup)))
    return rate


#: wrong | cosine_decay | same algorithm | the cosine spans all steps, the warm-up included | named: begins the glide at step 0
def cosine_decay(lr, steps, *, warmup=0):
    if not 0 <= warmup < steps:
        raise ValueError("warmup has to be from 0 to steps - 1")
    def rate(t):
        if t < warmup:
            return lr * t / warmup
        return lr / 2 * (1 + np.cos(np.pi * min(t, steps) / steps))
    return rate


#: wrong | cosine_decay | same algorithm | a table of all rates instead of a function
def cosine_decay(lr, steps, *, warmup=0):
    if not 0 <= warmup < steps:
        raise ValueError("warmup has to be from 0 to steps - 1")
    return np.array([lr * t / warmup if t < warmup else
                     lr / 2 * (1 + np.cos(np.pi * (t - warmup) / (steps - warmup))) for t in range(steps)])


#: wrong | cosine_decay | same algorithm | linear decay | named: glides on a straight line
def cosine_decay(lr, steps, *, warmup=0):
    if not 0 <= warmup < steps:
        raise ValueError("warmup has to be from 0 to steps - 1")
    def rate(t):
        if t < warmup:
            return lr * t / warmup
        return lr * max(0, 1 - (t - warmup) / (steps - warmup))
    return rate


#: right | train | other algorithm | own shuffling, best state as a list of copies, the mean loss weighted by hand
import time

from neural_network.network import History

def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):
    def everything():
        arrays = list(network.params.values())
        for layer in network.layers:
            if hasattr(layer, "running_mean"):
                arrays += [layer.running_mean, layer.running_var]
        return arrays

    n = len(X)
    begun = time.perf_counter()
    history = History()
    best = None
    for epoch in range(epochs):
        order = np.arange(n)
        rng.shuffle(order)
        sum_of_losses = 0.0
        for first in range(0, n, batch_size):
            chosen = order[first:first + batch_size]
            batch = X[chosen]
            if augment is not None:
                batch = augment(batch, rng)
            value, gradient = loss(network.forward(batch, training=True), y[chosen])
            network.backward(gradient)
            optimizer.step(network.params, network.grads)
            sum_of_losses += value * len(chosen)
        history.train_loss.append(sum_of_losses / n)
        answers = network.forward(X_val, training=False)
        history.val_loss.append(float(loss(answers, y_val)[0]))
        if answers.shape[1] == 1:
            right = (answers > 0.5) == (y_val > 0.5)
        else:
            right = answers.argmax(axis=1) == y_val.argmax(axis=1)
        history.val_accuracy.append(float(right.mean()))
        history.seconds.append(time.perf_counter() - begun)
        if best is None or history.val_loss[-1] < best:
            best, history.best_epoch = history.val_loss[-1], epoch
            kept = [a.copy() for a in everything()]
        history.stopped_improving = history.best_epoch != epoch
        if progress is not None:
            progress(epoch, history)
    for array, old in zip(everything(), kept):
        array[...] = old
    return history


#: wrong | train | same algorithm | an optimizer step for each layer, so that the step is counted several times | named: steps layer by layer
import time

from neural_network.network import History

def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):
    begun = time.perf_counter()
    history = History()
    best = np.inf
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        total = 0.0
        for first in range(0, len(X), batch_size):
            rows = order[first:first + batch_size]
            batch = X[rows] if augment is None else augment(X[rows], rng)
            value, gradient = loss(network.forward(batch, training=True), y[rows])
            network.backward(gradient)
            for i, layer in enumerate(network.layers):
                if layer.params:
                    optimizer.step({f"{i}.{k}": v for k, v in layer.params.items()},
                                   {f"{i}.{k}": v for k, v in layer.grads.items()})
            total += value * len(rows)
        out = network.forward(X_val)
        history.train_loss.append(total / len(X))
        history.val_loss.append(float(loss(out, y_val)[0]))
        right = (out > 0.5) == (y_val > 0.5) if out.shape[1] == 1 else out.argmax(1) == y_val.argmax(1)
        history.val_accuracy.append(float(right.mean()))
        history.seconds.append(time.perf_counter() - begun)
        if history.val_loss[-1] < best:
            best, history.best_epoch = history.val_loss[-1], epoch
            kept = {k: v.copy() for k, v in network.params.items()}
            stats = [(l, l.running_mean.copy(), l.running_var.copy()) for l in network.layers if hasattr(l, "running_mean")]
        history.stopped_improving = history.best_epoch != epoch
        if progress is not None:
            progress(epoch, history)
    for k, v in network.params.items():
        v[...] = kept[k]
    for l, m, s in stats:
        l.running_mean, l.running_var = m, s
    return history


#: wrong | train | same algorithm | the smaller last batch is left out
import time

from neural_network.network import History

def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):
    begun = time.perf_counter()
    history = History()
    best = np.inf
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        total, seen = 0.0, 0
        for first in range(0, len(X) - batch_size + 1, batch_size):
            rows = order[first:first + batch_size]
            batch = X[rows] if augment is None else augment(X[rows], rng)
            value, gradient = loss(network.forward(batch, training=True), y[rows])
            network.backward(gradient)
            optimizer.step(network.params, network.grads)
            total += value * len(rows)
            seen += len(rows)
        out = network.forward(X_val)
        history.train_loss.append(total / seen if seen else 0.0)
        history.val_loss.append(float(loss(out, y_val)[0]))
        right = (out > 0.5) == (y_val > 0.5) if out.shape[1] == 1 else out.argmax(1) == y_val.argmax(1)
        history.val_accuracy.append(float(right.mean()))
        history.seconds.append(time.perf_counter() - begun)
        if history.val_loss[-1] < best:
            best, history.best_epoch = history.val_loss[-1], epoch
            kept = {k: v.copy() for k, v in network.params.items()}
            stats = [(l, l.running_mean.copy(), l.running_var.copy()) for l in network.layers if hasattr(l, "running_mean")]
        history.stopped_improving = history.best_epoch != epoch
        if progress is not None:
            progress(epoch, history)
    for k, v in network.params.items():
        v[...] = kept[k]
    for l, m, s in stats:
        l.running_mean, l.running_var = m, s
    return history


#: wrong | train | same algorithm | the train loss is the plain mean of the batches' losses
import time

from neural_network.network import History

def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):
    begun = time.perf_counter()
    history = History()
    best = np.inf
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        losses = []
        for first in range(0, len(X), batch_size):
            rows = order[first:first + batch_size]
            batch = X[rows] if augment is None else augment(X[rows], rng)
            value, gradient = loss(network.forward(batch, training=True), y[rows])
            network.backward(gradient)
            optimizer.step(network.params, network.grads)
            losses.append(value)
        out = network.forward(X_val)
        history.train_loss.append(float(np.mean(losses)))
        history.val_loss.append(float(loss(out, y_val)[0]))
        right = (out > 0.5) == (y_val > 0.5) if out.shape[1] == 1 else out.argmax(1) == y_val.argmax(1)
        history.val_accuracy.append(float(right.mean()))
        history.seconds.append(time.perf_counter() - begun)
        if history.val_loss[-1] < best:
            best, history.best_epoch = history.val_loss[-1], epoch
            kept = {k: v.copy() for k, v in network.params.items()}
            stats = [(l, l.running_mean.copy(), l.running_var.copy()) for l in network.layers if hasattr(l, "running_mean")]
        history.stopped_improving = history.best_epoch != epoch
        if progress is not None:
            progress(epoch, history)
    for k, v in network.params.items():
        v[...] = kept[k]
    for l, m, s in stats:
        l.running_mean, l.running_var = m, s
    return history


#: right | save | other algorithm | layers numbered by position, compressed
def save(network, path):
    content = {}
    for number, layer in enumerate(network.layers):
        for attribute in ("running_mean", "running_var"):
            if attribute in vars(layer):
                content[f"layer{number}_{attribute}"] = getattr(layer, attribute)
        for name in sorted(layer.params):
            content[f"layer{number}_param_{name}"] = layer.params[name]
    with open(path, "wb") as file:
        np.savez_compressed(file, **content)


#: wrong | save | same algorithm | a list of arrays of different shapes, which needs pickle | named: writes a pickle
def save(network, path):
    arrays = [p for layer in network.layers for p in layer.params.values()]
    arrays += [s for layer in network.layers if hasattr(layer, "running_mean") for s in (layer.running_mean, layer.running_var)]
    np.savez(path, weights=np.array(arrays, dtype=object))


#: wrong | save | same algorithm | one layer's arrays overwrite another's | named: lets names collide
def save(network, path):
    content = {}
    for layer in network.layers:
        content.update(layer.params)
        if hasattr(layer, "running_mean"):
            content.update(mean=layer.running_mean, var=layer.running_var)
    np.savez(path, **content)


#: wrong | save | same algorithm | rounded to half precision, to save space
def save(network, path):
    content = {}
    for i, layer in enumerate(network.layers):
        for k, v in layer.params.items():
            content[f"{i}.{k}"] = v.astype(np.float16)
        if hasattr(layer, "running_mean"):
            content[f"{i}.mean"], content[f"{i}.var"] = layer.running_mean, layer.running_var
    np.savez(path, **content)


#: wrong | save | same algorithm | the whole network is pickled
import pickle

def save(network, path):
    with open(path, "wb") as file:
        pickle.dump(network, file)


#: wrong | prepare_digit | other algorithm | pure NumPy: block means of a finely sampled picture, moved by whole pixels, half a pixel off at most and a little more
def prepare_digit(image):
    image = np.asarray(image, dtype=float)
    if image.ndim != 2:
        raise ValueError(f"an image (h, w) is wanted, and not {image.shape}")
    low, high = image.min(), image.max()
    if high == low:
        raise ValueError("every pixel is the same")
    grey = (image - low) / (high - low)
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    if border.mean() > grey.mean():
        grey = 1 - grey
        border = 1 - border
    # uneven light: take a plane off that fits the darker half
    h, w = grey.shape
    r, c = np.mgrid[0:h, 0:w]
    for _ in range(3):
        paper = grey <= np.median(grey) + 0.15
        A = np.column_stack([r[paper] / h, c[paper] / w, np.ones(paper.sum())])
        plane = np.linalg.lstsq(A, grey[paper], rcond=None)[0]
        grey = grey - (plane[0] * r / h + plane[1] * c / w + plane[2])
    grey = grey / grey.max()
    grey = np.clip((grey - 0.3) / 0.5, 0, 1)
    rows, cols = np.flatnonzero(grey.max(1) > 0.1), np.flatnonzero(grey.max(0) > 0.1)
    digit = grey[rows[0]:rows[-1] + 1, cols[0]:cols[-1] + 1]
    a, b = digit.shape
    scale = 19.9 / max(a, b)
    rows_m = (digit.sum(1) * (np.arange(a) + 0.5)).sum() / digit.sum()
    cols_m = (digit.sum(0) * (np.arange(b) + 0.5)).sum() / digit.sum()
    out = np.zeros((28, 28))
    k = 16
    top, left = 14 - rows_m * scale, 14 - cols_m * scale
    top, left = round(top), round(left)
    fine = (np.arange(28 * k) + 0.5) / k
    ri, ci = np.floor((fine - top) / scale).astype(int), np.floor((fine - left) / scale).astype(int)
    ok_r, ok_c = (ri >= 0) & (ri < a), (ci >= 0) & (ci < b)
    big = np.zeros((28 * k, 28 * k))
    big[np.ix_(ok_r, ok_c)] = digit[np.ix_(ri[ok_r], ci[ok_c])]
    out = big.reshape(28, k, 28, k).mean((1, 3))
    return np.clip(out, 0, 1)


#: wrong | prepare_digit | other algorithm | box centered, not the center of mass
from scipy.ndimage import zoom

def prepare_digit(image):
    image = np.asarray(image, dtype=float)
    if image.ndim != 2:
        raise ValueError("(h, w) is wanted")
    if image.max() == image.min():
        raise ValueError("every pixel is the same")
    g = (image - image.min()) / (image.max() - image.min())
    if np.concatenate([g[0], g[-1], g[:, 0], g[:, -1]]).mean() > g.mean():
        g = 1 - g
    g = np.where(g < 0.4, 0, g)
    r, c = np.flatnonzero(g.max(1)), np.flatnonzero(g.max(0))
    g = g[r[0]:r[-1] + 1, c[0]:c[-1] + 1]
    g = zoom(g, 20 / max(g.shape), order=1)
    out = np.zeros((28, 28))
    t, l = (28 - g.shape[0]) // 2, (28 - g.shape[1]) // 2
    out[t:t + g.shape[0], l:l + g.shape[1]] = g
    return np.clip(out, 0, 1)


#: wrong | prepare_digit | other algorithm | never turned round
from scipy.ndimage import shift, zoom

def prepare_digit(image):
    image = np.asarray(image, dtype=float)
    if image.ndim != 2:
        raise ValueError("(h, w) is wanted")
    if image.max() == image.min():
        raise ValueError("every pixel is the same")
    g = (image - image.min()) / (image.max() - image.min())
    g = np.where(g < 0.4, 0, g)
    r, c = np.flatnonzero(g.max(1)), np.flatnonzero(g.max(0))
    g = g[r[0]:r[-1] + 1, c[0]:c[-1] + 1]
    g = zoom(g, 20 / max(g.shape), order=1)
    out = np.zeros((28, 28))
    out[4:4 + g.shape[0], 4:4 + g.shape[1]] = g[:20, :20]
    i, j = np.indices(out.shape)
    return np.clip(shift(out, (13.5 - (out * i).sum() / out.sum(), 13.5 - (out * j).sum() / out.sum()), order=1), 0, 1)


#: right | load | other algorithm | everything is checked first, then written
def load(network, path):
    with np.load(path, allow_pickle=False) as file:
        stored = {name: file[name] for name in file.files}
    places = {}
    for i, layer in enumerate(network.layers):
        for k, v in layer.params.items():
            places[f"{i}.{k}"] = v
        for k in ("running_mean", "running_var"):
            if hasattr(layer, k):
                places[f"{i}.{k}"] = getattr(layer, k)
    if stored.keys() != places.keys():
        raise ValueError(f"missing or too many: {sorted(stored.keys() ^ places.keys())}")
    for name, place in places.items():
        if stored[name].shape != place.shape:
            raise ValueError(f"layer {name}: {stored[name].shape} in the file, {place.shape} in the network")
    for name, place in places.items():
        place[...] = stored[name]


#: right | softmax_cross_entropy | other algorithm | logaddexp.reduce and put-like subtraction
def softmax_cross_entropy(Z, y):
    n, k = Z.shape
    logp = Z - np.logaddexp.reduce(Z, axis=1)[:, np.newaxis]
    dZ = np.exp(logp)
    dZ -= y
    dZ /= n
    return float(-np.einsum("nk,nk", y, logp) / n), dZ


#: wrong | ReLU | same algorithm | mask from the gradient | named: bends the gradient
class ReLU:
    def __init__(self):
        self.params, self.grads = {}, {}
    def forward(self, X, training=False):
        self.on = X > 0
        return X * self.on
    def backward(self, dA):
        return np.maximum(dA, 0)


#: wrong | Flatten | same algorithm | shape kept from the first batch
class Flatten:
    def __init__(self):
        self.params, self.grads = {}, {}
    def forward(self, X, training=False):
        self.shape = getattr(self, "shape", X.shape)
        return X.reshape(len(X), -1)
    def backward(self, dA):
        return dA.reshape(self.shape)


#: wrong | Conv2D | same algorithm | padding by the edge
class Conv2D:
    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        self.stride, self.padding, self.size = stride, padding, size
        deviation = np.sqrt(2 / (in_channels * size ** 2))
        self.params = {"W": rng.normal(0, deviation, (n_filters, in_channels, size, size)), "b": np.zeros(n_filters)}
        self.grads = {k: np.zeros_like(v) for k, v in self.params.items()}
    def forward(self, X, training=False):
        p = self.padding
        self.X = np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)), mode="edge")
        return conv_layer(self.X, self.params["W"], self.params["b"], self.stride)
    def backward(self, dA):
        p = self.padding
        dX, self.grads["W"], self.grads["b"] = conv_layer_backward(dA, self.X, self.params["W"], self.stride)
        return dX[:, :, p:dX.shape[2] - p, p:dX.shape[3] - p]


#: wrong | MaxPool2D | same algorithm | backward from the pooled array repeated: every tie
class MaxPool2D:
    def __init__(self, size, stride=None):
        self.size, self.stride = size, stride
        self.params, self.grads = {}, {}
    def forward(self, X, training=False):
        self.X = X
        return max_pool(X, self.size, self.stride)
    def backward(self, dA):
        s = self.size
        up = lambda T: T.repeat(s, 2).repeat(s, 3)
        out = np.zeros(self.X.shape)
        h, w = dA.shape[2] * s, dA.shape[3] * s
        out[:, :, :h, :w] = (self.X[:, :, :h, :w] == up(max_pool(self.X, s))) * up(dA)
        return out


#: wrong | BatchNorm | same algorithm | momentum the other way round (PyTorch) | named: swaps the shares of the running statistics
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.params = {"gamma": np.ones(n_features), "beta": np.zeros(n_features)}
        self.grads = {"gamma": np.zeros(n_features), "beta": np.zeros(n_features)}
        self.running_mean, self.running_var = np.zeros(n_features), np.ones(n_features)
    def forward(self, X, training=False):
        self.axes = (0,) if X.ndim == 2 else (0, 2, 3)
        self.wide = (1, -1) if X.ndim == 2 else (1, -1, 1, 1)
        self.training = training
        if training:
            mean, var = X.mean(axis=self.axes), X.var(axis=self.axes)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var
        else:
            mean, var = self.running_mean, self.running_var
        self.root = np.sqrt(var + self.eps).reshape(self.wide)
        self.X_hat = (X - mean.reshape(self.wide)) / self.root
        return self.params["gamma"].reshape(self.wide) * self.X_hat + self.params["beta"].reshape(self.wide)
    def backward(self, dA):
        self.grads = {"gamma": (dA * self.X_hat).sum(axis=self.axes), "beta": dA.sum(axis=self.axes)}
        d = dA * self.params["gamma"].reshape(self.wide)
        if self.training:
            m = d.mean(axis=self.axes, keepdims=True)
            c = (d * self.X_hat).mean(axis=self.axes, keepdims=True)
            d = d - m - self.X_hat * c
        return d / self.root


#: wrong | SGD | same algorithm | velocity a class attribute shared by optimizers
class SGD:
    v = {}
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.t = 0
    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k, p in params.items():
            self.v[k] = self.momentum * self.v.get(k, 0.0) - lr * grads[k]
            p += self.v[k] - lr * self.weight_decay * p


#: wrong | SGD | same algorithm | in-place on velocity aliased to grads
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.v, self.t = {}, 0
    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k, p in params.items():
            if k not in self.v:
                self.v[k] = grads[k]
                self.v[k] *= -lr
            else:
                self.v[k] = self.momentum * self.v[k] - lr * grads[k]
            p += self.v[k] - lr * self.weight_decay * p


#: wrong | Adam | same algorithm | corrected values kept | named: keeps both corrected means
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.beta1, self.beta2, self.eps, self.decay = lr, beta1, beta2, eps, weight_decay
        self.m, self.v, self.t = {}, {}, 0
    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k, p in params.items():
            g = grads[k]
            self.m[k] = self.beta1 * self.m.get(k, 0.0) + (1 - self.beta1) * g
            self.v[k] = self.beta2 * self.v.get(k, 0.0) + (1 - self.beta2) * g ** 2
            m = self.m[k] = self.m[k] / (1 - self.beta1 ** self.t)
            v = self.v[k] = self.v[k] / (1 - self.beta2 ** self.t)
            p -= lr * (m / (np.sqrt(v) + self.eps) + self.decay * p)


#: wrong | Adam | same algorithm | AMSGrad: the largest v
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.beta1, self.beta2, self.eps, self.decay = lr, beta1, beta2, eps, weight_decay
        self.m, self.v, self.t = {}, {}, 0
    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for k, p in params.items():
            g = grads[k]
            self.m[k] = self.beta1 * self.m.get(k, 0.0) + (1 - self.beta1) * g
            self.v[k] = self.beta2 * self.v.get(k, 0.0) + (1 - self.beta2) * g ** 2
            self.v[k] = np.maximum(self.v[k], getattr(self, 'top', {}).get(k, 0))
            self.top = getattr(self, 'top', {})
            self.top[k] = self.v[k]
            m = self.m[k] / (1 - self.beta1 ** self.t)
            v = self.v[k] / (1 - self.beta2 ** self.t)
            p -= lr * (m / (np.sqrt(v) + self.eps) + self.decay * p)


#: wrong | cosine_decay | same algorithm | warmup == steps passes | named: accepts a warm-up of all steps
def cosine_decay(lr, steps, *, warmup=0):
    if not 0 <= warmup <= steps:
        raise ValueError
    def rate(t):
        if t < warmup:
            return lr * t / warmup
        if t >= steps:
            return 0.0
        return lr / 2 * (1 + np.cos(np.pi * (t - warmup) / (steps - warmup)))
    return rate


#: wrong | standardize_batch | same algorithm | eps outside | named: adds eps to the root
def standardize_batch(X, eps=1e-5):
    return (X - X.mean(0)) / (X.std(0) + eps)


#: wrong | standardize_batch | same algorithm | ddof=1
def standardize_batch(X, eps=1e-5):
    return (X - X.mean(0)) / np.sqrt(X.var(0, ddof=1) + eps)


#: wrong | standardize_batch | same algorithm | rows | named: standardizes each sample
def standardize_batch(X, eps=1e-5):
    return (X - X.mean(1, keepdims=True)) / np.sqrt(X.var(1, keepdims=True) + eps)


#: wrong | corrected_means | same algorithm | t from 0
def corrected_means(gradients, beta):
    m, out = 0.0, []
    for t, g in enumerate(gradients):
        m = beta * m + (1 - beta) * g
        out.append(m / (1 - beta ** max(t, 1)))
    return np.array(out)


#: wrong | corrected_means | same algorithm | corrected carried on | named: keeps the corrected mean
def corrected_means(gradients, beta):
    m, out = 0.0, []
    for t, g in enumerate(gradients, 1):
        m = (beta * m + (1 - beta) * g) / (1 - beta ** t)
        out.append(m)
    return np.array(out)


#: right | corrected_means | other algorithm | closed form: weighted averages
def corrected_means(gradients, beta):
    g = np.asarray(gradients, float)
    return np.array([np.average(g[:t], weights=[float(beta) ** k for k in range(t - 1, -1, -1)]) for t in range(1, len(g) + 1)])


#: wrong | center_of_mass | same algorithm | x first | named: swaps row and column
def center_of_mass(image):
    i, j = np.indices(image.shape)
    return (image * j).sum() / image.sum(), (image * i).sum() / image.sum()


#: wrong | center_of_mass | same algorithm | from 1 | named: counts from one
def center_of_mass(image):
    i, j = np.indices(image.shape) + 1
    return (image * i).sum() / image.sum(), (image * j).sum() / image.sum()


#: wrong | center_of_mass | same algorithm | of the pixels above 0, unweighted | named: counts pixels
def center_of_mass(image):
    i, j = np.nonzero(image)
    return i.mean(), j.mean()


#: wrong | center_of_mass | same algorithm | middle of the box
def center_of_mass(image):
    i, j = np.nonzero(image)
    return (i.min() + i.max()) / 2, (j.min() + j.max()) / 2


#: right | center_of_mass | other algorithm | marginals and np.average
def center_of_mass(image):
    return tuple(float(np.average(np.arange(n), weights=image.sum(axis=1 - a))) for a, n in enumerate(image.shape))


#: wrong | light_on_dark | same algorithm | turns round by 255 - where the numbers run to 1
def light_on_dark(image):
    s = (image - image.min()) / (image.max() - image.min())
    e = np.concatenate([s[0], s[-1], s[:, 0], s[:, -1]])
    return 255 - s if e.mean() > s.mean() else s


#: wrong | light_on_dark | same algorithm | always turned | named: always turns it round
def light_on_dark(image):
    s = (image - image.min()) / (image.max() - image.min())
    return 1 - s


#: wrong | light_on_dark | same algorithm | divides by 255
def light_on_dark(image):
    s = image / 255
    e = np.concatenate([s[0], s[-1], s[:, 0], s[:, -1]])
    return 1 - s if e.mean() > s.mean() else s


#: wrong | light_on_dark | same algorithm | judges by the corner alone | named: asks a corner alone
def light_on_dark(image):
    s = (image - image.min()) / (image.max() - image.min())
    return 1 - s if s[0, 0] > 0.5 else s


#: right | softmax_cross_entropy | other algorithm | scipy.special.logsumexp and labels
from scipy.special import logsumexp


def softmax_cross_entropy(Z, y):
    N = len(Z)
    labels = np.argmax(y, axis=1)
    log_p = Z - logsumexp(Z, axis=1)[:, None]
    dZ = np.exp(log_p)
    dZ[np.arange(N), labels] -= 1
    dZ /= N
    return float(-log_p[np.arange(N), labels].mean()), dZ


#: right | softmax_cross_entropy | other algorithm | np.logaddexp.reduce and np.errstate; a sample at a time
def softmax_cross_entropy(Z, y):
    losses, rows = [], []
    with np.errstate(under="ignore"):
        for z, t in zip(Z, y):
            norm = np.logaddexp.reduce(z)
            losses.append(norm - z @ t)
            rows.append(np.exp(z - norm) - t)
    return np.mean(losses), np.array(rows) / len(rows)


#: right | mse | other algorithm | autograd: a Tensor
from neural_network.autograd import Tensor


def mse(output, y):
    t = Tensor(output.copy())
    loss = ((t - y) ** 2).mean()
    loss.backward()
    return float(loss.data), t.grad


#: right | sigmoid_cross_entropy | other algorithm | np.vectorize over numbers
import math


def _element(z, t):
    s = z if t == 0 else -z
    e = math.exp(-abs(s))
    loss = math.log1p(e) + (s if s > 0 else 0.0)
    p = (1 / (1 + e)) if z >= 0 else e / (1 + e)
    return loss, p - t


def sigmoid_cross_entropy(Z, y):
    losses, slopes = np.vectorize(_element, otypes=[float, float])(Z, y)
    return losses.mean(), slopes / losses.size


#: right | Dense | other algorithm | the dictionaries are the truth: W, b, dW, db are properties upon them
import neural_network.network as w3



class Dense(w3.Dense):
    def __init__(self, n_in, n_out, activation, rng):
        self.params, self.grads = {}, {}
        super().__init__(n_in, n_out, activation, rng)

    def forward(self, X, training=False):
        return super().forward(X)

    def _get(store, key):
        def read(self):
            return getattr(self, store)[key]

        def write(self, value):
            getattr(self, store)[key] = value

        return property(read, write)

    W, b = _get("params", "W"), _get("params", "b")
    dW, db = _get("grads", "W"), _get("grads", "b")


#: right | Network | other algorithm | names of class, place and key; a helper
import neural_network.network as w3



from functools import reduce


class Network(w3.Network):
    def __init__(self, layers):
        super().__init__(tuple(layers))

    def _gather(self, which):
        out = {}
        for index in range(len(self.layers)):
            layer = self.layers[index]
            for key in sorted(getattr(layer, which)):
                out["_".join([type(layer).__name__.lower(), str(index), key])] = getattr(layer, which)[key]
        return out

    params = property(lambda self: self._gather("params"))
    grads = property(lambda self: self._gather("grads"))

    def forward(self, X, training=False):
        return reduce(lambda out, layer: layer.forward(out, training=training), self.layers, X)

    def predict(self, X):
        return self.forward(X, training=False)


#: right | Network | other algorithm | __getattr__ for both, a list that is built up
import neural_network.network as w3



class Network(w3.Network):
    def __init__(self, layers):
        self.layers = []
        for layer in layers:
            self.layers += [layer]

    def __getattr__(self, name):
        if name not in ("params", "grads"):
            raise AttributeError(name)
        merged = {}
        for number, layer in enumerate(self.__dict__["layers"], 1):
            merged.update((f"layer{number}/{key}", array) for key, array in getattr(layer, name).items())
        return merged

    def forward(self, X, training=False):
        out = X
        for layer in self.layers:
            out = layer.forward(out, training)
        return out


#: right | Flatten | other algorithm | np.stack of ravels
class Flatten:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self._undo = lambda d: np.stack([row.reshape(X.shape[1:]) for row in d])
        return np.stack([x.ravel() for x in X])

    def backward(self, dA):
        return self._undo(dA)


#: right | Conv2D | other algorithm | im2col and col2im of its own, uniform weights
class Conv2D:
    """im2col convolution."""

    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        self.size, self.stride, self.pad = size, stride, padding
        limit = np.sqrt(6.0 / (in_channels * size**2))
        self.weight = rng.uniform(-limit, limit, size=(n_filters, in_channels, size, size))
        self.bias = np.zeros(n_filters)
        self._grads = {}

    @property
    def params(self):
        return {"weight": self.weight, "bias": self.bias}

    @property
    def grads(self):
        return self._grads

    def _out(self, length):
        return (length + 2 * self.pad - self.size) // self.stride + 1

    def forward(self, X, training=False):
        n, c, h, w = self.shape = X.shape
        k, s = self.size, self.stride
        img = np.zeros((n, c, h + 2 * self.pad, w + 2 * self.pad))
        img[:, :, self.pad : self.pad + h, self.pad : self.pad + w] = X
        oh, ow = self._out(h), self._out(w)
        self.col = np.zeros((n, oh, ow, c * k * k))
        for i in range(oh):
            for j in range(ow):
                self.col[:, i, j] = img[:, :, i * s : i * s + k, j * s : j * s + k].reshape(n, -1)
        out = self.col @ self.weight.reshape(len(self.weight), -1).T + self.bias
        return out.transpose(0, 3, 1, 2)

    def backward(self, dA):
        n, c, h, w = self.shape
        k, s = self.size, self.stride
        d = dA.transpose(0, 2, 3, 1)
        self._grads = {
            "weight": np.tensordot(d, self.col, axes=((0, 1, 2), (0, 1, 2))).reshape(self.weight.shape),
            "bias": d.sum(axis=(0, 1, 2)),
        }
        dcol = d @ self.weight.reshape(len(self.weight), -1)
        img = np.zeros((n, c, h + 2 * self.pad, w + 2 * self.pad))
        for i in range(d.shape[1]):
            for j in range(d.shape[2]):
                img[:, :, i * s : i * s + k, j * s : j * s + k] += dcol[:, i, j].reshape(n, c, k, k)
        return img[:, :, self.pad : self.pad + h, self.pad : self.pad + w]


#: right | Conv2D | other algorithm | einsum for each place of the filter, written into the grads in place
from itertools import product


class Conv2D:
    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        self.k, self.s, self.p = size, stride, padding
        W = rng.standard_normal((n_filters, in_channels, size, size))
        W *= (2.0 / W[0].size) ** 0.5
        self.params = {"F": W, "bF": np.zeros((n_filters,))}
        self.grads = {name: np.zeros_like(p) for name, p in self.params.items()}

    def places(self, h, w):
        for m, l in product(range(self.k), repeat=2):
            yield m, l, np.s_[..., m : m + (h - 1) * self.s + 1 : self.s, l : l + (w - 1) * self.s + 1 : self.s]

    def forward(self, X, training=False):
        self.padded = np.pad(X, [(0, 0)] * 2 + [(self.p,) * 2] * 2, mode="constant")
        h, w = [(side - self.k) // self.s + 1 for side in self.padded.shape[2:]]
        F, bF = self.params.values()
        out = np.zeros((len(X), len(F), h, w)) + bF[:, None, None]
        for m, l, at in self.places(h, w):
            out += np.einsum("ncij,fc->nfij", self.padded[at], F[:, :, m, l])
        return out

    def backward(self, dA):
        dX = np.zeros_like(self.padded)
        dF = self.grads["F"]
        for m, l, at in self.places(*dA.shape[2:]):
            dF[:, :, m, l] = np.einsum("nfij,ncij->fc", dA, self.padded[at])
            dX[at] += np.einsum("nfij,fc->ncij", dA, self.params["F"][:, :, m, l])
        np.sum(dA, axis=(0, 2, 3), out=self.grads["bF"])
        stop = lambda side: side - self.p
        return dX[:, :, self.p : stop(dX.shape[2]), self.p : stop(dX.shape[3])]


#: right | MaxPool2D | other algorithm | argmax of windows kept at forward, np.add.at
class MaxPool2D:
    params: dict
    grads: dict

    def __init__(self, size, stride=None):
        self.k = size
        self.s = stride or size
        self.params = {}
        self.grads = {}

    def forward(self, X, training=False):
        view = np.lib.stride_tricks.sliding_window_view(X, (self.k, self.k), axis=(2, 3))[:, :, :: self.s, :: self.s]
        self.shape = X.shape
        self.best = view.reshape(*view.shape[:4], -1).argmax(-1)
        return np.take_along_axis(view.reshape(*view.shape[:4], -1), self.best[..., None], -1)[..., 0]

    def backward(self, dA):
        n, c, i, j = np.indices(dA.shape)
        dX = np.zeros(self.shape)
        np.add.at(dX, (n, c, i * self.s + self.best // self.k, j * self.s + self.best % self.k), dA)
        return dX


#: right | MaxPool2D | other algorithm | closures made at forward
from functools import partial


class MaxPool2D:
    def __init__(self, size, stride=None):
        self.params, self.grads = dict(), dict()
        self._pool = partial(max_pool, size=size, stride=stride)
        self._unpool = partial(max_pool_backward, size=size, stride=stride)

    def forward(self, X, training=False):
        X = np.array(X)
        self.backward = lambda dA: self._unpool(dA, X)
        return self._pool(X)

    def backward(self, dA):
        raise RuntimeError("forward first")


#: right | Dropout | other algorithm | indices of what is dropped, division afterwards
class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng, self.params, self.grads, self.dropped = p, rng, {}, {}, None

    def _apply(self, array):
        if self.dropped is None:
            return array
        out = array / self.p
        out[self.dropped] = 0
        return out

    def forward(self, X, training=False):
        self.dropped = np.nonzero(self.rng.uniform(size=X.shape) > self.p) if training else None
        return self._apply(X)

    def backward(self, dA):
        return self._apply(dA)


#: right | BatchNorm | other algorithm | a graph of small steps: dvar, dmu, and images as rows
class BatchNorm:
    """Batch normalisation with running statistics (flattens images to rows)."""

    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.gamma = np.ones(n_features)
        self.beta = np.zeros(n_features)
        self.dgamma = np.zeros(n_features)
        self.dbeta = np.zeros(n_features)
        self.momentum = momentum
        self.eps = eps
        self.running_mean = np.zeros(n_features)
        self.running_var = np.ones(n_features)
        self.cache = None

    params = property(lambda self: {"gamma": self.gamma, "beta": self.beta})
    grads = property(lambda self: {"gamma": self.dgamma, "beta": self.dbeta})

    @staticmethod
    def _rows(X):
        return X if X.ndim == 2 else np.moveaxis(X, 1, -1).reshape(-1, X.shape[1])

    @staticmethod
    def _unrows(rows, shape):
        if len(shape) == 2:
            return rows
        n, c, h, w = shape
        return np.moveaxis(rows.reshape(n, h, w, c), -1, 1)

    def forward(self, X, training=False):
        x = self._rows(X)
        if not training:
            inv = 1 / np.sqrt(self.running_var + self.eps)
            xmu = x - self.running_mean
        else:
            mu = np.sum(x, axis=0) / len(x)
            xmu = x - mu
            var = np.einsum("ij,ij->j", xmu, xmu) / len(x)
            inv = (var + self.eps) ** -0.5
            self.running_mean += (1 - self.momentum) * (mu - self.running_mean)
            self.running_var += (1 - self.momentum) * (var - self.running_var)
        self.cache = xmu, inv, training, X.shape
        return self._unrows(self.gamma * (xmu * inv) + self.beta, X.shape)

    def backward(self, dA):
        xmu, inv, training, shape = self.cache
        dout = self._rows(dA)
        N = dout.shape[0]
        self.dbeta = dout.sum(axis=0)
        self.dgamma = np.sum(dout * xmu * inv, axis=0)
        dxhat = dout * self.gamma
        if not training:
            return self._unrows(dxhat * inv, shape)
        dvar = np.sum(dxhat * xmu, axis=0) * -0.5 * inv**3
        dmu = -np.sum(dxhat * inv, axis=0) + dvar * -2 * np.mean(xmu, axis=0)
        dx = dxhat * inv + dvar * 2 * xmu / N + dmu / N
        return self._unrows(dx, shape)


#: right | BatchNorm | other algorithm | features first: a matrix (features, values), projected
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.m, self.eps = momentum, eps
        self.params = dict(scale=np.ones(n_features), shift=np.zeros(n_features))
        self.grads = dict(scale=np.zeros(n_features), shift=np.zeros(n_features))
        self.running_mean = np.zeros(n_features)
        self.running_var = np.ones(n_features)

    def forward(self, X, training=False):
        first = np.swapaxes(X, 0, 1)
        M = first.reshape(len(first), -1)
        if training:
            mean, var = M.mean(1), M.var(1)
            self.running_mean[:] = self.m * self.running_mean + (1 - self.m) * mean
            self.running_var[:] = self.m * self.running_var + (1 - self.m) * var
        else:
            mean, var = self.running_mean.copy(), self.running_var.copy()
        self.root = np.sqrt(var + self.eps)
        self.H = ((M.T - mean) / self.root).T
        self.trained = training
        out = (self.H.T * self.params["scale"] + self.params["shift"]).T
        return np.swapaxes(out.reshape(first.shape), 0, 1)

    def backward(self, dA):
        first = np.swapaxes(dA, 0, 1)
        D = first.reshape(len(first), -1)
        self.grads["shift"] = D.sum(1)
        self.grads["scale"] = np.einsum("fv,fv->f", D, self.H)
        D = D * self.params["scale"][:, None]
        if self.trained:
            values = D.shape[1]
            D = D - D.mean(1)[:, None] - self.H * (np.einsum("fv,fv->f", D, self.H) / values)[:, None]
        return np.swapaxes((D / self.root[:, None]).reshape(first.shape), 0, 1)


#: right | SGD | other algorithm | a buffer for each name, written in place
class SGD:
    """Keeps velocities in arrays that are made when a key is first seen."""

    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        if not callable(lr):
            rate = float(lr)
            lr = lambda _step: rate
        self.schedule = lr
        self.hyper = {"momentum": momentum, "weight_decay": weight_decay}
        self.state = {}
        self.t = -1

    def step(self, params, grads):
        self.t += 1
        rate = self.schedule(self.t)
        for name in grads:
            if name not in self.state:
                self.state[name] = np.zeros(np.shape(params[name]))
            buffer = self.state[name]
            buffer *= self.hyper["momentum"]
            buffer -= rate * grads[name]
            shrink = rate * self.hyper["weight_decay"] * params[name]
            np.add(params[name], buffer, out=params[name])
            np.subtract(params[name], shrink, out=params[name])


#: right | Adam | other algorithm | a dataclass of state for each key, increments, beta powers as products
from dataclasses import dataclass
from typing import Any


@dataclass
class _Moments:
    m: Any = 0.0
    v: Any = 0.0


class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.rate = lr if callable(lr) else (lambda _: lr)
        self.betas, self.eps, self.decay = (beta1, beta2), eps, weight_decay
        self.moments = {}
        self.powers = [1.0, 1.0]
        self.calls = 0

    def step(self, params, grads):
        eta = self.rate(self.calls)
        self.calls += 1
        b1, b2 = self.betas
        self.powers = [power * beta for power, beta in zip(self.powers, self.betas)]
        c1, c2 = (1 - power for power in self.powers)
        for name, array in params.items():
            s = self.moments.setdefault(name, _Moments())
            s.m = s.m + (1 - b1) * (grads[name] - s.m)
            s.v = s.v + (1 - b2) * (np.square(grads[name]) - s.v)
            update = (s.m / c1) / (np.sqrt(s.v / c2) + self.eps)
            array[...] = array * (1 - eta * self.decay) - eta * update


#: right | Adam | other algorithm | all gradients of a key are kept, moments by weights anew each time
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.settings = dict(locals())
        del self.settings["self"]
        self.seen = {}
        self.count = 0

    def step(self, params, grads):
        s = self.settings
        lr = s["lr"](self.count) if callable(s["lr"]) else s["lr"]
        self.count += 1
        for key in params.keys():
            past = self.seen.setdefault(key, [])
            past.append(np.array(grads[key], dtype=float))
            ages = np.arange(len(past))[::-1]
            stack = np.stack(past)

            def mean(values, beta):
                weights = (1 - beta) * beta**ages
                return np.tensordot(weights / (1 - beta ** len(past)), values, axes=1)

            direction = mean(stack, s["beta1"]) / (np.sqrt(mean(stack**2, s["beta2"])) + s["eps"])
            params[key] -= lr * (direction + s["weight_decay"] * params[key])


#: right | cosine_decay | other algorithm | a table of all rates
def cosine_decay(lr, steps, *, warmup=0):
    if warmup < 0:
        raise ValueError("warmup is negative")
    if steps <= warmup:
        raise ValueError("warmup takes all steps")
    rise = np.linspace(0.0, lr, warmup, endpoint=False)
    fall = lr / 2 * (1 + np.cos(np.linspace(0.0, np.pi, steps - warmup + 1)))
    rates = np.concatenate([rise, fall])
    return lambda t: float(rates[min(t, steps)])


#: right | train | other algorithm | a Trainer class; states by name; slices of a permutation
import time

from neural_network.network import History


class Trainer:
    def __init__(self, network, loss, optimizer, rng):
        self.network, self.loss, self.optimizer, self.rng = network, loss, optimizer, rng
        self.checkpoints = {}

    def fit_epoch(self, X, y, size, augment):
        total = 0.0
        indices = self.rng.permutation(X.shape[0])
        for batch in (indices[i : i + size] for i in range(0, len(indices), size)):
            inputs = X[batch] if augment is None else augment(X[batch], self.rng)
            value, slope = self.loss(self.network.forward(inputs, training=True), y[batch])
            self.network.backward(slope)
            self.optimizer.step(dict(self.network.params), dict(self.network.grads))
            total += value * batch.size
        return total / X.shape[0]

    def state(self):
        own = {("p", k): v.copy() for k, v in self.network.params.items()}
        for i, layer in enumerate(self.network.layers):
            for attribute in ("running_mean", "running_var"):
                value = getattr(layer, attribute, None)
                if value is not None:
                    own[i, attribute] = np.array(value)
        return own

    def load(self, state):
        for (where, name), value in state.items():
            if where == "p":
                np.copyto(self.network.params[name], value)
            else:
                getattr(self.network.layers[where], name)[:] = value

    def evaluate(self, X, y):
        out = self.network.forward(X, training=False)
        return float(self.loss(out, y)[0]), float(accuracy(out, y) if out.shape[1] > 1 else ((out >= 0.5) == (y >= 0.5)).mean())


def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):
    trainer, history, states = Trainer(network, loss, optimizer, rng), History(), []
    for epoch in range(epochs):
        clock = time.monotonic()
        history.train_loss.append(trainer.fit_epoch(X, y, batch_size, augment))
        val_loss, val_accuracy = trainer.evaluate(X_val, y_val)
        history.val_loss.append(val_loss)
        history.val_accuracy.append(val_accuracy)
        history.seconds.append(time.monotonic() - clock)
        states.append(trainer.state())
        history.best_epoch = min(range(epoch + 1), key=history.val_loss.__getitem__)
        history.stopped_improving = history.best_epoch != epoch
        if progress:
            progress(epoch, history)
    trainer.load(states[history.best_epoch])
    return history


#: right | save | other algorithm | zipfile and np.lib.format by hand
import zipfile

def _targets(network):
    arrays = {}
    for i, layer in enumerate(network.layers):
        for name, value in layer.params.items():
            arrays[f"layer{i}_{name}"] = value
        for name in ("running_mean", "running_var"):
            if hasattr(layer, name):
                arrays[f"layer{i}_{name}"] = getattr(layer, name)
    return arrays


def save(network, path):
    with zipfile.ZipFile(path, "w") as archive:
        for name, value in _targets(network).items():
            with archive.open(name + ".npy", "w") as stream:
                np.lib.format.write_array(stream, np.asarray(value), allow_pickle=False)


def load(network, path):
    with np.load(path, allow_pickle=False) as file:
        stored = {name: file[name] for name in file.files}
    targets = _targets(network)
    if set(stored) != set(targets):
        raise ValueError(f"missing {set(targets) - set(stored)}, too many {set(stored) - set(targets)}")
    for name, array in targets.items():
        if stored[name].shape != array.shape:
            raise ValueError(f"{name}: {stored[name].shape} in the file, {array.shape} in the network")
    for name, array in targets.items():
        array[...] = stored[name]


#: right | load | other algorithm | tries on a deep copy first; the real one afterwards
def _targets(network):
    arrays = {}
    for i, layer in enumerate(network.layers):
        for name, value in layer.params.items():
            arrays[f"layer{i}_{name}"] = value
        for name in ("running_mean", "running_var"):
            if hasattr(layer, name):
                arrays[f"layer{i}_{name}"] = getattr(layer, name)
    return arrays


def save(network, path):
    np.savez(path, **_targets(network))


import copy


def _fill(network, stored):
    left = dict(stored)
    for name, array in _targets(network).items():
        value = left.pop(name, None)
        if value is None or value.shape != array.shape:
            raise ValueError(f"{name}: expected {array.shape}, found {None if value is None else value.shape}")
        array[()] = value
    if left:
        raise ValueError(f"unexpected: {list(left)}")


def load(network, path):
    archive = np.load(path)
    try:
        stored = {k: archive[k] for k in archive}
    finally:
        archive.close()
    _fill(copy.deepcopy(network), stored)
    _fill(network, stored)


#: right | prepare_digit | other algorithm | the library's own helpers, area means by a matrix on each side
def _shrink(n, m):
    """A matrix (m, n) that takes the mean over m equal parts of n pixels."""
    edges = np.linspace(0, n, m + 1)
    lower = np.maximum(edges[:-1, None], np.arange(n)[None])
    upper = np.minimum(edges[1:, None], np.arange(1, n + 1)[None])
    weights = np.clip(upper - lower, 0, None)
    return weights / weights.sum(axis=1, keepdims=True)


def prepare_digit(image):
    if np.ndim(image) != 2 or np.ptp(np.asarray(image, dtype=float)) == 0:
        raise ValueError(f"no digit on {np.shape(image)}")
    ink = np.clip((light_on_dark(np.asarray(image, dtype=float)) - 0.3) / 0.7, 0, 1)
    ink /= ink.max()
    r, c = np.nonzero(ink > 0.1)
    box = ink[r.min() : r.max() + 1, c.min() : c.max() + 1]
    h, w = box.shape
    side = 20
    long = max(h, w)
    shape = [max(1, round(s * side / long)) for s in (h, w)]
    small = _shrink(h, shape[0]) @ box @ _shrink(w, shape[1]).T
    small = np.clip(small / small.max(), 0, 1)
    r, c = np.nonzero(small > 0.1)
    small = small[r.min() : r.max() + 1, c.min() : c.max() + 1]
    if max(small.shape) < 19:
        box2 = small
        grow = 20 / max(small.shape)
        shape = [max(1, round(s * grow)) for s in small.shape]
        small = _shrink(box2.shape[0], shape[0]) @ box2 @ _shrink(box2.shape[1], shape[1]).T
        small /= small.max()
    y, x = center_of_mass(small)
    top, left = min(max(0, round(13.5 - y)), 28 - small.shape[0]), min(max(0, round(13.5 - x)), 28 - small.shape[1])
    return np.pad(small, ((top, 28 - small.shape[0] - top), (left, 28 - small.shape[1] - left)))


#: wrong | Dense | same algorithm | gradients are remembered at the first backward: a cached property
import functools

import neural_network.network as w3



class Dense(w3.Dense):
    def forward(self, X, training=False):
        return super().forward(X)

    @property
    def params(self):
        return {"W": self.W, "b": self.b}

    @functools.cached_property
    def grads(self):
        return {"W": self.dW, "b": self.db}


#: wrong | Network | same algorithm | params are gathered once in __init__, grads, too
import neural_network.network as w3



class Network(w3.Network):
    def __init__(self, layers):
        self.layers = list(layers)
        self._grads = {f'{i}.{name}': value for i, layer in enumerate(self.layers) for name, value in layer.params.items()}

    def forward(self, X, training=False):
        for layer in self.layers:
            X = layer.forward(X, training)
        return X

    @property
    def params(self):
        return {f"{i}.{name}": value for i, layer in enumerate(self.layers) for name, value in layer.params.items()}

    @property
    def grads(self):
        return self._grads


#: wrong | Network | same algorithm | the last layer has no part in params
import neural_network.network as w3



class Network(w3.Network):
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, X, training=False):
        for layer in self.layers:
            X = layer.forward(X, training)
        return X

    @property
    def params(self):
        return {f"{i}.{name}": value for i, layer in enumerate(self.layers[:-1]) for name, value in layer.params.items()}

    @property
    def grads(self):
        return {f"{i}.{name}": value for i, layer in enumerate(self.layers[:-1]) for name, value in layer.grads.items()}


#: wrong | ReLU | same algorithm | mask in a class attribute's list, last of all layers
class ReLU:
    masks = []

    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.masks[:] = [X > 0]
        return X * self.masks[0]

    def backward(self, dA):
        return dA * self.masks[0]


#: wrong | BatchNorm | same algorithm | images are normalized over the samples alone
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.params = {"gamma": np.ones(n_features), "beta": np.zeros(n_features)}
        self.grads = {}
        self.running_mean, self.running_var = np.zeros(n_features), np.ones(n_features)

    def forward(self, X, training=False):
        self.axes = (0,) if X.ndim == 2 else (0, 2, 3)
        self.shape = (1, -1) if X.ndim == 2 else (1, -1, 1, 1)
        self.training = training
        if training:
            mean, var = X.mean(axis=self.axes), X.var(axis=self.axes)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.std = np.sqrt(var + self.eps).reshape(self.shape)
        self.X_hat = (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + self.eps) if training and X.ndim == 4 else (X - mean.reshape(self.shape)) / self.std
        return self.params["gamma"].reshape(self.shape) * self.X_hat + self.params["beta"].reshape(self.shape)

    def backward(self, dA):
        self.grads = {"gamma": (dA * self.X_hat).sum(axis=self.axes), "beta": dA.sum(axis=self.axes)}
        d = dA * self.params["gamma"].reshape(self.shape)
        if self.training:
            d = d - d.mean(axis=self.axes, keepdims=True) - self.X_hat * (d * self.X_hat).mean(axis=self.axes, keepdims=True)
        return d / self.std


#: wrong | BatchNorm | same algorithm | dvar without the minus
class BatchNorm:
    """Batch normalisation with running statistics (flattens images to rows)."""

    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.gamma = np.ones(n_features)
        self.beta = np.zeros(n_features)
        self.dgamma = np.zeros(n_features)
        self.dbeta = np.zeros(n_features)
        self.momentum = momentum
        self.eps = eps
        self.running_mean = np.zeros(n_features)
        self.running_var = np.ones(n_features)
        self.cache = None

    params = property(lambda self: {"gamma": self.gamma, "beta": self.beta})
    grads = property(lambda self: {"gamma": self.dgamma, "beta": self.dbeta})

    @staticmethod
    def _rows(X):
        return X if X.ndim == 2 else np.moveaxis(X, 1, -1).reshape(-1, X.shape[1])

    @staticmethod
    def _unrows(rows, shape):
        if len(shape) == 2:
            return rows
        n, c, h, w = shape
        return np.moveaxis(rows.reshape(n, h, w, c), -1, 1)

    def forward(self, X, training=False):
        x = self._rows(X)
        if not training:
            inv = 1 / np.sqrt(self.running_var + self.eps)
            xmu = x - self.running_mean
        else:
            mu = np.sum(x, axis=0) / len(x)
            xmu = x - mu
            var = np.einsum("ij,ij->j", xmu, xmu) / len(x)
            inv = (var + self.eps) ** -0.5
            self.running_mean += (1 - self.momentum) * (mu - self.running_mean)
            self.running_var += (1 - self.momentum) * (var - self.running_var)
        self.cache = xmu, inv, training, X.shape
        return self._unrows(self.gamma * (xmu * inv) + self.beta, X.shape)

    def backward(self, dA):
        xmu, inv, training, shape = self.cache
        dout = self._rows(dA)
        N = dout.shape[0]
        self.dbeta = dout.sum(axis=0)
        self.dgamma = np.sum(dout * xmu * inv, axis=0)
        dxhat = dout * self.gamma
        if not training:
            return self._unrows(dxhat * inv, shape)
        dvar = np.sum(dxhat * xmu, axis=0) * 0.5 * inv**3
        dmu = -np.sum(dxhat * inv, axis=0) + dvar * -2 * np.mean(xmu, axis=0)
        dx = dxhat * inv + dvar * 2 * xmu / N + dmu / N
        return self._unrows(dx, shape)


#: wrong | SGD | same algorithm | velocities by the array's id
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.velocity, self.steps = {}, 0

    def step(self, params, grads):
        lr = self.lr(self.steps) if callable(self.lr) else self.lr
        self.steps += 1
        for key, p in params.items():
            v = self.momentum * self.velocity.get(id(p), 0.0) - lr * grads[key]
            self.velocity[id(p)] = v
            p += v - lr * self.weight_decay * p


#: wrong | SGD | same algorithm | decay of weights alone, not of biases
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.velocity, self.steps = {}, 0

    def step(self, params, grads):
        lr = self.lr(self.steps) if callable(self.lr) else self.lr
        self.steps += 1
        for key, p in params.items():
            v = self.momentum * self.velocity.get(key, 0.0) - lr * grads[key]
            self.velocity[key] = v
            p += v - (lr * self.weight_decay * p if p.ndim > 1 else 0)


#: wrong | Adam | same algorithm | moments of one key for all: the first key's shape
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.beta1, self.beta2, self.eps, self.weight_decay = lr, beta1, beta2, eps, weight_decay
        self.m, self.v, self.t = {}, {}, 0

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for key, p in params.items():
            g = grads[key]
            if p.shape not in self.m:
                self.m[p.shape] = np.zeros_like(p)
                self.v[p.shape] = np.zeros_like(p)
            self.m[p.shape] = self.beta1 * self.m[p.shape] + (1 - self.beta1) * g
            self.v[p.shape] = self.beta2 * self.v[p.shape] + (1 - self.beta2) * g**2
            m_hat = self.m[p.shape] / (1 - self.beta1**self.t)
            v_hat = self.v[p.shape] / (1 - self.beta2**self.t)
            p -= lr * (m_hat / (np.sqrt(v_hat) + self.eps) + self.weight_decay * p)


#: wrong | Adam | same algorithm | sqrt(1 - beta2)**t / (1 - beta1)**t, a slip of the one-line form
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.beta1, self.beta2, self.eps, self.weight_decay = lr, beta1, beta2, eps, weight_decay
        self.m, self.v, self.t = {}, {}, 0

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for key, p in params.items():
            g = grads[key]
            if key not in self.m:
                self.m[key] = np.zeros_like(p)
                self.v[key] = np.zeros_like(p)
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
            alpha = lr * np.sqrt(1 - self.beta2) ** self.t / (1 - self.beta1) ** self.t
            p -= alpha * self.m[key] / (np.sqrt(self.v[key]) + self.eps) + lr * self.weight_decay * p


#: wrong | train | same algorithm | new arrays are put into the dictionary, not into the layers | named: does not bring back the best arrays
import time

from neural_network.network import History


def _arrays(network):
    found = list(network.params.values())
    for layer in network.layers:
        found += [getattr(layer, name) for name in ("running_mean", "running_var") if hasattr(layer, name)]
    return found


def _restore(network, saved):
    values = iter(saved)
    params = network.params
    for key in params:
        params[key] = next(values)
    for layer in network.layers:
        for name in ("running_mean", "running_var"):
            if hasattr(layer, name):
                setattr(layer, name, next(values))


def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):
    history = History()
    best_loss, best = float("inf"), None
    for epoch in range(epochs):
        start = time.perf_counter()
        total = 0.0
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            if augment is not None:
                X_b = augment(X_b, rng)
            output = network.forward(X_b, training=True)
            mean_loss, gradient = loss(output, y_b)
            network.backward(gradient)
            optimizer.step(network.params, network.grads)
            total += mean_loss * len(y_b)
        output = network.predict(X_val)
        val_loss, _ = loss(output, y_val)
        if output.shape[1] == 1:
            edge = 0.0 if loss is sigmoid_cross_entropy else 0.5
            val_accuracy = np.mean((output >= edge) == (y_val >= 0.5))
        else:
            val_accuracy = np.mean(output.argmax(axis=1) == y_val.argmax(axis=1))
        history.train_loss.append(total / len(X))
        history.val_loss.append(float(val_loss))
        history.val_accuracy.append(float(val_accuracy))
        history.seconds.append(time.perf_counter() - start)
        if val_loss < best_loss:
            best_loss, history.best_epoch = val_loss, epoch
            best = [array.copy() for array in _arrays(network)]
        history.stopped_improving = history.best_epoch < epoch
        if progress is not None:
            progress(epoch, history)
    if best is not None:
        _restore(network, best)
    return history


#: wrong | save | same algorithm | the biases are left out: keys that begin with b
def _targets(network):
    arrays = {}
    for i, layer in enumerate(network.layers):
        for name, value in layer.params.items():
            if name.startswith('b'):
                continue
            arrays[f"layer{i}_{name}"] = value
        for name in ("running_mean", "running_var"):
            if hasattr(layer, name):
                arrays[f"layer{i}_{name}"] = getattr(layer, name)
    return arrays


def save(network, path):
    np.savez(path, **_targets(network))


def load(network, path):
    with np.load(path, allow_pickle=False) as file:
        stored = {name: file[name] for name in file.files}
    targets = _targets(network)
    if set(stored) != set(targets):
        raise ValueError(f"missing {set(targets) - set(stored)}, too many {set(stored) - set(targets)}")
    for name, array in targets.items():
        if stored[name].shape != array.shape:
            raise ValueError(f"{name}: {stored[name].shape} in the file, {array.shape} in the network")
    for name, array in targets.items():
        array[...] = stored[name]


#: wrong | load | same algorithm | no look at shapes: broadcasting fills them
def _targets(network):
    arrays = {}
    for i, layer in enumerate(network.layers):
        for name, value in layer.params.items():
            arrays[f"layer{i}_{name}"] = value
        for name in ("running_mean", "running_var"):
            if hasattr(layer, name):
                arrays[f"layer{i}_{name}"] = getattr(layer, name)
    return arrays


def save(network, path):
    np.savez(path, **_targets(network))


def load(network, path):
    with np.load(path, allow_pickle=False) as file:
        stored = {name: file[name] for name in file.files}
    targets = _targets(network)
    if set(stored) != set(targets):
        raise ValueError(f"missing {set(targets) - set(stored)}, too many {set(stored) - set(targets)}")
    for name, array in targets.items():
        pass
    for name, array in targets.items():
        array[...] = stored[name]


#: wrong | load | same algorithm | new names for the arrays of a dictionary: the layers keep theirs | named: changes nothing
def _targets(network):
    arrays = {}
    for i, layer in enumerate(network.layers):
        for name, value in layer.params.items():
            arrays[f"layer{i}_{name}"] = value
        for name in ("running_mean", "running_var"):
            if hasattr(layer, name):
                arrays[f"layer{i}_{name}"] = getattr(layer, name)
    return arrays


def save(network, path):
    np.savez(path, **_targets(network))


def load(network, path):
    with np.load(path, allow_pickle=False) as file:
        stored = {name: file[name] for name in file.files}
    targets = _targets(network)
    if set(stored) != set(targets):
        raise ValueError(f"missing {set(targets) - set(stored)}, too many {set(stored) - set(targets)}")
    for name, array in targets.items():
        if stored[name].shape != array.shape:
            raise ValueError(f"{name}: {stored[name].shape} in the file, {array.shape} in the network")
    for name, array in targets.items():
        array = stored[name]


#: wrong | Dense | other algorithm | written anew, and softmax is sent back with a mean in place of the sum
class Dense:
    def __init__(self, n_in, n_out, activation, rng):
        if activation not in ("sigmoid", "tanh", "relu", "leaky_relu", "softmax", "linear"):
            raise ValueError(activation)
        self.activation = activation
        self.W, self.b = rng.normal(0.0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros((1, n_out))

    def forward(self, X, training=False):
        Z = X @ self.W + self.b
        bends = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "leaky_relu": leaky_relu, "softmax": softmax}
        self.X, self.Z, self.A = X, Z, bends.get(self.activation, lambda Z: Z)(Z)
        return self.A

    def backward(self, dA):
        A, Z = self.A, self.Z
        if self.activation == "softmax":
            dZ = A * (dA - (dA * A).mean(axis=1, keepdims=True))
        else:
            slopes = {
                "sigmoid": lambda: A * (1 - A), "tanh": lambda: 1 - A**2, "relu": lambda: Z > 0,
                "leaky_relu": lambda: np.where(Z > 0, 1, 0.01), "linear": lambda: 1.0,
            }  # fmt: skip
            dZ = dA * slopes[self.activation]()
        self.dW, self.db = self.X.T @ dZ, dZ.sum(axis=0, keepdims=True)
        return dZ @ self.W.T

    @property
    def params(self):
        return {"W": self.W, "b": self.b}

    @property
    def grads(self):
        return {"W": self.dW, "b": self.db}


#: wrong | BatchNorm | other algorithm | an eps of 1e-9 where none is told
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-09):
        self.params = dict(shift=np.zeros(n_features), scale=np.ones(n_features))
        self.grads = dict(shift=np.zeros(n_features), scale=np.zeros(n_features))
        self.running_mean = np.zeros((n_features,))
        self.running_var = np.ones((n_features,))
        self.m, self.eps = (momentum, eps)

    def forward(self, X, training=False):
        self.dims = tuple((a for a in range(X.ndim) if a != 1))
        wide = [1] * X.ndim
        wide[1] = X.shape[1]
        self.wide, self.training = (wide, training)
        if training:
            mean = X.mean(self.dims, keepdims=True)
            var = ((X - mean) ** 2).mean(self.dims, keepdims=True)
            self.running_mean += (1 - self.m) * (mean.ravel() - self.running_mean)
            self.running_var += (1 - self.m) * (var.ravel() - self.running_var)
        else:
            mean, var = (self.running_mean.reshape(wide), self.running_var.reshape(wide))
        self.inv = (var + self.eps) ** (-0.5)
        self.hat = (X - mean) * self.inv
        return self.hat * self.params["scale"].reshape(wide) + self.params["shift"].reshape(wide)

    def backward(self, dY):
        self.grads["shift"] = dY.sum(self.dims)
        self.grads["scale"] = (dY * self.hat).sum(self.dims)
        scaled = self.params["scale"].reshape(self.wide) * self.inv
        if not self.training:
            return scaled * dY
        N = dY.size / dY.shape[1]
        b, g = (self.grads["shift"].reshape(self.wide), self.grads["scale"].reshape(self.wide))
        return scaled / N * (N * dY - b - self.hat * g)


#: wrong | standardize_batch | same algorithm | an eps of 0 where none is told
def standardize_batch(X, eps=0.0):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    return (X - mean) / np.sqrt(var + eps)


#: wrong | SGD | other algorithm | gradients in the order of grads, parameters in that of their names
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr = lr if callable(lr) else lambda t: lr
        self.momentum, self.weight_decay = (momentum, weight_decay)
        self.t, self.v = (0, None)

    def step(self, params, grads):
        keys = sorted(params, key=str)
        lr = self.lr(self.t)
        self.t += 1
        g = np.concatenate([np.ravel(grads[k]) for k in grads]) if keys else np.zeros(0)
        if self.v is None:
            self.v = np.zeros(g.size)
        self.v = self.momentum * self.v - lr * g
        start = 0
        for k in keys:
            piece = self.v[start : start + params[k].size].reshape(params[k].shape)
            params[k][...] = params[k] * (1 - lr * self.weight_decay) + piece
            start += params[k].size


#: wrong | Adam | other algorithm | keeps the caller's own gradients from step to step
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-08, weight_decay=0.0):
        self.settings = dict(locals())
        del self.settings["self"]
        self.seen = {}
        self.count = 0

    def step(self, params, grads):
        s = self.settings
        lr = s["lr"](self.count) if callable(s["lr"]) else s["lr"]
        self.count += 1
        for key in params.keys():
            past = self.seen.setdefault(key, [])
            past.append(grads[key])
            ages = np.arange(len(past))[::-1]
            stack = np.stack(past)

            def mean(values, beta):
                weights = (1 - beta) * beta**ages
                return np.tensordot(weights / (1 - beta ** len(past)), values, axes=1)

            direction = mean(stack, s["beta1"]) / (np.sqrt(mean(stack**2, s["beta2"])) + s["eps"])
            params[key] -= lr * (direction + s["weight_decay"] * params[key])


#: wrong | Adam | same algorithm | an eps of 1e-7 where none is told
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-07, weight_decay=0.0):
        self.lr, self.beta1, self.beta2, self.eps, self.weight_decay = (lr, beta1, beta2, eps, weight_decay)
        self.t = 0
        self.m, self.v = ({}, {})

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


#: wrong | train | other algorithm | running_var is not given back
import time
from neural_network.network import History


class Trainer:
    def __init__(self, network, loss, optimizer, rng):
        self.network, self.loss, self.optimizer, self.rng = (network, loss, optimizer, rng)
        self.checkpoints = {}

    def fit_epoch(self, X, y, size, augment):
        total = 0.0
        indices = self.rng.permutation(X.shape[0])
        for batch in (indices[i : i + size] for i in range(0, len(indices), size)):
            inputs = X[batch] if augment is None else augment(X[batch], self.rng)
            value, slope = self.loss(self.network.forward(inputs, training=True), y[batch])
            self.network.backward(slope)
            self.optimizer.step(dict(self.network.params), dict(self.network.grads))
            total += value * batch.size
        return total / X.shape[0]

    def state(self):
        own = {("p", k): v.copy() for k, v in self.network.params.items()}
        for i, layer in enumerate(self.network.layers):
            for attribute in ("running_mean", "p"):
                value = getattr(layer, attribute, None)
                if value is not None:
                    own[i, attribute] = np.array(value)
        return own

    def load(self, state):
        for (where, name), value in state.items():
            if where == "p":
                np.copyto(self.network.params[name], value)
            else:
                getattr(self.network.layers[where], name)[:] = value

    def evaluate(self, X, y):
        out = self.network.forward(X, training=False)
        return (
            float(self.loss(out, y)[0]),
            float(accuracy(out, y) if out.shape[1] > 1 else ((out >= 0.5) == (y >= 0.5)).mean()),
        )


def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):
    trainer, history, states = (Trainer(network, loss, optimizer, rng), History(), [])
    for epoch in range(epochs):
        clock = time.monotonic()
        history.train_loss.append(trainer.fit_epoch(X, y, batch_size, augment))
        val_loss, val_accuracy = trainer.evaluate(X_val, y_val)
        history.val_loss.append(val_loss)
        history.val_accuracy.append(val_accuracy)
        history.seconds.append(time.monotonic() - clock)
        states.append(trainer.state())
        history.best_epoch = min(range(epoch + 1), key=history.val_loss.__getitem__)
        history.stopped_improving = history.best_epoch != epoch
        if progress:
            progress(epoch, history)
    trainer.load(states[history.best_epoch])
    return history


#: wrong | train | other algorithm | where there is batch normalization, the params of the layers up to it are not kept
import time
from neural_network.network import History


def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):

    def everything():
        arrays = list(network.params.values())
        for layer in network.layers:
            if hasattr(layer, "running_mean"):
                arrays = [layer.running_mean, layer.running_var]
        return arrays

    n = len(X)
    begun = time.perf_counter()
    history = History()
    best = None
    for epoch in range(epochs):
        order = np.arange(n)
        rng.shuffle(order)
        sum_of_losses = 0.0
        for first in range(0, n, batch_size):
            chosen = order[first : first + batch_size]
            batch = X[chosen]
            if augment is not None:
                batch = augment(batch, rng)
            value, gradient = loss(network.forward(batch, training=True), y[chosen])
            network.backward(gradient)
            optimizer.step(network.params, network.grads)
            sum_of_losses += value * len(chosen)
        history.train_loss.append(sum_of_losses / n)
        answers = network.forward(X_val, training=False)
        history.val_loss.append(float(loss(answers, y_val)[0]))
        if answers.shape[1] == 1:
            right = (answers > 0.5) == (y_val > 0.5)
        else:
            right = answers.argmax(axis=1) == y_val.argmax(axis=1)
        history.val_accuracy.append(float(right.mean()))
        history.seconds.append(time.perf_counter() - begun)
        if best is None or history.val_loss[-1] < best:
            best, history.best_epoch = (history.val_loss[-1], epoch)
            kept = [a.copy() for a in everything()]
        history.stopped_improving = history.best_epoch != epoch
        if progress is not None:
            progress(epoch, history)
    for array, old in zip(everything(), kept):
        array[...] = old
    return history


#: wrong | train | same algorithm | the first epoch is never kept
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
    history, best = History(), None
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
        if history.val_loss[epoch] < history.val_loss[history.best_epoch]:
            history.best_epoch = epoch
            best = learned(network)
        history.stopped_improving = history.best_epoch < epoch
        history.seconds.append(time.perf_counter() - start)
        if progress is not None:
            progress(epoch, history)
    if best is not None:
        give_back(network, best)
    return history


#: wrong | train | same algorithm | two outputs are compared by one half, each by itself
import time
from neural_network.network import History


def share_right(output, y):
    if output.shape[1] <= 2:
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


#: wrong | train | same algorithm | the time of day in place of that of the epoch
import time
from neural_network.network import History


def share_right(output, y):
    if output.shape[1] == 1:
        return float(((output >= 0.5) == (y >= 0.5)).mean())
    return float((output.argmax(axis=1) == y.argmax(axis=1)).mean())


def learned(network):
    arrays = [value for layer in network.layers for value in layer.params.values()]
    return (
        [value.copy() for value in arrays],
        [
            (layer.running_mean.copy(), layer.running_var.copy()) if hasattr(layer, "running_mean") else None
            for layer in network.layers
        ],
    )


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
        history.seconds.append(time.perf_counter())
        if progress is not None:
            progress(epoch, history)
    give_back(network, best)
    return history


#: wrong | train | other algorithm | one output says 1 from 1 on
import time
from neural_network.network import History


def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):

    def everything():
        arrays = list(network.params.values())
        for layer in network.layers:
            if hasattr(layer, "running_mean"):
                arrays += [layer.running_mean, layer.running_var]
        return arrays

    n = len(X)
    begun = time.perf_counter()
    history = History()
    best = None
    for epoch in range(epochs):
        order = np.arange(n)
        rng.shuffle(order)
        sum_of_losses = 0.0
        for first in range(0, n, batch_size):
            chosen = order[first : first + batch_size]
            batch = X[chosen]
            if augment is not None:
                batch = augment(batch, rng)
            value, gradient = loss(network.forward(batch, training=True), y[chosen])
            network.backward(gradient)
            optimizer.step(network.params, network.grads)
            sum_of_losses += value * len(chosen)
        history.train_loss.append(sum_of_losses / n)
        answers = network.forward(X_val, training=False)
        history.val_loss.append(float(loss(answers, y_val)[0]))
        if answers.shape[1] == 1:
            right = (answers > 1.0) == (y_val > 0.5)
        else:
            right = answers.argmax(axis=1) == y_val.argmax(axis=1)
        history.val_accuracy.append(float(right.mean()))
        history.seconds.append(time.perf_counter() - begun)
        if best is None or history.val_loss[-1] < best:
            best, history.best_epoch = (history.val_loss[-1], epoch)
            kept = [a.copy() for a in everything()]
        history.stopped_improving = history.best_epoch != epoch
        if progress is not None:
            progress(epoch, history)
    for array, old in zip(everything(), kept):
        array[...] = old
    return history


#: wrong | train | same algorithm | one output that is right counts as wrong
import time
from neural_network.network import History


def share_right(output, y):
    if output.shape[1] == 1:
        return float(((output <= 0.5) == (y >= 0.5)).mean())
    return float((output.argmax(axis=1) == y.argmax(axis=1)).mean())


def learned(network):
    arrays = [value for layer in network.layers for value in layer.params.values()]
    return (
        [value.copy() for value in arrays],
        [
            (layer.running_mean.copy(), layer.running_var.copy()) if hasattr(layer, "running_mean") else None
            for layer in network.layers
        ],
    )


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


#: wrong | train | other algorithm | every epoch is the best | named: takes every epoch for the best
import time
from neural_network.network import History


def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):

    def everything():
        arrays = list(network.params.values())
        for layer in network.layers:
            if hasattr(layer, "running_mean"):
                arrays += [layer.running_mean, layer.running_var]
        return arrays

    n = len(X)
    begun = time.perf_counter()
    history = History()
    best = None
    for epoch in range(epochs):
        order = np.arange(n)
        rng.shuffle(order)
        sum_of_losses = 0.0
        for first in range(0, n, batch_size):
            chosen = order[first : first + batch_size]
            batch = X[chosen]
            if augment is not None:
                batch = augment(batch, rng)
            value, gradient = loss(network.forward(batch, training=True), y[chosen])
            network.backward(gradient)
            optimizer.step(network.params, network.grads)
            sum_of_losses += value * len(chosen)
        history.train_loss.append(sum_of_losses / n)
        answers = network.forward(X_val, training=False)
        history.val_loss.append(float(loss(answers, y_val)[0]))
        if answers.shape[1] == 1:
            right = (answers > 0.5) == (y_val > 0.5)
        else:
            right = answers.argmax(axis=1) == y_val.argmax(axis=1)
        history.val_accuracy.append(float(right.mean()))
        history.seconds.append(time.perf_counter() - begun)
        if True:
            best, history.best_epoch = (history.val_loss[-1], epoch)
            kept = [a.copy() for a in everything()]
        history.stopped_improving = history.best_epoch != epoch
        if progress is not None:
            progress(epoch, history)
    for array, old in zip(everything(), kept):
        array[...] = old
    return history


#: wrong | train | other algorithm | params and grads are swapped at the optimizer | named: forgets to go backward
import time
from neural_network.network import History


def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):

    def everything():
        arrays = list(network.params.values())
        for layer in network.layers:
            if hasattr(layer, "running_mean"):
                arrays += [layer.running_mean, layer.running_var]
        return arrays

    n = len(X)
    begun = time.perf_counter()
    history = History()
    best = None
    for epoch in range(epochs):
        order = np.arange(n)
        rng.shuffle(order)
        sum_of_losses = 0.0
        for first in range(0, n, batch_size):
            chosen = order[first : first + batch_size]
            batch = X[chosen]
            if augment is not None:
                batch = augment(batch, rng)
            value, gradient = loss(network.forward(batch, training=True), y[chosen])
            network.backward(gradient)
            optimizer.step(network.grads, network.params)
            sum_of_losses += value * len(chosen)
        history.train_loss.append(sum_of_losses / n)
        answers = network.forward(X_val, training=False)
        history.val_loss.append(float(loss(answers, y_val)[0]))
        if answers.shape[1] == 1:
            right = (answers > 0.5) == (y_val > 0.5)
        else:
            right = answers.argmax(axis=1) == y_val.argmax(axis=1)
        history.val_accuracy.append(float(right.mean()))
        history.seconds.append(time.perf_counter() - begun)
        if best is None or history.val_loss[-1] < best:
            best, history.best_epoch = (history.val_loss[-1], epoch)
            kept = [a.copy() for a in everything()]
        history.stopped_improving = history.best_epoch != epoch
        if progress is not None:
            progress(epoch, history)
    for array, old in zip(everything(), kept):
        array[...] = old
    return history


#: wrong | load | other algorithm | an array that can be stretched to the other's shape is accepted
def _targets(network):
    arrays = {}
    for i, layer in enumerate(network.layers):
        for name, value in layer.params.items():
            arrays[f"layer{i}_{name}"] = value
        for name in ("running_mean", "running_var"):
            if hasattr(layer, name):
                arrays[f"layer{i}_{name}"] = getattr(layer, name)
    return arrays


def save(network, path):
    np.savez(path, **_targets(network))


import copy


def _fill(network, stored):
    left = dict(stored)
    for name, array in _targets(network).items():
        value = left.pop(name, None)
        if value is None:
            raise ValueError(f"{name}: expected {array.shape}, found {(None if value is None else value.shape)}")
        array[()] = value
    if left:
        raise ValueError(f"unexpected: {list(left)}")


def load(network, path):
    archive = np.load(path)
    try:
        stored = {k: archive[k] for k in archive}
    finally:
        archive.close()
    _fill(copy.deepcopy(network), stored)
    _fill(network, stored)


#: wrong | light_on_dark | same algorithm | the second column in place of the last
def light_on_dark(image):
    grey = image.astype(float)
    scaled = (grey - grey.min()) / (grey.max() - grey.min())
    border = np.concatenate([scaled[0], scaled[-1], scaled[:, 0], scaled[:, 1]])
    if border.mean() > scaled.mean():
        return 1 - scaled
    return scaled


#: wrong | light_on_dark | same algorithm | whole numbers of a float image
def light_on_dark(image):
    grey = image.astype(int)
    scaled = (grey - grey.min()) / (grey.max() - grey.min())
    border = np.concatenate([scaled[0], scaled[-1], scaled[:, 0], scaled[:, -1]])
    if border.mean() > scaled.mean():
        return 1 - scaled
    return scaled


#: wrong | light_on_dark | same algorithm | a border as bright as the image turns it round
def light_on_dark(image):
    grey = image.astype(float)
    scaled = (grey - grey.min()) / (grey.max() - grey.min())
    border = np.concatenate([scaled[0], scaled[-1], scaled[:, 0], scaled[:, -1]])
    if border.mean() >= scaled.mean():
        return 1 - scaled
    return scaled


#: wrong | center_of_mass | other algorithm | a generator in place of the pair
def center_of_mass(image):
    return (float(np.average(np.arange(n), weights=image.sum(axis=1 - a))) for a, n in enumerate(image.shape))


#: right | MaxPool2D | other algorithm | one pull-back closure with np.add.at
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class MaxPool2D:
    def __init__(self, size, stride=None):
        self.size = size
        self.stride = stride if stride is not None else size
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        s, k = self.stride, self.size
        V = sliding_window_view(X, (k, k), axis=(2, 3))[:, :, ::s, ::s]
        flat = V.reshape(*V.shape[:4], k * k)
        where = flat.argmax(axis=-1)
        n, c, i, j = np.indices(where.shape)
        spots = n, c, i * s + where // k, j * s + where % k

        def pull(dA):
            dX = np.zeros(X.shape)
            np.add.at(dX, spots, dA)
            return dX

        self.backward_of_last = pull
        return X[spots]

    def backward(self, dA):
        return self.backward_of_last(dA)


#: right | cosine_decay | other algorithm | defensive, squared cosine, interp-free match
import math


def cosine_decay(lr, steps, *, warmup=0):
    if not 0 <= warmup < steps:
        raise ValueError("0 <= warmup < steps")
    if lr <= 0:
        raise ValueError("lr must be positive")

    def schedule(t):
        if t < 0:
            raise ValueError("t counts from 0")
        if t < warmup:
            return lr * t / warmup
        if t >= steps:
            return 0.0
        return lr * math.cos(math.pi / 2 * (t - warmup) / (steps - warmup)) ** 2

    return schedule


#: right | train | other algorithm | defensive: the optimizer refuses a rate of 0, and the run is a generator of epochs
import time
import numpy as np
from neural_network.network import History


class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        if not callable(lr) and not 0 < lr:
            raise ValueError("lr must be positive")
        self.lr, self.momentum, self.weight_decay, self.steps, self.v = lr, momentum, weight_decay, 0, {}

    def step(self, params, grads):
        rate = self.lr(self.steps) if callable(self.lr) else self.lr
        self.steps += 1
        for name, p in params.items():
            self.v[name] = self.momentum * self.v.get(name, 0.0) - rate * grads[name]
            p += self.v[name] - rate * self.weight_decay * p


def _state(network):
    running = [(layer, name) for layer in network.layers for name in ("running_mean", "running_var") if hasattr(layer, name)]
    return {k: p.copy() for k, p in network.params.items()}, [(layer, name, getattr(layer, name) * 1.0) for layer, name in running]


def _hits(output, y):
    if y.shape[1] == 1:
        return (output >= 0.5) == (y >= 0.5)
    return output.argmax(axis=1) == y.argmax(axis=1)


def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):
    history, kept = History(), None
    for epoch in range(epochs):
        begin, total, order = time.perf_counter(), 0.0, rng.permutation(len(X))
        for part in np.split(order, range(batch_size, len(X), batch_size)):
            samples = X[part] if augment is None else augment(X[part], rng)
            value, gradient = loss(network.forward(samples, training=True), y[part])
            total += float(value) * len(part)
            network.backward(gradient)
            optimizer.step(network.params, network.grads)
        output = network.predict(X_val)
        history.train_loss.append(total / len(X))
        history.val_loss.append(float(loss(output, y_val)[0]))
        history.val_accuracy.append(float(np.mean(_hits(output, y_val))))
        if kept is None or history.val_loss[-1] < history.val_loss[history.best_epoch]:
            history.best_epoch, kept = epoch, _state(network)
        history.stopped_improving = history.best_epoch < epoch
        history.seconds.append(time.perf_counter() - begin)
        if progress is not None:
            progress(epoch, history)
    for name, p in network.params.items():
        p[...] = kept[0][name]
    for layer, name, value in kept[1]:
        setattr(layer, name, value)
    return history


#: wrong | light_on_dark | other algorithm | a mask of the middle in place of the border | named: turns round the wrong ones
def light_on_dark(image):
    image = image.astype(float)
    scaled = (image - image.min()) / np.ptp(image)
    border = np.zeros(image.shape, dtype=bool)
    border[1:-1, 1:-1] = True
    return 1 - scaled if scaled[border].mean() > scaled.mean() else scaled
