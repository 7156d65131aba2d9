"""The mistakes of workshop W.5, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

unbroadcast = Mistakes("""
def unbroadcast(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    for axis, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad
""")
unbroadcast.change("averages", "grad.sum(axis=0)", "grad.mean(axis=0)", "grad.sum(axis=axis", "grad.mean(axis=axis",
    "It takes means. Each place where a number was used is a path to the loss, and paths add up: sum.",
    kind="mean-or-sum")  # fmt: skip
unbroadcast.variant(
    "averages",
    """
def unbroadcast(grad, shape):
    rest = grad.ndim - len(shape)
    grad = np.mean(grad, axis=tuple(range(rest)))
    return np.mean(grad, axis=tuple(a for a in range(grad.ndim) if shape[a] == 1), keepdims=True)
""",
)
unbroadcast.change("drops axes of length 1", "axis=axis, keepdims=True)", "axis=axis, keepdims=True)\n"
    "    grad = grad.reshape([length for length in shape if length != 1])",
    "An axis of length 1 is lost. Keep it in the sum: keepdims=True.", kind="shape")  # fmt: skip
unbroadcast.change("sums the axes in front only", "if length == 1:", "if False:",
    "Only the axes in front are summed. An axis of length 1 was stretched, too: sum it with keepdims=True.",
    kind="missing-step")  # fmt: skip
unbroadcast.change("sums the axes of length 1 only", "while grad.ndim > len(shape):", "while False:",
    "The axes that broadcasting put in front are still there. Sum over axis 0 until as many axes are left as in shape.",
    kind="missing-step")  # fmt: skip
unbroadcast.change("sums one axis in front only", "while grad.ndim", "if grad.ndim",
    "One axis in front is summed, and no more. There may be several, of a single number all: use while, not if.",
    kind="loop")  # fmt: skip
unbroadcast.change("sums over everything", "    while grad.ndim",
    "    if grad.shape != shape:\n        return np.full(shape, grad.sum())\n    while grad.ndim",
    "Everything is added up into one number. Sum only over the axes that were stretched.", kind="axis")  # fmt: skip
unbroadcast.change("always sums the first axis", "    while grad.ndim > len(shape):\n        grad = grad.sum(axis=0)",
    "    grad = grad.sum(axis=0, keepdims=len(shape) == grad.ndim)\n    while grad.ndim > len(shape):\n"
    "        grad = grad.sum(axis=0)",
    "The first axis is summed even where it was not stretched. Sum axes in front while there are too many, and axes "
    "where shape has a 1.", kind="axis")  # fmt: skip
unbroadcast.change("takes the first of the copies", "grad.sum(axis=0)", "grad[0]", "grad.sum(axis=axis, keepdims=True)",
    "grad.take([0], axis=axis)",
    "Only the first of the copies counts. Every place where a number was used adds to its gradient: sum.",
    kind="missing-step")  # fmt: skip
unbroadcast.code("reshapes", """
def unbroadcast(grad, shape):
    return grad.reshape(shape)
""", "reshape keeps all the numbers, and there are more than fit. Sum over the axes that were stretched.",
    kind="missing-step")  # fmt: skip
unbroadcast.code("compares the axes from the left", """
def unbroadcast(grad, shape):
    for axis, length in enumerate(shape):
        if grad.shape[axis] != length:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad
""", "The shapes are compared from the left. Broadcasting lines them up on the right: first sum the axes in front.",
    kind="broadcasting")  # fmt: skip
unbroadcast.change("writes into the gradient", "    return grad",
    "    given[...] = 0\n    return grad", "    while grad", "    given = grad\n    while grad",
    "It changes the array that it is given. Make new ones: grad = grad.sum(...).", kind="in-place")  # fmt: skip

topological_order = Mistakes("""
def topological_order(end, parents):
    order, seen, to_do = [], set(), [(end, False)]
    while to_do:
        node, ready = to_do.pop()
        if ready:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            to_do.append((node, True))
            for parent in parents(node):
                to_do.append((parent, False))
    return order
""")
topological_order.change("gives the end first", "return order", "return order[::-1]",
    "The list runs from the end back to the beginning. Each node stands after its parents: turn it around.",
    kind="order")  # fmt: skip
topological_order.change("forgets the end", "return order", "return order[:-1]",
    "The end itself is missing. It is the last of the list.", kind="off-by-one")  # fmt: skip
topological_order.change("forgets nodes that came from nothing", "order.append(node)",
    "order += [node] if parents(node) else []",
    "Nodes that came from nothing are missing. Numbers that were not computed belong to the list, too.",
    kind="boundary")  # fmt: skip
topological_order.change("takes the direct parents only", "to_do.append((parent, False))",
    "to_do += [(parent, False)] if node == end else []",
    "It goes back by one step only. The parents have parents, too.", kind="loop")  # fmt: skip
topological_order.change("lists a node once for each path", "elif node not in seen:", "else:",
    "A node that is used twice is listed twice. Remember which nodes were there already, in a set.",
    kind="missing-step")  # fmt: skip
topological_order.code("puts a node before its parents are done", """
def topological_order(end, parents):
    order, seen, to_do = [], set(), [end]
    while to_do:
        node = to_do.pop()
        if node not in seen:
            seen.add(node)
            order.append(node)
            to_do += parents(node)
    return order[::-1]
""", "The nodes are listed as they were met, the last first. So a node that is reached by a short way and by a long "
    "one comes too late. Put a node into the list when all of its parents are in it.", kind="order")  # fmt: skip
topological_order.code("goes by the number of steps", """
def topological_order(end, parents):
    order, seen, row = [], set(), [end]
    while row:
        order += row
        row = [parent for node in row for parent in parents(node)]
        row = [node for node in dict.fromkeys(row) if node not in order]
    return order[::-1]
""", "The order goes by the shortest way to the end. A node that is also reached by a longer way then comes after one "
    "that needs it. Put a node into the list when all of its parents are in it.", kind="order")  # fmt: skip
topological_order.code("calls itself", """
def topological_order(end, parents):
    order, seen = [], set()
    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in parents(node):
                visit(parent)
            order.append(node)
    visit(end)
    return order
""", "The function calls itself once for each link of a chain, and Python stops it at about 1,000. Keep what is still "
    "to do in a list of your own.", kind="loop")  # fmt: skip
topological_order.variant("calls itself", """
def topological_order(end, parents, found=None):
    found = {} if found is None else found
    for parent in parents(end):
        if parent not in found:
            topological_order(parent, parents, found)
    found[end] = True
    return list(found)
""")  # fmt: skip
topological_order.change("returns a set", "return order", "return set(order)",
    "A set has no order. Return a list.", kind="type")  # fmt: skip

tensor = Mistakes("""
def as_tensor(value):
    return value if isinstance(value, Tensor) else Tensor(value)

class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, parents=(), hand_back=None):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents = parents
        self.hand_back = hand_back

    def take(self, gradient):
        gradient = unbroadcast(gradient, self.data.shape)
        self.grad = self.grad + gradient

    def __add__(self, other):
        other = as_tensor(other)
        def hand_back(g):
            self.take(g)
            other.take(1 * g)
        return Tensor(self.data + other.data, (self, other), hand_back)

    def __mul__(self, other):
        other = as_tensor(other)
        def hand_back(g):
            self.take(other.data * g)
            other.take(self.data * g)
        return Tensor(self.data * other.data, (self, other), hand_back)

    def __sub__(self, other):
        other = as_tensor(other)
        def hand_back(g):
            self.take(+g)
            other.take(-g)
        return Tensor(self.data - other.data, (self, other), hand_back)

    def __truediv__(self, other):
        other = as_tensor(other)
        def hand_back(g):
            self.take(g / other.data)
            other.take(-g * self.data / other.data**2)
        return Tensor(self.data / other.data, (self, other), hand_back)

    def __matmul__(self, other):
        other = as_tensor(other)
        def hand_back(g):
            self.take(g @ other.data.T)
            other.take(self.data.T @ g)
        return Tensor(self.data @ other.data, (self, other), hand_back)

    def __pow__(self, n):
        def hand_back(g):
            self.take(n * self.data ** (n - 1) * g)
        return Tensor(self.data**n, (self,), hand_back)

    def __neg__(self):
        return 0.0 - self

    def __radd__(self, other):
        return as_tensor(other) + self

    def __rmul__(self, other):
        return as_tensor(other) * self

    def __rsub__(self, other):
        return as_tensor(other) - self

    def __rtruediv__(self, other):
        return as_tensor(other) / self

    def __rmatmul__(self, other):
        return as_tensor(other) @ self

    def relu(self):
        def hand_back(g):
            self.take((self.data > 0) * g)
        return Tensor(np.maximum(0, self.data), (self,), hand_back)

    def exp(self):
        result = np.exp(self.data)
        def hand_back(g):
            self.take(result * g)
        return Tensor(result, (self,), hand_back)

    def log(self):
        def hand_back(g):
            self.take(1 / self.data * g)
        return Tensor(np.log(self.data), (self,), hand_back)

    def sum(self, axis=None, keepdims=False):
        def hand_back(g):
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            self.take(np.ones_like(self.data) * g)
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), (self,), hand_back)

    def mean(self, axis=None, keepdims=False):
        n = self.data.size if axis is None else self.data.shape[axis]
        def hand_back(g):
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            self.take(np.full(self.data.shape, 1 / n) * g)
        return Tensor(self.data.mean(axis=axis, keepdims=keepdims), (self,), hand_back)

    def reshape(self, *shape):
        def hand_back(g):
            self.take(g.reshape(self.data.shape))
        return Tensor(self.data.reshape(*shape), (self,), hand_back)

    @property
    def T(self):
        def hand_back(g):
            self.take(g.T)
        return Tensor(self.data.T, (self,), hand_back)

    def __getitem__(self, index):
        def hand_back(g):
            gradient = np.zeros_like(self.data)
            np.add.at(gradient, index, g)
            self.take(gradient)
        return Tensor(self.data[index], (self,), hand_back)

    def backward(self):
        order, seen, to_do = [], set(), [(self, False)]
        while to_do:
            node, ready = to_do.pop()
            if ready:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                to_do.append((node, True))
                to_do += [(parent, False) for parent in node.parents]
        self.grad = np.ones_like(self.data)
        for node in reversed(order):
            if node.hand_back is not None:
                node.hand_back(node.grad)
