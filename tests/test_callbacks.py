"""Functions of a test that student code calls: the same answers everywhere, under a clock and a memory limit, and on no
more than was handed out."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest
from everything import SPAWNED

from autograder.course import Limits
from autograder.report.model import grade
from autograder.sandbox import callbacks
from autograder.sandbox.callbacks import ALWAYS_ALLOWED, Recorded, sizes_in
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Student, StudentRaised, StudentStopped
from autograder.sandbox.wire import Scaled
from autograder.sandbox.workers import InProcess, Sandboxed

CODE = """\
import json, os, stat, struct
import numpy as np

def ask(f, *args, **kwargs): return f(*args, **kwargs)
def ask_often(f, n): return [f(i) for i in range(n)]
def ask_both(f, g, n): return [(f(i), g(i)) for i in range(n)]
def hide(f, *args):
    try:
        return f(*args)
    except ValueError as error:
        return str(error)
def ask_about_more(f, X): return f(np.ones((2000, 2000), np.int8), np.ones((2000, 2000), np.int8))
def multiply(f, X, W): return f(X, W)
def column_times_row(f, X): return f(X.reshape(-1, 1), X.reshape(1, -1))
def hide_many(f, X, n): return hide(f, [X] * n)
def double(X): return 2 * X

def forge(f, tree):
    text = json.dumps(tree).encode()
    data = struct.pack("<II", len(text), 0) + text
    for number in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                os.write(number, data)
        except OSError:
            continue
    while True:
        pass
def ask_and_forge(f, tree):
    f(3)
    forge(f, tree)
"""
UNITS = (Unit("answers.py", CODE),)


def product(X, W):
    return X @ W


def square(x):
    return x * x


def own_process(_x):
    return os.getpid()


@pytest.fixture(scope="module")
def sandboxed():
    with Sandboxed("answers", UNITS, Limits(seconds=30.0, memory_mb=640)) as worker:
        yield worker


@pytest.fixture(scope="module")
def spawned():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_WORKER", "process")
        with Sandboxed("answers", UNITS, Limits(seconds=30.0, memory_mb=640)) as worker:
            yield worker


@pytest.fixture(params=["sandboxed", SPAWNED])
def either_sandbox(request):
    """The one that forks, and the one that does not."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def impatient(either):
    with Sandboxed("answers", UNITS, Limits(seconds=1.5, memory_mb=640)) as worker, worker.student() as student:
        yield student


@pytest.fixture(params=["sandboxed", SPAWNED, "in process"])
def student(request):
    if request.param == "in process":
        yield Student(InProcess("answers", UNITS))
    else:
        with request.getfixturevalue(request.param).student() as student:
            yield student


def stopped(call, *args):
    with pytest.raises(StudentStopped) as caught:
        call(*args)
    return caught.value


# What they answer


def test_a_call_back_runs_in_a_process_of_its_own(sandboxed):
    with sandboxed.student() as s:
        first, second = s.ask(own_process, 0), s.ask(own_process, 0)
    assert first == second != os.getpid(), "and a function of a module needs but one for an exercise"


def test_functions_that_a_test_makes_need_no_process_of_their_own(sandboxed):
    held = np.array([1.0, 2.0])

    def counted(start):
        count = start

        def count_on(_x, *, step=1):
            nonlocal count
            count += step
            return [os.getpid(), count, held]

        return count_on

    one, other = counted(0), counted(10)
    with sandboxed.student() as s:
        process = s.ask(own_process, 0)
        for function, expected in ((one, 1), (one, 2), (other, 11), (one, 3), (lambda x: counted(x)(x, step=5), 5)):
            told, number, array = s.ask(function, 0)
            assert (told, number) == (process, expected)
            np.testing.assert_array_equal(array, held)
        assert s.ask(Recorded(lambda _x: os.getpid()), 0) == process


