"""The tests of chapter W.4 that only the grader has: saving and loading."""

import numpy as np

from autograder.checks import Mismatch, array, close, hidden
from autograder.graders.w3_network.helpers import dense, rng
from autograder.graders.w4_library.helpers import (
    conv,
    layer_of,
    network_of,
    network_with,
    with_batch_norm,
    write_through,
)
from autograder.graders.w4_library.test_visible_saving import SAMPLES, a_folder, refuses, sorted_numbers


@hidden("save", weight=2)
def test_save_of_networks_of_all_kinds_can_be_loaded(student):
    with a_folder(student):
        for number_, layers in enumerate(networks(student)):
            network = network_with(student, layers)
            path = f"{number_}.npz"
            student.save(network, path)
            saved = student.inside(arrays_of_a_file, path)
            expected = sorted_numbers(student.inside(learned, network))
            close(sorted_numbers(saved), expected, what="the numbers in the file, sorted,")


@hidden("save")
def test_save_writes_over_an_older_file(student):
    with a_folder(student):
        for value in (1.0, 2.0):
            student.save(network_of(student, ([[value]], [[0.0]], "linear")), "a.npz")
        close(sorted_numbers(student.inside(arrays_of_a_file, "a.npz")), [0.0, 2.0], what="the numbers saved")


def arrays_of_a_file(path):
    with np.load(path, allow_pickle=False) as file:
        return [file[name] for name in file.files]


def learned(network):
    arrays = [value for layer in network.layers for value in layer.params.values()]
    for layer in network.layers:
        arrays += [getattr(layer, name) for name in ("running_mean", "running_var") if hasattr(layer, name)]
    return arrays


def networks(student):
    """Layers of networks of many kinds."""
    yield [dense(student, rng(i).normal(size=(2, 2)), rng(i + 1).normal(size=(1, 2)), "tanh") for i in range(11)]
    one = conv(student, rng(3).normal(size=(2, 1, 3, 3)), rng(4).normal(size=2))[0]
    yield [one, layer_of(student, "BatchNorm", 2), layer_of(student, "ReLU"), layer_of(student, "Flatten"),
           dense(student, rng(5).normal(size=(8, 3)), np.zeros((1, 3)))]  # fmt: skip


@hidden("load", weight=2)
def test_load_of_networks_of_all_kinds(student):
    with a_folder(student):
        for number_, (first, second) in enumerate(zip(networks(student), networks(student), strict=True)):
            network, other = network_with(student, first), network_with(student, second)
            X = rng(9).normal(size=(4, 2) if number_ == 0 else (4, 1, 4, 4))
            network.forward(X, True)  # the running statistics are those of one of them
            student.inside(write_through, network)
            path = f"{number_}.npz"
            student.save(network, path)
            student.load(other, path)
            expected = array(network.predict(X), what="what the network answers")
            close(other.predict(X), expected, what="what another network answers after load")


@hidden("load")
def test_load_refuses_a_file_of_which_only_the_last_array_does_not_fit(student):
    W = [[0.5, 1.0], [2.0, 3.0]]
    first, last = (W, [[1.0, 1.0]], "tanh"), ([[1.0], [2.0]], [[0.5]], "linear")
    saved = network_of(student, first, first, ([[1.0, 1.0], [2.0, 0.0]], [[0.5, 0.0]], "linear"))
    refuses(
        student,
        saved,
        network_of(student, (np.zeros((2, 2)), [[0.0, 0.0]], "tanh"), first, last),
        "One of other outputs",
    )
    refuses(student, network_of(student, ([[1.0, 2.0, 3.0]], [[0.0] * 3], "linear")),
            network_of(student, ([[1.0], [2.0]], [[4.0]], "linear")), "One of other inputs")  # fmt: skip
    # An array that would be stretched to the other's shape.
    refuses(student, network_of(student, ([[1.0, 2.0, 3.0]], [[0.0] * 3], "linear")),
            network_of(student, (np.ones((2, 3)), [[4.0] * 3], "linear")), "One of a single input")  # fmt: skip
    # As many numbers, in another shape.
    large, small = (conv(student, rng(seed).normal(size=size), np.zeros(2))[0]
                    for seed, size in ((1, (2, 1, 2, 2)), (2, (2, 4, 1, 1))))  # fmt: skip
    refuses(student, network_with(student, [large]), network_with(student, [small]), "One of larger filters",
            samples=rng(3).normal(size=(1, 4, 2, 2)))  # fmt: skip


@hidden("load")
def test_load_refuses_a_file_without_running_statistics_or_with_them(student):
    normal, _ = with_batch_norm(student, [[4.0, 10.0], [8.0, 30.0]])
    plain = network_of(student, ([[1.0, -1.0], [2.0, 0.5]], [[0.0, 1.0]], "linear"))
    refuses(student, plain, normal, "One without batch normalization")
    plain = network_of(student, ([[1.0, -1.0], [2.0, 0.5]], [[0.0, 1.0]], "linear"))
    refuses(student, normal, plain, "One with batch normalization")


def write_pickled(path, marker):
    """A file whose array is a pickle that makes another file when it is read."""

    class Trap:
        def __reduce__(self):
            return open, (marker, "w")

    names = [f"{i}.{name}" for i in range(2) for name in ("W", "b")]
    np.savez(path, **{name: np.array([Trap()], dtype=object) for name in names})


def is_there(path):
    import os

    return os.path.exists(path)  # noqa: PTH110


@hidden("load")
def test_load_runs_no_pickle(student):
    network = network_of(student, ([[1.0], [2.0]], [[0.5]], "linear"))
    with a_folder(student):
        student.inside(write_pickled, "trap.npz", "sprung")
        try:
            student.load(network, "trap.npz")
            refused = False
        except Exception as error:
            refused = type(error).__name__ == "StudentRaised"
            if not refused:
                raise
        if not refused or student.inside(is_there, "sprung"):
            seen = "load unpickles what is in a file, and a pickle can run a stranger's code"
            raise Mismatch("values", seen, advice="np.load(path, allow_pickle=False).")
    close(network.predict(SAMPLES), SAMPLES @ [[1.0], [2.0]] + 0.5, what="what the network answers")
