"""Starting sandboxes: of the kind that this system has, and for a class only where student code is kept apart."""

import os

from autograder.course import CourseError
from autograder.sandbox import system
from autograder.sandbox.interface import Sandbox as Sandbox
from autograder.sandbox.interface import SandboxError as SandboxError
from autograder.sandbox.isolation import Isolation as Isolation
from autograder.sandbox.isolation import isolation as isolation
from autograder.sandbox.spawning import SpawningSandbox

ALLOW_REDUCED = "COURSE_ALLOW_REDUCED_ISOLATION"


def start_sandbox(datasets: tuple[str, ...] = ()) -> Sandbox:
    """A sandbox for one submission, whose code may read these data sets.

    Raises
    ------
    SandboxError
        where it cannot be started.
    """
    if not system.forks():
        return SpawningSandbox(datasets)
    from autograder.sandbox.forking import ForkingSandbox  # which cannot be imported on Windows

    return ForkingSandbox(datasets, isolation())


class IsolationRefused(CourseError):
    """A class is not graded where student code cannot be kept apart, unless that is asked for by name."""


def require_full_isolation(allowed: bool = False) -> Isolation:
    """Refuse to go on without full isolation: for whatever grades a class, before it starts.

    Parameters
    ----------
    allowed
        whether the caller was told by a named option to go on all the same. The environment variable
        COURSE_ALLOW_REDUCED_ISOLATION=1 tells so too. It then has to log the summary, which says the worst.

    Raises
    ------
    IsolationRefused
        with the reason, and with what can be done.
    """
    state = isolation()
    if state.full:
        return state
    if not allowed and os.environ.get(ALLOW_REDUCED) != "1":
        raise IsolationRefused(
            f"Nobody was graded. Isolation: {state.summary}. Mend that (`course doctor` shows what was tried), or, "
            f"where every submission is your own, set {ALLOW_REDUCED}=1."
        )
    return state
