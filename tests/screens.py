"""A program in a pseudo-terminal, and what stands on its screen."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyte

PATIENCE = 60.0  # seconds after which something that has not happened will not


class Screen:
    """A terminal of some size in which `course` runs."""

    def __init__(self, folder: Path, *arguments: str, columns: int = 80, rows: int = 40, **environment: str) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.status: int | None = None
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:  # the program, or nothing: a second copy of these tests it must never be
            try:
                os.chdir(folder)
                settings = {**os.environ, "TERM": "xterm-256color", **environment}
                os.execvpe(sys.executable, [sys.executable, "-m", "autograder", *arguments], settings)
            finally:
                os._exit(127)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = self.settings

    @property
    def settings(self) -> list[Any]:
        return termios.tcgetattr(self.terminal)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def words(self) -> str:
        """The text of the screen, whatever lines it is broken into."""
        return " ".join(self.text.split())

    def press(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def until(self, holds: Callable[[str], bool] | str) -> str:
        """Read what the program writes until a text stands on the screen, or something holds of its words."""
        patience = time.monotonic() + PATIENCE
        while not (holds in self.words if isinstance(holds, str) else holds(self.words)):
            assert time.monotonic() < patience, f"{holds!r} does not come. On the screen:\n{self.text}"
            assert self._read(), f"{holds!r} has not come, and the program has ended. On the screen:\n{self.text}"
        return self.words

    def end(self) -> int:
        """Read to the end, and return the exit code."""
        patience = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < patience, f"the program does not end. On the screen:\n{self.text}"
        return self._wait()

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def close(self) -> None:
        if self.status is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._wait()
        os.close(self.terminal)

    def _wait(self) -> int:
        if self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.status

    def _read(self) -> bool:
        """Take what comes; whether the program is still there."""
        if not select.select([self.terminal], [], [], 0.2)[0]:
            return True
        try:
            text = os.read(self.terminal, 1 << 16)
        except OSError:  # its end has been closed
            return False
        self.raw += text
        self._stream.feed(text)
        return bool(text)


@contextmanager
def running(folder: Path, *arguments: str, columns: int = 80, rows: int = 40, **environment: str) -> Iterator[Screen]:
    screen = Screen(folder, *arguments, columns=columns, rows=rows, **environment)
    try:
        yield screen
    finally:
        screen.close()
