"""Where nbgrader has no hook for what a class needs: its autograde command, its timestamps, its gradebook.

`hook_into_nbgrader` puts our own in these places, once per process; the configuration calls it.
"""

import functools
import logging
from datetime import datetime
from pathlib import Path
from typing import Any

import nbconvert.exporters.html
import nbformat
import nbgrader.apps.api
import nbgrader.apps.autogradeapp
import nbgrader.apps.generateassignmentapp
import nbgrader.server_extensions.formgrader.formgrader
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.classroom.changes import GUIDE, cells_of, changes, digests_to_come
from autograder.classroom.gradebook import amiss, forget_ungraded, patient_connections, wait_for_gradebook
from autograder.classroom.guard import (
    is_configured,
    refuse_unless_configured,
    require_gradebook,
    require_isolation,
    require_seed,
)
from autograder.classroom.late import read_allowances
from autograder.classroom.pages import FormgraderPage, parsed
from autograder.classroom.screening import TIMESTAMP, Skipped, admit, read_timestamp
from autograder.course import CourseError, load_course
from autograder.sandbox.warm import WarmSandboxes


@functools.cache
def hook_into_nbgrader() -> None:
    """Have nbgrader grade a class with ScreenedAutograde, refuse what a gradebook cannot hold, distrust time stamps,
    and wait for a gradebook in use."""
    for module in (nbgrader.apps.autogradeapp, nbgrader.apps.api):
        module.Autograde = ScreenedAutograde
    nbgrader.server_extensions.formgrader.formgrader.HTMLExporter = FormgraderPage
    nbconvert.exporters.html.BeautifulSoup = parsed  # type: ignore[attr-defined,assignment]
    for module in (nbgrader.apps.generateassignmentapp, nbgrader.apps.api):
        module.GenerateAssignment = CarefulGenerateAssignment

    # collect and autograde read a submission's time where the student may have put anything, and formgrader reads it
    # before that is screened.
    def get_existing_timestamp(self: Any, folder: str) -> datetime | None:
        return read_timestamp(Path(folder, TIMESTAMP), _zone(self))

    def get_submitted_timestamp(self: Any, assignment: str, student: str) -> datetime | None:
        folder = self.coursedir.format_path(self.coursedir.submitted_directory, student, assignment)
        return read_timestamp(Path(folder, TIMESTAMP), _zone(self.coursedir))

    CourseDirectory.get_existing_timestamp = get_existing_timestamp
    NbGraderAPI.get_submitted_timestamp = get_submitted_timestamp
    patient_connections()
    logging.setLogRecordFactory(printable_record)


def _zone(coursedir: Any) -> str:
    """The zone in which nbgrader's submit writes the time."""
    config = (coursedir.parent or coursedir).config  # its own is older than the settings
    return str(config.Exchange.get("timezone", "UTC"))


def printable_record(*about: Any, **options: Any) -> logging.LogRecord:
    """A record of a log, in which no name steers a terminal or adds a line: nbgrader tells each file that it copies,
    whose name a student chose."""
    record = logging.LogRecord(*about, **options)
    if isinstance(record.args, tuple):
        record.args = tuple(_escaped(str(arg)) if isinstance(arg, str | Path) else arg for arg in record.args)
    record.msg = _escaped(record.msg, keep="\n\t") if isinstance(record.msg, str) else record.msg
    return record


