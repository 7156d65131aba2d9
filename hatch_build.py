"""The wheel's build: students get the visible tests of each chapter, in the place of its whole test file."""

import sys
import tomllib
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class VisibleTests(BuildHookInterface):
    """Adds autograder/graders/<chapter>/test_<module>.py, stripped of its hidden tests."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from autograder.build.visible import visible_tests

        scratch = Path(mkdtemp())
        course = tomllib.loads((root / "course.toml").read_text(encoding="utf-8"))
        for chapter in (chapter for module in course["modules"] for chapter in module["chapters"]):
            place = f"autograder/graders/{chapter['id']}/test_{chapter['module']}.py"
            text = visible_tests((root / place).read_text(encoding="utf-8"), chapter["number"])
            stripped = scratch / f"{chapter['id']}.py"
            stripped.write_text(text, encoding="utf-8")
            build_data["force_include"][str(stripped)] = place
