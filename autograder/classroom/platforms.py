"""What grades a chapter on another's machines: an autograder for Gradescope, one for Classroom 50.

Both hold the course's full package as a wheel, which pip installs there, and run `course check --json`.
"""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import jinja2

from autograder.course import Chapter, CourseError
from autograder.places import course_file, course_root, is_own, own_graders

TEMPLATES = Path(__file__).parent / "templates"
SCALE = 100  # of points for Classroom 50, whose scores are whole numbers
_RUN = 0o100755 << 16  # in a zip: a plain file that may be run


def gradescope(chapter: Chapter, wheel: Path, to: Path) -> Path:
    """Write Gradescope's autograder zip for a chapter; errors as of `classroom50`."""
    _require_full(wheel, chapter)
    to.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("setup.sh", "run_autograder"):
            about = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            about.external_attr = _RUN
            archive.writestr(about, _rendered(f"gradescope_{name}.j2", chapter, wheel))
        archive.write(wheel, wheel.name)
        for path in _course_files():
            archive.write(path, Path("course", path.relative_to(course_root())))
    return to


def classroom50(chapter: Chapter, wheel: Path, to: Path) -> Path:
    """Write the folder that Classroom 50 keeps an assignment's autograder in.

    Raises
    ------
    CourseError
        where the wheel is none, or not the full package's.
    """
    _require_full(wheel, chapter)
    to.mkdir(parents=True, exist_ok=True)
    (to / "autograder.py").write_text(_rendered("classroom50_autograder.py.j2", chapter, wheel), encoding="utf-8")
    shutil.copyfile(wheel, to / wheel.name)
    for path in _course_files():
        copy = to / "course" / path.relative_to(course_root())
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return to


def _course_files() -> Iterator[Path]:
    """What a course of one's own is graded by, besides the wheel."""
    if is_own():
        yield course_file()
        kinds = (
            "graders/*/*.py", "graders/*/*.json.gz", "solutions/*/*.py", "source/*/lesson.md", "datasets/*",
            "locale/*/*/*.mo",
        )  # fmt: skip
        for kind in kinds:
            yield from sorted(path for path in course_root().glob(kind) if path.is_file())


def _rendered(template: str, chapter: Chapter, wheel: Path) -> str:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, keep_trailing_newline=True, undefined=jinja2.StrictUndefined)
    return environment.get_template(template).render(chapter=chapter, wheel=wheel.name, scale=SCALE, is_own=is_own())


def _require_full(wheel: Path, chapter: Chapter) -> None:
    try:
        with zipfile.ZipFile(wheel) as file:
            names = file.namelist()
    except (OSError, zipfile.BadZipFile) as error:
        raise CourseError(f"{wheel} is no wheel ({error}). Give the full package's with --wheel.") from None
    hidden = f"/autograder/graders/{chapter.id}/test_hidden"
    if is_own() and (own_graders() / chapter.id / "test_hidden.py").is_file():
        hidden = "/test_hidden"  # of whatever chapter: the wheel has all else, if it has any
    if not any(hidden in f"/{name}" for name in names):
        raise CourseError(
            f"{wheel.name} holds no hidden tests of {chapter.id}: its marks would not be the marks. Give the full "
            "package's wheel (numpy_dl_course_full-….whl) with --wheel."
        )
