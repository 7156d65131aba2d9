"""`course check` of what stands here, and of several targets: reports in order, exit codes, what is remembered."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from autograder.cli.check import run_check
from autograder.course import Course
from autograder.learner.slips import commonest, earlier
from autograder.learner.state import Slip, State
from autograder.learner.work import Workspace
from autograder.places import course_file
from autograder.report.terminal import link_places, wrapped

Check = Callable[..., tuple[int, str, str]]
WRONG = "import numpy as np\ndef normalize(X):\n    return (X - X.mean()) / X.var()\n"
RIGHT = "import numpy as np\ndef normalize(X):\n    return (X - X.mean()) / (X.std() or 1)\n"


@pytest.fixture
def workspace(tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of three chapters, in which one stands."""
    for chapter in course.chapters[:3]:
        shutil.copytree(course_file().parent / "release" / chapter.id, tmp_path / chapter.id)
    (tmp_path / ".course").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """check(name, ...) is the exit code, what was printed, and what was said on standard error."""

    def run(*names: str, as_json: bool = False) -> tuple[int, str, str]:
        code = run_check(names, None, None, as_json)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_alone_it_checks_the_chapter_in_which_one_stands(
    workspace: Path, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace / "ch1_1_arrays")
    Path("arrays.py").write_text(WRONG, encoding="utf-8")
    code, out, _ = check()
    assert code == 1
    assert "You divide by the variance." in out
    assert out.splitlines()[-1] == "next: edit arrays.py:2, then  course check normalize"


@pytest.mark.slow
def test_in_the_workspace_it_checks_everything_and_says_little_of_what_is_not_begun(
    workspace: Path, check: Check, course: Course
) -> None:
    (workspace / "ch1_1_arrays" / "arrays.py").write_text(WRONG, encoding="utf-8")
    code, out, err = check()
    assert (code, err) == (1, "")
    assert "1.1 Arrays" in out
    assert out.splitlines()[-1] == "Not started: 0, 1.2."
    remembered = State(Workspace(workspace, course)).results(course.chapter("ch1_1_arrays"))
    assert remembered["normalize"].current
    assert remembered["normalize"].result.status == "failed"


@pytest.mark.slow
def test_several_are_a_list_in_json_and_the_worst_is_the_exit_code(workspace: Path, check: Check) -> None:
    (workspace / "ch1_2_matrices" / "matrices.py").write_bytes(b"\xff")
    (workspace / "ch1_2_matrices" / "ch1_2_matrices.ipynb").unlink()
    code, out, err = check("normalize", "1.2", as_json=True)
    found = json.loads(out)
    assert code == 2
    assert [test["name"] for test in found[0]["tests"]] == ["normalize"]
    assert (found[1]["score"], found[1]["tests"]) == (0, [])
    assert "not text in UTF-8" in err


def test_a_missing_bracket_is_told_once(workspace: Path, check: Check) -> None:
    (workspace / "ch1_1_arrays" / "arrays.py").write_text(WRONG + "def last_rows(X, k:\n", encoding="utf-8")
    _, out, _ = check("ch1_1_arrays/arrays.py")
    assert out.count("Python cannot read the code") == 1
    assert "normalize, " in out
    assert "none can be checked" in out


def test_the_same_slip_again_says_where_it_was(workspace: Path, check: Check, course: Course) -> None:
    state = State(Workspace(workspace, course))
    before = Slip(exercise="count_ink", chapter="ch0_introduction", mistake="another", kind="power")
    state.choose(state.choices.model_copy(update={"slips": (before,)}))
    (workspace / "ch1_1_arrays" / "arrays.py").write_text(WRONG, encoding="utf-8")
    _, out, _ = check("normalize")
    assert "The same slip as in 0 (count_ink): the power." in out
    assert [slip.exercise for slip in state.choices.slips] == ["count_ink", "normalize"]
    again = check("normalize")[1]
    assert "The same slip as in 0 (count_ink)" in again


def test_files_of_others_leave_no_trace(tmp_path: Path, check: Check) -> None:
    folder = tmp_path / "submitted" / "alice"
    for name in ("ch1_1_arrays", "ch1_2_matrices"):
        (folder / name).mkdir(parents=True)
    (folder / "ch1_1_arrays" / "arrays.py").write_text(RIGHT, encoding="utf-8")
    (folder / "ch1_2_matrices" / "matrices.py").write_text("", encoding="utf-8")
    check(str(folder / "ch1_1_arrays"))
    assert not [*tmp_path.rglob(".course")]


def test_a_file_that_is_but_a_part_of_the_work_does_not_speak_for_it(
    workspace: Path, check: Check, course: Course
) -> None:
    (workspace / "ch1_1_arrays" / "arrays.py").write_text(RIGHT, encoding="utf-8")
    other = workspace / "ch1_1_arrays" / "another.py"
    other.write_text(WRONG, encoding="utf-8")
    check("ch1_1_arrays/another.py")
    results = State(Workspace(workspace, course)).results(course.chapter("ch1_1_arrays"))
    assert "normalize" not in results


def test_commonest_slips_are_counted_by_kind(course: Course) -> None:
    chapters = course.modules[1].chapters
    slips = [
        Slip(exercise=exercise, chapter=chapter, mistake=f"m{number}", kind=kind)
        for number, (exercise, chapter, kind) in enumerate(
            [
                ("last_rows", "ch1_1_arrays", "indexing"),
                ("normalize", "ch1_1_arrays", "axis"),
                ("gram_matrix", "ch1_2_matrices", "axis"),
                ("mse_loss", "ch2_1_losses", "factor"),
            ]
        )
    ]
    said = commonest(slips, chapters)
    assert said.startswith("Your 2 commonest slips in it: along which axis (1.1 normalize, 1.2 gram_matrix); indexing")
    assert "factor" not in said
    assert commonest([], chapters) == ""


def test_a_slip_without_a_name_has_no_earlier_one(course: Course) -> None:
    from test_watch import passed

    assert earlier(passed("normalize"), course.chapter("ch1_1_arrays"), [], course) == ""


# Lines and links


def test_words_break_between_words_and_commands_stay_whole() -> None:
    text = "next: edit arrays.py:11, then  course check /a/very/long/path/to/ch1_1_arrays --exercise normalize"
    lines = wrapped(text, 40)
    assert lines == [
        "next: edit arrays.py:11, then",
        "  course check /a/very/long/path/to/ch1_1_arrays --exercise normalize",
    ]
    assert wrapped("next: edit arrays.py:11, then  course check normalize", 80) == [
        "next: edit arrays.py:11, then  course check normalize"
    ]


def test_places_are_links_where_the_terminal_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from rich.text import Text

    (tmp_path / "arrays.py").write_text("", encoding="utf-8")

    def written(**how: bool) -> str:
        text = Text("next: edit arrays.py:11 and other.py:3")
        link_places(text, tmp_path)
        file = io.StringIO()
        Console(
            file=file, color_system="standard" if how.get("terminal") else None, force_terminal=how.get("terminal")
        ).print(text)
        return file.getvalue()

    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    assert (tmp_path / "arrays.py").as_uri() in written(terminal=True)
    assert "other.py\x1b" not in written(terminal=True)
    assert "\x1b" not in written(terminal=False)
    monkeypatch.setenv("TERM_PROGRAM", "vscode")
    assert f"vscode://file{tmp_path}/arrays.py:11" in written(terminal=True)
