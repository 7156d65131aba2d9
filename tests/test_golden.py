"""Whole submissions with the reports they get: tests/golden/<name>/ holds what was handed in and expected.json.

A change of the graders that moves a report shows here, exercise by exercise. Where the new report is the better
one, write it into expected.json by hand.
"""

import json
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.report.model import Report, grade
from autograder.submission import read_submission

pytestmark = pytest.mark.usefixtures("born")

FOLDERS = sorted(path for path in Path(__file__).with_name("golden").iterdir() if path.is_dir())


def short(report: Report) -> dict[str, object]:
    """What of a report is to stay the same."""
    return {
        "chapter": report.chapter,
        "score": report.score,
        "exercises": {
            exercise.name: [
                exercise.score,
                exercise.status,
                exercise.failure.kind if exercise.failure else None,
                exercise.failure.mistake if exercise.failure else None,
            ]
            for exercise in report.exercises
        },
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_submission_gets_the_report_it_always_got(course: Course, folder: Path) -> None:
    files = [path for path in folder.iterdir() if path.suffix in (".py", ".ipynb")]
    submission = read_submission(files[0] if len(files) == 1 else folder, course)
    assert short(grade(submission, course)) == json.loads((folder / "expected.json").read_text())


def test_the_golden_submissions_cover_the_introduction_module_1_and_every_outcome(course: Course) -> None:
    reports = [json.loads((folder / "expected.json").read_text()) for folder in FOLDERS]
    assert {report["chapter"] for report in reports} >= {
        chapter.id for module in course.modules[:2] for chapter in module.chapters
    }
    outcomes = [outcome for report in reports for outcome in report["exercises"].values()]
    assert {status for _, status, _, _ in outcomes} == {"passed", "failed", "not_started"}
    assert len({kind for _, _, kind, _ in outcomes}) >= 10
