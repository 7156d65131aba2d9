"""Tests of chapter 4.4, visible and hidden."""

import numpy as np

from autograder.checks import (
    Mismatch,
    array,
    between,
    central_differences,
    close,
    hidden,
    number,
    parameters,
    parameters_close,
    pure,
    raises,
    unpack,
    visible,
)

# l2_regularization


def charged(got, penalty, grad):
    """Check a result (penalty, grad)."""
    found_penalty, found_grad = unpack(got, "penalty", "grad")
    close(found_penalty, penalty, what="the penalty")
    close(found_grad, grad, what="grad")


@visible(
    "l2_regularization",
    weight=2,
    try_it="l2_regularization(np.array([[3.0, -4.0]]), 0.1)   # should be (2.5, [[0.6 -0.8]])",
)
def test_l2_regularization_of_a_few_weights_worked_out_by_hand(student):
    # The squares add up to 9 + 16 + 1 + 4.
    W = np.array([[3.0, -4.0], [1.0, 0.0], [0.0, 2.0]])
    charged(student.l2_regularization(W, 0.1), 3.0, [[0.6, -0.8], [0.2, 0.0], [0.0, 0.4]])


@visible("l2_regularization", try_it="l2_regularization(np.ones((2, 3, 4)), 0.5)[0]   # should be 12.0")
def test_l2_regularization_adds_up_all_elements_of_any_shape(student):
    for shape in ((6,), (3, 2), (2, 3, 4), (3, 1, 2, 2)):
        count = float(np.prod(shape))
        charged(student.l2_regularization(np.ones(shape), 0.5), count / 2, np.ones(shape))


@visible("l2_regularization", try_it="l2_regularization(np.array([[3.0, -4.0]]), 0.0)   # free: (0.0, [[0. 0.]])")
def test_l2_regularization_charges_nothing_where_lambda_is_zero(student):
    charged(student.l2_regularization(np.array([[3.0, -4.0], [1.0, 2.0]]), 0.0), 0.0, np.zeros((2, 2)))


@visible("l2_regularization", try_it="l2_regularization(np.array([20, 1], dtype=np.uint8), 0.5)   # (200.5, [20. 1.])")
def test_l2_regularization_of_whole_numbers(student):
    charged(student.l2_regularization(np.array([[1, -2], [3, 0]]), 0.25), 3.5, [[0.5, -1.0], [1.5, 0.0]])
    charged(student.l2_regularization(np.array([20, 1], dtype=np.uint8), 0.5), 200.5, [20.0, 1.0])


@hidden("l2_regularization", weight=2)
def test_l2_regularization_of_other_weights(student):
    for seed, shape in enumerate(((7, 3), (1, 5), (4,), (2, 3, 2, 4), (1, 1), (5, 5))):
        rng = np.random.default_rng(10 + seed)
        W, lambda_ = rng.normal(size=shape) * 10.0 ** rng.integers(-3, 4), float(rng.random() * 3)
        grad = np.array([2 * lambda_ * w for w in W.ravel()]).reshape(shape)
        charged(student.l2_regularization(W, lambda_), lambda_ * sum(float(w) * float(w) for w in W.ravel()), grad)


@hidden("l2_regularization")
def test_l2_regularization_of_large_whole_numbers_of_every_kind(student):
    for kind in (np.uint8, np.int16, np.int64, np.int32):
        W = np.array([[200, 3, 0], [16, 100, 129]], dtype=kind)
        for lambda_ in (0.1, 2):
            expected = W.astype(float)
            charged(student.l2_regularization(W, lambda_), lambda_ * float((expected**2).sum()), 2 * lambda_ * expected)
    charged(student.l2_regularization(np.array([-100, 50, -3], dtype=np.int8), 1.5), 18763.5, [-300.0, 150.0, -9.0])


@hidden("l2_regularization")
def test_l2_regularization_gives_the_slope_of_its_penalty(student):
    W, lambda_ = np.array([[0.5, -1.5, 2.0], [-0.25, 3.0, -1.0]]), 0.7

    def penalty(params):
        return number(unpack(student.l2_regularization(params["W"], lambda_), "penalty", "grad")[0], what="the penalty")

    _, grad = unpack(student.l2_regularization(W, lambda_), "penalty", "grad")
    # A parabola: central differences are exact for any h, and with a large one float32 does as well.
    close(grad, central_differences(penalty, {"W": W}, h=0.5)["W"], what="grad", rtol=1e-4, atol=1e-4)


