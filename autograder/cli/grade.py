"""`course grade`."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course import Chapter, CourseError, load_course
from autograder.grading.seed import Seed

if TYPE_CHECKING:  # it is imported where a class is graded, since that takes time
    from autograder.classroom.batch.run import Outcome

ALL_GRADED, SOME_NOT, UNUSABLE, FAILED = 0, 1, 2, 3


@dataclass(frozen=True)
class Options:
    """What the command line says."""

    results: Path
    chapters: Sequence[str] = ()
    pattern: str | None = None
    jobs: int | None = None
    scheduler: str | None = None
    shard: str | None = None
    stale: bool = False
    minutes: float | None = None
    reduced: bool = False


def run_grade(where: Path, options: Options) -> int:
    """Grade, keep the results, and say what came of it; the exit code."""
    from filelock import FileLock, Timeout

    from autograder.classroom.batch.executors import cluster, processes
    from autograder.classroom.batch.handed_in import find
    from autograder.classroom.batch.run import ClassRun, RunStopped, in_shard, stale_said
    from autograder.classroom.batch.store import Store
    from autograder.sandbox.launch import require_full_isolation

    course = load_course()
    chapters = [course.find(name).chapter for name in options.chapters]
    shard = _shard(options.shard)
    state = require_full_isolation(options.reduced)
    found = find(where, course, chapters, options.pattern)
    _require_hidden_tests({item.chapter.id: item.chapter for item in found.submissions}.values())
    todo = [item for item in found.submissions if shard is None or in_shard(item, shard)]
    machines = cluster(options.scheduler) if options.scheduler else processes(options.jobs)
    _make_folder(options.results)
    seed = _seed(where, options.results)
    name = f".lock-{shard[0]}-of-{shard[1]}" if shard else ".lock"
    with _log(len(todo)) as (log, advance):
        if not state.full:
            log.warning("Isolation: %s", state.summary)
        for path in found.perhaps_lost:
            log.warning("Left aside, of no chapter: %s", path)
        store = Store(options.results)
        run = ClassRun(
            course, store, machines.make, width=machines.width, regrade_stale=options.stale, seed=seed, advance=advance,
            seconds=options.minutes * 60 if options.minutes else None, are_lost=machines.are_lost,
        )  # fmt: skip
        try:
            with FileLock(options.results / name, timeout=0):
                if not shard:
                    store.clear()
                outcome = run.grade(todo)
                if not shard:
                    _refresh(store)
        except Timeout:
            raise CourseError(f"Another run is writing to {options.results}. Wait for its end.") from None
        except RunStopped as error:
            print(error, file=sys.stderr)
            return FAILED
        except KeyboardInterrupt:
            print("Stopped. The same command goes on from here.", file=sys.stderr)
            return 130
    print(f"{len(todo)} submissions: {_counts(outcome)}.")
    for problem in outcome.problems[:20]:
        print(f"  {problem.student} {problem.chapter}: {problem.reason}")
    if outcome.stale:
        print(stale_said(outcome.stale, course, seed))
    print(f"Results: {options.results}" + ("" if shard else f", as a table: {store.table}"))
    return ALL_GRADED if outcome.complete else SOME_NOT


def _require_hidden_tests(chapters: Iterable[Chapter]) -> None:
    from autograder.graders import load_grader

    if not all(load_grader(chapter).complete for chapter in chapters):
        raise CourseError(
            "The hidden tests are not installed, so these marks would not be the marks. "
            "Install the teachers' package: pip install 'numpy-dl-course-full[instructor]'."
        )


def _counts(outcome: "Outcome") -> str:
    """What came of a run, in numbers."""
    parts = [f"{outcome.graded} graded"]
    parts += [f"{outcome.refused} of them could not be read and earn nothing"] if outcome.refused else []
    parts += [f"{outcome.tried_again} of them tried again, alone"] if outcome.tried_again else []
    parts += [f"{outcome.kept} had been graded and have not changed"] if outcome.kept else []
    parts += [f"{outcome.left} left when the time was up"] if outcome.left else []
    parts += [f"{len(outcome.problems)} NOT graded, by no fault of their authors"] if outcome.problems else []
    return "; ".join(parts)


def run_nbgrader(root: Path, options: Options) -> int:
    """Grade what nbgrader has collected side by side; then its own autograde, the one writer of the gradebook, takes
    the results. The exit code, as of `run_grade`."""
    from autograder.classroom.ready import findings

    root = root.resolve()
    amiss = [
        found.said for found in findings(root, None) if not found.good and found.what in ("configuration", "gradebook")
    ]
    if amiss:
        raise CourseError(f"Nobody was graded. {amiss[0]}")
    submitted = root / "submitted"
    code = run_grade(submitted, replace(options, results=root / "results"))
    if code not in (ALL_GRADED, SOME_NOT):
        return code
    if code == SOME_NOT and options.minutes:
        print("The gradebook was left as it is. Run the same command again: it goes on from here.")
        return SOME_NOT
    course = load_course()
    chapters = [course.find(name).chapter for name in options.chapters] or course.chapters
    for chapter in chapters:
        count = len(list(submitted.glob(f"*/{chapter.id}")))
        if count:
            print(f"nbgrader autograde {chapter.id}: {count} submissions go into the gradebook")
            done = subprocess.run(_autograde(root, chapter.id, options), cwd=root, env=_nbgraders_environment(options))
            code = code if done.returncode == 0 else SOME_NOT
    return code


def _autograde(root: Path, assignment: str, options: Options) -> list[str]:
    command = [
        sys.executable, "-m", "nbgrader", "autograde", assignment, f"--GradeInSandbox.results={root / 'results'}",
        "--log-level=WARN",
    ]  # fmt: skip
    # What was graded under older tests is in the gradebook, and nbgrader would not look at it again.
    return [*command, "--force"] if options.stale else command


def _nbgraders_environment(options: Options) -> dict[str, str]:
    from autograder.sandbox.launch import ALLOW_REDUCED

    return {**os.environ, ALLOW_REDUCED: "1"} if options.reduced else dict(os.environ)


def run_merge(folders: Sequence[Path], results: Path) -> int:
    """Put the results of several folders (of shards) into one, and make its table; of two results the newer."""
    from autograder.classroom.batch.store import Store, read_result

    store, copied, same = Store(results), 0, 0
    _make_folder(results)
    for folder in folders:
        if not folder.is_dir():
            raise CourseError(f"{folder} is no folder of results.")
        for path, graded in Store(folder).results():
            there = results / path.relative_to(folder)
            known = read_result(there)
            if known is not None and known.times.graded >= graded.times.graded:
                same += 1
                continue
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, there.with_suffix(".part"))
            there.with_suffix(".part").replace(there)
            copied += 1
    _refresh(store)
    print(f"{copied} results merged into {results}" + (f"; {same} were there" if same else "") + ".")
    return ALL_GRADED


def _shard(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    part, _, parts = text.partition("/")
    if not (part.isdigit() and parts.isdigit() and 1 <= int(part) <= int(parts)):
        raise CourseError(f"--shard {text!r} is not of the form I/N with I from 1 to N, such as 2/8.")
    return int(part), int(parts)


def _seed(where: Path, results: Path) -> Seed:
    """The seed of the course that the submissions lie in; else one beside the results, where shards find it too."""
    from autograder.grading.seed import course_of, course_seed

    return course_seed(course_of(where if where.is_dir() else where.parent) or results.resolve().parent)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".lock").touch()
    except OSError as error:
        raise CourseError(f"{folder} cannot be written: {error.strerror}. Say another with --results.") from None


def _refresh(store: object) -> None:
    from autograder.classroom.batch.store import Store
    from autograder.classroom.batch.table import refresh

    assert isinstance(store, Store)
    refresh(store)


@contextmanager
def _log(total: int) -> Iterator[tuple[logging.Logger, Callable[[], None]]]:
    """The run's log, and what to call for each submission: a bar where somebody looks, lines elsewhere."""
    from rich.console import Console
    from rich.logging import RichHandler
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    log = logging.getLogger("course.grade")
    log.setLevel(logging.INFO)
    log.propagate = False
    console = Console(stderr=True, highlight=False)
    handler: logging.Handler = logging.StreamHandler()
    if console.is_terminal:
        handler = RichHandler(console=console, show_path=False, show_time=False, markup=False)
    log.handlers = [handler]
    columns = (
        TextColumn("grading"), BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("left:"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task, count = bar.add_task("grading", total=total), 0

        def advance() -> None:
            nonlocal count
            count += 1
            bar.advance(task)
            if not console.is_terminal and count * 10 // total > (count - 1) * 10 // total:
                log.info("%d of %d", count, total)

        try:
            yield log, advance
        finally:
            log.handlers = []
