"""What the tests of chapter 4.1 share: networks worked out by hand, and checks of what their layers answer."""

import numpy as np

from autograder.checks import LONG, Mismatch, StudentRaised, close, unpack

WRONG_WORDS = ("tanh", "leaky_relu", "softmax", "")


def shapes_of(params):
    return {name: value.shape for name, value in params.items()}


def said_by_layers(got, count):
    """Check that a result is a list with an array for each layer, and return it."""
    if not isinstance(got, list | tuple):
        kind = "None" if got is None else "a single array" if isinstance(got, np.ndarray) else f"a {type(got).__name__}"
        raise Mismatch(
            "type",
            f"the result is {kind}, not a list with an array for each layer",
            advice="Begin with an empty list, append what each layer says, and return the list.",
        )
    if len(got) != count:
        raise Mismatch(
            "shape",
            f"the list has {len(got)} arrays for {count} {'layer' if count == 1 else 'layers'}",
            advice="One array for each layer of weights: A1 to AL, without X.",
        )
    return list(got)


def layers_close(got, expected):
    for i, (A, wanted) in enumerate(zip(said_by_layers(got, len(expected)), expected, strict=True), start=1):
        close(A, wanted, what=f"A{i}")


def takes_a_wrong_word(function, *arguments):
    """Whether a function answers where hidden is neither "relu" nor "sigmoid"."""
    try:
        function(*arguments, "tanh")
    except StudentRaised:
        return False
    return True


# fmt: off
# A network of three layers, 2 to 3 to 3 to 3, with ReLU. The sizes are equal, so that a forgotten .T gives wrong values
# and no error.

X = np.array([[-3.0, -0.5], [-1.0, 2.5], [1.5, 0.5], [-2.5, -1.5]])
Y = np.eye(3)[[2, 1, 0, 1]]
PARAMS = {
    "W1": np.array([[-1.0, 2.0, -2.0], [3.0, 0.5, 1.0]]),
    "b1": np.array([[0.5, -1.0, -2.0]]),
    "W2": np.array([[-1.0, 1.0, 0.5], [3.0, 1.0, -2.0], [1.0, -2.0, 1.0]]),
    "b2": np.array([[2.0, -3.0, 1.0]]),
    "W3": np.array([[-0.5, -0.5, -1.0], [-1.0, 1.5, -2.0], [-1.5, -1.5, -1.0]]),
    "b3": np.array([[0.5, -1.5, 1.0]]),
}
SAID = [
    np.array([[2.0, 0.0, 3.5], [9.0, 0.0, 2.5], [0.5, 2.25, 0.0], [0.0, 0.0, 1.5]]),
    np.array([[3.5, 0.0, 5.5], [0.0, 1.0, 8.0], [8.25, 0.0, 0.0], [3.5, 0.0, 2.5]]),
    np.array([
        [0.178030, 0.024094, 0.797876], [0.027961, 0.046100, 0.925939],
        [0.860597, 0.116469, 0.022934], [0.468311, 0.063379, 0.468311],
    ]),
]
LOSS = 1.552875
GRADS = {
    "W1": np.array([[0.887796, -0.012900, -1.771087], [-1.904121, -0.004300, 4.427718]]),
    "b1": np.array([[-0.804833, -0.008600, 1.771087]]),
    "W2": np.array([[0.049098, -7.449052, 0.991151], [-0.006450, 0.0, 0.0], [0.000621, -2.069181, 0.288735]]),
    "b2": np.array([[-0.036140, -0.827672, 0.149016]]),
    "W3": np.array([[0.278029, -0.558244, 0.280215], [0.006990, -0.238475, 0.231485], [0.593407, -2.460060, 1.866652]]),
    "b3": np.array([[0.133725, -0.437490, 0.303765]]),
}

# The same samples in a network of the same sizes, with sigmoids

