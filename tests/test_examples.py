"""The examples compute what they say: shifts, fast layers, shares of a batch; and their commands train and save."""

import functools
import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from course_data import load_mnist
from examples import best_cnn, best_mlp
from examples.layers import FastConv2D, FastMaxPool2D, FirstConv2D, SideBySide, in_float32
from examples.training import parse_options, scale, shift
from neural_network.forward import one_hot
from neural_network.library import (
    SGD,
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    MaxPool2D,
    Network,
    load,
    softmax_cross_entropy,
)

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def digits():
    """The first images of the training set with one-hot targets: (32, 28, 28) bytes and (32, 10)."""
    mnist = load_mnist(subset="train")
    return mnist.images[:32], one_hot(mnist.target[:32], 10).astype(np.float32)


def run(*words):
    return subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, timeout=300)


def test_shift_moves_each_image_as_a_whole_and_fills_with_paper(digits):
    images, _ = digits
    shifted = shift(images, 2, np.random.default_rng(0))

    assert shifted.shape == images.shape
    assert shifted.dtype == np.uint8
    moves = set()
    for before, after in zip(np.pad(images, ((0, 0), (4, 4), (4, 4))), shifted, strict=True):
        places = [(d, r) for d in range(-2, 3) for r in range(-2, 3)
                  if np.array_equal(before[4 - d : 32 - d, 4 - r : 32 - r], after)]  # fmt: skip
        assert len(places) == 1, "no image of the course looks the same after a move"
        moves.update(places)
    assert {d for d, _ in moves} == {r for _, r in moves} == {-2, -1, 0, 1, 2}


def test_shift_by_nothing_changes_nothing_and_shift_leaves_its_argument_alone(digits):
    images, _ = digits
    before = images.copy()
    assert np.array_equal(shift(images, 0, np.random.default_rng(0)), images)
    shift(images, 2, np.random.default_rng(0))
    assert np.array_equal(images, before)


def test_pixels_become_float32_from_0_to_1():
    X = scale(np.array([[0, 51, 255]], np.uint8))
    assert X.dtype == np.float32
    np.testing.assert_allclose(X, [[0, 0.2, 1]], rtol=1e-6)


def assert_layers_agree(fast, taught, X):
    A = taught.forward(X, training=True)
    np.testing.assert_allclose(fast.forward(X, training=True), A, rtol=1e-12)
    dA = np.random.default_rng(1).normal(size=A.shape)
    dX, wanted = fast.backward(dA), taught.backward(dA)
    if not isinstance(fast, FirstConv2D):
        np.testing.assert_allclose(dX, wanted, rtol=1e-12, atol=1e-12)
    assert fast.grads.keys() == taught.grads.keys() == fast.params.keys()
    for name, grad in taught.grads.items():
        np.testing.assert_allclose(fast.grads[name], grad, rtol=1e-12)


@pytest.mark.parametrize("kind", [FastConv2D, FirstConv2D])
@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 0), (1, 2), (3, 1)])
def test_a_fast_convolution_is_the_taught_one(kind, stride, padding):
    fast, taught = (
        layer(3, 4, 5, np.random.default_rng(0), stride=stride, padding=padding) for layer in (kind, Conv2D)
    )
    for layer in fast, taught:
        layer.params["b"] += 0.5
    assert_layers_agree(fast, taught, np.random.default_rng(2).normal(size=(2, 3, 11, 13)))


@pytest.mark.parametrize(("size", "stride"), [(2, None), (3, 2), (2, 3)])
def test_a_fast_pool_is_the_taught_one(size, stride):
    X = np.random.default_rng(2).integers(0, 4, (3, 2, 9, 11)) * 1.0  # full of ties
    assert_layers_agree(FastMaxPool2D(size, stride), MaxPool2D(size, stride), X)


def gradients(network, X, y):
    loss, gradient = softmax_cross_entropy(network.forward(X, training=True), y)
    network.backward(gradient)
    return loss, network.grads


def without_dropout(model):
    network = in_float32(model.MODEL.make(np.random.default_rng(0)))
    for layer in network.layers:
        if isinstance(layer, Dropout):
            layer.p = 1.0
    return network


@pytest.mark.parametrize("model", [best_cnn, best_mlp], ids=["cnn", "mlp"])
@pytest.mark.parametrize("n", [32, 31, 1])
def test_shares_of_a_batch_on_two_threads_add_up_to_the_batch(model, n, digits):
    X, y = scale(digits[0][:n, np.newaxis]), digits[1][:n]
    network = without_dropout(model)
    loss, grads = gradients(network, X, y)
    with ThreadPoolExecutor(2) as threads:
        both = SideBySide(without_dropout(model), 2, threads)
        shared_loss, shared_grads = gradients(both, X, y)

    assert loss == pytest.approx(np.log(10), abs=1.5), "nothing has been learned"
    assert shared_loss == pytest.approx(loss, rel=1e-5)
    assert shared_grads.keys() == grads.keys() == both.params.keys()
    for name, grad in grads.items():
        assert (grad.dtype, shared_grads[name].dtype) == (np.float32, np.float32)
        np.testing.assert_allclose(shared_grads[name], grad, rtol=1e-3, atol=1e-5 * np.abs(grad).max())


