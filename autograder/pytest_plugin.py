"""pytest in a chapter's folder: the `student` fixture, and failures told as the grader tells them.

The fixture loads the folder's own module and notebook in this process. A function that still raises
NotImplementedError is reported as "not started", without a traceback, and the run does not pass. A stretch exercise is
then reported as optional, and the run passes.
"""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from autograder.course import Chapter
    from autograder.sandbox.student import Student

_NOT_STARTED = pytest.StashKey[str]()
_UNUSABLE = ("not_started", "undefined", "not_callable", "syntax")  # of a function that nothing can be said of


@pytest.fixture(scope="module")
def student(request: pytest.FixtureRequest) -> "Student":
    """The functions of the chapter folder in which the test file stands."""
    from autograder.course import load_course
    from autograder.learner.workspace import local_student
    from autograder.submission import SubmissionError

    course, folder = load_course(), request.path.parent
    try:
        return local_student(folder, course, _chapter_of(request.path))
    except SubmissionError as error:
        pytest.fail(str(error), pytrace=False)


def _chapter_of(path: Path) -> "Chapter":
    from autograder.course import CourseError, load_course

    try:
        return load_course().find(path).chapter
    except CourseError:
        pytest.fail(f"{path} belongs to no chapter of the course: was its folder or file renamed?", pytrace=False)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a marked test as the grader does, and fail with the grader's explanation; leave other tests to pytest."""
    test = getattr(pyfuncitem.obj, "course_test", None)
    student: Any = pyfuncitem.funcargs.get("student")
    if test is None or student is None:
        return None
    from autograder.course import load_course
    from autograder.graders import load_grader
    from autograder.grading.failures import failures, left_out, missing
    from autograder.grading.run import observe
    from autograder.grading.table import explanations
    from autograder.learner.workspace import submission_here
    from autograder.report.account import explanation

    chapter = _chapter_of(pyfuncitem.path)
    exercises = load_grader(chapter).tests
    stretch = test.exercise in exercises and chapter.exercise(test.exercise).stretch
    unwritten = test.exercise in submission_here(pyfuncitem.path.parent, load_course(), chapter).unwritten
    if stretch and (unwritten or left_out(test.exercise, student, exercises)):
        pyfuncitem.user_properties.append(("optional", test.exercise))
        return True
    if unwritten:
        _not_started(pyfuncitem, test.exercise)
    failure = missing(test.exercise, student, exercises)
    told = len(student.notes)
    if failure is None:
        seen = [observe(test, student, None)]
        known = explanations(chapter).table.get(test.exercise, ())
        if seen[0].found is not None and known and test.purpose == "visible":
            # A mistake is named by all that it does, as the grader names it.
            others = (other for other in exercises[test.exercise] if other.label != test.label)
            seen += [observe(other, student, None) for other in others if not other.hidden]
        failure = failures(seen[:1], seen, student, known).get(test.label)
    for note in student.notes[told:]:
        pyfuncitem.user_properties.append(("advice", f"{test.exercise}: {note}"))
    if test.purpose in ("advice", "preview") and failure is not None and failure.kind not in _UNUSABLE:
        pyfuncitem.user_properties.append(("advice", f"{test.exercise}: {failure.advice or failure.seen}"))
        return True
    if failure is not None:
        if failure.kind == "not_started":
            _not_started(pyfuncitem, test.exercise)
        pytest.fail("\n".join(text for text, _role in explanation(failure)), pytrace=False)
    return True


def _not_started(pyfuncitem: pytest.Function, exercise: str) -> NoReturn:
    pyfuncitem.stash[_NOT_STARTED] = exercise
    pytest.fail(f"{exercise} is not started: it still raises NotImplementedError.", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Mark a report as "not started"."""
    report = yield
    if _NOT_STARTED in item.stash and report.when == "call":
        report.user_properties.append(("not started", item.stash[_NOT_STARTED]))
    return report


def pytest_report_teststatus(
    report: pytest.TestReport,
) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """Show "not started" and "optional" in categories of their own, in gray."""
    if report.when == "call" and "not started" in dict(report.user_properties):
        return "not started", "-", ("NOT STARTED", {"light": True})
    if report.when == "call" and "optional" in dict(report.user_properties):
        return "optional", "☆", ("☆ OPTIONAL", {"light": True})
    return None


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say which exercises are not started, what to do next, and what costs nothing but is worth knowing."""
    passed = terminalreporter.stats.get("passed", [])
    told = [text for report in passed for name, text in report.user_properties if name == "advice"]
    if told:
        terminalreporter.section("advice, which costs no points")
        for text in told:
            terminalreporter.line(text)
    waiting = terminalreporter.stats.get("not started", [])
    if not waiting:
        return
    names = list(dict.fromkeys(dict(report.user_properties)["not started"] for report in waiting))
    terminalreporter.section("not started")
    terminalreporter.line(", ".join(names), light=True)
    terminalreporter.line(f"next: write {names[0]}; a hint:  course hint {names[0]}")
