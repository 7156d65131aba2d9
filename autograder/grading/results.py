"""What grading comes to: exercises, each with its checks, and the failures explained."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from autograder.language import translated

Status = Literal["passed", "failed", "not_started"]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Cells = tuple[tuple[float | None, ...], ...]  # rows of numbers; None where one is not finite


class Picture(Record):
    """Where an array is off and by how much: `words` say it, and go where no picture is seen.

    `off` is how far each value is off, 0 where it is right; `got` and `expected` are the values. Where the array has
    more than two axes, or is large, they are the part that `place` names. `numeric` is of a gradient, which central
    differences measure.
    """

    words: str
    got: Cells
    expected: Cells
    off: Cells
    place: str = ""
    numeric: bool = False


def _in_the_courses_language(sentence: Any) -> Any:
    return translated(sentence) if isinstance(sentence, str) else sentence


# What is said in English until a result takes it over.
Sentence = Annotated[str, BeforeValidator(_in_the_courses_language)]


class Failure(Record):
    """Why a check failed, in the learner's terms. Of a hidden test it holds no expected value, and no picture: where
    values are off is for the student's code to choose. `earned` is the share of the check's points that it gives all
    the same."""

    kind: str
    call: Sentence = ""
    seen: Sentence = ""
    should_be: str = ""
    advice: Sentence = ""
    mistake: str | None = None
    mistake_kind: str = ""
    try_it: str = ""
    lines: tuple[str, ...] = ()
    earned: float = 0.0
    picture: Picture | None = None


class CheckResult(Record):
    """One test of an exercise; `passed` is None where it could not be tried."""

    label: str
    passed: bool | None
    hidden: bool = False
    failure: Failure | None = None


class ExerciseResult(Record):
    """An exercise with its points. `printed` is what its function printed, and `notes` what is told besides right and
    wrong, which costs nothing. `blamed_on` is a function of the student's that has the blame, and `mend_first` where it
    stands, as `location` says it."""

    name: str
    score: float
    max_score: float
    status: Status
    practice: bool = False
    stretch: bool = False  # optional: it has no points, and nothing is unfinished without it
    location: str = ""
    blamed_on: str = ""
    mend_first: str = ""
    checks: tuple[CheckResult, ...] = ()
    printed: str = ""
    notes: tuple[Sentence, ...] = ()
    hidden_tests: bool = True  # whether the tests that only a grader has were put to it

    @property
    def share(self) -> float:
        """The share of its points that was earned, from 0 to 1; a stretch exercise, which has none, is done or not."""
        return min(max(self.score / self.max_score, 0.0), 1.0) if self.max_score else float(self.status == "passed")

    @property
    def failure(self) -> Failure | None:
        """The first thing that went wrong: the one cause to show."""
        return next((check.failure for check in self.checks if check.failure), None)
