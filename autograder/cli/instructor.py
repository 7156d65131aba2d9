"""`course ready`, `course grades` and `course demo`."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder.course import Chapter, CourseError, load_course
from autograder.places import is_own, is_packaged, solutions_folder
from autograder.sandbox.launch import isolation


def run_ready(assignment: str | None, root: Path) -> int:
    """Print what a run of nbgrader's autograde would find; 1 where it would refuse, or could do harm."""
    if assignment:
        load_course().chapter(assignment)
    from autograder.classroom.ready import findings

    found = list(findings(root, assignment))
    for finding in found:
        print(f"{finding.what}: {'' if finding.good else 'NOT READY. '}{finding.said}")
    return 0 if all(finding.good for finding in found) else 1


def run_grades(assignment: str, root: Path) -> int:
    """Print the standings of an assignment."""
    if not (root / "gradebook.db").is_file():
        print(
            f"{root / 'gradebook.db'} does not exist. Run nbgrader generate_assignment and autograde there first, "
            "or say where it is with --root.",
            file=sys.stderr,
        )
        return 2
    from autograder.classroom.summary import assignments, standings

    known = assignments(root)
    if assignment not in known:  # the gradebook may hold chapters that the course had under another id
        assignment = load_course().find(assignment).chapter.id
    if assignment not in known:
        raise CourseError(f"The gradebook does not know {assignment}. It knows: {', '.join(known) or 'nothing yet'}.")
    found = standings(root, assignment)
    is_late = any(standing.penalty for standing in found)
    table = Table(box=box.SIMPLE, pad_edge=False)
    headings = ["student", *(["before", "late"] if is_late else []), "points", "of", "remark"]
    for heading in headings:
        table.add_column(heading, justify="left" if heading in ("student", "remark") else "right")
    for standing in found:
        late = [f"{standing.raw:g}", f"−{standing.penalty:g}" if standing.penalty else ""] if is_late else []
        table.add_row(standing.student, *late, f"{standing.score:g}", f"{standing.max_score:g}", standing.remark)
    Console(highlight=False, markup=False).print(table if found else f"Nobody has been graded in {assignment} yet.")
    return 0


def run_demo(folder: Path) -> int:
    """Make and grade the class, with progress, and print what came of it."""
    if solutions_folder() is None or is_packaged() or is_own():
        print("The demo needs the reference solutions: run it in a checkout of the course.", file=sys.stderr)
        return 2
    from autograder.build.release import build, root
    from autograder.classroom.demo import CLASS, DUE, chapters_of_class, hand_in, make_course, set_due_date

    console = Console(highlight=False)
    # One of them deletes what files it finds: it hands in only where it is kept from yours.
    pupils = CLASS if isolation().full else tuple(pupil for pupil in CLASS if pupil.name != "student12")
    console.print(f"Isolation: {isolation().summary}", style="" if isolation().full else "bold yellow")
    start = time.perf_counter()
    folder = folder.resolve()
    course = load_course()
    chapters = chapters_of_class(course)
    columns = (TextColumn("{task.description:<42}"), BarColumn(20), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("building the release", total=1)
        build(course)
        progress.advance(task)
        make_course(folder, root(), chapters)
        task = progress.add_task("nbgrader generate_assignment", total=len(chapters))
        for chapter in chapters:
            _nbgrader(folder, "generate_assignment", chapter.id)
            set_due_date(folder, chapter.id, DUE)
            progress.advance(task)
        task = progress.add_task("handing in", total=1)
        count = hand_in(folder, chapters, pupils)
        progress.advance(task)
        task = progress.add_task("nbgrader autograde", total=count)
        for chapter in chapters:
            _nbgrader(
                folder, "autograde", chapter.id,
                line=lambda text: progress.advance(task) if "] Autograding" in text else None,
            )  # fmt: skip
        task = progress.add_task("nbgrader generate_feedback", total=count)
        for chapter in chapters:
            _nbgrader(
                folder, "generate_feedback", chapter.id,
                line=lambda text: progress.advance(task) if "] Converting" in text else None,
            )  # fmt: skip
    _print_class(folder, chapters, {pupil.name: pupil.handed_in for pupil in pupils}, console)
    console.print(f"{count} submissions, {time.perf_counter() - start:.0f} s in all.")
    console.print("Feedback for each student, as HTML:")
    console.print(f"  {_short(folder)}/feedback/<student>/<chapter>/<chapter>.html", soft_wrap=True)
    console.print("The gradebook, to look at in nbgrader's formgrader or with  course grades:")
    console.print(f"  {_short(folder)}/gradebook.db", soft_wrap=True)
    return 0


def _short(folder: Path) -> Path:
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _nbgrader(folder: Path, *arguments: str, line: Callable[[str], object] = lambda _text: None) -> None:
    """Run one of nbgrader's commands, its log line by line to `line`; its failure ends the demo with the log."""
    environment = {
        **os.environ,
        "COURSE_ALLOW_REDUCED_ISOLATION": "1",  # all that is handed in here is ours
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder, env=environment, text=True, errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    log = []
    assert process.stdout
    for text in process.stdout:
        log.append(text)
        line(text)
    if process.wait() != 0:
        raise SystemExit(f"nbgrader {' '.join(arguments)} failed:\n{''.join(log[-30:])}")


def _print_class(folder: Path, chapters: list[Chapter], handed_in: dict[str, str], console: Console) -> None:
    from autograder.classroom.summary import standings

    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("student")
    table.add_column("handed in", max_width=38)
    for chapter in chapters:
        table.add_column(chapter.number, justify="right")
    table.add_column("total", justify="right")
    by_chapter = [{s.student: s for s in standings(folder, chapter.id)} for chapter in chapters]
    for student, what in handed_in.items():
        found = [standing[student] for standing in by_chapter if student in standing]
        total = sum(standing.score for standing in found)
        best = sum(standing.max_score for standing in found)
        style = "green" if total == best else "dim" if total == 0 else ""
        table.add_row(student, what, *(f"{s.score:g}" for s in found), f"{total:g} / {best:g}", style=style)
    console.print(table)
