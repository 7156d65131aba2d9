"""The tests of chapter 3.3 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    advice,
    array,
    between,
    close,
    count,
    number,
    parameters,
    pure,
    raises,
    same_for_whole_numbers,
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


# one_hot


@visible(
    "one_hot",
    weight=2,
    try_it="one_hot(np.array([2, 0, 2]), 4)   # should be [[0. 0. 1. 0.] [1. 0. 0. 0.] [0. 0. 1. 0.]]",
)
def test_one_hot_of_six_labels_among_five_classes(student):
    expected = [
        [0, 0, 0, 1, 0],
        [1, 0, 0, 0, 0],
        [0, 0, 0, 1, 0],
        [0, 1, 0, 0, 0],
        [1, 0, 0, 0, 0],
        [0, 1, 0, 0, 0],
    ]
    close(student.one_hot(np.array([3, 0, 3, 1, 0, 1]), 5), expected)


@visible("one_hot", try_it="one_hot(np.array([1, 2, 1, 0]), 3)[1]   # should be [0. 0. 1.]")
def test_one_hot_of_labels_that_reach_the_last_class(student):
    close(student.one_hot(np.array([1, 2, 1, 0]), 3), [[0, 1, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]])


@visible("one_hot", try_it="one_hot(np.array([0, 3]), 3)   # should raise ValueError")
def test_one_hot_refuses_a_label_that_has_no_column(student):
    raises(ValueError, student.one_hot, np.array([7, 1]), 3)
    raises(ValueError, student.one_hot, np.array([0, 3]), 3)


@visible("one_hot")
def test_one_hot_leaves_its_argument_alone(student):
    pure(student.one_hot, np.array([2, 0, 1]), 4)


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


def spread_of(W, expected, name):
    """Check a standard deviation to 5 %: the tests draw 18,000 weights or more, which err by less than 0.53 %
    (one standard deviation), so a right implementation stays within, but for one seed in 10**20."""
    if not W.std():
        advice = "Then all neurons of a layer compute the same, and learn the same: draw each weight by itself."
        raise Mismatch("values", f"all numbers of {name} are equal", advice=advice)
    close(W.std(), expected, what=f"the standard deviation of {name}", rtol=0.05, atol=0.0, advice=HE_ADVICE)


@visible(
    "init_mlp",
    try_it="{name: value.shape for name, value in init_mlp([3, 4, 6, 2], np.random.default_rng(0)).items()}"
    "   # should be {'W1': (3, 4), 'b1': (1, 4), 'W2': (4, 6), 'b2': (1, 6), 'W3': (6, 2), 'b3': (1, 2)}",
)
def test_init_mlp_has_a_matrix_and_a_row_of_biases_for_each_layer(student):
    drawn(student, [3, 4, 6, 2])


@visible("init_mlp", try_it='init_mlp([3, 2], np.random.default_rng(0))["b1"]   # should be [[0. 0.]]')
def test_init_mlp_starts_with_biases_of_zero(student):
    params = drawn(student, [5, 4, 3])
    close(params["b1"], np.zeros((1, 4)), what="b1")
    close(params["b2"], np.zeros((1, 3)), what="b2")


@visible(
    "init_mlp",
    try_it='init_mlp([200, 300], np.random.default_rng(0))["W1"].std()   # should be about 0.1',
)
def test_init_mlp_spreads_the_weights_of_200_inputs_by_a_tenth(student):
    spread_of(drawn(student, [200, 300])["W1"], 0.1, "W1")


def share_in_common(student, name, seed, other):
    """The share of a matrix that is the same with two seeds."""
    first, second = drawn(student, [8, 6, 5], seed), drawn(student, [8, 6, 5], other)
    return float(np.mean(first[name] == second[name]))


@visible("init_mlp")
def test_init_mlp_draws_the_same_weights_from_equal_seeds(student):
    for name in ("W1", "W2"):
        what = f"the share of {name} that two equal seeds have in common"
        advice = "Draw every number from the rng that is handed in, and from no other generator."
        between(share_in_common(student, name, 1, 1), 0.99, 1.0, what=what, advice=advice)


@visible("init_mlp")
def test_init_mlp_draws_other_weights_from_another_seed(student):
    # Five equal draws among 48, or four among 30: below 1e-20 even for float32.
    for name in ("W1", "W2"):
        what = f"the share of {name} that two different seeds have in common"
        advice = "Draw from the rng that is handed in, for every layer."
        between(share_in_common(student, name, 1, 2), 0.0, 0.1, what=what, advice=advice)


@visible("init_mlp")
def test_init_mlp_leaves_the_sizes_and_the_global_random_numbers_alone(student):
    pure(student.init_mlp, [2, 3, 4], np.random.default_rng(11))


# forward_mlp

HAND_X = np.array([[1.0, 2.0], [3.0, -1.0], [-2.0, 1.0], [2.0, 3.0], [-1.0, -3.0]])
HAND = (
    np.array([[3.0, 2.0, -2.0, -3.0], [1.0, -4.0, 4.0, -1.0]]),
    np.array([[-2.0, 1.0, 2.0, -1.0]]),
    np.log(2.0) * np.array([[0.0, 1.0, 2.0], [2.0, 1.0, 1.0], [0.0, -1.0, -1.0], [-2.0, 0.0, 1.0]]),
    np.log(2.0) * np.array([[-1.0, 2.0, -2.0]]),
)


@visible("forward_mlp", weight=3)
def test_forward_mlp_of_a_small_network_worked_out_by_hand(student):
    # The output scores are whole multiples of log 2, so the odds of the classes are powers of 2: 8 to 2 to 1 ...
    A1, A2 = unpack(student.forward_mlp(HAND_X, *HAND), "A1", "A2")
    close(A1, [[3, 0, 8, 0], [6, 11, 0, 0], [0, 0, 10, 4], [7, 0, 10, 0], [0, 11, 0, 5]], what="A1")
    expected = [
        [8 / 11, 2 / 11, 1 / 11],
        [4 / 9, 1 / 9, 4 / 9],
        [1 / 5, 2 / 5, 2 / 5],
        [1 / 10, 1 / 10, 8 / 10],
        [1 / 13, 4 / 13, 8 / 13],
    ]
    close(A2, expected, what="A2")


@visible("forward_mlp")
def test_forward_mlp_gives_each_sample_probabilities_that_sum_to_one(student):
    rng = np.random.default_rng(21)
    X, params = rng.normal(size=(6, 4)), network(rng, 4, 5, 3)
    A1, A2 = unpack(student.forward_mlp(X, *params), "A1", "A2")
    A1, A2 = array(A1, shape=(6, 5), what="A1"), array(A2, shape=(6, 3), what="A2")
    close(A2.sum(axis=1), np.ones(6), what="the sums of the rows of A2")


@visible("forward_mlp")
def test_forward_mlp_treats_every_sample_by_itself(student):
    rng = np.random.default_rng(22)
    X, params = rng.normal(size=(5, 3)), network(rng, 3, 4, 2)
    A1, A2 = unpack(student.forward_mlp(X, *params), "A1", "A2")
    A1, A2 = array(A1, shape=(5, 4), what="A1"), array(A2, shape=(5, 2), what="A2")
    A1_alone, A2_alone = unpack(student.forward_mlp(X[1:2], *params), "A1", "A2")
    close(A1_alone, A1[1:2], what="A1 of a sample alone")
    close(A2_alone, A2[1:2], what="A2 of a sample alone")


@visible("forward_mlp")
def test_forward_mlp_leaves_its_arguments_alone(student):
    rng = np.random.default_rng(26)
    pure(student.forward_mlp, rng.normal(size=(5, 3)), *network(rng, 3, 4, 2))


@advice("forward_mlp")
def test_forward_mlp_of_whole_numbers(student):
    rng = np.random.default_rng(24)
    params = network(rng, 4, 3, 2)
    same_for_whole_numbers(student.forward_mlp, rng.integers(0, 3, (5, 4)).astype(np.uint8), *params)


# cross_entropy

SMALLEST, LARGEST = -np.log(1e-7), -np.log(1e-15)  # the loss of a probability of 0, with either epsilon
EPSILON_ADVICE = "Take an epsilon from 1e-15 to 1e-7: np.maximum(A, 1e-12), or A + 1e-12, before the logarithm."


@visible(
    "cross_entropy",
    weight=2,
    try_it="cross_entropy(np.array([[0.3, 0.6, 0.1], [0.5, 0.3, 0.2]]), np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]))"
    "   # should be 1.4067",
)
def test_cross_entropy_of_four_predictions_worked_out_by_hand(student):
    # The true classes have 0.5, 0.25, 0.2 and 0.8; the product is 0.02, and the loss -log(0.02) / 4.
    A = np.array([[0.5, 0.38, 0.12], [0.33, 0.25, 0.42], [0.11, 0.2, 0.69], [0.8, 0.14, 0.06]])
    y = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    close(student.cross_entropy(A, y), 0.97800575, rtol=LONG)


@visible(
    "cross_entropy",
    try_it="cross_entropy(np.array([[0.92, 0.05, 0.03]]), np.array([[0.0, 0.0, 1.0]]))   # should be 3.5066",
)
def test_cross_entropy_of_a_good_and_of_a_wrong_prediction(student):
    A = np.array([[0.92, 0.05, 0.03]])
    close(student.cross_entropy(A, np.array([[1.0, 0.0, 0.0]])), 0.08338161, rtol=LONG)
    close(student.cross_entropy(A, np.array([[0.0, 0.0, 1.0]])), 3.5065579, rtol=LONG)


@visible(
    "cross_entropy",
    try_it="cross_entropy(np.array([[0.0, 1.0]]), np.array([[1.0, 0.0]]))   # should be between 16.1 and 34.6",
)
def test_cross_entropy_is_finite_for_a_probability_of_zero(student):
    loss = student.cross_entropy(np.array([[0.0, 0.0, 1.0]]), np.array([[1.0, 0.0, 0.0]]))
    between(loss, 0.99 * SMALLEST, 1.01 * LARGEST, what="the loss", advice=EPSILON_ADVICE)


@visible("cross_entropy", try_it="cross_entropy(np.full((3, 2), 0.5), np.ones(2))   # should raise ValueError")
def test_cross_entropy_refuses_targets_that_numpy_would_repeat(student):
    A = np.full((3, 4), 0.25)
    raises(ValueError, student.cross_entropy, A, np.array([[0.0, 1.0, 0.0, 0.0]]))
    raises(ValueError, student.cross_entropy, A, np.array([0.0, 1.0, 0.0, 0.0]))
    raises(ValueError, student.cross_entropy, np.array([[0.5, 0.5]]), np.array([1.0, 0.0]))


@visible("cross_entropy")
def test_cross_entropy_leaves_its_arguments_alone(student):
    pure(student.cross_entropy, np.array([[0.0, 0.6, 0.4], [0.2, 0.7, 0.1]]), np.array([[0.0, 1.0, 0.0]] * 2))


@advice("cross_entropy")
def test_cross_entropy_of_whole_numbers_in_y(student):
    A = np.array([[0.5, 0.38, 0.12], [0.33, 0.25, 0.42]])
    same_for_whole_numbers(student.cross_entropy, A, np.array([[1, 0, 0], [0, 1, 0]], dtype=np.uint8))


# Practice


@visible(
    "flatten_images",
    try_it="flatten_images(np.array([[[0, 51], [102, 204]]], dtype=np.uint8))   # should be [[0. 0.2 0.4 0.8]]",
)
def test_flatten_images_of_two_small_pictures(student):
    first = [[51, 0, 204, 153], [102, 153, 51, 204], [0, 204, 102, 51]]
    second = [[153, 204, 102, 0], [0, 51, 153, 102], [204, 102, 0, 51]]
    expected = [
        [0.2, 0.0, 0.8, 0.6, 0.4, 0.6, 0.2, 0.8, 0.0, 0.8, 0.4, 0.2],
        [0.6, 0.8, 0.4, 0.0, 0.0, 0.2, 0.6, 0.4, 0.8, 0.4, 0.0, 0.2],
    ]
    close(student.flatten_images(np.array([first, second], dtype=np.uint8)), expected)


@visible("flatten_images")
def test_flatten_images_leaves_its_argument_alone(student):
    pure(student.flatten_images, np.array([[[51, 0, 7]], [[102, 255, 9]]], dtype=np.uint8))


@visible("count_parameters", try_it="range(count_parameters([3, 4, 6, 2, 5]))   # should be range(0, 75)")
def test_count_parameters_of_four_small_layers(student):
    count(student.count_parameters([3, 4, 6, 2, 5]), 75)


@visible("hidden_layer")
def test_hidden_layer_of_two_samples(student):
    X = np.array([[1.0, 2.0, -1.0], [-3.0, 0.5, 2.0]])
    W = np.array([[1.0, -2.0, 0.5, 3.0], [2.0, 1.5, -1.0, -0.5], [-1.5, 1.0, 4.0, 2.5]])
    b = np.array([[0.25, -1.0, 2.0, -3.0]])
    close(student.hidden_layer(X, W, b), [[6.75, 0.0, 0.0, 0.0], [0.0, 7.75, 8.0, 0.0]])


@visible(
    "predicted_labels",
    try_it="predicted_labels(np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]]))   # should be [1 0]",
)
def test_predicted_labels_of_four_samples(student):
    A = np.array([[0.1, 0.7, 0.2], [0.5, 0.38, 0.12], [0.25, 0.6, 0.15], [0.33, 0.47, 0.2]])
    close(student.predicted_labels(A), [1, 0, 1, 1])


@visible(
    "true_class_probabilities",
    try_it="true_class_probabilities(np.array([[0.1, 0.9], [0.6, 0.4]]), np.array([1, 1]))   # should be [0.9 0.4]",
)
def test_true_class_probabilities_of_four_samples(student):
    A = np.array([[0.1, 0.7, 0.2], [0.5, 0.38, 0.12], [0.26, 0.59, 0.15], [0.33, 0.47, 0.2]])
    close(student.true_class_probabilities(A, np.array([1, 1, 0, 1])), [0.7, 0.38, 0.26, 0.47])


# Stretch


@visible(
    "top_k_accuracy",
    try_it="top_k_accuracy(np.array([[0.1, 0.6, 0.05, 0.25], [0.4, 0.3, 0.2, 0.1], [0.3, 0.2, 0.35, 0.15], "
    "[0.5, 0.1, 0.15, 0.25], [0.7, 0.05, 0.15, 0.1]]), np.array([0, 1, 2, 3, 0]), 2)   # should be 0.8",
)
def test_top_k_accuracy_of_seven_samples_worked_out_by_hand(student):
    close(number(student.top_k_accuracy(RANKED, RANKS_OF, 3)), 4 / 7)


@visible("top_k_accuracy")
def test_top_k_accuracy_grows_with_k_up_to_one(student):
    # The truth is in the places 1, 4, 3, 5, 2, 3 and 4.
    for k, share in ((1, 1 / 7), (2, 2 / 7), (4, 6 / 7), (5, 1.0)):
        close(number(student.top_k_accuracy(RANKED, RANKS_OF, k)), share, what=f"the result for k = {k}")


@visible("top_k_accuracy")
def test_top_k_accuracy_leaves_its_arguments_alone(student):
    pure(student.top_k_accuracy, RANKED, RANKS_OF, 2)


RANKED = np.array(
    [
        [0.05, 0.1, 0.6, 0.1499, 0.1001],
        [0.3, 0.25, 0.2, 0.15, 0.1],
        [0.2, 0.4, 0.05, 0.1, 0.25],
        [0.02, 0.38, 0.1, 0.2, 0.3],
        [0.4, 0.11, 0.09, 0.35, 0.05],
        [0.14999, 0.05, 0.2, 0.15001, 0.45],
        [0.5, 0.06, 0.04, 0.08, 0.32],
    ]
)
RANKS_OF = np.array([2, 3, 0, 0, 3, 3, 1])
