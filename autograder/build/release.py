"""`course build`: from lessons and solutions to source notebooks, and through nbgrader to release/."""

import ast
import functools
import io
import itertools
import json
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jinja2
import nbformat

from autograder.build import BuildError
from autograder.build.notebook import (
    appendices,
    appendix_notebook,
    finish_cells,
    run_lesson,
    source_notebook,
    take_outputs,
)
from autograder.build.stub import read_chapter, stub_module
from autograder.build.translations import TEMPLATE, compile_translation, template
from autograder.course import Chapter, Course
from autograder.grader_files import is_for_students, released_name, visible_files
from autograder.graders import load_grader
from autograder.grading.table import BUGS, VISIBLE
from autograder.library import MADE, PACKAGE, TYPES, homes, in_order, init_text, part_texts
from autograder.places import (
    COURSE_TOML,
    DATA,
    RELEASED,
    course_file,
    is_own,
    own_data_files,
    own_graders,
    solution_file,
)

MARKERS = ("BEGIN SOLUTION", "END SOLUTION", "HIDDEN TEST", "@hidden", "BEGIN MARK SCHEME")
TEMPLATES = Path(__file__).parent / "templates"
TABLE_BEGIN = "<!-- made by `course build` from course.toml: -->\n"
APPENDICES = "appendices"  # in a chapter's folder of source/: the notebooks in which nothing is handed in

Progress = Callable[[str], None]


def root() -> Path:
    return course_file().parent


def build(course: Course, progress: Progress = lambda _text: None, only: Chapter | None = None) -> list[Path]:
    """Make the source notebooks and release/, of one chapter alone or of all, and return the released files that
    changed."""
    target = root() / "release"
    for path, text in _made_beside(course).items():
        path.write_text(text, encoding="utf-8")
    before = {
        name: content for name, content in _contents(target).items() if not only or Path(name).parts[0] == only.id
    }
    with tempfile.TemporaryDirectory() as scratch:
        _build_into(Path(scratch), course, progress, only)
        after = _contents(Path(scratch))
        changed = [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
        for name in changed:
            if name in after:
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(scratch, name), target / name)
            else:
                (target / name).unlink()
    return [target / name for name in changed]


def stale(course: Course, progress: Progress = lambda _text: None) -> list[Path]:
    """The files of release/ that are not what a build would make; pictures in outputs are not compared, since
    plotting libraries draw them a little differently from version to version."""
    target = root() / "release"
    with tempfile.TemporaryDirectory() as scratch:
        _build_into(Path(scratch), course, progress)
        fresh, there = _contents(Path(scratch)), _contents(target)
    beside = _made_beside(course).items()
    return [path for path, text in beside if not path.exists() or path.read_text(encoding="utf-8") != text] + [
        target / name
        for name in sorted({*fresh, *there})
        if _comparable(name, fresh.get(name)) != _comparable(name, there.get(name))
    ]


def _made_beside(course: Course) -> dict[Path, str]:
    """What is made outside release/ and committed: the reference library's package, and README's table of chapters,
    which a course of one's own may do without."""
    readme, made = root() / "README.md", made_library(course)
    if not is_own():
        made[TEMPLATE] = template()
    text = readme.read_text(encoding="utf-8") if readme.is_file() or not is_own() else ""
    return made if is_own() and TABLE_BEGIN not in text else {**made, readme: with_course_table(text, course)}


def made_library(course: Course) -> dict[Path, str]:
    """The modules of the reference library that no chapter writes: the package itself, and its parts."""
    package = root() / "solutions" / PACKAGE
    parts = {package / f"{name}.py": text for name, text in part_texts(course).items()}
    return {package / "__init__.py": library_package(course), **parts}


def write_library(course: Course) -> None:
    """Write those modules in a course of one's own, where chapters come and go, and remove those that are made no
    more: one may be called as a chapter that is taken now."""
    made = made_library(course)
    for path in (root() / "solutions" / PACKAGE).glob("*.py"):
        if path not in made and path.read_text(encoding="utf-8").partition("\n")[0].endswith(MADE):
            path.unlink()
    for path, text in made.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def with_course_table(readme: str, course: Course) -> str:
    """README.md's text with the table of chapters between its two marks made anew."""
    begin, end = TABLE_BEGIN, "<!-- end -->"
    if begin not in readme or end not in readme:
        raise BuildError(f"README.md has lost the lines {begin.strip()!r} and {end!r}, between which its table goes.")
    before, rest = readme.split(begin, 1)
    table = _templates().get_template("course_table.md.j2").render(course=course)
    return before + begin + table + end + rest.split(end, 1)[1]


