"""Unseen tries for chapter 4.1: deeper networks, as students write them."""

#: right | forward_deep_mlp | other algorithm | recursive over the layers
from neural_network import relu, sigmoid, softmax

def forward_deep_mlp(X, params, hidden="relu"):
    act = {"relu": relu, "sigmoid": sigmoid}.get(hidden)
    if act is None:
        raise ValueError(f"unknown activation {hidden!r}")
    L = sum(k.startswith("W") for k in params)

    def go(A, i):
        Z = A @ params[f"W{i}"] + params[f"b{i}"]
        if i == L:
            return [softmax(Z)]
        A = act(Z)
        return [A] + go(A, i + 1)

    return go(X, 1)


#: right | forward_deep_mlp | other algorithm | itertools.accumulate over the layer numbers, X cut off at the end
from itertools import accumulate

def forward_deep_mlp(X, params, hidden="relu"):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError(hidden)
    L = len(params) // 2

    def layer(A, i):
        S = A @ params["W%d" % i] + params["b%d" % i]
        if i == L:
            S = np.exp(S - S.max(1, keepdims=True))
            return S / S.sum(1, keepdims=True)
        return S.clip(0) if hidden == "relu" else 0.5 * (1 + np.tanh(S / 2))

    return list(accumulate(range(1, L + 1), layer, initial=X))[1:]


#: wrong | forward_deep_mlp | same algorithm | keys sorted as text: W10 comes before W2 | named: sorts the names as words
from neural_network import relu, sigmoid, softmax

def forward_deep_mlp(X, params, hidden="relu"):
    if hidden == "relu":
        f = relu
    elif hidden == "sigmoid":
        f = sigmoid
    else:
        raise ValueError("hidden")
    weights = sorted(k for k in params if k[0] == "W")
    A, out = X, []
    for name in weights:
        Z = A @ params[name] + params["b" + name[1:]]
        A = softmax(Z) if name == weights[-1] else f(Z)
        out.append(A)
    return out


#: wrong | forward_deep_mlp | same algorithm | loop stops before the last hidden layer (off by one), which is skipped | named: skips the last hidden layer
from neural_network import relu, sigmoid, softmax

def forward_deep_mlp(X, params, hidden="relu"):
    if hidden not in ["relu", "sigmoid"]:
        raise ValueError
    f = relu if hidden == "relu" else sigmoid
    L = len(params) // 2
    A, acts = X, []
    for i in range(1, L - 1):
        A = f(A @ params[f"W{i}"] + params[f"b{i}"])
        acts.append(A)
    acts.append(softmax(A @ params[f"W{L}"] + params[f"b{L}"]))
    return acts


#: wrong | forward_deep_mlp | other algorithm | one buffer is reused for hidden layers of equal size: all entries of the list are the last one
from neural_network import softmax

def forward_deep_mlp(X, params, hidden="relu"):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError("hidden must be relu or sigmoid")
    L = len(params) // 2
    buffers, acts, A = {}, [], X
    for i in range(1, L + 1):
        Z = A @ params[f"W{i}"] + params[f"b{i}"]
        if i < L:
            Z = np.maximum(Z, 0) if hidden == "relu" else 1 / (1 + np.exp(-Z))
        else:
            Z = softmax(Z)
        buf = buffers.setdefault(Z.shape, np.empty(Z.shape))
        buf[:] = Z
        A = buf
        acts.append(buf)
    return acts


#: wrong | forward_deep_mlp | same algorithm | any word but relu counts as sigmoid, no ValueError | named: takes the sigmoid for any other word
from neural_network import relu, sigmoid, softmax

def forward_deep_mlp(X, params, hidden="relu"):
    f = relu if hidden == "relu" else sigmoid
    acts = [X]
    depth = len(params) // 2
    for i in range(1, depth + 1):
        Z = acts[-1] @ params[f"W{i}"] + params[f"b{i}"]
        acts.append(f(Z) if i < depth else softmax(Z))
    return acts[1:]


#: right | backward_deep_mlp | other algorithm | recursion that returns the dictionary of the layers above
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    if hidden not in {"relu", "sigmoid"}:
        raise ValueError("hidden")
    A = [X, *activations]
    L = len(activations)

    def layer(i):
        """gradients of layers i..L, and delta of layer i"""
        if i == L:
            delta, grads = (A[L] - y) / len(X), {}
        else:
            above, grads = layer(i + 1)
            slope = (A[i] > 0) if hidden == "relu" else A[i] - A[i] ** 2
            delta = above @ params[f"W{i+1}"].T * slope
        grads[f"W{i}"] = A[i - 1].T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        return delta, grads

    return layer(1)[1]


