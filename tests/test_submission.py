"""What a student hands in: every form is read as it was meant, and what cannot be read is refused with the remedy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from submissions import NORMALIZE, code, notebook, running, sources

from autograder.code_files import MAX_BYTES, SubmissionError
from autograder.submission import read_submission
from autograder.trees import without_magics


@pytest.fixture
def folder(tmp_path):
    """A chapter's folder, by its usual name."""
    path = tmp_path / "ch1_1_arrays"
    path.mkdir()
    return path


# Finding the chapter


@pytest.mark.parametrize(
    ("name", "chapter"),
    [
        ("arrays.py", "ch1_1_arrays"),
        ("ch1_1_arrays.py", "ch1_1_arrays"),
        ("matrices.py", "ch1_2_matrices"),
        ("ch1_3_functions.ipynb", "ch1_3_functions"),
        ("functions.ipynb", "ch1_3_functions"),
        ("ch1_2_matrices/answers.py", "ch1_2_matrices"),
        ("ch1_2_matrices/arrays.py", "ch1_1_arrays"),
    ],
)
def test_the_chapter_is_found_by_the_name_of_the_file_or_else_of_its_folder(course, tmp_path, name, chapter):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(notebook() if path.suffix == ".ipynb" else "")
    assert read_submission(path, course).chapter.id == chapter


def test_the_chapter_of_a_folder_is_found_by_its_name_or_else_by_the_files_in_it(course, tmp_path, folder):
    (folder / "arrays.py").write_text("")
    assert read_submission(folder, course).chapter.id == "ch1_1_arrays"
    other = tmp_path / "homework"
    other.mkdir()
    (other / "matrices.py").write_text("")
    assert read_submission(other, course).chapter.id == "ch1_2_matrices"


def test_a_chapter_that_is_named_counts_more_than_the_name_of_the_file(course, tmp_path):
    path = tmp_path / "arrays.py"
    path.write_text("")
    assert read_submission(path, course, "ch1_3_functions").chapter.id == "ch1_3_functions"
    with pytest.raises(SubmissionError, match="There is no chapter and no exercise 'ch9'"):
        read_submission(path, course, "ch9")


def test_a_name_that_says_no_chapter_is_answered_with_both_remedies(course, tmp_path):
    path = tmp_path / "homework.py"
    path.write_text("")
    with pytest.raises(SubmissionError, match=r"Name it .*, introduction\.py, or say --chapter ch0_introduction"):
        read_submission(path, course)


# Text of every kind


@pytest.mark.parametrize(
    "data",
    [
        NORMALIZE.encode(),
        b"\xef\xbb\xbf" + NORMALIZE.encode(),
        NORMALIZE.replace("\n", "\r\n").encode(),
        NORMALIZE.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + NORMALIZE.replace("\n", "\r\n").encode(),
        b"# -*- coding: latin-1 -*-\n" + NORMALIZE.encode(),
        NORMALIZE.rstrip().encode(),
    ],
    ids=["plain", "BOM", "CRLF", "CR", "BOM and CRLF", "a coding line", "no last newline"],
)
def test_a_file_of_any_editor_is_read_alike(course, tmp_path, data):
    path = tmp_path / "arrays.py"
    path.write_bytes(data)
    read = read_submission(path, course)
    assert "normalize" in running(read.units)
    line = 4 if b"coding" in data else 3
    assert read.location("normalize") == f"arrays.py:{line}"
    assert read.definition("normalize").endswith("X.std()")


def test_a_notebook_with_a_bom_and_sources_as_lists_of_lines_is_read(course, tmp_path):
    path = tmp_path / "arrays.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + notebook(code(NORMALIZE.splitlines(keepends=True))).encode())
    assert sources(read_submission(path, course).units) == [NORMALIZE]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("# Größe\n".encode("latin-1"), "is not text in UTF-8. Save it again with the encoding UTF-8"),
        ("x = 1\n".encode("utf-16"), "is not text in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is not text in UTF-8"),
        (b"x = 1\0\n", "holds null bytes"),
    ],
    ids=["Latin-1", "UTF-16", "a picture", "null bytes"],
)
def test_a_file_that_is_no_text_is_refused_with_the_remedy(course, tmp_path, data, says):
    path = tmp_path / "arrays.py"
    path.write_bytes(data)
    with pytest.raises(SubmissionError, match=says):
        read_submission(path, course)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        "null",
        "{}",
        '{"cells": 3}',
        '{"cells": [3]}',
        '{"cells": [{}]}',
        '{"cells": [{"cell_type": "code"}]}',
        '{"cells": [{"cell_type": "code", "source": 3}]}',
        '{"cells": [{"cell_type": "code", "source": [3]}]}',
        "[" * 100_000,
        NORMALIZE,
    ],
    ids=lambda text: text[:40] or "nothing",
)
def test_a_file_that_is_no_notebook_is_refused_with_the_remedy(course, tmp_path, text):
    path = tmp_path / "arrays.ipynb"
    path.write_text(text)
    with pytest.raises(SubmissionError, match=r"is not a Jupyter notebook, or is damaged\. Go back .* course reset"):
        read_submission(path, course)


