"""`course verify` is itself put to the proof: a grader that is broken in any way has a fault that says how."""

import numpy as np
import pytest

from autograder import grader_files, graders
from autograder.build import explanations as making
from autograder.build import verify as verifying
from autograder.build.verify import prove_chapter, verify
from autograder.build.words import MOST_OPEN
from autograder.checks import close, hidden, visible
from autograder.checks.mistakes import Mistakes
from autograder.cli.author import run_verify
from autograder.course import CourseError, load_course
from autograder.graders import Grader
from autograder.grading import table
from autograder.grading.observing import observe
from autograder.grading.table import Explanations, Known
from autograder.sandbox.messages import Unit

pytestmark = pytest.mark.usefixtures("born")

SOLUTION = "def last_rows(X, k):\n    return X[len(X) - k:]\n"
X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0], [9.0, 10.0]])


@visible("last_rows", try_it="last_rows(np.array([1.0, 2.0, 3.0]), 1)   # should be [3.]")
def test_last_rows_of_five(student):
    close(student.last_rows(X, 2), X[3:])


@visible("last_rows")
def test_last_rows_none(student):
    close(student.last_rows(X, 0), X[:0])


@hidden("last_rows", weight=2)
def test_last_rows_hidden(student, reference):
    close(student.last_rows(-X, 4), -X[1:])


TESTS = [test_last_rows_of_five, test_last_rows_none, test_last_rows_hidden]
for test in TESTS:
    test.__test__ = False


def catalogue(**changes):
    """Mistakes of last_rows: slug=(old, new)."""
    mistakes = Mistakes("def last_rows(X, k):\n    first = len(X) - k\n    return X[first:]\n")
    for slug, (old, new) in changes.items():
        mistakes.change(slug, old, new, f"The sentence of {slug}.", kind="indexing")
    return mistakes


FIRST = {"first": ("X[first:]", "X[:k]")}


@pytest.fixture
def prove_whole(course, monkeypatch):
    """prove_whole(tests=..., mistakes=..., stub=..., solution=..., library=...) is the proof of 1.1 with last_rows
    alone, with parts of its grader or its authored code replaced."""
    chapter = course.chapter("ch1_1_arrays")

    def run(tests=TESTS, mistakes=None, stub=None, solution=None, library=False, catalogues=1):
        exercise = chapter.exercise("last_rows").model_copy(update={"practice": not library})
        short = chapter.model_copy(update={"exercises": (exercise,)})
        module = course.modules[0].model_copy(update={"chapters": (short,)})
        mistakes = mistakes or catalogue(**FIRST)
        marked = [test.course_test for test in tests]
        grader = Grader({"last_rows": [test for test in marked if test.exercise == "last_rows"]})
        rows = []
        for item in mistakes.items:
            student = making.implementation(item, short, {})
            traces = {test.label: observe(test, student, None).trace for test in grader.tests["last_rows"]}
            rows.append(Known(item.slug, item.sentence, item.kind, item.random, traces))
        if library:
            monkeypatch.setattr(verifying, "load_reference", lambda _chapter: None)
            monkeypatch.setattr(verifying, "library_before", lambda _course, _chapter: {})
        monkeypatch.setattr(graders, "load_grader", lambda _chapter: grader)
        monkeypatch.setattr(graders, "load_mistakes", lambda _chapter: {"last_rows": mistakes.items})
        monkeypatch.setattr(graders, "load_catalogues", lambda _chapter: [mistakes] * catalogues)
        monkeypatch.setattr(graders, "all_tests", lambda _chapter: marked)
        monkeypatch.setattr(verifying, "make_explanations", lambda _course, _chapter: [])
        monkeypatch.setattr(verifying, "explanations", lambda _chapter: Explanations({"last_rows": tuple(rows)}))
        monkeypatch.setattr(
            verifying, "stub_module", lambda _chapter: stub or "def last_rows(X, k):\n    raise NotImplementedError\n"
        )
        monkeypatch.setattr(verifying, "_solution", lambda _chapter: (Unit("arrays.py", solution or SOLUTION),))
        return prove_chapter(course.model_copy(update={"modules": (module,)}), short)

    return run


