"""The mistakes of workshop W.1, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

neuron = Mistakes("""
def neuron(inputs, weights, bias):
    total = 0.0
    for value, weight in zip(inputs, weights):
        total += value * weight
    return total + bias
""")
for numpy, use in (("lets NumPy calculate", "dot = np.dot"), ("imports NumPy", "import numpy\n    dot = numpy.dot")):
    neuron.code(numpy, f"""
def neuron(inputs, weights, bias):
    {use}
    return dot(inputs, weights) + bias
""", "You let NumPy calculate. This one is to work without: multiply and add in a loop over zip(inputs, weights).",
        kind="wrong-function", score=4.33)
neuron.change("forgets the bias", "total + bias", "total",
    "The bias is missing. Start the sum at bias, or add it at the end, once.", kind="missing-step")
neuron.change("adds the bias every time", "value * weight", "value * weight + bias", "total + bias", "total",
    "You add the bias once for every input. It belongs to the neuron: add it once, outside the loop.", kind="loop")
neuron.change("subtracts the bias", "total + bias", "total - bias",
    "You subtract the bias. It is added: sum of products + bias.", kind="sign")
neuron.change("multiplies by the bias", "total + bias", "total * bias",
    "You multiply by the bias. The weights multiply, the bias is added.", kind="wrong-step")
neuron.change("returns after the first product", "    return total", "        return total",
    "Only the first product is there. Does return stand inside the loop? Move it to the left, under for.",
    kind="return")
neuron.change("keeps the last product only", "total +=", "total =",
    "Only the last product is left. Each is to be added to the sum of those before it.", kind="loop")
neuron.change("skips the first input", "zip(inputs, weights)", "zip(inputs[1:], weights[1:])",
    "The first input is left out. Python counts from 0; zip(inputs, weights) skips none.", kind="off-by-one")
neuron.change("skips the last input", "zip(inputs, weights)", "zip(inputs[:-1], weights[:-1])",
    "The last input is left out: range(len(inputs)) needs no - 1, and zip needs no range at all.", kind="off-by-one")
neuron.change("multiplies the sums", "return total", "return sum(inputs) * sum(weights)",
    "Every input meets every weight: that is the sum of the inputs times the sum of the weights. Each input has a "
    "weight of its own: multiply the pairs, then add.", kind="order")
neuron.change("adds the weights", "value * weight", "value + weight",
    "You add each weight to its input. A weight multiplies: value * weight.", kind="wrong-step")
neuron.change("returns the products", "return total + bias", "return [v * w for v, w in zip(inputs, weights)]",
    "You return the products one by one. Add them up, and the bias, to a single number.", kind="missing-step")
neuron.change("is written out for three", "zip(inputs, weights)", "zip(inputs[:3], weights)",
    "Only the first three inputs count. A neuron may have any number: use a loop over zip.", kind="loop")
neuron.code("is written out for three, by index", """
def neuron(inputs, weights, bias):
    return inputs[0] * weights[0] + inputs[1] * weights[1] + inputs[2] * weights[2] + bias
""", "Just the first three inputs count, and fewer raise an IndexError. A neuron may have any number: use a loop over "
    "zip.", kind="loop")
neuron.change("rounds", "return total + bias", "return round(total + bias, 2)",
    "You round the result. 2.3000000000000003 is fine: that is how floats are. Leave round(...) out.",
    kind="extra-step")
neuron.change("cuts off the fraction", "return total + bias", "return int(total + bias)",
    "The result is cut off to a whole number. Leave int(...) and // out.", kind="type")
neuron.change("averages", "value * weight", "value * weight / len(inputs)",
    "You divide by the number of inputs. A neuron adds up; it does not average.", kind="mean-or-sum")
neuron.code("empties the lists", """
def neuron(inputs, weights, bias):
    while inputs:
        bias += inputs.pop() * weights.pop()
    return bias
""", "You empty the caller's lists, as pop does. Loop over zip(inputs, weights) instead.", kind="in-place")
neuron.variant("returns after the first product", """
def neuron(inputs, weights, bias):
    for i in range(len(inputs)):
        output = inputs[i] * weights[i] + bias
        return output
""")
neuron.variant("keeps the last product only", """
def neuron(inputs, weights, bias):
    for i in range(len(inputs)):
        output = inputs[i] * weights[i] + bias
    return output
""")


layer = Mistakes("""
def layer(inputs, weights, biases):
    outputs = []
    for row, bias in zip(weights, biases):
        total = 0.0
        for value, weight in zip(inputs, row):
            total += value * weight
        outputs.append(total + bias)
    return outputs