#: right | backward_deep_mlp | other algorithm | einsum, deltas kept in a list, divided by n last
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    if hidden == "relu":
        slope = np.sign
    elif hidden == "sigmoid":
        slope = lambda a: a * (1.0 - a)
    else:
        raise ValueError("only relu and sigmoid")
    n, L = X.shape[0], len(activations)
    deltas = [activations[-1] - y]
    for i in range(L - 1, 0, -1):
        deltas.append(np.einsum("nk,hk->nh", deltas[-1], params[f"W{i + 1}"]) * slope(activations[i - 1]))
    grads = {}
    for i, (a, d) in enumerate(zip([X] + list(activations), reversed(deltas)), start=1):
        grads[f"W{i}"] = np.einsum("nd,nh->dh", a, d) / n
        grads[f"b{i}"] = np.einsum("nh->h", d).reshape(1, -1) / n
    return grads


#: wrong | backward_deep_mlp | same algorithm | slope of the sigmoid taken at A as if it were Z: sigmoid(A)(1 - sigmoid(A)) | named: takes the sigmoid again
from neural_network import sigmoid

def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError
    acts = [X] + list(activations)
    delta = (acts[-1] - y) / len(X)
    grads = {}
    for i in range(len(activations), 0, -1):
        grads[f"W{i}"] = acts[i - 1].T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        A = acts[i - 1]
        if hidden == "relu":
            delta = delta @ params[f"W{i}"].T * (A > 0)
        else:
            delta = delta @ params[f"W{i}"].T * sigmoid(A) * (1 - sigmoid(A))
    return grads


#: wrong | backward_deep_mlp | same algorithm | delta divided by n in every layer anew | named: divides by n in every layer
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError
    acts = [X] + list(activations)
    n = len(X)
    delta = acts[-1] - y
    grads = {}
    for i in range(len(activations), 0, -1):
        delta = delta / n
        grads[f"W{i}"] = acts[i - 1].T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        if i > 1:
            A = acts[i - 1]
            delta = delta @ params[f"W{i}"].T * (A > 0 if hidden == "relu" else A * (1 - A))
    return grads


#: wrong | backward_deep_mlp | same algorithm | slope of the first hidden layer left out, since the loop treats i = 1 apart | named: forgets the slope of the first layer
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    if hidden != "relu" and hidden != "sigmoid":
        raise ValueError(hidden)
    L = len(activations)
    grads = {}
    delta = (activations[-1] - y) / y.shape[0]
    for i in range(L, 1, -1):
        below = activations[i - 2]
        grads[f"W{i}"] = below.T @ delta
        grads[f"b{i}"] = delta.sum(0, keepdims=True)
        delta = delta @ params[f"W{i}"].T
        if i > 2:
            delta = delta * ((below > 0) if hidden == "relu" else below * (1 - below))
    grads["W1"] = X.T @ delta
    grads["b1"] = delta.sum(0, keepdims=True)
    return grads


#: wrong | backward_deep_mlp | other algorithm | pops the activations off the list that was given | named: writes into the activations
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError
    i = len(activations)
    delta = (activations.pop() - y) / len(y)
    grads = {}
    while i >= 1:
        A = activations.pop() if activations else X
        grads[f"W{i}"] = A.T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        delta = delta @ params[f"W{i}"].T
        delta = np.where(A > 0, delta, 0) if hidden == "relu" else delta * A * (1 - A)
        i -= 1
    return grads


#: right | deep_mlp_loss | other algorithm | everything in one function with caches, NNFS style
def deep_mlp_loss(X, y, params, hidden="relu"):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError("hidden")
    L, n = len(params) // 2, X.shape[0]
    cache, out = [], X
    for i in range(1, L + 1):
        cache.append(out)
        z = out @ params[f"W{i}"] + params[f"b{i}"]
        if i < L:
            out = np.maximum(0, z) if hidden == "relu" else np.exp(-np.logaddexp(0, -z))
    logp = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    loss = -np.sum(logp * y) / n
    d = (np.exp(logp) - y) / n
    grads = {}
    while cache:
        i, a = len(cache), cache.pop()
        grads[f"W{i}"], grads[f"b{i}"] = a.T @ d, d.sum(axis=0, keepdims=True)
        d = d @ params[f"W{i}"].T
        d = d * (a > 0) if hidden == "relu" else d * a * (1 - a)
    return float(loss), grads


#: wrong | deep_mlp_loss | same algorithm | hidden is not handed on to the backward part (always relu's slope) | named: hands the word to the forward pass only
from neural_network import cross_entropy, relu, sigmoid, softmax

def backward(X, acts, y, params, hidden="relu"):
    acts = [X] + acts
    d = (acts[-1] - y) / len(X)
    grads = {}
    for i in range(len(acts) - 1, 0, -1):
        grads[f"W{i}"] = acts[i - 1].T @ d
        grads[f"b{i}"] = d.sum(0, keepdims=True)
        a = acts[i - 1]
        d = d @ params[f"W{i}"].T * ((a > 0) if hidden == "relu" else a * (1 - a))
    return grads

def deep_mlp_loss(X, y, params, hidden="relu"):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError
    f = relu if hidden == "relu" else sigmoid
    acts, A, L = [], X, len(params) // 2
    for i in range(1, L + 1):
        Z = A @ params[f"W{i}"] + params[f"b{i}"]
        A = softmax(Z) if i == L else f(Z)
        acts.append(A)
    return cross_entropy(A, y), backward(X, acts, y, params)


