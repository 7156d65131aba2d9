"""The reader's own library: found by name and by purpose, installable, and never taken for the reference."""

import ast
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from pydantic import ValidationError

from autograder.build.release import _write_workspace, write_files
from autograder.build.stub import stub_module
from autograder.course import Course
from autograder.graders import library_sources, load_reference
from autograder.library import PACKAGE, reference_module
from autograder.places import course_file, solutions_folder

ROOT = course_file().parent
SOLUTIONS = solutions_folder()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A reader's copy: the first chapters written, the later ones stubs."""
    from autograder.course import load_course

    course, folder = load_course(), tmp_path_factory.mktemp("workspace")
    _write_workspace(folder, course)
    for chapter in course.chapters:
        write_files(chapter, folder / chapter.id)
        if chapter.number[0] in "12" or chapter.module == "forward":
            shutil.copy(SOLUTIONS / PACKAGE / f"{chapter.module}.py", folder / chapter.id)
    return folder


def run(code: str, path: Path, python: str = sys.executable, folder: Path | None = None) -> str:
    """What code prints with nothing but `path` to import from besides what is installed."""
    result = subprocess.run(
        [python, "-c", code], env={**os.environ, "PYTHONPATH": str(path)}, cwd=folder, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.mark.slow
def test_functions_are_found_by_purpose_in_whatever_chapter_they_stand(workspace):
    code = "from neural_network.losses import cross_entropy, mse_loss; print(cross_entropy.__module__, mse_loss)"
    assert run(code, workspace).startswith("neural_network.forward <function mse_loss")


def test_a_part_and_the_library_give_one_and_the_same_function(workspace):
    code = (
        "import neural_network as nn; print(nn.losses.mse_loss is nn.mse_loss, nn.data.minibatches is nn.minibatches)"
    )
    assert run(code, workspace) == "True True"


def test_a_function_is_not_hidden_by_the_chapter_s_module_of_the_same_name(workspace):
    code = "from neural_network import linear_loss, gradient_descent; print(gradient_descent.__module__)"
    assert run(code, workspace) == "neural_network.mini_batches"


def test_what_is_not_written_yet_breaks_no_import_of_the_rest(workspace, tmp_path):
    shutil.copytree(workspace, tmp_path / "copy")
    (tmp_path / "copy/ch3_2_activations/activations.py").write_text("def relu(Z):\n    return (\n")
    (tmp_path / "copy/ch4_2_convolution/convolution.py").unlink()
    code = "from neural_network.activations import sigmoid; import neural_network.layers; print(sigmoid(0))"
    assert run(code, tmp_path / "copy") == "0.5"


def test_a_part_says_what_it_has(workspace):
    code = "from neural_network import metrics\ntry: metrics.f1\nexcept AttributeError as error: print(error)"
    assert run(code, workspace).startswith("neural_network.metrics has no f1: it has accuracy, confusion_matrix")


def test_the_types_stand_once(workspace):
    code = "from neural_network.types import Params, LossFunction, LearningRate; print(Params)"
    assert "dict[str" in run(code, workspace)
    assert [p.name for p in sorted((SOLUTIONS / PACKAGE).glob("*.py")) if "\nParams = " in p.read_text()] == [
        "types.py"
    ]


def test_the_reference_has_the_same_parts(course, workspace):
    for part in course.parts:
        theirs = run(f"from neural_network import {part.name}; print(*{part.name}.__all__)", workspace)
        assert theirs.split() == list(part.functions)
        assert set(part.functions) <= vars(reference_module(f"{PACKAGE}.{part.name}")).keys()


def test_the_reference_takes_of_another_chapter_only_what_a_reader_has_of_it(course):
    given = {chapter.module: stub_module(chapter) for chapter in course.chapters}
    for chapter in course.chapters:
        path = SOLUTIONS / PACKAGE / f"{chapter.module}.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8"))) if path.is_file() else ():
            home = given.get(node.module.removeprefix(f"{PACKAGE}.")) if isinstance(node, ast.ImportFrom) else None
            for name in node.names if home else ():
                assert re.search(rf"^(def|class) {name.name}\b|^{name.name}\b", home, re.MULTILINE), (path, name.name)


