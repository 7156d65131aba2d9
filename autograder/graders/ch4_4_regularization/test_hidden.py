"""The tests of chapter 4.4 that only the grader has."""

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    array,
    between,
    central_differences,
    close,
    hidden,
    number,
    parameters,
    refused,
    unpack,
)
from autograder.graders.ch4_4_regularization.helpers import (
    MLP,
    X3,
    Y3,
    bowl,
    charged,
    draw,
    dropped,
    folded,
    in_use,
    network,
    numbered,
    regularized,
    split_numbers,
)

# l2_regularization


def summed(W, lambda_):
    """What l2_regularization should return, weight by weight."""
    grad = np.array([2 * lambda_ * float(w) for w in W.ravel()]).reshape(W.shape)
    return lambda_ * sum(float(w) * float(w) for w in W.ravel()), grad


@hidden("l2_regularization", weight=3)
def test_l2_regularization_of_other_weights(student):
    for seed, shape in enumerate(((7, 3), (1, 5), (4, 2), (6, 9), (5, 5))):
        rng = np.random.default_rng(10 + seed)
        W, lambda_ = rng.normal(size=shape) * 10.0 ** rng.integers(-3, 4), float(rng.random() * 3)
        charged(student.l2_regularization(W, lambda_), *summed(W, lambda_))


@hidden("l2_regularization")
def test_l2_regularization_of_other_numbers_of_axes(student):
    for seed, shape in enumerate(((4,), (2, 3, 2, 4), (5, 1, 3))):
        W = np.random.default_rng(16 + seed).normal(size=shape)
        charged(student.l2_regularization(W, 0.3), *summed(W, 0.3))


@hidden("l2_regularization")
def test_l2_regularization_gives_the_slope_of_its_penalty(student):
    W, lambda_ = np.array([[0.5, -1.5, 2.0], [-0.25, 3.0, -1.0]]), 0.7

    def penalty(params):
        return number(unpack(student.l2_regularization(params["W"], lambda_), "penalty", "grad")[0], what="the penalty")

    _, grad = unpack(student.l2_regularization(W, lambda_), "penalty", "grad")
    # A parabola: central differences are exact for any h, and with a large one float32 does as well.
    close(grad, central_differences(penalty, {"W": W}, h=0.5)["W"], what="grad", rtol=LONG)


# regularized_loss


CNN = {"F": (2, 1, 3, 3), "bF": (2,), "W": (8, 3), "b": (1, 3)}


def priced(loss_fn, X, y, params, lambda_):
    """What regularized_loss should return, each weight by itself."""
    loss, grads = loss_fn(X, y, params)
    for name, value in params.items():
        if name[0] != "b":
            loss = loss + lambda_ * sum(float(w) ** 2 for w in value.ravel())
            grads[name] = grads[name] + 2 * lambda_ * value
    return loss, grads


@hidden("regularized_loss", weight=3)
def test_regularized_loss_of_networks(student):
    for seed, (n, lambda_) in enumerate(((5, 0.3), (1, 2.0), (8, 1e-3), (3, 10.0))):
        rng = np.random.default_rng(30 + seed)
        X, y, params = rng.normal(size=(n, 2)), rng.normal(size=(n, 3)), draw(40 + seed, MLP)
        regularized(student.regularized_loss(X, y, params, network, lambda_), *priced(network, X, y, params, lambda_))


