"""Tries for workshop 5: gradients by themselves, in as many styles as there are well-known libraries."""

#: right | unbroadcast | other algorithm | shape padded with ones, one sum with keepdims, reshape
def unbroadcast(grad, shape):
    padded = (1,) * (np.ndim(grad) - len(shape)) + tuple(shape)
    axes = tuple(i for i, n in enumerate(padded) if n == 1)
    return np.sum(grad, axis=axes, keepdims=True).reshape(shape)


#: right | unbroadcast | other algorithm | compares lengths from the right, sums where they differ
def unbroadcast(grad, shape):
    if grad.shape == shape:
        return grad
    for i in range(1, grad.ndim + 1):
        if i > len(shape):
            grad = grad.sum(axis=0)
        elif shape[-i] != grad.shape[-i]:
            grad = grad.sum(axis=-i, keepdims=True)
    return grad


#: right | unbroadcast | other algorithm | adds at places
def unbroadcast(grad, shape):
    out = np.zeros(shape)
    if out.ndim == 0:
        return grad.sum()
    offset = grad.ndim - out.ndim
    for place in np.ndindex(grad.shape):
        out[tuple(0 if n == 1 else i for i, n in zip(place[offset:], shape))] += grad[place]
    return out


#: wrong | unbroadcast | same algorithm | sums all axes of length 1 away as well
def unbroadcast(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    axes = tuple(i for i, n in enumerate(shape) if n == 1)
    return grad.sum(axis=axes)


#: wrong | unbroadcast | other algorithm | handles a row of biases alone
def unbroadcast(grad, shape):
    if grad.shape != shape:
        grad = grad.sum(axis=0, keepdims=len(shape) == grad.ndim)
    return grad


#: right | topological_order | other algorithm | Kahn: counts how many children are still to come
def topological_order(end, parents):
    reached, waiting = [end], {}
    for node in reached:
        if node in waiting:
            continue
        waiting[node] = 0
        reached.extend(parents(node))
    for node in waiting:
        for parent in parents(node):
            waiting[parent] += 1
    order, free = [], [end]
    while free:
        node = free.pop()
        order.append(node)
        for parent in parents(node):
            waiting[parent] -= 1
            if waiting[parent] == 0:
                free.append(parent)
    order.reverse()
    return order


#: right | topological_order | other algorithm | a stack of iterators, as recursion would keep them
def topological_order(end, parents):
    done, path, stack = {}, {end}, [(end, iter(parents(end)))]
    while stack:
        node, rest = stack[-1]
        for parent in rest:
            if parent not in done and parent not in path:
                path.add(parent)
                stack.append((parent, iter(parents(parent))))
                break
        else:
            stack.pop()
            done[node] = True
    return list(done)


#: right | topological_order | other algorithm | looks again at a node until all parents are done
def topological_order(end, parents):
    order, done, stack = [], set(), [end]
    while stack:
        missing = [p for p in parents(stack[-1]) if p not in done]
        if missing:
            stack.extend(missing)
        else:
            node = stack.pop()
            if node not in done:
                done.add(node)
                order.append(node)
    return order


#: wrong | topological_order | other algorithm | sorts by the length of the shortest way
def topological_order(end, parents):
    steps, queue = {end: 0}, [end]
    for node in queue:
        for parent in parents(node):
            if parent not in steps:
                steps[parent] = steps[node] + 1
                queue.append(parent)
    return sorted(steps, key=lambda node: -steps[node])


#: wrong | topological_order | same algorithm | marks a node when it is put on the pile | named: puts a node before its parents are done
def topological_order(end, parents):
    order, seen, pile = [], {end}, [end]
    while pile:
        node = pile.pop()
        order.append(node)
        for parent in parents(node):
            if parent not in seen:
                seen.add(parent)
                pile.append(parent)
    return list(reversed(order))


#: right | Tensor | other algorithm | micrograd: closures that add in place, order by an explicit stack
class Tensor:
    __array_priority__ = 1000

    def __init__(self, data, _children=(), _op=""):
        self.data = data if isinstance(data, np.ndarray) else np.array(data, dtype=np.float64)
        self.grad = np.zeros(self.data.shape)
        self._backward = lambda: None
        self._prev = tuple(_children)
        self._op = _op

    @staticmethod
    def _sum_to(g, shape):
        g = np.asarray(g)
        extra = g.ndim - len(shape)
        g = g.sum(axis=tuple(range(extra))) if extra else g
        for i, n in enumerate(shape):
            if n == 1 and g.shape[i] != 1:
                g = g.sum(axis=i, keepdims=True)
        return g

    def _wrap(self, other):
        return other if isinstance(other, Tensor) else Tensor(other)

    def __add__(self, other):
        other = self._wrap(other)
        out = Tensor(self.data + other.data, (self, other), "+")
        def _backward():
            self.grad += self._sum_to(out.grad, self.grad.shape)
            other.grad += self._sum_to(out.grad, other.grad.shape)
        out._backward = _backward
        return out

    def __mul__(self, other):
        other = self._wrap(other)
        out = Tensor(self.data * other.data, (self, other), "*")
        def _backward():
            self.grad += self._sum_to(other.data * out.grad, self.grad.shape)
            other.grad += self._sum_to(self.data * out.grad, other.grad.shape)
        out._backward = _backward
        return out

    def __pow__(self, other):
        assert isinstance(other, (int, float))
        out = Tensor(self.data ** other, (self,), f"**{other}")
        def _backward():
            self.grad += (other * self.data ** (other - 1)) * out.grad
        out._backward = _backward
        return out

    def __matmul__(self, other):
        other = self._wrap(other)
        out = Tensor(np.matmul(self.data, other.data), (self, other), "@")
        def _backward():
            self.grad += np.matmul(out.grad, other.data.T)
            other.grad += np.matmul(self.data.T, out.grad)
        out._backward = _backward
        return out

    def __rmatmul__(self, other):
        return self._wrap(other) @ self

    def relu(self):
        out = Tensor(np.where(self.data < 0, 0, self.data), (self,), "ReLU")
        def _backward():
            self.grad += (out.data > 0) * out.grad
        out._backward = _backward
        return out

    def exp(self):
        out = Tensor(np.exp(self.data), (self,), "exp")
        def _backward():
            self.grad += out.data * out.grad
        out._backward = _backward
        return out

    def log(self):
        out = Tensor(np.log(self.data), (self,), "log")
        def _backward():
            self.grad += out.grad / self.data
        out._backward = _backward
        return out

    def sum(self, axis=None, keepdims=False):
        out = Tensor(np.sum(self.data, axis=axis, keepdims=keepdims), (self,), "sum")
        def _backward():
            g = out.grad
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            self.grad += g
        out._backward = _backward
        return out

    def mean(self, axis=None, keepdims=False):
        n = self.data.size if axis is None else self.data.shape[axis]
        return self.sum(axis=axis, keepdims=keepdims) / n

    def reshape(self, *shape):
        if len(shape) == 1 and isinstance(shape[0], tuple):
            shape = shape[0]
        out = Tensor(self.data.reshape(shape), (self,), "reshape")
        def _backward():
            self.grad += out.grad.reshape(self.data.shape)
        out._backward = _backward
        return out

    @property
    def T(self):
        out = Tensor(self.data.T, (self,), "T")
        def _backward():
            self.grad += out.grad.T
        out._backward = _backward
        return out

    def __getitem__(self, idx):
        out = Tensor(self.data[idx], (self,), "[]")
        def _backward():
            np.add.at(self.grad, idx, out.grad)
        out._backward = _backward
        return out

    def backward(self):
        topo, visited, stack = [], set(), [(self, iter(self._prev))]
        visited.add(self)
        while stack:
            v, children = stack[-1]
            child = next((c for c in children if c not in visited), None)
            if child is None:
                topo.append(v)
                stack.pop()
            else:
                visited.add(child)
                stack.append((child, iter(child._prev)))
        self.grad = np.ones_like(self.data)
        for v in reversed(topo):
            v._backward()

    def __neg__(self): return self * -1
    def __radd__(self, other): return self + other
    def __sub__(self, other): return self + (-self._wrap(other))
    def __rsub__(self, other): return self._wrap(other) + (-self)
    def __rmul__(self, other): return self * other
    def __truediv__(self, other): return self * self._wrap(other) ** -1
    def __rtruediv__(self, other): return self._wrap(other) * self ** -1


#: right | Tensor | other algorithm | a global tape: operations are recorded in order, backward runs through it from the end
TAPE = []

class Tensor:
    __array_ufunc__ = None

    def __init__(self, data):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros(self.data.shape)

    def _record(value, *links):
        out = Tensor(value)
        TAPE.append((out, links))
        return out

    def _of(value):
        return value if isinstance(value, Tensor) else Tensor(value)

    def __add__(a, b):
        b = Tensor._of(b)
        return Tensor._record(a.data + b.data, (a, lambda g: g), (b, lambda g: g))

    def __sub__(a, b):
        b = Tensor._of(b)
        return Tensor._record(a.data - b.data, (a, lambda g: g), (b, lambda g: -g))

    def __mul__(a, b):
        b = Tensor._of(b)
        return Tensor._record(a.data * b.data, (a, lambda g: g * b.data), (b, lambda g: g * a.data))

    def __truediv__(a, b):
        b = Tensor._of(b)
        q = a.data / b.data
        return Tensor._record(q, (a, lambda g: g / b.data), (b, lambda g: -g * q / b.data))

    def __matmul__(a, b):
        b = Tensor._of(b)
        return Tensor._record(a.data.dot(b.data), (a, lambda g: g.dot(b.data.T)), (b, lambda g: a.data.T.dot(g)))

    def __radd__(a, b): return Tensor._of(b) + a
    def __rsub__(a, b): return Tensor._of(b) - a
    def __rmul__(a, b): return Tensor._of(b) * a
    def __rtruediv__(a, b): return Tensor._of(b) / a
    def __rmatmul__(a, b): return Tensor._of(b) @ a
    def __neg__(a): return Tensor._record(-a.data, (a, lambda g: -g))
    def __pow__(a, n): return Tensor._record(np.power(a.data, float(n)), (a, lambda g: g * n * np.power(a.data, n - 1.0)))
    def relu(a): return Tensor._record(a.data.clip(0), (a, lambda g: np.where(a.data > 0, g, 0.0)))
    def log(a): return Tensor._record(np.log(a.data), (a, lambda g: g / a.data))

    def exp(a):
        e = np.exp(a.data)
        return Tensor._record(e, (a, lambda g: g * e))

    def sum(a, axis=None, keepdims=False):
        kept = a.data.sum(axis=axis, keepdims=True).shape
        return Tensor._record(a.data.sum(axis=axis, keepdims=keepdims), (a, lambda g: np.reshape(g, kept) + 0 * a.data))

    def mean(a, axis=None, keepdims=False):
        m = a.data.mean(axis=axis, keepdims=True)
        return Tensor._record(
            a.data.mean(axis=axis, keepdims=keepdims),
            (a, lambda g: np.broadcast_to(np.reshape(g, m.shape) * m.size / a.data.size, a.data.shape)),
        )

    def reshape(a, *shape):
        return Tensor._record(np.reshape(a.data, shape[0] if isinstance(shape[0], tuple) else shape),
                              (a, lambda g: np.reshape(g, a.data.shape)))

    @property
    def T(a):
        return Tensor._record(np.transpose(a.data), (a, np.transpose))

    def __getitem__(a, key):
        places = np.arange(a.data.size).reshape(a.data.shape)[key]
        def back(g):
            return np.bincount(np.ravel(places), np.ravel(g), a.data.size).reshape(a.data.shape)
        return Tensor._record(a.data[key], (a, back))

    def backward(self):
        flowing = {id(self): np.ones(self.data.shape)}
        self.grad = self.grad + 1
        for out, links in reversed(TAPE):
            g = flowing.pop(id(out), None)
            if g is None:
                continue
            for parent, back in links:
                part = unbroadcast(np.asarray(back(g)), parent.data.shape)
                parent.grad = parent.grad + part
                flowing[id(parent)] = flowing.get(id(parent), 0) + part


#: right | Tensor | other algorithm | PyTorch's and minitorch's way: a class for each function, with forward and backward, and depths to go by
import heapq
from itertools import count

class Function:
    serial = count()
    def apply(self, *inputs):
        self.inputs = [x if isinstance(x, Tensor) else Tensor(x) for x in inputs]
        out = Tensor(self.forward(*[x.data for x in self.inputs]))
        out.made_by, out.number = self, next(Function.serial)
        return out

class Add(Function):
    def forward(self, a, b):
        return a + b
    def backward(self, g):
        return g, g

class Mul(Function):
    def forward(self, a, b):
        self.a, self.b = a, b
        return a * b
    def backward(self, g):
        return g * self.b, g * self.a

class Inverse(Function):
    def forward(self, a):
        self.y = 1 / a
        return self.y
    def backward(self, g):
        return (-g * self.y ** 2,)

class Power(Function):
    def __init__(self, n):
        self.n = n
    def forward(self, a):
        self.a = a
        return a ** self.n
    def backward(self, g):
        return (g * self.n * self.a ** (self.n - 1),)

class MatMul(Function):
    def forward(self, a, b):
        self.a, self.b = a, b
        return np.einsum("ij,jk->ik", a, b)
    def backward(self, g):
        return np.einsum("ik,jk->ij", g, self.b), np.einsum("ij,ik->jk", self.a, g)

class Relu(Function):
    def forward(self, a):
        self.mask = a > 0
        return a * self.mask
    def backward(self, g):
        return (g * self.mask,)

class Exp(Function):
    def forward(self, a):
        self.y = np.exp(a)
        return self.y
    def backward(self, g):
        return (g * self.y,)

class Log(Function):
    def forward(self, a):
        self.a = a
        return np.log(a)
    def backward(self, g):
        return (g / self.a,)

class Sum(Function):
    def __init__(self, axis, keepdims):
        self.axis, self.keepdims = axis, keepdims
    def forward(self, a):
        self.shape = a.shape
        return a.sum(self.axis, keepdims=self.keepdims)
    def backward(self, g):
        if self.axis is not None and not self.keepdims:
            g = np.expand_dims(g, self.axis)
        return (np.broadcast_to(g, self.shape),)

class View(Function):
    def __init__(self, there, back):
        self.there, self.back = there, back
    def forward(self, a):
        self.shape = a.shape
        return self.there(a)
    def backward(self, g):
        return (self.back(g, self.shape),)

class Tensor:
    __array_ufunc__ = None
    made_by = None
    number = -1

    def __init__(self, data):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)

    def __lt__(self, other): return self.number > other.number  # for the heap: the last one made first
    def __add__(self, o): return Add().apply(self, o)
    def __radd__(self, o): return Add().apply(o, self)
    def __mul__(self, o): return Mul().apply(self, o)
    def __rmul__(self, o): return Mul().apply(o, self)
    def __neg__(self): return Mul().apply(self, -1.0)
    def __sub__(self, o): return Add().apply(self, -(o if isinstance(o, Tensor) else Tensor(o)))
    def __rsub__(self, o): return Add().apply(o, -self)
    def __truediv__(self, o): return Mul().apply(self, Inverse().apply(o))
    def __rtruediv__(self, o): return Mul().apply(o, Inverse().apply(self))
    def __pow__(self, n): return Power(n).apply(self)
    def __matmul__(self, o): return MatMul().apply(self, o)
    def __rmatmul__(self, o): return MatMul().apply(o, self)
    def relu(self): return Relu().apply(self)
    def exp(self): return Exp().apply(self)
    def log(self): return Log().apply(self)
    def sum(self, axis=None, keepdims=False): return Sum(axis, keepdims).apply(self)
    def mean(self, axis=None, keepdims=False):
        n = self.data.size if axis is None else self.data.shape[axis]
        return self.sum(axis, keepdims) * (1 / n)
    def reshape(self, *shape): return View(lambda a: a.reshape(*shape), lambda g, old: g.reshape(old)).apply(self)
    @property
    def T(self): return View(np.transpose, lambda g, old: g.T).apply(self)
    def __getitem__(self, index):
        def back(g, old):
            z = np.zeros(old)
            np.add.at(z, index, g)
            return z
        return View(lambda a: a[index], back).apply(self)

    def backward(self):
        parts = {id(self): np.ones_like(self.data)}
        heap, listed = [self], {id(self)}
        while heap:
            node = heapq.heappop(heap)
            g = parts.pop(id(node))
            node.grad = node.grad + g
            if node.made_by is None:
                continue
            for parent, part in zip(node.made_by.inputs, node.made_by.backward(g)):
                part = unbroadcast(np.asarray(part), parent.data.shape)
                parts[id(parent)] = parts.get(id(parent), 0) + part
                if id(parent) not in listed:
                    listed.add(id(parent))
                    heapq.heappush(heap, parent)


