"""Grading a class: what is missing is graded side by side, each result is kept at once, and nothing is graded twice.

The interface to machines is `concurrent.futures.Executor`: processes here, or a cluster's. This process alone writes.
Killed at any moment, the next run goes on where this one was.
"""

import hashlib
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime

from autograder.classroom.batch import job
from autograder.classroom.batch.files import Refused, Unreadable
from autograder.classroom.batch.handed_in import HandedIn
from autograder.classroom.batch.job import Done, Job
from autograder.classroom.batch.store import Graded, Store, Times, Versions, digest
from autograder.classroom.batch.versions import course_version, grader_version
from autograder.course import Course
from autograder.grading.seed import PUBLIC, Seed
from autograder.places import course_root, is_own
from autograder.report.model import Report

TRIES = 2  # of a submission whose grading failed by no fault of its author's
POLL_SECONDS = 0.5
log = logging.getLogger("course.grade")


class RunStopped(Exception):
    """A run could not go on; the message says why, and that it can be started again."""


class StoreFailed(RunStopped):
    """A result could not be written."""


class MachinesLost(RunStopped):
    """What grades cannot be reached any more."""

    def __init__(self) -> None:
        super().__init__(
            "The cluster's scheduler does not answer any more. All results that came are kept. Start the cluster, and "
            "the same command again: it goes on from here."
        )


@dataclass(frozen=True)
class Problem:
    """A submission that has no result, for no fault of its author's."""

    student: str
    chapter: str
    reason: str


@dataclass
class Outcome:
    """What a run came to."""

    graded: int = 0
    kept: int = 0  # results that were there and still hold
    stale: list[Graded] = field(default_factory=list)  # graded under older points, tests or grader, and left so
    refused: int = 0
    tried_again: int = 0
    left: int = 0  # not tried, since the time for the run was up
    problems: list[Problem] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return not self.problems and not self.left


@dataclass
class _Task:
    """A submission on its way."""

    handed_in: HandedIn
    job: Job
    versions: Versions
    tries: int = 0


def in_shard(item: HandedIn, shard: tuple[int, int]) -> bool:
    """Whether a submission belongs to part i of n (from 1): the same one on every machine."""
    part, parts = shard
    return int(hashlib.sha256("\0".join(item.key).encode(errors="surrogateescape")).hexdigest()[:8], 16) % parts == (
        part - 1
    )


