"""Unseen tries for chapter 3.3: the forward pass, as students write it."""

#: right | one_hot | other algorithm | rows of the identity, range checked with any
def one_hot(labels, n_classes):
    if np.any(labels < 0) or np.any(labels >= n_classes):
        raise ValueError("label out of range")
    return np.eye(n_classes)[labels]


#: right | one_hot | other algorithm | broadcast comparison with arange, row sums find strangers
def one_hot(labels, n_classes):
    y = (np.asarray(labels)[:, None] == np.arange(n_classes)).astype(float)
    if not np.all(y.sum(axis=1) == 1):
        raise ValueError(f"labels must be in 0..{n_classes - 1}")
    return y


#: right | one_hot | other algorithm | list of lists filled in a loop
def one_hot(labels, n_classes):
    rows = []
    for label in labels:
        if label not in range(n_classes):
            raise ValueError("bad label: " + str(label))
        row = [0.0] * n_classes
        row[int(label)] = 1.0
        rows.append(row)
    return np.array(rows).reshape(len(labels), n_classes)


#: wrong | one_hot | same algorithm | checks only the upper end: -1 marks the last class | named: lets negative labels pass
def one_hot(labels, n_classes):
    if labels.max() >= n_classes:
        raise ValueError("label too large")
    y = np.zeros((len(labels), n_classes))
    y[np.arange(len(labels)), labels] = 1
    return y


#: wrong | one_hot | same algorithm | y[:, labels] fills whole columns | named: fills whole columns
def one_hot(labels, n_classes):
    if min(labels) < 0 or max(labels) >= n_classes:
        raise ValueError
    y = np.zeros((labels.shape[0], n_classes))
    y[:, labels] = 1.0
    return y


#: wrong | one_hot | other algorithm | number of classes taken from the labels that occur, via unique | named: leaves out absent classes
def one_hot(labels, n_classes):
    if np.any((labels < 0) | (labels > n_classes - 1)):
        raise ValueError("label out of range")
    classes, inverse = np.unique(labels, return_inverse=True)
    return np.eye(len(classes))[inverse]


#: wrong | one_hot | other algorithm | rows are multiplied as [[0]*k]*n, so all rows are one list | named: fills whole columns
def one_hot(labels, n_classes):
    for l in labels:
        if l < 0 or l >= n_classes:
            raise ValueError("label %d" % l)
    y = [[0.0] * n_classes] * len(labels)
    for i, l in enumerate(labels):
        y[i][l] = 1.0
    return np.array(y)


#: right | init_mlp | other algorithm | layers drawn from the last to the first, normal with scale
def init_mlp(layer_sizes, rng):
    params = {}
    for i in reversed(range(1, len(layer_sizes))):
        n_in, n_out = layer_sizes[i - 1], layer_sizes[i]
        params[f"b{i}"] = np.zeros((1, n_out))
        params[f"W{i}"] = rng.normal(0.0, np.sqrt(2.0 / n_in), (n_in, n_out))
    return params


#: right | init_mlp | other algorithm | one long draw that is cut into the matrices, float32
def init_mlp(layer_sizes, rng):
    pairs = list(zip(layer_sizes, layer_sizes[1:]))
    z = rng.standard_normal(sum(a * b for a, b in pairs))
    params, at = {}, 0
    for k, (a, b) in enumerate(pairs, 1):
        W = z[at:at + a * b].reshape(a, b) * (2 / a) ** 0.5
        at += a * b
        params["W" + str(k)] = W.astype(np.float32)
        params["b" + str(k)] = np.zeros((1, b), dtype=np.float32)
    return params


#: wrong | init_mlp | same algorithm | the variance 2 / fan_in is handed over as the standard deviation | named: forgets the root
def init_mlp(layer_sizes, rng):
    p = {}
    for i in range(1, len(layer_sizes)):
        p[f"W{i}"] = rng.normal(0, 2 / layer_sizes[i - 1], size=(layer_sizes[i - 1], layer_sizes[i]))
        p[f"b{i}"] = np.zeros((1, layer_sizes[i]))
    return p


