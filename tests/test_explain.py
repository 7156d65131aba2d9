"""From results to causes: a mistake is named where everything that was seen fits it, and no name is given otherwise."""

import tracemalloc

import numpy as np
import pytest

from autograder.checks import close, hidden, visible
from autograder.checks.mistakes import CatalogueError, Mistakes
from autograder.grading.explain import name_mistakes
from autograder.grading.observing import observe
from autograder.grading.table import Known
from autograder.grading.trace import Trace, same_summary, same_trace, summary, summary_of_problem, tells_something
from autograder.sandbox import wire
from autograder.sandbox.messages import Problem, Unit
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess

X = np.array([1.0, 2.0, 6.0, 11.0])


@visible("mean")
def test_mean_of_four(student):
    close(student.mean(X), 5.0)


@visible("mean")
def test_mean_of_equal_numbers(student):
    close(student.mean(np.full(3, 7.0)), 7.0)


@visible("mean")
def test_mean_of_nothing_is_zero(student):
    close(student.mean(np.array([])), 0.0)


@hidden("mean")
def test_mean_of_many(student):
    Y = np.arange(60.0) ** 2
    close(student.mean(Y), Y.sum() / 60)


TESTS = [
    function.course_test
    for function in (test_mean_of_four, test_mean_of_equal_numbers, test_mean_of_nothing_is_zero, test_mean_of_many)
]
for test in TESTS:
    test.function.__test__ = False

mean = Mistakes("""
def mean(X):
    if X.size == 0:
        return 0.0
    return X.sum() / X.size
""")
mean.change("sums", " / X.size", "", "You sum and never divide.", kind="missing-step")
mean.change("takes the median", "X.sum() / X.size", "np.median(X)", "That is the median.", kind="wrong-function")
mean.change("fails for nothing", "return 0.0", "return X[0]", "There is no first number.", kind="boundary")
mean.change("gives nan for nothing", "return 0.0", "return np.nan", "Nothing has no mean.", kind="division")
ZEROS = "answers zero"
mean.change(ZEROS, "X.sum() / X.size", "0.0", "Zero.", kind="return")
mean.change(
    "changes X", "return X.sum() / X.size", "X /= X.size\n    return X.sum() + 1", "You write.", kind="in-place"
)
mean.change("asks an array", "X.size == 0", "X", "`if X` asks a whole array at once.", kind="scalar-only")


def observations(source, tests=TESTS):
    student = Student(InProcess("answers", (Unit("answers.py", "import numpy as np\n" + source),)))
    return [observe(test, student, None) for test in tests]


KNOWN = [
    Known(
        item.slug, item.sentence, item.kind, item.random,
        {seen.test.label: seen.trace for seen in observations(item.source)},
    )
    for item in mean.items
]  # fmt: skip


def names(source, known=KNOWN, tests=TESTS):
    """The mistakes named for a function, by the test."""
    return {label: item.slug for label, item in name_mistakes(known, observations(source, tests)).items()}


@pytest.mark.parametrize("item", mean.items, ids=lambda item: item.slug)
def test_a_mistake_is_named_by_all_that_it_does(item):
    assert set(names(item.source).values()) == ({item.slug} if item.slug != ZEROS else set())


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_table_decides_nothing(order):
    for item in mean.items:
        assert names(item.source, KNOWN[::order]) == names(item.source)


def test_the_same_mistake_in_another_style_is_named():
    loop = "def mean(values):\n    total = 0.0\n    for v in values:\n        total += v\n    return total\n"
    assert set(names(loop).values()) == {"sums"}
    assert set(names("def mean(X): return np.float32(X.astype(np.float32).sum())").values()) == {"sums"}


def test_a_mistake_that_nobody_foresaw_gets_no_name():
    assert names("def mean(X): return X.max() if X.size else 0.0") == {}


def test_what_fits_one_test_by_chance_is_not_named():
    by_chance = "def mean(X): return 20.0 if X.size == 4 else X.mean() if X.size else 0.0"
    assert names(by_chance) == {}


def test_a_test_that_is_passed_speaks_against_a_mistake_that_fails_it():
    assert names("def mean(X): return X.sum() if X.size in (0, 4) else X.mean()") == {}


