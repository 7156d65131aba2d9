"""Unseen tries for chapter ch3_1_perceptron: the perceptron as students write it."""

#: right | step | other algorithm | heaviside with 1 at zero
def step(Z):
    return np.heaviside(Z, 1.0)


#: right | step | same algorithm | comparison as float
def step(Z):
    return (Z >= 0).astype(float)


#: right | step | other algorithm | ones where not negative, by a mask on zeros
def step(Z):
    out = np.zeros_like(Z)
    out[~(Z < 0)] = 1
    return out


#: wrong | step | same algorithm | strictly greater: 0 does not fire | named: is silent at zero
def step(Z):
    return np.where(Z > 0, 1.0, 0.0)


#: wrong | step | other algorithm | (sign + 1) / 2: 0 gives 0.5 | named: is half at zero
def step(Z):
    return (np.sign(Z) + 1) / 2


#: wrong | step | other algorithm | -1 instead of 0 for negative scores | named: answers minus one
def step(Z):
    return np.where(Z >= 0, 1, -1)


#: wrong | step | other algorithm | list comprehension over the first axis: `1 if row >= 0` fails for matrices | named: loops over the rows
def step(Z):
    return np.array([1 if z >= 0 else 0 for z in Z])


#: wrong | step | same algorithm | writes on Z; and after the first assignment the 1s are looked at again (two lines in the wrong order) | named: lets everything fire
def step(Z):
    Z[Z < 0] = 0
    Z[Z >= 0] = 1
    return Z


#: wrong | step | other algorithm | threshold 0.5, as for a probability | named: compares with one half
def step(Z):
    return np.floor(np.clip(Z + 0.5, 0, 1))


#: right | forward_perceptron | same algorithm | library's sigmoid
def forward_perceptron(X, W, b):
    from neural_network import sigmoid
    Z = X @ W + b
    return sigmoid(Z)


#: right | forward_perceptron | other algorithm | sample by sample with math and a stable branch
def forward_perceptron(X, W, b):
    import math
    answers = []
    for sample in X:
        score = float(b[0, 0])
        for value, weight in zip(sample, W[:, 0]):
            score += float(value) * float(weight)
        if score < 0:
            e = math.exp(score)
            answers.append([e / (1 + e)])
        else:
            answers.append([1 / (1 + math.exp(-score))])
    return np.array(answers)


#: right | forward_perceptron | other algorithm | tanh, and W as a row multiplied and summed
def forward_perceptron(X, W, b):
    z = np.sum(X * W.ravel(), axis=1, keepdims=True) + b
    return (1 + np.tanh(0.5 * z)) / 2


#: wrong | forward_perceptron | same algorithm | flat result (n,) | named: flattens
def forward_perceptron(X, W, b):
    from neural_network import sigmoid
    return sigmoid(X @ W[:, 0] + b[0, 0])


#: wrong | forward_perceptron | other algorithm | sum without keepdims: (n,) plus (1, 1) gives (1, n) | named: gives a row
def forward_perceptron(X, W, b):
    z = np.sum(X * W.T, axis=1) + b
    return 1 / (1 + np.exp(-z))


#: wrong | forward_perceptron | same algorithm | bias forgotten | named: forgets the bias
def forward_perceptron(X, W, b):
    from neural_network import sigmoid
    return sigmoid(np.dot(X, W))


#: wrong | forward_perceptron | other algorithm | exp(z) / (1 + exp(z)): nan for large positive scores | named: overflows
def forward_perceptron(X, W, b):
    E = np.exp(np.einsum("nd,dk->nk", X, W) + b)
    return E / (1 + E)


#: wrong | forward_perceptron | other algorithm | step instead of sigmoid: 0 and 1 | named: uses the step
def forward_perceptron(X, W, b):
    return np.heaviside(X @ W + b, 1.0)


#: right | predict_perceptron | same algorithm | threshold on the answer
def predict_perceptron(X, W, b):
    from neural_network import sigmoid
    A = sigmoid(X @ W + b)
    return np.where(A >= 0.5, 1.0, 0.0)


#: right | predict_perceptron | other algorithm | sign of the score, since sigmoid(0) is 0.5
def predict_perceptron(X, W, b):
    return (X @ W + b >= 0).astype(int)


#: right | predict_perceptron | other algorithm | floor of the answer plus a half, cut off at 1
def predict_perceptron(X, W, b):
    A = 1 / (1 + np.exp(-np.clip(X @ W + b, -500, 500)))
    return np.minimum(np.floor(A + 0.5), 1.0)


