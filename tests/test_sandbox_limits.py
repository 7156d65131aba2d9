"""A sandbox's limits hold in each kind of it, faults of one exercise stay in it, and its own are no student's."""

import itertools

import numpy as np
import pytest
from everything import ANSWERS, LIMITS, REDUCED, UNITS, stopped

from autograder.course import Limits
from autograder.sandbox import interface, launch, system, workers
from autograder.sandbox.launch import SandboxError, start_sandbox
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import StudentRaised, StudentStopped
from autograder.sandbox.workers import Sandboxed

# Each exercise in a process of its own


def test_an_exercise_leaves_nothing_behind_for_the_next(worker):
    seen = []
    for _ in range(2):
        with worker.student() as s:
            seen.append([s.remember(), s.remember()])
    assert seen == [[1, 2], [1, 2]]


def test_numbers_drawn_without_a_seed_differ_from_exercise_to_exercise(worker):
    drawn = set()
    for _ in range(2):
        with worker.student() as s:
            drawn.update(s.unseeded())
    assert len(drawn) == 4


@pytest.mark.parametrize(("name", "how"), [("exits", "it ended itself"), ("breaks", "with signal 11")])
def test_a_crash_costs_one_exercise_only(worker, name, how):
    with worker.student() as s:
        assert s.double(2) == 4
        found = stopped(s.call, name, (), {})
        assert (found.kind, how in found.detail) == ("crashed", True)
        stopped(s.double, 2)  # this one's process is gone
    with worker.student() as s:
        assert s.double(3) == 6


def test_an_answer_that_needs_too_much_memory_is_a_memory_error_and_costs_no_more(worker):
    with worker.student() as s:
        with pytest.raises(StudentRaised) as caught:
            s.hoards()
        assert caught.value.problem.type in ("MemoryError", "_ArrayMemoryError")
        assert s.double(2) == 4


def test_answers_that_are_too_large_in_all_end_the_exercise(worker, monkeypatch):
    monkeypatch.setattr(workers, "MAX_ANSWERS", 3 << 20)
    with worker.student() as s:
        for _ in range(2):
            s.double(np.zeros(1 << 17))  # 1 MB
        end = stopped(s.double, np.zeros(1 << 17))
    assert (end.kind, end.detail) == ("crashed", "your code returned more than 3 MB in all")
    with worker.student() as s:
        assert s.double(2) == 4


def test_code_that_closes_its_channel_ends_itself(worker):
    with worker.student() as s:
        assert stopped(s.closes).kind == "crashed"


def test_writing_to_the_standard_streams_disturbs_nothing(worker):
    with worker.student() as s:
        assert s.shouts() == 1
        assert s.double(2) == 4


@pytest.mark.slow
def test_an_endless_loop_is_ended_when_its_time_is_up(impatient):
    worker = impatient(ANSWERS)
    with worker.student() as s:
        found = stopped(s.hangs)
    assert found.kind == "timeout"
    assert found.detail == "your code did not finish within 4 seconds"
    assert found.advice == "Is there an endless loop?"
    with worker.student() as s:
        assert s.double(2) == 4


@pytest.mark.slow
def test_the_time_is_that_of_the_whole_exercise(impatient):
    worker = impatient("import time\ndef rest(): time.sleep(1)", seconds=6.0)
    with worker.student() as s:
        for _ in range(2):
            s.rest()
        with pytest.raises(StudentStopped):
            all(s.rest() is None for _ in range(5))


@pytest.mark.slow
def test_a_zygote_that_is_gone_is_replaced_for_the_next_exercise():
    with Sandboxed("answers", UNITS, LIMITS) as worker:
        with worker.student() as s:
            worker.sandbox._process.kill()
            worker.sandbox._process.wait()
            found = stopped(lambda: all(s.double(2) == 4 for _ in itertools.count()))
        assert found.kind == "crashed"
        with worker.student() as s:
            assert s.double(2) == 4


# Loading


def test_a_cell_that_raises_is_noted_and_does_not_stop_the_next(impatient):
    with impatient("x = 1", "y = undefined", "def f(: pass", "def f(X): return x", seconds=30).student() as s:
        assert s.f(0) == 1
        first, second = s.loaded.problems
    assert (first.type, first.unit, first.lines) == ("NameError", 1, (("cell 2", 1, "y = undefined"),))
    assert (second.type, second.unit, second.lines[0][:2]) == ("SyntaxError", 2, ("cell 3", 1))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "kind"), [("import os; os._exit(0)", "crashed"), ("while True: pass", "timeout")], ids=["crash", "hang"]
)
def test_a_cell_that_crashes_or_hangs_is_given_up_and_the_others_are_not(impatient, source, kind):
    seconds = 30.0 if kind == "crashed" else 4.0
    worker = impatient("def f(X): return X", source, "def g(X): return f(X)", seconds=seconds)
    for _ in range(2):
        with worker.student() as s:
            assert s.g(5) == 5
    assert list(worker.given_up) == [1]
    assert worker.given_up[1].kind == kind
    assert worker.given_up[1].detail.startswith("while cell 2 was loading, ")