""")
BACKWARD = tensor.source[tensor.source.index("    def backward") :]

# The gradient that a tensor gathers
tensor.change("overwrites gradients", "self.grad = self.grad + gradient", "self.grad = gradient",
    "A tensor that is used twice keeps only the last part of its gradient. Add the parts up: +=, not =.",
    kind="missing-step")  # fmt: skip
tensor.change("does not sum broadcasting back", "gradient = unbroadcast(gradient, self.data.shape)", "pass",
    "A tensor that broadcasting stretched gets a gradient in the stretched shape. Sum it back to the shape of data: "
    "unbroadcast.", kind="broadcasting")  # fmt: skip
tensor.change("adds a stretched gradient in place", "gradient = unbroadcast(gradient, self.data.shape)", "pass",
    "self.grad = self.grad + gradient", "self.grad += gradient",
    "A tensor that broadcasting stretched gets a gradient in the stretched shape, which does not fit into its grad. "
    "Sum it back to the shape of data: unbroadcast.", kind="broadcasting")  # fmt: skip
tensor.change("averages what was broadcast", "gradient = unbroadcast(gradient, self.data.shape)",
    "whole = np.size(gradient)\n        gradient = unbroadcast(gradient, self.data.shape) * self.data.size / whole",
    "Where a tensor was broadcast, its gradient is a mean over the copies. Each of them is a path to the result: sum.",
    kind="mean-or-sum")  # fmt: skip
tensor.change("sums back the axes in front only", "gradient = unbroadcast(gradient, self.data.shape)",
    "while np.ndim(gradient) > self.data.ndim:\n            gradient = gradient.sum(axis=0)",
    "An axis of length 1 that was stretched is not summed back. Sum over it, too, with keepdims=True.",
    kind="broadcasting")  # fmt: skip
tensor.change("shares arrays of gradients", "self.grad = self.grad + gradient",
    "if not self.grad.any():\n            self.grad = gradient\n        else:\n            self.grad += gradient",
    "gradient = unbroadcast(gradient, self.data.shape)",
    "if gradient.shape != self.data.shape:\n            gradient = unbroadcast(gradient, self.data.shape)",
    "other.take(1 * g)", "other.take(g)",
    "Two tensors have the same array as their grad, so that what one gathers is added to the other's as well. Begin "
    "with zeros, and add: self.grad = self.grad + gradient.", kind="sharing")  # fmt: skip
tensor.change("begins without a gradient", "self.grad = np.zeros_like(self.data)", "self.grad = None",
    "self.grad = self.grad + gradient", "self.grad = gradient * 1 if self.grad is None else self.grad + gradient",
    "grad is None until backward comes by. Begin with zeros: np.zeros_like(self.data).",
    kind="initialization")  # fmt: skip
tensor.change("begins with a single zero", "self.grad = np.zeros_like(self.data)", "self.grad = 0.0",
    "grad is a single 0.0 at first. Begin with an array of zeros, of the shape of data: np.zeros_like(self.data).",
    kind="shape")  # fmt: skip
# backward
tensor.change("forgets the gradient of the result", "        self.grad = np.ones_like(self.data)\n", "",
    "All gradients are 0: backward has to begin with the slope of the result by itself, which is 1.",
    kind="missing-step")  # fmt: skip
tensor.change("hands on in the order of computation", "in reversed(order)", "in order",
    "backward begins with the tensors that were made first, whose gradient is still 0. Begin with the result: "
    "reversed(order).", kind="order")  # fmt: skip
tensor.change("hands on too early", BACKWARD, """    def backward(self):
        order, seen, to_do = [], set(), [self]
        while to_do:
            node = to_do.pop(0)
            if node not in seen:
                seen.add(node)
                order.append(node)
                to_do += node.parents
        self.grad = np.ones_like(self.data)
        for node in order:
            if node.hand_back is not None:
                node.hand_back(node.grad)