""")
for numpy, use in (("lets NumPy calculate", "dot = np.dot"), ("imports NumPy", "import numpy\n    dot = numpy.dot")):
    layer.code(numpy, f"""
def layer(inputs, weights, biases):
    {use}
    return [dot(inputs, row) + bias for row, bias in zip(weights, biases)]
""", "You let NumPy calculate. This one is to work without NumPy: write it with loops.",
        kind="wrong-function", score=4.33)
layer.change("returns an array", "return outputs", "array = np.array\n    return array(outputs)",
    "You return a NumPy array. Here a plain list is wanted, made without NumPy: start with outputs = [], append each "
    "neuron's number.", kind="type")
layer.change("returns a tuple", "return outputs", "return tuple(outputs)",
    "You return a tuple. A list is asked for: list(...), or start with [] and append.", kind="type")
layer.change("forgets the biases", "total + bias", "total",
    "The biases are missing. Each neuron adds its own: zip(weights, biases) gives you both.", kind="missing-step")
layer.change("gives all the first bias", "total + bias", "total + biases[0]",
    "Every neuron gets the first bias. Neuron j has its own, biases[j].", kind="indexing")
layer.change("adds all biases", "total + bias", "total + sum(biases)",
    "Every neuron gets all the biases. Neuron j adds one, biases[j].", kind="broadcasting")
layer.change("adds the bias every time", "value * weight", "value * weight + bias", "total + bias", "total",
    "You add the bias once for every input. Add it once for each neuron, outside the inner loop.", kind="loop")
layer.change("takes columns", "zip(weights, biases)", "zip(zip(*weights), biases)",
    "You take the columns of weights for the neurons. Here each inner list is one neuron: for its_weights in weights.",
    kind="transpose")
layer.code("swaps the indices of the weights", """
def layer(inputs, weights, biases):
    outputs = []
    for j in range(len(biases)):
        total = biases[j]
        for i in range(len(inputs)):
            total = total + inputs[i] * weights[i][j]
        outputs.append(total)
    return outputs
""", "You take the columns of weights for the neurons, and an index runs past the end. The weight of neuron j for "
    "input i is weights[j][i].", kind="transpose")
layer.change("appends the last neuron only", "        outputs.append", "    outputs.append",
    "Only the last neuron's output is there. Does append stand after the loop over the neurons? Move it to the right.",
    kind="loop")
layer.code("zips the inputs with the neurons", """
def layer(inputs, weights, biases):
    outputs = []
    for value, row, bias in zip(inputs, weights, biases):
        outputs.append(sum(value * weight for weight in row) + bias)
    return outputs
""", "Neuron j sees input j alone, as zip(inputs, weights, biases) pairs them. Each neuron sees all inputs: "
    "zip(inputs, its_weights), within a loop over zip(weights, biases).", kind="loop")
layer.change("returns after the first neuron", "    return outputs", "        return outputs",
    "Only the first neuron answers. Does return stand inside the loop? Move it to the left.", kind="return")
layer.change("adds up the neurons", "return outputs", "return sum(outputs)",
    "You add up all neurons. Each one has an output of its own: append it to a list.", kind="extra-step")
layer.change("never starts anew", "        total = 0.0\n", "", "outputs = []", "outputs, total = [], 0.0",
    "The total of one neuron runs on into the next. Set it back to 0 at the top of the outer loop.",
    kind="initialization")
layer.change("runs on, biases included", "        total = 0.0\n", "        total += bias\n",
    "outputs = []", "outputs, total = [], 0.0", "total + bias", "total",
    "The output of one neuron runs on into the next. Set the total back to the new neuron's bias at the top of the "
    "outer loop.", kind="initialization")
layer.change("keeps the last product only", "total +=", "total =",
    "Only the last product of each neuron is left. Each is to be added to the sum of those before it.", kind="loop")
layer.change("appends too often", "        outputs.append(total + bias)", "            outputs.append(total + bias)",
    "There is an output for every product. Append once for each neuron, when its sum is complete.", kind="loop")
layer.change("nests the numbers", "append(total + bias)", "append([total + bias])",
    "Each number sits in a list of its own. Append the number itself, not [number].", kind="shape")
layer.change("is written out for three", "zip(weights, biases)", "[(weights[j], biases[j]) for j in (0, 1, 2)]",
    "You wrote out three neurons. A layer may have any number: loop over zip(weights, biases).", kind="loop")
layer.change("turns the order around", "outputs.append(", "outputs.insert(0, ",
    "The outputs are in reverse order. append puts the next one at the end, insert(0, ...) in front.", kind="order")
layer.change("skips the last neuron", "zip(weights, biases)", "zip(weights[:-1], biases)",
    "The last neuron is left out. zip(weights, biases) skips none.", kind="off-by-one")
layer.change("skips the last input", "zip(inputs, row)", "zip(inputs[:-1], row)",
    "The last input of each neuron is left out. zip(inputs, its_weights) skips none.", kind="off-by-one")
layer.change("rounds", "append(total + bias)", "append(round(total + bias, 3))",
    "You round the outputs. 4.800000000000001 is fine: that is how floats are. Leave round(...) out.",
    kind="extra-step")
layer.code("writes into the biases", """
def layer(inputs, weights, biases):
    for j, row in enumerate(weights):
        for value, weight in zip(inputs, row):
            biases[j] += value * weight
    return biases
