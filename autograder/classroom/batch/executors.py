"""Where a class is graded: in processes of this machine, or on a Dask cluster."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor

from autograder.classroom.batch import job
from autograder.course import CourseError


def processes(count: int | None) -> tuple[Callable[[], Executor], int]:
    """Processes of this machine, one for each core where no count is given; and how many submissions keep them busy.

    Returns
    -------
    tuple
        what makes the executor, and how many submissions are to be under way at a time.
    """
    workers = count or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))
    context = multiprocessing.get_context("spawn")

    def make() -> Executor:
        return ProcessPoolExecutor(workers, mp_context=context, initializer=job.start)

    return make, workers + 1


def cluster(address: str) -> tuple[Callable[[], Executor], int]:
    """A Dask cluster, by the address of its scheduler (tcp://host:8786); return value as of `processes`.

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

    return make, 2 * workers
