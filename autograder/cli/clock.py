"""Shows that an exercise which may take minutes is running, and how much of its time it has used."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from autograder.course import Exercise, Limits
from autograder.grading.run import Watch


@contextmanager
def clock() -> Iterator[Watch]:
    """Give a `watch` for `grade`, which runs a clock on standard error, or says a line where that is no terminal."""
    with ExitStack() as running:

        def watch(exercise: Exercise, limits: Limits) -> None:
            running.close()
            if not limits.are_long:
                return
            if sys.stderr.isatty():
                running.enter_context(_bar(exercise.name, limits.seconds))
            else:
                print(f"{exercise.name}: this may take up to {limits.seconds:g} s", file=sys.stderr)

        yield watch


@contextmanager
def _bar(name: str, seconds: float) -> Iterator[None]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, Task, TextColumn, TimeElapsedColumn
    from rich.progress_bar import ProgressBar

    class TimeUsed(BarColumn):
        def render(self, task: Task) -> ProgressBar:
            return ProgressBar(total=seconds, completed=task.elapsed or 0.0, width=24)

    limit = TextColumn(f"of at most {seconds:g} s")
    columns = (TextColumn("{task.description}"), TimeUsed(), TimeElapsedColumn(), limit)
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(name)
        yield
