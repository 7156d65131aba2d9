"""A course that changes while it runs: what that means for grades is told, and refused before anything is lost."""

import json
import shutil
from pathlib import Path

import pytest
from nbgrader_course import ID, NOTEBOOK, Course, answer_in_notebook, new_course, notebook_of, solutions, write_notebook

import autograder.build.release
from autograder.classroom.changes import cells_to_come, changes, changes_by_build, digests_to_come
from autograder.cli import author
from autograder.course import Course as CourseTable

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course in which one has been graded."""
    course = new_course(tmp_path_factory.mktemp("running") / "course")
    answer_in_notebook(course.hand_in("anna"), solutions())
    course.nbgrader("autograde", ID)
    return course


@pytest.fixture
def copy(running: Course, tmp_path: Path) -> Course:
    return Course(Path(shutil.copytree(running.folder, tmp_path / "course")), running.home)


def released(course: Course) -> dict[str, bytes]:
    folder = course.folder / "release" / ID
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def with_changed(table: CourseTable, which: str, **new: object) -> CourseTable:
    """The course with an exercise of the chapter changed."""
    data = json.loads(table.model_dump_json())
    for module in data["modules"]:
        for chapter in module["chapters"]:
            if chapter["id"] == ID:
                for exercise in chapter["exercises"]:
                    if exercise["name"] == which:
                        exercise.update(new)
    return CourseTable.model_validate(data)


def test_an_added_exercise_is_refused_and_the_release_stays(copy: Course) -> None:
    notebook = notebook_of(copy.folder / "source" / ID)
    added = {
        "grade": True,
        "grade_id": "check_more",
        "locked": True,
        "points": 2,
        "schema_version": 3,
        "solution": False,
    }
    notebook["cells"].append(
        {"cell_type": "code", "id": "more", "source": "", "outputs": [], "execution_count": None,
         "metadata": {"nbgrader": {**added, "task": False}}}
    )  # fmt: skip
    write_notebook(copy.folder / "source" / ID, notebook)
    before = released(copy)
    said = copy.nbgrader("generate_assignment", ID, status=1)
    assert f"{ID}, in which 1 have been graded: more would be new" in said
    assert "Nothing was changed. docs/running-a-class.md" in said
    assert before
    assert released(copy) == before
    assert copy.points() == {"anna": 9}

    # The way through that is documented: the assignment is started anew, from what was handed in.
    copy.nbgrader("db", "assignment", "remove", ID, "--force")
    copy.nbgrader("generate_assignment", ID)
    copy.nbgrader("autograde", ID, "--force")
    assert copy.cell_points("anna")["check_more"] == (0, None, 2)
    assert copy.points() == {"anna": 9}


def test_new_points_are_told_and_hold_after_regrading(copy: Course) -> None:
    source = copy.folder / "source" / ID / NOTEBOOK
    notebook = json.loads(source.read_text())
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "check_normalize":
            cell["metadata"]["nbgrader"]["points"] = 10
    source.write_text(json.dumps(notebook))
    said = copy.nbgrader("generate_assignment", ID)
    assert "normalize is to give 10 points in place of 5 points. Who has been graded keeps the old points" in said
    assert copy.points() == {"anna": 9}
    copy.nbgrader("autograde", ID, "--force")
    assert copy.points() == {"anna": 14}


def test_an_unchanged_assignment_is_generated_again_without_a_word(copy: Course) -> None:
    before = released(copy)
    assert "have been graded" not in copy.nbgrader("generate_assignment", ID)
    assert released(copy) == before


def test_what_a_build_would_change_is_known_from_the_course(running: Course, course: CourseTable) -> None:
    assert changes_by_build(running.folder, course) == []
    (points,) = changes_by_build(running.folder, with_changed(course, "normalize", points=7))
    assert not points.refused
    assert "normalize is to give 7 points in place of 5 points" in str(points)
    with running.gradebook() as gradebook:
        cells = cells_to_come(course, ID)
        gone = {name: points for name, points in cells.items() if "normalize" not in name}
        (change,) = changes(gradebook, ID, gone, digests_to_come(course, ID))
        assert change.refused
        assert "normalize would be gone" in change.said
        (change,) = changes(gradebook, ID, cells_to_come(course, "ch9_9_unknown"), {})
        assert change.refused
        assert "no such chapter any more" in change.said


def test_changed_tests_are_told_with_how_many_were_graded_by_the_old(running: Course, course: CourseTable) -> None:
    tests = digests_to_come(course, ID)
    assert tests["normalize"] != tests["last_rows"]
    with running.gradebook() as gradebook:
        cells = cells_to_come(course, ID)
        assert changes(gradebook, ID, cells, tests) == []
        (change,) = changes(gradebook, ID, cells, {**tests, "normalize": "other", "last_rows": "other"})
    assert not change.refused
    assert change.said.startswith("normalize, last_rows have other tests now than when 1 were. ")
    assert f"nbgrader autograde {ID} --force" in change.said


def test_an_exercise_that_loses_its_points_is_refused(running: Course, course: CourseTable) -> None:
    with running.gradebook() as gradebook:
        (change,) = changes(gradebook, ID, cells_to_come(course, ID) | {"check_normalize": None}, {})
    assert change.refused
    assert "no points in place of 5 points" in change.said


def test_a_build_that_the_gradebook_cannot_follow_builds_nothing(
    running: Course, course: CourseTable, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(autograder.build.release, "root", lambda: running.folder)
    monkeypatch.setattr(author, "load_course", lambda: with_changed(course, "last_rows", name="first_rows"))
    monkeypatch.setattr(author, "run_explanations", lambda *_: pytest.fail("it went on"))
    assert author.run_build(only_check=False) == 2
    said = capsys.readouterr().err
    assert "first_rows would be new, and last_rows would be gone" in said
    assert "Nothing was built" in said


def test_late_days_are_in_time_and_what_is_beyond_them_costs(copy: Course) -> None:
    (copy.folder / "nbgrader_settings.py").write_text("c.LateDays.per_day = 0.1\n")
    (copy.folder / "late_days.csv").write_text(f"student,assignment,days\nbo,{ID},2\n*,*,1\n")
    with copy.gradebook() as gradebook:
        gradebook.update_or_create_assignment(ID, duedate="2026-02-01 12:00:00 UTC")
    for name, when in (("bo", "2026-02-03 11:00:00 UTC"), ("cy", "2026-02-03 13:00:00 UTC")):
        answer_in_notebook(copy.hand_in(name, when), solutions())
    copy.hand_in("dora")
    copy.hand_in("eve")
    shutil.rmtree(copy.submitted("eve"))
    copy.nbgrader("db", "student", "add", "eve")
    copy.nbgrader("autograde", ID, "--student", "bo")
    copy.nbgrader("autograde", ID, "--student", "cy")
    copy.nbgrader("export", "--to", "grades.csv")
    exported = (copy.folder / "grades.csv").read_text()
    assert "cy,,,,9.0,1.8,7.2,9.0" in exported  # a day is free to all: one and an hour are two begun
    said = copy.course("grades", ID)
    rows = {line.split()[0]: " ".join(line.split()) for line in said.splitlines() if line.strip()}
    assert rows["bo"] == "bo 9 9 9 47 hours late"
    assert rows["cy"] == "cy 9 −1.8 7.2 9 49 hours late"
    assert rows["dora"] == "dora 0 0 9 submitted, not graded yet"
    assert rows["eve"] == "eve 0 0 9 not handed in"


def test_points_by_hand_and_what_waits_for_them_are_shown(copy: Course) -> None:
    with copy.gradebook() as gradebook:
        gradebook.find_grade("check_normalize", ID, ID, "anna").manual_score = 2.5
        gradebook.find_grade("check_last_rows", ID, ID, "anna").needs_manual_grade = True
        gradebook.db.commit()
    said = copy.course("grades", ID)
    assert "anna 6.5 9 waits to be graded by hand; by hand: check_normalize" in " ".join(said.split())


def test_an_assignment_that_the_course_no_longer_has_is_shown(copy: Course) -> None:
    with copy.gradebook() as gradebook:
        gradebook.find_assignment(ID).name = "ch1_0_old"
        gradebook.db.commit()
    said = copy.course("grades", "ch1_0_old")
    assert "anna" in said
    said = copy.course("grades", "1.2", status=2)
    assert "The gradebook does not know ch1_2_matrices. It knows: ch1_0_old." in said


def test_a_table_of_late_days_that_cannot_be_read_grades_nobody(copy: Course) -> None:
    (copy.folder / "late_days.csv").write_text("student,assignment,days\nanna,*,many\n")
    said = copy.nbgrader("autograde", ID, "--force", status=1)
    assert "late_days.csv, line 2: 'many' is no number of days" in said
    assert "Autograding" not in said
