"""Unseen tries for chapter w1_neurons: from loops to matrices, as students write it. Disputable: right neuron and layer blocks with zip do not check lengths."""

#: right | neuron | same algorithm | zip and a running sum
def neuron(inputs, weights, bias):
    total = bias
    for i, w in zip(inputs, weights):
        total += i * w
    return total


#: right | neuron | other algorithm | recursion over head and tail
def neuron(inputs, weights, bias):
    if not inputs:
        return bias
    return inputs[0] * weights[0] + neuron(inputs[1:], weights[1:], bias)


#: right | neuron | other algorithm | functools.reduce and operator.mul
def neuron(inputs, weights, bias):
    from functools import reduce
    from operator import mul
    return reduce(lambda s, p: s + p, map(mul, inputs, weights), bias)


#: wrong | neuron | same algorithm | written out for exactly three inputs, as in the lesson | named: is written out for three, by index
def neuron(inputs, weights, bias):
    return inputs[0] * weights[0] + inputs[1] * weights[1] + inputs[2] * weights[2] + bias


#: wrong | neuron | same algorithm | the bias is added once for each input | named: adds the bias every time
def neuron(inputs, weights, bias):
    output = 0
    for x, w in zip(inputs, weights):
        output += x * w + bias
    return output


#: wrong | neuron | other algorithm | nested loops: every input with every weight | named: multiplies the sums
def neuron(inputs, weights, bias):
    s = 0
    for x in inputs:
        for w in weights:
            s += x * w
    return s + bias


#: wrong | neuron | other algorithm | weights.pop takes the weights from the caller's list, and backwards
def neuron(inputs, weights, bias):
    s = bias
    for x in inputs:
        s += x * weights.pop()
    return s


#: wrong | neuron | same algorithm | return indented into the loop | named: returns after the first product
def neuron(inputs, weights, bias):
    s = 0
    for i in range(len(inputs)):
        s = s + inputs[i] * weights[i]
        return s + bias


#: wrong | neuron | other algorithm | sum of inputs times sum of weights | named: multiplies the sums
def neuron(inputs, weights, bias):
    return sum(inputs) * sum(weights) + bias


#: right | layer | same algorithm | nested loops with zip, as in NNFS
def layer(inputs, weights, biases):
    layer_outputs = []
    for neuron_weights, neuron_bias in zip(weights, biases):
        neuron_output = 0
        for n_input, weight in zip(inputs, neuron_weights):
            neuron_output += n_input * weight
        neuron_output += neuron_bias
        layer_outputs.append(neuron_output)
    return layer_outputs


#: right | layer | other algorithm | outputs grow input by input: column of the weights times one input
def layer(inputs, weights, biases):
    out = list(biases)
    for i, x in enumerate(inputs):
        for j in range(len(out)):
            out[j] = out[j] + x * weights[j][i]
    return out


#: right | layer | other algorithm | comprehension with a helper neuron by math.fsum
def layer(inputs, weights, biases):
    import math

    def one(w, b):
        return math.fsum([x * v for x, v in zip(inputs, w)] + [b])

    return [one(*pair) for pair in zip(weights, biases)]


#: wrong | layer | same algorithm | running sum not set back to 0 for the next neuron | named: never starts anew
def layer(inputs, weights, biases):
    outputs = []
    total = 0
    for ws, b in zip(weights, biases):
        for x, w in zip(inputs, ws):
            total += x * w
        outputs.append(total + b)
    return outputs


#: wrong | layer | other algorithm | out = biases is no copy: the caller's biases become the outputs | named: writes into the biases
def layer(inputs, weights, biases):
    out = biases
    for j in range(len(weights)):
        for i in range(len(inputs)):
            out[j] += inputs[i] * weights[j][i]
    return out


#: wrong | layer | same algorithm | indices of the weights swapped: [i][j], weights taken by column | named: swaps the indices of the weights
def layer(inputs, weights, biases):
    outputs = []
    for j in range(len(biases)):
        s = biases[j]
        for i in range(len(inputs)):
            s += inputs[i] * weights[i][j]
        outputs.append(s)
    return outputs


#: wrong | layer | other algorithm | one list of length 1: append after the loop over neurons instead of in it | named: appends the last neuron only
def layer(inputs, weights, biases):
    outputs = []
    for w, b in zip(weights, biases):
        z = sum(map(lambda p, q: p * q, inputs, w)) + b
    outputs.append(z)
    return outputs


