"""The tests of chapter W.5 that only the grader has: Tensor."""

import time

import numpy as np

from autograder.checks import LONG, Mismatch, array, central_differences, close, hidden, repeated
from autograder.graders.w5_autograd.helpers import has_gradients, holds, rng, tanh_of, tensor, weighted_sum
from autograder.graders.w5_autograd.hidden_helpers import draws
from autograder.sandbox.student import StudentObject

# Tensor


def relu(value):
    return value.relu() if isinstance(value, StudentObject) else np.maximum(value, 0)


def exp(value):
    return value.exp() if isinstance(value, StudentObject) else np.exp(value)


def log(value):
    return value.log() if isinstance(value, StudentObject) else np.log(value)


def agrees(student, said, function, **arrays):
    """Check a function of tensors: its result against NumPy's, its gradients against central differences."""
    arrays = {name: np.asarray(value, dtype=float) for name, value in arrays.items()}
    tensors = {name: tensor(student, value) for name, value in arrays.items()}
    expected = np.asarray(function(**arrays))
    weights = rng(1).uniform(0.5, 2.0, expected.shape) if expected.ndim else np.ones(())
    result = L = holds(function(**tensors), expected, said)
    itself = []
    if expected.ndim:
        # First what the result itself is given: a fault of the weighted sum is none of the function's.
        L, itself = weighted_sum(student, result, weights), [(result, weights, f"{said} itself")]
    slopes = central_differences(lambda p: float((function(**p) * weights).sum()), arrays)
    has_gradients(L, *itself, *((tensors[name], slopes[name], f"{name} in {said}") for name in arrays))


@hidden("Tensor", weight=2)
def test_tensor_sums_and_products_of_arrays(student):
    x, y = draws(3, 5, seed=1), draws(3, 5, seed=2)
    agrees(student, "x + y", lambda x, y: x + y, x=x, y=y)
    agrees(student, "x * y", lambda x, y: x * y, x=x, y=y)
    agrees(student, "x * y * x + y", lambda x, y: x * y * x + y, x=x, y=y)


@hidden("Tensor", weight=2)
def test_tensor_differences_of_arrays(student):
    x, y = draws(3, 5, seed=1), draws(3, 5, seed=2)
    agrees(student, "x - y", lambda x, y: x - y, x=x, y=y)
    agrees(student, "-x", lambda x: -x, x=x)
    agrees(student, "x - x - y", lambda x, y: x - x - y, x=x, y=y)


@hidden("Tensor", weight=2)
def test_tensor_quotients_of_arrays(student):
    x, y = draws(3, 5, seed=3), draws(3, 5, seed=4)
    agrees(student, "x / y", lambda x, y: x / y, x=x, y=y)
    agrees(student, "x / x / y", lambda x, y: x / x / y, x=x, y=y)


@hidden("Tensor", weight=2)
def test_tensor_powers_of_arrays(student):
    x = draws(4, 3, seed=5)
    for n in (2, 3, -1, 1, -2):
        agrees(student, f"x**{n}", lambda x, n=n: x**n, x=x)
    agrees(student, "x**0.5", lambda x: x**0.5, x=np.abs(x))


@hidden("Tensor", weight=2)
def test_tensor_products_of_matrices(student):
    for n, d, k in ((3, 4, 2), (5, 1, 3), (1, 4, 1), (3, 3, 3)):
        A, B = draws(n, d, seed=n), draws(d, k, seed=k)
        agrees(student, f"A @ B of ({n}, {d}) and ({d}, {k})", lambda A, B: A @ B, A=A, B=B)
    agrees(student, "A @ A", lambda A: A @ A, A=draws(3, 3))


@hidden("Tensor", weight=2)
def test_tensor_relu_of_arrays(student):
    agrees(student, "X.relu()", lambda X: relu(X), X=draws(5, 4))
    agrees(student, "(X.relu() * X).relu()", lambda X: relu(relu(X) * X), X=draws(3, 4, seed=1))


