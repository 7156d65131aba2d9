"""An exercise's result in words: the one account that terminal, HTML and JSON show, each in its way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from autograder.grading.results import ExerciseResult, Failure, Picture
from autograder.grading.run import LOADS
from autograder.language import N_, _, is_next, next_line, of_number, translated
from autograder.report.model import Report

Role = Literal["seen", "code", "cause", "try"]
MORE_LATER = N_("more look at it when you hand it in")


@dataclass(frozen=True)
class Told:
    """A test by its label; of a failed one the lines that explain it, where no test before had the same cause, and a
    picture of it, where there is one."""

    label: str
    passed: bool | None
    lines: tuple[tuple[str, Role], ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True)
class Account:
    """What there is to tell of an exercise. `state` is its points, or where not all tests are installed, how many of
    the visible ones pass; of a stretch exercise it is its star. `asides` is what costs nothing."""

    name: str
    status: str
    state: str
    tests: tuple[Told, ...] = ()
    asides: tuple[str, ...] = field(default=())
    stretch: bool = False

    @property
    def failed(self) -> tuple[Told, ...]:
        return tuple(test for test in self.tests if test.passed is False)

    @property
    def untried(self) -> int:
        return sum(test.passed is None for test in self.tests)


def account(exercise: ExerciseResult) -> Account:
    """The account of an exercise."""
    if exercise.status == "not_started":
        return Account(exercise.name, exercise.status, _state(exercise), stretch=exercise.stretch)
    tests, causes = [], set()
    for check in exercise.checks:
        failure = check.failure
        cause = (failure.advice or failure.seen) if failure else ""
        lines = tuple(explanation(failure)) if failure and cause not in causes else ()
        causes |= {cause} if failure else set()
        tests.append(Told(translated(check.label), check.passed, lines, failure.picture if failure and lines else None))
    asides = [_("Your function printed: {text}", text=exercise.printed)] if exercise.printed else []
    told = (*asides, *exercise.notes)
    return Account(exercise.name, exercise.status, _state(exercise), tuple(tests), told, exercise.stretch)


def _state(exercise: ExerciseResult) -> str:
    if exercise.stretch:
        return star(exercise)
    if exercise.status == "not_started":
        if exercise.hidden_tests:
            return _("not started ({points})", points=of_points(exercise.max_score))
        return _("not started")
    if exercise.hidden_tests:
        return f"{points(exercise.score)} / {of_points(exercise.max_score)}"
    return _visible_tests([exercise])


def star(exercise: ExerciseResult) -> str:
    """A stretch exercise's state: "★ done", "☆ optional", "☆ not yet: 2 of 4 tests"."""
    if exercise.status == "not_started":
        return _("☆ optional")
    if exercise.status == "passed":
        return _("★ done") if exercise.hidden_tests else f"★ {_visible_tests([exercise])}"
    passed = sum(check.passed is True for check in exercise.checks)
    return _("☆ not yet: {passed} of {total} tests", passed=passed, total=len(exercise.checks))


def _visible_tests(exercises: Sequence[ExerciseResult]) -> str:
    checks = [check for exercise in exercises for check in exercise.checks]
    passed = sum(check.passed is True for check in checks)
    return _("visible tests {passed} of {total}", passed=passed, total=len(checks))


def total(report: Report) -> str:
    """The last line of a report: all points, or how many visible tests pass, and the stars that were earned."""
    if all(exercise.stretch for exercise in report.exercises):
        return ", ".join(star(exercise) for exercise in report.exercises)
    stars = " ★" * sum(exercise.stretch and exercise.status == "passed" for exercise in report.exercises)
    if report.hidden_tests:
        return f"{points(report.score)} / {of_points(report.max_score)}{stars}"
    return f"{_visible_tests(report.required)}{stars}; {_(MORE_LATER)}"


def explanation(failure: Failure) -> Iterator[tuple[str, Role]]:
    """The lines that explain a failure: what was seen, where, why, what to try."""
    seen = f"{failure.call}: {failure.seen}" if failure.call else failure.seen
    if failure.should_be:
        seen = _("{seen}, and should be {right}", seen=seen, right=failure.should_be)
    yield seen if seen.endswith(".") else f"{seen}.", "seen"
    for line in failure.lines:
        yield line, "code"
    if failure.advice:
        yield failure.advice, "cause"
    if failure.try_it:
        yield f"{_('try it:')}  {failure.try_it}", "try"


@dataclass(frozen=True)
class Shared:
    """One cause for which several exercises fail, such as a missing bracket."""

    names: tuple[str, ...]
    lines: tuple[tuple[str, Role], ...]


def is_of_all(exercise: ExerciseResult) -> bool:
    """Whether an exercise fails for a reason that concerns all that stands beside it: the code cannot be loaded."""
    failure = exercise.failure
    return failure is not None and (failure.kind == "syntax" or exercise.checks[0].label == LOADS)


def shared_cause(report: Report) -> Shared | None:
    """The cause that keeps exercises from being checked at all, where there are several of them: it is told once."""
    alike: dict[tuple[object, ...], list[ExerciseResult]] = {}
    for exercise in report.exercises:
        failure = exercise.failure
        if failure and is_of_all(exercise):
            alike.setdefault((failure.kind, failure.seen, failure.advice, failure.lines), []).append(exercise)
    found = max(alike.values(), key=len, default=[])
    if len(found) < 2 or found[0].failure is None:
        return None
    lines = tuple(line for line in explanation(found[0].failure) if line[1] != "try")
    return Shared(tuple(exercise.name for exercise in found), lines)


def next_step(report: Report, again: str = "") -> str:
    """What to do next, in one line; "" where all is done. A stretch exercise comes last, only once it is begun, and not
    as next: the chapter is done without it.

    Parameters
    ----------
    again
        the command that checks an exercise again, with {name} for its name; else one that says the path.
    """
    again = again or f"course check {report.submission} --exercise {{name}}"
    optional = [exercise for exercise in report.exercises if exercise not in report.required]
    failed = [exercise for exercise in report.required if exercise.status == "failed"]
    if failed:  # first what is there to be mended
        first = next((exercise for exercise in failed if exercise.mend_first or exercise.location), failed[0])
        return next_line(_mend(next((each for each in failed if each.name == first.blamed_on), first), again))
    for exercise in report.required:
        if exercise.status == "not_started":
            place = f" ({exercise.location})" if exercise.location else ""
            step = _("write {name}{place}; a hint:", name=exercise.name, place=place)
            return next_line(f"{step}  course hint {exercise.name}")
    for exercise in optional:
        if exercise.status == "failed":
            return f"{_('optional:')} {_mend(exercise, again)}"
    return ""


def _mend(exercise: ExerciseResult, again: str) -> str:
    command, place = again.replace("{name}", exercise.name), exercise.mend_first or exercise.location
    return f"{_('edit {place}, then', place=place)}  {command}" if place else command


def is_step(line: str) -> bool:
    """Whether a line says what to do, or could be done."""
    return is_next(line) or line.startswith(_("optional:"))


def is_try(line: str) -> bool:
    """Whether a line is code to be tried."""
    return line.startswith(_("try it:"))


def points(value: float) -> str:
    """A number of points: 5, 4.5, 0.67."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def of_points(value: float) -> str:
    """A number of points with its unit: 1 point, 5 points."""
    return of_number(1 if value == 1 else 2, "{points} point", "{points} points", points=points(value))