#: wrong | layer | same algorithm | zips inputs with the weights as well: as many neurons as the shorter of inputs and neurons | named: zips the inputs with the neurons
def layer(inputs, weights, biases):
    return [sum(x * w for w in ws) + b for x, ws, b in zip(inputs, weights, biases)]


#: right | shape_of | other algorithm | recursion with a set of the members' shapes
def shape_of(nested):
    if not isinstance(nested, list):
        return ()
    shapes = {shape_of(member) for member in nested}
    if len(shapes) > 1:
        raise ValueError("ragged lists")
    return (len(nested),) + (shapes.pop() if shapes else ())


#: right | shape_of | other algorithm | level by level without recursion, a list of all members of the level
def shape_of(nested):
    shape = []
    level = [nested]
    while level and isinstance(level[0], list):
        for item in level:
            if not isinstance(item, list):
                raise ValueError("a number beside a list")
            if len(item) != len(level[0]):
                raise ValueError("different lengths")
        shape.append(len(level[0]))
        level = [member for item in level for member in item]
    for item in level:
        if isinstance(item, list):
            raise ValueError("a list beside a number")
    return tuple(shape)


#: right | shape_of | same algorithm | shape of the first member compared with all the others
def shape_of(nested):
    if isinstance(nested, (int, float)):
        return ()
    if len(nested) == 0:
        return (0,)
    first = shape_of(nested[0])
    for other in nested[1:]:
        if shape_of(other) != first:
            raise ValueError(f"{shape_of(other)} beside {first}")
    return (len(nested), *first)


#: wrong | shape_of | other algorithm | goes down the first members only, ragged lists pass | named: lets ragged lists through
def shape_of(nested):
    shape = ()
    while isinstance(nested, list):
        shape += (len(nested),)
        if not nested:
            break
        nested = nested[0]
    return shape


#: wrong | shape_of | same algorithm | only the lengths of the first level are compared, deeper ragged lists pass | named: compares the outermost only
def shape_of(nested):
    if not isinstance(nested, list):
        return ()
    if not nested:
        return (0,)
    if isinstance(nested[0], list):
        if any(not isinstance(m, list) or len(m) != len(nested[0]) for m in nested):
            raise ValueError("ragged")
        inner = nested[0][0] if nested[0] else None
        if isinstance(inner, list):
            return (len(nested), len(nested[0]), len(inner))
        return (len(nested), len(nested[0]))
    if any(isinstance(m, list) for m in nested):
        raise ValueError("ragged")
    return (len(nested),)


#: wrong | shape_of | same algorithm | recursion appends the own length last: axes from the inside out | named: goes from the inside out
def shape_of(nested):
    if not isinstance(nested, list):
        return ()
    if not nested:
        return (0,)
    shapes = [shape_of(m) for m in nested]
    if any(s != shapes[0] for s in shapes):
        raise ValueError("ragged")
    return shapes[0] + (len(nested),)


#: right | shape_of | same algorithm | nested[0] without a look at empty lists: there are none by the docstring
def shape_of(nested):
    if not isinstance(nested, list):
        return ()
    first = shape_of(nested[0])
    for m in nested:
        if shape_of(m) != first:
            raise ValueError("ragged")
    return (len(nested),) + first


#: wrong | shape_of | same algorithm | a mutable default argument keeps the shape from call to call
def shape_of(nested, shape=[]):
    if isinstance(nested, list):
        shape.append(len(nested))
        if nested:
            lengths = [len(m) if isinstance(m, list) else -1 for m in nested]
            if len(set(lengths)) != 1:
                raise ValueError("ragged")
            shape_of(nested[0], shape)
    return tuple(shape)


#: wrong | shape_of | other algorithm | len() on the members without asking whether they are lists: a flat list raises TypeError | named: takes two levels for granted
def shape_of(nested):
    lengths = [len(row) for row in nested]
    if min(lengths) != max(lengths):
        raise ValueError("ragged")
    return (len(nested), lengths[0])


#: wrong | shape_of | same algorithm | ragged lists raise TypeError instead of ValueError | named: raises another error
def shape_of(nested):
    if not isinstance(nested, list):
        return ()
    inner = {shape_of(m) for m in nested}
    if len(inner) > 1:
        raise TypeError("lists of different shape")
    return (len(nested),) + (inner.pop() if inner else ())


