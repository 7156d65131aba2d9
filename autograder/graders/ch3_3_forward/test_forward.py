"""Tests of chapter 3.3, visible and hidden."""

import numpy as np

from autograder.checks import (
    array,
    close,
    hidden,
    number,
    parameters,
    pure,
    raises,
    unpack,
    visible,
)


def network(rng, d, h, k):
    """A network's weights and non-zero biases, in the order of forward_mlp's parameters."""
    return (
        rng.normal(size=(d, h)),
        rng.normal(size=(1, h)),
        rng.normal(size=(h, k)),
        rng.normal(size=(1, k)),
    )


def probabilities(rng, n, k):
    """Rows that sum to 1, with no entry close to 0 or 1."""
    P = rng.uniform(0.1, 1.0, (n, k))
    return P / P.sum(axis=1, keepdims=True)


# one_hot


@visible("one_hot", try_it="one_hot(np.array([2, 0]), 3)   # should be [[0. 0. 1.] [1. 0. 0.]]")
def test_one_hot_of_five_labels_among_four_classes(student):
    expected = [[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0]]
    close(student.one_hot(np.array([2, 0, 1, 2, 0]), 4), expected)


@visible("one_hot", try_it="one_hot(np.array([1, 1, 0, 1, 0]), 2).shape   # should be (5, 2)")
def test_one_hot_has_a_row_for_every_label_and_a_column_for_every_class(student):
    array(student.one_hot(np.array([1, 1, 0, 1, 0]), 2), shape=(5, 2))
    array(student.one_hot(np.array([0]), 6), shape=(1, 6))


@visible("one_hot", try_it="one_hot(np.array([0, 3]), 3)   # should raise ValueError")
def test_one_hot_refuses_a_label_that_has_no_column(student):
    raises(ValueError, student.one_hot, np.array([7, 1]), 3)
    raises(ValueError, student.one_hot, np.array([0, 3]), 3)


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


@visible("one_hot")
def test_one_hot_leaves_its_argument_alone(student):
    pure(student.one_hot, np.array([2, 0, 1]), 3)


# init_mlp

HE_ADVICE = "The variance is 2 / fan_in, the standard deviation its root; fan_in is the number of rows of W."


def checked(params, sizes):
    """The student's parameters, checked for the keys and shapes that these sizes ask for."""
    shapes = {}
    for i in range(1, len(sizes)):
        shapes[f"W{i}"] = (sizes[i - 1], sizes[i])
        shapes[f"b{i}"] = (1, sizes[i])
    return parameters(params, shapes)


def drawn(student, sizes, seed=0):
    return checked(student.init_mlp(sizes, np.random.default_rng(seed)), sizes)


@visible("init_mlp", try_it='init_mlp([3, 4, 2], np.random.default_rng(0))["W1"].shape   # should be (3, 4)')
def test_init_mlp_has_a_matrix_and_a_row_of_biases_for_each_layer(student):
    drawn(student, [3, 4, 2])


@visible("init_mlp", try_it='init_mlp([3, 2], np.random.default_rng(0))["b1"]   # should be [[0. 0.]]')
def test_init_mlp_starts_with_biases_of_zero(student):
    params = drawn(student, [5, 4, 2])
    close(params["b1"], np.zeros((1, 4)), what="b1")
    close(params["b2"], np.zeros((1, 2)), what="b2")


@visible(
    "init_mlp",
    weight=2,
    try_it='init_mlp([200, 300], np.random.default_rng(0))["W1"].std()   # should be about 0.1',
)
def test_init_mlp_spreads_the_weights_of_200_inputs_by_a_tenth(student):
    W1 = drawn(student, [200, 300])["W1"]
    close(W1.std(), 0.1, what="the standard deviation of W1", rtol=0.1, advice=HE_ADVICE)


@visible("init_mlp", weight=2)
def test_init_mlp_depends_on_the_seed_of_its_rng_and_on_nothing_else(student):
    sizes = [8, 6, 5]
    first, other = drawn(student, sizes, 1), drawn(student, sizes, 2)
    again = checked(student.init_mlp(sizes, rng=np.random.default_rng(1)), sizes)
    for name in ("W1", "W2"):
        close(
            again[name],
            first[name],
            what=f"{name}, drawn twice from the same seed",
            advice="Draw every number from the rng that is handed in, and from no other generator.",
        )
        close(
            np.mean(first[name] == other[name]),
            0.0,
            what=f"the share of {name} that two different seeds have in common",
            advice="Draw from the rng that is handed in, for every layer.",
        )


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


