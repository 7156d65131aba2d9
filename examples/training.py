"""What the examples share: their options, the training loop, the progress bar, and what is saved at the end.

A `Model` is four functions made of the course's library; `run` reads the command line, trains the model on MNIST
and saves what came of it. Settings are compared by the accuracy on the last 5,000 training images, which no model here
is trained on; the 10,000 test images are looked at once, when training is over.
"""

import argparse
import ctypes
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from course_data import DataFileError, load_mnist
from neural_network import accuracy, confusion_matrix, minibatches, momentum_update, one_hot
from practice.capstone import cosine_rate

Array = NDArray[np.floating]
Pixels = NDArray[Any]  # uint8, as MNIST is stored; the library's functions are typed for floats
Params = dict[str, Array]

N_VALIDATION = 5_000
N_TRAINING = 60_000 - N_VALIDATION


@dataclass(frozen=True)
class Model:
    """A network as four functions. Images X are (n, 28, 28) with values from 0 to 1, targets y one-hot (n, 10)."""

    name: str
    init: Callable[[np.random.Generator], Params]  # the first parameters, in float32
    loss: Callable[[Array, Array, Params, np.random.Generator], tuple[float, Params]]  # the generator is for dropout
    predict: Callable[[Array, Params], Array]  # probabilities (n, 10)
    first_layer: Callable[[Params], Array]  # what a picture of the first layer shows: (k, height, width)


@dataclass(frozen=True)
class Settings:
    """How a model is trained. Equal settings draw equal numbers: each thread has a generator of its own."""

    epochs: int
    batch_size: int
    lr: float  # of the first step; it falls to 0 along half a cosine wave
    momentum: float
    largest_shift: int  # training images move by up to so many pixels, another way each time
    train_size: int = N_TRAINING
    threads: int = 2
    seed: int = 0


@dataclass
class History:
    """One number for each epoch: the mean training loss, the validation accuracy, the seconds since the start."""

    loss: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def shift(images: Pixels, largest: int, rng: np.random.Generator) -> Pixels:
    """Move each of the images (n, h, w) by whole numbers of pixels, drawn from -largest to largest for both axes.

    What moves over the border is lost, and 0 comes in on the other side. Returns a new array.
    """
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (largest, largest), (largest, largest)))
    crops = sliding_window_view(padded, (h, w), axis=(1, 2))  # a view: each place where an image can be cut out
    top, left = rng.integers(0, 2 * largest + 1, (2, n))
    moved: Pixels = crops[np.arange(n), top, left]
    return moved


def scale(images: Pixels) -> Array:
    """Bring pixels from 0 .. 255 to 0 .. 1, in float32: half the memory of float64, and twice the speed."""
    return images.astype(np.float32) / np.float32(255)


def mean_gradient(
    loss: Callable[[Pixels, Array, np.random.Generator], tuple[float, Params]],
    images: Pixels,
    y: Array,
    rngs: Sequence[np.random.Generator],
    threads: Executor,
) -> tuple[float, Params]:
    """Compute loss and gradient of a batch in equal shares side by side, one for each generator.

    A mean over the batch is the sum of the means over its shares, each times its part of the batch: the result is
    that of loss(images, y, rng) to rounding, but for what is drawn. It is faster because NumPy lets another thread
    run while it works on a large array.
    """

    def weighted(rows: NDArray[np.integer], rng: np.random.Generator) -> tuple[float, Params]:
        value, grads = loss(images[rows], y[rows], rng)
        weight = len(rows) / len(images)
        return weight * value, {name: weight * grad for name, grad in grads.items()}

    shares = np.array_split(np.arange(len(images)), min(len(rngs), len(images)))
    values, grads = zip(*threads.map(weighted, shares, rngs), strict=True)
    return sum(values), {name: reduce(np.add, [part[name] for part in grads]) for name in grads[0]}


def predict(model: Model, params: Params, images: Pixels, threads: Executor) -> Array:
    """Compute the probabilities (n, 10) for any number of images, a hundred at a time so that memory stays small."""
    chunks = [images[start : start + 100] for start in range(0, len(images), 100)]
    return np.concatenate(list(threads.map(lambda chunk: model.predict(scale(chunk), params), chunks)))