def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    return jinja2.Environment(loader=loader, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)


def library_package(course: Course) -> str:
    """The text of solutions/neural_network/__init__.py, which exports the final version of every function."""
    exports = "".join(f'    "{name}",\n' for name in in_order({*homes(course), *(part.name for part in course.parts)}))
    title = f'"""The reference library of the course: every function of its chapters. {MADE}\n\n'
    return f"{title}{_SPREAD if is_own() else ''}{init_text(course)}\n__all__ = [\n{exports}]\n"


# A course of one's own holds the modules of its own chapters; those that it takes lie where this course is installed.
_SPREAD = "from pkgutil import extend_path\n\n__path__ = extend_path(__path__, __name__)\n\n"


def _contents(folder: Path) -> dict[str, bytes]:
    ignored = {"__pycache__", ".ipynb_checkpoints", ".pytest_cache"}
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not ignored & set(path.parts) and not any(p.endswith(".egg-info") for p in path.parts)
    }


def _comparable(name: str, content: bytes | None) -> Any:
    if content is None or not name.endswith(".ipynb"):
        return content
    notebook = json.loads(content)
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("image/png", None)
    return notebook


def _build_into(release: Path, course: Course, progress: Progress, only: Chapter | None = None) -> None:
    chapters = [only] if only else course.chapters
    # Lessons run side by side, one kernel each; nbgrader's converter changes the working directory, so not it.
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(functools.partial(_write_source, course=course, progress=progress), chapters))
    for chapter in chapters:
        _generate(chapter, release)
        write_files(chapter, release / chapter.id)
    if only is None:
        _write_workspace(release, course)
    refuse_leaks(release, course)


def _write_source(chapter: Chapter, course: Course, progress: Progress) -> None:
    """Write a chapter's notebook, and its appendices into a folder of their own, where nbgrader does not see them."""
    folder = root() / "source" / chapter.id
    made = {folder / f"{chapter.id}.ipynb": source_notebook(chapter, course)}
    for appendix in appendices(chapter):
        made[folder / APPENDICES / f"{appendix.stem}.ipynb"] = appendix_notebook(appendix, chapter, course)
    for path, notebook in made.items():
        _write_notebook(path, notebook, chapter, course, progress)


def _write_notebook(path: Path, notebook: Any, chapter: Chapter, course: Course, progress: Progress) -> None:
    released = root() / "release" / chapter.id / path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not any(take_outputs(notebook, _older(place)) for place in (released, path)):
        progress(f"running {path.stem} of {chapter.number} {chapter.title}")
        run_lesson(notebook, chapter, course)
    finish_cells(notebook)
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


def _older(path: Path) -> Any:
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError):
        return None


def _generate(chapter: Chapter, release: Path) -> None:
    """Run nbgrader's generate_assignment, without a gradebook, into `release`."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", path=str(root())).load_config()
    config.GenerateAssignment.post_convert_hook = None
    config.CourseDirectory.root = str(root())
    config.CourseDirectory.release_directory = str(release)
    config.CourseDirectory.assignment_id = chapter.id
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    converter.no_database = True
    converter.create_assignment = False
    converter.force = True
    converter.preprocessors = [name for name in converter.preprocessors if not name.endswith("SaveCells")]
    complaints = io.StringIO()
    converter.log = logging.Logger("build", logging.ERROR)  # a logger of its own: nbgrader's goes to files and screens
    converter.log.addHandler(logging.StreamHandler(complaints))
    try:
        converter.start()
    except NbGraderException:
        raise BuildError(f"nbgrader cannot release {chapter.id}:\n{complaints.getvalue()}") from None


def write_files(chapter: Chapter, folder: Path) -> None:
    """Write what a released chapter holds beside its notebook: the stub module, the visible tests, appendices."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{chapter.module}.py").write_text(stub_module(chapter), encoding="utf-8")
    for tests in visible_files(chapter):
        shutil.copyfile(tests, folder / released_name(chapter, tests))
    for appendix in sorted((root() / "source" / chapter.id / APPENDICES).glob("*.ipynb")):
        shutil.copyfile(appendix, folder / appendix.name)


