"""Runs that follow one another: killed ones, submissions handed in again, regrading, an instructor's own cells."""

import json
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from nbgrader_course import (
    CHAPTER,
    CHECKOUT,
    ID,
    NEWER,
    NOTEBOOK,
    Course,
    answer_in_module,
    answer_in_notebook,
    environment,
    new_course,
    notebook_of,
    solutions,
    write_notebook,
)

from autograder.classroom.demo import make_course

pytestmark = pytest.mark.slow


@dataclass
class Runs:
    """A course after several runs of autograde, with the points after each."""

    course: Course
    points: dict[str, dict[str, float]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    half_graded: Any = None
    left_running: Any = None

    def autograde(self, run: str, *options: str) -> None:
        self.said[run] = self.course.nbgrader("autograde", ID, *options)
        self.points[run] = self.course.points()


SLOW = """\
def reshaped_ones(rows, cols):
    import time
    time.sleep(1)
    return np.ones((rows, cols))
"""


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    course = new_course(tmp_path_factory.mktemp("runs") / "course")
    runs = Runs(course)
    answer_in_notebook(course.hand_in("a_steady"), solutions())
    answer_in_notebook(course.hand_in("b_slow"), solutions(reshaped_ones=SLOW))
    spoil(course.hand_in("c_spoils_it_first"))
    (course.hand_in("d_forgets_it_first", timestamp=None) / NOTEBOOK).unlink()
    answer_in_notebook(course.hand_in("e_spoils_it_later"), solutions())
    answer_in_notebook(course.hand_in("f_improves"), {"normalize": solutions()["normalize"]})

    runs.half_graded, runs.left_running = kill_while_grading(course, "b_slow")
    runs.autograde("after the kill")

    with course.gradebook() as gradebook:
        gradebook.find_grade("check_normalize", ID, ID, "a_steady").manual_score = 2.5
        gradebook.find_comment("normalize", ID, ID, "a_steady").manual_comment = "See me."
        gradebook.db.commit()
    # In the place of the stand-in: a notebook alone, as somebody would copy it there; a whole folder, without a time.
    answer_in_notebook(course.submitted("c_spoils_it_first"), solutions())
    answer_in_module(course.hand_in("d_forgets_it_first", timestamp=None), solutions())
    spoil(course.hand_in("e_spoils_it_later", NEWER))
    answer_in_notebook(course.hand_in("f_improves", NEWER), solutions())
    runs.autograde("handed in again")

    runs.autograde("once more")
    runs.autograde("forced", "--force")
    return runs


def spoil(folder: Path) -> None:
    (folder / NOTEBOOK).write_text('{"cells": [', encoding="utf-8")


def kill_while_grading(course: Course, student: str) -> tuple[Any, list[psutil.Process]]:
    """Kill autograde while it grades a student; return what it had written of that student's notebook, and which of
    the processes that it had started live on."""
    process = subprocess.Popen(
        [sys.executable, "-m", "nbgrader", "autograde", ID],
        cwd=course.folder, env=environment(course.home), text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr
    for line in process.stderr:
        if "Autograding" in line and student in line:
            break
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    process.kill()
    assert process.wait() == -signal.SIGKILL
    _gone, alive = psutil.wait_procs(children, timeout=10)
    written = (course.folder / "autograded" / student / ID / NOTEBOOK).read_text(encoding="utf-8")
    return json.loads(written), alive


def test_a_killed_run_leaves_a_half_graded_notebook(runs: Runs) -> None:
    cells = [cell for cell in runs.half_graded["cells"] if cell["metadata"].get("nbgrader", {}).get("grade")]
    assert len(cells) == 5
    assert not any(cell["outputs"] for cell in cells)


def test_the_run_after_a_killed_one_grades_everybody(runs: Runs) -> None:
    assert "did not finish grading b_slow" in runs.said["after the kill"]
    assert runs.points["after the kill"] == {
        "a_steady": 9, "b_slow": 9, "c_spoils_it_first": 0, "d_forgets_it_first": 0, "e_spoils_it_later": 9,
        "f_improves": 5,
    }  # fmt: skip


def test_what_the_killed_run_had_graded_is_not_graded_again(runs: Runs) -> None:
    assert "Skipping existing assignment" in runs.said["after the kill"]
    assert "a_steady/ch1_1_arrays/ch1_1_arrays.ipynb" not in runs.said["after the kill"]


def test_handing_in_again_after_being_set_aside_earns_the_points(runs: Runs) -> None:
    points = runs.points["handed in again"]
    assert (points["c_spoils_it_first"], points["d_forgets_it_first"], points["f_improves"]) == (9, 9, 9)
    kept = runs.course.folder / "quarantine" / ID
    assert (kept / "c_spoils_it_first" / NOTEBOOK).read_text() == '{"cells": ['
    assert not (runs.course.submitted("c_spoils_it_first") / "SET_ASIDE.txt").exists()


def test_a_spoiled_second_submission_counts_as_the_last(runs: Runs) -> None:
    assert runs.points["handed in again"]["e_spoils_it_later"] == 0
    assert "Set aside the submission of e_spoils_it_later" in runs.said["handed in again"]


def test_grading_once_more_changes_nothing(runs: Runs) -> None:
    assert runs.points["once more"] == runs.points["handed in again"]
    assert "Autograding" not in runs.said["once more"]
    assert "Set aside" not in runs.said["once more"]


def test_forced_regrading_gives_the_same_points(runs: Runs) -> None:
    assert runs.points["forced"] == runs.points["once more"]
    assert runs.said["forced"].count("] Autograding") == 6


def test_manual_points_and_comments_stay(runs: Runs) -> None:
    assert runs.course.cell_points("a_steady")["check_normalize"] == (5.0, 2.5, 5.0)
    assert runs.points["forced"]["a_steady"] == 6.5
    with runs.course.gradebook() as gradebook:
        assert gradebook.find_comment("normalize", ID, ID, "a_steady").comment == "See me."


def test_a_killed_run_takes_its_sandboxes_along(runs: Runs) -> None:
    assert runs.left_running == []


# An instructor's own cells


@pytest.fixture(scope="module")
def own_cells(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course whose instructor has added a question, a task and a check of their own to the notebook."""
    folder = tmp_path_factory.mktemp("own") / "course"
    course = Course(folder, folder.parent / "instructor")
    make_course(folder, CHECKOUT, [CHAPTER])
    source = folder / "source" / ID
    notebook = notebook_of(source)
    for grade_id, kind, text, flags in (
        ("question", "markdown", "Why divide by std?", {"grade": True, "solution": True, "points": 4}),
        ("task", "markdown", "Draw it.", {"task": True, "points": 3, "locked": True}),
        ("free_code", "code", "answer = 0", {"grade": True, "solution": True, "points": 2}),
        ("check_bonus", "code", "assert True", {"grade": True, "points": 50, "locked": True}),
    ):
        about = {"grade": False, "solution": False, "task": False, "locked": False, "schema_version": 3}
        cell: dict[str, Any] = {
            "cell_type": kind, "id": grade_id.replace("_", "-"), "source": text,
            "metadata": {"nbgrader": {**about, **flags, "grade_id": grade_id}},
        }  # fmt: skip
        notebook["cells"].append(cell | ({"outputs": [], "execution_count": None} if kind == "code" else {}))
    write_notebook(source, notebook)
    course.nbgrader("generate_assignment", ID)
    course.hand_in("untouched")
    answer_in_notebook(course.hand_in("answers"), solutions(question="Because.", free_code="answer = 42"))
    deleted = course.hand_in("deletes")
    notebook = notebook_of(deleted)
    notebook["cells"] = [cell for cell in notebook["cells"] if "nbgrader" not in cell["metadata"]]
    write_notebook(deleted, notebook)
    course.nbgrader("autograde", ID)
    course.nbgrader("generate_feedback", ID)
    return course


def test_a_check_that_no_exercise_has_gives_no_points(own_cells: Course) -> None:
    for student in ("untouched", "answers", "deletes"):
        assert own_cells.cell_points(student)["check_bonus"] == (0, None, 50)
    assert "no exercise belongs to check_bonus" in own_cells.page("answers")


def test_a_question_waits_for_the_instructor(own_cells: Course) -> None:
    cells = own_cells.cell_points("answers")
    assert cells["question"] == (None, None, 4)
    assert cells["free_code"] == (None, None, 2)
    assert cells["task"] == (None, None, 3)
    assert own_cells.points() == {"untouched": 0, "answers": 9, "deletes": 0}
    with own_cells.gradebook() as gradebook:
        assert gradebook.find_submission(ID, "answers").needs_manual_grade
    assert "Because." in own_cells.page("answers")


def test_an_unanswered_question_has_no_points(own_cells: Course) -> None:
    for student in ("untouched", "deletes"):
        cells = own_cells.cell_points(student)
        assert (cells["question"], cells["free_code"]) == ((0, None, 4), (0, None, 2))


def test_a_graded_class_with_free_code_is_not_graded_again(own_cells: Course) -> None:
    assert "Autograding" not in own_cells.nbgrader("autograde", ID)


# nbgrader validate


def test_validate_says_that_an_untouched_notebook_fails(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "release" / ID, tmp_path / ID)
    said = Course(tmp_path / ID, tmp_path / "home").nbgrader("validate", NOTEBOOK)
    assert "VALIDATION FAILED ON 5 CELL(S)!" in said
    assert "Success" not in said


def test_validate_says_that_a_solved_notebook_succeeds(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "release" / ID, tmp_path / ID)
    answer_in_notebook(tmp_path / ID, solutions())
    said = Course(tmp_path / ID, tmp_path / "home").nbgrader("validate", NOTEBOOK)
    assert "Success! Your notebook passes all the tests." in said
