"""What a graded submission comes to: a `Report` of exercises, each with its checks. Renderers read this alone."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Status = Literal["passed", "failed", "not_started", "absent"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Failure(_Record):
    """Why a check failed, in the learner's terms. Of a hidden test it holds no expected value. `earned` is the share
    of the check's points that it gives all the same."""

    kind: str
    call: str = ""
    seen: str = ""
    should_be: str = ""
    advice: str = ""
    misconception: str | None = None
    try_it: str = ""
    lines: tuple[str, ...] = ()
    earned: float = 0.0


class CheckResult(_Record):
    """One test of an exercise; `passed` is None where it could not be tried."""

    label: str
    passed: bool | None
    hidden: bool = False
    failure: Failure | None = None


class ExerciseResult(_Record):
    """An exercise with its points. An "absent" practice exercise of a plain .py file does not count. `remarks` is what
    its tests have to tell besides right and wrong, `notes` is advice."""

    name: str
    score: float
    max_score: float
    status: Status
    practice: bool = False
    location: str = ""
    checks: tuple[CheckResult, ...] = ()
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def failure(self) -> Failure | None:
        """The first thing that went wrong: the one cause to show."""
        return next((check.failure for check in self.checks if check.failure), None)


class Report(_Record):
    """A graded submission."""

    chapter: str
    title: str
    submission: str
    exercises: tuple[ExerciseResult, ...]
    notes: tuple[str, ...] = ()
    isolation: str = ""

    @property
    def score(self) -> float:
        return round(sum(exercise.score for exercise in self.exercises), 2)

    @property
    def max_score(self) -> float:
        return sum(exercise.max_score for exercise in self.exercises if exercise.status != "absent")

    @property
    def complete(self) -> bool:
        return all(exercise.status in ("passed", "absent") for exercise in self.exercises)