#: right | Tensor | other algorithm | lists of (parent, function); counts children, and hands on when the last has come
class Tensor:
    __array_ufunc__ = None
    def __init__(self, data, links=()):
        self.data = np.asarray(data) * 1.0
        self.grad = 0.0 * self.data
        self.links = [(p, f) for p, f in links if isinstance(p, Tensor)]

    def value(x):
        return x.data if isinstance(x, Tensor) else x

    def binary(a, b, result, da, db):
        return Tensor(result, [(a, da), (b, db)])

    def __add__(self, o): return Tensor(self.data + Tensor.value(o), [(self, lambda g: g), (o, lambda g: g)])
    __radd__ = __add__
    def __mul__(self, o):
        v = Tensor.value(o)
        return Tensor(self.data * v, [(self, lambda g: g * v), (o, lambda g: g * self.data)])
    __rmul__ = __mul__
    def __neg__(self): return Tensor(-self.data, [(self, lambda g: -g)])
    def __sub__(self, o): return self + (-o)
    def __rsub__(self, o): return (-self) + o
    def __pow__(self, n): return Tensor(self.data**n, [(self, lambda g: g * n * self.data**(n - 1))])
    def __truediv__(self, o): return self * (o**-1.0)
    def __rtruediv__(self, o): return self**-1.0 * o
    def __matmul__(self, o):
        v = Tensor.value(o)
        return Tensor(self.data @ v, [(self, lambda g: g @ v.T), (o, lambda g: self.data.T @ g)])
    def __rmatmul__(self, o): return Tensor(o @ self.data, [(self, lambda g: o.T @ g)])
    def relu(self): return Tensor(np.maximum(self.data, 0.0), [(self, lambda g: g * np.heaviside(self.data, 0.0))])
    def exp(self):
        out = Tensor(np.exp(self.data))
        out.links = [(self, lambda g: g * out.data)]
        return out
    def log(self): return Tensor(np.log(self.data), [(self, lambda g: g / self.data)])
    def sum(self, axis=None, keepdims=False):
        shape = list(self.data.shape)
        if axis is None:
            shape = [1] * len(shape)
        else:
            shape[axis] = 1
        ones = np.ones_like(self.data)
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), [(self, lambda g: ones * np.reshape(g, shape))])
    def mean(self, axis=None, keepdims=False):
        total = self.sum(axis=axis, keepdims=keepdims)
        return total / (self.data.size / total.data.size)
    def reshape(self, *shape): return Tensor(self.data.reshape(*shape), [(self, lambda g: g.reshape(self.data.shape))])
    T = property(lambda self: Tensor(self.data.T, [(self, lambda g: g.T)]))
    def __getitem__(self, i):
        def spread(g):
            one = np.zeros_like(self.data)
            np.add.at(one, i, g)
            return one
        return Tensor(self.data[i], [(self, spread)])

    def backward(self):
        children, seen, stack = {}, {self}, [self]
        while stack:
            for parent, _ in stack.pop().links:
                children[parent] = children.get(parent, 0) + 1
                if parent not in seen:
                    seen.add(parent)
                    stack.append(parent)
        self.grad = self.grad + 1.0
        ready = [self]
        while ready:
            node = ready.pop()
            for parent, f in node.links:
                parent.grad = parent.grad + unbroadcast(np.asarray(f(node.grad)), parent.data.shape)
                children[parent] -= 1
                if not children[parent]:
                    ready.append(parent)


#: right | Tensor | other algorithm | operators made in a loop from a table of formulas
def _make(name, value, slopes):
    def forward(*args):
        tensors = [a if isinstance(a, Tensor) else Tensor(np.asarray(a, dtype=float)) for a in args]
        arrays = [t.data for t in tensors]
        return Tensor(value(*arrays), list(zip(tensors, [lambda g, s=s: s(g, *arrays) for s in slopes])))
    return forward

