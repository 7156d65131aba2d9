"""What tests of several rooms share: the course, submissions made from text, deterministic hypothesis."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from autograder.course import Course, course_file, load_course
from autograder.sandbox import launch
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess
from autograder.submission import Submission, read_submission

# Here, and not for every pytest below this folder: in release/ `neural_network` is the library of whoever works there.
sys.path.insert(0, str(course_file().parent / "solutions"))

hypothesis.settings.register_profile("course", derandomize=True, deadline=None, max_examples=60, database=None)
hypothesis.settings.load_profile("course")


@pytest.fixture(scope="session")
def course() -> Course:
    """The course itself, as course.toml has it."""
    return load_course()


@pytest.fixture
def in_process() -> Callable[[str], Student]:
    """in_process(source) is a student whose functions run in this process."""
    return lambda source: Student(InProcess("answers", (Unit("answers.py", source),)))


@pytest.fixture
def submit(course: Course, tmp_path: Path) -> Callable[..., Submission]:
    """submit(source, name="arrays.py") is a submission of one file with that text."""

    def write(source: str, name: str = "arrays.py") -> Submission:
        path = tmp_path / name
        path.write_text(source, encoding="utf-8")
        return read_submission(path, course)

    return write


@pytest.fixture
def sandbox_required() -> None:
    """For tests of full isolation: skipped where bubblewrap does not work, or failed under COURSE_REQUIRE_SANDBOX=1."""
    isolation = launch.isolation()
    if not isolation.full and os.environ.get("COURSE_REQUIRE_SANDBOX") == "1":
        pytest.fail(f"COURSE_REQUIRE_SANDBOX=1, and {isolation.reason}", pytrace=False)
    if not isolation.full:
        pytest.skip(f"needs full isolation: {isolation.reason}")
