"""Where a chapter's tests and mistakes lie, and which of these files students are given.

A chapter's visible tests stand in `test_visible.py`, or, where they are many, in `test_visible_<topic>.py` each; hidden
tests and mistakes likewise. An exercise's tests of a kind stand in one file, in their order; `course verify` proves it.
"""

import re
from pathlib import Path

import autograder
from autograder.course import Chapter

_IMPORTED = re.compile(r"^from autograder\.graders\.(\w+)\.(\w+) import", re.MULTILINE)


def grader_folder(chapter: Chapter) -> Path:
    return Path(autograder.__file__).parent / "graders" / chapter.id


def visible_files(chapter: Chapter) -> list[Path]:
    """The files of the visible tests, which are released as they are."""
    return sorted(grader_folder(chapter).glob("test_visible*.py"))


def hidden_files(chapter: Chapter) -> list[Path]:
    """The files of the hidden tests; none in a student's installation."""
    return sorted(grader_folder(chapter).glob("test_hidden*.py"))


def mistake_files(chapter: Chapter) -> list[Path]:
    """The files of the catalogues of mistakes; none in a student's installation."""
    return sorted(grader_folder(chapter).glob("mistakes*.py"))


def released_name(chapter: Chapter, path: Path) -> str:
    """What a file of visible tests is called beside the chapter's stub: test_library_layers.py."""
    return path.name.replace("test_visible", f"test_{chapter.module}", 1)


def grader_sources(chapter: Chapter) -> list[Path]:
    """All files that a chapter's tests and mistakes are made of: its own, and those of other chapters they import."""
    sources = sorted(grader_folder(chapter).glob("*.py"))
    for path in sources:  # which grows meanwhile
        for folder, module in _IMPORTED.findall(path.read_text(encoding="utf-8")):
            other = grader_folder(chapter).parent / folder / f"{module}.py"
            if other not in sources and other.is_file():
                sources.append(other)
    return sources
