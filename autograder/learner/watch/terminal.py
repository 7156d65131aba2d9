"""The terminal while a screen is shown: keys without Enter, a second page for the screen, and all of it put back.

What differs between systems stands here: Linux and macOS have termios, Windows has msvcrt.
"""

import importlib
import os
import re
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
_KEY = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO[ -~]|[\xc0-\xff][\x80-\xbf]*|.", re.DOTALL)
_BEGUN = re.compile(rb"\x1b(\[[0-?]*[ -/]*|O)?")  # of a key that comes as several bytes
_PASTE, _PASTED = b"\x1b[200~", b"\x1b[201~"  # what a terminal puts around what is pasted, where it is asked to


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
        self._typed = b""  # and not yet taken
        self._is_pasting = False
        self._borrowers = 0

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
        if not self._typed or self._is_pasting:
            ready, _, _ = select.select([self._woken, sys.stdin], [], [], seconds)
            self._drain()
            if sys.stdin not in ready:
                return ""
            if not self._read():
                return "q"
        return self._key()

    def forget_keys(self) -> None:
        """Have what was typed so far mean nothing."""
        self._typed = b""
        if not WINDOWS:
            import termios

            with suppress(termios.error):
                termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)

    def _read(self) -> bool:
        """Take what was typed; whether the keyboard is still there."""
        try:
            text = os.read(sys.stdin.fileno(), 1024)
            if _BEGUN.fullmatch(text) and select.select([sys.stdin], [], [], 0.03)[0]:  # more of it: an arrow
                text += os.read(sys.stdin.fileno(), 1024)
        except OSError:
            return False
        self._typed += text
        return bool(text)

    def _key(self) -> str:
        """The next key of what was typed; "" where that is none, or was pasted."""
        if not self._is_pasting:
            match = _KEY.match(self._typed)
            typed = match[0] if match else b""
            self._typed = self._typed[len(typed) :]
            if typed != _PASTE:
                key = typed.decode(errors="replace").replace("\n", "\r")
                return _ARROWS.get(key, key if len(key) == 1 else "")
        _, end, rest = self._typed.partition(_PASTED)
        self._is_pasting = not end
        self._typed = rest if end else self._typed[1 - len(_PASTED) :]  # where the end may have begun
        return ""

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
        """The terminal as it was, for another program such as an editor, which may be paused meanwhile."""
        if not self._borrowers:
            self._give_back()
        self._borrowers += 1
        try:
            yield
        finally:
            self._borrowers -= 1
            if not self._borrowers:
                self._take()

    def _take(self) -> None:
        if not WINDOWS:
            import termios
            import tty

            self._saved = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno())
        self.console.set_alt_screen(True)
        self.console.show_cursor(False)
        self._ask_for_pastes("h")

    def _give_back(self) -> None:
        try:
            with suppress(OSError):  # the terminal may have gone
                self._ask_for_pastes("l")
                self.console.show_cursor(True)
                self.console.set_alt_screen(False)
        finally:
            if self._saved is not None:
                import termios  # Windows has none

                with suppress(termios.error):
                    termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._saved)
                self._saved = None

    def _ask_for_pastes(self, sign: str) -> None:
        """Have the terminal say what is pasted, or no longer."""
        if self.console.is_terminal and not WINDOWS:
            self.console.file.write(f"\x1b[?2004{sign}")
            self.console.file.flush()

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
