"""Pictures of wrong arrays: where they are off in words and in cells, of visible tests alone, and readable by all."""

import re

import numpy as np
import pytest
from parts import functions

from autograder.checks import central_differences, close, hidden, parameters_close, visible
from autograder.checks.mismatch import Mismatch
from autograder.course import Exercise, load_course
from autograder.grader_files import visible_files
from autograder.graders import all_tests, library_before
from autograder.grading.pictures import MOST, picture, where_off
from autograder.grading.run import Suite, grade_exercise
from autograder.report.html import exercise_html
from autograder.report.pictures import picture_html
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess


def masked(shape, *indices):
    wrong = np.zeros(shape, dtype=bool)
    for index in indices:
        wrong[index] = True
    return wrong


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (masked((3, 4), ...), "every value is off"),
        (masked((3, 4), -1), "the last row is off"),
        (masked((3, 4), 0), "the first row is off"),
        (masked((4, 3), 1), "row 1 is off"),
        (masked((4, 3), 1, 2), "rows 1 and 2 are off"),
        (masked((4, 3), 1, 2, 3), "all but the first row is off"),
        (masked((3, 4), np.s_[:, 3]), "the last column is off"),
        (masked((3, 3), (0, 0), (1, 1), (2, 2)), "the diagonal is off"),
        (~masked((3, 3), (0, 0), (1, 1), (2, 2)), "all but the diagonal is off"),
        (masked((4, 4), 0, -1, np.s_[:, 0], np.s_[:, -1]), "the rim is off"),
        (masked((3, 4), (0, 1), (2, 2), (2, 3)), "3 of 12 values are off"),
        (masked((3, 4), (0, 1)), "1 of 12 values is off"),
        (masked((5,), 4), "the last value is off"),
        (masked((1, 5), (0, 2), (0, 3)), "values 2 and 3 are off"),
        (masked((8, 2), 0, 2, 4, 6), "4 of 8 rows are off"),
        (masked((2, 3, 4, 4), np.s_[1, 2, -1]), "in [1, 2] the last row is off, all else is right"),
        (masked((2, 3, 3), (0, 0, 0), (1, 1, 1)), "2 of 18 values are off"),
    ],
)
def test_where_an_array_is_off_is_said_in_words(wrong, words):
    assert where_off(wrong) == words


def compared(got, expected, **options):
    with pytest.raises(Mismatch) as caught:
        close(got, expected, **options)
    return picture(caught.value)


def test_a_picture_holds_both_arrays_and_how_far_each_value_is_off():
    right = np.arange(6.0).reshape(2, 3)
    found = compared(right + np.array([[0, 0, 0], [0, 0.5, 1.0]]), right, what="grads['W']", numeric=True)
    assert found.got == ((0.0, 1.0, 2.0), (3.0, 4.5, 6.0))
    assert found.expected == ((0.0, 1.0, 2.0), (3.0, 4.0, 5.0))
    assert found.off == ((0.0, 0.0, 0.0), (0.0, 0.5, 1.0))
    assert found.words == "grads['W']: 2 of 6 values are off, by up to 1"
    assert found.numeric


def test_of_many_axes_the_worst_matrix_is_shown_and_said():
    wrong = np.zeros((2, 3, 4, 4))
    wrong[1, 2, 0] = 7.0
    found = compared(wrong, np.zeros((2, 3, 4, 4)))
    assert (found.place, np.shape(found.off), found.off[0][0]) == ("[1, 2]", (4, 4), 7.0)


@pytest.mark.parametrize("shape", [(28, 28), (1, 1000), (40, 3)])
def test_a_large_array_is_shown_in_few_cells_of_which_none_hides_a_value_that_is_off(shape):
    wrong = np.zeros(shape)
    wrong[-1, -1] = 2.0
    found = compared(wrong, np.zeros(shape))
    assert max(np.shape(found.off)) <= MOST
    assert (found.off[-1][-1], found.got[-1][-1], found.expected[-1][-1]) == (2.0, 2.0, 0.0)
    assert "furthest of each" in found.place


def test_a_single_number_another_shape_and_what_is_not_finite_have_no_picture():
    for got, expected in (
        (1.0, 2.0),
        (np.ones((1, 1)), [[2.0]]),
        (np.ones(3), np.ones(4)),
        (np.full(3, np.nan), [1] * 3),
    ):
        assert compared(got, expected) is None


@pytest.mark.parametrize("numeric", [True, False])
def test_of_a_gradient_it_says_analytic_and_numeric(numeric):
    html = picture_html(compared(np.ones(3), np.zeros(3), numeric=numeric))
    assert ("yours, analytic" in html and "numeric, by central differences" in html) == numeric
    assert ("should be" in html) != numeric