@pytest.fixture
def prove(prove_whole):
    """prove(...) is the proof of last_rows, in a chapter that has no faults besides."""

    def run(**parts):
        proved = prove_whole(**parts)
        assert proved.faults == []
        (proof,) = proved.exercises
        return proof

    return run


def test_a_grader_that_is_whole_has_no_faults(prove):
    proof = prove()
    assert proof.faults == []
    assert (proof.mistakes, proof.losing, proof.named, proof.right, proof.tried) == (1, 1, 1, 1, 1)
    assert (proof.tests, proof.hidden) == (3, 1)


def test_a_mistake_that_loses_no_points_is_a_fault(prove):
    proof = prove(mistakes=catalogue(**FIRST, right=("len(X)", "X.shape[0]")))
    assert proof.faults == ["'right' loses no points"]
    assert (proof.mistakes, proof.losing, proof.named) == (2, 1, 1)


def test_a_mistake_that_no_visible_test_tells_from_another_is_a_fault(prove):
    (named, pair) = prove(mistakes=catalogue(**FIRST, same=("X[first:]", "X[0:k]"))).faults
    assert named.startswith("'same' is named 'first' (")
    assert pair == "no visible test tells 'first' from 'same'"


def test_a_reason_lets_two_mistakes_be_alike(prove):
    mistakes = catalogue(**FIRST)
    mistakes.change("same", "X[first:]", "X[0:k]", "Same.", kind="indexing", alike="the same slice")
    assert "no visible test" not in " ".join(prove(mistakes=mistakes).faults)


def test_a_mistake_that_a_test_cannot_deal_with_is_a_fault(prove):
    @visible("last_rows")
    def test_last_rows_can_be_indexed(student):
        close(student.last_rows(X, 1)[0], [9.0, 10.0])

    tests = [test_last_rows_can_be_indexed, test_last_rows_hidden]
    faults = prove(tests=tests, mistakes=catalogue(dict=("return X[first:]", "return {1: X}"))).faults
    assert faults[0].startswith("'dict' breaks a test: what it returned could not be used")


def test_a_mistake_that_is_broken_itself_is_a_fault(prove):
    (fault,) = prove(mistakes=catalogue(typo=("X[first:]", "X[frist:]"))).faults
    assert fault == "'typo' is broken itself: raises NameError: name 'frist' is not defined"


def test_a_mistake_that_earns_other_points_than_it_says_is_a_fault(prove):
    mistakes = catalogue()
    mistakes.change("zero", "X[first:]", "X[-k:]", "For k = 0 it is all.", kind="boundary", score=0.5)
    assert prove(mistakes=mistakes).faults == ["'zero' earns 0.75 points, not 0.5"]


def test_a_try_it_line_that_shows_no_fault_is_a_fault(prove):
    @visible("last_rows", try_it="last_rows(np.array([1.0, 2.0]), 1)   # should be [2.]")
    def test_last_rows_of_all(student):
        close(student.last_rows(X, 2), X[3:])

    mistakes = catalogue(fixed=("len(X) - k", "1"))
    (fault,) = prove(tests=[test_last_rows_of_all, test_last_rows_hidden], mistakes=mistakes).faults
    assert fault.startswith("'fixed' answers rightly in the try-it line it is shown: last_rows(")


def test_a_right_version_that_fails_is_a_fault(prove):
    mistakes = Mistakes("def last_rows(X, k):\n    return X[-k:]\n")
    assert prove(mistakes=mistakes).faults[0].startswith("the catalogue's right version fails: ")


def test_a_mistake_written_otherwise_must_lose_points_and_get_no_other_name(prove):
    mistakes = catalogue(**FIRST, last=("X[first:]", "X[first + 1:]"))
    mistakes.variant("first", "def last_rows(X, k):\n    return np.array([row for row in X[:k]]).reshape(-1, 2)\n")
    mistakes.variant("first", "def last_rows(X, k):\n    return X[len(X) - k:]\n")
    mistakes.variant("first", "def last_rows(X, k):\n    return X[len(X) - k + 1:]\n")
    assert prove(mistakes=mistakes).faults == [
        "a variant of 'first' loses no points",
        "a variant of 'first' is named 'last'",
    ]


