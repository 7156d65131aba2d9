"""The two packages: what each holds, and that each is whole: from `course init` to the first points."""

import ast
import json
import re
import shutil
import tomllib
import zipfile
from collections.abc import Callable
from email.parser import Parser
from pathlib import Path

import pytest
from installed import FULL, STUDENTS, Installation, new_installation

from autograder.build import BuildError, packages
from autograder.build.stub import read_chapter
from autograder.course import Chapter, Course
from autograder.grader_files import hidden_files, mistake_files
from autograder.lesson_cells import as_taught
from autograder.places import course_file

CHECKOUT = course_file().parent


@pytest.fixture(scope="module")
def names(wheels: dict[str, Path]) -> dict[str, set[str]]:
    """The names of the files in each wheel."""
    found = {}
    for package, path in wheels.items():
        with zipfile.ZipFile(path) as file:
            found[package] = set(file.namelist())
    return found


@pytest.fixture(scope="module")
def everything(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The Python of somebody who learns alone."""
    return new_installation(tmp_path_factory.mktemp("everything"), wheels[FULL])


def answer(space: Path, course: Course, chapter_id: str, *only: str, change: Callable[[str], str] = str) -> None:
    """Write the right answers of a chapter into its module in a workspace."""
    chapter = course.chapter(chapter_id)
    path = space / chapter.id / f"{chapter.module}.py"
    text = path.read_text(encoding="utf-8")
    for name, solution in read_chapter(chapter).solutions.items():
        if not only or name in only:
            kept = [line for line in solution.marked.split("\n") if not line.strip().startswith("###")]
            text = text.replace(solution.stub, change("\n".join(kept)))
    path.write_text(text, encoding="utf-8")


def solve(space: Path, chapter: Chapter) -> None:
    """Write a chapter's module as the reference has it, with its private helpers beside its functions."""
    paths = [CHECKOUT / "solutions" / part / f"{chapter.module}.py" for part in ("neural_network", "practice")]
    lines = [line for path in paths if path.is_file() for line in path.read_text(encoding="utf-8").split("\n")]
    kept = [line for line in lines if not line.startswith(f"from neural_network.{chapter.module} import")]
    (space / chapter.id / f"{chapter.module}.py").write_text("\n".join(kept), encoding="utf-8")


# What they hold


def metadata(path: Path) -> dict[str, list[str]]:
    with zipfile.ZipFile(path) as file:
        (name,) = (name for name in file.namelist() if name.endswith(".dist-info/METADATA"))
        told = Parser().parsestr(file.read(name).decode())
    return {key: told.get_all(key, []) for key in set(told)}


@pytest.mark.slow
def test_both_wheels_say_the_same_but_for_their_names(wheels: dict[str, Path]) -> None:
    students, full = metadata(wheels[STUDENTS]), metadata(wheels[FULL])
    assert (students["Name"], full["Name"]) == ([STUDENTS], [FULL])
    assert {key for key in students if students[key] != full[key]} == {"Name", "Summary"}
    assert any("nbgrader" in text and "extra == 'instructor'" in text for text in full["Requires-Dist"])
    assert not any(text.startswith("numpy-dl-course") for text in full["Requires-Dist"])


@pytest.mark.slow
def test_the_full_wheel_holds_all_that_the_students_does_not(names: dict[str, set[str]], course: Course) -> None:
    only_full = names[FULL] - names[STUDENTS]
    for chapter in course.chapters:
        files = [path.name for path in (*hidden_files(chapter), *mistake_files(chapter))]
        assert len(files) >= 2
        for file in (*files, "explanations.json.gz"):
            assert f"autograder/graders/{chapter.id}/{file}" in only_full
    solutions = {f"autograder/{path.relative_to(CHECKOUT)}" for path in (CHECKOUT / "solutions").glob("*/*.py")}
    assert len(solutions) > 20
    assert solutions <= only_full
    assert not {name for name in names[STUDENTS] - names[FULL] if not name.startswith("numpy_dl_course-")}


@pytest.mark.slow
def test_each_wheel_holds_the_workspace_and_neither_the_demo(names: dict[str, set[str]]) -> None:
    for package in (STUDENTS, FULL):
        for path in (CHECKOUT / "release").rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"autograder/{path.relative_to(CHECKOUT)}" in names[package]
        assert "autograder/classroom/demo.py" not in names[package]


def test_what_differs_between_the_packages_stands_in_pyproject_alone() -> None:
    students = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    full = packages.full(students)
    assert full["project"]["version"] == students["project"]["version"]
    assert full["project"]["dependencies"] == students["project"]["dependencies"]
    assert full["project"]["name"] == FULL
    assert students["project"]["name"] == STUDENTS


def test_no_package_is_made_without_the_table_of_explanations(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "is_fresh", lambda _chapter: False)
    with pytest.raises(BuildError, match="course build --explanations"):
        packages.make_packages(course, tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


# What can be done with them


@pytest.mark.slow
def test_who_learns_alone_gets_points_solutions_and_stand_ins(
    everything: Installation, course: Course, tmp_path: Path
) -> None:
    everything.run(tmp_path, "course", "init", "my course")
    space = tmp_path / "my course"
    assert "write count_ink" in everything.run(space, "course")
    answer(space, course, "ch1_1_arrays")
    points = f"{course.chapter('ch1_1_arrays').points:g}"
    assert f"{points} / {points} points" in everything.run(space, "course", "check", "1.1")
    assert f"{points} / {points}" in everything.run(space, "course")
    assert "The two are much alike" in everything.run(space, "course", "solution", "normalize")
    # 3.1 builds on 1.3 and 2.3, which are skipped: the reference stands in, and it is said.
    everything.run(space, "course", "skip", "1.3", "2.3")
    answer(space, course, "ch3_1_perceptron")
    said = " ".join(everything.run(space, "course", "check", "3.1").split())
    points = f"{course.chapter('ch3_1_perceptron').points:g}"
    assert f"{points} / {points} points" in said
    assert "The course's own sigmoid (1.3) and gradient_descent, logistic_loss (2.3) stand in for" in said
    done = [e for name in ("ch1_1_arrays", "ch3_1_perceptron") for e in course.chapter(name).exercises if not e.stretch]
    assert f" {len(done)} of " in everything.run(space, "course")


SKIPPED = ("1.2", "2.1", "2.4", "3.2", "4.1")


@pytest.mark.slow
def test_from_1_1_to_4_3_with_chapters_skipped(everything: Installation, course: Course, tmp_path: Path) -> None:
    """What is skipped is the reference's, and it is said; the rest is solved, and earns all points."""
    way = course.chapters[1 : course.chapters.index(course.find("4.3").chapter) + 1]
    skipped = [chapter for chapter in way if chapter.number in SKIPPED]
    written = [chapter for chapter in way if chapter not in skipped]
    everything.run(tmp_path, "course", "init")
    everything.run(tmp_path, "course", "skip", "0")
    stood_in = set()
    for chapter in way:
        said = " ".join(everything.run(tmp_path, "course", "next").split())
        assert f"read {chapter.id}/{chapter.id}.ipynb, and write {as_taught(chapter)[0].name} " in said
        if chapter in skipped:
            everything.run(tmp_path, "course", "skip", chapter.number)
            continue
        solve(tmp_path, chapter)
        said = " ".join(everything.run(tmp_path, "course", "check", chapter.number).split())
        assert f"{chapter.points:g} / {chapter.points:g} points" in said
        assert "✗" not in said
        told = re.search(r"The course's own (.*?) stands? in for what you have still to write", said)
        names = set(re.findall(r"\w+(?=,| \()", told[1])) if told else set()
        skipped_names = {each.name for other in skipped for each in other.library}
        assert names == imported(tmp_path / chapter.id, chapter.module) & skipped_names
        stood_in |= names
    assert len(stood_in) > 5
    done = sum(not exercise.stretch for chapter in written for exercise in chapter.exercises)
    assert f" {done} of " in everything.run(tmp_path, "course")
    following = course.chapters[course.chapters.index(way[-1]) + 1]
    assert f"write {as_taught(following)[0].name} " in " ".join(everything.run(tmp_path, "course", "next").split())


def imported(folder: Path, module: str) -> set[str]:
    """What a chapter's module and its notebook import of the library, by name."""
    cells = json.loads((folder / f"{folder.name}.ipynb").read_text(encoding="utf-8"))["cells"]
    texts = [(folder / f"{module}.py").read_text(encoding="utf-8")]
    texts += ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    nodes = [node for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    return {alias.name for node in nodes if str(node.module).startswith("neural_network") for alias in node.names}


@pytest.mark.slow
def test_what_the_learner_wrote_goes_before_the_reference(
    everything: Installation, course: Course, tmp_path: Path
) -> None:
    everything.run(tmp_path, "course", "init")
    answer(tmp_path, course, "ch3_1_perceptron", "forward_perceptron")
    right = everything.run(tmp_path, "course", "check", "forward_perceptron")
    assert "The course's own sigmoid (1.3)" in right
    path = tmp_path / "ch1_3_functions" / "functions.py"
    path.write_text("def sigmoid(Z):\n    return Z\n", encoding="utf-8")
    wrong = " ".join(everything.run(tmp_path, "course", "check", "forward_perceptron", status=1).split())
    assert "forward_perceptron calls your sigmoid, which does not pass" in wrong
    assert "sigmoid (1.3)" not in wrong
    assert "next: edit ch1_3_functions/functions.py:1, then course check " in wrong
    assert "edit ch1_3_functions/functions.py:1, then" in " ".join(
        everything.run(tmp_path, "course", "next", "3.1").split()
    )


@pytest.mark.slow
def test_a_student_sees_a_learners_commands_and_no_others(wheels: dict[str, Path], tmp_path: Path) -> None:
    student = new_installation(tmp_path / "student", wheels[STUDENTS])
    said = student.run(tmp_path, "course", "--help")
    assert " init " in said
    assert "Teaching" not in said
    assert "Writing the course" not in said
    space = tmp_path / "space"
    student.run(tmp_path, "course", "init", "space")
    answer(space, Course.model_validate(tomllib.loads((CHECKOUT / "course.toml").read_text())), "ch1_1_arrays")
    assert "visible tests" in student.run(space, "course", "check", "1.1")
    arrays = json.loads(student.run(space, "course", "list", "1.1", "--json"))[0]
    assert "score" not in arrays["exercises"][0]
    assert "not in the students' package" in student.run(space, "course", "solution", "normalize", status=2)
    assert "stays closed until it is written" in " ".join(student.run(space, "course", "skip", "sigmoid").split())


@pytest.mark.slow
def test_both_at_once_are_refused_with_what_mends_it(wheels: dict[str, Path], tmp_path: Path) -> None:
    both = new_installation(tmp_path / "both", wheels[STUDENTS], wheels[FULL])
    said = both.run(tmp_path, "course", "next", status=2)
    assert "python -m pip uninstall --yes numpy-dl-course numpy-dl-course-full" in said
    shutil.rmtree(both.site / next(path.name for path in both.site.glob("numpy_dl_course_full-*.dist-info")))
    both.run(tmp_path, "course", "--help")