def train(
    model: Model, settings: Settings, images: Pixels, labels: Pixels, history: History, threads: Executor
) -> Params:
    """Train on the first train_size images, measure on the last 5,000 after each epoch, and show how far it is.

    Each epoch is added to the history as it ends: when training is interrupted, the history says what was reached.
    """
    first, order, *rngs = np.random.default_rng(settings.seed).spawn(2 + settings.threads)
    y = one_hot(labels[: settings.train_size], 10).astype(np.float32)
    total = settings.epochs * len(y)
    params = model.init(first)
    velocity = {name: np.zeros_like(value) for name, value in params.items()}

    def loss(images_b: Pixels, y_b: Array, rng: np.random.Generator) -> tuple[float, Params]:
        return model.loss(scale(shift(images_b, settings.largest_shift, rng)), y_b, params, rng)

    done, start = 0, time.perf_counter()
    with progress_bar() as progress:
        bar = progress.add_task(model.name, total=total, loss=np.nan, speed=0)
        for epoch in range(settings.epochs):
            losses = 0.0
            for images_b, y_b in minibatches(images[: len(y)], y, settings.batch_size, order):
                value, grads = mean_gradient(loss, images_b, y_b, rngs, threads)
                lr = cosine_rate(done, total, settings.lr)
                for name in params:
                    velocity[name] = momentum_update(velocity[name], grads[name], settings.momentum, lr)
                    params[name] += velocity[name]
                losses += value * len(y_b)
                done += len(y_b)
                progress.update(bar, completed=done, loss=value, speed=done / (time.perf_counter() - start))
            right = accuracy(predict(model, params, images[-N_VALIDATION:], threads), labels[-N_VALIDATION:])
            history.loss.append(losses / len(y))
            history.validation_accuracy.append(right)
            history.seconds.append(time.perf_counter() - start)
            progress.print(
                f"epoch {epoch + 1:2}   loss {history.loss[-1]:.4f}   validation accuracy {right:.2%}"
                f"   {history.seconds[-1]:4.0f} s"
            )
    return params


def progress_bar() -> Progress:
    """Make a bar with the loss of the last batch, the images per second and the time left."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("loss {task.fields[loss]:.4f}   {task.fields[speed]:,.0f} images/s  "),
        TimeRemainingColumn(),
        TextColumn("left"),
    )


def run(model: Model, defaults: Settings, description: str) -> None:
    """Do all that an example does: read the options, train, test once, save, and say what was reached."""
    settings, folder = parse_options(defaults, description)
    try:
        training, test = load_mnist(subset="train"), load_mnist(subset="test")
    except DataFileError as error:
        sys.exit(f"error: {error}")
    history = History()
    keep_freed_memory()
    try:
        # BLAS on one thread: those here share the work in large parts, and would stand in the way of more.
        with threadpool_limits(1), ThreadPoolExecutor(settings.threads) as threads:
            params = train(model, settings, training.images, training.target, history, threads)
            A = predict(model, params, test.images, threads)
        save(model, settings, history, params, A, test.images, test.target, folder)
    except KeyboardInterrupt:
        reached = f", validation accuracy {history.validation_accuracy[-1]:.2%}" if history.loss else ""
        print(f"interrupted after {len(history.loss)} of {settings.epochs} epochs{reached}; nothing was saved")
        sys.exit(130)
    print(f"test accuracy {accuracy(A, test.target):.2%} after {history.seconds[-1]:.0f} s of training")
    print(f"results are in {folder}")


def parse_options(defaults: Settings, description: str) -> tuple[Settings, Path]:
    """Read the command line: the settings, and the folder for the results. Ends with a message for a wrong value."""
    parser = argparse.ArgumentParser(
        description=description.splitlines()[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--seed", type=whole_number(0), default=defaults.seed, help="of all that is drawn")
    parser.add_argument("--epochs", type=whole_number(1), default=defaults.epochs, help="times through the images")
    parser.add_argument(
        "--train-size", type=whole_number(1, N_TRAINING), default=defaults.train_size, help="images to train on"
    )
    parser.add_argument(
        "--threads", type=whole_number(1, defaults.batch_size), default=defaults.threads, help="each does its share"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", default=Path(__file__).parent / "results", help="for the results"
    )
    options = vars(parser.parse_args())
    folder: Path = options.pop("out")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:  # known now, and not after minutes of training
        parser.error(f"argument --out: cannot write into {folder}: {error.strerror}")
    return replace(defaults, **options), folder


def keep_freed_memory() -> None:
    """Ask the C library to keep freed memory for the next array, where it can be asked (Linux with glibc).

    By default it may hand large arrays back to the system when they are freed, and get their memory anew, page by
    page, at every step: that can take a third of the time.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        m_trim_threshold, m_mmap_threshold = -1, -3  # their numbers in malloc.h
        mallopt(m_trim_threshold, 1 << 30)
        mallopt(m_mmap_threshold, 1 << 25)