@visible("init_mlp")
def test_init_mlp_leaves_the_sizes_and_the_global_random_numbers_alone(student):
    pure(student.init_mlp, [2, 3, 4], np.random.default_rng(11))


# forward_mlp

SMALL_X = np.array([[1.0, 2.0]])
SMALL = (
    np.array([[1.0, -1.0, 2.0], [1.0, 0.0, -1.0]]),
    np.array([[0.0, 0.0, 1.0]]),
    np.array([[1.0, 1.0], [5.0, 7.0], [np.log(3.0), 2.0]]),
    np.array([[-1.0, -3.0]]),
)


@visible("forward_mlp")
def test_forward_mlp_of_a_small_network_worked_out_by_hand(student):
    # The hidden scores are [3, -1, 1], the output scores [2 + log 3, 2]: odds of 3 to 1.
    A1, A2 = unpack(student.forward_mlp(SMALL_X, *SMALL), "A1", "A2")
    close(A1, [[3.0, 0.0, 1.0]], what="A1")
    close(A2, [[0.75, 0.25]], what="A2")


@visible("forward_mlp")
def test_forward_mlp_gives_each_sample_probabilities_that_sum_to_one(student):
    rng = np.random.default_rng(21)
    X, params = rng.normal(size=(6, 4)), network(rng, 4, 5, 3)
    A1, A2 = unpack(student.forward_mlp(X, *params), "A1", "A2")
    A1, A2 = array(A1, shape=(6, 5), what="A1"), array(A2, shape=(6, 3), what="A2")
    close(np.minimum(A1, 0).min(), 0.0, what="the smallest value of A1, where it is below 0,")
    close(A2.sum(axis=1), np.ones(6), what="the sums of the rows of A2")


@visible("forward_mlp")
def test_forward_mlp_treats_every_sample_by_itself(student):
    rng = np.random.default_rng(22)
    X, params = rng.normal(size=(5, 3)), network(rng, 3, 4, 2)
    A1, A2 = unpack(student.forward_mlp(X, *params), "A1", "A2")
    A1_alone, A2_alone = unpack(student.forward_mlp(X[1:2], *params), "A1", "A2")
    A1, A2 = array(A1, shape=(5, 4), what="A1"), array(A2, shape=(5, 2), what="A2")
    close(A1_alone, A1[1:2], what="A1 of a sample alone")
    close(A2_alone, A2[1:2], what="A2 of a sample alone")


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


@visible("forward_mlp")
def test_forward_mlp_leaves_its_arguments_alone(student):
    rng = np.random.default_rng(26)
    pure(student.forward_mlp, rng.normal(size=(2, 3)), *network(rng, 3, 2, 2))


# cross_entropy


@visible(
    "cross_entropy",
    try_it="cross_entropy(np.array([[0.3, 0.6, 0.1]]), np.array([[0.0, 1.0, 0.0]]))   # should be 0.5108",
)
def test_cross_entropy_of_a_single_undecided_prediction(student):
    close(student.cross_entropy(np.array([[0.3, 0.6, 0.1]]), np.array([[0.0, 1.0, 0.0]])), 0.5108256)


@visible(
    "cross_entropy",
    try_it="cross_entropy(np.array([[0.92, 0.08]]), np.array([[1.0, 0.0]]))   # should be 0.0834",
)
def test_cross_entropy_of_a_good_and_of_a_wrong_prediction(student):
    close(student.cross_entropy(np.array([[0.92, 0.05, 0.03]]), np.array([[1.0, 0.0, 0.0]])), 0.0833816)
    close(student.cross_entropy(np.array([[0.7, 0.2, 0.1]]), np.array([[0.0, 0.0, 1.0]])), 2.3025851)


