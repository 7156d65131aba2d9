"""check, hint and solution in a notebook: a real kernel, a worker behind it, and one verdict with `course check`."""

import os
import re
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

import autograder
from autograder.build.notebook import run_lesson
from autograder.code_files import lesson_digest
from autograder.course import Limits
from autograder.learner import cells as cells_module
from autograder.learner import folded, notebook
from autograder.learner.cells import definition_of, is_notebook, latest, saved_notebook
from autograder.report.model import grade
from autograder.submission import read_cells, read_submission

SETUP = "import numpy as np\nfrom autograder import check, hint, solution"
RIGHT = """
def normalize(X):
    mean, std = X.mean(), X.std()
    return (X - mean) / std if std > 0 else X - mean
"""
WRONG = "def normalize(X):\n    return (X - X.mean()) / X.var()"
ENDLESS = "def last_rows(X, k):\n    while True:\n        pass"


# What of a history counts


@pytest.mark.parametrize(
    ("history", "ids", "kept"),
    [
        ([(1, "a = 1"), (2, "def f(): pass"), (3, "def f(): return 1")], {}, [(1, "a = 1"), (3, "def f(): return 1")]),
        ([(1, "a = 1"), (2, "b = a"), (3, "a = 1")], {}, [(3, "a = 1"), (2, "b = a")]),
        ([(1, "def f(): pass"), (2, "def g(): pass")], {}, [(1, "def f(): pass"), (2, "def g(): pass")]),
        ([(1, "def f():\n  retrun"), (2, "def f(): pass")], {}, [(2, "def f(): pass")]),  # a typing error, mended
        ([(1, "a = 1"), (2, "a = 2")], {1: "x", 2: "x"}, [(2, "a = 2")]),  # the same cell, changed
        ([(1, "def f(): pass"), (2, "def f(): ...")], {1: "x", 2: "y"}, [(1, "def f(): pass"), (2, "def f(): ...")]),
    ],
)  # fmt: skip
def test_a_cell_that_was_run_again_counts_as_it_was_run_last(history, ids, kept):
    assert latest(history, ids) == kept


def test_cells_are_read_as_those_of_a_handed_in_notebook(course, tmp_path):
    chapter = course.chapter("ch1_1_arrays")
    lesson, magic = "import time\ntime.sleep(60)", "%matplotlib inline\nhalf = 0.5"
    cell = new_code_cell(lesson, metadata={"course": {"lesson": lesson_digest(lesson)}})
    saved = tmp_path / "saved.ipynb"
    saved.write_text(nbformat.writes(new_notebook(cells=[cell])), encoding="utf-8")
    work = read_cells([(1, magic), (2, lesson), (5, RIGHT)], chapter, tmp_path, saved)
    assert [unit.source for unit in work.units] == ["\nhalf = 0.5", RIGHT]
    assert lesson in [unit.source for unit in work.lesson_units]
    assert work.definition("normalize") == RIGHT.strip()
    (tmp_path / "arrays.py").write_text("def last_rows(X, k):\n    return X[len(X) - k:]\n")
    assert read_cells([(1, RIGHT)], chapter, tmp_path).location("last_rows") == "arrays.py:1"


def test_nothing_is_taken_from_a_locked_cell(course, tmp_path):
    chapter, stub = course.chapter("ch1_1_arrays"), "def normalize(X):\n    raise NotImplementedError"
    work = read_cells([(1, stub), (7, f"{RIGHT}\ncheck(normalize)")], chapter, tmp_path, locked={7})
    assert work.unwritten == {"normalize"}
    assert work.misplaced["normalize"].where == "normalize stands in cell [7], which is locked and not run"


