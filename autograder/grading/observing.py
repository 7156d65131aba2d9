"""Putting one test to a student's functions: what it finds wrong, and the calls it makes."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from autograder.checks.mismatch import Mismatch
from autograder.checks.testing import GraderTest
from autograder.grading.explain import Observation
from autograder.grading.failures import raised
from autograder.grading.seed import PUBLIC, Seed
from autograder.language import said
from autograder.sandbox.student import Student, StudentRaised, StudentStopped

# What a test's own line may raise on a value no check foresaw; anything else is the grader's failure.
_UNFORESEEN = (
    TypeError, ValueError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError, MemoryError,
)  # fmt: skip


def observe(test: GraderTest, student: Student, reference: Any, seed: Seed = PUBLIC) -> Observation:
    """Run one test."""
    before = len(student.calls)
    found = mismatch_of(test, student, reference, seed)
    return Observation(test, student.calls[before:], found)


def mismatch_of(test: GraderTest, student: Student, reference: Any, seed: Seed) -> Mismatch | None:
    """What a test finds wrong; None where it passes."""
    fixtures = {"student": student, "reference": reference, "seed": seed}
    try:
        test.function(**{name: fixtures[name] for name in _fixtures_of(test.function)})
    except Mismatch as found:
        return found
    except StudentRaised as error:
        return raised(error.problem, test.exercise, student)
    except StudentStopped as stopped:
        return Mismatch(stopped.kind, stopped.detail, in_short=stopped.detail, advice=stopped.advice)
    except _UNFORESEEN as error:
        name = type(error).__name__
        seen = said("what it returned could not be used by the test ({error})", error=f"{name}: {error}"[:250])
        in_short = said("what it returned could not be used by the test ({error})", error=name)
        return Mismatch("unexpected", seen, in_short=in_short)
    return None


@functools.cache
def _fixtures_of(function: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)