""", "A node hands its gradient on before it has gathered all of it, where a short way and a long one lead to it. Its "
    "turn comes after all nodes that were computed from it: topological order.", kind="order")  # fmt: skip
tensor.change("visits a node once for each path", "elif node not in seen:", "else:",
    "A node that is used twice hands its whole gradient on twice. Visit each node once: remember those that are in the "
    "order already, in a set.", kind="missing-step")  # fmt: skip
tensor.change("goes along every path by itself", BACKWARD, """    def backward(self):
        self.waiting = [np.ones_like(self.data)]
        active = [self]
        while active:
            node = active.pop()
            part = node.waiting.pop()
            node.grad = node.grad + part
            if node.hand_back is not None:
                node.hand_back(part)
                active += node.parents
""", "self.grad = self.grad + gradient", "self.waiting.append(gradient)", "self.parents = parents",
    "self.waiting = []\n        self.parents = parents",
    "The gradients are right, but backward goes along every path by itself, and there can be millions of them. First "
    "put the nodes into an order, then visit each node once.", kind="loop")  # fmt: skip
tensor.change("calls itself", BACKWARD, """    def backward(self):
        order, seen = [], set()
        def visit(node):
            if node not in seen:
                seen.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)
        visit(self)
        self.grad = np.ones_like(self.data)
        for node in reversed(order):
            if node.hand_back is not None:
                node.hand_back(node.grad)
