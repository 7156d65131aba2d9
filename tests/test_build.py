"""Building: what students get holds every signature and no solution, and is the same each time it is made."""

import ast
import itertools
import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from parts import functions, only

from autograder.build import BuildError, notebook, release
from autograder.build.notebook import source_notebook, take_outputs
from autograder.build.release import library_package, with_course_table
from autograder.course import Course, CourseError, load_course
from autograder.grader_files import hidden_files, released_name, visible_files
from autograder.graders import all_tests
from autograder.lesson_cells import as_taught
from autograder.library import in_order
from autograder.places import course_file

FIRST_CHAPTERS = ("ch0_introduction", "ch1_1_arrays", "ch1_2_matrices", "ch1_3_functions")


@pytest.fixture(params=FIRST_CHAPTERS)
def chapter(request, course):
    return course.chapter(request.param)


# Visible tests


def test_a_chapters_visible_tests_are_released_as_they_are_and_hold_no_hidden_one(chapter, tmp_path):
    release.write_files(chapter, tmp_path)
    hidden = {name for path in hidden_files(chapter) for name in functions(path.read_text())}
    for path in visible_files(chapter):
        released = (tmp_path / released_name(chapter, path)).read_text()
        assert released == path.read_text()
        assert "hidden" not in {node.id for node in ast.walk(ast.parse(released)) if isinstance(node, ast.Name)}
        assert not {name for name in functions(released) if name.startswith("test_")} & hidden
    assert len(list(tmp_path.glob("test_*.py"))) == len(visible_files(chapter))


@pytest.mark.slow
def test_many_visible_tests_are_released_by_topic_and_run_in_the_order_of_the_exercises(course, tmp_path):
    chapter = course.chapter("w4_library")
    release.write_files(chapter, tmp_path / chapter.id)
    released = {path.name for path in (tmp_path / chapter.id).glob("test_*.py")}
    assert {"test_library_losses.py", "test_library_training.py"} <= released
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", chapter.id]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    order = [line.split("::")[1] for line in said.splitlines() if "::" in line]
    tests = {test.function.__name__: test.exercise for test in all_tests(chapter) if not test.hidden}
    assert sorted(order) == sorted(tests)
    assert [name for name, _ in itertools.groupby(tests[name] for name in order)] == [
        exercise.name for exercise in as_taught(chapter)
    ]


# Notebooks

CELL = "```{code-cell}\nexercise: last_rows\nhint: 1\nhint: 2\nhint: 3\n```"

LESSON = """\
---
title: "Arrays"
author: "The authors"
date: "2026-01-01"
---

# Arrays

A paragraph with $x^2$.

```{code-cell}
---
tags: [setup]
---
import numpy as np
from numpy.typing import NDArray
from autograder import check
```

```{code-cell}
print("six times seven is", 6 * 7)
```

```{code-cell}
exercise: last_rows
hint: The idea.
hint: The shapes.
hint: The code.
```

## The end

```{code-cell}
print(last_rows(np.arange(4).reshape(2, 2), 1))
```
"""


@pytest.fixture
def lesson(monkeypatch, tmp_path):
    """A course folder of our own, with the lesson of chapter 1.1: lesson(text) writes it."""
    path = tmp_path / "source" / "ch1_1_arrays" / "lesson.md"
    path.parent.mkdir(parents=True)
    monkeypatch.setattr(notebook, "lesson_file", lambda chapter: tmp_path / "source" / chapter.id / "lesson.md")

    def write(text=LESSON):
        path.write_text(text)

    return write


def test_a_notebook_is_the_same_each_time_it_is_made(course, lesson):
    lesson()
    short, chapter = only(course, "ch1_1_arrays", "last_rows")
    first, second = source_notebook(chapter, short), source_notebook(chapter, short)
    assert nbformat.writes(first) == nbformat.writes(second)
    nbformat.validate(first)
    assert [cell.id for cell in first.cells] == [
        "cell-000", "cell-001", "cell-002", "exercise-last-rows", "check-last-rows", "cell-004", "cell-005",
    ]  # fmt: skip


def test_an_exercise_becomes_a_solution_cell_and_a_check_cell_with_its_points(course, lesson):
    lesson()
    short, chapter = only(course, "ch1_1_arrays", "last_rows")
    solution, check = source_notebook(chapter, short).cells[3:5]
    assert "### BEGIN SOLUTION" in solution.source
    assert (solution.metadata.nbgrader.grade_id, solution.metadata.nbgrader.solution) == ("last_rows", True)
    assert check.source == "check(last_rows)"
    assert (check.metadata.nbgrader.points, check.metadata.nbgrader.grade) == (1.0, True)
    assert check.metadata.nbgrader.locked


