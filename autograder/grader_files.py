"""Which files hold a chapter's tests and mistakes, and which of them students are given.

A chapter's visible tests stand in `test_visible.py`, or, where they are many, in `test_visible_<topic>.py` each; hidden
tests and mistakes likewise. An exercise's tests of a kind stand in one file, in their order; `course verify` proves it.
A course of one's own may add files to a chapter of ours, and put some in the place of ours that have their names.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import autograder
from autograder.places import Chapter, grader_folders, own_graders

VISIBLE, HIDDEN, MISTAKES = "test_visible*.py", "test_hidden*.py", "mistakes*.py"
MORE = "test_more.py"  # hidden tests that a course of one's own adds to a chapter of ours
_KEPT = (HIDDEN, MORE, "hidden_helpers.py", MISTAKES)

_IMPORTED = re.compile(r"^from autograder\.graders\.(\w+)\.(\w+) import", re.MULTILINE)


def visible_files(chapter: Chapter) -> list[Path]:
    """The files of the visible tests, which are released as they are."""
    return _files(chapter, VISIBLE)


def hidden_files(chapter: Chapter) -> list[Path]:
    """The files of the hidden tests; none in a student's installation."""
    return _files(chapter, HIDDEN)


def more_files(chapter: Chapter) -> list[Path]:
    """The file of the hidden tests that a course of one's own adds, if it does."""
    return _files(chapter, MORE)


def mistake_files(chapter: Chapter) -> list[Path]:
    """The files of the catalogues of mistakes; none in a student's installation."""
    return _files(chapter, MISTAKES)


def _files(chapter: Chapter, pattern: str) -> list[Path]:
    folders = reversed(grader_folders(chapter))
    found = {path.name: path for folder in folders for path in folder.glob(pattern)}  # a course's own last
    return [found[name] for name in sorted(found)]


def is_for_students(path: Path) -> bool:
    """Whether students are given a file of a chapter's grader, or else it tells what they are to find out."""
    return path.suffix == ".py" and not any(fnmatch(path.name, kept) for kept in _KEPT)


def released_name(chapter: Chapter, path: Path) -> str:
    """What a file of visible tests is called beside the chapter's stub: test_library_layers.py."""
    return path.name.replace("test_visible", f"test_{chapter.module}", 1)


def grader_sources(chapter: Chapter) -> list[Path]:
    """All files that a chapter's tests and mistakes are made of: its own, and those of other chapters they import."""
    sources = _files(chapter, "*.py")
    for path in sources:  # which grows meanwhile
        for other in _imported(path):
            if other not in sources:
                sources.append(other)
    return sources


def _imported(path: Path) -> Iterator[Path]:
    for chapter_id, module in _IMPORTED.findall(path.read_text(encoding="utf-8")):
        folders = (own_graders(), Path(autograder.__file__).parent / "graders")
        found = (folder / chapter_id / f"{module}.py" for folder in folders)
        yield from [file for file in found if file.is_file()][:1]
