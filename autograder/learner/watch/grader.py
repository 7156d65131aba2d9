"""Checks what was saved, in a thread of its own: the exercise that changed first, then the rest of its chapter.

Everything that takes long to start is there beforehand: the grader is imported, a sandbox waits. A new save ends what
is running, an endless loop, too.
"""

import ast
import hashlib
import socket
import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from autograder.code_files import SubmissionError
from autograder.course import Chapter, Course, CourseError, Exercise, Limits
from autograder.grading.results import ExerciseResult
from autograder.language import _, translated
from autograder.learner.watch.events import Began, Event, Graded, Idle, Pictured, Told, Unreadable
from autograder.sandbox.interface import CallBacks, Sandbox, SandboxError
from autograder.sandbox.waiting import WaitingSandboxes, waiting_sandboxes
from autograder.submission import Submission, read_submission
from autograder.trees import UNREADABLE, digest


@dataclass
class Job:
    """What is to be checked of a chapter: `first` before all else, and, with `every`, also what has not changed."""

    chapter: Chapter
    folder: Path
    first: str
    every: bool = False
    picture: bool = False  # only make the picture with which the chapter ends
    known: Mapping[str, ExerciseResult] = field(default_factory=dict)  # of the work as it stands
    digest: str = ""  # of the chapter's work, from before it is read
    earlier: str = ""  # of the earlier chapters, which it builds on
    stopped: bool = False
    sandbox: "_Stoppable | None" = None

    def stop(self) -> None:
        self.stopped = True
        if self.sandbox is not None:
            self.sandbox.stop()


class Grader(threading.Thread):
    """Does one job after the other; a new one takes the place of all that are under way.

    One thread does everything that starts processes: with the thread that started it, a sandbox would end.
    """

    def __init__(self, course: Course, post: Callable[[Event], None]) -> None:
        super().__init__(name="grader", daemon=True)
        self._course, self._post = course, post
        self._changed = threading.Condition()
        self._waiting: Job | None = None
        self._running: Job | None = None
        self._closed = False
        self._prints: dict[str, Mapping[str, str]] = {}
        self._results: dict[str, dict[str, ExerciseResult]] = {}

    def ask(self, job: Job) -> None:
        """Check this, in the place of whatever is being checked."""
        with self._changed:
            if self._running is not None:
                self._running.stop()
            self._waiting = job
            self._changed.notify()

    def close(self) -> None:
        """End the thread, and all that it has started."""
        with self._changed:
            self._closed = True
            if self._running is not None:
                self._running.stop()
            self._changed.notify()
        if self.is_alive():
            self.join(10)

    def run(self) -> None:
        sandboxes = waiting_sandboxes()
        try:
            while (job := self._next()) is not None:
                try:
                    self._do(job, sandboxes)
                except (SubmissionError, CourseError) as error:
                    self._post(Unreadable(job.chapter, str(error)))
                except SandboxError as error:
                    if not job.stopped:
                        why = _("The grader failed, not your work: {error}. `course doctor` may tell why.", error=error)
                        self._post(Unreadable(job.chapter, why))
                except Exception as error:
                    if not job.stopped:
                        why = _(
                            "The grader failed, not your work ({name}: {error}).",
                            name=type(error).__name__,
                            error=error,
                        )
                        self._post(Unreadable(job.chapter, why))
        finally:
            sandboxes.close()

    def _next(self) -> Job | None:
        with self._changed:
            self._running = None
            while self._waiting is None and not self._closed:
                self._changed.wait()
            self._running, self._waiting = self._waiting, None
            return None if self._closed else self._running

    def _do(self, job: Job, sandboxes: WaitingSandboxes) -> None:
        from autograder.grading.run import grade_exercises
        from autograder.grading.seed import seed_here
        from autograder.learner.strip import strip_of
        from autograder.sandbox.launch import isolation

        chapter = job.chapter
        submission = read_submission(job.folder, self._course, chapter.id)
        if job.picture:
            if strip := strip_of(submission, self._course):
                self._post(Pictured(chapter, strip))
            return
        for name in self._order(job, submission):
            sandbox = _Stoppable(sandboxes.take(chapter.datasets))
            job.sandbox = sandbox
            if job.stopped:
                sandbox.close()
                return

            def progress(exercise: Exercise, limits: Limits) -> None:
                if job.stopped:
                    raise SandboxError("stopped")
                self._post(Began(chapter, exercise.name, limits.seconds if limits.are_long else 0.0))

            def note(text: str) -> None:
                self._post(Told(text))

            grading = grade_exercises(
                submission, self._course, name, sandbox, progress, note, seed=seed_here(job.folder)
            )
            result = next(grading)
            if not job.stopped:
                self._results.setdefault(chapter.id, {})[name] = result
                if result.failure and result.failure.kind == "syntax":
                    del self._results[chapter.id][name]  # which says nothing about this exercise
                self._post(Graded(chapter, result, job.digest))
            grading.close()
            sandboxes.start(chapter.datasets)
            if job.stopped:
                return
        if warning := isolation().warning:
            self._post(Told(translated(warning)))
        self._post(Idle(chapter))

    def _order(self, job: Job, submission: Submission) -> list[str]:
        """The exercises to check: what has changed, the one in hand first; of code that cannot be read, that alone."""
        chapter = job.chapter
        names = [job.first, *(name for name in chapter.names if name != job.first)]
        now = {name: text + job.earlier for name, text in fingerprints(submission).items()}
        if not now:
            return names[:1]
        before, self._prints[chapter.id] = self._prints.get(chapter.id), now
        done = self._results.setdefault(chapter.id, dict(job.known))
        if job.every:
            return names
        changed = [
            name for name in names if name not in done or (before is not None and before.get(name) != now.get(name))
        ]
        if before is None:
            return list(dict.fromkeys([job.first, *changed]))
        for name in changed:
            done.pop(name, None)
        return changed or [job.first]


