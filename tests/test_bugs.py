"""Find the bug: shown once an exercise has passed, never before; found by a call that tells it from one's own."""

import dataclasses
import gzip
import json
import shutil

import numpy as np
import pytest
from typer.testing import CliRunner

from autograder.build import verify
from autograder.build.explanations import with_imports
from autograder.checks.mistakes import Mistake
from autograder.cli import app
from autograder.course import CourseError, load_course
from autograder.graders import load_grader, load_mistakes
from autograder.grading.results import ExerciseResult
from autograder.grading.run import suite_of
from autograder.learner import bugs
from autograder.learner.bugs import Bug, bugs_of, shown, try_call
from autograder.learner.state import State
from autograder.learner.work import Workspace
from autograder.submission import Submission, read_submission

pytestmark = pytest.mark.usefixtures("born")

OWN = """
import numpy as np


def normalize(X):
    std = X.std()
    return (X - X.mean()) / std if std > 0 else X - X.mean()
"""
SHOWS = "normalize(np.array([[1.0, 2.0], [3.0, 6.0]]))"
HIDES = "normalize(np.array([[-1.0, 1.0]]))"  # of mean 0


@pytest.fixture
def chapter(course):
    return course.chapter("ch1_1_arrays")


@pytest.fixture
def bug(course, chapter):
    (item,) = [item for item in load_mistakes(chapter)["normalize"] if item.find]
    code = with_imports(item.source, chapter, course)
    return Bug(chapter, chapter.exercise("normalize"), code, item.sentence)


@pytest.fixture
def here(tmp_path, monkeypatch, bug):
    """A workspace of two chapters, in which one stands; its bugs are those of the sources."""
    for name, file, text in (("ch1_1_arrays", "arrays.py", OWN), ("ch1_2_matrices", "matrices.py", "")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text(text)
    (tmp_path / ".course").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("autograder.cli.bugs.bugs_of", lambda of: (bug,) if of == bug.chapter else ())
    return tmp_path


def run(*arguments, status=0):
    done = CliRunner().invoke(app, ["bug", *arguments], catch_exceptions=True)
    if isinstance(done.exception, CourseError):
        assert status == 2
        return str(done.exception)
    assert done.exit_code == status, done.output
    return done.output


# In the catalogues


@pytest.mark.slow
def test_five_exercises_of_each_of_the_four_modules_have_a_bug(course):
    numbers = {}
    for chapter in course.chapters:
        marked = [item.exercise for items in load_mistakes(chapter).values() for item in items if item.find]
        assert len(marked) == len(set(marked)), chapter.id
        numbers[chapter.number[0]] = numbers.get(chapter.number[0], 0) + len(marked)
    assert [numbers[module] for module in "1234"] == [5, 5, 5, 5]


def test_the_code_stands_on_its_own_with_what_it_uses_of_the_library(course):
    chapter = course.chapter("ch3_2_activations")
    code = with_imports("def sigmoid_derivative(Z):\n    return sigmoid(Z)\n", chapter, course)
    assert code.split("\n")[:4] == ["import numpy as np", "from neural_network.functions import sigmoid", "", ""]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("def normalize(X):\n    return (X - X.mean()) / X.std()\n", "and that earns 4.12 points"),
        ("def normalize(X):\n    raise ValueError\n", ""),
        ("def normalize(X):\n    return X\n", ""),
    ],
)
def test_verify_refuses_a_bug_that_earns_points(course, chapter, source, fault):
    prover = verify._Prover(course, chapter)
    suite = suite_of(load_grader(chapter), chapter.exercise("normalize"))
    item = Mistake("normalize", "made up", source, "", "axis", find=True)
    student = verify.implementation(item, chapter, prover.library)
    found = prover._fault_of_bug(item, verify.grade_exercise(suite, student, prover.reference), suite)
    assert fault in found
    assert bool(fault) == bool(found)