@visible("l2_regularization")
def test_l2_regularization_leaves_its_arguments_alone(student):
    pure(student.l2_regularization, np.array([[1.0, -2.0], [0.5, 3.0]]), 0.1)


# regularized_loss

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
CNN = {"F": (2, 1, 3, 3), "bF": (2,), "W": (8, 3), "b": (1, 3)}


def regularized(got, loss, grads):
    """Check a result (loss, grads)."""
    found_loss, found_grads = unpack(got, "loss", "grads")
    close(found_loss, loss, what="the loss")
    parameters_close(found_grads, grads, what="grads")


def priced(loss_fn, X, y, params, lambda_):
    """What regularized_loss should return, each weight by itself."""
    loss, grads = loss_fn(X, y, params)
    for name, value in params.items():
        if name[0] != "b":
            loss = loss + lambda_ * sum(float(w) ** 2 for w in value.ravel())
            grads[name] = grads[name] + 2 * lambda_ * value
    return loss, grads


@visible("regularized_loss")
def test_regularized_loss_of_a_weight_and_a_bias_worked_out_by_hand(student):
    params = {"W1": np.array([[3.0], [-4.0]]), "b1": np.array([[10.0]])}
    loss_fn = always(1.0, {"W1": np.array([[1.0], [1.0]]), "b1": np.array([[5.0]])})
    got = student.regularized_loss(X3, Y3, params, loss_fn, 0.1)
    # The penalty is 0.1 * (9 + 16), and the bias is free.
    regularized(got, 3.5, {"W1": [[1.6], [0.2]], "b1": [[5.0]]})


@visible("regularized_loss")
def test_regularized_loss_charges_for_every_weight(student):
    params = {"W1": np.ones((2, 3)), "b1": 7 * np.ones((1, 3)), "W2": 2 * np.ones((3, 1)), "b2": 7 * np.ones((1, 1))}
    # Six ones and three twos: the squares add up to 6 + 12.
    grads = {"W1": np.ones((2, 3)), "b1": np.zeros((1, 3)), "W2": 2 * np.ones((3, 1)), "b2": np.zeros((1, 1))}
    regularized(student.regularized_loss(X3, Y3, params, free, 0.5), 9.0, grads)


@visible("regularized_loss")
def test_regularized_loss_finds_weights_that_are_not_called_w(student):
    params = {
        "F": np.ones((2, 1, 2, 2)),
        "bF": np.array([9.0, 9.0]),
        "W": 3 * np.ones((1, 2)),
        "b": 9 * np.ones((1, 2)),
    }
    grads = {"F": np.ones((2, 1, 2, 2)), "bF": [0.0, 0.0], "W": 3 * np.ones((1, 2)), "b": np.zeros((1, 2))}
    regularized(student.regularized_loss(X3, Y3, params, free, 0.5), 13.0, grads)


@visible("regularized_loss")
def test_regularized_loss_is_the_loss_itself_where_lambda_is_zero(student):
    params = draw(20, MLP)
    y = np.ones((3, 3))
    regularized(student.regularized_loss(X3, y, params, network, 0.0), *network(X3, y, params))


@visible("regularized_loss")
def test_regularized_loss_asks_the_loss_function_about_what_it_was_given(student):
    asked = []

    def loss_fn(X, y, params):
        asked.append((X, y, params))
        return bowl(X3, Y3, {"W": np.ones((2, 1)), "b": np.ones((1, 1))})

    params = {"W": np.array([[2.0], [-1.0]]), "b": np.array([[0.5]])}
    unpack(student.regularized_loss(X3, Y3, params, loss_fn, 0.1), "loss", "grads")
    if not asked:
        raise Mismatch("values", "never calls loss_fn", advice="Begin with: loss, grads = loss_fn(X, y, params).")
    for X, y, seen in asked:
        close(X, X3, what="the X that loss_fn was given")
        close(y, Y3, what="the y that loss_fn was given")
        parameters_close(seen, params, what="the params that loss_fn was given")