@visible("cross_entropy")
def test_cross_entropy_is_the_mean_over_the_samples(student):
    A = np.array([[0.92, 0.05, 0.02, 0.01], [0.3, 0.6, 0.05, 0.05], [0.5, 0.3, 0.1, 0.1]])
    y = np.array([[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    close(student.cross_entropy(A, y), 0.9655974)


@visible(
    "cross_entropy",
    try_it="cross_entropy(np.array([[0.0, 1.0]]), np.array([[1.0, 0.0]]))   # should be large, but a number",
)
def test_cross_entropy_is_finite_for_a_probability_of_zero(student):
    loss = number(student.cross_entropy(np.array([[0.0, 0.0, 1.0]]), np.array([[1.0, 0.0, 0.0]])))
    advice = "An epsilon from 1e-15 to 1e-7 gives a loss between 16 and 35 here."
    close(np.clip(loss, 15.0, 60.0), loss, what="the loss, kept between 15 and 60,", advice=advice)


@visible("cross_entropy", try_it="cross_entropy(np.full((2, 2), 0.5), np.ones(2))   # should raise ValueError")
def test_cross_entropy_refuses_targets_that_numpy_would_repeat(student):
    A = np.full((2, 2), 0.5)
    raises(ValueError, student.cross_entropy, A, np.array([[1.0, 0.0]]))
    raises(ValueError, student.cross_entropy, A, np.array([1.0, 0.0]))


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


@visible("cross_entropy")
def test_cross_entropy_leaves_its_arguments_alone(student):
    pure(student.cross_entropy, np.array([[0.0, 0.6, 0.4]]), np.array([[0.0, 1.0, 0.0]]))


# Practice


@visible(
    "flatten_images",
    try_it="flatten_images(np.array([[[0, 51], [102, 255]]], dtype=np.uint8))   # is [[0. 0.2 0.4 1.]]",
)
def test_flatten_images_of_a_single_small_picture(student):
    images = np.array([[[0, 51], [102, 255]]], dtype=np.uint8)
    close(student.flatten_images(images), [[0.0, 0.2, 0.4, 1.0]])


@hidden("flatten_images")
def test_flatten_images_of_several_pictures_that_are_not_square(student):
    images = np.random.default_rng(41).integers(0, 256, (4, 3, 5))
    expected = [[pixel / 255 for row in image for pixel in row] for image in images]
    for dtype in (np.uint8, np.int64):
        close(student.flatten_images(images.astype(dtype)), expected)


@visible("flatten_images")
def test_flatten_images_leaves_its_argument_alone(student):
    pure(student.flatten_images, np.array([[[51, 0, 7]], [[102, 255, 9]]], dtype=np.uint8))


@visible("count_parameters", try_it="count_parameters([3, 4, 2])   # should be 26")
def test_count_parameters_of_two_small_layers(student):
    close(student.count_parameters([3, 4, 2]), 26)


@hidden("count_parameters")
def test_count_parameters_of_one_layer_and_of_many(student):
    close(student.count_parameters([784, 256, 10]), 203530)
    close(student.count_parameters([7, 3]), 24)
    close(student.count_parameters([2, 9, 4, 1]), 72)
    pure(student.count_parameters, [2, 3, 4])


@visible("hidden_layer")
def test_hidden_layer_of_the_worked_example(student):
    X, W, b = np.array([[1.0, 2.0]]), np.array([[1.0, -1.0], [1.0, 0.0]]), np.array([[0.5, 0.5]])
    close(student.hidden_layer(X, W, b), [[3.5, 0.0]])


@hidden("hidden_layer")
def test_hidden_layer_of_several_samples(student):
    for seed, (n, d, h) in enumerate(((5, 3, 4), (1, 4, 2), (3, 2, 6))):
        rng = np.random.default_rng(300 + seed)
        X, W, b = rng.normal(size=(n, d)), rng.normal(size=(d, h)), rng.normal(size=(1, h))
        close(student.hidden_layer(X, W, b), np.maximum(X @ W + b, 0))
    pure(student.hidden_layer, X, W, b)


@visible(
    "predicted_labels",
    try_it="predicted_labels(np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]]))   # should be [1 0]",
)
def test_predicted_labels_of_two_samples(student):
    close(student.predicted_labels(np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]])), [1, 0])


@hidden("predicted_labels")
def test_predicted_labels_of_more_samples_and_classes(student):
    for seed, (n, k) in enumerate(((7, 3), (2, 10), (1, 5), (4, 4))):
        A = probabilities(np.random.default_rng(400 + seed), n, k)
        close(student.predicted_labels(A), [max(range(k), key=lambda c, row=row: row[c]) for row in A])
    pure(student.predicted_labels, A)


@visible(
    "true_class_probabilities",
    try_it="true_class_probabilities(np.array([[0.1, 0.9], [0.6, 0.4]]), np.array([1, 1]))   # is [0.9 0.4]",
)
def test_true_class_probabilities_of_the_worked_example(student):
    A = np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]])
    close(student.true_class_probabilities(A, np.array([1, 2])), [0.7, 0.2])


@hidden("true_class_probabilities")
def test_true_class_probabilities_of_more_samples(student):
    for seed, (n, k) in enumerate(((7, 3), (3, 8), (1, 2), (4, 4))):
        rng = np.random.default_rng(500 + seed)
        A, labels = probabilities(rng, n, k), rng.integers(0, k, n)
        for dtype in (np.int64, np.uint8):
            expected = [A[i, label] for i, label in enumerate(labels)]
            close(student.true_class_probabilities(A, labels.astype(dtype)), expected)
    pure(student.true_class_probabilities, A, labels)