""", "You write the sums into the caller's biases. Collect them in a list of your own.", kind="in-place")


shape_of = Mistakes("""
def shape_of(nested):
    if not isinstance(nested, list):
        return ()
    shapes = [shape_of(member) for member in nested]
    if any(shape != shapes[0] for shape in shapes):
        raise ValueError
    return (len(nested), *shapes[0])
""")
shape_of.code("lets ragged lists through", """
def shape_of(nested):
    shape = []
    while isinstance(nested, list):
        shape.append(len(nested))
        nested = nested[0]
    return tuple(shape)
""", "Ragged lists get through, as they do where only the first member is followed down. All members of a list must "
    "have the same shape: compare each, and raise ValueError where two differ.", kind="errors", score=4.09)
shape_of.code("compares the outermost only", """
def shape_of(nested):
    if len({len(member) if isinstance(member, list) else -1 for member in nested}) > 1:
        raise ValueError
    shape = []
    while isinstance(nested, list):
        shape.append(len(nested))
        nested = nested[0]
    return tuple(shape)
""", "Lists that are ragged further in get through: only the outermost members are compared, or on the way in only "
    "those of the first. Call shape_of on each member, and compare what it gives.", kind="errors")
shape_of.code("compares lengths alone", """
def shape_of(nested):
    level, shape = [nested], []
    while isinstance(level[0], list):
        sizes = {len(member) if isinstance(member, list) else -1 for member in level}
        if len(sizes) > 1:
            raise ValueError
        shape.append(sizes.pop())
        level = [item for member in level for item in member]
        if len(shape) > 1:
            level = [item for item in level if isinstance(item, list)] or [0]
    return tuple(shape)
""", "A number among lists goes unseen further in. All members of a list must have the same shape: call shape_of on "
    "each member, and compare what it gives.", kind="errors")
shape_of.code("asks numbers for their length", """
def shape_of(nested):
    if not isinstance(nested[0], list):
        return (len(nested),)
    if any(len(member) != len(nested[0]) for member in nested):
        raise ValueError
    return (len(nested), *shape_of(nested[0]))
""", "A number next to a list fails with a TypeError, since a number has no len. Ask isinstance(member, list) before, "
    "and raise ValueError.", kind="errors")
shape_of.code("takes two levels for granted", """
def shape_of(nested):
    lengths = [len(member) for member in nested]
    if min(lengths) != max(lengths):
        raise ValueError
    return (len(nested), lengths[0])
""", "You take for granted that the members are lists, and that there are two levels. In a flat list they are numbers, "
    "which have no len. Ask isinstance(member, list) first.", kind="type")
shape_of.code("stops after two levels", """
def shape_of(nested):
    if not isinstance(nested[0], list):
        return (len(nested),)
    if any(not isinstance(member, list) or len(member) != len(nested[0]) for member in nested):
        raise ValueError
    return (len(nested), len(nested[0]))
""", "You stop after two levels. Lists may be nested to any depth: let shape_of call itself on the members.",
    kind="loop")
shape_of.change("goes from the inside out", "(len(nested), *shapes[0])", "(*shapes[0], len(nested))",
    "The sizes are in reverse order. The outermost list comes first.", kind="order")
shape_of.code("counts the numbers", """
def shape_of(nested):
    return sum(map(shape_of, nested)) if isinstance(nested, list) else 1
""", "You count all the numbers. A shape has one size for each level: (2, 3), not 6.", kind="wrong-step")
shape_of.code("counts the levels", """
def shape_of(nested):
    return 1 + shape_of(nested[0]) if isinstance(nested, list) else 0
""", "You return how many levels there are. Asked for are their sizes.", kind="wrong-step")
shape_of.code("looks at the outermost list only", """
def shape_of(nested):
    return (len(nested),)
