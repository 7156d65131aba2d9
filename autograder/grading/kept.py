"""What a function keeps from call to call shows in two ways: the same call is answered otherwise later, or a test
passes in a process that has run none of those before it."""

from collections.abc import Callable, Sequence

import numpy as np

from autograder.checks.mismatch import Mismatch
from autograder.course import Limits
from autograder.grading.explain import UNEXPLAINED, Observation
from autograder.grading.results import ExerciseResult
from autograder.grading.trace import same_summary, summary_of_call
from autograder.language import N_, translated
from autograder.sandbox.launch import SandboxError
from autograder.sandbox.student import Call, Student, StudentStopped
from autograder.sandbox.workers import Sandboxed

Put = Callable[[int, Student], Mismatch | None]

LIVES_ON = N_(
    "Alone this test passes, and after the ones before it, it fails. Does something live on from call to call: a "
    "global name, a default argument such as history=[], a cache? Begin anew in every call."
)


def remembers(seen: Sequence[Observation]) -> str:
    """A sentence for a function that does not do the same when it is called again with the same arguments, none of
    which is a generator of random numbers; else ""."""
    first: dict[bytes, Call] = {}
    for call in (call for item in seen for call in item.calls if call.name == item.test.exercise):
        before = first.setdefault(call.frame, call)
        if before is call or call.functions or call.has_objects or call.effects.global_random:
            continue
        args, kwargs = call.arguments()
        if any(isinstance(value, np.random.Generator) for value in (*args, *kwargs.values())):
            continue
        if not same_summary(summary_of_call(before), summary_of_call(call)):
            return N_(
                "Called again with the same arguments, it does not do the same. Something is kept from call to call, "
                "such as a list in the head of the function, seen=[], or a variable outside of it; or it draws random "
                "numbers."
            )
    return ""


def without_what_lives_on(
    result: ExerciseResult, worker: Sandboxed, limits: Limits, library: dict[str, str], put: Put
) -> ExerciseResult:
    """A result whose first failure is told to come of the tests before it, where nothing else explains it, and the
    test passes in a process that has run none of them.

    Parameters
    ----------
    put
        puts the test of a number to a student, and says what it finds wrong.
    """
    number = next((n for n, check in enumerate(result.checks) if check.failure), 0)
    failure = result.checks[number].failure if number else None
    if failure is None or failure.mistake or failure.kind in (*UNEXPLAINED, "purity"):
        return result
    given_up = dict(worker.given_up)
    short = limits.model_copy(update={"seconds": limits.seconds / 4})  # it costs nobody a point to know less
    try:
        with worker.student(short, library) as student:
            alone = put(number, student)
        is_whole = worker.given_up == given_up
    except (StudentStopped, SandboxError):
        return result
    finally:
        worker.given_up = given_up
    if alone is not None or not is_whole:
        return result
    # The call to try is no help: alone it answers rightly.
    told = failure.model_copy(update={"advice": translated(LIVES_ON), "try_it": ""})
    check = result.checks[number].model_copy(update={"failure": told})
    return result.model_copy(update={"checks": (*result.checks[:number], check, *result.checks[number + 1 :])})