SIGMOID_PARAMS = {
    "W1": PARAMS["W1"],
    "b1": PARAMS["b1"],
    "W2": PARAMS["W2"],
    "b2": np.array([[-1.5, 0.5, 2.0]]),
    "W3": np.array([[-0.5, 2.5, -1.0], [2.0, -1.5, -3.0], [-1.5, 0.5, 1.0]]),
    "b3": np.array([[0.5, -0.5, 1.0]]),
}
SIGMOID_SAID = [
    np.array([
        [0.880797, 0.000710, 0.970688], [0.999877, 0.148047, 0.924142],
        [0.622459, 0.904651, 0.010987], [0.182426, 0.001170, 0.817574],
    ]),
    np.array([
        [0.196553, 0.363578, 0.968005], [0.243867, 0.450077, 0.958032],
        [0.646223, 0.881335, 0.625490], [0.297059, 0.278572, 0.948164],
    ]),
    np.array([
        [0.199329, 0.256750, 0.543921], [0.265833, 0.285792, 0.448375],
        [0.676534, 0.276430, 0.047036], [0.142230, 0.320520, 0.537250],
    ]),
]
SIGMOID_LOSS = 0.847506
SIGMOID_GRADS = {
    "W1": np.array([[-0.071512, 0.042797, 0.056651], [-0.032221, -0.094431, -0.002606]]),
    "b1": np.array([[0.006056, -0.036354, -0.025432]]),
    "W2": np.array([
        [-0.067684, 0.063960, 0.017040], [0.025396, -0.026046, 0.035059], [-0.160534, 0.079333, -0.007294],
    ]),
    "b2": np.array([[-0.144079, 0.048963, 0.031126]]),
    "W3": np.array([
        [-0.015694, -0.036729, 0.052423], [-0.013336, -0.043439, 0.056775], [0.095040, -0.226763, 0.131723],
    ]),
    "b3": np.array([[0.070981, -0.215127, 0.144146]]),
}

# A network of a single layer: softmax and nothing else

ONE_X = np.array([[1.0, -2.0], [3.0, 0.5], [-1.5, 2.0], [0.25, -1.0]])
ONE_LAYER = {"W1": np.array([[0.5, -1.0, 0.25], [-0.5, 0.75, 1.0]]), "b1": np.array([[-1.0, 0.5, 0.25]])}
ONE_SAID = [
    np.array([
        [0.821409, 0.067425, 0.111166], [0.218181, 0.020294, 0.761525],
        [0.001610, 0.834138, 0.164252], [0.382539, 0.337589, 0.279872],
    ])
]
ONE_Y = np.eye(3)[[0, 2, 1, 1]]
# fmt: on


def norms_close(got, expected):
    """Check a dictionary of single numbers: its keys, in any order, and the numbers."""
    if not isinstance(got, dict):
        kind = "None" if got is None else "an array" if isinstance(got, np.ndarray) else f"a {type(got).__name__}"
        raise Mismatch(
            "type", f"the result is {kind}, not a dictionary", advice='Return a dictionary such as {"W1": 5.0}.'
        )
    if set(got) != set(expected):
        seen = ", ".join(sorted(map(str, got))) or "no keys"
        raise Mismatch(
            "shape", f"the result has {seen}", advice=f"The keys are those of the weights: {', '.join(expected)}."
        )
    for name, wanted in expected.items():
        close(got[name], wanted, what=f"the norm of {name}")


TWO_LAYERS = {
    "W1": np.array([[1.0, -2.0, 3.0], [7.0, -9.0, 5.0]]),
    "b1": np.array([[6.0, -4.0, 2.5]]),
    "W2": np.array([[1.0, -3.0], [4.0, 5.0], [7.0, -7.5]]),
    "b2": np.array([[-1.5, 8.0]]),
}


def residual_close(got, expected):
    """Check the three gradients of a layer whose input is added to its output."""
    for part, right, what in zip(unpack(got, "dA", "dW", "db"), expected, ("dA", "dW", "db"), strict=True):
        close(part, right, what=what, rtol=LONG)