def test_a_step_changes_the_copies_too(digits):
    X, y = scale(digits[0][:, np.newaxis]), digits[1]
    with ThreadPoolExecutor(2) as threads:
        both = SideBySide(without_dropout(best_mlp), 2, threads)
        before = both.predict(X)
        _, grads = gradients(both, X, y)
        SGD(0.1).step(both.params, grads)
        one, other = (network.predict(X) for network in both.networks)
    np.testing.assert_array_equal(one, other)
    assert np.abs(one - before).max() > 0.01


def test_each_copy_drops_other_numbers():
    rng = np.random.default_rng(0)
    with ThreadPoolExecutor(3) as threads:
        network = SideBySide(Network([Dropout(0.5, rng)]), 3, threads)
        first, second, third = np.array_split(network.forward(np.ones((60, 9)), training=True), 3)
    assert not np.array_equal(first, second)
    assert not np.array_equal(second, third)


def test_batch_normalization_is_not_shared_out():
    layers = [Dense(3, 4, "relu", np.random.default_rng(0)), BatchNorm(4)]
    with ThreadPoolExecutor(2) as threads, pytest.raises(ValueError, match="batch normalization"):
        SideBySide(Network(layers), 2, threads)


@pytest.mark.parametrize(
    ("option", "value", "complaint"),
    [
        ("--epochs", "0", "argument --epochs: must be a whole number of 1 or more, but is 0"),
        ("--epochs", "2.5", "argument --epochs: must be a whole number of 1 or more, but is 2.5"),
        ("--train-size", "60000", "argument --train-size: must be a whole number from 1 to 55000, but is 60000"),
        ("--threads", "none", "argument --threads: must be a whole number from 1 to 64, but is none"),
        ("--seed", "-1", "argument --seed: must be a whole number of 0 or more, but is -1"),
        ("--out", __file__, f"argument --out: cannot write into {__file__}: File exists"),
    ],
)
def test_a_bad_option_ends_with_a_message(option, value, complaint, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["best_cnn.py", option, value])
    with pytest.raises(SystemExit) as ended:
        parse_options(best_cnn.SETTINGS, "about")
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith(complaint)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "enough"), [("best_cnn", 0.9), ("best_mlp", 0.8)])
def test_the_command_trains_tests_and_saves(name, enough, tmp_path):
    done = run(f"examples/{name}.py", "--train-size", "6000", "--epochs", "1", "--seed", "4", "--out", str(tmp_path))

    assert done.returncode == 0, done.stderr
    pictures = [f"{name}_seed4_{what}.png" for what in ("curves", "first_layer", "mistakes")]
    files = [f"{name}_seed4.json", f"{name}_seed4.npz", *pictures]
    assert sorted(path.name for path in tmp_path.iterdir()) == files
    assert all((tmp_path / picture).read_bytes().startswith(b"\x89PNG") for picture in pictures)
    results = json.loads((tmp_path / f"{name}_seed4.json").read_text())
    assert enough < results["test_accuracy"] < 1
    assert f"test accuracy {results['test_accuracy']:.2%}" in done.stdout
    assert results["settings"]["seed"] == 4
    assert results["settings"]["train_size"] == 6000
    assert results["seconds"] > 0
    assert len(results["history"]["train_loss"]) == len(results["history"]["val_accuracy"]) == 1
    confusion = np.array(results["confusion_matrix"])
    assert confusion.sum() == 10_000
    assert np.trace(confusion) == round(10_000 * results["test_accuracy"])
    network = {"best_cnn": best_cnn, "best_mlp": best_mlp}[name].MODEL.make(np.random.default_rng(0))
    load(network, tmp_path / f"{name}_seed4.npz")
    test = load_mnist(subset="test")
    right = network.predict(scale(test.images[:500, np.newaxis])).argmax(axis=1) == test.target[:500]
    assert right.mean() > enough - 0.1


@pytest.mark.slow
def test_an_interrupted_training_says_how_far_it_came_and_saves_nothing(tmp_path):
    command = [
        sys.executable,
        "examples/best_mlp.py",
        "--train-size",
        "200",
        "--epochs",
        "1000",
        "--out",
        str(tmp_path),
    ]
    # A shell's background job ignores the interrupt, and so would what it starts.
    heeds = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, preexec_fn=heeds) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("epoch  1 ")
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert rest.splitlines()[-1].startswith("interrupted after ")
    assert rest.splitlines()[-1].endswith("nothing was saved")
    assert not list(tmp_path.iterdir())
