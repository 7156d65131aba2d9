"""A sandbox in advance, for what grades one submission after the other."""

import atexit

from autograder.sandbox.launch import Sandbox


class SpareSandbox:
    """The next submission's sandbox, started while the last one's results are being written."""

    def __init__(self) -> None:
        self._waiting: Sandbox | None = None
        atexit.register(self.close)

    def take(self, datasets: tuple[str, ...]) -> Sandbox:
        """The one that waits, if it is of the right kind and alive, or a new one."""
        spare, self._waiting = self._waiting, None
        if spare is not None and spare.datasets == datasets and spare.alive:
            return spare
        if spare is not None:
            spare.close()
        return Sandbox(datasets)

    def start(self, datasets: tuple[str, ...]) -> None:
        """Start the next one."""
        self._waiting = Sandbox(datasets)

    def close(self) -> None:
        """End the one that waits."""
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None
