"""A digest of an exercise's tests changes where they do other things, and nowhere else."""

import importlib
import itertools
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import autograder.graders
from autograder.checks import testing
from autograder.course import Course
from autograder.graders import load_grader
from autograder.graders.digests import digest
from autograder.graders.digests import test_digests as digests

VISIBLE = """\
import numpy as np
from autograder.checks import close, visible
from autograder.graders.{name}.helpers import twice

SIZE = 3


def case():
    return np.ones(SIZE)


@visible("one", weight=2, try_it="one(1)  # 1")
def test_one(student):
    close(student.one(case()), twice(1))


@visible("two")
def test_two(student):
    close(student.two(1), 2)
"""
HELPERS = """\
FACTOR = 2


def twice(x):
    return FACTOR * x
"""
Digests = Callable[[str, str], Mapping[str, str]]


@pytest.fixture
def of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Digests:
    """of(visible tests, helpers) are the digests of a chapter of two exercises."""
    monkeypatch.setattr(autograder.graders, "__path__", [*autograder.graders.__path__, str(tmp_path)])

    def write(visible: str, helpers: str) -> Mapping[str, str]:
        name = f"made_up_{next(_numbers)}"
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        (folder / "helpers.py").write_text(helpers)
        (folder / "test_visible.py").write_text(visible.replace("{name}", name))
        tests = testing.collect(importlib.import_module(f"autograder.graders.{name}.test_visible"))
        return {each: digest([test for test in tests if test.exercise == each]) for each in ("one", "two")}

    return write


_numbers = itertools.count()


def changed(of: Digests, visible: tuple[str, str] = ("", ""), helpers: tuple[str, str] = ("", "")) -> set[str]:
    """The exercises whose digest differs where one text stands in place of another."""
    for (before, _after), text in ((visible, VISIBLE), (helpers, HELPERS)):
        assert before in text
    old, new = of(VISIBLE, HELPERS), of(VISIBLE.replace(*visible), HELPERS.replace(*helpers))
    return {name for name in old if old[name] != new[name]}


def test_a_test_that_asks_something_else(of: Digests) -> None:
    assert changed(of, ("student.two(1), 2", "student.two(2), 4")) == {"two"}


def test_a_weight(of: Digests) -> None:
    assert changed(of, ("weight=2", "weight=3")) == {"one"}


def test_what_a_test_calls_and_what_that_uses(of: Digests) -> None:
    assert changed(of, ("SIZE = 3", "SIZE = 4")) == {"one"}
    assert changed(of, helpers=("FACTOR = 2", "FACTOR = 3")) == {"one"}


def test_what_makes_no_difference(of: Digests) -> None:
    assert changed(of, ("def test_two(student):\n", 'def test_two(student):\n    """Says so."""  # and why\n')) == set()
    assert changed(of, ("# 1", "# 1.0")) == set()


def test_every_chapter_has_a_digest_for_each_exercise_that_has_tests(course: Course) -> None:
    for chapter in course.chapters[:6]:
        found = digests(chapter)
        assert set(found) == set(load_grader(chapter).tests)
        assert len(set(found.values())) == len(found)
