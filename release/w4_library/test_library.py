"""The tests of chapter W.4 that you are given. Run them with: pytest"""

from contextlib import contextmanager, suppress

import numpy as np

from autograder.checks import (
    LONG,
    Mismatch,
    Recorded,
    advice,
    an_object,
    array,
    calm,
    close,
    number,
    pure,
    raises,
    same_for_whole_numbers,
    unless_unwritten,
    unpack,
    visible,
)
from autograder.graders.ch4_2_convolution.test_visible import refused
from autograder.graders.w3_network.helpers import close_losses, dense, entries, rng, truth, whole
from autograder.sandbox.student import StudentRaised, StudentStopped
from course_data import draw_digit

# What runs where the student's objects live (see Student.inside)


def put(layer, name, value):
    """Write into one of a layer's own arrays."""
    layer.params[name][...] = value


def after_steps(optimizer, params, many_grads, anew):
    """The arrays that were handed in, after each step; with `anew`, each step is given copies in a new dictionary."""
    seen = []
    for grads in many_grads:
        if anew:
            params = {name: value.copy() for name, value in reversed(params.items())}
        own = dict(params)
        optimizer.step(params, grads)
        seen.append({name: value.copy() for name, value in own.items()})
    return seen, many_grads


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


def enter_a_folder():
    """Work in a new folder from now on."""
    import os
    import tempfile
    from pathlib import Path

    os.environ["COURSE_CAME_FROM"], os.environ["COURSE_FOLDER"] = str(Path.cwd()), tempfile.mkdtemp()
    os.chdir(os.environ["COURSE_FOLDER"])


def leave_the_folder():
    import os
    import shutil

    os.chdir(os.environ.pop("COURSE_CAME_FROM"))
    shutil.rmtree(os.environ.pop("COURSE_FOLDER"), ignore_errors=True)


def a_progress():
    """Something for train to call after each epoch: it notes the epoch, and how many losses there are by then."""

    class Progress:
        def __init__(self):
            self.epochs, self.losses = [], []

        def __call__(self, epoch, history):
            self.epochs.append(epoch)
            self.losses.append(len(history.val_loss))

    return Progress()


def an_augment(shift):
    """Something for train to send batches through: it notes how many samples there are, and what rng is."""

    class Augment:
        def __init__(self):
            self.sizes, self.kinds = [], []

        def __call__(self, X_b, rng):
            self.sizes.append(len(X_b))
            self.kinds.append(type(rng).__name__)
            return X_b + shift

    return Augment()


def arrays_in(path):
    """The arrays of a file, as they can be read without pickle."""
    with np.load(path, allow_pickle=False) as file:
        return [file[name] for name in file.files]


# Helpers


def layer_of(student, name, *args, **kwargs):
    return an_object(getattr(student, name)(*args, **kwargs), f"{name}(...)")


def pair(got, loss, gradient, what="the gradient", loss_tolerance=LONG):
    """Check what a loss answers: the number, and the gradient."""
    value, slope = unpack(got, "loss", "gradient")
    close(value, loss, what="the loss", rtol=loss_tolerance)
    close(slope, gradient, what=what)


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


@contextmanager
def a_folder(student):
    """The student's code works in a folder where it may write."""
    student.inside(enter_a_folder)
    try:
        yield
    finally:
        with suppress(StudentRaised, StudentStopped):
            student.inside(leave_the_folder)


# softmax_cross_entropy

SCORES = np.log(np.array([[2.0, 1.0, 1.0], [1.0, 8.0, 1.0], [3.0, 1.0, 1.0], [1.0, 1.0, 2.0]]))
CLASSES = np.eye(3)[[0, 1, 1, 2]]


@visible(
    "softmax_cross_entropy",
    try_it="softmax_cross_entropy(np.log(np.array([[2.0, 1.0, 1.0], [1.0, 8.0, 1.0]])), np.eye(3)[[0, 1]])"
    "   # should be (0.458, [[-0.25 0.125 0.125] [0.05 -0.1 0.05]])",
)
def test_softmax_cross_entropy_of_four_samples_worked_out_by_hand(student):
    # The probabilities are 1/2 1/4 1/4, 1/10 8/10 1/10, 3/5 1/5 1/5 and 1/4 1/4 1/2.
    slope = np.array([[-0.5, 0.25, 0.25], [0.1, -0.2, 0.1], [0.6, -0.8, 0.2], [0.25, 0.25, -0.5]]) / 4
    pair(student.softmax_cross_entropy(SCORES, CLASSES), 0.8047190, slope, "dZ")


@visible(
    "softmax_cross_entropy",
    try_it="softmax_cross_entropy(np.array([[1000.0, 0.0]]), np.array([[0.0, 1.0]]))[0]   # should be 1000.0",
)
def test_softmax_cross_entropy_is_exact_for_a_lead_of_1000(student):
    Z, y = np.array([[1000.0, 0.0, -5.0], [3.0, 1003.0, 3.0]]), np.eye(3)[[1, 1]]
    pair(student.softmax_cross_entropy(Z, y), 500.0, [[0.5, -0.5, 0.0], [0.0, 0.0, 0.0]], "dZ")


@visible("softmax_cross_entropy")
def test_softmax_cross_entropy_leaves_its_arguments_alone(student):
    pure(student.softmax_cross_entropy, SCORES.copy(), CLASSES.copy())


@advice("softmax_cross_entropy")
def test_softmax_cross_entropy_of_whole_numbers(student):
    same_for_whole_numbers(student.softmax_cross_entropy, np.array([[2, 0, 1], [1, 3, 0]]), np.eye(3)[[0, 2]])


# mse

OUTPUT, TARGET = np.array([[3.0, 1.0, -2.0], [0.5, 2.0, 4.0]]), np.array([[1.0, 2.0, -2.0], [0.0, 5.0, 1.0]])


@visible(
    "mse",
    try_it="mse(np.array([[3.0, 1.0, 0.5]]), np.array([[1.0, 2.0, 0.0]]))   # should be (1.75, [[1.333 -0.667 0.333]])",
)
def test_mse_of_six_numbers_worked_out_by_hand(student):
    # The squares are 4, 1, 0, 1/4, 9 and 9.
    slope = [[2 / 3, -1 / 3, 0.0], [1 / 6, -1.0, 1.0]]
    pair(student.mse(OUTPUT, TARGET), 3.875, slope)


@visible("mse")
def test_mse_leaves_its_arguments_alone(student):
    pure(student.mse, OUTPUT.copy(), TARGET.copy())


@advice("mse")
def test_mse_of_whole_numbers(student):
    same_for_whole_numbers(student.mse, np.array([[3, 0], [1, 2]]), np.array([[1, 2], [0, 5]]))


# sigmoid_cross_entropy

ODDS, YES = np.log(np.array([[3.0, 1 / 3], [1.0, 9.0], [4.0, 1 / 4]])), np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])


@visible(
    "sigmoid_cross_entropy",
    try_it="sigmoid_cross_entropy(np.log(np.array([[3.0, 0.25]])), np.array([[1.0, 0.0]]))"
    "   # should be (0.2554, [[-0.125 0.1]])",
)
def test_sigmoid_cross_entropy_of_six_numbers_worked_out_by_hand(student):
    # The probabilities are 3/4, 1/4, 1/2, 9/10, 4/5 and 1/5.
    slope = np.array([[-0.25, 0.25], [0.5, -0.1], [0.8, 0.2]]) / 6
    pair(student.sigmoid_cross_entropy(ODDS, YES), 0.5344088, slope, "dZ")


@visible(
    "sigmoid_cross_entropy",
    try_it="sigmoid_cross_entropy(np.array([[1000.0]]), np.array([[0.0]]))[0]   # should be 1000.0",
)
def test_sigmoid_cross_entropy_is_exact_for_large_scores(student):
    Z, y = np.array([[1000.0], [-1000.0], [-1000.0], [1000.0]]), np.array([[0.0], [1.0], [0.0], [1.0]])
    pair(student.sigmoid_cross_entropy(Z, y), 500.0, [[0.25], [-0.25], [0.0], [0.0]], "dZ")


@visible("sigmoid_cross_entropy")
def test_sigmoid_cross_entropy_leaves_its_arguments_alone(student):
    pure(student.sigmoid_cross_entropy, ODDS.copy(), YES.copy())


@advice("sigmoid_cross_entropy")
def test_sigmoid_cross_entropy_of_whole_numbers(student):
    same_for_whole_numbers(student.sigmoid_cross_entropy, np.array([[2], [-1], [0]]), np.array([[1.0], [0.0], [1.0]]))


# Dense

FOUR_X = np.array([[1.0, 2.0, 0.0], [-1.0, 1.0, 3.0], [0.5, 0.0, -2.0], [2.0, -3.0, 1.0]])
W, B = np.array([[1.0, -2.0], [0.5, 3.0], [2.0, -1.0]]), np.array([[10.0, 20.0]])
FOUR_A = np.array([[12.0, 24.0], [15.5, 22.0], [6.5, 21.0], [12.5, 6.0]])