#: wrong | predict_perceptron | other algorithm | np.round: an answer of exactly 0.5 becomes 0 | named: says no to one half
def predict_perceptron(X, W, b):
    from neural_network import sigmoid
    return np.round(sigmoid(X @ W + b))


#: wrong | predict_perceptron | same algorithm | > 0.5 instead of >= | named: says no to one half
def predict_perceptron(X, W, b):
    from neural_network import sigmoid
    return (sigmoid(X @ W + b) > 0.5).astype(float)


#: wrong | predict_perceptron | other algorithm | the score compared with 0.5, sigmoid left out | named: compares scores with one half
def predict_perceptron(X, W, b):
    score = np.dot(X, W) + b
    return 1.0 * (score >= 0.5)


#: wrong | predict_perceptron | other algorithm | argmax over an axis of length one: zeros for all
def predict_perceptron(X, W, b):
    from neural_network import sigmoid
    A = sigmoid(X @ W + b)
    return np.argmax(A, axis=1).reshape(-1, 1)


#: wrong | predict_perceptron | other algorithm | astype(int) cuts off: only an answer of exactly 1 stays 1 | named: cuts off decimals
def predict_perceptron(X, W, b):
    from neural_network import sigmoid
    return sigmoid(X @ W + b).astype(int)


#: wrong | predict_perceptron | same algorithm | the answers that are yes, without the no: shape lost by a mask
def predict_perceptron(X, W, b):
    from neural_network import sigmoid
    A = sigmoid(X @ W + b)
    A[A >= 0.5] = 1
    return A[A == 1].reshape(-1, 1)


#: wrong | predict_perceptron | other algorithm | classes swapped: 1 where the answer is below a half | named: is upside down
def predict_perceptron(X, W, b):
    z = X @ W + b
    return np.select([z < 0, z >= 0], [1.0, 0.0])


#: right | train_perceptron | same algorithm | gradient_descent on logistic_loss
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    from neural_network import gradient_descent, logistic_loss
    params = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, params, lr, logistic_loss, epochs=epochs)


#: right | train_perceptron | other algorithm | own loop, forward, loss by clipping, update
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    n, d = X.shape
    W, b = np.zeros((d, 1)), np.zeros((1, 1))
    history = []
    for epoch in range(epochs):
        A = 1 / (1 + np.exp(-(X @ W + b)))
        P = np.clip(A, 1e-12, 1 - 1e-12)
        history.append(float(-np.mean(y * np.log(P) + (1 - y) * np.log(1 - P))))
        W = W - lr * X.T @ (A - y) / n
        b = b - lr * np.mean(A - y)
    return {"W": W, "b": b}, history


#: right | train_perceptron | other algorithm | bias as last weight of the ones column, loss by logaddexp
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    n = len(X)
    Xe = np.append(X, np.ones((n, 1)), axis=1)
    theta = np.zeros((Xe.shape[1], 1))
    history = []
    for _ in range(epochs):
        s = Xe @ theta
        history.append(np.mean(np.logaddexp(0, s) - y * s))
        theta = theta + lr / n * Xe.T @ (y - 0.5 * (1 + np.tanh(s / 2)))
    return {"W": theta[:-1], "b": theta[-1:]}, history


#: wrong | train_perceptron | same algorithm | random start instead of zeros | named: starts at random
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    from neural_network import gradient_descent, logistic_loss
    rng = np.random.default_rng(0)
    params = {"W": rng.normal(size=(X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, params, lr, logistic_loss, epochs=epochs)


#: wrong | train_perceptron | same algorithm | epochs not handed on: always 100 | named: makes a hundred epochs
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    from neural_network import gradient_descent, logistic_loss
    params = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    params, history = gradient_descent(X, y, params, lr, logistic_loss)
    return params, history


#: wrong | train_perceptron | same algorithm | linear_loss in place of logistic_loss | named: fits a line
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    from neural_network import gradient_descent, linear_loss
    params = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, params, lr, linear_loss, epochs=epochs)


#: wrong | train_perceptron | other algorithm | Rosenblatt's rule with the hard step, sample by sample
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    W = np.zeros((X.shape[1], 1))
    b = np.zeros((1, 1))
    history = []
    for _ in range(epochs):
        wrong = 0
        for i in range(len(X)):
            x = X[i:i + 1]
            out = 1.0 if (x @ W + b)[0, 0] >= 0 else 0.0
            err = y[i, 0] - out
            W = W + lr * err * x.T
            b = b + lr * err
            wrong += abs(err)
        history.append(wrong / len(X))
    return {"W": W, "b": b}, history


#: wrong | train_perceptron | other algorithm | own loop, the gradient is not divided by n | named: sums the gradient
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    W, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    history = []
    for _ in range(epochs):
        A = np.clip(1 / (1 + np.exp(-(X @ W + b))), 1e-10, 1 - 1e-10)
        history.append(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))
        W = W - lr * X.T @ (A - y)
        b = b - lr * np.sum(A - y)
    return {"W": W, "b": b}, history


