"""Finding what a class has handed in: folders as nbgrader lays them out, exports of learning platforms, a CSV of paths.

A student's name comes from the path, by the first pattern that fits it, and the chapter from the names of file and
folders.
"""

import csv
import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.classroom.batch.files import File, Refused, files_below, real_file
from autograder.course import Chapter, Course, CourseError
from autograder.submission import printable

# How platforms name the folder, archive or file of a student; `id` tells those of one name apart. Only what stands
# first in a path is looked at: what comes after it, students have named.
PATTERNS = {
    "Moodle": r"(?P<student>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<name>.*)",
    "Canvas": r"(?P<student>[^_]+)_(?:LATE_)?(?P<id>\d+)_\d+_(?P<name>.*)",
    "a folder or a file per student": r"(?P<student>.+)",
}
_GRADESCOPE = re.compile(r"assignment_\d+_export")  # the folder around a class, with a list of its students
_NO_ANSWERS = (".txt", ".md", ".png", ".jpg", ".npz", ".npy", ".pyc", ".json", ".yml", ".DS_Store")
_METADATA = "submission_metadata.yml"
_TESTS = ("test_", "conftest")  # what was released beside the stub comes back with it
# A file handed in again: "arrays-2.py" (Canvas), "arrays (2).py" (browsers).
_AGAIN = re.compile(r"(?:-(\d+)| ?\((\d+)\))$")


@dataclass
class HandedIn:
    """What a student handed in for a chapter: its files by the chapter's own names, or why there are none."""

    student: str
    chapter: Chapter
    files: dict[str, File] = field(default_factory=dict)
    refused: str = ""  # why it earns nothing, in a sentence for its author
    unreadable: str = ""  # why it cannot be graded, which is not its author's fault

    @property
    def key(self) -> tuple[str, str]:
        return self.chapter.id, self.student

    def contents(self) -> dict[str, bytes]:
        """The bytes of its files.

        Raises
        ------
        Refused
            where a file is too large, or a link.
        OSError
            where a file cannot be read.
        """
        return {name: file.read() for name, file in sorted(self.files.items())}


# For a folder or file that is closed to this account, and for an archive that is damaged.
_REMEDIES = ("Give this account the right to read it, and grade again.", "Have its author hand it in again.")


@dataclass
class Found:
    """All that was handed in, and what was left aside: files that belong to no chapter or no student."""

    submissions: list[HandedIn]
    ignored: list[str]

    @property
    def perhaps_lost(self) -> list[str]:
        """Of what was left aside, what looks like an answer all the same."""
        return [
            path
            for path in self.ignored
            if not path.endswith(_NO_ANSWERS) and not PurePosixPath(path).name.startswith(_TESTS)
        ]


def find(where: Path, course: Course, chapters: Iterable[Chapter] = (), pattern: str | None = None) -> Found:
    """Find a class's submissions.

    Parameters
    ----------
    where
        a folder (of students' folders, of files, of archives), a .zip, or a .csv with the columns student, path and,
        where the path does not tell, chapter.
    chapters
        those to grade; all where there is none. One alone is also the chapter of files whose names do not tell.
    pattern
        a regular expression for the path relative to `where`, with a group named student, and perhaps one named
        chapter; in place of PATTERNS.

    Raises
    ------
    CourseError
        where there is nothing of the kind, with what to do.
    """
    wanted = list(chapters)
    if not where.exists():
        raise CourseError(f"{where} does not exist. Give a folder of submissions, a .zip or a .csv with their paths.")
    collector = _Collector(course, wanted, _compiled(pattern) if pattern else None)
    if where.suffix == ".csv" and where.is_file():
        for student, chapter, place in _rows(where, course):
            collector.add_from_csv(student, chapter, place)
    else:
        for path, file in files_below(where):
            if _GRADESCOPE.fullmatch(path.parts[0]) and len(path.parts) > 1:
                path = PurePosixPath(*path.parts[1:])
            collector.add(path, file)
    found = collector.found()
    if not found.submissions:
        for_what = f" for {', '.join(chapter.id for chapter in wanted)}" if wanted else ""
        raise CourseError(
            f"{where} holds no submission{for_what}. Expected: STUDENT/{course.chapters[1].id}/…, files or archives as "
            "a learning platform exports them, or a .csv with the columns student and path. "
            "Say --chapter where file names do not tell it, and --pattern where they name students in another way."
        )
    return found


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        compiled = re.compile(pattern, re.DOTALL)
    except re.error as error:
        raise CourseError(f"--pattern {pattern!r} is no regular expression: {error}.") from None
    if "student" not in compiled.groupindex:
        raise CourseError(f"--pattern {pattern!r} has no group for the student. Write (?P<student>…) around it.")
    return compiled


