"""What `course grade` has found of a submission, for nbgrader's autograde to take in place of grading it again.

A result is taken only where all that marks depend on is the same: the files that were handed in, the chapter's tests
and points, the grader, the seed. And since nbgrader grades a copy of the notebook in which what an instructor locked is
put back, the code in that copy has to be the code that was graded.
"""

from pathlib import Path

from autograder.classroom.batch.store import Store, digest
from autograder.classroom.batch.versions import course_version, grader_version
from autograder.code_files import SubmissionError
from autograder.course import load_course
from autograder.grading.results import ExerciseResult
from autograder.grading.seed import Seed
from autograder.submission import Submission, read_submission


def graded_before(
    results: Path, student: str, submitted: Path, copy: Submission, seed: Seed
) -> tuple[ExerciseResult, ...] | None:
    """A submission's exercises as `course grade` found them; None where there is no result, or none that holds.

    Parameters
    ----------
    results
        the folder of results.
    submitted
        the folder that the student handed in.
    copy
        what nbgrader made of it, as it would be graded now.
    """
    chapter = copy.chapter
    known = Store(results).read(chapter.id, student)
    if known is None or known.refused or known.times.due:
        return None
    versions = known.versions
    if (versions.course, versions.grader) != (course_version(load_course(), chapter, seed), grader_version()):
        return None
    try:
        original = read_submission(submitted, load_course(), chapter.id)
        names = (f"{chapter.module}.py", f"{chapter.id}.ipynb")
        files = {name: (submitted / name).read_bytes() for name in names if (submitted / name).is_file()}
    except (SubmissionError, OSError):
        return None
    if versions.submission != digest(files) or _code(original) != _code(copy):
        return None
    return known.report.exercises


def _code(submission: Submission) -> tuple[object, ...]:
    """All of a submission that a verdict depends on."""
    return submission.units, submission.lesson_units, submission.misplaced