def test_a_notebook_of_long_ago_is_refused_with_what_brings_it_up_to_date(course, tmp_path):
    path = tmp_path / "arrays.ipynb"
    path.write_text('{"worksheets": []}')
    with pytest.raises(SubmissionError, match=r"Open it in JupyterLab and save it again\."):
        read_submission(path, course)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(course, tmp_path):
    path = tmp_path / "arrays.ipynb"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SubmissionError, match=r"larger than 20 MB\. Clear its outputs"):
        read_submission(path, course)


@pytest.mark.slow
def test_more_code_than_anybody_writes_is_refused(course, tmp_path):
    path = tmp_path / "arrays.py"
    path.write_text("x = 1\n" * 40_000)
    assert len(read_submission(path, course).units[0].source) == 240_000
    path.write_text("x = 1\n" * 50_000)
    with pytest.raises(SubmissionError, match=r"more than 256 kB of code\. Take data out of it"):
        read_submission(path, course)


def test_a_link_is_not_followed(course, tmp_path):
    (tmp_path / "secret.txt").write_text("password = 1")
    (tmp_path / "arrays.py").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(SubmissionError, match=r"is a link or no plain file\. Hand in the file itself"):
        read_submission(tmp_path / "arrays.py", course)


def test_what_is_not_there_or_of_another_kind_is_refused_with_the_remedy(course, tmp_path, folder):
    with pytest.raises(SubmissionError, match=r"does not exist. Give a \.py file"):
        read_submission(tmp_path / "arrays.py", course)
    other = tmp_path / "arrays.txt"
    other.write_text("")
    with pytest.raises(SubmissionError, match=r"neither a \.py file nor a \.ipynb notebook"):
        read_submission(other, course)
    with pytest.raises(SubmissionError, match=r"holds neither arrays\.py nor ch1_1_arrays\.ipynb. Is it the right"):
        read_submission(folder, course)


def test_folders_that_bear_the_names_of_files_are_no_files(course, folder):
    (folder / "arrays.py").mkdir()
    (folder / "ch1_1_arrays.ipynb").mkdir()
    with pytest.raises(SubmissionError, match="holds neither"):
        read_submission(folder, course)


@pytest.mark.slow
@given(
    st.text(max_size=80),
    st.text(max_size=80),
    st.one_of(st.none(), st.integers(), st.just({"course": {"lesson": "x"}})),
)
def test_a_notebook_of_any_text_is_read(course, tmp_path_factory, first, second, metadata):
    path = tmp_path_factory.getbasetemp() / "arrays.ipynb"
    cells = [code(first), {**code(second), "metadata": metadata}]
    path.write_text(notebook(*cells), encoding="utf-8")
    read = read_submission(path, course)
    assert len(read.lesson_units) == 2
    assert read.location("normalize") == ""


def test_half_characters_and_null_characters_in_cells_are_read(course, tmp_path):
    path = tmp_path / "arrays.ipynb"
    path.write_text(
        notebook(code("x = '\ud800'", course={"lesson": "x"}), code("y = '\0'"), code(NORMALIZE)), encoding="utf-8"
    )
    read = read_submission(path, course)
    assert read.location("normalize") == "the cell of normalize in arrays.ipynb"


# Magics


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "!pip install numpy",
        "?np.sum",
        "np.sum?",
        "np.sum??",
        "files = !ls",
        "t = %time 3",
        "  %time f()",
    ],
)
def test_a_magic_becomes_an_empty_line(line):
    assert without_magics(f"x = 1\n{line}\ny = 2") == "x = 1\n\ny = 2"


def test_code_beside_a_magic_stays_as_it_is():
    kept = "scale = 2  # enough?\nprint('100% = !sure')\nrest = 7 % 4\nword = 'why?'\nif rest != 3: pass"
    assert without_magics(f"%matplotlib inline\n{kept}") == f"\n{kept}"


@pytest.mark.slow
@given(st.sampled_from(["x = 5 % 3", "a = '''\n%no magic\n'''", "b = (7\n% 4)", 'c = """\nwhat?\n"""']))
def test_what_is_python_already_is_not_touched(source):
    assert without_magics(source) == source


@pytest.mark.parametrize("magic", ["%%time", "%%timeit", "%%capture output", "%%prun"])
def test_a_magic_that_runs_its_cell_leaves_the_code(magic):
    assert without_magics(f"{magic}\nx = 1") == "\nx = 1"


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile arrays.py", "%%javascript"])
def test_a_magic_of_another_language_empties_its_cell(magic):
    assert without_magics(f"\n{magic}\nx = 1") == ""


def test_an_ordinary_mistake_is_left_for_python_to_tell():
    assert without_magics("def f(:\n    pass") == "def f(:\n    pass"
