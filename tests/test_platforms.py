"""Autograders for other platforms, unpacked into an empty tree as their harness does, run with what pip installs."""

import copy
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbgrader_course import CHECKOUT, ID, MODULE, solutions

from autograder.classroom.platforms import SCALE, classroom50, gradescope
from autograder.course import Chapter, Course, CourseError

pytestmark = pytest.mark.slow

WRONG = solutions(normalize="def normalize(X):\n    return (X - X.mean()) / X.std()\n")


@pytest.fixture(scope="module")
def chapter(course: Course) -> Chapter:
    return course.chapter(ID)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with everything: tests, solutions, the table of explanations."""
    from hatchling.builders.wheel import WheelBuilder
    from hatchling.metadata.core import ProjectMetadata
    from hatchling.plugin.manager import PluginManager

    config: dict[str, Any] = copy.deepcopy(tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")))
    config["project"]["name"] = "numpy-dl-course-full"
    extras = config["project"]["optional-dependencies"]
    for name, needed in extras.items():
        extras[name] = [text.replace("numpy-dl-course[", "numpy-dl-course-full[") for text in needed]
    target = config["tool"]["hatch"]["build"]["targets"]["wheel"]
    target["exclude"] = []
    target["artifacts"] += ["autograder/graders/*/explanations.json.gz"]
    target["force-include"] |= {
        "solutions": "autograder/solutions",
        "solutions/neural_network": "solutions/neural_network", "solutions/practice": "solutions/practice",
    }  # fmt: skip
    plugins = PluginManager()
    metadata = ProjectMetadata(str(CHECKOUT), plugins, config)
    builder = WheelBuilder(str(CHECKOUT), plugins, config["tool"]["hatch"], metadata)
    (path,) = builder.build(directory=str(tmp_path_factory.mktemp("dist")), versions=["standard"])
    return Path(path)


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a machine without the net, whose every new environment borrows NumPy and the rest from this
    one: what pip has to install is the course alone, from its wheel."""
    folder = tmp_path_factory.mktemp("machine")
    python = folder / "python"
    python.write_text(
        f'#!/bin/sh\n"{sys.executable}" "$@" || exit\n[ "$2" = venv ] || exit 0\n'
        f'for site in "$3"/lib/python*/site-packages; do\n'
        f'  echo "{sysconfig.get_path("purelib")}" > "$site/borrowed.pth"\ndone\n'
    )
    python.chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COURSE", "PIP"))}
    return {**kept, "PYTHON": str(python), "PIP_NO_INDEX": "1", "HOME": str(folder)}


def module(answers: dict[str, str]) -> str:
    return "import numpy as np\nfrom numpy.typing import NDArray\n\n\n" + "\n\n\n".join(answers.values()) + "\n"


# Gradescope


@pytest.fixture(scope="module")
def harness(
    chapter: Chapter, wheel: Path, offline: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Any]:
    """harness(module's text) is what Gradescope reads of a submission: source/, submission/, results/ in one folder."""
    root = tmp_path_factory.mktemp("autograder")
    with zipfile.ZipFile(gradescope(chapter, wheel, root.parent / "uploaded.zip")) as archive:
        for about in archive.infolist():
            path = Path(archive.extract(about, root / "source"))
            path.chmod(about.external_attr >> 16 & 0o777 or 0o644)
    subprocess.run([root / "source" / "setup.sh"], env=offline, check=True, cwd="/", timeout=600)
    shutil.copy(root / "source" / "run_autograder", root / "run_autograder")

    def run(text: str) -> Any:
        for name in ("submission", "results"):
            shutil.rmtree(root / name, ignore_errors=True)
            (root / name).mkdir()
        (root / "submission" / MODULE).write_text(text, encoding="utf-8")
        subprocess.run([root / "run_autograder"], env=offline, check=True, cwd=root, timeout=600)
        return json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))

    return run


def test_gradescope_gets_all_points_for_what_is_right(harness: Callable[[str], Any]) -> None:
    results = harness(module(solutions()))
    assert (results["score"], results["max_score"]) == (9.0, 9.0)
    assert {test["status"] for test in results["tests"] if "max_score" in test} == {"passed"}


def test_gradescope_gets_the_cause_of_what_is_wrong(harness: Callable[[str], Any]) -> None:
    results = harness(module(WRONG))
    (test,) = [test for test in results["tests"] if test["name"] == "normalize"]
    assert (test["score"], test["max_score"], test["status"]) == (4.12, 5.0, "failed")
    assert "std is 0" in test["output"]  # so that the table of explanations came along


def test_gradescope_gets_a_reason_for_what_cannot_be_read(harness: Callable[[str], Any]) -> None:
    results = harness("\0")
    assert results["score"] == 0
    assert "null bytes" in results["output"]


# Classroom 50


@pytest.fixture(scope="module")
def runner(
    chapter: Chapter, wheel: Path, offline: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Any]:
    """runner(module's text) is the result.json of a checkout with it."""
    bundle = classroom50(chapter, wheel, tmp_path_factory.mktemp("bundle"))
    checkout = tmp_path_factory.mktemp("checkout")
    told = {
        "CLASSROOM": "numpy", "ASSIGNMENT": "arrays", "SUBMISSION_TAG": "submit/2026-11-29T10-00-00Z-a1b2c3d",
        "COMMIT_URL": "https://host.example/c", "RELEASE_URL": "https://host.example/r",
    }  # fmt: skip

    def run(text: str) -> Any:
        (checkout / MODULE).write_text(text, encoding="utf-8")
        (checkout / "result.json").unlink(missing_ok=True)
        command = [sys.executable, bundle / "autograder.py"]
        subprocess.run(command, env=offline | told, cwd=checkout, check=True, timeout=600)
        return json.loads((checkout / "result.json").read_text(encoding="utf-8"))

    return run


def test_classroom_50_gets_whole_numbers_that_add_up(runner: Callable[[str], Any]) -> None:
    result = runner(module(WRONG))
    assert result["schema"] == "classroom50/result/v1"
    assert (result["classroom"], result["assignment"]) == ("numpy", "arrays")
    assert (result["score"], result["max-score"]) == (round(8.12 * SCALE), 9 * SCALE)
    for key in ("score", "max-score"):
        assert all(type(test[key]) is int for test in result["tests"])
        assert result[key] == sum(test[key] for test in result["tests"])
    assert all(isinstance(result[key], str) and result[key] for key in ("submission", "commit", "release", "review"))
    passed = {test["test-name"]: test["passed"] for test in result["tests"] if test["max-score"]}
    assert [name for name, good in passed.items() if not good] == ["normalize"]


def test_classroom_50_gets_a_zero_for_what_cannot_be_read(runner: Callable[[str], Any]) -> None:
    result = runner("\0")
    assert (result["score"], result["max-score"]) == (0, 9 * SCALE)
    assert "null bytes" in result["tests"][0]["output"]


# What is refused


def test_a_package_without_hidden_tests_is_refused(chapter: Chapter, tmp_path: Path) -> None:
    path = tmp_path / "numpy_dl_course-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"autograder/graders/{ID}/test_visible.py", "")
    for make in (gradescope, classroom50):
        with pytest.raises(CourseError, match="holds no hidden tests of ch1_1_arrays"):
            make(chapter, path, tmp_path / "out")
        with pytest.raises(CourseError, match="is no wheel"):
            make(chapter, tmp_path / "absent.whl", tmp_path / "out")
    assert not (tmp_path / "out").exists()
