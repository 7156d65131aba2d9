"""The tests of chapter W.5 that you are given. Run them with: pytest"""

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    StudentRaised,
    advice,
    an_object,
    calm,
    close,
    number,
    parameters_close,
    pure,
    repeated,
    unpack,
    visible,
)
from autograder.graders.w5_autograd.helpers import (
    has_gradients,
    holds,
    loss_of_scores,
    orders,
    small_network,
    tanh_of,
    tensor,
    weighted_sum,
)

# unbroadcast

GRAD = np.array([[1.0, 2.0, 4.0, 8.0], [16.0, 32.0, 64.0, 128.0], [3.0, 5.0, 7.0, 9.0]])


@visible(
    "unbroadcast",
    try_it="unbroadcast(np.array([[1., 2.], [3., 4.], [5., 6.]]), (2,))   # should be [9. 12.]",
)
def test_unbroadcast_of_a_row_that_was_used_three_times(student):
    close(student.unbroadcast(GRAD, (4,)), [20.0, 39.0, 75.0, 145.0])


@visible(
    "unbroadcast",
    try_it="unbroadcast(np.array([[1., 2.], [3., 4.], [5., 6.]]), (1, 2))   # should be [[9. 12.]]",
)
def test_unbroadcast_keeps_an_axis_of_length_one(student):
    close(student.unbroadcast(GRAD, (1, 4)), [[20.0, 39.0, 75.0, 145.0]])


@visible(
    "unbroadcast",
    try_it="unbroadcast(np.array([[1., 2.], [3., 4.], [5., 6.]]), (3, 1))   # should be [[3.] [7.] [11.]]",
)
def test_unbroadcast_of_a_column(student):
    close(student.unbroadcast(GRAD, (3, 1)), [[15.0], [240.0], [24.0]])


@visible("unbroadcast")
def test_unbroadcast_of_a_single_number(student):
    close(student.unbroadcast(GRAD, ()), 279.0)
    close(student.unbroadcast(GRAD, (1,)), [279.0])


@visible("unbroadcast")
def test_unbroadcast_leaves_what_was_not_stretched_as_it_is(student):
    close(student.unbroadcast(GRAD, (3, 4)), GRAD)
    close(student.unbroadcast(GRAD[0], (4,)), GRAD[0])


@visible("unbroadcast")
def test_unbroadcast_changes_nothing_it_is_given(student):
    pure(student.unbroadcast, GRAD.copy(), (1, 4))
    pure(student.unbroadcast, GRAD.copy(), (4,))


# topological_order


CAME_FROM = {"L": ["a", "c"], "c": ["b", "a"], "b": ["a", "a"], "a": ["x", "y"], "x": [], "y": [], "z": ["x"]}


@visible(
    "topological_order",
    try_it='topological_order("L", {"L": ["c", "a"], "c": ["b"], "b": ["a"], "a": []}.get)'
    '   # should be ["a", "b", "c", "L"]',
)
def test_topological_order_puts_parents_first(student):
    # a is used at once, and by b, which is used by c: it must wait for neither, and all of them for it.
    orders(student, CAME_FROM, "L")


@visible("topological_order")
def test_topological_order_of_a_node_that_is_reached_by_a_short_and_a_long_way(student):
    came_from = {"L": ["c", "a"], "c": ["b"], "b": ["a"], "a": ["x"], "x": []}
    orders(student, came_from, "L")
    orders(student, came_from | {"L": ["a", "c"]}, "L")


@visible("topological_order", try_it='topological_order("x", {"x": []}.get)   # should be ["x"]')
def test_topological_order_of_a_node_that_came_from_nothing(student):
    orders(student, CAME_FROM, "x")


@visible("topological_order")
def test_topological_order_of_a_long_chain(student):
    came_from = {f"n{i}": [f"n{i - 1}"] for i in range(1, 3000)} | {"n0": []}
    orders(student, came_from, "n2999")


# Tensor


