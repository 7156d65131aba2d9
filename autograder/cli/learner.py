"""A learner's commands, as they are typed; what they do stands in learn.py."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.lesson_cells import HINTS

commands = typer.Typer()

Where = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WHERE]...", help="An exercise, a chapter (3.2), a module (3), a file; else where you stand."
    ),
]
One = Annotated[
    list[str] | None, typer.Argument(metavar="[WHERE]", help="An exercise or a chapter (3.2); else what is next.")
]
Json = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


@commands.command()
def init(
    folder: Annotated[Path | None, typer.Argument(help="A new folder, or one to mend; else this one.")] = None,
    json: Json = False,
) -> None:
    """Make your workspace; later, mend it and bring it up to date. Your work is never overwritten."""
    from autograder.cli.learn import run_init

    raise typer.Exit(run_init(folder, json))


@commands.command(name="next")
def next_(where: Where = None, json: Json = False) -> None:
    """Say what to do next."""
    from autograder.cli.learn import run_next

    raise typer.Exit(run_next(where or (), json))


@commands.command(name="list")
def list_(where: Where = None, json: Json = False) -> None:
    """List the exercises, and what became of each."""
    from autograder.cli.learn import run_list

    raise typer.Exit(run_list(where or (), json))


@commands.command()
def hint(
    where: One = None,
    step: Annotated[
        int | None, typer.Option(min=1, max=HINTS, help="1: the idea; 2: shapes or formula; 3: nearly the code.")
    ] = None,
    chapter: Annotated[
        str | None, typer.Option("--chapter", metavar="ID", help="The chapter, such as ch1_1_arrays.")
    ] = None,
    json: Json = False,
) -> None:
    """Give a hint, in three steps: each time the next one."""
    from autograder.cli.learn import run_hint

    raise typer.Exit(run_hint(where or (), step, chapter, json))


@commands.command()
def skip(
    where: Where = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take it back.")] = False,
    json: Json = False,
) -> None:
    """Leave an exercise or a chapter out for now: it counts nothing, and you move on."""
    from autograder.cli.learn import run_skip

    raise typer.Exit(run_skip(where or (), undo, json))


@commands.command()
def reset(
    where: Where = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask, where it is more than an exercise.")] = False,
    json: Json = False,
) -> None:
    """Begin anew: put back what the course gave. What you wrote is kept in a file beside."""
    from autograder.cli.learn import run_reset

    raise typer.Exit(run_reset(where or (), yes, json))


@commands.command()
def solution(where: One = None, json: Json = False) -> None:
    """Show the course's own solution beside yours, once yours has passed."""
    from autograder.cli.learn import run_solution

    raise typer.Exit(run_solution(where or (), json))
