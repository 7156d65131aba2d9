"""Finding what a class has handed in: folders as nbgrader lays them out, exports of learning platforms, a CSV of paths.

A student's name comes from the path, by the first pattern that fits it, and the chapter from the names of file and
folders.
"""

import csv
import dataclasses
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from autograder.classroom.batch.files import ARCHIVES, File, Refused, Unreadable, files_below, real_file
from autograder.code_files import printable
from autograder.course import Chapter, Course, CourseError

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
_LITTER = ("__MACOSX", "._", ".ipynb_checkpoints", ".DS_Store")  # what macOS and Jupyter leave beside one's own files
_PACKED = "is not opened: only .zip is, and none in another. Unpack it there, or have its author hand in the files."
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
    missing: str = ""  # the same, where there is no file besides
    name: str = ""  # what the student is called where nobody else is called so
    id: str = ""  # the platform, and by what it tells those of one name apart
    rivals: dict[str, File] = field(default_factory=dict)  # what may have been meant just as well as a file that counts

    @property
    def key(self) -> tuple[str, str]:
        return self.chapter.id, self.student

    def contents(self) -> dict[str, bytes]:
        """The bytes of its files.

        Raises
        ------
        Refused
            where a file is too large, or a link.
        Unreadable
            where a file cannot be read.
        """
        return {name: file.read() for name, file in sorted(self.files.items())}

    def doubts(self) -> Iterator[str]:
        """Where it is only by time, or by nothing, that one file counts and another does not: in a sentence."""
        for name, rival in sorted(self.rivals.items()):
            chosen = self.files[name]
            why = "which is newer" if chosen.modified > rival.modified else "the first by name"
            yield f"{chosen.shown} is graded, {why}; {rival.shown} may be the answer just as well."


@dataclass
class Found:
    """All that was handed in, and what was left aside: files that belong to no chapter or no student."""

    submissions: list[HandedIn]
    ignored: list[str]
    empty_handed: list[str] = field(default_factory=list)  # of whom there is nothing else, with what there is

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
    if where.suffix.lower() == ".csv" and where.is_file():
        for line, student, chapter, place in _rows(where, course):
            if not collector.add_from_csv(student, chapter, place):
                raise CourseError(f"{line}: the path does not tell the chapter. Name it in a column called chapter.")
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
        self.answered: set[tuple[str, str]] = set()
        self.others: dict[tuple[str, str], str] = {}  # what a student handed in besides answers, one thing of each

    def add(self, path: PurePosixPath, file: "File | Unreadable") -> None:
        """Take a file in by its path; or what cannot be read there."""
        if _is_litter(path):
            return
        if path == PurePosixPath(_METADATA) and isinstance(file, File):  # deeper down, a student wrote it
            self.names |= _students_of_gradescope(file)
            return
        match, name = self._match(path)
        if match is None or not match["student"].strip():
            self.ignored.append(printable(str(path)))
            return
        about = match.groupdict()
        platform = next((name for name, known in zip(PATTERNS, self.patterns, strict=True) if known is match.re), "")
        student = _student(about["student"], f"{platform} {about['id']}".strip() if about.get("id") else "")
        stem, suffix, number = _stem(name)
        if isinstance(file, File) and suffix in ARCHIVES:
            file = Unreadable(f"{printable(str(path))} {_PACKED}", alone=True)
        if isinstance(file, Unreadable):
            self._unreadable(student, path, file)
            return
        chapter = self._chapter(about.get("chapter"), stem, path.parts[1:-1])
        if suffix not in (".py", ".ipynb") or chapter is None or stem.startswith(_TESTS):
            self.ignored.append(printable(str(path)))
            self.others.setdefault(student, self.ignored[-1])
            return
        self.answered.add(student)
        if not self.wanted or chapter in self.wanted:
            numbers = (*(_number(part) for part in path.parts[:-1]), number)
            # In the chapter's own folder nobody adds a number but its author, to a copy.
            named = stem in (chapter.module, chapter.id) and not (number and path.parent.name == chapter.id)
            file = dataclasses.replace(file, numbers=numbers, depth=len(path.parts), named=named)
            self._put(student, chapter, suffix, file)

    def _match(self, path: PurePosixPath) -> tuple[re.Match[str] | None, PurePosixPath]:
        """Whose a path is, and what the file in question is called."""
        if self.pattern:
            return self.pattern.fullmatch(str(path)), PurePosixPath(path.name)
        parts = path.parts
        alone = len(parts) == 1  # a file among those of others: its name tells the student, and perhaps the chapter
        first = (path.stem.removesuffix(".tar") if path.suffix in ARCHIVES else path.stem) if alone else parts[0]
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

    def add_from_csv(self, student: str, chapter: Chapter | None, path: Path) -> bool:
        """Take in a row: a file, or a folder with a chapter's files; False where it does not tell the chapter."""
        of = chapter or self._chapter(None, _stem(PurePosixPath(path.name))[0], path.parts)
        whose, paths, taken = _student(student, ""), [path], False
        try:
            if path.is_dir():
                paths = [
                    each for each in sorted(path.iterdir()) if each.suffix in (".py", ".ipynb") and not each.is_dir()
                ]
        except (OSError, ValueError):
            pass  # it will not be there when it is read
        for each in paths:
            stem, suffix, number = _stem(PurePosixPath(each.name))
            own = chapter or self._chapter(None, stem, each.parts[:-1])
            if (
                own is None
                or suffix not in (".py", ".ipynb")
                or stem.startswith(_TESTS)
                or _is_litter(PurePosixPath(each.name))
            ):
                continue
            taken = True
            if not self.wanted or own in self.wanted:
                file = dataclasses.replace(
                    real_file(each, str(each)), numbers=(number,), named=stem in (own.module, own.id)
                )
                self._put(whose, own, suffix, file)
        if of and not taken and (not self.wanted or of in self.wanted):
            self._of(whose, of).missing = (
                f"{printable(str(path))} is neither a .py file nor a .ipynb notebook nor a folder with {of.module}.py "
                f"or {of.id}.ipynb in it. Mend its path, and grade again."
            )
        return taken or of is not None

    def _unreadable(self, student: tuple[str, str], path: PurePosixPath, error: Unreadable) -> None:
        likely = [c for c in (self.wanted or self.course.chapters) if c.id in path.parts] or self.wanted
        for chapter in likely:
            item = self._of(student, chapter)
            if error.alone:
                item.missing = str(error)
            else:
                item.unreadable = str(error)
        if not likely:
            self.ignored.append(str(error))

    def _of(self, student: tuple[str, str], chapter: Chapter) -> HandedIn:
        return self.submissions.setdefault((*student, chapter.id), HandedIn(student[0], chapter))

    def _put(self, student: tuple[str, str], chapter: Chapter, suffix: str, file: File) -> None:
        files = self._of(student, chapter).files
        name = f"{chapter.module}.py" if suffix == ".py" else f"{chapter.id}.ipynb"
        known, rivals = files.get(name), self._of(student, chapter).rivals
        if known is None or known.place < file.place:
            files[name] = file
            rivals.pop(name, None)
        elif known.place == file.place and known.shown != file.shown:
            files[name], rivals[name] = (file, known) if known.modified < file.modified else (known, file)

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
        names = {(student, number): self.names.get(student, student) for student, number, _chapter in self.submissions}
        called = dict(names)
        while len(set(called.values())) < len(called):
            shared = Counter(called.values())
            for (student, number), name in called.items():
                if shared[name] > 1 and (number or name != student):  # not whose folder is called so
                    called[student, number] = f"{name} ({number.rpartition(' ')[2] or student})"
        for (student, number, _chapter), item in self.submissions.items():
            item.student, item.name, item.id = called[student, number], names[student, number], number
            if not item.files:
                item.unreadable = item.unreadable or item.missing
        answered = self.answered | {(student, number) for student, number, _chapter in self.submissions}
        empty = [f"{student}: {other}" for (student, n), other in self.others.items() if (student, n) not in answered]
        return Found(sorted(self.submissions.values(), key=lambda item: item.key), self.ignored, empty)


