"""The vocabulary that tests are written in.

A test takes `student` (and, where it is not shown to students, `reference`) and reads as a sentence:

    @visible("softmax")
    def test_softmax_rows_sum_to_one(student):
        Y = array(student.softmax(Z), shape=Z.shape)
        close(Y.sum(axis=1), np.ones(4), what="the sums of the rows")
"""

from autograder.checks.advice import same_for_whole_numbers
from autograder.checks.compare import (
    LONG,
    STEP,
    array,
    between,
    close,
    count,
    number,
    one_number_per_epoch,
    raises,
    refused,
    unpack,
)
from autograder.checks.gradient import central_differences, parameters, parameters_close
from autograder.checks.mismatch import Mismatch
from autograder.checks.objects import an_object, calm, unless_unwritten
from autograder.checks.purity import pure
from autograder.checks.testing import advice, hidden, preview, visible
from autograder.sandbox.callbacks import Recorded
from autograder.sandbox.student import Drained, StudentRaised, StudentStopped, repeated
from autograder.sandbox.wire import Scaled

__all__ = [
    "LONG",
    "STEP",
    "Drained",
    "Mismatch",
    "Recorded",
    "Scaled",
    "StudentRaised",
    "StudentStopped",
    "advice",
    "an_object",
    "array",
    "between",
    "calm",
    "central_differences",
    "close",
    "count",
    "hidden",
    "number",
    "one_number_per_epoch",
    "parameters",
    "parameters_close",
    "preview",
    "pure",
    "raises",
    "refused",
    "repeated",
    "same_for_whole_numbers",
    "unless_unwritten",
    "unpack",
    "visible",
]
