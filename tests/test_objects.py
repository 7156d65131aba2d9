"""Objects of a student's classes stay in the worker; the grader reads, sets and calls them through handles."""

import numpy as np
import pytest

from autograder.build.stub import stub_module
from autograder.checks import Recorded, array, number
from autograder.checks.mismatch import Mismatch
from autograder.grading.describe import describe_call
from autograder.sandbox.launch import SandboxError
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Student, StudentObject, StudentRaised, repeated
from autograder.sandbox.workers import InProcess, Sandboxed

pytestmark = pytest.mark.usefixtures("born")

CODE = """
import numpy as np
from numpy import dot

class Scale:
    def __init__(self, factor):
        self.factor = factor
        self.seen = None
        self.twice = lambda X: 2 * self.forward(X)
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

class Tensor:
    __array_ufunc__ = None
    def __init__(self, data):
        self.data = np.asarray(data, dtype=float)
    def _with(self, other, function):
        return Tensor(function(self.data, other.data if isinstance(other, Tensor) else other))
    def __add__(self, other): return self._with(other, np.add)
    __radd__ = __add__
    def __sub__(self, other): return self._with(other, np.subtract)
    def __rsub__(self, other): return self._with(other, lambda a, b: b - a)
    def __matmul__(self, other): return self._with(other, np.matmul)
    def __rmatmul__(self, other): return self._with(other, lambda a, b: b @ a)
    def __pow__(self, n): return Tensor(self.data**n)
    def __neg__(self): return Tensor(-self.data)
    def __getitem__(self, index): return Tensor(self.data[index])
    def __setitem__(self, index, value): self.data[index] = value
    @property
    def T(self): return Tensor(self.data.T)
    def __len__(self): return 10**12
    def __iter__(self):
        while True:
            yield self
    def __eq__(self, other): return True
    def __bool__(self): raise RuntimeError
    def __array__(self, dtype=None, copy=None): return np.ones(10**9)
    def __contains__(self, item): return True
    def parts(self): return {"all": self, "rows": [self[0], self[1]]}

def make_scale(factor):
    def scaled(X):
        return X * (factor(2) if callable(factor) else factor)
    return scaled

class Callable:
    def __call__(self, X):
        return X + 1
    def keep(self, function):
        self.function = function
    def use(self, X):
        return self.function(X)

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


def test_a_function_that_a_student_makes_can_be_called_and_handed_on(student):
    scale = student.make_scale(3.0)
    assert scale(2.0) == 6.0
    assert student.make_scale(scale)(5.0) == 30.0
    assert student.Callable()(1.0) == 2.0


def test_a_function_that_an_object_keeps_is_called_when_it_is_used(student):
    one, two = student.Callable(), student.Callable()
    seen = Recorded(lambda X: 10 * X)
    one.keep(seen)
    two.keep(lambda X: 100 * X)
    assert (one.use(1.0), two.use(1.0), one.use(2.0)) == (10.0, 100.0, 20.0)
    assert seen.calls == [(1.0,), (2.0,)]


def change_in_place(scale, value):
    scale.factor[...] = value
    return np.shares_memory(scale.factor, scale.factor[:1])


def test_a_function_of_a_test_runs_where_the_objects_live(student):
    scale = student.Scale(np.array([1.0, 2.0]))
    assert student.inside(change_in_place, scale, 7.0)
    np.testing.assert_array_equal(scale.factor, [7.0, 7.0])
    with pytest.raises(StudentRaised, match="'Chain' object has no attribute 'factor'"):
        student.inside(change_in_place, student.Chain([]), 7.0)


def test_attributes_are_read_and_set_where_the_object_lives(student):
    scale = student.Scale(2.0)
    assert isinstance(scale, StudentObject)
    assert scale.factor == 2.0
    scale.factor = np.array([3.0, 4.0])
    np.testing.assert_array_equal(scale.forward(np.ones((2, 2))), [[3.0, 4.0], [3.0, 4.0]])
    np.testing.assert_array_equal(scale.seen, np.ones((2, 2)))
    np.testing.assert_array_equal(scale.twice(np.ones(2)), [6.0, 8.0])


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


# Operators, indexing and properties


@pytest.fixture
def tensor(student):
    return student.Tensor([[1.0, 2.0], [3.0, 4.0]])


def test_arithmetic_is_done_where_the_object_lives(student, tensor):
    other = student.Tensor([[10.0, 20.0], [30.0, 40.0]])
    X, one, two = np.array([[1.0, 2.0], [3.0, 4.0]]), np.ones((2, 2)), np.array([[10.0, 20.0], [30.0, 40.0]])
    for got, expected in (
        (tensor + other, X + two),
        (tensor + 1, X + 1),
        (1 + tensor, X + 1),
        (one + tensor, X + one),
        (np.float64(1) + tensor, X + 1),
        (5 - tensor, 5 - X),
        (tensor - one, X - one),
        (tensor @ other, X @ two),
        (two @ tensor, two @ X),
        (tensor**2, X**2),
        (-tensor, -X),
    ):
        assert isinstance(got, StudentObject)
        np.testing.assert_array_equal(got.data, expected)


def test_a_long_chain_of_objects_is_made_where_they_live_in_one_message(student, tensor):
    long = repeated("add", tensor, 0.5, 20_000)
    assert long.data.tolist() == [[10_001.0, 10_002.0], [10_003.0, 10_004.0]]
    assert repeated("mul", student.Tensor(3.0) + 0, 2.0, 0).data == 3.0
    assert len(student.calls) == 7
    assert describe_call(student.calls[1], student, hidden=False) == "Tensor + 0.5, again and again"
    assert describe_call(student.calls[1], student, hidden=True) == "Tensor + ..., again and again"
    with pytest.raises(StudentRaised, match="TypeError: unsupported operand"):
        repeated("truediv", tensor, 2.0, 3)
    assert tensor.data.tolist() == [[1.0, 2.0], [3.0, 4.0]]


def test_items_and_properties_are_read_and_set_where_the_object_lives(tensor):
    assert tensor[0].data.tolist() == [1.0, 2.0]
    assert tensor[:, -1].data.tolist() == [2.0, 4.0]
    assert tensor[..., ::2, None].data.shape == (2, 1, 1)
    assert tensor[np.array([True, False])].data.tolist() == [[1.0, 2.0]]
    assert tensor.T.data.tolist() == [[1.0, 3.0], [2.0, 4.0]]
    tensor[1] = 0
    tensor += 1
    assert tensor.data.tolist() == [[2.0, 3.0], [1.0, 1.0]]


def test_objects_in_a_dictionary_can_be_used_too(tensor):
    parts = tensor.parts()
    assert parts["all"].data.shape == (2, 2)
    assert [row.data.tolist() for row in parts["rows"]] == [[1.0, 2.0], [3.0, 4.0]]


def test_an_operator_that_a_class_does_not_have_is_the_students_mistake(student, tensor):
    with pytest.raises(StudentRaised, match="TypeError: unsupported operand"):
        tensor / 2
    with pytest.raises(StudentRaised, match="TypeError"):
        student.Scale(1.0)[0]


def test_an_object_cannot_steer_the_grader_by_comparing_iterating_or_measuring(tensor):
    assert tensor != tensor.T
    assert bool(tensor)
    for function in (len, iter, list, lambda it: 1 in it, lambda it: np.zeros(it), float, int):
        with pytest.raises(TypeError):
            function(tensor)
    assert np.asarray(tensor, dtype=object).shape == ()


def test_calls_of_objects_are_told_in_the_learners_terms(student, tensor):
    scale = student.Scale(2.0)
    scale.forward(np.ones((2, 2)))
    scale.factor = 3.0
    _ = tensor + scale.factor
    _ = 2 - tensor
    _ = tensor[0]
    _ = tensor[1:]
    tensor[0] = 5.0
    _ = -tensor
    said = [describe_call(call, student, hidden=False) for call in student.calls]
    assert said == [
        "Tensor([[1.0, 2.0], [3.0, 4.0]])",
        "Scale(2.0)",
        "Scale.forward",
        "Scale.forward(np.array([[1., 1.], [1., 1.]]))",
        "Scale.factor = 3.0",
        "Scale.factor",
        "Tensor + 3.0",
        "2 - Tensor",
        "Tensor[0]",
        "Tensor[1:]",
        "Tensor[0] = 5.0",
        "-Tensor",
    ]
    hidden = [describe_call(call, student, hidden=True) for call in student.calls]
    assert hidden[3] == "Scale.forward(a) with a of shape (2, 2)"
    assert (hidden[4], hidden[6], hidden[8]) == ("Scale.factor = ...", "Tensor + ...", "Tensor[...]")


def test_what_a_test_cannot_send_is_the_graders_failure_and_named(student):
    for value, words in ((b"bytes", "bytes cannot be sent"), (np.empty((20_000_000, 0)), "too large to send")):
        with pytest.raises(SandboxError, match=f"plain cannot be called by the test: .*{words}"):
            student.plain([value])
    assert student.plain([1.0]) == 1.0
