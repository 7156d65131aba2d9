"""`course watch` in a pseudo-terminal, as a learner has it: what stands on the screen, and the terminal afterwards."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("termios", reason="pseudo-terminals are a matter of Linux and macOS")

from nbgrader_course import CHECKOUT
from screens import Screen, running

from autograder.build.stub import read_chapter
from autograder.course import Chapter, load_course
from autograder.lesson_cells import as_taught

pytestmark = pytest.mark.slow

COURSE = load_course()
MODULE_1 = COURSE.modules[1].chapters
WRONG = {  # a known mistake for some, for all others an answer of the wrong kind
    "normalize": "def normalize(X):\n    return (X - X.mean()) / X.var()\n",
    "matrix_multiply": "def matrix_multiply(X, W):\n    return X @ W.T\n",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CHECKOUT / "release", tmp_path / "my course"))


def right(chapter: Chapter, name: str) -> str:
    marked = read_chapter(chapter).solutions[name].marked
    return "\n".join(line for line in marked.split("\n") if not line.strip().startswith("###"))


class Learner:
    """Writes answers into a chapter's module, each in the place of its stub."""

    def __init__(self, workspace: Path, chapter: Chapter) -> None:
        self.path = workspace / chapter.id / f"{chapter.module}.py"
        stub = self.path.read_text(encoding="utf-8")
        self.head = stub[: stub.index("def ")]
        self.answers: dict[str, str] = {}

    def write(self, name: str, source: str) -> None:
        """Save as editors do: beside it, and then in its place."""
        self.answers[name] = source
        part = self.path.with_suffix(".tmp")
        part.write_text(self.head + "\n\n".join(self.answers.values()) + "\n", encoding="utf-8")
        part.replace(self.path)


@pytest.fixture
def watching(workspace: Path) -> Iterator[Screen]:
    with running(workspace / "ch1_1_arrays", "watch", "normalize") as screen:
        yield screen


def test_module_1_done_wrong_and_right(workspace: Path) -> None:
    first = MODULE_1[0]
    with running(workspace, "watch", "1.1") as screen:
        screen.until(f"next: write {as_taught(first)[0].name}")
        for chapter in MODULE_1:
            learner = Learner(workspace, chapter)
            required = [exercise.name for exercise in as_taught(chapter) if not exercise.stretch]
            for done, name in enumerate(required):
                standing = f"{done} of {len(required)}"
                screen.until(lambda words, want=(standing, f"next: write {name}"): all(each in words for each in want))
                learner.write(name, WRONG.get(name, f"def {name}(*args):\n    return 'no'\n"))
                screen.until(lambda words: "✗" in words and "next: edit" in words)
                assert standing in screen.words
                learner.write(name, right(chapter, name))
                if name != required[-1]:
                    screen.until(f"✓ {name} is right: what was wrong is mended.")
            screen.until(f"Chapter {chapter.number} is finished")
        screen.until(f"you have written {sum(len(chapter.library) for chapter in MODULE_1)} functions")
        assert "commonest slips in it:" in screen.words
        assert "1.1 normalize" in screen.words
        screen.press("q")
        assert screen.end() == 0


def test_the_mistake_is_named_and_the_slip_remembered(workspace: Path, watching: Screen) -> None:
    learner = Learner(workspace, MODULE_1[0])
    watching.until("next: write normalize")
    learner.write("normalize", WRONG["normalize"])
    watching.until("You divide by the variance.")
    assert "variance" in (workspace / ".course" / "choices.json").read_text(encoding="utf-8")


def test_an_endless_loop_is_ended_by_the_next_save(workspace: Path, watching: Screen) -> None:
    learner = Learner(workspace, MODULE_1[0])
    watching.until("next: write normalize")
    learner.write("normalize", "def normalize(X):\n    while True:\n        pass\n")
    watching.until("checking normalize")
    learner.write("normalize", right(MODULE_1[0], "normalize"))
    watching.until("✓ normalize is right at the first check.")
    assert "endless loop" not in watching.words


