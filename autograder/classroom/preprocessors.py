"""nbgrader's preprocessors of ours: one marks an assignment as ours, one gives cells their true metadata back, one
grades in the sandbox."""

import json
from pathlib import Path
from typing import Any

from nbformat.v4 import new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearHiddenTests as NbGradersClearHiddenTests
from nbgrader.preprocessors import NbGraderPreprocessor, SaveCells
from nbgrader.utils import is_grade, is_solution
from traitlets import List, Unicode

from autograder.classroom.cells import clean_cell, new_cell, submitted_notebook
from autograder.classroom.graded_before import graded_before
from autograder.classroom.graded_by import remember
from autograder.classroom.guard import KERNEL, GuardedExporter, seal
from autograder.classroom.hooks import ScreenedAutograde
from autograder.classroom.screening import quarantine_reason
from autograder.code_files import SubmissionError
from autograder.course import CHECK, Chapter, Exercise, Limits, load_course
from autograder.graders.digests import test_digests
from autograder.grading.results import ExerciseResult
from autograder.grading.run import Progress, refused
from autograder.report.html import exercise_html
from autograder.report.model import grade
from autograder.submission import Submission, read_submission


class SubmissionExporter(GuardedExporter):
    """Reads a submitted notebook for nbgrader's first step, and its own result for the second."""

    def from_file(self, file_stream: Any, resources: Any = None, **options: Any) -> Any:
        converter: Any = self.parent
        if converter._sanitizing:
            return self.from_notebook_node(submitted_notebook(file_stream.read()), resources=resources, **options)
        return super().from_file(file_stream, resources=resources, **options)