#: wrong | train_perceptron | other algorithm | own loop, the bias updated from the answers after W has moved | named: moves the bias by the new weights
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    n = len(y)
    W, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    history = []
    f = lambda: 1 / (1 + np.exp(-(X @ W + b)))
    for _ in range(epochs):
        A = np.clip(f(), 1e-12, 1 - 1e-12)
        history.append(float(np.mean(-y * np.log(A) - (1 - y) * np.log(1 - A))))
        W = W - lr * X.T @ (f() - y) / n
        b = b - lr * np.mean(f() - y)
    return {"W": W, "b": b}, history


#: wrong | train_perceptron | other algorithm | mean squared error of the sigmoid trained, with its derivative, log loss only reported | named: takes the gradient of the squared error
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    n = len(y)
    W, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    history = []
    for _ in range(epochs):
        A = 0.5 + 0.5 * np.tanh((X @ W + b) / 2)
        history.append(float(-np.mean(np.log(np.where(y == 1, A, 1 - A) + 1e-12))))
        d = 2 * (A - y) * A * (1 - A) / n
        W = W - lr * X.T @ d
        b = b - lr * d.sum(keepdims=True)
    return {"W": W, "b": b}, history


#: wrong | train_perceptron | same algorithm | default learning rate 0.01 and 100 epochs | named: has another default for lr | has another default for epochs
def train_perceptron(X, y, lr=0.01, *, epochs=100):
    from neural_network import gradient_descent, logistic_loss
    start = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, start, lr, logistic_loss, epochs=epochs)


#: wrong | train_perceptron | same algorithm | history and params swapped in the result | named: swaps the pair
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    from neural_network import gradient_descent, logistic_loss
    params = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    params, history = gradient_descent(X, y, params, lr, logistic_loss, epochs=epochs)
    return history, params


#: wrong | train_perceptron | same algorithm | np.zeros(d, 1): the 1 is a dtype, TypeError | named: gives np.zeros two numbers
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    from neural_network import gradient_descent, logistic_loss
    params = {"W": np.zeros(X.shape[1], 1), "b": np.zeros(1, 1)}
    return gradient_descent(X, y, params, lr, logistic_loss, epochs=epochs)


#: wrong | train_perceptron | same algorithm | batch_size=1: single samples in turn, not all at once | named: takes single samples
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    from neural_network import gradient_descent, logistic_loss
    params = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, params, lr, logistic_loss, 1, epochs=epochs)


#: wrong | train_perceptron | same algorithm | two mistakes: the bias is not trained, and X is centered in place first
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    X -= X.mean(axis=0)
    W = np.zeros((X.shape[1], 1))
    b = np.zeros((1, 1))
    history = []
    for i in range(epochs):
        A = 1 / (1 + np.exp(-(X @ W + b)))
        history.append(-np.mean(y * np.log(A + 1e-9) + (1 - y) * np.log(1 - A + 1e-9)))
        W -= lr * X.T @ (A - y) / len(X)
    return {"W": W, "b": b}, history


#: right | step_unit | other algorithm | column by column with einsum and where
def step_unit(X, W, b):
    out = np.zeros((X.shape[0], W.shape[1]))
    for j in range(W.shape[1]):
        score = np.einsum("nd,d->n", X, W[:, j]) + b[0, j]
        out[:, j] = np.where(score < 0, 0, 1)
    return out


#: wrong | step_unit | same algorithm | `if` on an array of scores | named: uses if on an array
def step_unit(X, W, b):
    Z = X @ W + b
    if Z >= 0:
        return 1.0
    return 0.0


#: wrong | step_unit | same algorithm | step applied to X @ W, bias added after it | named: adds the bias after the step
def step_unit(X, W, b):
    return (X @ W >= 0).astype(float) + b