def test_verify_refuses_a_bug_that_no_visible_call_shows(course, chapter):
    prover = verify._Prover(course, chapter)
    suite = suite_of(load_grader(chapter), chapter.exercise("normalize"))
    right = Mistake("normalize", "made up", OWN, "", "axis", find=True)
    nothing = ExerciseResult(name="normalize", score=0, max_score=5, status="failed")
    assert "no visible test's call is answered otherwise" in prover._fault_of_bug(right, nothing, suite)


def test_bugs_are_read_from_the_file_that_students_have(chapter, tmp_path, monkeypatch):
    monkeypatch.setattr(bugs, "grader_folder", lambda _chapter: tmp_path)
    with pytest.raises(CourseError, match="course build --explanations"):
        bugs_of(chapter)
    row = {"slug": "s", "sentence": "Why.", "code": "def normalize(X): ...\n"}
    (tmp_path / "bugs.json.gz").write_bytes(
        gzip.compress(json.dumps({"key": "", "table": {"normalize": row}}).encode())
    )
    (found,) = bugs_of(chapter)
    assert (found.exercise.name, found.code, found.sentence) == ("normalize", row["code"], "Why.")


CALLS = {  # that show the bug, and that do not
    "normalize": (SHOWS, HIDES),
    "sub_matrix": ("sub_matrix(np.eye(4), 0, 0, 1, 2)", "sub_matrix(np.eye(4), 0, 0, 2, 2)"),
    "matrix_multiply": (
        "matrix_multiply(np.array([[1.0], [2.0]]), np.ones((1, 2)))",
        "matrix_multiply(np.ones((1, 3)), np.ones((3, 2)))",
    ),
    "swap_axes": ("swap_axes(np.array([[1.0, 2.0], [3.0, 4.0]]))", "swap_axes(np.array([[1.0, 2.0]]))"),
    "relu_then_sigmoid": ("relu_then_sigmoid(np.array([-1.0]))", "relu_then_sigmoid(np.array([1.0]))"),
    "mean_absolute_error": (
        "mean_absolute_error(np.array([[1.0], [-1.0]]), np.zeros((2, 1)))",
        "mean_absolute_error(np.array([[1.0], [2.0]]), np.zeros((2, 1)))",
    ),
    "error_rate": (
        "error_rate(np.array([[0.1]]), np.array([[1.0]]))", "error_rate(np.array([[0.9]]), np.array([[0.0]]))",
    ),
    "mean_batch_loss": (
        "mean_batch_loss(np.array([1.0, 3.0]), np.array([3, 1]))",
        "mean_batch_loss(np.array([1.0, 3.0]), np.array([2, 2]))",
    ),
    "moving_average": ("moving_average(np.arange(4.0), 2)", "moving_average(np.arange(4.0), 1)"),
    "worst_gradient": (
        "worst_gradient({'a': np.array([0.1]), 'b': np.array([9.0])}, {'a': np.array([0.2]), 'b': np.array([10.0])})",
        "worst_gradient({'a': np.array([1.0]), 'b': np.array([9.0])}, {'a': np.array([1.0]), 'b': np.array([10.0])})",
    ),
    "softmax": (
        "softmax(np.array([[1.0, 2.0], [3.0, 5.0]]))", "softmax(np.array([[1.0, 1.0], [1.0, 1.0]]))",
    ),
    "dead_units": ("dead_units(np.zeros((2, 1)))", "dead_units(np.array([[-1.0, 1.0]]))"),
    "cross_entropy": (
        "cross_entropy(np.array([[0.9, 0.1]]), np.array([[0.0, 1.0]]))",
        "cross_entropy(np.array([[0.9, 0.1]]), np.array([[1.0, 0.0]]))",
    ),
    "count_parameters": ("count_parameters([3, 5])", "count_parameters([4, 4])"),
    "output_delta": (
        "output_delta(np.ones((1, 2)) / 2, np.array([[0.0, 1.0]]))", "output_delta(np.ones((2, 2)) / 2, np.eye(2))",
    ),
    "zero_pad": ("zero_pad(np.ones((2, 2)), 1)", "zero_pad(np.zeros((2, 2)), 1)"),
    "conv2d": (
        "conv2d(np.array([[1.0, 2.0]]), np.array([[0.0, 1.0]]))", "conv2d(np.array([[1.0, 2.0]]), np.ones((1, 2)))",
    ),
    "max_pool": ("max_pool(np.arange(16.0).reshape(4, 4), 2)", "max_pool(np.arange(9.0).reshape(3, 3), 1)"),
    "best_setting": (
        "best_setting([1, 2], np.array([[0.0, 9.0], [2.0, 2.0]]))",
        "best_setting([1, 2], np.array([[0.0, 1.0], [2.0, 2.0]]))",
    ),
    "confusion_matrix": (
        "confusion_matrix(np.eye(2)[[0, 0]], np.array([0, 1]), 2)", "confusion_matrix(np.eye(2), np.array([0, 1]), 2)",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("chapter", load_course().chapters, ids=lambda chapter: chapter.id)
def test_every_bug_is_shown_by_one_call_and_hidden_by_another(course, chapter, tmp_path):
    solved = Submission(chapter, tmp_path, verify._solution(chapter), verify._solution(chapter))
    for item in (item for items in load_mistakes(chapter).values() for item in items if item.find):
        found = Bug(chapter, chapter.exercise(item.exercise), with_imports(item.source, chapter, course), item.sentence)
        shows, hides = (try_call(found, call, solved, course) for call in CALLS[item.exercise])
        assert shows.differs, shows
        assert not hides.differs, hides
        assert "raises" not in shows.own + hides.own


# Trying calls


@pytest.fixture
def work(course, tmp_path):
    path = tmp_path / "arrays.py"
    path.write_text(OWN)
    return read_submission(path, course)


def test_a_call_that_is_answered_otherwise_finds_the_bug(bug, work, course):
    trial = try_call(bug, SHOWS, work, course)
    assert trial.differs
    assert "[-1.069045, -0.534522]" in trial.own
    assert trial.own != trial.other


@pytest.mark.parametrize("call", [HIDES, "normalize(np.zeros((2, 3)))", "normalize('no array')"])
def test_a_call_that_both_answer_alike_does_not(bug, work, course, call):
    assert not try_call(bug, call, work, course).differs


@pytest.mark.parametrize(
    "needs", ["from neural_network.functions import sigmoid", "last_rows(X, 1)", "raise NotImplementedError"]
)
def test_a_bug_that_builds_on_what_is_unwritten_is_not_found_by_that(bug, work, course, needs):
    code = f"def normalize(X):\n    {needs}\n    return X\n"
    with pytest.raises(CourseError, match="builds on what is still to be written"):
        try_call(dataclasses.replace(bug, code=code), SHOWS, work, course)


@pytest.mark.slow
def test_a_call_is_stopped_like_everything_else(bug, work, course, monkeypatch):
    limits = course.limits.model_copy(update={"seconds": 1.0})
    monkeypatch.setattr(type(course), "limits_of", lambda *_: limits)
    trial = try_call(bug, "[normalize(np.ones(2)) for _ in iter(int, 1)]", work, course)
    assert not trial.differs
    assert "did not finish within 1 seconds" in trial.own


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ("normalize(", "cannot read"),
        ("X = normalize(1)", "cannot read"),
        ("np.ones(3)", "does not call normalize"),
        ("other.normalize(3)", "does not call normalize"),
        ("normalize(" + "1," * 2000 + ")", "long call"),
        ("normalize(1)) + (normalize(2)", "cannot read"),
    ],
)
def test_what_is_no_call_of_the_exercise_is_refused(bug, work, course, call, says):
    with pytest.raises(CourseError, match=says):
        try_call(bug, call, work, course)