@hidden("Tensor", weight=2)
def test_tensor_exp_of_arrays(student):
    agrees(student, "X.exp()", lambda X: exp(X), X=draws(5, 4))
    agrees(student, "(X.exp() * X).exp()", lambda X: exp(exp(X) * X), X=0.5 * draws(3, 4, seed=1))


@hidden("Tensor", weight=2)
def test_tensor_log_of_arrays(student):
    agrees(student, "X.log()", lambda X: log(X), X=np.abs(draws(5, 4)))
    agrees(student, "(X.log() * X.log())", lambda X: log(X) * log(X), X=np.abs(draws(3, 4, seed=1)))


AXES = [((4, 4), None), ((4, 4), 0), ((4, 4), -1), ((2, 3, 4), 0), ((2, 3, 4), 1), ((2, 3, 4), -1), ((5,), 0)]


@hidden("Tensor", weight=3)
def test_tensor_sums_over_any_axis(student):
    for shape, axis in AXES:
        for keepdims in (False, True):
            said = f"X.sum(axis={axis}, keepdims={keepdims}) of {shape}"
            agrees(student, said, lambda X, a=axis, k=keepdims: X.sum(axis=a, keepdims=k), X=draws(*shape))


@hidden("Tensor", weight=3)
def test_tensor_means_over_any_axis(student):
    for shape, axis in AXES:
        for keepdims in (False, True):
            said = f"X.mean(axis={axis}, keepdims={keepdims}) of {shape}"
            agrees(student, said, lambda X, a=axis, k=keepdims: X.mean(axis=a, keepdims=k), X=draws(*shape))


@hidden("Tensor")
def test_tensor_sum_and_mean_take_their_arguments_by_position_too(student):
    agrees(student, "X.sum(0)", lambda X: X.sum(0), X=draws(3, 4))
    agrees(student, "X.mean(1)", lambda X: X.mean(1), X=draws(3, 4))


@hidden("Tensor", weight=2)
def test_tensor_reshape_to_any_shape(student):
    X = draws(4, 6)
    for shape in ((6, 4), (24,), (2, 3, 4), (-1,), (3, -1), (1, 24)):
        agrees(student, f"X.reshape{shape} in numbers", lambda X, s=shape: X.reshape(*s), X=X)
        agrees(student, f"X.reshape({shape})", lambda X, s=shape: X.reshape(s), X=X)


@hidden("Tensor", weight=2)
def test_tensor_transposed_of_any_matrix(student):
    for shape in ((3, 5), (1, 4), (4, 1), (3, 3)):
        agrees(student, "X.T", lambda X: X.T, X=draws(*shape))
    agrees(student, "X.T * X", lambda X: X.T * X, X=draws(3, 3))


@hidden("Tensor", weight=2)
def test_tensor_items_of_every_kind(student):
    X = draws(5, 4)
    for said, index in (
        ("X[1]", 1), ("X[-1]", -1), ("X[2, 3]", (2, 3)), ("X[1:4]", slice(1, 4)), ("X[::2]", slice(None, None, 2)),
        ("X[:, 1]", (slice(None), 1)), ("X[:, -2:]", (slice(None), slice(-2, None))),
        ("X[X > 0]", np.asarray(X) > 0), ("X[[0, 3]]", [0, 3]), ("X[:, None]", (slice(None), None)),
    ):  # fmt: skip
        agrees(student, said, lambda X, i=index: X[i], X=X)


@hidden("Tensor", weight=2)
def test_tensor_items_by_arrays_of_indices_add_up(student):
    rows, columns = np.array([0, 2, 2, 4, 2, 0]), np.array([1, 3, 3, 0, 3, 2])
    agrees(student, "X[rows]", lambda X: X[rows], X=draws(5, 4))
    agrees(student, "X[rows, columns]", lambda X: X[rows, columns], X=draws(5, 4))
    agrees(student, "X[:, columns]", lambda X: X[:, columns], X=draws(5, 4))