""", "You return the length of the outermost list alone. Each level within adds one more size.", kind="missing-step")
shape_of.change("returns a list", "(len(nested), *shapes[0])", "[len(nested), *shapes[0]]",
    "You return a list. A shape is a tuple: write tuple(...) around it.", kind="type")
shape_of.change("returns None for ragged lists", "raise ValueError", "return None",
    "You return None for ragged lists. Raise a ValueError, so that nobody overlooks it.", kind="errors")
shape_of.change("raises another error", "raise ValueError", "raise TypeError",
    "Ragged lists raise an error, but not a ValueError: write raise ValueError(...) with a message.", kind="errors")
shape_of.change("asserts equal shapes", "if any(shape != shapes[0] for shape in shapes):\n        raise ValueError",
    "assert all(shape == shapes[0] for shape in shapes)",
    "assert raises AssertionError. For ragged lists say: if ...: raise ValueError(...).", kind="errors")
shape_of.code("drops sizes of one", """
def shape_of(nested):
    return tuple(size for size in np.shape(nested) if size != 1) or (1,)
""", "The 1s are missing. A list with a single member has size 1 along that axis.", kind="shape")
shape_of.change("gives numbers a size", "return ()", "return (1,)",
    "There is a 1 too many at the end: a number has the shape (), not (1,).", kind="initialization")
shape_of.code("asks an object array", """
def shape_of(nested):
    return np.array(nested, dtype=object).shape
""", "For ragged lists you give a shape all the same, as an array of dtype object does, which swallows them whole. "
    "Raise ValueError for those.", kind="errors", score=4.09)
shape_of.code("empties the list", """
def shape_of(nested):
    shape = np.shape(nested)
    nested.clear()
    return shape
""", "You change the caller's list, as pop and clear do. Look at the members with nested[0] or a for loop.",
    kind="in-place")


dot_product = Mistakes("""
def dot_product(a, b):
    if len(a) != len(b):
        raise ValueError
    total = 0.0
    for first, second in zip(a, b):
        total += first * second
    return total
""")
dot_product.change("returns the products", "return total", "return np.multiply(a, b)",
    "You return the products one by one. Add them up to a single number.", kind="missing-step")
dot_product.change("stops with the shorter", "    if len(a) != len(b):\n        raise ValueError\n", "",
    "What the longer vector has more is left out without a word, as zip does it. Compare the lengths first.",
    kind="errors", score=3.38)
dot_product.code("stretches a length of one", """
def dot_product(a, b):
    return np.sum(np.array(a) * np.array(b))
""", "A vector of length 1 is broadcast against the other one. Compare the lengths first, and raise ValueError.",
    kind="broadcasting", score=3.69)
dot_product.code("runs past the end", """
def dot_product(a, b):
    total = 0.0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total
""", "A longer b goes unnoticed, and a longer a runs past the end of b, which is no ValueError. Compare len(a) with "
    "len(b) first: raise ValueError(...).", kind="errors", score=3.38)
dot_product.change("returns None for unequal lengths", "raise ValueError", "return None",
    "Unequal lengths give None. Raise a ValueError, so that nobody overlooks it.", kind="errors")
dot_product.change("returns 0 for unequal lengths", "raise ValueError", "return 0.0",
    "Unequal lengths give 0. Raise a ValueError, so that nobody overlooks it.", kind="errors")
dot_product.change("asserts equal lengths", "if len(a) != len(b):\n        raise ValueError", "assert len(a) == len(b)",
    "assert raises AssertionError. For unequal lengths say: if ...: raise ValueError(...).", kind="errors")
dot_product.code("takes arrays only", """
def dot_product(a, b):
    return a @ b
""", "Lists know no @. Make arrays of them first: np.array(a).", kind="type", score=3.69)
dot_product.code("multiplies lists", """
def dot_product(a, b):
    return sum(a * b)
""", "Python cannot multiply a list by a list, and NumPy stretches a vector of length 1. Make arrays of both, and "
    "compare their lengths.", kind="type")
dot_product.code("compares lengths, then multiplies lists", """
def dot_product(a, b):
    if len(a) != len(b):
        raise ValueError
    return sum(a * b)
