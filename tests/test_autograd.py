"""Workshop W.5: the reference's gradients, what a half-written `Tensor` earns, and tensors that lie to the grader."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import Drained, Mismatch, an_object
from autograder.course import Course, Limits
from autograder.graders import library_before, load_grader, load_reference
from autograder.graders.w5_autograd import mistakes
from autograder.graders.w5_autograd.helpers import A_TENSOR, holds, in_order
from autograder.grading.results import ExerciseResult
from autograder.grading.run import grade_exercise, suite_of
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess, Sandboxed

pytestmark = pytest.mark.usefixtures("born")

CHAPTER = "w5_autograd"
# A right Tensor, and what it stands on.
RIGHT = "import numpy as np\n\n" + mistakes.unbroadcast.source + "\n\n" + mistakes.tensor.source


@pytest.fixture(scope="module")
def library(course: Course) -> dict[str, object]:
    return library_before(course, course.chapter(CHAPTER))


def graded(student: Student, course: Course) -> ExerciseResult:
    chapter = course.chapter(CHAPTER)
    return grade_exercise(suite_of(load_grader(chapter), chapter.exercise("Tensor")), student, load_reference(chapter))


def in_process(source: str, course: Course) -> ExerciseResult:
    return graded(Student(InProcess("autograd", (Unit("autograd.py", source),))), course)


def failed(result: ExerciseResult) -> set[str]:
    return {check.label for check in result.checks if not check.passed}


def test_what_is_no_tensor_is_told_to_become_one():
    """The class is there already: it is an operation that returns an array."""
    with pytest.raises(Mismatch) as found:
        holds(np.ones(3), np.ones(3), "a + b")
    assert found.value.advice == A_TENSOR
    with pytest.raises(Mismatch) as found:
        an_object(1.0, "Tensor(...)")
    assert found.value.advice == "Make it a class."


def test_an_iterator_is_no_order():
    with pytest.raises(Mismatch, match="the result is an iterator, not a list"):
        in_order(Drained(["x", "L"]), {"L": ["x"], "x": []}, "L")


# The reference


@pytest.mark.slow
@given(
    stretched=st.lists(st.integers(1, 4), max_size=4),
    kept=st.lists(st.booleans(), min_size=4, max_size=4),
    dropped=st.integers(0, 4),
)
def test_unbroadcast_is_the_adjoint_of_broadcasting(library, stretched, kept, dropped):
    """sum(G * stretched x) is sum(unbroadcast(G) * x), whatever G and x are."""
    shape = tuple(n if keep else 1 for n, keep in zip(stretched, kept, strict=False))[min(dropped, len(stretched)) :]
    rng = np.random.default_rng(0)
    G, x = rng.normal(size=stretched), rng.normal(size=shape)
    back = library["unbroadcast"](G, shape)
    assert np.shape(back) == shape
    assert np.isclose((back * x).sum(), (G * x).sum())


def test_the_reference_agrees_with_backpropagation_and_keeps_float32(library):
    rng = np.random.default_rng(0)
    X, y = rng.random((16, 20)), np.eye(4)[rng.integers(0, 4, 16)]
    params = library["init_mlp"]([20, 8, 4], rng)
    loss, grads = library["mlp_loss_autograd"](X, y, params)
    by_hand, grads_by_hand = library["mlp_loss"](X, y, params)
    assert np.isclose(loss, by_hand, rtol=1e-12)
    for name in params:
        np.testing.assert_allclose(grads[name], grads_by_hand[name], atol=1e-14)
    single = {name: value.astype(np.float32) for name, value in params.items()}
    _, grads = library["mlp_loss_autograd"](X.astype(np.float32), y.astype(np.float32), single)
    assert {value.dtype for value in grads.values()} == {np.dtype(np.float32)}


@pytest.mark.slow
def test_the_reference_goes_back_through_a_hundred_thousand_operations_and_lets_go_of_them(library):
    x = end = library["Tensor"](1.0)
    for _ in range(100_000):
        end = end + x
    end.backward()
    assert x.grad == 100_001.0
    del end


# What is written earns its points


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("log", ("log", "softmax", "networks", "leave what")),
        ("exp", ("exp", "softmax", "networks", "leave what")),
        ("reshape", ("reshape", "leave what")),
        ("T", ("transposed", "leave what")),
        ("__getitem__", ("items", "networks", "leave what")),
        ("mean", ("mean", "layer of neurons", "networks")),
        ("relu", ("relu", "layer of neurons", "networks", "leave what")),
        ("__matmul__", ("matri", "array", "layer of neurons", "networks")),
        ("__rsub__", ("number", "array on its left", "arrays of another shape", "numpy", "negative", "differences",
                      "softmax", "quotients")),
        ("__pow__", ("power", "networks")),
    ],
)  # fmt: skip
def test_an_operation_that_is_missing_costs_its_own_tests_alone(course, method, words):
    source = RIGHT.replace(f"    def {method}(", f"    def not_yet_{method.strip('_')}(")
    assert source != RIGHT
    result = in_process(source, course)
    assert result.score < 16
    assert {label for label in failed(result) if not any(word in label for word in words)} == set()


@pytest.mark.slow
def test_a_stub_that_raises_in_an_operation_counts_as_not_written_for_that_operation(course):
    whole = in_process(RIGHT, course)
    result = in_process(RIGHT + "\ndef later(self):\n    raise NotImplementedError\n\nTensor.log = later\n", course)
    assert (whole.status, whole.score, result.status) == ("passed", 16, "failed")
    assert 14 < result.score < 16


# Tensors that lie

LIES = {
    "a text": ("return Text('0.0')", "type"),
    "a list": ("return self._grad.tolist() if self._grad.ndim else [float(self._grad)]", "type"),
    "an object that is a float for whoever asks": ("return Float()", "type"),
    "another shape": ("return np.zeros((3, 1))", "type shape"),
    "nan": ("return self._grad * np.nan", "finite"),
    "complex numbers": ("return self._grad * (1 + 0j)", "dtype type"),
    "truth values": ("return self._grad == self._grad", "dtype type values"),
    "an array of objects": ("return np.array(Float(), dtype=object)", "dtype type"),
    "an array that equals anything": ("return np.zeros(self._grad.shape).view(Agrees)", "values type"),
    "an exception": ("raise Strange()", "raised"),
    "another answer at each look": ("Tensor.looks += 1; return self._grad + Tensor.looks % 2", "values"),
    "the tensor itself": ("return self", "type"),
    "a function": ("return lambda: 0.0", "type"),
    "far too large an array": ("return np.broadcast_to(0.0, (1 << 20, 1 << 10))", "type shape"),
}
PRELUDE = """import numpy as np

