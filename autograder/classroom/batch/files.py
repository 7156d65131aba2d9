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

from autograder.submission import MAX_BYTES, printable

MAX_ARCHIVE = 2 << 30  # bytes of an archive in an archive, which is read whole
MAX_MEMBERS = 200_000  # of an archive


class Refused(Exception):
    """A submission that earns nothing; the message says why, to its author."""


@dataclass(frozen=True)
class File:
    """A file of a submission: where it lies, in words, and how to read it."""

    shown: str
    number: int
    modified: float
    read: Callable[[], bytes]
    named: bool = True  # as its chapter names it; or else only its folder tells the chapter

    @property
    def rank(self) -> tuple[bool, int, float]:
        """Of several files that could be the one that was handed in, that of the highest rank is."""
        return self.named, self.number, self.modified


def files_below(where: Path) -> Iterator[tuple[PurePosixPath, "File | OSError"]]:
    """All files below a folder or in an archive, archives in it opened; an OSError where one cannot be read."""
    if where.is_file():
        yield from _members(PurePosixPath(), str(where), lambda: zipfile.ZipFile(where), deeper=True)
        return
    failed: list[tuple[PurePosixPath, OSError]] = []

    def fail(error: OSError) -> None:
        failed.append((PurePosixPath(Path(error.filename).relative_to(where).as_posix()) / "?", error))

    for parent, folders, names in os.walk(where, onerror=fail):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            relative = PurePosixPath(path.relative_to(where).as_posix())
            if path.suffix.lower() == ".zip" and not path.is_symlink():
                yield from _members(relative.parent / path.stem, str(relative), _opener(path), deeper=False)
            else:
                yield relative, real_file(path, str(relative), 0)
    yield from failed


def _opener(path: Path) -> Callable[[], zipfile.ZipFile]:
    return lambda: zipfile.ZipFile(path)


def real_file(path: Path, shown: str, number: int) -> File:
    """A file on disk, of which nothing is read yet."""
    try:
        modified = path.lstat().st_mtime
    except OSError:
        modified = 0.0

    def read() -> bytes:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):  # a link may point anywhere, and a pipe may never end
            raise Refused(f"{path.name} is a link or no plain file. Hand in the file itself.")
        if status.st_size > MAX_BYTES:
            raise Refused(_too_large(path.name))
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            return _bounded(file.read(MAX_BYTES + 1), path.name)

    return File(printable(shown), number, modified, read)


def _members(
    below: PurePosixPath, shown: str, opened: Callable[[], zipfile.ZipFile], *, deeper: bool
) -> Iterator[tuple[PurePosixPath, "File | OSError"]]:
    """The files of an archive, by their paths below a name."""
    try:
        with opened() as archive:
            members = archive.infolist()
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError) as error:
        yield below / "?", OSError(0, f"no readable archive: {error}")
        return
    for member in members[:MAX_MEMBERS]:
        name = PurePosixPath(member.filename)
        if member.is_dir() or name.is_absolute() or ".." in name.parts or "__MACOSX" in name.parts:
            continue
        if deeper and name.suffix.lower() == ".zip" and member.file_size <= MAX_ARCHIVE:
            yield from _members(below / name.with_suffix(""), f"{shown}/{name}", _inner(opened, member), deeper=False)
            continue
        when = _time(member)
        yield below / name, File(printable(f"{shown}/{name}"), 0, when, _member(opened, member))


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


def _member(opened: Callable[[], zipfile.ZipFile], member: zipfile.ZipInfo) -> Callable[[], bytes]:
    name = PurePosixPath(member.filename).name

    def read() -> bytes:
        try:
            with opened() as archive, archive.open(member) as file:
                return _bounded(file.read(MAX_BYTES + 1), name)  # whatever size the archive claims
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
            raise Refused(f"{name} cannot be taken out of its archive ({error}). Hand it in again.") from None

    return read


def _bounded(content: bytes, name: str) -> bytes:
    if len(content) > MAX_BYTES:
        raise Refused(_too_large(name))
    return content


def _too_large(name: str) -> str:
    return f"{printable(name)} is larger than {MAX_BYTES >> 20} MB. Clear its outputs, or take data out of it."