@visible("Dense")
def test_dense_forward_takes_training_and_answers_the_same(student):
    layer = dense(student, W, B)
    close(layer.forward(FOUR_X), FOUR_A, what="A")
    close(layer.forward(FOUR_X, True), FOUR_A, what="A in training")
    close(layer.forward(FOUR_X, training=False), FOUR_A, what="A without training")


@visible("Dense")
def test_dense_params_are_its_weights_and_biases(student):
    layer = dense(student, W, B)
    params = dictionary(layer.params, "params")
    if set(params) != {"W", "b"}:
        raise Mismatch("shape", "params has other keys than 'W' and 'b'", advice='{"W": self.W, "b": self.b}')
    close(params["W"], W, what="params['W']")
    close(params["b"], B, what="params['b']")


@visible("Dense")
def test_dense_grads_are_those_of_the_last_backward_pass(student):
    layer = dense(student, W, B)
    for dA, dW, db in (
        ([[1.0, 0.5], [-2.0, 1.0], [0.0, 3.0], [4.0, -1.0]], [[11.0, -1.0], [-12.0, 5.0], [-2.0, -4.0]], [[3.0, 3.5]]),
        ([[0.0, 1.0], [0.0, 0.0], [2.0, 0.0], [0.0, 0.0]], [[1.0, 1.0], [0.0, 2.0], [-4.0, 0.0]], [[2.0, 1.0]]),
    ):
        layer.forward(FOUR_X, True)
        layer.backward(np.array(dA))
        grads = dictionary(layer.grads, "grads")
        if set(grads) != {"W", "b"}:
            raise Mismatch("shape", "grads has other keys than 'W' and 'b'", advice="The keys are those of params.")
        close(grads["W"], dW, what="grads['W']")
        close(grads["b"], db, what="grads['b']")


@visible("Dense")
def test_dense_params_are_its_own_arrays(student):
    layer = dense(student, W, B)
    student.inside(put, layer, "W", -W)
    student.inside(put, layer, "b", 1.0)
    close(layer.forward(FOUR_X), -(FOUR_A - B) + 1, what="A after new numbers were written into params")


# Network

CHAIN = ((2.0, 1.0), (-1.0, 3.0), (0.5, -2.0))
CHAIN_X = np.array([[1.0, 2.0, 0.0], [4.0, -3.0, 6.0]])


def probes(student, *affine):
    return [student.inside(a_probe, *numbers) for numbers in affine]


def network_with(student, layers):
    return an_object(student.Network(layers), "Network(...)")


@visible("Network")
def test_network_forward_goes_through_all_layers_in_their_order(student):
    network = network_with(student, probes(student, *CHAIN))
    close(network.forward(CHAIN_X), [[-2.0, -3.0, -1.0], [-5.0, 2.0, -7.0]], what="the output")


@visible("Network")
def test_network_forward_tells_every_layer_whether_this_is_training(student):
    layers = probes(student, *CHAIN)
    network = network_with(student, layers)
    network.forward(CHAIN_X, True)
    network.forward(CHAIN_X)
    network.forward(CHAIN_X, training=True)
    network.forward(CHAIN_X, training=False)
    for number_, layer in enumerate(layers):
        if layer.modes != [True, False, True, False]:
            seen = f"in four calls with training True, False, True, False, layers[{number_}] was told {layer.modes}"
            raise Mismatch("values", seen, advice="Hand it on: layer.forward(X, training). Without it, it is False.")


@visible("Network")
def test_network_predict_is_forward_without_training(student):
    layers = probes(student, *CHAIN)
    network = network_with(student, layers)
    close(network.predict(CHAIN_X), [[-2.0, -3.0, -1.0], [-5.0, 2.0, -7.0]], what="what predict answers")
    if layers[0].modes != [False]:
        raise Mismatch("values", f"predict tells the layers that training is {layers[0].modes}", should_be="[False]")


@visible("Network")
def test_network_backward_goes_from_the_last_layer_to_the_first(student):
    network = network_with(student, probes(student, *CHAIN))
    network.forward(CHAIN_X, True)
    # The layers send back 2 dA + 2, then 2 dA - 3, then 2 dA - 1.
    close(network.backward(np.array([[1.0], [-2.0]])), [[9.0], [-15.0]], what="what backward returns")


def all_arrays(got, what, count):
    """The numbers of a dictionary of arrays of one number each, sorted."""
    values = [array(value, (1,), what=f"an array of {what}") for value in dictionary(got, what).values()]
    if len(values) != count:
        seen = f"{what} has {len(values)} arrays, of layers that have {count} in all"
        raise Mismatch("shape", seen, advice="Two layers have the same names: number the layers, as in f'{i}.{name}'.")
    return np.sort(np.concatenate(values))


@visible("Network")
def test_network_params_and_grads_hold_those_of_all_layers(student):
    layers = [*probes(student, *CHAIN), student.inside(a_probe, 0.0, None)]
    network = network_with(student, layers)
    close(all_arrays(network.params, "params", 6), [-2.0, -1.0, 0.5, 1.0, 2.0, 3.0], what="the arrays of params")
    for count in (1, 2):
        network.forward(CHAIN_X, True)
        network.backward(np.ones((2, 3)))
        expected = np.array([-200.0, -100.0, 50.0, 100.0, 200.0, 300.0]) + count
        close(all_arrays(network.grads, "grads", 6), expected, what="the arrays of grads")
        # Each gradient of a probe is 100 times its parameter, and a little more.
        params, grads = network.params, network.grads
        if set(params) != set(grads) or any(np.abs(grads[name] - 100 * params[name]).max() > 3 for name in params):
            seen = "a gradient stands under another name than its parameter"
            raise Mismatch("values", seen, advice="Make the names of grads in the same way as those of params.")


def write_through(network):
    for value in network.params.values():
        value += 1.0


@visible("Network")
def test_network_params_are_the_layers_own_arrays(student):
    network = network_with(student, probes(student, *CHAIN))
    student.inside(write_through, network)
    # Factors and shifts are now 3 2, 0 4 and 1.5 -1.
    close(network.forward(CHAIN_X), np.full((2, 3), 5.0), what="the output after adding 1 to all arrays of params")


# ReLU


@visible("ReLU", try_it="ReLU().forward(np.array([[-2.0, 0.0, 3.0]]))   # should be [[0. 0. 3.]]")
def test_relu_forward_worked_out_by_hand(student):
    layer = layer_of(student, "ReLU")
    X = np.array([[-2.0, 0.5, 3.0], [4.0, -1.0, 0.0]])
    for mode in (True, False):
        close(layer.forward(X, mode), [[0.0, 0.5, 3.0], [4.0, 0.0, 0.0]])


@visible("ReLU")
def test_relu_backward_worked_out_by_hand(student):
    layer = layer_of(student, "ReLU")
    layer.forward(np.array([[-2.0, 0.5, 3.0], [4.0, -1.0, 0.0]]), True)
    dX = layer.backward(np.array([[7.0, -2.0, 5.0], [1.0, 3.0, -4.0]]))
    close(dX, [[0.0, -2.0, 5.0], [1.0, 0.0, 0.0]], what="dX")


@visible("ReLU")
def test_relu_has_no_parameters(student):
    empty(layer_of(student, "ReLU"))


@visible("ReLU")
def test_relu_leaves_the_arrays_it_is_given_alone(student):
    layer = layer_of(student, "ReLU")
    layer.forward(np.array([[-2.0, 0.5]]))
    layer.backward(np.array([[3.0, 4.0]]))
    calm(student.calls)


# Flatten


@visible("Flatten")
def test_flatten_gives_each_sample_one_row_and_takes_it_back(student):
    layer = layer_of(student, "Flatten")
    X = np.arange(48.0).reshape(2, 3, 2, 4)
    close(layer.forward(X), np.arange(48.0).reshape(2, 24), what="the rows")
    close(layer.backward(X.reshape(2, 24) + 1), X + 1, what="what backward returns")


@visible("Flatten")
def test_flatten_has_no_parameters(student):
    empty(layer_of(student, "Flatten"))


# Conv2D

TWO_CHANNELS = np.array(
    [[[[1, 2, 0, -1], [3, -2, 1, 4], [0, 5, -3, 2]], [[2, 0, 1, 3], [-1, 4, 2, 0], [1, -2, 0, 6]]]], dtype=float
)
FILTERS = np.array(
    [
        [[[1, 2], [-1, 0]], [[0, 1], [3, -2]]],
        [[[0, -1], [2, 1]], [[1, 0], [0, -3]]],
        [[[2, 0], [0, -1]], [[-1, 1], [1, 0]]],
    ],
    dtype=float,
)
BIASES = np.array([1.0, -2.0, 0.5])
CONVOLVED = [
    [[-8.0, 14.0, 7.0], [11.0, -8.0, 1.0]],
    [[-10.0, -11.0, 6.0], [10.0, 8.0, -26.0]],
    [[1.5, 8.5, 0.5], [7.5, -4.5, -1.5]],
]