def whole_number(lowest: int, highest: int | None = None) -> Callable[[str], int]:
    """Make the reader of an option: it takes whole numbers from lowest to highest and says so to all else."""
    limits = f"of {lowest} or more" if highest is None else f"from {lowest} to {highest}"

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = lowest - 1
        if number < lowest or (highest is not None and number > highest):
            raise argparse.ArgumentTypeError(f"must be a whole number {limits}, but is {text}")
        return number

    return read


def save(
    model: Model,
    settings: Settings,
    history: History,
    params: Params,
    A: Array,
    images: Pixels,
    labels: Pixels,
    folder: Path,
) -> None:
    """Write results (JSON) and three pictures (PNG) into the folder: all of them, or when interrupted none."""
    results = {
        "model": model.name,
        "test_accuracy": accuracy(A, labels),
        "validation_accuracy": history.validation_accuracy[-1],
        "seconds": history.seconds[-1],
        "settings": asdict(settings),
        "history": asdict(history),
        "confusion_matrix": confusion_matrix(A, labels, 10).tolist(),
    }
    pictures = {
        "curves": draw_curves(history),
        "first_layer": draw_first_layer(model.first_layer(params)),
        "mistakes": draw_mistakes(A, images, labels),
    }
    with tempfile.TemporaryDirectory(dir=folder) as unfinished:
        stem = f"{model.name}_seed{settings.seed}"
        for name, picture in pictures.items():
            picture.savefig(Path(unfinished, f"{stem}_{name}.png"), dpi=120)
        Path(unfinished, f"{stem}.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        for path in Path(unfinished).iterdir():
            path.replace(folder / path.name)


def draw_curves(history: History) -> Figure:
    """Draw loss and validation accuracy over the epochs, side by side."""
    figure = Figure(figsize=(9, 3.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    epochs = range(1, len(history.loss) + 1)
    left.plot(epochs, history.loss, marker=".")
    left.set(xlabel="epoch", ylabel="training loss", yscale="log")
    right.plot(epochs, [100 * value for value in history.validation_accuracy], marker=".", color="tab:green")
    right.set(xlabel="epoch", ylabel="validation accuracy (%)")
    for axes in (left, right):
        axes.grid(alpha=0.3)
    return figure


def draw_first_layer(weights: Array) -> Figure:
    """Draw what each neuron or filter of the first layer looks for: red adds to its score, blue takes from it."""
    figure = Figure(figsize=(8, 4.2), layout="constrained")
    for axes, weight in zip(figure.subplots(4, 8).flat, weights, strict=False):
        limit = np.abs(weight).max()
        axes.imshow(weight, cmap="RdBu_r", vmin=-limit, vmax=limit)
        axes.set_axis_off()
    return figure


def draw_mistakes(A: Array, images: Pixels, labels: Pixels) -> Figure:
    """Draw up to 50 images that were misread, the surest mistakes first, with their digit and the answer given."""
    answers = A.argmax(axis=1)
    wrong = np.flatnonzero(answers != labels)
    surest = wrong[np.argsort(-A[wrong, answers[wrong]])][:50]
    figure = Figure(figsize=(9, 5.8), layout="constrained")
    figure.suptitle(f"{len(wrong)} of {len(labels)} misread: digit → answer")
    for axes in (every := figure.subplots(5, 10)).flat:
        axes.set_axis_off()
    for axes, i in zip(every.flat, surest, strict=False):
        axes.imshow(images[i], cmap="gray_r")
        axes.set_title(f"{labels[i]} → {answers[i]}", fontsize=9)
    return figure
