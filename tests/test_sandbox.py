"""The sandbox: the same answers wherever code runs, limits that hold, and faults of one exercise that stay in it."""

import itertools
from contextlib import suppress

import numpy as np
import pytest

from autograder.course import Limits
from autograder.sandbox import callbacks, interface, launch, system, workers
from autograder.sandbox.callbacks import Recorded
from autograder.sandbox.launch import Isolation, SandboxError, start_sandbox
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Student, StudentRaised, StudentStopped
from autograder.sandbox.workers import InProcess, Sandboxed

REDUCED = Isolation(False, "a test asks for it")
LIBRARY = {
    "neural_network": "from neural_network.arrays import one\n",
    "neural_network.arrays": "def one():\n    return 1\n",
}

ANSWERS = """\
import os
import random
import sys
import warnings

import numpy as np

print("loading", "x" * 10_000)
calls = 0


# Plain answers
def double(X): return 2 * X
def add(a, b=10, *, c=100): return a + b + c
def pair(X): return X.sum(), {"shape": X.shape, "rows": [row for row in X]}
def nothing(X): pass
def kinds(X): return [None, True, 1, 2.5, "text", (1, 2), np.float32(0.1), np.uint8(7), float("nan")]
def odd(X): return [print, {1, 2}, b"bytes", X.mean, np.array([1, "a"], dtype=object)]
def generator(X): return np.random.default_rng(0)
def many(X): return np.zeros(1_000_000)
def dtype(X): return f"{X.dtype} {X.shape} {X.flags.writeable}"

# Iterators
def batches(n): return (np.full(2, i) for i in range(n))
def zipped(X): return zip(X, X * 2)
def endless():
    while True:
        yield 1

# Exceptions
class TooSmall(ValueError): pass
class Silent(Exception):
    def __str__(self): raise RuntimeError
def refuses(X):
    if X.size < 10:
        raise TooSmall(f"only {X.size} elements")
def divides(X): return 1 // 0
def stub(X): raise NotImplementedError
def leaves(X): sys.exit(3)
def interrupts(X): raise KeyboardInterrupt
def recurses(X): return recurses(X)
def silent(X): raise Silent
def fails_late(n):
    yield 1
    raise KeyError("late")

# Effects
def writes(X, W):
    W[0] = 9
    return W.sum()
def fills(params): params["W"] = np.ones(2)
def appends(items): items.append(1)
def prints(X): print("debug", X.sum()); sys.stdout.write("!" * 10_000)
def draws(X): return np.random.rand()
def shuffles(X): random.random()
def warns(X):
    warnings.warn("be careful")
    return np.array([1.0]) / np.array([0.0])

# Functions and generators that are handed in
def slope(f, x): return (f(x + 1e-3) - f(x - 1e-3)) / 2e-3
def calls_by_name(f): return f(2, b=3)
def hides(f):
    try:
        f(0)
    except ValueError as error:
        return str(error)
def counts(f):
    for n in range(10**9):
        f(n)
def sample(rng): return rng.normal(size=3), rng.permutation(5)
def passes_on(f, rng): return f(rng.random())

# The state of the process
def remember():
    global calls
    calls += 1
    return calls
def unseeded(): return np.random.rand(), random.random()
def library():
    from neural_network import one
    from neural_network.arrays import one as the_same
    return one() + the_same()
def data():
    import course_data
    return len(course_data.load_pima().target)
def checks():
    from autograder import check
    return check(double)

# The end
def hangs(): 
    while True:
        try:
            while True: pass
        except BaseException: pass
def hoards(): return [np.empty(1 << 22) for _ in range(1 << 12)]
def exits(): os._exit(0)
def breaks():
    import ctypes
    ctypes.string_at(0)
def closes():
    os.closerange(3, 100)
    return 1
def shouts():
    os.write(1, b"{}" * 1000)
    os.write(2, b"{}" * 1000)
    return 1
"""
UNITS = (Unit("answers.py", ANSWERS),)
LIMITS = Limits(seconds=30.0, memory_mb=640)


