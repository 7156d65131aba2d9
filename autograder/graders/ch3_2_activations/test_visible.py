"""The tests of chapter 3.2 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import array, close, pure, raises, unpack, visible

GRID = np.array([[-2.0, 0.5, 3.0], [1.5, -0.25, -4.0]])
# One score an entry; beyond about 709 the exponential overflows.
EXTREME = np.array([[1000.0, -1000.0, 0.5], [-710.0, 710.0, -0.5]])
WHOLE = np.array([[-3, 0, 2], [1, -1, 7]])


# relu


@visible("relu", try_it="relu(np.array([-2.0, 0.5, 3.0]))   # should be [0. 0.5 3.]")
def test_relu_keeps_what_is_positive(student):
    close(student.relu(np.array([-2.0, 0.5, 3.0, 0.0, -0.7, 1.7])), [0.0, 0.5, 3.0, 0.0, 0.0, 1.7])


@visible("relu", try_it="relu(np.array([[-1.0, 2.0], [3.0, -4.0]]))   # should be [[0. 2.] [3. 0.]]")
def test_relu_of_a_grid(student):
    close(student.relu(GRID), [[0.0, 0.5, 3.0], [1.5, 0.0, 0.0]])


@visible("relu", try_it="relu(np.array([-1.0, -3.0]))   # should be [0. 0.]")
def test_relu_of_negative_scores_only_is_zero(student):
    close(student.relu(np.array([-1.0, -3.0, -0.5])), [0.0, 0.0, 0.0])


@visible("relu")
def test_relu_leaves_its_argument_alone(student):
    pure(student.relu, np.array([[-1.0, 0.5], [2.0, -3.0]]))


# tanh


@visible("tanh", try_it="tanh(np.array([0.0, 1.0, -2.0]))   # should be about [0. 0.7616 -0.964]")
def test_tanh_of_a_few_scores(student):
    close(student.tanh(np.array([0.0, 1.0, -2.0, 0.25])), [0.0, 0.7615941560, -0.9640275801, 0.2449186624])


@visible("tanh", try_it="tanh(np.array([1000.0, -1000.0]))   # should be [1. -1.]")
def test_tanh_of_extreme_scores_is_one_or_minus_one(student):
    close(student.tanh(np.array([[1000.0, -1000.0, 0.0], [-710.0, 710.0, 40.0]])), [[1, -1, 0], [-1, 1, 1]])


@visible("tanh")
def test_tanh_changes_sign_with_its_score(student):
    Z = np.array([[0.3, 1.2, 2.5], [0.01, 4.0, 0.9]])
    close(array(student.tanh(Z), shape=(2, 3)) + array(student.tanh(-Z), shape=(2, 3)), np.zeros((2, 3)),
          what="tanh(Z) + tanh(-Z)", atol=1e-6)  # fmt: skip


@visible("tanh")
def test_tanh_leaves_its_argument_alone(student):
    pure(student.tanh, np.array([[-1.0, 0.5], [2.0, -3.0]]))


# leaky_relu


@visible("leaky_relu", try_it="leaky_relu(np.array([-2.0, 0.0, 3.0]), 0.1)   # should be [-0.2 0. 3.]")
def test_leaky_relu_shrinks_what_is_negative(student):
    close(student.leaky_relu(np.array([-2.0, 0.0, 3.0, -0.5, 0.05]), 0.1), [-0.2, 0.0, 3.0, -0.05, 0.05])


@visible("leaky_relu", try_it="leaky_relu(np.array([-2.0, 3.0]))   # should be [-0.02 3.]")
def test_leaky_relu_has_an_alpha_of_one_hundredth_by_default(student):
    close(student.leaky_relu(GRID), [[-0.02, 0.5, 3.0], [1.5, -0.0025, -0.04]])


@visible("leaky_relu", try_it="leaky_relu(np.array([-3, 0, 2]), 0.1)   # should be [-0.3 0. 2.]")
def test_leaky_relu_of_whole_numbers(student):
    close(student.leaky_relu(WHOLE, 0.1), [[-0.3, 0.0, 2.0], [1.0, -0.1, 7.0]])


@visible("leaky_relu")
def test_leaky_relu_leaves_its_argument_alone(student):
    pure(student.leaky_relu, np.array([[-1.0, 0.5], [2.0, -3.0]]), 0.2)


# sigmoid_derivative


@visible("sigmoid_derivative", try_it="sigmoid_derivative(np.array([0.0, np.log(3)]))   # should be [0.25 0.1875]")
def test_sigmoid_derivative_at_a_few_scores(student):
    close(student.sigmoid_derivative(np.array([0.0, np.log(3), -np.log(4)])), [0.25, 0.1875, 0.16])


@visible(
    "sigmoid_derivative", try_it="sigmoid_derivative(np.array([2.0])) - sigmoid_derivative(np.array([-2.0]))   # 0"
)
def test_sigmoid_derivative_is_the_same_on_both_sides(student):
    left = array(student.sigmoid_derivative(-np.abs(GRID)), shape=(2, 3))
    close(student.sigmoid_derivative(np.abs(GRID)), left, rtol=1e-4)


@visible("sigmoid_derivative", try_it="sigmoid_derivative(np.array([1000.0, -1000.0]))   # should be [0. 0.]")
def test_sigmoid_derivative_fades_to_zero_on_both_sides(student):
    flat = [[0.0, 0.0, 0.2350037122], [0.0, 0.0, 0.2350037122]]
    close(student.sigmoid_derivative(EXTREME), flat)


@visible("sigmoid_derivative")
def test_sigmoid_derivative_leaves_its_argument_alone(student):
    pure(student.sigmoid_derivative, np.array([[-1.0, 0.5], [2.0, -3.0]]))


# relu_derivative


@visible("relu_derivative", try_it="relu_derivative(np.array([-2.0, 0.5, 3.0]))   # should be [0. 1. 1.]")
def test_relu_derivative_is_zero_or_one(student):
    close(student.relu_derivative(np.array([-2.0, 0.5, 3.0, -0.3])), [0.0, 1.0, 1.0, 0.0])


@visible("relu_derivative", weight=2, try_it="relu_derivative(np.array([0.0]))   # should be [0.]")
def test_relu_derivative_at_zero_is_zero(student):
    close(student.relu_derivative(np.array([[-1.0, 0.0], [0.0, 2.0]])), [[0.0, 0.0], [0.0, 1.0]])


@visible("relu_derivative")
def test_relu_derivative_leaves_its_argument_alone(student):
    pure(student.relu_derivative, np.array([[-1.0, 0.5], [2.0, -3.0]]))


# tanh_derivative


@visible("tanh_derivative", try_it="tanh_derivative(np.array([0.0, 1.0]))   # should be about [1. 0.42]")
def test_tanh_derivative_at_a_few_scores(student):
    close(student.tanh_derivative(np.array([0.0, 1.0, -0.5, 1.5])), [1.0, 0.4199743416, 0.7864477330, 0.1807066389])


@visible(
    "tanh_derivative", try_it="tanh_derivative(np.array([2.0])) - tanh_derivative(np.array([-2.0]))   # should be 0"
)
def test_tanh_derivative_is_the_same_on_both_sides(student):
    left = array(student.tanh_derivative(-np.abs(GRID)), shape=(2, 3))
    close(student.tanh_derivative(np.abs(GRID)), left, rtol=1e-4)


@visible("tanh_derivative", try_it="tanh_derivative(np.array([1000.0, -1000.0]))   # should be [0. 0.]")
def test_tanh_derivative_fades_to_zero_on_both_sides(student):
    close(student.tanh_derivative(EXTREME), [[0.0, 0.0, 0.7864477330], [0.0, 0.0, 0.7864477330]])


@visible("tanh_derivative")
def test_tanh_derivative_leaves_its_argument_alone(student):
    pure(student.tanh_derivative, np.array([[-1.0, 0.5], [2.0, -3.0]]))


# leaky_relu_derivative


@visible(
    "leaky_relu_derivative", try_it="leaky_relu_derivative(np.array([-2.0, 0.5, 3.0]), 0.1)   # should be [0.1 1. 1.]"
)
def test_leaky_relu_derivative_is_alpha_or_one(student):
    close(student.leaky_relu_derivative(np.array([-2.0, 0.5, 3.0, -0.3]), 0.1), [0.1, 1.0, 1.0, 0.1])


@visible("leaky_relu_derivative", weight=2, try_it="leaky_relu_derivative(np.array([0.0]), 0.1)   # should be [0.1]")
def test_leaky_relu_derivative_at_zero_is_alpha(student):
    close(student.leaky_relu_derivative(np.array([[-1.0, 0.0], [0.0, 2.0]]), 0.2), [[0.2, 0.2], [0.2, 1.0]])


@visible("leaky_relu_derivative", try_it="leaky_relu_derivative(np.array([-2.0, 3.0]))   # should be [0.01 1.]")
def test_leaky_relu_derivative_has_an_alpha_of_one_hundredth_by_default(student):
    close(student.leaky_relu_derivative(GRID), [[0.01, 1.0, 1.0], [1.0, 0.01, 0.01]])


@visible("leaky_relu_derivative", try_it="leaky_relu_derivative(np.array([-3, 0, 2]), 0.1)   # should be [0.1 0.1 1.]")
def test_leaky_relu_derivative_at_whole_numbers(student):
    close(student.leaky_relu_derivative(WHOLE, 0.1), [[0.1, 0.1, 1.0], [1.0, 0.1, 1.0]])


@visible("leaky_relu_derivative")
def test_leaky_relu_derivative_leaves_its_argument_alone(student):
    pure(student.leaky_relu_derivative, np.array([[-1.0, 0.5], [2.0, -3.0]]), 0.2)


# softmax


@visible("softmax", try_it="softmax(np.array([[2.0, 1.0, 0.1]]))   # should be about [[0.659 0.242 0.099]]")
def test_softmax_of_the_worked_example(student):
    Z = np.array([[2.0, 1.0, 0.1], [0.0, np.log(3), np.log(4)]])
    close(student.softmax(Z), [[0.6590011389, 0.2424329707, 0.0985658904], [0.125, 0.375, 0.5]])


@visible("softmax", try_it="softmax(np.array([[1.0, 2.0], [3.0, 5.0]])).sum(axis=1)   # should be [1. 1.]")
def test_softmax_gives_positive_shares_that_sum_to_one_in_each_row(student):
    Z = np.array([[1.0, 2.0, -1.0, 0.0], [3.0, 5.0, 4.0, -2.0], [-3.0, -1.0, -2.0, -6.0]])
    A = array(student.softmax(Z), shape=(3, 4))
    close(A.sum(axis=1), np.ones(3), what="the sums of the rows", rtol=1e-4)
    close(float((A > 0).mean()), 1.0, what="the fraction of positive values")


@visible("softmax", try_it="softmax(np.array([2.0, 1.0, 0.1]))   # should be about [0.659 0.242 0.099]")
def test_softmax_of_a_single_row_without_a_second_axis(student):
    close(student.softmax(np.array([2.0, 1.0, 0.1])), [0.6590011389, 0.2424329707, 0.0985658904])


@visible("softmax", weight=2, try_it="softmax(np.array([[1000.0, 999.0]]))   # should be about [[0.731 0.269]]")
def test_softmax_of_large_scores_is_that_of_their_differences(student):
    Z = np.array([[1000.0, 999.0], [0.0, 2.0], [-999.0, -1000.0]])
    shares = [[0.7310585786, 0.2689414214], [0.1192029220, 0.8807970780], [0.7310585786, 0.2689414214]]
    close(student.softmax(Z), shares)


@visible("softmax")
def test_softmax_leaves_its_argument_alone(student):
    pure(student.softmax, np.array([[-1.0, 0.5, 0.0], [2.0, -3.0, 1.0]]))


# Practice


@visible("merged_layers", try_it="merged_layers(*map(np.array, ([[2.0]], [[1.0]], [[3.0]], [[5.0]])))   # 6 and 8")
def test_merged_layers_of_single_numbers(student):
    got = student.merged_layers(np.array([[2.0]]), np.array([[1.0]]), np.array([[3.0]]), np.array([[5.0]]))
    W, b = unpack(got, "W", "b")
    close(W, [[6.0]], what="W")
    close(b, [[8.0]], what="b")


@visible("stacked_slope", try_it="stacked_slope(np.array([0.0]), 2)   # should be about [0.0588]")
def test_stacked_slope_of_one_and_of_two_sigmoids(student):
    close(student.stacked_slope(np.array([0.0, np.log(3)]), 1), [0.25, 0.1875])
    close(student.stacked_slope(np.array([0.0, np.log(3)]), 2), [0.0587509281, 0.0408553113])


@visible("dead_units", try_it="dead_units(np.array([[-1.0, 2.0, 0.0], [-3.0, -4.0, 0.0]]))   # should be 2")
def test_dead_units_are_silent_on_every_sample(student):
    Z = np.array([[-1.0, 2.0, 0.0, -5.0, 1.0], [-3.0, -4.0, 0.0, 1.0, 1.0], [-2.0, 1.0, 0.0, 6.0, 2.0]])
    close(student.dead_units(Z), 2)


@visible(
    "tempered_softmax",
    try_it="tempered_softmax(np.array([2.0, 1.0, 0.1]), 2.0)   # should be about [0.502 0.304 0.194]",
)
def test_tempered_softmax_evens_out_or_sharpens(student):
    Z = np.array([2.0, 1.0, 0.1])
    close(student.tempered_softmax(Z, 2.0), [0.5016877571, 0.3042890063, 0.1940232366])
    close(student.tempered_softmax(Z, 0.5), [0.8637771182, 0.1168995209, 0.0193233608])


@visible("tempered_softmax")
def test_tempered_softmax_refuses_a_temperature_that_is_not_above_zero(student):
    raises(ValueError, student.tempered_softmax, np.array([2.0, 1.0, 0.1]), -1.0)
    raises(ValueError, student.tempered_softmax, np.array([2.0, 1.0, 0.1]), 0.0)


@visible("two_way_softmax", try_it="two_way_softmax(np.array([[np.log(3)]]))   # should be [[0.75 0.25]]")
def test_two_way_softmax_gives_a_pair_for_each_score(student):
    close(student.two_way_softmax(np.array([[np.log(3)], [0.0], [-np.log(4)]])), [[0.75, 0.25], [0.5, 0.5], [0.2, 0.8]])