def test_a_test_of_an_exercise_that_is_not_there_is_a_fault(prove_whole):
    @hidden("last_row")
    def test_misspelt(student):
        close(student.last_rows(X, 1), X[4:])

    assert prove_whole(tests=[*TESTS, test_misspelt]).faults == [
        "the test 'misspelt' is of 'last_row', which is no exercise of this chapter"
    ]


def test_a_visible_test_that_uses_the_reference_is_a_fault(prove):
    @visible("last_rows")
    def test_last_rows_as_ours(student, reference):
        close(student.last_rows(X, 2), X[3:])

    assert prove(tests=[test_last_rows_as_ours, test_last_rows_hidden]).faults == [
        "the visible test 'last rows as ours' uses `reference`, which students do not have"
    ]


def test_hidden_tests_carry_half_of_a_library_functions_points(prove):
    faults = prove(library=True, tests=[test_last_rows_of_five, test_last_rows_none, test_one]).faults
    assert "hidden tests carry 1 of 3 parts of its points: make it half" in faults
    assert "has fewer than 6 mistakes" in faults


@hidden("last_rows")
def test_one(student):
    close(student.last_rows(X, 1), X[4:])


test_one.__test__ = False


def test_a_lesson_with_more_open_words_than_allowed_is_a_fault_of_its_chapter(prove_whole, monkeypatch, tmp_path):
    lesson = tmp_path / "lesson.md"
    monkeypatch.setattr("autograder.build.words.lesson_file", lambda _chapter: lesson)
    head = "---\ntitle: Arrays\nauthor: Nobody\ndate: 2026-01-01\n---\n\n"
    folded = "\n\n```{code-cell}\n:tags: [hide-input]\n" + "plot " * 100 + "\n```\n"
    lesson.write_text(head + "word " * MOST_OPEN + folded)
    assert prove_whole().faults == []
    lesson.write_text(head + "word " * (MOST_OPEN + 1) + folded)
    proved = prove_whole()
    assert proved.faults == ["the lesson has 3,501 open words, more than 3,500: shorten it, or fold plot code"]
    assert [proof.faults for proof in proved.exercises] == [[]]


def test_a_stub_that_passes_is_a_fault(prove):
    assert prove(stub=SOLUTION).faults == ["the stub is not 'not started' but passed"]


@pytest.mark.parametrize(
    ("stub", "found"),
    [
        ("def last_rows(X, k):\n    pass\n", "failed"),
        ("# nothing\n", "failed"),
        ("import os; os._exit(0)", "while"),
    ],
    ids=["answers", "is empty", "crashes"],
)
def test_a_stub_that_is_anything_but_not_started_is_a_fault(prove, stub, found):
    (fault,) = prove(stub=stub).faults
    assert fault.startswith(f"the stub is not 'not started' but {found}")


def test_a_solution_that_fails_is_a_fault_with_its_points_and_reason(prove):
    (fault,) = prove(solution="def last_rows(X, k):\n    return X[-k:]\n").faults
    assert fault.startswith("the solution earns 0.75: ")
    assert "has shape" in fault


def test_a_solution_that_crashes_is_a_fault(prove):
    (fault,) = prove(solution="import os; os._exit(1)").faults
    assert fault.startswith("the solution stopped: while arrays.py was loading")


def test_an_exercise_without_tests_is_a_fault(prove):
    assert prove(tests=[]).faults == ["has no tests"]


def test_a_hidden_first_test_is_a_fault(prove):
    assert prove(tests=[test_last_rows_hidden]).faults[0] == (
        "its first test, on which the others stand, is hidden: make it visible"
    )


def test_tests_of_one_exercise_in_several_files_are_a_fault(prove, monkeypatch):
    monkeypatch.setattr(test_last_rows_none, "__module__", "autograder.graders.ch1_1_arrays.test_visible_rows")
    assert prove().faults == ["its tests stand in test_verify, test_visible_rows: put them into one"]
    monkeypatch.setattr(test_last_rows_of_five, "__module__", "autograder.graders.ch1_1_arrays.test_visible_rows")
    assert prove().faults == []