def test_a_missing_bracket_is_told_and_forgotten(workspace: Path, watching: Screen) -> None:
    learner = Learner(workspace, MODULE_1[0])
    watching.until("next: write normalize")
    learner.write("normalize", "def normalize(X):\n    return (X - X.mean()\n")
    watching.until("The bracket ( that is opened here is never closed.")
    learner.write("normalize", right(MODULE_1[0], "normalize"))
    watching.until("✓ normalize is right")


def test_keys_show_hints_the_list_and_the_way_back(watching: Screen) -> None:
    watching.until("next: write normalize")
    for step in (1, 2, 3, 1):
        watching.press("h")
        watching.until(f"normalize, hint {step} of 3")
    watching.press("l")
    watching.until("> 1.1 normalize")
    watching.press("\x1b[A")
    watching.until("> 1.1 add_row_and_double")
    watching.press("\r")
    watching.until("next: write add_row_and_double")
    watching.press("n")
    watching.until("next: write normalize")
    watching.press("s")
    watching.until("is shown once yours passes")
    watching.press("r")
    watching.until("y yes n no")
    watching.press("n")
    watching.until("next: write normalize")


def test_reset_asks_and_keeps_the_old_text(workspace: Path, watching: Screen) -> None:
    learner = Learner(workspace, MODULE_1[0])
    watching.until("next: write normalize")
    learner.write("normalize", WRONG["normalize"])
    watching.until("You divide by the variance.")
    watching.press("r")
    watching.until("Put normalize back as it was given?")
    watching.press("y")
    watching.until("next: write normalize")
    assert "what was there is in arrays." in watching.words
    assert "X.var()" not in learner.path.read_text(encoding="utf-8")
    assert [path for path in learner.path.parent.glob("arrays.*.py") if "X.var()" in path.read_text(encoding="utf-8")]


def test_the_solution_stands_beside_ones_own_once_that_passes(workspace: Path, watching: Screen) -> None:
    watching.until("next: write normalize")
    Learner(workspace, MODULE_1[0]).write("normalize", right(MODULE_1[0], "normalize"))
    watching.until("✓ normalize is right")
    watching.press("l")
    watching.until("> 1.1 reshaped_ones")
    for line in ("1.1 last_rows", "1.1 sub_matrix", "1.1 add_row_and_double", "✓ 1.1 normalize"):
        watching.press("j")
        watching.until(f"> {line}")
    watching.press("\r")
    watching.until("next: n takes you to what is still open")
    watching.press("s")
    watching.until("def normalize(")


def test_what_is_pasted_is_no_key_and_answers_no_question(workspace: Path, watching: Screen) -> None:
    learner = Learner(workspace, MODULE_1[0])
    watching.until("next: write normalize")
    learner.write("normalize", WRONG["normalize"])
    watching.until("You divide by the variance.")
    written = learner.path.read_text(encoding="utf-8")
    watching.press("ry")  # of a terminal that does not say what is pasted
    watching.until("y yes n no")
    watching.press("n")
    watching.until("q quit")
    watching.press("\x1b[200~return q\nry\x1b[2")
    watching.press("01~h")
    watching.until("normalize, hint 1 of 3")
    assert learner.path.read_text(encoding="utf-8") == written


def test_keys_that_come_together_all_count(watching: Screen) -> None:
    watching.until("next: write normalize")
    watching.press("hl\x1b[A\x1b[A\x1bOAé\r")
    watching.until("next: write last_rows")


def test_an_editor_that_is_paused_leaves_the_terminal_as_it_was(workspace: Path) -> None:
    editor = workspace / "nano"
    editor.write_text("#!/bin/sh\nkill -TSTP $PPID\nsleep 0.3\nkill -CONT $PPID\n", encoding="utf-8")
    editor.chmod(0o755)
    with running(workspace / "ch1_1_arrays", "watch", "normalize", VISUAL=f"'{editor}'") as screen:
        screen.until("next: write normalize")
        screen.press("e")
        screen.until(lambda _words: screen.raw.count(b"\x1b[?1049h") == 2)
        screen.press("q")
        assert screen.end() == 0
        assert_left_as_it_was(screen)


