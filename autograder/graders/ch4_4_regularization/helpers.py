"""What the tests of chapter 4.4 share: losses and weights worked out by hand, and checks of penalties and masks."""

import numpy as np

from autograder.checks import LONG, Mismatch, array, close, parameters_close, unpack


def charged(got, penalty, grad):
    """Check a result (penalty, grad)."""
    found_penalty, found_grad = unpack(got, "penalty", "grad")
    close(found_penalty, penalty, what="the penalty", rtol=LONG)
    close(found_grad, grad, what="grad")


WEIGHTS = np.array([[1.0, -2.0, 3.0, 0.5], [-1.5, 4.0, -0.5, 2.0], [2.5, -3.0, 1.5, -1.0]])
WHOLE = np.array([[20, 1, 200], [3, 16, 129]], dtype=np.uint8)
X3, Y3 = np.array([[1.0, 2.0], [0.0, 1.0], [4.0, 1.0]]), np.array([[1.0], [0.0], [2.0]])


def always(loss, grads):
    """A loss function that returns the same each time, whatever it is asked."""
    return lambda X, y, params: (loss, grads)


def free(X, y, params):
    """A loss that is 0 everywhere: what remains is the penalty."""
    return 0.0, {name: np.zeros(value.shape) for name, value in params.items()}


def bowl(X, y, params):
    """A loss of parameters of any name and shape: each is pulled to the mean of y, and by its place to some x."""
    loss, grads = 0.0, {}
    for name, value in params.items():
        target = y.mean() + np.resize(X, value.shape)
        loss += float(((value - target) ** 2).sum() / len(X))
        grads[name] = 2 * (value - target) / len(X)
    return loss, grads


def network(X, y, params):
    """Mean squared error of a network with a hidden layer of tanh units."""
    A1 = np.tanh(X @ params["W1"] + params["b1"])
    error = A1 @ params["W2"] + params["b2"] - y
    delta2 = 2 * error / error.size
    delta1 = delta2 @ params["W2"].T * (1 - A1**2)
    return float((error**2).mean()), {
        "W1": X.T @ delta1,
        "b1": delta1.sum(axis=0, keepdims=True),
        "W2": A1.T @ delta2,
        "b2": delta2.sum(axis=0, keepdims=True),
    }


def draw(seed, shapes):
    rng = np.random.default_rng(seed)
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


MLP = {"W1": (2, 4), "b1": (1, 4), "W2": (4, 3), "b2": (1, 3)}


def regularized(got, loss, grads):
    """Check a result (loss, grads)."""
    found_loss, found_grads = unpack(got, "loss", "grads")
    close(found_loss, loss, what="the loss", rtol=LONG)
    parameters_close(found_grads, grads, what="grads")


LINE = {"W1": np.array([[3.0, -1.0], [-4.0, 2.0], [0.5, -1.5]]), "b1": np.array([[10.0, -7.0]])}
LINE_GRADS = {"W1": np.array([[1.0, -2.0], [0.5, 4.0], [-3.0, 2.5]]), "b1": np.array([[5.0, -6.0]])}
LAYERS = {
    "W1": np.array([[1.0, -2.0, 0.5], [3.0, 1.5, -1.0]]),
    "b1": np.array([[7.0, -8.0, 9.0]]),
    "W2": np.array([[2.0], [-0.5], [4.0]]),
    "b2": np.array([[6.0]]),
}
FILTERS = {
    "F": np.array([[[[1.0, -2.0], [0.5, 3.0]]], [[[-1.0, 2.5], [4.0, -0.5]]]]),
    "bF": np.array([9.0, -8.0]),
    "W": np.array([[3.0, -1.5, 2.0]]),
    "b": np.array([[7.0, -6.0, 5.0]]),
}


def dropped(got, A, p):
    """Check a result (A_drop, mask): a mask of 0 and 1 / p, and A multiplied by it. Returns which elements are kept."""
    A = np.asarray(A, dtype=float)
    A_drop, mask = unpack(got, "A_drop", "mask")
    mask_values = array(mask, A.shape, what="mask")
    kept = np.asarray(mask_values > 0.25)
    advice = "The mask is 1 / p where an element is kept, and 0 where it is not."
    close(mask, np.where(kept, 1 / p, 0.0), what="mask", advice=advice)
    close(A_drop, A * np.where(kept, 1 / p, 0.0), what="A_drop", advice="A_drop is A * mask.")
    return kept


