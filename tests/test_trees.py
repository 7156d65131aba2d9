"""A student's code as a tree: however it is nested, it is compared and followed, in the time that its length takes."""

import ast
import time

import pytest

from autograder.course import Course
from autograder.grading.helpers import called
from autograder.submission import Submission, read_submission
from autograder.trees import digest, imported_in

DEEP = {
    "a sum": "+".join(["a"] * 900),
    "attributes": "a" + ".b" * 900,
    "signs": "-" * 900 + "a",
    "choices": "1 if a else " * 900 + "2",
    "a large number": "0x" + "f" * 5000,
    "half a character": "'\\ud800'",
}
HELPERS = 500


def digest_of(code: str) -> str:
    return digest(ast.parse(code))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("def f(a):\n    return a+1", "def f( a ) :  # adds\n\n    return (a + 1)"),
        ("x = 'a'", 'x = u"a"'),
        ("f(**a)", "f( **a, )"),
    ],
)
def test_layout_and_comments_make_no_difference(one: str, other: str) -> None:
    assert digest_of(one) == digest_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a + b", "b + a"),
        ("a - b", "a + b"),
        ("x = 1", "x = 1.0"),
        ("x = 1", "x = True"),
        ("x = ''", "x = b''"),
        ("f(a)(b)", "f(a, b)"),
        ("[a, [b]]", "[[a], b]"),
        ("f(a, b=c)", "f(a, c=b)"),
        ("{**a}", "{a: a}"),
        ("def f(a, b=1): pass", "def f(a=1, b=1): pass"),
        ("if a:\n    b\n    c", "if a:\n    b\nc"),
    ],
)
def test_all_else_does(one: str, other: str) -> None:
    assert digest_of(one) != digest_of(other)


@pytest.mark.parametrize("value", DEEP.values(), ids=DEEP)
def test_deeply_nested_code_is_compared(value: str) -> None:
    code = f"def f(a):\n    return {value}\n"
    assert digest_of(code) == digest_of(code + "# the same\n") != digest_of(code.replace("return", "x ="))


def test_a_function_written_twice_is_told_however_long_it_is(course: Course, tmp_path) -> None:
    folder = tmp_path / "ch1_1_arrays"
    folder.mkdir()
    code = f"def normalize(X):\n    return {'+'.join(['X'] * 900)}\n"
    (folder / "arrays.py").write_text(code + code.replace("return X", "return 2 * X"))
    assert read_submission(folder, course).remarks("normalize") == (
        "normalize is defined twice: arrays.py:3 replaces arrays.py:1.",
    )


def a_chain(course: Course, folder, helpers: int) -> Submission:
    """A submission whose first exercise calls a helper, which calls a helper, and so on."""
    folder.mkdir(exist_ok=True)
    chain = "".join(f"def f{number}():\n    f{number + 1}()\n" for number in range(helpers))
    (folder / "arrays.py").write_text(f"def normalize(X):\n    f0()\n{chain}")
    return read_submission(folder, course)


def test_helpers_are_followed_to_the_end(course: Course, tmp_path) -> None:
    found = called(a_chain(course, tmp_path / "ch1_1_arrays", HELPERS), "normalize")
    assert found == [f"f{number}" for number in range(HELPERS + 1)]


@pytest.mark.slow
def test_many_helpers_take_no_more_than_their_share_of_time(course: Course, tmp_path) -> None:
    def seconds(helpers: int) -> float:
        submission, taken = a_chain(course, tmp_path / "ch1_1_arrays", helpers), []
        for _ in range(3):
            start = time.process_time()
            called(submission, "normalize")
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(8 * HELPERS) < 32 * seconds(HELPERS)  # it was 64 times, a file being read again for each


def test_what_is_imported_is_told_by_its_whole_name_wherever_it_is() -> None:
    code = "import numpy as np, scipy.signal\n\ndef f():\n    from matplotlib import pyplot as plt\n    from . import g"
    assert {*imported_in(code)} == {"numpy", "scipy", "scipy.signal", "matplotlib", "matplotlib.pyplot", "g"}
    assert not [*imported_in("import (")]
