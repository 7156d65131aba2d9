"""Where a learner stands: what became of each exercise, and the one next step.

Read from the work's text and from remembered results; nothing is run, and nothing slow is imported.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.code_files import SubmissionError
from autograder.course import Chapter, Course, Exercise
from autograder.grader_files import hidden_files
from autograder.grading.results import ExerciseResult
from autograder.language import _, next_line
from autograder.learner.state import State
from autograder.learner.work import Target, Workspace, digest_of
from autograder.lesson_cells import as_taught
from autograder.submission import Submission
from autograder.trees import parsed

# passed: at its last check; failed: as it stands; written: changed since it was checked; open: still a stub
Status = Literal["passed", "failed", "written", "open", "skipped"]


OUTLINES = "outlines.json"
_FORM = b"2"  # of what is kept there


@dataclass(frozen=True)
class Standing:
    """What became of an exercise. `current` says that it has not changed since its result."""

    chapter: Chapter
    exercise: Exercise
    status: Status
    location: str = ""  # "arrays.py:41", or "" where it is defined nowhere
    result: ExerciseResult | None = None
    current: bool = False

    @property
    def key(self) -> str:
        """What it is called among the learner's choices."""
        return f"{self.chapter.id}/{self.exercise.name}"


@dataclass(frozen=True)
class ChapterStanding:
    """What became of a chapter; `problem` is why its work cannot be read, with the place: a whole sentence with what to
    do, or one without its end."""

    chapter: Chapter
    exercises: tuple[Standing, ...]
    problem: str = ""

    @property
    def required(self) -> tuple[Standing, ...]:
        return tuple(each for each in self.exercises if not each.exercise.stretch)

    @property
    def passed(self) -> int:
        return sum(each.status == "passed" for each in self.required)

    @property
    def to_go(self) -> tuple[Standing, ...]:
        """What is still to be done."""
        return tuple(each for each in self.required if each.status not in ("passed", "skipped"))


@dataclass(frozen=True)
class Step:
    """The one next step: what to do, in words, and the command to give afterwards or at once."""

    text: str
    command: str
    standing: Standing | None = None

    def __str__(self) -> str:
        return next_line(f"{self.text}{'  ' if self.text else ''}{self.command}").rstrip()


@dataclass(frozen=True)
class Outline:
    """What the text of a chapter's work says: where each exercise is defined, which are still stubs, and why it cannot
    be read."""

    places: Mapping[str, str]
    stubs: frozenset[str]
    problem: str = ""


def standing_of(chapter: Chapter, outline: Outline, state: State) -> ChapterStanding:
    """Where the work on a chapter stands."""
    skipped = set(state.choices.skipped)
    results = state.results(chapter)
    found = []
    for exercise in as_taught(chapter):
        last = results.get(exercise.name)
        location = outline.places.get(exercise.name, "")
        is_open = not outline.problem and (not location or exercise.name in outline.stubs)
        status: Status = "open" if is_open else "written"
        if not is_open and last and last.result.status == "passed":
            status = "passed"
        elif not is_open and last and last.current:
            status = "failed"
        if status != "passed" and f"{chapter.id}/{exercise.name}" in skipped:
            status = "skipped"
        result = last.result if last and not is_open else None
        found.append(Standing(chapter, exercise, status, location, result, bool(last and last.current)))
    return ChapterStanding(chapter, tuple(found), outline.problem)


def outlines(space: Workspace, state: State, chapters: Sequence[Chapter]) -> list[Outline]:
    """The outlines of chapters. They are kept by the digest of the work: reading all of it takes half a second."""
    kept = state.read(OUTLINES)
    found, changed = [], False
    for chapter in chapters:
        digest = _digest(space, chapter)
        try:
            item = kept[chapter.id]
            fresh = item["digest"] == digest
            places = {str(name): str(place) for name, place in item["places"].items()}
            outline = Outline(places, frozenset(item["stubs"]), str(item["problem"])) if fresh else None
        except (LookupError, TypeError, ValueError, AttributeError):
            outline = None
        if outline is None:
            outline, changed = outline_of(space, chapter), True
            kept[chapter.id] = {
                "digest": digest, "places": outline.places, "stubs": sorted(outline.stubs), "problem": outline.problem,
            }  # fmt: skip
        found.append(outline)
    if changed:
        state.write(OUTLINES, kept)
    return found