""", "Python cannot multiply a list by a list. Make arrays of them first: np.array(a) * np.array(b).", kind="type",
    score=3.69)
dot_product.change("averages", "return total", "return total / len(a)",
    "You divide by the number of products. A dot product adds up; it does not average.", kind="mean-or-sum")
dot_product.change("multiplies the sums", "return total", "return sum(a) * sum(b)",
    "That is the product of the two sums, as if each number met every other. Multiply pair by pair, then add.",
    kind="order")
dot_product.change("adds the pairs", "first * second", "first + second",
    "You add the pairs. A dot product multiplies them, and then adds up the products.", kind="wrong-step")
dot_product.change("takes the outer product", "return total", "return np.outer(a, b)",
    "That is every number times every other, the outer product. Only partners meet here.", kind="wrong-function")
dot_product.change("takes the cosine", "return total", "return total / (np.linalg.norm(a) * np.linalg.norm(b))",
    "You divide by the lengths of the vectors, which gives the cosine of their angle. Leave it out.", kind="extra-step")
dot_product.change("drops the signs", "first * second", "abs(first * second)",
    "The signs are lost. Negative products count against the positive ones: no abs, no squares.", kind="sign")
dot_product.change("cuts off the fraction", "return total", "return int(total)",
    "The result is cut off to a whole number. Leave int(...) out.", kind="type")
dot_product.change("keeps the last product only", "total +=", "total =",
    "Only the last product is left. Each is to be added to the sum of those before it.", kind="loop")
dot_product.change("returns after the first pair", "    return total", "        return total",
    "Only the first product is there. Does return stand inside the loop? Move it to the left, under for.",
    kind="return")
dot_product.change("skips the last pair", "zip(a, b)", "zip(a[:-1], b[:-1])",
    "The last pair is left out: range(len(a)) needs no - 1.", kind="off-by-one")
dot_product.change("skips the first pair", "zip(a, b)", "zip(a[1:], b[1:])",
    "The first pair is left out: Python counts from 0.", kind="off-by-one")
dot_product.code("multiplies in place", """
def dot_product(a, b):
    if isinstance(a, list):
        a, b = np.array(a), np.array(b)
    if len(a) != len(b):
        raise ValueError
    a *= b
    return a.sum()
""", "You write the products into the caller's array, as a *= b does. Make a new one: a * b.", kind="in-place")
dot_product.variant("runs past the end", """
def dot_product(a, b):
    return sum([a[k] * b[k] for k in range(len(a))])
""")


row_vector = Mistakes("""
def row_vector(a):
    flat = np.array(a)
    return flat.reshape(1, -1)
""")
column_vector = Mistakes("""
def column_vector(a):
    flat = np.array(a)
    return flat.reshape(-1, 1)
""")
row_vector.change("makes a column", "reshape(1, -1)", "reshape(-1, 1)",
    "That is a column. One row of n numbers has the shape (1, n): rows come first.", kind="shape")
column_vector.change("makes a row", "reshape(-1, 1)", "reshape(1, -1)",
    "That is a row. One column of n numbers has the shape (n, 1): rows come first.", kind="shape")
row_vector.change("stays flat", "flat.reshape(1, -1)", "flat",
    "It is still flat, with one axis. Give it a second one: np.array(a).reshape(1, -1).", kind="shape")
column_vector.change("stays flat", "flat.reshape(-1, 1)", "flat.T",
    "It is still flat: .T does nothing to an array with one axis. Give it a second axis: np.array(a).reshape(-1, 1).",
    kind="transpose")
row_vector.change("returns a list", "flat.reshape(1, -1)", "[list(a)]",
    "You return a list. Make an array of it: np.array(...).", kind="type")
column_vector.change("returns a list", "flat.reshape(-1, 1)", "[[value] for value in a]",
    "You return a list. Make an array of it: np.array(...).", kind="type")
for vector, shape, three_axes, of_three, axis in (
    (row_vector, "(1, -1)", "(1, 1, -1)", "(1, 3)", 0),
    (column_vector, "(-1, 1)", "(-1, 1, 1)", "(3, 1)", 1),
):
    vector.change("has three axes", f"reshape{shape}", f"reshape{three_axes}",
        f"That is one axis too many. A matrix has two: reshape{shape}.", kind="shape")
    vector.change("is made for three", f"reshape{shape}", f"reshape{of_three}",
        "You wrote the 3 into the shape. Let -1 stand for the number of elements, or use len(a).", kind="shape")
    vector.change("takes arrays only", "np.array(a)", "a",
        "A list has no .reshape. Make an array of it first: np.array(a).", kind="type", score=3.56)
    vector.change("cuts off the fractions", "np.array(a)", "np.array(a).astype(int)",
        "The fractions are cut off. No dtype=int and no astype(int) is needed.", kind="type")
    vector.change("repeats itself", f"flat.reshape{shape}", f"np.repeat(flat.reshape{shape}, len(a), axis={axis})",
        "The numbers stand there several times. Once is enough.", kind="broadcasting")
    vector.change("sorts", "np.array(a)", "np.sort(a)",
        "The numbers are sorted. Leave them in their order.", kind="extra-step")
    vector.change("reverses", "np.array(a)", "np.array(a)[::-1]",
        "The numbers are in reverse. Leave them in their order.", kind="order")
    vector.change("reshapes in place", f"flat = np.array(a)\n    return flat.reshape{shape}",
        f"if isinstance(a, list):\n        a = np.array(a)\n    a.shape = {shape}\n    return a",
        "You change the shape of the caller's array itself, as a.shape = ... does. reshape makes a new one.",
        kind="in-place")


layer_forward = Mistakes("""
def layer_forward(inputs, weights, biases):
    products = inputs @ weights.T
    return products + biases
