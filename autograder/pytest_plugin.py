"""pytest in a chapter's folder: the grader's tests, told as the grader tells them.

An exercise is graded once, in a worker with the exercise's limits, and each of its tests reports what it came to
there. What is counted at the end are exercises. One that still raises NotImplementedError is "not started", and the
run does not pass; a stretch exercise is then "optional", and the run passes. One cause is told once.
"""

from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from autograder.language import _, next_line
from autograder.places import COURSE_TOML, RELEASED

if TYPE_CHECKING:
    from autograder.checks.testing import GraderTest
    from autograder.course import Chapter
    from autograder.grading.results import ExerciseResult
    from autograder.sandbox.student import Student

_STATE = pytest.StashKey[dict[str, str]]()  # of a test: what its report is to carry
_COUNTED = pytest.StashKey[dict[tuple[str, ...], str]]()  # the test that stands for an exercise in the counts
_TOLD = pytest.StashKey[dict[tuple[object, ...], str]]()  # causes that concern more than one exercise, by the first
_SHOWN = 5  # names of exercises


def pytest_configure(config: pytest.Config) -> None:
    """Nothing has been counted or told yet."""
    config.stash[_COUNTED], config.stash[_TOLD] = {}, {}


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Tests are those in the chapters' folders: a course's own copy of them is not for pytest."""
    is_released = collection_path.name == RELEASED and (collection_path / COURSE_TOML).is_file()
    is_written = collection_path.name == "graders" and collection_path.with_name(COURSE_TOML).is_file()
    return True if is_released or is_written else None


@pytest.fixture
def student(request: pytest.FixtureRequest) -> "Iterator[Student | None]":
    """The functions of the chapter folder in which the test file stands, for tests of one's own."""
    if getattr(request.function, "course_test", None) is not None:
        yield None  # the grader has a student of its own
        return
    from autograder.code_files import SubmissionError
    from autograder.course import load_course
    from autograder.learner.workspace import student_here
    from autograder.sandbox.student import StudentStopped

    try:
        with student_here(request.path.parent, load_course(), _chapter_of(request.path)) as found:
            yield found
    except (SubmissionError, StudentStopped) as error:
        pytest.fail(str(error), pytrace=False)


