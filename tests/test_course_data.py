"""The data package: known facts of both data sets, damaged and missing files, digits drawn as strokes."""

from __future__ import annotations

import copy
import hashlib
import os
import pickle
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import course_data
from course_data import (
    Bunch,
    DamagedDataError,
    DataFileError,
    MissingDataError,
    draw_digit,
    load_mnist,
    load_pima,
    load_strokes,
)
from course_data import _files as files
from course_data import _mnist as mnist

PACKAGE = Path(course_data.__file__).parent


pytestmark = pytest.mark.usefixtures("new_process")


def flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


# MNIST


@pytest.mark.parametrize(("subset", "n"), [("train", 60_000), ("test", 10_000), ("all", 70_000)])
def test_mnist_has_the_documented_arrays(subset: mnist.Subset, n: int) -> None:
    digits = load_mnist(subset=subset)
    assert (digits.images.shape, digits.images.dtype) == ((n, 28, 28), np.uint8)
    assert (digits.data.shape, digits.data.dtype) == ((n, 784), np.uint8)
    assert (digits.target.shape, digits.target.dtype) == ((n,), np.uint8)
    assert np.shares_memory(digits.data, digits.images)
    assert digits.target_names.tolist() == list(range(10))
    assert "LeCun" in digits.DESCR
    assert "CC BY-SA 3.0" in digits.DESCR


def test_mnist_has_the_class_counts_of_the_original() -> None:
    _, train = load_mnist(return_X_y=True)
    _, test = load_mnist(subset="test", return_X_y=True)
    assert train[:5].tolist() == [5, 0, 4, 1, 9]
    assert test[:5].tolist() == [7, 2, 1, 0, 4]
    assert np.bincount(train).tolist() == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    assert np.bincount(test).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


@pytest.mark.parametrize(
    ("subset", "images_md5", "labels_md5"),
    [
        ("train", "6bbc9ace898e44ae57da46a324031adb", "a25bea736e30d166cdddb491f175f624"),
        ("test", "2646ac647ad5339dbf082846283269ea", "27ae3e4e09519cfbb04c329615203637"),
    ],
)
def test_mnist_is_byte_for_byte_the_original_distribution(
    subset: mnist.Subset, images_md5: str, labels_md5: str
) -> None:
    digits = load_mnist(subset=subset)
    n = len(digits.target)
    # The headers of the four IDX files: a magic number, then the shape, in big-endian 32-bit integers.
    images = hashlib.md5(struct.pack(">4i", 2051, n, 28, 28))
    images.update(digits.images)
    labels = hashlib.md5(struct.pack(">2i", 2049, n))
    labels.update(digits.target)
    assert (images.hexdigest(), labels.hexdigest()) == (images_md5, labels_md5)


def test_all_of_mnist_is_the_training_images_and_then_the_test_images() -> None:
    data, target = load_mnist(subset="all", return_X_y=True)
    train, test = load_mnist(subset="train"), load_mnist(subset="test")
    assert np.array_equal(data[:60_000], train.data)
    assert np.array_equal(data[60_000:], test.data)
    assert np.array_equal(target, np.concatenate([train.target, test.target]))


def test_mnist_arrays_may_be_changed_without_harm_to_the_next_call() -> None:
    first = load_mnist(subset="test")
    before = first.images.copy()
    first.images[:] = 0
    assert not first.data.any()
    assert np.array_equal(load_mnist(subset="test").images, before)


@pytest.mark.parametrize("subset", ["foo", "Train", "", None, 0, ["train"]])
def test_an_unknown_subset_is_an_error_that_names_the_choices(subset: Any) -> None:
    with pytest.raises(ValueError, match="'train', 'test', 'all'") as error:
        load_mnist(subset=subset)
    assert repr(subset) in str(error.value)


def test_loaders_take_no_positional_arguments() -> None:
    with pytest.raises(TypeError):
        load_mnist("test")  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        load_pima(True)  # type: ignore[call-overload]


# Pima


def test_pima_has_the_documented_arrays() -> None:
    patients = load_pima()
    assert (patients.data.shape, patients.data.dtype) == ((768, 8), np.float64)
    assert (patients.target.shape, patients.target.dtype) == ((768,), np.int64)
    assert np.bincount(patients.target).tolist() == [500, 268]
    assert patients.feature_names == [
        "pregnancies",
        "glucose",
        "blood_pressure",
        "skin_thickness",
        "insulin",
        "bmi",
        "diabetes_pedigree",
        "age",
    ]
    assert patients.target_names.tolist() == ["negative", "positive"]
    assert patients.frame is None
    assert patients.data[0].tolist() == [6, 148, 72, 35, 0, 33.6, 0.627, 50]
    assert patients.target[:5].tolist() == [1, 0, 1, 0, 1]


def test_pima_zeros_are_as_many_as_the_description_says() -> None:
    patients = load_pima()
    zeros = (patients.data == 0).sum(axis=0)
    for column, count in {"glucose": 5, "blood_pressure": 35, "skin_thickness": 227, "bmi": 11}.items():
        assert zeros[patients.feature_names.index(column)] == count
        assert f"({count} zeros)" in patients.DESCR


