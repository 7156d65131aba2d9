"""`course verify` is itself put to the proof: a grader that is broken in any way has a fault that says how."""

import numpy as np
import pytest

from autograder.build import verify as verifying
from autograder.build.verify import verify
from autograder.checks import array, close, hidden, visible
from autograder.checks.misconception import misconception
from autograder.cli.author import run_verify
from autograder.course import CourseError, load_course
from autograder.graders import Grader, load_grader
from autograder.sandbox.student import Unit

SOLUTION = "def last_rows(X, k):\n    return X[len(X) - k:]\n"


@pytest.fixture
def prove(course, monkeypatch):
    """prove(tests=..., misconceptions=..., stub=..., solution=..., library=...) is the proof of last_rows (1.1), with
    parts of its grader or its authored code replaced."""
    chapter = course.chapter("ch1_1_arrays")

    def run(tests=None, misconceptions=None, stub=None, solution=None, library=False):
        exercise = chapter.exercise("last_rows").model_copy(update={"practice": not library})
        short = chapter.model_copy(update={"exercises": (exercise,)})
        module = course.modules[0].model_copy(update={"chapters": (short,)})
        real, name = load_grader(chapter), exercise.name
        grader = Grader(
            {name: real.tests[name] if tests is None else [test.course_test for test in tests]},
            {name: real.misconceptions[name] if misconceptions is None else misconceptions},
        )
        monkeypatch.setattr(verifying, "load_grader", lambda _chapter: grader)
        if library:
            monkeypatch.setattr(verifying, "load_reference", lambda _chapter: None)
            monkeypatch.setattr(verifying, "library_before", lambda _course, _chapter: {})
        monkeypatch.setattr(
            verifying, "stub_module", lambda _chapter: stub or "def last_rows(X, k):\n    raise NotImplementedError\n"
        )
        monkeypatch.setattr(verifying, "_solution", lambda _chapter: (Unit("arrays.py", solution or SOLUTION),))
        (proof,) = verify(course.model_copy(update={"modules": (module,)}))
        return proof

    return run


@misconception("last_rows", "Those are the first k rows.")
def takes_the_first_rows(X, k):
    return X[:k]


@misconception("last_rows", "Those are the first k rows, too.")
def also_takes_the_first_rows(X, k):
    return X[:k]


@misconception("last_rows", "There is nothing wrong with this.")
def counts_from_the_end(X, k):
    return X[len(X) - k :]


@misconception("last_rows", "This is a dictionary.")
def returns_a_dictionary(X, k):
    return {"rows": X[:k]}


def test_a_grader_that_is_whole_has_no_faults(prove):
    proof = prove()
    assert proof.faults == []
    assert proof.misconceptions == proof.losing == proof.named == 5
    assert (proof.tests, proof.hidden) == (3, 1)


def test_a_misconception_that_loses_no_points_is_a_fault(prove):
    proof = prove(misconceptions=[takes_the_first_rows, counts_from_the_end])
    assert proof.faults == ["counts-from-the-end loses no points"]
    assert (proof.misconceptions, proof.losing, proof.named) == (2, 1, 1)


def test_a_misconception_that_is_taken_for_another_is_a_fault(prove):
    proof = prove(misconceptions=[takes_the_first_rows, also_takes_the_first_rows])
    (fault,) = proof.faults
    assert fault.startswith("also-takes-the-first-rows is named takes-the-first-rows (")
    assert (proof.losing, proof.named) == (2, 1)


def test_a_misconception_that_a_test_cannot_deal_with_is_a_fault(prove):
    @visible("last_rows")
    def test_last_rows_can_be_indexed(student):
        close(student.last_rows(np.array([[1.0], [2.0]]), 1)[0], [2.0])

    (fault,) = prove(tests=[test_last_rows_can_be_indexed], misconceptions=[returns_a_dictionary]).faults
    assert fault.startswith("returns-a-dictionary breaks a test: what it returned could not be used")


def test_a_stub_that_passes_is_a_fault(prove):
    assert prove(stub=SOLUTION).faults == ["the stub is not 'not started' but passed"]


@pytest.mark.parametrize(
    ("stub", "found"),
    [("def last_rows(X, k):\n    pass\n", "failed"), ("", "failed"), ("import os; os._exit(0)", "while arrays.py was")],
    ids=["answers", "is empty", "crashes"],
)
def test_a_stub_that_is_anything_but_not_started_is_a_fault(prove, stub, found):
    (fault,) = prove(stub=stub).faults if stub else prove(stub="# nothing\n").faults
    assert fault.startswith(f"the stub is not 'not started' but {found}")


def test_a_solution_that_fails_is_a_fault_with_its_points_and_reason(prove):
    (fault,) = prove(solution="def last_rows(X, k):\n    return X[-k:]\n").faults
    assert fault.startswith("the solution earns 0.67: ")
    assert "has shape" in fault


def test_a_solution_that_crashes_is_a_fault(prove):
    (fault,) = prove(solution="import os; os._exit(1)").faults
    assert fault.startswith("the solution stopped: while arrays.py was loading")


def test_an_exercise_without_tests_is_a_fault(prove):
    assert prove(tests=[]).faults == ["has no tests"]


def test_a_hidden_first_test_is_a_fault(prove):
    @hidden("last_rows")
    def test_last_rows_hidden(student, reference):
        array(student.last_rows(np.ones((2, 1)), 0))

    proof = prove(
        tests=[test_last_rows_hidden],
        misconceptions=[],
        solution="import numpy\ndef last_rows(X, k): return numpy.ones(1)",
    )
    assert proof.faults == ["its first test, on which the others stand, is hidden: make it visible"]


def test_a_function_of_the_library_needs_six_misconceptions(prove):
    assert prove(library=True).faults[0] == "has fewer than 6 misconceptions"


# The course as it is


@pytest.mark.parametrize("chapter", ["ch1_1_arrays", "ch1_2_matrices", "ch1_3_functions"])
def test_the_graders_of_module_1_have_no_faults(course, chapter):
    proofs = list(verify(course, course.chapter(chapter)))
    assert len(proofs) == len(course.chapter(chapter).exercises)
    assert {proof.exercise.name: proof.faults for proof in proofs if proof.faults} == {}
    for proof in proofs:
        assert proof.misconceptions == proof.losing == proof.named > 0
        assert proof.tests > proof.hidden >= 0


# The command


@pytest.fixture
def proved(monkeypatch):
    """proved(*faults) lets the command find these."""

    def say(*faults):
        chapter = load_course().chapters[0]
        proof = verifying.Proof(chapter, chapter.exercises[0], 9, 4, 18, 18, 17, list(faults))
        monkeypatch.setattr(verifying, "verify", lambda _course, _only: iter([proof]))

    return say


def test_the_command_tells_the_faults_and_fails(proved, capsys):
    proved("divides-by-variance loses no points")
    assert run_verify(None) == 1
    out = capsys.readouterr().out
    assert "✗ ch1_1_arrays normalize: divides-by-variance loses no points" in out
    assert "1 faults" in out


def test_the_command_succeeds_where_there_is_no_fault(proved, capsys):
    proved()
    assert run_verify("ch1_1_arrays") == 0
    assert "18 mistakes" in capsys.readouterr().out


def test_the_command_knows_the_chapters():
    with pytest.raises(CourseError, match="There is no chapter 'ch9'"):
        run_verify("ch9")


def test_the_command_needs_the_solutions(monkeypatch, capsys):
    monkeypatch.setattr("autograder.cli.author.solutions_folder", lambda: None)
    assert run_verify(None) == 2
    assert "use a checkout of the course" in capsys.readouterr().err
