"""The mistakes of workshop W.1: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception


def right_neuron(inputs, weights, bias):
    return sum((i * w for i, w in zip(inputs, weights)), bias)


def right_layer(inputs, weights, biases):
    return [right_neuron(inputs, row, bias) for row, bias in zip(weights, biases)]


def right_shape(nested):
    if not isinstance(nested, list):
        return ()
    shapes = [right_shape(member) for member in nested]
    if any(shape != shapes[0] for shape in shapes):
        raise ValueError("ragged")
    return (len(nested), *(shapes[0] if shapes else ()))


# neuron


@misconception(
    "neuron",
    "You let NumPy calculate. This one is to work without NumPy: multiply and add in a loop over zip(inputs, weights).",
)
def neuron_with_numpy(inputs, weights, bias):
    return float(np.dot(inputs, weights) + bias)


@misconception("neuron", "The bias is missing. Start the sum at bias, or add it at the end, once.")
def neuron_without_bias(inputs, weights, bias):
    return sum(i * w for i, w in zip(inputs, weights))


@misconception(
    "neuron", "You add the bias once for every input. It belongs to the neuron: add it once, outside the loop."
)
def neuron_adds_the_bias_every_time(inputs, weights, bias):
    return sum(i * w + bias for i, w in zip(inputs, weights))


@misconception("neuron", "You subtract the bias. It is added: sum of products + bias.")
def neuron_subtracts_the_bias(inputs, weights, bias):
    return right_neuron(inputs, weights, -bias)


@misconception("neuron", "You multiply by the bias. The weights multiply, the bias is added.")
def neuron_multiplies_by_the_bias(inputs, weights, bias):
    return sum(i * w for i, w in zip(inputs, weights)) * bias


@misconception(
    "neuron",
    "Your return stands inside the loop, so the function ends after the first product. Move it to the left, under for.",
)
def neuron_returns_inside_the_loop(inputs, weights, bias):
    for i, w in zip(inputs, weights):
        return bias + i * w


@misconception("neuron", "Only the last product is left: = replaces the total, += adds to it.")
def neuron_keeps_only_the_last_product(inputs, weights, bias):
    return inputs[-1] * weights[-1] + bias


@misconception("neuron", "The first input is left out. Python counts from 0; zip(inputs, weights) skips none.")
def neuron_skips_the_first_input(inputs, weights, bias):
    return right_neuron(inputs[1:], weights[1:], bias)


@misconception("neuron", "The last input is left out: range(len(inputs)) needs no - 1, and zip needs no range at all.")
def neuron_skips_the_last_input(inputs, weights, bias):
    return right_neuron(inputs[:-1], weights[:-1], bias)


@misconception(
    "neuron",
    "You multiply the sum of the inputs by the sum of the weights. Each input has a weight of its own: multiply the "
    "pairs first, then add.",
)
def neuron_multiplies_the_sums(inputs, weights, bias):
    return sum(inputs) * sum(weights) + bias


@misconception("neuron", "You add each weight to its input. A weight multiplies: value * weight.")
def neuron_adds_the_weights(inputs, weights, bias):
    return sum(inputs) + sum(weights) + bias


@misconception("neuron", "You return the products one by one. Add them up, and the bias, to a single number.")
def neuron_returns_the_products(inputs, weights, bias):
    return [i * w for i, w in zip(inputs, weights)]


@misconception("neuron", "You wrote out three inputs. A neuron may have any number: use a loop over zip.")
def neuron_written_out_for_three(inputs, weights, bias):
    return inputs[0] * weights[0] + inputs[1] * weights[1] + inputs[2] * weights[2] + bias


@misconception(
    "neuron", "You round the result. 2.3000000000000003 is fine: that is how floats are. Leave round(...) out."
)
def neuron_rounds(inputs, weights, bias):
    return round(float(right_neuron(inputs, weights, bias)), 2)


@misconception("neuron", "The result is cut off to a whole number. Leave int(...) and // out.")
def neuron_cuts_off(inputs, weights, bias):
    return int(right_neuron(inputs, weights, bias))


@misconception("neuron", "You divide by the number of inputs. A neuron adds up; it does not average.")
def neuron_averages(inputs, weights, bias):
    return sum(i * w for i, w in zip(inputs, weights)) / len(inputs) + bias


@misconception("neuron", "You empty the caller's list with pop. Loop over zip(inputs, weights) instead.")
def neuron_pops(inputs, weights, bias):
    while inputs:
        bias += inputs.pop() * weights.pop()
    return bias


@misconception("neuron", "You print the result and return nothing. Write: return ... instead of print(...).")
def neuron_prints(inputs, weights, bias):
    print(right_neuron(inputs, weights, bias))


# layer


@misconception(
    "layer",
    "You return a NumPy array. Here a plain list is wanted: start with outputs = [], append each neuron's number.",
)
def layer_as_an_array(inputs, weights, biases):
    return np.array(right_layer(inputs, weights, biases), dtype=float)


@misconception(
    "layer",
    "You let NumPy calculate. This one is to work without NumPy: write it with loops.",
)
def layer_with_numpy(inputs, weights, biases):
    return (np.array(weights) @ np.array(inputs) + np.array(biases)).tolist()


@misconception("layer", "The biases are missing. Each neuron adds its own: zip(weights, biases) gives you both.")
def layer_without_biases(inputs, weights, biases):
    return right_layer(inputs, weights, [0] * len(biases))


@misconception("layer", "Every neuron gets the first bias. Neuron j has its own, biases[j].")
def layer_with_the_first_bias(inputs, weights, biases):
    return right_layer(inputs, weights, [biases[0]] * len(biases))


@misconception("layer", "Every neuron gets all the biases. Neuron j adds one, biases[j].")
def layer_adds_all_biases(inputs, weights, biases):
    return right_layer(inputs, weights, [sum(biases)] * len(biases))


@misconception("layer", "You add the bias once for every input. Add it once for each neuron, outside the inner loop.")
def layer_adds_the_bias_every_time(inputs, weights, biases):
    return right_layer(inputs, weights, [bias * len(inputs) for bias in biases])


@misconception(
    "layer",
    "You take the columns of weights for the neurons. Here each inner list is one neuron: for its_weights in weights.",
)
def layer_takes_columns(inputs, weights, biases):
    return right_layer(inputs, [list(column) for column in zip(*weights)], biases)


@misconception("layer", "Your return stands inside the loop, so only the first neuron answers. Move it to the left.")
def layer_returns_inside_the_loop(inputs, weights, biases):
    return right_layer(inputs, weights[:1], biases[:1])


@misconception("layer", "You add up all neurons. Each one has an output of its own: append it to a list.")
def layer_sums_the_neurons(inputs, weights, biases):
    return sum(right_layer(inputs, weights, biases))


@misconception(
    "layer",
    "The total of one neuron runs on into the next. Set it back to the new neuron's bias at the top of the outer loop.",
)
def layer_never_starts_anew(inputs, weights, biases):
    outputs, total = [], 0
    for answer in right_layer(inputs, weights, biases):
        total += answer
        outputs.append(total)
    return outputs


@misconception("layer", "You append after every product. Append once for each neuron, when its sum is complete.")
def layer_appends_too_often(inputs, weights, biases):
    outputs = []
    for row, bias in zip(weights, biases):
        total = bias
        for i, w in zip(inputs, row):
            total += i * w
            outputs.append(total)
    return outputs


@misconception("layer", "Each number sits in a list of its own. Append the number itself, not [number].")
def layer_nests_the_numbers(inputs, weights, biases):
    return [[answer] for answer in right_layer(inputs, weights, biases)]


@misconception("layer", "You return a tuple. A list is asked for: list(...), or start with [] and append.")
def layer_as_a_tuple(inputs, weights, biases):
    return tuple(right_layer(inputs, weights, biases))


@misconception("layer", "You wrote out three neurons. A layer may have any number: loop over zip(weights, biases).")
def layer_written_out_for_three(inputs, weights, biases):
    return [right_neuron(inputs, weights[j], biases[j]) for j in (0, 1, 2)]


@misconception(
    "layer", "The outputs are in reverse order. append puts the next one at the end, insert(0, ...) in front."
)
def layer_in_reverse(inputs, weights, biases):
    return right_layer(inputs, weights, biases)[::-1]


@misconception("layer", "The last neuron is left out. zip(weights, biases) skips none.")
def layer_skips_the_last_neuron(inputs, weights, biases):
    return right_layer(inputs, weights[:-1], biases[:-1])


@misconception(
    "layer", "You round the outputs. 4.800000000000001 is fine: that is how floats are. Leave round(...) out."
)
def layer_rounds(inputs, weights, biases):
    return [round(float(answer), 3) for answer in right_layer(inputs, weights, biases)]


@misconception("layer", "You write the sums into the caller's biases. Collect them in a list of your own.")
def layer_writes_into_biases(inputs, weights, biases):
    biases[:] = right_layer(inputs, weights, biases)
    return biases


@misconception("layer", "You print the outputs and return nothing. Write: return ... instead of print(...).")
def layer_prints(inputs, weights, biases):
    print(right_layer(inputs, weights, biases))


# shape_of


@misconception(
    "shape_of",
    "You follow the first member down and never look at the others. All members of a list must have the same shape: "
    "compare, and raise ValueError where two differ.",
)
def follows_the_first_member(nested):
    shape = []
    while isinstance(nested, list):
        shape.append(len(nested))
        nested = nested[0] if nested else None
    return tuple(shape)


@misconception(
    "shape_of",
    "You compare only the members of the outermost list. Those further in can be ragged too: call shape_of on each "
    "member, and compare what it gives.",
)
def compares_the_outermost_only(nested):
    if nested and len({len(member) if isinstance(member, list) else -1 for member in nested}) > 1:
        raise ValueError("ragged")
    return _along_the_first(nested)


@misconception(
    "shape_of",
    "You compare lengths, not shapes. [1, 2] and [[3], [4]] have the same length, but only one of them holds lists.",
)
def compares_lengths_alone(nested):
    level = [nested]
    shape = []
    while level and all(isinstance(member, list) for member in level[:1]):
        sizes = {len(member) if isinstance(member, list) else -1 for member in level}
        if len(sizes - {-1}) > 1 or (-1 in sizes and len(shape) == 1):
            raise ValueError("ragged")
        shape.append(max(sizes))
        level = [item for member in level if isinstance(member, list) for item in member]
    return tuple(shape)


@misconception("shape_of", "The sizes are in reverse order. The outermost list comes first.")
def from_the_inside_out(nested):
    return right_shape(nested)[::-1]


@misconception("shape_of", "You count all the numbers. A shape has one size for each level: (2, 3), not 6.")
def counts_the_numbers(nested):
    return int(np.prod(right_shape(nested)))


@misconception("shape_of", "You return the length of the outermost list alone. Each level within adds one more size.")
def only_the_outermost(nested):
    return (right_shape(nested)[0],)


@misconception(
    "shape_of",
    "You stop after two levels. Lists may be nested to any depth: let shape_of call itself on the members.",
)
def stops_after_two_levels(nested):
    return right_shape(nested)[:2]


@misconception(
    "shape_of",
    "You take for granted that the members are lists: len(nested[0]). In a flat list they are numbers, which have no "
    "len. Ask isinstance(member, list) first.",
)
def takes_two_levels_for_granted(nested):
    if any(len(member) != len(nested[0]) for member in nested):
        raise ValueError("ragged")
    return (len(nested), len(nested[0]))


@misconception("shape_of", "You return how many levels there are. Asked for are their sizes.")
def counts_the_levels(nested):
    return len(right_shape(nested))


@misconception("shape_of", "You return a list. A shape is a tuple: write tuple(...) around it.")
def shape_as_a_list(nested):
    return list(right_shape(nested))


@misconception("shape_of", "You return None for ragged lists. Raise a ValueError, so that nobody overlooks it.")
def returns_none_for_ragged(nested):
    try:
        return right_shape(nested)
    except ValueError:
        return None


@misconception(
    "shape_of",
    "Ragged lists raise an error, but not a ValueError: write raise ValueError(...) with a message.",
)
def raises_another_error(nested):
    try:
        return right_shape(nested)
    except ValueError:
        raise TypeError("ragged") from None


@misconception(
    "shape_of",
    "A number next to a list fails with a TypeError, since a number has no len. Ask isinstance(member, list) before, "
    "and raise ValueError.",
)
def trips_over_numbers(nested):
    if isinstance(nested, list):
        kinds = {isinstance(member, list) for member in nested}
        if len(kinds) > 1:
            raise TypeError("object of type 'int' has no len()")
        for member in nested:
            trips_over_numbers_in(member)
    return right_shape(nested)


def trips_over_numbers_in(member):
    if isinstance(member, list) and len({isinstance(inner, list) for inner in member}) > 1:
        raise TypeError("object of type 'int' has no len()")


@misconception("shape_of", "The 1s are missing. A list with a single member has size 1 along that axis.")
def drops_sizes_of_one(nested):
    return tuple(size for size in right_shape(nested) if size != 1) or (1,)


@misconception("shape_of", "You take the innermost level twice, or one too many: a number has the shape (), not (1,).")
def gives_numbers_a_size(nested):
    return (*right_shape(nested), 1)


@misconception(
    "shape_of",
    "The shape comes from an array of dtype object, which swallows ragged lists whole. Raise ValueError for those.",
)
def asks_an_object_array(nested):
    return np.array(nested, dtype=object).shape


@misconception("shape_of", "You empty the caller's list with pop. Look at the members with nested[0] or a for loop.")
def pops_the_members(nested):
    shape = right_shape(nested)
    nested.clear()
    return shape


@misconception("shape_of", "You print the shape and return nothing. Write: return ... instead of print(...).")
def shape_printed(nested):
    print(right_shape(nested))


def _along_the_first(nested):
    return (len(nested), *_along_the_first(nested[0] if nested else 0)) if isinstance(nested, list) else ()


# dot_product


def right_dot(a, b):
    _refuse_unequal(a, b)
    return float(np.sum(1.0 * np.asarray(a) * np.asarray(b)))


def _refuse_unequal(a, b):
    if len(a) != len(b):
        raise ValueError("lengths")


@misconception("dot_product", "You return the products one by one. Add them up to a single number.")
def returns_the_products(a, b):
    _refuse_unequal(a, b)
    return 1.0 * np.asarray(a) * np.asarray(b)


@misconception("dot_product", "zip stops at the end of the shorter one, without a word. Compare the lengths first.")
def dot_cut_to_the_shorter(a, b):
    return float(sum(1.0 * x * y for x, y in zip(a, b)))


@misconception(
    "dot_product",
    "A vector of length 1 is broadcast against the other one. Compare the lengths first, and raise ValueError.",
)
def dot_broadcasts(a, b):
    return float(np.sum(1.0 * np.asarray(a) * np.asarray(b)))


@misconception(
    "dot_product",
    "Unequal lengths raise an error, but not a ValueError. Compare len(a) with len(b) first: raise ValueError(...).",
)
def dot_runs_past_the_end(a, b):
    if len(a) != len(b):
        raise IndexError("index out of range")
    return right_dot(a, b)


@misconception("dot_product", "Unequal lengths give None. Raise a ValueError, so that nobody overlooks it.")
def dot_none_for_unequal(a, b):
    return right_dot(a, b) if len(a) == len(b) else None


@misconception("dot_product", "Unequal lengths give 0. Raise a ValueError, so that nobody overlooks it.")
def dot_zero_for_unequal(a, b):
    return right_dot(a, b) if len(a) == len(b) else 0.0


@misconception("dot_product", "Lists have no .shape and know no @. Make arrays of them first: np.array(a).")
def dot_of_arrays_only(a, b):
    if a.shape != b.shape:
        raise ValueError("lengths")
    return float((1.0 * a) @ b)


@misconception("dot_product", "You divide by the number of products. A dot product adds up; it does not average.")
def dot_averages(a, b):
    return right_dot(a, b) / len(a)


@misconception("dot_product", "You multiply the two sums. Multiply the pairs first, then add.")
def dot_of_the_sums(a, b):
    _refuse_unequal(a, b)
    return float(np.sum(1.0 * np.asarray(a)) * np.sum(1.0 * np.asarray(b)))


@misconception("dot_product", "You add the pairs. A dot product multiplies them, and then adds up the products.")
def dot_adds_the_pairs(a, b):
    _refuse_unequal(a, b)
    return float(np.sum(1.0 * np.asarray(a) + np.asarray(b)))


@misconception("dot_product", "That is every number times every other, the outer product. Only partners meet here.")
def dot_is_outer(a, b):
    _refuse_unequal(a, b)
    return np.outer(1.0 * np.asarray(a), b)


@misconception(
    "dot_product", "You divide by the lengths of the vectors, which gives the cosine of their angle. Leave it out."
)
def dot_is_cosine(a, b):
    return right_dot(a, b) / max(np.linalg.norm(a) * np.linalg.norm(b), 1e-12)


@misconception(
    "dot_product", "The sign is lost. Negative products count against the positive ones: no abs, no squares."
)
def dot_of_absolutes(a, b):
    return abs(right_dot(a, b))


@misconception("dot_product", "The result is cut off to a whole number. Leave int(...) out.")
def dot_cuts_off(a, b):
    return int(right_dot(a, b))


@misconception("dot_product", "The last pair is left out: range(len(a)) needs no - 1.")
def dot_skips_the_last(a, b):
    _refuse_unequal(a, b)
    return right_dot(a[:-1], b[:-1])


@misconception("dot_product", "The first pair is left out: Python counts from 0.")
def dot_skips_the_first(a, b):
    _refuse_unequal(a, b)
    return right_dot(a[1:], b[1:])


@misconception("dot_product", "a *= b writes the products into the caller's array. Make a new one: a * b.")
def dot_in_place(a, b):
    answer = right_dot(a, b)
    if isinstance(a, np.ndarray) and a.dtype == float:
        a *= b
    return answer


@misconception("dot_product", "You print the result and return nothing. Write: return ... instead of print(...).")
def dot_prints(a, b):
    print(right_dot(a, b))


# row_vector


@misconception("row_vector", "That is a column. One row of n numbers has the shape (1, n): rows come first.")
def row_is_a_column(a):
    return np.array(a).reshape(-1, 1)


@misconception("row_vector", "It is still flat, with one axis. Give it a second one: np.array(a).reshape(1, -1).")
def row_stays_flat(a):
    return np.array(a)


@misconception("row_vector", "That is one axis too many. A matrix has two: reshape(1, -1).")
def row_in_three_axes(a):
    return np.array(a).reshape(1, 1, -1)


@misconception("row_vector", "You return a list of lists. Make an array of it: np.array(...).")
def row_as_a_list(a):
    return [list(a)]


@misconception("row_vector", "You wrote the 3 into the shape. Let -1 stand for the number of elements, or use len(a).")
def row_of_three(a):
    return np.array(a).reshape(1, 3)


@misconception("row_vector", "A list has no .reshape. Make an array of it first: np.array(a).")
def row_of_arrays_only(a):
    return a.reshape(1, -1)


@misconception("row_vector", "The fractions are cut off. No dtype=int and no astype(int) is needed.")
def row_of_whole_numbers(a):
    return np.array(a).astype(int).reshape(1, -1)


@misconception("row_vector", "a.shape = ... changes the caller's array itself. reshape makes a new one.")
def row_in_place(a):
    if isinstance(a, np.ndarray):
        a.shape = (1, -1)
        return a
    return np.array([a])


@misconception("row_vector", "The row stands there several times. One row is enough: reshape(1, -1).")
def row_repeated(a):
    return np.tile(np.array(a), (len(a), 1))


@misconception("row_vector", "The order of the numbers has changed. Leave them where they are.")
def row_sorted(a):
    return np.sort(np.array(a)).reshape(1, -1)


@misconception("row_vector", "The numbers are reversed. Leave them in their order.")
def row_reversed(a):
    return np.array(a)[::-1].reshape(1, -1)


@misconception("row_vector", "You print the row and return nothing. Write: return ... instead of print(...).")
def row_printed(a):
    print(np.array(a).reshape(1, -1))


# column_vector


@misconception("column_vector", "That is a row. One column of n numbers has the shape (n, 1): rows come first.")
def column_is_a_row(a):
    return np.array(a).reshape(1, -1)


@misconception(
    "column_vector",
    ".T does nothing to an array with one axis: it is still flat. Give it a second axis: np.array(a).reshape(-1, 1).",
)
def column_by_transposing_a_flat_one(a):
    return np.array(a).T


@misconception("column_vector", "That is one axis too many. A matrix has two: reshape(-1, 1).")
def column_in_three_axes(a):
    return np.array(a).reshape(-1, 1, 1)


@misconception("column_vector", "You return a list of lists. Make an array of it: np.array(...).")
def column_as_a_list(a):
    return [[value] for value in a]


@misconception(
    "column_vector", "You wrote the 3 into the shape. Let -1 stand for the number of elements, or use len(a)."
)
def column_of_three(a):
    return np.array(a).reshape(3, 1)


@misconception("column_vector", "A list has no .reshape. Make an array of it first: np.array(a).")
def column_of_arrays_only(a):
    return a.reshape(-1, 1)


@misconception("column_vector", "The fractions are cut off. No dtype=int and no astype(int) is needed.")
def column_of_whole_numbers(a):
    return np.array(a).astype(int).reshape(-1, 1)


@misconception("column_vector", "a.shape = ... changes the caller's array itself. reshape makes a new one.")
def column_in_place(a):
    if isinstance(a, np.ndarray):
        a.shape = (-1, 1)
        return a
    return np.array([a]).T


@misconception("column_vector", "The column stands there several times. One is enough: reshape(-1, 1).")
def column_repeated(a):
    return np.tile(np.array(a).reshape(-1, 1), (1, len(a)))


@misconception("column_vector", "The order of the numbers has changed. Leave them where they are.")
def column_sorted(a):
    return np.sort(np.array(a)).reshape(-1, 1)


@misconception("column_vector", "The numbers are upside down. Leave them in their order.")
def column_reversed(a):
    return np.array(a)[::-1].reshape(-1, 1)


@misconception("column_vector", "You print the column and return nothing. Write: return ... instead of print(...).")
def column_printed(a):
    print(np.array(a).reshape(-1, 1))


# layer_forward


@misconception(
    "layer_forward",
    "The transpose is missing. Here each ROW of weights is a neuron, and a product lets rows meet columns: weights.T.",
)
def forgets_the_transpose(inputs, weights, biases):
    return inputs @ weights + biases


@misconception("layer_forward", "The biases are missing. Add them to the product: ... + biases.")
def forgets_the_biases(inputs, weights, biases):
    return inputs @ weights.T


@misconception("layer_forward", "You subtract the biases. They are added.")
def subtracts_the_biases(inputs, weights, biases):
    return inputs @ weights.T - biases


@misconception(
    "layer_forward",
    "The result is (k, n), with one row for each neuron. Samples belong in the rows: inputs on the left, weights.T on "
    "the right.",
)
def puts_neurons_in_rows(inputs, weights, biases):
    return weights @ inputs.T + np.reshape(biases, (-1, 1))


@misconception(
    "layer_forward",
    "reshape gives weights the right shape but shuffles the numbers among the neurons. Use the transpose: weights.T.",
)
def reshapes_instead_of_transposing(inputs, weights, biases):
    _refuse_shapes(inputs, weights)
    return inputs @ weights.reshape(weights.shape[1], weights.shape[0]) + biases


@misconception("layer_forward", "You average the products. A neuron adds them up: no mean, no division.")
def averages_the_products(inputs, weights, biases):
    return inputs @ weights.T / inputs.shape[1] + biases


@misconception("layer_forward", "Every neuron gets the first bias. Add the whole row of biases, without an index.")
def adds_the_first_bias_only(inputs, weights, biases):
    return inputs @ weights.T + np.ravel(biases)[0]


@misconception("layer_forward", "Every neuron gets the sum of all biases. Add the whole row of biases, without np.sum.")
def adds_the_sum_of_biases(inputs, weights, biases):
    return inputs @ weights.T + np.sum(biases)


@misconception(
    "layer_forward", "The brackets are in the wrong place: the biases are added after the product, not before."
)
def adds_the_biases_to_the_weights(inputs, weights, biases):
    return inputs @ (weights.T + biases)


@misconception("layer_forward", "Only the first sample comes back. Every row of inputs gets a row of outputs.")
def answers_the_first_sample(inputs, weights, biases):
    return (inputs @ weights.T + biases)[:1]


@misconception("layer_forward", "A batch of one loses its axis. The result is (1, k): no squeeze, no [0].")
def drops_the_axis_of_a_single_sample(inputs, weights, biases):
    return np.squeeze(inputs @ weights.T + biases)


@misconception("layer_forward", "The outputs went through a sigmoid. This layer has none: return the sums as they are.")
def bends_the_outputs(inputs, weights, biases):
    return 1 / (1 + np.exp(-(inputs @ weights.T + biases)))


@misconception("layer_forward", "That is * and not @: element by element, with no sums. A layer needs dot products.")
def multiplies_element_by_element(inputs, weights, biases):
    _refuse_shapes(inputs, weights)
    return inputs[:, None, :] * weights[None, :, :] + np.reshape(biases, (1, -1, 1))


@misconception("layer_forward", "Your loops fill a list of lists. Make an array of it at the end: np.array(...).")
def gives_back_lists(inputs, weights, biases):
    return (inputs @ weights.T + biases).tolist()


@misconception("layer_forward", "You print the outputs and return nothing. Write: return ... instead of print(...).")
def prints_the_outputs(inputs, weights, biases):
    print(inputs @ weights.T + biases)


def _refuse_shapes(inputs, weights):
    if inputs.shape[1] != weights.shape[1]:
        raise ValueError("shapes")


# Practice


@misconception(
    "vector_sum", "+ between lists ties them together. Add the partners: first + second for each pair of zip."
)
def ties_lists_together(a, b):
    return a + b


@misconception("vector_sum", "Each sum should stay by itself: append it to a list, do not add it to a total.")
def adds_up_everything(a, b):
    return sum(a) + sum(b)


@misconception("vector_sum", "You multiply the partners. Add them.")
def multiplies_partners(a, b):
    return [x * y for x, y in zip(a, b)]


@misconception("vector_sum", "You return a NumPy array. A plain list is asked for: append in a loop over zip(a, b).")
def sum_as_an_array(a, b):
    return np.array(a) + np.array(b)


@misconception("vector_sum", "You write the sums into the caller's list a. Start a new list.")
def sums_in_place(a, b):
    for i, value in enumerate(b):
        a[i] += value
    return a


@misconception("vector_sum", "Your return stands inside the loop, so only the first sum is there. Move it to the left.")
def returns_the_first_sum(a, b):
    return [a[0] + b[0]]


@misconception(
    "is_homologous", "You always say True. shape_of raises ValueError for ragged lists: turn that into False."
)
def always_homologous(nested):
    return True


@misconception("is_homologous", "True and False have changed places.")
def homologous_the_wrong_way_round(nested):
    return not _is_even(nested)


@misconception(
    "is_homologous", "Ragged lists raise an error. Catch it, with try and except ValueError, and return False."
)
def lets_the_error_through(nested):
    right_shape(nested)
    return True


@misconception("is_homologous", "You return the shape. Asked for is True, if there is one.")
def returns_the_shape(nested):
    return right_shape(nested) if _is_even(nested) else False


@misconception("is_homologous", "You compare only the lengths of the outermost members. shape_of looks deeper.")
def compares_outer_lengths(nested):
    return len({len(member) if isinstance(member, list) else -1 for member in nested}) <= 1


def _is_even(nested):
    try:
        right_shape(nested)
    except ValueError:
        return False
    return True


@misconception("transposed", "The columns from zip(*rows) are tuples. Turn each into a list.")
def columns_as_tuples(rows):
    return [*zip(*rows)]


@misconception("transposed", "Nothing has changed. result[j][i] should be rows[i][j].")
def leaves_the_rows(rows):
    return [list(row) for row in rows]


@misconception("transposed", "You return a NumPy array. A list of lists is asked for, in plain Python.")
def transposed_by_numpy(rows):
    return np.array(rows).T


@misconception(
    "transposed",
    "The table has the right size, but the numbers still run in reading order. Read the columns downward: rows[i][j].",
)
def refills_in_reading_order(rows):
    numbers = [value for row in rows for value in row]
    n = len(rows)
    return [numbers[j * n : (j + 1) * n] for j in range(len(rows[0]))]


@misconception("transposed", "You count as many columns as there are rows. An old row has len(rows[0]) numbers.")
def takes_the_table_for_square(rows):
    return [[row[j] for row in rows] for j in range(len(rows))]


@misconception("transposed", "You turn the order of the rows around. Rows should become columns.")
def reverses_rows(rows):
    return [list(row) for row in rows[::-1]]


@misconception("layer_batch", "Only the first sample comes back. Loop over the batch, and append one list for each.")
def only_the_first_sample(batch, weights, biases):
    return [right_layer(batch[0], weights, biases)]


@misconception(
    "layer_batch", "All outputs stand in one flat list. append keeps each sample's list; extend and += do not."
)
def flattens_the_batch(batch, weights, biases):
    return [answer for sample in batch for answer in right_layer(sample, weights, biases)]


@misconception("layer_batch", "You return a NumPy array. A list of lists is asked for, in plain Python.")
def batch_as_an_array(batch, weights, biases):
    return np.array([right_layer(sample, weights, biases) for sample in batch])


@misconception("layer_batch", "There is one list for each neuron. Asked for is one list for each sample.")
def one_list_for_each_neuron(batch, weights, biases):
    return [[right_neuron(sample, row, bias) for sample in batch] for row, bias in zip(weights, biases)]


@misconception("layer_batch", "The biases are missing. Hand them to layer as its third argument.")
def batch_without_biases(batch, weights, biases):
    return [right_layer(sample, weights, [0] * len(weights)) for sample in batch]