@hidden("regularized_loss", weight=2)
def test_regularized_loss_of_networks(student):
    for seed, (n, lambda_) in enumerate(((5, 0.3), (1, 2.0), (8, 1e-3), (3, 10))):
        rng = np.random.default_rng(30 + seed)
        X, y, params = rng.normal(size=(n, 2)), rng.normal(size=(n, 3)), draw(40 + seed, MLP)
        regularized(student.regularized_loss(X, y, params, network, lambda_), *priced(network, X, y, params, lambda_))


@hidden("regularized_loss", weight=2)
def test_regularized_loss_tells_weights_from_biases_by_the_first_letter(student):
    shapes = {
        "scale": (3,), "bias": (2, 3), "W": (1, 4), "b": (1, 4), "Wb": (2, 2), "b12": (3, 3), "F": (2, 1, 2, 2),
        "bF": (2,), "hub": (1, 1), "W10": (4, 1),
    }  # fmt: skip
    for seed, chosen in enumerate((CNN, shapes, {"b": (1, 3), "W": (3, 1)}, {"b1": (1, 2)}, {"w": (2, 2)})):
        params = draw(50 + seed, chosen)
        got = student.regularized_loss(X3, Y3, params, bowl, 0.4)
        regularized(got, *priced(bowl, X3, Y3, params, 0.4))


@hidden("regularized_loss")
def test_regularized_loss_gives_the_gradient_of_its_loss(student):
    params, lambda_ = draw(60, {"W1": (2, 2), "b1": (1, 2), "W2": (2, 1), "b2": (1, 1)}), 0.2

    def loss_of(nearby):
        got = student.regularized_loss(X3, Y3, nearby, bowl, lambda_)
        return number(unpack(got, "loss", "grads")[0], what="the loss")

    _, grads = unpack(student.regularized_loss(X3, Y3, params, bowl, lambda_), "loss", "grads")
    slopes = central_differences(loss_of, params, h=0.5)
    grads = parameters(grads, {name: value.shape for name, value in params.items()}, what="grads")
    for name, slope in slopes.items():
        close(grads[name], slope, what=f"grads[{name!r}]", rtol=1e-4, atol=1e-4)


@hidden("regularized_loss")
def test_regularized_loss_of_whole_numbers_in_params(student):
    params = {"W1": np.array([[1, -2], [0, 30]]), "b1": np.array([[1, 1]]), "W2": np.array([[2], [-1]])}
    as_floats = {name: value.astype(float) for name, value in params.items()}
    for loss_fn in (bowl, free):
        got = student.regularized_loss(X3, Y3, params, loss_fn, 0.35)
        regularized(got, *priced(loss_fn, X3, Y3, as_floats, 0.35))


@visible("regularized_loss")
def test_regularized_loss_leaves_its_arguments_alone(student):
    params = {"W1": np.array([[1.0, -2.0], [0.5, 3.0]]), "b1": np.array([[1.0, 1.0]])}
    pure(student.regularized_loss, X3, Y3, params, bowl, 0.1)


# dropout


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


@visible(
    "dropout",
    try_it="dropout(np.array([[2.0, 4.0], [6.0, 8.0]]), 0.5, np.random.default_rng(0))   # each 0 or doubled",
)
def test_dropout_with_p_of_one_half_silences_or_doubles_each_element(student):
    A = np.array([[2.0, 4.0], [6.0, 8.0]])
    dropped(student.dropout(A, 0.5, np.random.default_rng(0), training=True), A, 0.5)
    for seed in range(1, 5):
        dropped(student.dropout(A, 0.5, np.random.default_rng(seed)), A, 0.5)


@visible(
    "dropout",
    weight=2,
    try_it="(dropout(np.ones(10000), 0.8, np.random.default_rng(0))[1] > 0).mean()   # about 0.8",
)
def test_dropout_keeps_about_the_share_p(student):
    A = np.ones((100, 100))
    for p in (0.8, 0.3):
        kept = dropped(student.dropout(A, p, np.random.default_rng(1)), A, p)
        advice = "p is the probability to keep an element, not to drop it."
        between(float(kept.mean()), p - 0.05, p + 0.05, what=f"the share that is kept for p = {p}", advice=advice)