def test_what_cannot_be_told_is_called_all_the_same(sandboxed):
    def again(n):  # holds itself
        return n and again(n - 1)

    with sandboxed.student() as s, open(os.devnull) as handle:
        first = s.ask(own_process, 0)
        assert s.ask(lambda _x: handle.closed or os.getpid(), 0) != first
        assert s.ask(again, 3) == 0
        assert s.ask(eval("lambda x: 2 * x", {}), 4) == 8


def test_without_fork_a_call_back_runs_in_the_grader(spawned):
    with spawned.student() as s:
        assert s.ask(own_process, 0) == os.getpid()


def test_the_process_of_call_backs_ends_with_the_exercise(sandboxed):
    with sandboxed.student() as s:
        pid = s.ask(own_process, 0)
        assert Path(f"/proc/{pid}").exists()
    assert not Path(f"/proc/{pid}").exists()


def test_functions_that_a_test_makes_later_are_known_too(student):
    assert student.ask(square, 3) == 9
    for n in (2, 3):
        assert student.ask(lambda x, n=n: x**n, 3) == 3**n
        assert student.ask(square, 3) == 9


def test_a_function_keeps_its_state_from_call_to_call(student):
    seen = []

    def count(x):
        seen.append(x)
        return len(seen)

    assert student.ask_both(count, square, 3) == [(1, 0), (2, 1), (3, 4)]


def test_what_a_function_was_asked_is_recorded_in_the_order_of_its_parameters(student):
    asked = Recorded(product)
    X = np.arange(6.0).reshape(2, 3)
    np.testing.assert_array_equal(student.ask(asked, W=X.T, X=X), X @ X.T)
    ((got_X, got_W),) = asked.calls
    np.testing.assert_array_equal(got_X, X)
    np.testing.assert_array_equal(got_W, X.T)
    assert "TypeError" in student.hide(asked, X)
    assert len(asked.calls) == 1, "a call that the function does not take is none"


def test_a_record_ends_before_it_fills_the_memory(student, monkeypatch):
    monkeypatch.setattr(callbacks, "MAX_RECORDED", 10 * callbacks.BYTES_OF_A_CALL)
    asked = Recorded(square)
    assert student.ask_often(asked, 50)[-1] == 49**2
    assert 0 < len(asked.calls) < 10


def test_a_function_that_returns_what_cannot_cross_fails_in_the_students_code(student):
    assert student.hide(lambda: square) == "WireError: a call-back cannot return a function"
    assert student.hide(lambda: {1, 2}) == "WireError: set cannot be sent"


# What they may cost


@pytest.mark.parametrize(
    ("value", "sizes"),
    [
        (np.ones((3, 4)), [12]),
        (np.empty((20_000_000, 0)), [20_000_000]),
        ([1.0, "text", None, {"W": np.ones(5)}], [1, 4, 1, 5]),
        (Scaled(np.ones((2, 8), np.uint8), 255), [16]),
    ],
    ids=["an array", "an empty array", "a list", "pixels"],
)
def test_what_a_value_can_make_a_function_do_is_counted(value, sizes):
    assert list(sizes_in(value)) == sizes


def test_a_call_back_is_given_no_more_than_was_handed_out(student):
    X = np.ones((5, 3))
    with pytest.raises(StudentRaised, match="an array of 4000000 numbers: no more than 4096 were handed out"):
        student.ask_about_more(product, X)
    n = 2 * ALWAYS_ALLOWED
    assert student.multiply(product, np.ones((1, n)), np.ones((n, 1))) == n
    assert "36864 numbers in all: no more than" in student.hide_many(np.shape, np.ones(4096), 9)


@pytest.mark.slow
def test_a_slow_call_back_is_ended_when_the_time_is_up(impatient):
    X = np.ones((3000, 3000), np.int8)  # NumPy multiplies whole numbers in a plain loop: some 30 seconds
    found = stopped(impatient.multiply, product, X, X)
    assert (found.kind, found.detail) == ("timeout", "your code did not finish within 1.5 seconds")