class ClassRun:
    """One run over a class's submissions.

    Parameters
    ----------
    executor
        makes an executor; called again where the one before broke.
    width
        how many submissions are under way at a time.
    regrade_stale
        whether results of an older course or grader are made anew.
    seed
        from which tests draw what no submission has seen.
    seconds
        for the whole run: after them nothing new is begun.
    advance
        is called for each submission that is done with.
    are_lost
        whether what grades is out of reach for good.
    """

    def __init__(
        self,
        course: Course,
        store: Store,
        executor: Callable[[], Executor],
        *,
        width: int,
        regrade_stale: bool = False,
        seed: Seed = PUBLIC,
        seconds: float | None = None,
        advance: Callable[[], None] = lambda: None,
        are_lost: Callable[[], bool] = lambda: False,
    ) -> None:
        self.course, self.store, self.make_executor, self.width = course, store, executor, width
        self.regrade_stale, self.seed, self.advance, self.are_lost = regrade_stale, seed, advance, are_lost
        self.until = time.monotonic() + seconds if seconds else None
        self.outcome = Outcome()
        self.executor: Executor | None = None
        self.alone: list[_Task] = []  # to be tried again when nothing else runs

    def grade(self, submissions: Iterable[HandedIn]) -> Outcome:
        """Grade what has no result, or one that does not hold any more.

        Raises
        ------
        RunStopped
            where results cannot be written, or what grades cannot be reached.
        """
        waiting = deque(submissions)
        running: dict[Future[Done], _Task] = {}
        try:
            while waiting or running:
                while waiting and len(running) < self.width and not self._is_over():
                    task = self._task(waiting.popleft())
                    if task is not None:
                        running[self._submit(task)] = task
                if waiting and not running and self._is_over():
                    self.outcome.left += len(waiting)
                    break
                self._collect(running)
            for task in self.alone:
                self._one(task)
        finally:
            for future in running:
                future.cancel()
            self.close()
        return self.outcome

    def close(self) -> None:
        if self.executor is not None:
            self.executor.shutdown(wait=True)
            self.executor = None

    def _is_over(self) -> bool:
        return self.until is not None and time.monotonic() >= self.until

    def _task(self, item: HandedIn) -> _Task | None:
        """The task that a submission makes; None where there is nothing to do, or nothing that can be done."""
        known = self._known(item)
        try:
            files, refused = (item.contents(), item.refused) if not item.unreadable else ({}, "")
        except Refused as error:
            files, refused = {}, str(error)
        except Unreadable as error:
            item.unreadable = str(error)
        if known is not None and known.id and item.id and known.id != item.id:
            item.unreadable = (
                f"there is a result of another of that name ({known.id}; this is {item.id}). Grade both from one "
                "export, or into another folder with --results."
            )
        if item.unreadable:
            self._problem(item, item.unreadable)
            return None
        versions = Versions(
            course=course_version(self.course, item.chapter, self.seed),
            grader=grader_version(),
            submission=digest({**files, "refused": refused.encode()} if refused else files),
        )
        if known is not None and known.versions.submission == versions.submission:
            if known.versions == versions and known.times.due:
                self.alone.append(_Task(item, Job(item.student, item.chapter.id, files, refused, self.seed), versions))
                return None
            if known.versions == versions:
                self.outcome.kept += 1
                self.advance()
                return None
            if not self.regrade_stale:
                self.outcome.stale.append(known)
                self.advance()
                return None
        own = str(course_root()) if is_own() else ""
        return _Task(item, Job(item.student, item.chapter.id, files, refused, self.seed, own), versions)

    def _known(self, item: HandedIn) -> Graded | None:
        """A submission's earlier result; also where its author was the first and only one of a name."""
        known = self.store.read(item.chapter.id, item.student)
        if known is None and item.name != item.student:
            known = self.store.read(item.chapter.id, item.name)
            if known is None or not item.id or known.id != item.id:
                return None
            known = known.model_copy(update={"student": item.student})
            self._store(known)
            self.store.path(item.chapter.id, item.name).unlink()
        return known

    def _submit(self, task: _Task) -> "Future[Done]":
        task.tries += 1
        for _again in range(2):
            if self.executor is None:
                self.executor = self.make_executor()
            try:
                return self.executor.submit(job.run, task.job)
            except BrokenExecutor:
                self._drop_executor()
        failed: Future[Done] = Future()
        failed.set_exception(BrokenExecutor("the processes that grade do not start"))
        return failed

    def _drop_executor(self) -> None:
        if self.executor is not None:
            self.executor.shutdown(wait=False)
            self.executor = None

    def _collect(self, running: "dict[Future[Done], _Task]") -> None:
        done = self._wait(running)
        for future in [each for each in running if each in done]:  # in the order in which they were handed in
            task = running.pop(future)
            result = self._result(future)
            if result is None or result.failed:
                # Which of those under way broke it cannot be known: each is tried again, when nothing else runs.
                log.warning("%s: %s; trying again later", _name(task), result.failed if result else "lost")
                self.alone.append(task)
            elif result.near:
                self._write(task, result, due=True)  # a run that is killed before the second try begins with that
                self.alone.append(task)
            else:
                self._keep(task, result)

    def _wait(self, futures: "Iterable[Future[Done]]") -> "set[Future[Done]]":
        """Those that are done, after a while."""
        done = wait(futures, timeout=POLL_SECONDS, return_when=FIRST_COMPLETED).done
        if self.are_lost():
            self.executor = None  # which could not be told to end
            raise MachinesLost
        return done

    def _result(self, future: "Future[Done]") -> Done | None:
        """What a task came to; None where its process is gone."""
        while not self._wait([future]):
            pass
        try:
            return future.result()
        except BrokenExecutor:
            self._drop_executor()
            return None
        except Exception as error:  # a cluster has errors of its own for a worker that vanished
            log.warning("the executor failed: %s: %s", type(error).__name__, str(error)[:200])
            return None

    def _one(self, task: _Task) -> None:
        """Try a task again, alone, so that no neighbor slows it."""
        if self._is_over():
            self.outcome.left += 1
            return
        result: Done | None = None
        while task.tries < TRIES + 1 and (result is None or result.failed):
            result = self._result(self._submit(task))
        if result is None or result.failed:
            self._problem(task.handed_in, result.failed if result else "grading it ends the process that grades")
            return
        self._keep(task, result, tried_again=True)

    def _keep(self, task: _Task, done: Done, *, tried_again: bool = False) -> None:
        self._write(task, done, tried_again=tried_again)
        self.outcome.graded += 1
        self.outcome.refused += bool(done.refused)
        self.outcome.tried_again += tried_again
        if done.refused:
            log.warning("%s earns nothing: %s", _name(task), done.refused)
        self.advance()

    def _write(self, task: _Task, done: Done, *, tried_again: bool = False, due: bool = False) -> None:
        item = task.handed_in
        now = datetime.now(UTC).isoformat(timespec="seconds")
        times = Times(graded=now, seconds=done.seconds, tried_again=tried_again, due=due)
        graded = Graded(
            student=item.student, id=item.id, chapter=item.chapter.id, versions=task.versions,
            report=Report.model_validate(done.report), code=dict(done.code), refused=done.refused, times=times,
        )  # fmt: skip
        self._store(graded)

    def _store(self, graded: Graded) -> None:
        try:
            self.store.write(graded)
        except OSError as error:
            path = self.store.path(graded.chapter, graded.student)
            raise StoreFailed(
                f"{path} cannot be written: {error.strerror}. All results before it are kept. Mend that, and start the "
                "same command again: it goes on from here."
            ) from error

    def _problem(self, item: HandedIn, reason: str) -> None:
        log.error("%s %s was not graded: %s", item.student, item.chapter.id, reason)
        self.outcome.problems.append(Problem(item.student, item.chapter.id, reason))
        self.advance()


def _name(task: _Task) -> str:
    return f"{task.handed_in.student} {task.handed_in.chapter.id}"


def stale_said(stale: Sequence[Graded], course: Course, seed: Seed = PUBLIC) -> str:
    """In a sentence: how many results are older than the course or the grader, and what to do."""
    older = sum(
        graded.versions.course != course_version(course, course.chapter(graded.chapter), seed) for graded in stale
    )
    parts = [f"{older} graded under older points or tests"] if older else []
    parts += [f"{len(stale) - older} by an older grader"] if len(stale) > older else []
    return f"{' and '.join(parts)}: kept as they are; regrade them with --stale." if parts else ""