""")
layer_forward.change("forgets the transpose", "weights.T", "weights",
    "The shapes do not fit. Here each ROW of weights is a neuron, and a product lets rows meet columns: inputs @ "
    "weights.T.",
    kind="transpose")
layer_forward.change("forgets the transpose, for np.dot", "inputs @ weights.T", "np.dot(inputs, weights)",
    "The shapes do not fit. Here each ROW of weights is a neuron, and a product lets rows meet columns: inputs @ "
    "weights.T.",
    kind="transpose")
layer_forward.change("adds the biases twice", "products + biases", "products + 2 * biases",
    "The biases are there twice. Add them once, to the finished products.", kind="extra-step")
layer_forward.change("forgets the biases", "products + biases", "products",
    "The biases are missing. Add them to the product: ... + biases.", kind="missing-step")
layer_forward.change("subtracts the biases", "products + biases", "products - biases",
    "You subtract the biases. They are added.", kind="sign")
layer_forward.change("puts neurons in rows", "products + biases", "(products + biases).T",
    "The result is (k, n), with one row for each neuron. Samples belong in the rows: inputs on the left, weights.T on "
    "the right.", kind="transpose")
layer_forward.change("reshapes instead of transposing", "weights.T", "weights.reshape(weights.shape[::-1])",
    "The numbers are shuffled among the neurons, as reshape does it. Use the transpose: weights.T.", kind="shape")
layer_forward.change("averages the products", "weights.T", "weights.T / inputs.shape[1]",
    "You average the products. A neuron adds them up: no mean, no division.", kind="mean-or-sum")
layer_forward.change("gives all the first bias", "products + biases", "products + biases[0]",
    "Every neuron gets the first bias. Add the whole row of biases, without an index.", kind="broadcasting")
layer_forward.change("adds the sum of biases", "products + biases", "products + np.sum(biases)",
    "Every neuron gets the sum of all biases. Add the whole row of biases, without np.sum.", kind="broadcasting")
layer_forward.change("adds the biases to the weights", "weights.T", "(weights.T + biases)", "products + biases",
    "products", "The biases are added to the weights. They are added after the product, not before.", kind="order")
layer_forward.change("adds a column of biases", "products + biases", "products + biases.reshape(-1, 1)",
    "You turn the biases into a column, so that they follow the samples. They belong to the neurons: add them as they "
    "are.", kind="broadcasting")
layer_forward.change("answers the first sample", "products + biases", "(products + biases)[:1]",
    "Only the first sample comes back. Every row of inputs gets a row of outputs.", kind="loop")
layer_forward.change("drops the axis of a single sample", "products + biases", "np.squeeze(products + biases)",
    "A batch of one loses its axis. The result is (1, k): no squeeze, no [0].", kind="shape")
layer_forward.change("bends the outputs", "products + biases", "1 / (1 + np.exp(-(products + biases)))",
    "The outputs went through a sigmoid. This layer has none: return the sums as they are.", kind="extra-step")
layer_forward.change("lets nothing negative out", "products + biases", "np.maximum(0, products + biases)",
    "Negative outputs become 0, as by a ReLU. This layer has none: return the sums as they are.", kind="extra-step")
layer_forward.change("cuts off the outputs", "products + biases", "(products + biases).astype(int)",
    "The result is cut off to whole numbers. An array of ints has no room for fractions.", kind="type")
layer_forward.change("multiplies element by element", "inputs @ weights.T", "inputs[:, None] * weights",
    "return products + biases", "return products + biases[:, None]",
    "The products are there one by one, with no sums. A layer needs dot products: @ and not *.", kind="missing-step")
layer_forward.change("writes * for @", "inputs @ weights.T", "inputs * weights.T",
    "You multiply element by element, and these shapes do not fit that. A layer needs dot products: @ and not *.",
    kind="wrong-function")
layer_forward.change("returns lists", "products + biases", "(products + biases).tolist()",
    "You return a list. Make an array of it at the end: np.array(...).", kind="type")
layer_forward.variant("puts neurons in rows", """
def layer_forward(inputs, weights, biases):
    return np.array([[row @ sample + bias for sample in inputs] for row, bias in zip(weights, biases)])
