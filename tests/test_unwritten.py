"""A lesson's notebook with unwritten exercises, run from top to bottom in a real kernel."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

pytestmark = pytest.mark.slow

SETUP = "import numpy as np\nfrom autograder import check"
STUB = "def normalize(X):\n    raise NotImplementedError"
WRITTEN = "import numpy as np\n\n\ndef normalize(X):\n    return X - X.mean()\n"


def ran(folder: Path, *sources: str) -> list[str]:
    """What each cell shows; an error as its name."""
    notebook = new_notebook(
        cells=[new_code_cell(source, metadata={"tags": ["raises-exception"]}) for source in sources]
    )
    client = NotebookClient(notebook, kernel_name="python3", timeout=120, resources={"metadata": {"path": str(folder)}})
    client.execute()
    nbformat.validate(notebook)
    return ["".join(_text(output) for output in cell.outputs) for cell in notebook.cells]


def _text(output: dict) -> str:
    if output["output_type"] == "error":
        return f"<{output['ename']}: {''.join(output['traceback'])}>"
    return output.get("text") or "".join(output.get("data", {}).get("text/plain", ""))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "ch1_1_arrays"
    path.mkdir()
    return path


def test_a_cell_that_needs_an_unwritten_exercise_says_so_in_a_line_and_the_rest_goes_on(folder):
    shown = ran(
        folder,
        SETUP,
        STUB,
        "scaled = normalize(np.arange(4.0))\nprint(scaled)",
        "print(scaled.std())",
        "print('the rest')",
        "print(misspelt)",
        "raise ValueError('mine')",
    )
    assert shown[:2] == ["", ""]
    assert "Write normalize to see this." in shown[2]
    assert "Traceback" not in shown[2]
    assert "This needs scaled, which is there once normalize is written." in shown[3]
    assert shown[4] == "the rest\n"
    assert "NameError" in shown[5]
    assert "ValueError" in shown[6]


def test_a_figure_that_was_only_begun_is_not_shown(folder):
    begun = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n"
    assert "Figure" in ran(folder, SETUP, begun + "ax.plot([1, 2])")[1]
    shown = ran(folder, SETUP, STUB, begun + "ax.plot(normalize(np.arange(4.0)))")
    assert shown[2] == "Write normalize to see this.\n"


def test_an_unwritten_exercise_of_another_chapter_is_named_with_it(folder):
    shown = ran(folder, SETUP, "def sigmoid(Z):\n    raise NotImplementedError", "sigmoid(1.0)")
    assert "Write sigmoid (chapter 1.3) to see this." in shown[2]


def test_what_is_written_in_the_module_is_there_in_the_notebook(folder):
    (folder / "arrays.py").write_text(WRITTEN)
    shown = ran(folder, SETUP, STUB, "print(normalize(np.array([1.0, 3.0])))")
    assert shown[1] == "normalize is taken from arrays.py, where it is written.\n"
    assert shown[2] == "[-1.  1.]\n"


def test_a_module_that_cannot_be_loaded_takes_nothing_away(folder):
    (folder / "arrays.py").write_text(WRITTEN + "1 / 0\n")
    ends = f"open('arrays.py', 'w').write({WRITTEN + 'raise SystemExit'!r})"
    shown = ran(folder, SETUP, STUB, "print('goes on')", ends, STUB, "print('still')")
    assert "arrays.py cannot be loaded: ZeroDivisionError" in shown[1]
    assert shown[2] == "goes on\n"
    assert "arrays.py cannot be loaded: SystemExit" in shown[4]
    assert shown[5] == "still\n"


def test_a_module_saved_again_in_the_same_second_is_taken_as_it_is_now(folder):
    path = folder / "arrays.py"
    path.write_text(WRITTEN)
    again = (
        "import os\nfrom pathlib import Path\npath = Path('arrays.py')\nabout = path.stat()\n"
        "path.write_text(path.read_text().replace('X - X.mean()', 'X + X.mean()'))\n"
        "os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))"
    )
    shown = ran(folder, SETUP, STUB, again, STUB, "print(normalize(np.array([1.0, 3.0])))")
    assert shown[4] == "[3. 5.]\n"


def test_the_courses_own_stands_in_for_what_an_earlier_chapter_leaves_to_be_written(tmp_path):
    release = Path(__file__).resolve().parents[1] / "release"
    space = Path(shutil.copytree(release, tmp_path / "my-course"))
    written = (space / "ch3_2_activations" / "activations.py").read_text(encoding="utf-8")
    mine = "def relu(Z):\n    return 'mine'\n"
    (space / "ch3_2_activations" / "activations.py").write_text(written + mine, encoding="utf-8")
    path = space / "ch3_3_forward" / "forward.py"
    calls = "def flatten_images(images):\n    return softmax(images)\n"
    path.write_text(path.read_text(encoding="utf-8") + calls, encoding="utf-8")
    shown = ran(
        space / "ch3_3_forward",
        "import sys\n"
        + SETUP
        + "\nsys.path.insert(0, '..')\nfrom neural_network import gradient_descent, relu, sigmoid",
        "print(sigmoid(np.zeros(2)), relu(1))",
        "from neural_network import one_hot\none_hot(np.array([1]), 2)",  # of this chapter
        "def flatten_images(images):\n    raise NotImplementedError",  # taken from the module, which calls softmax
        "print(flatten_images(np.zeros((1, 2))))",
    )
    assert shown[0] == (
        "The course's own sigmoid (1.3) and gradient_descent (2.3) stand in for what you have still to write.\n"
    )
    assert shown[1] == "[0.5 0.5] mine\n"
    assert shown[2] == "Write one_hot to see this.\n"
    assert shown[3] == "flatten_images is taken from forward.py, where it is written.\n"
    assert shown[4] == "[[0.5 0.5]]\n"
