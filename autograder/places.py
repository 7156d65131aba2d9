"""Where the parts of a course lie.

The course root is the nearest folder up that has a course.toml: an instructor's own course, or what students got of
it. Each part is looked for there first, and in this installation second. Without such a folder the course is the one
that is installed here, or the checkout that this package lies in.
"""

import functools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

COURSE_TOML = "course.toml"
ROOT_VARIABLE = "COURSE_ROOT"  # in the environment: a course root for all that is started from here
INSTALLED = "installed"  # there: the course that is installed, whatever lies around
RELEASED = "course_files"  # in a student's workspace: what their installation lacks of the course
DATA = "datasets"  # the folder of a course's own data sets
LIBRARY, PRACTICE = "neural_network", "practice"  # the packages of a folder of solutions

_HERE = Path(__file__).parent
# What lies in these folders of nbgrader's was handed in: a course.toml in it is a student's, and counts nothing.
_HANDED_IN = {"submitted", "autograded", "downloaded", "quarantine"}


class Chapter(Protocol):
    """A chapter, as far as places go."""

    @property
    def id(self) -> str: ...

    @property
    def module(self) -> str: ...

    @property
    def datasets(self) -> tuple[str, ...]: ...


class CourseError(Exception):
    """Something is wrong with course.toml or with a name looked up in it; the message says what to do."""


def is_packaged() -> bool:
    """Whether the course was installed from a wheel: its files can be read, and not made anew."""
    return (_HERE / COURSE_TOML).exists()


def installed_root() -> Path:
    """The root of the course that this package belongs to: the checkout's, or the package itself."""
    return _HERE if is_packaged() else _HERE.parent


@functools.cache
def course_root() -> Path:
    """The root of the course, found once for a process.

    Raises
    ------
    CourseError
        where the environment names a folder that is none.
    """
    named = os.environ.get(ROOT_VARIABLE)
    if named == INSTALLED:
        return installed_root()
    if named:
        return _checked(Path(named))
    try:
        return nearest_root(Path.cwd()) or installed_root()
    except OSError:  # the folder is gone, or closed to us
        return installed_root()


def use_course(folder: Path) -> None:
    """Make a folder the root of the course, for this process and all that it starts; CourseError where it is none."""
    os.environ[ROOT_VARIABLE] = str(_checked(folder))
    course_root.cache_clear()


def nearest_root(folder: Path) -> Path | None:
    """The course root that a folder lies in: the nearest one up that has a course.toml, or was given one."""
    above = [folder.resolve(), *folder.resolve().parents]
    handed_in = [number for number, each in enumerate(above) if each.name in _HANDED_IN]
    for each in above[handed_in[-1] + 1 if handed_in else 0 :]:
        for root in (each, each / RELEASED):
            if _is_file(root / COURSE_TOML) and not _is_checkout(root):
                return root
    return None


def _is_checkout(folder: Path) -> bool:
    """Whether a folder is a checkout of this very course, which is worked on with the package that lies in it."""
    return _is_file(folder / "autograder" / "places.py")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a folder that is closed to us
        return False


def _checked(folder: Path) -> Path:
    folder = Path(os.path.expanduser(folder)).resolve()  # noqa: PTH111  nobody's home is no error
    if folder == installed_root().resolve():
        return installed_root()
    if _is_checkout(folder):
        raise CourseError(f"{folder} is another checkout of this course. Use the `course` that is installed from it.")
    if not _is_file(folder / COURSE_TOML):
        raise CourseError(f"{folder} holds no {COURSE_TOML}, so it is no course's folder. Give the one that does.")
    return folder


def is_own() -> bool:
    """Whether the course is an instructor's own, beside the one that is installed."""
    return course_root() != installed_root()


def course_file() -> Path:
    """course.toml of the course."""
    return course_root() / COURSE_TOML


def release_folder() -> Path:
    """What students get, as `course build` made it."""
    return course_root() / "release"


def lesson_file(chapter: Chapter) -> Path:
    """A chapter's lesson."""
    own = course_root() / "source" / chapter.id / "lesson.md"
    if own.exists():
        return own
    ours = _HERE / "lessons" if is_packaged() else installed_root() / "source"
    path = ours / chapter.id / "lesson.md"
    return path if path.exists() else own  # what is missing is missing in the course's own place


def solutions_folder() -> Path | None:
    """The reference solutions that are installed, which a checkout and the self-study package have."""
    folder = installed_root() / "solutions"
    return folder if (folder / LIBRARY).is_dir() else None


def solution_folders() -> tuple[Path, ...]:
    """All folders of reference solutions that there are, a course's own first."""
    own, ours = course_root() / "solutions", solutions_folder()
    found = [own] if is_own() and (own / LIBRARY).is_dir() else []
    return (*found, *([ours] if ours else []))


def solution_file(package: str, module: str) -> Path | None:
    """A module of the reference solutions; None where there is none."""
    paths = (folder / package / f"{module}.py" for folder in solution_folders())
    return next((path for path in paths if path.is_file()), None)


def can_be_made() -> bool:
    """Whether this is where the course is written: a checkout, or a course of one's own, with solutions at hand."""
    is_here = course_root().name != RELEASED if is_own() else not is_packaged()
    return is_here and bool(solution_folders())


def own_graders() -> Path:
    """Where a course of one's own keeps its graders."""
    return course_root() / "graders"


def grader_folders(chapter: Chapter) -> tuple[Path, ...]:
    """The folders of a chapter's grader: a course's own, which adds files or takes the place of some, and ours."""
    return tuple(_grader_folders(chapter.id))


def _grader_folders(chapter_id: str) -> Iterator[Path]:
    own, ours = own_graders() / chapter_id, _HERE / "graders" / chapter_id
    if is_own() and own.is_dir():
        yield own
    if ours.is_dir():
        yield ours


def grader_file(chapter: Chapter, name: str) -> Path | None:
    """A file of a chapter's grader; None where there is none."""
    paths = (folder / name for folder in grader_folders(chapter))
    return next((path for path in paths if path.is_file()), None)


def own_data() -> Path | None:
    """Where a course of one's own keeps its data sets, if it has any."""
    folder = course_root() / DATA
    return folder if is_own() and folder.is_dir() else None


def own_data_files(chapter: Chapter) -> list[Path]:
    """The data sets of a chapter that are a course's own."""
    folder = own_data()
    paths = [folder / name for name in chapter.datasets] if folder else []
    return [path for path in paths if path.is_file()]


def is_changed(chapter: Chapter) -> bool:
    """Whether a course of one's own has tests, mistakes or solutions of this chapter."""
    if not is_own():
        return False
    solutions = (course_root() / "solutions" / package / f"{chapter.module}.py" for package in (LIBRARY, PRACTICE))
    return (own_graders() / chapter.id).is_dir() or any(path.is_file() for path in solutions)
