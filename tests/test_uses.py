"""`uses` in course.toml: two functions of the capstone may import workshops that come later, and nothing else may."""

import numpy as np
import pytest

from autograder.graders import library_sources
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import StudentRaised
from autograder.sandbox.workers import Sandboxed

CAPSTONE = """
import neural_network
from neural_network import Dense, cosine_decay, mlp_loss
from neural_network.library import Adam, Network

class Wide(Network):
    pass

def rate():
    return cosine_decay(0.5, 10)(0)

def layers(rng):
    return [type(layer).__module__ for layer in Wide([Dense(2, 3, "relu", rng)]).layers]

def imported(module, name):
    return hasattr(__import__(f"neural_network.{module}", fromlist=["_"]), name)
"""


@pytest.fixture
def capstone(course):
    """capstone(exercise) is that code, with the library that an exercise of 4.5 may import."""
    chapter = course.chapter("ch4_5_capstone")
    with Sandboxed("capstone", (Unit("capstone.py", CAPSTONE),)) as worker:

        def of(exercise):
            return worker.student(library=library_sources(course, chapter, chapter.exercise(exercise)))

        yield of


def test_only_the_capstones_two_functions_use_later_chapters(course):
    using = {exercise.name for chapter in course.chapters for exercise in chapter.exercises if exercise.uses}
    assert using == {"train_capstone", "predict_capstone"}


@pytest.mark.parametrize("exercise", ["train_capstone", "predict_capstone"])
def test_an_exercise_can_use_what_its_line_names(capstone, exercise):
    with capstone(exercise) as student:
        assert student.loaded.problems == ()
        assert student.rate() == 0.5
        assert student.layers(np.random.default_rng(0)) == ["neural_network.library"]


def test_any_other_exercise_of_the_chapter_loads_the_same_imports_and_cannot_use_them(capstone):
    with capstone("momentum_update") as student:
        assert student.loaded.problems == ()
        with pytest.raises(StudentRaised, match="cosine_decay may be used in train_capstone and predict_capstone"):
            student.rate()
        with pytest.raises(StudentRaised, match="may be used in train_capstone and predict_capstone alone"):
            student.layers(np.random.default_rng(0))


def test_what_is_under_test_is_in_no_library(capstone):
    with capstone("train_capstone") as student:
        assert not student.imported("capstone", "train_capstone")
        assert not student.imported("capstone", "predict_capstone")
        assert student.imported("capstone", "accuracy")
    with capstone("momentum_update") as student, pytest.raises(StudentRaised, match="No module named"):
        student.imported("capstone", "momentum_update")


def test_a_name_that_the_chapters_before_have_stays_theirs_where_the_later_one_is_closed(course):
    *modules, workshops = course.modules
    moved = course.model_copy(update={"modules": (workshops.model_copy(update={"chapters": workshops.chapters[:3]}),
        *modules, workshops.model_copy(update={"chapters": workshops.chapters[3:]}))})  # fmt: skip
    chapter = moved.chapter("ch4_5_capstone")
    closed = library_sources(moved, chapter, chapter.exercise("accuracy"))
    assert "from neural_network.network import Dense, Network, fit\n" in closed["neural_network"]
    opened = library_sources(moved, chapter, chapter.exercise("train_capstone"))
    assert "from neural_network.network import fit\n" in opened["neural_network"]
    assert "from neural_network.library import SGD, Adam" in opened["neural_network.optimizers"].replace(
        "Adam, SGD", "SGD, Adam"
    )


def test_a_student_without_the_reference_has_their_own_workshop(course, tmp_path, monkeypatch):
    import autograder.graders as graders

    monkeypatch.setattr(graders, "solution_file", lambda _package, _module: None)
    for folder, text in (
        ("w4_library", "def Adam(lr): return 'my own'\n"),
        ("ch4_5_capstone", "def accuracy(): pass\n"),
    ):
        (tmp_path / folder).mkdir()
        name = course.chapter(folder).module
        (tmp_path / folder / f"{name}.py").write_text(text)
    chapter = course.chapter("ch4_5_capstone")
    sources = library_sources(course, chapter, chapter.exercise("train_capstone"), tmp_path)
    assert sources["neural_network.library"] == "def Adam(lr): return 'my own'\n"
