"""Where somebody is who watches: the exercise in hand, what came of it, and what a key does. Draws nothing."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from autograder.course import Chapter, Course, CourseError, Exercise
from autograder.graders.ending import Strip
from autograder.grading.results import ExerciseResult
from autograder.language import _
from autograder.learner.endings import chapter_ending, chapter_is_finished, exercise_ending
from autograder.learner.hints import STEPS
from autograder.learner.slips import earlier
from autograder.learner.state import Slip, State
from autograder.learner.strip import has_strip
from autograder.learner.watch.events import Began, Event, Graded, Idle, Pictured, Polling, Saved, Told, Unreadable
from autograder.learner.watch.grader import Job
from autograder.learner.work import Target, Workspace, digest_of
from autograder.lesson_cells import HINTS, as_taught, hints
from autograder.trees import UNREADABLE

Panel = Literal["exercise", "hint", "list", "text", "reset?"]


@dataclass
class Session:
    """What is shown, and what follows from events and keys."""

    course: Course
    space: Workspace
    state: State | None
    chapter: Chapter
    exercise: Exercise
    panel: Panel = "exercise"
    hint_step: int = 0
    text: str = ""  # of the panel "text"
    praise: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # what holds as long as one watches
    problem: str = ""
    checking: str = ""
    long_seconds: float = 0.0
    results: dict[str, dict[str, ExerciseResult]] = field(default_factory=dict)
    tries: dict[tuple[str, str], int] = field(default_factory=dict)
    slips: dict[tuple[str, str], str] = field(default_factory=dict)
    pictures: dict[str, Strip] = field(default_factory=dict)  # by chapter
    wants_picture: str = ""  # the chapter that has just been finished and ends with one
    chosen: int = 0  # in the list
    scrolled: int = 0

    def __post_init__(self) -> None:
        self.chapters = self.space.chapters  # as they are now: files may go, and come back

    # What is where

    def found(self, chapter: Chapter) -> dict[str, ExerciseResult]:
        """The results of a chapter, those of the last time included where the work is the same."""
        if chapter.id not in self.results:
            kept = self.state.results(chapter) if self.state else {}
            self.results[chapter.id] = {name: item.result for name, item in kept.items() if item.current}
        return self.results[chapter.id]

    @property
    def result(self) -> ExerciseResult | None:
        return self.found(self.chapter).get(self.exercise.name)

    @property
    def everything(self) -> list[tuple[Chapter, Exercise]]:
        return [(chapter, exercise) for chapter in self.chapters for exercise in as_taught(chapter)]

    def is_done(self, chapter: Chapter, exercise: Exercise) -> bool:
        result = self.found(chapter).get(exercise.name)
        return result is not None and result.status == "passed"

    def skipped(self, chapter: Chapter, exercise: Exercise) -> bool:
        return self.state is not None and f"{chapter.id}/{exercise.name}" in self.state.choices.skipped

    def _open(self, chapter: Chapter) -> Iterator[Exercise]:
        for exercise in as_taught(chapter):
            if not (self.is_done(chapter, exercise) or exercise.stretch or self.skipped(chapter, exercise)):
                yield exercise

    @property
    def place(self) -> tuple[Path, int]:
        """The file and line at which the exercise in hand is written, or is to be."""
        module = self.space.module(self.chapter)
        written = self.result is not None and self.result.status != "not_started" and self.result.location
        if written and not str(written).startswith(f"{module.name}:"):
            return self.space.notebook(self.chapter), 1
        try:
            text = module.read_text(encoding="utf-8-sig", errors="replace") if module.is_file() else ""
            for node in ast.parse(text).body:
                if getattr(node, "name", "") == self.exercise.name:
                    return module, node.lineno
        except (OSError, *UNREADABLE):
            pass
        return (module if module.is_file() else self.space.notebook(self.chapter)), 1

    # What follows from events

    def job(self, *, every: bool = False) -> Job:
        """What is to be checked now."""
        chapter, space = self.chapter, self.space
        earlier = b"".join(digest_of(space.module(each)) for each in self.course.before(chapter)).hex()
        digest = self.state.digest(chapter) if self.state else ""
        known = dict(self.found(chapter))
        return Job(
            chapter, space.folder(chapter), self.exercise.name, every, known=known, digest=digest, earlier=earlier
        )

    def take(self, event: Event) -> Job | None:
        """Let an event count; a job where something is to be checked."""
        match event:
            case Saved(chapter, gone):
                self._forget_failures_after(chapter)
                if gone and chapter != self.chapter:
                    return None
                if chapter != self.chapter:
                    self._go(chapter, next(self._open(chapter), as_taught(chapter)[0]))
                self.panel, self.problem, self.scrolled = "exercise", "", 0
                return self.job()
            case Began(_, name, seconds):
                self.checking, self.long_seconds = name, seconds
            case Graded(chapter, result, digest):
                self._graded(chapter, result, digest)
                if self.chapter != chapter and self.result is None:
                    return self.job()  # one has moved on
            case Pictured(chapter, strip):
                self.pictures[chapter.id] = strip
            case Idle(chapter):
                self.checking = ""
                if chapter_is_finished(chapter, self.found(chapter)) and self.wants_picture == chapter.id:
                    self.wants_picture = ""
                    return Job(chapter, self.space.folder(chapter), self.exercise.name, picture=True)
            case Unreadable(_, reason):
                self.checking, self.problem = "", reason
            case Polling(text) | Told(text):
                if text not in self.said:
                    self.said.append(text)
        return None

    def _forget_failures_after(self, chapter: Chapter) -> None:
        """What failed in later chapters may have failed by this one's code, and is checked again when one is there."""
        for later in self.chapters[self.chapters.index(chapter) + 1 :]:
            if later.id in self.results:
                found = self.results[later.id]
                self.results[later.id] = {name: each for name, each in found.items() if each.status != "failed"}

    def _graded(self, chapter: Chapter, result: ExerciseResult, digest: str) -> None:
        exercise, key = chapter.exercise(result.name), (chapter.id, result.name)
        before = self.is_done(chapter, exercise)
        was_finished = chapter_is_finished(chapter, self.found(chapter))
        self.found(chapter)[result.name] = result
        self.problem = ""
        slips: tuple[Slip, ...] = self.state.choices.slips if self.state else ()
        self.slips[key] = earlier(result, chapter, slips, self.course)
        if self.state is not None:
            self.state.remember(chapter, {result.name: result}, digest)
        if result.status == "failed":
            self.tries[key] = self.tries.get(key, 0) + 1
            is_here = self.result is not None and self.result.status == "failed"
            if chapter == self.chapter and result.name != self.exercise.name and not is_here and not self.praise:
                self._go(chapter, exercise)  # what was changed is what one is at
            elif result.name == self.exercise.name:
                self.praise = []
            return
        if result.status != "passed" or before:
            return
        self.praise = [praise(result, self.tries.get(key, 0))]
        if said := exercise_ending(exercise, self.course):
            self.praise.append(said)
        if not was_finished and chapter_is_finished(chapter, self.found(chapter)):
            self.praise += chapter_ending(chapter, self.course, self.state)
            self.wants_picture = chapter.id if has_strip(chapter) else ""
        if chapter == self.chapter and result.name == self.exercise.name:
            self._move_on()

    def _move_on(self) -> None:
        """To the next exercise that is open, first in this chapter and then after it; else stay."""
        following = next(self._open(self.chapter), None)
        if following is not None:
            after = [each for each in self._open(self.chapter) if self._place(each) > self._place(self.exercise)]
            self._go(self.chapter, (after or [following])[0], keep=True)
            return
        for chapter in self.chapters[self.chapters.index(self.chapter) + 1 :]:
            if (exercise := next(self._open(chapter), None)) is not None:
                self._go(chapter, exercise, keep=True)
                return

    def _place(self, exercise: Exercise) -> int:
        return as_taught(self.chapter).index(exercise)

    def _go(self, chapter: Chapter, exercise: Exercise, *, keep: bool = False) -> None:
        self.chapter, self.exercise = chapter, exercise
        self.panel, self.hint_step, self.scrolled = "exercise", 0, 0
        if not keep:
            self.praise = []

    # What keys do; those that need the terminal are run.py's

    def show_hint(self) -> None:
        """The next hint, or where all have been seen the first."""
        self.hint_step = self.hint_step % HINTS + 1 if self.panel == "hint" else max(self.hint_step, 1)
        self.panel, self.scrolled = "hint", 0
        if self.state is not None:
            choices = self.state.choices
            key = f"{self.chapter.id}/{self.exercise.name}"
            furthest = max(choices.hints.get(key, 0), self.hint_step)
            self.state.choose(choices.model_copy(update={"hints": {**choices.hints, key: furthest}}))

    @property
    def hint(self) -> tuple[str, str]:
        """The hint that is shown: its heading and its text."""
        step = self.hint_step
        try:
            text = hints(self.chapter, self.exercise)[step - 1]
        except CourseError as error:
            text = str(error)
        heading = _(
            "{name}, hint {step} of {count}: {kind}",
            name=self.exercise.name, step=step, count=HINTS, kind=_(STEPS[step - 1]),
        )  # fmt: skip
        return heading, text

    def show_list(self) -> None:
        self.panel, self.scrolled = "list", 0
        self.chosen = self.everything.index((self.chapter, self.exercise))

    def choose(self, step: int) -> None:
        self.chosen = min(max(self.chosen + step, 0), len(self.everything) - 1)

    def take_chosen(self) -> Job | None:
        return self.go_to(*self.everything[self.chosen])

    def go_to(self, chapter: Chapter, exercise: Exercise) -> Job | None:
        """Take an exercise in hand; a job where it has not been checked."""
        self._go(chapter, exercise)
        return None if self.result else self.job()

    def go_next(self) -> Job | None:
        """The next open exercise after this one, and after the last the first."""
        every = self.everything
        here = every.index((self.chapter, self.exercise))
        for chapter, exercise in [*every[here + 1 :], *every[:here]]:
            if exercise in self._open(chapter):
                return self.go_to(chapter, exercise)
        return None

    def show_text(self, text: str) -> None:
        self.panel, self.text, self.scrolled = "text", text, 0

    def back(self) -> None:
        self.panel, self.scrolled = "exercise", 0


def praise(result: ExerciseResult, failed: int) -> str:
    """What is said of an exercise that passes, after so many checks that it failed."""
    name = result.name
    if failed == 0:
        return _("✓ {name} is right at the first check.", name=name)
    if failed == 1:
        return _("✓ {name} is right: what was wrong is mended.", name=name)
    return _("✓ {name} is right. It took {count} checks, and you found it.", name=name, count=failed + 1)


def begin(course: Course, space: Workspace, state: State | None, targets: list[Target]) -> Session:
    """A session at the first open exercise of some targets."""
    first = targets[0]
    session = Session(course, space, state, first.chapter, first.exercises[0])
    for target in targets:
        for exercise in target.exercises:
            if target.exercise or exercise in session._open(target.chapter):
                session.chapter, session.exercise = target.chapter, exercise
                return session
    return session