def test_two_mistakes_at_once_are_each_named_where_they_show():
    both = "def mean(X):\n    return np.nan if X.size == 0 else np.median(X)"
    assert names(both) == {
        "mean of nothing is zero": "gives nan for nothing",
        "mean of four": "takes the median",
        "mean of many": "takes the median",
    }


def test_zeros_everywhere_name_nothing():
    assert names("def mean(X): return 0.0") == {}
    assert names("def mean(X): return np.nan") == {}


def test_the_same_type_of_exception_is_no_likeness():
    assert set(names("def mean(X):\n    if X:\n        pass\n    return X.mean()").values()) == {"asks an array"}
    assert names("def mean(X): raise ValueError('no')") == {}
    assert names("def mean(X): return float('x')") == {}
    raises = Known("raises", "You raise.", "errors", False, {
        seen.test.label: seen.trace for seen in observations("def mean(X):\n    raise ValueError('empty')")
    })  # fmt: skip
    assert set(names("def mean(values):\n    raise ValueError(f'{values} is bad')", [raises]).values()) == {"raises"}
    assert names("def mean(values):\n    raise TypeError('empty')", [raises]) == {}
    # The same message from a line that holds no `if`:
    assert names("def mean(X): return max(X, 0 * X).mean()") == {}


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (
            "only length-1 arrays can be converted to Python scalars",
            "only 0-dimensional arrays can be converted to Python scalars",
        ),
        (
            "maximum() takes 2 positional arguments but 1 were given",
            "maximum() takes 2 positional arguments but 1 was given",
        ),
    ],
)
def test_what_numpy_has_come_to_say_otherwise_is_the_same_exception(older, newer):
    one, other = (summary_of_problem(Problem(("TypeError",), message, ())) for message in (older, newer))
    assert same_summary(one, other)
    assert not same_summary(one, summary_of_problem(Problem(("TypeError",), "something else", ())))


def test_what_the_code_itself_raises_or_asserts_is_known_by_its_type_however_the_line_is_written():
    def problem(line, message="", type_="ValueError"):
        return summary_of_problem(Problem((type_,), message, (("code.py", 3, line),)))

    known = problem('raise ValueError("p is a probability")', "p is a probability")
    assert same_summary(known, problem("raise ValueError"))
    assert same_summary(known, problem("if not 0 < p < 1: raise ValueError(f'p = {p}')", "p = 1"))
    assert not same_summary(known, problem("raise TypeError", type_="TypeError"))
    assert not same_summary(known, problem("mask = kept / p", "p is a probability"))
    asserted = problem("assert 0 < p <= 1", type_="AssertionError")
    assert same_summary(asserted, problem('assert p > 0, "p"', "p", "AssertionError"))


def test_of_a_wrong_type_what_was_seen_has_to_be_the_same():
    calls = (["=", ["l", 1, [["n", 12.0]]], [], False, False], ["...", 1])
    of_tuple, of_iterator = (Trace(calls, ("type", f"the result is {what}")) for what in ("a tuple", "an iterator"))
    assert same_trace(of_tuple, of_tuple)
    assert not same_trace(of_tuple, of_iterator)


def test_several_mistakes_that_fit_are_named_only_if_they_are_of_one_kind():
    twin = Known("sums too", "You sum.", "missing-step", False, KNOWN[0].traces)
    other = Known("sums too", "You sum.", "wrong-step", False, KNOWN[0].traces)
    source = mean.items[0].source
    assert set(names(source, [KNOWN[0], twin]).values()) == {"sums"}
    assert names(source, [KNOWN[0], other]) == {}


def test_a_mistake_that_answers_at_random_is_known_by_the_way_it_fails():
    source = "def mean(X): return X.sum() / X.size + np.random.default_rng().random() if X.size else 0.0"
    traces = {seen.test.label: seen.trace for seen in observations(source)}
    assert names(source, [Known("draws", "It draws.", "randomness", True, traces)])
    assert names(source, [Known("draws", "It draws.", "randomness", False, traces)]) == {}


# Traces


