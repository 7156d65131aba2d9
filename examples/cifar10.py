"""CIFAR-10 with the parts of workshop W.4: 60,000 color photographs, 32 x 32, of ten kinds of things.

The data do not come with the course. This downloads them once (170 MB), and trains a network with them:

    python examples/cifar10.py

What to expect: a photograph is much harder than a digit. Networks with two convolutions are usually reported to be
right on two to three quarters of the test photographs. What this one reaches, you see at the end: nothing was tuned.
"""

import argparse
import hashlib
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from examples.layers import in_float32
from neural_network.capstone import accuracy
from neural_network.forward import one_hot
from neural_network.library import (
    Adam,
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPool2D,
    Network,
    ReLU,
    cosine_decay,
    save,
    softmax_cross_entropy,
    train,
)
from neural_network.network import History

Bytes = NDArray[np.uint8]
Floats = NDArray[np.floating]

# The binary version: bytes and nothing else. (The "python version" consists of pickles.)
URL = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"
SHA256 = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"
FOLDER = "cifar-10-batches-bin"
FILES = {"train": [f"data_batch_{i}.bin" for i in range(1, 6)], "test": ["test_batch.bin"]}
RECORD = 1 + 3 * 32 * 32  # one byte for the label, then all reds, all greens, all blues, each row by row

N_VALIDATION = 5_000


class DamagedArchive(Exception):
    """The archive is not CIFAR-10's, or not all of it."""


def download(archive: Path, url: str = URL, sha256: str = SHA256) -> None:
    """Fetch the archive, unless it is there already, and see that it is the right one.

    Raises DamagedArchive if its SHA-256 is another, and OSError if the net or the disk fails; nothing is left behind.
    """
    if not archive.exists():
        archive.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=archive.parent) as unfinished:
            part = Path(unfinished, archive.name)
            with urllib.request.urlopen(url, timeout=60) as answer, part.open("wb") as file:
                while block := answer.read(1 << 20):
                    file.write(block)
            _verify(part, sha256)
            part.replace(archive)
    _verify(archive, sha256)


def _verify(archive: Path, sha256: str) -> None:
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise DamagedArchive(f"{archive}: the SHA-256 is {found}, not {sha256}. Delete the file, and try again.")


def load(archive: Path, subset: str) -> tuple[Bytes, Bytes, list[str]]:
    """Read the images (n, 3, 32, 32), their labels (n,) and the names of the ten classes. subset: "train" or "test".

    Raises DamagedArchive if a file is missing in it or ends in the middle of an image.
    """
    try:
        with tarfile.open(archive) as tar:
            parts = [_member(tar, name) for name in FILES[subset]]
            names = _member(tar, "batches.meta.txt").decode("ascii").split()
    except (tarfile.TarError, KeyError, EOFError) as error:
        raise DamagedArchive(f"{archive} cannot be read as CIFAR-10: {error}") from error
    if any(len(part) % RECORD for part in parts):
        raise DamagedArchive(f"{archive}: a file in it ends in the middle of an image")
    records = np.frombuffer(b"".join(parts), dtype=np.uint8).reshape(-1, RECORD)
    return records[:, 1:].reshape(-1, 3, 32, 32), records[:, 0], names


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    file = tar.extractfile(f"{FOLDER}/{name}")  # read from within the archive: nothing is unpacked onto the disk
    if file is None:
        raise KeyError(f"{name} is no file")
    return file.read()


def make_network(rng: np.random.Generator) -> Network:
    """Two convolutions, each with batch normalization and pooling, and two dense layers; scores for ten classes."""
    return in_float32(Network([
        Conv2D(3, 16, 3, rng, padding=1), BatchNorm(16), ReLU(), MaxPool2D(2),
        Conv2D(16, 32, 3, rng, padding=1), BatchNorm(32), ReLU(), MaxPool2D(2),
        Flatten(), Dropout(0.7, rng), Dense(32 * 8 * 8, 64, "relu", rng),
        Dropout(0.7, rng), Dense(64, 10, "linear", rng),
    ]))  # fmt: skip


def prepare(images: Bytes) -> Floats:
    """Bring pixels from 0 .. 255 to about -1 .. 1, in float32."""
    return images.astype(np.float32) / np.float32(127.5) - np.float32(1)


def mirror(X: Floats, rng: np.random.Generator) -> Floats:
    """Mirror about half of the images (n, 3, h, w): a car that drives to the left is still a car."""
    flip = rng.random(len(X)) < 0.5
    mirrored = X.copy()
    mirrored[flip] = X[flip, :, :, ::-1]
    return mirrored


def main(arguments: list[str] | None = None, url: str = URL, sha256: str = SHA256) -> None:
    """Download, train, look at the test images once, and save the network."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument(
        "--folder", type=Path, default=Path(__file__).parent / "results", help="for the archive (170 MB)"
    )
    parser.add_argument("--epochs", type=int, default=10, help="times through the images")
    parser.add_argument("--train-size", type=int, default=45_000, help="images to train on; the last 5,000 judge")
    parser.add_argument("--seed", type=int, default=0, help="of all that is drawn")
    options = parser.parse_args(arguments)

    archive = options.folder / "cifar-10-binary.tar.gz"
    try:
        print(f"{archive}, from {url}")
        download(archive, url, sha256)
        images, labels, names = load(archive, "train")
    except (DamagedArchive, OSError) as error:
        sys.exit(f"error: {error}")
    X, y = prepare(images), one_hot(labels.astype(int), 10).astype(np.float32)
    held_back = min(N_VALIDATION, len(X) // 10)
    X_train, y_train = X[:-held_back][: options.train_size], y[:-held_back][: options.train_size]

    def report(epoch: int, history: History) -> None:
        print(
            f"epoch {epoch}: training {history.train_loss[-1]:.3f}  validation {history.val_loss[-1]:.3f}"
            f"  right {history.val_accuracy[-1]:.1%}  {history.seconds[-1]:.0f} s",
            flush=True,
        )

    rng = np.random.default_rng(options.seed)
    network = make_network(rng)
    steps = options.epochs * -(-len(X_train) // 64)
    with threadpool_limits(1):
        train(
            network, X_train, y_train, X[-held_back:], y[-held_back:],
            loss=softmax_cross_entropy, optimizer=Adam(cosine_decay(0.003, steps), weight_decay=0.01),
            batch_size=64, epochs=options.epochs, rng=rng, augment=mirror, progress=report,
        )  # fmt: skip
        images, labels, _ = load(archive, "test")
        scores = np.concatenate([network.predict(prepare(images[i : i + 100])) for i in range(0, len(images), 100)])
    print(f"test accuracy {accuracy(scores, labels.astype(int)):.1%}")
    for label, name in enumerate(names[:10]):
        of_these = labels == label
        if of_these.any():
            print(f"   {name:>10}: {(scores[of_these].argmax(axis=1) == label).mean():.0%} right")
    save(network, options.folder / "cifar10.npz")


if __name__ == "__main__":
    main()
