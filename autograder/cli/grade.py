"""`course grade`."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course import Chapter, CourseError, load_course
from autograder.grading.seed import Seed

if TYPE_CHECKING:  # it is imported where a class is graded, since that takes time
    from autograder.classroom.batch.run import Outcome
    from autograder.classroom.batch.store import Graded, Store

ALL_GRADED, SOME_NOT, UNUSABLE, FAILED = 0, 1, 2, 3
SAID = 20  # lines of one kind; more nobody reads


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
        _tell(log, [f"Left aside, of no chapter: {path}" for path in found.perhaps_lost])
        _tell(log, [f"{item.student} {item.chapter.id}: {said}" for item in todo for said in item.doubts()])
        store = Store(options.results)
        run = ClassRun(
            course, store, machines.make, width=machines.width, regrade_stale=options.stale, seed=seed, advance=advance,
            seconds=options.minutes * 60 if options.minutes else None, are_lost=machines.are_lost,
        )  # fmt: skip
        try:
            with _locked(options.results, name):
                if not shard:
                    store.clear()
                outcome = run.grade(todo)
                amiss = "" if shard else _amiss_with_table(store)
        except RunStopped as error:
            print(error, file=sys.stderr)
            return FAILED
        except KeyboardInterrupt:
            print("Stopped. The same command goes on from here.", file=sys.stderr)
            return 130
    print(f"{len(todo)} submissions: {_counts(outcome)}.")
    for problem in outcome.problems[:SAID]:
        print(f"  {problem.student} {problem.chapter}: {problem.reason}")
    if found.empty_handed and not shard:
        print(f"{len(found.empty_handed)} handed in nothing that can be graded:")
    for line in () if shard else found.empty_handed[:SAID]:
        print(f"  {line}")
    if outcome.stale:
        print(stale_said(outcome.stale, course, seed))
    print(f"Results: {options.results}" + ("" if shard or amiss else f", as a table: {store.table}"))
    if amiss:
        print(amiss, file=sys.stderr)
        return FAILED
    return ALL_GRADED if outcome.complete else SOME_NOT


def _tell(log: logging.Logger, lines: Sequence[str]) -> None:
    """Warn of what is amiss with files, without drowning what else is said."""
    for line in lines[:SAID]:
        log.warning("%s", line)
    if len(lines) > SAID:
        log.warning("… and %d more.", len(lines) - SAID)


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
    """Put the results of several folders (of shards) into one, and make its table: of two results the one that is not
    older than tests and grader, then the newer."""
    from autograder.classroom.batch.store import AGAIN, Store, write_whole

    if not folders:
        raise CourseError("Give the folders of results that --merge is to put together.")
    for folder in folders:
        if not folder.is_dir():
            raise CourseError(f"{folder} is no folder of results. Nothing was merged.")
    _make_folder(results)
    store, copied, same, lost = Store(results), 0, 0, 0
    worth = _worth(results)
    with _locked(results, ".lock"):
        for folder in folders:
            paths = sorted(folder.glob("*/*.json"))
            if not paths:
                print(f"{folder} holds no results.", file=sys.stderr)
            for path in paths:
                there, graded = results / path.relative_to(folder), Store(folder).at(path)
                if graded is None:
                    lost += 1
                    print(f"NOT merged: {path} is no result that can be read, or a copy of another's. {AGAIN}")
                    continue
                known = store.at(there)
                if known is not None and worth(known) >= worth(graded):
                    same += 1
                    continue
                try:
                    there.parent.mkdir(parents=True, exist_ok=True)
                    write_whole(there, path.read_bytes())
                except OSError as error:
                    print(f"{there} cannot be written: {error.strerror}. Mend that, and merge again.", file=sys.stderr)
                    return FAILED
                copied += 1
        amiss = _amiss_with_table(store)
    print(f"{copied} results merged into {results}" + (f"; {same} were there" if same else "") + ".")
    missing = _missing_shards(folders)
    if missing:
        print(f"Of the shards there is no {', '.join(missing)}: merge that, too.")
    if amiss:
        print(amiss, file=sys.stderr)
        return FAILED
    return SOME_NOT if lost or missing else ALL_GRADED


def _worth(results: Path) -> "Callable[[Graded], tuple[bool, bool, datetime]]":
    """Of two results of one submission, that of more worth is kept; clocks of several machines come last."""
    from autograder.classroom.batch.versions import course_version, grader_version
    from autograder.grading.seed import PUBLIC, course_of, read_seed

    course, seed = load_course(), read_seed(course_of(results) or results.resolve().parent) or PUBLIC
    versions = {chapter.id: course_version(course, chapter, seed) for chapter in course.chapters}

    def worth(graded: "Graded") -> tuple[bool, bool, datetime]:
        known = graded.versions.course == versions.get(graded.chapter) and graded.versions.grader == grader_version()
        return known, not graded.times.due, graded.graded_at

    return worth


def _missing_shards(folders: Sequence[Path]) -> list[str]:
    """The parts of a class that are in none of the folders, by the marks that grading them leaves."""
    names = [path.name.split("-") for folder in folders for path in folder.glob(".lock-*-of-*")]
    there = {(name[1], name[3]) for name in names}
    parts = {of for _part, of in there if of.isdigit()}
    return [f"{part}/{of}" for of in sorted(parts) for part in range(1, int(of) + 1) if (str(part), of) not in there]


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


def _amiss_with_table(store: "Store") -> str:
    """Bring the table up to date with the results; why that cannot be done, or ""."""
    from autograder.classroom.batch.table import refresh

    try:
        refresh(store)
    except CourseError as error:
        return str(error)
    return ""


@contextmanager
def _locked(results: Path, name: str) -> Iterator[None]:
    """Write to a folder of results alone."""
    from filelock import FileLock, Timeout

    lock = FileLock(results / name)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise CourseError(f"Another run is writing to {results}. Wait for its end.") from None
    except OSError as error:
        raise CourseError(f"{results / name} cannot be written: {error.strerror}. Remove it.") from None
    try:
        yield
    finally:
        lock.release()


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
