"""`course package`: the two wheels, for students and for everybody else, from the one pyproject.toml.

The students' is what hatch makes by itself. The full one differs from it in what [tool.full-package] says, and in
nothing else: same version, same dependencies, same extras.
"""

import copy
import tomllib
from pathlib import Path
from typing import Any

from autograder.build import BuildError
from autograder.build.explanations import is_fresh
from autograder.build.release import root
from autograder.course import Course
from autograder.places import is_own


def make_packages(course: Course, to: Path) -> list[Path]:
    """Make both wheels in a folder, and return them: the students' first.

    Raises
    ------
    BuildError
        where a table of explanations is missing or stale: packages without it name no mistakes.
    """
    if is_own():
        raise BuildError("Of a course of your own students get release/, with the students' package of this course.")
    for chapter in course.chapters:
        if not is_fresh(chapter):
            raise BuildError(
                f"{chapter.id}'s table of explanations is missing or stale. Run: course build --explanations"
            )
    to.mkdir(parents=True, exist_ok=True)
    students = tomllib.loads((root() / "pyproject.toml").read_text(encoding="utf-8"))
    return [_wheel(config, to) for config in (students, full(students))]


def full(students: dict[str, Any]) -> dict[str, Any]:
    """pyproject.toml's tables for the full package, from those for the students'."""
    config = copy.deepcopy(students)
    project, wheel = config["project"], config["tool"]["hatch"]["build"]["targets"]["wheel"]
    changes = config["tool"]["full-package"]
    extras = project["optional-dependencies"]
    for name, needed in extras.items():  # an extra that takes in another names the package
        extras[name] = [text.replace(f"{project['name']}[", f"{changes['name']}[") for text in needed]
    project |= {"name": changes["name"], "description": changes["description"]}
    wheel["exclude"] = changes["exclude"]
    wheel["include"] += changes["sources"]
    wheel["artifacts"] += changes["artifacts"]
    wheel["sources"] |= changes["sources"]
    return config


def _wheel(config: dict[str, Any], to: Path) -> Path:
    try:
        from hatchling.builders.wheel import WheelBuilder
        from hatchling.metadata.core import ProjectMetadata
        from hatchling.plugin.manager import PluginManager
    except ImportError:
        raise BuildError(
            "hatchling makes the packages, and is not installed here. Run: pip install hatchling"
        ) from None
    plugins = PluginManager()
    metadata = ProjectMetadata(str(root()), plugins, config)
    builder = WheelBuilder(str(root()), plugins, config["tool"]["hatch"], metadata)
    (path,) = builder.build(directory=str(to), versions=["standard"])
    return Path(path)
