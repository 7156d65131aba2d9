"""The class report: what a teacher wants to see before the next lecture, as one HTML file that needs no network."""

import statistics
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import jinja2
from pydantic import Field, FiniteFloat, ValidationError

from autograder.build.stub import read_chapter
from autograder.classroom.batch.anonymous import anonymous, changed_lines
from autograder.classroom.batch.store import Graded, Store, write_for_others
from autograder.course import Chapter, Course, CourseError
from autograder.grading.results import Record

SHARED = 3  # students who make a mistake before its code is shown: fewer could be known by it
SHOWN_LINES = 6
FEW = 12  # names that stand open; more are folded
BINS = 10
STUCK = ("timeout", "crashed", "forged")
TEMPLATE = Path(__file__).parent / "templates" / "class_report.html.j2"


@dataclass
class ExerciseFigures:
    """An exercise over the class: points as shares of its points, and the students in each state."""

    name: str
    max_score: float
    shares: list[float] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    before: float | None = None

    @property
    def mean(self) -> float:
        return statistics.fmean(self.shares) if self.shares else 0.0

    @property
    def bins(self) -> list[int]:
        """How many students lie in each tenth of its points, all points apart."""
        counts = [0] * (BINS + 1)
        for share in self.shares:
            counts[BINS if share >= 1 else min(int(share * BINS), BINS - 1)] += 1
        return counts


@dataclass
class Misconception:
    """A mistake that several made: its sentence, and lines of code that have it, if enough share it."""

    exercise: str
    name: str
    sentence: str
    students: list[str] = field(default_factory=list)
    example: tuple[str, ...] = ()


@dataclass
class ChapterFigures:
    """A chapter over the class."""

    chapter: Chapter
    students: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    exercises: list[ExerciseFigures] = field(default_factory=list)
    misconceptions: list[Misconception] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    stuck: dict[str, list[str]] = field(default_factory=dict)
    stopped: list[tuple[str, str, str]] = field(default_factory=list)
    nobody_fails: list[str] = field(default_factory=list)
    everybody_fails: list[str] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.scores) if self.scores else 0.0

    @property
    def hardest(self) -> list[ExerciseFigures]:
        """The exercises, hardest first; what is optional comes last."""
        return sorted(self.exercises, key=lambda exercise: (not exercise.max_score, exercise.mean))


def write_report(
    results: Path, course: Course, to: Path, roster: Sequence[str] = (), *, is_anonymous: bool = False
) -> int:
    """Write the report of a folder of results; returns how many submissions it tells of.

    Parameters
    ----------
    roster
        all students of the class, so that it can be told who has not handed in; else those with any result.
    is_anonymous
        leave out every name, to show it to the class.

    Raises
    ------
    CourseError
        where there are no results.
    """
    graded = [item for _path, item in Store(results).results()]
    if not graded:
        raise CourseError(f"{results} holds no results. Grade first: course grade SUBMISSIONS --results {results}")
    chapters = [figures for c in course.chapters if (figures := _figures(c, graded, roster)) is not None]
    last = results / "last_report.json"
    before = _read_means(last)
    for figures in chapters:
        for exercise in figures.exercises:
            exercise.before = before.means.get(f"{figures.chapter.id}/{exercise.name}")
    page = _template().render(
        course=course, chapters=chapters, count=len(graded), when=datetime.now(UTC), anonymous=is_anonymous,
        since=before.when, shared=SHARED, bins=BINS, few=FEW,
    )  # fmt: skip
    write_for_others(to, page.encode())
    means = {f"{f.chapter.id}/{e.name}": round(e.mean, 4) for f in chapters for e in f.exercises}
    if means != before.means:
        told = _Means(when=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), means=means)
        write_for_others(last, told.model_dump_json(indent=1).encode())
    return len(graded)


class _Means(Record):
    """What a report said, for the next to compare with."""

    when: str = ""
    means: dict[str, FiniteFloat] = Field(default_factory=dict)


def _read_means(path: Path) -> _Means:
    """What the last report said; nothing where there was none."""
    try:
        return _Means.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return _Means()


def _figures(chapter: Chapter, graded: Iterable[Graded], roster: Sequence[str]) -> ChapterFigures | None:
    graded = list(graded)
    own = [item for item in graded if item.chapter == chapter.id]
    if not own:
        return None
    everybody = sorted(set(roster) or {item.student for item in graded})
    figures = ChapterFigures(chapter, students=[item.student for item in own])
    figures.missing = [name for name in everybody if name not in set(figures.students)]
    figures.scores = [item.report.score for item in own]
    figures.refused = [(item.student, item.refused) for item in own if item.refused]
    by_name = {e.name: ExerciseFigures(e.name, e.points) for e in chapter.exercises}
    tests: dict[str, Counter[bool | None]] = defaultdict(Counter)
    mistakes: dict[tuple[str, str], Misconception] = {}
    for item in own:
        for exercise in item.report.exercises:
            known = by_name.get(exercise.name)
            if known is None:  # the course had it when this was graded
                continue
            known.shares.append(exercise.share)
            known.states[exercise.status] += 1
            if exercise.status == "failed" and not item.refused:
                figures.stuck.setdefault(exercise.name, []).append(item.student)
            for check in exercise.checks:
                tests[f"{exercise.name}: {check.label}"][check.passed] += not item.refused
            failure = exercise.failure
            if failure and failure.kind in STUCK:
                figures.stopped.append((item.student, exercise.name, failure.seen))
            if failure and failure.mistake:
                key = exercise.name, failure.mistake
                mistake = mistakes.setdefault(key, Misconception(*key, failure.advice))
                mistake.students.append(item.student)
    figures.exercises = list(by_name.values())
    figures.misconceptions = sorted(mistakes.values(), key=lambda m: (-len(m.students), m.exercise, m.name))
    _add_examples(figures, own)
    tried = {label: counts for label, counts in tests.items() if counts[True] + counts[False]}
    figures.nobody_fails = [label for label, counts in tried.items() if not counts[False]]
    figures.everybody_fails = [label for label, counts in tried.items() if not counts[True]]
    return figures


def _add_examples(figures: ChapterFigures, own: Sequence[Graded]) -> None:
    """To each mistake that enough share, the code of it that differs least from the solution."""
    names = frozenset(figures.chapter.names)
    code = {(item.student, name): lines for item in own for name, lines in item.code.items()}
    solutions = read_chapter(figures.chapter).solutions
    for mistake in figures.misconceptions:
        if len(mistake.students) < SHARED:
            continue
        right = anonymous(solutions[mistake.exercise].marked, keep=names)
        found = [
            changed for student in mistake.students
            if (changed := changed_lines(code.get((student, mistake.exercise), ()), right))
        ]  # fmt: skip
        if found:
            shortest = min(found, key=lambda lines: (len(lines), lines))[:SHOWN_LINES]
            mistake.example = tuple(textwrap.dedent("\n".join(shortest)).split("\n"))


def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
