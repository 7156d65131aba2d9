"""What a change of the course means for grades that exist: told before anything is made anew, and refused where a
gradebook cannot follow.

nbgrader enters the cells of an assignment once somebody has been graded, and no others after that; it says so only
when the release has been wiped. Points may change: nbgrader enters the new ones, and what was graded stays as it was
until it is graded again. So it does where tests change, of which nbgrader knows nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from autograder.classroom.gradebook import amiss
from autograder.classroom.graded_by import graded_by_others
from autograder.course import CHECK, Course, CourseError
from autograder.graders.digests import test_digests

GUIDE = "docs/running-a-class.md, “Changing a course that runs”, says what can be done"

_REGRADE = (
    "Who has been graded keeps the old points until graded again: nbgrader autograde {} --force, or course grade "
    "--nbgrader . --stale. Points that were given by hand stay as they are: look at them in formgrader"
)


@dataclass(frozen=True)
class Change:
    """A change of an assignment in which somebody has been graded. One that is `refused` the gradebook cannot hold."""

    assignment: str
    graded: int
    said: str
    refused: bool

    def __str__(self) -> str:
        return f"{self.assignment}, in which {self.graded} have been graded: {self.said}"


Cells = Mapping[str, float | None]  # what the gradebook keeps of a notebook: the names of cells, with their points


def cells_of(notebook: Any) -> dict[str, float | None]:
    """The cells of a source notebook that nbgrader enters."""
    return {
        cell.metadata.nbgrader["grade_id"]: (
            float(cell.metadata.nbgrader["points"]) if is_grade(cell) or is_task(cell) else None
        )
        for cell in notebook.cells
        if is_grade(cell) or is_solution(cell) or is_locked(cell) or is_task(cell)
    }


def cells_to_come(course: Course, assignment: str) -> dict[str, float | None]:
    """The cells that `course build` gives a chapter's notebook; none where the course has no such chapter."""
    chapter = next((chapter for chapter in course.chapters if chapter.id == assignment), None)
    cells: dict[str, float | None] = {}
    for exercise in chapter.exercises if chapter else ():
        cells |= {exercise.name: None, exercise.check_cell: None if exercise.stretch else exercise.points}
    return cells


def digests_to_come(course: Course, assignment: str) -> Mapping[str, str]:
    """A digest of the tests of each of a chapter's exercises; none where the course has no such chapter."""
    chapter = next((chapter for chapter in course.chapters if chapter.id == assignment), None)
    return test_digests(chapter) if chapter else {}


def changes(gradebook: Any, assignment: str, cells: Cells, tests: Mapping[str, str]) -> list[Change]:
    """What a notebook with these cells, graded by these tests, would change for those who have been graded in an
    assignment."""
    try:
        notebook = gradebook.find_notebook(assignment, assignment)
    except MissingEntry:
        return []
    graded = len(notebook.submissions)
    if not graded:
        return []
    known: dict[str, float | None] = {cell.name: None for cell in notebook.source_cells}
    known |= {cell.name: float(cell.max_score) for cell in (*notebook.grade_cells, *notebook.task_cells)}
    if not cells:
        said = (
            "the course has no such chapter any more. Its grades stay in the gradebook under this id, and `course "
            f"grades {assignment}` shows them; but nobody can be graded in it again"
        )
        return [Change(assignment, graded, said, refused=True)]
    found = []
    new, gone = _exercises(cells.keys() - known.keys()), _exercises(known.keys() - cells.keys())
    if new or gone:
        parts = [f"{', '.join(new)} would be new"] if new else []
        parts += [f"{', '.join(gone)} would be gone"] if gone else []
        found.append(
            Change(assignment, graded, f"{', and '.join(parts)}, which its gradebook cannot hold", refused=True)
        )
    for name in sorted(cells.keys() & known.keys()):
        before, after = known[name], cells[name]
        if before != after:
            said = f"{name.removeprefix(CHECK)} is to give {_points(after)} in place of {_points(before)}"
            if before is None or after is None:
                found.append(Change(assignment, graded, f"{said}, which its gradebook cannot hold", refused=True))
            else:
                found.append(Change(assignment, graded, f"{said}. {_REGRADE.format(assignment)}", refused=False))
    others = graded_by_others(gradebook, assignment, tests)
    if others:
        names = [name for name in tests if any(name in theirs for theirs in others.values())]
        said = f"{', '.join(names)} {'has' if len(names) == 1 else 'have'} other tests now than when {len(others)} were"
        found.append(Change(assignment, graded, f"{said}. {_REGRADE.format(assignment)}", refused=False))
    return found


def changes_by_build(root: Path, course: Course, only: str | None = None) -> list[Change]:
    """What building the course would change for those who have been graded, by the gradebook in its folder.

    Raises
    ------
    CourseError
        where it cannot be used.
    """
    if not (root / "gradebook.db").is_file():
        return []
    url = f"sqlite:///{root}/gradebook.db"
    if said := amiss(url):
        raise CourseError(said)
    with Gradebook(url) as gradebook:
        names = sorted(assignment.name for assignment in gradebook.assignments)
        return [
            change
            for name in names
            if only in (None, name)
            for change in changes(gradebook, name, cells_to_come(course, name), digests_to_come(course, name))
        ]


def _exercises(cells: set[str]) -> list[str]:
    """The exercises that cells belong to, each named once."""
    return sorted({name.removeprefix(CHECK) for name in cells})


def _points(points: float | None) -> str:
    return "no points" if points is None else f"{points:g} point{'s' * (points != 1)}"
