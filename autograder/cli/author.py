"""`course build` and `course verify`."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from autograder.course import Chapter, is_packaged, load_course, solutions_folder


def _no_solutions() -> bool:
    if solutions_folder() is None or is_packaged():
        print("The course is made in a checkout of it, and this is an installed package.", file=sys.stderr)
        return True
    return False


def run_explanations() -> int:
    """Make the tables of explanations that are missing or older than their sources."""
    if _no_solutions():
        return 2
    from autograder.build.explanations import make_explanations

    course = load_course()
    columns = (TextColumn("what each known mistake answers to each test"), BarColumn(20), MofNCompleteColumn())
    with Progress(*columns, transient=True) as progress:
        task = progress.add_task("", total=len(course.chapters))
        made = 0
        for made, _chapter in enumerate(make_explanations(course), start=1):  # noqa: B007
            progress.advance(task)
    if made:
        print(f"The table of explanations is made anew for {made} chapters.")
    return 0


def run_build(only_check: bool) -> int:
    """Build, or with `only_check` fail where release/ is stale."""
    if _no_solutions() or (not only_check and run_explanations()):
        return 2
    from autograder.build import BuildError
    from autograder.build.release import build, stale

    console = Console(highlight=False)
    course = load_course()
    try:
        files = (stale if only_check else build)(course, lambda text: console.print(f"  {text}"))
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    if only_check and files:
        print("release/ is not what the sources make. Run `course build` and commit:", file=sys.stderr)
        for file in files:
            print(f"  {file}", file=sys.stderr)
        return 1
    made = "is up to date" if only_check or not files else f"has {len(files)} new or changed files"
    console.print(f"release/ {made}: {len(course.chapters)} chapters.")
    return 0


def _print_lengths(chapters: Sequence[Chapter], console: Console) -> None:
    """The words of each lesson; one that is too long is marked, which is no fault."""
    from autograder.build.words import MOST_OPEN, length

    table = Table(box=box.SIMPLE, pad_edge=False)
    for heading, justify in (("lesson", "left"), ("words", "right"), ("folded", "right"), ("", "left")):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for found in map(length, chapters):
        remark = f"longer than {MOST_OPEN:,} words" if found.is_too_long else ""
        table.add_row(found.chapter.number, f"{found.open:,}", f"{found.folded:,}", remark)
    console.print(table)


def run_verify(chapter_id: str | None) -> int:
    """Prove the graders and print a table; 1 where something does not hold."""
    if _no_solutions():
        return 2
    from autograder.build.verify import verify

    console = Console(highlight=False)
    course = load_course()
    only = course.find(chapter_id).chapter if chapter_id else None
    table = Table(box=box.SIMPLE, pad_edge=False)
    for heading, justify in (
        ("chapter", "left"), ("exercise", "left"), ("points", "right"), ("tests", "right"), ("hidden", "right"),
        ("advice", "right"), ("mistakes", "right"), ("lose", "right"), ("named", "right"),
    ):  # fmt: skip
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    start = time.perf_counter()
    proofs = []
    with console.status("proving") as status:
        for proof in verify(course, only):
            status.update(f"proving {proof.chapter.number} {proof.exercise.name}")
            proofs.append(proof)
            style = "red" if proof.faults else ""
            row = (
                proof.chapter.number, proof.exercise.name,
                "★" if proof.exercise.stretch else f"{proof.exercise.points:g}", str(proof.tests),
                str(proof.hidden), str(proof.advice), str(proof.mistakes), str(proof.losing), str(proof.named),
            )  # fmt: skip
            table.add_row(*row, style=style)
    console.print(table)
    _print_lengths([only] if only else course.chapters, console)
    faults = [f"{proof.chapter.id} {proof.exercise.name}: {fault}" for proof in proofs for fault in proof.faults]
    for fault in faults:
        console.print(f"✗ {fault}", style="red", soft_wrap=True)

    def total(name: str) -> int:
        return sum(getattr(proof, name) for proof in proofs)

    console.print(
        f"{len(proofs)} exercises: stubs not started, solutions and {total('right')} plain right versions full marks; "
        f"{total('mistakes')} mistakes, {total('losing')} lose points, {total('named')} are named; "
        f"{total('variants')} written otherwise; {total('alike')} told apart by no visible test, with a reason; "
        f"{total('advice')} tests of advice; {total('tried')} try-it lines show the fault. "
        f"{time.perf_counter() - start:.1f} s, {len(faults)} faults."
    )
    return 1 if faults else 0


def run_package(to: Path) -> int:
    """Make both wheels."""
    if _no_solutions():
        return 2
    from autograder.build import BuildError
    from autograder.build.packages import make_packages

    try:
        made = make_packages(load_course(), to)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    for path, audience in zip(made, ("students", "learning alone, and teaching"), strict=True):
        print(f"{to / path.name}: {path.stat().st_size / (1 << 20):.1f} MB, for {audience}")
    return 0


def run_site(to: Path, packed: bool) -> int:
    """Make the website."""
    if _no_solutions():
        return 2
    from autograder.build import BuildError
    from autograder.build.site import make_site, pack

    if to.exists() and any(to.iterdir()) and not (to / "searchindex.js").is_file():
        print(f"{to} holds something else than a site: say another folder with --to.", file=sys.stderr)
        return 2
    start = time.perf_counter()
    console = Console(highlight=False)
    try:
        count = make_site(load_course(), to, lambda text: console.print(f"  {text}"))
        file = pack(to) if packed else None
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in to.rglob("*") if path.is_file()) / (1 << 20)
    console.print(f"{to}/index.html: {count} pages, {size:.0f} MB, {time.perf_counter() - start:.0f} s.")
    if file:
        console.print(f"{file}: the same in one file of {file.stat().st_size / (1 << 20):.0f} MB.")
    return 0
