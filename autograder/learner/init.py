"""`course init`: a learner's workspace, made, mended and brought up to date.

A manifest in the workspace's folder `.course` holds the digest of each file as it was given. A file that still has
that digest has not been touched, and may be replaced; every other file is the learner's, and is left alone.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.code_files import MAX_BYTES
from autograder.course import Course, CourseError
from autograder.language import _
from autograder.learner.work import OWN, Workspace, workspace_at
from autograder.places import RELEASED, course_root, is_own, is_packaged, release_folder

MANIFEST = "given.json"
MADE_BY_RUNNING = {"__pycache__", ".ipynb_checkpoints", ".pytest_cache"}
WELCOME = {"readme.md", "readme", "readme.rst", "license", "license.md", "license.txt"}  # of an empty repository

# What a workspace has besides the release.
BESIDES = {
    ".vscode/settings.json": json.dumps(
        {"python.testing.pytestEnabled": True, "python.testing.pytestArgs": ["."]}, indent=2
    )
    + "\n",
    ".gitignore": f"{OWN}/\n__pycache__/\n.ipynb_checkpoints/\n.pytest_cache/\n*.egg-info/\n",
}


@dataclass
class Made:
    """What `course init` did: files by what became of them, as paths in the workspace."""

    folder: Path
    first: bool  # whether there was no workspace before
    new: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # changed in the course, and by the learner
    blocked: list[str] = field(default_factory=list)  # where something else stands that is no file
    removed: list[str] = field(default_factory=list)
    git: bool = False  # whether a repository was made


def make_workspace(folder: Path | None, here: Path, course: Course) -> Made:
    """Make a workspace, or mend the one that is there: what the learner has touched stays as it is.

    Parameters
    ----------
    folder
        where; else the workspace that `here` lies in, or `here` itself where it is empty.

    Raises
    ------
    CourseError
        where it cannot be made, with the reason and what to do.
    """
    target = _chosen(folder, here, course)
    manifest = _read_manifest(target)
    made = Made(target, first=not (target / OWN).is_dir() and not Workspace(target, course).chapters)
    given = dict(given_files())
    if not given:
        raise CourseError(
            _("The files of the workspace are missing here. Whoever writes the course has `course build`.")
        )
    try:
        _write_files(given, manifest, made)
        _take_away(given, manifest, made)
        known = {n: _digest(content) for n, content in given.items() if n not in (*made.kept, *made.blocked)}
        # Of a file that was touched the manifest tells what is new in the course, so that it is told once.
        touched = {name: _digest(given[name]) for name in made.kept}
        touched |= {name: manifest[name] for name in made.blocked if name in manifest}
        write_whole(target / OWN / MANIFEST, _json({**known, **touched}))
    except OSError as error:
        what = f"{error.filename}: " if error.filename and Path(error.filename) != target else ""
        raise CourseError(
            _(
                "The workspace cannot be made in {target} ({what}{strerror}). What was written so far is whole; mend "
                "that, or give another folder, and say course init again.",
                target=target,
                what=what,
                strerror=error.strerror,
            )
        ) from None
    made.git = _make_repository(target)
    return made


def given_files() -> Iterator[tuple[str, bytes]]:
    """What a workspace is made of: each file's path in it, and its content."""
    release = release_folder()
    for path in sorted(release.rglob("*")):
        name = path.relative_to(release)
        made = MADE_BY_RUNNING & set(name.parts) or any(part.endswith(".egg-info") for part in name.parts)
        if path.is_file() and not made and name.parts[0] != OWN:
            yield name.as_posix(), path.read_bytes()
    if course_root().name == RELEASED:  # the course is the one that came with this workspace
        for path in sorted(course_root().rglob("*")):
            if path.is_file() and not MADE_BY_RUNNING & set(path.parts):
                yield f"{RELEASED}/{path.relative_to(course_root()).as_posix()}", path.read_bytes()
    for besides, text in BESIDES.items():
        yield besides, text.encode()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and the folders that it lies in; an OSError names the file itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=".part-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(part).chmod(path.stat().st_mode if path.is_file() else 0o666 & ~_umask())
            Path(part).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(part).unlink()
            raise
    except OSError as error:
        if error.errno:
            error.filename = str(path)  # and not the part
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _chosen(folder: Path | None, here: Path, course: Course) -> Path:
    if folder is None:
        space = workspace_at(here, course)
        target = space.root if space else here.resolve()
    else:
        target = Path(os.path.realpath(here / os.path.expanduser(folder)))  # noqa: PTH111  neither loops nor homes of nobody fail
    say_other = _("Give a new folder: course init my-course")
    if target.exists() and not target.is_dir():
        raise CourseError(
            _("{target} is a file, and a workspace is a folder. {say_other}", target=target, say_other=say_other)
        )
    if (is_own() or not is_packaged()) and (target == release_folder() or target == release_folder().parent):
        raise CourseError(
            _(
                "{target} is the course's own checkout, from which workspaces are made. {say_other}",
                target=target,
                say_other=say_other,
            )
        )
    around = workspace_at(target.parent, course)
    if folder is not None and around and around.root != target:
        raise CourseError(
            _(
                "{target} would lie inside the workspace {root}. {say_other}, outside of it.",
                target=target,
                root=around.root,
                say_other=say_other,
            )
        )
    try:
        others = [] if Workspace(target, course).chapters or (target / OWN).is_dir() else _others(target)
    except OSError as error:
        raise CourseError(
            _(
                "{target} cannot be read: {strerror}. {say_other}",
                target=target,
                strerror=error.strerror,
                say_other=say_other,
            )
        ) from None
    if others:
        shown = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
        raise CourseError(
            _(
                "{target} holds other things ({shown}), and is left alone. {say_other}",
                target=target,
                shown=shown,
                say_other=say_other,
            )
        )
    return target


