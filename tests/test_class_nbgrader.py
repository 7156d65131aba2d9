"""`course grade --nbgrader`: side by side, and the gradebook and the feedback are those of nbgrader's own autograde."""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas
import pytest
from nbgrader_course import (
    ID,
    LATE,
    NOTEBOOK,
    Course,
    answer_in_module,
    answer_in_notebook,
    grade_id,
    new_course,
    notebook_of,
    solutions,
    write_notebook,
)

pytestmark = pytest.mark.slow

COURSE = str(Path(sys.executable).parent / "course")

WRONG = solutions(normalize="def normalize(X):\n    return (X - X.mean(axis=0)) / X.std(axis=0)\n")


def answers(folder: Path) -> None:
    answer_in_notebook(folder, solutions())


def answers_in_the_module(folder: Path) -> None:
    answer_in_module(folder, solutions())


def is_wrong(folder: Path) -> None:
    answer_in_notebook(folder, WRONG)


def writes_cells_of_its_own(folder: Path) -> None:
    notebook = notebook_of(folder)
    cells = [cell for cell in notebook["cells"] if not grade_id(cell)]
    for text in WRONG.values():
        cells.append({"cell_type": "code", "metadata": {}, "source": text, "outputs": [], "execution_count": None})
    write_notebook(folder, notebook | {"cells": cells})


def answers_in_a_locked_cell(folder: Path) -> None:
    """nbgrader puts back what was there."""
    answer_in_notebook(folder, {**solutions(), "normalize": "", "check_normalize": solutions()["normalize"]})


def is_damaged(folder: Path) -> None:
    (folder / NOTEBOOK).write_text('{"cells": [', encoding="utf-8")


def is_late(folder: Path) -> None:
    answers(folder)
    (folder / "timestamp.txt").write_text(LATE, encoding="utf-8")


def is_untouched(_folder: Path) -> None:
    pass


CLASS: list[Callable[[Path], None]] = [
    answers, answers_in_a_locked_cell, answers_in_the_module, is_damaged, is_late, is_untouched, is_wrong,
    writes_cells_of_its_own,
]  # fmt: skip
# A damaged one is set aside; where an answer stood in a locked cell, only the original says so.
AS_USUAL = {"answers_in_a_locked_cell", "is_damaged"}


@dataclass(frozen=True)
class Both:
    """The same class, graded by nbgrader alone and by `course grade --nbgrader`."""

    plain: Course
    fast: Course
    said: str


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("both")
    plain = new_course(folder / "plain", exchange=folder / "exchange")
    for write in CLASS:
        write(plain.hand_in(write.__name__))
    plain.nbgrader("generate_assignment", ID)
    (folder / "fast").mkdir()
    fast = Course(Path(shutil.copytree(plain.folder, folder / "fast" / "course")), plain.home)
    plain.nbgrader("autograde", ID)
    said = fast.run(COURSE, "grade", "--nbgrader", str(fast.folder), "--jobs", "2")
    for course in (plain, fast):
        course.nbgrader("generate_feedback", ID)
    return Both(plain, fast, said)


def gradebook(course: Course) -> dict[str, Any]:
    """All that a gradebook says of a class."""
    with course.gradebook() as book:
        return {
            found.student.id: {
                "late": found.total_seconds_late,
                "points": {g.name: (g.auto_score, g.needs_manual_grade) for n in found.notebooks for g in n.grades},
                "comments": {c.name: c.auto_comment for n in found.notebooks for c in n.comments},
            }
            for found in book.assignment_submissions(ID)
        }


def test_the_gradebook_is_that_of_plain_autograde(both: Both) -> None:
    expected = gradebook(both.plain)
    assert len(expected) == len(CLASS)
    assert gradebook(both.fast) == expected
    assert len(set(both.fast.points().values())) > 2


def test_the_feedback_is_that_of_plain_autograde(both: Both) -> None:
    for write in CLASS:
        assert both.fast.page(write.__name__) == both.plain.page(write.__name__)


def test_what_formgrader_shows_is_that_of_plain_autograde(both: Both) -> None:
    for write in CLASS:
        place = Path("autograded", write.__name__, ID, NOTEBOOK)
        shown = (both.fast.folder / place).read_text(encoding="utf-8")
        assert shown == (both.plain.folder / place).read_text(encoding="utf-8")


def test_the_feedback_is_released(both: Both) -> None:
    said = both.fast.nbgrader("release_feedback", ID)
    assert "Feedback released" in said or "Releasing feedback" in said


def test_the_results_are_there_for_the_report(both: Both) -> None:
    assert f"{len(CLASS)} submissions" in both.said
    assert len(list((both.fast.folder / "results" / ID).glob("*.json"))) == len(CLASS)


def test_nbgraders_export_agrees_with_ours(both: Both) -> None:
    both.fast.nbgrader("export", "--to", "grades.csv")
    both.fast.course("export", "exercises", "--to", "exercises.csv")
    theirs = pandas.read_csv(both.fast.folder / "grades.csv").set_index("student_id")["raw_score"]
    ours = pandas.read_csv(both.fast.folder / "exercises.csv").groupby("student")["points"].sum()
    assert len(theirs) == len(CLASS)
    assert theirs.to_dict() == pytest.approx(ours.to_dict())
    assert 0 < ours["answers_in_a_locked_cell"] < ours["answers"]


def test_a_result_is_taken_where_all_that_marks_depend_on_is_the_same(both: Both) -> None:
    before = gradebook(both.fast)
    option = f"--GradeInSandbox.results={both.fast.folder / 'results'}"
    said = both.fast.nbgrader("autograde", ID, "--force", option)
    assert said.count("where it was graded") == len(CLASS) - len(AS_USUAL)

    older = both.fast.folder / "results" / ID / "answers.json"
    result = json.loads(older.read_text())
    result["versions"]["course"] = "older"
    older.write_text(json.dumps(result))
    changed = both.fast.submitted("is_wrong") / NOTEBOOK
    changed.write_text(changed.read_text().replace("axis=0", "axis=1"))
    said = both.fast.nbgrader("autograde", ID, "--force", option)
    assert said.count("where it was graded") == len(CLASS) - len(AS_USUAL) - 2
    assert gradebook(both.fast)["answers"] == before["answers"]


def test_a_folder_that_is_no_course_is_told(tmp_path: Path) -> None:
    course = Course(tmp_path, tmp_path / "home")
    said = course.course("grade", "--nbgrader", str(tmp_path), status=2)
    assert "Nobody was graded" in said
    assert "nbgrader_config.py does not exist" in said
