"""What a student hands in: every form is read as it was meant, and what cannot be read is refused with the remedy."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import submission
from autograder.report.model import grade
from autograder.sandbox.messages import Problem
from autograder.sandbox.units import Unit
from autograder.sandbox.vocabulary import Vocabulary
from autograder.submission import (
    SubmissionError,
    is_lesson,
    lesson_digest,
    read_submission,
    without_magics,
)

STUB = 'def {name}(X):\n    """Says what to do."""\n    raise NotImplementedError  # write your code here\n'
NORMALIZE = """\
import numpy as np

def normalize(X):
    if X.size == 0:
        raise ValueError("empty")
    centered = X - X.mean()
    return centered if X.min() == X.max() else centered / X.std()
"""


def code(source, **metadata):
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [], "execution_count": None}


def lesson(source):
    """A cell of the lesson, unchanged."""
    return code(source, course={"lesson": lesson_digest(source)})


def prose(source):
    return {"cell_type": "markdown", "source": source, "metadata": {}}


def notebook(*cells):
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def folder(tmp_path):
    """A chapter's folder, by its usual name."""
    path = tmp_path / "ch1_1_arrays"
    path.mkdir()
    return path


def sources(units):
    return [unit.source for unit in units]


def running(units):
    """What a worker would have defined after it ran the units."""
    namespace = {}
    for unit in units:
        exec(unit.source, namespace)
    return namespace


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
        file.truncate(submission.MAX_BYTES + 1)
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


# Stub and notebook together


def both(folder, course, module, *cells):
    (folder / "arrays.py").write_text(module)
    (folder / "ch1_1_arrays.ipynb").write_text(notebook(*cells))
    return read_submission(folder, course)


def test_of_a_folder_the_module_runs_before_the_notebook(course, folder):
    read = both(folder, course, "place = 'module'", prose("# Text"), code("place = 'notebook'"))
    assert [unit.name for unit in read.units] == ["arrays.py", "ch1_1_arrays.ipynb cell 2"]
    assert running(read.units)["place"] == "notebook"


def test_what_is_written_in_both_counts_as_the_notebook_has_it(course, folder):
    read = both(
        folder, course, "def normalize(X):\n    return 'module'", code("def normalize(X):\n    return 'notebook'")
    )
    assert running(read.units)["normalize"](0) == "notebook"
    assert read.location("normalize") == "the cell of normalize in ch1_1_arrays.ipynb"
    assert "'notebook'" in read.definition("normalize")


def test_what_is_written_in_the_module_alone_is_not_undone_by_the_notebooks_stub(course, folder):
    cell = "import numpy as np\n\n\n" + STUB.format(name="normalize") + "after = 1"
    read = both(folder, course, "def normalize(X):\n    return 'module'", code(cell))
    result = running(read.units)
    assert result["normalize"](0) == "module"
    assert result["after"] == 1
    assert read.location("normalize") == "arrays.py:1"


def test_what_is_written_in_the_notebook_alone_counts(course, folder):
    read = both(folder, course, STUB.format(name="normalize"), code("def normalize(X):\n    return 'notebook'"))
    assert running(read.units)["normalize"](0) == "notebook"


def test_each_exercise_is_taken_from_where_it_was_written(course, folder):
    module = "def normalize(X):\n    return 'module'\n\n" + STUB.format(name="last_rows")
    cells = code(STUB.format(name="normalize")), code("def last_rows(X, k):\n    return 'notebook'")
    result = running(both(folder, course, module, *cells).units)
    assert (result["normalize"](0), result["last_rows"](0, 0)) == ("module", "notebook")


def test_what_is_written_nowhere_stays_a_stub(course, folder):
    read = both(folder, course, STUB.format(name="normalize"), code(STUB.format(name="normalize")))
    with pytest.raises(NotImplementedError):
        running(read.units)["normalize"](0)


def test_a_decorated_stub_goes_with_its_decorators_and_line_numbers_stay(course, folder):
    cell = "import functools\n@functools.cache\n" + STUB.format(name="normalize") + "def last_rows(X, k):\n    return X"
    read = both(folder, course, "def normalize(X):\n    return 1", code(cell))
    assert "cache\n" not in read.units[1].source
    assert read.units[1].source.split("\n")[5] == "def last_rows(X, k):"


def test_only_exercises_are_taken_out_of_a_notebook(course, folder):
    read = both(folder, course, "def helper(X):\n    return 1", code(STUB.format(name="helper")))
    with pytest.raises(NotImplementedError):
        running(read.units)["helper"](0)


@pytest.mark.parametrize(
    ("body", "unwritten"),
    [
        ("    raise NotImplementedError", True),
        ("    raise NotImplementedError('later')", True),
        ('    """Doc."""\n    raise NotImplementedError()', True),
        ("    X = X + 1\n    raise NotImplementedError", False),
        ("    pass", False),
        ("    raise ValueError", False),
    ],
)
def test_a_function_is_a_stub_where_nothing_but_the_error_is_left(course, folder, body, unwritten):
    read = both(folder, course, "def normalize(X):\n    return 'module'", code(f"def normalize(X):\n{body}"))
    assert (read.location("normalize") == "arrays.py:1") == unwritten


def test_a_class_is_a_stub_where_all_its_methods_are(course, folder):
    stub = "class normalize:\n    def __init__(self):\n        raise NotImplementedError\n"
    written = stub + "    def fit(self):\n        return 1\n"
    module = "class normalize:\n    place = 'module'"
    assert running(both(folder, course, module, code(stub)).units)["normalize"].place == "module"
    assert not hasattr(running(both(folder, course, module, code(written)).units)["normalize"], "place")