#: wrong | init_mlp | other algorithm | uniform on +-sqrt(6 / fan_in): the variance is right, the distribution is not normal | named: draws from a uniform distribution
def init_mlp(layer_sizes, rng):
    p = {}
    for i, (a, b) in enumerate(zip(layer_sizes[:-1], layer_sizes[1:]), start=1):
        lim = np.sqrt(6 / a)
        p[f"W{i}"] = rng.uniform(-lim, lim, size=(a, b))
        p[f"b{i}"] = np.zeros((1, b))
    return p


#: wrong | init_mlp | other algorithm | a new generator from a number drawn once: all layers of one shape start with the same weights | named: reuses the same draws
def init_mlp(layer_sizes, rng):
    seed = int(rng.integers(1_000_000))
    params = {}
    for i in range(len(layer_sizes) - 1):
        g = np.random.default_rng(seed)
        params[f"W{i + 1}"] = g.normal(size=(layer_sizes[i], layer_sizes[i + 1])) * np.sqrt(2 / layer_sizes[i])
        params[f"b{i + 1}"] = np.zeros((1, layer_sizes[i + 1]))
    return params


#: wrong | init_mlp | same algorithm | keys count from 0 | named: numbers the layers from zero
def init_mlp(layer_sizes, rng):
    params = {}
    for i in range(len(layer_sizes) - 1):
        params[f"W{i}"] = rng.standard_normal((layer_sizes[i], layer_sizes[i + 1])) * np.sqrt(2 / layer_sizes[i])
        params[f"b{i}"] = np.zeros((1, layer_sizes[i + 1]))
    return params


#: wrong | init_mlp | same algorithm | fan_out under the root and flat biases (two mistakes)
def init_mlp(layer_sizes, rng):
    params = {}
    for i in range(1, len(layer_sizes)):
        params[f"W{i}"] = rng.normal(size=(layer_sizes[i - 1], layer_sizes[i])) * np.sqrt(2 / layer_sizes[i])
        params[f"b{i}"] = np.zeros(layer_sizes[i])
    return params


#: right | forward_mlp | other algorithm | bias trick: a column of ones, softmax by hand
def forward_mlp(X, W1, b1, W2, b2):
    one = np.ones((X.shape[0], 1))
    A1 = np.hstack([X, one]) @ np.vstack([W1, b1])
    A1 = A1 * (A1 > 0)
    S = np.hstack([A1, one]) @ np.vstack([W2, b2])
    S = np.exp(S - S.max(axis=1, keepdims=True))
    return A1, S / S.sum(axis=1, keepdims=True)


#: right | forward_mlp | other algorithm | sample by sample in a loop, float32 at the end
from neural_network import softmax

def forward_mlp(X, W1, b1, W2, b2):
    hidden, out = [], []
    for x in X:
        a = np.array([max(0.0, x @ W1[:, j] + b1[0, j]) for j in range(W1.shape[1])])
        hidden.append(a)
        out.append(softmax(a @ W2 + b2[0]))
    return np.array(hidden, dtype=np.float32), np.array(out, dtype=np.float32)


#: wrong | forward_mlp | same algorithm | ReLU on the output scores too, before softmax | named: applies relu at the output
from neural_network import relu, softmax

def forward_mlp(X, W1, b1, W2, b2):
    layer = lambda H, W, b: relu(H @ W + b)
    A1 = layer(X, W1, b1)
    return A1, softmax(layer(A1, W2, b2))


#: wrong | forward_mlp | same algorithm | the hidden scores go on, not what ReLU made of them | named: feeds the scores forward
from neural_network import relu, softmax

