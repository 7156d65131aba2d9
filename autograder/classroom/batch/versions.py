"""Which course and which grader a result was made with: digests of all that marks depend on."""

import functools
import hashlib
from pathlib import Path

import autograder
from autograder.classroom.batch.store import digest
from autograder.course import Chapter, Course
from autograder.grader_files import grader_sources
from autograder.grading.seed import PUBLIC, Seed
from autograder.language import translation_file
from autograder.places import LIBRARY, PRACTICE, own_data_files, solution_file

ROOT = Path(autograder.__file__).parent
GRADER = (
    "checks",
    "grading",
    "report",
    "sandbox",
    "submission.py",
    "trees.py",
    "course.py",
    "places.py",
    "taken.py",
    "language.py",
)


@functools.cache
def grader_version() -> str:
    """Of what runs and explains the tests."""
    files = [path for name in GRADER for path in _sources(ROOT / name)]
    return digest({path.relative_to(ROOT).as_posix(): path.read_bytes() for path in files})


@functools.cache
def course_version(course: Course, chapter: Chapter, seed: Seed = PUBLIC) -> str:
    """Of what a chapter's marks follow from: its points and limits, its tests, the library before it, the seed."""
    parts = {"course.toml": chapter.model_dump_json(exclude={"title"}).encode()}
    parts["seed"] = b"" if seed.public else hashlib.sha256(str(seed.value).encode()).digest()
    parts["limits"] = course.limits.model_dump_json().encode()
    parts |= {f"graders/{path.parent.name}/{path.name}": path.read_bytes() for path in grader_sources(chapter)}
    parts |= {f"datasets/{path.name}": path.read_bytes() for path in own_data_files(chapter)}
    if (translation := translation_file(course)) and translation.is_file():
        parts["language"] = translation.read_bytes()
    for each in (*course.before(chapter), chapter):
        for package in (LIBRARY, PRACTICE):
            path = solution_file(package, each.module)
            if path and (package == LIBRARY or each == chapter):
                parts[f"{package}/{path.name}"] = path.read_bytes()
    return digest(parts)


def _sources(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.glob("*.py"))
