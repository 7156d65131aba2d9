"""The picture at a chapter's end, drawn with blocks: what the learner's own model reads rightly, and what wrongly."""

import importlib
from collections.abc import Iterator
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from autograder.checks.mismatch import Mismatch
from autograder.course import Chapter, Course, Limits
from autograder.graders import grader_package, library_sources
from autograder.graders.ending import Strip
from autograder.language import _
from autograder.places import grader_file
from autograder.sandbox.launch import SandboxError
from autograder.sandbox.student import StudentRaised, StudentStopped
from autograder.sandbox.workers import Sandboxed
from autograder.submission import Submission, is_learners, workspace_of

_INK = 64  # of 255: from there on a block is drawn
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_GAP = 2


def has_strip(chapter: Chapter) -> bool:
    """Whether a chapter ends with a picture."""
    return grader_file(chapter, "ending.py") is not None


def strip_of(submission: Submission, course: Course) -> Strip | None:
    """The picture, made by the learner's code in a worker with its limits; None where that does not come to one."""
    chapter = submission.chapter
    ending = importlib.import_module(f"{grader_package(chapter)}.ending")
    limits = max((course.limits_of(chapter, each) for each in chapter.exercises), key=lambda each: each.seconds)
    with (
        suppress(Mismatch, StudentRaised, StudentStopped, SandboxError),
        _worker(submission, course, limits) as worker,
        worker.student(limits) as student,
    ):
        found: Strip = ending.strip(student)
        return found
    return None


def _worker(submission: Submission, course: Course, limits: Limits) -> Sandboxed:
    chapter = submission.chapter
    workspace = workspace_of(submission.path)
    library = library_sources(course, chapter, workspace=workspace, own=is_learners(workspace))
    return Sandboxed(
        chapter.module, submission.units, limits, library=library, datasets=chapter.datasets,
        shared=tuple(exercise.name for exercise in chapter.exercises),
    )  # fmt: skip


def drawn(strip: Strip, width: int) -> Iterator[str]:
    """The strip in lines no wider than a terminal, half as many lines as columns, with what was read below each."""
    small = _halved(strip.pictures) > _INK
    across = small.shape[2]
    each_row = max((width + _GAP) // (across + _GAP), 1)
    for first in range(0, len(small), each_row):
        row = range(first, min(first + each_row, len(small)))
        for line in range(0, small.shape[1] - 1, 2):
            parts = ("".join(_BLOCKS[bool(a), bool(b)] for a, b in zip(small[n, line], small[n, line + 1], strict=True))
                     for n in row)  # fmt: skip
            yield (" " * _GAP).join(parts).rstrip()
        words = (_words(strip, n).center(across) for n in row)
        yield (" " * _GAP).join(words).rstrip()
    yield strip.caption


def _words(strip: Strip, n: int) -> str:
    said, truth = strip.said[n], strip.truth[n]
    return f"{said} ✓" if said == truth else _("{answer} ✗ is {truth}", answer=said, truth=truth)


def _halved(pictures: NDArray[np.uint8]) -> NDArray[np.floating]:
    """Pictures of half the size: the mean of each four pixels."""
    n, height, width = pictures.shape
    even = pictures[:, : height // 2 * 2, : width // 2 * 2]
    small: NDArray[np.floating] = even.reshape(n, height // 2, 2, width // 2, 2).mean(axis=(2, 4))
    return small