def test_two_catalogues_of_one_exercise_are_a_fault(prove_whole):
    said = "there are two catalogues of mistakes of 'last_rows': put them into one"
    assert prove_whole(catalogues=2).faults == [said]


def test_what_cannot_be_read_is_one_line(course, monkeypatch):
    def broken(_chapter):
        raise SyntaxError("invalid syntax (test_hidden.py, line 3)")

    monkeypatch.setattr(verifying, "make_explanations", lambda _course, _chapter: [])
    monkeypatch.setattr(graders, "load_grader", broken)
    proved = prove_chapter(course, course.chapter("ch1_1_arrays"))
    assert proved.exercises == []
    assert proved.faults == ["SyntaxError: invalid syntax (test_hidden.py, line 3)"]


def test_the_table_is_stale_where_anything_it_is_made_from_changes(course, monkeypatch, tmp_path):
    chapter = course.chapter("ch1_1_arrays")
    before = table.key(chapter)
    assert table.key(chapter) == before
    monkeypatch.setattr(grader_files, "grader_folders", lambda _chapter: (tmp_path,))
    monkeypatch.setattr(table, "grader_folder", lambda _chapter: tmp_path)
    (tmp_path / "mistakes.py").write_text("")
    assert table.key(chapter) != before
    assert table.explanations.__wrapped__(chapter).missing.endswith("is missing. Run: course build")


# The course as it is


@pytest.mark.slow
@pytest.mark.parametrize("chapter", ["ch0_introduction", "ch1_1_arrays", "ch1_2_matrices", "ch1_3_functions"])
def test_the_graders_of_the_first_chapters_have_no_faults(course, chapter):
    (proved,) = verify(course, course.chapter(chapter))
    assert proved.faults == []
    proofs = proved.exercises
    assert len(proofs) == len(course.chapter(chapter).exercises)
    assert {proof.exercise.name: proof.faults for proof in proofs if proof.faults} == {}
    for proof in proofs:
        assert proof.mistakes == proof.losing == proof.named > 0
        assert proof.tests > proof.hidden >= 0


# The command


@pytest.fixture
def proved(monkeypatch):
    """proved(*faults, mistakes=18, of_chapter=()) lets the command find these."""

    def say(*faults, mistakes=18, of_chapter=()):
        chapter = load_course().chapter("ch1_1_arrays")
        proof = verifying.Proof(
            chapter.exercises[0], 9, 4, mistakes=mistakes, losing=mistakes, named=mistakes, faults=list(faults)
        )
        found = verifying.ChapterProof(chapter, [proof], list(of_chapter))
        monkeypatch.setattr(verifying, "verify", lambda _course, _only: iter([found]))

    return say


@pytest.mark.slow
def test_the_command_tells_the_faults_and_fails(proved, capsys):
    proved("divides-by-variance loses no points")
    assert run_verify(None) == 1
    out = capsys.readouterr().out
    assert "✗ ch1_1_arrays normalize: divides-by-variance loses no points" in out
    assert out.endswith(", 1 fault.\n")


@pytest.mark.slow
def test_the_command_shows_a_fault_of_a_chapter_beside_the_chapter(proved, capsys):
    proved(of_chapter=["the lesson is too long"])
    assert run_verify(None) == 1
    out = capsys.readouterr().out
    assert "✗ ch1_1_arrays: the lesson is too long" in out


@pytest.mark.slow
def test_the_command_counts_one_as_one(proved, capsys):
    proved(mistakes=1)
    assert run_verify(None) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "1 exercise: stubs not started" in out
    assert "1 mistake, 1 loses points, 1 is named" in out


def test_the_command_succeeds_where_there_is_no_fault(proved, capsys):
    proved()
    assert run_verify("ch1_1_arrays") == 0
    assert "18 mistakes" in capsys.readouterr().out


def test_the_command_knows_the_chapters():
    with pytest.raises(CourseError, match="There is no chapter and no exercise 'ch9'"):
        run_verify("ch9")


def test_the_command_needs_the_solutions(monkeypatch, capsys):
    monkeypatch.setattr("autograder.cli.author.can_be_made", lambda: False)
    assert run_verify(None) == 2
    assert "made in a checkout of it" in capsys.readouterr().err
