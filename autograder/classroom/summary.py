"""A class at a glance: students and points of an assignment, from nbgrader's gradebook, as nbgrader exports them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from autograder.classroom.gradebook import amiss
from autograder.classroom.screening import is_plain_name, quarantine_reason
from autograder.course import CourseError

_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Standing:
    """One student's standing in an assignment. `score` is what counts: `raw` points, those given by hand included,
    without the `penalty` for being late. `remark` says what an instructor should know."""

    student: str
    raw: float
    penalty: float
    max_score: float
    remark: str
    feedback: Path | None

    @property
    def score(self) -> float:
        return max(0.0, self.raw - self.penalty)


def assignments(root: Path) -> list[str]:
    """The assignments that the gradebook knows: also those that the course no longer has.

    Raises
    ------
    CourseError
        where it cannot be used.
    """
    with _gradebook(root) as gradebook:
        return sorted(assignment.name for assignment in gradebook.assignments)


def standings(root: Path, assignment: str) -> list[Standing]:
    """The standings of an assignment, by student: of all who are in the gradebook or have handed in.

    Raises
    ------
    nbgrader.api.MissingEntry
        where the gradebook does not know the assignment.
    """
    with _gradebook(root) as gradebook:
        best = gradebook.find_assignment(assignment).max_score
        found = {item.student.id: item for item in gradebook.assignment_submissions(assignment)}
        students = {student.id for student in gradebook.students} | set(_handed_in(root, assignment))
        return [_standing(root, assignment, student, best, found.get(student)) for student in sorted(students)]


def _standing(root: Path, assignment: str, student: str, best: float, submission: Any) -> Standing:
    page = root / "feedback" / student / assignment / f"{assignment}.html"
    return Standing(
        student,
        submission.score if submission else 0.0,
        (submission.late_submission_penalty or 0.0) if submission else 0.0,
        best,
        "; ".join(_remarks(root, assignment, student, submission)),
        page if page.exists() else None,
    )


def _remarks(root: Path, assignment: str, student: str, submission: Any) -> Iterator[str]:
    folder = root / "submitted" / student / assignment
    if submission is None:
        yield "submitted, not graded yet" if folder.is_dir() else "not handed in"
        return
    if not (root / "autograded" / student / assignment).is_dir():
        yield "not graded yet"
    reason = quarantine_reason(folder)
    if reason:
        yield f"quarantined: {reason}"
    if submission.needs_manual_grade:
        yield "waits to be graded by hand"
    by_hand = [
        grade.name for notebook in submission.notebooks for grade in notebook.grades if grade.manual_score is not None
    ]
    if by_hand:
        yield f"by hand: {', '.join(sorted(by_hand))}"
    late = submission.total_seconds_late
    if late > 0:
        yield f"{late / 3600:.0f} hours late" if late < 4 * _DAY else f"{late / _DAY:.0f} days late"


def _handed_in(root: Path, assignment: str) -> Iterator[str]:
    names = (path.parent.name for path in (root / "submitted").glob(f"*/{assignment}"))
    return (name for name in names if is_plain_name(name))


def _gradebook(root: Path) -> Any:
    if said := amiss(f"sqlite:///{root}/gradebook.db"):
        raise CourseError(said)
    return Gradebook(f"sqlite:///{root}/gradebook.db")
