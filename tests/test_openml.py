"""MNIST from OpenML, where the data package has no file of it.

OpenML is a stand-in on 127.0.0.1 that speaks its protocol: scikit-learn's own `fetch_openml` does the fetching, and
no test reaches the internet.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest

import course_data
from course_data import (
    DamagedDataError,
    MissingDataError,
    load_mnist,
)
from course_data import _mnist as mnist

PACKAGE = Path(course_data.__file__).parent


class OpenMLStandIn:
    """OpenML on 127.0.0.1: the four JSON answers and the ARFF file that `fetch_openml` asks for."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {}
        self.asked: list[str] = []
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                stand_in.asked.append(self.path)
                answer = stand_in.answers.get(self.path)
                body = gzip.compress(answer or b"{}", compresslevel=1)
                self.send_response(200 if answer else 412)  # 412 is OpenML's "no such data set"
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Stop answering: from now on connections are refused."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def urlopen(self, request: urllib.request.Request) -> Any:
        """Open the URL's path here, whatever its host; the machine's proxy is not asked."""
        here = f"http://127.0.0.1:{self.server.server_port}{urlsplit(request.full_url).path}"
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        return opener.open(urllib.request.Request(here, headers=dict(request.header_items())), timeout=10)

    def serve(self, pixels: np.ndarray, digits: np.ndarray) -> None:
        """Offer `pixels (n, d)` and `digits (n,)` as data set mnist_784, version 1."""
        columns = [f"pixel{i + 1}" for i in range(pixels.shape[1])]
        classes = ",".join(str(digit) for digit in range(10))
        arff = "\n".join(
            [
                "@RELATION mnist_784",
                *(f"@ATTRIBUTE {column} real" for column in columns),
                f"@ATTRIBUTE class {{{classes}}}",
                "@DATA",
                *(f"{','.join(map(str, row))},{digit}" for row, digit in zip(pixels, digits, strict=True)),
                "",
            ]
        ).encode()
        features = [(column, "numeric", "false") for column in columns] + [("class", "nominal", "true")]
        arff_path = "/data/v1/download/52667"
        description = {
            "id": "554",
            "name": "mnist_784",
            "version": "1",
            "description": "A stand-in.",
            "format": "ARFF",
            "status": "active",
            "file_id": "52667",
            "url": f"https://api.openml.org{arff_path}",
            "md5_checksum": hashlib.md5(arff).hexdigest(),
        }
        answers = {
            "data/list/data_name/mnist_784/limit/2/data_version/1": {
                "data": {"dataset": [{"did": 554, "name": "mnist_784", "version": 1, "status": "active"}]}
            },
            "data/554": {"data_set_description": description},
            "data/features/554": {
                "data_features": {
                    "feature": [
                        {
                            "index": str(index),
                            "name": name,
                            "data_type": data_type,
                            "is_target": is_target,
                            "is_ignore": "false",
                            "is_row_identifier": "false",
                            "number_of_missing_values": "0",
                        }
                        for index, (name, data_type, is_target) in enumerate(features)
                    ]
                }
            },
            "data/qualities/554": {
                "data_qualities": {"quality": [{"name": "NumberOfInstances", "value": str(len(digits))}]}
            },
        }
        self.answers = {f"/api/v1/json/{path}": json.dumps(answer).encode() for path, answer in answers.items()}
        self.answers[arff_path] = arff


@pytest.fixture
def openml(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenMLStandIn]:
    """A stand-in of OpenML that is yet empty, with no mnist.npz in COURSE_DATA_DIR."""
    pytest.importorskip("sklearn.datasets")
    stand_in = OpenMLStandIn()
    monkeypatch.setenv("SCIKIT_LEARN_DATA", str(data_folder / "scikit_learn_data"))
    monkeypatch.setattr("sklearn.datasets._openml.urlopen", stand_in.urlopen)
    monkeypatch.setattr("sklearn.datasets._openml.time.sleep", lambda seconds: None)
    yield stand_in
    if stand_in.thread.is_alive():
        stand_in.close()


@pytest.fixture
def few(openml: OpenMLStandIn, monkeypatch: pytest.MonkeyPatch) -> tuple[np.ndarray, np.ndarray]:
    """Seventy real digits on the stand-in, of which sixty count as the training images."""
    with np.load(PACKAGE / "mnist.npz") as arrays:
        pixels, digits = arrays["x_test"][:70].reshape(70, 784), arrays["y_test"][:70]
    openml.serve(pixels, digits)
    monkeypatch.setattr(mnist, "N_TRAIN", 60)
    monkeypatch.setattr(mnist, "N_TEST", 10)
    return pixels, digits