def test_a_submission_may_import_by_purpose_what_stands_before_it(course):
    sources = library_sources(course, course.chapter("ch3_4_backpropagation"))
    assert "relu" in sources["neural_network"]
    assert "from neural_network.mini_batches import gradient_descent" in sources["neural_network.optimizers"]
    assert "momentum" not in "".join(sources.values())


def test_the_reference_is_never_what_goes_by_its_name_here(course, monkeypatch, tmp_path):
    (tmp_path / PACKAGE).mkdir()
    (tmp_path / PACKAGE / "__init__.py").write_text("normalize = print\n")
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    import neural_network as theirs

    assert load_reference(course.chapter("ch1_1_arrays")).normalize is not print
    assert sys.modules[PACKAGE] is theirs
    assert theirs.normalize is print


CHANGES = [
    (lambda parts: parts[0]["functions"].pop(), "no part of the library holds leaky_relu_derivative"),
    (lambda parts: parts[1]["functions"].append("relu"), "relu stands in [[parts]] twice"),
    (lambda parts: parts[1]["functions"].append("l1"), "[[parts]] names l1"),
    (lambda parts: parts[1].update(name="types"), "a part cannot be called 'types'"),
    (
        lambda parts: parts[1]["functions"].append(parts[0]["functions"].pop()),
        "ch3_2_activations is called as the part activations",
    ),
]


@pytest.mark.parametrize(("change", "says"), CHANGES)
def test_a_function_without_its_one_part_is_refused(course, change, says):
    data = course.model_dump(mode="json")
    change(data["parts"])
    with pytest.raises(ValidationError) as error:
        Course.model_validate(data)
    assert says in str(error.value)


@pytest.mark.slow
@pytest.mark.parametrize("reader_first", [True, False])
def test_the_reader_s_library_wins_where_the_whole_course_is_installed_too(workspace, tmp_path, reader_first):
    mine = tmp_path / "mine"
    shutil.copytree(workspace, mine)
    venv.create(tmp_path / "venv", with_pip=False)
    python = str(tmp_path / "venv/bin/python")
    site = Path(run("import sysconfig; print(sysconfig.get_path('purelib'))", tmp_path, python))
    # The packages of this environment, but not what its own .pth files add: the course is not among them.
    (site / "zz_packages.pth").write_text(sysconfig.get_path("purelib") + "\n")
    for folder in (mine, ROOT) if reader_first else (ROOT, mine):
        subprocess.run(
            [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index",
             "--no-build-isolation", "--disable-pip-version-check", "--editable", folder],
            check=True, env={**os.environ, "PYTHONPATH": ""},
        )  # fmt: skip

    def elsewhere(code: str) -> str:
        return run(code, tmp_path / "nothing", python, tmp_path)

    assert elsewhere("import neural_network; print(neural_network.__file__)") == str(mine / PACKAGE / "__init__.py")
    assert elsewhere("import autograder; print(autograder.__file__)") == str(ROOT / "autograder/__init__.py")
    assert elsewhere("from neural_network.metrics import accuracy; print(accuracy.__module__)") == (
        "neural_network.capstone"
    )

    broken = mine / "ch1_3_functions/functions.py"
    broken.write_text(broken.read_text().replace("def sigmoid(", "def sigmoid(Z):\n    return Z\n\n\ndef before("))
    assert elsewhere("from neural_network import sigmoid; print(sigmoid(7))") == "7"
    code = "from autograder.cli import main; main()"
    checked = subprocess.run(
        [python, "-c", code, "check", str(broken)], capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert "✗" in checked.stdout
