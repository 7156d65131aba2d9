"""What tests do in a learner's workspace: run commands, write answers, and have checks remembered."""

from typer.testing import CliRunner, Result

from autograder.build.stub import read_chapter
from autograder.cli import app
from autograder.grading.results import CheckResult, ExerciseResult
from autograder.learner.state import State
from autograder.learner.work import Workspace

WRITTEN = "def normalize(X):\n    return X\n"


def run(*arguments: str, status: int = 0) -> str:
    """Run a command here, and return what it said, on one line."""
    result = run_whole(*arguments)
    assert result.exit_code == status, result.output
    return " ".join(result.output.split())


def run_whole(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def answer(space: Workspace, *names: str, chapter: str = "ch1_1_arrays") -> None:
    """Write the right answers to some exercises into a module."""
    found = space.course.chapter(chapter)
    path = space.module(found)
    text = path.read_text(encoding="utf-8")
    for name in names:
        solution = read_chapter(found).solutions[name]
        assert solution.stub in text
        kept = [line for line in solution.marked.split("\n") if not line.strip().startswith("###")]
        text = text.replace(solution.stub, "\n".join(kept))
    path.write_text(text, encoding="utf-8")


def remember(space: Workspace, *names: str, status: str = "passed", chapter: str = "ch1_1_arrays") -> None:
    """Have it remembered that exercises were checked as they stand."""
    state, found = State(space), space.course.chapter(chapter)
    state.remember(found, {name: result(name, status) for name in names}, state.digest(found))


def result(name: str, status: str = "passed") -> ExerciseResult:
    right = status == "passed"
    return ExerciseResult(
        name=name, score=5.0 * right, max_score=5.0, status=status,  # type: ignore[arg-type]
        checks=(CheckResult(label="the first test", passed=right), CheckResult(label="the second", passed=True)),
    )  # fmt: skip


def to_be_done(space: Workspace) -> int:
    return sum(not exercise.stretch for chapter in space.chapters for exercise in chapter.exercises)
