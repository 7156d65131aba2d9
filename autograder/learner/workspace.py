"""A chapter's folder under pytest: its exercises are graded as everywhere, in a worker with its limits, each once."""

import functools
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from autograder.course import Chapter, Course
from autograder.graders import Grader, library_sources, load_grader
from autograder.grading.results import ExerciseResult
from autograder.grading.run import grade_exercises
from autograder.grading.seed import seed_here
from autograder.sandbox.student import Student
from autograder.sandbox.waiting import own_sandboxes
from autograder.sandbox.workers import Sandboxed
from autograder.submission import Submission, is_learners, read_submission, workspace_of


@functools.cache
def submission_here(folder: Path, course: Course, chapter: Chapter) -> Submission:
    """A chapter folder's submission, as it stands when it is first asked for; SubmissionError where it cannot be
    read."""
    return read_submission(folder, course, chapter.id)


@functools.cache
def result_here(folder: Path, course: Course, chapter: Chapter, name: str) -> ExerciseResult:
    """What the visible tests of an exercise come to in a chapter's folder.

    Raises
    ------
    SubmissionError
        where the folder holds neither the chapter's module nor its notebook, or they cannot be read.
    SandboxError
        where the grader itself fails.
    """
    submission = submission_here(folder, course, chapter)
    sandbox = own_sandboxes().take(chapter.datasets)
    own_sandboxes().start(chapter.datasets)  # it starts while this one grades
    shown = visible_part(load_grader(chapter))
    with closing(grade_exercises(submission, course, name, sandbox, seed=seed_here(folder), grader=shown)) as grading:
        return next(grading)


def visible_part(grader: Grader) -> Grader:
    """A chapter's tests without the hidden ones."""
    tests = {name: [test for test in tests if not test.hidden] for name, tests in grader.tests.items()}
    return Grader(tests, grader.advice, grader.previews, complete=False)


@contextmanager
def student_here(folder: Path, course: Course, chapter: Chapter) -> Iterator[Student]:
    """A chapter folder's functions, in a worker, for tests of one's own; errors as of `result_here`."""
    submission = submission_here(folder, course, chapter)
    workspace = workspace_of(folder)
    library = library_sources(course, chapter, workspace=workspace, own=is_learners(workspace))
    shared = tuple(exercise.name for exercise in chapter.exercises)
    with (
        Sandboxed(
            chapter.module, submission.units, library=library, datasets=chapter.datasets, shared=shared,
            sandbox=own_sandboxes().take(chapter.datasets),
        ) as place,
        place.student(course.limits_of(chapter)) as student,
    ):  # fmt: skip
        yield student
