"""The files of a class where they lie, in folders and archives, each to be read when it is needed.

Nothing is unpacked, at most as many bytes are read as a submission may have, and links are not followed.
"""

import io
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.code_files import MAX_BYTES, printable
from autograder.course import CourseError

MAX_ARCHIVE = 256 << 20  # bytes of an archive in an archive, which is read whole
MAX_MEMBERS = 200_000  # of an archive
ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst")  # of which the first is opened
_AGAIN = "Have its author hand it in again."
_RIGHTS = "Give this account the right to read it, and grade again."


class Refused(Exception):
    """A submission that earns nothing; the message says why, to its author."""


class Unreadable(Exception):
    """What cannot be read, which is nobody's zero; the message says what to do. `alone` if it counts only where nothing
    else was handed in."""

    def __init__(self, message: str, *, alone: bool = False) -> None:
        super().__init__(printable(message, 2000))
        self.alone = alone


@dataclass(frozen=True)
class File:
    """A file of a submission: where it lies, in words, and how to read it."""

    shown: str
    modified: float
    read: Callable[[], bytes]
    named: bool = True  # as its chapter names it; or else only its folder tells the chapter
    depth: int = 0  # how many folders it lies in
    numbers: tuple[int, ...] = ()  # the how-manieth each of those is, and it: handed in again, they have a number

    @property
    def place(self) -> tuple[bool, int, tuple[int, ...]]:
        """Of several files that could be the one that was handed in, that of the highest place is: a copy in a folder
        below is older work, or somebody else's. Of one place it is the newer one."""
        return self.named, -self.depth, self.numbers


def files_below(where: Path) -> Iterator[tuple[PurePosixPath, "File | Unreadable"]]:
    """All files below a folder or in an archive, archives in it opened; what cannot be read stands in its place.

    Raises
    ------
    CourseError
        where the archive itself cannot be read.
    """
    if where.is_file():
        try:
            _listed(_opener(where))
        except Exception as error:  # zipfile and what it decodes with have many ways of failing
            raise CourseError(
                f"{where} is no .zip that can be read ({error}). Export it again; what is packed in another way, "
                "unpack, and give the folder."
            ) from None
        yield from _members(PurePosixPath(), str(where), _opener(where), deeper=True)
        return
    failed: list[tuple[PurePosixPath, Unreadable]] = []

    def fail(error: OSError) -> None:
        place = PurePosixPath(Path(error.filename).relative_to(where).as_posix())
        if not place.parts:
            raise CourseError(f"{where} cannot be read: {error.strerror}. {_RIGHTS}")
        failed.append((place / "?", Unreadable(f"{place} cannot be read ({error.strerror}). {_RIGHTS}")))

    for parent, folders, names in os.walk(where, onerror=fail):
        folders.sort()
        for name in (name for name in folders if Path(parent, name).is_symlink()):
            link = PurePosixPath(Path(parent, name).relative_to(where).as_posix())
            yield link / "?", Unreadable(f"{link} is a link. Put the folder itself there, and grade again.", alone=True)
        for name in sorted(names):
            path = Path(parent, name)
            relative = PurePosixPath(path.relative_to(where).as_posix())
            if path.suffix.lower() == ".zip" and not path.is_symlink():
                yield from _members(relative.parent / path.stem, str(relative), _opener(path), deeper=False)
            else:
                yield relative, real_file(path, str(relative))
    yield from failed


def _opener(path: Path) -> Callable[[], zipfile.ZipFile]:
    return lambda: zipfile.ZipFile(path)


def real_file(path: Path, shown: str) -> File:
    """A file on disk, of which nothing is read yet."""
    shown = printable(shown)
    try:
        modified = path.lstat().st_mtime
    except (OSError, ValueError):
        modified = 0.0

    def read() -> bytes:
        try:
            return read_plain()
        except (FileNotFoundError, ValueError):
            raise Unreadable(f"{shown} is not there. Put it there or mend its path, and grade again.") from None
        except OSError as error:
            raise Unreadable(f"{shown} cannot be read ({error.strerror}). {_RIGHTS}") from None

    def read_plain() -> bytes:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):  # a link may point anywhere, and a pipe may never end
            raise Refused(f"{path.name} is a link or no plain file. Hand in the file itself.")
        if status.st_size > MAX_BYTES:
            raise Refused(_too_large(path.name))
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            return _bounded(file.read(MAX_BYTES + 1), path.name)

    return File(shown, modified, read)


def _listed(opened: Callable[[], zipfile.ZipFile]) -> list[zipfile.ZipInfo]:
    """The members of an archive; of two of one name the last, as whoever unpacks it would get."""
    with opened() as archive:
        return list({member.filename: member for member in archive.infolist() if not member.is_dir()}.values())


def _members(
    below: PurePosixPath, shown: str, opened: Callable[[], zipfile.ZipFile], *, deeper: bool
) -> Iterator[tuple[PurePosixPath, "File | Unreadable"]]:
    """The files of an archive, by their paths below a name."""
    shown = printable(shown)
    try:
        members = _listed(opened)
    except Exception as error:  # as above
        yield below / "?", Unreadable(f"{shown} cannot be read (no readable archive: {error}). {_AGAIN}")
        return
    if not 0 < len(members) <= MAX_MEMBERS:
        what = f"holds more than {MAX_MEMBERS:,} files" if members else "is empty"
        yield below / "?", Unreadable(f"{shown} {what}. {_AGAIN}", alone=not members)
    for member in members[:MAX_MEMBERS]:
        name = PurePosixPath(member.filename)
        if name.is_absolute() or ".." in name.parts:
            continue
        if deeper and name.suffix.lower() == ".zip" and member.file_size <= MAX_ARCHIVE:
            yield from _members(below / name.with_suffix(""), f"{shown}/{name}", _inner(opened, member), deeper=False)
            continue
        when = _time(member)
        yield below / name, File(printable(f"{shown}/{name}"), when, _member(opened, member, shown))


def _time(member: zipfile.ZipInfo) -> float:
    try:
        return datetime(*member.date_time).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _inner(opened: Callable[[], zipfile.ZipFile], member: zipfile.ZipInfo) -> Callable[[], zipfile.ZipFile]:
    def open_inner() -> zipfile.ZipFile:
        with opened() as archive, archive.open(member) as file:
            return zipfile.ZipFile(io.BytesIO(file.read(MAX_ARCHIVE)))

    return open_inner


def _member(opened: Callable[[], zipfile.ZipFile], member: zipfile.ZipInfo, shown: str) -> Callable[[], bytes]:
    name = printable(PurePosixPath(member.filename).name)

    def read() -> bytes:
        try:
            with opened() as archive, archive.open(member) as file:
                content = file.read(MAX_BYTES + 1)  # whatever size the archive claims
        except Exception as error:  # as above; whether its author or the export damaged it cannot be known
            why = "it is encrypted" if member.flag_bits & 1 else str(error)
            raise Unreadable(
                f"{name} cannot be taken out of {shown} ({why}). Export it again, or have its author hand it in again."
            ) from None
        return _bounded(content, name)

    return read


def _bounded(content: bytes, name: str) -> bytes:
    if len(content) > MAX_BYTES:
        raise Refused(_too_large(name))
    return content


def _too_large(name: str) -> str:
    return f"{printable(name)} is larger than {MAX_BYTES >> 20} MB. Clear its outputs, or take data out of it."
