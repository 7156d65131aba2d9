"""Notices that files are saved: by the system's events, or where those do not come by looking again and again."""

import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from autograder.language import _
from autograder.learner.watch.events import Event, Polling, Saved
from autograder.learner.work import Workspace

LOOK_SECONDS = 0.2  # between two looks, where there are no events
TRUST_SECONDS = 1.0  # after which an event that has not come is missed
_STEP_MS = 10  # for which what belongs to one save is gathered
_SIGN_OF_LIFE_MS = 500  # after which a listener that has heard nothing says so

GONE_SECONDS = 1.0  # after which a file that has gone is not just being saved

Stamp = tuple[int, int, int, int]


class Saves:
    """The files of a workspace's chapters. Call `look` when something may have happened, and at least every `wait`
    seconds.

    Parameters
    ----------
    notice
        is called, from any thread, when the system tells of an event.
    """

    def __init__(
        self, space: Workspace, post: Callable[[Event], None], notice: Callable[[], None], *, poll: bool = False
    ) -> None:
        self._files = {
            path: chapter for chapter in space.chapters for path in (space.module(chapter), space.notebook(chapter))
        }
        self._stamps = self._now()
        self._gone: dict[Path, float] = {}  # since when
        self._post, self._notice = post, notice
        self._events = 0  # counted by the thread that hears of them
        self._missed: tuple[int, float] | None = None  # how many there had been when something was found without one
        self._listens = False
        self._stop = threading.Event()
        self.polls = poll
        if not poll:
            threading.Thread(target=self._listen, name="saves", daemon=True).start()

    @property
    def wait(self) -> float:
        return LOOK_SECONDS if self.polls else TRUST_SECONDS

    def look(self, *, told: bool) -> None:
        """Post what has been saved since the last look; `told` says whether an event is why one looks."""
        if told or (self._missed and self._missed[0] != self._events):
            self._missed = None  # it came after all
        elif self._missed and time.monotonic() - self._missed[1] >= TRUST_SECONDS and not self.polls:
            self._missed = None
            self._fall_back(_("The system does not tell of saved files here (a network folder?)"))
        now = self._now()
        changed = [path for path, stamp in now.items() if stamp != self._stamps.get(path)]
        self._gone = {path: self._gone.get(path, time.monotonic()) for path in self._stamps if path not in now}
        gone = [path for path, since in self._gone.items() if time.monotonic() - since >= GONE_SECONDS]
        self._stamps = {**now, **{path: self._stamps[path] for path in self._gone if path not in gone}}
        if changed and not told and self._listens and not self.polls and self._missed is None:
            self._missed = (self._events, time.monotonic())
        self._listens = self._listens or told
        for chapter in dict.fromkeys(self._files[path] for path in changed):
            self._post(Saved(chapter))
        for chapter in dict.fromkeys(self._files[path] for path in gone):
            self._post(Saved(chapter, gone=True))

    def close(self) -> None:
        self._stop.set()

    def _now(self) -> Mapping[Path, Stamp]:
        found = {}
        for path in self._files:
            with suppress(OSError):
                about = path.stat()
                found[path] = (about.st_mtime_ns, about.st_size, about.st_ino, about.st_ctime_ns)
        return found

    def _listen(self) -> None:
        try:
            from watchfiles import watch

            folders = dict.fromkeys(path.parent for path in self._files if path.parent.is_dir())
            names = {str(path) for path in self._files} | {os.path.realpath(path) for path in self._files}
            changes = watch(
                *folders, watch_filter=lambda _change, path: path in names, step=_STEP_MS, debounce=100,
                stop_event=self._stop, recursive=False, force_polling=False, raise_interrupt=False,
                rust_timeout=_SIGN_OF_LIFE_MS, yield_on_timeout=True,
            )  # fmt: skip
            for number, found in enumerate(changes):
                self._events += bool(found)
                if found or number == 0:  # at first, for what was saved before anybody listened
                    self._notice()
        except Exception as error:  # no watchfiles, or too many watches
            if not self._stop.is_set():
                self._fall_back(
                    _(
                        "The system cannot tell of saved files ({name}: {error})",
                        name=type(error).__name__,
                        error=error,
                    )[:200]
                )

    def _fall_back(self, reason: str) -> None:
        self.polls = True
        self._stop.set()
        self._post(
            Polling(
                _(
                    "{reason}: they are looked at {count:.0f} times a second instead, as by --poll.",
                    reason=reason,
                    count=1 / LOOK_SECONDS,
                )
            )
        )
