"""The terminal while a screen is shown: keys without Enter, a second page for the screen, and all of it put back.

What differs between systems stands here: Linux and macOS have termios, Windows has msvcrt.
"""

import importlib
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from rich.console import Console

WINDOWS = sys.platform == "win32"
_LOOK_SECONDS = 0.05  # between two looks at the keyboard, where it cannot be waited for

_ARROWS = {"\x1b[A": "up", "\x1b[B": "down", "\x1bOA": "up", "\x1bOB": "down", "\x1b": "escape", "\r": "enter"}


class Terminal:
    """A terminal with a screen of its own for as long as the context lasts, however that ends: by a key, Ctrl-C, a
    signal to end, or an exception.

    `wake` may be called from any thread, and ends a `wait`.
    """

    def __init__(self, console: Console) -> None:
        self.console = console
        self._woken, self._waker = socket.socketpair()
        for end in (self._woken, self._waker):
            end.setblocking(False)
        self._saved: Any = None
        self._signals: dict[int, Any] = {}
        self._wakeup = -1

    def __enter__(self) -> "Terminal":
        self._handle("SIGTERM", _end)
        self._handle("SIGHUP", _end)
        self._handle("SIGWINCH", lambda _number, _frame: None)  # only to wake
        self._handle("SIGTSTP", self._pause)
        with suppress(ValueError):  # not in the main thread
            self._wakeup = signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        self._take()
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._give_back()
        finally:
            with suppress(ValueError):
                signal.set_wakeup_fd(self._wakeup)
            for number, handler in self._signals.items():
                signal.signal(number, handler)
            self._woken.close()
            self._waker.close()

    def wake(self) -> None:
        with suppress(OSError):  # it has been woken already, or is closed
            self._waker.send(b"w")

    def wait(self, seconds: float) -> str:
        """Wait for a key, and return it: a character, "up", "down", "enter" or "escape"; "" where it is woken before,
        or the time is over; "q" where the keyboard has gone."""
        if WINDOWS:
            return self._wait_on_windows(seconds)
        ready, _, _ = select.select([self._woken, sys.stdin], [], [], seconds)
        self._drain()
        if sys.stdin not in ready:
            return ""
        try:
            text = os.read(sys.stdin.fileno(), 1)
            if text == b"\x1b" and select.select([sys.stdin], [], [], 0.03)[0]:  # more of it: an arrow
                text += os.read(sys.stdin.fileno(), 8)
            elif text and text[0] >= 0xC0:
                text += os.read(sys.stdin.fileno(), 3)
        except OSError:
            return "q"
        if not text:
            return "q"
        key = text.decode(errors="replace").replace("\n", "\r")
        return _ARROWS.get(key, key if len(key) == 1 else "")

    def _wait_on_windows(self, seconds: float) -> str:
        end = time.monotonic() + seconds
        while True:
            if self._drain():
                return ""
            keyboard: Any = importlib.import_module("msvcrt")
            if keyboard.kbhit():
                key = str(keyboard.getwch())
                if key in ("\x00", "\xe0"):
                    return {"H": "up", "P": "down"}.get(str(keyboard.getwch()), "")
                if key == "\x03":
                    raise KeyboardInterrupt
                return _ARROWS.get(key, key)
            if time.monotonic() >= end:
                return ""
            time.sleep(_LOOK_SECONDS)

    def _drain(self) -> bool:
        woken = False
        with suppress(OSError):
            while self._woken.recv(64):
                woken = True
        return woken

    @contextmanager
    def lent(self) -> Iterator[None]:
        """The terminal as it was, for another program such as an editor."""
        self._give_back()
        try:
            yield
        finally:
            self._take()

    def _take(self) -> None:
        if not WINDOWS:
            import termios
            import tty

            self._saved = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno())
        self.console.set_alt_screen(True)
        self.console.show_cursor(False)

    def _give_back(self) -> None:
        try:
            with suppress(OSError):  # the terminal may have gone
                self.console.show_cursor(True)
                self.console.set_alt_screen(False)
        finally:
            if self._saved is not None:
                import termios  # Windows has none

                with suppress(termios.error):
                    termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._saved)
                self._saved = None

    def _handle(self, name: str, handler: Callable[[int, FrameType | None], None]) -> None:
        number = getattr(signal, name, None)  # Windows has few of them
        if number is not None:
            with suppress(ValueError):
                self._signals[number] = signal.signal(number, handler)

    def _pause(self, number: int, _frame: FrameType | None) -> None:
        """Ctrl-Z: the shell gets its terminal as it was, and `fg` the screen again."""
        with self.lent():
            ours = signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            signal.signal(number, ours)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