""")


vector_sum = Mistakes("""
def vector_sum(a, b):
    sums = []
    for first, second in zip(a, b):
        sums.append(first + second)
    return sums
""")
vector_sum.change("ties lists together", "return sums", "return a + b",
    "+ between lists ties them together. Add the partners: first + second for each pair of zip.", kind="wrong-function")
vector_sum.change("adds up everything", "return sums", "return sum(sums)",
    "Each sum should stay by itself: append it to a list, do not add it to a total.", kind="extra-step")
vector_sum.change("multiplies partners", "first + second", "first * second",
    "You multiply the partners. Add them.", kind="wrong-step")
vector_sum.change("returns an array", "return sums", "return np.array(sums)",
    "You return a NumPy array. A plain list is asked for: append in a loop over zip(a, b).", kind="type")
vector_sum.code("writes into a", """
def vector_sum(a, b):
    for i, value in enumerate(b):
        a[i] += value
    return a
""", "You write the sums into the caller's list a. Start a new list.", kind="in-place")
vector_sum.change("returns the first sum", "    return sums", "        return sums",
    "Only the first sum is there. Does return stand inside the loop? Move it to the left.", kind="return")


is_homologous = Mistakes("""
def is_homologous(nested):
    try:
        np.array(nested)
    except ValueError:
        return False
    return True
""")
is_homologous.change("is always true", "return False", "return True",
    "You always say True. shape_of raises ValueError for ragged lists: turn that into False.", kind="return")
is_homologous.change("is the wrong way round", "return False", "return not False", "return True", "return False",
    "True and False have changed places.", kind="return")
is_homologous.code("lets the error through", """
def is_homologous(nested):
    np.array(nested)
    return True
""", "Ragged lists raise an error. Catch it, with try and except ValueError, and return False.", kind="errors")
is_homologous.change("returns the shape", "return True", "return np.shape(nested)",
    "You return the shape. Asked for is True, if there is one.", kind="return")
is_homologous.code("compares outer lengths", """
def is_homologous(nested):
    return len({len(member) if isinstance(member, list) else -1 for member in nested}) == 1
""", "You compare only the lengths of the outermost members. shape_of looks deeper.", kind="loop")
is_homologous.code("asks numbers for their length", """
def is_homologous(nested):
    for member in nested:
        if len(member) != len(nested[0]):
            return False
    return True
""", "A number has no len. Ask isinstance(member, list) first, or let shape_of find out.", kind="type")


transposed = Mistakes("""
def transposed(rows):
    columns = []
    for j in range(len(rows[0])):
        columns.append([row[j] for row in rows])
    return columns
""")
transposed.change("has tuples for columns", "return columns", "return list(zip(*rows))",
    "The columns are tuples, as zip(*rows) makes them. Turn each into a list.", kind="type", score=1.75)
transposed.change("zips the list of rows", "return columns", "return [list(wrapped) for wrapped in zip(rows)]",
    "Each row is still whole, in one more pair of brackets, as zip(rows) makes it. A star hands zip the rows one by "
    "one: zip(*rows).", kind="missing-step")
transposed.change("leaves the rows", "return columns", "return [list(row) for row in rows]",
    "Nothing has changed. result[j][i] should be rows[i][j].", kind="missing-step")
transposed.change("returns an array", "return columns", "return np.array(columns)",
    "You return a NumPy array. A list of lists is asked for.", kind="type")
transposed.code("refills in reading order", """
def transposed(rows):
    numbers = [value for row in rows for value in row]
    n = len(rows)
    return [numbers[j * n : (j + 1) * n] for j in range(len(rows[0]))]
""", "The table has the right size, but the numbers still run in reading order. Read the columns downward: rows[i][j].",
    kind="shape")
transposed.change("takes the table for square", "len(rows[0])", "len(rows)",
    "There are as many columns as rows. An old row has len(rows[0]) numbers.", kind="wrong-variable")
transposed.change("reverses rows", "return columns", "return rows[::-1]",
    "You turn the order of the rows around. Rows should become columns.", kind="order")
transposed.code("makes rows of one list", """
def transposed(rows):
    columns = [[0] * len(rows)] * len(rows[0])
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            columns[j][i] = value
    return columns
""", "All new rows are equal to the last. Perhaps [[0] * n] * m made them: that is one list, m times. Use "
    "[[0] * n for _ in range(m)].", kind="sharing")
transposed.variant("makes rows of one list", """
def transposed(rows):
    line = [None for _ in rows]
    out = [line for _ in rows[0]]
    for j in range(len(rows[0])):
        for i in range(len(rows)):
            out[j][i] = rows[i][j]
    return out
