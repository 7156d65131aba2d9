"""What the examples share: their options, the progress bar, and what is saved at the end.

A `Model` is a network made of workshop W.4's parts; `run` reads the command line, trains the model on MNIST with W.4's
`train`, and saves what came of it. The last 5,000 training images, which no model here is trained on, decide: settings
are compared on them, and the network is kept as it was after the epoch that did best on them. The 10,000 test images
are looked at once, when training is over.
"""

import argparse
import ctypes
import json
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from threadpoolctl import threadpool_limits

from course_data import DataFileError, load_mnist
from examples.layers import Array, SideBySide, in_float32
from neural_network.activations import softmax
from neural_network.capstone import accuracy, confusion_matrix
from neural_network.forward import one_hot
from neural_network.library import SGD, Network, cosine_decay, save, softmax_cross_entropy, train
from neural_network.network import History

Pixels = NDArray[Any]  # uint8, as MNIST is stored; the library's functions are typed for floats

N_VALIDATION = 5_000
N_TRAINING = 60_000 - N_VALIDATION


@dataclass(frozen=True)
class Model:
    """A network, and what a picture of its first layer shows. It takes images (n, 1, 28, 28) from 0 to 1."""

    name: str
    make: Callable[[np.random.Generator], Network]  # with its first parameters; it answers with scores (n, 10)
    first_layer: Callable[[Network], Array]  # (k, height, width)


@dataclass(frozen=True)
class Settings:
    """How a model is trained. Equal settings draw equal numbers, whatever the threads do."""

    epochs: int
    batch_size: int
    lr: float  # of the first step; it falls to 0 along half a cosine wave
    momentum: float
    largest_shift: int  # training images move by up to so many pixels, another way each time
    train_size: int = N_TRAINING
    threads: int = 2
    seed: int = 0


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


def learn(
    model: Model, settings: Settings, images: Pixels, labels: Pixels, threads: Executor, watch: "Watch"
) -> SideBySide:
    """Train on the first train_size images (n, 28, 28), and keep what did best on the last 5,000."""
    first, order = np.random.default_rng(settings.seed).spawn(2)
    network = SideBySide(in_float32(model.make(first)), settings.threads, threads)
    X, y = images[:, np.newaxis], one_hot(labels, 10).astype(np.float32)
    n = settings.train_size
    steps = settings.epochs * -(-n // settings.batch_size)

    def prepare(X_b: Pixels, rng: np.random.Generator) -> Array:
        watch.batch(len(X_b))
        moved = shift(X_b[:, 0], settings.largest_shift, rng)[:, np.newaxis]
        return scale(moved)  # bytes until now: the images take little memory

    def loss(Z: Array, y_b: Array) -> tuple[float, Array]:
        value, gradient = softmax_cross_entropy(Z, y_b)
        watch.loss(value)
        return value, gradient

    with watch:
        train(
            network, X[:n], y[:n], scale(X[-N_VALIDATION:]), y[-N_VALIDATION:],
            loss=loss, optimizer=SGD(cosine_decay(settings.lr, steps), momentum=settings.momentum),
            batch_size=settings.batch_size, epochs=settings.epochs, rng=order, augment=prepare, progress=watch.epoch,
        )  # fmt: skip
    return network


def predict(network: Network, images: Pixels) -> Array:
    """Compute the probabilities (n, 10) of images (n, 28, 28), a few at a time so that memory stays small."""
    chunks = [images[start : start + 200, np.newaxis] for start in range(0, len(images), 200)]
    return softmax(np.concatenate([network.predict(scale(chunk)) for chunk in chunks]))


class Watch:
    """What is seen of a training: a bar with loss, images per second and the time left, and a line for each epoch."""

    def __init__(self, name: str, total: int) -> None:
        """Get ready for so many images in all; `with` starts the clock."""
        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("loss {task.fields[loss]:.4f}   {task.fields[speed]:,.0f} images/s  "),
            TimeRemainingColumn(),
            TextColumn("left"),
            refresh_per_second=2,  # while the bar is drawn, no thread computes
        )
        self.task = self.bar.add_task(name, total=total, loss=np.nan, speed=0)
        self.history = History()  # when training is interrupted, this says what was reached
        self.seen, self.seconds = 0, 0.0

    def __enter__(self) -> None:
        """Show the bar."""
        self.start = time.perf_counter()
        self.bar.start()

    def __exit__(self, *_: object) -> None:
        """Leave the bar as it is, and stop the clock."""
        self.seconds = time.perf_counter() - self.start
        self.bar.stop()

    def batch(self, n: int) -> None:
        """A batch of n images has its turn: all before it are done."""
        speed = self.seen / (time.perf_counter() - self.start)
        self.bar.update(self.task, completed=self.seen, speed=speed)
        self.seen += n

    def loss(self, value: float) -> None:
        """A loss is known, that of a batch or of the validation."""
        self.bar.update(self.task, loss=value)

    def epoch(self, epoch: int, history: History) -> None:
        """An epoch and its validation are over."""
        self.history = history
        self.bar.update(self.task, completed=self.seen)
        self.bar.print(
            f"epoch {epoch + 1:2}   loss {history.train_loss[-1]:.4f}   validation loss {history.val_loss[-1]:.4f}"
            f"   accuracy {history.val_accuracy[-1]:.2%}   {time.perf_counter() - self.start:4.0f} s"
        )