#: wrong | deep_mlp_loss | same algorithm | loss of the first activations in the list instead of the last | named: compares the first layer
from neural_network import cross_entropy, relu, sigmoid, softmax

def deep_mlp_loss(X, y, params, hidden="relu"):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError
    f = {"relu": relu, "sigmoid": sigmoid}[hidden]
    acts, L = [X], len(params) // 2
    for i in range(1, L + 1):
        Z = acts[-1] @ params[f"W{i}"] + params[f"b{i}"]
        acts.append(softmax(Z) if i == L else f(Z))
    loss = cross_entropy(acts[1], y)
    d = (acts[-1] - y) / len(X)
    grads = {}
    for i in range(L, 0, -1):
        a = acts[i - 1]
        grads[f"W{i}"] = a.T @ d
        grads[f"b{i}"] = d.sum(0, keepdims=True)
        d = d @ params[f"W{i}"].T * ((a > 0) if hidden == "relu" else a * (1 - a))
    return loss, grads


#: right | gradient_norms | other algorithm | square root of the trace of G^T G
def gradient_norms(grads):
    L = len([k for k in grads if k.startswith("W")])
    return {f"W{i}": float(np.sqrt(np.trace(grads[f"W{i}"].T @ grads[f"W{i}"]))) for i in range(1, L + 1)}


#: right | gradient_norms | other algorithm | vdot of the matrix with itself, sorted by layer number
def gradient_norms(grads):
    names = sorted((k for k in grads if k[0] == "W"), key=lambda k: int(k[1:]))
    result = {}
    for k in names:
        result[k] = np.vdot(grads[k], grads[k]) ** 0.5
    return result


#: wrong | gradient_norms | same algorithm | spectral norm, ord=2 | named: takes the spectral norm
def gradient_norms(grads):
    return {k: float(np.linalg.norm(g, ord=2)) for k, g in grads.items() if k.startswith("W")}


#: wrong | gradient_norms | same algorithm | biases are measured as well | named: includes the biases
def gradient_norms(grads):
    return {k: float(np.sqrt(np.sum(g ** 2))) for k, g in grads.items()}


#: wrong | gradient_norms | other algorithm | a list of column norms, their mean is returned
def gradient_norms(grads):
    return {k: float(np.mean(np.linalg.norm(grads[k], axis=0))) for k in grads if "W" in k}


#: right | network_depth | other algorithm | largest number after a W
def network_depth(params):
    return max(int(k[1:]) for k in params if k.startswith("W"))


#: wrong | network_depth | same algorithm | counts all arrays, weights and biases | named: counts every entry
def network_depth(params):
    return len(params.keys())


#: wrong | hidden_activation | same algorithm | returns the ValueError in place of raising it | named: returns the error
from neural_network import relu, sigmoid

def hidden_activation(Z, hidden):
    if hidden == "relu":
        return relu(Z)
    if hidden == "sigmoid":
        return sigmoid(Z)
    return ValueError("unknown")


#: wrong | hidden_slope | same algorithm | "relu" or "sigmoid" condition that is always true, so always relu | named: gives the slope of relu for every word
def hidden_slope(A, hidden):
    if hidden == "relu" or "sigmoid":
        return (A > 0).astype(float)
    if hidden == "sigmoid":
        return A * (1 - A)
    raise ValueError


#: right | chain_slope | other algorithm | dual numbers: value and slope carried forward
import math

def chain_slope(x, weights):
    value, slope = x, 1.0
    for w in weights:
        z, dz = w * value, w * slope
        value = 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))
        slope = dz * value * (1 - value)
    return slope


#: wrong | chain_slope | same algorithm | weights left out of the product | named: forgets the weights
from neural_network import sigmoid

def chain_slope(x, weights):
    a, slope = x, 1.0
    for w in weights:
        a = sigmoid(w * a)
        slope *= a * (1 - a)
    return slope


#: right | sawtooth | other algorithm | distance to the nearest whole number of 2^(depth-1) x, doubled
def sawtooth(x, depth):
    if depth == 0:
        return np.array(x, dtype=float)
    u = 2.0 ** (depth - 1) * np.asarray(x, dtype=float)
    return 2 * np.abs(u - np.floor(u + 0.5))


#: wrong | sawtooth | same algorithm | every fold begins with x again | named: folds x anew
def sawtooth(x, depth):
    t = x.copy()
    for _ in range(depth):
        t = 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)
    return t


#: right | forward_deep_mlp | other algorithm | match statement, generator of layers, softmax by logaddexp.reduce, out= buffers
def forward_deep_mlp(X, params, hidden="relu"):
    match hidden:
        case "relu":
            def act(z): return np.maximum(z, 0, out=z)
        case "sigmoid":
            def act(z):
                np.negative(z, out=z)
                with np.errstate(over="ignore"):
                    np.exp(z, out=z)
                z += 1
                return np.reciprocal(z, out=z)
        case _:
            raise ValueError(f"unknown activation {hidden!r}")
    def layers():
        A, i = X, 1
        while (W := params.get(f"W{i}")) is not None:
            Z = np.add(A @ W, params[f"b{i}"])
            last = f"W{i + 1}" not in params
            A = np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)) if last else act(Z)
            yield A
            i += 1
    return list(layers())


