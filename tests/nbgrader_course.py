"""A course folder for the real nbgrader, and the pieces that a class's submissions are made of."""

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

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


def without_override() -> None:
    """Give up root's right to read what is closed to it; for anybody else, nothing."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@dataclass(frozen=True)
class Course:
    """A folder in which nbgrader is run, by an instructor or by a student."""

    folder: Path
    home: Path

    def nbgrader(self, *arguments: str, status: int = 0) -> str:
        """Run one of nbgrader's commands to its end, and return what it said."""
        return self.run(sys.executable, "-m", "nbgrader", *arguments, status=status)

    def grades(self) -> str:
        return self.run(str(Path(sys.executable).parent / "course"), "grades", ID)

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


def new_course(folder: Path, exchange: Path | None = None) -> Course:
    """A course with the chapter generated, in a folder of its own; like a checkout, it has a release from the start."""
    course = Course(folder, folder.parent / "instructor")
    make_course(folder, CHECKOUT, [CHAPTER])
    shutil.copytree(CHECKOUT / "release" / ID, folder / "release" / ID)
    if exchange:
        exchange.mkdir(mode=0o777)
        (folder / "nbgrader_settings.py").write_text(f"c.Exchange.root = {str(exchange)!r}\n", encoding="utf-8")
    course.nbgrader("generate_assignment", ID)
    return course


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