#: right | decision_line | other algorithm | slope and intercept, point by point
def decision_line(x1, W, b):
    w1, w2 = W.ravel()
    if w2 == 0:
        raise ValueError("vertical line")
    slope = -w1 / w2
    height = -b.item() / w2
    return np.array([slope * v + height for v in x1])


#: right | decision_line | same algorithm | w2 is never 0 by the docstring
def decision_line(x1, W, b):
    return -(W[0, 0] * x1 + b[0, 0]) / W[1, 0]


#: wrong | decision_line | same algorithm | sign of the bias lost in solving for x2 | named: turns the sign of the bias
def decision_line(x1, W, b):
    if W[1, 0] == 0:
        raise ValueError("w2 is 0")
    return (b[0, 0] - W[0, 0] * x1) / W[1, 0]


#: wrong | decision_line | same algorithm | b stays (1, 1): the result is (1, m) | named: keeps the shape of b
def decision_line(x1, W, b):
    if W[1][0] == 0:
        raise ValueError("w2 is 0")
    return (-b - W[0] * x1) / W[1]


#: right | rosenblatt_update | other algorithm | three cases instead of the error formula
def rosenblatt_update(x, y, W, b, lr):
    fires = (x @ W + b).item() >= 0
    if fires and y == 0:
        return W - lr * x.T, b - lr
    if not fires and y == 1:
        return W + lr * x.T, b + lr
    return W.copy(), b.copy()


#: wrong | rosenblatt_update | same algorithm | error with the other sign | named: turns the error around
def rosenblatt_update(x, y, W, b, lr):
    out = (x @ W + b >= 0).astype(float)
    err = out - y
    return W + lr * err * x.T, b + lr * err


#: wrong | rosenblatt_update | same algorithm | += on W and b, the arrays given change | named: changes both its arguments
def rosenblatt_update(x, y, W, b, lr):
    err = y - (1.0 if (x @ W + b)[0, 0] >= 0 else 0.0)
    W += lr * err * x.T
    b += lr * err
    return W, b


#: wrong | rosenblatt_update | other algorithm | raw score instead of the step in the error: the delta rule of Adaline | named: uses the score
def rosenblatt_update(x, y, W, b, lr):
    err = y - (x @ W + b)
    return W + lr * x.T @ err, b + lr * err


#: right | xor_from_units | other algorithm | columns of three units, hidden weights in one matrix
def xor_from_units(X):
    hidden = (X @ np.array([[1.0, -1.0], [1.0, -1.0]]) + np.array([[-0.5, 1.5]]) >= 0).astype(float)
    return (hidden @ np.ones((2, 1)) - 1.5 >= 0).astype(float)


#: wrong | xor_from_units | other algorithm | OR joined with AND instead of NAND: that is AND | named: is AND
def xor_from_units(X):
    a = (X.sum(axis=1, keepdims=True) - 0.5 >= 0).astype(float)
    n = (X.sum(axis=1, keepdims=True) - 1.5 >= 0).astype(float)
    return (a + n - 1.5 >= 0).astype(float)


#: wrong | xor_from_units | other algorithm | not-equal of the columns comes back flat, (n,) | named: is flat
def xor_from_units(X):
    return (X[:, 0] != X[:, 1]).astype(float)


#: right | step | other algorithm | floor of a clipped sign
def step(Z):
    return (np.sign(Z) + 1 > 0).astype(np.float64)


#: wrong | step | same algorithm | in place by masks | named: changes its argument
def step(Z):
    Z[Z >= 0] = 1
    Z[Z < 0] = 0
    return Z


#: wrong | step | same algorithm | floor, then clipped: scores from 0 to 1 are silent | named: compares with one
def step(Z):
    return np.minimum(np.maximum(np.floor(Z), 0), 1)


#: right | forward_perceptron | other algorithm | einsum and tanh
def forward_perceptron(X, W, b):
    z = np.einsum("nd,dk->nk", X, W) + b
    return (1 + np.tanh(z / 2)) / 2


#: wrong | forward_perceptron | same algorithm | scores come back | named: forgets the sigmoid
def forward_perceptron(X, W, b):
    return X @ W + b


#: wrong | forward_perceptron | same algorithm | minus b | named: subtracts the bias
def forward_perceptron(X, W, b):
    return sigmoid(X @ W - b)