def _others(target: Path) -> list[str]:
    """What lies in a folder that is no workspace yet, but for what an empty repository holds."""
    names = sorted(path.name for path in target.iterdir()) if target.is_dir() else []
    return [name for name in names if not name.startswith(".") and name.lower() not in WELCOME]


def _write_files(given: Mapping[str, bytes], manifest: Mapping[str, str], made: Made) -> None:
    for name, content in given.items():
        path = made.folder / name
        if path.is_symlink() or path.exists():
            if not path.is_file():
                made.blocked.append(name)
                continue
            found = path.read_bytes()
            if _digest(found) == _digest(content):
                continue
            if _digest(found) == manifest.get(name) and not path.is_symlink():
                write_whole(path, content)
                made.updated.append(name)
            elif manifest.get(name) != _digest(content):
                made.kept.append(name)
            continue
        write_whole(path, content)
        (made.restored if name in manifest else made.new).append(name)


def _take_away(given: Mapping[str, bytes], manifest: Mapping[str, str], made: Made) -> None:
    """Remove what the course no longer has, where it was not touched."""
    for name, digest in manifest.items():
        path = made.folder / name
        inside = not Path(name).is_absolute() and ".." not in Path(name).parts
        if name not in given and inside and path.is_file() and _digest(path.read_bytes()) == digest:
            path.unlink()
            made.removed.append(name)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()  # git may change the ends of lines


def _json(files: Mapping[str, str]) -> bytes:
    return (json.dumps(dict(sorted(files.items())), indent=1) + "\n").encode()


def _read_manifest(folder: Path) -> dict[str, str]:
    """The digests of the files as they were given; empty where that is not known: then every file counts as touched."""
    return {str(name): str(digest) for name, digest in read_json(folder / OWN / MANIFEST).items()}


def read_json(path: Path) -> dict[str, Any]:
    """What a file of the course's own says; nothing where it is not there, damaged, or no plain file."""
    try:
        text = path.read_text(encoding="utf-8") if path.is_file() and path.stat().st_size < MAX_BYTES else ""
        found = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _make_repository(folder: Path) -> bool:
    """git init, where git is there and the folder lies in no repository yet."""
    git = shutil.which("git")
    if git is None or any((each / ".git").exists() for each in (folder, *folder.parents)):
        return False
    done = subprocess.run([git, "init", "--quiet"], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0