@pytest.mark.parametrize(
    "value",
    [1, 2.5, np.nan, np.inf, 10**400, "text", None, True, [1, (2.0, np.nan)], {"W": np.array([1.0, np.nan, np.inf])},
     np.empty((0, 2)), np.arange(1000.0), np.arange(6).reshape(2, 3)],
    ids=lambda value: repr(value)[:20],
)  # fmt: skip
def test_a_value_is_the_same_as_itself_after_a_stay_in_a_file(value):
    import json

    kept = json.loads(json.dumps(Trace((["=", summary(value), [], False, False],)).as_json()))
    assert same_trace(Trace.from_json(kept), Trace((["=", summary(value), [], False, False],)))


def test_what_is_left_of_zeros_by_rounding_is_the_same():
    calls = [Trace((["=", summary(np.array(left)), [], False, False],)) for left in ([[1e-17]], [[-3e-17]], [[0.0]])]
    assert all(same_trace(one, other) for one in calls for other in calls)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1.0, 1.001), (np.nan, 0.0), (np.inf, -np.inf), ([1, 2], [1]), ({"W": 1}, {"b": 1}),
        (np.ones(2), np.ones((1, 2))), (np.ones(1), [1.0]), (1.0, "1.0"), (None, 0),
        (np.array([1e-12, 2e-12]), np.array([2e-12, 1e-12])), (np.arange(1000.0), np.arange(1000.0)[::-1]),
    ],
    ids=repr,
)  # fmt: skip
def test_values_that_differ_are_not_the_same(one, other):
    assert not same_summary(summary(one), summary(other))
    assert not same_summary(summary(other), summary(one))


def test_to_summarize_the_largest_array_takes_no_more_than_twice_its_memory():
    largest = np.zeros(wire.MAX_ARRAYS, dtype=bool)
    tracemalloc.start()
    try:
        told = summary(largest)
        assert tracemalloc.get_traced_memory()[1] < 2 * largest.nbytes
    finally:
        tracemalloc.stop()
    largest[:] = True
    assert not same_summary(summary(largest), told)


def test_one_value_changed_in_a_large_array_is_seen():
    one = np.random.default_rng(0).normal(size=(30, 30))
    other = one.copy()
    other[17, 3] += 0.1
    assert not same_summary(summary(one), summary(other))


def test_what_tells_something_and_what_does_not():
    def told(value):
        return tells_something(Trace((["=", summary(value), [], False, False], ["...", 1])))

    for value in (0.0, np.nan, None, np.zeros((3, 2)), [0.0, np.nan], {"W": np.zeros(2)}):
        assert not told(value)
    for value in (1.0, np.array([0.0, 2.0]), "text", [0.0, 1.0], {"W": np.ones(2)}):
        assert told(value)


# Catalogues


@pytest.mark.parametrize(
    ("edits", "complaint"),
    [
        (("X.mean()", "X", "Sentence."), "'X.mean\\(\\)' stands 0 times, not once"),
        (("X.size", "X", "Sentence."), "stands 2 times, not once"),
        (("X.sum()", "Sentence."), "old text, new text"),
        (("X.sum()", "(", "Sentence."), "cannot be read"),
        (("def mean", "def means", "Sentence."), "has to end with mean"),
    ],
)
def test_a_catalogue_refuses_a_change_that_cannot_be(edits, complaint):
    with pytest.raises(CatalogueError, match=complaint):
        Mistakes(mean.source).change("slug", *edits, kind="axis")


def test_a_catalogue_refuses_unknown_kinds_double_names_and_variants_of_nothing():
    mistakes = Mistakes(mean.source)
    with pytest.raises(CatalogueError, match="no kind 'axes'"):
        mistakes.change("sums", " / X.size", "", "Sentence.", kind="axes")
    mistakes.change("sums", " / X.size", "", "Sentence.", kind="axis")
    with pytest.raises(CatalogueError, match="two mistakes 'sums'"):
        mistakes.change("sums", "0.0", "1.0", "Sentence.", kind="axis")
    with pytest.raises(CatalogueError, match="no mistake 'adds'"):
        mistakes.variant("adds", mean.source)
