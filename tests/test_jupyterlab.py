"""A student in JupyterLab, in a real browser: the students' package, a new workspace, Module 1 done wrong and right."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import AXE, chromium
from installed import STUDENTS, Installation, new_installation
from lab import Lab, server, shown

from autograder.build.stub import read_chapter
from autograder.course import Chapter, load_course

pytestmark = pytest.mark.slow

COURSE = load_course()
MODULE_1 = COURSE.modules[1].chapters
CHAPTER = MODULE_1[0]
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
    with chromium(tmp_path_factory.mktemp("profile"), [AXE]) as browser, server(installed, workspace) as address:
        yield shown(browser, address)


def right(chapter: Chapter, name: str) -> str:
    marked = read_chapter(chapter).solutions[name].marked
    return "\n".join(line for line in marked.split("\n") if not line.strip().startswith("###"))


def cells(name: str) -> tuple[str, str]:
    """The cell that an exercise is written in, and the one that checks it."""
    return f"exercise-{name.replace('_', '-')}", f"check-{name.replace('_', '-')}"


def test_module_1_wrong_and_right_to_its_ending(lab: Lab, installed: Installation, workspace: Path) -> None:
    for chapter in MODULE_1:
        lab.open(f"{chapter.id}/{chapter.id}.ipynb")
        lab.run("cell-001")
        last = ""
        for exercise in chapter.exercises:
            written, checked = cells(exercise.name)
            lab.run(written)
            assert f"{exercise.name} not started" in lab.run(checked)
            source, sentence = WRONG.get(exercise.name, (f"def {exercise.name}(*args):\n    return 'no'\n", ""))
            verdict = lab.write_and_check(written, source, checked)
            assert "✗" in verdict
            assert sentence in verdict
            verdict = lab.write_and_check(written, right(chapter, exercise.name), checked)
            assert "✓" in verdict
            assert "✗" not in verdict
            last = verdict if "is finished" in verdict else last
        assert f"Chapter {chapter.number} is finished" in last
        lab.close_notebook()
    assert f"you have written {sum(len(chapter.library) for chapter in MODULE_1)} functions" in last
    assert "commonest slips in it:" in last
    done = sum(not exercise.stretch for chapter in MODULE_1 for exercise in chapter.exercises)
    assert f" {done} of " in installed.run(workspace, "course")
    assert "visible tests" in installed.run(workspace, "course", "check", *(chapter.number for chapter in MODULE_1))


def test_hints_are_folded_and_a_check_that_hangs_is_stopped(lab: Lab) -> None:
    lab.open(f"{CHAPTER.id}/{CHAPTER.id}.ipynb")
    lab.run("cell-001")
    place = lab.add("from autograder import hint\nhint('last_rows')")
    assert (
        lab.run(place) == "last_rows: from the idea to nearly the code hint 1: the idea hint 2: shapes or formula "
        "hint 3: nearly the code"
    )
    lab.element(place, "summary").click()
    assert len(lab.element(place, "details[open] pre").text) > 20
    written, checked = cells("last_rows")
    verdict = lab.write_and_check(written, "def last_rows(X, k):\n    while True:\n        pass\n", checked)
    assert "did not finish within" in verdict
    assert "endless loop" in verdict
    verdict = lab.write_and_check(written, right(CHAPTER, "last_rows"), checked)  # and the kernel is still there
    assert "✗" not in verdict
    lab.close_notebook()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_a_verdict_can_be_read_in_both_colors_and_aloud(lab: Lab, theme: str) -> None:
    lab.theme(theme)
    lab.open(f"{CHAPTER.id}/{CHAPTER.id}.ipynb")
    lab.run("cell-001")
    written, checked = cells("normalize")
    assert "✗" in lab.write_and_check(written, WRONG["normalize"][0], checked)
    lab.browser.execute_script("arguments[0].id = 'verdict'", lab.element(checked, ".course-result"))
    lab.browser.execute_script(AXE.read_text(encoding="utf-8"))
    found = lab.browser.execute_async_script("axe.run('#verdict', {resultTypes: ['violations']}).then(arguments[0])")
    assert [(v["id"], n["html"][:120], n["failureSummary"]) for v in found["violations"] for n in v["nodes"]] == []
    heard = lab.heard("#verdict")
    assert heard[0] == ("group", "check of normalize")
    assert ("image", "failed") in heard
    assert [role for role, _name in heard].count("listitem") == 1
    lab.close_notebook()