def test_the_cells_of_a_lesson_are_marked_but_for_its_setup(course, lesson):
    lesson()
    short, chapter = only(course, "ch1_1_arrays", "last_rows")
    cells = source_notebook(chapter, short).cells
    assert ["course" in cell.metadata for cell in cells if cell.cell_type == "code"] == [
        False,
        True,
        False,
        False,
        True,
    ]


def test_a_figure_has_its_alt_text_and_the_code_that_draws_it_is_folded(course, lesson):
    cell = "```{code-cell}\n---\ntags: [hide-input]\nalt: A rising line.\n---\nplot()\n```\n"
    lesson(LESSON + "\n" + cell)
    short, chapter = only(course, "ch1_1_arrays", "last_rows")
    made = source_notebook(chapter, short)
    figure = made.cells[-1]
    assert figure.metadata["jupyter"] == {"source_hidden": True}
    figure.outputs = [nbformat.v4.new_output("display_data", {"image/png": "iVBO", "text/plain": "<Figure>"})]
    notebook.finish_cells(made)
    assert figure.outputs[0].metadata["image/png"]["alt"] == "A rising line."
    nbformat.validate(made)


def test_the_ids_of_cells_are_unique_in_every_chapter(course, chapter):
    ids = [cell.id for cell in source_notebook(chapter, course).cells]
    assert len(ids) == len(set(ids))
    assert all(len(name) <= 64 for name in ids)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("exercise: last_rows", "print(1)", "has no cell for last_rows. Add a code cell that says"),
        ('author: "The authors"\n', "", "front-matter lacks 'author'"),
        (
            "## The end",
            "```{code-cell}\nexercise: last_rows\nhint: 1\nhint: 2\nhint: 3\n```",
            "the exercise last_rows stands there twice",
        ),
    ],
)
def test_a_lesson_that_disagrees_with_course_toml_is_refused(course, lesson, old, new, says):
    lesson(LESSON.replace(old, new))
    short, chapter = only(course, "ch1_1_arrays", "last_rows")
    with pytest.raises(BuildError, match=says):
        source_notebook(chapter, short)


def test_a_lesson_with_an_exercise_of_another_chapter_is_refused(course, lesson):
    lesson(LESSON + "\n```{code-cell}\nexercise: sigmoid\nhint: 1\nhint: 2\nhint: 3\n```\n")
    short, chapter = only(course, "ch1_1_arrays", "last_rows")
    with pytest.raises(CourseError, match="has no exercise 'sigmoid'"):
        source_notebook(chapter, short)


def test_a_lesson_that_is_missing_is_told(course, lesson):
    short, chapter = only(course, "ch1_1_arrays", "last_rows")
    with pytest.raises(BuildError, match=r"lesson\.md is missing: course\.toml lists the chapter ch1_1_arrays"):
        source_notebook(chapter, short)


def test_outputs_are_kept_as_long_as_no_code_changes(course, lesson):
    lesson()
    short, chapter = only(course, "ch1_1_arrays", "last_rows")
    older = source_notebook(chapter, short)
    older.cells[2].outputs = [nbformat.v4.new_output("stream", text="42")]
    older.cells[3].outputs = [nbformat.v4.new_output("stream", text="of an exercise")]
    lesson(LESSON.replace("A paragraph", "Another paragraph"))
    same = source_notebook(chapter, short)
    assert take_outputs(same, older)
    assert same.cells[2].outputs[0].text == "42"
    assert same.cells[3].outputs == []
    lesson(LESSON.replace("6 * 7", "6 * 8"))
    assert not take_outputs(source_notebook(chapter, short), older)
    assert not take_outputs(source_notebook(chapter, short), None)


