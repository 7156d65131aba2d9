"""The table of explanations: what each known mistake answers to each test of its exercise.

`course build` makes it (see build/explanations.py) as a file in each chapter's grader, which is not committed: its
key is a hash of all that it is made from. No mistake runs while somebody waits for a grade.
"""

import functools
import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import autograder
from autograder.course import Chapter
from autograder.grader_files import grader_sources, mistake_files
from autograder.language import N_
from autograder.places import is_changed, own_data_files, own_graders, solution_folders

if TYPE_CHECKING:
    from autograder.grading.trace import Trace

ROOT = Path(autograder.__file__).parent
COMPLETE, VISIBLE = "explanations.json.gz", "explanations_visible.json.gz"  # the second goes to students
BUGS = "bugs.json.gz"  # the mistakes that learners may look for, as code; goes to students as well


@dataclass(frozen=True)
class Known:
    """A mistake of the table: `traces` are by the test's label."""

    slug: str
    sentence: str
    kind: str
    random: bool
    traces: "Mapping[str, Trace]"

    def fails(self, label: str) -> bool:
        found = self.traces.get(label)
        return found is not None and found.failed is not None


Table = Mapping[str, tuple[Known, ...]]  # by exercise


@dataclass(frozen=True)
class Explanations:
    """A chapter's table, or why there is none."""

    table: Table
    missing: str = ""


def grader_folder(chapter: Chapter) -> Path:
    """Where a chapter's table lies: with our tests, or in a course of one's own that has something of the chapter."""
    return own_graders() / chapter.id if is_changed(chapter) else ROOT / "graders" / chapter.id


@functools.cache
def explanations(chapter: Chapter) -> Explanations:
    """A chapter's table; an empty one, and a sentence that says so, where it is missing or older than its tests."""
    folder = grader_folder(chapter)
    path = folder / COMPLETE if (folder / COMPLETE).exists() else folder / VISIBLE
    try:
        data = json.loads(gzip.decompress(path.read_bytes()))
        if mistake_files(chapter) and data["key"] != key(chapter):
            return Explanations(
                {}, N_("Mistakes are not named: the table of explanations is older than the tests. Run: course build")
            )
        return Explanations({name: tuple(_known(item) for item in items) for name, items in data["table"].items()})
    except (OSError, EOFError, ValueError, LookupError, TypeError):
        return Explanations({}, N_("Mistakes are not named: the table of explanations is missing. Run: course build"))


def _known(item: dict[str, Any]) -> Known:
    from autograder.grading.trace import Trace  # only `key` is wanted by what has to be quick

    traces = {label: Trace.from_json(data) for label, data in item["traces"].items()}
    return Known(item["slug"], item["sentence"], item["kind"], item["random"], traces)


def key(chapter: Chapter) -> str:
    """Changes with all that a chapter's table is made from: tests, mistakes, the vocabulary and the library."""
    files = [*grader_sources(chapter), *sorted((ROOT / "checks").glob("*.py"))]
    files += [ROOT / "grading" / "trace.py"]
    files += [ROOT / "sandbox" / name for name in ("execution.py", "effects.py", "vocabulary.py")]
    solutions = solution_folders()
    if not is_changed(chapter):  # and so builds on ours alone
        solutions = solutions[-1:]
    files += [path for folder in solutions for path in sorted(folder.glob("*/*.py"))]
    files += own_data_files(chapter)
    digest = hashlib.sha256(json.dumps([chapter.id, chapter.module, chapter.names]).encode())
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:32]