@pytest.fixture(scope="module")
def sandboxed():
    with Sandboxed("answers", UNITS, LIMITS, library=LIBRARY, datasets=("pima_diabetes.csv",)) as worker:
        yield worker


@pytest.fixture(scope="module")
def reduced():
    with pytest.MonkeyPatch.context() as patch:  # for the start alone: other tests find isolation as it is
        patch.setattr(launch, "isolation", lambda: REDUCED)
        sandbox = start_sandbox(("pima_diabetes.csv",))
    with Sandboxed("answers", UNITS, LIMITS, library=LIBRARY, sandbox=sandbox) as worker:
        yield worker


@pytest.fixture(params=["sandboxed", "reduced"])
def worker(request):
    """A sandbox of either kind: what this machine has, and what is left where bubblewrap is missing."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def impatient(request):
    """impatient(source, ...) is a sandbox with a second's patience; a unit for each source."""
    workers = []

    def make(*sources, seconds=4.0, memory_mb=1024):
        units = tuple(Unit(f"cell {number}", source) for number, source in enumerate(sources, start=1))
        workers.append(Sandboxed("answers", units, Limits(seconds=seconds, memory_mb=memory_mb)))
        return workers[-1]

    yield make
    for worker in workers:
        worker.close()


def stopped(call, *args):
    with pytest.raises(StudentStopped) as caught:
        call(*args)
    return caught.value


# The same answers wherever code runs

X = np.array([[1.0, 2.0], [3.0, 4.5]])
QUESTIONS = {
    "double": (X,),
    "add": (1, 2),
    "pair": (X,),
    "nothing": (X,),
    "kinds": (X,),
    "odd": (X,),
    "generator": (X,),
    "many": (X,),
    "dtype": (X.astype(">f4").T,),
    "batches": (5,),
    "zipped": (X,),
    "endless": (),
    "refuses": (X,),
    "divides": (X,),
    "stub": (X,),
    "leaves": (X,),
    "interrupts": (X,),
    "recurses": (X,),
    "silent": (X,),
    "fails_late": (1,),
    "writes": (X, X[0]),
    "fills": ({"b": X},),
    "appends": ([1, 2],),
    "prints": (X,),
    "draws": (X,),
    "shuffles": (X,),
    "warns": (X,),
    "slope": (np.sin, 0.5),
    "calls_by_name": (lambda a, b: (a, b),),
    "hides": (lambda x: 1 / x,),
    "sample": (np.random.default_rng(5),),
    "passes_on": (lambda x: x + 1, np.random.default_rng(5)),
    "missing": (X,),
    "calls": (X,),
}
RANDOM = {"draws"}  # without a seed


def answer(student, name):
    """All that is known of one call."""
    with suppress(StudentRaised):
        student.call(name, QUESTIONS[name], {})
    call = student.calls[-1]
    return call.value, call.raised, call.effects


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_is_the_same_in_the_sandbox_and_in_this_process(worker, name):
    value, raised, effects = answer(Student(InProcess("answers", UNITS)), name)
    with worker.student() as there:
        got, got_raised, got_effects = answer(there, name)
    if name == "recurses":  # how Python words it depends on what it was doing at the last depth
        assert got_raised.types == raised.types == ("RecursionError", "RuntimeError", "Exception")
    else:
        assert got_raised == raised
    assert got_effects == effects
    if name not in RANDOM:
        np.testing.assert_equal(got, value)


def test_what_is_defined_is_the_same_in_the_sandbox_and_in_this_process(worker):
    with worker.student() as there:
        loaded = there.loaded
    assert loaded == Student(InProcess("answers", UNITS)).loaded
    assert loaded.defined["double"] == "function"
    assert loaded.defined["TooSmall"] == "class"
    assert loaded.defined["calls"] == "int"
    assert "np" not in loaded.defined
    assert loaded.parameters["add"] == ("a", "b", "c")


