"""A class at a glance: students and points of an assignment, from nbgrader's gradebook."""

from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.classroom.screening import quarantine_reason


@dataclass(frozen=True)
class Standing:
    """One student's standing in an assignment; `remark` says what an instructor should know."""

    student: str
    score: float
    max_score: float
    remark: str
    feedback: Path | None


def standings(root: Path, assignment: str) -> list[Standing]:
    """The standings of an assignment, by student."""
    result = []
    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            student = submission.student.id
            remarks = []
            if not (root / "autograded" / student / assignment).is_dir():
                remarks.append("not graded yet")
            reason = quarantine_reason(root / "submitted" / student / assignment)
            if reason:
                remarks.append(f"quarantined: {reason}")
            if submission.total_seconds_late > 0:
                remarks.append(f"{submission.total_seconds_late / 3600:.0f} hours late")
            page = root / "feedback" / student / assignment / f"{assignment}.html"
            result.append(
                Standing(
                    student,
                    submission.score,
                    submission.max_score,
                    "; ".join(remarks),
                    page if page.exists() else None,
                )
            )
    return sorted(result, key=lambda standing: standing.student)
