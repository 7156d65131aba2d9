"""What a student does: install the wheel, work in a copy of release/, and ask what is wrong."""

import gzip
import itertools
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from installed import STUDENTS, Installation, new_installation
from nbgrader_course import (
    CHAPTER,
    CHECKOUT,
    ID,
    MODULE,
    NOTEBOOK,
    answer_in_module,
    answer_in_notebook,
    solutions,
)

from autograder.build.stub import read_chapter
from autograder.course import load_course
from autograder.grader_files import visible_files
from autograder.graders import load_grader, load_mistakes
from autograder.lesson_cells import hints
from autograder.places import solutions_folder

pytestmark = pytest.mark.slow

EVERY = load_course().chapters
FORGETS_EQUAL_ELEMENTS = "def normalize(X):\n    return (X - X.mean()) / X.std()\n"


@pytest.fixture(scope="module")
def wheel(wheels: dict[str, Path]) -> Path:
    return wheels[STUDENTS]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A student's Python, with the wheel and without a checkout."""
    return new_installation(tmp_path_factory.mktemp("installed"), wheel)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A student's copy of the release."""
    return Path(shutil.copytree(CHECKOUT / "release", tmp_path / "workspace"))


# The wheel


def test_the_wheel_holds_no_solution_and_no_hidden_test(wheel: Path) -> None:
    hidden = [
        test.function.__name__
        for chapter in EVERY
        for test in itertools.chain(*load_grader(chapter).tests.values())
        if test.hidden
    ]
    bodies = {name: solution.body for chapter in EVERY for name, solution in read_chapter(chapter).solutions.items()}
    assert len(hidden) > 20
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
        texts = {name: file.read(name).decode() for name in names if name.endswith((".py", ".json", ".toml", ".j2"))}
    assert not [name for name in names if "/solutions/" in f"/{name}" or "hidden" in name or "mistakes" in name[20:]]
    for name, text in texts.items():
        stripped = "\n".join(line.strip() for line in text.split("\n"))
        assert not [test for test in hidden if test in text], name
        assert not [exercise for exercise, body in bodies.items() if len(body) > 40 and body in stripped], name


