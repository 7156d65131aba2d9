"""Every lesson runs from top to bottom with the reference solutions, and the digits are learned as the lessons say."""

import numpy as np
import pytest

from autograder.build.notebook import is_lesson_cell, run_lesson, source_notebook
from autograder.course import load_course
from autograder.graders import library_before
from course_data import load_mnist

pytestmark = pytest.mark.slow

CHAPTERS = load_course().chapters


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.id)
def test_a_lesson_runs_to_its_end_and_shows_something(chapter):
    course = load_course()
    notebook = source_notebook(chapter, course)
    run_lesson(notebook, chapter, course)
    outputs = [output for cell in notebook.cells if is_lesson_cell(cell) for output in cell.outputs]
    assert any(output.output_type == "stream" for output in outputs)
    assert any("image/png" in output.get("data", {}) for output in outputs), "a lesson has a figure"


@pytest.fixture(scope="module")
def library():
    course = load_course()
    return library_before(course, course.chapter("ch3_4_backpropagation"))


def pictures(subset):
    digits = load_mnist(subset=subset)
    return digits.data.astype(np.float32) / 255, digits.target


def test_logistic_regression_tells_zeros_from_ones_in_99_percent_of_the_test_images(library):
    (X, y), (X_test, y_test) = ((X[t <= 1], t[t <= 1].reshape(-1, 1)) for X, t in map(pictures, ("train", "test")))
    assert len(X) == 12_665
    params = {"W": np.zeros((784, 1)), "b": np.zeros((1, 1))}
    params, _ = library["gradient_descent"](
        X, y, params, 0.1, library["logistic_loss"], 64, epochs=3, rng=np.random.default_rng(0)
    )
    right = (library["sigmoid"](X_test @ params["W"] + params["b"]) >= 0.5) == y_test
    assert right.mean() > 0.99


def test_one_hidden_layer_reads_95_percent_of_the_test_images_after_three_epochs(library):
    rng = np.random.default_rng(0)
    (X, labels), (X_test, labels_test) = pictures("train"), pictures("test")
    y = library["one_hot"](labels, 10).astype(np.float32)
    params = {name: value.astype(np.float32) for name, value in library["init_mlp"]([784, 256, 10], rng).items()}
    params, history = library["gradient_descent"](X, y, params, 0.2, library["mlp_loss"], 64, epochs=3, rng=rng)
    assert history[-1] < history[0]
    scores = library["forward_mlp"](X_test, **params)[1]
    assert (scores.argmax(axis=1) == labels_test).mean() > 0.95