""", "A function calls itself once for each link of a chain, and Python stops it at about 1,000. Find the order with a "
    "loop and a list of what is still to do.", kind="loop")  # fmt: skip
tensor.change("sets all gradients back", "        self.grad = np.ones_like(self.data)\n",
    "        for node in order:\n            node.grad = np.zeros_like(node.data)\n"
    "        self.grad = np.ones_like(self.data)\n",
    "backward sets gradients back to 0 first, so that those of an earlier result are lost. It adds to what is there.",
    kind="state")  # fmt: skip
tensor.change("empties what has been handed on", "node.hand_back(node.grad)",
    "node.hand_back(node.grad)\n                node.grad = np.zeros_like(node.data)",
    "A tensor in the middle of a computation has no gradient afterwards. Leave it there when it has been handed on.",
    kind="extra-step")  # fmt: skip
# Sums and products
tensor.change("adds into the first tensor", "return Tensor(self.data + other.data, (self, other), hand_back)",
    "self.data += other.data\n        return Tensor(self.data, (self, other), hand_back)",
    "a + b changes a. Make a new array: self.data + other.data.", kind="in-place", random=True)  # fmt: skip
tensor.change("forgets the second tensor of a sum", "            other.take(1 * g)\n", "",
    "In a + b only a gets a gradient. The slope by b is 1, too.", kind="missing-step")  # fmt: skip
tensor.change("gives both parts to the last parent", "            self.take(g)\n            other.take(1 * g)\n",
    "            for step in steps:\n                step(g)\n",
    "        other = as_tensor(other)\n        def hand_back(g):\n            for",
    "        other = as_tensor(other)\n        steps = []\n        for parent in (self, other):\n"
    "            steps.append(lambda g: parent.take(g))\n        def hand_back(g):\n            for",
    "In a + b the gradient of a goes to b. A function that is made in a loop looks up the loop's variable when it is "
    "called, and finds the last: keep it with lambda g, parent=parent: ...", kind="loop")  # fmt: skip
tensor.change("keeps equal parents once",
    "            self.take(other.data * g)\n            other.take(self.data * g)\n",
    "            parts = {self: other.data * g, other: self.data * g}\n            for parent, part in parts.items():\n"
    "                parent.take(part)\n",
    "In x * x both parents are the same tensor, and one of its two parts is lost: a dictionary keeps equal keys once. "
    "Keep pairs in a list.", kind="sharing")  # fmt: skip
tensor.change("swaps the slopes of a product", "self.take(other.data * g)", "self.take(self.data * g)",
    "            other.take(self.data * g)", "            other.take(other.data * g)",
    "In a * b the slope by a is b, and the slope by b is a. They are swapped.", kind="wrong-variable")  # fmt: skip
tensor.change("forgets the gradient from above in a product", "other.data * g)\n            other.take(self.data * g)",
    "other.data)\n            other.take(self.data)",
    "In a * b the gradient that comes back is left out. By the chain rule: gradient times slope.",
    kind="missing-step")  # fmt: skip
tensor.change("subtracts without the minus", "other.take(-g)", "other.take(g * 1)",
    "In a - b the slope by b is -1. The minus is missing.", kind="sign")  # fmt: skip
tensor.change("negates the data alone", "        return 0.0 - self",
    "        def hand_back(g):\n            self.take(1.0 * g)\n        return Tensor(-self.data, (self,), hand_back)",
    "The slope of -a by a is -1. The minus is missing in the gradient.", kind="sign")  # fmt: skip
tensor.change("divides without the minus", "other.take(-g * self.data / other.data**2)",
    "other.take(g * self.data / other.data**2)",
    "In a / b the slope by b is -a / b**2. The minus is missing.", kind="sign")  # fmt: skip
tensor.change("divides by b instead of its square", "other.data**2", "other.data",
    "In a / b the slope by b is -a / b**2. The square is missing.", kind="power")  # fmt: skip
tensor.change("forgets the factor of a power", "n * self.data ** (n - 1)", "self.data ** (n - 1)",
    "The slope of a**n is n a**(n - 1). The factor n is missing.", kind="missing-step")  # fmt: skip
tensor.change("keeps the power", "n * self.data ** (n - 1)", "n * self.data ** n",
    "The slope of a**n is n a**(n - 1). Lower the power by one.", kind="power")  # fmt: skip
tensor.change("forgets the gradient from above in a power", "n * self.data ** (n - 1) * g", "n * self.data ** (n - 1)",
    "In a**n the gradient that comes back is left out. By the chain rule: gradient times slope.",
    kind="missing-step")  # fmt: skip
tensor.change("takes powers by logarithms", "Tensor(self.data**n, ", "Tensor(np.exp(n * np.log(self.data)), ",
    "A power of a negative number is nan: it has no logarithm. Compute self.data**n.",
    kind="wrong-function")  # fmt: skip
tensor.change("goes back through the untransposed matrices", "g @ other.data.T", "g @ other.data", "self.data.T @ g",
    "self.data @ g",
    "In A @ B the gradients are G @ B.T and A.T @ G. The transposes are missing.", kind="transpose")  # fmt: skip
tensor.change("goes back on the wrong side of the matrices", "g @ other.data.T", "other.data @ g.T", "self.data.T @ g",
    "g.T @ self.data",
    "In A @ B the gradients are G @ B.T and A.T @ G. Each has the shape of its matrix; yours are transposed.",
    kind="transpose")  # fmt: skip
tensor.change("multiplies matrices element by element", "Tensor(self.data @ other", "Tensor(self.data * other",
    "@ multiplies element by element. It is the product of matrices: self.data @ other.data.",
    kind="wrong-function")  # fmt: skip
# Numbers and arrays on either side
tensor.change("takes tensors only", "return value if isinstance(value, Tensor) else Tensor(value)", "return value",
    "Only tensors can be added and multiplied. Make a tensor of a number or an array first: Tensor(other).",
    kind="missing-step")  # fmt: skip
tensor.change("takes no number on the left", "__radd__", "_radd", "__rmul__", "_rmul", "__rsub__", "_rsub",
    "__rtruediv__", "_rtruediv", "__rmatmul__", "_rmatmul", "return 0.0 - self", "return self * -1.0",
    "5 + x does not work, while x + 5 does. Python asks the 5 first, and then x for __radd__, __rsub__, __rmul__ and "
    "__rtruediv__.", kind="missing-step")  # fmt: skip
tensor.change("subtracts the wrong way round", "return as_tensor(other) - self", "return self - other",
    "return 0.0 - self", "return self * -1.0",
    "5 - x answers x - 5. In __rsub__ the other one comes first.", kind="order")  # fmt: skip
tensor.change("divides the wrong way round", "return as_tensor(other) / self", "return self / other",
    "5 / x answers x / 5. In __rtruediv__ the other one comes first.", kind="order")  # fmt: skip
tensor.change("multiplies matrices the wrong way round", "return as_tensor(other) @ self", "return self @ other",
    "C @ X answers X @ C. In __rmatmul__ the other one comes first.", kind="order")  # fmt: skip
tensor.change("lets NumPy take the tensor apart", "    __array_ufunc__ = None\n", "",
    "array + tensor is done by NumPy, which makes an array of tensors. Say __array_ufunc__ = None in the class, so "
    "that NumPy leaves it to __radd__ and the others.", kind="missing-step")  # fmt: skip
# Functions
tensor.change("lets ReLU through at 0", "(self.data > 0) * g", "(self.data >= 0) * g",
    "ReLU's slope at 0 is 1 here. It is to be 0: self.data > 0.", kind="boundary", score=15.83)  # fmt: skip
tensor.change("forgets the slope of ReLU", "self.take((self.data > 0) * g)", "self.take(1 * g)",
    "relu hands every gradient on. Where it answers 0 its slope is 0: multiply by self.data > 0.",
    kind="missing-step")  # fmt: skip
tensor.change("multiplies by the ReLU itself", "(self.data > 0) * g", "np.maximum(0, self.data) * g",
    "relu multiplies the gradient by what it answers. Its slope is 1 or 0: self.data > 0.",
    kind="wrong-function")  # fmt: skip
tensor.change("takes the data for the slope of exp", "self.take(result * g)", "self.take(self.data * g * 1)",
    "The slope of exp(a) is exp(a), not a.", kind="wrong-variable")  # fmt: skip
tensor.change("takes exp for a power", "self.take(result * g)", "self.take(self.data * np.exp(self.data - 1) * g)",
    "exp(a) is no power of a, to be lowered by one: its slope is exp(a) itself.", kind="wrong-function")  # fmt: skip
tensor.change("forgets the gradient from above in exp", "self.take(result * g)", "self.take(result * 1)",
    "In exp the gradient that comes back is left out. By the chain rule: gradient times slope.",
    kind="missing-step")  # fmt: skip
tensor.change("divides by the logarithm", "1 / self.data * g", "1 / np.log(self.data) * g",
    "The slope of log(a) is 1 / a, not 1 / log(a).", kind="wrong-variable")  # fmt: skip
tensor.change("takes another logarithm", "np.log(self.data), ", "np.log10(self.data), ",
    "log is not the natural logarithm: np.log.", kind="wrong-function")  # fmt: skip
tensor.change("forgets the gradient from above in log", "1 / self.data * g", "1 / self.data",
    "In log the gradient that comes back is left out. By the chain rule: gradient times slope.",
    kind="missing-step")  # fmt: skip
# Sums and means
tensor.change("returns the sum as a number",
    "return Tensor(self.data.sum(axis=axis, keepdims=keepdims), (self,), hand_back)",
    "return self.data.sum(axis=axis, keepdims=keepdims)",
    "sum returns no tensor, so that nothing can go back through it: return Tensor(..., (self,), ...).",
    kind="return")  # fmt: skip
tensor.change("sums everything whatever the axis", "self.data.sum(axis=axis, keepdims=keepdims)", "self.data.sum()",
    "sum adds up everything, whatever axis says. Hand axis and keepdims on to NumPy.", kind="axis")  # fmt: skip
tensor.change("does not keep the axis of a sum", "self.data.sum(axis=axis, keepdims=keepdims)",
    "self.data.sum(axis=axis)",
    "sum drops the axis even where keepdims is True. Hand keepdims on to NumPy.", kind="shape")  # fmt: skip
tensor.change("does not put the summed axis back", "np.expand_dims(g, axis)\n            self.take(np.ones_like",
    "g * 1\n            self.take(np.ones_like",
    "The sum took an axis away, and the gradient comes back without it. Put it back before it is spread: "
    "np.expand_dims(g, axis).", kind="axis")  # fmt: skip
tensor.change("does not put the axis of a mean back", "np.expand_dims(g, axis)\n            self.take(np.full",
    "g * 1\n            self.take(np.full",
    "The mean took an axis away, and the gradient comes back without it. Put it back before it is spread: "
    "np.expand_dims(g, axis).", kind="axis")  # fmt: skip
tensor.change("forgets the 1 / n of a mean", "1 / n) * g", "1.0) * g",
    "The gradient of a mean lacks the factor 1 / n. Each of the n numbers counts with 1 / n.",
    kind="missing-step")  # fmt: skip
tensor.change("divides a mean over an axis by all", "self.data.size if axis is None else self.data.shape[axis]",
    "self.data.size",
    "The gradient of a mean over one axis is divided by the number of all elements. Divide by the length of the axis.",
    kind="division")  # fmt: skip
tensor.change("divides every mean by the number of rows",
    "self.data.size if axis is None else self.data.shape[axis]", "len(self.data)",
    "The gradient of a mean is divided by the number of rows. Divide by how many numbers are averaged.",
    kind="division")  # fmt: skip
MEAN = "return Tensor(self.data.mean(axis=axis, keepdims=keepdims), (self,), hand_back)"
tensor.change("takes the sum for the mean", MEAN, "return self.sum(axis, keepdims)",
    "mean gives the sum. It lacks the factor 1 / n, where n numbers are averaged.", kind="missing-step")  # fmt: skip
tensor.change("averages over all whatever the axis", MEAN, "return self.sum(axis, keepdims) * (1 / self.data.size)",
    "A mean over one axis is divided by the number of all elements. Divide by the length of the axis.",
    kind="division")  # fmt: skip
# Shapes and items
tensor.change("does not reshape the gradient", "self.take(g.reshape(self.data.shape))", "self.take(g)  # as it is",
    "reshape hands the gradient back in the new shape. Put it into the old one: g.reshape(self.data.shape).",
    kind="shape")  # fmt: skip
tensor.change("reshapes by a tuple only", "def reshape(self, *shape)", "def reshape(self, shape)",
    "self.data.reshape(*shape)", "self.data.reshape(shape)",
    "reshape takes a tuple, but not numbers: x.reshape(4, 3). Write def reshape(self, *shape).",
    kind="type")  # fmt: skip
tensor.change("reshapes by numbers only", "self.data.reshape(*shape)", "self.data.reshape([int(n) for n in shape])",
    "reshape takes numbers, but no tuple: x.reshape((4, 3)). NumPy takes both: self.data.reshape(*shape).",
    kind="type")  # fmt: skip
tensor.change("does not transpose the gradient", "self.take(g.T)", "self.take(g)  # as it is",
    "T hands the gradient back transposed. Turn it back: g.T.", kind="transpose")  # fmt: skip
tensor.change("forgets where T came from", "Tensor(self.data.T, (self,), hand_back)", "Tensor(self.data.T)",
    "Nothing goes back through X.T: the new tensor does not know that it came from X.",
    kind="missing-step")  # fmt: skip
tensor.change("makes T a method", "    @property\n    def T", "    def T",
    "T is a method here, which would be called as X.T(). NumPy has it without parentheses: write @property above it.",
    kind="names")  # fmt: skip
tensor.change("adds repeated items once", "np.add.at(gradient, index, g)", "gradient[index] += g",
    "An item that is taken several times gets only one part of its gradient: gradient[index] += g adds once for each "
    "place. np.add.at(gradient, index, g) adds all.", kind="indexing")  # fmt: skip
tensor.variant(
    "adds repeated items once", tensor.source.replace("np.add.at(gradient, index, g)", "gradient[index] = g")
)
tensor.change("spreads an item's gradient everywhere", "            np.add.at(gradient, index, g)\n",
    "            gradient += g.sum()\n",
    "All items get a gradient, those that were not taken as well. Begin with zeros, and add at the index.",
    kind="indexing")  # fmt: skip
tensor.change("hands an item's gradient back as it is",
    "            gradient = np.zeros_like(self.data)\n            np.add.at(gradient, index, g)\n"
    "            self.take(gradient)",
    "            self.take(g[...])",
    "An item's gradient comes back in the shape of the item. Put it into zeros of the shape of data, at the index.",
    kind="shape")  # fmt: skip

graph_gradients = Mistakes("""
def graph_gradients(x, y):
    p = (x + y) * x
    dp = 2 * p
    return dp * (2 * x + y), dp * x