def conv(student, filters, b, **kwargs):
    """A layer of the student's with these filters and biases, and their names in params."""
    f, c, size, _ = filters.shape
    layer = layer_of(student, "Conv2D", c, f, size, rng(), **kwargs)
    names = named(layer, filters.shape, b.shape)
    for name, value in zip(names, (filters, b), strict=True):
        student.inside(put, layer, name, value)
    return layer, *names


@visible("Conv2D")
def test_conv2d_forward_worked_out_by_hand(student):
    layer, _, _ = conv(student, FILTERS, BIASES)
    close(layer.forward(TWO_CHANNELS, True), [CONVOLVED])
    close(layer.forward(TWO_CHANNELS), [CONVOLVED], what="the result without training")


@visible("Conv2D")
def test_conv2d_has_a_filter_for_each_channel_and_biases_of_zero(student):
    layer = layer_of(student, "Conv2D", 2, 3, 4, rng())
    _, b = named(layer, (3, 2, 4, 4), (3,))
    close(layer.params[b], np.zeros(3), what="the biases")


@visible("Conv2D")
def test_conv2d_puts_zeros_around_each_image(student):
    filters = np.array([[[[1.0, 2.0, 0.0], [0.0, -1.0, 3.0], [4.0, 0.0, 5.0]]]])
    layer, _, _ = conv(student, filters, np.array([0.5]), padding=1)
    X = np.array([[[[1.0, 2.0], [3.0, -4.0]]]])
    close(layer.forward(X), [[[[-14.5, 10.5], [-12.5, 9.5]]]], what="with padding=1, the result")
    dX = layer.backward(np.array([[[[1.0, -1.0], [0.0, 2.0]]]]))
    close(dX, [[[[1.0, 8.0], [-4.0, 3.0]]]], what="with padding=1, dX")


@visible("Conv2D")
def test_conv2d_takes_steps_of_its_stride(student):
    filters, b = np.array([[[[1.0, 0.0], [0.0, 2.0]]]]), np.zeros(1)
    layer, W_name, _ = conv(student, filters, b, stride=2)
    X = np.arange(1.0, 21.0).reshape(1, 1, 4, 5)
    close(layer.forward(X), [[[[15.0, 21.0], [45.0, 51.0]]]], what="with stride=2, the result")
    dX = layer.backward(np.array([[[[1.0, 0.0], [0.0, -3.0]]]]))
    expected = np.zeros((1, 1, 4, 5))
    expected[0, 0, [0, 1, 2, 3], [0, 1, 2, 3]] = [1.0, 2.0, -3.0, -6.0]
    close(dX, expected, what="with stride=2, dX")
    close(gradient_of(layer, W_name, (1, 1, 2, 2)), [[[[-38.0, -40.0], [-48.0, -50.0]]]], what="the filters' gradient")


@visible("Conv2D")
def test_conv2d_backward_worked_out_by_hand(student):
    layer, W_name, b_name = conv(student, FILTERS, BIASES)
    for _ in range(2):  # anew each time
        layer.forward(TWO_CHANNELS, True)
        dX = layer.backward(np.arange(-8.0, 10.0).reshape(1, 3, 2, 3))
    close(
        dX[0, 0] if isinstance(dX, np.ndarray) and dX.shape == TWO_CHANNELS.shape else dX,
        [[0.0, -11.0, -7.0, -12.0], [13.0, 0.0, 5.0, -15.0], [7.0, 2.0, 3.0, -6.0]],
        what="dX of the first channel",
    )
    filters = gradient_of(layer, W_name, FILTERS.shape)
    close(filters[0], [[[-32.0, -16.0], [-27.0, -34.0]], [[-39.0, -53.0], [-29.0, -54.0]]],
          what="the gradient of the first filter")  # fmt: skip
    close(gradient_of(layer, b_name, (3,)), [-33.0, 3.0, 39.0], what="the gradient of the biases")


@visible("Conv2D")
def test_conv2d_draws_its_filters_from_rng(student):
    def filters(seed):
        layer = layer_of(student, "Conv2D", 2, 3, 3, rng(seed))
        return array(layer.params[named(layer, (3, 2, 3, 3), (3,))[0]], (3, 2, 3, 3), what="the filters")

    first = filters(1)
    count = len(np.unique(first))
    if count <= 27:  # 54 draws from a continuous distribution all differ, even as float32
        raise Mismatch("values", f"the 54 weights have {count} different values", advice="Draw each: rng.normal(...).")
    if not np.array_equal(first, filters(1)):
        raise Mismatch("values", "two layers with the same seed have different filters", advice="Draw from rng.")
    if np.allclose(first, filters(2)):
        raise Mismatch("values", "two layers with different seeds have the same filters", advice="Draw from rng.")


@visible("Conv2D")
def test_conv2d_leaves_the_arrays_it_is_given_alone(student):
    layer, W_name, _ = conv(student, FILTERS, BIASES, padding=1)
    layer.forward(TWO_CHANNELS)
    layer.backward(np.ones((1, 3, 4, 5)))
    close(layer.params[W_name], FILTERS, what="the filters after backward")
    calm(student.calls)


# MaxPool2D

POOL_X = np.array([[[[1.0, 5.0, 2.0, 0.0, 9.0], [3.0, -4.0, 8.0, 7.0, 1.0], [6.0, 2.0, -1.0, 8.0, 4.0]]]])


@visible("MaxPool2D")
def test_max_pool_2d_forward_worked_out_by_hand(student):
    layer = layer_of(student, "MaxPool2D", 2)
    close(layer.forward(POOL_X, True), [[[[5.0, 8.0]]]])
    close(layer.forward(POOL_X), [[[[5.0, 8.0]]]], what="the result without training")


@visible(
    "MaxPool2D",
    try_it="MaxPool2D(2, 1).forward(np.array([[[[1.0, 5.0, 2.0], [3.0, 4.0, 9.0]]]]))   # should be [[[[5. 9.]]]]",
)
def test_max_pool_2d_takes_steps_of_its_stride(student):
    layer = layer_of(student, "MaxPool2D", 2, 1)
    close(layer.forward(POOL_X), [[[[5.0, 8.0, 8.0, 9.0], [6.0, 8.0, 8.0, 8.0]]]])


@visible("MaxPool2D")
def test_max_pool_2d_backward_worked_out_by_hand(student):
    layer = layer_of(student, "MaxPool2D", 2, stride=1)
    layer.forward(POOL_X, True)
    dX = layer.backward(np.array([[[[1.0, 2.0, -4.0, 3.0], [5.0, 6.0, 7.0, 10.0]]]]))
    expected = [[[[0.0, 1.0, 0.0, 0.0, 3.0], [0.0, 0.0, 11.0, 0.0, 0.0], [5.0, 0.0, 0.0, 10.0, 0.0]]]]
    close(dX, expected, what="with stride 1, dX")
    plain = layer_of(student, "MaxPool2D", 2)
    plain.forward(POOL_X, True)
    expected = [[[[0.0, -2.0, 0.0, 0.0, 0.0], [0.0, 0.0, 3.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 0.0]]]]
    close(plain.backward(np.array([[[[-2.0, 3.0]]]])), expected, what="dX")


@visible("MaxPool2D")
def test_max_pool_2d_has_no_parameters(student):
    empty(layer_of(student, "MaxPool2D", 2))


@visible("MaxPool2D")
def test_max_pool_2d_leaves_the_arrays_it_is_given_alone(student):
    layer = layer_of(student, "MaxPool2D", 2)
    layer.forward(POOL_X)
    layer.backward(np.array([[[[-2.0, 3.0]]]]))
    calm(student.calls)


# Dropout

LARGE = 1 + rng(3).random((40, 50))


@visible("Dropout")
def test_dropout_without_training_changes_nothing(student):
    layer = layer_of(student, "Dropout", 0.25, rng())
    for arguments in ((LARGE, False), (LARGE,)):
        close(layer.forward(*arguments), LARGE, what="without training, the result")
        close(layer.backward(LARGE[::-1]), LARGE[::-1], what="without training, what backward returns")


def kept(student, p, seed=0):
    """What dropout in training makes of many numbers: which of them are kept, as 0 and 1."""
    layer = layer_of(student, "Dropout", p, rng(seed))
    A = array(layer.forward(LARGE, True), LARGE.shape)
    mask = (A != 0).astype(float)
    close(A, LARGE * mask / p, what=f"with p={p}, what is not 0")
    return layer, mask