@visible(
    "dropout",
    weight=2,
    try_it="dropout(np.ones(10000), 0.8, np.random.default_rng(0))[0].mean()   # about 1, as before",
)
def test_dropout_keeps_the_mean_about_as_it_was(student):
    A = 3.0 + np.arange(10000.0).reshape(50, 200) % 7
    for p in (0.8, 0.4):
        A_drop, _ = unpack(student.dropout(A, p, np.random.default_rng(2)), "A_drop", "mask")
        mean = float(array(A_drop, A.shape, what="A_drop").mean() / A.mean())
        between(mean, 0.92, 1.08, what=f"the mean of A_drop for p = {p}, divided by that of A,")


@visible("dropout", try_it="dropout(np.array([5.0, 7.0]), 0.1, np.random.default_rng(0), False)   # A and ones")
def test_dropout_without_training_gives_a_itself_and_ones(student):
    A = np.array([[5.0, -7.0, 0.0], [1.0, 2.0, 3.0]])
    in_use(student.dropout(A, 0.1, np.random.default_rng(3), False), A)
    in_use(student.dropout(A, 0.5, np.random.default_rng(3), training=False), A)


@visible("dropout")
def test_dropout_draws_from_rng(student):
    A = np.ones((20, 20))
    first, second, third = (
        dropped(student.dropout(factor * A, 0.5, np.random.default_rng(seed)), factor * A, 0.5)
        for seed, factor in ((5, 1), (6, 1), (5, 3))  # the mask comes from rng alone, not from what it is for
    )
    if np.array_equal(first, second):
        raise Mismatch("values", "has the same mask for generators of different seeds", advice="Draw from rng.")
    if not np.array_equal(first, third):
        raise Mismatch(
            "values",
            "has different masks for one and the same seed",
            advice="Draw from the rng that is handed in: rng.random(...), not np.random.random(...).",
        )


@visible("dropout", try_it="dropout(np.ones(3), 0.0, np.random.default_rng(0))   # ValueError")
def test_dropout_refuses_a_p_that_keeps_nothing_or_is_no_probability(student):
    for p in (0.0, -0.5, 1.5):
        raises(ValueError, student.dropout, np.ones((2, 3)), p, np.random.default_rng(0))


@visible("dropout", try_it="dropout(np.array([5.0, 7.0]), 1.0, np.random.default_rng(0))   # all are kept")
def test_dropout_with_p_of_one_keeps_everything(student):
    A = np.array([[5.0, -7.0, 0.0], [1.0, 2.0, 3.0]])
    for p in (1.0, 1):
        A_drop, mask = unpack(student.dropout(A, p, np.random.default_rng(4)), "A_drop", "mask")
        close(A_drop, A, what="A_drop")
        close(mask, np.ones((2, 3)), what="mask")


@hidden("dropout", weight=2)
def test_dropout_tosses_for_every_element_by_itself(student):
    # No mask is constant along an axis, as one that is drawn for rows, columns or channels would be.
    for seed, shape in enumerate(((40,), (30, 20), (12, 10, 15), (8, 6, 7, 5))):
        A = np.random.default_rng(70 + seed).normal(size=shape) + 2
        kept = dropped(student.dropout(A, 0.5, np.random.default_rng(seed)), A, 0.5)
        for axis in range(len(shape)):
            if (kept == kept.take([0], axis=axis)).all():
                raise Mismatch("values", f"drops all or nothing along axis {axis} of an A of shape {shape}")
    # The rows differ in how many they keep, but not by much; so do the columns.
    A = np.ones((100, 150))
    kept = dropped(student.dropout(A, 0.6, np.random.default_rng(9)), A, 0.6)
    for axis, what in ((1, "row"), (0, "column")):
        shares = kept.mean(axis=axis)
        between(float(shares.min()), 0.25, 0.6, what=f"the share that the emptiest {what} keeps, for p = 0.6,")
        between(float(shares.max()), 0.6, 0.95, what=f"the share that the fullest {what} keeps, for p = 0.6,")
        if shares.min() == shares.max():
            raise Mismatch("values", f"keeps exactly the same number in every {what}")