""")
graph_gradients.change("forgets one of two ways", "(2 * x + y)", "x",
    "In dx one way is missing. Two arrows lead away from x, to s and to p: add up both ways.",
    kind="missing-step")  # fmt: skip
graph_gradients.change("forgets the other of two ways", "(2 * x + y)", "(x + y)",
    "In dx the way through s is missing. Two arrows lead away from x, to s and to p: add up both ways.",
    kind="missing-step")  # fmt: skip
graph_gradients.change("forgets the slope of the square", "dp = 2 * p", "dp = 1",
    "The slope of p**2, which is 2 p, is missing.", kind="missing-step")  # fmt: skip
graph_gradients.change("forgets the 2 of the square", "dp = 2 * p", "dp = p",
    "The slope of p**2 is 2 p. The 2 is missing.", kind="factor")  # fmt: skip
graph_gradients.change("swaps the two", "dp * (2 * x + y), dp * x", "dp * x, dp * (2 * x + y)",
    "The two slopes are swapped. Return dx first.", kind="order")  # fmt: skip

item_gradient = Mistakes("""
def item_gradient(grad, index, shape):
    whole = np.zeros(shape)
    np.add.at(whole, index, grad)
    return whole
""")
item_gradient.change("adds repeated items once", "np.add.at(whole, index, grad)", "whole[index] += grad",
    "Where an index comes twice, one of the two parts is lost: whole[index] += grad adds once for each place. "
    "np.add.at(whole, index, grad) adds all.", kind="indexing")  # fmt: skip
item_gradient.variant(
    "adds repeated items once",
    """