@visible("Dropout")
def test_dropout_in_training_keeps_a_share_p_and_makes_up_for_the_rest(student):
    for p in (0.25, 0.8):
        # The share of 2000 tosses has a deviation of at most 0.0097: 0.07 is more than seven of them.
        share = kept(student, p)[1].mean()
        if abs(share - p) > 0.07:
            seen = f"with p={p}, a share of {share:.2f} of 2000 numbers is kept"
            raise Mismatch("values", seen, should_be=f"about {p}", advice="p is the probability to KEEP.")


@visible("Dropout")
def test_dropout_sends_back_through_the_mask_of_the_forward_pass(student):
    layer, mask = kept(student, 0.5)
    dA = np.arange(1.0, 2001.0).reshape(40, 50)
    close(layer.backward(dA), dA * mask * 2, what="what backward returns")


@visible("Dropout")
def test_dropout_tosses_anew_each_time_from_rng(student):
    layer, first = kept(student, 0.5, seed=1)
    # Two sets of 2000 tosses agree with a probability of 2 ** -2000.
    if np.array_equal(array(layer.forward(LARGE, True), LARGE.shape) != 0, first):
        raise Mismatch("values", "the second call drops the same elements as the first", advice="Toss in forward.")
    if not np.array_equal(kept(student, 0.5, seed=1)[1], first):
        raise Mismatch("values", "two layers with the same seed drop different elements", advice="Draw from rng.")
    if np.array_equal(kept(student, 0.5, seed=2)[1], first):
        raise Mismatch("values", "two layers with different seeds drop the same elements", advice="Draw from rng.")


@visible("Dropout")
def test_dropout_has_no_parameters_and_leaves_arrays_alone(student):
    empty(layer_of(student, "Dropout", 0.5, rng()))
    layer = layer_of(student, "Dropout", 0.5, rng())
    layer.forward(LARGE, True)
    layer.backward(LARGE)
    layer.forward(LARGE)
    layer.backward(LARGE)
    calm(student.calls)


# BatchNorm

BATCH = np.array([[1.0, 10.0, -2.0], [3.0, 20.0, -2.0], [5.0, 60.0, 4.0], [7.0, 30.0, 0.0]])
BATCH_DA = np.array([[1.0, 0.0, 2.0], [-1.0, 3.0, 0.0], [0.5, 1.0, -2.0], [2.0, 0.0, 1.0]])
SCALE, SHIFT = np.array([1.0, 2.0, -1.0]), np.array([0.0, 5.0, 0.5])
IMAGES = np.array(
    [
        [[[1.0, 2.0], [3.0, 6.0]], [[0.0, 4.0], [-4.0, 8.0]]],
        [[[5.0, 0.0], [1.0, 2.0]], [[2.0, 2.0], [6.0, -6.0]]],
        [[[4.0, 4.0], [0.0, -4.0]], [[1.0, 1.0], [3.0, 7.0]]],
    ]
)


def batch_norm(student, scale=None, shift=None, n=3, **kwargs):
    """A layer of the student's with this scale and this shift, and their names in params."""
    layer = layer_of(student, "BatchNorm", n, **kwargs)
    params = dictionary(layer.params, "params")
    values = [value.tolist() if isinstance(value, np.ndarray) else value for value in params.values()]
    if sorted(map(str, values)) != sorted((str([1.0] * n), str([0.0] * n))):
        seen = "params does not begin with a scale of ones and a shift of zeros, and nothing else"
        raise Mismatch("values", seen, should_be=f"two arrays ({n},)", advice="np.ones(n_features), np.zeros(...).")
    names = sorted(params, key=lambda name: -params[name][0])
    for name, value in zip(names, (scale, shift), strict=True):
        if value is not None:
            student.inside(put, layer, name, value)
    return layer, *names


@visible("BatchNorm")
def test_batch_norm_in_training_standardizes_every_feature_of_the_batch(student):
    layer, _, _ = batch_norm(student)
    expected = [
        [-1.3416394, -1.0690450, -0.8164959],
        [-0.4472131, -0.5345225, -0.8164959],
        [0.4472131, 1.6035675, 1.6329918],
        [1.3416394, 0.0, 0.0],
    ]
    close(layer.forward(BATCH, True), expected, what="X_hat")


@visible("BatchNorm")
def test_batch_norm_scales_and_shifts_every_feature(student):
    layer, _, _ = batch_norm(student, SCALE, SHIFT)
    expected = [
        [-1.3416394, 2.8619101, 1.3164959],
        [-0.4472131, 3.9309550, 1.3164959],
        [0.4472131, 8.2071349, -1.1329918],
        [1.3416394, 5.0, 0.5],
    ]
    close(layer.forward(BATCH, True), expected)


@visible("BatchNorm")
def test_batch_norm_of_images_has_one_feature_for_each_channel(student):
    layer, _, _ = batch_norm(student, n=2)
    expected = [
        [[[-0.387298, 0.0], [0.387298, 1.5491922]], [[-0.505291, 0.505291], [-1.515873, 1.515873]]],
        [[[1.1618941, -0.7745961], [-0.387298, 0.0]], [[0.0, 0.0], [1.010582, -2.021164]]],
        [[[0.7745961, 0.7745961], [-0.7745961, -2.3237883]], [[-0.2526455, -0.2526455], [0.2526455, 1.2632275]]],
    ]
    close(layer.forward(IMAGES, True), expected)
    close(layer.running_mean, [0.2, 0.2], what="running_mean after images")


@visible("BatchNorm")
def test_batch_norm_keeps_running_statistics(student):
    layer, _, _ = batch_norm(student)
    close(layer.running_mean, np.zeros(3), what="running_mean at first")
    close(layer.running_var, np.ones(3), what="running_var at first")
    layer.forward(BATCH, True)
    close(layer.running_mean, [0.4, 3.0, 0.0], what="running_mean after a batch")
    close(layer.running_var, [1.4, 35.9, 1.5], what="running_var after a batch")
    layer.forward(BATCH, True)
    close(layer.running_mean, [0.76, 5.7, 0.0], what="running_mean after two batches")
    close(layer.running_var, [1.76, 67.31, 1.95], what="running_var after two batches")


@visible("BatchNorm")
def test_batch_norm_without_training_uses_the_running_statistics(student):
    layer, _, _ = batch_norm(student, SCALE, SHIFT)
    layer.forward(BATCH, True)
    for arguments in ((BATCH[:2], False), (BATCH[:2],)):
        expected = [[0.5070907, 7.3365805, 2.1329877], [2.1973932, 10.6745527, 2.1329877]]
        close(layer.forward(*arguments), expected, what="without training, the result")
    close(layer.running_mean, [0.4, 3.0, 0.0], what="running_mean after use")
    close(layer.running_var, [1.4, 35.9, 1.5], what="running_var after use")


@visible("BatchNorm")
def test_batch_norm_backward_in_training_worked_out_by_hand(student):
    layer, scale, shift = batch_norm(student, SCALE, SHIFT)
    for _ in range(2):  # anew each time
        layer.forward(BATCH, True)
        dX = layer.backward(BATCH_DA)
    close(gradient_of(layer, shift, (3,)), [2.5, 4.0, 1.0], what="the gradient of the shift", rtol=LONG)
    close(gradient_of(layer, scale, (3,)), [2.0124592, 0.0, -4.8989754], what="the gradient of the scale", rtol=LONG)
    expected = [
        [0.4695732, -0.1069045, -0.3061866],
        [-0.6260986, 0.2138090, 0.5103093],
        [-0.1565244, 0.0, 0.1020633],
        [0.3130498, -0.1069045, -0.3061860],
    ]
    close(dX, expected, what="dX", rtol=LONG)


@visible("BatchNorm")
def test_batch_norm_backward_without_training_worked_out_by_hand(student):
    layer, scale, shift = batch_norm(student, SCALE, SHIFT)
    layer.forward(BATCH, True)
    layer.forward(BATCH)
    dX = layer.backward(BATCH_DA)
    expected = [
        [0.8451512, 0.0, -1.6329877],
        [-0.8451512, 1.0013916, 0.0],
        [0.4225756, 0.3337972, 1.6329877],
        [1.6903025, 0.0, -0.8164939],
    ]
    close(dX, expected, what="without training, dX", rtol=LONG)
    close(gradient_of(layer, shift, (3,)), [2.5, 4.0, 1.0], what="the gradient of the shift", rtol=LONG)
    expected = [11.4095417, 18.0250497, -9.7979263]
    close(gradient_of(layer, scale, (3,)), expected, what="the gradient of the scale", rtol=LONG)


@visible("BatchNorm")
def test_batch_norm_of_a_single_sample_gives_the_shift(student):
    layer, _, _ = batch_norm(student, SCALE, SHIFT)
    close(layer.forward(BATCH[:1], True), [SHIFT], what="in training, the result for one sample")