def run(model: Model, defaults: Settings, description: str) -> None:
    """Do all that an example does: read the options, train, test once, save, and say what was reached."""
    settings, folder = parse_options(defaults, description)
    try:
        training, test = load_mnist(subset="train"), load_mnist(subset="test")
    except DataFileError as error:
        sys.exit(f"error: {error}")
    watch = Watch(model.name, settings.epochs * settings.train_size)
    keep_freed_memory()
    take_large_pages()
    try:
        # BLAS on one thread: those here share the work in large parts, and would stand in the way of more.
        with threadpool_limits(1), ThreadPoolExecutor(settings.threads, initializer=take_large_pages) as threads:
            network = learn(model, settings, training.images, training.target, threads, watch)
            A = predict(network, test.images)
        save_all(model, settings, watch, network, A, test.images, test.target, folder)
    except KeyboardInterrupt:
        done = watch.history.val_accuracy
        reached = f", validation accuracy {done[-1]:.2%}" if done else ""
        print(f"interrupted after {len(done)} of {settings.epochs} epochs{reached}; nothing was saved")
        sys.exit(130)
    print(f"test accuracy {accuracy(A, test.target):.2%} after {watch.seconds:.0f} s of training")
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


def take_large_pages() -> None:
    """Have the arrays of this thread in pages of 2 MB in place of 4 kB, where Linux has them: fewer to look up.

    NumPy asks for large pages where an array is large itself. One is made and freed, unused: those that follow lie in
    its place, once keep_freed_memory has been called.
    """
    np.empty(30 << 20, np.uint8)


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


def save_all(
    model: Model,
    settings: Settings,
    watch: Watch,
    network: Network,
    A: Array,
    images: Pixels,
    labels: Pixels,
    folder: Path,
) -> None:
    """Write results (JSON), the network (as W.4 saves it) and three pictures (PNG): all, or when interrupted none."""
    history = watch.history
    results = {
        "model": model.name,
        "test_accuracy": accuracy(A, labels),
        "validation_accuracy": history.val_accuracy[history.best_epoch],
        "seconds": watch.seconds,
        "settings": asdict(settings),
        "history": asdict(history),
        "confusion_matrix": confusion_matrix(A, labels, 10).tolist(),
    }
    pictures = {
        "curves": draw_curves(history),
        "first_layer": draw_first_layer(model.first_layer(network)),
        "mistakes": draw_mistakes(A, images, labels),
    }
    with tempfile.TemporaryDirectory(dir=folder) as unfinished:
        stem = f"{model.name}_seed{settings.seed}"
        for name, picture in pictures.items():
            picture.savefig(Path(unfinished, f"{stem}_{name}.png"), dpi=120)
        Path(unfinished, f"{stem}.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        save(network, Path(unfinished, f"{stem}.npz"))
        for path in Path(unfinished).iterdir():
            path.replace(folder / path.name)


def draw_curves(history: History) -> Figure:
    """Draw the losses and the validation accuracy over the epochs; a ring marks the epoch that is kept."""
    figure = Figure(figsize=(9, 3.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    epochs, kept = range(1, len(history.train_loss) + 1), history.best_epoch
    percent = [100 * value for value in history.val_accuracy]
    left.plot(epochs, history.train_loss, marker=".", label="training, with shifts and dropout")
    left.plot(epochs, history.val_loss, marker=".", color="tab:green", label="validation")
    left.plot(kept + 1, history.val_loss[kept], "o", markersize=10, fillstyle="none", color="tab:green")
    left.set(xlabel="epoch", ylabel="loss", yscale="log")
    left.legend()
    right.plot(epochs, percent, marker=".", color="tab:green")
    right.plot(kept + 1, percent[kept], "o", markersize=10, fillstyle="none", color="tab:green")
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
