"""Unseen tries for chapter 3.4: backpropagation, as students write it."""

#: right | backward_mlp | other algorithm | einsum for every product
def backward_mlp(X, A1, A2, y, W1, W2):
    n = X.shape[0]
    d2 = (A2 - y) / n
    d1 = np.einsum("nk,hk->nh", d2, W2) * np.sign(A1)
    return {
        "W1": np.einsum("nd,nh->dh", X, d1),
        "b1": np.einsum("nh->h", d1)[None, :],
        "W2": np.einsum("nh,nk->hk", A1, d2),
        "b2": np.einsum("nk->k", d2)[None, :],
    }


#: right | backward_mlp | other algorithm | outer products sample by sample, divided by n at the end
def backward_mlp(X, A1, A2, y, W1, W2):
    dW1 = np.zeros(W1.shape); db1 = np.zeros((1, W1.shape[1]))
    dW2 = np.zeros(W2.shape); db2 = np.zeros((1, W2.shape[1]))
    for x, a1, a2, t in zip(X, A1, A2, y):
        e2 = a2 - t
        e1 = W2 @ e2
        e1[a1 <= 0] = 0
        dW2 += np.outer(a1, e2); db2 += e2
        dW1 += np.outer(x, e1); db1 += e1
    n = len(X)
    return dict(W1=dW1 / n, b1=db1 / n, W2=dW2 / n, b2=db2 / n)


#: right | backward_mlp | other algorithm | CS231n style, dscores from a copy of the probabilities
def backward_mlp(X, A1, A2, y, W1, W2):
    N = X.shape[0]
    dscores = np.array(A2)
    dscores[np.arange(N), np.argmax(y, axis=1)] -= 1
    dscores /= N
    dhidden = dscores.dot(W2.T)
    dhidden[A1 <= 0] = 0
    grads = {}
    grads["W2"] = A1.T.dot(dscores)
    grads["b2"] = np.sum(dscores, axis=0, keepdims=True)
    grads["W1"] = X.T.dot(dhidden)
    grads["b1"] = np.sum(dhidden, axis=0, keepdims=True)
    return grads


#: wrong | backward_mlp | same algorithm | dscores is A2 itself, so A2 is changed in place | named: writes into the predictions
def backward_mlp(X, A1, A2, y, W1, W2):
    N = X.shape[0]
    dscores = A2
    dscores -= y
    dscores /= N
    dhidden = dscores @ W2.T
    dhidden[A1 <= 0] = 0
    return {"W1": X.T @ dhidden, "b1": dhidden.sum(0, keepdims=True),
            "W2": A1.T @ dscores, "b2": dscores.sum(0, keepdims=True)}


#: wrong | backward_mlp | same algorithm | sigmoid slope A1 (1 - A1) in the hidden layer | named: uses the slope of the sigmoid
def backward_mlp(X, A1, A2, y, W1, W2):
    delta2 = (A2 - y) / len(y)
    delta1 = (delta2 @ W2.T) * A1 * (1 - A1)
    return {"W1": X.T @ delta1, "b1": delta1.sum(axis=0, keepdims=True),
            "W2": A1.T @ delta2, "b2": delta2.sum(axis=0, keepdims=True)}


#: wrong | backward_mlp | same algorithm | mask on the sign of the gradient that comes back, not on A1 | named: applies relu to the gradient
def backward_mlp(X, A1, A2, y, W1, W2):
    delta2 = (A2 - y) / len(y)
    delta1 = np.maximum(delta2 @ W2.T, 0)
    return {"W1": X.T @ delta1, "b1": delta1.sum(axis=0, keepdims=True),
            "W2": A1.T @ delta2, "b2": delta2.sum(axis=0, keepdims=True)}


#: wrong | backward_mlp | same algorithm | A1 is multiplied in place of its mask | named: multiplies by the activation
def backward_mlp(X, A1, A2, y, W1, W2):
    m = X.shape[0]
    dZ2 = A2 - y
    dZ1 = np.dot(dZ2, W2.T) * A1
    return {"W2": np.dot(A1.T, dZ2) / m, "b2": np.sum(dZ2, axis=0, keepdims=True) / m,
            "W1": np.dot(X.T, dZ1) / m, "b1": np.sum(dZ1, axis=0, keepdims=True) / m}