def test_a_file_that_crashes_while_loading_cannot_be_graded(impatient):
    worker = impatient("import os; os._exit(0)", seconds=30.0)
    for _ in range(2):
        with pytest.raises(StudentStopped, match="while cell 1 was loading, the process"), worker.student():
            pass


def test_a_notebook_of_many_cells_that_crash_is_given_up_as_a_whole(impatient):
    worker = impatient(*["import os; os._exit(0)"] * 6, "def f(X): return X", seconds=30.0)
    with pytest.raises(StudentStopped, match="while cell 1 was loading"), worker.student():
        pass
    assert len(worker.given_up) == workers.MAX_UNITS_GIVEN_UP + 1


def test_a_long_file_is_loaded_whole(impatient):
    with impatient("# " + "x" * 250_000 + "\ndef f(X): return X", seconds=30).student() as s:
        assert s.f(1) == 1


def test_a_file_that_imports_whole_packages_is_read(impatient):
    source = "globals().update({f'name{n}': n for n in range(2500)})\ndef f(X): return X"
    with impatient(source, seconds=30).student() as s:
        assert len(s.loaded.defined) == 2501
        assert s.f(1) == 1


def test_what_takes_long_to_import_is_there_before_each_exercise_where_the_code_names_it(impatient):
    found = "import sys\nFOUND = [name in sys.modules for name in ('scipy.special', 'pandas')]"
    worker = impatient(found, "from scipy import special", "def f(X): return FOUND", seconds=30)
    for _ in range(2):
        with worker.student() as s:
            assert s.f(0) == [system.forks(), False]


def test_a_slow_import_that_fails_is_left_to_the_code_that_asks_for_it(impatient, monkeypatch):
    monkeypatch.setitem(workers.SLOW_IMPORTS, "this_is_missing", "this_is_missing")
    with impatient("import this_is_missing", "def f(X): return X", seconds=30).student() as s:
        assert s.f(1) == 1
        assert [problem.type for problem in s.loaded.problems] == ["ModuleNotFoundError"]


def test_an_import_of_the_notebooks_check_does_nothing(worker):
    with worker.student() as s:
        assert s.checks() is None


def test_data_sets_can_be_read_in_the_sandbox(worker):
    with worker.student() as s:
        assert s.data() == 768


# When the machinery itself fails


def test_a_worker_that_cannot_start_is_the_graders_failure(monkeypatch, either):
    monkeypatch.setattr(system, "START", "import sys; print('no room', file=sys.stderr); sys.exit(7)")
    with Sandboxed("answers", UNITS, LIMITS) as worker:
        for _ in range(2):
            with pytest.raises(SandboxError, match="the worker did not start: no room"), worker.student():
                pass


def test_a_child_that_fails_before_any_code_of_the_students_is_the_graders_failure(either):
    limits = Limits.model_construct(seconds=30.0, memory_mb="no number")
    with Sandboxed("answers", UNITS, limits) as worker:
        for _ in range(2):
            with pytest.raises(SandboxError, match="could not load anything"), worker.student():
                pass


def test_a_submission_too_large_for_a_frame_is_the_graders_failure():
    units = tuple(Unit(f"cell {n}", "1" * 5_000, notebook=True) for n in range(1_000))
    words = "the submission cannot be handed to its worker: a frame of 5"
    with Sandboxed("answers", units, LIMITS) as worker, pytest.raises(SandboxError, match=words), worker.student():
        pass


def test_an_interpreter_that_is_missing_is_the_graders_failure(monkeypatch, either):
    monkeypatch.setattr(launch, "isolation", lambda: REDUCED)
    monkeypatch.setattr(system, "interpreter", lambda: "/nowhere/python")
    with pytest.raises(SandboxError, match="the worker could not be started"):
        start_sandbox()


@pytest.mark.slow
def test_a_worker_that_does_not_answer_is_the_graders_failure(monkeypatch, either):
    monkeypatch.setattr(interface, "START_SECONDS", 0.2)
    monkeypatch.setattr(system, "START", "import time; time.sleep(60)")
    with start_sandbox() as sandbox, pytest.raises(SandboxError, match="the worker did not start"):
        sandbox.start_child()


def test_a_broken_sandbox_is_never_a_zero(submit, course, monkeypatch, either):
    from autograder.report.model import grade

    monkeypatch.setattr(system, "START", "raise SystemExit(7)")
    with pytest.raises(SandboxError):
        grade(submit("def normalize(X):\n    return X\n"), course)


def test_closing_a_sandbox_ends_its_process(either):
    sandbox = start_sandbox()
    sandbox.start_child().close()
    assert sandbox.alive
    sandbox.close()
    assert not sandbox.alive


@pytest.mark.slow
def test_a_sandbox_that_was_never_used_closes_too(either):
    start_sandbox().close()
    with Sandboxed("answers", UNITS, LIMITS):
        pass


def test_reduced_isolation_leaves_no_folder_behind(monkeypatch, tmp_path, either):
    monkeypatch.setattr(launch, "isolation", lambda: REDUCED)
    monkeypatch.setattr(system.tempfile, "tempdir", str(tmp_path))
    with Sandboxed("answers", UNITS, LIMITS) as worker:
        with worker.student() as s:
            assert s.double(2) == 4
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
