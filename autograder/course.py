"""course.toml read and checked into typed objects: the structure of the course, in one place."""

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from autograder.places import COURSE_TOML, course_file, installed_root
from autograder.places import CourseError as CourseError  # of all that reads the course
from autograder.taken import filled, takes_chapters

CHECK = "check_"  # before an exercise's name: the cell that checks it in a notebook
_DEFINED = re.compile(r"^(?:async\s+)?(?:def|class)\s+(\w+)", re.MULTILINE)
_MOST_READ = 256 << 10  # characters of a file, to find what it defines

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
FileName = Annotated[str, Field(pattern=r"^\w[\w.-]*$")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(_Table):
    """What an exercise may use: wall-clock seconds (loading included, but not what the grader itself takes between the
    calls) and megabytes of memory."""

    seconds: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 10.0
    memory_mb: Annotated[int, Field(ge=256)] = 2048

    @property
    def are_long(self) -> bool:
        """Whether those who wait should be told."""
        return self.seconds >= 60


class Exercise(_Table):
    """A function (or class) that students write: for the library, for practice, or as a stretch, which is optional,
    has no points and earns a star. `uses` are the ids of later chapters that it may import."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
    practice: bool = False
    stretch: bool = False
    points: Annotated[float, Field(allow_inf_nan=False, validate_default=True)] = 0.0
    limits: Limits | None = None
    uses: tuple[Identifier, ...] = ()

    @field_validator("stretch")
    @classmethod
    def _stretch_is_no_practice(cls, stretch: bool, info: ValidationInfo) -> bool:
        if stretch and info.data.get("practice"):
            raise PydanticCustomError("stretch", "an exercise is practice or a stretch: take one of the two out")
        return stretch

    @field_validator("points")
    @classmethod
    def _points_unless_stretch(cls, points: float, info: ValidationInfo) -> float:
        if info.data.get("stretch"):
            if points != 0:
                raise PydanticCustomError("points", "a stretch exercise has no points: take this key out")
        elif points <= 0:
            raise PydanticCustomError("points", "give it points, greater than 0; only a stretch exercise has none")
        return points

    @property
    def check_cell(self) -> str:
        """What the cell is called that checks it in a notebook: locked, and with nothing of the student's in it."""
        return f"{CHECK}{self.name}"

    @property
    def check_cell_id(self) -> str:
        """By what a running notebook knows that cell."""
        return self.check_cell.replace("_", "-")

    @property
    def in_library(self) -> bool:
        """Whether the function becomes part of the neural_network library, which later chapters import."""
        return not (self.practice or self.stretch)


class Chapter(_Table):
    """A lesson with its exercises; `module` is its file in solutions/neural_network/."""

    id: Identifier
    number: str
    module: Identifier
    title: str
    datasets: tuple[FileName, ...] = ()
    limits: Limits | None = None
    exercises: Annotated[tuple[Exercise, ...], Field(min_length=1)]

    def exercise(self, name: str) -> Exercise:
        """The exercise of that name, or CourseError with the names there are."""
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        names = ", ".join(exercise.name for exercise in self.exercises)
        raise CourseError(f"{self.id} has no exercise {name!r}. It has: {names}.")

    @property
    def library(self) -> tuple[Exercise, ...]:
        """The exercises that become part of the neural_network library."""
        return tuple(exercise for exercise in self.exercises if exercise.in_library)

    @property
    def points(self) -> float:
        return sum(exercise.points for exercise in self.exercises)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(exercise.name for exercise in self.exercises)


class Module(_Table):
    """A group of chapters."""

    title: str
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]


class Part(_Table):
    """A part of the library: the functions that serve one purpose, `from neural_network.NAME import ...`."""

    name: Identifier
    title: str
    functions: tuple[str, ...]


