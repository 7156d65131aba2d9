"""The tests of chapter W.4 that you are given: saving and loading. Run them with: pytest"""

from contextlib import contextmanager, suppress

import numpy as np

from autograder.checks import Mismatch, array, close, raises, unless_unwritten, visible
from autograder.graders.w4_library.helpers import network_of, with_batch_norm
from autograder.sandbox.student import StudentRaised, StudentStopped


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


def arrays_in(path):
    """The arrays of a file, as they can be read without pickle."""
    with np.load(path, allow_pickle=False) as file:
        return [file[name] for name in file.files]


@contextmanager
def a_folder(student):
    """The student's code works in a folder where it may write."""
    student.inside(enter_a_folder)
    try:
        yield
    finally:
        with suppress(StudentRaised, StudentStopped):
            student.inside(leave_the_folder)


TWO_LAYERS = (
    ([[1.0, -2.0, 0.5], [0.25, 3.0, -1.0]], [[0.5, 1.5, -0.5]], "linear"),
    ([[2.0], [-1.0], [4.0]], [[7.0]], "linear"),
)
OTHERS = tuple((np.array(W) * 0 - 9.0, np.array(b) * 0 - 8.0, activation) for W, b, activation in TWO_LAYERS)
SAMPLES = np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, 0.0]])


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
            "shape",
            seen,
            should_be="(1, 1), (1, 3), (2, 3), (3, 1)",
            advice="All params of all layers are in it, each array under a name of its own.",
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


def refuses(student, saved, other, what, samples=SAMPLES):
    """Check that a file of one network is refused by another, which stays as it was."""
    before = array(other.predict(samples), what="what the network answers")
    with a_folder(student):
        student.save(saved, "network.npz")
        advice_ = f"{what} is no file for this network: compare names and shapes first, then raise ValueError."
        raises(ValueError, student.load, other, "network.npz", advice=advice_)
    close(other.predict(samples), before, what="after a file that was refused, what the network answers")


@visible("load")
def test_load_refuses_arrays_of_another_shape_and_changes_nothing(student):
    wide = (TWO_LAYERS[0], ([[2.0, 1.0], [-1.0, 1.0], [4.0, 1.0]], [[7.0, 1.0]], "linear"))
    refuses(student, network_of(student, *wide), network_of(student, *OTHERS), "One with another last layer")


@visible("load")
def test_load_refuses_arrays_that_are_missing_or_too_many(student):
    one, two = network_of(student, TWO_LAYERS[0]), network_of(student, *OTHERS)
    refuses(student, one, two, "One with a layer less")
    refuses(student, network_of(student, *TWO_LAYERS), network_of(student, OTHERS[0]), "One with a layer more")