def forward_mlp(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = relu(Z1)
    Z2 = Z1 @ W2 + b2
    A2 = softmax(Z2)
    return A1, A2


#: wrong | forward_mlp | other algorithm | loop over samples with return inside it: only the first sample | named: returns the first sample only
from neural_network import relu, softmax

def forward_mlp(X, W1, b1, W2, b2):
    A1, A2 = [], []
    for x in X:
        a1 = relu(x @ W1 + b1)
        A1.append(a1[0])
        A2.append(softmax(a1 @ W2 + b2)[0])
        return np.array(A1), np.array(A2)


#: right | cross_entropy | other algorithm | inner product of y with the logs, epsilon added
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes differ")
    return float(-np.vdot(y, np.log(A + 1e-12)) / A.shape[0])


#: right | cross_entropy | other algorithm | picks the true class with argmax, clips at 1e-7
def cross_entropy(A, y):
    if np.shape(A) != np.shape(y):
        raise ValueError(f"{A.shape} against {y.shape}")
    p = np.clip(A, 1e-7, 1 - 1e-7)
    return -np.mean(np.log(p[range(len(p)), y.argmax(axis=1)]))


#: wrong | cross_entropy | same algorithm | mean over all elements, so k times too small | named: averages over the classes
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    return float(-np.mean(y * np.log(np.clip(A, 1e-12, 1.0))))


#: wrong | cross_entropy | same algorithm | logarithm to base 2 | named: uses the logarithm to base 2 (1e-8)
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("A and y")
    return float(-(y * np.log2(A + 1e-10)).sum(axis=1).mean())


#: wrong | cross_entropy | other algorithm | binary cross-entropy over all classes: the (1 - y) part is added | named: adds the binary term
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("A and y")
    P = np.clip(A, 1e-12, 1 - 1e-12)
    return float(-(y * np.log(P) + (1 - y) * np.log(1 - P)).sum() / len(A))


#: wrong | cross_entropy | other algorithm | log of the mean probability, not mean of the logs | named: averages before the logarithm
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("A and y")
    return float(-np.log(np.mean((A * y).sum(axis=1)) + 1e-12))


#: wrong | cross_entropy | same algorithm | nan_to_num after the logarithm: 0 times the largest number is 0, but -log 0 is 1.8e308 | named: replaces the infinite logarithm
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("A and y")
    with np.errstate(divide="ignore"):
        logs = np.nan_to_num(np.log(A))
    return float(-np.sum(y * logs) / len(A))


#: right | flatten_images | other algorithm | ravel picture by picture
def flatten_images(images):
    return np.array([np.ravel(p).astype(float) / 255.0 for p in images])


#: wrong | flatten_images | same algorithm | reads columns first (order F) | named: flattens column by column
def flatten_images(images):
    return images.reshape(len(images), -1, order="F") / 255


#: right | count_parameters | other algorithm | dot product of sizes plus one with the next sizes
def count_parameters(layer_sizes):
    s = np.asarray(layer_sizes)
    return int(np.dot(s[:-1] + 1, s[1:]))


#: wrong | count_parameters | same algorithm | biases counted for the input layer as well | named: gives the inputs biases
def count_parameters(layer_sizes):
    total = sum(layer_sizes)
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        total += a * b
    return total


#: wrong | hidden_layer | same algorithm | ReLU before the bias is added | named: adds the bias last
def hidden_layer(X, W, b):
    return np.maximum(X @ W, 0) + b


#: wrong | predicted_labels | same algorithm | argmax of the whole matrix, one number | named: counts through the whole table
def predicted_labels(A):
    return np.argmax(A)


#: right | true_class_probabilities | other algorithm | take_along_axis
def true_class_probabilities(A, labels):
    return np.take_along_axis(A, labels.astype(int)[:, None], axis=1)[:, 0]


#: wrong | true_class_probabilities | same algorithm | A[:, labels] gives an (n, n) matrix | named: takes whole columns
def true_class_probabilities(A, labels):
    return A[:, labels]


#: right | one_hot | other algorithm | comparison table
def one_hot(labels, n_classes):
    if len(labels) and (labels.min() < 0 or labels.max() >= n_classes):
        raise ValueError("label out of range")
    return (labels[:, None] == np.arange(n_classes)).astype(float)


#: right | one_hot | other algorithm | np.add.at, own check by set difference
def one_hot(labels, n_classes):
    strange = set(labels.tolist()) - set(range(n_classes))
    if strange:
        raise ValueError(f"no such class: {sorted(strange)}")
    y = np.zeros((len(labels), n_classes))
    np.add.at(y, (np.arange(len(labels)), labels), 1)
    return y


#: right | one_hot | other algorithm | bincount of flat positions
def one_hot(labels, n_classes):
    labels = np.asarray(labels).astype(np.int64)
    if np.any((labels < 0) | (labels > n_classes - 1)):
        raise ValueError
    n = labels.size
    flat = np.bincount(np.arange(n) * n_classes + labels, minlength=n * n_classes)
    return flat.reshape(n, n_classes).astype(np.float32)


#: wrong | one_hot | same algorithm | flat positions in the labels' own type: uint8 wraps | named: counts in the type of the labels
def one_hot(labels, n_classes):
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError
    y = np.zeros(len(labels) * n_classes)
    offsets = np.arange(len(labels), dtype=labels.dtype) * labels.dtype.type(n_classes)
    y[offsets + labels] = 1
    return y.reshape(len(labels), n_classes)


#: wrong | one_hot | same algorithm | as many columns as there are labels | named: takes the width from the labels
def one_hot(labels, n_classes):
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError
    return np.eye(labels.max() + 1)[labels]


#: wrong | one_hot | same algorithm | > n_classes: the label n_classes is IndexError
def one_hot(labels, n_classes):
    if (labels < 0).any() or (labels > n_classes).any():
        raise ValueError
    return np.eye(n_classes)[labels]


#: wrong | one_hot | same algorithm | transposed | named: puts samples into columns
def one_hot(labels, n_classes):
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError
    y = np.zeros((n_classes, len(labels)))
    y[labels, np.arange(len(labels))] = 1
    return y


#: right | init_mlp | other algorithm | zip of sizes, rng.normal, drawn from the last layer back
def init_mlp(layer_sizes, rng):
    params = {}
    for i in reversed(range(1, len(layer_sizes))):
        shape = layer_sizes[i - 1], layer_sizes[i]
        params |= {f"b{i}": np.zeros((1, shape[1])), f"W{i}": rng.normal(0.0, (2 / shape[0]) ** 0.5, shape)}
    return params


#: right | init_mlp | other algorithm | one long draw cut into pieces
def init_mlp(layer_sizes, rng):
    pairs = list(zip(layer_sizes, layer_sizes[1:]))
    pool = iter(np.split(rng.standard_normal(sum(a * b for a, b in pairs)), np.cumsum([a * b for a, b in pairs])[:-1]))
    params = {}
    for i, (a, b) in enumerate(pairs, start=1):
        params["W%d" % i] = next(pool).reshape(a, b) * np.sqrt(2.0 / a)
        params["b%d" % i] = np.zeros((1, b))
    return params


#: wrong | init_mlp | same algorithm | fan_out | named: divides by fan_out
def init_mlp(layer_sizes, rng):
    p = {}
    for i in range(1, len(layer_sizes)):
        a, b = layer_sizes[i - 1], layer_sizes[i]
        p[f"W{i}"] = rng.standard_normal((a, b)) * np.sqrt(2 / b)
        p[f"b{i}"] = np.zeros((1, b))
    return p


#: wrong | init_mlp | same algorithm | the input size of the whole net for every layer | named: scales all layers by the first
def init_mlp(layer_sizes, rng):
    p = {}
    for i in range(1, len(layer_sizes)):
        a, b = layer_sizes[i - 1], layer_sizes[i]
        p[f"W{i}"] = rng.standard_normal((a, b)) * np.sqrt(2 / layer_sizes[0])
        p[f"b{i}"] = np.zeros((1, b))
    return p


#: wrong | init_mlp | same algorithm | Xavier | named: uses Glorot's variance
def init_mlp(layer_sizes, rng):
    p = {}
    for i in range(1, len(layer_sizes)):
        a, b = layer_sizes[i - 1], layer_sizes[i]
        p[f"W{i}"] = rng.standard_normal((a, b)) * np.sqrt(2 / (a + b))
        p[f"b{i}"] = np.zeros((1, b))
    return p


#: wrong | init_mlp | same algorithm | biases drawn too
def init_mlp(layer_sizes, rng):
    p = {}
    for i in range(1, len(layer_sizes)):
        a, b = layer_sizes[i - 1], layer_sizes[i]
        p[f"W{i}"] = rng.standard_normal((a, b)) * np.sqrt(2 / a)
        p[f"b{i}"] = rng.standard_normal((1, b)) * 0.01
    return p


#: right | forward_mlp | other algorithm | one sample after another
def forward_mlp(X, W1, b1, W2, b2):
    hidden, out = [], []
    for x in X:
        a = np.fmax(x @ W1 + b1[0], 0)
        z = a @ W2 + b2[0]
        e = np.exp(z - z.max())
        hidden.append(a)
        out.append(e / e.sum())
    return np.array(hidden), np.array(out)


#: wrong | forward_mlp | same algorithm | hidden scores returned before ReLU | named: returns the hidden scores
def forward_mlp(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    return Z1, softmax(relu(Z1) @ W2 + b2)


#: wrong | forward_mlp | same algorithm | no ReLU | named: has no relu
def forward_mlp(X, W1, b1, W2, b2):
    A1 = X @ W1 + b1
    return A1, softmax(A1 @ W2 + b2)


#: wrong | forward_mlp | same algorithm | the scores, no softmax | named: has no softmax
def forward_mlp(X, W1, b1, W2, b2):
    A1 = relu(X @ W1 + b1)
    return A1, A1 @ W2 + b2


#: right | cross_entropy | other algorithm | picks by argmax of y
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes differ")
    p = A[np.arange(len(A)), y.argmax(axis=1)]
    return float(-np.log(np.clip(p, 1e-12, None)).mean())


#: right | cross_entropy | other algorithm | np.vdot and an added epsilon
def cross_entropy(A, y):
    if np.shape(A) != np.shape(y):
        raise ValueError
    return -np.vdot(y, np.log(A + 1e-9)) / y.shape[0]


#: wrong | cross_entropy | same algorithm | no sign | named: forgets the minus
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    return np.sum(y * np.log(np.clip(A, 1e-12, 1))) / len(y)


#: wrong | cross_entropy | same algorithm | the epsilon is added after the log | named: takes the logarithm of zero
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    with np.errstate(all="ignore"):
        return -np.sum(y * (np.log(A) + 1e-12)) / len(y)


#: wrong | cross_entropy | same algorithm | divides by k | named: divides by the classes
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    return -np.sum(y * np.log(A + 1e-12)) / A.shape[1]


#: right | flatten_images | other algorithm | list of ravels, vstack
def flatten_images(images):
    return np.vstack([im.ravel() / 255 for im in images])


#: wrong | flatten_images | same algorithm | uint8 floor division | named: divides whole numbers
def flatten_images(images):
    return (images // 255).reshape(len(images), -1).astype(float)


#: wrong | flatten_images | same algorithm | divides by the maximum | named: divides by the largest pixel
def flatten_images(images):
    return images.reshape(len(images), -1) / images.max()


#: wrong | flatten_images | same algorithm | 28 x 28 fixed | named: knows one size of pictures
def flatten_images(images):
    return images.reshape(-1, 784) / 255.0


#: wrong | flatten_images | same algorithm | one column per picture
def flatten_images(images):
    return images.reshape(-1, len(images)).T / 255.0


#: right | count_parameters | other algorithm | sum over zip
def count_parameters(layer_sizes):
    return sum((a + 1) * b for a, b in zip(layer_sizes[:-1], layer_sizes[1:]))


#: wrong | count_parameters | same algorithm | no biases | named: forgets the biases
def count_parameters(layer_sizes):
    return int(np.dot(layer_sizes[:-1], layer_sizes[1:]))


#: wrong | count_parameters | same algorithm | one bias per layer | named: counts one bias per layer
def count_parameters(layer_sizes):
    return sum(a * b + 1 for a, b in zip(layer_sizes, layer_sizes[1:]))


#: wrong | hidden_layer | same algorithm | product element by element through transposes
def hidden_layer(X, W, b):
    return np.maximum(X.dot(W) + b.mean(), 0)


#: right | predicted_labels | other algorithm | argsort's last column
def predicted_labels(A):
    return np.argsort(A, axis=1)[:, -1]


#: wrong | predicted_labels | same algorithm | the probability itself | named: returns the probability
def predicted_labels(A):
    return A.max(axis=1)


#: wrong | predicted_labels | same algorithm | from 1 | named: numbers the classes from one
def predicted_labels(A):
    return np.argmax(A, axis=1) + 1


#: wrong | predicted_labels | same algorithm | above one half only
def predicted_labels(A):
    return np.array([int(np.argmax(row > 0.5)) for row in A])


#: right | true_class_probabilities | other algorithm | take_along_axis
def true_class_probabilities(A, labels):
    return np.take_along_axis(A, labels[:, None].astype(int), axis=1)[:, 0]


#: wrong | true_class_probabilities | same algorithm | the largest of each row | named: takes the largest
def true_class_probabilities(A, labels):
    return A.max(axis=1)


#: wrong | true_class_probabilities | same algorithm | keeps an axis | named: returns a column
def true_class_probabilities(A, labels):
    return np.take_along_axis(A, labels.astype(int)[:, None], axis=1)


#: right | top_k_accuracy | other algorithm | rank of the true class: how many are larger
def top_k_accuracy(A, labels, k):
    true = A[np.arange(len(A)), labels][:, None]
    return float(np.mean((A > true).sum(axis=1) < k))


#: wrong | top_k_accuracy | same algorithm | the k smallest | named: takes the smallest
def top_k_accuracy(A, labels, k):
    top = np.argsort(A, axis=1)[:, :k]
    return float(np.mean([l in t for l, t in zip(labels, top)]))


#: wrong | top_k_accuracy | same algorithm | k + 1 of them | named: looks at a place too many
def top_k_accuracy(A, labels, k):
    top = np.argsort(-A, axis=1)[:, :k + 1]
    return float((top == labels[:, None]).any(axis=1).mean())


#: wrong | top_k_accuracy | same algorithm | divides by n k | named: takes the mean over the places
def top_k_accuracy(A, labels, k):
    top = np.argsort(-A, axis=1)[:, :k]
    return float((top == labels[:, None]).mean())


#: wrong | top_k_accuracy | same algorithm | [-k:-1] drops the best
def top_k_accuracy(A, labels, k):
    top = np.argsort(A, axis=1)[:, -k:-1]
    return float((top == labels[:, None]).any(axis=1).mean())


#: right | one_hot | other algorithm | np.put_along_axis on zeros
def one_hot(labels, n_classes):
    labels = np.asarray(labels).astype(np.int64)
    if np.any((labels < 0) | (labels >= n_classes)):
        raise ValueError("labels must lie in [0, n_classes)")
    out = np.zeros((labels.shape[0], n_classes))
    np.put_along_axis(out, labels[:, np.newaxis], 1.0, axis=1)
    return out


#: wrong | one_hot | same algorithm | wraps labels out of range by modulo | named: lets negative labels pass
def one_hot(labels, n_classes):
    return np.eye(n_classes)[labels.astype(int) % n_classes]


#: wrong | one_hot | same algorithm | labels counted from 1 | named: counts classes from one
def one_hot(labels, n_classes):
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError
    return np.eye(n_classes)[labels.astype(int) - 1]


#: wrong | one_hot | other algorithm | classes numbered by np.unique, so absent classes close up
def one_hot(labels, n_classes):
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError
    _, where = np.unique(labels, return_inverse=True)
    return np.eye(n_classes)[where]


#: wrong | one_hot | same algorithm | IndexError is let through
def one_hot(labels, n_classes):
    y = np.zeros((len(labels), n_classes))
    for i in range(len(labels)):
        if labels[i] < 0:
            raise ValueError("negative label")
        y[i][labels[i]] = 1
    return y


#: right | init_mlp | other algorithm | recursion from the last layer
def init_mlp(layer_sizes, rng):
    sizes = list(layer_sizes)
    if len(sizes) == 1:
        return {}
    i = len(sizes) - 1
    params = init_mlp(sizes[:-1], rng)
    params.update({f"W{i}": rng.normal(0.0, np.sqrt(2 / sizes[-2]), (sizes[-2], sizes[-1])), f"b{i}": np.zeros((1, sizes[-1]))})
    return params


#: wrong | init_mlp | same algorithm | Xavier: sqrt(1 / fan_in) | named: forgets the two
def init_mlp(layer_sizes, rng):
    params = {}
    for i in range(1, len(layer_sizes)):
        params[f"W{i}"] = rng.standard_normal((layer_sizes[i - 1], layer_sizes[i])) * np.sqrt(1 / layer_sizes[i - 1])
        params[f"b{i}"] = np.zeros((1, layer_sizes[i]))
    return params


#: wrong | init_mlp | same algorithm | global np.random.randn | named: draws from global numbers
def init_mlp(layer_sizes, rng):
    params = {}
    for i in range(1, len(layer_sizes)):
        params[f"W{i}"] = np.random.randn(layer_sizes[i - 1], layer_sizes[i]) * np.sqrt(2 / layer_sizes[i - 1])
        params[f"b{i}"] = np.zeros((1, layer_sizes[i]))
    return params


#: wrong | init_mlp | same algorithm | biases random as well | named: draws the biases too
def init_mlp(layer_sizes, rng):
    params = {}
    for i in range(1, len(layer_sizes)):
        scale = np.sqrt(2 / layer_sizes[i - 1])
        params[f"W{i}"] = rng.standard_normal((layer_sizes[i - 1], layer_sizes[i])) * scale
        params[f"b{i}"] = rng.standard_normal((1, layer_sizes[i])) * scale
    return params


#: right | forward_mlp | other algorithm | samples as columns inside, transposed at the end (Ng's layout)
def forward_mlp(X, W1, b1, W2, b2):
    Z1 = np.dot(W1.T, X.T) + b1.T
    A1 = np.maximum(0, Z1)
    Z2 = np.dot(W2.T, A1) + b2.T
    e = np.exp(Z2 - np.max(Z2, axis=0))
    return A1.T, (e / np.sum(e, axis=0)).T


#: wrong | forward_mlp | same algorithm | softmax over axis 0 | named: lets the samples compete
def forward_mlp(X, W1, b1, W2, b2):
    A1 = np.maximum(0, X @ W1 + b1)
    Z2 = A1 @ W2 + b2
    e = np.exp(Z2 - Z2.max(axis=0, keepdims=True))
    return A1, e / e.sum(axis=0, keepdims=True)


#: wrong | forward_mlp | same algorithm | four results, as (Z1, A1, Z2, A2) of the MNIST videos | named: returns the scores as well
def forward_mlp(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(0, Z1)
    Z2 = A1 @ W2 + b2
    e = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    A2 = e / e.sum(axis=1, keepdims=True)
    return Z1, A1, Z2, A2


#: right | cross_entropy | other algorithm | plain loops with math.log on the ones of y
import math


def cross_entropy(A, y):
    if np.shape(A) != np.shape(y):
        raise ValueError("A and y must have the same shape")
    total = 0.0
    for probs, truth in zip(A.tolist(), y.tolist()):
        for p, t in zip(probs, truth):
            if t:
                total += -t * math.log(max(p, 1e-10))
    return total / len(A)


#: wrong | cross_entropy | same algorithm | sum over all samples | named: sums over the samples
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    return -np.sum(y * np.log(A + 1e-12))


#: wrong | cross_entropy | same algorithm | roles swapped: A log y | named: swaps predictions and targets
def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError
    return -np.sum(A * np.log(y + 1e-12)) / len(A)


#: wrong | init_mlp | same algorithm | draws from Python's random module | named: draws from global numbers
import random


def init_mlp(layer_sizes, rng):
    params = {}
    for i in range(1, len(layer_sizes)):
        a, b = layer_sizes[i - 1], layer_sizes[i]
        params[f"W{i}"] = np.array([[random.gauss(0, (2 / a) ** 0.5) for _ in range(b)] for _ in range(a)])
        params[f"b{i}"] = np.zeros((1, b))
    return params


#: wrong | init_mlp | same algorithm | seeds the global numbers by 0, then draws from them | named: makes its own generator
def init_mlp(layer_sizes, rng):
    np.random.seed(0)
    params = {}
    for i in range(1, len(layer_sizes)):
        params[f"W{i}"] = np.random.randn(layer_sizes[i - 1], layer_sizes[i]) * np.sqrt(2 / layer_sizes[i - 1])
        params[f"b{i}"] = np.zeros((1, layer_sizes[i]))
    return params


#: wrong | cross_entropy | same algorithm | compares the sizes only
def cross_entropy(A, y):
    if A.size != y.size:
        raise ValueError
    return -np.sum(y * np.log(A + 1e-12)) / len(A)


#: wrong | forward_mlp | same algorithm | stale maximum: that of the first row for all | named: lets softmax overflow
def forward_mlp(X, W1, b1, W2, b2):
    A1 = np.maximum(0, X @ W1 + b1)
    Z = A1 @ W2 + b2
    e = np.exp(Z - Z[0].max())
    return A1, e / e.sum(axis=1, keepdims=True)


#: wrong | one_hot | same algorithm | the absolute value of the label, upper end checked
def one_hot(labels, n_classes):
    labels = np.abs(labels.astype(int))
    if labels.max() >= n_classes:
        raise ValueError
    return np.eye(n_classes)[labels]


#: wrong | init_mlp | same algorithm | 2 // fan_in is 0, and so are the weights | named: makes its own generator
def init_mlp(layer_sizes, rng):
    params = {}
    for i in range(1, len(layer_sizes)):
        fan_in, fan_out = layer_sizes[i - 1], layer_sizes[i]
        params[f"W{i}"] = rng.normal(0.0, np.sqrt(2 // fan_in), (fan_in, fan_out))
        params[f"b{i}"] = np.zeros((1, fan_out))
    return params


#: right | one_hot | other algorithm | SciPy sparse matrix
import numpy as np
from scipy.sparse import csr_matrix


def one_hot(labels, n_classes):
    labels = np.asarray(labels)
    if labels.ndim != 1:
        raise ValueError("labels must be flat")
    if not np.issubdtype(labels.dtype, np.integer):
        raise TypeError("whole numbers, please")
    if labels.size and (int(labels.min()) < 0 or int(labels.max()) >= n_classes):
        raise ValueError("a label out of range")
    n = len(labels)
    return csr_matrix((np.ones(n), (np.arange(n), labels)), shape=(n, n_classes)).toarray()


#: right | init_mlp | other algorithm | one draw of all weights, cut into pieces, last layer first
import math
from itertools import pairwise


def init_mlp(layer_sizes, rng):
    import numpy as np

    shapes = list(pairwise(layer_sizes))
    pool = rng.standard_normal(sum(math.prod(s) for s in shapes))
    params = {}
    for i in range(len(shapes), 0, -1):
        m, n = shapes[i - 1]
        piece, pool = np.split(pool, [m * n])
        params["W%d" % i] = piece.reshape(m, n) / math.sqrt(m / 2)
        params["b%d" % i] = np.zeros(shape=(1, n))
    return params


#: right | cross_entropy | other algorithm | defensive: probabilities checked with a tolerance, one-hot checked, xlogy
import numpy as np
from scipy.special import xlogy


def cross_entropy(A, y):
    A, y = np.asarray(A, dtype=float), np.asarray(y, dtype=float)
    if A.shape != y.shape:
        raise ValueError("shapes differ")
    if A.ndim != 2:
        raise ValueError("A must be (n, k)")
    if A.min() < -1e-8 or A.max() > 1 + 1e-8:
        raise ValueError("A must hold probabilities")
    if not np.allclose(A.sum(axis=1), 1, atol=1e-4):
        raise ValueError("the rows of A must sum to 1")
    if not np.allclose(y.sum(axis=1), 1) or not np.isin(y, (0.0, 1.0)).all():
        raise ValueError("y must be one-hot")
    return float(-xlogy(y, np.clip(A, 1e-12, None)).sum() / len(A))


#: wrong | one_hot | other algorithm | a guard with > n_classes: off by one, and the identity raises IndexError
import numpy as np


def one_hot(labels, n_classes):
    if labels.min() < 0 or labels.max() > n_classes:
        raise ValueError("labels")
    return np.eye(n_classes)[labels]


#: wrong | cross_entropy | other algorithm | a guard that refuses a probability of 0
import numpy as np


def cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes")
    if (A <= 0).any():
        raise ValueError("log of 0")
    return -np.sum(y * np.log(A)) / len(A)


#: right | true_class_probabilities | other algorithm | defensive: rows that do not sum to 1 are refused; a product with one-hot rows
import numpy as np


def true_class_probabilities(A, labels):
    if not np.allclose(A.sum(axis=1), 1):
        raise ValueError("A must hold probabilities")
    return (A * (labels[:, None] == np.arange(A.shape[1]))).sum(axis=1)


#: right | top_k_accuracy | other algorithm | defensive: rows that do not sum to 1 are refused; the k-th largest by partition
import numpy as np


def top_k_accuracy(A, labels, k):
    if not np.allclose(A.sum(axis=1), 1, rtol=0, atol=1e-6):
        raise ValueError("A must hold probabilities")
    limit = np.partition(A, -k, axis=1)[:, -k]
    return float(np.mean(A[np.arange(len(A)), labels] >= limit))
