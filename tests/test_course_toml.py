"""course.toml: whatever is wrong in it is told with the file, the key and the remedy."""

import re
from pathlib import Path

import pytest

from autograder.course import Course, CourseError, Limits, load_course
from autograder.lesson_cells import hints

GOOD = """\
title = "A course"

[limits]
seconds = 5

[[modules]]
title = "One"

[[modules.chapters]]
id = "ch1_1_sums"
number = "1.1"
module = "sums"
title = "Sums"
datasets = ["mnist.npz"]

[[modules.chapters.exercises]]
name = "total"
points = 2.5

[[modules.chapters.exercises]]
name = "half"
points = 1
practice = true

[[modules]]
title = "Two"

[[modules.chapters]]
id = "ch2_1_means"
number = "2.1"
module = "means"
title = "Means"
limits = { memory_mb = 512 }

[[modules.chapters.exercises]]
name = "total"
points = 1

[[modules.chapters.exercises]]
name = "spread"
points = 1
limits = { seconds = 60 }
"""


@pytest.fixture
def load(tmp_path):
    """load(text) reads a course.toml of that text."""

    def read(text: str | bytes) -> Course:
        path = tmp_path / "course.toml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return load_course(path)

    return read


def complaint(load, text):
    with pytest.raises(CourseError) as caught:
        load(text)
    return str(caught.value)


# What is right


def test_a_course_is_read_in_its_order(load):
    course = load(GOOD)
    assert [chapter.id for chapter in course.chapters] == ["ch1_1_sums", "ch2_1_means"]
    first, second = course.chapters
    assert [exercise.name for exercise in first.library] == ["total"]
    assert first.points == 3.5
    assert first.exercise("half").practice
    assert first.datasets == ("mnist.npz",)
    assert course.before(first) == ()
    assert course.before(second) == (first,)


def test_a_chapter_has_the_limits_of_the_course_or_its_own(load):
    course = load(GOOD)
    first, second = course.chapters
    assert course.limits_of(first) == Limits(seconds=5, memory_mb=2048)
    assert course.limits_of(second) == Limits(seconds=10, memory_mb=512)
    (of_its_own,) = [exercise for exercise in second.exercises if exercise.limits]
    assert course.limits_of(second, of_its_own) == Limits(seconds=60, memory_mb=2048)
    assert course.limits_of(second, second.exercises[0]) == course.limits_of(second)


def test_an_exercise_may_use_later_chapters(load):
    course = load(GOOD.replace('name = "half"', 'name = "half"\nuses = ["ch2_1_means"]'))
    assert [exercise.uses for exercise in course.chapters[0].exercises] == [(), ("ch2_1_means",)]


def test_a_stretch_exercise_has_no_points_and_is_no_part_of_the_library(load):
    first = load(GOOD.replace("points = 1\npractice = true", "stretch = true")).chapters[0]
    assert (first.exercise("half").points, first.points) == (0, 2.5)
    assert [exercise.name for exercise in first.library] == ["total"]


def test_a_function_may_be_extended_in_a_later_chapter(load):
    course = load(GOOD)
    assert [chapter.exercise("total").points for chapter in course.chapters] == [2.5, 1.0]


def test_the_course_as_it_stands_can_be_read(course):
    numbers = [chapter.number for chapter in course.chapters]
    assert [n for n in numbers if n != "W.4"] == sorted(set(numbers) - {"W.4"})
    assert numbers[-1] == "W.4"  # which builds on all others
    assert numbers[:4] == ["0", "1.1", "1.2", "1.3"]
    for chapter in course.chapters:
        assert re.fullmatch(r"(ch0|ch\d_\d|w\d)_\w+", chapter.id)
        assert chapter.id.endswith(chapter.module)
        for exercise in chapter.exercises:
            assert all(map(str.strip, hints(chapter, exercise))), f"{exercise.name} has an empty hint"


