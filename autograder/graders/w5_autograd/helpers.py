"""What the tests of workshop W.5 share: tensors of the student's, and checks of gradients and of orders."""

import numpy as np

from autograder.checks import LONG, Drained, Mismatch, an_object, close, unless_unwritten


def rng(seed=0):
    return np.random.default_rng(seed)


def orders(student, came_from, end):
    in_order(student.topological_order(end, lambda node: came_from[node]), came_from, end)


def in_order(got, came_from, end):
    """Check that `got` lists all that `end` depends on, each once and after its parents."""
    if not isinstance(got, list | tuple) or isinstance(got, Drained):
        kind = "None" if got is None else f"of type {type(got).__name__}"
        kind = "an iterator" if isinstance(got, Drained) else kind
        raise Mismatch("type", f"the result is {kind}, not a list", advice="Return a list of the nodes.", got=got)
    needed, to_do = set(), [end]
    while to_do:
        node = to_do.pop()
        if node not in needed:
            needed.add(node)
            to_do += came_from[node]
    done, short = set(), len(needed) <= 8
    for node in got:
        if not isinstance(node, str) or node not in needed:
            raise Mismatch("values", "the result holds something that the end does not depend on", got=got)
        if node in done:
            raise Mismatch("values", f"{node} comes twice" if short else "a node comes twice", got=got)
        if missing := [parent for parent in came_from[node] if parent not in done]:
            seen = f"{node} comes before {missing[0]}, which it was computed from"
            raise Mismatch("values", seen if short else "a node comes before one that it was computed from", got=got)
        done.add(node)
    if left := sorted(needed - done):
        seen = f"{', '.join(left)} missing" if short else f"{len(left)} of {len(needed)} nodes are missing"
        raise Mismatch("values", seen, got=got)


A_TENSOR = "Return a tensor, made of the new array: Tensor(...)."


def tensor(student, data):
    """A tensor of the student's; data is a float or nested lists of floats, or an array."""
    return an_object(student.Tensor(data if isinstance(data, float) else np.array(data, dtype=float)), "Tensor(...)")


def holds(got, expected, what):
    """Check that `got` is a tensor with this data, and return it."""
    close(an_object(got, what, advice=A_TENSOR).data, expected, what=f"the data of {what}")
    return got


def has_gradients(L, *gradients, advice=""):
    """Call backward on L, then check gradients: (tensor, what its gradient is to be, what it is called)."""
    backward = L.backward
    if not callable(backward):
        raise Mismatch("type", "backward is no method", advice="Write it in the class: def backward(self):")
    backward()
    for one, expected, name in gradients:
        close(one.grad, expected, what=f"the gradient of {name}", rtol=LONG, advice=advice)


def weighted_sum(student, got, weights):
    """The single number sum(weights * got), so that the gradient of `got` is weights."""
    return an_object((got * tensor(student, weights)).sum(), "a sum", advice=A_TENSOR)


def loss_of_scores(student, scores, y):
    """The student's tensor of these scores, and the loss of it."""
    with unless_unwritten(student.scores_loss, None, y):
        tensor_of_scores = tensor(student, scores)
    return tensor_of_scores, an_object(student.scores_loss(tensor_of_scores, y), "the loss", advice=A_TENSOR)


def small_network():
    """Parameters of a network with three inputs, four hidden units and two classes, and samples for it."""
    draw = rng(3)
    params = {
        "W1": draw.normal(size=(3, 4)),
        "b1": 0.3 * draw.normal(size=(1, 4)),
        "W2": draw.normal(size=(4, 2)),
        "b2": 0.3 * draw.normal(size=(1, 2)),
    }
    return draw.normal(size=(5, 3)), np.eye(2)[[0, 1, 1, 0, 1]], params


def tanh_of(student, data):
    """A tensor of the student's, and tensor_tanh of it."""
    with unless_unwritten(student.tensor_tanh, None):
        x = tensor(student, data)
    return x, an_object(student.tensor_tanh(x), "the result", advice=A_TENSOR)