#: right | dot_product | other algorithm | index loop with a check of the lengths
def dot_product(a, b):
    if len(a) != len(b):
        raise ValueError("lengths differ")
    total = 0
    for k in range(len(a)):
        total += float(a[k]) * float(b[k])
    return total


#: right | dot_product | same algorithm | np.dot on float arrays
def dot_product(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError(f"{a.shape} {b.shape}")
    return np.dot(a, b)


#: right | dot_product | other algorithm | difference of squared norms: (|a + b|^2 - |a - b|^2) / 4
def dot_product(a, b):
    if len(a) != len(b):
        raise ValueError("unequal lengths")
    u = np.array(a, dtype=float)
    v = np.array(b, dtype=float)
    return (np.sum((u + v) ** 2) - np.sum((u - v) ** 2)) / 4


#: wrong | dot_product | same algorithm | sum of the broadcast product: a vector of length 1 is stretched, no ValueError | named: stretches a length of one
def dot_product(a, b):
    return np.sum(np.array(a, dtype=float) * np.array(b, dtype=float))


#: wrong | dot_product | other algorithm | zip cuts the longer one off silently | named: stops with the shorter
def dot_product(a, b):
    return sum(x * y for x, y in zip(a, b))


#: wrong | dot_product | same algorithm | np.outer: a matrix | named: takes the outer product
def dot_product(a, b):
    if len(a) != len(b):
        raise ValueError("unequal")
    return np.outer(a, b)


#: wrong | dot_product | same algorithm | divided by the norms: the cosine of the angle | named: takes the cosine
def dot_product(a, b):
    a, b = np.array(a, float), np.array(b, float)
    if a.size != b.size:
        raise ValueError("unequal")
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


#: wrong | dot_product | same algorithm | with * on lists: TypeError for lists | named: compares lengths, then multiplies lists
def dot_product(a, b):
    if len(a) != len(b):
        raise ValueError("unequal")
    return sum(a * b)


#: right | row_vector | other algorithm | one row in a matrix of zeros
def row_vector(a):
    out = np.zeros((1, len(a)))
    out[0, :] = a
    return out


#: right | row_vector | same algorithm | np.atleast_2d
def row_vector(a):
    return np.atleast_2d(np.array(a))


#: wrong | row_vector | same algorithm | flat array, brackets only in the head | named: stays flat
def row_vector(a):
    return np.array(a)


#: wrong | row_vector | same algorithm | expand_dims on axis 1, a column | named: makes a column
def row_vector(a):
    return np.expand_dims(np.array(a), 1)


#: right | column_vector | other algorithm | vstack of single numbers
def column_vector(a):
    return np.vstack([np.array([v]) for v in a])


#: wrong | column_vector | same algorithm | transposing a flat array changes nothing | named: stays flat
def column_vector(a):
    return np.array(a).T


#: wrong | column_vector | same algorithm | a.reshape(-1, 1) works on arrays only: a list has no reshape | named: takes arrays only
def column_vector(a):
    return a.reshape(-1, 1)


#: right | layer_forward | same algorithm | np.dot with the transposed weights
def layer_forward(inputs, weights, biases):
    return np.dot(inputs, np.array(weights).T) + biases


#: right | layer_forward | other algorithm | einsum over the shared axis, biases as a row
def layer_forward(inputs, weights, biases):
    if inputs.shape[1] != weights.shape[1]:
        raise ValueError("columns differ")
    return np.einsum("nd,kd->nk", inputs, weights) + np.reshape(biases, (1, -1))


#: right | layer_forward | other algorithm | neuron by neuron into columns
def layer_forward(inputs, weights, biases):
    flat = np.ravel(biases)
    columns = [inputs @ weights[j] + flat[j] for j in range(weights.shape[0])]
    return np.stack(columns, axis=1)


#: wrong | layer_forward | same algorithm | transpose forgotten: inputs @ weights | named: forgets the transpose, for np.dot
def layer_forward(inputs, weights, biases):
    return np.dot(inputs, weights) + biases


#: wrong | layer_forward | same algorithm | weights @ inputs.T with the biases as a column: the result is (k, n) | named: puts neurons in rows
def layer_forward(inputs, weights, biases):
    return weights @ inputs.T + np.reshape(biases, (-1, 1))


#: wrong | layer_forward | same algorithm | biases left out | named: forgets the biases
def layer_forward(inputs, weights, biases):
    return inputs @ weights.T


#: right | layer_forward | other algorithm | zip over flat biases: biases are (k,) by the docstring
def layer_forward(inputs, weights, biases):
    if inputs.shape[1] != weights.shape[1]:
        raise ValueError("columns")
    return np.array([[np.dot(x, w) + b for w, b in zip(weights, biases)] for x in inputs])


#: wrong | layer_forward | other algorithm | the biases are added twice: once as the start of the sum and once at its end | named: adds the biases twice
def layer_forward(inputs, weights, biases):
    out = np.tile(np.ravel(biases), (len(inputs), 1)).astype(float)
    for i in range(len(inputs)):
        for j in range(len(weights)):
            out[i, j] += np.sum(inputs[i] * weights[j]) + np.ravel(biases)[j]
    return out


#: right | vector_sum | other algorithm | index loop into a prepared list
def vector_sum(a, b):
    c = [0] * len(a)
    for i in range(len(a)):
        c[i] = a[i] + b[i]
    return c


#: wrong | vector_sum | same algorithm | + joins lists | named: ties lists together
def vector_sum(a, b):
    return a + b


#: wrong | vector_sum | other algorithm | adds into a: the caller's list changes | named: writes into a
def vector_sum(a, b):
    for i, v in enumerate(b):
        a[i] += v
    return a


#: right | is_homologous | other algorithm | helper returns a shape or None
def is_homologous(nested):
    def shape(x):
        if not isinstance(x, list):
            return ()
        found = [shape(m) for m in x]
        if None in found or any(f != found[0] for f in found):
            return None
        return (len(x), *found[0]) if found else (0,)
    return shape(nested) is not None


#: wrong | is_homologous | same algorithm | checks the lengths at the first level only | named: compares outer lengths
def is_homologous(nested):
    lengths = [len(m) for m in nested if isinstance(m, list)]
    return len(set(lengths)) <= 1


#: wrong | is_homologous | other algorithm | every member homologous by itself is enough, they are never compared with each other | named: is always true
def is_homologous(nested):
    if not isinstance(nested, list):
        return True
    return all(is_homologous(m) for m in nested)


#: right | transposed | other algorithm | zip with a star
def transposed(rows):
    return [list(column) for column in zip(*rows)]


#: wrong | transposed | same algorithm | [[0] * n] * m: all rows of the result are one and the same list | named: makes rows of one list
def transposed(rows):
    n, m = len(rows), len(rows[0])
    result = [[0] * n] * m
    for i in range(n):
        for j in range(m):
            result[j][i] = rows[i][j]
    return result


#: wrong | transposed | same algorithm | zip without lists: tuples, in the wrong nesting zip(rows) | named: zips the list of rows
def transposed(rows):
    return [list(r) for r in zip(rows)]


#: right | layer_batch | other algorithm | one nested comprehension
def layer_batch(batch, weights, biases):
    return [[sum(x * w for x, w in zip(sample, ws)) + b for ws, b in zip(weights, biases)] for sample in batch]


#: wrong | layer_batch | same algorithm | extend instead of append: one flat list | named: flattens the batch
def layer_batch(batch, weights, biases):
    out = []
    for sample in batch:
        row = []
        for ws, b in zip(weights, biases):
            row.append(sum(x * w for x, w in zip(sample, ws)) + b)
        out.extend(row)
    return out


#: wrong | layer_batch | other algorithm | neurons outside, samples inside: k lists of n numbers | named: has a list for each neuron
def layer_batch(batch, weights, biases):
    return [[sum(map(lambda p, q: p * q, s, w)) + b for s in batch] for w, b in zip(weights, biases)]


#: wrong | neuron | same algorithm | prints instead of returning
def neuron(inputs, weights, bias):
    output = sum(x * w for x, w in zip(inputs, weights)) + bias
    print(output)


#: wrong | neuron | same algorithm | rounds to one decimal
def neuron(inputs, weights, bias):
    return round(sum(x * w for x, w in zip(inputs, weights)) + bias, 1)


#: wrong | layer | same algorithm | zips inputs with the neurons: inputs[j] times row | named: zips the inputs with the neurons
def layer(inputs, weights, biases):
    return [sum(x * w for w in row) + b for x, row, b in zip(inputs, weights, biases)]


#: wrong | layer | same algorithm | biases summed up | named: adds all biases
def layer(inputs, weights, biases):
    return [sum(x * w for x, w in zip(inputs, row)) + sum(biases) for row in weights]


#: wrong | layer | same algorithm | an earlier function is wrong: built on an own neuron that leaves out the bias | named: forgets the biases
def neuron(inputs, weights, bias):
    return sum(i * w for i, w in zip(inputs, weights))
def layer(inputs, weights, biases):
    return [neuron(inputs, w, b) for w, b in zip(weights, biases)]


#: wrong | shape_of | same algorithm | number next to a list passes where the number is first
def shape_of(nested):
    if not isinstance(nested, list):
        return ()
    inner = {shape_of(m) for m in nested if isinstance(m, list)}
    if len(inner) > 1:
        raise ValueError("ragged")
    return (len(nested),) + (inner.pop() if inner else ())


#: wrong | shape_of | same algorithm | object array: numpy gives (2,) for ragged lists | named: asks an object array
def shape_of(nested):
    return np.array(nested, dtype=object).shape


#: right | dot_product | other algorithm | zip(strict=True) raises by itself
def dot_product(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


#: wrong | dot_product | same algorithm | returns 0 for unequal lengths | named: returns 0 for unequal lengths
def dot_product(a, b):
    if len(a) != len(b):
        return 0
    return sum(x * y for x, y in zip(a, b))


#: wrong | dot_product | same algorithm | assert: AssertionError, no ValueError | named: asserts equal lengths
def dot_product(a, b):
    assert len(a) == len(b), "lengths differ"
    return float(np.dot(a, b))


#: wrong | dot_product | same algorithm | returns the ValueError in place of raising it
def dot_product(a, b):
    if len(a) != len(b):
        return ValueError("lengths differ")
    return np.dot(a, b)


#: wrong | dot_product | same algorithm | int accumulates: int(x * y)
def dot_product(a, b):
    if len(a) != len(b):
        raise ValueError
    return sum(int(x * y) for x, y in zip(a, b))


#: wrong | row_vector | same algorithm | a.shape = (1, n) on the argument itself | named: reshapes in place
def row_vector(a):
    a = np.asarray(a)
    a.shape = (1, a.size)
    return a


#: wrong | column_vector | same algorithm | sorts the numbers | named: sorts
def column_vector(a):
    return np.sort(np.array(a, dtype=float)).reshape(-1, 1)


#: right | layer_forward | other algorithm | ones column appended, one product
def layer_forward(inputs, weights, biases):
    return np.c_[inputs, np.ones(len(inputs))] @ np.r_["0,2", weights.T, biases]


#: wrong | layer_forward | same algorithm | reshape in place of transpose | named: reshapes instead of transposing
def layer_forward(inputs, weights, biases):
    return inputs @ weights.reshape(weights.shape[1], weights.shape[0]) + biases


#: wrong | layer_forward | same algorithm | biases as a column: per sample
def layer_forward(inputs, weights, biases):
    return inputs @ weights.T + biases[:, None][: len(inputs)]


#: wrong | layer_forward | same algorithm | only the first sample | named: answers the first sample
def layer_forward(inputs, weights, biases):
    return np.array([np.dot(weights, inputs[0]) + biases])


#: wrong | layer_forward | same algorithm | relu applied too | named: lets nothing negative out
def layer_forward(inputs, weights, biases):
    return np.maximum(0, inputs @ weights.T + biases)


#: wrong | transposed | same algorithm | square only
def transposed(rows):
    n = len(rows)
    return [[rows[j][i] for j in range(n)] for i in range(n)]


#: wrong | is_homologous | same algorithm | raises ValueError for ragged ones | named: lets the error through
def is_homologous(nested):
    np.array(nested, dtype=float)
    return True


#: wrong | layer_batch | same algorithm | a batch of arrays: NumPy rows
def layer_batch(batch, weights, biases):
    return [np.dot(weights, s) + biases for s in batch]


#: wrong | back_substitution | same algorithm | from the top: forward substitution | named: begins at the top
def back_substitution(U, b):
    n = len(b)
    x = [0] * n
    for i in range(n):
        x[i] = (b[i] - sum(U[i][j] * x[j] for j in range(i))) / U[i][i]
    return x


#: wrong | back_substitution | same algorithm | integer division | named: divides to whole numbers
def back_substitution(U, b):
    n = len(b)
    x = [0] * n
    for i in range(n - 1, -1, -1):
        x[i] = (b[i] - sum(U[i][j] * x[j] for j in range(i + 1, n))) // U[i][i]
    return x


#: right | back_substitution | other algorithm | column-oriented, on a copy of b
def back_substitution(U, b):
    x = list(map(float, b))
    for j in reversed(range(len(x))):
        x[j] /= U[j][j]
        for i in range(j):
            x[i] -= U[i][j] * x[j]
    return x


#: wrong | shape_of | same algorithm | compares lengths only one level down | named: compares the outermost only
def shape_of(nested):
    shape = []
    while isinstance(nested, list):
        shape.append(len(nested))
        if isinstance(nested[0], list):
            for m in nested:
                if not isinstance(m, list) or len(m) != len(nested[0]):
                    raise ValueError("ragged")
        nested = nested[0]
    return tuple(shape)


#: right | neuron | other algorithm | class with a feed method, math.fsum
import math


class _Neuron:
    def __init__(self, weights, bias):
        self.weights = list(weights)
        self.bias = bias

    def feed(self, inputs):
        return math.fsum([x * w for x, w in zip(inputs, self.weights)] + [self.bias])


def neuron(inputs, weights, bias):
    return _Neuron(weights, bias).feed(inputs)


#: wrong | neuron | same algorithm | weights pop from the list given
def neuron(inputs, weights, bias):
    total = bias
    for x in inputs:
        total += x * weights.pop(0)
    return total


#: wrong | neuron | same algorithm | a sigmoid at the end, as real neurons
import math


def neuron(inputs, weights, bias):
    z = sum(x * w for x, w in zip(inputs, weights)) + bias
    return 1 / (1 + math.exp(-z))


#: right | layer | other algorithm | map of a partial function
from functools import partial


def _one(inputs, ws, b):
    return b + sum(a * w for a, w in zip(inputs, ws))


def layer(inputs, weights, biases):
    return list(map(partial(_one, inputs), weights, biases))


#: wrong | layer | same algorithm | a generator in place of a list
def layer(inputs, weights, biases):
    return (sum(x * w for x, w in zip(inputs, ws)) + b for ws, b in zip(weights, biases))


#: wrong | layer | same algorithm | map object comes back
def layer(inputs, weights, biases):
    return map(lambda ws, b: sum(x * w for x, w in zip(inputs, ws)) + b, weights, biases)


#: wrong | layer | same algorithm | the sum is not set back for the next neuron | named: runs on, biases included
def layer(inputs, weights, biases):
    outputs = []
    total = 0
    for ws, b in zip(weights, biases):
        for x, w in zip(inputs, ws):
            total += x * w
        total += b
        outputs.append(total)
    return outputs


#: wrong | layer | same algorithm | the first bias for all | named: gives all the first bias
def layer(inputs, weights, biases):
    return [sum(x * w for x, w in zip(inputs, ws)) + biases[0] for ws in weights]


#: right | shape_of | other algorithm | np.array's own ValueError on ragged lists
def shape_of(nested):
    return np.array(nested, dtype=float).shape


#: wrong | shape_of | same algorithm | neighbors compared with zip, last pair is missed by range(len - 2) | named: lets ragged lists through
def shape_of(nested):
    if not isinstance(nested, list):
        return ()
    inner = [shape_of(x) for x in nested]
    for i in range(len(inner) - 2):
        if inner[i] != inner[i + 1]:
            raise ValueError
    return (len(nested),) + inner[0]


#: wrong | shape_of | same algorithm | sizes as an iterator: reversed(list)
def shape_of(nested):
    sizes = []

    def walk(x):
        if not isinstance(x, list):
            return ()
        inner = [walk(m) for m in x]
        if len(set(inner)) != 1:
            raise ValueError
        return (len(x),) + inner[0]

    for size in walk(nested):
        sizes.insert(0, size)
    return reversed(sizes)


#: wrong | shape_of | same algorithm | compares first and last member only
def shape_of(nested):
    if not isinstance(nested, list):
        return ()
    if shape_of(nested[0]) != shape_of(nested[-1]):
        raise ValueError
    return (len(nested),) + shape_of(nested[0])


#: wrong | shape_of | same algorithm | a list comes back | named: returns a list
def shape_of(nested):
    if not isinstance(nested, list):
        return []
    inner = [shape_of(x) for x in nested]
    if any(s != inner[0] for s in inner):
        raise ValueError
    return [len(nested)] + inner[0]


#: wrong | shape_of | same algorithm | an assert for ragged lists | named: asserts equal shapes
def shape_of(nested):
    if not isinstance(nested, list):
        return ()
    inner = [shape_of(x) for x in nested]
    assert len(set(inner)) == 1, "ragged"
    return (len(nested),) + inner[0]


#: wrong | dot_product | same algorithm | products without the sum | named: returns the products
def dot_product(a, b):
    if len(a) != len(b):
        raise ValueError
    return np.asarray(a) * np.asarray(b)


#: wrong | row_vector | same algorithm | map object
def row_vector(a):
    return iter([list(a)])


#: right | row_vector | other algorithm | ndmin
def row_vector(a):
    return np.array(a, ndmin=2)


#: wrong | row_vector | same algorithm | a list in a list | named: returns a list
def row_vector(a):
    return [list(a)]


#: right | column_vector | other algorithm | np.c_
def column_vector(a):
    return np.c_[np.asarray(a)]


#: wrong | column_vector | same algorithm | zip(a): tuples of one | named: returns a list
def column_vector(a):
    return list(zip(a))


#: wrong | column_vector | same algorithm | iterator of rows
def column_vector(a):
    return ([x] for x in a)


#: right | column_vector | other algorithm | np.matrix transposed, as an array
def column_vector(a):
    return np.asarray(np.matrix(a).T)


#: wrong | column_vector | same algorithm | row | named: makes a row
def column_vector(a):
    return np.array(a)[np.newaxis, :]


#: right | layer_forward | other algorithm | class of the book's kind, weights turned in the constructor
class _LayerDense:
    def __init__(self, weights, biases):
        self.weights = np.array(weights).T
        self.biases = np.array(biases)

    def forward(self, inputs):
        self.output = np.dot(inputs, self.weights) + self.biases
        return self.output


def layer_forward(inputs, weights, biases):
    return _LayerDense(weights, biases).forward(inputs)


#: wrong | layer_forward | same algorithm | transposes twice: the weights are turned only where shapes misfit
def layer_forward(inputs, weights, biases):
    if inputs.shape[1] != weights.shape[0]:
        weights = weights.T
    return inputs @ weights + biases


#: wrong | dot_product | same algorithm | pads the shorter with zeros | named: stops with the shorter
from itertools import zip_longest


def dot_product(a, b):
    return sum(x * y for x, y in zip_longest(a, b, fillvalue=0))


#: wrong | shape_of | same algorithm | numpy's error is caught and a shape with None given
def shape_of(nested):
    try:
        return np.array(nested, dtype=float).shape
    except ValueError:
        return (len(nested), None)


#: wrong | is_homologous | same algorithm | asks only whether the members of each level are equally long
def is_homologous(nested):
    kinds = [len(member) if isinstance(member, list) else None for member in nested]
    if len(set(kinds)) > 1:
        return False
    sizes = [[len(item) if isinstance(item, list) else None for item in member] for member in nested if isinstance(member, list)]
    return all(size == sizes[0] for size in sizes)


#: wrong | layer_forward | same algorithm | the biases in place of the weights | named: forgets the transpose
def layer_forward(inputs, weights, biases):
    return inputs @ biases.T + biases


#: right | shape_of | other algorithm | set of shapes and match
def shape_of(nested):
    match nested:
        case list():
            shapes = {shape_of(item) for item in nested}
            if len(shapes) != 1:
                raise ValueError("ragged")
            return (len(nested), *shapes.pop())
        case _:
            return ()


#: right | shape_of | other algorithm | level by level with a loop
def shape_of(nested):
    shape, level = [], [nested]
    while any(isinstance(item, list) for item in level):
        if not all(isinstance(item, list) for item in level):
            raise ValueError("a number next to a list")
        lengths = {len(item) for item in level}
        if len(lengths) > 1:
            raise ValueError("lists of different lengths")
        shape.append(lengths.pop())
        level = [member for item in level for member in item]
    return tuple(shape)


#: right | back_substitution | other algorithm | recursion by elimination of the last column
def back_substitution(U, b):
    if not b:
        return []
    last = b[-1] / U[-1][-1]
    rest = [value - row[-1] * last for row, value in zip(U[:-1], b[:-1])]
    return back_substitution([row[:-1] for row in U[:-1]], rest) + [last]