#: wrong | forward_deep_mlp | same algorithm | one layer alone: an empty list
def forward_deep_mlp(X, params, hidden="relu"):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError("hidden")
    f = relu if hidden == "relu" else sigmoid
    L = len(params) // 2
    out, A = [], X
    for i in range(1, L):
        A = f(A @ params[f"W{i}"] + params[f"b{i}"])
        out.append(A)
    if L > 1:
        out.append(softmax(A @ params[f"W{L}"] + params[f"b{L}"]))
    return out


#: wrong | forward_deep_mlp | same algorithm | list kept as default argument grows from call to call
def forward_deep_mlp(X, params, hidden="relu", activations=[]):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError("hidden")
    L = len(params) // 2
    A = X
    for i in range(1, L + 1):
        Z = A @ params[f"W{i}"] + params[f"b{i}"]
        A = softmax(Z) if i == L else (relu(Z) if hidden == "relu" else sigmoid(Z))
        activations.append(A)
    return activations


#: wrong | forward_deep_mlp | same algorithm | relu written as clip to [0, 1]
def forward_deep_mlp(X, params, hidden="relu"):
    if hidden == "relu":
        f = lambda Z: np.clip(Z, 0, 1)
    elif hidden == "sigmoid":
        f = sigmoid
    else:
        raise ValueError("hidden")
    L = len(params) // 2
    out, A = [], X
    for i in range(1, L):
        A = f(A @ params[f"W{i}"] + params[f"b{i}"])
        out.append(A)
    out.append(softmax(A @ params[f"W{L}"] + params[f"b{L}"]))
    return out


#: right | backward_deep_mlp | other algorithm | sample by sample with outer products
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    n = len(X)
    L = len(params) // 2
    grads = {k: np.zeros(v.shape) for k, v in params.items()}
    for s in range(n):
        acts = [X[s]] + [a[s] for a in activations]
        d = acts[-1] - y[s]
        for i in reversed(range(1, L + 1)):
            grads[f"W{i}"] += np.outer(acts[i - 1], d) / n
            grads[f"b{i}"][0] += d / n
            if i > 1:
                slope = (acts[i - 1] > 0) if hidden == "relu" else acts[i - 1] * (1 - acts[i - 1])
                d = params[f"W{i}"].dot(d) * slope
    return grads


#: wrong | backward_deep_mlp | same algorithm | X goes through ReLU before the first layer's gradient
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    acts = [np.maximum(X, 0) if hidden == "relu" else X] + activations
    grads = {}
    delta = (acts[-1] - y) / len(y)
    for i in range(len(activations), 0, -1):
        grads[f"W{i}"] = acts[i - 1].T @ delta
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        delta = delta @ params[f"W{i}"].T
        if hidden == "relu":
            delta[acts[i - 1] <= 0] = 0
        else:
            delta *= acts[i - 1] * (1 - acts[i - 1])
    return grads


#: right | deep_mlp_loss | other algorithm | own log-softmax, everything inside, sigmoid slope from the score
def deep_mlp_loss(X, y, params, hidden="relu"):
    L = sum(k.startswith("W") for k in params)
    Zs, As = [], [X]
    for i in range(1, L + 1):
        Z = As[-1] @ params[f"W{i}"] + params[f"b{i}"]
        Zs.append(Z)
        As.append(np.fmax(Z, 0) if hidden == "relu" else 1 / (1 + np.exp(-Z)))
    Z = Zs[-1]
    logp = Z - Z.max(axis=1, keepdims=True)
    logp -= np.log(np.exp(logp).sum(axis=1, keepdims=True))
    loss = -np.vdot(y, np.maximum(logp, np.log(1e-12))) / len(X)
    d = (np.exp(logp) - y) / len(X)
    grads = {}
    for i in range(L, 0, -1):
        grads["W" + str(i)] = As[i - 1].T.dot(d)
        grads["b" + str(i)] = d.sum(0)[None]
        if i > 1:
            d = d.dot(params["W" + str(i)].T)
            s = As[i - 1]
            d = d * np.sign(s) if hidden == "relu" else d * (s * (1 - s))
    return loss, grads


