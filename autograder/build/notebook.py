"""A chapter's source notebook: the lesson's prose and cells, with its exercises in the place of their names.

An exercise cell becomes two nbgrader cells, the solution and its check, which in a stretch exercise is not graded. The
lesson's own cells are run once, with the solutions in place, so that every output shown is real; outputs are kept as
long as no code changes.
"""

import hashlib
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from autograder.build import BuildError
from autograder.build.stub import read_chapter
from autograder.code_files import LESSON_MARK, lesson_digest
from autograder.course import Chapter, Course, Exercise
from autograder.graders import library_sources
from autograder.lesson_cells import HINTS, read_exercise_cell
from autograder.places import course_file, lesson_file, solution_folders

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_LANGUAGE = {"name": "python"}
RUN_SECONDS = 300
GOES_ON = "raises-exception"  # to JupyterLab: an error in this cell does not stop a run of all cells


def source_notebook(chapter: Chapter, course: Course) -> Any:
    """Assemble a chapter's source notebook, without outputs.

    Raises
    ------
    BuildError
        where lesson, solutions and course.toml disagree on the exercises.
    """
    path, lesson = lesson_file(chapter), read_lesson(lesson_file(chapter))
    source = read_chapter(chapter)
    cells: list[Any] = []
    seen: list[str] = []
    for number, cell in enumerate(lesson.cells):
        found = read_exercise_cell(cell.source) if cell.cell_type == "code" else None
        if found:
            name, hints = found
            if len(hints) != HINTS:
                raise BuildError(f"{path}: {name} has {len(hints)} hints, not {HINTS}: lines that begin with hint:")
            if name in seen:
                raise BuildError(f"{path}: the exercise {name} stands there twice.")
            seen.append(name)
            exercise = chapter.exercise(name)
            cells += [_solution_cell(name, source.solutions[name].marked), _check_cell(exercise)]
        else:
            cells.append(_lesson_cell(cell, f"cell-{number:03}"))
    if absent := [exercise.name for exercise in chapter.exercises if exercise.name not in seen]:
        raise BuildError(
            f"{path} has no cell for {', '.join(absent)}. Add a code cell that says: exercise: {absent[0]}"
        )
    return _assembled(cells, lesson, chapter, course)


def appendices(chapter: Chapter) -> list[Path]:
    """What there is to read beside a chapter's lesson: it becomes notebooks in which nothing is handed in."""
    lesson = lesson_file(chapter)
    return [path for path in sorted(lesson.parent.glob("*.md")) if path != lesson]


def appendix_notebook(path: Path, chapter: Chapter, course: Course) -> Any:
    """Assemble the notebook of an appendix, without outputs."""
    lesson = read_lesson(path)
    cells = [_lesson_cell(cell, f"cell-{number:03}") for number, cell in enumerate(lesson.cells)]
    return _assembled(cells, lesson, chapter, course)


def _assembled(cells: list[Any], lesson: Any, chapter: Chapter, course: Course) -> Any:
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata = nbformat.from_dict({
        "kernelspec": _KERNEL,
        "language_info": _LANGUAGE,
        "title": str(lesson.metadata["title"]),
        "authors": [{"name": str(lesson.metadata["author"])}],
        "date": str(lesson.metadata["date"]),
    })  # fmt: skip
    notebook.metadata["course"] = {"chapter": chapter.id, "code": _code_digest(notebook, chapter, course)}
    return notebook


def tagged_cell(chapter: Chapter, tag: str) -> str:
    """The code of a cell that has this tag, in the lesson or an appendix, for tests and benchmarks of what it shows."""
    for path in (lesson_file(chapter), *appendices(chapter)):
        for cell in read_lesson(path).cells:
            if tag in cell.metadata.get("tags", []):
                return str(cell.source)
    raise BuildError(f"{lesson_file(chapter).parent} has no cell tagged {tag!r}.")


def run_tagged_cell(chapter: Chapter, tag: str) -> dict[str, Any]:
    """Run such a cell by itself, in this process, and give the names that it defines."""
    names: dict[str, Any] = {}
    exec(tagged_cell(chapter, tag), names)
    return names


def read_lesson(path: Path) -> Any:
    """A lesson, or an appendix, as a notebook whose cells are as they are written."""
    if not path.is_file():
        raise BuildError(f"{path} is missing: course.toml lists the chapter {path.parent.name}.")
    lesson = jupytext.reads(path.read_text(encoding="utf-8"), fmt="md:myst")
    for key in ("title", "author", "date"):
        if key not in lesson.metadata:
            raise BuildError(f"{path}: the front-matter lacks {key!r}.")
    return lesson


