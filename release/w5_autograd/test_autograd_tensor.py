"""The tests of chapter W.5 that you are given: Tensor. Run them with: pytest"""

import numpy as np

from autograder.checks import LONG, Mismatch, StudentRaised, advice, an_object, calm, close, repeated, visible
from autograder.graders.w5_autograd.helpers import A_TENSOR, has_gradients, holds, tanh_of, tensor, weighted_sum

# Tensor

PATHS = "Each use of a tensor is a path to the result, and paths add up: add every part to its grad."
ORDER = (
    "A node hands on what it has gathered, once, when all that were computed from it have handed theirs to it: in "
    "reverse topological order."
)


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
    total = an_object(x + x, "x + x", advice=A_TENSOR)
    close(total.grad, np.zeros((2, 3)), what="the gradient of x + x before backward")
    close(tensor(student, 5.0).grad, 0.0, what="the gradient of Tensor(5.0)")


@visible("Tensor", weight=2, try_it="x = Tensor(3.0); L = x * x + x; L.backward(); x.grad   # should be 7.0")
def test_tensor_that_is_used_twice_adds_up_its_gradient(student):
    x = tensor(student, 3.0)
    has_gradients(holds(x * x + x, 12.0, "x * x + x"), (x, 7.0, "x in x * x + x"), advice=PATHS)
    y, z = tensor(student, 2.0), tensor(student, 5.0)
    L = holds((y + z) * y, 14.0, "(y + z) * y")
    has_gradients(L, (y, 9.0, "y in (y + z) * y"), (z, 2.0, "z in (y + z) * y"), advice=PATHS)


@visible("Tensor", weight=2)
def test_tensor_backward_waits_until_a_node_has_gathered_all_of_its_gradient(student):
    # a is used at once and, on a longer way, by c = a * a * a: the slope of L by a is 1 + 3 a**2 = 28.
    for short_way_first in (True, False):
        x, y = tensor(student, 2.0), tensor(student, 1.5)
        a = x * y
        c = (a * a) * a
        L = holds(a + c if short_way_first else c + a, 30.0, "a + a * a * a with a = x * y")
        has_gradients(L, (x, 42.0, "x in a + a * a * a"), (y, 56.0, "y in a + a * a * a"), advice=ORDER)


@visible("Tensor")
def test_tensor_in_the_middle_of_a_computation_has_a_gradient_too(student):
    x, y = tensor(student, 2.0), tensor(student, -1.0)
    p = x * y
    L = p * p
    has_gradients(L, (p, -4.0, "p in p * p"), (x, 4.0, "x in p * p"))
    # s hands the same array on twice: what is added to the gradient of x is not to come into that of s.
    x = tensor(student, [3.0, -1.0])
    s = x + x
    L = an_object((s * s).sum(), "a sum", advice=A_TENSOR)
    has_gradients(L, (s, [12.0, -4.0], "s in s * s with s = x + x"), (x, [24.0, -8.0], "x in s * s with s = x + x"))


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
    weights = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
    L = weighted_sum(student, got, weights)
    has_gradients(L, (got, weights, "X.T itself"), (X, [[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]], "X in X.T"))


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