#: wrong | deep_mlp_loss | same algorithm | an earlier function is wrong: the file's own forward_deep_mlp forgets b of the last layer
def forward_deep_mlp(X, params, hidden="relu"):
    if hidden not in ("relu", "sigmoid"):
        raise ValueError
    f = relu if hidden == "relu" else sigmoid
    out = [X]
    L = len(params) // 2
    for i in range(1, L + 1):
        Z = out[-1] @ params[f"W{i}"]
        out.append(f(Z + params[f"b{i}"]) if i < L else softmax(Z))
    return out[1:]
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    acts = [X] + list(activations)
    g = {}
    d = (acts[-1] - y) / len(X)
    for i in range(len(activations), 0, -1):
        g[f"W{i}"], g[f"b{i}"] = acts[i-1].T @ d, d.sum(0, keepdims=True)
        d = (d @ params[f"W{i}"].T) * ((acts[i-1] > 0) if hidden == "relu" else acts[i-1] * (1 - acts[i-1]))
    return g
def deep_mlp_loss(X, y, params, hidden="relu"):
    acts = forward_deep_mlp(X, params, hidden)
    return cross_entropy(acts[-1], y), backward_deep_mlp(X, acts, y, params, hidden)


#: right | gradient_norms | other algorithm | math.hypot of all elements, re.fullmatch on the keys
def gradient_norms(grads):
    import math
    import re
    return {k: math.hypot(*np.ravel(g).tolist()) for k, g in grads.items() if re.fullmatch(r"W\d+", k)}


#: wrong | gradient_norms | same algorithm | root of mean square | named: takes the root mean square
def gradient_norms(grads):
    return {k: np.sqrt(np.mean(g ** 2)) for k, g in grads.items() if k[0] == "W"}


#: wrong | gradient_norms | same algorithm | biases squared into the layer's norm too | named: adds the biases in
def gradient_norms(grads):
    L = len(grads) // 2
    return {f"W{i}": np.sqrt((grads[f"W{i}"] ** 2).sum() + (grads[f"b{i}"] ** 2).sum()) for i in range(1, L + 1)}


#: wrong | network_depth | same algorithm | a float: len / 2 | named: halves with a slash
def network_depth(params):
    return len(params) / 2


#: wrong | network_depth | same algorithm | max of the last digit: wrong from 10 layers on | named: takes the largest word
def network_depth(params):
    return max(int(k[-1]) for k in params)


#: right | chain_slope | other algorithm | complex step derivative
def chain_slope(x, weights):
    a = x + 1e-30j
    for w in weights:
        a = 1 / (1 + np.exp(-w * a))
    return float(a.imag / 1e-30)


#: wrong | chain_slope | same algorithm | slope at the input of the neuron instead of its output | named: takes the answer before
def chain_slope(x, weights):
    s, a = 1.0, x
    for w in weights:
        s *= w * a * (1 - a)
        a = sigmoid(w * a)
    return s


#: right | sawtooth | other algorithm | recursion and np.interp for the tent
def sawtooth(x, depth):
    return np.array(x, dtype=float) if depth == 0 else sawtooth(np.interp(x, [0, 0.5, 1], [0, 1, 0]), depth - 1)


#: wrong | sawtooth | same algorithm | one fold too many | named: folds once too often
def sawtooth(x, depth):
    t = x
    for _ in range(depth + 1):
        t = 2 * relu(t) - 4 * relu(t - 0.5)
    return t


#: wrong | residual_backward | same algorithm | forgets the gradient of the straight way | named: forgets the way around
def residual_backward(A, W, b, dout):
    d = dout * (A @ W + b > 0)
    return d @ W.T, A.T @ d, d.sum(axis=0, keepdims=True)


#: right | residual_backward | other algorithm | np.multiply(where=) and einsum
def residual_backward(A, W, b, dout):
    d = np.multiply(dout, 1.0, where=A @ W + b > 0, out=np.zeros_like(dout))
    return np.einsum("nj,ij->ni", d, W) + dout, np.einsum("ni,nj->ij", A, d), np.ones((1, len(A))) @ d


#: wrong | residual_backward | same algorithm | adds A instead of dout for the straight way
def residual_backward(A, W, b, dout):
    d = dout * (A @ W + b > 0)
    return d @ W.T + A, A.T @ d, d.sum(axis=0, keepdims=True)


#: right | forward_deep_mlp | other algorithm | helpers of its own, as a course on step by step networks has them, with caches
def linear_forward(A_prev, W, b):
    Z = np.matmul(A_prev, W) + b
    cache = (A_prev, W, b)
    return Z, cache


def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "softmax":
        e = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
        A = e / np.sum(e, axis=-1, keepdims=True)
    elif activation == "relu":
        A = Z * (Z > 0)
    elif activation == "sigmoid":
        A = np.where(Z >= 0, 1 / (1 + np.exp(-np.abs(Z))), np.exp(-np.abs(Z)) / (1 + np.exp(-np.abs(Z))))
    else:
        raise ValueError(f"activation {activation!r} is not supported")
    return A, (linear_cache, Z)


def forward_deep_mlp(X, params, hidden="relu"):
    if hidden == "softmax":
        raise ValueError("softmax is for the last layer")
    caches = []
    outputs = []
    A = X
    L = len(params) // 2
    for l in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(A_prev, params["W" + str(l)], params["b" + str(l)], hidden)
        caches.append(cache)
        outputs.append(A)
    AL, cache = linear_activation_forward(A, params["W" + str(L)], params["b" + str(L)], "softmax")
    caches.append(cache)
    outputs.append(AL)
    return outputs


