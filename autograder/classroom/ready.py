"""Whether a class can be graded from a folder: its configuration, what the installation brings, the gradebook, the
seed, the isolation. `course ready` shows the findings; nbgrader's commands refuse where the first, the seed or the
isolation is amiss."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_config_path
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import Config, ConfigFileNotFound, JSONFileConfigLoader, PyFileConfigLoader

from autograder.classroom.config import COURSE_ID, set_preprocessors
from autograder.classroom.gradebook import LOCKED, GradebookLocked, amiss, is_free
from autograder.classroom.guard import KERNEL, is_sealed, kernels
from autograder.grading.seed import FILE, SeedError, read_seed
from autograder.sandbox.launch import isolation

INSTALLED = Path(__file__).parent / "jupyter" / "nbgrader_config.json"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; where it is amiss, `said` says what to do."""

    what: str
    good: bool
    said: str


def findings(root: Path, assignment: str | None) -> Iterator[Finding]:
    """What a run of nbgrader in `root` would find, for an assignment or for all of the course."""
    yield from _configuration(root)
    yield _installation()
    coursedir = CourseDirectory(root=str(root.resolve()))
    yield from _gradebook(coursedir, assignment)
    yield _seed(root)
    state = isolation()
    yield Finding("isolation", state.full, state.summary)


def _configuration(root: Path) -> Iterator[Finding]:
    path = root / "nbgrader_config.py"
    try:
        config = PyFileConfigLoader(path.name, path=str(root.resolve())).load_config()
    except ConfigFileNotFound:
        yield Finding("configuration", False, f"{path} does not exist. Copy it from the course, or say --root.")
        return
    except (Exception, SystemExit) as error:
        said = (
            str(error).split("\n")[0] if isinstance(error, SystemExit) else f"{path}: {type(error).__name__}: {error}"
        )
        yield Finding("configuration", False, f"{said}. Mend it; settings of your own go into nbgrader_settings.py.")
        return
    ours = Config()
    set_preprocessors(ours)
    for step, name in (
        ("Autograde", "autograde_preprocessors"), ("Autograde", "sanitize_preprocessors"),
        ("GenerateAssignment", "preprocessors"), ("GenerateFeedback", "preprocessors"), ("HTMLExporter", "filters"),
    ):  # fmt: skip
        missing = [item for item in _parts(ours[step][name]) if item not in _parts(_value(config, step, name))]
        if missing:
            yield Finding("configuration", False, f"c.{step}.{name} lacks {missing[0]}. Add it where you set that.")
            return
    course = _value(config, "CourseDirectory", "course_id")
    yield Finding("configuration", True, f"{path} holds" + ("" if course == COURSE_ID else f", as the course {course}"))


def _value(config: Any, step: str, name: str) -> Any:
    return config[step].get(name, ()) if step in config else ()


def _parts(value: Any) -> list[Any]:
    return list(value.items() if isinstance(value, dict) else value)


def _installation() -> Finding:
    what = "where configuration breaks"
    wanted = JSONFileConfigLoader(INSTALLED.name, path=str(INSTALLED.parent)).load_config()
    for folder in jupyter_config_path():
        try:
            found = JSONFileConfigLoader(INSTALLED.name, path=folder).load_config()
        except (OSError, ValueError, ConfigFileNotFound):
            continue
        if all(_value(found, step, name) == value for step in wanted for name, value in wanted[step].items()):
            return Finding(what, True, f"{folder}/{INSTALLED.name} keeps nbgrader from going on without it")
    return Finding(
        what, False, f"{INSTALLED.name} is not in any of {', '.join(jupyter_config_path())}. Install the course again."
    )


def _gradebook(coursedir: Any, assignment: str | None) -> Iterator[Finding]:
    path = Path(coursedir.root, "gradebook.db")
    if not path.is_file():
        yield Finding("gradebook", False, f"{path} does not exist. Run nbgrader generate_assignment first.")
        return
    if not is_free(path):
        yield Finding("gradebook", False, f"{LOCKED}. Wait for it, or end that.")
        return
    if said := amiss(coursedir.db_url):
        yield Finding("gradebook", False, said)
        return
    known = False
    for folder in sorted(Path(coursedir.root, coursedir.source_directory).glob(assignment or "*")):
        try:
            found = kernels(coursedir.db_url, folder.name)
            sealed = is_sealed(coursedir.db_url)
        except GradebookLocked as error:
            yield Finding("gradebook", False, str(error))
            return
        known |= bool(found)
        if assignment and not found:
            yield Finding("gradebook", False, f"It does not know {assignment}. Run nbgrader generate_assignment first.")
        elif set(found) - {KERNEL["name"]} or (found and not sealed):
            yield Finding(
                "gradebook", False, f"{folder.name} was entered by another version or configuration. Run nbgrader "
                f"generate_assignment {folder.name} again; points that it holds stay.",
            )  # fmt: skip
        elif found:
            yield Finding("gradebook", True, f"{folder.name} can be graded in the sandbox only")
    if not known and not assignment:
        yield Finding("gradebook", False, f"{path} knows no assignment. Run nbgrader generate_assignment first.")


def _seed(root: Path) -> Finding:
    path = root / FILE
    try:
        found = read_seed(root)
    except SeedError as error:
        return Finding("seed", False, str(error))
    if found is None:
        return Finding("seed", False, f"{path} does not exist yet. nbgrader generate_assignment makes it.")
    if path.stat().st_mode & 0o004:
        return Finding("seed", False, f"{path} can be read by every user of this machine. Run chmod 600 {path}.")
    return Finding("seed", True, f"{path} is this course's own; it never leaves this machine")
