"""Sandboxes that are ready when they are asked for: one is always started in advance, on every system."""

import atexit
import functools

from autograder.sandbox import system
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.launch import start_sandbox


class WaitingSandboxes:
    """Sandboxes for one submission after the other. Belongs to a command or a process, which closes it."""

    def __init__(self) -> None:
        self._waiting: Sandbox | None = None

    def take(self, datasets: tuple[str, ...]) -> Sandbox:
        """A sandbox that has seen no student's file: the one that waits, if it is of the right kind and alive."""
        spare, self._waiting = self._waiting, None
        if spare is not None and spare.datasets == datasets and spare.alive:
            return spare
        if spare is not None:
            spare.close()
        return self._made(datasets)

    def start(self, datasets: tuple[str, ...]) -> None:
        """Have one start that may read these data sets."""
        self._waiting = self._made(datasets)

    def close(self) -> None:
        """End the one that waits."""
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None

    def _made(self, datasets: tuple[str, ...]) -> Sandbox:
        return start_sandbox(datasets)


def waiting_sandboxes() -> WaitingSandboxes:
    """The quickest kind that this system has."""
    if not system.forks():
        return WaitingSandboxes()
    from autograder.sandbox.warm import WarmSandboxes  # which cannot be imported on Windows

    return WarmSandboxes()


@functools.cache
def own_sandboxes() -> WaitingSandboxes:
    """Those of this process, closed at its end."""
    sandboxes = waiting_sandboxes()
    atexit.register(sandboxes.close)
    return sandboxes
