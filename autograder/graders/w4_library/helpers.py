"""What the tests of chapter W.4 share."""

import numpy as np

from autograder.checks import Mismatch, an_object, array, unless_unwritten
from autograder.graders.w3_network.helpers import dense, rng

# What runs where the student's objects live (see Student.inside)


def put(layer, name, value):
    """Write into one of a layer's own arrays."""
    layer.params[name][...] = value


def a_probe(factor, shift):
    """A layer that stands in for any other: it notes what it is given."""

    class Probe:
        def __init__(self):
            self.params = {"factor": np.array([factor]), "shift": np.array([shift])} if shift is not None else {}
            self.grads = {}
            self.inputs, self.modes, self.count = [], [], 0

        def forward(self, X, training=False):
            self.inputs.append(np.array(X))
            self.modes.append(bool(training))
            return X * self.params["factor"] + self.params["shift"] if self.params else X

        def backward(self, dA):
            self.count += 1
            self.grads = {name: value * 100 + self.count for name, value in self.params.items()}
            return dA * 2 - self.params["shift"] if self.params else dA

    return Probe()


def layer_of(student, name, *args, **kwargs):
    return an_object(getattr(student, name)(*args, **kwargs), f"{name}(...)")


def dictionary(got, what):
    if not isinstance(got, dict):
        kind = "None" if got is None else f"of type {type(got).__name__}"
        raise Mismatch("type", f"{what} is {kind}, not a dictionary", advice="It maps names to arrays.")
    return got


def empty(layer):
    for name in ("params", "grads"):
        if dictionary(getattr(layer, name), name):
            raise Mismatch("values", f"{name} is not empty", advice="This layer has nothing to learn: {}.")


def named(layer, *shapes):
    """The names of a layer's parameters, one for each of these shapes, which are all different."""
    params = dictionary(layer.params, "params")
    names = []
    for shape in shapes:
        fitting = [name for name, value in params.items() if isinstance(value, np.ndarray) and value.shape == shape]
        if len(fitting) != 1 or len(params) != len(shapes):
            found = ", ".join(str(np.shape(value)) for value in params.values())
            raise Mismatch(
                "shape",
                f"params has arrays of the shapes {found or 'none'}",
                should_be=" and ".join(map(str, shapes)),
                advice="params holds what is learned, and nothing else.",
            )
        names += fitting
    return names


def gradient_of(layer, name, shape):
    grads = dictionary(layer.grads, "grads")
    if name not in grads:
        raise Mismatch("shape", "grads lacks a key that params has", advice="Use the same names in both.")
    return array(grads[name], shape, what="a gradient in grads")


def network_with(student, layers):
    return an_object(student.Network(layers), "Network(...)")


def write_through(network):
    for value in network.params.values():
        value += 1.0


def conv(student, filters, b, **kwargs):
    """A layer of the student's with these filters and biases, and their names in params."""
    f, c, size, _ = filters.shape
    layer = layer_of(student, "Conv2D", c, f, size, rng(), **kwargs)
    names = named(layer, filters.shape, b.shape)
    for name, value in zip(names, (filters, b), strict=True):
        student.inside(put, layer, name, value)
    return layer, *names


def asked(schedule, steps, advice="Ask once in each call."):
    """Check that a function of the step was asked once per step, from 0."""
    seen = [call[0] for call in schedule.calls]
    if seen != list(range(steps)):
        seen = f"in {steps} steps, lr is asked for the rate of {', '.join(map(str, seen[:12])) or 'no step'}"
        raise Mismatch("values", seen, should_be=", ".join(map(str, range(steps))), advice=advice)


def network_of(student, *layers):
    """A network of the student's with their own Dense layers of these (W, b, activation)."""
    with unless_unwritten(student.Network, []):
        return network_with(student, [dense(student, *layer) for layer in layers])


def with_batch_norm(student, statistics):
    """A network with batch normalization, and that layer, whose running statistics came from this batch."""
    with unless_unwritten(student.Network, []):
        layer = layer_of(student, "BatchNorm", 2)
        network = network_with(student, [layer, dense(student, [[1.0, -1.0], [2.0, 0.5]], [[0.0, 1.0]])])
    layer.forward(np.array(statistics), True)
    return network, layer
