"""A student in JupyterLab, in a real browser: the students' package, a new workspace, Module 1 done wrong and right."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import chromium
from installed import STUDENTS, Installation, new_installation
from lab import Lab, server, shown

from autograder.build.stub import read_chapter
from autograder.course import Chapter, load_course

pytestmark = pytest.mark.slow

COURSE = load_course()
MODULE_1 = COURSE.modules[1].chapters
WRONG = {  # a known mistake for some, for all others an answer of the wrong kind
    "normalize": ("def normalize(X):\n    return (X - X.mean()) / X.var()\n", "You divide by the variance."),
    "matrix_multiply": ("def matrix_multiply(X, W):\n    return X @ W.T\n", ""),
}


@pytest.fixture(scope="module")
def installed(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return new_installation(tmp_path_factory.mktemp("student"), wheels[STUDENTS])


@pytest.fixture(scope="module")
def workspace(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work")
    installed.run(folder, "course", "init", "my course")
    return folder / "my course"


@pytest.fixture(scope="module")
def lab(installed: Installation, workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with chromium(tmp_path_factory.mktemp("profile")) as browser, server(installed, workspace) as address:
        yield shown(browser, address)


def right(chapter: Chapter, name: str) -> str:
    marked = read_chapter(chapter).solutions[name].marked
    return "\n".join(line for line in marked.split("\n") if not line.strip().startswith("###"))


def cells(name: str) -> tuple[str, str]:
    """The cell that an exercise is written in, and the one that checks it."""
    return f"exercise-{name.replace('_', '-')}", f"check-{name.replace('_', '-')}"


@pytest.mark.parametrize("chapter", MODULE_1, ids=lambda chapter: chapter.number)
def test_each_exercise_wrong_and_right(lab: Lab, chapter: Chapter) -> None:
    lab.open(f"{chapter.id}/{chapter.id}.ipynb")
    lab.run("cell-001")
    for exercise in chapter.exercises:
        name = exercise.name
        written, checked = cells(name)
        lab.run(written)
        assert f"{name} not started" in lab.run(checked)
        source, said = WRONG.get(name, (f"def {name}(*args):\n    return 'no'\n", ""))
        lab.write(written, source)
        lab.run(written)
        verdict = lab.run(checked)
        assert "✗" in verdict, verdict
        assert said in verdict
        lab.write(written, right(chapter, name))
        lab.run(written)
        verdict = lab.run(checked)
        assert "✓" in verdict, verdict
        assert "✗" not in verdict, verdict
    lab.close_notebook()
