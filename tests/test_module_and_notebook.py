"""A module and a notebook in one folder: of each exercise what was written counts, and of the lesson nothing."""

import pytest
from submissions import NORMALIZE, STUB, code, lesson, notebook, prose, running, sources

from autograder.code_files import SubmissionError, is_lesson, lesson_digest
from autograder.report.model import grade
from autograder.sandbox.messages import Problem
from autograder.sandbox.units import Unit
from autograder.sandbox.vocabulary import Vocabulary
from autograder.submission import read_submission


@pytest.fixture
def folder(tmp_path):
    """A chapter's folder, by its usual name."""
    path = tmp_path / "ch1_1_arrays"
    path.mkdir()
    return path


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
    assert "cell 2, which is locked" in read.misplaced["normalize"].where


@pytest.mark.slow
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