def _write_workspace(release: Path, course: Course) -> None:
    """Write what stands at the root of a student's copy: README.md and the package that gathers their functions."""
    home = {exercise.name: chapter for chapter in course.in_line for exercise in chapter.library}
    parts = [part.model_copy(update={"functions": [f for f in part.functions if f in home]}) for part in course.parts]
    names = {"course": course, "home": home, "parts": parts}

    def write(template: str, name: str, **more: object) -> None:
        text = _templates().get_template(template).render(**names, **more)
        (release / name).write_text(text, encoding="utf-8")

    (release / PACKAGE).mkdir(exist_ok=True)
    write("workspace_readme.md.j2", "README.md")
    write("workspace_pyproject.toml.j2", "pyproject.toml")
    write("neural_network.py.j2", f"{PACKAGE}/__init__.py")
    for part in parts:
        write("part.py.j2", f"{PACKAGE}/{part.name}.py", part=part)
    if types := solution_file(PACKAGE, TYPES):
        shutil.copyfile(types, release / PACKAGE / f"{TYPES}.py")
    if is_own():
        _write_course(release, release / RELEASED, course)


def _write_course(release: Path, to: Path, course: Course) -> None:
    """Write what a course of one's own gives its students besides, whose installation has ours alone: all that the
    students' package has of ours, the release included. A chapter that is left out is given: its module."""
    for chapter in course.left_out:
        if given := solution_file(PACKAGE, chapter.module):
            _copy(given, release / chapter.id)
    shutil.copytree(release, to / "release")
    shutil.copyfile(course_file(), to / COURSE_TOML)
    if translation := compile_translation(course):
        _copy(translation, to / translation.parent.relative_to(root()))
    for chapter in course.chapters:
        lesson, folder = root() / "source" / chapter.id / "lesson.md", own_graders() / chapter.id
        if lesson.is_file():
            _copy(lesson, to / "source" / chapter.id)
        for path in sorted(folder.glob("*")):
            if path.name in (VISIBLE, BUGS) or is_for_students(path):
                _copy(path, to / "graders" / chapter.id)
        for path in own_data_files(chapter):
            _copy(path, to / DATA)


def _copy(path: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / path.name)


def refuse_leaks(release: Path, course: Course) -> None:
    """Refuse a release that holds a solution, a hidden test or their markers.

    Raises
    ------
    BuildError
        naming the file and what was found in it.
    """
    secrets = [
        (f"the solution of {name}", solution.body)
        for chapter in course.chapters
        for name, solution in read_chapter(chapter).solutions.items()
        if len(solution.body) > 40  # a shorter body may well stand in a lesson
    ]
    hidden = [
        test.function.__name__
        for chapter in course.chapters
        for test in itertools.chain(*load_grader(chapter).tests.values())
        if test.hidden
    ]
    written = {exercise.name for chapter in course.chapters for exercise in chapter.exercises}
    given = {f"{chapter.id}/{chapter.module}.py" for chapter in course.left_out}
    for path in sorted(release.rglob("*")):
        if not path.is_file() or path.suffix == ".gz" or str(path.relative_to(release)).endswith(tuple(given)):
            continue
        if path.parent == release / RELEASED / DATA:  # in whatever form
            continue
        text = path.read_text(encoding="utf-8")
        for marker in MARKERS:
            if marker in text:
                raise BuildError(f"{path.relative_to(release)} holds the marker {marker!r}: not released.")
        for code in _code_of(path, text):
            stripped = "\n".join(line.strip() for line in code.split("\n"))
            for what, body in secrets:
                if body in stripped:
                    raise BuildError(f"{path.relative_to(release)} holds {what}: not released.")
            for name in hidden:
                if f"def {name}(" in code:
                    raise BuildError(f"{path.relative_to(release)} holds the hidden test {name}: not released.")
            _refuse_written_exercises(path.relative_to(release), code, written)


def _code_of(path: Path, text: str) -> Iterator[str]:
    if path.suffix == ".ipynb":
        yield from (cell.source for cell in nbformat.reads(text, 4).cells if cell.cell_type == "code")
    elif path.suffix == ".py":
        yield text


def _refuse_written_exercises(path: Path, code: str, names: set[str]) -> None:
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return  # a lesson may show a line that is no Python
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in names and "NotImplementedError" not in ast.dump(node):
            raise BuildError(f"{path} defines {node.name}, which students are to write: not released.")