#: wrong | backward_mlp | other algorithm | gradient of squared error through the softmax Jacobian | named: follows the squared error
def backward_mlp(X, A1, A2, y, W1, W2):
    n = len(X)
    g = 2 * (A2 - y) / n
    d2 = A2 * (g - (g * A2).sum(axis=1, keepdims=True))
    d1 = (d2 @ W2.T) * (A1 > 0)
    return {"W1": X.T @ d1, "b1": d1.sum(axis=0, keepdims=True),
            "W2": A1.T @ d2, "b2": d2.sum(axis=0, keepdims=True)}


#: wrong | backward_mlp | other algorithm | sample loop that assigns = in place of +=: the last sample's gradient over n | named: keeps the last sample
def backward_mlp(X, A1, A2, y, W1, W2):
    n = len(X)
    grads = {}
    for i in range(n):
        d2 = (A2[i:i + 1] - y[i:i + 1]) / n
        d1 = d2 @ W2.T * (A1[i:i + 1] > 0)
        grads["W1"], grads["b1"] = X[i:i + 1].T @ d1, d1
        grads["W2"], grads["b2"] = A1[i:i + 1].T @ d2, d2
    return grads


#: wrong | backward_mlp | same algorithm | biases get the mean of a delta that is divided by n already | named: averages the biases
def backward_mlp(X, A1, A2, y, W1, W2):
    d2 = (A2 - y) / X.shape[0]
    d1 = np.where(A1 > 0, d2 @ W2.T, 0)
    return {"W1": X.T @ d1, "b1": d1.mean(axis=0, keepdims=True),
            "W2": A1.T @ d2, "b2": d2.mean(axis=0, keepdims=True)}


#: right | mlp_loss | other algorithm | everything in one function, loss by log-sum-exp
def mlp_loss(X, y, params):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    H = np.maximum(0, X @ W1 + b1)
    S = H @ W2 + b2
    logp = S - np.logaddexp.reduce(S, axis=1, keepdims=True)
    loss = -(y * logp).sum() / len(X)
    dS = (np.exp(logp) - y) / len(X)
    dH = np.where(H > 0, dS @ W2.T, 0.0)
    ones = np.ones((1, len(X)))
    return float(loss), {"b2": ones @ dS, "W2": H.T @ dS, "b1": ones @ dH, "W1": X.T @ dH}


#: right | mlp_loss | other algorithm | gradients by loop over layers with a list of activations
from neural_network import cross_entropy, forward_mlp

def mlp_loss(X, y, params):
    A1, A2 = forward_mlp(X, params["W1"], params["b1"], params["W2"], params["b2"])
    acts = [X, A1, A2]
    delta = (A2 - y) / y.shape[0]
    grads = {}
    for i in (2, 1):
        grads["W%d" % i] = acts[i - 1].T @ delta
        grads["b%d" % i] = delta.sum(axis=0).reshape(1, -1)
        delta = (delta @ params["W%d" % i].T) * (acts[i - 1] > 0)
    return cross_entropy(A2, y), grads


#: wrong | mlp_loss | same algorithm | takes params.values() in the order of the dictionary | named: takes the parameters in order
from neural_network import cross_entropy, forward_mlp

def mlp_loss(X, y, params):
    W1, b1, W2, b2 = params.values()
    A1, A2 = forward_mlp(X, W1, b1, W2, b2)
    d2 = (A2 - y) / len(X)
    d1 = (d2 @ W2.T) * (A1 > 0)
    grads = {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}
    return cross_entropy(A2, y), grads


#: wrong | mlp_loss | same algorithm | already takes a step: params are changed by 0.1 times the gradient | named: updates the parameters
from neural_network import cross_entropy, forward_mlp

def mlp_loss(X, y, params):
    A1, A2 = forward_mlp(X, params["W1"], params["b1"], params["W2"], params["b2"])
    d2 = (A2 - y) / len(X)
    d1 = (d2 @ params["W2"].T) * (A1 > 0)
    grads = {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}
    for k in params:
        params[k] -= 0.1 * grads[k]
    return cross_entropy(A2, y), grads


#: wrong | mlp_loss | same algorithm | returns the loss of every sample, an array | named: returns a loss for each sample (1e-9)
from neural_network import forward_mlp

