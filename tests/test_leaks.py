"""A release that holds a solution, a hidden test or their markers is refused."""

from pathlib import Path

import nbformat
import pytest

from autograder.build import BuildError, release
from autograder.build.release import refuse_leaks
from autograder.build.stub import read_chapter


@pytest.fixture
def planted(tmp_path, course):
    """planted(name, text) is a release with a file of that text in it."""

    def plant(name, text, source=None):
        path = tmp_path / "release" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".ipynb":
            cells = [nbformat.v4.new_markdown_cell("# Text"), nbformat.v4.new_code_cell(text, id="planted")]
            text = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
        path.write_text(text)
        return path.parents[len(Path(name).parts) - 1]

    return plant


def solution_of(course, name):
    for chapter in course.chapters:
        if name in read_chapter(chapter).solutions:
            return read_chapter(chapter).solutions[name].body
    raise LookupError(name)


@pytest.mark.parametrize("file", ["ch1_1_arrays/arrays.py", "ch1_1_arrays/ch1_1_arrays.ipynb"])
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("@SOLUTION@", "holds the solution of normalize"),
        ("def g(X):\n\n    if True:\n        @INDENTED@", "holds the solution of normalize"),
        ("def test_normalize_keeps_any_shape(student):\n    pass", "holds the hidden test test_normalize_keeps"),
        ("x = 1\n### BEGIN SOLUTION", "holds the marker 'BEGIN SOLUTION'"),
        ("@hidden('normalize')\ndef test_new(student): pass", "holds the marker '@hidden'"),
        ("# HIDDEN TESTS follow", "holds the marker 'HIDDEN TEST'"),
        ("def normalize(X):\n    return X", "defines normalize, which students are to write"),
    ],
)
def test_what_students_must_not_see_is_refused(planted, course, file, text, says):
    body = solution_of(course, "normalize")
    text = text.replace("@SOLUTION@", body).replace("@INDENTED@", body.replace("\n", "\n        "))
    with pytest.raises(BuildError, match=says) as caught:
        refuse_leaks(planted(file, text), course)
    assert str(caught.value).startswith(file)


def test_markers_are_refused_in_files_of_any_kind(planted, course):
    with pytest.raises(BuildError, match=r"README\.md holds the marker"):
        refuse_leaks(planted("README.md", "### END SOLUTION"), course)


@pytest.mark.slow
def test_stubs_lessons_and_visible_tests_are_not_refused(planted, course):
    planted("ch1_1_arrays/ch1_1_arrays.ipynb", "this is no Python\nnormalize(X)")
    folder = planted("README.md", "Read on.")
    for chapter in course.chapters:
        release.write_files(chapter, folder / chapter.id)
    refuse_leaks(folder, course)