def test_pima_gives_the_first_neuron_outputs_of_workshop_2() -> None:
    X, _ = load_pima(return_X_y=True)
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    z = Z[:5] @ [0.10, 0.40, -0.20, 0.05, -0.10, 0.30, 0.15, 0.25] - 0.5
    np.testing.assert_allclose(z, [0.476025, -1.2137, 0.1918, -1.503, 1.0977], atol=5e-5)


def test_pima_as_frame_holds_the_same_numbers() -> None:
    pandas = pytest.importorskip("pandas")
    patients, arrays = load_pima(as_frame=True), load_pima()
    assert list(patients.frame.columns) == [*arrays.feature_names, "target"]
    assert list(patients.data.columns) == arrays.feature_names
    assert isinstance(patients.target, pandas.Series)
    assert patients.target.name == "target"
    assert np.array_equal(patients.data.to_numpy(), arrays.data)
    assert np.array_equal(patients.target.to_numpy(), arrays.target)
    assert patients.target.dtype == np.int64
    assert (patients.data.dtypes == np.float64).all()

    X, y = load_pima(return_X_y=True, as_frame=True)
    pandas.testing.assert_frame_equal(X, patients.data)
    pandas.testing.assert_series_equal(y, patients.target)


def test_pima_as_frame_without_pandas_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="needs pandas: install it"):
        load_pima(as_frame=True)
    assert load_pima().data.shape == (768, 8)


def test_pima_arrays_may_be_changed_without_harm_to_the_next_call() -> None:
    first = load_pima()
    assert not np.shares_memory(first.data, first.target)
    first.data[:] = -1
    first.target[:] = -1
    assert load_pima().data.min() == 0
    assert load_pima().target.min() == 0


# Bunch


def test_a_bunch_is_a_dictionary_with_attributes() -> None:
    bunch = Bunch(a=1)
    bunch.b = 2
    bunch["c"] = 3
    assert (bunch["a"], bunch["b"], bunch.c) == (1, 2, 3)
    assert bunch == {"a": 1, "b": 2, "c": 3}
    assert dir(bunch) == ["a", "b", "c"]
    with pytest.raises(AttributeError, match="nothing"):
        _ = bunch.nothing
    with pytest.raises(KeyError, match="nothing"):
        bunch["nothing"]


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda b: pickle.loads(pickle.dumps(b))])
def test_a_bunch_survives_copying_and_pickling(duplicate: Callable[[Bunch], Bunch]) -> None:
    twin = duplicate(Bunch(a=1))
    assert type(twin) is Bunch
    assert twin.a == 1


def test_a_bunch_behaves_as_that_of_scikit_learn() -> None:
    theirs = pytest.importorskip("sklearn.utils").Bunch(a=1, b=[2])
    ours = Bunch(a=1, b=[2])
    assert repr(ours) == repr(theirs)
    assert (dir(ours), list(ours), ours.b) == (dir(theirs), list(theirs), theirs.b)
    assert hasattr(ours, "z") == hasattr(theirs, "z")
    assert type(ours.copy()) is type(theirs.copy())


# What is imported


def modules_after(code: str) -> set[str]:
    """Run `code` in a new Python and return the top-level names of the modules it imported."""
    command = [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ).stdout
    return {name.partition(".")[0] for name in printed.split()}


def test_importing_the_package_imports_no_numpy_pandas_or_scikit_learn() -> None:
    loaded = modules_after("import course_data")
    assert "course_data" in loaded
    assert not loaded & {"numpy", "pandas", "sklearn", "scipy"}


def test_loading_arrays_imports_numpy_only() -> None:
    loaded = modules_after("import course_data as c; c.load_mnist(subset='test'); c.load_pima()")
    assert "numpy" in loaded
    assert not loaded & {"pandas", "sklearn", "scipy"}


def test_the_package_is_marked_as_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


# Checksums