def test_files_that_go_and_come_back(workspace: Path, watching: Screen) -> None:
    folder = workspace / "ch1_1_arrays"
    watching.until("next: write normalize")
    folder.rename(workspace / "elsewhere")
    watching.until("does not exist")
    watching.press("l")
    watching.until("> 1.1 normalize")
    watching.press("\x1b")
    (workspace / "elsewhere").rename(folder)
    Learner(workspace, MODULE_1[0]).write("normalize", right(MODULE_1[0], "normalize"))
    watching.until("✓ normalize is right")


def test_where_the_file_stands_still_events_are_not_needed(workspace: Path) -> None:
    with running(workspace / "ch1_1_arrays", "watch", "normalize", "--poll") as screen:
        screen.until("next: write normalize")
        Learner(workspace, MODULE_1[0]).write("normalize", right(MODULE_1[0], "normalize"))
        screen.until("✓ normalize is right")


@pytest.mark.parametrize(("columns", "rows"), [(40, 24), (80, 24)])
def test_narrow_screens_break_between_words(workspace: Path, columns: int, rows: int) -> None:
    with running(workspace / "ch1_1_arrays", "watch", "normalize", columns=columns, rows=rows, NO_COLOR="1") as screen:
        screen.until("next: write normalize")
        screen.until(lambda words: "q quit" in words)
        Learner(workspace, MODULE_1[0]).write("normalize", WRONG["normalize"])
        screen.until("0 / 5 points")
        seen = screen.words
        while "next: edit arrays.py:" not in seen:  # what does not fit comes with a key
            assert "space more" in screen.words
            screen.press(" ")
            screen.until(lambda words, seen=seen: words != seen)
            seen = screen.words
        assert b"\x1b[31m" not in screen.raw
        assert b"\x1b[38;" not in screen.raw
        screen.resize(60, 30)
        screen.until(lambda words: "q quit" in words)


ENDS = {"a key": "q", "Ctrl-C": "\x03", "SIGTERM": signal.SIGTERM, "SIGHUP": signal.SIGHUP}


@pytest.mark.parametrize("way", ENDS)
def test_the_terminal_is_left_as_it_was(watching: Screen, way: str) -> None:
    watching.until("next: write normalize")
    assert watching.settings != watching.before
    how = ENDS[way]
    if isinstance(how, signal.Signals):
        watching.signal(how)
    else:
        watching.press(how)
    status = watching.end()
    assert status == {"a key": 0, "Ctrl-C": 130}.get(way, 128 + int(how) if isinstance(how, signal.Signals) else 0)
    assert_left_as_it_was(watching)


def test_after_an_exception_too(workspace: Path) -> None:
    breaks = "import autograder.learner.watch.run as run\nrun.frame = lambda *_: 1 / 0\n"
    (workspace / "sitecustomize.py").write_text(breaks, encoding="utf-8")
    path = f"{workspace}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    with running(workspace / "ch1_1_arrays", "watch", PYTHONPATH=path) as screen:
        assert screen.end() == 1
        assert "ZeroDivisionError" in screen.text
        assert_left_as_it_was(screen)


def assert_left_as_it_was(screen: Screen) -> None:
    assert screen.settings == screen.before
    assert screen.raw.rindex(b"\x1b[?1049l") > screen.raw.rindex(b"\x1b[?1049h")
    assert screen.raw.rindex(b"\x1b[?25h") > screen.raw.rindex(b"\x1b[?25l")


def test_without_a_terminal_it_says_what_to_do_instead(workspace: Path) -> None:
    with running(workspace, "watch", TERM="dumb") as screen:
        assert screen.end() == 2
        assert "course check" in screen.words
