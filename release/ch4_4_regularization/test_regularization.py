"""The tests of chapter 4.4 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    Recorded,
    StudentRaised,
    advice,
    array,
    between,
    close,
    parameters_close,
    pure,
    refused,
    same_for_whole_numbers,
    unpack,
    visible,
)
from autograder.graders.ch4_4_regularization.helpers import (
    A1,
    DELTA2,
    FILTERS,
    LAYERS,
    LINE,
    LINE_GRADS,
    MASK,
    MLP,
    W2,
    WEIGHTS,
    WHOLE,
    X3,
    Y3,
    always,
    bowl,
    charged,
    draw,
    dropped,
    folded,
    free,
    in_use,
    network,
    numbered,
    regularized,
    split_numbers,
)

# l2_regularization


@visible(
    "l2_regularization",
    weight=2,
    try_it="l2_regularization(np.array([[3.0, 1.0], [-4.0, 0.0], [1.0, 2.0]]), 0.1)"
    "   # should be (3.1, [[0.6 0.2] [-0.8 0.] [0.2 0.4]])",
)
def test_l2_regularization_of_twelve_weights_worked_out_by_hand(student):
    # Row by row the squares add up to 14.25, 22.5 and 18.5.
    grad = [[0.4, -0.8, 1.2, 0.2], [-0.6, 1.6, -0.2, 0.8], [1.0, -1.2, 0.6, -0.4]]
    charged(student.l2_regularization(WEIGHTS, 0.2), 11.05, grad)


@visible("l2_regularization", try_it="l2_regularization(np.array([1.0, 2.0, 3.0]), 0.5)   # (7.0, [1. 2. 3.])")
def test_l2_regularization_adds_up_all_elements_of_any_shape(student):
    for shape in ((12,), (2, 3, 2), (3, 1, 2, 2)):
        charged(student.l2_regularization(WEIGHTS.reshape(shape), 0.5), 27.625, WEIGHTS.reshape(shape))


@visible("l2_regularization", try_it="l2_regularization(np.array([[3.0, -4.0]]), 0.0)   # free: (0.0, [[0. 0.]])")
def test_l2_regularization_charges_nothing_where_lambda_is_zero(student):
    charged(student.l2_regularization(WEIGHTS, 0.0), 0.0, np.zeros((3, 4)))


@visible("l2_regularization")
def test_l2_regularization_leaves_its_argument_alone(student):
    pure(student.l2_regularization, WEIGHTS, 0.1)


@advice("l2_regularization")
def test_l2_regularization_of_whole_numbers(student):
    for W in (WHOLE, np.array([[-100, 50, -3], [7, 0, 2]]), WHOLE.astype(np.int16)):
        same_for_whole_numbers(student.l2_regularization, W, 0.35)


# regularized_loss


@visible("regularized_loss")
def test_regularized_loss_of_weights_and_biases_worked_out_by_hand(student):
    # The squares of the weights add up to 32.5: the penalty is 0.1 * 32.5, and the biases are free.
    got = student.regularized_loss(X3, Y3, LINE, always(1.25, LINE_GRADS), 0.1)
    regularized(got, 4.5, {"W1": [[1.6, -2.2], [-0.3, 4.4], [-2.9, 2.2]], "b1": [[5.0, -6.0]]})


@visible("regularized_loss")
def test_regularized_loss_charges_for_every_weight(student):
    # The squares add up to 17.5 in W1 and 20.25 in W2.
    grads = {"W1": LAYERS["W1"], "b1": np.zeros((1, 3)), "W2": LAYERS["W2"], "b2": np.zeros((1, 1))}
    regularized(student.regularized_loss(X3, Y3, LAYERS, free, 0.5), 18.875, grads)


@visible("regularized_loss")
def test_regularized_loss_finds_weights_that_are_not_called_w(student):
    # The squares add up to 37.75 in F and 15.25 in W.
    grads = {"F": FILTERS["F"], "bF": np.zeros(2), "W": FILTERS["W"], "b": np.zeros((1, 3))}
    regularized(student.regularized_loss(X3, Y3, FILTERS, free, 0.5), 26.5, grads)


@visible("regularized_loss")
def test_regularized_loss_is_the_loss_itself_where_lambda_is_zero(student):
    params = draw(20, MLP)
    y = X3[:, [1, 0, 1]] - 0.5
    regularized(student.regularized_loss(X3, y, params, network, 0.0), *network(X3, y, params))


@visible("regularized_loss")
def test_regularized_loss_asks_the_loss_function_about_what_it_was_given(student):
    loss_fn = Recorded(always(*bowl(X3, Y3, {"W": np.ones((2, 1)), "b": np.ones((1, 1))})))
    params = {"W": np.array([[2.0], [-1.0]]), "b": np.array([[0.5]])}
    unpack(student.regularized_loss(X3, Y3, params, loss_fn, 0.1), "loss", "grads")
    if not loss_fn.calls:
        raise Mismatch("values", "never calls loss_fn", advice="Begin with: loss, grads = loss_fn(X, y, params).")
    for X, y, seen in loss_fn.calls:
        close(X, X3, what="the X that loss_fn was given")
        close(y, Y3, what="the y that loss_fn was given")
        parameters_close(seen, params, what="the params that loss_fn was given")


@visible("regularized_loss")
def test_regularized_loss_leaves_alone_what_it_is_given_and_what_loss_fn_returns(student):
    params = {"W1": np.array([[1.0, -2.0], [0.5, 3.0]]), "b1": np.array([[1.0, -1.0]])}
    pure(student.regularized_loss, X3, Y3, params, bowl, 0.1)
    pure(student.regularized_loss, X3, Y3, LINE, always(1.25, LINE_GRADS), 0.1)


@advice("regularized_loss")
def test_regularized_loss_of_whole_numbers_in_params(student):
    floats = {"W1": np.array([[20.0, 1.0, 200.0], [3.0, 16.0, 129.0]]), "b1": np.array([[1.0, 2.0, 3.0]])}
    right = unpack(student.regularized_loss(X3, Y3, floats, free, 0.35), "loss", "grads")
    whole = {name: value.astype(np.uint8) for name, value in floats.items()}
    try:
        loss, grads = unpack(student.regularized_loss(X3, Y3, whole, free, 0.35), "loss", "grads")
        close(loss, right[0])
        parameters_close(grads, right[1])
    except (Mismatch, StudentRaised) as found:
        sentence = (
            "Right for floats; weights of whole numbers (uint8) wrap around when they are squared: W * 1.0 first."
        )
        raise Mismatch("values", sentence) from found


# dropout


@visible(
    "dropout",
    try_it="dropout(np.array([[2.0, 4.0], [6.0, 8.0]]), 0.4, np.random.default_rng(0))   # each 0, or times 2.5",
)
def test_dropout_with_p_of_two_fifths_silences_each_element_or_multiplies_it_by_five_halves(student):
    A = np.array([[2.0, 4.0, -6.0, 8.0], [1.0, -3.0, 5.0, 7.0], [0.5, 9.0, -2.5, 1.5]])
    dropped(student.dropout(A, 0.4, np.random.default_rng(0), training=True), A, 0.4)
    for seed in range(1, 5):
        dropped(student.dropout(A, 0.4, np.random.default_rng(seed)), A, 0.4)


@visible(
    "dropout",
    weight=2,
    try_it="(dropout(np.ones(10000), 0.8, np.random.default_rng(0))[1] > 0).mean()   # about 0.8",
)
def test_dropout_keeps_about_the_share_p(student):
    A = np.ones((100, 100))
    for p in (0.8, 0.3):
        share = float(dropped(student.dropout(A, p, np.random.default_rng(1)), A, p).mean())
        advice = ""
        if abs(share - (1 - p)) < 0.05:
            advice = "p is the probability to keep an element, not to drop it: keep where rng.random(A.shape) < p."
        # The bounds are 10.9 deviations of such a share, and more.
        between(share, p - 0.05, p + 0.05, what=f"the share that is kept for p = {p}", advice=advice)


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
        # The bounds are 7.7 deviations of this mean, and more.
        between(mean, 0.9, 1.1, what=f"the mean of A_drop for p = {p}, divided by that of A,")


@visible("dropout", try_it="dropout(np.array([5.0, 7.0]), 0.1, np.random.default_rng(0), False)   # A and ones")
def test_dropout_without_training_gives_a_itself_and_ones(student):
    A = np.array([[5.0, -7.0, 0.0], [1.0, 2.0, 3.0]])
    in_use(student.dropout(A, 0.1, np.random.default_rng(3), False), A)
    in_use(student.dropout(A, 0.5, np.random.default_rng(3), training=False), A)


@visible("dropout")
def test_dropout_has_another_mask_for_another_seed(student):
    A = np.ones((20, 20))
    first, other = (dropped(student.dropout(A, 0.5, np.random.default_rng(seed)), A, 0.5) for seed in (5, 6))
    if np.array_equal(first, other):
        raise Mismatch("values", "has the same mask for generators of different seeds", advice="Draw from rng.")


@visible("dropout")
def test_dropout_has_the_same_mask_for_the_same_seed(student):
    # The mask comes from rng alone, not from what it is for.
    A = np.ones((20, 20))
    first, again = (
        dropped(student.dropout(factor * A, 0.5, np.random.default_rng(5)), factor * A, 0.5) for factor in (1, 3)
    )
    if not np.array_equal(first, again):
        raise Mismatch(
            "values",
            "has different masks for one and the same seed",
            advice="Draw from the rng that is handed in: rng.random(...), not np.random.random(...).",
        )


@visible("dropout")
def test_dropout_refuses_a_p_that_keeps_nothing_or_is_no_probability(student):
    A = np.ones((2, 3))
    refused(student.dropout, *((A, p, np.random.default_rng(0)) for p in (0.0, -0.5, 1.5)))


@visible(
    "dropout",
    try_it="dropout(np.ones(8), 1.0, np.random.default_rng(0))   # all are kept",
)
def test_dropout_with_p_of_one_keeps_everything(student):
    A = np.array([[5.0, -7.0, 0.0], [1.0, 2.0, 3.0]])
    A_drop, mask = unpack(student.dropout(A, 1.0, np.random.default_rng(4)), "A_drop", "mask")
    close(A_drop, A, what="A_drop")
    close(mask, np.ones((2, 3)), what="mask")


@visible("dropout")
def test_dropout_leaves_its_arguments_alone(student):
    A = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, 6.0]])
    pure(student.dropout, A, 0.5, np.random.default_rng(15))
    pure(student.dropout, A, 0.5, np.random.default_rng(15), training=False)


@advice("dropout")
def test_dropout_of_whole_numbers(student):
    for training in (True, False):
        found = []
        for kind in (float, np.uint8):
            A = (np.arange(1.0, 201.0).reshape(10, 20)).astype(kind)
            try:
                found.append(unpack(student.dropout(A, 0.4, np.random.default_rng(14), training), "A_drop", "mask"))
            except StudentRaised as raised:
                sentence = f"Right for floats; an A of whole numbers (uint8) raises {raised.problem.type}."
                raise Mismatch("values", f"{sentence} To take it too, make the mask of floats.") from raised
        for whole, right in zip(found[1], found[0], strict=True):
            if not np.allclose(np.asarray(whole, float), np.asarray(right, float), rtol=LONG):
                sentence = "Right for floats; for an A of whole numbers the mask's 1 / p is cut off. Make it of floats."
                raise Mismatch("values", sentence)


# Practice


@visible(
    "split_validation",
    try_it="split_validation(np.arange(5), np.arange(5), 2, np.random.default_rng(0))   # y as X, each number once",
)
def test_split_validation_puts_every_sample_on_one_side_with_its_target(student):
    X, y = numbered(11)
    for seed in range(3):
        split_numbers(student.split_validation(X, y, 4, np.random.default_rng(seed)), 11, 4)


@visible("split_validation")
def test_split_validation_puts_other_samples_aside_for_another_seed(student):
    X, y = numbered(40)
    sets = [
        sorted(split_numbers(student.split_validation(X, y, 10, np.random.default_rng(seed)), 40, 10))
        for seed in (1, 2, 3)
    ]
    if sets[0] == sets[1] == sets[2]:
        raise Mismatch("values", "puts the same samples aside for generators of different seeds", advice="Use rng.")


@visible("split_validation")
def test_split_validation_puts_the_same_samples_aside_for_the_same_seed(student):
    X, y = numbered(40)
    first, again = (
        sorted(split_numbers(student.split_validation(X, y, 10, np.random.default_rng(1)), 40, 10)) for _ in range(2)
    )
    if first != again:
        raise Mismatch("values", "puts different samples aside for one and the same seed", advice="Use rng alone.")


@visible("split_validation")
def test_split_validation_leaves_its_arguments_alone(student):
    pure(student.split_validation, *numbered(6), 2, np.random.default_rng(7))


@visible("squared_weights")
def test_squared_weights_of_the_worked_example(student):
    # The squares add up to 17.5 in W1 and 20.25 in W2.
    close(student.squared_weights(LAYERS), 37.75, rtol=LONG)


@visible("squared_weights")
def test_squared_weights_leaves_its_arguments_alone(student):
    pure(student.squared_weights, LAYERS)


@visible(
    "decay_step",
    try_it="decay_step(np.array([[10.0, -4.0]]), np.array([[1.0, 0.0]]), 0.5, 0.1)   # should be [[ 8.5 -3.6]]",
)
def test_decay_step_of_the_worked_example(student):
    W, grad = np.array([[10.0, -4.0, 5.0], [2.0, 0.0, -1.0]]), np.array([[1.0, 0.0, -2.0], [3.0, 4.0, 0.5]])
    close(student.decay_step(W, grad, 0.5, 0.2), [[7.5, -3.2, 5.0], [0.1, -2.0, -1.05]])


@visible("decay_step")
def test_decay_step_leaves_its_arguments_alone(student):
    pure(student.decay_step, np.array([[10.0, -4.0]]), np.array([[1.0, 0.5]]), 0.5, 0.1)


@visible("best_setting")
def test_best_setting_of_the_worked_example(student):
    # The means are 0.6, 0.5, 0.7 and 0.8; the lowest single loss, and the lowest first one, are in other rows.
    losses = np.array([[0.3, 0.9, 0.6], [0.5, 0.6, 0.4], [1.0, 0.2, 0.9], [0.8, 0.7, 0.9]])
    close(student.best_setting([0.0, 0.01, 0.1, 0.3], losses), 0.01)


@visible("best_setting")
def test_best_setting_leaves_its_arguments_alone(student):
    pure(student.best_setting, [0.0, 0.1], np.array([[0.5, 0.7], [0.6, 0.5]]))


@visible("dropped_delta")
def test_dropped_delta_of_the_worked_example(student):
    # delta2 @ W2.T is [5 -4 3.5 -6] and [-2 8 3 -8].
    close(student.dropped_delta(DELTA2, W2, A1, MASK), [[0.0, -5.0, 0.0, -7.5], [0.0, 10.0, 0.0, -10.0]], rtol=LONG)


@visible("dropped_delta")
def test_dropped_delta_leaves_its_arguments_alone(student):
    pure(student.dropped_delta, DELTA2, W2, A1, MASK)


# Stretch


@visible(
    "k_folds",
    try_it="[(sorted(train), sorted(val)) for train, val in k_folds(5, 3, np.random.default_rng(0))]"
    "   # sorted([*train, *val]) is [0, 1, 2, 3, 4] in each; val: 2, 2 and 1",
)
def test_k_folds_of_eight_samples_in_three_parts(student):
    folded(student.k_folds(8, 3, np.random.default_rng(3)), 8, 3)


@visible("k_folds")
def test_k_folds_of_equal_parts_and_of_single_samples(student):
    folded(student.k_folds(12, 4, np.random.default_rng(4)), 12, 4)
    folded(student.k_folds(5, 5, np.random.default_rng(5)), 5, 5)


@visible("k_folds")
def test_k_folds_shuffles_with_rng_alone(student):
    # Two orders of 40 samples give the same two parts once in 40! / (20! 20!), about 1e11.
    one, again, other = (folded(student.k_folds(40, 2, np.random.default_rng(seed)), 40, 2) for seed in (6, 6, 7))
    if one != again:
        raise Mismatch("values", "gives other parts for an equal rng", advice="Draw from the rng that is handed in.")
    if one == other:
        raise Mismatch("values", "gives the same parts for another rng", advice="Shuffle with rng.permutation.")


@visible("k_folds")
def test_k_folds_leaves_numpy_s_own_random_numbers_alone(student):
    pure(student.k_folds, 6, 2, np.random.default_rng(8))