class Tensor:
    __array_priority__ = 99.0

    def __init__(self, data, parents=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents = list(parents)

    def _unary(self, value, slope):
        return Tensor(value, [(self, slope)])

    def __pow__(self, n):
        return self._unary(self.data**n, lambda g: n * self.data**(n - 1) * g)

    def relu(self):
        return self._unary(np.maximum(self.data, 0), lambda g: (self.data > 0).astype(float) * g)

    def exp(self):
        value = np.exp(self.data)
        return self._unary(value, lambda g: value * g)

    def log(self):
        return self._unary(np.log(self.data), lambda g: g / self.data)

    def sum(self, axis=None, keepdims=False):
        kept = np.sum(self.data, axis=axis, keepdims=True)
        value = kept if keepdims else np.sum(self.data, axis=axis)
        return self._unary(value, lambda g: np.tile(np.reshape(g, kept.shape),
                           [n // k for n, k in zip(self.data.shape, kept.shape)]))

    def mean(self, axis=None, keepdims=False):
        s = self.sum(axis, keepdims)
        return s * (s.data.size / self.data.size)

    def reshape(self, *new):
        return self._unary(self.data.reshape(*new), lambda g: g.reshape(self.data.shape))

    @property
    def T(self):
        return self._unary(self.data.T, lambda g: g.T)

    def __getitem__(self, i):
        def back(g):
            whole = np.zeros_like(self.data)
            np.add.at(whole, i, g)
            return whole
        return self._unary(self.data[i], back)

    def backward(self):
        order = topological_order(self, lambda node: [p for p, _ in node.parents])
        self.grad = self.grad + np.ones_like(self.data)
        for node in order[::-1]:
            for parent, back in node.parents:
                parent.grad = parent.grad + unbroadcast(np.asarray(back(node.grad)), parent.data.shape)

for _name, _value, _slopes in [
    ("add", lambda a, b: a + b, [lambda g, a, b: g, lambda g, a, b: g]),
    ("sub", lambda a, b: a - b, [lambda g, a, b: g, lambda g, a, b: -g]),
    ("mul", lambda a, b: a * b, [lambda g, a, b: g * b, lambda g, a, b: g * a]),
    ("truediv", lambda a, b: a / b, [lambda g, a, b: g / b, lambda g, a, b: -g * a / b**2]),
    ("matmul", lambda a, b: a @ b, [lambda g, a, b: g @ b.T, lambda g, a, b: a.T @ g]),
    ("neg", lambda a: -a, [lambda g, a: -g]),
]:
    _f = _make(_name, _value, _slopes)
    setattr(Tensor, f"__{_name}__", _f)
    setattr(Tensor, f"__r{_name}__", lambda a, b, f=_f: f(b, a))


#: right | Tensor | other algorithm | what was visited is kept in a list, which is slow
def _make(name, value, slopes):
    def forward(*args):
        tensors = [a if isinstance(a, Tensor) else Tensor(np.asarray(a, dtype=float)) for a in args]
        arrays = [t.data for t in tensors]
        return Tensor(value(*arrays), list(zip(tensors, [lambda g, s=s: s(g, *arrays) for s in slopes])))
    return forward

class Tensor:
    __array_priority__ = 99.0

    def __init__(self, data, parents=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents = list(parents)

    def _unary(self, value, slope):
        return Tensor(value, [(self, slope)])

    def __pow__(self, n):
        return self._unary(self.data**n, lambda g: n * self.data**(n - 1) * g)

    def relu(self):
        return self._unary(np.maximum(self.data, 0), lambda g: (self.data > 0).astype(float) * g)

    def exp(self):
        value = np.exp(self.data)
        return self._unary(value, lambda g: value * g)

    def log(self):
        return self._unary(np.log(self.data), lambda g: g / self.data)

    def sum(self, axis=None, keepdims=False):
        kept = np.sum(self.data, axis=axis, keepdims=True)
        value = kept if keepdims else np.sum(self.data, axis=axis)
        return self._unary(value, lambda g: np.tile(np.reshape(g, kept.shape),
                           [n // k for n, k in zip(self.data.shape, kept.shape)]))

    def mean(self, axis=None, keepdims=False):
        s = self.sum(axis, keepdims)
        return s * (s.data.size / self.data.size)

    def reshape(self, *new):
        return self._unary(self.data.reshape(*new), lambda g: g.reshape(self.data.shape))

    @property
    def T(self):
        return self._unary(self.data.T, lambda g: g.T)

    def __getitem__(self, i):
        def back(g):
            whole = np.zeros_like(self.data)
            np.add.at(whole, i, g)
            return whole
        return self._unary(self.data[i], back)

    def backward(self):
        order, visited, pile = [], [], [self]
        while pile:
            node = pile[-1]
            todo = [p for p, _ in node.parents if p not in visited]
            if todo:
                pile += todo
            elif pile.pop() not in visited:
                visited.append(node)
                order.append(node)
        self.grad = self.grad + np.ones_like(self.data)
        for node in order[::-1]:
            for parent, back in node.parents:
                parent.grad = parent.grad + unbroadcast(np.asarray(back(node.grad)), parent.data.shape)

for _name, _value, _slopes in [
    ("add", lambda a, b: a + b, [lambda g, a, b: g, lambda g, a, b: g]),
    ("sub", lambda a, b: a - b, [lambda g, a, b: g, lambda g, a, b: -g]),
    ("mul", lambda a, b: a * b, [lambda g, a, b: g * b, lambda g, a, b: g * a]),
    ("truediv", lambda a, b: a / b, [lambda g, a, b: g / b, lambda g, a, b: -g * a / b**2]),
    ("matmul", lambda a, b: a @ b, [lambda g, a, b: g @ b.T, lambda g, a, b: a.T @ g]),
    ("neg", lambda a: -a, [lambda g, a: -g]),
]:
    _f = _make(_name, _value, _slopes)
    setattr(Tensor, f"__{_name}__", _f)
    setattr(Tensor, f"__r{_name}__", lambda a, b, f=_f: f(b, a))


#: right | Tensor | other algorithm | float32 throughout, a dataclass with slots, gradients as properties
class Tensor:
    __slots__ = ("data", "_grad", "_from", "__weakref__")
    __array_ufunc__ = None

    def __init__(self, data, made_from=()):
        self.data = np.asarray(data, dtype=np.float32)
        self._grad = None
        self._from = made_from

    @property
    def grad(self):
        return np.zeros_like(self.data) if self._grad is None else self._grad

    @classmethod
    def lift(cls, x):
        return x if isinstance(x, cls) else cls(x)

    def __add__(self, b):
        b = self.lift(b)
        return Tensor(self.data + b.data, ((self, lambda g: g), (b, lambda g: g)))

    def __mul__(self, b):
        b = self.lift(b)
        return Tensor(self.data * b.data, ((self, lambda g: g * b.data), (b, lambda g: g * self.data)))

    def __matmul__(self, b):
        b = self.lift(b)
        return Tensor(self.data @ b.data, ((self, lambda g: g @ b.data.T), (b, lambda g: self.data.T @ g)))

    def __pow__(self, n):
        return Tensor(self.data**n, ((self, lambda g: g * (n * self.data ** (n - 1))),))

    __radd__ = __add__
    __rmul__ = __mul__
    __neg__ = lambda self: self * -1
    __sub__ = lambda self, b: self + -self.lift(b)
    __rsub__ = lambda self, b: self.lift(b) - self
    __truediv__ = lambda self, b: self * self.lift(b) ** -1
    __rtruediv__ = lambda self, b: self.lift(b) * self**-1
    __rmatmul__ = lambda self, b: self.lift(b) @ self

    def relu(self):
        on = self.data > 0
        return Tensor(np.where(on, self.data, 0), ((self, lambda g: np.where(on, g, 0)),))

    def exp(self):
        e = np.exp(self.data)
        return Tensor(e, ((self, lambda g: g * e),))

    def log(self):
        return Tensor(np.log(self.data), ((self, lambda g: g / self.data),))

    def sum(self, axis=None, keepdims=False):
        shape = self.data.sum(axis=axis, keepdims=True).shape
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims),
                      ((self, lambda g: np.broadcast_to(np.reshape(g, shape), self.data.shape)),))

    def mean(self, axis=None, keepdims=False):
        out = self.sum(axis=axis, keepdims=keepdims)
        return out / (self.data.size // out.data.size)

    def reshape(self, *s):
        return Tensor(self.data.reshape(*s), ((self, lambda g: g.reshape(self.data.shape)),))

    @property
    def T(self):
        return Tensor(self.data.T, ((self, lambda g: g.T),))

    def __getitem__(self, i):
        def back(g):
            z = np.zeros_like(self.data)
            np.add.at(z, i, g)
            return z
        return Tensor(self.data[i], ((self, back),))

    def backward(self):
        order, state, stack = [], {}, [self]
        while stack:
            t = stack[-1]
            if t not in state:
                state[t] = "open"
                stack.extend(p for p, _ in t._from if p not in state)
            else:
                stack.pop()
                if state[t] == "open":
                    state[t] = "done"
                    order.append(t)
        self._grad = self.grad + 1
        for t in reversed(order):
            for p, f in t._from:
                p._grad = p.grad + unbroadcast(np.asarray(f(t.grad)), p.data.shape)


#: wrong | Tensor | other algorithm | sums and products alone are written, the rest not yet
class Tensor:
    __array_ufunc__ = None

    def __init__(self, data):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents = []

    def __add__(self, other):
        out = Tensor(self.data + other.data)
        out.parents = [(self, 1.0), (other, 1.0)]
        return out

    def __mul__(self, other):
        out = Tensor(self.data * other.data)
        out.parents = [(self, other.data), (other, self.data)]
        return out

    def relu(self):
        raise NotImplementedError

    def backward(self):
        order = topological_order(self, lambda t: [p for p, _ in t.parents])
        self.grad = np.ones_like(self.data)
        for node in reversed(order):
            for parent, slope in node.parents:
                parent.grad = parent.grad + unbroadcast(node.grad * slope, parent.data.shape)


#: wrong | Tensor | other algorithm | every path by a call of its own: backward(gradient) adds and calls its parents | named: goes along every path by itself
class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, parents=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents = parents

    def lift(x):
        return x if isinstance(x, Tensor) else Tensor(x)

    def backward(self, gradient=1.0):
        gradient = unbroadcast(np.asarray(gradient, dtype=float), self.data.shape)
        self.grad = self.grad + gradient
        for parent, slope in self.parents:
            parent.backward(slope(gradient))

    def __add__(self, o):
        o = Tensor.lift(o)
        return Tensor(self.data + o.data, ((self, lambda g: g), (o, lambda g: g)))
    __radd__ = __add__
    def __mul__(self, o):
        o = Tensor.lift(o)
        return Tensor(self.data * o.data, ((self, lambda g: g * o.data), (o, lambda g: g * self.data)))
    __rmul__ = __mul__
    def __pow__(self, n): return Tensor(self.data**n, ((self, lambda g: g * n * self.data ** (n - 1)),))
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + -Tensor.lift(o)
    def __rsub__(self, o): return Tensor.lift(o) - self
    def __truediv__(self, o): return self * Tensor.lift(o) ** -1
    def __rtruediv__(self, o): return Tensor.lift(o) / self
    def __matmul__(self, o):
        o = Tensor.lift(o)
        return Tensor(self.data @ o.data, ((self, lambda g: g @ o.data.T), (o, lambda g: self.data.T @ g)))
    def __rmatmul__(self, o): return Tensor.lift(o) @ self
    def relu(self): return Tensor(self.data * (self.data > 0), ((self, lambda g: g * (self.data > 0)),))
    def exp(self): return Tensor(np.exp(self.data), ((self, lambda g: g * np.exp(self.data)),))
    def log(self): return Tensor(np.log(self.data), ((self, lambda g: g / self.data),))
    def sum(self, axis=None, keepdims=False):
        shape = self.data.sum(axis=axis, keepdims=True).shape
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims),
                      ((self, lambda g: g.reshape(shape) * np.ones_like(self.data)),))
    def mean(self, axis=None, keepdims=False):
        s = self.sum(axis, keepdims)
        return s * (s.data.size / self.data.size)
    def reshape(self, *s): return Tensor(self.data.reshape(*s), ((self, lambda g: g.reshape(self.data.shape)),))
    @property
    def T(self): return Tensor(self.data.T, ((self, lambda g: g.T),))
    def __getitem__(self, i):
        def back(g):
            z = np.zeros_like(self.data)
            np.add.at(z, i, g)
            return z
        return Tensor(self.data[i], ((self, back),))


#: wrong | Tensor | same algorithm | broadcasting is undone for a row of biases alone, and items overwrite | named: adds repeated items once
class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, back=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.back = back

    def add(self, g):
        if g.shape != self.data.shape and self.data.ndim:
            g = g.sum(axis=0, keepdims=self.data.ndim == 2)
        elif g.shape != self.data.shape:
            g = g.sum()
        self.grad = self.grad + g

    def lift(x):
        return x if isinstance(x, Tensor) else Tensor(x)

    def __add__(self, o):
        o = Tensor.lift(o)
        return Tensor(self.data + o.data, ((self, lambda g: g), (o, lambda g: g)))
    __radd__ = __add__
    def __mul__(self, o):
        o = Tensor.lift(o)
        return Tensor(self.data * o.data, ((self, lambda g: g * o.data), (o, lambda g: g * self.data)))
    __rmul__ = __mul__
    def __pow__(self, n): return Tensor(self.data**n, ((self, lambda g: g * n * self.data ** (n - 1)),))
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + -Tensor.lift(o)
    def __rsub__(self, o): return Tensor.lift(o) - self
    def __truediv__(self, o): return self * Tensor.lift(o) ** -1
    def __rtruediv__(self, o): return Tensor.lift(o) / self
    def __matmul__(self, o):
        o = Tensor.lift(o)
        return Tensor(self.data @ o.data, ((self, lambda g: g @ o.data.T), (o, lambda g: self.data.T @ g)))
    def __rmatmul__(self, o): return Tensor.lift(o) @ self
    def relu(self): return Tensor(self.data * (self.data > 0), ((self, lambda g: g * (self.data > 0)),))
    def exp(self): return Tensor(np.exp(self.data), ((self, lambda g: g * np.exp(self.data)),))
    def log(self): return Tensor(np.log(self.data), ((self, lambda g: g / self.data),))
    def sum(self, axis=None, keepdims=False):
        shape = self.data.sum(axis=axis, keepdims=True).shape
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims),
                      ((self, lambda g: g.reshape(shape) * np.ones_like(self.data)),))
    def mean(self, axis=None, keepdims=False):
        s = self.sum(axis, keepdims)
        return s * (s.data.size / self.data.size)
    def reshape(self, *s): return Tensor(self.data.reshape(*s), ((self, lambda g: g.reshape(self.data.shape)),))
    @property
    def T(self): return Tensor(self.data.T, ((self, lambda g: g.T),))
    def __getitem__(self, i):
        def back(g):
            z = np.zeros_like(self.data)
            z[i] = g
            return z
        return Tensor(self.data[i], ((self, back),))

    def backward(self):
        self.grad = np.ones_like(self.data)
        for node in reversed(topological_order(self, lambda t: [p for p, _ in t.back])):
            for parent, f in node.back:
                parent.add(np.asarray(f(node.grad)))


#: right | mlp_loss_autograd | other algorithm | picks the true classes' scores by their indices
def mlp_loss_autograd(X, y, params):
    P = {k: Tensor(v) for k, v in params.items()}
    Z = (Tensor(X) @ P["W1"] + P["b1"]).relu() @ P["W2"] + P["b2"]
    Z = Z - np.max(Z.data, axis=1, keepdims=True)
    loss = (Z.exp().sum(axis=1).log() - Z[np.arange(len(X)), y.argmax(axis=1)]).mean()
    loss.backward()
    return loss.data, {k: t.grad for k, t in P.items()}


#: right | scores_loss | other algorithm | softmax first, its logarithm kept finite
def scores_loss(Z, y):
    e = (Z - Z.data.max(axis=1, keepdims=True)).exp()
    A = e / e.sum(axis=1, keepdims=True)
    picked = (A * y).sum(axis=1)
    return -picked.log().mean()


#: right | Tensor | other algorithm | a pile with marks, rules as pairs, axes summed one by one
class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, sources=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros(self.data.shape)
        self.sources = sources

    @staticmethod
    def of(x):
        return x if isinstance(x, Tensor) else Tensor(x)

    def __add__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data + o.data, [(self, lambda g: g), (o, lambda g: g)])

    def __mul__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data * o.data, [(self, lambda g: g * o.data), (o, lambda g: g * self.data)])

    def __sub__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data - o.data, [(self, lambda g: g), (o, lambda g: -g)])

    def __truediv__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data / o.data, [(self, lambda g: g / o.data), (o, lambda g: -g * self.data / o.data**2)])

    def __pow__(self, k):
        return Tensor(self.data**k, [(self, lambda g: g * k * self.data ** (k - 1))])

    def __neg__(self):
        return Tensor(-self.data, [(self, lambda g: -g)])

    def __matmul__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data @ o.data, [(self, lambda g: g @ o.data.T), (o, lambda g: self.data.T @ g)])

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, o):
        return Tensor.of(o) - self

    def __rtruediv__(self, o):
        return Tensor.of(o) / self

    def __rmatmul__(self, o):
        return Tensor.of(o) @ self

    def relu(self):
        return Tensor(np.maximum(self.data, 0), [(self, lambda g: g * (self.data > 0))])

    def exp(self):
        e = np.exp(self.data)
        return Tensor(e, [(self, lambda g: g * e)])

    def log(self):
        return Tensor(np.log(self.data), [(self, lambda g: g / self.data)])

    def sum(self, axis=None, keepdims=False):
        def spread(g):
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            return np.broadcast_to(g, self.data.shape)
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), [(self, spread)])

    def mean(self, axis=None, keepdims=False):
        total = self.sum(axis, keepdims)
        return total / (self.data.size / total.data.size)

    def reshape(self, *shape):
        return Tensor(self.data.reshape(*shape), [(self, lambda g: g.reshape(self.data.shape))])

    @property
    def T(self):
        return Tensor(self.data.T, [(self, lambda g: g.T)])

    def __getitem__(self, key):
        def put(g):
            z = np.zeros(self.data.shape)
            np.add.at(z, key, g)
            return z
        return Tensor(self.data[key], [(self, put)])

    def backward(self):
        order, seen, pile = [], set(), [(self, False)]
        while pile:
            node, done = pile.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                pile.append((node, True))
                pile += [(source, False) for source, _ in node.sources]
        self.grad = self.grad + np.ones(self.data.shape)
        for node in reversed(order):
            for source, rule in node.sources:
                g = rule(node.grad)
                while g.ndim > source.data.ndim:
                    g = g.sum(axis=0)
                for axis, size in enumerate(source.data.shape):
                    if size == 1 and g.shape[axis] != 1:
                        g = g.sum(axis=axis, keepdims=True)
                source.grad = source.grad + g