# What is wrong


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ('title = "A course"', "", "title", "missing: add it"),
        ('title = "One"', "", "modules[1].title", "missing: add it"),
        ('number = "2.1"', "", "modules[2].chapters[1].number", "missing: add it"),
        ('name = "half"', "", "modules[1].chapters[1].exercises[2].name", "missing: add it"),
        ('title = "Sums"', 'title = "Sums"\nlenght = 3', "modules[1].chapters[1].lenght", "correct its spelling"),
        ("practice = true", "practise = true", "modules[1].chapters[1].exercises[2].practise", "correct its spelling"),
        ('title = "A course"', 'title = "A course"\nauthor = "X"', "author", "correct its spelling"),
        ("seconds = 5", "secs = 5", "limits.secs", "correct its spelling"),
        ("seconds = 5", "seconds = 0", "limits.seconds", "greater than 0"),
        ("seconds = 5", "seconds = inf", "limits.seconds", "finite number"),
        ("seconds = 5", 'seconds = "soon"', "limits.seconds", "valid number"),
        (
            "memory_mb = 512",
            "memory_mb = 16",
            "modules[2].chapters[1].limits.memory_mb",
            "greater than or equal to 256",
        ),
        ("points = 2.5", "points = -1", "modules[1].chapters[1].exercises[1].points", "greater than 0"),
        ("points = 2.5", "", "modules[1].chapters[1].exercises[1].points", "give it points, greater than 0"),
        (
            "points = 2.5",
            "points = 0",
            "modules[1].chapters[1].exercises[1].points",
            "only a stretch exercise has none",
        ),
        ("practice = true", "stretch = true", "modules[1].chapters[1].exercises[2].points", "take this key out"),
        (
            "practice = true",
            "practice = true\nstretch = true",
            "modules[1].chapters[1].exercises[2].stretch",
            "take one of the two out",
        ),
        ("points = 2.5", "points = nan", "modules[1].chapters[1].exercises[1].points", "finite number"),
        ("points = 2.5", 'points = "many"', "modules[1].chapters[1].exercises[1].points", "valid number"),
        ('name = "half"', 'name = "1half"', "modules[1].chapters[1].exercises[2].name", "match pattern"),
        ('module = "sums"', 'module = "../sums"', "modules[1].chapters[1].module", "match pattern"),
        ('id = "ch1_1_sums"', 'id = "Chapter 1"', "modules[1].chapters[1].id", "match pattern"),
        ('id = "ch2_1_means"', 'id = "ch1_1_sums"', "course", "chapter id 'ch1_1_sums' stands twice: give each"),
        ('module = "means"', 'module = "sums"', "course", "module 'sums' stands twice: give each"),
        ('name = "half"', 'name = "half"\nuses = "all"', "modules[1].chapters[1].exercises[2].uses", "valid tuple"),
        (
            'name = "half"',
            'name = "half"\nuses = ["w9"]',
            "course",
            "half of ch1_1_sums uses 'w9', which is no chapter's id",
        ),
        ('name = "spread"', 'name = "spread"\nuses = ["ch1_1_sums"]', "course", "does not come later: take it out"),
        ('name = "half"', 'name = "total"', "course", "ch1_1_sums has the exercise 'total' twice: remove or rename"),
    ],
)
def test_a_mistake_is_told_with_file_key_and_remedy(load, old, new, key, remedy):
    assert old in GOOD
    told = complaint(load, GOOD.replace(old, new, 1))
    assert told.splitlines()[0].endswith("course.toml needs correction:")
    line = next(line for line in told.splitlines() if line.strip().startswith(key))
    assert remedy in line


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('title = "A course"', "modules"),
        ('title = "A course"\nmodules = []', "modules"),
        ('title = "A course"\nmodules = 3', "modules"),
        ('title = "A course"\n[[modules]]\ntitle = "One"\nchapters = []', "modules[1].chapters"),
        (GOOD[: GOOD.index("[[modules.chapters.exercises]]")], "modules[1].chapters[1].exercises"),
        ("", "title"),
    ],
    ids=["no modules", "empty modules", "a number", "no chapters", "no exercises", "an empty file"],
)
def test_what_is_empty_is_told_by_its_key(load, text, key):
    assert f"\n  {key}: " in complaint(load, text)


def test_every_mistake_is_told_at_once(load):
    told = complaint(load, GOOD.replace("points = 2.5", "points = 0").replace("seconds = 5", "seconds = -1"))
    assert [line.split(":")[0].strip() for line in told.splitlines()[1:]] == [
        "limits.seconds",
        "modules[1].chapters[1].exercises[1].points",
    ]


@pytest.mark.parametrize(
    "text",
    ['title = "A course', "title = A course", "[[modules]\n", b"title = '\xff'"],
    ids=["quote", "text", "bracket", "bytes"],
)
def test_a_file_that_is_no_toml_is_told_with_the_place(load, text):
    told = complaint(load, text)
    assert "course.toml is not valid TOML: " in told
    assert "Correct it there." in told


def test_bad_toml_is_told_with_its_line(load):
    assert "line 2" in complaint(load, 'title = "A course"\nlimits = seconds')


def test_a_missing_file_is_told_with_the_remedy(tmp_path):
    with pytest.raises(CourseError, match=r"course\.toml is missing: .* Restore it from git"):
        load_course(tmp_path / "course.toml")


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path):
    (tmp_path / "course.toml").mkdir()
    with pytest.raises(CourseError, match=r"course\.toml cannot be read"):
        load_course(tmp_path / "course.toml")


def test_names_that_do_not_exist_are_answered_with_those_that_do(load):
    course = load(GOOD)
    with pytest.raises(CourseError, match=r"no chapter 'ch3'. The chapters are: ch1_1_sums, ch2_1_means"):
        course.chapter("ch3")
    with pytest.raises(CourseError, match=r"ch1_1_sums has no exercise 'mean'. It has: total, half"):
        course.chapters[0].exercise("mean")


def test_what_was_read_cannot_be_changed(load):
    exercise = load(GOOD).chapters[0].exercises[0]
    with pytest.raises(ValueError, match="frozen"):
        exercise.points = 100.0


def test_a_course_file_found_by_itself_is_the_one_of_the_checkout():
    from autograder.places import course_file, solutions_folder

    assert course_file().name == "course.toml"
    assert solutions_folder() == Path(course_file().parent, "solutions")