def test_what_comes_back_is_what_was_meant(worker):
    with worker.student() as s:
        assert s.double(X).tolist() == (2 * X).tolist()
        assert s.add(1, c=5) == 16
        assert s.nothing(X) is None
        total, parts = s.pair(X)
        assert (total, parts["shape"], len(parts["rows"])) == (10.5, (2, 2), 2)
        function, items, text, method, ragged = s.odd(X)
        assert (function.type_name, method.type_name) == ("builtin_function_or_method",) * 2
        assert ragged.type_name == "array of dtype object"
        assert (repr(items), repr(text)) == ("<the student's set>", "<the student's bytes>")
        assert s.many(X).shape == (1_000_000,)
        assert s.library() == 2


def test_the_students_own_lines_are_told_and_no_others(worker):
    with worker.student() as s, pytest.raises(StudentRaised) as caught:
        s.refuses(np.ones(3))
    problem = caught.value.problem
    assert problem.types[:2] == ("TooSmall", "ValueError")
    assert problem.message == "only 3 elements"
    number = ANSWERS.split("\n").index('        raise TooSmall(f"only {X.size} elements")') + 1
    assert problem.lines == (("answers.py", number, 'raise TooSmall(f"only {X.size} elements")'),)


def test_an_iterator_is_drained_and_an_endless_one_cut_off(worker):
    with worker.student() as s:
        assert [batch.tolist() for batch in s.batches(3)] == [[0, 0], [1, 1], [2, 2]]
        assert len(s.endless()) == 10_000
        with pytest.raises(StudentRaised, match="KeyError: 'late'"):
            s.fails_late(1)


@pytest.mark.parametrize(
    ("name", "changed"),
    [("writes", ("W",)), ("fills", ("params",)), ("appends", ("items",)), ("double", ())],
)
def test_changed_arguments_are_noticed_and_the_graders_own_stay_as_they_were(worker, name, changed):
    arguments = {"writes": (X.copy(), X[0].copy()), "fills": ({},), "appends": ([],), "double": (X.copy(),)}[name]
    with worker.student() as s:
        s.call(name, arguments, {})
        assert s.calls[-1].effects.changed == changed
    if name == "writes":
        assert arguments[1].tolist() == X[0].tolist()
    elif changed:
        assert not arguments[0]


def test_printing_drawing_and_warning_are_noticed(worker):
    with worker.student() as s:
        s.prints(X)
        assert s.calls[-1].effects.printed.startswith("debug 10.5\n!!!")
        assert len(s.calls[-1].effects.printed) == 2000
        for name in ("draws", "shuffles"):
            s.call(name, (X,), {})
            assert s.calls[-1].effects.global_random
        s.warns(X)
        assert s.calls[-1].effects.warnings == ("be careful", "divide by zero encountered in divide")
        s.sample(np.random.default_rng(1))
        assert s.calls[-1].effects == type(s.calls[-1].effects)()


# Functions and generators that are handed in


def test_functions_of_the_grader_are_called_with_the_students_arguments(worker):
    f = Recorded(lambda x, b=0: x * x)
    with worker.student() as s:
        assert s.slope(f, 3.0) == pytest.approx(6.0)
        assert s.calls_by_name(f) == 4
        assert f.calls == [(3.001,), (2.999,), (2, 3)]


def test_a_function_of_the_grader_that_fails_raises_in_the_students_code(worker):
    with worker.student() as s:
        assert s.hides(lambda x: 1 / x) == "ZeroDivisionError: division by zero"
        with pytest.raises(StudentRaised, match="ValueError: TypeError"):
            s.calls_by_name(lambda a: a)


def test_calls_without_end_are_cut_off(worker, monkeypatch):
    monkeypatch.setattr(callbacks, "MAX_CALLBACKS", 20)
    asked = Recorded(abs)
    with worker.student() as s:
        assert "20 times" in stopped(s.counts, asked).detail
    assert asked.calls == [(n,) for n in range(20)]