@visible("BatchNorm")
def test_batch_norm_leaves_the_arrays_it_is_given_alone(student):
    layer, scale, _ = batch_norm(student, SCALE, SHIFT)
    for training in (True, False):
        layer.forward(BATCH.copy(), training)
        layer.backward(BATCH_DA.copy())
    close(layer.params[scale], SCALE, what="the scale after backward")
    calm(student.calls)


@visible(
    "standardize_batch",
    try_it="standardize_batch(np.array([[1.0, 5.0], [3.0, 5.0]]), eps=0.0625)   # should be [[-0.97 0.] [0.97 0.]]",
)
def test_standardize_batch_of_three_features_worked_out_by_hand(student):
    expected = [
        [-1.3416394, -1.0690450, -0.8164959],
        [-0.4472131, -0.5345225, -0.8164959],
        [0.4472131, 1.6035675, 1.6329918],
        [1.3416394, 0.0, 0.0],
    ]
    close(student.standardize_batch(BATCH), expected)


@visible("standardize_batch")
def test_standardize_batch_adds_eps_to_the_variance(student):
    X = np.array([[1.0, 5.0], [3.0, 5.0]])
    close(student.standardize_batch(X, eps=0.5625), [[-0.8, 0.0], [0.8, 0.0]])


@visible("standardize_batch")
def test_standardize_batch_leaves_its_argument_alone(student):
    pure(student.standardize_batch, BATCH.copy())


# SGD and Adam

START = {"W": np.array([[1.0, -2.0, 0.5], [4.0, 0.0, 3.0]]), "b": np.array([[10.0, -10.0]])}
GRADS = (
    {"W": np.array([[2.0, -1.0, 0.0], [0.5, -4.0, 3.0]]), "b": np.array([[1.0, -3.0]])},
    {"W": np.array([[-1.0, -1.0, 2.0], [0.5, 8.0, 0.0]]), "b": np.array([[4.0, 0.0]])},
)


def stepped(student, optimizer, params=START, many_grads=GRADS, anew=False):
    """The parameters after each step; what is handed in is checked to be what has changed, and grads not to be."""
    optimizer = an_object(optimizer, "the optimizer")
    seen, after = student.inside(after_steps, optimizer, params, list(many_grads), anew)
    for before, now in zip(many_grads, after, strict=True):
        for name, value in before.items():
            if not np.array_equal(now[name], value):
                seen = f"step changes grads[{name!r}], which belongs to the caller"
                raise Mismatch("purity", seen, advice="Make new arrays: momentum * v - lr * g, and no g *= ...")
    if seen and all(np.array_equal(seen[0][name], value) for name, value in params.items()):
        seen = "after a step, the arrays that were handed in are what they were"
        raise Mismatch("values", seen, advice="Change them in place: p -= ... or p[...] = ..., and not p = p - ...")
    return seen


def close_params(seen, expected, what, rtol=LONG):
    for name, value in expected.items():
        close(seen[name], value, what=f"params[{name!r}] {what}", rtol=rtol)


@visible("SGD")
def test_sgd_steps_against_the_gradient(student):
    first, second = stepped(student, student.SGD(0.1))
    close_params(first, {"W": [[0.8, -1.9, 0.5], [3.95, 0.4, 2.7]], "b": [[9.9, -9.7]]}, "after a step")
    close_params(second, {"W": [[0.9, -1.8, 0.3], [3.9, -0.4, 2.7]], "b": [[9.5, -9.7]]}, "after two steps")


@visible("SGD")
def test_sgd_with_momentum_keeps_a_velocity_for_each_parameter(student):
    first, second = stepped(student, student.SGD(0.1, momentum=0.5))
    close_params(first, {"W": [[0.8, -1.9, 0.5], [3.95, 0.4, 2.7]], "b": [[9.9, -9.7]]}, "after a step")
    close_params(second, {"W": [[0.8, -1.75, 0.3], [3.875, -0.2, 2.55]], "b": [[9.45, -9.55]]}, "after two steps")


@visible("SGD")
def test_sgd_decays_the_weights_apart_from_the_velocity(student):
    first, second = stepped(student, student.SGD(0.1, momentum=0.5, weight_decay=0.5))
    close_params(first, {"W": [[0.75, -1.8, 0.475], [3.75, 0.4, 2.55]], "b": [[9.4, -9.2]]}, "after a step")
    expected = {"W": [[0.7125, -1.56, 0.25125], [3.4875, -0.22, 2.2725]], "b": [[8.48, -8.59]]}
    close_params(second, expected, "after two steps")


def asked(schedule, steps):
    """Check that a function of the step was asked once a step, from 0."""
    seen = [call[0] for call in schedule.calls]
    if seen != list(range(steps)):
        seen = f"in {steps} steps, lr is asked for the rate of {', '.join(map(str, seen[:12])) or 'no step'}"
        raise Mismatch("values", seen, should_be=", ".join(map(str, range(steps))), advice="Ask once in each call.")


def halving(t):
    return 0.1 / (1 + t)


@visible("SGD")
def test_sgd_asks_a_function_for_the_rate_of_each_step(student):
    schedule = Recorded(halving)
    first, second = stepped(student, student.SGD(schedule, momentum=0.5, weight_decay=0.5))
    close_params(first, {"W": [[0.75, -1.8, 0.475], [3.75, 0.4, 2.55]], "b": [[9.4, -9.2]]}, "after a step")
    expected = {"W": [[0.68125, -1.655, 0.363125], [3.60625, 0.19, 2.33625]], "b": [[8.915, -8.82]]}
    close_params(second, expected, "after two steps")
    asked(schedule, 2)


@visible("Adam")
def test_adam_takes_a_first_step_of_the_learning_rate(student):
    # Corrected, m is the gradient and v its square: m / sqrt(v) is 1, -1 or, where the gradient is 0, 0.
    first, second = stepped(student, student.Adam(0.1))
    close_params(first, {"W": [[0.9, -1.9, 0.5], [3.9, 0.1, 2.9]], "b": [[9.9, -9.9]]}, "after a step")
    expected = {"W": [[0.8733663, -1.8, 0.4255863], [3.8, 0.0633896, 2.8329942]], "b": [[9.8115624, -9.8329942]]}
    close_params(second, expected, "after two steps")


@visible("Adam")
def test_adam_uses_its_settings(student):
    first, second = stepped(student, student.Adam(0.1, beta1=0.5, beta2=0.8))
    close_params(first, {"W": [[0.9, -1.9, 0.5], [3.9, 0.1, 2.9]], "b": [[9.9, -9.9]]}, "after a step")
    expected = {"W": [[0.9, -1.8, 0.4105573], [3.8, 0.0387628, 2.85]], "b": [[9.801802, -9.85]]}
    close_params(second, expected, "after two steps")


@visible("Adam")
def test_adam_adds_eps_outside_the_root(student):
    first, second = stepped(student, student.Adam(0.1, eps=0.5))
    expected = {"W": [[0.92, -1.9333333, 0.5], [3.95, 0.0888889, 2.9142857]], "b": [[9.9333333, -9.9142857]]}
    close_params(first, expected, "after a step")
    expected = {"W": [[0.8997659, -1.8666667, 0.4450199], [3.9, 0.0549604, 2.8600634]], "b": [[9.8578399, -9.8600634]]}
    close_params(second, expected, "after two steps")


@visible("Adam")
def test_adam_decays_the_weights_apart_from_the_gradient(student):
    first, second = stepped(student, student.Adam(0.1, weight_decay=0.2))
    close_params(first, {"W": [[0.88, -1.86, 0.49], [3.82, 0.1, 2.84]], "b": [[9.7, -9.7]]}, "after a step")
    expected = {"W": [[0.8357663, -1.7228, 0.4057863], [3.6436, 0.0613896, 2.7161942]], "b": [[9.4175624, -9.4389942]]}
    close_params(second, expected, "after two steps")


@visible("Adam")
def test_adam_asks_a_function_for_the_rate_of_each_step(student):
    schedule = Recorded(halving)
    first, second = stepped(student, student.Adam(schedule))
    close_params(first, {"W": [[0.9, -1.9, 0.5], [3.9, 0.1, 2.9]], "b": [[9.9, -9.9]]}, "after a step")
    expected = {"W": [[0.8866832, -1.85, 0.4627932], [3.85, 0.0816948, 2.8664971]], "b": [[9.8557812, -9.8664971]]}
    close_params(second, expected, "after two steps")
    asked(schedule, 2)


@visible("corrected_means", try_it="corrected_means(np.array([4.0, 4.0, 1.0]), 0.5)   # should be [4. 4. 2.2857]")
def test_corrected_means_of_four_gradients_worked_out_by_hand(student):
    # m is 2, 3, 2 and 5, divided by 1/2, 3/4, 7/8 and 15/16.
    close(student.corrected_means(np.array([4.0, 4.0, 1.0, 8.0]), 0.5), [4.0, 4.0, 16 / 7, 16 / 3])


