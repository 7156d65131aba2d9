"""The examples compute what they say: shifts, schedule, gradients, shares of a batch; and their commands do."""

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
from examples.training import mean_gradient, parse_options, scale, shift
from neural_network import gradient_check, init_mlp, one_hot

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


def tiny_cnn(rng):
    """Parameters for images of 14 x 14: convolutions 3 x 3 and pools leave 2 x 2 places of 3 filters."""
    params = init_mlp([3 * 2 * 2, 5, 4], rng)
    filters = {"F1": rng.normal(0, 0.5, (2, 1, 3, 3)), "F2": rng.normal(0, 0.5, (3, 2, 3, 3))}
    biases = {"bF1": rng.normal(0, 0.1, 2), "bF2": rng.normal(0, 0.1, 3)}
    return params | filters | biases


def tiny_mlp(rng):
    return init_mlp([14 * 14, 6, 5, 4], rng)


@pytest.mark.parametrize(("model", "tiny"), [(best_cnn, tiny_cnn), (best_mlp, tiny_mlp)], ids=["cnn", "mlp"])
@pytest.mark.parametrize("keep", [1.0, 0.5])
def test_the_gradient_is_the_slope_of_the_loss_with_dropout_and_without(model, tiny, keep):
    rng = np.random.default_rng(3)
    X, y, params = rng.random((4, 14, 14)), one_hot(np.array([0, 3, 1, 3]), 4), tiny(rng)

    def loss(X, y, params):
        return model.loss(X, y, params, np.random.default_rng(5), keep)  # the same neurons dropped at each call

    assert gradient_check(X, y, params, loss) < 1e-6


@pytest.mark.parametrize("model", [best_cnn, best_mlp], ids=["cnn", "mlp"])
def test_the_loss_is_that_of_the_predictions_where_nothing_is_dropped(model, digits):
    images, y = digits
    X, params = scale(images), model.init(np.random.default_rng(0))
    loss, grads = model.loss(X, y, params, np.random.default_rng(0), 1.0)
    A = model.predict(X, params)
    assert A.shape == (32, 10)
    assert loss == pytest.approx(-np.log(A[y == 1]).mean(), rel=1e-5)
    assert {name: grad.shape for name, grad in grads.items()} == {name: value.shape for name, value in params.items()}
    assert {value.dtype for value in [*params.values(), *grads.values(), A]} == {np.dtype(np.float32)}


@pytest.mark.parametrize("model", [best_cnn, best_mlp], ids=["cnn", "mlp"])
@pytest.mark.parametrize("n", [32, 31, 1])
def test_shares_of_a_batch_on_two_threads_add_up_to_the_batch(model, n, digits):
    images, y = digits[0][:n], digits[1][:n]
    params = model.init(np.random.default_rng(0))

    def loss(images, y, rng):
        return model.loss(scale(images), y, params, rng, 1.0)

    whole, grads = loss(images, y, np.random.default_rng(0))
    with ThreadPoolExecutor(2) as threads:
        value, mean = mean_gradient(loss, images, y, np.random.default_rng(0).spawn(2), threads)

    assert value == pytest.approx(whole, rel=1e-5)
    for name, grad in grads.items():
        np.testing.assert_allclose(mean[name], grad, rtol=1e-3, atol=1e-5 * np.abs(grad).max())


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
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{name}_seed4.json", *pictures]
    assert all((tmp_path / picture).read_bytes().startswith(b"\x89PNG") for picture in pictures)
    results = json.loads((tmp_path / f"{name}_seed4.json").read_text())
    assert enough < results["test_accuracy"] < 1
    assert f"test accuracy {results['test_accuracy']:.2%}" in done.stdout
    assert results["settings"]["seed"] == 4
    assert results["settings"]["train_size"] == 6000
    assert results["seconds"] > 0
    assert len(results["history"]["loss"]) == len(results["history"]["validation_accuracy"]) == 1
    confusion = np.array(results["confusion_matrix"])
    assert confusion.sum() == 10_000
    assert np.trace(confusion) == round(10_000 * results["test_accuracy"])


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
