"""What cannot be read is refused, and says why; what is only long or odd is graded."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from hostile_set import REPOSITORY

from autograder.code_files import MAX_CELLS, MAX_CODE, SubmissionError
from autograder.course import Course, Limits
from autograder.grading.trace import same_summary, summary
from autograder.report.model import grade
from autograder.submission import read_submission


@pytest.fixture(scope="module")
def limited(course: Course) -> Course:
    """The course with little memory, and all the time that a busy machine may take."""
    return course.model_copy(update={"limits": Limits(seconds=120.0, memory_mb=1024)})


def a_notebook(**parts: object) -> str:
    cell = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": [], "execution_count": None}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell], **parts})


NO_NOTEBOOK = {
    "not JSON": "5 / 5 points",
    "a number": "1e999",
    "cells are no list": a_notebook(cells={"0": "code"}),
    "cells are numbers": a_notebook(cells=[1, 2, 3]),
    "a cell without a source": a_notebook(cells=[{"cell_type": "code"}]),
    "a source of numbers": a_notebook(cells=[{"cell_type": "code", "source": [1, 2]}]),
    "no cells": json.dumps({"worksheets": []}),
    "nested a million deep": '{"cells":' + "[" * 10**6 + "]" * 10**6 + "}",
}


@pytest.mark.parametrize("text", NO_NOTEBOOK.values(), ids=NO_NOTEBOOK.keys())
def test_what_is_no_notebook_is_refused(text: str, tmp_path: Path, course: Course) -> None:
    path = tmp_path / "ch1_1_arrays.ipynb"
    path.write_text(text)
    with pytest.raises(SubmissionError, match=r"is not a Jupyter notebook|is a notebook of before 2014"):
        read_submission(path, course)


def test_a_notebook_of_50_mb_of_outputs_is_refused(tmp_path: Path, course: Course) -> None:
    path = tmp_path / "ch1_1_arrays.ipynb"
    output = {"output_type": "stream", "name": "stdout", "text": "5 / 5 points\n" * (50 << 20 >> 4)}
    path.write_text(a_notebook(cells=[{"cell_type": "code", "source": "1", "metadata": {}, "outputs": [output]}]))
    with pytest.raises(SubmissionError, match=r"larger than 20 MB\. Clear its outputs"):
        read_submission(path, course)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["code", "markdown"])
def test_a_notebook_of_a_hundred_thousand_cells_is_refused(kind: str, tmp_path: Path, course: Course) -> None:
    path = tmp_path / "ch1_1_arrays.ipynb"
    cell = {"cell_type": kind, "source": "1", "metadata": {}, "outputs": [], "execution_count": None}
    path.write_text(a_notebook(cells=[cell] * 100_000))
    with pytest.raises(SubmissionError, match=r"has 100,000 cells, and at most 2,000 can be graded\. Take some out"):
        read_submission(path, course)


@pytest.mark.slow
def test_a_notebook_of_as_many_cells_as_may_be_is_graded(tmp_path: Path, limited: Course) -> None:
    right = "import numpy as np\ndef add_row_and_double(X, row): return 2 * (X + row)"
    cells = [{"cell_type": "code", "source": text, "metadata": {}} for text in ["1"] * (MAX_CELLS - 1) + [right]]
    path = tmp_path / "ch1_1_arrays.ipynb"
    path.write_text(a_notebook(cells=cells))
    assert grade(read_submission(path, limited), limited, "add_row_and_double").complete


def test_a_text_of_nothing_but_blank_lines_is_read_at_once(tmp_path: Path, course: Course) -> None:
    path = tmp_path / "ch1_1_arrays.ipynb"
    blank = "\n" * MAX_CODE  # an expression that may match across lines would take hours
    cells = [{"cell_type": "markdown", "source": blank, "metadata": {}}] * 9
    path.write_text(a_notebook(cells=[*cells, {"cell_type": "code", "source": "1", "metadata": {}}]))
    assert len(read_submission(path, course).units) == 1


@pytest.mark.parametrize("name", ["arrays.py", "ch1_1_arrays.ipynb"])
@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "/proc/self/environ", REPOSITORY / "course.toml"])
def test_a_link_is_not_followed(name: str, target: str, tmp_path: Path, course: Course) -> None:
    (tmp_path / name).symlink_to(target)
    for path in (tmp_path / name, tmp_path):
        with pytest.raises(SubmissionError, match=r"Hand in the file itself|holds neither"):
            read_submission(path, course, "ch1_1_arrays")


def test_a_pipe_is_not_waited_for(tmp_path: Path, course: Course) -> None:
    os.mkfifo(tmp_path / "arrays.py")
    for path in (tmp_path / "arrays.py", tmp_path):
        with pytest.raises(SubmissionError):
            read_submission(path, course, "ch1_1_arrays")


@pytest.mark.parametrize("source", ["1;" * MAX_CODE, "a, " * 10**6 + "= 1"], ids=["statements", "names"])
def test_code_that_takes_minutes_to_parse_is_refused(source: str, tmp_path: Path, course: Course) -> None:
    (tmp_path / "arrays.py").write_text(source)
    notebook = a_notebook(cells=[{"cell_type": "code", "source": source, "metadata": {}}])
    (tmp_path / "ch1_1_arrays.ipynb").write_text(notebook)
    for path in tmp_path.iterdir():
        with pytest.raises(SubmissionError, match="more than 256 kB of code"):
            read_submission(path, course)


@pytest.mark.parametrize(
    "source",
    [
        "def normalize(X):\n    raise NotImplementedError" + ".a" * 900,
        "def normalize(X):\n    return " + "(" * 90 + "X" + ")" * 90,
        "(" * 100_000,
        "-" * 100_000 + "1",
        "a" + ".a" * 100_000,
        "half = '\ud800'",
        "\x1b[2J\x07",
    ],
    ids=["deep stub", "brackets", "open brackets", "signs", "attributes", "half a character", "control characters"],
)
def test_code_that_is_hard_to_parse_can_be_read(source: str, tmp_path: Path, course: Course) -> None:
    (tmp_path / "arrays.py").write_text(source, errors="replace")
    cell = {"cell_type": "code", "source": source, "metadata": {"course": {"lesson": "0"}}}
    (tmp_path / "ch1_1_arrays.ipynb").write_text(a_notebook(cells=[cell]))
    submission = read_submission(tmp_path, course, "ch1_1_arrays")
    assert isinstance(submission.location("normalize") + submission.definition("normalize"), str)


def test_a_long_but_honest_file_is_graded_in_full(tmp_path: Path, limited: Course) -> None:
    right = (REPOSITORY / "solutions/neural_network/arrays.py").read_text()
    path = tmp_path / "arrays.py"
    path.write_text("# as many words as one likes\n" * 7000 + right)
    assert grade(read_submission(path, limited), limited, "normalize").complete


def test_a_whole_number_too_large_for_any_array_can_be_compared() -> None:
    assert not same_summary(summary(1.5), summary(2**250))
    assert not same_summary(summary(np.ones(2)), summary(10**4000))
