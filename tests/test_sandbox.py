"""Where code runs: the same answers in this process and in sandboxes of each kind."""

import random
from contextlib import suppress

import numpy as np
import pytest
from everything import ANSWERS, UNITS, stopped

from autograder.sandbox import callbacks
from autograder.sandbox.callbacks import Recorded
from autograder.sandbox.effects import global_randomness
from autograder.sandbox.student import Drained, Student, StudentRaised
from autograder.sandbox.workers import InProcess

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
        assert s.calls[-1].effects.drained
        assert isinstance(s.batches(3), Drained)
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


def test_each_draw_without_a_generator_is_noticed_and_looking_is_none():
    state, own = np.random.get_state(), np.random.get_bit_generator()
    try:
        np.random.seed(1)
        for draw in (np.random.rand, np.random.randn, np.random.randn, np.random.randn, random.random):
            before = global_randomness()
            assert global_randomness() == before
            draw()  # of normal numbers each second one was kept from the draw before
            assert global_randomness() != before
        np.random.set_bit_generator(np.random.PCG64(1))
        before = global_randomness()
        assert global_randomness() == before
        np.random.rand()
        assert global_randomness() != before
    finally:
        np.random.set_bit_generator(own)
        np.random.set_state(state)


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
