"""The command `course`. Each command imports what it needs when it runs, so that the others stay quick."""

import errno
import sys
from pathlib import Path
from typing import Annotated

import typer

import autograder
from autograder.cli import new
from autograder.cli.groups import ByAudience
from autograder.cli.learner import Json, commands
from autograder.code_files import SubmissionError
from autograder.course import CourseError
from autograder.language import _
from autograder.places import use_course
from autograder.report.streams import with_room, write_anywhere

app = typer.Typer(
    name="course",
    cls=ByAudience,
    help="Deep learning with NumPy. Without a command: where you are, and what is next.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(commands)
app.add_typer(new.commands)

UNUSABLE, GRADER_FAILED = 2, 3
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EMFILE, errno.ENFILE)
NO_PLACE = (errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR)  # of what a word may name


@app.callback()
def overview(
    context: typer.Context,
    json: Json = False,
    course: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The course: a folder with a course.toml; else the nearest one up."),
    ] = None,
) -> None:
    if course:
        use_course(course)
    if context.invoked_subcommand is None:
        from autograder.cli.overview import run_overview

        raise typer.Exit(run_overview(json))


ChapterOption = Annotated[
    str | None, typer.Option("--chapter", metavar="ID", help="The chapter, such as ch1_1_arrays.")
]


WhereArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WHERE]...",
        help="An exercise, a chapter (3.2), a module (3), a file or a folder; else where you stand.",
    ),
]


@app.command()
def check(
    where: WhereArgument = None,
    chapter: ChapterOption = None,
    exercise: Annotated[str | None, typer.Option(metavar="NAME", help="Check this exercise alone.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print Gradescope's results schema; of several a list.")] = False,
) -> None:
    """Check your work: points, what is wrong, and why.

    Exit code 0: all points; 1: some lost; 2: the input cannot be used; 3: the grader itself failed.
    """
    from autograder.cli.check import run_check

    raise typer.Exit(run_check(where or (), chapter, exercise, json))


@app.command()
def watch(
    where: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHERE]...", help="An exercise, a chapter (3.2), a module (3), a folder; else where you stand."
        ),
    ] = None,
    poll: Annotated[
        bool, typer.Option("--poll", help="Look at the files again and again, where saving is not noticed.")
    ] = False,
) -> None:
    """Check what you write each time you save, and show what is next. Keys are shown below; q ends it."""
    from autograder.cli.watch import run_watch

    raise typer.Exit(run_watch(where or (), poll))