#: wrong | Tensor | same algorithm | matmul: the two gradients are swapped
class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, sources=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros(self.data.shape)
        self.sources = sources

    @staticmethod
    def of(x):
        return x if isinstance(x, Tensor) else Tensor(x)

    def __add__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data + o.data, [(self, lambda g: g), (o, lambda g: g)])

    def __mul__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data * o.data, [(self, lambda g: g * o.data), (o, lambda g: g * self.data)])

    def __sub__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data - o.data, [(self, lambda g: g), (o, lambda g: -g)])

    def __truediv__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data / o.data, [(self, lambda g: g / o.data), (o, lambda g: -g * self.data / o.data**2)])

    def __pow__(self, k):
        return Tensor(self.data**k, [(self, lambda g: g * k * self.data ** (k - 1))])

    def __neg__(self):
        return Tensor(-self.data, [(self, lambda g: -g)])

    def __matmul__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data @ o.data, [(self, lambda g: self.data.T @ g), (o, lambda g: g @ o.data.T)])

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, o):
        return Tensor.of(o) - self

    def __rtruediv__(self, o):
        return Tensor.of(o) / self

    def __rmatmul__(self, o):
        return Tensor.of(o) @ self

    def relu(self):
        return Tensor(np.maximum(self.data, 0), [(self, lambda g: g * (self.data > 0))])

    def exp(self):
        e = np.exp(self.data)
        return Tensor(e, [(self, lambda g: g * e)])

    def log(self):
        return Tensor(np.log(self.data), [(self, lambda g: g / self.data)])

    def sum(self, axis=None, keepdims=False):
        def spread(g):
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            return np.broadcast_to(g, self.data.shape)
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), [(self, spread)])

    def mean(self, axis=None, keepdims=False):
        total = self.sum(axis, keepdims)
        return total / (self.data.size / total.data.size)

    def reshape(self, *shape):
        return Tensor(self.data.reshape(*shape), [(self, lambda g: g.reshape(self.data.shape))])

    @property
    def T(self):
        return Tensor(self.data.T, [(self, lambda g: g.T)])

    def __getitem__(self, key):
        def put(g):
            z = np.zeros(self.data.shape)
            np.add.at(z, key, g)
            return z
        return Tensor(self.data[key], [(self, put)])

    def backward(self):
        order, seen, pile = [], set(), [(self, False)]
        while pile:
            node, done = pile.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                pile.append((node, True))
                pile += [(source, False) for source, _ in node.sources]
        self.grad = self.grad + np.ones(self.data.shape)
        for node in reversed(order):
            for source, rule in node.sources:
                g = rule(node.grad)
                while g.ndim > source.data.ndim:
                    g = g.sum(axis=0)
                for axis, size in enumerate(source.data.shape):
                    if size == 1 and g.shape[axis] != 1:
                        g = g.sum(axis=axis, keepdims=True)
                source.grad = source.grad + g


#: wrong | Tensor | same algorithm | broadcasting is averaged, not summed
class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, sources=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros(self.data.shape)
        self.sources = sources

    @staticmethod
    def of(x):
        return x if isinstance(x, Tensor) else Tensor(x)

    def __add__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data + o.data, [(self, lambda g: g), (o, lambda g: g)])

    def __mul__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data * o.data, [(self, lambda g: g * o.data), (o, lambda g: g * self.data)])

    def __sub__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data - o.data, [(self, lambda g: g), (o, lambda g: -g)])

    def __truediv__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data / o.data, [(self, lambda g: g / o.data), (o, lambda g: -g * self.data / o.data**2)])

    def __pow__(self, k):
        return Tensor(self.data**k, [(self, lambda g: g * k * self.data ** (k - 1))])

    def __neg__(self):
        return Tensor(-self.data, [(self, lambda g: -g)])

    def __matmul__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data @ o.data, [(self, lambda g: g @ o.data.T), (o, lambda g: self.data.T @ g)])

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, o):
        return Tensor.of(o) - self

    def __rtruediv__(self, o):
        return Tensor.of(o) / self

    def __rmatmul__(self, o):
        return Tensor.of(o) @ self

    def relu(self):
        return Tensor(np.maximum(self.data, 0), [(self, lambda g: g * (self.data > 0))])

    def exp(self):
        e = np.exp(self.data)
        return Tensor(e, [(self, lambda g: g * e)])

    def log(self):
        return Tensor(np.log(self.data), [(self, lambda g: g / self.data)])

    def sum(self, axis=None, keepdims=False):
        def spread(g):
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            return np.broadcast_to(g, self.data.shape)
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), [(self, spread)])

    def mean(self, axis=None, keepdims=False):
        total = self.sum(axis, keepdims)
        return total / (self.data.size / total.data.size)

    def reshape(self, *shape):
        return Tensor(self.data.reshape(*shape), [(self, lambda g: g.reshape(self.data.shape))])

    @property
    def T(self):
        return Tensor(self.data.T, [(self, lambda g: g.T)])

    def __getitem__(self, key):
        def put(g):
            z = np.zeros(self.data.shape)
            np.add.at(z, key, g)
            return z
        return Tensor(self.data[key], [(self, put)])

    def backward(self):
        order, seen, pile = [], set(), [(self, False)]
        while pile:
            node, done = pile.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                pile.append((node, True))
                pile += [(source, False) for source, _ in node.sources]
        self.grad = self.grad + np.ones(self.data.shape)
        for node in reversed(order):
            for source, rule in node.sources:
                g = rule(node.grad)
                while g.ndim > source.data.ndim:
                    g = g.sum(axis=0)
                for axis, size in enumerate(source.data.shape):
                    if size == 1 and g.shape[axis] != 1:
                        g = g.mean(axis=axis, keepdims=True)
                source.grad = source.grad + g