class _Collector:
    """Puts files together to submissions."""

    def __init__(self, course: Course, wanted: list[Chapter], pattern: re.Pattern[str] | None) -> None:
        self.course, self.wanted, self.pattern = course, wanted, pattern
        self.patterns = [re.compile(text, re.DOTALL) for text in PATTERNS.values()]
        self.homes = {name: chapter for chapter in course.chapters for name in (chapter.id, chapter.module)}
        self.submissions: dict[tuple[str, str, str], HandedIn] = {}  # by student, id and chapter
        self.names: dict[str, str] = {}  # of students, by what the platform calls their folder
        self.ignored: list[str] = []

    def add(self, path: PurePosixPath, file: "File | OSError") -> None:
        """Take a file in by its path; an OSError stands for a folder that cannot be read."""
        if path == PurePosixPath(_METADATA) and isinstance(file, File):  # deeper down, a student wrote it
            self.names |= _students_of_gradescope(file)
            return
        match, name = self._match(path)
        if match is None or not match["student"].strip():
            self.ignored.append(printable(str(path)))
            return
        about = match.groupdict()
        student = (about["student"].strip(), about.get("id") or "")
        if isinstance(file, OSError):
            self._unreadable(student, path, file)
            return
        stem, suffix, number = _stem(name)
        chapter = self._chapter(about.get("chapter"), stem, path.parts[1:-1])
        if suffix not in (".py", ".ipynb") or chapter is None or stem.startswith(_TESTS):
            self.ignored.append(printable(str(path)))
        elif not self.wanted or chapter in self.wanted:
            named = stem in (chapter.module, chapter.id)
            self._put(student, chapter, suffix, dataclasses.replace(file, number=number, named=named))

    def _match(self, path: PurePosixPath) -> tuple[re.Match[str] | None, PurePosixPath]:
        """Whose a path is, and what the file in question is called."""
        if self.pattern:
            return self.pattern.fullmatch(str(path)), PurePosixPath(path.name)
        parts = path.parts
        alone = len(parts) == 1  # a file among those of others: its name tells the student, and perhaps the chapter
        first = path.stem if alone else parts[0]
        match = next(found for each in self.patterns if (found := each.fullmatch(first)))
        if not alone:
            return match, PurePosixPath(path.name)
        if "name" in match.groupdict():
            return match, PurePosixPath(match["name"] + path.suffix)
        for known in self.homes:
            if first == known or re.fullmatch(rf".+[-_ ]{known}(?:{_AGAIN.pattern})?", first):
                whose = re.fullmatch(rf"(?P<student>.*?)[-_ ]?{known}.*", first, re.DOTALL)
                return whose, PurePosixPath(known + first[first.index(known) + len(known) :] + path.suffix)
        return match, PurePosixPath(path.suffix and f"?{path.suffix}")

    def add_from_csv(self, student: str, chapter: Chapter | None, path: Path) -> None:
        """Take in a row: a file, or a folder with a chapter's files."""
        paths = [path]
        if path.is_dir():
            paths = [each for each in sorted(path.iterdir()) if each.suffix in (".py", ".ipynb")]
        for each in paths:
            stem, suffix, number = _stem(PurePosixPath(each.name))
            of = chapter or self._chapter(None, stem, PurePosixPath(each.as_posix()).parts[:-1])
            if of is None or suffix not in (".py", ".ipynb") or stem.startswith(_TESTS):
                self.ignored.append(printable(str(each)))
            elif not self.wanted or of in self.wanted:
                file = real_file(each, str(each), number)
                named = stem in (of.module, of.id)
                self._put((student, ""), of, suffix, dataclasses.replace(file, named=named))

    def _unreadable(self, student: tuple[str, str], path: PurePosixPath, error: OSError) -> None:
        what = f"{printable(str(path.parent))} cannot be read ({error.strerror}). {_REMEDIES[type(error) is OSError]}"
        likely = [c for c in (self.wanted or self.course.chapters) if c.id in path.parts] or self.wanted
        for chapter in likely:
            self._of(student, chapter).unreadable = what
        if not likely:
            self.ignored.append(what)

    def _of(self, student: tuple[str, str], chapter: Chapter) -> HandedIn:
        return self.submissions.setdefault((*student, chapter.id), HandedIn(student[0], chapter))

    def _put(self, student: tuple[str, str], chapter: Chapter, suffix: str, file: File) -> None:
        files = self._of(student, chapter).files
        name = f"{chapter.module}.py" if suffix == ".py" else f"{chapter.id}.ipynb"
        known = files.get(name)
        if known is None or known.rank < file.rank:
            files[name] = file

    def _chapter(self, told: str | None, stem: str, folders: tuple[str, ...]) -> Chapter | None:
        if told:
            try:
                return self.course.find(told).chapter
            except CourseError:
                return None
        for part in (stem, *reversed(folders)):
            if part in self.homes:
                return self.homes[part]
        return self.wanted[0] if len(self.wanted) == 1 else None

    def found(self) -> Found:
        """The submissions by student and chapter; students of one name are told apart by what the platform adds."""
        ids: dict[str, set[str]] = {}
        for student, number, _chapter in self.submissions:
            ids.setdefault(student, set()).add(number)
        for (student, number, _chapter), item in self.submissions.items():
            item.student = self.names.get(student, student)
            if len(ids[student]) > 1:
                item.student = f"{student} ({number})"
        return Found(sorted(self.submissions.values(), key=lambda item: item.key), self.ignored)


