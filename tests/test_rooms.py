"""The house's one rule about doors: imports run downward only."""

import ast
from pathlib import Path

import pytest

import autograder

ROOT = Path(autograder.__file__).parent
FLOORS = {
    "places": 0, "trees": 0, "taken": 1, "grader_files": 1, "course": 2, "language": 3, "lesson_cells": 3,
    "library": 3, "sandbox": 3, "code_files": 4, "submission": 4, "checks": 5, "graders": 6, "grading": 7,
    "report": 8, "learner": 9, "build": 9, "classroom": 9, "cli": 10,
}  # fmt: skip
FILES = [path for path in sorted(ROOT.rglob("*.py")) if path.relative_to(ROOT).parts[0].removesuffix(".py") in FLOORS]


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "autograder":
            parts = (node.module or "").split(".")
            rooms |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return rooms & FLOORS.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_downward(path: Path) -> None:
    floor = FLOORS[path.relative_to(ROOT).parts[0].removesuffix(".py")]
    assert {room for room in imported_rooms(path) if FLOORS[room] > floor} == set()


def test_the_worker_imports_nothing_of_ours_but_what_lies_beside_it() -> None:
    for name in ("worker.py", "wire.py", "hardening.py"):
        assert imported_rooms(ROOT / "sandbox" / name) == set()
