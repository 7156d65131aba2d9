"""The tests of chapter W.4 that only the grader has: Dropout and BatchNorm."""

import numpy as np

from autograder.checks import LONG, Mismatch, array, central_differences, close, hidden
from autograder.graders.w3_network.helpers import rng
from autograder.graders.w4_library.helpers import gradient_of, layer_of
from autograder.graders.w4_library.hidden_helpers import slopes_by
from autograder.graders.w4_library.test_visible_regularization import batch_norm, kept

# Dropout


@hidden("Dropout", weight=2)
def test_dropout_of_images_and_of_all_elements(student):
    layer = layer_of(student, "Dropout", 0.5, rng(4))
    X, dA = 1 + rng(1).random((3, 4, 10, 10)), rng(2).normal(size=(3, 4, 10, 10))
    A = array(layer.forward(X, training=True), X.shape)
    mask = (A != 0) * 2.0
    close(A, X * mask)
    close(layer.backward(dA), dA * mask, what="what backward returns")
    # That no place differs from its neighbors along an axis has a probability of 4 ** -300 and less.
    for axis, of in enumerate(("samples", "channels", "rows", "columns")):
        if np.ptp(mask, axis=axis).max() == 0:
            seen = f"elements that differ in nothing but the axis of the {of} are dropped together"
            raise Mismatch("values", seen, advice="Toss for every element: rng.random(X.shape).")
    everything = layer_of(student, "Dropout", 1.0, rng())
    close(everything.forward(X, training=True), X, what="with p=1, the result")


@hidden("Dropout", weight=2)
def test_dropout_sends_back_in_the_mode_of_the_last_forward_pass(student):
    layer, _ = kept(student, 0.5)
    X = 1 + rng(1).random((6, 7))
    layer.forward(X)
    close(layer.backward(X), X, what="after a pass without training, what backward returns")
    A = array(layer.forward(X, True), X.shape)
    close(layer.backward(X), A, what="after a pass in training, what backward returns for X itself")


@hidden("Dropout")
def test_dropout_keeps_the_share_p_of_many(student):
    for p in (0.1, 0.6, 0.95):
        share = kept(student, p, seed=11)[1].mean()
        if abs(share - p) > 0.08:  # more than seven deviations of 2000 tosses
            raise Mismatch(
                "values", f"with p={p}, a share of {share:.2f} of 2000 numbers is kept", should_be=f"about {p}"
            )


# BatchNorm


def normalized(X, scale, shift, eps):
    """Batch normalization in training."""
    axes = (0, *range(2, X.ndim))
    by = (1, -1, *(1 for _ in X.shape[2:]))
    X_hat = (X - X.mean(axis=axes, keepdims=True)) / np.sqrt(X.var(axis=axes, keepdims=True) + eps)
    return X_hat * scale.reshape(by) + shift.reshape(by)


SHAPES = ((5, 4), (2, 3), (8, 2), (3, 2, 4, 5), (2, 3, 2, 2), (1, 2, 3, 4))


def batch_case(seed, shape):
    draw, d = rng(seed), shape[1]
    spread = np.linspace(0.5, 4, d).reshape(1, d, *(1 for _ in shape[2:]))
    X = draw.normal(size=shape) * spread + 3 * spread
    return X, draw.normal(size=d) + 2, draw.normal(size=d) - 3, draw.normal(size=shape)


@hidden("BatchNorm", weight=2)
def test_batch_norm_normalizes_batches_of_features_and_of_images(student):
    for seed, shape in enumerate(SHAPES):
        X, scale, shift, _ = batch_case(seed, shape)
        layer, _, _ = batch_norm(student, scale, shift, n=shape[1], eps=0.01)
        close(layer.forward(X, training=True), normalized(X, scale, shift, 0.01), what=f"the result for {shape}")
    # Of a variance of 1e-6 and less, the eps that is there without being told makes most.
    X, scale, shift, _ = batch_case(6, (5, 3))
    layer, _, _ = batch_norm(student, scale, shift)
    close(layer.forward(X / 4000, True), normalized(X / 4000, scale, shift, 1e-5), what="of small numbers, the result")