@hidden("dropout")
def test_dropout_does_not_keep_a_fixed_number(student):
    A = np.ones((10, 10))
    counts = {
        int(dropped(student.dropout(A, 0.5, np.random.default_rng(seed)), A, 0.5).sum()) for seed in range(80, 92)
    }
    if len(counts) == 1:
        raise Mismatch("values", "keeps the same number of elements in every draw", advice="Toss for each by itself.")
    single = [
        bool(dropped(student.dropout(np.ones(1), 0.5, np.random.default_rng(seed)), np.ones(1), 0.5)[0])
        for seed in range(100, 140)
    ]
    between(float(np.mean(single)), 0.1, 0.9, what="how often an A of one element is kept, for p = 0.5,")


@hidden("dropout")
def test_dropout_goes_on_where_the_generator_stands(student):
    rng, A = np.random.default_rng(11), np.ones((15, 15))
    masks = []
    for _ in range(3):
        masks.append(dropped(student.dropout(A, 0.5, rng), A, 0.5))
        rng.random(1000)
    if np.array_equal(masks[0], masks[1]) or np.array_equal(masks[1], masks[2]):
        raise Mismatch("values", "has the same mask in one call after the other", advice="Draw from rng as it is.")


@hidden("dropout", weight=2)
def test_dropout_of_other_arrays_and_probabilities(student):
    shapes = ((50,), (7, 60), (5, 6, 20), (3, 4, 8, 9), (1, 300))
    for seed, (shape, p) in enumerate(zip(shapes, (0.25, 0.6, 0.9, 0.75, 0.35), strict=True)):
        A = np.random.default_rng(90 + seed).normal(size=shape)
        A.flat[:5] = 0.0  # a zero stays zero, and is tossed for as all the others
        kept = dropped(student.dropout(A, p, np.random.default_rng(seed)), A, p)
        between(float(kept.mean()), p - 0.3, p + 0.3, what=f"the share that is kept for p = {p}")
    # What is kept does not depend on the values: not on their signs, and not on their sizes.
    A = np.concatenate([np.zeros(3000), -np.ones(3000), np.full(3000, 1e-4), np.full(3000, 50.0)])
    kept = dropped(student.dropout(A, 0.7, np.random.default_rng(12)), A, 0.7).reshape(4, -1)
    for share, what in zip(kept.mean(axis=1), ("zeros", "negative", "small", "large"), strict=True):
        between(float(share), 0.6, 0.8, what=f"the share of {what} elements that is kept for p = 0.7")


@hidden("dropout")
def test_dropout_of_whole_numbers(student):
    A = np.random.default_rng(13).integers(1, 256, (20, 30))
    for kind in (np.uint8, np.int64):
        for p in (0.4, 0.8):
            kept = dropped(student.dropout(A.astype(kind), p, np.random.default_rng(14)), A, p)
            between(float(kept.mean()), p - 0.2, p + 0.2, what=f"the share that is kept for p = {p}")
        in_use(student.dropout(A.astype(kind), 0.4, np.random.default_rng(14), training=False), A)


@hidden("dropout")
def test_dropout_refuses_every_p_outside_its_range(student):
    for p in (0, -1, 2, 1.0001, -1e-9):
        raises(ValueError, student.dropout, np.ones((2, 2)), p, np.random.default_rng(0), True)


@hidden("dropout")
def test_dropout_without_training_in_any_shape(student):
    for seed, shape in enumerate(((4,), (1, 3), (2, 3, 4), (2, 1, 3, 2))):
        A = np.random.default_rng(110 + seed).normal(size=shape)
        in_use(student.dropout(A, 0.2 + 0.2 * seed, np.random.default_rng(seed), training=False), A)


@visible("dropout")
def test_dropout_leaves_its_arguments_alone(student):
    A = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, 6.0]])
    pure(student.dropout, A, 0.5, np.random.default_rng(15))
    pure(student.dropout, A, 0.5, np.random.default_rng(15), training=False)


