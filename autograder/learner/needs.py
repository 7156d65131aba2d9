"""Who builds on an exercise: the chapters whose given module imports it from the reader's library."""

from autograder.course import Chapter, Course, Exercise
from autograder.graders import library_imports
from autograder.places import release_folder


def chapters_that_use(chapter: Chapter, exercise: Exercise, course: Course) -> tuple[Chapter, ...]:
    """The later chapters that import an exercise's function; none for one that is in no library."""
    later = course.chapters[course.chapters.index(chapter) + 1 :]
    return tuple(each for each in later if exercise.in_library and exercise.name in imported(each))


def imported(chapter: Chapter) -> set[str]:
    """What a chapter's given module imports from the library."""
    path = release_folder() / chapter.id / f"{chapter.module}.py"
    return library_imports(path.read_text(encoding="utf-8")) if path.is_file() else set()
