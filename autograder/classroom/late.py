"""Late days and extensions: a table of who may be late by how much, and what each day beyond that costs.

`late_days.csv` in the course's folder has the columns student, assignment, days; * stands for everybody, or for every
assignment. Where several rows fit, the longest holds. nbgrader's autograde asks `LateDays` about each late submission.
"""

import csv
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

from autograder.course import CourseError

FILE = "late_days.csv"
COLUMNS = ("student", "assignment", "days")
EVERY = "*"
_DAY = 24 * 60 * 60.0


@dataclass(frozen=True)
class Allowances:
    """How many days late is still in time, by student and assignment."""

    days: dict[tuple[str, str], float]

    def of(self, student: str, assignment: str) -> float:
        rows = [(who, what) for who in (student, EVERY) for what in (assignment, EVERY)]
        return max(self.days.get(row, 0.0) for row in rows)


def read_allowances(root: Path) -> Allowances:
    """The table of a course; an empty one where it has none.

    Raises
    ------
    CourseError
        naming the line that is wrong: a penalty by half a table would be nobody's wish.
    """
    path = root / FILE
    if not path.exists():
        return Allowances({})
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, restval=""))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CourseError(f"{path} cannot be read as a CSV in UTF-8: {error}.") from None
    found: dict[tuple[str, str], float] = {}
    for number, row in enumerate(rows, start=2):
        student, assignment, days = ((row.get(column) or "").strip() for column in COLUMNS)
        if not student or not assignment:
            raise CourseError(
                f"{path}, line {number}: the columns {', '.join(COLUMNS)} are needed; {EVERY} stands for all."
            )
        found[student, assignment] = max(found.get((student, assignment), 0.0), _days(days, path, number))
    return Allowances(found)


def _days(text: str, path: Path, number: int) -> float:
    try:
        days = float(text)
    except ValueError:
        days = math.nan
    if not 0 <= days < math.inf:
        raise CourseError(f"{path}, line {number}: {text!r} is no number of days.")
    return days


class LateDays(LateSubmissionPlugin):  # type: ignore[misc]
    """nbgrader's plugin for late submissions, which knows late days: nobody pays for a day that was allowed.

    In nbgrader_settings.py: `c.LateDays.per_day = 0.1` takes a tenth of the points for each day that has begun;
    nbgrader's own `c.LateDays.penalty_method = "zero"` takes all.
    """

    per_day = Float(
        0.0, min=0.0, max=1.0, help="The share of a submission's points that each late day begun costs."
    ).tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """The points that a late submission loses; None for none. Parameters as of nbgrader's own."""
        preprocessor: Any = self.parent
        folder = Path(preprocessor.parent.parent.coursedir.root)
        allowed = read_allowances(folder).of(student_id, preprocessor.assignment_id)
        seconds = total_seconds_late - allowed * _DAY
        if seconds <= 0:
            self.log.info("%s has %g days more for %s", student_id, allowed, preprocessor.assignment_id)
            return None
        if self.per_day:
            return round(score * min(1.0, self.per_day * math.ceil(seconds / _DAY)), 2)
        penalty: float | None = super().late_submission_penalty(student_id, score, seconds)
        return penalty
