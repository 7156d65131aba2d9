"""Automatic differentiation: a `Tensor` remembers what it was computed from, so that gradients need no formula.

`topological_order` puts the numbers of a computation into an order in which each stands after those it needs, and
`unbroadcast` undoes in a gradient what broadcasting did in the forward pass. `Tensor.backward` uses both.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Node = TypeVar("Node", bound=Hashable)
Back = Callable[[NDArray[np.floating]], NDArray[np.floating]]  # from a result's gradient to a parent's part of it


def unbroadcast(grad: NDArray[np.floating], shape: tuple[int, ...]) -> NDArray[np.floating]:
    """Add up a gradient to the shape that an array had before broadcasting stretched it.

    Broadcasting uses one number in several places. Each place is a path to the loss, and paths add up:

    - axes that broadcasting put in front are summed away;
    - an axis of length 1 that became longer is summed, and stays, with length 1.

    grad has the stretched shape, and shape is one that broadcasts to it: (), (4,), (1, 4), (3, 1) and (3, 4) all
    broadcast to (3, 4). Returns an array of that shape (for (), a number will do). grad is not changed.

        unbroadcast(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), (2,))     # [ 9. 12.]
        unbroadcast(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), (3, 1))   # [[ 3.] [ 7.] [11.]]
    """
    grad = grad.sum(axis=tuple(range(grad.ndim - len(shape))))
    stretched = tuple(axis for axis, length in enumerate(shape) if length == 1)
    summed: NDArray[np.floating] = grad.sum(axis=stretched, keepdims=True)
    return summed


def topological_order(end: Node, parents: Callable[[Node], Iterable[Node]]) -> list[Node]:
    """Put everything that a node was computed from into an order in which each stands after its parents.

    parents(node) gives the nodes that a node was computed from directly, perhaps none, perhaps one twice (as in
    x * x). Nodes are anything that can be a key of a dictionary, such as strings; there are no circles.

    Returns a list with end and all that it depends on, however indirectly, each of them once. Of several orders any
    will do. It works on chains of 10,000 nodes too: Python stops a function that calls itself about 1,000 times
    deep, so use a loop and a list of what is still to do.

        came_from = {"L": ["s", "x"], "s": ["x", "y"], "x": [], "y": []}
        topological_order("L", came_from.get)   # ["x", "y", "s", "L"], or ["y", "x", "s", "L"]
    """
    order: list[Node] = []
    visited: set[Node] = set()
    to_do = [(end, False)]
    while to_do:
        node, parents_are_done = to_do.pop()
        if parents_are_done:
            order.append(node)
        elif node not in visited:
            visited.add(node)
            to_do.append((node, True))  # to come back to, once all that now goes on top of it is done
            to_do.extend((parent, False) for parent in parents(node))
    return order


class Tensor:
    """An array that remembers what it was computed from, and can therefore find gradients by itself.

    Attributes: data, the array (floats; of a single number, an array of shape () or a number), and grad, the
    gradient of a result by this tensor, of the shape of data, and 0 everywhere until backward is called.

    With a and b standing for tensors:

    - a + b, a - b, a * b, a / b, where one of the two, on either side, may also be a NumPy array or a number;
      shapes broadcast as in NumPy. a @ b for two matrices, one of which may be a NumPy array. -a. a**n for a number n.
    - a.relu() (slope 0 at 0), a.exp(), a.log(), element by element; a.sum(axis=None, keepdims=False) and a.mean,
      with the same arguments, as in NumPy; a.reshape(2, 3) or a.reshape((2, 3)); a.T of a matrix; a[index] as in
      NumPy: numbers, slices, masks, lists and arrays of indices, and tuples of them.

    Each gives a new tensor, and changes neither tensors nor arrays that took part.

        x = Tensor(3.0)
        L = x * x + 2 * x     # L.data is 15.0
        L.backward()          # x.grad is now 8.0
    """

    __array_ufunc__ = None  # so that NumPy leaves array + tensor to the tensor

    def __init__(self, data: ArrayLike, parents: Sequence[tuple["Tensor", Back]] = ()) -> None:
        """Keep the data, and grad, as many zeros.

        parents are for your own use: one way is to hand in a pair (tensor, function) for each tensor that this one
        was computed from, where the function makes that tensor's part of the gradient from this one's.
        """
        array = np.asarray(data)
        self.data: NDArray[np.floating] = array if array.dtype.kind == "f" else array.astype(float)
        self.grad = np.zeros_like(self.data)
        self.parents = parents

    def __add__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """a + b."""
        other = _tensor(other, self)
        return Tensor(self.data + other.data, [(self, lambda g: g), (other, lambda g: g)])

    def __mul__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """a * b."""
        other = _tensor(other, self)
        return Tensor(self.data * other.data, [(self, lambda g: g * other.data), (other, lambda g: g * self.data)])

    def __pow__(self, n: float) -> "Tensor":
        """a**n."""
        return Tensor(self.data**n, [(self, lambda g: g * n * self.data ** (n - 1))])

    def __matmul__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """a @ b."""
        other = _tensor(other, self)
        return Tensor(self.data @ other.data, [(self, lambda g: g @ other.data.T), (other, lambda g: self.data.T @ g)])

    def __neg__(self) -> "Tensor":
        """-a."""
        return self * -1.0

    def __sub__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """a - b."""
        return self + -other

    def __truediv__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """a / b."""
        return self * (1.0 / other)

    def __radd__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """b + a, where b is an array or a number; Python asks a, as NumPy and numbers do not know tensors."""
        return self + other

    def __rmul__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """b * a, where b is an array or a number."""
        return self * other

    def __rmatmul__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """b @ a, where b is an array."""
        return _tensor(other, self) @ self

    def __rsub__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """b - a, where b is an array or a number."""
        return -self + other

    def __rtruediv__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """b / a, where b is an array or a number."""
        return self**-1 * other

    def relu(self) -> "Tensor":
        """The larger of a and 0."""
        return Tensor(np.maximum(self.data, 0), [(self, lambda g: g * (self.data > 0))])

    def exp(self) -> "Tensor":
        """e to the power of a."""
        result = np.exp(self.data)
        return Tensor(result, [(self, lambda g: g * result)])

    def log(self) -> "Tensor":
        """The natural logarithm of a."""
        return Tensor(np.log(self.data), [(self, lambda g: g / self.data)])

    def sum(self, axis: int | None = None, keepdims: bool = False) -> "Tensor":
        """The sum over all of a, or over one axis."""

        def back(g: NDArray[np.floating]) -> NDArray[np.floating]:
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            return np.broadcast_to(g, self.data.shape)

        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), [(self, back)])

    def mean(self, axis: int | None = None, keepdims: bool = False) -> "Tensor":
        """The mean over all of a, or over one axis."""
        total = self.sum(axis, keepdims)
        return total * (total.data.size / self.data.size)

    def reshape(self, *shape: Any) -> "Tensor":
        """The same numbers in another shape."""
        return Tensor(self.data.reshape(*shape), [(self, lambda g: g.reshape(self.data.shape))])

    @property
    def T(self) -> "Tensor":
        """The transposed matrix."""
        return Tensor(self.data.T, [(self, lambda g: g.T)])

    def __getitem__(self, index: Any) -> "Tensor":
        """a[index]."""

        def back(g: NDArray[np.floating]) -> NDArray[np.floating]:
            grad = np.zeros_like(self.data)
            np.add.at(grad, index, g)  # grad[index] += g would add just once where an index is repeated
            return grad

        return Tensor(self.data[index], [(self, back)])

    def backward(self) -> None:
        """Add the gradient of this tensor, a single number, to the grad of every tensor that it was computed from.

        From the last node to the first, in reverse topological order, each node once: what a node has gathered is
        handed on to its parents, times the slope of the link. It works on graphs 10,000 nodes deep too.
        """
        self.grad = np.ones_like(self.data)
        for node in reversed(topological_order(self, lambda tensor: [parent for parent, _ in tensor.parents])):
            for parent, back in node.parents:
                parent.grad = parent.grad + unbroadcast(back(node.grad), parent.data.shape)


def _tensor(value: Tensor | NDArray[np.floating] | float, like: Tensor) -> Tensor:
    """An array or a number as a tensor, in the precision of another; a tensor as it is."""
    return value if isinstance(value, Tensor) else Tensor(np.asarray(value, dtype=like.data.dtype))
