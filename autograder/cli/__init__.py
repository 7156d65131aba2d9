"""The command `course`. Each command imports what it needs when it runs, so that the others stay quick."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from autograder.course import CourseError
from autograder.report.streams import write_anywhere

app = typer.Typer(
    name="course",
    help="Deep learning with NumPy: check your work, build the course, grade a class.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

UNUSABLE, GRADER_FAILED = 2, 3

ChapterOption = Annotated[
    str | None, typer.Option("--chapter", metavar="ID", help="The chapter, such as ch1_1_arrays.")
]


@app.command()
def check(
    path: Annotated[Path, typer.Argument(help="A .py file, a .ipynb notebook, or a chapter's folder.")],
    chapter: ChapterOption = None,
    exercise: Annotated[str | None, typer.Option(metavar="NAME", help="Check this exercise alone.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print Gradescope's results schema.")] = False,
) -> None:
    """Check a submission: points, what is wrong, and why.

    Exit code 0: all points; 1: some lost; 2: the input cannot be used; 3: the grader itself failed.
    """
    from autograder.cli.check import run_check

    raise typer.Exit(run_check(path, chapter, exercise, json))


@app.command()
def hint(
    exercise: Annotated[str, typer.Argument(help="The exercise, such as normalize.")],
    step: Annotated[int, typer.Option(min=1, max=3, help="1: the idea; 2: shapes or formula; 3: nearly the code.")] = 1,
    chapter: ChapterOption = None,
) -> None:
    """Give a hint, in three steps."""
    from autograder.learner.hints import show_hint

    show_hint(exercise, step, chapter)


@app.command()
def build(
    check: Annotated[bool, typer.Option("--check", help="Only tell whether release/ is up to date.")] = False,
    explanations: Annotated[bool, typer.Option("--explanations", help="Only make the table of explanations.")] = False,
) -> None:
    """Make the source notebooks and release/ from lessons, solutions and graders, and the table of explanations."""
    from autograder.cli.author import run_build, run_explanations

    raise typer.Exit(run_explanations() if explanations else run_build(check))


@app.command()
def verify(chapter: ChapterOption = None) -> None:
    """Prove the graders: stubs not started, solutions full marks, every mistake caught and named."""
    from autograder.cli.author import run_verify

    raise typer.Exit(run_verify(chapter))


@app.command()
def ready(
    assignment: Annotated[str | None, typer.Argument(help="The assignment: a chapter's id; else all.")] = None,
    root: Annotated[Path, typer.Option(help="The course's folder, with nbgrader_config.py.")] = Path(),
) -> None:
    """Say whether a class can be graded: nbgrader's configuration, the gradebook, isolation.

    Exit code 0: it can; 1: something is amiss, and what to do is said.
    """
    from autograder.cli.instructor import run_ready

    raise typer.Exit(run_ready(assignment, root))


@app.command()
def grades(
    assignment: Annotated[str, typer.Argument(help="The assignment: a chapter's id.")],
    root: Annotated[Path, typer.Option(help="The folder with gradebook.db.")] = Path(),
) -> None:
    """Show a class's points in an assignment, from nbgrader's gradebook."""
    from autograder.cli.instructor import run_grades

    raise typer.Exit(run_grades(assignment, root))


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where to put the class; made anew.")] = Path("build/demo"),
) -> None:
    """Make a class of submissions to the first chapters and grade it through nbgrader."""
    from autograder.cli.instructor import run_demo

    raise typer.Exit(run_demo(folder))


@app.command()
def doctor(
    brief: Annotated[bool, typer.Option("--brief", help="Only say how student code is isolated.")] = False,
) -> None:
    """Say what works on this machine: Python, isolation, data, nbgrader."""
    from autograder.cli.doctor import run_doctor

    raise typer.Exit(run_doctor(brief))


def main() -> None:
    """Run the command line; faults that a user can mend are told in one line, without a traceback."""
    write_anywhere()
    try:
        app()
    except CourseError as error:
        print(error, file=sys.stderr)
        sys.exit(UNUSABLE)