# Practice


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


@visible("split_validation", try_it="split_validation(np.ones((5, 2)), np.ones((5, 1)), 2, rng)   # 3, 3, 2 and 2 rows")
def test_split_validation_puts_every_sample_on_one_side_with_its_target(student):
    X, y = numbered(11)
    for seed in range(3):
        split_numbers(student.split_validation(X, y, 4, np.random.default_rng(seed)), 11, 4)


@visible("split_validation")
def test_split_validation_draws_from_rng(student):
    X, y = numbered(40)
    sets = [
        sorted(split_numbers(student.split_validation(X.astype(kind), y, 10, np.random.default_rng(seed)), 40, 10))
        for seed, kind in ((1, float), (2, float), (3, float), (1, int))
    ]
    if sets[0] == sets[1] == sets[2]:
        raise Mismatch("values", "puts the same samples aside for generators of different seeds", advice="Use rng.")
    if sets[0] != sets[3]:
        raise Mismatch("values", "puts different samples aside for one and the same seed", advice="Use rng alone.")


@hidden("split_validation")
def test_split_validation_of_other_sizes_and_of_images(student):
    for n, n_val in ((2, 1), (7, 6), (9, 1), (10, 5), (30, 12)):
        X, y = numbered(n)
        split_numbers(student.split_validation(X, y, n_val, np.random.default_rng(n)), n, n_val)
    X, y = numbered(60)
    for seed in range(2):
        val = np.zeros(60, dtype=int)
        val[split_numbers(student.split_validation(X, y, 20, np.random.default_rng(seed)), 60, 20)] = 1
        if np.abs(val - np.roll(val, 1)).sum() <= 6:
            raise Mismatch("values", "puts samples aside that lie side by side", advice="Use rng.permutation(len(X)).")
    images, labels = np.arange(7 * 6, dtype=np.uint8).reshape(7, 2, 3), np.arange(7)
    got = student.split_validation(images, labels, 3, np.random.default_rng(1))
    parts = unpack(got, "X_train", "y_train", "X_val", "y_val")
    y_train, y_val = array(parts[1], (4,), what="y_train"), array(parts[3], (3,), what="y_val")
    close(np.sort(np.concatenate([y_train, y_val])), np.arange(7.0), what="all labels together")
    close(parts[0], images[y_train.astype(int)], what="X_train")
    close(parts[2], images[y_val.astype(int)], what="X_val")


@visible("split_validation")
def test_split_validation_leaves_its_arguments_alone(student):
    pure(student.split_validation, *numbered(6), 2, np.random.default_rng(7))


@visible("squared_weights")
def test_squared_weights_of_the_worked_example(student):
    params = {"W1": np.array([[1.0, -2.0]]), "b1": np.array([[5.0]]), "W2": np.array([[3.0]])}
    close(student.squared_weights(params), 14.0)


@hidden("squared_weights", weight=2)
def test_squared_weights_of_other_parameters(student):
    shapes = {"scale": (3,), "bias": (2, 3), "Wb": (1, 4), "F": (2, 1, 2, 2), "b10": (1, 4), "hub": (2, 2)}
    for seed, chosen in enumerate((MLP, CNN, shapes)):
        params = draw(120 + seed, chosen)
        expected = sum(float(w) ** 2 for name in params if name[0] != "b" for w in params[name].ravel())
        close(student.squared_weights(params), expected)
    close(student.squared_weights({"b": np.ones((1, 3))}), 0.0)
    close(student.squared_weights({"W": np.array([200, 3], dtype=np.uint8), "b": np.ones((1, 1))}), 40009.0)


@visible("squared_weights")
def test_squared_weights_leaves_its_arguments_alone(student):
    pure(student.squared_weights, {"W1": np.array([[1.0, -2.0]]), "b1": np.array([[5.0]])})


@visible(
    "decay_step",
    try_it="decay_step(np.array([[10.0, -4.0]]), np.array([[1.0, 0.0]]), 0.5, 0.1)   # should be [[ 8.5 -3.6]]",
)
def test_decay_step_of_the_worked_example(student):
    close(student.decay_step(np.array([[10.0, -4.0]]), np.array([[1.0, 0.0]]), 0.5, 0.1), [[8.5, -3.6]])


