"""The course's own seed: made once, whole and for its owner alone; nothing hands it to student code."""

import re
import stat
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from autograder.grading import seed
from autograder.grading.seed import FILE, PUBLIC, SeedError, course_of, course_seed, read_seed, seed_here
from autograder.sandbox.messages import Unit
from autograder.sandbox.workers import Sandboxed


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An instructor's folder."""
    root = tmp_path / "course"
    root.mkdir()
    (root / "nbgrader_config.py").touch()
    return root


def test_a_course_has_no_seed_until_one_is_made_and_then_keeps_it(root: Path) -> None:
    assert read_seed(root) is None
    made = course_seed(root)
    assert course_seed(root) == read_seed(root) == made
    assert not made.public
    assert [path.name for path in root.iterdir() if path.name != "nbgrader_config.py"] == [FILE]


def test_two_courses_have_different_seeds(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    assert course_seed(tmp_path / "one") != course_seed(tmp_path / "other")


def test_only_its_owner_may_read_it(root: Path) -> None:
    course_seed(root)
    assert stat.S_IMODE((root / FILE).stat().st_mode) == 0o600


def test_commands_that_start_at_once_make_one_seed(root: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        assert len({found.value for found in pool.map(course_seed, [root] * 16)}) == 1
    assert [path.name for path in root.glob(".*")] == []


def test_who_is_slower_takes_the_seed_that_is_there(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = iter([None])
    read = seed.read_seed
    monkeypatch.setattr(seed, "read_seed", lambda root: next(looks, read(root)))
    (root / FILE).write_text("ab" * 32)
    assert seed.course_seed(root).value == int("ab" * 32, 16)


@pytest.mark.parametrize("text", [b"", b"1", b"ab" * 31, b"ab" * 33, b"\xff" * 64, b"g" * 64, b"ab" * 32 + b"\n\n"])
def test_what_is_no_seed_is_refused_and_not_replaced(root: Path, text: bytes) -> None:
    (root / FILE).write_bytes(text)
    for ask in (read_seed, course_seed, seed_here):
        with pytest.raises(SeedError, match=f"{FILE} holds no seed"):
            ask(root)
    assert (root / FILE).read_bytes() == text


def test_a_file_that_cannot_be_read_is_told(root: Path) -> None:
    (root / FILE).mkdir()  # root may read any file, but no folder
    with pytest.raises(SeedError, match="cannot be read: Is a directory"):
        course_seed(root)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="cannot be made"):
        course_seed(tmp_path / "missing")


def test_the_nearest_course_counts_and_elsewhere_the_public_seed(root: Path, tmp_path: Path) -> None:
    below = root / "submitted" / "ada"
    below.mkdir(parents=True)
    assert seed_here(below) == PUBLIC  # none has been made yet
    made = course_seed(root)
    assert seed_here(below) == seed_here(root) == made
    assert seed_here(tmp_path) == PUBLIC


def test_a_seed_is_not_told_where_it_is_printed(root: Path) -> None:
    made = course_seed(root)
    assert not re.search(r"\d", repr(made))


def test_a_generator_depends_on_the_seed_and_the_purpose_alone(root: Path) -> None:
    made = course_seed(root)
    drawn = [found.generator(purpose).random() for found in (made, made, PUBLIC) for purpose in (1, 2)]
    assert drawn[:2] == drawn[2:4]
    assert len({*drawn}) == 4
    assert np.isfinite(drawn).all()


LOOK = """\
import os, sys

def look():
    seen = [repr(dict(os.environ)), repr(sys.argv), repr(sys.orig_argv), os.getcwd()]
    for folder, _, files in os.walk("/"):
        for name in files:
            path = os.path.join(folder, name)
            try:
                if "seed" in name or os.path.getsize(path) < 100:
                    with open(path, "rb") as file:
                        seen.append(path + ": " + repr(file.read(100)))
            except OSError:
                pass
    return "\\n".join(seen)[-500_000:]
"""


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox_required")
def test_student_code_finds_no_seed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course_seed(root)
    text = (root / FILE).read_text().strip()
    monkeypatch.chdir(root)
    with Sandboxed("x", (Unit("x.py", LOOK),)) as worker, worker.student() as student:
        seen = student.look()
    assert "PATH" in seen
    for secret in (text, str(int(text, 16)), FILE, str(root)):
        assert secret not in seen


def test_a_worker_s_command_and_environment_do_not_hold_the_seed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course_seed(root)
    text = (root / FILE).read_text().strip()
    monkeypatch.chdir(root)
    started = []
    popen = subprocess.Popen

    def spy(*args, **kwargs):
        started.append(repr((args, kwargs)))
        return popen(*args, **kwargs)

    monkeypatch.setattr(subprocess, "Popen", spy)
    with Sandboxed("x", (Unit("x.py", "def one():\n    return 1\n"),)) as worker, worker.student() as student:
        assert student.one() == 1
    assert started
    for secret in (text, str(int(text, 16)), FILE, str(root)):
        assert not any(secret in command for command in started)


@pytest.mark.slow
@pytest.mark.parametrize("broken", [True, False])
def test_course_check_grades_nobody_with_a_broken_seed(root: Path, tmp_path: Path, broken: bool) -> None:
    (root / FILE).write_text("broken" if broken else "ab" * 32)
    (tmp_path / "introduction.py").write_text("def count_ink(image):\n    return int((image != 0).sum())\n")
    run = subprocess.run(
        [sys.executable, "-c", "from autograder.cli import main; main()", "check", "../introduction.py", "--json"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == (3 if broken else 0), run.stdout + run.stderr
    assert ("holds no seed" in run.stderr) == broken
    assert ('"score"' in run.stdout) != broken


def test_the_course_of_a_folder_is_the_nearest_with_a_configuration(root: Path, tmp_path: Path) -> None:
    below = root / "submitted"
    below.mkdir()
    assert course_of(below) == root.resolve()
    assert course_of(tmp_path) is None