@visible("corrected_means")
def test_corrected_means_of_equal_gradients_are_the_gradient(student):
    close(student.corrected_means(np.full(6, -3.0), 0.9), np.full(6, -3.0))


@visible("corrected_means")
def test_corrected_means_leaves_its_argument_alone(student):
    pure(student.corrected_means, np.array([4.0, 1.0]), 0.5)


# cosine_decay


def scheduled(student, *args, steps, **kwargs):
    """The rates of these steps."""
    schedule = student.cosine_decay(*args, **kwargs)
    if not hasattr(schedule, "_opaque") or not callable(schedule):
        kind = "None" if schedule is None else f"of type {type(schedule).__name__}"
        advice_ = "Define a function inside, def schedule(t): ..., and return it: return schedule, without ()."
        raise Mismatch("type", f"the result is {kind}, not a function", advice=advice_)
    return np.array([number(schedule(t), what=f"the rate of step {t}") for t in steps])


@visible("cosine_decay", try_it="[cosine_decay(0.2, 12, warmup=4)(t) for t in (0, 2, 6, 12)]   # should be 0, 0.1, 0.1707 and 0")  # fmt: skip  # noqa: E501
def test_cosine_decay_rises_and_glides_down(student):
    rates = scheduled(student, 0.2, 12, warmup=4, steps=(0, 1, 2, 4, 6, 8, 10, 12))
    close(rates, [0.0, 0.05, 0.1, 0.2, 0.1707107, 0.1, 0.0292893, 0.0], what="the rates of steps 0 1 2 4 6 8 10 12")


@visible("cosine_decay", try_it="cosine_decay(0.5, 6)(0)   # should be 0.5")
def test_cosine_decay_without_warmup_starts_at_the_full_rate(student):
    close(scheduled(student, 0.5, 6, steps=(0, 2, 3, 4, 6)), [0.5, 0.375, 0.25, 0.125, 0.0], what="the rates")


@visible("cosine_decay", try_it="cosine_decay(0.5, 6)(9)   # should be 0")
def test_cosine_decay_stays_at_zero(student):
    close(scheduled(student, 0.5, 6, warmup=2, steps=(6, 7, 9, 100)), np.zeros(4), what="the rates", atol=1e-9)


@visible("cosine_decay", try_it="cosine_decay(0.2, 4, warmup=4)   # should raise ValueError")
def test_cosine_decay_refuses_a_warmup_that_leaves_nothing(student):
    def made(*args):
        return student.cosine_decay(*args[:2], warmup=args[2])

    refused(made, (0.2, 4, 4), (0.2, 4, 5), (0.2, 4, -1))


# train

PAIR = np.array([[1.0], [-1.0]])
# What a weight comes to from 0, on its way to 3, after each step of a third of what is left.
WALK = np.array([3 - 3 * (2 / 3) ** epoch for epoch in range(1, 7)])


def squared_error(output, y):
    """A loss as train takes it."""
    return float(((output - y) ** 2).mean()), 2 * (output - y) / output.size


def network_of(student, *layers):
    """A network of the student's with their own Dense layers of these (W, b, activation)."""
    with unless_unwritten(student.Network, []):
        return network_with(student, [dense(student, *layer) for layer in layers])


def line(student, w=0.0, b=0.0):
    """The network y = w x + b."""
    return network_of(student, ([[w]], [[b]], "linear"))


def trained(student, network, X, y, X_val, y_val, *, lr=1 / 6, batch_size=None, epochs=1, seed=0, **others):
    """Train a network by plain steps; its history, as an object."""
    others = {"loss": squared_error, "optimizer": None, **others}
    optimizer = others.pop("optimizer") or student.SGD(lr)
    got = student.train(
        network, X, y, X_val, y_val, optimizer=optimizer, batch_size=batch_size or len(X), epochs=epochs,
        rng=rng(seed), **others,
    )  # fmt: skip
    if isinstance(got, dict | tuple | list) or got is None:
        kind = "None" if got is None else f"a {type(got).__name__}"
        advice_ = "Return a History, so that history.val_loss and the others can be read."
        raise Mismatch("type", f"the result is {kind}, not an object with attributes", advice=advice_)
    return an_object(got, "the result")


@visible("train")
def test_train_keeps_the_validation_loss_of_each_epoch(student):
    with unless_unwritten(student.train, *[None] * 5, loss=None, optimizer=None, batch_size=1, epochs=0, rng=None):
        network = line(student)
        optimizer = student.SGD(1 / 6)
    history = trained(student, network, PAIR, 3 * PAIR, PAIR, 2.1 * PAIR, optimizer=optimizer, epochs=6)
    close_losses(entries(history, "val_loss", 6), (WALK - 2.1) ** 2, what="val_loss")
    before = np.array([0.0, *WALK[:5]])
    close_losses(entries(history, "train_loss", 6), (before - 3) ** 2, what="train_loss")


@visible("train")
def test_train_finds_the_best_epoch_and_leaves_the_network_with_its_weights(student):
    network = line(student)
    history = trained(student, network, PAIR, 3 * PAIR + 3, PAIR, 2.1 * PAIR + 2.1, epochs=6)
    close(whole(history.best_epoch, "best_epoch"), 2, what="best_epoch")
    close(network.predict(PAIR), WALK[2] * (PAIR + 1), what="what the network answers after train", rtol=LONG)


@visible("train")
def test_train_compares_with_the_best_epoch_so_far(student):
    # With a rate that is too large, the weight leaps to and fro about 3: to 6.3, -0.63, 6.99, -1.39, 7.83.
    leaps = 3 - 3 * (-1.1) ** np.arange(1, 6)
    history = trained(student, line(student), PAIR, 3 * PAIR, PAIR, 7 * PAIR, lr=1.05, epochs=5)
    close_losses(entries(history, "val_loss", 5), (leaps - 7) ** 2, what="val_loss")
    close(whole(history.best_epoch, "best_epoch"), 2, what="best_epoch")


@visible("train")
def test_train_takes_the_first_of_equal_epochs(student):
    history = trained(student, line(student, 1.0), PAIR, 3 * PAIR, PAIR, 2 * PAIR, lr=0.0, epochs=3)
    close(whole(history.best_epoch, "best_epoch"), 0, what="best_epoch, where all three epochs have the same loss,")


@visible("train")
def test_train_says_whether_it_stopped_improving(student):
    cases = ((2.1, 6, True), (3.0, 6, False), (-1.0, 4, True), (3.0, 1, False))
    said = []
    for target, epochs, _ in cases:
        history = trained(student, line(student), PAIR, 3 * PAIR, PAIR, target * PAIR, epochs=epochs)
        said.append(truth(history.stopped_improving, "stopped_improving"))
    if said != [expected for _, _, expected in cases]:
        seen = "of four trainings, whose best epochs are the third of 6, the last of 6, the first of 4 and the only one"
        said = ", ".join(map(str, said))
        raise Mismatch("values", f"{seen}, stopped_improving says {said}", should_be="True, False, True, False")


@visible("train")
def test_train_takes_a_step_on_every_batch_of_an_epoch(student):
    # Five samples that are all alike, in batches of two: three steps, after which the answer to 2 is 1.952.
    X, y = np.full((5, 1), 2.0), np.full((5, 1), 4.0)
    network, schedule = line(student), Recorded(lambda t: 0.02)
    trained(student, network, X, y, X, y, optimizer=student.SGD(schedule), batch_size=2)
    close(network.predict(X[:1]), [[1.952]], what="what the network answers to 2 after an epoch", rtol=LONG)


@visible("train")
def test_train_hands_all_parameters_to_the_optimizer_in_one_step(student):
    network = network_of(
        student, ([[0.5]], [[0.0]], "tanh"), ([[1.0]], [[0.0]], "linear"), ([[2.0]], [[1.0]], "linear")
    )
    schedule = Recorded(lambda t: 0.01)
    trained(student, network, PAIR, PAIR, PAIR, PAIR, optimizer=student.SGD(schedule), batch_size=1, epochs=2)
    asked(schedule, 4)


def noted(student, epochs=1, batch_size=2, **others):
    """The layer that notes what it is given, after a training of four samples on it and of three to validate."""
    probe = student.inside(a_probe, 0.0, None)
    with unless_unwritten(student.Network, []):
        network = network_with(student, [probe, dense(student, [[0.5]], [[0.0]])])
    X, X_val = np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([[-1.0], [-2.0], [-3.0]])
    trained(student, network, X, X, X_val, X_val, lr=0.01, epochs=epochs, batch_size=batch_size, **others)
    inputs, modes = probe.inputs, probe.modes
    return [(array(X, None, what="an input").ravel(), mode) for X, mode in zip(inputs, modes, strict=True)]