def fingerprints(submission: Submission) -> Mapping[str, str]:
    """For each exercise what its result follows from, in short: its code and that of all it calls, spaces and comments
    apart; {} where a piece of the code cannot be read."""
    from autograder.grading.helpers import called

    try:
        trees = [ast.parse(unit.source) for unit in submission.units]
    except UNREADABLE:
        return {}
    names = set(submission.chapter.names)
    nodes = [node for tree in trees for node in tree.body]
    defined: dict[str, list[str]] = {}
    around = []
    for node in nodes:
        name = getattr(node, "name", "")
        if name in names:
            defined.setdefault(name, []).append(digest(node))
        else:
            around.append(digest(node))
    found = {}
    for name in submission.chapter.names:
        parts = [text for each in (name, *called(submission, name)) for text in defined.get(each, ())]
        found[name] = hashlib.sha256("\n".join([*around, *parts]).encode(errors="replace")).hexdigest()
    return found


class _Stoppable(Sandbox):
    """A sandbox whose running exercise another thread can end."""

    def __init__(self, inner: Sandbox) -> None:
        super().__init__(inner.datasets)
        self._inner = inner
        self._lock = threading.Lock()
        self._channel: socket.socket | None = None
        self._stopped = False

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
            if self._channel is not None:
                with suppress(OSError):
                    self._channel.shutdown(socket.SHUT_RDWR)  # the grader takes it that the process has gone

    def start_child(self, imports: Collection[str] = ()) -> socket.socket:
        channel = self._inner.start_child(imports)
        with self._lock:
            if self._stopped:
                channel.close()
                raise SandboxError("stopped")
            self._channel = channel
        return channel

    def end_child(self) -> str:
        with self._lock:
            self._channel = None
        return self._inner.end_child()

    def callbacks(self, limits: Limits) -> CallBacks:
        return self._inner.callbacks(limits)

    @property
    def alive(self) -> bool:
        return self._inner.alive

    def close(self) -> None:
        self._inner.close()