@hidden("Tensor", weight=4)
def test_tensor_broadcasting_of_every_kind(student):
    for one, other in (
        ((4, 3), (3,)), ((3,), (4, 3)), ((4, 3), (1, 3)), ((4, 3), (4, 1)), ((4, 1), (1, 3)), ((1, 3), (4, 1)),
        ((4, 3), ()), ((), (4, 3)), ((4, 3), (1, 1)), ((2, 4, 3), (4, 1)), ((2, 1, 3), (4, 1)), ((3, 3), (3,)),
    ):  # fmt: skip
        x, y = draws(*one, seed=1), draws(*other, seed=2)
        agrees(student, f"x + y of {one} and {other}", lambda x, y: x + y, x=x, y=y)
        agrees(student, f"x * y of {one} and {other}", lambda x, y: x * y, x=x, y=y)


@hidden("Tensor")
def test_tensor_broadcasting_in_differences_and_quotients(student):
    for one, other in (((4, 3), (3,)), ((1, 3), (4, 1)), ((), (4, 3))):
        x, y = draws(*one, seed=1), draws(*other, seed=2)
        agrees(student, f"x - y of {one} and {other}", lambda x, y: x - y, x=x, y=y)
        agrees(student, f"x / y of {one} and {other}", lambda x, y: x / y, x=x, y=y)


@hidden("Tensor", weight=2)
def test_tensor_with_arrays_of_another_shape_on_either_side(student):
    C, row = draws(4, 3, seed=5), draws(3, seed=6)
    for said, function in (
        ("C + x", lambda x: C + x), ("x + C", lambda x: x + C), ("C - x", lambda x: C - x), ("x - C", lambda x: x - C),
        ("C * x", lambda x: C * x), ("x * C", lambda x: x * C), ("C / x", lambda x: C / x), ("x / C", lambda x: x / C),
    ):  # fmt: skip
        agrees(student, f"{said} with C of (4, 3) and x of (3,)", function, x=draws(3, seed=7))
    agrees(student, "row - X", lambda X: row - X, X=draws(4, 3))
    agrees(student, "row / X", lambda X: row / X, X=draws(4, 3))


@hidden("Tensor")
def test_tensor_product_with_an_array_of_another_size(student):
    C = draws(4, 3, seed=5)
    agrees(student, "C @ X", lambda X: C @ X, X=draws(3, 5))
    agrees(student, "X @ C", lambda X: X @ C, X=draws(2, 4))


@hidden("Tensor")
def test_tensor_with_numbers_of_numpy_on_either_side(student):
    two = np.float64(2.0)
    agrees(student, "2 * X - 2 / X", lambda X: two * X - two / X, X=draws(3, 4))
    agrees(student, "X * 2 + (2 - X) / 2", lambda X: X * two + (two - X) / two, X=draws(3, 4))


@hidden("Tensor", weight=3)
def test_tensor_in_graphs_whose_paths_part_and_meet(student):
    def tangle(x, y):
        a = x * y + x
        b = a * a - y
        c = a * b * x + a
        return c * a + b * c + x

    def other_way_round(x, y):
        a = x * y
        return a + (a * (a * (a + x))) * a

    for function in (tangle, other_way_round):
        agrees(student, "a tangle of x and y", function, x=draws(seed=1), y=draws(seed=2))
        agrees(student, "a tangle of arrays x and y", function, x=draws(3, 4, seed=3), y=draws(3, 4, seed=4))


@hidden("Tensor")
def test_tensor_gradients_of_several_results_add_up(student):
    x, y = tensor(student, 3.0), tensor(student, -2.0)
    for times in (1, 2, 3):
        has_gradients(x * x * y, (x, -12.0 * times, f"x after {times} results"), (y, 9.0 * times, "y"))


@hidden("Tensor", weight=2)
def test_tensor_of_a_softmax_and_its_cross_entropy(student):
    y = np.eye(4)[[0, 3, 1]]

    def loss(Z):
        e = exp(Z)
        return -(log(e / e.sum(axis=1, keepdims=True)) * y).sum() / 3.0

    agrees(student, "the cross-entropy of softmax(Z)", loss, Z=draws(3, 4))


