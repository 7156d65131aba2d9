"""The tests of chapter 3.3 that only the grader has."""

import numpy as np

from autograder.checks import LONG, between, close, count, hidden, pure, raises, unpack
from autograder.graders.ch3_3_forward.test_visible import (
    EPSILON_ADVICE,
    LARGEST,
    SMALLEST,
    drawn,
    network,
    spread_of,
)


def probabilities(rng, n, k):
    """Rows that sum to 1, with no entry close to 0 or 1."""
    P = rng.uniform(0.1, 1.0, (n, k))
    return P / P.sum(axis=1, keepdims=True)


# one_hot


@hidden("one_hot", weight=3)
def test_one_hot_of_more_and_of_fewer_labels_than_classes(student):
    rng = np.random.default_rng(31)
    for n, k in ((12, 5), (3, 10), (1, 4), (6, 6), (4, 1)):
        labels = rng.integers(0, k, n)
        expected = [[float(label == c) for c in range(k)] for label in labels]
        close(student.one_hot(labels, k), expected)


@hidden("one_hot")
def test_one_hot_of_classes_that_do_not_occur(student):
    close(student.one_hot(np.array([1, 1, 1]), 5), [[0, 1, 0, 0, 0]] * 3)


@hidden("one_hot")
def test_one_hot_of_labels_that_are_uint8_as_those_of_the_digits(student):
    labels = np.array([9, 3, 3, 7] * 10, dtype=np.uint8)  # with 400 places in all, more than a uint8 can count
    close(student.one_hot(labels, 10), [[float(label == c) for c in range(10)] for label in labels])


@hidden("one_hot")
def test_one_hot_refuses_a_negative_label(student):
    raises(ValueError, student.one_hot, np.array([2, 0, -1]), 3)


# init_mlp


@hidden("init_mlp", weight=2)
def test_init_mlp_takes_the_spread_of_each_layer_from_its_own_inputs(student):
    params = drawn(student, [300, 150, 250])
    for name, fan_in in (("W1", 300), ("W2", 150)):
        spread_of(params[name], np.sqrt(2 / fan_in), name)


@hidden("init_mlp")
def test_init_mlp_spreads_the_weights_of_three_inputs(student):
    spread_of(drawn(student, [3, 6000], seed=3)["W1"], np.sqrt(2 / 3), "W1")


@hidden("init_mlp")
def test_init_mlp_draws_from_a_normal_distribution_around_zero(student):
    # 30,000 weights: the mean errs by 0.0058, the share by 0.0012 (one standard deviation); more than six of them, or
    # no weight beyond three spreads, has a probability below 1e-9.
    W1 = drawn(student, [150, 200], seed=5)["W1"]
    z = W1 / (W1.std() or 1.0)
    bell = "A normal distribution is what rng.normal draws from, with mean 0."
    between(float(z.mean()), -0.04, 0.04, what="the mean of W1, in standard deviations,", advice=bell)
    beyond = float(np.mean(np.abs(z) > 2))
    what = "the share of weights more than two standard deviations from 0"
    between(beyond, 0.0455 - 0.009, 0.0455 + 0.009, what=what, advice=bell)
    between(float(np.abs(z).max()), 3.0, 8.0, what="the largest weight, in standard deviations,", advice=bell)


@hidden("init_mlp")
def test_init_mlp_draws_every_weight_by_itself(student):
    # Of 1,600 draws in float32 fewer than one in ten samples has two equal ones, 16 none; a correlation of 0.2 is
    # eight standard deviations (1 / 40).
    params = drawn(student, [40, 40, 40], seed=7)
    for name in ("W1", "W2"):
        distinct = np.unique(params[name]).size / params[name].size
        between(distinct, 0.99, 1.0, what=f"the share of different numbers in {name}")
    W1, W2 = (params[name].ravel() - params[name].mean() for name in ("W1", "W2"))
    likeness = float(W1 @ W2 / max(np.sqrt((W1 @ W1) * (W2 @ W2)), 1e-12))
    between(likeness, -0.2, 0.2, what="the correlation of W1 with W2", advice="Draw anew for each layer.")


@hidden("init_mlp")
def test_init_mlp_of_one_layer_and_of_many(student):
    for sizes in ([5, 4], [6, 5, 4, 3, 2], [3, 3, 3, 1]):
        params = drawn(student, sizes, seed=9)
        for i in range(1, len(sizes)):
            close(params[f"b{i}"], np.zeros((1, sizes[i])), what=f"b{i}")


# forward_mlp


@hidden("forward_mlp", weight=5)
def test_forward_mlp_of_random_networks(student, reference):
    for seed, (n, d, h, k) in enumerate(((5, 3, 4, 2), (2, 4, 6, 7), (1, 5, 2, 3), (4, 2, 1, 4), (3, 3, 3, 3))):
        rng = np.random.default_rng(100 + seed)
        X, params = rng.normal(size=(n, d)), network(rng, d, h, k)
        expected = reference.forward_mlp(X, *params)
        A1, A2 = unpack(student.forward_mlp(X, *params), "A1", "A2")
        close(A1, expected[0], what="A1")
        close(A2, expected[1], what="A2")


