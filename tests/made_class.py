"""Classes made up for tests of `course grade`: right, wrong, half-done and damaged work, as many as asked for."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from autograder.build.release import root
from autograder.classroom.demo import CLASS, hand_in
from autograder.course import Course

SLOW = ("student10", "student11")  # they run into limits of time


def make_class(folder: Path, course: Course, count: int, *chapters: str, slow: bool = False) -> Path:
    """Write `count` students' submissions to chapters; returns the folder to grade."""
    folder.mkdir(parents=True)
    (folder / "nbgrader_config.py").touch()  # a course, with one seed for all who grade in it
    (folder / "release").symlink_to(root() / "release")
    kinds = [pupil for pupil in CLASS if slow or pupil.name not in SLOW]
    pupils = [dataclasses.replace(kinds[number % len(kinds)], name=f"student{number:04}") for number in range(count)]
    hand_in(folder, [course.find(name).chapter for name in chapters], pupils)
    return folder / "submitted"


def told(results: Path) -> dict[str, Any]:
    """All results of a folder, without what differs from run to run: times."""
    found = {}
    for path in sorted(results.glob("*/*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        del data["times"]
        found[path.relative_to(results).as_posix()] = data
    return found
