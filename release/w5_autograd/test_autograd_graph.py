"""The tests of chapter W.5 that you are given: the graph and its order. Run them with: pytest"""

import numpy as np

from autograder.checks import close, pure, unpack, visible
from autograder.graders.w5_autograd.helpers import orders

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
