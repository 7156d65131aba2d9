"""Where one stands in a workspace, and what the commands show of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from workspaces import WRITTEN, answer, remember, result, run, run_whole, to_be_done

from autograder.build.release import _write_workspace
from autograder.cli import app, groups, learn
from autograder.course import Course, CourseError
from autograder.learner.afterwards import told_afterwards
from autograder.learner.work import Workspace


def test_course_alone_shows_every_chapter_and_one_next_step(space: Workspace) -> None:
    said = run()
    assert f"0 of {to_be_done(space)} exercises" in said
    for chapter in space.chapters:
        assert f" {chapter.number} " in said
    assert said.count("next ") == 1
    assert "write count_ink (ch0_introduction/introduction.py:" in said


@pytest.mark.slow
def test_where_a_terminal_is_read_out_numbers_stand_for_bars(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    answer(space, "normalize")
    remember(space, "normalize")
    said = run()
    assert "Arrays" in said
    assert " 1 of 5 " in said
    assert " 0 of 6" in said
    assert not set("█░#") & set(said)


def test_the_next_step_is_to_mend_then_to_check_then_to_write(space: Workspace) -> None:
    where = "ch1_1_arrays/arrays.py:"
    said = run("next", "1.1")
    assert "read ch1_1_arrays/ch1_1_arrays.ipynb, and" in said
    assert f"write reshaped_ones ({where}" in said
    answer(space, "normalize", "last_rows")
    assert "last_rows is written and not checked yet: course check last_rows" in run("next", "1.1")
    remember(space, "normalize")
    remember(space, "last_rows", status="failed")
    said = run("next", "1.1")
    assert f"edit {where}" in said
    assert "then course check last_rows" in said


def test_a_check_in_a_notebook_is_remembered_and_says_what_it_finishes(space: Workspace) -> None:
    chapter = space.course.chapter("ch1_1_arrays")
    endings = [
        told_afterwards(result(exercise.name), chapter, space.course, space.folder(chapter))[1]
        for exercise in chapter.exercises
        if not exercise.stretch
    ]
    assert endings[0] == ("It is part of your library: from neural_network.data import normalize",)
    assert endings[1:-1] == [()] * (len(endings) - 2)
    assert endings[-1][0].startswith("Chapter 1.1 is finished")
    assert told_afterwards(result("normalize"), chapter, space.course, space.folder(chapter))[1] == ()
    answer(space, "normalize")  # as it is saved, it may be another one than was checked
    assert "normalize passed, 5 of 5 points, before the last change" in run("list", "1.1")


def test_a_check_in_no_workspace_leaves_nothing_behind(course: Course, tmp_path: Path) -> None:
    chapter = course.chapter("ch1_1_arrays")
    assert told_afterwards(result("normalize"), chapter, course, tmp_path) == (result("normalize"), ())
    assert not list(tmp_path.iterdir())


def test_a_change_makes_results_old_and_keeps_what_passed(space: Workspace) -> None:
    answer(space, "normalize", "last_rows")
    remember(space, "normalize")
    remember(space, "last_rows", status="failed")
    with space.module(space.course.chapter("ch1_1_arrays")).open("a", encoding="utf-8") as file:
        file.write("\n# a thought\n")
    assert "normalize passed, 5 of 5 points, before the last change" in run("list", "1.1")
    assert "last_rows has changed since it was checked: course check last_rows" in run("next", "1.1")


@pytest.mark.slow
def test_points_the_last_result_and_what_is_to_go_are_shown(space: Workspace) -> None:
    answer(space, "normalize", "last_rows")
    remember(space, "normalize")
    remember(space, "last_rows", status="failed")
    said = run()
    assert f"5 / {space.course.chapter('ch1_1_arrays').points:g} to go: reshaped_ones" in said
    assert "last last_rows (1.1), 1 of 2 tests; not yet: the first test" in said


def test_code_that_python_cannot_read_is_told_with_its_place(space: Workspace) -> None:
    path = space.module(space.course.chapter("ch1_1_arrays"))
    path.write_text(path.read_text(encoding="utf-8").replace("def normalize(", "def normalize)", 1), encoding="utf-8")
    assert "Python cannot read arrays.py:11: mend it, then course check 1.1" in run("next", "1.1")


@pytest.mark.slow
def test_every_command_tells_as_json(space: Workspace) -> None:
    answer(space, "normalize")
    remember(space, "normalize")
    told = json.loads(run_whole("--json").output)
    assert (told["next"]["exercise"], told["last"]["exercise"]) == ("count_ink", "normalize")
    (arrays,) = json.loads(run_whole("list", "1.1", "--json").output)
    assert [each["name"] for each in arrays["exercises"]][:2] == ["reshaped_ones", "last_rows"]  # as in the lesson
    assert arrays["exercises"][4] | {"location": ""} == {
        "name": "normalize", "status": "passed", "optional": False, "location": "", "current": True,
        "tests": 2, "tests_passed": 2, "score": 5.0, "max_score": 5.0,
    }  # fmt: skip
    for command in (("next",), ("hint",), ("skip", "1.2"), ("reset", "normalize"), ("init",)):
        json.loads(run_whole(*command, "--json").output)


@pytest.mark.slow
def test_no_line_is_wider_than_the_terminal(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(space, "normalize")
    remember(space, "normalize")
    for columns in (40, 80):
        monkeypatch.setenv("COLUMNS", str(columns))
        for command in ((), ("next",), ("list", "1.1", "3.2"), ("hint", "normalize"), ("skip", "1.3"), ("init",)):
            for line in run_whole(*command).output.splitlines():
                assert len(line) <= columns or len(line.split()) == 1 or "course" in line, (command, line)


def test_outside_of_a_workspace_it_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "next course init my-course" in run()
    with pytest.raises(CourseError, match="is in no workspace of the course"):
        learn.run_list((), False)


def test_an_exercise_of_two_chapters_is_called_by_both(space: Workspace) -> None:
    chapter = space.course.chapter("ch2_2_gradient_descent")
    name = space.course.called(chapter, chapter.exercise("gradient_descent"))
    assert name == "2.2.gradient_descent"
    assert space.course.find(name).chapter == chapter
    assert "course hint 2.2.gradient_descent" in run("next", name)


def test_a_library_without_its_chapters_says_what_is_missing(course: Course, tmp_path: Path) -> None:
    _write_workspace(tmp_path, course)
    script = "from neural_network import normalize"

    def said() -> str:
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
        )  # fmt: skip
        return done.stderr.strip().split("\n")[-1]

    assert said().startswith("ImportError: arrays.py is missing: it belongs in its chapter's folder")
    assert "`course init` there puts it back" in said()
    for place in ("neural_network/arrays.py", "arrays.py", "anywhere/arrays.py"):  # however it is copied
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(WRITTEN, encoding="utf-8")
        assert said() == ""
        (tmp_path / place).unlink()


def test_help_is_grouped_and_a_students_package_shows_a_learners_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    said = run("--help")
    assert said.index("Learning:") < said.index("Teaching:") < said.index("Writing the course:")
    for command in app.registered_commands:
        name = command.name or command.callback.__name__  # type: ignore[union-attr]
        assert f" {name} " in said
    monkeypatch.setattr(groups, "solution_folders", lambda: ())
    monkeypatch.setattr(groups, "can_be_made", lambda: False)
    said = run("--help")
    assert "Teaching" not in said
    assert " build " not in said
    assert " init " in said


@pytest.mark.slow
def test_course_alone_imports_no_slow_package(space: Workspace) -> None:
    script = (
        "import sys; sys.argv = ['course']; from autograder.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "slow = {'pytest', 'matplotlib', 'scipy', 'sklearn', 'nbgrader', 'rich.console', 'jinja2'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    path = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=space.root,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"
