"""One submission graded: what the processes of an executor run, on this machine or another.

Nothing but plain data goes in and out; a course of one's own lies at the same place on all machines. A process stays
warm from job to job: what it has imported, and one sandbox that has seen no student's file, started while the job
before is being graded.
"""

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.classroom.batch.anonymous import anonymous
from autograder.code_files import SubmissionError
from autograder.course import Exercise, Limits, load_course
from autograder.grading.run import refused
from autograder.grading.seed import PUBLIC, Seed
from autograder.places import use_course
from autograder.report.model import Report, grade
from autograder.sandbox import hardening
from autograder.sandbox.launch import SandboxError, isolation
from autograder.sandbox.waiting import own_sandboxes
from autograder.submission import Submission, read_submission

NEAR = 0.8  # of an exercise's seconds: from there on the verdict may hang on how busy the machine was


@dataclass(frozen=True)
class Job:
    """A submission to grade: its files by the names that the chapter gives them."""

    student: str
    chapter: str
    files: Mapping[str, bytes]
    refused: str = ""
    seed: Seed = PUBLIC
    course: str = ""  # the folder of a course of one's own


@dataclass(frozen=True)
class Done:
    """What came of a job. `code` holds functions with a known mistake, without their authors' names; `near` names the
    exercises that came near their limit of time; `failed` is the grader's own fault, and no result."""

    report: dict[str, Any] = field(default_factory=dict)
    code: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refused: str = ""
    seconds: float = 0.0
    near: tuple[str, ...] = ()
    failed: str = ""


def start() -> None:
    """What a process does first: it ends with the one that started it, and imports what grading needs."""
    hardening.end_with_parent()
    load_course()


def run(job: Job) -> Done:
    """Grade a submission."""
    began = time.perf_counter()
    try:
        done = _run(job)
    except SandboxError as error:
        return Done(failed=f"the sandbox failed: {error}")
    except Exception as error:  # a fault of ours, which stops nobody else
        return Done(failed=f"the grader failed ({type(error).__name__}: {str(error)[:300]})")
    return replace(done, seconds=round(time.perf_counter() - began, 3))


def _run(job: Job) -> Done:
    if job.course:
        use_course(Path(job.course))
    course = load_course()
    chapter = course.chapter(job.chapter)
    if job.refused:
        return _refused(job, job.refused)
    with tempfile.TemporaryDirectory(prefix="submission-") as scratch:
        folder = Path(scratch, chapter.id)
        folder.mkdir()
        for name in {f"{chapter.module}.py", f"{chapter.id}.ipynb"} & job.files.keys():
            (folder / name).write_bytes(job.files[name])
        try:
            submission = read_submission(folder, course, chapter.id)
        except SubmissionError as error:
            return _refused(job, str(error).replace(f"{folder}/", "").replace(str(folder), "The submission"))
        clock = _Clock()
        sandbox = own_sandboxes().take(chapter.datasets)
        own_sandboxes().start(chapter.datasets)
        report = grade(submission, course, sandbox=sandbox, progress=clock, seed=job.seed, own=False)
        return Done(_told(report, job), _code(report, submission), near=clock.near())


def _code(report: Report, submission: Submission) -> dict[str, tuple[str, ...]]:
    """The code of exercises in which a known mistake was made, as it may be shown to others."""
    names = frozenset(submission.chapter.names)
    return {
        exercise.name: anonymous(submission.definition(exercise.name), keep=names)
        for exercise in report.exercises
        if exercise.failure and exercise.failure.mistake
    }


def _refused(job: Job, reason: str) -> Done:
    chapter = load_course().chapter(job.chapter)
    title = f"{chapter.number} {chapter.title}"
    report = Report(
        chapter=chapter.id, title=title, submission="", exercises=refused(chapter, reason),
        isolation=isolation().summary,
    )  # fmt: skip
    return Done(_told(report, job), refused=reason)


def _told(report: Report, job: Job) -> dict[str, Any]:
    """A report as plain data, which says the same wherever it was made."""
    return report.model_copy(update={"submission": f"{job.student}/{job.chapter}"}).model_dump(mode="json")


class _Clock:
    """Told of each exercise as its grading begins, and so knows how long each took."""

    def __init__(self) -> None:
        self.began: list[tuple[str, float, float]] = []

    def __call__(self, exercise: Exercise, limits: Limits) -> None:
        self.began.append((exercise.name, limits.seconds, time.perf_counter()))

    def near(self) -> tuple[str, ...]:
        ends = [began for _name, _limit, began in self.began[1:]] + [time.perf_counter()]
        return tuple(
            name for (name, limit, began), end in zip(self.began, ends, strict=True) if end - began >= NEAR * limit
        )
