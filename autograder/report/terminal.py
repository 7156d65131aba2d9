"""A report for the terminal: one cause per exercise, in the learner's terms, and one next step at the end."""

import textwrap

from rich.console import Console
from rich.text import Text

from autograder.grading.results import ExerciseResult
from autograder.report.account import Account, account, next_step, total
from autograder.report.model import Report

WIDTH = 100
_STYLES = {"seen": "", "code": "dim", "cause": "bold", "try": "cyan"}


def print_report(report: Report, console: Console) -> None:
    """Print a report."""
    console.print(Text(report.title, style="bold"))
    for exercise in report.exercises:
        print_exercise(exercise, console)
    for note in report.notes:
        _print(console, note, "yellow")
    if report.isolation and not report.isolation.startswith("full"):
        _print(console, f"Isolation is {report.isolation}.", "yellow")
    console.print()
    console.print(Text(total(report), style="bold green" if report.complete else "bold"))
    if step := next_step(report):
        console.print(Text(step), soft_wrap=True)


def print_exercise(exercise: ExerciseResult, console: Console) -> None:
    """Print one exercise: its points, and the first thing that is wrong."""
    told = account(exercise)
    if told.status == "not_started":
        console.print(Text(f"{told.name}   {told.state}", style="dim"))
        return
    line = Text(f"{told.name}   ", style="bold")
    wrong = "yellow" if told.stretch else "red"  # nothing is lost with what is optional
    line.append(told.state, style="green" if told.status == "passed" else wrong)
    console.print(line)
    _print_failures(told, console)
    for aside in told.asides:
        _print(console, aside, "yellow", indent=4)


def _print_failures(told: Account, console: Console) -> None:
    if told.failed:
        console.print(Text(f"  ✗ {told.failed[0].label}", style="yellow" if told.stretch else "red"))
        for text, role in told.failed[0].lines:
            _print(console, text, _STYLES[role], indent=4)
    if others := [test.label for test in told.failed[1:]]:
        _print(console, f"also: {'; '.join(others)}", "dim", indent=4)
    if told.untried:
        _print(console, f"({told.untried} more can't be checked until this works)", "dim", indent=4)


def _print(console: Console, text: str, style: str, indent: int = 0) -> None:
    width = min(console.width, WIDTH) - indent
    keep = text.startswith("try it:")  # a line to copy is not broken
    lines = [text] if keep else textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    for line in lines:
        console.print(Text(" " * indent + line, style=style), soft_wrap=True)
