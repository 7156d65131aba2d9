"""The table of explanations: the same whenever it is made."""

import json

import pytest

from autograder.build.explanations import _row
from autograder.checks.mismatch import Mismatch
from autograder.graders import library_before, load_grader, load_mistakes, load_reference
from autograder.grading.trace import summary, summary_of_call, trace_of_random
from autograder.sandbox.student import Call


@pytest.mark.slow
def test_rows_of_a_function_that_takes_the_time_are_the_same_when_they_are_made_again(course):
    chapter = course.find("W.3").chapter
    tests, library, reference = (
        load_grader(chapter).tests["fit"],
        library_before(course, chapter),
        load_reference(chapter),
    )
    items = load_mistakes(chapter)["fit"]
    some = [*items[::8], *(item for item in items if "seconds" in item.slug or "time" in item.slug)]
    assert len(some) > 8
    one, other = ([json.dumps(_row(item, tests, chapter, library, reference)) for item in some] for _making in range(2))
    assert one == other


def test_of_what_a_clock_says_the_sign_is_kept():
    def seconds(*values):
        return summary_of_call(Call("History.seconds", b"", [], value=list(values)))

    assert seconds(0.25, 0.5) == seconds(0.01, 3.0) != seconds(-0.25, 0.5)
    assert seconds(0.0, 0.5) != seconds(0.25, 0.5)
    assert seconds(0.25) != seconds(0.25, 0.5), "how many there are is told"
    assert summary({"seconds": [0.25], "loss": [0.5]}) == summary({"loss": [0.5], "seconds": [0.75]})
    assert summary({"loss": [0.25]}) != summary({"loss": [0.75]})


def test_of_an_implementation_that_draws_anew_the_numbers_are_left_out():
    seen = [trace_of_random(Mismatch("values", f"X[{n}] is {n}.5e-3")) for n in (1, 20)]
    assert seen[0] == seen[1]
    assert seen[0].failed == ("values", "X[#] is #")
    assert trace_of_random(None).failed is None
