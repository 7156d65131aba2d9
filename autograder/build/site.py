"""`course site`: the lessons as a website, made from the released notebooks, so that it holds no solution.

Figures and outputs are those of the release; nothing is run. Formulas are MathML, search and styles are files of the
site itself: it works without the net, from any web server or from a folder.
"""

import functools
import inspect
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import nbformat
from nbformat.v4 import new_markdown_cell

from autograder.build import BuildError
from autograder.build.release import TEMPLATES, root
from autograder.course import CHECK, Chapter, Course
from autograder.graders import load_reference
from autograder.language import N_, _
from autograder.lesson_cells import hints
from autograder.places import is_own, solution_folders

STEPS = N_("the idea"), N_("shapes, or the formula"), N_("nearly the code")
ZIP = "site.zip"


@dataclass(frozen=True)
class Page:
    """A page beside a chapter's lesson: a notebook of the release that is no assignment."""

    docname: str
    title: str


def make_site(course: Course, to: Path, tell: Callable[[str], None] = lambda _text: None) -> int:
    """Make the website in a folder, which is made anew; the number of its pages.

    Raises
    ------
    BuildError
        where Sphinx is not installed, or finds anything to warn of.
    """
    if not solution_folders():
        raise BuildError("The site is built from a checkout of the course. Students get it as a zip: ask for it.")
    release = root() / "release"
    if absent := [c.id for c in course.chapters if not (release / c.id / f"{c.id}.ipynb").is_file()]:
        raise BuildError(f"The site is made from release/, which lacks {absent[0]}. Run: course build")
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch, "source")
        tell("pages")
        _write_pages(course, release, source)
        tell("HTML")
        made = Path(scratch, "html")
        _run_sphinx(source, made)
        if to.exists():
            shutil.rmtree(to)
        shutil.copytree(made, to, ignore=shutil.ignore_patterns(".buildinfo", ".doctrees", "objects.inv"))
    return sum(1 for _page in to.rglob("*.html"))


def pack(site: Path) -> Path:
    """The site as one file to put anywhere: a zip with the folder in it."""
    path = site.parent / ZIP
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(site.rglob("*")):
            if file.is_file():
                archive.write(file, Path(site.name, file.relative_to(site)))
    return path


def _run_sphinx(source: Path, made: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-j", "2", "-b", "html", "-d",
               str(source.parent / "doctrees"), str(source), str(made)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if "No module named sphinx" in done.stderr:
        raise BuildError("The site needs Sphinx: pip install 'numpy-dl-course-full[site]'.")
    if done.returncode != 0:
        raise BuildError(f"Sphinx is not content:\n{done.stderr[-4000:]}")


def _write_pages(course: Course, release: Path, source: Path) -> None:
    for folder in ("_static", "_notebooks", "reference"):
        (source / folder).mkdir(parents=True)
    pages: dict[str, list[Page]] = {}
    for chapter in course.chapters:
        pages[chapter.id] = []
        for path in sorted((release / chapter.id).glob("*.ipynb"), key=lambda path: path.stem != chapter.id):
            notebook = nbformat.read(path, as_version=4)
            docname = f"{chapter.id}/{path.stem}"
            if path.stem != chapter.id:
                pages[chapter.id].append(Page(docname, _title(notebook)))
            (source / chapter.id).mkdir(exist_ok=True)
            nbformat.write(_page(notebook, chapter, docname, course), source / f"{docname}.ipynb")
            copy = source / "_notebooks" / "notebooks" / chapter.id / path.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    for name in ("course.css", "course.js", "favicon.svg"):
        shutil.copyfile(TEMPLATES / "site" / name, source / "_static" / name)
    home = {name: chapter for chapter in course.in_line for name in (e.name for e in chapter.library)}
    kinds = {name: kind for chapter in course.in_line for name, kind in _kinds(chapter)}
    part_names = {part.name: part.functions for part in course.parts}
    write = functools.partial(_render, source, course=course, home=home, kinds=kinds, part_names=part_names)
    write("conf.py.j2", "conf.py", paths=json.dumps([*map(str, solution_folders()), str(root())]))
    write("index.md.j2", "index.md", pages=pages, is_own=is_own())
    if course.parts:
        write("reference.md.j2", "reference/index.md")
    for part in course.parts:
        write("part.md.j2", f"reference/{part.name}.md", part=part, names=part.functions)


def _render(source: Path, template: str, name: str, **values: Any) -> None:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES / "site"), trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, autoescape=False,
    )  # fmt: skip
    (source / name).write_text(environment.get_template(template).render(**values) + "\n", encoding="utf-8")


def _kinds(chapter: Chapter) -> Iterator[tuple[str, str]]:
    reference = load_reference(chapter)
    for exercise in chapter.library:
        yield exercise.name, "class" if inspect.isclass(getattr(reference, exercise.name)) else "function"


def _title(notebook: Any) -> str:
    first = next(line for cell in notebook.cells for line in cell.source.split("\n") if line.startswith("# "))
    return str(first.removeprefix("# "))


def _page(notebook: Any, chapter: Chapter, docname: str, course: Course) -> Any:
    """A released notebook as a page: without what only a kernel needs, with each exercise's hints below it."""
    cells: list[Any] = []
    exercises = {exercise.name: exercise for exercise in chapter.exercises}
    for number, cell in enumerate(notebook.cells):
        name = str(cell.metadata.get("nbgrader", {}).get("grade_id", "") or cell.metadata.get("exercise", ""))
        if cell.cell_type == "code" and _is_check(cell):
            continue
        if "setup" in cell.metadata.get("tags", []):
            cell.metadata["tags"] = [*cell.metadata["tags"], "hide-input"]
        if alt := cell.metadata.get("alt"):
            cell.metadata["mystnb"] = {"image": {"alt": " ".join(str(alt).split())}}
        cells.append(cell)
        if number == 0:  # which begins with the title
            title, _, rest = cell.source.partition("\n")
            cell.source = f"{title}\n\n{_links(docname, course)}\n\n{rest}"
        if name in exercises and not name.startswith(CHECK):
            cells.append(new_markdown_cell(_below(chapter, name)))
    notebook.cells = cells
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return notebook


def _is_check(cell: Any) -> bool:
    about = cell.metadata.get("nbgrader", {})
    return str(about.get("grade_id", "")).startswith(CHECK) or cell.source.strip().startswith("check(")


def _links(docname: str, course: Course) -> str:
    file = f"notebooks/{docname}.ipynb"
    links = [f'<a href="../{file}" download>{_("Download this notebook")}</a>']
    if course.repository and "github.com" in course.repository:
        place = course.repository.rstrip("/").split("github.com/")[1]
        links.append(
            f'<a href="https://colab.research.google.com/github/{place}/blob/main/release/{docname}.ipynb">'
            f"{_('Open it in Colab')}</a>"
        )
    return f'<p class="links">{" · ".join(links)}</p>'


def _below(chapter: Chapter, name: str) -> str:
    """What follows an exercise: how it is checked, and its hints, folded one by one."""
    exercise = chapter.exercise(name)
    folded = [
        f"<details><summary>{_('Hint {step}: {title}', step=step, title=_(title))}</summary>\n\n{text}\n\n</details>"
        for step, (title, text) in enumerate(zip(STEPS, hints(chapter, exercise), strict=True), start=1)
    ]
    return "\n\n".join([_("Check it: {command}", command=f"`course check {name}`"), *folded])
