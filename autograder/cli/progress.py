"""Shows that an exercise which may take minutes is running, and how much of its time it has used."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from autograder.course import Exercise, Limits
from autograder.grading.run import Progress
from autograder.language import _


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Give a `progress` for `grade`, which shows a bar on standard error, or says a line where that is no terminal."""
    with ExitStack() as running:

        def progress(exercise: Exercise, limits: Limits) -> None:
            running.close()
            if not limits.are_long:
                return
            if sys.stderr.isatty():
                running.enter_context(_bar(exercise.name, limits.seconds))
            else:
                print(
                    _("{name}: this may take up to {seconds:g} s", name=exercise.name, seconds=limits.seconds),
                    file=sys.stderr,
                )

        yield progress


@contextmanager
def _bar(name: str, seconds: float) -> Iterator[None]:
    import rich.progress
    from rich.console import Console
    from rich.progress import BarColumn, Task, TextColumn, TimeElapsedColumn
    from rich.progress_bar import ProgressBar

    class TimeUsed(BarColumn):
        def render(self, task: Task) -> ProgressBar:
            return ProgressBar(total=seconds, completed=task.elapsed or 0.0, width=24)

    limit = TextColumn(_("of at most {seconds:g} s", seconds=seconds))
    columns = (TextColumn("{task.description}"), TimeUsed(), TimeElapsedColumn(), limit)
    with rich.progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task(name)
        yield