IN_A_LOCKED_CELL = """
import os, sys
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
def run(source, cell):
    result = shell.run_cell(source, store_history=True, cell_id=cell)
    result.raise_error()
    return result.result

run("import numpy as np\\nfrom autograder import check", "cell-001")
run("def normalize(X):\\n    raise NotImplementedError", "exercise-normalize")
right = "def normalize(X):\\n    s = X.std()\\n    return (X - X.mean()) / s if s > 0 else X - X.mean()\\n"
locked = run(right + "check(normalize)", "check-normalize")
print(locked.result.status, locked.result.score, "|", locked.result.failure.seen)
run(right.replace("std", "var"), "exercise-normalize")
both = run(right + "check(normalize)", "check-normalize")
print(both.result.status, "|", *both.result.notes)
own = run(right + "check(normalize)", "my-own-cell")
print(own.result.status, own.result.score)
"""


@pytest.mark.slow
def test_a_check_in_a_changed_check_cell_comes_to_what_grading_comes_to(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", IN_A_LOCKED_CELL], cwd=tmp_path, capture_output=True, text=True, timeout=300,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "IPYTHONDIR": str(tmp_path / "ipython")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    locked, both, own = [line for line in done.stdout.splitlines() if "|" in line or line.startswith("passed")]
    assert locked == "failed 0.0 | normalize stands in cell [3], which is locked and not run"
    assert both.startswith("failed | normalize stands in cell [5]")
    assert both.endswith("What stands elsewhere was checked.")
    assert own == "passed 5.0"


def test_a_definition_is_found_in_its_own_text_and_nowhere_else():
    assert definition_of(lesson_digest).startswith("def lesson_digest(source: str)")
    assert definition_of(Limits).startswith("class Limits(_Table):")
    namespace = {}
    exec("def made(X):\n    return X", namespace)
    assert definition_of(namespace["made"]) == ""
    assert definition_of(len) == ""


@pytest.mark.parametrize(
    ("names", "told", "environment", "found"),
    [
        (["ch1_1_arrays.ipynb"], "", "", "ch1_1_arrays.ipynb"),
        (["mine.ipynb", "ch1_1_arrays.ipynb"], "", "mine.ipynb", "mine.ipynb"),  # JupyterLab says which it is
        (["mine.ipynb", "other.ipynb"], "other.ipynb", "mine.ipynb", "other.ipynb"),  # VS Code
        (["ch1_1_arrays.ipynb"], "", "gone.ipynb", "ch1_1_arrays.ipynb"),
        ([], "", "a1b2-c3d4", None),  # a session's name that is no file's
    ],
)
def test_the_notebooks_file_is_found_where_the_editor_says_or_by_its_name(
    course, tmp_path, monkeypatch, names, told, environment, found
):
    monkeypatch.chdir(tmp_path)
    for name in names:
        Path(name).touch()
    monkeypatch.setattr(cells_module, "shell", lambda: SimpleNamespace(user_ns={"__vsc_ipynb_file__": told}))
    monkeypatch.setenv("JPY_SESSION_NAME", environment)
    place = saved_notebook(course.chapter("ch1_1_arrays"))
    assert place == (found and Path(found))


def test_shells_that_show_html_are_told_from_those_that_do_not(monkeypatch):
    zmq = type("ZMQInteractiveShell", (), {})
    for shell, answer in ((zmq(), True), (type("Shell", (zmq,), {})(), True), (object(), False), (None, False)):
        monkeypatch.setattr(cells_module, "shell", lambda shell=shell: shell)
        assert is_notebook() is answer


# Without a notebook


def test_without_a_notebook_an_endless_loop_is_interrupted_and_that_it_ran_here_is_said(monkeypatch, capsys):
    monkeypatch.setattr(type(notebook.load_course()), "limits_of", lambda *_: Limits(seconds=0.5))
    namespace = {}
    exec(ENDLESS, namespace)
    result = autograder.check(namespace["last_rows"]).result
    assert (result.status, result.failure.kind) == ("failed", "timeout")
    assert "did not finish within 0.5 seconds" in result.failure.seen
    assert "ran in this process, against the visible tests: there is no notebook" in " ".join(result.notes)
    assert "Is there an endless loop?" in capsys.readouterr().out


def test_an_endless_loop_is_interrupted_where_interrupts_are_ignored(monkeypatch):
    """As in what a shell starts in the background."""
    monkeypatch.setattr(type(notebook.load_course()), "limits_of", lambda *_: Limits(seconds=0.5))
    namespace = {}
    exec(ENDLESS, namespace)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert autograder.check(namespace["last_rows"]).result.failure.kind == "timeout"
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.slow
def test_code_that_catches_every_interrupt_is_interrupted_again(monkeypatch):
    monkeypatch.setattr(type(notebook.load_course()), "limits_of", lambda *_: Limits(seconds=0.5))
    monkeypatch.setattr(notebook, "AGAIN", 0.2)
    namespace = {}
    stubborn = """
    def last_rows(X, k):
        for _ in range(3):
            try:
                while True:
                    pass
            except BaseException:
                pass
        return X[len(X) - k :]
    """
    exec(textwrap.dedent(stubborn), namespace)
    assert autograder.check(namespace["last_rows"]).result.failure.kind == "timeout"


def test_without_a_notebook_a_right_function_passes_the_visible_tests(capsys):
    namespace = {}
    exec("import numpy as np\n" + RIGHT, namespace)
    result = autograder.check(namespace["normalize"]).result
    assert (result.status, result.hidden_tests) == ("passed", False)
    assert "visible tests" in capsys.readouterr().out


@pytest.mark.parametrize(("given", "error"), [("normalize", TypeError), (len, LookupError)])
def test_what_is_no_exercise_is_refused(given, error):
    with pytest.raises(error):
        autograder.check(given)


# Hints and solutions


def test_hints_are_folded_three_steps_and_written_out_where_nothing_folds(course):
    shown = autograder.hint("normalize")
    html = shown._repr_html_()
    assert html.count("<details>") == html.count("<summary") == 3
    assert "<details open" not in html
    for word in ("hint 1: the idea", "hint 2: shapes and formula", "hint 3: nearly the code"):
        assert word in html
        assert word in repr(shown)


def test_what_hints_and_solutions_show_is_escaped():
    assert "<b>" not in folded.Folded("<b>", (("<b>", "X <b> Y"),))._repr_html_()


def test_a_name_that_is_no_exercise_is_told_in_a_line(capsys):
    assert autograder.hint("normalise") is None
    assert "Perhaps: normalize" in capsys.readouterr().out


def test_the_solution_waits_until_the_exercise_passes(capsys):
    namespace = {}
    exec("import numpy as np\n" + RIGHT + WRONG.replace("normalize", "wrong"), namespace)
    wrong = namespace["wrong"]
    wrong.__name__ = "normalize"
    assert autograder.solution(wrong) is None
    assert "is shown once normalize passes" in capsys.readouterr().out
    assert "def normalize(" in repr(autograder.solution(namespace["normalize"]))


def test_what_has_passed_is_not_checked_again_for_its_solution(course, monkeypatch):
    chapter = course.chapter("ch1_1_arrays")
    done = SimpleNamespace(status="passed")
    monkeypatch.setattr(notebook, "_passed", set())
    monkeypatch.setattr(notebook, "_graded", lambda *_: done)
    assert notebook.verdict(normalize, chapter, chapter.exercise("normalize")) is done
    monkeypatch.setattr(notebook, "_graded", None)
    assert notebook.has_passed(normalize, chapter, chapter.exercise("normalize"))
    with pytest.raises(TypeError):
        notebook.has_passed(test_where_solutions_are_not_installed_none_is_shown, chapter, None)


def test_where_solutions_are_not_installed_none_is_shown(monkeypatch, capsys):
    monkeypatch.setattr(folded, "solution", lambda *_: None)
    assert autograder.solution(normalize) is None
    assert "not installed here" in capsys.readouterr().out


def normalize(X):
    return X


# In a kernel


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    """What each cell of a notebook shows: its outputs' texts and HTML, run in a real kernel, by the cell's source."""
    folder = tmp_path_factory.mktemp("space") / "ch1_1_arrays"
    folder.mkdir()
    sources = [
        SETUP,
        WRONG,
        "check(normalize)",
        "hint(normalize)",
        "solution(normalize)",
        f"{RIGHT}\n%time normalize(np.ones(2))",
        "check(normalize) # again",
        "solution(normalize) # again",
        ENDLESS,
        "check(last_rows)",
        "exec('def last_rows(X, k):\\n    return X[len(X) - k:]')",
        "check(last_rows) # of exec",
    ]
    made = new_notebook(cells=[new_code_cell(source, metadata={"tags": ["raises-exception"]}) for source in sources])
    NotebookClient(made, kernel_name="python3", timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    nbformat.validate(made)
    shown = {cell.source: cell.outputs for cell in made.cells}
    assert not [output for outputs in shown.values() for output in outputs if output["output_type"] == "error"]
    return shown


def data(outputs, kind):
    return "".join("".join(output.get("data", {}).get(kind, "")) for output in outputs)


@pytest.mark.slow
def test_in_a_kernel_a_check_comes_to_what_course_check_comes_to(cells, course, tmp_path):
    for source, asked, whole in ((WRONG, "check(normalize)", False), (RIGHT, "check(normalize) # again", True)):
        (tmp_path / "arrays.py").write_text("import numpy as np\n" + source)
        report = grade(read_submission(tmp_path / "arrays.py", course), course, "normalize")
        outputs = cells[asked]
        assert [output["output_type"] for output in outputs] == ["execute_result"]
        assert data(outputs, "text/plain") == repr(float(report.score))
        html = data(outputs, "text/html")
        labels = [check.label for check in report.exercises[0].checks]
        assert all(label in html for label in labels)
        assert report.complete == whole
        assert f"{report.score:g} / 5 points" in html


@pytest.mark.slow
def test_in_a_kernel_an_endless_loop_is_told_and_the_cells_after_it_run(cells):
    html = data(cells["check(last_rows)"], "text/html")
    assert "did not finish within 10 seconds" in html
    assert "ran in this process" not in html


@pytest.mark.slow
def test_in_a_kernel_what_was_made_by_exec_runs_there_and_that_is_said(cells):
    html = data(cells["check(last_rows) # of exec"], "text/html")
    assert "visible tests 2 of 2" in html
    assert "last_rows ran in this process, against the visible tests: the text of last_rows cannot be had." in html


@pytest.mark.slow
def test_in_a_kernel_hints_are_folded_and_a_solution_comes_after_passing(cells):
    assert data(cells["hint(normalize)"], "text/html").count("<details>") == 3
    assert "is shown once normalize passes" in "".join(
        output.get("text", "") for output in cells["solution(normalize)"]
    )
    html = data(cells["solution(normalize) # again"], "text/html")
    assert html.count("<details>") == 2
    assert "mean, std = X.mean(), X.std()" in html  # the learner's own beside it
    assert html.count("def normalize(") == 2


@pytest.mark.slow
def test_in_a_kernel_a_wrong_array_has_its_picture(cells):
    html = data(cells["check(normalize)"], "text/html")
    assert "<figcaption>In the picture: 7 of 8 values are off, by up to" in html
    assert len(re.findall(r"<table", html)) == 3
    assert "<script" not in html


@pytest.mark.slow
def test_a_lesson_is_built_without_its_checks(course):
    locked = {"nbgrader": {"locked": True, "grade": True, "solution": False}}
    made = new_notebook(cells=[new_code_cell("print(6 * 7)"), new_code_cell("check(1 / 0)", metadata=locked)])
    run_lesson(made, course.chapter("ch1_1_arrays"), course)
    assert [[output.text for output in cell.outputs] for cell in made.cells] == [["42\n"], []]
    assert made.cells[1].metadata == locked


def test_the_introduction_says_that_there_are_hints():
    lesson = Path(autograder.__file__).parents[1] / "source" / "ch0_introduction" / "lesson.md"
    assert "hint(" in lesson.read_text(encoding="utf-8")