@hidden("BatchNorm", weight=3)
def test_batch_norm_backward_in_training_agrees_with_the_slopes(student):
    for seed, shape in enumerate(SHAPES):
        X, scale, shift, dA = batch_case(10 + seed, shape)
        layer, scale_name, shift_name = batch_norm(student, scale, shift, n=shape[1], eps=0.01)
        layer.forward(X, True)
        dX = layer.backward(dA)
        slopes = central_differences(
            lambda p, dA=dA: float((dA * normalized(p["X"], p["scale"], p["shift"], 0.01)).sum()),
            {"X": X, "scale": scale, "shift": shift},
        )
        close(dX, slopes["X"], what=f"dX for {shape}", rtol=LONG)
        got = gradient_of(layer, scale_name, scale.shape)
        close(got, slopes["scale"], what=f"the gradient of the scale for {shape}", rtol=LONG)
        got = gradient_of(layer, shift_name, shift.shape)
        close(got, slopes["shift"], what=f"the gradient of the shift for {shape}", rtol=LONG)


@hidden("BatchNorm", weight=2)
def test_batch_norm_statistics_follow_the_batches_and_serve_without_training(student):
    for seed, shape in enumerate(SHAPES[:5]):
        axes, by = (0, *range(2, len(shape))), (1, -1, *(1 for _ in shape[2:]))
        _, scale, shift, dA = batch_case(seed, shape)
        layer, _, _ = batch_norm(student, scale, shift, n=shape[1], momentum=0.7, eps=0.02)
        mean, var = np.zeros(shape[1]), np.ones(shape[1])
        for step in range(3):
            X = batch_case(20 + 3 * seed + step, shape)[0]
            layer.forward(X, True)
            mean, var = 0.7 * mean + 0.3 * X.mean(axis=axes), 0.7 * var + 0.3 * X.var(axis=axes)
        close(layer.running_mean, mean, what=f"running_mean after three batches {shape}")
        close(layer.running_var, var, what=f"running_var after three batches {shape}")
        factor = (scale / np.sqrt(var + 0.02)).reshape(by)
        expected = (X[:1] - mean.reshape(by)) * factor + shift.reshape(by)
        close(layer.forward(X[:1]), expected, what="without training, the result for one sample")
        close(layer.backward(dA[:1]), dA[:1] * factor, what="without training, dX", rtol=LONG)
        close(layer.running_mean, mean, what="running_mean after use")


@hidden("BatchNorm")
def test_batch_norm_backward_belongs_to_the_last_forward_pass(student):
    X, scale, shift, dA = batch_case(40, (5, 3))
    layer, scale_name, _ = batch_norm(student, scale, shift)
    layer.forward(X)
    layer.forward(2 * X[:2] + 1, True)
    layer.forward(X, True)
    slopes = slopes_by(X, lambda X: (dA * normalized(X, scale, shift, 1e-5)).sum())
    close(layer.backward(dA), slopes, what="dX", rtol=LONG)
    X_hat = normalized(X, np.ones(3), np.zeros(3), 1e-5)
    close(gradient_of(layer, scale_name, (3,)), (dA * X_hat).sum(axis=0), what="the gradient of the scale", rtol=LONG)


@hidden("BatchNorm")
def test_batch_norm_of_one_value_a_feature_in_training(student):
    layer, _, _ = batch_norm(student, np.array([2.0, -1.0]), np.array([0.5, 3.0]), n=2)
    for X in (np.array([[7.0, -4.0]]), np.array([[[[7.0]], [[-4.0]]]])):
        close(np.ravel(array(layer.forward(X, True), X.shape)), [0.5, 3.0], what="the result")
        close(layer.backward(np.ones(X.shape)), np.zeros(X.shape), what="dX", atol=1e-6)
    array(layer.running_var, (2,), what="running_var")


# Practice


@hidden("standardize_batch")
def test_standardize_batch_of_any_sizes(student):
    for n, d in ((2, 3), (7, 1), (5, 6)):
        X = rng(n).normal(size=(n, d)) * 4 + 2
        close(student.standardize_batch(X, 0.1), (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 0.1))
    small = rng(8).normal(size=(6, 3)) / 1000
    expected = (small - small.mean(axis=0)) / np.sqrt(small.var(axis=0) + 1e-5)
    close(student.standardize_batch(small), expected, what="of small numbers, with the eps of its own, the result")