def _escaped(text: str, keep: str = "") -> str:
    """A text with what cannot be printed as Python would spell it: \\n, \\x1b, \\udcff."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in keep else c.encode("unicode_escape").decode() for c in text)


class ScreenedAutograde(Autograde):  # type: ignore[misc]
    """nbgrader's autograde, which looks at a class before it opens the first submission, grades only where student
    code is isolated, and ends with an error where somebody could not be graded for no fault of their own."""

    def start(self) -> None:
        refuse_unless_configured(self)
        self.skipped: list[Skipped] = []
        self.sandboxes = WarmSandboxes()
        if not is_configured(self):  # an assignment that is not ours
            super().start()
            return
        require_isolation(self.log)
        self.seed = require_seed(Path(self.coursedir.root), self.log)
        _require_late_days(Path(self.coursedir.root), self.log)
        wait_for_gradebook(self.coursedir.db_url, self.log)
        require_gradebook(self.coursedir, self.log)
        self.skipped += admit(self.coursedir, self.log)
        failed = False
        try:
            super().start()
        except NbGraderException:  # which it has logged, as errors of ours or of nobody's submission in particular
            failed = True
        finally:
            self.sandboxes.close()
        self._forget_vanished()
        for item in self.skipped:
            self.log.error("NOT graded: %s. %s", item.student, item.reason)
        if failed or self.skipped:
            message = "Not everybody was graded. Mend what is said above, and run this command again."
            self.log.error(message)
            raise NbGraderException(message)

    def init_notebooks(self) -> None:
        super().init_notebooks()
        for item in self.skipped:
            self.assignments.pop(str(item.folder), None)

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Whether to grade a submission; not where it has gone since it was looked at, or cannot be written down."""
        folder = self._format_source(assignment_id, student_id)
        if is_configured(self) and not _is_there(folder, assignment_id):
            self._skip_vanished(assignment_id, student_id)
            return False
        wait_for_gradebook(self.coursedir.db_url, self.log)
        return bool(super().init_destination(assignment_id, student_id))

    def _skip_vanished(self, assignment_id: str, student_id: str) -> None:
        folder = self.coursedir.format_path(self.coursedir.submitted_directory, student_id, assignment_id)
        reason = f"{folder} was there when grading began, and has been removed since. Collect it again."
        self.skipped.append(Skipped(student_id, assignment_id, Path(folder), reason))

    def _forget_vanished(self) -> None:
        """nbgrader gives zero for a submission that goes while it is being graded; nobody earned that zero."""
        told = {item.folder for item in self.skipped}
        for folder in map(Path, self.assignments):
            assignment, student = folder.name, folder.parent.name
            if folder not in told and is_configured(self) and not _is_there(folder, assignment):
                result = self.coursedir.format_path(self.coursedir.autograded_directory, student, assignment)
                if not _is_there(result, assignment):
                    forget_ungraded(self.coursedir.db_url, assignment, student)
                    self._skip_vanished(assignment, student)


class CarefulGenerateAssignment(GenerateAssignment):  # type: ignore[misc]
    """nbgrader's generate_assignment, which says what it means for grades that exist, and where the gradebook cannot
    hold it refuses before the release is wiped, not after."""

    def init_notebooks(self) -> None:
        super().init_notebooks()
        if is_configured(self) and not self.no_database:  # later than here, a refusal removes what was released before
            if said := amiss(self.coursedir.db_url):
                self.log.error("%s", said)
                raise NbGraderException(said)
            for assignment in {Path(folder).name for folder in self.assignments}:
                self._look_at_grades(assignment)

    def _look_at_grades(self, assignment: str) -> None:
        source = Path(self._format_source(assignment, "."), f"{assignment}.ipynb")
        if not source.is_file():
            return
        cells = cells_of(nbformat.read(source, as_version=4))
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            found = changes(gradebook, assignment, cells, digests_to_come(load_course(), assignment))
        for change in found:
            (self.log.error if change.refused else self.log.warning)("%s.", change)
        if any(change.refused for change in found):
            message = f"Nothing was changed. {GUIDE}."
            self.log.error(message)
            raise NbGraderException(message)


def _require_late_days(root: Path, log: logging.Logger) -> None:
    """End nbgrader's command where the table of late days cannot be read."""
    try:
        read_allowances(root)
    except CourseError as error:
        log.error("%s", error)
        raise NbGraderException(str(error)) from None


def _is_there(folder: str | Path, assignment: str) -> bool:
    """Whether a folder has its notebook; one that may not be entered has not gone."""
    try:
        return Path(folder, f"{assignment}.ipynb").is_file()
    except OSError:
        return True