#: right | forward_deep_mlp | other algorithm | itertools.accumulate over the layers, a table of functions, einsum
from itertools import accumulate

ACTIVATIONS = {"relu": lambda Z: np.clip(Z, 0, None), "sigmoid": sigmoid}


def forward_deep_mlp(X, params, hidden="relu"):
    try:
        f = ACTIVATIONS[hidden]
    except KeyError as error:
        raise ValueError(f"hidden must be one of {sorted(ACTIVATIONS)}") from error
    numbers = sorted(int(key[1:]) for key in params if key.startswith("W"))
    functions = [f] * (len(numbers) - 1) + [softmax]
    layers = list(zip(functions, numbers))
    said = accumulate(
        layers, lambda A, layer: layer[0](np.einsum("nd,dk->nk", A, params[f"W{layer[1]}"]) + params[f"b{layer[1]}"]), initial=X
    )
    return list(said)[1:]


#: right | forward_deep_mlp | same algorithm | defensive: checks everything, a while loop until a key is missing, the bias as a further row of weights
from typing import Callable, Dict, List


def forward_deep_mlp(X, params: Dict[str, np.ndarray], hidden: str = "relu") -> List[np.ndarray]:
    """Forward pass."""
    if not isinstance(hidden, str):
        raise ValueError("hidden must be a string")
    hidden_fn: Callable
    match hidden:
        case "relu":
            hidden_fn = relu
        case "sigmoid":
            hidden_fn = sigmoid
        case _:
            raise ValueError(f"Unsupported activation: {hidden}")
    X = np.array(X, copy=True, dtype=float)
    if X.ndim != 2:
        raise ValueError("X must be two-dimensional")
    activations: List[np.ndarray] = []
    current = X
    i = 1
    while f"W{i}" in params:
        with_one = np.hstack([current, np.ones((current.shape[0], 1))])
        scores = with_one @ np.vstack([params[f"W{i}"], params[f"b{i}"]])
        current = hidden_fn(scores) if f"W{i + 1}" in params else softmax(scores)
        activations.append(current)
        i += 1
    return activations


#: right | backward_deep_mlp | other algorithm | a sample at a time, outer products added up
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    grads = {name: np.zeros(value.shape) for name, value in params.items()}
    n, L = len(X), len(activations)
    for s in range(n):
        delta = (activations[-1][s] - y[s]) / n
        for i in range(L, 0, -1):
            before = X[s] if i == 1 else activations[i - 2][s]
            grads[f"W{i}"] += np.outer(before, delta)
            grads[f"b{i}"] += delta
            if i > 1:
                slope = np.where(before > 0, 1.0, 0.0) if hidden == "relu" else before * (1 - before)
                delta = (params[f"W{i}"] @ delta) * slope
    return grads


#: right | backward_deep_mlp | other algorithm | small classes for the layers, built for the occasion
class _Layer:
    def __init__(self, inp, W, slope):
        self.inp, self.W, self.slope = inp, W, slope

    def back(self, delta):
        self.dW = self.inp.T.dot(delta)
        self.db = np.ones((1, len(delta))) @ delta
        return None if self.slope is None else delta.dot(self.W.T) * self.slope


def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    derivative = {"relu": np.sign, "sigmoid": lambda A: A * (1 - A)}[hidden]
    chain = []
    for i, inp in enumerate((X, *activations[:-1]), 1):
        chain.append(_Layer(inp, params[f"W{i}"], None if i == 1 else derivative(inp)))
    delta = (activations[-1] - y) / y.shape[0]
    for layer in chain[::-1]:
        delta = layer.back(delta)
    grads = {}
    for key in params:
        layer = chain[int(key[1:]) - 1]
        grads[key] = layer.dW if key[0] == "W" else layer.db
    return grads


#: right | deep_mlp_loss | other algorithm | by labels: the probability of the true class, picked by its index
def deep_mlp_loss(X, y, params, hidden="relu"):
    said = forward_deep_mlp(X, params, hidden)
    labels = y.argmax(axis=1)
    p = said[-1][np.arange(len(y)), labels]
    return -np.log(p + 1e-15).mean(), backward_deep_mlp(X, said, y, params, hidden)


#: right | deep_mlp_loss | other algorithm | all in one function, log-sum-exp on the scores, clipped at the end
def deep_mlp_loss(X, y, params, hidden="relu"):
    L, n = len(params) // 2, X.shape[0]
    As, Zs = [X], []
    for i in range(1, L + 1):
        Zs.append(As[-1] @ params[f"W{i}"] + params[f"b{i}"])
        if i < L:
            As.append(np.maximum(Zs[-1], 0) if hidden == "relu" else sigmoid(Zs[-1]))
    Z = Zs[-1] - Zs[-1].max(axis=1, keepdims=True)
    logp = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    loss = (-np.maximum(logp, np.log(1e-15)) * y).sum() / n
    delta, grads = (np.exp(logp) - y) / n, {}
    for i in range(L, 0, -1):
        grads[f"W{i}"], grads[f"b{i}"] = As[i - 1].T @ delta, delta.sum(0, keepdims=True)
        delta = delta @ params[f"W{i}"].T
        if i > 1:
            delta *= (Zs[i - 2] > 0) if hidden == "relu" else As[i - 1] * (1 - As[i - 1])
    return loss, grads