def test_a_notebook_is_played_with_too(bug, course, tmp_path):
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": OWN}]
    path = tmp_path / "ch1_1_arrays.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    submission = read_submission(path, course)
    assert try_call(bug, SHOWS, submission, course).differs
    assert not try_call(bug, HIDES, submission, course).differs


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.array([1.0, 2.5]), "[1. , 2.5]  (shape (2,))"),
        ((1, 0.5), "(1, 0.5)"),
        ({"W": [1.0]}, "{'W': [1]}"),
        ("W1", "'W1'"),
        (None, "None"),
    ],
)
def test_an_answer_is_shown_in_words(value, words):
    assert shown(value) == words


def test_a_long_answer_is_cut():
    assert len(shown(np.arange(4000.0).reshape(40, 100))) < bugs.MOST_SHOWN + 30
    assert len(shown("x" * 5000)) < bugs.MOST_SHOWN + 30


# The command


def test_an_unsolved_exercise_shows_no_bug(here):
    (here / "ch1_1_arrays" / "arrays.py").write_text(OWN.replace("/ std if", "* std if"))
    told = run("normalize", status=2)
    assert "once your own passes" in told
    assert "return" not in told
    assert "once your own passes" in run("normalize", "--try", SHOWS, status=2)


def test_a_solved_exercise_shows_its_bug_and_how_to_try_a_call(here):
    told = run("normalize")
    assert "(X**2).mean()" in told
    assert 'course bug normalize --try "normalize(...)"' in told
    assert "root of the mean square" not in told  # the sentence is for who has found it