@pytest.mark.parametrize(("subset", "part"), [("train", slice(60)), ("test", slice(60, 70)), ("all", slice(70))])
def test_missing_mnist_comes_from_openml_split_into_training_and_test(
    few: tuple[np.ndarray, np.ndarray], openml: OpenMLStandIn, subset: mnist.Subset, part: slice
) -> None:
    pixels, digits = few
    with pytest.warns(UserWarning, match=r"mnist\.npz is missing from .* OpenML") as warned:
        fetched = load_mnist(subset=subset)
    ours = [warning for warning in warned if issubclass(warning.category, UserWarning)]  # others come from anywhere
    assert [warning.filename for warning in ours] == [__file__]
    assert np.array_equal(fetched.data, pixels[part])
    assert np.array_equal(fetched.images, pixels[part].reshape(-1, 28, 28))
    assert np.array_equal(fetched.target, digits[part])
    assert {fetched.images.dtype, fetched.data.dtype, fetched.target.dtype} == {np.dtype(np.uint8)}
    assert np.shares_memory(fetched.data, fetched.images)
    assert fetched.images.flags.writeable
    assert fetched.target.flags.writeable
    assert "/data/v1/download/52667" in openml.asked


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:mnist.npz is missing")
def test_quoted_class_names_are_digits_all_the_same(few: tuple[np.ndarray, np.ndarray], openml: OpenMLStandIn) -> None:
    pixels, digits = few
    openml.serve(pixels, np.array([f"'{digit}'" for digit in digits]))
    assert np.array_equal(load_mnist(subset="test").target, digits[60:])


@pytest.mark.slow
@pytest.mark.usefixtures("few")
@pytest.mark.filterwarnings("ignore:mnist.npz is missing")
def test_scikit_learn_keeps_a_copy_that_serves_offline(openml: OpenMLStandIn) -> None:
    X, y = load_mnist(return_X_y=True)
    openml.close()
    X_again, y_again = load_mnist(return_X_y=True)
    assert np.array_equal(X, X_again)
    assert np.array_equal(y, y_again)


@pytest.mark.filterwarnings("ignore")
def test_offline_the_error_names_the_file_the_folder_the_reason_and_the_remedy(
    openml: OpenMLStandIn, data_folder: Path
) -> None:
    openml.close()
    with pytest.raises(MissingDataError, match=r"mnist\.npz is missing") as error:
        load_mnist()
    message = str(error.value)
    assert f"looked for in {data_folder}." in message
    assert "Fetching it from OpenML failed too (URLError" in message
    assert "unset it to use the course's own copy" in message
    assert isinstance(error.value.__cause__, OSError)


@pytest.mark.usefixtures("openml")
@pytest.mark.filterwarnings("ignore")
def test_a_data_set_unknown_to_openml_is_a_missing_file() -> None:
    with pytest.raises(MissingDataError, match="mnist_784 with version 1 not found"):
        load_mnist()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("few")
def test_a_broken_download_is_a_missing_file(openml: OpenMLStandIn) -> None:
    openml.answers["/data/v1/download/52667"] += b"\n"
    with pytest.raises(MissingDataError, match=r"failed too \(ValueError: .*md5"):
        load_mnist()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda pixels, digits: (pixels[1:], digits[1:]), r"pixels of shape \(69, 784\)"),
        (lambda pixels, digits: (pixels[:, 1:], digits), r"pixels of shape \(70, 783\)"),
        (lambda pixels, digits: (pixels, digits + 1), "whole numbers from 0 to 9"),
        (lambda pixels, digits: (pixels / 255, digits), "whole numbers from 0 to 255"),
        (lambda pixels, digits: (pixels.astype(int) + 1, digits), "whole numbers from 0 to 255"),
        (lambda pixels, digits: (np.where(pixels > 250, "?", pixels), digits), "whole numbers from 0 to 255"),
    ],
    ids=["too few", "too narrow", "digits from 1", "scaled", "beyond 255", "missing"],
)
def test_other_data_under_the_name_of_mnist_are_refused(
    few: tuple[np.ndarray, np.ndarray],
    openml: OpenMLStandIn,
    spoil: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]],
    complaint: str,
) -> None:
    openml.serve(*spoil(*few))
    with pytest.raises(MissingDataError, match=complaint):
        load_mnist()


@pytest.mark.usefixtures("data_folder")
@pytest.mark.filterwarnings("ignore:mnist.npz is missing")
def test_without_scikit_learn_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(MissingDataError, match=r"failed too \(.*sklearn"):
        load_mnist()


@pytest.mark.usefixtures("few")
def test_a_damaged_mnist_file_is_not_replaced_silently(openml: OpenMLStandIn, data_folder: Path) -> None:
    (data_folder / "mnist.npz").write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    with pytest.raises(DamagedDataError):
        load_mnist()
    assert openml.asked == []