class _AlwaysOn(NbGraderPreprocessor):  # type: ignore[misc]
    """A preprocessor that no setting turns off: without its outputs, nbgrader would give every check full marks."""

    def __call__(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        return self.preprocess(nb, resources)  # type: ignore[no-any-return]


class MarkAndSaveCells(SaveCells):  # type: ignore[misc]
    """nbgrader's SaveCells, which besides has the gradebook name a kernel that no machine has: what takes kernels from
    there, as nbgrader's own preprocessors do, cannot run the students' notebooks. The released notebook keeps its. And
    from then on the gradebook enters nobody's submission without us."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        nb, resources = super().preprocess(nb, resources)
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            gradebook.find_notebook(about["notebook"], about["assignment"]).kernelspec = json.dumps(KERNEL)
            gradebook.db.commit()
            seal(gradebook)
        return nb, resources


class ClearHiddenTests(NbGradersClearHiddenTests):  # type: ignore[misc]
    """nbgrader's own, with the one setting that nbconvert makes for all and warns of where it is not known. A student's
    cell is left as it is: nbgrader would refuse to make feedback for whoever wrote "BEGIN HIDDEN TESTS" in one."""

    display_data_priority = List(NbGraderPreprocessor.display_data_priority.default_args[0]).tag(config=True)

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        if is_grade(cell) and not is_solution(cell):
            cell, resources = super().preprocess_cell(cell, resources, cell_index)
        return cell, resources


class RestoreCells(_AlwaysOn):
    """Takes what is a solution, what is graded and for how many points from the gradebook, and never from the
    submitted notebook: of that, only the text of its cells is kept. Graded cells that were deleted are put back."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            notebook = gradebook.find_notebook(about["notebook"], about["assignment"])
            points = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
            grades = {cell.name for cell in notebook.grade_cells}
            tasks = {cell.name for cell in notebook.task_cells}
            solutions = {cell.name for cell in notebook.solution_cells}
            true = {
                cell.name: {
                    "grade_id": cell.name, "grade": cell.name in grades, "solution": cell.name in solutions,
                    "task": cell.name in tasks, "locked": cell.locked, "schema_version": 3,
                    "cell_type": cell.cell_type, "checksum": cell.checksum,
                    **({"points": points[cell.name]} if cell.name in points else {}),
                }
                for cell in notebook.source_cells
            }  # fmt: skip
            texts = {cell.name: cell.source for cell in notebook.source_cells}
        cells, seen = [], set()
        for cell in nb.cells:
            clean = clean_cell(cell)
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in true and name not in seen and cell.cell_type == true[name]["cell_type"]:
                seen.add(name)
                clean.metadata["nbgrader"] = true[name]
            cells.append(clean)
        for name, metadata in true.items():
            if name not in seen and name in points:
                cells.append(new_cell(metadata["cell_type"], texts[name], nbgrader=metadata))
        for number, cell in enumerate(cells):
            cell["id"] = f"cell-{number}"
        restored = new_notebook(cells=cells)
        restored.metadata["language_info"] = {"name": "python"}
        return restored, resources


class GradeInSandbox(_AlwaysOn):
    """Stands where nbgrader executes notebooks. Student code runs in a worker; what is written into the notebook
    is a score that we computed and an explanation that we wrote."""

    results = Unicode(
        "", help="The folder of results of `course grade`; what holds of them is taken, and not graded again."
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        about = resources["nbgrader"]
        course = load_course()
        chapter = course.chapter(about["assignment"])
        folder = Path(resources["metadata"]["path"])

        def progress(exercise: Exercise, limits: Limits) -> None:
            if limits.are_long:
                self.log.info("Grading %s, which may take up to %g s", exercise.name, limits.seconds)

        results, submission = self._results(folder, chapter, about["student"], progress)
        with Gradebook(about["db_url"]) as gradebook:
            notebook = gradebook.find_notebook(about["notebook"], about["assignment"])
            points = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
            remember(gradebook, chapter.id, about["student"], test_digests(chapter))
        stars = {exercise.name for exercise in chapter.exercises if exercise.stretch}
        for cell in nb.cells:
            meta = cell.metadata.get("nbgrader", {})
            name = meta.get("grade_id", "")
            if meta.get("solution") and submission is not None:
                _show_module_code(cell, name, submission)
            if meta.get("grade") and not meta.get("solution") and cell.cell_type == "code":
                cell.outputs = _outputs(results.get(name.removeprefix(CHECK)), points.get(name, 0.0), name)
                cell.execution_count = 1
            elif name.removeprefix(CHECK) in stars and name.startswith(CHECK) and cell.cell_type == "code":
                cell.outputs = _explanation(results[name.removeprefix(CHECK)])
        return nb, resources

    def _results(
        self, folder: Path, chapter: Chapter, student: str, progress: Progress
    ) -> tuple[dict[str, ExerciseResult], Submission | None]:
        """A submission's exercises by name; with the submission, where it can be read."""
        reason = quarantine_reason(folder)
        submission = None
        if reason is None:
            try:
                submission = read_submission(folder, load_course(), chapter.id)
            except SubmissionError as error:
                reason = str(error).replace(f"{folder}/", "")
        if reason is not None:
            return {exercise.name: exercise for exercise in refused(chapter, reason)}, None
        assert submission is not None
        exercises = self._graded_before(submission, student) or self._graded_now(submission, progress)
        return {exercise.name: exercise for exercise in exercises}, submission

    def _graded_before(self, submission: Submission, student: str) -> tuple[ExerciseResult, ...] | None:
        if not self.results:
            return None
        command = self._command()
        coursedir = command.coursedir
        submitted = coursedir.format_path(coursedir.submitted_directory, student, submission.chapter.id)
        found = graded_before(Path(self.results), student, Path(submitted), submission, command.seed)
        if found is not None:
            self.log.info("Taken from %s, where it was graded", self.results)
        return found

    def _graded_now(self, submission: Submission, progress: Progress) -> tuple[ExerciseResult, ...]:
        command, datasets = self._command(), submission.chapter.datasets
        sandbox = command.sandboxes.take(datasets)
        report = grade(submission, load_course(), sandbox=sandbox, progress=progress, seed=command.seed, own=False)
        command.sandboxes.start(datasets)
        return report.exercises

    def _command(self) -> ScreenedAutograde:
        """nbgrader makes its preprocessors anew for each submission: the command itself keeps what outlives one."""
        command: ScreenedAutograde = self.parent.parent
        return command


def _outputs(result: ExerciseResult | None, points: float, name: str) -> list[Any]:
    """A score as nbgrader reads it (a plain float between 0 and the points), after an explanation in HTML."""
    if result is None:
        # A check that the course knows nothing of: without an output nbgrader would give it full marks.
        message = f"no exercise belongs to {name}: it gives no points"
        return [new_output("error", ename="UnknownCheck", evalue=message, traceback=[message])]
    score = repr(float(points if result.share == 1.0 else round(points * result.share, 2)))
    return [*_explanation(result), new_output("execute_result", {"text/plain": score}, execution_count=1)]


def _explanation(result: ExerciseResult) -> list[Any]:
    return [new_output("display_data", {"text/html": exercise_html(result)})]


def _show_module_code(cell: Any, name: str, submission: Submission) -> None:
    """Where an exercise was written in the .py file, show that code in the notebook, since it is what was graded."""
    place = submission.location(name)
    module = submission.units[0]
    if place.startswith(f"{module.name}:") and module.name.endswith(".py") and name not in submission.unwritten:
        cell.source = f"# handed in as {module.name}\n{submission.definition(name)}"