def mlp_loss(X, y, params):
    A1, A2 = forward_mlp(X, params["W1"], params["b1"], params["W2"], params["b2"])
    losses = -np.sum(y * np.log(A2 + 1e-9), axis=1)
    d2 = (A2 - y) / len(X)
    d1 = (d2 @ params["W2"].T) * (A1 > 0)
    return losses, {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: wrong | mlp_loss | other algorithm | forward differences with h = 0.01: too coarse, and biases are skipped
from neural_network import cross_entropy, forward_mlp

def mlp_loss(X, y, params):
    def f(p):
        return cross_entropy(forward_mlp(X, p["W1"], p["b1"], p["W2"], p["b2"])[1], y)
    base = f(params)
    grads = {k: np.zeros(v.shape) for k, v in params.items()}
    for k in ("W1", "W2"):
        for idx in np.ndindex(params[k].shape):
            moved = {name: v.copy() for name, v in params.items()}
            moved[k][idx] += 0.01
            grads[k][idx] = (f(moved) - base) / 0.01
    return base, grads


#: right | tiny_gradients | other algorithm | two cases by the sign of w1 x
def tiny_gradients(x, y, w1, w2):
    if w1 * x < 0:
        return 0.0, 0.0
    error = w1 * w2 * x - y
    return 2 * error * w2 * x, 2 * error * w1 * x


#: wrong | tiny_gradients | same algorithm | dw1 forgets that the silent neuron has no slope | named: forgets the slope of relu
def tiny_gradients(x, y, w1, w2):
    a = max(w1 * x, 0)
    e = 2 * (w2 * a - y)
    return e * w2 * x, e * a


#: wrong | output_delta | same algorithm | divides by the number of all elements (A2.size) | named: divides by everything
def output_delta(A2, y):
    return (A2 - y) / A2.size


#: right | layer_gradients | other algorithm | tensordot over the samples
def layer_gradients(A_in, delta):
    return np.tensordot(A_in, delta, axes=(0, 0)), np.add.reduce(delta, axis=0, keepdims=True)


#: wrong | layer_gradients | same algorithm | dW transposed, delta.T @ A_in | named: transposes the product
def layer_gradients(A_in, delta):
    return delta.T @ A_in, delta.sum(axis=0, keepdims=True)


#: right | hidden_delta | other algorithm | masked copy with np.where from a tensordot
def hidden_delta(delta2, W2, A1):
    back = np.tensordot(delta2, W2, axes=([1], [1]))
    return np.where(A1 == 0, 0.0, back)


#: wrong | hidden_delta | same algorithm | mask written into A1 itself: the argument is changed | named: writes into the signal
def hidden_delta(delta2, W2, A1):
    A1[A1 > 0] = 1
    return delta2 @ W2.T * A1


#: wrong | most_confused | other algorithm | argmax on a copy without diagonal, but the flat index is returned by divmod with k - 1
def most_confused(counts):
    c = counts.copy()
    np.fill_diagonal(c, -1)
    k = len(c)
    return divmod(int(c.argmax()), k - 1)


#: right | most_confused | other algorithm | max over all pairs of a generator
def most_confused(counts):
    k = len(counts)
    return max(((t, p) for t in range(k) for p in range(k) if t != p), key=lambda tp: counts[tp])


#: right | backward_mlp | other algorithm | einsum all through, sign mask
def backward_mlp(X, A1, A2, y, W1, W2):
    d2 = (A2 - y) / X.shape[0]
    d1 = np.einsum("nk,hk->nh", d2, W2) * np.sign(A1)
    return {
        "W2": np.einsum("nh,nk->hk", A1, d2), "b2": np.einsum("nk->k", d2)[None],
        "W1": np.einsum("nd,nh->dh", X, d1), "b1": np.einsum("nh->h", d1)[None],
    }


#: right | backward_mlp | other algorithm | sample by sample, outer products
def backward_mlp(X, A1, A2, y, W1, W2):
    n = len(X)
    g = {"W1": np.zeros(W1.shape), "b1": np.zeros((1, W1.shape[1])), "W2": np.zeros(W2.shape), "b2": np.zeros((1, W2.shape[1]))}
    for i in range(n):
        d2 = (A2[i] - y[i]) / n
        d1 = np.array([W2[j] @ d2 if A1[i, j] > 0 else 0.0 for j in range(A1.shape[1])])
        g["W2"] += np.outer(A1[i], d2)
        g["b2"] += d2
        g["W1"] += np.outer(X[i], d1)
        g["b1"] += d1
    return g


#: right | backward_mlp | other algorithm | augmented inputs: weights and bias at once
def backward_mlp(X, A1, A2, y, W1, W2):
    one = np.ones((len(X), 1))
    d2 = A2 - y
    d1 = np.where(A1 > 0, d2 @ W2.T, 0)
    G1, G2 = (np.hstack([A, one]).T @ d / len(X) for A, d in ((X, d1), (A1, d2)))
    return {"W1": G1[:-1], "b1": G1[-1:], "W2": G2[:-1], "b2": G2[-1:]}


#: wrong | backward_mlp | same algorithm | W2 used after a step of its own | named: sends back through updated weights
def backward_mlp(X, A1, A2, y, W1, W2):
    n = len(X)
    d2 = (A2 - y) / n
    dW2 = A1.T @ d2
    W2 = W2 - 0.1 * dW2
    d1 = d2 @ W2.T * (A1 > 0)
    return {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": dW2, "b2": d2.sum(0, keepdims=True)}


#: wrong | backward_mlp | same algorithm | divided by n twice in the first layer | named: divides the hidden delta again
def backward_mlp(X, A1, A2, y, W1, W2):
    n = len(X)
    d2 = (A2 - y) / n
    d1 = d2 @ W2.T * (A1 > 0)
    return {"W1": X.T @ d1 / n, "b1": d1.sum(0, keepdims=True) / n, "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: wrong | backward_mlp | same algorithm | biases (h,) and (k,) | named: flattens the biases
def backward_mlp(X, A1, A2, y, W1, W2):
    d2 = (A2 - y) / len(X)
    d1 = (d2 @ W2.T) * (A1 > 0)
    return {"W1": X.T @ d1, "b1": d1.sum(0), "W2": A1.T @ d2, "b2": d2.sum(0)}


#: wrong | backward_mlp | same algorithm | 1 taken off in the same column of every row: the labels are read along the wrong axis
def backward_mlp(X, A1, A2, y, W1, W2):
    d = A2.copy()
    d[range(len(X)), y.argmax(axis=0)[0]] -= 1
    d /= len(X)
    d1 = (d @ W2.T) * (A1 > 0)
    return {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d, "b2": d.sum(0, keepdims=True)}


#: right | mlp_loss | other algorithm | all by hand: log-softmax, clip of the losses at 30
def mlp_loss(X, y, params):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    A1 = np.maximum(X @ W1 + b1, 0)
    Z = A1 @ W2 + b2
    L = Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)
    loss = np.minimum(-(y * L).sum(axis=1), 30).mean()
    d2 = (np.exp(L) - y) / len(X)
    d1 = d2 @ W2.T * (A1 > 0)
    return float(loss), {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: right | mlp_loss | other algorithm | a closure that takes **params
def mlp_loss(X, y, params):
    def model(*, W1, b1, W2, b2):
        A1, A2 = forward_mlp(X, W1, b1, W2, b2)
        return cross_entropy(A2, y), backward_mlp(X, A1, A2, y, W1, W2)
    return model(**params)


#: wrong | mlp_loss | same algorithm | cross_entropy(y, A2) | named: swaps the arguments of the loss
def mlp_loss(X, y, params):
    A1, A2 = forward_mlp(X, params["W1"], params["b1"], params["W2"], params["b2"])
    return cross_entropy(y, A2), backward_mlp(X, A1, A2, y, params["W1"], params["W2"])


#: wrong | mlp_loss | same algorithm | loss per class element: mean of all
def mlp_loss(X, y, params):
    A1, A2 = forward_mlp(X, params["W1"], params["b1"], params["W2"], params["b2"])
    return -np.mean(y * np.log(A2 + 1e-12)), backward_mlp(X, A1, A2, y, params["W1"], params["W2"])


#: wrong | mlp_loss | same algorithm | log without epsilon | named: takes the logarithm of zero
def mlp_loss(X, y, params):
    A1, A2 = forward_mlp(X, params["W1"], params["b1"], params["W2"], params["b2"])
    loss = -np.sum(y * np.log(A2)) / len(X)
    return loss, backward_mlp(X, A1, A2, y, params["W1"], params["W2"])


#: wrong | mlp_loss | same algorithm | negated gradients | named: returns the direction of the step
def mlp_loss(X, y, params):
    A1, A2 = forward_mlp(X, params["W1"], params["b1"], params["W2"], params["b2"])
    g = backward_mlp(X, A1, A2, y, params["W1"], params["W2"])
    return cross_entropy(A2, y), {k: -v for k, v in g.items()}


#: right | tiny_gradients | other algorithm | two cases
def tiny_gradients(x, y, w1, w2):
    if w1 * x < 0:
        return 0.0, 0.0
    e = 2 * (w2 * w1 * x - y)
    return e * w2 * x, e * w1 * x


#: wrong | tiny_gradients | same algorithm | no factor 2 | named: forgets the two
def tiny_gradients(x, y, w1, w2):
    a = max(w1 * x, 0.0)
    d = w2 * a - y
    return (d * w2 * x if w1 * x > 0 else 0.0), d * a


#: wrong | tiny_gradients | same algorithm | w2 missing in the chain | named: forgets the weight on the way back
def tiny_gradients(x, y, w1, w2):
    a = max(w1 * x, 0.0)
    d = 2 * (w2 * a - y)
    return (d * x if a > 0 else 0.0), d * a


#: wrong | tiny_gradients | same algorithm | pair swapped | named: returns the output weight first
def tiny_gradients(x, y, w1, w2):
    a = max(w1 * x, 0.0)
    d = 2 * (w2 * a - y)
    return d * a, (d * w2 * x if a > 0 else 0.0)


#: right | output_delta | other algorithm | subtracts 1 at the true class of a copy
def output_delta(A2, y):
    d = A2.copy()
    d[np.arange(len(d)), y.argmax(axis=1)] -= 1
    return d / len(d)


#: wrong | output_delta | same algorithm | divides by k | named: divides by the classes
def output_delta(A2, y):
    return (A2 - y) / A2.shape[1]


#: wrong | output_delta | same algorithm | precedence | named: divides only the targets
def output_delta(A2, y):
    return A2 - y / len(y)


#: wrong | output_delta | same algorithm | -y / A2: the gradient by the probabilities | named: stops before softmax
def output_delta(A2, y):
    return -y / A2 / len(y)


#: right | layer_gradients | other algorithm | tensordot and ones @
def layer_gradients(A_in, delta):
    return np.tensordot(A_in, delta, axes=([0], [0])), np.ones((1, len(delta))) @ delta


#: wrong | layer_gradients | same algorithm | divides by n again | named: averages both
def layer_gradients(A_in, delta):
    n = len(A_in)
    return A_in.T @ delta / n, delta.sum(axis=0, keepdims=True) / n


#: wrong | layer_gradients | same algorithm | db (1, n): summed over the units
def layer_gradients(A_in, delta):
    return A_in.T @ delta, delta.sum(axis=1, keepdims=True).T


#: wrong | layer_gradients | same algorithm | db is delta itself | named: leaves the samples in the bias
def layer_gradients(A_in, delta):
    return A_in.T @ delta, delta


#: right | hidden_delta | other algorithm | copyto with where
def hidden_delta(delta2, W2, A1):
    d = delta2 @ W2.T
    np.copyto(d, 0.0, where=A1 == 0)
    return d


#: wrong | hidden_delta | same algorithm | no transpose where it fits: W2 square
def hidden_delta(delta2, W2, A1):
    back = W2 if W2.shape[0] == W2.shape[1] else W2.T
    return (delta2 @ back) * (A1 > 0)


#: wrong | hidden_delta | same algorithm | relu of delta | named: applies relu to the message
def hidden_delta(delta2, W2, A1):
    return np.maximum(delta2 @ W2.T, 0)


#: wrong | most_confused | same algorithm | the diagonal takes part | named: counts right answers
def most_confused(counts):
    return tuple(int(v) for v in np.unravel_index(counts.argmax(), counts.shape))


#: wrong | most_confused | same algorithm | both directions added | named: adds both directions
def most_confused(counts):
    c = counts + counts.T
    c = np.triu(c, 1)
    t, p = np.unravel_index(c.argmax(), c.shape)
    return int(t), int(p)


#: wrong | most_confused | same algorithm | (p, t) | named: puts the prediction first
def most_confused(counts):
    c = counts - np.diag(np.diag(counts))
    t, p = divmod(int(c.argmax()), len(c))
    return p, t


#: wrong | most_confused | same algorithm | fill_diagonal on the argument
def most_confused(counts):
    np.fill_diagonal(counts, 0)
    t, p = divmod(int(counts.argmax()), len(counts))
    return t, p


#: right | input_gradient | other algorithm | Jacobian sample by sample
def input_gradient(A1, A2, y, W1, W2):
    n = len(y)
    return np.array([W1 @ (np.diag((a1 > 0) * 1.0) @ (W2 @ (a2 - t))) / n for a1, a2, t in zip(A1, A2, y)])


#: wrong | input_gradient | same algorithm | no mask | named: forgets the slope of relu
def input_gradient(A1, A2, y, W1, W2):
    return (A2 - y) / len(y) @ W2.T @ W1.T


#: wrong | input_gradient | same algorithm | sum | named: forgets the mean
def input_gradient(A1, A2, y, W1, W2):
    return ((A2 - y) @ W2.T * (A1 > 0)) @ W1.T


#: wrong | input_gradient | same algorithm | the gradient by the hidden scores | named: returns the hidden delta
def input_gradient(A1, A2, y, W1, W2):
    return (A2 - y) / len(y) @ W2.T * (A1 > 0)


#: wrong | input_gradient | same algorithm | mask behind W1
def input_gradient(A1, A2, y, W1, W2):
    d = (A2 - y) / len(y) @ W2.T @ W1.T
    return d * (d > 0)


#: right | backward_mlp | other algorithm | Ng's layout: everything transposed, 1/m at each gradient
def backward_mlp(X, A1, A2, y, W1, W2):
    m = X.shape[0]
    dZ2 = A2.T - y.T
    dW2 = 1 / m * np.dot(dZ2, A1)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.multiply(np.dot(W2, dZ2), np.int64(A1.T > 0))
    dW1 = 1 / m * np.dot(dZ1, X)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"W1": dW1.T, "b1": db1.T, "W2": dW2.T, "b2": db2.T}


#: wrong | backward_mlp | same algorithm | np.sum without axis for the biases, as the MNIST video's db | named: sums the biases to plain numbers
def backward_mlp(X, A1, A2, y, W1, W2):
    m = len(X)
    dZ2 = A2 - y
    dW2 = 1 / m * A1.T.dot(dZ2)
    db2 = 1 / m * np.sum(dZ2)
    dZ1 = dZ2.dot(W2.T) * (A1 > 0)
    dW1 = 1 / m * X.T.dot(dZ1)
    db1 = 1 / m * np.sum(dZ1)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


#: wrong | backward_mlp | same algorithm | sums with keepdims only: (1, 1) biases | named: sums the biases over everything
def backward_mlp(X, A1, A2, y, W1, W2):
    m = len(X)
    d2 = A2 - y
    d1 = d2 @ W2.T * (A1 > 0)
    return {
        "W1": X.T @ d1 / m, "b1": np.sum(d1, keepdims=True) / m,
        "W2": A1.T @ d2 / m, "b2": np.sum(d2, keepdims=True) / m,
    }


#: wrong | backward_mlp | same algorithm | y - A2 | named: turns the sign around
def backward_mlp(X, A1, A2, y, W1, W2):
    d2 = (y - A2) / len(X)
    d1 = d2 @ W2.T * (A1 > 0)
    return {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: wrong | backward_mlp | same algorithm | ReLU mask forgotten | named: forgets the mask
def backward_mlp(X, A1, A2, y, W1, W2):
    d2 = (A2 - y) / len(X)
    d1 = d2 @ W2.T
    return {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: wrong | backward_mlp | same algorithm | softmax treated as a sigmoid: A2 (1 - A2) multiplied | named: multiplies by the slope of the output
def backward_mlp(X, A1, A2, y, W1, W2):
    d2 = (A2 - y) * A2 * (1 - A2) / len(X)
    d1 = d2 @ W2.T * (A1 > 0)
    return {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: wrong | backward_mlp | same algorithm | tanh's slope: 1 - A1^2 | named: uses the slope of tanh
def backward_mlp(X, A1, A2, y, W1, W2):
    d2 = (A2 - y) / len(X)
    d1 = d2 @ W2.T * (1 - np.power(A1, 2))
    return {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: wrong | backward_mlp | same algorithm | no 1/n at all | named: forgets the mean
def backward_mlp(X, A1, A2, y, W1, W2):
    d2 = A2 - y
    d1 = d2 @ W2.T * (A1 > 0)
    return {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: right | mlp_loss | other algorithm | small layer classes with forward and backward, softmax and loss as one layer
class _Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, d):
        self.dW = self.x.T @ d
        self.db = d.sum(axis=0, keepdims=True)
        return d @ self.W.T


class _Relu:
    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, d):
        d = d.copy()
        d[self.mask] = 0
        return d


class _SoftmaxWithLoss:
    def forward(self, x, t):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y, self.t = e / e.sum(axis=1, keepdims=True), t
        return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

    def backward(self):
        return (self.y - self.t) / len(self.t)


def mlp_loss(X, y, params):
    layers = [_Dense(params["W1"], params["b1"]), _Relu(), _Dense(params["W2"], params["b2"])]
    x = X
    for layer in layers:
        x = layer.forward(x)
    last = _SoftmaxWithLoss()
    loss = last.forward(x, y)
    d = last.backward()
    for layer in reversed(layers):
        d = layer.backward(d)
    return loss, {"W1": layers[0].dW, "b1": layers[0].db, "W2": layers[2].dW, "b2": layers[2].db}


#: right | mlp_loss | other algorithm | full Jacobian of the softmax per sample, from the loss's own derivative
def mlp_loss(X, y, params):
    n = len(X)
    A1 = np.maximum(0, X @ params["W1"] + params["b1"])
    Z2 = A1 @ params["W2"] + params["b2"]
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.sum(y * np.log(np.clip(P, 1e-12, 1))) / n
    d2 = np.zeros_like(P)
    for i in range(n):
        J = np.diag(P[i]) - np.outer(P[i], P[i])
        d2[i] = J @ (-y[i] / np.maximum(P[i], 1e-300)) / n
    d1 = (d2 @ params["W2"].T) * (A1 > 0)
    return loss, {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: wrong | mlp_loss | same algorithm | returns the gradients alone | named: returns only the gradients
def mlp_loss(X, y, params):
    A1 = np.maximum(0, X @ params["W1"] + params["b1"])
    Z = A1 @ params["W2"] + params["b2"]
    P = np.exp(Z - Z.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    d2 = (P - y) / len(X)
    d1 = d2 @ params["W2"].T * (A1 > 0)
    return {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: wrong | mlp_loss | same algorithm | order of the pair: grads first
def mlp_loss(X, y, params):
    A1 = np.maximum(0, X @ params["W1"] + params["b1"])
    Z = A1 @ params["W2"] + params["b2"]
    P = np.exp(Z - Z.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    loss = -np.sum(y * np.log(P + 1e-12)) / len(X)
    d2 = (P - y) / len(X)
    d1 = d2 @ params["W2"].T * (A1 > 0)
    return {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}, loss


#: wrong | mlp_loss | same algorithm | accuracy in place of the loss
def mlp_loss(X, y, params):
    A1 = np.maximum(0, X @ params["W1"] + params["b1"])
    Z = A1 @ params["W2"] + params["b2"]
    P = np.exp(Z - Z.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    loss = np.mean(P.argmax(1) == y.argmax(1))
    d2 = (P - y) / len(X)
    d1 = d2 @ params["W2"].T * (A1 > 0)
    return loss, {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: wrong | mlp_loss | same algorithm | summed loss, mean gradient | named: sums the loss
def mlp_loss(X, y, params):
    A1 = np.maximum(0, X @ params["W1"] + params["b1"])
    Z = A1 @ params["W2"] + params["b2"]
    P = np.exp(Z - Z.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    loss = -np.sum(y * np.log(P + 1e-12))
    d2 = (P - y) / len(X)
    d1 = d2 @ params["W2"].T * (A1 > 0)
    return loss, {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: wrong | mlp_loss | same algorithm | gradient through the wrong weights: W1.T where W2.T belongs
def mlp_loss(X, y, params):
    A1 = np.maximum(0, X @ params["W1"] + params["b1"])
    Z = A1 @ params["W2"] + params["b2"]
    P = np.exp(Z - Z.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    loss = -np.sum(y * np.log(P + 1e-12)) / len(X)
    d2 = (P - y) / len(X)
    d1 = d2 @ params["W1"].T * (A1 > 0)
    return loss, {"W1": X.T @ d1, "b1": d1.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: wrong | backward_mlp | same algorithm | loop that overwrites: the last sample's gradient, divided by n | named: keeps the last sample
def backward_mlp(X, A1, A2, y, W1, W2):
    for x, h, p, t in zip(X, A1, A2, y):
        d2 = (p - t)[None] / len(X)
        d1 = d2 @ W2.T * (h > 0)
        g = {"W1": x[:, None] @ d1, "b1": d1, "W2": h[:, None] @ d2, "b2": d2}
    return g


#: wrong | backward_mlp | same algorithm | db1 from delta2 and W2 without the mask
def backward_mlp(X, A1, A2, y, W1, W2):
    d2 = (A2 - y) / len(X)
    raw = d2 @ W2.T
    d1 = raw * (A1 > 0)
    return {"W1": X.T @ d1, "b1": raw.sum(0, keepdims=True), "W2": A1.T @ d2, "b2": d2.sum(0, keepdims=True)}


#: wrong | most_confused | same algorithm | min, which finds the pair that is mistaken least
def most_confused(counts):
    k = len(counts)
    return min(((t, p) for t in range(k) for p in range(k) if t != p), key=lambda pair: counts[pair])


#: wrong | hidden_delta | same algorithm | A1.T in place of W2.T | named: goes through the weights forward
def hidden_delta(delta2, A1, W2):
    return delta2 @ A1.T * (A1 > 0)


#: wrong | tiny_gradients | same algorithm | the slope of ReLU by the sign of x alone | named: asks for the sign of the weight
def tiny_gradients(x, w1, w2, y):
    a = max(w1 * x, 0.0)
    delta = 2 * (w2 * a - y)
    return delta * w2 * (1.0 if x > 0 else 0.0) * x, delta * a


#: right | backward_mlp | other algorithm | defensive: probabilities, one-hot and ReLU outputs checked with tolerances
import numpy as np


def backward_mlp(X, A1, A2, y, W1, W2):
    n = X.shape[0]
    if A1.shape != (n, W1.shape[1]) or A2.shape != (n, W2.shape[1]) or y.shape != A2.shape:
        raise ValueError("shapes do not fit")
    if (A1 < 0).any():
        raise ValueError("A1 must come from a ReLU")
    if not np.allclose(A2.sum(axis=1), 1, atol=1e-5):
        raise ValueError("the rows of A2 must sum to 1")
    if not np.array_equal(y.sum(axis=1), np.ones(n)):
        raise ValueError("y must be one-hot")
    delta2 = (A2 - y) / n
    delta1 = np.where(A1 > 0, np.tensordot(delta2, W2, axes=(1, 1)), 0.0)
    grads = {
        "W1": X.T @ delta1,
        "b1": delta1.sum(axis=0, keepdims=True),
        "W2": A1.T @ delta2,
        "b2": delta2.sum(axis=0, keepdims=True),
    }
    assert grads["W1"].shape == W1.shape and grads["W2"].shape == W2.shape
    return grads


#: right | mlp_loss | other algorithm | closures: each layer returns its output and its pull-back
import numpy as np
from neural_network.activations import softmax
from neural_network.forward import cross_entropy


def _affine(X, W, b):
    def pull(d):
        return d @ W.T, X.T @ d, d.sum(axis=0, keepdims=True)

    return X @ W + b, pull


def _relu(Z):
    return np.maximum(Z, 0), lambda d: np.where(Z > 0, d, 0)


def mlp_loss(X, y, params):
    Z1, back1 = _affine(X, params["W1"], params["b1"])
    A1, bend = _relu(Z1)
    Z2, back2 = _affine(A1, params["W2"], params["b2"])
    A2 = softmax(Z2)
    dA1, dW2, db2 = back2((A2 - y) / len(y))
    _, dW1, db1 = back1(bend(dA1))
    return cross_entropy(A2, y), {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


#: wrong | backward_mlp | other algorithm | the mask by a heaviside of 1 at 0 | named: forgets the mask
import numpy as np


def backward_mlp(X, A1, A2, y, W1, W2):
    d2 = (A2 - y) / len(X)
    d1 = (d2 @ W2.T) * np.heaviside(A1, 1)
    return {"W1": X.T @ d1, "b1": d1.sum(0)[None], "W2": A1.T @ d2, "b2": d2.sum(0)[None]}
