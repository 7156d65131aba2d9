"""A report for the terminal: one cause per exercise, in the learner's terms, and one next step at the end."""

import os
import re
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from rich.console import Console
from rich.text import Text

from autograder.grading.results import ExerciseResult
from autograder.language import _, is_next
from autograder.report.account import Account, account, is_step, is_try, next_step, shared_cause, total
from autograder.report.model import Report

WIDTH = 100
_STYLES = {"seen": "", "code": "dim", "cause": "bold", "try": "cyan"}


def print_report(report: Report, console: Console, folder: Path | None = None, again: str = "") -> None:
    """Print a report.

    Parameters
    ----------
    folder
        the chapter's folder, or a file in it: places in the code become links, where the terminal has such.
    again
        as of `next_step`.
    """
    console.print(Text(report.title, style="bold"))
    shared = shared_cause(report)
    if shared:
        console.print(Text(_("{names}   none can be checked", names=", ".join(shared.names)), style="bold red"))
        for text, role in shared.lines:
            _print(console, text, _STYLES[role], indent=4, folder=folder)
    said: dict[str, str] = {}
    for exercise in report.exercises:
        if not shared or exercise.name not in shared.names:
            print_exercise(exercise, console, folder, said)
    for note in report.notes:
        _print(console, note, "yellow")
    if report.warning:
        _print(console, report.warning, "yellow")
    console.print()
    console.print(Text(total(report), style="bold green" if report.complete else "bold"))
    if step := next_step(report, again):
        _print(console, step, "", folder=folder)


def print_lines(console: Console, lines: Iterable[str]) -> None:
    """Print lines of text, each broken between words; what is next stands apart."""
    for line in lines:
        _print(console, line, "" if is_next(line) else "green")


def print_exercise(
    exercise: ExerciseResult, console: Console, folder: Path | None = None, said: dict[str, str] | None = None
) -> None:
    """Print one exercise: its points, and the first thing that is wrong."""
    for line in exercise_lines(exercise, console.width, folder, said):
        console.print(line, soft_wrap=True)


def exercise_lines(
    exercise: ExerciseResult, width: int, folder: Path | None = None, said: dict[str, str] | None = None
) -> Iterator[Text]:
    """The lines of an exercise: its points, and the first thing that is wrong. `said` holds what has been advised in
    the same report, each with the exercise for which it was: it is not told again in full."""
    told = account(exercise)
    if told.status == "not_started":
        yield Text(f"{told.name}   {told.state}", style="dim")
        return
    line = Text(f"{told.name}   ", style="bold")
    wrong = "yellow" if told.stretch else "red"  # nothing is lost with what is optional
    line.append(told.state, style="green" if told.status == "passed" else wrong)
    yield line
    yield from _failure_lines(told, width, folder)
    for aside in told.asides:
        first = told.name if said is None else said.setdefault(aside, told.name)
        text = aside if first == told.name else _("The same advice as for {name}.", name=first)
        yield from lines_of(text, width, "yellow", 4)


def _failure_lines(told: Account, width: int, folder: Path | None) -> Iterator[Text]:
    if told.failed:
        yield from lines_of(f"✗ {told.failed[0].label}", width, "yellow" if told.stretch else "red", 2)
        for text, role in told.failed[0].lines:
            yield from lines_of(text, width, _STYLES[role], 4, folder)
    if others := [test.label for test in told.failed[1:]]:
        yield from lines_of(_("also: {tests}", tests="; ".join(others)), width, "dim", 4)
    if told.untried:
        more = _("({number} more can't be checked until this works)", number=told.untried)
        yield from lines_of(more, width, "dim", 4)


def _print(console: Console, text: str, style: str, indent: int = 0, folder: Path | None = None) -> None:
    for line in lines_of(text, console.width, style, indent, folder):
        console.print(line, soft_wrap=True)


def lines_of(text: str, width: int, style: str, indent: int = 0, folder: Path | None = None) -> Iterator[Text]:
    """A text in lines, with links to places in the files of a folder."""
    for line in wrapped(text, min(width, WIDTH) - indent):
        shown = Text(" " * indent + line, style=style)
        if folder is not None:
            link_places(shown, folder)
        yield shown


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines that are broken between words alone; a command to copy, and a line to try, stay whole."""
    if is_try(text):
        return [text]
    head, _sign, command = text.partition("course ") if is_step(text) else (text, "", "")
    lines = textwrap.wrap(head, max(width, 1), break_long_words=False, break_on_hyphens=False)
    if command:
        command = f"course {command}"
        gap = head[len(head.rstrip()) :]
        if lines and len(lines[-1]) + len(gap) + len(command) <= width:
            lines[-1] += gap + command
        else:
            lines.append(f"  {command}")
    return lines


_PLACE = re.compile(r"\b([\w-]+\.py):(\d+)")


def link_places(text: Text, folder: Path) -> None:
    """Make links of places such as "arrays.py:41", where the file is there."""
    around = folder if folder.is_dir() else folder.parent
    for found in _PLACE.finditer(text.plain):
        path = (around / found[1]).resolve()
        if path.is_file():
            text.stylize(f"link {link(path, int(found[2]))}", found.start(), found.end())


def link(path: Path, line: int) -> str:
    """What opens a file: in an editor's own terminal at the line."""
    if os.environ.get("TERM_PROGRAM") == "vscode":
        return f"vscode://file{quote(path.as_posix())}:{line}"
    return path.as_uri()
