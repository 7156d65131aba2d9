"""`course new`: skeletons of a course, a chapter, an exercise, and what to do with them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

commands = typer.Typer(
    name="new",
    no_args_is_help=True,
    help="Begin a course of your own, a chapter or an exercise, as a skeleton that verifies.",
)

TitleOption = Annotated[str | None, typer.Option(help="Its title.")]


@commands.command()
def course(
    folder: Annotated[Path, typer.Argument(help="A new folder, or an empty one.")] = Path(),
    title: TitleOption = None,
) -> None:
    """Begin a course of your own: its course.toml, a first chapter, nbgrader's configuration."""
    if _no_installation():
        raise typer.Exit(2)
    from autograder.build.new import new_course

    _tell(new_course(folder, title), folder)
    if folder != Path():
        print(f"next  cd {folder}")
    print(f"{'next' if folder == Path() else '    '}  course verify, then  course build")


@commands.command()
def chapter(
    chapter_id: Annotated[str, typer.Argument(metavar="ID", help="Its id, such as ch2_momentum: the folder's name.")],
    title: TitleOption = None,
    module: Annotated[
        str | None, typer.Option(help="Its module, without .py; else the id without what stands before the name.")
    ] = None,
    number: Annotated[str | None, typer.Option(help="Its number, such as 2.1; else the next one.")] = None,
) -> None:
    """Add a chapter at the end of the course, with a lesson and a first exercise."""
    if _no_course():
        raise typer.Exit(2)
    from autograder.build.new import new_chapter

    _tell(new_chapter(chapter_id, title=title, module=module, number=number))
    print(f"next  course verify --chapter {chapter_id}")


@commands.command()
def exercise(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The function that students write.")],
    chapter: Annotated[
        str | None, typer.Option("--chapter", metavar="ID", help="Its chapter; else the last that is written here.")
    ] = None,
    practice: Annotated[
        bool, typer.Option("--practice", help="It goes into no library that later chapters use.")
    ] = False,
) -> None:
    """Add an exercise to a chapter: solution, cell and hints, tests, a mistake."""
    if _no_course():
        raise typer.Exit(2)
    from autograder.build.new import new_exercise

    _tell(new_exercise(name, chapter, practice=practice))
    print("next  course verify")


def _no_course() -> bool:
    from autograder.cli.author import no_solutions

    return no_solutions()


def _no_installation() -> bool:
    """Whether the installation lacks what a course is made with, which is then told."""
    from autograder.places import solutions_folder

    if solutions_folder() is not None:
        return False
    print(
        "A course of your own is made with the full package: pip install 'numpy-dl-course-full[instructor]'.",
        file=sys.stderr,
    )
    return True


def _tell(files: list[Path], folder: Path = Path()) -> None:
    here = folder.resolve()
    for path in sorted(files):
        print(f"  {path.relative_to(here) if path.is_relative_to(here) else path}")
