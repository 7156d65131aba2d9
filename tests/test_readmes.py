"""Every command that the two READMEs tell to type is typed here, in an empty folder, without the net."""

import re
import subprocess
from pathlib import Path

import pytest
from installed import new_installation

from autograder.build.release import TEMPLATES, _write_workspace
from autograder.course import Course
from autograder.places import course_file

pytestmark = pytest.mark.slow

README = course_file().parent / "README.md"
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^(pip|course|nbgrader|make|pytest|jupyter|python) ", re.MULTILINE)


def blocks(text: str) -> list[str]:
    """The blocks of commands of a page."""
    return [body for language, body in FENCED.findall(text) if language == "sh"]


def run(block: str, folder: Path, wheels: dict[str, Path], place: Path) -> subprocess.CompletedProcess[str]:
    """Type a block into a shell. What the packages depend on is borrowed, and they come from a folder of wheels."""
    installation = new_installation(place)
    folder.mkdir(exist_ok=True)
    offline = {
        "PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_FIND_LINKS": str(next(iter(wheels.values())).parent),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1", "COURSE_ALLOW_REDUCED_ISOLATION": "1",
    }  # fmt: skip
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail"], input=block, cwd=folder, env=installation.settings() | offline,
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip


def test_every_block_of_commands_is_marked_as_one(tmp_path: Path) -> None:
    for page in (README, TEMPLATES / "workspace_readme.md.j2"):
        for language, body in FENCED.findall(page.read_text(encoding="utf-8")):
            assert language == "sh" or not COMMANDS.search(body), f"{page.name}: is this to be typed?\n{body}"


@pytest.mark.parametrize("number", range(3), ids=["alone", "in a class", "teaching"])
def test_every_block_of_the_readme_runs(number: int, wheels: dict[str, Path], tmp_path: Path) -> None:
    found = blocks(README.read_text(encoding="utf-8"))
    assert len(found) == 3
    done = run(found[number], tmp_path / "empty", wheels, tmp_path / "python")
    assert done.returncode == 0, f"{found[number]}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr


def test_every_block_of_the_workspaces_readme_runs(course: Course, wheels: dict[str, Path], tmp_path: Path) -> None:
    _write_workspace(tmp_path, course)
    found = blocks((tmp_path / "README.md").read_text(encoding="utf-8"))
    assert len(found) == 2
    begin = "pip install --quiet numpy-dl-course\ncourse init .\n"
    done = run(begin + "".join(found), tmp_path / "empty", wheels, tmp_path / "python")
    assert done.returncode == 0, f"{found}\n{done.stdout}\n{done.stderr}"
    assert "hint 1 of 3" in done.stdout