@visible("train")
def test_train_tells_the_network_what_is_training_and_what_is_not(student):
    for X, mode in noted(student, epochs=2):
        if (X > 0).all() != mode or (X < 0).all() == mode:
            which = "a training batch" if X.max() > 0 else "the validation samples"
            raise Mismatch(
                "values",
                f"{which} went through the network with training={mode}",
                should_be=f"training={not mode}",
                advice="network.forward(X_b, training=True) for batches, network.forward(X_val) after the epoch.",
            )


@visible("train")
def test_train_shuffles_the_samples_anew_in_each_epoch(student):
    # Two epochs have the same order of 12 samples with a probability of 1 / 12!, or 2e-9; four times all of three
    # with its fourth power and less.
    X = np.arange(1.0, 13.0)[:, np.newaxis]
    orders = []
    for seed in range(2):
        probe = student.inside(a_probe, 0.0, None)
        network = network_with(student, [probe, dense(student, [[0.5]], [[0.0]])])
        trained(student, network, X, X, -X[:1], -X[:1], lr=1e-6, batch_size=1, epochs=3, seed=seed)
        rows = [float(np.ravel(row)[0]) for row in probe.inputs if np.size(row) == 1 and np.ravel(row)[0] > 0]
        if len(rows) != 36:
            raise Mismatch("values", f"three epochs of 12 samples in batches of one are {len(rows)} batches")
        orders += [rows[:12], rows[12:24], rows[24:]]
    for order in orders:
        if sorted(order) != list(range(1, 13)):
            raise Mismatch("values", "an epoch does not have every sample once", advice="Use minibatches.")
    if orders[0] == list(range(1, 13)) and orders[3] == orders[0]:
        raise Mismatch("values", "the samples come in the order in which they are", advice="Hand rng to minibatches.")
    if orders[0] == orders[1] == orders[2] and orders[3] == orders[4] == orders[5]:
        raise Mismatch("values", "all epochs have the samples in one order", advice="Shuffle inside the loop.")
    if orders[:3] == orders[3:]:
        raise Mismatch("values", "different seeds give the same orders", advice="Shuffle with the rng handed in.")


@visible("train")
def test_train_gives_the_same_result_for_the_same_seed(student):
    X, ends = np.arange(1.0, 13.0)[:, np.newaxis] / 12, []
    for _ in range(2):
        network = line(student, 0.3, -0.2)
        trained(student, network, X, X**2, X, X**2, lr=0.2, batch_size=1, seed=3)
        ends.append(array(network.predict(PAIR), (2, 1), what="what the network answers"))
    if not np.array_equal(*ends):
        raise Mismatch("values", "two trainings with the same seed end differently", advice="Use no other rng.")


@visible("train")
def test_train_augments_the_training_batches_alone(student):
    augment = student.inside(an_augment, 100.0)
    seen = noted(student, augment=augment)
    if augment.sizes != [2, 2]:
        calls = f"{len(augment.sizes)} times, with {', '.join(map(str, augment.sizes)) or 'no'} samples"
        seen_ = f"for two training batches of two samples, augment is called {calls}"
        raise Mismatch(
            "values", seen_, should_be="twice, with 2 samples", advice="X_b = augment(X_b, rng), in the loop."
        )
    if set(augment.kinds) != {"Generator"}:
        raise Mismatch("type", "augment is given no rng", advice="Call augment(X_b, rng).")
    for X, mode in seen:
        if mode and X.min() < 100:
            seen_ = "the network is trained on batches as they were before augment"
            raise Mismatch("values", seen_, advice="X_b = augment(X_b, rng), before network.forward.")


@visible("train")
def test_train_tells_its_progress_after_each_epoch(student):
    progress = student.inside(a_progress)
    trained(student, line(student), PAIR, PAIR, PAIR, PAIR, epochs=3, progress=progress)
    if progress.epochs != [0, 1, 2]:
        seen = f"in three epochs, progress is told the epochs {', '.join(map(str, progress.epochs)) or 'none'}"
        raise Mismatch("values", seen, should_be="0, 1, 2", advice="progress(epoch, history), at the end of each.")
    if progress.losses != [1, 2, 3]:
        seen = f"when progress is called, history has {', '.join(map(str, progress.losses))} validation losses"
        raise Mismatch("values", seen, should_be="1, 2, 3", advice="Call it after each validation.")


@visible("train")
def test_train_counts_the_share_of_validation_samples_it_has_right(student):
    network = network_of(student, (np.eye(3), np.zeros((1, 3)), "linear"))
    X_val = np.array([[2.0, 1.0, 1.9], [0.0, 3.0, 1.0], [1.0, 0.0, 0.5], [0.1, 0.0, 0.2]])
    X, y, y_val = np.array([[5.0, 0.0, 0.0], [0.0, 0.0, 5.0]]), np.eye(3)[[1, 0]], np.eye(3)[[0, 1, 2, 2]]
    history = trained(student, network, X, y, X_val, y_val, lr=1e-12, epochs=2)
    close_losses(entries(history, "val_accuracy", 2), [0.75, 0.75], what="val_accuracy, with three of four right,")
    network = network_of(student, ([[1.0]], [[0.0]], "linear"))
    X_val, y_val = np.array([[-2.0], [-1.0], [1.0], [2.0], [3.0]]), np.array([[0.0], [1.0], [1.0], [0.0], [1.0]])
    history = trained(student, network, PAIR, np.ones((2, 1)), X_val, y_val, lr=1e-12)
    close_losses(entries(history, "val_accuracy", 1), [0.6], what="val_accuracy, with three of five right,")


@visible("train")
def test_train_leaves_the_samples_and_the_gradients_of_the_loss_alone(student):
    X, y = np.array([[3.0, -1.0], [1.0, 2.0], [0.5, 0.0]]), np.array([[1.0], [0.0], [1.0]])
    network = network_of(student, ([[0.4], [-0.3]], [[0.1]], "linear"))
    trained(student, network, X, y, X, y, batch_size=2, epochs=2)
    calm(call for call in student.calls if call.name == "train")


# save and load

TWO_LAYERS = (
    ([[1.0, -2.0, 0.5], [0.25, 3.0, -1.0]], [[0.5, 1.5, -0.5]], "linear"),
    ([[2.0], [-1.0], [4.0]], [[7.0]], "linear"),
)
OTHERS = tuple((np.array(W) * 0 - 9.0, np.array(b) * 0 - 8.0, activation) for W, b, activation in TWO_LAYERS)
SAMPLES = np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, 0.0]])


def with_batch_norm(student, statistics):
    """A network with batch normalization, and that layer, whose running statistics came from this batch."""
    with unless_unwritten(student.Network, []):
        layer = layer_of(student, "BatchNorm", 2)
        network = network_with(student, [layer, dense(student, [[1.0, -1.0], [2.0, 0.5]], [[0.0, 1.0]])])
    layer.forward(np.array(statistics), True)
    return network, layer


def sorted_numbers(arrays):
    """All numbers of some arrays, sorted, to compare them whatever they are called."""
    return np.sort(np.concatenate([np.ravel(value).astype(float) for value in arrays])) if arrays else np.zeros(0)


@visible("save")
def test_save_writes_all_parameters_into_one_file(student):
    with unless_unwritten(student.save, None, None), a_folder(student):
        network = network_of(student, *TWO_LAYERS)
        student.save(network, "network.npz")
        saved = student.inside(arrays_in, "network.npz")
    arrays = [np.array(part) for W, b, _ in TWO_LAYERS for part in (W, b)]
    shapes = sorted(str(np.shape(value)) for value in saved)
    if shapes != sorted(str(value.shape) for value in arrays):
        seen = f"the file holds arrays of the shapes {', '.join(shapes) or 'none'}"
        raise Mismatch(
            "shape", seen, should_be="(1, 1), (1, 3), (2, 3), (3, 1)", advice="Give every array its own name."
        )
    close(sorted_numbers(saved), sorted_numbers(arrays), what="the numbers in the file, sorted,")


@visible("save")
def test_save_writes_the_running_statistics_too(student):
    with a_folder(student):
        network, _ = with_batch_norm(student, [[4.0, 10.0], [8.0, 30.0]])
        student.save(network, "network.npz")
        saved = sorted_numbers(student.inside(arrays_in, "network.npz"))
    # The running means are 0.6 and 2, the running variances 1.3 and 10.9.
    expected = sorted_numbers([[1.0, 1.0], [0.0, 0.0], [1.0, -1.0, 2.0, 0.5], [0.0, 1.0], [0.6, 2.0], [1.3, 10.9]])
    close(saved, expected, what="the numbers in the file, sorted,")


@visible("save")
def test_save_changes_nothing(student):
    network = network_of(student, *TWO_LAYERS)
    before = array(network.predict(SAMPLES), (3, 1))
    with a_folder(student):
        student.save(network, "network.npz")
    close(network.predict(SAMPLES), before, what="what the network answers after save")


