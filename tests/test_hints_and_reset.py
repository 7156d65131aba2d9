"""Hints, skipping, starting over and solutions: what helps on where one is stuck in a workspace."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from workspaces import WRITTEN, answer, remember, run, to_be_done

from autograder.cli import learn
from autograder.code_files import SubmissionError
from autograder.course import CourseError
from autograder.learner import solutions
from autograder.learner.state import State
from autograder.learner.work import Workspace


def test_each_hint_is_given_once_and_then_the_last_again(space: Workspace) -> None:
    said = [run("hint", "normalize").split(":")[0] for _ in range(4)]
    assert said == [f"normalize, hint {step} of 3" for step in (1, 2, 3, 3)]
    assert "hint 1 of 3" in run("hint", "normalize", "--step", "1")
    assert State(space).choices.hints == {"ch1_1_arrays/normalize": 3}


@pytest.mark.slow
def test_a_hint_without_a_name_is_for_what_is_next(space: Workspace) -> None:
    assert run("hint").startswith("count_ink, hint 1")
    assert run("hint", "1.2").startswith("inner_product, hint 1")
    assert run("hint", "ch1_2_matrices/matrices.py").startswith("inner_product, hint 2")


@pytest.mark.slow
def test_what_is_skipped_counts_nothing_and_the_next_step_is_another(space: Workspace) -> None:
    said = run("skip", "count_ink")
    assert "count_ink: skipped. It counts nothing" in said
    assert "write reshaped_ones" in said
    assert f"0 of {to_be_done(space)} " in run()
    assert "`course skip --undo count_ink` takes that back" in said
    assert "write count_ink" in run("skip", "count_ink", "--undo")


@pytest.mark.slow
def test_a_module_is_skipped_by_its_number_and_shown_as_skipped(space: Workspace) -> None:
    said = run("skip", "1")
    assert "reshaped_ones" in said
    assert "sigmoid_layer: skipped. They count nothing; `course skip --undo 1` takes that back." in said
    assert "squared_errors" not in said.partition("next")[0]
    said = run()
    assert re.search(r"1\.3 +Functions +\S+ skipped", said)
    assert not re.search(r"2\.1 +Losses +\S+ skipped", said)
    assert "sigmoid_layer: no longer skipped" in run("skip", "--undo")  # the last one
    assert "matrix_multiply" in run("skip", "--undo", "1.2")
    assert "Nothing of it is skipped." in run("skip", "--undo", "1.2")


@pytest.mark.slow
def test_skipping_says_what_needs_it(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Needed in 2.3, 3.1, 3.2" in run("skip", "sigmoid")
    assert "the course's own stands in until yours is written" in run("skip", "sigmoid")
    monkeypatch.setattr(learn, "solutions_folder", lambda: None)
    assert "stays closed until it is written" in run("skip", "sigmoid")


def test_reset_puts_the_stub_back_and_keeps_the_text(space: Workspace) -> None:
    chapter = space.course.chapter("ch1_1_arrays")
    path = space.module(chapter)
    given = path.read_text(encoding="utf-8")
    answer(space, "last_rows")
    before = path.read_text(encoding="utf-8")
    answer(space, "normalize")
    written = path.read_text(encoding="utf-8")
    assert "what was there is in arrays." in run("reset", "normalize")
    assert path.read_text(encoding="utf-8") == before  # and nothing else is changed
    (kept,) = path.parent.glob("arrays.2*.py")
    assert kept.read_text(encoding="utf-8") == written
    run("reset", "1.1", "--yes")
    assert path.read_text(encoding="utf-8") == given
    assert "nothing was changed" in run("reset", "1.1", "--yes")


def test_reset_takes_an_answer_out_of_the_notebook_too(space: Workspace) -> None:
    chapter = space.course.chapter("ch1_1_arrays")
    path = space.notebook(chapter)
    given = json.loads(path.read_text(encoding="utf-8"))
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if "def normalize" in "".join(cell["source"]) and cell["cell_type"] == "code":
            cell["source"] = WRITTEN
    path.write_text(json.dumps(notebook), encoding="utf-8")
    run("reset", "normalize")
    sources = [["".join(c["source"]) for c in each["cells"]] for each in (given, json.loads(path.read_text("utf-8")))]
    assert sources[0] == sources[1]


def test_reset_of_more_than_an_exercise_asks(space: Workspace) -> None:
    answer(space, "normalize")
    with pytest.raises(CourseError, match="say so with --yes"):
        learn.run_reset(("1.1",), False, False)
    with pytest.raises(CourseError, match="Say what"):
        learn.run_reset((), True, False)


def test_reset_of_a_damaged_notebook_gives_a_fresh_one(space: Workspace) -> None:
    path = space.notebook(space.course.chapter("ch1_1_arrays"))
    given = path.read_bytes()
    path.write_text("{", encoding="utf-8")
    run("reset", "ch1_1_arrays/ch1_1_arrays.ipynb", "--yes")
    assert path.read_bytes() == given


def test_reset_in_code_that_python_cannot_read_says_what_to_reset_instead(space: Workspace) -> None:
    space.module(space.course.chapter("ch1_1_arrays")).write_text("def normalize(:\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"course reset ch1_1_arrays/arrays\.py"):
        learn.run_reset(("normalize",), True, False)


def test_the_solution_is_shown_after_passing_beside_ones_own(space: Workspace) -> None:
    assert "is shown once your own normalize has passed" in run("solution", "normalize", status=1)
    answer(space, "normalize")
    assert "np.std" not in run("solution", "normalize", status=1)
    remember(space, "normalize")
    said = run("solution", "normalize")
    assert "yours" in said
    assert "the course's" in said
    assert "The two are much alike." in said


def test_a_students_package_says_where_solutions_are(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learn, "solutions_folder", lambda: None)
    with pytest.raises(CourseError, match="numpy-dl-course-full"):
        learn.run_solution(("normalize",), False)


def test_what_is_worth_comparing_is_said_in_a_sentence() -> None:
    mine = "def f(X):\n    '''Sum.'''\n    total = 0\n    for x in X:\n        total += x\n    return total\n"
    said = solutions.comparison(mine, "def f(X):\n    return np.sum(X)\n")
    assert (
        said == "Worth comparing: yours has 1 loop, this no loop; yours takes 5 lines, this 2 lines; this uses np.sum."
    )
    assert solutions.comparison(mine, mine) == ""


DECLARED = b"# coding: cp1252\n# Gr\xf6\xdfe\n"


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (lambda text: b"\xef\xbb\xbf" + text, lambda given: b"\xef\xbb\xbf" + given),
        (lambda text: text.replace(b"\n", b"\r\n"), lambda given: given.replace(b"\n", b"\r\n")),
        (lambda text: DECLARED + text, lambda given: DECLARED + given),
    ],
    ids=["with a mark", "of Windows", "in another encoding"],
)
def test_reset_leaves_encoding_and_ends_of_lines_alone(
    change: Callable[[bytes], bytes], again: Callable[[bytes], bytes], space: Workspace
) -> None:
    path = space.module(space.course.chapter("ch1_1_arrays"))
    given = path.read_bytes()
    answer(space, "normalize")
    path.write_bytes(change(path.read_bytes()))
    run("reset", "normalize")
    assert path.read_bytes() == again(given)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("arrays.py", b"x = '\xf6'\n"),
        ("arrays.py", "x = 1\n".encode("utf-16")),
        ("arrays.py", b"x = 1\0\n"),
        ("arrays.py", b"x = " + b"-" * 100_000 + b"1\n"),
        ("ch1_1_arrays.ipynb", b"{"),
        ("ch1_1_arrays.ipynb", b"[" * 200_000),
    ],
    ids=["of no encoding", "UTF-16", "null bytes", "nested deep", "half a notebook", "a notebook nested deep"],
)
def test_reset_in_what_cannot_be_read_says_what_to_reset_instead(name: str, content: bytes, space: Workspace) -> None:
    answer(space, "normalize")
    folder = space.folder(space.course.chapter("ch1_1_arrays"))
    (folder / name).write_bytes(content)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(CourseError, match=rf"course reset ch1_1_arrays/{name}"):
        learn.run_reset(("normalize",), True, False)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_reset_of_a_file_elsewhere_touches_none_here(space: Workspace, tmp_path: Path) -> None:
    answer(space, "normalize")
    path = space.module(space.course.chapter("ch1_1_arrays"))
    written = path.read_bytes()
    other = tmp_path / "another" / "ch1_1_arrays"
    other.mkdir(parents=True)
    for copy in (other / "arrays.py", space.root / "arrays.py"):
        copy.write_bytes(written)
        with pytest.raises(CourseError, match="is not in the"):
            learn.run_reset((str(copy),), True, False)
    for command in (learn.run_list, learn.run_next):
        with pytest.raises(CourseError, match="is not in the workspace"):
            command((str(other),), False)
    assert path.read_bytes() == written


def test_a_solution_beside_work_that_cannot_be_read_says_why(space: Workspace) -> None:
    answer(space, "normalize")
    remember(space, "normalize")
    path = space.module(space.course.chapter("ch1_1_arrays"))
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(SubmissionError, match="holds null bytes"):
        learn.run_solution(("normalize",), False)
    said = run("next", "1.1")
    assert "Save it again as plain text. Then: course check 1.1" in said
    assert "Python cannot read" not in said
