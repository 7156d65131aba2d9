"""`course new`: a course of one's own, a chapter, an exercise, as skeletons that `course verify` finds nothing wrong
with: a solution with a stub's docstring, a lesson with the exercise's cell and hints, tests, and a first mistake.

All texts are made, and course.toml is read as it is to be, before anything is written.
"""

import datetime
import importlib.metadata
import itertools
import keyword
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2

from autograder.build.release import TEMPLATES, made_library
from autograder.course import Chapter, CourseError, load_course, read_course
from autograder.grading.seed import FILE as SEED
from autograder.places import (
    COURSE_TOML,
    LIBRARY,
    PRACTICE,
    course_root,
    installed_root,
    is_own,
    own_graders,
    use_course,
)

FIRST_CHAPTER, FIRST_EXERCISE = "ch1_first", "doubled"
_NUMBERED = re.compile(r"^[a-z]+\d+(?:_\d+)*_")
# What each file of a chapter begins with, and what each exercise adds to it.
_SKELETONS = {
    "lesson": ("lesson.md", "exercise.md"),
    "solution": ("solutions.py", "solution.py"),
    "test_visible.py": ("test_visible_head.py", "test_visible.py"),
    "test_hidden.py": ("test_hidden_head.py", "test_hidden.py"),
    "mistakes.py": ("mistakes_head.py", "mistakes.py"),
}


def new_course(folder: Path, title: str | None = None) -> list[Path]:
    """Make a course of one's own with a first chapter, and make it the course of this process; the files written.

    Raises
    ------
    CourseError
        where the folder holds something, or cannot be written.
    """
    folder = folder.expanduser().resolve()
    if folder.exists() and (not folder.is_dir() or any(not p.name.startswith(".") for p in folder.iterdir())):
        raise CourseError(
            f"{folder} holds something, and is left alone. Give a new folder: course new course my-course"
        )
    title = title or folder.name.replace("-", " ").replace("_", " ").capitalize()
    names = {"title": title, "seed": SEED, "version": _version()}
    files = {
        folder / name: _text(template, **names)
        for name, template in (
            (COURSE_TOML, "course.toml"), ("README.md", "readme.md"), (".gitignore", "gitignore"),
            ("requirements.txt", "requirements.txt"),
        )
    }  # fmt: skip
    settings = "nbgrader_config.py"
    files[folder / settings] = (installed_root() / settings).read_text(encoding="utf-8")
    _write(files)
    use_course(folder)
    return [*files, *_new_chapter((), FIRST_CHAPTER, "First chapter", None, None)]


def new_chapter(
    chapter_id: str, *, title: str | None = None, module: str | None = None, number: str | None = None
) -> list[Path]:
    """Add a chapter with a first exercise at the end of the course; the files written.

    Raises
    ------
    CourseError
        where a name cannot be, or is taken.
    """
    return _new_chapter(load_course().chapters, chapter_id, title, module, number)


def _new_chapter(
    known: Sequence[Chapter], chapter_id: str, title: str | None, module: str | None, number: str | None
) -> list[Path]:
    module = module or _NUMBERED.sub("", chapter_id)
    numbers = [chapter.number for chapter in known]
    number = number or next(str(n) for n in itertools.count(len(known) + 1) if str(n) not in numbers)
    taken = {name for chapter in known for name in chapter.names}
    name = FIRST_EXERCISE if FIRST_EXERCISE not in taken else f"{FIRST_EXERCISE}_{module}"
    # In the library of a checkout each function stands in a part, which is for the author to choose.
    line = _line(name, practice=not is_own())
    title = title or module.replace("_", " ").capitalize()
    more = _text("chapter.toml", id=chapter_id, module=module, number=number, title=title, line=line)
    return _add(_course_text().rstrip("\n") + "\n" + more, chapter_id, name)


def new_exercise(name: str, chapter_id: str | None = None, *, practice: bool = False) -> list[Path]:
    """Add an exercise to a chapter, else to the last one that is written here; the files changed.

    Raises
    ------
    CourseError
        where the name cannot be, or is taken; where the chapter is taken from the installed course, and not written
        here.
    """
    course = load_course()
    here = [chapter for chapter in course.chapters if (_grader_folder(chapter.id) / "test_visible.py").is_file()]
    if chapter_id is None and not here:
        raise CourseError("No chapter is written here yet. Make one first: course new chapter ch1_first")
    chapter = course.find(chapter_id).chapter if chapter_id else here[-1]
    if chapter not in here:
        raise CourseError(
            f"{chapter.id} is taken as it is. An exercise of your own goes into a chapter of your own: course new "
            "chapter ID"
        )
    if not name.isidentifier() or keyword.iskeyword(name):
        raise CourseError(f"{name!r} is no name that a Python function can have.")
    if name in chapter.names:
        raise CourseError(f"{chapter.id} has an exercise {name}. Give another name.")
    line = _line(name, practice or not is_own())
    place = re.compile(
        rf'^id = "{chapter.id}"\n(?:(?!\[\[)[^\n]*\n)*?exercises = \[\n(?:(?!\])[^\n]*\n)*(?=\])', re.MULTILINE
    )
    text, count = place.subn(lambda found: f"{found.group()}  {line}\n", _course_text())
    if count != 1:
        raise CourseError(
            f"course.toml does not list the exercises of {chapter.id} as it was made: exercises = [, a line for each, "
            "]. Write them so, below its id."
        )
    return _add(text, chapter.id, name)


def _line(name: str, practice: bool) -> str:
    return f'{{ name = "{name}", points = {"1, practice = true" if practice else 3} }},'


def _add(text: str, chapter_id: str, name: str) -> list[Path]:
    """Write course.toml, and what its new exercise needs."""
    try:
        course = read_course(text, course_root() / COURSE_TOML)
    except CourseError as error:
        raise CourseError(f"Nothing was written. With that, {error}") from None
    chapter = course.chapter(chapter_id)
    exercise = chapter.exercise(name)
    names = {
        "name": name, "number": chapter.number, "title": chapter.title, "practice": not exercise.in_library,
        "author": course.title, "date": datetime.date.today().isoformat(),
    }  # fmt: skip
    files: dict[Path, str] = {}
    for what, (head, more) in _SKELETONS.items():
        path = _place(what, chapter, LIBRARY if exercise.in_library else PRACTICE)
        before = path.read_text(encoding="utf-8") if path.is_file() else _text(head, **names)
        files[path] = before.rstrip("\n") + "\n" + _text(more, **names)
    files[course_root() / COURSE_TOML] = text
    _write(files | made_library(course))
    return [*files]


def _place(what: str, chapter: Chapter, package: str) -> Path:
    if what == "lesson":
        return course_root() / "source" / chapter.id / "lesson.md"
    if what == "solution":
        return course_root() / "solutions" / package / f"{chapter.module}.py"
    return _grader_folder(chapter.id) / what


def _grader_folder(chapter_id: str) -> Path:
    return (own_graders() if is_own() else installed_root() / "autograder" / "graders") / chapter_id


def _course_text() -> str:
    return (course_root() / COURSE_TOML).read_text(encoding="utf-8")


def _text(template: str, **names: Any) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES / "new"), trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    return environment.get_template(f"{template}.j2").render(**names)


def _write(files: Mapping[Path, str]) -> None:
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CourseError(f"{path} cannot be written: {error.strerror}.") from None


def _version() -> str:
    for name in ("numpy-dl-course-full", "numpy-dl-course"):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return "0"
