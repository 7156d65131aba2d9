"""What happens while somebody watches: each event a small record, put into one queue."""

from dataclasses import dataclass

from autograder.course import Chapter
from autograder.graders.ending import Strip
from autograder.grading.results import ExerciseResult


@dataclass(frozen=True)
class Saved:
    """A chapter's module or notebook has been written to, or is gone."""

    chapter: Chapter
    gone: bool = False


@dataclass(frozen=True)
class Polling:
    """Saving is not noticed by itself here, so that the files are looked at again and again; and why."""

    reason: str


@dataclass(frozen=True)
class Began:
    """An exercise is being checked; `seconds` is its limit, where that is long."""

    chapter: Chapter
    name: str
    seconds: float = 0.0


@dataclass(frozen=True)
class Graded:
    """An exercise has been checked; `digest` is the work's, from before it was read."""

    chapter: Chapter
    result: ExerciseResult
    digest: str = ""


@dataclass(frozen=True)
class Pictured:
    """The picture with which a chapter ends."""

    chapter: Chapter
    strip: Strip


@dataclass(frozen=True)
class Unreadable:
    """A chapter's files cannot be read, or the grader failed; and why."""

    chapter: Chapter
    reason: str


@dataclass(frozen=True)
class Idle:
    """All that was asked for has been checked."""

    chapter: Chapter


@dataclass(frozen=True)
class Told:
    """Something to be said once: that isolation is reduced, that mistakes are not named."""

    text: str


Event = Saved | Polling | Began | Graded | Pictured | Unreadable | Idle | Told