@visible("load")
def test_load_gives_another_network_the_same_answers(student):
    with unless_unwritten(student.load, None, "nowhere"), a_folder(student):
        network, other = network_of(student, *TWO_LAYERS), network_of(student, *OTHERS)
        student.save(network, "network.npz")
        student.load(other, "network.npz")
    close(other.predict(SAMPLES), [[-2.5], [-4.75], [22.5]], what="what the network answers after load")
    close(network.predict(SAMPLES), [[-2.5], [-4.75], [22.5]], what="what the saved network answers")


@visible("load")
def test_load_brings_back_the_running_statistics(student):
    with a_folder(student):
        network, _ = with_batch_norm(student, [[4.0, 10.0], [8.0, 30.0]])
        other, layer = with_batch_norm(student, [[0.0, 1.0], [-3.0, 7.0]])
        student.save(network, "network.npz")
        student.load(other, "network.npz")
        close(layer.running_mean, [0.6, 2.0], what="running_mean after load")
        close(layer.running_var, [1.3, 10.9], what="running_var after load")
        close(other.predict(SAMPLES), network.predict(SAMPLES), what="what the network answers after load")


def refuses(student, saved, other, what):
    """Check that a file of one network is refused by another, which stays as it was."""
    before = array(other.predict(SAMPLES), what="what the network answers")
    with a_folder(student):
        student.save(saved, "network.npz")
        advice_ = f"{what} is no file for this network: compare names and shapes first, then raise ValueError."
        raises(ValueError, student.load, other, "network.npz", advice=advice_)
    close(other.predict(SAMPLES), before, what="after a file that was refused, what the network answers")


@visible("load")
def test_load_refuses_arrays_of_another_shape_and_changes_nothing(student):
    wide = (TWO_LAYERS[0], ([[2.0, 1.0], [-1.0, 1.0], [4.0, 1.0]], [[7.0, 1.0]], "linear"))
    refuses(student, network_of(student, *wide), network_of(student, *OTHERS), "One with another last layer")


@visible("load")
def test_load_refuses_arrays_that_are_missing_or_too_many(student):
    one, two = network_of(student, TWO_LAYERS[0]), network_of(student, *OTHERS)
    refuses(student, one, two, "One with a layer less")
    refuses(student, network_of(student, *TWO_LAYERS), network_of(student, OTHERS[0]), "One with a layer more")


# prepare_digit


def figure(h=90, w=120):
    """A digit that is no digit: a tall bar and a short one at its foot, light on dark."""
    image = np.zeros((h, w))
    image[10:70, 30:40] = 1.0
    image[60:70, 40:70] = 1.0
    return image


def prepared(student, image, what):
    """What is made of an image, checked by all that is promised."""
    out = array(student.prepare_digit(image), (28, 28), what=f"{what}: the result")
    if out.min() < 0 or out.max() > 1 + 1e-9 or out.max() < 0.5:
        seen = f"{what}: the result runs from {out.min():.3g} to {out.max():.3g}"
        raise Mismatch("values", seen, should_be="in [0, 1], light on dark", advice="Scale it by its own range.")
    if out.mean() > 0.5:
        raise Mismatch("values", f"{what}: the result is dark on light", advice="Turn it round: 1 - image.")
    rows, columns = np.nonzero(out > 0.1)
    sides = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    if max(sides) not in (19, 20):
        seen = f"{what}: the pixels above 0.1 take {sides[0]} rows and {sides[1]} columns"
        raise Mismatch("values", seen, should_be="19 or 20 on the longer side")
    center = np.array([out.sum(axis=1) @ np.arange(28), out.sum(axis=0) @ np.arange(28)]) / out.sum()
    if np.abs(center - 13.5).max() > 0.51:
        seen = f"{what}: the center of mass lies at ({center[0]:.2f}, {center[1]:.2f})"
        raise Mismatch("values", seen, should_be="within half a pixel of (13.5, 13.5)")
    return out


def looks_like_the_figure(out, what):
    """Check where the bars are, within a pixel or two: the tall one to the left, the short one to the lower right."""
    rows, columns = np.nonzero(out > 0.1)
    digit = out[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    h, w = digit.shape
    tall, foot, empty_ = digit[1:-1, 1:2].mean(), digit[-2:-1, 1:-1].mean(), digit[: h // 2, w // 2 :].mean()
    if not (tall > 0.5 and foot > 0.5 and empty_ < 0.1 and abs(w / h - 2 / 3) < 0.12):
        seen = f"{what}: what is on the result is not what was on the image"
        raise Mismatch("values", seen, advice="Look at it: plt.imshow(prepare_digit(image), cmap='gray').")


@visible("prepare_digit")
def test_prepare_digit_of_a_light_figure(student):
    looks_like_the_figure(prepared(student, figure(), "a light figure on dark"), "a light figure on dark")


@visible("prepare_digit")
def test_prepare_digit_turns_a_dark_figure_round(student):
    what = "a dark figure on light"
    looks_like_the_figure(prepared(student, 1 - figure(), what), what)
    photo = (240 - 180 * figure()).astype(np.uint8)
    what = "a dark figure on light, uint8,"
    looks_like_the_figure(prepared(student, photo, what), what)


@visible("prepare_digit")
def test_prepare_digit_scales_by_the_range_of_the_image(student):
    what = "a light figure from -30 to -10"
    looks_like_the_figure(prepared(student, -30 + 20 * figure(), what), what)


@visible("prepare_digit")
def test_prepare_digit_reads_digits_drawn_as_strokes(student):
    for digit in (2, 5, 7):
        prepared(student, draw_digit(digit, rng(digit)), f"a {digit} drawn as strokes")


@visible("prepare_digit")
def test_prepare_digit_refuses_what_is_no_image_or_blank(student):
    raises(ValueError, student.prepare_digit, np.full((40, 50), 0.5))
    raises(ValueError, student.prepare_digit, np.zeros((40, 50, 3)) + figure(40, 50)[:, :, np.newaxis])


@visible("prepare_digit")
def test_prepare_digit_leaves_its_argument_alone(student):
    pure(student.prepare_digit, figure())


# Practice


@visible(
    "light_on_dark",
    try_it="light_on_dark(np.array([[9.0, 9.0, 8.0], [8.0, 4.0, 9.0], [9.0, 8.0, 9.0]]))"
    "   # should be [[0. 0. 0.2] [0.2 1. 0.] [0. 0.2 0.]]",
)
def test_light_on_dark_turns_a_dark_spot_round(student):
    image = np.array([[9.0, 9.0, 8.0, 9.0], [8.0, 4.0, 5.0, 9.0], [9.0, 8.0, 9.0, 9.0]])
    close(student.light_on_dark(image), [[0.0, 0.0, 0.2, 0.0], [0.2, 1.0, 0.8, 0.0], [0.0, 0.2, 0.0, 0.0]])


@visible("light_on_dark", try_it="light_on_dark(np.array([[1.0, 1.0, 1.0], [1.0, 5.0, 2.0], [1.0, 1.0, 1.0]]))   # should be [[0. 0. 0.] [0. 1. 0.25] [0. 0. 0.]]")  # fmt: skip  # noqa: E501
def test_light_on_dark_leaves_a_light_spot_as_it_is(student):
    image = np.array([[1.0, 1.0, 1.0], [1.0, 5.0, 2.0], [1.0, 1.0, 1.0]])
    close(student.light_on_dark(image), [[0.0, 0.0, 0.0], [0.0, 1.0, 0.25], [0.0, 0.0, 0.0]])


@visible("light_on_dark")
def test_light_on_dark_of_uint8(student):
    image = np.full((5, 6), 200, np.uint8)
    image[2, 2:4] = [50, 100]
    expected = np.zeros((5, 6))
    expected[2, 2:4] = [1.0, 2 / 3]
    close(student.light_on_dark(image), expected)


@visible("light_on_dark")
def test_light_on_dark_leaves_its_argument_alone(student):
    pure(student.light_on_dark, figure())


@visible("center_of_mass", try_it="center_of_mass(np.array([[0.0, 1.0, 0.0], [0.0, 2.0, 1.0]]))   # should be (0.75, 1.25)")  # fmt: skip  # noqa: E501
def test_center_of_mass_of_a_small_image(student):
    row, column = unpack(
        student.center_of_mass(np.array([[0.0, 1.0, 0.0, 0.0], [0.0, 2.0, 0.0, 1.0]])), "row", "column"
    )
    close(row, 0.75, what="the row")
    close(column, 1.5, what="the column")


@visible("center_of_mass")
def test_center_of_mass_of_one_pixel_is_its_place(student):
    image = np.zeros((7, 5))
    image[4, 1] = 0.3
    row, column = unpack(student.center_of_mass(image), "row", "column")
    close(row, 4.0, what="the row")
    close(column, 1.0, what="the column")


@visible("center_of_mass")
def test_center_of_mass_leaves_its_argument_alone(student):
    pure(student.center_of_mass, figure())