def test_a_generator_draws_in_the_student_what_it_would_draw_here(worker):
    rng, twin = np.random.default_rng(7), np.random.default_rng(7)
    rng.integers(0, 9, 3, dtype=np.uint32)
    twin.integers(0, 9, 3, dtype=np.uint32)
    with worker.student() as s:
        normal, order = s.sample(rng)
        again, _ = s.sample(rng)
    np.testing.assert_array_equal(normal, twin.normal(size=3))
    np.testing.assert_array_equal(order, twin.permutation(5))
    np.testing.assert_array_equal(again, normal)  # the grader's own generator has not moved


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


def test_an_endless_loop_is_ended_when_its_time_is_up(impatient):
    worker = impatient(ANSWERS)
    with worker.student() as s:
        found = stopped(s.hangs)
    assert found.kind == "timeout"
    assert found.detail == "your code did not finish within 4 seconds"
    assert found.advice == "Is there an endless loop?"
    with worker.student() as s:
        assert s.double(2) == 4


def test_the_time_is_that_of_the_whole_exercise(impatient):
    worker = impatient("import time\ndef rest(): time.sleep(1)", seconds=6.0)
    with worker.student() as s:
        for _ in range(2):
            s.rest()
        with pytest.raises(StudentStopped):
            all(s.rest() is None for _ in range(5))


def test_a_worker_that_is_gone_is_replaced_for_the_next_exercise(impatient):
    worker = impatient(ANSWERS, seconds=30.0)
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


def test_an_import_of_the_notebooks_check_does_nothing(worker):
    with worker.student() as s:
        assert s.checks() is None


def test_data_sets_can_be_read_in_the_sandbox(worker):
    with worker.student() as s:
        assert s.data() == 768


# When the machinery itself fails


def test_a_worker_that_cannot_start_is_the_graders_failure(monkeypatch):
    monkeypatch.setattr(system, "START", "import sys; print('no room', file=sys.stderr); sys.exit(7)")
    with Sandboxed("answers", UNITS, LIMITS) as worker:
        for _ in range(2):
            with pytest.raises(SandboxError, match="the worker did not start: no room"), worker.student():
                pass


def test_a_child_that_fails_before_any_code_of_the_students_is_the_graders_failure():
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


def test_an_interpreter_that_is_missing_is_the_graders_failure(monkeypatch):
    monkeypatch.setattr(launch, "isolation", lambda: REDUCED)
    monkeypatch.setattr(system, "interpreter", lambda: "/nowhere/python")
    with pytest.raises(SandboxError, match="the worker could not be started"):
        start_sandbox()


def test_a_worker_that_does_not_answer_is_the_graders_failure(monkeypatch):
    monkeypatch.setattr(interface, "START_SECONDS", 0.2)
    monkeypatch.setattr(system, "START", "import time; time.sleep(60)")
    with start_sandbox() as sandbox, pytest.raises(SandboxError, match="the worker did not start"):
        sandbox.start_child()


def test_a_broken_sandbox_is_never_a_zero(submit, course, monkeypatch):
    from autograder.report.model import grade

    monkeypatch.setattr(system, "START", "raise SystemExit(7)")
    with pytest.raises(SandboxError):
        grade(submit("def normalize(X):\n    return X\n"), course)


def test_closing_a_sandbox_ends_its_process():
    sandbox = start_sandbox()
    sandbox.start_child().close()
    assert sandbox.alive
    sandbox.close()
    assert not sandbox.alive


def test_a_sandbox_that_was_never_used_closes_too():
    start_sandbox().close()
    with Sandboxed("answers", UNITS, LIMITS):
        pass


def test_reduced_isolation_leaves_no_folder_behind(monkeypatch, tmp_path):
    monkeypatch.setattr(launch, "isolation", lambda: REDUCED)
    monkeypatch.setattr(system.tempfile, "tempdir", str(tmp_path))
    with Sandboxed("answers", UNITS, LIMITS) as worker:
        with worker.student() as s:
            assert s.double(2) == 4
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