class Course(_Table):
    """The whole course, in order. `left_out` are chapters that a course of one's own leaves out and builds on: their
    functions are given. `line` then holds the ids of all, in the order in which they are built."""

    title: str
    language: Annotated[str, Field(pattern=r"^([a-z]{2,3}(_[A-Z]{2})?)?$")] = ""  # else English
    repository: Annotated[str, Field(pattern=r"^(https://\S+)?$")] = ""  # where its notebooks can be opened by all
    limits: Limits = Limits()
    parts: tuple[Part, ...] = ()
    modules: Annotated[tuple[Module, ...], Field(min_length=1)]
    left_out: tuple[Chapter, ...] = ()
    line: tuple[Identifier, ...] = ()

    @model_validator(mode="after")
    def _names_are_unique(self) -> "Course":
        for what, names in {
            "chapter id": [chapter.id for chapter in self.chapters],
            "module": [chapter.module for chapter in self.in_line],
        }.items():
            for name in names:
                if names.count(name) > 1:
                    raise ValueError(f"the {what} {name!r} stands twice: give each chapter its own")
        for chapter in self.chapters:
            exercises = [exercise.name for exercise in chapter.exercises]
            for name in exercises:
                if exercises.count(name) > 1:
                    raise ValueError(f"{chapter.id} has the exercise {name!r} twice: remove or rename one")
        return self

    @model_validator(mode="after")
    def _uses_are_later_chapters(self) -> "Course":
        ids = [chapter.id for chapter in self.chapters]
        for place, chapter in enumerate(self.chapters):
            for exercise in chapter.exercises:
                for name in exercise.uses:
                    if name not in ids:
                        raise ValueError(f"{exercise.name} of {chapter.id} uses {name!r}, which is no chapter's id")
                    if ids.index(name) <= place:
                        raise ValueError(
                            f"{exercise.name} of {chapter.id} uses {name!r}, which does not come later: take it out, "
                            "since every exercise may use the chapters before its own"
                        )
        return self

    @model_validator(mode="after")
    def _parts_hold_each_function_once(self) -> "Course":
        placed = [name for part in self.parts for name in part.functions]
        written = {exercise.name for chapter in self.in_line for exercise in chapter.library}
        for name in placed:
            if placed.count(name) > 1:
                raise ValueError(f"{name} stands in [[parts]] twice: leave it where it belongs")
            if name not in written:
                raise ValueError(f"[[parts]] names {name}, which is no function of the library: correct or remove it")
        if self.parts and not self.line and (absent := sorted(written - set(placed))):
            raise ValueError(f"no part of the library holds {', '.join(absent)}: add each to one of [[parts]]")
        for part in self.parts:
            if part.name in {*written, "types"} or [other.name for other in self.parts].count(part.name) > 1:
                raise ValueError(f"a part cannot be called {part.name!r}, which is taken: choose another name")
            for chapter in self.chapters:
                if chapter.module == part.name and not {e.name for e in chapter.library} <= set(part.functions):
                    raise ValueError(f"{chapter.id} is called as the part {part.name}, so its functions belong there")
        return self

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return tuple(self._all_chapters())

    @property
    def in_line(self) -> tuple[Chapter, ...]:
        """All chapters whose functions there are, each after those that it builds on."""
        known = {chapter.id: chapter for chapter in (*self.chapters, *self.left_out)}
        return tuple(known[name] for name in self.line) if self.line else self.chapters

    def _all_chapters(self) -> Iterator[Chapter]:
        for module in self.modules:
            yield from module.chapters

    def chapter(self, chapter_id: str) -> Chapter:
        """The chapter of that id, or CourseError with the ids there are."""
        for chapter in self.chapters:
            if chapter.id == chapter_id:
                return chapter
        ids = ", ".join(chapter.id for chapter in self.chapters)
        raise CourseError(f"There is no chapter {chapter_id!r}. The chapters are: {ids}.")

    def find(self, name: str | Path, here: Path | None = None) -> "Found":
        """What a name stands for, the same for all who ask: a chapter's id ("ch3_2_activations"), number ("3.2") or
        module ("activations"), an exercise ("softmax"), or of several with that name the one of a chapter
        ("2.2.gradient_descent"), or the path of a file or folder.

        Parameters
        ----------
        here
            a folder: of several chapters that have an exercise of that name, its chapter counts, else the last.

        Raises
        ------
        CourseError
            with names like it, where there is none.
        """
        if isinstance(name, Path):
            return Found(self._chapter_of_path(name))
        for chapter in self.chapters:
            if name in (chapter.id, chapter.number):
                return Found(chapter)
        place, _, last = name.rpartition(".")
        for chapter in self.chapters:
            if place in (chapter.id, chapter.number) and last in chapter.names:
                return Found(chapter, chapter.exercise(last))
        homes = [chapter for chapter in self.chapters if name in chapter.names]
        if homes:
            home = next((chapter for chapter in homes if here and chapter.id == here.resolve().name), homes[-1])
            return Found(home, home.exercise(name))
        for chapter in self.chapters:
            if name in (chapter.module, f"{chapter.module}.py"):
                return Found(chapter)
        import difflib

        names = [n for chapter in self.chapters for n in (*chapter.names, chapter.module, chapter.id, chapter.number)]
        close = difflib.get_close_matches(name, dict.fromkeys(names), n=3)
        perhaps = (
            f"Perhaps: {', '.join(close)}"
            if close
            else f"The chapters are: {', '.join(c.id for c in self.chapters[:3])}, …; all of them: course list"
        )
        raise CourseError(f"There is no chapter and no exercise {name!r}. {perhaps}.")

    def called(self, chapter: Chapter, exercise: Exercise) -> str:
        """An exercise's name as `find` understands it from anywhere."""
        alone = sum(exercise.name in other.names for other in self.chapters) == 1
        return exercise.name if alone else f"{chapter.number}.{exercise.name}"

    def _chapter_of_path(self, path: Path) -> Chapter:
        """The chapter of a file or folder: by its name, its folder's name, the files in it, or what a file defines."""
        whole = path.resolve()
        names = [whole.name] if path.is_dir() else [path.stem, path.stem.removeprefix("test_"), whole.parent.name]
        if path.is_dir():
            names += [file.stem for suffix in ("*.ipynb", "*.py") for file in sorted(path.glob(suffix))]
        for name in names:
            for chapter in self.chapters:
                if name in (chapter.id, chapter.module):
                    return chapter
        if path.suffix == ".py" and (likely := self._most_exercises(path)):
            return likely
        first, here = self.chapters[0], Path.cwd()
        path = path.relative_to(here) if path.is_relative_to(here) else path
        raise CourseError(
            f"Which chapter is {path}? Name it after the chapter, {first.module}.py, or say --chapter {first.id}."
        )

    def _most_exercises(self, path: Path) -> Chapter | None:
        """The one chapter with the most exercises among a file's functions, if there is one."""
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                defined = set(_DEFINED.findall(file.read(_MOST_READ)))
        except OSError:
            return None
        count = {chapter.id: len(defined & set(chapter.names)) for chapter in self.chapters}
        found = [chapter for chapter in self.chapters if count[chapter.id] == max(count.values()) > 0]
        return found[0] if len(found) == 1 else None

    def before(self, chapter: Chapter) -> tuple[Chapter, ...]:
        """The chapters that come before this one, those that are left out included."""
        return self.in_line[: self.in_line.index(chapter)]

    def limits_of(self, chapter: Chapter, exercise: Exercise | None = None) -> Limits:
        """What a chapter's exercises may use, or one of them that has limits of its own."""
        return (exercise and exercise.limits) or chapter.limits or self.limits