#: right | gradient_norms | other algorithm | singular values: the root of the sum of their squares
def gradient_norms(grads):
    norms = dict()
    for i in range(1, len(grads) // 2 + 1):
        s = np.linalg.svd(np.asarray(grads[f"W{i}"], dtype=np.float64), compute_uv=False)
        norms[f"W{i}"] = np.hypot.reduce(s)
    return norms


#: right | gradient_norms | other algorithm | a trace, and math.sqrt
import math


def gradient_norms(grads):
    result = {}
    for name in sorted(grads, key=lambda name: (len(name), name)):
        if "W" in name:
            G = grads[name]
            result[name] = math.sqrt(np.trace(G.T @ G))
    return result


#: wrong | forward_deep_mlp | same algorithm | the last layer has sigmoid, as for cats and no cats | named: takes the sigmoid at the output
def linear_forward(A_prev, W, b):
    Z = np.matmul(A_prev, W) + b
    cache = (A_prev, W, b)
    return Z, cache


def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "softmax":
        e = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
        A = e / np.sum(e, axis=-1, keepdims=True)
    elif activation == "relu":
        A = Z * (Z > 0)
    elif activation == "sigmoid":
        A = np.where(Z >= 0, 1 / (1 + np.exp(-np.abs(Z))), np.exp(-np.abs(Z)) / (1 + np.exp(-np.abs(Z))))
    else:
        raise ValueError(f"activation {activation!r} is not supported")
    return A, (linear_cache, Z)


def forward_deep_mlp(X, params, hidden="relu"):
    if hidden == "softmax":
        raise ValueError("softmax is for the last layer")
    caches = []
    outputs = []
    A = X
    L = len(params) // 2
    for l in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(A_prev, params["W" + str(l)], params["b" + str(l)], hidden)
        caches.append(cache)
        outputs.append(A)
    AL, cache = linear_activation_forward(A, params["W" + str(L)], params["b" + str(L)], "sigmoid")
    caches.append(cache)
    outputs.append(AL)
    return outputs


#: wrong | backward_deep_mlp | same algorithm | forgets 1 / m at db | named: forgets the mean of the biases
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    grads = {}
    L = len(activations)
    m = X.shape[0]
    A = dict(enumerate([X, *activations]))
    dZ = A[L] - y
    for l in reversed(range(1, L + 1)):
        grads["W" + str(l)] = 1 / m * np.dot(A[l - 1].T, dZ)
        grads["b" + str(l)] = np.sum(dZ, axis=0, keepdims=True)
        if l > 1:
            dA_prev = np.dot(dZ, params["W" + str(l)].T)
            if hidden == "relu":
                dZ = np.array(dA_prev, copy=True)
                dZ[A[l - 1] <= 0] = 0
            else:
                dZ = dA_prev * A[l - 1] * (1 - A[l - 1])
    return grads


#: wrong | backward_deep_mlp | same algorithm | db is one number for the layer | named: sums the biases to one number
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    grads = {}
    L = len(activations)
    m = X.shape[0]
    A = dict(enumerate([X, *activations]))
    dZ = A[L] - y
    for l in reversed(range(1, L + 1)):
        grads["W" + str(l)] = 1 / m * np.dot(A[l - 1].T, dZ)
        grads["b" + str(l)] = 1 / m * np.sum(dZ, keepdims=True)
        if l > 1:
            dA_prev = np.dot(dZ, params["W" + str(l)].T)
            if hidden == "relu":
                dZ = np.array(dA_prev, copy=True)
                dZ[A[l - 1] <= 0] = 0
            else:
                dZ = dA_prev * A[l - 1] * (1 - A[l - 1])
    return grads


#: wrong | backward_deep_mlp | same algorithm | divides by the number of classes
class _Layer:
    def __init__(self, inp, W, slope):
        self.inp, self.W, self.slope = inp, W, slope

    def back(self, delta):
        self.dW = self.inp.T.dot(delta)
        self.db = np.ones((1, len(delta))) @ delta
        return None if self.slope is None else delta.dot(self.W.T) * self.slope


def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    derivative = {"relu": np.sign, "sigmoid": lambda A: A * (1 - A)}[hidden]
    chain = []
    for i, inp in enumerate((X, *activations[:-1]), 1):
        chain.append(_Layer(inp, params[f"W{i}"], None if i == 1 else derivative(inp)))
    delta = (activations[-1] - y) / y.shape[1]
    for layer in chain[::-1]:
        delta = layer.back(delta)
    grads = {}
    for key in params:
        layer = chain[int(key[1:]) - 1]
        grads[key] = layer.dW if key[0] == "W" else layer.db
    return grads


#: wrong | backward_deep_mlp | same algorithm | writes the step into the weights before it goes on
def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    grads = {}
    L = len(activations)
    m = X.shape[0]
    A = dict(enumerate([X, *activations]))
    dZ = A[L] - y
    for l in reversed(range(1, L + 1)):
        grads["W" + str(l)] = 1 / m * np.dot(A[l - 1].T, dZ)
        grads["b" + str(l)] = 1 / m * np.sum(dZ, axis=0, keepdims=True)
        params['W' + str(l)] -= 0.01 * grads['W' + str(l)]
        if l > 1:
            dA_prev = np.dot(dZ, params["W" + str(l)].T)
            if hidden == "relu":
                dZ = np.array(dA_prev, copy=True)
                dZ[A[l - 1] <= 0] = 0
            else:
                dZ = dA_prev * A[l - 1] * (1 - A[l - 1])
    return grads


#: wrong | deep_mlp_loss | same algorithm | binary cross-entropy, the formula for a single output
def deep_mlp_loss(X, y, params, hidden="relu"):
    activations = forward_deep_mlp(X, params, hidden=hidden)
    AL = activations[-1]
    eps = 1e-12
    loss = -np.mean(np.sum(y * np.log(AL + eps) + (1 - y) * np.log(1 - AL + eps), axis=1))
    grads = backward_deep_mlp(X, activations, y, params, hidden=hidden)
    return float(loss), grads


#: wrong | deep_mlp_loss | same algorithm | the first layer's output in place of the last's
def deep_mlp_loss(X, y, params, hidden="relu"):
    activations = forward_deep_mlp(X, params, hidden=hidden)
    AL = activations[0]
    eps = 1e-12
    loss = -np.mean(np.sum(y * np.log(np.clip(AL, eps, 1 - eps)), axis=1))
    grads = backward_deep_mlp(X, activations, y, params, hidden=hidden)
    return float(loss), grads


#: wrong | chain_slope | same algorithm | the first neuron is given 0 in place of x
def chain_slope(x, weights):
    a, slope = 0.0, 1.0
    for w in weights:
        a = 1 / (1 + np.exp(-w * a))
        slope *= w * a * (1 - a)
    return slope


#: right | backward_deep_mlp | other algorithm | defensive: every activation checked, backwards by reversed zip
import numpy as np


def backward_deep_mlp(X, activations, y, params, hidden="relu"):
    L = len(activations)
    if 2 * L != len(params):
        raise ValueError("activations and params do not fit")
    if hidden not in ("relu", "sigmoid"):
        raise ValueError("hidden")
    if not np.allclose(activations[-1].sum(axis=1), 1):
        raise ValueError("the last layer is a softmax")
    if not np.allclose(y.sum(axis=1), 1):
        raise ValueError("y must be one-hot")
    for A in activations[:-1]:
        if (A < 0).any() or (hidden == "sigmoid" and (A > 1).any()):
            raise ValueError("activations do not come from " + hidden)
    inputs = [X, *activations[:-1]]
    grads = {}
    delta = (activations[-1] - y) / X.shape[0]
    for i in range(L, 0, -1):
        A = inputs[i - 1]
        grads[f"W{i}"] = np.einsum("nd,nh->dh", A, delta)
        grads[f"b{i}"] = delta.sum(axis=0, keepdims=True)
        if i > 1:
            slope = (A > 0).astype(float) if hidden == "relu" else A * (1 - A)
            delta = (delta @ params[f"W{i}"].T) * slope
    return grads


#: right | deep_mlp_loss | other algorithm | a private class with forward and backward
import numpy as np
from scipy.special import expit, softmax


class _Layer:
    def __init__(self, W, b, f, slope):
        self.W, self.b, self.f, self.slope = W, b, f, slope

    def forward(self, A):
        self.A_in = A
        self.A = self.f(A @ self.W + self.b)
        return self.A

    def backward(self, dA):
        delta = dA * self.slope(self.A)
        return delta @ self.W.T, self.A_in.T @ delta, delta.sum(axis=0, keepdims=True)


def deep_mlp_loss(X, y, params, hidden="relu"):
    bends = {"relu": (lambda Z: Z.clip(min=0), lambda A: A > 0), "sigmoid": (expit, lambda A: A * (1 - A))}
    L = len(params) // 2
    last = (lambda Z: softmax(Z, axis=-1), lambda A: 1.0)
    layers = [_Layer(params[f"W{i}"], params[f"b{i}"], *(last if i == L else bends[hidden])) for i in range(1, L + 1)]
    A = X
    for layer in layers:
        A = layer.forward(A)
    loss = -float(np.log(A[y.astype(bool)] + 1e-12).mean())
    d, grads = (A - y) / len(y), {}
    for i, layer in reversed(list(enumerate(layers, 1))):
        d, grads[f"W{i}"], grads[f"b{i}"] = layer.backward(d)
    return loss, grads