@hidden("regularized_loss", weight=2)
def test_regularized_loss_tells_weights_from_biases_by_the_first_letter(student):
    shapes = {
        "scale": (3,), "bias": (2, 3), "W": (1, 4), "b": (1, 4), "Wb": (2, 2), "b12": (3, 3), "F": (2, 1, 2, 2),
        "bF": (2,), "hub": (1, 1), "W10": (4, 1), "W11": (4, 1), "b11": (4, 1),
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
        close(grads[name], slope, what=f"grads[{name!r}]", rtol=LONG)


@hidden("regularized_loss")
def test_regularized_loss_finds_the_gradients_by_their_names(student):
    def last_layer_first(X, y, params):
        loss, grads = network(X, y, params)
        return loss, dict(reversed(grads.items()))

    X, y, params = X3, X3[:, [1, 0, 1]] - 0.5, draw(61, MLP)
    expected = priced(network, X, y, params, 0.3)
    regularized(student.regularized_loss(X, y, params, last_layer_first, 0.3), *expected)
    square = draw(62, {"W1": (2, 2), "b1": (2, 2), "W2": (2, 2)})
    backwards = dict(reversed(square.items()))
    expected = priced(bowl, X3, Y3, square, 0.3)
    regularized(student.regularized_loss(X3, Y3, square, lambda X, y, _: bowl(X, y, backwards), 0.3), *expected)


# dropout


@hidden("dropout", weight=4)
def test_dropout_tosses_for_every_element_by_itself(student):
    # No mask is constant along an axis, as one that is drawn for rows, columns or channels would be.
    for seed, shape in enumerate(((40,), (30, 20), (12, 10, 15), (8, 6, 7, 5))):
        A = np.random.default_rng(70 + seed).normal(size=shape) + 2
        kept = dropped(student.dropout(A, 0.5, np.random.default_rng(seed)), A, 0.5)
        for axis in range(len(shape)):
            if (kept == kept.take([0], axis=axis)).all():
                raise Mismatch("values", f"drops all or nothing along axis {axis} of an A of shape {shape}")
    # The rows differ in how many they keep, but not by much, and so do the columns. By chance one column in 10**15
    # keeps less than 0.2 or more than 0.95 of its 100.
    A = np.ones((100, 150))
    kept = dropped(student.dropout(A, 0.6, np.random.default_rng(9)), A, 0.6)
    for axis, what in ((1, "row"), (0, "column")):
        shares = kept.mean(axis=axis)
        between(float(shares.min()), 0.2, 0.6, what=f"the share that the emptiest {what} keeps, for p = 0.6,")
        between(float(shares.max()), 0.6, 0.95, what=f"the share that the fullest {what} keeps, for p = 0.6,")
        if shares.min() == shares.max():
            raise Mismatch("values", f"keeps exactly the same number in every {what}")


@hidden("dropout")
def test_dropout_does_not_keep_a_fixed_number(student):
    A = np.ones((10, 10))
    kept = [dropped(student.dropout(A, 0.5, np.random.default_rng(seed)), A, 0.5) for seed in range(80, 92)]
    if all(np.array_equal(mask, kept[0]) for mask in kept):
        raise Mismatch(
            "values", "keeps the same elements, whatever the seed is", advice="Draw anew from rng each time."
        )
    if len({int(mask.sum()) for mask in kept}) == 1:
        raise Mismatch("values", "keeps the same number of elements in every draw", advice="Toss for each by itself.")
    single = [
        bool(dropped(student.dropout(np.ones(1), 0.5, np.random.default_rng(seed)), np.ones(1), 0.5)[0])
        for seed in range(100, 140)
    ]
    # All 40 alike happen by chance once in 10**11.
    between(float(np.mean(single)), 0.02, 0.98, what="how often an A of one element is kept, for p = 0.5,")


@hidden("dropout")
def test_dropout_goes_on_where_the_generator_stands(student):
    rng, A = np.random.default_rng(11), np.ones((15, 15))
    masks = []
    for _ in range(3):
        masks.append(dropped(student.dropout(A, 0.5, rng), A, 0.5))
        rng.random(1000)
    if np.array_equal(masks[0], masks[1]) or np.array_equal(masks[1], masks[2]):
        raise Mismatch("values", "has the same mask in one call after the other", advice="Draw from rng as it is.")


@hidden("dropout", weight=4)
def test_dropout_of_other_arrays_and_probabilities(student):
    shapes = ((400,), (7, 60), (5, 6, 20), (3, 4, 8, 9), (1, 500))
    for seed, (shape, p) in enumerate(zip(shapes, (0.25, 0.6, 0.9, 0.75, 0.35), strict=True)):
        A = np.random.default_rng(90 + seed).normal(size=shape)
        A.flat[:5] = 0.0  # a zero stays zero, and is tossed for as all the others
        kept = dropped(student.dropout(A, p, np.random.default_rng(seed)), A, p)
        between(float(kept.mean()), p - 0.3, p + 0.3, what=f"the share that is kept for p = {p}")
    # What is kept does not depend on the values: not on their signs, and not on their sizes.
    A = np.concatenate([np.zeros(3000), -np.ones(3000), np.full(3000, 1e-4), np.full(3000, 50.0)])
    kept = dropped(student.dropout(A, 0.75, np.random.default_rng(12)), A, 0.75).reshape(4, -1)
    # The bounds are 7.5 deviations of the share of all, and 12 of the share of a quarter.
    between(float(kept.mean()), 0.72, 0.78, what="the share that is kept for p = 0.75")
    for share, what in zip(kept.mean(axis=1), ("zeros", "negative", "small", "large"), strict=True):
        between(float(share), 0.65, 0.85, what=f"the share of {what} elements that is kept for p = 0.75")


@hidden("dropout")
def test_dropout_refuses_every_p_outside_its_range(student):
    A, ps = np.ones((2, 2)), (0.0, -1.0, 2.0, 1.0001, -1e-9)
    refused(student.dropout, *((A, p, np.random.default_rng(0), True) for p in ps))


@hidden("dropout")
def test_dropout_without_training_in_any_shape(student):
    for seed, shape in enumerate(((4,), (1, 3), (2, 3, 4), (2, 1, 3, 2))):
        A = np.random.default_rng(110 + seed).normal(size=shape)
        in_use(student.dropout(A, 0.2 + 0.2 * seed, np.random.default_rng(seed), training=False), A)


# Practice


@hidden("split_validation")
def test_split_validation_of_other_sizes_and_of_images(student):
    for n, n_val in ((2, 1), (7, 6), (9, 1), (10, 5), (30, 12)):
        X, y = numbered(n)
        split_numbers(student.split_validation(X, y, n_val, np.random.default_rng(n)), n, n_val)
    X, y = numbered(60)
    for seed in range(2):
        val = np.zeros(60, dtype=int)
        val[split_numbers(student.split_validation(X, y, 20, np.random.default_rng(seed)), 60, 20)] = 1
        if np.abs(val - np.roll(val, 1)).sum() <= 4:  # two blocks or one: by chance in one split of 10**11
            raise Mismatch("values", "puts samples aside that lie side by side", advice="Use rng.permutation(len(X)).")
    images, labels = np.arange(42.0).reshape(7, 2, 3), np.arange(7.0)
    got = student.split_validation(images, labels, 3, np.random.default_rng(1))
    parts = unpack(got, "X_train", "y_train", "X_val", "y_val")
    y_train, y_val = array(parts[1], (4,), what="y_train"), array(parts[3], (3,), what="y_val")
    close(np.sort(np.concatenate([y_train, y_val])), np.arange(7.0), what="all labels together")
    close(parts[0], images[y_train.astype(int)], what="X_train")
    close(parts[2], images[y_val.astype(int)], what="X_val")


@hidden("squared_weights", weight=2)
def test_squared_weights_of_other_parameters(student):
    shapes = {"scale": (3,), "bias": (2, 3), "Wb": (1, 4), "F": (2, 1, 2, 2), "b10": (1, 4), "hub": (2, 2)}
    for seed, chosen in enumerate((MLP, CNN, shapes)):
        params = draw(120 + seed, chosen)
        expected = sum(float(w) ** 2 for name in params if name[0] != "b" for w in params[name].ravel())
        close(student.squared_weights(params), expected, rtol=LONG)
    close(student.squared_weights({"b": np.ones((1, 3))}), 0.0)


@hidden("decay_step")
def test_decay_step_of_other_weights(student):
    for seed, shape in enumerate(((4, 3), (5,), (2, 3, 2))):
        rng = np.random.default_rng(130 + seed)
        W, grad = rng.normal(size=shape), rng.normal(size=shape)
        lr, lambda_ = float(rng.random()), float(rng.random())
        close(student.decay_step(W, grad, lr, lambda_), W - lr * (grad + 2 * lambda_ * W))
        close(student.decay_step(W, grad, lr, 0.0), W - lr * grad)


@hidden("best_setting")
def test_best_setting_of_other_losses(student):
    close(student.best_setting([3.0, 0.5, 7.0], np.array([[0.9], [0.8], [0.4]])), 7.0)
    # The lowest single loss, the lowest median, the best first and the best last start are all in other rows.
    losses = np.array([[0.1, 1.0, 1.0], [0.4, 0.4, 1.2], [0.5, 0.5, 0.5], [1.0, 0.9, 0.2], [0.45, 0.6, 0.6]])
    close(student.best_setting([0.2, 0.4, 0.8, 1.6, 3.2], losses), 0.8)
    close(student.best_setting([0.2, 0.4], np.array([[0.3, 0.3, 1.0], [0.6, 0.6, 0.7]])), 0.2)
    close(student.best_setting([5.0, 2.0, 1.0], np.array([[1.0, 2.0], [2.0, 3.0], [3.0, 1.0]])), 5.0)
    close(student.best_setting([0.3, 0.1], np.array([[0.2, 0.9, 0.9], [0.8, 0.1, 0.8]])), 0.1)


@hidden("dropped_delta", weight=2)
def test_dropped_delta_of_other_sizes(student):
    for seed, (n, h, k, p) in enumerate(((6, 5, 4, 0.8), (1, 6, 2, 0.4), (5, 3, 6, 0.6), (4, 4, 4, 0.3))):
        rng = np.random.default_rng(140 + seed)
        delta2, W, A1 = rng.normal(size=(n, k)), rng.normal(size=(h, k)), np.maximum(rng.normal(size=(n, h)), 0)
        mask = (rng.random((n, h)) < p) / p
        expected = [[float(W[j] @ delta2[i]) * mask[i, j] if A1[i, j] > 0 else 0.0 for j in range(h)] for i in range(n)]
        close(student.dropped_delta(delta2, W, A1, mask), expected, rtol=LONG)


# Stretch


@hidden("k_folds", weight=2)
def test_k_folds_of_other_numbers(student):
    for n, k in ((10, 3), (7, 2), (23, 5), (6, 6), (9, 4), (2, 2), (100, 7)):
        folded(student.k_folds(n, k, np.random.default_rng(n)), n, k)