@dataclass(frozen=True)
class Found:
    """What a name stands for: a chapter, or one of its exercises."""

    chapter: Chapter
    exercise: Exercise | None = None


def load_course(path: Path | None = None) -> Course:
    """Read course.toml: the one given, or the course's own.

    Raises
    ------
    CourseError
        naming the file, the key and the remedy, where something in it is wrong.
    """
    return _load(path or course_file())


@functools.cache
def _load(path: Path) -> Course:
    try:
        return read_course(path.read_text(encoding="utf-8"), path)
    except FileNotFoundError:
        raise CourseError(f"{path} is missing: the course cannot be read without it. Restore it from git.") from None
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}. It has to be a file that you may read.") from None
    except UnicodeDecodeError as error:
        raise CourseError(f"{path} is not valid TOML: {error}. Correct it there.") from None


def read_course(text: str, path: Path) -> Course:
    """The course that the text of a course.toml says; errors as of `load_course`."""
    try:
        table = tomllib.loads(text)
        if made := {"left_out", "line"} & table.keys():  # from what is taken, and never by hand
            raise CourseError(f"{path} needs correction:\n  {min(made)}: {_REMEDIES['extra_forbidden']}")
        if takes_chapters(table):
            table = _with_ours(table, path)
        return Course.model_validate(table)
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path} is not valid TOML: {error}. Correct it there.") from None
    except ValidationError as error:
        raise CourseError(f"{path} needs correction:\n" + "\n".join(_complaints(error))) from None


def _with_ours(table: dict[str, Any], path: Path) -> dict[str, Any]:
    ours = installed_root() / COURSE_TOML
    try:
        return filled(table, tomllib.loads(ours.read_text(encoding="utf-8")))
    except CourseError as error:
        raise CourseError(f"{path} needs correction:\n  {error}") from None


_REMEDIES = {
    "missing": "this key is missing: add it",
    "extra_forbidden": "there is no such key: correct its spelling, or take it out",
}


def _complaints(error: ValidationError) -> Iterator[str]:
    items = error.errors()
    for item in items:
        place = item["loc"]
        # A table with a mistake in it counts as absent, and its list as too short: the mistake is told, not that.
        if not any(len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in items):
            yield f"  {_key(place)}: {_REMEDIES.get(item['type'], item['msg'])}"


def _key(location: tuple[Any, ...]) -> str:
    key = ""
    for part in location:
        key += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if key else str(part)
    return key or "course"