#: wrong | Tensor | same algorithm | mean forgets to divide | named: takes the sum for the mean
class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, sources=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros(self.data.shape)
        self.sources = sources

    @staticmethod
    def of(x):
        return x if isinstance(x, Tensor) else Tensor(x)

    def __add__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data + o.data, [(self, lambda g: g), (o, lambda g: g)])

    def __mul__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data * o.data, [(self, lambda g: g * o.data), (o, lambda g: g * self.data)])

    def __sub__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data - o.data, [(self, lambda g: g), (o, lambda g: -g)])

    def __truediv__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data / o.data, [(self, lambda g: g / o.data), (o, lambda g: -g * self.data / o.data**2)])

    def __pow__(self, k):
        return Tensor(self.data**k, [(self, lambda g: g * k * self.data ** (k - 1))])

    def __neg__(self):
        return Tensor(-self.data, [(self, lambda g: -g)])

    def __matmul__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data @ o.data, [(self, lambda g: g @ o.data.T), (o, lambda g: self.data.T @ g)])

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, o):
        return Tensor.of(o) - self

    def __rtruediv__(self, o):
        return Tensor.of(o) / self

    def __rmatmul__(self, o):
        return Tensor.of(o) @ self

    def relu(self):
        return Tensor(np.maximum(self.data, 0), [(self, lambda g: g * (self.data > 0))])

    def exp(self):
        e = np.exp(self.data)
        return Tensor(e, [(self, lambda g: g * e)])

    def log(self):
        return Tensor(np.log(self.data), [(self, lambda g: g / self.data)])

    def sum(self, axis=None, keepdims=False):
        def spread(g):
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            return np.broadcast_to(g, self.data.shape)
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), [(self, spread)])

    def mean(self, axis=None, keepdims=False):
        total = self.sum(axis, keepdims)
        return total

    def reshape(self, *shape):
        return Tensor(self.data.reshape(*shape), [(self, lambda g: g.reshape(self.data.shape))])

    @property
    def T(self):
        return Tensor(self.data.T, [(self, lambda g: g.T)])

    def __getitem__(self, key):
        def put(g):
            z = np.zeros(self.data.shape)
            np.add.at(z, key, g)
            return z
        return Tensor(self.data[key], [(self, put)])

    def backward(self):
        order, seen, pile = [], set(), [(self, False)]
        while pile:
            node, done = pile.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                pile.append((node, True))
                pile += [(source, False) for source, _ in node.sources]
        self.grad = self.grad + np.ones(self.data.shape)
        for node in reversed(order):
            for source, rule in node.sources:
                g = rule(node.grad)
                while g.ndim > source.data.ndim:
                    g = g.sum(axis=0)
                for axis, size in enumerate(source.data.shape):
                    if size == 1 and g.shape[axis] != 1:
                        g = g.sum(axis=axis, keepdims=True)
                source.grad = source.grad + g


#: wrong | Tensor | same algorithm | mean divides by all elements whatever the axis | named: averages over all whatever the axis
class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, sources=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros(self.data.shape)
        self.sources = sources

    @staticmethod
    def of(x):
        return x if isinstance(x, Tensor) else Tensor(x)

    def __add__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data + o.data, [(self, lambda g: g), (o, lambda g: g)])

    def __mul__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data * o.data, [(self, lambda g: g * o.data), (o, lambda g: g * self.data)])

    def __sub__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data - o.data, [(self, lambda g: g), (o, lambda g: -g)])

    def __truediv__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data / o.data, [(self, lambda g: g / o.data), (o, lambda g: -g * self.data / o.data**2)])

    def __pow__(self, k):
        return Tensor(self.data**k, [(self, lambda g: g * k * self.data ** (k - 1))])

    def __neg__(self):
        return Tensor(-self.data, [(self, lambda g: -g)])

    def __matmul__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data @ o.data, [(self, lambda g: g @ o.data.T), (o, lambda g: self.data.T @ g)])

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, o):
        return Tensor.of(o) - self

    def __rtruediv__(self, o):
        return Tensor.of(o) / self

    def __rmatmul__(self, o):
        return Tensor.of(o) @ self

    def relu(self):
        return Tensor(np.maximum(self.data, 0), [(self, lambda g: g * (self.data > 0))])

    def exp(self):
        e = np.exp(self.data)
        return Tensor(e, [(self, lambda g: g * e)])

    def log(self):
        return Tensor(np.log(self.data), [(self, lambda g: g / self.data)])

    def sum(self, axis=None, keepdims=False):
        def spread(g):
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            return np.broadcast_to(g, self.data.shape)
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), [(self, spread)])

    def mean(self, axis=None, keepdims=False):
        total = self.sum(axis, keepdims)
        return total / self.data.size

    def reshape(self, *shape):
        return Tensor(self.data.reshape(*shape), [(self, lambda g: g.reshape(self.data.shape))])

    @property
    def T(self):
        return Tensor(self.data.T, [(self, lambda g: g.T)])

    def __getitem__(self, key):
        def put(g):
            z = np.zeros(self.data.shape)
            np.add.at(z, key, g)
            return z
        return Tensor(self.data[key], [(self, put)])

    def backward(self):
        order, seen, pile = [], set(), [(self, False)]
        while pile:
            node, done = pile.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                pile.append((node, True))
                pile += [(source, False) for source, _ in node.sources]
        self.grad = self.grad + np.ones(self.data.shape)
        for node in reversed(order):
            for source, rule in node.sources:
                g = rule(node.grad)
                while g.ndim > source.data.ndim:
                    g = g.sum(axis=0)
                for axis, size in enumerate(source.data.shape):
                    if size == 1 and g.shape[axis] != 1:
                        g = g.sum(axis=axis, keepdims=True)
                source.grad = source.grad + g


#: wrong | Tensor | same algorithm | the order is that of first visits, not the reverse of the finished
class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, sources=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros(self.data.shape)
        self.sources = sources

    @staticmethod
    def of(x):
        return x if isinstance(x, Tensor) else Tensor(x)

    def __add__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data + o.data, [(self, lambda g: g), (o, lambda g: g)])

    def __mul__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data * o.data, [(self, lambda g: g * o.data), (o, lambda g: g * self.data)])

    def __sub__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data - o.data, [(self, lambda g: g), (o, lambda g: -g)])

    def __truediv__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data / o.data, [(self, lambda g: g / o.data), (o, lambda g: -g * self.data / o.data**2)])

    def __pow__(self, k):
        return Tensor(self.data**k, [(self, lambda g: g * k * self.data ** (k - 1))])

    def __neg__(self):
        return Tensor(-self.data, [(self, lambda g: -g)])

    def __matmul__(self, o):
        o = Tensor.of(o)
        return Tensor(self.data @ o.data, [(self, lambda g: g @ o.data.T), (o, lambda g: self.data.T @ g)])

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, o):
        return Tensor.of(o) - self

    def __rtruediv__(self, o):
        return Tensor.of(o) / self

    def __rmatmul__(self, o):
        return Tensor.of(o) @ self

    def relu(self):
        return Tensor(np.maximum(self.data, 0), [(self, lambda g: g * (self.data > 0))])

    def exp(self):
        e = np.exp(self.data)
        return Tensor(e, [(self, lambda g: g * e)])

    def log(self):
        return Tensor(np.log(self.data), [(self, lambda g: g / self.data)])

    def sum(self, axis=None, keepdims=False):
        def spread(g):
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            return np.broadcast_to(g, self.data.shape)
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), [(self, spread)])

    def mean(self, axis=None, keepdims=False):
        total = self.sum(axis, keepdims)
        return total / (self.data.size / total.data.size)

    def reshape(self, *shape):
        return Tensor(self.data.reshape(*shape), [(self, lambda g: g.reshape(self.data.shape))])

    @property
    def T(self):
        return Tensor(self.data.T, [(self, lambda g: g.T)])

    def __getitem__(self, key):
        def put(g):
            z = np.zeros(self.data.shape)
            np.add.at(z, key, g)
            return z
        return Tensor(self.data[key], [(self, put)])

    def backward(self):
        order, seen, pile = [], set(), [(self, False)]
        while pile:
            node, done = pile.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                pile.append((node, True))
                pile += [(source, False) for source, _ in node.sources]
        self.grad = self.grad + np.ones(self.data.shape)
        for node in order:
            for source, rule in node.sources:
                g = rule(node.grad)
                while g.ndim > source.data.ndim:
                    g = g.sum(axis=0)
                for axis, size in enumerate(source.data.shape):
                    if size == 1 and g.shape[axis] != 1:
                        g = g.sum(axis=axis, keepdims=True)
                source.grad = source.grad + g


#: right | Tensor | other algorithm | micrograd's _backward closures writing into grads; Kahn's algorithm by counting children; operator overloads made in a loop
from collections import defaultdict, deque

def shrink(g, like):
    lead = tuple(range(g.ndim - like.ndim))
    stretched = tuple(i + len(lead) for i, n in enumerate(like.shape) if n == 1)
    return g.sum(axis=lead + stretched, keepdims=True).reshape(like.shape)

class Tensor:
    __array_ufunc__ = None
    def __init__(self, data, parents=()):
        self.data = np.array(data, dtype=np.float64)
        self.grad = np.zeros(self.data.shape)
        self._prev = list(parents)
        self._backward = lambda: None

    def _binary(self, other, value, ways):
        other = other if isinstance(other, Tensor) else Tensor(other)
        out = Tensor(value(self.data, other.data), (self, other))
        def _backward():
            for t, way in zip((self, other), ways):
                t.grad = t.grad + shrink(np.asarray(way(out.grad, self.data, other.data)), t.data)
        out._backward = _backward
        return out

    def _unary(self, value, way):
        out = Tensor(value, (self,))
        def _backward():
            self.grad = self.grad + way(out.grad)
        out._backward = _backward
        return out

    def __add__(self, o): return self._binary(o, np.add, (lambda g, a, b: g, lambda g, a, b: g))
    def __sub__(self, o): return self._binary(o, np.subtract, (lambda g, a, b: g, lambda g, a, b: -g))
    def __mul__(self, o): return self._binary(o, np.multiply, (lambda g, a, b: g * b, lambda g, a, b: g * a))
    def __truediv__(self, o): return self._binary(o, np.divide, (lambda g, a, b: g / b, lambda g, a, b: -g * a / b / b))
    def __matmul__(self, o): return self._binary(o, np.matmul, (lambda g, a, b: g @ b.T, lambda g, a, b: a.T @ g))
    def __neg__(self): return self * -1.0
    def __pow__(self, n):
        with np.errstate(all="ignore"):
            slope = 0 * self.data if n == 0 else n * self.data ** (n - 1)
        return self._unary(self.data ** n, lambda g: g * slope)
    def relu(self): return self._unary(self.data.clip(min=0), lambda g: np.where(self.data > 0, g, 0.0))
    def exp(self):
        e = np.exp(self.data)
        return self._unary(e, lambda g: g * e)
    def log(self): return self._unary(np.log(self.data), lambda g: g / self.data)
    def sum(self, axis=None, keepdims=False):
        full = self.data.sum(axis=axis, keepdims=True)
        return self._unary(self.data.sum(axis=axis, keepdims=keepdims), lambda g: np.ones(self.data.shape) * g.reshape(full.shape))
    def mean(self, axis=None, keepdims=False):
        total = self.sum(axis=axis, keepdims=keepdims)
        return total / (self.data.size / total.data.size)
    def reshape(self, *shape):
        return self._unary(np.reshape(self.data, shape[0] if len(shape) == 1 else shape), lambda g: np.reshape(g, self.data.shape))
    @property
    def T(self): return self._unary(self.data.T, np.transpose)
    def __getitem__(self, index):
        places = np.arange(self.data.size).reshape(self.data.shape)[index]
        return self._unary(self.data[index], lambda g: np.bincount(np.ravel(places), np.ravel(g), self.data.size).reshape(self.data.shape))

    def backward(self):
        waiting, todo, known = defaultdict(int), [self], {self}
        while todo:
            for p in todo.pop()._prev:
                waiting[p] += 1
                if p not in known:
                    known.add(p)
                    todo.append(p)
        self.grad = np.ones(self.data.shape)
        ready = deque([self])
        while ready:
            node = ready.popleft()
            node._backward()
            for p in node._prev:
                waiting[p] -= 1
                if not waiting[p]:
                    ready.append(p)

