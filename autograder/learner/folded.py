"""`hint(function)` and `solution(function)` in a notebook: folded, so that each is opened by whoever wants it."""

import html
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import Chapter, CourseError, Exercise, load_course
from autograder.language import _
from autograder.learner.cells import definition_of
from autograder.learner.hints import STEPS
from autograder.learner.notebook import has_passed
from autograder.learner.solutions import comparison, solution, without_docstring
from autograder.lesson_cells import hints
from autograder.report.colors import QUIET

_STYLE = f"border-left:4px solid {QUIET};padding:.3em .8em;line-height:1.5"


@dataclass(frozen=True)
class Folded:
    """Texts under headings: in a notebook each is folded, outside it they are written out."""

    title: str
    parts: tuple[tuple[str, str], ...]
    is_code: bool = False
    remark: str = ""

    def _repr_html_(self) -> str:
        style = "white-space:pre;overflow-x:auto" if self.is_code else "white-space:pre-wrap;font-family:inherit"
        parts = "".join(
            f'<details><summary style="cursor:pointer">{html.escape(heading)}</summary>'
            f'<pre style="margin:.3em 0 .6em 1.2em;{style}">{html.escape(text)}</pre></details>'
            for heading, text in self.parts
        )
        remark = f"<div>{html.escape(self.remark)}</div>" if self.remark else ""
        return f'<div style="{_STYLE}"><strong>{html.escape(self.title)}</strong>{parts}{remark}</div>'

    def __repr__(self) -> str:
        parts = [f"\n{heading}\n{textwrap.indent(text, '  ')}" for heading, text in self.parts]
        return "\n".join([self.title, *parts, *([f"\n{self.remark}"] if self.remark else [])])


def hint_of(exercise: Any) -> Folded:
    """An exercise's hints, all three steps; the exercise is given itself or by its name.

    Raises
    ------
    CourseError
        where there is no such exercise.
    """
    chapter, found = _exercise(exercise)
    texts = hints(chapter, found)
    parts = tuple(
        (_("hint {number}: {step}", number=number, step=_(step)), textwrap.fill(text, 90))
        for number, (step, text) in enumerate(zip(STEPS, texts, strict=True), start=1)
    )
    return Folded(_("{name}: from the idea to nearly the code", name=found.name), parts)


def solution_of(function: Any) -> Folded:
    """The course's solution beside the function itself, once that passes.

    Raises
    ------
    CourseError
        where it does not pass, or the solutions are not installed.
    """
    chapter, exercise = _exercise(function)
    theirs = solution(chapter, exercise)
    if theirs is None:
        raise CourseError(_("The solutions are not installed here: a class has them from whoever teaches it."))
    if not callable(function):
        raise CourseError(_("Give the function itself, not its name: solution({name})", name=exercise.name))
    if not has_passed(function, chapter, exercise):
        raise CourseError(
            _(
                "The solution is shown once {name} passes: check({name}). Until then there are hints: hint({name})",
                name=exercise.name,
            )
        )
    mine = without_docstring(definition_of(function))
    parts = ((_("the course's"), theirs), *([(_("yours"), mine)] if mine else []))
    return Folded(
        _("{name}: one way to write it", name=exercise.name), parts, is_code=True, remark=comparison(mine, theirs)
    )


def _exercise(given: Any) -> tuple[Chapter, Exercise]:
    name = given if isinstance(given, str) else getattr(given, "__name__", "")
    found = load_course().find(name, Path.cwd())
    if found.exercise is None:
        raise CourseError(
            _("{name} is a chapter. Its exercises: {names}.", name=name, names=", ".join(found.chapter.names))
        )
    return found.chapter, found.exercise