def _lesson_cell(cell: Any, cell_id: str) -> Any:
    if cell.cell_type == "markdown":
        return nbformat.v4.new_markdown_cell(cell.source, id=cell_id)
    new = nbformat.v4.new_code_cell(cell.source, id=cell_id)
    tags = cell.metadata.get("tags", [])
    if tags:
        new.metadata["tags"] = tags
    if "hide-input" in tags:  # code that only draws a figure: JupyterLab folds it
        new.metadata["jupyter"] = {"source_hidden": True}
    if "alt" in cell.metadata:
        new.metadata["alt"] = str(cell.metadata["alt"])
    if "setup" not in tags:
        new.metadata["course"] = {LESSON_MARK: lesson_digest(cell.source)}
    return new


def finish_cells(notebook: Any) -> None:
    """What a lesson's cells get once they have run: a note that the next ones may go on where an exercise is still
    to be written, and for the pictures their alt text, for those who hear a lesson instead of seeing it."""
    for cell in notebook.cells:
        if is_lesson_cell(cell):
            cell.metadata["tags"] = [*cell.metadata.get("tags", []), GOES_ON]
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}) and "alt" in cell.metadata:
                output.metadata["image/png"] = {**output.metadata.get("image/png", {}), "alt": cell.metadata["alt"]}


def _solution_cell(name: str, source: str) -> Any:
    cell = nbformat.v4.new_code_cell(source, id=f"exercise-{name}".replace("_", "-"))
    cell.metadata["nbgrader"] = {
        "grade": False, "grade_id": name, "locked": False, "schema_version": 3, "solution": True, "task": False,
    }  # fmt: skip
    return cell


def _check_cell(exercise: Exercise) -> Any:
    name = exercise.name
    cell = nbformat.v4.new_code_cell(f"check({name})", id=exercise.check_cell_id)
    cell.metadata["nbgrader"] = {
        "grade": not exercise.stretch, "grade_id": exercise.check_cell, "locked": True,
        **({} if exercise.stretch else {"points": exercise.points}), "schema_version": 3,
        "solution": False, "task": False,
    }  # fmt: skip
    return cell


def is_lesson_cell(cell: Any) -> bool:
    """Whether a code cell is the lesson's own: no exercise, no check."""
    return cell.cell_type == "code" and "nbgrader" not in cell.metadata


def _code_digest(notebook: Any, chapter: Chapter, course: Course) -> str:
    """Changes whenever the outputs of the lesson might: with any code cell, and any solution it can import."""
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    library = library_sources(course, chapter)
    return hashlib.sha256(json.dumps([code, library], sort_keys=True).encode()).hexdigest()[:32]


def take_outputs(notebook: Any, older: Any) -> bool:
    """Take the outputs from an older build of the same code; tells whether there was one."""
    if older is None or older.metadata.get("course") != notebook.metadata["course"]:
        return False
    outputs = {cell.get("id"): cell.get("outputs", []) for cell in older.cells if cell.cell_type == "code"}
    for cell in notebook.cells:
        if is_lesson_cell(cell):
            cell.outputs = outputs.get(cell.id, [])
    return True


def run_lesson(notebook: Any, chapter: Chapter, course: Course) -> None:
    """Run a source notebook from top to bottom and keep the outputs of the lesson's own cells.

    Raises
    ------
    BuildError
        naming the cell that failed.
    """
    client = NotebookClient(
        notebook,
        timeout=RUN_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(course_file().parent / "source" / chapter.id)}},
    )
    environment = {
        "PYTHONPATH": os.pathsep.join(map(str, solution_folders())),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONWARNINGS": "default",
    }
    checks = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("locked")]
    for cell in checks:  # which the proofs of `course verify` make needless
        cell.metadata["tags"] = [client.skip_cells_with_tag]
    try:
        # A kernel warns on its standard error that its (local) connections are not encrypted.
        client.execute(env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    except CellExecutionError as error:
        plain = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
        raise BuildError(f"{lesson_file(chapter)} does not run to its end:\n{plain}") from None
    finally:
        for cell in checks:
            del cell.metadata["tags"]
    notebook.metadata["language_info"] = dict(_LANGUAGE)  # the kernel adds its version, which is this machine's
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.metadata.pop("execution", None)
            shown = cell.outputs if is_lesson_cell(cell) else []
            cell.outputs = [_plain(output) for output in shown if _is_shown(output)]


def _is_shown(output: Any) -> bool:
    """Errors' streams name files of this machine, so warnings are not kept."""
    return not (output.output_type == "stream" and output.name == "stderr")


def _plain(output: Any) -> Any:
    output.pop("execution_count", None)
    if output.output_type == "execute_result":
        output["execution_count"] = None
    return output
