"""Where a class is graded: in processes of this machine, or on a Dask cluster."""

import multiprocessing
import os
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass

from autograder.classroom.batch import job
from autograder.course import CourseError

PATIENCE = 60.0  # seconds that a cluster may be out of reach


@dataclass(frozen=True)
class Machines:
    """Where a class is graded: what makes the executor, how many submissions keep it busy, and whether it is out of
    reach, and has been for longer than one should wait."""

    make: Callable[[], Executor]
    width: int
    are_lost: Callable[[], bool] = lambda: False


def processes(count: int | None) -> Machines:
    """Processes of this machine, one for each core where no count is given."""
    workers = count or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))
    context = multiprocessing.get_context("spawn")

    def make() -> Executor:
        return ProcessPoolExecutor(workers, mp_context=context, initializer=job.start)

    return Machines(make, 2 * workers)


def cluster(address: str) -> Machines:
    """A Dask cluster, by the address of its scheduler (tcp://host:8786).

    Raises
    ------
    CourseError
        where Dask is not installed, or nobody answers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise CourseError(
            "A cluster needs Dask, here and on its workers: pip install 'numpy-dl-course-full[cluster]'."
        ) from None
    try:
        client = Client(address, timeout="10s")
        workers = sum(client.nthreads().values())
    except (OSError, ValueError) as error:
        raise CourseError(f"No Dask scheduler answers at {address}: {error}.") from None
    if not workers:
        raise CourseError(f"The Dask scheduler at {address} has no workers. Start some: dask worker {address}")

    def make() -> Executor:
        executor: Executor = client.get_executor(pure=False)
        return executor

    last_seen = time.monotonic()

    def are_lost() -> bool:
        nonlocal last_seen
        if client.status == "running":
            last_seen = time.monotonic()
        return time.monotonic() - last_seen > PATIENCE

    return Machines(make, 2 * workers, are_lost)
