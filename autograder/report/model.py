"""A graded submission as a whole. Renderers read this alone."""

from pathlib import Path

from autograder.code_files import printable
from autograder.course import Course
from autograder.grading.helpers import shared_helper
from autograder.grading.results import ExerciseResult, Record, Sentence
from autograder.grading.run import Progress, grade_exercises, no_progress
from autograder.grading.seed import PUBLIC, Seed
from autograder.sandbox.launch import Sandbox, isolation
from autograder.submission import Submission


class Report(Record):
    """A graded submission. `notes` are for all of it: what is told once."""

    chapter: str
    title: str
    submission: str
    exercises: tuple[ExerciseResult, ...]
    notes: tuple[Sentence, ...] = ()
    isolation: Sentence = ""
    warning: Sentence = ""  # of isolation that is not full, in short

    @property
    def score(self) -> float:
        return round(sum(exercise.score for exercise in self.exercises), 2)

    @property
    def max_score(self) -> float:
        return sum(exercise.max_score for exercise in self.exercises)

    @property
    def complete(self) -> bool:
        """Whether all that is to be done is right; a stretch exercise is, where nothing else was graded."""
        return all(exercise.status == "passed" for exercise in self.required)

    @property
    def required(self) -> tuple[ExerciseResult, ...]:
        """The exercises that a chapter is not finished without; a stretch exercise alone, where it alone was graded."""
        return tuple(exercise for exercise in self.exercises if not exercise.stretch) or self.exercises

    @property
    def untouched(self) -> bool:
        """Whether nothing is begun."""
        return all(exercise.status == "not_started" for exercise in self.exercises)

    @property
    def hidden_tests(self) -> bool:
        return all(exercise.hidden_tests for exercise in self.exercises)


def grade(
    submission: Submission,
    course: Course,
    only: str | None = None,
    sandbox: Sandbox | None = None,
    progress: Progress = no_progress,
    seed: Seed = PUBLIC,
    *,
    own: bool | None = None,
) -> Report:
    """Grade a submission in a sandbox; parameters and errors as of `grade_exercises`."""
    notes: list[str] = []
    results = tuple(grade_exercises(submission, course, only, sandbox, progress, notes.append, seed, own=own))
    chapter = submission.chapter
    if shared := shared_helper(results, submission):
        notes.append(shared)
    return Report(
        chapter=chapter.id,
        title=f"{chapter.number} {chapter.title}",
        submission=_from_here(submission.path),
        exercises=results,
        notes=tuple(dict.fromkeys(notes)),
        isolation=isolation().summary,
        warning=isolation().warning,
    )


def _from_here(path: Path) -> str:
    """A path as one would type it where one stands."""
    return printable(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path), 1000)
