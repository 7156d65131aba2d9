"""A stretch exercise is checked like the rest, has no points, shows as a star, and nothing is unfinished without it."""

import io
import subprocess
import sys

import pytest
from rich.console import Console

from autograder.build.notebook import source_notebook
from autograder.build.release import write_files
from autograder.build.stub import stub_module
from autograder.build.words import length
from autograder.course import Course
from autograder.grading.results import CheckResult, ExerciseResult
from autograder.places import solutions_folder
from autograder.report import colors
from autograder.report.account import next_step, total
from autograder.report.gradescope import results
from autograder.report.html import exercise_html
from autograder.report.model import Report, grade
from autograder.report.terminal import print_report
from autograder.submission import read_submission

pytestmark = pytest.mark.usefixtures("born")

NAME = "pairwise_distances"
RIGHT = f"""
def {NAME}(A, B):
    return ((A[:, None] - B) ** 2).sum(axis=-1)
"""
WRONG = f"""
def {NAME}(A, B):
    return ((A[:, None] - B) ** 2).mean(axis=-1)
"""


@pytest.fixture(scope="module")
def chapter(course: Course):
    return course.chapter("ch1_2_matrices")


@pytest.fixture
def solved(chapter, tmp_path):
    """solved(stretch) is a module in which all else is right, and the stretch exercise is that text."""
    sources = [(solutions_folder() / package / "matrices.py").read_text() for package in ("neural_network", "practice")]
    text = "\n".join(sources)
    rest = text[: text.index(f"def {NAME}(")]

    def write(stretch=""):
        path = tmp_path / "matrices.py"
        path.write_text(rest + stretch)
        return path

    return write


@pytest.fixture
def graded(solved, course):
    return lambda stretch="", only=None: grade(read_submission(solved(stretch), course), course, only)


def stub(chapter):
    text = stub_module(chapter)
    return text[text.index(f"def {NAME}(") :]


def of_stretch(report: Report) -> ExerciseResult:
    return next(exercise for exercise in report.exercises if exercise.stretch)


def printed(report: Report, color: str | None = None) -> str:
    out = io.StringIO()
    print_report(report, Console(file=out, width=100, color_system=color, force_terminal=bool(color), highlight=False))
    return out.getvalue()


def result(name, status, *, stretch=False, hidden_tests=True, passed=()):
    points = 0.0 if stretch else 2.0
    checks = tuple(CheckResult(label=str(number), passed=one) for number, one in enumerate(passed))
    return ExerciseResult(
        name=name, score=points if status == "passed" else 0.0, max_score=points, status=status, stretch=stretch,
        checks=checks, hidden_tests=hidden_tests, location=f"{name}.py:3",
    )  # fmt: skip


def report(*exercises: ExerciseResult) -> Report:
    return Report(chapter="ch1", title="1.1 Halves", submission="answers.py", exercises=exercises)


# Grading


@pytest.mark.parametrize("how", ["stub", "left out"])
def test_a_chapter_is_finished_without_its_stretch_exercise(graded, chapter, how):
    found = graded(stub(chapter) if how == "stub" else "")
    assert (of_stretch(found).status, of_stretch(found).score) == ("not_started", 0)
    assert found.complete
    assert found.score == found.max_score == chapter.points == 13
    assert next_step(found) == ""
    assert f"{NAME}   ☆ optional" in printed(found)


def test_a_right_one_earns_a_star_and_no_points(graded):
    found = graded(RIGHT)
    assert (of_stretch(found).status, of_stretch(found).score) == ("passed", 0)
    assert f"{NAME}   ★ done" in printed(found)
    assert total(found) == "13 / 13 points ★"


def test_a_wrong_one_costs_nothing_and_is_explained(graded):
    found = graded(WRONG)
    assert found.complete
    assert found.score == 13
    assert of_stretch(found).failure.mistake == "averages"
    text = printed(found)
    assert f"{NAME}   ☆ not yet: 0 of 4 tests" in text
    assert "You take the mean of the squared differences." in text
    assert next_step(found).endswith(f"--exercise {NAME}")


def test_a_misspelt_one_is_told_so(graded):
    found = graded(RIGHT.replace(NAME, "pairwise_distance"))
    assert of_stretch(found).failure.advice == f"There is a pairwise_distance: rename it to {NAME}."


def test_checked_alone_it_is_what_counts(graded, chapter):
    alone = graded(stub(chapter), NAME)
    assert not alone.complete
    assert total(alone) == "☆ optional"
    assert next_step(alone).startswith(f"next: write {NAME}")
    assert graded(RIGHT, NAME).complete
    assert not graded(WRONG, NAME).complete


