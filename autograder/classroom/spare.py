"""A sandbox started ahead: while nbgrader writes the results of one submission, the next one's warms up."""

from autograder.sandbox.launch import Sandbox, start_sandbox


class SpareSandbox:
    """The next submission's sandbox. Belongs to a command, which closes it."""

    def __init__(self) -> None:
        self._waiting: Sandbox | None = None

    def take(self, datasets: tuple[str, ...]) -> Sandbox:
        """The one that waits, if it is of the right kind and alive, or a new one."""
        spare, self._waiting = self._waiting, None
        if spare is not None and spare.datasets == datasets and spare.alive:
            return spare
        if spare is not None:
            spare.close()
        return start_sandbox(datasets)

    def start(self, datasets: tuple[str, ...]) -> None:
        """Have one start that may read these data sets."""
        self._waiting = start_sandbox(datasets)

    def close(self) -> None:
        """End the one that waits."""
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None