def _reflect(name):
    def method(self, other):
        return getattr(Tensor(other), f"__{name}__")(self)
    return method
for _name in ("add", "mul", "sub", "truediv", "matmul"):
    setattr(Tensor, f"__r{_name}__", _reflect(_name))


#: wrong | Tensor | same algorithm | each path walked: grad passed on as often as a node is met
class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, parents=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents = tuple(parents)

    @staticmethod
    def _lift(other):
        return other if isinstance(other, Tensor) else Tensor(other)

    def __add__(self, other):
        other = Tensor._lift(other)
        return Tensor(self.data + other.data, [(self, lambda g: _fit(g, self.data.shape)), (other, lambda g: _fit(g, other.data.shape))])

    def __mul__(self, other):
        other = Tensor._lift(other)
        return Tensor(self.data * other.data, [(self, lambda g: _fit(g * other.data, self.data.shape)), (other, lambda g: _fit(g * self.data, other.data.shape))])

    def __truediv__(self, other):
        other = Tensor._lift(other)
        return Tensor(self.data / other.data, [(self, lambda g: _fit(g / other.data, self.data.shape)), (other, lambda g: _fit(-g * self.data / other.data ** 2, other.data.shape))])

    def __pow__(self, n):
        return Tensor(self.data ** n, [(self, lambda g: g * n * self.data ** (n - 1))])

    def __matmul__(self, other):
        other = Tensor._lift(other)
        return Tensor(self.data @ other.data, [(self, lambda g: g @ other.data.T), (other, lambda g: self.data.T @ g)])

    def __neg__(self):
        return Tensor(-self.data, [(self, lambda g: -g)])

    def __sub__(self, other):
        return self + -Tensor._lift(other)

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return Tensor._lift(other) - self

    def __rtruediv__(self, other):
        return Tensor._lift(other) / self

    def __rmatmul__(self, other):
        return Tensor._lift(other) @ self

    def relu(self):
        return Tensor(np.maximum(self.data, 0), [(self, lambda g: g * (self.data > 0))])

    def exp(self):
        out = np.exp(self.data)
        return Tensor(out, [(self, lambda g: g * out)])

    def log(self):
        return Tensor(np.log(self.data), [(self, lambda g: g / self.data)])

    def sum(self, axis=None, keepdims=False):
        def back(g):
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            return np.broadcast_to(g, self.data.shape)
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), [(self, back)])

    def mean(self, axis=None, keepdims=False):
        count = self.data.size if axis is None else self.data.shape[axis]
        return self.sum(axis, keepdims) * (1 / count)

    def reshape(self, *shape):
        if len(shape) == 1 and isinstance(shape[0], tuple):
            shape = shape[0]
        return Tensor(self.data.reshape(shape), [(self, lambda g: g.reshape(self.data.shape))])

    @property
    def T(self):
        return Tensor(self.data.T, [(self, lambda g: g.T)])

    def __getitem__(self, index):
        def back(g):
            full = np.zeros(self.data.shape)
            np.add.at(full, index, g)
            return full
        return Tensor(self.data[index], [(self, back)])

    def backward(self):
        return self._walk(np.ones_like(self.data))

    def _walk(self, g):
        self.grad = self.grad + g
        for parent, back in self.parents:
            parent._walk(back(self.grad))

    def _old(self):
        order, seen, todo = [], set(), [(self, False)]
        while todo:
            node, done = todo.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                todo.append((node, True))
                todo.extend((p, False) for p, _ in node.parents)
        self.grad = self.grad + np.ones_like(self.data)
        for node in reversed(order):
            for parent, back in node.parents:
                parent.grad = parent.grad + back(node.grad)


def _fit(g, shape):
    g = np.asarray(g)
    while g.ndim > len(shape):
        g = g.sum(axis=0)
    for axis, size in enumerate(shape):
        if size == 1 and g.shape[axis] != 1:
            g = g.sum(axis=axis, keepdims=True)
    return g


#: right | unbroadcast | other algorithm | einsum with letters
def unbroadcast(grad, shape):
    letters = 'abcdefghij'[:grad.ndim]
    tail = letters[grad.ndim - len(shape):]
    keep = ''.join(l for l, n in zip(tail, shape) if n != 1)
    return np.einsum(f'{letters}->{keep}', grad).reshape(shape)


#: right | unbroadcast | other algorithm | scatter with np.add.at through broadcast indices
def unbroadcast(grad, shape):
    out = np.zeros(shape)
    places = np.broadcast_to(np.arange(out.size).reshape(shape), grad.shape)
    return np.bincount(places.ravel(), grad.ravel(), out.size).reshape(shape)


#: wrong | unbroadcast | same algorithm | axes of 1 alone, no keepdims
def unbroadcast(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    for i, n in enumerate(shape):
        if n == 1:
            grad = grad.sum(axis=i)
    return grad


#: wrong | unbroadcast | same algorithm | sums trailing axes first: axis -1 for a missing axis
def unbroadcast(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=-1)
    for i, n in enumerate(shape):
        if n == 1:
            grad = grad.sum(axis=i, keepdims=True)
    return grad


#: wrong | unbroadcast | same algorithm | sums every axis whose length differs, matched from the left
def unbroadcast(grad, shape):
    for i, n in enumerate(shape):
        if grad.shape[i] != n:
            grad = grad.sum(axis=i, keepdims=True)
    return grad.reshape(shape) if grad.size == int(np.prod(shape)) else grad


#: right | topological_order | other algorithm | graphlib
def topological_order(end, parents):
    from graphlib import TopologicalSorter
    graph, todo = {}, [end]
    while todo:
        node = todo.pop()
        if node not in graph:
            graph[node] = list(parents(node))
            todo += graph[node]
    return list(TopologicalSorter(graph).static_order())


#: right | topological_order | other algorithm | stack of iterators
def topological_order(end, parents):
    order, seen = [], {end}
    stack = [(end, iter(parents(end)))]
    while stack:
        node, rest = stack[-1]
        for p in rest:
            if p not in seen:
                seen.add(p)
                stack.append((p, iter(parents(p))))
                break
        else:
            order.append(node)
            stack.pop()
    return order


#: wrong | topological_order | same algorithm | breadth first, reversed | named: goes by the number of steps
def topological_order(end, parents):
    order, seen, queue = [], {end}, [end]
    while queue:
        n = queue.pop(0)
        order.append(n)
        for p in parents(n):
            if p not in seen:
                seen.add(p)
                queue.append(p)
    return order[::-1]


#: wrong | topological_order | same algorithm | a set is returned: no order
def topological_order(end, parents):
    seen, todo = set(), [end]
    while todo:
        n = todo.pop()
        if n not in seen:
            seen.add(n)
            todo.extend(parents(n))
    return sorted(seen, key=str)


#: wrong | graph_gradients | same algorithm | only the path through s | named: forgets one of two ways
def graph_gradients(x, y):
    p = (x + y) * x
    ds = 2 * p * x
    return ds, ds


#: wrong | graph_gradients | same algorithm | dx without the way through s | named: forgets the other of two ways
def graph_gradients(x, y):
    s = x + y
    p = s * x
    return 2 * p * s, 2 * p * x


#: right | graph_gradients | other algorithm | complex step
def graph_gradients(x, y):
    f = lambda x, y: ((x + y) * x) ** 2
    return f(x + 1e-30j, y).imag / 1e-30, f(x, y + 1e-30j).imag / 1e-30


#: wrong | item_gradient | same algorithm | = instead of add | named: adds repeated items once
def item_gradient(grad, index, shape):
    out = np.zeros(shape)
    out[index] = grad
    return out


#: wrong | item_gradient | same algorithm | loop over index as list
def item_gradient(grad, index, shape):
    out = np.zeros(shape)
    for k, i in enumerate(np.atleast_1d(index)):
        out[i] += grad[k]
    return out


#: right | item_gradient | other algorithm | bincount
def item_gradient(grad, index, shape):
    places = np.arange(int(np.prod(shape))).reshape(shape)[index]
    return np.bincount(np.ravel(places), np.ravel(np.asarray(grad, float)), int(np.prod(shape))).reshape(shape)


#: right | scores_loss | other algorithm | one-hot product, relative to the true class's score
def scores_loss(Z, y):
    n = len(y)
    Z = Z - Z.data.max(axis=1, keepdims=True)
    true = (Z * y).sum(axis=1, keepdims=True)
    return ((Z - true).exp().sum(axis=1).log()).sum() / n


#: wrong | scores_loss | same algorithm | the maximum of the whole batch | named: takes one maximum for all
def scores_loss(Z, y):
    Z = Z - Z.data.max()
    return (Z.exp().sum(axis=1).log() - (Z * y).sum(axis=1)).mean()


#: wrong | scores_loss | same algorithm | computed in NumPy, wrapped at the end: no graph
def scores_loss(Z, y):
    z = Z.data - Z.data.max(axis=1, keepdims=True)
    return Tensor(np.mean(np.log(np.exp(z).sum(1)) - (z * y).sum(1)))


#: wrong | mlp_loss_autograd | same algorithm | no backward: grads zero | named: forgets backward
def mlp_loss_autograd(X, y, params):
    t = {k: Tensor(v) for k, v in params.items()}
    L = scores_loss((X @ t['W1'] + t['b1']).relu() @ t['W2'] + t['b2'], y)
    return float(L.data), {k: v.grad for k, v in t.items()}


#: wrong | mlp_loss_autograd | same algorithm | relu at the output too
def mlp_loss_autograd(X, y, params):
    t = {k: Tensor(v) for k, v in params.items()}
    L = scores_loss(((X @ t['W1'] + t['b1']).relu() @ t['W2'] + t['b2']).relu(), y)
    L.backward()
    return float(L.data), {k: v.grad for k, v in t.items()}


#: wrong | tensor_tanh | same algorithm | 2 / (1 + exp(-2x)) - 1: overflows at -1000
def tensor_tanh(x):
    return 2 / (1 + (x * -2).exp()) - 1


#: wrong | tensor_tanh | same algorithm | sign trick, but 0 gets slope 0 | named: lets no gradient through at zero
def tensor_tanh(x):
    s = np.sign(x.data)
    e = (x * s * -2).exp()
    return (1 - e) / (1 + e) * s


#: right | unbroadcast | other algorithm | all axes in one sum, then reshape
def unbroadcast(grad, shape):
    padded = (1,) * (np.ndim(grad) - len(shape)) + tuple(shape)
    axes = tuple(i for i, (a, b) in enumerate(zip(np.shape(grad), padded)) if a != b)
    return np.sum(grad, axis=axes, keepdims=True).reshape(shape)


#: right | unbroadcast | other algorithm | np.add.at into a broadcast table of places
def unbroadcast(grad, shape):
    size = int(np.prod(shape))
    places = np.broadcast_to(np.arange(size).reshape(shape), grad.shape)
    return np.bincount(places.ravel(), weights=grad.ravel(), minlength=size).reshape(shape)


#: right | unbroadcast | other algorithm | recursion, np.add.reduce
def unbroadcast(grad, shape):
    if grad.shape == tuple(shape):
        return grad
    if len(grad.shape) > len(shape):
        return unbroadcast(np.add.reduce(grad), shape)
    axis = next(i for i, (have, want) in enumerate(zip(grad.shape, shape)) if have != want)
    return unbroadcast(np.add.reduce(grad, axis=axis, keepdims=True), shape)


#: right | topological_order | other algorithm | Kahn: counts of children, then turned round
from collections import Counter, deque


def topological_order(end, parents):
    graph, todo = {}, [end]
    while todo:
        node = todo.pop()
        if node not in graph:
            graph[node] = set(parents(node))
            todo.extend(graph[node])
    waiting = Counter(p for ps in graph.values() for p in ps)
    ready, order = deque([end]), []
    while ready:
        node = ready.popleft()
        order.append(node)
        for p in graph[node]:
            waiting[p] -= 1
            if not waiting[p]:
                ready.append(p)
    return order[::-1]


#: right | topological_order | other algorithm | graphlib of the standard library
from graphlib import TopologicalSorter


def topological_order(end, parents):
    sorter, todo, known = TopologicalSorter(), [end], set()
    while todo:
        node = todo.pop()
        if node in known:
            continue
        known.add(node)
        before = tuple(parents(node))
        sorter.add(node, *before)
        todo += before
    return list(sorter.static_order())


#: right | Tensor | other algorithm | a tape: numbers of creation in place of a topological sort, a heap
import heapq
import itertools

_number = itertools.count()


class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, parents=()):
        self.data = np.array(data, dtype=np.float64)
        self.grad = np.zeros(self.data.shape)
        self.parents = list(parents)
        self.born = next(_number)

    def _binary(self, other, f, df_self, df_other, swap=False):
        b = other if isinstance(other, Tensor) else Tensor(other)
        a = self
        if swap:
            a, b = b, a
        return Tensor(
            f(a.data, b.data),
            [
                (a, lambda g: unbroadcast(np.asarray(df_self(g, a.data, b.data)), a.data.shape)),
                (b, lambda g: unbroadcast(np.asarray(df_other(g, a.data, b.data)), b.data.shape)),
            ],
        )

    def __add__(self, other):
        return self._binary(other, np.add, lambda g, a, b: g, lambda g, a, b: g)

    def __sub__(self, other, swap=False):
        return self._binary(other, np.subtract, lambda g, a, b: g, lambda g, a, b: -g, swap)

    def __rsub__(self, other):
        return self.__sub__(other, True)

    def __mul__(self, other):
        return self._binary(other, np.multiply, lambda g, a, b: g * b, lambda g, a, b: g * a)

    def __truediv__(self, other, swap=False):
        return self._binary(other, np.true_divide, lambda g, a, b: g / b, lambda g, a, b: -g * a / b**2, swap)

    def __rtruediv__(self, other):
        return self.__truediv__(other, swap=True)

    def __matmul__(self, other, swap=False):
        return self._binary(other, np.matmul, lambda g, a, b: g @ b.T, lambda g, a, b: a.T @ g, swap)

    def __rmatmul__(self, other):
        return self.__matmul__(other, swap=True)

    __radd__ = __add__
    __rmul__ = __mul__

    def _unary(self, value, slope):
        return Tensor(value, [(self, lambda g: g * slope)])

    def __neg__(self):
        return self._unary(-self.data, -1.0)

    def __pow__(self, n):
        return self._unary(np.power(self.data, n), n * np.power(self.data, n - 1.0) if n else 0.0)

    def relu(self):
        return self._unary(np.where(self.data > 0, self.data, 0.0), np.heaviside(self.data, 0.0))

    def exp(self):
        e = np.exp(self.data)
        return self._unary(e, e)

    def log(self):
        return self._unary(np.log(self.data), np.reciprocal(self.data))

    def sum(self, axis=None, keepdims=False):
        shape = self.data.shape
        kept = self.data.sum(axis=axis, keepdims=True)
        value = kept if keepdims else self.data.sum(axis=axis)
        return Tensor(value, [(self, lambda g: np.broadcast_to(np.reshape(g, kept.shape), shape))])

    def mean(self, axis=None, keepdims=False):
        total = self.sum(axis=axis, keepdims=keepdims)
        return total / (self.data.size / total.data.size)

    def reshape(self, *shape):
        shape = shape[0] if len(shape) == 1 and isinstance(shape[0], tuple) else shape
        return Tensor(np.reshape(self.data, shape), [(self, lambda g: np.reshape(g, self.data.shape))])

    T = property(lambda self: Tensor(np.transpose(self.data), [(self, np.transpose)]))

    def __getitem__(self, index):
        numbers = np.arange(self.data.size).reshape(self.data.shape)[index]

        def back(g):
            sums = np.bincount(np.ravel(numbers), weights=np.ravel(g), minlength=self.data.size)
            return sums.reshape(self.data.shape)

        return Tensor(self.data[index], [(self, back)])

    def backward(self):
        gathered = {self.born: np.ones(self.data.shape)}
        nodes = {self.born: self}
        heap = [-self.born]
        while heap:
            number = -heapq.heappop(heap)
            node, g = nodes.pop(number), gathered.pop(number)
            node.grad = node.grad + g
            for parent, back in node.parents:
                if parent.born not in nodes:
                    nodes[parent.born] = parent
                    gathered[parent.born] = np.zeros(parent.data.shape)
                    heapq.heappush(heap, -parent.born)
                gathered[parent.born] = gathered[parent.born] + back(g)


