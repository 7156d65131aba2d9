"""`course` alone: where the learner stands, and the one next step; and standings as data, for all commands."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.cli.words import can_show, say, say_line, width
from autograder.course import Chapter, Course, load_course
from autograder.grading.results import ExerciseResult
from autograder.language import _, of_number
from autograder.learner.standing import ChapterStanding, Standing, Step, hidden_tests_here, next_step, standings
from autograder.learner.state import State
from autograder.learner.work import workspace_at

DONE = 0


def run_overview(as_json: bool) -> int:
    """Where the learner stands, and the one next step."""
    course = load_course()
    space = workspace_at(Path.cwd(), course)
    if space is None:
        return _welcome(course, as_json)
    state = State(space)
    found = standings(space, state)
    step = next_step(found, course) or end_of(found)
    last = state.last
    if as_json:
        data = {"course": course.title, "workspace": str(space.root), "chapters": [*map(as_data, found)]}
        told = {"chapter": last[0].number, "exercise": last[1].name, "status": last[1].status} if last else None
        print(json.dumps({**data, "last": told, "next": step_data(step)}, indent=2, ensure_ascii=False))
        return DONE
    required = [each for chapter in found for each in chapter.required]
    passed = sum(each.status == "passed" for each in required)
    count = _("{passed} of {total} exercises", passed=passed, total=len(required))
    gap = width() - len(course.title) - len(count)
    say(f"{course.title}", bold=True) if gap < 2 else say_line(course.title + " " * gap + count, bold=True)
    if gap < 2:
        say(count)
    say()
    for chapter in found:
        _say_chapter(chapter)
    say()
    if last:
        _say_labeled(_("last"), _last(*last))
    say_step(step)
    return DONE


def _welcome(course: Course, as_json: bool) -> int:
    step = Step("", "course init my-course")
    if as_json:
        data: dict[str, Any] = {
            "course": course.title,
            "workspace": None,
            "chapters": [],
            "last": None,
            "next": step_data(step),
        }
        print(json.dumps(data, indent=2, ensure_ascii=False))
        return DONE
    say(course.title, bold=True)
    exercises = sum(len(chapter.exercises) for chapter in course.chapters)
    chapters = of_number(len(course.chapters), "{number} chapter", "{number} chapters")
    say(f"{chapters}, {of_number(exercises, '{number} exercise', '{number} exercises')}.")
    say(_("This folder is in no workspace: go to yours (cd), or make one. All commands: course --help"))
    say_step(step)
    return DONE


def short_title(chapter: Chapter) -> str:
    """A chapter's title up to where its explanation begins."""
    return chapter.title.split(":")[0].split(",")[0]


def _say_chapter(found: ChapterStanding) -> None:
    """One line: number, title, a bar, points; and what is to go in a chapter that is begun, where there is room."""
    titles = min(22, max(width() - 29, 8))
    title = short_title(found.chapter)
    title = title if len(title) <= titles else title[: titles - 1].rsplit(" ", 1)[0] + "…"
    line = f" {found.chapter.number:<4} {title:<{titles}} {_bar(found):<10} {_score(found):<11}"
    names = [each.exercise.name for each in found.to_go]
    begun = 0 < len(names) < len(found.required)
    to_go = _("to go:")
    room = width() - len(line) - len(to_go) - 2
    shown: list[str] = []
    for name in names if begun else ():
        if len(", ".join([*shown, name])) + 5 > room:
            break
        shown.append(name)
    more = ", …" if shown and len(shown) < len(names) else ""
    say_line(f"{line} {to_go} {', '.join(shown)}{more}".rstrip() if shown else line.rstrip())


def _bar(found: ChapterStanding) -> str:
    """How much of a chapter is done, drawn in ten characters, or written where a terminal is read out (TERM=dumb)."""
    done, every = found.passed, len(found.required)
    if os.environ.get("TERM") == "dumb":
        return _("{done} of {count}", done=done, count=every)
    full, empty = ("█", "░") if can_show("█░…") else ("#", ".")
    share = done / max(every, 1)
    filled = min(round(10 * share + 0.2), 9 if share < 1 else 10)
    return full * filled + empty * (10 - filled)


def _score(found: ChapterStanding) -> str:
    """A chapter's points, or of the visible tests how many pass; "" where nothing has been checked."""
    results = [each.result for each in found.required if each.result]
    if not results:
        return "skipped" if not found.to_go else ""
    if hidden_tests_here(found.chapter):
        earned = sum(result.score for result in results)
        return f"{earned:.4g} / {found.chapter.points:g}"
    checks = [check for result in results for check in result.checks]
    return _("{passed}/{total} tests", passed=sum(check.passed is True for check in checks), total=len(checks))


def _last(chapter: Chapter, result: ExerciseResult) -> str:
    name = f"{result.name} ({chapter.number})"
    counts = {"passed": sum(check.passed is True for check in result.checks), "total": len(result.checks)}
    tests = _("{passed} of {total} tests", **counts)
    if not result.hidden_tests:
        tests = _("{passed} of {total} visible tests", **counts)
    wrong = next((check.label for check in result.checks if check.passed is False), "")
    return f"{name}, {tests}" + (f"; {_('not yet: {test}', test=wrong)}" if wrong else "")


def say_step(step: Step) -> None:
    _say_labeled(_("next"), f"{step.text} {step.command}".strip(), bold=True)


def _say_labeled(label: str, text: str, **style: Any) -> None:
    """A text with a word before it, below which nothing stands."""
    say(text, f"{label}  ", " " * (len(label) + 2), **style)


def end_of(found: Sequence[ChapterStanding]) -> Step:
    """What is left where nothing is to go: what was skipped."""
    skipped = [each.exercise.name for chapter in found for each in chapter.required if each.status == "skipped"]
    if skipped:
        names = f"{', '.join(skipped[:3])}{', …' if skipped[3:] else ''}"
        return Step(_("all is done but what you skipped: {names}.", names=names), "course list")
    return Step(_("all of it is done."), "course list")


# As data


def as_data(found: ChapterStanding) -> dict[str, Any]:
    chapter = found.chapter
    data = {"number": chapter.number, "id": chapter.id, "title": chapter.title, "problem": found.problem}
    return {**data, "exercises": [*map(_exercise_data, found.exercises)]}


def _exercise_data(each: Standing) -> dict[str, Any]:
    data: dict[str, Any] = {"name": each.exercise.name, "status": each.status, "optional": each.exercise.stretch,
                            "location": each.location, "current": each.current}  # fmt: skip
    if each.result:
        checks = each.result.checks
        data |= {"tests": len(checks), "tests_passed": sum(check.passed is True for check in checks)}
        if each.result.hidden_tests:
            data |= {"score": each.result.score, "max_score": each.result.max_score}
    return data


def step_data(step: Step) -> dict[str, Any]:
    at = step.standing
    return {
        "text": step.text, "command": step.command, "exercise": at.exercise.name if at else None,
        "chapter": at.chapter.number if at else None,
    }  # fmt: skip
