"""A course of one's own: begun, written, proved, and taken from the one that is installed."""

import json
import os
import re
import shutil
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from installed import FULL, STUDENTS, Installation, new_installation
from warm_commands import run_module

from autograder import places
from autograder.build import BuildError
from autograder.build.release import _write_course, write_library
from autograder.build.site import make_site
from autograder.build.stub import stub_module
from autograder.classroom.batch.versions import course_version
from autograder.classroom.platforms import classroom50, gradescope
from autograder.course import Course, CourseError, load_course, read_course
from autograder.grading.table import key
from autograder.lesson_cells import hints
from autograder.places import installed_root, lesson_file, nearest_root, own_data_files, use_course
from autograder.taken import filled
from autograder.taken import takes_chapters as takes
from course_data import MissingDataError, data_file

OURS = tomllib.loads((installed_root() / "course.toml").read_text(encoding="utf-8"))


def course_in(folder: Path, *arguments: str, status: int = 0) -> str:
    """What a `course` command says, run in a folder."""
    environment = {key: value for key, value in os.environ.items() if key != places.ROOT_VARIABLE}
    environment |= {"PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "200", "NO_COLOR": "1"}
    ended, said = run_module("autograder", *arguments, folder=folder, env=environment, super_user=True)
    assert ended == status, said
    assert "Traceback" not in said
    return said


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course as `course new` begins it, with a second exercise, one for practice, and a second chapter."""
    root = tmp_path_factory.mktemp("mine") / "my-course"
    course_in(root.parent, "new", "course", "my-course", "--title", 'My "own" course')
    course_in(root, "new", "exercise", "halved")
    course_in(root, "new", "exercise", "tripled", "--practice")
    course_in(root, "new", "chapter", "ch2_momentum", "--title", "Momentum")
    return root


@pytest.fixture
def mine(begun: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(begun, tmp_path / "my-course"))


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """used(text) is a course of one's own with this course.toml, used by this process."""
    before = os.environ.get(places.ROOT_VARIABLE)

    def use(text: str) -> Path:
        (tmp_path / "course.toml").write_text(text, encoding="utf-8")
        use_course(tmp_path)
        return tmp_path

    yield use
    os.environ.pop(places.ROOT_VARIABLE, None)
    if before is not None:
        os.environ[places.ROOT_VARIABLE] = before
    places.course_root.cache_clear()


def with_data(root: Path, *, first: str) -> None:
    """Give a course's first chapter a data set, and the course another that no chapter names."""
    (root / "datasets").mkdir()
    (root / "datasets" / "houses.csv").write_text("1,2\n3,4\n", encoding="utf-8")
    (root / "datasets" / "held_out.npy").write_bytes(b"\x93NUMPY\xff\x00")
    (root / "datasets" / "README.md").write_text("Houses.\n", encoding="utf-8")
    text = (root / "course.toml").read_text(encoding="utf-8")
    line = f'id = "{first}"\n'
    assert text.count(line) == 1
    (root / "course.toml").write_text(text.replace(line, f'{line}datasets = ["houses.csv"]\n'), encoding="utf-8")


READS = """
import numpy as np
from course_data import data_file, load_pima, MissingDataError

def doubled(x):
    assert np.loadtxt(data_file("houses.csv"), delimiter=",").sum() == 10
    for load in (load_pima, lambda: data_file("held_out.npy")):
        try:
            load()
        except MissingDataError:
            continue
        raise AssertionError("what is no data set of this chapter can be read")
    return 2 * x
"""


def taking(*lines: str) -> str:
    chapters = "".join(f"[[modules.chapters]]\n{line}\n" for line in lines)
    return f'title = "Mine"\n[[modules]]\ntitle = "All"\n{chapters}'


# Where a course lies


def test_the_nearest_folder_up_with_a_course_toml_is_the_course(tmp_path):
    for folder in (tmp_path, tmp_path / "inner"):
        folder.mkdir(exist_ok=True)
        (folder / "course.toml").touch()
    below = tmp_path / "inner" / "graders" / "ch1"
    below.mkdir(parents=True)
    assert nearest_root(below) == tmp_path / "inner"
    assert nearest_root(tmp_path) == tmp_path


def test_a_course_toml_that_was_handed_in_counts_nothing(tmp_path):
    handed_in = tmp_path / "submitted" / "bo" / "ch1_1_arrays"
    handed_in.mkdir(parents=True)
    for folder in (handed_in, handed_in.parent, handed_in.parents[1]):
        (folder / "course.toml").touch()
        assert nearest_root(handed_in) is None
    (tmp_path / "course.toml").touch()
    assert nearest_root(handed_in) == tmp_path


def test_a_checkout_is_no_course_of_ones_own():
    assert nearest_root(installed_root() / "source") is None
    assert not places.is_own()


@pytest.mark.slow
def test_a_folder_without_a_course_toml_is_refused(tmp_path):
    with pytest.raises(CourseError, match=r"holds no course\.toml"):
        use_course(tmp_path)
    assert "holds no course.toml" in course_in(tmp_path, "--course", str(tmp_path), "list", status=2)


def test_where_it_is_said_the_installed_course_counts_whatever_lies_around(tmp_path, monkeypatch):
    (tmp_path / "course.toml").touch()
    monkeypatch.chdir(tmp_path)
    assert places.course_root.__wrapped__() == tmp_path
    monkeypatch.setenv(places.ROOT_VARIABLE, places.INSTALLED)
    assert places.course_root.__wrapped__() == installed_root()


@pytest.mark.parametrize("is_own", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_autograders_of_other_platforms_say_which_course_counts(is_own, used, request, tmp_path, course):
    if is_own:
        use_course(request.getfixturevalue("begun"))
        course = load_course()
    chapter = course.chapters[0]
    wheel = tmp_path / "numpy_dl_course_full.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr(f"autograder/graders/{'ch1_1_arrays' if is_own else chapter.id}/test_hidden.py", "")
    with zipfile.ZipFile(gradescope(chapter, wheel, tmp_path / "uploaded.zip")) as file:
        names, told = file.namelist(), file.read("run_autograder").decode()
    folder = classroom50(chapter, wheel, tmp_path / "bundle")
    script = (folder / "autograder.py").read_text(encoding="utf-8")
    compile(script, "autograder.py", "exec")
    own = ["course/course.toml", "course/graders/ch1_first/test_hidden.py", "course/solutions/neural_network/first.py"]
    for name in own:
        assert (name in names) == is_own
        assert (folder / name).is_file() == is_own
    assert f'export COURSE_ROOT="{"$root/source/course" if is_own else "installed"}"' in told
    assert f'COURSE = {"str(HERE / " if is_own else ""}"{"course" if is_own else "installed"}"' in script


# What is taken


def test_a_chapter_is_taken_with_other_points_number_and_title(used):
    root = used(taking('from = "ch3_2_activations"\nnumber = "2"\ntitle = "Aktivierungen"\npoints = { softmax = 9 }'))
    assert places.is_own()
    (chapter,) = load_course().chapters
    ours = load_course(installed_root() / "course.toml").chapter("ch3_2_activations")
    assert (chapter.id, chapter.number, chapter.title) == ("ch3_2_activations", "2", "Aktivierungen")
    assert chapter.exercise("softmax").points == 9
    assert chapter.exercise("relu") == ours.exercise("relu")
    assert chapter.names == ours.names
    assert lesson_file(chapter) == lesson_file(ours)
    own = root / "source" / chapter.id / "lesson.md"
    own.parent.mkdir(parents=True)
    text = lesson_file(ours).read_text(encoding="utf-8")
    own.write_text(re.sub(r"^hint:.*", "hint: Denk nach.", text, flags=re.MULTILINE), encoding="utf-8")
    assert hints(chapter, chapter.exercise("softmax"))[0].startswith("Denk nach.")


def test_what_is_left_out_is_given_to_the_chapters_that_build_on_it():
    own = tomllib.loads(taking('from = "ch3_4_backpropagation"', 'from = "ch3_1_perceptron"'))
    assert takes(own)
    course = Course.model_validate(filled(own, OURS))
    assert [chapter.number for chapter in course.chapters] == ["3.4", "3.1"]
    first, second = course.chapters
    assert [chapter.id for chapter in course.before(first)][-2:] == ["ch3_2_activations", "ch3_3_forward"]
    assert "ch3_1_perceptron" not in [chapter.id for chapter in course.before(first)]  # it is theirs to write, later
    assert course.before(second) == (*course.before(first), first)
    assert set(course.left_out) == set(course.in_line) - set(course.chapters)
    assert {name for part in course.parts for name in part.functions} == {
        exercise.name for chapter in course.in_line for exercise in chapter.library
    }


def test_of_two_versions_of_a_function_the_later_counts_though_it_is_left_out():
    own = tomllib.loads(taking('from = "ch2_2_gradient_descent"', 'from = "ch3_1_perceptron"'))
    course = Course.model_validate(filled(own, OURS))
    before = [chapter.id for chapter in course.before(course.chapter("ch3_1_perceptron"))]
    assert before.index("ch2_2_gradient_descent") < before.index("ch2_3_mini_batches")


def test_a_later_chapter_that_is_left_out_is_not_used():
    course = Course.model_validate(filled(tomllib.loads(taking('from = "ch4_5_capstone"')), OURS))
    assert {use for exercise in course.chapters[0].exercises for use in exercise.uses} == set()


def test_a_part_that_is_called_as_a_chapter_makes_room_for_it(used):
    root = used(taking('from = "ch1_3_functions"'))
    write_library(load_course())
    part = root / "solutions" / "neural_network" / "activations.py"
    assert "import sigmoid" in part.read_text(encoding="utf-8")
    (part.parent / "mine.py").write_text('"""Of the author."""\n', encoding="utf-8")
    chapters = taking('from = "ch1_3_functions"', 'from = "ch3_2_activations"')
    write_library(read_course(chapters, root / "course.toml"))
    assert not part.exists()
    assert (part.parent / "mine.py").exists()
    assert "import activations" in (part.parent / "__init__.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('from = "ch9"', "there is no such chapter to take"),
        ('from = "ch1_1_arrays"\nmodule = "other"', "take module out"),
        ('from = "ch1_1_arrays"\npoints = { softmax = 3 }', "has no exercise 'softmax'"),
        ('from = "ch1_1_arrays"\npoints = { sliding_windows = 3 }', "a stretch exercise has no points"),
        ('from = "ch1_1_arrays"\npoints = { normalize = 0 }', "greater than 0"),
    ],
)
def test_what_cannot_be_taken_is_told(line, said, tmp_path):
    path = tmp_path / "course.toml"
    path.write_text(taking(line), encoding="utf-8")
    with pytest.raises(CourseError, match=re.escape(said)):
        load_course(path)


# What `course new` makes


@pytest.mark.slow
def test_what_is_begun_verifies(begun):
    said = course_in(begun, "verify")
    assert "4 exercises" in said
    assert "4 mistakes, 4 lose points, 4 are named" in said
    assert "0 faults" in said


@pytest.mark.slow
def test_names_that_cannot_be_are_refused_before_anything_is_written(begun):
    before = {path: path.read_bytes() for path in begun.rglob("*") if path.is_file()}
    for words, said in (
        (("exercise", "halved", "--chapter", "1"), "has an exercise halved"),
        (("exercise", "no-name"), "no name that a Python function can have"),
        (("chapter", "ch1_first"), "the chapter id 'ch1_first' stands twice"),
        (("chapter", "Ch3"), "should match pattern"),
        (("chapter", "ch3_first"), "the module 'first' stands twice"),
        (("course", "."), "is left alone"),
    ):
        assert said in course_in(begun, "new", *words, status=2)
    assert {path: path.read_bytes() for path in begun.rglob("*") if path.is_file()} == before


@pytest.mark.slow
def test_an_own_chapter_is_graded(mine, tmp_path):
    right = "def doubled(x):\n    return x + x\n\n\ndef halved(x):\n    return x**2\n"
    (tmp_path / "first.py").write_text(right, encoding="utf-8")
    course_in(mine, "verify", "--chapter", "ch1_first")  # which makes its table of explanations
    said = course_in(mine, "check", str(tmp_path / "first.py"), status=1)
    assert re.search(r"doubled +3 ?(?:/|of) ?3 points", said)
    assert "You square each element." in said


@pytest.mark.slow
def test_code_that_is_graded_reads_the_data_sets_of_its_chapter_and_no_others(mine, tmp_path):
    with_data(mine, first="ch1_first")
    (tmp_path / "first.py").write_text(READS, encoding="utf-8")
    said = course_in(mine, "check", str(tmp_path / "first.py"), status=1)  # the others are not written
    assert re.search(r"doubled +3 ?(?:/|of) ?3 points", said)


@pytest.mark.slow
def test_a_plain_worker_is_told_where_the_data_sets_lie(mine, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_WORKER", "process")
    with_data(mine, first="ch1_first")
    code = "from course_data import data_file\n\ndef doubled(x):\n    assert data_file('houses.csv').read_text()\n"
    (tmp_path / "first.py").write_text(f"{code}    return 2 * x\n", encoding="utf-8")
    said = course_in(mine, "check", str(tmp_path / "first.py"), status=1)
    assert re.search(r"doubled +3 ?(?:/|of) ?3 points", said)


@pytest.mark.slow
def test_data_sets_that_are_missing_or_take_a_name_of_ours_are_faults(mine):
    with_data(mine, first="ch1_first")
    (mine / "datasets" / "houses.csv").rename(mine / "datasets" / "mnist.npz")
    said = course_in(mine, "verify", "--chapter", "ch1_first", status=1)
    assert "course.toml names the data set 'houses.csv', and datasets has no such file" in said
    assert "datasets/mnist.npz has the name of one of ours" in said


def test_a_data_set_is_found_in_the_own_course_and_changes_what_its_table_is_made_from(used):
    root = used(
        'title = "Mine"\n[[modules]]\ntitle = "All"\n[[modules.chapters]]\n'
        'id = "ch0_introduction"\nnumber = "1"\nmodule = "introduction"\ntitle = "Ink"\n'
        'datasets = ["houses.csv", "mnist.npz"]\n'
        'exercises = [{ name = "count_ink", points = 1, practice = true }]\n'
    )
    with pytest.raises(MissingDataError, match=r"houses\.csv is missing"):
        data_file("houses.csv")
    (root / "datasets").mkdir()
    path = root / "datasets" / "houses.csv"
    path.write_text("1,2\n", encoding="utf-8")
    assert data_file("houses.csv") == path
    (chapter,) = load_course().chapters
    assert own_data_files(chapter) == [path]
    before = key(chapter), course_version(load_course(), chapter)
    path.write_text("1,3\n", encoding="utf-8")
    course_version.cache_clear()
    assert key(chapter) != before[0]
    assert course_version(load_course(), chapter) != before[1]


PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "every value is off"
msgstr "jeder Wert ist falsch"

msgid "next:"
msgstr "weiter:"
"""


def in_german(root: Path) -> None:
    text = (root / "course.toml").read_text(encoding="utf-8")
    (root / "course.toml").write_text(f'language = "de"\n{text}', encoding="utf-8")
    folder = root / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "course.po").write_text(PO, encoding="utf-8")


@pytest.mark.slow
def test_a_course_in_another_language_tells_the_same_mistakes_in_it(mine, tmp_path):
    course_in(mine, "verify", "--chapter", "ch1_first")
    in_german(mine)
    assert "0 faults" in course_in(mine, "verify", "--chapter", "ch1_first")
    (tmp_path / "first.py").write_text("def doubled(x):\n    return 3 * x + 1\n", encoding="utf-8")
    said = course_in(mine, "check", str(tmp_path / "first.py"), status=1)
    assert "jeder Wert ist falsch" in said
    assert "\nweiter: edit first.py:1, then" in said
    (tmp_path / "first.py").write_text("def doubled(x):\n    return x**2\n", encoding="utf-8")
    assert "You square each element." in course_in(mine, "check", str(tmp_path / "first.py"), status=1)


def test_students_get_the_translation(used, tmp_path):
    used(taking('from = "ch0_introduction"'))
    in_german(tmp_path)
    course = read_course((tmp_path / "course.toml").read_text(encoding="utf-8"), tmp_path / "course.toml")
    release = tmp_path / "release"
    release.mkdir()
    _write_course(release, release / places.RELEASED, course)
    assert (release / places.RELEASED / "locale" / "de" / "LC_MESSAGES" / "course.mo").is_file()


def test_a_site_is_not_made_before_what_it_is_made_from(used, tmp_path):
    used(taking('from = "ch0_introduction"'))
    with pytest.raises(BuildError, match=r"lacks ch0_introduction\. Run: course build"):
        make_site(load_course(), tmp_path / "site")


@pytest.mark.slow
def test_hidden_tests_can_be_added_to_a_chapter_of_ours(used):
    root = used(taking('from = "ch0_introduction"'))
    more = root / "graders" / "ch0_introduction" / "test_more.py"
    more.parent.mkdir(parents=True)
    more.write_text(
        "import numpy as np\n\nfrom autograder.checks import close, hidden\n\n\n"
        '@hidden("count_ink")\ndef test_count_ink_of_a_row(student):\n'
        "    close(student.count_ink(np.array([[0, 7, 7]])), 2)\n",
        encoding="utf-8",
    )
    said = course_in(root, "verify")
    table = next(line for line in said.splitlines() if "count_ink" in line)
    assert table.split()[3:5] == ["6", "2"]  # tests, hidden ones: ours are 5 and 1
    assert "0 faults" in said
    assert (more.parent / "explanations.json.gz").is_file()


def test_a_stub_of_a_chapter_that_is_taken_builds_on_what_is_left_out(used):
    used(taking('from = "ch3_4_backpropagation"'))
    assert "from neural_network.forward import" in stub_module(load_course().chapters[0])


# From the wheels alone


@pytest.fixture(scope="module")
def built(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Installation, Path]:
    """A teacher with the full package alone, and what the page on own courses says, typed in an empty folder; with a
    chapter of ours besides."""
    place = tmp_path_factory.mktemp("teacher")
    teacher = new_installation(place / "python", wheels[FULL])
    page = (installed_root() / "docs" / "own-course.md").read_text(encoding="utf-8")
    block = page.split("```sh\n")[1].split("```")[0].split("\n")
    assert [line for line in block if line and not line.startswith(("pip", "cd", "course"))] == []
    root = place / "my-course"
    for line in block:
        if line.startswith("course"):
            teacher.run(root if root.is_dir() else place, *line.split())
    with_data(root, first="ch1_first")
    taken = '\n[[modules.chapters]]\nfrom = "ch1_2_matrices"\nnumber = "2"\npoints = { matrix_multiply = 9 }\n'
    with (root / "course.toml").open("a", encoding="utf-8") as file:
        file.write(taken)
    teacher.run(root, "course", "build")
    assert "release/ is up to date: 2 chapters" in teacher.run(root, "course", "build", "--check")
    return teacher, root


@pytest.mark.slow
def test_students_get_no_solution_and_no_hidden_test(built):
    _, root = built
    files = {path.relative_to(root / "release").as_posix(): path for path in (root / "release").rglob("*")}
    assert "course_files/graders/ch1_first/test_visible.py" in files
    assert "ch1_1_arrays/arrays.py" in files  # left out, and so given
    assert [name for name in files if "datasets/" in name] == ["course_files/datasets/houses.csv"]
    assert not [name for name in files if re.search(r"test_hidden|test_more|mistakes\.py|explanations\.json", name)]
    texts = [path.read_text(encoding="utf-8") for path in files.values() if path.suffix in (".py", ".ipynb")]
    assert any("def doubled(" in text for text in texts)
    assert not any("return 2 * x" in text for text in texts)


@pytest.mark.slow
def test_the_site_has_its_chapters_and_what_is_given(built, tmp_path):
    teacher, root = built
    teacher.run(root, "course", "site", "--to", str(tmp_path / "site"))
    for chapter in ("ch1_first", "ch1_2_matrices"):
        assert (tmp_path / "site" / chapter / f"{chapter}.html").is_file()
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "handwritten digits" not in index  # which is said of ours
    given = (tmp_path / "site" / "reference" / "data.html").read_text(encoding="utf-8")
    assert "Given, and not written in this course." in given


@pytest.mark.slow
def test_a_student_works_on_it_with_the_students_package(built, wheels, tmp_path):
    _, root = built
    student = new_installation(tmp_path / "python", wheels[STUDENTS])
    workspace = Path(shutil.copytree(root / "release", tmp_path / "work"))
    student.run(workspace, "course", "init")
    assert "doubled" in student.run(workspace, "course", "next")
    assert "twice as large" in student.run(workspace, "course", "hint", "doubled")
    module = workspace / "ch1_first" / "first.py"
    stub = module.read_text(encoding="utf-8")
    module.write_text(re.sub(r"raise NotImplementedError.*", "return x**2", stub), encoding="utf-8")
    assert "You square each element." in student.run(workspace, "course", "check", "doubled", status=1)
    assert "1 failed" in student.run(workspace, "pytest", "-q", "ch1_first", status=1)
    assert "course_files" not in student.run(workspace, "pytest", "-q", status=1)
    module.write_text(READS, encoding="utf-8")
    student.run(workspace, "course", "check", "doubled")
    opened = "from course_data import data_file; print(data_file('houses.csv').read_text())"
    assert "1,2" in student.run(module.parent, "python", "-c", opened)
    student.run(workspace, "course", "reset", "doubled")
    assert stub[stub.index("def doubled") :].strip() in module.read_text(encoding="utf-8")
    said = student.run(workspace, "course", "check", "matrix_multiply", status=1)
    assert "not started" in said
    assert "this is an installed package" in student.run(workspace, "course", "verify", status=2)


@pytest.mark.slow
def test_nbgrader_grades_both_chapters_by_the_points_of_the_own_course(built, tmp_path):
    teacher, root = built
    answers = {
        "ch1_first": {"doubled": "def doubled(x):\n    return x + x"},
        "ch1_2_matrices": {"matrix_multiply": "def matrix_multiply(X, W):\n    return X @ W"},
    }
    for chapter, written in answers.items():
        teacher.run(root, "python", "-m", "nbgrader", "generate_assignment", chapter)
        notebook = json.loads((root / "release" / chapter / f"{chapter}.ipynb").read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            cell["source"] = written.get(name, cell["source"])
        folder = root / "submitted" / "anna" / chapter
        folder.mkdir(parents=True)
        (folder / f"{chapter}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        (folder.parent / "course.toml").write_text("title = 'mine'", encoding="utf-8")
        elsewhere = ("--course-dir", str(root), "--config", str(root / "nbgrader_config.py"))
        teacher.run(tmp_path, "python", "-m", "nbgrader", "autograde", chapter, *elsewhere)
    assert re.search(r"anna +3 +3\b", teacher.run(root, "course", "grades", "ch1_first"))
    assert re.search(r"anna +9 +17\b", teacher.run(root, "course", "grades", "ch1_2_matrices"))
    said = teacher.run(root, "course", "grade", "submitted", "--jobs", "1")
    assert "2 graded" in said