def test_a_bug_is_found_explained_and_remembered(here, bug, course):
    assert "The same." in run("normalize", "--try", HIDES, status=1)
    assert "found" not in run()
    told = run("normalize", "--try", SHOWS)
    assert "yours   [[" in told
    assert "theirs  [[" in told
    assert " ".join(bug.sentence.split()) in " ".join(told.split())
    assert State(Workspace(here, course)).choices.bugs == ("ch1_1_arrays/normalize",)
    assert "1.1  normalize   found" in run()


def test_it_is_told_as_json_too(here):
    assert json.loads(run("--json")) == [{"exercise": "normalize", "chapter": "ch1_1_arrays", "found": False}]
    assert "def normalize(X)" in json.loads(run("normalize", "--json"))["code"]
    tried = json.loads(run("normalize", "--try", SHOWS, "--json"))
    assert (tried["differs"], tried["found"]) == (True, True)
    assert "bug" not in json.loads(run("normalize", "--try", HIDES, "--json", status=1))


def test_an_exercise_without_a_bug_says_where_there_is_one(here):
    assert "last_rows has no bug to be found. In 1.1 it is to be found in: normalize." in run("last_rows", status=2)


def test_a_call_that_cannot_be_used_is_told(here):
    assert "does not call normalize" in run("normalize", "--try", "np.ones(3)", status=2)


def test_what_is_remembered_spares_the_check(here, monkeypatch):
    run("normalize")
    monkeypatch.setattr("autograder.cli.bugs.grade", None)
    run("normalize")
    with (here / "ch1_1_arrays" / "arrays.py").open("a") as file:
        file.write("# changed\n")
    assert isinstance(CliRunner().invoke(app, ["bug", "normalize"]).exception, TypeError)


def test_calls_are_taken_until_one_shows_it(here, monkeypatch):
    monkeypatch.setattr("autograder.cli.bugs.sys.stdin", type("Terminal", (), {"isatty": lambda _self: True})())
    calls = iter(["normalize(", HIDES, SHOWS])
    monkeypatch.setattr("builtins.input", lambda _prompt: next(calls))
    from autograder.cli.bugs import run_bug

    assert run_bug("normalize", None, False) == 0
    assert next(calls, None) is None
    calls = iter([""])
    assert run_bug("normalize", None, False) == 1


def test_outside_a_workspace_one_is_told_to_go_to_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(tmp_path / "ch1_1_arrays", ignore_errors=True)
    assert "in no workspace" in run(status=2)
