"""The tests of chapter 3.3 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import array, close, number, parameters, pure, raises, unpack, visible


def network(rng, d, h, k):
    """A network's weights and non-zero biases, in the order of forward_mlp's parameters."""
    return (
        rng.normal(size=(d, h)),
        rng.normal(size=(1, h)),
        rng.normal(size=(h, k)),
        rng.normal(size=(1, k)),
    )


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


@visible("flatten_images")
def test_flatten_images_leaves_its_argument_alone(student):
    pure(student.flatten_images, np.array([[[51, 0, 7]], [[102, 255, 9]]], dtype=np.uint8))


@visible("count_parameters", try_it="count_parameters([3, 4, 2])   # should be 26")
def test_count_parameters_of_two_small_layers(student):
    close(student.count_parameters([3, 4, 2]), 26)


@visible("hidden_layer")
def test_hidden_layer_of_the_worked_example(student):
    X, W, b = np.array([[1.0, 2.0]]), np.array([[1.0, -1.0], [1.0, 0.0]]), np.array([[0.5, 0.5]])
    close(student.hidden_layer(X, W, b), [[3.5, 0.0]])


@visible(
    "predicted_labels",
    try_it="predicted_labels(np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]]))   # should be [1 0]",
)
def test_predicted_labels_of_two_samples(student):
    close(student.predicted_labels(np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]])), [1, 0])


@visible(
    "true_class_probabilities",
    try_it="true_class_probabilities(np.array([[0.1, 0.9], [0.6, 0.4]]), np.array([1, 1]))   # is [0.9 0.4]",
)
def test_true_class_probabilities_of_the_worked_example(student):
    A = np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]])
    close(student.true_class_probabilities(A, np.array([1, 2])), [0.7, 0.2])