#: wrong | forward_perceptron | same algorithm | sigmoid twice | named: bends twice
def forward_perceptron(X, W, b):
    return sigmoid(sigmoid(X @ W + b))


#: right | predict_perceptron | other algorithm | sign of the score, no sigmoid
def predict_perceptron(X, W, b):
    return ((X @ W + b) >= 0).astype(float)


#: right | predict_perceptron | other algorithm | list comprehension with a conditional
def predict_perceptron(X, W, b):
    return np.array([[1.0 if float(x @ W[:, 0] + b[0, 0]) >= 0.0 else 0.0] for x in X])


#: wrong | predict_perceptron | same algorithm | argmax over one column
def predict_perceptron(X, W, b):
    return np.argmax(sigmoid(X @ W + b), axis=1)[:, None]


#: wrong | predict_perceptron | same algorithm | +1 and -1 | named: answers minus one
def predict_perceptron(X, W, b):
    return np.where(sigmoid(X @ W + b) >= 0.5, 1, -1)


#: wrong | predict_perceptron | same algorithm | shape (n,) | named: flattens
def predict_perceptron(X, W, b):
    return np.array([int(a >= 0.5) for a in sigmoid(X @ W + b)[:, 0]])


#: right | train_perceptron | other algorithm | own loop, no library
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    n, d = X.shape
    w, c = np.zeros(d), 0.0
    t = y[:, 0]
    history = []
    for _ in range(epochs):
        z = X @ w + c
        a = 1 / (1 + np.exp(-z))
        history.append(float(np.mean(np.logaddexp(0, z) - t * z)))
        w = w - lr * (a - t) @ X / n
        c = c - lr * np.mean(a - t)
    return {"W": w[:, None], "b": np.array([[c]])}, history


#: right | train_perceptron | other algorithm | functools.partial of gradient_descent, batch size named
from functools import partial

def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    descend = partial(gradient_descent, X, y, loss_fn=logistic_loss, batch_size=X.shape[0])
    return descend(params=dict(W=np.zeros((X.shape[1], 1)), b=np.zeros((1, 1))), lr=lr, epochs=epochs)


