"""What grading asks of a place where student code runs: a `Sandbox`. There are two kinds of it (see launch.py)."""

import socket
from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import Protocol

from autograder.course import Limits
from autograder.sandbox.callbacks import Allowance, Function

START_SECONDS = 30.0


class SandboxError(RuntimeError):
    """The grader's own machinery failed; says nothing about the submission."""


class CallBacks(Protocol):
    """Where the functions run that student code is given, for one exercise."""

    def serve(
        self, worker: socket.socket, functions: list[Function], frame: bytearray, allowance: Allowance, deadline: float
    ) -> bytearray:
        """Answer the call-back of this frame, and those that follow; the frame that is none.

        Raises
        ------
        TimeoutError
            where there is none by `deadline`.
        TooManyCallBacks
            where there are more of them than any exercise needs.
        EOFError
            where the worker has gone.
        CallBackStopped
            where what answers them has.
        WireError
            where the worker asked for a function that is none.
        """
        ...

    def close(self) -> None:
        """End what has been started."""
        ...


class Sandbox(ABC):
    """A place for one submission, in which each exercise runs in a process of its own. Constructing it starts a
    process; that it is ready is awaited at first use.

    Parameters
    ----------
    datasets
        names of the data files (of the package `course_data`) that student code may read.
    """

    def __init__(self, datasets: tuple[str, ...] = ()) -> None:
        self.datasets = datasets

    @abstractmethod
    def start_child(self, imports: Collection[str] = ()) -> socket.socket:
        """A process that has not seen any student code; returns the channel to it.

        Parameters
        ----------
        imports
            modules that the code will import, of those that take long to: they may be imported before.

        Raises
        ------
        SandboxError
            where none can be started.
        """

    @abstractmethod
    def end_child(self) -> str:
        """Kill the child and all it started; in words, how it ended."""

    @abstractmethod
    def callbacks(self, limits: Limits) -> CallBacks:
        """Where the call-backs of one exercise run."""

    @property
    @abstractmethod
    def alive(self) -> bool:
        """Whether another child can be started."""

    @abstractmethod
    def close(self) -> None:
        """End the sandbox and everything in it."""

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
