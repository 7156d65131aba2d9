"""The tests of chapter 3.3 that only the grader has."""

import numpy as np

from autograder.checks import close, hidden, pure, raises, unpack
from autograder.graders.ch3_3_forward.test_visible import HE_ADVICE, drawn, network


def probabilities(rng, n, k):
    """Rows that sum to 1, with no entry close to 0 or 1."""
    P = rng.uniform(0.1, 1.0, (n, k))
    return P / P.sum(axis=1, keepdims=True)


# one_hot


@hidden("one_hot")
def test_one_hot_refuses_a_negative_label(student):
    raises(ValueError, student.one_hot, np.array([2, 0, -1]), 3)


@hidden("one_hot", weight=2)
def test_one_hot_of_more_and_of_fewer_labels_than_classes(student):
    rng = np.random.default_rng(31)
    for n, k in ((12, 5), (3, 10), (1, 4), (6, 6), (4, 1)):
        labels = rng.integers(0, k, n)
        expected = [[float(label == c) for c in range(k)] for label in labels]
        close(student.one_hot(labels, k), expected)


@hidden("one_hot")
def test_one_hot_of_classes_that_do_not_occur(student):
    close(student.one_hot(np.array([1, 1]), 5), [[0, 1, 0, 0, 0]] * 2)


@hidden("one_hot")
def test_one_hot_of_small_integer_types(student):
    for dtype in (np.uint8, np.int32):
        close(
            student.one_hot(np.array([9, 3, 3], dtype=dtype), 10)[:, [9, 3, 0]],
            [[1, 0, 0], [0, 1, 0], [0, 1, 0]],
        )


# init_mlp


@hidden("init_mlp", weight=2)
def test_init_mlp_takes_the_spread_of_each_layer_from_its_own_inputs(student):
    params = drawn(student, [300, 150, 250])
    for name, fan_in in (("W1", 300), ("W2", 150)):
        spread = np.sqrt(2 / fan_in)
        close(params[name].std(), spread, what=f"the standard deviation of {name}", rtol=0.1, advice=HE_ADVICE)
    W1 = drawn(student, [2, 8000], seed=3)["W1"]
    close(W1.std(), 1.0, what="the standard deviation of W1", rtol=0.1, advice=HE_ADVICE)


@hidden("init_mlp")
def test_init_mlp_draws_from_a_normal_distribution_around_zero(student):
    W1 = drawn(student, [150, 200], seed=5)["W1"]
    z = W1 / (W1.std() or 1.0)
    close(z.mean(), 0.0, what="the mean of W1, in standard deviations", atol=0.05)
    close(
        np.mean(np.abs(z) > 2),
        0.0455,
        what="the share of weights more than two standard deviations from 0",
        atol=0.012,
        advice="A normal distribution is what rng.normal draws from.",
    )


@hidden("init_mlp")
def test_init_mlp_draws_every_weight_by_itself(student):
    params = drawn(student, [40, 40, 40], seed=7)
    for name in ("W1", "W2"):
        distinct = np.unique(params[name]).size / params[name].size
        close(distinct, 1.0, what=f"the share of different numbers in {name}", atol=0.01)
    W1, W2 = (params[name].ravel() - params[name].mean() for name in ("W1", "W2"))
    likeness = W1 @ W2 / max(np.sqrt((W1 @ W1) * (W2 @ W2)), 1e-12)
    advice = "Draw anew for each layer."
    close(likeness, 0.0, what="the correlation of W1 with W2", atol=0.2, advice=advice)


@hidden("init_mlp")
def test_init_mlp_of_one_layer_and_of_many(student):
    for sizes in ([5, 4], [6, 5, 4, 3, 2], [3, 3, 3, 1]):
        params = drawn(student, sizes, seed=9)
        for i in range(1, len(sizes)):
            close(params[f"b{i}"], np.zeros((1, sizes[i])), what=f"b{i}")


# forward_mlp


@hidden("forward_mlp", weight=2)
def test_forward_mlp_of_random_networks(student, reference):
    for seed, (n, d, h, k) in enumerate(((5, 3, 4, 2), (2, 4, 6, 7), (1, 5, 2, 3), (4, 2, 1, 4))):
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


@hidden("forward_mlp")
def test_forward_mlp_of_whole_numbers(student, reference):
    rng = np.random.default_rng(24)
    params = network(rng, 4, 3, 2)
    for X in (rng.integers(-3, 4, (3, 4)), rng.integers(0, 3, (3, 4)).astype(np.uint8)):
        A1, A2 = unpack(student.forward_mlp(X, *params), "A1", "A2")
        close(A1, reference.forward_mlp(X * 1.0, *params)[0], what="A1")
        close(A2, reference.forward_mlp(X * 1.0, *params)[1], what="A2")


# cross_entropy


@hidden("cross_entropy", weight=2)
def test_cross_entropy_of_many_samples(student, reference):
    for seed, (n, k) in enumerate(((6, 3), (2, 10), (5, 5), (1, 4), (30, 2))):
        rng = np.random.default_rng(200 + seed)
        A, y = probabilities(rng, n, k), np.eye(k)[rng.integers(0, k, n)]
        close(student.cross_entropy(A, y), reference.cross_entropy(A, y))


@hidden("cross_entropy")
def test_cross_entropy_of_perfect_predictions_is_zero(student):
    y = np.eye(3)[[2, 0, 1, 1]]
    close(student.cross_entropy(y.copy(), y), 0.0, atol=1e-5)


@hidden("cross_entropy")
def test_cross_entropy_still_sees_a_probability_of_a_ten_thousandth(student):
    A, y = np.array([[1e-4, 0.9999], [0.5, 0.5]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    close(student.cross_entropy(A, y), (np.log(1e4) + np.log(2)) / 2, rtol=1e-3)


@hidden("cross_entropy")
def test_cross_entropy_refuses_every_other_shape(student):
    A = np.full((3, 4), 0.25)
    for shape in ((1, 4), (4, 3), (2, 4), (3, 1), (4,)):
        raises(ValueError, student.cross_entropy, A, np.ones(shape))


@hidden("cross_entropy")
def test_cross_entropy_of_whole_numbers_in_y(student, reference):
    A = probabilities(np.random.default_rng(25), 3, 4)
    for dtype in (np.int64, np.uint8):
        y = np.eye(4, dtype=dtype)[[3, 0, 0]]
        close(student.cross_entropy(A, y), reference.cross_entropy(A, y * 1.0))


# Practice


@hidden("flatten_images")
def test_flatten_images_of_several_pictures_that_are_not_square(student):
    images = np.random.default_rng(41).integers(0, 256, (4, 3, 5))
    expected = [[pixel / 255 for row in image for pixel in row] for image in images]
    for dtype in (np.uint8, np.int64):
        close(student.flatten_images(images.astype(dtype)), expected)


@hidden("count_parameters")
def test_count_parameters_of_one_layer_and_of_many(student):
    close(student.count_parameters([784, 256, 10]), 203530)
    close(student.count_parameters([7, 3]), 24)
    close(student.count_parameters([2, 9, 4, 1]), 72)
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