#: wrong | train_perceptron | same algorithm | random start
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    rng = np.random.default_rng(0)
    start = {"W": 0.01 * rng.standard_normal((X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, start, lr, logistic_loss, epochs=epochs)


#: wrong | train_perceptron | same algorithm | lr fixed at 0.1 | named: ignores the learning rate
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    start = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, start, 0.1, logistic_loss, epochs=epochs)


#: wrong | train_perceptron | same algorithm | default parameters kept between calls
START = {}

def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    if "W" not in START or len(START["W"]) != X.shape[1]:
        START.update(W=np.zeros((X.shape[1], 1)), b=np.zeros((1, 1)))
    params, history = gradient_descent(X, y, START, lr, logistic_loss, epochs=epochs)
    START.update(params)
    return params, history


#: wrong | train_perceptron | same algorithm | no bias learned | named: never updates the bias
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    def loss_fn(X, y, p):
        loss, g = logistic_loss(X, y, p)
        return loss, {"W": g["W"], "b": 0 * g["b"]}
    start = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
    return gradient_descent(X, y, start, lr, loss_fn, epochs=epochs)


#: right | step_unit | other algorithm | np.greater_equal against -b
def step_unit(X, W, b):
    return np.greater_equal(X @ W, -b).astype(np.int64)


#: wrong | step_unit | same algorithm | strictly above | named: is silent at zero
def step_unit(X, W, b):
    return (X @ W + b > 0).astype(float)


#: wrong | step_unit | same algorithm | any of the units
def step_unit(X, W, b):
    return np.any(X @ W + b >= 0, axis=1, keepdims=True).astype(float)


#: wrong | step_unit | same algorithm | threshold b: X W >= b | named: subtracts the bias
def step_unit(X, W, b):
    return (X @ W >= b).astype(float)


#: right | decision_line | other algorithm | slope and intercept by polyval
def decision_line(x1, W, b):
    (w1,), (w2,) = W
    return np.polyval([-w1 / w2, -b.item() / w2], x1)


#: wrong | decision_line | same algorithm | w1 and w2 changed places | named: swaps the weights
def decision_line(x1, W, b):
    return -(W[1, 0] * x1 + b[0, 0]) / W[0, 0]


#: wrong | decision_line | same algorithm | precedence: only b is divided | named: divides the bias alone
def decision_line(x1, W, b):
    return -W[0, 0] * x1 - b[0, 0] / W[1, 0]


#: right | rosenblatt_update | other algorithm | early return for right answers
def rosenblatt_update(x, y, W, b, lr):
    fires = bool((x @ W + b).item() >= 0)
    if fires == bool(y):
        return W.copy(), b.copy()
    sign = 1 if y else -1
    return W + sign * lr * x.reshape(-1, 1), b + sign * lr


#: wrong | rosenblatt_update | same algorithm | b without lr | named: forgets the learning rate of the bias
def rosenblatt_update(x, y, W, b, lr):
    e = y - (1.0 if (x @ W + b)[0, 0] >= 0 else 0.0)
    return W + lr * e * x.T, b + e


#: wrong | rosenblatt_update | same algorithm | delta rule with the sigmoid | named: uses the sigmoid
def rosenblatt_update(x, y, W, b, lr):
    e = y - sigmoid(x @ W + b)
    return W + lr * e * x.T, b + lr * e


#: wrong | rosenblatt_update | same algorithm | updates with x unchanged: broadcast to (d, d) | named: forgets to transpose
def rosenblatt_update(x, y, W, b, lr):
    e = y - (1.0 if (x @ W + b)[0, 0] >= 0 else 0.0)
    return W + lr * e * x, b + lr * e


#: right | xor_from_units | other algorithm | two-layer matrices
def xor_from_units(X):
    fire = lambda Z: np.where(Z < 0, 0.0, 1.0)
    H = fire(X @ np.array([[1.0, -1.0], [1.0, -1.0]]) + np.array([[-0.5, 1.5]]))
    return fire(H @ np.ones((2, 1)) - 1.5)


#: wrong | xor_from_units | same algorithm | bias on the border: OR fires for [0, 0] | named: is NAND
def xor_from_units(X):
    s = X.sum(axis=1, keepdims=True)
    return step(step(s) + step(1.5 - s) - 1.5)


#: wrong | xor_from_units | same algorithm | OR | named: is OR
def xor_from_units(X):
    return step(X.sum(axis=1, keepdims=True) - 0.5)


#: wrong | xor_from_units | same algorithm | the four answers of the example | named: knows the table by heart
def xor_from_units(X):
    return np.array([[0.0], [1.0], [1.0], [0.0]])


#: right | pocket_perceptron | other algorithm | vector with the bias in it
def pocket_perceptron(X, y, lr, rounds):
    Xb = np.hstack([X, np.ones((len(X), 1))])
    t = y.ravel()
    w = np.zeros(Xb.shape[1])
    wrong = lambda v: int(np.sum((Xb @ v >= 0) != t))
    best, fewest = w.copy(), wrong(w)
    for _ in range(rounds):
        for x, target in zip(Xb, t):
            w = w + lr * (target - (x @ w >= 0)) * x
            if (now := wrong(w)) < fewest:
                best, fewest = w.copy(), now
    return best[:-1, None], best[-1:, None]


#: wrong | pocket_perceptron | same algorithm | <=: the later one wins ties | named: changes the pocket for an equal
def pocket_perceptron(X, y, lr, rounds):
    W, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    best = (W, b)
    fewest = np.sum(((X @ W + b) >= 0) != y)
    for _ in range(rounds):
        for x, t in zip(X, y):
            e = t - ((x @ W + b) >= 0)
            W, b = W + lr * e * x[:, None], b + lr * e
            now = np.sum(((X @ W + b) >= 0) != y)
            if now <= fewest:
                best, fewest = (W, b), now
    return best


#: wrong | pocket_perceptron | same algorithm | the last pair, no pocket | named: returns the last line
def pocket_perceptron(X, y, lr, rounds):
    W, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    for _ in range(rounds):
        for x, t in zip(X, y):
            e = t - ((x @ W + b) >= 0)
            W, b = W + lr * e * x[:, None], b + lr * e
    return W, b


#: right | step | other algorithm | np.piecewise
def step(Z):
    return np.piecewise(np.asarray(Z, dtype=float), [Z < 0, Z >= 0], [0.0, 1.0])


#: wrong | step | same algorithm | returns the score where it fires (that is a ReLU) | named: is the relu
def step(Z):
    return np.where(Z >= 0, Z, 0)


#: wrong | step | same algorithm | 1 - step: fires below zero
def step(Z):
    return np.where(Z <= 0, 1.0, 0.0)


#: wrong | step | other algorithm | cut to whole numbers: np.clip(Z, 0, 1) | named: clips
def step(Z):
    return np.clip(Z, 0, 1)


#: right | forward_perceptron | other algorithm | class of an assistant with a private activation
class _SigmoidUnit:
    """A single unit with weights and a bias."""

    def __init__(self, weights: np.ndarray, bias: np.ndarray) -> None:
        self.weights = weights
        self.bias = bias

    def _activate(self, z: np.ndarray) -> np.ndarray:
        return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))

    def __call__(self, X: np.ndarray) -> np.ndarray:
        return self._activate(np.matmul(X, self.weights) + self.bias)