""")


layer_batch = Mistakes("""
def layer_batch(batch, weights, biases):
    results = []
    for sample in batch:
        outputs = []
        for row, bias in zip(weights, biases):
            outputs.append(sum(value * weight for value, weight in zip(sample, row)) + bias)
        results.append(outputs)
    return results
""")
layer_batch.change("returns after the first sample", "    return results", "        return results",
    "Only the first sample comes back. Loop over the whole batch, and return after the loop.", kind="return")
layer_batch.change("flattens the batch", "results.append(outputs)", "results.extend(outputs)",
    "All outputs stand in one flat list. append keeps each sample's list; extend and += do not.", kind="shape")
layer_batch.change("returns an array", "return results", "return np.array(results)",
    "You return a NumPy array. A list of lists is asked for.", kind="type")
layer_batch.change("has a list for each neuron",
    "return results", "return [list(outputs) for outputs in zip(*results)]",
    "There is one list for each neuron. Asked for is one list for each sample.", kind="transpose")
layer_batch.change("forgets the biases", " + bias)", ")",
    "The biases are missing. Hand them to layer as its third argument.", kind="missing-step")
layer_batch.change("never starts anew", "        outputs = []\n", "", "results = []", "results, outputs = [], []",
    "Every sample has the outputs of all. Start a new list for each sample, inside the loop over the batch.",
    kind="sharing")


back_substitution = Mistakes("""
def back_substitution(U, b):
    n = len(b)
    x = [0.0] * n
    for i in range(n - 1, -1, -1):
        total = b[i]
        for j in range(i + 1, n):
            total = total - U[i][j] * x[j]
        x[i] = total / U[i][i]
    return x
""")
back_substitution.change("begins at the top", "range(n - 1, -1, -1)", "range(n)",
    "Every number is b[i] / U[i][i], as if the others were 0. Begin with the last equation, and take away "
    "U[i][j] * x[j] for each j after i.", kind="order")
back_substitution.change("leaves out the last equation", "range(n - 1, -1, -1)", "range(n - 2, -1, -1)",
    "The last number stays 0. The last equation is number n - 1: begin there.", kind="off-by-one")
back_substitution.change("stops before the first equation", "range(n - 1, -1, -1)", "range(n - 1, 0, -1)",
    "The first number stays 0. range leaves out its end: to come to 0 it has to be range(n - 1, -1, -1).",
    kind="off-by-one")
back_substitution.change("forgets to divide", "total / U[i][i]", "total",
    "You take away what is known, and do not divide by the number on the diagonal, U[i][i].", kind="missing-step")
back_substitution.change("adds what is known", "total - U", "total + U",
    "You add what the known numbers contribute. It is taken away from b[i].", kind="sign")
back_substitution.change("divides first", "total = b[i]", "total = b[i] / U[i][i]", "total / U[i][i]", "total",
    "You divide b[i] alone by U[i][i]. First take away what is known, then divide all that is left.", kind="order")
back_substitution.change("takes outputs for inputs", "U[i][j] * x[j]", "U[i][j] * b[j]",
    "You multiply by b[j], the output of that equation. It is x[j], which you found before.", kind="wrong-variable")
back_substitution.change("leaves out the last unknown", "range(i + 1, n)", "range(i + 1, n - 1)",
    "The last of the known numbers is left out of every sum: range(i + 1, n) stops in time.", kind="off-by-one")
back_substitution.change("multiplies by the diagonal", "total / U[i][i]", "total * U[i][i]",
    "You multiply by U[i][i]. To undo that multiplication, divide by it.", kind="wrong-step")
back_substitution.change("turns the answer around", "return x", "return x[::-1]",
    "The numbers are in reverse order: x[0] belongs to the first column of U.", kind="order")
back_substitution.change("divides to whole numbers", "total / U", "total // U",
    "The fractions are lost: // divides to whole numbers. Use a single /.", kind="division")
back_substitution.change("writes into the outputs", "x = [0.0] * n", "x = b",
    "You write the answers into the caller's list b. Make a new one: x = [0.0] * n.", kind="in-place")
back_substitution.variant("forgets to divide", """
def back_substitution(U, b):
    x = []
    for row, right in zip(U[::-1], b[::-1]):
        x.insert(0, right - sum(u * v for u, v in zip(row[len(row) - len(x):], x)))
    return x
""")
back_substitution.variant("begins at the top", """
def back_substitution(U, b):
    return [b[i] / U[i][i] for i in range(len(b))]
""")