def _chapter_of(path: Path) -> "Chapter":
    from autograder.course import CourseError, load_course

    for place in (path, path.parent):
        with suppress(CourseError):
            return load_course().find(place).chapter
    pytest.fail(
        _("{path} belongs to no chapter of the course: was its folder or file renamed?", path=path), pytrace=False
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have the tests of a chapter run in the order in which its lesson asks for the exercises."""
    from autograder.course import CourseError, load_course
    from autograder.lesson_cells import as_taught

    places: dict[Path, list[int]] = {}
    exercises: dict[pytest.Item, str] = {}
    for place, item in enumerate(items):
        if (test := _test_of(item)) is not None:
            places.setdefault(item.path.parent, []).append(place)
            exercises[item] = test.exercise
    for folder, here in places.items():
        marked = [items[place] for place in here]
        with suppress(CourseError):  # of another folder each test says that it belongs to no chapter
            exercises_there = as_taught(load_course().find(folder).chapter)
            order = {exercise.name: number for number, exercise in enumerate(exercises_there)}
            marked.sort(key=lambda item: order.get(exercises[item], len(order)))
        for place, item in zip(here, marked, strict=True):
            items[place] = item


def _test_of(item: pytest.Item) -> "GraderTest | None":
    return getattr(getattr(item, "obj", None), "course_test", None)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Have a marked test report what the grader found; leave other tests to pytest."""
    test = _test_of(pyfuncitem)
    if test is None or "student" not in pyfuncitem.funcargs:
        return None
    result = _result(pyfuncitem, test)
    state = pyfuncitem.stash[_STATE] = {"exercise": f"{pyfuncitem.path.parent}/{result.name}", "status": result.status}
    if result.notes:
        state["advice"] = "\n".join(f"{result.name}: {note}" for note in result.notes)
    if result.status == "passed":
        return True
    if result.status == "not_started":
        if result.stretch:
            state["status"] = "optional"
            return True
        pytest.fail(_("{name} is not started: it still raises NotImplementedError.", name=result.name), pytrace=False)
    passed = {check.label: check.passed for check in result.checks}.get(test.label)
    if passed:
        return True
    if passed is False:
        _fail(pyfuncitem, test, result)
    state["status"] = "untried"
    pytest.fail(_("can't be checked until {name} passes its other tests", name=result.name), pytrace=False)


def _result(item: pytest.Function, test: "GraderTest") -> "ExerciseResult":
    from autograder.code_files import SubmissionError
    from autograder.course import load_course
    from autograder.learner.workspace import result_here
    from autograder.sandbox.launch import SandboxError

    try:
        return result_here(item.path.parent, load_course(), _chapter_of(item.path), test.exercise)
    except SubmissionError as error:
        pytest.fail(str(error), pytrace=False)
    except SandboxError as error:
        pytest.fail(
            _("The grader failed, not your work: {error}. `course doctor` may tell why.", error=error), pytrace=False
        )


def _fail(item: pytest.Function, test: "GraderTest", result: "ExerciseResult") -> NoReturn:
    """Fail with the grader's explanation, which the first of the tests that fail for a cause gives."""
    from autograder.report.account import account, is_of_all

    told = account(result)
    failed = {each.label: each for each in told.failed}
    lines = [text for text, _role in failed[test.label].lines] if test.label in failed else []
    failure = result.failure
    if failure and is_of_all(result):
        cause = (item.path.parent, failure.kind, failure.seen, failure.advice, failure.lines)
        first = item.config.stash[_TOLD].setdefault(cause, result.name)
        if first != result.name:
            item.stash[_STATE]["status"] = "untried"
            pytest.fail(
                _("{name} can't be checked, for the reason that {first} shows.", name=result.name, first=first),
                pytrace=False,
            )
    if others := [each.label for each in told.failed if each.label != test.label]:
        lines.append(f"also: {'; '.join(others)}")
    pytest.fail("\n".join(lines), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Have a report carry what is known of its exercise."""
    report = yield
    if _STATE in item.stash and report.when == "call":
        report.user_properties.extend(item.stash[_STATE].items())
    return report


def pytest_report_teststatus(
    report: pytest.CollectReport | pytest.TestReport, config: pytest.Config
) -> tuple[str, str, str | tuple[str, dict[str, bool]]] | None:
    """Show each test, and count each exercise once."""
    if not isinstance(report, pytest.TestReport) or report.when != "call":
        return None
    known = dict(report.user_properties)
    if "exercise" not in known:
        return None
    exercise, status = str(known["exercise"]), str(known["status"])
    if status == "failed" and not report.failed:
        return "", ".", "PASSED"  # a part of an exercise that fails
    stands_for = config.stash[_COUNTED].setdefault((exercise, status), report.nodeid)
    counts = stands_for == report.nodeid
    match status:
        case "not_started":
            return _("not started") if counts else "", "-", (_("NOT STARTED"), {"light": True})
        case "optional":
            return _("optional") if counts else "", "☆", (_("☆ OPTIONAL"), {"light": True})
        case "untried":
            return "", "-", (_("NOT CHECKED"), {"light": True})
        case "failed":
            return "failed" if counts else "", "F", "FAILED"
    return "passed" if counts else "", ".", "PASSED"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many exercises pass, what to do next, and what costs nothing but is worth knowing."""
    reports = [report for each in terminalreporter.stats.values() for report in each]
    known = [dict(report.user_properties) for report in reports if isinstance(report, pytest.TestReport)]
    known = [each for each in known if "exercise" in each]
    advised: dict[str, list[str]] = {}
    for line in dict.fromkeys(line for each in known for line in str(each.get("advice", "")).splitlines()):
        name, _sign, note = line.partition(": ")
        advised.setdefault(note, []).append(name)
    if advised:
        terminalreporter.section(_("advice, which costs no points"))
        for note, names in advised.items():
            terminalreporter.line(f"{', '.join(names)}: {note}")
    if not known:
        return
    states: dict[str, set[str]] = {name: set() for name, _status in terminalreporter.config.stash[_COUNTED]}
    for each in known:
        states.setdefault(str(each["exercise"]), set()).add(str(each["status"]))
    counted = {name: found for name, found in states.items() if found != {"optional"}}
    if not counted:
        return
    passing = sum(found == {"passed"} for found in counted.values())
    waiting = [Path(name).name for name, found in counted.items() if "not_started" in found]
    terminalreporter.section(_("exercises"))
    terminalreporter.line(_("{passed} of {total} pass their visible tests", passed=passing, total=len(counted)))
    if waiting:
        shown = ", ".join(waiting[:_SHOWN])
        if len(waiting) > _SHOWN:
            shown = _("{names} and {number} more", names=shown, number=len(waiting) - _SHOWN)
        terminalreporter.line(_("not started: {names}", names=shown), light=True)
    if waiting and passing + len(waiting) == len(counted):
        step = _("write {name}{place}; a hint:", name=waiting[0], place="")
        terminalreporter.line(next_line(f"{step}  course hint {waiting[0]}"))
