"""Workshop W.4: what is told of an optimizer whose steps change nothing, and of parameters that are whole numbers."""

import pytest

from autograder.checks import Mismatch
from autograder.graders.w4_library.mistakes_optimizers import sgd
from autograder.graders.w4_library.mistakes_regularization import batch_norm_layer
from autograder.graders.w4_library.test_visible_optimizers import stepped
from autograder.graders.w4_library.test_visible_regularization import batch_norm


def test_a_step_of_nothing_is_not_taken_for_a_new_array(in_process):
    student = in_process("import numpy as np\n" + sgd.source.replace("params[key] += v\n", "pass\n"))
    with pytest.raises(Mismatch, match="after a step, the arrays that were handed in are what they were") as found:
        stepped(student, student.SGD(0.1))
    assert found.value.advice.startswith("Each step changes them in place")


def test_parameters_of_whole_numbers_are_told_by_their_type(in_process):
    whole = batch_norm_layer.source.replace("np.ones(n_features), ", "np.ones(n_features, dtype=int), ", 1)
    student = in_process("import numpy as np\n" + whole)
    with pytest.raises(Mismatch, match="params holds arrays of whole numbers") as found:
        batch_norm(student)
    assert found.value.kind == "type"