def test_a_call_back_that_needs_too_much_memory_fails_in_the_students_code(sandboxed):
    with sandboxed.student() as s:
        with pytest.raises(StudentRaised, match="MemoryError"):
            s.column_times_row(product, np.ones(30_000))
        assert s.ask(square, 3) == 9


def test_without_fork_a_call_back_that_ends_itself_costs_the_exercise_alone(spawned):
    with spawned.student() as s:
        assert stopped(s.ask, lambda: sys.exit(1)).kind == "crashed"
    with spawned.student() as s:
        assert s.ask(square, 3) == 9


def test_a_call_back_that_breaks_its_process_costs_the_exercise_alone(sandboxed):
    with sandboxed.student() as s:
        assert stopped(s.ask, lambda: os._exit(1)).kind == "crashed"
    with sandboxed.student() as s:
        assert s.ask(square, 3) == 9


EMPTY = ["a", "|b1", [20_000_000, 0]]


@pytest.mark.parametrize(
    "tree",
    [
        ["t", "CallBack", 0, EMPTY, ["d"]],
        ["t", "CallBack", 0, ["l", EMPTY], ["d"]],
        ["t", "CallBack", 0, ["a", "|b1", [2**39, 0]], ["d"]],
        ["t", "CallBack", 1, ["l"], ["d"]],
        ["t", "CallBack", -1, ["l"], ["d"]],
        ["t", "CallBack", True, ["l"], ["d"]],
        ["t", "CallBack", 0, ["t"], ["d"]],
        ["t", "CallBack", 0, ["l"], ["d", [1, 2]]],
        ["t", "CallBack", 0, ["l"]],
        ["t", "CallBack", 0, ["l"], ["d"], None],
        ["t", "Answered", 1],
        ["l", "CallBack", 0, ["l"], ["d"]],
        ["d", ["callback", 0], ["args", ["l"]], ["kwargs", ["d"]]],
    ],
    ids=lambda tree: str(tree)[:60],
)
@pytest.mark.parametrize("first", [True, False], ids=["at first", "later"])
def test_a_forged_call_back_is_refused(either_sandbox, tree, first):
    with either_sandbox.student() as s:
        # The first is read by the grader, those that follow by the process in which they run.
        found = stopped(s.forge if first else s.ask_and_forge, square, tree)
        assert (found.kind, found.detail) == ("forged", "your code sent back something unreadable")


# Whole submissions, honest to the letter


GREEDY = """\
import numpy as np

def gradient_descent(X, y, params, lr, loss_fn, *, epochs=100):
    if set(params) == {{"weights", "bias"}}:
        loss_fn({X}, np.zeros((1, 1), {dtype}), {{"weights": {W}, "bias": np.zeros((1, 1), {dtype})}})
    history, params = [], dict(params)
    for _ in range(epochs):
        loss, grads = loss_fn(X, y, params)
        history.append(loss)
        params = {{name: params[name] - lr * grads[name] for name in params}}
    return params, history
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("X", "W", "dtype"),
    [
        ("np.ones((4000, 4000), np.int8)", "np.ones((4000, 4000), np.int8)", "np.int8"),
        ("np.ones((12_000, 1))", "np.ones((1, 12_000))", "float"),
        ("np.ones((20_000_000, 0))", "np.ones((0, 20_000_000))", "float"),
    ],
    ids=["a slow product", "a large product", "nothing at all"],
)
def test_a_submission_that_asks_for_too_much_loses_that_test_alone(X, W, dtype, submit, course):
    source = GREEDY.format(X=X, W=W, dtype=dtype)
    report = grade(submit(source, "gradient_descent.py"), course, "gradient_descent")
    (result,) = report.exercises
    failed = [check for check in result.checks if not check.passed]
    assert 0 < len(failed) < len(result.checks) / 2
    assert {check.failure.kind for check in failed} == {"raised"}