@hidden("forward_mlp")
def test_forward_mlp_of_extreme_scores_in_some_rows(student, reference):
    rng = np.random.default_rng(23)
    X, params = rng.normal(size=(4, 3)), network(rng, 3, 4, 5)
    X[1] *= 1000.0
    X[3] *= -300.0
    A1, A2 = unpack(student.forward_mlp(X, *params), "A1", "A2")
    close(A1, reference.forward_mlp(X, *params)[0], what="A1")
    close(A2, reference.forward_mlp(X, *params)[1], what="A2")


# cross_entropy


@hidden("cross_entropy", weight=4)
def test_cross_entropy_of_many_samples(student, reference):
    for seed, (n, k) in enumerate(((6, 3), (2, 10), (5, 5), (1, 4), (30, 2))):
        rng = np.random.default_rng(200 + seed)
        A, y = probabilities(rng, n, k), np.eye(k)[rng.integers(0, k, n)]
        close(student.cross_entropy(A, y), reference.cross_entropy(A, y), rtol=LONG)


@hidden("cross_entropy")
def test_cross_entropy_of_probabilities_of_zero_and_one(student):
    # Two of four samples are given no chance, the other two a half: 2 log 2 and twice the loss of a 0.
    A = np.array([[0.0, 0.4, 0.6], [0.5, 0.5, 0.0], [0.3, 0.5, 0.2], [1.0, 0.0, 0.0]])
    y = np.eye(3)[[0, 1, 1, 2]]
    lowest, highest = ((2 * loss + 2 * np.log(2)) / 4 for loss in (0.99 * SMALLEST, 1.01 * LARGEST))
    between(student.cross_entropy(A, y), lowest, highest, what="the loss", advice=EPSILON_ADVICE)
    y = np.eye(3)[[2, 0, 1, 1]]
    between(student.cross_entropy(y.copy(), y), -1e-5, 1e-5, what="the loss of perfect predictions")


@hidden("cross_entropy")
def test_cross_entropy_refuses_every_other_shape(student):
    A = np.full((3, 4), 0.25)
    for shape in ((1, 4), (4, 3), (2, 4), (3, 1), (4,)):
        raises(ValueError, student.cross_entropy, A, np.ones(shape))


# Practice


@hidden("flatten_images")
def test_flatten_images_of_several_pictures_that_are_not_square(student):
    images = np.random.default_rng(41).integers(0, 256, (4, 3, 5))
    expected = [[pixel / 255 for row in image for pixel in row] for image in images]
    for dtype in (np.uint8, np.int64):
        close(student.flatten_images(images.astype(dtype)), expected)


@hidden("count_parameters")
def test_count_parameters_of_one_layer_and_of_many(student):
    count(student.count_parameters([784, 256, 10]), 203530)
    count(student.count_parameters([7, 3]), 24)
    count(student.count_parameters([2, 9, 4, 1]), 72)
    pure(student.count_parameters, [2, 3, 4])


@hidden("hidden_layer")
def test_hidden_layer_of_several_samples(student):
    for seed, (n, d, h) in enumerate(((5, 3, 4), (1, 4, 2), (3, 2, 6))):
        rng = np.random.default_rng(300 + seed)
        X, W, b = rng.normal(size=(n, d)), rng.normal(size=(d, h)), rng.normal(size=(1, h))
        close(student.hidden_layer(X, W, b), np.maximum(X @ W + b, 0))
    pure(student.hidden_layer, X, W, b)


@hidden("predicted_labels")
def test_predicted_labels_of_more_samples_and_classes(student):
    for seed, (n, k) in enumerate(((7, 3), (2, 10), (1, 5), (4, 4))):
        A = probabilities(np.random.default_rng(400 + seed), n, k)
        close(student.predicted_labels(A), [max(range(k), key=lambda c, row=row: row[c]) for row in A])
    pure(student.predicted_labels, A)


@hidden("true_class_probabilities")
def test_true_class_probabilities_of_more_samples(student):
    for seed, (n, k) in enumerate(((7, 3), (3, 8), (1, 2), (4, 4))):
        rng = np.random.default_rng(500 + seed)
        A, labels = probabilities(rng, n, k), rng.integers(0, k, n)
        for dtype in (np.int64, np.uint8):
            expected = [A[i, label] for i, label in enumerate(labels)]
            close(student.true_class_probabilities(A, labels.astype(dtype)), expected)
    pure(student.true_class_probabilities, A, labels)


# Stretch


@hidden("top_k_accuracy", weight=2)
def test_top_k_accuracy_of_other_sizes(student, reference):
    rng = np.random.default_rng(81)
    for n, c, k in ((8, 3, 2), (1, 4, 3), (20, 10, 5), (30, 6, 1), (5, 5, 5), (11, 7, 4)):
        A, labels = probabilities(rng, n, c), rng.integers(0, c, n)
        close(student.top_k_accuracy(A, labels, k), reference.top_k_accuracy(A, labels, k))