def in_use(got, A):
    """Check a result of dropout without training: A, and a mask of ones."""
    A_drop, mask = unpack(got, "A_drop", "mask")
    close(A_drop, A, what="A_drop with training=False", advice="Without training, nothing is dropped or scaled.")
    close(mask, np.ones(np.shape(A)), what="mask with training=False")


def numbered(n):
    """n samples that tell their own number, and targets that tell it too: X[i] = [i, -i], y[i] = [10 i]."""
    i = np.arange(float(n)).reshape(-1, 1)
    return np.hstack([i, -i]), 10 * i


def split_numbers(got, n, n_val):
    """Check a split of `numbered(n)`, and return the numbers of its validation samples."""
    parts = unpack(got, "X_train", "y_train", "X_val", "y_val")
    sides = []
    for X, y, size, name in ((*parts[:2], n - n_val, "train"), (*parts[2:], n_val, "val")):
        X, y = array(X, (size, 2), what=f"X_{name}"), array(y, (size, 1), what=f"y_{name}")
        if not np.array_equal(X[:, 1], -X[:, 0]):
            raise Mismatch("values", "mixes the numbers of different samples", advice="Take whole rows: X[rows].")
        if not np.allclose(y[:, 0], 10 * X[:, 0]):
            raise Mismatch("values", "gives samples the targets of others", advice="Use one order for both X and y.")
        sides.append(X[:, 0].round().astype(int).tolist())
    if sorted(sides[0] + sides[1]) != list(range(n)):
        shared, lost = len(set(sides[0]) & set(sides[1])), n - len(set(sides[0] + sides[1]))
        seen = f"has {shared} samples on both sides, and {lost} of {n} on neither"
        raise Mismatch("values", seen, advice="Cut one shuffled order in two.")
    return sides[1]


DELTA2 = np.array([[1.0, -1.0, 0.5], [2.0, 0.0, -3.0]])
W2 = np.array([[5.0, 2.0, 4.0], [1.0, 4.0, -2.0], [3.0, 0.0, 1.0], [-1.0, 6.0, 2.0]])
A1 = np.array([[0.0, 7.0, 1.0, 2.0], [3.0, 0.5, 0.0, 4.0]])
MASK = np.array([[1.25, 1.25, 0.0, 1.25], [0.0, 1.25, 1.25, 1.25]])


def folded(got, n, k):
    """Check k pairs of positions of n samples, and return the val parts as a set of sets."""
    if not isinstance(got, list | tuple):
        raise Mismatch("type", "the result is not a list of pairs", advice="Return a list of pairs (train, val).")
    if len(got) != k:
        raise Mismatch("shape", f"makes {len(got)} pairs, not {k}", got=len(got))
    pairs = []
    for number, pair in enumerate(got):
        train, val = (
            array(part, what=f"{name} of pair {number}")
            for part, name in zip(unpack(pair, "train", "val"), ("train", "val"), strict=True)
        )
        if train.ndim != 1 or val.ndim != 1:
            raise Mismatch("shape", f"pair {number} holds something that is not a flat array of positions")
        pairs.append((train, val))
    judges = np.sort(np.concatenate([val for _, val in pairs]))
    if not np.array_equal(judges, np.arange(n)):
        seen = f"the val parts together do not hold each of the positions 0 to {n - 1} exactly once"
        raise Mismatch("values", seen, got=judges, expected=np.arange(n))
    for number, (train, val) in enumerate(pairs):
        if not np.array_equal(np.sort(np.concatenate([train, val])), np.arange(n)):
            seen = f"train and val of pair {number} together do not hold each of the {n} positions exactly once"
            raise Mismatch("values", seen, got=np.sort(train))
    sizes = sorted(len(val) for _, val in pairs)
    if sizes[-1] - sizes[0] > 1:
        raise Mismatch("values", f"one val part has {sizes[-1]} positions and another {sizes[0]}", got=np.array(sizes))
    return {frozenset(val.astype(int).tolist()) for _, val in pairs}
