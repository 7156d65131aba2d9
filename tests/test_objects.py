"""Objects of a student's classes stay in the worker; the grader reads, sets and calls them through handles."""

import numpy as np
import pytest

from autograder.build.stub import stub_module
from autograder.checks import array, number
from autograder.checks.mismatch import Mismatch
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Student, StudentObject, StudentRaised
from autograder.sandbox.workers import InProcess, Sandboxed

CODE = """
import numpy as np
from numpy import dot

class Scale:
    def __init__(self, factor):
        self.factor = factor
        self.seen = None
    def forward(self, X):
        self.seen = X
        return self.factor * X

class Chain:
    def __init__(self, parts):
        self.parts = parts
    def forward(self, X):
        for part in self.parts:
            X = part.forward(X)
        return X

def total(chain, X):
    return float(chain.forward(X).sum())

def with_numpy(x): return float(np.sum(x))
def with_an_import(x):
    import numpy
    return float(numpy.sum(x))
def with_a_name(x): return float(dot(x, x))
def plain(x): return float(sum(x))
"""
UNITS = (Unit("network.py", CODE),)


@pytest.fixture(params=["in process", "in a worker"])
def student(request):
    if request.param == "in process":
        yield Student(InProcess("network", UNITS))
    else:
        with Sandboxed("network", UNITS) as worker, worker.student() as student:
            yield student


def test_attributes_are_read_and_set_where_the_object_lives(student):
    scale = student.Scale(2.0)
    assert isinstance(scale, StudentObject)
    assert scale.factor == 2.0
    scale.factor = np.array([3.0, 4.0])
    np.testing.assert_array_equal(scale.forward(np.ones((2, 2))), [[3.0, 4.0], [3.0, 4.0]])
    np.testing.assert_array_equal(scale.seen, np.ones((2, 2)))


def test_objects_are_handed_to_functions_and_other_objects(student):
    chain = student.Chain([student.Scale(2.0), student.Scale(5.0)])
    assert [part.factor for part in chain.parts] == [2.0, 5.0]
    assert student.total(chain, np.array([1.0, 2.0])) == 30.0


def test_a_missing_attribute_is_the_students_mistake(student):
    scale = student.Scale(1.0)
    with pytest.raises(StudentRaised, match="'Scale' object has no attribute 'weights'"):
        _ = scale.weights


def test_an_object_where_an_array_or_a_number_is_asked_for_is_named_by_its_class(student):
    scale = student.Scale(1.0)
    with pytest.raises(Mismatch, match="is a Scale, not an array"):
        array(scale)
    with pytest.raises(Mismatch, match="is a Scale, not a single number"):
        number(scale)


def test_calls_with_objects_are_told_apart(student):
    scale = student.Scale(1.0)
    student.total(student.Chain([scale]), np.ones(1))
    student.plain([1.0])
    assert [call.has_objects for call in student.calls] == [True, True, True, False]


@pytest.mark.parametrize("name", ["with_numpy", "with_an_import", "with_a_name"])
def test_a_function_that_needs_an_absent_package_raises(student, name):
    function = getattr(student, name)
    with pytest.raises(StudentRaised) as caught:
        function.without("numpy")([1.0, 2.0])
    assert caught.value.problem.types[0] == "ModuleNotFoundError"
    assert function([1.0, 2.0]) in (3.0, 5.0), "and afterwards the package is back"


def test_the_stub_of_a_class_keeps_its_methods_and_the_dataclass_its_functions_return(course):
    chapter = course.chapter("w3_network")
    student = Student(InProcess("network", (Unit("network.py", stub_module(chapter)),)))
    assert student.loaded.problems == ()
    assert {name: student.loaded.defined[name] for name in ("Dense", "Network", "History")} == dict.fromkeys(
        ("Dense", "Network", "History"), "class"
    )
    with pytest.raises(StudentRaised, match="NotImplementedError"):
        student.Dense(2, 3, "tanh", np.random.default_rng(0))


def test_a_function_that_needs_no_package_runs_without_it(student):
    assert student.plain.without("numpy")([1.0, 2.0]) == 3.0