def test_the_wheel_holds_what_students_need(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
    assert {"autograder/course.toml", "course_data/mnist.npz", "autograder/sandbox/worker.py"} <= names
    for chapter in EVERY:
        assert {f"autograder/graders/{chapter.id}/{path.name}" for path in visible_files(chapter)} <= names
        assert f"autograder/graders/{chapter.id}/explanations_visible.json.gz" in names
        assert f"autograder/graders/{chapter.id}/bugs.json.gz" in names
        assert f"autograder/lessons/{chapter.id}/lesson.md" in names


def test_the_only_wrong_code_in_the_wheel_is_what_is_marked_to_be_found(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        for chapter in EVERY:
            rows = json.loads(gzip.decompress(file.read(f"autograder/graders/{chapter.id}/bugs.json.gz")))["table"]
            marked = {(item.exercise, item.slug) for m in load_mistakes(chapter).values() for item in m if item.find}
            assert {(name, row["slug"]) for name, row in rows.items()} == marked


def test_the_installation_has_no_checkout_behind_it(installed: Installation, tmp_path: Path) -> None:
    code = (
        "import autograder, course_data; from autograder.places import solutions_folder, course_file;"
        "print(autograder.__file__, course_data.__file__, course_file(), solutions_folder())"
    )
    said = installed.run(tmp_path, "python", "-c", code)
    assert str(CHECKOUT) not in said
    assert said.count("site-packages") == 3
    assert said.split()[-1] == "None"
    assert solutions_folder() is not None


# pytest in the copy of the release


def test_pytest_on_untouched_stubs_says_not_started(installed: Installation, workspace: Path) -> None:
    said = installed.run(workspace / ID, "pytest", status=1)
    optional = [exercise for exercise in CHAPTER.exercises if exercise.stretch]
    required = len(CHAPTER.exercises) - len(optional)
    assert f"{required} not started, {len(optional)} optional" in said
    assert f"0 of {required} pass their visible tests" in said
    assert "failed" not in said
    assert "passed" not in said
    assert "next: write reshaped_ones; a hint:  course hint reshaped_ones" in said


def test_pytest_at_the_root_goes_through_every_chapter(installed: Installation, workspace: Path) -> None:
    said = installed.run(workspace, "pytest", "-q", status=1)
    required = [exercise for chapter in EVERY for exercise in chapter.exercises if not exercise.stretch]
    assert f"0 of {len(required)} pass their visible tests" in said
    assert f"and {len(required) - 5} more" in said  # five are named, and not all
    summary = said.strip().splitlines()[-1]
    assert "not started" in summary
    assert "failed" not in summary
    assert "error" not in summary


def test_pytest_on_solved_stubs_passes(installed: Installation, workspace: Path) -> None:
    answer_in_module(workspace / ID, solutions())
    said = installed.run(workspace / ID, "pytest")
    assert " passed" in said
    assert "not started" not in said


def test_pytest_on_a_solved_notebook_passes(installed: Installation, workspace: Path) -> None:
    answer_in_notebook(workspace / ID, solutions())
    assert " passed" in installed.run(workspace / ID, "pytest")


def test_pytest_names_the_mistake(installed: Installation, workspace: Path) -> None:
    answer_in_module(workspace / ID, solutions(normalize=FORGETS_EQUAL_ELEMENTS))
    said = installed.run(workspace / ID, "pytest", status=1)
    assert "1 failed" in said
    assert "When all elements are equal, std is 0 and 0/0 gives nan. Check for it first, and return X - mean." in said
    assert "site-packages" not in said


def test_pytest_tells_of_a_syntax_error(installed: Installation, workspace: Path) -> None:
    path = workspace / ID / MODULE
    path.write_text(path.read_text(encoding="utf-8").replace("def normalize(", "def normalize)", 1), encoding="utf-8")
    said = installed.run(workspace / ID, "pytest", status=1)
    assert "Python cannot read the code" in said
    assert f"{MODULE}:11" in said


# course check and course hint


@pytest.mark.parametrize(
    ("path", "answer"),
    [(MODULE, answer_in_module), (NOTEBOOK, answer_in_notebook), ("", answer_in_module), ("", answer_in_notebook)],
)
def test_check_of_a_solved_submission(
    path: str, answer: Callable[..., None], installed: Installation, workspace: Path
) -> None:
    answer(workspace / ID, solutions())
    said = installed.run(workspace, "course", "check", f"{ID}/{path}")
    assert "visible tests 9 of 9 ★; more look at it when you hand it in" in said
    assert "points" not in said
    assert "next: edit" not in said


@pytest.mark.parametrize("path", ["", MODULE, NOTEBOOK])
def test_check_of_an_untouched_submission(path: str, installed: Installation, workspace: Path) -> None:
    said = installed.run(workspace, "course", "check", f"{ID}/{path}", status=1)
    assert "normalize   not started" in said
    assert "visible tests 0 of 9" in said
    assert "next: write reshaped_ones" in said


def test_check_names_the_mistake_and_the_next_step(installed: Installation, workspace: Path) -> None:
    answer_in_module(workspace / ID, solutions(normalize=FORGETS_EQUAL_ELEMENTS))
    said = " ".join(installed.run(workspace / ID, "course", "check", MODULE, status=1).split())
    assert "When all elements are equal, std is 0 and 0/0 gives nan." in said
    assert f"next: edit {MODULE}:11, then course check normalize" in said
    again = installed.run(workspace / ID, "course", "check", MODULE, "--exercise", "normalize", "--json", status=1)
    (normalize,) = json.loads(again)["tests"]
    assert (normalize["status"], normalize["extra_data"]["mistake"]) == ("failed", "forgets equal elements")
    assert "score" not in normalize


def test_check_refuses_what_is_no_submission(installed: Installation, workspace: Path) -> None:
    assert "Which chapter is README.md?" in installed.run(workspace, "course", "check", "README.md", status=2)
    assert "does not exist" in installed.run(workspace, "course", "check", "nowhere.py", status=2)


def test_hints_come_in_three_steps(installed: Installation, workspace: Path) -> None:
    steps = hints(CHAPTER, CHAPTER.exercise("normalize"))
    said = [installed.run(workspace, "course", "hint", "normalize", "--step", step) for step in ("1", "2", "3")]
    for number, text in enumerate(said):
        assert steps[number][:40] in " ".join(text.split())
    assert "more:  course hint normalize --step 2" in said[0]
    assert "Perhaps: normalize" in installed.run(workspace, "course", "hint", "normalise", status=2)


def test_what_only_a_checkout_can_do_says_so(installed: Installation, workspace: Path) -> None:
    for command in ("build", "verify", "demo"):
        assert "checkout" in installed.run(workspace, "course", command, status=2)


# check(...) in a notebook

RUN_NOTEBOOK = """
import nbclient, nbformat, sys
notebook = nbformat.read(sys.argv[1], 4)
client = nbclient.NotebookClient(notebook, kernel_name="python3", allow_errors=True, timeout=120)
client.execute()
nbformat.write(notebook, sys.argv[1])
"""


def test_a_lesson_runs_and_its_checks_explain_themselves(installed: Installation, workspace: Path) -> None:
    """As in JupyterLab: run every cell of a notebook in which one exercise is right, one wrong, the rest untouched."""
    answers = {"normalize": solutions()["normalize"], "last_rows": "def last_rows(X, k):\n    return X[-k:]\n"}
    answer_in_notebook(workspace / ID, answers)
    installed.run(workspace / ID, "python", "-c", RUN_NOTEBOOK, NOTEBOOK)
    notebook = json.loads((workspace / ID / NOTEBOOK).read_text(encoding="utf-8"))
    shown = {}
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if source.startswith("check("):
            (output,) = cell["outputs"]
            shown[source[6:-1]] = "".join(output["data"]["text/html"])
        elif cell["cell_type"] == "code":
            errors = {output["ename"] for output in cell["outputs"] if output["output_type"] == "error"}
            assert errors <= {"NotImplementedError"}, source
    exercises = ["reshaped_ones", "last_rows", "sub_matrix", "add_row_and_double", "normalize", "sliding_windows"]
    assert list(shown) == exercises
    assert "visible tests 3 of 3" in shown["normalize"]
    assert "X[-0:] is X[0:]. Count from the front" in shown["last_rows"]
    assert "not started" in shown["sub_matrix"]