def test_a_module_that_python_cannot_read_takes_nothing_away(course, folder):
    read = both(folder, course, "def normalize(X:\n", code("def normalize(X):\n    return 'notebook'"))
    assert running(read.units[1:])["normalize"](0) == "notebook"


def test_the_definition_that_counts_is_the_last(course, tmp_path):
    path = tmp_path / "arrays.py"
    path.write_text("def normalize(X):\n    return 1\n\ndef normalize(X):\n    return 2\n")
    read = read_submission(path, course)
    assert read.location("normalize") == "arrays.py:4"
    assert read.definition("normalize").endswith("return 2")
    assert (read.location("last_rows"), read.definition("last_rows")) == ("", "")


# Cells of the lesson


def test_unchanged_cells_of_the_lesson_are_set_apart(course, folder):
    path = folder / "ch1_1_arrays.ipynb"
    path.write_text(notebook(lesson("slow = 1"), code("mine = 2"), lesson("slow = 3")))
    read = read_submission(path, course)
    assert sources(read.units) == ["mine = 2"]
    assert sources(read.lesson_units) == ["slow = 1", "mine = 2", "slow = 3"]


def test_a_cell_of_the_lesson_that_was_changed_is_the_students():
    marked = {"course": {"lesson": lesson_digest("x = 1")}}
    assert is_lesson("x = 1", marked)
    assert not is_lesson("x = 2", marked)


@pytest.mark.parametrize("metadata", [None, 3, [], {}, {"course": None}, {"course": {}}, {"course": {"lesson": 3}}])
def test_a_cell_with_other_metadata_is_the_students(metadata):
    assert not is_lesson("x = 1", metadata)


def check(source, name="normalize"):
    """The locked cell that checks an exercise."""
    return code(source, nbgrader={"grade_id": f"check_{name}"})


def test_nothing_is_taken_from_a_locked_cell_which_nbgrader_puts_back(course, folder):
    path = folder / "ch1_1_arrays.ipynb"
    path.write_text(
        notebook(code(STUB.format(name="normalize")), check(NORMALIZE), check("kept = 1"), check("own", "own"))
    )
    read = read_submission(path, course)
    assert sources(read.units) == [STUB.format(name="normalize"), "kept = 1", "own"]  # nbgrader, too, locks the first
    assert [unit.name for unit in read.units] == [f"ch1_1_arrays.ipynb cell {number}" for number in (1, 3, 4)]
    assert read.unwritten == {"normalize"}
    assert "cell 2, which is locked" in read.misplaced["normalize"]


def test_cells_of_the_lesson_run_only_for_an_exercise_that_needs_them(course, folder):
    path = folder / "ch1_1_arrays.ipynb"
    path.write_text(
        notebook(
            code("import numpy as np"),
            lesson("def centered(X):\n    return X - X.mean()"),
            code(
                "def normalize(X):\n    if X.size == 0:\n        raise ValueError('empty')\n"
                "    return centered(X) if X.min() == X.max() else centered(X) / X.std()"
            ),
            lesson("raise RuntimeError('a cell that fails, as a demonstration')"),
            code("def reshaped_ones(rows, cols):\n    return np.ones((rows, cols)) * ('centered' not in globals())"),
        )
    )
    report = grade(read_submission(path, course), course)
    scores = {exercise.name: exercise.score for exercise in report.exercises}
    assert scores["normalize"] == 5  # needs the lesson's function
    assert scores["reshaped_ones"] == 1  # does not, and ran without


@pytest.mark.parametrize("newline", ["\r", "\r\n"])
def test_a_module_with_the_ends_of_lines_of_another_system_is_read_line_by_line(folder, course, newline):
    stubs = STUB.format(name="normalize") + STUB.format(name="last_rows")
    (folder / "arrays.py").write_bytes(stubs.replace("\n", newline).encode())
    (folder / "ch1_1_arrays.ipynb").write_text(notebook(code(NORMALIZE)))
    module, cell = read_submission(folder, course).units
    assert module.source.split("\n") == ["", "", "", *STUB.format(name="last_rows").split("\n")]
    assert cell.source == NORMALIZE


STEERING = "\x1b[2J\x1b]0;title\x07 \u202e"


@pytest.mark.parametrize("between", ["\x0c", "\x1c", "\x85", "\u2028"])
def test_a_line_that_is_shown_is_the_one_that_python_counts_and_steers_no_terminal(between):
    source = f"a = 1 # {between}\nb = '{between}'\nraise ValueError # {STEERING}\n"
    said = Problem(("ValueError",), "", (("arrays.py", 3, ""),))
    (line,) = Vocabulary({}, [Unit("arrays.py", source)]).problem(said).lines
    assert line[2].startswith("raise ValueError # ")
    assert line[2].isprintable()


def test_a_message_on_a_file_steers_no_terminal(folder, course):
    (folder / f"{STEERING}.ipynb").write_text("no notebook")
    with pytest.raises(SubmissionError) as told:
        read_submission(folder / f"{STEERING}.ipynb", course, "ch1_1_arrays")
    assert str(told.value).isprintable()


@pytest.mark.parametrize(
    "encoding", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "hex", "zip"]
)
def test_an_encoding_that_is_no_files_is_refused(folder, course, encoding):
    (folder / "arrays.py").write_text(f"# coding: {encoding}\n{NORMALIZE}")
    with pytest.raises(SubmissionError, match="UTF-8"):
        read_submission(folder, course)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8", "shift_jis"])
def test_an_encoding_that_editors_write_is_read(folder, course, encoding):
    (folder / "arrays.py").write_text(f"# coding: {encoding}\n{NORMALIZE}", encoding=encoding)
    assert NORMALIZE in read_submission(folder, course).units[0].source
