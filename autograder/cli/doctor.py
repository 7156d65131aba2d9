"""`course doctor`: what works on this machine."""

import importlib.metadata
import platform

from autograder.cli.words import counted
from autograder.course import load_course
from autograder.places import course_root, is_own, solution_folders
from autograder.sandbox.launch import Isolation, isolation

_OPTIONAL = {
    "jupyterlab": " (the lessons are notebooks: pip install jupyterlab, or an editor that shows them)",
    "nbgrader": " (only who teaches may need it)",
}


def run_doctor(brief: bool) -> int:
    """Print what works; 1 where something that a student needs does not."""
    state = isolation()
    print(f"isolation: {state.summary}")
    if brief:
        return 0
    _show_findings(state)
    print(f"Python: {platform.python_version()} on {platform.system()} {platform.machine()}")
    for name in ("numpy", "scipy", "pytest", *_OPTIONAL):
        try:
            print(f"{name}: {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            print(f"{name}: not installed{_OPTIONAL.get(name, '')}")
    course = load_course()
    exercises = sum(len(chapter.exercises) for chapter in course.chapters)
    where = f" in {course_root()}" if is_own() else ""
    print(f"course{where}: {counted(len(course.chapters), 'chapter')}, {counted(exercises, 'exercise')}")
    print(f"solutions and hidden tests: {'here' if solution_folders() else 'not installed (a student needs none)'}")
    return _check_data()


def _show_findings(state: Isolation) -> None:
    """What the probe tried, as student code would have: each of it must be true of student code."""
    if not state.findings:
        return
    print(f"  {state.program}; student code, as a probe inside it found,")
    for finding in state.findings:
        print(f"  {'NOT SO' if finding.managed else 'ok':<6}  {finding.title}")
        for what in finding.managed:
            print(f"          {what}")


def _check_data() -> int:
    import course_data

    try:
        digits = course_data.load_mnist(subset="test")
        patients = course_data.load_pima()
    except OSError as error:
        print(f"data: {error}")
        return 1
    print(f"data: MNIST ({len(digits.target)} test digits) and Pima ({len(patients.target)} patients) are whole")
    return 0
