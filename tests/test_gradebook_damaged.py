"""A gradebook that is damaged, another program's or an older nbgrader's: nobody is graded into it, nothing in it is
made anew without what was in it, and one sentence says what to do."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader_course import ID, Course, answer_in_notebook, new_course, solutions

from autograder.classroom.changes import changes_by_build
from autograder.classroom.gradebook import amiss, is_free
from autograder.classroom.graded_by import graded_by_others, remember
from autograder.classroom.guard import kernels
from autograder.classroom.summary import assignments
from autograder.course import Course as CourseTable
from autograder.course import CourseError

pytestmark = pytest.mark.slow

WHAT_TO_DO = "Nothing was changed. Restore it from a backup; if an older nbgrader made it, run nbgrader db upgrade."


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")  # nbgrader calls alembic
        gradebook = Gradebook(f"sqlite:///{path}")
    with gradebook:
        gradebook.add_assignment(ID)
        gradebook.add_notebook(ID, ID, kernelspec="[")
        for number in range(40):
            gradebook.add_grade_cell(f"cell{number}", ID, ID, max_score=1, cell_type="code")
        gradebook.add_student("ada")
        gradebook.add_submission(ID, "ada")
        remember(gradebook, ID, "ada", {"normalize": "a digest"})
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path))


def run(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as gradebook:
            for statement in statements:
                gradebook.execute(statement)
            gradebook.commit()

    return change


def spoil_the_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192:40_000] = b"\xa5" * (40_000 - 8192)
    path.write_bytes(content)


def put_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGED: dict[str, Callable[[Path], object]] = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:9000]),
    "zeros": lambda path: path.write_bytes(bytes(8192)),
    "text": lambda path: path.write_text("points " * 900),
    "spoiled inside": spoil_the_middle,
    "without its points": run("DROP TABLE grade"),
    "an older nbgrader's": run("ALTER TABLE student DROP COLUMN lms_user_id"),
    "a folder": put_a_folder,
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_amiss_is_said_in_one_line_before_anything_is_done(name: str, path: Path, course: CourseTable) -> None:
    DAMAGED[name](path)
    before = path.read_bytes() if path.is_file() else b""
    said = amiss(f"sqlite:///{path}")
    assert said.startswith(f"{path} cannot be used as a gradebook (")
    assert said.endswith(WHAT_TO_DO)
    assert "\n" not in said
    assert is_free(path)  # which is another question
    with pytest.raises(CourseError, match="cannot be used as a gradebook"):
        assignments(path.parent)
    if path.is_file():
        with pytest.raises(CourseError, match="cannot be used as a gradebook"):
            changes_by_build(path.parent, course)
        assert path.read_bytes() == before


def test_nothing_is_amiss_with_a_sound_one_or_one_that_is_still_to_be_made(path: Path, tmp_path: Path) -> None:
    assert amiss(f"sqlite:///{path}") == ""
    assert amiss(f"sqlite:///{tmp_path}/none.db") == ""
    (tmp_path / "empty.db").touch()
    assert amiss(f"sqlite:///{tmp_path}/empty.db") == ""
    assert amiss("postgresql://somewhere/gradebook") == ""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert amiss(f"sqlite:///{path}") == ""  # it is waited for
        assert not is_free(path)


def test_one_that_may_not_be_written_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert "(this account may not write it)" in amiss(f"sqlite:///{path}")


def test_words_in_it_that_are_none_of_ours_say_nothing(path: Path) -> None:
    run("UPDATE course_tests SET tests = '{'")(path)
    assert kernels(f"sqlite:///{path}", ID) == [""]
    with Gradebook(f"sqlite:///{path}") as gradebook:
        assert graded_by_others(gradebook, ID, {"normalize": "another"}) == {}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    made = new_course(tmp_path_factory.mktemp("graded") / "course")
    answer_in_notebook(made.hand_in("ada"), solutions())
    made.nbgrader("autograde", ID)
    answer_in_notebook(made.hand_in("bo"), solutions())
    return made


@pytest.mark.parametrize("name", ["spoiled inside", "without its points"])
def test_no_command_goes_on_with_a_damaged_one(name: str, graded: Course, tmp_path: Path) -> None:
    made = Course(tmp_path / "course", graded.home)
    shutil.copytree(graded.folder, made.folder)
    DAMAGED[name](made.folder / "gradebook.db")
    for said in (
        made.nbgrader("autograde", ID, status=1),
        made.nbgrader("generate_assignment", ID, "--force", status=1),
        made.course("grade", "--nbgrader", ".", "--allow-reduced-isolation", status=2),
        made.course("ready", status=1),
        made.course("grades", ID, status=2),
    ):
        assert WHAT_TO_DO in said
        assert "Traceback" not in said
    assert (made.folder / "release" / ID / f"{ID}.ipynb").is_file()
    assert not (made.folder / "autograded" / "bo").exists()


def test_one_that_has_gone_is_not_made_anew_by_grading(graded: Course, tmp_path: Path) -> None:
    made = Course(tmp_path / "course", graded.home)
    shutil.copytree(graded.folder, made.folder)
    (made.folder / "gradebook.db").unlink()
    said = made.nbgrader("autograde", ID, status=1)
    assert f"The gradebook does not know {ID}. Restore it from a backup, or run nbgrader generate_assignment" in said
    assert "Traceback" not in said
    (made.folder / "gradebook.db").touch()
    assert "knows no assignment. Run nbgrader generate_assignment first." in made.course("ready", status=1)