#: right | Tensor | other algorithm | operations as classes with a ctx, as PyTorch's Function has them; the library's topological_order
class Function:
    """An operation: forward on arrays, backward gives a gradient for each input."""

    def __init__(self, *inputs, **settings):
        self.inputs = [t if isinstance(t, Tensor) else Tensor(t) for t in inputs]
        self.__dict__.update(settings)

    @classmethod
    def apply(cls, *inputs, **settings):
        function = cls(*inputs, **settings)
        out = Tensor(function.forward(*(t.data for t in function.inputs)))
        out.creator = function
        return out


class Add(Function):
    def forward(self, a, b):
        return a + b

    def backward(self, g):
        return g, g


class Mul(Function):
    def forward(self, a, b):
        self.saved = a, b
        return a * b

    def backward(self, g):
        a, b = self.saved
        return g * b, g * a


class Div(Function):
    def forward(self, a, b):
        self.saved = a, b
        return a / b

    def backward(self, g):
        a, b = self.saved
        return g / b, -g * a / (b * b)


class MatMul(Function):
    def forward(self, a, b):
        self.saved = a, b
        return np.dot(a, b)

    def backward(self, g):
        a, b = self.saved
        return np.dot(g, b.T), np.dot(a.T, g)


class Elementwise(Function):
    def forward(self, a):
        self.a, self.out = a, self.f(a)
        return self.out

    def backward(self, g):
        return (g * self.df(self.a, self.out),)


class Sum(Function):
    def forward(self, a):
        self.shape = a.shape
        return np.sum(a, axis=self.axis, keepdims=self.keepdims)

    def backward(self, g):
        if not self.keepdims and self.axis is not None:
            g = np.expand_dims(g, self.axis)
        return (np.zeros(self.shape) + g,)


class View(Function):
    def forward(self, a):
        self.shape = a.shape
        return self.f(a)

    def backward(self, g):
        return (self.undo(g, self.shape),)


class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, parents=()):
        self.data = np.asarray(data).astype(float)
        self.grad = np.zeros(self.data.shape)
        self.creator = None

    def __add__(self, other):
        return Add.apply(self, other)

    def __mul__(self, other):
        return Mul.apply(self, other)

    def __neg__(self):
        return Mul.apply(self, -1.0)

    def __sub__(self, other):
        return Add.apply(self, -other)

    def __truediv__(self, other):
        return Div.apply(self, other)

    def __matmul__(self, other):
        return MatMul.apply(self, other)

    def __radd__(self, other):
        return Add.apply(other, self)

    def __rmul__(self, other):
        return Mul.apply(other, self)

    def __rsub__(self, other):
        return Add.apply(other, -self)

    def __rtruediv__(self, other):
        return Div.apply(other, self)

    def __rmatmul__(self, other):
        return MatMul.apply(other, self)

    def __pow__(self, n):
        return Elementwise.apply(self, f=lambda a: a**n, df=lambda a, _: n * a ** (n - 1))

    def relu(self):
        return Elementwise.apply(self, f=lambda a: a * (a > 0), df=lambda a, _: a > 0)

    def exp(self):
        return Elementwise.apply(self, f=np.exp, df=lambda _, out: out)

    def log(self):
        return Elementwise.apply(self, f=np.log, df=lambda a, _: 1 / a)

    def sum(self, axis=None, keepdims=False):
        return Sum.apply(self, axis=axis, keepdims=keepdims)

    def mean(self, axis=None, keepdims=False):
        n = np.size(self.data) if axis is None else np.shape(self.data)[axis]
        return self.sum(axis, keepdims) / n

    def reshape(self, *shape):
        return View.apply(self, f=lambda a: a.reshape(*shape), undo=lambda g, s: g.reshape(s))

    @property
    def T(self):
        return View.apply(self, f=lambda a: a.T, undo=lambda g, s: g.T)

    def __getitem__(self, index):
        return View.apply(self, f=lambda a: a[index], undo=lambda g, s: item_gradient(np.asarray(g), index, s))

    def backward(self):
        self.grad = np.ones(self.data.shape)
        order = topological_order(self, lambda t: t.creator.inputs if t.creator else ())
        for node in order[::-1]:
            if node.creator is None:
                continue
            for parent, g in zip(node.creator.inputs, node.creator.backward(node.grad)):
                parent.grad += unbroadcast(np.asarray(g), parent.data.shape)


