"""What to do about an exception: a sentence that is true of every code that raises it."""

import numpy as np
import pytest

from autograder.checks import close, visible
from autograder.course import Exercise
from autograder.grading.run import Suite, grade_exercise


@visible("half")
def test_half_of_six(student):
    close(student.half(np.arange(6.0).reshape(2, 3)), np.arange(6.0).reshape(2, 3) / 2)


test_half_of_six.__test__ = False
SUITE = Suite(Exercise(name="half", points=1), [test_half_of_six.course_test])


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("return X / X.sum(axis=1)", "A flat (2,) lines up with the last axis, of size 3."),
        ("return X.sum(axis=1) / X", "keepdims=True"),
        ("return X + np.ones((4, 3))", "Shapes line up from their ends"),
        ("return X @ X", "here 3 meet 2"),
        ("return np.dot(X, X)", "the columns of the first array, (2,3), meet the rows"),
        ("return X if X > 0 else 0", "asks a whole array for one yes or no"),
        ("return max(X, 0)", "asks a whole array for one yes or no"),
        ("return math.exp(X)", "takes one number and was given a whole array"),
        ("return float(X)", "takes one number and was given a whole array"),
        ("return X(0)", "Square brackets pick from it"),
        ("return half(X)", "or without end. What calls itself here?"),
        ("return mean(X)\ndef mean(X):\n    return mean(X)", "was NumPy's np.mean meant?"),
        ("return deep(3000)\ndef deep(n):\n    return n and deep(n - 1)", "deeper than Python allows"),
        ("np.seterr(all='raise')\n    return X / 0", "has turned NumPy's warnings into errors"),
        ("n, c, d = X.shape", "it has a number for each axis"),
        ("(n,) = X.shape", "it has a number for each axis"),
        ("return X / X.shape[2]", "it has a number for each axis"),
        ("return Y", "spelled right"),
        ("return {X: 1}", ""),
        ("return X[5]", ""),
        ("raise ValueError('no')", ""),
        ("return int('x')", ""),
        ("return (lambda a, b: a)(X)", ""),
    ],
)
def test_the_sentence_is_true_of_the_exception(in_process, body, says):
    source = f"import math\nimport numpy as np\ndef half(X):\n    {body}\n"
    with np.errstate():  # which ends what the code sets for the whole process
        failure = grade_exercise(SUITE, in_process(source), None).failure
    assert failure.kind == "raised"
    assert says in failure.advice
    assert bool(says) == bool(failure.advice)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("def half(self, X): return X / 2", "take self out"),
        ("def half(): return 1", "has to take the parameters of the stub"),
        ("def half(X, by): return X / by", "has to take the parameters of the stub"),
        ("import functools\n@functools.lru_cache\ndef half(X): return X / 2", "cache or lru_cache"),
        ("import functools\n@functools.cache\ndef half(X): return X / 2", "cache or lru_cache"),
    ],
)
def test_a_call_that_cannot_be_made_is_told_by_its_cause(in_process, source, says):
    assert says in grade_exercise(SUITE, in_process(source), None).failure.advice
