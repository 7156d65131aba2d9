"""What is said when an exercise, a chapter or a module is finished: what the reader owns now."""

from collections.abc import Mapping

from autograder.course import Chapter, Course, Exercise, Module
from autograder.grading.results import ExerciseResult
from autograder.language import _, next_line
from autograder.learner.slips import commonest
from autograder.learner.state import State
from autograder.library import PACKAGE


def chapter_is_finished(chapter: Chapter, results: Mapping[str, ExerciseResult]) -> bool:
    """Whether all but its stretch exercises pass."""
    return all(
        exercise.stretch or (exercise.name in results and results[exercise.name].status == "passed")
        for exercise in chapter.exercises
    )


def exercise_ending(exercise: Exercise, course: Course) -> str:
    """What a finished exercise gives its author; "" where that is no function of the library."""
    part = next((part.name for part in course.parts if exercise.name in part.functions), "")
    if not exercise.in_library:
        return ""
    where = f"{PACKAGE}.{part}" if part else PACKAGE
    return _("It is part of your library: from {where} import {name}", where=where, name=exercise.name)


def chapter_ending(chapter: Chapter, course: Course, state: State | None) -> list[str]:
    """What there is to say when a chapter is finished, and its module with it."""
    names = [exercise.name for exercise in chapter.library]
    title = chapter.title if chapter.title.endswith("?") else f"{chapter.title}."
    lines = [_("Chapter {number} is finished: {title}", number=chapter.number, title=title)]
    if names:
        owned = _("You own {names} now: the code is yours, and later chapters build on it.", names=_listed(names))
        lines = [f"{lines[0]} {owned}"]
    module = next(module for module in course.modules if chapter in module.chapters)
    if len(module.chapters) > 1 and state is not None and _module_is_finished(module, chapter, state):
        functions = sum(len(each.library) for each in module.chapters)
        lines.append(_(
            "That completes the part {title}: you have written {functions} functions of your library.",
            title=module.title, functions=functions,
        ))  # fmt: skip
        if said := commonest(state.choices.slips, module.chapters):
            lines.append(said)
    following = course.chapters[course.chapters.index(chapter) + 1 :]
    if following and len(following) < len(course.chapters):
        lines.append(next_line(f"{following[0].number} {following[0].title}"))
    return lines


def _module_is_finished(module: Module, chapter: Chapter, state: State) -> bool:
    """A chapter counts as it was when it was last checked: a change in an earlier one makes none unfinished."""
    for each in module.chapters:
        if each != chapter:
            found = {name: item.result for name, item in state.results(each).items()}
            if not chapter_is_finished(each, found):
                return False
    return True


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else _("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