@visible(
    "Tensor",
    try_it="a = Tensor(2.0); b = Tensor(-3.0); c = Tensor(10.0); (a * b + c).backward(); (a.grad, b.grad, c.grad)"
    "   # should be (-3.0, 2.0, 1.0)",
)
def test_tensor_of_a_product_and_a_sum_worked_out_by_hand(student):
    a, b, c = tensor(student, 2.0), tensor(student, -3.0), tensor(student, 10.0)
    L = holds(holds(a * b, -6.0, "a * b") + c, 4.0, "a * b + c")
    has_gradients(L, (a, -3.0, "a in a * b + c"), (b, 2.0, "b in a * b + c"), (c, 1.0, "c in a * b + c"))


@visible("Tensor", try_it="Tensor(np.array([[1., 2., 3.], [4., 5., 6.]])).grad   # should be [[0. 0. 0.] [0. 0. 0.]]")
def test_tensor_begins_with_a_gradient_of_zeros(student):
    x = tensor(student, [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    close(x.grad, np.zeros((2, 3)), what="the gradient of a new tensor")
    close(an_object(x + x, "x + x").grad, np.zeros((2, 3)), what="the gradient of x + x before backward")
    close(tensor(student, 5.0).grad, 0.0, what="the gradient of Tensor(5.0)")


@visible("Tensor", weight=2, try_it="x = Tensor(3.0); L = x * x + x; L.backward(); x.grad   # should be 7.0")
def test_tensor_that_is_used_twice_adds_up_its_gradient(student):
    x = tensor(student, 3.0)
    has_gradients(holds(x * x + x, 12.0, "x * x + x"), (x, 7.0, "x in x * x + x"))
    y, z = tensor(student, 2.0), tensor(student, 5.0)
    L = holds((y + z) * y, 14.0, "(y + z) * y")
    has_gradients(L, (y, 9.0, "y in (y + z) * y"), (z, 2.0, "z in (y + z) * y"))


@visible("Tensor", weight=2)
def test_tensor_backward_waits_until_a_node_has_gathered_all_of_its_gradient(student):
    # a is used at once and, on a longer way, by c = a * a * a: the slope of L by a is 1 + 3 a**2 = 28.
    for short_way_first in (True, False):
        x, y = tensor(student, 2.0), tensor(student, 1.5)
        a = x * y
        c = (a * a) * a
        L = holds(a + c if short_way_first else c + a, 30.0, "a + a * a * a with a = x * y")
        has_gradients(L, (x, 42.0, "x in a + a * a * a"), (y, 56.0, "y in a + a * a * a"))


@visible("Tensor")
def test_tensor_in_the_middle_of_a_computation_has_a_gradient_too(student):
    x, y = tensor(student, 2.0), tensor(student, -1.0)
    p = x * y
    L = p * p
    has_gradients(L, (p, -4.0, "p in p * p"), (x, 4.0, "x in p * p"))


@visible("Tensor")
def test_tensor_that_took_no_part_keeps_its_gradient_of_zero(student):
    x, y = tensor(student, 3.0), tensor(student, 4.0)
    _ = x * y
    has_gradients(x * x, (x, 6.0, "x in x * x"), (y, 0.0, "y, which x * x does not contain,"))


@visible("Tensor")
def test_tensor_gradients_of_two_results_add_up(student):
    x, y = tensor(student, 3.0), tensor(student, 5.0)
    has_gradients(x * y, (x, 5.0, "x after x * y"))
    has_gradients(x + y, (x, 6.0, "x after x * y and x + y"), (y, 4.0, "y after x * y and x + y"))


@visible(
    "Tensor", try_it="X = Tensor(np.ones((2, 3))); X.sum().backward(); X.grad   # should be [[1. 1. 1.] [1. 1. 1.]]"
)
def test_tensor_sum_of_all(student):
    X = tensor(student, [[1.0, -2.0, 3.0, 4.0], [5.0, 6.0, -7.0, 8.0], [2.0, 0.0, 1.0, 9.0]])
    has_gradients(holds(X.sum(), 30.0, "X.sum()"), (X, np.ones((3, 4)), "X in X.sum()"))


@visible("Tensor")
def test_tensor_sum_over_an_axis(student):
    data = [[1.0, -2.0, 3.0, 4.0], [5.0, 6.0, -7.0, 8.0], [2.0, 0.0, 1.0, 9.0]]
    for axis, expected, weights, gradient in (
        (0, [8.0, 4.0, -3.0, 21.0], [1.0, 2.0, 3.0, 4.0], [[1.0, 2.0, 3.0, 4.0]] * 3),
        (1, [6.0, 12.0, 12.0], [1.0, -2.0, 5.0], [[1.0] * 4, [-2.0] * 4, [5.0] * 4]),
    ):
        X, what = tensor(student, data), f"X.sum(axis={axis})"
        got = holds(X.sum(axis=axis), expected, what)
        has_gradients(weighted_sum(student, got, weights), (X, gradient, f"X in {what}"))


@visible("Tensor")
def test_tensor_sum_over_an_axis_that_is_kept(student):
    X = tensor(student, [[1.0, -2.0, 3.0, 4.0], [5.0, 6.0, -7.0, 8.0], [2.0, 0.0, 1.0, 9.0]])
    what = "X.sum(axis=1, keepdims=True)"
    got = holds(X.sum(axis=1, keepdims=True), [[6.0], [12.0], [12.0]], what)
    gradient = [[1.0] * 4, [-2.0] * 4, [5.0] * 4]
    has_gradients(weighted_sum(student, got, [[1.0], [-2.0], [5.0]]), (X, gradient, f"X in {what}"))


@visible(
    "Tensor",
    try_it="X = Tensor(np.ones((2, 4))); X.mean().backward(); X.grad[0]   # should be [0.125 0.125 0.125 0.125]",
)
def test_tensor_mean_of_all(student):
    X = tensor(student, [[1.0, -2.0, 3.0, 4.0], [5.0, 6.0, -7.0, 8.0], [2.0, 0.0, 1.0, 9.0]])
    has_gradients(holds(X.mean(), 2.5, "X.mean()"), (X, np.full((3, 4), 1 / 12), "X in X.mean()"))


@visible("Tensor")
def test_tensor_mean_over_an_axis(student):
    data = [[1.0, -2.0, 3.0, 4.0], [5.0, 6.0, -7.0, 8.0], [3.0, 2.0, 1.0, 9.0]]
    for axis, keepdims, expected, weights, gradient in (
        (0, False, [3.0, 2.0, -1.0, 7.0], [3.0, 6.0, -3.0, 9.0], [[1.0, 2.0, -1.0, 3.0]] * 3),
        (1, True, [[1.5], [3.0], [3.75]], [[4.0], [-8.0], [2.0]], [[1.0] * 4, [-2.0] * 4, [0.5] * 4]),
    ):
        X, what = tensor(student, data), f"X.mean(axis={axis}, keepdims={keepdims})"
        got = holds(X.mean(axis=axis, keepdims=keepdims), expected, what)
        has_gradients(weighted_sum(student, got, weights), (X, gradient, f"X in {what}"))


@visible("Tensor", weight=2)
def test_tensor_sums_the_gradient_of_a_row_that_was_broadcast(student):
    weights = [[1.0, 2.0, -1.0], [0.0, 3.0, 5.0], [2.0, -4.0, 1.0], [6.0, 0.5, 2.0]]
    for shape in ((3,), (1, 3)):
        X, b = (
            tensor(student, np.arange(12.0).reshape(4, 3)),
            tensor(student, np.array([10.0, 20.0, 30.0]).reshape(shape)),
        )
        what = f"X + b with X of shape (4, 3) and b of shape {shape}"
        got = holds(X + b, [[10.0, 21.0, 32.0], [13.0, 24.0, 35.0], [16.0, 27.0, 38.0], [19.0, 30.0, 41.0]], what)
        gradient = np.array([9.0, 1.5, 7.0]).reshape(shape)
        has_gradients(weighted_sum(student, got, weights), (X, weights, f"X in {what}"), (b, gradient, f"b in {what}"))


@visible("Tensor", weight=2)
def test_tensor_sums_the_gradients_of_a_column_times_a_row(student):
    column, row = tensor(student, [[1.0], [2.0], [-3.0], [4.0]]), tensor(student, [[5.0, 6.0, 7.0]])
    what = "column * row"
    got = holds(column * row, [[5.0, 6.0, 7.0], [10.0, 12.0, 14.0], [-15.0, -18.0, -21.0], [20.0, 24.0, 28.0]], what)
    L = weighted_sum(student, got, [[1.0, 0.0, 2.0], [3.0, 1.0, 0.0], [0.0, -1.0, 1.0], [2.0, 2.0, 2.0]])
    gradients = [[19.0], [21.0], [1.0], [36.0]], [[15.0, 13.0, 7.0]]
    has_gradients(L, (column, gradients[0], f"the column in {what}"), (row, gradients[1], f"the row in {what}"))


@visible("Tensor")
def test_tensor_of_one_number_meets_a_matrix(student):
    x, X = tensor(student, 3.0), tensor(student, [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    got = holds(x * X + x, [[6.0, 9.0, 12.0], [15.0, 18.0, 21.0]], "x * X + x")
    has_gradients(got.sum(), (x, 27.0, "x in x * X + x"), (X, np.full((2, 3), 3.0), "X in x * X + x"))


@visible("Tensor")
def test_tensor_gradients_are_arrays_of_their_own(student):
    # If x + y hands the same array to x and to y, what x gathers afterwards is added to y's, too.
    x, y = tensor(student, [1.0, 2.0, 3.0]), tensor(student, [4.0, 5.0, 6.0])
    L = ((x + y) + x).sum()
    has_gradients(L, (x, [2.0, 2.0, 2.0], "x in (x + y) + x"), (y, [1.0, 1.0, 1.0], "y in (x + y) + x"))


@visible("Tensor")
def test_tensor_difference_and_negative(student):
    x, y = tensor(student, 3.0), tensor(student, 4.0)
    has_gradients(holds(x - y, -1.0, "x - y"), (x, 1.0, "x in x - y"), (y, -1.0, "y in x - y"))
    z = tensor(student, 6.0)
    has_gradients(holds(-z, -6.0, "-z"), (z, -1.0, "z in -z"))


@visible("Tensor", try_it="x = Tensor(6.0); y = Tensor(-4.0); (x / y).backward(); y.grad   # should be -0.375")
def test_tensor_quotient(student):
    x, y = tensor(student, 6.0), tensor(student, -4.0)
    has_gradients(holds(x / y, -1.5, "x / y"), (x, -0.25, "x in x / y"), (y, -0.375, "y in x / y"))


@visible("Tensor")
def test_tensor_power(student):
    for data, n, expected, slope in (
        (3.0, 2, 9.0, 6.0),
        (3.0, 3, 27.0, 27.0),
        (-2.0, 3, -8.0, 12.0),
        (4.0, 0.5, 2.0, 0.25),
        (2.0, -1, 0.5, -0.25),
    ):
        x, five = tensor(student, data), tensor(student, 5.0)
        power = holds(x**n, expected, f"x**{n}")
        has_gradients(power * five, (x, 5 * slope, f"x in 5 * x**{n} at {data}"))


@visible("Tensor")
def test_tensor_product_of_matrices(student):
    A = tensor(student, [[1.0, 2.0, 0.0], [-1.0, 1.0, 3.0]])
    B = tensor(student, [[1.0, 0.0, 2.0, -1.0], [3.0, 1.0, 0.0, 2.0], [0.0, -2.0, 1.0, 1.0]])
    got = holds(A @ B, [[7.0, 2.0, 2.0, 3.0], [2.0, -5.0, 1.0, 6.0]], "A @ B")
    L = weighted_sum(student, got, [[1.0, 2.0, 0.0, -1.0], [3.0, 0.0, 1.0, 1.0]])
    has_gradients(
        L,
        (A, [[2.0, 3.0, -5.0], [4.0, 11.0, 2.0]], "A in A @ B"),
        (B, [[-2.0, 2.0, -1.0, -2.0], [5.0, 4.0, 1.0, -1.0], [9.0, 0.0, 3.0, 3.0]], "B in A @ B"),
    )


@visible("Tensor")
def test_tensor_relu(student):
    for data, expected, slope in ((-2.0, 0.0, 0.0), (3.0, 3.0, 1.0), (0.25, 0.25, 1.0)):
        x, five = tensor(student, data), tensor(student, 5.0)
        bent = holds(x.relu(), expected, f"x.relu() at {data}")
        has_gradients(bent * five, (x, 5 * slope, f"x in 5 * x.relu() at {data}"))


@visible("Tensor", try_it="x = Tensor(0.0); x.relu().backward(); x.grad   # should be 0.0")
def test_tensor_relu_has_the_slope_zero_at_zero(student):
    x = tensor(student, 0.0)
    has_gradients(holds(x.relu(), 0.0, "x.relu() at 0"), (x, 0.0, "x in x.relu() at 0"))


@visible("Tensor", try_it="x = Tensor(0.0); (x.exp() * 3.0).backward(); x.grad   # should be 3.0")
def test_tensor_exp(student):
    for data, expected in ((0.5, 1.6487212707), (-1.0, 0.3678794412), (2.0, 7.3890560989)):
        x, three = tensor(student, data), tensor(student, 3.0)
        power = holds(x.exp(), expected, f"x.exp() at {data}")
        has_gradients(power * three, (x, 3 * expected, f"x in 3 * x.exp() at {data}"))


@visible("Tensor")
def test_tensor_log(student):
    for data, expected, slope in ((2.0, 0.6931471806, 0.5), (0.25, -1.3862943611, 4.0), (5.0, 1.6094379124, 0.2)):
        x, three = tensor(student, data), tensor(student, 3.0)
        logarithm = holds(x.log(), expected, f"x.log() at {data}")
        has_gradients(logarithm * three, (x, 3 * slope, f"x in 3 * x.log() at {data}"))


@visible("Tensor")
def test_tensor_reshape_takes_numbers_or_a_tuple(student):
    weights = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0], [0.0, -1.0, -2.0]]
    for shape in ((4, 3), ((4, 3),)):
        X, what = tensor(student, np.arange(12.0).reshape(2, 6)), f"X.reshape{str(shape).replace(',)', ')')}"
        got = holds(X.reshape(*shape), np.arange(12.0).reshape(4, 3), what)
        has_gradients(weighted_sum(student, got, weights), (X, np.reshape(weights, (2, 6)), f"X in {what}"))


@visible("Tensor")
def test_tensor_transposed(student):
    X = tensor(student, [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    got = holds(X.T, [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]], "X.T")
    L = weighted_sum(student, got, [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    has_gradients(L, (X, [[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]], "X in X.T"))


@visible("Tensor")
def test_tensor_items_by_a_number_a_slice_and_a_mask(student):
    data = np.arange(12.0).reshape(4, 3)
    for index, said, weights, rows in (
        (2, "X[2]", [5.0, 6.0, 7.0], {2: [5.0, 6.0, 7.0]}),
        (slice(1, 3), "X[1:3]", [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], {1: [1.0, 2.0, 3.0], 2: [4.0, 5.0, 6.0]}),
        (np.array([True, False, False, True]), "X[mask]", [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
         {0: [1.0, 2.0, 3.0], 3: [4.0, 5.0, 6.0]}),
    ):  # fmt: skip
        X, gradient = tensor(student, data), np.zeros((4, 3))
        for row, values in rows.items():
            gradient[row] = values
        got = holds(X[index], data[index], said)
        has_gradients(weighted_sum(student, got, weights), (X, gradient, f"X in {said}"))


@visible("Tensor")
def test_tensor_items_that_are_taken_repeatedly_add_up(student):
    x = tensor(student, [10.0, 20.0, 30.0, 40.0])
    got = holds(x[np.array([1, 3, 1, 1, 0])], [20.0, 40.0, 20.0, 20.0, 10.0], "x[[1, 3, 1, 1, 0]]")
    L = weighted_sum(student, got, [1.0, 2.0, 4.0, 8.0, 16.0])
    has_gradients(L, (x, [16.0, 13.0, 0.0, 2.0], "x in x[[1, 3, 1, 1, 0]]"))


@visible("Tensor")
def test_tensor_with_a_number_on_either_side(student):
    for said, of, expected, slope in (
        ("x + 5", lambda x: x + 5.0, 13.0, 1.0),
        ("5 + x", lambda x: 5.0 + x, 13.0, 1.0),
        ("x - 5", lambda x: x - 5.0, 3.0, 1.0),
        ("5 - x", lambda x: 5.0 - x, -3.0, -1.0),
        ("x * 5", lambda x: x * 5.0, 40.0, 5.0),
        ("5 * x", lambda x: 5.0 * x, 40.0, 5.0),
        ("x / 5", lambda x: x / 5.0, 1.6, 0.2),
        ("5 / x", lambda x: 5.0 / x, 0.625, -0.078125),
    ):
        x = tensor(student, 8.0)
        has_gradients(holds(of(x), expected, said), (x, slope, f"x in {said}"))


@visible("Tensor")
def test_tensor_with_an_array_on_its_right(student):
    data, C = np.array([[1.0, 2.0, 4.0], [5.0, 8.0, 10.0]]), np.array([[2.0, 4.0, 1.0], [-1.0, 5.0, 2.0]])
    for said, of, expected, gradient in (
        ("X + C", lambda X: X + C, data + C, np.ones((2, 3))),
        ("X - C", lambda X: X - C, data - C, np.ones((2, 3))),
        ("X * C", lambda X: X * C, data * C, C),
        ("X / C", lambda X: X / C, data / C, 1 / C),
        ("X @ C.T", lambda X: X @ C.T, data @ C.T, [[1.0, 9.0, 3.0], [1.0, 9.0, 3.0]]),
    ):
        X = tensor(student, data)
        has_gradients(holds(of(X), expected, said).sum(), (X, gradient, f"X in {said}"))


@visible("Tensor", weight=2)
def test_tensor_with_an_array_on_its_left(student):
    data, C = np.array([[1.0, 2.0, 4.0], [5.0, 8.0, 10.0]]), np.array([[2.0, 4.0, 1.0], [-1.0, 5.0, 2.0]])
    for said, of, expected, gradient in (
        ("C + X", lambda X: C + X, C + data, np.ones((2, 3))),
        ("C - X", lambda X: C - X, C - data, -np.ones((2, 3))),
        ("C * X", lambda X: C * X, C * data, C),
        ("C / X", lambda X: C / X, C / data, -C / data**2),
        ("C.T @ X", lambda X: C.T @ X, C.T @ data, [[7.0] * 3, [6.0] * 3]),
    ):
        X = tensor(student, data)
        has_gradients(holds(of(X), expected, said).sum(), (X, gradient, f"X in {said}"))


@visible("Tensor")
def test_tensor_operations_leave_data_and_arrays_alone(student):
    data = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])
    X, C = tensor(student, data), np.array([[1.0, 2.0, 3.0], [-1.0, 1.0, 0.5]])
    L = ((X + C) * X + C * X + X).sum()
    L.backward()
    close(X.data, data, what="the data of X after backward")
    calm(student.calls)


@visible("Tensor", weight=2)
def test_tensor_finds_the_gradients_of_a_layer_of_neurons(student):
    # The mean of the squares of ReLU(X W + b) - y: of the six scores 1, -1, 6.5, 2, 0.5 and 3 one is silent.
    X, y = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]]), np.array([[1.0, 0.0], [2.0, 2.0], [0.0, 1.0]])
    W, b = tensor(student, [[2.0, 0.5], [0.0, -1.0]]), tensor(student, [[0.5, 0.5]])
    error = (X @ W + b).relu() - y
    L = (error * error).mean()
    scores = X @ np.array([[2.0, 0.5], [0.0, -1.0]]) + 0.5
    bent = np.maximum(scores, 0)
    delta = 2 * (bent - y) / 6 * (scores > 0)
    holds(L, ((bent - y) ** 2).mean(), "the loss")
    has_gradients(L, (W, X.T @ delta, "W"), (b, delta.sum(axis=0, keepdims=True), "b"))


@visible("Tensor", weight=2)
def test_tensor_at_the_end_of_ten_thousand_operations(student):
    x, w = tensor(student, 2.0), tensor(student, 0.5)
    L = holds(repeated("add", x, w, 10_000), 5002.0, "x + w + w + ... with 10,000 times w")
    has_gradients(L, (x, 1.0, "x in x + w + w + ..."), (w, 10_000.0, "w in x + w + w + ..."))


@advice("Tensor")
def test_tensor_of_whole_numbers(student):
    sentence = "Right for floats; whole numbers go wrong. To take them too: self.data = np.asarray(data, dtype=float)."
    try:
        x = an_object(student.Tensor(np.array([3, 1, 2])), "Tensor(...)")
        L = (x * x * 0.5).sum()
        has_gradients(L, (x, [3.0, 1.0, 2.0], "x"))
    except (StudentRaised, Mismatch) as found:
        raise Mismatch("values", "fails for whole numbers", advice=sentence) from found


# Practice


@visible("graph_gradients", try_it="graph_gradients(2.0, 1.0)   # should be (60.0, 24.0)")
def test_graph_gradients_worked_out_by_hand(student):
    dx, dy = unpack(student.graph_gradients(2.0, 1.0), "dx", "dy")
    close(dx, 60.0, what="dx")
    close(dy, 24.0, what="dy")


@visible(
    "item_gradient",
    try_it="item_gradient(np.array([10., 20., 30.]), np.array([1, 1, 3]), (4,))   # should be [0. 30. 0. 30.]",
)
def test_item_gradient_of_an_index_that_comes_twice(student):
    index = np.array([3, 0, 3, 3, 1])
    got = student.item_gradient(np.array([1.0, 2.0, 4.0, 8.0, 16.0]), index, (5,))
    close(got, [2.0, 16.0, 0.0, 13.0, 0.0])


@visible("item_gradient")
def test_item_gradient_of_a_row_of_a_matrix(student):
    got = student.item_gradient(np.array([5.0, 6.0, 7.0]), 1, (4, 3))
    close(got, [[0.0, 0.0, 0.0], [5.0, 6.0, 7.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])


@visible("item_gradient")
def test_item_gradient_changes_nothing_it_is_given(student):
    pure(student.item_gradient, np.array([1.0, 2.0, 3.0]), np.array([0, 2, 0]), (4,))


Z = np.log(np.array([[2.0, 1.0, 1.0], [1.0, 3.0, 4.0]]))  # probabilities 1/2, 1/4, 1/4 and 1/8, 3/8, 1/2
ONE_HOT = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


@visible("scores_loss")
def test_scores_loss_of_two_samples_worked_out_by_hand(student):
    scores, loss = loss_of_scores(student, Z, ONE_HOT)
    close(loss.data, (np.log(2) + np.log(8 / 3)) / 2, what="the data of the loss", rtol=LONG)
    has_gradients(loss, (scores, [[-0.25, 0.125, 0.125], [0.0625, -0.3125, 0.25]], "Z"))


@visible("scores_loss")
def test_scores_loss_is_finite_for_scores_of_a_thousand(student):
    scores, loss = loss_of_scores(student, [[1000.0, 0.0, -1000.0], [0.0, 1000.0, 0.0]], ONE_HOT)
    number(loss.data, what="the data of the loss")
    has_gradients(loss, (scores, np.zeros((2, 3)), "Z"))


@visible("scores_loss")
def test_scores_loss_leaves_its_arguments_alone(student):
    scores, _ = loss_of_scores(student, Z, ONE_HOT.copy())
    close(scores.data, Z, what="the data of Z")
    calm(call for call in student.calls if call.name == "scores_loss")


@visible("mlp_loss_autograd")
def test_mlp_loss_autograd_of_a_network_of_zeros(student):
    params = {"W1": np.zeros((3, 4)), "b1": np.zeros((1, 4)), "W2": np.zeros((4, 2)), "b2": np.zeros((1, 2))}
    X, y = small_network()[:2]
    loss, grads = unpack(student.mlp_loss_autograd(X, y, params), "loss", "grads")
    close(loss, np.log(2), what="loss", rtol=LONG)
    parameters_close(grads, params | {"b2": np.array([[0.1, -0.1]])}, what="grads")


@visible("mlp_loss_autograd")
def test_mlp_loss_autograd_has_the_gradients_of_backpropagation(student):
    X, y, params = small_network()
    loss, grads = unpack(student.mlp_loss_autograd(X, y, params), "loss", "grads")
    hidden = np.maximum(X @ params["W1"] + params["b1"], 0)
    e = np.exp(hidden @ params["W2"] + params["b2"])
    P = e / e.sum(axis=1, keepdims=True)
    close(loss, -(y * np.log(P)).sum() / 5, what="loss", rtol=LONG)
    delta2 = (P - y) / 5
    delta1 = (delta2 @ params["W2"].T) * (hidden > 0)
    expected = {"W1": X.T @ delta1, "b1": delta1.sum(0, keepdims=True), "W2": hidden.T @ delta2}
    parameters_close(grads, expected | {"b2": delta2.sum(0, keepdims=True)}, what="grads")


@visible("mlp_loss_autograd")
def test_mlp_loss_autograd_leaves_its_arguments_alone(student):
    pure(student.mlp_loss_autograd, *small_network())


# Stretch


@visible("tensor_tanh")
def test_tensor_tanh_of_logarithms_worked_out_by_hand(student):
    # tanh(log a) is (a**2 - 1) / (a**2 + 1), and the slope is 1 - tanh**2.
    x, result = tanh_of(student, np.log([[2.0, 3.0, 0.5], [1.0, 1 / 3, 7.0]]))
    close(result.data, [[0.6, 0.8, -0.6], [0.0, -0.8, 0.96]], what="the data of the result", rtol=LONG)
    L = weighted_sum(student, result, [[1.0, -2.0, 4.0], [3.0, 5.0, 10.0]])
    has_gradients(L, (x, [[0.64, -0.72, 2.56], [3.0, 1.8, 0.784]], "x"))


@visible("tensor_tanh")
def test_tensor_tanh_of_a_thousand_is_finite_and_flat(student):
    x, result = tanh_of(student, [1000.0, -1000.0, 400.0, -30.0])
    close(result.data, [1.0, -1.0, 1.0, -1.0], what="the data of the result")
    has_gradients(weighted_sum(student, result, [1.0, 2.0, 3.0, 4.0]), (x, np.zeros(4), "x"))


@visible("tensor_tanh")
def test_tensor_tanh_leaves_its_argument_alone(student):
    x, _ = tanh_of(student, [[0.5, -1.0, 2.0]])
    close(x.data, [[0.5, -1.0, 2.0]], what="the data of x")