def forward_perceptron(X, W, b):
    return _SigmoidUnit(W, b)(X)


#: wrong | forward_perceptron | same algorithm | the sum over features with the wrong axis: np.sum(X * W.T, axis=0)
def forward_perceptron(X, W, b):
    z = np.sum(X * W.T, axis=0).reshape(-1, 1) + b
    return 1 / (1 + np.exp(-z))


#: wrong | forward_perceptron | same algorithm | pair of scores and answers | named: returns the scores too
def forward_perceptron(X, W, b):
    Z = X @ W + b
    return Z, 1 / (1 + np.exp(-Z))


#: wrong | forward_perceptron | same algorithm | tanh for the sigmoid | named: uses tanh
def forward_perceptron(X, W, b):
    return np.tanh(X @ W + b)


#: right | predict_perceptron | other algorithm | floor of the probability plus a half
def predict_perceptron(X, W, b):
    with np.errstate(over="ignore"):
        A = 1.0 / (1.0 + np.exp(-(X @ W + b)))
    return np.floor(A + 0.5)


#: wrong | predict_perceptron | same algorithm | threshold 0 on the probability: always 1 | named: says yes to all
def predict_perceptron(X, W, b):
    A = 1 / (1 + np.exp(-(X @ W + b)))
    return np.where(A >= 0, 1, 0)


#: wrong | predict_perceptron | same algorithm | the mean of A is the threshold | named: compares with the mean
def predict_perceptron(X, W, b):
    A = 1 / (1 + np.exp(-(X @ W + b)))
    return (A >= A.mean()).astype(int)


#: right | train_perceptron | other algorithm | class with fit, scikit-learn's naming, clip in the loss
class _Perceptron:
    def __init__(self, lr, epochs):
        self.lr, self.epochs = lr, epochs

    def fit(self, X, y):
        self.w_ = np.zeros((X.shape[1], 1))
        self.b_ = np.zeros((1, 1))
        self.cost_ = []
        for _ in range(self.epochs):
            p = 1 / (1 + np.exp(-np.clip(X.dot(self.w_) + self.b_, -250, 250)))
            q = np.clip(p, 1e-12, 1 - 1e-12)
            self.cost_.append(float(-(y.T.dot(np.log(q)) + (1 - y).T.dot(np.log(1 - q))).item() / len(y)))
            error = y - p
            self.w_ = self.w_ + self.lr * X.T.dot(error) / len(y)
            self.b_ = self.b_ + self.lr * error.mean(axis=0, keepdims=True)
        return self


def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    model = _Perceptron(lr, epochs).fit(X, y)
    return {"W": model.w_, "b": model.b_}, model.cost_


#: right | train_perceptron | other algorithm | scalar loops in plain Python
import math


def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    rows, targets = X.tolist(), y[:, 0].tolist()
    n, d = len(rows), len(rows[0])
    w, b, history = [0.0] * d, 0.0, []
    for _ in range(epochs):
        gw, gb, total = [0.0] * d, 0.0, 0.0
        for x, t in zip(rows, targets):
            z = sum(wi * xi for wi, xi in zip(w, x)) + b
            a = 0.5 * (1 + math.tanh(z / 2))
            p = min(max(a, 1e-12), 1 - 1e-12)
            total -= t * math.log(p) + (1 - t) * math.log(1 - p)
            for j in range(d):
                gw[j] += (a - t) * x[j]
            gb += a - t
        history.append(total / n)
        w = [wi - lr * g / n for wi, g in zip(w, gw)]
        b -= lr * gb / n
    return {"W": np.array(w).reshape(-1, 1), "b": np.array([[b]])}, history