def item_gradient(grad, index, shape):
    result = np.zeros(shape)
    result[index] = grad
    return result
""",
)
item_gradient.change("begins with ones", "np.zeros(shape)", "np.ones(shape)",
    "What was not taken has the gradient 1. Begin with zeros.", kind="initialization")  # fmt: skip
item_gradient.change("counts what was taken", "index, grad)", "index, 1.0)",
    "It counts how often each number was taken. Add the gradient: np.add.at(whole, index, grad).",
    kind="wrong-variable")  # fmt: skip

scores_loss = Mistakes("""
def scores_loss(Z, y):
    safe = Z - Z.data.max(axis=1, keepdims=True)
    log_A = safe - safe.exp().sum(axis=1, keepdims=True).log()
    return -(log_A * y).sum() / len(y)
""")
scores_loss.change("forgets to divide by n", " / len(y)", "",
    "The loss is a sum over the samples. Divide by their number.", kind="mean-or-sum")  # fmt: skip
scores_loss.change("averages over the classes too", "-(log_A * y).sum() / len(y)", "-(log_A * y).mean()",
    "The loss is divided by the number of classes, too. Sum over the classes, and take the mean over the samples.",
    kind="mean-or-sum")  # fmt: skip
scores_loss.change("forgets the minus", "-(log_A * y)", "(log_A * y)",
    "The sign is wrong: the loss is minus the logarithm of the true class's probability.", kind="sign")  # fmt: skip
scores_loss.change("sums over the samples", "sum(axis=1, keepdims=True).log()", "sum(axis=0, keepdims=True).log()",
    "The sum of the exponentials runs over the samples. The classes of one sample compete: axis=1.",
    kind="axis")  # fmt: skip
scores_loss.change("overflows", "Z - Z.data.max(axis=1, keepdims=True)", "Z",
    "exp overflows for scores of 1000. Subtract each row's largest score first: Z - Z.data.max(axis=1, keepdims=True).",
    kind="overflow")  # fmt: skip
scores_loss.change("takes one maximum for all", "max(axis=1, keepdims=True)", "max()",
    "The largest score of all samples is subtracted from each. Where a sample's own scores lie far below it, all "
    "exponentials are 0. Subtract each row's largest: axis=1, keepdims=True.", kind="axis")  # fmt: skip
scores_loss.change("forgets the true class", "safe - safe.exp()", "0.0 - safe.exp()",
    "The score of the true class is missing: log of the sum, minus that score.", kind="missing-step")  # fmt: skip
scores_loss.change("returns a number", "    return -", "    loss = -", " / len(y)",
    " / len(y)\n    return float(loss.data)",
    "It returns a plain number, through which nothing can go back. Return the Tensor.", kind="return")  # fmt: skip

mlp_loss_autograd = Mistakes("""
def scores_loss(Z, y):
    safe = Z - Z.data.max(axis=1, keepdims=True)
    log_A = safe - safe.exp().sum(axis=1, keepdims=True).log()
    return -(log_A * y).sum() / len(y)

