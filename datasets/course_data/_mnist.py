"""MNIST: 70,000 handwritten digits, from mnist.npz or, when that file is missing, from OpenML."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args, overload

from course_data._bunch import Bunch
from course_data._files import data_dir, find_verified, missing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bytes: TypeAlias = NDArray[np.uint8]

Subset: TypeAlias = Literal["train", "test", "all"]

FILE = "mnist.npz"
N_TRAIN, N_TEST = 60_000, 10_000
HEIGHT, WIDTH = 28, 28

DESCR = """\
MNIST handwritten digits
------------------------

:Images: 70,000: 60,000 for training, then 10,000 for testing, in the original order
:Pixels: 28 x 28 gray levels, uint8; 0 is paper, 255 is ink
:Target: the digit, 0 to 9, uint8
:Missing values: none

Digits written by employees of the United States Census Bureau and by high-school students, selected from
NIST's Special Databases 1 and 3, scaled to fit 20 x 20 pixels and centered by their center of mass. No one
wrote both training and test images.

:Copyright: Yann LeCun and Corinna Cortes; distributed under CC BY-SA 3.0
:Reference: Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-based learning applied to document
    recognition", Proceedings of the IEEE 86(11), pages 2278-2324, 1998
"""


@overload
def load_mnist(*, subset: Subset = "train", return_X_y: Literal[False] = False) -> Bunch: ...
@overload
def load_mnist(*, subset: Subset = "train", return_X_y: Literal[True]) -> tuple[Bytes, Bytes]: ...
def load_mnist(*, subset: Subset = "train", return_X_y: bool = False) -> Bunch | tuple[Bytes, Bytes]:
    """Load the MNIST digits.

    Pixels stay uint8, 47 MB for the training images: as float64 they would take 376 MB, so convert and scale
    a batch when it is used. Every call returns new arrays, which the caller may change.

    When mnist.npz is missing, a warning is given and the same images are fetched with scikit-learn's
    `fetch_openml("mnist_784")`, which keeps a copy in its own folder.

    Parameters
    ----------
    subset : {"train", "test", "all"}
        The 60,000 training images, the 10,000 test images, or all 70,000 with those for training first.
    return_X_y : bool
        Return `(data, target)` instead of a Bunch.

    Returns
    -------
    Bunch
        images : ndarray (n, 28, 28) uint8, 0 is background and 255 is ink
        data : ndarray (n, 784) uint8, a view of `images` with one row per image
        target : ndarray (n,) uint8, the digit
        target_names : ndarray (10,) int64, the ten digits
        DESCR : str

    Raises
    ------
    ValueError
        `subset` is none of the three.
    DamagedDataError
        The file is there, but its SHA-256 is not the expected one.
    MissingDataError
        The file is missing and OpenML could not be used either.
    """
    if subset not in get_args(Subset):
        choices = ", ".join(repr(choice) for choice in get_args(Subset))
        raise ValueError(f"subset must be one of {choices}; got {subset!r}")
    path = find_verified(FILE)
    images, target = _from_openml(subset) if path is None else _from_file(path, subset)
    data = images.reshape(len(images), HEIGHT * WIDTH)
    if return_X_y:
        return data, target

    import numpy as np

    return Bunch(
        images=images,
        data=data,
        target=target,
        target_names=np.arange(10, dtype=np.int64),
        DESCR=DESCR,
    )


def _from_file(path: Path, subset: Subset) -> tuple[Bytes, Bytes]:
    import numpy as np

    with np.load(path, allow_pickle=False) as arrays:
        if subset == "all":
            images = np.concatenate([arrays["x_train"], arrays["x_test"]])
            return images, np.concatenate([arrays["y_train"], arrays["y_test"]])
        return arrays[f"x_{subset}"], arrays[f"y_{subset}"]


def _from_openml(subset: Subset) -> tuple[Bytes, Bytes]:
    warnings.warn(
        f"{FILE} is missing from {data_dir()}; fetching the same images from OpenML instead",
        stacklevel=3,  # the line that called load_mnist
    )
    try:
        images, target = _fetch_openml()
    except Exception as error:  # offline, scikit-learn missing, a broken download: one remedy for them all
        reason = f"Fetching it from OpenML failed too ({type(error).__name__}: {error})."
        raise missing(FILE, reason) from error
    part = {"train": slice(N_TRAIN), "test": slice(N_TRAIN, None), "all": slice(None)}[subset]
    return images[part], target[part]


def _fetch_openml() -> tuple[Bytes, Bytes]:
    """Return all images (70000, 28, 28) and digits (70000,), both uint8, from OpenML or its local copy."""
    import numpy as np
    from sklearn.datasets import fetch_openml

    n, d = N_TRAIN + N_TEST, HEIGHT * WIDTH
    # Column types are given because those that scikit-learn derives cost twice the memory for the pixels and
    # fail for the digits: with pandas 3.1, scikit-learn 1.9 cannot read a category whose names are numbers.
    dtypes = {**dict.fromkeys(range(d), np.float32), d: str}
    pixels, digits = fetch_openml(
        "mnist_784", version=1, as_frame=False, return_X_y=True, read_csv_kwargs={"dtype": dtypes}
    )
    if pixels.shape != (n, d) or digits.shape != (n,):
        raise ValueError(f"OpenML sent pixels of shape {pixels.shape}, digits {digits.shape}; expected {(n, d)}")
    images = _as_uint8(pixels, "pixels", 255).reshape(n, HEIGHT, WIDTH)
    return images, _as_uint8(np.array([float(digit.strip("'")) for digit in digits]), "digits", 9)


def _as_uint8(values: NDArray[np.floating], what: str, largest: int) -> Bytes:
    import numpy as np

    if not np.all((values >= 0) & (values <= largest) & (values % 1 == 0)):
        raise ValueError(f"OpenML sent {what} that are not whole numbers from 0 to {largest}")
    return values.astype(np.uint8)
