"""The tests of chapter W.5 that only the grader has: the graph and its order."""

import numpy as np

from autograder.checks import LONG, central_differences, close, hidden, unpack
from autograder.graders.w5_autograd.helpers import orders, rng
from autograder.graders.w5_autograd.hidden_helpers import draws

# unbroadcast


@hidden("unbroadcast", weight=3)
def test_unbroadcast_to_every_shape_that_broadcasts(student):
    for seed, (shape, stretched) in enumerate((
        ((5,), (3, 5)), ((1, 5), (3, 5)), ((3, 1), (3, 5)), ((1, 1), (3, 5)), ((), (3, 5)), ((1,), (3, 5)),
        ((3, 5), (3, 5)), ((), ()), ((1,), (4,)), ((4,), (4,)), ((3, 3), (3, 3)), ((3,), (3, 3)), ((1, 3), (3, 3)),
    )):  # fmt: skip
        grad = rng(seed).normal(size=stretched)
        close(student.unbroadcast(grad, shape), summed_back(grad, shape), what=f"the gradient for {shape}")


@hidden("unbroadcast", weight=3)
def test_unbroadcast_of_three_and_four_axes(student):
    for seed, (shape, stretched) in enumerate((
        ((4,), (2, 3, 4)), ((3, 4), (2, 3, 4)), ((3, 1), (2, 3, 4)), ((1, 4), (2, 3, 4)), ((2, 1, 4), (2, 3, 4)),
        ((1, 3, 1), (2, 3, 4)), ((2, 1, 1), (2, 3, 4)), ((1, 1, 1), (2, 3, 4)), ((), (2, 3, 4)),
        ((3, 1, 5), (2, 3, 4, 5)), ((1, 5), (2, 3, 4, 5)), ((2, 1, 4, 1), (2, 3, 4, 5)),
    )):  # fmt: skip
        grad = rng(seed).normal(size=stretched)
        close(student.unbroadcast(grad, shape), summed_back(grad, shape), what=f"the gradient for {shape}")


def summed_back(grad, shape):
    """The sum, for each place of an array of this shape, over the places that broadcasting copied it to."""
    total = np.zeros(shape)
    places = np.broadcast_to(np.arange(total.size).reshape(shape), grad.shape)
    np.add.at(total.reshape(-1), places.ravel(), grad.ravel())
    return total


# topological_order


def drawn_graph(seed, size):
    """A graph whose nodes came from up to three earlier ones, perhaps from one of them twice."""
    draw, names = rng(seed), [f"n{i}" for i in rng(seed).permutation(size)]
    return {name: [names[j] for j in draw.integers(0, i, min(i, 3))] for i, name in enumerate(names)}, names[-1]


@hidden("topological_order", weight=3)
def test_topological_order_of_graphs_that_were_drawn(student):
    for seed, size in enumerate((2, 3, 5, 8, 10, 12, 14, 16)):
        orders(student, *drawn_graph(seed, size))


@hidden("topological_order", weight=2)
def test_topological_order_takes_each_node_once_however_many_paths_lead_to_it(student):
    came_from = {f"n{i}": [f"n{i - 1}", f"n{i - 1}"] for i in range(1, 15)} | {"n0": []}
    orders(student, came_from, "n14")


@hidden("topological_order")
def test_topological_order_of_a_chain_that_is_longer_still(student):
    came_from = {f"n{i}": [f"n{i - 1}", "n0"] for i in range(1, 3500)} | {"n0": []}
    orders(student, came_from, "n3499")


# Practice


@hidden("graph_gradients", weight=2)
def test_graph_gradients_of_other_numbers(student):
    for x, y in ((1.0, 3.0), (-2.0, 0.5), (0.25, -4.0), (3.0, 0.0)):
        dx, dy = unpack(student.graph_gradients(x, y), "dx", "dy")
        slopes = central_differences(
            lambda p: float(((p["x"] + p["y"]) * p["x"]) ** 2), {"x": np.array(x), "y": np.array(y)}
        )
        close(dx, slopes["x"], what="dx", rtol=LONG)
        close(dy, slopes["y"], what="dy", rtol=LONG)


@hidden("item_gradient", weight=3)
def test_item_gradient_of_items_of_every_kind(student):
    for index in (
        2, slice(1, 4), (slice(None), 1), (0, 2), np.array([True, False, True, True, False]), np.array([4, 4, 0, 4]),
        (np.array([0, 2, 2]), np.array([1, 3, 3])), (slice(None), np.array([1, 1, 3])),
    ):  # fmt: skip
        places = np.arange(20).reshape(5, 4)[index]
        grad = np.asarray(draws(*places.shape))
        expected = np.bincount(places.ravel(), grad.ravel(), 20).reshape(5, 4)
        close(student.item_gradient(grad, index, (5, 4)), expected)
