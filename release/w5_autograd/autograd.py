"""Chapter W.5: Gradients by themselves.

Write the body of each function below. `pytest` in this folder runs the tests you are given, and
`course check autograd.py` explains what is wrong. The lesson is w5_autograd.ipynb.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Node = TypeVar("Node", bound=Hashable)
Back = Callable[[NDArray[np.floating]], NDArray[np.floating]]


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
    raise NotImplementedError  # write your code here, in place of this line


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
    raise NotImplementedError  # write your code here, in place of this line


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
        raise NotImplementedError  # write your code here, in place of this line

    def __add__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """a + b."""
        raise NotImplementedError  # write your code here, in place of this line

    def __mul__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """a * b."""
        raise NotImplementedError  # write your code here, in place of this line

    def __pow__(self, n: float) -> "Tensor":
        """a**n."""
        raise NotImplementedError  # write your code here, in place of this line

    def __matmul__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """a @ b."""
        raise NotImplementedError  # write your code here, in place of this line

    def __neg__(self) -> "Tensor":
        """-a."""
        raise NotImplementedError  # write your code here, in place of this line

    def __sub__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """a - b."""
        raise NotImplementedError  # write your code here, in place of this line

    def __truediv__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """a / b."""
        raise NotImplementedError  # write your code here, in place of this line

    def __radd__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """b + a, where b is an array or a number; Python asks a, as NumPy and numbers do not know tensors."""
        raise NotImplementedError  # write your code here, in place of this line

    def __rmul__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """b * a, where b is an array or a number."""
        raise NotImplementedError  # write your code here, in place of this line

    def __rmatmul__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """b @ a, where b is an array."""
        raise NotImplementedError  # write your code here, in place of this line

    def __rsub__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """b - a, where b is an array or a number."""
        raise NotImplementedError  # write your code here, in place of this line

    def __rtruediv__(self, other: "Tensor | NDArray[np.floating] | float") -> "Tensor":
        """b / a, where b is an array or a number."""
        raise NotImplementedError  # write your code here, in place of this line

    def relu(self) -> "Tensor":
        """The larger of a and 0."""
        raise NotImplementedError  # write your code here, in place of this line

    def exp(self) -> "Tensor":
        """e to the power of a."""
        raise NotImplementedError  # write your code here, in place of this line

    def log(self) -> "Tensor":
        """The natural logarithm of a."""
        raise NotImplementedError  # write your code here, in place of this line

    def sum(self, axis: int | None = None, keepdims: bool = False) -> "Tensor":
        """The sum over all of a, or over one axis."""

        raise NotImplementedError  # write your code here, in place of this line

    def mean(self, axis: int | None = None, keepdims: bool = False) -> "Tensor":
        """The mean over all of a, or over one axis."""
        raise NotImplementedError  # write your code here, in place of this line

    def reshape(self, *shape: Any) -> "Tensor":
        """The same numbers in another shape."""
        raise NotImplementedError  # write your code here, in place of this line

    @property
    def T(self) -> "Tensor":
        """The transposed matrix."""
        raise NotImplementedError  # write your code here, in place of this line

    def __getitem__(self, index: Any) -> "Tensor":
        """a[index]."""

        raise NotImplementedError  # write your code here, in place of this line

    def backward(self) -> None:
        """Add the gradient of this tensor, a single number, to the grad of every tensor that it was computed from.

        From the last node to the first, in reverse topological order, each node once: what a node has gathered is
        handed on to its parents, times the slope of the link. It works on graphs 10,000 nodes deep too.
        """
        raise NotImplementedError  # write your code here, in place of this line


# Practice


def graph_gradients(x: float, y: float) -> tuple[float, float]:
    """Compute the two slopes of a small graph by hand, by the chain rule.

        s = x + y,    p = s * x,    L = p**2

    Two arrows lead away from x: to s, and to p directly. Returns the pair (dx, dy): the slopes of L by x and by y.

        graph_gradients(2.0, 1.0)   # (60.0, 24.0)
    """
    raise NotImplementedError  # write your code here, in place of this line


def item_gradient(grad: NDArray[np.floating], index: Any, shape: tuple[int, ...]) -> NDArray[np.floating]:
    """Compute the gradient of an array by the gradient of one of its items, x[index].

    Numbers that were taken get the gradient of the place they went to; taken several times, the sum of several.
    All others get 0.

    index is what may stand in brackets: a number, a slice, a mask, an array of indices that may repeat, or a tuple
    of these. grad has the shape of x[index], and shape is that of x. Returns a new array of that shape. grad and
    index are not changed.

        item_gradient(np.array([10.0, 20.0, 30.0]), np.array([1, 1, 3]), (4,))   # [ 0. 30.  0. 30.]
    """
    raise NotImplementedError  # write your code here, in place of this line


def scores_loss(Z: Tensor, y: NDArray[np.floating]) -> Tensor:
    """Compute the mean cross-entropy of softmax(Z), from operations of tensors alone.

        loss = the mean over the samples of ( log(sum over c of exp(Z_c)) - Z of the true class )

    Z is a Tensor (n, k) of scores, y an array (n, k), the true classes one-hot. Returns a Tensor with a single
    number, of shape (), whose backward() gives Z the gradient (softmax(Z) - y) / n. It stays finite for scores of
    1000: first subtract each row's largest score, Z.data.max(axis=1, keepdims=True), which changes no probability.
    An array is a constant to a tensor. y and Z.data are not changed.

        scores_loss(Tensor(np.zeros((1, 4))), np.array([[0.0, 1.0, 0.0, 0.0]])).data   # log 4, 1.386294
    """
    raise NotImplementedError  # write your code here, in place of this line


def mlp_loss_autograd(
    X: NDArray[np.floating], y: NDArray[np.floating], params: dict[str, NDArray[np.floating]]
) -> tuple[float, dict[str, NDArray[np.floating]]]:
    """Compute what mlp_loss of chapter 3.4 computes, without a formula for any gradient.

        A1 = relu(X W1 + b1),    Z = A1 W2 + b2,    loss = scores_loss(Z, y)

    X is (n, d), y (n, k) one-hot, params has the keys "W1", "b1", "W2" and "b2", of shapes (d, h), (1, h), (h, k)
    and (1, k). Make a Tensor of each parameter, compute the loss forward, and call backward. Returns the pair
    (loss, grads): a single number, and a dictionary of arrays with the keys and shapes of params. X, y and params
    are not changed.

        # with all of params 0 every class gets the same probability: for k = 10 the loss is 2.3026
    """
    raise NotImplementedError  # write your code here, in place of this line


# Stretch: optional, for a star


def tensor_tanh(x: Tensor) -> Tensor:
    """Compute tanh of a tensor from the operations that a Tensor has, finite for large numbers too.

        tanh(x) = (1 - e) / (1 + e)  with  e = exp(-2 x),     and     tanh(-x) = -tanh(x)

    x has any shape. Returns a Tensor of that shape, whose backward gives x the slope 1 - tanh(x)**2 in every place,
    at 0 too (where it is 1). Data and gradients are finite for numbers of 1000 and -1000. x.data is not changed.

        tensor_tanh(Tensor(np.array([-1000.0, 0.0, np.log(3)]))).data   # [-1. 0. 0.8]
    """
    raise NotImplementedError  # write your code here, in place of this line
