"""A course folder for the real nbgrader, and the pieces that a class's submissions are made of."""

import functools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nbgrader.api import Gradebook
from warm_commands import run_module, without_override

from autograder.build.stub import read_chapter
from autograder.classroom.demo import make_course
from autograder.course import load_course

CHECKOUT = Path(__file__).parent.parent
CHAPTER = load_course().chapter("ch1_1_arrays")
ID = CHAPTER.id
NOTEBOOK = f"{ID}.ipynb"
MODULE = f"{CHAPTER.module}.py"
IN_TIME = "2026-01-30 18:00:00 UTC"
NEWER = "2026-01-31 09:00:00 UTC"
# Far ahead, so that what is handed in while the tests run is in time.
DUE = "2999-12-30 23:59:00 UTC"
LATE = "3000-01-01 23:59:00 UTC"


def solutions(**others: str) -> dict[str, str]:
    """The right answer to each exercise of the chapter, but for the others given."""
    return {
        name: "\n".join(line for line in solution.marked.split("\n") if not line.strip().startswith("###"))
        for name, solution in read_chapter(CHAPTER).solutions.items()
    } | others


def environment(home: Path) -> dict[str, str]:
    """The environment of somebody with a home folder of their own: nothing of this machine's settings."""
    home.mkdir(parents=True, exist_ok=True)
    # Nor the leave to grade without full isolation: some of what is handed in here deletes what it finds.
    ours = ("JUPYTER", "IPYTHON", "NBGRADER", "COURSE_ALLOW_REDUCED_ISOLATION")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**kept, "HOME": str(home), "PATH": tools, "COLUMNS": "250", "NO_COLOR": "1"}


@dataclass(frozen=True)
class Course:
    """A folder in which nbgrader is run, by an instructor or by a student."""

    folder: Path
    home: Path

    def nbgrader(self, *arguments: str, status: int = 0) -> str:
        """Run one of nbgrader's commands to its end, and return what it said."""
        return self._run_module("nbgrader", *arguments, status=status)

    def course(self, *arguments: str, status: int = 0) -> str:
        """The same of the course's own commands."""
        return self._run_module("autograder", *arguments, status=status)

    def _run_module(self, module: str, *arguments: str, status: int) -> str:
        ended, said = run_module(module, *arguments, folder=self.folder, env=environment(self.home))
        assert ended == status, f"{module} {' '.join(arguments)} ended with {ended}:\n{said[-4000:]}"
        return said

    def run(self, *command: str, status: int = 0) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=environment(self.home), capture_output=True, text=True, timeout=1800,
            preexec_fn=without_override,
        )  # fmt: skip
        said = done.stdout + done.stderr
        assert done.returncode == status, f"{' '.join(command)} ended with {done.returncode}:\n{said[-4000:]}"
        return said

    def submitted(self, student: str) -> Path:
        return self.folder / "submitted" / student / ID

    def hand_in(self, student: str, timestamp: str | None = IN_TIME) -> Path:
        """Put a copy of the release where nbgrader's collect would, and return its folder."""
        target = self.submitted(student)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.folder / "release" / ID, target)
        if timestamp:
            (target / "timestamp.txt").write_text(timestamp, encoding="utf-8")
            (target / "submission_secret.txt").write_text(student, encoding="utf-8")
        return target

    def points(self) -> dict[str, float]:
        """Each student's points, from the gradebook."""
        with self.gradebook() as gradebook:
            return {found.student.id: found.score for found in gradebook.assignment_submissions(ID)}

    def cell_points(self, student: str) -> dict[str, tuple[float | None, float | None, float]]:
        """A student's automatic, manual and best possible points by grade cell."""
        with self.gradebook() as gradebook:
            notebook = gradebook.find_submission_notebook(ID, ID, student)
            return {grade.name: (grade.auto_score, grade.manual_score, grade.max_score) for grade in notebook.grades}

    def gradebook(self) -> Any:
        return Gradebook(f"sqlite:///{self.folder}/gradebook.db")

    def page(self, student: str) -> str:
        return (self.folder / "feedback" / student / ID / f"{ID}.html").read_text(encoding="utf-8")


@functools.cache
def _generated() -> TemporaryDirectory[str]:
    """A course folder with the chapter generated; like a checkout, it has a release from the start."""
    place = TemporaryDirectory()
    course = Course(Path(place.name) / "course", Path(place.name) / "instructor")
    make_course(course.folder, CHECKOUT, [CHAPTER])
    shutil.copytree(CHECKOUT / "release" / ID, course.folder / "release" / ID)
    course.nbgrader("generate_assignment", ID)
    return place


def new_course(folder: Path, exchange: Path | None = None) -> Course:
    """A course with the chapter generated, in a folder of its own."""
    shutil.copytree(Path(_generated().name) / "course", folder)
    if exchange:
        exchange.mkdir(mode=0o777)
        (folder / "nbgrader_settings.py").write_text(f"c.Exchange.root = {str(exchange)!r}\n", encoding="utf-8")
    return Course(folder, folder.parent / "instructor")


def notebook_of(folder: Path) -> Any:
    return json.loads((folder / NOTEBOOK).read_text(encoding="utf-8"))


def write_notebook(folder: Path, notebook: Any) -> None:
    (folder / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")


def grade_id(cell: Any) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def answer_in_notebook(folder: Path, answers: Mapping[str, str]) -> None:
    notebook = notebook_of(folder)
    for cell in notebook["cells"]:
        if grade_id(cell) in answers:
            cell["source"] = answers[grade_id(cell)]
    write_notebook(folder, notebook)


def answer_in_module(folder: Path, answers: Mapping[str, str]) -> None:
    """Write answers into the stub module; what is not answered stays a stub."""
    path = folder / MODULE
    text = path.read_text(encoding="utf-8")
    for name, solution in read_chapter(CHAPTER).solutions.items():
        assert solution.stub in text
        text = text.replace(solution.stub, answers.get(name, solution.stub))
    path.write_text(text, encoding="utf-8")