def _student(called: str, number: str) -> tuple[str, str]:
    """A student's name as it can be written anywhere, and what tells apart those of whom it is the same."""
    name = unicodedata.normalize("NFC", called.strip())
    name = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
    return name, number or ("" if name == called else f"as {quote(called, safe='', errors='surrogateescape')}")


def _is_litter(path: PurePosixPath) -> bool:
    """Whether a path is of what programs leave beside one's own files, or of what is hidden below a student's name."""
    return any(part.startswith(_LITTER) for part in path.parts) or any(part[0] == "." for part in path.parts[1:])


def _students_of_gradescope(file: File) -> dict[str, str]:
    """Who handed in which folder, by Gradescope's own list; of a group, all its names."""
    import yaml

    try:
        table = yaml.safe_load(file.read())
        found = {}
        for folder, about in table.items():
            whose = [one.get(":email") or one.get(":sid") or one[":name"] for one in about[":submitters"]]
            found[str(folder)] = _student(", ".join(str(one) for one in whose if one) or str(folder), "")[0]
        return found
    except (yaml.YAMLError, UnicodeError, AttributeError, KeyError, TypeError, Refused) as error:
        raise CourseError(f"{file.shown} is not the list of students that Gradescope writes: {error}.") from None


def _stem(name: PurePosixPath) -> tuple[str, str, int]:
    """A file's name without what says that it was handed in again, its suffix, and the how-manieth it is."""
    return _AGAIN.sub("", name.stem), name.suffix.lower(), _number(name.stem)


def _number(name: str) -> int:
    """The how-manieth of its name a file or folder is."""
    again = _AGAIN.search(name)
    return int((again[1] or again[2])[:9]) if again else 0


def _rows(path: Path, course: Course) -> Iterator[tuple[str, str, Chapter | None, Path]]:
    """Where each row of a table stands, and what it says."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns, rows = reader.fieldnames or (), [(f"{path}, line {reader.line_num}", row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CourseError(f"{path} cannot be read as a CSV in UTF-8: {error}.") from None
    if not {"student", "path"} <= set(columns):
        raise CourseError(f"{path}: its first line has to name the columns student and path, with commas between them.")
    for where, row in rows:
        student, place = (row["student"] or "").strip(), (row["path"] or "").strip()
        if not student or not place:
            raise CourseError(f"{where}: the columns student and path are needed, and one is empty.")
        told = (row.get("chapter") or "").strip()
        try:
            chapter = course.find(told).chapter if told else None
        except CourseError as error:
            raise CourseError(f"{where}: {error}") from None
        yield where, student, chapter, path.parent / place