def mlp_loss_autograd(X, y, params):
    W1, b1, W2, b2 = (Tensor(params[name]) for name in ("W1", "b1", "W2", "b2"))
    A1 = (X @ W1 + b1).relu()
    Z = A1 @ W2 + b2
    loss = scores_loss(Z, y)
    loss.backward()
    return float(loss.data), {"W1": W1.grad, "b1": b1.grad, "W2": W2.grad, "b2": b2.grad}
""")
mlp_loss_autograd.change("forgets backward", "    loss.backward()\n", "",
    "All gradients are 0: backward was not called. Call it on the loss before the gradients are read.",
    kind="missing-step")  # fmt: skip
mlp_loss_autograd.change("forgets ReLU", "(X @ W1 + b1).relu()", "(X @ W1 + b1)",
    "The hidden layer has no ReLU.", kind="missing-step")  # fmt: skip
mlp_loss_autograd.change("forgets a bias", "A1 @ W2 + b2", "A1 @ W2",
    "The scores lack b2, whose gradient stays 0.", kind="missing-step")  # fmt: skip
mlp_loss_autograd.change("returns a tensor", "return float(loss.data)", "return loss",
    "The loss is a Tensor. Return the number in it: float(loss.data).", kind="type")  # fmt: skip
mlp_loss_autograd.change("returns tensors as gradients",
    '{"W1": W1.grad, "b1": b1.grad, "W2": W2.grad, "b2": b2.grad}', '{"W1": W1, "b1": b1, "W2": W2, "b2": b2}',
    "grads holds the tensors. Put in their gradients: W1.grad.", kind="type")  # fmt: skip
mlp_loss_autograd.change("returns the parameters",
    '{"W1": W1.grad, "b1": b1.grad, "W2": W2.grad, "b2": b2.grad}',
    '{"W1": W1.data, "b1": b1.data, "W2": W2.data, "b2": b2.data}',
    "grads holds the parameters. Put in their gradients: W1.grad.", kind="wrong-variable")  # fmt: skip
mlp_loss_autograd.change("returns the loss alone",
    'return float(loss.data), {"W1": W1.grad, "b1": b1.grad, "W2": W2.grad, "b2": b2.grad}', "return float(loss.data)",
    "Only the loss is returned. Return the pair: loss, grads.", kind="return")  # fmt: skip


tensor_tanh = Mistakes("""
def tensor_tanh(x):
    sign = np.where(x.data < 0, -1.0, 1.0)
    size = x * sign
    e = (size * -2.0).exp()
    return (1.0 - e) / (1.0 + e) * sign
