"""Where grading is not set up in full, it refuses: without the course's configuration, or without full isolation.

nbgrader logs an error in its configuration and goes on with preprocessors of its own, which run student code in a
plain kernel, as the instructor. Three things stand against that. The installation puts jupyter/nbgrader_config.json
where nbgrader looks for settings: it names GuardedExporter, which nbgrader makes before it opens the first submission,
and which ends the command. Where that file is missing, the gradebook itself enters no submission over a connection
that is not ours, so that there is none that counts as zero. And it names a kernel that no machine has, so that what
was entered before is not run either. All know this course's assignments by a mark, and leave other courses alone.
"""

import json
import logging
from glob import glob
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.api import Assignment, Notebook
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import NbGraderException
from sqlalchemy import create_engine, inspect, select, text

from autograder.classroom.gradebook import MARK, amiss
from autograder.grading.seed import Seed, SeedError, course_seed
from autograder.sandbox.launch import ALLOW_REDUCED, IsolationRefused, require_full_isolation

# What the gradebook says that a notebook of this course is run by. The name is what an instructor would read.
KERNEL = {
    "name": "graded-in-the-sandbox-only",
    "display_name": "graded in the sandbox only",
    "language": "python",
}
_OURS = "autograder.classroom.preprocessors."
REMEDY = (
    "Nothing was done: the course's own configuration is not in effect, and nbgrader's would run student code as you. "
    "Run the command in the folder of nbgrader_config.py, leave that file as the course has it, and keep settings of "
    "your own in nbgrader_settings.py beside it. `course ready` says what is amiss."
)

_SEAL = "submissions_are_entered_by_the_course"
_SEALED = f"""
CREATE TRIGGER IF NOT EXISTS {_SEAL} BEFORE INSERT ON submitted_assignment
WHEN (SELECT analysis_limit FROM pragma_analysis_limit) <> {MARK} AND EXISTS (
    SELECT 1 FROM notebook
    WHERE notebook.assignment_id = NEW.assignment_id AND notebook.kernelspec LIKE '%"{KERNEL["name"]}"%')
BEGIN SELECT RAISE(ABORT, '{REMEDY.replace("'", "''")}'); END
"""


class GuardedExporter(NotebookExporter):
    """nbconvert's notebook exporter, which cannot be made for an assignment of ours under another configuration."""

    def __init__(self, config: Any = None, **options: Any) -> None:
        super().__init__(config=config, **options)
        if isinstance(self.parent, Autograde | GenerateAssignment):
            refuse_unless_configured(self.parent)


def refuse_unless_configured(converter: Any) -> None:
    """End nbgrader's command where it would grade or generate an assignment of ours with preprocessors not ours."""
    if not is_configured(converter) and is_ours(converter.coursedir):
        converter.log.error(REMEDY)
        raise NbGraderException(REMEDY)


def is_configured(converter: Any) -> bool:
    """Whether a converter of nbgrader's works with our preprocessors, and none that runs a notebook."""
    if isinstance(converter, Autograde):
        grading = _names(converter.autograde_preprocessors)
        return (
            f"{_OURS}RestoreCells" in _names(converter.sanitize_preprocessors)
            and f"{_OURS}GradeInSandbox" in grading
            and not any(name.endswith(".Execute") for name in grading)
        )
    return f"{_OURS}MarkAndSaveCells" in _names(converter.preprocessors)


def _names(preprocessors: list[Any]) -> set[str]:
    return {item if isinstance(item, str) else f"{item.__module__}.{item.__qualname__}" for item in preprocessors}


def is_ours(coursedir: Any) -> bool:
    """Whether an assignment is one that `course build` made, by its source, its release or the gradebook."""
    assignment = coursedir.assignment_id
    notebooks = [
        path
        for step in (coursedir.source_directory, coursedir.release_directory)
        for path in glob(f"{coursedir.format_path(step, '.', assignment)}/*.ipynb")
    ]
    return any(_was_built(Path(path)) for path in notebooks) or KERNEL["name"] in kernels(coursedir.db_url, assignment)


def _was_built(notebook: Path) -> bool:
    try:
        course = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]["course"]
        return isinstance(course, dict) and "chapter" in course
    except (OSError, ValueError, KeyError, TypeError):
        return False


def kernels(db_url: str, assignment: str) -> list[str]:
    """The kernels that a gradebook names for an assignment's notebooks; none where there is no gradebook."""
    if db_url.startswith("sqlite:///") and not Path(db_url.removeprefix("sqlite:///")).is_file():
        return []  # to connect would make the file
    engine = create_engine(db_url)
    try:
        if not inspect(engine).has_table("notebook"):
            return []
        with engine.connect() as connection:
            found = connection.execute(
                select(Notebook.kernelspec).join(Assignment).where(Assignment.name == assignment)
            ).scalars()
            return [_name_of(text) for text in found]
    finally:
        engine.dispose()


def _name_of(kernelspec: str | None) -> str:
    try:
        return str(json.loads(kernelspec or "{}")["name"])
    except (ValueError, KeyError, TypeError):
        return ""


def seal(gradebook: Any) -> None:
    """Have an open gradebook of nbgrader's enter submissions to our assignments over our connections alone; of the
    kinds of database that it may be, only SQLite's can."""
    if gradebook.engine.dialect.name == "sqlite":
        gradebook.db.execute(text(_SEALED))
        gradebook.db.commit()


def is_sealed(db_url: str) -> bool:
    """Whether `seal` was called on a gradebook, where that is one of SQLite's."""
    engine = create_engine(db_url)
    try:
        with engine.connect() as connection:
            found = text("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = :name")
            return engine.dialect.name != "sqlite" or bool(connection.execute(found, {"name": _SEAL}).first())
    finally:
        engine.dispose()


def require_isolation(log: logging.Logger) -> None:
    """Say how student code is isolated, and end nbgrader's command where that is not in full and nobody allowed it."""
    try:
        state = require_full_isolation()
    except IsolationRefused as refused:
        log.error("%s", refused)
        raise NbGraderException(str(refused)) from None
    if state.full:
        log.info("Isolation: %s", state.summary)
    else:
        log.warning("Isolation: %s. Allowed by %s=1", state.summary, ALLOW_REDUCED)


def require_gradebook(coursedir: Any, log: logging.Logger) -> None:
    """End nbgrader's command where the gradebook cannot be used, or does not know the assignment."""
    said = amiss(coursedir.db_url)
    if not said and "" in (kernels(coursedir.db_url, coursedir.assignment_id) or [""]):
        said = (
            f"The gradebook does not know {coursedir.assignment_id}. Restore it from a backup, or run nbgrader "
            f"generate_assignment {coursedir.assignment_id} first."
        )
    if said:
        log.error("%s", said)
        raise NbGraderException(said)


def require_seed(root: Path, log: logging.Logger) -> Seed:
    """The course's seed, made where there is none yet; nbgrader's command ends where it cannot be had."""
    try:
        return course_seed(root)
    except SeedError as error:
        log.error("%s", error)
        raise NbGraderException(str(error)) from None