def _students_of_gradescope(file: File) -> dict[str, str]:
    """Who handed in which folder, by Gradescope's own list; of a group, all its names."""
    import yaml

    try:
        table = yaml.safe_load(file.read())
        found = {}
        for folder, about in table.items():
            whose = [one.get(":email") or one.get(":sid") or one[":name"] for one in about[":submitters"]]
            found[str(folder)] = ", ".join(str(one) for one in whose)
        return found
    except (yaml.YAMLError, UnicodeError, AttributeError, KeyError, TypeError, Refused) as error:
        raise CourseError(f"{file.shown} is not the list of students that Gradescope writes: {error}.") from None


def _stem(name: PurePosixPath) -> tuple[str, str, int]:
    """A file's name without what says that it was handed in again, its suffix, and the how-manieth it is."""
    stem, suffix = name.stem, name.suffix.lower()
    again = _AGAIN.search(stem)
    if again is None:
        return stem, suffix, 0
    return stem[: again.start()], suffix, int((again[1] or again[2])[:9])


def _rows(path: Path, course: Course) -> Iterator[tuple[str, Chapter | None, Path]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CourseError(f"{path} cannot be read as a CSV in UTF-8: {error}.") from None
    for number, row in enumerate(rows, start=2):
        student, place = (row.get("student") or "").strip(), (row.get("path") or "").strip()
        if not student or not place:
            raise CourseError(f"{path}, line {number}: the columns student and path are needed, and one is empty.")
        told = (row.get("chapter") or "").strip()
        yield student, course.find(told).chapter if told else None, path.parent / place