""")
for slug, old, new, kind, sentence in (
    ("takes the plain formula", "np.where(x.data < 0, -1.0, 1.0)", "np.ones(x.data.shape)", "overflow",
     "For -1000 the exponential overflows. Take tanh of the absolute value, and put the sign in front."),
    ("lets no gradient through at zero", "np.where(x.data < 0, -1.0, 1.0)", "np.sign(x.data)", "boundary",
     "At 0 the gradient is 0, where the slope is 1: np.sign gives 0 there, and a factor of 0 lets nothing through."),
    ("forgets the 2", "size * -2.0", "size * -1.0", "factor",
     "The exponent lacks the factor 2: this is tanh of half of x."),
    ("forgets to turn back", "(1.0 + e) * sign", "(1.0 + e)", "sign",
     "Negative numbers get the value of positive ones. Multiply by the sign at the end: tanh(-x) is -tanh(x)."),
    ("turns the sign around", "(1.0 - e)", "(e - 1.0)", "sign",
     "The sign is turned around: tanh is positive where x is."),
    ("is a sigmoid", "(1.0 - e)", "1.0", "missing-step",
     "That is 1 / (1 + e). The numerator of tanh is 1 - e."),
    ("leaves the graph", "size = x * sign", "size = Tensor(x.data * sign)", "state",
     "x gets no gradient: the result was not computed from it. Use x, and not x.data."),
    ("returns an array", "return (1.0 - e) / (1.0 + e) * sign", "return ((1.0 - e) / (1.0 + e) * sign).data", "type",
     "The result is an array. Return the Tensor, which remembers what it was computed from."),
):  # fmt: skip
    tensor_tanh.change(slug, old, new, sentence, kind=kind)
