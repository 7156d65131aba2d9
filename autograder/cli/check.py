"""`course check`."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.code_files import SubmissionError
from autograder.course import Course, CourseError, load_course
from autograder.language import _, is_next
from autograder.learner.work import Target, chapter_here, resolve, workspace_at
from autograder.sandbox.launch import SandboxError, start_sandbox

if TYPE_CHECKING:
    from rich.console import Console

    from autograder.learner.checking import Checked

_NAMED = 5  # of the chapters that are not started


def run_check(names: Sequence[str], chapter: str | None, exercise: str | None, as_json: bool) -> int:
    """Check, print, and return the exit code: 0 all points, 1 some lost, 2 unusable input, 3 the grader failed; of
    several targets the highest."""
    try:
        course = load_course()
        targets = _targets(names, chapter, exercise, Path.cwd(), course)
        if len(targets) == 1:
            targets[0].submission(course)  # what cannot be read is told at once
    except (SubmissionError, CourseError) as error:
        return _stop(str(error), as_json, 2)
    if len(targets) > 1:
        return _tell_all(targets, course, as_json)
    return _tell(_checked(targets[0], course), course, as_json)


def _targets(
    names: Sequence[str], chapter: str | None, exercise: str | None, here: Path, course: Course
) -> list[Target]:
    """What is to be checked; `chapter` and `exercise` say of what files are answers, whatever they are called.

    Raises
    ------
    CourseError, SubmissionError
        where a word means nothing.
    """
    for name in names:
        if not (here / name).exists() and (Path(name).suffix in (".py", ".ipynb") or len(Path(name).parts) > 1):
            raise SubmissionError(
                _("{path} does not exist. Give a .py file, a .ipynb notebook or a chapter's folder.", path=name)
            )
    if exercise and not chapter:  # an exercise that only one chapter has tells the chapter
        homes = [each.id for each in course.chapters if exercise in each.names]
        chapter = homes[0] if len(homes) == 1 else None
    if chapter and names:
        home = course.find(chapter).chapter
        targets = [Target(home, None, here / name) for name in names]
    else:
        targets = resolve([chapter] if chapter else names, here, course)
    if exercise:
        targets = [replace(target, exercise=target.chapter.exercise(exercise)) for target in targets]
    return list(dict.fromkeys(targets))


def _checked(target: Target, course: Course) -> "Checked":
    sandbox = None
    with suppress(SandboxError):  # it is told where it is needed
        sandbox = start_sandbox(target.chapter.datasets)  # starts while the grader is being imported
    from autograder.cli.progress import show_progress
    from autograder.learner.checking import check, remembered

    with show_progress() as progress:
        return remembered(check(target, course, sandbox, progress), course)


def _tell(checked: "Checked", course: Course, as_json: bool) -> int:
    """Print what a check came to."""
    if checked.report is None:
        return _stop(checked.problem, as_json, checked.code)
    if as_json:
        print(json.dumps(_as_data(checked), indent=2, ensure_ascii=False))
    else:
        _print([checked], course, several=False)
    return checked.code


def _tell_all(targets: Sequence[Target], course: Course, as_json: bool) -> int:
    """The same of several: each as soon as it and those before it are there; as JSON one list."""
    from autograder.learner.checking import check_all, remembered

    found = (remembered(checked, course) for checked in _counted(check_all(targets, course), len(targets)))
    if as_json:
        every = [*found]
        print(json.dumps([_as_data(checked) for checked in every], indent=2, ensure_ascii=False))
        for checked in every:
            if checked.problem:
                print(checked.problem, file=sys.stderr)
        return max(checked.code for checked in every)
    return _print(found, course, several=True)


def _counted(found: "Iterator[Checked]", count: int) -> "Iterator[Checked]":
    """Tell on a terminal how many there are still to come."""
    if not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        for number in range(count):
            status.update(_("checking {number} of {count} …", number=number + 1, count=count))
            checked = next(found)
            status.stop()  # what is printed meanwhile is not torn
            yield checked
            status.start()


def _print(found: "Iterable[Checked]", course: Course, *, several: bool) -> int:
    """Print reports; of several, those in which nothing is begun in a line. Returns the highest exit code."""
    from rich.console import Console

    from autograder.learner.checking import state_of
    from autograder.learner.endings import chapter_ending
    from autograder.report.terminal import print_lines, print_report

    console, code = Console(highlight=False), 0
    untouched: list[str] = []
    for number, checked in enumerate(found):
        code = max(code, checked.code)
        report, target = checked.report, checked.target
        if report is None:
            print(checked.problem, file=sys.stderr)
            continue
        if several and report.untouched:
            untouched.append(target.chapter.number)
            continue
        if number > len(untouched):
            console.print()
        print_report(report, console, target.path, _again(target, course))
        if report.complete and target.exercise is None:
            _print_strip(target, course, console)
            ending = chapter_ending(target.chapter, course, state_of(target.path, course))
            print_lines(console, (line for line in ending if not several or not is_next(line)))
    if untouched:
        names = ", ".join(untouched)
        if len(untouched) > _NAMED + 1:
            names = _(
                "{names} and {number} more chapters",
                names=", ".join(untouched[:_NAMED]), number=len(untouched) - _NAMED,
            )  # fmt: skip
        print_lines(console, [_("Not started: {names}.", names=names)])
    return code


def _print_strip(target: Target, course: Course, console: "Console") -> None:
    """The picture with which a chapter ends, if it has one and somebody looks."""
    from autograder.learner.strip import drawn, has_strip, strip_of

    if not (has_strip(target.chapter) and console.is_terminal):
        return
    strip = None
    with (
        console.status(_("your model learns once more, for a picture")),
        suppress(SubmissionError),  # it has been saved again meanwhile
    ):
        strip = strip_of(target.submission(course), course)
    for line in drawn(strip, console.width) if strip else ():
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _again(target: Target, course: Course) -> str:
    """How an exercise of it is checked again: by its name, where that says all, or by its chapter's number and its
    name; "" where the path has to be said."""
    names = [name for chapter in course.chapters for name in chapter.names]
    space = workspace_at(Path.cwd(), course)
    if space is None or chapter_here(target.path, course) != target.chapter:
        return ""
    alone = all(names.count(name) == 1 for name in target.chapter.names)
    here = alone or chapter_here(Path.cwd(), course) == target.chapter
    return "course check {name}" if here else f"course check {target.chapter.number}.{{name}}"


def _as_data(checked: "Checked") -> dict[str, object]:
    from autograder.report.gradescope import results

    return results(checked.report) if checked.report else _unusable(checked.problem, checked.code)


def _stop(message: str, as_json: bool, code: int) -> int:
    if as_json:
        print(json.dumps(_unusable(message, code), indent=2))
    print(message, file=sys.stderr)
    return code


def _unusable(message: str, code: int) -> dict[str, object]:
    # Without a score, Gradescope reports a failure of the grader; a zero would be the student's.
    nothing_earned: dict[str, object] = {"score": 0, "tests": []} if code == 2 else {}
    return {**nothing_earned, "output": message, "extra_data": {"error": message}}