@hidden("decay_step")
def test_decay_step_of_other_weights(student):
    for seed, shape in enumerate(((4, 3), (5,), (2, 3, 2))):
        rng = np.random.default_rng(130 + seed)
        W, grad = rng.normal(size=shape), rng.normal(size=shape)
        lr, lambda_ = float(rng.random()), float(rng.random())
        close(student.decay_step(W, grad, lr, lambda_), W - lr * (grad + 2 * lambda_ * W))
        close(student.decay_step(W, grad, lr, 0.0), W - lr * grad)
    close(student.decay_step(np.array([10, -5]), np.array([1, 2]), 0.25, 0.1), [9.25, -5.25])


@visible("decay_step")
def test_decay_step_leaves_its_arguments_alone(student):
    pure(student.decay_step, np.array([[10.0, -4.0]]), np.array([[1.0, 0.5]]), 0.5, 0.1)


@visible("best_setting")
def test_best_setting_of_the_worked_example(student):
    losses = np.array([[0.4, 0.8], [0.5, 0.5], [1.0, 0.2], [0.9, 0.7]])
    close(student.best_setting([0.0, 0.01, 0.1, 0.3], losses), 0.01)


@hidden("best_setting")
def test_best_setting_of_other_losses(student):
    close(student.best_setting([3.0, 0.5, 7.0], np.array([[0.9], [0.8], [0.4]])), 7.0)
    # The lowest single loss, the lowest median, the best first and the best last start are all in other rows.
    losses = np.array([[0.1, 1.0, 1.0], [0.4, 0.4, 1.2], [0.5, 0.5, 0.5], [1.0, 0.9, 0.2], [0.45, 0.6, 0.6]])
    close(student.best_setting([0.2, 0.4, 0.8, 1.6, 3.2], losses), 0.8)
    close(student.best_setting([0.2, 0.4], np.array([[0.3, 0.3, 1.0], [0.6, 0.6, 0.7]])), 0.2)
    close(student.best_setting([5, 2, 1], np.array([[1.0, 2.0], [2.0, 3.0], [3.0, 1.0]])), 5)
    close(student.best_setting([0.3, 0.1], np.array([[0.2, 0.9, 0.9], [0.8, 0.1, 0.8]])), 0.1)


@visible("best_setting")
def test_best_setting_leaves_its_arguments_alone(student):
    pure(student.best_setting, [0.0, 0.1], np.array([[0.5, 0.7], [0.6, 0.5]]))


DELTA2, W2 = np.array([[1.0, -1.0]]), np.array([[2.0, 5.0], [4.0, 3.0], [7.0, 1.0]])


@visible("dropped_delta")
def test_dropped_delta_of_the_worked_example(student):
    got = student.dropped_delta(DELTA2, W2, np.array([[0.0, 7.0, 1.0]]), np.array([[2.0, 2.0, 0.0]]))
    close(got, [[0.0, 2.0, 0.0]])


@hidden("dropped_delta", weight=2)
def test_dropped_delta_of_other_sizes(student):
    for seed, (n, h, k, p) in enumerate(((6, 5, 4, 0.8), (1, 6, 2, 0.4), (5, 3, 6, 0.6), (4, 4, 4, 0.3))):
        rng = np.random.default_rng(140 + seed)
        delta2, W, A1 = rng.normal(size=(n, k)), rng.normal(size=(h, k)), np.maximum(rng.normal(size=(n, h)), 0)
        mask = (rng.random((n, h)) < p) / p
        expected = [[float(W[j] @ delta2[i]) * mask[i, j] if A1[i, j] > 0 else 0.0 for j in range(h)] for i in range(n)]
        close(student.dropped_delta(delta2, W, A1, mask), expected)


@visible("dropped_delta")
def test_dropped_delta_leaves_its_arguments_alone(student):
    pure(student.dropped_delta, DELTA2, W2, np.array([[1.0, 7.0, 1.0]]), np.array([[2.0, 0.0, 2.0]]))
