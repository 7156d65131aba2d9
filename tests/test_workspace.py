"""A learner's workspace: made, mended and brought up to date."""

import json
import shutil
from pathlib import Path

import pytest
from workspaces import WRITTEN, run, run_whole

from autograder.course import Course, CourseError
from autograder.learner import init
from autograder.learner.work import OWN, Workspace


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files that the course gives; what a test changes here is a newer course."""
    files = dict(init.given_files())
    monkeypatch.setattr(init, "given_files", lambda: iter(files.items()))
    return files


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
