"""A report for the terminal: one cause per exercise, in the learner's terms, and one next step at the end."""

import textwrap
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from autograder.report.model import ExerciseResult, Failure, Report

WIDTH = 100


def print_report(report: Report, console: Console) -> None:
    """Print a report."""
    console.print(Text(report.title, style="bold"))
    for exercise in report.exercises:
        print_exercise(exercise, console)
    for note in report.notes:
        _print(console, note, "yellow")
    if "REDUCED" in report.isolation:
        _print(console, f"Isolation is {report.isolation}.", "yellow")
    total = f"{points(report.score)} / {of_points(report.max_score)}"
    console.print()
    console.print(Text(total, style="bold green" if report.complete else "bold"))
    if step := next_step(report):
        console.print(Text(step), soft_wrap=True)


def print_exercise(exercise: ExerciseResult, console: Console) -> None:
    """Print one exercise: its points, and the first thing that is wrong."""
    if exercise.status == "absent":
        console.print(Text(f"{exercise.name}   practice, not in this file", style="dim"))
        return
    if exercise.status == "not_started":
        console.print(Text(f"{exercise.name}   not started ({of_points(exercise.max_score)})", style="dim"))
        return
    style = "green" if exercise.status == "passed" else "red"
    line = Text(f"{exercise.name}   ", style="bold")
    line.append(f"{points(exercise.score)} / {of_points(exercise.max_score)}", style=style)
    console.print(line)
    told = False
    for check in exercise.checks:
        if check.failure and not told:
            console.print(Text(f"  ✗ {check.label}", style="red"))
            for text, kind in explanation(check.failure):
                _print(console, text, kind, indent=4)
            told = True
    others = [check.label for check in exercise.checks if check.failure][1:]
    if others:
        _print(console, f"also: {'; '.join(others)}", "dim", indent=4)
    untried = sum(check.passed is None for check in exercise.checks)
    if untried:
        _print(console, f"({untried} more can't be checked until this works)", "dim", indent=4)
    for remark in exercise.remarks:
        _print(console, remark, "", indent=4)
    for note in exercise.notes:
        _print(console, note, "yellow", indent=4)


def explanation(failure: Failure) -> Iterator[tuple[str, str]]:
    """The lines that explain a failure, each with a style: what was seen, why, what to try."""
    seen = f"{failure.call}: {failure.seen}" if failure.call else failure.seen
    if failure.should_be:
        seen += f", and should be {failure.should_be}"
    yield f"{seen}.", ""
    for line in failure.lines:
        yield line, "dim"
    if failure.advice:
        yield failure.advice, "bold"
    if failure.try_it:
        yield f"try it:  {failure.try_it}", "cyan"


def next_step(report: Report) -> str:
    """What to do next, in one line; "" where all is done."""
    for exercise in report.exercises:
        if exercise.status == "failed":
            where = f"edit {exercise.location}, then  " if exercise.location else ""
            return f"next: {where}course check {report.submission} --exercise {exercise.name}"
    for exercise in report.exercises:
        if exercise.status == "not_started":
            return f"next: write {exercise.name}" + (f" ({exercise.location})" if exercise.location else "") + (
                f"; a hint:  course hint {exercise.name}"
            )  # fmt: skip
    return ""


def points(value: float) -> str:
    """A number of points: 5, 4.5, 0.67."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def of_points(value: float) -> str:
    """A number of points with its unit: 1 point, 5 points."""
    return f"{points(value)} point" + ("" if value == 1 else "s")


def _print(console: Console, text: str, style: str, indent: int = 0) -> None:
    width = min(console.width, WIDTH) - indent
    keep = text.startswith("try it:")  # a line to copy is not broken
    lines = [text] if keep else textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    for line in lines:
        console.print(Text(" " * indent + line, style=style), soft_wrap=True)
