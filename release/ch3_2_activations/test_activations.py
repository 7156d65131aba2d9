"""The tests of chapter 3.2 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import LONG, Mismatch, advice, array, close, count, pure, same_for_whole_numbers, unpack, visible

GRID = np.array([[-2.0, 0.5, 3.0], [7.5, -0.25, -1.5]])
SCORES = np.array([[-2.0, 0.5, 3.0], [1.5, -1.0, 0.3]])
# 0 alone is the corner, where ReLU and its leaky relative have no slope of their own.
CORNER = np.array([-1.5, 0.0, 2.0, 0.0, 0.5, -0.1])
WHOLE = np.array([[-3, 0, 2], [1, -1, 7]])


def finite_far_out(function, *args):
    """Advise on a slope that is nan or infinite where the curve is flat."""
    slopes = np.asarray(function(np.array([-1000.0, 1000.0]), *args), dtype=float)
    if not np.isfinite(slopes).all():
        raise Mismatch(
            "finite",
            "is not finite for a score of 1000 or of -1000",
            advice="A score of 1000 or of -1000 gives nan or inf, where the slope is 0: from your own sigmoid or tanh "
            "it would be a number there, too.",
        )


# relu


@visible("relu", weight=2, try_it="relu(np.array([[-2.0, 0.5], [3.0, 7.5]]))   # should be [[0. 0.5] [3. 7.5]]")
def test_relu_keeps_what_is_positive(student):
    close(student.relu(GRID), [[0.0, 0.5, 3.0], [7.5, 0.0, 0.0]])


@visible("relu", try_it="relu(np.array([-1.0, -3.0, 0.0]))   # should be [0. 0. 0.]")
def test_relu_of_scores_that_are_not_positive_is_zero(student):
    close(student.relu(np.array([-1.0, -3.0, 0.0, -0.5])), [0.0, 0.0, 0.0, 0.0])


@visible("relu")
def test_relu_leaves_its_argument_alone(student):
    pure(student.relu, np.array([[-1.0, 0.5], [2.0, -3.0]]))


# tanh


@visible(
    "tanh", weight=2, try_it="tanh(np.array([[0.5], [-1.0], [3.0]]))   # should be about [[0.4621] [-0.7616] [0.9951]]"
)
def test_tanh_of_a_few_scores(student):
    expected = [[-0.9640275801, 0.4621171573, 0.9950547537], [0.9051482536, -0.7615941560, 0.2913126125]]
    close(student.tanh(SCORES), expected)


@visible("tanh", try_it="tanh(np.array([[1000.0], [-1000.0], [40.0]]))   # should be [[1.] [-1.] [1.]]")
def test_tanh_of_extreme_scores_is_one_or_minus_one(student):
    close(student.tanh(np.array([[1000.0, -1000.0, 0.0], [-710.0, 710.0, 40.0]])), [[1, -1, 0], [-1, 1, 1]])


@visible("tanh")
def test_tanh_leaves_its_argument_alone(student):
    pure(student.tanh, np.array([[-1.0, 0.5], [2.0, -3.0]]))


@advice("tanh")
def test_tanh_of_whole_numbers(student):
    same_for_whole_numbers(student.tanh, WHOLE)


# leaky_relu


@visible(
    "leaky_relu",
    weight=2,
    try_it="leaky_relu(np.array([[-2.0], [0.05], [3.0]]), 0.1)   # should be [[-0.2] [0.05] [3.]]",
)
def test_leaky_relu_shrinks_what_is_negative(student):
    close(
        student.leaky_relu(np.array([[-2.0, 0.05, 3.0], [7.5, -0.25, -1.5]]), 0.1),
        [[-0.2, 0.05, 3.0], [7.5, -0.025, -0.15]],
    )


@visible("leaky_relu", try_it="leaky_relu(np.array([-2.0, 3.0]))   # should be [-0.02 3.]")
def test_leaky_relu_has_an_alpha_of_one_hundredth_by_default(student):
    close(student.leaky_relu(GRID), [[-0.02, 0.5, 3.0], [7.5, -0.0025, -0.015]])


@visible("leaky_relu")
def test_leaky_relu_leaves_its_argument_alone(student):
    pure(student.leaky_relu, np.array([[-1.0, 0.5], [2.0, -3.0]]), 0.2)


@advice("leaky_relu")
def test_leaky_relu_of_whole_numbers(student):
    same_for_whole_numbers(student.leaky_relu, WHOLE, 0.1)


# sigmoid_derivative


@visible(
    "sigmoid_derivative",
    weight=2,
    try_it="sigmoid_derivative(np.array([[-2.0], [0.5], [3.0]]))   # should be about [[0.10499] [0.235] [0.04518]]",
)
def test_sigmoid_derivative_at_a_few_scores(student):
    expected = [[0.1049935854, 0.2350037122, 0.0451766597], [0.1491464521, 0.1966119332, 0.2444583117]]
    close(student.sigmoid_derivative(SCORES), expected, rtol=LONG, numeric=True)


@visible("sigmoid_derivative", try_it="sigmoid_derivative(np.array([0.0, np.log(3)]))   # should be [0.25 0.1875]")
def test_sigmoid_derivative_of_the_worked_example(student):
    Z = np.array([0.0, np.log(3), -np.log(4), np.log(9)])
    close(student.sigmoid_derivative(Z), [0.25, 0.1875, 0.16, 0.09], rtol=LONG, numeric=True)


@visible("sigmoid_derivative")
def test_sigmoid_derivative_leaves_its_argument_alone(student):
    pure(student.sigmoid_derivative, np.array([[-1.0, 0.5], [2.0, -3.0]]))


@advice("sigmoid_derivative")
def test_sigmoid_derivative_far_out(student):
    finite_far_out(student.sigmoid_derivative)


@advice("sigmoid_derivative")
def test_sigmoid_derivative_at_whole_numbers(student):
    same_for_whole_numbers(student.sigmoid_derivative, WHOLE)


# relu_derivative


@visible(
    "relu_derivative",
    weight=2,
    try_it="relu_derivative(np.array([[-2.0], [0.5], [3.0]]))   # should be [[0.] [1.] [1.]]",
)
def test_relu_derivative_is_zero_or_one(student):
    close(student.relu_derivative(GRID), [[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]], rtol=LONG)


@visible("relu_derivative", try_it="relu_derivative(np.array([-1.5, 0.0, 0.5, 2.0]))   # should be [0. 0. 1. 1.]")
def test_relu_derivative_at_zero_is_zero(student):
    close(student.relu_derivative(CORNER), [0.0, 0.0, 1.0, 0.0, 1.0, 0.0], rtol=LONG)


@visible("relu_derivative")
def test_relu_derivative_leaves_its_argument_alone(student):
    pure(student.relu_derivative, np.array([[-1.0, 0.5], [2.0, -3.0]]))


# tanh_derivative


@visible(
    "tanh_derivative",
    weight=2,
    try_it="tanh_derivative(np.array([[0.5], [-1.0], [3.0]]))   # should be about [[0.7864] [0.42] [0.0099]]",
)
def test_tanh_derivative_at_a_few_scores(student):
    expected = [[0.0706508249, 0.7864477330, 0.0098660372], [0.1807066389, 0.4199743416, 0.9151369618]]
    close(student.tanh_derivative(SCORES), expected, rtol=LONG, numeric=True)


@visible("tanh_derivative", try_it="tanh_derivative(np.array([np.log(2), -np.log(3)]))   # should be [0.64 0.36]")
def test_tanh_derivative_where_it_comes_out_even(student):
    Z = np.array([np.log(2), -np.log(3), 0.0, np.log(4)])
    close(student.tanh_derivative(Z), [0.64, 0.36, 1.0, 64 / 289], rtol=LONG, numeric=True)


@visible("tanh_derivative")
def test_tanh_derivative_leaves_its_argument_alone(student):
    pure(student.tanh_derivative, np.array([[-1.0, 0.5], [2.0, -3.0]]))


@advice("tanh_derivative")
def test_tanh_derivative_far_out(student):
    finite_far_out(student.tanh_derivative)


@advice("tanh_derivative")
def test_tanh_derivative_at_whole_numbers(student):
    same_for_whole_numbers(student.tanh_derivative, WHOLE)


# leaky_relu_derivative


@visible(
    "leaky_relu_derivative",
    weight=2,
    try_it="leaky_relu_derivative(np.array([[-2.0], [0.5], [3.0]]), 0.1)   # should be [[0.1] [1.] [1.]]",
)
def test_leaky_relu_derivative_is_alpha_or_one(student):
    close(student.leaky_relu_derivative(GRID, 0.1), [[0.1, 1.0, 1.0], [1.0, 0.1, 0.1]], rtol=LONG)


@visible("leaky_relu_derivative", try_it="leaky_relu_derivative(np.array([0.0, 2.0]), 0.2)   # should be [0.2 1.]")
def test_leaky_relu_derivative_at_zero_is_alpha(student):
    close(student.leaky_relu_derivative(CORNER, 0.2), [0.2, 0.2, 1.0, 0.2, 1.0, 0.2], rtol=LONG)


@visible("leaky_relu_derivative", try_it="leaky_relu_derivative(np.array([-2.0, 3.0]))   # should be [0.01 1.]")
def test_leaky_relu_derivative_has_an_alpha_of_one_hundredth_by_default(student):
    close(student.leaky_relu_derivative(GRID), [[0.01, 1.0, 1.0], [1.0, 0.01, 0.01]], rtol=LONG)


@visible("leaky_relu_derivative")
def test_leaky_relu_derivative_leaves_its_argument_alone(student):
    pure(student.leaky_relu_derivative, np.array([[-1.0, 0.5], [2.0, -3.0]]), 0.2)


@advice("leaky_relu_derivative")
def test_leaky_relu_derivative_at_whole_numbers(student):
    same_for_whole_numbers(student.leaky_relu_derivative, WHOLE, 0.1)


# softmax: two of its twelve shares of the points ask for extreme scores, two for other shapes than (n, k).


@visible(
    "softmax",
    weight=2,
    try_it="softmax(np.array([[2.0, 1.0, 0.1], [-0.5, 0.3, 1.5]]))[0]   # should be about [0.659001 0.242433 0.098566]",
)
def test_softmax_of_two_rows_of_scores(student):
    Z = np.array([[2.0, 1.0, 0.1], [-0.5, 0.3, 1.5]])
    close(student.softmax(Z), [[0.6590011389, 0.2424329707, 0.0985658904], [0.0942098883, 0.2096679622, 0.6961221495]])


@visible("softmax", try_it="softmax(np.array([[1.0, 2.0], [3.0, 5.0]])).sum(axis=1)   # should be [1. 1.]")
def test_softmax_rows_sum_to_one(student):
    Z = np.array([[1.0, 2.0, -1.0, 0.0], [3.0, 5.0, 4.0, -2.0], [-3.0, -1.0, -2.0, -6.0]])
    A = array(student.softmax(Z), shape=(3, 4))
    close(A.sum(axis=1), np.ones(3), what="the sums of the rows", rtol=LONG)


@visible("softmax", try_it="softmax(np.array([2.0, 1.0, 0.1]))   # should be about [0.659 0.242 0.099]")
def test_softmax_of_a_vector_of_scores(student):
    close(student.softmax(np.array([1.0, -1.0, 0.5, 2.5])), [0.1606798683, 0.0217456555, 0.0974572665, 0.7201172097])


@visible(
    "softmax",
    try_it="softmax(np.array([[1000.0, 999.0, -1000.0, -990.0], [-712.0, 0.5, 2.0, 1.25], [-1000.0, -998.0, "
    "-999.0, -997.0]])).round(3)"
    "   # should be about [[0.731 0.269 0. 0.] [0. 0.132 0.59 0.279] [0.032 0.237 0.087 0.644]]",
)
def test_softmax_of_extreme_scores_is_that_of_their_differences(student):
    # Subtracting a row's mean, first or lowest score, or nothing at all, fails in different rows.
    Z = np.array([[1000.0, 999.0, -1000.0, -990.0], [-712.0, 0.5, 2.0, 1.25], [-1000.0, -998.0, -999.0, -997.0]])
    A = [
        [0.7310585786, 0.2689414214, 0.0, 0.0],
        [0.0, 0.1316016471, 0.5897976637, 0.2786006892],
        [0.0320586033, 0.2368828181, 0.0871443187, 0.6439142599],
    ]
    close(student.softmax(Z), A)


@visible("softmax")
def test_softmax_leaves_its_argument_alone(student):
    pure(student.softmax, np.array([[-1.0, 0.5, 0.0], [2.0, -3.0, 1.0]]))


@advice("softmax")
def test_softmax_of_whole_numbers(student):
    same_for_whole_numbers(student.softmax, WHOLE)


# Practice


@visible(
    "merged_layers",
    try_it="merged_layers(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0]]), np.array([[5.0, -1.0, 0.5], [6.0, "
    "7.0, 2.0]]), np.array([[0.5, 1.0, -2.0]]))   # should be W = [[17. 13. 4.5]] and b = [[39.5 26. 7.5]]",
)
def test_merged_layers_of_two_inputs_and_three_outputs(student):
    W1, b1 = np.array([[1.0, -2.0, 0.5, 3.0], [4.0, 0.0, -1.0, 2.5]]), np.array([[1.0, -1.0, 2.0, 0.5]])
    W2, b2 = (
        np.array([[2.0, 1.0, -1.0], [0.5, -3.0, 1.0], [4.0, 2.0, 0.0], [-1.0, 1.0, 3.0]]),
        np.array([[5.0, 7.0, -4.0]]),
    )
    W, b = unpack(student.merged_layers(W1, b1, W2, b2), "W", "b")
    close(W, [[0.0, 11.0, 6.0], [1.5, 4.5, 3.5]], what="W")
    close(b, [[14.0, 15.5, -4.5]], what="b")


@visible(
    "dead_units", try_it="range(dead_units(np.array([[-1.0, 2.0, 0.0], [-3.0, -4.0, 0.0]])))   # should be range(0, 2)"
)
def test_dead_units_are_silent_on_every_sample(student):
    Z = np.array(
        [
            [-3.0, -2.5, -2.0, -0.75, 0.0, -0.5, 0.5, -1.0, -0.25],
            [2.0, -0.25, -1.0, -4.0, -1.5, 1.0, 3.0, -2.0, -0.5],
            [-1.5, -0.5, -3.0, -2.0, -0.25, -4.0, -1.0, -0.75, -2.5],
        ]
    )
    count(student.dead_units(Z), 6)


@visible(
    "tempered_softmax",
    try_it="tempered_softmax(np.array([[2.0, 1.0, 0.1], [-0.5, 0.3, 1.5]]), 2.0)[0]"
    "   # should be about [0.502 0.304 0.194]",
)
def test_tempered_softmax_evens_out_or_sharpens(student):
    Z = np.array([[2.0, 1.0, 0.1], [-0.5, 0.3, 1.5]])
    even = [[0.5016877571, 0.3042890063, 0.1940232366], [0.1919346553, 0.2863328591, 0.5217324857]]
    close(student.tempered_softmax(Z, 2.0), even)
    sharp = [[0.8637771182, 0.1168995209, 0.0193233608], [0.0165149541, 0.0817991032, 0.9016859427]]
    close(student.tempered_softmax(Z, 0.5), sharp)


@visible("two_way_softmax", try_it="two_way_softmax(np.array([[np.log(3)]]))   # should be [[0.75 0.25]]")
def test_two_way_softmax_gives_a_pair_for_each_score(student):
    z = np.array([[np.log(3)], [0.0], [-np.log(4)]])
    close(student.two_way_softmax(z), [[0.75, 0.25], [0.5, 0.5], [0.2, 0.8]])


# Stretch


@visible(
    "log_softmax",
    try_it="log_softmax(np.log(np.array([[1.0, 3.0], [9.0, 1.0], [4.0, 6.0]])))"
    "   # should be [[-1.3863 -0.2877] [-0.1054 -2.3026] [-0.9163 -0.5108]]",
)
def test_log_softmax_of_logarithms_worked_out_by_hand(student):
    Z = np.log(np.array([[1.0, 2.0, 5.0], [3.0, 0.5, 0.5]]))
    close(student.log_softmax(Z), np.log([[0.125, 0.25, 0.625], [0.75, 0.125, 0.125]]))


@visible("log_softmax", try_it="log_softmax(np.array([1000.0, 0.0]))   # should be [0. -1000.]")
def test_log_softmax_of_far_leads_is_finite_and_right(student):
    Z = np.array([[1000.0, 0.0, -500.0], [-1000.0, -1000.0, 1000.0], [-800.0, -900.0, -1000.0]])
    close(student.log_softmax(Z), [[0.0, -1000.0, -1500.0], [-2000.0, -2000.0, 0.0], [0.0, -100.0, -200.0]])


@visible("log_softmax", try_it="log_softmax(np.array([1000.0, 1000.0]))   # should be [-0.6931 -0.6931]")
def test_log_softmax_depends_on_leads_only(student):
    Z = np.array([[0.5, 2.0, -1.0, 0.0], [1.0, 1.0, 1.0, -2.0]])
    expected = np.log(np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))
    close(student.log_softmax(Z), expected)
    close(student.log_softmax(Z + 900.0), expected, what="the result for scores that are all larger by 900")


@visible("log_softmax")
def test_log_softmax_leaves_its_argument_alone(student):
    pure(student.log_softmax, np.array([[1.0, 2.0, -0.5], [0.0, 3.0, 1.0]]))


@advice("log_softmax")
def test_log_softmax_of_whole_numbers(student):
    same_for_whole_numbers(student.log_softmax, np.array([[1, 2, -3], [0, 5, 4]]))