#: wrong | unbroadcast | same algorithm | the first axis that differs, then return
def unbroadcast(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    for axis, size in enumerate(shape):
        if size == 1 and grad.shape[axis] != 1:
            grad = grad.sum(axis=axis, keepdims=True)
            return grad
    return grad


#: wrong | unbroadcast | same algorithm | np.resize to the shape
def unbroadcast(grad, shape):
    return np.resize(grad, shape)


#: wrong | unbroadcast | same algorithm | adds up in place: grad[0] += grad[1:]
def unbroadcast(grad, shape):
    while grad.ndim > len(shape):
        grad[0] += grad[1:].sum(axis=0)
        grad = grad[0]
    for axis, size in enumerate(shape):
        if size == 1 and grad.shape[axis] != 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


#: wrong | topological_order | other algorithm | breadth first, turned round
def topological_order(end, parents):
    order, queue = [], [end]
    while queue:
        node = queue.pop(0)
        if node in order[-500:]:
            continue
        order.append(node)
        queue.extend(p for p in parents(node) if p not in order[-500:])
    return order[::-1]


#: wrong | topological_order | other algorithm | a count of uses that sees a parent given twice once too seldom
from collections import Counter, deque


def topological_order(end, parents):
    graph, todo = {}, [end]
    while todo:
        node = todo.pop()
        if node not in graph:
            graph[node] = list(parents(node))
            todo.extend(graph[node])
    waiting = Counter(p for ps in graph.values() for p in set(ps))
    ready, order = deque([end]), []
    while ready:
        node = ready.popleft()
        order.append(node)
        for p in graph[node]:
            waiting[p] -= 1
            if not waiting[p] or p == node:
                ready.append(p)
    return order[::-1]


#: wrong | topological_order | same algorithm | a set of what is seen that lives from call to call
seen = set()


def topological_order(end, parents):
    order = []
    seen.add(end)
    stack = [(end, iter(parents(end)))]
    while stack:
        node, left = stack[-1]
        for parent in left:
            if parent not in seen:
                seen.add(parent)
                stack.append((parent, iter(parents(parent))))
                break
        else:
            order.append(node)
            stack.pop()
    return order


#: wrong | Tensor | same algorithm | a shared gradient: += on the array that came in
def _un(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    for axis, size in enumerate(shape):
        if size == 1 and grad.shape[axis] != 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, parents=(), op=""):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self._prev = tuple(parents)
        self._op = op
        self._backward = lambda: None

    @staticmethod
    def _wrap(other):
        return other if isinstance(other, Tensor) else Tensor(other)

    def __add__(self, other):
        other = self._wrap(other)
        out = Tensor(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad = out.grad if not self.grad.any() and self.data.shape == out.data.shape else self.grad + _un(out.grad, self.data.shape)
            other.grad += _un(out.grad, other.data.shape)

        out._backward = _backward
        return out

    def __mul__(self, other):
        other = self._wrap(other)
        out = Tensor(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad = self.grad + _un(out.grad * other.data, self.data.shape)
            other.grad = other.grad + _un(out.grad * self.data, other.data.shape)

        out._backward = _backward
        return out

    def __pow__(self, n):
        assert isinstance(n, (int, float))
        out = Tensor(self.data**n, (self,), f"**{n}")

        def _backward():
            self.grad = self.grad + n * self.data ** (n - 1) * out.grad

        out._backward = _backward
        return out

    def __matmul__(self, other):
        other = self._wrap(other)
        out = Tensor(self.data @ other.data, (self, other), "@")

        def _backward():
            self.grad = self.grad + out.grad @ other.data.T
            other.grad = other.grad + self.data.T @ out.grad

        out._backward = _backward
        return out

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-self._wrap(other))

    def __truediv__(self, other):
        return self * self._wrap(other) ** -1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rmatmul__(self, other):
        return Tensor(other) @ self

    def __rsub__(self, other):
        return Tensor(other) + (-self)

    def __rtruediv__(self, other):
        return Tensor(other) * self**-1

    def relu(self):
        out = Tensor(np.maximum(self.data, 0), (self,), "relu")

        def _backward():
            self.grad = self.grad + (out.data > 0) * out.grad

        out._backward = _backward
        return out

    def exp(self):
        out = Tensor(np.exp(self.data), (self,), "exp")

        def _backward():
            self.grad = self.grad + out.data * out.grad

        out._backward = _backward
        return out

    def log(self):
        out = Tensor(np.log(self.data), (self,), "log")

        def _backward():
            self.grad = self.grad + out.grad / self.data

        out._backward = _backward
        return out

    def sum(self, axis=None, keepdims=False):
        out = Tensor(self.data.sum(axis=axis, keepdims=keepdims), (self,), "sum")

        def _backward():
            g = out.grad
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            self.grad = self.grad + np.ones_like(self.data) * g

        out._backward = _backward
        return out

    def mean(self, axis=None, keepdims=False):
        count = self.data.size if axis is None else self.data.shape[axis]
        return self.sum(axis, keepdims) * (1 / count)

    def reshape(self, *shape):
        out = Tensor(self.data.reshape(*shape), (self,), "reshape")

        def _backward():
            self.grad = self.grad + out.grad.reshape(self.data.shape)

        out._backward = _backward
        return out

    @property
    def T(self):
        out = Tensor(self.data.T, (self,), "T")

        def _backward():
            self.grad = self.grad + out.grad.T

        out._backward = _backward
        return out

    def __getitem__(self, index):
        out = Tensor(self.data[index], (self,), "[]")

        def _backward():
            g = np.zeros_like(self.data)
            np.add.at(g, index, out.grad)
            self.grad = self.grad + g

        out._backward = _backward
        return out

    def backward(self):
        topo, visited, stack = [], set(), [(self, False)]
        while stack:
            node, ready = stack.pop()
            if ready:
                topo.append(node)
            elif id(node) not in visited:
                visited.add(id(node))
                stack.append((node, True))
                for parent in node._prev:
                    stack.append((parent, False))
        self.grad = np.ones_like(self.data)
        for node in reversed(topo):
            node._backward()


#: wrong | Tensor | same algorithm | the closure of a sum uses the gradient at the time of building
def _un(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    for axis, size in enumerate(shape):
        if size == 1 and grad.shape[axis] != 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, parents=(), op=""):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self._prev = tuple(parents)
        self._op = op
        self._backward = lambda: None

    @staticmethod
    def _wrap(other):
        return other if isinstance(other, Tensor) else Tensor(other)

    def __add__(self, other):
        other = self._wrap(other)
        out = Tensor(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad = self.grad + _un(out.grad, self.data.shape)
            other.grad = other.grad + _un(out.grad, other.data.shape)

        out._backward = _backward
        return out

    def __mul__(self, other):
        other = self._wrap(other)
        out = Tensor(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad = self.grad + _un(out.grad * other.data, self.data.shape)
            other.grad = other.grad + _un(out.grad * self.data, other.data.shape)

        out._backward = _backward
        return out

    def __pow__(self, n):
        assert isinstance(n, (int, float))
        out = Tensor(self.data**n, (self,), f"**{n}")

        def _backward():
            self.grad = self.grad + n * self.data ** (n - 1) * out.grad

        out._backward = _backward
        return out

    def __matmul__(self, other):
        other = self._wrap(other)
        out = Tensor(self.data @ other.data, (self, other), "@")

        def _backward():
            self.grad = self.grad + out.grad @ other.data.T
            other.grad = other.grad + self.data.T @ out.grad

        out._backward = _backward
        return out

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-self._wrap(other))

    def __truediv__(self, other):
        return self * self._wrap(other) ** -1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rmatmul__(self, other):
        return Tensor(other) @ self

    def __rsub__(self, other):
        return Tensor(other) + (-self)

    def __rtruediv__(self, other):
        return Tensor(other) * self**-1

    def relu(self):
        out = Tensor(np.maximum(self.data, 0), (self,), "relu")

        def _backward():
            self.grad = self.grad + (out.data > 0) * out.grad

        out._backward = _backward
        return out

    def exp(self):
        out = Tensor(np.exp(self.data), (self,), "exp")

        def _backward():
            self.grad = self.grad + out.data * out.grad

        out._backward = _backward
        return out

    def log(self):
        out = Tensor(np.log(self.data), (self,), "log")

        def _backward():
            self.grad = self.grad + out.grad / self.data

        out._backward = _backward
        return out

    def sum(self, axis=None, keepdims=False):
        out = Tensor(self.data.sum(axis=axis, keepdims=keepdims), (self,), "sum")

        g0 = out.grad

        def _backward():
            g = g0
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            self.grad = self.grad + np.ones_like(self.data) * g

        out._backward = _backward
        return out

    def mean(self, axis=None, keepdims=False):
        count = self.data.size if axis is None else self.data.shape[axis]
        return self.sum(axis, keepdims) * (1 / count)

    def reshape(self, *shape):
        out = Tensor(self.data.reshape(*shape), (self,), "reshape")

        def _backward():
            self.grad = self.grad + out.grad.reshape(self.data.shape)

        out._backward = _backward
        return out

    @property
    def T(self):
        out = Tensor(self.data.T, (self,), "T")

        def _backward():
            self.grad = self.grad + out.grad.T

        out._backward = _backward
        return out

    def __getitem__(self, index):
        out = Tensor(self.data[index], (self,), "[]")

        def _backward():
            g = np.zeros_like(self.data)
            np.add.at(g, index, out.grad)
            self.grad = self.grad + g

        out._backward = _backward
        return out

    def backward(self):
        topo, visited, stack = [], set(), [(self, False)]
        while stack:
            node, ready = stack.pop()
            if ready:
                topo.append(node)
            elif id(node) not in visited:
                visited.add(id(node))
                stack.append((node, True))
                for parent in node._prev:
                    stack.append((parent, False))
        self.grad = np.ones_like(self.data)
        for node in reversed(topo):
            node._backward()


#: wrong | topological_order | other algorithm | an iterator in place of the list
def topological_order(end, parents):
    from graphlib import TopologicalSorter

    graph, todo = ({}, [end])
    while todo:
        node = todo.pop()
        if node not in graph:
            graph[node] = list(parents(node))
            todo += graph[node]
    return TopologicalSorter(graph).static_order()


#: wrong | mlp_loss_autograd | same algorithm | the largest score of all samples is subtracted from each
def scores_loss(Z, y):
    safe = Z - Z.data.max(keepdims=True)
    log_A = safe - safe.exp().sum(axis=1, keepdims=True).log()
    return -(log_A * y).sum() / len(y)


def mlp_loss_autograd(X, y, params):
    W1, b1, W2, b2 = (Tensor(params[name]) for name in ("W1", "b1", "W2", "b2"))
    A1 = (X @ W1 + b1).relu()
    Z = A1 @ W2 + b2
    loss = scores_loss(Z, y)
    loss.backward()
    return (float(loss.data), {"W1": W1.grad, "b1": b1.grad, "W2": W2.grad, "b2": b2.grad})


#: wrong | mlp_loss_autograd | other algorithm | the sum of a row's scores is subtracted from it
def mlp_loss_autograd(X, y, params):
    P = {k: Tensor(v) for k, v in params.items()}
    Z = (Tensor(X) @ P["W1"] + P["b1"]).relu() @ P["W2"] + P["b2"]
    Z = Z - np.sum(Z.data, axis=1, keepdims=True)
    loss = (Z.exp().sum(axis=1).log() - Z[np.arange(len(X)), y.argmax(axis=1)]).mean()
    loss.backward()
    return (loss.data, {k: t.grad for k, t in P.items()})


#: right | unbroadcast | other algorithm | np.add.at at the places that broadcasting read
import numpy as np


def unbroadcast(grad, shape):
    out = np.zeros(shape)
    places = np.broadcast_to(np.arange(out.size).reshape(shape), grad.shape)
    flat = out.reshape(-1)
    np.add.at(flat, places.ravel(), grad.ravel())
    return flat.reshape(shape)


#: right | topological_order | other algorithm | Kahn: count children, take off from the end, turn round
from collections import Counter, deque


def topological_order(end, parents):
    links, todo = {}, deque([end])
    while todo:
        if (node := todo.popleft()) in links:
            continue
        links[node] = list(dict.fromkeys(parents(node)))
        todo += links[node]
    waiting = Counter(p for ps in links.values() for p in ps)
    ready, backwards = [end], []
    while ready:
        node = ready.pop()
        backwards.append(node)
        for p in links[node]:
            waiting[p] -= 1
            if not waiting[p]:
                ready.append(p)
    return backwards[::-1]


#: right | item_gradient | other algorithm | defensive: grad has to be an array of the shape of the item; places counted with weights
import math
import numpy as np


def item_gradient(grad, index, shape):
    if not isinstance(grad, np.ndarray):
        raise TypeError("grad must be an array")
    places = np.arange(math.prod(shape)).reshape(shape)[index]
    if np.shape(places) != grad.shape:
        raise ValueError("grad must have the shape of x[index]")
    return np.bincount(np.ravel(places), weights=grad.ravel(), minlength=math.prod(shape)).reshape(shape)