# A release


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A course of one chapter and two exercises, built whole in a folder of its own."""

    root = tmp_path_factory.mktemp("built")
    short, chapter = only(load_course(), "ch1_1_arrays", "last_rows", "normalize")
    for name in ("nbgrader_config.py", "README.md"):
        shutil.copy(course_file().parent / name, root)
    for folder in ("source/ch1_1_arrays", "release", "solutions/neural_network", "graders"):
        (root / folder).mkdir(parents=True)
    (root / "source/ch1_1_arrays/lesson.md").write_text(
        LESSON + "\n```{code-cell}\nexercise: normalize\nhint: 1\nhint: 2\nhint: 3\n```\n"
    )
    for path in visible_files(chapter):
        shutil.copy(path, root / "graders")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "course_file", lambda: root / "course.toml")
        patch.setattr(release, "visible_files", lambda chapter: sorted((root / "graders").glob("*.py")))
        patch.setattr(notebook, "lesson_file", lambda chapter: root / "source" / chapter.id / "lesson.md")
        changed = release.build(short)
        yield root, short, [str(path.relative_to(root)) for path in changed]


@pytest.mark.slow
def test_a_build_makes_notebook_stub_tests_and_the_workspace(built):
    root, short, changed = built
    assert changed == [
        "release/README.md",
        "release/ch1_1_arrays/arrays.py",
        "release/ch1_1_arrays/ch1_1_arrays.ipynb",
        "release/ch1_1_arrays/test_arrays.py",
        "release/neural_network/__init__.py",
        *(f"release/neural_network/{name}.py" for name in sorted(("types", *(part.name for part in short.parts)))),
        "release/pyproject.toml",
    ]
    assert (root / "release/ch1_1_arrays/test_arrays.py").read_text() == (root / "graders/test_visible.py").read_text()


@pytest.mark.slow
def test_a_released_notebook_shows_real_outputs_and_no_solution(built):
    root, _, _ = built
    text = (root / "release/ch1_1_arrays/ch1_1_arrays.ipynb").read_text()
    cells = {cell["id"]: cell for cell in json.loads(text)["cells"]}
    assert cells["cell-002"]["outputs"][0]["text"] in ("six times seven is 42\n", ["six times seven is 42\n"])
    assert "[[2 3]]" in "".join(cells["cell-005"]["outputs"][0]["text"])
    assert "NotImplementedError" in "".join(cells["exercise-last-rows"]["source"])
    assert "len(X) - k" not in text.replace("X[len(X) - k:]", "")
    assert cells["exercise-last-rows"]["outputs"] == []


@pytest.mark.slow
def test_what_was_just_built_is_not_stale_and_builds_to_the_same(built):
    _, short, _ = built
    assert release.stale(short) == []
    assert release.build(short) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("release/ch1_1_arrays/arrays.py", lambda path: path.write_text(path.read_text() + "# more\n")),
        ("release/ch1_1_arrays/test_arrays.py", Path.unlink),
        ("release/extra.txt", lambda path: path.write_text("more")),
        ("release/neural_network/__init__.py", lambda path: path.write_text("")),
        ("solutions/neural_network/__init__.py", lambda path: path.write_text("")),
    ],
)
def test_a_file_that_is_not_what_a_build_makes_is_stale(built, name, harm):
    root, short, _ = built
    path = root / name
    before = path.read_bytes() if path.exists() else None
    harm(path)
    try:
        assert release.stale(short) == [path]
    finally:
        path.unlink(missing_ok=True)
        if before is not None:
            path.write_bytes(before)


@pytest.mark.slow
def test_a_picture_drawn_a_little_differently_is_not_stale_but_another_output_is(built, monkeypatch):
    root, short, _ = built
    path = root / "release/ch1_1_arrays/ch1_1_arrays.ipynb"
    source = root / "source/ch1_1_arrays/ch1_1_arrays.ipynb"
    before = {path: path.read_text(), source: source.read_text()}

    def show(place, picture, text):
        drawn = json.loads(before[place])
        data = {"image/png": picture, "text/plain": [text]}
        drawn["cells"][2]["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]
        place.write_text(json.dumps(drawn))

    older = release._older  # a build whose outputs come from another machine: not from release/
    monkeypatch.setattr(release, "_older", lambda place: None if place == path else older(place))
    try:
        show(source, "abc", "<Figure>")
        show(path, "def", "<Figure>")
        assert release.stale(short) == []
        show(source, "abc", "<Figure>")
        show(path, "abc", "another text")
        assert release.stale(short) == [path]
    finally:
        for place, text in before.items():
            place.write_text(text)


# What is made beside


def test_the_library_exports_every_function_from_the_last_chapter_that_has_it(course):
    namespace = ast.parse(library_package(course))
    imported = [alias.name for node in namespace.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    exported = ast.literal_eval(namespace.body[-1].value)
    library = {exercise.name for chapter in course.chapters for exercise in chapter.library}
    library |= {part.name for part in course.parts}
    assert sorted(imported) == sorted(library)
    assert exported == in_order(library)


def test_a_function_that_a_later_chapter_extends_is_the_later_chapters(course: Course):
    first, second = course.chapter("ch1_1_arrays"), course.chapter("ch1_2_matrices")
    later = second.model_copy(update={"exercises": first.library})
    module = course.modules[0].model_copy(update={"chapters": (first, later)})
    text = library_package(course.model_copy(update={"modules": (module,)}))
    assert "from neural_network.matrices import normalize" in text
    assert "neural_network.arrays" not in text


def test_the_table_of_chapters_is_made_anew_between_its_marks(course):
    readme = "# Title\n<!-- made by `course build` from course.toml: -->\nout of date\n<!-- end -->\nrest\n"
    text = with_course_table(readme, course)
    assert text.startswith("# Title\n")
    assert text.endswith("<!-- end -->\nrest\n")
    assert "out of date" not in text
    assert all(chapter.title in text for chapter in course.chapters)
    assert "| `ch0_introduction/` | `count_ink` |" in text  # no library function: its practice is shown
    assert "| `ch1_1_arrays/` | `normalize` |" in text
    assert with_course_table(text, course) == text
    with pytest.raises(BuildError, match=r"README\.md has lost the lines"):
        with_course_table("# Title\n", course)
