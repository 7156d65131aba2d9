"""A learner's workspace: made, mended and brought up to date, and where one stands in it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from autograder.build.release import _write_workspace
from autograder.build.stub import read_chapter
from autograder.cli import app, groups, learn
from autograder.course import Course, CourseError
from autograder.grading.results import CheckResult, ExerciseResult
from autograder.learner import init, solutions
from autograder.learner.afterwards import told_afterwards
from autograder.learner.state import State
from autograder.learner.work import OWN, Workspace

WRITTEN = "def normalize(X):\n    return X\n"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files that the course gives; what a test changes here is a newer course."""
    files = dict(init.given_files())
    monkeypatch.setattr(init, "given_files", lambda: iter(files.items()))
    return files


@pytest.fixture
def space(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A new workspace in a folder with a space in its name; one stands in it."""
    init.make_workspace(Path("a place"), tmp_path, course)
    monkeypatch.chdir(tmp_path / "a place")
    monkeypatch.setenv("COLUMNS", "100")
    return Workspace(tmp_path / "a place", course)


def run(*arguments: str, status: int = 0) -> str:
    """Run a command here, and return what it said, on one line."""
    result = run_whole(*arguments)
    assert result.exit_code == status, result.output
    return " ".join(result.output.split())


def run_whole(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def answer(space: Workspace, *names: str, chapter: str = "ch1_1_arrays") -> None:
    """Write the right answers to some exercises into a module."""
    found = space.course.chapter(chapter)
    path = space.module(found)
    text = path.read_text(encoding="utf-8")
    for name in names:
        solution = read_chapter(found).solutions[name]
        assert solution.stub in text
        kept = [line for line in solution.marked.split("\n") if not line.strip().startswith("###")]
        text = text.replace(solution.stub, "\n".join(kept))
    path.write_text(text, encoding="utf-8")


def remember(space: Workspace, *names: str, status: str = "passed", chapter: str = "ch1_1_arrays") -> None:
    """Have it remembered that exercises were checked as they stand."""
    State(space).remember(space.course.chapter(chapter), {name: result(name, status) for name in names})


def result(name: str, status: str = "passed") -> ExerciseResult:
    right = status == "passed"
    return ExerciseResult(
        name=name, score=5.0 * right, max_score=5.0, status=status,  # type: ignore[arg-type]
        checks=(CheckResult(label="the first test", passed=right), CheckResult(label="the second", passed=True)),
    )  # fmt: skip


def to_be_done(space: Workspace) -> int:
    return sum(not exercise.stretch for chapter in space.chapters for exercise in chapter.exercises)


# course init


def test_a_workspace_is_the_release_and_what_editors_need(space: Workspace, course: Course) -> None:
    assert space.chapters == course.chapters
    settings = json.loads((space.root / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings == {"python.testing.pytestEnabled": True, "python.testing.pytestArgs": ["."]}
    assert f"{OWN}/" in (space.root / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert (space.root / "neural_network" / "__init__.py").is_file()
    assert (space.root / ".git").is_dir() == (shutil.which("git") is not None)


def test_it_says_the_next_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = run_whole("init", "my course").output.splitlines()
    assert [line.strip() for line in lines[-2:]] == ["next  cd 'my course'", "course"]


def test_a_second_time_nothing_changes(space: Workspace) -> None:
    before = {path: path.read_bytes() for path in space.root.rglob("*") if path.is_file()}
    assert "whole and up to date" in run("init")
    assert {path: path.read_bytes() for path in space.root.rglob("*") if path.is_file()} == before


def test_work_is_never_overwritten_and_what_is_missing_comes_back(
    space: Workspace, course: Course, given: dict[str, bytes]
) -> None:
    module, notebook = (f"ch1_1_arrays/{name}" for name in ("arrays.py", "ch1_1_arrays.ipynb"))
    (space.root / module).write_text(WRITTEN, encoding="utf-8")
    (space.root / notebook).unlink()
    made = init.make_workspace(None, space.root, course)
    assert (made.restored, made.updated, made.kept) == ([notebook], [], [])
    assert (space.root / module).read_text(encoding="utf-8") == WRITTEN


def test_a_newer_course_changes_what_was_not_touched_and_says_so(
    space: Workspace, course: Course, given: dict[str, bytes]
) -> None:
    touched, untouched, gone = (f"ch1_{n}/{m}.py" for n, m in (("1_arrays", "arrays"), ("2_matrices", "matrices"),
                                                              ("3_functions", "test_functions")))  # fmt: skip
    (space.root / touched).write_text(WRITTEN, encoding="utf-8")
    given |= {touched: b"new\n", untouched: b"new\n", "ch1_1_arrays/new.py": b"new\n"}
    del given[gone]
    made = init.make_workspace(None, space.root / "ch1_1_arrays", course)  # from within it
    assert not made.first
    assert (made.new, made.updated, made.kept) == (["ch1_1_arrays/new.py"], [untouched], [touched])
    assert made.removed == [gone]
    assert (space.root / touched).read_text(encoding="utf-8") == WRITTEN
    assert (space.root / untouched).read_bytes() == b"new\n"
    again = init.make_workspace(None, space.root, course)
    assert again.new + again.updated + again.kept + again.removed == []  # what was kept is told once


def test_what_is_kept_of_a_newer_course_is_told_with_the_way_to_it(space: Workspace, given: dict[str, bytes]) -> None:
    (space.root / "ch1_1_arrays" / "arrays.py").write_text(WRITTEN, encoding="utf-8")
    given["ch1_1_arrays/arrays.py"] = b"new\n"
    said = run("init")
    assert "Kept, as you have worked on it: ch1_1_arrays/arrays.py" in said
    assert "course reset FILE" in said


def test_a_copy_of_the_release_becomes_a_workspace_and_keeps_its_work(
    course: Course, tmp_path: Path, given: dict[str, bytes]
) -> None:
    for name, content in given.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "ch1_1_arrays" / "arrays.py").write_text(WRITTEN, encoding="utf-8")
    made = init.make_workspace(None, tmp_path, course)
    assert made.kept == ["ch1_1_arrays/arrays.py"]
    assert not made.updated
    assert (tmp_path / OWN).is_dir()


def test_without_a_manifest_every_changed_file_counts_as_touched(
    space: Workspace, course: Course, given: dict[str, bytes]
) -> None:
    (space.root / OWN / init.MANIFEST).write_text("{", encoding="utf-8")
    given["README.md"] = b"new\n"
    assert init.make_workspace(None, space.root, course).kept == ["README.md"]


def test_ends_of_lines_that_git_changed_are_no_work(space: Workspace, course: Course) -> None:
    path = space.root / "README.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    made = init.make_workspace(None, space.root, course)
    assert made.updated + made.kept == []


@pytest.mark.parametrize(
    ("prepare", "says"),
    [
        (lambda place: place.mkdir() or (place / "letter.txt").write_text(""), "holds other things (letter.txt)"),
        (lambda place: place.write_text(""), "is a file, and a workspace is a folder"),
    ],
)
def test_a_folder_of_something_else_is_left_alone(prepare, says, course: Course, tmp_path: Path) -> None:
    place = tmp_path / "place"
    prepare(place)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CourseError) as refused:
        init.make_workspace(place, tmp_path, course)
    assert says in str(refused.value)
    assert "Give a new folder: course init my-course" in str(refused.value)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_repository_becomes_a_workspace_and_keeps_its_readme(course: Course, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    made = init.make_workspace(None, tmp_path, course)
    assert (made.kept, made.git) == (["README.md"], False)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_a_workspace_lies_in_no_other_and_not_in_the_checkout(space: Workspace, course: Course) -> None:
    with pytest.raises(CourseError, match="would lie inside the workspace"):
        init.make_workspace(Path("another"), space.root, course)
    with pytest.raises(CourseError, match="is the course's own checkout"):
        init.make_workspace(init.release_folder(), space.root, course)


def test_what_cannot_be_written_is_told_in_a_sentence(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(init, "write_whole", refuse)
    with pytest.raises(CourseError, match=r"cannot be made in .*Permission denied.*say course init again"):
        init.make_workspace(tmp_path / "new", tmp_path, course)


def test_a_file_that_cannot_be_finished_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_text("old", encoding="utf-8")

    def fail(_self: Path, _target: Path) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="full"):
        init.write_whole(path, b"new")
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [("file", "old")]


# Where one stands


def test_course_alone_shows_every_chapter_and_one_next_step(space: Workspace) -> None:
    said = run()
    assert f"0 of {to_be_done(space)} exercises" in said
    for chapter in space.chapters:
        assert f" {chapter.number} " in said
    assert said.count("next ") == 1
    assert "write count_ink (ch0_introduction/introduction.py:" in said


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


# hint, skip, reset and solution


def test_each_hint_is_given_once_and_then_the_last_again(space: Workspace) -> None:
    said = [run("hint", "normalize").split(":")[0] for _ in range(4)]
    assert said == [f"normalize, hint {step} of 3" for step in (1, 2, 3, 3)]
    assert "hint 1 of 3" in run("hint", "normalize", "--step", "1")
    assert State(space).choices.hints == {"ch1_1_arrays/normalize": 3}


def test_a_hint_without_a_name_is_for_what_is_next(space: Workspace) -> None:
    assert run("hint").startswith("count_ink, hint 1")
    assert run("hint", "1.2").startswith("inner_product, hint 1")
    assert run("hint", "ch1_2_matrices/matrices.py").startswith("inner_product, hint 2")


def test_what_is_skipped_counts_nothing_and_the_next_step_is_another(space: Workspace) -> None:
    said = run("skip", "count_ink")
    assert "count_ink: skipped. It counts nothing" in said
    assert "write reshaped_ones" in said
    assert f"0 of {to_be_done(space)} " in run()
    assert "`course skip --undo count_ink` takes that back" in said
    assert "write count_ink" in run("skip", "count_ink", "--undo")


def test_a_module_is_skipped_by_its_number_and_shown_as_skipped(space: Workspace) -> None:
    said = run("skip", "1")
    assert "reshaped_ones" in said
    assert "sigmoid_layer: skipped. They count nothing; `course skip --undo 1` takes that back." in said
    assert "squared_errors" not in said.partition("next")[0]
    said = run()
    assert re.search(r"1\.3 +Functions +\S+ skipped", said)
    assert not re.search(r"2\.1 +Losses +\S+ skipped", said)
    assert "sigmoid_layer: no longer skipped" in run("skip", "--undo")  # the last one
    assert "matrix_multiply" in run("skip", "--undo", "1.2")
    assert "Nothing of it is skipped." in run("skip", "--undo", "1.2")


@pytest.mark.slow
def test_skipping_says_what_needs_it(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Needed in 2.3, 3.1, 3.2" in run("skip", "sigmoid")
    assert "the course's own stands in until yours is written" in run("skip", "sigmoid")
    monkeypatch.setattr(learn, "solutions_folder", lambda: None)
    assert "stays closed until it is written" in run("skip", "sigmoid")


def test_reset_puts_the_stub_back_and_keeps_the_text(space: Workspace) -> None:
    chapter = space.course.chapter("ch1_1_arrays")
    path = space.module(chapter)
    given = path.read_text(encoding="utf-8")
    answer(space, "last_rows")
    before = path.read_text(encoding="utf-8")
    answer(space, "normalize")
    written = path.read_text(encoding="utf-8")
    assert "what was there is in arrays." in run("reset", "normalize")
    assert path.read_text(encoding="utf-8") == before  # and nothing else is changed
    (kept,) = path.parent.glob("arrays.2*.py")
    assert kept.read_text(encoding="utf-8") == written
    run("reset", "1.1", "--yes")
    assert path.read_text(encoding="utf-8") == given
    assert "nothing was changed" in run("reset", "1.1", "--yes")


def test_reset_takes_an_answer_out_of_the_notebook_too(space: Workspace) -> None:
    chapter = space.course.chapter("ch1_1_arrays")
    path = space.notebook(chapter)
    given = json.loads(path.read_text(encoding="utf-8"))
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if "def normalize" in "".join(cell["source"]) and cell["cell_type"] == "code":
            cell["source"] = WRITTEN
    path.write_text(json.dumps(notebook), encoding="utf-8")
    run("reset", "normalize")
    sources = [["".join(c["source"]) for c in each["cells"]] for each in (given, json.loads(path.read_text("utf-8")))]
    assert sources[0] == sources[1]


def test_reset_of_more_than_an_exercise_asks(space: Workspace) -> None:
    answer(space, "normalize")
    with pytest.raises(CourseError, match="say so with --yes"):
        learn.run_reset(("1.1",), False, False)
    with pytest.raises(CourseError, match="Say what"):
        learn.run_reset((), True, False)


def test_reset_of_a_damaged_notebook_gives_a_fresh_one(space: Workspace) -> None:
    path = space.notebook(space.course.chapter("ch1_1_arrays"))
    given = path.read_bytes()
    path.write_text("{", encoding="utf-8")
    run("reset", "ch1_1_arrays/ch1_1_arrays.ipynb", "--yes")
    assert path.read_bytes() == given


def test_reset_in_code_that_python_cannot_read_says_what_to_reset_instead(space: Workspace) -> None:
    space.module(space.course.chapter("ch1_1_arrays")).write_text("def normalize(:\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"course reset ch1_1_arrays/arrays\.py"):
        learn.run_reset(("normalize",), True, False)


def test_the_solution_is_shown_after_passing_beside_ones_own(space: Workspace) -> None:
    assert "is shown once your own normalize has passed" in run("solution", "normalize", status=1)
    answer(space, "normalize")
    assert "np.std" not in run("solution", "normalize", status=1)
    remember(space, "normalize")
    said = run("solution", "normalize")
    assert "yours" in said
    assert "the course's" in said
    assert "The two are much alike." in said


def test_a_students_package_says_where_solutions_are(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learn, "solutions_folder", lambda: None)
    with pytest.raises(CourseError, match="numpy-dl-course-full"):
        learn.run_solution(("normalize",), False)


def test_what_is_worth_comparing_is_said_in_a_sentence() -> None:
    mine = "def f(X):\n    '''Sum.'''\n    total = 0\n    for x in X:\n        total += x\n    return total\n"
    said = solutions.comparison(mine, "def f(X):\n    return np.sum(X)\n")
    assert (
        said == "Worth comparing: yours has 1 loop, this no loop; yours takes 5 lines, this 2 lines; this uses np.sum."
    )
    assert solutions.comparison(mine, mine) == ""


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