# Reports


def test_what_is_to_be_done_comes_before_what_is_optional():
    wrong, begun = result("b", "failed"), result("star", "failed", stretch=True)
    assert next_step(report(begun, result("a", "not_started"))).startswith("next: write a ")
    assert "b.py:3" in next_step(report(begun, result("a", "not_started"), wrong))
    assert "star.py:3" in next_step(report(begun, result("a", "passed")))


def test_where_hidden_tests_are_not_installed_its_tests_are_counted_apart():
    found = report(
        result("a", "passed", hidden_tests=False, passed=(True, True)),
        result("star", "passed", stretch=True, hidden_tests=False, passed=(True,)),
        result("other", "not_started", stretch=True, hidden_tests=False, passed=(None, None)),
    )
    assert total(found).startswith("visible tests 2 of 2 ★; ")
    text = printed(found)
    assert "star   ★ visible tests 1 of 1" in text
    assert "other   ☆ optional" in text


def test_no_report_of_it_is_red():
    red, red_html = "\x1b[31m", colors.BAD
    for status, passed in (("not_started", (None,)), ("failed", (False, None)), ("passed", (True,))):
        found = result("star", status, stretch=True, passed=passed)
        assert red not in printed(report(found), "standard")
        assert red_html not in exercise_html(found)
        required = result("a", status, passed=passed)
        assert (red_html in exercise_html(required)) == (status == "failed")


@pytest.mark.parametrize(
    ("status", "passed", "star", "shown"),
    [
        ("passed", (True, True), "★ done", "passed"),
        ("failed", (True, False), "☆ not yet: 1 of 2 tests", "failed"),
        ("not_started", (None, None), "☆ optional", None),
    ],
)
def test_html_and_json_show_the_star_and_no_points(status, passed, star, shown):
    found = result("star", status, stretch=True, passed=passed)
    assert star in exercise_html(found)
    assert "/ 0" not in exercise_html(found)
    whole = results(report(result("a", "passed"), found))
    test = whole["tests"][1]
    assert (whole["score"], whole["max_score"]) == (2, 2)
    assert "score" not in test
    assert "max_score" not in test
    assert test.get("status") == shown
    assert test["extra_data"]["star"] == star
    assert test["output"].startswith(star)
    assert whole["tests"][0]["extra_data"]["star"] is None


# The notebook, the stub, pytest


def test_its_check_cell_is_not_graded(chapter, course):
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in source_notebook(chapter, course).cells}
    assert cells[NAME].metadata.nbgrader.solution
    check = cells[f"check_{NAME}"]
    assert check.source == f"check({NAME})"
    assert (check.metadata.nbgrader.grade, check.metadata.nbgrader.locked) == (False, True)
    assert "points" not in check.metadata.nbgrader
    assert cells["check_affine"].metadata.nbgrader.points == 2


def test_a_stub_module_has_it_last_under_a_heading_of_its_own(chapter):
    text = stub_module(chapter)
    assert text.index("def affine(") < text.index("# Stretch: optional") < text.index(f"def {NAME}(")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stretch", "code", "said"),
    [("stub", 0, "1 optional"), ("", 0, "1 optional"), (RIGHT, 0, "7 passed"), (WRONG, 1, "1 failed")],
    ids=["stub", "left out", "right", "wrong"],
)
def test_pytest_passes_without_it_and_fails_where_it_is_wrong(chapter, solved, tmp_path, stretch, code, said):
    folder = tmp_path / chapter.id
    write_files(chapter, folder)
    text = solved(stub(chapter) if stretch == "stub" else stretch).read_text()
    (folder / "matrices.py").write_text(text)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    found = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert found.returncode == code, found.stdout
    assert said in found.stdout.strip().splitlines()[-1]
    assert "not started" not in found.stdout


# The length of lessons


def test_answers_hints_and_the_code_of_figures_are_counted_as_folded(chapter, monkeypatch, tmp_path):
    text = """---
title: "Not counted"
author: "Nobody"
date: "2026-01-01"
---

# Two words

<details><summary>Seen while closed?</summary>

Five words in the answer = this.

</details>

```{code-cell}
x = 1
```

```{code-cell}
:tags: [hide-input]
plot(x, x)
```

```{code-cell}
exercise: half
hint: A first.
hint: A second,
  longer.
hint: A third.
```
"""
    (tmp_path / "lesson.md").write_text(text)
    monkeypatch.setattr("autograder.build.words.lesson_file", lambda _chapter: tmp_path / "lesson.md")
    found = length(chapter)
    assert (found.open, found.folded) == (2 + 3 + 2, 6 + 2 + 7)
    assert not found.is_too_long
