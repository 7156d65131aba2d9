"""What nbgrader_config.py sets: which of nbgrader's preprocessors run, and ours among them."""

from pathlib import Path
from typing import Any

from autograder.build.stub import STUB_LINE

_NBGRADER = "nbgrader.preprocessors"
COURSE_ID = "numpy_dl"


def configure(c: Any) -> None:
    """Fill in nbgrader's configuration object. What an instructor sets after this call takes precedence."""
    c.CourseDirectory.course_id = COURSE_ID
    # A lesson's source is no part of what students get; everything else in source/ would be released as it is.
    c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.md"]

    c.ClearSolutions.code_stub = {"python": STUB_LINE}
    # Without ClearOutput: a lesson's cells keep the outputs they really gave; exercise cells have none.
    c.GenerateAssignment.preprocessors = [
        f"{_NBGRADER}.{name}"
        for name in (
            "IncludeHeaderFooter", "LockCells", "ClearSolutions", "CheckCellMetadata", "ComputeChecksums", "SaveCells",
            "ClearHiddenTests", "ClearMarkScheme", "ComputeChecksums", "CheckCellMetadata",
        )
    ]  # fmt: skip
    # release/ is there already, and nbgrader would skip what exists: the gradebook would stay empty.
    c.GenerateAssignment.force = True
    c.GenerateAssignment.post_convert_hook = "autograder.classroom.config.write_stub"

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
    # Our results are HTML of our own making, in which every text of the student's is escaped.
    c.GenerateFeedback.preprocessors = [
        f"{_NBGRADER}.GetGrades",
        f"{_NBGRADER}.ClearHiddenTests",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    # nbgrader's own cells keep their metadata; the lesson's marks are not needed any more.
    c.ClearMetadataPreprocessor.preserve_cell_metadata_mask = {("nbgrader",)}

    from autograder.classroom.screening import check_before_autograde, read_changed_timestamps

    check_before_autograde()
    read_changed_timestamps()


def write_stub(assignment: str, **_: Any) -> None:
    """After generate_assignment, which wipes the folder: put stub module and visible tests beside the notebook."""
    from autograder.build.release import write_files
    from autograder.course import load_course

    # nbgrader is in the course's folder while it converts.
    write_files(load_course().chapter(assignment), Path("release", assignment))