def _digest(space: Workspace, chapter: Chapter) -> str:
    whole = hashlib.sha256(_FORM)
    for path in (space.module(chapter), space.notebook(chapter)):
        whole.update(path.name.encode() + b"\0" + digest_of(path))
    return whole.hexdigest()[:32]


def outline_of(space: Workspace, chapter: Chapter) -> Outline:
    """Read a chapter's work for its outline."""
    try:
        work = Target(chapter, None, space.folder(chapter)).submission(space.course)
    except SubmissionError as error:
        return Outline({}, frozenset(), str(error))
    places = {name: work.location(name) for name in chapter.names}
    place = _unreadable(work)
    problem = _("Python cannot read {place}", place=place) if place else ""
    return Outline(places, work.unwritten & set(chapter.names), problem)


def _unreadable(work: Submission) -> str:
    """Where Python cannot read the code, as "arrays.py:12"; "" where it can."""
    for unit in work.units:
        try:
            parsed(unit.source)
        except SyntaxError as error:
            return f"{unit.name}:{error.lineno}" if unit.name.endswith(".py") else unit.name
        except (ValueError, RecursionError, MemoryError):
            return unit.name
    return ""


def standings(space: Workspace, state: State, chapters: Sequence[Chapter] = ()) -> list[ChapterStanding]:
    """Where the work on chapters stands: on those given, or on all that are here."""
    chosen = chapters or space.chapters
    found = zip(chosen, outlines(space, state, chosen), strict=True)
    return [standing_of(chapter, outline, state) for chapter, outline in found]


def next_step(found: Sequence[ChapterStanding], course: Course) -> Step | None:
    """What to do next in these chapters, in the course's order; None where all is done or skipped."""
    for each in found:
        if not each.to_go:
            continue
        if each.problem:
            text = _("{problem}: mend it, then", problem=each.problem)
            if each.problem.endswith("."):
                text = _("{problem} Then:", problem=each.problem)
            return Step(text, f"course check {each.chapter.number}", each.to_go[0])
        # What is begun is finished before something new is.
        order = {"failed": 0, "written": 1, "open": 2}
        begun = any(standing.status != "open" for standing in each.exercises)
        first = min(each.to_go, key=lambda standing: order[standing.status])
        failed = [standing for standing in each.to_go if standing.status == first.status == "failed"]
        blamed = first.result.blamed_on if first.result else ""
        first = next((standing for standing in failed if standing.exercise.name == blamed), first)
        return _step(first, course, begun=begun)
    return None


def _step(standing: Standing, course: Course, *, begun: bool) -> Step:
    """The step at an exercise; where nothing of its chapter is `begun`, it begins with the lesson."""
    name = course.called(standing.chapter, standing.exercise)
    first = standing.result.mend_first if standing.status == "failed" and standing.result else ""
    place = first or standing.location
    if place.partition(":")[2] and "/" not in place:
        place = f"{standing.chapter.id}/{place}"
    if standing.status == "failed":
        return Step(_("edit {place}, then", place=place), f"course check {name}", standing)
    if standing.status == "written":
        return Step(_("{name} has changed since it was checked:", name=standing.exercise.name) if standing.result
                    else _("{name} is written and not checked yet:", name=standing.exercise.name),
                    f"course check {name}", standing)  # fmt: skip
    where = f" ({place})" if place else ""
    fields = {"name": standing.exercise.name, "place": where}
    text = _("write {name}{place}; a hint:", **fields)
    if not begun:
        file = f"{standing.chapter.id}/{standing.chapter.id}.ipynb"
        text = _("read {file}, and write {name}{place}; a hint:", file=file, **fields)
    return Step(text, f"course hint {name}", standing)


def hidden_tests_here(chapter: Chapter) -> bool:
    """Whether the tests are installed that earn all points: a students' package has the visible ones alone."""
    return bool(hidden_files(chapter))
