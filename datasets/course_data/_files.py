"""Where the data files are, and whether they are whole.

A file of this course is used only when its SHA-256 is the one in SHA256SUMS, which stays beside this module even when
COURSE_DATA_DIR says that the data are elsewhere. A file with another name is a data set of an instructor's own course,
which vouches for it.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

DATA_DIR_VARIABLE = "COURSE_DATA_DIR"
OWN_VARIABLE = "COURSE_OWN_DATA"  # tells a worker that is not closed off where an own course's data sets lie
_PACKAGE_DIR = Path(__file__).resolve().parent

# (path, size, mtime_ns) of each file found whole, so that a process reads it for checking only once.
_verified: set[tuple[str, int, int]] = set()


class DataFileError(OSError):
    """A data file of the course cannot be used; the message says which, where, and what to do."""


class MissingDataError(DataFileError, FileNotFoundError):
    """A data file is not where it was looked for."""


class DamagedDataError(DataFileError):
    """A data file is not, byte for byte, the one that the course was written for."""


def data_dir() -> Path:
    """Return the folder in which data files are looked for.

    It is the folder named by the environment variable COURSE_DATA_DIR when that is set and not empty,
    otherwise the folder of this package.
    """
    chosen = os.environ.get(DATA_DIR_VARIABLE)
    return Path(chosen).expanduser().absolute() if chosen else _PACKAGE_DIR


def data_file(name: str) -> Path:
    """Return the path of a data file: `np.loadtxt(data_file("houses.csv"), delimiter=",")`.

    A name that is none of this course's is looked for in the folder `datasets` of the instructor's course that is
    used here, and then where this course's own files lie.

    Raises
    ------
    DamagedDataError
        The file is this course's, and its SHA-256 is not the expected one.
    MissingDataError
        There is no such file.
    """
    path = find_verified(name) if is_ours(name) else located(name)
    if path is None or not path.is_file():
        raise missing(name)
    return path


def is_ours(name: str) -> bool:
    """Whether a data file of that name comes with this course."""
    return name in _sums()


def located(name: str) -> Path:
    """Return where a data file is, or would be, without a look into it."""
    own = None if is_ours(name) else _own_dir()
    return own / name if own and (own / name).is_file() else data_dir() / name


def _own_dir() -> Path | None:
    told = os.environ.get(OWN_VARIABLE)
    if told:
        return Path(told)
    try:
        from autograder.places import CourseError, own_data
    except ImportError:  # in a worker, whose data sets lie beside this module
        return None
    try:
        return own_data()
    except CourseError:
        return None


def find_verified(name: str) -> Path | None:
    """Return the path of data file `name` after checking its sum, or None when there is no such file.

    Raises DamagedDataError when the file's SHA-256 is not the expected one.
    """
    path = data_dir() / name
    try:
        stat = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    key = (str(path), stat.st_size, stat.st_mtime_ns)
    if key not in _verified:
        expected, found = _expected_sha256(name), _sha256(path)
        if found != expected:
            raise DamagedDataError(
                f"{name} is damaged: {path} has {stat.st_size} bytes with SHA-256 {found}, "
                f"but {expected} is expected. {remedy(name)}"
            )
        _verified.add(key)
    return path


def missing(name: str, also_tried: str = "") -> MissingDataError:
    """Return the error for a data file that is nowhere; `also_tried` says what else has failed."""
    own = None if is_ours(name) else _own_dir()
    places = f"{own} and {data_dir()}" if own else f"{data_dir()}"
    sentences = [f"{name} is missing: it was looked for in {places}.", also_tried, remedy(name)]
    return MissingDataError(" ".join(sentence for sentence in sentences if sentence))


def remedy(name: str) -> str:
    """Say how to get data file `name` back."""
    if not is_ours(name):
        return (
            "A course's own data set lies in its folder datasets, and code that is graded may read those that "
            "course.toml names for its chapter."
        )
    if os.environ.get(DATA_DIR_VARIABLE):
        return (
            f"The environment variable {DATA_DIR_VARIABLE} names that folder: unset it to use the course's "
            f"own copy, or put {name} from datasets/course_data/ there."
        )
    return (
        f"Get it back with `git checkout -- datasets/course_data/{name}` in a clone of the course, or by "
        f"reinstalling the course; or set {DATA_DIR_VARIABLE} to a folder that holds {name}."
    )


def _expected_sha256(name: str) -> str:
    return _sums()[name]


def _sums() -> dict[str, str]:
    # The format of sha256sum: the sum, a space, a space or an asterisk, the name.
    lines = (_PACKAGE_DIR / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    return {line[66:]: line[:64] for line in lines}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