#: wrong | train_perceptron | same algorithm | the gradient of the squared error on the sigmoid (delta rule) | named: keeps the slope of the sigmoid
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    W, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    history = []
    for _ in range(epochs):
        A = np.clip(1 / (1 + np.exp(-(X @ W + b))), 1e-12, 1 - 1e-12)
        history.append(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))
        d = (A - y) * A * (1 - A)
        W, b = W - lr * X.T @ d / len(X), b - lr * np.mean(d, axis=0, keepdims=True)
    return {"W": W, "b": b}, history


#: wrong | train_perceptron | same algorithm | loss recorded after the update | named: writes the loss after the update
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    W, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    history = []
    for _ in range(epochs):
        A = 1 / (1 + np.exp(-(X @ W + b)))
        W, b = W - lr * X.T @ (A - y) / len(X), b - lr * np.mean(A - y, axis=0, keepdims=True)
        A = np.clip(1 / (1 + np.exp(-(X @ W + b))), 1e-12, 1 - 1e-12)
        history.append(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))
    return {"W": W, "b": b}, history


#: wrong | train_perceptron | same algorithm | own loop of 100 epochs whatever is asked, all samples each time | named: makes a hundred epochs
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    W, b, history = np.zeros((X.shape[1], 1)), np.zeros((1, 1)), []
    for _ in range(100):
        A = np.clip(1 / (1 + np.exp(-(X @ W + b))), 1e-12, 1 - 1e-12)
        history.append(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))
        W, b = W - lr * X.T @ (A - y) / len(X), b - lr * np.mean(A - y, axis=0, keepdims=True)
    return {"W": W, "b": b}, history


#: wrong | train_perceptron | same algorithm | own loop of at least 100 epochs: max(epochs, 100)
def train_perceptron(X, y, lr=0.1, *, epochs=1000):
    W, b, history = np.zeros((X.shape[1], 1)), np.zeros((1, 1)), []
    for _ in range(max(epochs, 100)):
        A = np.clip(1 / (1 + np.exp(-(X @ W + b))), 1e-12, 1 - 1e-12)
        history.append(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))
        W, b = W - lr * X.T @ (A - y) / len(X), b - lr * np.mean(A - y, axis=0, keepdims=True)
    return {"W": W, "b": b}, history


#: wrong | predict_perceptron | same algorithm | compared with 1 in place of one half | named: cuts off decimals
def predict_perceptron(X, W, b):
    A = 1 / (1 + np.exp(-(X @ W + b)))
    return np.where(A >= 1, 1.0, 0.0)


#: wrong | rosenblatt_update | same algorithm | the target in place of the error | named: takes the target for the error
def rosenblatt_update(x, y, W, b, lr):
    return W + lr * y * x.T, b + lr * y


#: wrong | pocket_perceptron | same algorithm | the zeros' right answers are counted as their mistakes | named: takes the first line without a look at the zeros
def pocket_perceptron(X, y, lr, rounds):
    W, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    best, fewest = (W, b), np.sum((X @ W + b >= 0) == y)
    for _ in range(rounds):
        for i in range(len(X)):
            W, b = rosenblatt_update(X[i : i + 1], y[i, 0], W, b, lr)
            wrong = np.sum((X @ W + b >= 0) != y)
            if wrong < fewest:
                best, fewest = (W, b), wrong
    return best


#: right | predict_perceptron | other algorithm | logical_not of signbit... greater_equal as float
import numpy as np
from neural_network.functions import sigmoid


def predict_perceptron(X, W, b):
    return np.greater_equal(sigmoid(np.add(np.matmul(X, W), b)), 0.5).astype(np.float64)


#: right | pocket_perceptron | other algorithm | dataclass pocket, generator over all samples of all rounds
from dataclasses import dataclass
from itertools import chain, repeat
import numpy as np


@dataclass(frozen=True)
class Pocket:
    W: np.ndarray
    b: np.ndarray
    wrong: int


def pocket_perceptron(X, y, lr, rounds):
    def mistakes(W, b):
        return int(np.count_nonzero(((X @ W + b) >= 0) != (y == 1)))

    W, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    pocket = Pocket(W, b, mistakes(W, b))
    for i in chain.from_iterable(repeat(range(len(X)), rounds)):
        error = y[i, 0] - float((X[i] @ W + b).item() >= 0)
        W = W + lr * error * X[i][:, None]
        b = b + lr * error
        if (now := mistakes(W, b)) < pocket.wrong:
            pocket = Pocket(W, b, now)
    return pocket.W, pocket.b
