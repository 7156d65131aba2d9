"""A learner's work: the workspace, what stands in it, and what a name given on the command line means there.

Everything here is derived from the files themselves and read without running them; results are `state.py`'s.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.code_files import SubmissionError
from autograder.course import Chapter, Course, CourseError, Exercise
from autograder.language import N_, _
from autograder.lesson_cells import as_taught
from autograder.submission import OWN, Submission, read_submission

__all__ = [
    "NOT_HERE", "OWN", "Target", "Workspace", "chapter_here", "digest_of", "resolve", "unwritten", "workspace_at",
]  # fmt: skip


@dataclass(frozen=True)
class Target:
    """What is to be checked, shown or reset: a chapter or one of its exercises, and where the work on it stands."""

    chapter: Chapter
    exercise: Exercise | None
    path: Path

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        return (self.exercise,) if self.exercise else as_taught(self.chapter)

    def submission(self, course: Course) -> Submission:
        """The work itself; SubmissionError where it cannot be read."""
        return read_submission(self.path, course, self.chapter.id)


@dataclass(frozen=True)
class Workspace:
    """A learner's copy of the release: a folder with a folder for each chapter."""

    root: Path
    course: Course

    def folder(self, chapter: Chapter) -> Path:
        return self.root / chapter.id

    def module(self, chapter: Chapter) -> Path:
        return self.folder(chapter) / f"{chapter.module}.py"

    def notebook(self, chapter: Chapter) -> Path:
        return self.folder(chapter) / f"{chapter.id}.ipynb"

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters that are here."""
        return tuple(chapter for chapter in self.course.chapters if self._has(chapter))

    def targets(self) -> Iterator[Target]:
        """Every chapter that is here, in the course's order."""
        for chapter in self.chapters:
            yield Target(chapter, None, self.folder(chapter))

    def find(self, name: str, here: Path) -> list[Target]:
        """What a name means: an exercise, a chapter's number, id or module, all chapters of a number ("3"), a file, a
        folder, this workspace.

        Raises
        ------
        CourseError
            where it means nothing, with what is like it.
        """
        path = Path(name) if Path(name).is_absolute() else here / name
        if path.exists() and path.resolve() == self.root.resolve():
            return list(self.targets())
        if path.is_dir() or (path.is_file() and path.suffix):
            return [Target(self.course.find(path).chapter, None, path)]
        if Path(name).suffix in (".py", ".ipynb") and len(Path(name).parts) > 1:
            raise CourseError(
                _("{name} does not exist here. Give a file, an exercise, or a chapter such as 1.1.", name=name)
            )
        if together := [target for target in self.targets() if target.chapter.number.startswith(f"{name}.")]:
            return together
        found = self.course.find(name, here)
        if not self._has(found.chapter):
            raise CourseError(
                _(
                    "{id} is not in {root}. `course init {root}` puts back what is missing.",
                    id=found.chapter.id,
                    root=self.root,
                )
            )
        return [Target(found.chapter, found.exercise, self.folder(found.chapter))]

    def _has(self, chapter: Chapter) -> bool:
        return self.module(chapter).is_file() or self.notebook(chapter).is_file()


def workspace_at(here: Path, course: Course) -> Workspace | None:
    """The workspace that a folder lies in: the nearest one, there or above, that holds chapters' folders."""
    whole = here.resolve()
    for folder in (whole, *whole.parents):
        space = Workspace(folder, course)
        if (folder / OWN).is_dir() or (folder.name != "source" and len(space.chapters) > 1):
            return space
    return None


def chapter_here(here: Path, course: Course) -> Chapter | None:
    """The chapter whose folder this is, or lies in."""
    names = {chapter.id: chapter for chapter in course.chapters}
    whole = here.resolve()
    return next((names[folder.name] for folder in (whole, *whole.parents) if folder.name in names), None)


def resolve(names: Sequence[str], here: Path, course: Course) -> list[Target]:
    """What the words of a command mean, from where it is given; without words the chapter or the workspace one is in.

    Raises
    ------
    CourseError
        where a word means nothing, or there is nothing here to work on.
    """
    if any(not name.strip() for name in names):
        raise CourseError(_("A name is empty. Give an exercise, a chapter such as 1.1, or a file."))
    space = workspace_at(here, course)
    if not names:
        chapter = chapter_here(here, course)
        if chapter is not None:
            folder = next(folder for folder in (here.resolve(), *here.resolve().parents) if folder.name == chapter.id)
            return [Target(chapter, None, folder)]
        if space is None:
            raise CourseError(_(NOT_HERE, here=here))
        return list(space.targets())
    if space is not None:
        return [target for name in names for target in space.find(name, here)]
    targets = []
    for name in names:
        path = here / name
        if not path.exists():
            found = course.find(name, here)  # it may be misspelt, which is told first
            raise CourseError(_("{id} is not here. {advice}", id=found.chapter.id, advice=_(NOT_HERE, here=here)))
        targets.append(Target(course.find(path).chapter, None, path))
    return targets


NOT_HERE = N_("{here} is in no workspace of the course. Go to yours (cd), or make one: course init")


def digest_of(path: Path) -> bytes:
    """The digest of a file; none of what is no plain file, since a pipe or a device may never end, or is closed."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b""


def unwritten(target: Target, course: Course) -> tuple[str, ...]:
    """The exercises of a target that are left as stubs, or are not there, read without running anything."""
    try:
        work = target.submission(course)
    except SubmissionError:
        return tuple(exercise.name for exercise in target.exercises)
    return tuple(e.name for e in target.exercises if e.name in work.unwritten or not work.location(e.name))
