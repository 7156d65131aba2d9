"""constraints.txt and pyproject.toml: what `make setup` installs must be there for every Python that is supported."""

import importlib.metadata
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PYTHONS = ["3.11.2", "3.12.0", "3.13.0"]  # the first is Debian 12's own


def holds_on(requirement: Requirement, python: str) -> bool:
    minor = ".".join(python.split(".")[:2])
    environment = default_environment() | {"python_version": minor, "python_full_version": python, "extra": ""}
    return requirement.marker is None or requirement.marker.evaluate(environment)


def pins(python: str) -> dict[str, Version]:
    """The versions that constraints.txt says for one Python, by name."""
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    found: dict[str, Version] = {}
    for requirement in map(Requirement, lines):
        if holds_on(requirement, python):
            name = canonicalize_name(requirement.name)
            assert name not in found, f"two versions of {name} for Python {python}"
            (version,) = requirement.specifier
            assert version.operator == "=="
            found[name] = Version(version.version)
    return found


def claims() -> list[Requirement]:
    """What pyproject.toml says that `make setup` needs."""
    extras = PROJECT["optional-dependencies"]
    texts = PROJECT["dependencies"] + [text for name in ("notebook", "instructor", "dev") for text in extras[name]]
    return [claim for claim in map(Requirement, texts) if claim.name != PROJECT["name"]]


@pytest.mark.parametrize("python", PYTHONS)
def test_every_dependency_has_one_version_that_pyproject_allows(python: str) -> None:
    found = pins(python)
    for claim in claims():
        if holds_on(claim, python):
            name = canonicalize_name(claim.name)
            assert name in found, f"{name} is not in constraints.txt. Run: make lock"
            assert found[name] in claim.specifier, f"{name} {found[name]} is not {claim.specifier}. Run: make lock"


@pytest.mark.parametrize("python", PYTHONS)
def test_no_version_wants_a_newer_python_than_the_one_it_is_said_for(python: str) -> None:
    for name, version in pins(python).items():
        try:
            installed = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        if Version(installed["Version"]) == version:
            wants = SpecifierSet(installed.get("Requires-Python", ""))
            assert python in wants, f"{name} {version} wants Python {wants}. Run: make lock"


def test_the_lowest_python_is_the_same_in_pyproject_makefile_and_workflow() -> None:
    lowest = PROJECT["requires-python"].removeprefix(">=")
    makefile = (ROOT / "Makefile").read_text()
    assert re.findall(r"--python-version (\S+)", makefile) == [lowest]
    assert f"sys.version_info < ({lowest.replace('.', ', ')})" in makefile
    matrix = re.search(r"python: \[(.+)\]", (ROOT / ".github/workflows/ci.yml").read_text())
    assert matrix
    assert matrix[1].split(", ")[0] == f'"{lowest}"'


def test_no_file_of_the_setup_names_a_registry() -> None:
    files = ["pyproject.toml", "constraints.txt", "Makefile", ".ci/run", ".ci/pythons", ".github/workflows/ci.yml"]
    assert [name for name in files if re.search(r"https?://|index-url|find-links", (ROOT / name).read_text())] == []


def test_a_second_setup_does_nothing(tmp_path: Path) -> None:
    """As make itself says what it would do."""
    for made in (False, True):
        if made:
            (tmp_path / ".ready").touch()
        done = subprocess.run(
            ["make", "-n", "setup", f"VENV={tmp_path}"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert ("Making" in done.stdout) != made, done.stdout