@app.command()
def bug(
    exercise: Annotated[
        str | None, typer.Argument(help="The exercise, such as normalize; else all that have one.")
    ] = None,
    attempt: Annotated[
        str | None, typer.Option("--try", metavar="CALL", help='A call that may show it: "normalize(np.ones((2, 3)))".')
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Find the bug: to an exercise that you have solved, one that is wrong; which call shows it?

    Exit code 0: found, or shown; 1: not found; 2: the input cannot be used; 3: the grader itself failed.
    """
    from autograder.cli.bugs import run_bug

    raise typer.Exit(run_bug(exercise, attempt, json))


@app.command()
def build(
    check: Annotated[bool, typer.Option("--check", help="Only tell whether release/ is up to date.")] = False,
    explanations: Annotated[bool, typer.Option("--explanations", help="Only make the table of explanations.")] = False,
    chapter: Annotated[
        str | None, typer.Option("--chapter", metavar="ID", help="Build this chapter alone, such as 1.1.")
    ] = None,
    despite_grades: Annotated[
        bool, typer.Option("--despite-grades", help="Build even what the gradebook of a running class cannot hold.")
    ] = False,
) -> None:
    """Make the source notebooks and release/ from lessons, solutions and graders, and the table of explanations.

    Says what that means for grades that exist, and changes nothing where their gradebook could not follow.
    """
    from autograder.cli.author import run_build, run_explanations

    if explanations:
        raise typer.Exit(run_explanations(chapter))
    raise typer.Exit(run_build(check, chapter, despite_grades=despite_grades))


@app.command()
def site(
    to: Annotated[Path, typer.Option(help="The folder to put it in; made anew.")] = Path("site"),
    pack: Annotated[bool, typer.Option("--zip", help="Pack it as one file besides.")] = False,
) -> None:
    """Make a website of the lessons: figures, formulas and search without the net; no solutions."""
    from autograder.cli.author import run_site

    raise typer.Exit(run_site(to, pack))


@app.command()
def package(
    to: Annotated[Path, typer.Option(help="The folder to put them in.")] = Path("dist"),
) -> None:
    """Make the two wheels: for students, and with all tests and solutions for everybody else."""
    from autograder.cli.author import run_package

    raise typer.Exit(run_package(to))


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
def grade(
    submissions: Annotated[
        list[Path] | None,
        typer.Argument(help="Folder (as nbgrader's submitted/, or a platform's export), .zip, or .csv of paths."),
    ] = None,
    chapter: Annotated[
        list[str] | None, typer.Option("--chapter", metavar="ID", help="Grade this chapter alone; may be repeated.")
    ] = None,
    results: Annotated[Path, typer.Option(help="Where the results are kept.")] = Path("results"),
    pattern: Annotated[
        str | None, typer.Option(metavar="REGEX", help="Finds the student in a path: a group (?P<student>…).")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; else one for each core.")] = None,
    scheduler: Annotated[str | None, typer.Option(metavar="tcp://…", help="A Dask cluster's scheduler.")] = None,
    shard: Annotated[str | None, typer.Option(metavar="I/N", help="Grade part I of N, for batch systems.")] = None,
    merge: Annotated[bool, typer.Option("--merge", help="Put results of shards together: give their folders.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="Regrade what older tests or an older grader graded.")] = False,
    minutes: Annotated[float | None, typer.Option(min=0, help="Begin nothing new after so many minutes.")] = None,
    nbgrader: Annotated[
        Path | None,
        typer.Option(metavar="ROOT", help="Grade nbgrader's submitted/ side by side, into its own gradebook."),
    ] = None,
    allow_reduced_isolation: Annotated[
        bool, typer.Option("--allow-reduced-isolation", help="Grade even where student code could do harm.")
    ] = False,
) -> None:
    """Grade a class: side by side, resumable, without nbgrader or for its gradebook.

    Exit code 0: all graded; 1: some could not be, or time was up; 2: the input cannot be used; 3: results cannot be
    written.
    """
    from autograder.cli.grade import Options, run_grade, run_merge, run_nbgrader

    options = Options(results, chapter or (), pattern, jobs, scheduler, shard, stale, minutes, allow_reduced_isolation)
    if nbgrader:
        if submissions or shard or merge or pattern:
            raise CourseError("--nbgrader ROOT grades ROOT/submitted: give no folder, pattern or shard besides.")
        raise typer.Exit(run_nbgrader(nbgrader, options))
    if merge:
        raise typer.Exit(run_merge(submissions or [], results))
    if not submissions or len(submissions) != 1:
        raise CourseError("Give one folder, .zip or .csv of submissions.")
    raise typer.Exit(run_grade(submissions[0], options))


ResultsOption = Annotated[Path, typer.Option(help="The folder of results that `course grade` made.")]
ToOption = Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Where to write it.")]


@app.command()
def report(
    results: ResultsOption = Path("results"),
    to: ToOption = None,
    roster: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The whole class: a .csv with a column student, or a name per line."),
    ] = None,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Without names, to show it to the class.")] = False,
) -> None:
    """Write the class report: points, misconceptions with examples, who is stuck where; one HTML file."""
    from autograder.cli.tell import run_report

    raise typer.Exit(run_report(results, to, roster, anonymous))


@app.command()
def export(
    kind: Annotated[
        str,
        typer.Argument(
            help="exercises, tests (CSV), canvas, moodle (gradebooks), junit (XML); or an autograder: gradescope, "
            "classroom50."
        ),
    ],
    chapter: Annotated[str | None, typer.Argument(help="For an autograder: the chapter that it grades.")] = None,
    results: ResultsOption = Path("results"),
    to: ToOption = None,
    roster: Annotated[
        Path | None, typer.Option(metavar="FILE", help="For canvas and moodle: a gradebook exported from there.")
    ] = None,
    wheel: Annotated[
        Path | None, typer.Option(metavar="FILE", help="For an autograder: the full package, which it installs.")
    ] = None,
) -> None:
    """Write a class's results for another program, or an autograder for another platform."""
    from autograder.cli.tell import PLATFORMS, run_export, run_export_platform

    if kind in PLATFORMS:
        raise typer.Exit(run_export_platform(kind, chapter, wheel, to))
    raise typer.Exit(run_export(kind, results, to, roster))


@app.command()
def grades(
    assignment: Annotated[str, typer.Argument(help="The assignment: a chapter's id.")],
    root: Annotated[Path, typer.Option(help="The folder with gradebook.db.")] = Path(),
) -> None:
    """Show a class's points in an assignment, from nbgrader's gradebook: as it exports them, and who is missing."""
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


def refuse_two_packages() -> None:
    """Refuse to run where both packages are installed: they share their files, and one spoils the other.

    Raises
    ------
    CourseError
        with the commands that mend it.
    """
    beside = Path(autograder.__file__).parents[1]
    found = {path.name.split("-")[0] for path in beside.glob("numpy_dl_course*-*.dist-info")}
    if len(found) > 1:
        raise CourseError(
            "numpy-dl-course and numpy-dl-course-full are both installed, and one has overwritten files of the other. "
            "Take both out, then put in the one you want:\n"
            "  python -m pip uninstall --yes numpy-dl-course numpy-dl-course-full\n"
            "  python -m pip install numpy-dl-course-full"
        )


def _refuse_no_folder() -> None:
    try:
        Path.cwd()
    except OSError as error:
        told = _("The folder that you are in cannot be used: {reason}. Go to another (cd).", reason=error.strerror)
        raise CourseError(told) from None


def main() -> None:
    """Run the command line; faults that a user can mend are told in one line, without a traceback."""
    write_anywhere()
    with_room()
    try:
        refuse_two_packages()
        _refuse_no_folder()
        app()
    except (CourseError, SubmissionError) as error:
        print(error, file=sys.stderr)
        sys.exit(UNUSABLE)
    except OSError as error:
        if error.errno in NO_PLACE:
            told = _("{path} cannot be used: {reason}.", path=error.filename or _("output"), reason=error.strerror)
            print(told, file=sys.stderr)
            sys.exit(UNUSABLE)
        if error.errno not in NO_ROOM:
            raise
        print(f"Nothing can be done here: {error.strerror} ({error.filename or 'output'}).", file=sys.stderr)
        sys.exit(GRADER_FAILED)