def test_every_data_file_has_its_sum() -> None:
    lines = (PACKAGE / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(sums) == {path.name for path in PACKAGE.iterdir() if path.suffix in {".npz", ".csv", ".png"}}
    for name, digest in sums.items():
        assert hashlib.sha256((PACKAGE / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(("name", "load"), [("mnist.npz", load_mnist), ("pima_diabetes.csv", load_pima)])
def test_a_damaged_file_is_named_and_never_read(data_folder: Path, name: str, load: Callable[[], Bunch]) -> None:
    shutil.copyfile(PACKAGE / name, data_folder / name)
    flip_a_byte(data_folder / name)
    with pytest.raises(DamagedDataError, match="is damaged") as error:
        load()
    assert str(data_folder / name) in str(error.value)
    assert "unset it to use the course's own copy" in str(error.value)
    assert isinstance(error.value, DataFileError)
    assert isinstance(error.value, OSError)


def test_windows_line_endings_count_as_damage(data_folder: Path) -> None:
    content = (PACKAGE / "pima_diabetes.csv").read_bytes()
    (data_folder / "pima_diabetes.csv").write_bytes(content.replace(b"\n", b"\r\n"))
    with pytest.raises(DamagedDataError):
        load_pima()


def test_a_damaged_file_of_the_course_itself_is_got_back_with_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SHA256SUMS", "pima_diabetes.csv"):
        shutil.copyfile(PACKAGE / name, tmp_path / name)
    flip_a_byte(tmp_path / "pima_diabetes.csv")
    monkeypatch.setattr(files, "_PACKAGE_DIR", tmp_path)
    with pytest.raises(DamagedDataError, match=r"git checkout -- .*/pima_diabetes\.csv"):
        load_pima()


def test_a_file_is_hashed_once_and_again_when_it_has_changed(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = data_folder / "pima_diabetes.csv"
    shutil.copyfile(PACKAGE / path.name, path)
    hashed: list[Path] = []
    sha256 = files._sha256

    def counting(path: Path) -> str:
        hashed.append(path)
        return sha256(path)

    monkeypatch.setattr(files, "_sha256", counting)

    load_pima()
    load_pima()
    assert hashed == [path]

    flip_a_byte(path)
    os.utime(path, ns=(0, 0))
    for _ in range(2):  # a damaged file is never remembered as good
        with pytest.raises(DamagedDataError):
            load_pima()
    assert hashed == [path] * 3


# Where files are looked for


def test_files_are_looked_for_beside_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    assert course_data.data_dir() == PACKAGE
    monkeypatch.setenv("COURSE_DATA_DIR", "")
    assert course_data.data_dir() == PACKAGE


def test_the_environment_variable_names_another_folder(data_folder: Path) -> None:
    assert course_data.data_dir() == data_folder
    for name in ("mnist.npz", "pima_diabetes.csv"):
        (data_folder / name).symlink_to(PACKAGE / name)
    assert load_mnist(subset="test").target[0] == 7
    assert load_pima().data.shape == (768, 8)


def test_the_environment_variable_may_start_with_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_DATA_DIR", "~/digits")
    assert course_data.data_dir() == Path.home() / "digits"


@pytest.mark.parametrize("below", ["", "no such folder", "a file/of this name"])
def test_a_missing_pima_file_is_named_with_its_folder_and_the_remedy(
    data_folder: Path, below: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data_folder / "a file").touch()
    monkeypatch.setenv("COURSE_DATA_DIR", str(data_folder / below))
    with pytest.raises(MissingDataError, match=r"pima_diabetes\.csv is missing") as error:
        load_pima()
    assert f"looked for in {data_folder / below}." in str(error.value)
    assert "COURSE_DATA_DIR" in str(error.value)
    assert isinstance(error.value, DataFileError)
    assert isinstance(error.value, FileNotFoundError)


def test_a_missing_file_of_the_course_itself_is_got_back_with_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(files._PACKAGE_DIR / "SHA256SUMS", tmp_path)
    monkeypatch.setattr(files, "_PACKAGE_DIR", tmp_path)
    with pytest.raises(MissingDataError, match=r"git checkout -- .*/pima_diabetes\.csv"):
        load_pima()


# Digits drawn as strokes


def test_the_three_drawn_digits_are_what_the_script_draws() -> None:
    drawn = load_strokes()
    assert drawn.target.tolist() == [2, 5, 7]
    for image, digit in zip(drawn.images, drawn.target, strict=True):
        assert (image.dtype, image.ndim) == (np.float32, 2)
        again = draw_digit(int(digit), np.random.default_rng(int(digit)))
        # A pixel that rounding puts on the other side of a whole number may differ by one elsewhere.
        assert np.abs(np.rint(image * 255) - again).max() <= 1


@pytest.mark.slow
@pytest.mark.parametrize("digit", range(10))
def test_a_drawn_digit_is_on_the_picture_whole_and_with_margins(digit: int) -> None:
    for seed in range(5):
        image = draw_digit(digit, np.random.default_rng(seed)).astype(float)
        assert image.dtype == float
        assert min(image.shape) >= 100
        paper = np.median(image)
        ink = np.abs(image - paper) > 60
        assert 0.01 < ink.mean() < 0.3
        assert not ink[[0, -1]].any()
        assert not ink[:, [0, -1]].any()


def test_drawn_digits_depend_on_the_seed_alone_and_come_in_both_polarities() -> None:
    images = [draw_digit(3, np.random.default_rng(seed)) for seed in range(12)]
    assert np.array_equal(images[4], draw_digit(3, np.random.default_rng(4)))
    assert len({image.shape for image in images}) > 6
    assert 0 < sum(np.median(image) > 127 for image in images) < 12
    with pytest.raises(ValueError, match="from 0 to 9"):
        draw_digit(10, np.random.default_rng(0))


def test_a_missing_drawn_digit_is_named(data_folder: Path) -> None:
    with pytest.raises(MissingDataError, match=r"stroke_2\.png is missing"):
        load_strokes()