class Text(str):
    def __eq__(self, other): return True
    def __float__(self): return 0.0
    __hash__ = str.__hash__

class Float:
    def __float__(self): return 0.0
    def __array__(self, dtype=None, copy=None): return np.zeros(())
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __hash__ = None

class Agrees(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __array_ufunc__(self, ufunc, method, *args, **kwargs): return np.zeros(self.shape)

class Strange(Exception):
    def __str__(self): raise SystemExit(0)

"""


def lying(look: str) -> str:
    """A right Tensor, but for what its grad says once backward has been called."""
    source = RIGHT.replace("self.grad = self.grad + gradient", "self._grad = self._grad + gradient")
    source = source.replace("self.grad = np", "self._grad = np").replace("node.grad", "node._grad")
    return PRELUDE + source + f"\n    looks = 0\n    @property\n    def grad(self):\n        {look}\n"


@pytest.fixture(params=["in process", "in a worker"])
def result_of(request, course) -> Iterator[object]:
    def of(source: str, seconds: float = 10.0) -> ExerciseResult:
        units = (Unit("autograd.py", source),)
        if request.param == "in process":
            return graded(Student(InProcess("autograd", units)), course)
        with Sandboxed("autograd", units) as worker, worker.student(Limits(seconds=seconds)) as student:
            return graded(student, course)

    return of


@pytest.mark.slow
def test_an_honest_property_for_a_gradient_earns_all(result_of):
    assert result_of(lying("return self._grad")).status == "passed"


@pytest.mark.parametrize("lie", LIES)
def test_a_forged_gradient_earns_nothing_and_is_told_as_what_it_is(result_of, lie):
    look, kinds = LIES[lie]
    result = result_of(lying(look))
    assert result.score == 0
    assert result.failure is not None
    assert result.failure.kind in kinds.split(), result.failure.seen


@pytest.mark.slow
def test_a_gradient_that_never_answers_is_stopped(course):
    units = (Unit("autograd.py", lying("\n        while True: pass")),)
    with Sandboxed("autograd", units) as worker, worker.student(Limits(seconds=1.0)) as student:
        result = graded(student, course)
    assert (result.score, result.failure and result.failure.kind) == (0, "timeout")


@pytest.mark.parametrize(
    "twist",
    [
        "Tensor.__add__ = Tensor.__mul__ = lambda self, other: self.data",
        "Tensor.__add__ = Tensor.__mul__ = lambda self, other: 'a tensor'",
        "Tensor.__add__ = Tensor.__mul__ = lambda self, other: type('Other', (), {'data': -6.0, 'grad': 0.0})()",
        "Tensor.backward = None",
        "Tensor.__getattribute__ = lambda self, name: object.__getattribute__(self, 'data')",
        "Tensor = lambda data: data",
        "Tensor = np.asarray",
    ],
)
def test_what_is_no_tensor_earns_nothing(result_of, twist):
    result = result_of(RIGHT + "\n" + twist + "\n")
    assert (result.score, result.status) == (0, "failed")
    assert result.failure is not None
    assert result.failure.kind in ("type", "raised", "values", "not_callable"), result.failure.seen
