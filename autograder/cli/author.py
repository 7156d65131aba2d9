"""`course build` and `course verify`."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from autograder.cli.words import counted
from autograder.course import Chapter, load_course
from autograder.places import can_be_made, is_own


def no_solutions() -> bool:
    """Whether this is no place where a course is made, which is then told."""
    if not can_be_made():
        print(
            "The course is made in a checkout of it, and this is an installed package. A course of your own is made in "
            "its folder: course new course my-course",
            file=sys.stderr,
        )
        return True
    if is_own():
        from autograder.build import BuildError
        from autograder.build.release import write_library
        from autograder.build.translations import compile_translation

        write_library(load_course())
        try:
            compile_translation(load_course())
        except BuildError as error:
            print(error, file=sys.stderr)
            return True
    return False


def run_explanations(chapter: str | None = None) -> int:
    """Make the tables of explanations that are missing or older than their sources."""
    if no_solutions():
        return 2
    from autograder.build.explanations import make_explanations

    course = load_course()
    only = course.find(chapter).chapter if chapter else None
    columns = (TextColumn("what each known mistake answers to each test"), BarColumn(20), MofNCompleteColumn())
    with Progress(*columns, transient=True) as progress:
        task = progress.add_task("", total=1 if only else len(course.chapters))
        made = 0
        for made, _chapter in enumerate(make_explanations(course, only), start=1):  # noqa: B007
            progress.advance(task)
    if made:
        print(f"The table of explanations is made anew for {counted(made, 'chapter')}.")
    return 0


def run_build(only_check: bool, chapter: str | None = None, *, despite_grades: bool = False) -> int:
    """Build, all or one chapter; or with `only_check` fail where release/ is stale. Where somebody has been graded by
    the gradebook beside release/, say what the build means for them, and refuse what that gradebook cannot hold."""
    if no_solutions():
        return 2
    only = load_course().find(chapter).chapter if chapter else None
    if not only_check and (not _leaves_grades(only, despite_grades) or run_explanations(chapter)):
        return 2
    from autograder.build import BuildError
    from autograder.build.release import build, stale

    console = Console(highlight=False)
    course = load_course()
    try:

        def tell(text: str) -> None:
            console.print(f"  {text}")

        files = stale(course, tell) if only_check else build(course, tell, only)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    if only_check and files:
        print("release/ is not what the sources make. Run `course build` and commit:", file=sys.stderr)
        for file in files:
            print(f"  {file}", file=sys.stderr)
        return 1
    made = "is up to date" if only_check or not files else f"has {counted(len(files), 'new or changed file')}"
    console.print(f"release/ {made}: {only.id if only else counted(len(course.chapters), 'chapter')}.")
    return 0


def _leaves_grades(only: Chapter | None, despite_grades: bool) -> bool:
    """Say what a build means for grades that exist; whether it may go on."""
    from autograder.build.release import root

    _tell_of_results(root() / "results", only)
    if not (root() / "gradebook.db").is_file():
        return True
    from autograder.classroom.changes import GUIDE, changes_by_build

    found = changes_by_build(root(), load_course(), only.id if only else None)
    for change in found:
        print(f"{change}.", file=sys.stderr)
    if not any(change.refused for change in found) or despite_grades:
        return True
    print(f"Nothing was built. {GUIDE}; --despite-grades builds all the same.", file=sys.stderr)
    return False


def _tell_of_results(folder: Path, only: Chapter | None) -> None:
    """Say which results of `course grade` are older than what is built."""
    if not folder.is_dir() or not any(folder.glob("*/*.json")):
        return
    from autograder.classroom.batch.store import Store
    from autograder.classroom.batch.table import older_results
    from autograder.grading.seed import course_seed

    for chapter, count in older_results(Store(folder), load_course(), course_seed(folder.parent)).items():
        if only is None or chapter == only.id:
            print(
                f"{chapter}: {counted(count, f'result in {folder.name}/ is', f'results in {folder.name}/ are')} older "
                "than its tests, mistakes, points or limits. To grade again: course grade SUBMISSIONS --stale.",
                file=sys.stderr,
            )


def _print_lengths(chapters: Sequence[Chapter], console: Console) -> None:
    """The words of each lesson; one that is too long, which `verify` tells as a fault, is red."""
    from autograder.build.words import length

    table = Table(box=box.SIMPLE, pad_edge=False)
    for heading, justify in (("lesson", "left"), ("words", "right"), ("folded", "right")):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for found in map(length, chapters):
        row = (found.chapter.number, f"{found.open:,}", f"{found.folded:,}")
        table.add_row(*row, style="red" if found.is_too_long else "")
    console.print(table)


def run_verify(chapter_id: str | None) -> int:
    """Prove the graders and print a table; 1 where something does not hold."""
    if no_solutions():
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
    proved = []
    with console.status("proving") as status:
        for found in verify(course, only):
            proved.append(found)
            status.update(f"proved {found.chapter.number} {found.chapter.title}")
    places = {chapter.id: place for place, chapter in enumerate(course.chapters)}
    proved.sort(key=lambda found: places[found.chapter.id])
    proofs = [(found.chapter, proof) for found in proved for proof in found.exercises]
    for chapter, proof in proofs:
        row = (
            chapter.number, proof.exercise.name,
            "★" if proof.exercise.stretch else f"{proof.exercise.points:g}", str(proof.tests),
            str(proof.hidden), str(proof.advice), str(proof.mistakes), str(proof.losing), str(proof.named),
        )  # fmt: skip
        table.add_row(*row, style="red" if proof.faults else "")
    console.print(table)
    _print_lengths([only] if only else course.chapters, console)
    faults = [f"{found.chapter.id}: {fault}" for found in proved for fault in found.faults]
    faults += [f"{chapter.id} {proof.exercise.name}: {fault}" for chapter, proof in proofs for fault in proof.faults]
    for fault in faults:
        console.print(f"✗ {fault}", style="red", soft_wrap=True)

    def total(name: str) -> int:
        return sum(getattr(proof, name) for _chapter, proof in proofs)

    def counted_total(name: str, one: str, many: str) -> str:
        return counted(total(name), one, many)

    console.print(
        f"{counted(len(proofs), 'exercise')}: stubs not started, solutions and "
        f"{counted_total('right', 'plain right version', 'plain right versions')} full marks; "
        f"{counted_total('mistakes', 'mistake', 'mistakes')}, "
        f"{counted_total('losing', 'loses points', 'lose points')}, {counted_total('named', 'is named', 'are named')}; "
        f"{total('variants')} written otherwise; {total('alike')} told apart by no visible test, with a reason; "
        f"{total('bugs')} to be found by a call; {counted_total('advice', 'test of advice', 'tests of advice')}; "
        f"{counted_total('tried', 'try-it line shows', 'try-it lines show')} the fault. "
        f"{time.perf_counter() - start:.1f} s, {counted(len(faults), 'fault')}."
    )
    return 1 if faults else 0


def run_package(to: Path) -> int:
    """Make both wheels."""
    if no_solutions():
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
    if no_solutions():
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
