"""What nbgrader_config.py sets: which preprocessors run, nbgrader's and ours; then an instructor's settings."""

import sys
import traceback
from pathlib import Path
from typing import Any

from autograder.build.stub import STUB_LINE
from autograder.places import course_root, nearest_root, use_course

_NBGRADER = "nbgrader.preprocessors"
COURSE_ID = "numpy_dl"
SETTINGS = "nbgrader_settings.py"


def configure(c: Any, config_file: str) -> None:
    """Fill in nbgrader's configuration object, and let the instructor's settings beside its file take precedence.

    Raises
    ------
    SystemExit
        for settings that cannot be read or run: any other exception nbgrader would log, and go on without us.
    """
    set_preprocessors(c)
    if own := nearest_root(Path(config_file).parent):  # wherever the command is run from
        use_course(own)
    course_root()  # found now: nbgrader goes into students' folders

    from autograder.classroom.hooks import hook_into_nbgrader

    hook_into_nbgrader()
    read_settings(c, Path(config_file).with_name(SETTINGS))


def read_settings(c: Any, path: Path) -> None:
    """Run an instructor's settings, in which `c` is nbgrader's configuration object."""
    if not path.exists() and not path.is_symlink():
        return
    try:
        code = compile(path.read_bytes(), str(path), "exec")
        exec(code, {"c": c, "get_config": lambda: c, "__file__": str(path)})
    except Exception as error:
        frames = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        line = error.lineno if isinstance(error, SyntaxError) else frames[-1] if frames else None
        place = f"{path}, line {line}" if line else str(path)
        sys.exit(f"{place}: {type(error).__name__}: {error}\nNo nbgrader command runs here until this is mended.")


def set_preprocessors(c: Any) -> None:
    """Say what nbgrader's steps do with a notebook."""
    c.CourseDirectory.course_id = COURSE_ID
    # A lesson's source is no part of what students get; everything else in source/ would be released as it is.
    c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.md"]

    c.ExchangeFactory.collect = "autograder.classroom.exchange.Collect"

    c.ClearSolutions.code_stub = {"python": STUB_LINE}
    # Without ClearOutput: a lesson's cells keep the outputs they really gave; exercise cells have none.
    c.GenerateAssignment.preprocessors = [
        name if "." in name else f"{_NBGRADER}.{name}"
        for name in (
            "IncludeHeaderFooter", "LockCells", "ClearSolutions", "CheckCellMetadata", "ComputeChecksums",
            "autograder.classroom.preprocessors.MarkAndSaveCells",
            "ClearHiddenTests", "ClearMarkScheme", "ComputeChecksums", "CheckCellMetadata",
        )
    ]  # fmt: skip
    # release/ is there already, and nbgrader would skip what exists: the gradebook would stay empty.
    c.GenerateAssignment.force = True
    c.GenerateAssignment.post_convert_hook = "autograder.classroom.config.write_stub"

    c.Autograde.exporter_class = "autograder.classroom.preprocessors.SubmissionExporter"
    c.Autograde.sanitize_preprocessors = [
        "autograder.classroom.preprocessors.RestoreCells",
        *(
            f"{_NBGRADER}.{name}"
            for name in (
                "ClearOutput",
                "DeduplicateIds",
                "OverwriteKernelspec",
                "OverwriteCells",
                "CheckCellMetadata",
            )
        ),
    ]
    c.Autograde.autograde_preprocessors = [
        "autograder.classroom.preprocessors.GradeInSandbox",
        f"{_NBGRADER}.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        *(
            f"{_NBGRADER}.{name}"
            for name in ("LimitOutput", "SaveAutoGrades", "AssignLatePenalties", "CheckCellMetadata")
        ),
    ]
    c.AssignLatePenalties.plugin_class = "autograder.classroom.late.LateDays"
    # Our results are HTML of our own making, in which every text of the student's is escaped.
    c.GenerateFeedback.preprocessors = [
        f"{_NBGRADER}.GetGrades",
        "autograder.classroom.preprocessors.ClearHiddenTests",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    c.GenerateFeedback.post_convert_hook = "autograder.classroom.screening.complete_feedback"
    # Of formgrader's pages and of feedback.
    c.HTMLExporter.filters = {
        name: f"autograder.classroom.pages.{name}" for name in ("markdown2html", "highlight_code")
    }
    # nbgrader's own cells keep their metadata; the lesson's marks are not needed any more.
    c.ClearMetadataPreprocessor.preserve_cell_metadata_mask = {("nbgrader",)}


def write_stub(assignment: str, **_: Any) -> None:
    """After generate_assignment, which wipes the folder: put stub module and visible tests beside the notebook. And the
    course gets its seed, if it has none."""
    from autograder.build.release import write_files
    from autograder.course import load_course
    from autograder.grading.seed import course_seed

    # nbgrader is in the course's folder while it converts.
    write_files(load_course().chapter(assignment), Path("release", assignment))
    course_seed(Path())