@hidden("Tensor", weight=3)
def test_tensor_in_networks_of_two_layers(student):
    X, y, labels = draws(6, 3, seed=1), np.eye(3)[[0, 2, 1, 1, 0, 2]], np.array([0, 2, 1, 1, 0, 2])
    shapes = {"W1": (3, 5), "b1": (1, 5), "W2": (5, 3), "b2": (3,)}
    params = {name: draws(*shape, seed=seed) for seed, (name, shape) in enumerate(shapes.items())}

    def squares(W1, b1, W2, b2):
        return ((relu(X @ W1 + b1) @ W2 + b2 - y) ** 2).mean()

    def picked(W1, b1, W2, b2):
        Z = relu(X @ W1 + b1) @ W2 + b2
        return (log(exp(Z).sum(axis=1)) - Z[np.arange(6), labels]).mean()

    agrees(student, "the mean squared error of a network", squares, **params)
    agrees(student, "the cross-entropy of a network", picked, **params)


@hidden("Tensor")
def test_tensor_operations_leave_what_they_compute_with_alone(student):
    X, Y = tensor(student, draws(3, 4, seed=1)), tensor(student, np.abs(draws(3, 4, seed=2)))
    middle = X * Y
    kept = array(middle.data, (3, 4), what="the data of X * Y")
    L = (middle.relu() + Y.log() + middle.exp() - middle / Y + middle[[0, 0, 2]] + Y.T.T + middle.reshape(3, 4)).sum()
    L.backward()
    close(X.data, draws(3, 4, seed=1), what="the data of X after backward")
    close(Y.data, np.abs(draws(3, 4, seed=2)), what="the data of Y after backward")
    close(middle.data, kept, what="the data of X * Y after backward")


@hidden("Tensor", weight=2)
def test_tensor_at_the_end_of_long_chains(student):
    x, w = tensor(student, [1.0, -2.0, 3.0]), tensor(student, [0.5, 0.25, -1.0])
    L = weighted_sum(student, repeated("sub", repeated("add", x, w, 700), w, 700), [1.0, 2.0, 3.0])
    has_gradients(L, (x, [1.0, 2.0, 3.0], "x"), (w, [0.0, 0.0, 0.0], "w"))
    y = tensor(student, 1.0)
    has_gradients(repeated("mul", tensor(student, 2.0) * y, y, 1_500), (y, 3_002.0, "y in 2 y**1501"))


@hidden("Tensor", weight=2)
def test_tensor_visits_each_node_once_however_many_paths_lead_to_it(student):
    """Thirteen doublings, which 8,192 paths lead through, take less time than a chain of 600 nodes."""
    seconds = []
    for _ in range(3):
        x = tensor(student, 1.5)
        total = x
        for _ in range(13):
            total = total + total
        start = time.perf_counter()
        total.backward()
        seconds.append(time.perf_counter() - start)
        close(x.grad, 2.0**13, what="the gradient of x after thirteen doublings")
    chain = repeated("add", tensor(student, 1.5), 1.0, 600)
    start = time.perf_counter()
    chain.backward()
    if min(seconds) > time.perf_counter() - start:
        raise Mismatch(
            "values",
            "backward through thirteen doublings takes longer than through a chain of six hundred sums",
            advice="Visit each node once, not once for each path: put all nodes into an order, then go through it.",
        )


# Stretch


@hidden("tensor_tanh", weight=2)
def test_tensor_tanh_of_other_shapes(student):
    for seed, shape in enumerate(((5,), (3, 4), (2, 1, 3))):
        data, weights = 2 * draws(*shape, seed=50 + seed), draws(*shape, seed=60 + seed)
        x, result = tanh_of(student, data)
        close(result.data, np.tanh(data), what="the data of the result", rtol=LONG)
        has_gradients(weighted_sum(student, result, weights), (x, weights * (1 - np.tanh(data) ** 2), "x"))
