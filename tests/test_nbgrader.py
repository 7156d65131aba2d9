"""The class of nbgrader_class.py, from release to feedback and in formgrader, with nbgrader's own commands.

It is graded once for all tests, which is why they stand in one file.
"""

import csv
import html
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from formgrader import Formgrader
from nbgrader_class import CLASS, QUARANTINED, bad_timestamp, cut_off
from nbgrader_course import (
    CHAPTER,
    CHECKOUT,
    DUE,
    ID,
    MODULE,
    NOTEBOOK,
    Course,
    answer_in_module,
    answer_in_notebook,
    new_course,
    solutions,
)

from autograder.classroom.demo import set_due_date
from autograder.graders import load_grader

pytestmark = pytest.mark.slow

# The run from release to feedback, once for all tests


@dataclass(frozen=True)
class Graded:
    """The graded class, what each command said, and the two students who used the exchange."""

    course: Course
    said: dict[str, str]
    fetched: Path
    ada: Course


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    root = tmp_path_factory.mktemp("class")
    said = {}
    course = new_course(root / "course", root / "exchange")
    set_due_date(course.folder, ID, DUE)
    said["release_assignment"] = course.nbgrader("release_assignment", ID)

    ada = Course(root / "ada" / "work", root / "ada")
    ada.folder.mkdir(parents=True)
    settings = (
        f"c = get_config()\nc.Exchange.root = {str(root / 'exchange')!r}\nc.CourseDirectory.course_id = 'numpy_dl'\n"
    )
    (ada.folder / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    said["fetch_assignment"] = ada.nbgrader("fetch_assignment", ID)
    fetched = root / "as_fetched"
    shutil.copytree(ada.folder / ID, fetched)
    answer_in_module(ada.folder / ID, solutions())
    said["submit"] = ada.nbgrader("submit", ID, "--student=ada")
    (ada.folder / ID / NOTEBOOK).write_text('{"cells": [', encoding="utf-8")
    ada.nbgrader("submit", ID, "--student=bob")

    said["collect"] = course.nbgrader("collect", ID)
    for name, student in CLASS.items():
        student.write(course.hand_in(name))
    for command in ("autograde", "generate_feedback", "release_feedback"):
        said[command] = course.nbgrader(command, ID)
    said["export"] = course.nbgrader("export", "--to", "grades.csv")
    said["grades"] = course.course("grades", ID)
    said["fetch_feedback"] = ada.nbgrader("fetch_feedback", ID, "--student=ada")
    return Graded(course, said, fetched, ada)


def results(page: str) -> dict[str, str]:
    """The text of each exercise's result in a page of feedback, by exercise."""
    one = r'<div [^>]*class="course-result"'  # attributes may stand in any order
    found = re.findall(rf"{one}.*?(?={one}|</body>)", page, re.DOTALL)
    texts = [html.unescape(re.sub(r"<[^>]*>", " ", item)) for item in found]
    return {text.split()[0]: " ".join(text.split()).partition(" Out[1]:")[0] for text in texts}


def test_the_release_is_what_the_checkout_holds(graded: Graded) -> None:
    for folder in (graded.course.folder / "release" / ID, graded.fetched):
        for name in (NOTEBOOK, MODULE, f"test_{MODULE}"):
            committed = (CHECKOUT / "release" / ID / name).read_bytes()
            if name == NOTEBOOK:
                assert json.loads((folder / name).read_bytes()) == json.loads(committed)
            else:
                assert (folder / name).read_bytes() == committed
        assert len([path for path in folder.rglob("*") if path.is_file()]) == 3


def test_the_release_holds_no_solution_and_no_hidden_test(graded: Graded) -> None:
    for path in graded.fetched.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not [secret for secret in secrets() if secret in text], path
        assert "BEGIN SOLUTION" not in text
        assert "HIDDEN" not in text


def secrets() -> list[str]:
    """Lines of the solutions, and names of hidden tests, that nobody else would write."""
    hidden = [t.function.__name__ for tests in load_grader(CHAPTER).tests.values() for t in tests if t.hidden]
    assert len(hidden) > 5
    lines = ["centered / std", "The mean of equal elements may be off", "Not X[-k:]", "reference.normalize"]
    kept = [CHECKOUT / "solutions" / package / MODULE for package in ("neural_network", "practice")]
    kept.append(CHECKOUT / "autograder" / "graders" / ID / "test_hidden.py")
    assert all(any(line in path.read_text(encoding="utf-8") for path in kept) for line in lines)  # they do exist
    return [*hidden, *lines]


def test_a_student_fetches_works_submits_and_is_collected(graded: Graded) -> None:
    assert "Fetched as" in graded.said["fetch_assignment"]
    assert "Submitted as" in graded.said["submit"]
    assert "Collecting submission: ada" in graded.said["collect"]
    assert "Collecting submission: bob" in graded.said["collect"]
    assert graded.course.cell_points("ada")["check_normalize"] == (5.0, None, 5.0)


@pytest.mark.parametrize("name", CLASS)
def test_the_gradebook_has_exactly_the_points_of(name: str, graded: Graded) -> None:
    assert graded.course.points()[name] == CLASS[name].points
    cells = graded.course.cell_points(name)
    assert {key: best for key, (_auto, _manual, best) in cells.items()} == {
        f"check_{exercise.name}": exercise.points for exercise in CHAPTER.exercises if not exercise.stretch
    }
    assert all(manual is None for _auto, manual, _best in cells.values())


def test_the_points_of_single_exercises_are_exact(graded: Graded) -> None:
    partly = graded.course.cell_points("without_edge_cases")
    assert (partly["check_normalize"][0], partly["check_last_rows"][0]) == (4.12, 0.67)


def test_grades_are_exported(graded: Graded) -> None:
    with (graded.course.folder / "grades.csv").open(encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    expected = {name: student.points for name, student in CLASS.items()} | {"ada": 9, "bob": 0}
    assert {name: float(row["score"]) for name, row in rows.items()} == expected
    assert {float(row["max_score"]) for row in rows.values()} == {9}


@pytest.mark.parametrize("name", QUARANTINED)
def test_what_cannot_be_graded_is_reported_and_kept(name: str, graded: Graded) -> None:
    reason = CLASS[name].remark.removeprefix("quarantined: ")
    assert f"Set aside the submission of {name}: {reason}" in graded.said["autograde"]
    assert re.search(rf"{name} +0 +9 +{re.escape(CLASS[name].remark)}", graded.said["grades"])
    kept = graded.course.folder / "quarantine" / ID / name
    assert kept.is_symlink() or kept.is_dir()
    page = graded.course.page(name)
    assert reason in html.unescape(page)
    assert "0 / 5 points" in page


def test_what_is_set_aside_is_kept_whole(graded: Graded) -> None:
    kept = graded.course.folder / "quarantine" / ID
    assert (kept / "cut_off" / NOTEBOOK).stat().st_size == 5000
    assert (kept / "large_file" / "data.bin").stat().st_size == 30 << 20
    assert (kept / "linked_file" / MODULE).is_symlink()
    assert (kept / "linked_folder").is_symlink()
    assert (graded.course.folder / "elsewhere" / NOTEBOOK).is_file()
    assert sorted(path.name for path in kept.iterdir()) == sorted([*QUARANTINED, "bob"])


def test_grades_show_the_class_with_remarks(graded: Graded) -> None:
    assert re.search(r"all_in_the_module +9 +9 *$", graded.said["grades"], re.MULTILINE)
    assert re.search(r"late +9 +9 +48 hours late *$", graded.said["grades"], re.MULTILINE)
    assert "\x1b" not in graded.said["grades"] + graded.said["autograde"]


def test_an_attack_leaves_the_course_as_it_was(graded: Graded) -> None:
    for name in ("hostile", "looks_for_secrets"):
        assert graded.course.submitted(name).is_dir()
    source = graded.course.folder / "source" / ID / NOTEBOOK
    assert source.read_bytes() == (CHECKOUT / "source" / ID / NOTEBOOK).read_bytes()
    assert "raises ValueError: SPY END" in results(graded.course.page("looks_for_secrets"))["last_rows"]


def test_feedback_names_every_check_and_explains_what_is_wrong(graded: Graded) -> None:
    found = results(graded.course.page("without_edge_cases"))
    assert set(found) == {exercise.name for exercise in CHAPTER.exercises}
    assert found["normalize"].startswith("normalize 4.12 / 5 points")
    assert "✗ normalize of equal elements is zero" in found["normalize"]
    assert "When all elements are equal, std is 0 and 0/0 gives nan." in found["normalize"]
    assert found["last_rows"].startswith("last_rows 0.67 / 1 point ✓ ")
    assert "The last 0 rows are no rows, and you return every row: X[-0:] is X[0:]." in found["last_rows"]
    assert "✗" not in found["sub_matrix"]
    for name, text in results(graded.course.page("untouched")).items():
        assert ("☆ optional" if CHAPTER.exercise(name).stretch else "not started") in text


def test_feedback_shows_a_stretch_exercise_as_a_star(graded: Graded) -> None:
    (name,) = (exercise.name for exercise in CHAPTER.exercises if exercise.stretch)
    assert results(graded.course.page("all_in_the_notebook"))[name].startswith(f"{name} ★ done ✓ ")
    assert f"check_{name}" not in graded.course.cell_points("all_in_the_notebook")


@pytest.mark.parametrize("name", ["typing_error_in_the_module", "typing_error_in_a_cell"])
def test_feedback_tells_of_a_typing_error_beside_an_untouched_stub(name: str, graded: Graded) -> None:
    assert "Python cannot read the code: " in results(graded.course.page(name))["normalize"]


def test_feedback_gives_no_hidden_test_no_expected_value_and_no_solution_away(graded: Graded) -> None:
    for name in ("without_edge_cases", "wrong_for_hidden_tests_alone", "untouched", "hostile", *QUARANTINED):
        page = html.unescape(graded.course.page(name))
        found = [secret for secret in secrets() if secret in page]
        right = [line for line in found if any(line in text for text in solutions().values())]
        honest = name == "wrong_for_hidden_tests_alone"
        assert found == (right if honest else []), name
    hidden = results(graded.course.page("wrong_for_hidden_tests_alone"))["last_rows"]
    assert "✗ last rows of one and of all" in hidden
    assert "should be" not in hidden


def test_feedback_shows_markup_as_text(graded: Graded) -> None:
    page = graded.course.page("writes_markup")
    assert "alert(" in page
    assert "&lt;script&gt;alert(3)" in page
    assert not re.search(r"<script>\s*alert", page)
    assert not re.search(r"<img[^>]*onerror", page)


@pytest.fixture(params=["feedback", "formgrader"])
def page_with_links(request: pytest.FixtureRequest, graded: Graded) -> str:
    """A student's links and pictures on the page that the student sees, and on the instructor's."""
    if request.param == "feedback":
        return graded.course.page("writes_links_and_pictures")
    formgrader: Formgrader = request.getfixturevalue("formgrader")
    found = json.loads(formgrader.get(f"api/submitted_notebooks/{ID}/{ID}"))
    (number,) = (item["id"] for item in found if item["student"] == "writes_links_and_pictures")
    return formgrader.get(f"submissions/{number}/")


def test_a_page_links_to_the_web_and_shows_pasted_pictures_alone(page_with_links: str) -> None:
    written = page_with_links[page_with_links.index("What comes next") :]
    written = written[: written.index("mermaid") if "mermaid" in written else None]
    links = re.findall(r"""href=["']?([^"'>\s]*)""", written)
    assert "https://numpy.org/doc" in links
    assert {link for link in links if not link.startswith("https://numpy.org/")} <= {"#"}
    assert re.findall(r"""src=["']?([^"'>\s]*)""", written) == ["data:image/png;base64,iVBORw0KGgo="]
    assert "javascript:alert(1)" in written  # told, as text
    assert "\\href" not in written
    assert "a picture that is not in the notebook is not shown" in written


def test_feedback_is_released_to_everybody_whatever_stands_beside_a_submission(graded: Graded) -> None:
    assert graded.said["release_feedback"].count("Feedback released to") == len(CLASS) + 2


def test_feedback_draws_its_formulas_and_fetches_nothing(graded: Graded) -> None:
    page = graded.course.page("ada")
    fetched = re.findall(r"""(?:src=|<link[^>]*href=|@import |url\()["']?(?:https?:)?//[^"')> ]*""", page)
    assert not fetched
    assert "init_mathjax" not in page
    assert '<math display="block">' in page


def test_feedback_warns_of_nothing(graded: Graded) -> None:
    assert "WARNING" not in graded.said["generate_feedback"].replace("Late submission penalty", "")


def test_the_module_is_shown_where_it_was_graded(graded: Graded) -> None:
    page = html.unescape(re.sub(r"<[^>]*>", "", graded.course.page("all_in_the_module")))
    assert f"# handed in as {MODULE}" in page
    assert "The mean of equal elements may be off" in page


def test_feedback_is_fetched_by_its_students(graded: Graded) -> None:
    pages = [path.read_text(encoding="utf-8") for path in (graded.ada.folder / ID / "feedback").rglob("*.html")]
    assert len(pages) == 2
    assert sorted("is not a readable notebook" in page for page in pages) == [False, True]
    assert sorted("(Score: 9.0 / 9.0)" in page for page in pages) == [False, True]


# Formgrader


@pytest.fixture(scope="module")
def graded_copy(graded: Graded) -> Course:
    """The graded class in a folder that a test may change, with one more submission that is not graded yet."""
    folder = graded.course.folder.with_name("copy")
    shutil.copytree(graded.course.folder, folder, symlinks=True, ignore=shutil.ignore_patterns("quarantine"))
    course = Course(folder, graded.course.home)
    answer_in_notebook(course.hand_in("newcomer"), solutions())
    cut_off(course.hand_in("unlucky"))
    bad_timestamp(course.hand_in("unlucky_too"))
    return course


@pytest.fixture(scope="module")
def formgrader(graded_copy: Course) -> Iterator[Formgrader]:
    server = Formgrader(graded_copy)
    yield server
    server.stop()


@pytest.mark.parametrize(
    "page",
    ["", "manage_assignments", "gradebook", f"gradebook/{ID}", f"gradebook/{ID}/{ID}", "manage_students",
     f"manage_submissions/{ID}"],
)  # fmt: skip
def test_formgrader_shows_its_pages(page: str, formgrader: Formgrader) -> None:
    assert "Formgrader" in formgrader.get(page) or "nbgrader" in formgrader.get(page)


def test_formgrader_lists_the_assignment_and_the_class(formgrader: Formgrader, graded_copy: Course) -> None:
    (assignment,) = json.loads(formgrader.get("api/assignments"))
    assert (assignment["name"], assignment["max_score"]) == (ID, 9)
    submissions = {found["student"]: found for found in json.loads(formgrader.get(f"api/submissions/{ID}"))}
    for name, student in CLASS.items():
        assert (submissions[name]["score"], submissions[name]["autograded"]) == (student.points, True)
    for name in ("newcomer", "unlucky", "unlucky_too"):
        assert (submissions[name]["submitted"], submissions[name]["autograded"]) == (True, False)


def test_formgrader_shows_a_submission(formgrader: Formgrader) -> None:
    found = json.loads(formgrader.get(f"api/submitted_notebooks/{ID}/{ID}"))
    shown = ("without_edge_cases", "cut_off", "writes_markup")
    pages = {
        item["student"]: formgrader.get(f"submissions/{item['id']}/") for item in found if item["student"] in shown
    }
    assert "4.12 / 5 points" in pages["without_edge_cases"]
    assert "is not a readable notebook" in pages["cut_off"]
    page = pages["writes_markup"]
    assert "alert(" in page
    assert not re.search(r"<script>\s*alert", page)
    assert not re.search(r"<img[^>]*onerror", page)


def test_formgrader_grades(formgrader: Formgrader, graded_copy: Course) -> None:
    answer = formgrader.post(f"api/submission/{ID}/newcomer/autograde")
    assert answer["success"], answer
    assert graded_copy.points()["newcomer"] == 9
    again = formgrader.post(f"api/submission/{ID}/without_edge_cases/autograde")
    assert again["success"], again
    assert graded_copy.points()["without_edge_cases"] == 7.79


@pytest.mark.parametrize("name", ["unlucky", "unlucky_too"])
def test_formgrader_sets_aside(name: str, formgrader: Formgrader, graded_copy: Course) -> None:
    answer = formgrader.post(f"api/submission/{ID}/{name}/autograde")
    assert answer["success"], answer
    assert graded_copy.points()[name] == 0
    assert (graded_copy.folder / "quarantine" / ID / name).is_dir()