def numeric_tests():
    """Chapters, and names of tests, as their files say them: the files are imported where the tests are run."""
    for chapter in load_course().chapters:
        for path in visible_files(chapter):
            text = path.read_text(encoding="utf-8")
            lines = text.splitlines()
            for name, node in functions(text).items():
                source = "\n".join(lines[node.lineno - 1 : node.end_lineno])
                if name.startswith("test_") and ("numeric=True" in source or "both(" in source):
                    yield pytest.param(chapter, name, id=f"{chapter.number} {name}")


@pytest.mark.parametrize(("chapter", "name"), list(numeric_tests()))
def test_what_is_said_to_be_numeric_is_what_central_differences_measure(chapter, name, course):
    (test,) = (test for test in all_tests(chapter) if test.function.__name__ == name)
    library = library_before(course, chapter)
    student = Student(InProcess(chapter.module, functions=library))
    test.function(student)
    right = library[test.exercise]
    for call in student.calls:
        args, kwargs = call.arguments()
        if test.exercise.endswith("_loss"):
            X, y, params, *rest = args
            measured = central_differences(lambda p: right(X, y, p, *rest, **kwargs)[0], params)  # noqa: B023
            told = call.value[1]
        else:
            (Z,) = args
            of = library[test.exercise.removesuffix("_derivative")]
            measured, told = {"Z": (of(Z + 1e-6) - of(Z - 1e-6)) / 2e-6}, {"Z": call.value}
        for name, value in measured.items():
            np.testing.assert_allclose(told[name], value, rtol=1e-4, atol=1e-6)


def luminance(color):
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_numbers_can_be_read_on_their_colors():
    steps = np.linspace(-4.0, 4.0, 8)
    html = picture_html(compared(np.tile(steps, (2, 1)), np.zeros((2, 8))))
    pairs = re.findall(r"background-color:(#\w{6});color:(#\w{6})", html)
    assert len(pairs) == 48
    for pair in pairs:
        dark, light = sorted(map(luminance, pair))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, pair


def test_a_screen_reader_gets_the_words_and_the_numbers_or_where_there_are_none_what_it_is():
    small = picture_html(compared(np.array([[1.0, 5.0], [3.0, 4.0]]), [[1.0, 2.0], [3.0, 4.0]]))
    assert "<figcaption>In the picture: 1 of 4 values is off, by up to 3.</figcaption>" in small
    assert 'role="img"' not in small
    large = picture_html(compared(np.eye(12), np.zeros((12, 12))))
    assert 'role="img" aria-label="the diagonal is off, by up to 1"' in large
    assert large.count('role="img"') == 3


def test_what_a_picture_says_is_escaped():
    assert "<script>" not in picture_html(compared(np.ones(3), np.zeros(3), what="<script>"))


@visible("scaled")
def test_of_a_matrix(student):
    close(student.scaled(np.arange(6.0).reshape(2, 3)), 2 * np.arange(6.0).reshape(2, 3))


@visible("scaled")
def test_of_a_dictionary(student):
    parameters_close({"W": student.scaled(np.ones(3))}, {"W": 2 * np.ones(3)})


@hidden("scaled")
def test_of_secrets(student):
    close(student.scaled(np.array([17.5, 18.5])), np.array([35.0, 37.0]))


test_of_a_matrix.__test__ = test_of_a_dictionary.__test__ = test_of_secrets.__test__ = False


def result(in_process, source, *tests):
    suite = Suite(Exercise(name="scaled", points=3), [test.course_test for test in tests])
    return grade_exercise(suite, in_process("import numpy as np\n" + source), None)


def test_a_visible_test_shows_a_picture_once_and_it_survives_being_stored(in_process):
    source = "def scaled(X):\n    return 3 * X if X.shape == (3,) else 2 * X + (X > 4)\n"
    found = result(in_process, source, test_of_a_matrix, test_of_a_dictionary)
    assert found.failure.picture.words == "1 of 6 values is off, by up to 1"
    assert type(found).model_validate_json(found.model_dump_json()) == found
    assert exercise_html(found).count("<figure") == 1


def test_a_hidden_test_shows_none_since_where_a_value_is_off_is_for_the_code_to_choose(in_process):
    found = result(in_process, "def scaled(X):\n    return X * np.array([2.0, 1.0])\n", test_of_secrets)
    assert found.status == "failed"
    assert found.failure.picture is None
    assert "<figure" not in exercise_html(found)
