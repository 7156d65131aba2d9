"""What is remembered in a workspace: damaged files cost choices at most, which is said, and no result outlives its
work."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from workspaces import answer, remember, result, run, run_whole

from autograder.learner import checking, init, state
from autograder.learner.init import MANIFEST
from autograder.learner.standing import OUTLINES
from autograder.learner.state import CHOICES, DAMAGED, RESULTS, State
from autograder.learner.work import Target, Workspace
from autograder.report.model import Report

FILES = (RESULTS, CHOICES, OUTLINES, MANIFEST)


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def without_end(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "empty": lambda path: path.write_bytes(b""),
    "binary": lambda path: path.write_bytes(bytes(range(256))),
    "nested deep": lambda path: path.write_text("[" * 200_000),
    "a list": lambda path: path.write_text("[1]"),
    "of other kinds": lambda path: path.write_text('{"skipped": 3, "ch1_1_arrays": {"normalize": {"result": []}}}'),
    "half characters": lambda path: path.write_text('{"skipped": 3, "\\ud800": "\\ud800"}'),
    "a folder": a_folder,
    "a pipe": a_pipe,
    "a link to itself": a_loop,
    "without end": without_end,
}


@pytest.fixture
def begun(space: Workspace) -> Workspace:
    """A workspace in which something was checked, skipped and hinted at."""
    answer(space, "normalize")
    remember(space, "normalize")
    kept, key = State(space), "ch1_1_arrays/sub_matrix"
    kept.choose(kept.choices.model_copy(update={"skipped": ("ch1_1_arrays/last_rows",), "hints": {key: 1}}))
    run("list", "1.1")
    return space


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_files_are_said_once_kept_and_stop_nothing(damage: str, begun: Workspace) -> None:
    folder = begun.root / ".course"
    written = begun.module(begun.course.chapter("ch1_1_arrays")).read_bytes()
    for name in FILES:
        DAMAGES[damage](folder / name)
    first = run_whole("list", "1.1")
    assert first.exit_code == 0
    assert first.stderr.count(" cannot be read: what you skipped and which hints you saw is forgotten.") == 1
    assert (folder / DAMAGED).exists() or (folder / DAMAGED).is_symlink()
    assert "skipped" not in first.stdout
    again = run_whole("list", "1.1")
    assert " cannot be read" not in again.stderr
    assert "normalize   not checked" in again.stdout
    run("hint", "sub_matrix")
    assert State(begun).choices.hints == {"ch1_1_arrays/sub_matrix": 1}
    assert begun.module(begun.course.chapter("ch1_1_arrays")).read_bytes() == written


@pytest.mark.slow
def test_what_a_newer_course_keeps_among_the_choices_stays(begun: Workspace) -> None:
    path = begun.root / ".course" / CHOICES
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "of_a_newer_one": [1]}), encoding="utf-8")
    run("skip", "sub_matrix")
    found = json.loads(path.read_text("utf-8"))
    assert found["skipped"] == ["ch1_1_arrays/last_rows", "ch1_1_arrays/sub_matrix"]
    assert found["of_a_newer_one"] == [1]


def test_a_choice_that_cannot_be_kept_is_none(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_full(path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(state, "write_whole", is_full)
    done = run_whole("skip", "normalize")
    assert (done.exit_code, "skipped" in done.stdout) == (2, False)
    assert done.stderr.count("(No space left on device), so what you check and choose is not remembered.") == 1
    assert run_whole("hint", "normalize").exit_code == 0


@pytest.mark.slow
def test_what_is_skipped_last_and_no_longer_there_does_not_stand_in_the_way(space: Workspace) -> None:
    kept = State(space)
    kept.choose(kept.choices.model_copy(update={"skipped": ("ch1_1_arrays/last_rows", "ch1_1_arrays/of_before")}))
    assert "last_rows: no longer skipped." in run("skip", "--undo")


def test_a_result_is_of_the_text_that_was_read(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    chapter = space.course.chapter("ch1_1_arrays")
    answer(space, "normalize")
    target = Target(chapter, chapter.exercise("normalize"), space.folder(chapter))

    def saved_meanwhile(*_: object) -> object:
        with space.module(chapter).open("a", encoding="utf-8") as file:
            file.write("\nnormalize = None\n")
        return Report(chapter=chapter.id, title="", submission="", exercises=(result("normalize"),))

    monkeypatch.setattr(checking, "grade", saved_meanwhile)
    monkeypatch.setattr(checking, "start_sandbox", lambda _datasets: None)
    checked = checking.remembered(checking.check(target, space.course), space.course)
    assert checked.report is not None
    kept = State(space).results(chapter)["normalize"]
    assert (kept.result.status, kept.current) == ("passed", False)


def test_the_work_is_read_where_a_pipe_stands_beside_it(space: Workspace) -> None:
    chapter = space.course.chapter("ch1_1_arrays")
    a_pipe(space.notebook(chapter))
    assert "write reshaped_ones" in run("next", "1.1")
    assert State(space).digest(chapter)


def test_what_stands_in_the_way_of_a_file_is_told_by_init(space: Workspace) -> None:
    path = space.module(space.course.chapter("ch1_1_arrays"))
    a_folder(path)
    said = run("init")
    assert "no file: move it away, and say course init again: ch1_1_arrays/arrays.py" in said
    assert "up to date" not in said
    path.rmdir()
    assert "Put back, as it was missing: ch1_1_arrays/arrays.py" in run("init")


def test_a_file_that_cannot_be_replaced_is_named_itself(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match=r"taken'") as refused:
        init.write_whole(tmp_path / "taken", b"new")
    assert ".part-" not in str(refused.value.filename)
